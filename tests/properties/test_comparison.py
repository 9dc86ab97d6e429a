"""Comparison is reflexive, symmetric, blind to row order unless ordered, and sensitive to any change."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from text2sql.evaluation.compare import compare, equal_multisets, equal_rows, equal_values
from text2sql.outcome import Outcome
from text2sql.records import VerdictKind

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.integers(0, 3),
    st.floats(),
    st.sampled_from([0.1, 0.2, 0.30000000000000004, 0.3, 1.0, 1e6]),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**6), max_value=10**6),
    st.dates(),
    st.text(max_size=3),
)


@st.composite
def results(draw: st.DrawFn, min_rows: int = 0) -> Outcome:
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), min_size=min_rows, max_size=6))
    return Outcome(columns=tuple("abc"[:width]), rows=tuple(rows))


def with_rows(result: Outcome, rows: Any) -> Outcome:
    return Outcome(columns=result.columns, rows=tuple(rows))


@given(results())
def test_a_result_equals_itself_in_order_and_out_of_it(result: Outcome) -> None:
    assert compare(result, result).kind is VerdictKind.CORRECT
    assert compare(result, result, ties=[1] * len(result.rows)).kind is VerdictKind.CORRECT


@given(results(), results())
def test_comparing_is_symmetric(one: Outcome, other: Outcome) -> None:
    assert compare(one, other) == compare(other, one)


@given(results(), st.randoms(use_true_random=False))
def test_rows_may_be_shuffled_unless_they_are_ordered(result: Outcome, random: Any) -> None:
    rows = list(result.rows)
    random.shuffle(rows)
    shuffled = with_rows(result, rows)
    assert compare(result, shuffled).kind is VerdictKind.CORRECT
    assert compare(result, shuffled, ties=[len(rows)] if rows else []).kind is VerdictKind.CORRECT
    in_place = all(equal_rows(a, b) for a, b in zip(result.rows, rows, strict=True))
    expected = VerdictKind.CORRECT if in_place else VerdictKind.WRONG_ORDER
    assert compare(result, shuffled, ties=[1] * len(rows)).kind is expected


@given(results(min_rows=1), st.data())
def test_a_changed_cell_is_seen(result: Outcome, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(result.rows) - 1))
    column = data.draw(st.integers(0, len(result.columns) - 1))
    old = result.rows[row][column]
    new = data.draw(CELLS.filter(lambda value: not nearly(value, old)))
    changed = [list(each) for each in result.rows]
    changed[row][column] = new
    assert compare(result, with_rows(result, map(tuple, changed))).kind is VerdictKind.WRONG_ROWS


@given(results(min_rows=1), st.data())
def test_null_for_any_other_cell_is_seen(result: Outcome, data: st.DataObject) -> None:
    cells = [(r, c) for r, row in enumerate(result.rows) for c, cell in enumerate(row) if cell is not None]
    if not cells:
        return
    row, column = data.draw(st.sampled_from(cells))
    changed = [list(each) for each in result.rows]
    changed[row][column] = None
    assert compare(result, with_rows(result, map(tuple, changed))).kind is VerdictKind.WRONG_ROWS


@given(results(min_rows=1), st.data())
def test_a_row_more_or_less_is_seen(result: Outcome, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(result.rows) - 1))
    without = result.rows[:row] + result.rows[row + 1 :]
    twice = (*result.rows, result.rows[row])
    assert compare(result, with_rows(result, without)).kind is VerdictKind.WRONG_ROWS
    assert compare(result, with_rows(result, twice)).kind is VerdictKind.WRONG_ROWS


@given(st.lists(st.integers(0, 2), min_size=2, max_size=8), st.data())
def test_multiplicity_counts(values: list[int], data: st.DataObject) -> None:
    other = data.draw(st.permutations(values).flatmap(lambda v: st.just([*v[:-1], (v[-1] + 1) % 3])))
    assert not equal_multisets([(v,) for v in values], [(v,) for v in other])
    assert equal_multisets([(v,) for v in values], [(v,) for v in sorted(values)])


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)), max_size=8), st.randoms(use_true_random=False))
def test_the_noise_of_doubles_changes_nothing(rows: list[tuple[float, float]], random: Any) -> None:
    noisy = [tuple(value * (1 + random.uniform(-1e-12, 1e-12)) for value in row) for row in rows]
    random.shuffle(noisy)
    assert equal_multisets(rows, noisy)


@given(st.integers(), st.integers())
def test_integers_are_exact_in_every_type(one: int, other: int) -> None:
    assert equal_values(one, other) == (one == other) == equal_values(Decimal(one), other)
    if abs(one) < 2**53 and abs(other) < 2**53:
        assert equal_values(float(one), other) == (one == other) == equal_values(float(one), float(other))


@given(st.dates())
def test_a_date_is_its_iso_text_and_no_other(day: date) -> None:
    assert equal_values(day, day.isoformat())
    assert not equal_values(day, day.isoformat() + " ")


def nearly(one: Any, other: Any) -> bool:
    """Equal, or so near that a third value could stand within the tolerance of both."""
    if equal_values(one, other):
        return True
    if isinstance(one, int | float | Decimal) and isinstance(other, int | float | Decimal):
        return abs(float(one) - float(other)) <= 1e-5 * max(1.0, abs(float(one)), abs(float(other)))
    return False
