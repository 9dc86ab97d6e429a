"""What changed between two measurements of the same questions."""

import pytest

from text2sql.errors import T2SError
from text2sql.evaluation.paired import change, paired_difference
from text2sql.records import Verdict, VerdictKind

KINDS = {"+": VerdictKind.CORRECT, "-": VerdictKind.WRONG_ROWS, "?": VerdictKind.GOLD_FAILED}


def verdicts(signs: str) -> list[Verdict]:
    return [Verdict(example_id=str(place), kind=KINDS[sign]) for place, sign in enumerate(signs)]


def test_gained_and_lost_are_told_apart() -> None:
    found = change(verdicts("+-+-"), verdicts("++--"))
    assert (found.gained, found.lost) == (("1",), ("2",))
    assert (found.before.accuracy, found.after.accuracy) == (0.5, 0.5)


def test_the_order_of_the_verdicts_does_not_matter() -> None:
    assert change(verdicts("+-+-"), verdicts("++--")[::-1]) == change(verdicts("+-+-"), verdicts("++--"))


def test_nothing_changed_is_no_evidence() -> None:
    found = change(verdicts("+--+"), verdicts("+--+"))
    assert found.p_value == 1.0
    assert found.difference.low < 0 < found.difference.high


def test_a_gold_that_failed_in_one_of_them_is_left_out_of_both() -> None:
    found = change(verdicts("+?-"), verdicts("+++"))
    assert found.left_out == 1
    assert (found.before.total, found.after.total) == (2, 2)
    assert found.gained == ("2",)


def test_different_questions_cannot_be_compared() -> None:
    with pytest.raises(T2SError, match="1 questions are in one measurement"):
        change(verdicts("++"), verdicts("+"))


def test_the_interval_of_a_clear_gain_lies_above_zero() -> None:
    assert paired_difference(40, 2, 260).low > 0
    assert paired_difference(2, 40, 260).high < 0
