"""Schemas judged side by side: the verdicts are those of one worker, also of a schema that two are at; a fault stops all."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from text2sql.errors import T2SError
from text2sql.evaluation.measure import measure
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.suite import Rows, Suite
from text2sql.evaluation.verdict import Note
from text2sql.records import Example, Prediction, Verdict
from text2sql.schema import Column, Schema, Table

NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """Five SQLite files that differ in their rows, so that a query in the wrong one is seen."""
    table = Table(name="t", columns=(Column(name="x", type="INTEGER"),))
    examples = []
    for number, name in enumerate(NAMES):
        with sqlite3.connect(tmp_path / f"{name}.sqlite") as connection:
            connection.execute("CREATE TABLE t (x INTEGER)")
            connection.executemany("INSERT INTO t VALUES (?)", [(number + row,) for row in range(20)])
        connection.close()
        for place in range(6):
            gold = f"SELECT {sum(number + row for row in range(20))} + {place}"
            examples.append(Example(id=f"{name}{place}", schema=name, question="?", sql=gold, language="en"))
    return Suite(
        name="several",
        version=1,
        schemas={name: Schema(name=name, tables=(table,)) for name in NAMES},
        rows={},
        examples=tuple(sorted(examples, key=lambda example: example.id[::-1])),
        databases={name: tmp_path / f"{name}.sqlite" for name in NAMES},
        profile=Profile.SPIDER,
    )


def predicted(suite: Suite) -> list[Prediction]:
    """Right for the places 0 to 3, else wrong or failing."""
    texts = {"4": "SELECT SUM(x) FROM t", "5": "SELECT nothing FROM t"}
    found = []
    for each in suite.examples:
        sql = texts.get(each.id[1], f"SELECT SUM(x) + {each.id[1]} FROM t")
        found.append(Prediction(example_id=each.id, raw=sql, sql=sql))
    return found


@pytest.mark.parametrize("workers", [2, 4])
@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_several_workers_on_several_schemas_say_what_one_says(suite: Suite, profile: Profile, workers: int) -> None:
    suite = replace(suite, profile=profile)
    told: list[Verdict] = []
    threads = set()

    def judged(verdict: Verdict) -> None:
        told.append(verdict)
        threads.add(threading.get_ident())

    one, two = (measure(suite, predicted(suite), run={}, workers=count, judged=judged) for count in (1, workers))
    assert one == two
    assert (one.report.score.correct, one.report.score.total) == (20, 30)
    assert [each.example_id for each in two.verdicts] == [each.id for each in suite.examples]
    assert sorted(each.example_id for each in told) == sorted([each.id for each in suite.examples] * 2)
    assert len(threads) > 1


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_a_second_worker_joins_at_the_only_schema_and_says_what_one_says(suite: Suite, profile: Profile) -> None:
    examples = tuple(
        replace(each, id=f"{each.id}-{time}") for time in range(8) for each in suite.examples if each.schema == "b"
    )
    texts = {each.example_id: each.sql for each in predicted(suite)}
    predictions = [Prediction(example_id=each.id, raw="", sql=texts[each.id[:2]]) for each in examples]
    neighbours: dict[str, tuple[Rows, ...]] = {"b": ({"t": [(1,)]}, {"t": [(2,), (210,)]})}
    suite = replace(suite, schemas={"b": suite.schemas["b"]}, examples=examples, neighbours=neighbours, profile=profile)
    threads: set[int] = set()
    joined = threading.Event()

    def judged(verdict: Verdict) -> None:
        threads.add(threading.get_ident())
        if len(threads) > 1:
            joined.set()
        assert joined.wait(60)

    one = measure(suite, predictions, run={}, workers=1)
    two = measure(suite, predictions, run={}, workers=2, judged=judged)
    assert one == two
    assert (one.report.score.correct, one.report.score.total) == (32, 48)
    assert one.report.run["neighbours"] == two.report.run["neighbours"]
    assert {note for each in two.verdicts for note in each.notes} == {Note.WRONG_BESIDE}


def test_a_damaged_database_stops_all_lanes_and_is_named(suite: Suite) -> None:
    suite.databases["c"].write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)
    with pytest.raises(T2SError, match=r"c\.sqlite"):
        measure(suite, predicted(suite), run={}, workers=2)


@pytest.mark.parametrize("names", [("a", "rows"), ("rows",)])
def test_how_many_rows_are_compared_does_not_hang_on_the_schema_before(suite: Suite, names: tuple[str, ...]) -> None:
    # A worker that was at a SQLite file copied to DuckDB keeps more rows of a result than one over rows does.
    sql = "SELECT p.x FROM t AS p, t AS q, t AS r"
    examples = tuple(Example(id=name, schema=name, question="?", sql=sql, language="en") for name in names)
    rows: dict[str, Rows] = {"rows": {"t": [(number,) for number in range(25)]}}
    schemas = {"a": suite.schemas["a"], "rows": replace(suite.schemas["a"], name="rows")}
    databases = {"a": suite.databases["a"]}
    mixed = replace(suite, schemas=schemas, rows=rows, examples=examples, databases=databases, profile=Profile.STRICT)
    predictions = [Prediction(example_id=name, raw=sql, sql=sql) for name in names]
    kinds = {each.example_id: each.kind.value for each in measure(mixed, predictions, run={}, workers=1).verdicts}
    assert kinds["rows"] == "GOLD_FAILED"
    assert kinds.get("a", "CORRECT") == "CORRECT"


def test_a_fault_in_one_lane_spares_another_its_neighbours(suite: Suite) -> None:
    asked: list[int] = []
    began = threading.Event()

    class Neighbours(tuple[Rows, ...]):
        def __iter__(self) -> Iterator[Rows]:
            for number in range(200):
                asked.append(number)
                began.set()
                time.sleep(0.02)
                yield {"t": [(number,)]}

    def judged(verdict: Verdict) -> None:
        if verdict.example_id == "b5":
            assert began.wait(60)
            raise T2SError("no more")

    two = replace(
        suite,
        schemas={name: suite.schemas[name] for name in "ab"},
        examples=tuple(sorted((each for each in suite.examples if each.schema in "ab"), key=lambda each: each.id)),
        neighbours={"a": Neighbours()},
    )
    with pytest.raises(T2SError, match="no more"):
        measure(two, [each for each in predicted(suite) if each.example_id[0] in "ab"], run={}, judged=judged)
    assert 0 < len(asked) < 150
