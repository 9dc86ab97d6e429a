"""Scores beside the strict one: would the prediction be right with its columns permuted, or with fewer of them?

Columns are assigned once for the whole result and the rows then compared whole, never column by column.
"""

from collections.abc import Iterator, Sequence

from text2sql.evaluation.compare import Bag, compare
from text2sql.evaluation.matching import Effort, TooManyStepsError
from text2sql.outcome import Outcome
from text2sql.records import VerdictKind

# Cells looked at in trying assignments: a second or two.
_MAX_CELLS = 500_000


def right_columns(gold: Outcome, predicted: Outcome, *, ties: Sequence[int] | None) -> tuple[int, ...] | None:
    """The predicted columns, in the gold's order, that make the prediction right; None if none do.

    Raises:
        TooManyStepsError: if to find out would take too long.

    >>> gold = Outcome(columns=("a", "b"), rows=((1, "x"), (2, "y")))
    >>> right_columns(gold, Outcome(columns=("b", "i", "a"), rows=(("y", 7, 2), ("x", 8, 1))), ties=None)
    (2, 0)
    >>> right_columns(gold, Outcome(columns=("b", "a"), rows=(("y", 1), ("x", 2))), ties=None)
    """
    if predicted.truncated or not gold.rows or len(gold.rows) != len(predicted.rows):
        return None
    if len(gold.columns) > len(predicted.columns):
        return None
    twins = _twins(predicted)
    bags = {index: Bag(_column(predicted, index)) for index in set(twins)}
    effort = Effort()
    # A column can only stand for one with the same values, which leaves few assignments to try.
    candidates = []
    for index in range(len(gold.columns)):
        bag = Bag(_column(gold, index))
        same = {other for other, each in bags.items() if _may_be_equal(bag, each, effort)}
        candidates.append([other for other, first in enumerate(twins) if first in same])
    # As many columns as can only be taken from some of the others need as many of them.
    if any(sum(set(each) <= set(some) for each in candidates) > len(some) for some in candidates):
        return None
    left = _MAX_CELLS
    is_known = True
    for chosen in _assignments(candidates, twins):
        left -= len(gold.rows) * len(gold.columns)
        if left < 0:
            raise TooManyStepsError
        kind = compare(gold, _projected(predicted, chosen), ties=ties, effort=effort).kind
        if kind is VerdictKind.CORRECT:
            return chosen
        is_known = is_known and kind is not VerdictKind.GIVEN_UP
    if not is_known:
        raise TooManyStepsError
    return None


def _may_be_equal(one: Bag, other: Bag, effort: Effort) -> bool:
    """Whether the bags are equal, or to find out would take too long."""
    try:
        return one.equals(other, effort)
    except TooManyStepsError:
        return True


def _twins(result: Outcome) -> list[int]:
    """For each column the first one that is the same from top to bottom."""
    columns = [[(type(row[index]), row[index]) for row in result.rows] for index in range(len(result.columns))]
    firsts: list[int] = []
    for index, column in enumerate(columns):
        firsts.append(next((each for each in set(firsts) if columns[each] == column), index))
    return firsts


def _assignments(
    candidates: list[list[int]], twins: list[int], taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """One different column for each place; of columns that are the same only the first free one is tried."""
    if len(taken) == len(candidates):
        yield taken
        return
    tried: set[int] = set()
    for column in candidates[len(taken)]:
        if column not in taken and twins[column] not in tried:
            tried.add(twins[column])
            yield from _assignments(candidates, twins, (*taken, column))


def _column(result: Outcome, index: int) -> list[tuple[object, ...]]:
    return [(row[index],) for row in result.rows]


def _projected(result: Outcome, columns: Sequence[int]) -> Outcome:
    return Outcome(
        columns=tuple(result.columns[index] for index in columns),
        rows=tuple(tuple(row[index] for index in columns) for row in result.rows),
    )
