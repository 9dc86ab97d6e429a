"""`t2s eval` with predictions from a file: no model, no torch, exit codes, and the commonest mistakes."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from text2sql import cli
from text2sql.commands import eval_plan
from text2sql.evaluation.report import read_report
from text2sql.evaluation.suite import load_suite
from text2sql.records import Example, Prediction

ROOT = Path(__file__).resolve().parents[2]
DDL = "CREATE TABLE people (name VARCHAR, age INT);"
GOLD = [
    {"id": "q1", "question": "谁?", "sql": "SELECT name FROM people", "level": "easy"},
    {"id": "q2", "question": "how old is the oldest?", "sql": "SELECT MAX(age) FROM people", "level": "easy"},
]


def write_suite(folder: Path, gold: list[dict[str, str]]) -> Path:
    (folder / "rows").mkdir(parents=True)
    (folder / "s.sql").write_text(DDL, encoding="utf-8")
    (folder / "gold.jsonl").write_text("\n".join(json.dumps(each) for each in gold), encoding="utf-8")
    (folder / "rows" / "people.csv").write_text("name,age\n陈婷,30\nBob,40\n", encoding="utf-8")
    path = folder / "mine.toml"
    path.write_text('version = 1\nschema = "s.sql"\ngold = "gold.jsonl"\nrows = "rows"\n', encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def suite(tmp_path: Path) -> str:
    return str(write_suite(tmp_path / "suite", GOLD))


@pytest.fixture
def replies(tmp_path: Path) -> str:
    path = tmp_path / "replies.sql"
    path.write_text("SELECT name FROM people ORDER BY age\nSELECT MIN(age) FROM people\n", encoding="utf-8")
    return str(path)


def test_the_score_is_shown_and_the_report_kept(suite: str, replies: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", "--suite", suite, "--predictions", replies, "--out", "out"]) == 0
    shown = capsys.readouterr()
    assert "execution accuracy 50.0 %" in shown.out
    assert "how old is the oldest?" in shown.out
    assert "only in gold: (40); only predicted: (30)" in shown.out
    assert f"suite {suite}" in shown.err
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total) == (1, 2)
    assert report.run["predictions"] == replies
    assert {path.name for path in Path("out").iterdir()} == {"report.json", "verdicts.jsonl", "predictions.jsonl"}


def test_json_is_the_report_and_nothing_else(suite: str, replies: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", "--suite", suite, "--predictions", replies, "--out", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(Path("out/report.json").read_text(encoding="utf-8"))


def test_an_earlier_report_says_what_its_predictions_answer(suite: str, replies: str) -> None:
    assert cli.main(["eval", "--suite", suite, "--predictions", replies, "--out", "one"]) == 0
    assert cli.main(["eval", "--predictions", "one/predictions.jsonl", "--out", "two"]) == 0
    assert read_report(Path("two")).score == read_report(Path("one")).score
    assert Path("one/verdicts.jsonl").read_bytes() == Path("two/verdicts.jsonl").read_bytes()


def test_only_the_first_questions_are_measured_if_so_wished(suite: str, replies: str) -> None:
    assert cli.main(["eval", "--suite", suite, "--predictions", replies, "--limit", "1", "--out", "out"]) == 0
    report = read_report(Path("out"))
    assert (report.score.correct, report.score.total) == (1, 1)


@pytest.mark.parametrize(("gate", "code"), [("0.5", 0), ("0.51", 3)])
def test_a_missed_gate_exits_with_three(
    suite: str, replies: str, gate: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["eval", "--suite", suite, "--predictions", replies, "--min-accuracy", gate, "--out", "o"]) == code
    shown = capsys.readouterr()
    assert "execution accuracy 50.0 %" in shown.out
    assert ("below 0.51" in shown.err) == (code == 3)


def test_a_failed_gold_exits_with_three(tmp_path: Path, replies: str, capsys: pytest.CaptureFixture[str]) -> None:
    suite = write_suite(tmp_path / "bad", [GOLD[0], {**GOLD[1], "sql": "SELECT MAX(height) FROM people"}])
    assert cli.main(["eval", "--suite", str(suite), "--predictions", replies, "--out", "out"]) == 3
    shown = capsys.readouterr()
    assert "execution accuracy 100.0 %" in shown.out
    assert "1 gold queries failed" in shown.err
    assert read_report(Path("out")).score.total == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--suite", "nowhere", "--predictions", "{replies}"], 1, "no suite of that name"),
        (["--suite", "{suite}", "--predictions", "none.jsonl"], 1, "none.jsonl"),
        (["--predictions", "{replies}"], 2, "not known which questions"),
        (["--suite", "{suite}", "--data", "x", "--predictions", "{replies}"], 2, "exclude each other"),
        (["--suite", "{suite}", "--base", "x", "--predictions", "{replies}"], 2, "exclude each other"),
        (["--suite", "{suite}", "--prompt", "rich", "--predictions", "{replies}"], 2, "goes with --base"),
        (["--data", "none", "--predictions", "{replies}"], 1, "no data set there"),
        ([], 1, "no run yet"),
        (["--run", "none"], 1, "no run here"),
        (["--min-accuracy", "80"], 2, "80"),
    ],
)
def test_mistakes_are_named(
    suite: str, replies: str, arguments: Sequence[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["eval", *(each.format(suite=suite, replies=replies) for each in arguments)]) == code
    assert message in capsys.readouterr().err


class Parrot:
    """A stand-in for a model: one right answer, then it is stopped."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.stop_after = stop_after

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        for number, example in enumerate(examples):
            if number == self.stop_after:
                raise KeyboardInterrupt
            yield Prediction(example_id=example.id, raw="SELECT name FROM people", sql="SELECT name FROM people")


