"""Whether two queries are the same clause by clause: Spider's exact-set match, told from sqlglot's trees.

As in Spider's definition: selected columns and conditions are sets with counts; literals, DISTINCT, aliases, names of
results and ON clauses do not matter, nor what stands on the right of a condition unless it is a query; columns joined
by foreign keys are one column; GROUP BY is compared by bare column names; LIMIT matters only as being there; the same
tables must be read; queries behind set operations, in conditions and in FROM are compared in the same way.

Where it differs: a query that Spider's own parser cannot read (CASE, LEFT JOIN, casts, windows, IN with a list) is
compared here, where the original takes it for an empty query; and expressions inside a clause are compared as text with
names made plain, so that ``a + b`` is not ``b + a``. It judges spelling, not meaning: use it beside execution, never
in its place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlglot import exp

from text2sql.evaluation.clauses import (
    Member,
    conditions,
    is_negated,
    join_conditions,
    members,
    nested,
    positive,
    sources,
)
from text2sql.schema import Schema
from text2sql.sql import NotSQL, Tree, parse


def is_exact_set_match(gold: str, predicted: str, schema: Schema) -> bool:
    """Whether the clauses of a prediction are those of the gold, both in SQLite's dialect; False if one is no query.

    >>> from text2sql.schema import Column, Table
    >>> columns = tuple(Column(name=name, type="INTEGER") for name in "ab")
    >>> schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    >>> is_exact_set_match("SELECT a, b FROM t WHERE a = 1", "SELECT x.b, x.a FROM t AS x WHERE x.a = 2", schema)
    True
    >>> is_exact_set_match("SELECT a FROM t WHERE a > 1", "SELECT a FROM t WHERE a < 1", schema)
    False
    """
    try:
        one, other = (_signature(parse(sql, dialect="sqlite"), _Names(schema)) for sql in (gold, predicted))
    except NotSQL:
        return False
    return bool(one) and one == other


COMPONENTS = ("select", "where", "group", "having", "order", "and/or", "iuen", "keywords")


def right_components(gold: str, predicted: str, schema: Schema) -> dict[str, bool]:
    """Of each component that the gold has, by Spider's names, whether the prediction has just the same.

    ``order`` goes with LIMIT, ``iuen`` is what stands behind set operations, ``keywords`` are those in use at all.
    Spider counts parts of a component too, and those that only the prediction has.

    >>> from text2sql.schema import Column, Table
    >>> columns = tuple(Column(name=name, type="INTEGER") for name in "ab")
    >>> schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    >>> right_components("SELECT a FROM t WHERE b = 1 ORDER BY a", "SELECT a FROM t WHERE a = 1 ORDER BY a", schema)
    {'select': True, 'where': False, 'order': True, 'keywords': True}
    """
    try:
        found = _components(_signature(parse(gold, dialect="sqlite"), _Names(schema)))
    except NotSQL:
        return {}
    try:
        others = _components(_signature(parse(predicted, dialect="sqlite"), _Names(schema)))
    except NotSQL:
        others = {}
    return {name: others.get(name) == value for name, value in found.items()}


def _components(signature: tuple[Any, ...]) -> dict[str, Any]:
    """The components of a query that it has."""
    if not signature:
        return {}
    _, select, where, kinds, group, grouped, order, limit, has_or, operators, is_negated_somewhere, _ = signature[0]
    having = list(grouped[1]) if grouped else []
    present = {
        "where": bool(where), "group": bool(group), "having": bool(having), "order": bool(order), "limit": bool(limit),
        "or": has_or, "not": is_negated_somewhere, **{each.__name__: True for each in operators},
        **{str(member[0]): True for member in signature[1:]},
    }  # fmt: skip
    values = {
        "select": select,
        "where": where,
        "group": group,
        "having": having,
        "order": (order, limit) if order or limit else None,
        "and/or": kinds if any(kinds) else None,
        "iuen": signature[1:],
        "keywords": {name for name, is_used in present.items() if is_used},
    }
    return {name: values[name] for name in COMPONENTS if values[name]}


class _Names:
    """What names stand for: columns of a schema, of which those that foreign keys join are one."""

    def __init__(self, schema: Schema) -> None:
        self.columns = {t.name.lower(): {c.name.lower() for c in t.columns} for t in schema.tables}
        self._same: dict[str, str] = {}
        for table in schema.tables:
            for key in table.foreign_keys:
                for own, other in zip(key.columns, key.references, strict=True):
                    self._join(f"{table.name}.{own}".lower(), f"{key.table}.{other}".lower())

    def one_of(self, column: str) -> str:
        """The column that stands for all that it is joined with."""
        while column in self._same:
            column = self._same[column]
        return column

    def _join(self, one: str, other: str) -> None:
        one, other = sorted((self.one_of(one), self.one_of(other)))
        if one != other:
            self._same[other] = one


class _Scope(NamedTuple):
    """The tables that a SELECT reads, by alias; those of the query around it behind them."""

    tables: Mapping[str, str]
    names: _Names
    outer: "_Scope | None"

    def column(self, table: str, name: str) -> str:
        """The full name of a column."""
        name, table = name.lower(), table.lower()
        if table:
            scope: _Scope | None = self
            while scope is not None and table not in scope.tables:
                scope = scope.outer
            return self.names.one_of(f"{scope.tables[table] if scope else table}.{name}")
        for scope in self._outwards():
            for source in scope.tables.values():
                if name in self.names.columns.get(source, ()):
                    return self.names.one_of(f"{source}.{name}")
        return name

    def _outwards(self) -> "Iterable[_Scope]":
        scope: _Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer


def _signature(query: Tree, names: _Names, outer: _Scope | None = None) -> tuple[Any, ...]:
    """What must be equal of two queries; empty if it is none."""
    return tuple((each.operation, *_clauses(each, names, outer)) for each in members(query))


def _clauses(member: Member, names: _Names, outer: _Scope | None) -> tuple[Any, ...]:
    select = member.select
    read = sources(select)
    scope = _Scope({_alias(each): each.name.lower() for each in read if isinstance(each, exp.Table)}, names, outer)
    where, ands, ors = conditions(select.args.get("where"))
    having, having_ands, having_ors = conditions(select.args.get("having"))
    on = [conditions(each) for each in join_conditions(select)]
    group = select.args.get("group")
    grouped = [_text(each, scope) for each in group.expressions] if group is not None else []
    every = [*where, *having, *(each for found, _, _ in on for each in found)]
    return (
        _bag(_text(each.unalias(), scope) for each in select.expressions),
        _bag(_condition(each, scope) for each in where),
        (ands > 0, ors > 0),
        sorted(each.rpartition(".")[2] for each in grouped),
        (grouped, [_condition(each, scope) for each in having], having_ands, having_ors) if grouped else None,
        [(_text(key.this, scope), bool(key.args.get("desc"))) for key in member.order],
        member.limit,
        bool(ors or having_ors or any(on_ors for _, _, on_ors in on)),
        {type(positive(each)) for each in every} & {exp.In, exp.Like},
        any(map(is_negated, every)),
        _bag(each.name.lower() if isinstance(each, exp.Table) else _inner(each, scope) for each in read),
    )


def _bag(parts: Iterable[str]) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(parts).items())


def _alias(table: exp.Table) -> str:
    return (table.alias or table.name).lower()


def _condition(condition: Tree, scope: _Scope) -> str:
    """Its operator, its left side, and its right side if that is a query."""
    bare = positive(condition)
    left = bare.this if isinstance(bare.this, Tree) else bare
    right = [part for name, part in bare.args.items() if name != "this"]
    inner = [_inner(query, scope) for part in _trees(right) for query in nested(part)]
    negated = "not " if is_negated(condition) else ""
    return f"{negated}{type(bare).__name__} {_text(left, scope)} {inner}"


def _trees(parts: Sequence[Any]) -> list[Tree]:
    flat = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return [each for each in flat if isinstance(each, Tree)]


def _inner(query: Tree, scope: _Scope) -> str:
    return repr(_signature(query.this if isinstance(query, exp.Subquery) else query, scope.names, scope))


def _text(expression: Tree, scope: _Scope) -> str:
    """An expression with full names, without literals and DISTINCT; queries in it as their signature."""

    def plain(node: Tree) -> Tree:
        if isinstance(node, exp.Subquery | exp.Select | exp.SetOperation):
            return exp.Var(this=_inner(node, scope))
        if isinstance(node, exp.Column) and not isinstance(node.this, exp.Star):
            return exp.Var(this=scope.column(node.table, node.name))
        if isinstance(node, exp.Column):
            return exp.Star()
        if isinstance(node, exp.Literal):
            return exp.Var(this="?")
        if isinstance(node, exp.Distinct) and len(node.expressions) == 1:
            return plain(node.expressions[0])
        return node

    return str(expression.copy().transform(plain).sql(dialect="sqlite")).lower()
