"""Replay: a prediction for each question, or an error that says which are missing."""

import json
from pathlib import Path

import pytest

from text2sql.errors import T2SError
from text2sql.predictors import read_predictions
from text2sql.records import Example

EXAMPLES = [Example(id=f"e{n}", schema="s", question=f"question {n}", sql="", language="en") for n in (1, 2, 3)]


def jsonl(path: Path, *values: object) -> Path:
    path.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    return path


def test_jsonl_is_replayed_in_the_order_of_the_examples(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "p.jsonl",
        {"example_id": "e3", "raw": "SQL: SELECT 3;", "seconds": 1.5, "tokens": 7, "stopped": False},
        {"id": "e1", "sql": "SELECT 1"},
        {"example_id": "e2", "raw": "no idea", "sql": None},
    )
    first, second, third = read_predictions(path, EXAMPLES).predict(EXAMPLES)
    assert (first.example_id, first.raw, first.sql) == ("e1", "SELECT 1", "SELECT 1")
    assert (second.raw, second.sql) == ("no idea", None)
    assert (third.sql, third.seconds, third.tokens, third.stopped) == ("SELECT 3", 1.5, 7, False)


def test_text_has_one_reply_a_line(tmp_path: Path) -> None:
    path = tmp_path / "p.sql"
    path.write_text("SELECT 1;\n\nSELECT 3\n", encoding="utf-8")
    found = list(read_predictions(path, EXAMPLES).predict(EXAMPLES))
    assert [(each.example_id, each.sql) for each in found] == [("e1", "SELECT 1"), ("e2", None), ("e3", "SELECT 3")]


def test_fewer_questions_than_predictions_may_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("SELECT 1\nSELECT 2\nSELECT 3", encoding="utf-8")
    assert [each.example_id for each in read_predictions(path, EXAMPLES).predict(EXAMPLES[:2])] == ["e1", "e2"]


def test_a_missing_prediction_is_an_error_not_a_zero(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "p.jsonl", {"example_id": "e1", "sql": "SELECT 1"})
    replay = read_predictions(path, EXAMPLES)
    assert len(list(replay.predict(EXAMPLES[:1]))) == 1
    with pytest.raises(T2SError, match=r"2 questions\ne2: question 2\ne3: question 3"):
        replay.predict(EXAMPLES)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"example_id": "e9", "sql": "x"}, "p.jsonl:2: no question has the id e9"),
        ({"example_id": "e1", "sql": "x"}, "p.jsonl:2: a second prediction for e1"),
        ({"sql": "x"}, "p.jsonl:2: example_id is missing"),
        ({"example_id": "e2"}, "p.jsonl:2: neither raw nor sql"),
        ({"example_id": "e2", "sql": "x", "seconds": None}, "p.jsonl:2: seconds and tokens must be numbers"),
        ({"example_id": "e2", "sql": "x", "tokens": "7"}, "p.jsonl:2: seconds and tokens must be numbers"),
        ({"example_id": "e2", "sql": 3}, "p.jsonl:2: raw and sql must be text"),
    ],
)
def test_a_line_that_is_no_prediction_is_named(tmp_path: Path, value: object, message: str) -> None:
    path = jsonl(tmp_path / "p.jsonl", {"example_id": "e1", "sql": "SELECT 1"}, value)
    with pytest.raises(T2SError, match=message):
        read_predictions(path, EXAMPLES)


@pytest.mark.parametrize("text", ["SELECT 1\nSELECT 2\n", "SELECT 1\nSELECT 2\nSELECT 3\nSELECT 4\n", "\nSELECT 1\n"])
def test_a_wrong_number_of_lines_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(T2SError, match="lines for 3 questions"):
        read_predictions(path, EXAMPLES)


@pytest.mark.parametrize("name", ["p.sql", "p.txt", "p.jsonl"])
def test_an_empty_file_holds_no_empty_reply(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for text in ("", "\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(T2SError, match="the file is empty"):
            read_predictions(path, EXAMPLES[:1])
    (tmp_path / "p.sql").write_text("\nSELECT 1\n", encoding="utf-8")
    replay = read_predictions(tmp_path / "p.sql", EXAMPLES[:2])
    assert [each.sql for each in replay.predict(EXAMPLES[:2])] == [None, "SELECT 1"]


def test_the_database_behind_a_query_must_be_the_questions(tmp_path: Path) -> None:
    path = tmp_path / "p.sql"
    path.write_text("SELECT 1\ts\nSELECT 2\nSELECT 3\ts \n", encoding="utf-8")
    assert [each.sql for each in read_predictions(path, EXAMPLES).predict(EXAMPLES)] == [
        "SELECT 1", "SELECT 2", "SELECT 3",
    ]  # fmt: skip
    path.write_text("SELECT 1\ts\nSELECT 2\tother\nSELECT 3\n", encoding="utf-8")
    with pytest.raises(T2SError, match=r"p\.sql:2: the database is other, question e2 asks s"):
        read_predictions(path, EXAMPLES)


@pytest.mark.parametrize("name", ["p.sql", "p.txt", "p.jsonl"])
def test_an_encoding_is_not_guessed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes('{"example_id": "e1", "sql": "SELECT 1"}\nSELECT \'São\'\nSELECT 3'.encode("latin-1"))
    with pytest.raises(T2SError, match=f"{name}:2: the file is no UTF-8 text; save it as UTF-8"):
        read_predictions(path, EXAMPLES)
