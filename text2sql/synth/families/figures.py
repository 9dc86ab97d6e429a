"""Figures, keys and bounds drawn from a frame, for the families that summarise rows."""

from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.schema import ColumnKind
from text2sql.synth.parts import Condition, Measured, Op, Value
from text2sql.synth.sampler import Sampler
from text2sql.synth.summary import Bound, Figure, Key, Kind

_WEIGHTS: dict[Kind, float] = {
    Kind.COUNT: 3.5, Kind.DISTINCT: 1.2, Kind.AGGREGATE: 8, Kind.GAP: 1, Kind.DIFFERENCE: 0.8, Kind.CASES: 1.8,
    Kind.SHARE: 1.5, Kind.MORE_CASES: 0.5, Kind.PART: 1, Kind.PART_GAP: 0.5, Kind.RATIO: 0.4, Kind.CASE_RATIO: 0.4, Kind.STRETCH: 0.5,
}  # fmt: skip
_FALLING_SHORT: dict[Op, Op] = {
    Op.GT: Op.LE,
    Op.GE: Op.LT,
    Op.LT: Op.GE,
    Op.LE: Op.GT,
    Op.PASS: Op.FAIL,
    Op.FAIL: Op.PASS,
}
_TELLING = (Op.EQ, Op.GT, Op.GE, Op.LT, Op.LE, Op.BETWEEN, Op.IN, Op.IN_YEAR, Op.PASS, Op.FAIL)


def draw_figures(
    s: Sampler, n: int, *, without: Sequence[ColumnMeaning] = (), kinds: Sequence[Kind] = tuple(Kind)
) -> tuple[Figure, ...]:
    """Up to n different figures; counts of rows mostly come first."""
    found: list[Figure] = []
    for _ in range(2 * n):
        if len(found) == n:
            break
        figure = _beside(s, found, without) if found and s.rng.random() < 0.4 else None
        figure = figure or draw_figure(s, without=without, kinds=kinds)
        if figure is not None and figure not in found and not _tested_twice(figure, found):
            found.append(figure)
    if s.rng.random() < 0.8:
        found.sort(key=lambda each: each.kind is not Kind.COUNT)
    return tuple(found)


def draw_figure(
    s: Sampler, *, without: Sequence[ColumnMeaning] = (), kinds: Sequence[Kind] = tuple(Kind)
) -> Figure | None:
    """One figure; None if the frame has nothing to make it of."""
    kind = s.rng.choices(kinds, [_WEIGHTS[each] for each in kinds])[0]
    match kind:
        case Kind.COUNT:
            return Figure(kind=kind)
        case Kind.DISTINCT:
            column = s.group(without=without)
            own = column is not None and column.table == s.frame.main.table.name
            return Figure(kind=kind, column=column) if own else None
        case Kind.AGGREGATE | Kind.GAP:
            measured = own_number(s, without)
            if measured is None:
                return None
            name = s.aggregate(measured) if kind is Kind.AGGREGATE else ""
            return Figure(kind=kind, aggregate=name, measured=(measured,))
        case Kind.DIFFERENCE:
            pair = s.siblings(2)
            if len(pair) < 2 or set(pair) & set(without):
                return None
            both = tuple(Measured(columns=(each,)) for each in pair)
            return Figure(kind=kind, aggregate=s.rng.choice(["AVG"] * 5 + ["MAX"]), measured=both)
        case Kind.RATIO:
            two = s.measures(2, without=without)
            if len(two) < 2 or any(c.table != s.frame.main.table.name for c in two):
                return None
            name = "SUM" if all(c.additive for c in two) and s.rng.random() < 0.6 else "AVG"
            return Figure(kind=kind, aggregate=name, measured=tuple(Measured(columns=(each,)) for each in two))
        case Kind.STRETCH:
            measured = own_number(s, without)
            end = s.rng.choice(["MAX", "MAX", "MIN"])
            return Figure(kind=kind, aggregate=end, measured=(measured,)) if measured else None
        case Kind.CASES | Kind.SHARE:
            test = telling(s, without)
            return Figure(kind=kind, conditions=(test,)) if test else None
        case Kind.MORE_CASES | Kind.CASE_RATIO:
            return _between(s, kind, without)
        case Kind.PART:
            test, measured = telling(s, without), own_number(s, without)
            return _part(s, kind, measured, (test,)) if test else None
        case Kind.PART_GAP:
            sides = _between(s, kind, without)
            return _part(s, kind, own_number(s, without), sides.conditions) if sides else None


def own_number(s: Sampler, without: Sequence[ColumnMeaning] = ()) -> Measured | None:
    """A number of the rows asked about, mostly of one column."""
    measured = s.measured(plain=s.rng.random() < 0.7, without=without)
    own = measured is not None and all(c.table == s.frame.main.table.name for c in measured.columns)
    return measured if own and measured and not set(measured.columns) & set(without) else None


