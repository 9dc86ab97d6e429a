"""What people and things do in Chinese that others have as rows: customers 下单, patients 就诊, goods are 卖出.

A deed may stand for the rows of a table only where nothing else is said of these rows.
"""

from dataclasses import dataclass

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families import Draft
from text2sql.synth.zh_conditions import Conditions

# (whose, which rows, the verb, how often it was done)
_DEEDS: tuple[tuple[frozenset[str], frozenset[str], str, str], ...] = (
    (
        frozenset(("客户", "顾客", "用户", "会员", "买家")),
        frozenset(("订单", "单子")),
        "下过单|下过订单|买过东西|下单买过东西|消费过",
        "下了几单|下了多少单|下过几单|下单几次|下了几次单|下了多少次单",
    ),
    (
        frozenset(("患者", "病人")),
        frozenset(("就诊记录", "就诊", "门诊记录", "看诊记录")),
        "就过诊|看过病|来看过病|来就诊过|来过",
        "就诊几次|就诊了几次|看了几次病|看过几次病|来了几次|来看了几次病",
    ),
    (
        frozenset(("医生", "大夫")),
        frozenset(("就诊记录", "就诊", "门诊记录", "看诊记录")),
        "接过诊|看过病人|看过诊|接诊过",
        "接诊几次|接诊了几次|接了几次诊|看了几次诊|接了多少次诊|接诊多少次",
    ),
    (
        frozenset(("商品", "产品", "货品")),
        frozenset(("订单明细", "订单明细项", "销售记录", "订单项")),
        "卖出过|卖出去过|有人买过|被买过|被下过单",
        "",
    ),
)
_SPENT = ("费用", "花费", "开销", "支出", "消费金额")
_PLEDGED = ("老师", "班主任", "班导", "教练", "导师", "辅导员")


@dataclass(frozen=True, slots=True)
class Deed:
    """One row of the table above, as a draft may say it."""

    done: str
    how_often: str


def deed_of(draft: Draft) -> Deed | None:
    """What the main table's rows do that their children tell; None where no verb says it."""
    if draft.conditions or draft.claims or len(draft.frame.tables) < 2:
        return None
    main, child = draft.frame.tables[:2]
    for whose, rows, done, how_often in _DEEDS:
        if whose & set(main.zh) and rows & set(child.zh):
            return Deed(done, how_often)
    return None


def deeds(draft: Draft) -> list[str]:
    """The kinds of a draft that can be said by a deed."""
    found: list[str] = []
    deed = deed_of(draft)
    if deed is not None:
        found.append("deed")
        found += ["deed_counted"] * bool(deed.how_often)
    measured = draft.measured
    if measured is not None and draft.aggregate == "SUM":
        if measured.form == "product":
            found.append("turnover")
        elif not measured.form and _is_spent(measured.columns[0]) and draft.frame.main.is_event:
            found.append("spent")
    if draft.groups and _leads(draft, draft.groups[0]):
        found.append("leader")
    return found


def _is_spent(column: ColumnMeaning) -> bool:
    return any(noun in _SPENT for noun in column.zh)


def _leads(draft: Draft, column: ColumnMeaning) -> bool:
    """Whether the group is the person who has the rows in hand: a teacher of pupils."""
    return (
        len(draft.groups) == 1
        and column.role in (Role.CATEGORY, Role.NAME)
        and column.table == draft.frame.main.table.name
        and draft.frame.main.is_person
        and any(noun in _PLEDGED for noun in column.zh)
    )


class Deeds(Conditions):
    """Says what the rows have done."""

    def done(self) -> str:
        """下过单."""
        deed = deed_of(self.d)
        assert deed is not None
        self.said.add("rows")
        return self.one(deed.done)

    def done_how_often(self) -> str:
        """下了几单."""
        deed = deed_of(self.d)
        assert deed is not None
        self.said.add("rows")
        return self.one(deed.how_often)
