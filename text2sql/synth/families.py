"""What can be asked of a schema: each family samples its parts and writes the canonical SQL.

A family returns a `Draft`: the gold SQL and the parts it was made of, for `zh` and `en` to say. It returns
None when the tables at hand have nothing to ask it of. Nothing here knows a word of a question.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.frame import Frame, Sampler
from text2sql.synth.parts import Condition, Measured, Op, Value, condition_sql, literal, measured_sql, quoted, where_sql

AGGREGATES = ("AVG", "MAX", "MIN", "SUM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One question before it has words.

    Attributes:
        family: what is asked.
        sql: gold.
        frame: the tables it is asked of.
        conditions: of the rows (joined by AND unless `any_of`).
        columns: asked for.
        measured: the number compared, averaged or ordered by.
        second: another number, or the other side of a comparison.
        aggregate: AVG, MAX, MIN, SUM or COUNT.
        groups: columns grouped by.
        n: how many, or which place.
        descending: whether the most comes first.
        values: literals that are no conditions: names compared, thresholds.
        op: how a threshold compares.
        any_of: whether the conditions are joined by OR.
        shown: whether the number itself is asked for too.
    """

    family: str
    sql: str
    frame: Frame
    conditions: tuple[Condition, ...] = ()
    columns: tuple[ColumnMeaning, ...] = ()
    measured: Measured | None = None
    second: Measured | None = None
    aggregate: str = ""
    groups: tuple[ColumnMeaning, ...] = ()
    n: int = 0
    descending: bool = True
    values: tuple[Value, ...] = ()
    op: Op = Op.GT
    any_of: bool = False
    shown: bool = False

    @property
    def asks_label_only(self) -> bool:
        """Whether nothing but the name of the rows is asked for."""
        return self.columns == ((self.frame.main.label,) if self.frame.main.label else ())

    @property
    def needed(self) -> set[object]:
        """What a question must say for the gold to follow: the conditions, ``"columns"``, ``"shown"``."""
        needed: set[object] = set(self.conditions)
        if self.columns and not self.asks_label_only and "without_children" not in self.family:
            needed.add("columns")
        if self.shown:
            needed.add("shown")
        return needed


Family = Callable[[Sampler], Draft | None]
_BY_COLUMNS = frozenset(
    "listing top nth against_average ordered column_against_column against_row by_threshold".split()
)
_BY_COUNT = frozenset(
    "per_group per_group_ordered per_group_by_year best_group group_having count_groups_having".split()
)


def sentence_keys(draft: Draft) -> list[str]:
    """The keys of the sentences that fit a draft, as `zh_sentences` explains them."""
    key = draft.family
    if key in _BY_COLUMNS:
        label_only = draft.asks_label_only and not (key == "top" and draft.shown)
        key += ":label" if label_only else ":columns"
    if key in _BY_COUNT and draft.aggregate == "COUNT":
        key += ":count"
    if draft.family in ("top", "best_group"):
        key += ":one" if draft.n == 1 else ":few"
    if key == "averages" and draft.groups:
        key += ":group"
    if draft.family in ("every_sibling", "count_every_sibling") and draft.any_of:
        key += ":any"
    keys = [key]
    if draft.family == "aggregate" and draft.aggregate == "SUM":
        keys.append("aggregate:sum")
    if draft.family == "listing" and len(draft.columns) > 1 and draft.columns[0] == draft.frame.main.label:
        keys.append("listing:each")
    plain = draft.measured is not None and not draft.measured.form
    if plain and draft.measured and all(c.is_score for c in draft.measured.columns):
        keys.append(f"{key}@score")
    if draft.frame.main.is_person:
        keys.append(f"{key}@person")
    if "share" in key and draft.conditions[0].op is Op.PASS:
        keys.append(f"{key}@pass")
    if key == "value_of" and len(draft.columns) == 1:
        column = draft.columns[0]
        keys += ["value_of@score"] * column.is_score + ["value_of@category"] * (column.role is Role.CATEGORY)
    return keys


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
        sql, family, columns = f"SELECT COUNT(*) FROM {f.sql}{where}", "count_by_threshold", ()
    else:
        columns = s.answer_columns(without=[*measured.columns, *(c.column for c in conditions)])
        if not columns:
            return None
        sql, family = f"SELECT {f.list(columns)} FROM {f.sql}{where}", "by_threshold"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, columns=columns, measured=measured, op=op,
        values=(threshold,), aggregate="ROW",
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
    sql = f"SELECT {f.list(groups)}, {number} FROM {f.sql}{f.where(conditions)} GROUP BY {f.list(groups)}{order}"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions,
        groups=groups, measured=measured, aggregate=name, descending=descending,
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
        number, threshold = "COUNT(*)", s.group_size(group)
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
    asked = f.main.label if rng.random() < 0.4 and s.identity() else s.group()
    if asked is None or f.is_joined:
        return None
    one = s.conditions(1, without=[asked])
    if not one:
        return None
    other_value = s.condition_on(one[0].column)
    other = (other_value,) if rng.random() < 0.7 and other_value else s.conditions(1, without=[asked])
    if not other or one[0] == other[0]:
        return None
    word = rng.choice(["INTERSECT", "INTERSECT", "EXCEPT", "EXCEPT", "UNION"])
    a = f.column(asked)
    sql = f"SELECT {a} FROM {f.sql}{f.where(one)} {word} SELECT {a} FROM {f.sql}{f.where(other)}"
    return Draft(family=word.lower(), sql=sql, frame=f, conditions=(one[0], other[0]), groups=(asked,))


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
        op, values = (Op.FAIL, ()) if any_of or rng.random() < 0.3 else (Op.PASS, ())
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


