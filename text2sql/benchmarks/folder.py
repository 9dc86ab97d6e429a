"""A plain folder of tables and questions → a Benchmark; the simplest layout that holds several schemas.

The tables of a schema are one file: ``shop.sql`` (DDL, rows are made up) or ``shop.sqlite``, ``shop.db`` or
``shop.duckdb`` (with its rows). One schema may have a folder for itself, DIR or one in it: all files of questions there
are about it. Several may lie side by side in DIR; then questions bear the name of their tables, ``shop.jsonl``, or with
the part too, ``shop.train.csv``. A name that is, or ends in, ``train``, ``dev`` or ``test`` tells the part, else a column
``split`` may. Questions of no part are for training if others name one, and are else split by t2s. Files of questions are what ``t2s
build-data --pairs`` takes: JSONL, a JSON list, CSV or TSV.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from text2sql.benchmarks.benchmark import Benchmark
from text2sql.benchmarks.pairs import AGAIN, read_pairs
from text2sql.benchmarks.schemas import with_values
from text2sql.database import Database, schema_of
from text2sql.datafile import quoted
from text2sql.ddl import load_schema, read_ddl
from text2sql.errors import T2SError, listed
from text2sql.outcome import Outcome
from text2sql.populate import samples
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.sqlite_database import SqliteDatabase, is_sqlite

_TABLES = (".sql", ".sqlite", ".sqlite3", ".db", ".duckdb")
_QUESTIONS = (".jsonl", ".json", ".csv", ".tsv")
_PARTS = {"train": "train", "dev": "dev", "val": "dev", "valid": "dev", "validation": "dev", "test": "test"}
_SAMPLED = 200
_DDL = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"


class _Entry(NamedTuple):
    """One schema's files."""

    name: str
    tables: Path
    questions: tuple[Path, ...]


def read_folder(folder: Path) -> Benchmark:
    """The benchmark in a folder.

    Raises:
        T2SError: naming all tables without questions and questions without tables, or what cannot be read.
    """
    if not folder.is_dir():
        raise T2SError("no such folder", where=str(folder), fix="name the folder that holds tables and questions")
    schemas: dict[str, Schema] = {}
    databases: dict[str, Path] = {}
    parts: dict[str, dict[str, Example]] = {"train": {}, "dev": {}, "test": {}}
    refused: list[tuple[str, str]] = []
    has_parts = False
    for entry in _entries(folder):
        schema = replace(_schema(entry.tables), name=entry.name)
        schemas[schema.name] = schema
        if entry.tables.suffix.lower() != ".sql":
            databases[schema.name] = entry.tables.absolute()
        for file in entry.questions:
            read = read_pairs(file, schema, keeps_dialect=is_sqlite(entry.tables))
            name = file.relative_to(folder).as_posix()
            refused += [(f"{name}:{place.rpartition(':')[2]}", reason) for place, reason in read.refused]
            for example in read.examples:
                part = _part(file) or read.splits.get(example.id)
                has_parts = has_parts or part is not None
                place = f"{name}:{example.provenance.rpartition(':')[2]}"
                if any(example.id in known for known in parts.values()):
                    refused.append((place, AGAIN))
                else:
                    parts[part or "train"][example.id] = replace(example, provenance=place)
    return Benchmark(
        schemas=schemas,
        databases=databases,
        train=tuple(parts["train"].values()),
        dev=tuple(parts["dev"].values()),
        test=tuple(parts["test"].values()),
        refused=refused,
        has_parts=has_parts,
    )


def _entries(folder: Path) -> list[_Entry]:
    """The schemas of a folder with their question files, by name.

    Raises:
        T2SError: naming all that do not belong together.
    """
    found: list[_Entry] = []
    problems: list[str] = []
    for place in (folder, *sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")):
        tables = _files(place, _TABLES)
        questions = _files(place, _QUESTIONS)
        if len(tables) == 1:  # whatever the questions are called, they can be about these alone
            found.append(_Entry(tables[0].stem if place == folder else place.name, tables[0], tuple(questions)))
        elif place == folder:
            owners = {file: next((each for each in tables if file.stem in _names(each)), None) for file in questions}
            found += [_Entry(each.stem, each, tuple(f for f in questions if owners[f] == each)) for each in tables]
            problems += [f"{file.name} names no tables" for file, owner in owners.items() if owner is None]
        elif tables or questions:
            problems.append(f"{place.name} has {len(tables)} files of tables, where one is expected")
    doubled = sorted(name for name, count in Counter(entry.name for entry in found).items() if count > 1)
    problems += [f"{name} stands there twice" for name in doubled]
    problems += [f"{entry.tables.relative_to(folder)} has no questions" for entry in found if not entry.questions]
    if not found and not problems:
        problems = ["there are no tables"]
    if problems:
        fix = "put NAME.sql, NAME.sqlite or NAME.duckdb beside NAME.jsonl, or both into a folder NAME"
        raise T2SError(listed(problems), where=str(folder), fix=fix)
    return sorted(found, key=lambda entry: entry.name)


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file())


def _names(tables: Path) -> list[str]:
    """What a file of questions about these tables may be called, without its ending."""
    return [tables.stem, *(f"{tables.stem}.{part}" for part in _PARTS)]


def _part(file: Path) -> str | None:
    return _PARTS.get(file.stem.rpartition(".")[2].lower())


def _schema(path: Path) -> Schema:
    """The tables that a file describes or holds.

    Raises:
        T2SError: if it is none of these.
    """
    if path.suffix.lower() == ".sql":
        return load_schema(path)
    if path.suffix.lower() in (".sqlite", ".sqlite3") or is_sqlite(path):
        with SqliteDatabase(path) as database:
            told = database.run(_DDL)
        assert isinstance(told, Outcome), "a file that was opened can be asked for its tables"
        ddl = ";\n".join(sql for (sql,) in told.rows)
        return with_values(read_ddl(ddl, name=path.stem, path=str(path), dialect="sqlite"), path)
    with Database.open(path) as database:
        schema = schema_of(database)
        rows = {}
        for table in schema.tables:
            columns = ", ".join(quoted(column.name) for column in table.columns)
            result = database.run(f"SELECT {columns} FROM {quoted(table.name)}", max_rows=_SAMPLED)
            rows[table.name] = list(result.rows) if isinstance(result, Outcome) else []
    return schema.with_samples(samples(schema, rows, seed=0))
