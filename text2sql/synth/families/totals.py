"""One number, or a few, over the rows that meet conditions."""

from text2sql.synth.families.draft import Draft
from text2sql.synth.sampler import Sampler


def count(s: Sampler) -> Draft | None:
    """How many rows meet conditions."""
    f, rng = s.frame, s.rng
    conditions = s.conditions(rng.choice([0, 1, 1, 1, 2, 2, 3]) if not f.is_joined else rng.choice([1, 1, 2]))
    any_of = len(conditions) == 2 and rng.random() < 0.2
    sql = f"SELECT COUNT(*) FROM {f.sql}{f.where(conditions, joined='OR' if any_of else 'AND')}"
    return Draft(family="count", sql=sql, frame=f, conditions=conditions, any_of=any_of, aggregate="COUNT")


def count_distinct(s: Sampler) -> Draft | None:
    """How many different values occur."""
    f = s.frame
    group = s.group()
    if group is None or group.table != f.main.table.name:
        return None
    conditions = s.conditions(s.rng.choice([0, 0, 1]), without=[group])
    sql = f"SELECT COUNT(DISTINCT {f.column(group)}) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="count_distinct", sql=sql, frame=f, conditions=conditions, groups=(group,))


def aggregate(s: Sampler) -> Draft | None:
    """An average, maximum, minimum or sum over the rows that meet conditions."""
    f = s.frame
    measured = s.measured()
    if measured is None:
        return None
    name = s.aggregate(measured)
    conditions = s.conditions(s.rng.choice([0, 1, 1, 1, 2]), without=measured.columns)
    sql = f"SELECT {name}({f.measured(measured)}) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="aggregate", sql=sql, frame=f, conditions=conditions, measured=measured, aggregate=name)


def extremes(s: Sampler) -> Draft | None:
    """Maximum and minimum at once."""
    f = s.frame
    measured = s.measured()
    if measured is None:
        return None
    conditions = s.conditions(s.rng.choice([0, 1, 1]), without=measured.columns)
    m = f.measured(measured)
    sql = f"SELECT MAX({m}), MIN({m}) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="extremes", sql=sql, frame=f, conditions=conditions, measured=measured)


def averages(s: Sampler) -> Draft | None:
    """The averages of two or three measures."""
    f = s.frame
    measures = s.measures(s.rng.choice([2, 2, 3]))
    if len(measures) < 2:
        return None
    conditions = s.conditions(s.rng.choice([0, 1, 1]), without=measures)
    groups = (g,) if s.rng.random() < 0.3 and (g := s.group(without=[c.column for c in conditions])) else ()
    shown = ", ".join([*(f.column(g) for g in groups), *(f"AVG({f.column(m)})" for m in measures)])
    by = f" GROUP BY {f.column(groups[0])}" if groups else ""
    sql = f"SELECT {shown} FROM {f.sql}{f.where(conditions)}{by}"
    return Draft(family="averages", sql=sql, frame=f, conditions=conditions, columns=measures, groups=groups)


def spread(s: Sampler) -> Draft | None:
    """Maximum minus minimum."""
    f = s.frame
    measured = s.measured()
    if measured is None:
        return None
    conditions = s.conditions(s.rng.choice([0, 1, 1]), without=measured.columns)
    m = f.measured(measured)
    sql = f"SELECT MAX({m}) - MIN({m}) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="spread", sql=sql, frame=f, conditions=conditions, measured=measured)


def share(s: Sampler) -> Draft | None:
    """Which percentage of the rows meets a condition, over all or for each group."""
    f, rng = s.frame, s.rng
    tested = s.conditions(1)
    if not tested:
        return None
    scope = s.conditions(rng.choice([0, 0, 1]), without=[tested[0].column], simple=True)
    percent = f"100.0 * SUM(CASE WHEN {f.condition(tested[0])} THEN 1 ELSE 0 END) / COUNT(*)"
    group = s.group(without=[c.column for c in (*tested, *scope)]) if rng.random() < 0.3 else None
    if group is None:
        sql = f"SELECT {percent} FROM {f.sql}{f.where(scope)}"
        return Draft(family="share", sql=sql, frame=f, conditions=(*tested, *scope))
    sql = f"SELECT {f.column(group)}, {percent} FROM {f.sql}{f.where(scope)} GROUP BY {f.group_key(group)}"
    if rng.random() < 0.3:
        sql = (
            f"SELECT {f.column(group)} FROM {f.sql}{f.where(scope)} GROUP BY {f.group_key(group)}"
            f" ORDER BY {percent} DESC LIMIT 1"
        )
        return Draft(family="best_share", sql=sql, frame=f, conditions=(*tested, *scope), groups=(group,))
    return Draft(family="share_per_group", sql=sql, frame=f, conditions=(*tested, *scope), groups=(group,))


def average_of_top(s: Sampler) -> Draft | None:
    """The average of the first few."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    if measured is None:
        return None
    n = rng.choice([3, 5, 10, 10])
    conditions = s.conditions(rng.choice([0, 1]), without=measured.columns, simple=True)
    descending = rng.random() < 0.8
    m = f.measured(measured)
    order = f" ORDER BY {m}{' DESC' if descending else ''} LIMIT {n}"
    sql = f"SELECT AVG(x) FROM (SELECT {m} AS x FROM {f.sql}{f.where(conditions)}{order})"
    return Draft(
        family="average_of_top", sql=sql, frame=f, conditions=conditions, measured=measured, n=n, descending=descending
    )
