"""Scores beside the strict one: would the prediction be right with its columns permuted, or with fewer of them?

Columns are assigned once for the whole result and the rows then compared whole, never column by column.
"""

from collections.abc import Iterator, Sequence

from text2sql.evaluation.compare import compare, equal_multisets
from text2sql.outcome import Outcome
from text2sql.records import VerdictKind

_MAX_ASSIGNMENTS = 2_000


def right_columns(gold: Outcome, predicted: Outcome, *, ties: Sequence[int] | None) -> tuple[int, ...] | None:
    """The predicted columns, in the gold's order, that make the prediction right; None if none do.

    >>> gold = Outcome(columns=("a", "b"), rows=((1, "x"), (2, "y")))
    >>> right_columns(gold, Outcome(columns=("b", "i", "a"), rows=(("y", 7, 2), ("x", 8, 1))), ties=None)
    (2, 0)
    >>> right_columns(gold, Outcome(columns=("b", "a"), rows=(("y", 1), ("x", 2))), ties=None)
    """
    if predicted.truncated or not gold.rows or len(gold.rows) != len(predicted.rows):
        return None
    if len(gold.columns) > len(predicted.columns):
        return None
    width = range(len(predicted.columns))
    # A column can only stand for one with the same values, which leaves few assignments to try.
    candidates = [
        [other for other in width if equal_multisets(_column(gold, index), _column(predicted, other))]
        for index in range(len(gold.columns))
    ]
    for number, chosen in enumerate(_assignments(candidates)):
        if number >= _MAX_ASSIGNMENTS:
            return None
        if compare(gold, _projected(predicted, chosen), ties=ties).kind is VerdictKind.CORRECT:
            return chosen
    return None


def _assignments(candidates: list[list[int]], taken: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    if len(taken) == len(candidates):
        yield taken
        return
    for column in candidates[len(taken)]:
        if column not in taken:
            yield from _assignments(candidates, (*taken, column))


def _column(result: Outcome, index: int) -> list[tuple[object, ...]]:
    return [(row[index],) for row in result.rows]


def _projected(result: Outcome, columns: Sequence[int]) -> Outcome:
    return Outcome(
        columns=tuple(result.columns[index] for index in columns),
        rows=tuple(tuple(row[index] for index in columns) for row in result.rows),
    )
