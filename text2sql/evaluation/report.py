"""Verdicts → Report: counts, accuracy with its interval, slices, answers, warnings; as JSON and back.

A report can be made again from the suite and the predictions alone, without a model.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from text2sql.errors import T2SError
from text2sql.evaluation.compare import ABSOLUTE, RELATIVE
from text2sql.evaluation.corrected import Corrections, corrections_from_json
from text2sql.evaluation.exact_set import is_exact_set_match
from text2sql.evaluation.profile import QUIRKS, Profile
from text2sql.evaluation.stats import wilson
from text2sql.evaluation.suite import Suite, features_of
from text2sql.evaluation.verdict import Note
from text2sql.records import Example, Prediction, Verdict, VerdictKind, write_json, write_jsonl

FORMAT_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A share of right answers with its 95 % Wilson interval."""

    correct: int
    total: int
    accuracy: float
    low: float
    high: float

    @classmethod
    def of(cls, correct: int, total: int) -> "Score":
        """The score; an accuracy of 0 with the interval 0 to 1 if there is nothing to score.

        >>> Score.of(1, 2).accuracy
        0.5
        """
        low, high = wilson(correct, total)
        return cls(correct=correct, total=total, accuracy=correct / total if total else 0.0, low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The score of a part of the questions, such as ``language`` ``zh``."""

    kind: str
    value: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with what was predicted and how that was judged.

    Attributes:
        example_id, question, gold: whose.
        raw: the reply; only if it is not just the SQL.
        predicted: the SQL taken out of it.
        kind, detail, notes: of the verdict.
        slices: kinds and values of the slices that it belongs to, such as ``("language", "zh")``.
    """

    example_id: str
    question: str
    gold: str
    raw: str | None
    predicted: str | None
    kind: VerdictKind
    detail: str
    notes: tuple[str, ...]
    slices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a measurement came to.

    Attributes:
        run: facts by name: suite, version, digest, model, versions of the libraries, seeds, limits.
        questions: asked; those whose gold failed too.
        counts: verdicts by kind, all kinds.
        score: execution accuracy by the suite's profile. Questions whose gold failed are not in its total.
        raw_score: the same if a reply counts only if it is the SQL and nothing else.
        permuted_score: the same if columns may stand in another order.
        extra_score: the same if columns may stand in another order and there may be more of them.
        empty_matches: right answers that are empty, as is their gold.
        slices: by kind and value.
        answers: in the order of the questions.
        warnings: what a reader must know to trust the figures.
        exact_set_score: how many predictions are the gold clause by clause; None if it was not asked for. Its slices
            are of the kind ``exact set``, by level.
        soft_f1: BIRD's Soft-F1 over all questions, 0 to 1; None by other profiles.
        test_suite_score: right on the main database and on every neighbour too; None if the suite has none. Its total is
            that of `score`; `run` says how many pairs of gold and neighbour were skipped.
        r_ves: BIRD's reward-based valid efficiency score, 0 to 112; None if no times were taken.
        corrections: whether what the user corrected stuck; None if nothing was, or no run was asked.
    """

    run: Mapping[str, Any]
    questions: int
    counts: Mapping[VerdictKind, int]
    score: Score
    raw_score: Score
    permuted_score: Score
    extra_score: Score
    empty_matches: int
    slices: tuple[Slice, ...]
    answers: tuple[Answer, ...]
    warnings: tuple[str, ...]
    exact_set_score: Score | None = None
    soft_f1: float | None = None
    r_ves: float | None = None
    test_suite_score: Score | None = None
    corrections: Corrections | None = None

    @property
    def model(self) -> str:
        """Who answered: a run, a base, a file of predictions; empty if it is not known."""
        return str(self.run.get("model", ""))

    @property
    def misses(self) -> tuple[Answer, ...]:
        """The questions that were not answered right, or whose gold failed."""
        return tuple(answer for answer in self.answers if answer.kind is not VerdictKind.CORRECT)


def make_report(
    suite: Suite,
    predictions: Mapping[str, Prediction],
    verdicts: Sequence[Verdict],
    *,
    run: Mapping[str, Any],
    exact_set: bool = False,
) -> Report:
    """The report on one verdict for each question of the suite, in their order; with exact-set match if asked for."""
    assert [verdict.example_id for verdict in verdicts] == [example.id for example in suite.examples]
    judged = list(zip(suite.examples, verdicts, strict=True))
    scored = [verdict for verdict in verdicts if verdict.kind is not VerdictKind.GOLD_FAILED]
    right = [verdict for verdict in scored if verdict.kind is VerdictKind.CORRECT]
    permuted = sum(Note.PERMUTED_COLUMNS in verdict.notes for verdict in scored)
    extra = sum(Note.EXTRA_COLUMNS in verdict.notes for verdict in scored)
    counts = Counter(verdict.kind for verdict in verdicts)
    exact = dict(_exact_set(suite, judged, predictions)) if exact_set else {}
    facts = {
        "suite": suite.name,
        "suite_version": suite.version,
        "suite_digest": suite.digest,
        "rows_seed": suite.seed,
        "profile": suite.profile,
        **_rules(suite.profile),
        **({"emulated": True} if _is_emulated(suite) else {}),
        **run,
    }
    return Report(
        run=facts,
        questions=len(verdicts),
        counts={kind: counts[kind] for kind in VerdictKind},
        score=Score.of(len(right), len(scored)),
        raw_score=Score.of(sum(Note.RAW in verdict.notes for verdict in right), len(scored)),
        permuted_score=Score.of(len(right) + permuted, len(scored)),
        extra_score=Score.of(len(right) + permuted + extra, len(scored)),
        empty_matches=sum(Note.EMPTY in verdict.notes for verdict in right),
        slices=(*_slices(judged), *_exact_set_slices(judged, exact)),
        answers=tuple(_answers(judged, predictions)),
        warnings=(*([_EMULATED] if _is_emulated(suite) else ()), *_warnings(verdicts, predictions)),
        exact_set_score=Score.of(sum(exact.values()), len(exact)) if exact_set else None,
        soft_f1=_mean([each.soft_f1 for each in scored]),
        test_suite_score=(
            Score.of(sum(Note.WRONG_BESIDE not in each.notes for each in right), len(scored))
            if suite.neighbours
            else None
        ),
        r_ves=_mean([None if each.reward is None else 100 * math.sqrt(each.reward) for each in scored]),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if known else None


def _exact_set(
    suite: Suite, judged: Sequence[tuple[Example, Verdict]], predictions: Mapping[str, Prediction]
) -> Iterator[tuple[str, bool]]:
    for example, verdict in judged:
        if verdict.kind is not VerdictKind.GOLD_FAILED:
            predicted = predictions[example.id].sql or ""
            yield example.id, is_exact_set_match(example.sql, predicted, suite.schemas[example.schema])


def _exact_set_slices(judged: Sequence[tuple[Example, Verdict]], exact: Mapping[str, bool]) -> Iterator[Slice]:
    for level in _LEVELS:
        found = [exact[each.id] for each, _ in judged if each.id in exact and f"level:{level}" in each.tags]
        if found:
            yield Slice(kind="exact set", value=level, score=Score.of(sum(found), len(found)))


def _rules(profile: Profile) -> dict[str, Any]:
    quirks = QUIRKS.get(profile)
    return {"quirks": asdict(quirks)} if quirks else {"tolerance": {"relative": RELATIVE, "absolute": ABSOLUTE}}


_EMULATED = "emulated: DuckDB stood in for SQLite, on copies of its tables; the profile spider runs in SQLite itself"


def _is_emulated(suite: Suite) -> bool:
    return bool(suite.databases) and suite.profile not in QUIRKS


def shown_slices(report: Report) -> tuple[Slice, ...]:
    """The slices that tell something: of one schema alone it would be the score again."""
    has_one_schema = sum(each.kind == "schema" for each in report.slices) == 1
    return tuple(each for each in report.slices if not (has_one_schema and each.kind == "schema"))


def write_report(folder: Path, report: Report, predictions: Iterable[Prediction], verdicts: Iterable[Verdict]) -> None:
    """Write ``report.json``, ``verdicts.jsonl`` and ``predictions.jsonl``."""
    write_jsonl(folder / "predictions.jsonl", map(asdict, predictions))
    write_jsonl(folder / "verdicts.jsonl", map(asdict, verdicts))
    write_json(folder / "report.json", report_to_json(report))


def report_to_json(report: Report) -> dict[str, Any]:
    """A JSON-ready copy; `read_report` is the way back."""
    return {"format_version": FORMAT_VERSION, **asdict(report)}


def read_report(path: Path) -> Report:
    """The report in a file, or in a folder's ``report.json``.

    Raises:
        T2SError: if there is none or it is damaged.
    """
    file = path / "report.json" if path.is_dir() else path
    if not file.is_file():
        raise T2SError("no report there", where=str(file), fix="make one with: t2s eval")
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
        version = value.pop("format_version")
        if version == 1:  # it kept the misses alone
            value["answers"] = value.pop("misses")
        elif version != FORMAT_VERSION:
            raise ValueError("another format version")
        scores = {name: Score(**value[name]) for name in ("score", "raw_score", "permuted_score", "extra_score")}
        return Report(
            **{
                **value,
                **scores,
                "counts": {VerdictKind(kind): count for kind, count in value["counts"].items()},
                "slices": tuple(Slice(**{**each, "score": Score(**each["score"])}) for each in value["slices"]),
                "answers": tuple(map(_answer, value["answers"])),
                "warnings": tuple(value["warnings"]),
                "test_suite_score": Score(**value["test_suite_score"]) if value.get("test_suite_score") else None,
                "exact_set_score": Score(**value["exact_set_score"]) if value.get("exact_set_score") else None,
                "corrections": corrections_from_json(value.get("corrections")),
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise T2SError(f"not a report: {type(error).__name__}: {error}", where=str(file)) from error


def _answer(value: Mapping[str, Any]) -> Answer:
    slices = tuple((str(kind), str(name)) for kind, name in value.get("slices", ()))
    return Answer(
        **{**value, "kind": VerdictKind(value["kind"]), "notes": tuple(value["notes"]), "slices": slices},
    )


def _slices(judged: Sequence[tuple[Example, Verdict]]) -> Iterator[Slice]:
    totals: dict[tuple[str, str], list[int]] = {}
    for example, verdict in judged:
        if verdict.kind is VerdictKind.GOLD_FAILED:
            continue
        for key in _slice_keys(example):
            both = totals.setdefault(key, [0, 0])
            both[0] += verdict.kind is VerdictKind.CORRECT
            both[1] += 1
    for (kind, value), (correct, total) in sorted(totals.items(), key=lambda each: _slice_order(each[0])):
        yield Slice(kind=kind, value=value, score=Score.of(correct, total))


def _slice_keys(example: Example) -> Iterator[tuple[str, str]]:
    yield "schema", example.schema
    yield "language", example.language
    for tag in example.tags:
        kind, colon, value = tag.partition(":")
        if colon:
            yield kind, value
    for feature in features_of(example) or ("none",):
        yield "feature", feature


_LEVELS = {
    level: str(place)
    for place, level in enumerate(("easy", "medium", "hard", "extra", "simple", "moderate", "challenging"))
}
_KINDS = {kind: place for place, kind in enumerate(("schema", "language", "level"))}


def _slice_order(key: tuple[str, str]) -> tuple[int, str, str]:
    kind, value = key
    # Known kinds first, then others by name, features last, as there are most of them.
    return (_KINDS.get(kind, 9 if kind == "feature" else 5), kind, _LEVELS.get(value, value))


def _answers(judged: Sequence[tuple[Example, Verdict]], predictions: Mapping[str, Prediction]) -> Iterator[Answer]:
    for example, verdict in judged:
        prediction = predictions[example.id]
        yield Answer(
            example_id=example.id,
            question=example.question,
            gold=example.sql,
            raw=None if Note.RAW in verdict.notes else prediction.raw,
            predicted=prediction.sql,
            kind=verdict.kind,
            detail=verdict.detail,
            notes=verdict.notes,
            slices=tuple(sorted(_slice_keys(example), key=_slice_order)),
        )


def _warnings(verdicts: Sequence[Verdict], predictions: Mapping[str, Prediction]) -> Iterator[str]:
    failed = [verdict.example_id for verdict in verdicts if verdict.kind is VerdictKind.GOLD_FAILED]
    if failed:
        yield f"the gold of {_some(failed)} failed: not in the score"
    tied = [verdict.example_id for verdict in verdicts if Note.TIED_GOLD in verdict.notes]
    if tied:
        yield f"the gold of {_some(tied)} is cut off among rows that tie: other right answers count as wrong"
    unknown = [verdict.example_id for verdict in verdicts if Note.UNKNOWN_TIES in verdict.notes]
    if unknown:
        yield f"the gold of {_some(unknown)} is sorted by keys that cannot be seen: tied rows must come in its order"
    endless = [verdict.example_id for verdict in verdicts if not predictions[verdict.example_id].stopped]
    if endless:
        yield f"{len(endless)} of {len(verdicts)} replies were cut off at the token limit"
    if len(verdicts) < 30:
        yield f"{len(verdicts)} questions are few: look at the interval, not at the figure"


def _some(ids: list[str], shown: int = 5) -> str:
    more = f" and {len(ids) - shown} more" if len(ids) > shown else ""
    return f"{', '.join(ids[:shown])}{more}"
