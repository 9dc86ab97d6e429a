"""From one year to another: of groups and totals, in numbers and in percent, and year after year."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Op, Value
from text2sql.synth.sampler import Sampler


def change_of_total(s: Sampler) -> Draft | None:
    """By how much, or by how many percent, a count or an aggregate changed between two years."""
    f, rng = s.frame, s.rng
    time = _time(s)
    if time is None:
        return None
    column, (before, after) = time
    measured = s.measured() if rng.random() < 0.7 else None
    name = rng.choice(["AVG", s.aggregate(measured)]) if measured else "COUNT"
    name = "AVG" if name in ("MAX", "MIN") else name
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    scope = s.conditions(rng.choice([0, 0, 1]), without=[column, *(measured.columns if measured else ())], simple=True)
    late, early = (f"(SELECT {number} FROM {f.sql}{f.where((_in(column, year), *scope))})" for year in (after, before))
    percent = rng.random() < 0.4
    digits = 2 if percent and rng.random() < 0.4 else None
    sql = f"SELECT {late} - {early}"
    if percent:
        rate = f"100.0 * ({late} - {early}) / {early}"
        sql = f"SELECT {rate}" if digits is None else f"SELECT ROUND({rate}, {digits})"
    return Draft(
        family="growth_rate" if percent else "change_of_total", sql=sql, frame=f, conditions=scope, measured=measured,
        aggregate=name, values=(before, after), digits=digits,
    )  # fmt: skip


def row_growth_rate(s: Sampler) -> Draft | None:
    """By how many percent a named row's number changed between two years."""
    f, label = s.frame, s.frame.main.label
    time = _time(s)
    measured = s.measured(plain=True)
    if time is None or s.identity() is None or label is None or measured is None or f.is_joined:
        return None
    column, (before, after) = time
    naming = s.values_of(label, 1)
    if not naming:
        return None
    who = Condition(column=label, op=Op.EQ, values=naming)
    m = f.measured(measured)
    late, early = (f"(SELECT {m} FROM {f.sql}{f.where((who, _in(column, year)))})" for year in (after, before))
    return Draft(
        family="row_growth_rate", sql=f"SELECT 100.0 * ({late} - {early}) / {early}", frame=f, measured=measured,
        values=(before, after, naming[0]),
    )  # fmt: skip


def most_changed_group(s: Sampler) -> Draft | None:
    """Which group's average, sum or count changed most between two years."""
    f, rng = s.frame, s.rng
    time = _time(s)
    if time is None:
        return None
    column, (before, after) = time
    group = s.group(without=[column])
    measured = s.measured(without=[group] if group else []) if rng.random() < 0.75 else None
    if group is None:
        return None
    name = s.aggregate(measured) if measured else "COUNT"
    name = "AVG" if name in ("MAX", "MIN") else name
    # A group without rows in a year has none, but no average either.
    number = "1 ELSE 0" if name == "COUNT" else f"{f.measured(measured)} ELSE 0" if measured else ""
    number = f.measured(measured) if measured and name == "AVG" else number
    late, early = (
        f"{'AVG' if name == 'AVG' else 'SUM'}(CASE WHEN {f.condition(_in(column, year))} THEN {number} END)"
        for year in (after, before)
    )
    descending = rng.random() < 0.75
    sql = (
        f"SELECT {f.column(group)} FROM {f.sql} GROUP BY {f.group_key(group)}"
        f" ORDER BY {late} - {early}{' DESC' if descending else ''} LIMIT 1"
    )
    return Draft(
        family="most_changed_group", sql=sql, frame=f, groups=(group,), measured=measured, aggregate=name,
        values=(before, after), descending=descending,
    )  # fmt: skip


def yearly_change(s: Sampler) -> Draft | None:
    """For each year how much more it has than the year before."""
    f, rng = s.frame, s.rng
    time = _time(s)
    if time is None:
        return None
    column = time[0]
    measured = s.measured() if rng.random() < 0.7 else None
    name = s.aggregate(measured) if measured else "COUNT"
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    scope = s.conditions(rng.choice([0, 0, 1]), without=[column, *(measured.columns if measured else ())], simple=True)
    year = f.column(column) if column.role is Role.YEAR else f"YEAR({f.column(column)})"
    change = f"{number} - LAG({number}) OVER (ORDER BY {year})"
    sql = f"SELECT {year}, {change} FROM {f.sql}{f.where(scope)} GROUP BY {year}"
    return Draft(
        family="yearly_change", sql=sql, frame=f, conditions=scope, measured=measured, aggregate=name, groups=(column,)
    )


def _time(s: Sampler) -> tuple[ColumnMeaning, tuple[int, int]] | None:
    """The column that says the year of what is asked about, and two years that follow each other in it."""
    column = s.year()
    if column is None:
        dates = [c for c in s.having(Role.DATE) if c.table == s.frame.main.table.name]
        column = dates[0] if len(dates) == 1 and s.frame.main.is_event else None
    if column is None:
        return None
    seen = {value if isinstance(value, int) else getattr(value, "year", 0) for value in s.values.of(column)}
    pairs = [(year, year + 1) for year in sorted(seen) if year + 1 in seen]
    return (column, s.rng.choice(pairs)) if pairs else None


def _in(column: ColumnMeaning, year: Value) -> Condition:
    return Condition(column=column, op=Op.EQ if column.role is Role.YEAR else Op.IN_YEAR, values=(year,))
