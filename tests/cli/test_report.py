"""`t2s report` over what `t2s eval` writes, without a model."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from text2sql import cli
from text2sql.evaluation.report import make_report, write_report
from text2sql.evaluation.suite import Suite
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(name="t", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def measured(folder: str, signs: str, *, digest: str = "") -> str:
    """A measurement of one question a sign; + is right."""
    examples = tuple(
        Example(
            id=f"q{place}", schema="t", question=f"问题{place}{digest}?", sql="SELECT a FROM t", language="zh", tags=()
        )
        for place in range(len(signs))
    )
    suite = Suite(name="mine", version=1, schemas={"t": SCHEMA}, rows={"t": {"t": [(1,)]}}, examples=examples)
    predictions = {each.id: Prediction(example_id=each.id, raw="SELECT 1", sql="SELECT 1") for each in examples}
    verdicts = [
        Verdict(example_id=each.id, kind=VerdictKind.CORRECT if sign == "+" else VerdictKind.WRONG_ROWS)
        for each, sign in zip(examples, signs, strict=True)
    ]
    report = make_report(suite, predictions, verdicts, run={"model": folder})
    write_report(Path(folder), report, predictions.values(), verdicts)
    return folder


def test_all_forms_are_written_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    out = measured("out", "+-")
    arguments = ["report", out, "--html", "new/r.html", "--markdown", "r.md", "--junit", "r.xml"]
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out.splitlines() == ["written: new/r.html", "written: r.md", "written: r.xml"]
    assert "问题1?" in Path("new/r.html").read_text(encoding="utf-8")
    assert "50.0 %" in Path("r.md").read_text(encoding="utf-8")
    assert ElementTree.parse("r.xml").getroot().get("failures") == "1"


def test_a_report_json_will_do_as_well_as_its_folder() -> None:
    out = measured("out", "+-")
    Path("alone.json").write_bytes(Path(out, "report.json").read_bytes())
    assert cli.main(["report", out, "--html", "one.html"]) == 0
    assert cli.main(["report", "alone.json", "--html", "two.html"]) == 0
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_without_a_file_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = measured("before", "+--"), measured("after", "-++")
    assert cli.main(["report", after, "--before", before, "--misses", "1"]) == 0
    shown = capsys.readouterr().out
    assert "execution accuracy 66.7 %" in shown
    assert "问题0?" in shown
    assert "2 gained, 1 lost" in shown
    assert cli.main(["report", after, "--misses", "0"]) == 0
    shown = capsys.readouterr().out
    assert "问题0?" not in shown
    assert "gained" not in shown


def test_the_latest_report_is_taken_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report"]) == 1
    assert "no report yet" in capsys.readouterr().err
    for place, name in enumerate(("runs/b/eval-old", "runs/a/eval-new")):
        os.utime(Path(measured(name, "+-"), "report.json"), (place, place))
    assert cli.main(["report"]) == 0
    assert "report runs/a/eval-new" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no report there"),
        (["after", "--before", "nowhere", "--html", "r.html"], "no report there"),
        (["after", "--before", "other", "--html", "r.html"], "not the same questions"),
        (["after", "--before", "other"], "not the same questions"),
    ],
)
def test_mistakes_are_named(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    measured("after", "+-")
    measured("other", "+-", digest="!")
    assert cli.main(["report", *arguments]) == 1
    assert message in capsys.readouterr().err
    assert not Path("r.html").exists()


def test_a_report_of_the_first_version_must_be_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(measured("old", "+-"), "report.json")
    value = json.loads(file.read_text(encoding="utf-8"))
    answers = [{k: v for k, v in each.items() if k != "slices"} for each in value.pop("answers")]
    file.write_text(json.dumps({**value, "format_version": 1, "misses": answers[1:]}), encoding="utf-8")
    assert cli.main(["report", "old", "--html", "r.html"]) == 1
    shown = capsys.readouterr().err
    assert "1 of 2 answers" in shown
    assert "t2s eval --predictions old/predictions.jsonl" in shown
    assert cli.main(["compare", "old", measured("new", "++")]) == 0
