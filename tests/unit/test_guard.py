"""Words of a query as it is written: what may go on, and what may not."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.schema import Column, Schema, Table
from text2sql.sql.guard import Guard, ScopedGuard, State
from text2sql.synth.corpus import EVERYTHING, groups

SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="tour_stops",
            columns=tuple(Column(name=name, type="VARCHAR") for name in ("id", "COVERAGE", "得分", "net weight")),
        ),
    ),
)
GUARD = Guard(SCHEMA)


def passes(text: str, guard: Guard = GUARD) -> bool:
    state = guard.follow(State(), text)
    return state is not None and guard.ends(state)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COVERAGE FROM tour_stops;",
        "select coverage from TOUR_STOPS where coverage >= 10.5 and 得分 is not null",
        "SELECT COUNT(*), AVG(得分) FROM tour_stops GROUP BY id HAVING COUNT(*) > 3 ORDER BY COUNT(*) DESC LIMIT 3 OFFSET 1",
        "SELECT T1.id FROM tour_stops AS T1 JOIN tour_stops AS T2 ON T1.id = T2.id",
        "SELECT s.id FROM tour_stops s",
        "SELECT id FROM tour_stops AS stops WHERE stops.id = 1 ORDER BY stops.得分",
        'SELECT id FROM tour_stops AS "my stops" WHERE "my stops".id = 1',
        "SELECT AVG(x) FROM (SELECT 得分 AS x FROM tour_stops)",
        "WITH best AS (SELECT id FROM tour_stops) SELECT id FROM best",
        "SELECT id AS number_of_it FROM tour_stops ORDER BY number_of_it",
        "SELECT id FROM tour_stops WHERE COVERAGE = 'what you like: COIGH, 陈'",
        "SELECT id FROM tour_stops WHERE COVERAGE LIKE '%it''s%' AND YEAR(id) = 2021",
        'SELECT "net weight", "得分" FROM tour_stops',
        "SELECT CAST(COVERAGE AS DECIMAL(5, 1)), 1e3, ROW_NUMBER() OVER (PARTITION BY id ORDER BY 得分) FROM tour_stops",
        "SELECT date_part('year', id), days_in_month(id), geomean(得分), strftime(id, '%Y') FROM tour_stops",
        "SELECT id FROM tour_stops WHERE id > current_date - INTERVAL 3 MONTH",
        "SELECT CASE WHEN id = 1 THEN TRUE ELSE FALSE END FROM tour_stops",
    ],
)
def test_queries_of_the_schema_pass(sql: str) -> None:
    assert passes(sql)


@pytest.mark.parametrize(
    ("sql", "at"),
    [
        ("SELECT COIGH FROM tour_stops", "SELECT COI"),
        ("SELECT COVERAGES FROM tour_stops", "SELECT COVERAGES"),
        ("SELECT COVERAG FROM tour_stops", "SELECT COVERAG "),
        ("SELECT id FROM tour_stop", None),
        ("SELECT 得 FROM tour_stops", "SELECT 得 "),
        ("SELECT 分数 FROM tour_stops", "SELECT 分"),
        ('SELECT "net" FROM tour_stops', 'SELECT "net"'),
        ('SELECT "weight" FROM tour_stops', 'SELECT "w'),
        ("SELECT id FROM tour_stops WHERE id = 'open", None),
        ("SELECT id AS other FROM tour_stops ORDER BY otherq", "SELECT id AS other FROM tour_stops ORDER BY otherq"),
        ("SELECT histogram FROM tour_stops", "SELECT histogram "),
        ("SELECT geomean", None),
        ("SELECT 12x FROM tour_stops", "SELECT 12x"),
        # What cannot be told from a misspelt name: see the module's head.
        ("SELECT abc.id FROM tour_stops AS abc", "SELECT abc"),
        ("SELECT id FROM tour_stops abq", "SELECT id FROM tour_stops abq"),
        ("SELECT id FROM tour_stops AS abc WHERE abd.id = 1", "SELECT id FROM tour_stops AS abc WHERE abd"),
        ("SELECT id -- wxyz", "SELECT id -- wxy"),
        ("SELECT id /* wxyz */ FROM tour_stops", "SELECT id /* wxy"),
    ],
)
def test_others_are_stopped_at_the_first_wrong_character(sql: str, at: str | None) -> None:
    assert not passes(sql)
    if at is None:
        state = GUARD.follow(State(), sql)
        assert state is not None
        assert not GUARD.ends(state)
    else:
        assert GUARD.follow(State(), at) is None
        assert GUARD.follow(State(), at[:-1]) is not None


def test_every_gold_query_of_the_generator_passes() -> None:
    lesson = replace(EVERYTHING, questions=(14, 14))
    for group in itertools.islice(groups(4_000_000, lesson=lesson), 12):
        guards = (Guard(group.schema), ScopedGuard(group.schema))
        for example in group.examples:
            assert all(passes(example.sql, guard) for guard in guards), example.sql


@given(st.lists(st.integers(1, 12), max_size=12))
def test_it_does_not_matter_how_the_text_is_cut(cuts: list[int]) -> None:
    text = "SELECT T1.id FROM tour_stops AS T1 WHERE COVERAGE = 'a b' AND 得分 > 10"
    state, at = State(), 0
    for length in cuts:
        following = GUARD.follow(state, text[at : at + length])
        assert following is not None
        state, at = following, at + length
    assert GUARD.follow(state, text[at:]) == GUARD.follow(State(), text)
