"""How numbers, superlatives, aggregates and orders are said in Chinese."""

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import zh_kinds as kinds
from text2sql.synth import zh_superlatives as superlatives
from text2sql.synth import zh_words as words
from text2sql.synth.parts import Measured, Op
from text2sql.synth.say import pick
from text2sql.synth.zh_conditions import Conditions
from text2sql.synth.zh_numerals import counted, numeral
from text2sql.synth.zh_subjects import in_short


class Numbers(Conditions):
    """Says what a draft measures and how it is compared."""

    def number_of(self, measured: Measured) -> str:
        """The noun of a measured number."""
        nouns = [self.column(c) for c in measured.columns]
        if not measured.form:
            return nouns[0]
        score = all(c.is_score for c in measured.columns)
        if measured.form == "product":
            a, b = nouns
            product = f"{a}乘以{b}|{a}乘{b}的金额|{a}×{b}|{a}*{b}|{b}乘以{a}|{a}和{b}的乘积"
            return self.one(f"金额|销售额|总价|成交额|销售金额|总额|总金额|{product}")
        if measured.is_all and (len(nouns) > 3 or self.rng.random() < 0.5):
            # Nobody lists nine subjects.
            if measured.form == "mean":
                return self.one(
                    "各科平均分|平均分|各科平均成绩|所有科目的平均分|各科均分|平均成绩|全科平均|全科平均分|各门平均分|各科平均下来的分|每科平均分|所有功课的平均分|各科平均"
                    if score
                    else "各项平均值|各项的平均|所有项的平均"
                )
            return self.one(
                "总分|总分|总成绩|各科总分|总分数|所有科目总分|全科总分|各科成绩总和|各科加起来的分数|总得分|全部科目加起来的分|所有科目加起来|各门加起来的总分|所有成绩加一块|全科加起来的分数|各科之和|各门课总分"
                if score
                else "各项合计|各项总和|总计|各项之和|各项加起来|所有项的总和"
            )
        if measured.form == "difference":
            a, b = nouns
            return self.one(
                f"{a}减{b}的差|{a}与{b}的差|{a}减去{b}|{a}和{b}之差|{a}比{b}多出的部分|{a}减{b}|{a}与{b}的差值|{a}减{b}的差值|{a}-{b}|{a}超出{b}的部分|{a}和{b}的差（前者减后者）"
            )
        together = self.together(nouns)
        if (short := in_short(measured.columns)) and self.rng.random() < 0.35:
            together = self.loosely(short)
            if measured.form == "sum":
                return together + self.one("总分|总分|加起来|之和|合计|成绩之和|加一块|总成绩|加起来的分数|合起来")
            if measured.form == "mean":
                return together + self.one("平均|平均分|均分|的平均|平均成绩")
        if measured.form == "mean":
            return self.one(f"{together}的平均|{together}{len(nouns)}项平均|{together}平均")
        plus = self.one("加|+|加上").join(nouns)
        total = f"{together}的总分" if score else f"{together}的合计"
        return self.one(
            f"{together}之和|{together}总和|{total}|{plus}|{together}加起来|{together}合计|{together}的总和|{plus}的和|{together}相加|{together}加在一起|{together}两项之和|{together}加一块|{together}合起来|{together}两个加起来|{together}的合计数"
            if len(nouns) == 2
            else f"{together}之和|{together}总和|{total}|{plus}|{together}加起来|{together}合计|{together}相加|{together}加在一起|{together}加一块|{together}合起来|{together}几项之和|{together}加总|{together}全部加起来"
        )

    def most(self) -> str:
        """What the first one is by the number: 数学成绩最高, 最贵, 入职最早."""
        measured = self.d.measured
        assert measured is not None
        column, at = measured.columns[0], 0 if self.d.descending else 1
        if column.role is Role.DATE:
            noun = self.column(column)
            stem = noun.removesuffix("日期").removesuffix("时间")
            word = self.one(("最晚|最近|最新|最晚|最迟|最靠后", "最早|最早|最先|最早|最靠前")[at])
            deed = self.one(kinds.deeds(stem))
            if len(stem) > 1 and column.table == self.main.table.name and self.rng.random() < 0.35:
                ends = ("最晚|最近|最后|最迟", "最早|最先|头一个|最早") if len(deed) > 1 else ("最晚", "最早")
                return self.one(ends[at]) + deed
            return (stem if len(stem) > 1 and self.rng.random() < 0.5 else noun) + word
        if measured.form:
            return self.number_of(measured) + self.one(("最高|最高|最大|最多", "最低|最低|最小|最少")[at])
        own = column.table == self.main.table.name
        kind = kinds.kind_of(column, self.main) if own else ""
        if kind in superlatives.UNNAMED and self._is_sole(column) and self.rng.random() < 0.45:
            return self.one(superlatives.UNNAMED[kind][at])
        if kind == "score":
            noun = self.number_of(measured)
            if self.d.n == 1 and self.rng.random() < 0.2:
                return noun + self.one(superlatives.FIRST[at])
            if self.rng.random() < 0.6:
                return noun + self.one(superlatives.SCORES[at])
        word = ("最高", "最低")[at] if column.is_score else self.loosely(words.MOST[column.scale][at])
        if kind in superlatives.NAMED and self.rng.random() < 0.5:
            word = self.one(superlatives.NAMED[kind][at])
        return self.number_of(measured) + word

    def _is_sole(self, column: ColumnMeaning) -> bool:
        """Whether no other column of the frame is of that sort of number."""
        every = [c for table in self.d.frame.tables for c in table.columns if c.role is Role.MEASURE]
        return not any(c != column and c.unit_zh == column.unit_zh for c in every)

    def most_word(self) -> str:
        """The superlative alone: 最高, 最晚."""
        measured, at = self.d.measured, 0 if self.d.descending else 1
        assert measured is not None
        if measured.columns[0].role is Role.DATE:
            return self.one(("最晚|最近|最新|最靠后", "最早|最早|最先|最靠前")[at])
        if measured.form:
            return self.one(("最高|最高|最大|最多", "最低|最低|最小|最少")[at])
        if measured.columns[0].is_score:
            first = ("排第一", "垫底")[at] if self.d.n == 1 else ("最高", "最低")[at]
            return self.one(("最高|最高|最好|最棒|最牛|最厉害|", "最低|最低|最差|最糟|最弱|")[at] + first)
        return pick(self.rng, words.MOST[measured.columns[0].scale][at])

    def high_and_low(self) -> str:
        """最高和最低, 最大值和最小值."""
        highest, lowest = self.rng.choice(list(zip(*words.MOST[self._scale()], strict=False)))
        together = self.one("和|、|跟|与|以及")
        value = self.one("值|值|的|" if highest in ("最高", "最大") else "的|")
        return self.one(f"{highest}{value}{together}{lowest}{value}|最大值{together}最小值|最高值{together}最低值")

    def beats(self) -> str:
        """超过了, 没达到, before what is compared with."""
        if self.d.op is Op.GT:
            return self.one("超过了|高出|大过|超出|超过|胜过|高过")
        return self.one("没达到|达不到|没到|不到|不及|比不上|赶不上|够不着|低过|不如|没能达到")

    def by_rank(self) -> str:
        """按数学排名, where the place says the direction."""
        return (
            self.one("按|按照|根据|论|依|照|拿|就")
            + self.measure()
            + self.one("排名|排|来排|算|看|排下来|论|来看|来算|来论|排座次|排个名")
        )

    def most_groups(self) -> str:
        """最高 or 最低 of an aggregate."""
        at = 0 if self.d.descending else 1
        if self.counts() or self.d.measured is None:
            return ("最多", "最少")[at]
        if self.d.aggregate in ("MAX", "MIN"):
            return self.one(("最高|最高|最大", "最低|最低|最小")[at])
        return pick(self.rng, self._of_aggregates(at))

    def more(self) -> str:
        """高 or 低, as the threshold compares."""
        high, low = words.COMPARED[self._scale()]
        return high if self.d.op is Op.GT else low

    def more_than(self) -> str:
        """高于 or 低于."""
        more, less = words.MORE[self._scale()]
        return pick(self.rng, more if self.d.op is Op.GT else less)

    def high(self) -> str:
        """高, 多, 重 …, by the scale."""
        return words.COMPARED[self._scale()][0]

    def better(self) -> str:
        """Which way two rows are compared: 更高, 更低."""
        high, low = words.COMPARED[self._scale()]
        return self.one("更|") + (high if self.d.descending else low)

    def above(self) -> str:
        """上 or 下, behind 以."""
        return "上" if self.d.op is Op.GT else "下"

    def by_order(self) -> str:
        """The order of a list: 按数学从高到低排序."""
        assert self.d.measured is not None
        down = self.d.descending
        if self.d.measured.columns[0].role is Role.DATE:
            way = (
                "从晚到早|从新到旧|倒序|由近到远|降序|从近到远|逆序|由新到旧|由晚到早|最新的在前|最近的在前|最近的排最前|新的在前"
                if down
                else "从早到晚|先后|升序|由远到近|从旧到新|正序|先后顺序|由旧到新|由早到晚|最早的在前|早的在前|最早的排最前"
            )
        else:
            high, low = words.COMPARED[self._scale()]
            way = (
                f"从{high}到{low}|由{high}到{low}|降序|倒序|由{high}至{low}|{high}的在前|从{high}往{low}|逆序|desc|{high}到{low}|{high}的优先|最{high}的在前|递减|由{high}往{low}|{high}的往前|最{high}的排最前|从最{high}的开始|最{high}的打头"
                if down
                else f"从{low}到{high}|由{low}到{high}|升序|由{low}至{high}|{low}的在前|从{low}往{high}|正序|asc|{low}到{high}|{low}的优先|最{low}的在前|递增|由{low}往{high}|{low}的往前|最{low}的排最前|从最{low}的开始|最{low}的打头"
            )
        return (
            self.one("按|按|按|按照|根据|依|依照|依据|照")
            + self.measure()
            + self.one(way)
            + self.one("排序|排列|排一下|排|排个序|来排|排好|排下|排一排|排起来|排出来|排个队|排下来|来排序")
        )

    def most_order(self) -> str:
        """高到低, 多到少."""
        high, low = ("多", "少") if self.counts() else words.COMPARED[self._scale()]
        return f"{high}到{low}" if self.d.descending else f"{low}到{high}"

    def most_order_word(self) -> str:
        """从高到低, 降序."""
        order = self.most_order()
        return self.one(f"从{order}|由{order}|{'降序|倒序' if self.d.descending else '升序|正序'}|按从{order}")

    def aggregated(self) -> str:
        """The aggregate: 平均数学成绩, 总销量, 人数."""
        measured = self.d.measured
        if self.counts() or measured is None:
            row = pick(self.rng, self.main.zh)
            if self.main.is_person:
                return self.one(
                    f"人数|人数|{row}人数|{row}数量|{row}数|{row}总数|总人数|{row}的人数|{row}的数量|人头数|{row}总人数|{row}的总人数|总的人数|{row}数目|{row}的总数|{row}人头数"
                )
            return self.one(
                f"{row}数量|{row}数|{row}的数量|{row}个数|{row}总数|{row}的总数|{row}数目|{row}的数目|总{row}数|{row}的个数|{row}总数量|{row}总量"
            )
        noun = self.number_of(measured)
        score = all(c.is_score for c in measured.columns)
        if self.d.aggregate == "AVG":
            forms = (
                f"平均{noun}|平均{noun}|平均{noun}|{noun}平均值|{noun}的平均值|{noun}均值|{noun}平均|{noun}平均数|"
                f"{noun}的均值|{noun}的平均|{noun}平均水平|平均{noun}值|{noun}的平均数|{noun}的平均水平|{noun}平均下来|平均的{noun}|{noun}算术平均|{noun}的平均数值"
            )
            return self.one(
                f"{forms}|{noun}平均分|{noun}均分|{noun}的平均分|{noun}平均分|{noun}的均分|{noun}平均得分|{noun}平均分数|{noun}的平均成绩|{noun}平均下来的分数|{noun}的平均得分|平均{noun}"
                if score
                else forms
            )
        if self.d.aggregate == "SUM":
            amount = f"|{noun}总额|{noun}的总额|总的{noun}" if self.unit(measured.columns[0]) == "元" else ""
            return self.one(
                f"总{noun}|总{noun}|{noun}总和|{noun}合计|{noun}之和|{noun}总计|{noun}总数|{noun}加起来|{noun}的总和|{noun}总量|"
                f"合计{noun}|累计{noun}|{noun}累计|{noun}加总|{noun}的合计|{noun}求和|{noun}的总计|{noun}全部加起来|{noun}的加总|{noun}加一块|{noun}合起来|{noun}的总数|{noun}累加|{noun}的总量{amount}"
            )
        at = 0 if self.d.aggregate == "MAX" else 1
        word = pick(self.rng, self._of_aggregates(at))
        extreme, best = ("最大", "最小")[at], ("最高", "最低")[at]
        if self.d.family == "best_group":
            return self.one(f"{noun}{extreme}值|{noun}的{extreme}值|{noun}{best}值")
        if score:
            return self.one(
                f"{noun}{best}分|{noun}的{best}分|{noun}{best}分|{best}的{noun}|{best}{noun}|{noun}{extreme}值|{noun}的{extreme}值|"
                f"{noun}{best}的分数|{noun}{best}值|{noun}的{best}成绩|{noun}{best}得分|{noun}{best}的那个分|{noun}单科{best}分|{noun}考出的{best}分|{noun}的{best}得分|{best}{noun}"
            )
        return self.one(
            f"{word}{noun}|{word}的{noun}|{noun}{extreme}值|{noun}的{extreme}值|{noun}{best}值|{noun}的{best}值|{noun}{word}的值|{noun}{word}值|{noun}{word}的数|{noun}的{word}数值|{noun}{best}的值|{noun}{word}的数值"
        )

    def _of_aggregates(self, at: int) -> tuple[str, ...]:
        """The superlatives of an aggregate: an average price is the highest, not the dearest."""
        scale = self._scale()
        return words.MOST[Scale.HIGH if scale in (Scale.COSTLY, Scale.MANY) else scale][at]

    def beyond(self) -> str:
        """The threshold of an aggregate: 超过80, 不少于3个."""
        value, op = self.amount(self.d.values[0]), self.d.op
        if self.d.aggregate == "ROW":
            return self.compared(op, Scale.HIGH, value)
        if not self.counts() and self.d.measured is not None:
            unit = self.one(f"|{self.unit(self.d.measured.columns[0])}") if not self.d.measured.form else ""
            return self.compared(op, self._scale(), value + unit)
        value = self.amount(self.d.values[0]) + self.one(
            "人|名|个||位|个人" if self.main.is_person else f"{self.main.counter}|个|"
        )
        if op is Op.GT:
            return self.one(
                f"超过{value}|超过{value}|多于{value}|大于{value}|不止{value}|超{value}|超出{value}|多过{value}|比{value}多|突破{value}|不只{value}|超过了{value}|比{value}还多|有超过{value}|在{value}之上"
            )
        if op is Op.LT:
            return self.one(
                f"少于{value}|不到{value}|不足{value}|没到{value}|小于{value}|不满{value}|比{value}少|低于{value}|不够{value}|连{value}都不到|凑不够{value}|凑不满{value}|还不到{value}|未满{value}|比{value}还少"
            )
        return self.one(
            f"不少于{value}|至少{value}|至少有{value}|有{value}以上|达到{value}|起码{value}|不低于{value}|{value}及以上|"
            f"大于等于{value}|起码有{value}|达到{value}以上|最少{value}|最少有{value}|满{value}|够{value}|少说有{value}|{value}起|{value}或更多|不下{value}|有{value}及以上|凑够{value}"
        )

    def compared(self, op: Op, scale: Scale, value: str) -> str:
        """A comparison with a value: 高于80."""
        more, less = words.MORE[scale]
        if op is Op.GT:
            return self.loosely(more) + value
        if op is Op.LT:
            return self.loosely(less) + value
        return self.one(
            f"不低于{value}|达到{value}|至少{value}|在{value}以上|{value}以上|大于等于{value}|不少于{value}|{value}及以上|>={value}|"
            f"起码{value}|至少达到{value}|不小于{value}|达到{value}以上|够{value}|满{value}|上了{value}|最少{value}|起码有{value}|到了{value}|{value}或以上|在{value}及以上|不下{value}"
        )

    def rise(self) -> str:
        """提高 or 下降."""
        up = self.d.descending if self.d.family == "most_grown" else self.d.op is Op.GT
        if up:
            return self.up()
        score = bool(self.d.measured and self.d.measured.columns[0].is_score)
        return self.one(
            "退步|下降|下滑|降低|变差|掉|滑坡|倒退|下跌|走低"
            if score
            else "下降|减少|降低|下滑|跌|下跌|变少|回落|缩水|走低|下调|减"
        )

    def up(self) -> str:
        """提高, 增长."""
        score = bool(self.d.measured and self.d.measured.columns[0].is_score)
        return self.one(
            "提高|进步|提升|上升|上涨|增长|涨|长进|走高"
            if score
            else "增长|上升|增加|提高|涨|上涨|提升|增多|走高|变多|攀升|增"
        )

    def n(self) -> str:
        """How many: 3, 三, 两."""
        n = self.d.n
        return self.one(f"{n}|{counted(n)}")

    def first_n(self) -> str:
        """前三名, 前5, top 3."""
        said, c, n = self._nth(), self.main.counter, self.d.n
        return self.one(
            f"前{said}名|前{said}名|前{said}|前{said}个|前{said}{c}|前{said}位|头{said}名|头{said}{c}|top{n}|Top {n}|TOP{n}|top {n}|"
            f"前{said}的|头{said}个|头{said}位|排名前{said}|排前{said}|前{said}强|排在前{said}{c}|最前面{said}{c}"
        ).removesuffix("的")

    def last_n(self) -> str:
        """倒数三名, 最后5名."""
        said, c = self._nth(), self.main.counter
        return self.one(
            f"倒数{said}名|后{said}名|最后{said}名|倒数前{said}|后{said}{c}|倒数前{said}名|垫底的{said}{c}|最末{said}名|最后{said}{c}|倒数{said}{c}|末{said}名|末尾{said}{c}|排最后的{said}{c}|排在末尾的{said}{c}|后{said}位|倒着数{said}{c}|吊车尾的{said}{c}|最靠后的{said}{c}"
        )

    def end_n(self) -> str:
        """The first or the last few, by the order."""
        return self.first_n() if self.d.descending else self.last_n()

    def ordinal(self) -> str:
        """第二, 第3."""
        return f"第{self._nth()}"

    def ordinal_high(self) -> str:
        """高 in 第二高; nothing behind 倒数第二."""
        return self.high() if self.d.descending else ""

    def bottom(self) -> str:
        """倒数 where the least comes first."""
        return "" if self.d.descending else "倒数"

    def group_rank(self) -> str:
        """The first or last few groups."""
        said = self._nth()
        return self.one(
            f"排前{said}|前{said}|前{said}名|排名前{said}|top{self.d.n}|位列前{said}|排在前{said}|位居前{said}|进前{said}|列前{said}|居前{said}|排进前{said}|名列前{said}|排头{said}名"
            if self.d.descending
            else f"倒数前{said}|最后{said}名|倒数{said}名|倒数前{said}名|后{said}名|排最后{said}名|排倒数前{said}|居末{said}位|排在最后{said}名|垫底{said}名|位列倒数前{said}|末{said}名"
        )

    def repeats(self) -> str:
        """How often a label occurs: 不止一次, 超过2次."""
        n = self.d.n
        return self.one(
            "不止一次|超过一次|多次|两次以上|超过1次|两次及以上|大于1次|至少两次|不只一次|起码两次|两回以上|两次或更多|一次以上（不含一次）"
            if n == 1
            else f"超过{n}次|多于{n}次|不止{n}次|大于{n}次|{n + 1}次及以上|至少{n + 1}次|不只{n}次|起码{n + 1}次|{n + 1}次或更多|{n}次都不止|比{n}次多"
        )

    def repeats_note(self) -> str:
        """The same behind a question; nothing where once too often is enough."""
        return (
            "？"
            if self.d.n == 1
            else self.one(
                f"，出现超过{self.d.n}次的|，超过{self.d.n}次的有哪些|，要出现超过{self.d.n}次的|（超过{self.d.n}次）"
            )
        )

    def repeats_rows(self) -> str:
        """The same in rows: 超过1条记录."""
        return self.one(
            f"超过{self.d.n}条记录|多于{self.d.n}条记录|不止{self.d.n}条记录|{self.d.n + 1}条及以上的记录|超过{self.d.n}行"
        )

    def counts(self) -> bool:
        """Whether rows are counted rather than a number aggregated."""
        return self.d.aggregate == "COUNT" or self.d.measured is None

    def _nth(self) -> str:
        n = self.d.n
        return self.one(f"{n}|{numeral(n)}")

    def _scale(self) -> Scale:
        assert self.d.measured is not None
        return self.d.measured.scale
