"""SQL text: extraction, normalising, parsing, the allow-list, and the other forms. Every yes has its no."""

import time
from pathlib import Path

import pytest

from text2sql.evaluation.profile import QUIRKS, Profile, predicted_text
from text2sql.records import VerdictKind
from text2sql.sql import (
    NotSQL,
    canonical,
    extract_sql,
    features,
    is_ordered,
    literals,
    normalise,
    parse,
    refusal,
    shape,
)

HOSTILE = Path(__file__).parents[1] / "golden" / "hostile" / "statements.sql"


@pytest.mark.parametrize(
    ("reply", "sql"),
    [
        ("SELECT a FROM t", "SELECT a FROM t"),
        ("select a from t;", "select a from t"),
        ("  SELECT a FROM t；  ", "SELECT a FROM t"),
        ("```sql\nSELECT a\nFROM t;\n```", "SELECT a\nFROM t"),
        ("```\nSELECT a FROM t\n```", "SELECT a FROM t"),
        ("```sql SELECT a FROM t```", "SELECT a FROM t"),
        ("```sql\nSELECT a FROM t", "SELECT a FROM t"),
        ("好的，SQL如下：\n```SQL\nSELECT 姓名 FROM 学生\n```\n希望有用。", "SELECT 姓名 FROM 学生"),
        ("Here is python:\n```python\nprint(1)\n```\nand\n```sql\nSELECT 1\n```", "SELECT 1"),
        ("SQL: SELECT a FROM t", "SELECT a FROM t"),
        ("SQL语句：SELECT a FROM t", "SELECT a FROM t"),
        ("答案：SELECT a FROM t。", "SELECT a FROM t"),
        ("The SQL query is: SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = 1"),
        ("`SELECT a FROM t`", "SELECT a FROM t"),
        ("Use `SELECT a FROM t` for that.", "SELECT a FROM t"),
        ("您可以用SELECT a FROM t查询", "SELECT a FROM t查询"),
        ("SELECT a FROM t\n\nThis query returns a.", "SELECT a FROM t"),
        ("SELECT a FROM t\n解释：查询 a 列", "SELECT a FROM t"),
        ("SELECT a FROM t; This returns a.", "SELECT a FROM t"),
        ("SELECT a\n\nFROM t\n\nWHERE b = 1", "SELECT a\n\nFROM t\n\nWHERE b = 1"),
        ("WITH x AS (SELECT 1) SELECT * FROM x", "WITH x AS (SELECT 1) SELECT * FROM x"),
        ("With these tables: WITH x AS (SELECT 1) SELECT * FROM x", "WITH x AS (SELECT 1) SELECT * FROM x"),
        ("(SELECT a FROM t) UNION (SELECT b FROM u)", "(SELECT a FROM t) UNION (SELECT b FROM u)"),
        ("<think>SELECT wrong FROM t</think>SELECT a FROM t", "SELECT a FROM t"),
        ("SELECT a FROM t WHERE b = 'x; This is it'", "SELECT a FROM t WHERE b = 'x; This is it'"),
        ("SELECT `a` FROM `t`", "SELECT `a` FROM `t`"),
        ("DROP TABLE t", "DROP TABLE t"),
        ("SELECT 1; DROP TABLE t", "SELECT 1; DROP TABLE t"),
        ("SELECT a\n- b FROM t", "SELECT a\n- b FROM t"),
        ("SELECT a\n* b FROM t", "SELECT a\n* b FROM t"),
        ("SELECT a,\n\nb FROM s", "SELECT a,\n\nb FROM s"),
        ("SELECT a, -- one\n\nb FROM s", "SELECT a, -- one\n\nb FROM s"),
        ("SELECT a FROM t WHERE b IN (\n\n1)", "SELECT a FROM t WHERE b IN (\n\n1)"),
        ("SELECT a FROM t WHERE b >\n\n1", "SELECT a FROM t WHERE b >\n\n1"),
        ("SELECT a *\n\nb FROM t", "SELECT a *\n\nb FROM t"),
        ("FROM t SELECT *\n\nall of it", "FROM t SELECT *"),
        ("SELECT a FROM t\n\n- a: the name", "SELECT a FROM t"),
        ("SELECT a FROM t;\n- a: the name", "SELECT a FROM t"),
        ("SELECT 1;\n\nDELETE FROM t", "SELECT 1;\n\nDELETE FROM t"),
    ],
)
def test_sql_is_taken_out_of_a_reply(reply: str, sql: str) -> None:
    assert extract_sql(reply) == sql


@pytest.mark.parametrize(
    "reply", ["", "   ", "我不知道。", "I cannot select anything here.", "```python\nprint(1)\n```", "<think>SELECT 1"]
)
def test_a_reply_without_sql_gives_none(reply: str) -> None:
    assert extract_sql(reply) is None


