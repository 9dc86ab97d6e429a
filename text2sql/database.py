"""A schema's tables in DuckDB: load rows, lock down, run one query → Outcome | Failure.

In process and therefore fast, but only the sandbox can stop a query that ignores its deadline or takes the
process down. Text that a model or a stranger wrote goes through `sandbox`; queries of our own making may run here.

Three guards hold whatever the text says: the engine is locked (no files, no network, no settings), DuckDB's own
parser must see exactly one SELECT, and that runs inside a read-only transaction. The last is needed because
``WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x`` is a SELECT to DuckDB 2.0 and does delete.
"""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from text2sql.datafile import SUFFIXES, literal, load, quoted, refuse_sqlite
from text2sql.engine import MEMORY, TIMEOUT, failure_of, lock, settings, shared_engine, short
from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.records import VerdictKind
from text2sql.schema import Column, Schema, Table

MAX_ROWS = 10_000


class Database:
    """Tables that can be asked, never changed. Make one by `from_rows` or `open`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, name: str, catalog: str | None) -> None:
        self.name = name
        self._connection = connection
        self._catalog = catalog
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._lock = threading.Lock()

    @classmethod
    def from_rows(
        cls,
        schema: Schema,
        rows: Mapping[str, Sequence[Sequence[Any]]],
        *,
        path: Path | None = None,
        timeout: float = TIMEOUT,
        plans: bool = True,
    ) -> "Database":
        """The tables of a schema with these rows, by table name; a table without rows is empty.

        Keys are not enforced: rows are taken as they are. With `path` a new file is written and opened. Without `plans`
        queries run as they are written, which over few rows is a third faster and gives the same but for the last digit
        of an average, and for which of several tied rows comes first.

        Raises:
            T2SError: if a value does not fit its column's type, or the file exists already.
        """
        if path is not None:
            if path.exists():
                raise T2SError("the file exists already", where=str(path), fix="choose another name or remove it")
            path.parent.mkdir(parents=True, exist_ok=True)
            with duckdb.connect(str(path), config={"threads": 1}) as connection:
                _fill(connection, schema, rows, comments=True)
            return cls.open(path, timeout=timeout)
        # A new instance costs 14 ms, a further catalog of one that is there 0.3 ms.
        engine = shared_engine(os.getpid(), timeout, plans)
        catalog = f"t2s_{next(_numbers)}"
        with engine.cursor() as cursor:
            cursor.execute(f"ATTACH ':memory:' AS {catalog}")
            cursor.execute(f"USE {catalog}")
            try:
                _fill(cursor, schema, rows, comments=False)
            except T2SError:
                cursor.execute("USE memory")
                cursor.execute(f"DETACH {catalog}")
                raise
        return cls(engine, name=schema.name, catalog=catalog)

    @classmethod
    def open(cls, path: Path, *, timeout: float = TIMEOUT, memory: str = MEMORY) -> "Database":
        """A DuckDB file, or a CSV or Parquet file as one table named after it. Read-only; the file is not touched.

        Raises:
            T2SError: if the file is missing or is none of these.
        """
        if not path.is_file():
            raise T2SError("no such file", where=str(path), fix="give a .duckdb, .db, .csv or .parquet file")
        config = settings(timeout, memory)
        try:
            if path.suffix.lower() in SUFFIXES:
                connection = duckdb.connect(":memory:", config={**config, "enable_external_access": True})
                load(connection, path)
            else:
                refuse_sqlite(path)
                connection = duckdb.connect(str(path), read_only=True, config=config)
        except (duckdb.Error, UnicodeError) as error:
            fix = "give a DuckDB file, or a CSV in UTF-8 or GBK, or a Parquet file"
            raise T2SError(f"cannot be opened: {short(error)}", where=str(path), fix=fix) from error
        lock(connection)
        return cls(connection, name=path.stem, catalog=None)

    def close(self) -> None:
        """Free the memory; the database cannot be used afterwards. Closing twice is fine."""
        with self._lock:
            if self._cursor is not None:
                self._cursor.close()
                self._cursor = None
            if self._catalog is None:
                self._connection.close()
            elif self._catalog:
                self._connection.cursor().execute(f"DETACH {self._catalog}")
                self._catalog = ""

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, sql: str, *, max_rows: int = MAX_ROWS) -> Outcome | Failure:
        """The rows of one SELECT, at most `max_rows` of them, or why there are none."""
        started = time.perf_counter()
        with self._lock:
            try:
                statement = self._one_select(sql)
                if isinstance(statement, Failure):
                    return statement
                cursor = self._fresh_cursor()
                result = cursor.execute(statement)
                columns = tuple(column[0] for column in result.description)
                types = [str(column[1]) for column in result.description]
                if any(_ZONED in each for each in types):
                    result = cursor.execute(_without_zones(statement.query, types))
                rows = result.fetchmany(max_rows + 1)
            except (duckdb.Error, MemoryError, RuntimeError, OverflowError, ValueError) as error:
                # RuntimeError, OverflowError, ValueError: values that Python cannot hold, such as a date BC.
                self._drop_cursor()
                return failure_of(error)
        seconds = time.perf_counter() - started
        return Outcome(columns=columns, rows=tuple(rows[:max_rows]), truncated=len(rows) > max_rows, seconds=seconds)

    def explain(self, sql: str) -> Failure | None:
        """Why the query could not be run, found by binding its names and types without running it; None if it could."""
        with self._lock:
            try:
                statement = self._one_select(sql)
                if isinstance(statement, Failure):
                    return statement
                self._fresh_cursor().execute("EXPLAIN " + statement.query).fetchall()
            except (duckdb.Error, MemoryError, ValueError) as error:
                self._drop_cursor()
                return failure_of(error)
        return None

    def read_catalog(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query of our own over DuckDB's catalog functions."""
        with self._lock:
            return self._fresh_cursor().execute(sql, list(values)).fetchall()

    def _one_select(self, sql: str) -> "duckdb.Statement | Failure":
        if not _is_text(sql):
            return Failure(kind=VerdictKind.PARSE_ERROR, message="the query holds half a character")
        statements = self._connection.extract_statements(sql)
        if len(statements) != 1:
            found = "no statement" if not statements else f"{len(statements)} statements"
            kind = VerdictKind.NOT_READ_ONLY if statements else VerdictKind.PARSE_ERROR
            return Failure(kind=kind, message=f"one SELECT is expected, {found} found")
        if statements[0].type != duckdb.StatementType.SELECT:
            kind_name = str(statements[0].type).rpartition(".")[2]
            return Failure(kind=VerdictKind.NOT_READ_ONLY, message=f"one SELECT is expected, {kind_name} found")
        return statements[0]

    def _fresh_cursor(self) -> duckdb.DuckDBPyConnection:
        # A cursor is kept while it runs nothing but SELECTs in its read-only transaction, which leave no trace in
        # it, and thrown away at the first failure, which aborts that transaction. It saves 0.25 of 0.65 ms.
        if self._cursor is None:
            cursor = self._connection.cursor()
            if self._catalog is not None:
                cursor.execute(f"USE {self._catalog}")
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            self._cursor = cursor
        return self._cursor

    def _drop_cursor(self) -> None:
        if self._cursor is not None:
            self._cursor.close()
            self._cursor = None


