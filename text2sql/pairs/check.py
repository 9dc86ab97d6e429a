"""A user's files of pairs → the pairs that can be trained on, and what was found wrong or odd about them, line by line.

Every gold runs on the rows of the data set. Refused are lines that cannot be read, golds that fail or cannot be measured by,
duplicates, and contradictions: one question (but for case, blanks and punctuation) with two golds that give other rows. What was
corrected while asking wins over what stands in a file. Odd, but taken, is a literal that is not in the rows or not in the question.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from text2sql.benchmarks.pairs import AGAIN, Refused, read_pairs
from text2sql.evaluation.compare import equal_multisets, equal_rows
from text2sql.evaluation.verdict import Gold, run_gold
from text2sql.outcome import QueryRunner
from text2sql.pairs.anatomy import Anatomy, anatomy
from text2sql.pairs.said import holds
from text2sql.records import Example
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Schema
from text2sql.sql import is_ordered, parse

Rows = Mapping[str, Sequence[tuple[object, ...]]]


class FindingKind(StrEnum):
    """What was found about a line; the first six keep it out."""

    UNREADABLE = "cannot be read"
    FAILS = "gold fails"
    UNMEASURABLE = "cannot be measured"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    CORRECTED = "corrected since"
    EMPTY = "gives no rows"
    TIED = "cut among ties"
    NOT_IN_ROWS = "value not in the rows"
    NOT_IN_QUESTION = "value not in the question"

    @property
    def is_refusal(self) -> bool:
        """Whether the line does not become an example."""
        return self in tuple(FindingKind)[:6]


class Finding(NamedTuple):
    """Something about a line: of which kind, where it stands, what it is."""

    kind: FindingKind
    place: str
    reason: str


class Pair(NamedTuple):
    """A pair that can be trained on: the example, its place, the split it belongs to."""

    example: Example
    place: str
    split: str = "train"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of the files.

    Attributes:
        pairs: in the order of the files, corrections first.
        findings: in the order of the files; a line may have several.
    """

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The lines that did not become examples."""
        return tuple(Refused(each.place, each.reason) for each in self.findings if each.kind.is_refusal)

    @property
    def counts(self) -> Counter[FindingKind]:
        """How many findings of each kind there are."""
        return Counter(each.kind for each in self.findings)


class _Ran(NamedTuple):
    pair: Pair
    gold: Gold


def check_pairs(schema: Schema, rows: Rows, paths: Sequence[Path], *, corrections: Path | None = None) -> Checked:
    """The pairs of the files after every check.

    Args:
        schema: whose tables are asked about.
        rows: that the golds run on.
        paths: the user's files.
        corrections: pairs that win over theirs.

    Raises:
        T2SError: if a file cannot be read.
    """
    findings: list[Finding] = []
    ran: list[_Ran] = []
    files = [*([corrections] if corrections else []), *paths]
    with Sandbox(Source(schema=schema, rows=rows)) as sandbox:
        for path in files:
            read = read_pairs(path, schema)
            findings += [_unread(each) for each in read.refused]
            for example in read.examples:
                place = f"{path}:{example.provenance.rpartition(':')[2]}"
                gold = measured(sandbox, example.sql)
                if isinstance(gold, Finding):
                    findings.append(gold._replace(place=place))
                    continue
                pair = replace(example, provenance=f"pair:{example.provenance}")
                ran.append(_Ran(Pair(pair, place, read.splits.get(example.id, "train")), gold))
    kept, clashes = _agreeing(ran, f"{corrections}:" if corrections else None)
    values = _values(schema, rows)
    odd = [finding for each in kept for finding in _odd(each, anatomy(each.pair.example.sql, schema), values)]
    order = list(map(str, files))

    def by_line(finding: Finding) -> tuple[int, int]:
        path, _, line = finding.place.rpartition(":")
        return order.index(path), int(line)

    return Checked(
        pairs=tuple(each.pair for each in kept), findings=tuple(sorted(findings + clashes + odd, key=by_line))
    )


def measured(runner: QueryRunner, sql: str) -> Gold | Finding:
    """The rows of a gold, or why no prediction could be measured by it, its place left open. It runs twice."""
    first = run_gold(sql, runner)
    if isinstance(first, str):
        if first.startswith("more than"):
            reason = f"the SQL gives too many rows: {first}"
            return Finding(FindingKind.UNMEASURABLE, "", reason)
        reason = first.partition(": ")[2] or first  # without the kind of verdict that it would be
        return Finding(FindingKind.FAILS, "", f"the SQL does not run: {reason}")
    second = run_gold(sql, runner)
    if isinstance(second, str) or not equal_rows(first.outcome.rows, second.outcome.rows):
        reason = "the SQL gives other rows when it runs again: order by columns, not by chance"
        return Finding(FindingKind.UNMEASURABLE, "", reason)
    return first


def tells(gold: Gold) -> bool:
    """Whether a gold's rows say anything: they are not empty, not only NULL, not a single zero.

    An answer that says nothing is given by many wrong queries too.
    """
    rows = gold.outcome.rows
    return bool(rows) and any(value is not None for row in rows for value in row) and rows != ((0,),)


def same_question(question: str) -> str:
    """A question without what does not change it: case, width, blanks, punctuation.

    >>> same_question("谁的数学 最好？") == same_question("谁的数学最好"), same_question("Is it 3.5?")
    (True, 'is it 3.5')
    """
    text = unicodedata.normalize("NFKC", question).casefold()
    text = re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w\s.%<>=+*/-]", " ", text)
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text)
    return " ".join(text.split())


def _unread(refused: Refused) -> Finding:
    kind = FindingKind.DUPLICATE if refused.reason == AGAIN else FindingKind.UNREADABLE
    return Finding(kind, refused.place, refused.reason)


def _agreeing(ran: Sequence[_Ran], corrections: str | None) -> tuple[list[_Ran], list[Finding]]:
    """The pairs of which each question stands once, and why the others do not."""
    groups: dict[str, list[_Ran]] = {}
    for each in ran:
        groups.setdefault(same_question(each.pair.example.question), []).append(each)
    kept: list[_Ran] = []
    clashes: list[Finding] = []
    for first, *others in groups.values():
        place = first.pair.place
        is_correction = corrections is not None and place.startswith(corrections)
        contrary = [each for each in others if not _same_rows(first, each)]
        if contrary and not is_correction:
            clashes.append(_contradicts(first, contrary[0]))
        else:
            kept.append(first)
        for other in others:
            if other not in contrary:
                other_sql = other.pair.example.sql != first.pair.example.sql
                reason = f"the same question as {place}, with other SQL for the same rows" if other_sql else AGAIN
                clashes.append(Finding(FindingKind.DUPLICATE, other.pair.place, reason))
            elif is_correction:
                reason = f"{place} corrects the SQL of this question"
                clashes.append(Finding(FindingKind.CORRECTED, other.pair.place, reason))
            else:
                clashes.append(_contradicts(other, first))
    return kept, clashes


def _contradicts(one: _Ran, other: _Ran) -> Finding:
    reason = f"the same question as {other.pair.place}, but other SQL and other rows: which is right is not known"
    return Finding(FindingKind.CONTRADICTION, one.pair.place, reason)


def _same_rows(one: _Ran, other: _Ran) -> bool:
    rows, others = one.gold.outcome.rows, other.gold.outcome.rows
    both_ordered = all(is_ordered(parse(each.pair.example.sql)) for each in (one, other))
    return equal_rows(rows, others) if both_ordered else equal_multisets(rows, others)


def _values(schema: Schema, rows: Rows) -> Mapping[tuple[str, str], frozenset[str]]:
    return {
        (table.name, column.name): frozenset(_plain(str(row[at])) for row in rows.get(table.name, ()))
        for table in schema.tables
        for at, column in enumerate(table.columns)
    }


def _plain(text: str) -> str:
    """A value as it compares: 60.0, 60.00 and 60 are one."""
    return text.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", text) else text


def _odd(ran: _Ran, parts: Anatomy, values: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[Finding]:
    """What may be wrong about a pair that is taken all the same."""
    example, place = ran.pair.example, ran.pair.place
    missing = [
        f"{each.text} is not in {'.'.join(each.place)}"
        for each in dict.fromkeys(parts.compared)
        if each.is_equality and _plain(each.text) not in values[each.place]
    ]
    if missing:
        yield Finding(FindingKind.NOT_IN_ROWS, place, f"{', '.join(missing)} (made-up rows)")
    elif not tells(ran.gold):
        yield Finding(FindingKind.EMPTY, place, "its answer is empty or zero on the made-up rows")
    unsaid = [text for text, is_text in dict.fromkeys(parts.literals) if not holds(example.question, text, is_text)]
    if unsaid:
        yield Finding(FindingKind.NOT_IN_QUESTION, place, f"the question does not say {', '.join(unsaid)}")
    if ran.gold.is_tied:
        yield Finding(FindingKind.TIED, place, "its LIMIT cuts through rows that tie: other answers are as right")
