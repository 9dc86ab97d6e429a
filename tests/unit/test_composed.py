"""Composed questions: conditions on several columns mean what they say, and lists are answered in their order."""

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from text2sql.database import Database
from text2sql.ddl import load_schema
from text2sql.meaning import ColumnMeaning, understand
from text2sql.outcome import Outcome
from text2sql.populate import populate
from text2sql.schema import Column, Schema, Table
from text2sql.synth import en, zh
from text2sql.synth.families import Draft, Family
from text2sql.synth.families.asking import UNORDERED, a_number
from text2sql.synth.families.composing import columns_of, mixed_conditions
from text2sql.synth.families.rows import rows as rows_family
from text2sql.synth.families.rows import rows_nth, rows_top
from text2sql.synth.families.tallies import count_rows
from text2sql.synth.frame import Frame
from text2sql.synth.generate import Source
from text2sql.synth.parts import Condition, Measured, Op, Value, values_of
from text2sql.synth.relations import AgainstMean, Both, Computed, Either, Every, Pair, near_misses
from text2sql.synth.sampler import Sampler

SCHEMAS = Path(__file__).parents[2] / "schemas"
Row = dict[str, Value]


@cache
def pupils() -> list[Row]:
    schema = load_schema(SCHEMAS / "students.sql")
    names = [column.name for column in schema.tables[0].columns]
    return [dict(zip(names, row, strict=True)) for row in populate(schema, seed=1)["students"]]


@pytest.fixture(scope="module")
def students() -> Iterator[tuple[Database, Sampler]]:
    schema = load_schema(SCHEMAS / "students.sql")
    rows = populate(schema, seed=1)
    meaning = understand(schema, rows)
    sampler = Sampler(
        rng=random.Random(3), meaning=meaning, values=values_of(meaning.tables, rows),
        frame=Frame.single(meaning.tables[0]),
        askable=frozenset((table.table.name, column.name) for table in meaning.tables for column in table.columns),
    )  # fmt: skip
    with Database.from_rows(schema, rows) as database:
        yield database, sampler


def as_number(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, float, Decimal)) else None


def number_of(measured: Measured, row: Row) -> float | None:
    """The number, reckoned here and not in SQL; None where a term is NULL."""
    terms = [as_number(row[column.name]) for column in measured.columns]
    known = [each for each in terms if each is not None]
    if measured.form in ("greatest", "least") and known:
        return max(known) if measured.form == "greatest" else min(known)
    if len(known) < len(terms):
        return None
    bound = as_number(measured.bound) or 0.0
    forms: dict[str, Callable[[], float]] = {
        "": lambda: known[0],
        "sum": lambda: sum(known),
        "mean": lambda: sum(known) / len(known),
        "difference": lambda: known[0] - known[1],
        "ratio": lambda: known[0] / known[1],
        "share": lambda: 100 * known[0] / sum(known),
        "distance": lambda: bound - known[0],
        "above": lambda: known[0] - bound,
        "percent": lambda: 100 * (known[0] - known[1]) / known[1],
        "plus": lambda: known[0] + bound,
        "times": lambda: known[0] * bound,
    }
    return forms[measured.form]()


