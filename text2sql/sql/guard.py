"""Which text may go on a half-written query: its words are names of the schema, SQL's own, aliases, numbers.

A small model finds the right column and misspells its name; a table that is not there is an answer that cannot be right. `Guard`
knows words, not grammar, and nothing of what stands in a string; `ScopedGuard` knows too which name may stand where (`scopes`) and
what a column can be compared with. Names are compared without regard to case, as DuckDB does.

Not covered, and refused: an alias of three letters or more that is used before its AS (``SELECT stu.name FROM students AS stu``: any
misspelt column could be one), that has no AS (any misspelt keyword could be one), and the words of a comment. A model whose training
answers hold such is not held to the guard at all, see `text2sql.models.guarded.strictest`.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

from text2sql.schema import Schema
from text2sql.sql.scopes import Scope, Scopes

# An alias is used before it is declared: T1.name, s.name.
_ALIAS = re.compile(r"[a-z]{1,2}\d{0,2}")
_NUMBER = re.compile(r"\d+(e\d*)?")
_LONGEST = 18  # digits of a whole number that the engine can compare
# Where scopes are followed, an alias that is used before it is declared has a dot behind it, or is short, as in AVG(x).
_QUALIFIER, _BARE_ALIAS = re.compile(r"t\d{1,2}|[a-z]\d?"), re.compile(r"[a-z]|r[nk]")
# Days and moments as they stand in quotes; behind the beginning of one the end of another makes it whole.
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")
_SOME_DAYS = ("2000-10-10 00:00:00", "2000-01-01 00:00:00")
# Words that may be names, but of which SELECT needs these.
_UNRESERVED = frozenset(
    """between by over partition rows range groups preceding following unbounded current row first last nulls filter within
    interval date timestamp time escape exists current_date current_time current_timestamp localtime localtimestamp""".split()
)
_UNITS = frozenset(
    """year month day hour minute second week quarter decade century years months days hours minutes seconds weeks quarters
    dow isodow doy epoch""".split()
)
# After these words a name may be a new one.
_DECLARING = frozenset({"as", "with"})


class State(NamedTuple):
    """Where a text stands.

    Attributes:
        quote: the quotation mark that is open, or nothing.
        word: what has been written of the present word or quoted name, in lower case.
        before: the last whole word.
        declared: names that the query itself gave.
        named: a quoted name that was just closed; whole words and quoted names alone follow scopes.
        scope: what names may stand where; likewise.
    """

    quote: str = ""
    word: str = ""
    before: str = ""
    declared: frozenset[str] = frozenset()
    named: str = ""
    scope: Scope = Scope()


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


class ScopedGuard(Guard):
    """The words of one schema, each where it can stand: columns of the tables in use, tables that have the columns in use."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(schema)
        self._scopes = Scopes(schema)
        self._sql = _sql_words()
        self._sql_starts = _sql_starts()

    def ends(self, state: State) -> bool:
        """Whether the query may end here."""
        whole = self._behind_word(state, "") if state.word or state.named else state
        return not state.quote and whole is not None and self._scopes.ends(whole.scope)

    def _step(self, state: State, character: str) -> State | None:
        if state.quote == "'":
            return self._in_value(state, character)
        if state.quote == '"':
            return self._in_quotes(state, character)
        if character.isalnum() or character in "_$":
            grown = state._replace(word=state.word + character.lower())
            return grown if not state.named and self._may_grow(grown) else None
        if state.word or state.named:
            behind = self._behind_word(state, character)
            if behind is None:
                return None
            state = behind
        if character == "'":
            return state._replace(quote="'") if self._scopes.may_be_value(state.scope, quoted=True) else None
        if character == '"':
            return state._replace(quote='"')
        if character.isspace():
            return state
        scope = self._scopes.sign(state.scope, character)
        return None if scope is None else state._replace(scope=scope)

    def _in_value(self, state: State, character: str) -> State | None:
        of_day = self._scopes.wants_day(state.scope)
        if character == "'":
            whole = not of_day or _DAY.fullmatch(state.word) is not None
            return state._replace(quote="", word="", scope=self._scopes.value(state.scope)) if whole else None
        if not of_day:
            return state
        grown = state._replace(word=state.word + character)
        may_become = any(_DAY.fullmatch(grown.word + each[len(grown.word) :]) for each in _SOME_DAYS)
        return grown if may_become else None

    def _in_quotes(self, state: State, character: str) -> State | None:
        if character == '"':
            return state._replace(quote="", word="", named=state.word) if state.word else None
        grown = state._replace(word=state.word + character.lower())
        names = self._scopes.expected(state.scope).names
        known = grown.word in _starts_of(names) or any(each.startswith(grown.word) for each in state.declared)
        return grown if known or self._scopes.declares(state.scope) else None

    def _may_grow(self, state: State) -> bool:
        word, scope = state.word, state.scope
        if word[0].isdigit():
            is_number = len(word) <= _LONGEST and _NUMBER.fullmatch(word) is not None
            return is_number and self._scopes.may_be_value(scope, quoted=False)
        if self._scopes.declares(scope):
            return True
        expected = self._scopes.expected(scope)
        if word in _starts_of(expected.names):
            return True
        if expected.declared and any(each.startswith(word) for each in state.declared):
            return True
        return expected.others and (
            word in self._sql_starts
            or _QUALIFIER.fullmatch(word) is not None
            or _BARE_ALIAS.fullmatch(word) is not None
        )

    def _behind_word(self, state: State, behind: str) -> State | None:
        """The state behind the word that ends here; None if it cannot stand."""
        word, scope, quoted = state.named or state.word, state.scope, bool(state.named)
        if word[0].isdigit() and not quoted:
            return State(before=word, declared=state.declared, scope=self._scopes.value(scope))
        declares, is_declared = self._scopes.declares(scope), word in state.declared
        is_sql = not quoted and (
            word in self._sql.bare
            or (word in self._sql.functions and behind == "(")
            or (word in _UNITS and self._scopes.may_be_unit(scope))
        )
        is_new = (
            not (is_sql or is_declared or quoted)
            and _BARE_ALIAS.fullmatch(word) is not None
            and self._scopes.is_before_tables(scope)
        )
        if not declares and not self._may_stand(state, word, behind, is_sql=is_sql or is_new):
            return None
        new = self._scopes.word(
            scope,
            word,
            behind,
            quoted=quoted,
            is_sql=is_sql,
            is_reserved=word in self._sql.reserved,
            is_declared=is_declared,
            is_new=is_new,
        )
        if new is None:
            return None
        return State(before=word, declared=state.declared | ({word} if declares else frozenset()), scope=new)

    def _may_stand(self, state: State, word: str, behind: str, *, is_sql: bool) -> bool:
        expected, is_declared = self._scopes.expected(state.scope), word in state.declared
        if behind == "." and state.scope.before != ".":
            qualifies = word in expected.names or is_declared or _QUALIFIER.fullmatch(word) is not None
            return expected.others and qualifies and self._scopes.may_qualify(state.scope, word)
        if word in expected.names or (expected.declared and is_declared):
            return True
        return expected.others and is_sql


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:length] for word in words for length in range(1, len(word) + 1))


@lru_cache(maxsize=1024)
def _starts_of(names: frozenset[str]) -> frozenset[str]:
    return _starts(names)


@cache
def _sql_starts() -> frozenset[str]:
    sql = _sql_words()
    return _starts(sql.bare | sql.functions | _UNITS)


class _SqlWords(NamedTuple):
    """Keywords and types: all, those that are never names, those that SELECT needs; functions, which mean something before ( alone."""

    words: frozenset[str]
    reserved: frozenset[str]
    bare: frozenset[str]
    functions: frozenset[str]


@cache
def _sql_words() -> _SqlWords:
    import duckdb

    def found(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
        return {str(name).lower() for (name,) in connection.execute(query).fetchall()}

    with duckdb.connect() as connection:
        words = found(connection, "SELECT keyword_name FROM duckdb_keywords()")
        by_kind = {
            kind: found(connection, f"SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = '{kind}'")
            # Those that join tables (LEFT, SEMI) count as names of types and functions.
            for kind in ("reserved", "type_function")
        }
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
    bare = by_kind["reserved"] | by_kind["type_function"] | _UNRESERVED
    return _SqlWords(frozenset(words), frozenset(by_kind["reserved"]), frozenset(bare), frozenset(called))
