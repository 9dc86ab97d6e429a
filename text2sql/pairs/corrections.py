"""What a user corrected while asking: pairs in ``datasets/<schema>/corrections.jsonl``, one for each question, the newest.

The file is written whole into a temporary one and then renamed, under a lock on its folder, so that two processes lose nothing and a
full disk leaves it as it was. Lines that are no corrections, such as a user's own notes, are kept as they stand.
Not covered: systems without POSIX file locks, where two processes that save in the same moment may lose one of the two.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from text2sql.benchmarks.pairs import read_pairs
from text2sql.errors import T2SError
from text2sql.jsonfile import read_objects
from text2sql.pairs.check import same_question
from text2sql.records import Example, write_atomic
from text2sql.schema import Schema
from text2sql.textfile import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the model should have written.

    Attributes:
        question: as asked.
        sql: the right query.
        was: what the model wrote; None if that was no SQL.
        at: when it was corrected, ISO format.
    """

    question: str
    sql: str
    was: str | None
    at: str


class Saved(NamedTuple):
    """Where a correction lies now, and the SQL of the older one that it replaced."""

    path: Path
    replaced: str | None


def save_correction(path: Path, correction: Correction) -> Saved:
    """Add the correction to the file; an older one of the same question goes.

    Raises:
        T2SError: if the file cannot be read or written; it is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.parent):
            lines = read_text(path).splitlines() if path.is_file() else []
            older = [_pair(line) for line in lines]
            wanted = same_question(correction.question)
            kept = [line for line, pair in zip(lines, older, strict=True) if line.strip() and not _asks(pair, wanted)]
            value = {name: getattr(correction, name) for name in ("question", "sql", "was", "at")}
            write_atomic(path, "\n".join([*kept, json.dumps(value, ensure_ascii=False)]) + "\n")
    except OSError as error:
        what = f"the correction was not saved: {error.strerror or error}"
        raise T2SError(
            what, where=str(path), fix="make room or mend the folder's permissions, then save again"
        ) from error
    replaced = [pair[1] for pair in older if pair and _asks(pair, wanted) and pair[1] != correction.sql]
    return Saved(path, replaced[-1] if replaced else None)


def read_corrections(path: Path, schema: Schema) -> list[tuple[Example, str | None]]:
    """The corrections that are one reading query each, with what the model had written; none if there is no file.

    Raises:
        T2SError: if the file cannot be read.
    """
    if not path.is_file() or not read_text(path).strip():
        return []
    lines = dict(read_objects(read_text(path)))
    found = []
    for example in read_pairs(path, schema).examples:
        value = lines[int(example.provenance.rpartition(":")[2])]
        was = value.get("was") if isinstance(value, dict) else None
        found.append((example, was if isinstance(was, str) else None))
    return found


def _pair(line: str) -> tuple[str, str] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    found = (value.get("question"), value.get("sql")) if isinstance(value, dict) else (None, None)
    return (found[0], found[1]) if isinstance(found[0], str) and isinstance(found[1], str) else None


def _asks(pair: tuple[str, str] | None, question: str) -> bool:
    return pair is not None and same_question(pair[0]) == question


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Alone with the folder, among those that ask for it this way."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    import os

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
