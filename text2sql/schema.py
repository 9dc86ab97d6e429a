"""The tables of a user as plain data: Column, ForeignKey, Table, Schema.

Knows nothing of SQL text (that is `ddl`) and nothing of rows (that is `populate` and `database`).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

FORMAT_VERSION = 1


class ColumnKind(StrEnum):
    """What a column's values are, coarsely: enough to choose operators and literals."""

    INTEGER = "integer"
    REAL = "real"
    TEXT = "text"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIME = "time"
    BOOLEAN = "boolean"
    OTHER = "other"


_KINDS = {
    "TINYINT SMALLINT INTEGER INT BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT": ColumnKind.INTEGER,
    "FLOAT REAL DOUBLE DECIMAL NUMERIC": ColumnKind.REAL,
    "VARCHAR TEXT CHAR STRING UUID ENUM": ColumnKind.TEXT,
    "DATE": ColumnKind.DATE,
    "TIMESTAMP TIMESTAMPTZ DATETIME": ColumnKind.TIMESTAMP,
    "TIME TIMETZ": ColumnKind.TIME,
    "BOOLEAN BOOL": ColumnKind.BOOLEAN,
}
_KIND_OF = {name: kind for names, kind in _KINDS.items() for name in names.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: as written in the DDL, without quotes.
        type: DuckDB's spelling of the type, such as ``VARCHAR`` or ``DECIMAL(10, 2)``.
        nullable: whether NULL is allowed.
        comment: what a person calls it, such as 姓名; empty if the DDL does not say.
        choices: the only values allowed (ENUM, CHECK … IN), as text; empty if free.
        samples: a few values that occur, as text, for prompts; not part of the structure.
    """

    name: str
    type: str
    nullable: bool = True
    comment: str = ""
    choices: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()

    @property
    def kind(self) -> ColumnKind:
        """The coarse kind of the type.

        >>> Column(name="a", type="DECIMAL(10, 2)").kind
        <ColumnKind.REAL: 'real'>
        >>> Column(name="a", type="DECIMAL(10, 0)").kind
        <ColumnKind.INTEGER: 'integer'>
        """
        base = re.split(r"[ (\[]", self.type, maxsplit=1)[0].upper()
        if self.type.endswith("[]"):
            return ColumnKind.OTHER
        if base in ("DECIMAL", "NUMERIC") and re.search(r",\s*0\)", self.type):
            return ColumnKind.INTEGER
        if base == "TIMESTAMP" or base.startswith("TIMESTAMP_"):
            return ColumnKind.TIMESTAMP
        return _KIND_OF.get(base, ColumnKind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns of one table that point at columns of another, in the same order."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table.

    Attributes:
        name: as written in the DDL, without quotes and without catalog or schema.
        columns: in the order of the DDL; names are unique without regard to case.
        primary_key: column names; empty if none.
        unique: further column sets whose values never repeat.
        foreign_keys: declared ones.
        comment: what a person calls it; empty if the DDL does not say.
    """

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    comment: str = ""

    def column(self, name: str) -> Column:
        """The column of that name, without regard to case.

        Raises:
            KeyError: if there is none.
        """
        for column in self.columns:
            if column.name.lower() == name.lower():
                return column
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class Schema:
    """Tables that are asked about together.

    Attributes:
        name: a short name, by default that of the DDL file.
        tables: in the order of the DDL.
        dialect: sqlglot's name of the DDL's dialect.
    """

    name: str
    tables: tuple[Table, ...]
    dialect: str = "duckdb"

    def table(self, name: str) -> Table:
        """The table of that name, without regard to case.

        Raises:
            KeyError: if there is none.
        """
        for table in self.tables:
            if table.name.lower() == name.lower():
                return table
        raise KeyError(name)

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits over the structure: names, types, keys, comments; not over samples.

        >>> one = Schema(name="s", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))
        >>> one.digest == one.with_samples({("t", "a"): ("1", "2")}).digest
        True
        """
        tables = schema_to_json(self.with_samples({}))["tables"]
        return hashlib.sha256(json.dumps(tables, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]

    def with_samples(self, samples: Mapping[tuple[str, str], Sequence[str]]) -> "Schema":
        """The same structure with these sample values, by (table, column); others get none."""
        tables = tuple(
            replace(
                table,
                columns=tuple(
                    replace(column, samples=tuple(samples.get((table.name, column.name), ())))
                    for column in table.columns
                ),
            )
            for table in self.tables
        )
        return replace(self, tables=tables)


def schema_to_json(schema: Schema) -> dict[str, Any]:
    """A JSON-ready copy; `schema_from_json` is its inverse."""
    return {"format_version": FORMAT_VERSION, **asdict(schema)}


def schema_from_json(value: Mapping[str, Any]) -> Schema:
    """The Schema that `schema_to_json` wrote.

    Raises:
        KeyError, TypeError: if it is not one.
    """

    def column(entry: Mapping[str, Any]) -> Column:
        return Column(**{**entry, "choices": tuple(entry["choices"]), "samples": tuple(entry["samples"])})

    def foreign_key(entry: Mapping[str, Any]) -> ForeignKey:
        return ForeignKey(columns=tuple(entry["columns"]), table=entry["table"], references=tuple(entry["references"]))

    def table(entry: Mapping[str, Any]) -> Table:
        return Table(
            name=entry["name"],
            columns=tuple(column(each) for each in entry["columns"]),
            primary_key=tuple(entry["primary_key"]),
            unique=tuple(tuple(each) for each in entry["unique"]),
            foreign_keys=tuple(foreign_key(each) for each in entry["foreign_keys"]),
            comment=entry["comment"],
        )

    return Schema(name=value["name"], tables=tuple(table(each) for each in value["tables"]), dialect=value["dialect"])
