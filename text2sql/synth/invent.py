"""Schemas that never repeat: a field of life, some of its tables, columns by known, compound and coined nouns.

The bundled base learns to read schemas from these, so names must be strange as often as people's own are. Schools,
hospitals and shops are among the fields, since people have such tables; the three schemas that the project is measured
on are not among the schemas (a test looks), and their questions even less.
"""

import random
from dataclasses import dataclass, field, replace
from functools import cache

from text2sql.lexicon import Concept, Entity, Role
from text2sql.lexicon.catalog import CONCEPTS, ENTITIES
from text2sql.lexicon.common import ROW_ID
from text2sql.lexicon.modifiers import MODIFIERS
from text2sql.lexicon.naming import is_chinese, table_words
from text2sql.lexicon.pinyin import to_pinyin
from text2sql.lexicon.values import Language, coin
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.synth.coinage import PERSONAL, Draft, compound, english_names, plain, series
from text2sql.synth.styles import RESERVED, Naming, Style, declared, draw_style, plural_name, spell, spell_table

_TABLE_COUNTS = ((1, 58), (2, 24), (3, 11), (4, 4), (5, 2), (6, 1))
_COMPOUNDS = {Role.MEASURE: 0.4, Role.CATEGORY: 0.2, Role.DATE: 0.2, Role.CODE: 0.15, Role.NAME: 0.1}
_SERIES = {1: 0.28, 2: 0.12, 3: 0.08}


@dataclass(slots=True)
class _TableDraft:
    entity: Entity
    en: str
    zh: str
    columns: list[Draft] = field(default_factory=list)
    key: tuple[Draft, ...] = ()
    parents: list[tuple[Draft, "_TableDraft"]] = field(default_factory=list)
    name: str = ""
    spelled: dict[int, str] = field(default_factory=dict)


def invent_schema(rng: random.Random, *, language: Language, tables: int | None = None) -> Schema:
    """A schema of so many linked tables, by default one to six, in one author's style.

    >>> schema = invent_schema(random.Random(7), language="zh")
    >>> schema == invent_schema(random.Random(7), language="zh")
    True
    """
    style = draw_style(rng, language)
    counts, weights = zip(*_TABLE_COUNTS, strict=True)
    entities = _draw_entities(rng, tables or rng.choices(counts, weights)[0])
    drafts: list[_TableDraft] = []
    for entity in entities:
        drafts.append(_draft_table(entity, drafts, len(entities), style, rng))
    taken: set[str] = set()
    for draft in drafts:
        _spell_table(draft, taken, style, rng)
    finished = tuple(_finish(draft, style, rng) for draft in drafts)
    return Schema(name=f"{entities[-1].domain}_{rng.randrange(16**6):06x}", tables=finished)


def _draw_entities(rng: random.Random, count: int) -> list[Entity]:
    """Entities of one domain, parents before their children, every one linked to another."""
    start = rng.choice(_ALL)
    if count > 1 and not (start.parents or _children(start.key)):
        start = rng.choice(_LINKED)
    chosen = [start]
    while len(chosen) < count:
        near = [
            ENTITIES[key]
            for each in chosen
            for key in (*each.parents, *_children(each.key))
            if ENTITIES[key] not in chosen
        ]
        if not near:
            break
        chosen.append(rng.choice(near))
    return sorted(chosen, key=lambda each: _depth(each.key))


@cache
def _children(key: str) -> tuple[str, ...]:
    return tuple(each.key for each in ENTITIES.values() if key in each.parents)


@cache
def _depth(key: str) -> int:
    return 1 + max((_depth(parent) for parent in ENTITIES[key].parents), default=0)


def _draft_table(
    entity: Entity, others: list[_TableDraft], count: int, style: Style, rng: random.Random
) -> _TableDraft:
    en = rng.choice(entity.en)[0].replace(" ", "_").lower()
    if rng.random() < 0.25:
        en = "_".join(table_words(rng.choice(english_names(entity.names, entity.zh))))
    draft = _TableDraft(entity=entity, en=en, zh=rng.choice(entity.zh))
    if rng.random() < 0.1 * style.own_names:
        modifier = rng.choice(MODIFIERS) if rng.random() < 0.5 else (coin(rng, "en"), coin(rng, "zh"))
        draft.en, draft.zh = f"{modifier[0]}_{draft.en}", modifier[1] + draft.zh
    linked = [other for other in others if other.entity.key in entity.parents and len(other.key) == 1]
    budget = rng.randrange(4, 15) if count == 1 else rng.randrange(3, 12)
    drafts = _attributes(entity, budget, style, rng, draft)
    if rng.random() < (0.6 if entity.series else _SERIES.get(count, 0.05)):
        drafts += series(rng, entity.series)
    for parent in linked:
        own = parent.key[0]
        reference = replace(own, en=own.en if own.en != "id" else f"{parent.en}_id", nullable=rng.random() < 0.4)
        if own.zh in ("编号", "ID"):
            reference.zh = parent.zh + own.zh
        draft.parents.append((reference, parent))
    _key(draft, count, style, rng)
    if len(draft.key) == 1 and not entity.is_event and rng.random() < 0.05:
        draft.parents.append((_of_itself(draft, rng), draft))
    head = [*draft.key, *(each for each, _ in draft.parents if each not in draft.key)]
    rest = [each for each in drafts if not any(each is other for other in draft.key)]
    if rng.random() < 0.3:
        rng.shuffle(rest)
    at = len(draft.key) if rng.random() < 0.4 else rng.choice((len(draft.key), len(rest)))
    keys = head[len(draft.key) :]
    if at > len(draft.key):
        draft.columns = [*draft.key, *rest, *keys]
    else:
        draft.columns = [*draft.key, *keys, *rest]
    return draft


