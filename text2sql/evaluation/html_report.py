"""A report as one HTML file that needs no network: charts, verdicts, and every question with both queries.

Questions, SQL and rows are hostile text. The template escapes all of it, and a content security policy lets the page run
no script but its own and load nothing.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from text2sql.display import plain
from text2sql.evaluation.corrected import Fate
from text2sql.evaluation.meanings import MEANINGS, MEANINGS_ZH, slice_zh
from text2sql.evaluation.paired import Change, change_of
from text2sql.evaluation.report import Answer, Report, Score, shown_slices
from text2sql.evaluation.sql_diff import SqlDiff, diff_sql
from text2sql.records import VerdictKind

_FOLDER = Path(__file__).parent / "page"
_FATES_ZH = {Fate.STUCK: "已学会", Fate.LOST: "未学会", Fate.UNTRAINED: "尚未训练", Fate.UNKNOWN: "无法判断"}
_FATE_LOOKS = {Fate.STUCK: "right", Fate.LOST: "wrong", Fate.UNTRAINED: "aside", Fate.UNKNOWN: "aside"}
_ONLY_GOLD, _ONLY_PREDICTED = "only in gold: ", "only predicted: "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What the page shows of a question.

    Attributes:
        answer: what was predicted and how it was judged.
        earlier: the same of the report before; None if there is none.
        change: ``gained``, ``lost``, ``same`` or, without a report before, nothing.
        diff: both queries; None if nothing was predicted.
        earlier_diff: the same of the report before.
        rows: what differs.
        words: what a search looks through, in lower case.
    """

    answer: Answer
    earlier: Answer | None
    change: str
    diff: SqlDiff | None
    earlier_diff: SqlDiff | None
    rows: "_RowDiff"
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowDiff:
    """A verdict's detail in parts: what it says, rows that only the gold gives, rows that only the prediction gives."""

    said: str
    gold: str = ""
    predicted: str = ""


def html(report: Report, before: Report | None = None) -> str:
    """The page; with an earlier report of the same questions also what changed.

    Raises:
        T2SError: if the two are not about the same questions.
    """
    change = change_of(before, report) if before else None
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Control and bidi characters would show another text than the one that was run.
        finalize=lambda value: value if isinstance(value, Markup) else plain(str(value), keep="\n\t"),
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.1f}"
    script = (_FOLDER / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template("report.html").render(
        report=report,
        before=before,
        change=change,
        meanings=MEANINGS,
        meanings_zh=MEANINGS_ZH,
        fates_zh=_FATES_ZH,
        fate_looks=_FATE_LOOKS,
        slices=shown_slices(report),
        slice_zh=slice_zh,
        earlier=_scores(before),
        questions=list(_questions(report, before, change)),
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'",
        style=Markup((_FOLDER / "report.css").read_text(encoding="utf-8")),
        script=Markup(script),
    )


def _scores(report: Report | None) -> Mapping[tuple[str, str], Score]:
    return {(each.kind, each.value): each.score for each in report.slices} if report else {}


def _questions(report: Report, before: Report | None, change: Change | None) -> Iterator[_Question]:
    earlier = {answer.example_id: answer for answer in before.answers} if before else {}
    gained, lost = (set(change.gained), set(change.lost)) if change else (set(), set())
    for answer in report.answers:
        name = answer.example_id
        was = earlier.get(name)
        yield _Question(
            answer=answer,
            earlier=was,
            change="gained" if name in gained else "lost" if name in lost else "same" if change else "",
            diff=_diff(answer),
            earlier_diff=_diff(was) if was else None,
            rows=_row_diff(answer),
            words=" ".join((name, answer.question, answer.gold, answer.predicted or "", answer.detail)).lower(),
        )


def _diff(answer: Answer) -> SqlDiff | None:
    return None if answer.predicted is None else diff_sql(answer.gold, answer.predicted)


def _row_diff(answer: Answer) -> _RowDiff:
    """The parts of the detail, as `text2sql.evaluation.compare.difference` puts them together."""
    if answer.kind is not VerdictKind.WRONG_ROWS:
        return _RowDiff(said=answer.detail)
    said, _, rows = answer.detail.partition("; ")
    if rows.startswith(_ONLY_PREDICTED):
        return _RowDiff(said=said, predicted=rows.removeprefix(_ONLY_PREDICTED))
    if not rows.startswith(_ONLY_GOLD):
        return _RowDiff(said=answer.detail)
    gold, _, predicted = rows.removeprefix(_ONLY_GOLD).partition(f"; {_ONLY_PREDICTED}")
    return _RowDiff(said=said, gold=gold, predicted=predicted)
