"""How claims about groups, children and parents are said in Chinese, and the parts that all claims share."""

from collections.abc import Sequence

from text2sql.lexicon import Scale
from text2sql.synth import zh_deeds
from text2sql.synth import zh_words as words
from text2sql.synth.claims import Claim, Kind
from text2sql.synth.parts import Condition, Measured, Op, number
from text2sql.synth.say import pick
from text2sql.synth.zh_numerals import counted
from text2sql.synth.zh_several import Several


class GroupClaims(Several):
    """Says what holds of the rows of a group, and what a row has or belongs to."""

    row: str
    """What a row is called in the whole sentence."""

    def _rows(self, conditions: Sequence[Condition]) -> str:
        if all(self.bare(each) for each in conditions):
            return self.in_front(conditions) + self.one(f"{self.row}|的{self.row}|")
        return self.rows_of(conditions, self.row)

    def _number(self, measured: Measured, aggregate: str) -> str:
        """平均数学成绩, 最高工资."""
        m = self.number_of(measured)
        score = all(c.is_score for c in measured.columns)
        if aggregate == "AVG":
            return self.one(
                f"平均{m}|平均{m}|{m}平均值|{m}的平均值|{m}均值|{m}的均值|{m}平均水平|{m}平均数|{m}的平均数"
                + (f"|{m}平均分|{m}均分|{m}的平均分|{m}的均分|{m}平均成绩" if score else "")
            )
        if aggregate == "MEDIAN":
            return self.one(f"{m}中位数|{m}的中位数|中位{m}|{m}的中位值|{m}中间数|{m}中位值")
        if aggregate == "SUM":
            return self.one(f"总{m}|{m}总和|{m}合计|{m}总计|{m}加起来|{m}的总和|累计{m}|{m}累计|{m}合起来")
        word = self._extreme(measured, 0 if aggregate == "MAX" else 1)
        return self.one(f"{word}{m}|{m}{word}值|{m}的{word}值|{word}的{m}" + (f"|{m}{word}分" if score else ""))

    def _short(self, measured: Measured, aggregate: str) -> str:
        """The same where the number has just been named: 数学高于3班的平均分."""
        score = all(c.is_score for c in measured.columns)
        if aggregate == "AVG" and self.rng.random() < 0.5:
            return self.one(
                "平均分|均分|平均分|平均成绩|平均水平|平均线|平均得分"
                if score
                else "平均值|平均|平均水平|均值|平均数|平均线"
            )
        if aggregate == "MEDIAN" and self.rng.random() < 0.5:
            return "中位数"
        if aggregate in ("MAX", "MIN") and self.rng.random() < 0.4:
            word = self._extreme(measured, 0 if aggregate == "MAX" else 1)
            return f"{word}分" if score else f"{word}值"
        return self._number(measured, aggregate)

    def _extreme(self, measured: Measured, at: int) -> str:
        scale = measured.scale
        return words.MOST[Scale.HIGH if scale in (Scale.COSTLY, Scale.MANY) else scale][at][0]

    def _has(self, claim: Claim) -> str:
        """What children the row has: 有2023年的订单, 订单超过3笔."""
        child = self.d.frame.tables[1]
        rows, c = self._rows_of_table(1, claim.conditions), child.counter
        deeds = zh_deeds.of(self.main.zh[0], child.zh[0]) if not claim.conditions else None
        if deeds and self.rng.random() < 0.55 and (said := self._done(claim, deeds)):
            return said
        if claim.kind is Kind.HAS:
            return self.one(
                f"有{rows}|有过{rows}|至少有一{c}{rows}|存在{rows}|起码有一{c}{rows}|名下有{rows}|有至少一{c}{rows}|查得到{rows}"
            )
        if claim.kind is Kind.HAS_NOT:
            return self.one(
                f"没有{rows}|没有任何{rows}|从没有过{rows}|一{c}{rows}都没有|没有过{rows}|从来没有{rows}|名下没有{rows}|查不到{rows}|压根没有{rows}|找不到任何{rows}"
            )
        if claim.measured is None:
            if claim.kind is Kind.HAS_MOST:
                most = "最多" if claim.descending else "最少"
                return self.one(
                    f"{rows}{most}|{rows}数量{most}|拥有的{rows}{most}|{rows}数{most}|名下{rows}{most}|{rows}总数{most}"
                )
            many = self._so_many(claim, c)
            return self.one(f"有{many}{rows}|{rows}{many}|{rows}数量{many}|{rows}有{many}")
        scale, m = claim.measured.scale, self._child_number(claim)
        if claim.kind is Kind.HAS_MOST:
            most = self._extreme(claim.measured, 0 if claim.descending else 1)
            return self.one(f"{rows}的{m}{most}|{rows}{m}{most}")
        beyond = self.compared(claim.op, scale, number(claim.value))
        return self.one(f"{rows}的{m}{beyond}|{rows}{m}{beyond}")

    def _done(self, claim: Claim, deeds: zh_deeds.Deeds) -> str:
        """The same as what the row did or underwent: 来看过病, 从没下过单, 下单超过3次."""
        if claim.kind is Kind.HAS:
            return self.one(deeds.done)
        if claim.kind is Kind.HAS_NOT:
            return self.one(deeds.never)
        if claim.measured is not None:
            return ""
        if claim.kind is Kind.HAS_MOST:
            return self.one(deeds.most if claim.descending else deeds.least)
        return self.one(deeds.often).format(many=self._so_many(claim, deeds.counter))

    def _child_number(self, claim: Claim) -> str:
        assert claim.measured is not None
        kept = self.main
        self.main = self.d.frame.tables[1]
        said = self._number(claim.measured, claim.aggregate)
        self.main = kept
        return said

    def _of_best(self, claim: Claim) -> str:
        """Whose parent is the first: 属于订单最多的客户."""
        parent = pick(self.rng, self.d.frame.tables[1].zh)
        if claim.measured is None:
            most = f"{self.row}{self.one('|数量|数')}{'最多' if claim.descending else '最少'}"
        else:
            kept = self.main
            self.main = self.d.frame.tables[1]
            most = self.number_of(claim.measured) + self._extreme(claim.measured, 0 if claim.descending else 1)
            self.main = kept
        return self.one(
            f"属于{most}的{parent}|属于{most}的那{self.d.frame.tables[1].counter}{parent}|归{most}的{parent}|{parent}是{most}的"
        )

    def _throughout(self, claim: Claim) -> str:
        """What holds of all rows of a group: 所有学生数学都及格, 至少有3个学生数学高于90, 每年数学都及格."""
        condition = claim.conditions[0]
        pred, c = self.predicate_of(condition), self.main.counter
        if self.d.groups[0] == self.main.label:
            return self._years_of(claim, pred)
        row, rows = self.row, self.rows_of((condition,), self.row)
        if claim.kind is Kind.ALL:
            return self.one(
                f"所有{row}{pred}|全部{row}都{pred}|每{c}{row}都{pred}|全体{row}都{pred}|的{row}全都{pred}|{row}全部{pred}|{row}无一例外{pred}|{row}统统{pred}|所有的{row}都{pred}"
            )
        if claim.kind is Kind.NONE:
            return self.one(
                f"没有{rows}|没有一{c}{row}{pred}|一{c}{rows}都没有|没有任何{row}{pred}|不存在{rows}|没有哪{c}{row}{pred}|找不到{rows}|一{c}{row}{pred}的都没有"
            )
        if claim.kind is Kind.PART:
            v = number(claim.value)
            more = self.one("超过|多于|高于|大于|超出|不止" if claim.op is Op.GT else "不到|低于|不足|少于|没到|小于")
            half = f"{more}一半的{row}{pred}|{more}半数{row}{pred}|" if v == "50" else ""
            return self.one(
                f"{half}{rows}占比{more}{v}%|{more}{v}%的{row}{pred}|{pred}的{row}比例{more}{v}%|{rows}比例{more}百分之{v}"
            )
        many = self._so_many(claim, c)
        return self.one(f"有{many}{row}{pred}|{rows}有{many}|有{many}{rows}|{rows}{many}")

    def _years_of(self, claim: Claim, pred: str) -> str:
        if claim.kind is Kind.ALL:
            return self.one(
                f"每年{pred}|历年{pred}|每一年都{pred}|所有年份都{pred}|年年{pred}|每年都{pred}|历年都{pred}|年年都{pred}|哪一年都{pred}|每一年全都{pred}"
            )
        if claim.kind is Kind.NONE:
            return self.one(
                f"从来没有{pred}过|没有一年{pred}|任何一年都没有{pred}|历年都没有{pred}过|没有哪一年{pred}|哪一年都没有{pred}|从来没{pred}过|从没{pred}过|一年都没{pred}过"
            )
        if claim.kind is Kind.PART:
            more = self.one("超过|多于" if claim.op is Op.GT else "不到|少于")
            return self.one(f"{more}{number(claim.value)}%的年份{pred}|有{more}百分之{number(claim.value)}的年份{pred}")
        many = self._so_many(claim, "年").replace("年年", "年")
        return self.one(f"有{many}{pred}|{many}{pred}|{pred}的年份有{many}|在{many}里{pred}")

    def _so_many(self, claim: Claim, counter: str) -> str:
        n = self.one(f"{number(claim.value)}|{number(claim.value)}|{counted(int(str(claim.value)))}") + counter
        if claim.op is Op.EQ:
            return self.one(f"正好{n}|刚好{n}|恰好{n}|不多不少{n}|恰恰{n}")
        if claim.op is Op.GT:
            return self.one(f"超过{n}|不止{n}|多于{n}|不只{n}|多过{n}|超出{n}")
        return self.one(f"至少{n}|{n}以上|不少于{n}|{n}及以上|起码{n}|最少{n}|{n}或更多|少说{n}|不下{n}|满{n}")

    def _spread(self, claim: Claim) -> str:
        if claim.kind is Kind.APART:
            assert claim.measured is not None
            m, v = self.number_of(claim.measured), number(claim.value)
            beyond = self.one(
                f"超过{v}|大于{v}|多于{v}|不止{v}|超出{v}"
                if claim.op is Op.GT
                else f"不到{v}|小于{v}|不足{v}|没到{v}|少于{v}"
            )
            high, low = self._extreme(claim.measured, 0), self._extreme(claim.measured, 1)
            return self.one(
                f"{m}{high}与{low}相差{beyond}|{m}{high}值和{low}值之差{beyond}|{m}的极差{beyond}|{m}最大最小值差距{beyond}"
            )
        assert claim.group is not None
        kind = self.column(claim.group)
        if self.is_plain_year(claim.group):
            if claim.value is None:
                return self.one("每年都有记录|每一年都有|所有年份都有记录|每年都出现|年年都有数据|每年都有数据")
            many = self._so_many(claim, "年")
            if claim.op is Op.EQ:
                return self.one("只在一年出现过|只有一年的记录|只有一年有数据|只出现在一个年份|仅有一年的记录")
            return self.one(f"有{many}的记录|在{many}里出现过|出现的年份有{many}|{many}有记录")
        if claim.value is None:
            return self.one(
                f"每种{kind}都有|所有{kind}都有|涵盖所有{kind}|覆盖全部{kind}|各种{kind}都有|每个{kind}都有"
            )
        many = self._so_many(claim, self.one("种|个"))
        if claim.op is Op.EQ:
            return self.one(
                f"只有一种{kind}|{kind}都一样|仅有一种{kind}|就一种{kind}|{kind}只出现一种|只涉及一个{kind}|{kind}只有一种|{kind}全都相同|{kind}只有一个"
            )
        return self.one(
            f"有{many}不同的{kind}|涉及{many}{kind}|出现过{many}{kind}|覆盖{many}{kind}|涵盖{many}不同的{kind}|{kind}有{many}|包含{many}不同{kind}"
        )

    def in_both(self) -> str:
        """That both sorts occur: 既有男生又有女生; of things of several years: 有的年份及格，有的年份不及格."""
        if self._is_of_years():
            one, two = (self.predicate_of(each) for each in self.d.conditions[:2])
            return self.one(
                f"既有过{one}的时候又有过{two}的时候|有的年份{one}、有的年份{two}|曾经{one}也曾经{two}|有过{one}的记录也有过{two}的记录"
            )
        one, two = self._sorts()
        return self.one(
            f"既有{one}又有{two}|有{one}也有{two}|既有{one}也有{two}|{one}、{two}都有|不但有{one}还有{two}|同时有{one}和{two}|{one}和{two}都有|有{one}，同时也有{two}"
        )

    def in_one(self) -> str:
        """That the first sort occurs and the second does not."""
        if self._is_of_years():
            one, two = (self.predicate_of(each) for each in self.d.conditions[:2])
            return self.one(
                f"有过{one}的记录但没有{two}的记录|曾经{one}但没有任何一年{two}|有{one}的年份却没有{two}的年份"
            )
        one, two = self._sorts()
        return self.one(
            f"有{one}但没有{two}|有{one}却没有{two}|光有{one}没有{two}|有{one}可没有{two}|有{one}而没有{two}|有{one}但找不到{two}|只有{one}而没有{two}|有{one}、没有{two}"
        )

    def in_either(self) -> str:
        """That one of both sorts occurs."""
        if self._is_of_years():
            one, two = (self.predicate_of(each) for each in self.d.conditions[:2])
            return self.one(f"有过{one}的记录或者有过{two}的记录|曾经{one}或者曾经{two}|有哪一年{one}或{two}")
        one, two = self._sorts()
        return self.one(
            f"有{one}或者有{two}|有{one}或{two}|{one}或{two}至少有一样|有{one}、{two}之一|要么有{one}要么有{two}|至少有{one}和{two}之一"
        )

    def third_scope(self) -> str:
        """The conditions behind the first two, as a place before the sentence."""
        rest = self.d.conditions[2:]
        if not rest:
            return ""
        if all(self.bare(each) for each in rest) and not self._is_of_years():
            return self.in_front(rest) + self.one("，|的|里，|")
        return self.rows_of(rest, self.row) + self.one("中，|里，|当中，")

    def _sorts(self) -> list[str]:
        return [self.rows_of([each], self.row) for each in self.d.conditions[:2]]

    def _is_of_years(self) -> bool:
        return self.d.groups[0] == self.main.label and not self.d.frame.is_joined

    def aggregated_shown(self) -> str:
        """The group's number, which is asked for too."""
        self.said.add("shown")
        if self._is_of_years() and self.counts():
            return self.one("记录数|记录条数|数据条数")
        return self.aggregated()

    def also(self) -> str:
        """The same behind a question: 以及平均数学成绩."""
        number = self.aggregated_shown()
        return self.one(
            f"，以及{number}|，{number}是多少|，{number}也要|，同时给出{number}|，顺便看看{number}|？{number}各是多少|，{number}分别是多少"
        )
