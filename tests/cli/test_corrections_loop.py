"""Correct, build, train, measure: whether a correction stuck and what it broke; the model is a table of replies."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from text2sql import cli
from text2sql.commands import eval_plan
from text2sql.config import TrainConfig
from text2sql.dataset import read_dataset
from text2sql.evaluation.report import Report, read_report
from text2sql.pairs.corrections import Correction, save_correction
from text2sql.prompt import PromptFormat
from text2sql.run import Run, TrainResult, write_run
from text2sql.workspace import Workspace

DDL = """
CREATE TABLE people (
  name VARCHAR(20), -- 姓名
  age INTEGER -- 年龄
);
"""
OLDEST, COUNT, NOBODY = "谁年纪最大?", "多少人?", "谁超过一千岁?"
RIGHT = {
    OLDEST: "SELECT name FROM people ORDER BY age DESC, name LIMIT 1",
    COUNT: "SELECT COUNT(*) FROM people",
    NOBODY: "SELECT name FROM people WHERE age > 1000",
}
WRONG = "SELECT age FROM people WHERE age < 0"
GOLD = [
    {"id": "q1", "question": "谁?", "sql": "SELECT name FROM people"},
    {"id": "q2", "question": "年龄?", "sql": "SELECT age FROM people"},
    {"id": "q3", "question": "最大年龄?", "sql": "SELECT MAX(age) FROM people"},
]
GOLD_REPLIES = {each["question"]: each["sql"] for each in GOLD}


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.sql").write_text(DDL, encoding="utf-8")
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "people.csv").write_text("name,age\n陈婷,30\nBob,40\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    suite = 'version = 1\nschema = "people.sql"\ngold = "gold.jsonl"\nrows = "rows"\n'
    (tmp_path / "mine.toml").write_text(suite, encoding="utf-8")
    return tmp_path


class Loop:
    """Builds the data set, pretends to train on it, and measures a model that replies by a table."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, predictor: type) -> None:
        self._monkeypatch = monkeypatch
        self._predictor = predictor

    def correct(self, question: str, sql: str | None = None) -> None:
        path = Workspace().corrections("people")
        save_correction(path, Correction(question=question, sql=sql or RIGHT[question], was=WRONG, at=""))

    def train(self, name: str) -> None:
        assert cli.main(["build-data", "people.sql", "--examples", "12", "--rows", "20"]) == 0
        data = read_dataset(Path("datasets/people"))
        result = TrainResult(
            loss_before=2.0, loss_after=1.0, best_epoch=1.0, steps=1, examples=1, too_long=0, untrained=0,
            parameters=1, seconds=1.0, device="cpu",
        )  # fmt: skip
        run = Run(
            path=Path("runs") / name,
            config=TrainConfig(),
            prompt=PromptFormat.RICH,
            schemas=tuple(data.schemas.values()),
            dataset=str(data.path),
            dataset_digest=data.digest,
            result=result,
        )
        write_run(run)

    def measure(self, name: str, replies: Mapping[str, str], *more: str) -> Report:
        self._monkeypatch.setattr(eval_plan, "_model", lambda **_: self._predictor({**GOLD_REPLIES, **replies}))
        arguments = ["eval", "--suite", "mine.toml", "--run", f"runs/{name}", "--out", f"runs/{name}/eval", *more]
        assert cli.main(arguments) == 0
        return read_report(Path("runs") / name / "eval")


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch, canned_predictor: type) -> Loop:
    return Loop(monkeypatch, canned_predictor)


def fates(report: Report) -> dict[str, str]:
    assert report.corrections is not None
    return {answer.question: answer.fate for answer in report.corrections.answers}


def test_each_correction_is_said_to_have_stuck_or_not(loop: Loop, capsys: pytest.CaptureFixture[str]) -> None:
    for question in RIGHT:
        loop.correct(question)
    loop.train("one")
    capsys.readouterr()
    # Where both answers are empty nothing is shown by their being equal, but by the query's being the same.
    replies = {OLDEST: RIGHT[OLDEST].lower(), COUNT: "SELECT 7", NOBODY: "SELECT name FROM people WHERE age > 999"}
    report = loop.measure("one", replies)
    assert fates(report) == {OLDEST: "stuck", COUNT: "not stuck", NOBODY: "cannot be told"}
    assert report.corrections is not None
    assert report.corrections.answers[1].was == WRONG
    shown = capsys.readouterr().out
    assert "1 of 3 corrections stuck" in shown
    assert "SELECT 7" in shown
    again = loop.measure("one", {**RIGHT, NOBODY: RIGHT[NOBODY].lower()})
    assert set(fates(again).values()) == {"stuck"}


