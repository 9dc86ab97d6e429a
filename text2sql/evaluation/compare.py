"""When two results are equal: profile `strict`.

- Rows are multisets. Order counts only where the caller says so, and rows that tie may come in any order.
- Columns go by position; their names do not matter.
- Numbers compare by value whatever their type: exactly if both are whole and below 2**53 or neither is a float, from there on one
  with a float if its own float is that, else within a relative 1e-6 or an absolute 1e-9. Whole numbers are exact since 13800138000 and 13800138001 are two phones.
- Dates and times equal their ISO text, and a timestamp at midnight, as of date_trunc, equals its day, also where either
  is written as text. Other text is compared in NFC, exactly. NULL equals only NULL; a boolean only a boolean.

Knows nothing of SQL. Comparing is symmetric in the rows, and never passes on columns that match one by one. It takes
bounded work; beyond that it gives up with GIVEN_UP, unless something cheap shows that the rows cannot be the same.
"""

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

from text2sql.evaluation.matching import Effort, TooManyStepsError, all_hold, has_perfect_matching
from text2sql.outcome import Outcome
from text2sql.records import VerdictKind

RELATIVE = 1e-6
ABSOLUTE = 1e-9
_WHOLE = 2**53
_MIDNIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00")
_MIDNIGHT_LENGTH = len("2021-03-01 00:00:00")

Row = tuple[Any, ...]


class Comparison(NamedTuple):
    """CORRECT, WRONG_COLUMNS, WRONG_ORDER, WRONG_ROWS or GIVEN_UP, and whether both results are empty."""

    kind: VerdictKind
    both_empty: bool = False


def compare(
    gold: Outcome, predicted: Outcome, *, ties: Sequence[int] | None = None, effort: Effort | None = None
) -> Comparison:
    """How a predicted result stands to the gold one.

    Args:
        gold: complete, not truncated.
        predicted: if truncated it is wrong, as the gold has fewer rows.
        ties: None if order does not count; else the sizes of the runs of gold rows that may change places among
            themselves, summing up to the number of gold rows.
        effort: where several comparisons share their steps.

    >>> one = Outcome(columns=("a",), rows=((1,), (2,)))
    >>> other = Outcome(columns=("b",), rows=((2.0,), (1.0,)))
    >>> compare(one, other).kind.value, compare(one, other, ties=(1, 1)).kind.value
    ('CORRECT', 'WRONG_ORDER')
    """
    assert not gold.truncated
    if len(gold.columns) != len(predicted.columns):
        return Comparison(VerdictKind.WRONG_COLUMNS)
    if predicted.truncated or len(gold.rows) != len(predicted.rows):
        return Comparison(VerdictKind.WRONG_ROWS)
    if not gold.rows:
        return Comparison(VerdictKind.CORRECT, both_empty=True)
    effort = effort or Effort()
    in_order: bool | None = False
    try:
        if ties is not None and _equal_in_order(gold.rows, predicted.rows, ties, effort):
            return Comparison(VerdictKind.CORRECT)
    except TooManyStepsError:
        in_order = None
    try:
        if not _equal_multisets(gold.rows, predicted.rows, effort):
            return Comparison(VerdictKind.WRONG_ROWS)
    except TooManyStepsError:
        # Row by row it may have shown that they differ already.
        is_wrong = ties is not None and in_order is False
        return Comparison(VerdictKind.WRONG_ROWS if is_wrong else VerdictKind.GIVEN_UP)
    if in_order is None:
        return Comparison(VerdictKind.GIVEN_UP)
    return Comparison(VerdictKind.CORRECT if ties is None else VerdictKind.WRONG_ORDER)


