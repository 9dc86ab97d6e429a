"""Which examples make a batch, and how they are laid out for a model."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from text2sql.models.encode import Batch, packed_batch, padded_batch
from text2sql.models.ptuning import ATTENTION as PREFIX_ATTENTION
from text2sql.models.tokenizer import Encoded

# Fastest on a small model and two cores; attention over longer rows costs more than the shared tokens save.
PACK_TOKENS = 512


class BatchSampler(torch.utils.data.Sampler[list[int]]):
    """Shuffled batches of examples of like length, the same for the same seed and epoch.

    Examples are shuffled, cut into pools of some batches, sorted by length within a pool, and the batches shuffled again: unlike
    transformers' length grouping, short and long batches come in any order.
    """

    def __init__(self, lengths: Sequence[int], batch_size: int, seed: int, pool: int = 8) -> None:
        self._lengths = lengths
        self._batch_size = batch_size
        self._seed = seed
        self._pool = pool * batch_size
        self._epoch = 0

    def __len__(self) -> int:
        return math.ceil(len(self._lengths) / self._batch_size)

    def set_epoch(self, epoch: int) -> None:
        """Choose the order of this epoch."""
        self._epoch = epoch

    def __iter__(self) -> Iterator[list[int]]:
        generator = torch.Generator().manual_seed(self._seed * 1_000_003 + self._epoch)
        order = torch.randperm(len(self._lengths), generator=generator).tolist()
        batches: list[list[int]] = []
        for start in range(0, len(order), self._pool):
            pool = sorted(order[start : start + self._pool], key=lambda index: self._lengths[index])
            batches += [pool[i : i + self._batch_size] for i in range(0, len(pool), self._batch_size)]
        for position in torch.randperm(len(batches), generator=generator).tolist():
            yield batches[position]


def collator(model: Any, pad: int) -> Callable[[Sequence[Encoded]], Batch]:
    """Examples → a batch for this model: packed where its attention takes a mask of blocks, padded elsewhere."""

    def packed(examples: Sequence[Encoded]) -> Batch:
        # Long schemas are shared too: a row has room for more than one of its questions.
        return packed_batch(examples, pad, max(PACK_TOKENS, 3 * max(len(each.ids) for each in examples)))

    return packed if _takes_block_masks(model.config) else lambda examples: padded_batch(examples, pad)


def _takes_block_masks(config: Any) -> bool:
    """Whether a boolean (rows, 1, time, time) mask means to the model what it says."""
    layers = set(getattr(config, "layer_types", None) or ["full_attention"])
    windows = getattr(config, "sliding_window", None) is not None
    return config._attn_implementation in ("sdpa", PREFIX_ATTENTION) and layers == {"full_attention"} and not windows
