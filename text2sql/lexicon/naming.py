"""Splitting of names into words, in any writing: snake_case, camelCase, abbreviations, plurals, prefixes."""

import re
from collections import Counter
from functools import lru_cache

from text2sql.lexicon.listing import spaced

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BREAK = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TABLE_PREFIXES = frozenset(spaced("t tb tbl tab dim fact ods dwd dws sys biz v f d m"))
_COLUMN_PREFIXES = frozenset(spaced("f fld col c"))
_TABLE_ENDINGS = frozenset(spaced("info table tbl tab data list record detail log master t"))

ABBREVIATIONS: dict[str, str] = {
    "amt": "amount", "avg": "average", "cnt": "count", "qty": "quantity", "num": "number", "no": "number", "nbr": "number",
    "dept": "department", "emp": "employee", "mgr": "manager", "max": "maximum", "min": "minimum", "pct": "percentage",
    "temp": "temperature", "tel": "phone", "addr": "address", "desc": "description", "dt": "date", "yr": "year", "mon": "month",
    "wt": "weight", "len": "length", "vol": "volume", "prod": "product", "cust": "customer", "proj": "project", "stat": "status",
    "cat": "category", "lvl": "level", "val": "value", "coef": "coefficient", "freq": "frequency", "std": "standard",
    "tot": "total", "hrs": "hours", "hr": "hour", "mins": "minutes", "secs": "seconds", "sec": "seconds", "msg": "message", "acct": "account", "bal": "balance",
    "org": "organisation", "loc": "location", "pos": "position", "reg": "registration", "exp": "expiry", "ins": "insurance",
    "prev": "previous", "cur": "current", "est": "estimated", "act": "actual", "eq": "equipment", "veh": "vehicle", "inv": "invoice",
    "pwr": "power", "volt": "voltage", "spd": "speed", "dist": "distance", "cap": "capacity", "eff": "efficiency", "src": "source",
    "ref": "reference", "seq": "sequence", "sn": "serial number", "ver": "version", "usr": "user", "grp": "group", "ctry": "country",
    "gen": "generation", "dur": "duration", "ret": "return", "diff": "difference", "rmk": "remark", "nm": "name", "tm": "time", "cate": "category", "flg": "flag", "pay": "payment",
}  # fmt: skip


def is_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character.

    >>> is_chinese("t_员工"), is_chinese("staff")
    (True, False)
    """
    return _CHINESE.search(text) is not None


@lru_cache(maxsize=65536)
def split_name(name: str) -> tuple[str, ...]:
    """The lower-case words of a name.

    >>> split_name("hireDate"), split_name("T_EMP_INFO"), split_name("HTTPStatus")
    (('hire', 'date'), ('t', 'emp', 'info'), ('http', 'status'))
    """
    parted = name if name.isupper() or name.islower() else _CAMEL.sub("_", name)
    return tuple(part for part in _BREAK.split(parted.lower()) if part)


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """The singular of a regular English plural; other words come back as they are.

    >>> singular("cities"), singular("boxes"), singular("status"), singular("houses"), singular("glass")
    ('city', 'box', 'status', 'house', 'glass')
    """
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def plural(word: str) -> str:
    """The regular plural.

    >>> plural("city"), plural("box"), plural("day")
    ('cities', 'boxes', 'days')
    """
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def column_words(name: str) -> tuple[str, ...]:
    """The words of a column name without technical prefixes.

    >>> column_words("f_emp_name"), column_words("deptNo")
    (('emp', 'name'), ('dept', 'no'))
    """
    words = split_name(name)
    return words[1:] if len(words) > 1 and words[0] in _COLUMN_PREFIXES else words


@lru_cache(maxsize=16384)
def shared_prefix(names: tuple[str, ...]) -> str:
    """The first word of nearly all the names, which says nothing of any one of them; empty if they share none.

    >>> shared_prefix(("stu_no", "stu_name", "stu_age", "stu_sex")), shared_prefix(("stu_no", "name", "age", "sex"))
    ('stu', '')
    """
    split = [split_name(name) for name in names]
    first = Counter(words[0] for words in split if len(words) > 1).most_common(1)
    return first[0][0] if first and first[0][1] >= max(4, 0.7 * len(names)) else ""


def without_prefix(name: str, names: tuple[str, ...]) -> str:
    """The name without the word that it shares with nearly all names of its table, in snake_case if it lost one.

    >>> without_prefix("stuBirthDate", ("stuNo", "stuName", "stuAge", "stuBirthDate")), without_prefix("Age", ("Age",))
    ('birth_date', 'Age')
    """
    words, prefix = split_name(name), shared_prefix(names)
    return "_".join(words[1:]) if prefix and len(words) > 1 and words[0] == prefix else name


def table_words(name: str) -> tuple[str, ...]:
    """The words of a table name without technical prefixes and endings, the last one singular.

    >>> table_words("t_emp_info"), table_words("DIM_CITIES"), table_words("tbl_log")
    (('emp',), ('city',), ('log',))
    """
    words = list(split_name(name))
    while len(words) > 1 and words[0] in _TABLE_PREFIXES:
        del words[0]
    while len(words) > 1 and singular(words[-1]) in _TABLE_ENDINGS:
        del words[-1]
    if words:
        words[-1] = singular(words[-1])
    return tuple(words)


def joined(words: tuple[str, ...]) -> str:
    """The key under which names are looked up: no breaks, last word singular.

    >>> joined(("flow", "rates")) == joined(("flowrate",))
    True
    """
    return "".join(words[:-1]) + singular(words[-1]) if words else ""


def spoken(words: tuple[str, ...]) -> str:
    """The words as said, abbreviations written out.

    >>> spoken(("avg", "resp", "cnt"))
    'average resp count'
    """
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)