def equal_values(one: Any, other: Any) -> bool:
    """Whether two cells are equal.

    >>> equal_values(1, Decimal("1.00")), equal_values(0.1 + 0.2, 0.3), equal_values(date(2020, 1, 2), "2020-01-02")
    (True, True, True)
    >>> equal_values(None, 0), equal_values(True, 1), equal_values("1", 1), equal_values(13800138000.0, 13800138001)
    (False, False, False, False)
    """
    one, other = plain(one), plain(other)
    if isinstance(one, _Number) and isinstance(other, _Number):
        return one.equals(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(equal_values(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and bool(one == other)


def equal_rows(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two rows are equal, cell by cell."""
    return len(one) == len(other) and all(equal_values(a, b) for a, b in zip(one, other, strict=True))


def equal_multisets(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether the rows can be paired off so that every pair is equal; False if to find out would take too long.

    >>> equal_multisets([(1,), (1,), (2,)], [(1,), (2,), (2,)])
    False
    """
    try:
        return _equal_multisets(one, other, Effort())
    except TooManyStepsError:
        return False


class Bag:
    """Rows without their order, prepared to be compared with several others."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._count = len(rows)
        self._groups = _by_exact_part(rows)

    def equals(self, other: "Bag", effort: Effort | None = None) -> bool:
        """As `equal_multisets`.

        Raises:
            TooManyStepsError: if to find out would take too long.
        """
        if self._count != other._count or self._groups.keys() != other._groups.keys():
            return False
        steps = effort or Effort()
        return all_hold(partial(_pair_off, numbers, other._groups[key], steps) for key, numbers in self._groups.items())


def _equal_multisets(one: Sequence[Row], other: Sequence[Row], effort: Effort) -> bool:
    return len(one) == len(other) and Bag(one).equals(Bag(other), effort)


def difference(gold: Outcome, predicted: Outcome, *, shown: int = 3) -> str:
    """The rows that only one side has, a few of each, for people; ``only in gold`` and ``only predicted``."""
    one, other = Counter(map(_label, gold.rows)), Counter(map(_label, predicted.rows))
    parts = []
    for name, left in (("only in gold", one - other), ("only predicted", other - one)):
        rows = list(left.elements())
        if rows:
            more = f" and {len(rows) - shown} more" if len(rows) > shown else ""
            parts.append(f"{name}: {', '.join(rows[:shown])}{more}")
    return "; ".join(parts)


class _Number:
    """A number for comparing: not hashable, since equality within a tolerance is not transitive."""

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("approximate", "value")

    def __init__(self, value: int | float | Decimal) -> None:
        self.approximate = isinstance(value, float)
        self.value = value

    def equals(self, other: "_Number") -> bool:
        one, two = self.value, other.value
        if not (self.approximate or other.approximate):
            return one == two
        a, b = _float(one), _float(two)
        if math.isnan(a) or math.isnan(b):
            return math.isnan(a) and math.isnan(b)
        if self.approximate != other.approximate and max(abs(a), abs(b)) >= _WHOLE:
            return a == b  # the number of an account stays one where the other side is a double
        if a.is_integer() and b.is_integer() and abs(a) < _WHOLE and abs(b) < _WHOLE:
            return one == two
        return math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def plain(value: Any) -> Any:
    """The cell as None, bool, text, bytes, a tuple or a number to compare."""
    match value:
        case None | bool() | bytes():
            return value
        case int() | float() | Decimal():
            return _Number(value)
        case str():
            if len(value) == _MIDNIGHT_LENGTH and _MIDNIGHT.fullmatch(value):
                return value[:10]
            return value if value.isascii() else unicodedata.normalize("NFC", value)
        case datetime():
            return plain(value.isoformat(sep=" "))
        case date() | time():
            return value.isoformat()
        case timedelta():
            return f"interval {value.total_seconds()!r}"
        case list() | tuple():
            return tuple(value)
        case dict():
            return tuple((str(key), each) for key, each in value.items())
    return str(value)


def _float(value: int | float | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _equal_in_order(gold: Sequence[Row], predicted: Sequence[Row], ties: Sequence[int], effort: Effort) -> bool:
    assert sum(ties) == len(gold)
    ends = list(accumulate(ties))
    starts = [0, *ends[:-1]]
    return all_hold(
        partial(equal_rows, gold[start], predicted[start])
        if end - start == 1
        else partial(_equal_multisets, gold[start:end], predicted[start:end], effort)
        for start, end in zip(starts, ends, strict=True)
    )


def _by_exact_part(rows: Sequence[Row]) -> dict[Any, list[list[_Number]]]:
    """The numbers of each row, by all that must be equal exactly: the other cells, and where numbers stand."""
    groups: dict[Any, list[list[_Number]]] = defaultdict(list)
    for row in rows:
        numbers: list[_Number] = []
        groups[tuple(_exact_part(cell, numbers) for cell in row)].append(numbers)
    return groups


def _exact_part(cell: Any, numbers: list[_Number]) -> Any:
    cell = plain(cell)
    if isinstance(cell, _Number):
        numbers.append(cell)
        return _Number
    if isinstance(cell, tuple):
        return (tuple, tuple(_exact_part(each, numbers) for each in cell))
    return (type(cell), cell)


def _pair_off(one: list[list[_Number]], other: list[list[_Number]], effort: Effort) -> bool:
    """Whether the number vectors, all of one length, can be paired off; those that are the same are paired first."""
    if len(one) != len(other):
        return False
    if not one[0]:
        return True
    one, other = _without(one, other), _without(other, one)
    if not one:
        return True
    # Of what is left, look at the column with the most values, where the fewest partners come into question.
    width = range(len(one[0]))
    if not all(_may_pair_off(one, other, index) for index in width):
        return False
    column = max(width, key=lambda index: len({_float(vector[index].value) for vector in other}))
    one, other = sorted(one, key=lambda v: _place(v[column])), sorted(other, key=lambda v: _place(v[column]))
    if all(map(_all_equal, one, other)):
        return True
    if len(width) == 1 and all(map(_is_only_near, [*one, *other])):
        return False  # where numbers are equal by their distance alone, no pairs are better than those in order
    places = [_place(vector[column]) for vector in other]
    candidates = []
    for vector in one:
        place = _place(vector[column])
        margin = 2 * max(RELATIVE * abs(place), ABSOLUTE) if math.isfinite(place) else 0.0
        window = range(bisect_left(places, place - margin), bisect_right(places, place + margin))
        effort.spend(len(window))
        found = [index for index in window if _all_equal(vector, other[index])]
        if not found:
            return False
        candidates.append(found)
    return has_perfect_matching(candidates, effort)


def _may_pair_off(one: list[list[_Number]], other: list[list[_Number]], column: int) -> bool:
    """Whether the numbers of one column are near enough in their order; where they are not, no pairs are."""
    places = (sorted(_place(vector[column]) for vector in side) for side in (one, other))
    return all(math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE) for a, b in zip(*places, strict=True))


def _is_only_near(vector: list[_Number]) -> bool:
    """Whether the vector's one number can only equal others by their distance: it is no whole, exact or endless one."""
    number = vector[0]
    return number.approximate and math.isfinite(number.value) and not float(number.value).is_integer()


def _without(vectors: list[list[_Number]], taken: list[list[_Number]]) -> list[list[_Number]]:
    """What is left of the vectors when each of the others has taken away one that is exactly the same."""
    left = Counter(map(_identity, taken))
    kept = []
    for vector in vectors:
        identity = _identity(vector)
        if left[identity]:
            left[identity] -= 1
        else:
            kept.append(vector)
    return kept


def _identity(vector: list[_Number]) -> tuple[Any, ...]:
    return tuple("nan" if number.value != number.value else number.value for number in vector)


def _place(number: _Number) -> float:
    # NaN has no place in an order; as the largest it has one, as in DuckDB.
    value = _float(number.value)
    return math.inf if math.isnan(value) else value


def _all_equal(one: list[_Number], other: list[_Number]) -> bool:
    return all(a.equals(b) for a, b in zip(one, other, strict=True))


def _label(row: Row) -> str:
    return "(" + ", ".join(_cell(value) for value in row) + ")"


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return "NULL"
    if isinstance(value, _Number):
        return _digits(value.value)
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _digits(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else f"{value:.9g}"
