"""Numbers for each group or period, and the groups that stand out."""

from text2sql.lexicon import Role
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Op, Value, literal, measured_sql, quoted, where_sql
from text2sql.synth.sampler import Sampler


def per_group(s: Sampler) -> Draft | None:
    """An aggregate or a count for each group, sometimes in order."""
    f, rng = s.frame, s.rng
    groups = s.groups(rng.choice([1, 1, 1, 1, 2]))
    measured = s.measured(without=groups)
    if not groups:
        return None
    name = "COUNT" if measured is None or rng.random() < 0.35 else s.aggregate(measured)
    number = "COUNT(*)" if name == "COUNT" or measured is None else f"{name}({f.measured(measured)})"
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=[*groups, *(measured.columns if measured else ())])
    is_ordered, descending = rng.random() < 0.25, rng.random() < 0.8
    order = f" ORDER BY {number}{' DESC' if descending else ''}" if is_ordered else ""
    if not is_ordered and groups[0].role is Role.YEAR and len(groups) == 1 and rng.random() < 0.3:
        order, family = f" ORDER BY {f.column(groups[0])}", "per_group_by_year"
    else:
        family = "per_group_ordered" if is_ordered else "per_group"
    sql = f"SELECT {f.list(groups)}, {number} FROM {f.sql}{f.where(conditions)} GROUP BY {', '.join(map(f.group_key, groups))}{order}"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions,
        groups=groups, measured=measured, aggregate=name, descending=descending,
    )  # fmt: skip


def per_period(s: Sampler) -> Draft | None:
    """A count or an aggregate for each year, or each month of a year; sometimes which has the most."""
    f, rng = s.frame, s.rng
    dates = [c for c in s.having(Role.DATE) if c.table == f.main.table.name]
    if not dates:
        return None
    date = rng.choice(dates)
    measured = s.measured() if rng.random() < 0.5 else None
    name = s.aggregate(measured) if measured else "COUNT"
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    monthly = rng.random() < 0.5
    conditions = s.conditions(
        rng.choice([0, 0, 1]), without=[date, *(measured.columns if measured else ())], simple=True
    )
    if monthly:
        in_year = s.condition_on(date, only_year=True)
        if in_year is None:
            return None
        conditions = (in_year, *conditions)
    period = f"{'MONTH' if monthly else 'YEAR'}({f.column(date)})"
    if rng.random() < 0.35:
        descending = rng.random() < 0.8
        order = f" ORDER BY {number}{' DESC' if descending else ''} LIMIT 1"
        sql = f"SELECT {period} FROM {f.sql}{f.where(conditions)} GROUP BY {period}{order}"
        family = "best_period"
    else:
        descending = True
        sql, family = f"SELECT {period}, {number} FROM {f.sql}{f.where(conditions)} GROUP BY {period}", "per_period"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, groups=(date,), measured=measured, aggregate=name,
        descending=descending, n=12 if monthly else 1,
    )  # fmt: skip


def best_group(s: Sampler) -> Draft | None:
    """Which group has the most, or which few groups."""
    f, rng = s.frame, s.rng
    group = s.group()
    measured = s.measured(without=[group] if group else [])
    if group is None:
        return None
    name = "COUNT" if measured is None or rng.random() < 0.35 else s.aggregate(measured)
    number = "COUNT(*)" if name == "COUNT" or measured is None else f"{name}({f.measured(measured)})"
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=[group, *(measured.columns if measured else ())])
    descending, shown = rng.random() < 0.75, rng.random() < 0.25
    n = rng.choice([1, 1, 1, 1, 2, 3, 5])
    sql = (
        f"SELECT {f.column(group)}{f', {number}' if shown else ''} FROM {f.sql}{f.where(conditions)}"
        f" GROUP BY {f.group_key(group)} ORDER BY {number}{' DESC' if descending else ''} LIMIT {n}"
    )
    return Draft(
        family="best_group", sql=sql, frame=f, conditions=conditions, groups=(group,), measured=measured,
        aggregate=name, descending=descending, n=n, shown=shown,
    )  # fmt: skip