def compares(op: Op, one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    signs = {Op.GT: one > other, Op.GE: one >= other, Op.LT: one < other, Op.LE: one <= other, Op.EQ: one == other}
    return signs[op]


@cache
def average_of(measured: Measured) -> float:
    numbers = [each for row in pupils() if (each := number_of(measured, row)) is not None]
    return sum(numbers) / len(numbers)


def holds(condition: Condition, row: Row) -> bool:
    """Whether the row meets the condition, reckoned here and not in SQL."""
    limits = [as_number(value) for value in condition.values]
    match condition:
        case Either():
            return any(holds(option, row) for option in condition.options)
        case Both():
            return all(holds(option, row) for option in condition.options)
        case Every():
            met = [holds(Condition(column=c, op=condition.op, values=condition.values), row) for c in condition.columns]
            return any(met) if condition.any_of else all(met)
        case Computed():
            number = number_of(condition.measured, row)
            if condition.op is Op.BETWEEN:
                return compares(Op.GE, number, limits[0]) and compares(Op.LE, number, limits[1])
            return compares(condition.op, number, limits[0])
        case AgainstMean():
            return compares(condition.op, number_of(condition.measured, row), average_of(condition.measured))
        case Pair():
            one, other = as_number(row[condition.column.name]), as_number(row[condition.other.name])
            if one is None or other is None:
                return False
            if not limits:
                return compares(condition.op, one, other * float(str(condition.times)))
            return compares(condition.op, abs(one - other) if condition.either_way else one - other, limits[0])
    value = row[condition.column.name]
    match condition.op:
        case Op.PASS:
            return compares(Op.GE, as_number(value), 60)
        case Op.FAIL:
            return compares(Op.LT, as_number(value), 60)
        case Op.BETWEEN:
            return compares(Op.GE, as_number(value), limits[0]) and compares(Op.LE, as_number(value), limits[1])
        case Op.EQ if isinstance(value, str):
            return value == condition.values[0]
        case Op.IN:
            return value in condition.values
        case Op.NE:
            return value is not None and value != condition.values[0]
        case Op.NOT_IN:
            return value is not None and value not in condition.values
        case Op.NULL | Op.NOT_NULL:
            return (value is None) == (condition.op is Op.NULL)
    return compares(condition.op, as_number(value), limits[0])


OPS = (*(Op.GT, Op.GE, Op.LT, Op.LE, Op.EQ, Op.NE, Op.IN, Op.NOT_IN, Op.BETWEEN, Op.NULL, Op.NOT_NULL, Op.PASS),
       Op.FAIL, Op.EITHER)  # fmt: skip


def is_reckoned(condition: Condition) -> bool:
    if isinstance(condition, Either | Both):
        return all(is_reckoned(option) for option in condition.options)
    known = type(condition) in (Condition, Every, Computed, AgainstMean, Pair)
    return known and condition.op in OPS


def test_conditions_on_several_columns_select_the_rows_that_meet_them(
    students: tuple[Database, Sampler],
) -> None:
    database, sampler = students
    every = pupils()
    kinds, some_out = set(), 0
    for _ in range(400):
        conditions = mixed_conditions(sampler, 2, related=0.9)
        if not conditions or not all(is_reckoned(each) for each in conditions):
            continue
        outcome = database.run(f"SELECT COUNT(*) FROM students{sampler.frame.where(conditions)}")
        assert isinstance(outcome, Outcome)
        expected = sum(all(holds(each, row) for each in conditions) for row in every)
        assert outcome.rows == ((expected,),), conditions
        kinds |= {type(each) for each in conditions}
        some_out += expected < len(every)
        # Alternatives are said last, where nothing can be taken for a part of them.
        assert not any(isinstance(each, Either) for each in conditions[:-1])
        assert len(conditions) == len({id(each) for each in conditions})
    assert kinds >= {Pair, Computed, Every, Either, AgainstMean}
    assert some_out > 100


def test_computed_numbers_are_what_their_forms_say(students: tuple[Database, Sampler]) -> None:
    database, sampler = students
    forms = set()
    for _ in range(200):
        measured = a_number(sampler)
        assert measured is not None
        forms.add(measured.form)
        outcome = database.run(f"SELECT {sampler.frame.measured(measured)} FROM students LIMIT 5")
        assert isinstance(outcome, Outcome)
        for (found,), row in zip(outcome.rows, pupils(), strict=False):
            expected = number_of(measured, row)
            assert (found is None) == (expected is None)
            assert expected is None or float(str(found)) == pytest.approx(expected)
    assert forms >= {"sum", "mean", "difference", "ratio", "share", "percent", *UNORDERED}


def drafts_of(family: Family, sampler: Sampler, count: int) -> list[Draft]:
    return [draft for _ in range(count) if (draft := family(sampler)) is not None]


def test_what_is_asked_for_is_said_in_the_order_of_the_columns(
    students: tuple[Database, Sampler],
) -> None:
    sampler = students[1]
    seen = 0
    for draft in drafts_of(rows_family, sampler, 120):
        plain = [each.columns[0] for each in draft.asked if not each.form] or list(draft.columns)
        used = {column for each in draft.conditions for column in columns_of(each)}
        used |= {column for each in draft.asked if each.form for column in each.columns}
        # A column that is also a condition is said twice, and a teacher is a 老师 as a pupil is a 学生.
        wanted = [c for c in plain if c not in used and c.is_score]
        for seed in range(4):
            question = zh.ask(draft, random.Random(seed))
            places = [place_of(column, question) for column in wanted]
            assert all(place >= 0 for place in places), (question, draft.sql)
            assert places == sorted(places), (question, draft.sql)
            seen += len(places) > 1
    assert seen > 50


def place_of(column: ColumnMeaning, question: str) -> int:
    found = [question.find(noun) for noun in (*column.zh, column.name) if noun in question]
    return min(found, default=-1)


def test_thresholds_of_several_columns_keep_their_direction(
    students: tuple[Database, Sampler],
) -> None:
    sampler = students[1]
    over = re.compile(
        r"(?<!不)高于|(?<!不)(?<!没有)(?<!没)超过|(?<!不)大于|(?<!不)多于|以上|至少|不低于|达到|>|＞|above|\bover\b(?! all)|more|at least|higher|(?<!not )exceed|or above"
    )
    under = re.compile(
        r"(?<!不)低于|不到|(?<!不)小于|以下|以内|不超过|<|＜|below|under|less|at most|not exceeding|up to"
    )
    seen = 0
    for draft in drafts_of(count_rows, sampler, 400):
        condition = draft.conditions[0]
        if len(draft.conditions) != 1 or not isinstance(condition, Every | Computed) or condition.op is Op.BETWEEN:
            continue
        if condition.op in (Op.PASS, Op.FAIL):
            continue
        up = condition.op in (Op.GT, Op.GE)
        for seed in range(8):
            for ask in (zh.ask, en.ask):
                text = ask(draft, random.Random(seed))
                text = (
                    text.replace("没达到", "")
                    .replace("at least one of", "")
                    .replace("至少一", "")
                    .replace("至少有", "")
                )
                text = re.sub(r"no (lower|less|higher|more)|not (below|less|above|more|over)|at the least", "", text)
                seen += 1
                assert not (under if up else over).search(text), (text, draft.sql)
    assert seen > 200
    assert over.search("都高于90")
    assert under.search("both below 60")


def test_a_part_of_a_condition_that_changes_nothing_is_refused() -> None:
    columns = (
        Column(name="name", type="VARCHAR", comment="姓名"),
        Column(name="a", type="INTEGER", comment="语文成绩"),
        Column(name="b", type="INTEGER", comment="数学成绩"),
    )
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))

    alike = re.compile(r"\ba (\S+) (\d+) (AND|OR) b \1 \2\b|\bb (\S+) (\d+) (AND|OR) a \4 \5\b")

    def refusals(rows: list[tuple[object, ...]]) -> tuple[int, int]:
        data = {"t": rows}
        with Database.from_rows(schema, data) as database:
            source = Source(schema, data, database, random.Random(2), families=((count_rows, 1.0),))
            found = [each for each in source.examples(120, ("zh",)) if alike.search(each.sql)]
            return source.refused["a part of a condition changes nothing"], len(found)

    # Whoever passes one passes the other.
    same, found = refusals([(f"人{i}", i % 100, i % 100) for i in range(60)])
    assert same > 0
    assert not found
    _, found = refusals([(f"人{i}", i * 7 % 100, i * 13 % 100) for i in range(60)])
    assert found


