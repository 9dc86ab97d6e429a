"""What kind of thing a Chinese question is about, by which some wordings fit and others do not.

A sentence stands under ``family@kind`` where it fits that kind only: 多大了 an age, 卖多少钱 a price, 考了几分 a mark.
"""

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families import Draft
from text2sql.synth.zh_acts import deeds

_PLACES = ("城市", "省份", "地区", "国家")
_NO_EVENTS = frozenset(("最后", "首次", "最近", "预计", "计划", "实际", "有效", "截止", "二次", "末次", "上次"))
_PRICES = ("价", "价格", "价钱", "售价", "单价")


def kinds(draft: Draft) -> tuple[str, ...]:
    """The kinds of what the draft measures, asks for and groups by."""
    found: list[str] = []
    measured = draft.measured
    if measured is not None and not measured.form:
        found += _of_column(draft, measured.columns[0])
        if draft.aggregate:
            found.append(draft.aggregate)
            found += [f"mark:{draft.aggregate}"] * measured.columns[0].is_score
    if measured is not None and measured.form == "sum" and measured.is_all:
        found += ["total"] * all(column.is_score for column in measured.columns)
    if measured is None and len(draft.columns) == 1 and not draft.asked:
        found += _of_column(draft, draft.columns[0])
    if measured is None and len(draft.columns) > 1 and all(column.is_score for column in draft.columns):
        found.append("marks")
    if (
        len(draft.groups) == 1
        and draft.groups[0].role is Role.YEAR
        and draft.groups[0].table == draft.frame.main.table.name
    ):
        found.append("yearly")
    if is_pupils(draft):
        found.append("pupils")
    return (*found, *deeds(draft))


def is_pupils(draft: Draft) -> bool:
    """Whether the rows are people with marks."""
    main = draft.frame.main
    return main.is_person and any(column.is_score for column in main.columns)


def event_of(column: ColumnMeaning) -> str:
    """What happens at a date: 入职 of 入职日期; nothing where its noun does not say."""
    noun = column.zh[0]
    stem = noun.removesuffix("日期").removesuffix("时间")
    return stem if stem != noun and len(stem) == 2 and stem not in _NO_EVENTS else ""


def _of_column(draft: Draft, column: ColumnMeaning) -> list[str]:
    main = draft.frame.main
    if column.table != main.table.name:
        return []
    if column.role is Role.DATE:
        return ["date"] * (len(main.having(Role.DATE)) == 1 and bool(event_of(column)))
    if column.role is Role.CATEGORY:
        return ["place"] * (main.is_person and column.zh[0].endswith(_PLACES))
    if column.role is not Role.MEASURE or not _is_sole(draft, column):
        return []
    match column.scale:
        case Scale.OLD if main.is_person:
            return ["age"]
        case Scale.TALL if main.is_person:
            return ["height"]
        case Scale.HEAVY if main.is_person:
            return ["weight"]
        case Scale.COSTLY if not main.is_person and not main.is_event and column.zh[0].endswith(_PRICES):
            return ["price"]
    return []


def _is_sole(draft: Draft, column: ColumnMeaning) -> bool:
    """Whether no other number of the frame is spoken of in the same words."""
    every = (c for table in draft.frame.tables for c in table.columns if c.role is Role.MEASURE)
    return all(c == column or c.scale is not column.scale for c in every)
