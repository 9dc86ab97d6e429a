"""Chinese words for more and less, numbers, and what is said of a column's values. Data only.

In the templates ``{a}``, ``{b}`` are values, ``{all}`` several values, ``{noun}`` the column, ``{unit}`` its unit,
``{more}`` all of a comparison, ``{than}`` 高 or 低 as it compares, ``{stem}`` the noun without 日期 or 是否, ``{month}`` a month of a
year.
"""

from text2sql.lexicon import Scale
from text2sql.synth.parts import Op

# By scale: (most, least), commonest first.
MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("最高", "最大"), ("最低", "最小")),
    Scale.MANY: (("最多", "最高", "最大"), ("最少", "最低", "最小")),
    Scale.LARGE: (("最大", "最高"), ("最小", "最低")),
    Scale.LONG: (("最长", "最大", "最久"), ("最短", "最小")),
    Scale.TALL: (("最高", "最大"), ("最矮", "最低")),
    Scale.HEAVY: (("最重", "最大"), ("最轻", "最小")),
    Scale.OLD: (("最大", "最高"), ("最小", "最低")),
    Scale.COSTLY: (("最高", "最贵", "最大"), ("最低", "最便宜", "最小")),
    Scale.FAST: (("最快", "最高"), ("最慢", "最低")),
    Scale.FAR: (("最远", "最长"), ("最近", "最短")),
}
# Said without the noun: 最贵的商品.
BARE_MOST = {Scale.OLD: ("年龄最大", "年龄最小"), Scale.COSTLY: ("最贵", "最便宜"), Scale.HEAVY: ("最重", "最轻")}
# (more than, less than).
MORE: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (
        ("高于", "超过", "大于", "高过", "超", "过", "不止"),
        ("低于", "小于", "不到", "不足", "没到", "未达到"),
    ),
    Scale.MANY: (
        ("超过", "多于", "大于", "高于", "多过", "不止", "超", "破"),
        ("少于", "不到", "小于", "低于", "不足", "没到"),
    ),
    Scale.LARGE: (("大于", "超过", "高于", "大过", "不止"), ("小于", "不到", "低于", "不足", "没到")),
    Scale.LONG: (("超过", "长于", "大于", "多于", "不止"), ("不到", "短于", "小于", "不足", "少于")),
    Scale.TALL: (("高于", "超过", "大于", "高过"), ("低于", "不到", "小于", "矮于", "没到")),
    Scale.HEAVY: (("超过", "大于", "重于", "重过"), ("不到", "小于", "轻于", "低于")),
    Scale.OLD: (("大于", "超过", "高于", "大过", "过"), ("小于", "不到", "低于", "不满", "未满")),
    Scale.COSTLY: (("高于", "超过", "大于", "贵过", "不止"), ("低于", "不到", "小于", "不足")),
    Scale.FAST: (("超过", "高于", "大于", "快于"), ("低于", "不到", "小于", "慢于")),
    Scale.FAR: (("超过", "大于", "远于", "长于"), ("不到", "小于", "短于", "近于")),
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
ORDINALS = dict(enumerate("零一二三四五六七八九十"))

