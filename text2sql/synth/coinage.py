"""Columns before spelling: plain ones, compounds (备用电压), coined ones (zorvan_index), series of parallel measures."""

import random
from dataclasses import dataclass
from functools import cache

from text2sql.lexicon import Concept, Role
from text2sql.lexicon.catalog import CONCEPTS
from text2sql.lexicon.listing import spaced
from text2sql.lexicon.modifiers import COINED_HEADS, MODIFIERS, SERIES, SERIES_HEADS
from text2sql.lexicon.pinyin import is_pinyin
from text2sql.lexicon.values import coin
from text2sql.synth.styles import Naming, Style

# What a person or place has one of: 设备性别 would teach nothing.
PERSONAL = frozenset(
    spaced("""gender age birth_date birth_year nationality ethnicity hometown education marital_status blood_type height_cm
    weight_kg city province country district hobby work_years latitude longitude hire_date""")
)


@dataclass(slots=True)
class Draft:
    """A column before spelling: snake_case English, Chinese, what it holds."""

    en: str
    zh: str
    concept: Concept
    type: str = ""
    nullable: bool = True


def plain(concept: Concept, style: Style, rng: random.Random) -> Draft:
    """A column that goes by one of the concept's own names."""
    names = english_names(concept.names, concept.zh)
    zh = concept.zh[0] if rng.random() < 0.6 else rng.choice(concept.zh)
    en = names[0] if rng.random() < 0.5 else rng.choice(names)
    if style.naming is Naming.SHORT and rng.random() < 0.6:
        en = min(names, key=len)
    return Draft(en=en, zh=zh, concept=concept)


def compound(concept: Concept, rng: random.Random, *, is_person: bool = False) -> Draft:
    """A modifier or a coined word before the concept's noun, or a coined head of its own."""
    names = english_names(concept.names, concept.zh)
    head_en, head_zh = rng.choice(names[:3]), concept.zh[0]
    chance = rng.random()
    if concept.role is Role.MEASURE and chance < 0.16:
        en, zh = rng.choice(COINED_HEADS)
        return Draft(en=f"{coin(rng, 'en')}_{en}", zh=coin(rng, "zh") + zh, concept=concept)
    if chance < 0.3:
        return Draft(en=f"{coin(rng, 'en')}_{head_en}", zh=coin(rng, "zh") + head_zh, concept=concept)
    pool = _OF_PEOPLE if is_person and concept.role is Role.MEASURE else _MODIFIERS_OF.get(concept.role, MODIFIERS)
    en, zh = rng.choice(pool)
    if rng.random() < 0.12 and concept.role is Role.MEASURE:
        more = rng.choice(pool)
        if more[0] != en:
            en, zh = f"{more[0]}_{en}", more[1] + zh
    return Draft(en=f"{en}_{head_en}", zh=zh + head_zh, concept=concept)


def series(rng: random.Random, stems: tuple[tuple[str, str], ...] = ()) -> list[Draft]:
    """Parallel measures of one scale: welding, painting, assembly score; of the stems given, such as school subjects, or of any."""
    group = stems
    if not group and rng.random() < 0.2:
        group = tuple((coin(rng, "en"), coin(rng, "zh")) for _ in range(5))
    group = group or rng.choice(SERIES)
    head_en, head_zh = rng.choice(_MARK_HEADS if stems else SERIES_HEADS)
    concept = CONCEPTS[_SERIES_CONCEPT.get(head_en, "score")]
    bare = rng.random() < (0.6 if stems else 0.4)
    return [
        Draft(
            en=en if bare else f"{en}_{head_en}",
            zh=zh if bare and rng.random() < 0.3 else zh + head_zh,
            concept=concept,
        )
        for en, zh in rng.sample(group, min(len(group), rng.randrange(3, 10 if stems else 7)))
    ]


@cache
def english_names(names: tuple[str, ...], zh: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names that are not pinyin.

    >>> english_names(("salary", "gongzi"), ("工资",))
    ('salary',)
    """
    found = tuple(name for name in names if not is_pinyin(name, zh))
    return found or names[:1]


_MODIFIERS_OF = {
    Role.DATE: tuple(each for each in MODIFIERS if each[0] in {
        "planned", "actual", "estimated", "first", "second", "last", "next", "previous", "final", "initial", "repair", "check", "delivery", "service"}),
    Role.CATEGORY: tuple(each for each in MODIFIERS if each[0] in {
        "primary", "secondary", "main", "minor", "previous", "current", "first", "last", "final", "initial", "internal", "external",
        "local", "backup", "target", "delivery", "service", "storage", "equipment", "material", "front", "rear", "inner", "outer"}),
}  # fmt: skip
_MODIFIERS_OF[Role.NAME] = _MODIFIERS_OF[Role.CODE] = _MODIFIERS_OF[Role.CATEGORY]
_OF_PEOPLE = tuple(
    each
    for each in MODIFIERS
    if each[0]
    in {
        "avg",
        "max",
        "min",
        "total",
        "net",
        "planned",
        "actual",
        "estimated",
        "target",
        "initial",
        "final",
        "first",
        "second",
        "third",
        "last",
        "previous",
        "current",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "annual",
        "yearly",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "morning",
        "evening",
        "night",
        "weekend",
        "holiday",
        "base",
        "extra",
        "fixed",
        "floating",
        "online",
        "offline",
        "training",
        "travel",
        "service",
        "summer",
        "winter",
        "new",
        "valid",
        "remaining",
        "used",
        "team_a",
        "team_b",
        "phase1",
        "phase2",
    }
)
_MARK_HEADS = (("score", "成绩"), ("score", "成绩"), ("score", "分数"), ("grade", "成绩"), ("mark", "分数"))
_SERIES_CONCEPT = {
    "rating": "rating", "hours": "duration_hours", "cost": "cost", "amount": "amount", "output": "output", "count": "count",
    "sales": "revenue", "budget": "budget", "weight": "gross_weight",
}  # fmt: skip
