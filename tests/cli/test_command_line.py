"""The `t2s` command itself: help, errors, exit codes, and what it does not import."""

import io
import logging
import subprocess
import sys
from pathlib import Path

import click
import pytest

from text2sql import __version__, cli
from text2sql.errors import GateFailed, T2SError

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "transformers", "duckdb", "sqlglot", "scipy", "pydantic", "rich", "numpy")


def run_python(code: str, *arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8"
    )


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys; from text2sql.cli import main; code = main(sys.argv[1:])\n"
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr); sys.exit(code)"
    )
    ran = run_python(code, *arguments)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):
    """A stand-in for a sub-command's module whose command raises what it is given."""

    def install(error: BaseException) -> None:
        @click.command()
        def command() -> None:
            raise error

        module = type(sys)("text2sql_failing_command")
        module.command = command
        monkeypatch.setitem(sys.modules, "text2sql_failing_command", module)
        monkeypatch.setitem(cli.COMMANDS, "fail", ("text2sql_failing_command", "Fails."))

    return install


def test_help_imports_nothing_heavy() -> None:
    assert not modules_after("--help").intersection(HEAVY)


def test_the_import_check_can_fail() -> None:
    ran = run_python("import sys, rich; print('rich' in sys.modules)")
    assert ran.stdout.strip() == "True"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_help_of_a_sub_command_imports_no_torch_and_shows_an_example(name: str) -> None:
    assert not modules_after(name, "--help").intersection(("torch", "transformers", "duckdb", "scipy"))
    ran = run_python("import sys; from text2sql.cli import main; sys.exit(main(sys.argv[1:]))", name, "--help")
    assert f"t2s {name}" in ran.stdout.partition("\n")[2], "the help has no example"


def test_help_lists_every_command_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, (_, line) in cli.COMMANDS.items():
        assert name in shown
        assert line in shown


def test_the_launcher_in_the_root_is_the_same_command() -> None:
    ran = subprocess.run([sys.executable, "cli.py", "--version"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, f"t2s, version {__version__}")


def test_an_unknown_command_is_a_usage_error_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evl"]) == 2
    assert "eval" in capsys.readouterr().err


def test_an_unknown_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (T2SError("no table", where="x.sql:3", fix="add one"), 1),
        (GateFailed("accuracy below the gate"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_an_error_becomes_its_exit_code_without_a_traceback(error, code, failing) -> None:
    failing(error)
    errors = io.StringIO()
    status = run_with_stderr(errors)
    assert status == code
    assert "Traceback" not in errors.getvalue()


def run_with_stderr(errors: io.StringIO) -> int:
    previous, sys.stderr = sys.stderr, errors
    try:
        return cli.main(["fail"])
    finally:
        sys.stderr = previous


def test_a_message_says_where_and_what_to_do(failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(T2SError("no table", where="x.sql:3", fix="add one"))
    cli.main(["fail"])
    captured = capsys.readouterr()
    assert captured.err == "error: x.sql:3: no table; add one\n"
    assert captured.out == ""


def test_a_missing_extra_is_named_with_the_way_to_install_it(failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(ModuleNotFoundError("No module named 'peft.tuners'", name="peft.tuners"))
    assert cli.main(["fail"]) == 1
    assert "t2s[train]" in capsys.readouterr().err


def test_a_fault_of_our_own_is_not_hidden(failing) -> None:
    failing(ModuleNotFoundError("No module named 'text2sql.nonsense'", name="text2sql.nonsense"))
    with pytest.raises(ModuleNotFoundError):
        cli.main(["fail"])


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied", "out/report.json"), "out/report.json: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("a library's sentence\nand its page of advice"), "a library's sentence"),
        (OSError(), "OSError"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    error: OSError, message: str, failing, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(error)
    assert cli.main(["fail"]) == 1
    assert capsys.readouterr().err == f"error: {message}\n"


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "cli.py", "--help"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # before anything is written
        assert process.stderr.read() == b""


def test_a_character_that_stdout_cannot_hold_is_escaped() -> None:
    code = "from text2sql.cli import main; main(['--version']); print('姓名')"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False, env={"PYTHONIOENCODING": "ascii"}
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == rb"\u59d3\u540d"


def test_verbose_logs_to_stderr(failing, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    monkeypatch.setattr(logging, "basicConfig", lambda **options: seen.update(options))
    failing(T2SError("x"))
    cli.main(["-vv", "fail"])
    assert (seen["level"], seen["stream"]) == (logging.DEBUG, sys.stderr)


def every_command() -> list[list[str]]:
    found = []
    for name in cli.COMMANDS:
        found.append([name])
        command = cli.t2s.get_command(click.Context(cli.t2s), name)
        if isinstance(command, click.Group):
            found += [[name, each] for each in command.commands]
    return found


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_help_shows_its_examples_a_line_each(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, "--help"]) == 0
    out = capsys.readouterr().out
    assert "\\b" not in out
    examples = [line for line in out.splitlines() if line.startswith("  t2s ")]
    assert examples
    # A line that ran into the next one holds two calls.
    assert not [line for line in examples if " t2s " in line.strip().replace("& t2s", "")]
