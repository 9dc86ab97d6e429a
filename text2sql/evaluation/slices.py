"""Which slices a question belongs to, in which order they are shown, and what they are called in Chinese."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from text2sql.records import Example
from text2sql.sql import NotSQL, features, parse

SliceKey = tuple[str, str]

LEVELS = ("easy", "medium", "hard", "extra", "simple", "moderate", "challenging")
_PLACES = {level: str(place) for place, level in enumerate(LEVELS)}
_KINDS = {kind: place for place, kind in enumerate(("schema", "language", "level"))}


def slices_of(example: Example) -> tuple[SliceKey, ...]:
    """Kind and value of each slice, in the order in which they are shown.

    >>> example = Example(id="1", schema="s", question="?", sql="SELECT a FROM t", language="en", tags=("level:easy",))
    >>> slices_of(example)
    (('schema', 's'), ('language', 'en'), ('level', 'easy'), ('feature', 'none'))
    """
    return _slices(example.schema, example.language, example.tags, example.sql)


def slice_order(key: SliceKey) -> tuple[int, str, str]:
    """Sorts known kinds first, then others by name, features last, as there are most of them."""
    kind, value = key
    return (_KINDS.get(kind, 9 if kind == "feature" else 5), kind, _PLACES.get(value, value))


def feature_slices(sql: str) -> tuple[str, ...]:
    """What the gold SQL uses; ``none`` if it uses nothing of note or is no SQL."""
    try:
        return features(parse(sql)) or ("none",)
    except NotSQL:
        return ("none",)


# Many questions share their gold, and two that are alike share the tuple too.
@lru_cache(maxsize=20_000)
def _slices(schema: str, language: str, tags: tuple[str, ...], sql: str) -> tuple[SliceKey, ...]:
    return tuple(sorted(_keys(schema, language, tags, sql), key=slice_order))


def _keys(schema: str, language: str, tags: Iterable[str], sql: str) -> Iterator[SliceKey]:
    yield "schema", schema
    yield "language", language
    for tag in tags:
        kind, colon, value = tag.partition(":")
        if colon:
            yield kind, value
    for feature in feature_slices(sql):
        yield "feature", feature
