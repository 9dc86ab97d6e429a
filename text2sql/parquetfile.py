"""The lines of a split as Parquet, written and read by DuckDB, so that no further package is needed.

What is read may come from elsewhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from text2sql.datafile import literal
from text2sql.engine import short
from text2sql.errors import T2SError

# Of a line; the order is that of the JSON.
COLUMNS = {
    "conversations": "STRUCT(role VARCHAR, content VARCHAR)[]",
    "id": "VARCHAR",
    "schema": "VARCHAR",
    "question": "VARCHAR",
    "sql": "VARCHAR",
    "language": "VARCHAR",
    "tags": "VARCHAR[]",
    "provenance": "VARCHAR",
}
# So that a shard of any size is written in some ten megabytes of memory.
_ROW_GROUP = 20_480


def read_parquet(file: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(row, its values by column, those that are NULL left out) in order.

    Raises:
        T2SError: if the file is missing or not Parquet.
    """
    if not file.is_file():
        raise T2SError("no such file", where=str(file), fix="check the path")
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        try:
            result = connection.execute(f"SELECT * FROM read_parquet({literal(str(file))})")
            names = [column[0] for column in result.description]
            number = 0
            while rows := result.fetchmany(2_000):
                for row in rows:
                    number += 1
                    yield number, {name: value for name, value in zip(names, row, strict=True) if value is not None}
        except duckdb.Error as error:
            raise T2SError(f"cannot be read: {short(error)}", where=str(file), fix="give a Parquet file") from error


def to_parquet(lines: Path, path: Path) -> None:
    """Replace a JSONL file by a Parquet file; the same lines give the same bytes."""
    made = path.with_name(f".{path.name}.partial.parquet")
    columns = ", ".join(f"{name}: {literal(kind)}" for name, kind in COLUMNS.items())
    source = f"read_json({literal(str(lines))}, format = 'newline_delimited', columns = {{{columns}}})"
    target = f"{literal(str(made))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
    try:
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            connection.execute(f"COPY (SELECT * FROM {source}) TO {target}")
    except duckdb.Error as error:
        made.unlink(missing_ok=True)
        raise T2SError(f"cannot be written: {short(error)}", where=str(path), fix="write JSONL") from error
    os.replace(made, path)
    lines.unlink()
