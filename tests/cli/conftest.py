"""A session without a model, so that `ask`, the REPL and the page are tested in milliseconds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from text2sql.answering import Session
from text2sql.database import Database
from text2sql.dataset import Dataset, write_dataset
from text2sql.prompt import PromptFormat
from text2sql.records import Example, Prediction, example_id
from text2sql.schema import Column, Schema, Table

STUDENTS = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR", comment="姓名"),
                Column(name="math", type="INTEGER", comment="数学"),
            ),
            comment="学生",
        ),
    ),
)
ROWS = {"students": [("陈婷", 92), ("李雷", 71), ("韩梅", None)]}
REPLIES = {
    "谁的数学最好?": "SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1",
    "all": "SELECT * FROM students",
    "wrong name": "SELECT height FROM students",
    "not sql": "SELEC name FROM students",
    "destroy": "DROP TABLE students",
}


class CannedPredictor:
    """Replies by a table; to any other question without SQL. A reply that is an exception is raised."""

    def __init__(self, replies: Mapping[str, str | BaseException]) -> None:
        self.replies = replies
        self.asked: list[Example] = []
        self.told: list[Schema] = []

    def about(self, schemas: Sequence[Schema]) -> "CannedPredictor":
        """Itself, as a model is told of other schemas."""
        self.told.extend(schemas)
        return self

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        for example in examples:
            self.asked.append(example)
            reply = self.replies.get(example.question, "")
            if isinstance(reply, BaseException):
                raise reply
            yield Prediction(example_id=example.id, raw=reply or "I do not know", sql=reply or None)


@pytest.fixture
def canned_predictor() -> type[CannedPredictor]:
    """The class of predictors that reply by a table."""
    return CannedPredictor


SessionMaker = Callable[..., Session]


@pytest.fixture
def students_session() -> Iterator[SessionMaker]:
    """Makes a session over three students; more replies can be given."""
    with Database.from_rows(STUDENTS, ROWS) as database:

        def make(**replies: str | BaseException) -> Session:
            predictor = CannedPredictor({**REPLIES, **replies})
            return Session(schema=STUDENTS, predictor=predictor, runner=database, rows="three students")

        yield make


@pytest.fixture
def write_students(tmp_path: Path) -> Callable[..., Dataset]:
    """Writes a data set over a table of two columns to ``datasets/students`` of the test's folder."""
    columns = tuple(Column(name=name, type="VARCHAR", samples=("x",)) for name in ("name", "math"))
    schema = Schema(name="students", tables=(Table(name="students", columns=columns),))

    def example(number: int) -> Example:
        question, sql = f"第{number}个学生的数学?", f"SELECT math FROM students WHERE name = '{number}'"
        return Example(
            id=example_id("students", question, sql), schema="students", question=question, sql=sql, language="zh"
        )

    def write(*, train: int, dev: int) -> Dataset:
        return write_dataset(
            tmp_path / "datasets" / "students",
            name="students",
            schemas={"students": schema},
            splits={"train": [example(i) for i in range(train)], "dev": [example(100 + i) for i in range(dev)]},
            prompt=PromptFormat.SEED,
            seed=0,
            rows_seed=0,
            rows=10,
            refused={},
        )

    return write
