"""How figures, numbers over the rows of a group or over all rows, are said in Chinese."""

from collections.abc import Sequence
from dataclasses import replace

from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.summary import Figure, Kind, Summary
from text2sql.synth.zh_several import Several

_OF_COMPOSED = {
    "AVG": "{}的平均值|{}的均值|{}的平均", "SUM": "{}的总和|{}的合计|{}的总数",
    "MAX": "{}的最大值|{}的最高值|最大的{}", "MIN": "{}的最小值|{}的最低值|最小的{}",
}  # fmt: skip
_OF_ONE = {
    "AVG": ("平均值|均值|平均", "平均分|均分"), "MAX": ("最大值|最高值", "最高分"), "MIN": ("最小值|最低值", "最低分"),
    "SUM": ("总和|合计|总计", "总和|合计"),
}  # fmt: skip


class Figures(Several):
    """Says the figures of a draft's summary."""

    @property
    def summary(self) -> Summary:
        """What is composed."""
        assert self.d.summary is not None
        return self.d.summary

    def figures(self) -> str:
        """All figures: 人数、数学平均分和女生占比."""
        return self._figures(0)

    def first_figure(self) -> str:
        """The first."""
        return self._figure_at(0)

    def other_figures(self) -> str:
        """The others."""
        return self._figures(1)

    def figures_asked(self) -> str:
        """Each figure with its question: 有多少人，平均分多少."""
        much = self.one("是多少|多少|是多少")
        said = []
        for at, figure in enumerate(self.summary.figures):
            self.said.add(("figure", at))
            before = self.one("其中|其中||") if at and figure.kind in (Kind.CASES, Kind.SHARE) else ""
            said.append(before + self._figure_asked(figure, much))
        return self.one("，|，|、").join(said)

    def _figures(self, first: int) -> str:
        figures = self.summary.figures[first:]
        self.said.update(("figure", at) for at in range(first, len(self.summary.figures)))
        said: list[str] = []
        at = 0
        while at < len(figures):
            run = self._run(figures[at:])
            said.append(self._run_said(figures[at : at + run]) if run > 1 else self.figure(figures[at]))
            at += run
        if len(said) == 1:
            return said[0]
        composed = any(word in each for each in said for word in "和与、跟，")
        if not composed:
            return self.together(said)
        return self.one("，|，|；").join(said[:-1]) + self.one("，以及|，还有|，|，再加上|，和") + said[-1]

    def _figure_at(self, at: int) -> str:
        self.said.add(("figure", at))
        return self.figure(self.summary.figures[at])

    def _run(self, figures: Sequence[Figure]) -> int:
        """How many of the figures share their column, or their aggregate, so that it is said once."""
        first = figures[0]
        if first.kind is not Kind.AGGREGATE or first.measured[0].form or self.rng.random() < 0.25:
            return 1
        same_column = same_name = 1
        for each in figures[1:]:
            plain = each.kind is Kind.AGGREGATE and not each.measured[0].form
            if plain and each.measured == first.measured and same_name == 1:
                same_column += 1
            elif plain and each.aggregate == first.aggregate and first.aggregate != "SUM" and same_column == 1:
                same_name += 1
            else:
                break
        return max(same_column, same_name)

    def _run_said(self, figures: Sequence[Figure]) -> str:
        nouns = [self.number_of(each.measured[0]) for each in figures]
        names = [self._of_one(each) for each in figures]
        if figures[0].measured == figures[1].measured:
            return nouns[0] + self.one("的|") + self.together(names)
        if figures[0].aggregate == "AVG" and self.rng.random() < 0.4:
            return self.together([f"平均{noun}" for noun in nouns])
        return self.together(nouns) + self.one("的|各自的|的") + names[0]

    def _of_one(self, figure: Figure) -> str:
        return self.one(_OF_ONE[figure.aggregate][all(c.is_score for c in figure.measured[0].columns)])

    def figure(self, figure: Figure) -> str:
        """A figure as a noun."""
        match figure.kind:
            case Kind.COUNT if self.summary.sides and not self.summary.keys:
                return self._count_of_named()
            case Kind.COUNT:
                return self.rows_count()
            case Kind.DISTINCT:
                assert figure.column is not None
                noun = self.column(figure.column)
                return self.one(
                    f"不同{noun}的数量|不同{noun}数|不同的{noun}个数|{noun}种数|不一样的{noun}数量|去重{noun}数|{noun}的种类数|{noun}个数|{noun}数（去重）|去重后的{noun}数|不重复的{noun}数"
                )
            case Kind.AGGREGATE:
                return self._aggregate(figure.aggregate, figure.measured[0])
            case Kind.GAP:
                noun = self.number_of(figure.measured[0])
                best = "分" if all(c.is_score for c in figure.measured[0].columns) else "值"
                return self.one(
                    f"{noun}最高{best}与最低{best}之差|{noun}最高{best}和最低{best}的差距|{noun}最高{best}减最低{best}|{noun}最高{best}跟最低{best}差的数|{noun}最大值减最小值的差|{noun}极差|{noun}的极差|"
                    f"{noun}最高和最低的差距|{noun}最大与最小的差|{noun}的最大差距"
                )
            case Kind.DIFFERENCE:
                a, b = (self._aggregate(figure.aggregate, each) for each in figure.measured)
                return self.one(
                    f"{a}与{b}之差|{a}减{b}的差|{a}减去{b}|{a}减{b}的值|{a}和{b}的差值|{a}比{b}多出的部分|{a}高出{b}的部分|{a}超出{b}的值"
                )
            case Kind.CASES:
                return self._counted(figure.conditions[0])
            case Kind.SHARE:
                return self._share(figure.conditions[0])
            case Kind.MORE_CASES:
                a, b = (self._counted(each) for each in figure.conditions)
                return self.one(f"{a}减{b}的差|{a}与{b}之差|{a}减去{b}|{a}和{b}的差")
            case Kind.PART:
                return self._such(figure.conditions[0]) + "的" + self._aggregate(figure.aggregate, figure.measured[0])
            case Kind.PART_GAP:
                one, other = (self._such(each) for each in figure.conditions)
                said = self._aggregate(figure.aggregate, figure.measured[0])
                return self.one(
                    f"{one}与{other}的{said}之差|{one}的{said}减{other}的{said}的差|{one}和{other}{said}的差值|"
                    f"{one}比{other}{said}多出的部分"
                )
            case Kind.RATIO:
                a, b = (self._aggregate(figure.aggregate, each) for each in figure.measured)
                return self.one(f"{a}与{b}之比|{a}除以{b}的值|{a}和{b}的比值|{a}/{b}")
            case Kind.CASE_RATIO:
                a, b = (self._counted(each) for each in figure.conditions)
                return self.one(f"{a}与{b}之比|{a}除以{b}的值|{a}和{b}的比值|{a}相对{b}的倍数")
            case Kind.STRETCH:
                return self._stretch(figure)

    def _stretch(self, figure: Figure) -> str:
        measured = figure.measured[0]
        average = self._aggregate("AVG", measured)
        end = self._aggregate(figure.aggregate, measured)
        if figure.aggregate == "MAX":
            return self.one(
                f"{end}与{average}之差|{end}减{average}的差|{end}比{average}高出的部分|{end}超出{average}的值"
            )
        return self.one(f"{average}与{end}之差|{average}减{end}的差|{average}比{end}高出的部分")

    def _figure_asked(self, figure: Figure, much: str) -> str:
        counter, many = self.main.counter, self.one("多少|多少|几")
        match figure.kind:
            case Kind.COUNT:
                unit = self.one("人|个人|人|位|名") if self.main.is_person else f"{counter}{self.row}"
                return self.one(
                    f"有{many}{unit}|一共{many}{unit}|总共{many}{unit}|总共有{many}{unit}|合计{many}{unit}|共有{many}{counter}{self.row}"
                )
            case Kind.DISTINCT if figure.column:
                return self.one(
                    f"有{many}个不同的{self.column(figure.column)}|涉及{many}个{self.column(figure.column)}"
                )
            case Kind.CASES:
                such = self._such(figure.conditions[0])
                return self.one(f"{such}有{many}{counter}|有{many}{counter}{such}|{such}{many}{counter}")
            case Kind.SHARE:
                such = self._such(figure.conditions[0])
                return self.one(
                    f"{such}占百分之几|{such}占比{much}|{such}占多大比例|{such}占多大比重|{such}比例{much}|{such}占总数的百分之几|{such}占多少百分比|{such}的百分比{much}"
                )
            case _:
                return self.figure(figure) + much

    def _count_of_named(self) -> str:
        """人数, 数量, of rows that are named beside it."""
        columns = (c for table in self.d.frame.tables for c in table.columns)
        taken = any(noun in ("数量", "个数") for c in columns for noun in c.zh)
        return "人数" if self.main.is_person else self.rows_count() if taken else self.one("数量|个数|总数")

    def _aggregate(self, name: str, measured: Measured) -> str:
        if measured.form and not measured.is_all:
            return self.one(_OF_COMPOSED[name]).format(self.number_of(measured))
        kept = self.d
        # 最大值 rather than 最贵的, of groups too.
        family = (
            "best_group" if name in ("MAX", "MIN") and not all(c.is_score for c in measured.columns) else kept.family
        )
        self.d = replace(kept, aggregate=name, measured=measured, family=family)
        try:
            return self.aggregated()
        finally:
            self.d = kept

    def _such(self, condition: Condition) -> str:
        """The rows that meet the condition: 数学高于90的学生."""
        return self.rows_of([condition], self.row)

    def _counted(self, condition: Condition) -> str:
        such = self._such(condition)
        if self.main.is_person:
            claim = self.rows_of([condition], "").removesuffix("的")
            brief = condition.op in (Op.PASS, Op.FAIL)
            return self.one(
                f"{such}人数|{such}数|{such}的人数|{claim}{'' if brief else '的'}人数|{claim}的{self.row}数"
            )
        return self.one(f"{such}数|{such}数量|{such}的数量|{such}的个数")

    def _share(self, condition: Condition) -> str:
        if condition.op in (Op.PASS, Op.FAIL) and self.rng.random() < 0.6:
            self.said.add(condition)
            rate = self.one(
                "及格率|及格率|合格率|及格比例|及格的比例|及格人数占比"
                if condition.op is Op.PASS
                else "不及格率|不及格率|挂科率|不合格率|不及格比例|不及格的比例|不及格人数占比"
            )
            return self.column(condition.column) + self.one(f"{rate}|的{rate}|{rate}（百分比）")
        such = self._such(condition)
        return self.one(
            f"{such}占比|{such}的占比|{such}占的比例|{such}占总数的百分比|{such}比例|{such}的比重|{such}所占比重|{such}占全部的百分比|{such}的百分率|{such}占的百分比|{such}所占百分比|{such}的百分比|{such}的比例（百分比）|{such}所占的比例"
        )
