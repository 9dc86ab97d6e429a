"""The parts that questions are composed of: conditions, measures, values, and their canonical SQL.

Knows no wording: `zh` and `en` say these parts, `families` puts them together.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from text2sql.lexicon import Scale
from text2sql.meaning import ColumnMeaning, TableMeaning

Value = object
_PLAIN = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*")
# What DuckDB or sqlglot cannot read everywhere as the name of a column or table without quotes, found by trying all
# keywords and types of both.
_RESERVED = frozenset(
    "all alter analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by "
    "case cast check collate collation column concurrently connect_by_root constraint create cross cube "
    "current_catalog current_database current_date current_role current_schema current_time current_timestamp "
    "current_user default deferrable desc describe distinct do drop else end except false fetch for force foreign "
    "freeze from full glob grant group having if ilike in initially inner insert install intersect interval into "
    "is isnull join lambda lateral leading left like limit list localtime localtimestamp lock map natural not "
    "notnull null nullable object offset on only or order outer overlaps partitioned_by pivot pivot_longer "
    "pivot_wider placing positional primary qualify range references regexp returning revoke right rlike rollback "
    "rollup row select semi session_user show similar some struct summarize symmetric table tablesample then to "
    "trailing true uncache union unique unpack unpivot using values variadic verbose when where window with xor".split()
)


def quoted(name: str) -> str:
    """The identifier as SQL writes it.

    >>> quoted("math"), quoted("order"), quoted("unit price"), quoted("姓名")
    ('math', '"order"', '"unit price"', '姓名')
    """
    if _PLAIN.fullmatch(name) and name.lower() not in _RESERVED:
        return name
    return '"' + name.replace('"', '""') + '"'


def literal(value: Value) -> str:
    """The value as SQL writes it.

    >>> from datetime import date
    >>> literal("O'Hara"), literal(Decimal("90.0")), literal(date(2024, 1, 2)), literal(True)
    ("'O''Hara'", '90', "'2024-01-02'", 'TRUE')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return number(value)
    return "'" + str(value).replace("'", "''") + "'"


def number(value: Value) -> str:
    """A number without trailing zeros.

    >>> number(90.50), number(1000), number(Decimal("3.10"))
    ('90.5', '1000', '3.1')
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Op(StrEnum):
    """How a condition compares."""

    EQ = "="
    NE = "<>"
    GT = ">"
    GE = ">="
    LT = "<"
    LE = "<="
    BETWEEN = "between"
    IN = "in"
    NOT_IN = "not in"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CONTAINS = "contains"
    NOT_CONTAINS = "not contains"
    NULL = "null"
    NOT_NULL = "not null"
    IN_YEAR = "in year"
    IN_MONTH = "in month"
    PASS = "pass"
    FAIL = "fail"
    TOP_MARK = "top mark"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`column op values`."""

    column: ColumnMeaning
    op: Op
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A number of a row: one column, or several added up or subtracted.

    Attributes:
        columns: one, or the terms.
        form: ``""`` for one column; ``sum``, ``mean``, ``difference``, ``ratio``, ``product``, ``greatest`` or ``least``
            of the terms; ``percent``, how many per cent the first is above the second; ``share``, the percentage of the
            first term in the sum of all; ``distance`` of one column from `bound`, ``above`` from `bound` on; ``plus`` and ``times``, one column with `bound` added or multiplied.
        is_all: whether these are all columns of their sort, so that "the total" is enough to say.
        bound: what the column is taken from: 100 in ``100 - math``.
    """

    columns: tuple[ColumnMeaning, ...]
    form: str = ""
    is_all: bool = False
    bound: Value = None

    @property
    def scale(self) -> Scale:
        """How more and less of it are said."""
        return Scale.HIGH if self.form else self.columns[0].scale


def column_sql(column: ColumnMeaning, alias: str = "") -> str:
    """The column, behind its table's alias if there is one."""
    return f"{alias}.{quoted(column.name)}" if alias else quoted(column.name)


