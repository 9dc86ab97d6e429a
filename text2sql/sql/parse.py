"""Text → tree, bounded in size, one statement. sqlglot, with DuckDB's grammar unless another is asked for."""

import logging
from collections.abc import Sequence

from sqlglot import Token, TokenType, exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.parser import Parser

from text2sql.errors import T2SError
from text2sql.records import VerdictKind

Tree = exp.Expr

MAX_BYTES = 20_000
MAX_NODES = 3_000
MAX_DEPTH = 120
MAX_TYPE_DEPTH = 8
MAX_STEPS = 50_000

_OPENING = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
_CLOSING = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})

# sqlglot warns about statements that it only half knows; they are refused here, with a message of our own.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


class NotSQL(T2SError):
    """The text is not one SQL statement of reasonable size."""

    def __init__(self, what: str, kind: VerdictKind = VerdictKind.PARSE_ERROR) -> None:
        super().__init__(what)
        self.kind = kind


def parse(sql: str, dialect: str = "duckdb") -> Tree:
    """The tree of one statement.

    Args:
        sql: the text.
        dialect: sqlglot's name of the grammar.

    Raises:
        NotSQL: if it is no SQL, several statements, or too large; `kind` is the verdict that means.

    >>> type(parse("SELECT 1")).__name__
    'Select'
    """
    try:
        size = len(sql.encode())
    except UnicodeEncodeError as error:  # a lone surrogate, as a byte-level model can produce
        raise NotSQL("the query holds half a character") from error
    if size > MAX_BYTES:
        raise NotSQL(f"the query is longer than {MAX_BYTES} bytes")
    if "\0" in sql:
        raise NotSQL("the query holds a NUL character")
    try:
        grammar = Dialect.get_or_raise(dialect)
        tokens = grammar.tokenize(sql)
        _refuse_slow(tokens)
        trees = [tree for tree in grammar.parser().parse(tokens, sql) if tree is not None]
    except SqlglotError as error:
        raise NotSQL(_reason(error)) from error
    except RecursionError as error:
        raise NotSQL("the query is nested too deeply") from error
    if not trees:
        raise NotSQL("there is no statement")
    if len(trees) > 1:
        raise NotSQL(f"one query is expected, {len(trees)} statements found", VerdictKind.NOT_READ_ONLY)
    tree = trees[0]
    _measure(tree)
    return tree


def _refuse_slow(tokens: Sequence[Token]) -> None:
    """Refuse what sqlglot would take too long for.

    It reads what stands in the brackets behind the name of a type, such as ``DATE(…)`` or ``ARRAY[…]``, twice: as the
    type's own and, where that fails, as a call's. So each such bracket doubles the work for all that it holds.
    """
    typed: list[bool] = []  # of each open bracket, whether the name of a type stands before it
    types = steps = 0
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        if kind in _OPENING:
            typed.append(before in Parser.TYPE_TOKENS)
            types += typed[-1]
        elif kind in _CLOSING and typed:
            types -= typed.pop()
        steps += 1 << types
        if len(typed) > MAX_DEPTH or types > MAX_TYPE_DEPTH or steps > MAX_STEPS:
            raise NotSQL("the query is nested too deeply")
        before = kind


def _measure(tree: Tree) -> None:
    level: list[Tree] = [tree]
    nodes = depth = 0
    while level:
        nodes += len(level)
        depth += 1
        if nodes > MAX_NODES or depth > MAX_DEPTH:
            raise NotSQL(f"the query has more than {MAX_NODES} nodes or is deeper than {MAX_DEPTH}")
        level = [child for node in level for child in node.iter_expressions()]


def _reason(error: SqlglotError) -> str:
    found = getattr(error, "errors", None)
    if not found:
        return str(error).splitlines()[0][:200]
    first = found[0]
    near = f" near {first['highlight']!r}" if first.get("highlight") else ""
    return f"{str(first.get('description', 'syntax error')).rstrip('.')}{near} (line {first.get('line')}, column {first.get('col')})"
