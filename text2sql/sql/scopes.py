"""Which names may stand where in a half-written query: the columns of its tables, the tables that have its columns.

A model writes its columns before the tables, so what was named before a FROM waits for a table that has it. Followed are
subqueries, set operations, aliases and the kinds of what is compared. Not followed: what columns a subquery in FROM has. Refused,
though valid, are columns without an alias in a join unless the first table has them all, aliases T1, T2 … in another order than
their tables, and values whose kind DuckDB would change (``id = '3'``); a model that was trained to write such is held to the words
alone (`guard`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from text2sql.schema import ColumnKind, Schema

_CLAUSES = frozenset("where group having order limit offset qualify window".split())
_SETS = frozenset("union intersect except".split())
_COMPARING = frozenset("in like ilike between".split())
# Followed below, so that they are never names without quotes.
_OF_SQL = (
    _CLAUSES
    | _SETS
    | _COMPARING
    | frozenset("select from join as with on by over partition is not and true false".split())
)
# Behind these something has to follow.
_OPEN = _OF_SQL - {"true", "false"} | frozenset("or when then else case distinct all interval typed".split())
_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.REAL})
_DAYS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP})
_IN_QUOTES = _DAYS | {ColumnKind.TEXT, ColumnKind.TIME}
_FAMILIES = (_NUMBERS, _DAYS, frozenset({ColumnKind.TEXT}), frozenset({ColumnKind.BOOLEAN}))
# What the first argument of a function has to be. Two days have a difference.
_TAKING = {
    **dict.fromkeys(("sum", "avg"), _NUMBERS | _DAYS | {ColumnKind.BOOLEAN}),
    **dict.fromkeys(("year", "month", "day", "quarter", "week", "dayofweek", "dayname", "monthname"), _DAYS),
}
_COMPARISONS, _ARITHMETIC, _OTHERS = frozenset("=<>!"), frozenset("+-*/%|"), frozenset("(),.")
_WITH_FROM = frozenset("extract substring trim overlay".split())
_TYPED = frozenset("date timestamp time".split())  # before a value in quotes

Waiting = frozenset[tuple[str, str]]


class Frame(NamedTuple):
    """An open parenthesis, or the query itself.

    Attributes:
        is_query: whether a SELECT was written in it.
        opener: the word before the parenthesis.
        tables: alias and table of each that was named, in lower case; a table without a name has columns nobody knows.
        earlier: those of the SELECTs before UNION and its kin.
        waiting: alias (or nothing) and column of what was named before its table; a name that only a subquery in FROM can have
            stands behind a question mark.
        in_from: whether more tables may be named.
        in_with: whether more queries may be given a name.
        listed: kind of the column that the values in it are for.
    """

    is_query: bool = False
    opener: str = ""
    tables: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()
    waiting: Waiting = frozenset()
    in_from: bool = False
    in_with: bool = False
    listed: ColumnKind | None = None


class Scope(NamedTuple):
    """Where a query stands.

    Attributes:
        frames: the open ones, the innermost last.
        before: the last word or sign; ``"`` for a quoted name, ``value`` for a value, ``typed`` for DATE before one.
        name: the last word, if it may be a name.
        qualifier: the word before a dot.
        table: the table that was just named, until its alias.
        kind: of the column that was just named.
        compared: whether a value for it is to come.
        between: kind of the column whose second bound is to come.
        taking: what kinds the first argument of a function may be of, until it is written.
    """

    frames: tuple[Frame, ...] = (Frame(is_query=True),)
    before: str = ""
    name: str = ""
    qualifier: str = ""
    table: str = ""
    kind: ColumnKind | None = None
    compared: bool = False
    between: ColumnKind | None = None
    taking: frozenset[ColumnKind] | None = None


class Expected(NamedTuple):
    """Names of the schema that may stand next, whether one that the query declared, and whether anything else may."""

    names: frozenset[str]
    declared: bool
    others: bool


class Scopes:
    """The tables of one schema and their columns."""

    def __init__(self, schema: Schema) -> None:
        self._kinds = {
            table.name.lower(): {column.name.lower(): column.kind for column in table.columns}
            for table in schema.tables
        }
        self._columns = {name: frozenset(kinds) for name, kinds in self._kinds.items()}
        self._all = _union(self._columns.values())
        self._expected: dict[Scope, Expected] = {}

    def expected(self, scope: Scope) -> Expected:
        """What may stand next."""
        found = self._expected.get(scope)
        if found is None:
            if len(self._expected) > _REMEMBERED:
                self._expected.clear()
            found = self._expected[scope] = self._look(scope)
        return found

    def _look(self, scope: Scope) -> Expected:
        if scope.before == ".":
            is_known = bool(_bound(scope.frames, scope.qualifier))
            return Expected(self._of_alias(scope), declared=not is_known, others=False)
        if self.expects_table(scope):
            fitting = frozenset(name for name in self._columns if self._fits(name, scope))
            return Expected(fitting, declared=True, others=False)
        visible = self._visible(scope)
        if scope.taking:
            taken = (*scope.taking, None)
            visible = frozenset(name for name in visible if self._kind_in(scope, name) in taken)
        return Expected(visible | frozenset(self._columns), declared=True, others=True)

    @staticmethod
    def expects_table(scope: Scope) -> bool:
        """Whether the next word is a table, of the schema or of the query's own."""
        top = scope.frames[-1]
        return top.is_query and top.in_from and scope.before in ("from", "join", ",")

    @staticmethod
    def declares(scope: Scope) -> bool:
        """Whether the next name is a new one."""
        return scope.before in ("as", "with") or (scope.before == "," and scope.frames[-1].in_with)

    @staticmethod
    def wanted(scope: Scope) -> ColumnKind | None:
        """The kind of value that a column is compared with here; None if it may be any."""
        return scope.kind if scope.compared else scope.frames[-1].listed

    def wants_day(self, scope: Scope) -> bool:
        """Whether a value that begins here has to be a day or a moment."""
        return self.wanted(scope) in _DAYS

    def may_be_value(self, scope: Scope, *, quoted: bool) -> bool:
        """Whether a value may begin here that is written in quotes, or a number."""
        if scope.before == ";" or (scope.before == "typed" and not quoted):
            return False
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

    @staticmethod
    def may_be_unit(scope: Scope) -> bool:
        """Whether a part of a date may stand here, such as YEAR."""
        return scope.before in ("value", "interval") or _extracts(scope)

    @staticmethod
    def ends(scope: Scope) -> bool:
        """Whether the query may end here."""
        if scope.before == ";":
            return True
        scope = _settled(scope)
        must_go_on = scope.before in _OPEN | _COMPARISONS | _ARITHMETIC - {"*"} | {",", "."}
        return len(scope.frames) == 1 and not scope.frames[0].waiting and not must_go_on

    def word(
        self,
        scope: Scope,
        word: str,
        behind: str,
        *,
        quoted: bool = False,
        is_sql: bool = False,
        is_reserved: bool = False,
        is_declared: bool = False,
        is_new: bool = False,
    ) -> Scope | None:
        """The scope behind a whole word, None where it cannot stand.

        Args:
            scope: before the word.
            word: in lower case.
            behind: the character that follows it.
            quoted: whether it stands in double quotes.
            is_sql: whether SQL has such a word too.
            is_reserved: whether it is a word of SQL alone, where it is not quoted.
            is_declared: whether the query declared it.
            is_new: whether a subquery in FROM has to declare it.
        """
        if scope.before in (";", "typed"):
            return None
        if scope.before == ".":
            return self._qualified(scope, word, is_declared=is_declared)
        if self.expects_table(scope):
            return self._named_table(scope, word)
        if scope.before == "as" and scope.table:
            return self._named_alias(scope, word)
        if word == "as" and not quoted:
            return scope._replace(before="as", name="", kind=None, compared=False, taking=None)
        declares, scope = self.declares(scope), _settled(scope)
        after = scope._replace(before='"' if quoted else word, name=word)
        if declares:
            return after._replace(kind=None, compared=False)
        if behind == ".":
            return after
        is_name = quoted or not (is_reserved or word in _OF_SQL)
        if is_name and word in self._visible(scope) and behind != "(" and not _extracts(scope):
            return self._bare_column(after, word, behind=scope)
        after = after._replace(taking=after.taking if word == "distinct" else None)
        if is_new:
            return _waiting(after, ("?", word))
        if behind != "(" and not is_sql and not is_declared:
            return None
        if quoted or is_declared:
            return after._replace(kind=None, compared=False)
        return self._keyword(after, word, behind)

    def _keyword(self, scope: Scope, word: str, behind: str) -> Scope | None:
        *outer, top = scope.frames
        if word in _COMPARING:
            between = scope.kind if word == "between" else None
            return scope._replace(compared=scope.kind is not None, between=between)
        if word == "and" and scope.between is not None:
            return scope._replace(kind=scope.between, compared=True, between=None)
        if word in ("true", "false") and scope.compared and scope.kind not in (ColumnKind.BOOLEAN, None):
            return None
        if word in ("not", "is"):
            return scope
        scope = scope._replace(kind=None, compared=False)
        if word in _TYPED and behind != "(":
            return scope._replace(before="typed")
        if word == "select":
            top = top._replace(is_query=True, in_with=False, listed=None)
        elif word == "with":
            top = top._replace(in_with=True)
        elif word == "from" and top.is_query:
            top = top._replace(in_from=True)
        elif word == "from":
            extracting = scope._replace(taking=_DAYS if top.opener == "extract" else None)
            return extracting if top.opener in _WITH_FROM else None
        elif word == "join":
            if not (top.is_query and top.in_from):
                return None
        elif word in _SETS and behind != "(":
            if not top.is_query or (top.waiting and _without_tables(outer) is None):
                return None
            waiting = top.waiting if outer else frozenset()
            top = Frame(is_query=True, opener=top.opener, waiting=waiting, earlier=top.earlier + top.tables)
        elif word in _CLAUSES and top.is_query:
            # What still waits can only be of a query around this one.
            if top.waiting and top.tables and _without_tables(outer) is None:
                return None
            tables = top.tables + top.earlier if word == "order" else top.tables
            top = top._replace(in_from=False, tables=tables)
        return scope._replace(frames=(*outer, top))

    def sign(self, scope: Scope, sign: str) -> Scope | None:
        """The scope behind a character that belongs to no word, blanks apart; None where it cannot stand."""
        if scope.before in (";", "typed"):
            return None
        if sign == ";":
            return scope._replace(before=";") if self.ends(scope) else None
        if sign == ".":
            return scope._replace(before=".", qualifier=scope.name)
        scope = _settled(scope)
        if sign in _COMPARISONS:
            return scope._replace(before=sign, compared=scope.kind is not None, taking=None)
        if sign in "+-" and scope.compared:  # the sign of a number
            return scope._replace(before=sign)
        if sign not in _ARITHMETIC | _OTHERS:
            return None
        *outer, top = scope.frames
        after = scope._replace(before=sign, name="", kind=None, compared=False, taking=None)
        if sign == "(":
            if self.expects_table(scope):
                known = top._replace(tables=(*top.tables, ("", "")), waiting=frozenset())
                return after._replace(frames=(*outer, known, Frame()))
            listed = scope.kind if scope.before == "in" else None
            frame = Frame(opener=scope.name if scope.before == scope.name else "", listed=listed)
            return after._replace(frames=(*scope.frames, frame), taking=_TAKING.get(frame.opener))
        return self._closed(after) if sign == ")" else after

    def value(self, scope: Scope) -> Scope:
        """The scope behind a value."""
        settled = _settled(scope)
        return settled._replace(before="value", name="", kind=None, compared=False, taking=None)

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
        if not top.tables:
            return not any(alias == "?" for alias, _ in top.waiting) and _for_first(top.waiting) <= columns
        alias = f"t{len(top.tables) + 1}"
        return {column for name, column in top.waiting if name == alias} <= columns

    def _named_table(self, scope: Scope, word: str) -> Scope | None:
        *outer, top = scope.frames
        known = word if word in self._columns else ""
        if known and not self._fits(word, scope):
            return None
        waiting = frozenset(each for each in top.waiting if each[0] not in ("", "?"))
        top = top._replace(tables=(*top.tables, (word, known)), waiting=waiting)
        return scope._replace(frames=(*outer, top), before='"', name=word, table=word, kind=None, compared=False)

    def _named_alias(self, scope: Scope, word: str) -> Scope | None:
        *outer, top = scope.frames
        *others, (_, table) = top.tables
        if any(alias == word for alias, _ in others):
            return None
        own = {column for alias, column in top.waiting if alias == word}
        if table and not own <= self._columns[table]:
            return None
        waiting = frozenset(each for each in top.waiting if each[0] != word)
        top = top._replace(tables=(*others, (word, table)), waiting=waiting)
        return scope._replace(frames=(*outer, top), before='"', name=word, table="")

    def _of_alias(self, scope: Scope) -> frozenset[str]:
        """The columns that may stand behind the alias and its dot."""
        alias, still = scope.qualifier, _without_tables(scope.frames)
        found: frozenset[str] = frozenset()
        table = _bound(scope.frames, alias)
        if table is not None:
            found = self._columns[table] if table else self._all
        if still is not None:
            waiting = scope.frames[still].waiting
            own = {column for name, column in waiting if name == alias}
            own |= _for_first(waiting) if alias == "t1" else set()
            found |= _union(columns for columns in self._columns.values() if own <= columns)
        if scope.taking:
            kinds = self._kinds[table] if table else None
            kind = kinds.get if kinds else self._common_kind
            found = frozenset(name for name in found if kind(name) in (*scope.taking, None))
        return found

    def _qualified(self, scope: Scope, column: str, *, is_declared: bool) -> Scope | None:
        table = _bound(scope.frames, scope.qualifier)
        if column not in self._of_alias(scope) and not (is_declared and not table):
            return None
        after = scope._replace(before='"', name="", qualifier="", table="", compared=False, taking=None)
        if table is not None and (not table or column in self._columns[table]):
            kind = self._kinds[table][column] if table else None
        else:
            after = _waiting(after, (scope.qualifier, column))
            kind = self._common_kind(column)
        return after._replace(kind=kind) if _comparable(scope, kind) else None

    def _bare_column(self, scope: Scope, column: str, *, behind: Scope) -> Scope | None:
        kind = self._kind_in(scope, column)
        if not _comparable(behind, kind) or (scope.taking and kind is not None and kind not in scope.taking):
            return None
        if behind.before in _ARITHMETIC:  # what comes of it may be of another kind
            kind = None
        if self.is_before_tables(scope):
            scope = _waiting(scope, ("", column))
        return scope._replace(before='"', kind=kind, compared=False, taking=None)

    def _visible(self, scope: Scope) -> frozenset[str]:
        """The columns that may stand without an alias."""
        tables = [table for frame in scope.frames if frame.is_query for _, table in frame.tables]
        if not all(tables):
            return self._all
        found = _union(self._columns[table] for table in tables)
        own = scope.frames[_innermost_query(scope.frames)]
        if not own.tables:
            waiting = _for_first(own.waiting)
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


