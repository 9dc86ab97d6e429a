"""A user's own questions with their SQL → Examples; a bad line is named and the rest goes on.

Read are JSONL, a JSON list, CSV and TSV with a question and an SQL column, and ChatGLM3's conversation format. A
column ``split`` may say train, dev or test. The SQL is parsed and must be one read-only query; whether it runs is seen by whoever has the tables.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import sqlglot
from sqlglot.errors import SqlglotError

from text2sql.conversations import conversation_from_json
from text2sql.errors import T2SError
from text2sql.jsonfile import read_objects
from text2sql.prompt import question_of
from text2sql.records import Example, example_id, language_of
from text2sql.schema import Schema
from text2sql.sql import NotSQL, extract_sql, normalise, parse, refusal
from text2sql.textfile import read_text


class Refused(NamedTuple):
    """A line that did not become an example: its place and why."""

    place: str
    reason: str


class PairsFile(NamedTuple):
    """The examples of a file, the lines that are none, and the splits asked for by the ids of examples."""

    examples: list[Example]
    refused: list[Refused]
    splits: dict[str, str]


# Why the later of two equal lines is none.
AGAIN = "the same question and SQL again"


# Names of the two columns, surest first; "query" is the SQL (as in Spider) unless another column is.
_SQL_NAMES = (
    "sql",
    "gold_sql",
    "gold",
    "sql语句",
    "sql_query",
    "query",
    "answer",
    "答案",
    "查询",
    "output",
    "response",
)
_QUESTION_NAMES = ("question", "问题", "提问", "问句", "utterance", "query", "instruction", "input", "prompt")


def read_pairs(path: Path | str, schema: Schema, *, keeps_dialect: bool = False) -> PairsFile:
    """The pairs of a file, for one schema.

    Args:
        path: .jsonl, .json, .csv or .tsv; other endings are told by the content.
        schema: whose tables are asked about; SQL of its dialect that DuckDB does not read is translated.
        keeps_dialect: the SQL is for an engine of the schema's own dialect and stays as it is.

    Raises:
        T2SError: if the file is missing, empty, or names no question and SQL columns.
    """
    path = Path(path)
    text = read_text(path)
    if not text.strip():
        raise T2SError("the file is empty", where=str(path), fix="one question with its SQL a line")
    is_json = path.suffix.lower() in (".json", ".jsonl") or (
        path.suffix.lower() not in (".csv", ".tsv") and text.lstrip().startswith(("{", "["))
    )
    lines = _json_pairs(text) if is_json else _table_pairs(text, path)
    examples: list[Example] = []
    refused: list[Refused] = []
    splits: dict[str, str] = {}
    seen: set[str] = set()
    for number, pair in lines:
        place = f"{path}:{number}"
        found = pair if isinstance(pair, str) else _example(pair, schema, f"{path.name}:{number}", keeps_dialect)
        if isinstance(found, str):
            refused.append(Refused(place, found))
        elif found.id in seen:
            refused.append(Refused(place, AGAIN))
        else:
            seen.add(found.id)
            examples.append(found)
            if isinstance(pair, _Pair) and pair.split:
                splits[found.id] = _SPLITS[pair.split]
    return PairsFile(examples, refused, splits)


_SPLITS = {"train": "train", **dict.fromkeys(("dev", "val", "valid", "validation"), "dev"), "test": "test"}


class _Pair(NamedTuple):
    question: str
    sql: str
    tags: tuple[str, ...] = ()
    split: str = ""


def _example(pair: _Pair, schema: Schema, provenance: str, keeps_dialect: bool) -> Example | str:
    """The example, or why it is none."""
    if pair.split and pair.split not in _SPLITS:
        return f"the split {pair.split!r} is neither train, dev nor test"
    question = " ".join(pair.question.split())
    if not question:
        return "the question is empty"
    if not pair.sql.strip():
        return "the SQL is empty"
    sql = normalise(pair.sql)
    try:
        tree = parse(sql, schema.dialect if keeps_dialect else "duckdb")
    except NotSQL as error:
        translated = None if keeps_dialect else _translated(sql, schema.dialect)
        if translated is None:
            return f"the SQL cannot be read: {error.what}"
        sql, tree = translated, parse(translated)
    if reason := refusal(tree):
        return f"the SQL is refused: {reason}"
    return Example(
        id=example_id(schema.name, question, sql),
        schema=schema.name,
        question=question,
        sql=sql,
        language=language_of(question),
        tags=tuple(sorted(pair.tags)),
        provenance=provenance,
    )


def _translated(sql: str, dialect: str) -> str | None:
    """What another engine's query, such as ``SELECT TOP 3 …``, is in DuckDB."""
    if dialect == "duckdb":
        return None
    try:
        written = sqlglot.transpile(sql, read=dialect, write="duckdb")
        parse(written[0])
    except (SqlglotError, NotSQL, IndexError):
        return None
    return written[0] if len(written) == 1 else None


