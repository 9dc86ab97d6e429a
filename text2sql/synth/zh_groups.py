"""How groups and their values are said in Chinese: 每个班级, the one that stands out, the values compared."""

from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.synth.parts import number
from text2sql.synth.zh_conditions import Conditions

# What one of these groups is counted by.
_COUNTERS = (
    (("城市",), "座"),
    (("门店", "公司", "店铺", "供应商", "医院", "酒店", "银行", "企业", "商家", "店"), "家"),
    (("课程", "科目", "学科"), "门"),
    (("品牌", "类别", "类型", "品类", "分类"), "种"),
)


class Groups(Conditions):
    """Says what is grouped by."""

    def group_counter(self) -> str:
        """What one of the groups is counted by: 位 of teachers, 家 of shops."""
        column = self.d.groups[0]
        if column.table != self.main.table.name:
            return "个"
        if self._names_somebody(column):
            return self.one("位|位|个")
        found = [counter for nouns, counter in _COUNTERS if column.zh[0].endswith(nouns)]
        return self.one(f"{found[0]}|个") if found else "个"

    def group(self) -> str:
        """What is grouped by: a column, or the rows' own noun where they are one thing's of several years."""
        if self.d.groups[0] == self.main.label and not self.d.frame.is_joined and self.rng.random() < 0.8:
            return self.row
        return self.column(self.d.groups[0])

    def each(self) -> str:
        """Each group: 每个班级, 各部门, 每年."""
        said = [self.column(c) for c in self.d.groups]
        if len(said) > 1:
            a, b = said
            return self.one(
                f"每个{a}每个{b}|各{a}各{b}|每个{a}、{b}|不同{a}和{b}|每个{a}的每个{b}|各{a}、各{b}|各个{a}和{b}|"
                f"每个{a}、每个{b}|各{a}的各个{b}|各{a}下每个{b}|每一{a}每一{b}|每个{a}里各{b}"
            )
        a = said[0]
        if self.is_plain_year(self.d.groups[0]) and self.rng.random() < 0.6:
            return self.one(
                "每年|各年|历年|每一年|各个年份|逐年|各年度|不同年份|每一个年份|各个年度|一年一年的|逐个年份|每个年头|这几年每年|各年份"
            )
        c = self.group_counter()
        return self.one(
            f"每个{a}|每个{a}|各{a}|各{a}|各个{a}|不同{a}|每一个{a}|不同的{a}|每{c}{a}|每一{c}{a}|逐个{a}"
            if not self._names_somebody(self.d.groups[0])
            else f"每个{a}|各{a}|每{c}{a}|每一{c}{a}|各{c}{a}|每位{a}|各位{a}|不同{a}|逐个{a}"
        )

    def own_group(self) -> str:
        """The group that a row is in: 自己班级; 同一班主任的学生, since nobody is in a person."""
        group = self.group()
        if self._names_somebody(self.d.groups[0]):
            return self.one(f"同一{group}的{self.row}|同一个{group}的{self.row}")
        return self.one(
            f"自己{group}|本{group}|所在{group}|自己所在{group}|他们自己{group}|自身所在{group}|各自{group}|自己那个{group}|{group}|{group}"
            if self.main.is_person
            else f"自己{group}|本{group}|所在{group}|自己所在{group}|各自{group}|同{group}|{group}"
        )

    def spans(self) -> str:
        """涉及, 来自; of the rows themselves just 有."""
        of_rows = self.d.groups[0] == self.main.label
        return "有" if of_rows else self.one("涉及|包含|覆盖|有|分布在|来自|涵盖|包括|涉及到|牵涉|出现了|出现过|用到")

    def by_group(self) -> str:
        """按班级."""
        said = self.together([self.column(c) for c in self.d.groups])
        return self.one(
            f"按{said}|按{said}|按{said}分组|按{said}分别|按照{said}|按照{said}分组|根据{said}|根据{said}分组|分{said}|以{said}为单位|"
            f"按{said}来|按{said}分类|按{said}归类|按{said}分组后|按{said}汇总|以{said}为维度|依{said}分组|按{said}分开|基于{said}|"
            f"从{said}维度|按不同{said}|按各{said}|按{said}拆开|按{said}拆分|按{said}划分|照{said}来|照着{said}|依据{said}|依照{said}|"
            f"分不同{said}|按{said}逐个|按{said}切开|以{said}来分|按每个{said}|分各{said}|按{said}看|按{said}细分|用{said}分组"
        )

    def which_group(self) -> str:
        """哪个班级."""
        if self.is_plain_year(self.d.groups[0]) and self.rng.random() < 0.7:
            return self.one("哪年|哪一年|哪个年份|哪年度|哪一个年份|几几年|什么年份|哪个年头|是哪一年|啥年份")
        noun, c = self.group(), self.group_counter()
        return self.one(
            f"哪个{noun}|哪个{noun}|哪个{noun}|哪一个{noun}|什么{noun}|啥{noun}|哪{c}{noun}|哪一{c}{noun}|是哪{c}{noun}"
        )

    def which_groups(self) -> str:
        """哪些班级."""
        if self.is_plain_year(self.d.groups[0]) and self.rng.random() < 0.7:
            return self.one("哪几年|哪些年|哪些年份|有哪几年|哪几个年份|都有哪些年份|哪些年度|都是哪几年")
        noun, c = self.group(), self.group_counter()
        return self.one(
            f"哪些{noun}|哪些{noun}|哪几个{noun}|有哪些{noun}|什么{noun}|都有哪些{noun}|哪几{c}{noun}|有哪几{c}{noun}"
        )

    def each_period(self) -> str:
        """每个月, 每年."""
        months = "每个月|各月|每月|各个月份|每个月份|各月份|逐月|分月|每一个月|每一月|不同月份"
        return self.one(months if self.d.n == 12 else "每年|各年|历年|每一年|各年度|逐年|各个年份")

    def which_period(self) -> str:
        """哪个月, 哪年."""
        months = "哪个月|哪个月份|几月|哪月|几月份|哪一个月|哪一月|什么月份|啥月份|是几月份"
        return self.one(months if self.d.n == 12 else "哪年|哪一年|哪个年份|哪一个年份|哪年度")

    def period(self) -> str:
        """月份, 年份."""
        return self.one("月份|月" if self.d.n == 12 else "年份|年")

    def one_value(self) -> str:
        """The first of two things compared."""
        return self._value_at(0)

    def other_value(self) -> str:
        """The second."""
        return self._value_at(1)

    def third_value(self) -> str:
        """The third: who it is about."""
        return str(self.d.values[2])

    def _value_at(self, at: int) -> str:
        value = self.d.values[at]
        if isinstance(value, str) and self.d.groups and self._is_told_by_somebody(self.d.groups[0]):
            return self.column(self.d.groups[0]) + value
        year = "年" if self.d.groups and self.d.groups[0].role is Role.YEAR else ""
        return (number(value) if isinstance(value, (int, float, Decimal)) else str(value)) + year
