"""The numbers of a question that a query does not use: a small model leaves conditions out, and these can be seen."""

import re

_NUMBER = re.compile(r"(?P<text>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)(?P<unit>[万千百亿kKmM%％]?)")
_DOTTED_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\.(\d+)(?:\.(\d+))?")
_FACTORS = {"百": 1e2, "千": 1e3, "k": 1e3, "K": 1e3, "万": 1e4, "m": 1e6, "M": 1e6, "亿": 1e8}
_LIMIT = re.compile(r"(?:LIMIT (\d+) )?OFFSET (\d+)")


def left_out(question: str, sql: str) -> frozenset[str]:
    """The numbers that the question has in digits and the query nowhere, as they are written.

    A year may be said by its last two digits, places 3 to 5 are three rows behind two, 3万 is 30000, and 5% may be 0.05
    or a factor of 1.05. That something is 0 may be said in many ways, and one more or less is another bound.

    >>> left_out("3班2021年数学超过90分的", "SELECT name FROM s WHERE class = '3班' AND math > 90")
    frozenset({'2021'})
    >>> left_out("21年第2名, 3万以上", "SELECT name FROM s WHERE year = 2021 AND pay >= 30000 ORDER BY x LIMIT 1 OFFSET 1")
    frozenset()
    """
    used = {_value(each) for each in re.findall(r"\d+(?:\.\d+)?", sql)}
    for limit, offset in _LIMIT.findall(sql):
        used |= {int(offset) + 1.0, int(offset) + float(limit or 1)}
    used |= {value % 100 for value in used if 1900 <= value < 2100}
    found = set()
    for hit in _NUMBER.finditer(_DOTTED_DATE.sub(r"\1-\2-\3", question)):
        value, unit = _value(hit["text"]), hit["unit"]
        ways = {value, round(value * _FACTORS.get(unit, 1.0), 6)}
        if unit in "%％":
            ways |= {round(each, 6) for each in (value / 100, 1 + value / 100, 1 - value / 100)}
        if value and not ways & used:
            found.add(hit["text"])
    return frozenset(found)


def _value(text: str) -> float:
    return round(float(text.replace(",", "")), 6)
