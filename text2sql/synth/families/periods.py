"""The same thing in two years: who rose or fell, by how much, who changed, who came and who went."""

from dataclasses import replace

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.claims import Claim, Kind, change_sql, paired, years_sql
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.nested import gap
from text2sql.synth.families.second_look import ask_of_claimed
from text2sql.synth.parts import Condition, Measured, Op, column_sql
from text2sql.synth.sampler import Sampler


def in_another_year(s: Sampler) -> Draft | None:
    """Rows of one year whose thing has a row (of some sort) in another year too, or has none."""
    found = _years(s)
    if found is None:
        return None
    year, key, before, after = found
    rng = s.rng
    if rng.random() < 0.5:
        before, after = after, before
    now = Condition(column=year, op=Op.EQ, values=(after,))
    then = Condition(column=year, op=Op.EQ, values=(before,))
    is_absent = rng.random() < 0.45
    sort = () if is_absent else _of_one_year(s, year, rng.choice([0, 1, 1]))
    claim = Claim(
        kind=Kind.NOT_ALSO if is_absent else Kind.ALSO, key=key, conditions=(then, *sort), years=(before, None),
        year=year,
    )  # fmt: skip
    scope = _of_one_year(s, year, rng.choice([0, 0, 1, 1, 2]))
    return ask_of_claimed(s, (now, *scope), (claim,))


def changed(s: Sampler) -> Draft | None:
    """Rows whose number rose or fell since another year, whose category changed, or that met a condition in each."""
    found = _years(s)
    if found is None:
        return None
    year, key, before, after = found
    rng, label = s.rng, s.frame.main.label
    # Either the conditions name the later year, or the claims name both.
    whole = rng.random() < 0.45
    years = (before, after if whole else None)
    roll = rng.random()
    if roll < 0.6:
        claims = _numbers_changed(s, years, year, 2 if rng.random() < 0.2 else 1)
    elif roll < 0.75:
        some = [c for c in s.having(Role.CATEGORY) if c not in (label, key)]
        group = rng.choice(some) if some else None
        op = rng.choice([Op.NE, Op.NE, Op.EQ])
        claims = (Claim(kind=Kind.SWITCHED, group=group, op=op, years=years, year=year),) if group else ()
    else:
        claims = _each_year(s, before, after, year)
        whole = True
    if not claims:
        return None
    at = s.at(paired(s.frame, key))
    used = [c for each in claims for c in (*(each.measured.columns if each.measured else ()), each.group) if c]
    now = () if whole else (Condition(column=year, op=Op.EQ, values=(after,)),)
    scope = () if whole else at.conditions(rng.choice([0, 0, 1, 1, 2]), without=[year, label or key, *used])
    tests = years_sql(year, (before, after if whole else None))
    return ask_of_claimed(at, (*now, *scope), claims, extra=tests)


def change_shown(s: Sampler) -> Draft | None:
    """How much a number changed between two years: of each row, the most, on average, of each group."""
    found = _years(s)
    label, measured, rng = s.frame.main.label, s.measured(plain=True), s.rng
    if found is None or label is None or measured is None:
        return None
    year, key, before, after = found
    f = paired(s.frame, key)
    at = s.at(f)
    scope = at.conditions(rng.choice([0, 0, 0, 1, 1]), without=[year, label, *measured.columns])
    conditions = (Condition(column=year, op=Op.EQ, values=(after,)), *scope) if scope else ()
    tests = years_sql(year, (before, None if scope else after))
    rest = f"FROM {f.sql}{f.where(conditions, extra=tests)}"
    descending = rng.random() < 0.7
    number = change_sql(measured, descending=descending)
    drafted = Draft(
        family="change_average", sql=f"SELECT AVG({change_sql(measured)}) {rest}", frame=f, conditions=conditions,
        measured=measured, aggregate="AVG", values=(before, after), descending=descending,
    )  # fmt: skip
    roll = rng.random()
    if roll < 0.2:
        return drafted
    if roll < 0.4:
        group = s.group(without=[year, label, *(c.column for c in scope)])
        if group is None:
            return None
        rose = f"AVG({number})"
        sql = f"SELECT {f.column(group)}, AVG({change_sql(measured)}) {rest} GROUP BY {f.column(group)}"
        if rng.random() < 0.5:
            sql = f"SELECT {f.column(group)} {rest} GROUP BY {f.column(group)} ORDER BY {rose} DESC LIMIT 1"
            return replace(drafted, family="change_best_group", sql=sql, groups=(group,))
        return replace(drafted, family="change_per_group", sql=sql, groups=(group,))
    others = s.columns(rng.choice([0, 0, 1]), without=[label, year, *measured.columns])
    columns = (label, *others)
    early, late = (column_sql(measured.columns[0], alias) for alias in ("T2", "T1"))
    n = rng.choice([0, 1, 1, 2, 3, 5, 10])
    shown = rng.choice([(), (number,), (early, late), (early, late, number)])
    if not n and not shown:
        return None
    family = {0: "change_who", 1: "change_listed", 2: "change_sides", 3: "change_both"}[len(shown)]
    number = number if n else change_sql(measured)
    shown = tuple(number if each not in (early, late) else each for each in shown)
    order = f" ORDER BY {number} DESC LIMIT {n}" if n else ""
    sql = f"SELECT {', '.join((f.list(columns), *shown))} {rest}{order}"
    return replace(drafted, family=f"{family}_most" if n else family, sql=sql, columns=columns, aggregate="", n=n)


