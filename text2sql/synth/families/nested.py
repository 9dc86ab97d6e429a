"""Rows held against a nested number or group, under conditions on either side, and what is asked of them."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.claims import Claim, Kind, aliased
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.second_look import ask_of_claimed
from text2sql.synth.parts import Condition, Measured, Op, Value
from text2sql.synth.sampler import Sampler


def against_subset(s: Sampler) -> Draft | None:
    """Rows above, below, near or at the average, the most, the least or the median of a subset."""
    measured = s.measured()
    if measured is None or (measured.form and s.rng.random() < 0.5):
        return None
    scope = s.conditions(s.rng.choice([0, 0, 1, 1, 2, 2, 3]), without=measured.columns)
    claim = _against_subset(s, measured, scope)
    return ask_of_claimed(s, scope, (claim,)) if claim else None


def against_named(s: Sampler) -> Draft | None:
    """Rows with more than a named row, as much, or in its group; sometimes both."""
    f, rng, year = s.frame, s.rng, s.year()
    naming = s.naming(exactly_one=True)
    if not naming or f.is_joined:
        return None
    years = tuple(c for c in naming if c.column == year)
    claims = [each for each in (_by_number(s, naming), _by_group(s, naming)) if each is not None]
    if not claims:
        return None
    claims = claims if rng.random() < 0.2 else [rng.choice(claims)]
    used = [naming[0].column, *(c for each in claims for c in _columns_of(each))]
    more = s.conditions(rng.choice([0, 0, 1, 1, 2]), without=[*used, *([year] if year else [])])
    return ask_of_claimed(s, (*years, *more), tuple(claims))


def in_group(s: Sampler) -> Draft | None:
    """Rows of the best group, of groups of some size or number, or of groups that have a row of some sort."""
    claim = _in_group(s)
    return ask_of_claimed(s, _scope(s, claim), (claim,)) if claim else None


def against_own(s: Sampler) -> Draft | None:
    """Rows held against the average, the most or the least of their own group."""
    f, rng = s.frame, s.rng
    label, year = f.main.label, s.year()
    group = s.group()
    measured = s.measured(plain=True, without=[group] if group else [])
    if f.is_joined or group is None or measured is None or group in (label, year):
        return None
    s = s.at(aliased(f))
    aggregate = rng.choice(["AVG", "AVG", "MAX", "MIN"])
    op = Op.EQ if aggregate != "AVG" else rng.choice([Op.GT, Op.GT, Op.LT])
    years: tuple[Condition, ...] = ()
    if year is not None and s.identity() is not None:
        values = s.values_of(year, 1)
        years = (Condition(column=year, op=Op.EQ, values=values),) if values else ()
    claim = Claim(kind=Kind.OWN_GROUP, measured=measured, group=group, aggregate=aggregate, op=op, conditions=years)
    used = [group, *measured.columns, *([year] if year else [])]
    # A best row of its group that meets a condition, or the best of those that meet it: only an average is clear.
    more = s.conditions(rng.choice([0, 1, 1, 2]), without=used) if aggregate == "AVG" else ()
    return ask_of_claimed(s, (*years, *more), (claim,))


def twice(s: Sampler) -> Draft | None:
    """Rows for which two claims hold: above one average and another, or in the best group and above an average."""
    measured = s.measured()
    one = _against_subset(s, measured, ()) if measured else None
    if one is None:
        return None
    used = _columns_of(one)
    second = s.measured(without=used) if s.rng.random() < 0.6 else None
    other = _against_subset(s, second, ()) if second else _in_group(s)
    if other is None or set(_columns_of(other)) & set(used):
        return None
    scope = s.conditions(s.rng.choice([0, 0, 1]), without=[*used, *_columns_of(other)], simple=True)
    claims = (one, other) if s.rng.random() < 0.5 else (other, one)
    return ask_of_claimed(s, scope, claims)


def _columns_of(claim: Claim) -> tuple[ColumnMeaning, ...]:
    return (*(claim.measured.columns if claim.measured else ()), *([claim.group] if claim.group else []))


def _scope(s: Sampler, claim: Claim) -> tuple[Condition, ...]:
    return s.conditions(s.rng.choice([0, 0, 1, 1, 2, 2, 3]), without=_columns_of(claim))


def _against_subset(s: Sampler, measured: Measured, scope: tuple[Condition, ...]) -> Claim | None:
    """A claim about the number, against all rows, those of the scope, or others."""
    rng = s.rng
    roll = rng.random()
    if roll < 0.35:
        subset = scope
    elif roll < 0.55:
        subset = ()
    else:
        subset = s.conditions(rng.choice([1, 1, 1, 2]), without=measured.columns, simple=rng.random() < 0.8)
    kind, aggregate, op = (
        Kind.AGGREGATE,
        rng.choice(["AVG"] * 5 + ["MAX", "MIN", "MEDIAN"]),
        rng.choice([Op.GT, Op.GT, Op.LT]),
    )
    margin: Value | None = None
    times: Value | None = None
    value: Value | None = None
    roll = rng.random()
    if aggregate == "AVG" and roll < 0.3 and not measured.form:
        if roll < 0.16:
            margin = gap(s, measured)
        elif not measured.columns[0].is_score:
            op, times = rng.choice([(Op.GT, 1.5), (Op.GT, 2), (Op.GT, 2), (Op.GT, 3), (Op.LT, 0.5)])
    elif aggregate == "MAX" and roll < 0.4 and not measured.form:
        kind, value = Kind.WITHIN, gap(s, measured)
        if value is None:
            return None
    elif aggregate in ("MAX", "MIN") and subset == scope:
        op = Op.EQ
    elif aggregate in ("MAX", "MIN"):
        # Beyond the most of another subset, or under its least; both other ways are said too.
        op = rng.choice([Op.GT, Op.LT])
        if not subset:
            return None
    return Claim(
        kind=kind, measured=measured, aggregate=aggregate, op=op, conditions=subset, margin=margin, times=times,
        value=value,
    )  # fmt: skip


def gap(s: Sampler, measured: Measured) -> Value | None:
    """A round number of which two rows may well differ."""
    numbers = sorted(float(str(v)) for v in s.values.of(measured.columns[0]))
    if len(numbers) < 4:
        return None
    spread = numbers[int(0.8 * (len(numbers) - 1))] - numbers[int(0.2 * len(numbers))]
    size = spread * s.rng.choice([0.1, 0.2, 0.3, 0.5])
    for step in (1000, 500, 100, 50, 10, 5, 2, 1):
        if size >= step:
            return int(size / step) * step
    return None


def _by_number(s: Sampler, naming: tuple[Condition, ...]) -> Claim | None:
    measured, rng = s.measured(), s.rng
    if measured is None:
        return None
    op = rng.choice([Op.GT] * 4 + [Op.LT] * 3 + [Op.EQ, Op.GE])
    margin = gap(s, measured) if op in (Op.GT, Op.LT) and not measured.form and rng.random() < 0.3 else None
    return Claim(kind=Kind.ROW, measured=measured, conditions=naming, op=op, margin=margin)


def _by_group(s: Sampler, naming: tuple[Condition, ...]) -> Claim | None:
    group = s.group(without=[c.column for c in naming])
    if group is None or group.role is Role.YEAR:
        return None
    return Claim(kind=Kind.MATE, group=group, conditions=naming)


def _in_group(s: Sampler) -> Claim | None:
    f, rng = s.frame, s.rng
    group = s.group(without=[f.main.label] if f.main.label else [])
    if group is None or group.role is Role.YEAR:
        return None
    measured = s.measured(plain=True, without=[group]) if rng.random() < 0.6 else None
    aggregate = rng.choice(["AVG", "AVG", "SUM"]) if measured and measured.columns[0].additive else "AVG"
    kind = rng.choice(
        [Kind.BEST_GROUP, Kind.BEST_GROUP, Kind.GROUP_HAVING, Kind.GROUP_HAVING, Kind.GROUP_WITH, Kind.GROUP_WITHOUT]
    )
    nullable = group.column.nullable
    if kind in (Kind.GROUP_WITH, Kind.GROUP_WITHOUT):
        if kind is Kind.GROUP_WITHOUT and nullable:
            return None
        sort = s.conditions(1, without=[group])
        if not sort or sort[0].op in (Op.NE, Op.NOT_IN, Op.NOT_CONTAINS, Op.NULL, Op.NOT_NULL):
            return None
        return Claim(kind=kind, group=group, conditions=sort)
    if kind is Kind.BEST_GROUP:
        return Claim(
            kind=kind, group=group, measured=measured, aggregate=aggregate if measured else "COUNT",
            descending=rng.random() < 0.8,
        )  # fmt: skip
    value = s.threshold(measured, times=f.rows_a_group(aggregate)) if measured else s.group_size(group)
    if value is None:
        return None
    return Claim(
        kind=kind, group=group, measured=measured, aggregate=aggregate if measured else "COUNT",
        op=rng.choice([Op.GT, Op.GT, Op.LT]), value=value,
    )  # fmt: skip
