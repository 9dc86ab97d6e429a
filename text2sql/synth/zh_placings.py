"""Further ways to say the first, the last, an order and a group in Chinese, by what is measured: ages, prices, marks."""

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import zh_words as words
from text2sql.synth.zh_numbers import Numbers
from text2sql.synth.zh_sentence_kinds import event_of

_MARK_ENDINGS = ("成绩", "分数", "得分")
# Of one mark, the first and the last, where any number of rows may follow.
_ACES = (
    "考得最好|考得最高|成绩最好|分数最高|分最高|得分最高|最拔尖|最强|最厉害|最牛|最突出|最优秀|学得最好|学得最棒|最好|考得最棒",
    "考得最差|考得最低|成绩最差|分数最低|分最低|得分最低|最弱|最拉胯|最糟|最不理想|学得最差|最差|考得最糟|考得最烂",
)
# Where one is meant.
_ONE_ACE = (
    "第一|排第一|考第一|考了第一|拿第一|拿了第一|得第一|得了第一|排名第一|名列第一|居首|位居榜首|拔得头筹|考了最高分|拿了最高分",
    "倒数第一|排倒数第一|考了倒数第一|排名最后|排最后|垫底|考了最低分|最后一名|排在最后一位|吊车尾",
)
_FIRST_PLACE = (
    "第一|第一名|头名|榜首|状元|最高分得主|冠军|排头一名|第一位",
    "倒数第一|最后一名|倒数第一名|末位|最低分得主|垫底的|最末一名|末名",
)
_TOOK = (
    "拿了|得了|考了|是|拿下|拿到|考到",
    "考了|是|排",
)
# Of other numbers.
_LEAD = (
    "居首|排第一|排名第一|位居第一|排在最前面|名列第一|位列第一",
    "排最后|排名最后|排在最后面|位居末位|倒数第一|排倒数第一",
)


