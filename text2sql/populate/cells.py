"""Values for the cells of one column: its concept, type and choices → a function that makes the next value.

Duplicates, ties and near misses are made on purpose: questions about the highest, about others like it or about a
prefix mean nothing on values that never meet. Keys, foreign keys and NULLs are the business of `populate`.
"""

import datetime
import random
import re
import uuid
from collections.abc import Callable
from decimal import Decimal

from text2sql.errors import T2SError
from text2sql.lexicon import Concept, Role, Scale
from text2sql.lexicon.naming import column_words
from text2sql.lexicon.values import CLOSED_POOLS, Language, maker
from text2sql.schema import Column, ColumnKind

Cell = Callable[[], object]

_INTEGER_LIMITS = {"TINYINT": 127, "UTINYINT": 255, "SMALLINT": 32767, "USMALLINT": 65535}
_COMMON_YEARS = (2021, 2023)


def cells(column: Column, concept: Concept | None, language: Language, rng: random.Random) -> Cell:
    """A maker of values for the column; every call draws from `rng`.

    Raises:
        T2SError: if no value of the type can be made, as for STRUCT.
    """
    if column.choices:
        return _choices(column, rng)
    match column.kind:
        case ColumnKind.INTEGER | ColumnKind.REAL:
            return _numbers(column, concept, rng)
        case ColumnKind.TEXT:
            return _texts(column, concept, language, rng)
        case ColumnKind.DATE:
            return _days(concept, rng)
        case ColumnKind.TIMESTAMP:
            return _moments(concept, rng)
        case ColumnKind.TIME:
            return lambda: datetime.time(rng.randrange(6, 22), rng.choice((0, 15, 30, 45)))
        case ColumnKind.BOOLEAN:
            share = rng.choice((0.3, 0.6, 0.75, 0.85))
            return lambda: rng.random() < share
        case ColumnKind.OTHER:
            return _others(column)


def clipped(value: float, column: Column, concept: Concept | None) -> int | float | Decimal:
    """The number nearest to the value that the column's type, range and grid allow.

    >>> clipped(71.26, Column(name="a", type="DECIMAL(5, 1)"), None)
    Decimal('71.3')
    """
    grid = _Grid(column, concept)
    return grid.number(grid.nearest(value))


def _choices(column: Column, rng: random.Random) -> Cell:
    values: list[object] = list(column.choices)
    if column.kind is ColumnKind.INTEGER:
        values = [int(each) for each in column.choices]
    elif column.kind is ColumnKind.REAL:
        values = [clipped(float(each), column, None) for each in column.choices]
    return _skewed(values, rng)


def _skewed(values: list[object], rng: random.Random) -> Cell:
    """Some of the values often, others seldom."""
    weights = [rng.choice((1, 2, 2, 3, 5)) for _ in values]
    pool = [value for value, weight in zip(values, weights, strict=True) for _ in range(weight)]
    return lambda: rng.choice(pool)


class _Grid:
    """The numbers that a column can hold: low, low + step … high, exactly representable in its type."""

    def __init__(self, column: Column, concept: Concept | None) -> None:
        low, high, step = (0.0, 100.0, 1.0) if column.kind is ColumnKind.INTEGER else (0.0, 100.0, 0.1)
        if concept is not None and concept.high > concept.low:
            low, high, step = concept.low, concept.high, concept.step
        places = 0
        self.is_decimal = False
        if column.kind is ColumnKind.REAL:
            form = re.match(r"(?:DECIMAL|NUMERIC)(?:\((\d+)(?:,\s*(\d+))?\))?", column.type.upper())
            places = max(0, len(f"{step:g}".partition(".")[2]))
            if form:
                self.is_decimal = True
                # DuckDB reads a bare DECIMAL as DECIMAL(18, 3).
                width, scale = (int(form[1]), int(form[2] or 0)) if form[1] else (18, 3)
                places = min(places, scale)
                self.quantum = Decimal(1).scaleb(-scale)
                limit = 10.0 ** (width - scale) - 10.0**-places
                high = min(high, limit)
                low = max(min(low, high / 2), -limit)
        else:
            high = min(high, _INTEGER_LIMITS.get(column.type.upper(), high))
            low = min(low, high) if low >= 0 or not column.type.upper().startswith("U") else 0
        self.places = places
        self.step = max(step, 10.0**-places)
        self.low = low
        self.count = max(1, round((high - low) / self.step))
        self.is_whole = column.kind is ColumnKind.INTEGER

    def nearest(self, value: float) -> int:
        return min(max(round((value - self.low) / self.step), 0), self.count)

    def number(self, place: int) -> int | float | Decimal:
        value = round(self.low + place * self.step, self.places)
        if self.is_whole:
            return int(value)
        return Decimal(f"{value:.{self.places}f}").quantize(self.quantum) if self.is_decimal else float(value)


