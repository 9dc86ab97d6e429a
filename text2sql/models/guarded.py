"""Greedy choice among the tokens that a schema's guard lets pass."""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from torch import Tensor

from text2sql.errors import T2SError
from text2sql.models.tokenizer import ChatTokenizer
from text2sql.schema import Schema
from text2sql.sql.guard import Guard, ScopedGuard, State

# So many of the likeliest tokens are looked at; if none of them may follow, the guard has nothing to say here.
_LOOKED_AT = 8192
_MARK = "guard.json"

TextOf = Callable[[int], str | None]


def token_texts(tokenizer: ChatTokenizer) -> TextOf:
    """The tokenizer's `text_of`, remembered."""
    return lru_cache(maxsize=None)(tokenizer.text_of)


class Held(StrEnum):
    """What a model's replies are held to."""

    WORDS = "words"  # names of the schema and SQL's own words
    SCOPES = "scopes"  # each of them where it can stand

    def guard(self, schema: Schema) -> Guard:
        """The guard of a schema; what can be compared with what is DuckDB's, so that over SQLite only words are looked at."""
        return ScopedGuard(schema) if self is Held.SCOPES and schema.dialect != "sqlite" else Guard(schema)


def strictest(answers: Iterable[str], schemas: Iterable[Schema]) -> Held | None:
    """The strictest to which every answer keeps; None if one keeps to none, or there are no answers or no schemas.

    Of several schemas it is not told which an answer is about, so that only their words can be looked at.
    """
    several, answers = tuple(schemas), tuple(answers)
    tables = tuple(table for schema in several for table in schema.tables)
    options = (Held.SCOPES, Held.WORDS) if len(several) == 1 else (Held.WORDS,)
    for held in options if tables and answers else ():
        guard = held.guard(Schema(name="all", tables=tables, dialect=several[0].dialect))
        ends = (guard.follow(State(), answer) for answer in answers)
        if all(state is not None and guard.ends(state) for state in ends):
            return held
    return None


def write_held(folder: Path, held: Held) -> None:
    """Note beside trained weights what all that they were trained to write keeps to."""
    (folder / _MARK).write_text(json.dumps({"held": held}) + "\n", encoding="utf-8")


def read_held(folder: Path) -> Held | None:
    """What was noted; None if nothing was.

    Raises:
        T2SError: if the note is damaged.
    """
    file = folder / _MARK
    if not file.is_file():
        return None
    try:
        return Held(json.loads(file.read_text(encoding="utf-8")).get("held", Held.WORDS))
    except (ValueError, AttributeError) as error:
        raise T2SError("the note on what replies keep to is damaged", where=str(file), fix="train anew") from error


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
