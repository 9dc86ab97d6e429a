"""Predictions that are right on the main database → which of them are wrong on a neighbour.

A gold that fails, is cut among ties, or gives other rows when the tables are stored the other way round says nothing
about a neighbour, nor do results that take too long to compare: that pair is skipped and counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from text2sql.evaluation.compare import compare
from text2sql.evaluation.suite import Rows
from text2sql.evaluation.verdict import Gold, run_gold, run_untrusted
from text2sql.outcome import Failure, Outcome, QueryRunner
from text2sql.records import Example, VerdictKind


class Beside(NamedTuple):
    """The ids that are wrong on some neighbour, and how many pairs of gold and neighbour were skipped."""

    wrong: frozenset[str]
    skipped: int


def judge_beside(
    examples: Sequence[Example],
    predictions: Mapping[str, str],
    over: Callable[[Rows], QueryRunner],
    neighbours: Iterable[Rows],
) -> Beside:
    """Run each prediction on neighbour after neighbour until one tells it from its gold.

    Args:
        examples: of one schema.
        predictions: SQL by example id.
        over: what runs queries on these rows; the runner before it is not used again.
        neighbours: the databases.
    """
    wrong: set[str] = set()
    skipped = 0
    for rows in neighbours:
        asked = [each for each in examples if each.id not in wrong]
        golds, runner = stable_golds({each.sql for each in asked}, over, rows)
        for example in asked:
            gold = golds.get(example.sql)
            kind = None if gold is None else _kind(gold, run_untrusted(predictions[example.id], runner))
            if kind is None or not kind.is_scored:
                skipped += 1
            elif kind is not VerdictKind.CORRECT:
                wrong.add(example.id)
    return Beside(frozenset(wrong), skipped)


def is_right(sql: str, gold: Gold, runner: QueryRunner) -> bool:
    """Whether a query gives the rows of the gold."""
    return _kind(gold, run_untrusted(sql, runner)) is VerdictKind.CORRECT


class StableGolds(NamedTuple):
    """What golds return that have one right answer on some rows, and what runs queries over those rows."""

    golds: Mapping[str, Gold]
    runner: QueryRunner


def stable_golds(golds: set[str], over: Callable[[Rows], QueryRunner], rows: Rows) -> StableGolds:
    """Those of the golds that have one right answer on these rows."""
    ordered = sorted(golds)
    # The tables the other way round go first, as the runner before is not used again and a start takes long.
    turned = over({name: list(reversed(each)) for name, each in rows.items()})
    other_way = {sql: run_untrusted(sql, turned) for sql in ordered}
    runner = over(rows)
    found = {
        sql: gold
        for sql in ordered
        if isinstance(gold := run_gold(sql, runner), Gold)
        and not gold.is_tied
        and not gold.has_unknown_ties
        and _kind(gold, other_way[sql]) is VerdictKind.CORRECT
    }
    return StableGolds(found, runner)


def _kind(gold: Gold, result: Outcome | Failure) -> VerdictKind:
    return result.kind if isinstance(result, Failure) else compare(gold.outcome, result, ties=gold.ties).kind
