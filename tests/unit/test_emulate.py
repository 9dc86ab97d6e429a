"""SQLite's queries on DuckDB: each thing that SQLite does otherwise, by the rows that SQLite itself gives."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot

from text2sql.database import Database
from text2sql.evaluation.compare import equal_multisets, equal_rows
from text2sql.evaluation.copied import Affinity, Copied, Stored, copy_tables
from text2sql.evaluation.emulate import emulated
from text2sql.outcome import Outcome
from text2sql.sql import NotSQL
from text2sql.sqlite_database import SqliteDatabase

SCRIPT = """
CREATE TABLE car (id INTEGER, name TEXT, power INT, year TEXT, price REAL, anything);
INSERT INTO car VALUES (1, 'Fiat', 60, '1999', 10, 'x'), (2, 'fiat', 'null', '2005', 12.5, 7), (3, 'BMW', 220, '1985', 99, NULL),
    (4, 'Opel', 9, '70', NULL, '7'), (5, 'Audi', NULL, '12 or so', 99, 8.5);
CREATE TABLE sale (car TEXT, buyer TEXT, amount INTEGER);
INSERT INTO sale VALUES ('1', 'Ann', 3), ('1', 'Bob', 5), ('3', 'Ann', 4), ('x', 'Cy', 2), (NULL, 'Di', 2), ('4', 'Bob', 4);
"""

QUERIES = [
    'SELECT id FROM car WHERE name = "BMW"',
    "SELECT id FROM car WHERE name LIKE 'FI%'",
    "SELECT id FROM car WHERE name NOT LIKE 'FI%'",
    "SELECT id FROM car WHERE id LIKE '1%'",
    "SELECT name, max(price) FROM car",
    "SELECT name, min(price), id FROM car",
    "SELECT buyer, car FROM sale GROUP BY buyer",
    "SELECT buyer, car, max(amount) FROM sale GROUP BY buyer",
    "SELECT * FROM sale GROUP BY buyer",
    "SELECT id FROM car WHERE year > 1990",
    "SELECT id FROM car WHERE year = 1985",
    "SELECT id FROM car WHERE id > '2'",
    "SELECT id FROM car WHERE id IN ('1', '3', 'x')",
    "SELECT id FROM car WHERE year BETWEEN 1980 AND 2000",
    "SELECT id FROM car WHERE power > 100",
    "SELECT id FROM car WHERE power < 100",
    "SELECT id FROM car WHERE power <> 60",
    "SELECT id, power FROM car ORDER BY power DESC",
    "SELECT id, power FROM car ORDER BY power",
    "SELECT max(power), min(power) FROM car",
    "SELECT id FROM car WHERE power < (SELECT max(power) FROM car)",
    "SELECT avg(power), sum(power), sum(year), avg(year) FROM car",
    "SELECT year + 1, power * 2 FROM car",
    "SELECT id / 2, price / 2 FROM car",
    "SELECT name FROM car JOIN sale ON id = car ORDER BY 1",
    "SELECT name FROM car WHERE id IN (SELECT car FROM sale)",
    "SELECT buyer FROM sale WHERE car IN (SELECT id FROM car)",
    "SELECT count(*) FROM car JOIN sale",
    "SELECT DISTINCT name FROM car WHERE id <> 2 ORDER BY price, id",
    "SELECT amount FROM sale GROUP BY amount ORDER BY count(*) DESC LIMIT 1",
    "SELECT amount FROM sale GROUP BY amount ORDER BY count(*) LIMIT 1",
    "SELECT name FROM car ORDER BY price DESC LIMIT 1",
    "SELECT t.name FROM (SELECT name, year AS y FROM car) AS t WHERE t.y > 1990",
    "WITH t AS (SELECT name, power FROM car) SELECT name FROM t WHERE power > 100",
    "SELECT name FROM car AS c WHERE EXISTS (SELECT 1 FROM sale WHERE car = c.id)",
    'SELECT name AS "n m" FROM car ORDER BY "n m"',
    "SELECT id FROM car WHERE name LIKE 'a%' UNION SELECT amount FROM sale ORDER BY 1",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("emulated") / "cars.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(SCRIPT)
    connection.close()
    return path


@pytest.fixture(scope="module")
def copied(path: Path) -> Copied:
    return copy_tables(path)


@pytest.fixture(scope="module")
def sqlite(path: Path) -> Iterator[SqliteDatabase]:
    with SqliteDatabase(path) as database:
        yield database


@pytest.fixture(scope="module")
def duckdb(copied: Copied) -> Iterator[Database]:
    with Database.from_rows(copied.schema, copied.rows) as database:
        yield database


def rows_of(outcome: object, *, ordered: bool) -> list[tuple[object, ...]]:
    assert isinstance(outcome, Outcome), outcome
    return list(outcome.rows) if ordered else sorted(outcome.rows, key=repr)


@pytest.mark.parametrize("sql", QUERIES)
def test_the_rows_are_those_of_sqlite(sql: str, sqlite: SqliteDatabase, duckdb: Database, copied: Copied) -> None:
    query = emulated(sql, copied.facts)
    found = duckdb.run(query.sql)
    assert isinstance(found, Outcome), found
    ordered = "ORDER BY" in sql
    expected = rows_of(sqlite.run(sql), ordered=ordered)
    restored = rows_of(query.restored(found), ordered=ordered)
    assert len(restored) == len(expected)
    assert all(equal_rows(one, other) for one, other in zip(restored, expected, strict=True)), (restored, expected)


def test_translating_word_for_word_is_not_enough(sqlite: SqliteDatabase, duckdb: Database) -> None:
    # Else the rewriter would prove nothing: of these queries most fail or give other rows without it.
    same = 0
    for sql in QUERIES:
        found = duckdb.run(sqlglot.transpile(sql, read="sqlite", write="duckdb")[0])
        expected = sqlite.run(sql)
        assert isinstance(expected, Outcome)
        same += isinstance(found, Outcome) and equal_multisets(found.rows, expected.rows)
    assert same < len(QUERIES) / 3


def test_a_wrong_query_stays_wrong(sqlite: SqliteDatabase, duckdb: Database, copied: Copied) -> None:
    for sql in ("SELECT height FROM car", "SELECT id FROM nowhere", 'SELECT id FROM car WHERE c."BMW" = 1'):
        assert not isinstance(sqlite.run(sql), Outcome)
        assert not isinstance(duckdb.run(emulated(sql, copied.facts).sql), Outcome)
    with pytest.raises(NotSQL):
        emulated("SELECT (", copied.facts)


def test_types_are_told_by_the_values(copied: Copied) -> None:
    facts = copied.facts["car"]
    assert {name: fact.stored for name, fact in facts.items()} == {
        "id": Stored.INTEGER,
        "name": Stored.TEXT,
        "power": Stored.TEXT,
        "year": Stored.TEXT,
        "price": Stored.REAL,
        "anything": Stored.TEXT,
    }
    assert facts["power"].has_numbers
    assert not facts["anything"].has_numbers  # '7' and 7 both stand there
    assert [facts[name].affinity for name in ("id", "year", "anything")] == [
        Affinity.NUMERIC,
        Affinity.TEXT,
        Affinity.NONE,
    ]
