"""A saved report as a page, as Markdown and as JUnit XML; questions, SQL and rows in it are hostile text."""

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from rich.console import Console

from text2sql.errors import T2SError
from text2sql.evaluation.html_report import html
from text2sql.evaluation.junit_report import junit_xml
from text2sql.evaluation.markdown_report import markdown
from text2sql.evaluation.meanings import SLICE_KINDS_ZH, SLICES_ZH, slice_zh
from text2sql.evaluation.render import shown_report
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.slices import LEVELS
from text2sql.evaluation.sql_diff import diff_sql
from text2sql.evaluation.stats import clustered_wilson, wilson
from text2sql.evaluation.suite import Suite
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table
from text2sql.sql.forms import _BY_TYPE

SCHEMA = Schema(name="t", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))
EVIL = "<script>document.title = 'owned'</script><img src=x onerror=alert(1)>\" onload='x"
QUESTIONS = {
    "right": "谁的分数最高?",
    "rows": f"a | b {EVIL}",
    "cells": "what\x1b[2J\u202e is\nthis",
    "gold": "no gold?",
    "none": "`tick` [link](http://x) *star*",
    "many": "all of them?",
}
KINDS = {
    "right": VerdictKind.CORRECT,
    "rows": VerdictKind.WRONG_ROWS,
    "cells": VerdictKind.UNKNOWN_NAME,
    "gold": VerdictKind.GOLD_FAILED,
    "none": VerdictKind.NO_SQL,
    "many": VerdictKind.GIVEN_UP,
}
DETAILS = {
    "rows": "2 rows expected, 1 found; only in gold: (1), (<b>); only predicted: (3)",
    "cells": "no column \x07",
    "gold": "no table x",
    "many": "9 rows expected, 9 found",
}
REPLIES = {
    "right": "SELECT a FROM t",
    "rows": f"SELECT a || '|' FROM t -- `{EVIL}",
    "cells": "SELECT b\nFROM t",
    "gold": "SELECT 1",
    "many": "SELECT 2",
}


def report_of(kinds: Mapping[str, VerdictKind], model: str = "m") -> Report:
    examples = tuple(
        Example(id=name, schema="t", question=text, sql="SELECT a FROM t", language="en", tags=("level:easy",))
        for name, text in QUESTIONS.items()
    )
    suite = Suite(name="mine", version=1, schemas={"t": SCHEMA}, rows={"t": {"t": [(1,)]}}, examples=examples)
    predictions = {
        name: Prediction(example_id=name, raw=REPLIES.get(name, "I <i>cannot</i>"), sql=REPLIES.get(name))
        for name in QUESTIONS
    }
    verdicts = [Verdict(example_id=name, kind=kind, detail=DETAILS.get(name, "")) for name, kind in kinds.items()]
    return make_report(suite, predictions, verdicts, run={"model": model})


REPORT = report_of(KINDS)
BEFORE = report_of({**KINDS, "right": VerdictKind.WRONG_ROWS, "rows": VerdictKind.CORRECT}, model="earlier")


