"""DDL of real shapes → Schema: six dumps as goldens, comments, keys, and everything that must be refused or named."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from text2sql.ddl import Reading, examine_ddl, load_ddl, load_schema, read_ddl, write_ddl
from text2sql.errors import T2SError
from text2sql.schema import Column, ForeignKey, Schema, Table

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "ddl"
DIALECTS = ("duckdb", "mysql", "oracle", "postgres", "sqlite", "tsql")


def read(text: str, dialect: str | None = None) -> Reading:
    return examine_ddl(text, name="s", path="s.sql", dialect=dialect)


def refused(text: str, dialect: str | None = None) -> str:
    with pytest.raises(T2SError) as error:
        read(text, dialect)
    return str(error.value)


def column(text: str, name: str, dialect: str | None = None) -> Column:
    return read(text, dialect).schema.tables[0].column(name)


def comments(text: str, dialect: str | None = None) -> dict[str, str]:
    return {each.name: each.comment for each in read(text, dialect).schema.tables[0].columns}


def notes(reading: Reading) -> str:
    left_out = [f"{count} × {what}" for what, count in reading.left_out.items()]
    return "\n".join([*(warning.replace(f"{GOLDEN}/", "") for warning in reading.warnings), *left_out]) + "\n"


@pytest.mark.parametrize("dialect", DIALECTS)
class TestDumps:
    def test_a_dump_becomes_the_expected_tables(self, dialect: str) -> None:
        assert write_ddl(load_schema(GOLDEN / f"{dialect}.sql")) == (GOLDEN / f"{dialect}.expected.sql").read_text()

    def test_what_is_left_out_of_a_dump_is_named(self, dialect: str) -> None:
        assert notes(load_ddl(GOLDEN / f"{dialect}.sql")) == (GOLDEN / f"{dialect}.notes.txt").read_text()

    def test_the_dialect_of_a_dump_is_found_out(self, dialect: str) -> None:
        reading = load_ddl(GOLDEN / f"{dialect}.sql")
        assert reading.detected
        assert reading.schema.dialect == dialect

    def test_a_dialect_that_is_given_reads_the_same(self, dialect: str) -> None:
        given = load_ddl(GOLDEN / f"{dialect}.sql", dialect)
        assert not given.detected
        assert given.schema == load_schema(GOLDEN / f"{dialect}.sql")

    def test_written_ddl_runs_in_duckdb(self, dialect: str) -> None:
        text = (GOLDEN / f"{dialect}.expected.sql").read_text()
        # The one statement that DuckDB has no room for: a foreign key that closes a circle.
        text = "\n".join(line for line in text.splitlines() if not line.startswith("ALTER TABLE"))
        with duckdb.connect() as connection:
            connection.execute(text)
            found = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert found == {table.name for table in load_schema(GOLDEN / f"{dialect}.sql").tables}


class TestBundledSchemas:
    def test_students_has_its_comments_and_key(self) -> None:
        (table,) = load_schema(ROOT / "schemas" / "students.sql").tables
        assert table.comment == "学生成绩表"
        assert [each.comment for each in table.columns[:4]] == ["姓名", "学号", "班级", "年份"]
        assert table.primary_key == ("student_id", "year")

    def test_a_heading_of_the_file_is_no_name_of_its_first_table(self) -> None:
        reading = load_ddl(ROOT / "schemas" / "shop.sql")
        assert reading.schema.table("customers").comment == ""
        assert reading.left_out["comment that heads the file"] == 1

    def test_hospital_keeps_enums_and_foreign_keys(self) -> None:
        schema = load_schema(ROOT / "schemas" / "hospital.sql")
        assert schema.dialect == "mysql"
        assert schema.table("doctors").column("gender").choices == ("男", "女")
        assert len(schema.table("visits").foreign_keys) == 2


class TestComments:
    def test_a_comment_behind_the_comma_belongs_to_its_line(self) -> None:
        text = "CREATE TABLE t (a INT, -- 甲\n b INT /* 乙 */, c INT -- 丙\n, d INT /* 丁 */\n)"
        assert comments(text) == {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}

    def test_a_line_of_its_own_belongs_to_the_next_column(self) -> None:
        assert comments("CREATE TABLE t (\n-- 甲\na INT,\n/* 乙 */\nb INT)") == {"a": "甲", "b": "乙"}

    def test_a_heading_of_several_columns_is_no_name(self) -> None:
        reading = read("CREATE TABLE t (\n-- 成绩\na INT,\nb INT,\nc INT)")
        assert [each.comment for each in reading.schema.tables[0].columns] == ["", "", ""]
        assert reading.left_out["comment that heads several columns"] == 1

    def test_comment_on_outranks_what_stands_beside(self) -> None:
        text = "CREATE TABLE t (a INT -- 旧\n); COMMENT ON COLUMN t.a IS '新'"
        assert comments(text) == {"a": "新"}
        assert comments(text.split(";")[0]) == {"a": "旧"}

    def test_code_keys_and_rulers_in_comments_are_no_names(self) -> None:
        text = "CREATE TABLE t (\na INT, -- b VARCHAR(20),\nc INT, -- primary key\nd INT -- ------\n)"
        assert set(comments(text).values()) == {""}

    @pytest.mark.parametrize(
        "text", ["创建时间", "target weight", "name text (free)", "Check in date (local)", "set of tags"]
    )
    def test_words_that_look_like_code_or_tools_stay(self, text: str) -> None:
        assert comments(f"CREATE TABLE t (a INT, -- {text}\nb INT)")["a"] == text

    def test_full_width_punctuation_is_kept(self) -> None:
        assert comments("CREATE TABLE t (a INT -- 金额（元），含税；见《说明》\n)") == {
            "a": "金额（元），含税；见《说明》"
        }

    def test_a_semicolon_or_parenthesis_in_a_comment_ends_nothing(self) -> None:
        assert comments("CREATE TABLE t (a INT, -- x); DROP\nb INT -- 乙\n)")["b"] == "乙"

    def test_a_comment_beside_a_key_goes_to_no_column(self) -> None:
        assert comments("CREATE TABLE t (a INT,\nPRIMARY KEY (a) -- 联合\n)") == {"a": ""}

    @pytest.mark.parametrize(
        ("text", "comment"),
        [
            ("-- 订单\nCREATE TABLE t (a INT)", "订单"),
            ("/* 订单表（每单一行） */\nCREATE TABLE t (a INT)", "订单表"),
            ("-- 1. 创建订单表\nCREATE TABLE t (a INT)", "订单表"),
            ("-- 建筑\nCREATE TABLE t (a INT)", "建筑"),
            ("-- 订单\nDROP TABLE IF EXISTS t;\nCREATE TABLE t (a INT)", "订单"),
            ("CREATE TABLE t ( -- 订单\na INT)", "订单"),
            ("CREATE TABLE t (a INT); -- 订单", "订单"),
            ("CREATE TABLE t (a INT) COMMENT='订单'", "订单"),
            ("-- 备份于五月\n\nCREATE TABLE t (a INT)", ""),
            ("-- Table structure for t\nCREATE TABLE t (a INT)", ""),
            ("/****** Object:  Table [dbo].[t]  ******/\nCREATE TABLE t (a INT)", ""),
            ("-- t\nCREATE TABLE t (a INT)", ""),
        ],
    )
    def test_a_table_is_called_by_the_comment_next_to_it(self, text: str, comment: str) -> None:
        assert read(text).schema.tables[0].comment == comment


class TestNames:
    def test_every_quote_and_qualifier_is_taken_off(self) -> None:
        for text, dialect in [
            ('CREATE TABLE "a"."b c" ("d" INT)', "postgres"),
            ("CREATE TABLE `a`.`b c` (`d` INT)", "mysql"),
            ("CREATE TABLE [x].[a].[b c] ([d] INT)", "tsql"),
            ("CREATE TABLE `x.a.b c` (d INT64)", "bigquery"),
        ]:
            (table,) = read(text, dialect).schema.tables
            assert (table.name, table.columns[0].name) == ("b c", "d")

    def test_keywords_can_be_column_names(self) -> None:
        text = "CREATE TABLE t (key VARCHAR(20), index INT, date DATE, comment TEXT, type INT, year INT, desc TEXT)"
        assert list(comments(text)) == ["key", "index", "date", "comment", "type", "year", "desc"]

    def test_chinese_names_need_no_quotes(self) -> None:
        assert list(comments("CREATE TABLE 学生 (姓名 VARCHAR(10), 年龄 INT)")) == ["姓名", "年龄"]

    def test_keys_are_spelled_as_the_columns(self) -> None:
        (table,) = read("CREATE TABLE t (Id INT, PRIMARY KEY (ID))").schema.tables
        assert table.primary_key == ("Id",)


class TestTypes:
    @pytest.mark.parametrize(
        ("written", "dialect", "spelling"),
        [
            ("NUMBER(10,0)", "oracle", "BIGINT"),
            ("NUMBER(5)", "oracle", "INTEGER"),
            ("NUMBER(*,2)", "oracle", "DECIMAL(38, 2)"),
            ("VARCHAR2(20 CHAR)", "oracle", "VARCHAR"),
            ("TIMESTAMP(6) WITH LOCAL TIME ZONE", "oracle", "TIMESTAMP"),
            ("LONG RAW", "oracle", "BLOB"),
            ("int(11) unsigned zerofill", "mysql", "BIGINT"),
            ("tinyint(1)", "mysql", "INTEGER"),
            ("decimal", "mysql", "BIGINT"),
            ("double(10,2) unsigned", "mysql", "DOUBLE"),
            ("year(4)", "mysql", "INTEGER"),
            ("character varying(20)", "postgres", "VARCHAR"),
            ("double precision", "postgres", "DOUBLE"),
            ("text[]", "postgres", "VARCHAR[]"),
            ("numeric", "postgres", "DOUBLE"),
            ("nvarchar(max)", "tsql", "VARCHAR"),
            ("[decimal](5, 2)", "tsql", "DECIMAL(5, 2)"),
            ("bit", "tsql", "BOOLEAN"),
            ("datetimeoffset", "tsql", "TIMESTAMP"),
            ("LowCardinality(Nullable(String))", "clickhouse", "VARCHAR"),
            ("ARRAY<STRUCT<a INT64, b STRING>>", "bigquery", "STRUCT(a BIGINT, b VARCHAR)[]"),
            ("STRING", "hive", "VARCHAR"),
            ("DECIMAL(65,30)", "mysql", "DOUBLE"),
        ],
    )
    def test_types_are_spelled_as_in_duckdb(self, written: str, dialect: str, spelling: str) -> None:
        assert column(f"CREATE TABLE t (a {written} NOT NULL)", "a", dialect).type == spelling

    def test_an_unknown_type_is_kept_as_text_and_named(self) -> None:
        reading = read("CREATE TABLE t (\na INT,\nb FROBNICATION(3))")
        assert reading.schema.tables[0].column("b").type == "VARCHAR"
        assert reading.warnings == ("s.sql:3: type FROBNICATION ( 3 ) of column t.b is not known; taken as VARCHAR",)

    def test_a_key_of_any_number_is_an_integer(self) -> None:
        text = "CREATE TABLE t (id NUMBER PRIMARY KEY, weight NUMBER)"
        assert [each.type for each in read(text, "oracle").schema.tables[0].columns] == ["BIGINT", "DOUBLE"]

    @pytest.mark.parametrize(
        ("definition", "dialect"),
        [
            ("a ENUM('x', 'it''s')", "mysql"),
            ("a TEXT CHECK (a IN ('x', 'it''s'))", "sqlite"),
            ("a TEXT CHECK (a IS NULL OR a IN ('x', 'it''s'))", "sqlite"),
            ("a VARCHAR, CHECK (a = ANY (ARRAY['x'::text, 'it''s'::text]))", "postgres"),
            ("a VARCHAR, CONSTRAINT c CHECK ([a]=N'x' OR [a]=N'it''s')", "tsql"),
            ("a Enum8('x' = 1, 'it''s' = 2)", "clickhouse"),
        ],
    )
    def test_allowed_values_become_choices(self, definition: str, dialect: str) -> None:
        assert column(f"CREATE TABLE t ({definition})", "a", dialect).choices == ("x", "it's")

    def test_a_check_that_names_no_values_is_counted(self) -> None:
        reading = read("CREATE TABLE t (a INT CHECK (a > 0 OR a IN (1)))")
        assert reading.schema.tables[0].columns[0].choices == ()
        assert reading.left_out == {"CHECK": 1}

    def test_defaults_do_not_spill_into_the_column(self) -> None:
        text = """CREATE TABLE t (a INT DEFAULT (1 + 2) * 3 NOT NULL, b TEXT DEFAULT 'x' || 'y' COMMENT '乙',
            c TIMESTAMP DEFAULT now() + INTERVAL '1 day' NOT NULL, d INT DEFAULT NULL, e DATE DEFAULT DATE '2020-01-01')"""
        reading = read(text)
        assert [each.nullable for each in reading.schema.tables[0].columns] == [False, True, False, True, True]
        assert reading.schema.tables[0].column("b").comment == "乙"
        assert not reading.warnings


class TestKeys:
    def test_references_without_columns_mean_the_primary_key(self) -> None:
        text = "CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b)); CREATE TABLE c (x INT, y INT, FOREIGN KEY (x, y) REFERENCES p)"
        key = ForeignKey(columns=("x", "y"), table="p", references=("a", "b"))
        assert read(text).schema.table("c").foreign_keys == (key,)

    def test_a_key_may_point_at_a_later_table_or_its_own(self) -> None:
        text = "CREATE TABLE c (x INT REFERENCES p (a), up INT REFERENCES c (x)); CREATE TABLE p (a INT PRIMARY KEY)"
        assert [key.table for key in read(text).schema.table("c").foreign_keys] == ["p", "c"]

    def test_a_key_to_a_missing_table_is_left_out_and_named(self) -> None:
        reading = read("CREATE TABLE c (\nx INT REFERENCES q (z))")
        assert reading.schema.tables[0].foreign_keys == ()
        assert reading.warnings == ("s.sql:2: foreign key c (x) → q is left out: the file has no table q",)

    def test_key_columns_are_not_null(self) -> None:
        assert not column("CREATE TABLE t (a INT, PRIMARY KEY (a))", "a").nullable
        assert column("CREATE TABLE t (a INT, UNIQUE (a))", "a").nullable

    def test_unique_indexes_count_as_unique_but_not_partial_ones(self) -> None:
        text = "CREATE TABLE t (a INT, b INT); CREATE UNIQUE INDEX i ON t (a, b)"
        assert read(text).schema.tables[0].unique == (("a", "b"),)
        assert read(f"{text} WHERE a > 0").schema.tables[0].unique == ()


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("CREATE TABLE a (x INT,\ny INT,\nX TEXT)", "s.sql:3: table a has two columns X"),
            ("CREATE TABLE a (x INT,\ny INT;\nCREATE TABLE b (z INT)", "s.sql:1: the parenthesis that opens here is never closed"),
            ("CREATE TABLE a (x INT NOT NULL\ny VARCHAR(20))", "s.sql:2: a comma seems to be missing before 'y'"),
            ("CREATE TABLE a (x INT\ny VARCHAR(20))", "s.sql:2: a comma seems to be missing before 'y'"),
            ("CREATE TABLE a (x VARCHAR(20)\n`y` INT)", "s.sql:2: a comma seems to be missing before 'y'"),
            ("CREATE TABLE a (x INT，\ny INT)", "s.sql:1: the full-width ， is not SQL"),
            ("CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));\nCREATE TABLE c (x INT REFERENCES p)", "s.sql:2: foreign key c (x) → p: 1 columns point at 2"),
            ("CREATE TABLE q (y INT);\nCREATE TABLE c (x INT REFERENCES q (z))", "s.sql:2: foreign key c (x) → q: q has no column z"),
            ("CREATE TABLE q (y INT,\nPRIMARY KEY (z))", "s.sql:2: a key of q names a column that it has not: z"),
            ("CREATE TABLE q (y INT);\nCREATE TABLE Q (z INT)", "s.sql:2: table Q is created twice, with different columns"),
            ("CREATE TABLE q (y INT PRIMARY KEY, z INT,\nPRIMARY KEY (z))", "s.sql:2: table q has two primary keys"),
            ("SELECT 1;", "no CREATE TABLE in the file"),
            ("", "no CREATE TABLE in the file"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_named_with_its_line(self, text: str, message: str) -> None:
        assert message in refused(text)

    def test_all_problems_are_named_at_once(self) -> None:
        message = refused(
            "CREATE TABLE a (x INT, x INT);\nCREATE TABLE b (1 INT);\nCREATE TABLE c (z INT, PRIMARY KEY (k))"
        )
        assert [f"s.sql:{line}" in message for line in (1, 2, 3)] == [True, True, True]

    def test_an_unknown_dialect_is_refused_with_the_known_ones(self) -> None:
        assert "mysql" in refused("CREATE TABLE a (x INT)", "mysqll")

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(T2SError, match="no such file"):
            load_schema(tmp_path / "none.sql")

    def test_a_binary_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "x.sql"
        path.write_bytes(b"\x81\xff\xff\x00\xfe")
        with pytest.raises(T2SError, match="neither UTF-8 nor GB 18030"):
            load_schema(path)


class TestTolerance:
    def test_a_word_that_is_not_understood_is_named(self) -> None:
        reading = read("CREATE TABLE t (a INT WOBBLY NOT NULL)")
        assert not reading.schema.tables[0].columns[0].nullable
        assert reading.warnings == ("s.sql:1: 'WOBBLY' in the definition of t.a is not understood and left out",)

    @pytest.mark.parametrize("word", ["go", "exec", "insert", "comment"])
    def test_a_column_may_be_called_as_statements_begin(self, word: str) -> None:
        for text in (
            f"CREATE TABLE a (\n  {word} INT\n);",
            f"CREATE TABLE a (\n  x INT,\n  {word} INT NOT NULL\n)\nGO\n",
        ):
            (table,) = read(text).schema.tables
            assert table.columns[-1].name == word

    def test_statements_without_semicolons_are_told_apart(self) -> None:
        assert [t.name for t in read("CREATE TABLE a (x INT)\nCREATE TABLE b (y INT)\nGO\n").schema.tables] == [
            "a",
            "b",
        ]

    def test_data_and_procedures_hold_no_tables(self) -> None:
        text = """INSERT INTO a VALUES ('; CREATE TABLE evil (x INT);');
            CREATE PROCEDURE p() BEGIN IF 1 THEN CREATE TABLE evil (x INT); END IF; END;
            CREATE TABLE a (x INT);"""
        reading = read(text, "mysql")
        assert [table.name for table in reading.schema.tables] == ["a"]
        assert reading.left_out == {"CREATE PROCEDURE": 1, "INSERT": 1}

    def test_the_same_table_again_is_named_and_the_first_counts(self) -> None:
        reading = read("CREATE TABLE t (a INT);\nCREATE TABLE IF NOT EXISTS t (b INT)")
        assert [each.name for each in reading.schema.tables[0].columns] == ["a"]
        assert "s.sql:2: table t is created again" in reading.warnings[0]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_files_of_chinese_tools_are_read(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "x.sql"
        path.write_bytes("CREATE TABLE 学生 (姓名 VARCHAR(10) -- 名字\r\n);".encode(encoding))
        (table,) = load_schema(path).tables
        assert (table.name, table.columns[0].comment) == ("学生", "名字")


class TestWriting:
    def test_reserved_and_odd_names_are_quoted(self) -> None:
        schema = Schema(name="s", tables=(Table(name='a"b', columns=(Column(name="select", type="INTEGER"),)),))
        assert '"a""b"' in write_ddl(schema)
        assert read_ddl(write_ddl(schema), name="s", dialect="duckdb") == schema

    def test_targets_of_foreign_keys_come_first(self) -> None:
        schema = read("CREATE TABLE c (x INT REFERENCES p (a)); CREATE TABLE p (a INT PRIMARY KEY)").schema
        text = write_ddl(schema)
        assert text.index("CREATE TABLE p") < text.index("CREATE TABLE c")
        again = read_ddl(text, name="s", dialect="duckdb")
        assert replace(again, tables=again.tables[::-1]) == schema
