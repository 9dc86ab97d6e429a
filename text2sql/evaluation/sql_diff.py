"""Two queries → their texts in pieces, each marked if the other query has not got it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKENS = re.compile(r"""\s+|'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\w+|[<>=!|]+|.""", re.DOTALL)
# The matching takes time with the square of it; a longer text is a model that went on and on.
_MAX_TOKENS = 3000


class Piece(NamedTuple):
    """A part of a query's text."""

    text: str
    is_other: bool


class SqlDiff(NamedTuple):
    """Both texts whole, in pieces."""

    gold: tuple[Piece, ...]
    predicted: tuple[Piece, ...]


def diff_sql(gold: str, predicted: str) -> SqlDiff:
    """What differs, word by word; case of words and white space count as nothing. Texts that are too long are unmarked.

    >>> diff_sql("SELECT a FROM t", "select b from t").predicted
    (Piece(text='select ', is_other=False), Piece(text='b', is_other=True), Piece(text=' from t', is_other=False))
    """
    ours, theirs = _TOKENS.findall(gold), _TOKENS.findall(predicted)
    if max(len(ours), len(theirs)) > _MAX_TOKENS:
        return SqlDiff((Piece(gold, False),), (Piece(predicted, False),))
    blocks = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False).get_matching_blocks()
    same_ours = {block.a + step for block in blocks for step in range(block.size)}
    same_theirs = {block.b + step for block in blocks for step in range(block.size)}
    return SqlDiff(tuple(_pieces(ours, same_ours)), tuple(_pieces(theirs, same_theirs)))


def _keys(tokens: Sequence[str]) -> list[str]:
    """What has to be equal: words in any case, literals and quoted names as they are."""
    return [" " if token.isspace() else token if token[0] in "'\"`" else token.lower() for token in tokens]


def _pieces(tokens: Sequence[str], same: set[int]) -> Iterator[Piece]:
    text, was_other = "", False
    for place, token in enumerate(tokens):
        is_other = place not in same and not token.isspace()
        if text and is_other is not was_other:
            yield Piece(text, was_other)
            text = ""
        text, was_other = text + token, is_other
    if text:
        yield Piece(text, was_other)
