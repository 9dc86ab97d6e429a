"""Two queries → their texts in pieces, each marked if the other query has not got it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKENS = re.compile(r"""\s+|'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\w+|[<>=!|]+|.""", re.DOTALL)
# Words of the one times words of the other: the matching compares each with each, over and over if words repeat. Beyond
# it stands a model that went on and on, and a page of hundreds of those should not take minutes.
_MAX_PAIRS = 40_000


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
    our_places, their_places = _places(ours), _places(theirs)
    if len(our_places) * len(their_places) > _MAX_PAIRS:
        return SqlDiff((Piece(gold, False),), (Piece(predicted, False),))
    keys = [_key(ours[place]) for place in our_places], [_key(theirs[place]) for place in their_places]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    same_ours = {our_places[block.a + step] for block in blocks for step in range(block.size)}
    same_theirs = {their_places[block.b + step] for block in blocks for step in range(block.size)}
    return SqlDiff(tuple(_pieces(ours, same_ours)), tuple(_pieces(theirs, same_theirs)))


def _places(tokens: Sequence[str]) -> list[int]:
    """Where something else than white space stands."""
    return [place for place, token in enumerate(tokens) if not token.isspace()]


def _key(token: str) -> str:
    """What has to be equal: words in any case, literals and quoted names as they are."""
    return token if token[0] in "'\"`" else token.lower()


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