class Superlatives(Numbers):
    """Says half of the superlatives and orders in the words of their kind."""

    # Marks

    def subject(self) -> str:
        """What was measured, as briefly as people say it: 数学 rather than 数学成绩."""
        measured = self.d.measured
        assert measured is not None
        if measured.form:
            return self.number_of(measured)
        return self.brief(measured.columns[0])

    def brief(self, column: ColumnMeaning) -> str:
        """The noun without 成绩 or 分数, where there is one."""
        if self._owner(column) is not self.main:
            return self.column(column)
        short = [noun for noun in column.zh if not noun.endswith(_MARK_ENDINGS)]
        return self.rng.choice(short) if short else self.column(column)

    def ace(self) -> str:
        """考得最好, 最弱."""
        return self.one(_ACES[self._end()])

    def aced(self) -> str:
        """The same of one only: 考了第一, 垫底."""
        return self.one(_ACES[self._end()] if self.rng.random() < 0.5 else _ONE_ACE[self._end()])

    def first_place(self) -> str:
        """第一名, 最后一名."""
        return self.one(_FIRST_PLACE[self._end()])

    def took(self) -> str:
        """拿了, 考了, before the place."""
        return self.one(_TOOK[self._end()])

    def mark_end(self) -> str:
        """最高分, 最低分."""
        return ("最高分", "最低分")[self._end()]

    def group_ace(self) -> str:
        """What a group is whose average is the highest or the lowest."""
        return self.one(
            (
                "平均考得最好|平均考得最高|均分最高|平均分最高|平均水平最高|平均成绩最好|整体平均最高|平均分排第一|均分领先|平均分居首"
            )
            if self.d.descending
            else "平均考得最差|平均考得最低|均分最低|平均分最低|平均水平最低|平均成绩最差|整体平均最低|平均分垫底|均分排最后"
        )

    def _end(self) -> int:
        return 0 if self.d.descending else 1

    def divided(self) -> str:
        """Of the group whose marks lie furthest apart, or nearest together."""
        return self.one(
            "最高和最低差得最多|两头差距最大|最高分和最低分拉得最开"
            if self.d.descending
            else "最高和最低差得最少|两头差距最小|最高分和最低分最接近"
        )

    def better_mark(self) -> str:
        """Which of two marks is meant: 考得更好, 更低."""
        return self.one(
            "考得高|考得好|考得更好|更高|高一些|更强|分更高"
            if self.d.descending
            else "考得低|考得差|更低|低一些|更差|分更低"
        )

    # Other kinds

    def meant(self) -> str:
        """Nothing, where the sentence has said in its own words what is asked for."""
        self.said.add("columns")
        return ""

    def meant_event(self) -> str:
        """What happened at the date that is asked for: 入职."""
        self.said.add("columns")
        return event_of(self.d.columns[0])

    def oldest(self) -> str:
        """最年长, 最年轻."""
        return self.one(
            ("最年长|年龄最大|年纪最大|岁数最大|最老", "最年轻|年龄最小|年纪最小|岁数最小|最小")[self._end()]
        )

    def big_age(self) -> str:
        """最大, 最小."""
        return ("最大", "最小")[self._end()]

    def dearest(self) -> str:
        """最贵, 最便宜."""
        return self.one(("最贵", "最便宜")[self._end()])

    def dear_price(self) -> str:
        """最贵, 最低."""
        return self.one(("最高|最贵", "最低|最便宜")[self._end()])

    def low_end(self) -> str:
        """低, 少, 轻 …, by the scale."""
        return words.COMPARED[self._scale()][1]

    # Superlatives

    def most(self) -> str:
        """What the first one is by the number."""
        said = self._placing() if self.rng.random() < 0.5 else ""
        return said or super().most()

    def _placing(self) -> str:
        measured, at = self.d.measured, self._end()
        assert measured is not None
        column = measured.columns[0]
        if column.role is Role.DATE:
            noun = self.column(column)
            stem = noun.removesuffix("日期").removesuffix("时间")
            if len(stem) < 2 or stem == noun:
                return ""
            return self.one(
                (f"最晚{stem}|最后{stem}|最近{stem}|{stem}得最晚", f"最早{stem}|最先{stem}|{stem}得最早")[at]
            )
        if measured.form:
            return self._led(self.number_of(measured))
        if column.is_score:
            return self.brief(column) + (self.aced() if self.d.n == 1 else self.ace())
        own = column.table == self.main.table.name
        if column.scale is Scale.OLD and own and self.main.is_person:
            return self.one(("年纪最大|岁数最大|最年长|年龄最大|年岁最大", "年纪最小|岁数最小|最年轻|年龄最小")[at])
        if column.scale is Scale.TALL and own and self.main.is_person:
            return self.one(("个子最高|个头最高|长得最高", "个子最矮|个头最矮|长得最矮")[at])
        if column.scale is Scale.HEAVY and own and self.main.is_person:
            return self.one(("体重最重|最重", "体重最轻|最轻")[at])
        noun = self.column(column)
        if column.scale is Scale.COSTLY:
            return noun + self.one(("最贵|最高|定得最高|数额最高", "最便宜|最低|定得最低|最实惠")[at])
        return self._led(noun)

    def _led(self, noun: str) -> str:
        return noun + self.one(_LEAD[self._end()]) if self._leads() else ""

    def _leads(self) -> bool:
        """Whether the first place can only be that of the most: the first by a duration may be the shortest."""
        return self.d.n == 1 and self._scale() in (Scale.HIGH, Scale.MANY, Scale.LARGE)

    def most_word(self) -> str:
        """The superlative alone, behind the noun of the number."""
        measured, at = self.d.measured, self._end()
        assert measured is not None
        if self.rng.random() < 0.5 or measured.columns[0].role is Role.DATE:
            return super().most_word()
        if not measured.form and measured.columns[0].is_score:
            return self.aced() if self.d.n == 1 else self.ace()
        return self.one(_LEAD[at]) if self._leads() else super().most_word()

    # Places and orders

    def first_n(self) -> str:
        """前三名."""
        if self.rng.random() < 0.6 or self._by_date():
            return super().first_n()
        said, c = self._nth(), self.main.counter
        return self.one(
            f"头{said}个|前{said}强|前面{said}{c}|最靠前的{said}{c}|前{said}位|前{said}名|头{said}名|前{said}{c}"
        )

    def last_n(self) -> str:
        """倒数三名."""
        if self.rng.random() < 0.6 or self._by_date():
            return super().last_n()
        said, c = self._nth(), self.main.counter
        return self.one(
            f"末尾{said}{c}|最靠后的{said}{c}|倒数的{said}{c}|后{said}位|末{said}名|最后面{said}{c}|最后{said}个|倒数{said}个|倒数{said}{c}"
        )

    def _by_date(self) -> bool:
        """Whether dates are ordered, of which 最靠前 would be the earliest."""
        return self.d.measured is not None and self.d.measured.columns[0].role is Role.DATE

    def by_order(self) -> str:
        """The order of a list."""
        assert self.d.measured is not None
        if self.rng.random() < 0.55:
            return super().by_order()
        m, down = self.measure(), self.d.descending
        if self.d.measured.columns[0].role is Role.DATE:
            way = "从近到远|从后往前|由晚及早|最新的在前" if down else "从远到近|从前往后|由早及晚|最早的在前"
        else:
            high, low = words.COMPARED[self._scale()]
            way = (
                f"从{high}到{low}|{high}{low}|从{high}往{low}|由{high}往{low}|递减|从大到小|{high}的排前面|{high}的放前面|倒着"
                if down
                else f"从{low}到{high}|由{low}往{high}|从{low}往{high}|递增|从小到大|{low}的排前面|{low}的放前面"
            )
        by = self.one("按|按|按照|照|依照|依据|根据|以")
        if by == "以":
            down_or_up = self.one("降序|倒序|递减顺序") if down else self.one("升序|正序|递增顺序")
            return f"以{m}{down_or_up}{self.one('排列|排序|排')}"
        way = self.one(way)
        if way.endswith("前面"):
            return f"{by}{m}{way}"
        return f"{by}{m}{way}{self.one('排|排列|排序|来|依次排|排出来|排列好|排个队|排一排')}"

    def group_rank(self) -> str:
        """The first or last few groups."""
        if self.rng.random() < 0.6:
            return super().group_rank()
        said = self._nth()
        return self.one(
            f"排在前{said}|排名在前{said}|前{said}强|前{said}位|头{said}名|名列前{said}|居前{said}"
            if self.d.descending
            else f"排在最后{said}|倒数{said}|排名后{said}|排在末{said}"
        )
