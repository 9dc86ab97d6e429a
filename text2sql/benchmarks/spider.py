"""Spider's layout → schemas, questions and the SQLite files they ask; Spider-Syn, -Realistic, -DK and CSpider share it.

BIRD's dev and mini-dev have it with other names, a hint (``evidence``) for each question, which is put behind it in
brackets, and a difficulty.

``tables.json`` names tables and columns as they are and as people call them, ``train_spider.json`` (or ``train.json``),
``train_others.json`` and ``dev.json`` hold the questions, ``database/ID/ID.sqlite`` the rows. Spider-Syn and -Realistic
come without databases and schemas, Spider-DK with three databases of its own: the rest is found in Spider's folder.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.benchmarks.benchmark import Benchmark
from text2sql.benchmarks.schemas import schema_from_json, with_values
from text2sql.errors import T2SError, listed
from text2sql.records import Example, language_of
from text2sql.schema import Schema

_TRAIN = ("train_spider.json", "train.json")
_TRAIN_TOO = "train_others.json"
_DEV = ("dev.json", "spider-realistic.json", "Spider-DK.json", "mini_dev_sqlite.json")
_TABLES = ("tables.json", "dev_tables.json")
_DATABASES = ("database", "databases", "dev_databases")
# Spider-Syn keeps Spider's own question beside the one with synonyms.
_QUESTIONS = ("SpiderSynQuestion", "question")
_GOLDS = ("query", "SQL", "sql_query")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The files of a benchmark.

    Attributes:
        tables: ``tables.json``.
        train: files to train on; may be none.
        dev: the file to measure on.
        databases: the folders of the SQLite files, the benchmark's own first.
    """

    tables: Path
    train: tuple[Path, ...]
    dev: Path
    databases: tuple[Path, ...]

    def database(self, schema: str) -> Path:
        """Where the SQLite file of a schema lies, or should."""
        places = [folder / schema / f"{schema}.sqlite" for folder in self.databases]
        return next((place for place in places if place.is_file()), places[0])


class Questions(NamedTuple):
    """The questions of a file in its order, and why others are none: places and reasons."""

    examples: list[Example]
    refused: list[tuple[str, str]]


def find_layout(
    folder: Path, *, train: Sequence[Path] = (), dev: Path | None = None, databases: Path | None = None
) -> Layout:
    """The files of a benchmark in their usual places.

    Args:
        folder: holds them.
        train: other files to train on, over the same databases.
        dev: another file to measure on.
        databases: Spider's folder, or its folder ``database``, for what the benchmark does not bring itself.

    Raises:
        T2SError: naming all that is missing.
    """
    for each in filter(None, (folder, databases)):
        if not each.is_dir():
            raise T2SError("no such folder", where=str(each), fix="unpack the benchmark and name its folder")
    problems = []
    beside = () if databases is None else (databases, databases.parent)
    tables = next((found for place in (folder, *beside) if (found := _first(place, _TABLES))), None)
    if tables is None:
        problems.append("tables.json is missing")
    rows = [found for place in (folder, *beside[:1]) if (found := _first(place, _DATABASES))]
    if databases is not None and _first(databases, _DATABASES) is None:
        rows.append(databases)
    if not rows:
        problems.append("the folder database is missing")
    found_dev = dev or _first(folder, _DEV)
    if found_dev is None:
        problems.append("dev.json is missing")
    problems += [f"{file} is missing" for file in (*train, *filter(None, [dev])) if not file.is_file()]
    if problems:
        fix = "a benchmark has tables.json, train_spider.json, dev.json and database/ID/ID.sqlite"
        if found_dev is not None and databases is None:
            fix += "; if it asks Spider's databases, name Spider's folder with --databases"
        raise T2SError(listed(problems), where=str(folder), fix=fix)
    assert tables is not None
    assert found_dev is not None
    usual = [file for file in (_first(folder, _TRAIN), folder / _TRAIN_TOO) if file and file.is_file()]
    return Layout(tables=tables, train=tuple(train or usual), dev=found_dev, databases=tuple(rows))


def _first(folder: Path, names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).exists()), None)


def read_spider(layout: Layout) -> Benchmark:
    """The benchmark that these files hold.

    Raises:
        T2SError: if one of them is damaged.
    """
    schemas = read_schemas(layout)
    training = [read_questions(file, schemas) for file in layout.train]
    test = read_questions(layout.dev, schemas)
    return Benchmark(
        schemas=schemas,
        databases={name: layout.database(name) for name in schemas},
        train=[example for found in training for example in found.examples],
        test=test.examples,
        refused=[each for found in (*training, test) for each in found.refused],
    )


def read_questions(
    path: Path,
    schemas: Mapping[str, Any],
    spelled: Callable[[str, str], str] = lambda sql, schema: tidy(sql),
) -> Questions:
    """The questions of a file, in its order.

    Ids are the place in the file, as the same question with the same SQL may stand there twice.

    Args:
        path: a JSON list.
        schemas: by name; what asks another is refused.
        spelled: the gold as it is to be run, by what stands in the file and the name of the schema. By default its
            blanks are made single and ``> =`` is closed up, outside of what is quoted.

    Raises:
        T2SError: if the file is no JSON list.
    """
    examples: list[Example] = []
    refused: list[tuple[str, str]] = []
    for number, value in enumerate(read_list(path)):
        place = f"{path.name}:{number}"
        question = next((value[name] for name in _QUESTIONS if isinstance(value.get(name), str)), "")
        sql = next((value[name] for name in _GOLDS if isinstance(value.get(name), str)), "")
        schema, hint, level = str(value.get("db_id")), value.get("evidence"), value.get("difficulty")
        if isinstance(hint, str) and hint.strip():
            question = f"{question} ({hint})"
        if not question.strip() or not sql.strip():
            refused.append((place, "no question or no SQL"))
        elif schema not in schemas:
            refused.append((place, f"no schema: {schema} is not described"))
        else:
            examples.append(
                Example(
                    id=f"{path.stem}-{number:04}",
                    schema=schema,
                    question=" ".join(question.split()),
                    sql=spelled(sql, schema),
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
    for value in read_list(layout.tables):
        schema = described(value, layout.tables)
        schemas[schema.name] = with_values(schema, layout.database(schema.name))
    return schemas


def described(value: Mapping[str, Any], path: Path) -> Schema:
    """The schema that an entry of this file describes.

    Raises:
        T2SError: if the entry is damaged.
    """
    try:
        return schema_from_json(value)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        name = value.get("db_id", "?")
        raise T2SError(f"the schema {name} is damaged: {error!r}", where=str(path)) from error


def read_list(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON file that holds one list of them.

    Raises:
        T2SError: if it is none.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise T2SError(
            f"not UTF-8: {error.reason}", where=str(path), fix="take the file as it was published"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise T2SError(f"not JSON: {error}", where=str(path), fix="take the file as it was published") from error
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise T2SError("not a list of JSON objects", where=str(path), fix="give the file as the benchmark has it")
    return iter(values)


def by_schema(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    """The examples of each schema in turn, by its name."""
    ordered = sorted(examples, key=lambda example: example.schema)
    for name, group in groupby(ordered, key=lambda example: example.schema):
        yield name, list(group)
