"""The conversation in the terminal, with lines fed in and answers read back."""

import io
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from text2sql.answering import Session
from text2sql.errors import T2SError
from text2sql.repl import COMMANDS, Repl, terminal_reader


class Talk:
    """Feeds lines to a Repl; an exception among them is raised in place of a line. Keeps drafts and output."""

    def __init__(self, session: Session, opened: Callable[[Path], Session] | None = None) -> None:
        self.session = session
        self.opened = opened or (lambda path: session)
        self.drafts: list[str] = []

    def __call__(self, *lines: str | type[BaseException]) -> str:
        fed = iter(lines)

        def read(default: str = "") -> str:
            self.drafts.append(default)
            line = next(fed, EOFError)
            if isinstance(line, str):
                return line
            raise line

        stream = io.StringIO()
        Repl(self.session, console=Console(file=stream, width=100), read=read, opened=self.opened).run()
        assert next(fed, None) is None, "the conversation ended before the last line"
        return stream.getvalue()


@pytest.fixture
def talk(students_session) -> Talk:
    return Talk(students_session())


def test_the_greeting_names_the_tables_and_the_rows(talk: Talk) -> None:
    assert "Tables: students. Rows: three students." in talk()


def test_a_question_is_answered_with_sql_and_rows(talk: Talk) -> None:
    shown = talk("谁的数学最好?")
    assert "SELECT name FROM students" in shown
    assert "陈婷" in shown
    assert "1 row" in shown


def test_an_empty_line_asks_nothing(talk: Talk) -> None:
    talk("", "   ")
    assert talk.session.predictor.asked == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wrong name", "The SQL names something that is not in the tables"),
        ("not sql", "This is not valid SQL"),
        ("destroy", "Only a single query that reads is run"),
        ("who am I", "The model replied without SQL: I do not know"),
    ],
)
def test_a_failure_shows_the_sql_and_one_sentence_and_goes_on(talk: Talk, question: str, expected: str) -> None:
    shown = talk(question, "all")
    assert expected in shown
    assert "3 rows" in shown
    assert talk.session.predictor.replies.get(question, "") in shown


def test_schema_shows_columns_and_comments(talk: Talk) -> None:
    assert "姓名" in talk("/schema")


def test_sql_runs_what_the_user_writes(talk: Talk) -> None:
    assert "163" in talk("/sql SELECT sum(math) FROM students")


def test_sql_of_the_user_cannot_write(talk: Talk) -> None:
    shown = talk("/sql DELETE FROM students", "all")
    assert "Only a single query that reads is run" in shown
    assert "3 rows" in shown


def test_sql_alone_puts_the_last_sql_into_the_next_line(talk: Talk) -> None:
    talk("all", "/sql", "/sql SELECT name FROM students")
    assert talk.drafts[2:] == ["/sql SELECT * FROM students", ""]


def test_sql_alone_before_any_question_says_what_to_do(talk: Talk) -> None:
    assert "no SQL to edit yet" in talk("/sql")


def test_db_changes_the_rows_and_a_bad_file_keeps_them(students_session) -> None:
    session = students_session()
    other = replace(session, rows="other.csv")

    def opened(path: Path) -> Session:
        if path.name != "other.csv":
            raise T2SError("no such file", where=str(path))
        return other

    shown = Talk(session, opened)("/db", "/db missing.csv", "/db", "/db other.csv", "/db")
    assert shown.count("Rows: three students.") == 3
    assert "missing.csv: no such file" in shown
    assert shown.count("Rows: other.csv.") == 2


