"""Rows honour keys and types, look like people's own, and come out the same everywhere."""

import datetime
import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from text2sql.ddl import load_schema
from text2sql.errors import T2SError
from text2sql.lexicon.naming import is_chinese
from text2sql.populate import populate, samples
from text2sql.schema import Column, ForeignKey, Schema, Table

ROOT = Path(__file__).parents[2]


def _schema(*tables: Table) -> Schema:
    return Schema(name="s", tables=tables)


def _table(name: str, *columns: Column, key: tuple[str, ...] = (), foreign: tuple[ForeignKey, ...] = ()) -> Table:
    return Table(name=name, columns=columns, primary_key=key, foreign_keys=foreign)


def _column(schema: Schema, rows: dict[str, list[tuple[object, ...]]], table: str, column: str) -> list[object]:
    names = [each.name for each in schema.table(table).columns]
    return [row[names.index(column)] for row in rows[table]]


@pytest.fixture(scope="module")
def students() -> Schema:
    return load_schema(ROOT / "schemas" / "students.sql")


def test_the_same_student_comes_back_over_several_years_under_one_name(students: Schema) -> None:
    rows = populate(students, seed=3)
    names, years, classes = defaultdict(set), defaultdict(list), Counter[object]()
    for number, name, year, group in zip(
        *(_column(students, rows, "students", each) for each in ("student_id", "name", "year", "class")), strict=True
    ):
        names[number].add(name)
        years[number].append(year)
        classes[group] += 1
    assert all(len(each) == 1 for each in names.values())
    assert all(len(set(each)) == len(each) for each in years.values())
    assert sum(len(each) > 1 for each in years.values()) > len(years) / 2
    assert any(len(each) == 1 for each in years.values())
    assert {year for each in years.values() for year in each} <= set(range(2018, 2024))
    assert set(classes) <= {f"{number}班" for number in range(1, 7)}


def test_scores_lie_in_range_with_one_decimal_and_meet(students: Schema) -> None:
    rows = populate(students, seed=3)
    scores = [each for each in _column(students, rows, "students", "math") if each is not None]
    assert all(isinstance(each, Decimal) and 0 <= each <= 100 and each.as_tuple().exponent == -1 for each in scores)
    assert 1 < len(set(scores)) < len(scores)
    nulls = sum(value is None for row in rows["students"] for value in row)
    assert 0 < nulls < 0.1 * sum(map(len, rows["students"]))


def test_a_teacher_stands_beside_many_students_and_a_surname_is_shared(students: Schema) -> None:
    rows = populate(students, seed=3)
    teachers = {each for each in _column(students, rows, "students", "teacher") if each is not None}
    names = {str(each) for each in _column(students, rows, "students", "name")}
    assert 2 < len(teachers) < 20 < len(names)
    assert Counter(name[0] for name in names).most_common(1)[0][1] > 2
    assert all(is_chinese(name) for name in names)


@pytest.mark.parametrize("name", ["hospital", "shop"])
def test_parents_have_fewer_rows_and_some_of_them_no_child(name: str) -> None:
    schema = load_schema(ROOT / "schemas" / f"{name}.sql")
    rows = populate(schema, seed=1)
    childless = 0
    for table in schema.tables:
        for key in table.foreign_keys:
            used = set(_column(schema, rows, table.name, key.columns[0]))
            there = set(_column(schema, rows, key.table, key.references[0]))
            assert used - {None} <= there
            assert len(rows[key.table]) <= len(rows[table.name])
            childless += bool(there - used)
    assert childless


def test_an_english_schema_gets_english_values() -> None:
    schema = load_schema(ROOT / "schemas" / "shop.sql")
    rows = populate(schema, seed=1)
    assert not any(is_chinese(str(value)) for each in rows.values() for row in each for value in row)
    chinese = populate(schema, seed=1, language="zh")
    assert any(is_chinese(str(name)) for name in _column(schema, chinese, "customers", "name"))
    assert set(_column(schema, rows, "orders", "status")) <= {"pending", "paid", "shipped", "delivered", "cancelled"}


def test_another_seed_gives_other_rows(students: Schema) -> None:
    assert populate(students, seed=1) == populate(students, seed=1)
    assert populate(students, seed=1) != populate(students, seed=2)


