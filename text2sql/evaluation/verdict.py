"""Example + Prediction → Verdict, by profile `strict`: extract, normalise, parse, refuse, run, compare.

The gold goes first and once. A gold that fails makes its questions GOLD_FAILED, which nobody may count as wrong.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Protocol

from sqlglot import exp

from text2sql.errors import T2SError, listed
from text2sql.evaluation.ahead import asked_ahead, is_used_up
from text2sql.evaluation.compare import compare, difference, equal_multisets, equal_rows
from text2sql.evaluation.kept import Kept
from text2sql.evaluation.matching import TooManyStepsError
from text2sql.evaluation.order import equal_keys, own_sort_columns, tie_sizes, with_rows_around, with_sort_keys
from text2sql.evaluation.relaxed import right_columns
from text2sql.outcome import Failure, Outcome, QueryRunner
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.sql import NotSQL, Tree, is_ordered, normalise, parse, refusal, unwrapped
from text2sql.sql.parse import MAX_BYTES

_MAX_TOLD_APART = 20_000
_BATCH = 16


class Note(StrEnum):
    """What is known of a judgement beyond its kind."""

    RAW = "raw"  # the reply is the SQL and nothing else
    EMPTY = "empty"  # correct, and both results are empty
    PERMUTED_COLUMNS = "permuted_columns"  # wrong, but right with its columns in another order
    EXTRA_COLUMNS = "extra_columns"  # wrong, but right without some of its columns
    TIED_GOLD = (
        "tied_gold"  # a LIMIT or OFFSET of the gold cuts through rows that tie, so it is one of several right answers
    )
    WRONG_BESIDE = "wrong_beside"  # correct, but not on a neighbour database
    UNTRIED_COLUMNS = "untried_columns"  # wrong, and to try all orders of its columns would take too long
    UNKNOWN_TIES = "unknown_ties"  # the gold's sort keys cannot be seen, so its very order is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a gold query returned.

    Attributes:
        outcome: its rows, all of them.
        ties: None if it is not ordered; else the sizes of the runs of rows that may change places.
        is_tied: whether a LIMIT or OFFSET, of a subquery too, cuts through a run of equal keys.
        has_unknown_ties: whether it is ordered by keys that cannot be seen.
    """

    outcome: Outcome
    ties: tuple[int, ...] | None = None
    is_tied: bool = False
    has_unknown_ties: bool = False


class Judge:
    """Judges predictions against golds on the databases of their schemas. Safe to call from several threads.

    Args:
        runners: what runs queries, by the name of the schema.
    """

    def __init__(self, runners: Mapping[str, QueryRunner]) -> None:
        self._runners = runners
        self._golds: Kept[Gold | str] = Kept()

    def over(self, runners: Mapping[str, QueryRunner]) -> "Judge":
        """This judge asking other runners over the same tables; what golds gave is kept for both."""
        other = copy(self)
        other._runners = runners
        return other

    def gold(self, example: Example) -> Gold | str:
        """What the gold query returns, or why it cannot be measured by; not run twice at a time.

        Raises:
            T2SError: if there is no database for the example's schema.
        """
        return self._gold(example, self._runners)

    def _gold(self, example: Example, runners: Mapping[str, QueryRunner]) -> Gold | str:
        return self._golds.get_or_make(
            (example.schema, example.sql),
            lambda: run_gold(example.sql, runner_for(example, runners)),
            rows=lambda found: 0 if isinstance(found, str) else len(found.outcome.rows),
        )

    def verdict(self, example: Example, prediction: Prediction) -> Verdict:
        """The judgement of one prediction."""
        return self._verdict(example, prediction, self._runners)

    def first_verdicts(self, pairs: Sequence[tuple[Example, Prediction]]) -> Iterator[Verdict]:
        """The judgements of the first of some pairs, at least one: as many as are answered at once, the last maybe in part."""
        runners = asked_ahead(self._runners, self._queries(pairs))
        for number, (example, prediction) in enumerate(pairs):
            if number and is_used_up(runners.get(example.schema)):
                return
            yield self._verdict(example, prediction, runners)

    def _queries(self, pairs: Sequence[tuple[Example, Prediction]]) -> Iterator[tuple[str, str]]:
        golds: set[tuple[str, str]] = set()
        for example, prediction in pairs:
            key = (example.schema, example.sql)
            is_new = key not in golds and self._golds.get(key) is None
            golds.add(key)
            for checked in (allowed_text(example.sql) if is_new else None, allowed_text(prediction.sql)):
                if isinstance(checked, str):
                    yield example.schema, checked

    def _verdict(self, example: Example, prediction: Prediction, runners: Mapping[str, QueryRunner]) -> Verdict:
        gold = self._gold(example, runners)
        if isinstance(gold, str):
            return Verdict(example_id=example.id, kind=VerdictKind.GOLD_FAILED, detail=gold)
        notes = {Note.TIED_GOLD} if gold.is_tied else set()
        if gold.has_unknown_ties:
            notes.add(Note.UNKNOWN_TIES)
        if is_bare(prediction):
            notes.add(Note.RAW)
        result = run_untrusted(prediction.sql, runner_for(example, runners))
        if isinstance(result, Failure):
            kind, detail = result.kind, result.message
        else:
            kind, found = _compared(gold, result)
            detail = "" if kind is VerdictKind.CORRECT else detail_of(kind, gold.outcome, result)
            notes |= found
        return Verdict(example_id=example.id, kind=kind, detail=detail, notes=tuple(sorted(notes)))


