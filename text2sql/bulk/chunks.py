"""One chunk of a large data set: examples made from a seed of the chunk's own, as compressed lines.

A chunk depends on the job and its number and on nothing else, so any worker can make it, again if need be. Each query that
passes the checks is asked twice, in both languages if both are wanted: checking costs more than wording.
"""

import itertools
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from text2sql.bulk.digests import digest
from text2sql.database import Database
from text2sql.dataset import line_of
from text2sql.pairs.check import same_question
from text2sql.populate import Rows, populate
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.sql import Forms, NotSQL
from text2sql.synth.generate import Source, forms_of

QUESTIONS_A_QUERY = 2
# Queries drawn for each example wanted, after which a chunk ends short. Few: another chunk may find more.
_PATIENCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all chunks have in common.

    Attributes:
        schema: with sample values.
        seed: of the rows and of all chunks.
        rows: how many a table is filled with.
        languages: of the questions, in their order.
        prompt: the format of the conversations.
        size: examples of a chunk.
    """

    schema: Schema
    seed: int
    rows: int
    languages: tuple[str, ...]
    prompt: PromptFormat
    size: int = 1_000


class Entry(NamedTuple):
    """An example as the merge needs it.

    Attributes:
        question, sql, shape: eight-byte digests of the question, the gold and the gold's shape.
        plain: that of the question without case, blanks and punctuation, by which a user's pair is known again.
        groups: its language, level and family, for the counts.
        line: as it is written.
    """

    question: int
    sql: int
    shape: int
    plain: int
    groups: tuple[str, str, str]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The examples of a chunk, and how many candidates were dropped by reason."""

    entries: Sequence[Entry]
    refused: Mapping[str, int]

    def pack(self) -> bytes:
        """A tenth of the lines' size: the prompt is in each of them."""
        return zlib.compress(json.dumps([self.entries, self.refused], ensure_ascii=False).encode(), 1)

    @classmethod
    def unpack(cls, data: bytes) -> "Chunk":
        """What `pack` made.

        Raises:
            ValueError: if the data is damaged.
        """
        try:
            entries, refused = json.loads(zlib.decompress(data))
        except zlib.error as error:
            raise ValueError(str(error)) from error
        return cls(
            entries=[Entry(q, s, h, p, tuple(groups), line) for q, s, h, p, groups, line in entries], refused=refused
        )


def make_chunk(job: Job, number: int) -> bytes:
    """The chunk of that number, packed.

    Raises:
        T2SError: if the tables cannot be filled or loaded.
    """
    tables = _tables(job)
    refused: Counter[str] = Counter()
    rng = random.Random(f"{job.seed}/{job.schema.digest}/{number}")
    source = Source(job.schema, tables.rows, tables.database, rng, refused=refused, forms=tables.forms)
    entries = [
        entry_of(example, job.schema, job.prompt, tables.forms)
        for example in itertools.islice(_examples(source, job), job.size)
    ]
    return Chunk(entries=entries, refused=refused).pack()


def entry_of(example: Example, schema: Schema, prompt: PromptFormat, forms: Forms) -> Entry:
    """What the merge needs of an example."""
    try:
        shape = forms.of(example.sql).shape
    except NotSQL:  # a user's dialect, which DuckDB runs and the parser does not read
        shape = example.sql
    return Entry(
        question=digest(example.question),
        sql=digest(example.sql),
        shape=digest(shape),
        plain=digest(same_question(example.question)),
        groups=(example.language, level_of(example), family_of(example)),
        line=json.dumps(line_of(example, schema, prompt), ensure_ascii=False) + "\n",
    )


def family_of(example: Example) -> str:
    """What kind of question it is, as the generator names them; or whose it is.

    >>> mine = Example(id="", schema="s", question="?", sql="SELECT 1", language="en", provenance="pair:mine.csv:1")
    >>> family_of(mine)
    'your pairs'
    """
    source, _, family = example.provenance.partition(":")
    return {"pair": "your pairs", "augmented": "around your pairs", "teacher": "teacher"}.get(source, family)


def level_of(example: Example) -> str:
    """How hard it is; a dash where nobody has said so."""
    return next((tag.removeprefix("level:") for tag in example.tags if tag.startswith("level:")), "—")


def _examples(source: Source, job: Job) -> Iterator[Example]:
    spoken = tuple(dict.fromkeys(job.languages))
    for at in range(_PATIENCE * job.size):
        drawn = source.draw(*spoken)
        if drawn is None:
            continue
        for again in range(QUESTIONS_A_QUERY):
            example = source.ask(drawn, spoken[(at + again) % len(spoken)])
            if example is not None:
                yield example


class _Tables(NamedTuple):
    rows: Rows
    database: Database
    forms: Forms


@lru_cache(maxsize=1)
def _tables(job: Job) -> _Tables:
    """What a worker makes once for all its chunks."""
    rows = populate(job.schema, seed=job.seed, rows=job.rows)
    return _Tables(rows, Database.from_rows(job.schema, rows, plans=False), forms_of(job.schema))
