"""Intervals and tests against values worked out elsewhere, and their limits."""

import random

import pytest

from text2sql.evaluation.stats import clustered_wilson, design_effect, mcnemar, wilson


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


def test_of_one_schema_or_of_single_questions_the_interval_is_wilson_s() -> None:
    assert clustered_wilson([(30, 80)]) == wilson(30, 80)
    assert clustered_wilson([(1, 1)] * 30 + [(0, 1)] * 50) == pytest.approx(wilson(30, 80))
    assert clustered_wilson([]) == wilson(0, 0)
    assert clustered_wilson([(30, 80), (0, 0)]) == wilson(30, 80)


def test_schemas_that_do_not_matter_hardly_widen_the_interval() -> None:
    rng = random.Random(0)
    widths = []
    for _ in range(50):
        clusters = [(sum(rng.random() < 0.7 for _ in range(20)), 20) for _ in range(40)]
        low, high = clustered_wilson(clusters)
        plain = wilson(sum(correct for correct, _ in clusters), 800)
        widths.append((high - low) / (plain.high - plain.low))
    assert min(widths) >= 1
    assert sum(widths) / len(widths) == pytest.approx(1.05, abs=0.05)


@pytest.mark.parametrize(("right", "wrong"), [(20, 20), (30, 10), (35, 5)])
def test_schemas_all_right_or_all_wrong_count_as_one_question_each(right: int, wrong: int) -> None:
    clusters = [(25, 25)] * right + [(0, 25)] * wrong
    assert clustered_wilson(clusters) == pytest.approx(wilson(right, right + wrong), abs=0.005)
    assert design_effect(clusters, squares=25 * right) == pytest.approx(25, rel=0.03)


def test_a_schema_of_many_questions_counts_for_more_of_them() -> None:
    # By hand: the mean is 0.5, so the schemas are 5, -2.5 and -2.5 right answers away from it.
    clusters = [(10, 10), (0, 5), (0, 5)]
    between = (5**2 + 2.5**2 + 2.5**2) * 3 / 2 / 20**2
    assert design_effect(clusters, squares=10) == pytest.approx(between / (0.25 / 19))


def test_where_all_answers_are_alike_nothing_is_known_of_the_schemas() -> None:
    assert clustered_wilson([(20, 20)] * 10) == wilson(200, 200)
    assert clustered_wilson([(0, 20)] * 10) == wilson(0, 200)


def test_answers_more_even_than_chance_do_not_narrow_the_interval() -> None:
    assert clustered_wilson([(5, 10)] * 8) == wilson(40, 80)


def test_the_interval_covers_the_truth_over_schemas_where_wilson_s_does_not() -> None:
    rng = random.Random(1)
    inside = [0, 0]
    for _ in range(300):
        # Each schema has an accuracy of its own; over all of them it is 0.5.
        clusters = [(sum(rng.random() < share for _ in range(30)), 30) for share in (rng.random() for _ in range(20))]
        plain = wilson(sum(correct for correct, _ in clusters), 600)
        for at, (low, high) in enumerate((clustered_wilson(clusters), plain)):
            inside[at] += low <= 0.5 <= high
    assert inside[0] / 300 > 0.9
    assert inside[1] / 300 < 0.6
