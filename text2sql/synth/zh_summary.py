"""How keys of groups, bounds, orders and contrasts are said in Chinese."""

from text2sql.lexicon import Role, Scale
from text2sql.synth.parts import Op
from text2sql.synth.summary import COUNTED, Bound, Figure, Key, Kind, Sort
from text2sql.synth.zh_figures import Figures

_LE = "不超过{0}|不高于{0}|最多{0}|至多{0}|不大于{0}|{0}及以下"
_OUTER = {
    "AVG(x)": "平均值|平均|均值", "MAX(x)": "最大值|最高值", "MIN(x)": "最小值|最低值",
    "MAX(x) - MIN(x)": "最大值与最小值之差|极差|最高和最低的差距",
    "MAX(x), MIN(x)": "最大值和最小值|最高和最低值", "AVG(x), MAX(x), MIN(x)": "平均值、最大值和最小值",
}  # fmt: skip


class Summaries(Figures):
    """Says the summary of a draft."""

    # Keys

    def per(self) -> str:
        """Each group: 每个班级, 每年, 每个班级每年."""
        return "".join(self._per(key) for key in self.summary.keys)

    def _per(self, key: Key) -> str:
        if key.period and (happened := self._happened(key)):
            word = "月份" if key.period == "MONTH" else "年份"
            return self.one(f"每个{happened}{word}|各{happened}{word}|每一{happened}{word}")
        if key.period:
            return self.one(
                "每个月|每月|各月|逐月|各个月份|每个月份"
                if key.period == "MONTH"
                else "每年|各年|每一年|历年|逐年|各年度|各个年份"
            )
        noun = self.column(key.column)
        if self.is_plain_year(key.column) and self.rng.random() < 0.6:
            return self.one("每年|各年|每一年|历年|逐年|各年度|各个年份")
        return self.one(f"每个{noun}|每个{noun}|各{noun}|各个{noun}|不同{noun}|每一个{noun}|所有{noun}|逐个{noun}")

    def key(self) -> str:
        """What is grouped by: 班级, 年份."""
        return self.one("和|、|与").join(self._key(key) for key in self.summary.keys)

    def _key(self, key: Key) -> str:
        if key.period:
            return self._happened(key) + self.one("月份" if key.period == "MONTH" else "年份|年度|年份")
        return self.column(key.column)

    def _happened(self, key: Key) -> str:
        """入职 of the year of 入职日期; nothing where the rows have one date only."""
        times = (c for table in self.d.frame.tables for c in table.columns if c.role in (Role.DATE, Role.YEAR))
        if self.main.is_event and all(c == key.column for c in times):
            return ""
        noun = self.column(key.column)
        stem = noun.removesuffix("日期").removesuffix("时间")
        return stem if len(stem) > 1 else f"{noun}的"

    def per_by(self) -> str:
        """按班级和年份."""
        said = self.key()
        return self.one(
            f"按{said}|按{said}|按照{said}|按{said}分组|根据{said}分组|分{said}|以{said}为单位|按{said}汇总|按{said}分开|按{said}统计|"
            f"按{said}拆开|按{said}拆分|按{said}分类|依{said}|依照{said}|照{said}分组|以{said}分组|按{said}细分|从{said}来看|按{said}归类|按每个{said}"
        )

    def which_key(self) -> str:
        """哪个班级, 哪一年."""
        if len(self.summary.keys) > 1:
            said = self.key()
            return self.one(f"哪个{said}组合|哪一组{said}|哪个{said}的组合")
        key = self.summary.keys[0]
        if (key.period and not self._happened(key)) or self.is_plain_year(key.column):
            return self.one("哪年|哪一年|哪个年份|哪个年度|是哪一年")
        noun = self._key(key)
        return self.one(f"哪个{noun}|哪个{noun}|哪一个{noun}|什么{noun}|是哪个{noun}|啥{noun}")

    def which_keys(self) -> str:
        """哪些班级, 哪几年."""
        if len(self.summary.keys) > 1:
            said = self.key()
            return self.one(f"哪些{said}组合|哪几组{said}|哪些{said}的组合")
        key = self.summary.keys[0]
        if (key.period and not self._happened(key)) or self.is_plain_year(key.column):
            return self.one("哪几年|哪些年份|哪些年|哪几个年份|有哪几年|哪些年度")
        noun = self._key(key)
        return self.one(f"哪些{noun}|哪些{noun}|哪几个{noun}|有哪些{noun}")

    def keys_noun(self) -> str:
        """The groups: 班级, 班级和年份的组合."""
        said = self.key()
        return self.one(f"{said}组合|{said}的组合") if len(self.summary.keys) > 1 else said

    def n_keys(self) -> str:
        """三个班级, 前3个班级."""
        return f"{self.n()}个{self.keys_noun()}"

    def counted_key(self) -> str:
        """One group, in a sentence that counts its rows by a noun of its own."""
        self.said.add(("figure", 0))
        return self.keys_noun()

    # Bounds and orders

    def bounds(self) -> str:
        """人数超过10且数学平均分高于80."""
        self.said.update(("bound", at) for at in range(len(self.summary.bounds)))
        return self.one("且|并且|，|而且|，同时").join(self._bound(each) for each in self.summary.bounds)

    def among_bounded(self) -> str:
        """在人数超过10的班级中，; nothing where there is no bound."""
        if not self.summary.bounds:
            return ""
        said = f"{self.bounds()}的{self.keys_noun()}"
        return self.one(
            f"在{said}中，|{said}里，|只看{said}，|{said}中，|只考虑{said}，|单看{said}，|只在{said}里找，|{said}当中，"
        )

    def _bound(self, bound: Bound) -> str:
        figure, unit = bound.figure, ""
        if figure.kind is Kind.SHARE:
            unit = "%"
        elif figure.kind in (Kind.COUNT, Kind.CASES):
            unit = self.one("人|人|") if self.main.is_person else self.one(f"{self.main.counter}|")
        elif figure.measured and not figure.measured[0].form:
            unit = self.one(f"|{self.unit(figure.measured[0].columns[0])}")
        values = [self.amount(each, alone=not unit) + unit for each in bound.values]
        noun = self.figure(figure)
        if bound.op is Op.BETWEEN:
            return noun + self.one(
                f"在{values[0]}到{values[1]}之间|介于{values[0]}和{values[1]}之间|在{values[0]}至{values[1]}之间"
            )
        if bound.op is Op.EQ:
            return noun + self.one(f"恰好是{values[0]}|正好为{values[0]}|等于{values[0]}|刚好{values[0]}")
        if bound.op is Op.LE:
            return noun + self.one(_LE).format(values[0])
        scale = Scale.MANY if figure.kind in COUNTED else Scale.HIGH
        return noun + self.compared(bound.op, scale, values[0])

    def sorting(self) -> str:
        """，按人数从多到少排序; nothing where there is no order."""
        sorts = self.summary.sorts
        if not sorts:
            return ""
        self.said.update(("sort", at) for at in range(len(sorts)))
        by = self.one("按|按|按照|根据")
        first = f"{by}{self._sorted_by(sorts[0])}{self._way(sorts[0])}"
        if len(sorts) > 1:
            second = f"{self._sorted_by(sorts[1])}{self._way(sorts[1])}"
            first += (
                self.one(
                    "，相同的再按|，其次按|，一样的话按|，然后按|，再按|，打平的再按|，并列时按|，若相同则按|，同样的再看|，一样的再比"
                )
                + second
            )
        said = first + self.one("排序|排列|排|排一下|来排|排好|排下来|排个序|依次排")
        return self.one(
            f"，{said}|，{said}|，并{said}|（{first}）|，结果{said}|，最后{said}|，要求{said}|，列表{said}|，请{said}|；{said}"
        )

    def sorting_plain(self) -> str:
        """按人数从多到少排序."""
        sort = self.summary.sorts[0]
        self.said.add(("sort", 0))
        by = self.one("按|按照|根据|依")
        return f"{by}{self._sorted_by(sort)}{self._way(sort)}{self.one('排列|排序|排一下|排出来|排好列出来')}"

    def _sorted_by(self, sort: Sort) -> str:
        return self.figure(sort.figure) if sort.figure else self._key(self.summary.keys[0])

    def _way(self, sort: Sort) -> str:
        if sort.figure is None:
            early, late = self.one("升序|从小到大|正序"), self.one("降序|从大到小|倒序")
            return late if sort.descending else early
        high, low = self._high_low(sort.figure)
        if sort.descending:
            return self.one(
                f"从{high}到{low}|由{high}到{low}|降序|倒序|{high}的在前|从{high}往{low}|由{high}至{low}|递减|从大到小"
            )
        return self.one(
            f"从{low}到{high}|由{low}到{high}|升序|正序|{low}的在前|从{low}往{high}|由{low}至{high}|递增|从小到大"
        )

    def _high_low(self, figure: Figure) -> tuple[str, str]:
        if figure.kind in COUNTED:
            return ("多", "少")
        if figure.kind in (Kind.GAP, Kind.DIFFERENCE, Kind.PART_GAP, Kind.STRETCH):
            return ("大", "小")
        return ("高", "低")

    def best(self) -> str:
        """人数最多, 数学平均分最低."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        word = self._high_low(sort.figure)[0 if sort.descending else 1]
        return self.figure(sort.figure) + f"最{word}"

    def by_best(self) -> str:
        """按人数, with the end that comes first where it is the lower one."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        return self.one("按|按照|论|看") + self.figure(sort.figure) + self.one("排|排名|排序|")

    def in_front_n(self) -> str:
        """前三名, 后三名."""
        said = self.one(f"{self.d.n}|{self._nth()}")
        if self.summary.sorts[0].descending:
            return self.one(f"前{said}名|前{said}|排名前{said}|前{said}个|top{self.d.n}")
        return self.one(f"最后{said}名|倒数前{said}|倒数{said}名|排名最后{said}位|最末{said}个")

    def nth_best(self) -> str:
        """人数第二多, 数学平均分第二高."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        word = self._high_low(sort.figure)[0 if sort.descending else 1]
        noun, place = self.figure(sort.figure), self._place()
        end = "" if sort.descending else "倒数"
        return self.one(f"{noun}第{place}{word}|{noun}{end}排第{place}|{noun}排名{end}第{place}|{noun}第{place}{word}")

    def _place(self) -> str:
        n = self.summary.offset + 1
        return self.one(f"{n}|{'零一二三四五'[n]}|{'零一二三四五'[n]}")

    def ties(self) -> str:
        """，一样的按人数从多到少; nothing where there is one key of order."""
        if len(self.summary.sorts) < 2:
            return ""
        self.said.add(("sort", 1))
        sort = self.summary.sorts[1]
        return (
            self.one("，相同的|，并列的|，一样的|，相等时")
            + self.one("再按|按")
            + self._sorted_by(sort)
            + self._way(sort)
        )

    def also_figures(self) -> str:
        """What is shown beside the groups."""
        sort = self.summary.sorts[0] if self.summary.sorts else None
        if sort and self.summary.figures == (sort.figure,) and self.rng.random() < 0.45:
            self.said.add(("figure", 0))
            return self.one(
                "，是多少|，并给出具体数值|，以及具体数值|，具体是多少|，数值也要|，各是多少"
                if self.d.n > 1
                else "，是多少|，并给出具体数值|，具体是多少|，数值也要"
            )
        said = self.figures()
        return self.one(
            f"，以及{said}|，并给出{said}|，{said}也列出来|，带上{said}|，{said}是多少|，还要{said}|，同时给出{said}|，附上{said}|，连同{said}|，顺便把{said}也给我|，{said}也一并列上|，{said}也要|，再加上{said}|，外带{said}"
        )

    # Rows

    def within(self) -> str:
        """The conditions as a place before the sentence; a word of one character says too little there."""
        brief = any(each.op is Op.EQ and len(str(each.values[0])) == 1 for each in self.d.conditions)
        # 2021年3班的学生比总体 would seem to narrow the one side only.
        sided = bool(self.summary.sides) and not self.summary.keys
        return self.narrowed() if brief or sided or self.d.any_of else self.part("scope")

    def narrowed(self) -> str:
        """只看3班的学生，; nothing where there is no condition."""
        if not self.d.conditions:
            return ""
        said = self.rows_of(self.d.conditions, self.row)
        return self.one(
            f"只看{said}，|对于{said}，|就{said}来说，|只统计{said}，|{said}中，|针对{said}，|限定{said}，|在{said}里，|单看{said}，|光看{said}，|只算{said}，|只考虑{said}，|拿{said}来说，|{said}这部分，|{said}当中，|限于{said}，|范围：{said}；|先筛出{said}，|把范围限定在{said}，"
        )

    def narrowed_after(self) -> str:
        """，只算3班的学生; nothing where there is no condition."""
        if not self.d.conditions:
            return ""
        said = self.rows_of(self.d.conditions, self.row)
        return self.one(
            f"，只看{said}|，只算{said}|，仅限{said}|（只统计{said}）|，范围是{said}|，只要{said}|（{said}）|，单看{said}|，光算{said}|，只考虑{said}|，限于{said}|，范围限定{said}|，统计对象是{said}|，别的不算，只算{said}|（限{said}）"
        )

    # Contrasts

    def side_one(self) -> str:
        """The first sort of rows: 3班学生, 男生."""
        return self._side(0)

    def side_two(self) -> str:
        """The second; all rows where it has no conditions."""
        return self._side(1)

    def _side(self, at: int) -> str:
        self.said.add(("side", at))
        conditions = self.summary.sides[at]
        return self.rows_of(conditions, self.row) if conditions else self.one("总体|全部|整体|全体")

    def side_value(self) -> str:
        """The named group: 3班."""
        self.said.add(("side", 0))
        condition = self.summary.sides[0][0]
        if self.is_plain_year(condition.column):
            return f"{condition.values[0]}年"
        value = self.value(condition.column, condition.values[0])
        return self.one(f"{value}|{value}|{self.column(condition.column)}{value}") if value.isascii() else value

    def beyond_high(self) -> str:
        """高, 多 …, as groups lie above or below."""
        high, low = self._high_low(self.summary.figures[0])
        return high if self.d.op is Op.GT else low

    def contrast_high(self) -> str:
        """高 or 多."""
        return self._high_low(self.summary.figures[0])[0]

    def contrast_low(self) -> str:
        """低 or 少."""
        return self._high_low(self.summary.figures[0])[1]

    def outer(self) -> str:
        """What is taken of the groups' numbers: 平均值, 最大值."""
        return self.one(_OUTER[self.summary.form])
