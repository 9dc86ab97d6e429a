"""A session without a model, so that `ask`, the REPL and the page are tested in milliseconds; and a browser for pages."""

import json
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from text2sql.answering import Session
from text2sql.database import Database
from text2sql.dataset import Dataset, write_dataset
from text2sql.prompt import PromptFormat
from text2sql.records import Example, Prediction, example_id
from text2sql.schema import Column, Schema, Table

STUDENTS = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR", comment="姓名"),
                Column(name="math", type="INTEGER", comment="数学"),
            ),
            comment="学生",
        ),
    ),
)
ROWS = {"students": [("陈婷", 92), ("李雷", 71), ("韩梅", None)]}
REPLIES = {
    "谁的数学最好?": "SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1",
    "all": "SELECT * FROM students",
    "wrong name": "SELECT height FROM students",
    "not sql": "SELEC name FROM students",
    "destroy": "DROP TABLE students",
}


class CannedPredictor:
    """Replies by a table; to any other question without SQL. A reply that is an exception is raised."""

    def __init__(self, replies: Mapping[str, str | BaseException]) -> None:
        self.replies = replies
        self.asked: list[Example] = []
        self.told: list[Schema] = []

    def about(self, schemas: Sequence[Schema]) -> "CannedPredictor":
        """Itself, as a model is told of other schemas."""
        self.told.extend(schemas)
        return self

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        for example in examples:
            self.asked.append(example)
            reply = self.replies.get(example.question, "")
            if isinstance(reply, BaseException):
                raise reply
            yield Prediction(example_id=example.id, raw=reply or "I do not know", sql=reply or None)


@pytest.fixture
def canned_predictor() -> type[CannedPredictor]:
    """The class of predictors that reply by a table."""
    return CannedPredictor


SessionMaker = Callable[..., Session]


@pytest.fixture
def students_session(tmp_path: Path) -> Iterator[SessionMaker]:
    """Makes a session over three students; more replies can be given."""
    corrections = tmp_path / "datasets" / "students" / "corrections.jsonl"
    with Database.from_rows(STUDENTS, ROWS) as database:

        def make(**replies: str | BaseException) -> Session:
            predictor = CannedPredictor({**REPLIES, **replies})
            return Session(
                schema=STUDENTS, predictor=predictor, runner=database, rows="three students", corrections=corrections
            )

        yield make


@pytest.fixture
def write_students(tmp_path: Path) -> Callable[..., Dataset]:
    """Writes a data set over a table of two columns to ``datasets/students`` of the test's folder."""
    columns = tuple(Column(name=name, type="VARCHAR", samples=("x",)) for name in ("name", "math"))
    schema = Schema(name="students", tables=(Table(name="students", columns=columns),))

    def example(number: int) -> Example:
        question, sql = f"第{number}个学生的数学?", f"SELECT math FROM students WHERE name = '{number}'"
        return Example(
            id=example_id("students", question, sql), schema="students", question=question, sql=sql, language="zh"
        )

    def write(*, train: int, dev: int) -> Dataset:
        return write_dataset(
            tmp_path / "datasets" / "students",
            name="students",
            schemas={"students": schema},
            splits={"train": [example(i) for i in range(train)], "dev": [example(100 + i) for i in range(dev)]},
            prompt=PromptFormat.SEED,
            seed=0,
            rows_seed=0,
            rows=10,
            refused={},
        )

    return write


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page in a browser of its own; leave it with `with`."""

    def __init__(self, page: str, profile: Path, *, width: int = 1280, language: str = "en") -> None:
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
        self._call("Page.navigate", url=page)
        self.evaluate(
            "new Promise(done => { const look = () => document.readyState === 'complete' && location.href !== 'about:blank'"
            " ? done(1) : setTimeout(look, 20); look(); })"
        )

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser; once is enough."""
        if self._process.poll() is not None:
            return
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


@pytest.fixture
def open_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Browser]]:
    """Opens a file or an address in a browser of its own, which is closed at the end of a `with`, or of the test.

    Takes also the width of the page in pixels and the reader's language.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    with ExitStack() as stack:

        def open_(page: Path | str, *, width: int = 1280, language: str = "en") -> Browser:
            address = page.as_uri() if isinstance(page, Path) else page
            browser = Browser(address, tmp_path_factory.mktemp("profile"), width=width, language=language)
            stack.callback(browser.close)
            return browser

        yield open_
