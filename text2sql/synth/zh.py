"""How people ask in Chinese: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. `zh_conditions` says columns and conditions, `zh_numbers` what is measured; here the
rows, the groups and the sentence, whose patterns stand in `zh_sentences`.
"""

import random
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.schema import ColumnKind
from text2sql.synth.families import Draft, sentence_keys
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.say import pick, say
from text2sql.synth.zh_sentences import SENTENCES
from text2sql.synth.zh_several import Several

_ASKING = ("多少", "什么", "哪", "谁", "几", "吗", "呢", "有没有", "啥")


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in Chinese; every condition and column of it is said."""
    for _ in range(100):
        speaker = Speaker(draft, rng)
        sentence = say(rng, rng.choice(speaker.sentences()), speaker.part)
        if draft.needed <= speaker.said:
            return speaker.closed(sentence)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class Speaker(Several):
    """Says one question; every public method without arguments is a part that sentences may name."""

    bare_scores = "分数|成绩"

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # One noun for the rows in the whole sentence.
        self.row = pick(rng, self.main.zh)

    def sentences(self) -> Sequence[str]:
        """The sentences that fit the draft."""
        return [sentence for key in sentence_keys(self.d) for sentence in SENTENCES.get(key, ())]

    def closed(self, sentence: str) -> str:
        """The sentence with its mark, sometimes a greeting or thanks; doubled particles are mended."""
        for double, single in (
            ("的的", "的"),
            ("的中", "中"),
            ("，，", "，"),
            ("一下一下", "一下"),
            ("看看一下", "看一下"),
        ):
            sentence = sentence.replace(double, single)
        sentence = sentence.strip("，、 ").removeprefix("的")
        if self.rng.random() < 0.02:
            sentence = self.one("你好，|您好，|老师，|hi，") + sentence
        if self.rng.random() < 0.02:
            return sentence + self.one("，谢谢|，谢谢！| 谢谢")
        if sentence[-1] in "？?。！":
            return sentence
        asks = any(word in sentence for word in _ASKING)
        return sentence + pick(self.rng, ("？", "", "?") if asks else ("", "。", ""))

    # Openers

    def open(self) -> str:
        """Before a question."""
        return self.one("|||||请问|我想知道|问一下|想知道|麻烦问下|告诉我|帮我看看")

    def do(self) -> str:
        """Before what is to be listed."""
        return self.one(
            "||列出|查询|查一下|找出|显示|给出|帮我查一下|帮我找|看一下|请列出|列一下|我要|给我|查找|请查询|帮忙列一下|"
            "我想看|查看|输出|请给出|统计"
        )

    def tally(self) -> str:
        """Before what is to be counted or computed."""
        return self.one("|||统计|统计一下|计算|算一下|求|查一下|请问|帮我算算|我想知道|看看|查询")

    def eh(self) -> str:
        """A particle behind a question."""
        return self.one("||||呢|啊|呀")

    # Rows

    def noun(self) -> str:
        """What a row is called."""
        return self.row

    def people(self) -> str:
        """The same, or 人."""
        return self.rng.choice([self.row, self.row, "人"]) if self.main.is_person else self.row

    def counter(self) -> str:
        """The measure word."""
        return self.one(f"{self.main.counter}|{self.main.counter}|个")

    def child_counter(self) -> str:
        """The measure word of the child table's rows."""
        return self.d.frame.tables[1].counter

    def which(self) -> str:
        """谁, 哪个学生."""
        one = f"哪{self.counter()}{self.row}"
        return self.one(f"谁|谁|{one}|哪个{self.row}" if self.main.is_person else f"{one}|哪个{self.row}")

    def which_ones(self) -> str:
        """谁, 哪些学生."""
        many = self.one(f"哪些{self.row}|哪几{self.counter()}{self.row}|哪些{self.row}")
        return self.one(f"{many}|哪些人|谁|有谁") if self.main.is_person else many

    def are_which(self) -> str:
        """有谁, 有哪些."""
        if self.main.is_person:
            return self.one("有哪些|都有谁|有谁|是哪些人|都有哪些人|是谁|有哪几个")
        return self.one(f"有哪些|都有哪些|是哪些|有哪几{self.counter()}|都有什么")

    def is_which(self) -> str:
        """是谁, 是哪个."""
        own = f"是哪{self.counter()}{self.row}"
        if self.main.is_person:
            return self.one(f"是谁|是谁|是哪个|是哪位|叫什么|{own}")
        return self.one(f"是哪个|是什么|是哪{self.counter()}|{own}|叫什么")

    def who(self) -> str:
        """The rows that meet the conditions: 3班数学高于90的学生."""
        return self.rows_of(self.d.conditions, self.row)

    def name(self) -> str:
        """The named row: 陈婷, 2021年陈婷."""
        return self.rows_of(self.d.conditions, "").removesuffix("的")

    def scope(self) -> str:
        """The conditions as a place before the sentence: 2021年3班; empty if there are none."""
        if not self.d.conditions:
            return ""
        if all(self.bare(c) for c in self.d.conditions) and self.rng.random() < 0.6:
            return self.in_front(self.d.conditions)
        return self.who() + self.one("中|里|里面|中，|当中|")

    def scope_of(self) -> str:
        """The conditions before a noun, with 的: 2021年3班的; empty if there are none."""
        return self._scoped(self.d.conditions) + "的" if self.d.conditions else ""

    def scope_rest(self) -> str:
        """The conditions but the first."""
        rest = self.d.conditions[1:]
        return self._scoped(rest).removesuffix("的") if rest else ""

    def _scoped(self, conditions: Sequence[Condition]) -> str:
        # The noun is left out behind bare words only: 3班的平均分, but 数学高于90的学生的平均分.
        plain = all(self.bare(c) for c in conditions)
        return self.rows_of(conditions, self.one(f"{self.row}|") if plain else self.row).removesuffix("的")

    def predicate(self) -> str:
        """The conditions as what is said of the rows: 在3班而且数学高于90."""
        return self.all_of([self.predicate_of(c) for c in self.d.conditions])

    def test(self) -> str:
        """The first condition as what is said of a row."""
        return self.predicate_of(self.d.conditions[0])

    def test_two(self) -> str:
        """The second."""
        return self.predicate_of(self.d.conditions[1])

    def tested(self) -> str:
        """The rows of the first condition: 不及格的学生, 男学生."""
        return self.rows_of(self.d.conditions[:1], self.row)

    def tested_two(self) -> str:
        """The rows of the second."""
        return self.rows_of(self.d.conditions[1:2], self.row)

    def passed(self) -> str:
        """The measure of the first condition: 数学 of 数学及格."""
        self.said.add(self.d.conditions[0])
        return self.column(self.d.conditions[0].column)

    def children(self) -> str:
        """Rows of the child table: 订单, 2023年的就诊记录."""
        noun = pick(self.rng, self.d.frame.tables[1].zh)
        return self.rows_of(self.d.conditions, noun) if self.d.conditions else noun

    def n_of(self) -> str:
        """3名, 三个, 5条."""
        return self.n() + self.counter()

    def n_of_many(self) -> str:
        """The same, where more than one is wanted."""
        return "" if self.d.n == 1 else self.n_of()

    def n_tail(self) -> str:
        """How many are wanted, behind the sentence."""
        return "" if self.d.n == 1 else f"，列出{self.n_of()}"

    # Columns

    def shown_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        return self.one(f"，是多少|，以及具体数值|，并给出数值|，{self.aggregated()}是多少")

    def every(self) -> str:
        """The parallel measures: 数学、英语 or 各科."""
        self.said.add("columns")
        if self.d.n and self.rng.random() < 0.6:
            score = all(c.is_score for c in self.d.columns)
            return self.one("各科|所有科目|每科|每门课|各科成绩|全部科目" if score else "各项|所有指标|每一项|各项指标")
        return self.together([self.column(c) for c in self.d.columns])

    def threshold_said(self) -> str:
        """What every parallel measure is to be: 及格, 高于80."""
        if self.d.op in (Op.PASS, Op.FAIL):
            return self.one("及格|合格" if self.d.op is Op.PASS else "不及格|没及格|不合格")
        column = self.d.columns[0]
        return self.compared(self.d.op, column.scale, number(self.d.values[0]) + self.one(f"|{self.unit(column)}"))

    def whatis(self) -> str:
        """是多少, 是什么, by what is asked for."""
        column = self.d.columns[0]
        if len(self.d.columns) > 1:
            return self.one("||分别是多少|各是多少|是什么|分别是什么")
        if column.kind in (ColumnKind.INTEGER, ColumnKind.REAL):
            return self.one(f"是多少|是多少|多少||有多少|是几{self.unit(column)}|怎么样")
        if column.role is Role.DATE:
            return self.one("是什么时候|是哪天|是哪一天||是多少|是几号")
        if any(word in column.zh[0] for word in ("人", "老师", "经理", "主任", "姓名", "教练")):
            return self.one("是谁|是谁||叫什么")
        return self.one("是什么|是什么|是哪个||是啥")

    # Groups

    def group(self) -> str:
        """What is grouped by."""
        return self.column(self.d.groups[0])

    def each(self) -> str:
        """Each group: 每个班级, 各部门, 每年."""
        said = [self.column(c) for c in self.d.groups]
        if len(said) > 1:
            a, b = said
            return self.one(f"每个{a}每个{b}|各{a}各{b}|每个{a}、{b}|不同{a}和{b}")
        if self.d.groups[0].role is Role.YEAR and self.rng.random() < 0.6:
            return self.one("每年|各年|历年|每一年")
        return self.one(f"每个{said[0]}|各{said[0]}|各个{said[0]}|不同{said[0]}|每个{said[0]}")

    def by_group(self) -> str:
        """按班级."""
        said = self.together([self.column(c) for c in self.d.groups])
        return self.one("按|按照|分|根据") + said + self.one("||分组|分别")

    def which_group(self) -> str:
        """哪个班级."""
        if self.d.groups[0].role is Role.YEAR and self.rng.random() < 0.7:
            return self.one("哪年|哪一年|哪个年份")
        noun = self.group()
        return self.one(f"哪个{noun}|哪个{noun}|哪一个{noun}|什么{noun}")

    def which_groups(self) -> str:
        """哪些班级."""
        if self.d.groups[0].role is Role.YEAR and self.rng.random() < 0.7:
            return self.one("哪几年|哪些年|哪些年份")
        noun = self.group()
        return self.one(f"哪些{noun}|哪几个{noun}|哪些{noun}")

    def each_period(self) -> str:
        """每个月, 每年."""
        return self.one("每个月|各月|每月|各个月份" if self.d.n == 12 else "每年|各年|历年|每一年|各年度")

    def which_period(self) -> str:
        """哪个月, 哪年."""
        return self.one("哪个月|哪个月份|几月|哪月" if self.d.n == 12 else "哪年|哪一年|哪个年份")

    def period(self) -> str:
        """月份, 年份."""
        return "月份" if self.d.n == 12 else "年份"

    def one_value(self) -> str:
        """The first of two things compared."""
        return self._value_at(0)

    def other_value(self) -> str:
        """The second."""
        return self._value_at(1)

    def third_value(self) -> str:
        """The third: who it is about."""
        return str(self.d.values[2])

    def _value_at(self, at: int) -> str:
        value = self.d.values[at]
        year = "年" if self.d.groups and self.d.groups[0].role is Role.YEAR else ""
        return (number(value) if isinstance(value, (int, float, Decimal)) else str(value)) + year
