"""WikiSQL's layout → schemas of one table each, questions, and the three SQLite files they ask.

``train.jsonl``, ``dev.jsonl`` and ``test.jsonl`` hold questions with the query as places: ``sel`` (a column), ``agg``
(an aggregate) and ``conds`` (column, operator, value). ``train.tables.jsonl`` and its like describe the tables;
``train.db`` and its like hold their rows, text in small letters, in tables ``table_1_1000181_1`` with columns ``col0``,
``col1`` and so on. What a table calls its columns is their comment here.

Values of text are lowered in the gold, as WikiSQL's own script does before it runs a query. One thing that it does is
not repeated: of two conditions on one column it gives both the second one's value.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from text2sql.benchmarks.benchmark import Benchmark
from text2sql.benchmarks.schemas import natural_name
from text2sql.benchmarks.stored import StoredTable, write_sqlite
from text2sql.errors import T2SError, listed
from text2sql.jsonfile import read_objects
from text2sql.records import Example, language_of
from text2sql.schema import Column, Schema, Table
from text2sql.sqlite_database import is_sqlite
from text2sql.textfile import read_utf8

PARTS = ("train", "dev", "test")
_AGGREGATES = ("", "MAX", "MIN", "COUNT", "SUM", "AVG")
_OPERATORS = ("=", ">", "<")
_NUMBER = re.compile(r"(?:[-+]?\d*\.)?\d+")
_LONGEST_SAMPLE = 20

_T = TypeVar("_T")


def read_wikisql(folder: Path, databases: Path) -> Benchmark:
    """The benchmark in a folder.

    Args:
        folder: holds its files.
        databases: where the file of a part is written from its tables, if the benchmark does not bring it.

    Raises:
        T2SError: naming all files that are missing, and what is damaged in those that are there.
    """
    if not folder.is_dir():
        raise T2SError("no such folder", where=str(folder), fix="unpack data.tar.bz2 and name its folder data")
    present = [part for part in PARTS if part == "test" or (folder / f"{part}.jsonl").is_file()]
    names = [f"{part}{ending}" for part in present for ending in (".jsonl", ".tables.jsonl")]
    missing = [f"{name} is missing" for name in names if not (folder / name).is_file()]
    if missing:
        fix = "WikiSQL has train, dev and test, each as .jsonl, .tables.jsonl and .db"
        raise T2SError(listed(missing), where=str(folder), fix=fix)
    schemas: dict[str, Schema] = {}
    files: dict[str, Path] = {}
    questions: dict[str, list[Example]] = {part: [] for part in PARTS}
    refused: list[tuple[str, str]] = []
    for part in present:
        described = {}
        for value in _objects(folder / f"{part}.tables.jsonl"):
            table = _schema(value, folder / f"{part}.tables.jsonl")
            described[table.name] = table
        file = folder / f"{part}.db"
        if not file.exists():
            file = databases / f"{part}.db"
            write_sqlite(file, map(_stored, _objects(folder / f"{part}.tables.jsonl")))
        elif not is_sqlite(file):
            raise T2SError("not a SQLite file", where=str(file), fix="unpack it again, or remove it")
        for number, value in enumerate(_objects(folder / f"{part}.jsonl")):
            found = _example(value, described, f"{part}-{number:05}", f"{part}.jsonl:{number + 1}")
            if isinstance(found, str):
                refused.append((f"{part}.jsonl:{number + 1}", found))
            else:
                questions[part].append(found)
        schemas |= described
        files |= dict.fromkeys(described, file)
    return Benchmark(
        schemas=schemas,
        databases=files,
        train=questions["train"],
        dev=questions["dev"],
        test=questions["test"],
        refused=refused,
    )


def _objects(path: Path) -> Iterator[Mapping[str, Any]]:
    problems = []
    values = []
    for number, value in read_objects(read_utf8(path)):
        if isinstance(value, str):
            problems.append(f"{path}:{number}: {value}")
        else:
            values.append(value)
    if problems:
        fix = "take the file as it was published"
        raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=str(path), fix=fix)
    return iter(values)


def _table_name(table: str) -> str:
    return table if table.startswith("table") else f"table_{table.replace('-', '_')}"


def _schema(value: Mapping[str, Any], path: Path) -> Schema:
    """The one table of a line as a schema that has the table's id as its name."""
    try:
        header, rows = list(map(str, value["header"])), value["rows"]
        kinds = [str(kind) for kind in value.get("types") or ["text"] * len(header)]
        cells = list(zip(*rows, strict=True)) or [()] * len(header)
        columns = tuple(
            Column(
                name=f"col{place}",
                type="DOUBLE" if kind == "real" else "VARCHAR",
                comment=natural_name(name, f"col{place}"),
                samples=() if kind == "real" else _samples(values),
            )
            for place, (name, kind, values) in enumerate(zip(header, kinds, cells, strict=True))
        )
        title = natural_name(str(value.get("page_title") or value.get("caption") or ""), "")
        table = Table(name=_table_name(str(value["id"])), columns=columns, comment=title)
        return Schema(name=str(value["id"]), dialect="sqlite", tables=(table,))
    except (KeyError, TypeError, ValueError) as error:
        raise T2SError(f"the table {value.get('id', '?')} is damaged: {error!r}", where=str(path)) from error


