"""The type of a column in any dialect → DuckDB's spelling of what its values are.

Types are widened where another engine is more forgiving than DuckDB: every integer of at most 32 bits becomes
INTEGER and unsigned ones grow a size, so that sums and differences in gold SQL do not overflow; every float
becomes DOUBLE, so that ``= 3.1`` finds 3.1; lengths of text are dropped; timestamps lose their zone.
"""

import re
from functools import cache
from typing import NamedTuple

from sqlglot import exp
from sqlglot.errors import SqlglotError


class TypeReading(NamedTuple):
    """DuckDB's spelling, the values an ENUM allows, and whether the type was understood."""

    type: str
    choices: tuple[str, ...] = ()
    known: bool = True


_NAMES = {
    "INTEGER": "TINYINT SMALLINT MEDIUMINT INT UTINYINT USMALLINT YEAR SMALLSERIAL SERIAL",
    "BIGINT": "BIGINT UINT UMEDIUMINT BIGSERIAL",
    "HUGEINT": "UBIGINT INT128 UINT128 INT256 UINT256",
    "DOUBLE": "FLOAT DOUBLE UDOUBLE BIGDECIMAL DECFLOAT",
    "DECIMAL(19, 4)": "MONEY",
    "DECIMAL(10, 4)": "SMALLMONEY",
    "VARCHAR": "CHAR NCHAR VARCHAR NVARCHAR BPCHAR TEXT TINYTEXT MEDIUMTEXT LONGTEXT NAME SET FIXEDSTRING XML",
    "DATE": "DATE DATE32",
    "TIMESTAMP": "TIMESTAMP TIMESTAMPTZ TIMESTAMPLTZ TIMESTAMPNTZ DATETIME DATETIME2 DATETIME64 SMALLDATETIME"
    " TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS",
    "TIME": "TIME TIMETZ TIME_NS",
    "BOOLEAN": "BOOLEAN",
    "BLOB": "BINARY VARBINARY BLOB TINYBLOB MEDIUMBLOB LONGBLOB IMAGE ROWVERSION",
    "UUID": "UUID",
    "JSON": "JSON JSONB",
    "INTERVAL": "INTERVAL",
}
_DUCKDB = {exp.DataType.Type[name]: spelling for spelling, names in _NAMES.items() for name in names.split()}

# What sqlglot reads only in some dialects or not at all; a file's dialect is a guess, and types travel.
_EVERYWHERE = {
    "DATETIME2": "TIMESTAMP",
    "DATETIMEOFFSET": "TIMESTAMP",
    "NTEXT": "VARCHAR",
    "SYSNAME": "VARCHAR",
    "NAME": "VARCHAR",
    "CITEXT": "VARCHAR",
    "LONG": "VARCHAR",
    "LONG VARCHAR": "VARCHAR",
    "NCLOB": "VARCHAR",
    "CLOB": "VARCHAR",
    "XML": "VARCHAR",
    "XMLTYPE": "VARCHAR",
    "ROWID": "VARCHAR",
    "UNIQUEIDENTIFIER": "UUID",
    "RAW": "BLOB",
    "LONG RAW": "BLOB",
    "BFILE": "BLOB",
    "BYTEA": "BLOB",
    "IMAGE": "BLOB",
    "BINARY_FLOAT": "DOUBLE",
    "BINARY_DOUBLE": "DOUBLE",
    "DOUBLE PRECISION": "DOUBLE",
    "REAL": "DOUBLE",
    "MONEY": "DECIMAL(19, 4)",
    "SMALLMONEY": "DECIMAL(10, 4)",
    "PLS_INTEGER": "INTEGER",
    "SERIAL": "INTEGER",
    "SMALLSERIAL": "INTEGER",
    "SERIAL4": "INTEGER",
    "BIGSERIAL": "BIGINT",
    "SERIAL8": "BIGINT",
}
_DECIMALS = [exp.DataType.Type[name] for name in exp.DataType.Type.__members__ if re.match(r"U?DECIMAL", name)]
# How many digits a bare DECIMAL has: (precision, scale); engines not named here hold any number.
_BARE_DECIMAL = {"mysql": (10, 0), "tsql": (18, 0), "duckdb": (18, 3), "snowflake": (38, 0)}
_NOISE = re.compile(
    r"\b(?:ZEROFILL|SIGNED|(?:WITH|WITHOUT)(?:\s+LOCAL)?\s+TIME\s+ZONE)\b|(?<=\d)\s+(?:BYTE|CHAR)\b", re.IGNORECASE
)