def group_having(s: Sampler) -> Draft | None:
    """Which groups have an aggregate beyond a threshold; sometimes how many do."""
    f, rng = s.frame, s.rng
    group = s.group()
    measured = s.measured(without=[group] if group else [])
    if group is None:
        return None
    name = "COUNT" if measured is None or rng.random() < 0.45 else s.aggregate(measured)
    op = rng.choice([Op.GT, Op.GT, Op.GE, Op.LT])
    conditions = s.conditions(rng.choice([0, 0, 0, 1]), without=[group, *(measured.columns if measured else ())])
    if name == "COUNT" or measured is None:
        number = "COUNT(*)"
        threshold: Value | None = s.group_size(group)
    else:
        number, threshold = f"{name}({f.measured(measured)})", s.threshold(measured, times=f.rows_a_group(name))
    if threshold is None:
        return None
    having = f" GROUP BY {f.group_key(group)} HAVING {number} {op} {literal(threshold)}"
    if rng.random() < 0.2:
        inner = f"SELECT {f.column(group)} FROM {f.sql}{f.where(conditions)}{having}"
        sql, family = f"SELECT COUNT(*) FROM ({inner})", "count_groups_having"
    else:
        sql, family = f"SELECT {f.column(group)} FROM {f.sql}{f.where(conditions)}{having}", "group_having"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, groups=(group,), measured=measured, aggregate=name,
        values=(threshold,), op=op,
    )  # fmt: skip


def best_in_group(s: Sampler) -> Draft | None:
    """Who has the most in each group."""
    f, rng = s.frame, s.rng
    group, label = s.group(), f.main.label
    measured = s.measured(plain=True, without=[group] if group else [])
    if group is None or measured is None or label is None or f.is_joined or group == label:
        return None
    conditions = s.conditions(rng.choice([0, 0, 1]), without=[group, label, *measured.columns], simple=True)
    descending = rng.random() < 0.75
    m, g, t = measured_sql(measured), quoted(group.name), f.sql
    extreme = "MAX" if descending else "MIN"
    same = where_sql(conditions, "T2", extra=[f"T2.{g} = T1.{g}"])
    inner = f"(SELECT {extreme}(T2.{m}) FROM {t} AS T2{same})"
    where = where_sql(conditions, "T1", extra=[f"T1.{m} = {inner}"])
    sql = f"SELECT T1.{g}, T1.{quoted(label.name)} FROM {t} AS T1{where}"
    return Draft(
        family="best_in_group", sql=sql, frame=f, conditions=conditions, groups=(group,), measured=measured,
        columns=(label,), descending=descending,
    )  # fmt: skip


def same_group(s: Sampler) -> Draft | None:
    """Who shares a group with a named row."""
    f = s.frame
    group, label = s.group(), f.main.label
    naming = s.naming(exactly_one=True)
    if group is None or label is None or not naming or f.is_joined or group == label:
        return None
    g, name = f.column(group), f.column(label)
    shared = tuple(c for c in naming if c.column != naming[0].column)
    if group in [c.column for c in shared]:
        return None
    inner = f"(SELECT {g} FROM {f.sql}{f.where(naming)})"
    where = f.where(shared, extra=[f"{g} = {inner}", f"{name} <> {literal(naming[0].values[0])}"])
    sql = f"SELECT {name} FROM {f.sql}{where}"
    return Draft(family="same_group", sql=sql, frame=f, conditions=naming, groups=(group,), columns=(label,))


def sets(s: Sampler) -> Draft | None:
    """Values that occur with one condition and (not) with another."""
    f, rng = s.frame, s.rng
    asked = s.group()
    if asked is None or asked == f.main.label or f.is_joined:
        return None
    one = s.conditions(1, without=[asked])
    if not one:
        return None
    other_value = s.condition_on(one[0].column)
    other = (other_value,) if rng.random() < 0.7 and other_value else s.conditions(1, without=[asked])
    if not other or one[0] == other[0] or (one[0].column == other[0].column and one[0].op is not Op.EQ):
        return None
    word = rng.choice(["INTERSECT", "INTERSECT", "EXCEPT", "EXCEPT", "UNION"])
    a = f.column(asked)
    sql = f"SELECT {a} FROM {f.sql}{f.where(one)} {word} SELECT {a} FROM {f.sql}{f.where(other)}"
    return Draft(family=word.lower(), sql=sql, frame=f, conditions=(one[0], other[0]), groups=(asked,))


def repeated(s: Sampler) -> Draft | None:
    """Which labels occur more than once."""
    f = s.frame
    label = f.main.label
    if label is None or f.is_joined:
        return None
    a = f.column(label)
    n = s.rng.choice([1, 1, 2, 3])
    sql = f"SELECT {a} FROM {f.sql} GROUP BY {a} HAVING COUNT(*) > {n}"
    return Draft(family="repeated", sql=sql, frame=f, columns=(label,), n=n)
