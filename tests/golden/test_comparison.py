"""The scorer against tables that a reviewer can judge, and the tables against a scorer that is broken on purpose.

A table that no breakage disturbs would prove nothing, so each breakage below must turn at least one case round.
"""

import importlib
import re
import sqlite3
import sys
import types
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from text2sql.database import Database
from text2sql.outcome import Outcome, QueryRunner
from text2sql.records import Example, Prediction
from text2sql.schema import Column, Schema, Table
from text2sql.sqlite_database import SqliteDatabase

TABLES = Path(__file__).parent / "comparison"
PROFILES = ("strict", "spider", "spider-strict", "bird")


class Case(NamedTuple):
    """Two results, the sizes of ties or whether order counts, and what each way of comparing must say of them."""

    name: str
    gold: Outcome
    predicted: Outcome
    order: str | None
    expected: dict[str, str]


class Pair(NamedTuple):
    """Two queries and the verdict of each profile."""

    name: str
    gold: str
    predicted: str
    expected: dict[str, str]


def read_blocks(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    text = (TABLES / name).read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n\n+", text) if block.startswith("= ")]
    assert len(blocks) == text.count("\n= ")
    for block in blocks:
        head, *lines = block.strip().splitlines()
        yield head[2:], {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def read_cell(text: str) -> Any:
    words = {
        "NULL": None,
        "true": True,
        "false": False,
        "nan": float("nan"),
        "inf": float("inf"),
        "-inf": float("-inf"),
    }
    if text in words:
        return words[text]
    if match := re.fullmatch(r"([dt]?)'(.*)'", text):
        kind, inner = match.groups()
        return {"": str, "d": date.fromisoformat, "t": datetime.fromisoformat}[kind](inner)
    if "e" in text:
        return float(text)
    return Decimal(text) if "." in text else int(text)


def read_result(text: str, width: int | None) -> Outcome:
    rows = tuple(
        tuple(read_cell(cell.strip()) for cell in row.split(" , ")) for row in text.split(" ; ") if row.strip()
    )
    width = width if width is not None else len(rows[0])
    return Outcome(columns=tuple(f"c{index}" for index in range(width)), rows=rows)


def read_cases(name: str) -> Iterator[Case]:
    for head, fields in read_blocks(name):
        widths = [int(width) for width in fields.pop("columns").split()] if "columns" in fields else [None, None]
        gold, predicted = read_result(fields.pop("gold"), widths[0]), read_result(fields.pop("predicted"), widths[1])
        yield Case(head, gold, predicted, fields.pop("order", None), fields)


STRICT = list(read_cases("results.txt"))
PUBLISHED = list(read_cases("published.txt"))
PAIRS = [Pair(head, fields.pop("gold"), fields.pop("predicted"), fields) for head, fields in read_blocks("queries.txt")]
ROWS = [("Ann", 1, 92), ("Bob", 1, 71), ("Cy", 2, 92), ("Di", 2, None), ("Eve", 3, 60)]


class Engines(NamedTuple):
    """The table of queries.txt in both engines."""

    duckdb: Database
    sqlite: SqliteDatabase


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    path = tmp_path_factory.mktemp("golden") / "people.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE people (name TEXT, class INTEGER, points INTEGER)")
        connection.executemany("INSERT INTO people VALUES (?, ?, ?)", ROWS)
    connection.close()
    types_of = {"name": "VARCHAR", "class": "INTEGER", "points": "INTEGER"}
    columns = tuple(Column(name=name, type=type_) for name, type_ in types_of.items())
    schema = Schema(name="people", tables=(Table(name="people", columns=columns),))
    with ExitStack() as stack:
        duckdb = stack.enter_context(Database.from_rows(schema, {"people": ROWS}))
        yield Engines(duckdb, stack.enter_context(SqliteDatabase(path, skips_bad_text=True)))


def part(name: str) -> Any:
    """A module of the scorer as it is now: the real one, or inside `breaking` a broken one."""
    return importlib.import_module(f"text2sql.evaluation.{name}")


def strict_verdict(case: Case) -> str:
    ties = [int(size) for size in case.order.split()] if case.order else None
    return str(part("compare").compare(case.gold, case.predicted, ties=ties).kind)


def published_verdict(case: Case, profile: str) -> str:
    gold = part("denotation").Denotation(case.gold.rows, ordered=case.order == "counts")
    return "right" if gold.equals(case.predicted.rows, quirks(profile)) else "wrong"


def pair_verdict(pair: Pair, profile: str, engines: Engines) -> str:
    example = Example(id="e", schema="people", question="?", sql=pair.gold, language="en")
    prediction = Prediction(example_id="e", raw=pair.predicted, sql=pair.predicted)
    runner: QueryRunner = engines.duckdb if profile == "strict" else engines.sqlite
    runners = {"people": runner}
    one = (
        part("verdict").Judge(runners)
        if profile == "strict"
        else part("published").PublishedJudge(runners, quirks(profile))
    )
    return str(one.verdict(example, prediction).kind)


def quirks(profile: str) -> Any:
    rules = part("profile")
    return rules.QUIRKS[rules.Profile(profile)]


def test_the_tables_are_not_small_and_say_every_verdict() -> None:
    assert len(STRICT) >= 50
    assert {"CORRECT", "WRONG_ROWS", "WRONG_ORDER", "WRONG_COLUMNS"} == {case.expected["verdict"] for case in STRICT}
    # An editor that composes letters as it saves would leave a case that proves nothing.
    assert not unicodedata.is_normalized("NFC", (TABLES / "results.txt").read_text(encoding="utf-8"))
    assert len(PUBLISHED) >= 25
    assert all(set(case.expected) == {"spider", "bird"} for case in PUBLISHED)
    for profile in ("spider", "bird"):
        assert {case.expected[profile] for case in PUBLISHED} == {"right", "wrong"}
    assert len(PAIRS) >= 20
    assert all(tuple(pair.expected) == PROFILES for pair in PAIRS)


@pytest.mark.parametrize("case", STRICT, ids=lambda case: case.name)
def test_the_scorer_says_what_the_table_says(case: Case) -> None:
    assert strict_verdict(case) == case.expected["verdict"]


@pytest.mark.parametrize("case", [case for case in STRICT if case.order is None], ids=lambda case: case.name)
def test_without_order_the_two_sides_may_be_exchanged(case: Case) -> None:
    assert strict_verdict(case._replace(gold=case.predicted, predicted=case.gold)) == case.expected["verdict"]


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case.name)
@pytest.mark.parametrize("profile", ["spider", "spider-strict", "bird"])
def test_the_published_metrics_say_what_their_table_says(case: Case, profile: str) -> None:
    assert published_verdict(case, profile) == case.expected[profile.removesuffix("-strict")]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
