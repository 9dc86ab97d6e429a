"""How conditions on several columns are said in Chinese."""

from collections.abc import Mapping, Sequence

from text2sql.synth import zh_words as words
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.relations import AgainstMean, AgainstNamed, Both, Computed, Either, Every, Pair, Relation
from text2sql.synth.say import pick, say
from text2sql.synth.zh_several import Several

# In the templates ``{a}`` and ``{b}`` are columns, ``{n}`` a number with its unit, ``{high}`` and ``{low}`` adjectives.
# Of two marks.
_MARKS: Mapping[Op, str] = {
    Op.GT: "[{a}[考得|学得]比{b}[好|高|强]|{a}[强过|好于|胜过|压过|好过|赢过]{b}|{a}比{b}[强|好|考得高|考得好|分高|分数高]|{b}[没有|没]{a}[考得|][高|好]|"
    "{b}[赶不上|比不上|不及|输给|不如|考不过]{a}|{b}[考得|]不如{a}[好|]]",
    Op.GE: "[{a}[考得|]不比{b}[差|低]|{a}[不逊于|不输|不亚于|不逊色于]{b}|{a}[大于|高于]或等于{b}]",
    Op.LT: "[{a}[考得|学得]比{b}[差|低|弱]|{a}[赶不上|比不上|弱于|差于|输给|考不过]{b}|{a}比{b}[弱|差|考得低|考得差|分低|分数低]|{a}[没有|没]{b}[考得|][高|好]|"
    "{b}[强过|好过|胜过|赢过]{a}|{a}[考得|]不如{b}[好|高]]",
}
_PAIRS: Mapping[Op, str] = {
    Op.GT: "[{a}比{b}[|还|要|更]{high}|{a}比{b}{high}|{a}[高于|超过|大于|胜过]{b}|{b}不如{a}{high}|{b}比{a}[|更]{low}|{a}[>|＞]{b}|{a}[超出|高出|大过]{b}|{b}[不及|不如]{a}|{b}没有{a}{high}|{b}没{a}{high}]",
    Op.GE: "[{a}不低于{b}|{a}大于等于{b}|{a}[>=|≥]{b}|{a}不比{b}{low}|{a}不小于{b}|{a}[不亚于|不逊于]{b}|{a}达到或超过{b}|{a}至少和{b}一样{high}]",
    Op.LT: "[{a}比{b}[|还|要|更]{low}|{a}比{b}{low}|{a}[低于|不如|不及|小于]{b}|{b}比{a}{high}|{a}[<|＜]{b}|{a}没有{b}{high}|{a}没{b}{high}|{a}[赶不上|比不上|低过]{b}|{b}[超过|高于|超出]{a}]",
}
_TIMES: Mapping[Op, str] = {
    Op.GT: "[{a}[超过|大于|高于|不止是]{b}的{t}|{a}比{b}的{t}还{high}|{a}[>|＞]{b}的{t}]",
    Op.GE: "[{a}[至少|起码]是{b}的{t}|{a}[不低于|达到|大于等于]{b}的{t}|{a}是{b}的{t}[以上|及以上]]",
}
_MARGINS: Mapping[Op, str] = {
    Op.GT: "[{a}比{b}{high}[超过|不止|了超过]{n}|{a}[高出|超出|领先]{b}[超过|不止]{n}|{a}[减|减去|-]{b}[大于|超过|>]{n}|{a}[多出|多过|高过]{b}[不止|超过]{n}|{a}比{b}多[出|][超过|不止]{n}|{b}比{a}{low}[超过|不止]{n}]",
    Op.GE: "[{a}比{b}{high}[出|]{n}[以上|及以上|或更多]|{a}比{b}[至少|起码|最少]{high}[出|]{n}|{a}[高出|超出|领先]{b}[至少{n}|{n}以上]"
    "|{a}[减|减去|-]{b}[不小于|大于等于|至少是|>=]{n}|{b}比{a}{low}[了|]{n}[以上|及以上]|{b}比{a}至少{low}{n}|{a}比{b}多[出|]{n}[以上|及以上]|{a}[多出|超过]{b}[至少{n}|{n}以上|不少于{n}]|{a}比{b}[最少|至少]{high}{n}|{a}领先{b}{n}[及以上|或更多]]",
}
_GAPS: Mapping[Op, str] = {
    Op.GT: "[{a}[和|与|跟]{b}[相差|差距|差|差了|的差距|之间相差][超过|大于|不止]{n}|{a}[和|与|跟]{b}之差的绝对值[大于|超过]{n}]",
    Op.GE: "[{a}[和|与|跟]{b}[相差|差|差了|差距在|之间差][{n}以上|至少{n}|{n}及以上]|{a}[和|与|跟]{b}的差距[不小于|不低于|至少]{n}|{a}[和|与|跟]{b}[拉开]{n}以上|{a}[和|与|跟]{b}[至少|起码]差{n}]",
    Op.LT: "[{a}[和|与|跟]{b}[相差|差|差距|之间相差][不到|不足|小于|没到]{n}|{a}[和|与|跟]{b}[差不到|差距不到]{n}]",
    Op.LE: "[{a}[和|与|跟]{b}[相差|差|差距][不超过|不大于|最多]{n}|{a}[和|与|跟]{b}[相差|差距]在{n}[以内|之内]|{a}[和|与|跟]{b}[最多差|顶多差|至多差]{n}|{a}[和|与|跟]{b}差距控制在{n}以内]",
}
# Behind a noun of several columns.
_BEYOND: Mapping[Op, str] = {
    Op.GT: "[高于|超过|大于|超过了|高过|超出|突破|>]{n}",
    Op.GE: "[[不低于|达到|至少|大于等于|不小于|上了|够|起码|满|最少|不少于|>=]{n}|[在|]{n}[以上|及以上]]",
    Op.LT: "[低于|不到|小于|不足|没到|没上|达不到|不够|没达到|<]{n}",
    Op.LE: "[[不超过|不高于|小于等于|至多|最多|没超过|顶多|最高|<=]{n}|[在|]{n}[以下|及以下|以内]]",
    Op.BETWEEN: "[[在|介于|处于]{n}[到|和|至|-]{m}之间|[在|]{n}[到|至|-|~]{m}[之间|]]",
    Op.PASS: "[及格|及格|合格|及格了|过了及格线|上了60|考及格|上了及格线|达到60分|在60分以上|过关]",
    Op.FAIL: "[不及格|不及格|没及格|挂科|不合格|没过及格线|没考及格|挂了|低于60分|不到60分|没到60|没上及格线]",
}
_EVERY = "[{all}[都|都|均|全|全都|同时|统统|通通|各自都]{beyond}|{bare}{both}[都|均|全|全都|同时]{beyond}|{all}{both}[都|均|全都]{beyond}]"
_ANY = "[{or}{beyond}|{all}[有一个|有一项|至少一项|至少有一项|至少一个|任意一项|任一|任何一项|起码一项]{beyond}|{all}[当中|之中|里头|中]至少[有一项|一项|有一个]{beyond}|{all}[里|中][有|至少有][一项|一个]{beyond}]"
_ONE_OF = "[要么{one}要么{two}|或者{one}，或者{two}|[至少|][满足|符合]{one}、{two}[之一|其中一条|其中一个|任意一条|任何一个]|{one}或[者|]{two}（[满足一个即可|任一即可|二者之一|满足其一即可|有一条就行|占一样就行|符合一个就算]）|（{one}或{two}）]"

