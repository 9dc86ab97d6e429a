"""``t2s suite build``: tables and gold SQL of one's own → a suite with neighbour databases."""

import json
import os
from pathlib import Path

import click


@click.group("suite")
def command() -> None:
    """Build a test suite for tables of one's own.

    \b
    t2s suite build shop.sql --gold gold.jsonl --rows rows/
    t2s eval --suite shop
    """


@command.command("build")
@click.argument("schema_file", type=click.Path(path_type=Path), metavar="SCHEMA")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="JSONL with question and sql.")
@click.option("--rows", type=click.Path(path_type=Path), help="A folder with one CSV a table.  [default: made up]")
@click.option("--count", type=click.IntRange(1, 100), default=10, show_default=True, help="Neighbour databases.")
@click.option("--seed", default=0, show_default=True, help="Of every random choice.")
@click.option("--out", type=click.Path(path_type=Path), help="The .toml to write.  [default: suites/SCHEMA.toml]")
def build(*, schema_file: Path, gold: Path, rows: Path | None, count: int, seed: int, out: Path | None) -> None:
    """Make databases near the rows that tell right queries from those that are right by luck.

    \b
    t2s suite build shop.sql --gold gold.jsonl --rows rows/
    t2s eval --suite shop
    """
    from text2sql.ddl import load_schema
    from text2sql.errors import T2SError
    from text2sql.evaluation.neighbours import VERSION, neighbours
    from text2sql.evaluation.suite import Generated, read_gold, read_rows, write_generated, write_rows
    from text2sql.populate import populate
    from text2sql.records import write_atomic
    from text2sql.workspace import Workspace

    schema = load_schema(schema_file)
    path = out or Workspace().suites / f"{schema_file.stem}.toml"
    folder = path.with_suffix("")
    if path.suffix != ".toml":
        raise T2SError("the suite must be a .toml file", where=str(path), fix="choose another --out")
    if path.exists() or folder.exists():
        raise T2SError("something lies there already", where=str(path), fix="remove it, or choose another --out")
    examples = read_gold(gold, schema)
    main = read_rows(rows, schema) if rows else populate(schema, seed=seed)
    made = neighbours(schema, main, [each.sql for each in examples], count=count, seed=seed)
    for number, each in enumerate(made, 1):
        write_rows(folder / "neighbours" / f"{number:03d}", schema, each)
    write_generated(folder / "neighbours", Generated(VERSION, seed), count)
    if rows is None:
        rows = folder / "rows"
        write_rows(rows, schema, main)
    beside = {"schema": schema_file, "gold": gold, "rows": rows, "neighbours": folder / "neighbours"}
    parts = {name: os.path.relpath(each, path.parent) for name, each in beside.items()}
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in parts.items()]
    write_atomic(path, "\n".join(["version = 1", *lines, ""]))
    click.echo(f"{path}: {len(examples)} questions, {count} neighbour databases")
