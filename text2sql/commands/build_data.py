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
@click.option("--augment", default=8, show_default=True, type=click.IntRange(0), help="Examples made around each pair.")
@click.option(
    "--weight", default=4, show_default=True, type=click.IntRange(1), help="How often each pair is trained on an epoch."
)
@click.option("--examples", default=8000, show_default=True, type=click.IntRange(0), help="How many to generate.")
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
@click.option("--report", type=click.Path(path_type=Path), help="Write a page about the data set, as HTML.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    schema: Path,
    pairs: tuple[Path, ...],
    augment: int,
    weight: int,
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
    report: Path | None,
    as_json: bool,
) -> None:
    """Make a training set from the DDL of your tables.

    The tables are filled with made-up rows, questions are generated from their names and comments, and every SQL is
    run on those rows before it enters. What you corrected in t2s repl or t2s web is taken in by itself.

    \b
    t2s build-data schemas/students.sql
    t2s build-data shop.sql --pairs my_questions.csv --lang en --examples 8000
    t2s build-data shop.sql --examples 1000000 --workers 8 --shards 20 --format parquet
    t2s build-data shop.sql --pairs my_questions.csv --report data.html
    """
    languages = _read_languages(lang)
    from text2sql.build import BuildOptions, build_dataset
    from text2sql.bulk.executors import Engine
    from text2sql.bundled import bundled_path
    from text2sql.ddl import load_ddl
    from text2sql.prompt import PromptFormat
    from text2sql.splitfiles import FileFormat
    from text2sql.textfile import read_text
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
        augment=augment,
        weight=weight,
    )
    folder = out or Workspace().datasets / reading.schema.name
    corrections = Workspace().corrections(reading.schema.name)
    taken = corrections if corrections.is_file() and read_text(corrections).strip() else None
    if as_json:
        built = build_dataset(reading.schema, folder, pairs, options, corrections=taken, told=_progress(examples))
        click.echo(json.dumps(_summary(built, reading), ensure_ascii=False, indent=2))
    else:
        from text2sql.commands.build_data_told import show_built, show_reading
        from text2sql.terminal import output

        console = output()
        show_reading(console, schema, reading)
        built = build_dataset(reading.schema, folder, pairs, options, corrections=taken, told=_progress(examples))
        show_built(console, built, taken)
    if report:
        from text2sql.data_report import html
        from text2sql.records import write_atomic

        write_atomic(report, html(built))
        click.echo(f"written: {report}", err=as_json)


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
    findings = [
        {"place": each.place, "kind": each.kind, "reason": each.reason, "refused": each.kind.is_refusal}
        for each in built.checked.findings
    ]
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
        "pairs": {
            "own": len(built.checked.pairs),
            "around": len(built.augmented),
            "weight": built.weight,
        },
        "refused_pairs": [each for each in findings if each["refused"]],
        "notes": [each for each in findings if not each["refused"]],
    }
