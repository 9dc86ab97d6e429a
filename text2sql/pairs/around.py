"""Examples around a user's pair: the same question with other values, a sibling column, the contrary, other function words.

Each change is made in question and query together, only where both say it once and plainly, and counts only after the new
query was executed: it must give rows where the pair's does, and be as certain. Whatever is in doubt is not changed.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning, SchemaMeaning
from text2sql.pairs.anatomy import Anatomy, Compared, anatomy, operators, with_column, with_literal, with_operator
from text2sql.pairs.reword import reworded
from text2sql.pairs.said import mentions, spans, turned
from text2sql.records import Example, example_id
from text2sql.sql import NotSQL

Rows = Mapping[str, Sequence[tuple[object, ...]]]
# Tries for each example wanted.
_PATIENCE = 12
# A longer value is a text, which nobody repeats in a question.
_LONGEST_VALUE = 40
_SWAPPED = (Role.MEASURE, Role.CATEGORY, Role.DATE)
# Of these a number in the question may be one; a flag or a status is said in words.
_COUNTED = (Role.MEASURE, Role.YEAR, Role.ID, Role.CODE)


class Said(NamedTuple):
    """A question and its query."""

    question: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the changes are taken from.

    Attributes:
        meaning: of the schema.
        rows: by table; new values are taken from them.
        admits: whether a query may stand in the place of another; it executes both.
    """

    meaning: SchemaMeaning
    rows: Rows
    admits: Callable[[str, str], bool]


def around(pair: Example, surroundings: Surroundings, *, count: int, seed: int) -> tuple[Example, ...]:
    """Up to `count` examples near the pair, all different; the same for the same seed.

    Their provenance is that of the pair, with ``augmented:`` in the place of ``pair:``.
    """
    rng = random.Random(f"around/{seed}/{pair.id}")
    found: dict[str, Example] = {}
    for _ in range(_PATIENCE * count):
        if len(found) >= count:
            break
        made = _changed(Said(pair.question, pair.sql), surroundings, rng)
        if made is None or made.question in found or made.question == pair.question:
            continue
        if made.sql != pair.sql and not surroundings.admits(made.sql, pair.sql):
            continue
        found[made.question] = Example(
            id=example_id(pair.schema, made.question, made.sql),
            schema=pair.schema,
            question=made.question,
            sql=made.sql,
            language=pair.language,
            tags=pair.tags,
            provenance=f"augmented:{pair.provenance.removeprefix('pair:')}",
        )
    return tuple(found.values())


def _changed(said: Said, surroundings: Surroundings, rng: random.Random) -> Said | None:
    """The pair after one to all of the changes; None if none could be made, or one spoilt it."""
    steps = ((0.5, _with_sibling), (0.3, _turned), (0.8, _with_values))
    try:
        for chance, step in steps:
            if rng.random() < chance:
                said = step(said, surroundings, rng) or said
        if rng.random() < 0.5:
            literals = [text for text, _ in anatomy(said.sql, surroundings.meaning.schema).literals]
            question = reworded(said.question, rng, [text for text in literals if spans(text, said.question)])
            said = said._replace(question=question or said.question)
    except NotSQL:  # a change made something that cannot be read, as a name of odd signs may
        return None
    return said


def _with_values(said: Said, surroundings: Surroundings, rng: random.Random) -> Said | None:
    """Other values for literals that the question and one column hold; those of equalities out of one row."""
    parts = anatomy(said.sql, surroundings.meaning.schema)
    changed = False
    drawn = {table: rng.choice(rows) for table, rows in surroundings.rows.items() if rows}
    used: set[tuple[str, str]] = set()
    for each in dict.fromkeys(parts.compared):
        # Whatever stands twice may be two things.
        if len(parts.places_of(each.text, each.is_text)) != 1 or len(spans(each.text, said.question)) != 1:
            continue
        if not _is_its_own(each, parts, surroundings):
            continue
        row = rng.choice(surroundings.rows[each.place[0]]) if each.place in used else drawn.get(each.place[0])
        used.add(each.place)
        new = _value(each, row, surroundings) if row and rng.random() < 0.85 else None
        if new is None or new == each.text or new in said.question:
            continue
        ((start, end),) = spans(each.text, said.question)
        if said.question[:start].endswith(("(", "（")):  # it explains the word before it: desserts (甜品)
            continue
        said = Said(
            said.question[:start] + new + said.question[end:],
            with_literal(said.sql, each.text, new, is_text=each.is_text),
        )
        changed = True
    return said if changed else None


def _is_its_own(literal: Compared, parts: Anatomy, surroundings: Surroundings) -> bool:
    """Whether what stands in the question is this literal: the 1 of 1班 is not that of a flag, nor of another literal."""
    table, name = literal.place
    (column,) = (each for each in surroundings.meaning.table(table).columns if each.name == name)
    within = any(literal.text in text for text, _ in parts.literals if text != literal.text)
    return not within and (literal.is_text or column.role in _COUNTED)


