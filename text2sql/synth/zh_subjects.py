"""School subjects said in one breath: 语数英, 理化, 文综."""

from collections.abc import Sequence

from text2sql.meaning import ColumnMeaning

# By the subjects, which stand in the order of the short word.
_SHORT: dict[tuple[str, ...], tuple[str, ...]] = {
    ("语文", "数学", "英语"): ("语数英", "语数英三科", "语数英三门", "三门主科", "三大主科", "语文数学英语三科"),
    ("物理", "化学", "生物"): ("物化生", "理化生", "物化生三科", "物化生三门", "物理化学生物三科"),
    ("政治", "历史", "地理"): ("政史地", "政史地三科", "政史地三门", "史地政", "政治历史地理三科"),
    ("数学", "物理", "化学"): ("数理化", "数理化三科", "数理化三门", "数学物理化学三科"),
    ("物理", "化学"): ("理化", "理化两科", "物理化学两门", "理化两门"),
    ("历史", "地理"): ("史地", "史地两科", "历史地理两门"),
    ("政治", "历史"): ("政史", "政史两科", "政治历史两门"),
    ("语文", "数学"): ("语数", "语数两科", "语文数学两门", "语数两门"),
    ("数学", "英语"): ("数英", "数英两科", "数学英语两门", "数英两门"),
    ("语文", "英语"): ("语英", "语英两科", "语文英语两门"),
    ("化学", "生物"): ("生化", "生化两科", "化学生物两门"),
}
_ORDERLESS = {frozenset(subjects): said for subjects, said in _SHORT.items()}


def in_short(columns: Sequence[ColumnMeaning]) -> tuple[str, ...]:
    """Short words for just these subjects, whose order does not matter; empty where people have none."""
    if not all(column.is_score for column in columns):
        return ()
    return _ORDERLESS.get(frozenset(column.zh[0].removesuffix("成绩").removesuffix("分数") for column in columns), ())
