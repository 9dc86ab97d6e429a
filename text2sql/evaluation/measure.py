"""A suite and its predictions → verdicts and a report, each schema's queries in a sandbox over its rows."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.suite import Suite
from text2sql.evaluation.verdict import judge, matched
from text2sql.records import Prediction, Verdict
from text2sql.sandbox import TIMEOUT, Sandbox, Source


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
    judged: Callable[[Verdict], None] = lambda verdict: None,
) -> Measured:
    """The verdicts on one prediction for each question of the suite, and the report.

    Args:
        suite: what is measured on.
        predictions: in any order.
        run: facts to write into the report.
        workers: queries run at once.
        timeout: seconds that a query may take.
        judged: told of every verdict, in any order of schemas.

    Raises:
        T2SError: if predictions and questions do not belong together, or the rows do not fit the schema.
    """
    by_id = matched(suite.examples, predictions)
    found: dict[str, Verdict] = {}
    # One schema after the other: a suite may have hundreds, and each worker holds the rows of one.
    ordered = sorted(suite.examples, key=lambda example: example.schema)
    for name, group in groupby(ordered, key=lambda example: example.schema):
        examples = list(group)
        source = Source(schema=suite.schemas[name], rows=suite.rows[name])
        with Sandbox(source, workers=min(workers, len(examples)), timeout=timeout) as sandbox:
            replies = [by_id[example.id] for example in examples]
            for verdict in judge(examples, replies, {name: sandbox}, workers=workers):
                found[verdict.example_id] = verdict
                judged(verdict)
    verdicts = tuple(found[example.id] for example in suite.examples)
    facts = {**run, "timeout": timeout}
    report = make_report(suite, by_id, verdicts, run=facts)
    return Measured(report, tuple(by_id[example.id] for example in suite.examples), verdicts)
