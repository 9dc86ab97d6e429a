"""One question → SQL → rows, or the sentence that says why there are none.

What `ask`, the REPL and the web page have in common. Knows a Predictor and something that runs queries, no model.
"""

from dataclasses import dataclass
from typing import Protocol

from text2sql.outcome import Failure, Outcome
from text2sql.predictors import Predictor
from text2sql.records import Example, Prediction, VerdictKind, example_id, language_of
from text2sql.schema import Schema

MAX_ROWS = 200


class QueryRunner(Protocol):
    """Runs one reading query: a sandbox, or a database in the same process."""

    def run(self, sql: str, *, max_rows: int = MAX_ROWS) -> Outcome | Failure:
        """At most so many rows, or why there are none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What questions are asked of.

    Attributes:
        schema: the tables that the model is told about.
        predictor: turns a question into SQL.
        runner: runs the SQL on the rows.
        rows: where the rows come from, for a person to read.
    """

    schema: Schema
    predictor: Predictor
    runner: QueryRunner
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a question.

    Attributes:
        question: as asked.
        prediction: the model's reply and the SQL taken out of it.
        result: the rows, or why there are none.
    """

    question: str
    prediction: Prediction
    result: Outcome | Failure


def predicted(question: str, schema: Schema, predictor: Predictor) -> Prediction:
    """The model's reply to one question about a schema, nothing run."""
    example = Example(
        id=example_id(schema.name, question, ""),
        schema=schema.name,
        question=question,
        sql="",
        language=language_of(question),
        provenance="asked",
    )
    (prediction,) = predictor.predict([example])
    return prediction


def answered(question: str, session: Session, *, max_rows: int = MAX_ROWS) -> Answer:
    """The rows that the model's SQL gives, at most `max_rows` of them."""
    prediction = predicted(question, session.schema, session.predictor)
    result: Outcome | Failure
    if prediction.sql is None:
        result = Failure(kind=VerdictKind.NO_SQL, message=prediction.raw)
    else:
        result = session.runner.run(prediction.sql, max_rows=max_rows)
    return Answer(question=question, prediction=prediction, result=result)


def sentence(failure: Failure) -> str:
    """Why there are no rows, for a person.

    >>> sentence(Failure(kind=VerdictKind.TIMEOUT, message="INTERRUPT Error: Interrupted!"))
    'The query was stopped: it took too long.'
    """
    reason = failure.message.strip().rstrip(".")
    match failure.kind:
        case VerdictKind.NO_SQL:
            return f"The model replied without SQL: {reason}" if reason else "The model replied without SQL."
        case VerdictKind.PARSE_ERROR:
            return f"This is not valid SQL: {reason}."
        case VerdictKind.NOT_READ_ONLY:
            return f"Only one query that reads is run, and no other statement: {reason}."
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
