"""The web page's server, called as a browser calls it."""

import pytest
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
