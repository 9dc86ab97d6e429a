"""A report for the terminal: the score, verdicts by kind, slices, some misses with what differs."""

from collections.abc import Iterator
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from text2sql.display import plain
from text2sql.evaluation.corrected import Corrections, Fate
from text2sql.evaluation.meanings import MEANINGS
from text2sql.evaluation.report import Answer, Report, Score, interval_name, shown_slices
from text2sql.records import VerdictKind


def shown_report(report: Report, *, misses: int = 5) -> RenderableType:
    """The report with the first misses of every kind in turn."""
    parts: list[RenderableType] = [_headline(report), Text(), _verdicts(report), Text(), _slices(report)]
    if report.corrections:
        parts += [Text(), _corrections(report.corrections)]
    chosen = list(_chosen(report.misses, misses))
    if chosen:
        parts += [Text(), Text(f"{len(chosen)} of {len(report.misses)} misses", style="bold"), *map(_miss, chosen)]
    parts += [Text(f"warning: {plain(warning)}", style="yellow") for warning in report.warnings]
    return Group(*parts)


def share(score: Score) -> str:
    """The share in percent, its interval and its counts; no share where there is nothing to share.

    >>> share(Score.of_counts([(50, 100)])), share(Score.of_counts([]))
    ('50.0 %  [40.4, 59.6]  50 of 100', 'not measured  0 of 0')
    """
    if not score.total:
        return "not measured  0 of 0"
    return f"{100 * score.accuracy:.1f} %  [{100 * score.low:.1f}, {100 * score.high:.1f}]  {score.correct} of {score.total}"


def _headline(report: Report) -> RenderableType:
    text = Text("execution accuracy ", style="bold").append(share(report.score), style="bold green")
    text.append(f"  ({interval_name(report.score.schemas)})", style="dim")
    lines = [text]
    if report.test_suite_score:
        lines.append(Text("test-suite accuracy ", style="bold").append(share(report.test_suite_score), style="green"))
    besides = [
        ("reply is nothing but the SQL", report.raw_score),
        ("columns in any order", report.permuted_score),
        ("further columns allowed", report.extra_score),
    ]
    lines += [
        Text(f"  {name}: {100 * score.accuracy:.1f} %", style="dim")
        for name, score in besides
        if score.correct != report.score.correct
    ]
    if report.exact_set_score:
        lines.append(Text(f"  the same clause by clause: {100 * report.exact_set_score.accuracy:.1f} %", style="dim"))
    if report.tolerance:
        lines.append(Text(f"  numbers equal within (relative / absolute) {plain(report.tolerance)}", style="dim"))
    if report.soft_f1 is not None:
        lines.append(Text(f"  Soft-F1: {100 * report.soft_f1:.1f}", style="dim"))
    if report.r_ves is not None:
        lines.append(Text(f"  R-VES: {report.r_ves:.1f}", style="dim"))
    if report.empty_matches:
        lines.append(Text(f"  {report.empty_matches} right answers are empty, as is their gold", style="dim"))
    return Group(*lines)


def _verdicts(report: Report) -> RenderableType:
    table = _table("verdict", "questions", "meaning")
    for kind, count in report.counts.items():
        if count:
            style = "green" if kind is VerdictKind.CORRECT else "" if kind.is_scored else "yellow"
            table.add_row(Text(kind.value, style=style), str(count), Text(MEANINGS[kind], style="dim"))
    return table


def _slices(report: Report) -> RenderableType:
    table = _table("slice", "questions", "right", "accuracy", "95 % interval")
    for kind, group in groupby(shown_slices(report), key=lambda each: each.kind):
        for each in group:
            score = each.score
            interval = f"{100 * score.low:.0f} to {100 * score.high:.0f}"
            name = Text(f"{kind} ", style="dim").append(plain(each.value), style="not dim")
            table.add_row(name, str(score.total), str(score.correct), f"{100 * score.accuracy:.1f} %", interval)
        table.add_section()
    return table


_FATES = {Fate.STUCK: "green", Fate.LOST: "red", Fate.UNTRAINED: "yellow", Fate.UNKNOWN: "yellow"}
_MOST_CORRECTIONS = 20


def _corrections(corrections: Corrections) -> RenderableType:
    """Every correction with its fate, those that did not stick with what came instead; then what broke."""
    parts: list[RenderableType] = [Text(corrections.told, style="bold")]
    # What did not stick comes first, as the list may be cut.
    ordered = sorted(corrections.answers, key=lambda answer: answer.fate is Fate.STUCK)
    for answer in ordered[:_MOST_CORRECTIONS]:
        head = Text(f"{answer.fate:>18}  ", style=_FATES[answer.fate]).append(
            plain(answer.question), style="not red bold"
        )
        parts.append(head)
        if answer.fate is not Fate.STUCK:
            parts += [_labelled("right", answer.sql, 18), _labelled("now", answer.predicted or answer.detail, 18)]
    if len(ordered) > _MOST_CORRECTIONS:
        parts.append(Text(f"and {len(ordered) - _MOST_CORRECTIONS} more", style="dim"))
    if corrections.broken:
        parts += [Text(), Text(f"broke since {corrections.before}", style="bold")]
    for each in corrections.broken[:_MOST_CORRECTIONS]:
        parts += [
            Text(f"{each.kind:>18}  ", style="red").append(plain(each.question), style="not red bold"),
            _labelled("before", each.before or "", 18),
            _labelled("now", each.predicted or "", 18),
        ]
    if len(corrections.broken) > _MOST_CORRECTIONS:
        parts.append(Text(f"and {len(corrections.broken) - _MOST_CORRECTIONS} more", style="dim"))
    return Group(*parts)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="left" if name == "meaning" else "right")
    return table


def _chosen(misses: tuple[Answer, ...], count: int) -> Iterator[Answer]:
    """A few misses, one of every kind before the second of any."""
    by_kind = {kind: [miss for miss in misses if miss.kind is kind] for kind in VerdictKind}
    for place in range(count):
        for kind in VerdictKind:
            if count and place < len(by_kind[kind]):
                yield by_kind[kind][place]
                count -= 1


def _miss(miss: Answer) -> RenderableType:
    head = Text(f"{plain(miss.question)}", style="bold").append(f"  {miss.example_id}", style="not bold dim")
    lines = [head, _labelled("gold", miss.gold)]
    if miss.predicted is not None:
        lines.append(_labelled("predicted", miss.predicted))
    elif miss.raw is not None:
        lines.append(_labelled("reply", miss.raw))
    lines.append(Text(f"{miss.kind.value:>10}  ", style="red").append(plain(miss.detail, keep=""), style="not red"))
    return Group(Text(), *lines)


def _labelled(label: str, text: str, width: int = 10) -> Text:
    shown = plain(" ".join(text.split()))
    return Text(f"{label:>{width}}  ", style="dim").append(
        shown if len(shown) <= 400 else shown[:399] + "…", style="not dim"
    )
