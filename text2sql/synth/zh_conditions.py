"""How columns, values and conditions are said in Chinese."""

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth import zh_words as words
from text2sql.synth.parts import Condition, Op, Value, number
from text2sql.synth.say import pick, say
from text2sql.synth.speaker import Parts


class Conditions(Parts):
    """Says the columns and conditions of a draft, and remembers what has been said."""

    def column(self, column: ColumnMeaning) -> str:
        """The column's noun, with its table where that is another one."""
        noun = pick(self.rng, column.zh)
        owner = self._owner(column)
        if owner is self.main:
            return noun
        owned = pick(self.rng, owner.zh)
        if column == owner.label:
            return self.rng.choice([owned, noun if owned in noun else f"{owned}{noun}", owned])
        return noun if noun.startswith(owned) else self.one(f"{owned}{noun}|{owned}的{noun}")

    def together(self, said: Sequence[str]) -> str:
        """Several nouns: a和b, a、b和c."""
        if len(said) == 1:
            return said[0]
        if len(said) == 2:
            return self.one("和|和|与|、|以及|跟").join(said)
        return "、".join(said[:-1]) + self.one("和|、|以及") + said[-1]

    def rows_of(self, conditions: Sequence[Condition], noun: str) -> str:
        """The rows that meet the conditions: 3班数学高于90的学生; a named row is its name."""
        label = None if self.d.any_of else self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        if named:
            return self._named(named[0], [c for c in conditions if c is not named[0]])
        if not conditions:
            return self.one("所有|全部||") + noun if noun else ""
        if self.d.any_of:
            return (
                self.all_of([self.predicate_of(c) for c in conditions]) + "的" + (noun or pick(self.rng, self.main.zh))
            )
        front: list[Condition] = []
        back: list[Condition] = []
        for condition in conditions:
            (front if self.bare(condition) and self.rng.random() < 0.7 else back).append(condition)
        said = self.in_front(front)
        if back:
            if said and self.rng.random() < 0.3:
                said += self.one("的|，|里")
            said += self.all_of([self.predicate_of(c) for c in back]) + "的"
        elif noun and self.rng.random() < 0.5:
            said += "的"
        return said + noun

    def _named(self, naming: Condition, others: Sequence[Condition]) -> str:
        self.said.add(naming)
        name = str(naming.values[0])
        if not others:
            return name
        if not all(self.bare(c) for c in others):
            return f"{self.rows_of(others, '').removesuffix('的')}的{name}"
        rest = self.in_front(others)
        return self.rng.choice([f"{name}{rest}", f"{name}在{rest}", f"{rest}{name}", f"{rest}{name}"])

    def all_of(self, said: Sequence[str]) -> str:
        """Several predicates joined as the draft joins its conditions."""
        return self.one("或|或者|，或者" if self.d.any_of else "且|并且|而且|，|，|、|，同时").join(said)

    def in_front(self, conditions: Sequence[Condition]) -> str:
        """Bare conditions in the order of Chinese: time first."""
        self.said.update(conditions)
        timed = [c for c in conditions if c.column.role in (Role.YEAR, Role.DATE)]
        rest = [c for c in conditions if c not in timed]
        self.rng.shuffle(rest)
        said = [self.bare(c) or "" for c in rest]
        together = ("、" if len(said) > 1 and self.rng.random() < 0.3 else "").join(said)
        return "".join(self.bare(c) or "" for c in timed) + together

    def bare(self, condition: Condition) -> str | None:
        """The condition as a bare word before a noun: 3班, 2021年; None if it needs a verb."""
        column, op, values = condition.column, condition.op, condition.values
        if op is Op.EQ and column.role is Role.YEAR and column.table == self.main.table.name:
            return f"{values[0]}年"
        if self._is_shared(column):
            return None
        if op is Op.EQ and column.role in (Role.CATEGORY, Role.NAME) and isinstance(values[0], str):
            return self.value(column, values[0])
        if op is Op.IN and column.role is Role.CATEGORY and isinstance(values[0], str):
            return self.one("和|、|或|以及").join(str(v) for v in values)
        if self.main.is_event and column.table == self.main.table.name:
            if op is Op.IN_YEAR:
                return f"{values[0]}年"
            if op is Op.IN_MONTH:
                return f"{values[0]}年{values[1]}月"
        return None

    def predicate_of(self, condition: Condition) -> str:
        """The condition as what is said of a row: 数学高于90, 姓王, 在2023年."""
        self.said.add(condition)
        column, op = condition.column, condition.op
        noun = self.column(column)
        values = [self.value(column, v) for v in condition.values]
        more, less = words.MORE[column.scale]
        high, low = words.COMPARED[column.scale]
        parts = {
            "noun": noun,
            "a": values[0] if values else "",
            "b": values[1] if len(values) > 1 else "",
            "all": self.one("或|或者|、|和").join(values),
            "unit": self.one(f"{self.unit(column)}|"),
            "word": pick(self.rng, less if op is Op.LT else more),
            "than": low if op is Op.LT else high,
            "own": "" if column == self.main.label else noun,
            "stem": _stem(pick(self.rng, column.zh)),
        }
        return say(self.rng, self._template(condition), parts.__getitem__)

    def _template(self, condition: Condition) -> str:
        column, op, values = condition.column, condition.op, condition.values
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            yes, no = words.WHETHER if column.zh[0].startswith("是否") else words.FLAG
            return yes if bool(values[0]) == (op is Op.EQ) else no
        by_role: Mapping[Role, Mapping[Op, str]] = {Role.YEAR: words.YEARS, Role.DATE: words.DATES}
        # The year of another table is not the year of what is asked about.
        foreign = column.role is Role.YEAR and column.table != self.main.table.name
        if op in by_role.get(column.role, {}) and not foreign:
            return by_role[column.role][op]
        if op is Op.EQ and column.role is Role.MEASURE:
            return words.MEASURE_EQ
        if op is Op.EQ and column.role is Role.NAME:
            return words.NAME_EQ
        if op is Op.PREFIX and len(str(values[0])) == 1 and self._names_people(column):
            return words.SURNAME
        return words.PREDICATES[op]

    def value(self, column: ColumnMeaning, value: Value) -> str:
        """A value as people say it."""
        if isinstance(value, datetime.date):
            return self._day(value)
        if isinstance(value, str) and column.role is Role.CATEGORY:
            return self._spelled(value)
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)

    def _day(self, value: datetime.date) -> str:
        plain = f"{value.year}年{value.month}月{value.day}"
        return self.one(f"{plain}日|{plain}日|{plain}号|{value.year}-{value.month:02d}-{value.day:02d}")

    def _spelled(self, value: str) -> str:
        """A short numbered name as people also say it: 3班 → 三班."""
        if re.fullmatch(r"[1-9][\u4e00-\u9fff]{1,2}", value) and self.rng.random() < 0.2:
            return words.ORDINALS[int(value[0])] + value[1:]
        return value

    def unit(self, column: ColumnMeaning) -> str:
        """What stands behind a number of the column."""
        return column.unit_zh or ("分" if column.is_score else "")

    def _names_people(self, column: ColumnMeaning) -> bool:
        owner = self._owner(column)
        return (owner.is_person and owner.label == column) or column.zh[0].endswith(words.SURNAME_NOUNS)

    def _is_shared(self, column: ColumnMeaning) -> bool:
        """Whether another table of the frame has a column of that noun, so that its value alone says too little."""
        others = (c for table in self.d.frame.tables for c in table.columns if c != column)
        return any(c.zh[0] == column.zh[0] and c.role is column.role is Role.CATEGORY for c in others)


def _stem(noun: str) -> str:
    stem = noun.removeprefix("是否").removeprefix("已").removesuffix("日期").removesuffix("时间")
    return stem if len(stem) > 1 or noun.startswith("是否") else noun
