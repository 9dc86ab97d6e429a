"""A sentence out of alternatives: ``[a|b|c]`` is a choice, ``{name}`` a part said by the speaker.

Alternatives nest; an empty one is allowed. The speaker's part is said anew at each place.
"""

import random
from collections.abc import Callable, Sequence


def say(rng: random.Random, template: str, part: Callable[[str], str]) -> str:
    """One sentence of the template.

    >>> say(random.Random(0), "[a|a] {x}[ b| b]", {"x": "1"}.__getitem__)
    'a 1 b'
    """
    text, end = _sequence(rng, template, 0, part)
    assert end == len(template), f"unbalanced template: {template}"
    return text


def pick(rng: random.Random, options: Sequence[str]) -> str:
    """One of the options; the first ones are likelier, as the lexicon lists the commonest first."""
    if len(options) == 1:
        return options[0]
    return options[min(int(rng.expovariate(1.1)), len(options) - 1)]


def _sequence(rng: random.Random, text: str, at: int, part: Callable[[str], str]) -> tuple[str, int]:
    said: list[str] = []
    while at < len(text) and text[at] not in "|]":
        if text[at] == "[":
            chosen, at = _choice(rng, text, at + 1, part)
            said.append(chosen)
        elif text[at] == "{":
            end = text.index("}", at)
            said.append(part(text[at + 1 : end]))
            at = end + 1
        else:
            said.append(text[at])
            at += 1
    return "".join(said), at


def _choice(rng: random.Random, text: str, at: int, part: Callable[[str], str]) -> tuple[str, int]:
    # Where the alternatives lie is found first, so that only the chosen one is said.
    spans: list[tuple[int, int]] = []
    depth, start, place = 0, at, at
    while True:
        char = text[place]
        if char == "[":
            depth += 1
        elif char == "]" and depth:
            depth -= 1
        elif char == "]":
            spans.append((start, place))
            break
        elif char == "|" and not depth:
            spans.append((start, place))
            start = place + 1
        place += 1
    low, high = rng.choice(spans)
    said, _ = _sequence(rng, text[low:high], 0, part)
    return said, place + 1