# Each took time by the square of its length, minutes for these.
SLOW = [
    "\n \t",
    "\n\n",
    "\n ",
    "select ",
    "/*",
    "; ",
    ";USE",
    "\n\n- ",
    "a,\n\n",
    "'",
    "WITH a (",
    "``` ",
    "SQL:",
    "\n\nLEFT ",
]


@pytest.mark.parametrize("profile", [None, Profile.SPIDER, Profile.WIKISQL])
@pytest.mark.parametrize("piece", SLOW)
def test_text_takes_time_in_proportion_to_its_length(piece: str, profile: Profile | None) -> None:
    for reply in (f"SELECT a {piece * (90_000 // len(piece))}x", f"The query: {piece * (90_000 // len(piece))}x"):
        started = time.process_time()
        if profile is None:
            extract_sql(reply)
            normalise(reply)
        else:
            predicted_text(f"{reply} distinct;", QUIRKS[profile])
        assert time.process_time() - started < 3


def test_a_reply_longer_than_any_answer_holds_no_sql() -> None:
    assert extract_sql("SELECT 1" + " " * 100_001) is None
    assert extract_sql("SELECT 1" + " " * 99_000) == "SELECT 1"


def test_a_comment_that_nobody_closed_hides_nothing_behind_it() -> None:
    assert extract_sql("SELECT a /* one */ FROM t /* two; it is all") == "SELECT a /* one */ FROM t /* two"
    assert extract_sql("SELECT a /* one; two */ FROM t; it is all") == "SELECT a /* one; two */ FROM t"
    assert (
        predicted_text("SELECT DISTINCT a /* DISTINCT; */ /* b; c", QUIRKS[Profile.SPIDER])
        == "SELECT  a /* DISTINCT; */ /* b;"
    )


@pytest.mark.parametrize(
    ("sql", "normal"),
    [
        ("SELECT 姓名，年龄 FROM t；", "SELECT 姓名,年龄 FROM t"),
        ("SELECT COUNT（＊） FROM t", "SELECT COUNT(*) FROM t"),
        ("SELECT a FROM t WHERE b＝1 AND c＞＝2", "SELECT a FROM t WHERE b=1 AND c>=2"),
        ("SELECT a FROM t WHERE b ≥ 1 AND c ≠ 2", "SELECT a FROM t WHERE b >= 1 AND c <> 2"),
        ("SELECT a FROM t WHERE b = ‘O'Neil’", "SELECT a FROM t WHERE b = 'O''Neil'"),
        ("SELECT a FROM t WHERE b = “北京”", "SELECT a FROM t WHERE b = '北京'"),
        ("SELECT a\u3000FROM\u00a0t", "SELECT a FROM t"),
        ("SELECT `成绩`，`a b` FROM t", 'SELECT "成绩","a b" FROM t'),
        ("SELECT ａ１ FROM t", "SELECT ａ１ FROM t"),
        ("SELECT a FROM t;;", "SELECT a FROM t"),
    ],
)
def test_full_width_punctuation_becomes_ascii(sql: str, normal: str) -> None:
    assert normalise(sql) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a FROM t WHERE b = '你好，世界；（再见）'",
        'SELECT "列，一" FROM t',
        "SELECT a -- 说明，（一）\nFROM t",
        "SELECT a /* ，；*/ FROM t",
        "SELECT a FROM t WHERE b = 'it''s，'",
        "SELECT a FROM t WHERE b = '，未闭合",
        "SELECT a FROM t WHERE b = '`x`'",
    ],
)
def test_literals_names_and_comments_are_kept(sql: str) -> None:
    assert normalise(sql) == sql


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELEC a FROM t", VerdictKind.PARSE_ERROR),
        ("SELECT a FROM", VerdictKind.PARSE_ERROR),
        ("SELECT (a FROM t", VerdictKind.PARSE_ERROR),
        ("SELECT a FROM t WHERE b = 'x", VerdictKind.PARSE_ERROR),
        ("", VerdictKind.PARSE_ERROR),
        ("-- nothing", VerdictKind.PARSE_ERROR),
        ("SELECT 1\0", VerdictKind.PARSE_ERROR),
        ("SELECT 1; SELECT 2", VerdictKind.NOT_READ_ONLY),
        ("SELECT " + "(" * 400 + "1" + ")" * 400, VerdictKind.PARSE_ERROR),
        ("SELECT " + "+".join(["1"] * 9000), VerdictKind.PARSE_ERROR),
        ("SELECT " + ",".join(["1"] * 4000), VerdictKind.PARSE_ERROR),
        ("SELECT '" + "中" * 7000 + "'", VerdictKind.PARSE_ERROR),
        ("SELECT '\ud800'", VerdictKind.PARSE_ERROR),
    ],
)
def test_what_is_not_one_statement_is_said_to_be_so(sql: str, kind: VerdictKind) -> None:
    with pytest.raises(NotSQL) as caught:
        parse(sql)
    assert caught.value.kind is kind
    assert "\x1b" not in str(caught.value)


