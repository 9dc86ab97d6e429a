"""Which concept a column holds and which entity a table's rows are, from comment and name.

Sources of evidence, strongest first: the whole comment, the whole name, the name behind an entity's name (emp_name),
keys (…_id, …编号), claims (is_…, 是否…), and last the head noun of comment or name (备用电压 is a voltage). A concept
found by its head keeps its role, range and scale but is worded as the user words it: 备用电压, backup voltage.
Not covered: names in languages other than Chinese and English, and Chinese names run together in pinyin beyond known ones.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from text2sql.lexicon.catalog import KNOWN_CONCEPTS, KNOWN_ENTITIES
from text2sql.lexicon.common import ROW_ID
from text2sql.lexicon.modifiers import CHINESE_OF
from text2sql.lexicon.naming import column_words, is_chinese, joined, plural, spoken, table_words
from text2sql.lexicon.pinyin import to_pinyin
from text2sql.lexicon.types import Concept, Entity, Role
from text2sql.schema import Column, ColumnKind, Table

_CUT = re.compile(r"[(（:：,，;；、。\[【/|=]")
_TABLE_COMMENT_ENDINGS = ("信息登记表", "信息表", "记录表", "明细表", "登记表", "数据表", "维度表", "档案表", "信息", "列表", "数据", "档案", "表")
_ID_ENDINGS = ("编号", "ID", "id", "主键", "标识", "序号")
_ID_WORDS = frozenset(("id", "key", "pk", "fk", "bianhao"))
_NAME_WORDS = frozenset(("name", "nm", "title", "mc", "xm"))
_NAME_NOUNS = ("姓名", "名称", "名字", "名")
_PREPOSITIONS = frozenset("of for in on at the a an to from by with per".split())
_PERSON_HINTS = frozenset("gender sex age birthday birthdate dob salary phone email mobile hiredate xingbie nianling".split())
_GENERIC_NAMES = frozenset(("person_name", "plain_name", "title"))
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
    "code": "serial_no", "no": "serial_no", "date": "event_date", "at": "event_time", "on": "event_date", "time": "event_time",
    "by": "person_name", "level": "level", "kw": "power_kw", "volume": "volume", "depth": "depth_m", "name": "plain_name",
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
    return _match(column.name, core(column.comment), column.kind, entity.key if entity else "", person)


def match_table(table: Table) -> Entity | None:
    """What a row of the table is, worded as its comment and name word it; None if nothing is known.

    >>> found = match_table(Table(name="t_emp_info", columns=()))
    >>> found.key if found else None
    'employee'
    """
    return _match_table(table.name, core(table.comment))


def core(comment: str) -> str:
    """The naming part of a comment: up to the first bracket or stop.

    >>> core("状态（0停用 1启用）"), core("入职日期, 必填")
    ('状态', '入职日期')
    """
    return _CUT.split(comment.strip(), maxsplit=1)[0].strip()


@lru_cache(maxsize=65536)
def _match(name: str, comment: str, kind: ColumnKind, entity_key: str, person: bool) -> Concept | None:
    entity = KNOWN_ENTITIES.get(entity_key)
    words = column_words(name)
    label = comment or (name if is_chinese(name) else "")
    for found in (
        _exactly(words, label, kind, entity, person),
        _behind_entity(words, label, kind, entity),
        _key(words, label, kind),
        _claim(words, label, kind),
        _by_head(words, label, kind),
        _by_kind(kind),
    ):
        if found is not None:
            concept, is_whole = found
            return _worded(concept, words, label, is_whole)
    return None


_Found = tuple[Concept, bool]  # and whether its own nouns say it all


def _exactly(words: tuple[str, ...], label: str, kind: ColumnKind, entity: Entity | None, person: bool) -> _Found | None:
    """By the whole comment or name; where both speak, the concept that both name."""
    if entity and entity.name and (joined(words) in _NAME_WORDS or label in _NAME_NOUNS) and kind is ColumnKind.TEXT:
        if label != "姓名" or entity.is_person:
            title = _BY_ZH.get(label, ()) if label and label not in _NAME_NOUNS else ()
            if not any(concept.role in _ROLES[kind] for concept, _ in title):
                return replace(KNOWN_CONCEPTS[entity.name], zh=_own_name(entity), en=("name", f"{entity.en[0][0]} name")), True
    points: dict[str, float] = {}
    for found, weight in ((_labelled(label), 40.0), (_BY_NAME.get(joined(words), ()), 30.0)):
        for concept, place in found:
            if concept.role in _ROLES[kind]:
                points[concept.key] = points.get(concept.key, 0) + weight - place
    if not points:
        return None
    for key in points:
        concept = KNOWN_CONCEPTS[key]
        if entity and (key in entity.attributes or key == entity.name):
            points[key] += 6
        if person and key in ("weight_kg", "height_cm", "person_name"):
            points[key] += 12
        elif not person and key == "person_name" and len(points) > 1:
            points[key] -= 12
    return KNOWN_CONCEPTS[max(points, key=lambda key: points[key])], True


def _own_name(entity: Entity) -> tuple[str, ...]:
    return ("姓名", "名字", f"{entity.zh[0]}姓名") if entity.is_person else ("名称", "名字", f"{entity.zh[0]}名称")


def _labelled(label: str) -> Iterable[tuple[Concept, int]]:
    if not label:
        return ()
    return _BY_ZH.get(label.lower(), ()) if is_chinese(label) else _BY_NAME.get(joined(column_words(label)), ())


def _behind_entity(words: tuple[str, ...], label: str, kind: ColumnKind, entity: Entity | None) -> _Found | None:
    """emp_name, 司机姓名: an entity's name and then one of its attributes."""
    for cut in range(len(label) - 1, 0, -1) if is_chinese(label) else ():
        owner = _ENTITY_BY_ZH.get(label[:cut])
        if owner:
            rest = label[cut:]
            if rest in _NAME_NOUNS and owner.name and kind is ColumnKind.TEXT:
                return KNOWN_CONCEPTS[owner.name], False
            concept = _first(_BY_ZH.get(rest, ()), kind)
            if concept and concept.key != ROW_ID.key:
                return concept, owner == entity
    if len(words) > 1:
        for cut in (1, 2):
            owner = _ENTITY_BY_NAME.get(joined(words[:cut]))
            if owner and words[cut:]:
                if joined(words[cut:]) in _NAME_WORDS and owner.name and kind is ColumnKind.TEXT:
                    return KNOWN_CONCEPTS[owner.name], False
                concept = _first(_BY_NAME.get(joined(words[cut:]), ()), kind)
                if concept and concept.key != ROW_ID.key:
                    return concept, owner == entity
    return None


