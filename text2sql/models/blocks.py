"""What the tokens of schema packs see, as two numbers a token, as a dense mask, and as blocks."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import torch
from torch import Tensor


class Block(NamedTuple):
    """Queries from `start` to `end` see the keys from `first` to `last`: all of them, or each up to its own place."""

    start: int
    end: int
    first: int
    last: int
    is_causal: bool


def packed_mask(packs: Sequence[int], segments: Sequence[int]) -> Tensor:
    """(1, 1, 2, time): each token's pack, and its segment there: 0 the prefix, the continuations from 1."""
    return torch.tensor([packs, segments])[None, None]


def is_packed(mask: Tensor | None) -> bool:
    """Whether it is one of `packed_mask`; any other is boolean or added to the scores."""
    return mask is not None and not mask.is_floating_point() and mask.dtype != torch.bool


def dense_mask(numbers: Tensor) -> Tensor:
    """(time, time) of packs and segments (2, time): True where a token sees another: an earlier one or itself, of its prefix or segment.

    >>> dense_mask(torch.tensor([[0, 0, 0, 1], [0, 1, 2, 0]])).int().tolist()
    [[1, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]
    """
    packs, segments = numbers
    place = torch.arange(numbers.shape[1], device=numbers.device)
    own = (segments[None] == 0) | (segments[None] == segments[:, None])
    seen: Tensor = (place[None] <= place[:, None]) & (packs[None] == packs[:, None]) & own
    return seen


def blocks(numbers: Tensor, columns: int = 0) -> list[Block]:
    """What `dense_mask` shows, as blocks; before the keys so many columns that everything sees.

    >>> [tuple(map(int, each)) for each in blocks(torch.tensor([[0, 0, 0], [0, 1, 2]]))]
    [(0, 1, 0, 1, 1), (1, 2, 1, 2, 1), (2, 3, 2, 3, 1), (1, 3, 0, 1, 0)]
    """
    packs, segments = numbers.tolist()
    found = [Block(0, len(packs), 0, columns, is_causal=False)] if columns else []
    prefixes: dict[int, tuple[int, int]] = {}
    ends: dict[int, int] = {}
    place = 0
    for (pack, segment), run in groupby(zip(packs, segments, strict=True)):
        end = place + len(list(run))
        found.append(Block(place, end, columns + place, columns + end, is_causal=True))
        if segment == 0:
            prefixes[pack] = place, end
        ends[pack] = end
        place = end
    return found + [
        Block(last, ends[pack], columns + first, columns + last, is_causal=False)
        for pack, (first, last) in prefixes.items()
        if last < ends[pack]
    ]
