"""A benchmark in its official layout → a data set in ours and a suite; every gold SQL is run in SQLite first.

What the benchmark gives to measure on becomes the test part, whole and in its order, so that its figures are the
benchmark's. The dev part, which chooses checkpoints, is taken from the training questions, by schemas.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from text2sql.benchmarks.spider import Layout, by_schema, read_questions, read_schemas
from text2sql.dataset import Dataset, refuse_foreign, write_dataset
from text2sql.errors import T2SError
from text2sql.evaluation.hardness import hardness
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.published import MAX_ROWS
from text2sql.outcome import Failure, Outcome
from text2sql.prompt import PromptFormat
from text2sql.records import Example, write_atomic
from text2sql.sandbox import Sandbox, Source
from text2sql.sqlite_database import SqliteDatabase, is_sqlite

_MARK = "# Written by t2s import."


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
        suite: the file that makes ``t2s eval --suite NAME`` measure on its test part.
        counts: examples by split.
        refused: places and reasons of questions that did not become examples.
        failing: places and reasons of test questions whose gold fails; they stay, and are counted when measured.
        empty: how many gold queries give no row, by split.
        without_rows: databases that are asked about and hold no row.
    """

    dataset: Dataset
    suite: Path
    counts: Mapping[str, int]
    refused: Sequence[tuple[str, str]]
    failing: Sequence[tuple[str, str]]
    empty: Mapping[str, int]
    without_rows: Sequence[str]


def import_benchmark(
    layout: Layout,
    out: Path,
    suite: Path,
    options: ImportOptions,
    *,
    profile: Profile,
    done: Callable[[int, int], None] = lambda count, total: None,
) -> Imported:
    """The data set of a benchmark, written to `out`, and its suite, written to `suite`.

    Args:
        layout: the benchmark's files.
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
    schemas = read_schemas(layout)
    refused: list[tuple[str, str]] = []
    training: list[Example] = []
    for file in layout.train:
        found = read_questions(file, schemas)
        training += found.examples
        refused += found.refused
    found = read_questions(layout.dev, schemas)
    refused += found.refused
    training, test = [_with_level(each) for each in training], [_with_level(each) for each in found.examples]

    results = run_golds(layout, [*training, *test], done)
    kept, failing = [], []
    seen: set[tuple[str, str, str]] = set()
    for example in training:
        key = (example.schema, example.question, example.sql)
        reason = results[example.id]
        if isinstance(reason, str):
            refused.append((example.provenance, reason))
        elif key in seen:
            refused.append((example.provenance, "the same question and SQL again"))
        else:
            kept.append(example)
        seen.add(key)
    for example in test:
        reason = results[example.id]
        if isinstance(reason, str):
            failing.append((example.provenance, reason))
    train, dev = split_by_schema(kept, share=options.dev_share, seed=options.seed)
    splits = {"train": train, "dev": dev, "test": test}
    asked = sorted({example.schema for examples in splits.values() for example in examples})
    dataset = write_dataset(
        out,
        name=out.name,
        schemas={name: schemas[name] for name in asked},
        splits=splits,
        prompt=options.prompt,
        seed=options.seed,
        databases={name: layout.database(name) for name in asked},
        profile=profile,
        refused=Counter(f"{place.partition(':')[0]}: {reason.partition(':')[0]}" for place, reason in refused),
    )
    _write_suite(suite, out, profile, len(test))
    return Imported(
        dataset=dataset,
        suite=suite,
        counts={split: len(examples) for split, examples in splits.items()},
        refused=refused,
        failing=failing,
        empty={split: sum(results[each.id] == 0 for each in examples) for split, examples in splits.items()},
        without_rows=[
            name for name in asked if not _has_rows(layout.database(name), [t.name for t in schemas[name].tables])
        ],
    )


def _with_level(example: Example) -> Example:
    """With Spider's level, if the benchmark has none of its own."""
    level = None if example.tags else hardness(example.sql)
    return replace(example, tags=(f"level:{level}",)) if level else example


def run_golds(
    layout: Layout, examples: Sequence[Example], done: Callable[[int, int], None] = lambda count, total: None
) -> dict[str, int | str]:
    """How many rows each gold gives, by the example's id, or why it cannot be measured by."""
    results: dict[str, int | str] = {}
    sandbox: Sandbox | None = None
    try:
        for name, group in by_schema(examples):
            file = layout.database(name)
            if not is_sqlite(file):
                results |= {each.id: f"the database is missing: {file}" for each in group}
                continue
            source = Source(sqlite=file, skips_bad_text=True)
            if sandbox is None:
                sandbox = Sandbox(source, workers=2, max_rows=MAX_ROWS)
            else:
                sandbox.turn_to(source)
            outcomes = sandbox.run_all(each.sql for each in group)
            results |= {each.id: _result(outcome) for each, outcome in zip(group, outcomes, strict=True)}
            done(len(results), len(examples))
    finally:
        if sandbox is not None:
            sandbox.close()
    return results


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


def _has_rows(path: Path, tables: Sequence[str]) -> bool:
    if not is_sqlite(path):
        return False
    with SqliteDatabase(path) as database:
        for table in tables:
            name = table.replace('"', '""')
            found = database.run(f'SELECT 1 FROM "{name}" LIMIT 1')
            if isinstance(found, Outcome) and found.rows:
                return True
    return False


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
