"""The gold questions can be measured with: rows keep the DDL's promises, every gold answers, no answer hangs on a tie.

Plain duckdb and sqlglot on purpose: what checks the yardstick must not share code with what is measured.
"""

import csv
import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlglot
from sqlglot import exp

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval" / "gold"
DIALECTS = {"students": "duckdb", "hospital": "mysql", "shop": "postgres"}
LEAST = {"students": 200, "hospital": 40, "shop": 40}
CHINESE_SHARE = {"students": (0.65, 0.80), "hospital": (0.65, 0.80), "shop": (0.15, 0.35)}
LEVELS = {"level:easy", "level:medium", "level:hard", "level:extra"}

each_schema = pytest.mark.parametrize("schema", list(DIALECTS))


@cache
def questions(schema: str) -> list[dict[str, Any]]:
    """The gold lines of a schema."""
    return [json.loads(line) for line in (GOLD / f"{schema}.jsonl").read_text(encoding="utf-8").splitlines()]


def duckdb_ddl(create: exp.Create) -> str:
    """The CREATE TABLE for DuckDB, keys and checks kept; comments and counters of other engines dropped."""
    create.set("properties", None)
    for constraint in list(create.find_all(exp.ColumnConstraint)):
        if isinstance(constraint.kind, exp.AutoIncrementColumnConstraint | exp.CommentColumnConstraint):
            constraint.pop()
    for unique in create.find_all(exp.UniqueColumnConstraint):
        if isinstance(unique.this, exp.Schema):
            unique.this.set("this", None)  # MySQL's name of the key
    for kind in create.find_all(exp.DataType):
        if kind.this is exp.DataType.Type.SERIAL:
            kind.set("this", exp.DataType.Type.INT)
    return create.sql("duckdb")


@cache
def database(schema: str) -> duckdb.DuckDBPyConnection:
    """The rows of a schema in tables that enforce all its DDL declares."""
    connection = duckdb.connect()
    ddl = (ROOT / "schemas" / f"{schema}.sql").read_text(encoding="utf-8")
    for statement in sqlglot.parse(ddl, read=DIALECTS[schema]):
        if not isinstance(statement, exp.Create):
            continue
        table = statement.find(exp.Table)
        assert table is not None
        connection.execute(duckdb_ddl(statement))
        with (GOLD / "rows" / schema / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        declared = [name for name, *_ in connection.execute(f"DESCRIBE {table.name}").fetchall()]
        assert header == declared
        marks = ", ".join("?" * len(header))
        connection.executemany(
            f"INSERT INTO {table.name} VALUES ({marks})", [[value or None for value in row] for row in rows]
        )
    return connection


def ties_at_the_cut(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """The SELECTs whose LIMIT or OFFSET parts rows with equal sort keys, so that the engine picks the answer."""
    found = []
    for select in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Select):
        limit, offset = select.args.get("limit"), select.args.get("offset")
        if limit is None:
            continue
        order = select.args.get("order")
        if order is None:
            found.append(f"{select.sql()}: LIMIT without ORDER BY")
            continue
        start = int(offset.expression.this) if offset else 0
        keys = select.copy()
        for part in ("limit", "offset", "distinct"):
            keys.set(part, None)
        keys.set("expressions", [key.this.copy() for key in order.expressions])
        rows = connection.execute(keys.sql("duckdb")).fetchall()
        found += [
            f"{select.sql()}: rows {cut} and {cut + 1} tie"
            for cut in (start, start + int(limit.expression.this))
            if 0 < cut < len(rows) and rows[cut - 1] == rows[cut]
        ]
    return found


@each_schema
def test_the_rows_keep_every_declared_key_reference_and_choice(schema: str) -> None:
    tables = [name for (name,) in database(schema).execute("SHOW TABLES").fetchall()]
    assert {path.stem for path in (GOLD / "rows" / schema).iterdir()} == set(tables)


@pytest.mark.parametrize(
    ("schema", "statement"),
    [
        ("students", "INSERT INTO students SELECT * FROM students LIMIT 1"),
        ("hospital", "UPDATE patients SET gender = '未知' WHERE patient_id = 1"),
        ("hospital", "INSERT INTO departments VALUES (99, '骨科', 1, 1)"),
        ("shop", "INSERT INTO order_items VALUES (9999, 1, 1, 1)"),
        ("shop", "INSERT INTO orders VALUES (9999, 1, DATE '2024-01-01', 'lost', 'web')"),
    ],
)
def test_a_row_that_breaks_the_ddl_is_refused(schema: str, statement: str) -> None:
    with pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)):
        database(schema).execute(statement)


