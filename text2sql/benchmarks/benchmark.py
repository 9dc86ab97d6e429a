"""What every layout is read into: schemas, questions by part, and the files that hold the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.records import Example
from text2sql.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Questions with gold SQL that others wrote, and what they ask. No gold was run yet.

    Attributes:
        schemas: by name.
        databases: the SQLite or DuckDB file of a schema, by its name; it may be missing. Rows are made up for a schema
            that is not named here.
        train: questions to train on.
        test: questions to measure on, in the order in which others write their predictions.
        dev: questions to choose checkpoints by; if there are none they are taken from the training questions.
        refused: places and reasons of what did not become a question.
        has_parts: whether it says itself what is for training; else all questions stand in `train` and are yet to be split.
        notes: what a user should know about the questions, one sentence each.
    """

    schemas: Mapping[str, Schema]
    databases: Mapping[str, Path]
    train: Sequence[Example]
    test: Sequence[Example]
    dev: Sequence[Example] = ()
    refused: Sequence[tuple[str, str]] = ()
    has_parts: bool = True
    notes: Sequence[str] = ()
