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


def measured(folder: Path, signs: str, *, version: int = 1, **facts: object) -> Path:
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
    report = make_report(suite, by_id, verdicts, run={"model": folder.name, **facts})
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


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        ((10, 1, 0), (10, 1, 0), False),
        ((10, 1, 0), (10, 1, 7), True),
        ((10, 1, 0), (10, 2, 0), True),
        ((10, 1, 0), (5, 1, 0), True),
        ((10, 1, 0), None, True),
        (None, None, False),
    ],
)
def test_different_neighbour_databases_are_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    one: tuple[int, int, int] | None,
    other: tuple[int, int, int] | None,
    is_refused: bool,
) -> None:
    folders = []
    for name, told in (("before", one), ("after", other)):
        # How many pairs were skipped hangs on the predictions.
        facts = (
            dict(zip(("databases", "version", "seed"), told, strict=True)) | {"skipped": len(name)} if told else None
        )
        folders.append(str(measured(tmp_path / name, "+-", **({"neighbours": facts} if facts else {}))))
    assert cli.main(["compare", *folders]) == int(is_refused)
    told_of = "different neighbour databases: 10 of generator version 1, seed 0"
    assert (told_of in capsys.readouterr().err) == is_refused


def test_a_comparison_over_several_schemas_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = measured(tmp_path / "before", "+-+-"), measured(tmp_path / "after", "++++")
    assert cli.main(["compare", str(before), str(after)]) == 0
    assert "(95 % interval, exact" in capsys.readouterr().out
    for folder in (before, after):
        text = folder.joinpath("report.json").read_text(encoding="utf-8")
        value = json.loads(text)
        for place, answer in enumerate(value["answers"]):
            answer["slices"] = [["schema", f"s{place % 2}"]]
        folder.joinpath("report.json").write_text(json.dumps(value), encoding="utf-8")
    assert cli.main(["compare", str(before), str(after)]) == 0
    assert "clustered by 2 schemas" in capsys.readouterr().out
    assert cli.main(["compare", str(before), str(after), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["after"]["schemas"] == 2


def test_a_folder_without_a_report_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(tmp_path / "nowhere"), str(tmp_path)]) == 1
    assert "nowhere" in capsys.readouterr().err