@pytest.mark.parametrize("profile", PROFILES)
def test_two_queries_get_the_verdict_of_the_table(engines: Engines, pair: Pair, profile: str) -> None:
    assert pair_verdict(pair, profile, engines) == pair.expected[profile]


class Breakage(NamedTuple):
    """An edit of the scorer's source: in a module, what stands there once, and what is put in its place."""

    name: str
    module: str
    old: str
    new: str


BREAKAGES = [
    # What is compared at all.
    Breakage("columns are not counted", "compare", "if len(gold.columns) != len(predicted.columns):", "if False:"),
    Breakage("rows are not counted", "compare", "or len(gold.rows) != len(predicted.rows):", "or False:"),
    Breakage("an empty gold passes anything", "compare", "if predicted.truncated or", "if gold.rows and"),
    Breakage(
        "rows are a set",
        "compare",
        "return len(one) == len(other) and Bag(one)",
        "one, other = list(dict.fromkeys(one)), list(dict.fromkeys(other))\n    return len(one) == len(other) and Bag(one)",
    ),
    Breakage("one group of rows is enough", "compare", "return all_hold(partial(_pair_off, numbers,", "return any(_pair_off(numbers,"),
    Breakage("noise in a column is a difference", "compare", "return all(math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE) for", "return all(a == b for"),
    Breakage("a partner may serve twice", "matching", "if partner not in taken:", "if True:"),
    Breakage("no partner is looked for twice", "matching", "frontier.append(taken[partner])", "pass"),
    Breakage("noise is not sorted", "compare", "key=lambda v: _place(v[column]))\n", "key=lambda v: 0)\n"),
    # Order and ties.
    Breakage("order never counts", "compare", "if ties is None else VerdictKind.WRONG_ORDER", ""),
    Breakage("wrong rows are only out of order", "compare", "if not _equal_multisets(gold.rows, predicted.rows, effort)", "if False"),
    Breakage("ties are not seen", "compare", "if end - start == 1", "if True"),
    Breakage("all rows tie", "compare", "ends = list(accumulate(ties))", "ends = [len(gold)]"),
    Breakage("the first tie is enough", "compare", "assert sum(ties) == len(gold)", "ties = ties[:1]"),
    Breakage("every row is its own tie", "order", "if index and equal_keys(keys[index - 1], key):", "if False:"),
    Breakage("any two neighbours tie", "order", "if index and equal_keys(keys[index - 1], key):", "if index:"),
    Breakage("keys tie within a tolerance", "order", "all(a == b or (a != a", "all(a == b or abs(float(a or 0) - float(b or 0)) < 1 or (a != a"),
    Breakage("a key's alias is not resolved", "order", "if isinstance(key, exp.Column) and not key.table and", "if False and"),
    Breakage("sorted set operations have no keys", "order", "return tuple(found) if all(", "return None if all("),
    Breakage("an inner ORDER BY counts", "verdict", "if is_ordered(tree) else Gold(", "if 'order by' in sql.lower() else Gold("),
    # Cells.
    Breakage("NULL is zero", "compare", "case None | bool() | bytes():", "case None:\n            return _Number(0)\n        case bool() | bytes():"),
    Breakage("true is one", "compare", "case None | bool() | bytes():", "case bool():\n            return _Number(int(value))\n        case None | bytes():"),
    Breakage("numbers compare as text", "compare", "return _Number(value)\n        case str", "return str(value)\n        case str"),
    Breakage("a wide tolerance", "compare", "RELATIVE = 1e-6", "RELATIVE = 1e-2"),
    Breakage("no tolerance", "compare", "return math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)", "return one == two"),
    Breakage("telephone numbers within a tolerance", "compare", "if a.is_integer() and", "if False and"),
    Breakage("identity numbers within a tolerance", "compare", "if self.approximate != other.approximate and", "if False and"),
    Breakage("decimals within a tolerance", "compare", "if not (self.approximate or other.approximate):", "if False:"),
    Breakage("not a number equals nothing", "compare", "return math.isnan(a) and math.isnan(b)", "return False"),
    Breakage("infinity has no sign", "compare", "a, b = _float(one), _float(two)", "a, b = abs(_float(one)), abs(_float(two))"),
    Breakage("text in any case", "compare", "return value if value.isascii() else", "return value.lower() if value.isascii() else"),
    Breakage("text without blanks at its end", "compare", 'normalize("NFC", value)', 'normalize("NFC", value.rstrip())'),
    Breakage("composed is not decomposed", "compare", 'unicodedata.normalize("NFC", value)', "value"),
    Breakage("midnight is no day", "compare", "return value[:10]", "return value"),
    Breakage("any time is its day", "compare", "plain(value.isoformat(sep=\" \"))", "value.date().isoformat()"),
    # The published metrics.
    Breakage("order never counts for spider", "denotation", "self.ordered = ordered", "self.ordered = False"),
    Breakage("order always counts for spider", "denotation", "self.ordered = ordered", "self.ordered = True"),
    Breakage("columns keep their places for spider", "denotation", "if not quirks.any_column_order:", "if True:"),
    Breakage("rows are not counted for spider", "denotation", "if len(self.rows) != len(predicted):", "if False:"),
    Breakage("columns match one by one", "denotation", "if len(columns) == 1:", "if {*map(_sorted, columns)} == {*map(_sorted, self._columns)}:\n            return True\n        if len(columns) == 1:"),
    Breakage("one column is a set", "denotation", "return self._counts == Counter(predicted)\n        bags", "return set(self.rows) == set(predicted)\n        bags"),
    Breakage("sorted cells are not looked at", "denotation", "if quirks.needs_same_sorted_cells and", "if False and"),
    Breakage("bird counts duplicates", "denotation", "return self._set == set(predicted)", "return Counter(self.rows) == Counter(predicted)"),
    Breakage("bird takes a subset", "denotation", "return self._set == set(predicted)", "return self._set >= set(predicted)"),
    Breakage("a failed gold is a wrong answer", "published", "kind=VerdictKind.GOLD_FAILED", "kind=VerdictKind.WRONG_ROWS"),
    Breakage("spider-strict drops DISTINCT", "profile", "drops_distinct: bool = False", "drops_distinct: bool = True"),
    Breakage("only the first statement counts everywhere", "profile", "takes_first_statement: bool = False", "takes_first_statement: bool = True"),
]  # fmt: skip


