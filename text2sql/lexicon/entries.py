"""Terse constructors for lexicon entries, so that the data modules read like a dictionary.

Chinese nouns and column names are separated by spaces, English nouns by commas. The key is always the first column name.
"""

from dataclasses import replace

from text2sql.lexicon.listing import commas, spaced
from text2sql.lexicon.types import Concept, Entity, Role, Scale

_INTEGER, _TENTHS, _CENTS = "INTEGER", "DECIMAL(8, 1)", "DECIMAL(12, 2)"


def measure(
    key: str,
    zh: str,
    en: str,
    names: str,
    scale: Scale,
    span: tuple[float, float, float],
    unit: str = " ",
    *,
    additive: bool = False,
) -> Concept:
    """A number; `span` is (low, high, step), `unit` is "元 yuan"; the type follows from the step.

    >>> measure("pay", "工资", "pay", "sal", Scale.HIGH, (0, 9, 0.01), "元 yuan").type
    'DECIMAL(12, 2)'
    """
    low, high, step = span
    unit_zh, unit_en = unit.split(" ", 1)
    return Concept(
        key=key,
        role=Role.MEASURE,
        zh=spaced(zh),
        en=commas(en),
        names=_names(key, names),
        type=_INTEGER if step >= 1 else _TENTHS if step >= 0.1 else _CENTS,
        scale=scale,
        unit_zh=unit_zh,
        unit_en=unit_en,
        low=low,
        high=high,
        step=step,
        additive=additive,
    )


def category(key: str, zh: str, en: str, names: str, values_zh: str, values_en: str, *, pool: str = "") -> Concept:
    """One of few values, which lie between spaces (zh) and commas (en)."""
    return _text(Role.CATEGORY, key, zh, en, names, pool, values_zh, values_en)


def named(key: str, zh: str, en: str, names: str, pool: str, endings_zh: str = "", endings_en: str = "") -> Concept:
    """What a row is called; the endings serve the pool "coined": a new proper name and one of them (酒店, Hotel)."""
    return _text(Role.NAME, key, zh, en, names, pool, endings_zh, endings_en)


def code(key: str, zh: str, en: str, names: str, pool: str = "code") -> Concept:
    """An identifier; the pool "code:AB####-@@" fixes its form: # is a digit, @ a capital letter."""
    return _text(Role.CODE, key, zh, en, names, pool)


def contact(key: str, zh: str, en: str, names: str, pool: str) -> Concept:
    """A phone number, an e-mail address, a street address."""
    return _text(Role.CONTACT, key, zh, en, names, pool)


def free_text(key: str, zh: str, en: str, names: str, pool: str = "sentence") -> Concept:
    """Remarks and descriptions."""
    return _text(Role.TEXT, key, zh, en, names, pool)


def date(
    key: str, zh: str, en: str, names: str, declared: str = "DATE", years: tuple[int, int] = (2021, 2023)
) -> Concept:
    """A day, or with TIMESTAMP a moment, of the years from first to last; they become low and high."""
    return replace(_text(Role.DATE, key, zh, en, names, ""), type=declared, low=years[0], high=years[1])


def clock(key: str, zh: str, en: str, names: str) -> Concept:
    """A time of day."""
    return replace(_text(Role.TIME, key, zh, en, names, ""), type="TIME")


def flag(key: str, zh: str, en: str, names: str) -> Concept:
    """Yes or no; the Chinese noun is a claim without 是否 (在职), the English one an adjective (active)."""
    return replace(_text(Role.FLAG, key, zh, en, names, ""), type="BOOLEAN")


def year(key: str, zh: str, en: str, names: str, low: int = 2018, high: int = 2023) -> Concept:
    """A calendar year as a number."""
    return replace(_text(Role.YEAR, key, zh, en, names, ""), type=_INTEGER, low=low, high=high)


def entity(
    key: str,
    zh: str,
    en: str,
    names: str,
    counter: str,
    name: str,
    attributes: str,
    parents: str = "",
    *,
    person: bool = False,
    event: bool = False,
    series: tuple[tuple[str, str], ...] = (),
) -> Entity:
    """One kind of row; `en` is "employee/employees, worker/workers"; `domain` fills in the field it belongs to."""
    pairs = tuple(part.split("/") for part in commas(en))
    return Entity(
        key=key,
        domain="",
        zh=spaced(zh),
        en=tuple((singular, plural) for singular, plural in pairs),
        names=spaced(names),
        counter=counter,
        is_person=person,
        is_event=event,
        name=name,
        attributes=spaced(attributes),
        parents=spaced(parents),
        series=series,
    )


def domain(name: str, *entities: Entity) -> tuple[Entity, ...]:
    """The entities with their domain filled in."""
    return tuple(replace(each, domain=name) for each in entities)


def _names(key: str, names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((key, *spaced(names))))


def _text(
    role: Role, key: str, zh: str, en: str, names: str, pool: str, values_zh: str = "", values_en: str = ""
) -> Concept:
    return Concept(
        key=key,
        role=role,
        zh=spaced(zh),
        en=commas(en),
        names=_names(key, names),
        type="VARCHAR",
        values_zh=spaced(values_zh),
        values_en=commas(values_en),
        pool=pool,
    )
