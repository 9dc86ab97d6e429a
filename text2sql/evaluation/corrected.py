"""What a user corrected, asked of the model again: whether it stuck, and what was right before and broke."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from text2sql.evaluation.verdict import Note
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.sql import NotSQL, canonical


class Fate(StrEnum):
    """What became of a correction."""

    STUCK = "stuck"
    LOST = "not stuck"
    UNTRAINED = "not trained on yet"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedAnswer:
    """A correction and what the model answers now.

    Attributes:
        question, sql: as the user corrected it.
        was: what a model wrote then; None if that was no SQL.
        predicted: what it writes now; None if that is no SQL.
        fate: whether that is right.
        detail: why not, or why it cannot be told.
    """

    question: str
    sql: str
    was: str | None
    predicted: str | None
    fate: Fate
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A question that was answered right by the run before and is not any more.

    Attributes:
        question, gold: of the suite.
        before, predicted: what was written then and now; None if that was no SQL.
        kind: today's verdict.
    """

    question: str
    gold: str
    before: str | None
    predicted: str | None
    kind: VerdictKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The corrections' part of a report.

    Attributes:
        answers: one a correction, in the order of the file.
        before: where the last report of another run on the same suite lies; None if there is none.
        right_before: how many of today's questions were right then.
        broken: those of them that are wrong now.
    """

    answers: tuple[CorrectedAnswer, ...]
    before: str | None = None
    right_before: int = 0
    broken: tuple[Broken, ...] = ()

    @property
    def stuck(self) -> int:
        """How many corrections stuck."""
        return sum(answer.fate is Fate.STUCK for answer in self.answers)

    @property
    def told(self) -> str:
        """All in one sentence.

        >>> Corrections(answers=()).told
        '0 of 0 corrections stuck; no earlier run was measured on these questions'
        """
        noun = "correction" if len(self.answers) == 1 else "corrections"
        head = f"{self.stuck} of {len(self.answers)} {noun} stuck"
        if self.before is None:
            return f"{head}; no earlier run was measured on these questions"
        return f"{head}; {len(self.broken)} of the {self.right_before} questions right before broke"


class Answered(NamedTuple):
    """What the fate of a correction is told by.

    Attributes:
        example: the correction.
        was: what a model wrote when it was made.
        prediction, verdict: of today.
        is_trained: whether the model saw it in training; None if that is not known.
    """

    example: Example
    was: str | None
    prediction: Prediction
    verdict: Verdict
    is_trained: bool | None


def corrected_answer(each: Answered) -> CorrectedAnswer:
    """What became of a correction. Where both answers are empty, only the same query is taken for right."""
    fate, detail = _fate(each)
    return CorrectedAnswer(
        question=each.example.question,
        sql=each.example.sql,
        was=each.was,
        predicted=each.prediction.sql,
        fate=fate,
        detail=detail,
    )


def _fate(each: Answered) -> tuple[Fate, str]:
    verdict = each.verdict
    if verdict.kind is VerdictKind.GOLD_FAILED:
        return Fate.UNKNOWN, f"it does not run on the example rows: {verdict.detail}"
    if verdict.kind is VerdictKind.GIVEN_UP:
        return Fate.UNKNOWN, verdict.detail
    if verdict.kind is not VerdictKind.CORRECT:
        fate = Fate.UNTRAINED if each.is_trained is False else Fate.LOST
        return fate, f"{verdict.kind}: {verdict.detail}" if verdict.detail else str(verdict.kind)
    if Note.EMPTY in verdict.notes and not _are_same(each.example.sql, each.prediction.sql or ""):
        return Fate.UNKNOWN, "both answers are empty on the example rows"
    return Fate.STUCK, ""


def _are_same(one: str, other: str) -> bool:
    try:
        return canonical(one) == canonical(other)
    except NotSQL:
        return False


def corrections_from_json(value: Mapping[str, Any] | None) -> Corrections | None:
    """The way back from a report's JSON.

    Raises:
        KeyError, TypeError, ValueError: if it is none.
    """
    if value is None:
        return None
    answers = (CorrectedAnswer(**{**each, "fate": Fate(each["fate"])}) for each in value["answers"])
    broken = (Broken(**{**each, "kind": VerdictKind(each["kind"])}) for each in value["broken"])
    return Corrections(**{**value, "answers": tuple(answers), "broken": tuple(broken)})
