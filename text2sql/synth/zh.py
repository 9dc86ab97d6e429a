"""How people ask in Chinese: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. `zh_conditions` says columns and conditions, `zh_numbers` what is measured; here the
rows, the groups and the sentence, whose patterns stand in `zh_sentences`.
"""

import random
from collections.abc import Sequence

from text2sql.lexicon import Role
from text2sql.schema import ColumnKind
from text2sql.synth.families import Draft, sentence_keys
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.say import pick, say
from text2sql.synth.zh_acts import Deeds
from text2sql.synth.zh_composed import Composed
from text2sql.synth.zh_groups import Groups
from text2sql.synth.zh_occasions import on_occasion
from text2sql.synth.zh_phrases import PHRASES
from text2sql.synth.zh_placings import Superlatives
from text2sql.synth.zh_sentence_kinds import is_pupils, kinds
from text2sql.synth.zh_sentences import SENTENCES
from text2sql.synth.zh_summary import Summaries
from text2sql.synth.zh_turns import TURNS
from text2sql.synth.zh_windows import Windows

_ASKING = ("多少", "什么", "哪", "谁", "几", "吗", "呢", "有没有", "啥", "多大", "能否", "能不能", "可否", "咋", "怎")
_DOUBLED = (
    ("的的", "的"), ("来着来着", "来着"), ("来着呢", "来着"), ("，：", "："), ("：，", "："), ("， ", "，"), ("，，", "，"), ("？？", "？"), ("？，", "？"),
    ("一下一下", "一下"), ("看看一下", "看一下"), ("一共一共", "一共"), ("。，", "，"), ("份份", "份"), ("，？", "？"),
)  # fmt: skip
_WITHOUT_CONDITIONS = {
    key: tuple(
        each for each in sentences if not any(part in each for part in ("{remaining}", "{predicate}", "{limited}"))
    )
    for key, sentences in SENTENCES.items()
}
"""The sentences that make sense where there is no condition to say."""
_CHANCE_EVERYWHERE = 0.1


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in Chinese; every condition and column of it is said."""
    for _ in range(100):
        speaker = Speaker(draft, rng)
        sentence = say(rng, rng.choice(speaker.sentences()), speaker.part)
        said = speaker.closed(sentence)
        if draft.needed <= speaker.said and speaker.names_rows(said) and "没有没" not in said:
            return on_occasion(said, draft, rng)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class Speaker(Deeds, Groups, Superlatives, Composed, Summaries, Windows):
    """Says one question; every public method without arguments is a part that sentences may name."""

    bare_scores = "分数|成绩"

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # One noun for the rows in the whole sentence.
        self.row = pick(rng, self.main.zh)
        bare = [] if draft.any_of else [c for c in draft.conditions if self.bare(c)]
        kept = len(draft.conditions) - 1
        self._front = rng.sample(bare, min(len(bare), kept, rng.choice((0, 1, 1, 2)))) if kept > 0 else []

    def sentences(self) -> Sequence[str]:
        """The sentences that fit the draft."""
        known = SENTENCES if self.d.conditions else _WITHOUT_CONDITIONS
        keys = sentence_keys(self.d)
        keys += [f"{keys[0]}@{kind}" for kind in kinds(self.d)]
        return [sentence for key in keys for sentence in known.get(key, ())]

    def names_rows(self, said: str) -> bool:
        """Whether it is said what the rows are, where several tables are in play and they are what is counted or missed."""
        several = self.d.frame.is_joined and (self.d.aggregate == "COUNT" or "without_children" in self.d.family)
        return not several or "rows" in self.said or any(noun in said for noun in self.main.zh)

    def closed(self, sentence: str) -> str:
        """The sentence with its mark; doubled particles are mended."""
        for double, single in _DOUBLED:
            sentence = sentence.replace(double, single)
        sentence = sentence.strip("，、 ").removeprefix("的")
        if sentence[-1] in "？?。！":
            return sentence
        asks = any(word in sentence for word in _ASKING)
        return sentence + pick(self.rng, ("？", "", "?") if asks else ("", "。", ""))

    def part(self, name: str) -> str:
        """The part of that name, or the phrase made of parts, said anew."""
        known = PHRASES if name in PHRASES and self.rng.random() < 0.5 else {**PHRASES, **TURNS}
        phrase = known.get(name)
        return say(self.rng, phrase, self.part) if phrase else super().part(name)

    # Rows

    def noun(self) -> str:
        """What a row is called."""
        return self.row

    def people(self) -> str:
        """The same, or 人."""
        return self.one(f"{self.row}|{self.row}|人") if self.main.is_person else self.row

    def counter(self) -> str:
        """The measure word."""
        return self.one(f"{self.main.counter}|{self.main.counter}|个")

    def child_counter(self) -> str:
        """The measure word of the child table's rows."""
        return self.d.frame.tables[1].counter

    def which(self) -> str:
        """谁, 哪个学生."""
        one = f"哪{self.counter()}{self.row}"
        if self.main.is_person:
            return self.one(
                f"谁|谁|谁|{one}|哪个{self.row}|哪位{self.row}|哪一个{self.row}|什么人|哪个人|哪位|哪个|哪一位|是谁|哪一位{self.row}|啥人"
            )
        return self.one(
            f"{one}|{one}|哪个{self.row}|哪一{self.counter()}{self.row}|什么{self.row}|是哪{self.counter()}{self.row}|啥{self.row}"
        )

    def which_ones(self) -> str:
        """谁, 哪些学生."""
        many = self.one(f"哪些{self.row}|哪些{self.row}|哪几{self.counter()}{self.row}|有哪些{self.row}")
        return (
            self.one(
                f"{many}|{many}|哪些人|谁|有谁|都有谁|哪几个人|哪几位|哪几个|都有哪些人|有哪几位|哪几位{self.row}|哪些个{self.row}"
            )
            if self.main.is_person
            else many
        )

    def are_which(self) -> str:
        """有谁, 有哪些."""
        if self.main.is_person:
            return self.one(
                "有哪些|都有谁|有谁|是哪些人|都有哪些人|是谁|有哪几个|都是谁|分别是谁|有哪些人|是哪几个|叫什么|"
                "是哪几位|都是哪些人|有哪几位|都叫什么|都有哪几个|都有哪几位|有些谁|都有些谁|分别是哪几个|具体是谁|具体有谁"
            )
        counter = self.main.counter
        return self.one(
            f"有哪些|都有哪些|是哪些|有哪几{counter}|都有什么|都有啥|是哪几{counter}|分别是哪些|有什么|都是哪些|都是哪几{counter}|具体有哪些|具体是哪些|分别是什么|都叫什么|有些什么|有啥|都是啥"
        )

    def is_which(self) -> str:
        """是谁, 是哪个."""
        own = f"是哪{self.counter()}{self.row}"
        if self.main.is_person:
            return self.one(
                f"是谁|是谁|是谁|是哪个|是哪位|叫什么|{own}|叫什么名字|叫啥|是哪一位|是什么人|是哪个人|是谁来着|叫什么来着|叫啥名字|具体是谁|是哪一个|名叫什么"
            )
        return self.one(
            f"是哪个|是什么|是哪{self.counter()}|{own}|叫什么|是哪一{self.main.counter}|是啥|叫什么名字|是哪个来着|叫啥|具体是哪个|是哪一个|名称是什么"
        )

    def how_many(self) -> str:
        """多少, 几个, before the noun."""
        counter = self.counter()
        return self.one(f"多少|多少{counter}|几{counter}|多少{self.main.counter}")

    def how_many_alone(self) -> str:
        """多少, 几个, without the noun."""
        counter = self.counter()
        plain = f"多少|多少{counter}|几{counter}|多少{self.main.counter}"
        return self.one(
            f"{plain}|多少人|几个人|多少个人|几人|多少位|多少号人|几位|几个|多少名" if self.main.is_person else plain
        )

    def quantity_word(self) -> str:
        """数量, 人数, behind the rows."""
        return self.one(
            "人数|总人数|数量|总数|数目|人头数|总人头数|人数总计"
            if self.main.is_person
            else "数量|总数|数目|个数|总量|总个数|数量合计|计数"
        )

    def quantity(self) -> str:
        """Behind what is said of the rows and 的: 学生人数, 有几个."""
        word, many = self.quantity_word(), self.how_many_alone()
        counted = f"{self.row}{word}|{self.row}的{word}|{self.row}数|{word}|{word}是多少|{self.row}{word}是多少"
        return self.one(f"{counted}|{self.row}有{many}|有{many}|{self.row}共有{many}|{self.row}一共{many}")

    def who(self) -> str:
        """The rows that meet the conditions: 3班数学高于90的学生."""
        return self.rows_of(self.d.conditions, self.row)

    def rows(self) -> str:
        """The same; just 学生 where there are no conditions."""
        return self.who() if self.d.conditions else self.row

    def name(self) -> str:
        """The named row: 陈婷, 2021年陈婷."""
        return self.rows_of(self.d.conditions, "").removesuffix("的")

    def scope(self) -> str:
        """The conditions as a place before the sentence: 2021年3班; empty if there are none."""
        if not self.d.conditions:
            return self._everywhere()
        if any(any(claim.years) for claim in self.d.claims):
            # 2021年2020年… would run two years together.
            return self.rows_of(self.d.conditions, self.row) + self.one("中，|里，")
        if all(self.bare(c) for c in self.d.conditions) and self.rng.random() < 0.6:
            return self.in_front(self.d.conditions)
        return self.who() + self.one("中|里|里面|中，|当中|之中，||，")

    def _everywhere(self) -> str:
        """全校, mostly nothing: all rows of a school are those of the whole school."""
        meant = is_pupils(self.d) and not self.d.claims and not self.d.frame.is_joined
        return self.one("全校|全校|整个学校|全校范围内，") if meant and self.rng.random() < _CHANCE_EVERYWHERE else ""

    def overall(self) -> str:
        """Of all rows: 总体; of those that meet the conditions: 这些学生的."""
        return self.one(f"这些{self.row}的|这部分{self.row}的" if self.d.conditions else "总体|整体|全体|总的")

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

    def place(self) -> str:
        """Some of the conditions as bare words in front: 2021年3班; often empty. `remaining` says the others."""
        return self.in_front(self._front) if self._front else ""

    def placed(self) -> str:
        """The rows of those conditions: 3班的学生."""
        return self.rows_of(self._front, self.row) if self._front else self.row

    def remaining(self) -> str:
        """The other conditions as what is said of the rows."""
        return self.all_of([self.predicate_of(c) for c in self.d.conditions if c not in self._front])

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
        return "" if self.d.n == 1 else self.one("，列出|，取|，要|，给我|，只看前") + self.n_of()

    # Columns

    def shown_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        number = self.aggregated()
        return self.one(
            f"，是多少|，以及具体数值|，并给出数值|，{number}是多少|，{number}也要|，带上{number}|，还有对应的{number}|，同时列出{number}|"
            f"，分别是多少|，具体数字也给我|，以及{number}|，把{number}也列出来"
        )

    def every(self) -> str:
        """The parallel measures: 数学、英语 or 各科."""
        self.said.add("columns")
        if self.d.n and self.rng.random() < 0.6:
            score = all(c.is_score for c in self.d.columns)
            return self.one(
                "各科|所有科目|每科|每门课|各科成绩|全部科目|每一科|所有课程|各门课|各门功课|所有成绩|全科|每一门"
                if score
                else "各项|所有指标|每一项|各项指标|每项指标|全部指标|各个指标"
            )
        return self.together([self.column(c) for c in self.d.columns])

    def every_noun(self) -> str:
        """The same as what is asked for: 各科成绩."""
        self.said.add("columns")
        if self.d.n and self.rng.random() < 0.7:
            score = all(c.is_score for c in self.d.columns)
            return self.one(
                "各科成绩|各科成绩|各科分数|所有科目的成绩|每科成绩|每门课的成绩|全部科目成绩|各门课成绩|所有成绩|每一科的分数|各科|各科的分"
                if score
                else "各项|各项指标|所有指标|每一项|各项数据|全部指标|各项数值"
            )
        return self.together([self.column(c) for c in self.d.columns])

    def threshold_said(self) -> str:
        """What every parallel measure is to be: 及格, 高于80."""
        if self.d.op in (Op.PASS, Op.FAIL):
            return self.one(
                "及格|合格|及格了|达到及格线|过了及格线|上了60|60分及以上"
                if self.d.op is Op.PASS
                else "不及格|没及格|不合格|挂科|挂了|没过及格线|不到60分|低于60|没有及格"
            )
        column = self.d.columns[0]
        return self.compared(self.d.op, column.scale, number(self.d.values[0]) + self.one(f"|{self.unit(column)}"))

    def whatis(self) -> str:
        """是多少, 是什么, by what is asked for."""
        if self.d.asked:
            return self.whatis_listed()
        column = self.d.columns[0]
        if len(self.d.columns) > 1 or (self.d.shown and self.d.measured):
            numbers = all(c.role is Role.MEASURE for c in self.d.columns)
            return self.one(
                "|分别是多少|各是多少|都是多少|分别多少|各多少" if numbers else "||是什么|分别是什么|各是什么|都是什么"
            )
        if column.kind in (ColumnKind.INTEGER, ColumnKind.REAL):
            unit = self.unit(column)
            return self.one(
                f"是多少|是多少|多少||有多少|是几{unit}|怎么样|多少{unit}|是多少{unit}|是多大|为多少|有几{unit}"
            )
        if column.role is Role.DATE:
            return self.one("是什么时候|是哪天|是哪一天||是多少|是几号|在什么时候|是几月几号|是何时|在哪天|是几时")
        if any(word in column.zh[0] for word in ("人", "老师", "经理", "主任", "姓名", "教练")):
            return self.one("是谁|是谁||叫什么|是哪位|叫什么名字|叫啥|是什么")
        return self.one(
            "是什么|是什么|是哪个||是啥|是哪一个|是哪些"
            if column.role is Role.CATEGORY
            else "是什么|是什么||是啥|是多少|是哪个"
        )