_REMEMBERED = 4096


def _extracts(scope: Scope) -> bool:
    return scope.frames[-1].opener in _WITH_FROM and scope.before == "("


def _comparable(scope: Scope, kind: ColumnKind | None) -> bool:
    """Whether a column of this kind may be what the column before is compared with."""
    if not scope.compared or scope.kind is None or kind is None:
        return True
    return kind is scope.kind or any({kind, scope.kind} <= family for family in _FAMILIES)


def _settled(scope: Scope) -> Scope:
    """The scope once the table that was just named got no alias: it goes by its name."""
    if not scope.table:
        return scope
    *outer, top = scope.frames
    waiting = frozenset(each for each in top.waiting if each[0] != scope.table)
    return scope._replace(frames=(*outer, top._replace(waiting=waiting)), table="")


def _for_first(waiting: Waiting) -> set[str]:
    """The columns that the first table has to have."""
    return {column for alias, column in waiting if alias in ("", "t1")}


def _waiting(scope: Scope, name: tuple[str, str]) -> Scope:
    """The scope with one more name that waits for a table of the innermost query that has none yet; there must be one."""
    at = _without_tables(scope.frames)
    assert at is not None, scope
    frame = scope.frames[at]
    frame = frame._replace(waiting=frame.waiting | {name})
    return scope._replace(frames=(*scope.frames[:at], frame, *scope.frames[at + 1 :]))


def _innermost_query(frames: tuple[Frame, ...]) -> int:
    return next(at for at in reversed(range(len(frames))) if frames[at].is_query)


def _without_tables(frames: Iterable[Frame]) -> int | None:
    """The innermost query of which the tables are still to come; None if there is none."""
    some = tuple(frames)
    return next((at for at in reversed(range(len(some))) if some[at].is_query and not some[at].tables), None)


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
