"""Spider's layout → schemas, questions and the SQLite files they ask; Spider-Syn, -Realistic, -DK and CSpider share it.

BIRD's dev and mini-dev have it with other names, a hint (``evidence``) for each question, which is put behind it in
brackets, and a difficulty.

``tables.json`` names tables and columns as they are and as people call them, ``train_spider.json`` (or ``train.json``),
``train_others.json`` and ``dev.json`` hold the questions, ``database/ID/ID.sqlite`` the rows. Types are told by the
values, since declarations of SQLite bind nobody: a column of numbers may be declared text, or hold text.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.errors import T2SError, listed
from text2sql.outcome import Outcome
from text2sql.records import Example, language_of
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.sqlite_database import SqliteDatabase, is_sqlite

_TRAIN = ("train_spider.json", "train.json")
_TRAIN_TOO = "train_others.json"
_DEV = ("dev.json", "spider-realistic.json", "Spider-DK.json", "mini_dev_sqlite.json")
_TABLES = ("tables.json", "dev_tables.json")
_DATABASES = ("database", "databases", "dev_databases")
# Spider-Syn keeps Spider's own question beside the one with synonyms.
_QUESTIONS = ("SpiderSynQuestion", "question")
_GOLDS = ("query", "SQL")
# SQLite's own bookkeeping, which tables.json lists where a column counts up by itself.
_INTERNAL = "sqlite_sequence"

_SCANNED = 10_000
_LONGEST_SAMPLE = 20
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The files of a benchmark.

    Attributes:
        tables: ``tables.json``.
        train: files to train on; may be none.
        dev: the file to measure on.
        databases: the folder of the SQLite files.
    """

    tables: Path
    train: tuple[Path, ...]
    dev: Path
    databases: Path

    def database(self, schema: str) -> Path:
        """Where the SQLite file of a schema lies, or should."""
        return self.databases / schema / f"{schema}.sqlite"


class Questions(NamedTuple):
    """The questions of a file in its order, and why others are none: places and reasons."""

    examples: list[Example]
    refused: list[tuple[str, str]]


def find_layout(folder: Path, *, train: Sequence[Path] = (), dev: Path | None = None) -> Layout:
    """The files of a benchmark in their usual places.

    Args:
        folder: holds them.
        train: other files to train on, over the same databases.
        dev: another file to measure on.

    Raises:
        T2SError: naming all that is missing.
    """
    if not folder.is_dir():
        raise T2SError("no such folder", where=str(folder), fix="unpack the benchmark and name its folder")
    problems = []
    tables = _first(folder, _TABLES)
    if tables is None:
        problems.append("tables.json is missing")
    databases = _first(folder, _DATABASES)
    if databases is None:
        problems.append("the folder database is missing")
    found_dev = dev or _first(folder, _DEV)
    if found_dev is None:
        problems.append("dev.json is missing")
    problems += [f"{file} is missing" for file in (*train, *filter(None, [dev])) if not file.is_file()]
    if problems:
        fix = "a benchmark has tables.json, train_spider.json, dev.json and database/ID/ID.sqlite"
        raise T2SError(listed(problems), where=str(folder), fix=fix)
    assert tables is not None
    assert databases is not None
    assert found_dev is not None
    usual = [file for file in (_first(folder, _TRAIN), folder / _TRAIN_TOO) if file and file.is_file()]
    return Layout(tables=tables, train=tuple(train or usual), dev=found_dev, databases=databases)


def _first(folder: Path, names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).exists()), None)


def read_questions(path: Path, schemas: Mapping[str, Schema]) -> Questions:
    """The questions of a file, in its order.

    Blanks of the gold SQL are made single and ``> =`` is closed up, outside of what is quoted. Ids are the place in the
    file, as the same question with the same SQL may stand there twice.

    Raises:
        T2SError: if the file is no JSON list.
    """
    examples: list[Example] = []
    refused: list[tuple[str, str]] = []
    for number, value in enumerate(_json_list(path)):
        place = f"{path.name}:{number}"
        question = next((value[name] for name in _QUESTIONS if isinstance(value.get(name), str)), "")
        sql = next((value[name] for name in _GOLDS if isinstance(value.get(name), str)), "")
        schema, hint, level = str(value.get("db_id")), value.get("evidence"), value.get("difficulty")
        if isinstance(hint, str) and hint.strip():
            question = f"{question} ({hint})"
        if not question.strip() or not sql.strip():
            refused.append((place, "no question or no SQL"))
        elif schema not in schemas:
            refused.append((place, f"no schema: {schema} is not in tables.json"))
        else:
            examples.append(
                Example(
                    id=f"{path.stem}-{number:04}",
                    schema=schema,
                    question=" ".join(question.split()),
                    sql=tidy(sql),
                    language=language_of(question),
                    tags=(f"level:{level}",) if isinstance(level, str) else (),
                    provenance=place,
                )
            )
    return Questions(examples, refused)


