"""What a terminal shows: highlighted SQL, result rows, tables of a schema.

Every text comes from a model or from data, so it is shown as text: no rich markup, no control characters.
"""

import sys
from typing import Literal

from rich import box
from rich.console import Console, Group, RenderableType
from rich.syntax import Syntax
from rich.table import Table as Grid
from rich.text import Text

from text2sql.display import cell_text, is_numeric, plain
from text2sql.outcome import Outcome
from text2sql.schema import Schema, Table

SHOWN_ROWS = 50


def shown_sql(sql: str) -> Text:
    """SQL in colours."""
    text = Syntax("", "sql", theme="ansi_dark", background_color="default").highlight(plain(sql.strip(), keep="\n"))
    text.rstrip()
    return text


def shown_rows(outcome: Outcome, *, most: int = SHOWN_ROWS) -> RenderableType:
    """The rows as a table with their number below; numbers stand right."""
    rows = outcome.rows[:most]
    grid = Grid(box=box.ROUNDED, header_style="bold", show_edge=True)
    for index, name in enumerate(outcome.columns):
        justify: Literal["left", "right"] = "right" if is_numeric(row[index] for row in rows) else "left"
        grid.add_column(Text(plain(name)), justify=justify, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell_text(value), style="dim" if value is None else "") for value in row))
    return Group(grid, Text(_count(outcome, len(rows)), style="dim"))


def shown_schema(schema: Schema) -> RenderableType:
    """Every table with its columns, types, keys and comments."""
    return Group(*(_table(table) for table in schema.tables))


def error_text(message: str) -> Text:
    """A failure in red."""
    return Text(plain(message), style="red")


def output() -> Console:
    """The console of stdout; lines keep their length where no terminal sets a width, as in a pipe."""
    return Console(width=None if sys.stdout.isatty() else 10_000, highlight=False)


def _count(outcome: Outcome, shown: int) -> str:
    total = len(outcome.rows)
    if not total:
        return "no rows"
    if outcome.truncated:
        return f"the first {shown} rows; there are more than {total}"
    if shown < total:
        return f"the first {shown} of {total} rows"
    return "1 row" if total == 1 else f"{total} rows"


def _table(table: Table) -> RenderableType:
    title = Text(plain(table.name), style="bold")
    if table.comment:
        title.append(f"  {plain(table.comment)}", style="dim")
    grid = Grid(box=None, show_header=False, padding=(0, 2, 0, 2))
    for column in table.columns:
        keys = ["primary key"] if column.name in table.primary_key else []
        keys += [
            f"→ {key.table}.{target}"
            for key in table.foreign_keys
            for name, target in zip(key.columns, key.references, strict=True)
            if name == column.name
        ]
        cells = (column.name, column.type, ", ".join(keys), column.comment)
        grid.add_row(
            *(Text(plain(cell), style=style) for cell, style in zip(cells, ("cyan", "", "dim", ""), strict=True))
        )
    return Group(title, grid)
