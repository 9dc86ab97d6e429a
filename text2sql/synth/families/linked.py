"""Tables linked by a foreign key: the parent of a row, the children of a named one, and parents without children."""

from text2sql.synth.families.draft import Draft
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Op, quoted, where_sql
from text2sql.synth.sampler import Sampler


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


def of_named_parent(s: Sampler) -> Draft | None:
    """The children of a named parent: counted, listed or added up, sometimes with another condition."""
    link = s.link()
    if link is None:
        return None
    frame = Frame.along(s.meaning, (link,))
    child, label = frame.main, s.meaning.table(link.parent).label
    names = s.values_of(label, 1) if label else ()
    if label is None or not names or (label.table, label.name) not in s.askable:
        return None
    inner = s.at(Frame.single(child))
    roll = s.rng.random()
    measured = inner.measured() if roll < 0.35 else None
    named = Condition(column=label, op=Op.EQ, values=names)
    more = inner.conditions(s.rng.choice([0, 0, 0, 1]), without=measured.columns if measured else (), simple=True)
    conditions = (named, *more)
    rest = f"FROM {frame.sql}{frame.where(conditions)}"
    if measured:
        name = s.aggregate(measured)
        sql = f"SELECT {name}({frame.measured(measured)}) {rest}"
        return Draft(family="aggregate", sql=sql, frame=frame, conditions=conditions, measured=measured, aggregate=name)
    if roll < 0.7:
        sql = f"SELECT COUNT(*) {rest}"
        return Draft(family="count", sql=sql, frame=frame, conditions=conditions, aggregate="COUNT")
    columns = inner.answer_columns(without=[c.column for c in more])
    if not columns:
        return None
    return Draft(
        family="listing", sql=f"SELECT {frame.list(columns)} {rest}", frame=frame, conditions=conditions,
        columns=columns,
    )  # fmt: skip


def parent_of_best(s: Sampler) -> Draft | None:
    """The parent of the child that comes first: whose visit cost most."""
    link = s.link()
    label = s.meaning.table(link.parent).label if link else None
    if link is None or label is None:
        return None
    frame = Frame.along(s.meaning, (link,))
    inner = s.at(Frame.single(frame.main))
    measured = inner.measured(dates=True)
    if measured is None:
        return None
    conditions = inner.conditions(s.rng.choice([0, 0, 1]), without=measured.columns, simple=True)
    descending = s.rng.random() < 0.75
    order = f" ORDER BY {frame.measured(measured)}{' DESC' if descending else ''} LIMIT 1"
    sql = f"SELECT {frame.column(label)} FROM {frame.sql}{frame.where(conditions)}{order}"
    return Draft(
        family="top", sql=sql, frame=frame, conditions=conditions, columns=(label,), measured=measured, n=1,
        descending=descending,
    )  # fmt: skip
