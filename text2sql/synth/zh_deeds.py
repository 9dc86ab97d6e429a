"""What having records comes to: a patient with visits has come to see a doctor, a customer with orders has bought. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What is said of a row by the records that it has; options stand between bars.

    Attributes:
        done, never: that it has some, and none.
        often: that it has {many} of them.
        most, least: that it has the most, and the fewest.
        counter: what the records are counted in.
    """

    done: str
    never: str
    often: str
    most: str
    least: str
    counter: str = "次"


_VISITED = Deeds(
    done="来看过病|看过病|就诊过|来过医院|有过就诊|来就诊过|看过门诊|来过门诊",
    never="没来看过病|从没看过病|从未就诊|一次都没来过|一次病都没看过|从来没来就诊过|没就诊过|一次都没来看过|没看过门诊",
    often="就诊{many}|来看病{many}|看病{many}|来过医院{many}|就诊过{many}|来看过{many}病|看病次数{many}|就诊次数{many}",
    most="看病次数最多|来得最多|就诊次数最多|看病最勤|来看病的次数最多|就诊最频繁|来的次数最多",
    least="看病次数最少|来得最少|就诊次数最少|来看病的次数最少|来的次数最少",
)
_TREATED = Deeds(
    done="接诊过病人|看过病人|接过诊|出过门诊|有过接诊|看过诊",
    never="没接诊过病人|一个病人都没看过|从没接过诊|没看过诊|从未接诊|一次都没接诊过|没出过门诊",
    often="接诊{many}|看诊{many}|接诊过{many}|出诊{many}|接诊次数{many}|接诊量{many}",
    most="接诊最多|看诊最多|接诊量最大|接诊次数最多|看诊次数最多|最忙（就诊记录最多）|门诊量最大",
    least="接诊最少|看诊最少|接诊量最小|接诊次数最少|看诊次数最少|最清闲（就诊记录最少）|门诊量最小",
)
_ORDERED = Deeds(
    done="下过单|买过东西|下过订单|有过下单|订过货|下单过|有过订单|来买过",
    never="没下过单|从没下过单|没买过东西|一单都没下过|从来没买过东西|从未下单|没订过货|一次都没买过|一单没有",
    often="下单{many}|下了{many}|下过{many}|订单有{many}|买了{many}|下单数{many}",
    most="下单最多|买得最勤|下单次数最多|订单数最多|下的单最多|单子最多|下单最勤",
    least="下单最少|下单次数最少|订单数最少|下的单最少|单子最少",
    counter="单",
)
_SOLD = Deeds(
    done="卖出去过|有人买过|被买过|有过销售|出过单|卖出过|被人下过单",
    never="一件都没卖出去|没人买过|从没卖出过|卖不出去（没有订单明细）|没有卖出过|无人问津（没有订单明细）|从来没人买|没被买过|一次都没卖出过",
    often="被下单{many}|卖出{many}|出单{many}|卖出去{many}",
    most="被下单次数最多|出单最多|被买次数最多|出单次数最多",
    least="被下单次数最少|出单最少|被买次数最少|出单次数最少",
)
_BORROWED = Deeds(
    done="借过书|来借过书|借阅过|有过借阅",
    never="没借过书|一本书都没借过|从没借过书|从未借阅|一次都没借过",
    often="借书{many}|借过{many}书|借阅{many}|借了{many}书",
    most="借书最多|借书次数最多|借得最勤|借阅最多|借阅次数最多",
    least="借书最少|借书次数最少|借阅最少|借阅次数最少",
)
_LENT = Deeds(
    done="被借过|有人借过|借出过|借出去过",
    never="没人借过|从没被借过|一次都没借出|无人借阅|没借出去过",
    often="被借{many}|借出{many}|被借走{many}|借出去{many}",
    most="被借最多|借出次数最多|最受欢迎（借阅最多）|被借的次数最多",
    least="被借最少|借出次数最少|被借的次数最少",
)
_CHOSEN = Deeds(
    done="选过课|选了课|有选课",
    never="没选课|一门课都没选|从没选过课|没选过课",
    often="选课{many}|选了{many}课|选了{many}",
    most="选课最多|选的课最多|选课门数最多",
    least="选课最少|选的课最少|选课门数最少",
    counter="门",
)
# By what owns the records and what they are.
_OF: tuple[tuple[tuple[str, ...], tuple[str, ...], Deeds], ...] = (
    (("患者", "病人"), ("就诊记录", "就诊", "门诊记录", "就诊信息"), _VISITED),
    (("医生", "大夫"), ("就诊记录", "就诊", "门诊记录", "就诊信息"), _TREATED),
    (("客户", "顾客", "用户", "会员", "买家"), ("订单", "单子"), _ORDERED),
    (("商品", "产品", "货品"), ("订单明细", "订单明细项", "订单项", "订单商品"), _SOLD),
    (("读者",), ("借阅记录", "借阅", "借书记录"), _BORROWED),
    (("图书", "书籍", "书"), ("借阅记录", "借阅", "借书记录"), _LENT),
    (("学生", "同学"), ("选课记录", "选课"), _CHOSEN),
)


def of(owner: str, records: str) -> Deeds | None:
    """What the records of the owner come to; None if that is nothing in particular.

    >>> of("客户", "订单") is not None, of("客户", "就诊记录")
    (True, None)
    """
    return next((deeds for owners, kinds, deeds in _OF if owner in owners and records in kinds), None)
