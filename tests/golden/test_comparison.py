"""The scorer against a table of results that a reviewer can judge, each read in both directions."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from text2sql.evaluation.compare import compare
from text2sql.outcome import Outcome

TABLE = Path(__file__).parent / "comparison" / "results.txt"


class Case(NamedTuple):
    name: str
    gold: Outcome
    predicted: Outcome
    ties: list[int] | None
    verdict: str


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


def read_cases() -> Iterator[Case]:
    for block in re.split(r"\n\n+", TABLE.read_text(encoding="utf-8")):
        if not block.startswith("= "):
            continue
        name, *lines = block.strip().splitlines()
        fields = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
        widths = [int(width) for width in fields["columns"].split()] if "columns" in fields else [None, None]
        yield Case(
            name=name[2:],
            gold=read_result(fields["gold"], widths[0]),
            predicted=read_result(fields["predicted"], widths[1]),
            ties=[int(size) for size in fields["order"].split()] if "order" in fields else None,
            verdict=fields["verdict"],
        )


CASES = list(read_cases())


def test_the_table_is_read_whole() -> None:
    assert len(CASES) == TABLE.read_text(encoding="utf-8").count("\n= ") >= 40
    assert {"CORRECT", "WRONG_ROWS", "WRONG_ORDER", "WRONG_COLUMNS"} == {case.verdict for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_scorer_says_what_the_table_says(case: Case) -> None:
    assert compare(case.gold, case.predicted, ties=case.ties).kind.value == case.verdict


@pytest.mark.parametrize("case", [case for case in CASES if case.ties is None], ids=lambda case: case.name)
def test_without_order_the_two_sides_may_be_exchanged(case: Case) -> None:
    assert compare(case.predicted, case.gold).kind.value == case.verdict