def measured_sql(measured: Measured, alias: str = "") -> str:
    """The expression of a measured number."""
    terms = [column_sql(column, alias) for column in measured.columns]
    if measured.form == "sum":
        return " + ".join(terms)
    if measured.form == "product":
        return " * ".join(terms)
    if measured.form == "mean":
        return f"({' + '.join(terms)}) / {len(terms)}"
    if measured.form == "difference":
        return " - ".join(terms)
    if measured.form == "ratio":
        return " / ".join(terms)
    match measured.form:
        case "distance":
            return f"{literal(measured.bound)} - {terms[0]}"
        case "above":
            return f"{terms[0]} - {literal(measured.bound)}"
        case "percent":
            return f"100.0 * ({' - '.join(terms)}) / {terms[1]}"
        case "plus":
            return f"{terms[0]} + {literal(measured.bound)}"
        case "times":
            return f"{terms[0]} * {literal(measured.bound)}"
        case "greatest" | "least":
            return f"{measured.form.upper()}({', '.join(terms)})"
        case "share":
            return f"100.0 * {terms[0]} / ({' + '.join(terms)})"
    return terms[0]


def condition_sql(condition: Condition, alias: str = "") -> str:
    """The condition as SQL writes it."""
    name = column_sql(condition.column, alias)
    values = [literal(value) for value in condition.values]
    text = str(condition.values[0]).replace("'", "''") if condition.values else ""
    match condition.op:
        case Op.EQ | Op.NE | Op.GT | Op.GE | Op.LT | Op.LE:
            return f"{name} {condition.op} {values[0]}"
        case Op.BETWEEN:
            return f"{name} BETWEEN {values[0]} AND {values[1]}"
        case Op.IN:
            return f"{name} IN ({', '.join(values)})"
        case Op.NOT_IN:
            return f"{name} NOT IN ({', '.join(values)})"
        case Op.PREFIX:
            return f"{name} LIKE '{text}%'"
        case Op.SUFFIX:
            return f"{name} LIKE '%{text}'"
        case Op.CONTAINS:
            return f"{name} LIKE '%{text}%'"
        case Op.NOT_CONTAINS:
            return f"{name} NOT LIKE '%{text}%'"
        case Op.NULL:
            return f"{name} IS NULL"
        case Op.NOT_NULL:
            return f"{name} IS NOT NULL"
        case Op.IN_YEAR:
            return f"YEAR({name}) = {condition.values[0]}"
        case Op.IN_MONTH:
            return f"YEAR({name}) = {condition.values[0]} AND MONTH({name}) = {condition.values[1]}"
        case Op.PASS:
            return f"{name} >= 60"
        case Op.FAIL:
            return f"{name} < 60"
        case Op.TOP_MARK:
            return f"{name} = 100"
        case Op.EITHER:
            raise AssertionError("alternatives are written by `relations`")


def where_sql(
    conditions: Sequence[Condition], alias: str = "", *, extra: Sequence[str] = (), joined: str = "AND"
) -> str:
    """`` WHERE …``, or nothing if there is no condition."""
    parts = [*(condition_sql(each, alias) for each in conditions), *extra]
    return " WHERE " + f" {joined} ".join(parts) if parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The values that occur in the rows, by (table, column).

    Attributes:
        distinct: in a fixed order; no NULL among them.
        sorted_numbers: those that are numbers, from the least on.
    """

    distinct: Mapping[tuple[str, str], tuple[Value, ...]]
    sorted_numbers: Mapping[tuple[str, str], tuple[float, ...]]

    def of(self, column: ColumnMeaning) -> tuple[Value, ...]:
        """The distinct values of the column, in a fixed order; no NULL among them."""
        return self.distinct.get((column.table, column.name), ())

    def numbers_of(self, column: ColumnMeaning) -> tuple[float, ...]:
        """The distinct numbers of the column, from the least on."""
        return self.sorted_numbers.get((column.table, column.name), ())


def values_of(tables: Sequence[TableMeaning], rows: Mapping[str, Sequence[tuple[Value, ...]]]) -> Values:
    """The distinct values of every column."""
    distinct: dict[tuple[str, str], tuple[Value, ...]] = {}
    for meaning in tables:
        for at, column in enumerate(meaning.columns):
            seen = {row[at] for row in rows.get(meaning.table.name, ()) if row[at] is not None}
            distinct[column.table, column.name] = tuple(sorted(seen, key=str))
    numbers = {
        key: tuple(sorted(float(value) for value in values if isinstance(value, (int, float, Decimal))))
        for key, values in distinct.items()
    }
    return Values(distinct=distinct, sorted_numbers=numbers)
