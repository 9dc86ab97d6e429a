"""A sentence out of alternatives: ``[a|b|c]`` is a choice, ``{name}`` a part said by the speaker.

Alternatives nest; an empty one is allowed. The speaker's part is said anew at each place. What a schema or its rows
gave never belongs in a template, since it may hold brackets; it comes in as a part.
"""

import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple


class _Part(NamedTuple):
    name: str


class _Choice(NamedTuple):
    options: "tuple[_Sequence, ...]"


_Sequence = tuple[str | _Part | _Choice, ...]


def say(rng: random.Random, template: str, part: Callable[[str], str]) -> str:
    """One sentence of the template.

    >>> say(random.Random(0), "[a|a] {x}[ b| b]", {"x": "1"}.__getitem__)
    'a 1 b'
    """
    return _said(rng, _parsed(template), part)


def pick(rng: random.Random, options: Sequence[str]) -> str:
    """One of the options; the first ones are likelier, as the lexicon lists the commonest first."""
    if len(options) == 1:
        return options[0]
    return options[min(int(rng.expovariate(1.1)), len(options) - 1)]


def _said(rng: random.Random, sequence: _Sequence, part: Callable[[str], str]) -> str:
    said: list[str] = []
    for each in sequence:
        if isinstance(each, str):
            said.append(each)
        elif isinstance(each, _Part):
            said.append(part(each.name))
        else:
            # Only the chosen one is said, since saying a part is remembered.
            said.append(_said(rng, rng.choice(each.options), part))
    return "".join(said)


@lru_cache(maxsize=16384)
def _parsed(template: str) -> _Sequence:
    sequence, end = _sequence(template, 0)
    assert end == len(template), f"unbalanced template: {template}"
    return sequence


def _sequence(text: str, at: int) -> tuple[_Sequence, int]:
    """The sequence that begins at this place, and where it ends: at a bar, a bracket or the end."""
    found: list[str | _Part | _Choice] = []
    plain = at
    while at < len(text) and text[at] not in "|]":
        if text[at] not in "[{":
            at += 1
            continue
        if plain < at:
            found.append(text[plain:at])
        if text[at] == "{":
            end = text.index("}", at)
            found.append(_Part(text[at + 1 : end]))
            at = end + 1
        else:
            options: list[_Sequence] = []
            while text[at] != "]":
                option, at = _sequence(text, at + 1)
                assert at < len(text), f"unbalanced template: {text}"
                options.append(option)
            found.append(_Choice(tuple(options)))
            at += 1
        plain = at
    if plain < at:
        found.append(text[plain:at])
    return tuple(found), at
