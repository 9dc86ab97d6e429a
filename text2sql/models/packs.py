"""Schema packs: the shared prefix of many questions computed once, exactly.

All questions about one schema begin with the same tokens. A pack is one sequence ``[prefix][question 1 + SQL 1][question 2 +
SQL 2]…`` in which each continuation sees the prefix and itself, and its positions go on from the prefix's end: loss and gradients
are those of the separate sequences. The mask is dense, (time, time): bound a pack by its tokens.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from text2sql.models.tokenizer import IGNORED, Encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One schema's tokens.

    Attributes:
        prefix: what all its sequences begin with; never trained.
        continuations: what is left of each sequence; the label of its first token is `IGNORED`.
    """

    prefix: tuple[int, ...]
    continuations: tuple[Encoded, ...]

    @property
    def tokens(self) -> int:
        """Length of the packed sequence."""
        return len(self.prefix) + sum(len(each.ids) for each in self.continuations)

    @property
    def labels(self) -> int:
        """How many of them are trained."""
        return sum(len(each.labels) - each.labels.count(IGNORED) for each in self.continuations)


def pack(sequences: Sequence[Encoded]) -> Pack:
    """The sequences behind their longest common prefix.

    The prefix is found by comparing ids, since a tokenizer may join the end of a schema with the beginning of a question. It ends
    early enough that every continuation holds at least the token before its first label.

    >>> pack([Encoded([5, 6, 7, 8], [-100, -100, -100, 8]), Encoded([5, 6, 9, 9], [-100, -100, -100, 9])]).prefix
    (5, 6)
    """
    shared = min(_trained_from(sequence) - 1 for sequence in sequences)
    first = sequences[0].ids
    for sequence in sequences[1:]:
        shared = next((i for i in range(shared) if sequence.ids[i] != first[i]), shared)
    return Pack(
        prefix=tuple(first[:shared]),
        continuations=tuple(Encoded(list(each.ids[shared:]), list(each.labels[shared:])) for each in sequences),
    )


def packs(sequences: Sequence[Encoded], max_tokens: int) -> Iterator[Pack]:
    """The sequences of one schema, in order, as packs of at most `max_tokens`; one that is longer alone goes alone."""
    start = 0
    for end in range(1, len(sequences) + 1):
        if end == len(sequences) or pack(sequences[start : end + 1]).tokens > max_tokens:
            yield pack(sequences[start:end])
            start = end


def block_mask(segments: Tensor) -> Tensor:
    """(time, time): True where a token sees another: an earlier one or itself, of the prefix (0) or of its own segment.

    >>> block_mask(torch.tensor([0, 1, 2])).int().tolist()
    [[1, 0, 0], [1, 1, 0], [1, 0, 1]]
    """
    time = torch.arange(len(segments), device=segments.device)
    earlier = time[None, :] <= time[:, None]
    return earlier & ((segments[None, :] == 0) | (segments[None, :] == segments[:, None]))


def _trained_from(sequence: Encoded) -> int:
    return next(index for index, label in enumerate(sequence.labels) if label != IGNORED)
