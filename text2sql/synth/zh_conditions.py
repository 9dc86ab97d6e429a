"""How columns, values and conditions are said in Chinese."""

from collections.abc import Mapping, Sequence

from text2sql.lexicon import Role
from text2sql.lexicon.modifiers import MODIFIERS
from text2sql.meaning import ColumnMeaning
from text2sql.synth import zh_kinds as kinds
from text2sql.synth import zh_words as words
from text2sql.synth.parts import Condition, Op, Value, number
from text2sql.synth.say import pick, say
from text2sql.synth.zh_values import Values

_MODIFIERS = frozenset(zh for _, zh in MODIFIERS)
_OF_TEXT = (Op.PREFIX, Op.SUFFIX, Op.CONTAINS, Op.NOT_CONTAINS)
# Years by which people are called: 2023级.
_OF_ENTRY = ("入学年份", "入学年度", "入学年")
_IDIOMATIC = 0.5


class Conditions(Values):
    """Says the columns and conditions of a draft, and remembers what has been said."""

    row: str
    """What a row is called in the whole sentence."""

    def column(self, column: ColumnMeaning) -> str:
        """The column's noun, with its table where that is another one; sometimes its name in the schema."""
        noun = self._noun_of(column)
        owner = self._owner(column)
        if self.rng.random() < 0.04 and self._is_sayable(column):
            return column.name
        if owner is self.main:
            own = column in (owner.label, *owner.having(Role.CONTACT)) and self.rng.random() < 0.08
            return f"{self.row}{noun}" if own and self.row not in noun and len(noun) < 4 else noun
        owned = pick(self.rng, owner.zh)
        if column == owner.label:
            return self.rng.choice([owned, noun if owned in noun else f"{owned}{noun}", owned])
        return noun if noun.startswith(owned) else self.one(f"{owned}{noun}|{owned}的{noun}")

    def _noun_of(self, column: ColumnMeaning) -> str:
        """One of the column's nouns; the rarer ones seldom, and a single character only as `pick` has it."""
        plain = [noun for noun in column.zh[:4] if len(noun) > 1]
        return self.rng.choice(plain) if len(plain) > 1 and self.rng.random() < 0.25 else pick(self.rng, column.zh)

    def loosely(self, options: Sequence[str]) -> str:
        """One of the options: mostly the first few, but each of them now and then."""
        return self.rng.choice(options) if self.rng.random() < 0.3 else pick(self.rng, options)

    def together(self, said: Sequence[str]) -> str:
        """Several nouns: a和b, a、b和c."""
        if len(said) == 1:
            return said[0]
        if len(said) == 2:
            return self.one("和|和|和|与|、|以及|跟|还有|，").join(said)
        return self.one("、|、|，").join(said[:-1]) + self.one("和|、|以及|还有|，") + said[-1]

    def rows_of(self, conditions: Sequence[Condition], noun: str) -> str:
        """The rows that meet the conditions: 3班数学高于90的学生; a named row is its name."""
        label = None if self.d.any_of else self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        if named:
            return self._named(named[0], [c for c in conditions if c is not named[0]])
        if not conditions:
            return self.one("所有|全部|全体||||所有的|全部的") + noun if noun else ""
        if self.d.any_of:
            return (
                self.all_of([self.predicate_of(c) for c in conditions]) + "的" + (noun or pick(self.rng, self.main.zh))
            )
        front: list[Condition] = []
        back: list[Condition] = []
        for condition in conditions:
            (front if self.bare(condition) and self.rng.random() < 0.7 else back).append(condition)
        if not back and noun == self.row and self.rng.random() < 0.5 and (mates := self._mates(front)):
            return mates
        said = self.in_front(front)
        if not back:
            return said + ("的" if noun and self.rng.random() < 0.5 else "") + noun
        claims = self.all_of([self.predicate_of(c, attributive=True) for c in back]) + "的"
        if noun and said and self.rng.random() < 0.15:
            return claims + said + noun
        if said and self.rng.random() < 0.3:
            said += self.one("的|，|里|中|，")
        return said + claims + noun

    def _mates(self, conditions: Sequence[Condition]) -> str:
        """Pupils by sex: 3班男生; empty if the conditions or the rows are others."""
        sexes = [c for c in conditions if c.op is Op.EQ and c.values[0] in ("男", "女")]
        if self.row not in ("学生", "同学") or len(sexes) != 1 or not self.main.is_person:
            return ""
        self.said.update(sexes)
        mate = str(sexes[0].values[0]) + self.one("生|生|同学|孩子|孩|学生")
        rest = [c for c in conditions if c is not sexes[0]]
        return self.in_front(rest) + (self.one("的|") if rest else "") + mate

    def _named(self, naming: Condition, others: Sequence[Condition]) -> str:
        self.said.add(naming)
        name = self._name(naming)
        if not others:
            return name
        if not all(self.bare(c) for c in others):
            return f"{self.rows_of(others, '').removesuffix('的')}的{name}"
        rest = self.in_front(others)
        return self.rng.choice(
            [f"{name}{rest}", f"{name}在{rest}", f"{rest}{name}", f"{rest}{name}", f"{rest}的{name}"]
        )

    def _name(self, naming: Condition) -> str:
        """The name of a row, mostly alone: 陈婷, 陈婷同学, 学生陈婷, 叫陈婷的学生."""
        name, row = str(naming.values[0]), self.row
        if self.rng.random() < 0.75:
            return name
        forms = [self.rng.choice(words.QUOTES).format(name), f"{row}{name}", f"{name}这{self.main.counter}{row}"]
        if naming.column.role is Role.CODE:
            noun = pick(self.rng, naming.column.zh)
            forms += [
                f"{noun}{name}",
                f"{noun}[是|为]{name}的{row}".replace("[是|为]", self.one("是|为")),
                f"{noun}{name}的{row}",
            ]
        elif self.main.is_person:
            title = {
                "学生": "同学",
                "同学": "同学",
                "学员": "同学",
                "医生": "医生",
                "大夫": "大夫",
                "教师": "老师",
                "老师": "老师",
            }
            forms += [
                f"叫{name}的{row}",
                f"{name}{title.get(row, '')}",
                f"名叫{name}的{row}",
                f"{name}这位{title.get(row, row)}",
            ]
            forms += [f"一个叫{name}的{row}", f"{name}这个人", f"{name}{title.get(row, '')}"]
        else:
            forms += [f"叫{name}的{row}", f"{name}这个{row}", f"“{name}”这{self.main.counter}{row}"]
            forms += [
                f"名为{name}的{row}",
                f"叫作{name}的{row}",
                f"名字是{name}的{row}",
                f"那{self.main.counter}叫{name}的{row}",
            ]
        return self.rng.choice(forms)

    def all_of(self, said: Sequence[str]) -> str:
        """Several predicates joined as the draft joins its conditions."""
        if len(said) == 2 and self.rng.random() < 0.06:
            return (
                self.one(f"要么{said[0]}要么{said[1]}|或者{said[0]}或者{said[1]}")
                if self.d.any_of
                else self.one(f"既{said[0]}又{said[1]}|不但{said[0]}而且{said[1]}|{said[0]}的同时{said[1]}")
            )
        joint = (
            "或|或|或者|，或者|或是|，或是|或|又或者|，要么|，再或者"
            if self.d.any_of
            else "且|且|并且|而且|，|，|，|、|，同时|同时|，而且|又|，并且|，且|，同时还"
        )
        return self.one(joint).join(said)

    def in_front(self, conditions: Sequence[Condition]) -> str:
        """Bare conditions in the order of Chinese: time first."""
        self.said.update(conditions)
        timed = [c for c in conditions if c.column.role in (Role.YEAR, Role.DATE)]
        rest = [c for c in conditions if c not in timed]
        self.rng.shuffle(rest)
        said = [self.bare(c) or "" for c in rest]
        # 女、北京或上海 would read as one list.
        listed = len(said) > 1 and all(c.op is Op.EQ for c in rest) and self.rng.random() < 0.3
        together = "、".join(said) if listed else _adjoined(said)
        return "".join(self.bare(c) or "" for c in timed) + together

    def bare(self, condition: Condition) -> str | None:
        """The condition as a bare word before a noun: 3班, 2021年; None if it needs a verb."""
        column, op, values = condition.column, condition.op, condition.values
        if op is Op.EQ and self.is_plain_year(column):
            entry = column.zh[0].endswith(_OF_ENTRY)
            return self._year(values[0]) + ("级" if entry else self.one(words.YEAR_ENDS))
        if self._is_shared(column) or self._is_told_by_somebody(column):
            return None
        if op is Op.EQ and column.role in (Role.CATEGORY, Role.NAME) and isinstance(values[0], str):
            return self._sorted(column, self.value(column, values[0]))
        if op is Op.IN and column.role is Role.CATEGORY and isinstance(values[0], str):
            return self.one("和|、|或|以及|或者|与|跟").join(str(v) for v in values)
        if self.main.is_event and column.table == self.main.table.name:
            if op is Op.IN_YEAR:
                return self._year(values[0]) + self.one(words.YEAR_ENDS)
            if op is Op.IN_MONTH:
                return self._month(values)
        return None

    def _names_somebody(self, column: ColumnMeaning) -> bool:
        """Whether nobody is in it, since it is a person: 班主任, 负责人."""
        return column.zh[0].endswith(("人", "师", "经理", "主任", "员", "者", "家", "长", "姓名", "教练", "导", "生"))

    def _is_told_by_somebody(self, column: ColumnMeaning) -> bool:
        """The same of another column than the rows' own label, so that a name alone would seem to be a row's."""
        return column != self.main.label and self._names_somebody(column)

    def predicate_of(self, condition: Condition, *, attributive: bool = False) -> str:
        """The condition as what is said of a row: 数学高于90, 姓王, 在2023年; `attributive` if it stands before 的."""
        self.said.add(condition)
        column, op = condition.column, condition.op
        owner = self._owner(column)
        noun = self.column(column)
        if op in _OF_TEXT and column == owner.label and owner is not self.main:
            # The name of the patient, not the patient, begins with 王.
            noun = f"{pick(self.rng, owner.zh)}的{pick(self.rng, column.zh)}"
        unit = self.one(f"{self.unit(column)}|")
        sole = column.table == self.main.table.name and column.unit_zh not in words.DULL_UNITS
        sole = sole and self._has_sole_unit(column)
        by_unit = attributive and sole and op in words.BY_UNIT and self.rng.random() < 0.3
        unit = self.unit(column) if by_unit else unit
        idiom = "" if by_unit else self._idiom(condition, attributive=attributive)
        if idiom:
            unit = self._spoken_unit(column)
        values = [self._said_in_clause(condition, v, unit) for v in condition.values]
        more, less = words.MORE[column.scale]
        high, low = words.COMPARED[column.scale]
        a = values[0] if values else ""
        # Not 5班班.
        kind = "" if condition.values and str(condition.values[-1]).endswith(noun) else noun
        parts = {
            "noun": noun,
            "kind": kind,
            "of_kind": f"的{kind}" if kind else "",
            "a": a,
            "b": values[1] if len(values) > 1 else "",
            "all": self.one("或|或者|、|和|或是").join(values),
            "unit": unit,
            "more": f"{noun}{self.loosely(less if op is Op.LT else more)}{a}{unit}",
            "than": low if op is Op.LT else high,
            "high": high,
            "low": low,
            "own": "" if column == self.main.label else noun,
            "stem": self._stem(column),
            "month": self._month(condition.values) if op is Op.IN_MONTH else "",
            "subject": kinds.subject(noun),
            "thing": kinds.thing(column.zh[0]),
            "deed": self.one(kinds.deeds(self._stem(column))) if column.role is Role.DATE else "",
        }
        template = words.BY_UNIT[op] if by_unit else self._template(condition)
        if idiom:
            template = idiom
        elif (
            attributive
            and op in words.ATTRIBUTES
            and column.role is Role.CATEGORY
            and noun != "性别"
            and self.rng.random() < 0.4
        ):
            template = words.ATTRIBUTES[op]
        return say(self.rng, template, parts.__getitem__).replace("老师老师", "老师")

    def _idiom(self, condition: Condition, *, attributive: bool) -> str:
        """A template in the words of the column's kind; mostly none, and none where they could be of another column."""
        column = condition.column
        if column.table != self.main.table.name or self.rng.random() > _IDIOMATIC:
            return ""
        kind, template = kinds.idiom_of(condition, self.main, attributive=attributive)
        if not template or self._is_shared(column):
            return ""
        if kind not in kinds.UNNAMED:
            return template
        every = [c for table in self.d.frame.tables for c in table.columns if c.role is Role.MEASURE]
        alike = [c for c in every if c.unit_zh == column.unit_zh and (c.scale is column.scale or c.unit_zh == "元")]
        return template if alike == [column] else ""

    def _said_in_clause(self, condition: Condition, value: Value, unit: str) -> str:
        if condition.column.role is Role.MEASURE:
            is_short = condition.column.unit_zh.startswith(("万", "亿", "千"))
            return number(value) if is_short else self.amount(value, alone=not unit)
        if condition.op is Op.IN_YEAR:
            return self._year(value)
        said = self.value(condition.column, value)
        quoted = (
            isinstance(value, str) and condition.op in (Op.EQ, Op.NE, Op.IN, Op.NOT_IN) and self.rng.random() < 0.06
        )
        return self.rng.choice(words.QUOTES).format(said) if quoted else said

    def _template(self, condition: Condition) -> str:
        column, op, values = condition.column, condition.op, condition.values
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            yes, no = words.WHETHER if column.zh[0].startswith("是否") else words.FLAG
            return yes if bool(values[0]) == (op is Op.EQ) else no
        years = words.YEARS if self.is_plain_year(column) else words.YEARS_OF
        by_role: Mapping[Role, Mapping[Op, str]] = {Role.YEAR: years, Role.DATE: words.DATES}
        if op in by_role.get(column.role, {}):
            return by_role[column.role][op]
        if op is Op.EQ and column.role is Role.MEASURE:
            return words.MEASURE_EQ
        belongs = op is Op.EQ and column.role is Role.CATEGORY and column.zh[0].endswith(words.BELONGING_NOUNS)
        if belongs and not self._is_shared(column) and self.rng.random() < 0.5:
            return words.BELONGING
        if op is Op.EQ and column.role is Role.NAME:
            return words.NAME_EQ
        if op is Op.PREFIX and len(str(values[0])) == 1 and self._names_people(column):
            return words.SURNAME
        return words.PREDICATES[op]

    def is_plain_year(self, column: ColumnMeaning) -> bool:
        """Whether the column is simply the year of the rows asked about, so that 2023年 alone says it."""
        own = column.table == self.main.table.name
        said = column.zh[0] in words.PLAIN_YEARS or column.zh[0].endswith(_OF_ENTRY)
        return own and said and column.role is Role.YEAR

    def _stem(self, column: ColumnMeaning) -> str:
        """What happens at a date, or what is claimed: 注册 of 注册日期; nothing of a mere 日期."""
        noun = pick(self.rng, column.zh)
        stem = noun.removeprefix("是否").removeprefix("已")
        for ending in ("日期", "时间", "年份", "年"):
            stem = stem.removesuffix(ending)
        owner = self._owner(column)
        owned = "" if owner is self.main else pick(self.rng, owner.zh)
        if not stem or noun.startswith("是否"):
            return owned + stem
        # 2023年注册, but not 2023年二次.
        return owned + (stem if len(stem) > 1 and stem not in _MODIFIERS else noun)

    def _names_people(self, column: ColumnMeaning) -> bool:
        owner = self._owner(column)
        return (owner.is_person and owner.label == column) or column.zh[0].endswith(words.SURNAME_NOUNS)

    def _has_sole_unit(self, column: ColumnMeaning) -> bool:
        """Whether a number with that unit can be of no other column."""
        every = (c for table in self.d.frame.tables for c in table.columns)
        return not any(c.unit_zh == column.unit_zh and c != column for c in every)

    def _is_sayable(self, column: ColumnMeaning) -> bool:
        """Whether the column's name in the schema can stand for it in the sentence."""
        every = (c for table in self.d.frame.tables for c in table.columns if c != column)
        own = column.name.isascii() and len(column.name) > 2 and self._owner(column) is self.main
        return own and not any(c.name.lower() == column.name.lower() for c in every)

    def _is_shared(self, column: ColumnMeaning) -> bool:
        """Whether another table of the frame has a column of that noun, so that its value alone says too little."""
        others = (c for table in self.d.frame.tables for c in table.columns if c != column)
        return any(c.zh[0] == column.zh[0] and c.role is column.role is Role.CATEGORY for c in others)


def _adjoined(said: Sequence[str]) -> str:
    """The words one behind the other; Latin ones stay apart."""
    together = ""
    for each in said:
        apart = together[-1:].isascii() and together[-1:].isalnum() and each[:1].isascii() and each[:1].isalnum()
        together += f" {each}" if apart else each
    return together
