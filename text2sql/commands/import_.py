"""``t2s import``: a public benchmark in its official layout → a data set and a suite."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.benchmark_data import Imported
    from text2sql.benchmarks.benchmark import Benchmark

_LIKE_SPIDER = ("spider", "bird")
# Of DuSQL no metric that runs queries was published: Spider's rules without dropping DISTINCT are the nearest.
_PROFILES = {"spider": "spider", "bird": "bird", "wikisql": "wikisql", "dusql": "spider-strict", "folder": "strict"}


@click.command("import")
@click.argument("layout", type=click.Choice(list(_PROFILES)))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--train", multiple=True, type=click.Path(path_type=Path), help="Other files to train on.")
@click.option(
    "--dev", type=click.Path(path_type=Path), help="Another file to measure on, such as spider-realistic.json."
)
@click.option(
    "--databases",
    type=click.Path(path_type=Path),
    help="Spider's folder, for a benchmark over its databases that comes without them.",
)
@click.option(
    "--prompt",
    "form",
    default="rich",
    show_default=True,
    type=click.Choice(["seed", "rich", "rich-en"]),
    help="seed: names of tables and columns; rich: types, natural names, keys and sample values too; rich-en: the same"
    " in English words.",
)
@click.option("--seed", default=0, show_default=True, help="Of every random choice, such as the dev part's schemas.")
@click.option(
    "--dev-share", type=click.FloatRange(0, 0.5), default=0.05, show_default=True, help="Of the training questions."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write to.  [default: datasets/<layout>; for a folder its own name]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    layout: str,
    folder: Path,
    train: tuple[Path, ...],
    dev: Path | None,
    databases: Path | None,
    form: str,
    seed: int,
    dev_share: float,
    out: Path | None,
    as_json: bool,
) -> None:
    """Import a benchmark as its authors distribute it, or a folder of tables and questions of your own.

    Every gold SQL is run before it enters. What a benchmark gives to measure on becomes the test part and a suite of the
    data set's name; the dev part, which chooses checkpoints, is taken from the training questions, by schemas, where the
    benchmark has none.

    \b
    t2s import spider spider/
    t2s import spider spider/ --dev spider-realistic.json --out datasets/spider-realistic
    t2s import spider Spider-Syn/ --databases spider/ --out datasets/spider-syn
    t2s import bird minidev/MINIDEV
    t2s import wikisql WikiSQL/data
    t2s import folder my_questions/

    
    spider   the layout of Spider, CSpider, Spider-Syn, Spider-Realistic and Spider-DK
    bird     BIRD's dev or mini-dev, to measure on
    wikisql  train, dev and test as .jsonl, .tables.jsonl and .db
    dusql    DuSQL, in Chinese: db_schema.json, db_content.json, train.json, dev.json
    folder   NAME.sql, NAME.sqlite or NAME.duckdb with NAME.jsonl or .csv; NAME.train.jsonl and so on for parts
    """
    from text2sql.benchmark_data import ImportOptions, import_benchmark
    from text2sql.evaluation.profile import Profile
    from text2sql.prompt import PromptFormat
    from text2sql.workspace import Workspace

    if layout not in _LIKE_SPIDER and (train or dev or databases):
        raise UsageError("--train, --dev and --databases go with spider and bird", fix="leave them out")
    data = out or Workspace().datasets / (folder.resolve().name if layout == "folder" else layout)
    options = ImportOptions(prompt=PromptFormat(form), seed=seed, dev_share=dev_share)
    imported = import_benchmark(
        _reader(layout, folder, train=train, dev=dev, databases=databases),
        data,
        Workspace().suites / f"{data.name}.toml",
        options,
        profile=Profile(_PROFILES[layout]),
    )
    if as_json:
        click.echo(json.dumps(_summary(imported), ensure_ascii=False, indent=2))
    else:
        _show(imported)


def _reader(
    layout: str, folder: Path, *, train: tuple[Path, ...], dev: Path | None, databases: Path | None
) -> "Callable[[Path], Benchmark]":
    """What reads a benchmark of this layout, given the folder for databases that have to be written."""
    from text2sql.benchmarks.dusql import read_dusql
    from text2sql.benchmarks.folder import read_folder
    from text2sql.benchmarks.spider import find_layout, read_spider
    from text2sql.benchmarks.wikisql import read_wikisql

    match layout:
        case "wikisql":
            return partial(read_wikisql, folder)
        case "dusql":
            return partial(read_dusql, folder)
        case "folder":
            return lambda written: read_folder(folder)
    return lambda written: read_spider(find_layout(folder, train=train, dev=dev, databases=databases))


def _summary(imported: "Imported") -> dict[str, Any]:
    return {
        "path": str(imported.dataset.path),
        "suite": str(imported.suite) if imported.suite else None,
        "digest": imported.dataset.digest,
        "schemas": len(imported.dataset.schemas),
        "counts": dict(imported.counts),
        "refused": [{"place": place, "reason": reason} for place, reason in imported.refused],
        "failing": [{"place": place, "reason": reason} for place, reason in imported.failing],
        "empty": dict(imported.empty),
        "without_rows": list(imported.without_rows),
        "notes": list(imported.notes),
    }


def _show(imported: "Imported") -> None:
    dataset = imported.dataset
    counts = ", ".join(f"{count} {split}" for split, count in imported.counts.items())
    schemas = "1 schema" if len(dataset.schemas) == 1 else f"{len(dataset.schemas)} schemas"
    click.echo(f"{counts} questions over {schemas}")
    for split, count in imported.empty.items():
        if count:
            click.echo(f"{count} gold queries of {split} give no row")
    for note in imported.notes:
        click.echo(note)
    if imported.without_rows:
        click.echo(f"databases without rows: {', '.join(imported.without_rows)}")
    _list(f"{len(imported.refused)} questions refused", imported.refused)
    _list(f"{len(imported.failing)} test questions whose gold fails; they stay, and are not scored", imported.failing)
    click.echo(f"{dataset.path}  (prompt {dataset.prompt}, seed {dataset.seed}, digest {dataset.digest})")
    steps = [f"t2s finetune --data {dataset.path}"] if imported.counts["train"] else []
    if imported.suite:
        name = imported.suite.stem
        steps += [f"t2s eval --suite {name}", f"t2s eval --suite {name} --predictions pred.sql"]
    click.secho("next: " + "\n      ".join(steps), bold=True)


def _list(head: str, entries: "list[tuple[str, str]] | Any") -> None:
    if not entries:
        return
    click.secho(f"{head}:", fg="yellow")
    for place, reason in entries[:10]:
        click.secho(f"  {place}: {reason}", fg="yellow")
    if len(entries) > 10:
        click.secho(f"  and {len(entries) - 10} more", fg="yellow")
