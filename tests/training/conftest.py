"""A small data set for training tests: two schemas' worth of questions that a tiny model can learn by heart."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from text2sql.prompt import PromptFormat, conversation
from text2sql.records import Conversation, Example, example_id
from text2sql.schema import Column, Schema, Table

COLUMNS = ("name", "year", "math", "english")
STUDENTS = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=tuple(Column(name=each, type="VARCHAR", samples=("x",)) for each in COLUMNS),
        ),
    ),
)


def examples(count: int, seed: int = 0) -> list[Example]:
    """Questions with their SQL, drawn without thought of repetition."""
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        column, year = draw.choice(COLUMNS[2:]), draw.randint(2015, 2018)
        question, sql = f"{year}年的{column}是多少?", f"SELECT {column} FROM students WHERE year = {year}"
        found.append(
            Example(
                id=example_id("students", question, sql), schema="students", question=question, sql=sql, language="zh"
            )
        )
    return found


@dataclass(frozen=True)
class Data:
    """What `TrainingData` asks for."""

    train: int = 24
    dev: int = 8
    schemas: Mapping[str, Schema] = field(default_factory=lambda: {"students": STUDENTS})
    prompt: PromptFormat = PromptFormat.SEED
    digest: str = "abc"

    def conversations(self, split: str) -> Sequence[Conversation]:
        drawn = examples(self.train, 1) if split == "train" else examples(self.dev, 2)
        return [conversation(STUDENTS, each.question, each.sql, self.prompt) for each in drawn]


@pytest.fixture
def data() -> Data:
    return Data()


@pytest.fixture(scope="session")
def some_data() -> Data:
    """The same, for fixtures that several tests share."""
    return Data()


@pytest.fixture
def draw_examples() -> Callable[..., list[Example]]:
    return examples


@pytest.fixture
def students() -> Schema:
    return STUDENTS


@pytest.fixture
def peak_bytes() -> Callable[[Callable[[], object]], int]:
    """The most that torch's allocator holds while something runs, beside what it held before."""
    from torch.profiler import ProfilerActivity, profile

    def measure(run: Callable[[], object]) -> int:
        with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
            run()
        now = highest = 0
        events = [each for each in profiled.profiler.kineto_results.events() if each.name() == "[memory]"]
        for event in sorted(events, key=lambda each: each.start_ns()):
            now += event.nbytes()
            highest = max(highest, now)
        return highest

    return measure
