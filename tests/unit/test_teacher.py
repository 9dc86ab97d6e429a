"""A teacher behind a local server: which questions are kept and why others are not, and every way in which it can fail."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from text2sql import cli
from text2sql.dataset import read_dataset
from text2sql.errors import T2SError
from text2sql.records import Example, example_id
from text2sql.schema import Column, Schema, Table
from text2sql.teacher.client import ChatServer, Declined, Replies
from text2sql.teacher.teaching import teach

ROOT = Path(__file__).resolve().parents[2]
TABLE = Table(name="t", columns=(Column(name="name", type="VARCHAR", comment="姓名"), Column(name="a", type="INTEGER")))
SCHEMA = Schema(name="s", tables=(TABLE,))
ROWS = {"t": [("陈婷", 3), ("李雷", 5)]}
GOLD = "SELECT a FROM t WHERE name = '陈婷'"
MESSAGES = [{"role": "user", "content": "hello"}]
Answer = Callable[[str], Any]


def example(question: str = "陈婷的a是多少?", sql: str = GOLD) -> Example:
    return Example(
        id=example_id("s", question, sql), schema="s", question=question, sql=sql, language="zh", tags=("where",)
    )


class Server:
    """Speaks the protocol; `answer` turns the last message into the reply, a (status, headers, body) or a body."""

    def __init__(self) -> None:
        self.answer: Answer = lambda content: "?"
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(request | {"path": self.path})
                server.keys.append(self.headers["Authorization"])
                answer = server.answer(request["messages"][-1]["content"])
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
                if isinstance(body, str):
                    body = {"choices": [{"message": {"role": "assistant", "content": body}, "finish_reason": "stop"}]}
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def chat(server: Server, **options: Any) -> ChatServer:
    return ChatServer(server.url, "big", **({"sleep": lambda seconds: None} | options))


def replying(questions: dict[str, list[str]], answers: dict[str, str]) -> Answer:
    """Gives the questions to a query, and to a question its SQL."""

    def answer(content: str) -> str:
        if "SQL: " in content:
            return f"Sure:\n```json\n{json.dumps(questions, ensure_ascii=False)}\n```"
        return answers[content.rpartition("Question: ")[2]]

    return answer


class TestQuestions:
    def test_one_whose_own_answer_gives_the_rows_of_the_gold_is_kept(self, server: Server) -> None:
        server.answer = replying(
            {"zh": ["陈婷a几?"], "en": ["What is a for 陈婷?"]},
            {
                "陈婷a几?": "```sql\nSELECT a FROM t WHERE name LIKE '陈婷';\n```",
                "What is a for 陈婷?": "SELECT 3 AS x",
            },
        )
        taught = teach(SCHEMA, ROWS, [example()], chat(server), ["zh", "en"])
        assert [(e.question, e.sql, e.language) for e in taught.examples] == [
            ("陈婷a几?", GOLD, "zh"),
            ("What is a for 陈婷?", GOLD, "en"),
        ]
        assert {e.provenance for e in taught.examples} == {"teacher:big"}
        assert {e.tags for e in taught.examples} == {("where",)}
        assert not taught.refused

    @pytest.mark.parametrize(
        ("question", "sql", "reason"),
        [
            ("陈婷的名字?", "SELECT name FROM t WHERE name = '陈婷'", "its own answer is not the gold's: WRONG_ROWS"),
            ("陈婷?", "SELECT name, a FROM t WHERE name = '陈婷'", "its own answer is not the gold's: WRONG_COLUMNS"),
            ("陈婷?", "I cannot say", "its own answer is not the gold's: NO_SQL"),
            ("陈婷?", "DROP TABLE t", "its own answer is not the gold's: NOT_READ_ONLY"),
            ("陈婷?", "SELECT b FROM t", "its own answer is not the gold's: UNKNOWN_NAME"),
            ("她的a是多少?", GOLD, "a name or number of the SQL is lost"),
            ("陈婷的a是多少?", GOLD, "the question is the old one"),
            ("What has she?", GOLD, "the question is in another language"),
            ("陈婷" + "吗" * 300, GOLD, "the question is longer than a line"),
        ],
    )
    def test_others_are_dropped_and_counted(self, server: Server, question: str, sql: str, reason: str) -> None:
        server.answer = replying({"zh": [question]}, {question: sql})
        taught = teach(SCHEMA, ROWS, [example()], chat(server), ["zh"])
        assert not taught.examples
        assert taught.refused == {f"teacher: {reason}": 1}

    def test_a_bad_or_declined_reply_costs_its_example_only(self, server: Server) -> None:
        good = replying({"zh": ["李雷a几?"]}, {"李雷a几?": "SELECT 5"})

        def answer(content: str) -> Any:
            if "陈婷" in content.rpartition("SQL: ")[2]:
                return {"choices": [{"message": {"content": None, "refusal": "no"}, "finish_reason": "stop"}]}
            if "a > 1" in content:
                return "no idea {"
            return good(content)

        server.answer = answer
        two = example("李雷的a?", "SELECT a FROM t WHERE name = '李雷'")
        examples = [example(), example("大于1的?", "SELECT name FROM t WHERE a > 1"), two]
        taught = teach(SCHEMA, ROWS, examples, chat(server), ["zh"])
        assert [each.sql for each in taught.examples] == [two.sql]
        assert taught.refused == {"teacher: the teacher refused": 1, "teacher: the reply holds no questions": 1}

    def test_every_other_query_is_shown_without_its_question_and_the_answer_never_sees_the_gold(
        self, server: Server
    ) -> None:
        server.answer = replying({"zh": ["陈婷a几?"]}, {"陈婷a几?": "SELECT 3"})
        teach(SCHEMA, ROWS, [example(), example("问", GOLD)], chat(server), ["zh"])
        contents = sorted(request["messages"][-1]["content"] for request in server.asked)
        asking = [content for content in contents if "SQL: " in content]
        assert sorted("Question: " in content for content in asking) == [False, True]
        assert not any("WHERE" in content for content in contents if content not in asking)


class TestMemory:
    def test_what_was_replied_is_not_asked_again(self, server: Server, tmp_path: Path) -> None:
        server.answer = replying({"zh": ["陈婷a几?"]}, {"陈婷a几?": "SELECT 3"})
        first = teach(SCHEMA, ROWS, [example()], Replies(chat(server), tmp_path / "t.jsonl"), ["zh"])
        count = len(server.asked)
        again = Replies(chat(server), tmp_path / "t.jsonl")
        assert teach(SCHEMA, ROWS, [example()], again, ["zh"]) == first
        assert (len(server.asked), again.asked) == (count, 0)

    def test_another_model_is_asked_anew(self, server: Server, tmp_path: Path) -> None:
        Replies(chat(server), tmp_path / "t.jsonl").complete(MESSAGES)
        Replies(ChatServer(server.url, "small"), tmp_path / "t.jsonl").complete(MESSAGES)
        assert [request["model"] for request in server.asked] == ["big", "small"]

    def test_a_line_that_was_cut_off_is_passed_over(self, server: Server, tmp_path: Path) -> None:
        file = tmp_path / "t.jsonl"
        Replies(chat(server), file).complete(MESSAGES)
        whole = file.read_bytes()
        file.write_bytes(whole + whole[:30])
        replies = Replies(chat(server), file)
        assert replies.complete(MESSAGES) == "?"
        replies.complete([{"role": "user", "content": "another"}])
        assert len(server.asked) == 2
        assert Replies(chat(server), file).complete([{"role": "user", "content": "another"}]) == "?"
        assert len(server.asked) == 2

    def test_a_refusal_is_remembered(self, server: Server, tmp_path: Path) -> None:
        server.answer = lambda content: {"choices": [{"message": {"content": ""}, "finish_reason": "content_filter"}]}
        for _ in range(2):
            with pytest.raises(Declined, match="refused"):
                Replies(chat(server), tmp_path / "t.jsonl").complete(MESSAGES)
        assert len(server.asked) == 1


class TestFailures:
    def test_a_busy_server_is_asked_again_after_the_time_it_names(self, server: Server) -> None:
        replies = iter([(429, {"Retry-After": "7"}, {}), (503, {}, b"down"), (200, {}, "here")])
        waited: list[float] = []
        server.answer = lambda content: next(replies)
        assert chat(server, sleep=waited.append).complete(MESSAGES) == "here"
        assert waited == [7.0, 2.0]

    def test_one_that_stays_busy_is_an_error_that_says_how_to_go_on(self, server: Server) -> None:
        server.answer = lambda content: (429, {}, {"error": {"message": "quota of today is used up"}})
        with pytest.raises(T2SError, match="in 5 tries: 429 quota of today is used up") as caught:
            chat(server).complete(MESSAGES)
        assert "go on" in str(caught.value.fix)
        assert len(server.asked) == 5

    @pytest.mark.parametrize(
        ("status", "body", "message"),
        [
            (401, {"error": {"message": "no token"}}, "wants a key: no token"),
            (404, {"detail": "model not found"}, r"no such address or model \(big\): model not found"),
            (400, {"error": "context too long"}, "error 400: context too long"),
            (200, b"<html>", "no chat completion came back: b'<html>'"),
            (200, {"choices": []}, "no chat completion came back"),
        ],
    )
    def test_what_lasts_is_one_sentence_at_once(self, server: Server, status: int, body: Any, message: str) -> None:
        server.answer = lambda content: (status, {}, body)
        with pytest.raises(T2SError, match=message):
            chat(server).complete(MESSAGES)
        assert len(server.asked) == 1

    def test_no_server_is_one_sentence(self) -> None:
        closed = Server()
        closed.close()
        with pytest.raises(T2SError, match=r"cannot be reached.*refused"):
            chat(closed).complete(MESSAGES)

    def test_no_address_is_refused(self) -> None:
        with pytest.raises(T2SError, match="no web address"):
            ChatServer("localhost:8000", "big")

    def test_what_was_replied_before_a_failure_is_kept(self, server: Server, tmp_path: Path) -> None:
        def answer(content: str) -> Any:
            return (401, {}, {}) if "SQL: " not in content else '{"zh": ["陈婷a几?"]}'

        server.answer = answer
        with pytest.raises(T2SError, match="wants a key"):
            teach(SCHEMA, ROWS, [example()], Replies(chat(server), tmp_path / "t.jsonl"), ["zh"])
        server.answer = replying({}, {"陈婷a几?": "SELECT 3"})
        taught = teach(SCHEMA, ROWS, [example()], Replies(chat(server), tmp_path / "t.jsonl"), ["zh"])
        assert len(taught.examples) == 1


class TestCommand:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for name in ("T2S_TEACHER_KEY", "OPENAI_API_KEY"):
            monkeypatch.delenv(name, raising=False)

    def build(self, *options: str) -> int:
        schema = str(ROOT / "schemas" / "students.sql")
        return cli.main(["build-data", schema, "--examples", "20", "--rows", "60", "--json", *options])

    def test_taught_questions_stand_in_the_set_and_a_second_build_is_free_and_the_same(
        self, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("T2S_TEACHER_KEY", "secret")
        golds: dict[str, str] = {}

        def answer(content: str) -> str:
            asked, _, gold = content.rpartition("SQL: ")
            if not asked:
                return golds[content.rpartition("Question: ")[2]]
            # Every literal stands in it, so that none is lost.
            question = f"Q{len(golds)} {re.sub(chr(39) + '|%', '', gold)}"[:300]
            golds[question] = gold
            return json.dumps({"en": [question]}, ensure_ascii=False)

        server.answer = answer
        options = ("--teacher", server.url, "--teacher-model", "big", "--teacher-examples", "6")
        assert self.build(*options) == 0
        summary = json.loads(capsys.readouterr().out)
        taught = sum(summary["family"]["teacher"].values())
        assert taught >= 3
        assert set(server.keys) == {"Bearer secret"}
        files = {path.name: path.read_bytes() for path in Path("datasets/students").iterdir()}
        assert "teacher.jsonl" in files
        assert b"secret" not in b"".join(files.values())
        count = len(server.asked)
        assert self.build(*options) == 0
        assert len(server.asked) == count
        assert {path.name: path.read_bytes() for path in Path("datasets/students").iterdir()} == files
        dataset = read_dataset("datasets/students")
        found = [e for split in dataset.splits for e in dataset.examples(split) if e.provenance == "teacher:big"]
        assert len(found) == taught

    def test_a_failure_leaves_what_was_replied_and_the_next_start_goes_on(
        self, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replies = iter(["nothing"])
        server.answer = lambda content: next(replies, (401, {}, {}))
        options = ("--teacher", server.url, "--teacher-model", "big", "--teacher-examples", "3")
        assert self.build(*options) == 1
        assert "T2S_TEACHER_KEY" in capsys.readouterr().err
        assert [path.name for path in Path("datasets/students").iterdir()] == ["teacher.jsonl"]
        server.answer = lambda content: "nothing"
        assert self.build(*options) == 0
        assert json.loads(capsys.readouterr().out)["refused"]["teacher: the reply holds no questions"] == 3

    def test_without_a_teacher_nobody_is_asked_and_half_an_order_is_refused(
        self, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.build() == 0
        assert not server.asked
        assert self.build("--teacher", server.url) == 2
        assert "--teacher-model" in capsys.readouterr().err
