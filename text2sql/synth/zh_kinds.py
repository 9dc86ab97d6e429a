"""Which kind of thing a column is to a Chinese speaker, so that it is spoken of in the kind's own words."""

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning, TableMeaning
from text2sql.synth.parts import Condition
from text2sql.synth.zh_idioms import IDIOMS
from text2sql.synth.zh_idioms_sorts import BEFORE_ROWS, DEEDS, SORTS_SAID

_PUPILS = frozenset(("学生", "同学", "学员", "考生"))
# Of measures, by how the noun ends and the unit; the first that fits.
_MEASURES = (
    ("price", ("价格", "单价", "售价", "定价", "价钱", "票价", "标价"), "元"),
    ("pay", ("工资", "薪水", "薪资", "月薪", "年薪"), "元"),
    ("fee", ("挂号费", "服务费", "学费", "运费", "手续费", "住宿费", "押金", "房租", "租金", "会费", "检查费", "诊费"), "元"),
    ("stock", ("库存", "库存量", "存货", "库存数", "库存数量"), ""),
    ("rating", ("评分", "打分", "星级"), ""),
    ("floor", ("楼层",), ""),
)  # fmt: skip
# Of what sorts persons, and of what sorts anything.
_OF_PERSONS = (
    ("origin", ("籍贯", "老家", "祖籍")),
    ("home", ("城市", "省份", "住址", "居住地")),
    ("country", ("国家",)),
    ("class", ("班级",)),
    ("teacher", ("班主任", "班导", "辅导员")),
    ("tutor", ("任课老师", "任课教师", "授课老师")),
    ("ill_person", ("诊断结果", "诊断", "病情", "疾病", "病名")),
    ("cover", ("医保类型", "医保种类", "医保")),
    ("rank", ("职称",)),
    ("post", ("职位", "岗位", "职务", "职业")),
    ("dept", ("部门",)),
    ("schooling", ("学历", "文化程度")),
)
_OF_ANY = (
    ("ill", ("诊断结果", "诊断", "病情", "疾病", "病名")),
    ("brand", ("品牌", "牌子")),
    ("channel", ("渠道",)),
    ("status", ("状态",)),
    ("sort", ("类别", "分类", "种类", "品类")),
    ("paying", ("支付方式", "付款方式")),
)


def kind_of(column: ColumnMeaning, owner: TableMeaning) -> str:
    """The kind of a column of its own rows; empty if it is spoken of like any other."""
    noun = column.zh[0]
    if column.role is Role.MEASURE:
        return _measure_kind(column, owner)
    if column.role is Role.DATE:
        return "day"
    if column.role is Role.CONTACT:
        return "reached" if owner.is_person else ""
    if column.role not in (Role.CATEGORY, Role.NAME) or column == owner.label:
        return ""
    if noun == "性别":
        return "sex"
    if owner.is_person and (found := _ending(_OF_PERSONS, noun)):
        return found
    return _ending(_OF_ANY, noun)


def idiom_of(condition: Condition, owner: TableMeaning, *, attributive: bool) -> tuple[str, str]:
    """The kind of the condition's column, and a template in the kind's own words; empty if it has none."""
    kind = kind_of(condition.column, owner)
    if kind == "sex" and (not condition.values or condition.values[0] not in ("男", "女")):
        return kind, ""
    said = (IDIOMS.get(kind) or SORTS_SAID.get(kind) or {}).get(condition.op, "")
    before = BEFORE_ROWS.get(kind, {}).get(condition.op, "") if attributive else ""
    return kind, f"[{said}|{before}]" if said and before else said


def subject(noun: str) -> str:
    """A mark's noun as one speaks of taking it.

    >>> subject("语文成绩"), subject("总分"), subject("数学")
    ('语文', '总分', '数学')
    """
    return next(
        (noun.removesuffix(end) for end in ("成绩", "分数", "得分") if len(noun) > 3 and noun.endswith(end)), noun
    )


def thing(noun: str) -> str:
    """What is counted.

    >>> thing("床位数"), thing("座位数量"), thing("销量")
    ('床位', '座位', '')
    """
    bare = noun.removesuffix("数量").removesuffix("数")
    return bare if len(bare) > 1 and bare != noun else ""


def deeds(stem: str) -> str:
    """What people do on a day, between bars.

    >>> deeds("注册"), deeds("验收")
    ('注册|注册|加入|开通账号', '验收')
    """
    return DEEDS.get(stem, stem)


def _measure_kind(column: ColumnMeaning, owner: TableMeaning) -> str:
    noun, unit = column.zh[0], column.unit_zh
    if column.is_score and unit in ("", "分"):
        return "score" if noun.endswith("成绩") or _PUPILS & set(owner.zh) else ""
    if column.scale is Scale.OLD and owner.is_person and unit == "岁":
        return "age"
    if owner.is_event and unit == "元" and noun in ("费用", "花费", "开销", "花销", "支出", "消费金额"):
        return "spent"
    for kind, ends, needed in _MEASURES:
        if noun.endswith(ends) and (not needed or unit == needed) and (kind != "price" or not owner.is_person):
            return kind
    if column.scale is Scale.MANY and unit and thing(noun):
        return "many"
    if owner.is_person and column.scale in (Scale.TALL, Scale.HEAVY) and unit:
        return "height" if column.scale is Scale.TALL else "weight"
    return "long" if column.scale is Scale.LONG and owner.is_event and unit else ""


def _ending(table: tuple[tuple[str, tuple[str, ...]], ...], noun: str) -> str:
    return next((kind for kind, ends in table if noun.endswith(ends)), "")


# Kinds whose words name no column, so that they fit only where no other column is of that kind.
UNNAMED = frozenset(("age", "price", "spent", "stock", "long", "height", "weight"))
