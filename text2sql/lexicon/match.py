"""Which concept a column holds and which entity a table's rows are, from comment and name.

Sources of evidence, strongest first: the whole comment, the whole name, the name behind an entity's name (emp_name),
keys (…_id, …编号), claims (is_…, 是否…), and last the head noun of comment or name (备用电压 is a voltage). A concept
found by its head keeps its role, range and scale but is worded as the user words it: 备用电压, backup voltage.
Not covered: names in languages other than Chinese and English, and Chinese names run together in pinyin beyond known ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from text2sql.lexicon.catalog import CONCEPTS, ENTITIES
from text2sql.lexicon.common import ROW_ID
from text2sql.lexicon.index import (
    CONCEPTS_BY_ZH,
    ENTITIES_BY_NAME,
    ENTITIES_BY_ZH,
    ENTITY_BY_NAME,
    ENTITY_BY_ZH,
    called,
    said_in_chinese,
)
from text2sql.lexicon.listing import spaced
from text2sql.lexicon.naming import column_words, is_chinese, joined, plural, spoken, table_words, without_prefix
from text2sql.lexicon.types import Concept, Entity, Role
from text2sql.schema import Column, ColumnKind, Table

_CUT = re.compile(r"[(（:：,，;；、。\[【/|=]")
_TABLE_COMMENT_ENDINGS = (
    "信息登记表",
    "信息表",
    "记录表",
    "明细表",
    "登记表",
    "数据表",
    "维度表",
    "档案表",
    "信息",
    "列表",
    "数据",
    "档案",
    "表",
)
_ID_ENDINGS = ("编号", "ID", "id", "主键", "标识", "序号")
_ID_WORDS = frozenset(("id", "key", "pk", "fk", "bianhao"))
_NAME_WORDS = frozenset(("name", "nm", "title", "mc", "xm"))
_NAME_NOUNS = ("姓名", "名称", "名字", "名")
_PREPOSITIONS = frozenset(spaced("of for in on at the a an to from by with per"))
_PERSON_HINTS = frozenset(
    spaced("gender sex age birthday birthdate dob salary phone email mobile hiredate xingbie nianling")
)
_OF_PEOPLE = frozenset(("person_name", "weight_kg", "height_cm"))
# Endings that say what a column is when nothing longer does.
_ZH_HEADS = {
    "数": "quantity", "费": "fee", "额": "amount", "率": "ratio", "量": "quantity", "分": "score", "价": "price", "比": "ratio",
    "值": "value", "号": "serial_no", "日": "event_date", "水平": "value", "深度": "depth_m", "系数": "factor", "时间": "event_time",
    "名": "plain_name", "人": "person_name", "员": "person_name", "码": "serial_no", "度": "value", "型": "type",
}  # fmt: skip
_EN_HEADS = {
    "rate": "ratio", "count": "quantity", "number": "quantity", "num": "quantity", "cnt": "quantity", "amt": "amount",
    "hour": "duration_hours", "hr": "duration_hours", "min": "duration_min", "minute": "duration_min", "day": "duration_days",
    "ms": "response_ms", "second": "response_ms", "pct": "ratio", "kg": "gross_weight", "ton": "gross_weight", "km": "distance_km",
    "code": "code", "no": "code", "date": "event_date", "at": "event_time", "on": "event_date", "time": "event_time",
    "by": "person_name", "level": "level value", "kw": "power_kw", "volume": "volume", "depth": "depth_m", "name": "plain_name",
    "sales": "revenue", "degree": "temperature",
}  # fmt: skip
_ROLES: dict[ColumnKind, frozenset[Role]] = {
    ColumnKind.INTEGER: frozenset({Role.ID, Role.CODE, Role.MEASURE, Role.YEAR, Role.FLAG, Role.CONTACT}),
    ColumnKind.REAL: frozenset({Role.MEASURE}),
    ColumnKind.TEXT: frozenset(Role) - {Role.MEASURE},
    ColumnKind.DATE: frozenset({Role.DATE}),
    ColumnKind.TIMESTAMP: frozenset({Role.DATE}),
    ColumnKind.TIME: frozenset({Role.TIME}),
    ColumnKind.BOOLEAN: frozenset({Role.FLAG}),
    ColumnKind.OTHER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a column beside its name and comment."""

    kind: ColumnKind
    entity: Entity | None  # what a row of its table is
    person: bool  # whether the rows are people
    listed: bool  # whether its values are listed

    def fits(self, concept: Concept) -> bool:
        return concept.role in _ROLES[self.kind] and not (self.listed and concept.role is Role.NAME)

    def favour(self, concept: Concept) -> int:
        """How much likelier this table makes the concept."""
        points = 0
        if self.entity and (concept.key in self.entity.attributes or concept.key == self.entity.name):
            points += 6
        if concept.key in _OF_PEOPLE:
            points += 12 if self.person else -12
        return points

    def pick(self, found: Iterable[tuple[Concept, int]]) -> Concept | None:
        """The likeliest of the concepts, each with its place in the list of names that led to it."""
        fitting = [(self.favour(concept) - place, concept) for concept, place in found if self.fits(concept)]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def match_column(column: Column, table: Table | None = None) -> Concept | None:
    """What the column holds, worded as its comment and name word it; None if nothing is known.

    >>> found = match_column(Column(name="emp_sal", type="INTEGER"))
    >>> found.key if found else None
    'salary'
    >>> found = match_column(Column(name="x7", type="DOUBLE", comment="备用电压"))
    >>> (found.key, found.zh) if found else None
    ('voltage', ('备用电压',))
    """
    entity = match_table(table) if table is not None else None
    person = entity.is_person if entity else table is not None and _looks_like_people(table)
    entity_key = entity.key if entity else ""
    name = without_prefix(column.name, tuple(each.name for each in table.columns)) if table is not None else column.name
    return _match(name, core(column.comment), column.kind, entity_key, person, bool(column.choices))