_QUOTED = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`)")


def tidy(sql: str) -> str:
    """A gold query on one line with single blanks and closed operators; what is quoted stays.

    >>> tidy("SELECT  a FROM t  WHERE b > =  'x  y' ;"), tidy("SELECT a FROM station")
    ("SELECT a FROM t WHERE b >= 'x  y'", 'SELECT a FROM station')
    """
    parts = _QUOTED.split(sql.strip().rstrip("; \n"))
    parts[::2] = [re.sub(r"([<>!]) =", r"\1=", re.sub(r"\s+", " ", part)) for part in parts[::2]]
    return "".join(parts)


def read_schemas(layout: Layout) -> dict[str, Schema]:
    """The schemas of ``tables.json`` by name, with natural names as comments, and types and samples of the databases.

    Raises:
        T2SError: if the file is no JSON list of schemas.
    """
    schemas = {}
    for value in _json_list(layout.tables):
        try:
            schema = _schema(value)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            name = value.get("db_id", "?")
            raise T2SError(f"the schema {name} is damaged: {error!r}", where=str(layout.tables)) from error
        schemas[schema.name] = _with_values(schema, layout.database(schema.name))
    return schemas


def _json_list(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise T2SError(f"not JSON: {error}", where=str(path)) from error
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise T2SError("not a list of JSON objects", where=str(path), fix="give the file as the benchmark has it")
    return iter(values)


def _schema(value: Mapping[str, Any]) -> Schema:
    """One schema of ``tables.json``. Columns are known by their place in one list over all tables; 0 is ``*``."""
    names, natural, kinds = value["column_names_original"], value["column_names"], value["column_types"]
    tables = value["table_names_original"]
    # Composite keys are lists in later benchmarks, and single numbers of the same table in Spider.
    keys = [place for each in value["primary_keys"] for place in (each if isinstance(each, list) else [each])]
    links = {place for pair in value["foreign_keys"] for place in pair} | set(keys)
    columns: dict[int, list[Column]] = {number: [] for number in range(len(tables))}
    for place, (table, name) in enumerate(names):
        if table >= 0:
            kind = _DECLARED.get(kinds[place], "VARCHAR") if place not in links else "INTEGER"
            kind = "VARCHAR" if kinds[place] == "text" else kind
            columns[table].append(Column(name=name, type=kind, comment=_comment(natural[place][1], name)))
    foreign: dict[int, list[ForeignKey]] = {number: [] for number in range(len(tables))}
    for one, other in value["foreign_keys"]:
        target = ForeignKey(columns=(names[one][1],), table=tables[names[other][0]], references=(names[other][1],))
        foreign[names[one][0]].append(target)
    return Schema(
        name=value["db_id"],
        dialect="sqlite",
        tables=tuple(
            Table(
                name=name,
                columns=tuple(columns[number]),
                primary_key=tuple(names[place][1] for place in keys if names[place][0] == number),
                foreign_keys=tuple(foreign[number]),
                comment=_comment(value["table_names"][number], name),
            )
            for number, name in enumerate(tables)
            if name.lower() != _INTERNAL and columns[number]
        ),
    )


_DECLARED = {"number": "DOUBLE", "boolean": "BOOLEAN"}


def _comment(natural: str, name: str) -> str:
    """What people call it, if that says more than the name itself."""
    same = re.sub(r"[\s_]", "", natural.lower()) == re.sub(r"[\s_]", "", name.lower())
    return "" if same else " ".join(natural.split())


def _with_values(schema: Schema, path: Path) -> Schema:
    if not is_sqlite(path):
        return schema
    with SqliteDatabase(path, skips_bad_text=True) as database:
        tables = tuple(
            replace(table, columns=tuple(_column_with_values(database, table.name, c) for c in table.columns))
            for table in schema.tables
        )
    return replace(schema, tables=tables)


def _column_with_values(database: SqliteDatabase, table: str, column: Column) -> Column:
    # Behind a table's name a quoted name is a column or an error; alone, SQLite would take an unknown one for text.
    cell = f'"{_quoted(table)}"."{_quoted(column.name)}"'
    values = f"SELECT {cell} AS v FROM \"{_quoted(table)}\" WHERE {cell} IS NOT NULL AND {cell} <> '' LIMIT {_SCANNED}"
    kinds = database.run(f"SELECT typeof(v), MIN(v), MAX(v) FROM ({values}) GROUP BY 1 ORDER BY 1")
    if not isinstance(kinds, Outcome) or not kinds.rows:
        return column
    kind = _type_of(kinds.rows)
    if kind != "VARCHAR":
        return replace(column, type=kind)
    short = f"length(v) <= {_LONGEST_SAMPLE} AND typeof(v) = 'text'"
    often = database.run(f"SELECT v FROM ({values}) WHERE {short} GROUP BY v ORDER BY COUNT(*) DESC, v LIMIT 3")
    samples = tuple(str(value) for (value,) in often.rows) if isinstance(often, Outcome) else ()
    if samples and all(_DATE.fullmatch(value) for value in samples):
        kind = "DATE"
    elif samples and all(_TIMESTAMP.fullmatch(value) for value in samples):
        kind = "TIMESTAMP"
    return replace(column, type=kind, samples=samples)


def _type_of(kinds: Sequence[tuple[Any, ...]]) -> str:
    """DuckDB's spelling of the type that holds values of these SQLite storage classes with their extremes."""
    names = {kind for kind, _, _ in kinds}
    if names == {"integer"}:
        ((_, low, high),) = kinds
        return "INTEGER" if low >= -(2**31) and high < 2**31 else "BIGINT"
    if names <= {"integer", "real"}:
        return "DOUBLE"
    return "BLOB" if names == {"blob"} else "VARCHAR"


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def by_schema(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    """The examples of each schema in turn, by its name."""
    ordered = sorted(examples, key=lambda example: example.schema)
    for name, group in groupby(ordered, key=lambda example: example.schema):
        yield name, list(group)
