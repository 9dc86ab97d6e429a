"""Names where they can stand: what may be written of a query over riders and deliveries, and what may not.

That every gold of the generator passes is seen in `test_guard`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.database import Database
from text2sql.outcome import Failure
from text2sql.pairs.written import written
from text2sql.schema import Column, Schema, Table
from text2sql.sql.guard import Guard, ScopedGuard, State

SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="riders",
            columns=(
                Column(name="rider_id", type="INTEGER"),
                Column(name="name", type="VARCHAR"),
                Column(name="rating", type="DECIMAL(3, 1)"),
                Column(name="joined", type="DATE"),
                Column(name="active", type="BOOLEAN"),
            ),
        ),
        Table(
            name="deliveries",
            columns=(
                Column(name="order_id", type="INTEGER"),
                Column(name="rider_id", type="INTEGER"),
                Column(name="shop", type="VARCHAR"),
                Column(name="fee", type="DECIMAL(8, 2)"),
                Column(name="done_at", type="TIMESTAMP"),
                Column(name="year", type="INTEGER"),
            ),
        ),
        Table(name="评价", columns=(Column(name="order_id", type="INTEGER"), Column(name="net score", type="INTEGER"))),
    ),
)
GUARD = ScopedGuard(SCHEMA)

GOOD = [
    "SELECT name, rating FROM riders WHERE rating >= 4.5 AND joined > '2023-01-31' ORDER BY rating DESC LIMIT 3 OFFSET 1",
    "SELECT COUNT(*) > 0 FROM riders WHERE active AND name LIKE '%王%' OR active = TRUE",
    "SELECT T1.name, SUM(T2.fee) FROM riders AS T1 JOIN deliveries AS T2 ON T1.rider_id = T2.rider_id GROUP BY T1.rider_id, T1.name HAVING COUNT(*) > 3",
    "SELECT T2.shop FROM riders AS T1 JOIN deliveries AS T2 ON T1.rider_id = T2.rider_id WHERE T1.name = '李'",
    'SELECT T3."net score" FROM riders AS T1 JOIN deliveries AS T2 ON T1.rider_id = T2.rider_id JOIN 评价 AS T3 ON T2.order_id = T3.order_id',
    "SELECT riders.name FROM riders LEFT JOIN deliveries ON riders.rider_id = deliveries.rider_id WHERE deliveries.order_id IS NULL",
    "SELECT name FROM riders WHERE rider_id NOT IN (SELECT rider_id FROM deliveries WHERE shop IN ('a', 'b'))",
    "SELECT T1.name FROM riders AS T1 WHERE T1.rating > (SELECT AVG(T2.rating) FROM riders AS T2 WHERE T2.active = T1.active)",
    "SELECT T1.name, (SELECT COUNT(*) FROM deliveries AS T2 WHERE T2.rider_id = T1.rider_id) FROM riders AS T1",
    "SELECT name FROM riders AS T1 WHERE EXISTS (SELECT 1 FROM deliveries AS T2 WHERE T2.rider_id = T1.rider_id AND T2.fee > 10)",
    "SELECT name FROM riders WHERE EXISTS (SELECT 1 FROM deliveries WHERE deliveries.rider_id = riders.rider_id AND rating > fee)",
    "SELECT AVG(x) FROM (SELECT COUNT(*) AS x FROM deliveries GROUP BY shop)",
    "SELECT shop, fee FROM (SELECT shop, fee, ROW_NUMBER() OVER (PARTITION BY shop ORDER BY fee DESC) AS rn FROM deliveries) WHERE rn <= 2",
    "SELECT rn FROM (SELECT name, RANK() OVER (ORDER BY rating) AS rn FROM riders) WHERE name = '李'",
    "SELECT s.shop FROM (SELECT shop FROM deliveries) AS s WHERE s.shop <> 'a'",
    "WITH best AS (SELECT rider_id, SUM(fee) AS total FROM deliveries GROUP BY rider_id) SELECT total FROM best WHERE total > 10",
    "SELECT T1.name FROM riders AS T1 JOIN deliveries AS T2 ON T1.rider_id = T2.rider_id INTERSECT SELECT T1.shop FROM deliveries AS T1",
    "(SELECT name FROM riders) UNION ALL (SELECT shop FROM deliveries)",
    "SELECT (SELECT MAX(fee) FROM deliveries) - (SELECT MAX(rating) FROM riders)",
    "SELECT MAX(T1.fee) FROM deliveries AS T1 WHERE T1.rider_id IN (SELECT T1.rider_id FROM riders AS T1 WHERE T1.rating < 3)",
    "SELECT EXTRACT(YEAR FROM joined), COUNT(*) FROM riders GROUP BY EXTRACT(YEAR FROM joined)",
    "SELECT year, AVG(fee) FROM deliveries WHERE YEAR(done_at) = 2023 AND year BETWEEN 2021 AND 2023 GROUP BY year",
    "SELECT fee FROM deliveries WHERE done_at BETWEEN '2023-03-01' AND '2023-03-31 23:59:59' AND fee BETWEEN 1 AND 2",
    "SELECT CASE WHEN fee >= 10 THEN 'dear' ELSE 'cheap' END AS kind, COUNT(*) FROM deliveries GROUP BY kind",
    "SELECT 100.0 * SUM(CASE WHEN active THEN 1 ELSE 0 END) / COUNT(*) FROM riders",
    "SELECT joined - joined, CAST(rating AS DECIMAL(5, 1)) FROM riders WHERE joined - joined > 3",
    "SELECT AVG(joined - joined) FROM riders",
    "SELECT name FROM riders WHERE NOT (rating > 3 OR name <> 'it''s') AND joined = DATE '2023-01-01'",
    'SELECT "name" FROM "riders" WHERE "riders"."rating" = 3',
    "SELECT T1.name FROM riders AS T1 JOIN (SELECT rider_id, AVG(fee) AS mean FROM deliveries GROUP BY rider_id) AS T2 ON T1.rider_id = T2.rider_id WHERE T2.mean > 3",
    "WITH a AS (SELECT rider_id FROM riders), b AS (SELECT rider_id, shop FROM deliveries) SELECT b.shop FROM a JOIN b ON a.rider_id = b.rider_id",
    "SELECT rating FROM riders UNION SELECT fee FROM deliveries ORDER BY rating",
    "SELECT name FROM riders WHERE joined >= CURRENT_DATE - INTERVAL 30 DAY AND rating > -1",
    "SELECT EXTRACT(DOW FROM joined) FROM riders WHERE joined - INTERVAL 3 MONTH < CURRENT_DATE",
    "SELECT T1.name, rating FROM riders AS T1",
    "SELECT COUNT(DISTINCT T1.shop) FROM deliveries AS T1, riders AS T2 WHERE T1.rider_id = T2.rider_id",
]


def stopped_at(sql: str, guard: Guard = GUARD) -> str | None:
    """The text up to the first character that is refused; None if all may be written, and be all."""
    state = State()
    for at, character in enumerate(sql):
        following = guard.follow(state, character)
        if following is None:
            return sql[: at + 1]
        state = following
    return None if guard.ends(state) else f"{sql}<end>"


@pytest.mark.parametrize("sql", GOOD)
def test_queries_that_run_pass(sql: str) -> None:
    with Database.from_rows(SCHEMA, {}) as database:
        assert not isinstance(database.run(sql), Failure)
    assert stopped_at(sql) is None
    assert stopped_at(sql.lower().replace("李", "王") + ";") is None


@pytest.mark.parametrize(
    ("sql", "at"),
    [
        # A column of another table, or of none.
        ("SELECT shop FROM riders", "SELECT shop FROM r"),
        ("SELECT name, shop FROM riders", "SELECT name, shop"),
        ("SELECT name FROM riders WHERE fee > 3", "SELECT name FROM riders WHERE fee"),
        ("SELECT ce FROM riders", "SELECT ce "),
        ("SELECT clob FROM riders", "SELECT cl"),
        ("SELECT q FROM riders", "SELECT q FROM r"),
        ("SELECT riders FROM riders", "SELECT riders "),
        ("SELECT name FROM riders WHERE riders = 'a'", "SELECT name FROM riders WHERE riders "),
        ("SELECT T2.name FROM riders AS T1 JOIN deliveries AS T2 ON", "SELECT T2.name FROM riders AS T1 JOIN d"),
        ("SELECT T1.name FROM deliveries AS T1", "SELECT T1.name FROM d"),
        ("SELECT T1.name, T1.shop", "SELECT T1.name, T1.s"),
        ("SELECT T1.name FROM riders AS T1 WHERE T2.fee", "SELECT T1.name FROM riders AS T1 WHERE T2."),
        ("SELECT T1.name FROM riders AS T1 WHERE T1.fee", "SELECT T1.name FROM riders AS T1 WHERE T1.f"),
        ("SELECT T2.name FROM riders AS T1 WHERE T2", "SELECT T2.name FROM riders AS T1 WHERE "),
        ("SELECT T2.name FROM riders AS T1", "SELECT T2.name FROM riders AS T1<end>"),
        ("SELECT name FROM riders AS T1 JOIN deliveries AS T1 ON", "SELECT name FROM riders AS T1 JOIN deliveries AS T1 "),
        # A column that is there, but of the query around: as a list it says nothing.
        ("SELECT name FROM riders WHERE rating IN (SELECT rating FROM deliveries)", "SELECT name FROM riders WHERE rating IN (SELECT rating FROM d"),
        ("SELECT T1.name, (SELECT T2.fee FROM deliveries AS T2 WHERE T1.shop = 'a') FROM riders AS T1", "SELECT T1.name, (SELECT T2.fee FROM deliveries AS T2 WHERE T1.s"),
        # Values of another kind.
        ("SELECT name FROM riders WHERE rating = 'a'", "SELECT name FROM riders WHERE rating = '"),
        ("SELECT name FROM riders WHERE rating IN ('a')", "SELECT name FROM riders WHERE rating IN ('"),
        ("SELECT name FROM riders WHERE rating BETWEEN 1 AND 'a'", "SELECT name FROM riders WHERE rating BETWEEN 1 AND '"),
        ("SELECT name FROM riders WHERE rating LIKE '%'", "SELECT name FROM riders WHERE rating LIKE '"),
        ("SELECT name FROM riders WHERE name > 3", "SELECT name FROM riders WHERE name > 3"),
        ("SELECT name FROM riders WHERE name = TRUE", "SELECT name FROM riders WHERE name = TRUE<end>"),
        ("SELECT name FROM riders WHERE active = '是'", "SELECT name FROM riders WHERE active = '"),
        ("SELECT name FROM riders WHERE joined > 2023", "SELECT name FROM riders WHERE joined > 2"),
        ("SELECT name FROM riders WHERE joined > '88'", "SELECT name FROM riders WHERE joined > '88'"),
        ("SELECT name FROM riders WHERE joined > '2023-13-01'", "SELECT name FROM riders WHERE joined > '2023-13"),
        ("SELECT AVG(name) FROM riders", "SELECT AVG(nam"),
        ("SELECT YEAR(rating) FROM riders", "SELECT YEAR(rat"),
        ("SELECT name FROM riders WHERE rating = 2021010101010101010", "SELECT name FROM riders WHERE rating = 2021010101010101010"),
        ("SELECT name FROM riders WHERE name > -5", "SELECT name FROM riders WHERE name > -5"),
        ("SELECT name FROM riders WHERE joined > rating", "SELECT name FROM riders WHERE joined > rating<end>"),
        ("SELECT T1.name FROM riders AS T1 WHERE T1.name = T1.rating", "SELECT T1.name FROM riders AS T1 WHERE T1.name = T1.rating<end>"),
        # What a function takes.
        ("SELECT AVG(DISTINCT name) FROM riders", "SELECT AVG(DISTINCT nam"),
        ("SELECT AVG(T1.name) FROM riders AS T1", "SELECT AVG(T1.na"),
        ("SELECT YEAR(T1.rating) FROM riders AS T1", "SELECT YEAR(T1.r"),
        ("SELECT EXTRACT(YEAR FROM name) FROM riders", "SELECT EXTRACT(YEAR FROM nam"),
        # Words of SQL that may be names, but are none of this schema.
        ("SELECT name, level FROM riders", "SELECT name, level"),
        ("SELECT shop FROM deliveries WHERE owner = 'x'", "SELECT shop FROM deliveries WHERE ow"),
        ("SELECT name FROM riders ORDER BY date", "SELECT name FROM riders ORDER BY date<end>"),
        ("SELECT name FROM riders WHERE date > 3", "SELECT name FROM riders WHERE date >"),
        ("SELECT name, year FROM riders", "SELECT name, year "),
        # Nothing could follow any more.
        ("SELECT T1.name, shop FROM riders", "SELECT T1.name, shop"),
        ("SELECT T1.name FROM riders AS T1 WHERE T1.rating > (SELECT AVG(T1.fee) FROM deliveries AS T2 WHERE T2.fee > 1)", "SELECT T1.name FROM riders AS T1 WHERE T1.rating > (SELECT AVG(T1.fee) FROM deliveries AS T2 WHERE "),
        ("SELECT riders.name FROM riders AS T1 WHERE T1.rating > 1", "SELECT riders.name FROM riders AS T1 WHERE "),
        # Grammar.
        ("SELECT name，rating FROM riders", "SELECT name，"),
        ("SELECT name FROM riders; SELECT name FROM riders", "SELECT name FROM riders; SELECT "),
        ("SELECT name FROM riders；", "SELECT name FROM riders；"),
        ("SELECT name FROM riders WHERE", "SELECT name FROM riders WHERE<end>"),
        ("SELECT name FROM riders WHERE rating >", "SELECT name FROM riders WHERE rating ><end>"),
        ("SELECT name FROM riders ORDER BY", "SELECT name FROM riders ORDER BY<end>"),
        ("SELECT AVG(rating FROM riders", "SELECT AVG(rating FROM "),
        ("SELECT name) FROM riders", "SELECT name)"),
        ("SELECT (name FROM riders", "SELECT (name FROM "),
        ("SELECT name FROM (SELECT name FROM riders", "SELECT name FROM (SELECT name FROM riders<end>"),
        ("SELECT name FROM", "SELECT name FROM<end>"),
    ],
)  # fmt: skip
def test_others_are_stopped_where_they_go_wrong(sql: str, at: str) -> None:
    assert stopped_at(sql) == at


KEYWORDS = Schema(
    name="k",
    tables=(
        Table(
            name="shifts",
            columns=(
                Column(name="order", type="INTEGER"),
                Column(name="from", type="DATE"),
                Column(name="end", type="DATE"),
                Column(name="hours", type="INTEGER"),
                Column(name="group", type="VARCHAR"),
            ),
        ),
        Table(name="table", columns=(Column(name="name", type="VARCHAR"), Column(name="desc", type="VARCHAR"))),
    ),
)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) FROM shifts",
        'SELECT "from", "end" FROM shifts WHERE "order" > 3 ORDER BY hours, "order" DESC',
        'SELECT "group", SUM(CASE WHEN hours > 3 THEN 1 ELSE 0 END) FROM shifts GROUP BY "group", hours',
        'SELECT T1.name, RANK() OVER (PARTITION BY T1.desc ORDER BY T1.name DESC) FROM "table" AS T1',
        'SELECT "table"."desc" FROM "table" WHERE name IS NOT NULL',
    ],
)
def test_columns_called_like_words_of_sql_are_names_in_quotes_alone(sql: str) -> None:
    with Database.from_rows(KEYWORDS, {}) as database:
        assert not isinstance(database.run(sql), Failure)
    assert stopped_at(sql, ScopedGuard(KEYWORDS)) is None


def test_without_quotes_they_are_words_of_sql() -> None:
    assert stopped_at("SELECT hours FROM shifts GROUP BY group", ScopedGuard(KEYWORDS)) is not None


def test_the_golds_that_people_wrote_pass() -> None:
    refused = [
        pair.sql
        for each in written()
        for guard in [ScopedGuard(each.schema)]
        for pair in each.pairs[::8]
        if stopped_at(pair.sql, guard)
    ]
    assert not refused


@given(st.sampled_from(GOOD), st.lists(st.integers(1, 12), max_size=20))
def test_it_does_not_matter_how_the_text_is_cut(sql: str, cuts: list[int]) -> None:
    state, at = State(), 0
    for length in cuts:
        following = GUARD.follow(state, sql[at : at + length])
        assert following is not None
        state, at = following, at + length
    assert GUARD.follow(state, sql[at:]) == GUARD.follow(State(), sql)


# What columns a subquery in FROM has is not followed.
@given(st.sampled_from([sql for sql in GOOD if "FROM (" not in sql and "WITH" not in sql]), st.data())
def test_what_is_refused_nowhere_can_be_bound(sql: str, data: st.DataObject) -> None:
    """Names of the schema put in each other's place: what passes is a query that DuckDB can bind, but for rules on groups."""
    names = (
        "name",
        "rating",
        "joined",
        "active",
        "order_id",
        "rider_id",
        "shop",
        "fee",
        "done_at",
        "riders",
        "deliveries",
    )
    old, new = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    changed = sql.replace(old, new, 1)
    if stopped_at(changed) is None:
        with Database.from_rows(SCHEMA, {}) as database:
            failure = database.explain(changed)
        known = (
            "GROUP BY",
            "aggregate",
            "Cannot compare",
            "cast",
            "Could not choose",
            "No function matches",
            "set operation",
            "Ambiguous",
        )
        assert failure is None or any(each in failure.message for each in known), (changed, failure)
