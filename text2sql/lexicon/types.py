"""The shapes of the lexicon's entries."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column is for, which decides how people ask about it."""

    ID = "id"  # a surrogate key; nobody asks for its average
    CODE = "code"  # an identifier people do use: student number, ISBN, plate
    NAME = "name"  # what the row is called: a person, a product, a title
    CATEGORY = "category"  # few values, grouped by: department, colour, city
    MEASURE = "measure"  # a number that is compared, averaged, added up
    YEAR = "year"  # a calendar year as a number
    DATE = "date"  # a date or a timestamp
    TIME = "time"  # a time of day
    FLAG = "flag"  # yes or no
    CONTACT = "contact"  # phone, e-mail, address: looked up, never grouped
    TEXT = "text"  # free text: remarks, descriptions


class Scale(StrEnum):
    """How more and less of a measure are said: 高/低, 多/少 …; wording modules hold the words."""

    HIGH = "high"  # score, rate, temperature, salary: 高/低, high/low
    MANY = "many"  # counts and amounts: 多/少, many/few
    LARGE = "large"  # area, capacity: 大/小, large/small
    LONG = "long"  # length, duration: 长/短, long/short
    TALL = "tall"  # height of people and buildings: 高/矮, tall/short
    HEAVY = "heavy"  # weight: 重/轻, heavy/light
    OLD = "old"  # age: 大/小, old/young
    COSTLY = "costly"  # price, fee: 贵/便宜, expensive/cheap
    FAST = "fast"  # speed: 快/慢, fast/slow
    FAR = "far"  # distance: 远/近, far/near


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that a column can hold.

    Attributes:
        key: unique, snake_case English.
        role: what the column is for.
        zh: what people call it in Chinese, commonest first, such as ("工资", "薪水", "薪资").
        en: what people call it in English, lower case, singular, such as ("salary", "pay").
        names: column names in use, snake_case, commonest first, abbreviations and pinyin too:
            ("salary", "monthly_salary", "sal", "gongzi", "xinzi").
        type: DuckDB type of such a column, such as "VARCHAR", "INTEGER", "DECIMAL(10, 2)", "DATE".
        scale: how more and less are said; only for MEASURE.
        unit_zh, unit_en: unit as said behind a number (元, 岁, 公斤; yuan, years, kg); may be empty.
        low, high: usual range of a MEASURE or YEAR; `step` is the grid values lie on (0.01, 1, 5, 100).
        values_zh, values_en: what a CATEGORY holds; for NAME/CODE/CONTACT/TEXT the kind of value is in `pool`.
        pool: name of a value maker in `lexicon.values` for open sets: "person", "company", "product", "city",
            "phone", "email", "address", "title", "code", "sentence"…; empty where values_* or a range serve.
        additive: whether the sum over rows means something (amounts yes; ages, scores per hour, rates no).
    """

    key: str
    role: Role
    zh: tuple[str, ...]
    en: tuple[str, ...]
    names: tuple[str, ...]
    type: str
    scale: Scale | None = None
    unit_zh: str = ""
    unit_en: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    values_zh: tuple[str, ...] = ()
    values_en: tuple[str, ...] = ()
    pool: str = ""
    additive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One kind of row that a table can hold.

    Attributes:
        key: unique, snake_case English.
        domain: the field it belongs to, such as "logistics".
        zh: what people call one in Chinese: ("员工", "职员"). A table comment is one of these (+ 表/信息表/记录).
        en: (singular, plural) pairs: (("employee", "employees"),).
        names: table names in use, snake_case: ("employees", "employee", "staff", "yuangong", "emp").
        counter: Chinese measure word: 名, 位, 个, 家, 本, 辆, 条, 次, 笔.
        is_person: asked for with 谁/who.
        is_event: a record of something that happened (order, visit, match), which has a date.
        name: key of the NAME concept of its rows; empty for events that have none.
        attributes: keys of concepts that its rows may have.
        parents: keys of entities of the same domain that a row may point at (many to one).
        series: English and Chinese stems of parallel measures that a row may have beside: marks by subject.
    """

    key: str
    domain: str
    zh: tuple[str, ...]
    en: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    counter: str
    is_person: bool = False
    is_event: bool = False
    name: str = ""
    attributes: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    series: tuple[tuple[str, str], ...] = ()
