"""What a question says and a query leaves out, or what a query says and the question does not: numbers, columns, strings.

A small model drops conditions and makes values up. Much of that can be seen without knowing the answer: of the generator's own
golds less than one in a hundred has such a flaw (a test counts).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from text2sql.lexicon import Role
from text2sql.meaning import understand
from text2sql.schema import Schema

_NUMBER = re.compile(r"(?P<text>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)(?P<unit>[万千百亿kKmM%％]?)")
_DOTTED_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\.(\d+)(?:\.(\d+))?")
_FACTORS = {"百": 1e2, "千": 1e3, "k": 1e3, "K": 1e3, "万": 1e4, "m": 1e6, "M": 1e6, "亿": 1e8}
_LIMIT = re.compile(r"(?:LIMIT (\d+) )?OFFSET (\d+)")
_STRING = re.compile(r"'((?:[^']|'')*)'")
_SCRIPTS = (re.compile(r"[A-Za-z]"), re.compile(r"[\u4e00-\u9fff]"))
_ALL_COLUMNS = re.compile(r"SELECT (?:T\d+\.)?\*")
# Not at the head of a sentence.
_PROPER = re.compile(r"(?<![A-Za-z'’])(?<![.?!:;…\"“(] )(?<!^)(?<![\"“(-])([A-Z][a-z]+)(?![A-Za-z])")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec monday tuesday wednesday thursday friday saturday sunday new year day christmas valentine dr mr mrs ms".split()
)
# Behind it the sentence begins.
_GREETING = re.compile(
    r"^(?:[Hh]i|[Hh]ello|[Hh]ey|[Yy]o|[Dd]ear|[Gg]ood|[Ss]o|[Uu]m|[Uu]h|[Ee]r|[Ss]orry|[Oo]k|[Oo]kay|[Ww]ell|[Pp]lease)\b[^A-Z]{0,24}(?=[A-Z])"
)
_OF_ROWS = (Role.NAME, Role.ID, Role.CODE)
# What columns are called, but counts too, or nothing in particular.
_OF_ANYTHING = frozenset(
    ("数量", "总数", "人数", "个数", "数目", "number", "quantity", "count", "total", "name", "make", "title")
)


class Mentions:
    """The words for the columns of one schema, and what queries over it make of them."""

    def __init__(self, schema: Schema) -> None:
        meaning = understand(schema, {})
        rows = {noun.lower() for table in meaning.tables for pair in (table.zh, *table.en) for noun in pair}
        columns: defaultdict[str, set[str]] = defaultdict(set)
        for table in meaning.tables:
            for column in table.columns:
                nouns = [noun.lower() for noun in (column.name, *column.zh, *column.en)]
                if column.role in _OF_ROWS:
                    # Without its ending the noun is one for the rows: 骑手姓名, but the 骑手.
                    rows |= {
                        noun
                        for noun in nouns[1:]
                        if noun != nouns[0] and any(each.startswith(noun) and each != noun for each in nouns)
                    }
                for noun in nouns:
                    columns[noun].add(column.name.lower())
        # Nouns of rows stay among them, without columns: 学生姓名 is one noun, and 学生 in it asks for no column.
        self._columns = {
            noun: frozenset() if noun in rows | _OF_ANYTHING else frozenset(columns[noun])
            for noun in rows | set(columns)
            if len(noun) > 1
        }
        self._values = {
            value.lower()
            for table in schema.tables
            for column in table.columns
            for value in (*column.choices, *column.samples)
        }
        self._words = {word for noun in self._columns for word in re.findall(r"[a-z]+", noun)}
        # The longest first: 班主任 is no 班.
        nouns = sorted(self._columns, key=lambda noun: (-len(noun), noun))
        self._nouns = re.compile("|".join(map(_whole, nouns)) or "(?!)")

    def flaws(self, question: str, sql: str) -> frozenset[str]:
        """Numbers, proper names and nouns of columns that the query leaves out, and its strings that nobody mentioned."""
        return (
            numbers_left_out(question, sql)
            | self._names_left_out(question, sql)
            | self._columns_left_out(question, sql)
            | self._made_up(question, sql)
        )

    def _names_left_out(self, question: str, sql: str) -> frozenset[str]:
        """Words with a capital letter within a sentence, but for days and months and what a column or table is called."""
        low = sql.lower()
        if any(not each.isascii() for each in _STRING.findall(sql)):  # a name may be there in another script
            return frozenset()
        said = {word.lower() for word in _PROPER.findall(_GREETING.sub("", question, count=1))}
        return frozenset(each for each in said - _CALENDAR - self._words if each not in low)

    def _columns_left_out(self, question: str, sql: str) -> frozenset[str]:
        if _ALL_COLUMNS.search(sql):
            return frozenset()
        bare = _STRING.sub("''", sql).lower()
        asked = question.lower()
        for value in filter(None, _STRING.findall(sql.lower())):
            asked = asked.replace(value, " ")
        found = set()
        for hit in self._nouns.finditer(asked):
            names = self._columns[hit[0]]
            if names and not any(re.search(_whole(name), bare) for name in names):
                found.add(hit[0])
        return frozenset(found)

    def _made_up(self, question: str, sql: str) -> frozenset[str]:
        """Strings that nobody said. With digits, in another script, or listed in the schema they may be a translation."""
        low = question.lower()
        strings = {each.replace("''", "'").strip("%") for each in _STRING.findall(sql)}
        return frozenset(
            each
            for each in strings
            if each.lower() not in low
            and each.lower() not in self._values
            and any(script.search(each) and script.search(question) for script in _SCRIPTS)
            and not re.search(r"\d", each)
        )


def numbers_left_out(question: str, sql: str) -> frozenset[str]:
    """The numbers that the question has in digits and the query nowhere, as they are written.

    A year may be said by its last two digits, places 3 to 5 are three rows behind two, 3万 is 30000, and 5% may be 0.05
    or a factor of 1.05. That something is 0 may be said in many ways.

    >>> numbers_left_out("3班2021年数学超过90分的", "SELECT name FROM s WHERE class = '3班' AND math > 90")
    frozenset({'2021'})
    >>> numbers_left_out("21年第2名, 3万以上", "SELECT a FROM s WHERE year = 2021 AND pay >= 30000 ORDER BY x LIMIT 1 OFFSET 1")
    frozenset()
    """
    used = {_value(each) for each in re.findall(r"\d+(?:\.\d+)?", sql)}
    for limit, offset in _LIMIT.findall(sql):
        used |= {int(offset) + 1.0, int(offset) + float(limit or 1)}
    used |= {value % 100 for value in used if 1900 <= value < 2100}
    return frozenset(text for text, ways in _numbers(question) if not ways & used)


def _numbers(question: str) -> Iterator[tuple[str, set[float]]]:
    """Each number but 0 as it is written, and what it may be in a query."""
    for hit in _NUMBER.finditer(_DOTTED_DATE.sub(r"\1-\2-\3", question)):
        value, unit = _value(hit["text"]), hit["unit"]
        ways = {value, round(value * _FACTORS.get(unit, 1.0), 6)}
        if unit and unit in "%％":
            ways |= {round(each, 6) for each in (value / 100, 1 + value / 100, 1 - value / 100)}
        if value:
            yield hit["text"], ways


def _value(text: str) -> float:
    return round(float(text.replace(",", "")), 6)


def _whole(noun: str) -> str:
    """A pattern for a noun that is no part of an English word."""
    return rf"(?<![a-z0-9_]){re.escape(noun)}(?![a-z0-9_])" if noun.isascii() else re.escape(noun)
