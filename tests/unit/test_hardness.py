"""Spider's levels and its exact-set match, each with its opposite."""

import pytest

from text2sql.evaluation.exact_set import is_exact_set_match, right_components
from text2sql.evaluation.hardness import hardness
from text2sql.schema import Column, ForeignKey, Schema, Table


def table(name: str, columns: str, *keys: ForeignKey) -> Table:
    return Table(name=name, columns=tuple(Column(name=c, type="INTEGER") for c in columns.split()), foreign_keys=keys)


LINK = ForeignKey(columns=("sid",), table="Singer", references=("sid",))
SCHEMA = Schema(name="s", tables=(table("Singer", "sid name age country"), table("concert", "cid sid year", LINK)))


@pytest.mark.parametrize(
    ("sql", "level"),
    [
        ("SELECT count(*) FROM singer", "easy"),
        ("SELECT name FROM singer WHERE age > 3", "easy"),
        ("SELECT name FROM singer ORDER BY age", "easy"),
        ("SELECT name, age FROM singer", "medium"),
        ("SELECT name FROM singer WHERE age > 3 AND country = 'x'", "medium"),
        ("SELECT name FROM singer ORDER BY age LIMIT 1", "medium"),
        ("SELECT name FROM singer WHERE name LIKE '%a'", "medium"),
        ("SELECT avg(age), min(age), max(age) FROM singer", "medium"),
        ("SELECT name FROM singer AS a JOIN concert AS b ON a.sid = b.sid WHERE year = 1", "medium"),
        ("SELECT country, count(*) FROM singer GROUP BY country", "medium"),
        ("SELECT country FROM singer GROUP BY country ORDER BY count(*) DESC LIMIT 1", "hard"),
        ("SELECT name FROM singer WHERE sid NOT IN (SELECT sid FROM concert)", "hard"),
        ("SELECT name FROM singer UNION SELECT country FROM singer", "hard"),
        ("SELECT name, age FROM singer UNION SELECT country, age FROM singer", "extra"),
        ("SELECT name FROM singer WHERE age > (SELECT avg(age) FROM singer) AND country = 'x'", "extra"),
        (
            "SELECT a.name, count(*) FROM singer AS a JOIN concert AS b ON a.sid = b.sid WHERE year = 1 OR year = 2"
            " GROUP BY a.sid",
            "extra",
        ),
        ("no query at all", None),
        ("DROP TABLE singer", None),
    ],
)
def test_a_gold_has_its_level(sql: str, level: str | None) -> None:
    assert hardness(sql) == level


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name, age FROM singer", "SELECT age, name FROM singer"),
        ("SELECT name FROM singer WHERE age > 3", "select T1.NAME from SINGER as T1 where T1.age > 99;"),
        ("SELECT name FROM singer WHERE age > 3 AND sid = 1", "SELECT name FROM singer WHERE sid = 2 AND age > 4"),
        ("SELECT count(DISTINCT name) FROM singer", "SELECT count(name) AS n FROM singer"),
        ("SELECT name FROM singer ORDER BY age LIMIT 1", "SELECT name FROM singer ORDER BY age LIMIT 5"),
        (
            "SELECT T1.name FROM singer AS T1 JOIN concert AS T2 ON T1.sid = T2.sid GROUP BY T1.sid",
            "SELECT s.name FROM concert AS c JOIN singer AS s ON s.sid = c.sid GROUP BY c.sid",
        ),
        ('SELECT name FROM singer WHERE country = "FR"', "SELECT name FROM singer WHERE country = 'NL'"),
    ],
)
def test_spelling_that_does_not_matter(gold: str, predicted: str) -> None:
    assert is_exact_set_match(gold, predicted, SCHEMA)
    assert is_exact_set_match(predicted, gold, SCHEMA)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name FROM singer", "SELECT country FROM singer"),
        ("SELECT name FROM singer", "SELECT name, name FROM singer"),
        ("SELECT max(age) FROM singer", "SELECT min(age) FROM singer"),
        ("SELECT name FROM singer WHERE age > 3", "SELECT name FROM singer WHERE age >= 3"),
        ("SELECT name FROM singer WHERE age = 3 AND sid = 1", "SELECT name FROM singer WHERE age = 3 OR sid = 1"),
        ("SELECT name FROM singer WHERE age = 3", "SELECT name FROM singer"),
        ("SELECT name FROM singer ORDER BY age", "SELECT name FROM singer ORDER BY age DESC"),
        ("SELECT name FROM singer ORDER BY age", "SELECT name FROM singer ORDER BY age LIMIT 1"),
        ("SELECT name FROM singer ORDER BY age, sid", "SELECT name FROM singer ORDER BY sid, age"),
        (
            "SELECT country FROM singer GROUP BY country HAVING count(*) > 1",
            "SELECT country FROM singer GROUP BY country HAVING sum(age) > 1",
        ),
        (
            "SELECT sid FROM singer UNION SELECT sid FROM concert",
            "SELECT sid FROM singer EXCEPT SELECT sid FROM concert",
        ),
        (
            "SELECT name FROM singer WHERE sid IN (SELECT sid FROM concert WHERE year = 1)",
            "SELECT name FROM singer WHERE sid IN (SELECT sid FROM concert)",
        ),
        (
            "SELECT name FROM singer WHERE sid IN (SELECT sid FROM concert)",
            "SELECT name FROM singer WHERE sid NOT IN (SELECT sid FROM concert)",
        ),
        ("SELECT name FROM singer", "SELECT name FROM singer JOIN concert"),
        ("SELECT name FROM singer", "SELECT name FROM ("),
        ("SELECT name FROM singer", ""),
    ],
)
def test_a_clause_that_differs_is_no_match(gold: str, predicted: str) -> None:
    assert not is_exact_set_match(gold, predicted, SCHEMA)
    assert is_exact_set_match(gold, gold, SCHEMA)


