"""Neighbour databases: keys and values hold, seeds repeat; mutants are told apart and rewrites are not."""

import pytest

from text2sql.database import Database
from text2sql.ddl import read_ddl
from text2sql.evaluation.beside import stable_golds
from text2sql.evaluation.mutants import mutants, rewrites
from text2sql.evaluation.neighbours import neighbours

SCHEMA = read_ddl(
    "CREATE TABLE shop (id INT PRIMARY KEY, city TEXT NOT NULL);"
    "CREATE TABLE sale (id INT PRIMARY KEY, shop_id INT NOT NULL REFERENCES shop (id), price INT, note TEXT,"
    " way TEXT NOT NULL CHECK (way IN ('card', 'cash')));",
    name="s",
)
ROWS = {
    "shop": [(at, ("Rome", "Oslo", "Bonn")[at % 3]) for at in range(12)],
    "sale": [
        (at, at % 12, at % 9, None if at % 4 == 0 else f"n{at % 5}", ("card", "cash")[at % 2]) for at in range(60)
    ],
}
GOLD = "SELECT id FROM sale WHERE price > 77 AND note LIKE 'zz%'"


@pytest.mark.parametrize("seed", range(3))
def test_keys_types_choices_and_not_null_hold(seed: int) -> None:
    for rows in neighbours(SCHEMA, ROWS, [GOLD], count=4, seed=seed):
        shops, sales = [row[0] for row in rows["shop"]], rows["sale"]
        assert shops
        assert sales
        assert len(set(shops)) == len(shops)
        assert len({row[0] for row in sales}) == len(sales)
        assert {row[1] for row in sales} <= set(shops)
        assert {row[4] for row in sales} <= {"card", "cash"}
        assert all(row[2] is not None and row[2] >= 0 for row in sales), "NULL and minus signs were never observed"


def test_literals_of_the_gold_and_values_beside_them_occur() -> None:
    made = neighbours(SCHEMA, ROWS, [GOLD], count=5, seed=0)
    prices = {row[2] for rows in made for row in rows["sale"]}
    notes = {row[3] for rows in made for row in rows["sale"]}
    assert {76, 77, 78} <= prices
    assert {"zz", "zzx", None} <= notes
    assert any("zz" in str(note).lower() and not str(note).startswith("zz") for note in notes)
    without = {row[2] for rows in neighbours(SCHEMA, ROWS, [], count=5, seed=0) for row in rows["sale"]}
    assert not {76, 77, 78} & without


def test_a_seed_repeats_and_another_does_not() -> None:
    assert neighbours(SCHEMA, ROWS, [GOLD], count=2, seed=1) == neighbours(SCHEMA, ROWS, [GOLD], count=2, seed=1)
    assert neighbours(SCHEMA, ROWS, [GOLD], count=2, seed=1) != neighbours(SCHEMA, ROWS, [GOLD], count=2, seed=2)


def test_golds_without_one_right_answer_are_left_out() -> None:
    rows = {"shop": [(1, "Rome"), (2, "Rome")], "sale": []}
    golds = {
        "SELECT id FROM shop LIMIT 1",
        "SELECT id FROM shop ORDER BY city LIMIT 1",
        "SELECT (SELECT id FROM shop)",
        "SELECT id FROM shop ORDER BY id LIMIT 1",
    }
    found = stable_golds(golds, lambda some: Database.from_rows(SCHEMA, some), rows)
    assert set(found.golds) == {"SELECT id FROM shop ORDER BY id LIMIT 1"}


def test_mutants_and_rewrites_are_what_they_say() -> None:
    sql = "SELECT SUM(price) FROM sale WHERE price BETWEEN 1 AND 3 OR note IN ('a', 'b')"
    assert "SELECT AVG(price) FROM sale WHERE price BETWEEN 1 AND 3 OR note IN ('a', 'b')" in mutants(sql)
    assert "SELECT SUM(price) FROM sale WHERE price BETWEEN 1 AND 4 OR note IN ('a', 'b')" in mutants(sql)
    assert "SELECT SUM(price) FROM sale WHERE price BETWEEN 1 AND 3 AND note IN ('a', 'b')" in mutants(sql)
    assert sql not in mutants(sql)
    with Database.from_rows(SCHEMA, ROWS) as database:
        right = database.run(sql)
        assert len(rewrites(sql)) >= 4
        assert all(database.run(each).rows == right.rows for each in rewrites(sql))  # type: ignore[union-attr]
