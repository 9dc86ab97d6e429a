"""Dates: the first and the last, the newest days, quarters, days between two dates."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.schema import ColumnKind
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Measured
from text2sql.synth.sampler import Sampler


def extreme_date(s: Sampler) -> Draft | None:
    """The earliest or latest date, of the rows that meet conditions or for each group."""
    f, rng = s.frame, s.rng
    date = _date(s)
    if date is None:
        return None
    name = rng.choice(["MAX", "MIN"])
    group = s.group(without=[date]) if rng.random() < 0.45 else None
    without = [date, *([group] if group else [])]
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=without, simple=True)
    shown = f"{name}({f.column(date)})"
    sql = f"SELECT {shown} FROM {f.sql}{f.where(conditions)}"
    if group:
        sql = f"SELECT {f.column(group)}, {shown} FROM {f.sql}{f.where(conditions)} GROUP BY {f.group_key(group)}"
    return Draft(
        family="extreme_date_per_group" if group else "extreme_date", sql=sql, frame=f, conditions=conditions,
        measured=Measured(columns=(date,)), groups=(group,) if group else (), descending=name == "MAX",
    )  # fmt: skip


def recent(s: Sampler) -> Draft | None:
    """Rows of the last days that there are data of: listed, counted or added up."""
    f, rng = s.frame, s.rng
    date = _date(s)
    if date is None or date.kind is not ColumnKind.DATE or not f.main.is_event:
        return None
    days = rng.choice([7, 7, 30, 30, 30, 60, 90, 100])
    newest = f"(SELECT MAX({f.column(date)}) FROM {f.sql})"
    if f.is_joined:
        return None
    measured = s.measured() if rng.random() < 0.35 else None
    conditions = s.conditions(
        rng.choice([0, 0, 1]), without=[date, *(measured.columns if measured else ())], simple=True
    )
    where = f.where(conditions, extra=[f"{f.column(date)} > {newest} - INTERVAL {days} DAY"])
    if measured:
        name = s.aggregate(measured)
        sql, family = f"SELECT {name}({f.measured(measured)}) FROM {f.sql}{where}", "recent_aggregate"
        return Draft(family=family, sql=sql, frame=f, conditions=conditions, measured=measured, aggregate=name, n=days)
    if rng.random() < 0.5 or f.main.label is None:
        sql = f"SELECT COUNT(*) FROM {f.sql}{where}"
        return Draft(family="count_recent", sql=sql, frame=f, conditions=conditions, aggregate="COUNT", n=days)
    sql = f"SELECT {f.column(f.main.label)} FROM {f.sql}{where}"
    return Draft(family="recent", sql=sql, frame=f, conditions=conditions, columns=(f.main.label,), n=days)


def per_quarter(s: Sampler) -> Draft | None:
    """A count or an aggregate for each quarter or month of a year, or which of them has the most."""
    f, rng = s.frame, s.rng
    date = _date(s)
    in_year = s.condition_on(date, only_year=True) if date else None
    if date is None or in_year is None:
        return None
    measured = s.measured() if rng.random() < 0.5 else None
    name = s.aggregate(measured) if measured else "COUNT"
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    quarter = f"QUARTER({f.column(date)})"
    sql = f"SELECT {quarter}, {number} FROM {f.sql}{f.where((in_year,))} GROUP BY {quarter}"
    family, descending = "per_quarter", True
    if rng.random() < 0.35:
        descending = rng.random() < 0.8
        order = f" ORDER BY {number}{' DESC' if descending else ''} LIMIT 1"
        sql = f"SELECT {quarter} FROM {f.sql}{f.where((in_year,))} GROUP BY {quarter}{order}"
        family = "best_quarter"
    return Draft(
        family=family, sql=sql, frame=f, conditions=(in_year,), measured=measured, aggregate=name,
        descending=descending, groups=(date,),
    )  # fmt: skip


def days_between(s: Sampler) -> Draft | None:
    """The days from one date of a row to another: of a named row, or on average."""
    f, rng = s.frame, s.rng
    dates = [c for c in f.main.having(Role.DATE) if c.kind is ColumnKind.DATE and (c.table, c.name) in s.askable]
    if len(dates) < 2 or f.is_joined:
        return None
    one, other = rng.sample(dates, 2)
    firsts, seconds = s.values.of(one), s.values.of(other)
    if not firsts or not seconds or str(firsts[len(firsts) // 2]) > str(seconds[len(seconds) // 2]):
        one, other = other, one
    days = f"{f.column(other)} - {f.column(one)}"
    naming = s.naming(exactly_one=True) if rng.random() < 0.5 else ()
    if naming:
        sql, conditions = f"SELECT {days} FROM {f.sql}{f.where(naming)}", naming
    else:
        conditions = s.conditions(rng.choice([0, 0, 1]), without=dates, simple=True)
        sql = f"SELECT AVG({days}) FROM {f.sql}{f.where(conditions)}"
    return Draft(
        family="days_between" if naming else "average_days_between", sql=sql, frame=f, conditions=conditions,
        measured=Measured(columns=(one,)), second=Measured(columns=(other,)),
    )  # fmt: skip


def _date(s: Sampler) -> ColumnMeaning | None:
    """A date of the rows asked about."""
    dates = [c for c in s.having(Role.DATE) if c.table == s.frame.main.table.name]
    return s.rng.choice(dates) if dates else None
