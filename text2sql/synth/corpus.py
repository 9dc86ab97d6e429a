"""What the bundled base learns from: invented schemas, each with questions, without end and never the same twice.

Three lessons, one after the other: columns found in short questions over one table, then conditions, then everything. A small
model that meets everything at once learns the SQL around the columns and never how to find them (docs/log.md).
"""

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from text2sql.database import Database
from text2sql.lexicon.match import match_column
from text2sql.lexicon.values import Language
from text2sql.meaning import ColumnMeaning
from text2sql.populate import Rows, populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.synth.families import FAMILIES, Draft, Families
from text2sql.synth.generate import Source
from text2sql.synth.invent import invent_schema

_FIRST = frozenset(
    "value_of projection distinct count count_distinct aggregate extremes averages top nth ordered per_group best_group".split()
)
_PLAIN = _FIRST | {"listing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What is asked.

    Attributes:
        conditions: at most so many.
        tables: of a schema; None for one to four.
        families: and how often each is drawn.
        questions: of one schema, at least and at most.
    """

    conditions: int
    tables: int | None
    families: Families
    questions: tuple[int, int] = (14, 20)

    def admits(self, draft: Draft) -> bool:
        """Whether the question belongs to the lesson."""
        # The name of the row is no condition that has to be found.
        named = 1 if draft.family == "value_of" else 0
        return len(draft.conditions) <= self.conditions + named


def _weighted(plain: frozenset[str], *, rest: float) -> Families:
    """The families, those that are not plain drawn more seldom."""
    return tuple((family, weight * (1.0 if family.__name__ in plain else rest)) for family, weight in FAMILIES)


FINDING = Lesson(conditions=0, tables=1, families=_weighted(_FIRST, rest=0.0))
CONDITIONS = Lesson(conditions=1, tables=1, families=_weighted(_PLAIN, rest=0.2))
EVERYTHING = Lesson(conditions=3, tables=None, families=FAMILIES)


# The number of the group at which each lesson ends.
_TIMETABLE = ((FINDING, 2_048), (CONDITIONS, 8_192), (EVERYTHING, math.inf))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One invented schema, told in one prompt format, with questions over it and the rows their gold SQL was run on."""

    schema: Schema
    form: PromptFormat
    examples: tuple[Example, ...]
    rows: Rows


def groups(seed: int, start: int = 0, *, lesson: Lesson | None = None) -> Iterator[Group]:
    """Groups from the `start`-th on, of the lesson given or of that whose turn it is; the n-th depends on seed, lesson and n alone."""
    for at in itertools.count(start):
        now = lesson or next(each for each, end in _TIMETABLE if at < end)
        # A schema that hardly anything can be asked of gives way to another one in its place.
        tries = (_group(random.Random(f"corpus/{seed}/{at}/{again}"), now) for again in itertools.count())
        yield next(group for group in tries if group is not None)


def is_easy(at: int) -> bool:
    """Whether the `at`-th group belongs to one of the lessons before the last."""
    return at < _TIMETABLE[-2][1]


def _group(rng: random.Random, lesson: Lesson) -> Group | None:
    languages: tuple[Language, ...] = ("zh", "zh", "zh", "en", "en")
    language = rng.choice(languages)
    schema = invent_schema(rng, language=language, tables=lesson.tables)
    rows = populate(schema, seed=rng.randrange(1 << 30), rows=rng.choice([25, 40, 60]))
    form = rng.choice([PromptFormat.SEED, PromptFormat.RICH, PromptFormat.RICH])
    # Mostly the schema's own language, sometimes the other: English names asked about in Chinese and so on.
    asked: tuple[str, ...] = (language,) if rng.random() < 0.75 else ("zh", "en")

    def speakable(column: ColumnMeaning, spoken: str) -> bool:
        """Whether the words of a question can be found in what the prompt shows."""
        if form is PromptFormat.RICH or spoken == "en":
            return True
        return match_column(column.column) is not None or not column.column.name.isascii() or not column.speaks_zh

    with Database.from_rows(schema, rows, plans=False) as database:
        source = Source(
            schema, rows, database, rng, speakable=speakable, families=lesson.families, admits=lesson.admits
        )
        examples = tuple(source.examples(rng.randint(*lesson.questions), asked))
    if len(examples) < lesson.questions[0] // 2:
        return None
    shown = schema.with_samples(samples(schema, rows, seed=0)) if form is PromptFormat.RICH else schema
    return Group(schema=shown, form=form, examples=examples, rows=rows)
