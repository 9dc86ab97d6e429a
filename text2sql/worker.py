"""A sandbox's worker: what it is told, how it limits itself, what it sends back.

The process runs `serve`. It imports the engine that it needs and nothing above it.
"""

import datetime
import decimal
import io
import mmap
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.records import VerdictKind
from text2sql.schema import Schema

OUT_OF_MEMORY = 77

# A message is answered once its answers took so long or weigh so much; what is left of it is asked again.
_ENOUGH_SECONDS = 0.05
_ENOUGH_BYTES = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a worker opens: a schema with rows, or a file.

    Attributes:
        schema: the tables to make; None for a file.
        rows: their rows by table name.
        path: a DuckDB, CSV or Parquet file; None for rows.
        sqlite: a SQLite file, asked in SQLite itself; None for all others.
        skips_bad_text: of a SQLite file: whether bytes that are no UTF-8 are left out of text.
    """

    schema: Schema | None = None
    rows: Mapping[str, Sequence[Sequence[Any]]] | None = None
    path: Path | None = None
    sqlite: Path | None = None
    skips_bad_text: bool = False


def is_duckdb(path: Path) -> bool:
    """Whether the file is there and is a DuckDB database; told by its first bytes, without the engine."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a worker is told at its start."""

    source: Source
    timeout: float
    max_rows: int
    memory: int


@dataclass(frozen=True, slots=True)
class Explain:
    """Asked in place of a query: whether it could run."""

    sql: str


class _Engine(Protocol):
    def run(self, sql: str, *, max_rows: int) -> Outcome | Failure: ...
    def explain(self, sql: str) -> Failure | None: ...
    def close(self) -> None: ...


def serve(progress: int) -> None:
    """The worker's side: read the set-up, then answer messages of queries on stdin until it closes.

    A further set-up in place of a message makes it go on with the tables of that one.

    Args:
        progress: descriptor of a file of one byte, the number of the query that runs, for the caller to see whose
            the blame is if this process dies.
    """
    running = mmap.mmap(progress, 1)
    requests = sys.stdin.buffer
    # Whatever a library prints must not end up among the replies.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    engine: _Engine | None = None
    max_rows = 0
    while True:
        try:
            request = _receive(requests)
        except EOFError:
            return
        try:
            if isinstance(request, Setup):
                if engine is not None:
                    engine.close()
                is_first, engine, max_rows = engine is None, _opened(request), request.max_rows
                if is_first:
                    _limit(request.memory)
                write(replies, None)
                continue
            assert engine is not None
            assert isinstance(request, list)
            write(replies, _answers(request, engine, max_rows, running))
        except T2SError as error:  # of the source, not of a query: as text, so that it is no result
            write(replies, error.what)
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _answers(requests: list[str | Explain], engine: _Engine, max_rows: int, running: mmap.mmap) -> list[bytes]:
    """The answers to the first of the requests, at least one: until that is enough, or the engine is spent."""
    answers: list[bytes] = []
    size, started = 0, time.monotonic()
    for number, request in enumerate(requests):
        running[0] = number
        try:
            found: Outcome | Failure | None
            if isinstance(request, Explain):
                found = engine.explain(request.sql)
            else:
                found = engine.run(request, max_rows=max_rows)
        except T2SError:
            if not answers:
                raise
            break  # the caller learns of it when it asks this one again
        answers.append(dump_answer(found))
        size += len(answers[-1])
        if is_spent(found) or size > _ENOUGH_BYTES or time.monotonic() - started > _ENOUGH_SECONDS:
            break
    return answers


def is_spent(answer: Outcome | Failure | None) -> bool:
    """Whether no other query may follow this one: an engine that ran out of memory has less of it than a fresh one."""
    return isinstance(answer, Failure) and (answer.fatal or answer.kind is VerdictKind.MEMORY)


def _opened(setup: Setup) -> _Engine:
    source = setup.source
    # Each engine is imported only where it is asked: DuckDB's import alone takes longer than a hundred queries.
    if source.sqlite is not None:
        from text2sql.sqlite_database import SqliteDatabase

        return SqliteDatabase(source.sqlite, timeout=setup.timeout, skips_bad_text=source.skips_bad_text)
    from text2sql.database import Database

    if source.path is not None:
        return Database.open(source.path, timeout=setup.timeout)
    assert source.schema is not None
    return Database.from_rows(source.schema, source.rows or {}, timeout=setup.timeout)


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def write(pipe: IO[bytes], value: object) -> None:
    """Send one value: its size in eight bytes, then its pickle."""
    data = pickle.dumps(value, protocol=5)
    pipe.write(struct.pack("<Q", len(data)) + data)
    pipe.flush()


def dump_answer(answer: Outcome | Failure | None) -> bytes:
    """The pickle of an answer as a plain tuple; unusual values in it become text."""
    if isinstance(answer, Outcome):
        rows = answer.rows if all(map(_is_plain, answer.rows)) else tuple(map(_plain_row, answer.rows))
        return pickle.dumps((answer.columns, rows, answer.truncated, answer.seconds), protocol=5)
    failed = None if answer is None else (answer.kind.value, answer.message, answer.fatal)
    return pickle.dumps(failed, protocol=5)


def load_answer(data: bytes) -> Outcome | Failure | None:
    """The answer that a worker dumped.

    Raises:
        pickle.UnpicklingError: if it is none.
    """
    match load_plain(data):
        case None:
            return None
        case (tuple() as columns, tuple() as rows, bool() as truncated, float() as seconds):
            return Outcome(columns=columns, rows=rows, truncated=truncated, seconds=seconds)
        case (str() as kind, str() as message, bool() as fatal):
            return Failure(kind=VerdictKind(kind), message=message, fatal=fatal)
    raise pickle.UnpicklingError("no answer")


def load_plain(data: bytes) -> object:
    """The value that a worker sent; only plain values are built, whatever the bytes say.

    Raises:
        pickle.UnpicklingError: if they ask for anything else.
    """
    value: object = _PlainUnpickler(io.BytesIO(data)).load()
    return value


def _receive(pipe: IO[bytes]) -> object:
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    value: object = pickle.loads(pipe.read(struct.unpack("<Q", head)[0]))
    return value


def _is_plain(row: tuple[Any, ...]) -> bool:
    return _ATOMS.issuperset(map(type, row))


def _plain_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(map(_plain_value, row))


def _plain_value(value: Any) -> Any:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is list or kind is tuple:
        return [_plain_value(each) for each in value]
    if kind is dict:
        return {str(key): _plain_value(each) for key, each in value.items()}
    return str(value)


_ATOMS = frozenset(
    {
        *(type(None), bool, int, float, str, bytes, decimal.Decimal),
        *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
    }
)
_SAFE = {
    ("builtins", "bytes"),
    ("_codecs", "encode"),
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
}


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _SAFE:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return super().find_class(module, name)
