"""Questions with gold SQL, schemas and what they are asked of: what a model is measured on.

A suite may be ``NAME.toml`` with version, schema, gold and rows (paths from where the file lies); see `library` for
the others. Rows are one CSV a table with a header line; an empty field is NULL.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.ddl import load_schema
from text2sql.errors import T2SError, listed
from text2sql.evaluation.profile import Profile
from text2sql.records import Example, example_id, language_of, read_jsonl, write_atomic, write_json
from text2sql.schema import Schema
from text2sql.textfile import read_text

Rows = Mapping[str, Sequence[Sequence[Any]]]
GENERATED = "neighbours.json"


class Generated(NamedTuple):
    """What neighbour databases were made with: the generator's version and a seed."""

    version: int
    seed: int


@dataclass(frozen=True, kw_only=True)
class Suite:
    """What a model is measured on.

    Attributes:
        name: a short name.
        version: raised with every change of questions, gold or rows; 0 for a data set's split.
        schemas: by name.
        rows: by schema name, then by table name, values in the order of the columns; for DuckDB.
        examples: the questions, in order, with distinct ids.
        databases: SQLite and DuckDB files by schema name, in place of rows.
        profile: the rules to judge by, if no others are asked for.
        seed: of the rows, if they were made; None if they were given.
        neighbours: further databases of the test suite, by schema name; see `neighbours`.
        neighbours_by: what those were made with; None if there are none, or they were not made by us.
    """

    name: str
    version: int
    schemas: Mapping[str, Schema]
    rows: Mapping[str, Rows]
    examples: tuple[Example, ...]
    databases: Mapping[str, Path] = field(default_factory=dict)
    profile: Profile = Profile.STRICT
    seed: int | None = None
    neighbours: Mapping[str, tuple[Rows, ...]] = field(default_factory=dict)
    neighbours_by: Generated | None = None

    @property
    def digest(self) -> str:
        """Twelve hex digits over schemas, rows or files, and questions with their gold: what a figure depends on."""
        content: list[Any] = [
            [self.schemas[name].digest for name in sorted(self.schemas)],
            [[name, table, rows] for name in sorted(self.rows) for table, rows in sorted(self.rows[name].items())],
            [],
        ]
        if self.databases:
            digests = {path: _digest(path) for path in sorted(set(self.databases.values()))}
            content.append([[name, digests[path]] for name, path in sorted(self.databases.items())])
        if self.neighbours:
            content.append([[name, [sorted(rows.items()) for rows in made]] for name, made in self.neighbours.items()])
        schemas, rows, _, *others = map(_json, content)
        # What one json.dumps of all would write, without a copy of a million questions.
        found = hashlib.sha256(f"[{schemas}, {rows}, [".encode())
        for number, each in enumerate(self.examples):
            found.update((", " if number else "").encode())
            found.update(_json([each.id, each.schema, each.question, each.sql]).encode())
        found.update("".join(["]", *(f", {other}" for other in others), "]"]).encode())
        return found.hexdigest()[:12]

    def first(self, count: int | None) -> "Suite":
        """The suite with the first questions only; with all of them if None."""
        return self if count is None else replace(self, examples=self.examples[:count])


def suite_of_rows(path: Path, value: Mapping[str, Any]) -> Suite:
    """The suite that these fields of a file describe, all of them checked.

    Raises:
        T2SError: if its schema, gold or rows cannot be read.
    """
    schema = load_schema(path.parent / value["schema"])
    folder = path.parent / value["neighbours"] if "neighbours" in value else None
    beside = read_neighbours(folder, schema) if folder else ()
    return Suite(
        name=value.get("name", path.stem),
        version=value["version"],
        schemas={schema.name: schema},
        rows={schema.name: read_rows(path.parent / value["rows"], schema)},
        examples=read_gold(path.parent / value["gold"], schema),
        neighbours={schema.name: beside} if beside else {},
        neighbours_by=read_generated(folder, len(beside)) if folder else None,
    )


