"""Schema → DuckDB DDL that reads back as the same Schema."""

import re
from collections.abc import Iterator

from sqlglot.dialects.dialect import Dialect

from text2sql.schema import Column, ColumnKind, ForeignKey, Schema, Table

_RESERVED = frozenset(word.upper() for word in Dialect.get_or_raise("duckdb").generator_class.RESERVED_KEYWORDS)


def write_ddl(schema: Schema) -> str:
    """DuckDB DDL with keys, allowed values and COMMENT ON.

    Tables come in an order in which every foreign key finds its target; the order of the Schema is kept where it can
    be. Keys that close a circle stand in ALTER TABLE, which DuckDB does not execute; nor does it take a foreign key to
    columns that are neither primary key nor unique.

    >>> column = Column(name="a", type="INTEGER", nullable=False, comment="编号")
    >>> print(write_ddl(Schema(name="s", tables=(Table(name="t", columns=(column,)),))), end="")
    CREATE TABLE t (
        a INTEGER NOT NULL
    );
    <BLANKLINE>
    COMMENT ON COLUMN t.a IS '编号';
    """
    ordered = _ordered(schema)
    seen: set[str] = set()
    blocks: list[str] = []
    late: list[str] = []
    for table in ordered:
        seen.add(table.name.lower())
        now = [key for key in table.foreign_keys if key.table.lower() in seen]
        blocks.append(_create_table(table, now))
        late += [
            f"ALTER TABLE {_name(table.name)} ADD {_foreign_key(key)};" for key in table.foreign_keys if key not in now
        ]
    comments = [line for table in ordered for line in _comments(table)]
    return (
        "\n\n".join([*blocks, *(["\n".join(late)] if late else []), *(["\n".join(comments)] if comments else [])])
        + "\n"
    )


def _ordered(schema: Schema) -> list[Table]:
    """Targets of foreign keys first; where a circle leaves no choice, the next table in the Schema's order."""
    waiting = list(schema.tables)
    done: set[str] = set()
    ordered = []
    while waiting:
        free = [t for t in waiting if all(k.table.lower() in done | {t.name.lower()} for k in t.foreign_keys)]
        table = (free or waiting)[0]
        waiting.remove(table)
        done.add(table.name.lower())
        ordered.append(table)
    return ordered


def _create_table(table: Table, foreign_keys: list[ForeignKey]) -> str:
    lines = [
        f"{_name(column.name)} {column.type}" + ("" if column.nullable else " NOT NULL") + _check(column)
        for column in table.columns
    ]
    if table.primary_key:
        lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    lines += [f"UNIQUE ({_names(columns)})" for columns in table.unique]
    lines += [_foreign_key(key) for key in foreign_keys]
    return f"CREATE TABLE {_name(table.name)} (\n    " + ",\n    ".join(lines) + "\n);"


def _check(column: Column) -> str:
    if not column.choices:
        return ""
    bare = column.kind in (ColumnKind.INTEGER, ColumnKind.REAL, ColumnKind.BOOLEAN)
    values = ", ".join(value if bare else _text(value) for value in column.choices)
    return f" CHECK ({_name(column.name)} IN ({values}))"


def _foreign_key(key: ForeignKey) -> str:
    return f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {_name(key.table)} ({_names(key.references)})"


def _comments(table: Table) -> Iterator[str]:
    if table.comment:
        yield f"COMMENT ON TABLE {_name(table.name)} IS {_text(table.comment)};"
    for column in table.columns:
        if column.comment:
            yield f"COMMENT ON COLUMN {_name(table.name)}.{_name(column.name)} IS {_text(column.comment)};"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(_name(name) for name in names)


def _name(name: str) -> str:
    if re.fullmatch(r"[^\W\d]\w*", name) and name.upper() not in _RESERVED:
        return name
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
