"""What changed between two measurements of the same questions."""

import pytest

from text2sql.errors import T2SError
from text2sql.evaluation.paired import Change, change, paired_difference
from text2sql.records import Verdict, VerdictKind

KINDS = {
    "+": VerdictKind.CORRECT,
    "-": VerdictKind.WRONG_ROWS,
    "?": VerdictKind.GOLD_FAILED,
    "~": VerdictKind.GIVEN_UP,
}


def verdicts(signs: str) -> list[Verdict]:
    return [Verdict(example_id=str(place), kind=KINDS[sign]) for place, sign in enumerate(signs)]


def changed(before: str, after: str, schemas: str = "") -> Change:
    """The change; the schema of each question by a letter, all of one if there is none."""
    return change(verdicts(before), verdicts(after), schemas={str(place): name for place, name in enumerate(schemas)})


def test_gained_and_lost_are_told_apart() -> None:
    found = changed("+-+-", "++--")
    assert (found.gained, found.lost) == (("1",), ("2",))
    assert (found.before.accuracy, found.after.accuracy) == (0.5, 0.5)


def test_the_order_of_the_verdicts_does_not_matter() -> None:
    assert change(verdicts("+-+-"), verdicts("++--")[::-1], schemas={}) == changed("+-+-", "++--")


def test_nothing_changed_is_no_evidence() -> None:
    found = changed("+--+", "+--+")
    assert found.p_value == 1.0
    assert found.difference.low < 0 < found.difference.high


@pytest.mark.parametrize("sign", "?~")
def test_what_is_not_in_the_score_of_one_of_them_is_left_out_of_both(sign: str) -> None:
    assert changed("+++", f"+{sign}+").lost == ()
    found = changed(f"+{sign}-", "+++")
    assert found.left_out == 1
    assert (found.before.total, found.after.total) == (2, 2)
    assert found.gained == ("2",)


def test_different_questions_cannot_be_compared() -> None:
    with pytest.raises(T2SError, match="1 questions are in one measurement"):
        changed("++", "+")


def test_the_interval_of_a_clear_gain_lies_above_zero() -> None:
    assert paired_difference(40, 2, [(38, 260)]).low > 0
    assert paired_difference(2, 40, [(-38, 260)]).high < 0


def test_a_gain_in_one_of_several_schemas_says_less() -> None:
    # Forty questions over four schemas; eight are gained, all in one of them or two in each.
    before, one, each = "-" * 40, "+" * 8 + "-" * 32, ("++" + "-" * 8) * 4
    schemas = "".join(letter * 10 for letter in "abcd")
    alike, together, spread = changed(before, one), changed(before, one, schemas), changed(before, each, schemas)
    assert together.difference.low < 0 < alike.difference.low
    assert together.difference.high - together.difference.low > 1.5 * (alike.difference.high - alike.difference.low)
    assert spread.difference == alike.difference
    assert (alike.after.schemas, together.after.schemas) == (1, 4)
    assert together.p_value == alike.p_value
