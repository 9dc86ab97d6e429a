"""What the layouts of WikiSQL and DuSQL mean as SQL, piece by piece."""

import sqlite3

import pytest

from text2sql.benchmarks.dusql import respelled
from text2sql.benchmarks.wikisql import query
from text2sql.evaluation.profile import QUIRKS, Profile, predicted_text
from text2sql.schema import Column, Schema, Table

TABLE = Table(
    name="table_1_2",
    columns=(Column(name="col0", type="VARCHAR"), Column(name="col1", type="DOUBLE")),
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("21", "21"),
        (21.0, "21"),
        ("2.5", "2.5"),
        ("1,200", "1200"),
        ("-3", "-3"),
        ("about 7 of 9", "7"),
        (".5 m", "0.5"),
    ],
)
def test_a_number_of_wikisql_is_read_as_its_script_does(value: str | float, written: str) -> None:
    assert query({"sel": 0, "agg": 0, "conds": [[1, 2, value]]}, TABLE).endswith(f"WHERE col1 < {written}")


@pytest.mark.parametrize(("value", "written"), [("O'Neil", "'o''neil'"), (1998, "'1998'"), (1.0, "'1.0'")])
def test_text_of_wikisql_is_lowered_and_quoted(value: str | float, written: str) -> None:
    assert query({"sel": 0, "agg": 0, "conds": [[0, 0, value]]}, TABLE).endswith(f"WHERE col0 = {written}")


@pytest.mark.parametrize(
    "parts",
    [
        {"sel": 2, "agg": 0, "conds": []},
        {"sel": -1, "agg": 0, "conds": []},
        {"sel": "*", "agg": 0, "conds": []},
        {"sel": 0, "agg": 6, "conds": []},
        {"sel": 0, "agg": 0, "conds": [[0, 3, "x"]]},
        {"sel": 0, "agg": 0, "conds": [[1, 0, "many"]]},
        {"sel": 0, "agg": 0, "conds": [[0, 0, None]]},
        {"sel": 0, "agg": 0, "conds": [[0, 0]]},
        {"sel": 0, "agg": 0},
    ],
)
def test_places_that_are_none_are_refused(parts: dict[str, object]) -> None:
    with pytest.raises((KeyError, IndexError, TypeError, ValueError)):
        query(parts, TABLE)


def test_only_literals_are_lowered() -> None:
    sql = "SELECT COUNT(col0) FROM T WHERE a = 'New York' -- As It Is"
    assert predicted_text(sql, QUIRKS[Profile.WIKISQL]).startswith("SELECT COUNT(col0) FROM T WHERE a = 'new york'")
    assert "New York" in predicted_text(sql, QUIRKS[Profile.BIRD])


NAMES = ("词条id", "名称", "数量", "最高(米)")
SCHEMA = Schema(
    name="山",
    tables=tuple(
        Table(name=name, columns=tuple(Column(name=column, type="VARCHAR") for column in NAMES))
        for name in ("山峰", "国家", "2008年")
    ),
)
ROWS = "('1', '甲', '3', '88'), ('2', '乙', '7', '99'), ('3', '丙', '9', '77')"


@pytest.mark.parametrize(
    ("gold", "rows"),
    [
        ("select T2.名称 from 山峰 as T1 join 国家 as T2 on 山峰.词条id == 国家.词条id where T1.数量 > '8'", [("丙",)]),
        (
            "select T3.名称 from 山峰 as T1 join 国家 as T2 join 2008年 as T3"
            " on 山峰.词条id == 国家.词条id and 国家.词条id == 2008年.词条id limit 1",
            [("甲",)],
        ),
        ("( select 名称 from 山峰 ) intersect ( select 名称 from 2008年 where 数量 == '7' )", [("乙",)]),
        (
            "( select 名称 from 山峰 order by 数量 desc limit 1 ) union ( select 名称 from 国家 limit 1 )",
            [("丙",), ("甲",)],
        ),
        ("select 名称 from 2008年 where 最高(米) == '99'", [("乙",)]),
        ("select 2008年.名称 from 2008年 where 2008年.最高(米) < '80'", [("丙",)]),
        ("select 名称 from 山峰 where 名称 not in ( select 名称 from 2008年 where 数量 < '9' )", [("丙",)]),
        ("select '2008年' from 国家 where 13:30:00 > 9:00 limit 1", []),
        ("select '2019-01-01' == 2019-01-01", [(1,)]),
        ("select 9 - 2 - 1", [(6,)]),
    ],
)
def test_golds_of_dusql_run_in_sqlite_and_mean_the_same(gold: str, rows: list[tuple[object, ...]]) -> None:
    with sqlite3.connect(":memory:") as connection:
        for table in SCHEMA.tables:
            columns = ", ".join(f'"{name}" TEXT' for name in NAMES)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            connection.execute(f'INSERT INTO "{table.name}" VALUES {ROWS}')
        assert sorted(connection.execute(respelled(gold, SCHEMA)).fetchall()) == sorted(rows)
    connection.close()


@pytest.mark.parametrize(
    "gold",
    [
        "select 名称 from 山峰 as T1 where T1.数量 == 3",
        "select T1.名称 from 山峰 as T1 join 山峰 as T2 on 山峰.词条id == T2.词条id",  # which of the two is not told
        "select 名称 from",
    ],
)
def test_what_need_not_or_cannot_be_respelled_stays(gold: str) -> None:
    assert respelled(gold, SCHEMA) == gold
