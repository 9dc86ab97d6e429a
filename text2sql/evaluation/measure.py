"""A suite and its predictions → verdicts and a report, each schema's queries in a sandbox over its rows.

Each worker is a lane with sandboxes of its own; see `lanes` for what it takes. Which lane judges a question changes no
verdict.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from text2sql.errors import T2SError
from text2sql.evaluation.beside import Beside, judge_beside
from text2sql.evaluation.copied import Copied, copy_tables
from text2sql.evaluation.emulation import Emulation
from text2sql.evaluation.lanes import JudgeFirst, in_lanes
from text2sql.evaluation.profile import QUIRKS, Profile, Quirks
from text2sql.evaluation.published import MAX_ROWS as PUBLISHED_MAX_ROWS
from text2sql.evaluation.published import PublishedJudge
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.suite import Rows, Suite
from text2sql.evaluation.verdict import Judge, Note, matched
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
        judged: told of every verdict, in any order; from several threads if there are several workers.

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
    task = _Task(suite=suite, by_id=by_id, quirks=quirks, timed_runs=timed_runs, judged=judged)
    # The dearest go first, so that none is begun when all others are at their end.
    groups = sorted(_by_schema(suite), key=lambda group: -_weight(suite, group))
    # Drawn as they are begun: each holds the rows of its schema until it is done.
    jobs = (_SchemaJob(task, group) for group in groups)
    lanes = max(1, min(workers, len(suite.examples)))
    in_lanes(jobs, lambda: _Engines(timeout=timeout), lanes=lanes)
    verdicts = tuple(task.found[example.id] for example in suite.examples)
    facts = {**run, "timeout": timeout}
    if suite.neighbours:
        version, seed = suite.neighbours_by or (None, None)
        databases = sum(map(len, suite.neighbours.values()))
        facts["neighbours"] = {"databases": databases, "version": version, "seed": seed, "skipped": sum(task.skipped)}
    report = make_report(suite, by_id, verdicts, run=facts, exact_set=exact_set)
    return Measured(report, tuple(by_id[example.id] for example in suite.examples), verdicts)


@dataclass(frozen=True, kw_only=True)
class _Task:
    """What all lanes are at, and what they have found."""

    suite: Suite
    by_id: Mapping[str, Prediction]
    quirks: Quirks | None
    timed_runs: int
    judged: Callable[[Verdict], None]
    found: dict[str, Verdict] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)  # pairs of gold and neighbour, by schema


class _SchemaJob:
    """The questions of one schema; the lanes at it share its copied tables and what its golds gave."""

    def __init__(self, task: _Task, examples: Sequence[Example]) -> None:
        self.examples = examples
        self._task = task
        self._name = examples[0].schema
        self._copied: Copied | None = None
        self._copying = threading.Lock()
        quirks = task.quirks
        self._judge = Judge({}) if quirks is None else PublishedJudge({}, quirks, timed_runs=task.timed_runs)

    def over(self, engines: "_Engines") -> JudgeFirst:
        judge = self._judge.over({self._name: self._runner(engines)})

        def judge_first(examples: Sequence[Example]) -> Iterator[Verdict]:
            for verdict in judge.first_verdicts([(each, self._task.by_id[each.id]) for each in examples]):
                self._task.found[verdict.example_id] = verdict
                self._task.judged(verdict)
                yield verdict

        return judge_first

    def finish(self, engines: "_Engines", stopped: threading.Event) -> None:
        """Tell what is right on the neighbours of the schema too."""
        suite, found = self._task.suite, self._task.found
        if self._name not in suite.neighbours or stopped.is_set():
            return
        right = [each for each in self.examples if found[each.id].kind is VerdictKind.CORRECT]
        neighbours = takewhile(lambda _: not stopped.is_set(), suite.neighbours[self._name])
        beside = _beside(suite.schemas[self._name], right, self._task.by_id, engines, neighbours)
        for each in beside.wrong:
            found[each] = _lucky(found[each])
        self._task.skipped.append(beside.skipped)

    def _runner(self, engines: "_Engines") -> QueryRunner:
        """What runs queries over the schema, the lane's engines turned to it."""
        suite, name, quirks = self._task.suite, self._name, self._task.quirks
        if quirks is not None:
            source = Source(sqlite=suite.databases[name], skips_bad_text=quirks.skips_bad_text)
            return engines.over(source, max_rows=PUBLISHED_MAX_ROWS)
        if name not in suite.databases:
            return engines.over(Source(schema=suite.schemas[name], rows=suite.rows[name]), max_rows=MAX_ROWS)
        file = suite.databases[name]
        if is_duckdb(file):
            return engines.over(Source(path=file), max_rows=MAX_ROWS)
        with self._copying:
            self._copied = copied = self._copied or _copied(suite, name)
        return Emulation(
            engines.over(Source(sqlite=file), max_rows=1),
            engines.over(Source(schema=copied.schema, rows=copied.rows), max_rows=PUBLISHED_MAX_ROWS),
            copied.facts,
        )


def _copied(suite: Suite, name: str) -> Copied:
    file = suite.databases[name]
    # A benchmark may keep the tables of thousands of schemas in one file.
    is_shared = sum(other == file for other in suite.databases.values()) > 1
    return copy_tables(file, {table.name for table in suite.schemas[name].tables} if is_shared else None)


def _by_schema(suite: Suite) -> list[list[Example]]:
    ordered = sorted(suite.examples, key=lambda example: example.schema)
    return [list(group) for _, group in groupby(ordered, key=lambda example: example.schema)]


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


def _lucky(verdict: Verdict) -> Verdict:
    return replace(verdict, notes=tuple(sorted({*verdict.notes, Note.WRONG_BESIDE})))


class _Engines:
    """A lane's sandboxes, for SQLite and for DuckDB, each started when it is needed and turned from schema to schema."""

    def __init__(self, *, timeout: float) -> None:
        self._timeout = timeout
        self._stack = ExitStack()
        self._sandboxes: dict[bool, Sandbox] = {}

    def over(self, source: Source, *, max_rows: int) -> Sandbox:
        """The sandbox of the source's engine, turned to it."""
        is_sqlite = source.sqlite is not None
        if is_sqlite in self._sandboxes:
            self._sandboxes[is_sqlite].turn_to(source, max_rows=max_rows)
        else:
            made = Sandbox(source, timeout=self._timeout, max_rows=max_rows)
            self._sandboxes[is_sqlite] = self._stack.enter_context(made)
        return self._sandboxes[is_sqlite]

    def __enter__(self) -> "_Engines":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


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
