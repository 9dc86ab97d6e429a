"""What the bundled base learns from: invented schemas, each with questions, without end and never the same twice."""

import itertools
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
from text2sql.synth.generate import Source
from text2sql.synth.invent import invent_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One invented schema, told in one prompt format, with questions over it and the rows their gold SQL was run on."""

    schema: Schema
    form: PromptFormat
    examples: tuple[Example, ...]
    rows: Rows


def groups(seed: int, start: int = 0, *, questions: tuple[int, int] = (10, 16)) -> Iterator[Group]:
    """Groups from the `start`-th on; the n-th depends on the seed and n alone."""
    for at in itertools.count(start):
        # A schema that hardly anything can be asked of gives way to another one in its place.
        tries = (_group(random.Random(f"corpus/{seed}/{at}/{again}"), questions) for again in itertools.count())
        yield next(group for group in tries if group is not None)


def _group(rng: random.Random, questions: tuple[int, int]) -> Group | None:
    languages: tuple[Language, ...] = ("zh", "zh", "zh", "en", "en")
    language = rng.choice(languages)
    schema = invent_schema(rng, language=language)
    rows = populate(schema, seed=rng.randrange(1 << 30), rows=rng.choice([25, 40, 60]))
    form = rng.choice([PromptFormat.SEED, PromptFormat.RICH])
    # Mostly the schema's own language, sometimes the other: English names asked about in Chinese and so on.
    asked: tuple[str, ...] = (language,) if rng.random() < 0.75 else ("zh", "en")

    def speakable(column: ColumnMeaning, spoken: str) -> bool:
        """Whether the words of a question can be found in what the prompt shows."""
        if form is PromptFormat.RICH or spoken == "en":
            return True
        return match_column(column.column) is not None or not column.column.name.isascii() or not column.speaks_zh

    with Database.from_rows(schema, rows) as database:
        source = Source(schema, rows, database, rng, speakable=speakable)
        examples = tuple(source.examples(rng.randint(*questions), asked))
    if len(examples) < questions[0] // 2:
        return None
    shown = schema.with_samples(samples(schema, rows, seed=0)) if form is PromptFormat.RICH else schema
    return Group(schema=shown, form=form, examples=examples, rows=rows)
