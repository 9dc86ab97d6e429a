"""Where the names of an answer come from: what in the prompt has to be looked at before one is written.

The corpus is made, so this is known: the words of the question that mean a column, and the column's place in the schema. Training
tells one head in each of three layers to look there (guided attention; Chen et al. 2016 did so with word alignments). Left to the
answers alone, a small network finds the SQL around the names within minutes and hardly ever the names (docs/log.md).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

from text2sql.lexicon.match import core
from text2sql.models.packs import Pack
from text2sql.models.tokenizer import ChatGLM3Tokenizer
from text2sql.prompt import PromptFormat, answer, prefix
from text2sql.schema import Column, Schema, Table

_PREAMBLE = 2  # [gMASK] sop
_SHORTEST = 2  # characters of the question that say something about a name; one alone stands in too many words
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Kind(IntEnum):
    """What a link is for.

    LINE: from within what the schema says of a column or table back to the beginning of its name.
    WORDS: from before a name of the answer to the words of the question that mean it.
    NAME: from before a name of the answer to what the schema says of it, from the name on.
    """

    LINE = 0
    WORDS = 1
    NAME = 2


class Link(NamedTuple):
    """Before a name of the answer. Tokens are counted from the beginning of the conversation; `targets` are all that would do."""

    kind: Kind
    source: int
    targets: tuple[range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPack(Pack):
    """A pack with its links.

    Attributes:
        lines: of the prefix: from each of these tokens to that one.
        links: of each continuation.
    """

    lines: tuple[tuple[range, int], ...]
    links: tuple[tuple[Link, ...], ...]


class _Place(NamedTuple):
    """Characters of the prefix: a name begins, what is said about it ends."""

    thing: Table | Column
    start: int
    end: int


class Linker:
    """Finds the links of one schema's conversations."""

    def __init__(self, schema: Schema, form: PromptFormat, tokenizer: ChatGLM3Tokenizer) -> None:
        """Find the names in the schema's part of the prompt."""
        self._tokenizer = tokenizer
        self._start = _PREAMBLE + len(tokenizer.encode_message("user", ""))
        self._prefix = prefix(schema, form)
        self._places = list(_places(schema, form))
        self._by_name: dict[str, list[_Place]] = {}
        for each in self._places:
            self._by_name.setdefault(each.thing.name, []).append(each)
        names = sorted(map(re.escape, self._by_name), key=len, reverse=True)
        # What stands in quotes is a value, even if it reads like a name; the first one that a name is compared with goes along.
        self._names = re.compile(rf"'[^']*'|(?<!\w)({'|'.join(names)})(?!\w)(?=(?: [!<>=A-Z]+ [(]?'([^']+)')?)")

    def lines(self) -> Iterator[tuple[range, int]]:
        """What the prefix says of each table and column: from the tokens behind the first of its name to that one."""
        told = _Tokens(self._tokenizer, self._prefix, self._start)
        for each in self._places:
            line = told.range(each.start, each.end)
            yield range(line.start + 1, line.stop), line.start

    def links(self, question: str, sql: str) -> tuple[Link, ...]:
        """Of the training conversation of this question and its SQL."""
        told = _Tokens(self._tokenizer, self._prefix + question, self._start)
        reply = _Tokens(self._tokenizer, answer(sql), told.end + self._start - _PREAMBLE)
        found: list[Link] = []
        for name in self._names.finditer(answer(sql)):
            if name[1] is None:
                continue
            places = self._by_name[name[1]]
            at = reply.range(name.start(1), name.end(1)).start
            lines = tuple(told.range(each.start, each.end) for each in places)
            found.append(Link(Kind.NAME, at - 1, lines))
            spans = {span for each in places for span in _said(each.thing, question)}
            if not spans and name[2]:
                # A value is said without its column: "students from Rome".
                spans = set(_all(name[2].strip("%"), question))
            if spans:
                shift = len(self._prefix)
                words = tuple(told.range(shift + start, shift + end) for start, end in sorted(spans))
                found.append(Link(Kind.WORDS, at - 1, words))
        return tuple(found)


class _Tokens:
    """A message's text as tokens, the first of which has the number `start` in the conversation."""

    def __init__(self, tokenizer: ChatGLM3Tokenizer, text: str, start: int) -> None:
        pieces = tokenizer.pieces(text)
        # Sentencepiece begins every text with a space that is not the text's.
        ends = list(accumulate(map(_characters, pieces), initial=-1))
        self._begins, self._start, self.end = ends[:-1], start, start + len(pieces)

    def range(self, start: int, end: int) -> range:
        """The tokens that these characters lie in."""
        first, last = (bisect_right(self._begins, at) - 1 for at in (start, end - 1))
        return range(self._start + first, self._start + last + 1)


def _characters(piece: str) -> int:
    """Characters that begin in a piece.

    >>> _characters("▁SELECT▁"), _characters("<0x0A>"), _characters("<0xE5>"), _characters("<0xA9>")
    (8, 1, 1, 0)
    """
    if len(piece) == 6 and piece.startswith("<0x"):
        return int(int(piece[3:5], 16) & 0xC0 != 0x80)
    return len(piece)


def _said(thing: Table | Column, question: str) -> Iterator[tuple[int, int]]:
    """Spans of the question that are all or most of what the thing is called, by its name or its comment."""
    low = question.lower()
    for phrase in {_CAMEL.sub(" ", thing.name).replace("_", " ").lower(), core(thing.comment or "").lower()} - {""}:
        match = SequenceMatcher(None, low, phrase, autojunk=False).find_longest_match()
        common = low[match.a : match.a + match.size].strip()
        least = 1 if len(phrase) == 1 else _SHORTEST if not common.isascii() else _SHORTEST + 1
        if len(common) >= least and 2 * len(common) >= len(phrase):
            yield from _all(common, low)


def _all(part: str, text: str) -> Iterator[tuple[int, int]]:
    if part:
        yield from ((found.start(), found.end()) for found in re.finditer(re.escape(part), text))


def _places(schema: Schema, form: PromptFormat) -> Iterator[_Place]:
    """Names in the order in which the prefix tells them."""
    things: list[Table | Column] = []
    for table in schema.tables:
        things += table, *table.columns
    text = prefix(schema, form)
    if form is PromptFormat.SEED:
        at = text.index("表") + 1
        for thing in things:
            # Nothing but separators stands between two names.
            at = text.index(thing.name, at)
            yield _Place(thing, at, at + len(thing.name) + 1)
            at += len(thing.name)
        return
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    for thing, (start, end) in zip(things, pairwise(lines[1:]), strict=True):
        start += len("表 ") * isinstance(thing, Table) + (len(thing.comment) + 1 if thing.comment else 0)
        yield _Place(thing, start, end)
