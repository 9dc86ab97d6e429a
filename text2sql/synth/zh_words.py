"""Chinese words for more and less, numbers, and what is said of a column's values. Data only.

In the templates ``{a}``, ``{b}`` are values, ``{all}`` several values, ``{noun}`` the column, ``{unit}`` its unit,
``{word}`` a comparative, ``{than}`` 高 or 低, ``{stem}`` the noun without 日期 or 是否.
"""

from text2sql.lexicon import Scale
from text2sql.synth.parts import Op

# By scale: (most, least), commonest first.
MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("最高", "最大"), ("最低", "最小")),
    Scale.MANY: (("最多", "最高", "最大"), ("最少", "最低", "最小")),
    Scale.LARGE: (("最大", "最高"), ("最小", "最低")),
    Scale.LONG: (("最长", "最大"), ("最短", "最小")),
    Scale.TALL: (("最高", "最大"), ("最矮", "最低")),
    Scale.HEAVY: (("最重", "最大"), ("最轻", "最小")),
    Scale.OLD: (("最大", "最高"), ("最小", "最低")),
    Scale.COSTLY: (("最高", "最贵"), ("最低", "最便宜")),
    Scale.FAST: (("最快", "最高"), ("最慢", "最低")),
    Scale.FAR: (("最远", "最长"), ("最近", "最短")),
}
# Said without the noun: 最贵的商品.
BARE_MOST = {Scale.OLD: ("年龄最大", "年龄最小"), Scale.COSTLY: ("最贵", "最便宜"), Scale.HEAVY: ("最重", "最轻")}
# (more than, less than).
MORE: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("高于", "超过", "大于"), ("低于", "小于", "不到", "不足")),
    Scale.MANY: (("超过", "多于", "大于", "高于"), ("少于", "不到", "小于", "低于", "不足")),
    Scale.LARGE: (("大于", "超过", "高于"), ("小于", "不到", "低于", "不足")),
    Scale.LONG: (("超过", "长于", "大于"), ("不到", "短于", "小于", "不足")),
    Scale.TALL: (("高于", "超过", "大于"), ("低于", "不到", "小于")),
    Scale.HEAVY: (("超过", "大于", "重于"), ("不到", "小于", "轻于", "低于")),
    Scale.OLD: (("大于", "超过", "高于"), ("小于", "不到", "低于")),
    Scale.COSTLY: (("高于", "超过", "大于"), ("低于", "不到", "小于")),
    Scale.FAST: (("超过", "高于", "大于", "快于"), ("低于", "不到", "小于", "慢于")),
    Scale.FAR: (("超过", "大于"), ("不到", "小于")),
}
COMPARED = {
    Scale.HIGH: ("高", "低"),
    Scale.MANY: ("多", "少"),
    Scale.LARGE: ("大", "小"),
    Scale.LONG: ("长", "短"),
    Scale.TALL: ("高", "矮"),
    Scale.HEAVY: ("重", "轻"),
    Scale.OLD: ("大", "小"),
    Scale.COSTLY: ("高", "低"),
    Scale.FAST: ("快", "慢"),
    Scale.FAR: ("远", "近"),
}
COUNTED = dict(enumerate("零一两三四五六七八九十"))
ORDINALS = dict(enumerate("零一二三四五六七八九十"))

