"""Which examples make a batch, and how they are laid out for a model."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

import torch

from text2sql.launch import Place
from text2sql.models.encode import Batch, packed_batch, padded_batch
from text2sql.models.ptuning import ATTENTION as PREFIX_ATTENTION
from text2sql.models.tokenizer import IGNORED, Encoded

Item = TypeVar("Item")

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


class _Batches(Protocol):
    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[list[int]]: ...

    def set_epoch(self, epoch: int) -> None: ...


class Share(torch.utils.data.Sampler[list[int]]):
    """What one of several processes takes of every batch: all make the same number of batches, and together each is the whole one.

    A batch that is smaller than the number of processes leaves some of them without an example.
    """

    def __init__(self, batches: _Batches, place: Place) -> None:
        # The Trainer looks for this name to tell it the epoch.
        self.batch_sampler = batches
        self._place = place

    def __len__(self) -> int:
        return len(self.batch_sampler)

    def set_epoch(self, epoch: int) -> None:
        """Choose the order of this epoch."""
        self.batch_sampler.set_epoch(epoch)

    def __iter__(self) -> Iterator[list[int]]:
        for batch in self.batch_sampler:
            yield list(share(batch, self._place))


def share(items: Sequence[Item], place: Place) -> Sequence[Item]:
    """The part that belongs to one of several processes; neighbours stay together.

    >>> [list(share("abcde", Place(rank, rank, 2))) for rank in (0, 1)]
    [['a', 'b'], ['c', 'd', 'e']]
    """
    start, end = (len(items) * rank // place.processes for rank in (place.rank, place.rank + 1))
    return items[start:end]


def never_empty(collate: Callable[[Sequence[Encoded]], Batch], filler: Encoded, pad: int) -> Callable[..., Batch]:
    """The same, and for no examples a batch without labels: its loss and gradients are 0, but the model must run with the others'."""
    silent = Encoded(filler.ids, [IGNORED] * len(filler.ids))

    def batch(examples: Sequence[Encoded]) -> Batch:
        return collate(examples) if examples else padded_batch([silent], pad)

    return batch


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
