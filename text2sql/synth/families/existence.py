"""Rows by what points at them: with children, with both kinds, with none but one kind; through tables between."""

from text2sql.lexicon import Role
from text2sql.meaning import Link, TableMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Op, Value, quoted, where_sql
from text2sql.synth.sampler import Sampler


def with_children(s: Sampler) -> Draft | None:
    """Parents that at least one child (of some sort) points at: listed or counted."""
    family = _family(s)
    if family is None:
        return None
    link, parent, child = family
    conditions = s.at(Frame.single(child)).conditions(s.rng.choice([0, 1, 1, 1, 2]))
    return _tested(s, "with_children", parent, child, [_in(link, conditions)], conditions)


def two_kinds(s: Sampler) -> Draft | None:
    """Parents with children of both kinds, of either, of neither, or of one and not the other."""
    family = _family(s)
    if family is None:
        return None
    link, parent, child = family
    kinds = _kinds(s, child)
    if len(kinds) < 2:
        return None
    one, other = kinds
    either = Condition(column=one.column, op=Op.IN, values=(*one.values, *other.values))
    name, tests = s.rng.choice(
        [
            ("both_children", [_in(link, (one,)), _in(link, (other,))]),
            ("both_children", [_in(link, (one,)), _in(link, (other,))]),
            ("either_children", [_in(link, (either,))]),
            ("neither_children", [_out(link, child, (either,))]),
            ("one_kind_children", [_in(link, (one,)), _out(link, child, (other,))]),
        ]
    )
    return _tested(s, name, parent, child, tests, (one, other))


def only_children(s: Sampler) -> Draft | None:
    """Parents all of whose children are of one kind, and who have some."""
    family = _family(s)
    if family is None:
        return None
    link, parent, child = family
    kinds = _kinds(s, child)
    if not kinds:
        return None
    kind = kinds[0]
    others = Condition(column=kind.column, op=Op.NE, values=kind.values)
    return _tested(s, "only_children", parent, child, [_in(link, (kind,)), _out(link, child, (others,))], (kind,))


def children_counts(s: Sampler) -> Draft | None:
    """How many children every parent has, those without any too."""
    family = _family(s)
    if family is None or family[1].label is None:
        return None
    link, parent, child = family
    frame = Frame.joined((parent, child), ())
    conditions = s.at(Frame.single(child)).conditions(s.rng.choice([0, 0, 1]), simple=True)
    label = frame.column(parent.label) if parent.label else ""
    key = f"T1.{quoted(link.parent_column)}"
    on = " AND ".join([f"T2.{quoted(link.child_column)} = {key}", *(frame.condition(each) for each in conditions)])
    # People of the same name stay apart by their key.
    sql = (
        f"SELECT {label}, COUNT(T2.{quoted(link.child_column)}) FROM {frame.sql}"
        f" LEFT JOIN {quoted(child.table.name)} AS T2 ON {on} GROUP BY {key}, {label}"
    )
    return Draft(family="children_counts", sql=sql, frame=frame, conditions=conditions)


def children_of_best(s: Sampler) -> Draft | None:
    """How many children the parent has that comes first by a number of its own."""
    family = _family(s)
    if family is None or family[1].label is None:
        return None
    link, parent, child = family
    at_parent = s.at(Frame.single(parent))
    measured = at_parent.measured(plain=True)
    if measured is None:
        return None
    descending = s.rng.random() < 0.75
    order = f"ORDER BY {quoted(measured.columns[0].name)}{' DESC' if descending else ''} LIMIT 1"
    best = f"(SELECT {quoted(link.parent_column)} FROM {quoted(parent.table.name)} {order})"
    sql = f"SELECT COUNT(*) FROM {quoted(child.table.name)} WHERE {quoted(link.child_column)} = {best}"
    return Draft(
        family="children_of_best", sql=sql, frame=Frame.joined((parent, child), ()), measured=measured,
        descending=descending,
    )  # fmt: skip


