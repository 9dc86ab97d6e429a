"""Tables linked by a foreign key: the parent of a row, and parents without children."""

from text2sql.synth.families.draft import Draft
from text2sql.synth.frame import Frame
from text2sql.synth.parts import quoted, where_sql
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
