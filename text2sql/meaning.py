"""What the tables and columns of a Schema mean to a person: nouns, roles, units, links.

Understood from comments first, then from the lexicon, then from the names and the rows. Used to fill in
questions (`synth`); knows no SQL text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from text2sql.lexicon import Concept, Role, Scale
from text2sql.lexicon.match import match_column, match_table
from text2sql.lexicon.naming import without_prefix
from text2sql.lexicon.synonyms_zh import also_said, rows_also_said
from text2sql.schema import Column, ColumnKind, Schema, Table

# Endings that people leave out when they speak: 数学成绩 → 数学, 科室名称 → 科室.
_ZH_ENDINGS = ("成绩", "得分", "分数", "名称", "姓名", "编号", "金额", "数量")
_SCORE = re.compile(r"成绩|得分|分数|score|grade", re.IGNORECASE)
_NUMBER_NAME = re.compile(r"(^|_)(id|no|code|number|num|key)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """One column as a person speaks of it.

    Attributes:
        table: name of its table.
        column: the column itself.
        role: what it is for.
        zh, en: nouns, commonest first; never empty, but see `speaks_zh`.
        speaks_zh, speaks_en: whether the nouns of that language are real words rather than the bare name.
        scale: how more and less are said.
        unit_zh, unit_en: unit behind a number; may be empty.
        additive: whether sums over rows mean something.
        is_score: whether it is a mark that can be passed or failed.
        known: whether the lexicon knows the concept, so that names alone carry the meaning.
    """

    table: str
    column: Column
    role: Role
    zh: tuple[str, ...]
    en: tuple[str, ...]
    speaks_zh: bool
    speaks_en: bool
    scale: Scale
    unit_zh: str = ""
    unit_en: str = ""
    additive: bool = False
    is_score: bool = False
    known: bool = False

    @property
    def name(self) -> str:
        """The column's name."""
        return self.column.name

    @property
    def kind(self) -> ColumnKind:
        """The column's kind."""
        return self.column.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMeaning:
    """One table as a person speaks of its rows.

    Attributes:
        table: the table itself.
        zh: what one row is called, such as 学生.
        en: (singular, plural).
        counter: Chinese measure word.
        is_person: asked for with 谁 and who.
        is_event: its rows are things that happened.
        columns: meanings in the order of the table.
        label: the column that names a row; None if nothing does.
        one_row_each: whether the label occurs once only, so that counting rows counts things.
    """

    table: Table
    zh: tuple[str, ...]
    en: tuple[tuple[str, str], ...]
    counter: str
    is_person: bool
    is_event: bool
    columns: tuple[ColumnMeaning, ...]
    label: ColumnMeaning | None
    one_row_each: bool

    def having(self, *roles: Role) -> tuple[ColumnMeaning, ...]:
        """The columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A foreign key of one column: every row of `child` points at a row of `parent`."""

    child: str
    child_column: str
    parent: str
    parent_column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaMeaning:
    """A schema as a person speaks of it."""

    schema: Schema
    tables: tuple[TableMeaning, ...]
    links: tuple[Link, ...]

    def table(self, name: str) -> TableMeaning:
        """The meaning of the table of that name."""
        return next(each for each in self.tables if each.table.name == name)


def understand(schema: Schema, rows: Mapping[str, Sequence[tuple[object, ...]]]) -> SchemaMeaning:
    """The meaning of every table and column; `rows` tell free text from categories."""
    links = tuple(
        Link(child=table.name, child_column=key.columns[0], parent=parent.name, parent_column=key.references[0])
        for table in schema.tables
        for key in table.foreign_keys
        for parent in schema.tables
        if len(key.columns) == 1 and parent.name.lower() == key.table.lower() and parent.name != table.name
    )
    tables = tuple(_understand_table(table, rows.get(table.name, ()), links) for table in schema.tables)
    tables = _without_firsts_of_others(tables)
    firsts = {each.zh[0] for each in tables} | {
        noun for each in tables for column in each.columns for noun in column.zh
    }
    spoken_of = tuple(
        replace(each, zh=_unique([*each.zh, *(noun for noun in rows_also_said(each.zh[0]) if noun not in firsts)]))
        for each in tables
    )
    return SchemaMeaning(schema=schema, tables=spoken_of, links=links)


