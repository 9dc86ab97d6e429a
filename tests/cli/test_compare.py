"""`t2s compare` over what `t2s eval` writes."""

import json
from pathlib import Path

import pytest

from text2sql import cli
from text2sql.evaluation.report import make_report, write_report
from text2sql.evaluation.suite import Suite
from text2sql.records import Example, Prediction, Verdict, VerdictKind, example_id
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(name="t", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))


def measured(folder: Path, signs: str, *, version: int = 1) -> Path:
    """A measurement of one question a sign; + is right."""
    examples = tuple(
        Example(
            id=example_id("t", f"{place}?", "SELECT a FROM t"),
            schema="t",
            question=f"{place}?",
            sql="SELECT a FROM t",
            language="en",
            tags=("level:easy",),
        )
        for place in range(len(signs))
    )
    suite = Suite(name="x", version=version, schemas={"t": SCHEMA}, rows={"t": {"t": [(1,)]}}, examples=examples)
    predictions = [Prediction(example_id=each.id, raw="SELECT a FROM t", sql="SELECT a FROM t") for each in examples]
    verdicts = [
        Verdict(example_id=each.id, kind=VerdictKind.CORRECT if sign == "+" else VerdictKind.WRONG_ROWS)
        for each, sign in zip(examples, signs, strict=True)
    ]
    by_id = {each.example_id: each for each in predictions}
    report = make_report(suite, by_id, verdicts, run={"model": folder.name})
    write_report(folder, report, predictions, verdicts)
    return folder


def test_the_change_is_shown_as_a_table_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = measured(tmp_path / "before", "+---"), measured(tmp_path / "after", "-++-")
    assert cli.main(["compare", str(before), str(after)]) == 0
    shown = capsys.readouterr().out
    assert "before" in shown
    assert "after" in shown
    assert "25.0 %" in shown
    assert "50.0 %" in shown
    assert "language en" in shown
    assert "2 gained, 1 lost" in shown


def test_json_names_the_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = measured(tmp_path / "before", "+-"), measured(tmp_path / "after", "++")
    assert cli.main(["compare", str(before), str(after), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["gained"] == [example_id("t", "1?", "SELECT a FROM t")]
    assert found["lost"] == []


def test_different_suites_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = measured(tmp_path / "before", "+-"), measured(tmp_path / "after", "+--")
    assert cli.main(["compare", str(before), str(after)]) == 1
    assert "not the same questions" in capsys.readouterr().err


def test_a_folder_without_a_report_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(tmp_path / "nowhere"), str(tmp_path)]) == 1
    assert "nowhere" in capsys.readouterr().err
