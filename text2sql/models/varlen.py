"""Attention over schema packs on CUDA: two calls of torch's own flash kernels a layer, whatever the number of packs.

The first computes each prefix and each continuation by itself (causal), the second each pack's continuations over its prefix; a third
those columns that everything sees, where there are any. They are put together by their log-sum-exp, as the blocks on a CPU are.
The kernels take sequences of different lengths behind each other (Dao 2023); nothing is compiled, and no mask is made.
"""

from itertools import pairwise
from typing import Any, NamedTuple

import torch
from torch import Tensor

from text2sql.models.blocks import Block

_forward: Any = torch.ops.aten._flash_attention_forward
_backward: Any = torch.ops.aten._flash_attention_backward


class Pass(NamedTuple):
    """One call: sequences of queries, each over its own sequence of keys.

    Attributes:
        queries: their places in the row, the sequences behind each other.
        keys: places of the keys.
        query_ends: 0 and where each sequence of queries ends, (sequences + 1,), int32.
        key_ends: the same of the keys.
        most_queries: of one sequence.
        most_keys: of one sequence.
        is_causal: whether each query sees the keys up to its own place in its sequence; else all of them.
    """

    queries: Tensor | slice
    keys: Tensor | slice
    query_ends: Tensor
    key_ends: Tensor
    most_queries: int
    most_keys: int
    is_causal: bool


def passes(layout: list[Block], device: Any) -> list[Pass]:
    """The blocks as few calls: those that are causal together, and those that are not."""
    found = []
    # Each query stands once in a call: the columns that all see are a call of their own.
    columns = [each for each in layout if not each.is_causal and each.start == 0 and each.first == 0]
    rest = [each for each in layout if not each.is_causal and each not in columns]
    for some in ([each for each in layout if each.is_causal], rest, columns):
        if not some:
            continue
        queries = [each.end - each.start for each in some]
        keys = [each.last - each.first for each in some]
        found.append(
            Pass(
                queries=_places([(each.start, each.end) for each in some], device),
                keys=_places([(each.first, each.last) for each in some], device),
                query_ends=_ends(queries).to(device),
                key_ends=_ends(keys).to(device),
                most_queries=max(queries),
                most_keys=max(keys),
                is_causal=some[0].is_causal,
            )
        )
    return found


def fits(query: Tensor) -> bool:
    """Whether the kernels take it: 16 bits, and heads that fill whole vectors."""
    return query.is_cuda and query.dtype in (torch.float16, torch.bfloat16) and query.shape[-1] % 8 == 0


class VarlenAttention(torch.autograd.Function):
    """Softmax over all passes of each query.

    query (1, heads, time, size), key and value (1, key heads, columns and time, size) → (1, heads, time, size).
    """

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, plan: list[Pass], scale: float | None) -> Tensor:  # noqa: D102
        rows = [each[0].transpose(0, 1).contiguous() for each in (query, key, value)]
        q, k, v = rows
        out = torch.zeros_like(q)
        total = torch.full(q.shape[:2], float("-inf"), dtype=torch.float32, device=q.device)
        states = []
        for each in plan:
            part, weight, *random, _ = _forward(
                q[each.queries], k[each.keys], v[each.keys],
                each.query_ends, each.key_ends, each.most_queries, each.most_keys,
                0.0, each.is_causal, False, scale=scale,
            )  # fmt: skip
            states += random
            weight = weight.transpose(0, 1)
            before = total[each.queries]
            after = torch.logaddexp(before, weight)
            # In 32 bits, since the weights are; kept in 16, as each part comes.
            together = out[each.queries] * (before - after).exp()[..., None] + part * (weight - after).exp()[..., None]
            out[each.queries] = together.to(q.dtype)
            total[each.queries] = after
        ctx.save_for_backward(q, k, v, out, total, *states)
        ctx.plan, ctx.scale = plan, scale
        return out.transpose(0, 1)[None]

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Any, ...]:  # noqa: D102
        q, k, v, out, total, *states = ctx.saved_tensors
        gradient = gradients[0][0].transpose(0, 1).contiguous()
        found = [torch.zeros_like(each) for each in (q, k, v)]
        for at, each in enumerate(ctx.plan):
            # Given the final output and log-sum-exp, the kernel finds the gradient of its part.
            parts = _backward(
                gradient[each.queries], q[each.queries], k[each.keys], v[each.keys],
                out[each.queries], total[each.queries].transpose(0, 1).contiguous(),
                each.query_ends, each.key_ends, each.most_queries, each.most_keys,
                0.0, each.is_causal, states[2 * at], states[2 * at + 1], scale=ctx.scale,
            )  # fmt: skip
            for whole, places, part in zip(found, (each.queries, each.keys, each.keys), parts, strict=True):
                # Places are distinct within a pass.
                whole[places] += part
        query, key, value = (each.transpose(0, 1)[None] for each in found)
        return query, key, value, None, None


def _places(ranges: list[tuple[int, int]], device: Any) -> Tensor | slice:
    """Ranges behind each other; one slice, which copies nothing, where they touch."""
    if all(end == start for (_, end), (start, _) in pairwise(ranges)):
        return slice(ranges[0][0], ranges[-1][1])
    return torch.cat([torch.arange(*each) for each in ranges]).to(device)


def _ends(lengths: list[int]) -> Tensor:
    return torch.tensor([0, *lengths]).cumsum(0).to(torch.int32)
