"""Who shares what with whom, which values go together, and questions that are answered yes or no."""

from text2sql.lexicon import Role
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op, literal
from text2sql.synth.sampler import Sampler


def count_same_group(s: Sampler) -> Draft | None:
    """How many others share a group with a named row."""
    f = s.frame
    group, label = s.group(), f.main.label
    naming = s.naming(exactly_one=True)
    if group is None or label is None or not naming or f.is_joined or group in [c.column for c in naming]:
        return None
    g = f.column(group)
    inner = f"(SELECT {g} FROM {f.sql}{f.where(naming)})"
    others = f"{f.column(label)} <> {literal(naming[0].values[0])}"
    sql = f"SELECT COUNT(*) FROM {f.sql}{f.where(naming[1:], extra=[f'{g} = {inner}', others])}"
    return Draft(family="count_same_group", sql=sql, frame=f, conditions=naming, groups=(group,))


def distinct_pairs(s: Sampler) -> Draft | None:
    """Which combinations of two columns occur."""
    f = s.frame
    pair = s.groups(2)
    if len(pair) < 2 or f.is_joined:
        return None
    conditions = s.conditions(s.rng.choice([0, 0, 1]), without=pair, simple=True)
    sql = f"SELECT DISTINCT {f.list(pair)} FROM {f.sql}{f.where(conditions)}"
    return Draft(family="distinct_pairs", sql=sql, frame=f, conditions=conditions, groups=pair)


def is_there(s: Sampler) -> Draft | None:
    """Whether there is any row that meets the conditions."""
    f = s.frame
    conditions = s.conditions(s.rng.choice([1, 1, 2]))
    if not conditions:
        return None
    sql = f"SELECT COUNT(*) > 0 FROM {f.sql}{f.where(conditions)}"
    return Draft(family="is_there", sql=sql, frame=f, conditions=conditions)


def is_so(s: Sampler) -> Draft | None:
    """Whether a named row meets a condition."""
    f = s.frame
    naming = s.naming(exactly_one=True)
    tested = s.conditions(1, without=[c.column for c in naming])
    if not naming or not tested or f.is_joined or tested[0].op in (Op.IN, Op.NOT_IN, Op.NE, Op.NOT_CONTAINS):
        return None
    sql = f"SELECT {f.condition(tested[0])} FROM {f.sql}{f.where(naming)}"
    return Draft(family="is_so", sql=sql, frame=f, conditions=(*tested, *naming))


def is_more(s: Sampler) -> Draft | None:
    """Whether one named row, one group or one column has more than another."""
    f, rng = s.frame, s.rng
    roll = rng.random()
    if roll < 0.4:
        return _is_row_more(s)
    if roll < 0.6:
        pair, naming = s.siblings(2), s.naming()
        if len(pair) < 2 or not naming or f.is_joined:
            return None
        one, other = pair
        sql = f"SELECT {f.column(one)} > {f.column(other)} FROM {f.sql}{f.where(naming)}"
        return Draft(
            family="is_column_more", sql=sql, frame=f, conditions=naming, measured=Measured(columns=(one,)),
            second=Measured(columns=(other,)),
        )  # fmt: skip
    group = s.group()
    measured = s.measured(without=[group] if group else [])
    values = s.values_of(group, 2) if group else ()
    if group is None or measured is None or len(values) < 2:
        return None
    if group.role is not Role.YEAR and not all(isinstance(value, str) for value in values):
        return None
    conditions = s.conditions(rng.choice([0, 0, 1]), without=[group, *measured.columns], simple=True)
    one_side, other_side = (
        f"(SELECT AVG({f.measured(measured)}) FROM {f.sql}"
        f"{f.where((Condition(column=group, op=Op.EQ, values=(value,)), *conditions))})"
        for value in values
    )
    return Draft(
        family="is_group_more", sql=f"SELECT {one_side} > {other_side}", frame=f, conditions=conditions,
        groups=(group,), measured=measured, values=values,
    )  # fmt: skip


def _is_row_more(s: Sampler) -> Draft | None:
    f = s.frame
    one, other, measured = s.naming(exactly_one=True), s.naming(exactly_one=True), s.measured()
    if not one or not other or one[0] == other[0] or measured is None or f.is_joined:
        return None
    shared = one[1:]
    first, second = (
        f"(SELECT {f.measured(measured)} FROM {f.sql}{f.where((each[0], *shared))})" for each in (one, other)
    )
    return Draft(
        family="is_row_more", sql=f"SELECT {first} > {second}", frame=f, conditions=shared, measured=measured,
        values=(one[0].values[0], other[0].values[0]),
    )  # fmt: skip


def either_and(s: Sampler) -> Draft | None:
    """Rows that meet one of two conditions, and a third one."""
    f = s.frame
    conditions = s.conditions(3)
    if len(conditions) < 3:
        return None
    one, other, third = conditions
    both = f"({f.condition(one)} OR {f.condition(other)})"
    return _listed(s, "either_and", f.where((third,), extra=[both]), conditions)


def neither(s: Sampler) -> Draft | None:
    """Rows that meet neither of two conditions."""
    f = s.frame
    conditions = s.conditions(2)
    if len(conditions) < 2:
        return None
    one, other = (f.condition(each) for each in conditions)
    return _listed(s, "neither", f" WHERE NOT ({one} OR {other})", conditions)


def missing(s: Sampler) -> Draft | None:
    """Rows in which a column is empty, sometimes with another condition."""
    f, rng = s.frame, s.rng
    some = [
        c
        for c in s.having(Role.MEASURE, Role.CATEGORY, Role.DATE, Role.CONTACT, Role.TEXT, Role.NAME)
        if c.column.nullable and c != f.main.label
    ]
    if not some:
        return None
    column = rng.choice(some)
    more = s.conditions(rng.choice([0, 0, 1]), without=[column], simple=True)
    conditions = (Condition(column=column, op=rng.choice([Op.NULL, Op.NULL, Op.NULL, Op.NOT_NULL])), *more)
    if rng.random() < 0.5:
        sql = f"SELECT COUNT(*) FROM {f.sql}{f.where(conditions)}"
        return Draft(family="count", sql=sql, frame=f, conditions=conditions, aggregate="COUNT")
    label = f.main.label
    if label is None or f.is_joined:
        return None
    sql = f"SELECT {f.column(label)} FROM {f.sql}{f.where(conditions)}"
    return Draft(family="listing", sql=sql, frame=f, conditions=conditions, columns=(label,))


def _listed(s: Sampler, family: str, where: str, conditions: tuple[Condition, ...]) -> Draft | None:
    f = s.frame
    if s.rng.random() < 0.45:
        sql = f"SELECT COUNT(*) FROM {f.sql}{where}"
        return Draft(family=f"count_{family}", sql=sql, frame=f, conditions=conditions, aggregate="COUNT")
    columns = s.answer_columns(without=[c.column for c in conditions])
    if not columns or (f.is_joined and all(c.table != f.main.table.name for c in columns)):
        return None
    sql = f"SELECT {f.list(columns)} FROM {f.sql}{where}"
    return Draft(family=family, sql=sql, frame=f, conditions=conditions, columns=columns)
