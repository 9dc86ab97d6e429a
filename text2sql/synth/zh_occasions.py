"""Why and in what manner somebody asks in Chinese, said before or behind a question; it changes nothing of what is asked.

A school has other occasions than a shop, so the rows' nouns decide which of them may be said.
"""

import random

from text2sql.synth.families import Draft
from text2sql.synth.say import say

_CHANCE_BEFORE = 0.09
_CHANCE_BEHIND = 0.05

# (nouns that tell the place, occasions there)
_PLACES: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset(("学生", "同学", "考生")),
        "[[|开]家长会[要|]用|家长在问|家长问起来|家长想知道|[期末|期中|学期]总结要用|写[学期|]总结|写教学反思|写成绩分析|[质量|成绩]分析会要用|评优要用|评三好要用|评奖学金|发奖状用|"
        "颁奖要用|开表彰会|光荣榜要用|年级组[要|在要|开会要用]|教务处[要|在催|要数据]|教导处要|教研组要|备课组要用|校长[要看|问|在问|让查的]|主任让我查|分班[要|]参考|安排补课|做成绩单|"
        "要出成绩单|期末复盘|考试复盘|开班会[要|]用|我是[年级主任|任课老师|教务处的|家长|教研员]|学校要上报|教育局要数据|填质量分析表|做学情分析|了解一下学情]",
    ),
    (
        frozenset(("患者", "病人", "医生", "大夫", "就诊记录", "挂号记录", "护士")),
        "[院长[要看|问|在问]|院里[要|在要]数据|院办[要|]|医务科要|医务处要用|病案室要|护士站要用|质控要用|质控检查|科主任要看|科里开会用|晨会要用|交班要用|排班要参考|医保办要|做临床统计|"
        "护士长问|门诊办要|等级评审要用|卫健委要数据|写病例总结|做科研用|做回顾性分析|做门诊分析|绩效考核要用|投诉核实]",
    ),
    (
        frozenset(("商品", "产品", "订单", "客户", "顾客", "会员", "订单明细", "销售记录", "供应商")),
        "[老板[问|要看|在问|要]|店长[要看|问]|盘点要用|月底对账|对账用|补货[要|]参考|做促销[用|要参考]|选品[要|]参考|运营要数据|运营例会用|财务要对账|财务要|采购要用|采购参考|客服那边[问|要]|"
        "做活动要用|大促复盘|复盘要用|周报要用|月报要用|写周报|写月报|做经营分析|销售例会要用|给客户回话|投资人要看|要定价|要备货|清库存参考]",
    ),
    (
        frozenset(("员工", "职员", "职工", "雇员", "部门")),
        "[人事[要|在要]|HR要用|人力[那边|]要|做绩效要用|绩效考核要用|发年终奖参考|定薪参考|工会要用|总监要看|写述职报告|做人员盘点|做编制规划|办公室要|行政要]",
    ),
)
_ANYWHERE = (
    "[写总结[要|]用|写汇报材料|写材料要用|写报告[要|]用|写论文用|做作业用|做报表[用|要用]|做个统计|做PPT要用|做汇报[用|]|要做汇报|汇报要用|领导[要看|问起来了|在等|催得急|要数据|让查的]|开会[要|]用|"
    "马上开会了|一会儿开会要用|年底要总结|年终总结用|填表要用|填报数据|上级要数据|上面要数据|要存档|归档用|核对数据|核对一下|我核对一下|做分析用|我在做分析|课题要用|做研究用|赶时间|比较急|有点急|着急用|"
    "急用|急|不着急|不会查|我不太会查|我不会写SQL|刚接手这块|新来的，不太熟|有个问题|有个小问题|请教个问题|请教一下|打扰一下|打扰了|不好意思[打扰了|打扰一下|]|麻烦了|辛苦了|拜托|求助|求帮忙|有劳了|"
    "帮个忙|帮忙看个数|再问一个|再来一个|再问一句|还有个问题|还有一个|下一个问题|接着问|换个问题|好的|好嘞|行|收到|不对，重新来|重新查一下|再查一次|刚才没看清|刚才那个不算|我换个说法|我重说一下|听我说|是这样的|"
    "事情是这样|情况是这样|有这么个事|想核实个情况|想了解个情况|了解个情况|查个东西|查个数|查点数据|要个数据|要份数据|需要个数据|需要点数据]"
)
_BEFORE = f"[{{ownly}}|{{ownly}}|{_ANYWHERE}][，|，|，|：|。|,| ]"
_BEHIND = (
    "[，|，|。| ][[尽快|越快越好|马上要|等着用|急用|急着要|领导等着|等着开会|开会要用|写报告用|做表用|我核对一下|我记一下|我做个记录|先谢了|先谢过|谢谢老师|谢谢您|谢谢哈|谢谢啊|谢谢了|感谢|非常感谢|万分感谢|"
    "多谢了|谢啦|有劳|有劳了|劳驾|劳驾了|受累|费心了|麻烦您了|麻烦你了|辛苦啦|辛苦您了|帮个忙|求求了|挺急的|不急|有空帮我看下|帮忙看看|帮我查查|帮查|帮看下|帮我看一下|直接给结果就行|直接告诉我就行|给个结果就行|"
    "给结果就行|不用解释|不用多说|别的不用|其他不用管|就这些|就这个|就问这个|只问这一个]|{ownly}|{ownly}]"
)


def on_occasion(question: str, draft: Draft, rng: random.Random) -> str:
    """The question as somebody asks it who says why, or who is asked for patience; mostly as it is."""
    own = [said for nouns, said in _PLACES if any(noun in nouns for table in draft.frame.tables for noun in table.zh)]

    def part(_: str) -> str:
        return say(rng, rng.choice(own) if own else _ANYWHERE, part)

    chance = rng.random()
    if chance < _CHANCE_BEFORE:
        return say(rng, _BEFORE, part) + question
    if chance < _CHANCE_BEFORE + _CHANCE_BEHIND:
        return question.rstrip("。" if rng.random() < 0.5 else "。？?") + say(rng, _BEHIND, part)
    return question
