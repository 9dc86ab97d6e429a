"""Places: within groups, with ties, with a second key, a page of a list, the first against the second."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op, quoted, where_sql
from text2sql.synth.sampler import Sampler


def top_in_group(s: Sampler) -> Draft | None:
    """The first few, or the second or third, of each group."""
    f, rng = s.frame, s.rng
    group, label = s.group(), f.main.label
    measured = s.measured(without=[group] if group else [])
    if group is None or label is None or measured is None or group.name == label.name or _has(s, "rn"):
        return None
    conditions = _scope(s, group, label, measured)
    descending = rng.random() < 0.8
    n = rng.choice([2, 3, 3, 5])
    is_nth = n < 5 and rng.random() < 0.35
    order = f"ORDER BY {f.measured(measured)}{' DESC' if descending else ''}"
    place = f"ROW_NUMBER() OVER (PARTITION BY {f.group_key(group)} {order}) AS rn"
    inner = f"SELECT {f.column(group)}, {f.column(label)}, {place} FROM {f.sql}{f.where(conditions)}"
    test = f"rn = {n}" if is_nth else f"rn <= {n}"
    sql = f"SELECT {quoted(group.name)}, {quoted(label.name)} FROM ({inner}) WHERE {test}"
    return Draft(
        family="nth_in_group" if is_nth else "top_in_group", sql=sql, frame=f, conditions=conditions, groups=(group,),
        columns=(label,), measured=measured, n=n, descending=descending,
    )  # fmt: skip


def ranked(s: Sampler) -> Draft | None:
    """The place of every row, among all or within its group."""
    f, rng = s.frame, s.rng
    label, measured = f.main.label, s.measured()
    if label is None or measured is None or f.is_joined:
        return None
    group = s.group(without=[label, *measured.columns]) if rng.random() < 0.5 else None
    group = None if group and group.role is Role.YEAR else group
    conditions = _scope(s, group, label, measured)
    by = f"PARTITION BY {f.column(group)} " if group else ""
    descending = rng.random() < 0.85
    place = f"RANK() OVER ({by}ORDER BY {f.measured(measured)}{' DESC' if descending else ''})"
    sql = f"SELECT {f.column(label)}, {place} FROM {f.sql}{f.where(conditions)}"
    return Draft(
        family="ranked_in_group" if group else "ranked", sql=sql, frame=f, conditions=conditions, columns=(label,),
        groups=(group,) if group else (), measured=measured, descending=descending,
    )  # fmt: skip


def rank_in_group(s: Sampler) -> Draft | None:
    """Which place a named row takes within its group."""
    f = s.frame
    naming = s.naming(exactly_one=True)
    measured = s.measured()
    group = s.group(without=[c.column for c in naming])
    if not naming or measured is None or f.is_joined or group is None or group in measured.columns:
        return None
    if group.role is Role.YEAR:
        return None
    m, g = f.measured(measured), f.column(group)
    shared = tuple(c for c in naming if c.column.role is not Role.NAME)
    own, same = (f"(SELECT {each} FROM {f.sql}{f.where(naming)})" for each in (m, g))
    sql = f"SELECT COUNT(*) + 1 FROM {f.sql}{f.where(shared, extra=[f'{g} = {same}', f'{m} > {own}'])}"
    return Draft(family="rank_in_group", sql=sql, frame=f, conditions=naming, measured=measured, groups=(group,))


def tied(s: Sampler) -> Draft | None:
    """Everyone who has the most, however many they are."""
    f, rng = s.frame, s.rng
    measured = s.measured(dates=True)
    if measured is None or f.is_joined:
        return None
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=measured.columns)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    descending = rng.random() < 0.7
    m = f.measured(measured)
    most = f"(SELECT {'MAX' if descending else 'MIN'}({m}) FROM {f.sql}{f.where(conditions)})"
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{f.where(conditions, extra=[f'{m} = {most}'])}"
    return Draft(
        family="tied", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured,
        descending=descending,
    )  # fmt: skip


def second_value(s: Sampler) -> Draft | None:
    """The second highest of the different values, or how far the first is ahead of the second row."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    if measured is None or measured.form == "difference":
        return None
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=measured.columns, simple=True)
    m, descending = f.measured(measured), rng.random() < 0.75
    if rng.random() < 0.5:
        aggregate, op = ("MAX", "<") if descending else ("MIN", ">")
        most = f"(SELECT {aggregate}({m}) FROM {f.sql}{f.where(conditions)})"
        sql = f"SELECT {aggregate}({m}) FROM {f.sql}{f.where(conditions, extra=[f'{m} {op} {most}'])}"
        family = "second_value"
    else:
        descending = True
        row = f"SELECT {m} FROM {f.sql}{f.where(conditions)} ORDER BY {m} DESC LIMIT 1"
        sql, family = f"SELECT ({row}) - ({row} OFFSET 1)", "lead"
    return Draft(family=family, sql=sql, frame=f, conditions=conditions, measured=measured, n=2, descending=descending)


