"""The objects of a JSON file with their lines: JSONL, one list or one object; bad ones named, not fatal."""

import json
import re
from collections.abc import Iterator
from typing import Any

_OPENS_A_LIST = re.compile(r"\s*\[")
_SEPARATOR = re.compile(r"[\s,]*")


def read_objects(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(line, object) in order; in place of an object that cannot be read, the reason.

    >>> list(read_objects('{"a": 1}\\n{"a": \\n{"a": 2}'))
    [(1, {'a': 1}), (2, 'not JSON: Expecting value'), (3, {'a': 2})]
    >>> list(read_objects('[{"a": 1},\\n {"a": 2}]'))
    [(1, {'a': 1}), (2, {'a': 2})]
    """
    if _OPENS_A_LIST.match(text):
        yield from _list(text)
        return
    whole = _whole(text)
    if whole is not None:
        yield text.count("\n", 0, len(text) - len(text.lstrip())) + 1, whole
        return
    for number, line in enumerate(_split(text), start=1):
        if line.strip():
            yield number, _object(line)


def _split(text: str) -> Iterator[str]:
    """The lines one by one: a list of all of them would double what a large file takes."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _whole(text: str) -> dict[str, Any] | None:
    """The one object that a file over several lines holds."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _object(line: str) -> dict[str, Any] | str:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg}"
    except ValueError as error:  # a number of thousands of digits
        return f"not JSON: {error}"
    except RecursionError:
        return "not JSON: nested too deeply"
    return value if isinstance(value, dict) else "not a JSON object"


def _list(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The members of a list, each with its line; behind a broken one nothing can be found any more."""
    decoder = json.JSONDecoder()
    position = text.index("[") + 1
    while True:
        separator = _SEPARATOR.match(text, position)
        assert separator is not None, "the pattern matches the empty text"
        position = separator.end()
        line = text.count("\n", 0, position) + 1
        if text.startswith("]", position):
            if rest := text[position + 1 :].strip():
                yield line, f"text behind the closing bracket: {rest[:20]!r}"
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            yield error.lineno, f"not JSON: {error.msg}; nothing behind it in the list can be read"
            return
        except (ValueError, RecursionError) as error:
            yield line, f"not JSON: {error}; nothing behind it in the list can be read"
            return
        yield line, value if isinstance(value, dict) else "not a JSON object"