def through(s: Sampler) -> Draft | None:
    """Rows linked by a table between to a named or described row of another table: listed or counted.

    The table between points at both, or is pointed at by the other: products of an order, departments of a visit.
    """
    chain = s.bridge() if s.rng.random() < 0.6 else None
    chain = chain or s.chain() or s.bridge()
    if chain is None:
        return None
    near, far = chain
    names = (near.parent, near.child, far.parent if far.child == near.child else far.child)
    one, between, other = (s.meaning.table(name) for name in names)
    frame = Frame.joined((one, between, other), (near, far))
    at_other = s.at(Frame.single(other))
    conditions = at_other.naming()[:1] if far.child == near.child and s.rng.random() < 0.6 else at_other.conditions(1)
    if one.label is None or not conditions:
        return None
    rest = f"FROM {frame.sql}{frame.where(conditions)}"
    if s.rng.random() < 0.4:
        sql = f"SELECT COUNT(DISTINCT T1.{quoted(near.parent_column)}) {rest}"
        return Draft(family="count_through", sql=sql, frame=frame, conditions=conditions)
    sql = f"SELECT DISTINCT {frame.column(one.label)} {rest}"
    return Draft(family="through", sql=sql, frame=frame, conditions=conditions, columns=(one.label,))


def per_parent_through(s: Sampler) -> Draft | None:
    """How many different rows of another table each row is linked to, or which one has the most."""
    bridge = s.bridge()
    if bridge is None:
        return None
    near, far = bridge
    one, between, other = (s.meaning.table(name) for name in (near.parent, near.child, far.parent))
    if one.label is None:
        return None
    frame = Frame.joined((one, between, other), (near,))
    number = f"COUNT(DISTINCT T2.{quoted(far.child_column)})"
    label = frame.column(one.label)
    rest = f"FROM {frame.sql} GROUP BY T1.{quoted(near.parent_column)}, {label}"
    descending = s.rng.random() < 0.8
    if s.rng.random() < 0.5:
        sql, family = f"SELECT {label}, {number} {rest}", "per_parent_through"
    else:
        order = f" ORDER BY {number}{' DESC' if descending else ''} LIMIT 1"
        sql, family = f"SELECT {label} {rest}{order}", "best_parent_through"
    return Draft(family=family, sql=sql, frame=frame, descending=descending)


def _family(s: Sampler) -> tuple[Link, TableMeaning, TableMeaning] | None:
    link = s.link()
    return None if link is None else (link, s.meaning.table(link.parent), s.meaning.table(link.child))


def _kinds(s: Sampler, child: TableMeaning) -> tuple[Condition, ...]:
    """Two values of a category of the child, as conditions."""
    some = [
        c
        for c in child.having(Role.CATEGORY)
        if (c.table, c.name) in s.askable and all(isinstance(value, str) for value in s.values.of(c))
    ]
    if not some:
        return ()
    column = s.rng.choice(some)
    values: tuple[Value, ...] = s.values_of(column, 2)
    return tuple(Condition(column=column, op=Op.EQ, values=(value,)) for value in values)


def _in(link: Link, conditions: tuple[Condition, ...]) -> str:
    inner = f"SELECT {quoted(link.child_column)} FROM {quoted(link.child)}{where_sql(conditions)}"
    return f"{quoted(link.parent_column)} IN ({inner})"


def _out(link: Link, child: TableMeaning, conditions: tuple[Condition, ...]) -> str:
    # One NULL among them and NOT IN holds for nothing.
    nullable = any(c.name == link.child_column and c.column.nullable for c in child.columns)
    extra = [f"{quoted(link.child_column)} IS NOT NULL"] if nullable else []
    inner = f"SELECT {quoted(link.child_column)} FROM {quoted(link.child)}{where_sql(conditions, extra=extra)}"
    return f"{quoted(link.parent_column)} NOT IN ({inner})"


def _tested(
    s: Sampler,
    family: str,
    parent: TableMeaning,
    child: TableMeaning,
    tests: list[str],
    conditions: tuple[Condition, ...],
) -> Draft | None:
    frame = Frame.joined((parent, child), ())
    where = f"FROM {quoted(parent.table.name)} WHERE {' AND '.join(tests)}"
    if s.rng.random() < 0.35:
        return Draft(family=f"count_{family}", sql=f"SELECT COUNT(*) {where}", frame=frame, conditions=conditions)
    if parent.label is None:
        return None
    sql = f"SELECT {quoted(parent.label.name)} {where}"
    return Draft(family=family, sql=sql, frame=frame, conditions=conditions, columns=(parent.label,))