def without_children(s: Sampler) -> Draft | None:
    """Rows of a parent table that no (matching) row of a child table points at."""
    link = s.link()
    if link is None:
        return None
    parent, child = s.meaning.table(link.parent), s.meaning.table(link.child)
    if parent.label is None:
        return None
    frame = Frame.single(parent)
    inner_sampler = s.at(Frame.single(child))
    conditions = inner_sampler.conditions(s.rng.choice([0, 0, 0, 1]))
    fk = next(c for c in child.columns if c.name == link.child_column)
    extra = [f"{quoted(fk.name)} IS NOT NULL"] if fk.column.nullable else []
    inner = f"SELECT {quoted(fk.name)} FROM {quoted(link.child)}{where_sql(conditions, extra=extra)}"
    test = f"{quoted(link.parent_column)} NOT IN ({inner})"
    if s.rng.random() < 0.35:
        sql, family = f"SELECT COUNT(*) FROM {frame.sql} WHERE {test}", "count_without_children"
    else:
        sql, family = f"SELECT {frame.column(parent.label)} FROM {frame.sql} WHERE {test}", "without_children"
    return Draft(
        family=family, sql=sql, frame=Frame.joined((parent, child), ()), conditions=conditions, columns=(parent.label,)
    )


def of_parent(s: Sampler) -> Draft | None:
    """A column of the parent of a named row, or of the parent with the extreme child."""
    link = s.link()
    if link is None:
        return None
    frame = Frame.along(s.meaning, (link,))
    child, parent = frame.main, s.meaning.table(link.parent)
    inner = s.at(Frame.single(child))
    naming = inner.naming()
    columns = s.at(Frame.single(parent)).columns(1) if s.rng.random() < 0.6 or not parent.label else (parent.label,)
    if not naming or not columns:
        return None
    sql = f"SELECT {frame.list(columns)} FROM {frame.sql}{frame.where(naming)}"
    return Draft(family="of_parent", sql=sql, frame=frame, conditions=naming, columns=columns)


# Families and how often each is drawn; joins are drawn through the frame, see `Sampler`.
FAMILIES: tuple[tuple[Family, float], ...] = (
    (value_of, 9),
    (every_mark, 1.5),
    (listing, 10),
    (distinct, 2.5),
    (count, 9),
    (count_distinct, 2.5),
    (aggregate, 9),
    (extremes, 1.5),
    (averages, 2.5),
    (spread, 1.5),
    (top, 11),
    (nth, 2),
    (ordered, 3),
    (per_group, 7),
    (per_period, 3.5),
    (by_threshold, 3.5),
    (better_of_rows, 2),
    (best_group, 6),
    (group_having, 4.5),
    (against_average, 3),
    (against_row, 2),
    (rank_of, 1.2),
    (column_against_column, 3),
    (share, 3),
    (difference_of_rows, 1.5),
    (difference_of_groups, 2),
    (growth, 3),
    (best_in_group, 2.5),
    (same_group, 1.2),
    (sets, 2),
    (every_sibling, 3),
    (repeated, 0.8),
    (average_of_top, 1),
    (without_children, 4),
    (of_parent, 5),
)


def draw(s: Sampler, rng: random.Random) -> Draft | None:
    """One draft of a family drawn by weight."""
    family = rng.choices([each for each, _ in FAMILIES], [weight for _, weight in FAMILIES])[0]
    return family(s)
