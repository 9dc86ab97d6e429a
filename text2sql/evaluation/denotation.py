"""When two results are equal by a published metric's rules: cells as Python compares them, no tolerance, no ties.

A `Denotation` is a gold result with what comparing needs of it, computed once for all predictions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from text2sql.evaluation.matching import TooManyStepsError
from text2sql.evaluation.profile import Quirks

Row = tuple[Any, ...]

# Tries of whole results: at most so many, and at most so many cells looked at, a second or two.
_MAX_ASSIGNMENTS = 5_000
_MAX_CELLS = 2_000_000


class Denotation:
    """The rows of a gold query.

    Args:
        rows: all of them, in the engine's order.
        ordered: whether their order counts.
    """

    def __init__(self, rows: Sequence[Row], *, ordered: bool = False) -> None:
        self.rows = tuple(rows)
        self.ordered = ordered

    def equals(self, predicted: Sequence[Row], quirks: Quirks) -> bool:
        """Whether a prediction with these rows is right by these rules.

        Raises:
            TooManyStepsError: if to try all orders of its columns would take too long.

        >>> from text2sql.evaluation.profile import QUIRKS, Profile
        >>> gold, swapped = Denotation([("a", 1), ("b", 2)]), [(2, "b"), (1, "a")]
        >>> gold.equals(swapped, QUIRKS[Profile.SPIDER]), gold.equals(swapped, QUIRKS[Profile.BIRD])
        (True, False)
        """
        predicted = tuple(predicted)
        if quirks.rows_are_a_set:
            return self._set == set(predicted)
        if len(self.rows) != len(predicted):
            return False
        if not self.rows:
            return True
        if len(self.rows[0]) != len(predicted[0]):
            return False
        if self.rows == predicted:
            return True
        if not quirks.any_column_order:
            return not self.ordered and self._counts == Counter(predicted)
        if quirks.needs_same_sorted_cells and not self._has_same_cells(predicted):
            return False
        return self._equals_in_some_column_order(predicted)

    @cached_property
    def _set(self) -> set[Row]:
        return set(self.rows)

    @cached_property
    def _counts(self) -> Counter[Row]:
        return Counter(self.rows)

    @cached_property
    def _sorted_cells(self) -> list[Row]:
        return [_sorted(row) for row in self.rows]

    @cached_property
    def _columns(self) -> list[tuple[Any, ...]]:
        return list(zip(*self.rows, strict=True))

    def _has_same_cells(self, predicted: Sequence[Row]) -> bool:
        cells = [_sorted(row) for row in predicted]
        return self._sorted_cells == cells if self.ordered else set(self._sorted_cells) == set(cells)

    def _equals_in_some_column_order(self, predicted: Sequence[Row]) -> bool:
        columns = list(zip(*predicted, strict=True))
        if self.ordered:
            # A column stands in for another only if it is the same from top to bottom, so counting them is enough.
            return Counter(self._columns) == Counter(columns)
        if len(columns) == 1:
            return self._counts == Counter(predicted)
        bags = [Counter(column) for column in columns]
        candidates = [[place for place, bag in enumerate(bags) if bag == wanted] for wanted in self._bags]
        if any(candidates.count(each) > len(each) for each in candidates):
            return False  # more columns are alike than there are to stand for them
        tries = min(_MAX_ASSIGNMENTS, max(1, _MAX_CELLS // (len(columns) * len(predicted))))
        orders = _assignments(candidates, columns)
        if any(
            self._counts == Counter(tuple(row[place] for place in order) for row in predicted)
            for order in islice(orders, tries)
        ):
            return True
        if next(orders, None) is None or _loose(self.rows) != _loose(predicted):
            return False
        raise TooManyStepsError

    @cached_property
    def _bags(self) -> list[Counter[Any]]:
        return [Counter(column) for column in self._columns]


def _loose(rows: Sequence[Row]) -> Counter[frozenset[tuple[Any, int]]]:
    """The rows with their cells in no order, as often as they come: the same in every order of columns."""
    return Counter(frozenset(Counter(row).items()) for row in rows)


def _sorted(row: Row) -> Row:
    return tuple(sorted(row, key=lambda cell: f"{cell}{type(cell)}"))


def _assignments(
    candidates: list[list[int]], columns: Sequence[tuple[Any, ...]], taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """One different column for each place; of columns that are the same only the first free one is tried."""
    if len(taken) == len(candidates):
        yield taken
        return
    tried: set[tuple[Any, ...]] = set()
    for place in candidates[len(taken)]:
        if place not in taken and columns[place] not in tried:
            tried.add(columns[place])
            yield from _assignments(candidates, columns, (*taken, place))
