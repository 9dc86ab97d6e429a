"""A report as Markdown, for an issue, a pull request or the summary page of a CI job."""

import re
from collections.abc import Iterator, Sequence

from text2sql.display import plain
from text2sql.evaluation.corrected import Corrections
from text2sql.evaluation.meanings import MEANINGS
from text2sql.evaluation.paired import Change, change_of
from text2sql.evaluation.report import Answer, Report, Score, interval_name, shown_slices

_MARKS = re.compile(r"[\\`*_\[\]<>|~&]")
# What a reader of a page takes in; all of them stand in the HTML.
_MAX_TEXT = 300


def markdown(report: Report, before: Report | None = None, *, misses: int = 20) -> str:
    """The Markdown: score, verdicts, slices, the first misses; beside an earlier report what changed.

    Raises:
        T2SError: if the two are not about the same questions.
    """
    change = change_of(before, report) if before else None
    parts = [f"# {_words(str(report.run.get('suite', '')))}: {_percent(report.score)}", _score(report)]
    if before and change:
        parts.append(_change(change, before, report))
    parts += [f"> {_words(warning)}" for warning in report.warnings]
    parts += ["## Verdicts", _verdicts(report), "## Slices", _slices(report, before)]
    if report.corrections:
        parts += ["## Corrections", _corrections(report.corrections)]
    if report.misses and misses:
        parts += [f"## {min(misses, len(report.misses))} of {len(report.misses)} misses", _misses(report, misses)]
    return "\n\n".join(parts) + "\n"


def _score(report: Report) -> str:
    score = report.score
    tolerance = f" Numbers equal within (relative / absolute) {_words(report.tolerance)}." if report.tolerance else ""
    return (
        f"{_words(report.model)}: execution accuracy **{_percent(score)}** "
        f"({interval_name(score.schemas)} {_interval(score)}), {score.correct} of {score.total}.{tolerance}"
    )


def _change(change: Change, before: Report, report: Report) -> str:
    low, high = (100 * bound for bound in change.difference)
    sides = (("before", before, change.before), ("after", report, change.after))
    rows = [
        (name, _words(each.model), str(score.correct), str(score.total), _percent(score)) for name, each, score in sides
    ]
    return (
        f"{_table(('', 'model', 'right', 'questions', 'accuracy'), rows)}\n\n"
        f"{len(change.gained)} gained, {len(change.lost)} lost; a difference of {low:+.1f} to {high:+.1f} points "
        f"({interval_name(change.after.schemas)}, exact McNemar p = {change.p_value:.2g})."
    )


def _verdicts(report: Report) -> str:
    rows = [(kind.value, str(count), MEANINGS[kind]) for kind, count in report.counts.items() if count]
    return _table(("verdict", "questions", "meaning"), rows)


def _slices(report: Report, before: Report | None) -> str:
    earlier = {(each.kind, each.value): each.score for each in before.slices} if before else {}
    heads = ("slice", "right", "questions", "accuracy", "95 % interval")
    rows = []
    for each in shown_slices(report):
        name = f"{_words(each.kind)} {_words(each.value)}"
        score = each.score
        row = (name, str(score.correct), str(score.total), _percent(score), _interval(score))
        was = earlier.get((each.kind, each.value))
        rows.append((*row, _percent(was) if was else "") if before else row)
    return _table((*heads, "before") if before else heads, rows)


def _corrections(corrections: Corrections) -> str:
    rows = [
        (_words(each.question), each.fate.value, _code(each.sql), _code(each.predicted or ""), _words(each.detail))
        for each in corrections.answers
    ]
    parts = [f"{corrections.told}.", _table(("question", "fate", "right", "now", "why"), rows)]
    if corrections.broken:
        broken = [
            (
                _words(each.question),
                each.kind.value,
                _code(each.gold),
                _code(each.before or ""),
                _code(each.predicted or ""),
            )
            for each in corrections.broken
        ]
        parts += [
            f"Broke since {_words(corrections.before or '')}:",
            _table(("question", "verdict", "gold", "before", "now"), broken),
        ]
    return "\n\n".join(parts)


def _misses(report: Report, count: int) -> str:
    heads = ("question", "verdict", "gold", "predicted", "what differs")
    return _table(heads, [_miss(miss) for miss in report.misses[:count]])


def _miss(miss: Answer) -> Sequence[str]:
    reply = miss.predicted if miss.predicted is not None else miss.raw or ""
    return (_words(miss.question), miss.kind.value, _code(miss.gold), _code(reply), _words(miss.detail))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines([heads, ["---"] * len(heads), *rows]))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _percent(score: Score) -> str:
    return f"{100 * score.accuracy:.1f} %" if score.total else "not measured"


def _interval(score: Score) -> str:
    return f"{100 * score.low:.1f} to {100 * score.high:.1f}"


def _words(text: str) -> str:
    r"""The text on one line, so that nothing in it is Markdown or HTML.

    >>> print(_words("a|b *c*\n<i>"))
    a\|b \*c\* \<i\>
    """
    return _MARKS.sub(lambda found: "\\" + found[0], _short(text))


def _code(text: str) -> str:
    r"""The text on one line as a span of code in a table, where a bar needs a backslash in code too.

    >>> print(_code("SELECT a || '`'"))
    `` SELECT a \|\| '`' ``
    """
    shown = _short(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    bars = shown.replace("|", "\\|")
    return f"{fence}{space}{bars}{space}{fence}" if shown else ""


def _short(text: str) -> str:
    shown = plain(" ".join(text.split()))
    return shown if len(shown) <= _MAX_TEXT else shown[: _MAX_TEXT - 1] + "…"
