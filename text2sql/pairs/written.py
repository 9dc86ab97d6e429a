"""Questions that people wrote over schemas of their own, as groups of the corpus: each time with other values and other names.

The generator composes its questions from parts and never words one as a person in a hurry does. These pairs do; drawn
again and again they would be learnt by heart, so what is not the wording changes with every draw.
"""

import itertools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from text2sql.benchmarks.pairs import read_pairs
from text2sql.bundled import bundled_path
from text2sql.database import Database
from text2sql.ddl import load_schema
from text2sql.errors import T2SError
from text2sql.meaning import understand
from text2sql.outcome import Outcome
from text2sql.pairs.anatomy import anatomy, with_names
from text2sql.pairs.around import Surroundings, around
from text2sql.pairs.respell import other_spelling, with_other_names
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example, example_id
from text2sql.schema import ColumnKind, Schema, Table
from text2sql.synth.corpus import Group

TRAINED = "datasets/written"
UNSEEN = "eval/unseen"

_QUESTIONS = (14, 20)  # of a group, as of an invented schema
_CHANGED = 0.7  # of the questions; the others are asked as they were written
_SAID = 0.7  # of a column's cells hold a value that some question says, where any does
_LEFT_OUT = 0.3  # of the columns that no question of the group is about

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A schema with the questions that were written over it."""

    schema: Schema
    pairs: tuple[Example, ...]


@cache
def written(relative: str = TRAINED) -> tuple[Written, ...]:
    """What lies in a folder that ships with t2s as NAME.sql with NAME.jsonl, by name.

    Raises:
        T2SError: if a file is missing or cannot be read.
    """
    folder = bundled_path(relative)
    found = []
    for path in sorted(folder.glob("*.sql")):
        schema, pairs = load_schema(path), path.with_suffix(".jsonl")
        read = read_pairs(pairs, schema)
        if read.refused:
            place, reason = read.refused[0]
            raise T2SError(f"a written pair cannot be read: {reason}", where=place, fix="mend the line")
        found.append(Written(schema=schema, pairs=tuple(read.examples)))
    return tuple(found)


def with_written(groups: Iterator[Group], seed: int, start: int, *, share: float) -> Iterator[Group]:
    """The groups with written ones among them; where they stand depends on seed and number alone."""
    for at in itertools.count(start):
        rng = random.Random(f"written/{seed}/{at}")
        yield written_group(rng) if rng.random() < share else next(groups)


def written_group(rng: random.Random) -> Group:
    """Some questions over one of the schemas; one with more of them comes more often."""
    every = written()
    (chosen,) = rng.choices(every, [len(each.pairs) for each in every])
    pairs = rng.sample(chosen.pairs, min(rng.randint(*_QUESTIONS), len(chosen.pairs)))
    own = _rearranged(chosen.schema, pairs, rng)
    said = _values_said(chosen)
    rows = populate(own, seed=rng.randrange(1 << 30), rows=rng.choice([25, 40, 60]))
    rows = {table.name: _with_values_said(table, rows[table.name], said, rng) for table in own.tables}
    spelling = other_spelling(own, rng)
    examples = [_under(each, spelling.names) for each in _changed(own, rows, pairs, rng)]
    schema = with_other_names(own, spelling.names)
    rows = {spelling.names.get(table, table): some for table, some in rows.items()}
    with Database.from_rows(schema, rows, plans=False) as database:
        # The new name of a column may be a word of SQL elsewhere.
        running = tuple(each for each in examples if isinstance(database.run(each.sql), Outcome))
    forms = (PromptFormat.SEED, PromptFormat.RICH) if spelling.is_plain else (PromptFormat.RICH,)
    form = rng.choice(forms)
    shown = schema.with_samples(samples(schema, rows, seed=0))
    return Group(schema=shown, form=form, examples=running, rows=rows)


def unseen_groups(form: PromptFormat) -> Iterator[Group]:
    """Each of the schemas that no base is trained on, with all its questions as they were written."""
    for each in written(UNSEEN):
        said = _values_said(each)
        rng = random.Random(f"unseen/{each.schema.name}")
        rows = populate(each.schema, seed=0, rows=150)
        rows = {table.name: _with_values_said(table, rows[table.name], said, rng) for table in each.schema.tables}
        shown = each.schema.with_samples(samples(each.schema, rows, seed=0))
        yield Group(schema=shown, form=form, examples=each.pairs, rows=rows)


def _rearranged(schema: Schema, pairs: Sequence[Example], rng: random.Random) -> Schema:
    """The schema without some of the columns that are not asked for, in half of all cases in another order."""
    asked = {word for pair in pairs for word in re.findall(r"\w+", pair.sql.lower())}
    keys = {
        (table.name, name)
        for table in schema.tables
        for names in (table.primary_key, *table.unique, *(key.columns for key in table.foreign_keys))
        for name in names
    } | {(key.table, name) for table in schema.tables for key in table.foreign_keys for name in key.references}

    def rearranged(table: Table) -> Table:
        head = [each for each in table.columns if each.name in table.primary_key]
        rest = [
            each
            for each in table.columns
            if each not in head
            and (each.name.lower() in asked or (table.name, each.name) in keys or rng.random() >= _LEFT_OUT)
        ]
        if rng.random() < 0.5:
            rng.shuffle(rest)
        return replace(table, columns=(*head, *rest))

    return replace(schema, tables=tuple(map(rearranged, schema.tables)))


def _values_said(chosen: Written) -> dict[tuple[str, str], list[str]]:
    """The texts that questions name, by table and column."""
    said: dict[tuple[str, str], list[str]] = {}
    for pair in chosen.pairs:
        for each in anatomy(pair.sql, chosen.schema).compared:
            if each.is_text and each.is_equality:
                said.setdefault(each.place, []).append(each.text)
    return said


def _with_values_said(
    table: Table, rows: Sequence[Row], said: Mapping[tuple[str, str], Sequence[str]], rng: random.Random
) -> list[Row]:
    """The rows with such texts in most cells of their columns, keys apart."""
    keys = {*table.primary_key, *(name for key in table.foreign_keys for name in key.columns)}
    keys |= {name for names in table.unique for name in names}
    texts = [
        said.get((table.name, column.name), ()) if column.kind is ColumnKind.TEXT and column.name not in keys else ()
        for column in table.columns
    ]
    return [
        tuple(
            rng.choice(some) if some and rng.random() < _SAID else cell for cell, some in zip(row, texts, strict=True)
        )
        for row in rows
    ]


def _changed(
    schema: Schema, rows: Mapping[str, Sequence[Row]], pairs: Sequence[Example], rng: random.Random
) -> list[Example]:
    """Most of the pairs with other values, another column or the contrary comparison, where that is certain."""
    made = []
    with Database.from_rows(schema, rows, plans=False) as database:

        def admits(new: str, _old: str) -> bool:
            outcome = database.run(new)
            return isinstance(outcome, Outcome) and bool(outcome.rows)

        surroundings = Surroundings(meaning=understand(schema, rows), rows=rows, admits=admits)
        for pair in pairs:
            near = around(pair, surroundings, count=1, seed=rng.randrange(1 << 30)) if rng.random() < _CHANGED else ()
            made.append(near[0] if near else pair)
    return made


def _under(example: Example, names: Mapping[str, str]) -> Example:
    if not names:
        return example
    sql = with_names(example.sql, names)
    return replace(example, id=example_id(example.schema, example.question, sql), sql=sql)
