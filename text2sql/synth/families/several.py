"""Several numbers at once, numbers of named groups, shares of a sum, bands: what a report puts side by side."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op, Value, literal
from text2sql.synth.sampler import Sampler

_TOGETHER = (
    ("AVG", "MAX", "MIN"), ("AVG", "MAX", "MIN"), ("AVG", "MAX"), ("AVG", "MIN"), ("COUNT", "AVG"), ("COUNT", "AVG"),
    ("COUNT", "SUM"), ("SUM", "AVG"), ("COUNT", "AVG", "MAX"), ("COUNT", "AVG", "MAX", "MIN"), ("MAX", "MIN"),
)  # fmt: skip


def several(s: Sampler) -> Draft | None:
    """Two to four aggregates of one number, over all or for each group."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    if measured is None:
        return None
    sums = measured.form == "product" or (measured.form != "mean" and all(c.additive for c in measured.columns))
    group = s.group(without=measured.columns) if rng.random() < 0.5 else None
    # The maximum and the minimum of all are a family of their own.
    some = [each for each in _TOGETHER if (sums or "SUM" not in each) and (group or each != ("MAX", "MIN"))]
    names = rng.choice(some)
    m = f.measured(measured)
    numbers = ", ".join("COUNT(*)" if name == "COUNT" else f"{name}({m})" for name in names)
    without = [*measured.columns, *([group] if group else [])]
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=without, simple=group is not None)
    if group is None:
        sql, family = f"SELECT {numbers} FROM {f.sql}{f.where(conditions)}", "several"
    else:
        by = f" GROUP BY {f.group_key(group)}"
        sql, family = f"SELECT {f.column(group)}, {numbers} FROM {f.sql}{f.where(conditions)}{by}", "several_per_group"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, measured=measured, aggregates=names,
        groups=(group,) if group else (),
    )  # fmt: skip


def of_values(s: Sampler) -> Draft | None:
    """The same number for two named groups, side by side."""
    f, rng = s.frame, s.rng
    group = s.group()
    if group is None or not (pair := _named(s, group)):
        return None
    measured = s.measured(without=[group]) if rng.random() < 0.6 else None
    name = s.aggregate(measured) if measured else "COUNT"
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    conditions = s.conditions(
        rng.choice([0, 0, 1]), without=[group, *(measured.columns if measured else ())], simple=True
    )
    both = Condition(column=group, op=Op.IN, values=pair)
    sql = f"SELECT {f.column(group)}, {number} FROM {f.sql}{f.where((both, *conditions))} GROUP BY {f.group_key(group)}"
    return Draft(
        family="of_values", sql=sql, frame=f, conditions=conditions, measured=measured, aggregate=name,
        groups=(group,), values=pair,
    )  # fmt: skip


def difference_of_counts(s: Sampler) -> Draft | None:
    """How many more rows one group has than another."""
    f = s.frame
    group = s.group()
    if group is None or not (pair := _named(s, group)):
        return None
    conditions = s.conditions(s.rng.choice([0, 0, 1]), without=[group], simple=True)
    one, other = (
        f"(SELECT COUNT(*) FROM {f.sql}{f.where((Condition(column=group, op=Op.EQ, values=(value,)), *conditions))})"
        for value in pair
    )
    return Draft(
        family="difference_of_counts", sql=f"SELECT {one} - {other}", frame=f, conditions=conditions, groups=(group,),
        values=pair, aggregate="COUNT",
    )  # fmt: skip


