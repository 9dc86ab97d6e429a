"""What each kind of verdict says, in English and in Chinese; and what slices are called in Chinese."""

from text2sql.records import VerdictKind

MEANINGS = {
    VerdictKind.CORRECT: "the rows are right",
    VerdictKind.WRONG_ROWS: "it runs, the rows differ",
    VerdictKind.WRONG_ORDER: "the rows are right, their order is not",
    VerdictKind.WRONG_COLUMNS: "more or fewer columns than asked for",
    VerdictKind.NO_SQL: "there is no SQL in the reply",
    VerdictKind.PARSE_ERROR: "it is no SQL",
    VerdictKind.NOT_READ_ONLY: "refused: it is not one reading query",
    VerdictKind.UNKNOWN_NAME: "a table, column or function that is not there",
    VerdictKind.TYPE_ERROR: "types that do not go together",
    VerdictKind.EXECUTION_ERROR: "it failed while running",
    VerdictKind.TIMEOUT: "it took too long",
    VerdictKind.MEMORY: "it took too much memory",
    VerdictKind.GOLD_FAILED: "the gold failed: not in the score",
    VerdictKind.GIVEN_UP: "to compare the rows would take too long: not in the score",
}

MEANINGS_ZH = {
    VerdictKind.CORRECT: "结果正确",
    VerdictKind.WRONG_ROWS: "能运行，但结果行不同",
    VerdictKind.WRONG_ORDER: "行正确，顺序不对",
    VerdictKind.WRONG_COLUMNS: "列数与要求不符",
    VerdictKind.NO_SQL: "回复里没有 SQL",
    VerdictKind.PARSE_ERROR: "不是有效的 SQL",
    VerdictKind.NOT_READ_ONLY: "已拒绝：不是单个查询语句",
    VerdictKind.UNKNOWN_NAME: "用到了不存在的表、列或函数",
    VerdictKind.TYPE_ERROR: "类型不相容",
    VerdictKind.EXECUTION_ERROR: "运行时出错",
    VerdictKind.TIMEOUT: "运行太久",
    VerdictKind.MEMORY: "占用内存太多",
    VerdictKind.GOLD_FAILED: "标准答案失败：不计分",
    VerdictKind.GIVEN_UP: "比较结果耗时过长：不计分",
}

SLICE_KINDS_ZH = {
    "schema": "数据库",
    "language": "语言",
    "level": "难度",
    "feature": "SQL 特征",
    "exact set": "逐子句",
}

_LEVELS_ZH = {
    "easy": "简单",
    "medium": "中等",
    "hard": "困难",
    "extra": "极难",
    "simple": "简单",
    "moderate": "中等",
    "challenging": "困难",
}
SLICES_ZH = {
    "language": {"zh": "中文", "en": "英文"},
    "level": _LEVELS_ZH,
    "exact set": _LEVELS_ZH
    | {
        "select": "选择的列",
        "where": "筛选条件",
        "group": "分组",
        "having": "分组后筛选",
        "order": "排序与限制",
        "and/or": "与/或",
        "iuen": "集合运算",
        "keywords": "关键字",
    },
    "feature": {
        "aggregate": "聚合",
        "arithmetic": "算术运算",
        "between": "区间 BETWEEN",
        "case": "分支 CASE",
        "distinct": "去重",
        "exists": "存在 EXISTS",
        "group_by": "分组",
        "having": "分组后筛选",
        "in": "集合 IN",
        "is_null": "空值判断",
        "join": "连接",
        "like": "模糊匹配",
        "limit": "限制行数",
        "none": "无",
        "not": "否定",
        "or": "或",
        "order_by": "排序",
        "set_operation": "集合运算",
        "subquery": "子查询",
        "where": "筛选条件",
        "window": "窗口函数",
        "with": "公用表 WITH",
    },
}


def slice_zh(kind: str, value: str) -> tuple[str, str]:
    """Kind and value of a slice in Chinese; a name that is the user's own stays as it is.

    >>> slice_zh("level", "hard"), slice_zh("schema", "shop")
    (('难度', '困难'), ('数据库', 'shop'))
    """
    return SLICE_KINDS_ZH.get(kind, kind), SLICES_ZH.get(kind, {}).get(value, value)
