"""A report counts what was measured, leaves out what was not, and can be read and made again."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from text2sql.errors import T2SError
from text2sql.evaluation.corrected import Answered, corrected_answer
from text2sql.evaluation.measure import Measured, measure
from text2sql.evaluation.render import shown_report
from text2sql.evaluation.report import Report, Slice, json_of, make_report, read_report, shown_slices, write_report
from text2sql.evaluation.suite import Suite
from text2sql.predictors import read_predictions
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table
from text2sql.sql import extract_sql

PETS = Schema(
    name="pets",
    tables=(Table(name="pets", columns=(Column(name="名字", type="VARCHAR"), Column(name="age", type="INTEGER"))),),
)
BOOKS = Schema(name="books", tables=(Table(name="books", columns=(Column(name="title", type="VARCHAR"),)),))
ROWS = {"pets": {"pets": [("咪咪", "3"), ("旺财", None)]}, "books": {"books": [("红楼梦",)]}}


def example(name: str, sql: str, *, schema: str = "pets", language: str = "zh", level: str = "easy") -> Example:
    return Example(
        id=name, schema=schema, question=f"问题{name}?", sql=sql, language=language, tags=(f"level:{level}", "untold")
    )


EXAMPLES = (
    example("right", "SELECT 名字 FROM pets"),
    example("wrapped", "SELECT COUNT(*) FROM pets", language="en"),
    example("empty", "SELECT 名字 FROM pets WHERE age > 9", level="hard"),
    example("book", "SELECT title FROM books", schema="books", level="hard"),
    example("wrong", "SELECT age FROM pets WHERE age = 3", language="en"),
    example("swapped", "SELECT 名字, age FROM pets"),
    example("more", "SELECT 名字 FROM pets"),
    example("hostile", "SELECT 1"),
    example("lost", "SELECT nothing FROM pets"),
)
REPLIES = {
    "right": "SELECT 名字 FROM pets;",
    "wrapped": "SQL: SELECT COUNT(age) + 1 FROM pets",
    "empty": "SELECT 名字 FROM pets WHERE age > 10",
    "book": "SELECT title FROM books",
    "wrong": "SELECT age FROM pets",
    "swapped": "SELECT age, 名字 FROM pets",
    "more": "SELECT age, 名字 FROM pets",
    "hostile": "DROP TABLE pets",
    "lost": "SELECT 1",
}
SUITE = Suite(name="mixed", version=2, schemas={"pets": PETS, "books": BOOKS}, rows=ROWS, examples=EXAMPLES, seed=7)


def predictions() -> list[Prediction]:
    found = [Prediction(example_id=name, raw=raw, sql=extract_sql(raw)) for name, raw in REPLIES.items()]
    return list(reversed(found))


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(SUITE, predictions(), run={"model": "canned"})


def score_of(report: Report, kind: str, value: str) -> tuple[int, int]:
    (found,) = [each for each in report.slices if (each.kind, each.value) == (kind, value)]
    assert isinstance(found, Slice)
    return found.score.correct, found.score.total


def test_a_failed_gold_is_in_no_denominator(measured: Measured) -> None:
    report = measured.report
    assert report.questions == 9
    assert (report.score.correct, report.score.total) == (4, 8)
    assert report.score.accuracy == 0.5
    assert report.score.low < 0.5 < report.score.high
    assert report.counts[VerdictKind.GOLD_FAILED] == 1
    assert any("lost" in warning for warning in report.warnings)
    assert sum(each.score.total for each in report.slices if each.kind == "language") == 8


def test_every_kind_is_counted(measured: Measured) -> None:
    counts = measured.report.counts
    assert list(counts) == list(VerdictKind)
    assert sum(counts.values()) == measured.report.questions
    assert counts[VerdictKind.CORRECT] == 4
    assert counts[VerdictKind.WRONG_ROWS] == 2
    assert counts[VerdictKind.WRONG_COLUMNS] == 1
    assert counts[VerdictKind.NOT_READ_ONLY] == 1


def test_the_relaxed_scores_stand_apart(measured: Measured) -> None:
    report = measured.report
    assert report.raw_score.correct == 3
    assert report.permuted_score.correct == 5
    assert report.extra_score.correct == 6
    assert report.empty_matches == 1


def test_slices_are_by_schema_language_level_and_feature(measured: Measured) -> None:
    report = measured.report
    assert score_of(report, "schema", "pets") == (3, 7)
    assert score_of(report, "schema", "books") == (1, 1)
    assert score_of(report, "language", "zh") == (3, 6)
    assert score_of(report, "language", "en") == (1, 2)
    assert score_of(report, "level", "easy") == (2, 6)
    assert score_of(report, "level", "hard") == (2, 2)
    assert score_of(report, "feature", "where") == (1, 2)
    assert score_of(report, "feature", "aggregate") == (1, 1)
    assert [each.kind for each in report.slices if each.kind != "feature"][:2] == ["schema", "schema"]


def test_a_miss_has_all_that_is_needed_to_judge_it(measured: Measured) -> None:
    misses = {miss.example_id: miss for miss in measured.report.misses}
    assert set(misses) == {"wrong", "swapped", "more", "hostile", "lost"}
    wrong = misses["wrong"]
    assert (wrong.question, wrong.gold, wrong.predicted) == ("问题wrong?", EXAMPLES[4].sql, "SELECT age FROM pets")
    assert "only predicted: (NULL)" in wrong.detail
    assert wrong.raw is None
    assert misses["swapped"].notes == ("permuted_columns", "raw")


def test_the_facts_say_what_the_figures_depend_on(measured: Measured) -> None:
    run = measured.report.run
    assert run["suite"] == "mixed"
    assert run["suite_version"] == 2
    assert run["suite_digest"] == SUITE.digest
    assert run["rows_seed"] == 7
    assert run["profile"] == "strict"
    assert run["tolerance"] == {"relative": 1e-6, "absolute": 1e-9}
    assert run["model"] == "canned"


def test_a_report_is_read_as_it_was_written_and_made_again_without_a_model(tmp_path: Path, measured: Measured) -> None:
    write_report(tmp_path, *measured)
    assert read_report(tmp_path) == measured.report
    replay = read_predictions(tmp_path / "predictions.jsonl", EXAMPLES)
    again = measure(SUITE, replay.predict(EXAMPLES), run={"model": "canned"}, workers=1)
    assert again == measured
    verdicts = [json.loads(line) for line in (tmp_path / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [each["example_id"] for each in verdicts] == [example.id for example in EXAMPLES]


def test_two_reports_on_the_same_predictions_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_report(tmp_path / name, *measure(SUITE, predictions(), run={}))
    for file in ("report.json", "verdicts.jsonl", "predictions.jsonl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_report_of_the_second_version_is_read(tmp_path: Path, measured: Measured) -> None:
    write_report(tmp_path, *measured)
    value = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert value["format_version"] == 4
    assert value["score"]["schemas"] == 2
    value["format_version"] = 2
    for score in (value["score"], value["raw_score"], value["permuted_score"], value["extra_score"]):
        del score["schemas"]
    (tmp_path / "report.json").write_text(json.dumps(value), encoding="utf-8")
    assert read_report(tmp_path).score.schemas == 1
    assert read_report(tmp_path).answers == measured.report.answers


def test_a_report_of_the_third_version_is_read_and_counts_what_it_did_not_know_as_none(
    tmp_path: Path, measured: Measured
) -> None:
    write_report(tmp_path, *measured)
    value = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    value["format_version"] = 3
    assert value["counts"].pop("GIVEN_UP") == 0
    (tmp_path / "report.json").write_text(json.dumps(value), encoding="utf-8")
    assert read_report(tmp_path) == measured.report
    value["counts"]["NEVER_HEARD_OF"] = 0
    (tmp_path / "report.json").write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(T2SError, match="not a report"):
        read_report(tmp_path)


def test_what_would_take_too_long_to_try_is_in_the_scores_that_do_not_need_it() -> None:
    kinds = {"right": VerdictKind.CORRECT, "wrong": VerdictKind.WRONG_ROWS, "swapped": VerdictKind.WRONG_ROWS}
    some = replace(SUITE, examples=tuple(each for each in EXAMPLES if each.id in kinds))
    replies = {each.example_id: each for each in predictions()}

    def told(note: str) -> Report:
        notes = {"swapped": (note,)}
        verdicts = [
            Verdict(example_id=each.id, kind=kinds[each.id], notes=notes.get(each.id, ())) for each in some.examples
        ]
        return make_report(some, replies, verdicts, run={})

    found = told("untried_columns")
    assert (found.score.correct, found.score.total) == (1, 3)
    assert {(each.correct, each.total) for each in (found.permuted_score, found.extra_score)} == {(1, 2)}
    assert any("orders of columns of swapped" in warning for warning in found.warnings)
    found = told("permuted_columns")
    assert {(each.correct, each.total) for each in (found.permuted_score, found.extra_score)} == {(2, 3)}
    assert not any("orders of columns" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("kind", "fate"), [("CORRECT", "stuck"), ("WRONG_ROWS", "not stuck"), ("GIVEN_UP", "cannot be told")]
)
def test_a_correction_whose_results_take_too_long_to_compare_has_no_fate(kind: str, fate: str) -> None:
    one = EXAMPLES[0]
    prediction = Prediction(example_id=one.id, raw=one.sql, sql=one.sql)
    verdict = Verdict(example_id=one.id, kind=VerdictKind(kind), detail="9 rows expected, 9 found")
    found = corrected_answer(Answered(example=one, was=None, prediction=prediction, verdict=verdict, is_trained=True))
    assert found.fate == fate


def test_the_json_of_a_report_without_answers_is_json_too(measured: Measured) -> None:
    empty = replace(measured.report, answers=())
    assert json.loads("".join(json_of(empty)))["answers"] == []


def test_the_screen_says_what_the_interval_is_clustered_by(measured: Measured) -> None:
    assert "(95 % interval clustered by 2 schemas)" in rendered(measured.report, misses=0)
    of_pets = replace(SUITE, examples=tuple(each for each in EXAMPLES if each.schema == "pets"))
    mine = [each for each in predictions() if each.example_id != "book"]
    assert "(95 % interval)" in rendered(measure(of_pets, mine, run={}).report, misses=0)


@pytest.mark.parametrize("content", [None, "{", "[]", '{"format_version": 99}', '{"format_version": 1}'])
def test_a_damaged_report_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content, encoding="utf-8")
    with pytest.raises(T2SError, match=r"report\.json"):
        read_report(tmp_path)


def rendered(report: Report, *, misses: int, width: int = 100) -> str:
    console = Console(width=width, record=True, file=io.StringIO(), highlight=False)
    console.print(shown_report(report, misses=misses))
    return console.export_text()


def test_the_screen_shows_score_kinds_slices_and_misses(measured: Measured) -> None:
    text = rendered(measured.report, misses=10)
    assert "execution accuracy 50.0 %" in text
    assert "4 of 8" in text
    for shown in ("WRONG_COLUMNS", "GOLD_FAILED", "language zh", "level hard", "feature where", "问题wrong?", "(NULL)"):
        assert shown in text, shown
    assert "TIMEOUT" not in text
    assert "问题wrong?" not in rendered(measured.report, misses=0)


def test_no_line_is_filled_up_where_there_is_no_terminal(measured: Measured) -> None:
    assert max(map(len, rendered(measured.report, misses=10, width=10_000).splitlines())) < 200


def test_misses_of_every_kind_are_shown_before_a_second_of_one(measured: Measured) -> None:
    text = rendered(measured.report, misses=4)
    shown = [kind for kind in VerdictKind if f"\n{kind.value:>10}  " in text]
    assert shown == ["WRONG_ROWS", "WRONG_COLUMNS", "NOT_READ_ONLY", "GOLD_FAILED"]


def test_what_a_model_wrote_cannot_move_the_cursor(measured: Measured) -> None:
    report = measured.report
    evil = Prediction(example_id="wrong", raw="\x1b[2J", sql="SELECT '\x1b[2J[red]' -- ")
    others = [each for each in predictions() if each.example_id != "wrong"]
    text = rendered(measure(SUITE, [*others, evil], run={}).report, misses=10)
    assert "\x1b" not in text
    assert "[red]" in text
    assert report.questions == 9


@pytest.mark.parametrize(("schemas", "shown"), [(1, 0), (2, 2), (100, 100), (101, 0)])
def test_schemas_are_shown_as_slices_if_a_person_can_read_them(measured: Measured, schemas: int, shown: int) -> None:
    others = tuple(each for each in measured.report.slices if each.kind != "schema")
    told = tuple(Slice(kind="schema", value=str(number), score=measured.report.score) for number in range(schemas))
    report = replace(measured.report, slices=(*told, *others))
    assert [each for each in shown_slices(report) if each.kind == "schema"] == list(told[:shown])
    assert [each for each in shown_slices(report) if each.kind != "schema"] == list(others)
