"""Other views of a query: canonical text, features, shape, literals, whether its rows are ordered."""

from collections.abc import Iterator
from functools import cache

from sqlglot import exp

from text2sql.sql.parse import Tree, parse


def canonical(query: str | Tree) -> str:
    """One spelling for all ways to write the same tokens: keywords in capitals, single blanks, no comments.

    Names keep their case and quotes. The meaning is never changed, so equal meanings may still differ.

    Raises:
        NotSQL: if the text is no SQL.

    >>> canonical("select  a from t where b is not null -- x")
    'SELECT a FROM t WHERE b IS NOT NULL'
    >>> canonical("SELECT a FROM t WHERE b not in (1,2)")
    'SELECT a FROM t WHERE b NOT IN (1, 2)'
    """
    return _write(_tree(query))


def is_ordered(tree: Tree) -> bool:
    """Whether the outermost query has an ORDER BY.

    >>> is_ordered(parse("SELECT a FROM t ORDER BY a")), is_ordered(parse("SELECT * FROM (SELECT a FROM t ORDER BY a)"))
    (True, False)
    """
    while isinstance(tree, (exp.Subquery, exp.Paren)) and tree.args.get("order") is None:
        tree = tree.this
    return tree.args.get("order") is not None


def features(query: str | Tree) -> tuple[str, ...]:
    """What the query uses, sorted; for slices of a report.

    >>> features("SELECT name FROM t WHERE a > (SELECT AVG(a) FROM t) ORDER BY a LIMIT 3")
    ('aggregate', 'limit', 'order_by', 'subquery', 'where')
    """
    return tuple(sorted(set(_features(_tree(query)))))


def shape(query: str | Tree) -> str:
    """The query with names and literals masked, so that only its form is left.

    >>> shape("SELECT math FROM students WHERE name = '陈婷' AND year = 2018")
    'SELECT _ FROM _ WHERE _ = ? AND _ = ?'
    """
    tree = _tree(query).copy()
    for node in list(tree.walk()):
        if isinstance(node, exp.Identifier):
            node.set("this", "_")
            node.set("quoted", False)
        elif isinstance(node, exp.Literal):
            # A placeholder would be written with a type where a number must stand, as in LIMIT.
            node.replace(exp.Var(this="?"))
    return _write(tree)


def literals(query: str | Tree) -> tuple[str, ...]:
    """The text of all literals in the order of the tree, numbers too.

    >>> sorted(literals("SELECT a FROM t WHERE b = '陈婷' AND c > 2018"))
    ['2018', '陈婷']
    """
    return tuple(str(node.this) for node in _tree(query).find_all(exp.Literal))


def _tree(query: str | Tree) -> Tree:
    return parse(query) if isinstance(query, str) else query


def _write(tree: Tree) -> str:
    if tree.find(exp.Not) is not None:
        tree = _with_infix_not(tree.copy())
    return _text(tree)


def _text(tree: Tree) -> str:
    return str(tree.sql(dialect="duckdb", comments=False, normalize_functions="upper"))


def _with_infix_not(tree: Tree) -> Tree:
    """The tree with ``NOT a IN (1)`` replaced by the text ``a NOT IN (1)``, as people write it.

    A sub-class of the generator would be shorter, but sqlglot's compiled build does not allow one.
    """
    for node in reversed(list(tree.find_all(exp.Not))):  # found from the root down, so inner ones go first
        inner = node.this
        if not isinstance(inner, (exp.Is, exp.In, exp.Between, exp.Like, exp.ILike)):
            continue
        left, whole = _text(inner.this), _text(inner)
        if not whole.startswith(left + " "):
            continue
        rest = whole[len(left) + 1 :]
        text = f"{left} IS NOT {rest.removeprefix('IS ')}" if isinstance(inner, exp.Is) else f"{left} NOT {rest}"
        node.replace(exp.Var(this=text))
    return tree


def unwrapped(tree: Tree) -> Tree:
    """The query in the brackets that do nothing but stand around it."""
    while isinstance(tree, (exp.Subquery, exp.Paren)) and not any(
        map(tree.args.get, ("order", "limit", "offset", "with_"))
    ):
        tree = tree.this
    return tree


_BY_TYPE: tuple[tuple[str, tuple[type[Tree], ...]], ...] = (
    ("join", (exp.Join,)),
    ("where", (exp.Where,)),
    ("group_by", (exp.Group,)),
    ("having", (exp.Having, exp.Qualify)),
    ("limit", (exp.Limit, exp.Fetch)),
    ("set_operation", (exp.SetOperation,)),
    ("distinct", (exp.Distinct,)),
    ("like", (exp.Like, exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.Glob)),
    ("between", (exp.Between,)),
    ("in", (exp.In,)),
    ("exists", (exp.Exists,)),
    ("arithmetic", (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod)),
    ("case", (exp.Case, exp.If)),
    ("window", (exp.Window,)),
    ("with", (exp.With,)),
    ("or", (exp.Or,)),
    ("not", (exp.Not, exp.NEQ)),
)


@cache
def _names_of(kind: type[Tree]) -> tuple[str, ...]:
    return tuple(name for name, types in _BY_TYPE if issubclass(kind, types))


def _features(tree: Tree) -> Iterator[str]:
    for node in tree.walk():
        yield from _names_of(type(node))  # type: ignore[arg-type]  # sqlglot's classes hash as others do
        if isinstance(node, exp.Order) and isinstance(node.parent, exp.Query):
            yield "order_by"
        # sqlglot counts RANK and ROW_NUMBER among the aggregates; over a window none of them reduces rows.
        if isinstance(node, exp.AggFunc) and node.find_ancestor(exp.Window, exp.Select) is node.parent_select:
            yield "aggregate"
        if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
            yield "is_null"
        if (
            isinstance(node, exp.Select)
            and node is not tree
            and not isinstance(node.parent, exp.SetOperation | exp.CTE)
        ):
            yield "subquery"