def telling(s: Sampler, without: Sequence[ColumnMeaning]) -> Condition | None:
    """A condition that some rows meet and that tells them from the others."""
    if s.rng.random() < 0.12:
        nullable = [c for c in _own(s, without) if c.column.nullable and c is not s.frame.main.label]
        if nullable:
            return Condition(column=s.rng.choice(nullable), op=s.rng.choice([Op.NULL, Op.NULL, Op.NULL, Op.NOT_NULL]))
    found = s.conditions(1, without=[*without, *([s.frame.main.label] if s.frame.main.label else [])])
    if not found or found[0].op not in _TELLING:
        return None
    if found[0].op is Op.IN and len(found[0].values) >= len(s.values.of(found[0].column)):
        return None
    measured_exactly = found[0].op is Op.EQ and found[0].column.role is Role.MEASURE
    return None if measured_exactly or found[0].column.role in (Role.NAME, Role.CODE) else found[0]


def other_of(s: Sampler, condition: Condition) -> Condition | None:
    """What the other rows are by the same column: not above, another class."""
    if condition.op in _FALLING_SHORT and condition.column.role is Role.MEASURE:
        return Condition(column=condition.column, op=_FALLING_SHORT[condition.op], values=condition.values)
    if condition.op in (Op.EQ, Op.IN_YEAR) and condition.column.role in (Role.CATEGORY, Role.YEAR, Role.DATE):
        only_year = condition.op is Op.IN_YEAR
        other = s.condition_on(condition.column, simple=True, only_year=only_year)
        return other if other and other.op is condition.op and other != condition else None
    return None


def draw_keys(s: Sampler, n: int, *, without: Sequence[ColumnMeaning] = ()) -> tuple[Key, ...]:
    """Up to n keys; now and then the year, or the year and the month, of a date."""
    dates = [c for c in s.having(Role.DATE, without=without) if c.table == s.frame.main.table.name]
    if dates and s.rng.random() < 0.2:
        year = Key(column=s.rng.choice(dates), period="YEAR")
        if n == 1:
            return (year,)
        if s.rng.random() < 0.5:
            return (year, Key(column=year.column, period="MONTH"))
        return (*draw_columns(s, 1, without), year)
    return draw_columns(s, n, without)


def draw_columns(s: Sampler, n: int, without: Sequence[ColumnMeaning] = ()) -> tuple[Key, ...]:
    """Up to n different columns to group by."""
    found: list[ColumnMeaning] = []
    for _ in range(n):
        column = s.group(without=[*without, *found])
        if column is not None:
            found.append(column)
    return tuple(Key(column=each) for each in found)


def bound(s: Sampler, figure: Figure, keys: Sequence[Key]) -> Bound | None:
    """A bound that some groups keep, as far as can be told without the rows."""
    rng = s.rng
    op = rng.choice([Op.GT, Op.GT, Op.GT, Op.GE, Op.GE, Op.LT, Op.LT, Op.LE])
    if figure.kind in (Kind.COUNT, Kind.CASES, Kind.DISTINCT):
        if figure.kind is Kind.COUNT:
            size = rows_a_group(s, keys)
        elif figure.kind is Kind.CASES:
            size = rows_a_group(s, keys) / 3
        else:
            size = rng.uniform(1, 5)
        n = max(1, round(size * rng.uniform(0.6, 1.4)))
        if n > 20:
            n = round(n / 5) * 5
        roll = rng.random()
        if roll < 0.08:
            return Bound(figure=figure, op=Op.BETWEEN, values=(n, n + rng.choice([2, 3, 5, 10])))
        if roll < 0.14 and figure.kind is not Kind.CASES and n < 10:
            return Bound(figure=figure, op=Op.EQ, values=(n,))
        return Bound(figure=figure, op=Op.GE if op is Op.LT and n < 2 else op, values=(n,))
    if figure.kind is Kind.SHARE:
        return Bound(figure=figure, op=op, values=(rng.choice([10, 15, 20, 25, 30, 40, 50, 50, 60, 70, 80, 90]),))
    value = _around(s, figure, keys)
    return None if value is None else Bound(figure=figure, op=op, values=(value,))


def rows_a_group(s: Sampler, keys: Sequence[Key]) -> float:
    """How many rows a group has, roughly; the columns' values are all that is known."""
    rows = max((len(s.values.of(c)) for c in s.frame.main.columns), default=1)
    groups = 1
    for key in keys:
        groups *= (4 if key.period == "YEAR" else 12) if key.period else max(1, len(s.values.of(key.column)))
    return max(1.0, rows / groups)


