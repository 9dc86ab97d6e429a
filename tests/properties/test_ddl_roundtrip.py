"""DDL → Schema → DDL is a fixed point, for schemas with any names, comments, keys and allowed values."""

from dataclasses import replace

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.ddl import examine_ddl, read_ddl, write_ddl
from text2sql.schema import Column, ForeignKey, Schema, Table

TYPES = (
    "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL(10, 2)", "VARCHAR", "DATE", "TIMESTAMP", "TIME", "BOOLEAN", "BLOB",
    "UUID", "JSON", "INTERVAL", "VARCHAR[]", "STRUCT(a INT, b VARCHAR)", "MAP(VARCHAR, INT)",
)  # fmt: skip
# Words that could be taken for a clause, and quotes, dots, semicolons and marks of comments inside names.
ODD_NAMES = (
    "order",
    "key",
    "primary",
    "check",
    "comment",
    "类 型",
    'a"b',
    "a.b",
    "x;y",
    "--",
    "(",
    "班级（旧）",
    "it's",
    "[1]",
    "`",
)
names = st.one_of(
    st.sampled_from(ODD_NAMES), st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True), st.text("学号姓名成绩", min_size=1, max_size=4)
)  # fmt: skip
comments = st.one_of(
    st.just(""),
    st.sampled_from(["姓名", "it's", "a;b", "-- x", "金额（元），含税", "/* y */", '"', "\\", "主键"]),
    st.text(st.characters(categories=["L", "N", "P", "S"], codec="utf-8"), max_size=12),
)


def distinct(strategy: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(strategy, min_size=least, max_size=most, unique_by=str.lower)


@st.composite
def columns(draw: st.DrawFn, name: str) -> Column:
    kind = draw(st.sampled_from(TYPES))
    choices: tuple[str, ...] = ()
    if kind == "VARCHAR":
        choices = tuple(
            draw(st.lists(st.sampled_from(["男", "女", "it's", "x,y", "(z)", "-- q"]), max_size=3, unique=True))
        )
    elif kind == "INTEGER":
        choices = tuple(draw(st.lists(st.sampled_from(["1", "2", "-3"]), max_size=2, unique=True)))
    return Column(name=name, type=kind, nullable=draw(st.booleans()), comment=draw(comments), choices=choices)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    tables: list[Table] = []
    for table_name in draw(distinct(names, 1, 3)):
        made = [draw(columns(name)) for name in draw(distinct(names, 1, 5))]
        listed = [column.name for column in made]
        key = tuple(draw(st.lists(st.sampled_from(listed), max_size=2, unique=True)))
        made = [replace(column, nullable=column.nullable and column.name not in key) for column in made]
        unique = draw(
            st.lists(
                st.lists(st.sampled_from(listed), min_size=1, max_size=2, unique=True).map(tuple),
                max_size=2,
                unique=True,
            )
        )
        foreign = []
        for target in draw(
            st.lists(st.sampled_from([table for table in tables if table.primary_key] or [None]), max_size=2)
        ):
            if target is not None and len(target.primary_key) <= len(listed):
                used = tuple(listed[: len(target.primary_key)])
                foreign.append(ForeignKey(columns=used, table=target.name, references=target.primary_key))
        tables.append(
            Table(
                name=table_name,
                columns=tuple(made),
                primary_key=key,
                unique=tuple(each for each in unique if each != key),
                foreign_keys=tuple(dict.fromkeys(foreign)),
                comment=draw(comments),
            )
        )  # fmt: skip
    return Schema(name="s", tables=tuple(tables))


@given(schemas())
@settings(max_examples=60, deadline=None)
def test_written_ddl_reads_back_as_the_same_schema(schema: Schema) -> None:
    text = write_ddl(schema)
    reading = examine_ddl(text, name="s", dialect="duckdb")
    assert reading.schema == schema
    assert not reading.warnings
    assert write_ddl(reading.schema) == text


@given(schemas())
@settings(max_examples=20, deadline=None)
def test_the_dialect_found_out_loses_nothing(schema: Schema) -> None:
    found = read_ddl(write_ddl(schema), name="s")
    assert replace(found, dialect="duckdb") == schema


@given(schemas())
@settings(max_examples=20, deadline=None)
def test_duckdb_makes_the_same_tables_of_it(schema: Schema) -> None:
    # Key types that DuckDB does not index are not this test's business.
    bare = tuple(replace(table, primary_key=(), unique=(), foreign_keys=()) for table in schema.tables)
    with duckdb.connect() as connection:
        connection.execute(write_ddl(replace(schema, tables=bare)))
        found = connection.execute(
            "SELECT table_name, column_name, coalesce(comment, '') FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall()
    assert found == [(table.name, column.name, column.comment) for table in schema.tables for column in table.columns]


@given(schemas(), st.data())
@settings(max_examples=20, deadline=None)
def test_a_changed_schema_gives_other_ddl(schema: Schema, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(schema.tables))
    column = data.draw(st.sampled_from(table.columns))
    changed = replace(column, comment=column.comment + "改")
    tables = tuple(
        replace(each, columns=tuple(changed if c is column else c for c in each.columns)) if each is table else each
        for each in schema.tables
    )
    assert write_ddl(replace(schema, tables=tables)) != write_ddl(schema)