def test_another_process_with_another_hash_seed_gives_the_same_rows(students: Schema) -> None:
    program = (
        "from pathlib import Path; from text2sql.ddl import load_schema; from text2sql.populate import populate;"
        "print(populate(load_schema(Path('schemas/students.sql')), seed=5, rows=40))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert printed == {f"{populate(students, seed=5, rows=40)}\n".encode()}


def test_a_unique_column_with_few_choices_shortens_the_table() -> None:
    colour = Column(name="colour", type="VARCHAR", nullable=False, choices=("red", "blue"))
    rows = populate(_schema(_table("t", colour, key=("colour",))), seed=1)
    assert {value for (value,) in rows["t"]} == {"red", "blue"}
    assert len(rows["t"]) == 2


def test_a_key_of_two_foreign_keys_never_repeats_a_pair() -> None:
    number = Column(name="id", type="INTEGER", nullable=False)
    pair = _table(
        "c",
        Column(name="a_id", type="INTEGER", nullable=False),
        Column(name="b_id", type="INTEGER", nullable=False),
        key=("a_id", "b_id"),
        foreign=(
            ForeignKey(columns=("a_id",), table="a", references=("id",)),
            ForeignKey(columns=("b_id",), table="b", references=("id",)),
        ),
    )
    rows = populate(_schema(_table("a", number, key=("id",)), _table("b", number, key=("id",)), pair), seed=1)["c"]
    assert len(set(rows)) == len(rows) > 50


def test_a_table_that_points_at_itself_makes_a_tree() -> None:
    employee = _table(
        "employees",
        Column(name="id", type="INTEGER", nullable=False),
        Column(name="boss_id", type="INTEGER"),
        key=("id",),
        foreign=(ForeignKey(columns=("boss_id",), table="employees", references=("id",)),),
    )
    rows = populate(_schema(employee), seed=1, rows=50)["employees"]
    assert rows[0][1] is None
    assert all(boss is None or boss < own for own, boss in rows)  # type: ignore[operator]
    assert sum(boss is not None for _, boss in rows) > 25


def test_tables_that_point_at_each_other_are_filled() -> None:
    def side(name: str, other: str) -> Table:
        return _table(
            name,
            Column(name="id", type="INTEGER", nullable=False),
            Column(name=f"{other}_id", type="INTEGER"),
            key=("id",),
            foreign=(ForeignKey(columns=(f"{other}_id",), table=other, references=("id",)),),
        )

    rows = populate(_schema(side("a", "b"), side("b", "a")), seed=1)
    for name, other in (("a", "b"), ("b", "a")):
        assert {value for _, value in rows[name]} - {None} <= {own for own, _ in rows[other]}
        assert any(value is not None for _, value in rows[name])


def test_an_end_lies_behind_its_start() -> None:
    columns = (
        Column(name="start_date", type="DATE", nullable=False),
        Column(name="end_date", type="DATE", nullable=False),
    )
    rows = populate(_schema(_table("t", *columns)), seed=1)["t"]
    assert all(start <= end for start, end in rows)  # type: ignore[operator]
    assert len({start for start, _ in rows}) > 100


def test_numbers_fit_their_types() -> None:
    columns = (
        Column(name="tiny", type="TINYINT", nullable=False),
        Column(name="budget", type="SMALLINT", nullable=False),
        Column(name="price", type="DECIMAL(4, 2)", nullable=False),
        Column(name="ratio", type="DOUBLE", nullable=False),
    )
    for tiny, budget, price, ratio in populate(_schema(_table("t", *columns)), seed=1)["t"]:
        assert isinstance(tiny, int)
        assert -128 <= tiny <= 127
        assert isinstance(budget, int)
        assert abs(budget) <= 32767
        assert isinstance(price, Decimal)
        assert 0 <= price < 100
        assert price.as_tuple().exponent == -2
        assert isinstance(ratio, float)
        assert round(ratio, 1) == ratio


def test_every_kind_of_column_is_filled() -> None:
    kinds = {
        "BOOLEAN": bool, "DATE": datetime.date, "TIMESTAMP": datetime.datetime, "TIME": datetime.time, "VARCHAR": str,
        "BIGINT": int, "DOUBLE": float, "DECIMAL(9, 3)": Decimal, "INTEGER[]": list, "INTERVAL": datetime.timedelta,
    }  # fmt: skip
    columns = [Column(name=f"c{place}", type=kind, nullable=False) for place, kind in enumerate(kinds)]
    for row in populate(_schema(_table("t", *columns)), seed=1, rows=20)["t"]:
        assert all(isinstance(value, kind) for value, kind in zip(row, kinds.values(), strict=True))


def test_a_type_without_values_is_refused_with_its_column() -> None:
    odd = Column(name="odd", type="STRUCT(a INTEGER)", nullable=False)
    with pytest.raises(T2SError, match="odd"):
        populate(_schema(_table("t", odd)), seed=1)
    free = Column(name="odd", type="STRUCT(a INTEGER)")
    assert set(populate(_schema(_table("t", free)), seed=1)["t"]) == {(None,)}


def test_samples_are_short_distinct_and_occur(students: Schema) -> None:
    rows = populate(students, seed=1)
    found = samples(students, rows, seed=1)
    assert set(found) == {("students", name) for name in ("name", "student_id", "class", "teacher")}
    for (table, column), values in found.items():
        assert len(set(values)) == len(values) == 3
        assert set(values) <= {str(each) for each in _column(students, rows, table, column)}
        assert all(len(value) <= 12 for value in values)
    assert students.with_samples(found).digest == students.digest


def test_samples_of_a_column_without_values_are_left_out() -> None:
    schema = _schema(_table("t", Column(name="note", type="VARCHAR")))
    assert samples(schema, {"t": [(None,), (None,)]}, seed=1) == {}