def _around(s: Sampler, figure: Figure, keys: Sequence[Key]) -> Value | None:
    """A round number near what groups' figures are."""
    rng = s.rng
    if figure.kind in (Kind.RATIO, Kind.CASE_RATIO):
        return rng.choice([1, 1, 2, Decimal("1.5"), Decimal("0.5")])
    if figure.kind in (Kind.DIFFERENCE, Kind.PART_GAP, Kind.MORE_CASES):
        scores = figure.measured and figure.measured[0].columns[0].is_score
        return rng.choice([0, 0, 1, 2, 5] if scores else [0])
    total = 0.0
    measured = figure.measured[0]
    for column in measured.columns:
        values = s.values.numbers_of(column)
        if not values:
            return None
        low, high = {"MAX": (0.85, 1), "MIN": (0, 0.15)}.get(figure.aggregate, (0.4, 0.6))
        if figure.kind is Kind.GAP:
            picked = (values[-1] - values[0]) * rng.uniform(0.6, 0.95)
        elif figure.kind is Kind.STRETCH:
            picked = (values[-1] - values[0]) * rng.uniform(0.3, 0.5)
        else:
            picked = values[int(rng.uniform(low, high) * (len(values) - 1))]
        if measured.form == "product" and column is measured.columns[1]:
            total *= picked
        else:
            total += -picked if measured.form == "difference" and column is measured.columns[1] else picked
    total /= len(measured.columns) if measured.form == "mean" else 1
    if figure.aggregate == "SUM":
        total *= rows_a_group(s, keys)
    whole = all(c.kind is ColumnKind.INTEGER for c in measured.columns)
    return _round(total, rng.random(), whole=whole and figure.aggregate != "AVG")


def _round(value: float, roll: float, *, whole: bool) -> Value:
    size = abs(value)
    if size < 10 and not whole:
        return Decimal(str(round(value, 1)))
    step = 1 if size < 100 else 10 if size < 1000 else 100 if size < 10000 else 1000
    if size < 100 and roll < 0.4 and size > 20:
        step = 5
    return int(round(value / step) * step)


def _beside(s: Sampler, found: Sequence[Figure], without: Sequence[ColumnMeaning]) -> Figure | None:
    """A figure that goes with those already drawn: another aggregate or column, the other side, its share."""
    last, rng = found[-1], s.rng
    if last.kind is Kind.AGGREGATE:
        if rng.random() < 0.5:
            return Figure(kind=Kind.AGGREGATE, aggregate=s.aggregate(last.measured[0]), measured=last.measured)
        others = s.measures(1, without=[*without, *last.measured[0].columns])
        other = Measured(columns=others) if others and others[0].table == s.frame.main.table.name else None
        if other is None or (last.aggregate == "SUM" and not others[0].additive):
            return None
        return Figure(kind=Kind.AGGREGATE, aggregate=last.aggregate, measured=(other,))
    if [each.kind for each in found[-2:]] == [Kind.CASES, Kind.CASES] and rng.random() < 0.6:
        return Figure(kind=Kind.MORE_CASES, conditions=(found[-2].conditions[0], last.conditions[0]))
    if last.kind in (Kind.CASES, Kind.SHARE, Kind.PART):
        if last.kind is Kind.CASES and rng.random() < 0.25:
            return Figure(kind=Kind.SHARE, conditions=last.conditions)
        other_test = other_of(s, last.conditions[0])
        if other_test is None:
            return None
        return Figure(kind=last.kind, aggregate=last.aggregate, measured=last.measured, conditions=(other_test,))
    return None


def _tested_twice(figure: Figure, found: Sequence[Figure]) -> bool:
    """Whether its column is tested by other conditions already; of two that meet or share a side none is more."""
    tested = {condition for each in found for condition in each.conditions}
    mine = [c for c in figure.conditions if c not in tested]
    return any(sum(c.column == each.column for each in tested) >= 2 for c in mine)


def _between(s: Sampler, kind: Kind, without: Sequence[ColumnMeaning]) -> Figure | None:
    test = telling(s, without)
    other = other_of(s, test) if test else None
    return Figure(kind=kind, conditions=(test, other)) if test and other else None


def _part(s: Sampler, kind: Kind, measured: Measured | None, tests: tuple[Condition, ...]) -> Figure | None:
    if measured is None or any(test.column in measured.columns for test in tests):
        return None
    name = s.aggregate(measured)
    return Figure(kind=kind, aggregate=name, measured=(measured,), conditions=tests)


def _own(s: Sampler, without: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    some = s.having(Role.MEASURE, Role.CATEGORY, Role.DATE, Role.CONTACT, Role.NAME, without=without)
    return [c for c in some if c.table == s.frame.main.table.name]
