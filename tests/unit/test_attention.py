"""Attention over packs: the numbers of a dense mask, out of blocks."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from text2sql.models import attention
from text2sql.models.attention import attend
from text2sql.models.blocks import blocks, dense_mask, is_packed, packed_mask

LAYER = SimpleNamespace(num_key_value_groups=2, is_causal=True)
# Three packs: a prefix with three continuations, one sequence, continuations without a prefix.
PACKS = [0] * 30 + [1] * 11 + [2] * 20
SEGMENTS = [0] * 10 + [1] * 7 + [2] * 8 + [3] * 5 + [0] * 11 + [1] * 9 + [2] * 11
MASK = packed_mask(PACKS, SEGMENTS)


def tensors(columns: int = 0, dtype: torch.dtype = torch.float32) -> list[Tensor]:
    draw = torch.Generator().manual_seed(1)
    shapes = [(1, 4, 61, 8), (1, 2, 61 + columns, 8), (1, 2, 61 + columns, 8)]
    return [(torch.randn(each, generator=draw) * 2).to(dtype).requires_grad_() for each in shapes]


def with_gradients(inputs: list[Tensor], function: Callable[..., Tensor]) -> list[Tensor]:
    out = function(*inputs)
    weight = torch.randn(out.shape, generator=torch.Generator().manual_seed(2)).to(out.dtype)
    return [out.detach(), *torch.autograd.grad((out * weight).sum(), inputs)]


def by_dense_mask(columns: int = 0) -> Callable[..., Tensor]:
    seen = torch.nn.functional.pad(dense_mask(MASK[0, 0]), (columns, 0), value=True)
    return lambda q, k, v: sdpa_attention_forward(LAYER, q, k, v, seen[None, None], scaling=0.3)[0]


@pytest.mark.parametrize("columns", [0, 5])
def test_blocks_give_the_numbers_and_gradients_of_the_dense_mask(columns: int) -> None:
    found = with_gradients(tensors(columns), lambda *each: attend(LAYER, *each, MASK, columns=columns, scaling=0.3)[0])
    expected = with_gradients(tensors(columns), by_dense_mask(columns))
    for one, other in zip(found, expected, strict=True):
        assert float((one - other).norm() / other.norm()) < 3e-6


def test_half_precision_is_put_together_in_float32() -> None:
    found = with_gradients(tensors(0, torch.bfloat16), lambda *each: attend(LAYER, *each, MASK, scaling=0.3)[0])
    expected = with_gradients(tensors(), by_dense_mask())
    assert found[0].dtype == torch.bfloat16
    for one, other in zip(found, expected, strict=True):
        assert float((one.float() - other).norm() / other.norm()) < 2e-2


@pytest.mark.parametrize("drop", range(4))
def test_a_block_left_out_is_noticed(drop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = blocks(MASK[0, 0])
    # Its first block is all that the first token has.
    del fewer[drop + 1]
    monkeypatch.setattr(attention, "blocks", lambda numbers, columns: fewer)
    found = with_gradients(tensors(), lambda *each: attend(LAYER, *each, MASK, scaling=0.3)[0])
    expected = with_gradients(tensors(), by_dense_mask())
    assert not float((found[0] - expected[0]).norm() / expected[0].norm()) < 1e-2


def test_dropout_takes_the_dense_mask_made_once_for_all_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Tensor] = []
    monkeypatch.setattr(attention, "sdpa_attention_forward", lambda *args, **rest: seen.append(args[4]) or (None, None))
    mask = MASK.clone()
    for _ in range(2):
        attend(LAYER, *tensors(), mask, dropout=0.5)
    assert seen[0] is seen[1]
    assert torch.equal(seen[0][0, 0] == 0, dense_mask(mask[0, 0]))


def test_other_masks_are_left_to_sdpa_which_refuses_packs() -> None:
    query, key, value = (each.detach() for each in tensors())
    seen = dense_mask(MASK[0, 0])[None, None]
    assert not is_packed(seen)
    found = attend(LAYER, query, key, value, seen, scaling=0.3)[0]
    torch.testing.assert_close(found, by_dense_mask()(query, key, value))
    with pytest.raises(RuntimeError, match="dtype"):
        sdpa_attention_forward(LAYER, query, key, value, MASK)


@settings(max_examples=200, deadline=None)
@given(
    drawn=st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(1, 3), max_size=3)), min_size=1, max_size=4),
    columns=st.integers(0, 2),
)
def test_blocks_cover_the_dense_mask_once(drawn: list[tuple[int, list[int]]], columns: int) -> None:
    packs, segments = [], []
    for number, (prefix, lengths) in enumerate(drawn):
        for segment, length in enumerate([prefix, *lengths]):
            packs += [number] * length
            segments += [segment] * length
    if not packs:
        return
    numbers = torch.tensor([packs, segments])
    seen = torch.zeros(len(packs), columns + len(packs), dtype=torch.int)
    for start, end, first, last, is_causal in blocks(numbers, columns):
        ones = torch.ones(end - start, last - first, dtype=torch.int)
        seen[start:end, first:last] += ones.tril() if is_causal else ones
    assert torch.equal(seen, torch.nn.functional.pad(dense_mask(numbers).int(), (columns, 0), value=1))
