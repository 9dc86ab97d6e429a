"""All entries by key: what may be invented with, and what is only understood."""

from text2sql.lexicon import common, dictionary
from text2sql.lexicon.domains import finance, industry, leisure, media, nature, places, transport, work
from text2sql.lexicon.types import Concept, Entity

DOMAINS = (work, places, transport, leisure, finance, industry, nature, media)

CONCEPTS: dict[str, Concept] = {
    each.key: each for each in (*common.CONCEPTS, *(c for module in DOMAINS for c in module.CONCEPTS))
}
ENTITIES: dict[str, Entity] = {each.key: each for module in DOMAINS for each in module.ENTITIES}
KNOWN_CONCEPTS: dict[str, Concept] = CONCEPTS | {each.key: each for each in dictionary.CONCEPTS}
KNOWN_ENTITIES: dict[str, Entity] = ENTITIES | {each.key: each for each in dictionary.ENTITIES}
