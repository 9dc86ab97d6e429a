"""The web page's server, called as a browser calls it; and the page in a browser."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from text2sql.web import application


@pytest.fixture
def client(students_session) -> TestClient:
    return TestClient(application(students_session()), base_url="http://localhost")


def test_a_question_gives_sql_and_rows(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "all"}).json()
    assert answer["sql"] == "SELECT * FROM students"
    assert answer["columns"] == ["name", "math"]
    assert answer["numeric"] == [False, True]
    assert answer["rows"] == [["陈婷", "92"], ["李雷", "71"], ["韩梅", None]]
    assert "error" not in answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("wrong name", "UNKNOWN_NAME"),
        ("not sql", "PARSE_ERROR"),
        ("destroy", "NOT_READ_ONLY"),
        ("who am I", "NO_SQL"),
    ],
)
def test_a_failure_has_a_kind_and_a_sentence_and_no_rows(client: TestClient, question: str, kind: str) -> None:
    answer = client.post("/api/ask", json={"question": question}).json()
    assert answer["error"]["kind"] == kind
    assert answer["error"]["message"]
    assert "rows" not in answer


def test_sql_of_the_user_runs_but_cannot_write(client: TestClient) -> None:
    assert client.post("/api/sql", json={"sql": "SELECT count(*) FROM students"}).json()["rows"] == [["3"]]
    refused = client.post("/api/sql", json={"sql": "DELETE FROM students"}).json()
    assert refused["error"]["kind"] == "NOT_READ_ONLY"


def test_large_integers_arrive_whole(client: TestClient) -> None:
    answer = client.post("/api/sql", json={"sql": "SELECT 9007199254740993 AS n"}).json()
    assert answer["rows"] == [["9007199254740993"]]


def test_about_tells_the_tables_and_where_the_rows_are_from(client: TestClient) -> None:
    about = client.get("/api/about").json()
    assert about["rows"] == "three students"
    assert about["tables"][0]["columns"][0] == {
        "name": "name",
        "type": "VARCHAR",
        "comment": "姓名",
        "primary_key": False,
        "references": [],
    }


def test_the_page_has_no_external_assets_and_the_policy_forbids_them(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "http" not in page.text.replace("http-equiv", "")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for asset in ("page.js", "page.css"):
        assert f'"{asset}"' in page.text
        assert client.get(f"/{asset}").status_code == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"question": ""}, {"question": 7}, {"question": "a" * 2001}, ["question"]],
    ids=lambda body: str(body)[:20],
)
def test_a_request_without_a_proper_question_is_refused(client: TestClient, body: object) -> None:
    answer = client.post("/api/ask", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    answer = client.post("/api/ask", content=b'{"question": "all"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400


def test_a_body_without_end_is_cut_off(client: TestClient) -> None:
    answer = client.post("/api/sql", json={"sql": "SELECT 1" + " " * 100_000})
    assert answer.status_code == 400


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200


RIGHT = "SELECT name FROM students WHERE math = 92"


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    return tmp_path / "datasets" / "students" / "corrections.jsonl"


def test_a_correction_is_tried_and_saved(client: TestClient, corrections: Path) -> None:
    asked = {"question": "all", "sql": RIGHT, "was": "SELECT * FROM students"}
    answer = client.post("/api/fix", json=asked).json()
    assert answer["rows"] == [["陈婷"]]
    assert answer["saved"] == {"path": str(corrections), "replaced": None}
    saved = json.loads(corrections.read_text(encoding="utf-8"))
    assert {name: saved[name] for name in asked} == asked
    again = client.post("/api/fix", json={"question": "all", "sql": "SELECT 1", "was": None}).json()
    assert again["saved"]["replaced"] == RIGHT


@pytest.mark.parametrize("sql", ["DROP TABLE students", "SELECT height FROM students", "SELEC", "SELECT 1; SELECT 2"])
def test_a_correction_that_does_not_run_is_not_saved(client: TestClient, corrections: Path, sql: str) -> None:
    answer = client.post("/api/fix", json={"question": "all", "sql": sql}).json()
    assert answer["error"]["message"]
    assert "saved" not in answer
    assert not corrections.exists()


@pytest.mark.parametrize(
    "body", [{"sql": "SELECT 1"}, {"question": "all"}, {"question": "all", "sql": "SELECT 1", "was": 7}], ids=str
)
def test_a_correction_without_its_parts_is_refused(client: TestClient, corrections: Path, body: object) -> None:
    assert client.post("/api/fix", json=body).status_code == 400
    assert not corrections.exists()


def test_a_correction_cannot_come_from_a_form_of_another_site(client: TestClient, corrections: Path) -> None:
    body = b'{"question": "all", "sql": "SELECT 1"}'
    assert client.post("/api/fix", content=body, headers={"Content-Type": "text/plain"}).status_code == 400
    assert (
        client.post("/api/fix", json={"question": "all", "sql": RIGHT}, headers={"Host": "evil.example"}).status_code
        == 400
    )
    assert not corrections.exists()


@pytest.fixture
def address(students_session) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(students_session()), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join(10)


_WAIT = "new Promise(done => {{ const look = () => {condition} ? done(1) : setTimeout(look, 20); look(); }})"
_ASK = "document.getElementById('question').value = {question!r}; document.getElementById('ask').requestSubmit();"
_CARD = "document.querySelector('#answers article')"


def type_sql(sql: str) -> str:
    return (
        f"(() => {{ const area = {_CARD}.querySelector('textarea'); area.value = {sql!r};"
        " area.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )


@pytest.mark.slow
def test_in_the_page_sql_is_edited_and_saved_as_a_correction(open_page, address: str, corrections: Path) -> None:
    fix, saved = f"{_CARD}.querySelector('.fix')", f"{_CARD}.querySelector('.saved')"
    with open_page(address) as browser:
        browser.evaluate(_ASK.format(question="all"))
        browser.evaluate(_WAIT.format(condition=f"{_CARD} && {_CARD}.querySelector('td')"))
        assert browser.evaluate(f"{fix}.disabled") is True  # as the model wrote it, it is no correction
        browser.evaluate(type_sql("SELECT height FROM students"))
        browser.evaluate(f"{fix}.click()")
        browser.evaluate(_WAIT.format(condition=f"{_CARD}.querySelector('.result .wrong')"))
        assert browser.evaluate(f"{saved}.hidden") is True
        assert not corrections.exists()
        browser.evaluate(type_sql(RIGHT))
        assert browser.evaluate(f"{fix}.disabled") is False
        browser.evaluate(f"{fix}.click()")
        browser.evaluate(_WAIT.format(condition=f"!{saved}.hidden"))
        assert str(corrections) in browser.evaluate(f"{saved}.textContent")
        assert browser.evaluate(f"{fix}.disabled") is True
        assert browser.evaluate(f"{_CARD}.querySelectorAll('td').length") == 1
    saved_line = json.loads(corrections.read_text(encoding="utf-8"))
    assert (saved_line["sql"], saved_line["was"]) == (RIGHT, "SELECT * FROM students")


@pytest.mark.slow
def test_in_the_page_a_reply_without_sql_can_be_written_anew(open_page, address: str, corrections: Path) -> None:
    with open_page(address, width=360, language="zh-CN") as browser:
        browser.evaluate(_ASK.format(question="who am I"))
        browser.evaluate(_WAIT.format(condition=f"{_CARD} && {_CARD}.querySelector('.wrong')"))
        assert browser.evaluate(f"{_CARD}.querySelector('.fix').textContent") == "存为更正"
        browser.evaluate(type_sql("SELECT 1"))
        assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
        browser.evaluate(f"{_CARD}.querySelector('.fix').click()")
        browser.evaluate(_WAIT.format(condition=f"!{_CARD}.querySelector('.saved').hidden"))
    assert json.loads(corrections.read_text(encoding="utf-8"))["was"] is None