def _of_itself(table: _TableDraft, rng: random.Random) -> Draft:
    """A key to another row of the same table: manager_id, parent_id."""
    en, zh = rng.choice(
        (("manager", "上级"), ("leader", "组长")) if table.entity.is_person else (("parent", "上级"), ("main", "主"))
    )
    own = table.key[0]
    ending = own.en.rsplit("_", 1)[-1]
    return replace(own, en=f"{en}_{ending}", zh=f"{zh}{own.zh if own.zh in ('编号', 'ID') else '编号'}", nullable=True)


def _attributes(entity: Entity, budget: int, style: Style, rng: random.Random, table: _TableDraft) -> list[Draft]:
    names = [entity.name] if entity.name and rng.random() < 0.95 else []
    pool = list(entity.attributes)
    if rng.random() < 0.25:
        pool.append(rng.choice(_ANYWHERE))
    others = rng.sample(pool, min(len(pool), max(2, budget - len(names))))
    others.sort(key=pool.index)
    drafts = []
    for key in (*names, *others):
        concept = CONCEPTS[key]
        if concept.role is Role.NAME and key in names:
            drafts.append(_name_column(concept, table, style, rng))
        elif rng.random() < _COMPOUNDS.get(concept.role, 0.0) * style.own_names and key not in PERSONAL:
            drafts.append(compound(concept, rng, is_person=entity.is_person))
        else:
            drafts.append(plain(concept, style, rng))
    return drafts


def _name_column(concept: Concept, table: _TableDraft, style: Style, rng: random.Random) -> Draft:
    if style.owner_names:
        zh = table.zh + ("姓名" if table.entity.is_person else "名称")
        return Draft(en=f"{table.en}_name", zh=zh, concept=concept, nullable=rng.random() < 0.3)
    en = "name" if rng.random() < 0.6 else rng.choice(english_names(concept.names, concept.zh))
    zh = ("姓名" if table.entity.is_person else "名称") if rng.random() < 0.6 else rng.choice(concept.zh)
    return Draft(en=en, zh=zh, concept=concept, nullable=rng.random() < 0.3)


def _key(draft: _TableDraft, count: int, style: Style, rng: random.Random) -> None:
    """A primary key: a number, a code people know, two parents, a code and a year, or none."""
    chance = rng.random()
    if len(draft.parents) >= 2 and chance < 0.2:
        draft.key = tuple(reference for reference, _ in draft.parents[:2])
        for each in draft.key:
            each.nullable = False
        return
    if count == 1 and chance < 0.14:
        return
    owned = style.keys_owned
    if chance < 0.3:
        concept = CONCEPTS["serial_no"]
        word, noun = rng.choice((("no", "编号"), ("code", "编码"), ("id", "编号"), ("sn", "序列号")))
        key = Draft(en=f"{draft.en}_{word}", zh=draft.zh + noun, concept=concept, type="VARCHAR", nullable=False)
        if count == 1 and chance < 0.22:
            year = plain(CONCEPTS["year"], style, rng)
            year.nullable = False
            draft.key = (key, year)
            return
    else:
        noun = rng.choice(("编号", "编号", "ID"))
        key = Draft(
            en=f"{draft.en}_id" if owned else "id",
            zh=draft.zh + noun if owned else noun,
            concept=ROW_ID,
            type=style.integers,
            nullable=False,
        )
    draft.key = (key,)


def _spell_table(draft: _TableDraft, taken: set[str], style: Style, rng: random.Random) -> None:
    if style.naming is Naming.CHINESE:
        draft.name = draft.zh + rng.choice(("", "表", "信息", "记录" if draft.entity.is_event else "表"))
    elif style.naming is Naming.PINYIN:
        draft.name = style.table_prefix + to_pinyin(draft.zh)
    else:
        draft.name = spell_table(draft.en, plural_name(draft.en), style)
    draft.name = _free(draft.name, taken)
    used: set[str] = set()
    for column in draft.columns:
        name = _spell_column(_behind_owner(column, draft, style), style, rng)
        if name.lower() in used and column.concept.role is not Role.ID:
            name = _spell_column(compound(column.concept, rng), style, rng)
        draft.spelled[id(column)] = _free(name, used)


