"""Which names may stand where in a half-written query: the columns of its tables, the tables that have its columns.

A model writes its columns before the tables, so what was named before a FROM waits for a table that has it. Followed are
subqueries, set operations, aliases and the kinds of what is compared. Not followed, and refused: columns without their table's
alias in a join unless the first table has them all, and whatever else only a whole parser can tell; a model that was trained to
write such is held to the words alone (`guard`).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from text2sql.schema import ColumnKind, Schema

_CLAUSES = frozenset("where group having order limit offset qualify window".split())
_SETS = frozenset("union intersect except".split())
_COMPARING = frozenset("in like ilike between".split())
# Between a column and what it is compared with.
_KEEPING = frozenset("not is and".split())
_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.REAL})
_IN_QUOTES = frozenset({ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.TIME})
_DAYS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP})
# What the first argument of a function has to be.
_TAKING = {
    # Two days have a difference.
    **dict.fromkeys(("sum", "avg"), _NUMBERS | _DAYS | {ColumnKind.BOOLEAN}),
    **dict.fromkeys(("year", "month", "day", "quarter", "week", "dayofweek", "dayname", "monthname"), _DAYS),
}
_ARITHMETIC = frozenset("+-*/%|")
_WITH_FROM = frozenset("extract substring trim overlay".split())


class Frame(NamedTuple):
    """An open parenthesis, or the query itself.

    Attributes:
        is_query: whether a SELECT was written in it.
        opener: the word before the parenthesis.
        tables: alias and table of each that was named, in lower case; a table without a name has columns nobody knows.
        waiting: alias (or nothing) and column of what was named before its table; a name that only a subquery in FROM can have
            stands behind a question mark.
        in_from: whether more tables may be named.
        listed: kind of the column that the values in it are for.
    """

    is_query: bool = False
    opener: str = ""
    tables: tuple[tuple[str, str], ...] = ()
    waiting: frozenset[tuple[str, str]] = frozenset()
    in_from: bool = False
    listed: ColumnKind | None = None


class Scope(NamedTuple):
    """Where a query stands.

    Attributes:
        frames: the open ones, the innermost last.
        before: the last word or sign.
        qualifier: the word before a dot.
        table: the table that was just named, until its alias.
        kind: of the column that was just named.
        compared: whether a value for it is to come.
        between: kind of the column whose second bound is to come.
    """

    frames: tuple[Frame, ...] = (Frame(is_query=True),)
    before: str = ""
    qualifier: str = ""
    table: str = ""
    kind: ColumnKind | None = None
    compared: bool = False
    between: ColumnKind | None = None


class Expected(NamedTuple):
    """Names of the schema that may stand next, and whether anything else may."""

    names: frozenset[str]
    others: bool


class Scopes:
    """The tables of one schema and their columns."""

    def __init__(self, schema: Schema) -> None:
        self._kinds = {
            table.name.lower(): {column.name.lower(): column.kind for column in table.columns}
            for table in schema.tables
        }
        self._columns = {name: frozenset(kinds) for name, kinds in self._kinds.items()}
        self._all = frozenset(name for columns in self._columns.values() for name in columns)
        self.expected = lru_cache(maxsize=4096)(self._expected)

    def _expected(self, scope: Scope) -> Expected:
        """What may stand next."""
        top = scope.frames[-1]
        if scope.before == ".":
            return Expected(self._of_alias(scope), others=False)
        if self.expects_table(scope):
            return Expected(frozenset(name for name in self._columns if self._fits(name, scope)), others=False)
        visible = self._visible(scope)
        taking = _TAKING.get(top.opener) if scope.before == "(" else None
        if taking:
            visible = frozenset(name for name in visible if self._kind_in(scope, name) in (*taking, None))
        return Expected(visible | frozenset(self._columns), others=True)

    @staticmethod
    def expects_table(scope: Scope) -> bool:
        """Whether the next word is a table, of the schema or of the query's own."""
        top = scope.frames[-1]
        return top.is_query and top.in_from and scope.before in ("from", "join", ",")

    @staticmethod
    def wanted(scope: Scope) -> ColumnKind | None:
        """The kind of value that a column is compared with here; None if it may be any."""
        return scope.kind if scope.compared else scope.frames[-1].listed

    def may_be_value(self, scope: Scope, *, quoted: bool) -> bool:
        """Whether a value may begin here that is written in quotes, or a number."""
        kind = self.wanted(scope)
        if kind is None:
            return True
        return kind not in _NUMBERS | {ColumnKind.BOOLEAN} if quoted else kind not in _IN_QUOTES

    def may_qualify(self, scope: Scope, alias: str) -> bool:
        """Whether an alias may stand before a dot: one that a table has, or any before there are tables."""
        return _without_tables(scope.frames) is not None or _bound(scope.frames, alias) is not None

    @staticmethod
    def is_before_tables(scope: Scope) -> bool:
        """Whether the tables of the innermost query are still to come."""
        return not scope.frames[_innermost_query(scope.frames)].tables

    def ends(self, scope: Scope) -> bool:
        """Whether the query may end here."""
        return len(scope.frames) == 1 and not scope.frames[0].waiting and not self.expects_table(scope)

    def word(self, scope: Scope, word: str, behind: str, *, is_sql: bool = False, is_new: bool = False) -> Scope | None:
        """The scope behind a whole word, None where it cannot stand.

        Args:
            scope: before the word.
            word: in lower case.
            behind: the character that follows it.
            is_sql: whether SQL has such a word too, or the query declared it.
            is_new: whether a subquery in FROM has to declare it.
        """
        top = scope.frames[-1]
        if scope.before == ".":
            return self._qualified(scope, word)
        if self.expects_table(scope):
            return self._named_table(scope, word)
        if scope.before == "as" and scope.table:
            return self._named_alias(scope, word)
        after = scope._replace(before=word, table=scope.table if word == "as" else "")
        if scope.before in ("as", "with") or behind == ".":
            return after._replace(kind=None, compared=False)
        within_extract = top.opener in _WITH_FROM and scope.before == "("
        if word in self._visible(scope) and behind != "(" and not within_extract:
            return self._bare_column(after, word, behind=scope.before)
        if is_new:
            return _waiting(after, ("?", word))
        if (word in self._all or word in self._columns) and not is_sql and behind != "(":
            return None
        return self._keyword(after, word, behind)

    def _keyword(self, scope: Scope, word: str, behind: str) -> Scope | None:
        *outer, top = scope.frames
        if word in _COMPARING:
            between = scope.kind if word == "between" else None
            return scope._replace(compared=scope.kind is not None, between=between)
        if word == "and" and scope.between is not None:
            return scope._replace(kind=scope.between, compared=True, between=None)
        if word in ("true", "false") and not self._may_be_truth(scope):
            return None
        if word in ("not", "is"):
            return scope
        scope = scope._replace(kind=None, compared=False)
        if word == "select":
            top = top._replace(is_query=True, listed=None)
        elif word == "from" and top.is_query:
            top = top._replace(in_from=True)
        elif word == "from":
            return scope if top.opener in _WITH_FROM else None
        elif word == "join":
            if not (top.is_query and top.in_from):
                return None
        elif word in _SETS and behind != "(":
            if not top.is_query or (top.waiting and not _queries(outer)):
                return None
            top = Frame(is_query=True, opener=top.opener, waiting=top.waiting if outer else frozenset())
        elif word in _CLAUSES and top.is_query:
            # What still waits can only be of a query around this one.
            if top.waiting and top.tables and not _queries(outer):
                return None
            top = top._replace(in_from=False)
        return scope._replace(frames=(*outer, top))

    def _may_be_truth(self, scope: Scope) -> bool:
        return not scope.compared or scope.kind in (ColumnKind.BOOLEAN, None)

    def sign(self, scope: Scope, sign: str) -> Scope | None:
        """The scope behind a character that belongs to no word, blanks apart; None where it cannot stand."""
        *outer, top = scope.frames
        if sign == ".":
            return scope._replace(before=".", qualifier=scope.before)
        if sign in "=<>!":
            return scope._replace(before=sign, compared=scope.kind is not None)
        after = scope._replace(before=sign, table="", kind=None, compared=False)
        if sign == "(":
            if self.expects_table(scope):
                known = top._replace(tables=(*top.tables, ("", "")), waiting=frozenset())
                return after._replace(frames=(*outer, known, Frame()))
            listed = scope.kind if scope.before == "in" else None
            opener = scope.before if scope.before.isidentifier() else ""
            return after._replace(frames=(*scope.frames, Frame(opener=opener, listed=listed)))
        if sign == ")":
            return self._closed(after)
        return after

    def value(self, scope: Scope) -> Scope:
        """The scope behind a value."""
        return scope._replace(before="value", table="", kind=None, compared=False)

    def _closed(self, scope: Scope) -> Scope | None:
        *outer, top = scope.frames
        if not outer:
            return None
        frames = tuple(outer)
        if not top.is_query:
            return scope._replace(frames=frames)
        at = _innermost_query(frames)
        around = frames[at]
        for alias, column in top.waiting:
            table = dict(around.tables).get(alias)
            if not around.tables:
                around = around._replace(waiting=around.waiting | {(alias, column)})
            elif alias and (table is None or (table and column not in self._columns[table])):
                return None
        return scope._replace(frames=(*frames[:at], around, *frames[at + 1 :]))

    def _fits(self, table: str, scope: Scope) -> bool:
        """Whether a table has what waits for it: columns without an alias for the first one, those of T2 for the second."""
        top, columns = scope.frames[-1], self._columns[table]
        if not top.tables and any(alias == "?" for alias, _ in top.waiting):
            return False
        if not top.tables and not {column for alias, column in top.waiting if not alias} <= columns:
            return False
        next_alias = f"t{len(top.tables) + 1}"
        return {column for alias, column in top.waiting if alias in (next_alias, table)} <= columns

    def _named_table(self, scope: Scope, word: str) -> Scope | None:
        *outer, top = scope.frames
        known = word if word in self._columns else ""
        if known and not self._fits(word, scope):
            return None
        waiting = frozenset(each for each in top.waiting if each[0] not in ("", "?", word if known else ""))
        top = top._replace(tables=(*top.tables, (word, known)), waiting=waiting)
        return scope._replace(frames=(*outer, top), before=word, table=word, kind=None, compared=False)

    def _named_alias(self, scope: Scope, word: str) -> Scope | None:
        *outer, top = scope.frames
        *others, (_, table) = top.tables
        if any(alias == word for alias, _ in others):
            return None
        own = {column for alias, column in top.waiting if alias == word}
        if table and not own <= self._columns[table]:
            return None
        top = top._replace(
            tables=(*others, (word, table)), waiting=frozenset(each for each in top.waiting if each[0] != word)
        )
        return scope._replace(frames=(*outer, top), before=word, table="")

    def _of_alias(self, scope: Scope) -> frozenset[str]:
        """The columns that may stand behind the alias and its dot."""
        alias, still = scope.qualifier, _without_tables(scope.frames)
        found: frozenset[str] = frozenset()
        table = _bound(scope.frames, alias)
        if table is not None:
            found = self._columns[table] if table else self._all
        if still is not None:
            waiting = {column for name, column in scope.frames[still].waiting if name == alias}
            found |= _union(columns for columns in self._columns.values() if waiting <= columns)
        return found

    def _qualified(self, scope: Scope, column: str) -> Scope | None:
        if column not in self._of_alias(scope):
            return None
        after = scope._replace(before=column, qualifier="", table="", compared=False)
        table = _bound(scope.frames, scope.qualifier)
        if table is not None and (not table or column in self._columns[table]):
            return after._replace(kind=self._kinds[table][column] if table else None)
        return _waiting(after, (scope.qualifier, column))._replace(kind=self._common_kind(column))

    def _bare_column(self, scope: Scope, column: str, *, behind: str) -> Scope | None:
        kind = self._kind_in(scope, column)
        taking = _TAKING.get(scope.frames[-1].opener) if behind == "(" else None
        if taking and kind is not None and kind not in taking:
            return None
        if behind in _ARITHMETIC:  # what comes of it may be of another kind
            kind = None
        if self.is_before_tables(scope):
            scope = _waiting(scope, ("", column))
        return scope._replace(kind=kind, compared=False)

    def _visible(self, scope: Scope) -> frozenset[str]:
        """The columns that may stand without an alias."""
        queries = [frame for frame in scope.frames if frame.is_query]
        tables = [table for frame in queries for _, table in frame.tables]
        if not all(tables):
            return self._all
        found = _union(self._columns[table] for table in tables)
        own = scope.frames[_innermost_query(scope.frames)]
        if not own.tables:
            waiting = {column for alias, column in own.waiting if not alias}
            found |= _union(columns for columns in self._columns.values() if waiting <= columns)
        return found

    def _kind_in(self, scope: Scope, column: str) -> ColumnKind | None:
        """The kind of a column without an alias, if its tables agree."""
        own = scope.frames[_innermost_query(scope.frames)]
        if not all(table for _, table in own.tables):
            return None
        among = {self._kinds[table][column] for _, table in own.tables if column in self._kinds[table]}
        return among.pop() if len(among) == 1 else self._common_kind(column)

    def _common_kind(self, column: str) -> ColumnKind | None:
        kinds = {kinds[column] for kinds in self._kinds.values() if column in kinds}
        return kinds.pop() if len(kinds) == 1 else None


