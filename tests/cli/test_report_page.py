"""The page of a report in a real browser: filters, languages, a phone's width; hostile text stays text."""

from pathlib import Path

import pytest

from text2sql.evaluation.html_report import html
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.suite import Suite
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table

pytestmark = pytest.mark.slow

SCHEMA = Schema(name="t", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))
EVIL = "<script>document.title = 'owned'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='owned'\">"
LONG = "SELECT " + ", ".join(f"a_column_with_a_long_name_{number}" for number in range(40)) + ", '" + "长" * 300 + "'"
QUESTIONS = {"right": "谁的分数最高?", "evil": f"why {EVIL}?", "long": "How many are there?"}


def report_of(*wrong: str) -> Report:
    examples = tuple(
        Example(
            id=name,
            schema="t",
            question=text,
            sql="SELECT a FROM t",
            language="zh" if name == "right" else "en",
            tags=("level:hard",) if name == "long" else ("level:easy",),
        )
        for name, text in QUESTIONS.items()
    )
    suite = Suite(name="mine", version=1, schemas={"t": SCHEMA}, rows={"t": {"t": [(1,)]}}, examples=examples)
    replies = {"right": "SELECT a FROM t", "evil": f"SELECT {EVIL}", "long": LONG}
    predictions = {name: Prediction(example_id=name, raw=sql, sql=sql) for name, sql in replies.items()}
    verdicts = [
        Verdict(
            example_id=name,
            kind=VerdictKind.WRONG_ROWS if name in wrong else VerdictKind.CORRECT,
            detail=f"1 rows expected, 2 found; only predicted: ({EVIL})" if name in wrong else "",
        )
        for name in QUESTIONS
    ]
    return make_report(suite, predictions, verdicts, run={"model": "m"})


SHOWN = "[...document.querySelectorAll('.question')].filter(each => each.checkVisibility()).map(each => each.querySelector('.tags').textContent.split(' ')[0])"


def choose(control: str, value: str) -> str:
    """An expression that sets a control as a user does, and gives the ids of the questions then shown."""
    return (
        f"(() => {{ const it = document.getElementById({control!r}); it.value = {value!r};"
        f" it.dispatchEvent(new Event('input', {{ bubbles: true }})); return {SHOWN}; }})()"
    )


def written(folder: Path, text: str) -> Path:
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    return path


def test_questions_are_found_by_word_verdict_and_slice(open_page, tmp_path: Path) -> None:
    with open_page(written(tmp_path, html(report_of("evil", "long")))) as browser:
        assert browser.evaluate(SHOWN) == ["evil", "long"]  # the misses
        assert browser.evaluate("document.getElementById('shown').textContent") == "2 / 3"
        assert browser.evaluate(choose("verdict", "")) == ["right", "evil", "long"]
        assert browser.evaluate(choose("verdict", "CORRECT")) == ["right"]
        assert browser.evaluate(choose("verdict", "")) == ["right", "evil", "long"]
        assert browser.evaluate(choose("slice", "level:easy")) == ["right", "evil"]
        assert browser.evaluate(choose("search", "最高")) == ["right"]
        assert browser.evaluate(choose("search", "nowhere")) == []
        assert browser.evaluate(choose("slice", "")) == []
        assert browser.evaluate(choose("search", "MANY how")) == ["long"]


def test_what_changed_can_be_picked_out(open_page, tmp_path: Path) -> None:
    page = written(tmp_path, html(report_of("evil"), report_of("long")))
    with open_page(page) as browser:
        assert browser.evaluate(SHOWN) == ["right", "evil", "long"]
        assert browser.evaluate(choose("moved", "gained")) == ["long"]
        assert browser.evaluate(choose("moved", "lost")) == ["evil"]


def test_nothing_hostile_runs_and_nothing_is_loaded(open_page, tmp_path: Path) -> None:
    text = html(report_of("evil"))
    title = "document.title"
    with open_page(written(tmp_path, text)) as browser:
        assert browser.evaluate(title).startswith("mine 66.7 %")
        assert browser.evaluate("document.querySelectorAll('img').length") == 0
        assert browser.requests == [(tmp_path / "report.html").as_uri()]
    # Were the escaping forgotten, the policy would still keep it from running.
    unescaped = text.replace("</body>", f"{EVIL}</body>")
    with open_page(written(tmp_path, unescaped)) as browser:
        assert browser.evaluate("document.querySelectorAll('img').length") == 1
        assert browser.evaluate(title).startswith("mine 66.7 %")
    # And without both it runs, so this test can fail.
    defenceless = unescaped.replace("Content-Security-Policy", "nothing")
    with open_page(written(tmp_path, defenceless)) as browser:
        assert browser.evaluate(title) == "owned"


def test_the_language_is_the_readers_and_can_be_changed(open_page, tmp_path: Path) -> None:
    page = written(tmp_path, html(report_of("evil")))
    heading = "document.querySelector('#questions h2').textContent"
    slices = "document.querySelector('#tables section + section').textContent.replace(/\\s+/g, ' ')"
    with open_page(page, language="zh-CN") as browser:
        assert browser.evaluate(heading) == "问题"
        assert "语言 中文" in browser.evaluate(slices)
        browser.evaluate("document.getElementById('language').click()")
        assert browser.evaluate(heading) == "Questions"
        assert "language zh" in browser.evaluate(slices)
    with open_page(page) as browser:
        assert browser.evaluate(heading) == "Questions"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_the_side(open_page, tmp_path: Path, width: int) -> None:
    page = written(tmp_path, html(report_of("evil", "long"), report_of()))
    with open_page(page, width=width) as browser:
        browser.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert browser.evaluate("innerWidth") == width
        assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