def match_table(table: Table) -> Entity | None:
    """What a row of the table is, worded as its comment and name word it; None if nothing is known.

    >>> found = match_table(Table(name="t_emp_info", columns=()))
    >>> found.key if found else None
    'employee'
    """
    label = core(table.comment)
    if _is_ambiguous(table.name, label):
        return _match_table(table.name, label, tuple(column.name for column in table.columns))
    return _match_table(table.name, label, ())


def core(comment: str) -> str:
    """The naming part of a comment: up to the first bracket or stop.

    >>> core("状态（0停用 1启用）"), core("入职日期, 必填")
    ('状态', '入职日期')
    """
    return _CUT.split(comment.strip(), maxsplit=1)[0].strip()


@lru_cache(maxsize=65536)
def _match(name: str, comment: str, kind: ColumnKind, entity: str, person: bool, listed: bool) -> Concept | None:
    context = _Context(kind, ENTITIES.get(entity), person, listed)
    words = column_words(name)
    label = comment or (name if is_chinese(name) else "")
    for found in (
        _own_name(words, label, context),
        _exactly(words, label, context),
        _behind_entity(words, label, context),
        _key(words, label, kind),
        _claim(words, label, kind),
        _by_head(words, label, context),
        _by_kind(kind),
    ):
        if found is not None:
            concept, is_whole = found
            return _worded(concept, words, label, is_whole)
    return None


_Found = tuple[Concept, bool]  # and whether its own nouns say it all


def _own_name(words: tuple[str, ...], label: str, context: _Context) -> _Found | None:
    """name, 名称, emp_name: what the table's own rows are called."""
    entity = context.entity
    if entity is None or not entity.name or context.kind is not ColumnKind.TEXT or context.listed:
        return None
    if is_chinese(label) and not label.endswith(_NAME_NOUNS):
        return None
    concept = CONCEPTS[entity.name]
    if label == "姓名" and not entity.is_person:
        return None
    if (joined(words) in _NAME_WORDS and not (entity.is_person and joined(words) == "title")) or label in _NAME_NOUNS:
        noun = "姓名" if entity.is_person else "名称"
        zh = (noun, "名字", f"{entity.zh[0]}{noun}")
        return replace(concept, zh=zh, en=("name", f"{entity.en[0][0]} name")), True
    owner = ENTITY_BY_NAME.get(joined(words[:-1])) if words and words[-1] in ("name", "nm") else None
    return (concept, True) if owner is not None and owner.key == entity.key else None


def _exactly(words: tuple[str, ...], label: str, context: _Context) -> _Found | None:
    """By the whole comment or name; where both speak, the concept that both name."""
    points: dict[str, int] = {}
    for found, weight in ((_labelled(label), 40), (called(words), 30)):
        for concept, place in found:
            if context.fits(concept):
                points.setdefault(concept.key, context.favour(concept))
                points[concept.key] += weight - place
    if not points:
        return None
    return CONCEPTS[max(points, key=lambda key: points[key])], True


