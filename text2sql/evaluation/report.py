"""Verdicts → Report: counts, accuracy with its interval, slices, answers, warnings; as JSON and back.

A report can be made again from the suite and the predictions alone, without a model.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from text2sql.errors import T2SError
from text2sql.evaluation.compare import ABSOLUTE, RELATIVE
from text2sql.evaluation.corrected import Corrections, corrections_from_json
from text2sql.evaluation.exact_set import COMPONENTS, is_exact_set_match, right_components
from text2sql.evaluation.profile import QUIRKS, Profile
from text2sql.evaluation.slices import LEVELS, SliceKey, slice_order, slices_of
from text2sql.evaluation.stats import clustered_wilson
from text2sql.evaluation.suite import Suite
from text2sql.evaluation.verdict import Note
from text2sql.records import Example, Prediction, Verdict, VerdictKind, write_atomic, write_jsonl
from text2sql.worker import is_duckdb

FORMAT_VERSION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A share of right answers with its 95 % interval.

    Attributes:
        correct, total, accuracy: right answers, questions, and their share.
        low, high: the interval: Wilson's, clustered by schema if there are several.
        schemas: how many schemas the questions are about.
    """

    correct: int
    total: int
    accuracy: float
    low: float
    high: float
    schemas: int = 1

    @classmethod
    def of(cls, answers: Iterable[tuple[str, bool]]) -> "Score":
        """The score of answers, each the name of its schema and whether it is right.

        An accuracy of 0 with the interval 0 to 1 if there is nothing to score.

        >>> Score.of([("s", True), ("s", False)])
        Score(correct=1, total=2, accuracy=0.5, low=0.09..., high=0.90..., schemas=1)
        """
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for schema, is_right in answers:
            counts[schema][0] += is_right
            counts[schema][1] += 1
        return cls.of_counts([(correct, total) for correct, total in counts.values()])

    @classmethod
    def of_counts(cls, clusters: Sequence[tuple[int, int]]) -> "Score":
        """The same from right answers and questions of each schema."""
        correct, total = sum(each for each, _ in clusters), sum(each for _, each in clusters)
        low, high = clustered_wilson(clusters)
        accuracy = correct / total if total else 0.0
        return cls(correct=correct, total=total, accuracy=accuracy, low=low, high=high, schemas=max(1, len(clusters)))


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
        score: execution accuracy by the suite's profile. Questions whose gold failed, and those whose results take too
            long to compare, are not in its total.
        raw_score: the same if a reply counts only if it is the SQL and nothing else.
        permuted_score: the same if columns may stand in another order; without questions where that takes too long to try.
        extra_score: the same if columns may stand in another order and there may be more of them.
        empty_matches: right answers that are empty, as is their gold.
        slices: by kind and value.
        answers: in the order of the questions.
        warnings: what a reader must know to trust the figures.
        exact_set_score: how many predictions are the gold clause by clause; None if it was not asked for. Its slices
            are of the kind ``exact set``, by level and by component.
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
    def tolerance(self) -> str:
        """How far apart equal numbers may be, `relative / absolute`; empty where a profile has none."""
        found = self.run.get("tolerance")
        return f"{found.get('relative')} / {found.get('absolute')}" if isinstance(found, dict) else ""

    @property
    def misses(self) -> tuple[Answer, ...]:
        """The questions that were not answered right, and those of which it is not known."""
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
    assert all(verdict.example_id == each.id for verdict, each in zip(verdicts, suite.examples, strict=True))
    judged = list(zip(suite.examples, verdicts, strict=True))
    scored = [(each.schema, verdict) for each, verdict in judged if verdict.kind.is_scored]
    right = [verdict for _, verdict in scored if _is_right(verdict)]
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
        score=Score.of((schema, _is_right(each)) for schema, each in scored),
        raw_score=Score.of((schema, _is_right(each) and Note.RAW in each.notes) for schema, each in scored),
        permuted_score=_relaxed_score(scored, Note.PERMUTED_COLUMNS),
        extra_score=_relaxed_score(scored, Note.PERMUTED_COLUMNS, Note.EXTRA_COLUMNS),
        empty_matches=sum(Note.EMPTY in verdict.notes for verdict in right),
        slices=(
            *_slices(judged),
            *_exact_set_slices(judged, exact),
            *_component_slices(suite, judged, predictions, exact),
        ),
        answers=tuple(_answers(judged, predictions)),
        warnings=(*([_EMULATED] if _is_emulated(suite) else ()), *_warnings(verdicts, predictions)),
        exact_set_score=(
            Score.of((each.schema, exact[each.id]) for each, _ in judged if each.id in exact) if exact_set else None
        ),
        soft_f1=_mean([each.soft_f1 for _, each in scored]),
        test_suite_score=(
            Score.of((schema, _is_right(each) and Note.WRONG_BESIDE not in each.notes) for schema, each in scored)
            if suite.neighbours
            else None
        ),
        r_ves=_mean([None if each.reward is None else 100 * math.sqrt(each.reward) for _, each in scored]),
    )


def _relaxed_score(scored: Sequence[tuple[str, Verdict]], *relaxed: Note) -> Score:
    tried = ((schema, each) for schema, each in scored if Note.UNTRIED_COLUMNS not in each.notes)
    return Score.of((schema, _is_right(each, *relaxed)) for schema, each in tried)


def _is_right(verdict: Verdict, *relaxed: Note) -> bool:
    return verdict.kind is VerdictKind.CORRECT or any(note in verdict.notes for note in relaxed)


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
    for level in LEVELS if exact else ():
        found = [
            (each.schema, exact[each.id]) for each, _ in judged if each.id in exact and f"level:{level}" in each.tags
        ]
        if found:
            yield Slice(kind="exact set", value=level, score=Score.of(found))


