"""Which text may go on a half-written query: its words are names of the schema, SQL's own, aliases, numbers.

A small model finds the right column and misspells its name; a table that is not there is an answer that cannot be right. The guard
knows words, not grammar, and nothing of what stands in a string. Names are compared without regard to case, as DuckDB does.

Not covered, and refused: an alias of three letters or more that is used before its AS (``SELECT stu.name FROM students AS stu``: any
misspelt column could be one), that has no AS (any misspelt keyword could be one), and the words of a comment. A model whose training
answers hold such is not held to the guard at all, see `text2sql.models.guarded.all_pass`.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

from text2sql.schema import Schema

# An alias is used before it is declared: T1.name, s.name.
_ALIAS = re.compile(r"[a-z]{1,2}\d{0,2}")
_NUMBER = re.compile(r"\d+(e\d*)?")
# After these words a name may be a new one.
_DECLARING = frozenset({"as", "with"})


class State(NamedTuple):
    """Where a text stands.

    Attributes:
        quote: the quotation mark that is open, or nothing.
        word: what has been written of the present word or quoted name, in lower case.
        before: the last whole word.
        declared: names that the query itself gave.
    """

    quote: str = ""
    word: str = ""
    before: str = ""
    declared: frozenset[str] = frozenset()


class Guard:
    """The words of one schema.

    Attributes:
        is_ascii: whether all names are.
    """

    def __init__(self, schema: Schema) -> None:
        names = {table.name.lower() for table in schema.tables}
        names |= {column.name.lower() for table in schema.tables for column in table.columns}
        self.is_ascii = all(map(str.isascii, names))
        self._names = frozenset(names)
        self._name_starts = _starts(names)
        sql = _sql_words()
        self._words = sql.words | names
        self._functions = sql.functions - self._words
        self._starts = _starts(self._words | self._functions)

    def follow(self, state: State, text: str) -> State | None:
        """The state after some more text; None where it cannot become a query of this schema."""
        for character in text:
            following = self._step(state, character)
            if following is None:
                return None
            state = following
        return state

    def ends(self, state: State) -> bool:
        """Whether the query may end here."""
        return not state.quote and (not state.word or self._is_whole(state))

    def _step(self, state: State, character: str) -> State | None:
        if state.quote == "'":
            return state._replace(quote="") if character == "'" else state
        if state.quote == '"':
            return self._in_quotes(state, character)
        if character.isalnum() or character in "_$":
            grown = state._replace(word=state.word + character.lower())
            return grown if self._may_grow(grown) else None
        if state.word:
            if not self._is_whole(state, character):
                return None
            declared = state.declared
            if state.before in _DECLARING:
                declared |= {state.word}
            state = State(before=state.word, declared=declared)
        return state._replace(quote=character) if character in "'\"" else state

    def _in_quotes(self, state: State, character: str) -> State | None:
        free = state.before in _DECLARING
        if character == '"':
            whole = free or state.word in self._names or state.word in state.declared
            return State(before=state.word, declared=state.declared | {state.word}) if whole else None
        grown = state._replace(word=state.word + character.lower())
        known = grown.word in self._name_starts or any(each.startswith(grown.word) for each in state.declared)
        return grown if free or known else None

    def _may_grow(self, state: State) -> bool:
        word = state.word
        if state.before in _DECLARING and not word[0].isdigit():
            return True
        return (
            word in self._starts
            or _ALIAS.fullmatch(word) is not None
            or _NUMBER.fullmatch(word) is not None
            or any(each.startswith(word) for each in state.declared)
        )

    def _is_whole(self, state: State, behind: str = "") -> bool:
        word = state.word
        if state.before in _DECLARING and not word[0].isdigit():
            return True
        return (
            word in self._words
            or (word in self._functions and behind == "(")
            or word in state.declared
            or _ALIAS.fullmatch(word) is not None
            or _NUMBER.fullmatch(word) is not None
        )


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:length] for word in words for length in range(1, len(word) + 1))


class _SqlWords(NamedTuple):
    """Keywords and types; names of functions, which only mean something before a parenthesis."""

    words: frozenset[str]
    functions: frozenset[str]


@cache
def _sql_words() -> _SqlWords:
    import duckdb

    def found(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
        return {str(name).lower() for (name,) in connection.execute(query).fetchall()}

    with duckdb.connect() as connection:
        words = found(connection, "SELECT keyword_name FROM duckdb_keywords()")
        words |= found(connection, "SELECT type_name FROM duckdb_types()")
        functions = found(
            connection,
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro')",
        )
    # sqlglot knows words that DuckDB takes only from other dialects, and functions that are grammar and no entry of a catalogue.
    phrases = [*map(str, DuckDB.Tokenizer.KEYWORDS), *map(str, exp.DType.__members__)]
    words |= {word.lower() for phrase in phrases for word in re.findall(r"[A-Za-z_]\w*", phrase)}
    functions |= {name.lower() for function in exp.ALL_FUNCTIONS for name in function.sql_names()}
    functions |= {str(name).lower() for name in DuckDB.Parser.FUNCTIONS}
    called = {name for name in functions if re.fullmatch(r"[a-z]\w*", name)}
    return _SqlWords(frozenset(words), frozenset(called))
