"""Examples around a user's pair: what is changed is changed in question and query alike, and what is in doubt is not."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from text2sql.database import Database
from text2sql.meaning import understand
from text2sql.outcome import Outcome
from text2sql.pairs.anatomy import Compared, anatomy, with_column, with_literal
from text2sql.pairs.around import Surroundings, around
from text2sql.pairs.reword import reworded
from text2sql.pairs.said import holds, mentions, spans, turned
from text2sql.records import Example, example_id, language_of
from text2sql.schema import Column, ForeignKey, Schema, Table

NUMBER = "DECIMAL(5, 1)"
SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="students",
            comment="学生",
            columns=(
                Column(name="name", type="VARCHAR", comment="姓名"),
                Column(name="class", type="VARCHAR", comment="班级"),
                Column(name="year", type="INTEGER", comment="年份"),
                Column(name="math", type=NUMBER, comment="数学成绩"),
                Column(name="physics", type=NUMBER, comment="物理成绩"),
                Column(name="art", type=NUMBER, comment="美术成绩"),
                Column(name="born", type="DATE", comment="出生日期"),
                Column(name="league", type="INTEGER", comment="是否团员"),
            ),
        ),
        Table(
            name="clubs",
            comment="社团",
            columns=(Column(name="title", type="VARCHAR", comment="社团名"), Column(name="member", type="VARCHAR")),
            foreign_keys=(ForeignKey(columns=("member",), table="students", references=("name",)),),
        ),
    ),
)
ROWS = {
    "students": [
        (
            name,
            f"{1 + at % 3}班",
            2019 + at % 4,
            50.0 + 7 * at % 50,
            51.5 + 11 * at % 48,
            60.0 + at,
            date(2005, 1, 1 + at),
            at % 2,
        )
        for at, name in enumerate(["陈婷", "李雷", "韩梅", "王芳", "赵强", "孙悦", "周杰", "吴敏", "郑爽", "冯刚"])
    ],
    "clubs": [("棋社", "陈婷"), ("乐团", "李雷"), ("剧社", "韩梅")],
}


def pair(question: str, sql: str) -> Example:
    return Example(
        id=example_id("s", question, sql),
        schema="s",
        question=question,
        sql=sql,
        language=language_of(question),
        provenance="pair:mine.csv:7",
    )


Made = Callable[..., tuple[Example, ...]]


@pytest.fixture
def made() -> Made:
    def make(question: str, sql: str, count: int = 12, seed: int = 0) -> tuple[Example, ...]:
        with Database.from_rows(SCHEMA, ROWS) as database:

            def admits(new: str, old: str) -> bool:
                outcome = database.run(new)
                return isinstance(outcome, Outcome) and bool(outcome.rows)

            surroundings = Surroundings(meaning=understand(SCHEMA, ROWS), rows=ROWS, admits=admits)
            return around(pair(question, sql), surroundings, count=count, seed=seed)

    return make


def sqls(examples: tuple[Example, ...]) -> set[str]:
    return {each.sql for each in examples}


class TestAround:
    def test_values_columns_and_comparisons_change_together_in_question_and_query(self, made: Made) -> None:
        found = made(
            "1班数学成绩高于60的学生有哪些?", "SELECT name FROM students WHERE class = '1班' AND math > 60", 30
        )
        assert len(found) == 30
        nouns = {"math": "数学成绩", "physics": "物理成绩", "art": "美术成绩"}
        for each in found:
            parts = anatomy(each.sql, SCHEMA)
            column = next(name for _, name in parts.columns if name in nouns)
            assert nouns[column] in each.question
            assert all(text in each.question for text, _ in parts.literals)
            assert ("低于" in each.question) == ("<" in each.sql)
            assert ("高于" in each.question) == (">" in each.sql)
        assert {name for each in found for _, name in anatomy(each.sql, SCHEMA).columns} >= set(nouns)
        assert {"<", ">"} <= {sign for each in found for sign in each.sql}

    def test_it_says_where_it_came_from_and_is_not_the_pair(self, made: Made) -> None:
        found = made("陈婷的数学成绩是多少?", "SELECT math FROM students WHERE name = '陈婷'")
        assert {each.provenance for each in found} == {"augmented:mine.csv:7"}
        assert all(each.id == example_id("s", each.question, each.sql) for each in found)
        assert "陈婷的数学成绩是多少?" not in {each.question for each in found}

    def test_the_same_seed_makes_the_same_and_another_does_not(self, made: Made) -> None:
        asked = ("2020年1班的数学成绩", "SELECT math FROM students WHERE year = 2020 AND class = '1班'")
        assert made(*asked) == made(*asked)
        assert made(*asked) != made(*asked, seed=1)

    def test_no_more_are_made_than_wanted(self, made: Made) -> None:
        asked = ("陈婷的数学成绩是多少?", "SELECT math FROM students WHERE name = '陈婷'")
        assert len(made(*asked, count=3)) == 3
        assert made(*asked, count=0) == ()

    def test_what_runs_into_nothing_is_left_out(self, made: Made) -> None:
        # Of all pairs of a name and a year only those of one row give an answer.
        found = made("陈婷2019年的数学成绩", "SELECT math FROM students WHERE name = '陈婷' AND year = 2019", 30)
        known = {(row[0], str(row[2])) for row in ROWS["students"]}
        assert len(sqls(found)) > 3
        for each in found:
            name, year = (text for text, _ in sorted(anatomy(each.sql, SCHEMA).literals, key=lambda it: not it[1]))
            assert (name, year) in known

    @pytest.mark.parametrize(
        ("question", "sql"),
        [
            # twice in the question: which is the condition is not known
            ("数学90分以上的和美术90分以上的", "SELECT name FROM students WHERE math >= 90 AND art >= 90"),
            # the literal also stands in a LIMIT
            ("数学过3分的前3名", "SELECT name FROM students WHERE math > 3 ORDER BY math DESC LIMIT 3"),
            # the 1 of 1班 is another's
            ("1班里是团员的", "SELECT name FROM students WHERE class = '1班' AND league = 1"),
            ("1组里是团员的", "SELECT name FROM students WHERE league = 1"),
            # not verbatim
            ("分数及格的", "SELECT name FROM students WHERE math >= 60"),
        ],
    )
    def test_a_literal_in_doubt_stays(self, made: Made, question: str, sql: str) -> None:
        literals = set(anatomy(sql, SCHEMA).literals)
        found = made(question, sql)
        numbers = {text for text, is_text in literals if not is_text}
        for each in found:
            assert {text for text, is_text in anatomy(each.sql, SCHEMA).literals if not is_text} == numbers

    @pytest.mark.parametrize(
        ("question", "sql"),
        [
            ("理科（数学、物理和美术）总分", "SELECT math + physics + art FROM students"),  # three are a group
            ("数学最好的人的数学", "SELECT math FROM students ORDER BY math DESC LIMIT 1"),  # said twice
            ("最高分", "SELECT MAX(math) FROM students"),  # not said
            ("数学最高分", "SELECT MAX(math) AS best_math FROM students"),  # an alias says it too
        ],
    )
    def test_a_column_in_doubt_stays(self, made: Made, question: str, sql: str) -> None:
        found = made(question, sql)
        assert {frozenset(anatomy(each.sql, SCHEMA).columns) for each in found} <= {
            frozenset(anatomy(sql, SCHEMA).columns)
        }

    def test_a_column_certain_in_the_same_place_goes(self, made: Made) -> None:
        assert len(sqls(made("数学最高分", "SELECT MAX(math) FROM students"))) == 3

    def test_a_threshold_stays_as_round_as_it_was_and_an_equality_exact(self, made: Made) -> None:
        bounds = sqls(made("数学超过60的人", "SELECT name FROM students WHERE math > 60", 20))
        assert all(int(anatomy(sql, SCHEMA).literals[0][0]) % 10 == 0 for sql in bounds)
        exact = sqls(made("数学正好50的人", "SELECT name FROM students WHERE math = 50", 20))
        values = {float(row[at]) for row in ROWS["students"] for at in (3, 4, 5)}
        assert len(exact) > 3
        assert all(float(anatomy(sql, SCHEMA).literals[0][0]) in values for sql in exact)

    def test_a_date_keeps_its_form(self, made: Made) -> None:
        found = made("2005-01-03出生的人", "SELECT name FROM students WHERE born = DATE '2005-01-03'")
        assert any("2005-01-05" in each.question and "'2005-01-05'" in each.sql for each in found)

    def test_a_value_with_a_quote_is_written_as_one(self) -> None:
        assert with_literal("SELECT 'x' FROM t WHERE b = 'x' AND c = 'xx'", "x", "O'N", is_text=True) == (
            "SELECT 'O''N' FROM t WHERE b = 'O''N' AND c = 'xx'"
        )


class TestAnatomy:
    def test_columns_of_joined_tables_are_told_apart_by_their_aliases(self) -> None:
        sql = "SELECT T1.name FROM students AS T1 JOIN clubs AS T2 ON T2.member = T1.name WHERE T2.title = '棋社'"
        parts = anatomy(sql, SCHEMA)
        assert parts.tables == ("students", "clubs")
        assert set(parts.columns) == {("students", "name"), ("clubs", "member"), ("clubs", "title")}
        assert parts.compared == (Compared(("clubs", "title"), "棋社", True, True),)

    def test_what_a_derived_table_gives_is_no_column_of_the_schema(self) -> None:
        parts = anatomy("SELECT d.math FROM (SELECT math FROM students) AS d WHERE d.math > 3", SCHEMA)
        assert parts.compared == ()
        assert parts.columns == (("students", "math"),)

    def test_lists_and_ranges_are_comparisons(self) -> None:
        parts = anatomy("SELECT name FROM students WHERE class IN ('1班', '2班') AND math BETWEEN 60 AND 70", SCHEMA)
        found = {each.text: each.is_equality for each in parts.compared}
        assert found == {"1班": True, "2班": True, "60": False, "70": False}

    def test_a_column_in_a_literal_is_text(self) -> None:
        assert with_column("SELECT math FROM t WHERE a = 'math'", "math", "art") == "SELECT art FROM t WHERE a = 'math'"


class TestSaid:
    @pytest.mark.parametrize(
        ("text", "question", "count"),
        [
            ("90", "90分", 1),
            ("9", "90分", 0),
            ("90", "190", 0),
            ("90", "90.5", 0),
            ("art", "party", 0),
            ("art", "art?", 1),
        ],
    )
    def test_a_literal_is_found_whole(self, text: str, question: str, count: int) -> None:
        assert len(spans(text, question)) == count

    def test_the_longest_noun_wins_and_literals_hold_none(self) -> None:
        columns = understand(SCHEMA, ROWS).table("students").columns
        found = mentions("数学成绩里有数学系的美术吗", columns, ["数学系"])
        assert [each.noun for each in found["math"]] == ["数学成绩"]
        assert [each.noun for each in found["art"]] == ["美术"]

    @pytest.mark.parametrize(
        ("question", "operators", "expected"),
        [
            ("高于90的", [">"], "低于90的"),
            ("不低于90的", [">="], "不高于90的"),
            ("more than 3 clubs", [">"], "less than 3 clubs"),
            ("高于90的", [">="], None),  # the query says another thing
            ("没有高于90的", [">"], None),
            ("no more than 3", ["<="], None),
            ("高于90且低于95", [">", "<"], None),
            ("90以上", [">="], None),
            ("overtime", [">"], None),
        ],
    )
    def test_a_comparison_is_turned_only_where_it_is_the_one(
        self, question: str, operators: list[str], expected: str | None
    ) -> None:
        found = turned(question, operators)
        assert (found.question if found else None) == expected

    @pytest.mark.parametrize(
        ("question", "text", "is_text", "expected"),
        [
            ("女生人数", "女", True, True),
            ("男生人数", "女", True, False),
            ("二十五分以上", "25", False, True),
            ("三万元以上", "30000", False, True),
            ("1,200 or more", "1200", False, True),
            ("及格的人", "60", False, True),
            ("at least five", "5", False, True),
            ("at least five", "6", False, False),
            ("2021年出生", "2021-01-01", True, True),
            ("2020年出生", "2021-01-01", True, False),
            ("姓王的", "王%", True, True),
        ],
    )
    def test_a_literal_is_read_in_figures_and_in_words(
        self, question: str, text: str, is_text: bool, expected: bool
    ) -> None:
        assert holds(question, text, is_text) is expected


class TestReworded:
    @pytest.mark.parametrize(
        "question", ["数学最高分是多少?", "列出所有学生", "How many students are there?", "List all names"]
    )
    def test_content_stays_and_only_function_words_change(self, question: str) -> None:
        made = {reworded(question, random.Random(seed)) for seed in range(40)} - {None}
        assert len(made) > 3
        content = {
            "数学最高分": "数学最高分",
            "列出所有学生": "所有学生",
            "How many students": "students are there",
            "List all": "all names",
        }
        (kept,) = (value for key, value in content.items() if question.startswith(key))
        assert all(kept in each for each in made if each)

    def test_a_value_that_looks_like_a_function_word_is_kept(self) -> None:
        made = {reworded("查询有多少这个词", random.Random(seed), ["查询", "有多少"]) for seed in range(40)} - {None}
        assert all(each.count("查询") == 1 and each.count("有多少") == 1 for each in made if each)

    def test_an_english_question_with_a_chinese_name_stays_english(self) -> None:
        made = {reworded("Which students are in 3班?", random.Random(seed)) for seed in range(20)} - {None}
        assert made
        assert not any(word in each for each in made if each for word in ("请", "想", "帮", "麻烦"))


def test_a_query_that_is_refused_is_never_made(made: Made) -> None:
    surroundings = Surroundings(meaning=understand(SCHEMA, ROWS), rows=ROWS, admits=lambda new, old: False)
    found = around(pair("陈婷的数学", "SELECT math FROM students WHERE name = '陈婷'"), surroundings, count=9, seed=0)
    assert sqls(found) <= {"SELECT math FROM students WHERE name = '陈婷'"}
    free = replace(surroundings, admits=lambda new, old: True)
    assert (
        len(sqls(around(pair("陈婷的数学", "SELECT math FROM students WHERE name = '陈婷'"), free, count=9, seed=0)))
        > 1
    )
