"""``t2s build-data``: DDL and pairs in, a data set and a summary out; the same seed, the same bytes."""

import json
from pathlib import Path
from typing import Any

import pytest

from text2sql import cli
from text2sql.database import Database
from text2sql.dataset import read_dataset
from text2sql.outcome import Outcome
from text2sql.populate import populate

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = str(ROOT / "schemas" / "students.sql")
SMALL = ("--examples", "40", "--rows", "60")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def t2s(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["build-data", *arguments])
        return code, *capsys.readouterr()

    return run


def lines(folder: Path, split: str = "train") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_students_becomes_a_data_set_whose_sql_runs(t2s, workspace: Path) -> None:
    code, out, err = t2s(STUDENTS, *SMALL)
    assert code == 0, err
    assert "姓名" in out
    assert "next: t2s finetune" in out
    dataset = read_dataset(workspace / "datasets" / "students")
    examples = [example for split in dataset.splits for example in dataset.examples(split)]
    assert len(examples) == 40
    assert {example.language for example in examples} == {"zh", "en"}
    schema = dataset.schemas["students"]
    assert dataset.rows_seed is not None
    with Database.from_rows(schema, populate(schema, seed=dataset.rows_seed, rows=60)) as database:
        assert all(isinstance(database.run(example.sql), Outcome) for example in examples)
    assert schema.tables[0].column("name").samples