def _key(words: tuple[str, ...], label: str, kind: ColumnKind) -> _Found | None:
    if not (label.endswith(_ID_ENDINGS) or (words and words[-1] in _ID_WORDS)):
        return None
    if kind is ColumnKind.INTEGER:
        return ROW_ID, False
    # A key of text is one that people read and type.
    return (replace(KNOWN_CONCEPTS["serial_no"], zh=ROW_ID.zh, en=ROW_ID.en), False) if kind is ColumnKind.TEXT else None


def _claim(words: tuple[str, ...], label: str, kind: ColumnKind) -> _Found | None:
    said = label.startswith("是否") or (len(words) > 1 and (words[0] in ("is", "has", "can") or words[-1] == "flag"))
    if said and Role.FLAG in _ROLES[kind]:
        return KNOWN_CONCEPTS["is_active"], False
    return None


def _by_head(words: tuple[str, ...], label: str, kind: ColumnKind) -> _Found | None:
    if is_chinese(label):
        for cut in range(1, len(label) - 1):
            concept = _first(_BY_ZH.get(label[cut:], ()), kind)
            if concept:
                return concept, False
    elif label:
        concept = _english_head(column_words(label), kind)
        if concept and not _PREPOSITIONS & set(column_words(label)):
            return concept, False
    concept = _english_head(words, kind)
    if concept:
        return concept, False
    for size in (2, 1):
        key = _ZH_HEADS.get(label[-size:])
        if key and len(label) > size and KNOWN_CONCEPTS[key].role in _ROLES[kind]:
            return KNOWN_CONCEPTS[key], False
    return None


def _english_head(words: tuple[str, ...], kind: ColumnKind) -> Concept | None:
    for size in (3, 2, 1):
        if len(words) > size:
            concept = _first(_BY_NAME.get(joined(words[-size:]), ()), kind)
            if concept and concept.key != ROW_ID.key:
                return concept
    key = _EN_HEADS.get(words[-1]) or _EN_HEADS.get(joined(words[-1:])) if words else None
    if key and KNOWN_CONCEPTS[key].role in _ROLES[kind]:
        return KNOWN_CONCEPTS[key]
    return None


def _by_kind(kind: ColumnKind) -> _Found | None:
    key = {
        ColumnKind.DATE: "event_date",
        ColumnKind.TIMESTAMP: "event_time",
        ColumnKind.TIME: "open_time",
        ColumnKind.BOOLEAN: "is_active",
    }.get(kind)
    return (KNOWN_CONCEPTS[key], False) if key else None