def test_near_misses_lack_one_part_each(students: tuple[Database, Sampler]) -> None:
    sampler = students[1]
    math, english = (next(c for c in sampler.frame.main.columns if c.name == name) for name in ("math", "english"))
    plain = Condition(column=math, op=Op.GT, values=(90,))
    both = Every(column=math, columns=(math, english), op=Op.GT, values=(90,))
    assert not list(near_misses([plain]))
    assert [sampler.frame.where(each) for each in near_misses([both])] == [" WHERE english > 90", " WHERE math > 90"]
    either = Either(column=math, op=Op.EITHER, options=(plain, Condition(column=english, op=Op.LT, values=(60,))))
    assert sampler.frame.where([either]) == " WHERE math > 90 OR english < 60"
    assert sampler.frame.where([plain, either]) == " WHERE math > 90 AND (math > 90 OR english < 60)"
    assert len(list(near_misses([plain, either]))) == 2


def test_the_first_few_are_those_of_the_greatest_number(
    students: tuple[Database, Sampler],
) -> None:
    database, sampler = students
    every = pupils()
    seen = 0
    for draft in (*drafts_of(rows_top, sampler, 80), *drafts_of(rows_nth, sampler, 40)):
        assert draft.measured is not None
        if draft.second or not all(is_reckoned(each) for each in draft.conditions):
            continue
        left = [row for row in every if all(holds(each, row) for each in draft.conditions)]
        numbers = [number_of(draft.measured, row) for row in left]
        known = sorted((each for each in numbers if each is not None), reverse=draft.descending)
        if len(known) < len(numbers) or len(known) < draft.n:
            continue
        sql = re.sub(
            r"SELECT .*? FROM students",
            f"SELECT {sampler.frame.measured(draft.measured)} FROM students",
            draft.sql,
            count=1,
        )
        outcome = database.run(sql)
        assert isinstance(outcome, Outcome)
        expected = known[draft.n - 1 : draft.n] if draft.family == "rows_nth" else known[: draft.n]
        assert [float(str(row[0])) for row in outcome.rows] == pytest.approx(expected), draft.sql
        seen += 1
    assert seen > 15
