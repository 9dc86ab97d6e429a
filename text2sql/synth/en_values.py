"""How values are said in English: numbers, days, months, and the article before a noun."""

import datetime
import random
from collections.abc import Sequence
from decimal import Decimal

from text2sql.synth.en_words import MONTHS
from text2sql.synth.parts import Value, number


def spoken_value(value: Value, rng: random.Random) -> str:
    """A value as people say it.

    >>> spoken_value("Berlin", random.Random(0)), spoken_value(datetime.date(2023, 3, 1), random.Random(0))
    ('Berlin', 'Mar 1, 2023')
    """
    if isinstance(value, datetime.date):
        iso, month, day, year = value.isoformat()[:10], MONTHS[value.month - 1], value.day, value.year
        return rng.choice(
            (
                iso, iso, iso, iso.replace("-", "/"), f"{month} {day}, {year}", f"{day} {month} {year}",
                f"{month[:3]} {day}, {year}", f"{month} {_nth(day)}, {year}", f"the {_nth(day)} of {month} {year}",
            )
        )  # fmt: skip
    return spoken_number(value, rng) if isinstance(value, (int, float, Decimal)) else str(value)


def spoken_month(month_of: Sequence[Value], rng: random.Random) -> str:
    """A month, given as (year, month)."""
    year, month = month_of
    name = MONTHS[int(str(month)) - 1]
    plain = f"{name} {year}"
    return rng.choice((plain, plain, plain, f"{name} of {year}", f"{name[:3]} {year}", f"{year}-{int(str(month)):02}"))


def spoken_number(value: Value, rng: random.Random) -> str:
    """A number in figures; large ones now and then with separators, in thousands or millions.

    >>> {spoken_number(25000, random.Random(seed)) for seed in range(60)} == {"25000", "25,000", "25k"}
    True
    """
    text = number(value)
    # What may be a year has no separators.
    if not text.isdigit() or int(text) < 1_000 or 1_900 <= int(text) < 2_100:
        return text
    whole, roll = int(text), rng.random()
    if roll < 0.15:
        return f"{whole:,}"
    if roll < 0.2 and whole % 100 == 0 and whole < 1_000_000:
        return f"{number(Decimal(whole) / 1_000)}k"
    if roll < 0.3 and whole % 100_000 == 0 and whole >= 1_000_000:
        return f"{number(Decimal(whole) / 1_000_000)} million"
    return text


def with_article(noun: str) -> str:
    """The noun with its indefinite article; none before a plural.

    >>> with_article("age"), with_article("city"), with_article("overtime hours"), with_article("number of beds")
    ('an age', 'a city', 'overtime hours', 'number of beds')
    """
    last = noun.partition(" of ")[0].split()[-1] if noun else ""
    if last == "number" or (last.endswith("s") and not last.endswith(("ss", "us", "is"))):
        return noun
    vowel = noun[:1].lower() in "aeiou" and not noun.lower().startswith(("uni", "use", "eu", "one"))
    return ("an " if vowel else "a ") + noun


def _nth(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
