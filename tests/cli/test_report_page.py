"""The page of a report in a real browser: filters, languages, a phone's width; hostile text stays text."""

import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from text2sql.evaluation.html_report import html
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.suite import Suite
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page in a browser of its own; leave it with `with`."""

    def __init__(self, page: Path, profile: Path, *, width: int = 1280, language: str = "en") -> None:
        assert CHROMIUM is not None
        (to_read, self._write), (self._read, to_write) = os.pipe(), os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4; the shell puts ours there.
        redirect = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        arguments = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            f"--user-data-dir={profile}", f"--accept-lang={language}", "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            ["bash", "-c", redirect, "bash", *arguments],
            pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self._rest = b""
        self._number = 0
        self.requests: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        # A window is never narrower than 500 pixels; a page is.
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        for domain in ("Page", "Network"):
            self._call(f"{domain}.enable")
        self._call("Page.navigate", url=page.as_uri())
        self.evaluate(
            "new Promise(done => { const look = () => document.readyState === 'complete' && location.protocol === 'file:'"
            " ? done(1) : setTimeout(look, 20); look(); })"
        )

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._write)  # the pipe's end is the browser's
        os.close(self._read)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page, awaited."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if not method.startswith("Target."):
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            if answer.get("id") == self._number:
                assert "result" in answer, answer
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._read], [], [], 60)[0], "the browser does not answer"
            data = os.read(self._read, 65536)
            assert data, "the browser ended"
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]

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


def test_questions_are_found_by_word_verdict_and_slice(tmp_path: Path) -> None:
    with Browser(written(tmp_path, html(report_of("evil", "long"))), tmp_path / "profile") as browser:
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


def test_what_changed_can_be_picked_out(tmp_path: Path) -> None:
    page = written(tmp_path, html(report_of("evil"), report_of("long")))
    with Browser(page, tmp_path / "profile") as browser:
        assert browser.evaluate(SHOWN) == ["right", "evil", "long"]
        assert browser.evaluate(choose("moved", "gained")) == ["long"]
        assert browser.evaluate(choose("moved", "lost")) == ["evil"]


def test_nothing_hostile_runs_and_nothing_is_loaded(tmp_path: Path) -> None:
    text = html(report_of("evil"))
    title = "document.title"
    with Browser(written(tmp_path, text), tmp_path / "profile") as browser:
        assert browser.evaluate(title).startswith("mine 66.7 %")
        assert browser.evaluate("document.querySelectorAll('img').length") == 0
        assert browser.requests == [(tmp_path / "report.html").as_uri()]
    # Were the escaping forgotten, the policy would still keep it from running.
    unescaped = text.replace("</body>", f"{EVIL}</body>")
    with Browser(written(tmp_path, unescaped), tmp_path / "second") as browser:
        assert browser.evaluate("document.querySelectorAll('img').length") == 1
        assert browser.evaluate(title).startswith("mine 66.7 %")
    # And without both it runs, so this test can fail.
    defenceless = unescaped.replace("Content-Security-Policy", "nothing")
    with Browser(written(tmp_path, defenceless), tmp_path / "third") as browser:
        assert browser.evaluate(title) == "owned"


def test_the_language_is_the_readers_and_can_be_changed(tmp_path: Path) -> None:
    page = written(tmp_path, html(report_of("evil")))
    heading = "document.querySelector('#questions h2').textContent"
    slices = "document.querySelector('#tables section + section').textContent.replace(/\\s+/g, ' ')"
    with Browser(page, tmp_path / "profile", language="zh-CN") as browser:
        assert browser.evaluate(heading) == "问题"
        assert "语言 中文" in browser.evaluate(slices)
        browser.evaluate("document.getElementById('language').click()")
        assert browser.evaluate(heading) == "Questions"
        assert "language zh" in browser.evaluate(slices)
    with Browser(page, tmp_path / "second") as browser:
        assert browser.evaluate(heading) == "Questions"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_the_side(tmp_path: Path, width: int) -> None:
    page = written(tmp_path, html(report_of("evil", "long"), report_of()))
    with Browser(page, tmp_path / "profile", width=width) as browser:
        browser.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert browser.evaluate("innerWidth") == width
        assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
