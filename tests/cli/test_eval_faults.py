"""What goes wrong around `t2s eval` is an error with its exit code, never a wrong answer; for suites and benchmarks."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from text2sql import cli
from text2sql.dataset import write_dataset
from text2sql.evaluation.report import read_report
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.schema import Column, Schema, Table

Captured = pytest.CaptureFixture[str]
COUNT, NAMES = "SELECT COUNT(*) FROM people", "SELECT name FROM people"
FILLER = "x" * 500


class Measured(NamedTuple):
    """Two questions, ready to be measured on.

    Attributes:
        call: ``t2s eval`` with the suite and profile.
        ids: of the questions, in order.
        write: writes the questions anew, one for each gold that is given.
    """

    call: list[str]
    ids: list[str]
    write: Callable[..., None]


def of_rows(folder: Path) -> Measured:
    """A suite of our own, on DuckDB."""

    def write(*golds: str) -> None:
        lines = [json.dumps({"id": f"q{number}", "question": "?", "sql": gold}) for number, gold in enumerate(golds)]
        (folder / "gold.jsonl").write_text("\n".join(lines))

    (folder / "rows").mkdir()
    (folder / "rows" / "people.csv").write_text("name,age\nAnn,20\nBob,31\n")
    (folder / "s.sql").write_text("CREATE TABLE people (name VARCHAR, age INT);")
    suite = folder / "mine.toml"
    suite.write_text('version = 1\nschema = "s.sql"\ngold = "gold.jsonl"\nrows = "rows"\n')
    write(COUNT, NAMES)
    return Measured(["eval", "--suite", str(suite)], ["q0", "q1"], write)


def of_benchmark(folder: Path, profile: str) -> Measured:
    """A benchmark as `t2s import` leaves it, on SQLite or copied to DuckDB."""
    path = folder / "town.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE people (name TEXT, age INT); INSERT INTO people VALUES ('Ann', 20), ('Bob', 31);"
            "CREATE TABLE filler (a TEXT)"
        )
        connection.executemany("INSERT INTO filler VALUES (?)", [(FILLER,)] * 100)
    connection.close()
    columns = (Column(name="name", type="VARCHAR"), Column(name="age", type="INTEGER"))
    schema = Schema(name="town", dialect="sqlite", tables=(Table(name="people", columns=columns),))

    def write(*golds: str) -> None:
        examples = [
            Example(id=f"dev-{number:04}", schema="town", question=f"question {number}?", sql=gold, language="en")
            for number, gold in enumerate(golds)
        ]
        write_dataset(
            Path("datasets/spider"),
            name="spider",
            schemas={"town": schema},
            splits={"test": examples},
            prompt=PromptFormat.RICH,
            seed=0,
            databases={"town": path},
            profile="spider",
            refused={},
        )

    write(COUNT, NAMES)
    Path("suites").mkdir()
    Path("suites/spider.toml").write_text('version = 1\ndata = "../datasets/spider"\nsplit = "test"\n')
    call = ["eval", "--suite", "spider", "--profile", profile]
    return Measured(call, ["dev-0000", "dev-0001"], write)


KINDS: dict[str, Callable[[Path], Measured]] = {
    "suite": of_rows,
    "benchmark": lambda folder: of_benchmark(folder, "spider"),
    "emulated benchmark": lambda folder: of_benchmark(folder, "strict"),
}


@pytest.fixture(params=KINDS)
def measured(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measured:
    (tmp_path / "work").mkdir()
    (tmp_path / "source").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return KINDS[request.param](tmp_path / "source")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The SQLite file of an imported benchmark."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "source").mkdir()
    of_benchmark(tmp_path / "source", "spider")
    return tmp_path / "source" / "town.sqlite"


def answers(measured: Measured, *sql: str, name: str = "p.jsonl") -> str:
    values = zip(measured.ids, sql, strict=False)
    Path(name).write_text("".join(json.dumps({"example_id": id_, "sql": each}) + "\n" for id_, each in values))
    return name


def run(measured: Measured, predictions: str, *more: str) -> int:
    return cli.main([*measured.call, "--predictions", predictions, "--out", "out", *more])


def refused(measured: Measured, predictions: str, capsys: Captured) -> str:
    """The message of a measurement that must not take place; nothing is left of it."""
    capsys.readouterr()
    assert run(measured, predictions) == 1
    shown = capsys.readouterr()
    assert "accuracy" not in shown.out
    assert "Traceback" not in shown.err
    assert not Path("out/report.json").exists()
    return shown.err


def test_whole_predictions_are_measured(measured: Measured) -> None:
    assert run(measured, answers(measured, COUNT, "SELECT age FROM people")) == 0
    score = read_report(Path("out")).score
    assert (score.correct, score.total) == (1, 2)


def test_half_a_character_in_a_reply_is_a_wrong_answer_and_loses_no_report(measured: Measured) -> None:
    ids = measured.ids
    lines = [{"example_id": ids[0], "raw": "\ud800 SELECT '\udfff'"}, {"example_id": ids[1], "sql": NAMES}]
    Path("p.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run(measured, "p.jsonl") == 0
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total) == (1, 2)
    assert report.counts["PARSE_ERROR"] == 1
    forms = ["--html", "h.html", "--markdown", "m.md", "--junit", "j.xml"]
    assert cli.main(["report", "out", *forms]) == 0
    assert "\\udfff" in Path("m.md").read_text(encoding="utf-8")
    # The predictions that were kept can be judged again, to the same.
    Path("out/predictions.jsonl").rename("again.jsonl")
    assert run(measured, "again.jsonl") == 0
    assert read_report(Path("out")).counts == report.counts


@pytest.mark.parametrize("gold", ["SELECT height FROM people", "SELECT name FRM people"])
def test_a_gold_that_fails_leaves_the_score_and_exits_with_three(
    measured: Measured, gold: str, capsys: Captured
) -> None:
    measured.write(COUNT, gold)
    assert run(measured, answers(measured, COUNT, NAMES)) == 3
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total, report.counts["GOLD_FAILED"]) == (1, 1, 1)
    assert "1 gold queries failed" in capsys.readouterr().err


@pytest.mark.parametrize("measured", ["suite"], indirect=True)
def test_results_that_take_too_long_to_compare_leave_the_score_and_exit_with_three(
    measured: Measured, capsys: Captured
) -> None:
    gold, same = (f"SELECT 0.5 + 1e-12 * range, (range // {period} % 2)::DOUBLE FROM range(6000)" for period in (1, 2))
    measured.write(COUNT, gold)
    assert run(measured, answers(measured, COUNT, same)) == 3
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total, report.counts["GIVEN_UP"]) == (1, 1, 1)
    assert "1 answers would take too long to compare" in capsys.readouterr().err
    # What is wrong for certain is wrong, however much there is to compare.
    assert run(measured, answers(measured, COUNT, same.replace("% 2)", "% 3)"))) == 0
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total, report.counts["GIVEN_UP"]) == (1, 2, 0)


def test_with_no_gold_left_there_is_no_accuracy_to_pass_a_gate(measured: Measured, capsys: Captured) -> None:
    measured.write("SELECT height FROM people", "SELECT weight FROM people")
    assert run(measured, answers(measured, COUNT, NAMES), "--min-accuracy", "0") == 3
    shown = capsys.readouterr()
    assert "2 gold queries failed" in shown.err
    assert "0 of 0" in shown.out
    assert "0.0 %" not in shown.out


@pytest.mark.parametrize("name", ["p.jsonl", "p.sql", "p.txt"])
def test_an_empty_predictions_file_is_no_wrong_answer(measured: Measured, name: str, capsys: Captured) -> None:
    for text in ("", "\n\n", " \n\t\n"):
        Path(name).write_text(text)
        assert "the file is empty" in refused(measured, name, capsys)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('"seconds": ' + "9" * 400, "seconds and tokens must be numbers"),
        ('"seconds": 1e400', "seconds and tokens must be numbers"),
        ('"tokens": ' + "9" * 5_000, "not JSON"),
    ],
)
def test_a_number_beyond_all_measure_is_named(measured: Measured, field: str, message: str, capsys: Captured) -> None:
    first, second = Path(answers(measured, COUNT, NAMES)).read_text().splitlines()
    Path("p.jsonl").write_text(f"{first[:-1]}, {field}}}\n{second}\n")
    assert f"p.jsonl:1: {message}" in refused(measured, "p.jsonl", capsys)
    Path("p.jsonl").write_text(f'{first[:-1]}, "seconds": 1e3, "tokens": 12}}\n{second}\n')
    assert run(measured, "p.jsonl") == 0


def test_without_a_question_there_is_nothing_to_measure(measured: Measured, capsys: Captured) -> None:
    measured.write()
    assert "there is no question" in refused(measured, answers(measured, COUNT, NAMES), capsys)


def test_ids_must_fit_one_to_one(measured: Measured, capsys: Captured) -> None:
    first, second = measured.ids
    for ids, message in (
        ([first], f"no prediction for 1 questions\n{second}"),
        ([first, second, second], f"a second prediction for {second}"),
        ([first, second, "other"], "no question has the id other"),
        ([first, 3], "example_id is missing"),
    ):
        Path("p.jsonl").write_text("".join(json.dumps({"example_id": each, "sql": COUNT}) + "\n" for each in ids))
        assert message in refused(measured, "p.jsonl", capsys)


@pytest.mark.parametrize("kept", [1, 20, 45])
def test_a_half_written_last_line_is_named(measured: Measured, kept: int, capsys: Captured) -> None:
    lines = Path(answers(measured, COUNT, NAMES)).read_text().splitlines()
    Path("p.jsonl").write_text(f"{lines[0]}\n{lines[1][:kept]}")
    assert "p.jsonl:2: not JSON" in refused(measured, "p.jsonl", capsys)


@pytest.mark.parametrize("text", [f"{COUNT}\n", f"{COUNT}\n{NAMES}\n{NAMES}\n", f"{COUNT}\n\n{NAMES}"])
def test_lines_must_be_as_many_as_questions(measured: Measured, text: str, capsys: Captured) -> None:
    Path("p.sql").write_text(text)
    count = len(text.removesuffix("\n").split("\n"))
    assert f"{count} lines for 2 questions" in refused(measured, "p.sql", capsys)


@pytest.mark.parametrize("name", ["p.jsonl", "p.sql"])
def test_predictions_in_another_encoding_are_not_guessed(measured: Measured, name: str, capsys: Captured) -> None:
    Path(name).write_bytes("SELECT 1\nSELECT '北京'\n".encode("gb18030"))
    assert f"{name}:2: the file is no UTF-8 text" in refused(measured, name, capsys)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "there is no question"),
        ('{"question": "北京?", "sql": "SELECT 1"}'.encode("gb18030"), "gold.jsonl:1: no UTF-8 text"),
        (b'{"question": "who?", "sql": "SELECT 1"}\n{"question": "w', "gold.jsonl:2: not JSON"),
        (b'{"id": 1, "question": "?", "sql": "SELECT 1"}\n' * 2, "gold.jsonl:2: the id 1 stands in line 1 too"),
    ],
)
def test_a_gold_file_that_is_damaged_is_named(tmp_path: Path, content: bytes, message: str, capsys: Captured) -> None:
    measured = of_rows(tmp_path)
    (tmp_path / "gold.jsonl").write_bytes(content)
    Path(tmp_path / "p.sql").write_text(f"{COUNT}\n{NAMES}\n")
    call = [*measured.call, "--predictions", str(tmp_path / "p.sql"), "--out", str(tmp_path / "out")]
    assert cli.main(call) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out" / "report.json").exists()


@pytest.mark.parametrize("profile", ["spider", "spider-strict", "bird", "wikisql", "strict"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "town.sqlite"),
        (b"", "not a SQLite file"),
        (b"<html>404</html>", "not a SQLite file"),
        (b"SQLite format 3\0" + b"\xff" * 4080, "town.sqlite: "),
    ],
)
def test_a_database_that_cannot_be_asked_is_named(
    town: Path, profile: str, content: bytes | None, message: str, capsys: Captured
) -> None:
    if content is None:
        town.unlink()
    else:
        town.write_bytes(content)
    measured = Measured(["eval", "--suite", "spider", "--profile", profile], ["dev-0000", "dev-0001"], print)
    assert message in refused(measured, answers(measured, COUNT, NAMES), capsys)


def test_a_page_that_is_damaged_is_not_the_predictions_fault(town: Path, capsys: Captured) -> None:
    data = bytearray(town.read_bytes())
    place = data.index(FILLER.encode()) // 4096 * 4096
    data[place : place + 4096] = b"\xff" * 4096
    town.write_bytes(data)
    measured = Measured(["eval", "--suite", "spider"], ["dev-0000", "dev-0001"], print)
    assert "the database is damaged" in refused(measured, answers(measured, COUNT, "SELECT MAX(a) FROM filler"), capsys)
    assert run(measured, answers(measured, COUNT, NAMES)) == 0


def test_ids_of_several_questions_in_a_data_set_are_named(town: Path, capsys: Captured) -> None:
    file = Path("datasets/spider/test.jsonl")
    first, second = file.read_text().splitlines(keepends=True)
    file.write_text(first + second + second.replace("dev-0001", "dev-0000"))
    measured = Measured(["eval", "--suite", "spider"], ["dev-0000", "dev-0001"], print)
    assert "ids stand there for several questions\ndev-0000" in refused(
        measured, answers(measured, COUNT, NAMES), capsys
    )
    # The very same question again is no other one.
    file.write_text(first + second + second)
    assert run(measured, answers(measured, COUNT, NAMES)) == 0
    assert read_report(Path("out")).score.total == 2


def test_predictions_for_another_database_are_refused(town: Path, capsys: Captured) -> None:
    Path("p.sql").write_text(f"{COUNT}\ttown\n{NAMES}\tvillage\n")
    measured = Measured(["eval", "--suite", "spider"], [], print)
    assert "p.sql:2: the database is village, question dev-0001 asks town" in refused(measured, "p.sql", capsys)
