"""What an evaluation costs beside the engine alone, what a second worker gives, and the memory of a million pairs.

python bench/evaluation.py SPIDER_DIR [--pairs N] [--times N]

SPIDER_DIR has Spider's layout and predictions/*.jsonl (index, sql). The engine's own time is the CPU time of the same
queries in this process, each gold once, databases opened and nothing compared. CPU times count all processes.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from text2sql.benchmarks.spider import find_layout, read_questions, read_schemas
from text2sql.database import Database
from text2sql.evaluation import slices, verdict
from text2sql.evaluation.library import bundled_suites, load_suite
from text2sql.evaluation.measure import measure
from text2sql.evaluation.profile import QUIRKS, Profile, gold_text, predicted_text
from text2sql.evaluation.published import PublishedJudge
from text2sql.evaluation.suite import Suite
from text2sql.evaluation.verdict import judge_pairs
from text2sql.records import Example, Prediction, VerdictKind
from text2sql.sandbox import Sandbox, Source
from text2sql.sqlite_database import SqliteDatabase

QUIRKS_OF_SPIDER = QUIRKS[Profile.SPIDER]


class Pairs(NamedTuple):
    """A suite and a prediction for each of its questions."""

    suite: Suite
    predictions: list[Prediction]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000_000, help="streamed; 0 for none")
    parser.add_argument("--times", type=int, default=3, help="each is run, the best counts")
    args = parser.parse_args()
    published = spider(args.folder)
    show("spider, published predictions for dev", published, spider_engine, args.times)
    show("spider, golds of train as predictions", training(args.folder), spider_engine, args.times)
    for name in bundled_suites():
        show(f"strict, {name}, golds as predictions", own(name), duckdb_engine, args.times)
    if args.pairs:
        stream(published, args.pairs)


def spider(folder: Path) -> Pairs:
    """All published predictions for dev, each file's questions under ids of their own."""
    layout = find_layout(folder)
    asked = tuple(read_questions(layout.dev, read_schemas(layout)).examples)
    examples: list[Example] = []
    predictions: list[Prediction] = []
    for file in sorted((folder / "predictions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            value = json.loads(line)
            example = replace(asked[value["index"]], id=f"{file.stem}-{value['index']}")
            examples.append(example)
            predictions.append(Prediction(example_id=example.id, raw=value["sql"], sql=value["sql"]))
    databases = {each.schema: layout.database(each.schema) for each in examples}
    suite = Suite(name="spider", version=1, schemas={}, rows={}, examples=tuple(examples), databases=databases)
    return Pairs(replace(suite, profile=Profile.SPIDER), predictions)


def training(folder: Path) -> Pairs:
    """The golds of train, whose databases are larger, as their own predictions."""
    layout = find_layout(folder)
    schemas = read_schemas(layout)
    asked = [each for file in layout.train for each in read_questions(file, schemas).examples]
    examples = tuple(replace(each, id=str(number)) for number, each in enumerate(asked))
    predictions = [Prediction(example_id=each.id, raw=each.sql, sql=each.sql) for each in examples]
    databases = {each.schema: layout.database(each.schema) for each in examples}
    suite = Suite(name="spider-train", version=1, schemas={}, rows={}, examples=examples, databases=databases)
    return Pairs(replace(suite, profile=Profile.SPIDER), predictions)


def own(name: str) -> Pairs:
    """A suite that ships with t2s, 2,000 pairs or more, without neighbours; no two predictions are the same text."""
    suite = load_suite(name)
    times = range(-(-2_000 // len(suite.examples)))
    examples = tuple(replace(each, id=f"{each.id}-{time}") for time in times for each in suite.examples)
    texts = [f"{each.sql} /* {each.id} */" for each in examples]
    predictions = [
        Prediction(example_id=each.id, raw=text, sql=text) for each, text in zip(examples, texts, strict=True)
    ]
    return Pairs(replace(suite, examples=examples, neighbours={}), predictions)


def show(name: str, pairs: Pairs, engine: Callable[[Pairs], dict[str, float]], times: int) -> None:
    count = len(pairs.predictions)
    shares = min((engine(pairs) for _ in range(times)), key=lambda each: sum(each.values()))
    own_time = 1000 * sum(shares.values()) / count
    costs = {workers: [cost(pairs, workers) for _ in range(times)] for workers in (1, 2)}
    cpu = min(1000 * each.cpu / count for each in costs[2])
    one, two = (min(each.wall for each in costs[workers]) for workers in (1, 2))
    print(f"{name}: {count} pairs, {costs[1][0].correct} right")
    print(f"  {cpu:.2f} CPU s per 1,000 pairs, the engine's own {own_time:.2f}: {cpu / own_time:.2f}×")
    dearest = sorted(shares, key=lambda each: -shares[each])[:3]
    told = ", ".join(f"{each} {shares[each] / sum(shares.values()):.0%}" for each in dearest)
    print(f"  the engine's time by database, the dearest of {len(shares)}: {told}")
    print(f"  wall {one:.2f} s with one worker, {two:.2f} s with two: {one / two:.2f}×", flush=True)


class Cost(NamedTuple):
    """CPU and wall seconds of one evaluation, and how many were right."""

    cpu: float
    wall: float
    correct: int


def cost(pairs: Pairs, workers: int) -> Cost:
    # What the run before has parsed is no help that a user would have.
    verdict._checked_text.cache_clear()
    slices._slices.cache_clear()
    cpu, wall = cpu_seconds(), time.perf_counter()
    report = measure(pairs.suite, pairs.predictions, run={}, workers=workers).report
    return Cost(cpu_seconds() - cpu, time.perf_counter() - wall, report.score.correct)


def cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def by_schema(pairs: Pairs) -> Iterator[tuple[str, list[tuple[Example, Prediction]]]]:
    for name in sorted({each.schema for each in pairs.suite.examples}):
        both = zip(pairs.suite.examples, pairs.predictions, strict=True)
        yield name, [each for each in both if each[0].schema == name]


def spider_engine(pairs: Pairs) -> dict[str, float]:
    """CPU seconds of SQLite alone, by database."""
    found = {}
    for name, some in by_schema(pairs):
        started = time.process_time()
        golds = dict.fromkeys(gold_text(example.sql, QUIRKS_OF_SPIDER) for example, _ in some)
        with SqliteDatabase(pairs.suite.databases[name], skips_bad_text=True) as database:
            for sql in [*golds, *(predicted_text(each.sql or "", QUIRKS_OF_SPIDER) for _, each in some)]:
                database.run(sql, max_rows=100_000)
        found[name] = time.process_time() - started
    return found


def duckdb_engine(pairs: Pairs) -> dict[str, float]:
    """CPU seconds of DuckDB alone, by schema."""
    found = {}
    for name, some in by_schema(pairs):
        started = time.process_time()
        golds = dict.fromkeys(example.sql for example, _ in some)
        with Database.from_rows(pairs.suite.schemas[name], pairs.suite.rows[name]) as database:
            for sql in [*golds, *(each.sql or "" for _, each in some)]:
                database.run(sql)
        found[name] = time.process_time() - started
    return found


def stream(pairs: Pairs, count: int) -> None:
    """Judge so many pairs of one schema, made as they are needed, and tell the most memory at some points."""
    name, some = max(by_schema(pairs), key=lambda each: len(each[1]))
    source = Source(sqlite=pairs.suite.databases[name], skips_bad_text=True)
    started, right = time.perf_counter(), 0
    with Sandbox(source, workers=2, max_rows=100_000) as sandbox:
        judge = PublishedJudge({name: sandbox}, QUIRKS_OF_SPIDER)
        verdicts = judge_pairs(repeated(some, count), judge, workers=2)
        for number, verdict in enumerate(verdicts, 1):
            right += verdict.kind is VerdictKind.CORRECT
            if number in (1_000, count // 10, count // 2, count):
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                seconds = time.perf_counter() - started
                print(f"  streamed {number} pairs: at most {peak:.0f} MiB, {seconds:.0f} s, {right} right", flush=True)


def repeated(pairs: Sequence[tuple[Example, Prediction]], count: int) -> Iterator[tuple[Example, Prediction]]:
    """So many pairs with ids of their own."""
    for number, (example, prediction) in enumerate(islice(cycle(pairs), count)):
        yield replace(example, id=str(number)), replace(prediction, example_id=str(number))


if __name__ == "__main__":
    main()
