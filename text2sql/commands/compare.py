"""`t2s compare`: two measurements of the same questions → what changed, and whether that may be chance."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from text2sql.evaluation.paired import Change
    from text2sql.evaluation.report import Report

_KINDS = ("language", "level")


@click.command("compare")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the change as JSON.")
def command(before: Path, after: Path, as_json: bool) -> None:
    """Compare two measurements of the same questions, question by question.

    \b
    t2s eval --suite students --base chatglm3-mini --out before
    t2s eval --suite students --out after
    t2s compare before after

    BEFORE and AFTER are folders that t2s eval wrote.
    """
    from text2sql.evaluation.paired import change, check_same_questions, read_verdicts, schemas_of
    from text2sql.evaluation.report import read_report

    reports = read_report(before), read_report(after)
    check_same_questions(*reports)
    found = change(read_verdicts(before), read_verdicts(after), schemas=schemas_of(reports[1]))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        show_change(found, *reports)


def show_change(found: "Change", before: "Report", after: "Report") -> None:
    """Print the change as a table and a sentence."""
    from rich.text import Text

    from text2sql.evaluation.report import interval_name
    from text2sql.terminal import output

    console = output()
    console.print(_table(found, before, after))
    low, high = (100 * bound for bound in found.difference)
    console.print(
        Text(
            f"{len(found.gained)} gained, {len(found.lost)} lost; a difference of {low:+.1f} to {high:+.1f} points "
            f"({interval_name(found.after.schemas)}, exact McNemar p = {found.p_value:.2g})"
        )
    )
    if found.left_out:
        console.print(Text(f"{found.left_out} questions left out: not in both scores", style="yellow"))


def _table(found: "Change", before: "Report", after: "Report") -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from text2sql.display import plain

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(Text(plain(str(before.run.get("suite", "")))))
    for report in (before, after):
        table.add_column(Text(plain(str(report.run.get("model", "")))), justify="right")
    table.add_column("questions", justify="right")
    earlier = {(each.kind, each.value): each.score for each in before.slices}
    rows = [("all", found.before, found.after)]
    rows += [
        (f"{each.kind} {plain(each.value)}", earlier[each.kind, each.value], each.score)
        for each in after.slices
        if each.kind in _KINDS and (each.kind, each.value) in earlier
    ]
    for name, was, is_ in rows:
        table.add_row(Text(name), f"{100 * was.accuracy:.1f} %", f"{100 * is_.accuracy:.1f} %", str(is_.total))
    return table