def _samples(values: Sequence[Any]) -> tuple[str, ...]:
    """The first three short ones, as they stand in the database."""
    short = (str(value).lower() for value in values if value is not None and 0 < len(str(value)) <= _LONGEST_SAMPLE)
    return tuple(dict.fromkeys(short))[:3]


def _stored(value: Mapping[str, Any]) -> StoredTable:
    kinds = [str(kind) for kind in value.get("types") or ["text"] * len(value["header"])]
    columns = [(f"col{place}", kind) for place, kind in enumerate(kinds)]
    rows = [[cell.lower() if isinstance(cell, str) else cell for cell in row] for row in value["rows"]]
    return StoredTable(_table_name(str(value["id"])), columns, rows)


def _example(value: Mapping[str, Any], schemas: Mapping[str, Schema], name: str, place: str) -> Example | str:
    """The question of a line, or why it is none."""
    question, table = value.get("question"), str(value.get("table_id"))
    if not isinstance(question, str) or not question.strip():
        return "no question"
    if table not in schemas:
        return f"no schema: the table {table} is not described"
    try:
        sql = query(value["sql"], schemas[table].tables[0])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        return f"the query cannot be told: {error!r}"
    return Example(
        id=name,
        schema=table,
        question=" ".join(question.split()),
        sql=sql,
        language=language_of(question),
        provenance=place,
    )


def query(parts: Mapping[str, Any], table: Table) -> str:
    """The SQL of a query given as places.

    Raises:
        KeyError, IndexError, TypeError, ValueError: if places or values are none.

    >>> columns = (Column(name="col0", type="VARCHAR"), Column(name="col1", type="DOUBLE"))
    >>> table = Table(name="table_1_2", columns=columns)
    >>> query({"sel": 0, "agg": 3, "conds": [[0, 0, "O'Neil"], [1, 1, "1,200"]]}, table)
    "SELECT COUNT(col0) FROM table_1_2 WHERE col0 = 'o''neil' AND col1 > 1200"
    """
    selected = _at(table.columns, parts["sel"]).name
    aggregate = _at(_AGGREGATES, parts["agg"])
    selected = f"{aggregate}({selected})" if aggregate else selected
    conditions = [
        f"{(column := _at(table.columns, place)).name} {_at(_OPERATORS, operator)} {_literal(value, column)}"
        for place, operator, value in parts["conds"]
    ]
    return f"SELECT {selected} FROM {table.name}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")


def _at(values: Sequence[_T], place: Any) -> _T:
    if not isinstance(place, int) or place < 0:
        raise ValueError(f"{place!r} is no place")
    return values[place]


def _literal(value: Any, column: Column) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{value!r} is no value")
    if column.type == "DOUBLE":
        return _number(value)
    return "'" + str(value).lower().replace("'", "''") + "'"


def _number(value: str | float) -> str:
    """The number that WikiSQL's script reads in a value: the whole, with or without commas, else the first digits."""
    if isinstance(value, str):
        found = _NUMBER.search(value)
        try:
            number = float(value.replace(",", ""))
        except ValueError:
            if found is None:
                raise ValueError(f"{value!r} is no number") from None
            number = float(found[0])
    else:
        number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is no number")
    return str(int(number)) if number == int(number) else repr(number)
