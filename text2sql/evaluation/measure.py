"""A suite and its predictions → verdicts and a report, each schema's queries in a sandbox over its rows.

Workers share the questions of one schema, or, where there are several, each has schemas of its own: so none waits at the
end of a schema, whose last query may be a dear one, for another that is at it.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from text2sql.errors import T2SError
from text2sql.evaluation.beside import Beside, judge_beside
from text2sql.evaluation.copied import copy_tables
from text2sql.evaluation.emulation import Emulation
from text2sql.evaluation.profile import QUIRKS, Profile, Quirks
from text2sql.evaluation.published import MAX_ROWS as PUBLISHED_MAX_ROWS
from text2sql.evaluation.published import PublishedJudge
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.suite import Rows, Suite
from text2sql.evaluation.verdict import Judge, Note, judge, matched
from text2sql.outcome import QueryRunner
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.sandbox import MAX_ROWS, TIMEOUT, Sandbox, Source
from text2sql.schema import Schema
from text2sql.worker import is_duckdb


class Measured(NamedTuple):
    """A report with all that it was made of, in the order of the questions."""

    report: Report
    predictions: tuple[Prediction, ...]
    verdicts: tuple[Verdict, ...]


def measure(
    suite: Suite,
    predictions: Iterable[Prediction],
    *,
    run: Mapping[str, Any],
    workers: int = 2,
    timeout: float = TIMEOUT,
    exact_set: bool = False,
    timed_runs: int = 0,
    judged: Callable[[Verdict], None] = lambda verdict: None,
) -> Measured:
    """The verdicts on one prediction for each question of the suite, and the report.

    Args:
        suite: what is measured on.
        predictions: in any order.
        run: facts to write into the report.
        workers: queries run at once.
        timeout: seconds that a query may take.
        exact_set: whether predictions are also compared with the gold clause by clause, for suites in SQLite.
        timed_runs: of each right prediction and its gold, for BIRD's R-VES; 0 for none. One query is then run at a time.
        judged: told of every verdict, in any order of schemas; from several threads if there are several workers.

    Raises:
        T2SError: if predictions and questions do not belong together, or the rows do not fit the schema.
    """
    by_id = matched(suite.examples, predictions)
    quirks = _quirks(suite)
    if exact_set and quirks is None:
        raise T2SError("exact-set match is Spider's, for its databases in SQLite", fix="leave --exact-set out")
    if timed_runs and suite.profile is not Profile.BIRD:
        raise T2SError("times are taken for BIRD's score alone", fix=f"give --profile {Profile.BIRD}")
    workers = 1 if timed_runs else workers
    found: dict[str, Verdict] = {}

    def judge_schema(examples: Sequence[Example], engines: _Engines, stopped: threading.Event) -> int:
        """Find the verdicts of one schema's questions; how many neighbours were skipped."""
        name = examples[0].schema
        runners = {name: _runner(suite, name, quirks, engines)}
        one = Judge(runners) if quirks is None else PublishedJudge(runners, quirks, timed_runs=timed_runs)
        replies = [by_id[example.id] for example in examples]
        for verdict in judge(examples, replies, one, workers=min(engines.workers, len(examples))):
            found[verdict.example_id] = verdict
            judged(verdict)
            if stopped.is_set():
                return 0
        if name not in suite.neighbours:
            return 0
        right = [each for each in examples if _is_right(found[each.id])]
        # A fault in another lane ends all, so nobody will read what is found from then on.
        neighbours = takewhile(lambda _: not stopped.is_set(), suite.neighbours[name])
        beside = _beside(suite.schemas[name], right, by_id, engines, neighbours)
        for each in beside.wrong:
            found[each] = _lucky(found[each])
        return beside.skipped

    skipped = sum(_over_schemas(judge_schema, suite, workers=workers, timeout=timeout))
    verdicts = tuple(found[example.id] for example in suite.examples)
    facts = {**run, "timeout": timeout}
    if suite.neighbours:
        version, seed = suite.neighbours_by or (None, None)
        databases = sum(map(len, suite.neighbours.values()))
        facts["neighbours"] = {"databases": databases, "version": version, "seed": seed, "skipped": skipped}
    report = make_report(suite, by_id, verdicts, run=facts, exact_set=exact_set)
    return Measured(report, tuple(by_id[example.id] for example in suite.examples), verdicts)


