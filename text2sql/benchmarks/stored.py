"""Tables with their rows → a SQLite file, for benchmarks that keep rows as JSON."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.errors import T2SError


class StoredTable(NamedTuple):
    """A table to write.

    Attributes:
        name: of the table.
        columns: names and declared types.
        rows: values in the order of the columns.
    """

    name: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Any]]


def write_sqlite(path: Path, tables: Iterable[StoredTable]) -> None:
    """Write the tables into a new file, which takes the place of an earlier one when it is whole.

    Keys are not declared: the rows of a benchmark need not obey them.

    Raises:
        T2SError: naming the table whose rows do not fit its columns, or the file if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            for table in tables:
                _write(connection, table)
            connection.execute("COMMIT")
        finally:
            connection.close()
        os.replace(part, path)
    except sqlite3.Error as error:
        raise T2SError(f"the database cannot be written: {error}", where=str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _write(connection: sqlite3.Connection, table: StoredTable) -> None:
    wrong = [number for number, row in enumerate(table.rows) if len(row) != len(table.columns)]
    if wrong or not table.columns:
        what = f"row {wrong[0]} has {len(table.rows[wrong[0]])} values" if wrong else "there is no column"
        raise T2SError(f"{what}, where the table has {len(table.columns)} columns", where=table.name)
    columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in table.columns)
    connection.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", _values(table.rows))


def _values(rows: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [value if value is None or isinstance(value, int | float | str) else str(value) for value in row]


def quoted(name: str) -> str:
    """A name as SQLite's identifier.

    >>> quoted('12" disc')
    '"12"" disc"'
    """
    return '"' + name.replace('"', '""') + '"'
