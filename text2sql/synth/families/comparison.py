"""Rows, columns and groups against each other, an average, or an earlier year."""

from text2sql.lexicon import Role
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op, Value, condition_sql, literal, measured_sql, quoted
from text2sql.synth.sampler import Sampler


def against_average(s: Sampler) -> Draft | None:
    """Rows above or below the average of all, or of those that meet the same conditions."""
    f, rng = s.frame, s.rng
    measured = s.measured()
    if measured is None or f.is_joined:
        return None
    conditions = s.conditions(rng.choice([0, 0, 1]), without=measured.columns)
    op = rng.choice([Op.GT, Op.GT, Op.LT])
    m = f.measured(measured)
    inner = f"(SELECT AVG({m}) FROM {f.sql}{f.where(conditions)})"
    where = f.where(conditions, extra=[f"{m} {op} {inner}"])
    if rng.random() < 0.35:
        sql = f"SELECT COUNT(*) FROM {f.sql}{where}"
        return Draft(family="count_against_average", sql=sql, frame=f, conditions=conditions, measured=measured, op=op)
    columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
    if not columns:
        return None
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{where}"
    return Draft(
        family="against_average", sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured, op=op
    )


def against_row(s: Sampler) -> Draft | None:
    """Rows with more than a named row has."""
    f, rng = s.frame, s.rng
    naming = s.naming(exactly_one=True)
    measured = s.measured()
    if not naming or measured is None or f.is_joined:
        return None
    op = rng.choice([Op.GT, Op.GT, Op.LT])
    m = f.measured(measured)
    shared = tuple(c for c in naming if c.column.role is not Role.NAME)
    inner = f"(SELECT {m} FROM {f.sql}{f.where(naming)})"
    where = f.where(shared, extra=[f"{m} {op} {inner}"])
    if rng.random() < 0.3:
        sql = f"SELECT COUNT(*) FROM {f.sql}{where}"
        return Draft(family="count_against_row", sql=sql, frame=f, conditions=naming, measured=measured, op=op)
    columns = s.answer_columns(without=measured.columns)
    if not columns:
        return None
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{where}"
    return Draft(family="against_row", sql=sql, frame=f, conditions=naming, columns=columns, measured=measured, op=op)


def rank_of(s: Sampler) -> Draft | None:
    """Which place a named row takes."""
    f = s.frame
    naming = s.naming(exactly_one=True)
    measured = s.measured()
    if not naming or measured is None or f.is_joined:
        return None
    m = f.measured(measured)
    shared = tuple(c for c in naming if c.column.role is not Role.NAME)
    where = f.where(shared, extra=[f"{m} > (SELECT {m} FROM {f.sql}{f.where(naming)})"])
    sql = f"SELECT COUNT(*) + 1 FROM {f.sql}{where}"
    return Draft(family="rank_of", sql=sql, frame=f, conditions=naming, measured=measured)


def column_against_column(s: Sampler) -> Draft | None:
    """Rows where one measure is more than another."""
    f, rng = s.frame, s.rng
    pair = s.siblings(2)
    if len(pair) < 2:
        return None
    one, other = pair
    conditions = s.conditions(rng.choice([0, 0, 1, 1]), without=pair)
    where = f.where(conditions, extra=[f"{f.column(one)} > {f.column(other)}"])
    first, second = Measured(columns=(one,)), Measured(columns=(other,))
    if rng.random() < 0.4:
        return Draft(
            family="count_column_against_column", sql=f"SELECT COUNT(*) FROM {f.sql}{where}", frame=f,
            conditions=conditions, measured=first, second=second,
        )  # fmt: skip
    columns = s.answer_columns(without=[*pair, *(c.column for c in conditions)])
    if not columns:
        return None
    return Draft(
        family="column_against_column", sql=f"SELECT {f.list(columns)} FROM {f.sql}{where}", frame=f,
        conditions=conditions, columns=columns, measured=first, second=second,
    )  # fmt: skip


def better_of_rows(s: Sampler) -> Draft | None:
    """Which of two named rows has more."""
    f, rng = s.frame, s.rng
    one, other, measured = s.naming(exactly_one=True), s.naming(exactly_one=True), s.measured()
    if not one or not other or one[0] == other[0] or measured is None or f.is_joined:
        return None
    label, shared = one[0].column, one[1:]
    pair = (one[0].values[0], other[0].values[0])
    both = Condition(column=label, op=Op.IN, values=pair)
    descending = rng.random() < 0.75
    order = f" ORDER BY {f.measured(measured)}{' DESC' if descending else ''} LIMIT 1"
    sql = f"SELECT {f.column(label)} FROM {f.sql}{f.where((both, *shared))}{order}"
    return Draft(
        family="better_of_rows", sql=sql, frame=f, conditions=shared, measured=measured, values=pair,
        descending=descending,
    )  # fmt: skip


def difference_of_rows(s: Sampler) -> Draft | None:
    """How much more one named row has than another."""
    f = s.frame
    one, other = s.naming(exactly_one=True), s.naming(exactly_one=True)
    measured = s.measured()
    if not one or not other or measured is None or f.is_joined or len(one) != len(other):
        return None
    shared = tuple(c for c in one if c.column.role is not Role.NAME)
    other = (*(c for c in other if c.column.role is Role.NAME), *shared)
    if one[0] == other[0]:
        return None
    m = f.measured(measured)
    sql = f"SELECT (SELECT {m} FROM {f.sql}{f.where(one)}) - (SELECT {m} FROM {f.sql}{f.where(other)})"
    return Draft(
        family="difference_of_rows", sql=sql, frame=f, conditions=shared, measured=measured,
        values=(one[0].values[0], other[0].values[0]),
    )  # fmt: skip


