"""Encoding: what is refused, and that packed batches mean the same as padded ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.models.blocks import dense_mask
from text2sql.models.encode import encode, packed_batches, padded_batch, padded_batches
from text2sql.models.tokenizer import IGNORED, ChatGLM3Tokenizer, Encoded
from text2sql.records import Conversation, Message


@pytest.fixture(scope="session")
def tokenizer(tiny_tokenizer_file: Path) -> ChatGLM3Tokenizer:
    return ChatGLM3Tokenizer(tiny_tokenizer_file)


def asked(question: str, sql: str | None) -> Conversation:
    messages = [Message(role="user", content=question, trained=False)]
    if sql is not None:
        messages.append(Message(role="assistant", content=sql, trained=True))
    return Conversation(messages=tuple(messages))


def test_an_example_that_does_not_fit_is_refused_and_counted_never_cut(tokenizer: ChatGLM3Tokenizer) -> None:
    conversations = [asked("多少?", "SELECT 1;"), asked("多少?" * 50, "SELECT 2;"), asked("q", None)]
    lengths = [len(tokenizer.encode_training(each).ids) for each in conversations]
    found = encode(conversations, tokenizer, max_length=lengths[0])
    assert [each.ids for each in found.examples] == [tokenizer.encode_training(conversations[0]).ids]
    assert (found.too_long, found.untrained, found.longest) == (1, 1, lengths[1])
    assert encode(conversations, tokenizer, max_length=lengths[0] - 1).too_long == 2
    assert encode(conversations, tokenizer, max_length=lengths[1]).too_long == 0


def test_padding_stands_behind_and_is_no_label() -> None:
    batch = padded_batch([Encoded([5, 6, 7], [IGNORED, 6, 7]), Encoded([8, 9], [IGNORED, 9])], pad=0)
    assert batch["input_ids"].tolist() == [[5, 6, 7], [8, 9, 0]]
    assert batch["labels"].tolist() == [[IGNORED, 6, 7], [IGNORED, 9, IGNORED]]


def test_padded_batches_are_bounded_with_their_filler() -> None:
    examples = [Encoded([5] * length, [IGNORED, *[5] * (length - 1)]) for length in (3, 9, 2, 3, 20)]
    shapes = [tuple(each["input_ids"].shape) for each in padded_batches(examples, 0, 10)]
    assert shapes == [(3, 3), (1, 9), (1, 20)]


def test_nothing_is_shared_where_nothing_is_the_same_and_no_filler_is_needed() -> None:
    examples = [Encoded([1, 2, 3, 4], [IGNORED, IGNORED, 3, 4]), Encoded([9, 2, 3], [IGNORED, IGNORED, 3])]
    (batch,) = packed_batches(examples, 100)
    assert batch["input_ids"].tolist() == [[1, 2, 3, 4, 9, 2, 3]]
    assert batch["position_ids"].tolist() == [[0, 1, 2, 3, 0, 1, 2]]
    shared = [Encoded([1, 2, 3, 4], [IGNORED] * 3 + [4]), Encoded([1, 2, 3, 5], [IGNORED] * 3 + [5])]
    assert [each["input_ids"].tolist() for each in packed_batches(shared, 100)] == [[[1, 2, 3, 4, 3, 5]]]
    assert len(packed_batches(shared, 5)) == 2


SEQUENCES = st.lists(
    st.tuples(st.sampled_from([(3, 4, 5, 6), (3, 4, 9, 9), (7,)]), st.lists(st.integers(3, 9), min_size=2, max_size=6)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(drawn=SEQUENCES, limit=st.integers(4, 40))
def test_each_token_of_a_packed_batch_sees_exactly_its_own_sequence(
    drawn: list[tuple[tuple[int, ...], list[int]]], limit: int
) -> None:
    examples = []
    for prefix, rest in drawn:
        ids = [*prefix, *rest]
        examples.append(Encoded(ids, [IGNORED] * (len(prefix) + 1) + ids[len(prefix) + 1 :]))
    batches = packed_batches(examples, limit)
    seen = []
    for batch in batches:
        (ids,), (labels,), (positions,) = batch["input_ids"], batch["labels"], batch["position_ids"]
        mask = dense_mask(batch["attention_mask"][0, 0])
        assert all(mask.any(dim=1))
        seen += [
            (tuple(ids[mask[place]].tolist()), tuple(positions[mask[place]].tolist()))
            for (place,) in (labels != IGNORED).nonzero().tolist()
        ]
    expected = [
        (tuple(each.ids[: place + 1]), tuple(range(place + 1)))
        for each in examples
        for place, label in enumerate(each.labels)
        if label != IGNORED
    ]
    assert sorted(seen) == sorted(expected)
    longest = max(len(each.ids) for each in examples)
    assert all(each["input_ids"].numel() <= max(limit, longest) for each in batches)