def hostile_statements() -> list[str]:
    lines = HOSTILE.read_text(encoding="utf-8").splitlines()
    return [
        line.format(secret="/etc/passwd", target="/nowhere/x") for line in lines if line and not line.startswith("--")
    ]


def test_the_hostile_corpus_is_not_small() -> None:
    assert len(hostile_statements()) >= 80


@pytest.mark.parametrize("sql", hostile_statements())
def test_a_hostile_statement_is_refused(sql: str) -> None:
    try:
        reason = refusal(parse(normalise(sql)))
    except NotSQL as error:
        reason = str(error)
    assert reason


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM students",
        "FROM students",
        "SELECT * FROM main.students",
        'SELECT "a b", "选课表"."成绩" FROM "选课表"',
        "SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1 LIMIT 2",
        "(SELECT a FROM t) EXCEPT (SELECT b FROM u)",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r",
        "SELECT a, ROW_NUMBER() OVER (PARTITION BY b ORDER BY c) FROM t QUALIFY 1 = 1",
        "SELECT COUNT(*) FILTER (WHERE a > 1), MEDIAN(b), STRING_AGG(c, ',') FROM t",
        "SELECT t.a FROM t JOIN u USING (id) LEFT JOIN v ON v.id = u.id CROSS JOIN w",
        "SELECT * FROM range(5) AS r(i)",
        "SELECT UNNEST([1, 2])",
        "SELECT * FROM UNNEST([1, 2]) AS x(a)",
        "SELECT CASE WHEN a THEN 'DROP TABLE t; read_csv' ELSE '/etc/passwd' END FROM t",
        'SELECT drop_date, copy, version, "user" FROM orders',
        "SELECT CURRENT_DATE, NOW(), YEAR(d), STRFTIME(d, '%Y'), DATE_DIFF('day', a, b) FROM t",
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) AND b NOT IN (1, 2)",
        "SELECT regexp_matches(a, 'x'), levenshtein(a, b), lpad(a, 3, '0'), a ILIKE '%x%' FROM t",
        "VALUES (1), (2)",
        'SELECT "current_role", t.current_schema, show FROM "show" AS t',
        "SELECT * FROM (SELECT a, b FROM t) PIVOT (SUM(b) FOR a IN ('x', 'y'))",
    ],
)
def test_a_read_only_query_is_not_refused(sql: str) -> None:
    assert refusal(parse(sql)) is None


def deep(opening: str, closing: str, times: int, inner: str = "1") -> str:
    return f"SELECT {opening * times}{inner}{closing * times}"


# sqlglot takes seconds for 18 of these, and twice as long for each one more.
_TYPE_CALLS = [
    "DATE(",
    "INT(",
    "VARCHAR (",
    "TIMESTAMP(",
    "CHARACTER VARYING(",
    "DATE/**/(",
    "DATE((",
    "ARRAY[",
    "STRUCT(",
    "f(DATE(",
]


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
@pytest.mark.parametrize("opening", _TYPE_CALLS)
def test_nested_calls_of_types_are_refused_before_they_take_long(opening: str, dialect: str) -> None:
    if dialect == "sqlite" and "[" in opening:
        pytest.skip("square brackets hold a name there")
    closing = "]" if opening == "ARRAY[" else ")" * opening.count("(")
    for sql in (deep(opening, closing, 18), deep(opening, "", 18), deep(opening, closing, 9)):
        started = time.perf_counter()
        with pytest.raises(NotSQL, match="nested too deeply") as raised:
            parse(sql, dialect)
        assert raised.value.kind is VerdictKind.PARSE_ERROR
        assert time.perf_counter() - started < 1


def test_much_within_nested_calls_of_types_is_refused_too() -> None:
    many = ", ".join(["1"] * 2_000)
    with pytest.raises(NotSQL, match="nested too deeply"):
        parse(deep("DATE(", ")", 7, f"f({many})"))
    parse(deep("DATE(", ")", 1, f"f({', '.join(['1'] * 900)})"))


