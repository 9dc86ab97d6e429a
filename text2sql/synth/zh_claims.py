"""How claims that need a second look at the rows are said in Chinese."""

from text2sql.lexicon import Scale
from text2sql.synth import zh_kinds as kinds
from text2sql.synth import zh_superlatives as superlatives
from text2sql.synth import zh_words as words
from text2sql.synth.claims import Claim, Kind
from text2sql.synth.parts import Measured, Op, Value, number
from text2sql.synth.say import pick
from text2sql.synth.zh_group_claims import GroupClaims

_TIMES = {2: "两|2", 3: "三|3", 1.5: "1.5"}


class Claims(GroupClaims):
    """Says the claims of a draft, as what is said of its rows."""

    row: str
    """What a row is called in the whole sentence."""

    def claims(self) -> str:
        """All claims: 数学高于3班平均分而且在人数最多的班级."""
        return self.all_of([self.claim_of(each) for each in self.d.claims])

    def claim_of(self, claim: Claim) -> str:
        """One claim; what it says of other rows counts for no condition of its own rows."""
        before = set(self.said)
        said = self._claimed(claim)
        self.said = {*before, claim}
        return said

    def _claimed(self, claim: Claim) -> str:
        match claim.kind:
            case Kind.AGGREGATE:
                return self._against(claim, self._subset(claim))
            case Kind.WITHIN:
                return self._near(claim)
            case Kind.ROW:
                return self._against_row(claim)
            case Kind.MATE:
                return self._mate(claim)
            case Kind.BEST_GROUP | Kind.GROUP_HAVING:
                return self._of_group(claim)
            case Kind.GROUP_WITH | Kind.GROUP_WITHOUT:
                return self._group_with(claim)
            case Kind.OWN_GROUP:
                return self._own_group(claim)
            case Kind.ALSO | Kind.NOT_ALSO:
                return self._also(claim)
            case Kind.CHANGED:
                return self._changed(claim)
            case Kind.SWITCHED:
                return self._switched(claim)
            case Kind.ALL | Kind.NONE | Kind.SOME | Kind.PART:
                return self._throughout(claim)
            case Kind.DIFFERENT | Kind.APART:
                return self._spread(claim)
            case Kind.HAS | Kind.HAS_NOT | Kind.HAS_MANY | Kind.HAS_MOST:
                return self._has(claim)
            case Kind.OF_BEST:
                return self._of_best(claim)
            case Kind.IN_YEAR:
                year = claim.years[0] if claim.years[1] is None else claim.years[1]
                said = self.predicate_of(claim.conditions[0])
                return self.one(f"{year}年{said}|{year}年{said}|在{year}年{said}|{year}年的时候{said}")

    # Against a number

    def _subset(self, claim: Claim) -> str:
        """Whose number it is, with 的: 3班的, 全体学生的; empty where all are meant anyway."""
        if claim.conditions and claim.conditions == self.d.conditions and self.rng.random() < 0.5:
            return self.one(
                f"这些{self.row}的|这些{self.row}的|其中的|这部分{self.row}的|这批{self.row}的|上述{self.row}的"
                + ("|他们的|这些人的" if self.main.is_person else "")
            )
        if claim.conditions:
            return self._rows(claim.conditions) + self.one("的|的|的|")
        everyone = (
            f"全体{self.row}的|所有{self.row}的|全部{self.row}的|总体|整体的|总的|全部的|大家的"
            if self.main.is_person
            else f"全体{self.row}的|所有{self.row}的|全部{self.row}的|总体|整体的|总的"
        )
        return self.one(everyone if self.d.conditions else f"|||{everyone}")

    def _against(self, claim: Claim, whose: str) -> str:
        """The comparison with somebody's number."""
        measured = claim.measured
        assert measured is not None
        m, other = self.number_of(measured), f"{whose}{self._short(measured, claim.aggregate)}"
        up = claim.op in (Op.GT, Op.GE)
        if claim.op is Op.EQ:
            return self.one(
                f"{m}等于{other}|{m}达到{other}|{m}和{other}一样|{m}正好是{other}|{m}是{other}|{m}刚好等于{other}|{m}跟{other}相等|{m}与{other}持平|{m}和{other}相同"
            )
        word = words.COMPARED[measured.scale][0 if up else 1]
        if claim.margin is not None:
            return self._by(f"{m}比{other}", word, claim.margin, measured)
        if claim.times is not None:
            return self._times(m, other, claim.times)
        more = pick(self.rng, words.MORE[measured.scale][0 if up else 1])
        beats = self.one("超过了|高出|超过|胜过|高过|超出" if up else "没达到|不到|不及|达不到|没到|不如|赶不上|比不上")
        still = self.one("|还|更|要")
        return self.one(
            f"{m}{more}{other}|{m}{more}{other}|{m}比{other}{still}{word}|{m}{beats}{other}|{m}{beats}{other}|{m}在{other}之{'上' if up else '下'}|{m}{word}于{other}"
        )

    def _by(self, than: str, word: str, margin: Value, measured: Measured) -> str:
        """At least so much more: 比…至少高5分, 比…高5分以上."""
        v = number(margin) + self.one(f"|{self.unit(measured.columns[0])}")
        return self.one(
            f"{than}至少{word}{v}|{than}{word}{v}以上|{than}{word}出{v}以上|{than}{word}至少{v}|{than}{word}{v}或更多|{than}起码{word}{v}|{than}{word}了{v}以上|{than}{word}不少于{v}|{than}最少{word}{v}|{than}{word}{v}及以上"
        )

    def _times(self, m: str, other: str, times: Value) -> str:
        if times == 0.5:
            return self.one(f"{m}不到{other}的一半|{m}低于{other}的一半|{m}不足{other}的0.5倍|{m}连{other}的一半都不到")
        n = self.one(_TIMES[float(str(times))])
        return self.one(
            f"{m}超过{other}的{n}倍|{m}大于{other}的{n}倍|{m}高于{other}的{n}倍|{m}是{other}的{n}倍以上（不含）"
        )

    def _near(self, claim: Claim) -> str:
        measured = claim.measured
        assert measured is not None
        m, other = self.number_of(measured), f"{self._subset(claim)}{self._short(measured, 'MAX')}"
        v = number(claim.value) + self.one(f"|{self.unit(measured.columns[0])}")
        low = words.COMPARED[measured.scale][1]
        return self.one(
            f"{m}和{other}相差不超过{v}|{m}与{other}的差距在{v}以内|{m}比{other}最多{low}{v}|{m}离{other}不超过{v}|{m}距{other}{v}以内|{m}和{other}最多差{v}|{m}跟{other}差距不超过{v}|{m}离{other}最多差{v}|{m}与{other}相差在{v}以内|{m}跟{other}顶多差{v}"
        )

    def _against_row(self, claim: Claim) -> str:
        measured = claim.measured
        assert measured is not None
        m, name, up = self.number_of(measured), self._name(claim.conditions[0]), claim.op in (Op.GT, Op.GE)
        same = self.one("和|跟|与|同")
        if claim.op is Op.EQ:
            return self.one(
                f"{m}{same}{name}一样|{m}{same}{name}相同|{m}等于{name}|{m}{same}{name}{m}一样|{m}{same}{name}相等|{m}{same}{name}持平|{m}{same}{name}一个样|{m}{same}{name}打平|{m}{same}{name}并列|{m}{same}{name}完全一样"
                + (
                    f"|{m}{same}{name}同分|{m}{same}{name}考得一样|{m}{same}{name}分数一样"
                    if measured.columns[0].is_score and not measured.form
                    else ""
                )
            )
        if claim.op is Op.GE:
            return self.one(
                f"{m}不低于{name}|{m}大于等于{name}|{m}不比{name}低|{m}达到或超过{name}|{m}不亚于{name}|{m}不逊于{name}|{m}不输{name}|{m}至少和{name}一样高"
            ) + self.one("（不含本身）|，不算自己|（不算自己）|（排除自己）")
        word = words.COMPARED[measured.scale][0 if up else 1]
        if claim.margin is not None:
            return self._by(self.one(f"{m}比{name}|比{name}{m}"), word, claim.margin, measured)
        more = pick(self.rng, words.MORE[measured.scale][0 if up else 1])
        if not measured.form and self.rng.random() < 0.4 and (said := self._beats_row(measured, name, up=up)):
            return said
        return self.one(
            f"{m}比{name}{word}|{m}比{name}还{word}|{m}{more}{name}|比{name}{m}{word}|{m}{more}{name}的{m}|{m}比{name}更{word}"
        )

    def _beats_row(self, measured: Measured, name: str, *, up: bool) -> str:
        """The same in the words of the kind: 数学考得比陈婷好, 比陈婷年轻; empty if it has none."""
        column = measured.columns[0]
        if column.table != self.main.table.name:
            return ""
        kind, at = kinds.kind_of(column, self.main), 0 if up else 1
        if kind in kinds.UNNAMED and not self._is_sole(column):
            return ""
        said = superlatives.BEATS.get(kind)
        m = self.number_of(measured) if said and "{m}" in said[at] else ""
        return self.one(said[at]).format(m=m, name=name) if said else ""

    # Against a group

    def _mate(self, claim: Claim) -> str:
        assert claim.group is not None
        g, name, same = self.column(claim.group), self._name(claim.conditions[0]), self.one("和|跟|与|同")
        return self.one(
            f"{same}{name}同一个{g}|{same}{name}{g}相同|{same}{name}{g}一样|{g}{same}{name}相同|{g}{same}{name}一样|{same}{name}同{g}|"
            f"{same}{name}一个{g}|{same}{name}是同一个{g}|{same}{name}属于同一{g}|{same}{name}同属一个{g}|{g}{same}{name}是同一个|"
            f"{g}{same}{name}完全一样"
            + (
                f"|{same}{name}同班|{same}{name}在一个班|{same}{name}在同一个班|{same}{name}一个班"
                if g in ("班级", "班")
                else ""
            )
        )

    def _of_group(self, claim: Claim) -> str:
        assert claim.group is not None
        g = self.column(claim.group)
        if claim.aggregate == "COUNT":
            what, scale = self.rows_count(), Scale.MANY
            most = ("最多", "最少")
        else:
            assert claim.measured is not None
            what, scale = self._number(claim.measured, claim.aggregate), claim.measured.scale
            most = (self._extreme(claim.measured, 0), self._extreme(claim.measured, 1))
        by_people = self._names_somebody(claim.group)
        if claim.kind is Kind.BEST_GROUP and by_people:
            said = f"{what}{most[0 if claim.descending else 1]}"
            return self.one(
                f"{g}是{said}的那位|属于{said}的{g}|归{said}的{g}|由{said}的{g}负责|{g}就是{said}的那位|跟着{said}的{g}|{said}的{g}名下"
            )
        if claim.kind is Kind.BEST_GROUP:
            said = f"{what}{most[0 if claim.descending else 1]}"
            return self.one(
                f"在{said}的{g}|属于{said}的{g}|{g}是{said}的那个|来自{said}的{g}|在{said}的那个{g}里|身处{said}的{g}|就在{said}的{g}|{g}正是{said}的那个|归属{said}的{g}"
            )
        beyond = self.compared(claim.op, scale, number(claim.value))
        if by_people:
            return self.one(f"{g}的{what}{beyond}|属于{what}{beyond}的{g}|其{g}的{what}{beyond}")
        return self.one(
            f"所在{g}{what}{beyond}|所属{g}的{what}{beyond}|属于{what}{beyond}的{g}|在{what}{beyond}的{g}|来自{what}{beyond}的{g}"
        )

    def _group_with(self, claim: Claim) -> str:
        assert claim.group is not None
        g, rows = self.column(claim.group), self.rows_of(claim.conditions, self.row)
        if self._names_somebody(claim.group):
            some = "有" if claim.kind is Kind.GROUP_WITH else "没有"
            return self.one(
                f"其{g}{some}{rows}|同一{g}的{self.row}里{some}{rows}|和自己同{g}的{self.row}中{some}{rows}"
            )
        if claim.kind is Kind.GROUP_WITH:
            return self.one(
                f"所在{g}有{rows}|所属{g}里有{rows}|同{g}有{rows}|所在{g}里头有{rows}|所属的{g}存在{rows}|所在{g}至少有一{self.main.counter}{rows}|属于有{rows}的{g}"
            )
        return self.one(
            f"所在{g}没有{rows}|所属{g}里没有{rows}|同{g}没有{rows}|所在的{g}里头没有{rows}|所在{g}不存在{rows}|所在{g}找不出{rows}|所在{g}一{self.main.counter}{rows}都没有|属于没有{rows}的{g}"
        )

    def _own_group(self, claim: Claim) -> str:
        assert claim.measured is not None
        assert claim.group is not None
        g = self.column(claim.group)
        same = self.one(f"同{g}{self.row}|同一{g}的{self.row}|同{g}的{self.row}|同一个{g}的{self.row}")
        own = self.one("自己|所在|所属|自己所在|其所在|各自") + g
        own = same if self._names_somebody(claim.group) or self.rng.random() < 0.25 else own
        if claim.op is not Op.EQ:
            return self._against(claim, f"{own}{self.one('的|')}")
        m, word = self.number_of(claim.measured), self._extreme(claim.measured, 0 if claim.aggregate == "MAX" else 1)
        return self.one(
            f"{m}在{own}中{word}|{m}在{own}里{word}|在{own}里{m}{word}|{m}是{own}里{word}的|{m}在{own}中排{'第一' if claim.aggregate == 'MAX' else '最后'}"
        )

    # Another year

    def _also(self, claim: Claim) -> str:
        year = claim.years[0]
        if claim.kind is Kind.NOT_ALSO:
            return self.one(
                f"{year}年没有记录|{year}年没有数据|在{year}年没有出现过|{year}年还没有记录|{year}年没出现|不在{year}年的记录里|{year}年查不到|{year}年不在册|{year}年名单上没有|{year}年的名单里没有|{year}年没有任何记录"
            )
        more = claim.conditions[1:]
        if not more:
            return self.one(
                f"{year}年也有记录|{year}年也在|在{year}年也出现过|{year}年同样有记录|{year}年也有数据|{year}年也有|{year}年也出现了|{year}年的记录里也有|{year}年也在册|{year}年名单上也有|{year}年照样有记录"
            )
        said = self.predicate_of(more[0])
        return self.one(f"{year}年{said}|在{year}年{said}|{year}年的时候{said}")

    def _changed(self, claim: Claim) -> str:
        assert claim.measured is not None
        m, (before, after) = self.number_of(claim.measured), claim.years
        high, low = words.COMPARED[claim.measured.scale]
        score = all(c.is_score for c in claim.measured.columns)
        up = claim.op is Op.GT
        rose = (
            ("提高|进步|上升|提升|上涨|增长|涨" if score else "增长|上升|增加|提高|上涨|涨|走高")
            if up
            else ("退步|下降|下滑|滑坡|倒退|降低|下跌" if score else "下降|减少|降低|下跌|走低|回落|缩水")
        )
        rise, word = self.one(rose), high if up else low
        than = self.one(
            f"比{before}年|较{before}年|相比{before}年|比起{before}年|相较{before}年|跟{before}年比|同{before}年相比|和{before}年比|与{before}年相比"
        )
        front = "" if after is None else f"{after}年"
        if claim.op is Op.EQ:
            if after is not None:
                return self.one(
                    f"{before}年和{after}年{m}一样|{before}年到{after}年{m}没变|{m}在{before}年和{after}年相同"
                )
            return self.one(
                f"{m}和{before}年一样|{m}跟{before}年相同|{m}比{before}年没变|{m}与{before}年持平|{m}同{before}年一个样|{m}跟{before}年没差别|{m}和{before}年没变化"
            )
        if claim.margin is not None:
            v = number(claim.margin) + self.one(f"|{self.unit(claim.measured.columns[0])}")
            by = self.one(f"{rise}了至少{v}|{rise}{v}以上|至少{rise}{v}|至少{rise}了{v}|{rise}了{v}以上")
            whole = f"|从{before}年到{after}年{m}{by}|{before}年到{after}年{m}{by}" if after is not None else ""
            return self.one(f"{front}{m}{than}{by}{whole}")
        if after is not None:
            return self.one(
                f"{after}年{m}比{before}年{word}|{after}年的{m}比{before}年{rise}了|从{before}年到{after}年{m}{rise}了|{before}年到{after}年{m}有所{rise}"
                f"|{m}{after}年比{before}年{word}|{after}年{m}{word}于{before}年"
            )
        return self.one(
            f"{m}比{before}年{word}|{m}{than}{rise}了|{m}{than}有所{rise}|{m}比{before}年{rise}|{m}{than}{rise}|{m}{than}{word}了|{m}{than}{word}|{m}{than}要{word}"
        )

    def _switched(self, claim: Claim) -> str:
        assert claim.group is not None
        g, (before, after) = self.column(claim.group), claim.years
        if after is None:
            if claim.op is Op.NE:
                return self.one(
                    f"{g}和{before}年不同|{g}跟{before}年不一样|{g}与{before}年相比变了|{g}和{before}年的不是同一个"
                )
            return self.one(f"{g}和{before}年相同|{g}跟{before}年一样|{g}与{before}年相比没变|{g}和{before}年是同一个")
        if claim.op is Op.NE:
            return self.one(
                f"{before}年和{after}年{g}不同|{before}年到{after}年换了{g}|从{before}年到{after}年{g}变了|{after}年的{g}和{before}年不一样"
            )
        return self.one(
            f"{before}年和{after}年{g}相同|{before}年到{after}年没换{g}|从{before}年到{after}年{g}没变|{after}年的{g}和{before}年一样"
        )

    # What is asked of them

    def change(self) -> str:
        """The change of the number: 数学成绩的变化."""
        m = self.measure()
        return self.one(
            f"{m}的变化|{m}变化|{m}的变化值|{m}的变动|{m}变化量|{m}的增减|{m}的涨跌|{m}的升降|{m}的变动值|{m}的变化幅度"
        )

    def rose_most(self) -> str:
        """提高最多, 下降最大."""
        up, score = self.d.descending, bool(self.d.measured and self.d.measured.columns[0].is_score)
        rose = (
            ("提高|进步|提升|上升" if score else "增长|增加|上升|提高")
            if up
            else ("退步|下降|下滑" if score else "下降|减少|降低")
        )
        return self.one(rose) + self.one("最多|最大|最多|幅度最大")

    def rose_much(self) -> str:
        """提高了多少, 下降了多少."""
        up, score = self.d.descending, bool(self.d.measured and self.d.measured.columns[0].is_score)
        rose = (
            ("提高|进步|提升|上升" if score else "增长|增加|上升|提高")
            if up
            else ("退步|下降|下滑" if score else "下降|减少|降低")
        )
        return self.one(rose) + self.one("了多少|多少|了多少|的幅度|的数值")

    def two_years(self) -> str:
        """从2020年到2021年; where a condition names the later one, just 比2020年."""
        before, after = self.d.values[:2]
        if self.d.conditions:
            return self.one(f"比{before}年|较{before}年|相比{before}年|与{before}年相比|对比{before}年")
        return self.one(
            f"从{before}年到{after}年|{before}年到{after}年|{after}年比{before}年|{after}年较{before}年|{after}年相比{before}年"
        )

    def early_year(self) -> str:
        """2020年."""
        return f"{self.d.values[0]}年"

    def late_year(self) -> str:
        """2021年."""
        return f"{self.d.values[1]}年"

    def first_of(self) -> str:
        """How many of an order are wanted: 前3名, 第一个."""
        c, said = self.main.counter, self._nth()
        if self.d.n == 1:
            return self.one(f"第一{c}|第一个|最前面的一{c}|排第一的那{c}")
        return self.one(f"前{said}{c}|前{said}个|前{said}{c}|前{said}")
