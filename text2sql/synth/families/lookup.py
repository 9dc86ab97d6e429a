"""Rows and their columns: named ones, those that meet conditions, the first few."""

from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Op, literal
from text2sql.synth.sampler import Sampler


def value_of(s: Sampler) -> Draft | None:
    """Columns of the row with this name."""
    f = s.frame
    naming = s.naming()
    columns = s.columns(s.rng.choice([1, 1, 1, 2, 2, 3]), without=[c.column for c in naming])
    if not naming or not columns:
        return None
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{f.where(naming)}"
    return Draft(family="value_of", sql=sql, frame=f, conditions=naming, columns=columns)


def every_mark(s: Sampler) -> Draft | None:
    """All parallel measures of a named row: 各科成绩."""
    f = s.frame
    naming, columns = s.naming(), s.siblings(99)
    if not naming or not columns or f.is_joined:
        return None
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{f.where(naming)}"
    return Draft(family="every_mark", sql=sql, frame=f, conditions=naming, columns=columns, n=len(columns))


def projection(s: Sampler) -> Draft | None:
    """Columns of all rows."""
    f = s.frame
    columns = s.columns(s.rng.choice([1, 1, 2, 2, 3, 4]))
    if not columns or f.is_joined:
        return None
    return Draft(family="projection", sql=f"SELECT {f.list(columns)} FROM {f.sql}", frame=f, columns=columns)


def listing(s: Sampler) -> Draft | None:
    """Columns of the rows that meet conditions; sometimes any of two."""
    f, rng = s.frame, s.rng
    conditions = s.conditions(rng.choice([1, 1, 1, 2, 2, 3]))
    columns = s.answer_columns(without=[c.column for c in conditions])
    if not conditions or not columns:
        return None
    any_of = len(conditions) == 2 and rng.random() < 0.25
    where = f.where(conditions, joined="OR" if any_of else "AND")
    # Parents' columns alone would repeat for each of their children.
    distinct = "DISTINCT " if f.is_joined and all(c.table != f.main.table.name for c in columns) else ""
    sql = f"SELECT {distinct}{f.list(columns)} FROM {f.sql}{where}"
    return Draft(family="listing", sql=sql, frame=f, conditions=conditions, columns=columns, any_of=any_of)


def distinct(s: Sampler) -> Draft | None:
    """Which values occur."""
    f = s.frame
    group = s.group()
    if group is None or group.table != f.main.table.name:
        return None
    conditions = s.conditions(s.rng.choice([0, 0, 1, 1]), without=[group])
    sql = f"SELECT DISTINCT {f.column(group)} FROM {f.sql}{f.where(conditions)}"
    return Draft(family="distinct", sql=sql, frame=f, conditions=conditions, groups=(group,))


def by_threshold(s: Sampler) -> Draft | None:
    """Rows whose total, difference or product is beyond a threshold."""
    f, rng = s.frame, s.rng
    measured = s.composed()
    threshold = s.threshold(measured) if measured else None
    if measured is None or threshold is None:
        return None
    op = rng.choice([Op.GT, Op.GT, Op.GE, Op.LT])
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=measured.columns, simple=True)
    where = f.where(conditions, extra=[f"{f.measured(measured)} {op} {literal(threshold)}"])
    if rng.random() < 0.45:
        sql, family = f"SELECT COUNT(*) FROM {f.sql}{where}", "count_by_threshold"
        columns: tuple[ColumnMeaning, ...] = ()
    else:
        columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
        if not columns:
            return None
        sql, family = f"SELECT {f.list(columns)} FROM {f.sql}{where}", "by_threshold"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured, op=op,
        values=(threshold,), aggregate="ROW",
    )  # fmt: skip


def top(s: Sampler) -> Draft | None:
    """The first one or the first few by a number or a date."""
    f, rng = s.frame, s.rng
    measured = s.measured(dates=True, means=True)
    if measured is None:
        return None
    n = rng.choice([1, 1, 1, 1, 2, 3, 3, 5, 5, 10, rng.randint(2, 20)])
    conditions = s.conditions(rng.choice([0, 0, 1, 1, 1, 2]), without=measured.columns)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    descending, shown = rng.random() < 0.65, rng.random() < 0.3
    m = f.measured(measured)
    listed = f.list(columns) + (f", {m}" if shown else "")
    order = f" ORDER BY {m}{' DESC' if descending else ''} LIMIT {n}"
    sql = f"SELECT {listed} FROM {f.sql}{f.where(conditions)}{order}"
    return Draft(
        family="top", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured, n=n,
        descending=descending, shown=shown,
    )  # fmt: skip


def nth(s: Sampler) -> Draft | None:
    """The second, third … by a number."""
    f, rng = s.frame, s.rng
    measured = s.measured(means=True)
    if measured is None:
        return None
    n = rng.choice([2, 2, 2, 3, 3, 4, 5])
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=measured.columns)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    descending = rng.random() < 0.8
    order = f" ORDER BY {f.measured(measured)}{' DESC' if descending else ''} LIMIT 1 OFFSET {n - 1}"
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{f.where(conditions)}{order}"
    return Draft(
        family="nth", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured, n=n,
        descending=descending,
    )  # fmt: skip


def ordered(s: Sampler) -> Draft | None:
    """All rows that meet conditions, in order."""
    f, rng = s.frame, s.rng
    measured = s.measured(dates=True, means=True)
    if measured is None:
        return None
    conditions = s.conditions(rng.choice([0, 1, 1, 1, 2]), without=measured.columns)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    descending, shown = rng.random() < 0.6, rng.random() < 0.5
    m = f.measured(measured)
    sql = (
        f"SELECT {f.list(columns)}{f', {m}' if shown else ''} FROM {f.sql}{f.where(conditions)}"
        f" ORDER BY {m}{' DESC' if descending else ''}"
    )
    return Draft(
        family="ordered", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured,
        descending=descending, shown=shown,
    )  # fmt: skip
