"""Queries asked ahead: each verdict is that of its own query, in order, whatever the sandbox answers at a time."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from text2sql.evaluation.ahead import Ahead, asked_ahead
from text2sql.evaluation.copied import Affinity, ColumnFact, Stored
from text2sql.evaluation.emulation import Emulation
from text2sql.evaluation.profile import QUIRKS, Profile
from text2sql.evaluation.published import PublishedJudge
from text2sql.evaluation.verdict import Judge, judge_pairs
from text2sql.outcome import Failure, Outcome, QueryRunner, RunsSeveral
from text2sql.records import Example, Prediction, VerdictKind
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Column, Schema, Table

SLOW = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT COUNT(*) FROM r"


class Told:
    """Answers every query with its text and notes in which company it came."""

    def __init__(self) -> None:
        self.messages: list[list[str]] = []

    def run(self, sql: str) -> Outcome | Failure:
        return self.run_first([sql])[0]

    def run_first(self, queries: Sequence[str]) -> list[Outcome | Failure]:
        self.messages.append(list(queries))
        return [Outcome(columns=("sql",), rows=((sql,),)) for sql in queries[:3]]


def test_each_result_is_that_of_its_query_and_is_given_once() -> None:
    runner = Told()
    ahead = Ahead(runner, ["a", "b", "b", "c", "d", "e"])
    asked = ["a", "b", "not told", "b", "d", "a"]
    for sql in asked:
        result = ahead.run(sql)
        assert isinstance(result, Outcome)
        assert result.rows == ((sql,),)
    # The answer to c came with none asking for it; what is left goes alone, and a second a was not told.
    assert runner.messages == [["a", "b", "b", "c", "d", "e"], ["not told"], ["d"], ["a"]]


def test_only_runners_of_several_are_asked_ahead() -> None:
    class One:
        def run(self, sql: str) -> Outcome | Failure:
            raise AssertionError(sql)

    runners = {"one": One(), "told": Told(), "idle": Told()}
    found = asked_ahead(runners, [("one", "a"), ("told", "a"), ("none", "a")])
    assert found["one"] is runners["one"]
    assert found["idle"] is runners["idle"]
    assert isinstance(found["told"], Ahead)
    assert set(found) == set(runners)


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_as_many_are_judged_as_are_answered_at_once(profile: Profile) -> None:
    examples = [Example(id=str(n), schema="s", question="?", sql="SELECT 1", language="en") for n in range(6)]
    texts = ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4", "", "SELECT 5"]
    pairs = list(zip(examples, [Prediction(example_id="", raw="", sql=each) for each in texts], strict=True))
    told = Told()
    quirks = QUIRKS.get(profile)
    by = Judge({"s": told}) if quirks is None else PublishedJudge({"s": told}, quirks)
    # The gold and two predictions; then, the gold being known, the last two and the one that is none.
    assert [each.example_id for each in by.first_verdicts(pairs)] == ["0", "1"]
    assert [each.example_id for each in by.first_verdicts(pairs[2:])] == ["2", "3", "4", "5"]
    assert len(told.messages) == 2


class Dear(Told):
    """As a sandbox: answers nothing more after a dear query."""

    def run_first(self, queries: Sequence[str]) -> list[Outcome | Failure]:
        dear = next((place for place, sql in enumerate(queries) if "dear" in sql), len(queries))
        return super().run_first(queries[: dear + 1])


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
@pytest.mark.parametrize(
    ("golds", "texts", "judged", "messages"),
    [
        # However quick the predictions, no dear gold draws in the next one.
        (["'dear', 1", "'dear', 2", "'dear', 3"], ["1", "2", "3"], 1, [["'dear', 1"], ["1"]]),
        (["1", "'dear', 2", "'dear', 3"], ["1", "2", "3"], 2, [["1", "1", "'dear', 2"], ["2"]]),
        (["1", "2", "3"], ["4", "5", "6"], 2, [["1", "4", "2", "5", "3", "6"], ["5"]]),
        # None is answered in part.
        (["1", "1", "2"], ["4", "5", "6"], 2, [["1", "4", "5", "2", "6"]]),
        (["1", "1", "2"], ["'dear'", "5", "6"], 1, [["1", "'dear'"]]),
        (["1", "2", "2"], ["", "", ""], 3, [["1", "2"]]),
    ],
)
def test_a_pair_answered_in_part_is_the_last(
    profile: Profile, golds: list[str], texts: list[str], judged: int, messages: list[list[str]]
) -> None:
    examples = [
        Example(id=str(n), schema="s", question="?", sql=f"SELECT {each}", language="en")
        for n, each in enumerate(golds)
    ]
    predictions = [Prediction(example_id="", raw="", sql=each and f"SELECT {each}") for each in texts]
    runner = Dear()
    quirks = QUIRKS.get(profile)
    by = Judge({"s": runner}) if quirks is None else PublishedJudge({"s": runner}, quirks)
    pairs = list(zip(examples, predictions, strict=True))
    assert len(list(by.first_verdicts(pairs))) == judged
    assert runner.messages == [[f"SELECT {each}" for each in message] for message in messages]


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_a_pair_that_asks_nothing_is_not_the_last(profile: Profile) -> None:
    example = Example(id="e", schema="s", question="?", sql="SELECT 1", language="en")
    none, one = (Prediction(example_id="e", raw="", sql=sql) for sql in ("", "SELECT 2"))
    quirks = QUIRKS.get(profile)
    by = Judge({"s": Told()}) if quirks is None else PublishedJudge({"s": Told()}, quirks)
    for pairs in ([none], [none, one, one]):  # the gold is known the second time
        assert len(list(by.first_verdicts([(example, each) for each in pairs]))) == len(pairs)


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_a_gold_near_its_deadline_is_the_same_for_two_lanes_at_once(profile: Profile) -> None:
    quirks = QUIRKS.get(profile)
    by = Judge({}) if quirks is None else PublishedJudge({}, quirks)
    example = Example(id="e", schema="s", question="?", sql="SELECT 'gold'", language="en")
    kinds: list[VerdictKind] = []

    def judge(runner: QueryRunner) -> None:
        prediction = Prediction(example_id="e", raw="", sql="SELECT 1")
        kinds.extend(each.kind for each in by.over({"s": runner}).first_verdicts([(example, prediction)]))

    class Late:
        def run(self, sql: str) -> Outcome | Failure:
            return Failure(kind=VerdictKind.TIMEOUT, message="late")

    late = threading.Thread(target=judge, args=(Late(),))

    class InTime:
        def run(self, sql: str) -> Outcome | Failure:
            if "gold" in sql:
                late.start()
                late.join(0.2)  # it waits for this gold; if it did not, it would be at its end
            return Outcome(columns=("a",), rows=((1,),))

    judge(InTime())
    late.join()
    assert sorted(kinds) == [VerdictKind.CORRECT, VerdictKind.TIMEOUT]  # of the prediction


@pytest.mark.parametrize("profile", [Profile.SPIDER, Profile.STRICT])
def test_a_gold_is_run_once_for_two_that_ask_other_runners(profile: Profile) -> None:
    example = Example(id="e", schema="s", question="?", sql="SELECT 1", language="en")
    first, second, apart = Told(), Told(), Told()
    quirks = QUIRKS.get(profile)
    by = Judge({}) if quirks is None else PublishedJudge({}, quirks)
    alone = Judge({"s": apart}) if quirks is None else PublishedJudge({"s": apart}, quirks)
    for judge, runner in ((by.over({"s": first}), first), (by.over({"s": second}), second), (alone, apart)):
        prediction = Prediction(example_id="e", raw="", sql=f"SELECT {id(runner)}")
        assert len(list(judge.first_verdicts([(example, prediction)]))) == 1
    assert [sum("SELECT 1" in message for message in each.messages) for each in (first, second, apart)] == [1, 0, 1]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ahead") / "t.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
        connection.executemany("INSERT INTO t VALUES (?)", [(number,) for number in range(30)])
    connection.close()
    return path


def suite() -> tuple[list[Example], list[Prediction], list[str]]:
    """Right, wrong, unknown, slow, refused, empty and again, mixed so that each stands next to each."""
    kinds = {
        "SELECT COUNT(*) FROM t": "CORRECT",
        "SELECT 7": "WRONG_ROWS",
        "SELECT b FROM t": "UNKNOWN_NAME",
        "DROP TABLE t": "NOT_READ_ONLY",
        "": "NO_SQL",
    }
    texts = [*kinds, *reversed(kinds)] * 4
    texts.insert(17, SLOW)
    golds = ["SELECT COUNT(a) FROM t"] * len(texts)
    golds[3] = "SELECT b FROM t"
    wanted = [kinds.get(each, "TIMEOUT") for each in texts]
    wanted[3] = "GOLD_FAILED"
    examples = [Example(id=str(n), schema="s", question="?", sql=gold, language="en") for n, gold in enumerate(golds)]
    return examples, [Prediction(example_id=str(n), raw=each, sql=each) for n, each in enumerate(texts)], wanted


@pytest.mark.parametrize("workers", [1, 2])
def test_neighbours_of_a_slow_query_have_their_verdicts_in_order_in_sqlite(file: Path, workers: int) -> None:
    examples, predictions, wanted = suite()
    with Sandbox(Source(sqlite=file), timeout=0.5, workers=workers) as sandbox:
        by = PublishedJudge({"s": sandbox}, QUIRKS[Profile.SPIDER])
        found = list(judge_pairs(zip(examples, predictions, strict=True), by, workers=workers, batch=5))
        one_by_one = [by.verdict(*each).kind for each in zip(examples[:10], predictions[:10], strict=True)]
    assert [each.kind for each in found] == wanted
    assert one_by_one == wanted[:10]
    assert [each.example_id for each in found] == [each.id for each in examples]


@pytest.mark.parametrize("workers", [1, 2])
def test_neighbours_of_a_slow_query_have_their_verdicts_in_order_in_duckdb(workers: int) -> None:
    examples, predictions, wanted = suite()
    schema = Schema(name="s", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))
    slow = "SELECT COUNT(*) FROM t, t b, t c, t d, t e, t f, t g, t h, t i WHERE t.a * b.a + c.a * i.a % 7 = 3"
    predictions[17] = Prediction(example_id="17", raw=slow, sql=slow)
    with Sandbox(Source(schema=schema, rows={"t": [(n,) for n in range(30)]}), timeout=0.5, workers=workers) as sandbox:
        pairs = zip(examples, predictions, strict=True)
        found = list(judge_pairs(pairs, Judge({"s": sandbox}), workers=workers, batch=5))
    assert [each.kind for each in found] == wanted
    assert [each.example_id for each in found] == [each.id for each in examples]


class Few(Told):
    """Answers the first two queries with their text, or explains the first four; one with `nothing` in it fails."""

    def run_first(self, queries: Sequence[str]) -> list[Outcome | Failure]:
        self.messages.append(list(queries))
        return [
            Failure(kind=VerdictKind.UNKNOWN_NAME, message=sql)
            if "nothing" in sql
            else Outcome(columns=("a",), rows=((sql,),))
            for sql in queries[: 4 if queries[0].startswith("EXPLAIN") else 2]
        ]


def test_an_emulation_answers_several_queries_each_with_its_own_result() -> None:
    sqlite, duckdb = Few(), Few()
    emulation = Emulation(sqlite, duckdb, {"t": {"a": ColumnFact(Stored.INTEGER, Affinity.NUMERIC)}})
    assert isinstance(emulation, RunsSeveral)
    queries = ["SELECT a FROM t", "SELECT nothing", "SELECT a + 1 FROM t", "SELECT a + 2 FROM t", "SELECT a FROM t"]
    found = emulation.run_first(queries)
    # SQLite explains four; one of them fails, and of the other three DuckDB answers two.
    assert [each.message if isinstance(each, Failure) else each.rows[0][0] for each in found] == [
        "SELECT a FROM t",
        "EXPLAIN SELECT nothing",
        "SELECT a + 1 FROM t",
    ]
    assert [len(each) for each in sqlite.messages + duckdb.messages] == [5, 3]
    # Through `Ahead` each query has its own, and DuckDB is never asked what SQLite refuses.
    ahead = Ahead(emulation, queries)
    answers = [ahead.run(sql) for sql in queries]
    assert [isinstance(each, Failure) for each in answers] == [False, True, False, False, False]
    assert [each.rows[0][0] for each in answers if isinstance(each, Outcome)] == [queries[at] for at in (0, 2, 3, 4)]
    assert not any("nothing" in sql for message in duckdb.messages for sql in message)
    assert isinstance(emulation.run("SELECT nothing"), Failure)