def _json_pairs(text: str) -> Iterator[tuple[int, _Pair | str]]:
    for number, value in read_objects(text):
        yield number, value if isinstance(value, str) else _pair_of(value)


def _pair_of(value: Mapping[str, Any]) -> _Pair | str:
    if {"conversations", "messages"} & value.keys() or {"prompt", "response"} <= value.keys():
        return _pair_of_conversation(value)
    names = _columns(value)
    if names is None:
        return f"no question and SQL among {', '.join(map(str, value)) or 'nothing'}"
    question, sql = value[names[0]], value[names[1]]
    if not isinstance(question, str) or not isinstance(sql, str):
        return "question and SQL must be text"
    tags = value.get("tags")
    split = str(value.get("split") or "").strip().lower()
    return _Pair(question, sql, tuple(map(str, tags)) if isinstance(tags, list) else (), split)


def _pair_of_conversation(value: Mapping[str, Any]) -> _Pair | str:
    try:
        messages = conversation_from_json(value).messages
    except ValueError as error:
        return str(error)
    turns = [message for message in messages if message.role != "system"]
    if [message.role for message in turns] != ["user", "assistant"]:
        return "not one question and one answer: a pair needs exactly two turns"
    return _Pair(question_of(turns[0].content), extract_sql(turns[1].content) or turns[1].content)


def _columns(names: Iterable[Any]) -> tuple[Any, Any] | None:
    """The names of the question and of the SQL among these."""
    by_lower = {str(name).strip().lower(): name for name in names if name is not None}
    sql = next((by_lower[name] for name in _SQL_NAMES if name in by_lower), None)
    question = next((by_lower[name] for name in _QUESTION_NAMES if name in by_lower and by_lower[name] != sql), None)
    return None if sql is None or question is None else (question, sql)


def _table_pairs(text: str, path: Path) -> Iterator[tuple[int, _Pair | str]]:
    header = text.split("\n", 1)[0]
    delimiters = "\t" if path.suffix.lower() == ".tsv" else ",;\t|"
    for delimiter in delimiters:
        names = next(csv.reader([header], delimiter=delimiter))
        if found := _columns(names):
            break
    else:
        raise T2SError(
            f"the first line names no question and SQL columns: {header[:60]!r}",
            where=f"{path}:1",
            fix="head the columns question and sql",
        )
    question, sql = names.index(found[0]), names.index(found[1])
    split = next((at for at, name in enumerate(names) if name.strip().lower() == "split"), None)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    next(rows)
    number = rows.line_num + 1
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                pair = _row_pair(row, question, sql, len(names))
                named = (
                    pair if isinstance(pair, str) or split is None else pair._replace(split=row[split].strip().lower())
                )
                yield number, named
            number = rows.line_num + 1
    except csv.Error as error:
        yield number, f"not {'TSV' if delimiter == chr(9) else 'CSV'}: {error}; nothing behind it can be read"


def _row_pair(row: list[str], question: int, sql: int, width: int) -> _Pair | str:
    if len(row) != width:
        hint = "; put SQL with commas into double quotes" if len(row) > width else ""
        return f"{len(row)} cells where the header has {width}{hint}"
    return _Pair(row[question], row[sql])
