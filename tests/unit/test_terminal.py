"""What a terminal shows."""

import io
from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from text2sql.outcome import Outcome
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.terminal import output, shown_rows, shown_schema, shown_sql


def printed(what: object, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(what)
    return stream.getvalue()


def test_columns_of_chinese_stand_straight() -> None:
    shown = printed(shown_rows(Outcome(columns=("姓名", "math"), rows=(("欧阳小明", 90), ("Li", 100)))))
    lines = [line for line in shown.splitlines() if line.startswith(("│", "╭", "├", "╰"))]
    assert len({cell_len(line) for line in lines}) == 1


def test_numbers_stand_right_and_text_left() -> None:
    shown = printed(shown_rows(Outcome(columns=("name", "math"), rows=(("a", 5), ("bb", Decimal("100"))))))
    assert "│ a    │    5 │" in shown


def test_null_is_told_from_the_text_null_by_its_style() -> None:
    stream = io.StringIO()
    rows = Outcome(columns=("a",), rows=((None,), ("NULL",)))
    Console(file=stream, width=80, force_terminal=True, color_system="standard").print(shown_rows(rows))
    assert stream.getvalue().count("\x1b[2mNULL") == 1


def test_markup_and_control_characters_in_data_are_shown_not_obeyed() -> None:
    shown = printed(shown_rows(Outcome(columns=("[red]a",), rows=(("[bold]x[/bold]\x1b]0;title\x07",),))))
    assert "[red]a" in shown
    assert "[bold]x[/bold]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_control_characters_in_sql_are_shown_not_obeyed() -> None:
    assert printed(shown_sql("SELECT '\x1b[2J'\nFROM t")) == "SELECT '\\x1b[2J'\nFROM t\n"


def test_dates_are_iso() -> None:
    assert "2021-09-01" in printed(shown_rows(Outcome(columns=("d",), rows=((date(2021, 9, 1),),))))


@pytest.mark.parametrize(
    ("rows", "truncated", "expected"),
    [(0, False, "no rows"), (1, False, "1 row"), (3, False, "3 rows"), (60, False, "the first 50 of 60 rows")],
)
def test_the_number_of_rows_stands_below(rows: int, truncated: bool, expected: str) -> None:
    outcome = Outcome(columns=("a",), rows=tuple((n,) for n in range(rows)), truncated=truncated)
    assert printed(shown_rows(outcome)).splitlines()[-1] == expected


def test_cut_rows_are_never_called_all() -> None:
    outcome = Outcome(columns=("a",), rows=tuple((n,) for n in range(20)), truncated=True)
    assert printed(shown_rows(outcome)).splitlines()[-1] == "the first 20 rows; there are more than 20"


def test_a_schema_shows_types_keys_and_comments() -> None:
    key = ForeignKey(columns=("class_id",), table="classes", references=("id",))
    columns = (
        Column(name="id", type="INTEGER", comment="学号"),
        Column(name="class_id", type="INTEGER"),
    )
    table = Table(name="students", columns=columns, primary_key=("id",), foreign_keys=(key,), comment="学生")
    shown = printed(shown_schema(Schema(name="s", tables=(table,))))
    for expected in ("students", "学生", "学号", "primary key", "→ classes.id"):
        assert expected in shown


def test_a_pipe_gets_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    output().print(shown_rows(Outcome(columns=("a",), rows=(("x" * 300,),))))
    assert "x" * 300 in capsys.readouterr().out
