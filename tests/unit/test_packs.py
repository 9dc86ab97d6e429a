"""Schema packs: the loss and gradients of the separate sequences, exactly."""

from collections.abc import Sequence

import pytest
import torch
from transformers import GlmForCausalLM

from text2sql.models import encode
from text2sql.models.encode import Batch, packed_batch, padded_batch
from text2sql.models.loss import label_loss_sum
from text2sql.models.mini.network import glm_config
from text2sql.models.packs import block_mask, pack, packs
from text2sql.models.tokenizer import IGNORED, Encoded

PREFIX = [5, 6, 7, 8, 9, 10, 11, 12]


def sequence(question: Sequence[int], answer: Sequence[int]) -> Encoded:
    ids = [*PREFIX, *question, *answer]
    return Encoded(ids, [IGNORED] * (len(PREFIX) + len(question)) + list(answer))


SEQUENCES = [sequence([20, 21], [30, 31, 2]), sequence([22], [32, 2]), sequence([20, 23, 24], [33, 31, 34, 2])]


@pytest.fixture
def model() -> GlmForCausalLM:
    torch.manual_seed(0)
    model = GlmForCausalLM(glm_config(64, hidden=32, layers=2, heads=2, ffn=48)).float().train()
    # Weights large enough for attention to be sharp, so that a wrong mask or position shows.
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(4)
    return model


def loss_and_gradients(model: GlmForCausalLM, batch: Batch) -> tuple[float, dict[str, torch.Tensor]]:
    model.zero_grad()
    loss = label_loss_sum(model, batch)
    loss.backward()
    return loss.item(), {name: weight.grad.clone() for name, weight in model.named_parameters()}


def largest_difference(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> float:
    return max(float((one[name] - other[name]).norm() / other[name].norm()) for name in one)


def test_a_packs_loss_and_gradients_are_those_of_the_separate_sequences(model: GlmForCausalLM) -> None:
    packed = packed_batch(SEQUENCES, pad=0, max_tokens=100)
    assert packed["input_ids"].shape[0] == 1
    loss, gradients = loss_and_gradients(model, packed)
    separate, expected = loss_and_gradients(model, padded_batch(SEQUENCES, pad=0))
    assert loss == pytest.approx(separate, rel=1e-5)
    assert largest_difference(gradients, expected) < 1e-5


def test_a_mask_that_leaks_between_questions_is_noticed(model: GlmForCausalLM, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(segments: torch.Tensor) -> torch.Tensor:
        return block_mask(torch.zeros_like(segments))

    separate, expected = loss_and_gradients(model, padded_batch(SEQUENCES, pad=0))
    monkeypatch.setattr(encode, "block_mask", leaking)
    loss, gradients = loss_and_gradients(model, packed_batch(SEQUENCES, pad=0, max_tokens=100))
    assert loss != pytest.approx(separate, rel=1e-5)
    assert largest_difference(gradients, expected) > 1e-3


def test_positions_that_do_not_go_on_from_the_prefix_are_noticed(model: GlmForCausalLM) -> None:
    packed = packed_batch(SEQUENCES, pad=0, max_tokens=100)
    separate, _ = loss_and_gradients(model, padded_batch(SEQUENCES, pad=0))
    packed["position_ids"] = torch.arange(packed["input_ids"].shape[1])[None]
    assert loss_and_gradients(model, packed)[0] != pytest.approx(separate, rel=1e-5)


def test_the_prefix_is_the_longest_common_one_and_nothing_is_lost() -> None:
    one = pack(SEQUENCES)
    assert list(one.prefix) == PREFIX
    assert [[*one.prefix, *each.ids] for each in one.continuations] == [each.ids for each in SEQUENCES]
    assert one.tokens == len(PREFIX) + sum(len(each.ids) - len(PREFIX) for each in SEQUENCES)
    assert one.labels == 9


def test_equal_prompts_keep_the_token_before_the_first_label_in_each_continuation() -> None:
    one = pack([sequence([20], [30, 2]), sequence([20], [30, 2])])
    assert list(one.prefix) == PREFIX
    assert all(each.labels[0] == IGNORED for each in one.continuations)


def test_packs_are_bounded_by_tokens_and_keep_the_order() -> None:
    made = list(packs(SEQUENCES, max_tokens=18))
    assert [len(each.continuations) for each in made] == [2, 1]
    assert all(each.tokens <= 18 for each in made)
    whole = [[*each.prefix, *part.ids] for each in made for part in each.continuations]
    assert whole == [each.ids for each in SEQUENCES]


def test_a_sequence_longer_than_the_bound_goes_alone() -> None:
    assert [len(each.continuations) for each in packs(SEQUENCES, max_tokens=4)] == [1, 1, 1]
