"""Where answers come from, without torch: the Predictor protocol and replay from a file."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from text2sql.errors import T2SError, listed
from text2sql.records import Example, Prediction, read_jsonl
from text2sql.sql import extract_sql
from text2sql.textfile import read_utf8


class Predictor(Protocol):
    """Anything that answers questions with SQL: a fine-tuned model, a file of predictions, a served model."""

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        """One prediction an example, in any order; never reads `Example.sql`."""
        ...


class Replay:
    """A Predictor that repeats predictions made before."""

    def __init__(self, predictions: Mapping[str, Prediction], *, name: str) -> None:
        self._predictions = predictions
        self.name = name

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        """The predictions of these examples, in their order.

        Raises:
            T2SError: naming the examples that have none; they are not wrong, they are not answered.
        """
        missing = [f"{each.id}: {each.question}" for each in examples if each.id not in self._predictions]
        if missing:
            fix = "give one prediction for each question, or fewer questions with --limit"
            raise T2SError(f"no prediction for {len(missing)} questions\n{listed(missing)}", where=self.name, fix=fix)
        return (self._predictions[each.id] for each in examples)


def read_predictions(path: Path, examples: Sequence[Example]) -> Replay:
    """The predictions in a file, for these examples or some of them.

    Args:
        path: JSONL with ``example_id`` (or ``id``) and ``raw`` or ``sql`` or both; or text with one line an example, in
            their order, an empty line being an empty reply: a reply to take the SQL out of (.txt), or the SQL itself,
            which may be followed by a tab and the name of the database as in Spider's files (.sql). UTF-8 only: a guess
            at the encoding could make a right answer wrong.
        examples: all questions that the file may speak of.

    Raises:
        T2SError: if the file is missing or empty; naming the lines that are no predictions, unknown ids, ids given twice,
            databases that another question asks, or a wrong number of lines.
    """
    text = read_utf8(path)
    if not text.strip():
        raise T2SError("the file is empty", where=str(path), fix="give one prediction for each question")
    if path.suffix.lower() == ".sql":
        return Replay(_from_lines(text, path, examples, _sql_of_line), name=str(path))
    if path.suffix.lower() == ".txt":
        return Replay(_from_lines(text, path, examples, extract_sql), name=str(path))
    return Replay(_from_jsonl(path, examples), name=str(path))


def _from_lines(
    text: str, path: Path, examples: Sequence[Example], sql_of: Callable[[str], str | None]
) -> dict[str, Prediction]:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != len(examples):
        fix = "write one reply a line, in the order of the questions, or JSONL with example_id and sql"
        raise T2SError(f"{len(lines)} lines for {len(examples)} questions", where=str(path), fix=fix)
    if sql_of is _sql_of_line:
        _refuse_other_databases(lines, path, examples)
    return {
        example.id: Prediction(example_id=example.id, raw=line, sql=sql_of(line))
        for example, line in zip(examples, lines, strict=True)
    }


def _refuse_other_databases(lines: Sequence[str], path: Path, examples: Sequence[Example]) -> None:
    """Refuse lines whose database is not the question's: the file is of other questions, or in another order."""
    problems = [
        f"{path}:{number}: the database is {database.strip()}, question {example.id} asks {example.schema}"
        for number, (line, example) in enumerate(zip(lines, examples, strict=True), 1)
        if (database := line.partition("\t")[2]).strip() not in ("", example.schema)
    ]
    if problems:
        fix = "give the predictions for these very questions, in their order"
        raise T2SError(f"{len(problems)} lines ask another database\n{listed(problems)}", where=str(path), fix=fix)


def _sql_of_line(line: str) -> str | None:
    return line.partition("\t")[0].strip().rstrip(";").rstrip() or None


def _from_jsonl(path: Path, examples: Sequence[Example]) -> dict[str, Prediction]:
    known = {example.id for example in examples}
    found: dict[str, Prediction] = {}
    problems: list[str] = []
    for number, value in read_jsonl(path):
        try:
            prediction = _prediction(value)
        except ValueError as error:
            problems.append(f"{path}:{number}: {error}")
            continue
        if prediction.example_id not in known:
            problems.append(f"{path}:{number}: no question has the id {prediction.example_id}")
        elif prediction.example_id in found:
            problems.append(f"{path}:{number}: a second prediction for {prediction.example_id}")
        found[prediction.example_id] = prediction
    if problems:
        fix = "give the suite or data set that they were made for"
        raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=str(path), fix=fix)
    return found


def _prediction(value: Mapping[str, Any]) -> Prediction:
    example_id = value.get("example_id", value.get("id"))
    raw, sql = value.get("raw"), value.get("sql")
    if not isinstance(example_id, str):
        raise ValueError("example_id is missing")
    if "raw" not in value and "sql" not in value:
        raise ValueError("neither raw nor sql is there")
    if not isinstance(raw, str | None) or not isinstance(sql, str | None):
        raise ValueError("raw and sql must be text")
    seconds, tokens = value.get("seconds", 0.0), value.get("tokens", 0)
    if not _is_number(seconds) or not _is_number(tokens):
        raise ValueError("seconds and tokens must be numbers")
    if "sql" not in value and raw is not None:
        sql = extract_sql(raw)
    if sql == raw:
        sql = raw  # one text in memory, of what may be a million
    return Prediction(
        example_id=example_id,
        raw=raw if raw is not None else sql or "",
        sql=sql,
        seconds=float(seconds),
        tokens=int(tokens),
        stopped=bool(value.get("stopped", True)),
    )


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond all floats
        return False
