"""All entries by key."""

from text2sql.lexicon import common
from text2sql.lexicon.domains import (
    commerce,
    everyday,
    finance,
    health,
    industry,
    leisure,
    media,
    nature,
    places,
    schooling,
    transport,
    work,
)
from text2sql.lexicon.types import Concept, Entity

DOMAINS = (
    work, places, transport, leisure, finance, industry, nature, media, schooling, health, commerce, everyday,
)  # fmt: skip

CONCEPTS: dict[str, Concept] = {
    each.key: each for each in (*common.CONCEPTS, *(c for module in DOMAINS for c in module.CONCEPTS))
}
ENTITIES: dict[str, Entity] = {each.key: each for module in DOMAINS for each in module.ENTITIES}