def test_what_the_run_did_not_see_is_not_held_against_it(loop: Loop) -> None:
    loop.correct(OLDEST)
    loop.train("one")
    loop.correct(COUNT)
    wrong = {OLDEST: "SELECT 7", COUNT: "SELECT 7"}
    assert fates(loop.measure("one", wrong)) == {OLDEST: "not stuck", COUNT: "not trained on yet"}
    # Once the data set is built anew, it does not say any more what the run saw.
    assert cli.main(["build-data", "people.sql", "--examples", "12", "--rows", "20"]) == 0
    assert fates(loop.measure("one", wrong)) == {OLDEST: "not stuck", COUNT: "not stuck"}


def test_a_correction_that_does_not_run_on_the_example_rows_cannot_be_told(loop: Loop) -> None:
    loop.train("one")
    loop.correct(COUNT, "SELECT COUNT(*) FROM others")
    assert fates(loop.measure("one", {})) == {COUNT: "cannot be told"}


def test_what_was_right_in_the_run_before_and_broke_is_named(loop: Loop, capsys: pytest.CaptureFixture[str]) -> None:
    loop.train("one")
    first = loop.measure("one", {"年龄?": "SELECT 1"})
    assert first.corrections is None
    loop.correct(OLDEST)
    loop.train("two")
    capsys.readouterr()
    second = loop.measure("two", {**RIGHT, "最大年龄?": "SELECT MIN(age) FROM people"})
    assert second.corrections is not None
    assert second.corrections.before == "runs/one/eval"
    assert second.corrections.right_before == 2  # the third was wrong before and is no loss
    (broken,) = second.corrections.broken
    assert (broken.question, broken.before, broken.predicted) == (
        "最大年龄?", "SELECT MAX(age) FROM people", "SELECT MIN(age) FROM people",
    )  # fmt: skip
    assert "1 of the 2 questions right before broke" in capsys.readouterr().out
    # Measured once more, it is still beside the run before, not beside itself.
    again = loop.measure("two", RIGHT)
    assert again.corrections is not None
    assert (again.corrections.before, again.corrections.broken) == ("runs/one/eval", ())


def test_a_base_or_another_suite_is_no_run_before(loop: Loop, workspace: Path) -> None:
    loop.correct(OLDEST)
    loop.train("two")
    loop._monkeypatch.setattr(eval_plan, "_model", lambda **_: loop._predictor(GOLD_REPLIES))
    assert cli.main(["eval", "--suite", "mine.toml", "--base", "b", "--out", "runs/base"]) == 0
    assert read_report(Path("runs/base")).corrections is None
    report = loop.measure("two", RIGHT)
    assert report.corrections is not None
    assert report.corrections.before is None
    (workspace / "mine.toml").write_text((workspace / "mine.toml").read_text().replace("version = 1", "version = 2"))
    loop.train("three")
    later = loop.measure("three", RIGHT)
    assert later.corrections is not None
    assert later.corrections.before is None


def test_a_question_of_the_suite_that_was_corrected_is_warned_of(loop: Loop) -> None:
    loop.correct("谁？", "SELECT name FROM people")
    loop.correct(OLDEST)
    loop.train("one")
    (warning,) = (each for each in loop.measure("one", RIGHT).warnings if "corrected" in each)
    assert warning.startswith("1 of these questions")
    Workspace().corrections("people").unlink()
    loop.correct(OLDEST)
    assert not [each for each in loop.measure("one", RIGHT).warnings if "corrected" in each]


def test_without_corrections_nothing_is_said(loop: Loop, capsys: pytest.CaptureFixture[str]) -> None:
    loop.train("one")
    capsys.readouterr()
    assert loop.measure("one", {}).corrections is None
    assert "correction" not in capsys.readouterr().out


def test_they_stand_in_every_form_of_the_report(loop: Loop, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "谁 <script>alert(1)</script> | x?"
    loop.train("one")
    loop.measure("one", {})
    loop.correct(OLDEST)
    loop.correct(evil, "SELECT name FROM people ORDER BY name")
    loop.train("two")
    loop.measure("two", {**RIGHT, "谁?": "SELECT 1"})
    capsys.readouterr()
    forms: Sequence[str] = ("--html", "page.html", "--markdown", "page.md")
    assert cli.main(["report", "runs/two/eval", *forms]) == 0
    page, text = (Path(name).read_text(encoding="utf-8") for name in ("page.html", "page.md"))
    section = page[page.index('<section id="corrections">') : page.index('<section id="questions">')]
    assert "<script>" not in section
    assert "未学会" in section
    assert "变错" in section
    assert "## Corrections" in text
    assert r"谁 \<script\>alert(1)\</script\> \| x?" in text
    assert "Broke since runs/two/eval" not in text
    assert "Broke since runs/one/eval" in text