class JudgesPairs(Protocol):
    """Judges by some rules: `Judge` by ours, others by those of a published metric."""

    def first_verdicts(self, pairs: Sequence[tuple[Example, Prediction]]) -> Iterator[Verdict]:
        """The judgements of the first of some pairs, in their order, at least one; what is left may be asked again."""
        ...


def runner_for(example: Example, runners: Mapping[str, QueryRunner]) -> QueryRunner:
    """What runs queries for an example.

    Raises:
        T2SError: if there is no database for its schema.
    """
    if example.schema not in runners:
        raise T2SError(f"there is no database for the schema {example.schema!r}", where=example.id)
    return runners[example.schema]


def judge_pairs(
    pairs: Iterable[tuple[Example, Prediction]], by: JudgesPairs, *, workers: int = 1, batch: int = _BATCH
) -> Iterator[Verdict]:
    """One verdict a pair, in their order; only a few pairs are held at a time, however many there are.

    Args:
        pairs: that belong together; drawn as they are needed.
        by: who judges.
        workers: judged at once.
        batch: pairs handed to a worker at a time; handing over one takes as long as judging a quick query.
    """
    pairs = iter(pairs)
    if workers == 1:
        while some := list(islice(pairs, batch)):
            yield from _all_verdicts(some, by)
        return
    waiting: deque[Future[list[Verdict]]] = deque()
    stopped = threading.Event()
    with ThreadPoolExecutor(max_workers=workers) as threads:
        try:
            while some := list(islice(pairs, batch)):
                waiting.append(threads.submit(_verdicts, some, by, stopped))
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            # After a fault or Ctrl-C what was handed over would keep the threads for minutes.
            stopped.set()


def _verdicts(pairs: list[tuple[Example, Prediction]], by: JudgesPairs, stopped: threading.Event) -> list[Verdict]:
    found: list[Verdict] = []
    verdicts = _all_verdicts(pairs, by)
    while not stopped.is_set() and (verdict := next(verdicts, None)):
        found.append(verdict)
    return found


def _all_verdicts(pairs: Sequence[tuple[Example, Prediction]], by: JudgesPairs) -> Iterator[Verdict]:
    done = 0
    while done < len(pairs):
        for verdict in by.first_verdicts(pairs[done:]):
            done += 1
            yield verdict


