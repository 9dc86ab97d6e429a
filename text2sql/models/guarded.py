"""Greedy choice among the tokens that a schema's guard lets pass."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from torch import Tensor

from text2sql.models.tokenizer import ChatTokenizer
from text2sql.schema import Schema
from text2sql.sql.guard import Guard, State

# So many of the likeliest tokens are looked at; if none of them may follow, the guard has nothing to say here.
_LOOKED_AT = 256
_MARK = "guard.json"

TextOf = Callable[[int], str | None]


def token_texts(tokenizer: ChatTokenizer) -> TextOf:
    """The tokenizer's `text_of`, remembered."""
    return lru_cache(maxsize=None)(tokenizer.text_of)


def all_pass(answers: Iterable[str], schemas: Iterable[Schema]) -> bool:
    """Whether every answer is a query whose words the guard of these schemas lets pass; False where there are no schemas."""
    tables = tuple(table for schema in schemas for table in schema.tables)
    if not tables:
        return False
    guard = Guard(Schema(name="all", tables=tables))
    ends = (guard.follow(State(), answer) for answer in answers)
    return all(state is not None and guard.ends(state) for state in ends)


def mark_guarded(folder: Path) -> None:
    """Note beside trained weights that all they were trained to write passes the guard."""
    (folder / _MARK).write_text("{}\n", encoding="utf-8")


def is_guarded(folder: Path) -> bool:
    """Whether that was noted."""
    return (folder / _MARK).is_file()


class Writer:
    """One reply as it is written."""

    def __init__(self, guard: Guard, text_of: TextOf, stops: frozenset[int]) -> None:
        self._guard, self._text_of, self._stops = guard, text_of, stops
        self._state: State | None = State()

    def choose(self, likeliest: int, logits: Tensor) -> int:
        """The likeliest token that may follow; `logits` (vocabulary,) are looked at only if `likeliest` may not."""
        if self._state is None or self._take(likeliest):
            return likeliest
        for token in logits.topk(min(_LOOKED_AT, len(logits))).indices.tolist():
            if self._take(token):
                return int(token)
        self._state = None
        return likeliest

    def may(self, token: int) -> bool:
        """Whether the token may follow; if so it is written."""
        return self._state is None or self._take(token)

    def _take(self, token: int) -> bool:
        assert self._state is not None
        if token in self._stops:
            return self._guard.ends(self._state)
        text = self._text_of(token)
        if text is None:
            return False
        if "\ufffd" in text:
            # Part of a character: harmless in a value, and no name begins with it where all names are ASCII.
            if self._state.quote and self._state.quote not in text:
                return True
            if self._guard.is_ascii:
                return False
            self._state = None
            return True
        following = self._guard.follow(self._state, text)
        if following is None:
            return False
        self._state = following
        return True
