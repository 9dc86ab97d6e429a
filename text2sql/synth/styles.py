"""How a schema spells its names, tells its comments and declares its types: one `Style` a schema.

Knows words, not domains; `invent` decides which columns there are.
"""

import random
from dataclasses import dataclass
from enum import StrEnum

from text2sql.lexicon import Concept, Role
from text2sql.lexicon.listing import spaced
from text2sql.lexicon.naming import ABBREVIATIONS, plural
from text2sql.lexicon.values import Language

_SHORT = {word: short for short, word in ABBREVIATIONS.items()}
RESERVED = frozenset(
    spaced("""all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check
    collate collation column concurrently constraint create cross default deferrable desc describe distinct do else end
    except false fetch for foreign freeze from full generated glob grant group having if ilike in initially inner
    intersect into is isnull join key lambda lateral leading left like limit map natural not notnull null offset on only
    or order outer overlaps pivot placing positional primary qualify references returning right select semi set show
    similar some struct summarize symmetric table tablesample then to trailing true try_cast union unique unpivot
    unnest user using values variadic verbose when where window with current_date current_time rank row rows index
    transaction session function procedure trigger view database schema""")
)


class Naming(StrEnum):
    """Spelling of names."""

    SNAKE = "snake"
    CAMEL = "camel"
    PASCAL = "pascal"
    UPPER = "upper"
    SHORT = "short"
    PINYIN = "pinyin"
    CHINESE = "chinese"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The habits of one schema's author.

    Attributes:
        language: of comments and of the people who ask.
        naming: spelling of columns and tables.
        comments: share of columns that have a comment.
        plural_tables: whether table names are plural.
        table_prefix, column_prefix: put before every name, such as ``t_``; mostly empty.
        owner_names: whether a row's name is called ``<entity>_name`` rather than ``name``.
        keys_owned: whether a key is called ``<entity>_id`` rather than ``id``.
        reals: declared type of numbers with decimals; empty for DECIMAL as the concept has it.
        integers: declared type of whole numbers.
        own_names: how much likelier than usual a column has a name that nobody else's schema has.
        owner_prefix: what of its table's name stands before every column: ``""``, ``short`` (emp_age) or ``whole``.
        told: what comments tell beside the noun: ``""``, ``units`` (工资（元）) or ``values`` (状态：启用/停用).
    """

    language: Language
    naming: Naming
    comments: float
    plural_tables: bool
    table_prefix: str
    column_prefix: str
    owner_names: bool
    keys_owned: bool
    reals: str
    integers: str
    own_names: float = 1.0
    owner_prefix: str = ""
    told: str = ""


_NAMINGS = {
    "zh": ((Naming.SNAKE, 62), (Naming.CAMEL, 9), (Naming.PASCAL, 4), (Naming.UPPER, 3), (Naming.SHORT, 6), (Naming.PINYIN, 7), (Naming.CHINESE, 9)),
    "en": ((Naming.SNAKE, 70), (Naming.CAMEL, 11), (Naming.PASCAL, 7), (Naming.UPPER, 4), (Naming.SHORT, 8)),
}  # fmt: skip


def draw_style(rng: random.Random, language: Language) -> Style:
    """The habits of one author."""
    namings, weights = zip(*_NAMINGS[language], strict=True)
    naming = rng.choices(namings, weights)[0]
    chance = rng.random()
    if language == "zh":
        comments = 1.0 if chance < 0.62 else 0.6 if chance < 0.72 else 0.0
    else:
        comments = 1.0 if chance < 0.2 else 0.4 if chance < 0.35 else 0.0
    if naming in (Naming.SHORT, Naming.PINYIN) and language == "zh":
        comments = max(comments, 1.0 if chance < 0.9 else 0.0)
    if naming is Naming.CHINESE and chance < 0.7:
        comments = 0.0
    spelled = naming in (Naming.SNAKE, Naming.CAMEL, Naming.UPPER, Naming.SHORT)
    prefixed = naming not in (Naming.CAMEL, Naming.PASCAL, Naming.CHINESE)
    column_prefix = rng.choice(("f_", "f_", "c_", "fld_")) if prefixed and rng.random() < 0.05 else ""
    return Style(
        language=language,
        naming=naming,
        comments=comments,
        plural_tables=rng.random() < (0.6 if naming is not Naming.SHORT else 0.2),
        table_prefix=rng.choice(("t_", "tbl_", "dim_", "biz_", "t_", "sys_"))
        if prefixed and rng.random() < 0.16
        else "",
        column_prefix=column_prefix,
        owner_names=rng.random() < 0.5,
        keys_owned=rng.random() < 0.65,
        reals=rng.choice(("", "", "", "DOUBLE", "DOUBLE")),
        integers=rng.choice(("INTEGER", "INTEGER", "INTEGER", "BIGINT")),
        own_names=rng.choice((0.5, 1.0, 2.0, 2.0, 2.5)),
        owner_prefix=rng.choice(("short", "whole")) if spelled and not column_prefix and rng.random() < 0.09 else "",
        told=rng.choice(("units", "values")) if comments and rng.random() < 0.3 else "",
    )


def spell(words: str, style: Style) -> str:
    """A snake_case name as the style spells it.

    >>> from dataclasses import replace
    >>> base = draw_style(random.Random(1), "en")
    >>> [spell("hire_date", replace(base, naming=n, column_prefix="")) for n in (Naming.CAMEL, Naming.UPPER, Naming.PASCAL)]
    ['hireDate', 'HIRE_DATE', 'HireDate']
    """
    parts = words.split("_")
    match style.naming:
        case Naming.CAMEL:
            return parts[0] + "".join(part.capitalize() for part in parts[1:])
        case Naming.PASCAL:
            return "".join(part.capitalize() for part in parts)
        case Naming.UPPER:
            return words.upper()
        case Naming.SHORT:
            return "_".join(_SHORT.get(part, part) for part in parts)
        case _:
            return words


def spell_table(singular: str, plural_name: str, style: Style) -> str:
    """A table's name."""
    base = plural_name if style.plural_tables else singular
    if style.naming is Naming.SHORT:
        base = singular
    return spell(style.table_prefix + base, style)


def plural_name(singular: str) -> str:
    """The plural of a snake_case noun.

    >>> plural_name("bus_stop"), plural_name("library")
    ('bus_stops', 'libraries')
    """
    head, _, last = singular.rpartition("_")
    return f"{head}_{plural(last)}" if head else plural(last)


def declared(concept: Concept, style: Style, rng: random.Random) -> str:
    """The declared type of a column of the concept."""
    if concept.type == "INTEGER":
        if concept.role is Role.MEASURE and concept.low >= 0 and concept.high < 10_000 and rng.random() < 0.05:
            return "SMALLINT"
        return style.integers if rng.random() < 0.85 else rng.choice(("INTEGER", "BIGINT"))
    if concept.type.startswith("DECIMAL"):
        if concept.role is Role.MEASURE and style.reals:
            return style.reals
        return rng.choice((concept.type, concept.type, "DECIMAL(10, 2)", "DECIMAL(18, 4)"))
    if concept.role is Role.FLAG:
        return rng.choice(
            ("INTEGER", "TINYINT") if style.told == "values" else ("BOOLEAN", "BOOLEAN", "BOOLEAN", "INTEGER")
        )
    if concept.type == "DATE":
        return rng.choice(("DATE", "DATE", "DATE", "DATE", "DATE", "TIMESTAMP"))
    return concept.type
