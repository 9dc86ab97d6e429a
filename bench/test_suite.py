"""How many wrong mutants of the gold pass with 0, 1, 5 and 10 neighbours, and how many equivalent rewrites fail.

python bench/test_suite.py [SUITE …] [--per-gold N] [--seed S] [--judge-seed S]

A mutant is wrong if it gives other rows than its gold on the main rows or on one of 20 neighbours of the judge's
seed, which the test suite does not hold. All that is run is the gold's SQL.
"""

import argparse
import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from text2sql.database import Database
from text2sql.evaluation.beside import is_right, stable_golds
from text2sql.evaluation.library import bundled_suites, load_suite
from text2sql.evaluation.mutants import mutants, rewrites
from text2sql.evaluation.neighbours import neighbours
from text2sql.evaluation.suite import Rows
from text2sql.schema import Schema

COUNTS = (0, 1, 5, 10)
JUDGES = 20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("suites", nargs="*", default=list(bundled_suites()))
    parser.add_argument("--per-gold", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--judge-seed", type=int, default=1000)
    args = parser.parse_args()
    every: list[int] = []
    for name in args.suites:
        wrong, failed, asked = measured(name, args)
        every += wrong
        show(name, wrong)
        print(f"  equivalent rewrites that fail: {failed} of {asked}", flush=True)
    if len(args.suites) > 1:
        show("all", every)


def measured(name: str, args: argparse.Namespace) -> tuple[list[int], int, int]:
    """Which database first tells each wrong mutant (0 the main one, 999 none of ten), failed rewrites, all rewrites."""
    suite = load_suite(name)
    (schema,) = suite.schemas.values()
    main_rows = suite.rows[schema.name]
    golds = sorted({example.sql for example in suite.examples})
    made = neighbours(schema, main_rows, golds, count=max(COUNTS), seed=args.seed)
    judges = neighbours(schema, main_rows, golds, count=JUDGES, seed=args.judge_seed)
    rng = random.Random(args.seed)
    chosen = {sql: some(mutants(sql), args.per_gold, rng) for sql in golds}
    same = {sql: rewrites(sql) for sql in golds}
    first: dict[tuple[str, str], int] = {}
    failed: set[tuple[str, str]] = set()
    for at, rows in enumerate((main_rows, *made, *judges)):
        left = {sql: [each for each in found if (sql, each) not in first] for sql, found in chosen.items()}
        first |= dict.fromkeys(told(left, schema, rows), at)
        if at <= max(COUNTS):
            failed |= set(told(same, schema, rows))
    wrong = [at if at <= max(COUNTS) else 999 for at in first.values()]
    return wrong, len(failed), sum(map(len, same.values()))


def told(queries: Mapping[str, tuple[str, ...] | list[str]], schema: Schema, rows: Rows) -> Iterator[tuple[str, str]]:
    """The pairs of gold and query that these rows tell apart."""
    with ExitStack() as stack:

        def over(some: Rows) -> Database:
            return stack.enter_context(Database.from_rows(schema, some))

        stable, runner = stable_golds(set(queries), over, rows)
        for sql, gold in stable.items():
            yield from ((sql, each) for each in queries[sql] if not is_right(each, gold, runner))


def some(found: tuple[str, ...], count: int, rng: random.Random) -> list[str]:
    return rng.sample(found, min(count, len(found)))


def show(name: str, wrong: list[int]) -> None:
    print(f"{name}: {len(wrong)} wrong mutants")
    for count in COUNTS:
        passed = sum(at > count for at in wrong)
        print(f"  {count:>2} neighbours: {passed} pass, {100 * passed / max(1, len(wrong)):.1f} %")


if __name__ == "__main__":
    main()