@cache
def read_type(text: str, dialect: str) -> TypeReading:
    """What DuckDB calls the type; an unknown one is kept as text.

    >>> read_type("NUMBER(10,0)", "oracle").type, read_type("int(11) unsigned", "mysql").type
    ('BIGINT', 'BIGINT')
    >>> read_type("ENUM('男','女')", "mysql")
    TypeReading(type='VARCHAR', choices=('男', '女'), known=True)
    >>> read_type("hierarchyid", "tsql")
    TypeReading(type='VARCHAR', choices=(), known=False)
    """
    cleaned = " ".join(_NOISE.sub(" ", text).split())
    base = re.sub(r"\s*\(.*?\)", "", cleaned).upper()
    if re.fullmatch(r"NATIONAL (?:CHAR|CHARACTER|VARCHAR)(?: VARYING)?", base):
        return TypeReading("VARCHAR")
    if base in _EVERYWHERE:
        return TypeReading(_EVERYWHERE[base])
    if re.fullmatch(r"INTERVAL .*", base):
        return TypeReading("INTERVAL")
    # The dialect's own meaning first (an Oracle DATE, a BigQuery INT64), then whoever knows the name.
    for reader in (dialect, "duckdb", "mysql", "tsql", "oracle", "clickhouse", "bigquery"):
        try:
            built = exp.DataType.build(cleaned, dialect=reader)
        except (SqlglotError, ValueError):
            continue
        if not built.is_type(exp.DataType.Type.USERDEFINED):
            return _duckdb(built, dialect)
    if base.endswith(" UNSIGNED"):  # sqlglot knows it behind integers only
        return read_type(re.sub(r"\s+UNSIGNED\b", "", cleaned, flags=re.IGNORECASE), dialect)
    return TypeReading("VARCHAR", known=False)


def _duckdb(built: exp.DataType, dialect: str) -> TypeReading:
    kind = built.this
    if kind is exp.DataType.Type.LOWCARDINALITY:
        return _duckdb(built.expressions[0], dialect)
    if kind in (exp.DataType.Type.ENUM, exp.DataType.Type.ENUM8, exp.DataType.Type.ENUM16):
        values = (value.this if isinstance(value, exp.EQ) else value for value in built.expressions)
        return TypeReading("VARCHAR", tuple(str(value.name) for value in values))
    if kind is exp.DataType.Type.BIT:
        bits = built.expressions[0].name if built.expressions else "1"
        return TypeReading("BOOLEAN" if bits == "1" else "BLOB")
    if kind in _DECIMALS:
        return TypeReading(_decimal(built, dialect))
    if kind in (exp.DataType.Type.ARRAY, exp.DataType.Type.LIST) and len(built.expressions) == 1:
        inner = built.expressions[0]
        if isinstance(inner, exp.DataType):
            element = _duckdb(inner, dialect)
            return TypeReading(f"{element.type}[]", known=element.known)
    if kind in (exp.DataType.Type.STRUCT, exp.DataType.Type.MAP):
        return TypeReading(built.sql("duckdb").replace("TEXT", "VARCHAR"))
    if kind in _DUCKDB:
        return TypeReading(_DUCKDB[kind])
    return TypeReading("VARCHAR", known=False)


def _decimal(built: exp.DataType, dialect: str) -> str:
    figures = [parameter.sql() for parameter in built.expressions]
    if not figures:
        if dialect not in _BARE_DECIMAL:
            return "DOUBLE"
        precision, scale = _BARE_DECIMAL[dialect]
    else:
        precision = int(figures[0]) if figures[0].isdigit() else 38
        scale = int(figures[1]) if len(figures) > 1 and re.fullmatch(r"-?\d+", figures[1]) else 0
    if scale > 0:
        return f"DECIMAL({precision}, {scale})" if scale <= precision <= 38 else "DOUBLE"
    return "INTEGER" if precision <= 9 else "BIGINT" if precision <= 18 else "HUGEINT"
