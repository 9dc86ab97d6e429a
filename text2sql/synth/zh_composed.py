"""How conditions on several columns, lists in which something is computed, and halves of conditions are said in Chinese."""

import random
from collections.abc import Mapping, Sequence

from text2sql.lexicon import Role, Scale
from text2sql.synth import zh_words as words
from text2sql.synth.families import Draft
from text2sql.synth.parts import Condition, Measured, Op, number
from text2sql.synth.relations import AgainstMean, AgainstNamed, Both, Computed, Either, Every, Pair, Relation
from text2sql.synth.say import pick, say
from text2sql.synth.zh_several import Several

# In the templates ``{a}`` and ``{b}`` are columns, ``{n}`` a number with its unit, ``{high}`` and ``{low}`` adjectives.
_PAIRS: Mapping[Op, str] = {
    Op.GT: "[{a}比{b}[|还|要|更]{high}|{a}比{b}{high}|{a}[高于|超过|大于|胜过]{b}|{b}不如{a}{high}|{b}比{a}[|更]{low}|{a}[>|＞]{b}]",
    Op.GE: "[{a}不低于{b}|{a}大于等于{b}|{a}[>=|≥]{b}|{a}不比{b}{low}|{a}不小于{b}]",
    Op.LT: "[{a}比{b}[|还|要|更]{low}|{a}比{b}{low}|{a}[低于|不如|不及|小于]{b}|{b}比{a}{high}|{a}[<|＜]{b}]",
}
_TIMES: Mapping[Op, str] = {
    Op.GT: "[{a}[超过|大于|高于|不止是]{b}的{t}|{a}比{b}的{t}还{high}|{a}[>|＞]{b}的{t}]",
    Op.GE: "[{a}[至少|起码]是{b}的{t}|{a}[不低于|达到|大于等于]{b}的{t}|{a}是{b}的{t}[以上|及以上]]",
}
_MARGINS: Mapping[Op, str] = {
    Op.GT: "[{a}比{b}{high}[超过|不止|了超过]{n}|{a}[高出|超出|领先]{b}[超过|不止]{n}|{a}[减|减去|-]{b}[大于|超过|>]{n}|{b}比{a}{low}[超过|不止]{n}]",
    Op.GE: "[{a}比{b}{high}[出|]{n}[以上|及以上|或更多]|{a}比{b}[至少|起码|最少]{high}[出|]{n}|{a}[高出|超出|领先]{b}[至少{n}|{n}以上]"
    "|{a}[减|减去|-]{b}[不小于|大于等于|至少是|>=]{n}|{b}比{a}{low}[了|]{n}[以上|及以上]|{b}比{a}至少{low}{n}]",
}
_GAPS: Mapping[Op, str] = {
    Op.GT: "[{a}[和|与|跟]{b}[相差|差距|差|差了|的差距|之间相差][超过|大于|不止]{n}|{a}[和|与|跟]{b}之差的绝对值[大于|超过]{n}]",
    Op.GE: "[{a}[和|与|跟]{b}[相差|差|差了|差距在|之间差][{n}以上|至少{n}|{n}及以上]|{a}[和|与|跟]{b}的差距[不小于|不低于]{n}]",
    Op.LT: "[{a}[和|与|跟]{b}[相差|差|差距|之间相差][不到|不足|小于]{n}]",
    Op.LE: "[{a}[和|与|跟]{b}[相差|差|差距][不超过|不大于|最多]{n}|{a}[和|与|跟]{b}[相差|差距]在{n}[以内|之内]]",
}
# Behind a noun of several columns.
_BEYOND: Mapping[Op, str] = {
    Op.GT: "[高于|超过|大于|超过了|>]{n}",
    Op.GE: "[[不低于|达到|至少|大于等于|不小于|>=]{n}|[在|]{n}[以上|及以上]]",
    Op.LT: "[低于|不到|小于|不足|没到|<]{n}",
    Op.LE: "[[不超过|不高于|小于等于|至多|<=]{n}|[在|]{n}[以下|及以下|以内]]",
    Op.BETWEEN: "[[在|介于|处于]{n}[到|和|至|-]{m}之间|[在|]{n}[到|至|-|~]{m}[之间|]]",
    Op.PASS: "[及格|及格|合格|及格了|过了及格线|上了60]",
    Op.FAIL: "[不及格|不及格|没及格|挂科|不合格|没过及格线]",
}
_EVERY = "[{all}[都|都|均|全|全都|同时]{beyond}|{bare}{both}[都|均|全]{beyond}|{all}{both}[都|均]{beyond}]"
_ANY = "[{or}{beyond}|{all}[有一个|有一项|至少一项|至少有一项|至少一个|任意一项|任一]{beyond}|{all}[里|中][有|至少有][一项|一个]{beyond}]"
_ONE_OF = "[要么{one}要么{two}|或者{one}，或者{two}|[至少|]满足{one}、{two}[之一|其中一条|其中一个]|{one}或[者|]{two}（[满足一个即可|任一即可|二者之一]）|（{one}或{two}）]"

