"""Hostile statements by the profile strict: nothing read, nothing written, all in time, each its verdict."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from text2sql.evaluation.verdict import Judge
from text2sql.outcome import Failure, Outcome
from text2sql.records import Example, Prediction
from text2sql.sandbox import Sandbox, Source

FILE = Path(__file__).parents[1] / "golden" / "hostile" / "duckdb.txt"
SECRET = "a secret that no result may hold"
DEADLINE = 0.3
# As for SQLite: the promise is deadline + 1.5 s, and a shorter grace leaves it to busy machines.
GRACE = 0.2
PROMISED = DEADLINE + 1.5
GOLD = Example(id="e", schema="s", question="?", sql="SELECT a, b FROM t", language="en")


def nested(opening: str, closing: str, times: int) -> str:
    return f"SELECT {opening * times}1{closing * times}"


# What cannot be written on a line, or would fill a page.
GENERATED = {
    "half a character": ("SELECT '\ud800'", "PARSE_ERROR"),
    "bytes that are no UTF-8 as a name": ('SELECT a AS "\udcff" FROM t', "PARSE_ERROR"),
    "bytes that are no UTF-8": ("SELECT decode('\\xff\\x61'::BLOB), a FROM t", "TYPE_ERROR|EXECUTION_ERROR"),
    "a NUL": ("SELECT a FROM t\0; DROP TABLE t", "PARSE_ERROR"),
    "a NUL in a literal": ("SELECT 'a\0b'", "PARSE_ERROR"),
    "controls": ("SELECT a, '\x1b[2J\x07' FROM t", "WRONG_ROWS"),
    "nested calls of a type": (nested("DATE(", ")", 30), "PARSE_ERROR"),
    "open calls of a type": (nested("VARCHAR(", "", 3_000), "PARSE_ERROR"),
    "nested arrays": (nested("ARRAY[", "]", 30), "PARSE_ERROR"),
    "deep brackets": (nested("(", ")", 2_000), "PARSE_ERROR"),
    "deep brackets within the limit": (nested("(", ")", 110), "WRONG_COLUMNS"),
    "deep calls": (nested("abs(", ")", 2_000), "PARSE_ERROR"),
    "deep CASE": (nested("CASE WHEN ", " THEN 1 END", 500), "PARSE_ERROR"),
    "deep structs": (nested("{'a': ", "}", 500), "PARSE_ERROR"),
    "deep lambdas": (nested("f(x -> ", ")", 500), "PARSE_ERROR"),
    "deep subqueries": (f"{'SELECT * FROM (' * 300}SELECT a FROM t{')' * 300}", "PARSE_ERROR"),
    "a long chain of NOT": (nested("NOT ", "", 4_000), "PARSE_ERROR"),
    "a long sum": (f"SELECT {' + '.join(['1'] * 5_000)}", "PARSE_ERROR"),
    "20,000 UNION ALL": (" UNION ALL ".join(["SELECT 1, 2"] * 20_000), "PARSE_ERROR"),
    "many UNION ALL within the limit": (" UNION ALL ".join(["SELECT 1, 2"] * 110), "WRONG_ROWS|PARSE_ERROR"),
    "many columns": (f"SELECT {', '.join(['1'] * 5_000)}", "PARSE_ERROR"),
    "many joins": (f"SELECT 1 FROM {', '.join(f't AS t{n}' for n in range(60))}", "TIMEOUT|MEMORY"),
    "many elements of IN": (f"SELECT a FROM t WHERE a IN ({', '.join(map(str, range(1_000_000)))})", "PARSE_ERROR"),
    "a long literal": (f"SELECT '{'x' * 200_000}', 1", "PARSE_ERROR"),
    "a long literal within the limit": (f"SELECT '{'x' * 19_000}', 1", "WRONG_ROWS"),
    "a long number": (f"SELECT {'9' * 19_000}, 1", "WRONG_ROWS|TYPE_ERROR|EXECUTION_ERROR|PARSE_ERROR"),
    "a long exponent": (f"SELECT 1e{'9' * 5_000}, 1", "WRONG_ROWS|TYPE_ERROR|EXECUTION_ERROR|PARSE_ERROR"),
    "more than a megabyte": (f"SELECT '{'x' * 2_000_000}', 1", "PARSE_ERROR"),
    "many open comments": (f"SELECT a, b FROM t {'/*' * 9_000}", "PARSE_ERROR"),
    "many blanks": (f"SELECT{' ' * 19_000}a, b FROM t", "CORRECT"),
    "many quotes": (f"SELECT {chr(39) * 19_001}", "PARSE_ERROR"),
}


class Hostile(NamedTuple):
    """A statement and the verdicts that it may get."""

    sql: str
    verdicts: list[str]


def read_corpus() -> list[Hostile]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    parts = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    return [Hostile(sql, verdicts.split("|")) for verdicts, sql in parts]


def make(path: Path, name: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (a INTEGER, b VARCHAR)")
        connection.execute("INSERT INTO t VALUES (1, ?), (2, NULL)", [name])
    return path


class Seen:
    """A sandbox that keeps what it answered last."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.last: Outcome | Failure | None = None

    def run(self, sql: str) -> Outcome | Failure:
        self.last = self.sandbox.run(sql)
        return self.last


