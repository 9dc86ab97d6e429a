"""`t2s report`: a report that `t2s eval` wrote → the terminal, HTML, Markdown, JUnit XML. Without a model."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from text2sql.evaluation.report import Report


@click.command("report")
@click.argument("path", metavar="[REPORT]", required=False, type=click.Path(path_type=Path))
@click.option("--before", type=click.Path(path_type=Path), help="An earlier report of the same questions.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write a page with every question.")
@click.option("--markdown", "markdown_file", type=click.Path(path_type=Path), help="Write Markdown.")
@click.option("--junit", "junit_file", type=click.Path(path_type=Path), help="Write JUnit XML, a case a question.")
@click.option("--misses", type=click.IntRange(min=0), help="Misses shown.  [default: 5; 20 in Markdown]")
def command(
    path: Path | None,
    before: Path | None,
    html_file: Path | None,
    markdown_file: Path | None,
    junit_file: Path | None,
    misses: int | None,
) -> None:
    """Show a report again, or write it as HTML, Markdown or JUnit XML.

    \b
    t2s report                                   the latest run's latest report, in the terminal
    t2s report out --html report.html
    t2s report after --before before --html change.html
    t2s report out --markdown report.md --junit report.xml

    REPORT is a folder that t2s eval wrote, or a report.json. The page needs no network.
    """
    from text2sql.records import write_atomic

    report, earlier = _report(path), _report(before) if before else None
    texts: list[tuple[Path, str]] = []
    if html_file:
        from text2sql.evaluation.html_report import html

        texts.append((html_file, html(report, earlier)))
    if markdown_file:
        from text2sql.evaluation.markdown_report import markdown

        texts.append((markdown_file, markdown(report, earlier, misses=20 if misses is None else misses)))
    if junit_file:
        from text2sql.evaluation.junit_report import junit_xml

        texts.append((junit_file, junit_xml(report)))
    for file, text in texts:
        write_atomic(file, text)
        click.echo(f"written: {file}")
    if not texts:
        _show(report, earlier, 5 if misses is None else misses)


def _report(path: Path | None) -> "Report":
    from text2sql.errors import T2SError
    from text2sql.evaluation.report import read_report
    from text2sql.workspace import Workspace

    if path is None:
        path = Workspace().latest_report()
        click.secho(f"report {path}", dim=True, err=True)
    report = read_report(path)
    if len(report.answers) != report.questions:
        # Those that the first version wrote kept the misses alone.
        folder = path if path.is_dir() else path.parent
        fix = f"make it again, without a model: t2s eval --predictions {folder / 'predictions.jsonl'}"
        raise T2SError(f"{len(report.answers)} of {report.questions} answers are there", where=str(path), fix=fix)
    return report


def _show(report: "Report", earlier: "Report | None", misses: int) -> None:
    from text2sql.commands.compare import show_change
    from text2sql.evaluation.paired import change_of
    from text2sql.evaluation.render import shown_report
    from text2sql.terminal import output

    output().print(shown_report(report, misses=misses))
    if earlier:
        show_change(change_of(earlier, report), earlier, report)
