"""Which gold rows tie: the sort keys of an ordered query, asked for beside its columns.

SQL leaves the order of rows with equal keys open, so a prediction may return them in any; and a LIMIT that cuts
through such rows leaves open which of them come at all, so its gold is only one of several right answers.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlglot import exp

from text2sql.sql import Tree, is_ordered

_PREFIX = "t2s_sort_key_"


class Around(NamedTuple):
    """A query that also gives the rows on both sides of its cuts.

    Attributes:
        sql: the query.
        keys: how many sort keys stand behind its columns.
        before: how many rows come before those of the query itself: one if it has an OFFSET.
        limit: how many rows the query itself gives at most; None if it has no LIMIT.
    """

    sql: str
    keys: int = 0
    before: int = 0
    limit: int | None = None


def with_sort_keys(tree: Tree) -> Around | None:
    """The query with its sort keys as further columns, one row more than its LIMIT, one less behind its OFFSET.

    None if the keys cannot be asked for: set operations and DISTINCT sort by their own columns only, and ORDER BY ALL
    by all of them.

    >>> from text2sql.sql import parse
    >>> with_sort_keys(parse("SELECT a FROM t ORDER BY b DESC LIMIT 2")).sql
    'SELECT a, b AS t2s_sort_key_0 FROM t ORDER BY b DESC LIMIT 3'
    """
    if not isinstance(tree, exp.Select) or not is_ordered(tree):
        return None
    select = tree.copy()
    keys = [ordered.this for ordered in select.args["order"].expressions]
    if select.args.get("distinct") or any(isinstance(key, exp.Var) for key in keys):
        return None
    shown = list(select.expressions)
    for number, key in enumerate(keys):
        asked = _asked(key, shown)
        if asked is None:
            return None
        select.append("expressions", exp.alias_(asked, f"{_PREFIX}{number}"))
    around = with_rows_around(select)
    return None if around is None else around._replace(keys=len(keys))


def with_rows_around(tree: Tree) -> Around | None:
    """The query with a LIMIT one higher and an OFFSET one lower; None if one of them is no plain number.

    >>> from text2sql.sql import parse
    >>> with_rows_around(parse("SELECT DISTINCT a FROM t ORDER BY a LIMIT 2")).sql
    'SELECT DISTINCT a FROM t ORDER BY a LIMIT 3'
    >>> with_rows_around(parse("SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS ONLY OFFSET 1")).sql
    'SELECT a FROM t ORDER BY a LIMIT 4 OFFSET 0'
    """
    wider = tree.copy()
    limit, offset = wider.args.get("limit"), wider.args.get("offset")
    before, count = 0, None
    if offset is not None:
        skipped = _plain_number(offset.expression)
        if skipped is None:
            return None
        before = min(skipped, 1)
        offset.set("expression", exp.Literal.number(skipped - before))
    if limit is not None:
        is_fetch = isinstance(limit, exp.Fetch)
        count = _plain_number(limit.args.get("count") if is_fetch else limit.expression)
        options = limit.args.get("limit_options")
        if count is None or (options and any(map(options.args.get, ("percent", "with_ties")))):
            return None
        wider.set("limit", exp.Limit(expression=exp.Literal.number(before + count + 1)))
    return Around(wider.sql(dialect="duckdb"), before=before, limit=count)


def _plain_number(tree: Tree | None) -> int | None:
    is_plain = isinstance(tree, exp.Literal) and not tree.is_string and str(tree.this).isdigit()
    return int(str(tree.this)) if tree is not None and is_plain else None


def own_sort_columns(tree: Tree, columns: Sequence[str]) -> tuple[int, ...] | None:
    """The positions of the sort keys among the query's own columns; None if one is not among them.

    For set operations and DISTINCT, which can sort by nothing else.

    >>> from text2sql.sql import parse
    >>> own_sort_columns(parse("SELECT a, b FROM t UNION SELECT a, b FROM u ORDER BY b, 1"), ("a", "b"))
    (1, 0)
    """
    order = tree.args.get("order")
    if order is None:
        return None
    names = [name.lower() for name in columns]
    found = []
    for ordered in order.expressions:
        key = ordered.this
        if isinstance(key, exp.Literal) and not key.is_string:
            found.append(int(str(key.this)) - 1)
        elif isinstance(key, exp.Column) and key.name.lower() in names:
            found.append(names.index(key.name.lower()))
        else:
            return None
    return tuple(found) if all(0 <= each < len(names) for each in found) else None


def tie_sizes(keys: Sequence[Sequence[Any]]) -> tuple[int, ...]:
    """The sizes of the runs of rows with equal keys; exactly equal ones, as they come from one query.

    >>> tie_sizes([(90,), (90.0,), (80,)])
    (2, 1)
    """
    runs: list[int] = []
    for index, key in enumerate(keys):
        if index and equal_keys(keys[index - 1], key):
            runs[-1] += 1
        else:
            runs.append(1)
    return tuple(runs)


def equal_keys(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two rows tie; NaN ties with itself.

    >>> equal_keys((1.0, None), (1, None)), equal_keys((5e6,), (5e6 + 0.01,)), equal_keys((float("nan"),), (float("nan"),))
    (True, False, True)
    """
    return all(a == b or (a != a and b != b) for a, b in zip(one, other, strict=True))


def _asked(key: exp.Expr, shown: list[exp.Expr]) -> exp.Expr | None:
    """What to select to see the key: a position and an alias stand for the expression shown."""
    if isinstance(key, exp.Literal):
        index = int(str(key.this)) - 1 if not key.is_string else -1
        if not 0 <= index < len(shown) or any(each.is_star for each in shown):
            return None
        return _unaliased(shown[index])
    aliases = {each.alias.lower(): each for each in shown if isinstance(each, exp.Alias)}
    if isinstance(key, exp.Column) and not key.table and key.name.lower() in aliases:
        return _unaliased(aliases[key.name.lower()])
    # Inside an expression DuckDB prefers the table's column to an alias, in ORDER BY as in SELECT.
    return key.copy()


def _unaliased(shown: exp.Expr) -> exp.Expr:
    return (shown.this if isinstance(shown, exp.Alias) else shown).copy()