def _labelled(label: str) -> Iterable[tuple[Concept, int]]:
    if not label:
        return ()
    return CONCEPTS_BY_ZH.get(label.lower(), ()) if is_chinese(label) else called(column_words(label))


def _behind_entity(words: tuple[str, ...], label: str, context: _Context) -> _Found | None:
    """emp_name, 司机姓名: an entity's name and then one of its attributes."""
    for cut in range(len(label) - 1, 0, -1) if is_chinese(label) else ():
        owner = ENTITY_BY_ZH.get(label[:cut])
        if owner:
            rest = label[cut:]
            if rest in _NAME_NOUNS and owner.name and context.kind is ColumnKind.TEXT:
                return CONCEPTS[owner.name], False
            concept = context.pick(CONCEPTS_BY_ZH.get(rest, ()))
            if concept and concept.key != ROW_ID.key:
                return concept, owner == context.entity
    for cut in (1, 2) if len(words) > 1 else ():
        owner = ENTITY_BY_NAME.get(joined(words[:cut]))
        if owner and words[cut:]:
            if joined(words[cut:]) in _NAME_WORDS and owner.name and context.kind is ColumnKind.TEXT:
                return CONCEPTS[owner.name], False
            concept = context.pick(called(words[cut:]))
            if concept and concept.key != ROW_ID.key:
                return concept, owner == context.entity
    return None


def _key(words: tuple[str, ...], label: str, kind: ColumnKind) -> _Found | None:
    if not (label.endswith(_ID_ENDINGS) or (words and words[-1] in _ID_WORDS)):
        return None
    if kind is ColumnKind.INTEGER:
        return ROW_ID, False
    # A key of text is one that people read and type.
    return (
        (replace(CONCEPTS["serial_no"], zh=ROW_ID.zh, en=ROW_ID.en), False) if kind is ColumnKind.TEXT else None
    )


def _claim(words: tuple[str, ...], label: str, kind: ColumnKind) -> _Found | None:
    said = label.startswith("是否") or (len(words) > 1 and (words[0] in ("is", "has", "can") or words[-1] == "flag"))
    if said and Role.FLAG in _ROLES[kind]:
        return CONCEPTS["is_active"], False
    return None


def _by_head(words: tuple[str, ...], label: str, context: _Context) -> _Found | None:
    if is_chinese(label):
        for cut in range(1, len(label) - 1):
            concept = context.pick(CONCEPTS_BY_ZH.get(label[cut:], ()))
            if concept:
                return concept, False
    elif label:
        concept = _english_head(column_words(label), context)
        if concept and not _PREPOSITIONS & set(column_words(label)):
            return concept, False
    concept = _english_head(words, context)
    if concept:
        return concept, False
    for size in (2, 1):
        key = _ZH_HEADS.get(label[-size:])
        if key and len(label) > size and context.fits(CONCEPTS[key]):
            return CONCEPTS[key], False
    return None


def _english_head(words: tuple[str, ...], context: _Context) -> Concept | None:
    for size in (3, 2, 1):
        if len(words) > size:
            concept = context.pick(called(words[-size:]))
            if concept and concept.key != ROW_ID.key:
                return concept
    keys = _EN_HEADS.get(words[-1]) or _EN_HEADS.get(joined(words[-1:]), "") if words else ""
    return next((CONCEPTS[key] for key in keys.split() if context.fits(CONCEPTS[key])), None)


def _by_kind(kind: ColumnKind) -> _Found | None:
    key = {
        ColumnKind.DATE: "event_date",
        ColumnKind.TIMESTAMP: "event_time",
        ColumnKind.TIME: "open_time",
        ColumnKind.BOOLEAN: "is_active",
    }.get(kind)
    return (CONCEPTS[key], False) if key else None


