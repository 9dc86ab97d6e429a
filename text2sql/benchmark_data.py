"""A benchmark in its official layout → a data set in ours and a suite; every gold SQL is run first.

What the benchmark gives to measure on becomes the test part, whole and in its order, so that its figures are the
benchmark's. The dev part, which chooses checkpoints, is the benchmark's own if it has two besides that for training;
else it is taken from the training questions, by schemas.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from text2sql.benchmarks.benchmark import Benchmark
from text2sql.dataset import DATABASES, Dataset, refuse_foreign, write_dataset
from text2sql.errors import T2SError, listed
from text2sql.evaluation.hardness import hardness
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.published import MAX_ROWS
from text2sql.outcome import Failure, Outcome
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example, write_atomic
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Schema
from text2sql.sqlite_database import SqliteDatabase, is_sqlite
from text2sql.synth.split import split
from text2sql.worker import is_duckdb

Rows = Mapping[str, list[tuple[Any, ...]]]

_MARK = "# Written by t2s import."
# Rows made up for a table of a schema that comes without any.
_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a user decides.

    Attributes:
        prompt: the format of the conversations.
        seed: of the choice of the dev part's schemas.
        dev_share: the share of the training questions that goes to the dev part, at least.
    """

    prompt: PromptFormat = PromptFormat.RICH
    seed: int = 0
    dev_share: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A benchmark that was just imported.

    Attributes:
        dataset: as it lies on disk.
        suite: the file that makes ``t2s eval --suite NAME`` measure on its test part; None if that is empty.
        counts: examples by split.
        refused: places and reasons of questions that did not become examples.
        failing: places and reasons of test questions whose gold fails; they stay, and are counted when measured.
        empty: how many gold queries give no row, by split.
        without_rows: databases that are asked about and hold no row.
        notes: what else a user should know, one sentence each.
    """

    dataset: Dataset
    suite: Path | None
    counts: Mapping[str, int]
    refused: Sequence[tuple[str, str]]
    failing: Sequence[tuple[str, str]]
    empty: Mapping[str, int]
    without_rows: Sequence[str]
    notes: Sequence[str]


def import_benchmark(
    read: Callable[[Path], Benchmark],
    out: Path,
    suite: Path,
    options: ImportOptions,
    *,
    profile: Profile,
    done: Callable[[int, int], None] = lambda count, total: None,
) -> Imported:
    """The data set of a benchmark, written to `out`, and its suite, written to `suite` if there is anything to measure on.

    Args:
        read: reads the benchmark, given the folder for databases that have to be written.
        out: a folder; it need not exist.
        suite: a ``.toml`` file.
        options: what the user decided.
        profile: the rules that the benchmark is measured by.
        done: told after each database how many of all questions have been run.

    Raises:
        T2SError: if files are missing or damaged, or something else lies where they would be written.
    """
    refuse_foreign(out)
    if suite.is_file() and not suite.read_text(encoding="utf-8").startswith(_MARK):
        raise T2SError("a suite of your own lies there", where=str(suite), fix="choose another --out")
    benchmark = read(out / DATABASES)
    _refuse_missing(benchmark)
    rows = {
        name: populate(schema, seed=options.seed, rows=_ROWS)
        for name, schema in benchmark.schemas.items()
        if name not in benchmark.databases
    }
    schemas = {
        name: schema.with_samples(samples(schema, rows[name], seed=options.seed)) if name in rows else schema
        for name, schema in benchmark.schemas.items()
    }
    parts = [[_with_level(each) for each in part] for part in (benchmark.train, benchmark.dev, benchmark.test)]
    results = run_golds(schemas, benchmark.databases, rows, [example for part in parts for example in part], done)
    refused = list(benchmark.refused)
    train, dev = (_usable(part, results, refused) for part in parts[:2])
    test = parts[2]
    if not benchmark.has_parts:
        train, dev, test = split(train, options.seed).values()
    elif train and not dev:
        train, dev = split_by_schema(train, share=options.dev_share, seed=options.seed)
    splits = {"train": train, "dev": dev, "test": test}
    if not any(splits.values()):
        why = listed(["", *(f"{place}: {reason}" for place, reason in refused)])
        raise T2SError(f"no question is left{why}", fix="mend the files, or take them as they were published")
    asked = sorted({example.schema for examples in splits.values() for example in examples})
    dataset = write_dataset(
        out,
        name=out.name,
        schemas={name: schemas[name] for name in asked},
        splits=splits,
        prompt=options.prompt,
        seed=options.seed,
        rows_seed=options.seed if rows else None,
        rows=_ROWS if rows else None,
        databases={name: benchmark.databases[name] for name in asked if name in benchmark.databases},
        profile=profile,
        refused=Counter(f"{place.partition(':')[0]}: {reason.partition(':')[0]}" for place, reason in refused),
    )
    if test:
        _write_suite(suite, out, profile, len(test))
    return Imported(
        dataset=dataset,
        suite=suite if test else None,
        counts={split: len(examples) for split, examples in splits.items()},
        refused=refused,
        failing=[(each.provenance, str(results[each.id])) for each in test if isinstance(results[each.id], str)],
        empty={split: sum(results[each.id] == 0 for each in examples) for split, examples in splits.items()},
        without_rows=_without_rows({name: schemas[name] for name in asked}, benchmark.databases),
        notes=benchmark.notes,
    )


def _refuse_missing(benchmark: Benchmark) -> None:
    """Refuse to import questions to measure on that ask what is not there: they could never be scored.

    Raises:
        T2SError: naming the files.
    """
    asked = sorted({example.schema for example in benchmark.test} & benchmark.databases.keys())
    problems = [problem for name in asked if (problem := _problem(benchmark.databases[name]))]
    if problems:
        what = f"{len(problems)} of {len(asked)} databases to measure on cannot be asked\n{listed(problems)}"
        raise T2SError(what, fix="unpack them there; Spider's own lie where --databases says")


def _problem(path: Path) -> str | None:
    if not path.is_file():
        return f"{path}: no such file"
    return None if is_sqlite(path) or is_duckdb(path) else f"{path}: not a SQLite file"


def _usable(
    examples: Sequence[Example], results: Mapping[str, int | str], refused: list[tuple[str, str]]
) -> list[Example]:
    """The examples whose gold runs, each once; why the others are none is added to `refused`."""
    kept = []
    seen: set[tuple[str, str, str]] = set()
    for example in examples:
        key = (example.schema, example.question, example.sql)
        reason = results[example.id]
        if isinstance(reason, str):
            refused.append((example.provenance, reason))
        elif key in seen:
            refused.append((example.provenance, "the same question and SQL again"))
        else:
            kept.append(example)
        seen.add(key)
    return kept


def _with_level(example: Example) -> Example:
    """With Spider's level, if the benchmark has none of its own."""
    level = None if example.tags else hardness(example.sql)
    return replace(example, tags=(f"level:{level}",)) if level else example


