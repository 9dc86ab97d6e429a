"""The published metrics with their quirks: each flag is shown to turn a verdict round, and the others to leave it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from text2sql.evaluation.bird import speed_reward
from text2sql.evaluation.denotation import Denotation
from text2sql.evaluation.profile import QUIRKS, Profile, Quirks, gold_text, predicted_text
from text2sql.evaluation.published import PublishedJudge
from text2sql.records import Example, Prediction, Verdict
from text2sql.sqlite_database import SqliteDatabase

SPIDER, SPIDER_STRICT, BIRD = (QUIRKS[name] for name in (Profile.SPIDER, Profile.SPIDER_STRICT, Profile.BIRD))
NONE = Quirks()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteDatabase]:
    path = tmp_path_factory.mktemp("published") / "s.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE singer (name TEXT, country TEXT, age INTEGER, value INTEGER)")
        rows = [("Ann", "FR", 30, 1), ("Bob", "FR", 25, 2), ("Cy", "NL", 41, 3), ("Di", "NL", 25, 4)]
        connection.executemany("INSERT INTO singer VALUES (?, ?, ?, ?)", rows)
    connection.close()
    with SqliteDatabase(path, skips_bad_text=True) as database:
        yield database


def verdict(database: SqliteDatabase, quirks: Quirks, gold: str, predicted: str | None) -> str:
    example = Example(id="e", schema="s", question="?", sql=gold, language="en")
    prediction = Prediction(example_id="e", raw=predicted or "", sql=predicted)
    return PublishedJudge({"s": database}, quirks).verdict(example, prediction).kind


# Gold, prediction, what it is with the flag, what it is with the flag put back to its default.
TURNS = {
    "takes_first_statement": ("SELECT age FROM singer", "SELECT age FROM singer; SELECT 1", "CORRECT", "NOT_READ_ONLY"),
    "value_is_one": ("SELECT 1 FROM singer", "SELECT value FROM singer", "CORRECT", "WRONG_ROWS"),
    "drops_distinct": (
        "SELECT count(DISTINCT country) FROM singer",
        "SELECT count(country) FROM singer",
        "CORRECT",
        "WRONG_ROWS",
    ),
    "mends_operators": (
        "SELECT name FROM singer WHERE age >= 41",
        "SELECT name FROM singer WHERE age > = 41",
        "CORRECT",
        "PARSE_ERROR",
    ),
    "current_year": ("SELECT 2020", "SELECT YEAR( CURDATE() )", "CORRECT", "UNKNOWN_NAME"),
    "order_counts": (
        "SELECT name FROM singer ORDER BY name",
        "SELECT name FROM singer ORDER BY name DESC",
        "WRONG_ORDER",
        "CORRECT",
    ),
    "any_column_order": (
        "SELECT name, age FROM singer",
        "SELECT age, name FROM singer",
        "CORRECT",
        "WRONG_ROWS",
    ),
    "needs_same_sorted_cells": (
        # Sorted as text, 1 stands behind "10" and 1.0 before it.
        "SELECT 1, '10' UNION ALL SELECT 2, 'x'",
        "SELECT '10', 1.0 UNION ALL SELECT 'x', 2",
        "WRONG_ROWS",
        "CORRECT",
    ),
}


@pytest.mark.parametrize("flag", TURNS)
def test_each_quirk_of_spider_turns_a_verdict_round(database: SqliteDatabase, flag: str) -> None:
    gold, predicted, with_it, without_it = TURNS[flag]
    default = getattr(NONE, flag)
    assert verdict(database, SPIDER, gold, predicted) == with_it
    assert verdict(database, replace(SPIDER, **{flag: default}), gold, predicted) == without_it


def test_text_of_the_prediction_is_put_into_small_letters_only_with_the_flag(database: SqliteDatabase) -> None:
    gold, predicted = "SELECT 'ann', 'x'", "SELECT 'Ann', 'X'"
    assert verdict(database, Quirks(lowers_text=True), gold, predicted) == "CORRECT"
    assert verdict(database, NONE, gold, predicted) == "WRONG_ROWS"


def test_every_quirk_has_its_example() -> None:
    # Below, and in test_sqlite_database.py.
    covered = {*TURNS, "rows_are_a_set", "has_soft_f1", "skips_bad_text", "lowers_text"}
    assert {field.name for field in fields(Quirks)} == covered


@pytest.mark.parametrize(
    ("gold", "predicted", "spider", "strict", "bird"),
    [
        ("SELECT name FROM singer", "SELECT name FROM singer WHERE 1", "CORRECT", "CORRECT", "CORRECT"),
        ("SELECT name FROM singer", "SELECT country FROM singer", "WRONG_ROWS", "WRONG_ROWS", "WRONG_ROWS"),
        # Twice the same row is once the same row to BIRD alone.
        ("SELECT country FROM singer", "SELECT DISTINCT country FROM singer", "CORRECT", "WRONG_ROWS", "CORRECT"),
        (
            "SELECT country FROM singer",
            "SELECT country FROM singer GROUP BY country",
            "WRONG_ROWS",
            "WRONG_ROWS",
            "CORRECT",
        ),
        ("SELECT name FROM singer ORDER BY age", "SELECT name FROM singer", "WRONG_ORDER", "WRONG_ORDER", "CORRECT"),
        # The words are enough, wherever they stand.
        (
            "SELECT name FROM singer WHERE name <> 'order by'",
            "SELECT name FROM singer ORDER BY name DESC",
            "WRONG_ORDER",
            "WRONG_ORDER",
            "CORRECT",
        ),
        ("SELECT name, age FROM singer", "SELECT age, name FROM singer", "CORRECT", "CORRECT", "WRONG_ROWS"),
        # Column by column the same, row by row not.
        (
            "SELECT name, age FROM singer WHERE age <> 25",
            "SELECT CASE name WHEN 'Ann' THEN 'Cy' ELSE 'Ann' END, age FROM singer WHERE age <> 25",
            "WRONG_ROWS",
            "WRONG_ROWS",
            "WRONG_ROWS",
        ),
        ("SELECT name FROM singer", "SELECT name, age FROM singer", "WRONG_COLUMNS", "WRONG_COLUMNS", "WRONG_COLUMNS"),
        (
            "SELECT name FROM singer WHERE age > 90",
            "SELECT name, age FROM singer WHERE age > 91",
            "CORRECT",
            "CORRECT",
            "CORRECT",
        ),
        (
            "SELECT name FROM singer WHERE age > 90",
            "SELECT name FROM singer WHERE age > 40",
            "WRONG_ROWS",
            "WRONG_ROWS",
            "WRONG_ROWS",
        ),
        ("SELECT age FROM singer", "SELECT age * 1.0 FROM singer", "CORRECT", "CORRECT", "CORRECT"),
        (
            "SELECT avg(age) FROM singer",
            "SELECT avg(age) + 1e-12 FROM singer",
            "WRONG_ROWS",
            "WRONG_ROWS",
            "WRONG_ROWS",
        ),
        ("SELECT height FROM singer", "SELECT name FROM singer", "GOLD_FAILED", "GOLD_FAILED", "GOLD_FAILED"),
        # The published scripts run this, empty result and empty table; nothing is written here.
        (
            "SELECT name FROM singer WHERE age > 90",
            "DELETE FROM singer",
            "NOT_READ_ONLY",
            "NOT_READ_ONLY",
            "NOT_READ_ONLY",
        ),
        ("SELECT name FROM singer", None, "NO_SQL", "NO_SQL", "NO_SQL"),
        ("SELECT name FROM singer", " ", "NO_SQL", "NO_SQL", "NO_SQL"),
    ],
)
def test_verdicts_by_profile(
    database: SqliteDatabase, gold: str, predicted: str | None, spider: str, strict: str, bird: str
) -> None:
    found = [verdict(database, quirks, gold, predicted) for quirks in (SPIDER, SPIDER_STRICT, BIRD)]
    assert found == [spider, strict, bird]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT a; DROP TABLE t", "SELECT a;"),
        ("SELECT 'a;b' FROM t; x", "SELECT 'a;b' FROM t;"),
        ('SELECT "distinct" FROM t', 'SELECT "distinct" FROM t'),
        ("SELECT 'distinct; it''s' , DISTINCT a", "SELECT 'distinct; it''s' ,  a"),
        ("SELECT a -- distinct;\n, DISTINCT b", "SELECT a -- distinct;\n,  b"),
        ("SELECT distinctly FROM t", "SELECT distinctly FROM t"),
        ("SELECT COUNT(Distinct(a)) FROM t", "SELECT COUNT((a)) FROM t"),
        ("SELECT it's distinct; b", "SELECT it's ;"),
    ],
)
def test_the_first_statement_loses_its_distinct_outside_of_quotes(sql: str, expected: str) -> None:
    assert gold_text(sql, SPIDER) == expected
    assert gold_text(sql, BIRD) == sql


def test_value_is_read_as_one_in_the_prediction_alone() -> None:
    assert predicted_text("SELECT values_ FROM t WHERE a = 'value'", SPIDER) == "SELECT 1s_ FROM t WHERE a = '1'"
    assert gold_text("SELECT value FROM t", SPIDER) == "SELECT value FROM t"


def test_many_equal_columns_are_assigned_without_a_search() -> None:
    rows = [(7,) * 12 + (number,) for number in range(50)]
    turned = [row[-1:] + row[:-1] for row in reversed(rows)]
    assert Denotation(rows).equals(turned, SPIDER)
    assert not Denotation(rows, ordered=True).equals(turned, SPIDER)
    assert not Denotation(rows).equals([(8, *row[1:]) for row in turned], SPIDER)


def test_orders_of_columns_that_were_not_all_tried_give_up_instead_of_calling_it_a_miss(
    database: SqliteDatabase,
) -> None:
    numbers = "WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n < 4095)"
    columns = [f"(n * {factor} + n / 64) % 64" for factor in (1, 3, 9, 11, 17, 21, 37, 41)]
    gold, turned = (f"{numbers} SELECT {', '.join(each)} FROM r" for each in (columns, columns[::-1]))
    found = judged(database, SPIDER, gold, turned)
    assert (found.kind, found.kind.is_scored) == ("GIVEN_UP", False)
    assert "would take too long" in found.detail
    assert verdict(database, SPIDER, gold, gold) == "CORRECT"
    # Wrong it is in any case: a row more, another cell, and rows whose order counts.
    assert verdict(database, SPIDER, gold, f"{turned} WHERE n > 0") == "WRONG_ROWS"
    assert verdict(database, SPIDER, gold, turned.replace("* 41", "* (41 + (n = 9))")) == "WRONG_ROWS"
    assert verdict(database, SPIDER, f"{gold} ORDER BY n", f"{turned} ORDER BY -n") == "WRONG_ROWS"


def judged(database: SqliteDatabase, quirks: Quirks, gold: str, predicted: str, runs: int = 0) -> Verdict:
    example = Example(id="e", schema="s", question="?", sql=gold, language="en")
    prediction = Prediction(example_id="e", raw=predicted, sql=predicted)
    return PublishedJudge({"s": database}, quirks, timed_runs=runs).verdict(example, prediction)


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        ("SELECT name, age FROM singer", 1.0),
        ("SELECT age, name FROM singer", 1.0),  # cells are sought in the whole row
        ("SELECT name FROM singer", 2 / 3),  # half of each row is missing
        ("SELECT name, age, value FROM singer WHERE value = 1", 2 * 2 / 3 * 1 / 4 / (2 / 3 + 1 / 4)),
        ("SELECT name, age FROM singer ORDER BY name DESC", 0.0),  # its flaw: the right rows, none in its place
        ("SELECT height FROM singer", 0.0),
        ("SELECT name, age FROM singer WHERE 0", 0.0),
    ],
)
def test_soft_f1_is_bird_s_alone(database: SqliteDatabase, predicted: str, expected: float) -> None:
    gold = "SELECT name, age FROM singer"
    assert judged(database, BIRD, gold, predicted).soft_f1 == pytest.approx(expected)
    assert judged(database, SPIDER, gold, predicted).soft_f1 is None


def test_speed_is_rewarded_for_right_answers_alone(database: SqliteDatabase) -> None:
    slow = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 20000) SELECT max(x) FROM c"
    assert judged(database, BIRD, slow, "SELECT 20000", runs=5).reward == 1.25
    assert judged(database, BIRD, "SELECT 20000", slow, runs=5).reward == 0.25
    assert judged(database, BIRD, "SELECT 1", slow, runs=5).reward == 0.0
    assert judged(database, BIRD, slow, "SELECT 20000").reward is None


def test_a_run_that_something_disturbed_is_left_out() -> None:
    assert speed_reward([1.0] * 20 + [1000.0], [1.1] * 21) == 0.75
    assert speed_reward([1.0, 1000.0], [1.1, 1.1]) == 1.25
