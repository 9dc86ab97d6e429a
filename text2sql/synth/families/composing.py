"""Conditions of any mix: on one column, on several, alternatives."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.relations import AgainstMean, AgainstNamed, Both, Computed, Either, Every, Pair, Relation
from text2sql.synth.sampler import Sampler

_TIMES = (Decimal("1.2"), Decimal("1.5"), 2, 2, 3)


def mixed_conditions(
    s: Sampler, n: int, *, without: Collection[ColumnMeaning] = (), related: float = 0.3
) -> tuple[Condition, ...]:
    """Up to n conditions on different columns, in any order.

    Args:
        s: where they are drawn from.
        n: how many are wanted.
        without: columns to leave alone.
        related: how likely each of them is on more than one column.
    """
    used, found = list(without), list[Condition]()
    # One condition alone is what plainer families ask, unless it is on several columns.
    for _ in range(sum(s.rng.random() < related for _ in range(n)) if n > 1 else n):
        relation = a_relation(s, without=used, alternatives=not any(isinstance(each, Either) for each in found))
        if relation is not None:
            found.append(relation)
            used += columns_of(relation)
    found += s.conditions(n - len(found) if n > 1 or found else 2, without=used)
    s.rng.shuffle(found)
    return tuple(sorted(found, key=_place))


def _place(condition: Condition) -> int:
    """Where the condition stands: what rows are of first, bounds behind.

    Alternatives come last, in words too: "a or b, and c" could be read in two ways.
    """
    if isinstance(condition, Either):
        return 3
    if isinstance(condition, Relation):
        return 2
    return 0 if condition.op is Op.EQ and condition.column.role is not Role.MEASURE else 1


def columns_of(condition: Condition) -> tuple[ColumnMeaning, ...]:
    """All columns that the condition is on."""
    match condition:
        case Pair():
            return condition.column, condition.other
        case Computed():
            return condition.measured.columns
        case AgainstMean():
            return condition.measured.columns
        case AgainstNamed():
            return (*condition.measured.columns, *(each.column for each in condition.naming))
        case Every():
            return condition.columns
        case Either() | Both():
            return tuple(column for option in condition.options for column in columns_of(option))
    return (condition.column,)


def columns_used(conditions: Sequence[Condition]) -> list[ColumnMeaning]:
    """The columns of all the conditions."""
    return [column for each in conditions for column in columns_of(each)]


def a_relation(s: Sampler, *, without: Collection[ColumnMeaning] = (), alternatives: bool = True) -> Relation | None:
    """A condition on more than one column."""
    roll = s.rng.random()
    if alternatives and roll < 0.26:
        return _either(s, without)
    if roll < 0.36:
        return _against_mean(s, without)
    if roll < 0.44:
        return _against_named(s, without)
    if roll < 0.64:
        return _every(s, without)
    return _pair(s, without) if roll < 0.83 else _computed(s, without)


def _against_mean(s: Sampler, without: Collection[ColumnMeaning]) -> AgainstMean | None:
    measured = s.measured(means=True, without=without)
    if measured is None or measured.form == "difference":
        return None
    op = s.rng.choice([Op.GT, Op.GT, Op.GE, Op.LT, Op.LT])
    return AgainstMean(column=measured.columns[0], measured=measured, op=op)


def _against_named(s: Sampler, without: Collection[ColumnMeaning]) -> AgainstNamed | None:
    naming, measured = s.naming(exactly_one=True), s.measured(without=without)
    if not naming or measured is None or measured.form == "difference" or s.frame.is_joined:
        return None
    if not s.frame.main.one_row_each and len(naming) < 2:
        return None
    if {each.column for each in naming[1:]} & set(without):
        return None
    return AgainstNamed(
        column=measured.columns[0], measured=measured, op=s.rng.choice([Op.GT, Op.GT, Op.LT]), naming=naming,
        values=naming[0].values,
    )  # fmt: skip


def _either(s: Sampler, without: Collection[ColumnMeaning]) -> Either | None:
    rng = s.rng
    own = [*without, *(c for table in s.frame.tables[1:] for c in table.columns)]
    measures = s.measures(1, without=own)
    if measures and measures[0].table == s.frame.main.table.name and rng.random() < 0.3:
        # Of one number, both its ends: below 60 or above 90.
        ends = [s.threshold(Measured(columns=measures)) for _ in range(2)]
        low, high = sorted(ends, key=lambda value: float(str(value))) if None not in ends else (0, 0)
        options: tuple[Condition, ...] = (
            Condition(column=measures[0], op=rng.choice([Op.LT, Op.LT, Op.LE]), values=(low,)),
            Condition(column=measures[0], op=rng.choice([Op.GT, Op.GT, Op.GE]), values=(high,)),
        )
        return _of_options(options) if low != high else None
    if rng.random() < 0.25:
        return _two_groups(s, own)
    options = s.conditions(2, without=own)
    pair = _pair(s, [*without, *columns_used(options)]) if rng.random() < 0.15 else None
    options = (options[0], pair) if pair and options else options
    return _of_options(options) if len(options) == 2 else None


def _two_groups(s: Sampler, without: Collection[ColumnMeaning]) -> Either | None:
    """Two groups, each with a condition of its own: class 1 above 90 or class 2 above 80."""
    group = s.group(without=without)
    values = s.values_of(group, 2) if group else ()
    if group is None or len(values) < 2 or not all(isinstance(value, str) for value in values):
        return None
    own = s.conditions(1, without=[*without, group])
    other = s.condition_on(own[0].column) if own and s.rng.random() < 0.7 else None
    sides = (own[0], other or own[0]) if own else ()
    options = tuple(
        Both(column=group, op=Op.EITHER, options=(Condition(column=group, op=Op.EQ, values=(value,)), side))
        for value, side in zip(values, sides, strict=False)
    )
    if len(options) < 2 or own[0] == other or not other:
        return None
    texts = (*values, *(value for side in sides for value in side.values if isinstance(value, str)))
    return Either(column=group, op=Op.EITHER, values=texts, options=options)


def _of_options(options: tuple[Condition, ...]) -> Either:
    texts = tuple(value for each in options for value in each.values if isinstance(value, str))
    return Either(column=options[0].column, op=Op.EITHER, values=texts, options=options)


def _every(s: Sampler, without: Collection[ColumnMeaning]) -> Every | None:
    rng = s.rng
    columns = s.siblings(rng.choice([2, 2, 2, 3]))
    if len(columns) not in (2, 3) or set(columns) & set(without):
        return None
    any_of = rng.random() < 0.35
    if all(s.is_of_hundred(c) and c.is_score for c in columns) and rng.random() < 0.35:
        op = rng.choice([Op.PASS, Op.FAIL, Op.FAIL])
        return Every(column=columns[0], columns=columns, op=op, any_of=any_of)
    bound = s.threshold(Measured(columns=columns[:1]))
    if bound is None:
        return None
    op = rng.choice([Op.GT, Op.GT, Op.GE, Op.GE, Op.LT, Op.LE])
    return Every(column=columns[0], columns=columns, op=op, values=(bound,), any_of=any_of)


def _pair(s: Sampler, without: Collection[ColumnMeaning]) -> Pair | None:
    rng = s.rng
    pair = s.siblings(2)
    if len(pair) < 2 or set(pair) & set(without):
        return None
    one, other = pair
    if rng.random() < 0.12 and one.role is Role.MEASURE:
        return Pair(column=one, other=other, op=rng.choice([Op.GT, Op.GE]), times=rng.choice(_TIMES))
    if rng.random() < 0.45:
        return Pair(column=one, other=other, op=rng.choice([Op.GT, Op.GT, Op.GT, Op.GE, Op.LT]))
    gap = _gap(s, pair)
    if gap is None:
        return None
    if rng.random() < 0.3:
        return Pair(
            column=one, other=other, op=rng.choice([Op.GT, Op.GE, Op.LT, Op.LE]), values=(gap,), either_way=True
        )
    return Pair(column=one, other=other, op=rng.choice([Op.GT, Op.GE, Op.GE]), values=(gap,))


def _gap(s: Sampler, pair: Sequence[ColumnMeaning]) -> int | None:
    """A round number that two columns may well differ by."""
    numbers = s.values.numbers_of(pair[0])
    if not numbers:
        return None
    spread = numbers[int(0.8 * (len(numbers) - 1))] - numbers[int(0.2 * len(numbers))]
    steps = [
        step * 10**power
        for power in range(6)
        for step in (1, 2, 3, 5)
        if 0.1 <= step * 10**power / (spread or 1) <= 0.8
    ]
    return s.rng.choice(steps) if steps else None


def _computed(s: Sampler, without: Collection[ColumnMeaning]) -> Computed | None:
    rng = s.rng
    measured = s.composed()
    if measured is None or measured.form == "difference" or set(measured.columns) & set(without):
        return None
    if measured.form == "sum" and rng.random() < 0.45:
        form = rng.choice(["mean", "mean", "greatest", "least"])
        measured = Measured(columns=measured.columns, form=form, is_all=measured.is_all)
    bounded = Measured(columns=measured.columns[:1]) if measured.form in ("greatest", "least") else measured
    ends = [s.threshold(bounded) for _ in range(2)]
    if None in ends:
        return None
    low, high = sorted(ends, key=lambda value: float(str(value)))
    if low != high and rng.random() < 0.15:
        return Computed(column=measured.columns[0], measured=measured, op=Op.BETWEEN, values=(low, high))
    op = rng.choice([Op.GT, Op.GT, Op.GE, Op.GE, Op.LT, Op.LE])
    return Computed(column=measured.columns[0], measured=measured, op=op, values=(low,))