def _worded(concept: Concept, words: tuple[str, ...], label: str, is_whole: bool) -> Concept:
    """The concept with the user's own wording first; without the concept's nouns unless they say it all."""
    if concept.role is Role.FLAG and len(words) > 1:
        words = tuple(word for word in words if word not in ("is", "has", "flag"))
    known = {noun.lower() for noun in concept.zh}
    if is_chinese(label):
        own = label.removeprefix("是否") if concept.role is Role.FLAG else label
        # An exact match by name alone does not make the concept's nouns true of this comment: 挂号费 is no plain 费用.
        zh = (own, *(noun for noun in concept.zh if noun != own)) if is_whole and own.lower() in known else (own,)
    else:
        zh = concept.zh if is_whole else (_chinese_of(words, concept),)
        if concept.role is Role.FLAG and not is_whole:
            zh = (said_in_chinese(words),)
    spelled = () if not words or is_chinese("".join(words)) else (spoken(words),)
    if is_whole or not spelled:
        en = concept.en
        if label and not is_chinese(label) and len(label.split()) <= 4 and label.lower() not in en:
            en = (label.lower(), *en)
    else:
        en = spelled
    return concept if zh == concept.zh and en == concept.en else replace(concept, zh=zh, en=en)


def _chinese_of(words: tuple[str, ...], concept: Concept) -> str:
    """How an English name is said in Chinese: modifiers translated, the head by the concept's noun."""
    size = 1
    for longer in (2, 3):
        if len(words) > longer and any(concept.key == found.key for found, _ in called(words[-longer:])):
            size = longer
    return said_in_chinese(words[:-size]) + concept.zh[0]


@lru_cache(maxsize=16384)
def _match_table(name: str, comment: str, columns: tuple[str, ...]) -> Entity | None:
    words, label = table_words(name), _table_noun(name, comment)
    named = ENTITIES_BY_NAME.get(joined(words), [])
    labelled = ENTITIES_BY_ZH.get(label, [])
    if labelled:
        found = _likeliest([each for each in labelled if each in named] or labelled, columns)
        return replace(found, zh=(label, *(noun for noun in found.zh if noun != label)))
    if named:
        found = _likeliest(named, columns)
        # A comment such as 学生成绩 tells what the table is about; what a row is called is 学生.
        is_known = not is_chinese(label) or any(noun in label for noun in found.zh) or len(label) > 6
        return found if is_known else replace(found, zh=(label, *found.zh))
    for cut in range(1, len(label) - 1) if is_chinese(label) else ():
        if label[cut:] in ENTITIES_BY_ZH:
            found = _likeliest(ENTITIES_BY_ZH[label[cut:]], columns)
            return replace(found, zh=(label,), en=_english_table(words) or found.en)
    for size in (2, 1):
        if len(words) > size and joined(words[-size:]) in ENTITIES_BY_NAME:
            found = _likeliest(ENTITIES_BY_NAME[joined(words[-size:])], columns)
            zh = label if is_chinese(label) else said_in_chinese(words[:-size]) + found.zh[0]
            return replace(found, zh=(zh,), en=_english_table(words))
    return None


@lru_cache(maxsize=16384)
def _is_ambiguous(name: str, comment: str) -> bool:
    """Whether the columns have to tell which of several entities is meant."""
    words, label = table_words(name), _table_noun(name, comment)
    heads = (label, *(label[cut:] for cut in range(1, len(label) - 1)))
    found = [
        *(ENTITIES_BY_ZH.get(head, []) for head in heads),
        *(ENTITIES_BY_NAME.get(joined(words[-size:]), []) for size in (len(words), 2, 1)),
    ]
    return any(len(each) > 1 for each in found)


def _table_noun(name: str, comment: str) -> str:
    """The comment, or a Chinese name, without 表, 信息表 and the like."""
    label = (comment or (name if is_chinese(name) else "")).removeprefix("t_").strip("_")
    for ending in _TABLE_COMMENT_ENDINGS:
        if label.endswith(ending) and len(label) > len(ending) and label not in ENTITIES_BY_ZH:
            return label.removesuffix(ending)
    return label


def _likeliest(found: list[Entity], columns: tuple[str, ...]) -> Entity:
    """Of entities with one name the one whose attributes the columns are, else the first."""
    if len(found) == 1 or not columns:
        return found[0]
    keys = {concept.key for name in columns for concept, _ in called(column_words(name))}
    keys |= {concept.key for name in columns for concept, _ in CONCEPTS_BY_ZH.get(name, ())}
    return max(found, key=lambda each: len(keys.intersection((*each.attributes, each.name))))


def _english_table(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not words or is_chinese("".join(words)):
        return ()
    said = spoken(words)
    return ((said, plural(said)),)


def _looks_like_people(table: Table) -> bool:
    return any(joined(column_words(each.name)) in _PERSON_HINTS or each.comment == "性别" for each in table.columns)