_ONE_GROUP = "[要么{one}，要么{two}|或者{one}，或者{two}|（{one}）或[者|]（{two}）]"


class Composed(Several):
    """Says what is composed; every public method without arguments is a part that sentences may name."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # Bare ones first: 3班里，数学高于90的.
        some = sorted(draft.conditions, key=lambda each: self.bare(each) is None)
        cut = rng.randint(1, len(some) - 1) if len(some) > 1 else 0
        self._some, self._others = some[:cut], some[cut:]

    # Conditions

    def predicate_of(self, condition: Condition, *, attributive: bool = False) -> str:
        """The condition as what is said of a row; one on several columns too."""
        if not isinstance(condition, Relation):
            return super().predicate_of(condition, attributive=attributive)
        self.said.add(condition)
        match condition:
            case Pair():
                return self._pair(condition)
            case Computed():
                return self.number_of(condition.measured) + self._beyond(condition)
            case Every():
                return self._every(condition)
            case Both():
                return self.one("且|且|而且|并且|又").join(self.predicate_of(each) for each in condition.options)
            case AgainstMean():
                return self._against_mean(condition)
            case AgainstNamed():
                return self._against_named(condition)
            case Either():
                one, two = (self.predicate_of(option) for option in condition.options)
                grouped = any(isinstance(option, Both) for option in condition.options)
                return say(self.rng, _ONE_GROUP if grouped else _ONE_OF, {"one": one, "two": two}.__getitem__)
        raise AssertionError(f"no words for {condition}")

    def all_of(self, said: Sequence[str]) -> str:
        """Several predicates; of three or more the last is told apart."""
        if len(said) < 3 or self.d.any_of:
            return super().all_of(said)
        last = self.one("且|，且|并且|，并且|而且|，同时|，还要|，|、")
        return self.one("，|、|，|且|、").join(said[:-1]) + last + said[-1]

    def _pair(self, pair: Pair) -> str:
        templates = _PAIRS if not pair.values else _GAPS if pair.either_way else _MARGINS
        templates = _TIMES if pair.times != 1 else templates
        high, low = words.COMPARED[pair.column.scale]
        parts = {
            "a": self.column(pair.column),
            "b": self.column(pair.other),
            "high": high,
            "low": low,
            "n": self._with_unit(pair) if pair.values else "",
            "t": self.one("两倍|2倍") if pair.times == 2 else f"{number(pair.times)}倍",
        }
        return say(self.rng, templates[pair.op], parts.__getitem__)

    def _against_mean(self, mean: AgainstMean) -> str:
        number, up = self.number_of(mean.measured), mean.op is not Op.LT
        of = self.one(
            f"全体|总体|所有{pick(self.rng, self._owner(mean.column).zh)}的|整体|全部{pick(self.rng, self._owner(mean.column).zh)}的"
        )
        score = all(column.is_score for column in mean.measured.columns)
        average = of + self.one("平均值|平均|平均水平|均值" + ("|平均分|平均分|均分" if score else ""))
        if mean.op is Op.GE:
            return number + self.one(f"不低于{average}|达到{average}|不小于{average}|大于等于{average}")
        high, low = words.COMPARED[self._scale_of(mean.measured)]
        verbs = "高于|超过|大于|高出" if up else "低于|小于|不到|没达到"
        return number + self.one(
            f"{self.one(verbs)}{average}|{self.one(verbs)}{average}|比{average}{high if up else low}"
        )

    def _against_named(self, named: AgainstNamed) -> str:
        number, name = self.number_of(named.measured), str(named.naming[0].values[0])
        year = f"{named.naming[1].values[0]}年" if len(named.naming) > 1 else ""
        high, low = words.COMPARED[self._scale_of(named.measured)]
        up = named.op is Op.GT
        verb = self.one("高于|超过|大于" if up else "低于|小于|不及")
        adjective = high if up else low
        return year + self.one(
            f"{number}比{name}{adjective}|{number}比{name}{adjective}|{number}{verb}{name}|比{name}的{number}{adjective}|{number}比{name}的还{adjective}"
        )

    def _scale_of(self, measured: Measured) -> Scale:
        return Scale.HIGH if measured.form else measured.columns[0].scale

    def _every(self, every: Every) -> str:
        nouns = [self.column(column) for column in every.columns]
        beyond = self._beyond(every)
        two = "两科|两门" if all(column.is_score for column in every.columns) else "两项|二者"
        parts = {
            "all": self.together(nouns),
            "bare": "".join(nouns) if len(nouns) == 2 and all(len(noun) == 2 for noun in nouns) else "、".join(nouns),
            "both": self.one(f"|{two}" if len(nouns) == 2 else "|三项|这三项"),
            "or": self.one("或|或者|或是").join(nouns),
            "beyond": beyond,
        }
        return say(self.rng, _ANY if every.any_of else _EVERY, parts.__getitem__)

    def _beyond(self, condition: Computed | Every) -> str:
        n, m = [*(number(value) for value in condition.values), "", ""][:2]
        unit = self._with_unit(condition).removeprefix(n) if n else ""
        return say(self.rng, _BEYOND[condition.op], {"n": n if m else n + unit, "m": m + unit}.__getitem__)

    def _with_unit(self, condition: Condition) -> str:
        unit = self.unit(condition.column)
        if isinstance(condition, Computed) and condition.measured.form == "product":
            unit = ""
        return number(condition.values[0]) + self.one(f"{unit}|{unit}|")

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
            return self.one("、|，|、").join(said[:-1]) + self.one("、|，|以及|，还有|，以及|和") + said[-1]
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
                    "两者之和|两项之和|它们的和|两项合计|二者的总和" + ("|两科总分|两门的总分" if score else "")
                )
            case "mean":
                return self.one("两者的平均|两项平均值|它们的平均值" + ("|两科平均分|两门均分" if score else ""))
            case "ratio":
                return self.one("两者之比|前者与后者的比值|它们的比值")
        return self.one("两者之差|前者减后者的差|差值|二者的差|它们的差")

    def _item(self, item: Measured) -> str:
        """A number in a list: 和 is left to the list."""
        if item.form not in ("sum", "mean") or item.is_all:
            return self.number_of(item)
        nouns = [self.column(column) for column in item.columns]
        joined = self.one("加|+|加上").join(nouns)
        together = "、".join(nouns) if len(nouns) > 2 else self.one("与|加|跟").join(nouns)
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
            return self.one(f"{said}|{a}离满分的差距|{a}距满分的差距|{a}丢的分|{a}离满分差的分数" if score else said)
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
        together = "、".join(nouns)
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

    def two_years(self) -> str:
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
            f"，{number}是多少|，{number}也要|，带上{number}|，以及{number}|，同时给出{number}|，并列出{number}|，{number}多少"
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
