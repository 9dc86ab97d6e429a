"""Questions and answers in the terminal, one after the other.

Takes a `Session`: a Predictor and something that runs queries. Knows nothing of torch, files or options.
"""

import difflib
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from text2sql.answering import Session, answered, corrected, sentence
from text2sql.display import plain
from text2sql.errors import T2SError
from text2sql.evaluation.verdict import run_untrusted
from text2sql.outcome import Failure, Outcome
from text2sql.terminal import error_text, shown_rows, shown_schema, shown_sql

COMMANDS = {
    "/schema": "show the tables that you can ask about",
    "/sql": "edit the last SQL and run it; or run your own: /sql SELECT …",
    "/fix": "save the right SQL for the last question: /fix and edit it; or /fix SELECT …",
    "/db": "say which rows are asked; or ask others: /db FILE (DuckDB, CSV, Parquet)",
    "/help": "show this",
    "/quit": "leave (or Ctrl-D)",
}


class LineReader(Protocol):
    """Reads one line from the user."""

    def __call__(self, default: str = "") -> str:
        """The line; `default` stands in it already, to be edited.

        Raises:
            EOFError: at the end of the input.
            KeyboardInterrupt: if the user gives the line up.
        """
        ...


class Repl:
    """The conversation: reads a line, answers it, and so on until the end.

    Args:
        session: what is asked.
        console: where answers go.
        read: where lines come from.
        opened: the session over the rows of another file.
    """

    def __init__(
        self, session: Session, *, console: Console, read: LineReader, opened: Callable[[Path], Session]
    ) -> None:
        self._session = session
        self._console = console
        self._read = read
        self._opened = opened
        self._sql = ""
        self._question = ""
        self._was: str | None = None  # what the model wrote to the question

    def run(self) -> None:
        """Talk until the user leaves."""
        names = ", ".join(table.name for table in self._session.schema.tables)
        self._console.print(Text(f"Tables: {names}. Rows: {self._session.rows}."))
        self._console.print(Text("Ask in Chinese or English; /help lists the commands.", style="dim"))
        draft = ""
        while True:
            try:
                line = self._read(draft).strip()
            except KeyboardInterrupt:
                draft = ""
                continue
            except EOFError:
                return
            if line == "/quit":
                return
            # Asked for without SQL, /sql and /fix put the last one into the next line.
            can_edit = bool(self._sql) and (line == "/sql" or (line == "/fix" and bool(self._question)))
            draft = f"{line} {self._sql}" if can_edit else ""
            if draft or not line:
                continue
            try:
                self._reply(line)
            except KeyboardInterrupt:
                self._console.print(Text("stopped", style="yellow"))
            except T2SError as error:
                self._console.print(error_text(str(error)))

    def _reply(self, line: str) -> None:
        command, _, argument = line.partition(" ")
        argument = argument.strip()
        match command:
            case "/schema":
                self._console.print(shown_schema(self._session.schema))
            case "/sql" if argument:
                self._sql = argument
                self._show(run_untrusted(self._sql, self._session.runner))
            case "/sql":
                self._console.print(Text("There is no SQL to edit yet; ask something or type /sql SELECT …"))
            case "/fix" if argument and self._question:
                self._fix(argument)
            case "/fix":
                what = "/fix SELECT … says what it should be" if self._question else "ask one first"
                self._console.print(Text(f"There is no answer to correct yet; {what}"))
            case "/db" if argument:
                self._question = ""
                self._session = self._opened(Path(argument.strip("'\"")).expanduser())
                self._console.print(Text(f"Rows: {self._session.rows}."))
            case "/db":
                self._console.print(Text(f"Rows: {self._session.rows}."))
            case "/help":
                width = max(map(len, COMMANDS)) + 2
                self._console.print(Text("\n".join(f"{name:{width}}{does}" for name, does in COMMANDS.items())))
            case _ if command.startswith("/"):
                near = difflib.get_close_matches(command, COMMANDS, n=1) or ["/help"]
                self._console.print(error_text(f"no command {command}; try {near[0]}"))
            case _:
                self._answer(line)

    def _answer(self, question: str) -> None:
        with self._console.status("…"):
            answer = answered(question, self._session)
        self._question, self._was = question, answer.sql
        if answer.sql is not None:
            self._sql = answer.sql
            self._console.print(shown_sql(answer.sql))
        self._show(answer.result)

    def _fix(self, sql: str) -> None:
        self._sql = sql
        found = corrected(self._question, sql, self._session, was=self._was, now=datetime.now())
        self._show(found.result)
        if found.saved is None:
            self._console.print(Text("not saved", style="yellow"))
            return
        if found.saved.replaced is not None:
            self._console.print(Text(f"replaces what you said before: {plain(found.saved.replaced)}", style="dim"))
        told = f"saved for “{plain(self._question)}” in {found.saved.path}; t2s build-data takes it in"
        self._console.print(Text(told, style="green"))

    def _show(self, result: Outcome | Failure) -> None:
        if isinstance(result, Failure):
            self._console.print(error_text(sentence(result)))
        else:
            self._console.print(shown_rows(result))


def terminal_reader(history: Path) -> LineReader:
    """Reads from the terminal with editing, completion of commands, and a history that only the user can read.

    Args:
        history: the file that keeps the lines; made if it is missing.
    """
    history.parent.mkdir(parents=True, exist_ok=True)
    history.touch(mode=0o600)
    session: PromptSession[str] = PromptSession(
        "? ", history=FileHistory(str(history)), auto_suggest=AutoSuggestFromHistory(), completer=_CommandCompleter()
    )

    def read(default: str = "") -> str:
        return session.prompt(default=default)

    return read


def pipe_reader() -> LineReader:
    """Reads from a stdin that is no terminal, such as a file of questions; a draft is taken as it stands."""

    def read(default: str = "") -> str:
        line = default or sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    return read


class _CommandCompleter(Completer):
    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            for name, does in COMMANDS.items():
                if name.startswith(typed):
                    yield Completion(name, start_position=-len(typed), display_meta=does)
