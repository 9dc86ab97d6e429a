"""What a summary of rows is composed of: figures, keys to group by, bounds on groups, orders; and their SQL.

A figure is one number over the rows of a group, or over all rows. Knows no wording.
"""

from dataclasses import dataclass
from enum import StrEnum

from text2sql.meaning import ColumnMeaning
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Measured, Op, Value, literal


class Kind(StrEnum):
    """What a figure counts or computes."""

    COUNT = "rows"
    DISTINCT = "different values"
    AGGREGATE = "aggregate"
    GAP = "maximum minus minimum"
    DIFFERENCE = "aggregate of one column minus that of another"
    CASES = "rows that meet a condition"
    SHARE = "percentage of the rows that meet it"
    MORE_CASES = "rows that meet one condition minus those that meet another"
    PART = "aggregate over the rows that meet a condition"
    PART_GAP = "that minus the same over the rows that meet another"
    RATIO = "aggregate of one column divided by that of another"
    CASE_RATIO = "rows that meet one condition divided by those that meet another"
    STRETCH = "maximum minus average, or average minus minimum"


COUNTED = (Kind.COUNT, Kind.DISTINCT, Kind.CASES, Kind.MORE_CASES)
"""Kinds that are whole numbers of things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number over rows.

    Attributes:
        kind: what it is.
        aggregate: AVG, MAX, MIN or SUM, where the kind has one.
        measured: the numbers of a row that it aggregates; two for ``DIFFERENCE``.
        column: whose values ``DISTINCT`` counts.
        conditions: of the rows that count; two where the kind compares two sorts of rows.
    """

    kind: Kind
    aggregate: str = ""
    measured: tuple[Measured, ...] = ()
    column: ColumnMeaning | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def is_fraction(self) -> bool:
        """Whether it has decimals that people round."""
        if self.kind in (Kind.SHARE, Kind.RATIO, Kind.CASE_RATIO):
            return True
        return self.kind in (Kind.AGGREGATE, Kind.DIFFERENCE, Kind.PART, Kind.PART_GAP) and self.aggregate == "AVG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A column to group by; `period` is YEAR or MONTH where a date is grouped by that."""

    column: ColumnMeaning
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a figure of a group is to be: `op` compares it with one value, or two of ``BETWEEN``."""

    figure: Figure
    op: Op
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One key of an order: a figure, or the first key of the groups where there is none."""

    figure: Figure | None
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is asked of rows or groups.

    Attributes:
        keys: what is grouped by; empty for one row of figures.
        figures: shown, in this order behind the keys.
        bounds: on the groups.
        sorts: the order of the groups.
        offset: how many of the first groups are left out.
        sides: the conditions of two sorts of rows that are compared; none where all rows are meant.
        form: how they are compared, or what a figure is compared with.
        misses: queries that must give other rows, or the gold shows nothing of what they lack.
    """

    keys: tuple[Key, ...] = ()
    figures: tuple[Figure, ...] = ()
    bounds: tuple[Bound, ...] = ()
    sorts: tuple[Sort, ...] = ()
    offset: int = 0
    sides: tuple[tuple[Condition, ...], ...] = ()
    form: str = ""
    misses: tuple[str, ...] = ()

    @property
    def needed(self) -> set[object]:
        """What a question must say: the places of figures, bounds, sorts and sides."""
        places = (("figure", self.figures), ("bound", self.bounds), ("sort", self.sorts), ("side", self.sides))
        return {(name, at) for name, some in places for at in range(len(some))}


def key_sql(frame: Frame, key: Key) -> str:
    """The key as SELECT and GROUP BY write it."""
    return f"{key.period}({frame.column(key.column)})" if key.period else frame.column(key.column)


def group_by(frame: Frame, keys: tuple[Key, ...]) -> str:
    """The GROUP BY clause; nothing if there is no key."""
    said = [key_sql(frame, key) if key.period else frame.group_key(key.column) for key in keys]
    return f" GROUP BY {', '.join(said)}" if said else ""


def figure_sql(frame: Frame, figure: Figure) -> str:
    """The figure as SQL writes it."""
    numbers = [frame.measured(each) for each in figure.measured]
    tests = [frame.condition(each) for each in figure.conditions]
    name = figure.aggregate
    match figure.kind:
        case Kind.COUNT:
            return "COUNT(*)"
        case Kind.DISTINCT:
            assert figure.column is not None
            return f"COUNT(DISTINCT {frame.column(figure.column)})"
        case Kind.AGGREGATE:
            return f"{name}({numbers[0]})"
        case Kind.GAP:
            return f"MAX({numbers[0]}) - MIN({numbers[0]})"
        case Kind.DIFFERENCE:
            return f"{name}({numbers[0]}) - {name}({numbers[1]})"
        case Kind.CASES:
            return _cases(tests[0])
        case Kind.SHARE:
            return f"100.0 * {_cases(tests[0])} / COUNT(*)"
        case Kind.MORE_CASES:
            return f"{_cases(tests[0])} - {_cases(tests[1])}"
        case Kind.PART:
            return f"{name}(CASE WHEN {tests[0]} THEN {numbers[0]} END)"
        case Kind.PART_GAP:
            return " - ".join(f"{name}(CASE WHEN {test} THEN {numbers[0]} END)" for test in tests)
        case Kind.RATIO:
            return f"1.0 * {name}({numbers[0]}) / {name}({numbers[1]})"
        case Kind.CASE_RATIO:
            return f"1.0 * {_cases(tests[0])} / {_cases(tests[1])}"
        case Kind.STRETCH:
            m = numbers[0]
            return f"MAX({m}) - AVG({m})" if name == "MAX" else f"AVG({m}) - MIN({m})"


def shown_sql(frame: Frame, figure: Figure, digits: int | None) -> str:
    """The figure as it is shown: rounded where it has decimals and they are too many."""
    said = figure_sql(frame, figure)
    return said if digits is None or not figure.is_fraction else f"ROUND({said}, {digits})"


def having(frame: Frame, bounds: tuple[Bound, ...]) -> str:
    """The HAVING clause; nothing if there is no bound."""
    said = [_bound(figure_sql(frame, each.figure), each) for each in bounds]
    return f" HAVING {' AND '.join(said)}" if said else ""


def order_by(frame: Frame, keys: tuple[Key, ...], sorts: tuple[Sort, ...]) -> str:
    """The ORDER BY clause; nothing if there is no order."""
    said = [
        (figure_sql(frame, each.figure) if each.figure else key_sql(frame, keys[0])) + " DESC" * each.descending
        for each in sorts
    ]
    return f" ORDER BY {', '.join(said)}" if said else ""


def _bound(number: str, bound: Bound) -> str:
    values = [literal(value) for value in bound.values]
    if bound.op is Op.BETWEEN:
        return f"{number} BETWEEN {values[0]} AND {values[1]}"
    return f"{number} {bound.op} {values[0]}"


def _cases(test: str) -> str:
    return f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)"
