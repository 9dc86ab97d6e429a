"""What of a schema a query names: columns, literals that columns are compared with; and how to put others there.

Names are found in the tree, and changed in the text, token by token, so that the user's way of writing stays.
Not covered: columns of derived tables and of names that two tables in use share; they are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import sqlglot
from sqlglot import Token, TokenType, exp
from sqlglot.errors import SqlglotError

from text2sql.schema import Schema
from text2sql.sql import Tree, parse

Place = tuple[str, str]  # table and column, as the schema spells them


class Compared(NamedTuple):
    """A literal that a column is compared with.

    Attributes:
        place: the column.
        text: of the literal, without quotes.
        is_text: whether it stands in quotes.
        is_equality: whether the column is asked to be it, or one of several.
    """

    place: Place
    text: str
    is_text: bool
    is_equality: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """The parts of a query.

    Attributes:
        tables: of the schema, as it spells them, in the order of the query.
        columns: those whose table is certain, each once.
        compared: literals with their columns.
        literals: all of them, as (text, whether in quotes), repeated ones too.
        aliases: names given in the query, in lower case.
        comparisons: how many comparisons by size there are.
    """

    tables: tuple[str, ...]
    columns: tuple[Place, ...]
    compared: tuple[Compared, ...]
    literals: tuple[tuple[str, bool], ...]
    aliases: frozenset[str]
    comparisons: int

    def places_of(self, text: str, is_text: bool) -> frozenset[Place]:
        """The columns that a literal is compared with; empty if it also stands elsewhere, as in a LIMIT."""
        found = [each.place for each in self.compared if (each.text, each.is_text) == (text, is_text)]
        return frozenset(found) if len(found) == self.literals.count((text, is_text)) else frozenset()


_EQUAL = (exp.EQ, exp.NEQ)
_BY_SIZE = (exp.GT, exp.GTE, exp.LT, exp.LTE)


def anatomy(sql: str, schema: Schema) -> Anatomy:
    """The parts of a query.

    Raises:
        NotSQL: if it is none.
    """
    tree = parse(sql)
    spelled = {table.name.lower(): table for table in schema.tables}
    named = [(node.alias_or_name.lower(), node.name.lower()) for node in tree.find_all(exp.Table)]
    tables = tuple(dict.fromkeys(spelled[name].name for _, name in named if name in spelled))
    inner = {str(each.alias).lower() for kind in (exp.Subquery, exp.CTE) for each in tree.find_all(kind) if each.alias}

    def place(node: Tree) -> Place | None:
        if not isinstance(node, exp.Column) or isinstance(node.this, exp.Star):
            return None
        qualifier = node.table.lower()
        if qualifier in inner:
            return None
        among = {name for alias, name in named if name in spelled and qualifier in ("", alias)}
        found = [(spelled[name].name, c.name) for name in sorted(among) for c in spelled[name].columns]
        matching = [each for each in found if each[1].lower() == node.name.lower()]
        return matching[0] if len(matching) == 1 else None

    columns = [found for node in tree.find_all(exp.Column) if (found := place(node))]
    return Anatomy(
        tables=tables,
        columns=tuple(dict.fromkeys(columns)),
        compared=tuple(_compared(tree, place)),
        literals=tuple((str(node.this), bool(node.is_string)) for node in tree.find_all(exp.Literal)),
        aliases=frozenset(
            {alias for alias, _ in named} | {str(a.alias).lower() for a in tree.find_all(exp.Alias)} | inner
        ),
        comparisons=sum(isinstance(node, (*_BY_SIZE, exp.Between)) for node in tree.walk()),
    )


def _compared(tree: Tree, place: Callable[[Tree], Place | None]) -> Iterator[Compared]:
    for node in tree.walk():
        if isinstance(node, (*_EQUAL, *_BY_SIZE)):
            sides = ((node.this, node.expression), (node.expression, node.this))
            pairs = [(column, literal) for column, literal in sides if place(column)]
        elif isinstance(node, exp.In):
            pairs = [(node.this, each) for each in node.expressions]
        elif isinstance(node, exp.Between):
            pairs = [(node.this, node.args["low"]), (node.this, node.args["high"])]
        else:
            continue
        for column, other in pairs:
            found = place(column)
            literal = other.this if isinstance(other, exp.Cast) else other
            if found and isinstance(literal, exp.Literal):
                is_equality = isinstance(node, (exp.EQ, exp.In))
                yield Compared(found, str(literal.this), bool(literal.is_string), is_equality)


def with_literal(sql: str, old: str, new: str, *, is_text: bool) -> str:
    """The query with another literal wherever the old one stands.

    >>> with_literal("SELECT a FROM t WHERE b = 'x' OR c = 'x y'", "x", "O'Neil", is_text=True)
    "SELECT a FROM t WHERE b = 'O''Neil' OR c = 'x y'"
    """
    kind = TokenType.STRING if is_text else TokenType.NUMBER
    written = "'" + new.replace("'", "''") + "'" if is_text else new
    return _replaced(sql, lambda token: written if token.token_type is kind and token.text == old else None)


def with_column(sql: str, old: str, new: str) -> str:
    """The query with another column wherever the old one stands.

    >>> with_column("SELECT AVG(T1.math) FROM t AS T1 ORDER BY \\"math\\" ", "math", "art")
    'SELECT AVG(T1.art) FROM t AS T1 ORDER BY art'
    """
    return with_names(sql, {old: new})


def with_names(sql: str, names: Mapping[str, str]) -> str:
    """The query with other names of tables and columns, each wherever an old one stands, without regard to case.

    >>> with_names("SELECT COUNT(*) FROM pets WHERE name > 3", {"pets": "Pets", "name": "pet name"})
    'SELECT COUNT(*) FROM Pets WHERE "pet name" > 3'
    >>> with_names("SELECT YEAR(born), year FROM pets", {"year": "nian"})
    'SELECT YEAR(born), nian FROM pets'
    """
    constants = (TokenType.STRING, TokenType.NUMBER)
    new = {old.lower(): name for old, name in names.items()}
    tokens = _tokens(sql)
    # YEAR(d) is a function, whatever is called year.
    called = {one.start for one, then in pairwise(tokens) if then.token_type is TokenType.L_PAREN}

    def replace(token: Token) -> str | None:
        if token.token_type in constants or token.text.lower() not in new or token.start in called:
            return None
        name = new[token.text.lower()]
        return name if name.isidentifier() else '"' + name.replace('"', '""') + '"'

    return _replaced(sql, replace).strip()


def with_operator(sql: str, old: str, new: str) -> str:
    """The query with another comparison.

    >>> with_operator("SELECT a FROM t WHERE b >= 3", ">=", "<=")
    'SELECT a FROM t WHERE b <= 3'
    """
    constants = (TokenType.STRING, TokenType.IDENTIFIER)
    return _replaced(sql, lambda token: new if token.text == old and token.token_type not in constants else None)


def operators(sql: str) -> tuple[str, ...]:
    """The comparisons by size in a query, in order.

    >>> operators("SELECT a FROM t WHERE b >= 3 AND c <> '<'")
    ('>=',)
    """
    kinds = (TokenType.GT, TokenType.GTE, TokenType.LT, TokenType.LTE)
    return tuple(token.text for token in _tokens(sql) if token.token_type in kinds)


def _replaced(sql: str, replace: Callable[[Token], str | None]) -> str:
    text = sql
    for token in reversed(_tokens(sql)):
        written = replace(token)
        if written is not None:
            text = text[: token.start] + written + text[token.end + 1 :]
    return text


def _tokens(sql: str) -> list[Token]:
    try:
        return sqlglot.tokenize(sql, dialect="duckdb")
    except SqlglotError:  # what was parsed can be cut into tokens; a name of odd signs might not after a change
        return []