def _waiting(scope: Scope, name: tuple[str, str]) -> Scope:
    """The scope with one more name that waits for a table of the innermost query that has none yet."""
    at = _without_tables(scope.frames)
    assert at is not None
    frame = scope.frames[at]
    frame = frame._replace(waiting=frame.waiting | {name})
    return scope._replace(frames=(*scope.frames[:at], frame, *scope.frames[at + 1 :]))


def _queries(frames: Iterable[Frame]) -> list[Frame]:
    return [frame for frame in frames if frame.is_query]


def _innermost_query(frames: tuple[Frame, ...]) -> int:
    return next(at for at in reversed(range(len(frames))) if frames[at].is_query)


def _without_tables(frames: tuple[Frame, ...]) -> int | None:
    """The innermost query of which the tables are still to come; None if there is none."""
    return next((at for at in reversed(range(len(frames))) if frames[at].is_query and not frames[at].tables), None)


def _bound(frames: tuple[Frame, ...], alias: str) -> str | None:
    """The table that an alias stands for, nothing where its columns are unknown; None if no table has it yet."""
    for frame in reversed(frames):
        for name, table in frame.tables:
            if name == alias:
                return table
        # A subquery in FROM has its name behind it.
        if alias and any(not name for name, _ in frame.tables):
            return ""
    return None


def _union(some: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*some)