class TestFix:
    QUESTION = "谁的数学最好?"
    RIGHT = "SELECT name, math FROM students WHERE math = 92"

    def test_the_right_sql_is_tried_shown_and_saved_with_what_it_was(self, talk: Talk) -> None:
        shown = talk(self.QUESTION, f"/fix {self.RIGHT}；")
        assert "92" in shown
        assert "saved for “谁的数学最好?”" in shown.replace("\n", "")
        saved = json.loads(talk.session.corrections.read_text(encoding="utf-8"))
        assert saved.pop("at")[:2] == "20"
        assert saved == {
            "question": self.QUESTION,
            "sql": self.RIGHT,
            "was": talk.session.predictor.replies[self.QUESTION],
        }

    def test_alone_it_puts_the_last_sql_into_the_next_line(self, talk: Talk) -> None:
        talk("all", "/fix", "/fix SELECT name FROM students")
        assert talk.drafts[2] == "/fix SELECT * FROM students"

    def test_sql_tried_before_is_what_it_offers(self, talk: Talk) -> None:
        talk("all", f"/sql {self.RIGHT}", "/fix", "/help")
        assert talk.drafts[3] == f"/fix {self.RIGHT}"

    def test_it_corrects_a_reply_without_sql(self, talk: Talk) -> None:
        talk("who am I", "/fix SELECT 1")
        assert json.loads(talk.session.corrections.read_text(encoding="utf-8"))["was"] is None

    @pytest.mark.parametrize(
        "sql", ["DELETE FROM students", "SELECT height FROM students", "SELEC", "SELECT 1; SELECT 2"]
    )
    def test_what_does_not_run_as_one_reading_query_is_not_saved(self, talk: Talk, sql: str) -> None:
        assert "not saved" in talk("all", f"/fix {sql}", "all")
        assert not talk.session.corrections.exists()

    def test_the_newest_replaces_the_older_which_is_said(self, talk: Talk) -> None:
        shown = talk("all", "/fix SELECT 1", "all", "/fix SELECT 2")
        assert "replaces what you said before: SELECT 1" in shown
        assert len(talk.session.corrections.read_text(encoding="utf-8").splitlines()) == 1

    def test_before_any_question_it_says_what_to_do(self, talk: Talk) -> None:
        assert "ask one first" in talk("/fix SELECT 1")
        assert "ask one first" in talk("/sql SELECT 1", "/fix")
        assert not talk.session.corrections.exists()

    def test_after_other_rows_the_old_question_is_no_longer_corrected(self, talk: Talk) -> None:
        assert "ask one first" in talk("all", "/db other.csv", "/fix SELECT 1")

    def test_a_file_that_cannot_be_written_is_one_sentence_and_the_talk_goes_on(self, talk: Talk) -> None:
        talk.session.corrections.parent.parent.mkdir(parents=True)
        talk.session.corrections.parent.write_text("a file, where a folder is needed")
        shown = talk("all", "/fix SELECT 1", "all")
        assert "the correction was not saved" in shown
        assert shown.count("3 rows") == 2


def test_help_lists_every_command(talk: Talk) -> None:
    shown = talk("/help")
    for name, does in COMMANDS.items():
        assert name in shown
        assert does in shown


def test_an_unknown_command_is_not_asked_of_the_model(talk: Talk) -> None:
    assert "no command /shcema; try /schema" in talk("/shcema")
    assert talk.session.predictor.asked == []


def test_quit_leaves_at_once(talk: Talk) -> None:
    with pytest.raises(AssertionError, match="ended before the last line"):
        talk("/quit", "all")


def test_ctrl_c_gives_the_line_up_and_goes_on(talk: Talk) -> None:
    assert "3 rows" in talk(KeyboardInterrupt, "all")


def test_ctrl_c_stops_the_running_answer_and_goes_on(students_session) -> None:
    shown = Talk(students_session(slow=KeyboardInterrupt()))("slow", "all")
    assert "stopped" in shown
    assert "3 rows" in shown


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


def test_the_terminal_takes_chinese_and_keeps_it_in_a_private_history(keyboard: PipeInput, tmp_path: Path) -> None:
    history = tmp_path / "state/t2s/history"
    keyboard.send_text("数学\x7f学最高分是多少?\r")  # with one backspace over a wide character
    assert terminal_reader(history)() == "数学最高分是多少?"
    assert "数学最高分是多少?" in history.read_text(encoding="utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_the_terminal_offers_the_draft_for_editing(keyboard: PipeInput, tmp_path: Path) -> None:
    keyboard.send_text(" LIMIT 3\r")
    assert terminal_reader(tmp_path / "history")("/sql SELECT 1") == "/sql SELECT 1 LIMIT 3"


@pytest.mark.parametrize(("key", "error"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_ctrl_c_and_ctrl_d_are_told_apart(
    keyboard: PipeInput, tmp_path: Path, key: str, error: type[BaseException]
) -> None:
    keyboard.send_text(key)
    with pytest.raises(error):
        terminal_reader(tmp_path / "history")()
