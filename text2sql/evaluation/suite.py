"""Questions with gold SQL, a schema and rows: what a model is measured on.

A suite is ``NAME.toml`` with version, schema, gold and rows (paths from where the file lies), or the test split of a
data set. Rows are one CSV a table with a header line; an empty field is NULL.
"""

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from text2sql.bundled import bundled_path
from text2sql.ddl import load_schema
from text2sql.errors import T2SError, listed
from text2sql.records import Example, example_id, language_of, read_jsonl
from text2sql.schema import Schema
from text2sql.sql import NotSQL, features, parse
from text2sql.textfile import read_text

Rows = Mapping[str, Sequence[Sequence[Any]]]

_FIELDS = {"name": str, "version": int, "description": str, "schema": str, "gold": str, "rows": str}
_NEEDED = ("version", "schema", "gold", "rows")


@dataclass(frozen=True, kw_only=True)
class Suite:
    """What a model is measured on.

    Attributes:
        name: a short name.
        version: raised with every change of questions, gold or rows; 0 for a data set's split.
        schemas: by name.
        rows: by schema name, then by table name, values in the order of the columns.
        examples: the questions, in order, with distinct ids.
        seed: of the rows, if they were made; None if they were given.
    """

    name: str
    version: int
    schemas: Mapping[str, Schema]
    rows: Mapping[str, Rows]
    examples: tuple[Example, ...]
    seed: int | None = None

    @property
    def digest(self) -> str:
        """Twelve hex digits over schemas, rows and questions with their gold: what a figure depends on."""
        content = [
            [self.schemas[name].digest for name in sorted(self.schemas)],
            [[name, table, rows] for name in sorted(self.rows) for table, rows in sorted(self.rows[name].items())],
            [[each.id, each.schema, each.question, each.sql] for each in self.examples],
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()[:12]

    def first(self, count: int | None) -> "Suite":
        """The suite with the first questions only; with all of them if None."""
        return self if count is None else replace(self, examples=self.examples[:count])


def load_suite(name_or_path: str) -> Suite:
    """The suite of that name that ships with t2s, or the one in a file.

    Raises:
        T2SError: if there is none, or its parts cannot be read.
    """
    given = Path(name_or_path)
    if given.suffix == ".toml" or "/" in name_or_path:
        return _read_suite(given)
    try:
        path = bundled_path(f"eval/suites/{name_or_path}.toml")
    except T2SError as error:
        fix = f"there are {', '.join(bundled_suites())}; or give the path of a .toml file"
        raise T2SError("no suite of that name", where=name_or_path, fix=fix) from error
    return _read_suite(path)


def bundled_suites() -> tuple[str, ...]:
    """The names of the suites that ship with t2s, sorted."""
    try:
        folder = bundled_path("eval/suites")
    except T2SError:
        return ()
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def suite_for(schema: Schema) -> str | None:
    """The name of the shipped suite over the same tables and columns, whatever their comments; None if there is none."""
    for name in bundled_suites():
        path = bundled_path(f"eval/suites/{name}.toml")
        file = path.parent / str(_read_toml(path).get("schema", ""))
        if file.is_file() and _outline(load_schema(file)) == _outline(schema):
            return name
    return None


def _outline(schema: Schema) -> list[tuple[str, list[str]]]:
    return sorted((table.name.lower(), sorted(c.name.lower() for c in table.columns)) for table in schema.tables)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise T2SError(f"not TOML: {error}", where=str(path)) from error


def _read_suite(path: Path) -> Suite:
    value = _read_toml(path)
    problems = [f"{key} is missing" for key in _NEEDED if key not in value]
    problems += [f"{key} is not known" for key in value if key not in _FIELDS]
    problems += [
        f"{key} must be {'a number' if kind is int else 'text'}"
        for key, kind in _FIELDS.items()
        if key in value and not isinstance(value[key], kind)
    ]
    if problems:
        raise T2SError(listed(problems), where=str(path), fix=f"a suite has {', '.join(_FIELDS)}")
    schema = load_schema(path.parent / value["schema"])
    return Suite(
        name=value.get("name", path.stem),
        version=value["version"],
        schemas={schema.name: schema},
        rows={schema.name: read_rows(path.parent / value["rows"], schema)},
        examples=read_gold(path.parent / value["gold"], schema),
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


def features_of(example: Example) -> tuple[str, ...]:
    """What the gold SQL uses; empty if it is no SQL."""
    try:
        return features(parse(example.sql))
    except NotSQL:
        return ()