def _value(literal: Compared, row: Sequence[object], surroundings: Surroundings) -> str | None:
    """The row's value of the literal's column, written as the literal is; None if it cannot be."""
    table, column = literal.place
    places = [each.name for each in surroundings.meaning.table(table).columns]
    value = row[places.index(column)]
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return None if literal.is_text else _number(literal, Decimal(str(value)))
    text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    if not literal.is_text or len(text) > _LONGEST_VALUE or "\n" in text or not text.strip():
        return None
    same_form = not isinstance(value, date) or re.sub(r"\d", "#", text) == re.sub(r"\d", "#", literal.text)
    return text if same_form else None


def _number(literal: Compared, value: Decimal) -> str | None:
    """The value with the literal's decimals; a bound is as round as the literal's own, an equality exact."""
    if value < 0 or not value.is_finite():
        return None
    step = Decimal(1).scaleb(-len(literal.text.partition(".")[2]))
    if not literal.is_equality and step == 1:
        step = next((Decimal(each) for each in (1000, 100, 10, 5) if int(literal.text) % each == 0), step)
    rounded = (value / step).to_integral_value() * step
    return f"{rounded:f}" if rounded == value or (not literal.is_equality and rounded > 0) else None


def _turned(said: Said, surroundings: Surroundings, rng: random.Random) -> Said | None:
    """The contrary comparison, if there is but one."""
    parts = anatomy(said.sql, surroundings.meaning.schema)
    found = turned(said.question, operators(said.sql)) if parts.comparisons == 1 else None
    # 90 < a is said "above", too; with a column on the left the operator is the word's.
    if found is None or re.search(r"(?:\d|')\s*[<>]=?", said.sql):
        return None
    return Said(found.question, with_operator(said.sql, found.old, found.new))


def _with_sibling(said: Said, surroundings: Surroundings, rng: random.Random) -> Said | None:
    """A column of the same kind in the place of one that the question mentions once."""
    parts = anatomy(said.sql, surroundings.meaning.schema)
    tables = [surroundings.meaning.table(name) for name in parts.tables]
    every = [column for table in tables for column in table.columns]
    mentioned = mentions(said.question, every, [text for text, _ in parts.literals])
    used = [next(each for each in every if (each.table, each.name) == place) for place in parts.columns]
    options = []
    for column in used:
        table, name = column.table, column.name
        if len(mentioned[name]) != 1 or not _may_be_swapped(column, every, parts, said.sql):
            continue
        # Three of a kind are a group that the question may have a word for: 文科, the sciences.
        if sum(_nature(each) == _nature(column) for each in used) > 2:
            continue
        (mention,) = mentioned[name]
        options += [
            (column, sibling, mention, noun)
            for sibling in _siblings(column, surroundings.meaning.table(table).columns)
            if not mentioned[sibling.name] and (table, sibling.name) not in parts.columns
            for noun in [_noun_like(mention.noun, column, sibling, mention.language)]
            if noun
        ]
    if not options:
        return None
    column, sibling, mention, noun = rng.choice(options)
    question = said.question[: mention.start] + noun + said.question[mention.end :]
    return Said(question, with_column(said.sql, column.name, sibling.name))


def _may_be_swapped(column: ColumnMeaning, every: Sequence[ColumnMeaning], parts: Anatomy, sql: str) -> bool:
    name = column.name.lower()
    return (
        column.role in _SWAPPED
        and sum(each.name.lower() == name for each in every) == 1
        # An alias such as avg_math, or a function YEAR(…), has the name too.
        and not any(name in alias for alias in parts.aliases)
        and not re.search(rf"\b{re.escape(name)}\s*\(", sql, re.IGNORECASE)
        and not any(each.is_text for each in parts.compared if each.place == (column.table, column.name))
    )


def _siblings(column: ColumnMeaning, all_: Sequence[ColumnMeaning]) -> Iterator[ColumnMeaning]:
    return (each for each in all_ if each is not column and _nature(each) == _nature(column))


def _nature(column: ColumnMeaning) -> tuple[object, ...]:
    """What two columns must share so that a question about the one can be asked of the other."""
    return column.role, column.kind, column.scale, column.unit_zh, column.additive, column.is_score


def _noun_like(noun: str, column: ColumnMeaning, sibling: ColumnMeaning, language: str) -> str | None:
    """What the sibling is called as the column was: 数学成绩 → 物理成绩, but 数学 → 物理.

    None if its nouns are no words of the language, or none is of that form.
    """
    own, others = (column.zh, sibling.zh) if language == "zh" else (column.en, sibling.en)
    if not (sibling.speaks_zh if language == "zh" else sibling.speaks_en):
        return None
    ending = ""
    for one, other in zip(reversed(own[0]), reversed(others[0]), strict=False):
        if one != other:
            break
        ending = one + ending
    return next((each for each in others if not ending or each.endswith(ending) == noun.endswith(ending)), None)