class Page(HTMLParser):
    """The tags of a page, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        is_script = self.cdata_elem == "script"
        (self.scripts if is_script else self.texts).append(data)


def test_every_form_says_the_tolerance_where_there_is_one() -> None:
    without = replace(REPORT, run={"model": "m", "suite": "mine", "tolerance": None})
    for report, is_told in ((REPORT, True), (without, False)):
        for form in (html(report), markdown(report), shown(report)):
            assert ("1e-06 / 1e-09" in form) == is_told


def shown(report: Report) -> str:
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(shown_report(report))
    return console.export_text()


def test_the_page_holds_hostile_text_as_text() -> None:
    page = Page(html(REPORT, BEFORE))
    assert [tag for tag, _ in page.tags if tag in ("script", "img", "i", "link", "iframe")] == ["script"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert any(EVIL in text for text in page.texts)
    shown = "".join(page.texts)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"what\x1b[2J\u202e is" in shown


def test_the_page_loads_nothing_and_runs_its_own_script_alone() -> None:
    page = Page(html(REPORT))
    assert not [name for _, attributes in page.tags for name in attributes if name in ("src", "href", "action")]
    (policy,) = [
        each["content"] or "" for tag, each in page.tags if each.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256("".join(page.scripts).encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def test_the_page_has_every_question_with_what_it_is_filtered_by() -> None:
    details = [each for tag, each in Page(html(REPORT)).tags if tag == "details" and each.get("class") == "question"]
    assert [each["data-verdict"] for each in details] == [kind.value for kind in KINDS.values()]
    assert "level:easy" in (details[0]["data-slices"] or "").split("\n")
    assert "谁的分数最高" in (details[0]["data-words"] or "")
    assert {each["data-change"] for each in details} == {""}


def test_the_page_says_what_changed() -> None:
    text = html(REPORT, BEFORE)
    details = [each for tag, each in Page(text).tags if tag == "details" and each.get("class") == "question"]
    assert [each["data-change"] for each in details] == ["gained", "lost", "same", "same", "same", "same"]
    assert 'id="moved"' in text
    assert 'id="moved"' not in html(REPORT)


def test_rows_that_one_side_has_stand_apart() -> None:
    text = html(REPORT)
    assert re.search(r'class="row missing">.*\(1\), \(&lt;b&gt;\)</div>', text)
    assert re.search(r'class="row extra">.*\(3\)</div>', text)


def test_what_differs_in_a_right_answer_is_not_marked_as_a_mistake() -> None:
    assert '<mark class="extra">' in html(REPORT)
    right = html(report_of(dict.fromkeys(KINDS, VerdictKind.CORRECT)))
    assert '<mark class="extra">' not in right
    assert '<mark class="differs">' in right


def test_reports_on_other_questions_are_no_before_and_after() -> None:
    other = replace(BEFORE, run={**BEFORE.run, "suite_digest": "other"})
    for form in (html, markdown):
        with pytest.raises(T2SError, match="not the same questions"):
            form(REPORT, other)


def test_two_pages_are_the_same_bytes() -> None:
    assert html(REPORT, BEFORE) == html(REPORT, BEFORE)


def cells(line: str) -> list[str]:
    """The cells of a line of a table: bars behind a backslash do not divide, in code too, as GitHub has it."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_tables_in_markdown_keep_their_columns() -> None:
    text = markdown(REPORT, BEFORE)
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(blocks) == 4
    for block in blocks:
        assert {len(cells(line)) for line in block} == {len(cells(block[0]))}
    misses = [cells(line) for line in blocks[-1][2:]]
    assert [row[1] for row in misses] == ["WRONG_ROWS", "UNKNOWN_NAME", "GOLD_FAILED", "NO_SQL", "GIVEN_UP"]
    assert misses[0][0].startswith(r"a \| b \<script\>")
    assert misses[0][3].startswith(r"`` SELECT a \|\| '\|' FROM t -- `<script>")
    assert misses[1][3] == "`SELECT b FROM t`"
    assert misses[3][0] == r"\`tick\` \[link\](http://x) \*star\*"


def test_markdown_shows_so_many_misses() -> None:
    assert "1 of 5 misses" in markdown(REPORT, misses=1)
    assert "misses" not in markdown(REPORT, misses=0)
    assert "25.0 %" in markdown(REPORT)
    assert "1 gained, 1 lost" in markdown(REPORT, BEFORE)


def test_what_was_given_up_is_told_in_every_form_and_is_in_no_score() -> None:
    right = report_of(dict.fromkeys(KINDS, VerdictKind.CORRECT))
    for form in (html, markdown, shown, junit_xml):
        assert "would take too long" in form(REPORT), form
        assert "would take too long" not in form(right), form
    assert '<span class="badge aside">GIVEN_UP</span>' in html(REPORT)
    assert '<span class="badge wrong">GIVEN_UP</span>' not in html(REPORT)
    assert (REPORT.score.correct, REPORT.score.total, REPORT.questions) == (1, 4, 6)
    assert {each.score.total for each in REPORT.slices} == {4}
    assert (right.score.correct, right.score.total) == (6, 6)


def test_junit_has_a_case_a_question_and_skips_what_is_not_scored() -> None:
    root = ElementTree.fromstring(junit_xml(REPORT))
    suite = root[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("6", "3", "2")
    cases = suite.findall("testcase")
    assert [case.get("classname") for case in cases] == ["mine.t"] * 6
    assert [[child.tag for child in case] for case in cases] == [
        [], ["failure"], ["failure"], ["skipped"], ["failure"], ["skipped"],
    ]  # fmt: skip
    failure = cases[1].find("failure")
    assert failure is not None
    assert failure.get("type") == "WRONG_ROWS"
    assert EVIL in (cases[1].get("name") or "")
    assert "gold: SELECT a FROM t\npredicted: SELECT a || '|'" in (failure.text or "")
    assert r"no column \x07" in (cases[2][0].get("message") or "")
    assert "no table x" in (cases[3][0].get("message") or "")
    assert cases[4][0].text == "gold: SELECT a FROM t\nreply: I <i>cannot</i>"
    assert cases[5][0].get("message", "").endswith("not in the score: 9 rows expected, 9 found")


def test_junit_of_right_answers_has_no_failure() -> None:
    suite = ElementTree.fromstring(junit_xml(report_of(dict.fromkeys(KINDS, VerdictKind.CORRECT))))[0]
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "0")
    assert not suite.findall("testcase/*")


