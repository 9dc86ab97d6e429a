"""A SQLite file that can be asked, never changed: open read-only, run one query → Outcome | Failure.

The reference engine for benchmarks whose gold SQL is SQLite's. As with `database`, only the sandbox can stop a query
that spends its time inside one function or takes the process down.

Four guards hold whatever the text says: the file is opened immutable, the authorizer lets a statement select, read
and call functions and nothing else (no PRAGMA, ATTACH, transaction, write or temporary table), extensions cannot be
loaded, and the engine's own limits bound the size of a value and of the query.
"""

import re
import sqlite3
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.records import VerdictKind

TIMEOUT = 10.0
MAX_ROWS = 10_000

_MAGIC = b"SQLite format 3\0"
_BLANK = re.compile(r"\s+|;|--[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
# Opcodes between two looks at the clock: some ten a millisecond.
_STEPS = 20_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LENGTH: 50_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
# None of these is in a usual build; the first two are those of the command-line shell.
_FORBIDDEN_FUNCTIONS = frozenset({"readfile", "writefile", "edit", "load_extension", "fts3_tokenizer"})


class SqliteDatabase:
    """The tables of one SQLite file. Not for several threads at once.

    Args:
        path: the file.
        timeout: seconds a query may take.
        skips_bad_text: whether bytes that are no UTF-8 are left out of text; else such a query fails.

    Raises:
        T2SError: if the file is missing or is no SQLite database.
    """

    def __init__(self, path: Path, *, timeout: float = TIMEOUT, skips_bad_text: bool = False) -> None:
        self.path = path
        self._timeout = timeout
        self._deadline = 0.0
        self._skips_bad_text = skips_bad_text
        if not is_sqlite(path):
            what = "not a SQLite file" if path.is_file() else "no such file"
            raise T2SError(what, where=str(path), fix="give a SQLite database")
        try:
            # Immutable: no lock is taken and no journal looked for, so that a file nobody may write to can be opened.
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=0,  # else a query that was prepared is not shown to the authorizer again
            )
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._connection.execute("PRAGMA query_only = ON")
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raise T2SError(f"cannot be opened: {error}", where=str(path), fix="give a SQLite database") from error
        for limit, value in _LIMITS.items():
            self._connection.setlimit(limit, value)
        self._connection.set_authorizer(_authorize)
        self._connection.set_progress_handler(self._is_late, _STEPS)

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._connection.close()

    def __enter__(self) -> "SqliteDatabase":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, sql: str, *, max_rows: int = MAX_ROWS) -> Outcome | Failure:
        """The rows of one query, at most `max_rows` of them, or why there are none.

        Raises:
            T2SError: if the file is damaged, which is nothing that a query could be blamed for.
        """
        started = time.perf_counter()
        self._deadline = time.monotonic() + self._timeout
        try:
            columns, rows = self._fetched(sql, max_rows + 1)
        except (sqlite3.Error, sqlite3.Warning, MemoryError, ValueError, OverflowError) as error:
            # ValueError: half a character, or a NUL; sqlite3.Warning: several statements, until Python 3.12.
            if getattr(error, "sqlite_errorname", "") in _DAMAGED:
                raise T2SError(f"the database is damaged: {error}", where=str(self.path)) from error
            return _failure_of(error)
        seconds = time.perf_counter() - started
        return Outcome(columns=columns, rows=tuple(rows[:max_rows]), truncated=len(rows) > max_rows, seconds=seconds)

    def explain(self, sql: str) -> Failure | None:
        """Why the query could not be run; None if it could. Nothing of it is run."""
        result = self.run(f"EXPLAIN {sql}")
        return result if isinstance(result, Failure) else None

    def _fetched(self, sql: str, count: int) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        try:
            return self._fetched_once(sql, count)
        except sqlite3.OperationalError as error:
            if not (self._skips_bad_text and "decode to UTF-8" in str(error)):
                raise
        # A text factory of our own costs a call a value, so only the few results that need it pay for it.
        self._connection.text_factory = _skipping_decoder
        try:
            return self._fetched_once(sql, count)
        finally:
            self._connection.text_factory = str

    def _fetched_once(self, sql: str, count: int) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        cursor = self._connection.execute(sql)
        try:
            if cursor.description is None:
                raise _NoRowsError("not a query") if _BLANK.sub("", sql) else _NoQueryError("there is no query")
            return tuple(column[0] for column in cursor.description), cursor.fetchmany(count)
        finally:
            cursor.close()

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteTable:
    """A table as it lies in a file, with all its rows.

    Attributes:
        name: as it was created.
        columns: their names.
        declared: their declared types, in capitals; empty where there is none.
        rows: values in the order of the columns.
    """

    name: str
    columns: tuple[str, ...]
    declared: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def read_tables(path: Path, only: Collection[str] | None = None) -> list[SqliteTable]:
    """The tables of a file with their rows, for copying into another engine; bytes that are no UTF-8 are left out.

    Args:
        path: the file.
        only: the names of the tables that are wanted; all if None.

    Raises:
        T2SError: if the file is missing or is no SQLite database.
    """
    if not is_sqlite(path):
        raise T2SError("not a SQLite file", where=str(path), fix="give a SQLite database")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = _skipping_decoder
    try:
        names = [name for (name,) in connection.execute(_TABLES) if only is None or name in only]
        return [_table(connection, name) for name in names]
    except sqlite3.Error as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    finally:
        connection.close()


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"