def read_gold(path: Path, schema: Schema) -> tuple[Example, ...]:
    """The questions of a gold file: JSONL with question and sql, and if given id, language, level, tags.

    Raises:
        T2SError: naming all lines that are none, and ids given twice.
    """
    examples: list[Example] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, value in read_jsonl(path):
        try:
            example = _example(value, schema, f"{path.name}:{number}")
        except ValueError as error:
            problems.append(f"{path}:{number}: {error}")
            continue
        if example.id in seen:
            problems.append(f"{path}:{number}: the id {example.id} stands in line {seen[example.id]} too")
        seen[example.id] = number
        examples.append(example)
    if problems:
        raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=str(path), fix="mend them")
    if not examples:
        raise T2SError("there is no question", where=str(path), fix="write one JSON object a line: question, sql")
    return tuple(examples)


def _example(value: Mapping[str, Any], schema: Schema, place: str) -> Example:
    question, sql = value.get("question"), value.get("sql")
    if not isinstance(question, str) or not question.strip() or not isinstance(sql, str) or not sql.strip():
        raise ValueError("question and sql are needed, as text")
    tags = value.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("tags must be a list of text")
    sql = sql.strip().rstrip(";").rstrip()
    level = [f"level:{value['level']}"] if "level" in value else []
    return Example(
        id=str(value.get("id") or example_id(schema.name, question, sql)),
        schema=schema.name,
        question=question,
        sql=sql,
        language=str(value.get("language") or language_of(question)),
        tags=tuple(sorted({*tags, *level})),
        provenance=place,
    )


def read_rows(folder: Path, schema: Schema) -> Rows:
    """The rows of each table from ``TABLE.csv``, as text, in the order of the schema's columns.

    Raises:
        T2SError: naming files that are missing, columns that do not fit, and rows of a wrong length.
    """
    rows: dict[str, list[tuple[str | None, ...]]] = {}
    problems: list[str] = []
    for table in schema.tables:
        path = folder / f"{table.name}.csv"
        if not path.is_file():
            problems.append(f"{path} is missing")
            continue
        header, *lines = list(csv.reader(io.StringIO(read_text(path)))) or [[]]
        places = {name.strip().lower(): place for place, name in enumerate(header)}
        wanted = [column.name.lower() for column in table.columns]
        if sorted(places) != sorted(wanted) or len(header) != len(wanted):
            problems.append(f"{path}:1: the columns must be {', '.join(column.name for column in table.columns)}")
            continue
        # csv.reader gives a blank line as an empty row.
        problems += [
            f"{path}:{n}: {len(line)} fields" for n, line in enumerate(lines, 2) if len(line) not in (0, len(header))
        ]
        order = [places[name] for name in wanted]
        rows[table.name] = [tuple(line[place] or None for place in order) for line in lines if len(line) == len(header)]
    if problems:
        raise T2SError(listed(problems), where=str(folder), fix="write one CSV a table, with a header line")
    return rows


def write_rows(folder: Path, schema: Schema, rows: Rows) -> None:
    """One CSV a table, as `read_rows` takes it."""
    for table in schema.tables:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(rows[table.name])
        write_atomic(folder / f"{table.name}.csv", text.getvalue())


def read_neighbours(folder: Path, schema: Schema) -> tuple[Rows, ...]:
    """The databases in the folder's own folders, in the order of their names.

    Raises:
        T2SError: if there is none, or one cannot be read.
    """
    found = sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    if not found:
        raise T2SError("there is no neighbour database", where=str(folder), fix="build them with: t2s suite build")
    return tuple(read_rows(each, schema) for each in found)


def write_generated(folder: Path, by: Generated, count: int) -> None:
    """What the databases in the folder were made with, and how many there are, as ``neighbours.json``."""
    write_json(folder / GENERATED, {**by._asdict(), "count": count})


def read_generated(folder: Path, count: int) -> Generated | None:
    """What so many databases in the folder were made with; None if that is not written there.

    Raises:
        T2SError: if the file is damaged, or was written for more or fewer of them.
    """
    file = folder / GENERATED
    if not file.is_file():
        return None
    fix = "build the suite again with: t2s suite build"
    try:
        value = json.loads(read_text(file))
        made, by = int(value["count"]), Generated(int(value["version"]), int(value["seed"]))
    except (ValueError, KeyError, TypeError) as error:
        raise T2SError("it does not say what the databases were made with", where=str(file), fix=fix) from error
    if made != count:
        raise T2SError(f"{made} neighbour databases were made, {count} lie there", where=str(folder), fix=fix)
    return by


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise T2SError(
            f"the database cannot be read: {error.strerror}", where=str(path), fix="import it again"
        ) from error