def spoken(comment: str) -> str:
    """The noun at the head of a comment, without examples and code lists behind it.

    >>> spoken("性别：男/女"), spoken("状态(0正常 1停用)"), spoken("day of registration")
    ('性别', '状态', 'day of registration')
    """
    head = re.split(r"[（(\[【:：；;，,。\n]", comment.strip(), maxsplit=1)[0].strip()
    return head if len(head) <= 40 else ""


def words(name: str) -> str:
    """A name split into lower-case words.

    >>> words("orderDate"), words("hire_date"), words("HTTPStatus"), words("DEPT_ID")
    ('order date', 'hire date', 'http status', 'dept id')
    """
    split = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])", r"\1\3_\2\4", name)
    return " ".join(part.lower() for part in re.split(r"[_\s\-]+", split) if part)


def _understand_table(table: Table, rows: Sequence[tuple[object, ...]], links: Sequence[Link]) -> TableMeaning:
    entity = match_table(table)
    columns = tuple(
        _understand_column(table, column, [row[at] for row in rows], links) for at, column in enumerate(table.columns)
    )
    columns = _with_distinct_nouns(columns)
    label = _label(table, columns, is_event=entity.is_event if entity else False)
    comment = re.sub(r"(信息|数据|记录)?表$|(信息|数据)$", "", spoken(table.comment)) if _has_zh(table.comment) else ""
    zh = _unique([comment, *(entity.zh if entity else ())]) or (table.name,)
    plain = re.sub(r"^(t|tbl|tb|dim|fact|ods|dwd) ", "", words(table.name))
    en = entity.en if entity else ((_singular(plain), _plural(_singular(plain))),)
    if entity and _has_zh(comment) and comment not in entity.zh:
        # 学生成绩: the rows are of the entity that the comment begins with, where the lexicon knows it.
        zh = entity.zh if comment.startswith(entity.zh) else zh
    values = [row[table.columns.index(label.column)] for row in rows] if label else []
    return TableMeaning(
        table=table,
        zh=zh,
        en=en,
        counter=entity.counter if entity else "条",
        is_person=entity.is_person if entity else False,
        is_event=entity.is_event if entity else False,
        columns=columns,
        label=label,
        one_row_each=bool(values) and len(set(values)) > 0.9 * len(values),
    )


def _understand_column(table: Table, column: Column, values: Sequence[object], links: Sequence[Link]) -> ColumnMeaning:
    concept = match_column(column, table)
    comment = spoken(column.comment)
    comment_zh, comment_en = (comment, "") if _has_zh(comment) else ("", comment.lower())
    role = _role(table, column, concept, values, links)
    zh = _unique([comment_zh, *(concept.zh if concept and not comment_zh else ()), *_shorter(comment_zh)])
    own = words(without_prefix(column.name, tuple(each.name for each in table.columns)))
    en = _unique([comment_en, *(concept.en if concept else ()), own if column.name.isascii() else ""])
    if not zh and not column.name.isascii():
        zh = _unique([column.name, *_shorter(column.name)])
    score = role is Role.MEASURE and bool(_SCORE.search(" ".join((*zh, *en, column.name))))
    if score:
        en = _unique([*en, *(f"{noun} score" for noun in en[:1] if not _SCORE.search(noun))])
    if zh:
        # What the comment says is the concept's own noun: its other nouns are true too.
        others = [noun for noun in concept.zh if len(noun) > 1] if concept and zh[0] in concept.zh else []
        zh = _unique([*zh, *also_said(zh[0]), *others])
    return ColumnMeaning(
        table=table.name,
        column=column,
        role=role,
        zh=zh or (words(column.name),),
        en=en or (column.name,),
        speaks_zh=bool(zh),
        speaks_en=bool(en),
        scale=(concept.scale if concept else None) or Scale.HIGH,
        unit_zh=concept.unit_zh if concept else "",
        unit_en=concept.unit_en if concept else "",
        additive=concept.additive if concept else False,
        is_score=score,
        known=concept is not None,
    )


