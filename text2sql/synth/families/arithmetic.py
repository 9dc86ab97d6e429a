"""Numbers of several columns of one row: totals and extremes of a named row, of every row, averages apart."""

from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Measured, Op, literal
from text2sql.synth.sampler import Sampler


def row_total(s: Sampler) -> Draft | None:
    """The total, the mean or the difference of several columns of a named row."""
    f = s.frame
    naming, measured = s.naming(), _composed(s)
    if not naming or measured is None or f.is_joined:
        return None
    sql = f"SELECT {f.measured(measured)} FROM {f.sql}{f.where(naming)}"
    return Draft(family="row_total", sql=sql, frame=f, conditions=naming, measured=measured)


def row_extreme(s: Sampler) -> Draft | None:
    """The highest or lowest of a named row's parallel measures."""
    f, rng = s.frame, s.rng
    naming, columns = s.naming(), s.siblings(rng.choice([2, 3, 99, 99, 99]))
    if not naming or len(columns) < 2 or f.is_joined:
        return None
    descending = rng.random() < 0.65
    sql = f"SELECT {'GREATEST' if descending else 'LEAST'}({f.list(columns)}) FROM {f.sql}{f.where(naming)}"
    return Draft(
        family="row_extreme", sql=sql, frame=f, conditions=naming, columns=columns, descending=descending,
        n=len(columns) if columns == s.siblings(99) else 0,
    )  # fmt: skip


def total_of_each(s: Sampler) -> Draft | None:
    """The total, mean or difference of several columns for every row that meets conditions."""
    f, label, measured = s.frame, s.frame.main.label, _composed(s)
    if label is None or measured is None or f.is_joined:
        return None
    conditions = s.conditions(s.rng.choice([0, 0, 1, 1]), without=[label, *measured.columns], simple=True)
    sql = f"SELECT {f.column(label)}, {f.measured(measured)} FROM {f.sql}{f.where(conditions)}"
    return Draft(family="total_of_each", sql=sql, frame=f, conditions=conditions, columns=(label,), measured=measured)


def by_mean(s: Sampler) -> Draft | None:
    """Rows whose mean of parallel measures is beyond a threshold."""
    f, rng = s.frame, s.rng
    columns = s.siblings(rng.choice([2, 3, 99, 99]))
    measured = Measured(columns=columns, form="mean", is_all=columns == s.siblings(99))
    threshold = s.threshold(measured) if len(columns) > 1 else None
    if threshold is None or f.is_joined:
        return None
    op = rng.choice([Op.GT, Op.GT, Op.GE, Op.LT])
    conditions = s.conditions(rng.choice([0, 0, 1]), without=columns, simple=True)
    where = f.where(conditions, extra=[f"{f.measured(measured)} {op} {literal(threshold)}"])
    counted = rng.random() < 0.4
    answer = () if counted else s.answer_columns(without=[*columns, *(c.column for c in conditions)])
    if not counted and not answer:
        return None
    return Draft(
        family="count_by_threshold" if counted else "by_threshold",
        sql=f"SELECT {'COUNT(*)' if counted else f.list(answer)} FROM {f.sql}{where}",
        frame=f, conditions=conditions, columns=answer, measured=measured, op=op, values=(threshold,), aggregate="ROW",
    )  # fmt: skip


def margin(s: Sampler) -> Draft | None:
    """Rows where one measure is more than another by so much."""
    f, rng = s.frame, s.rng
    pair = s.siblings(2)
    if len(pair) < 2:
        return None
    one, other = pair
    high = f"{f.column(one)} - {f.column(other)}"
    limit = rng.choice([5, 10, 10, 15, 20, 30])
    conditions = s.conditions(rng.choice([0, 0, 1]), without=pair, simple=True)
    where = f.where(conditions, extra=[f"{high} > {limit}"])
    counted = rng.random() < 0.4
    columns = () if counted else s.answer_columns(without=[*pair, *(c.column for c in conditions)])
    if not counted and not columns:
        return None
    return Draft(
        family="count_margin" if counted else "margin",
        sql=f"SELECT {'COUNT(*)' if counted else f.list(columns)} FROM {f.sql}{where}",
        frame=f, conditions=conditions, columns=columns, measured=Measured(columns=(one,)),
        second=Measured(columns=(other,)), values=(limit,),
    )  # fmt: skip


def difference_of_averages(s: Sampler) -> Draft | None:
    """How much the average of one measure is above that of another."""
    f = s.frame
    pair = s.siblings(2)
    if len(pair) < 2:
        return None
    one, other = pair
    conditions = s.conditions(s.rng.choice([0, 0, 1, 1]), without=pair, simple=True)
    sql = f"SELECT AVG({f.column(one)}) - AVG({f.column(other)}) FROM {f.sql}{f.where(conditions)}"
    return Draft(
        family="difference_of_averages", sql=sql, frame=f, conditions=conditions, measured=Measured(columns=(one,)),
        second=Measured(columns=(other,)),
    )  # fmt: skip


def _composed(s: Sampler) -> Measured | None:
    measured = s.composed()
    if measured is not None and measured.form == "sum" and s.rng.random() < 0.3:
        return Measured(columns=measured.columns, form="mean", is_all=measured.is_all)
    return measured
