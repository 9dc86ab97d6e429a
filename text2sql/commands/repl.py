"""`t2s repl`: question after question in the terminal."""

import os
import sys
from pathlib import Path

import click

from text2sql.commands.session import SessionOptions, opened, session_options, tell


@click.command("repl")
@session_options
def command(options: SessionOptions) -> None:
    """Ask question after question in the terminal.

    \b
    t2s repl
    t2s repl --db marks.csv
    t2s repl < questions.txt

    A line is a question; /help lists the commands. Ctrl-C gives up the line or the running answer, Ctrl-D leaves.
    """
    from text2sql.repl import Repl, pipe_reader, terminal_reader
    from text2sql.terminal import output

    with opened(options) as opener:
        tell(f"asking {opener.name}")
        session = opener.open(options.db)
        read = terminal_reader(_history()) if sys.stdin.isatty() else pipe_reader()
        Repl(session, console=output(), read=read, opened=opener.open).run()


def _history() -> Path:
    """Where the lines are kept: with the user's other state, not in the project."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "t2s" / "history"
