"""What a CHECK says that a question can use: the values a column may have, or that it is never NULL."""

from collections.abc import Iterator
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

Tree = exp.Expr


class Allowed(NamedTuple):
    """The only values of a column; none at all means that it is not NULL."""

    column: str
    values: tuple[str, ...]


def read_check(condition: str, dialect: str) -> list[Allowed]:
    """What the condition says about the values of single columns; empty if it says nothing of the kind.

    >>> read_check("status IN ('a', 'b') AND price > 0", "duckdb")
    [Allowed(column='status', values=('a', 'b'))]
    >>> read_check("(status)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])", "postgres")
    [Allowed(column='status', values=('a', 'b'))]
    >>> read_check("[Sex]=N'女' OR [Sex]=N'男'", "tsql")
    [Allowed(column='Sex', values=('女', '男'))]
    """
    try:
        # Behind SELECT a first word such as comment or show is a column, not a statement.
        tree = sqlglot.parse_one(f"SELECT {condition}", dialect=dialect)
    except SqlglotError:
        return []
    if not isinstance(tree, exp.Select) or len(tree.expressions) != 1:
        return []
    return [found for part in _parts(tree.expressions[0], exp.And) if (found := _allowed(part)) is not None]


def _parts(node: Tree, joint: type[exp.Connector]) -> Iterator[Tree]:
    node = _bare(node)
    if isinstance(node, joint):
        yield from _parts(node.left, joint)
        yield from _parts(node.right, joint)
    else:
        yield node


def _bare(node: Tree) -> Tree:
    while isinstance(node, (exp.Paren, exp.Cast)):
        node = node.this
    return node


def _allowed(part: Tree) -> Allowed | None:
    if isinstance(part, exp.Not) and (column := _null_test(part.this)):
        return Allowed(column, ())
    if isinstance(part, exp.Is) and isinstance(part.expression, exp.Not) and isinstance(part.this, exp.Column):
        return Allowed(part.this.name, ())
    values: list[str] = []
    columns: set[str] = set()
    for option in _parts(part, exp.Or):
        if column := _null_test(option):
            columns.add(column)
            continue
        found = _option(option)
        if found is None:
            return None
        columns.add(found.column)
        values += found.values
    return Allowed(columns.pop(), tuple(values)) if len(columns) == 1 and values else None


def _null_test(node: Tree) -> str:
    node = _bare(node)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        column = _bare(node.this)
        return column.name if isinstance(column, exp.Column) else ""
    return ""


def _option(node: Tree) -> Allowed | None:
    """``column IN (values)``, ``column = value`` or ``column = ANY (ARRAY[values])``."""
    if not isinstance(node, (exp.In, exp.EQ)):
        return None
    column = _bare(node.this)
    if not isinstance(column, exp.Column):
        return None
    listed: list[Tree]
    if isinstance(node, exp.In):
        listed = node.expressions
    elif isinstance(node.expression, exp.Any):
        array = _bare(node.expression.this)
        listed = array.expressions if isinstance(array, (exp.Array, exp.Tuple)) else []
    else:
        listed = [node.expression]
    values = [_value(each) for each in listed]
    if not values or None in values:
        return None
    return Allowed(column.name, tuple(value for value in values if value is not None))


def _value(node: Tree) -> str | None:
    node = _bare(node)
    if isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal):
        return f"-{node.this.name}"
    return str(node.name) if isinstance(node, (exp.Literal, exp.National)) else None