@each_schema
def test_there_are_enough_questions_with_unique_ids_and_wordings(schema: str) -> None:
    gold = questions(schema)
    assert len(gold) >= LEAST[schema]
    assert [entry["id"] for entry in gold] == [f"{schema}-{number:03d}" for number in range(1, len(gold) + 1)]
    worded = Counter(re.sub(r"\W", "", entry["question"]).lower() for entry in gold)
    assert [wording for wording, count in worded.items() if count > 1] == []


@each_schema
def test_every_line_has_the_same_fields_one_level_and_a_language(schema: str) -> None:
    for entry in questions(schema):
        assert list(entry) == ["id", "question", "sql", "language", "tags"], entry["id"]
        assert len(LEVELS & set(entry["tags"])) == 1, entry["id"]
        assert entry["language"] in ("zh", "en"), entry["id"]
        # An English question may hold a Chinese name or class, a Chinese one is never without Chinese.
        assert entry["language"] == "en" or re.search(r"[\u4e00-\u9fff]", entry["question"]), entry["id"]


@each_schema
def test_the_languages_have_the_shares_that_the_suite_promises(schema: str) -> None:
    gold = questions(schema)
    least, most = CHINESE_SHARE[schema]
    assert least <= sum(entry["language"] == "zh" for entry in gold) / len(gold) <= most


@each_schema
def test_every_level_is_asked_at_least_ten_times(schema: str) -> None:
    levels = Counter(tag for entry in questions(schema) for tag in entry["tags"] if tag in LEVELS)
    assert set(levels) == LEVELS
    assert min(levels.values()) >= 10


@each_schema
def test_every_gold_is_one_query_that_answers_something(schema: str) -> None:
    connection = database(schema)
    problems = []
    for entry in questions(schema):
        parsed = sqlglot.parse(entry["sql"], read="duckdb")
        if len(parsed) != 1 or not isinstance(parsed[0], exp.Select | exp.SetOperation) or ";" in entry["sql"]:
            problems.append(f"{entry['id']}: not one query")
            continue
        rows = connection.execute(entry["sql"]).fetchall()
        if not rows or all(value is None or value == 0 for row in rows for value in row):
            problems.append(f"{entry['id']}: answers nothing")
        if len(rows) > 100:
            problems.append(f"{entry['id']}: answers {len(rows)} rows")
    assert problems == []


@each_schema
def test_no_gold_is_cut_between_equal_keys(schema: str) -> None:
    connection = database(schema)
    problems = [(entry["id"], tie) for entry in questions(schema) for tie in ties_at_the_cut(connection, entry["sql"])]
    assert problems == []


def test_a_tie_at_the_cut_is_seen() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (2, 'c')) AS v(n, s)")
    assert ties_at_the_cut(connection, "SELECT s FROM t ORDER BY n LIMIT 1") == []
    assert len(ties_at_the_cut(connection, "SELECT s FROM t ORDER BY n LIMIT 2")) == 1
    assert len(ties_at_the_cut(connection, "SELECT s FROM t ORDER BY n DESC LIMIT 1")) == 1
    assert len(ties_at_the_cut(connection, "SELECT s FROM t LIMIT 2")) == 1


@each_schema
def test_the_suite_file_leads_to_schema_questions_and_rows(schema: str) -> None:
    path = ROOT / "eval" / "suites" / f"{schema}.toml"
    suite = tomllib.loads(path.read_text(encoding="utf-8"))
    assert suite["name"] == schema
    assert suite["version"] >= 1
    assert (path.parent / suite["schema"]).resolve() == ROOT / "schemas" / f"{schema}.sql"
    assert (path.parent / suite["gold"]).resolve() == GOLD / f"{schema}.jsonl"
    assert (path.parent / suite["rows"]).resolve() == GOLD / "rows" / schema


def test_no_gold_question_stands_in_the_package_or_the_data_folder() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for folder, pattern in (("text2sql", "**/*.py"), ("datasets", "*.*"))
        for path in (ROOT / folder).glob(pattern)
        if path.is_file() and "_bundled" not in path.parts
    ]
    assert sources
    copied = [
        entry["id"]
        for schema in DIALECTS
        for entry in questions(schema)
        if len(entry["question"]) >= 10 and any(entry["question"] in source for source in sources)
    ]
    assert copied == []
