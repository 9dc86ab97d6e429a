"""What one of several processes takes of every batch."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import torch

from text2sql.launch import Place

Item = TypeVar("Item")


class _Batches(Protocol):
    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[list[int]]: ...

    def set_epoch(self, epoch: int) -> None: ...


class Share(torch.utils.data.Sampler[list[int]]):
    """The part of every batch that belongs to a process: all make the same number of batches, and together each is the whole one.

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
    """The part that belongs to a process; neighbours stay together.

    >>> [list(share("abcde", Place(rank, rank, 2))) for rank in (0, 1)]
    [['a', 'b'], ['c', 'd', 'e']]
    """
    start, end = (len(items) * rank // place.processes for rank in (place.rank, place.rank + 1))
    return items[start:end]
