"""Profiles: whose rules a prediction is judged by, the quirks of the published metrics as named flags.

`strict` is our own rule, see `verdict`. The others repeat what a benchmark's own script does, right or wrong, so that
a figure can stand beside published ones. They differ from the scripts in one thing: nothing is ever executed that
does more than read, so a predicted DROP TABLE is NOT_READ_ONLY and drops nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from text2sql.sql.comments import without_open_comments


class Profile(StrEnum):
    """By name.

    STRICT: ours, on DuckDB.
    SPIDER: Spider's execution accuracy as its test-suite script computes it, by default without DISTINCT.
    SPIDER_STRICT: the same with DISTINCT kept.
    BIRD: BIRD's EX, with Soft-F1 beside it.
    WIKISQL: WikiSQL's execution accuracy, for predictions that are SQL.
    """

    STRICT = "strict"
    SPIDER = "spider"
    SPIDER_STRICT = "spider-strict"
    BIRD = "bird"
    WIKISQL = "wikisql"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """What a published metric does beside running two queries in SQLite and comparing their rows.

    Attributes:
        takes_first_statement: what stands behind the first semicolon is not looked at.
        value_is_one: ``value`` in the prediction, wherever it stands, is read as ``1``.
        drops_distinct: DISTINCT is taken out of both queries, out of COUNT too.
        mends_operators: ``> =``, ``< =`` and ``! =`` are closed up in both.
        lowers_text: text literals of the prediction are put into small letters, as the rows are.
        current_year: the number that stands for ``YEAR(CURDATE())`` in both; None to leave it.
        order_counts: whether the order of rows counts if the gold has "order by" anywhere, in a literal or inside a
            subquery too.
        any_column_order: columns of the prediction may stand in any order.
        needs_same_sorted_cells: with any column order, rows must also be equal once the cells of each are sorted by
            their text and type, so 1 and 1.0 can be told apart where cells of a row change places.
        rows_are_a_set: how often a row comes does not count.
        has_soft_f1: BIRD's Soft-F1 stands beside the verdict.
        skips_bad_text: bytes that are no UTF-8 are left out of text; else the query fails.
    """

    takes_first_statement: bool = False
    value_is_one: bool = False
    drops_distinct: bool = False
    mends_operators: bool = False
    lowers_text: bool = False
    current_year: int | None = None
    order_counts: bool = False
    any_column_order: bool = False
    needs_same_sorted_cells: bool = False
    rows_are_a_set: bool = False
    has_soft_f1: bool = False
    skips_bad_text: bool = False


_SPIDER_STRICT = Quirks(
    takes_first_statement=True,
    value_is_one=True,
    mends_operators=True,
    current_year=2020,
    order_counts=True,
    any_column_order=True,
    needs_same_sorted_cells=True,
    skips_bad_text=True,
)
QUIRKS = {
    Profile.SPIDER: replace(_SPIDER_STRICT, drops_distinct=True),
    Profile.SPIDER_STRICT: _SPIDER_STRICT,
    Profile.BIRD: Quirks(rows_are_a_set=True, has_soft_f1=True),
    Profile.WIKISQL: Quirks(lowers_text=True, skips_bad_text=True),
}


def gold_text(sql: str, quirks: Quirks) -> str:
    """The gold query as it is executed.

    >>> gold_text("SELECT count(DISTINCT a) FROM t WHERE b > = 1; SELECT 2", QUIRKS[Profile.SPIDER])
    'SELECT count( a) FROM t WHERE b >= 1;'
    """
    if quirks.mends_operators:
        sql = sql.replace("> =", ">=").replace("< =", "<=").replace("! =", "!=")
    if quirks.takes_first_statement or quirks.drops_distinct:
        sql = _scanned(sql, quirks)
    if quirks.current_year is not None:
        sql = _CURRENT_YEAR.sub(str(quirks.current_year), sql)
    return sql


def predicted_text(sql: str, quirks: Quirks) -> str:
    """The predicted query as it is executed.

    >>> predicted_text("SELECT value FROM t", QUIRKS[Profile.SPIDER]), predicted_text("SELECT value FROM t", Quirks())
    ('SELECT 1 FROM t', 'SELECT value FROM t')
    >>> predicted_text("SELECT Max(a) FROM t WHERE b = 'New York'", QUIRKS[Profile.WIKISQL])
    "SELECT Max(a) FROM t WHERE b = 'new york'"
    """
    if quirks.value_is_one:
        sql = sql.replace("value", "1")
    if quirks.lowers_text:
        sql = "".join(_lowered(sql))
    return gold_text(sql, quirks)


_CURRENT_YEAR = re.compile(r"YEAR\s*\(\s*CURDATE\s*\(\s*\)\s*\)\s*", re.IGNORECASE)
# What may hold a semicolon or the word without meaning them, then these two. An unclosed quote is only a character.
_TOKENS = re.compile(
    r"(?P<kept>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/)|(?P<end>;)|(?P<distinct>\bdistinct\b)",
    re.IGNORECASE | re.DOTALL,
)


def _lowered(sql: str) -> Iterator[str]:
    place = 0
    for token in _TOKENS.finditer(without_open_comments(sql)):
        if token["kept"]:
            yield sql[place : token.start()]
            yield sql[token.start() : token.end()].lower()
            place = token.end()
    yield sql[place:]


def _scanned(sql: str, quirks: Quirks) -> str:
    return "".join(_pieces(sql, quirks)) if ";" in sql or "distinct" in sql.lower() else sql


def _pieces(sql: str, quirks: Quirks) -> Iterator[str]:
    place = 0
    for token in _TOKENS.finditer(without_open_comments(sql)):
        if token["end"] and quirks.takes_first_statement:
            yield sql[place : token.end()]
            return
        if token["distinct"] and quirks.drops_distinct:
            yield sql[place : token.start()]
            place = token.end()
    yield sql[place:]