@contextmanager
def breaking(breakage: Breakage) -> Iterator[None]:
    """The scorer with one module broken; every module of it is loaded anew, and the real ones come back."""
    name = f"text2sql.evaluation.{breakage.module}"
    source = Path(str(importlib.import_module(name).__file__)).read_text(encoding="utf-8")
    assert source.count(breakage.old) == 1, f"{breakage.name}: mend the breakage, the source has changed"
    package = sys.modules["text2sql"]
    kept = {each: module for each, module in sys.modules.items() if each.startswith("text2sql.evaluation")}
    for each in kept:
        del sys.modules[each]
    try:
        importlib.import_module("text2sql.evaluation")
        broken = types.ModuleType(name)
        sys.modules[name] = broken
        exec(compile(source.replace(breakage.old, breakage.new), name, "exec"), broken.__dict__)
        yield
    finally:
        for each in [each for each in sys.modules if each.startswith("text2sql.evaluation")]:
            del sys.modules[each]
        sys.modules.update(kept)
        package.__dict__["evaluation"] = kept["text2sql.evaluation"]


def turned(engines: Engines) -> Iterator[str]:
    """The names of the cases whose verdict is not that of the table; a crash is no verdict."""
    for case in STRICT:
        if strict_verdict(case) != case.expected["verdict"]:
            yield case.name
    for case in PUBLISHED:
        for profile, expected in case.expected.items():
            if published_verdict(case, profile) != expected:
                yield case.name
    for pair in PAIRS:
        for profile, expected in pair.expected.items():
            if pair_verdict(pair, profile, engines) != expected:
                yield pair.name


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.name)
def test_a_broken_scorer_turns_a_case_round(engines: Engines, breakage: Breakage) -> None:
    with breaking(breakage):
        assert next(turned(engines), None) is not None, "no case of the tables sees this breakage: add one"


def test_a_change_that_breaks_nothing_turns_no_case_round(engines: Engines) -> None:
    harmless = Breakage(
        "numbers by another name",
        "compare",
        "one, two = self.value, other.value",
        "one = self.value; two = other.value",
    )
    with breaking(harmless):
        assert list(turned(engines)) == []
    assert list(turned(engines)) == []


def test_the_real_scorer_comes_back() -> None:
    before = part("compare")
    with breaking(BREAKAGES[0]):
        assert part("compare") is not before
        assert part("verdict").compare is part("compare").compare
    assert part("compare") is before
    assert sys.modules["text2sql"].evaluation.compare is before  # type: ignore[attr-defined]