# What is said of a measure, a category or a text.
PREDICATES: dict[Op, str] = {
    Op.EQ: "[{noun}是{a}|{noun}是{a}|{noun}为{a}|{noun}属于{a}|{noun}={a}]",
    Op.NE: "[{noun}不是{a}|{noun}不为{a}|不是{a}|{noun}不等于{a}]",
    Op.GT: "[{noun}{word}{a}{unit}|{noun}{word}{a}{unit}|{noun}{word}{a}{unit}|{noun}比{a}{unit}{than}|{noun}>{a}|{noun}超过了{a}{unit}]",
    Op.LT: "[{noun}{word}{a}{unit}|{noun}{word}{a}{unit}|{noun}{word}{a}{unit}|{noun}比{a}{unit}{than}|{noun}<{a}]",
    Op.GE: "[{noun}[在|]{a}{unit}以上|{noun}[不低于|至少|达到|不少于|大于等于]{a}{unit}|{noun}{a}{unit}及以上|{noun}>={a}]",
    Op.LE: "[{noun}[在|]{a}{unit}以下|{noun}[不超过|不高于|最多|小于等于]{a}{unit}|{noun}{a}{unit}及以下]",
    Op.BETWEEN: "[{noun}[在|介于]{a}[到|和|至]{b}{unit}之间|{noun}[从|]{a}到{b}{unit}|{noun}在{a}[-|~]{b}{unit}[之间|]]",
    Op.IN: "[{noun}[是|为]{all}]",
    Op.NOT_IN: "[{noun}不是{all}|{noun}不在{all}中|除了{all}以外]",
    Op.PREFIX: "{noun}[以{a}开头|是{a}开头|以“{a}”开头|开头是{a}|{a}打头]",
    Op.SUFFIX: "{noun}[以{a}结尾|是{a}结尾|最后是{a}|以“{a}”结尾]",
    Op.CONTAINS: "{noun}[包含{a}|里有{a}|中带{a}|含有“{a}”|里带{a}|中包含“{a}”|带有{a}|里有“{a}”]",
    Op.NOT_CONTAINS: "{noun}[不包含|里没有|不含|不带]{a}",
    Op.NULL: "[没有{noun}|{noun}[为空|缺失|没有填|是空的|空着]|没有{noun}记录|缺{noun}]",
    Op.NOT_NULL: "[有{noun}|{noun}[不为空|不是空的]|有{noun}记录|填了{noun}]",
    Op.PASS: "{noun}[及格|及格了|合格|达到及格线]",
    Op.FAIL: "{noun}[不及格|没及格|挂科|没有及格|不合格]",
    Op.TOP_MARK: "{noun}[满分|得了满分|是满分|考了100分|拿到满分]",
}
# Where a measure, a name, or a person's name says it otherwise.
MEASURE_EQ = "{noun}[是|刚好|为|正好]{a}{unit}"
NAME_EQ = "{noun}[是|叫|为]{a}"
SURNAME = "[{own}姓{a}|{own}姓{a}|{noun}姓{a}|{noun}以{a}开头]"
YEARS: dict[Op, str] = {
    Op.EQ: "[{noun}[是|为]{a}[年|]|在{a}年]",
    Op.NE: "[{noun}不[是|为]{a}[年|]|不是{a}年]",
    Op.GT: "[{a}年之后|{noun}在{a}年之后|{noun}晚于{a}年|{noun}大于{a}]",
    Op.GE: "[{a}年及以后|从{a}年开始|{noun}不早于{a}年|{a}年起]",
    Op.LT: "[{a}年之前|{noun}早于{a}年|{noun}在{a}年以前|{noun}小于{a}]",
    Op.BETWEEN: "[{a}到{b}年|{a}年至{b}年|{noun}在{a}和{b}之间]",
    Op.IN: "{noun}[是|为]{all}",
}
DATES: dict[Op, str] = {
    Op.IN_YEAR: "[{noun}[在|是|为]{a}年|{a}年{stem}]",
    Op.IN_MONTH: "[{noun}[在|是]{a}年{b}月|{a}年{b}月{stem}]",
    Op.GT: "[{noun}在{a}之后|{noun}晚于{a}|{a}[之后|以后]{stem}]",
    Op.GE: "[{noun}不早于{a}|{noun}从{a}开始|{noun}在{a}及以后]",
    Op.LT: "[{noun}在{a}[之前|以前]|{noun}早于{a}|{a}之前{stem}]",
    Op.BETWEEN: "[{noun}[在|介于]{a}[到|和]{b}之间|{noun}从{a}到{b}]",
}
# A flag called 是否… and any other, true and false.
WHETHER = ("[{stem}|{stem}|是{stem}|已{stem}]", "[没有|不是|未|不|没]{stem}")
FLAG = ("[{noun}为是|{noun}是真|{noun}]", "[{noun}为否|非{noun}|不是{noun}]")

SURNAME_NOUNS = ("姓名", "人", "老师", "经理", "主任", "教练", "师")