def spread_per_group(s: Sampler) -> Draft | None:
    """Maximum minus minimum for each group, or the group where they are farthest apart."""
    f, rng = s.frame, s.rng
    group, measured = s.group(), s.measured()
    if group is None or measured is None or group in measured.columns:
        return None
    m = f.measured(measured)
    gap = f"MAX({m}) - MIN({m})"
    conditions = s.conditions(rng.choice([0, 0, 1]), without=[group, *measured.columns], simple=True)
    rest = f" FROM {f.sql}{f.where(conditions)} GROUP BY {f.group_key(group)}"
    descending = rng.random() < 0.8
    if rng.random() < 0.5:
        order = f" ORDER BY {gap}{' DESC' if descending else ''} LIMIT 1"
        sql, family = f"SELECT {f.column(group)}{rest}{order}", "most_spread_group"
    else:
        sql, family = f"SELECT {f.column(group)}, {gap}{rest}", "spread_per_group"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, groups=(group,), measured=measured,
        descending=descending,
    )  # fmt: skip


def groups_against_average(s: Sampler) -> Draft | None:
    """Groups whose average is above or below the average of all rows."""
    f, rng = s.frame, s.rng
    group, measured = s.group(), s.measured()
    if group is None or measured is None or group in measured.columns:
        return None
    op = rng.choice([Op.GT, Op.GT, Op.LT])
    conditions = s.conditions(rng.choice([0, 0, 1]), without=[group, *measured.columns], simple=True)
    average = f"AVG({f.measured(measured)})"
    having = f" HAVING {average} {op} (SELECT {average} FROM {f.sql}{f.where(conditions)})"
    sql = f"SELECT {f.column(group)} FROM {f.sql}{f.where(conditions)} GROUP BY {f.group_key(group)}{having}"
    return Draft(
        family="groups_against_average", sql=sql, frame=f, conditions=conditions, groups=(group,), measured=measured,
        op=op,
    )  # fmt: skip


