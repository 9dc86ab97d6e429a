"""A schema as another author would have spelled it: the same tables under other names."""

import itertools
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from text2sql.lexicon.naming import is_chinese
from text2sql.lexicon.pinyin import to_pinyin
from text2sql.meaning import spoken
from text2sql.schema import Schema, Table
from text2sql.synth.styles import RESERVED, Naming, draw_style, spell

_KEPT = 0.5  # of the schemas stay as they are


class Spelling(NamedTuple):
    """The new name of each table and column by the old one, none if all stay; whether names are words that people know."""

    names: Mapping[str, str]
    is_plain: bool


def other_spelling(schema: Schema, rng: random.Random) -> Spelling:
    """How one author would have spelled the schema's names.

    Pinyin and Chinese names are the comments' nouns, so all must have one in Chinese; the other spellings need snake_case. Columns
    that share a name go on sharing it.

    >>> from text2sql.schema import Column
    >>> table = Table(name="pets", columns=(Column(name="birth_date", type="DATE"),))
    >>> other_spelling(Schema(name="s", tables=(table,)), random.Random(4))
    Spelling(names={'pets': 'Pets', 'birth_date': 'BirthDate'}, is_plain=True)
    """
    named = [
        (name, spoken(comment))
        for table in schema.tables
        for name, comment in (
            (table.name, table.comment),
            *((column.name, column.comment) for column in table.columns),
        )
    ]
    in_chinese = all(is_chinese(noun) and noun.isidentifier() for _, noun in named)
    in_snake = all(name.isascii() and name == name.lower() for name, _ in named)
    styles = (draw_style(rng, "zh" if in_chinese else "en") for _ in itertools.count())
    style = next(each for each in styles if each.naming is not Naming.SNAKE)
    from_comments = style.naming in (Naming.CHINESE, Naming.PINYIN)
    if rng.random() < _KEPT or not (from_comments or in_snake):
        return Spelling({}, is_plain=True)
    names: dict[str, str] = {}
    for name, noun in named:
        if style.naming is Naming.CHINESE:
            new = noun
        elif style.naming is Naming.PINYIN:
            new = to_pinyin(noun)
        else:
            new = spell(style.column_prefix + name, style)
        if name.lower() not in {each.lower() for each in names}:
            names[name] = _free(new, names.values())
    return Spelling(names, is_plain=style.naming not in (Naming.PINYIN, Naming.SHORT))


def _free(name: str, taken: Iterable[str]) -> str:
    lower = {each.lower() for each in taken} | RESERVED
    return next(made for made in (name, *(f"{name}{number}" for number in range(2, 99))) if made.lower() not in lower)


def with_other_names(schema: Schema, names: Mapping[str, str]) -> Schema:
    """The schema with other names of tables and columns; one that is not among them stays."""
    by_lower = {old.lower(): name for old, name in names.items()}

    def new(name: str) -> str:
        return by_lower.get(name.lower(), name)

    def renamed(table: Table) -> Table:
        return replace(
            table,
            name=new(table.name),
            columns=tuple(replace(column, name=new(column.name)) for column in table.columns),
            primary_key=tuple(map(new, table.primary_key)),
            unique=tuple(tuple(map(new, columns)) for columns in table.unique),
            foreign_keys=tuple(
                replace(
                    key,
                    columns=tuple(map(new, key.columns)),
                    table=new(key.table),
                    references=tuple(map(new, key.references)),
                )
                for key in table.foreign_keys
            ),
        )

    return replace(schema, tables=tuple(map(renamed, schema.tables)))