def difference_of_groups(s: Sampler) -> Draft | None:
    """How much the averages of two groups differ, or which of the two has more."""
    f, rng = s.frame, s.rng
    group = s.group()
    measured = s.measured(without=[group] if group else [])
    if group is None or measured is None:
        return None
    pair = s.values_of(group, 2)
    if len(pair) < 2:
        return None
    m = f"AVG({f.measured(measured)})"
    conditions = s.conditions(rng.choice([0, 0, 1]), without=[group, *measured.columns], simple=True)
    sides = [Condition(column=group, op=Op.EQ, values=(value,)) for value in pair]
    if rng.random() < 0.5:
        one, other = (f"(SELECT {m} FROM {f.sql}{f.where((side, *conditions))})" for side in sides)
        sql, family = f"SELECT {one} - {other}", "difference_of_groups"
    else:
        both = Condition(column=group, op=Op.IN, values=pair)
        sql = (
            f"SELECT {f.column(group)} FROM {f.sql}{f.where((both, *conditions))}"
            f" GROUP BY {f.column(group)} ORDER BY {m} DESC LIMIT 1"
        )
        family = "better_of_groups"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, measured=measured, groups=(group,), values=pair
    )


def growth(s: Sampler) -> Draft | None:
    """How a named row's number changed between two years, or whose number rose."""
    f, rng = s.frame, s.rng
    year, key, label = s.year(), s.identity(), f.main.label
    measured = s.measured(plain=True)
    if year is None or key is None or label is None or measured is None or f.is_joined:
        return None
    years = sorted(v for v in s.values.of(year) if isinstance(v, int))
    if len(years) < 2:
        return None
    at = rng.randrange(len(years) - 1)
    before, after = years[at], years[at + 1]
    m = measured_sql(measured)
    t, y = f.sql, quoted(year.name)
    joined = (
        f"{t} AS T1 JOIN {t} AS T2 ON T1.{quoted(key.name)} = T2.{quoted(key.name)}"
        f" WHERE T1.{y} = {after} AND T2.{y} = {before}"
    )
    change = f"T1.{m} - T2.{m}"
    name = f"T1.{quoted(label.name)}"
    values: tuple[Value, ...] = (before, after)
    roll = rng.random()
    if roll < 0.3:
        naming = s.values_of(label, 1)
        if not naming:
            return None
        who = literal(naming[0])
        one, other = (
            f"(SELECT {m} FROM {t} WHERE {quoted(label.name)} = {who} AND {y} = {each})" for each in (after, before)
        )
        sql, family, values = f"SELECT {one} - {other}", "growth_of_row", (before, after, naming[0])
    elif roll < 0.6:
        op = rng.choice([Op.GT, Op.LT])
        sql, family = f"SELECT {name} FROM {joined} AND T1.{m} {op} T2.{m}", "grown"
        return Draft(family=family, sql=sql, frame=f, measured=measured, values=values, op=op, columns=(label,))
    else:
        descending = rng.random() < 0.75
        n = rng.choice([1, 1, 3, 5])
        sql = f"SELECT {name} FROM {joined} ORDER BY {change}{' DESC' if descending else ''} LIMIT {n}"
        return Draft(
            family="most_grown", sql=sql, frame=f, measured=measured, values=values, n=n, descending=descending,
            columns=(label,),
        )  # fmt: skip
    return Draft(family=family, sql=sql, frame=f, measured=measured, values=values)


def every_sibling(s: Sampler) -> Draft | None:
    """Rows where all parallel measures pass a threshold, or any misses it."""
    f, rng = s.frame, s.rng
    columns = s.siblings(rng.choice([2, 2, 3, 3, 99]))
    if len(columns) < 2:
        return None
    label = f.main.label
    any_of = rng.random() < 0.4
    is_score = all(column.is_score for column in columns)
    if is_score and rng.random() < 0.5:
        op = Op.FAIL if any_of or rng.random() < 0.3 else Op.PASS
        values: tuple[Value, ...] = ()
    else:
        threshold = s.threshold(Measured(columns=columns[:1]))
        if threshold is None:
            return None
        op, values = rng.choice([Op.GT, Op.GE, Op.LT]), (threshold,)
    tested = " OR " if any_of else " AND "
    each = tested.join(condition_sql(Condition(column=c, op=op, values=values), f.alias(c)) for c in columns)
    scope = s.conditions(rng.choice([0, 0, 1]), without=columns, simple=True)
    where = f.where(scope, extra=[f"({each})" if any_of and scope else each])
    if rng.random() < 0.45 or label is None:
        sql, family = f"SELECT COUNT(*) FROM {f.sql}{where}", "count_every_sibling"
    else:
        sql, family = f"SELECT {f.column(label)} FROM {f.sql}{where}", "every_sibling"
    return Draft(
        family=family, sql=sql, frame=f, conditions=scope, columns=columns, any_of=any_of, op=op, values=values,
        n=len(columns) if columns == s.siblings(99) else 0,
    )  # fmt: skip