def _first(found: Iterable[tuple[Concept, int]], kind: ColumnKind) -> Concept | None:
    return next((concept for concept, _ in found if concept.role in _ROLES[kind]), None)


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
            zh = (" ".join(CHINESE_OF.get(word, word) for word in words),)
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
    for size in range(min(3, len(words)), 0, -1):
        head = joined(words[-size:])
        if any(concept.key == found.key for found, _ in _BY_NAME.get(head, ())) or size == 1:
            break
    before = words[:-size]
    parts: list[str] = []
    while before:
        for take in (2, 1):
            text = "_".join(before[:take])
            owner = _ENTITY_BY_NAME.get(joined(before[:take]))
            zh = _SAID_IN_CHINESE.get(text) or (owner.zh[0] if owner else "")
            if zh or take == 1 or len(before) < 2:
                parts.append(zh or text)
                before = before[take:]
                break
    return "".join(parts) + concept.zh[0]


@lru_cache(maxsize=16384)
def _match_table(name: str, comment: str) -> Entity | None:
    label = comment or (name if is_chinese(name) else "")
    label = label.removeprefix("t_").strip("_")
    for ending in _TABLE_COMMENT_ENDINGS:
        if label.endswith(ending) and len(label) > len(ending) and label not in _ENTITY_BY_ZH:
            label = label.removesuffix(ending)
    words = table_words(name)
    if label in _ENTITY_BY_ZH:
        found = _agreeing(_ENTITIES_BY_ZH[label], joined(words))
        return replace(found, zh=(label, *(noun for noun in found.zh if noun != label)))
    if joined(words) in _ENTITY_BY_NAME:
        found = _ENTITY_BY_NAME[joined(words)]
        # A comment such as 学生成绩 tells what the table is about; what a row is called is 学生.
        is_known = not is_chinese(label) or any(noun in label for noun in found.zh) or len(label) > 6
        return found if is_known else replace(found, zh=(label, *found.zh))
    if is_chinese(label):
        for cut in range(1, len(label) - 1):
            if label[cut:] in _ENTITY_BY_ZH:
                found = _agreeing(_ENTITIES_BY_ZH[label[cut:]], joined(words))
                return replace(found, zh=(label,), en=_english_table(words) or found.en)
    for size in (2, 1):
        owner = _ENTITY_BY_NAME.get(joined(words[-size:])) if len(words) > size else None
        if owner:
            return replace(owner, zh=(label,) if is_chinese(label) else owner.zh, en=_english_table(words))
    return None


def _agreeing(found: list[Entity], name: str) -> Entity:
    """Of entities with one Chinese noun the one whose table name agrees, else the first."""
    return next((each for each in found if any(joined(table_words(other)) == name for other in each.names)), found[0])


def _english_table(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not words or is_chinese("".join(words)):
        return ()
    said = spoken(words)
    return ((said, plural(said)),)


def _looks_like_people(table: Table) -> bool:
    return any(joined(column_words(each.name)) in _PERSON_HINTS or each.comment == "性别" for each in table.columns)


def _index(pairs: Iterator[tuple[str, Concept, int]]) -> dict[str, tuple[tuple[Concept, int], ...]]:
    found: dict[str, dict[str, tuple[Concept, int]]] = {}
    for key, concept, place in pairs:
        found.setdefault(key, {}).setdefault(concept.key, (concept, place))
    return {key: tuple(sorted(each.values(), key=lambda pair: pair[1])) for key, each in found.items()}


_BY_ZH = _index((noun.lower(), each, i) for each in KNOWN_CONCEPTS.values() for i, noun in enumerate(each.zh))
_BY_NAME = _index(
    (joined(column_words(word)), each, i)
    for each in KNOWN_CONCEPTS.values()
    for i, word in (*enumerate(each.names), *enumerate(each.en), *enumerate((to_pinyin(noun) for noun in each.zh), 3))
)
_SAID_IN_CHINESE = {to_pinyin(zh): zh for zh in CHINESE_OF.values() if len(zh) > 1} | CHINESE_OF
_ENTITIES_BY_ZH: dict[str, list[Entity]] = {}
for _entity in KNOWN_ENTITIES.values():
    for _noun in _entity.zh:
        _ENTITIES_BY_ZH.setdefault(_noun, []).append(_entity)
_ENTITY_BY_ZH = {noun: found[0] for noun, found in _ENTITIES_BY_ZH.items()}
_ENTITY_BY_NAME: dict[str, Entity] = {}
for _entity in KNOWN_ENTITIES.values():
    for _text in (*_entity.names, *(single for single, _ in _entity.en), *(to_pinyin(noun) for noun in _entity.zh)):
        _ENTITY_BY_NAME.setdefault(joined(table_words(_text)), _entity)
