"""Neighbour databases: keys and values hold, seeds repeat; mutants are told apart and rewrites are not."""

from collections.abc import Sequence

import pytest

from text2sql.database import Database
from text2sql.ddl import read_ddl
from text2sql.evaluation.beside import Beside, is_right, judge_beside, stable_golds
from text2sql.evaluation.mutants import mutants, rewrites
from text2sql.evaluation.neighbours import neighbours
from text2sql.evaluation.suite import Rows
from text2sql.evaluation.verdict import Gold, run_gold
from text2sql.outcome import Outcome
from text2sql.records import Example

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


SMALL = {
    "shop": [(1, "Rome"), (2, "Oslo")],
    "sale": [(1, 1, 5, "a", "card"), (2, 2, 7, None, "cash"), (3, 2, 5, "b", "card")],
}


def told_apart(gold: str, others: Sequence[str], databases: Sequence[Rows]) -> set[str]:
    """Those of the queries that give other rows than the gold somewhere."""
    found: set[str] = set()
    for rows in databases:
        with Database.from_rows(SCHEMA, rows) as database:
            outcome = run_gold(gold, database)
            assert isinstance(outcome, Gold)
            found |= {each for each in others if each not in found and not is_right(each, outcome, database)}
    return found


@pytest.mark.parametrize("seed", range(3))
def test_small_tables_grow_and_their_keys_hold(seed: int) -> None:
    for rows in neighbours(SCHEMA, SMALL, [GOLD], count=10, seed=seed):
        shops, sales = rows["shop"], rows["sale"]
        assert len(shops) >= 12
        assert len(sales) >= 12
        for column in (0, 1):  # the key, and the city, of which no two were alike
            assert len({row[column] for row in shops}) == len(shops)
        assert len({row[0] for row in sales}) == len(sales)
        assert {row[1] for row in sales} <= {row[0] for row in shops}
        assert all(isinstance(row[0], int) and row[0] >= 0 for row in (*shops, *sales))


def test_what_three_rows_cannot_tell_apart_their_neighbours_can() -> None:
    gold = "SELECT shop.city, COUNT(*) FROM sale JOIN shop ON shop.id = sale.shop_id WHERE price > 5 GROUP BY shop.city"
    made = neighbours(SCHEMA, SMALL, [gold], count=10, seed=0)
    everywhere_the_same = {
        gold.replace("SELECT", "SELECT DISTINCT", 1),  # groups are distinct
        gold.replace("JOIN", "LEFT JOIN"),  # every sale has its shop
        gold.replace("JOIN", "RIGHT JOIN"),  # a shop without sales has no price
    }
    others = mutants(gold)
    assert everywhere_the_same <= set(others)
    assert set(others) - told_apart(gold, others, [SMALL]) > everywhere_the_same
    assert set(others) - told_apart(gold, others, made) == everywhere_the_same
    assert not told_apart(gold, rewrites(gold), made)


def test_literals_of_the_gold_and_values_beside_them_occur() -> None:
    made = neighbours(SCHEMA, ROWS, [GOLD], count=10, seed=0)
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


def test_what_would_take_too_long_to_compare_on_a_neighbour_is_skipped_there() -> None:
    pairs = [[(0.5 + 1e-12 * row, float(row // period % 2)) for row in range(6_000)] for period in (1, 2)]
    answers = {"SELECT 1": pairs[0], "SELECT 2": [(a + 1e-14, b) for a, b in pairs[1]], "SELECT 3": pairs[0][1:]}

    class Told:
        def run(self, sql: str) -> Outcome:
            return Outcome(columns=("a", "b"), rows=tuple(answers[sql]))

    asked = [Example(id="e", schema="shop", question="?", sql="SELECT 1", language="en")]
    beside = [judge_beside(asked, {"e": sql}, lambda rows: Told(), [{}]) for sql in answers]
    assert beside == [Beside(frozenset(), 0), Beside(frozenset(), 1), Beside(frozenset({"e"}), 0)]


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
