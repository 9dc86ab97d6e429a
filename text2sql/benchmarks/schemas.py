"""How benchmarks describe their tables → Schema, with the types and values that their SQLite files hold.

Types are told by the values, since declarations of SQLite bind nobody: a column of numbers may be declared text, or
hold text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from text2sql.outcome import Outcome
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.sqlite_database import SqliteDatabase, is_sqlite

# SQLite's own bookkeeping, which tables.json lists where a column counts up by itself.
_INTERNAL = "sqlite_sequence"

_SCANNED = 10_000
_LONGEST_SAMPLE = 20
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?")


def schema_from_json(value: Mapping[str, Any]) -> Schema:
    """One schema of a ``tables.json``. Columns are known by their place in one list over all tables; 0 is ``*``.

    Raises:
        KeyError, IndexError, TypeError, ValueError: if it is damaged.
    """
    natural, kinds = value["column_names"], value["column_types"]
    # Where a benchmark has one kind of names only, they are those of the tables themselves.
    names, tables = value.get("column_names_original", natural), value.get("table_names_original", value["table_names"])
    # Composite keys are lists in later benchmarks, and single numbers of the same table in Spider.
    keys = [place for each in value["primary_keys"] for place in (each if isinstance(each, list) else [each])]
    links = {place for pair in value["foreign_keys"] for place in pair} | set(keys)
    columns: dict[int, list[Column]] = {number: [] for number in range(len(tables))}
    for place, (table, name) in enumerate(names):
        if table >= 0:
            kind = _DECLARED.get(kinds[place], "VARCHAR") if place not in links else "INTEGER"
            kind = "VARCHAR" if kinds[place] == "text" else kind
            columns[table].append(Column(name=name, type=kind, comment=natural_name(natural[place][1], name)))
    foreign: dict[int, list[ForeignKey]] = {number: [] for number in range(len(tables))}
    for one, other in value["foreign_keys"]:
        target = ForeignKey(columns=(names[one][1],), table=tables[names[other][0]], references=(names[other][1],))
        foreign[names[one][0]].append(target)
    return Schema(
        name=value["db_id"],
        dialect="sqlite",
        tables=tuple(
            Table(
                name=name,
                columns=tuple(columns[number]),
                primary_key=tuple(names[place][1] for place in keys if names[place][0] == number),
                foreign_keys=tuple(foreign[number]),
                comment=natural_name(value["table_names"][number], name),
            )
            for number, name in enumerate(tables)
            if name.lower() != _INTERNAL and columns[number]
        ),
    )


_DECLARED = {"number": "DOUBLE", "boolean": "BOOLEAN"}


def natural_name(natural: str, name: str) -> str:
    """What people call it, if that says more than the name itself; else nothing.

    >>> natural_name("first  name", "FirstName"), natural_name("Home town", "col2")
    ('', 'Home town')
    """
    same = re.sub(r"[\s_]", "", natural.lower()) == re.sub(r"[\s_]", "", name.lower())
    return "" if same else " ".join(natural.split())


def with_values(schema: Schema, path: Path) -> Schema:
    """The schema with the types and some values of its SQLite file; as it is if there is none."""
    if not is_sqlite(path):
        return schema
    with SqliteDatabase(path, skips_bad_text=True) as database:
        tables = tuple(
            replace(table, columns=tuple(_column_with_values(database, table.name, c) for c in table.columns))
            for table in schema.tables
        )
    return replace(schema, tables=tables)


def _column_with_values(database: SqliteDatabase, table: str, column: Column) -> Column:
    # Behind a table's name a quoted name is a column or an error; alone, SQLite would take an unknown one for text.
    cell = f'"{_quoted(table)}"."{_quoted(column.name)}"'
    values = f"SELECT {cell} AS v FROM \"{_quoted(table)}\" WHERE {cell} IS NOT NULL AND {cell} <> '' LIMIT {_SCANNED}"
    kinds = database.run(f"SELECT typeof(v), MIN(v), MAX(v) FROM ({values}) GROUP BY 1 ORDER BY 1")
    if not isinstance(kinds, Outcome) or not kinds.rows:
        return column
    kind = _type_of(kinds.rows)
    if kind != "VARCHAR":
        return replace(column, type=kind)
    short = f"length(v) <= {_LONGEST_SAMPLE} AND typeof(v) = 'text'"
    often = database.run(f"SELECT v FROM ({values}) WHERE {short} GROUP BY v ORDER BY COUNT(*) DESC, v LIMIT 3")
    samples = tuple(str(value) for (value,) in often.rows) if isinstance(often, Outcome) else ()
    if samples and all(_DATE.fullmatch(value) for value in samples):
        kind = "DATE"
    elif samples and all(_TIMESTAMP.fullmatch(value) for value in samples):
        kind = "TIMESTAMP"
    return replace(column, type=kind, samples=samples)


def _type_of(kinds: Sequence[tuple[Any, ...]]) -> str:
    """DuckDB's spelling of the type that holds values of these SQLite storage classes with their extremes."""
    names = {kind for kind, _, _ in kinds}
    if names == {"integer"}:
        ((_, low, high),) = kinds
        return "INTEGER" if low >= -(2**31) and high < 2**31 else "BIGINT"
    if names <= {"integer", "real"}:
        return "DOUBLE"
    return "BLOB" if names == {"blob"} else "VARCHAR"


def _quoted(name: str) -> str:
    return name.replace('"', '""')
