"""What each kind of verdict says, in English and in Chinese."""

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
}
