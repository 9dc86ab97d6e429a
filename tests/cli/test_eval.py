"""`t2s eval` with predictions from a file: no model, no torch, exit codes, and the commonest mistakes."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from text2sql import cli
from text2sql.commands import eval_plan
from text2sql.config import TrainConfig
from text2sql.dataset import Dataset, write_dataset
from text2sql.ddl import read_ddl
from text2sql.evaluation.library import load_suite
from text2sql.evaluation.report import read_report
from text2sql.prompt import PromptFormat
from text2sql.records import Example, Prediction
from text2sql.run import Run, TrainResult, write_run

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


def build_people(test: Sequence[str] = ("谁?",), train: Sequence[str] = ()) -> Dataset:
    schema = read_ddl(DDL, name="people")
    splits = {"train": train, "test": test}
    return write_dataset(
        Path("datasets/people"),
        name="people",
        schemas={"people": schema},
        splits={name: [gold_of(each) for each in questions] for name, questions in splits.items()},
        prompt=PromptFormat.RICH,
        seed=0,
        rows_seed=0,
        rows=5,
        refused={},
    )


def gold_of(question: str) -> Example:
    return Example(id=question, schema="people", question=question, sql="SELECT name FROM people", language="zh")


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished run on a data set of one question; its model is a parrot."""
    monkeypatch.setattr(eval_plan, "_model", lambda **_: Parrot())
    data = build_people()
    run = Run(
        path=Path("runs/one"),
        config=TrainConfig(),
        prompt=PromptFormat.RICH,
        schemas=tuple(data.schemas.values()),
        dataset=str(data.path.resolve()),
        dataset_digest=data.digest,
        result=TrainResult(
            loss_before=2.0, loss_after=1.0, best_epoch=1.0, steps=1, examples=1, too_long=0, untrained=0,
            parameters=1, seconds=1.0, device="cpu",
        ),
    )  # fmt: skip
    write_run(run)
    return run.path


def test_a_run_is_measured_on_the_data_set_it_was_trained_on_from_any_folder(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained.resolve()
    monkeypatch.chdir(tmp_path)
    assert cli.main(["eval", "--run", str(run), "--out", "out"]) == 0
    report = read_report(Path("out"))
    assert report.score.correct == 1
    assert not [each for each in report.warnings if "trained" in each]


def test_a_data_set_built_again_is_measured_on_only_by_name_and_with_a_warning(
    trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_people(test=("谁呀?",), train=("谁?",))
    assert cli.main(["eval", "--out", "out"]) == 1
    refused = capsys.readouterr().err
    assert "the data set has changed since the run was trained on it" in refused
    assert "t2s finetune" in refused
    assert "--data" in refused
    assert not Path("out").exists()
    assert cli.main(["eval", "--data", "datasets/people", "--out", "out"]) == 0
    assert "warning: the run was trained on another data set" in " ".join(capsys.readouterr().out.split())
    assert cli.main(["eval", "--predictions", "out/predictions.jsonl", "--out", "again"]) == 0
    for folder in ("out", "again"):
        assert [each for each in read_report(Path(folder)).warnings if "trained on another data set" in each]


def test_questions_of_a_suite_are_none_of_the_training(trained: Path, suite: str) -> None:
    build_people(test=("谁呀?",))
    assert cli.main(["eval", "--suite", suite, "--out", "out"]) == 0
    assert not [each for each in read_report(Path("out")).warnings if "trained" in each]


def test_an_empty_split_names_those_that_hold_questions(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", "--split", "dev"]) == 1
    assert "there is no question in the split dev; there are test; choose one" in capsys.readouterr().err
    build_people(test=())
    assert cli.main(["eval", "--data", "datasets/people"]) == 1
    assert "there is no question in the split test; build it again" in capsys.readouterr().err


def test_only_an_earlier_report_is_overwritten(
    suite: str, replies: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["eval", "--suite", suite, "--predictions", replies, "--out"]
    Path("empty").mkdir()
    for folder in ("empty", "new/deep", "new/deep"):
        assert cli.main([*arguments, folder]) == 0
    Path("foreign").mkdir()
    Path("foreign/report.json").write_text("{}", encoding="utf-8")
    Path("file").touch()
    capsys.readouterr()
    for folder, message in (("foreign", "no report of t2s"), ("file", "this is a file"), (str(tmp_path), "lie in")):
        assert cli.main([*arguments, folder]) == 1
        assert message in capsys.readouterr().err
    assert Path("foreign/report.json").read_text(encoding="utf-8") == "{}"
    before = Path("empty/predictions.jsonl").read_bytes()
    assert cli.main(["eval", "--predictions", "empty/predictions.jsonl", "--out", "empty"]) == 1
    assert Path("empty/predictions.jsonl").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named_before_a_model_is_loaded(
    trained: Path, suite: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(**_: object) -> Parrot:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(eval_plan, "_model", load)
    Path("file").touch()
    for options in (["--base", "x"], ["--run", str(trained)]):
        assert cli.main(["eval", "--suite", suite, *options, "--out", "file/out"]) == 1
        assert "error: file/out: Not a directory" in capsys.readouterr().err


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