def share_of_sum(s: Sampler) -> Draft | None:
    """Which percentage of a sum, or of all rows, a group or every group has."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    sums = measured is not None and (
        measured.form == "product" or (not measured.form and all(c.additive for c in measured.columns))
    )
    if measured is not None and sums and rng.random() < 0.5:
        tested = s.conditions(1, without=measured.columns, simple=True)
        if not tested:
            return None
        scope = s.conditions(rng.choice([0, 0, 1]), without=[tested[0].column, *measured.columns], simple=True)
        m = f.measured(measured)
        part = f"SUM(CASE WHEN {f.condition(tested[0])} THEN {m} ELSE 0 END)"
        sql = f"SELECT 100.0 * {part} / SUM({m}) FROM {f.sql}{f.where(scope)}"
        return Draft(family="share_of_sum", sql=sql, frame=f, conditions=(*tested, *scope), measured=measured)
    group = s.group(without=measured.columns if measured else ())
    if group is None:
        return None
    by_sum = measured is not None and sums and rng.random() < 0.6
    number = f"SUM({f.measured(measured)})" if measured is not None and by_sum else "COUNT(*)"
    scope = s.conditions(rng.choice([0, 0, 1]), without=[group, *(measured.columns if measured else ())], simple=True)
    whole = f"(SELECT {number} FROM {f.sql}{f.where(scope)})"
    sql = (
        f"SELECT {f.column(group)}, 100.0 * {number} / {whole} FROM {f.sql}{f.where(scope)}"
        f" GROUP BY {f.group_key(group)}"
    )
    return Draft(
        family="share_of_each", sql=sql, frame=f, conditions=scope, groups=(group,),
        measured=measured if by_sum else None, aggregate="SUM" if by_sum else "COUNT",
    )  # fmt: skip


def rounded(s: Sampler) -> Draft | None:
    """An average or a share with so many decimals."""
    f, rng = s.frame, s.rng
    digits = rng.choice([2, 2, 2, 1, 1, 0])
    if rng.random() < 0.35:
        tested = s.conditions(1)
        if not tested:
            return None
        scope = s.conditions(rng.choice([0, 0, 1]), without=[tested[0].column], simple=True)
        percent = f"100.0 * SUM(CASE WHEN {f.condition(tested[0])} THEN 1 ELSE 0 END) / COUNT(*)"
        sql = f"SELECT ROUND({percent}, {digits}) FROM {f.sql}{f.where(scope)}"
        return Draft(family="rounded_share", sql=sql, frame=f, conditions=(*tested, *scope), digits=digits)
    measured = s.measured()
    if measured is None:
        return None
    number = f"ROUND(AVG({f.measured(measured)}), {digits})"
    group = s.group(without=measured.columns) if rng.random() < 0.5 else None
    without = [*measured.columns, *([group] if group else [])]
    conditions = s.conditions(rng.choice([0, 1, 1]), without=without, simple=group is not None)
    if group is None:
        sql, family = f"SELECT {number} FROM {f.sql}{f.where(conditions)}", "rounded"
    else:
        by = f" GROUP BY {f.group_key(group)}"
        sql, family = f"SELECT {f.column(group)}, {number} FROM {f.sql}{f.where(conditions)}{by}", "rounded_per_group"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, measured=measured, aggregate="AVG", digits=digits,
        groups=(group,) if group else (),
    )  # fmt: skip


def both_sides(s: Sampler) -> Draft | None:
    """How many pass and how many fail, or lie above and not above a threshold, side by side."""
    f, rng = s.frame, s.rng
    measure = s.measures(1)
    if not measure:
        return None
    column = measure[0]
    passing = column.is_score and s.is_of_hundred(column) and rng.random() < 0.7
    threshold: Value | None = 60 if passing else s.threshold(Measured(columns=measure))
    if threshold is None:
        return None
    name, limit = f.column(column), literal(threshold)
    one, other = (">=", "<") if passing else (">", "<=")
    counts = ", ".join(f"SUM(CASE WHEN {name} {op} {limit} THEN 1 ELSE 0 END)" for op in (one, other))
    group = s.group(without=measure) if rng.random() < 0.4 else None
    scope = s.conditions(rng.choice([0, 0, 1]), without=[column, *([group] if group else [])], simple=True)
    sql = f"SELECT {counts} FROM {f.sql}{f.where(scope)}"
    if group:
        sql = f"SELECT {f.column(group)}, {counts} FROM {f.sql}{f.where(scope)} GROUP BY {f.group_key(group)}"
    family = "pass_and_fail" if passing else "both_sides"
    return Draft(
        family=f"{family}_per_group" if group else family, sql=sql, frame=f, conditions=scope,
        measured=Measured(columns=measure), groups=(group,) if group else (), values=(threshold,),
    )  # fmt: skip


def bands(s: Sampler) -> Draft | None:
    """How many rows lie in each of three bands of a number, which the question names."""
    f, rng = s.frame, s.rng
    measure = s.measures(1)
    if not measure or any(c.name.lower() == "band" for table in f.tables for c in table.columns):
        return None
    measured = Measured(columns=measure)
    pair: tuple[Value | None, ...] = (s.threshold(measured), s.threshold(measured))
    if measure[0].is_score and s.is_of_hundred(measure[0]):
        pair = rng.choice([(60, 80), (60, 85), (60, 90), (70, 85), (60, 80)])
    if None in pair or pair[0] == pair[1]:
        return None
    low, high = sorted((literal(value) for value in pair), key=float)
    name = f.column(measure[0])
    best, good, rest = "'A'", "'B'", "'C'"
    case = f"CASE WHEN {name} >= {high} THEN {best} WHEN {name} >= {low} THEN {good} ELSE {rest} END"
    scope = s.conditions(rng.choice([0, 0, 1]), without=measure, simple=True)
    sql = f"SELECT {case} AS band, COUNT(*) FROM {f.sql}{f.where(scope)} GROUP BY band"
    return Draft(
        family="bands", sql=sql, frame=f, conditions=scope, measured=measured, values=(high, low),
        aggregate="COUNT",
    )  # fmt: skip


def _named(s: Sampler, group: ColumnMeaning) -> tuple[Value, ...]:
    """Two values that say by themselves what group they are."""
    pair = s.values_of(group, 2)
    speaks = all(isinstance(value, str) for value in pair) or group.role is Role.YEAR
    return pair if len(pair) == 2 and speaks else ()