def _table(connection: sqlite3.Connection, name: str) -> SqliteTable:
    quoted = '"' + name.replace('"', '""') + '"'
    told = connection.execute(f"PRAGMA table_info({quoted})").fetchall()
    return SqliteTable(
        name=name,
        columns=tuple(each[1] for each in told),
        declared=tuple(each[2].upper() for each in told),
        rows=connection.execute(f"SELECT * FROM {quoted}").fetchall(),
    )


def is_sqlite(path: Path) -> bool:
    """Whether the file is there and is a SQLite database."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


class _NoQueryError(sqlite3.Error):
    """The text holds nothing but blanks and comments."""


class _NoRowsError(sqlite3.Error):
    """A statement that has no rows and found nothing to change, so that the authorizer was not asked."""


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action not in _READING or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _skipping_decoder(value: bytes) -> str:
    return value.decode(errors="ignore")


_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_CORRUPT_INDEX", "SQLITE_NOTADB")
_NAMES = ("no such table", "no such column", "no such function", "ambiguous column name", "no such collation")
_SYNTAX = ("syntax error", "incomplete input", "unrecognized token", "stack overflow", "null character", "too large")
_WRITES = (
    "not authorized",
    "authorization denied",
    "readonly",
    "prohibited",
    "one statement at a time",
    "may not be modified",
)
_MEMORY = ("out of memory", "too big", "database or disk is full")


def _failure_of(error: Exception) -> Failure:
    message = " ".join(str(error).split()) or type(error).__name__
    return Failure(kind=_kind_of(error, message.lower()), message=message)


def _kind_of(error: Exception, message: str) -> VerdictKind:
    match error:
        case MemoryError():
            return VerdictKind.MEMORY
        case _NoQueryError() | ValueError():
            return VerdictKind.PARSE_ERROR
        case _NoRowsError():
            return VerdictKind.NOT_READ_ONLY
    if message == "interrupted":
        return VerdictKind.TIMEOUT
    for marks, kind in (
        (_MEMORY, VerdictKind.MEMORY),
        (_WRITES, VerdictKind.NOT_READ_ONLY),
        (_NAMES, VerdictKind.UNKNOWN_NAME),
        (_SYNTAX, VerdictKind.PARSE_ERROR),
    ):
        if any(mark in message for mark in marks):
            return kind
    return VerdictKind.EXECUTION_ERROR