# What is said of a measure, a category or a text.
PREDICATES: dict[Op, str] = {
    Op.EQ: "[{noun}[是|是|是|为|为|等于|=|属于|选的是|标为|：]{a}|{noun}是{a}|[是|属于]{a}[{kind}|这个{noun}]|{noun}{a}]",
    Op.NE: "[{noun}[不是|不是|不为|不等于|并非|≠|!=]{a}|[不是|不属于]{a}|不是{a}[这个{noun}|{kind}]]",
    Op.GT: "[{more}|{more}|{more}|{noun}比{a}{unit}[还|]{than}|{noun}[>|>|＞]{a}[{unit}|]|{noun}[超过了|高出|超出|突破]{a}{unit}]",
    Op.LT: "[{more}|{more}|{more}|{noun}比{a}{unit}[还|]{than}|{noun}[<|<|＜]{a}[{unit}|]|{noun}[还没到|没有达到|达不到|不够]{a}{unit}]",
    Op.GE: "[{noun}[在|]{a}{unit}[及|含|]以上|{noun}[不低于|至少|达到|不少于|大于等于|起码|不小于|不下|满|至少有|上]{a}{unit}|"
    "{noun}{a}{unit}[及以上|及以上|起|或以上|或者更{high}|或更{high}]|{noun}[>=|≥|>=]{a}]",
    Op.LE: "[{noun}[在|]{a}{unit}[及|]以[下|下|内]|{noun}[不超过|不高于|最多|小于等于|至多|不大于|没超过|顶多|没有超过|不多于]{a}{unit}|"
    "{noun}{a}{unit}[及以下|及以下|或以下|封顶|或者更{low}]|{noun}[<=|≤]{a}]",
    Op.BETWEEN: "[{noun}[在|介于|位于|处于|落在]{a}[到|和|至|与|-|~]{b}{unit}之间|{noun}[从|]{a}[到|至]{b}{unit}|"
    "{noun}[在|]{a}[-|~|—|～|到]{b}{unit}[之间|]|{noun}{a}{unit}[到|至]{b}{unit}[之间|]|"
    "{noun}[不低于|大于等于]{a}[{unit}|][且|并且|同时|、|，][不超过|不高于|小于等于]{b}{unit}|{noun}在{a}以上{b}以下]",
    Op.IN: "[{noun}[是|为|属于|在]{all}[|||之一|中的一个|其中之一|任意一个]|[是|属于]{all}[{of_kind}|{kind}]]",
    Op.NOT_IN: "[{noun}[不是|不为|不属于]{all}|{noun}不在{all}[中|之中|里|之列]|[不是|不属于]{all}[|{kind}]]",
    Op.PREFIX: "{noun}[[以|以|是][{a}|{a}|“{a}”|'{a}']开头|开头是{a}|开头为{a}|{a}打头|{a}开头|前面是{a}|从{a}开始|以{a}起头|前缀是{a}]",
    Op.SUFFIX: "{noun}[[以|以|是][{a}|{a}|“{a}”|'{a}']结尾|最后是{a}|结尾是{a}|{a}结尾|末尾是{a}|以{a}收尾|后缀是{a}|末尾为{a}]",
    Op.CONTAINS: '{noun}[[包含|里有|中带|含有|里带|中包含|带有|带|里含|有|含|中有|里面有|里出现][{a}|{a}|“{a}”|"{a}"|“{a}”字样|{a}这个字眼]]',
    Op.NOT_CONTAINS: "{noun}[不包含|里没有|不含|不带|中没有|里不带|不含有|里面没有|未包含][{a}|{a}|“{a}”]",
    Op.NULL: "[[没有|没有|没|缺|缺少|无|未填|没填|没写|没登记|未登记|没录]{noun}|"
    "{noun}[为空|为空|缺失|没有填|是空的|空着|空缺|没填|是空值|未填写|没数据|没有值|是null|为NULL|空白]|没有{noun}[记录|信息|数据]]",
    Op.NOT_NULL: "[有{noun}|{noun}[不为空|不是空的|不是空值|非空|有值|有填|填了|没有缺失|不缺|不为null]|有{noun}[记录|信息|数据]|[填了|登记了|写了]{noun}]",
    Op.PASS: "[{noun}[及格|及格|及格了|合格|达到及格线|过了及格线|上了及格线|过线|考及格|考及格了|能及格|过关]|{noun}[在|]及格线以上]",
    Op.FAIL: "[{noun}[不及格|不及格|没及格|挂科|挂了|没有及格|不合格|没过及格线|没达到及格线|未及格|没考及格|挂科了|亮红灯|不到60分]|[挂了|挂]{noun}]",
    Op.TOP_MARK: "[{noun}[满分|满分|得了满分|是满分|考了100分|拿到满分|拿满分|考了满分|得满分|考满分|100分|拿了100]|考了{noun}满分]",
}
# The same where it can only stand before 的 and the rows.
ATTRIBUTES: dict[Op, str] = {
    Op.NE: "[除[了|]{a}[以外|之外|外]|非{a}|[排除|不含|不算|不包括|去掉|剔除]{a}|除[了|]{noun}[是|为]{a}以外]",
    Op.NOT_IN: "[除[了|]{all}[以外|之外|外]|[排除|不含|不算|不包括|去掉]{all}]",
    Op.EQ: "[{a}这个{noun}|{a}[{of_kind}|{kind}]|{noun}[填的是|填]{a}|{noun}字段[为|是]{a}]",
}
# Where the column is a place or a unit that people or things are in, or whose unit tells it from all others.
BELONGING = "[在|属于|来自|是|位于]{a}[||这个{noun}]"
BY_UNIT: dict[Op, str] = {
    Op.GT: "[超过|大于|高于|超]{a}{unit}",
    Op.LT: "[不到|不足|小于|低于|不满]{a}{unit}",
    Op.GE: "[{a}{unit}[及|]以上|至少{a}{unit}|不低于{a}{unit}|满{a}{unit}|{a}{unit}起]",
    Op.LE: "[{a}{unit}[及|]以[下|下|内]|不超过{a}{unit}]",
    Op.BETWEEN: "[{a}[到|至|-|~]{b}{unit}[之间|]|{a}{unit}[到|至]{b}{unit}[之间|]]",
}
BELONGING_NOUNS = (
    "部门", "科室", "班级", "班", "城市", "省份", "区域", "地区", "学院", "学校", "门店", "街道", "国家", "小组", "团队", "仓库", "校区", "片区",
    "大区", "病区", "病房", "院系", "教室", "籍贯", "产地", "县", "地点", "车间", "区",
)  # fmt: skip
# Units that tell nothing apart, because everything is counted in them.
DULL_UNITS = frozenset(("", "个", "件", "次", "分", "条", "%", "项", "张", "份"))
# Where a measure, a name, or a person's name says it otherwise.
MEASURE_EQ = "{noun}[是|刚好|为|正好|等于|恰好是|刚好是|=|恰为]{a}{unit}"
NAME_EQ = "{noun}[是|叫|为|叫做|名为|=]{a}"
SURNAME = "[{own}姓{a}|{own}姓{a}|{own}姓{a}|{noun}姓{a}|{noun}以{a}开头|姓{a}|{own}[是|]{a}姓]"
YEARS: dict[Op, str] = {
    Op.EQ: "[{noun}[是|为|=|在]{a}[年|]|在{a}年|是{a}年[的|]|{noun}{a}]",
    Op.NE: "[{noun}不[是|为]{a}[年|]|[不是|不在]{a}年|{noun}[≠|不等于]{a}]",
    Op.GT: "[{a}年[之后|以后|后]|{noun}在{a}年[之后|以后]|{noun}[晚于|大于|>]{a}[年|]|在{a}年之后]",
    Op.GE: "[{a}年[及以后|及之后|或以后]|从{a}年[开始|起]|{noun}不早于{a}[年|]|{a}年起|{noun}[>=|大于等于]{a}|自{a}年[起|以来]]",
    Op.LT: "[{a}年[之前|以前|前]|{noun}[早于|小于|<]{a}[年|]|{noun}在{a}年[以前|之前]|在{a}年以前]",
    Op.BETWEEN: "[{a}[年|][到|至|-|~]{b}年|{a}年[到|至]{b}年[之间|间|]|{noun}[在|介于]{a}[和|到|至]{b}[年|]之间|从{a}[年|]到{b}年]",
    Op.IN: "[{noun}[是|为|在]{all}[年|]|在{all}年]",
}
# Where the year is of one thing among others, such as a founding.
YEARS_OF: dict[Op, str] = {
    Op.EQ: "[{noun}[是|为|=|在]{a}[年|]|{a}年{stem}|{stem}于{a}年|在{a}年{stem}]",
    Op.NE: "[{noun}不[是|为]{a}[年|]|不是{a}年{stem}|{noun}[≠|不等于]{a}]",
    Op.GT: "[{a}年[之后|以后|后]{stem}|{noun}在{a}年[之后|以后]|{noun}[晚于|大于|>]{a}[年|]]",
    Op.GE: "[{a}年[及以后|及之后]{stem}|{noun}不早于{a}[年|]|{noun}[>=|大于等于]{a}|自{a}年[起|以来]{stem}]",
    Op.LT: "[{a}年[之前|以前|前]{stem}|{noun}[早于|小于|<]{a}[年|]|{noun}在{a}年[以前|之前]]",
    Op.BETWEEN: "[{a}[年|][到|至|-|~]{b}年[之间|间|]{stem}|{noun}[在|介于]{a}[和|到|至]{b}[年|]之间|{noun}从{a}[年|]到{b}年]",
    Op.IN: "{noun}[是|为|在]{all}[年|]",
}
PLAIN_YEARS = frozenset(("年份", "年度", "年", "学年", "财年", "年份值"))
DATES: dict[Op, str] = {
    Op.IN_YEAR: "[{noun}[在|是|为|处于|落在]{a}年[|度|内|里]|{a}年[|度]{stem}|{noun}年份[是|为]{a}年|{a}年[内|间]{stem}|在{a}年{stem}|{stem}在{a}年|{noun}{a}年]",
    Op.IN_MONTH: "[{noun}[在|是|为|处于]{month}[|份|内]|{month}[|份|里|内]{stem}|在{month}{stem}|{stem}在{month}|{noun}{month}]",
    Op.GT: "[{noun}在{a}[之后|以后|后]|{noun}[晚于|迟于|>]{a}|{a}[之后|以后|后]{stem}|{stem}在{a}[之后|以后]|在{a}之后{stem}]",
    Op.GE: "[{noun}[不早于|>=]{a}|{noun}从{a}[开始|起]|{noun}在{a}[及以后|或之后|及之后]|{a}[起|开始|及以后|及之后]{stem}|自{a}[起|以来]{stem}|从{a}[起|开始]{stem}]",
    Op.LT: "[{noun}在{a}[之前|以前|前]|{noun}[早于|先于|<]{a}|{a}[之前|以前|前]{stem}|{stem}在{a}[之前|以前]|在{a}之前{stem}]",
    Op.BETWEEN: "[{noun}[在|介于|处于]{a}[到|和|至|与]{b}之间|{noun}从{a}[到|至]{b}|{a}[到|至|~]{b}[期间|之间|][内|]{stem}|"
    "{noun}在{a}[至|到]{b}[期间|这段时间|]|从{a}到{b}{stem}]",
}
# A flag called 是否… and any other, true and false.
WHETHER = (
    "[{stem}|{stem}|是{stem}|已{stem}|已经{stem}|{noun}[为是|是“是”|为真]]",
    "[没有|不是|未|不|没|还没|还没有|尚未]{stem}",
)
FLAG = (
    "[{noun}|{noun}|{noun}[为是|是真|为真|是true|=true]|是{noun}]",
    "[非{noun}|不是{noun}|{noun}[为否|为假|=false]|没有{noun}|未{noun}]",
)

# What a value is called behind which nouns: 数码类, 完成状态.
SORTS = (
    ("类别", "类"),
    ("类型", "类"),
    ("分类", "类"),
    ("种类", "类"),
    ("品类", "类"),
    ("类目", "类"),
    ("状态", "状态"),
    ("等级", "等级"),
)
QUOTES = ("“{}”", "“{}”", '"{}"', "'{}'", "「{}」", "【{}】")

SURNAME_NOUNS = ("姓名", "人", "老师", "经理", "主任", "教练", "师")