def test_pieces_of_a_query_are_the_query() -> None:
    gold, predicted = "SELECT a, 'X  y' FROM t\nWHERE b >= 1", "select a, 'x  y' from t where c >= 1 LIMIT 2"
    found = diff_sql(gold, predicted)
    assert "".join(piece.text for piece in found.gold) == gold
    assert "".join(piece.text for piece in found.predicted) == predicted
    assert [piece.text for piece in found.gold if piece.is_other] == ["'X  y'", "b"]
    assert [piece.text for piece in found.predicted if piece.is_other] == ["'x  y'", "c", "LIMIT", "2"]


def test_queries_that_never_end_are_not_compared() -> None:
    endless = "SELECT " + "a," * 5000
    assert diff_sql("SELECT a, b, c", endless).predicted == ((endless, False),)


def test_the_page_has_chinese_names_for_slices() -> None:
    page = Page(html(REPORT))
    chinese = {each["data-zh"] for _, each in page.tags if each.get("data-zh")}
    assert {"语言", "英文", "难度", "简单", "SQL 特征", "语言 英文 (4)", "难度 简单 (4)"} <= chinese
    # What the page filters by stays as it is.
    assert "language:en" in {each.get("value") for tag, each in page.tags if tag == "option"}
    assert "language" in page.texts


def test_every_slice_of_ours_has_a_chinese_name() -> None:
    features = {name for name, _ in _BY_TYPE} | {"order_by", "aggregate", "is_null", "subquery", "none"}
    assert set(SLICES_ZH["feature"]) == features
    assert set(SLICES_ZH["level"]) == set(LEVELS)
    names = [*SLICE_KINDS_ZH.values(), *(name for names in SLICES_ZH.values() for name in names.values())]
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in name) for name in names)
    assert slice_zh("team", "north") == ("team", "north")


def report_over(schemas: int) -> Report:
    """Twelve questions, the first half of the schemas right and the other wrong."""
    names = [f"s{place % schemas}" for place in range(12)]
    examples = tuple(
        Example(id=str(place), schema=name, question="?", sql="SELECT a FROM t", language="en")
        for place, name in enumerate(names)
    )
    tables = {name: replace(SCHEMA, name=name) for name in set(names)}
    suite = Suite(name="many", version=1, schemas=tables, rows={}, examples=examples)
    predictions = {each.id: Prediction(example_id=each.id, raw="x", sql="SELECT a FROM t") for each in examples}
    kinds = (VerdictKind.CORRECT, VerdictKind.WRONG_ROWS)
    verdicts = [Verdict(example_id=each.id, kind=kinds[int(each.schema[1:]) * 2 >= schemas]) for each in examples]
    return make_report(suite, predictions, verdicts, run={"model": "m"})


def test_the_interval_over_several_schemas_is_clustered_and_says_so() -> None:
    one, six, twelve = (report_over(schemas).score for schemas in (1, 6, 12))
    assert (one.schemas, six.schemas, twelve.schemas) == (1, 6, 12)
    assert (six.correct, six.total, six.low, six.high) == (6, 12, *clustered_wilson([(2, 2)] * 3 + [(0, 2)] * 3))
    assert six.high - six.low > 1.2 * (twelve.high - twelve.low)
    assert (twelve.low, twelve.high) == tuple(wilson(6, 12))
    words = "clustered by 6 schemas"
    assert words in html(report_over(6))
    assert "按 6 个数据库聚类" in html(report_over(6))
    assert words in markdown(report_over(6))
    assert markdown(report_over(6), report_over(6)).count(words) == 2
    assert html(report_over(6), report_over(6)).count(f">{words}<") == 2
    for text in (html(report_over(1)), markdown(report_over(1))):
        assert "clustered" not in text
        assert "聚类" not in text