def matched(examples: Sequence[Example], predictions: Iterable[Prediction]) -> dict[str, Prediction]:
    """The predictions by example id, exactly one for each example.

    Raises:
        T2SError: otherwise; a prediction that is missing is not a wrong one.
    """
    by_id: dict[str, Prediction] = {}
    known = {example.id for example in examples}
    problems = []
    for prediction in predictions:
        if prediction.example_id in by_id:
            problems.append(f"two predictions for {prediction.example_id}")
        if prediction.example_id not in known:
            problems.append(f"no question has the id {prediction.example_id}")
        by_id[prediction.example_id] = prediction
    problems += [
        f"no prediction for {example.id}: {example.question}" for example in examples if example.id not in by_id
    ]
    if problems:
        fix = "give one prediction for each question of this very suite"
        raise T2SError(f"predictions and questions do not belong together\n{listed(problems)}", fix=fix)
    return by_id


def run_untrusted(sql: str | None, runner: QueryRunner) -> Outcome | Failure:
    """The rows of a query that a model wrote, after every check before it may run."""
    checked = allowed_text(sql)
    return checked if isinstance(checked, Failure) else runner.run(checked)


def allowed_text(sql: str | None) -> str | Failure:
    """The query that a model wrote as it may run, or why it may not; by its text alone."""
    if sql is None or not sql.strip():
        return Failure(kind=VerdictKind.NO_SQL, message="there is no SQL in the reply")
    return _checked_text(sql)


def run_gold(sql: str, runner: QueryRunner) -> Gold | str:
    """What a gold query returns and which of its rows tie, or why it cannot be measured by."""
    checked = _checked(sql)
    if isinstance(checked, Failure):
        return checked.message
    text, tree = checked
    outcome = runner.run(text)
    if isinstance(outcome, Failure):
        return f"{outcome.kind}: {outcome.message}"
    if outcome.truncated:
        return f"more than {len(outcome.rows)} rows, which are not compared"
    tree = unwrapped(tree)
    gold = _ordered_gold(outcome, tree, runner) if is_ordered(tree) else Gold(outcome=outcome)
    return replace(gold, is_tied=True) if not gold.is_tied and _is_cut_inside(tree, runner) else gold


def is_bare(prediction: Prediction) -> bool:
    """Whether the reply is the SQL and nothing else."""
    return prediction.sql is not None and _bare(prediction.raw) == _bare(prediction.sql)


def detail_of(kind: VerdictKind, gold: Outcome, result: Outcome) -> str:
    """What differs, for people."""
    if kind is VerdictKind.WRONG_COLUMNS:
        return f"{len(gold.columns)} columns expected, {len(result.columns)} found: {', '.join(result.columns)}"
    if kind is VerdictKind.WRONG_ORDER:
        return "the rows are right, their order is not"
    counts = f"{len(gold.rows)} rows expected, {len(result.rows)}{' or more' if result.truncated else ''} found"
    if kind is VerdictKind.GIVEN_UP:
        return f"{counts}; to find out whether they are the same would take too long"
    # Telling a hundred thousand rows apart takes longer than comparing them, and nobody reads it.
    few = len(gold.rows) + len(result.rows) <= _MAX_TOLD_APART
    return f"{counts}; {difference(gold, result)}" if few else counts


# The same text comes again on every neighbour database, and from models that answer alike.
@lru_cache(maxsize=20_000)
def _checked_text(sql: str) -> str | Failure:
    checked = _checked(sql)
    return checked if isinstance(checked, Failure) else checked[0]


def _checked(sql: str) -> tuple[str, Tree] | Failure:
    if len(sql.strip()) > MAX_BYTES:
        return Failure(kind=VerdictKind.PARSE_ERROR, message=f"the query is longer than {MAX_BYTES} bytes")
    text = normalise(sql)
    try:
        tree = parse(text)
    except NotSQL as error:
        return Failure(kind=error.kind, message=error.what)
    reason = refusal(tree)
    if reason is not None:
        return Failure(kind=VerdictKind.NOT_READ_ONLY, message=reason)
    return text, tree


