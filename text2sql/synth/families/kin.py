"""Rows by their children or their parent: with, without, with so many, the one with the most; what is asked of them."""

from dataclasses import replace

from text2sql.synth.claims import Claim, Kind
from text2sql.synth.families.asking import ask_of_claimed
from text2sql.synth.families.draft import Draft
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Measured, Op
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
    drafted = ask_of_claimed(of_parent, scope, (claim,))
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
