"""A suite is read whole or refused with every reason."""

import json
from pathlib import Path

import pytest

from text2sql.ddl import read_ddl
from text2sql.errors import T2SError
from text2sql.evaluation.library import bundled_suites, load_suite, suite_for

DDL = "CREATE TABLE people (name VARCHAR, age INT); CREATE TABLE pets (owner VARCHAR, kind VARCHAR);"
GOLD = [
    {
        "id": "q1",
        "question": "谁最大?",
        "sql": "SELECT name FROM people ORDER BY age DESC LIMIT 1;",
        "tags": ["level:easy"],
    },
    {"question": "how many pets?", "sql": "SELECT COUNT(*) FROM pets", "level": "easy"},
]


def write_suite(
    folder: Path, *, gold: list[dict[str, object]] = GOLD, toml: str = "", people: str = "age,name\n3,Ann\n,李\n"
) -> str:
    (folder / "rows").mkdir(exist_ok=True)
    (folder / "s.sql").write_text(DDL, encoding="utf-8")
    (folder / "gold.jsonl").write_text("\n".join(json.dumps(each) for each in gold), encoding="utf-8")
    (folder / "rows" / "people.csv").write_text(people, encoding="utf-8")
    (folder / "rows" / "pets.csv").write_text("owner,kind\nAnn,cat\n", encoding="utf-8")
    path = folder / "mine.toml"
    path.write_text(toml or 'version = 3\nschema = "s.sql"\ngold = "gold.jsonl"\nrows = "rows"\n', encoding="utf-8")
    return str(path)


def test_a_suite_is_read_with_its_rows_in_the_order_of_the_columns(tmp_path: Path) -> None:
    suite = load_suite(write_suite(tmp_path))
    assert (suite.name, suite.version) == ("mine", 3)
    assert suite.rows["s"]["people"] == [("Ann", "3"), ("李", None)]
    first, second = suite.examples
    assert (first.id, first.sql, first.language, first.tags) == (
        "q1",
        "SELECT name FROM people ORDER BY age DESC LIMIT 1",
        "zh",
        ("level:easy",),
    )
    assert (second.language, second.tags, len(second.id)) == ("en", ("level:easy",), 16)
    assert [each.id for each in suite.first(1).examples] == ["q1"]


def test_the_digest_follows_questions_gold_and_rows(tmp_path: Path) -> None:
    digest = load_suite(write_suite(tmp_path)).digest
    assert load_suite(write_suite(tmp_path)).digest == digest
    assert load_suite(write_suite(tmp_path, people="age,name\n4,Ann\n,李\n")).digest != digest
    assert load_suite(write_suite(tmp_path, gold=GOLD[:1])).digest != digest
    assert load_suite(write_suite(tmp_path, gold=[{**GOLD[0], "sql": "SELECT 1"}, GOLD[1]])).digest != digest


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"gold": [{"question": "x"}]}, "gold.jsonl:1: question and sql are needed"),
        ({"gold": [GOLD[0], GOLD[0]]}, "gold.jsonl:2: the id q1 stands in line 1 too"),
        ({"gold": [{**GOLD[0], "tags": "easy"}]}, "tags must be a list"),
        ({"gold": []}, "there is no question"),
        ({"people": "name\nAnn\n"}, "people.csv:1: the columns must be name, age"),
        ({"people": "name,age,name\nAnn,3,x\n"}, "people.csv:1: the columns must be name, age"),
        ({"people": "name,age\nAnn\n"}, "people.csv:2: 1 fields"),
        ({"toml": 'schema = "s.sql"\ngold = "gold.jsonl"\n'}, "version is missing"),
        ({"toml": 'version = "1"\nschema = "s.sql"\ngold = "g"\nrows = "r"\nx = 1\n'}, "x is not known"),
        ({"toml": "version = \n"}, "not TOML"),
        ({"toml": 'version = 1\nschema = "none.sql"\ngold = "gold.jsonl"\nrows = "rows"\n'}, "none.sql"),
        ({"toml": 'version = 1\nschema = "s.sql"\ngold = "none.jsonl"\nrows = "rows"\n'}, "none.jsonl"),
        ({"toml": 'version = 1\nschema = "s.sql"\ngold = "gold.jsonl"\nrows = "none"\n'}, "people.csv is missing"),
    ],
)
def test_what_is_wrong_with_a_suite_is_said(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    path = write_suite(tmp_path, **changes)  # type: ignore[arg-type]
    with pytest.raises(T2SError, match=message):
        load_suite(path)


def test_a_suite_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(T2SError, match="students"):
        load_suite("no-such-suite")


def test_the_shipped_suite_of_a_schema_is_found_by_its_columns() -> None:
    assert "students" in bundled_suites()
    schema = load_suite("students").schemas["students"]
    assert suite_for(schema) == "students"
    assert suite_for(read_ddl(DDL, name="students")) is None
