"""How people ask in Chinese: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. Parts are said by `_Speaker`; the sentences stand in `zh_sentences`.
"""

import datetime
import random
import re
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning, TableMeaning
from text2sql.schema import ColumnKind
from text2sql.synth.families import Draft
from text2sql.synth.parts import Condition, Measured, Op, Value, number
from text2sql.synth.say import pick, say
from text2sql.synth.zh_sentences import SENTENCES

# (most, least), (more than, less than); commonest first.
_MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("最高", "最大"), ("最低", "最小")),
    Scale.MANY: (("最多", "最高", "最大"), ("最少", "最低", "最小")),
    Scale.LARGE: (("最大", "最高"), ("最小", "最低")),
    Scale.LONG: (("最长", "最大"), ("最短", "最小")),
    Scale.TALL: (("最高", "最大"), ("最矮", "最低")),
    Scale.HEAVY: (("最重", "最大"), ("最轻", "最小")),
    Scale.OLD: (("最大", "最高"), ("最小", "最低")),
    Scale.COSTLY: (("最高", "最贵"), ("最低", "最便宜")),
    Scale.FAST: (("最快", "最高"), ("最慢", "最低")),
    Scale.FAR: (("最远", "最长"), ("最近", "最短")),
}
# Said without the noun: 最贵的商品.
_BARE_MOST = {Scale.OLD: ("年龄最大", "年龄最小"), Scale.COSTLY: ("最贵", "最便宜"), Scale.HEAVY: ("最重", "最轻")}
_MORE: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("高于", "超过", "大于"), ("低于", "小于", "不到", "不足")),
    Scale.MANY: (("超过", "多于", "大于", "高于"), ("少于", "不到", "小于", "低于", "不足")),
    Scale.LARGE: (("大于", "超过", "高于"), ("小于", "不到", "低于", "不足")),
    Scale.LONG: (("超过", "长于", "大于"), ("不到", "短于", "小于", "不足")),
    Scale.TALL: (("高于", "超过", "大于"), ("低于", "不到", "小于")),
    Scale.HEAVY: (("超过", "大于", "重于"), ("不到", "小于", "轻于", "低于")),
    Scale.OLD: (("大于", "超过", "高于"), ("小于", "不到", "低于")),
    Scale.COSTLY: (("高于", "超过", "大于"), ("低于", "不到", "小于")),
    Scale.FAST: (("超过", "高于", "大于", "快于"), ("低于", "不到", "小于", "慢于")),
    Scale.FAR: (("超过", "大于"), ("不到", "小于")),
}
_COMPARED = {
    Scale.HIGH: ("高", "低"), Scale.MANY: ("多", "少"), Scale.LARGE: ("大", "小"), Scale.LONG: ("长", "短"),
    Scale.TALL: ("高", "矮"), Scale.HEAVY: ("重", "轻"), Scale.OLD: ("大", "小"), Scale.COSTLY: ("高", "低"),
    Scale.FAST: ("快", "慢"), Scale.FAR: ("远", "近"),
}  # fmt: skip
_NUMERALS = dict(enumerate("零一两三四五六七八九十"))
_ORDINALS = dict(enumerate("零一二三四五六七八九十"))


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in Chinese; every condition and column of it is said."""
    for _ in range(100):
        speaker = _Speaker(draft, rng)
        sentence = say(rng, rng.choice(speaker.sentences()), speaker.part)
        if speaker.said_all():
            return speaker.close(sentence)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class _Speaker:
    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.d = draft
        self.rng = rng
        # One noun for the rows in the whole sentence, and one form of each condition.
        self.row = pick(rng, draft.frame.main.zh)
        self.main = draft.frame.main
        self._said: set[object] = set()

    def said_all(self) -> bool:
        """Whether nothing that the SQL hangs on was left out by the sentence."""
        d = self.d
        needed: set[object] = set(d.conditions)
        only_label = d.columns == ((self.main.label,) if self.main.label else ())
        if d.columns and not only_label and d.family not in ("without_children", "count_without_children"):
            needed.add("columns")
        if d.shown:
            needed.add("shown")
        return needed <= self._said

    def sentences(self) -> Sequence[str]:
        family = self.d.family
        keys = [family]
        if family in ("listing", "top", "nth", "against_average", "ordered", "column_against_column", "against_row", "by_threshold"):
            only_label = self.d.columns == ((self.main.label,) if self.main.label else ())
            only_label = only_label and not (family == "top" and self.d.shown)
            keys = [f"{family}:label" if only_label else f"{family}:columns"]
            if family == "top":
                keys[0] += ":one" if self.d.n == 1 else ":few"
        if family == "listing" and len(self.d.columns) > 1 and self.d.columns[0] == self.main.label:
            keys.append("listing:each")
        if family in ("per_group", "per_group_ordered", "per_group_by_year", "best_group", "group_having", "count_groups_having"):
            keys = [f"{family}:count" if self.d.aggregate == "COUNT" else family]
            if family == "best_group":
                keys[0] += ":one" if self.d.n == 1 else ":few"
        if family == "aggregate" and self.d.aggregate == "SUM":
            keys = ["aggregate", "aggregate:sum"]
        if family in ("share", "share_per_group", "best_share") and self.d.conditions[0].op is Op.PASS:
            keys.append(family + "@pass")
        if family == "value_of" and len(self.d.columns) == 1 and self.d.columns[0].role is Role.CATEGORY:
            keys.append("value_of@category")
        if family == "averages" and self.d.groups:
            keys = ["averages:group"]
        if family in ("every_sibling", "count_every_sibling"):
            keys = [family + (":any" if self.d.any_of else "")]
        measured = self.d.measured
        if measured and all(c.is_score for c in measured.columns) and not measured.form:
            keys += [key + "@score" for key in keys if key + "@score" in SENTENCES]
        if self.main.is_person:
            keys += [key + "@person" for key in keys if key + "@person" in SENTENCES]
        if family == "value_of" and len(self.d.columns) == 1 and self.d.columns[0].is_score:
            keys.append("value_of@score")
        return [sentence for key in keys for sentence in SENTENCES[key]]

    def part(self, name: str) -> str:
        said: str = getattr(self, name)()
        return said

    def close(self, sentence: str) -> str:
        greeting = self.rng.choice(["你好，", "您好，", "老师，", "hi，"]) if self.rng.random() < 0.02 else ""
        thanks = self.rng.choice(["，谢谢", "，谢谢！", " 谢谢"]) if self.rng.random() < 0.02 else ""
        sentence = sentence.replace("的的", "的").replace("的中", "中").replace("，，", "，").replace("一下一下", "一下").strip("，、 ")
        sentence = greeting + sentence
        if thanks or sentence[-1] in "？?。！":
            return sentence + thanks
        asks = any(word in sentence for word in ("多少", "什么", "哪", "谁", "几", "吗", "呢", "有没有", "啥"))
        return sentence + pick(self.rng, ("？", "", "?") if asks else ("", "。", ""))

    # Openers

    def open(self) -> str:
        return self.rng.choice(["", "", "", "", "", "请问", "我想知道", "问一下", "想知道", "麻烦问下", "告诉我", "帮我看看"])

    def do(self) -> str:
        return self.rng.choice(
            [
                "", "列出", "查询", "查一下", "找出", "显示", "给出", "帮我查一下", "帮我找", "看一下", "请列出", "列一下",
                "我要", "给我", "查找", "请查询", "帮忙列一下", "我想看", "查看", "输出", "请给出", "把", "统计",
            ]
        ).replace("把", "")  # fmt: skip

    def tally(self) -> str:
        return self.rng.choice(["", "", "", "统计", "统计一下", "计算", "算一下", "求", "查一下", "请问", "帮我算算", "我想知道", "看看", "查询", "列出"])

    def eh(self) -> str:
        return self.rng.choice(["", "", "", "", "呢", "啊", "呀"])

    # Rows

    def noun(self) -> str:
        return self.row

    def counter(self) -> str:
        return self.rng.choice([self.main.counter, self.main.counter, "个"])

    def people(self) -> str:
        return self.rng.choice([self.row, self.row, "人"]) if self.main.is_person else self.row

    def which(self) -> str:
        one = f"哪{self.counter()}{self.row}"
        return self.rng.choice(["谁", "谁", one, "哪个" + self.row]) if self.main.is_person else self.rng.choice([one, f"哪个{self.row}"])

    def which_ones(self) -> str:
        many = self.rng.choice([f"哪些{self.row}", f"哪几{self.counter()}{self.row}", f"哪些{self.row}"])
        return self.rng.choice([many, "哪些人", "谁", "有谁"]) if self.main.is_person else many

    def are_which(self) -> str:
        if self.main.is_person:
            return self.rng.choice(["有哪些", "都有谁", "有谁", "是哪些人", "都有哪些人", "是谁", "有哪几个"])
        return self.rng.choice(["有哪些", "都有哪些", "是哪些", "有哪几" + self.counter(), "都有什么"])

    def is_which(self) -> str:
        if self.main.is_person:
            return self.rng.choice(["是谁", "是谁", "是哪个", "是哪位", "叫什么", f"是哪{self.counter()}{self.row}"])
        return self.rng.choice(["是哪个", "是什么", "是哪" + self.counter(), f"是哪{self.counter()}{self.row}", "叫什么"])

    def all_rows(self) -> str:
        return self.rng.choice(["所有", "全部", "每个", "各个", ""]) + self.row

    def who(self) -> str:
        """The rows that meet the conditions: 3班数学高于90的学生."""
        return self._rows(self.d.conditions, self.row)

    def whose(self) -> str:
        """The same, where the noun may be left out: 3班的, 张三2021年."""
        return self._rows(self.d.conditions, self.rng.choice([self.row, self.row, ""]))

    def scope(self) -> str:
        """The conditions as a place before the sentence: 2021年3班; empty if there are none."""
        if not self.d.conditions:
            return ""
        bare = [self._bare(c) for c in self.d.conditions]
        if all(bare) and self.rng.random() < 0.6:
            return "".join(self._in_order(self.d.conditions, [b or "" for b in bare]))
        return self._rows(self.d.conditions, self.row) + self.rng.choice(["中", "里", "里面", "中，", "当中", ""])

    def scope_of(self) -> str:
        """The conditions before a noun, with 的: 2021年3班的; empty if there are none."""
        scope = self._rows(self.d.conditions, self.rng.choice([self.row, ""]))
        return scope + "的" if scope and self.d.conditions else ""

    def predicate(self) -> str:
        """The conditions as what is said of the rows: 在3班而且数学高于90."""
        said = [self._predicate(c) for c in self.d.conditions]
        return self._joined(said)

    def scope_rest(self) -> str:
        """The conditions but the first."""
        return self._scope(self.d.conditions[1:])

    def test(self) -> str:
        """The first condition as what is said of a row."""
        return self._predicate(self.d.conditions[0])

    def tested(self) -> str:
        """The rows of the first condition: 不及格的学生, 男学生."""
        return self._rows(self.d.conditions[:1], self.row)

    def test_two(self) -> str:
        return self._predicate(self.d.conditions[1])

    def _scope(self, conditions: Sequence[Condition]) -> str:
        if not conditions:
            return ""
        return self._rows(conditions, self.rng.choice([self.row, ""])).removesuffix("的")

    def _joined(self, said: Sequence[str]) -> str:
        if self.d.any_of:
            return self.rng.choice(["或", "或者", "，或者"]).join(said)
        return self.rng.choice(["且", "并且", "而且", "，", "，", "、", "，同时"]).join(said)

    def _rows(self, conditions: Sequence[Condition], noun: str) -> str:
        label = self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        if named:
            self._said.add(named[0])
            name = str(named[0].values[0])
            others = [c for c in conditions if c is not named[0]]
            if not others:
                return name
            rest = self._rows(others, "").removesuffix("的")
            plain = all(self._bare(c) for c in others)
            if plain and self.rng.random() < 0.5:
                return name + self.rng.choice(["", "在", ""]) + rest
            return f"{rest}{name}" if plain else f"{rest}的{name}"
        if not conditions:
            return self.rng.choice(["所有", "全部", "", ""]) + noun if noun else ""
        if self.d.any_of:
            return self._joined([self._predicate(c) for c in conditions]) + "的" + (noun or self.row)
        front: list[Condition] = []
        back: list[Condition] = []
        for condition in conditions:
            (front if self._bare(condition) and self.rng.random() < 0.7 else back).append(condition)
        said = "".join(self._in_order(front, [self._bare(c) or "" for c in front]))
        if back:
            if said and self.rng.random() < 0.3:
                said += self.rng.choice(["的", "，", "里"])
            said += self._joined([self._predicate(c) for c in back]) + "的"
        elif noun and self.rng.random() < 0.5:
            said += "的"
        return said + noun

    def _in_order(self, conditions: Sequence[Condition], said: Sequence[str]) -> list[str]:
        self._said.update(conditions)
        # Time comes first in Chinese.
        timed = [s for c, s in zip(conditions, said, strict=True) if c.column.role in (Role.YEAR, Role.DATE)]
        rest = [s for c, s in zip(conditions, said, strict=True) if c.column.role not in (Role.YEAR, Role.DATE)]
        if len(rest) > 1:
            self.rng.shuffle(rest)
            rest = ["、".join(rest)] if self.rng.random() < 0.3 else rest
        return [*timed, *rest]

    def _bare(self, condition: Condition) -> str | None:
        """The condition as a bare word before a noun: 3班, 2021年; None if it needs a verb."""
        column, op, values = condition.column, condition.op, condition.values
        if op is Op.EQ and column.role is Role.YEAR:
            return f"{values[0]}年"
        if op is Op.EQ and column.role is Role.FLAG:
            return None
        if op is Op.EQ and column.role in (Role.CATEGORY, Role.NAME) and isinstance(values[0], str):
            return self._spelled(values[0])
        if op is Op.IN and column.role is Role.CATEGORY and isinstance(values[0], str):
            return self.rng.choice(["和", "、", "或", "以及"]).join(str(v) for v in values)
        if op is Op.IN_YEAR and self.main.is_event and column.table == self.main.table.name:
            return f"{values[0]}年"
        if op is Op.IN_MONTH and self.main.is_event and column.table == self.main.table.name:
            return f"{values[0]}年{values[1]}月"
        return None

    def _predicate(self, condition: Condition) -> str:
        rng, column, op = self.rng, condition.column, condition.op
        self._said.add(condition)
        noun = self.column(column)
        values = [self._value(column, v) for v in condition.values]
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            return self._flag(column, bool(condition.values[0]))
        if column.role is Role.DATE and op in (Op.IN_YEAR, Op.IN_MONTH, Op.GT, Op.GE, Op.LT, Op.LE, Op.BETWEEN):
            return self._date(noun, op, condition.values)
        year = "年" if column.role is Role.YEAR and rng.random() < 0.8 else ""
        unit = rng.choice([self._unit(column), ""])
        if column.role is Role.YEAR:
            match op:
                case Op.EQ:
                    return rng.choice([f"{noun}是{values[0]}{year}", f"{noun}为{values[0]}", f"在{values[0]}年"])
                case Op.GT:
                    return rng.choice([f"{values[0]}年之后", f"{noun}在{values[0]}年之后", f"{noun}晚于{values[0]}年", f"{noun}大于{values[0]}"])
                case Op.LT:
                    return rng.choice([f"{values[0]}年之前", f"{noun}早于{values[0]}年", f"{noun}在{values[0]}年以前", f"{noun}小于{values[0]}"])
                case Op.GE:
                    return rng.choice([f"{values[0]}年及以后", f"从{values[0]}年开始", f"{noun}不早于{values[0]}年", f"{values[0]}年起"])
                case Op.BETWEEN:
                    return rng.choice([f"{values[0]}到{values[1]}年", f"{values[0]}年至{values[1]}年", f"{noun}在{values[0]}和{values[1]}之间"])
                case _:
                    pass
        match op:
            case Op.EQ if column.role is Role.MEASURE:
                return rng.choice([f"{noun}是{values[0]}{unit}", f"{noun}等于{values[0]}", f"{noun}刚好{values[0]}{unit}", f"{noun}为{values[0]}{unit}"])
            case Op.EQ:
                return rng.choice([f"{noun}是{values[0]}", f"{noun}为{values[0]}", f"{noun}是{values[0]}", f"{noun}叫{values[0]}" if column.role is Role.NAME else f"{noun}属于{values[0]}", f"{noun}={values[0]}"])
            case Op.NE:
                return rng.choice([f"{noun}不是{values[0]}", f"{noun}不为{values[0]}", f"不是{values[0]}", f"{noun}不等于{values[0]}"]) + year
            case Op.GT | Op.LT:
                more, less = _MORE[column.scale]
                word = pick(rng, more if op is Op.GT else less)
                high, low = _COMPARED[column.scale]
                than = f"比{values[0]}{unit}{high if op is Op.GT else low}"
                return rng.choice([f"{noun}{word}{values[0]}{unit}"] * 5 + [f"{noun}{than}", f"{noun}{op}{values[0]}", f"{noun}{word}了{values[0]}{unit}" if word == "超过" else f"{noun}{word}{values[0]}{unit}"])
            case Op.GE:
                return rng.choice([f"{noun}{values[0]}{unit}以上", f"{noun}在{values[0]}{unit}以上", f"{noun}不低于{values[0]}{unit}", f"{noun}至少{values[0]}{unit}", f"{noun}达到{values[0]}{unit}", f"{noun}大于等于{values[0]}", f"{noun}不少于{values[0]}{unit}", f"{noun}{values[0]}{unit}及以上", f"{noun}>={values[0]}"])
            case Op.LE:
                return rng.choice([f"{noun}{values[0]}{unit}以下", f"{noun}不超过{values[0]}{unit}", f"{noun}不高于{values[0]}{unit}", f"{noun}最多{values[0]}{unit}", f"{noun}小于等于{values[0]}", f"{noun}{values[0]}{unit}及以下"])
            case Op.BETWEEN:
                return rng.choice([f"{noun}在{values[0]}到{values[1]}{unit}之间", f"{noun}介于{values[0]}和{values[1]}{unit}之间", f"{noun}{values[0]}到{values[1]}{unit}", f"{noun}在{values[0]}-{values[1]}{unit}之间", f"{noun}从{values[0]}到{values[1]}{unit}", f"{noun}在{values[0]}~{values[1]}"])
            case Op.IN:
                together = rng.choice(["或", "或者", "、", "和"]).join(values)
                return rng.choice([f"{noun}是{together}", f"{noun}为{together}", f"{noun}在{together}里"])
            case Op.NOT_IN:
                together = rng.choice(["和", "、", "或"]).join(values)
                return rng.choice([f"{noun}不是{together}", f"{noun}既不是{values[0]}也不是{values[1]}" if len(values) == 2 else f"{noun}不在{together}中", f"除了{together}以外"])
            case Op.PREFIX if self._is_person_name(column) and len(values[0]) == 1:
                own = "" if column == self.main.label else noun
                return rng.choice([f"{own}姓{values[0]}", f"{own}姓{values[0]}", f"{noun}姓{values[0]}", f"{noun}以{values[0]}开头"])
            case Op.PREFIX:
                return rng.choice([f"{noun}以{values[0]}开头", f"{noun}是{values[0]}开头", f"{noun}以“{values[0]}”开头", f"{noun}开头是{values[0]}", f"{noun}{values[0]}打头"])
            case Op.SUFFIX:
                return rng.choice([f"{noun}以{values[0]}结尾", f"{noun}是{values[0]}结尾", f"{noun}最后是{values[0]}", f"{noun}以“{values[0]}”结尾"])
            case Op.CONTAINS:
                return rng.choice([f"{noun}包含{values[0]}", f"{noun}里有{values[0]}", f"{noun}中带{values[0]}", f"{noun}含有“{values[0]}”", f"{noun}里带{values[0]}字" if not values[0].isascii() else f"{noun}带有{values[0]}", f"{noun}中包含“{values[0]}”"])
            case Op.NOT_CONTAINS:
                return rng.choice([f"{noun}不包含{values[0]}", f"{noun}里没有{values[0]}", f"{noun}不含{values[0]}", f"{noun}不带{values[0]}"])
            case Op.NULL:
                return rng.choice([f"没有{noun}", f"{noun}为空", f"{noun}缺失", f"没有{noun}记录", f"{noun}没有填", f"{noun}是空的", f"缺{noun}", f"{noun}空着"])
            case Op.NOT_NULL:
                return rng.choice([f"有{noun}", f"{noun}不为空", f"{noun}不是空的", f"有{noun}记录", f"填了{noun}"])
            case Op.PASS:
                return rng.choice([f"{noun}及格", f"{noun}及格了", f"{noun}合格", f"{noun}达到及格线"])
            case Op.FAIL:
                return rng.choice([f"{noun}不及格", f"{noun}没及格", f"{noun}挂科", f"{noun}没有及格", f"{noun}不合格"])
            case Op.TOP_MARK:
                return rng.choice([f"{noun}满分", f"{noun}得了满分", f"{noun}是满分", f"{noun}考了100分", f"{noun}拿到满分"])
            case _:
                raise AssertionError(op)

    def _flag(self, column: ColumnMeaning, value: bool) -> str:
        noun = self.column(column)
        plain = noun.removeprefix("是否").removeprefix("已")
        if value:
            return self.rng.choice([plain, f"{plain}", f"是{plain}", f"已{plain}"] if noun.startswith("是否") else [f"{noun}为是", f"{noun}是真", noun])
        return self.rng.choice([f"没有{plain}", f"不是{plain}", f"未{plain}", f"不{plain}", f"没{plain}"] if noun.startswith("是否") else [f"{noun}为否", f"非{noun}", f"不是{noun}"])

    def _date(self, noun: str, op: Op, values: Sequence[Value]) -> str:
        rng = self.rng
        said = [self._day(v) for v in values if isinstance(v, datetime.date)]
        match op:
            case Op.IN_YEAR:
                return rng.choice([f"{noun}在{values[0]}年", f"{noun}是{values[0]}年", f"{noun}为{values[0]}年", f"{values[0]}年{noun.removesuffix('日期').removesuffix('时间')}" if noun.endswith(("日期", "时间")) and len(noun) > 2 else f"{noun}在{values[0]}年"])
            case Op.IN_MONTH:
                return rng.choice([f"{noun}在{values[0]}年{values[1]}月", f"{noun}是{values[0]}年{values[1]}月", f"{values[0]}年{values[1]}月{noun.removesuffix('日期').removesuffix('时间')}" if noun.endswith(("日期", "时间")) and len(noun) > 2 else f"{noun}在{values[0]}年{values[1]}月"])
            case Op.GT:
                return rng.choice([f"{noun}在{said[0]}之后", f"{noun}晚于{said[0]}", f"{said[0]}之后{noun.removesuffix('日期')}" if len(noun) > 2 else f"{noun}在{said[0]}以后"])
            case Op.GE:
                return rng.choice([f"{noun}不早于{said[0]}", f"{noun}从{said[0]}开始", f"{noun}在{said[0]}及以后"])
            case Op.LT | Op.LE:
                return rng.choice([f"{noun}在{said[0]}之前", f"{noun}早于{said[0]}", f"{noun}在{said[0]}以前"])
            case _:
                return rng.choice([f"{noun}在{said[0]}到{said[1]}之间", f"{noun}介于{said[0]}和{said[1]}之间", f"{noun}从{said[0]}到{said[1]}"])

    def _day(self, value: datetime.date) -> str:
        plain = f"{value.year}年{value.month}月{value.day}日"
        return self.rng.choice([plain, plain, f"{value.year}-{value.month:02d}-{value.day:02d}", f"{value.year}年{value.month}月{value.day}号"])

    def _value(self, column: ColumnMeaning, value: Value) -> str:
        if isinstance(value, datetime.date):
            return self._day(value)
        if isinstance(value, str) and column.role is Role.CATEGORY:
            return self._spelled(value)
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)

    def _spelled(self, value: str) -> str:
        """A short numbered name as people also say it: 3班 → 三班."""
        if re.fullmatch(r"[1-9][\u4e00-\u9fff]{1,2}", value) and self.rng.random() < 0.2:
            return _ORDINALS[int(value[0])] + value[1:]
        return value

    def _unit(self, column: ColumnMeaning) -> str:
        return column.unit_zh or ("分" if column.is_score else "")

    def _is_person_name(self, column: ColumnMeaning) -> bool:
        values = column.column.samples
        owner = self._owner(column)
        return (owner.is_person and owner.label == column) or any(w in column.zh[0] for w in ("姓名", "人", "老师", "经理", "主任", "教练", "师")) or bool(values and all(2 <= len(v) <= 4 and not v.isascii() for v in values) and "名" in column.zh[0])

    # Columns and numbers

    def _owner(self, column: ColumnMeaning) -> TableMeaning:
        return next(t for t in self.d.frame.tables if t.table.name == column.table)

    def column(self, column: ColumnMeaning) -> str:
        noun = pick(self.rng, column.zh)
        owner = self._owner(column)
        if owner is self.main:
            return noun
        owned = pick(self.rng, owner.zh)
        if column == owner.label:
            return self.rng.choice([owned, noun if owned in noun else f"{owned}{noun}", owned])
        return noun if noun.startswith(owned) else self.rng.choice([f"{owned}{noun}", f"{owned}的{noun}", f"所属{owned}的{noun}"])

    def columns(self) -> str:
        self._said.add("columns")
        return self._together([self.column(c) for c in self.d.columns])

    def columns_shown(self) -> str:
        self._said.update(("columns", "shown"))
        shown = [self.column(c) for c in self.d.columns]
        if self.d.shown and self.d.measured:
            score = all(c.is_score for c in self.d.measured.columns)
            shown.append(self.rng.choice([self.measure(), "分数", "成绩"]) if score else self.measure())
        return self._together(shown)

    def every(self) -> str:
        """The sibling measures: 数学、英语 or 各科."""
        self._said.add("columns")
        if self.d.n and self.rng.random() < 0.6:
            score = all(c.is_score for c in self.d.columns)
            return self.rng.choice(["各科", "所有科目", "每科", "每门课", "各科成绩", "全部科目"] if score else ["各项", "所有指标", "每一项", "各项指标"])
        return self._together([self.column(c) for c in self.d.columns])

    def threshold_said(self) -> str:
        """What every sibling is to be: 及格, 高于80."""
        if self.d.op in (Op.PASS, Op.FAIL):
            return self.rng.choice(["及格", "合格"] if self.d.op is Op.PASS else ["不及格", "没及格", "不合格"])
        value = number(self.d.values[0]) + self.rng.choice(["", self._unit(self.d.columns[0])])
        return self._op(self.d.op, self.d.columns[0].scale, value)

    def _op(self, op: Op, scale: Scale, value: str) -> str:
        more, less = _MORE[scale]
        if op is Op.GT:
            return f"{pick(self.rng, more)}{value}"
        if op is Op.LT:
            return f"{pick(self.rng, less)}{value}"
        return self.rng.choice([f"不低于{value}", f"达到{value}", f"至少{value}", f"在{value}以上", f"{value}以上", f"大于等于{value}"])

    def _together(self, said: Sequence[str]) -> str:
        if len(said) == 1:
            return said[0]
        if len(said) == 2:
            return self.rng.choice(["和", "和", "与", "、", "以及", "跟"]).join(said)
        return "、".join(said[:-1]) + self.rng.choice(["和", "、", "以及"]) + said[-1]

    def whatis(self) -> str:
        column = self.d.columns[0]
        if len(self.d.columns) > 1:
            return self.rng.choice(["", "", "分别是多少", "各是多少", "是什么", "分别是什么"])
        if column.kind in (ColumnKind.INTEGER, ColumnKind.REAL):
            return self.rng.choice(["是多少", "是多少", "多少", "", "有多少", "是几" + self._unit(column) if self._unit(column) else "是多少", "怎么样"])
        if column.role is Role.DATE:
            return self.rng.choice(["是什么时候", "是哪天", "是哪一天", "", "是多少", "是几号"])
        if any(word in column.zh[0] for word in ("人", "老师", "经理", "主任", "姓名", "教练")):
            return self.rng.choice(["是谁", "是谁", "", "叫什么"])
        return self.rng.choice(["是什么", "是什么", "是哪个", "", "是啥", "是多少"])

    def measure(self) -> str:
        measured = self.d.measured
        assert measured is not None
        return self._measured(measured)

    def other_measure(self) -> str:
        assert self.d.second is not None
        return self._measured(self.d.second)

    def _measured(self, measured: Measured) -> str:
        rng = self.rng
        nouns = [self.column(c) for c in measured.columns]
        if not measured.form:
            return nouns[0]
        score = all(c.is_score for c in measured.columns)
        if measured.form == "product":
            return rng.choice(["金额", "销售额", "总价", "成交额", f"{nouns[0]}乘以{nouns[1]}", f"{nouns[0]}乘{nouns[1]}的金额", "销售金额"])
        if measured.is_all and (len(nouns) > 3 or rng.random() < 0.5):
            # All siblings of a sort: nobody lists nine subjects.
            if measured.form == "mean":
                return rng.choice(["各科平均分", "平均分", "各科平均成绩", "所有科目的平均分"] if score else ["各项平均值", "各项的平均"])
            return rng.choice(["总分", "总成绩", "各科总分", "总分", "所有科目总分", "全科总分"] if score else ["各项合计", "各项总和", "总计"])
        if measured.form == "difference":
            return rng.choice([f"{nouns[0]}减{nouns[1]}的差", f"{nouns[0]}与{nouns[1]}的差", f"{nouns[0]}减去{nouns[1]}", f"{nouns[0]}和{nouns[1]}之差", f"{nouns[0]}比{nouns[1]}多出的部分"])
        together = self._together(nouns)
        if measured.form == "mean":
            return rng.choice([f"{together}的平均", f"{together}{len(nouns)}项平均", f"{together}平均"])
        plus = rng.choice(["加", "+", "加上"]).join(nouns)
        return rng.choice([f"{together}之和", f"{together}总和", f"{together}的总分" if score else f"{together}的合计", plus, f"{together}加起来", f"{together}合计"])

    def most(self) -> str:
        """What the first one is by the number: 数学成绩最高, 最贵, 入职最早."""
        measured, rng = self.d.measured, self.rng
        assert measured is not None
        column = measured.columns[0]
        at = 0 if self.d.descending else 1
        if column.role is Role.DATE:
            noun = self.column(column)
            plain = noun.removesuffix("日期").removesuffix("时间")
            word = rng.choice([("最晚", "最近", "最新", "最晚"), ("最早", "最早", "最先", "最早")][at])
            return rng.choice([f"{noun}{word}", f"{plain}{word}" if len(plain) > 1 else f"{noun}{word}"])
        if measured.form:
            return self._measured(measured) + rng.choice([("最高", "最高", "最大", "最多"), ("最低", "最低", "最小", "最少")][at])
        bare = _BARE_MOST.get(column.scale)
        if bare and column.table == self.main.table.name and rng.random() < 0.35:
            return bare[at]
        word = pick(rng, _MOST[column.scale][at])
        if column.is_score:
            word = rng.choice([word, word, ("最好", "最差")[at], ("考得最好", "考得最差")[at], ("排第一", "垫底")[at] if self.d.n == 1 else word])
        return self._measured(measured) + word

    def other_columns(self) -> str:
        """The columns but the first, which is the label."""
        self._said.add("columns")
        return self._together([self.column(c) for c in self.d.columns[1:]])

    def passed(self) -> str:
        """The measure of the first condition, without its ending: 数学 of 数学及格."""
        self._said.add(self.d.conditions[0])
        return self.column(self.d.conditions[0].column)

    def each_period(self) -> str:
        return self.rng.choice(["每个月", "各月", "每月", "各个月份"] if self.d.n == 12 else ["每年", "各年", "历年", "每一年", "各年度"])

    def which_period(self) -> str:
        return self.rng.choice(["哪个月", "哪个月份", "几月", "哪月"] if self.d.n == 12 else ["哪年", "哪一年", "哪个年份"])

    def period(self) -> str:
        return "月份" if self.d.n == 12 else "年份"

    def better(self) -> str:
        """Which way two rows are compared: 更高, 更低."""
        assert self.d.measured is not None
        high, low = _COMPARED[self.d.measured.columns[0].scale]
        return self.rng.choice(["更", ""]) + (high if self.d.descending else low)

    def more(self) -> str:
        """高 or 低, as the threshold compares."""
        measured = self.d.measured
        assert measured is not None
        high, low = _COMPARED[measured.columns[0].scale]
        return high if self.d.op is Op.GT else low

    def more_than(self) -> str:
        measured = self.d.measured
        assert measured is not None
        more, less = _MORE[measured.columns[0].scale]
        return pick(self.rng, more if self.d.op is Op.GT else less)

    def high(self) -> str:
        measured = self.d.measured
        assert measured is not None
        return _COMPARED[measured.columns[0].scale][0]

    def by_order(self) -> str:
        """The order of a list: 按数学从高到低排序."""
        measured, rng = self.d.measured, self.rng
        assert measured is not None
        noun = self._measured(measured)
        high, low = _COMPARED[measured.columns[0].scale]
        if measured.columns[0].role is Role.DATE:
            way = ["从晚到早", "从新到旧", "倒序", "由近到远", "降序"] if self.d.descending else ["从早到晚", "先后", "升序", "由远到近"]
        else:
            way = [f"从{high}到{low}", f"由{high}到{low}", "降序", "倒序"] if self.d.descending else [f"从{low}到{high}", f"由{low}到{high}", "升序"]
        return rng.choice(["按", "按照", "根据", "以"]) + noun + rng.choice(way) + rng.choice(["排序", "排列", "排一下", "排", "排个序"])

    def aggregated(self) -> str:
        """The aggregate: 平均数学成绩, 总销量, 人数."""
        name, rng, measured = self.d.aggregate, self.rng, self.d.measured
        if name == "COUNT" or measured is None:
            if self.main.is_person:
                return rng.choice(["人数", "人数", f"{self.row}人数", f"{self.row}数量", f"{self.row}数"])
            return rng.choice([f"{self.row}数量", f"{self.row}数", f"{self.row}的数量", "数量", f"{self.row}个数"])
        noun = self._measured(measured)
        scale = measured.columns[0].scale
        score = all(c.is_score for c in measured.columns)
        match name:
            case "AVG":
                forms = [f"平均{noun}", f"平均{noun}", f"{noun}平均值", f"{noun}的平均值", f"{noun}均值", f"{noun}平均"]
                if score:
                    forms += [f"{noun}平均分", f"{noun}均分", f"{noun}的平均分", f"{noun}平均分"]
            case "SUM":
                forms = [f"总{noun}", f"{noun}总和", f"{noun}合计", f"{noun}之和", f"{noun}总计", f"{noun}总数", f"{noun}加起来"]
            case _:
                word = pick(rng, _MOST[scale][0 if name == "MAX" else 1])
                forms = [f"{word}{noun}", f"{word}的{noun}", f"{noun}{word}值" if word in ("最高", "最大", "最低", "最小") else f"{word}{noun}", f"{noun}的{'最大' if name == 'MAX' else '最小'}值"]
                if score:
                    forms += [f"{noun}{word}分", f"{noun}的{word}分"]
        return rng.choice(forms)

    def most_groups(self) -> str:
        """最高 or 最低 of an aggregate."""
        at = 0 if self.d.descending else 1
        if self.d.aggregate == "COUNT" or self.d.measured is None:
            return ("最多", "最少")[at]
        return pick(self.rng, _MOST[self.d.measured.columns[0].scale][at])

    def beyond(self) -> str:
        """The threshold of an aggregate: 超过80, 不少于3个."""
        value, rng, op = number(self.d.values[0]), self.rng, self.d.op
        if self.d.aggregate == "ROW":
            return self._op(op, Scale.HIGH, value)
        if self.d.aggregate == "COUNT" or self.d.measured is None:
            unit = rng.choice(["人", "名", "个", ""]) if self.main.is_person else rng.choice([self.main.counter, "个", ""])
            return {
                Op.GT: rng.choice([f"超过{value}{unit}", f"多于{value}{unit}", f"大于{value}{unit}"]),
                Op.GE: rng.choice([f"不少于{value}{unit}", f"至少{value}{unit}", f"有{value}{unit}以上", f"达到{value}{unit}"]),
                Op.LT: rng.choice([f"少于{value}{unit}", f"不到{value}{unit}", f"不足{value}{unit}"]),
            }[op]
        column = self.d.measured.columns[0]
        return self._op(op, column.scale, value + rng.choice(["", self._unit(column)]))

    # Groups

    def group(self) -> str:
        return self.column(self.d.groups[0])

    def groups(self) -> str:
        return self._together([self.column(c) for c in self.d.groups])

    def each(self) -> str:
        """Each group: 每个班级, 各部门, 每年."""
        rng, said = self.rng, [self.column(c) for c in self.d.groups]
        if len(said) > 1:
            return rng.choice([f"每个{said[0]}每个{said[1]}", f"各{said[0]}各{said[1]}", f"每个{said[0]}、{said[1]}", f"不同{said[0]}和{said[1]}"])
        if self.d.groups[0].role is Role.YEAR and rng.random() < 0.6:
            return rng.choice(["每年", "各年", "历年", "每一年"])
        return rng.choice([f"每个{said[0]}", f"各{said[0]}", f"各个{said[0]}", f"不同{said[0]}", f"每{said[0]}" if len(said[0]) == 1 else f"每个{said[0]}"])

    def by_group(self) -> str:
        rng, said = self.rng, self._together([self.column(c) for c in self.d.groups])
        return rng.choice(["按", "按照", "分", "根据"]) + said + rng.choice(["", "", "分组", "分别"])

    def which_group(self) -> str:
        if self.d.groups[0].role is Role.YEAR and self.rng.random() < 0.7:
            return self.rng.choice(["哪年", "哪一年", "哪个年份"])
        noun = self.group()
        return self.rng.choice([f"哪个{noun}", f"哪个{noun}", f"哪一个{noun}", f"什么{noun}"])

    def which_groups(self) -> str:
        if self.d.groups[0].role is Role.YEAR and self.rng.random() < 0.7:
            return self.rng.choice(["哪几年", "哪些年", "哪些年份"])
        noun = self.group()
        return self.rng.choice([f"哪些{noun}", f"哪几个{noun}", f"哪些{noun}"])

    def one_value(self) -> str:
        return self._value_of_group(0)

    def other_value(self) -> str:
        return self._value_of_group(1)

    def _value_of_group(self, at: int) -> str:
        value = self.d.values[at]
        year = "年" if self.d.groups and self.d.groups[0].role is Role.YEAR else ""
        return (number(value) if isinstance(value, (int, float, Decimal)) else str(value)) + year

    def third_value(self) -> str:
        return str(self.d.values[2])

    # Numbers

    def n(self) -> str:
        n = self.d.n
        return self.rng.choice([str(n), _NUMERALS[n]]) if n <= 10 else str(n)

    def n_of(self) -> str:
        """3名, 三个, 5条."""
        return self.n() + (self.rng.choice([self.counter(), "位"]) if self.main.is_person else self.counter())

    def first_n(self) -> str:
        """前三名, 前5, top 3."""
        n, rng = self.d.n, self.rng
        said = rng.choice([str(n), _ORDINALS[n] if n <= 10 else str(n)])
        return rng.choice([f"前{said}名", f"前{said}", f"前{said}个", f"前{said}{self.counter()}", f"前{said}名", f"top{n}", f"Top {n}", f"TOP{n}"])

    def last_n(self) -> str:
        n, rng = self.d.n, self.rng
        said = rng.choice([str(n), _ORDINALS[n] if n <= 10 else str(n)])
        return rng.choice([f"倒数{said}名", f"后{said}名", f"最后{said}名", f"倒数前{said}", f"后{said}{self.counter()}"])

    def end_n(self) -> str:
        return self.first_n() if self.d.descending else self.last_n()

    def ordinal(self) -> str:
        n = self.d.n
        return self.rng.choice([f"第{_ORDINALS[n]}", f"第{n}"]) if n <= 10 else f"第{n}"

    def bottom(self) -> str:
        """倒数 where the least comes first."""
        return "" if self.d.descending else "倒数"

    def rise(self) -> str:
        up = self.d.descending if self.d.family == "most_grown" else self.d.op is Op.GT
        score = bool(self.d.measured and self.d.measured.columns[0].is_score)
        if up:
            return self.rng.choice(["提高", "进步", "提升", "上升"] if score else ["增长", "上升", "增加", "提高", "涨"])
        return self.rng.choice(["退步", "下降", "下滑", "降低"] if score else ["下降", "减少", "降低", "下滑", "跌"])

    def name(self) -> str:
        """The named row: 陈婷, 2021年陈婷."""
        return self._rows(self.d.conditions, "").removesuffix("的")

    def up(self) -> str:
        score = bool(self.d.measured and self.d.measured.columns[0].is_score)
        return self.rng.choice(["提高", "进步", "提升"] if score else ["增长", "增加", "上升"])

    def n_of_many(self) -> str:
        return "" if self.d.n == 1 else self.n_of()

    def n_tail(self) -> str:
        return "" if self.d.n == 1 else f"，列出{self.n()}{self.counter()}"

    def most_word(self) -> str:
        return self.most_groups()

    def most_order(self) -> str:
        """高到低, 多到少."""
        high, low = self._scale_words()
        return f"{high}到{low}" if self.d.descending else f"{low}到{high}"

    def most_order_word(self) -> str:
        order = self.most_order()
        return self.rng.choice([f"从{order}", f"由{order}", "降序" if self.d.descending else "升序"])

    def _scale_words(self) -> tuple[str, str]:
        if self.d.aggregate == "COUNT" or self.d.measured is None:
            return "多", "少"
        return _COMPARED[self.d.measured.columns[0].scale]

    def group_rank(self) -> str:
        said = self.n()
        said = "二" if said == "两" else said
        return self.rng.choice([f"排前{said}", f"前{said}", f"前{said}名"] if self.d.descending else [f"倒数前{said}", f"最后{said}名", f"倒数{said}名"])

    def shown_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self._said.add("shown")
        return self.rng.choice(["，是多少", "，以及具体数值", "，并给出数值", f"，{self.aggregated()}是多少"]) if self.d.shown else ""

    def above(self) -> str:
        return "上" if self.d.op is Op.GT else "下"

    def tested_two(self) -> str:
        return self._rows(self.d.conditions[1:2], self.row)

    def repeats(self) -> str:
        n = self.d.n
        return self.rng.choice(["不止一次", "超过一次", "多次", "两次以上"] if n == 1 else [f"超过{n}次", f"{n}次以上", f"多于{n}次"]).replace(f"{n}次以上", f"超过{n}次")

    def repeats_note(self) -> str:
        return "？" if self.d.n == 1 else f"，出现超过{self.d.n}次的"

    def repeats_rows(self) -> str:
        return f"超过{self.d.n}条记录"

    def children(self) -> str:
        """Rows of the child table: 订单, 2023年的就诊记录."""
        child = self.d.frame.tables[1]
        return self._rows(self.d.conditions, pick(self.rng, child.zh)) if self.d.conditions else pick(self.rng, child.zh)

    def child_counter(self) -> str:
        return self.d.frame.tables[1].counter
