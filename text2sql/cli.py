"""The `t2s` command: a table of lazily loaded sub-commands, and the one place where errors become exit codes.

Nothing heavy is imported here: a sub-command's module loads when it is called, torch and DuckDB when it runs.
"""

import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence

import click

from text2sql import __version__
from text2sql.errors import T2SError

COMMANDS = {
    "build-data": ("text2sql.commands.build_data", "Make a training set from the DDL of your tables."),
    "import": ("text2sql.commands.import_", "Import a benchmark: Spider, BIRD."),
    "finetune": ("text2sql.commands.finetune", "Fine-tune a model on a training set."),
    "eval": ("text2sql.commands.eval", "Measure execution accuracy."),
    "suite": ("text2sql.commands.suite", "Build a test suite for your own tables."),
    "compare": ("text2sql.commands.compare", "Say what changed between two measurements."),
    "report": ("text2sql.commands.report", "Show a report, or write it as HTML, Markdown or JUnit XML."),
    "ask": ("text2sql.commands.ask", "Answer one question: SQL and the rows it gives."),
    "repl": ("text2sql.commands.repl", "Ask question after question in the terminal."),
    "web": ("text2sql.commands.web", "Ask in a page of the browser."),
    "doctor": ("text2sql.commands.doctor", "Check what a fine-tuning needs on this machine."),
    "models": ("text2sql.commands.models", "List, convert, export and fetch models."),
    "base": ("text2sql.commands.base", "Train the bundled base model from scratch."),
}

# Packages that only an extra brings in: the extra's name by the top-level module that was missed.
_EXTRAS = {
    **dict.fromkeys(
        (
            "accelerate",
            "datasets",
            "huggingface_hub",
            "peft",
            "safetensors",
            "sentencepiece",
            "tiktoken",
            "torch",
            "transformers",
        ),
        "train",
    ),
    **dict.fromkeys(("starlette", "uvicorn"), "web"),
}


class LazyGroup(click.Group):
    """A group that imports a sub-command's module only when that sub-command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the main job, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The sub-command, loaded now; None if there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command), f"{COMMANDS[cmd_name][0]}.command is no click command"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with suggestions out of the table, since no command is loaded yet."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help lines out of the table; click would load every module for them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-v", "--verbose", count=True, help="Log more to stderr; twice for debugging.")
@click.version_option(__version__, prog_name="t2s")
def t2s(verbose: int) -> None:
    """From the tables you have to a model that answers questions about them in SQL.

    \b
    t2s build-data schemas/students.sql
    t2s finetune --method lora
    t2s eval
    t2s ask "2021年英语成绩最高的三位同学是?"

    Each command takes the latest data set or run of the current folder and says which.
    """
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    # As it is imported it recommends a package that would fetch code from the hub.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a call: 0, 1 for a mistake the user can mend, 2 for usage, 3 for a missed gate, 130 for Ctrl-C.

    Args:
        arguments: what stands behind ``t2s``; the process's own by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show 姓名 gets an escape instead of a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        result = t2s.main(args=arguments, prog_name="t2s", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except T2SError as error:
        return _fail(str(error), error.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("stopped", 130)
    except BrokenPipeError:
        # The reader has what it wanted, as in `t2s … | head`; the interpreter must not flush into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _EXTRAS:
            raise
        return _fail(f"this needs the package {package}; install it with: pip install 't2s[{_EXTRAS[package]}]'", 1)
    except OSError as error:
        # A read-only folder, a full disk. Where in the code it happened is shown with -vv.
        logging.getLogger(__name__).debug("%s", error, exc_info=error)
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        reason = error.strerror or str(error).partition("\n")[0] or type(error).__name__
        return _fail(f"{place}{reason}", 1)


def _fail(message: str, code: int) -> int:
    click.secho(f"error: {message}" if code != 130 else message, fg="red", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