def _ordered_gold(outcome: Outcome, tree: Tree, runner: QueryRunner) -> Gold:
    width = len(outcome.columns)
    keyed = with_sort_keys(tree)
    if keyed is not None:
        wider = runner.run(keyed.sql)
        if isinstance(wider, Outcome) and not wider.truncated and len(wider.columns) == width + keyed.keys:
            return _gold_with_ties(outcome, wider, range(width, width + keyed.keys), before=keyed.before)
    columns = own_sort_columns(tree, outcome.columns)
    if columns is None:
        return Gold(outcome=outcome, ties=(1,) * len(outcome.rows), has_unknown_ties=True)
    around = with_rows_around(tree) if tree.args.get("limit") or tree.args.get("offset") else None
    found = runner.run(around.sql) if around is not None else None
    if around is None or not isinstance(found, Outcome) or found.truncated:
        return _gold_with_ties(outcome, outcome, columns)
    return _gold_with_ties(outcome, found, columns, before=around.before)


def _gold_with_ties(outcome: Outcome, wider: Outcome, columns: Sequence[int], *, before: int = 0) -> Gold:
    """The gold, where `wider` has its rows, perhaps one more on either side of a cut, and the sort keys in these columns."""
    count, width = len(outcome.rows), len(outcome.columns)
    rows = [row[:width] for row in wider.rows]
    keys = [tuple(row[index] for index in columns) for row in wider.rows]
    end = before + count
    if not equal_multisets(rows[before:end], outcome.rows):
        # Another choice among ties at the cut, or a query that does not give the same rows twice.
        return Gold(outcome=outcome, ties=(1,) * count, is_tied=True)
    ordered = Outcome(columns=outcome.columns, rows=tuple(rows[before:end]), seconds=outcome.seconds)
    is_tied = any(_is_cut_in_a_tie(rows, keys, place) for place in (before, end)) if count else False
    return Gold(outcome=ordered, ties=tie_sizes(keys[before:end]), is_tied=is_tied)


def _is_cut_in_a_tie(rows: list[tuple[object, ...]], keys: list[tuple[object, ...]], place: int) -> bool:
    """Whether the row at this place ties with the one before it and would show."""
    if not 0 < place < len(rows) or not equal_keys(keys[place - 1], keys[place]):
        return False
    tied = [row for row, key in zip(rows, keys, strict=True) if equal_keys(key, keys[place])]
    return not all(equal_rows(row, tied[0]) for row in tied)


def _is_cut_inside(tree: Tree, runner: QueryRunner) -> bool:
    """Whether the LIMIT or OFFSET of a subquery cuts through rows that tie.

    Not covered: subqueries that use a table of the query around them, and those without ORDER BY.
    """
    for inner in tree.find_all(exp.Select):
        keyed = with_sort_keys(inner) if inner is not tree and any(map(inner.args.get, ("limit", "offset"))) else None
        found = runner.run(keyed.sql) if keyed is not None else None
        if keyed is None or not isinstance(found, Outcome) or found.truncated:
            continue
        width = len(found.columns) - keyed.keys
        rows, keys = [row[:width] for row in found.rows], [row[width:] for row in found.rows]
        end = len(rows) if keyed.limit is None else keyed.before + keyed.limit
        if any(_is_cut_in_a_tie(rows, keys, place) for place in (keyed.before, end)):
            return True
    return False


def _compared(gold: Gold, result: Outcome) -> tuple[VerdictKind, set[Note]]:
    found = compare(gold.outcome, result, ties=gold.ties)
    if found.kind is VerdictKind.CORRECT:
        return found.kind, {Note.EMPTY} if found.both_empty else set()
    if found.kind is VerdictKind.GIVEN_UP:
        return found.kind, set()
    try:
        if right_columns(gold.outcome, result, ties=gold.ties) is None:
            return found.kind, set()
    except TooManyStepsError:
        return found.kind, {Note.UNTRIED_COLUMNS}
    same_width = len(gold.outcome.columns) == len(result.columns)
    return found.kind, {Note.PERMUTED_COLUMNS if same_width else Note.EXTRA_COLUMNS}


def _bare(text: str) -> str:
    return text.strip().rstrip(";；").rstrip()
