"""Two measurements of the same questions, question by question: what was gained, what was lost, whether that is chance."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from text2sql.errors import T2SError
from text2sql.evaluation.report import Answer, Report, Score
from text2sql.evaluation.stats import Z_95, Interval, design_effect, mcnemar
from text2sql.records import Verdict, VerdictKind, read_jsonl


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of the questions that both measured.

    Attributes:
        before, after: the scores over them.
        gained: ids of those that were wrong and are right.
        lost: ids of those that were right and are wrong.
        difference: 95 % interval of after less before, as a share; clustered by schema if there are several.
        p_value: of as many gained and lost if both were equally good; takes questions one by one, whatever their schema.
        left_out: questions that are not in the score of one of them.
    """

    before: Score
    after: Score
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    difference: Interval
    p_value: float
    left_out: int


def change_of(before: Report, after: Report) -> Change:
    """The change from one report to another.

    Raises:
        T2SError: if they are not about the same questions.
    """
    check_same_questions(before, after)
    return change(before.answers, after.answers, schemas=schemas_of(after))


def schemas_of(report: Report) -> Mapping[str, str]:
    """The name of the schema of each question by its id."""
    return {answer.example_id: dict(answer.slices).get("schema", "") for answer in report.answers}


def check_same_questions(before: Report, after: Report) -> None:
    """Say so if two reports are about other questions, or other neighbour databases.

    Raises:
        T2SError: if their suites are not the same, to the byte.
    """
    beside = [_neighbours(report) for report in (before, after)]
    if beside[0] != beside[1]:
        fix = "measure both on one suite; another generator or seed makes other neighbours, which tell other queries apart"
        raise T2SError(f"the reports are about different neighbour databases: {beside[0]}; and {beside[1]}", fix=fix)
    names = [f"{report.run.get('suite')} {report.run.get('suite_digest')}" for report in (before, after)]
    if names[0] != names[1]:
        raise T2SError(f"{names[0]} and {names[1]} are not the same questions", fix="measure both on one suite")


def _neighbours(report: Report) -> str:
    told = report.run.get("neighbours")
    if not isinstance(told, Mapping):
        return "none"
    return f"{told.get('databases')} of generator version {told.get('version')}, seed {told.get('seed')}"


def change(
    before: Sequence[Verdict | Answer], after: Sequence[Verdict | Answer], *, schemas: Mapping[str, str]
) -> Change:
    """The change from one measurement to another.

    Args:
        before: one verdict a question, in any order.
        after: the same of the later one.
        schemas: the name of the schema of each question by its id.

    Raises:
        T2SError: if they are not about the same questions.
    """
    earlier = {verdict.example_id: verdict.kind for verdict in before}
    later = {verdict.example_id: verdict.kind for verdict in after}
    if earlier.keys() != later.keys():
        apart = len(earlier.keys() ^ later.keys())
        raise T2SError(
            f"{apart} questions are in one measurement and not in the other", fix="compare two of the same suite"
        )
    kinds = [(name, earlier[name], later[name]) for name in earlier]
    scored = [(name, was, is_) for name, was, is_ in kinds if was.is_scored and is_.is_scored]
    gained = tuple(name for name, was, is_ in scored if was is not VerdictKind.CORRECT and is_ is VerdictKind.CORRECT)
    lost = tuple(name for name, was, is_ in scored if was is VerdictKind.CORRECT and is_ is not VerdictKind.CORRECT)
    moved = Counter(schemas.get(name, "") for name in gained)
    moved.subtract(schemas.get(name, "") for name in lost)
    counts = Counter(schemas.get(name, "") for name, _, _ in scored)
    clusters = [(moved[schema], count) for schema, count in counts.items()]
    return Change(
        before=Score.of((schemas.get(name, ""), was is VerdictKind.CORRECT) for name, was, _ in scored),
        after=Score.of((schemas.get(name, ""), is_ is VerdictKind.CORRECT) for name, _, is_ in scored),
        gained=gained,
        lost=lost,
        difference=paired_difference(len(gained), len(lost), clusters),
        p_value=mcnemar(len(gained), len(lost)),
        left_out=len(kinds) - len(scored),
    )


def paired_difference(gained: int, lost: int, clusters: Collection[tuple[int, int]]) -> Interval:
    """The 95 % interval of the difference of two shares measured on the same questions.

    Args:
        gained: questions that became right.
        lost: questions that became wrong.
        clusters: of each schema the gained less the lost, and all its questions. Several make the interval as wide as
            that of the fewer questions that would say as much; see `stats`.

    Source: D. G. Bonett and R. M. Price, Adjusted Wald confidence interval for a difference of binomial proportions
    based on paired data, Journal of Educational and Behavioral Statistics 37 (2012).

    >>> low, high = paired_difference(20, 5, [(15, 100)])
    >>> round(low, 3), round(high, 3)
    (0.051, 0.243)
    """
    effect = design_effect(clusters, squares=gained + lost)
    total = sum(count for _, count in clusters) / effect
    up, down = (gained / effect + 1) / (total + 2), (lost / effect + 1) / (total + 2)
    margin = Z_95 * sqrt((up + down - (up - down) ** 2) / (total + 2))
    return Interval(max(-1.0, up - down - margin), min(1.0, up - down + margin))


def read_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """The verdicts that `t2s eval` left in a folder.

    Raises:
        T2SError: if there are none or they are damaged.
    """
    file = folder / "verdicts.jsonl"
    if not file.is_file():
        raise T2SError("no verdicts there", where=str(file), fix="make them with: t2s eval --out FOLDER")
    try:
        return tuple(
            Verdict(**{**value, "kind": VerdictKind(value["kind"]), "notes": tuple(value.get("notes", ()))})
            for _, value in read_jsonl(file)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise T2SError(f"not verdicts: {type(error).__name__}: {error}", where=str(file)) from error
