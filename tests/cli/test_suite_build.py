"""`t2s suite build`: what it writes is read again, and tells a lucky query from a right one."""

import json
from pathlib import Path

import pytest

from text2sql import cli
from text2sql.evaluation.library import load_suite
from text2sql.evaluation.neighbours import VERSION
from text2sql.evaluation.report import read_report
from text2sql.evaluation.verdict import Note

SQL = "SELECT name FROM people WHERE age > 35"


@pytest.fixture(autouse=True)
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.sql").write_text("CREATE TABLE people (name VARCHAR, age INT);", encoding="utf-8")
    Path("gold.jsonl").write_text(json.dumps({"id": "q", "question": "who?", "sql": SQL}), encoding="utf-8")
    Path("rows").mkdir()
    lines = [f"{name},{age}" for name, age in zip("abcdefghij" * 3, (20, 30, 31, 40, 40, 50) * 5, strict=True)]
    Path("rows/people.csv").write_text("\n".join(["name,age", *lines]), encoding="utf-8")


def built(out: str, seed: int = 0) -> None:
    args = ["suite", "build", "s.sql", "--gold", "gold.jsonl", "--rows", "rows", "--out", out, "--seed", str(seed)]
    args += ["--count", "3"]
    assert cli.main(args) == 0


# What is asked, and whether it is right beside the main rows too.
ASKED = {
    SQL: True,
    "SELECT name FROM people WHERE age >= 36 AND age <> 35": True,
    "SELECT name FROM people WHERE age >= 35": False,
}


def test_luck_on_the_rows_is_found_beside_them() -> None:
    lines = [json.dumps({"id": f"q{at}", "question": "who?", "sql": SQL}) for at in range(len(ASKED))]
    Path("gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    built("mine.toml")
    Path("p.sql").write_text("\n".join(ASKED) + "\n", encoding="utf-8")
    assert cli.main(["eval", "--suite", "mine.toml", "--predictions", "p.sql", "--out", "out"]) == 0
    report = read_report(Path("out"))
    assert report.score.correct == 3
    assert [Note.WRONG_BESIDE not in each.notes for each in report.answers] == list(ASKED.values())
    assert report.test_suite_score is not None
    assert report.test_suite_score.correct == 2
    assert report.run["neighbours"].items() >= {"databases": 3, "version": VERSION, "seed": 0}.items()


def test_what_neighbours_were_made_with_must_fit_them(capsys: pytest.CaptureFixture[str]) -> None:
    built("mine.toml", seed=5)
    assert load_suite("mine.toml").neighbours_by == (VERSION, 5)
    told = Path("mine/neighbours/neighbours.json")
    for text, message in (
        ('{"version": 1, "seed": 0, "count": 4}', "4 neighbour databases were made, 3 lie there"),
        ('{"version": 1}', "what the databases were made with"),
        ("{", "what the databases were made with"),
    ):
        told.write_text(text, encoding="utf-8")
        assert cli.main(["eval", "--suite", "mine.toml", "--predictions", "p.sql"]) == 1
        assert message in capsys.readouterr().err
    # Neighbours of one's own making have no generator.
    told.unlink()
    assert load_suite("mine.toml").neighbours_by is None


def test_a_seed_gives_the_same_files_and_another_others() -> None:
    for out, seed in (("a.toml", 0), ("b.toml", 0), ("c.toml", 1)):
        built(out, seed)
    texts = [
        [file.read_text(encoding="utf-8") for file in sorted(Path(name, "neighbours").rglob("*.csv"))] for name in "abc"
    ]
    assert len(texts[0]) == 3
    assert texts[0] == texts[1] != texts[2]


def test_nothing_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    built("mine.toml")
    assert cli.main(["suite", "build", "s.sql", "--gold", "gold.jsonl", "--out", "mine.toml"]) != 0
    assert "something lies there already" in capsys.readouterr().err