def _role(
    table: Table, column: Column, concept: Concept | None, values: Sequence[object], links: Sequence[Link]
) -> Role:
    is_link = any(link.child == table.name and link.child_column == column.name for link in links)
    is_key = table.primary_key == (column.name,)
    kind = column.kind
    if is_link or (is_key and kind is ColumnKind.INTEGER):
        return Role.ID
    if kind is ColumnKind.BOOLEAN:
        return Role.FLAG
    if kind in (ColumnKind.DATE, ColumnKind.TIMESTAMP):
        return Role.DATE
    if kind is ColumnKind.TIME:
        return Role.TIME
    if kind in (ColumnKind.INTEGER, ColumnKind.REAL):
        if concept and concept.role in (Role.YEAR, Role.ID, Role.CODE, Role.FLAG, Role.CATEGORY):
            return Role.CATEGORY if concept.role is Role.FLAG else concept.role
        if _NUMBER_NAME.search(column.name):
            return Role.ID
        return Role.MEASURE
    if kind is not ColumnKind.TEXT:
        return Role.TEXT
    if concept and concept.role in (Role.NAME, Role.CODE, Role.CONTACT, Role.TEXT, Role.CATEGORY):
        return concept.role
    if column.choices:
        return Role.CATEGORY
    seen = [value for value in values if value is not None]
    if seen and len(set(seen)) <= max(2, 0.3 * len(seen)):
        return Role.CATEGORY
    if re.search(r"name|title|名", column.name + column.comment, re.IGNORECASE):
        return Role.NAME
    return Role.CODE if is_key or _NUMBER_NAME.search(column.name) else Role.TEXT


def _label(table: Table, columns: Sequence[ColumnMeaning], *, is_event: bool) -> ColumnMeaning | None:
    names = [column for column in columns if column.role is Role.NAME]
    codes = [column for column in columns if column.role is Role.CODE]
    noun = _singular(words(table.name)).split(" ")[-1]
    own = [c for c in names if re.fullmatch(rf"(name|title|{noun}[_ ]?(name|title))", words(c.name))]
    # What happens has a number; the people in it are not its name.
    found = own or (codes + names if is_event else names + codes)
    return found[0] if found else None


def _with_distinct_nouns(columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    """Drops the nouns that two columns share: whoever says them means one of two things.

    A column's first noun stays its own unless another column has it first too.
    """

    def kept(column: ColumnMeaning, language: str) -> tuple[str, ...]:
        own: tuple[str, ...] = getattr(column, language)
        others = [getattr(each, language) for each in columns if each is not column]
        firsts = {nouns[0] for nouns in others}
        every = {noun for nouns in others for noun in nouns}
        left = tuple(noun for at, noun in enumerate(own) if (noun not in firsts if at == 0 else noun not in every))
        if left:
            return left
        name = words(column.name)
        return (name,) if language == "en" or own[0] == name else (f"{own[0]}({column.name})",)

    return tuple(replace(column, zh=kept(column, "zh"), en=kept(column, "en")) for column in columns)


def _without_firsts_of_others(tables: Sequence[TableMeaning]) -> tuple[TableMeaning, ...]:
    """Drops a column's other nouns where a column of another table has them first, or as its name: unit price of a price."""
    owners: dict[str, set[str]] = {}
    for table in tables:
        for column in table.columns:
            for noun in (column.zh[0], column.en[0], words(column.name)):
                owners.setdefault(noun, set()).add(table.table.name)

    def kept(nouns: tuple[str, ...], table: str) -> tuple[str, ...]:
        return (nouns[0], *(noun for noun in nouns[1:] if not owners.get(noun, set()) - {table}))

    def of_table(table: TableMeaning) -> TableMeaning:
        name = table.table.name
        columns = tuple(replace(c, zh=kept(c.zh, name), en=kept(c.en, name)) for c in table.columns)
        label = None if table.label is None else columns[table.columns.index(table.label)]
        return replace(table, columns=columns, label=label)

    return tuple(of_table(each) for each in tables)


def _shorter(noun: str) -> list[str]:
    return [
        noun.removesuffix(ending) for ending in _ZH_ENDINGS if noun.endswith(ending) and len(noun) >= len(ending) + 2
    ]


def _has_zh(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _unique(nouns: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(noun for noun in nouns if noun))


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