def test_a_base_is_measured_as_it_is(suite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def model(**given: object) -> Parrot:
        asked.update(given)
        return Parrot()

    monkeypatch.setattr(eval_plan, "_model", model)
    assert cli.main(["eval", "--suite", suite, "--base", "some/base"]) == 0
    assert (asked["base"], asked["adapter"], asked["prompt"]) == ("some/base", None, "rich")
    (folder,) = Path("runs").iterdir()
    report = read_report(folder)
    assert report.score.correct == 1
    assert report.run["model"] == "some/base"


def test_predictions_are_kept_if_the_model_is_stopped(suite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval_plan, "_model", lambda **_: Parrot(stop_after=1))
    assert cli.main(["eval", "--suite", suite, "--base", "some/base", "--out", "out"]) == 130
    assert [json.loads(line)["example_id"] for line in Path("out/predictions.jsonl").read_text().splitlines()] == ["q1"]
    assert not Path("out/report.json").exists()


def test_replay_imports_neither_torch_nor_an_engine(suite: str, replies: str) -> None:
    code = (
        "import sys; from text2sql.cli import main; code = main(sys.argv[1:])\n"
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    arguments = ["eval", "--suite", suite, "--predictions", replies, "--out", "out"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    modules = set(ran.stderr.splitlines()[-1].split())
    assert "text2sql.evaluation.measure" in modules
    # The engine is the workers'; the caller compares plain values.
    assert not modules & {"torch", "transformers", "numpy", "duckdb", "pandas"}


def test_the_gold_of_a_shipped_suite_answers_itself(tmp_path: Path) -> None:
    """The whole way on real questions: every gold runs, and is right when it is the prediction."""
    path = tmp_path / "gold.jsonl"
    examples = load_suite("shop").examples
    path.write_text("\n".join(json.dumps({"id": each.id, "sql": each.sql}) for each in examples), encoding="utf-8")
    assert cli.main(["eval", "--suite", "shop", "--predictions", str(path), "--min-accuracy", "1", "--out", "out"]) == 0
    path.write_text(
        "\n".join(json.dumps({"id": each.id, "sql": "SELECT 1 WHERE 1 = 2"}) for each in examples), encoding="utf-8"
    )
    assert cli.main(["eval", "--suite", "shop", "--predictions", str(path), "--out", "bad"]) == 0
    assert read_report(Path("bad")).score.accuracy < 0.05
