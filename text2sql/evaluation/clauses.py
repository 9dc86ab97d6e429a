"""A query taken apart as Spider's script does it: SELECTs joined by set operations, each with its conditions.

For `hardness` and `exact_set`; neither runs anything.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlglot import exp

from text2sql.sql import Tree


class Member(NamedTuple):
    """One SELECT of a query, and how it is joined to the one before: ``union``, ``intersect`` or ``except``.

    Attributes:
        select: the SELECT itself.
        operation: empty for the first.
        order: its ORDER BY; one behind set operations is the last member's, as the text has it.
        limit: whether it has a LIMIT.
    """

    select: exp.Select
    operation: str
    order: tuple[exp.Ordered, ...]
    limit: bool


def members(query: Tree) -> list[Member]:
    """The SELECTs of a query in the order of the text; empty if it is none.

    >>> from text2sql.sql import parse
    >>> [(each.operation, len(each.order)) for each in members(parse("SELECT a FROM t UNION SELECT b FROM t ORDER BY b"))]
    [('', 0), ('union', 1)]
    """
    return list(_members(query, "", (), False))


def _members(query: Tree, operation: str, order: tuple[exp.Ordered, ...], limit: bool) -> Iterator[Member]:
    own = query.args.get("order")
    order = tuple(own.expressions) if own is not None else order
    limit = limit or query.args.get("limit") is not None
    if isinstance(query, exp.Subquery | exp.Paren):
        yield from _members(query.this, operation, order, limit)
    elif isinstance(query, exp.SetOperation):
        yield from _members(query.this, operation, (), False)
        yield from _members(query.expression, type(query).__name__.lower(), order, limit)
    elif isinstance(query, exp.Select):
        yield Member(query, operation, order, limit)


def conditions(clause: Tree | None) -> tuple[list[Tree], int, int]:
    """The single conditions of a WHERE, HAVING or ON, and how many AND and OR join them."""
    if clause is None:
        return [], 0, 0
    found: list[Tree] = []
    ands = ors = 0
    left: list[Tree] = [clause]
    while left:
        node = left.pop()
        if isinstance(node, exp.And | exp.Or):
            ands += isinstance(node, exp.And)
            ors += isinstance(node, exp.Or)
            left += [node.expression, node.this]
        elif isinstance(node, exp.Paren | exp.Where | exp.Having):
            left.append(node.this)
        else:
            found.append(node)
    return found, ands, ors


def positive(condition: Tree) -> Tree:
    """A condition without its NOT and its ESCAPE."""
    while isinstance(condition, exp.Not | exp.Escape):
        condition = condition.this
    return condition


def is_negated(condition: Tree) -> bool:
    """Whether a condition has a NOT; sqlglot keeps that of NOT LIKE inside of it.

    >>> from text2sql.sql import parse
    >>> [is_negated(parse(f"SELECT a {text} 'x'").expressions[0]) for text in ("LIKE", "NOT LIKE")]
    [False, True]
    """
    return isinstance(condition, exp.Not) or bool(positive(condition).args.get("negate"))


def sources(select: exp.Select) -> list[Tree]:
    """The tables and subqueries of FROM and its joins."""
    first = select.args.get("from_")
    joined = [join.this for join in select.args.get("joins") or ()]
    return ([first.this] if first is not None else []) + joined


def join_conditions(select: exp.Select) -> list[Tree]:
    """The ON clauses."""
    return [join.args["on"] for join in select.args.get("joins") or () if join.args.get("on") is not None]


def nested(condition: Tree) -> list[Tree]:
    """The outermost queries inside a condition."""
    found: list[Tree] = []
    left: list[Tree] = [condition]
    while left:
        node = left.pop()
        if isinstance(node, exp.Select | exp.SetOperation):
            found.append(node)
        else:
            left += list(node.iter_expressions())
    return found
