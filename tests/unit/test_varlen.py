"""Attention over packs as few calls of kernels that take sequences of different lengths; their arithmetic redone here for a CPU."""

from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from text2sql.models import varlen
from text2sql.models.blocks import blocks, dense_mask, packed_mask
from text2sql.models.varlen import VarlenAttention, fits, passes

# Three packs: a prefix with three continuations, one sequence, a prefix with two.
PACKS = [0] * 30 + [1] * 11 + [2] * 20
SEGMENTS = [0] * 10 + [1] * 7 + [2] * 8 + [3] * 5 + [0] * 11 + [0] * 4 + [1] * 9 + [2] * 7
NUMBERS = packed_mask(PACKS, SEGMENTS)[0, 0]
SCALE = 0.3


def weights(query: Tensor, key: Tensor, is_causal: bool) -> Tensor:
    """Scores (heads, queries, keys)."""
    scores = torch.einsum("qhd,khd->hqk", query, key) * SCALE
    if is_causal:
        scores = scores.masked_fill(~torch.ones(scores.shape[-2:], dtype=torch.bool).tril(), float("-inf"))
    return scores


def each_sequence(query: Tensor, key: Tensor, value: Tensor, query_ends: Tensor, key_ends: Tensor) -> Any:
    repeated = query.shape[1] // key.shape[1]
    starts = zip(query_ends[:-1], query_ends[1:], key_ends[:-1], key_ends[1:], strict=True)
    for start, end, first, last in starts:
        seen = (each[first:last].repeat_interleave(repeated, 1) for each in (key, value))
        yield slice(start, end), slice(first, last), query[start:end], *seen


def forward(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    q_ends: Tensor,
    k_ends: Tensor,
    _: int,
    __: int,
    ___: float,
    is_causal: bool,
    *rest: Any,
    scale: float,
) -> tuple[Tensor, ...]:
    assert scale == SCALE
    found = [(weights(a, b, is_causal), c) for _, _, a, b, c in each_sequence(q, k, v, q_ends, k_ends)]
    out = torch.cat([torch.einsum("hqk,khd->qhd", scores.softmax(-1), c) for scores, c in found])
    return (
        out,
        torch.cat([scores.logsumexp(-1) for scores, _ in found], 1),
        torch.zeros(2),
        torch.zeros(0),
        torch.zeros(0),
    )


def backward(
    gradient: Tensor, q: Tensor, k: Tensor, v: Tensor, out: Tensor, total: Tensor, q_ends: Tensor, k_ends: Tensor,
    _: int, __: int, ___: float, is_causal: bool, *rest: Any, scale: float,
) -> tuple[Tensor, ...]:  # fmt: skip
    found = [torch.zeros_like(each) for each in (q, k, v)]
    for mine, theirs, a, b, c in each_sequence(q, k, v, q_ends, k_ends):
        share = (weights(a, b, is_causal) - total[:, mine, None]).exp()
        g = gradient[mine]
        delta = (g * out[mine]).sum(-1).T[..., None]
        inner = share * (torch.einsum("qhd,khd->hqk", g, c) - delta) * SCALE
        groups = (theirs.stop - theirs.start, k.shape[1], -1, k.shape[2])
        found[0][mine] = torch.einsum("hqk,khd->qhd", inner, b)
        found[1][theirs] = torch.einsum("hqk,qhd->khd", inner, a).reshape(groups).sum(2)
        found[2][theirs] = torch.einsum("hqk,qhd->khd", share, g).reshape(groups).sum(2)
    return tuple(found)


def tensors(columns: int) -> list[Tensor]:
    draw = torch.Generator().manual_seed(1)
    shapes = [(1, 4, 61, 8), (1, 2, 61 + columns, 8), (1, 2, 61 + columns, 8)]
    return [(torch.randn(each, generator=draw) * 2).requires_grad_() for each in shapes]


def with_gradients(inputs: list[Tensor], out: Tensor) -> list[Tensor]:
    weight = torch.randn(out.shape, generator=torch.Generator().manual_seed(2))
    return [out.detach(), *torch.autograd.grad((out * weight).sum(), inputs)]


def expected(columns: int) -> list[Tensor]:
    seen = torch.nn.functional.pad(dense_mask(NUMBERS), (columns, 0), value=True)
    layer = SimpleNamespace(num_key_value_groups=2, is_causal=True)
    inputs = tensors(columns)
    out = sdpa_attention_forward(layer, *inputs, seen[None, None], scaling=SCALE)[0]
    return with_gradients(inputs, out.transpose(1, 2))


def found(columns: int) -> list[Tensor]:
    inputs = tensors(columns)
    plan = passes(blocks(NUMBERS, columns), "cpu")
    return with_gradients(inputs, VarlenAttention.apply(*inputs, plan, SCALE))


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(varlen, "_forward", forward)
    monkeypatch.setattr(varlen, "_backward", backward)


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("columns", [0, 5])
def test_passes_give_the_numbers_and_gradients_of_the_dense_mask(columns: int) -> None:
    for one, other in zip(found(columns), expected(columns), strict=True):
        assert float((one - other).norm() / other.norm()) < 1e-5


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("drop", [1, 2])
def test_a_pass_left_out_is_noticed(drop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = passes(blocks(NUMBERS, 5), "cpu")
    fewer = [each for at, each in enumerate(whole) if at != drop]
    inputs = tensors(5)
    out = with_gradients(inputs, VarlenAttention.apply(*inputs, fewer, SCALE))
    assert float((out[0] - expected(5)[0]).norm() / expected(5)[0].norm()) > 1e-2


def test_the_calls_are_few_and_cover_every_pair_once() -> None:
    plan = passes(blocks(NUMBERS, 3), "cpu")
    assert [(each.is_causal, len(each.query_ends) - 1) for each in plan] == [(True, 8), (False, 2), (False, 1)]
    seen = torch.zeros(61, 64, dtype=torch.int)
    for each in plan:
        ends = zip(each.query_ends[:-1], each.query_ends[1:], each.key_ends[:-1], each.key_ends[1:], strict=True)
        for start, end, first, last in ends:
            queries, keys = torch.arange(61)[each.queries][start:end], torch.arange(64)[each.keys][first:last]
            pairs = torch.ones(len(queries), len(keys), dtype=torch.int)
            seen[queries[:, None], keys[None]] += pairs.tril() if each.is_causal else pairs
    assert seen.tolist() == torch.nn.functional.pad(dense_mask(NUMBERS).int(), (3, 0), value=1).tolist()


def test_only_16_bits_on_cuda_fit() -> None:
    assert not fits(torch.zeros(1, 2, 3, 8, dtype=torch.bfloat16))
    assert not fits(torch.zeros(1, 2, 3, 8))