def _numbers(column: Column, concept: Concept | None, rng: random.Random) -> Cell:
    if concept is not None and concept.role is Role.FLAG:
        share = rng.choice((0.3, 0.6, 0.8))
        return lambda: int(rng.random() < share)
    if concept is not None and concept.role in (Role.CODE, Role.CONTACT, Role.ID):
        width = 10 ** rng.choice((4, 5, 6)) if _INTEGER_LIMITS.get(column.type.upper()) is None else 100
        return lambda: rng.randrange(width, 10 * width)
    grid = _Grid(column, concept)
    # Amounts have many small and few large values; scores and ages gather in the middle.
    is_tailed = (
        concept is not None
        and grid.count > 50
        and (concept.scale in (Scale.MANY, Scale.COSTLY) or (concept.additive and grid.count > 2000))
    )
    is_flat = grid.count < 15 or (concept is not None and concept.role is Role.YEAR)
    seen: list[int] = []

    def number() -> object:
        chance = rng.random()
        if seen and chance < 0.12:
            place = rng.choice(seen)
        elif seen and chance < 0.18:
            place = min(max(rng.choice(seen) + rng.choice((-1, 1)), 0), grid.count)
        elif is_flat:
            place = rng.randrange(grid.count + 1)
        elif is_tailed:
            place = int(grid.count * rng.random() ** 2.2)
        else:
            place = int((grid.count + 1) * (rng.random() + rng.random() + rng.random()) / 3)
        seen.append(place)
        return grid.number(place)

    return number


def _texts(column: Column, concept: Concept | None, language: Language, rng: random.Random) -> Cell:
    if column.type.upper() == "UUID":
        return lambda: uuid.UUID(int=rng.getrandbits(128), version=4)
    if concept is None:
        return _unknown_text(column, language, rng)
    values = concept.values_zh if language == "zh" else concept.values_en
    match concept.role:
        case Role.CATEGORY if values and not concept.pool:
            return _skewed(list(values), rng)
        case Role.FLAG:
            return _skewed(
                rng.choice(
                    [["是", "否"], ["是", "否"], ["Y", "N"]] if language == "zh" else [["Y", "N"], ["yes", "no"]]
                ),
                rng,
            )
        case Role.YEAR:
            return lambda: str(rng.randrange(int(concept.low), int(concept.high) + 1))
        case Role.DATE:
            day = _days(concept, rng)
            return lambda: str(day())
        case Role.TIME:
            return lambda: f"{rng.randrange(6, 22):02d}:{rng.choice((0, 15, 30, 45)):02d}"
        case Role.NAME:
            make = maker(concept.pool or "coined", language, rng, values)
            return make if concept.pool in CLOSED_POOLS else _names(make, language, rng)
        case _ if concept.pool:
            return maker(concept.pool, language, rng, values)
    return _unknown_text(column, language, rng)


def _names(make: Callable[[], str], language: Language, rng: random.Random) -> Cell:
    """Names, one in eight beginning as an earlier one does: 陈婷, 陈浩."""
    seen: list[str] = []

    def name() -> str:
        made = make()
        if seen and rng.random() < 0.12:
            earlier = rng.choice(seen)
            if language == "zh" and len(earlier) > 1 and len(made) > 1:
                made = earlier[0] + made[1:]
            elif " " in earlier and " " in made:
                made = f"{earlier.split(' ')[0]} {made.split(' ', 1)[1]}"
        seen.append(made)
        return made

    return name


def _unknown_text(column: Column, language: Language, rng: random.Random) -> Cell:
    """Few coined values that repeat: the likeliest use of a text column of which nothing is known."""
    words = column_words(column.name)
    if words and words[-1] in ("code", "no", "id", "sn"):
        return maker("code", language, rng)
    make = maker("coined", language, rng)
    return _skewed([make() for _ in range(rng.randrange(4, 13))], rng)


def _days(concept: Concept | None, rng: random.Random) -> Cell:
    first, last = (int(concept.low), int(concept.high)) if concept and concept.low else _COMMON_YEARS
    start = datetime.date(first, 1, 1).toordinal()
    span = datetime.date(last, 12, 31).toordinal() - start + 1
    seen: list[int] = []

    def day() -> datetime.date:
        chance = rng.random()
        if seen and chance < 0.1:
            at = rng.choice(seen)
        elif seen and chance < 0.16:
            at = min(rng.choice(seen) + 1, start + span - 1)
        else:
            at = start + rng.randrange(span)
        seen.append(at)
        return datetime.date.fromordinal(at)

    return day


def _moments(concept: Concept | None, rng: random.Random) -> Cell:
    day = _days(concept, rng)

    def moment() -> datetime.datetime:
        at = day()
        assert isinstance(at, datetime.date)
        return datetime.datetime(at.year, at.month, at.day, rng.randrange(7, 22), rng.randrange(60))

    return moment


def _others(column: Column) -> Cell:
    kind = column.type.upper()
    if kind.endswith("[]"):
        return list
    if kind == "JSON":
        return lambda: "{}"
    if kind in ("BLOB", "BYTEA"):
        return lambda: b""
    if kind == "INTERVAL":
        return lambda: datetime.timedelta(days=1)
    if column.nullable:
        return lambda: None
    raise T2SError(
        f"no values can be made for type {column.type}",
        where=f"column {column.name}",
        fix="allow NULL there, or use a plain type such as VARCHAR or INTEGER",
    )