def _component_slices(
    suite: Suite,
    judged: Sequence[tuple[Example, Verdict]],
    predictions: Mapping[str, Prediction],
    exact: Mapping[str, bool],
) -> Iterator[Slice]:
    """By component of Spider's exact-set match, over the questions whose gold has it."""
    found: dict[str, list[tuple[str, bool]]] = {name: [] for name in COMPONENTS}
    for example, _ in judged:
        if example.id in exact:
            predicted = predictions[example.id].sql or ""
            for name, is_right in right_components(example.sql, predicted, suite.schemas[example.schema]).items():
                found[name].append((example.schema, is_right))
    for name, results in found.items():
        if results:
            yield Slice(kind="exact set", value=name, score=Score.of(results))


def _rules(profile: Profile) -> dict[str, Any]:
    quirks = QUIRKS.get(profile)
    return {"quirks": asdict(quirks)} if quirks else {"tolerance": {"relative": RELATIVE, "absolute": ABSOLUTE}}


_EMULATED = "emulated: DuckDB stood in for SQLite, on copies of its tables; the profile spider runs in SQLite itself"


# Shown as slices; all of them stand in the report.
_MOST_SCHEMAS = 100


def _is_emulated(suite: Suite) -> bool:
    return suite.profile not in QUIRKS and not all(map(is_duckdb, suite.databases.values()))


def interval_name(schemas: int) -> str:
    """What the intervals of a measurement over so many schemas are called.

    >>> interval_name(1), interval_name(20)
    ('95 % interval', '95 % interval clustered by 20 schemas')
    """
    return f"95 % interval clustered by {schemas} schemas" if schemas > 1 else "95 % interval"


def shown_slices(report: Report) -> tuple[Slice, ...]:
    """The slices that tell something: one schema would be the score again, thousands (as of WikiSQL) nobody reads."""
    schemas = sum(each.kind == "schema" for each in report.slices)
    return tuple(each for each in report.slices if each.kind != "schema" or 1 < schemas <= _MOST_SCHEMAS)


def write_report(folder: Path, report: Report, predictions: Iterable[Prediction], verdicts: Iterable[Verdict]) -> None:
    """Write ``report.json``, ``verdicts.jsonl`` and ``predictions.jsonl``."""
    write_jsonl(folder / "predictions.jsonl", map(asdict, predictions))
    write_jsonl(folder / "verdicts.jsonl", map(asdict, verdicts))
    write_atomic(folder / "report.json", json_of(report))


def json_of(report: Report) -> Iterator[str]:
    """The report as JSON, in pieces, one answer a line; `read_report` is the way back."""
    head = {"format_version": FORMAT_VERSION, **asdict(replace(report, answers=()))}
    del head["answers"]
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    yield ',\n  "answers": ['
    for number, answer in enumerate(report.answers):
        yield f"{',' if number else ''}\n    {json.dumps(asdict(answer), ensure_ascii=False)}"
    yield "\n  ]\n}\n" if report.answers else "]\n}\n"


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
        elif version not in (2, 3, FORMAT_VERSION):  # 2 knew no clusters, 3 took what was given up for wrong
            raise ValueError("another format version")
        scores = {name: Score(**value[name]) for name in ("score", "raw_score", "permuted_score", "extra_score")}
        return Report(
            **{
                **value,
                **scores,
                "counts": {
                    **dict.fromkeys(VerdictKind, 0),
                    **{VerdictKind(kind): count for kind, count in value["counts"].items()},
                },
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
    found: dict[SliceKey, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for example, verdict in judged:
        if verdict.kind.is_scored:
            for key in slices_of(example):
                counts = found[key][example.schema]
                counts[0] += _is_right(verdict)
                counts[1] += 1
    for kind, value in sorted(found, key=slice_order):
        by_schema = found[kind, value].values()
        yield Slice(kind=kind, value=value, score=Score.of_counts([(correct, total) for correct, total in by_schema]))


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
            slices=slices_of(example),
        )


def _warnings(verdicts: Sequence[Verdict], predictions: Mapping[str, Prediction]) -> Iterator[str]:
    failed = [verdict.example_id for verdict in verdicts if verdict.kind is VerdictKind.GOLD_FAILED]
    if failed:
        yield f"the gold of {_some(failed)} failed: not in the score"
    given_up = [verdict.example_id for verdict in verdicts if verdict.kind is VerdictKind.GIVEN_UP]
    if given_up:
        yield f"to compare the rows of {_some(given_up)} would take too long, right or wrong: not in the score"
    tied = [verdict.example_id for verdict in verdicts if Note.TIED_GOLD in verdict.notes]
    if tied:
        yield f"the gold of {_some(tied)} is cut off among rows that tie: other right answers count as wrong"
    unknown = [verdict.example_id for verdict in verdicts if Note.UNKNOWN_TIES in verdict.notes]
    if unknown:
        yield f"the gold of {_some(unknown)} is sorted by keys that cannot be seen: tied rows must come in its order"
    untried = [verdict.example_id for verdict in verdicts if Note.UNTRIED_COLUMNS in verdict.notes]
    if untried:
        yield f"to try all orders of columns of {_some(untried)} would take too long: not in the scores of other columns"
    endless = [verdict.example_id for verdict in verdicts if not predictions[verdict.example_id].stopped]
    if endless:
        yield f"{len(endless)} of {len(verdicts)} replies were cut off at the token limit"
    if len(verdicts) < 30:
        yield f"{len(verdicts)} questions are few: look at the interval, not at the figure"


def _some(ids: list[str], shown: int = 5) -> str:
    more = f" and {len(ids) - shown} more" if len(ids) > shown else ""
    return f"{', '.join(ids[:shown])}{more}"