def page(s: Sampler) -> Draft | None:
    """From one place of an order to another."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    if measured is None:
        return None
    first, last = rng.choice([(2, 3), (2, 5), (3, 5), (4, 6), (4, 10), (6, 10), (6, 10), (11, 20), (11, 20), (11, 15)])
    conditions = s.conditions(rng.choice([0, 0, 1]), without=measured.columns, simple=True)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    descending = rng.random() < 0.85
    order = (
        f" ORDER BY {f.measured(measured)}{' DESC' if descending else ''} LIMIT {last - first + 1} OFFSET {first - 1}"
    )
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{f.where(conditions)}{order}"
    return Draft(
        family="page", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured,
        values=(first, last), descending=descending,
    )  # fmt: skip


def two_keys(s: Sampler) -> Draft | None:
    """Rows in an order of two keys: a group and a number, or two numbers; all of them or the first few."""
    f, rng = s.frame, s.rng
    numbers = s.measures(2)
    group = s.group() if rng.random() < 0.5 or len(numbers) < 2 else None
    if not numbers or (group is None and len(numbers) < 2) or group in numbers:
        return None
    descending, then = rng.random() < 0.6, rng.random() < 0.6
    keys = ((group,) if group else ()) + numbers
    second = Measured(columns=keys[1:2])
    conditions = s.conditions(rng.choice([0, 0, 1]), without=keys[:2], simple=True)
    columns = s.answer_columns(without=[*keys[:2], *(c.column for c in conditions)])
    if not columns:
        return None
    last = f"{f.column(keys[1])}{' DESC' if then else ''}"
    rest = f" FROM {f.sql}{f.where(conditions)} ORDER BY "
    if group:
        sql = f"SELECT {f.list(columns)}{rest}{f.column(group)}, {last}"
        return Draft(
            family="ordered_by_group", sql=sql, frame=f, conditions=conditions, columns=columns, groups=(group,),
            measured=second, descending=then,
        )  # fmt: skip
    n = rng.choice([0, 0, 3, 5, 10])
    limit = f" LIMIT {n}" if n else ""
    sql = f"SELECT {f.list(columns)}{rest}{f.column(keys[0])}{' DESC' if descending else ''}, {last}{limit}"
    return Draft(
        family="top_by_two_keys" if n else "two_keys", sql=sql, frame=f, conditions=conditions, columns=columns,
        measured=Measured(columns=keys[:1]), second=second, descending=descending, then_descending=then, n=n,
    )  # fmt: skip


def first_rows(s: Sampler) -> Draft | None:
    """The first few rows as they stand."""
    f = s.frame
    if f.is_joined:
        return None
    columns = s.columns(s.rng.choice([1, 2, 2, 3]))
    n = s.rng.choice([3, 5, 5, 10, 10, 20])
    if not columns:
        return None
    return Draft(
        family="first_rows", sql=f"SELECT {f.list(columns)} FROM {f.sql} LIMIT {n}", frame=f, columns=columns, n=n
    )


def rows_of_best_group(s: Sampler) -> Draft | None:
    """The rows of the group that has the most: nested, with one group found first."""
    f, rng = s.frame, s.rng
    group, label = s.group(), f.main.label
    measured = s.measured(without=[group] if group else []) if rng.random() < 0.5 else None
    if group is None or label is None or f.is_joined or group == label or group.role is Role.YEAR:
        return None
    name = s.aggregate(measured) if measured else "COUNT"
    # "The group whose maximum is lowest" is nobody's question.
    name = "AVG" if name in ("MAX", "MIN") else name
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    descending = rng.random() < 0.8
    g = f.column(group)
    best = f"(SELECT {g} FROM {f.sql} GROUP BY {g} ORDER BY {number}{' DESC' if descending else ''} LIMIT 1)"
    sql = f"SELECT {f.column(label)} FROM {f.sql} WHERE {g} = {best}"
    return Draft(
        family="rows_of_best_group", sql=sql, frame=f, columns=(label,), groups=(group,), measured=measured,
        aggregate=name, descending=descending,
    )  # fmt: skip


def against_own_group(s: Sampler) -> Draft | None:
    """Rows above or below the average of their own group."""
    f, rng = s.frame, s.rng
    group, label = s.group(), f.main.label
    measured = s.measured(plain=True, without=[group] if group else [])
    if group is None or measured is None or label is None or f.is_joined or group == label or group.role is Role.YEAR:
        return None
    conditions = _scope(s, group, label, measured)
    op = rng.choice([Op.GT, Op.GT, Op.LT])
    m, g, t = quoted(measured.columns[0].name), quoted(group.name), f.sql
    # "Of their own class" says no more than the class, and the year it is of.
    years = tuple(c for c in conditions if c.column == s.year())
    same = where_sql(years, "T2", extra=[f"T2.{g} = T1.{g}"])
    where = where_sql(conditions, "T1", extra=[f"T1.{m} {op} (SELECT AVG(T2.{m}) FROM {t} AS T2{same})"])
    counted = rng.random() < 0.3
    sql = f"SELECT {'COUNT(*)' if counted else f'T1.{quoted(label.name)}'} FROM {t} AS T1{where}"
    return Draft(
        family="count_against_own_group" if counted else "against_own_group", sql=sql, frame=f, conditions=conditions,
        groups=(group,), columns=() if counted else (label,), measured=measured, op=op,
    )  # fmt: skip


def _scope(s: Sampler, group: ColumnMeaning | None, label: ColumnMeaning, measured: Measured) -> tuple[Condition, ...]:
    """At most one condition; mostly the year where rows repeat by year, or one would meet oneself."""
    year = s.year()
    used = [label, *measured.columns, *([group] if group else [])]
    if year is not None and s.identity() is not None and group != year and s.rng.random() < 0.8:
        years = s.values_of(year, 1)
        return (Condition(column=year, op=Op.EQ, values=years),) if years else ()
    return s.conditions(s.rng.choice([0, 0, 1]), without=used, simple=True)


def _has(s: Sampler, name: str) -> bool:
    return any(column.name.lower() == name for table in s.frame.tables for column in table.columns)
