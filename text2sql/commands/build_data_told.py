"""What `t2s build-data` says on the screen: how the DDL was read, what was made, what was found about the user's pairs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from text2sql.display import plain
from text2sql.terminal import shown_schema

if TYPE_CHECKING:
    from text2sql.build import Built
    from text2sql.ddl import Reading

_ENTRY = 30  # signs that a name and its count take
_SHOWN = 10


def show_reading(console: Console, path: Path, reading: "Reading") -> None:
    """How the DDL was read."""
    schema = reading.schema
    how = "found out" if reading.detected else "as given"
    tables = "1 table" if len(schema.tables) == 1 else f"{len(schema.tables)} tables"
    console.print(Text(f"{path}: {tables}, dialect {schema.dialect} ({how})", style="bold"))
    if len(schema.tables) <= 8:
        console.print(shown_schema(schema))
    for warning in reading.warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))
    if reading.left_out:
        listed = ", ".join(f"{count} × {what}" for what, count in reading.left_out.items())
        console.print(Text(f"passed over, since it says nothing about columns: {listed}", style="dim"))


def show_built(console: Console, built: "Built", corrections: Path | None) -> None:
    """What was made; `corrections` is the file that was taken in by itself."""
    dataset = built.dataset
    console.print(_counts(built))
    console.print()
    families = [(name, sum(counts.values())) for name, counts in built.counts("family").items()]
    console.print(_side_by_side("family", families, columns=max(1, min(4, console.width // _ENTRY))))
    if dataset.refused:
        console.print()
        refused = sorted(dataset.refused.items(), key=lambda item: (-item[1], item[0]))
        console.print(_side_by_side("refused", refused, columns=2 if console.width >= 4 * _ENTRY else 1))
    for line in _pairs(built, corrections):
        console.print(line)
    console.print()
    console.print(Text(f"{dataset.path}  (prompt {dataset.prompt}, seed {dataset.seed}, digest {dataset.digest})"))
    if not (built.splits["dev"] and built.splits["test"]):
        console.print(Text("dev or test is empty: pairs go there that say so in a column split", style="yellow"))
    console.print(Text("next: t2s finetune", style="bold"))


def _counts(built: "Built") -> Grid:
    grid = _grid("examples", *built.splits)
    grid.add_row("all", *(str(len(examples)) for examples in built.splits.values()), style="bold", end_section=True)
    for group in ("language", "level"):
        for value, counts in built.counts(group).items():
            grid.add_row(f"{group} {value}", *(str(counts[split]) for split in built.splits))
    return grid


def _side_by_side(head: str, entries: Sequence[tuple[str, int]], *, columns: int) -> Grid:
    """Names with their counts, downwards in columns that stand side by side."""
    columns = min(columns, len(entries))
    height = -(-len(entries) // columns)
    grid = Grid(box=None, header_style="bold", padding=(0, 2))
    for at in range(columns):
        grid.add_column(head if at == 0 else "")
        grid.add_column("", justify="right")
    for row in range(height):
        cells = [entries[at] for at in range(row, len(entries), height)]
        grid.add_row(*(Text(str(cell)) for entry in cells for cell in entry))
    return grid


def _grid(first: str, *others: str) -> Grid:
    grid = Grid(box=None, header_style="bold", padding=(0, 2))
    grid.add_column(first)
    for name in others:
        grid.add_column(name, justify="right")
    return grid


def _pairs(built: "Built", corrections: Path | None) -> Iterator[Text | Grid]:
    """The user's own pairs: how many, how often, what was found about them."""
    checked = built.checked
    if not checked.pairs and not checked.findings:
        return
    yield Text()
    if corrections:
        count = sum(pair.place.startswith(f"{corrections}:") for pair in checked.pairs)
        noun = "correction" if count == 1 else "corrections"
        yield Text(f"{count} {noun} of {corrections}, taken in without being asked for")
    trained = sum(pair.split == "train" for pair in checked.pairs)
    times = f", each {built.weight} times an epoch" if built.weight > 1 and trained else ""
    others = f", {len(checked.pairs) - trained} in dev and test" if trained < len(checked.pairs) else ""
    yield Text(f"your pairs: {trained} in train{times}{others}; {len(built.augmented)} examples made around them")
    if not checked.findings:
        return
    grid = Grid(box=None, show_header=False, padding=(0, 2))
    for finding in checked.findings[:_SHOWN]:
        style = "red" if finding.kind.is_refusal else "yellow"
        grid.add_row(Text(finding.place), Text(finding.kind, style=style), Text(plain(finding.reason)))
    yield grid
    counts = ", ".join(f"{count} × {kind}" for kind, count in checked.counts.most_common())
    more = len(checked.findings) - _SHOWN
    yield Text(f"found: {counts}" + (f"; {more} more lines, all in --report and --json" if more > 0 else ""))
