"""The lexicon by the words that lead into it: Chinese nouns, English nouns, column and table names, pinyin."""

from collections.abc import Iterator
from functools import lru_cache

from text2sql.lexicon.catalog import CONCEPTS, ENTITIES
from text2sql.lexicon.modifiers import CHINESE_OF
from text2sql.lexicon.naming import column_words, joined, spoken, table_words
from text2sql.lexicon.pinyin import to_pinyin
from text2sql.lexicon.types import Concept, Entity

Ranked = tuple[tuple[Concept, int], ...]  # concepts, each with the place of the word among its words


def called(words: tuple[str, ...]) -> Ranked:
    """The concepts that go by this name, as written or with abbreviations written out."""
    return CONCEPTS_BY_NAME.get(joined(words)) or CONCEPTS_BY_NAME.get(expanded(words), ())


@lru_cache(maxsize=65536)
def expanded(words: tuple[str, ...]) -> str:
    """The key of the words with abbreviations written out.

    >>> expanded(("start", "dt"))
    'startdate'
    """
    return joined(tuple(spoken(words).split()))


def said_in_chinese(words: tuple[str, ...]) -> str:
    """The words in Chinese, longest known runs first; unknown ones stay.

    >>> said_in_chinese(("backup",)), said_in_chinese(("zorvan", "first", "check"))
    ('备用', 'zorvan首检')
    """
    whole = ENTITY_BY_NAME.get(joined(table_words("_".join(words)))) if words else None
    if whole is not None:
        return whole.zh[0]
    parts: list[str] = []
    while words:
        for take in range(min(4, len(words)), 0, -1):
            text = "_".join(words[:take])
            owner = ENTITY_BY_NAME.get(joined(table_words(text)))
            zh = _SAID_IN_CHINESE.get(text) or (owner.zh[0] if owner else _NOUNS_IN_CHINESE.get(text, ""))
            if zh or take == 1:
                parts.append(zh or text)
                words = words[take:]
                break
    return "".join(parts)


def _index(pairs: Iterator[tuple[str, Concept, int]]) -> dict[str, Ranked]:
    found: dict[str, dict[str, tuple[Concept, int]]] = {}
    for key, concept, place in pairs:
        found.setdefault(key, {}).setdefault(concept.key, (concept, place))
    return {key: tuple(sorted(each.values(), key=lambda pair: pair[1])) for key, each in found.items()}


CONCEPTS_BY_ZH = _index((noun.lower(), each, i) for each in CONCEPTS.values() for i, noun in enumerate(each.zh))
CONCEPTS_BY_NAME = _index(
    (key, each, i)
    for each in CONCEPTS.values()
    for i, word in (*enumerate(each.names), *enumerate(each.en), *enumerate((to_pinyin(noun) for noun in each.zh), 3))
    for key in (joined(column_words(word)), expanded(column_words(word)))
)
_NOUNS_IN_CHINESE = {noun.replace(" ", "_"): each.zh[0] for each in CONCEPTS.values() for noun in each.en}
_SAID_IN_CHINESE = {
    **{to_pinyin(zh): zh for zh in CHINESE_OF.values() if len(zh) > 1},
    **{spoken((en,)): zh for en, zh in CHINESE_OF.items()},
    **CHINESE_OF,
}
ENTITIES_BY_ZH: dict[str, list[Entity]] = {}
for _entity in ENTITIES.values():
    for _noun in _entity.zh:
        ENTITIES_BY_ZH.setdefault(_noun, []).append(_entity)
ENTITY_BY_ZH = {noun: found[0] for noun, found in ENTITIES_BY_ZH.items()}
ENTITIES_BY_NAME: dict[str, list[Entity]] = {}
for _entity in ENTITIES.values():
    for _text in (*_entity.names, *(single for single, _ in _entity.en), *(to_pinyin(noun) for noun in _entity.zh)):
        _found_by_name = ENTITIES_BY_NAME.setdefault(joined(table_words(_text)), [])
        if _entity not in _found_by_name:
            _found_by_name.append(_entity)
ENTITY_BY_NAME = {key: found[0] for key, found in ENTITIES_BY_NAME.items()}