def _behind_owner(column: Draft, table: _TableDraft, style: Style) -> Draft:
    """The column with its table's name before its own, where its author writes so; keys of others keep theirs."""
    if not style.owner_prefix or any(column is reference for reference, _ in table.parents):
        return column
    owner = table.en.split("_")[-1]
    owner = owner[:3] if style.owner_prefix == "short" else owner
    return column if column.en.startswith((f"{owner}_", table.en)) else replace(column, en=f"{owner}_{column.en}")


def _spell_column(column: Draft, style: Style, rng: random.Random) -> str:
    if style.naming is Naming.CHINESE:
        return column.zh
    if style.naming is Naming.PINYIN:
        return style.column_prefix + to_pinyin(column.zh, initials=rng.random() < 0.12)
    return spell(style.column_prefix + column.en, style)


def _free(name: str, taken: set[str]) -> str:
    if name.lower() in RESERVED:
        name += "表" if is_chinese(name) else "_info"
    made, number = name, 2
    while made.lower() in taken:
        made, number = f"{name}{'' if is_chinese(name) else '_'}{number}", number + 1
    taken.add(made.lower())
    return made


def _finish(draft: _TableDraft, style: Style, rng: random.Random) -> Table:
    to_itself = [reference for reference, parent in draft.parents if parent is draft]
    columns = tuple(
        # Some row has no other above it.
        replace(column, nullable=True) if any(each is reference for reference in to_itself) else column
        for each in draft.columns
        for column in (_column(each, draft.spelled[id(each)], style, rng),)
    )
    foreign = tuple(
        ForeignKey(
            columns=(draft.spelled[id(reference)],),
            table=parent.name,
            references=(parent.spelled[id(parent.key[0])],),
        )
        for reference, parent in draft.parents
    )
    comment = ""
    if style.comments and rng.random() < 0.9:
        comment = (
            draft.zh + rng.choice(("", "", "表", "信息", "信息表"))
            if style.language == "zh"
            else draft.en.replace("_", " ")
        )
    return Table(
        name=draft.name,
        columns=columns,
        primary_key=tuple(draft.spelled[id(each)] for each in draft.key),
        foreign_keys=foreign,
        comment=comment,
    )


def _column(draft: Draft, name: str, style: Style, rng: random.Random) -> Column:
    concept = draft.concept
    kind = draft.type or declared(concept, style, rng)
    comment = ""
    if style.comments and rng.random() < style.comments:
        comment = draft.zh if style.language == "zh" else draft.en.replace("_", " ")
        if style.language == "zh" and concept.role is Role.FLAG and not comment.startswith("是否"):
            comment = "是否" + comment
        comment += _told(concept, kind, style)
    values = concept.values_zh if style.language == "zh" else concept.values_en
    choices: tuple[str, ...] = ()
    if concept.role is Role.CATEGORY and values and rng.random() < 0.15:
        choices = values[: rng.randrange(2, len(values) + 1)]
    nullable = draft.nullable and rng.random() < 0.85
    return Column(name=name, type=kind, nullable=nullable, comment=comment, choices=choices)


def _told(concept: Concept, kind: str, style: Style) -> str:
    """What a comment tells behind its noun: the unit, the values, or what 0 and 1 mean."""
    is_zh = style.language == "zh"
    unit = concept.unit_zh if is_zh else concept.unit_en
    if style.told == "units" and concept.role is Role.MEASURE and unit:
        return f"（{unit}）" if is_zh else f" ({unit})"
    if style.told == "values" and concept.role is Role.FLAG and kind != "BOOLEAN":
        return "（0否 1是）" if is_zh else " (0 no, 1 yes)"
    values = concept.values_zh if is_zh else concept.values_en
    if style.told == "values" and concept.role is Role.CATEGORY and 1 < len(values) <= 6:
        return f"：{'/'.join(values)}" if is_zh else f": {', '.join(values)}"
    return ""


# Of these most people have tables.
_COMMON_FIELDS = frozenset({"school", "hospital", "shop"})
_ALL = tuple(each for each in ENTITIES.values() for _ in range(3 if each.domain in _COMMON_FIELDS else 1))
_LINKED = tuple(each for each in _ALL if each.parents)
_ANYWHERE = tuple(
    key for key in CONCEPTS if CONCEPTS[key].role in (Role.MEASURE, Role.CATEGORY, Role.DATE, Role.TEXT, Role.FLAG)
)
