"""How numbers beside a row or group, bands and yes-or-no comparisons are said in Chinese."""

from collections.abc import Sequence

from text2sql.meaning import ColumnMeaning
from text2sql.synth.parts import Condition, Value, number
from text2sql.synth.say import pick
from text2sql.synth.zh_claims import Claims


class Windows(Claims):
    """Says what stands beside a row: its place, its share, its group's numbers."""

    def beside(self) -> str:
        """All that is asked for of each row, in order: 姓名、数学成绩、班内排名."""
        self.said.add("columns")
        said = [self.column(c) for c in self.d.columns]
        said += [self._beside(kind) for kind in self.d.aggregates]
        return self.together(said)

    def beside_alone(self) -> str:
        """The same without the label."""
        self.said.add("columns")
        said = [self.column(c) for c in self.d.columns[1:]]
        said += [self._beside(kind) for kind in self.d.aggregates]
        return self.together(said)

    def _beside(self, kind: str) -> str:
        m, low = self.measure(), "" if self.d.descending else self.one("（从低到高）|（升序）|（最低的排第一）")
        g = self.column(self.d.groups[0]) if self.d.groups else ""
        own = (
            self.one(f"所在{g}|本{g}|该{g}|同{g}")
            if g and not self._names_somebody(self.d.groups[0])
            else self.one(f"同{g}|该{g}")
        )
        match kind:
            case "number":
                return m
            case "place":
                return (
                    self.one(
                        f"{m}排名|{m}的名次|{m}总排名|按{m}的排名|{m}在全体中的排名|{m}名次|{m}排第几|{m}位次|{m}总名次|{m}排在第几位"
                    )
                    + low
                )
            case "place_in":
                return self.one(f"{m}在{own}的排名|在{own}内按{m}的排名|{m}{own}内名次|{m}在{own}里的名次") + low
            case "share":
                return self.one(f"{m}占总{m}的百分比|{m}占全部的比例|{m}占总和的百分比|{m}占比（占总数的百分之几）")
            case "share_in":
                return self.one(
                    f"{m}占{own}总{m}的百分比|{m}占{own}合计的比例|{m}在{own}里的占比|{m}占{own}总和的百分比"
                )
            case "average":
                if self.d.conditions:
                    return self.one(f"这些{self.row}的平均{m}|这些{self.row}{m}的平均值|范围内的平均{m}")
                return self.one(f"总体平均{m}|全体平均{m}|{m}总平均|所有{self.row}的平均{m}")
            case "average_in":
                return self.one(f"{own}的平均{m}|{own}平均{m}|{own}{m}平均值|{own}的{m}均值")
            case "gap_in":
                return self.one(
                    f"{m}与{own}平均的差|{m}减去{own}平均{m}的差|{m}比{own}平均值高多少|{m}和{own}平均{m}的差值"
                )
            case "best_in":
                return self.one(f"{own}的最高{m}|{own}{m}最大值|{own}里最高的{m}|{own}{m}最高值")
            case _:
                return self.one(f"{own}的总{m}|{own}{m}合计|{own}{m}总和")

    def from_end(self) -> str:
        """最高的前3名, 最低的一个 of each group."""
        n = self._nth()
        c, word = self.main.counter, self.most_word()
        if self.d.n == 1:
            return self.one(f"{word}的|{word}的那{c}|{word}的一{c}")
        return self.one(
            f"{word}的{n}{c}|{word}的{n}个|{word}的前{n}{c}" if self.d.descending else f"{word}的{n}{c}|{word}的{n}个"
        )

    def at_place(self) -> str:
        """第二高的, 倒数第二的."""
        return f"{self.bottom()}{self.ordinal()}{self.ordinal_high()}的"

    def now_too(self) -> str:
        """The number itself, where it is asked for too: 数学成绩以及."""
        self.said.add("shown")
        return f"{self.measure()}{self.one('以及|、|和|，以及')}" if self.d.shown else ""

    def group_window(self) -> str:
        """What stands beside each group: 占比, 排名."""
        number = self.aggregated()
        kind = self.d.family.removeprefix("group_").removesuffix("_beside")
        if kind == "place":
            return (
                self.one("排名|名次|排第几")
                if self.d.family.endswith("_beside")
                else self.one(f"{number}排名|{number}的名次|按{number}的排名")
            )
        both = self.d.family.endswith("_beside")
        if kind == "share":
            return (
                self.one("占总数的百分比|占比|占全部的百分之几")
                if both
                else self.one(f"{number}占总数的百分比|{number}占比|{number}占全部的比例")
            )
        gap = "与各组平均的差|和平均水平（各组平均）的差"
        return self.one(gap if both else f"{number}与各组平均值的差|{number}减去各组平均的差")

    def period_number(self) -> str:
        """The number of each period: 总金额, 订单数量."""
        return self.rows_count() if self.d.measured is None else self.aggregated()

    def period_window(self) -> str:
        """What stands beside it: 累计金额, 上一年的数量, 占全年的百分比."""
        number, last = self.period_number(), "上个月|上月|前一个月" if self.d.n == 12 else "上一年|前一年|上年"
        kind = self.d.family.removesuffix("_beside")
        if kind == "sum_so_far":
            plain = number.removeprefix("总").removeprefix("累计").removeprefix("合计")
            return self.one(
                f"累计{plain}|截至当{'月' if self.d.n == 12 else '年'}的累计{plain}|{plain}的累计值|逐{'月' if self.d.n == 12 else '年'}累加的{plain}"
            )
        if kind == "number_before":
            return self.one(last) + self.one(f"的{number}|{number}|的数值")
        return self.one(
            f"{number}占总计的百分比|占总数的百分比|占{'全年' if self.d.n == 12 else '全部'}的百分之几|{number}占比"
        )

    def step(self) -> str:
        """What is asked of each year: 与上一年相比的变化, 上一年的数学成绩."""
        m = self.measure()
        last = self.one("上一年|前一年|上年|前一次")
        if "change" in self.d.family:
            return self.one(
                f"{m}比{last}的变化|{m}较{last}的变化|{m}与{last}的差|相比{last}{m}的变化|{m}和{last}相比变化多少"
            )
        return self.one(f"{last}的{m}|{last}{m}|{last}的{m}是多少")

    # Labels and sorts

    def labelling(self) -> str:
        """The labels with their bounds: 60分及以上为“及格”，否则为“不及格”."""
        n = self.d.n
        limits, labels = self.d.values[: n - 1], [str(each) for each in self.d.values[n - 1 :]]
        is_, quotes = (
            self.one("为|标为|记为|算|叫|算作|记作|标成|评为|定为|判为|归为"),
            self.rng.choice(["“{}”", "{}", "'{}'", "「{}」"]),
        )
        said = [
            f"{self._limit_said(limit, limits[at - 1] if at else None)}{is_}{quotes.format(labels[at])}"
            for at, limit in enumerate(limits)
        ]
        rest = self.one(
            "其余|其他|否则|剩下的|不够的|其余的|余下的|别的|不满足的" if n == 2 else "其余|其他|剩下的|再低的"
        )
        return self.one("，|、|；|，").join([*said, f"{rest}{is_}{quotes.format(labels[-1])}"])

    def _limit_said(self, limit: Value, above: Value | None) -> str:
        v = number(limit) + self._label_unit()
        if above is not None:
            return self.one(f"{v}及以上|达到{v}的|{v}以上|不低于{v}")
        return self.one(f"{v}及以上|不低于{v}|大于等于{v}|{v}以上（含）|达到{v}")

    def _label_unit(self) -> str:
        if self.d.aggregate == "COUNT" and self.d.groups and self.d.family == "groups_labelled":
            return self.one(f"|{self.main.counter}|个")
        assert self.d.measured is not None
        return self.one(f"|{self.unit(self.d.measured.columns[0])}")

    def labelled_number(self) -> str:
        """By what the labels go: 数学成绩, 平均数学成绩, 人数."""
        if self.d.family != "groups_labelled":
            return self.measure()
        return self.rows_count() if self.d.aggregate == "COUNT" else self.aggregated()

    def label_noun(self) -> str:
        """等级, 标签."""
        return self.one("等级|标签|档次|类别|分类|级别|档位|评级|评定|层次")

    def labelled_too(self) -> str:
        """The number itself, where it is asked for too."""
        self.said.add("shown")
        return f"{self.labelled_number()}{self.one('和|、|以及')}" if self.d.shown else ""

    def sorts_counted(self) -> str:
        """The numbers of the sorts: 男生人数和女生人数."""
        sorts = self.d.conditions[: self.d.n]
        rows = [self.rows_of([each], self.row) for each in sorts]
        self.said.add("shown")
        total = [self.one(f"总{self.rows_count().removeprefix('总')}|全部{self.row}数")] if self.d.shown else []
        if self.d.measured is not None:
            joint = self.one("的|各自的")
            return (
                f"{self.together(rows)}{joint}{self.aggregated()}"
                if self.rng.random() < 0.5
                else self.together([f"{each}的{self.aggregated()}" for each in rows])
            )
        if total or self.rng.random() < 0.6:
            return self.together([*total, *(f"{each}{self.one('数|数量|的数量')}" for each in rows)])
        return f"{self.together(rows)}{self.one('各自的数量|的数量|分别的数量')}"

    def sorts_asked(self) -> str:
        """The same as a question: 男生和女生各有多少."""
        rows = [self.rows_of([each], self.row) for each in self.d.conditions[: self.d.n]]
        return f"{self.together(rows)}{self.one('各有|分别有|各是|分别是|各|分别')}"

    def sort_one(self) -> str:
        """The rows of the first sort."""
        return self.rows_of(self.d.conditions[:1], self.row)

    def sort_two(self) -> str:
        """The rows of the second."""
        return self.rows_of(self.d.conditions[1:2], self.row)

    def sorts_scope(self) -> str:
        """The conditions behind the sorts, as a place before the sentence."""
        return self._in_front_of(self.d.conditions[self.d.n or 2 :])

    def scope_behind(self) -> str:
        """The conditions behind the first."""
        return self._in_front_of(self.d.conditions[1:])

    def rows_behind(self) -> str:
        """The rows of those conditions."""
        rest = self.d.conditions[1:]
        return self.rows_of(rest, self.row) if rest else self.row

    def _in_front_of(self, rest: Sequence[Condition]) -> str:
        if not rest:
            return ""
        if all(self.bare(each) for each in rest):
            return self.in_front(rest) + self.one("，|的|里，|")
        return self.rows_of(rest, self.row) + self.one("中，|里，|当中，")

    # Parents

    def report(self) -> str:
        """What is asked of each parent: 客户姓名、城市、订单数量和金额的总和."""
        self.said.add("columns")
        numbers = self.aggregates() if self.d.measured is not None else self.rows_count()
        return self.together([self._plain(c) for c in self.d.columns]) + self.one("、|，|以及|和|，还有") + numbers

    def _plain(self, column: ColumnMeaning) -> str:
        """The parent's column without its table, unless the child has one of that noun."""
        noun = pick(self.rng, column.zh)
        return self.column(column) if any(noun in each.zh for each in self.main.columns) else noun

    def parent_each(self) -> str:
        """每个客户."""
        parent = self.d.frame.tables[1]
        noun = pick(self.rng, parent.zh)
        return self.one(f"每{parent.counter}{noun}|每个{noun}|各{noun}|各个{noun}|所有{noun}")

    def kept(self) -> str:
        """Which of them are wanted: ，只要订单数量超过3的; empty if all are."""
        if not self.d.values:
            return ""
        return self.one("，只要|，只看|，限|，筛选出|，仅列出") + self.aggregated() + self.beyond() + self.one("的|的|")

    def in_order(self) -> str:
        """In which order, and how many: ，按金额总和从高到低取前3个; empty if in none."""
        if not self.d.family.endswith(("_ordered", "_first")):
            return ""
        said = self.one("，按|，根据|，按照") + self.aggregated() + self.most_order_word() + self.one("排|排列|排序")
        return said + self.one("，取|，只要|，要|，只看") + self.first_of() if self.d.n else said
