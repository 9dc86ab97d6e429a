"""Seeded rows for a schema that honour keys, choices and nullability and look like people's own.

Parents have fewer rows than children, a few have no child; NULLs stand only where allowed. A key made of something
and a year repeats that something over several years, with its name kept and its measures drifting. The same schema,
seed and rows give the same values in every process. Not covered: CHECK conditions other than listed values.
"""

import random
from collections.abc import Mapping

from text2sql.lexicon.naming import is_chinese
from text2sql.lexicon.values import Language
from text2sql.populate.filling import Filling
from text2sql.schema import ColumnKind, Schema, Table

Rows = dict[str, list[tuple[object, ...]]]


def populate(schema: Schema, *, seed: int, rows: int = 200, language: Language | None = None) -> Rows:
    """Rows by table name, values in the order of the columns.

    Args:
        schema: what to fill.
        seed: of every random choice.
        rows: of the largest tables; those that others point at get fewer.
        language: of the values; by default Chinese if a name or comment is.

    Raises:
        T2SError: if a column that must not be NULL has a type of which no value can be made.

    >>> from text2sql.schema import Column
    >>> table = Table(name="t", columns=(Column(name="name", type="VARCHAR"), Column(name="age", type="INTEGER")))
    >>> made = populate(Schema(name="s", tables=(table,)), seed=1, rows=3)
    >>> len(made["t"]), made == populate(Schema(name="s", tables=(table,)), seed=1, rows=3)
    (3, True)
    """
    spoken = language or _language(schema)
    heights = _heights(schema)
    filled: dict[str, Filling] = {}
    for table in sorted(schema.tables, key=lambda each: -heights[each.name]):
        count = max(min(rows, 6), round(rows * 0.3 ** heights[table.name]))
        filled[table.name.lower()] = Filling(table, count, filled, spoken, seed)
    for filling in filled.values():
        filling.close_cycles(filled)
    return {table.name: filled[table.name.lower()].rows() for table in schema.tables}


def samples(
    schema: Schema, rows: Mapping[str, list[tuple[object, ...]]], *, seed: int
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Up to three distinct values of every text and date column, short ones first, for `Schema.with_samples`.

    >>> from text2sql.schema import Column
    >>> table = Table(name="t", columns=(Column(name="a", type="VARCHAR"), Column(name="b", type="INTEGER")))
    >>> samples(Schema(name="s", tables=(table,)), {"t": [("x", 1), ("x", 2), (None, 3)]}, seed=1)
    {('t', 'a'): ('x',)}
    """
    found = {}
    for table in schema.tables:
        for place, column in enumerate(table.columns):
            if column.kind not in (ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.TIMESTAMP):
                continue
            values = list(dict.fromkeys(str(row[place]) for row in rows[table.name] if row[place] is not None))
            if values:
                rng = random.Random(f"{seed}/samples/{table.name}/{column.name}")
                short = [value for value in values if len(value) <= 12] or values
                found[table.name, column.name] = tuple(rng.sample(short, min(3, len(short))))
    return found


def _language(schema: Schema) -> Language:
    texts = (text for table in schema.tables for text in (table.name, table.comment, *_texts(table)))
    return "zh" if any(is_chinese(text) for text in texts) else "en"


def _texts(table: Table) -> list[str]:
    return [text for column in table.columns for text in (column.name, column.comment, *column.choices)]


def _heights(schema: Schema) -> dict[str, int]:
    """How long the chain of tables is that hangs below each; cycles are cut where they close."""
    children: dict[str, list[str]] = {table.name.lower(): [] for table in schema.tables}
    for table in schema.tables:
        for key in table.foreign_keys:
            if key.table.lower() != table.name.lower() and key.table.lower() in children:
                children[key.table.lower()].append(table.name.lower())

    def height(name: str, above: frozenset[str]) -> int:
        below = [child for child in children[name] if child not in above]
        return max((1 + height(child, above | {name}) for child in below), default=0)

    return {table.name: height(table.name.lower(), frozenset()) for table in schema.tables}
