"""What flows between the stages: Example, Conversation, Prediction, Verdict; and their JSONL files.

Knows nothing of SQL or models.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from text2sql.errors import T2SError, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn. `trained` decides the loss mask."""

    role: str
    content: str
    trained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns in order."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with its gold SQL.

    Attributes:
        id: hash of schema, question and SQL; see `example_id`.
        schema: name of the schema.
        question: as a person asks it.
        sql: gold, without a closing semicolon.
        language: ``zh`` or ``en``.
        tags: what the question exercises, sorted, such as ``("join", "level:hard")``.
        provenance: where it came from, such as ``synth:superlative`` or ``pairs.csv:12``.
    """

    id: str
    schema: str
    question: str
    sql: str
    language: str
    tags: tuple[str, ...] = ()
    provenance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What a model replied to one example.

    Attributes:
        example_id: whose question it answers.
        raw: the reply as it came.
        sql: the SQL taken out of it; None if there was none.
        seconds: time spent on it.
        tokens: tokens generated.
        stopped: whether the model ended by itself, not by the token limit.
    """

    example_id: str
    raw: str
    sql: str | None
    seconds: float = 0.0
    tokens: int = 0
    stopped: bool = True


class VerdictKind(StrEnum):
    """The outcome for one question. GOLD_FAILED and GIVEN_UP leave the denominator; all others but CORRECT count as wrong."""

    CORRECT = "CORRECT"
    WRONG_ROWS = "WRONG_ROWS"
    WRONG_ORDER = "WRONG_ORDER"
    WRONG_COLUMNS = "WRONG_COLUMNS"
    NO_SQL = "NO_SQL"
    PARSE_ERROR = "PARSE_ERROR"
    NOT_READ_ONLY = "NOT_READ_ONLY"
    UNKNOWN_NAME = "UNKNOWN_NAME"
    TYPE_ERROR = "TYPE_ERROR"
    EXECUTION_ERROR = "EXECUTION_ERROR"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    GOLD_FAILED = "GOLD_FAILED"
    GIVEN_UP = "GIVEN_UP"

    @property
    def is_scored(self) -> bool:
        """Whether the question counts; else it is not known whether the answer is right.

        >>> VerdictKind.TIMEOUT.is_scored, VerdictKind.GOLD_FAILED.is_scored, VerdictKind.GIVEN_UP.is_scored
        (True, False, False)
        """
        return self not in (VerdictKind.GOLD_FAILED, VerdictKind.GIVEN_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Judgement of one prediction.

    Attributes:
        example_id: whose prediction.
        kind: the outcome.
        detail: for a miss what differs, for a failure the engine's reason.
        notes: what else is known, sorted; see `text2sql.evaluation.verdict.Note`.
        soft_f1: BIRD's Soft-F1, 0 to 1; None by other profiles.
        reward: BIRD's reward for speed, 0 for a wrong answer; None if no times were taken.
    """

    example_id: str
    kind: VerdictKind
    detail: str = ""
    notes: tuple[str, ...] = ()
    soft_f1: float | None = None
    reward: float | None = None


def example_id(schema: str, question: str, sql: str) -> str:
    """Sixteen hex digits of the content.

    >>> example_id("s", "q", "SELECT 1") == example_id("s", "q", "SELECT 2")
    False
    """
    return hashlib.sha256(json.dumps([schema, question, sql]).encode()).hexdigest()[:16]


def language_of(question: str) -> str:
    """``zh`` if the question holds a Chinese character, else ``en``.

    >>> language_of("2018年陈婷的数学成绩"), language_of("How many?")
    ('zh', 'en')
    """
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in question) else "en"


def write_atomic(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 text, whole or in pieces, so that a reader sees the old file or the new one, never half.

    Half a character, as a byte-level model can produce, becomes an escape, which JSON reads as what it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines([text] if isinstance(text, str) else text)
        # mkstemp makes the file private; give it the mode any new file gets.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """One JSON document, readable, keys in the order given."""
    write_atomic(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_jsonl(path: Path, values: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line; one of them is held at a time."""
    write_atomic(path, (json.dumps(value, ensure_ascii=False) + "\n" for value in values))


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of every non-empty line, read as they are asked for.

    Raises:
        T2SError: if the file is missing; behind the last line if some are not JSON objects, all of them named at once.
    """
    if not path.is_file():
        what = "this is a folder, where a file is wanted" if path.is_dir() else "no such file"
        raise T2SError(what, where=str(path), fix="check the path")
    return _objects(path)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    problems: list[str] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except UnicodeDecodeError:
                problems.append(f"{path}:{number}: no UTF-8 text")
                continue
            except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits too
                problems.append(f"{path}:{number}: not JSON: {error}")
                continue
            if isinstance(value, dict):
                yield number, value
            else:
                problems.append(f"{path}:{number}: not a JSON object")
    if problems:
        raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=str(path), fix="mend or remove them")