def _over_schemas(
    judge_schema: Callable[[Sequence[Example], "_Engines", threading.Event], int],
    suite: Suite,
    *,
    workers: int,
    timeout: float,
) -> Iterator[int]:
    """What the function gives for each schema's questions, in any order.

    Each lane is at one schema at a time: a suite may have hundreds, and each worker holds the rows of one.
    """
    ordered = sorted(suite.examples, key=lambda example: example.schema)
    groups = [list(group) for _, group in groupby(ordered, key=lambda example: example.schema)]
    weights = {group[0].schema: _weight(suite, group) for group in groups}
    lanes = lanes_for(list(weights.values()), workers)
    # The dearest go first, so that none is begun when all others are at their end.
    waiting = iter(sorted(groups, key=lambda group: -weights[group[0].schema]))
    stopped = threading.Event()

    def run_lane() -> list[int]:
        with ExitStack() as stack:
            engines = _Engines(stack, workers=workers // lanes, timeout=timeout)
            # The lanes share the iterator: each schema is given to one of them.
            return [judge_schema(group, engines, stopped) for group in waiting if not stopped.is_set()]

    if lanes == 1:
        yield from run_lane()
        return
    with ThreadPoolExecutor(max_workers=lanes) as threads:
        try:
            for lane in as_completed([threads.submit(run_lane) for _ in range(lanes)]):
                yield from lane.result()
        finally:
            stopped.set()


def lanes_for(weights: Sequence[float], workers: int) -> int:
    """How many schemas to judge side by side, a divisor of the workers, so that no single schema keeps others waiting.

    Args:
        weights: how long each schema takes, in any unit.
        workers: of all lanes.

    >>> lanes_for([4, 3, 2], 2), lanes_for([9, 3, 2], 2), lanes_for([5], 2), lanes_for([4, 3, 3], 4)
    (2, 1, 1, 2)
    """
    most = min(len(weights), sum(weights) // max(weights) if any(weights) else workers)
    return max(lanes for lanes in range(1, workers + 1) if workers % lanes == 0 and (lanes == 1 or lanes <= most))


def _weight(suite: Suite, examples: Sequence[Example]) -> float:
    """A guess at how long a schema's questions take: their number times the size of the tables."""
    name = examples[0].schema
    file = suite.databases.get(name)
    if file is None:
        return len(examples) * sum(len(rows) for rows in suite.rows[name].values())
    return len(examples) * (file.stat().st_size if file.is_file() else 0)


def _beside(
    schema: Schema,
    right: Sequence[Example],
    by_id: Mapping[str, Prediction],
    engines: "_Engines",
    neighbours: Iterable[Rows],
) -> Beside:
    """What is right on the main rows of a schema, on its neighbours."""

    def run_over(rows: Rows) -> QueryRunner:
        return engines.over(Source(schema=schema, rows=rows), max_rows=MAX_ROWS)

    return judge_beside(right, {each.id: by_id[each.id].sql or "" for each in right}, run_over, neighbours)


def _is_right(verdict: Verdict) -> bool:
    return verdict.kind is VerdictKind.CORRECT


def _lucky(verdict: Verdict) -> Verdict:
    return replace(verdict, notes=tuple(sorted({*verdict.notes, Note.WRONG_BESIDE})))


class _Engines:
    """A sandbox each for SQLite and for DuckDB, started when it is needed and turned from schema to schema."""

    def __init__(self, stack: ExitStack, *, workers: int, timeout: float) -> None:
        self._stack = stack
        self.workers = workers
        self._timeout = timeout
        self._sandboxes: dict[bool, Sandbox] = {}

    def over(self, source: Source, *, max_rows: int) -> Sandbox:
        """The sandbox of the source's engine, turned to it."""
        is_sqlite = source.sqlite is not None
        if is_sqlite in self._sandboxes:
            self._sandboxes[is_sqlite].turn_to(source, max_rows=max_rows)
        else:
            made = Sandbox(source, workers=self.workers, timeout=self._timeout, max_rows=max_rows)
            self._sandboxes[is_sqlite] = self._stack.enter_context(made)
        return self._sandboxes[is_sqlite]


def _runner(suite: Suite, name: str, quirks: Quirks | None, engines: _Engines) -> QueryRunner:
    if quirks is not None:
        source = Source(sqlite=suite.databases[name], skips_bad_text=quirks.skips_bad_text)
        return engines.over(source, max_rows=PUBLISHED_MAX_ROWS)
    if name not in suite.databases:
        return engines.over(Source(schema=suite.schemas[name], rows=suite.rows[name]), max_rows=MAX_ROWS)
    file = suite.databases[name]
    if is_duckdb(file):
        return engines.over(Source(path=file), max_rows=MAX_ROWS)
    # A benchmark may keep the tables of thousands of schemas in one file.
    is_shared = sum(other == file for other in suite.databases.values()) > 1
    copied = copy_tables(file, {table.name for table in suite.schemas[name].tables} if is_shared else None)
    return Emulation(
        engines.over(Source(sqlite=file), max_rows=1),
        engines.over(Source(schema=copied.schema, rows=copied.rows), max_rows=PUBLISHED_MAX_ROWS),
        copied.facts,
    )


def _quirks(suite: Suite) -> Quirks | None:
    """Those of the suite's profile; None for our own rules.

    Raises:
        T2SError: if the suite has no databases for it.
    """
    quirks = QUIRKS.get(suite.profile)
    is_all_sqlite = all(name in suite.databases and not is_duckdb(suite.databases[name]) for name in suite.schemas)
    if quirks is not None and not (suite.databases and is_all_sqlite):
        fix = f"give --profile {Profile.STRICT}"
        raise T2SError(f"the profile {suite.profile} runs in SQLite, and the rows are made for DuckDB", fix=fix)
    return quirks