class Place(NamedTuple):
    """A folder with the database, a secret one and a secret text; and the sandbox over the first."""

    folder: Path
    runner: Seen
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("hostile")
    make(folder / "secret.duckdb", SECRET)
    folder.joinpath("secret.txt").write_text(SECRET, encoding="utf-8")
    own = make(folder / "own.duckdb", "Ann")
    with pytest.MonkeyPatch.context() as patch, Sandbox(Source(path=own), timeout=DEADLINE) as sandbox:
        patch.setattr("text2sql.sandbox._GRACE", GRACE)
        yield Place(folder, Seen(sandbox), read_files(folder))


def read_files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def check(place: Place, hostile: Hostile) -> None:
    paths = {"secret": "secret.duckdb", "text": "secret.txt", "target": "target"}
    sql = hostile.sql.replace("{newline}", "\n")
    for name, file in paths.items():
        sql = sql.replace(f"{{{name}}}", str(place.folder / file))
    judge = Judge({"s": place.runner})
    # The gold's rows also show that the statement before did the harness no harm.
    gold = judge.gold(GOLD)
    assert not isinstance(gold, str)
    assert gold.outcome.rows == ((1, "Ann"), (2, None))
    started = time.monotonic()
    found = judge.verdict(GOLD, Prediction(example_id="e", raw=sql, sql=sql))
    seconds = time.monotonic() - started
    assert found.kind in hostile.verdicts, found
    assert seconds < PROMISED
    assert SECRET not in repr(place.runner.last) + found.detail
    assert read_files(place.folder) == place.files


CORPUS = read_corpus()
EXPENSIVE = [each for each in CORPUS if {"TIMEOUT", "MEMORY"} & {*each.verdicts}]
CHEAP = [each for each in CORPUS if each not in EXPENSIVE]


def test_the_corpus_is_not_small() -> None:
    assert len(CHEAP) >= 100
    assert len(EXPENSIVE) >= 15
    assert len(GENERATED) >= 25
    assert len({each.sql for each in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("hostile", CHEAP, ids=lambda each: each.sql)
def test_a_hostile_statement_does_no_harm(place: Place, hostile: Hostile) -> None:
    check(place, hostile)


@pytest.mark.parametrize("hostile", EXPENSIVE, ids=lambda each: each.sql[:100])
def test_an_endless_statement_ends_in_time(place: Place, hostile: Hostile) -> None:
    check(place, hostile)


@pytest.mark.parametrize("name", GENERATED)
def test_strange_text_does_no_harm(place: Place, name: str) -> None:
    sql, verdicts = GENERATED[name]
    check(place, Hostile(sql, verdicts.split("|")))


def test_the_check_can_say_no(place: Place) -> None:
    check(place, Hostile("SELECT a, b FROM t", ["CORRECT"]))
    with pytest.raises(AssertionError):
        check(place, Hostile("SELECT a, b FROM t", ["NOT_READ_ONLY"]))
    with pytest.raises(AssertionError):
        check(place, Hostile(f"SELECT a, '{SECRET}' FROM t", ["WRONG_ROWS"]))
    leak = place.folder / "leak"
    leak.write_text("x")
    try:
        with pytest.raises(AssertionError):
            check(place, Hostile("SELECT a, b FROM t", ["CORRECT"]))
    finally:
        leak.unlink()