def run_golds(
    schemas: Mapping[str, Schema],
    databases: Mapping[str, Path],
    rows: Mapping[str, Rows],
    examples: Sequence[Example],
    done: Callable[[int, int], None] = lambda count, total: None,
) -> dict[str, int | str]:
    """How many rows each gold gives, by the example's id, or why it cannot be measured by.

    Args:
        schemas: by name.
        databases: their files.
        rows: those of schemas that have no file.
        examples: with distinct ids.
        done: told after each database how many have been run.
    """
    results: dict[str, int | str] = {}
    sandboxes: dict[bool, Sandbox] = {}
    # Schemas may share a file, which is then opened once.
    ordered = sorted(examples, key=lambda each: (str(databases.get(each.schema, "")), each.schema))
    with ExitStack() as stack:
        for (file, name), found in groupby(ordered, lambda each: _group(databases, each.schema)):
            group = list(found)
            if file is not None and (problem := _problem(file)):
                missing = "the database is missing" if not file.is_file() else "the database is damaged"
                results |= {each.id: f"{missing}: {problem}" for each in group}
                continue
            if file is None:
                source = Source(schema=schemas[name], rows=rows[name])
            else:
                source = Source(sqlite=file, skips_bad_text=True) if is_sqlite(file) else Source(path=file)
            kind = source.sqlite is not None
            if kind in sandboxes:
                sandboxes[kind].turn_to(source)
            else:
                sandboxes[kind] = stack.enter_context(Sandbox(source, workers=2, max_rows=MAX_ROWS))
            outcomes = sandboxes[kind].run_all(each.sql for each in group)
            results |= {each.id: _result(outcome) for each, outcome in zip(group, outcomes, strict=True)}
            done(len(results), len(examples))
    return results


def _group(databases: Mapping[str, Path], schema: str) -> tuple[Path | None, str]:
    """What the golds of a schema run on: its file, or itself if its rows are made up."""
    file = databases.get(schema)
    return (file, "") if file is not None else (None, schema)


def _result(outcome: Outcome | Failure) -> int | str:
    if isinstance(outcome, Failure):
        return f"the SQL does not run: {outcome.message}"
    if outcome.truncated:
        return f"too many rows: more than {len(outcome.rows)} are not compared"
    return len(outcome.rows)


def split_by_schema(examples: Sequence[Example], *, share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """The examples to train on, and those of schemas that no training sees, at least so large a share of all.

    >>> def on(schema, number):
    ...     return Example(id=f"{schema}{number}", schema=schema, question="?", sql="SELECT 1", language="en")
    >>> train, dev = split_by_schema([on(s, n) for s in "abcd" for n in range(3)], share=0.2, seed=0)
    >>> len(train), len(dev), {each.schema for each in train} & {each.schema for each in dev}
    (9, 3, set())
    """
    sizes = Counter(example.schema for example in examples)
    names = sorted(sizes)
    random.Random(f"{seed}/dev").shuffle(names)
    chosen: set[str] = set()
    for name in names:
        if sum(sizes[each] for each in chosen) >= share * len(examples) or len(chosen) + 1 >= len(names):
            break
        chosen.add(name)
    train = [example for example in examples if example.schema not in chosen]
    return train, [example for example in examples if example.schema in chosen]


def _without_rows(schemas: Mapping[str, Schema], databases: Mapping[str, Path]) -> list[str]:
    """The names of the schemas whose SQLite file holds no row for any of their tables."""
    found = []
    by_file = sorted(schemas.keys() & databases.keys(), key=lambda name: (str(databases[name]), name))
    for file, names in groupby(by_file, lambda name: databases[name]):
        if not file.is_file() or is_duckdb(file):
            continue
        with SqliteDatabase(file) as database:
            found += [n for n in names if not any(_has_rows(database, table.name) for table in schemas[n].tables)]
    return sorted(found)


def _has_rows(database: SqliteDatabase, table: str) -> bool:
    name = table.replace('"', '""')
    found = database.run(f'SELECT 1 FROM "{name}" LIMIT 1')
    return isinstance(found, Outcome) and bool(found.rows)


def _write_suite(suite: Path, data: Path, profile: Profile, count: int) -> None:
    folder = Path(os.path.relpath(data, suite.parent)).as_posix()
    lines = [
        f"{_MARK} Its {count} questions are the test part of the data set.",
        "version = 1",
        f'data = "{folder}"',
        'split = "test"',
        f'profile = "{profile}"',
    ]
    write_atomic(suite, "\n".join(lines) + "\n")
