"""Schema packs: what is shared, how packs are bounded, which examples belong together."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.models.packs import common, groups, pack, packs
from text2sql.models.tokenizer import IGNORED, Encoded

PREFIX = [5, 6, 7, 8, 9, 10, 11, 12]


def sequence(question: Sequence[int], answer: Sequence[int]) -> Encoded:
    ids = [*PREFIX, *question, *answer]
    return Encoded(ids, [IGNORED] * (len(PREFIX) + len(question)) + list(answer))


SEQUENCES = [sequence([20, 21], [30, 31, 2]), sequence([22], [32, 2]), sequence([20, 23, 24], [33, 31, 34, 2])]


def test_the_prefix_is_the_longest_common_one_and_nothing_is_lost() -> None:
    one = pack(SEQUENCES)
    assert list(one.prefix) == PREFIX
    assert [[*one.prefix, *each.ids] for each in one.continuations] == [each.ids for each in SEQUENCES]
    assert one.tokens == len(PREFIX) + sum(len(each.ids) - len(PREFIX) for each in SEQUENCES)
    assert one.labels == 9


def test_equal_prompts_keep_the_token_before_the_first_label_in_each_continuation() -> None:
    one = pack([sequence([20], [30, 2]), sequence([20], [30, 2])])
    assert list(one.prefix) == PREFIX
    assert all(each.labels[0] == IGNORED for each in one.continuations)


def test_packs_are_bounded_by_tokens_and_keep_the_order() -> None:
    made = list(packs(SEQUENCES, max_tokens=18))
    assert [len(each.continuations) for each in made] == [2, 1]
    assert all(each.tokens <= 18 for each in made)
    whole = [[*each.prefix, *part.ids] for each in made for part in each.continuations]
    assert whole == [each.ids for each in SEQUENCES]


def test_a_sequence_longer_than_the_bound_goes_alone() -> None:
    assert [len(each.continuations) for each in packs(SEQUENCES, max_tokens=4)] == [1, 1, 1]
    assert list(packs([], max_tokens=4)) == []


@settings(max_examples=200, deadline=None)
@given(
    drawn=st.lists(st.lists(st.integers(3, 5), min_size=3, max_size=9), min_size=1, max_size=8),
    limit=st.integers(3, 40),
)
def test_packs_hold_as_many_as_fit(drawn: list[list[int]], limit: int) -> None:
    sequences = [Encoded(ids, [IGNORED, IGNORED, *ids[2:]]) for ids in drawn]
    made = list(packs(sequences, limit))
    whole = [[*each.prefix, *part.ids] for each in made for part in each.continuations]
    assert whole == [each.ids for each in sequences]
    assert all(each.tokens <= limit for each in made if len(each.continuations) > 1)
    start = 0
    for each, following in pairwise(made):
        end = start + len(each.continuations)
        assert following.continuations
        assert pack(sequences[start : end + 1]).tokens > limit
        start = end


def test_those_that_share_a_third_of_their_tokens_are_together_wherever_they_stand() -> None:
    one, other = list(range(3, 33)), [3, *range(40, 69)]
    rows = [Encoded([*first, n, 2], []) for n in range(3) for first in (one, other)]
    assert groups(rows) == [[0, 2, 4], [1, 3, 5]]
    # The first of the two schemas begins as the other does, which is too little.
    assert common(one, other) == 1


@pytest.mark.parametrize(("one", "other"), [([], []), ([1], [2]), ([1, 2, 3], [1, 2, 3]), ([1, 2, 3], [1, 2, 4, 5])])
def test_the_common_beginning_is_counted_by_tokens(one: list[int], other: list[int]) -> None:
    expected = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        expected += 1
    assert common(one, other) == common(other, one) == expected
