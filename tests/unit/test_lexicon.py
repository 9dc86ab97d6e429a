"""The lexicon's data: complete and consistent."""

import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from text2sql.lexicon import Concept, Role, common, words_en, words_zh
from text2sql.lexicon.catalog import CONCEPTS, DOMAINS, ENTITIES
from text2sql.lexicon.modifiers import MODIFIERS, SERIES
from text2sql.lexicon.naming import is_chinese
from text2sql.lexicon.pinyin import is_pinyin, to_pinyin
from text2sql.lexicon.values import coin, maker, pools


def test_keys_are_unique_over_all_modules() -> None:
    concepts = [*common.CONCEPTS, *(each for module in DOMAINS for each in module.CONCEPTS)]
    entities = [each for module in DOMAINS for each in module.ENTITIES]
    assert [key for key, count in Counter(each.key for each in concepts).items() if count > 1] == []
    assert [key for key, count in Counter(each.key for each in entities).items() if count > 1] == []


def test_the_lexicon_is_as_wide_as_promised() -> None:
    assert len({each.domain for each in ENTITIES.values()}) >= 30
    assert len(ENTITIES) >= 90
    assert len(CONCEPTS) >= 350


def test_every_entity_refers_to_known_concepts_and_to_entities_of_its_domain() -> None:
    for entity in ENTITIES.values():
        keys = (*entity.attributes, *((entity.name,) if entity.name else ()))
        assert [key for key in keys if key not in CONCEPTS] == [], entity.key
        assert [key for key in entity.parents if ENTITIES[key].domain != entity.domain] == [], entity.key
        assert len(set(entity.attributes)) == len(entity.attributes), entity.key


def test_no_entity_descends_from_itself() -> None:
    def ancestors(key: str, seen: frozenset[str]) -> None:
        assert key not in seen, key
        for parent in ENTITIES[key].parents:
            ancestors(parent, seen | {key})

    for key in ENTITIES:
        ancestors(key, frozenset())


def _flaws(concept: Concept) -> list[str]:
    """What is missing or wrong in one entry."""
    of_pool = concept.role in (Role.NAME, Role.CODE, Role.CONTACT, Role.TEXT)
    is_measure = concept.role is Role.MEASURE
    claims = {
        "no nouns or names": bool(concept.zh and concept.en and concept.names),
        "names not snake_case": all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in concept.names),
        "English noun in Chinese": not any(is_chinese(noun) for noun in concept.en),
        "scale only for measures": (concept.scale is not None) == is_measure,
        "no range": not is_measure or (concept.low < concept.high and 0 < concept.step < concept.high - concept.low),
        "years out of range": concept.role is not Role.YEAR or 1900 < concept.low < concept.high < 2100,
        "no values": concept.role is not Role.CATEGORY
        or bool(concept.pool)
        or min(len(concept.values_zh), len(concept.values_en)) > 1,
        "unknown pool": not of_pool or concept.pool in pools() or concept.pool.startswith("code:"),
        "no endings": concept.pool != "coined" or bool(concept.values_zh and concept.values_en),
    }
    return [flaw for flaw, holds in claims.items() if not holds]


def test_every_concept_is_complete() -> None:
    assert {key: flaws for key, each in CONCEPTS.items() if (flaws := _flaws(each))} == {}
    broken = replace(CONCEPTS["salary"], scale=None, high=0, names=("月薪",))
    assert _flaws(broken) == ["names not snake_case", "scale only for measures", "no range"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pool", pools())
def test_every_pool_makes_values_that_its_seed_decides(pool: str, language: str) -> None:
    def drawn(seed: int) -> list[str]:
        make = maker(pool, language, random.Random(seed), ("店", "馆"))  # type: ignore[arg-type]
        return [make() for _ in range(20)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert all(drawn(1))


def test_an_unknown_pool_is_refused() -> None:
    with pytest.raises(KeyError):
        maker("no such pool", "en", random.Random(1))


def test_name_lists_are_wide() -> None:
    assert len(set(words_zh.SURNAMES)) >= 150
    assert len(set(words_zh.GIVEN)) >= 400
    assert len(set(words_en.FIRST_NAMES)) >= 300
    assert len(set(words_en.LAST_NAMES)) >= 300


@pytest.mark.parametrize("language", ["zh", "en"])
def test_coined_words_hardly_repeat(language: str) -> None:
    rng = random.Random(1)
    made = [coin(rng, language) for _ in range(300)]  # type: ignore[arg-type]
    assert len(set(made)) > 270


def test_all_chinese_of_the_lexicon_has_a_pinyin() -> None:
    nouns = {noun for each in (*CONCEPTS.values(), *ENTITIES.values()) for noun in each.zh}
    nouns |= {zh for _, zh in MODIFIERS} | {zh for group in SERIES for _, zh in group}
    short = [noun for noun in nouns if len(to_pinyin(noun, initials=True)) < sum(is_chinese(char) for char in noun)]
    assert short == []
    assert len(to_pinyin("龘", initials=True)) < 1  # a character outside the table is seen


def test_english_names_are_not_taken_for_pinyin() -> None:
    assert not is_pinyin("language", ("语言",))
    assert is_pinyin("yuyan", ("语言",))
