"""Packed training is unpacked training: the loss and every gradient, over methods, kinds of models and random sets of conversations."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.config import Method, TrainConfig
from text2sql.models import attention
from text2sql.models.batches import layout
from text2sql.models.blocks import Block
from text2sql.models.encode import packed_batches, padded_batches
from text2sql.models.loss import answer_loss, label_loss_sum
from text2sql.models.peft_methods import apply_method, resolve
from text2sql.models.tokenizer import IGNORED, Encoded

VOCABULARY = 96
SHAPE: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
    "pad_token_id": 0,
    "tie_word_embeddings": False,
}
KINDS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "glm": (transformers.GlmForCausalLM, transformers.GlmConfig, {"head_dim": 8, "attention_bias": True}),
    "llama": (transformers.LlamaForCausalLM, transformers.LlamaConfig, {}),
    "qwen2": (transformers.Qwen2ForCausalLM, transformers.Qwen2Config, {}),
}


def sequence(*parts: tuple[range | list[int], bool]) -> Encoded:
    """Turns that are read, and turns that are answered."""
    ids = [token for part, _ in parts for token in part]
    return Encoded(ids, [token if trained else IGNORED for part, trained in parts for token in part])


# Two schemas with several questions, one alone, two conversations with a second turn, and a question asked twice.
SCHEMAS = (range(5, 45), range(50, 80))
EXAMPLES = [
    sequence((SCHEMAS[0], False), ([81, 82], False), ([7, 8, 2], True)),
    sequence((SCHEMAS[0], False), ([81, 83, 84], False), ([9, 2], True)),
    sequence((SCHEMAS[0], False), ([81, 83, 84], False), ([9, 2], True)),
    sequence((SCHEMAS[0], False), ([85], False), ([7, 2], True), ([86, 87], False), ([8, 8, 2], True)),
    sequence((SCHEMAS[1], False), ([81, 82], False), ([6, 2], True)),
    sequence((SCHEMAS[1], False), ([88], False), ([5, 5, 5, 2], True), ([88], False), ([4, 2], True)),
    sequence((range(90, 60, -1), False), ([3, 2], True)),
]


def model_of(kind: str, method: Method = Method.SFT, *, checkpointing: bool = False) -> Any:
    build, configure, own = KINDS[kind]
    torch.manual_seed(3)
    model = build(configure(**SHAPE, **own))
    config = resolve(TrainConfig(method=method, virtual_tokens=6, lora_rank=4), model)
    if method in (Method.SFT, Method.LORA):
        config = replace(config, virtual_tokens=None)
    model = apply_method(model, config)
    # At the beginning LoRA's second factor is 0, and the gradient of the first with it.
    with torch.no_grad():
        for each in model.parameters():
            if each.requires_grad and method is Method.LORA:
                each.normal_(std=0.1)
    if hasattr(model, "prefix_encoder"):
        model.prefix_encoder.dropout.p = 0.0
    if checkpointing:
        model.gradient_checkpointing_enable({"use_reentrant": False})
    return model.train()


def virtual(model: Any, examples: list[Encoded]) -> list[Encoded]:
    """With the tokens of a soft prompt before them, where the model has one."""
    if not hasattr(model, "soft_prompt"):
        return examples
    before = list(range(VOCABULARY, VOCABULARY + len(model.soft_prompt.vectors)))
    return [Encoded(before + each.ids, [IGNORED] * len(before) + each.labels) for each in examples]


def loss_and_gradients(model: Any, batches: Any, loss_sum: Any = label_loss_sum) -> list[torch.Tensor]:
    model.zero_grad()
    total = torch.stack([loss_sum(model, batch) for batch in batches]).sum()
    total.backward()
    return [total.detach(), *(each.grad.clone() for each in model.parameters() if each.requires_grad)]


def difference(model: Any, examples: list[Encoded], *, tokens: int = 100, loss_sum: Any = label_loss_sum) -> float:
    """The largest relative difference between packed and unpacked, of the loss and of each gradient."""
    assert layout(model, 0, packing=True)[0].is_packed
    packed = packed_batches(examples, tokens)
    alone = padded_batches(examples, 0, 1)
    assert sum(each["input_ids"].numel() for each in packed) < sum(each["input_ids"].numel() for each in alone)
    found = loss_and_gradients(model, packed, loss_sum)
    wanted = loss_and_gradients(model, alone)
    assert all(each.abs().max() > 0 for each in wanted)
    return max(float((one - other).norm() / other.norm()) for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("checkpointing", [False, True], ids=["", "checkpointing"])
@pytest.mark.parametrize("method", [Method.LORA, Method.SFT, Method.PTUNING_V2, Method.PROMPT])
@pytest.mark.parametrize("kind", KINDS)
def test_loss_and_gradients_are_those_of_the_separate_sequences(kind: str, method: Method, checkpointing: bool) -> None:
    model = model_of(kind, method, checkpointing=checkpointing)
    assert difference(model, virtual(model, EXAMPLES)) <= 1e-5


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_in_pieces_changes_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(kind)
    monkeypatch.setattr("text2sql.models.loss.MAX_LOGITS", 3 * VOCABULARY)
    loss_sum, line = answer_loss(model)
    assert not line
    assert difference(model, EXAMPLES, loss_sum=loss_sum) <= 1e-5


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_that_leaks_is_noticed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Continuations that see each other: what a wrong mask would do."""
    model = model_of(kind)
    assert layout(model, 0, packing=True)[0].is_packed
    blocks = attention.blocks

    def leaking(numbers: torch.Tensor, columns: int = 0) -> list[Block]:
        packs, _ = numbers
        return blocks(torch.stack([packs, torch.zeros_like(packs)]), columns)

    wanted = loss_and_gradients(model, padded_batches(EXAMPLES, 0, 1))
    monkeypatch.setattr(attention, "blocks", leaking)
    found = loss_and_gradients(model, packed_batches(EXAMPLES, 100))
    assert max(float((one - other).norm() / other.norm()) for one, other in zip(found, wanted, strict=True)) > 1e-2


