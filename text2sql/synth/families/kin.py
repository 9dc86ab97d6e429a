"""Rows by their children or their parent: with, without, with so many, the one with the most; what is asked of them."""

from dataclasses import replace

from text2sql.synth.claims import Claim, Kind
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.second_look import ask_of_claimed
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Measured, Op, literal
from text2sql.synth.sampler import Sampler


def by_children(s: Sampler) -> Draft | None:
    """Parents by what points at them, under conditions on both sides."""
    link, rng = s.link(), s.rng
    if link is None:
        return None
    parent, child = s.meaning.table(link.parent), s.meaning.table(link.child)
    of_parent, of_child = s.at(Frame.single(parent)), s.at(Frame.single(child))
    kind = rng.choice([Kind.HAS, Kind.HAS_NOT, Kind.HAS_NOT, Kind.HAS_MANY, Kind.HAS_MANY, Kind.HAS_MOST])
    key = next(each for each in child.columns if each.name == link.child_column)
    if kind is Kind.HAS_NOT and key.column.nullable:
        # One NULL among them and NOT IN holds for nothing.
        return None
    sort = of_child.conditions(rng.choice([0, 1, 1, 2] if kind is not Kind.HAS else [1, 1, 2]))
    measured: Measured | None = None
    aggregate, value = "COUNT", None
    if kind in (Kind.HAS_MANY, Kind.HAS_MOST) and rng.random() < 0.4:
        measured = of_child.measured(plain=True, without=[each.column for each in sort])
        aggregate = rng.choice(["SUM", "SUM", "AVG"]) if measured and measured.columns[0].additive else "AVG"
    if kind is Kind.HAS_MANY:
        value = (
            of_child.threshold(measured, times=4 if aggregate == "SUM" else 1)
            if measured
            else rng.choice([1, 1, 2, 2, 3, 4, 5, 8])
        )
        if value is None:
            return None
    claim = Claim(
        kind=kind, conditions=sort, link=link, measured=measured, aggregate=aggregate if measured else "COUNT",
        value=value, op=rng.choice([Op.GT, Op.GT, Op.GE] if not measured else [Op.GT, Op.GT, Op.LT]),
        descending=kind is not Kind.HAS_MOST or rng.random() < 0.85,
    )  # fmt: skip
    scope = of_parent.conditions(rng.choice([0, 0, 1, 1, 2]))
    claims: tuple[Claim, ...] = (claim,)
    if kind is not Kind.HAS_MOST and sort and rng.random() < 0.35:
        # In one year but not in the other, of one kind and also of another.
        again = of_child.condition_on(sort[0].column)
        if again is None or again == sort[0]:
            return None
        absent = not key.column.nullable and rng.random() < 0.5
        other = Claim(kind=Kind.HAS_NOT if absent else Kind.HAS, conditions=(again,), link=link)
        claims = (claim, other)
    drafted = ask_of_claimed(of_parent, scope, claims)
    return (
        replace(drafted, frame=Frame(tables=(parent, child), sql=drafted.frame.sql, is_joined=False))
        if drafted
        else None
    )


def of_best_parent(s: Sampler) -> Draft | None:
    """Children of the parent that comes first by a number of its own, or by how many it has."""
    link, rng = s.link(), s.rng
    if link is None:
        return None
    parent, child = s.meaning.table(link.parent), s.meaning.table(link.child)
    of_parent, of_child = s.at(Frame.single(parent)), s.at(Frame.single(child))
    measured = of_parent.measured(plain=True) if rng.random() < 0.6 else None
    claim = Claim(
        kind=Kind.OF_BEST, link=link, measured=measured, aggregate="" if measured else "COUNT",
        descending=rng.random() < 0.8,
    )  # fmt: skip
    drafted = ask_of_claimed(of_child, of_child.conditions(rng.choice([0, 0, 1, 1, 2])), (claim,))
    return (
        replace(drafted, frame=Frame(tables=(child, parent), sql=drafted.frame.sql, is_joined=False))
        if drafted
        else None
    )


def report_of_parents(s: Sampler) -> Draft | None:
    """For each parent its name and columns, how many children it has and a number of them; the first few, or those beyond."""
    link, rng = s.link(), s.rng
    if link is None:
        return None
    f = Frame.along(s.meaning, (link,))
    at, parent = s.at(f), f.tables[1]
    label = parent.label
    if label is None or (label.table, label.name) not in s.askable:
        return None
    measured = at.measured(plain=True) if rng.random() < 0.65 else None
    if measured is not None and measured.columns[0].table != link.child:
        return None
    names: tuple[str, ...] = ("COUNT",)
    if measured is not None:
        one = rng.choice(["AVG", "MAX", "MIN", *(["SUM"] * 2 if measured.columns[0].additive else [])])
        names = (one,) if rng.random() < 0.35 else ("COUNT", one)
    own = [c for c in s.at(Frame.single(parent)).columns(2, without=[label]) if c.name not in parent.table.primary_key]
    others = tuple(own[: rng.choice([0, 0, 1, 1, 2])])
    conditions = at.conditions(
        rng.choice([0, 0, 1, 1, 2]), without=[label, *others, *(measured.columns if measured else ())]
    )
    numbers = {
        name: "COUNT(*)" if name == "COUNT" or measured is None else f"{name}({f.measured(measured)})" for name in names
    }
    name = rng.choice(names)
    keys = [c for c in parent.columns if c.name in parent.table.primary_key]
    by = f.list(tuple(dict.fromkeys((*keys, label, *others)))) if others else f.group_key(label)
    sql = f"SELECT {f.list((label, *others))}, {', '.join(numbers.values())} FROM {f.sql}{f.where(conditions)} GROUP BY {by}"
    drafted = Draft(
        family="parent_report", sql=sql, frame=f, conditions=conditions, columns=(label, *others), groups=(label,),
        measured=measured, aggregates=names, aggregate=name, descending=rng.random() < 0.8,
    )  # fmt: skip
    if rng.random() < 0.4:
        op = rng.choice([Op.GT, Op.GT, Op.GE, Op.LT])
        is_counted = name == "COUNT" or measured is None
        value = (
            rng.choice([1, 2, 3, 4, 5, 8])
            if is_counted or not measured
            else at.threshold(measured, times=f.rows_a_group(name))
        )
        if value is None:
            return None
        sql += f" HAVING {numbers[name]} {op} {literal(value)}"
        drafted = replace(drafted, family=f"{drafted.family}_having", values=(value,), op=op)
    if rng.random() < 0.5:
        n = rng.choice([0, 0, 1, 3, 5, 10])
        sql += f" ORDER BY {numbers[name]}{' DESC' if drafted.descending else ''}{f' LIMIT {n}' if n else ''}"
        drafted = replace(drafted, family=f"{drafted.family}_{'first' if n else 'ordered'}", n=n)
    return replace(drafted, sql=sql)