@pytest.mark.parametrize(
    "sql",
    [
        deep("DATE(", ")", 4),
        deep("(", ")", 100),
        deep("COALESCE(", ")", 60),
        deep("CAST(", " AS INT)", 30),
        deep("CASE WHEN ", " THEN 1 END", 30),
        "SELECT " + ", ".join(["DATE(a)"] * 200) + " FROM t",
        "SELECT a FROM t WHERE " + " AND ".join(["date < DATE '2020-01-01'"] * 20),
        "SELECT 1 UNION (SELECT 2 UNION (SELECT 3))",
    ],
)
def test_ordinary_nesting_is_parsed(sql: str) -> None:
    parse(sql)


@pytest.mark.parametrize("opening", ["(", "[", "f(", "{'a': ", "(SELECT "])
def test_brackets_that_are_too_deep_are_refused(opening: str) -> None:
    with pytest.raises(NotSQL, match="deep"):
        parse("SELECT " + opening * 121)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("select a,b from t", "SELECT  a , b\nFROM t;"),
        ("SELECT a FROM t -- note", "SELECT a /* x */ FROM t"),
        ("SELECT a FROM t WHERE NOT b IS NULL", "SELECT a FROM t WHERE b IS NOT NULL"),
        ("SELECT a FROM t WHERE b != 1", "SELECT a FROM t WHERE b <> 1"),
    ],
)
def test_spellings_of_the_same_tokens_have_one_canonical_form(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)
    assert canonical(canonical(one)) == canonical(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT a FROM t", "SELECT b FROM t"),
        ("SELECT a FROM t WHERE b = 'X'", "SELECT a FROM t WHERE b = 'x'"),
        ("SELECT a FROM t", "SELECT DISTINCT a FROM t"),
        ("SELECT a FROM t WHERE b NOT IN (1)", "SELECT a FROM t WHERE b IN (1)"),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a DESC"),
        ('SELECT "A b" FROM t', 'SELECT "a b" FROM t'),
    ],
)
def test_different_queries_keep_different_canonical_forms(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_shape_forgets_names_and_values_but_not_form() -> None:
    assert shape("SELECT a FROM t WHERE b = 1 LIMIT 3") == shape("SELECT x FROM y WHERE z = 'k' LIMIT 9")
    assert shape("SELECT a FROM t WHERE b = 1") != shape("SELECT a FROM t WHERE b > 1")
    assert shape("SELECT a FROM t WHERE b = 1") != shape("SELECT a, c FROM t WHERE b = 1")


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT a FROM t", ()),
        ("SELECT a FROM t JOIN u ON t.x = u.x", ("join",)),
        ("SELECT b, COUNT(*) FROM t GROUP BY b HAVING COUNT(*) > 1", ("aggregate", "group_by", "having")),
        ("SELECT DISTINCT a FROM t ORDER BY a LIMIT 1", ("distinct", "limit", "order_by")),
        ("SELECT a FROM t WHERE b LIKE 'x%'", ("like", "where")),
        ("SELECT a FROM t WHERE b BETWEEN 1 AND 2", ("between", "where")),
        ("SELECT a FROM t WHERE b IN (1, 2)", ("in", "where")),
        ("SELECT a FROM t WHERE b IN (SELECT c FROM u)", ("in", "subquery", "where")),
        ("SELECT a FROM t WHERE b IS NULL", ("is_null", "where")),
        ("SELECT a - b FROM t", ("arithmetic",)),
        ("SELECT CASE WHEN a > 1 THEN 1 END FROM t", ("case",)),
        ("SELECT RANK() OVER (ORDER BY a) FROM t", ("window",)),
        ("SELECT a FROM t UNION SELECT b FROM u", ("set_operation",)),
        ("SELECT a FROM (SELECT a FROM t)", ("subquery",)),
        ("WITH x AS (SELECT a FROM t) SELECT a FROM x", ("with",)),
    ],
)
def test_features_name_what_a_query_uses(sql: str, found: tuple[str, ...]) -> None:
    assert features(sql) == found


def test_only_an_outermost_order_by_orders_the_rows() -> None:
    ordered = [
        "SELECT a FROM t ORDER BY a",
        "SELECT a FROM t UNION SELECT b FROM u ORDER BY 1",
        "(SELECT a FROM t ORDER BY a)",
    ]
    unordered = [
        "SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 3)",
        "SELECT a FROM t WHERE b = (SELECT c FROM u ORDER BY c LIMIT 1)",
        "SELECT RANK() OVER (ORDER BY a) FROM t",
        "SELECT STRING_AGG(a ORDER BY a) FROM t",
    ]
    assert all(is_ordered(parse(sql)) for sql in ordered)
    assert not any(is_ordered(parse(sql)) for sql in unordered)


def test_literals_are_given_as_text() -> None:
    assert set(literals("SELECT a FROM t WHERE b = '陈婷' AND c IN (1, 2.5) LIMIT 3")) == {"陈婷", "1", "2.5", "3"}
    assert literals("SELECT a FROM t") == ()