def _years(s: Sampler) -> tuple[ColumnMeaning, ColumnMeaning, int, int] | None:
    """The column of the years, that of the things, and two years, the earlier first."""
    year, key = s.year(), s.identity()
    if year is None or key is None or s.frame.is_joined:
        return None
    years = sorted(v for v in s.values.of(year) if isinstance(v, int))
    if len(years) < 2:
        return None
    at = s.rng.randrange(len(years) - 1)
    later = at + 1 if s.rng.random() < 0.75 else s.rng.randrange(at + 1, len(years))
    return year, key, years[at], years[later]


def _of_one_year(s: Sampler, year: ColumnMeaning, n: int) -> tuple[Condition, ...]:
    label = s.frame.main.label
    return s.conditions(n, without=[year, *([label] if label else [])])


def _risen(s: Sampler, measured: Measured, years: tuple[int, int | None], year: ColumnMeaning) -> Claim:
    op = s.rng.choice([Op.GT, Op.GT, Op.LT, Op.LT, Op.EQ])
    margin = gap(s, measured) if op is not Op.EQ and s.rng.random() < 0.4 else None
    return Claim(kind=Kind.CHANGED, measured=measured, op=op, margin=margin, years=years, year=year)


def _numbers_changed(s: Sampler, years: tuple[int, int | None], year: ColumnMeaning, n: int) -> tuple[Claim, ...]:
    return tuple(_risen(s, Measured(columns=(column,)), years, year) for column in s.measures(n))


def _each_year(s: Sampler, before: int, after: int, year: ColumnMeaning) -> tuple[Claim, ...]:
    """A condition on each of the two rows: mostly the same number, mostly the other way round."""
    numbers = [Condition(column=c, op=Op.GT) for c in s.measures(1)]
    if not numbers or s.rng.random() < 0.25:
        pair = [*_of_one_year(s, year, 1), *_of_one_year(s, year, 1)]
    else:
        column = numbers[0].column
        pair = [each for each in (s.condition_on(column), s.condition_on(column)) if each]
        if pair and s.rng.random() < 0.4:
            opposite = {Op.GT: Op.LE, Op.GE: Op.LT, Op.LT: Op.GE, Op.LE: Op.GT, Op.PASS: Op.FAIL, Op.FAIL: Op.PASS}
            same = s.rng.random() < 0.4
            op = pair[0].op if same else opposite.get(pair[0].op, pair[0].op)
            pair = [pair[0], replace(pair[0], op=op)]
    if len(pair) < 2 or any(each.op in (Op.NULL, Op.NOT_NULL) for each in pair):
        return ()
    then, now = pair
    return (
        Claim(kind=Kind.IN_YEAR, conditions=(then,), years=(before, None), year=year),
        Claim(kind=Kind.IN_YEAR, conditions=(now,), years=(before, after), year=year),
    )
