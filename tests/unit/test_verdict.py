"""From a reply to a verdict: each stage says its own no, and a gold that fails is nobody's mistake."""

import time
from collections.abc import Iterator, Sequence

import pytest

from text2sql.database import Database
from text2sql.errors import T2SError
from text2sql.evaluation.compare import compare
from text2sql.evaluation.denotation import Denotation
from text2sql.evaluation.kept import Kept
from text2sql.evaluation.matching import TooManyStepsError
from text2sql.evaluation.profile import Quirks
from text2sql.evaluation.relaxed import right_columns
from text2sql.evaluation.verdict import Gold, Judge, Note, judge_pairs, matched, run_gold
from text2sql.outcome import Failure, Outcome
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.schema import Column, Schema, Table
from text2sql.sql import extract_sql

STUDENTS = Schema(
    name="s",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR"),
                Column(name="class", type="VARCHAR"),
                Column(name="math", type="INTEGER"),
            ),
        ),
    ),
)
ROWS = {
    "students": [
        ("陈婷", "1班", 92),
        ("李雷", "1班", 71),
        ("韩梅", "2班", 92),
        ("王伟", "2班", None),
        ("赵敏", "3班", 60),
    ]
}


class Counting:
    """A runner that counts what it runs."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ran: list[str] = []

    def run(self, sql: str) -> Outcome | Failure:
        self.ran.append(sql)
        return self.database.run(sql)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database.from_rows(STUDENTS, ROWS) as database:
        yield database


def example(gold: str, number: int = 1) -> Example:
    return Example(id=f"e{number}", schema="s", question="?", sql=gold, language="zh")


def reply(raw: str, number: int = 1) -> Prediction:
    return Prediction(example_id=f"e{number}", raw=raw, sql=extract_sql(raw))


def verdict(database: Database, gold: str, raw: str) -> Verdict:
    return Judge({"s": database}).verdict(example(gold), reply(raw))


@pytest.mark.parametrize(
    ("gold", "raw", "kind"),
    [
        ("SELECT name FROM students WHERE math > 90", "SELECT name FROM students WHERE math >= 92;", "CORRECT"),
        ("SELECT name FROM students WHERE math > 90", "SELECT name FROM students WHERE math > 60", "WRONG_ROWS"),
        ("SELECT name FROM students", "SELECT DISTINCT name FROM students", "CORRECT"),
        ("SELECT class FROM students", "SELECT DISTINCT class FROM students", "WRONG_ROWS"),
        ("SELECT COUNT(math) FROM students", "SELECT COUNT(*) FROM students", "WRONG_ROWS"),
        ("SELECT COUNT(class) FROM students", "SELECT COUNT(DISTINCT class) FROM students", "WRONG_ROWS"),
        (
            "SELECT name FROM students WHERE math > 90",
            "SELECT name, math FROM students WHERE math > 90",
            "WRONG_COLUMNS",
        ),
        ("SELECT name, math FROM students", "SELECT math, name FROM students", "WRONG_ROWS"),
        ("SELECT AVG(math) FROM students", "SELECT SUM(math) * 1.0 / COUNT(math) AS 平均 FROM students", "CORRECT"),
        ("SELECT AVG(math) FROM students", "SELECT ROUND(AVG(math), 1) FROM students", "WRONG_ROWS"),
        ("SELECT name FROM students", "SELECT name FROM students ORDER BY math", "CORRECT"),
        ("SELECT name FROM students ORDER BY name", "SELECT name FROM students ORDER BY name DESC", "WRONG_ORDER"),
        # 92 and 92 tie, and may change places; 71 may not.
        (
            "SELECT name FROM students WHERE math > 0 ORDER BY math DESC",
            "SELECT name FROM students WHERE math > 0 ORDER BY math DESC, name",
            "CORRECT",
        ),
        (
            "SELECT name FROM students WHERE math > 0 ORDER BY math DESC",
            "SELECT name FROM students WHERE math > 0 ORDER BY math DESC, name DESC",
            "CORRECT",
        ),
        (
            "SELECT name FROM students WHERE math > 0 ORDER BY math DESC",
            "SELECT name FROM students WHERE math > 0 ORDER BY name",
            "WRONG_ORDER",
        ),
        (
            "SELECT class, AVG(math) AS m FROM students GROUP BY class ORDER BY m DESC",
            "SELECT class, AVG(math) FROM students GROUP BY class ORDER BY 2",
            "WRONG_ORDER",
        ),
        ("SELECT name FROM students WHERE math = 1", "SELECT name FROM students WHERE math = 2", "CORRECT"),
        ("SELECT name FROM students WHERE math = 1", "SELECT name FROM students WHERE math = 60", "WRONG_ROWS"),
        ("SELECT name FROM students WHERE math = 1", "SELECT name, 1 FROM students WHERE math = 2", "WRONG_COLUMNS"),
        ("SELECT name FROM students", "我不知道", "NO_SQL"),
        ("SELECT name FROM students", "", "NO_SQL"),
        ("SELECT name FROM students", "SELECT name FROM students WHERE (", "PARSE_ERROR"),
        ("SELECT name FROM students", "DROP TABLE students", "NOT_READ_ONLY"),
        ("SELECT name FROM students", "SELECT name FROM students; DELETE FROM students", "NOT_READ_ONLY"),
        ("SELECT name FROM students", "SELECT name FROM read_csv('/etc/passwd')", "NOT_READ_ONLY"),
        ("SELECT name FROM students", "SELECT height FROM students", "UNKNOWN_NAME"),
        ("SELECT name FROM students", "SELECT name FROM students WHERE math = 'x'", "TYPE_ERROR"),
        ("SELECT name FROM students", "SELECT name, COUNT(*) FROM students", "EXECUTION_ERROR"),
        # Full-width punctuation is mended before the parser sees it.
        ("SELECT name,math FROM students", "SELECT name，math FROM students；", "CORRECT"),
        ("SELECT name FROM students WHERE class = '1班'", "SELECT name FROM students WHERE class＝‘1班’", "CORRECT"),
        ("SELECT name FROM students", "```sql\nSELECT name FROM students\n```\n取姓名", "CORRECT"),
        # Golds that cannot be measured by.
        ("SELECT height FROM students", "SELECT name FROM students", "GOLD_FAILED"),
        ("DELETE FROM students", "SELECT name FROM students", "GOLD_FAILED"),
        ("SELECT name FROM (", "SELECT name FROM students", "GOLD_FAILED"),
        ("SELECT * FROM range(20000)", "SELECT * FROM range(20000)", "GOLD_FAILED"),
        # A prediction that does not end in time or in the cap is wrong, not lost.
        ("SELECT name FROM students", "SELECT * FROM range(20000)", "WRONG_ROWS"),
    ],
)
def test_a_reply_gets_its_verdict(database: Database, gold: str, raw: str, kind: str) -> None:
    found = verdict(database, gold, raw)
    assert found.kind == kind, found
    assert bool(found.detail) == (kind != "CORRECT")


def test_the_detail_names_the_rows_that_differ(database: Database) -> None:
    found = verdict(database, "SELECT name, math FROM students WHERE math > 90", "SELECT name, math FROM students")
    assert "2 rows expected, 5 found" in found.detail
    assert "only predicted: (李雷, 71), (王伟, NULL), (赵敏, 60)" in found.detail
    assert "only in gold" not in found.detail


@pytest.mark.parametrize(
    ("gold", "raw", "notes"),
    [
        ("SELECT name FROM students", "SELECT name FROM students;", {Note.RAW}),
        ("SELECT name FROM students", "SQL: SELECT name FROM students", set()),
        (
            "SELECT name FROM students WHERE math = 1",
            "SELECT name FROM students WHERE math = 2",
            {Note.RAW, Note.EMPTY},
        ),
        ("SELECT name, math FROM students", "SELECT math, name FROM students", {Note.RAW, Note.PERMUTED_COLUMNS}),
        ("SELECT name FROM students", "SELECT math, name FROM students", {Note.RAW, Note.EXTRA_COLUMNS}),
        ("SELECT name FROM students", "SELECT math, class FROM students", {Note.RAW}),
        ("SELECT name, math FROM students", "SELECT name FROM students", {Note.RAW}),
        # 陈婷 and 韩梅 both have 92: which of them comes is the engine's choice.
        (
            "SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1",
            "SELECT name FROM students WHERE name = '李雷'",
            {Note.RAW, Note.TIED_GOLD},
        ),
        (
            "SELECT math FROM students ORDER BY math DESC NULLS LAST LIMIT 1",
            "SELECT MAX(math) FROM students",
            {Note.RAW},
        ),
        ("SELECT name FROM students ORDER BY math LIMIT 1", "SELECT '赵敏'", {Note.RAW}),
    ],
)
def test_notes_tell_what_is_known_beside(database: Database, gold: str, raw: str, notes: set[Note]) -> None:
    assert set(verdict(database, gold, raw).notes) == notes


def test_the_gold_runs_once_for_all_predictions(database: Database) -> None:
    runner = Counting(database)
    referee = Judge({"s": runner})
    gold = "SELECT name FROM students"
    for raw in ("SELECT 1", "SELECT 2", "DROP TABLE students"):
        referee.verdict(example(gold), reply(raw))
    assert runner.ran == [gold, "SELECT 1", "SELECT 2"]


def test_an_ordered_gold_knows_its_ties(database: Database) -> None:
    ordered = run_gold("SELECT name FROM students ORDER BY math DESC NULLS LAST", database)
    assert isinstance(ordered, Gold)
    assert ordered.ties == (2, 1, 1, 1)
    union = run_gold("SELECT math FROM students UNION ALL SELECT 92 ORDER BY math DESC NULLS LAST", database)
    assert isinstance(union, Gold)
    assert union.ties == (3, 1, 1, 1)
    unordered = run_gold("SELECT name FROM students", database)
    assert isinstance(unordered, Gold)
    assert unordered.ties is None


def test_an_alias_does_not_hide_a_key_inside_an_aggregate(database: Database) -> None:
    gold = run_gold(
        "SELECT name, ROUND(AVG(math), 1) AS math FROM students GROUP BY name ORDER BY AVG(math) DESC NULLS LAST",
        database,
    )
    assert isinstance(gold, Gold)
    assert (gold.ties, gold.has_unknown_ties) == ((2, 1, 1, 1), False)


def test_ties_that_cannot_be_seen_are_noted(database: Database) -> None:
    gold = "(SELECT name FROM students ORDER BY name) LIMIT 2"
    found = verdict(database, gold, "SELECT name FROM students ORDER BY name LIMIT 2")
    assert found.kind == "CORRECT"
    assert Note.UNKNOWN_TIES in found.notes
    assert verdict(database, gold, f"SELECT * FROM ({gold}) ORDER BY name DESC").kind == "WRONG_ORDER"


@pytest.mark.parametrize(
    ("sql", "is_tied"),
    [
        ("SELECT DISTINCT name, math FROM students ORDER BY math DESC NULLS LAST LIMIT 1", True),
        ("SELECT DISTINCT name, math FROM students ORDER BY math DESC NULLS LAST LIMIT 2", False),
        ("SELECT DISTINCT math FROM students ORDER BY math DESC NULLS LAST LIMIT 1", False),
        ("SELECT name, math FROM students UNION SELECT 'x', 60 ORDER BY math LIMIT 1", True),
        ("SELECT name, math FROM students UNION SELECT 'x', 59 ORDER BY math LIMIT 1", False),
    ],
)
def test_a_limit_that_cuts_a_tie_of_own_columns_is_seen(database: Database, sql: str, is_tied: bool) -> None:
    gold = run_gold(sql, database)
    assert isinstance(gold, Gold)
    assert gold.is_tied == is_tied


# 92, 92, 71, 60, NULL
@pytest.mark.parametrize(
    ("sql", "is_tied"),
    [
        ("(SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1)", True),
        ("((SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 2))", False),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST FETCH FIRST 1 ROWS ONLY", True),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST FETCH FIRST 2 ROWS ONLY", False),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST OFFSET 1", True),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST OFFSET 2", False),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1 OFFSET 1", True),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST LIMIT 1 OFFSET 2", False),
        ("SELECT name FROM students ORDER BY math DESC NULLS LAST OFFSET 9", False),
        (
            "SELECT COUNT(*) FROM (SELECT * FROM students ORDER BY math DESC NULLS LAST LIMIT 1) WHERE name = '陈婷'",
            True,
        ),
        (
            "SELECT COUNT(*) FROM (SELECT * FROM students ORDER BY math DESC NULLS LAST LIMIT 2) WHERE name = '陈婷'",
            False,
        ),
        (
            "SELECT name FROM students WHERE math = (SELECT math FROM students ORDER BY math DESC NULLS LAST LIMIT 1)",
            False,
        ),
    ],
)
def test_every_cut_through_a_tie_is_seen(database: Database, sql: str, is_tied: bool) -> None:
    gold = run_gold(sql, database)
    assert isinstance(gold, Gold)
    assert gold.is_tied == is_tied


def test_verdicts_come_in_the_order_of_the_examples(database: Database) -> None:
    examples = [example(f"SELECT {number}", number) for number in range(20)]
    predictions = [reply(f"SELECT {number % 2 * number}", number) for number in range(20)]
    pairs = zip(examples, predictions, strict=True)
    found = list(judge_pairs(pairs, Judge({"s": database}), workers=4, batch=1))
    assert [each.example_id for each in found] == [each.id for each in examples]
    assert [each.kind is VerdictKind.CORRECT for each in found] == [n % 2 == 1 or n == 0 for n in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_only_a_few_pairs_are_held_at_a_time(database: Database, workers: int) -> None:
    drawn = 0

    def pairs() -> Iterator[tuple[Example, Prediction]]:
        nonlocal drawn
        for number in range(1_000):
            drawn += 1
            yield example("SELECT 1", number), reply("SELECT 1", number)

    found = judge_pairs(pairs(), Judge({"s": database}), workers=workers)
    for number in range(50):
        assert next(found).example_id == f"e{number}"
        assert drawn <= number + 1 + 16 * (2 * workers + 1)
    found.close()  # type: ignore[attr-defined]
    assert drawn < 200


def test_golds_are_run_again_once_there_are_too_many_to_keep(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept.__init__, "__kwdefaults__", {"most_rows": 12, "most_values": 100})
    runner = Counting(database)
    referee = Judge({"s": runner})
    golds = [f"SELECT name, {number} FROM students" for number in range(3)]  # five rows each
    for gold in (*golds, golds[2], golds[0]):
        assert referee.verdict(example(gold), reply(gold)).kind is VerdictKind.CORRECT
    assert runner.ran == [*(sql for gold in golds for sql in (gold, gold)), golds[2], golds[0], golds[0]]


def test_predictions_and_questions_must_belong_together() -> None:
    examples = [example("SELECT 1", 1), example("SELECT 2", 2)]
    assert set(matched(examples, [reply("a", 2), reply("b", 1)])) == {"e1", "e2"}
    for predictions, message in [
        ([reply("a", 1)], "no prediction for e2"),
        ([reply("a", 1), reply("b", 2), reply("c", 3)], "no question has the id e3"),
        ([reply("a", 1), reply("b", 2), reply("c", 2)], "two predictions for e2"),
    ]:
        with pytest.raises(T2SError, match=message):
            matched(examples, predictions)


def test_a_schema_without_database_is_an_error(database: Database) -> None:
    with pytest.raises(T2SError, match="no database"):
        Judge({"other": database}).verdict(example("SELECT 1"), reply("SELECT 1"))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_longer_asked_for_is_not_judged(workers: int) -> None:
    judged: list[str] = []

    class Slow:
        def first_verdicts(self, pairs: Sequence[tuple[Example, Prediction]]) -> Iterator[Verdict]:
            for each, _ in pairs:
                time.sleep(0.01)
                judged.append(each.id)
                yield Verdict(example_id=each.id, kind=VerdictKind.CORRECT)

    pairs = [(example("SELECT 1", number), reply("SELECT 1", number)) for number in range(400)]
    found = judge_pairs(pairs, Slow(), workers=workers, batch=40)
    assert next(found).example_id == "e0"
    found.close()  # type: ignore[attr-defined]
    assert len(judged) < 150  # of the 200 that were handed over


def outcome(*rows: tuple[object, ...]) -> Outcome:
    return Outcome(columns=tuple("abcdefghijkl"[: len(rows[0])]), rows=rows)


def test_permuted_columns_are_matched_by_whole_rows() -> None:
    gold = outcome((1, 2), (2, 1), (3, 3))
    assert right_columns(gold, outcome((2, 1), (1, 2), (3, 3)), ties=None) is not None
    # Every column has the values 1, 2, 3, yet no assignment makes the rows right.
    assert right_columns(gold, outcome((1, 1), (2, 2), (3, 3)), ties=None) is None
    assert right_columns(gold, outcome((2, 9, 1), (1, 9, 2), (3, 9, 3)), ties=None) is not None
    assert right_columns(gold, outcome((2, 1), (1, 2), (3, 3)), ties=(1, 1, 1)) == (1, 0)
    assert right_columns(gold, outcome((3, 3), (1, 2), (2, 1)), ties=(1, 1, 1)) is None


MANY = 6_000
NEAR = [(0.5 + 1e-12 * row,) for row in range(1, MANY + 1)]
# No order pairs these off at a glance: all are near by the first column, and the second has the same values elsewhere.
MIXED = [(0.5 + 1e-12 * row, float(row % 2)) for row in range(MANY)]
MIXED_OTHERWISE = [(0.5 + 1e-12 * row + 1e-14, float(row // 2 % 2)) for row in range(MANY)]
TWICE = [(row // 2 + 0.5, row % 2 + 0.25) for row in range(MANY)]
TWICE_OTHERWISE = [(one + 1e-12, other + 1e-12) for one, other in reversed(TWICE)]


@pytest.mark.parametrize(
    ("gold", "predicted", "ties", "kind"),
    [
        ([(0.5,)] * MANY, NEAR, None, "CORRECT"),
        ([(0.5,)] * MANY, [*NEAR[1:], (0.7,)], None, "WRONG_ROWS"),
        # Each number comes twice, so that pairs must be looked for, but few rows come into question for each.
        (TWICE, TWICE_OTHERWISE, None, "CORRECT"),
        (TWICE, [*TWICE_OTHERWISE[1:], TWICE_OTHERWISE[1]], None, "WRONG_ROWS"),
        # It is right, and to find the pairs would take too long.
        (MIXED, MIXED_OTHERWISE, None, "GIVEN_UP"),
        (MIXED, MIXED_OTHERWISE, [MANY], "GIVEN_UP"),
        # Too long as well, but something shows that it is wrong: a column on its own, another group of rows, a row.
        (MIXED, [*MIXED_OTHERWISE[1:], (0.5, 2.0)], None, "WRONG_ROWS"),
        ([*MIXED, (0.5, "a")], [*MIXED_OTHERWISE, (0.5, "b")], None, "WRONG_ROWS"),
        ([*MIXED, ("a", 0.5)], [*MIXED_OTHERWISE, ("a", 0.7)], None, "WRONG_ROWS"),
        ([*MIXED, (0.5, 0.0)], [*MIXED_OTHERWISE, (0.5, 1.0)], [MANY, 1], "WRONG_ROWS"),
        (MIXED, MIXED_OTHERWISE, [1] * MANY, "WRONG_ROWS"),
    ],
)
def test_comparing_ends_whatever_the_rows(
    gold: list[tuple[object, ...]], predicted: list[tuple[object, ...]], ties: list[int] | None, kind: str
) -> None:
    started = time.process_time()
    found = compare(outcome(*gold), outcome(*predicted), ties=ties)
    assert time.process_time() - started < 3
    assert found.kind.value == kind


def test_trying_orders_of_columns_ends() -> None:
    def wide(*columns: int) -> Outcome:
        rows = tuple(tuple((row * factor + 1) % 10 for factor in columns) for row in range(MANY))
        return Outcome(columns=tuple(map(str, range(len(columns)))), rows=rows)

    gold = wide(1, 3, 7)
    started = time.process_time()
    # Columns that are the same stand for one another, so there is one assignment to try, or few.
    assert right_columns(gold, wide(*[7] * 10, *[1] * 10, *[3] * 10), ties=None) is not None
    assert right_columns(gold, wide(*[1] * 20, *[3] * 10), ties=None) is None
    shifted = [tuple((row + place * (row // 10)) % 10 for place in range(12)) for row in range(MANY)]
    others = Outcome(
        columns=("c",) * 9,
        rows=tuple(tuple((row + place * (row // 10) ** 2) % 10 for place in range(9)) for row in range(MANY)),
    )
    with pytest.raises(TooManyStepsError):
        right_columns(outcome(*[row[:6] for row in shifted]), others, ties=None)
    # Some seconds; without an end it would be days.
    assert time.process_time() - started < 40
    started = time.process_time()
    scrambled = [tuple((cell * (place + 1) * 3 + place) % 10 for place, cell in enumerate(row[:6])) for row in shifted]
    assert not Denotation([row[:6] for row in shifted]).equals(scrambled, Quirks(any_column_order=True))
    # Twelve columns that are alike and eleven that could stand for them: there is no order to try.
    alike = [tuple((row + place) % 12 for place in range(12)) for row in range(12)]
    fewer = [(*row[:11], 7 * number) for number, row in enumerate(alike)]
    assert not Denotation(alike).equals(fewer, Quirks(any_column_order=True))
    assert right_columns(outcome(*alike), outcome(*fewer), ties=None) is None
    assert time.process_time() - started < 20


# Columns with all the same values, so that their order must be found by trying.
FACTORS = (1, 3, 9, 11, 17, 21, 37, 41)


def latin(factors: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple((row * factor + row // 64) % 64 for factor in factors) for row in range(4_096)]


def latin_sql(factors: Sequence[int]) -> str:
    return f"SELECT {', '.join(f'(range * {each} + range // 64) % 64' for each in factors)} FROM range(4096)"


def test_orders_of_columns_that_were_not_tried_prove_no_miss() -> None:
    rules = Quirks(any_column_order=True)
    gold, others = latin(FACTORS), latin(FACTORS[::-1])
    assert Denotation(gold).equals(latin([*FACTORS[:6], FACTORS[7], FACTORS[6]]), rules)
    with pytest.raises(TooManyStepsError):
        Denotation(gold).equals(others, rules)
    # Where a row has other cells in any order, it is a miss however few orders were tried.
    swapped = [(others[1][0], *others[0][1:]), (others[0][0], *others[1][1:]), *others[2:]]
    assert not Denotation(gold).equals(swapped, rules)


def test_a_comparison_that_was_given_up_is_a_verdict_of_its_own(database: Database) -> None:
    gold = f"SELECT 0.5 + 1e-12 * range, (range % 2)::DOUBLE FROM range({MANY})"
    given_up = f"SELECT 0.5 + 1e-12 * range + 1e-14, (range // 2 % 2)::DOUBLE FROM range({MANY})"
    told = Judge({"s": database}).verdict(example(gold), reply(given_up))
    assert (told.kind, told.kind.is_scored) == (VerdictKind.GIVEN_UP, False)
    assert told.detail == "6000 rows expected, 6000 found; to find out whether they are the same would take too long"
    told = Judge({"s": database}).verdict(example(gold), reply("SELECT 1, 2"))
    assert (told.kind, told.kind.is_scored) == (VerdictKind.WRONG_ROWS, True)


def test_a_miss_whose_orders_of_columns_were_not_all_tried_is_a_miss_with_a_note(database: Database) -> None:
    told = Judge({"s": database}).verdict(example(latin_sql(FACTORS)), reply(latin_sql(FACTORS[::-1])))
    assert (told.kind, Note.UNTRIED_COLUMNS in told.notes) == (VerdictKind.WRONG_ROWS, True)
    told = Judge({"s": database}).verdict(
        example("SELECT 1, range FROM range(9)"), reply("SELECT range, 1 FROM range(9)")
    )
    assert (told.kind, Note.UNTRIED_COLUMNS in told.notes) == (VerdictKind.WRONG_ROWS, False)
