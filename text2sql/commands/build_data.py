"""``t2s build-data``: a training set from the DDL of a user's tables."""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from text2sql.errors import T2SError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from text2sql.build import Built
    from text2sql.ddl import Reading
    from text2sql.teacher.client import ChatServer

_LANGUAGES = ("zh", "en")


@click.command("build-data")
@click.argument("schema", type=click.Path(path_type=Path), metavar="SCHEMA.sql")
@click.option(
    "--pairs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own questions with SQL: JSONL, JSON, CSV, TSV or ChatGLM3 conversations. May be repeated.",
)
@click.option("--examples", default=4000, show_default=True, type=click.IntRange(0), help="How many to generate.")
@click.option("--lang", default="zh,en", show_default=True, help="Languages of the questions.")
@click.option(
    "--prompt",
    "form",
    default="seed",
    show_default=True,
    type=click.Choice(["seed", "rich", "rich-en"]),
    help="seed: names of tables and columns; rich: types, comments, keys and sample values too; rich-en: in English.",
)
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same bytes.")
@click.option("--dialect", help="Dialect of the DDL, such as mysql or oracle; found out if not given.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to.  [default: datasets/<schema>]")
@click.option("--rows", default=200, show_default=True, type=click.IntRange(1), help="Rows to fill a table with.")
@click.option(
    "--shards", default=1, show_default=True, type=click.IntRange(1, 99_999), help="Files to write each split to."
)
@click.option(
    "--format",
    "file_format",
    default="jsonl",
    show_default=True,
    type=click.Choice(["jsonl", "parquet"]),
    help="Of the files.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="Processes for a set of more than 20,000 examples; the same set comes out of any number.",
)
@click.option(
    "--executor",
    "engine",
    default="local",
    show_default=True,
    type=click.Choice(["local", "dask"]),
    help="Where the workers are; dask: on the cluster of DASK_SCHEDULER_ADDRESS (t2s[cluster]).",
)
@click.option(
    "--teacher",
    metavar="URL",
    help="Ask an OpenAI-compatible model for questions too; each is checked by running its own answer.",
)
@click.option("--teacher-model", metavar="NAME", help="The teacher's name there.")
@click.option(
    "--teacher-examples", default=200, show_default=True, type=click.IntRange(1), help="Queries that it is shown."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    schema: Path,
    pairs: tuple[Path, ...],
    examples: int,
    lang: str,
    form: str,
    seed: int,
    dialect: str | None,
    out: Path | None,
    rows: int,
    shards: int,
    file_format: str,
    workers: int,
    engine: str,
    teacher: str | None,
    teacher_model: str | None,
    teacher_examples: int,
    as_json: bool,
) -> None:
    """Make a training set from the DDL of your tables.

    The tables are filled with made-up rows, questions are generated from their names and comments, and every SQL is
    run on those rows before it enters.

    \b
    t2s build-data schemas/students.sql
    t2s build-data shop.sql --pairs my_questions.csv --lang en --examples 8000
    t2s build-data shop.sql --examples 1000000 --workers 8 --shards 20 --format parquet
    """
    languages = _read_languages(lang)
    from text2sql.build import BuildOptions, build_dataset
    from text2sql.bulk.executors import Engine
    from text2sql.bundled import bundled_path
    from text2sql.ddl import load_ddl
    from text2sql.prompt import PromptFormat
    from text2sql.splitfiles import FileFormat
    from text2sql.workspace import Workspace

    if not schema.exists() and schema.parts[:1] == ("schemas",):
        # Away from a checkout the shipped schemas answer to the same path; a name that is none of them is the user's own.
        with contextlib.suppress(T2SError):
            schema = bundled_path(schema.as_posix())
    reading = load_ddl(schema, dialect)
    options = BuildOptions(
        examples=examples,
        languages=languages,
        prompt=PromptFormat(form),
        seed=seed,
        rows=rows,
        shards=shards,
        form=FileFormat(file_format),
        workers=workers,
        engine=Engine(engine),
        teacher=_teacher(teacher, teacher_model),
        lessons=teacher_examples,
    )
    folder = out or Workspace().datasets / reading.schema.name
    if as_json:
        built = build_dataset(reading.schema, folder, pairs, options, _progress(examples))
        click.echo(json.dumps(_summary(built, reading), ensure_ascii=False, indent=2))
        return
    from text2sql.terminal import output

    console = output()
    _show_reading(console, schema, reading)
    _show_built(console, build_dataset(reading.schema, folder, pairs, options, _progress(examples)))


def _teacher(url: str | None, model: str | None) -> "ChatServer | None":
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise UsageError(
            "--teacher and --teacher-model belong together",
            fix="such as --teacher http://localhost:8000/v1 --teacher-model qwen2.5-coder",
        )
    from text2sql.teacher.client import KEYS, ChatServer

    return ChatServer(url, model, next((os.environ[name] for name in KEYS if os.environ.get(name)), None))


def _progress(wanted: int) -> "Callable[[int], None]":
    """What tells how far a large set is, on a terminal only."""

    def tell(count: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{count:,} of {wanted:,} examples", nl=count >= wanted, err=True)

    return tell


def _read_languages(text: str) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not languages or not set(languages) <= set(_LANGUAGES):
        raise UsageError(
            f"--lang {text!r} is not known", fix=f"choose of {', '.join(_LANGUAGES)}, such as --lang zh,en"
        )
    return languages


def _summary(built: "Built", reading: "Reading") -> dict[str, Any]:
    dataset = built.dataset
    return {
        "path": str(dataset.path),
        "digest": dataset.digest,
        "schema": {
            "name": reading.schema.name,
            "dialect": reading.schema.dialect,
            "detected": reading.detected,
            "tables": len(reading.schema.tables),
            "warnings": list(reading.warnings),
            "left_out": dict(reading.left_out),
        },
        "counts": {split: len(examples) for split, examples in built.splits.items()},
        **{group: built.counts(group) for group in ("language", "level", "family")},
        "refused": dict(dataset.refused),
        "refused_pairs": [{"place": each.place, "reason": each.reason} for each in built.refused_pairs],
    }


def _show_reading(console: "Console", path: Path, reading: "Reading") -> None:
    from rich.text import Text

    from text2sql.terminal import shown_schema

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


def _show_built(console: "Console", built: "Built") -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    dataset = built.dataset
    grid = Grid(box=None, header_style="bold", padding=(0, 2))
    grid.add_column("examples")
    for split in built.splits:
        grid.add_column(split, justify="right")
    grid.add_row("all", *(str(len(examples)) for examples in built.splits.values()), style="bold", end_section=True)
    for group in ("language", "level"):
        for value, counts in built.counts(group).items():
            grid.add_row(f"{group} {value}", *(str(counts[split]) for split in built.splits))
    console.print(grid)
    families = [f"{value} {sum(counts.values())}" for value, counts in built.counts("family").items()]
    console.print(Text(f"families: {', '.join(families)}", style="dim"))
    if dataset.refused:
        listed = ", ".join(f"{count} × {reason}" for reason, count in dataset.refused.items())
        console.print(Text(f"refused: {listed}"))
    for refused in built.refused_pairs[:10]:
        console.print(Text(f"  {refused.place}: {refused.reason}", style="yellow"))
    if len(built.refused_pairs) > 10:
        console.print(Text(f"  and {len(built.refused_pairs) - 10} more", style="yellow"))
    console.print(Text(f"{dataset.path}  (prompt {dataset.prompt}, seed {dataset.seed}, digest {dataset.digest})"))
    console.print(Text("next: t2s finetune", style="bold"))
