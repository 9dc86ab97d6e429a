"""A SQLite file's tables for DuckDB: types by the values, and what SQLite knows of a column besides (its affinity).

SQLite binds no column to its declared type, so a column is BIGINT or DOUBLE only if it holds nothing but numbers; all
others become text, numbers in them written out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.schema import Column, Schema, Table
from text2sql.sqlite_database import SqliteTable, read_tables


class Stored(StrEnum):
    """The DuckDB type of a column's values."""

    INTEGER = "BIGINT"
    REAL = "DOUBLE"
    TEXT = "VARCHAR"


class Affinity(StrEnum):
    """What SQLite would rather have in a column, which decides how it compares."""

    NUMERIC = "numeric"
    TEXT = "text"
    NONE = "none"


class ColumnFact(NamedTuple):
    """What is known of a column.

    Attributes:
        stored: its type here.
        affinity: what SQLite prefers.
        has_numbers: whether numbers stand among its text and can be told from it: where the affinity is numeric, text
            that looks like a number became one when it was written.
    """

    stored: Stored
    affinity: Affinity
    has_numbers: bool = False


Facts = dict[str, dict[str, ColumnFact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A SQLite file made ready for DuckDB.

    Attributes:
        schema, rows: as `text2sql.database.Database.from_rows` takes them.
        facts: by table and column, in small letters, in the order of the columns.
    """

    schema: Schema
    rows: dict[str, list[tuple[Any, ...]]]
    facts: Facts


def copy_tables(path: Path, names: Collection[str] | None = None) -> Copied:
    """The tables of a SQLite file with their rows; those of these names, or all.

    Raises:
        T2SError: if it is none.
    """
    tables, rows, facts = [], {}, {}
    for table in read_tables(path, names):
        columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
        told = [_fact(values, kind) for values, kind in zip(columns, table.declared, strict=True)]
        facts[table.name.lower()] = {name.lower(): fact for name, fact in zip(table.columns, told, strict=True)}
        rows[table.name] = _rows(table, told)
        named = zip(table.columns, told, strict=True)
        tables.append(
            Table(name=table.name, columns=tuple(Column(name=name, type=fact.stored) for name, fact in named))
        )
    return Copied(schema=Schema(name=path.stem, tables=tuple(tables)), rows=rows, facts=facts)


def _fact(values: Sequence[Any], declared: str) -> ColumnFact:
    kinds = {type(value) for value in values} - {type(None)}
    affinity = _affinity(declared)
    if not kinds:
        return ColumnFact(Stored.TEXT if affinity is Affinity.TEXT else Stored.INTEGER, affinity)
    if kinds == {int}:
        return ColumnFact(Stored.INTEGER, affinity)
    if kinds <= {int, float}:
        return ColumnFact(Stored.REAL, affinity)
    has_numbers = affinity is Affinity.NUMERIC and bool(kinds & {int, float})
    return ColumnFact(Stored.TEXT, affinity, has_numbers)


def _affinity(declared: str) -> Affinity:
    """By the rules of SQLite's documentation, section "Determination Of Column Affinity"."""
    if "INT" in declared:
        return Affinity.NUMERIC
    if any(mark in declared for mark in ("CHAR", "CLOB", "TEXT")):
        return Affinity.TEXT
    return Affinity.NONE if not declared or "BLOB" in declared else Affinity.NUMERIC


def _rows(table: SqliteTable, facts: Sequence[ColumnFact]) -> list[tuple[Any, ...]]:
    texts = [place for place, fact in enumerate(facts) if fact.stored is Stored.TEXT]
    if not texts:
        return list(table.rows)
    found = []
    for row in table.rows:
        changed = list(row)
        for place in texts:
            changed[place] = _text(row[place])
        found.append(tuple(changed))
    return found


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.decode(errors="ignore") if isinstance(value, bytes) else str(value)
