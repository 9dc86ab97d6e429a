"""One question → SQL → rows, or the sentence that says why there are none.

What `ask`, the REPL and the web page have in common. Knows a Predictor and something that runs queries, no model.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from text2sql.evaluation.verdict import run_untrusted
from text2sql.outcome import Failure, Outcome, QueryRunner
from text2sql.pairs.corrections import Correction, Saved, save_correction
from text2sql.predictors import Predictor
from text2sql.records import Example, Prediction, VerdictKind, example_id, language_of
from text2sql.schema import Schema
from text2sql.sql import normalise

MAX_ROWS = 200  # that a person is shown or given


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What questions are asked of.

    Attributes:
        schema: the tables that the model is told about.
        predictor: turns a question into SQL.
        runner: runs the SQL on the rows.
        rows: where the rows come from, for a person to read.
        corrections: the file that keeps what the user corrects; it need not exist.
    """

    schema: Schema
    predictor: Predictor
    runner: QueryRunner
    rows: str
    corrections: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a question.

    Attributes:
        question: as asked.
        sql: what the model wrote and what was run; None if its reply holds no SQL.
        result: the rows, or why there are none.
    """

    question: str
    sql: str | None
    result: Outcome | Failure


def predicted(question: str, session: Session) -> Prediction:
    """The model's reply to one question, nothing run."""
    example = Example(
        id=example_id(session.schema.name, question, ""),
        schema=session.schema.name,
        question=question,
        sql="",
        language=language_of(question),
        provenance="asked",
    )
    (prediction,) = session.predictor.predict([example])
    return prediction


def answered(question: str, session: Session) -> Answer:
    """The SQL that the model writes and the rows that it gives."""
    prediction = predicted(question, session)
    if prediction.sql is None:
        return Answer(
            question=question, sql=None, result=Failure(kind=VerdictKind.NO_SQL, message=prediction.raw.strip())
        )
    sql = normalise(prediction.sql)
    return Answer(question=question, sql=sql, result=run_untrusted(sql, session.runner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What came of a correction.

    Attributes:
        result: the rows of the corrected SQL, or why it gives none and was not saved.
        saved: where it lies; None if it was not saved.
    """

    result: Outcome | Failure
    saved: Saved | None


def corrected(question: str, sql: str, session: Session, *, was: str | None, now: datetime) -> Corrected:
    """Save the SQL that a question should have got, if it is one reading query and runs.

    Args:
        question: as asked.
        sql: what the user makes of it.
        session: whose rows it is tried on, and whose corrections it joins.
        was: what the model wrote; None if that was no SQL.
        now: the time.

    Raises:
        T2SError: if the file cannot be written.
    """
    sql = normalise(sql)
    result = run_untrusted(sql, session.runner)
    if isinstance(result, Failure):
        return Corrected(result=result, saved=None)
    at = now.astimezone().isoformat(timespec="seconds")
    correction = Correction(question=" ".join(question.split()), sql=sql, was=was, at=at)
    return Corrected(result=result, saved=save_correction(session.corrections, correction))


def sentence(failure: Failure) -> str:
    """Why there are no rows, for a person.

    >>> sentence(Failure(kind=VerdictKind.TIMEOUT, message="INTERRUPT Error: Interrupted!"))
    'The query was stopped: it took too long.'
    """
    reason = plain_reason(failure).rstrip(".")
    match failure.kind:
        case VerdictKind.NO_SQL:
            return f"The model replied without SQL: {reason}" if reason else "The model replied without SQL."
        case VerdictKind.PARSE_ERROR:
            return f"This is not valid SQL: {reason}."
        case VerdictKind.NOT_READ_ONLY:
            return f"Only a single query that reads is run: {reason}."
        case VerdictKind.UNKNOWN_NAME:
            return f"The SQL names something that is not in the tables: {reason}."
        case VerdictKind.TYPE_ERROR:
            return f"The SQL mixes types that do not go together: {reason}."
        case VerdictKind.TIMEOUT:
            return "The query was stopped: it took too long."
        case VerdictKind.MEMORY:
            return "The query was stopped: it needed too much memory."
        case _:
            return f"The query failed: {reason}."


def plain_reason(failure: Failure) -> str:
    """The engine's reason without the name that it gives to the kind of error.

    >>> plain_reason(Failure(kind=VerdictKind.UNKNOWN_NAME, message="Catalog Error: Table with name x does not exist!"))
    'Table with name x does not exist!'
    """
    return re.sub(r"^[A-Z][A-Za-z ]* Error: ", "", failure.message.strip())
