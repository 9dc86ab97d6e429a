"""A sentence out of alternatives: ``[a|b|c]`` is a choice, ``{name}`` a part said by the speaker.

Alternatives nest; an empty one is allowed. The speaker's part is said anew at each place.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache


def say(rng: random.Random, template: str, part: Callable[[str], str]) -> str:
    """One sentence of the template.

    >>> say(random.Random(0), "[a|a] {x}[ b| b]", {"x": "1"}.__getitem__)
    'a 1 b'
    """
    return _said(rng, _read(template), part)


def pick(rng: random.Random, options: Sequence[str]) -> str:
    """One of the options; the first ones are likelier, as the lexicon lists the commonest first."""
    if len(options) == 1:
        return options[0]
    return options[min(int(rng.expovariate(1.1)), len(options) - 1)]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple["_Sequence", ...]


_Sequence = tuple[str | _Part | _Choice, ...]


def _said(rng: random.Random, sequence: _Sequence, part: Callable[[str], str]) -> str:
    said: list[str] = []
    for each in sequence:
        if isinstance(each, str):
            said.append(each)
        elif isinstance(each, _Part):
            said.append(part(each.name))
        else:
            # Only the chosen alternative is said: what has been said is remembered.
            said.append(_said(rng, rng.choice(each.options), part))
    return "".join(said)


@lru_cache(maxsize=8192)
def _read(template: str) -> _Sequence:
    sequence, end = _read_sequence(template, 0)
    assert end == len(template), f"unbalanced template: {template}"
    return sequence


def _read_sequence(text: str, at: int) -> tuple[_Sequence, int]:
    found: list[str | _Part | _Choice] = []
    while at < len(text) and text[at] not in "|]":
        if text[at] == "[":
            options: list[_Sequence] = []
            while text[at] != "]":
                option, at = _read_sequence(text, at + 1)
                assert at < len(text), f"unbalanced template: {text}"
                options.append(option)
            found.append(_Choice(tuple(options)))
            at += 1
        elif text[at] == "{":
            end = text.index("}", at)
            found.append(_Part(text[at + 1 : end]))
            at = end + 1
        else:
            end = next((place for place in range(at, len(text)) if text[place] in "[]{|"), len(text))
            found.append(text[at:end])
            at = end
    return tuple(found), at
