"""What `t2s eval` asks beside its questions: what the user corrected, and what the run before had right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from text2sql.dataset import Dataset, read_dataset
from text2sql.errors import T2SError
from text2sql.evaluation.corrected import Answered, Broken, Corrections, corrected_answer
from text2sql.evaluation.measure import measure
from text2sql.evaluation.report import Report, read_report
from text2sql.evaluation.suite import Suite
from text2sql.pairs.check import same_question
from text2sql.pairs.corrections import read_corrections
from text2sql.populate import populate
from text2sql.predictors import Predictor
from text2sql.records import VerdictKind
from text2sql.run import Run
from text2sql.schema import Schema
from text2sql.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPlan:
    """The corrections of the tables that a run was trained on.

    Attributes:
        suite: their questions, over the example rows of the data set.
        schemas: as the model is told of them.
        was: what a model had written, by the id of the example.
        trained: ids of those that the run saw in training; None if that is not known.
    """

    suite: Suite
    schemas: tuple[Schema, ...]
    was: dict[str, str | None]
    trained: frozenset[str] | None


def corrections_plan(run: Run) -> CorrectionsPlan | None:
    """The plan for a run; None if nothing was corrected, or its data set is gone or has no example rows."""
    try:
        dataset = read_dataset(Path(run.dataset))
    except T2SError:
        return None
    seed, rows = dataset.rows_seed, dataset.rows
    if seed is None or rows is None:
        return None
    found = {
        name: corrections
        for name, schema in dataset.schemas.items()
        if (corrections := read_corrections(Workspace().corrections(name), schema))
    }
    if not found:
        return None
    suite = Suite(
        name="corrections",
        version=0,
        schemas={name: dataset.schemas[name] for name in found},
        rows={name: populate(dataset.schemas[name], seed=seed, rows=rows) for name in found},
        examples=tuple(example for corrections in found.values() for example, _ in corrections),
        seed=seed,
    )
    return CorrectionsPlan(
        suite=suite,
        schemas=tuple(dataset.schemas[name] for name in found),
        was={example.id: was for corrections in found.values() for example, was in corrections},
        trained=_trained(dataset, run),
    )


def _trained(dataset: Dataset, run: Run) -> frozenset[str] | None:
    # Built anew since, the data set no longer says what the run saw.
    same = dataset.digest == run.dataset_digest
    return frozenset(example.id for example in dataset.examples("train")) if same else None


def with_corrections(
    plan: CorrectionsPlan, predictor: Predictor, report: Report, *, workers: int, timeout: float
) -> Report:
    """The report with what became of the corrections, and of the questions that another run had right.

    Args:
        plan: the corrections.
        predictor: the run's model, told of their tables.
        report: of the questions proper.
        workers: queries run at once.
        timeout: seconds that a query may take.
    """
    predictions = tuple(predictor.predict(plan.suite.examples))
    measured = measure(plan.suite, predictions, run={}, workers=workers, timeout=timeout)
    answers = tuple(
        corrected_answer(
            Answered(
                example=example,
                was=plan.was[example.id],
                prediction=prediction,
                verdict=verdict,
                is_trained=None if plan.trained is None else example.id in plan.trained,
            )
        )
        for example, prediction, verdict in zip(
            plan.suite.examples, measured.predictions, measured.verdicts, strict=True
        )
    )
    corrections = Corrections(answers=answers)
    if before := _before(report):
        corrections = _beside(corrections, report, *before)
    return replace(report, corrections=corrections, warnings=(*report.warnings, *_warnings(plan.suite, report)))


def _warnings(suite: Suite, report: Report) -> Iterator[str]:
    corrected = {same_question(example.question) for example in suite.examples}
    known = sum(same_question(answer.question) in corrected for answer in report.answers)
    if known:
        yield f"{known} of these questions were corrected, and so are trained on: the score is no measure of them"


def _before(report: Report) -> tuple[Path, Report] | None:
    """The newest report of another run on the same suite, and its folder."""
    for folder in Workspace().reports():
        try:
            found = read_report(folder)
        except T2SError:  # of a later version, or being written
            continue
        is_same = all(found.run.get(name) == report.run.get(name) for name in ("suite", "suite_version", "profile"))
        # A base has no method: what it had right, no training has broken.
        if is_same and found.run.get("method") and found.model != report.model:
            return folder, found
    return None


def _beside(corrections: Corrections, report: Report, folder: Path, before: Report) -> Corrections:
    earlier = {answer.example_id: answer for answer in before.answers if answer.kind is VerdictKind.CORRECT}
    # Built anew, a data set may hold another question under the same number.
    both = [
        (was, answer)
        for answer in report.answers
        if (was := earlier.get(answer.example_id)) and (was.question, was.gold) == (answer.question, answer.gold)
        if answer.kind.is_scored
    ]

    def broken() -> Iterator[Broken]:
        for was, answer in both:
            if answer.kind is not VerdictKind.CORRECT:
                yield Broken(
                    question=answer.question,
                    gold=answer.gold,
                    before=was.predicted,
                    predicted=answer.predicted,
                    kind=answer.kind,
                )

    return replace(corrections, before=str(folder), right_before=len(both), broken=tuple(broken()))
