"""What columns and tables are taken for, by comment and by name."""

import random

import pytest

from text2sql.lexicon import Role
from text2sql.lexicon.catalog import CONCEPTS
from text2sql.lexicon.match import match_column, match_table
from text2sql.lexicon.pinyin import to_pinyin
from text2sql.schema import Column, Table
from text2sql.synth.coinage import english_names


def _table(name: str, comment: str = "", *columns: Column) -> Table:
    return Table(name=name, comment=comment, columns=columns)


@pytest.mark.parametrize(
    ("name", "type", "comment", "key"),
    [
        ("salary", "INTEGER", "", "salary"),
        ("emp_sal", "INTEGER", "", "salary"),
        ("hireDate", "DATE", "", "hire_date"),
        ("HIRE_DATE", "TIMESTAMP", "", "hire_date"),
        ("gongzi", "DECIMAL(10, 2)", "", "salary"),
        ("f_gongzi", "DOUBLE", "", "salary"),
        ("x1", "INTEGER", "工资", "salary"),
        ("工资", "INTEGER", "", "salary"),
        ("sex", "VARCHAR", "性别（1男 2女）", "gender"),
        ("start_dt", "DATE", "", "start_date"),
        ("qty", "INTEGER", "", "quantity"),
        ("cities", "VARCHAR", "", "city"),
        ("math", "DECIMAL(5, 1)", "数学成绩", "math"),
        ("shuxue", "DECIMAL(5, 1)", "", "math"),
        ("student_id", "VARCHAR", "学号", "student_no"),
        ("class", "VARCHAR", "班级", "class"),
        ("fee", "DECIMAL(6, 2)", "挂号费", "register_fee"),
        ("title", "VARCHAR", "职称", "rank_title"),
        ("cost", "DECIMAL(6, 2)", "费用", "cost"),
        ("dept_id", "INTEGER", "所属科室编号", "id"),
        ("is_ok", "BOOLEAN", "", "is_active"),
        ("x", "BOOLEAN", "是否上架", "is_active"),
        ("backup_voltage", "DOUBLE", "", "voltage"),
        ("zorvan_index", "DOUBLE", "", "index"),
        ("first_check_score", "DOUBLE", "", "score"),
        ("checked_on", "DATE", "", "event_date"),
    ],
)
def test_a_column_is_taken_for(name: str, type: str, comment: str, key: str) -> None:  # noqa: A002
    found = match_column(Column(name=name, type=type, comment=comment))
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(("name", "type"), [("zorvan", "DOUBLE"), ("salary", "BLOB"), ("qxz", "VARCHAR")])
def test_a_column_that_says_nothing_is_taken_for_nothing(name: str, type: str) -> None:  # noqa: A002
    assert match_column(Column(name=name, type=type)) is None


def test_a_word_that_all_columns_begin_with_says_nothing() -> None:
    columns = tuple(Column(name=f"acq_{name}", type="INTEGER") for name in ("no", "salary", "age", "qty"))
    found = match_column(columns[1], _table("acquaintances", "", *columns))
    assert found is not None
    assert (found.key, found.en[0]) == ("salary", "salary")
    alone = match_column(columns[1], _table("acquaintances", "", columns[1], Column(name="age", type="INTEGER")))
    assert alone is not None
    assert alone.en[0] == "acq salary"


def test_a_type_that_does_not_fit_rules_a_concept_out() -> None:
    as_number = match_column(Column(name="rating", type="DOUBLE"))
    as_text = match_column(Column(name="salary", type="VARCHAR"))
    assert as_number is not None
    assert as_number.role is Role.MEASURE
    assert as_text is None or as_text.role is not Role.MEASURE


def test_a_compound_keeps_range_and_scale_but_is_worded_by_the_user() -> None:
    by_comment = match_column(Column(name="v2", type="DOUBLE", comment="备用电压"))
    by_name = match_column(Column(name="backup_voltage", type="DOUBLE"))
    assert by_comment is not None
    assert by_name is not None
    assert by_comment.zh == ("备用电压",)
    assert (by_name.zh, by_name.en) == (("备用电压",), ("backup voltage",))
    assert (by_name.low, by_name.high, by_name.scale) == (
        CONCEPTS["voltage"].low,
        CONCEPTS["voltage"].high,
        CONCEPTS["voltage"].scale,
    )


def test_a_noun_of_the_concept_leads_when_the_comment_uses_it() -> None:
    found = match_column(Column(name="sal", type="INTEGER", comment="薪资"))
    assert found is not None
    assert found.zh[0] == "薪资"
    assert "工资" in found.zh


def test_the_table_decides_what_name_and_weight_mean() -> None:
    name, weight = Column(name="name", type="VARCHAR"), Column(name="weight", type="DOUBLE")
    employees, shipments = _table("employees", "", name, weight), _table("shipments", "", name, weight)
    found = [match_column(each, table) for table in (employees, shipments) for each in (name, weight)]
    assert [each.key for each in found if each] == ["person_name", "weight_kg", "plain_name", "gross_weight"]


def test_people_are_recognised_by_their_other_columns() -> None:
    name, sex = Column(name="name", type="VARCHAR"), Column(name="sex", type="VARCHAR")
    with_sex = match_column(name, _table("zz", "", name, sex))
    without = match_column(name, _table("zz", "", name))
    assert with_sex is not None
    assert with_sex.key == "person_name"
    assert without is not None
    assert without.key == "plain_name"


@pytest.mark.parametrize(
    ("name", "comment", "key"),
    [
        ("employees", "", "employee"),
        ("t_emp_info", "", "employee"),
        ("TBL_WAREHOUSES", "", "warehouse"),
        ("yuangong", "", "employee"),
        ("员工信息表", "", "employee"),
        ("x", "司机信息表", "driver"),
        ("students", "学生成绩表：一行是一名学生", "student"),
        ("order_items", "lines of an order", "order_item"),
        ("departments", "科室", "hospital_department"),
        ("parcelBranches", "", "depot"),
    ],
)
def test_a_table_is_taken_for(name: str, comment: str, key: str) -> None:
    found = match_table(_table(name, comment))
    assert found is not None
    assert found.key == key


def test_an_unknown_table_is_taken_for_nothing() -> None:
    assert match_table(_table("zorvans")) is None


def test_columns_tell_entities_of_one_name_apart() -> None:
    charity = _table("campaigns", "", Column(name="raised_amount", type="INTEGER"))
    ads = _table("campaigns", "", Column(name="click_rate", type="DOUBLE"), Column(name="impressions", type="INTEGER"))
    found = [match_table(each) for each in (charity, ads)]
    assert [each.key for each in found if each] == ["charity_project", "campaign"]


def test_most_names_of_the_lexicon_lead_back_to_their_concept() -> None:
    """Shared names (height, title) may lead elsewhere without a table; nearly all others must not."""
    missed = []
    total = 0
    for concept in CONCEPTS.values():
        for name in {*english_names(concept.names, concept.zh)[:2], to_pinyin(concept.zh[0])}:
            total += 1
            found = match_column(Column(name=name, type=concept.type))
            if found is None or found.key != concept.key:
                missed.append((name, concept.key, found and found.key))
    assert len(missed) < total * 0.1, random.Random(1).sample(missed, 20)