def schema_of(database: Database) -> Schema:
    """The schema read back from a database: tables, columns, types, comments, primary keys; tables in the engine's order.

    Raises:
        T2SError: if it has no table.
    """
    tables = tuple(
        Table(
            name=name,
            columns=tuple(
                Column(name=column, type=kind, nullable=nullable, comment=note or "")
                for column, kind, nullable, note in database.read_catalog(_COLUMNS, oid)
            ),
            primary_key=tuple(key for (keys,) in database.read_catalog(_PRIMARY_KEYS, oid) for key in keys),
            comment=comment or "",
        )
        for oid, name, comment in database.read_catalog(_TABLES)
    )
    if not tables:
        raise T2SError("the database has no table", where=database.name, fix="give a file that holds tables")
    return Schema(name=database.name, tables=tables)


_numbers = count(1)

_TABLES = """
    SELECT table_oid, table_name, comment FROM duckdb_tables()
    WHERE database_name = current_database() AND schema_name = current_schema() AND NOT internal ORDER BY table_oid
"""
_COLUMNS = """
    SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
    WHERE database_name = current_database() AND table_oid = ? ORDER BY column_index
"""
_PRIMARY_KEYS = """
    SELECT constraint_column_names FROM duckdb_constraints()
    WHERE database_name = current_database() AND table_oid = ? AND constraint_type = 'PRIMARY KEY'
"""


# To hand over such a value DuckDB needs pytz, which nothing else here does.
_ZONED = "TIMESTAMP WITH TIME ZONE"


def _without_zones(query: str, types: Sequence[str]) -> str:
    """The query with its times with a zone as those of UTC."""
    names = [f"c{number}" for number in range(len(types))]
    shown = [
        f"CAST({name} AS {each.replace(_ZONED, 'TIMESTAMP')})" if _ZONED in each else name
        for name, each in zip(names, types, strict=True)
    ]
    return f"SELECT {', '.join(shown)} FROM (\n{query.rstrip().rstrip(';')}\n) AS t({', '.join(names)})"


def _is_text(sql: str) -> bool:
    try:
        sql.encode()
    except UnicodeEncodeError:  # a lone surrogate, as a byte-level model can produce
        return False
    return True


def _fill(
    connection: duckdb.DuckDBPyConnection,
    schema: Schema,
    rows: Mapping[str, Sequence[Sequence[Any]]],
    *,
    comments: bool,
) -> None:
    given = {name.lower(): each for name, each in rows.items()}
    unknown = given.keys() - {table.name.lower() for table in schema.tables}
    if unknown:
        raise T2SError(f"rows for tables that the schema does not have: {', '.join(sorted(unknown))}")
    for table in schema.tables:
        columns = ", ".join(f"{quoted(c.name)} {c.type}" for c in table.columns)
        try:
            connection.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")
            _insert(connection, table, given.get(table.name.lower(), ()))
            if comments:
                _comment(connection, table)
        except (duckdb.Error, ValueError) as error:
            raise T2SError(short(error), where=table.name, fix="mend the row or the column's type") from error


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    # One list a column is ten times faster than a list of literals, and a hundred times than executemany.
    values = [list(column) for column in zip(*rows, strict=True)]
    if len(values) != len(table.columns):
        raise ValueError(f"{len(values)} values a row for {len(table.columns)} columns")
    selected = ", ".join(f"unnest(?::{column.type}[])" for column in table.columns)
    connection.execute(f"INSERT INTO {quoted(table.name)} SELECT {selected}", values)


def _comment(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = quoted(table.name)
    if table.comment:
        connection.execute(f"COMMENT ON TABLE {name} IS {literal(table.comment)}")
    for column in table.columns:
        if column.comment:
            connection.execute(f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(column.comment)}")