def test_positions_that_go_on_are_noticed() -> None:
    model = model_of("llama")
    assert layout(model, 0, packing=True)[0].is_packed
    wanted = loss_and_gradients(model, padded_batches(EXAMPLES, 0, 1))
    packed = packed_batches(EXAMPLES, 100)
    for batch in packed:
        batch["position_ids"] = torch.arange(batch["input_ids"].shape[1])[None]
    found = loss_and_gradients(model, packed)
    assert max(float((one - other).norm() / other.norm()) for one, other in zip(found, wanted, strict=True)) > 1e-3


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_model_makes_of_packs_is_tried_in_its_own_precision(kind: str, dtype: torch.dtype) -> None:
    assert layout(model_of(kind).to(dtype), 0, packing=True)[0].is_packed


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_model_that_leaks_when_it_is_tried_falls_back_with_one_line(
    monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype
) -> None:
    monkeypatch.setattr(
        "text2sql.models.encode.packed_mask",
        lambda packs, segments: torch.tensor([packs, [0] * len(segments)])[None, None],
    )
    laid, line = layout(model_of("llama").to(dtype), 0, packing=True)
    assert not laid.is_packed
    assert line == (
        "no packing: LlamaForCausalLM reads packs otherwise than single sequences; "
        "every example is computed with its whole schema"
    )


turn = st.lists(st.integers(3, VOCABULARY - 1), min_size=1, max_size=5)
talk = st.tuples(
    st.integers(0, 3),
    st.lists(st.tuples(turn, st.booleans()), min_size=0, max_size=3),
    turn.filter(lambda ids: len(ids) > 1),
)


@settings(max_examples=40)
@given(
    schemas=st.lists(turn, min_size=4, max_size=4),
    talks=st.lists(talk, min_size=1, max_size=8),
    tokens=st.integers(5, 60),
)
def test_any_set_of_conversations_has_the_loss_of_its_sequences(schemas: Any, talks: Any, tokens: int) -> None:
    model = PROPERTY_MODEL
    examples = [sequence(([1, *schemas[schema] * 3], False), *turns, (last, True)) for schema, turns, last in talks]
    packed = loss_and_gradients(model, packed_batches(examples, tokens))
    alone = loss_and_gradients(model, padded_batches(examples, 0, 1))
    for one, other in zip(packed, alone, strict=True):
        assert float((one - other).norm()) <= 1e-5 * float(other.norm()) + 1e-7


PROPERTY_MODEL = model_of("llama", Method.LORA)
assert layout(PROPERTY_MODEL, 0, packing=True)[0].is_packed


def test_qlora_too() -> None:
    pytest.importorskip("bitsandbytes")
    from text2sql.models.quantized import quantize

    build, configure, own = KINDS["glm"]
    torch.manual_seed(3)
    model = quantize(build(configure(**SHAPE | {"hidden_size": 64, "intermediate_size": 128}, **own)).eval(), "cpu")
    model = apply_method(model, resolve(TrainConfig(method=Method.QLORA, lora_rank=4), model))
    with torch.no_grad():
        for each in model.parameters():
            if each.requires_grad:
                each.normal_(std=0.1)
    assert difference(model.train(), EXAMPLES) <= 1e-5


def test_memory_does_not_grow_with_labels_times_vocabulary(
    monkeypatch: pytest.MonkeyPatch, peak_bytes: Callable[..., int]
) -> None:
    shape = SHAPE | {"vocab_size": 2**14, "num_hidden_layers": 1, "max_position_embeddings": 2048}
    model = transformers.LlamaForCausalLM(transformers.LlamaConfig(**shape)).requires_grad_(False)
    model.model.norm.weight.requires_grad_(True)
    monkeypatch.setattr("text2sql.models.loss.MAX_LOGITS", 2**20)
    loss_sum, _ = answer_loss(model)

    def peak(some: Any, labels: int) -> int:
        ids = torch.arange(3, labels + 4)[None]
        batch = {"input_ids": ids, "labels": torch.cat([torch.full((1, 1), IGNORED), ids[:, 1:]], 1)}
        return peak_bytes(lambda: some(model, batch).backward())

    few, many = peak(loss_sum, 256), peak(loss_sum, 1024)
    # 768 more labels are 48 MiB more of logits.
    assert many - few < 8 * 2**20
    assert peak(label_loss_sum, 1024) - peak(label_loss_sum, 256) > 48 * 2**20
