"""What holds for the rows of any schema: keys, foreign keys, choices, NULLs, the same again, and DuckDB takes them."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from text2sql.database import Database
from text2sql.datafile import quoted
from text2sql.outcome import Outcome
from text2sql.populate import populate
from text2sql.schema import Schema, Table
from text2sql.synth.invent import invent_schema

SEEDS = st.integers(min_value=0, max_value=2**32)
PROPERTY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def _violations(schema: Schema, rows: dict[str, list[tuple[object, ...]]]) -> list[str]:
    """Everything in the rows that the schema forbids."""
    found = []
    for table in schema.tables:
        places = {column.name.lower(): place for place, column in enumerate(table.columns)}

        def values(
            names: tuple[str, ...], table: Table = table, places: dict[str, int] = places
        ) -> list[tuple[object, ...]]:
            return [tuple(row[places[name.lower()]] for name in names) for row in rows[table.name]]

        for key in filter(None, (table.primary_key, *table.unique)):
            held = [each for each in values(key) if None not in each]
            if len(set(held)) != len(held):
                found.append(f"{table.name}: {key} repeats")
        for link in table.foreign_keys:
            target = schema.table(link.table)
            there = {
                tuple(row[[c.name.lower() for c in target.columns].index(name.lower())] for name in link.references)
                for row in rows[target.name]
            }
            if any(None not in each and each not in there for each in values(link.columns)):
                found.append(f"{table.name}: {link.columns} points nowhere")
        for column in table.columns:
            cells = [each for (each,) in values((column.name,))]
            if not column.nullable and None in cells:
                found.append(f"{table.name}.{column.name}: NULL")
            if column.choices and not {str(each) for each in cells if each is not None} <= set(column.choices):
                found.append(f"{table.name}.{column.name}: not a choice")
    return found


@PROPERTY
@given(SEEDS, st.sampled_from(["zh", "en"]), st.integers(min_value=1, max_value=120))
def test_rows_honour_their_schema_and_come_out_the_same_again(seed: int, language: str, count: int) -> None:
    schema = invent_schema(random.Random(seed), language=language)  # type: ignore[arg-type]
    rows = populate(schema, seed=seed, rows=count)
    assert _violations(schema, rows) == []
    assert all(0 < len(rows[table.name]) <= max(count, 6) * 2 for table in schema.tables)
    assert rows == populate(schema, seed=seed, rows=count)


def test_a_breach_of_the_schema_is_seen() -> None:
    rng = random.Random(4)
    schema = next(each for _ in range(50) if (each := invent_schema(rng, language="en")).tables[-1].foreign_keys)
    rows = populate(schema, seed=1)
    last = schema.tables[-1]
    rows[last.name].append(rows[last.name][0])
    rows[last.name].append(tuple(None for _ in last.columns))
    assert len(_violations(schema, rows)) > 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_duckdb_takes_the_rows_of_invented_schemas(language: str) -> None:
    rng = random.Random(9)
    for _ in range(40):
        schema = invent_schema(rng, language=language)  # type: ignore[arg-type]
        rows = populate(schema, seed=1, rows=60)
        with Database.from_rows(schema, rows) as database:
            for table in schema.tables:
                outcome = database.run(f"SELECT * FROM {quoted(table.name)}")
                assert isinstance(outcome, Outcome)
                assert list(outcome.rows) == rows[table.name]
