"""Conversations → token ids and labels, and batches of them.

An example that does not fit is refused and counted: cutting it would cut the answer, which stands last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from text2sql.models.blocks import packed_mask
from text2sql.models.packs import Pack, groups, packs
from text2sql.models.tokenizer import IGNORED, ChatTokenizer, Encoded
from text2sql.records import Conversation

Batch = dict[str, Any]
"""Keyword arguments of a transformers model, and ``labels`` (rows, time) by position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedSet:
    """What is trained on.

    Attributes:
        examples: those that fit, in order.
        too_long: how many were refused for their length.
        longest: tokens of the longest example, refused ones too.
        untrained: how many were refused since no turn of theirs is an answer to train.
    """

    examples: tuple[Encoded, ...]
    too_long: int
    longest: int
    untrained: int


def encode(conversations: Iterable[Conversation], tokenizer: ChatTokenizer, max_length: int) -> EncodedSet:
    """Ids and labels of every conversation of at most `max_length` tokens that holds a trained answer."""
    examples = []
    too_long = longest = untrained = 0
    for conversation in conversations:
        encoded = tokenizer.encode_training(conversation)
        longest = max(longest, len(encoded.ids))
        if all(label == IGNORED for label in encoded.labels):
            untrained += 1
        elif len(encoded.ids) > max_length:
            too_long += 1
        else:
            examples.append(encoded)
    return EncodedSet(examples=tuple(examples), too_long=too_long, longest=longest, untrained=untrained)


def padded_batch(examples: Sequence[Encoded], pad: int) -> Batch:
    """Rows filled on the right: no real token of a causal model can see what stands behind it, so no mask is needed."""
    width = max(len(each.ids) for each in examples)
    return {
        "input_ids": torch.tensor([each.ids + [pad] * (width - len(each.ids)) for each in examples]),
        "labels": torch.tensor([each.labels + [IGNORED] * (width - len(each.labels)) for each in examples]),
    }


def padded_batches(examples: Sequence[Encoded], pad: int, max_tokens: int) -> list[Batch]:
    """The examples as batches of at most `max_tokens` with their filler, the shorter ones first; a longer example goes alone."""
    found: list[list[Encoded]] = []
    for each in sorted(examples, key=lambda each: len(each.ids)):
        if found and len(each.ids) * (len(found[-1]) + 1) <= max_tokens:
            found[-1].append(each)
        else:
            found.append([each])
    return [padded_batch(each, pad) for each in found]


def packed_batches(examples: Sequence[Encoded], max_tokens: int) -> list[Batch]:
    """The same loss and gradients with every shared prefix computed once, in batches of at most `max_tokens`.

    A batch is one row of packs, without filler; a pack that is longer goes alone. Only for models with the attention `PACKS`.
    """
    found: list[list[Pack]] = []
    for places in groups(examples):
        for each in packs([examples[place] for place in places], max_tokens):
            if found and sum(other.tokens for other in found[-1]) + each.tokens <= max_tokens:
                found[-1].append(each)
            else:
                found.append([each])
    return [packed_batch(each) for each in found]


def packed_batch(row: Sequence[Pack]) -> Batch:
    """Packs behind each other."""
    ids: list[int] = []
    labels: list[int] = []
    positions: list[int] = []
    numbers: list[int] = []
    segments: list[int] = []
    for number, each in enumerate(row):
        parts = [Encoded(list(each.prefix), [IGNORED] * len(each.prefix)), *each.continuations]
        for segment, part in enumerate(parts):
            start = len(each.prefix) if segment else 0
            ids += part.ids
            labels += part.labels
            positions += range(start, start + len(part.ids))
            # The only continuation of a prefix is one sequence with it.
            segments += [segment if len(each.continuations) > 1 else 0] * len(part.ids)
        numbers += [number] * each.tokens
    return {
        "input_ids": torch.tensor([ids]),
        "labels": torch.tensor([labels]),
        "position_ids": torch.tensor([positions]),
        "attention_mask": packed_mask(numbers, segments),
    }
