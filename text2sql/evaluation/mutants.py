"""Gold SQL → mutants that most often mean something else, and rewrites that always mean the same.

They measure a test suite: a wrong mutant that passes is a lie of the databases, a rewrite that fails one of the judge.
"""

from collections.abc import Callable, Iterator

from sqlglot import exp

from text2sql.sql import Tree, parse

Change = Callable[[Tree], Iterator[Tree]]

_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
_AGGREGATES = (exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Count)


def mutants(sql: str) -> tuple[str, ...]:
    """Distinct queries that differ from this one in a single place; some may still mean the same.

    >>> "SELECT a FROM t WHERE b = 3" in mutants("SELECT a FROM t WHERE b > 3")
    True
    """
    return _changed(sql, _mutated)


def rewrites(sql: str) -> tuple[str, ...]:
    """Distinct queries that give the same rows on every database, in another spelling.

    >>> rewrites("SELECT a FROM t WHERE b BETWEEN 1 AND 2")
    ('SELECT a AS t2s_first FROM t WHERE b BETWEEN 1 AND 2', 'SELECT a FROM t WHERE (b >= 1 AND b <= 2)')
    """
    return _changed(sql, _rewritten)


def _changed(sql: str, change: Change) -> tuple[str, ...]:
    tree = parse(sql)
    same = tree.sql("duckdb")
    found: dict[str, None] = {}
    for place, node in enumerate(tree.walk()):
        for number, _ in enumerate(change(node)):
            copy = tree.copy()
            twin = _at(copy, place)
            new = list(change(twin))[number]
            if twin is copy:
                copy = new
            else:
                twin.replace(new)
            found[copy.sql("duckdb")] = None
    found.pop(same, None)
    return tuple(found)


def _at(tree: Tree, place: int) -> Tree:
    return next(node for at, node in enumerate(tree.walk()) if at == place)


def _mutated(node: Tree) -> Iterator[Tree]:
    """Changed copies of the node, without what is around it."""
    if isinstance(node, _COMPARISONS) and not isinstance(node.parent, exp.Join):
        for kind in _COMPARISONS:
            if kind is not type(node):
                yield kind(this=node.this.copy(), expression=node.expression.copy())
    elif isinstance(node, exp.Literal):
        yield from _other_literals(node)
    elif isinstance(node, exp.Ordered):
        yield _with(node, desc=not node.args.get("desc"), nulls_first=None)
    elif isinstance(node, exp.Select):
        yield _with(node, distinct=None if node.args.get("distinct") else exp.Distinct())
        if node.args.get("where"):
            yield _with(node, where=None)
    elif isinstance(node, _AGGREGATES) and isinstance(node.this, exp.Column | exp.Distinct):
        if isinstance(node.this, exp.Distinct):
            yield type(node)(this=node.this.expressions[0].copy())
        else:
            yield from (kind(this=node.this.copy()) for kind in _AGGREGATES if kind is not type(node))
            yield exp.Count(this=exp.Distinct(expressions=[node.this.copy()]))
    elif isinstance(node, exp.And | exp.Or):
        yield (exp.Or if isinstance(node, exp.And) else exp.And)(
            this=node.this.copy(), expression=node.expression.copy()
        )
        yield node.this.copy()
        yield node.expression.copy()
    elif isinstance(node, exp.Join) and node.args.get("on"):
        yield _with(node, side=None if node.side else "LEFT", kind=None)
        yield _with(node, side="RIGHT", kind=None)
    elif isinstance(node, exp.Column) and not isinstance(node.parent, exp.Join):
        names = {each.sql("duckdb"): each for each in node.root().find_all(exp.Column)}
        yield from (each.copy() for text, each in names.items() if text != node.sql("duckdb"))


def _other_literals(node: exp.Literal) -> Iterator[Tree]:
    if node.is_string:
        yield exp.Literal.string(f"{node.name}x")
        yield exp.Literal.string(node.name[:-1])
    elif node.name.isdigit():
        yield exp.Literal.number(int(node.name) + 1)
        if int(node.name) > 0:
            yield exp.Literal.number(int(node.name) - 1)


def _rewritten(node: Tree) -> Iterator[Tree]:
    if isinstance(node, exp.And | exp.Or):
        yield type(node)(this=node.expression.copy(), expression=node.this.copy())
    elif isinstance(node, exp.Between):
        low, high = node.args["low"].copy(), node.args["high"].copy()
        both = exp.and_(exp.GTE(this=node.this.copy(), expression=low), exp.LTE(this=node.this.copy(), expression=high))
        yield exp.paren(both, copy=False)
    elif isinstance(node, exp.In) and node.expressions:
        either = exp.or_(*(exp.EQ(this=node.this.copy(), expression=each.copy()) for each in node.expressions))
        yield exp.paren(either, copy=False)
    elif isinstance(node, exp.EQ | exp.NEQ):
        yield type(node)(this=node.expression.copy(), expression=node.this.copy())
    elif isinstance(node, exp.Select) and node.parent is None and not node.args.get("with_"):
        # A name that nothing refers to; the columns keep their places.
        first = node.expressions[0]
        if not isinstance(first, exp.Alias | exp.Star) and not node.args.get("order"):
            yield _with(node, expressions=[exp.alias_(first.copy(), "t2s_first"), *node.expressions[1:]])


def _with(node: Tree, **args: object) -> Tree:
    copy = node.copy()
    for name, value in args.items():
        copy.set(name, value)
    return copy
