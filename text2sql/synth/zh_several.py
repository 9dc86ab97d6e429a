"""How several numbers at once, rows of linked tables, places and rounding are said in Chinese."""

from collections.abc import Sequence

from text2sql.synth import zh_words as words
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.say import pick
from text2sql.synth.zh_numbers import Numbers

_AGGREGATES = {
    "AVG": ("平均值|平均|均值", "平均分|均分|平均成绩"),
    "MAX": ("最大值|最高值", "最高分"),
    "MIN": ("最小值|最低值", "最低分"),
    "SUM": ("总和|合计|总计", "总和|合计"),
}
_DIGITS = {
    0: "四舍五入到整数|取整|保留整数|不要小数|精确到个位|取整数",
    1: "保留一位小数|保留1位小数|精确到小数点后一位|留一位小数|小数点后留一位|四舍五入到一位小数|只要一位小数",
    2: "保留两位小数|保留2位小数|精确到小数点后两位|四舍五入到两位小数|留两位小数|小数点后留两位|只要两位小数|小数保留两位",
}


class Several(Numbers):
    """Says what is asked for side by side, and the rows of the tables that a question links."""

    row: str
    """What a row is called in the whole sentence."""

    # Several numbers

    def aggregates(self) -> str:
        """The aggregates at once: 人数和数学的平均分、最高分."""
        measured = self.d.measured
        assert measured is not None
        score = all(c.is_score for c in measured.columns)
        said = [self.one(_AGGREGATES[name][score]) for name in self.d.aggregates if name != "COUNT"]
        numbers = self.measure() + self.one("的|的|") + self.together(said)
        if "COUNT" not in self.d.aggregates:
            return numbers
        return self.rows_count() + self.one("和|、|以及|，") + numbers

    def rows_count(self) -> str:
        """人数, 订单数量."""
        noun = pick(self.rng, self.main.zh)
        return self.one(f"人数|人数|{noun}人数" if self.main.is_person else f"{noun}数量|{noun}数|{noun}个数")

    def rounded(self) -> str:
        """保留两位小数; nothing where no rounding is wanted."""
        return "" if self.d.digits is None else self.one("，|，结果|，请") + self.one(_DIGITS[self.d.digits])

    def limit(self) -> str:
        """The threshold with its unit: 80分."""
        column = self.d.measured.columns[0] if self.d.measured else None
        return number(self.d.values[0]) + (self.one(f"|{self.unit(column)}") if column else "")

    def beyond_limit(self) -> str:
        """超过80."""
        return self.compared(Op.GT, self._scale(), self.limit())

    def not_beyond(self) -> str:
        """What does not exceed the threshold: 不超过的, 80及以下的."""
        return self.one(f"不超过的|没超过的|{number(self.d.values[0])}及以下的")

    def banded(self) -> str:
        """The three bands: 80以上为A，60到80为B，其余为C."""
        high, low = (str(value) for value in self.d.values)
        is_ = self.one("为|是|算")
        best = self.one(f"{high}及以上|{high}以上（含）|不低于{high}")
        good = self.one(f"{low}到{high}（不含）|{low}及以上不到{high}|{low}至{high}")
        rest = self.one("其余|其他|剩下的")
        return self.one("，|、|；").join((f"{best}{is_}A", f"{good}{is_}B", f"{rest}{is_}C"))

    # Linked tables

    def child_noun(self) -> str:
        """What a row of the child table is called."""
        return pick(self.rng, self.d.frame.tables[1].zh)

    def child_rows(self) -> str:
        """The rows of the child table that meet the conditions: 诊断为感冒的就诊记录."""
        return self._rows_of_table(1, self.d.conditions)

    def child_one(self) -> str:
        """Those of the first kind."""
        return self._rows_of_table(1, self.d.conditions[:1])

    def child_two(self) -> str:
        """Those of the second."""
        return self._rows_of_table(1, self.d.conditions[1:2])

    def far_noun(self) -> str:
        """What a row of the table beyond is called."""
        return pick(self.rng, self.d.frame.tables[2].zh)

    def far_counter(self) -> str:
        """Its measure word."""
        return self.d.frame.tables[2].counter

    def far_rows(self) -> str:
        """The rows beyond: 医生张伟, 主任医师."""
        table, condition = self.d.frame.tables[2], self.d.conditions[0]
        said = self._rows_of_table(2, self.d.conditions)
        named = condition.column == table.label and condition.op is Op.EQ
        return self.one(f"{self.far_noun()}{said}|{said}") if named else said

    def _rows_of_table(self, at: int, conditions: Sequence[Condition]) -> str:
        kept = self.main, self.row
        self.main = self.d.frame.tables[at]
        self.row = pick(self.rng, self.main.zh)
        try:
            return self.rows_of(conditions, self.row) if conditions else self.row
        finally:
            self.main, self.row = kept

    def owner(self) -> str:
        """The named parent of the rows: 张伟, 医生张伟."""
        owner = self.d.owner
        assert owner is not None
        self.said.add(owner)
        name = str(owner.values[0])
        return self.one(f"{name}|{name}|{pick(self.rng, self._owner(owner.column).zh)}{name}")

    # Conditions

    def either_two(self) -> str:
        """The first two conditions, of which one is enough."""
        return self.one("或者|或|，或者").join(self.predicate_of(c) for c in self.d.conditions[:2])

    def rest(self) -> str:
        """The conditions behind the first two, as words before a noun."""
        return self.rows_of(self.d.conditions[2:], "")

    def among_rest(self) -> str:
        """The rows that the conditions behind the first leave, as a place: 2021年的学生中，."""
        rest = self.d.conditions[1:]
        return self.rows_of(rest, self.row) + self.one("中，|里，|中|里") if rest else ""

    def name_rest(self) -> str:
        """The named row of the conditions behind the first."""
        return self.rows_of(self.d.conditions[1:], "").removesuffix("的")

    # Places and orders

    def from_place(self) -> str:
        """第11到20名, from the end where the least comes first."""
        first, last = self.d.values
        return self.bottom() + self.one(
            f"第{first}到第{last}名|第{first}到{last}名|第{first}至{last}名|{first}到{last}名|{first}-{last}名|第{first}~{last}名|第{first}位到第{last}位|{first}至{last}名"
        )

    def then_by(self) -> str:
        """再按英语从高到低."""
        assert self.d.second is not None
        high, low = words.COMPARED[self.d.second.columns[0].scale]
        way = f"从{high}到{low}|降序" if self.d.then_descending else f"从{low}到{high}|升序"
        return (
            self.one("再按|然后按|相同的再按|其次按|一样的再按|并列的再按|打平再看|接着按|同样的话按")
            + self.other_measure()
            + self.one(way)
        )

    def first_by(self) -> str:
        """先按数学从高到低."""
        high, low = words.COMPARED[self._scale()]
        way = f"从{high}到{low}|降序" if self.d.descending else f"从{low}到{high}|升序"
        return self.one("先按|首先按|按|先看|优先按|主要按|先照") + self.measure() + self.one(way)

    def from_low(self) -> str:
        """That the least comes first; nothing where the most does, as everybody expects."""
        return "" if self.d.descending else self.one("，从低到高|，最低的排第一|（升序）")

    def big(self) -> str:
        """大 or 小, by the order."""
        return "大" if self.d.descending else "小"

    def big_many(self) -> str:
        """多 or 少."""
        return "多" if self.d.descending else "少"

    def group_pair(self) -> str:
        """Both columns that go together."""
        return self.together([self.column(c) for c in self.d.groups])

    # Time

    def first_or_last(self) -> str:
        """最早, 最晚."""
        return self.one("最晚|最近|最晚" if self.d.descending else "最早|最早|最先")

    def last_days(self) -> str:
        """最近30天."""
        n = self.d.n
        named = {7: f"最近一周|最近7天|近{n}天", 30: "最近30天|近30天|近三十天"}
        return self.one(named.get(n, f"最近{n}天|近{n}天|最近这{n}天|这{n}天|过去{n}天"))

    def rise_or_fall(self) -> str:
        """增长 or 下降, by the order."""
        score = bool(self.d.measured and all(c.is_score for c in self.d.measured.columns))
        up = "提高|进步|提升" if score else "增长|增加|上涨|上升"
        return self.one(up if self.d.descending else "下降|减少|下滑" if not score else "下降|退步")
