"""`t2s eval`: questions with gold SQL and a model, or its predictions → execution accuracy."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from text2sql.errors import GateFailed

if TYPE_CHECKING:
    from rich.console import Console

    from text2sql.commands.eval_plan import Plan
    from text2sql.evaluation.measure import Measured
    from text2sql.evaluation.report import Report
    from text2sql.records import Example, Prediction

_SPLITS = ("train", "dev", "test")
_PROFILES = (
    "strict",
    "spider",
    "spider-strict",
    "bird",
    "wikisql",
)  # those of evaluation.profile, which the help does not load


@click.command("eval")
@click.option("--run", "run_folder", type=click.Path(path_type=Path), help="A run.  [default: the latest]")
@click.option("--base", help="A base as it is, without a run's adapter: the figure before fine-tuning.")
@click.option("--predictions", type=click.Path(path_type=Path), help="A file of replies instead of a model.")
@click.option("--suite", "suite_name", help="A suite by name, such as students, or a .toml file.")
@click.option("--data", type=click.Path(path_type=Path), help="A data set.  [default: the run's own]")
@click.option(
    "--split", type=click.Choice(_SPLITS), default="test", show_default=True, help="The part of the data set."
)
@click.option(
    "--prompt", "form", type=click.Choice(["seed", "rich", "rich-en"]), help="With --base: how it is told the schema."
)
@click.option(
    "--profile", type=click.Choice(_PROFILES), help="Whose rules to judge by.  [default: as the questions say]"
)
@click.option("--exact-set", is_flag=True, help="Also Spider's exact-set match, clause by clause, by level.")
@click.option(
    "--ves-runs", type=click.IntRange(min=0), default=0, help="For BIRD's R-VES: runs a query, 100 as published."
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first N questions.")
@click.option("--timeout", type=click.FloatRange(min=0.01), default=10.0, show_default=True, help="Seconds a query.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries run at once.")
@click.option("--misses", type=click.IntRange(min=0), default=5, show_default=True, help="Misses shown.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: in the run's]")
@click.option("--min-accuracy", type=click.FloatRange(0, 1), help="Exit with 3 if the accuracy is lower.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    *,
    timeout: float,
    workers: int,
    misses: int,
    min_accuracy: float | None,
    as_json: bool,
    exact_set: bool,
    ves_runs: int,
    **options: Any,
) -> None:
    """Measure execution accuracy: predicted and gold SQL run on the same rows, and the rows are compared.

    \b
    t2s eval                                     the latest run on the test part of its data set
    t2s eval --suite students                    the latest run on hand-written questions
    t2s eval --suite students --base chatglm3-mini
    t2s eval --suite students --predictions replies.jsonl
    t2s eval --suite spider --predictions pred.sql --profile spider

    Exits with 3 if a gold query failed, a comparison was given up or --min-accuracy is missed. What is compared and how stands in the report.
    """
    from rich.console import Console

    from text2sql.commands.eval_plan import Options, planned
    from text2sql.evaluation.measure import measure
    from text2sql.evaluation.report import json_of, write_report

    console = Console(stderr=True, highlight=False)
    plan = planned(Options(**options))
    click.secho(plan.told, dim=True, err=True)
    suite = plan.questions.suite.first(plan.limit)
    predictions = _predicted(plan, suite.examples, console)
    with _counted(console, "judged", len(suite.examples)) as advance:
        measured = measure(
            suite,
            predictions,
            run=plan.facts,
            workers=workers,
            timeout=timeout,
            exact_set=exact_set,
            timed_runs=ves_runs,
            judged=lambda verdict: advance(),
        )
    measured = measured._replace(report=replace(measured.report, warnings=(*plan.warnings, *measured.report.warnings)))
    if plan.corrections:
        from text2sql.commands.eval_corrections import with_corrections

        report = with_corrections(*plan.corrections, measured.report, workers=workers, timeout=timeout)
        measured = measured._replace(report=report)
    write_report(plan.out, measured.report, measured.predictions, measured.verdicts)
    if as_json:
        for piece in json_of(measured.report):
            click.echo(piece, nl=False)
    else:
        _show(measured, plan, misses)
    _gate(measured.report, min_accuracy)


def _predicted(plan: "Plan", examples: Sequence["Example"], console: "Console") -> list["Prediction"]:
    """The predictions; those of a model are written as they come, so that none is lost if it is stopped."""
    if plan.is_replay:
        return list(plan.predictor.predict(examples))
    plan.out.mkdir(parents=True, exist_ok=True)
    found = []
    path = plan.out / "predictions.jsonl"
    opened = path.open("w", encoding="utf-8", errors="backslashreplace")  # as `write_atomic`
    with _counted(console, "answered", len(examples)) as advance, opened as file:
        for prediction in plan.predictor.predict(examples):
            file.write(json.dumps(asdict(prediction), ensure_ascii=False) + "\n")
            file.flush()
            found.append(prediction)
            advance()
    return found


@contextmanager
def _counted(console: "Console", done: str, total: int) -> Iterator[Callable[[], None]]:
    """A function to call after each of so many steps; a bar on a terminal, silence elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(done), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(done, total=total)
        yield lambda: progress.advance(task)


def _show(measured: "Measured", plan: "Plan", misses: int) -> None:
    from text2sql.evaluation.render import shown_report
    from text2sql.terminal import output

    console = output()
    console.print(shown_report(measured.report, misses=misses))
    click.echo(f"report: {plan.out / 'report.json'}")
    if plan.hint:
        click.echo(plan.hint)


def _gate(report: "Report", min_accuracy: float | None) -> None:
    from text2sql.records import VerdictKind

    failed, given_up = report.counts[VerdictKind.GOLD_FAILED], report.counts[VerdictKind.GIVEN_UP]
    if failed:
        raise GateFailed(f"{failed} gold queries failed", fix="mend them; they are named in the report")
    if given_up:
        fix = "they are named in the report; let their gold ask for fewer rows or columns"
        raise GateFailed(f"{given_up} answers would take too long to compare: they may be right or wrong", fix=fix)
    if min_accuracy is not None and report.score.accuracy < min_accuracy:
        raise GateFailed(f"the accuracy {report.score.accuracy:.3f} is below {min_accuracy:g}")
