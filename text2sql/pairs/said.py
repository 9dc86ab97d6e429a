"""What of a query stands in its question: literals, columns by what people call them, comparisons."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from text2sql.meaning import ColumnMeaning


class Mention(NamedTuple):
    """A column's noun in a question: where it stands, the noun, its language."""

    start: int
    end: int
    noun: str
    language: str


def spans(text: str, question: str) -> list[tuple[int, int]]:
    """Where a literal stands in the question as a whole: 9 is not in 90, nor art in party.

    >>> spans("90", "90分以上、190分以下、90.5"), spans("2班", "12班和2班")
    ([(0, 2)], [(4, 6)])
    """
    if not text:
        return []
    found = []
    for match in re.finditer(re.escape(text), question):
        before, after = question[: match.start()], question[match.end() :]
        if not (_goes_on(before[-1:], text[0]) or _goes_on(text[-1], after[:1]) or _is_decimal(text, before, after)):
            found.append(match.span())
    return found


def _goes_on(left: str, right: str) -> bool:
    """Whether two neighbouring signs are of one word or number."""
    return bool(re.fullmatch(r"\d\d|[A-Za-z]{2}", left + right))


def _is_decimal(text: str, before: str, after: str) -> bool:
    """Whether a number is a part of a longer one such as 90.5 or 1,090."""
    return (text[-1].isdigit() and bool(re.match(r"[.,]\d", after))) or (
        text[0].isdigit() and bool(re.search(r"\d[.,]$", before))
    )


def mentions(question: str, columns: Sequence[ColumnMeaning], literals: Sequence[str]) -> dict[str, list[Mention]]:
    """The mentions of each column, by its name; the longest noun wins, and what stands in a literal is none.

    A noun that two of the columns share is a mention of neither.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    for column in columns:
        nouns = [("zh", noun) for noun in column.zh] + [("en", noun) for noun in (*column.en, column.name)]
        for language, noun in nouns:
            if len(noun) > 1:
                owners.setdefault((noun.lower(), language), set()).add(column.name)
    taken = [span for text in literals for span in spans(text, question)]
    found: dict[str, list[Mention]] = {column.name: [] for column in columns}
    lower = question.lower()
    if len(lower) != len(question):  # a few letters change their length
        return found
    for (noun, language), names in sorted(owners.items(), key=lambda item: (-len(item[0][0]), item[0])):
        for start, end in spans(noun, lower):
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            if len(names) == 1:
                found[next(iter(names))].append(Mention(start, end, question[start:end], language))
    return found


class Opposite(NamedTuple):
    """A comparison in words: the operator it stands for, the words for the contrary."""

    operator: str
    contrary: str


# Operator and words for more, for less.
_OPPOSED = (
    *(
        (">", "<", more, less)
        for more, less in (("高于", "低于"), ("大于", "小于"), ("多于", "少于"), ("晚于", "早于"))
    ),
    *(
        (">=", "<=", more, less)
        for more, less in (("不低于", "不高于"), ("不少于", "不多于"), ("大于等于", "小于等于"))
    ),
    *((">", "<", f"{more} than", f"{less} than") for more, less in (("more", "less"), ("higher", "lower"))),
    *((">", "<", "above", "below"), (">", "<", "over", "under"), (">=", "<=", "at least", "at most")),
)
_OPPOSITES = {
    **{more: Opposite(operator, less) for operator, _, more, less in _OPPOSED},
    **{less: Opposite(operator, more) for _, operator, more, less in _OPPOSED},
    "超过": Opposite(">", "低于"),
    "超过了": Opposite(">", "低于"),
    "不足": Opposite("<", "超过"),
    "不超过": Opposite("<=", "不低于"),
    "greater than": Opposite(">", "less than"),
    "fewer than": Opposite("<", "more than"),
}
# The longest first, and those that are refused: whoever says them may mean either operator, or says no at all.
_COMPARING = re.compile(
    r"(?:没有?|未|并?不)(?:高于|低于|大于|小于|多于|少于|超过|足|早于|晚于|到)"
    r"|(?:no|not) (?:more|less|fewer|greater|higher|lower) than|以上|以下|以内|至少|至多|高出|"
    + "|".join(rf"\b{word}\b" if word.isascii() else word for word in sorted(_OPPOSITES, key=len, reverse=True)),
    re.IGNORECASE,
)
_CONTRARY = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


class Turned(NamedTuple):
    """A question turned to its contrary and the operators to exchange."""

    question: str
    old: str
    new: str


def turned(question: str, operators: Sequence[str]) -> Turned | None:
    """The question with the contrary comparison; None unless it has one in words, and the query the one it means.

    >>> turned("数学高于90的学生", [">"])
    Turned(question='数学低于90的学生', old='>', new='<')
    >>> turned("数学高于90或低于60的学生", [">", "<"]), turned("不高于90的学生", [">"]), turned("90以上的学生", [">="])
    (None, None, None)
    """
    found = list(_COMPARING.finditer(question))
    if len(found) != 1 or len(operators) != 1:
        return None
    meant = _OPPOSITES.get(found[0][0].lower())
    if meant is None or operators[0] != meant.operator:
        return None
    start, end = found[0].span()
    return Turned(question[:start] + meant.contrary + question[end:], operators[0], _CONTRARY[operators[0]])


_NUMERALS = {sign: float(at) for at, sign in enumerate("零一二三四五六七八九十")} | {"两": 2.0, "俩": 2.0, "半": 0.5}
_ENGLISH = {word: float(at) for at, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    word: float(value)
    for value, words in (
        ("0.5", "half"), ("2", "second twice double"), ("3", "third"), ("11", "eleven"), ("12", "twelve dozen"),
        ("20", "twenty"), ("30", "thirty"), ("50", "fifty"), ("100", "hundred"), ("1000", "thousand"),
    )
    for word in words.split()
}  # fmt: skip


def holds(question: str, text: str, is_text: bool) -> bool:
    """Whether a literal of the query can be read in the question, in figures or in words.

    Taken as said are 0, 1 and 100, which queries need for themselves, and a date of which the year is said.

    >>> holds("女生有几个?", "女", True), holds("前三名", "3", False), holds("二十分以上", "20", False)
    (True, True, True)
    >>> holds("谁的数学最好?", "90", False), holds("王姓学生", "李%", True)
    (False, False)
    """
    lower = question.lower()
    if is_text:
        parts = [part for part in re.split(r"[%_]+", text.lower()) if part.strip()]
        if date := re.fullmatch(r"(\d{4})-\d\d-\d\d(?: [\d:.]+)?", text):
            return date[1] in question
        return all(part in lower for part in parts)
    number = float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None
    if number is None or number in (0, 1, 100):
        return True
    said = {float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", lower)}
    said |= {_ENGLISH[word] for word in re.findall(r"[a-z]+", lower) if word in _ENGLISH}
    said |= set(_chinese_numbers(question))
    scaled = {value * scale for value in said for scale in (1, 0.01, 100, 1_000, 10_000, 100_000_000)}
    return any(abs(number - value) < 1e-9 * max(1.0, number) for value in scaled)


def _chinese_numbers(question: str) -> list[float]:
    """Numbers up to 99 written out, as 二十五 and 三; larger ones by their head, which `holds` scales."""
    found = []
    for written in re.findall(r"[零一二两俩三四五六七八九十半]+", question):
        tens, ten, ones = written.partition("十")
        if ten:
            found.append(_NUMERALS.get(tens, 1.0) * 10 + _NUMERALS.get(ones, 0.0))
        found += [_NUMERALS[sign] for sign in written]
    if "及格" in question:
        found.append(60.0)
    return found
