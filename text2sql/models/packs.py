"""Schema packs: the shared prefix of many questions computed once, exactly.

All questions about one schema begin with the same tokens. A pack is one sequence ``[prefix][question 1 + SQL 1][question 2 +
SQL 2]…`` in which each continuation sees the prefix and itself, and its positions go on from the prefix's end: loss and gradients
are those of the separate sequences. What is shared is found by comparing tokens; nothing is taken on trust. Needs no torch.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    A tokenizer may join the end of a schema with the beginning of a question, so ids are compared. The prefix ends early enough that
    every continuation holds at least the token before its first label.

    >>> pack([Encoded([5, 6, 7, 8], [-100, -100, -100, 8]), Encoded([5, 6, 9, 9], [-100, -100, -100, 9])]).prefix
    (5, 6)
    """
    first = sequences[0].ids
    shared = min(min(_untrained(each), common(first, each.ids)) for each in sequences)
    return Pack(
        prefix=tuple(first[:shared]),
        continuations=tuple(Encoded(list(each.ids[shared:]), list(each.labels[shared:])) for each in sequences),
    )


def packs(sequences: Sequence[Encoded], max_tokens: int) -> Iterator[Pack]:
    """The sequences of one schema, in order, as packs of at most `max_tokens`; one that is longer alone goes alone."""
    start = shared = own = 0
    for end, each in enumerate(sequences):
        # Of the prefix that the pack would have: at most what is left of it with the sequence at hand.
        least = min(shared, _untrained(each), common(sequences[start].ids, each.ids))
        if end > start and own + len(each.ids) - (end - start) * least > max_tokens:
            yield pack(sequences[start:end])
            start = end
        if end == start:
            shared, own = _untrained(each), len(each.ids)
        else:
            shared, own = least, own + len(each.ids)
    if sequences:
        yield pack(sequences[start:])


def groups(sequences: Sequence[Encoded]) -> list[list[int]]:
    """Places of the sequences, by what they begin with: those are together that share at least a third of their tokens.

    Prompts over different schemas share their first words only.

    >>> groups([Encoded([1, 2, 3], []), Encoded([9, 2, 3], []), Encoded([1, 2, 4], [])])
    [[0, 2], [1]]
    """
    found: list[list[int]] = []
    for place in sorted(range(len(sequences)), key=lambda place: sequences[place].ids):
        ids = sequences[place].ids
        if found and common(sequences[found[-1][0]].ids, ids) * 3 >= len(ids):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with.

    >>> common([1, 2, 3], [1, 2, 4, 5]), common([], [1])
    (2, 0)
    """
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    # Slices are compared at once, which is faster than token by token.
    return bisect_left(range(1, most + 1), True, key=lambda length: one[:length] != other[:length])


def _untrained(sequence: Encoded) -> int:
    """Tokens before the one that stands before the first label."""
    return next(index for index, label in enumerate(sequence.labels) if label != IGNORED) - 1