_ONE_GROUP = "[要么{one}，要么{two}|或者{one}，或者{two}|（{one}）或[者|]（{two}）]"


class Relations(Several):
    """Says conditions on more than one column as what is said of the rows."""

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
        if templates is _PAIRS and pair.column.is_score and pair.other.is_score and self.rng.random() < 0.5:
            templates = _MARKS
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
        rows = pick(self.rng, self._owner(mean.column).zh)
        # Of all rows, whatever else is said of those asked for.
        of = self.one(f"全体{rows}|全体{rows}的|所有{rows}的|所有{rows}|全部{rows}的")
        score = all(column.is_score for column in mean.measured.columns)
        average = of + self.one(
            "平均值|平均|平均水平|均值|平均线|平均数" + ("|平均分|平均分|均分|平均成绩" if score else "")
        )
        if mean.op is Op.GE:
            return number + self.one(f"不低于{average}|达到{average}|不小于{average}|大于等于{average}")
        high, low = words.COMPARED[mean.measured.scale]
        verbs = (
            "高于|超过|大于|高出|高过|胜过|超出|好于"
            if up and score
            else "高于|超过|大于|高出|高过|超出"
            if up
            else "低于|小于|不到|没达到|达不到|不及|不如|没到"
        )
        return number + self.one(
            f"{self.one(verbs)}{average}|{self.one(verbs)}{average}|比{average}{high if up else low}"
        )

    def _against_named(self, named: AgainstNamed) -> str:
        number, name = self.number_of(named.measured), str(named.naming[0].values[0])
        year = f"{named.naming[1].values[0]}年" if len(named.naming) > 1 else ""
        high, low = words.COMPARED[named.measured.scale]
        up = named.op is Op.GT
        verb = self.one("高于|超过|大于|高过|超出|胜过" if up else "低于|小于|不及|不如|赶不上|没达到")
        adjective = high if up else low
        return year + self.one(
            f"{number}比{name}{adjective}|{number}比{name}{adjective}|{number}{verb}{name}|比{name}的{number}{adjective}|比{name}{number}更{adjective}|{number}要比{name}{adjective}|{number}比{name}的还{adjective}"
        )

    def _every(self, every: Every) -> str:
        nouns = [self.column(column) for column in every.columns]
        beyond = self._beyond(every)
        two = (
            "两科|两门|这两科|这两门|两门课|两科成绩"
            if all(column.is_score for column in every.columns)
            else "两项|二者"
        )
        parts = {
            "all": self.together(nouns),
            "bare": "".join(nouns) if len(nouns) == 2 and all(len(noun) == 2 for noun in nouns) else "、".join(nouns),
            "both": self.one(f"|{two}" if len(nouns) == 2 else "|三项|这三项|三样"),
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
