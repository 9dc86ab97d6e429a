"""A database answers one SELECT and nothing else; every failure has its kind."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from text2sql.database import Database, schema_of
from text2sql.errors import T2SError
from text2sql.evaluation.verdict import Judge
from text2sql.outcome import Failure, Outcome
from text2sql.records import Example, Prediction, VerdictKind
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Column, ForeignKey, Schema, Table

SCHEMA = Schema(
    name="school",
    tables=(
        Table(
            name="学生",
            comment="学生表",
            primary_key=("id",),
            columns=(
                Column(name="id", type="INTEGER", nullable=False),
                Column(name="姓名", type="VARCHAR(40)", comment="名字"),
                Column(name="born", type="DATE"),
                Column(name="fee", type="DECIMAL(10, 2)"),
            ),
        ),
        Table(
            name="order",
            columns=(Column(name="select", type="INTEGER"), Column(name="pupil", type="INTEGER")),
            foreign_keys=(ForeignKey(columns=("pupil",), table="学生", references=("id",)),),
        ),
        Table(name="empty", columns=(Column(name="a", type="VARCHAR"),)),
    ),
)
ROWS = {
    "学生": [(1, "陈婷", date(2003, 5, 1), Decimal("12.50")), (2, None, None, None), (2, "O'Neil", "2004-01-31", "3")],
    "order": [(7, 99)],  # points at nobody, and is taken as it is
}


@pytest.fixture
def school():
    with Database.from_rows(SCHEMA, ROWS) as database:
        yield database


def rows(result: Outcome | Failure) -> tuple[tuple[object, ...], ...]:
    assert isinstance(result, Outcome), result
    return result.rows


def failure(result: Outcome | Failure | None) -> VerdictKind:
    assert isinstance(result, Failure), result
    return result.kind


def test_rows_come_back_as_they_were_given(school: Database) -> None:
    assert rows(school.run('SELECT * FROM "学生" ORDER BY id, 姓名 NULLS FIRST')) == (
        (1, "陈婷", date(2003, 5, 1), Decimal("12.50")),
        (2, None, None, None),
        (2, "O'Neil", date(2004, 1, 31), Decimal("3.00")),
    )
    assert rows(school.run('SELECT "select" FROM "order"')) == ((7,),)
    assert rows(school.run("SELECT * FROM empty")) == ()


def test_columns_keep_their_names(school: Database) -> None:
    result = school.run('SELECT 姓名, COUNT(*) AS n FROM "学生" GROUP BY 1')
    assert isinstance(result, Outcome)
    assert result.columns == ("姓名", "n")


ZONED = Schema(
    name="zoned",
    tables=(Table(name="t", columns=(Column(name="id", type="INTEGER"), Column(name="made", type="TIMESTAMPTZ"))),),
)
ZONED_ROWS = {"t": [(1, "2020-01-01 08:00:00+08"), (2, "2020-06-01 12:30:00+00"), (3, None)]}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT made FROM t ORDER BY id", [(datetime(2020, 1, 1),), (datetime(2020, 6, 1, 12, 30),), (None,)]),
        ("SELECT id, made FROM t WHERE made > '2020-02-01' -- later", [(2, datetime(2020, 6, 1, 12, 30))]),
        ("SELECT made, made FROM t ORDER BY made DESC NULLS FIRST LIMIT 1;", [(None, None)]),
        ("SELECT [made], {'a': made} FROM t WHERE id = 1", [([datetime(2020, 1, 1)], {"a": datetime(2020, 1, 1)})]),
        ("SELECT MAX(made)::DATE, hour(MIN(made)) FROM t", [(date(2020, 6, 1), 0)]),
    ],
)
def test_times_with_a_zone_come_back_as_those_of_utc(sql: str, expected: list[tuple[object, ...]]) -> None:
    with Database.from_rows(ZONED, ZONED_ROWS) as database:
        assert list(rows(database.run(sql))) == expected


def test_times_with_a_zone_are_judged() -> None:
    example = Example(id="e", schema="s", question="?", sql="SELECT made FROM t ORDER BY made", language="en")
    with Sandbox(Source(schema=ZONED, rows=ZONED_ROWS)) as sandbox:
        for sql, kind in (
            ("SELECT t.made FROM t ORDER BY 1", "CORRECT"),
            ("SELECT made FROM t ORDER BY made DESC", "WRONG_ORDER"),
            ("SELECT made + INTERVAL 1 HOUR FROM t", "WRONG_ROWS"),
        ):
            prediction = Prediction(example_id="e", raw=sql, sql=sql)
            assert Judge({"s": sandbox}).verdict(example, prediction).kind == kind


def test_rows_beyond_the_cap_are_cut_and_said_to_be(school: Database) -> None:
    cut = school.run('SELECT id FROM "学生"', max_rows=2)
    whole = school.run('SELECT id FROM "学生"', max_rows=3)
    assert isinstance(cut, Outcome)
    assert isinstance(whole, Outcome)
    assert (len(cut.rows), cut.truncated) == (2, True)
    assert (len(whole.rows), whole.truncated) == (3, False)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELECT height FROM 学生", VerdictKind.UNKNOWN_NAME),
        ("SELECT x.id FROM 学生", VerdictKind.UNKNOWN_NAME),
        ("SELECT id FROM teachers", VerdictKind.UNKNOWN_NAME),
        ("SELECT frobnicate(id) FROM 学生", VerdictKind.UNKNOWN_NAME),
        ("SELECT 姓名，id FROM 学生", VerdictKind.UNKNOWN_NAME),
        ("SELECT id FROM 学生 WHERE id = 'three'", VerdictKind.TYPE_ERROR),
        ("SELECT id + 姓名 FROM 学生", VerdictKind.TYPE_ERROR),
        ("SELECT SUM(姓名) FROM 学生", VerdictKind.TYPE_ERROR),
        ("SELECT id FROM 学生 WHERE born > '2020-13-01'", VerdictKind.TYPE_ERROR),
        ("SELECT id, COUNT(*) FROM 学生", VerdictKind.EXECUTION_ERROR),
        ("SELECT id FROM 学生 WHERE id = (SELECT id FROM 学生)", VerdictKind.EXECUTION_ERROR),
        ("SELECT 9223372036854775807 + 1", VerdictKind.EXECUTION_ERROR),
        ("SELEC id FROM 学生", VerdictKind.PARSE_ERROR),
        ("SELECT id FROM 学生 WHERE (", VerdictKind.PARSE_ERROR),
        ("", VerdictKind.PARSE_ERROR),
        ("SELECT '\ud800'", VerdictKind.PARSE_ERROR),
        ("SELECT 1; SELECT 2", VerdictKind.NOT_READ_ONLY),
        ("DROP TABLE 学生", VerdictKind.NOT_READ_ONLY),
        ("INSERT INTO empty VALUES ('x')", VerdictKind.NOT_READ_ONLY),
        ("CREATE TEMP TABLE 学生 AS SELECT 1 AS id", VerdictKind.NOT_READ_ONLY),
        ("WITH x AS (DELETE FROM 学生 RETURNING *) SELECT * FROM x", VerdictKind.NOT_READ_ONLY),
        ("EXPLAIN ANALYZE DELETE FROM 学生", VerdictKind.NOT_READ_ONLY),
        ("SELECT * FROM read_csv('/etc/passwd')", VerdictKind.NOT_READ_ONLY),
        ("SET memory_limit = '64GB'", VerdictKind.NOT_READ_ONLY),
    ],
)
def test_a_failure_has_its_kind_and_leaves_the_database_whole(school: Database, sql: str, kind: VerdictKind) -> None:
    result = school.run(sql)
    assert failure(result) is kind
    assert isinstance(result, Failure)
    assert "t2s_" not in result.message
    assert rows(school.run("SELECT COUNT(*) FROM 学生")) == ((3,),)


def test_explain_binds_without_running(school: Database) -> None:
    assert school.explain("SELECT id FROM 学生 WHERE 姓名 = '3' ORDER BY born") is None
    assert failure(school.explain("SELECT height FROM 学生")) is VerdictKind.UNKNOWN_NAME
    assert failure(school.explain("DELETE FROM 学生")) is VerdictKind.NOT_READ_ONLY
    assert rows(school.run("SELECT COUNT(*) FROM 学生")) == ((3,),)


def test_a_query_is_stopped_at_its_deadline() -> None:
    endless = "SELECT COUNT(*) FROM range(100000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3"
    with Database.from_rows(SCHEMA, ROWS, timeout=0.2) as database:
        assert failure(database.run(endless)) is VerdictKind.TIMEOUT
        assert rows(database.run("SELECT 1")) == ((1,),)


def test_a_query_that_needs_too_much_memory_fails(school: Database) -> None:
    assert failure(school.run("SELECT STRING_AGG(repeat('x', 1000000), '') FROM range(3000)")) is VerdictKind.MEMORY
    assert rows(school.run("SELECT 1")) == ((1,),)


@pytest.mark.parametrize("plans", [True, False])
def test_the_optimizer_is_off_in_the_cursors_too_where_nothing_is_planned(plans: bool) -> None:
    schema = Schema(name="s", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))
    with Database.from_rows(schema, {}, plans=plans) as database:
        assert database.read_catalog("SELECT current_setting('enable_optimizer')") == [(plans,)]


def test_databases_of_one_process_do_not_meet(school: Database) -> None:
    other_schema = Schema(name="other", tables=(Table(name="secret", columns=(Column(name="a", type="INTEGER"),)),))
    with Database.from_rows(other_schema, {"secret": [(1,)]}) as other:
        result = school.run("SELECT * FROM secret")
        assert isinstance(result, Failure)
        assert "t2s_" not in result.message
        assert rows(other.run("SELECT * FROM secret")) == ((1,),)


@pytest.mark.parametrize(
    ("table", "row"),
    [("学生", ("one", "x", None, None)), ("学生", (1, "x")), ("nowhere", (1,)), ("学生", (1, 2, 3, "x"))],
)
def test_rows_that_do_not_fit_are_refused(table: str, row: tuple[object, ...]) -> None:
    with pytest.raises(T2SError, match=r"学生|nowhere"):
        Database.from_rows(SCHEMA, {table: [row]})


def test_a_file_is_written_once_and_read_back_with_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "school.duckdb"
    with Database.from_rows(SCHEMA, ROWS, path=path) as database:
        assert failure(database.run("DELETE FROM 学生")) is VerdictKind.NOT_READ_ONLY
    with pytest.raises(T2SError, match="exists already"):
        Database.from_rows(SCHEMA, ROWS, path=path)
    before = path.read_bytes()
    with Database.open(path) as database:
        schema = schema_of(database)
        assert {table.name for table in schema.tables} == {"学生", "order", "empty"}
        assert schema.table("学生").comment == "学生表"
        assert schema.table("学生").column("姓名").comment == "名字"
        assert rows(database.run('SELECT "select" FROM "order"')) == ((7,),)
        assert (
            failure(database.run("WITH x AS (DELETE FROM 学生 RETURNING *) SELECT * FROM x"))
            is VerdictKind.NOT_READ_ONLY
        )
    assert path.read_bytes() == before


def test_the_schema_of_a_file_has_keys_and_nullability(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (a INTEGER, b VARCHAR NOT NULL, PRIMARY KEY (a))")
        connection.execute("CREATE VIEW v AS SELECT 1")
    with Database.open(path) as database:
        (table,) = schema_of(database).tables
    assert table.primary_key == ("a",)
    assert [(column.name, column.type, column.nullable) for column in table.columns] == [
        ("a", "INTEGER", False),
        ("b", "VARCHAR", False),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_becomes_a_table_named_after_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "期末 成绩.csv"
    path.write_text("姓名,分数,日期\n陈婷,92,2021-01-01\n李雷,,2021-01-02\n", encoding=encoding)
    with Database.open(path) as database:
        assert [(c.name, c.type) for c in schema_of(database).tables[0].columns] == [
            ("姓名", "VARCHAR"),
            ("分数", "BIGINT"),
            ("日期", "DATE"),
        ]
        assert rows(database.run('SELECT 姓名, 分数 FROM "期末 成绩"')) == (("陈婷", 92), ("李雷", None))
        assert failure(database.run(f"SELECT * FROM read_csv('{path}')")) is VerdictKind.NOT_READ_ONLY


def test_a_parquet_file_becomes_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    duckdb.connect().execute(f"COPY (SELECT 1 AS a, 'x' AS b) TO '{path}' (FORMAT parquet)")
    with Database.open(path) as database:
        assert rows(database.run("SELECT * FROM t")) == ((1, "x"),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.db", None),
        ("text.db", b"hello, this is no database at all" * 40),
        ("lite.db", b"SQLite format 3\0" + b"\0" * 100),
        ("broken.parquet", b"PAR1 and nothing else"),
        ("broken.csv", b"\x81\xff\xfe\x81\x20\xff"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(T2SError, match=name):
        Database.open(path)
