"""SQLite in the sandbox: honest queries get their rows, endless ones come to an end. Hostile ones: test_hostile_sqlite.py."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.records import VerdictKind
from text2sql.sandbox import Sandbox, Source
from text2sql.sqlite_database import SqliteDatabase, is_sqlite

ENDLESS = [
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000)"
    " SELECT COUNT(*) FROM c a, c b, c d WHERE a.x < b.x AND b.x < d.x",
]


def make(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, '陈婷'), (2, NULL);")
        connection.execute("CREATE TABLE bad (b TEXT)")
        connection.execute("INSERT INTO bad VALUES (CAST(x'61ff62' AS TEXT))")
    connection.close()
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("sqlite") / "own ü?.sqlite")


@pytest.fixture(scope="module")
def sandbox(file: Path) -> Iterator[Sandbox]:
    with Sandbox(Source(sqlite=file), timeout=0.5, max_rows=100) as sandbox:
        yield sandbox


def is_whole(sandbox: Sandbox) -> bool:
    result = sandbox.run("SELECT a, b FROM t ORDER BY a")
    return isinstance(result, Outcome) and result.rows == ((1, "陈婷"), (2, None)) and result.columns == ("a", "b")


def test_an_honest_query_gets_its_rows(sandbox: Sandbox) -> None:
    assert is_whole(sandbox)
    recursive = sandbox.run("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3) SELECT x FROM c")
    assert isinstance(recursive, Outcome)
    assert recursive.rows == ((1,), (2,), (3,))


@pytest.mark.parametrize("query", ENDLESS)
def test_an_endless_query_is_stopped_at_its_deadline(sandbox: Sandbox, query: str) -> None:
    started = time.monotonic()
    result = sandbox.run(query)
    assert isinstance(result, Failure)
    assert result.kind is VerdictKind.TIMEOUT
    assert time.monotonic() - started < 5
    assert is_whole(sandbox)


def test_a_function_that_is_deaf_to_the_deadline_is_killed(sandbox: Sandbox) -> None:
    # One call of a built-in function runs no opcode at which the deadline could be looked at.
    started = time.monotonic()
    result = sandbox.run("SELECT instr(hex(zeroblob(20000000)), hex(zeroblob(5000000)) || '1')")
    assert time.monotonic() - started < 0.5 + 1.5
    assert isinstance(result, Failure)
    assert result.kind is VerdictKind.TIMEOUT
    assert "deaf" in result.message
    assert is_whole(sandbox)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT missing FROM t", "UNKNOWN_NAME"),
        ("SELECT * FROM missing", "UNKNOWN_NAME"),
        ("SELECT missing(a) FROM t", "UNKNOWN_NAME"),
        ("SELEC a FROM t", "PARSE_ERROR"),
        ("SELECT a FROM t WHERE (", "PARSE_ERROR"),
        ("SELECT 'open FROM t", "PARSE_ERROR"),
        ("SELECT 'a\0b'", "PARSE_ERROR"),
        ("SELECT '\ud800'", "PARSE_ERROR"),
        ("", "PARSE_ERROR"),
        ("-- only a remark", "PARSE_ERROR"),
        # What changes nothing because there is nothing to change is still no query.
        ("DROP VIEW IF EXISTS none /* really */", "NOT_READ_ONLY"),
        ("SELECT hex(zeroblob(1000000000))", "MEMORY"),
        ("SELECT abs(-9223372036854775808)", "EXECUTION_ERROR"),
    ],
)
def test_a_failure_says_what_it_is(sandbox: Sandbox, query: str, kind: str) -> None:
    result = sandbox.run(query)
    assert isinstance(result, Failure)
    assert result.kind == kind
    assert result.message


def test_a_result_is_cut_at_the_cap_and_says_so(sandbox: Sandbox) -> None:
    query = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT {}) SELECT x FROM c"
    full, cut = sandbox.run(query.format(100)), sandbox.run(query.format(101))
    assert isinstance(full, Outcome)
    assert isinstance(cut, Outcome)
    assert (len(full.rows), full.truncated) == (100, False)
    assert (len(cut.rows), cut.truncated) == (100, True)


def test_bytes_that_are_no_text_are_skipped_only_if_asked_for(file: Path) -> None:
    with SqliteDatabase(file) as strict, SqliteDatabase(file, skips_bad_text=True) as lenient:
        assert isinstance(strict.run("SELECT b FROM bad"), Failure)
        for _ in range(2):
            found = lenient.run("SELECT b FROM bad")
            assert isinstance(found, Outcome)
            assert found.rows == (("ab",),)


def test_a_sandbox_turns_to_another_file(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE only_here AS SELECT 7 AS a")
    connection.close()
    with Sandbox(Source(sqlite=file), workers=2) as sandbox:
        assert all(isinstance(each, Outcome) for each in sandbox.run_all(["SELECT a FROM t"] * 4))
        sandbox.turn_to(Source(sqlite=other))
        found = list(sandbox.run_all(["SELECT a FROM only_here"] * 4))
        assert all(isinstance(each, Outcome) and each.rows == ((7,),) for each in found)
        gone = sandbox.run("SELECT a FROM t")
        assert isinstance(gone, Failure)
        assert gone.kind is VerdictKind.UNKNOWN_NAME
        sandbox.turn_to(Source(sqlite=tmp_path / "missing.sqlite"))
        with pytest.raises(T2SError, match="no such file"):
            sandbox.run("SELECT 1")


def test_what_is_no_sqlite_file_is_refused(file: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.sqlite"
    text.write_text("a,b\n1,2\n")
    assert is_sqlite(file)
    assert not is_sqlite(text)
    assert not is_sqlite(tmp_path)
    for path in (text, tmp_path / "missing.sqlite"):
        with pytest.raises(T2SError, match=r"not a SQLite file|no such file"):
            SqliteDatabase(path)
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(file.read_bytes()[:16] + b"\xff" * 4000)
    with pytest.raises(T2SError, match="cannot be opened"):
        SqliteDatabase(damaged)
