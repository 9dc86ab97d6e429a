"""How lists in which something is computed, and halves of conditions, are said in Chinese."""

import random
from collections.abc import Sequence

from text2sql.lexicon import Role
from text2sql.synth import zh_words as words
from text2sql.synth.families import Draft
from text2sql.synth.parts import Measured, number
from text2sql.synth.zh_numerals import counted
from text2sql.synth.zh_relations import Relations


class Composed(Relations):
    """Says what is composed; every public method without arguments is a part that sentences may name."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # Bare ones first: 3班里，数学高于90的.
        some = sorted(draft.conditions, key=lambda each: self.bare(each) is None)
        cut = rng.randint(1, len(some) - 1) if len(some) > 1 else 0
        self._some, self._others = some[:cut], some[cut:]

    def some(self) -> str:
        """The rows that a part of the conditions leaves: 2021年3班的学生; `others` says the rest."""
        return self.rows_of(self._some, self.row)

    def others(self) -> str:
        """The rest of them as what is said of the rows."""
        return self.all_of([self.predicate_of(each) for each in self._others])

    def filters(self) -> str:
        """All conditions one by one: 班级是3班、数学高于90."""
        said = [self.predicate_of(each) for each in self.d.conditions]
        return self.one("，|、|；|，|且").join(said)

    # What is asked for

    def columns(self) -> str:
        """What is asked for."""
        if not self.d.asked:
            return super().columns()
        self.said.add("columns")
        return self._listed(self.d.asked)

    def other_columns(self) -> str:
        """The same without the label."""
        if not self.d.asked:
            return super().other_columns()
        self.said.add("columns")
        return self._listed(self.d.asked[1:])

    def columns_shown(self) -> str:
        """The same as `columns`, where what is shown stands among them."""
        return self.columns() if self.d.asked else super().columns_shown()

    def whatis_listed(self) -> str:
        """是多少, 是什么, behind a list in which something is computed."""
        asked = self.d.asked
        if any(not each.form and each.columns[0].role is not Role.MEASURE for each in asked):
            return self.one("||分别是什么|各是什么|都是什么|是什么")
        return self.one("是多少||多少" if len(asked) == 1 else "|分别是多少|各是多少|都是多少|分别多少|各多少")

    def _listed(self, asked: Sequence[Measured]) -> str:
        said = [
            self._of_those(each) if self._sums_up(asked, at) and self.rng.random() < 0.6 else self._item(each)
            for at, each in enumerate(asked)
        ]
        if len(said) > 1 and any(each.form for each in asked):
            # 和 inside of an item would read as the end of the list.
            return "，".join(said[:-1]) + self.one("，以及|，还有") + said[-1]
        return self.together(said)

    def _sums_up(self, asked: Sequence[Measured], at: int) -> bool:
        """Whether the item is made of exactly the two numbers before it."""
        before = [each.columns[0] for each in asked[max(0, at - 2) : at] if not each.form]
        own = asked[at]
        return own.form in ("sum", "difference", "mean", "ratio") and tuple(before) == own.columns

    def _of_those(self, item: Measured) -> str:
        score = all(column.is_score for column in item.columns)
        match item.form:
            case "sum":
                return self.one(
                    "两者之和|两项之和|它们的和|两项合计|二者的总和|两个数加起来|两者加起来|俩加起来|两项加总|前两项之和"
                    + ("|两科总分|两门的总分" if score else "")
                )
            case "mean":
                return self.one("两者的平均|两项平均值|它们的平均值" + ("|两科平均分|两门均分" if score else ""))
            case "ratio":
                return self.one("两者之比|前者与后者的比值|它们的比值")
        return self.one(
            "两者之差|前者减后者的差|差值|二者的差|它们的差|前者比后者多多少|前者减去后者|相差多少|前两项之差"
        )

    def _item(self, item: Measured) -> str:
        """A number in a list: 和 is left to the list."""
        if item.form not in ("sum", "mean") or item.is_all:
            return self.number_of(item)
        nouns = [self.column(column) for column in item.columns]
        joined = self.one("加|+|加上").join(nouns)
        together = "、".join(nouns) if len(nouns) > 2 else self.one("与|跟").join(nouns)
        together += f"这{counted(len(nouns))}项"
        if item.form == "mean":
            return f"{together}的{self.one('平均|平均值|均值')}"
        return self.one(f"{joined}|{joined}的和|{together}的总和|{together}的合计|{together}之和")

    def number_of(self, measured: Measured) -> str:
        """The noun of a measured number."""
        if measured.form == "ratio":
            a, b = (self.column(column) for column in measured.columns)
            return self.one(
                f"{a}与{b}的比值|{a}和{b}之比|{a}除以{b}|{a}/{b}|{a}与{b}的比|{a}除以{b}的结果|{a}跟{b}的比例"
            )
        if measured.form == "distance":
            a, bound = self.column(measured.columns[0]), number(measured.bound)
            said = f"{a}离{bound}的差距|{a}距{bound}的差距|{bound}减{a}|{bound}减去{a}|{bound}-{a}|{a}与{bound}的差距|{a}比{bound}少的部分"
            score = measured.columns[0].is_score and bound == "100"
            return self.one(f"{said}|{a}离满分的差距|{a}距满分的差距|{a}离满分差的分数" if score else said)
        if measured.form in ("plus", "times", "above", "percent", "greatest", "least", "share"):
            return self.one(self._derived(measured))
        return super().number_of(measured)

    def _derived(self, measured: Measured) -> str:
        nouns = [self.column(column) for column in measured.columns]
        a, n = nouns[0], number(measured.bound) if measured.bound is not None else ""
        score = all(column.is_score for column in measured.columns)
        if measured.form == "plus":
            unit = self.unit(measured.columns[0])
            return f"{a}加{n}{unit}|{a}加上{n}{unit}|{a}+{n}|{a}加{n}{unit}之后的值|加{n}{unit}后的{a}"
        if measured.form == "above":
            return f"{a}超过{n}的部分|{a}减{n}|{a}减去{n}|{a}比{n}高出的部分|{a}-{n}|{a}高出{n}的数值"
        if measured.form == "percent":
            b = nouns[1]
            return f"{a}比{b}高百分之几|{a}比{b}高出的百分比|{a}相对{b}高出的百分比|{a}超过{b}的百分比"
        if measured.form == "times":
            plain = f"{a}乘以{n}|{a}×{n}|{a}乘{n}|{a}*{n}"
            said = {
                "2": f"{a}的两倍|{a}翻倍后|{a}的2倍",
                "1.1": f"{a}上调10%后|提高10%后的{a}|{a}涨10%以后",
                "1.2": f"{a}上调20%后|提高20%后的{a}|{a}涨20%以后",
            }
            off = {"0.9": "九|9", "0.8": "八|8", "0.5": "五|5"}
            fold = f"打{self.one(off[n])}折后的{a}|{a}打{self.one(off[n])}折" if n in off else said[n]
            return f"{fold}|{fold}|{plain}"
        together = "、".join(nouns) + f"这{counted(len(nouns))}项"
        every = (
            self.one("各科|所有科目|全部科目" if score else "各项|所有项")
            if measured.is_all and len(nouns) > 3
            else together
        )
        if measured.form == "share":
            total = self.one("总分|各科总分" if score else "合计|总和") if measured.is_all else f"{together}合计"
            return f"{a}占{total}的百分比|{a}占{total}的百分之几|{a}在{total}中占的百分比"
        most, best = ("最高", "最大") if measured.form == "greatest" else ("最低", "最小")
        among = self.one("中|里|当中")
        if score:
            return f"{every}{among}{most}分|{every}{among}{most}的一科分数|{every}{among}{best}值"
        return f"{every}{among}{best}值|{every}{among}{most}的一项|{every}{among}{most}值"

    # Named rows

    def names(self) -> str:
        """The rows compared: 陈婷和王磊."""
        return self.together([str(value) for value in self.d.values])

    def named(self) -> str:
        """The name of the row alone."""
        naming = self.d.conditions[:1]
        return self.rows_of(naming, "").removesuffix("的")

    def years_named(self) -> str:
        """2020年和2021年."""
        years = self.d.conditions[1]
        self.said.add(years)
        return self.one("和|、|跟|与").join(f"{each}年" for each in years.values)

    def number_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        number = self.measure()
        return self.one(
            f"，{number}是多少|，{number}也要|，带上{number}|，以及{number}|，同时给出{number}|，并列出{number}|，{number}多少|，连同{number}|，{number}也报一下|，顺便看看{number}|，{number}标上|，还有{number}"
        )

    def how_far(self) -> str:
        """Behind the name, how much one number is above another: 数学比英语高多少."""
        measured = self.d.measured
        assert measured is not None
        nouns = [self.column(column) for column in measured.columns]
        much = self.number_of(measured) + self.one("是多少|是多少|多少|等于多少|")
        high = words.COMPARED[measured.columns[0].scale][0]
        if measured.form == "difference":
            a, b = nouns
            return self.one(
                f"{a}比{b}{high}多少|{a}比{b}{high}出多少|{a}比{b}{high}几{self.unit(measured.columns[0])}|{a}超过{b}多少|{a}减{b}是多少|{much}"
            )
        if measured.form == "percent":
            return self.number_of(measured)
        if measured.form == "above":
            a, bound = nouns[0], number(measured.bound)
            return self.one(
                f"{a}比{bound}{high}多少|{a}超过{bound}多少|{a}高出{bound}多少|{a}比{bound}{high}出几{self.unit(measured.columns[0])}|{much}"
            )
        if measured.form == "distance":
            a, bound = nouns[0], number(measured.bound)
            full = "满分" if measured.columns[0].is_score and bound == "100" else bound
            return self.one(
                f"{a}离{full}还差多少|{a}距{full}还有多少|{a}还差多少到{full}|{a}到{bound}还差多少|{a}离{full}差几{self.unit(measured.columns[0])}|{much}"
            )
        if measured.form == "sum":
            total = "".join(nouns) if len(nouns) == 2 else "、".join(nouns)
            alone = f"|{total}加起来多少|{total}一共多少|{total}总共有多少|{total}合起来是多少"
            return self.one(f"{much}|{much}" + ("" if measured.is_all and len(nouns) > 3 else alone))
        return much