A_GOLD = "SELECT a, COUNT(*) FROM t WHERE b > 1 AND c = 2 GROUP BY a HAVING COUNT(*) > 1 ORDER BY a LIMIT 1 "


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, set()),
        ({"b > 1": "b > 7"}, set()),
        ({"SELECT a, COUNT(*)": "SELECT COUNT(*)"}, {"select"}),
        ({"b > 1": "b < 1"}, {"where"}),
        ({" AND ": " OR "}, {"and/or", "keywords"}),
        ({"GROUP BY a": "GROUP BY b"}, {"group"}),
        ({"HAVING COUNT(*) > 1": "HAVING COUNT(*) < 1"}, {"having"}),
        ({"ORDER BY a": "ORDER BY a DESC"}, {"order"}),
        ({" LIMIT 1 ": " "}, {"order", "keywords"}),
    ],
)
def test_components_are_right_or_wrong_each_by_itself(change: dict[str, str], wrong: set[str]) -> None:
    predicted = A_GOLD
    for old, new in change.items():
        assert old in predicted
        predicted = predicted.replace(old, new)
    found = right_components(A_GOLD, predicted, SCHEMA)
    assert set(found) == {"select", "where", "group", "having", "order", "and/or", "keywords"}
    assert {name for name, is_right in found.items() if not is_right} == wrong


def test_only_components_that_the_gold_has_are_looked_at() -> None:
    assert right_components("SELECT a FROM t", "SELECT a FROM t WHERE b = 1", SCHEMA) == {"select": True}
    union = "SELECT a FROM t UNION SELECT b FROM t"
    assert right_components(union, union, SCHEMA) == {"select": True, "iuen": True, "keywords": True}
    assert right_components(union, "SELECT a FROM t UNION SELECT c FROM t", SCHEMA)["iuen"] is False
    assert right_components(union, "no query", SCHEMA) == {"select": False, "iuen": False, "keywords": False}
    assert right_components("no query", union, SCHEMA) == {}
