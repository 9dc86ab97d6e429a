"""A CSV or Parquet file → one DuckDB table named after the file, column names kept.

Knows nothing of schemas; the connection it is given must still be open to files.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from text2sql.errors import T2SError

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet")


def load(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Create the table. Types are guessed from all rows of a CSV; empty fields are NULL; the first row is the header.

    Raises:
        duckdb.Error: if the file is not of its kind.
        UnicodeError: if a CSV is neither UTF-8 nor GBK.
        T2SError: if a CSV is empty.
    """
    name = quoted(path.stem)
    if path.suffix.lower() == ".parquet":
        connection.execute(f"CREATE TABLE {name} AS FROM read_parquet({literal(str(path))})")
        return
    with _in_utf8(path) as readable:
        source = f"read_csv({literal(str(readable))}, header = true, sample_size = -1)"
        connection.execute(f"CREATE TABLE {name} AS FROM {source}")


@contextmanager
def _in_utf8(path: Path) -> Iterator[Path]:
    """The file itself if it is UTF-8, else a copy that is: spreadsheets on Chinese Windows write GBK."""
    data = path.read_bytes()
    if not data.strip():
        raise T2SError("the file is empty", where=str(path), fix="its first line names the columns")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy.csv")
            copy.write_text(data.decode("gb18030"), encoding="utf-8", newline="")
            yield copy
    else:
        yield path


def refuse_sqlite(path: Path) -> None:
    """Say plainly what DuckDB would say obscurely, since it takes such a file for a missing extension.

    Raises:
        T2SError: if it is a SQLite file.
    """
    with path.open("rb") as file:
        if file.read(15) == b"SQLite format 3":
            fix = "copy its tables into a DuckDB file, or export them as CSV or Parquet"
            raise T2SError("this is a SQLite file, which is not read yet", where=str(path), fix=fix)


def quoted(name: str) -> str:
    """A name as DuckDB's identifier.

    >>> quoted('12" disc')
    '"12"" disc"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Text as an SQL literal.

    >>> literal("O'Neil")
    "'O''Neil'"
    """
    return "'" + text.replace("'", "''") + "'"