def test_a_line_has_the_seed_prompt_and_its_trace(t2s, workspace: Path) -> None:
    t2s(STUDENTS, *SMALL)
    line = lines(workspace / "datasets" / "students")[0]
    user, assistant = line["conversations"]
    head = "1.你的任务是将问题转化为SQL。\n2.你已知的表students (name, student_id, class, year, "
    assert user["content"].startswith(head)
    assert user["content"].endswith(f"\n 3.问题:{line['question']}")
    assert assistant == {"role": "assistant", "content": line["sql"] + ";"}
    assert list(line) == ["conversations", "id", "schema", "question", "sql", "language", "tags", "provenance"]


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(t2s, workspace: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        assert t2s(STUDENTS, *SMALL, "--seed", seed, "--out", name)[0] == 0
    content = {name: [path.read_bytes() for path in sorted((workspace / name).iterdir())] for name in "abc"}
    assert content["a"] == content["b"]
    assert content["a"] != content["c"]


def test_splits_share_no_pair(t2s, workspace: Path) -> None:
    t2s(STUDENTS, "--examples", "120", "--rows", "60")
    folder = workspace / "datasets" / "students"
    pairs = {
        split: {(line["question"], line["sql"]) for line in lines(folder, split)} for split in ("train", "dev", "test")
    }
    assert all(pairs.values())
    assert not pairs["train"] & (pairs["dev"] | pairs["test"])
    assert not pairs["dev"] & pairs["test"]


def test_pairs_are_run_and_bad_lines_are_named(t2s, workspace: Path) -> None:
    rows = [
        "question,sql",
        "多少人?,SELECT count(*) FROM students",
        "x,SELECT height FROM students",
        "y,DROP TABLE students",
    ]
    (workspace / "mine.csv").write_text("\n".join(rows), encoding="utf-8")
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.csv", "--json")
    summary = json.loads(out)
    assert code == 0
    assert sum(summary["family"]["your pairs"].values()) == 1
    assert [refused["place"] for refused in summary["refused_pairs"]] == ["mine.csv:4", "mine.csv:3"]
    assert "height" in summary["refused_pairs"][1]["reason"]
    assert summary["refused"]["pairs: the SQL does not run"] == 1


def test_pairs_that_nothing_can_be_measured_by_are_refused(t2s, workspace: Path) -> None:
    queries = [
        "SELECT name FROM students ORDER BY random()",
        "SELECT a.name FROM students a, students b, students c",
        "SELECT name FROM students ORDER BY name",
    ]
    text = "\n".join(json.dumps({"question": f"q{i}", "sql": sql}) for i, sql in enumerate(queries))
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.jsonl", "--json")
    summary = json.loads(out)
    assert code == 0
    assert sum(summary["family"]["your pairs"].values()) == 1
    reasons = [refused["reason"] for refused in summary["refused_pairs"]]
    assert "other rows when it runs again" in reasons[0]
    assert "more than 10000" in reasons[1]


def test_shards_of_parquet_are_written_and_hold_what_one_file_holds(t2s, workspace: Path) -> None:
    assert t2s(STUDENTS, *SMALL, "--shards", "2", "--format", "parquet", "--out", "a")[0] == 0
    assert t2s(STUDENTS, *SMALL, "--workers", "2", "--out", "b")[0] == 0
    assert sorted(path.suffix for path in (workspace / "a").iterdir()) == [".json", *[".parquet"] * 6]
    assert read_dataset(workspace / "a").examples("train") == read_dataset(workspace / "b").examples("train")


def test_a_large_set_is_made_in_chunks_and_counted(t2s, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("text2sql.build.IN_ONE_PIECE", 50)
    code, out, err = t2s(STUDENTS, "--examples", "120", "--rows", "60", "--shards", "2", "--json")
    assert code == 0, err
    summary = json.loads(out)
    assert sum(summary["counts"].values()) == 120
    assert sum(summary["language"]["zh"].values()) == pytest.approx(60, abs=5)
    dataset = read_dataset(workspace / "datasets" / "students")
    assert {split: len(dataset.examples(split)) for split in dataset.splits} == summary["counts"]
    assert not (workspace / "datasets" / "students" / ".building").exists()


def test_pairs_alone_make_a_data_set(t2s, workspace: Path) -> None:
    text = "\n".join(json.dumps({"question": f"q{i}", "sql": f"SELECT {i}"}) for i in range(30))
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    code, out, _ = t2s(STUDENTS, "--examples", "0", "--pairs", "mine.jsonl", "--json")
    assert code == 0
    assert sum(json.loads(out)["counts"].values()) == 30


def test_languages_and_prompt_are_as_asked_for(t2s, workspace: Path) -> None:
    code, _, _ = t2s(STUDENTS, *SMALL, "--lang", "en", "--prompt", "rich", "--out", "d")
    assert code == 0
    found = read_dataset(workspace / "d")
    assert {example.language for example in found.examples("train")} == {"en"}
    assert found.prompt == "rich"
    assert "班主任" in found.conversations("train")[0].messages[0].content


@pytest.mark.parametrize("name", ["hospital", "shop"])
def test_several_tables_are_joined(t2s, name: str, workspace: Path) -> None:
    code, out, err = t2s(str(ROOT / "schemas" / f"{name}.sql"), "--examples", "150", "--rows", "60", "--json")
    assert code == 0, err
    assert any(" JOIN " in line["sql"] for line in lines(workspace / "datasets" / name))
    assert json.loads(out)["schema"]["dialect"] == {"hospital": "mysql", "shop": "postgres"}[name]


class TestMistakes:
    def test_a_missing_schema_is_one_message(self, t2s) -> None:
        code, _, err = t2s("none.sql")
        assert code == 1
        assert "none.sql: no such file" in err

    def test_a_bad_ddl_is_named_with_its_line(self, t2s, workspace: Path) -> None:
        (workspace / "x.sql").write_text("CREATE TABLE t (\na INT,\na TEXT)")
        code, _, err = t2s("x.sql")
        assert code == 1
        assert "x.sql:3: table t has two columns a" in err
        assert not (workspace / "datasets").exists()

    def test_warnings_of_the_ddl_are_shown(self, t2s, workspace: Path) -> None:
        (workspace / "x.sql").write_text(
            "CREATE TABLE goods (name TEXT, price INT, shape FROBNICATION);\nDROP TABLE y;"
        )
        code, out, _ = t2s("x.sql", "--examples", "5", "--rows", "30")
        assert code == 0
        assert "warning: x.sql:1: type FROBNICATION" in out
        assert "1 × DROP TABLE" in out

    def test_an_unknown_language_is_a_usage_error(self, t2s) -> None:
        code, _, err = t2s(STUDENTS, "--lang", "zh,fr")
        assert code == 2
        assert "--lang 'zh,fr'" in err

    def test_something_else_in_the_folder_is_kept(self, t2s, workspace: Path) -> None:
        (workspace / "d").mkdir()
        (workspace / "d" / "thesis.txt").write_text("mine")
        code, _, err = t2s(STUDENTS, *SMALL, "--out", "d")
        assert code == 1
        assert "no t2s data set" in err
        assert [path.name for path in (workspace / "d").iterdir()] == ["thesis.txt"]

    def test_no_example_left_is_said(self, t2s, workspace: Path) -> None:
        (workspace / "mine.jsonl").write_text('{"question": "q", "sql": "SELECT nothing FROM students"}')
        code, _, err = t2s(STUDENTS, "--examples", "0", "--pairs", "mine.jsonl")
        assert code == 1
        assert "no example is left\nmine.jsonl:1: the SQL does not run" in err


def test_help_shows_an_example(t2s) -> None:
    code, out, _ = t2s("--help")
    assert code == 0
    assert "t2s build-data schemas/students.sql" in out


def test_a_mistyped_schema_is_called_missing_not_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build-data", "schemas/studnets.sql"]) == 1
    message = capsys.readouterr().err
    assert "no such file" in message
    assert "install" not in message
