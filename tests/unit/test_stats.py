"""Intervals and tests against values worked out elsewhere, and their limits."""

import pytest

from text2sql.evaluation.stats import mcnemar, wilson


@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [
        (50, 100, 0.4038, 0.5962),
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilson_s(correct: int, total: int, low: float, high: float) -> None:
    assert wilson(correct, total) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_holds_the_share_and_narrows_with_more_questions() -> None:
    for correct in range(11):
        low, high = wilson(correct, 10)
        assert 0 <= low <= correct / 10 <= high <= 1
        wide, narrow = wilson(correct, 10), wilson(correct * 100, 1000)
        assert narrow.high - narrow.low < wide.high - wide.low


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (0, 6, 0.03125), (10, 2, 0.03857), (7, 7, 1.0)]
)
def test_the_p_value_is_the_exact_binomial_s(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p, abs=5e-6)
    assert mcnemar(gained, lost) == mcnemar(lost, gained)
