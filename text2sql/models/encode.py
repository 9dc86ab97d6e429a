"""Conversations → token ids and labels, and batches of them.

An example that does not fit is refused and counted: cutting it would cut the answer, which stands last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from text2sql.models.packs import Pack, block_mask, packs
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


def packed_batch(examples: Sequence[Encoded], pad: int, max_tokens: int) -> Batch:
    """The same loss and gradients as `padded_batch`, with every shared prefix computed once.

    Examples go into one row where at least a third of each is shared; where nothing is, the batch is the padded one.
    Only for models that take a boolean mask of four dimensions (transformers' SDPA attention, no sliding window).
    """
    rows = [each for group in _groups(sorted(examples)) for each in packs(group, max_tokens)]
    if len(rows) == len(examples):
        return padded_batch(examples, pad)
    return _pack_rows(rows, pad)


def _groups(examples: Sequence[Encoded]) -> list[list[Encoded]]:
    """Sorted examples, split where less than a third is shared: prompts over different schemas share their first words only."""
    groups: list[list[Encoded]] = []
    for each in examples:
        if groups and _shared(groups[-1][0].ids, each.ids) * 3 >= len(each.ids):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _pack_rows(rows: Sequence[Pack], pad: int) -> Batch:
    width = max(row.tokens for row in rows)
    ids, labels, positions, masks = [], [], [], []
    for row in rows:
        shared = len(row.prefix)
        row_ids, row_labels = list(row.prefix), [IGNORED] * shared
        row_positions, segments = list(range(shared)), [0] * shared
        for number, each in enumerate(row.continuations, start=1):
            row_ids += each.ids
            row_labels += each.labels
            row_positions += range(shared, shared + len(each.ids))
            segments += [number] * len(each.ids)
        gap = width - len(row_ids)
        ids.append(row_ids + [pad] * gap)
        labels.append(row_labels + [IGNORED] * gap)
        positions.append(row_positions + [0] * gap)
        # Filler is a segment of its own, so that no row of the mask is empty.
        masks.append(block_mask(torch.tensor(segments + [-1] * gap)))
    return {
        "input_ids": torch.tensor(ids),
        "labels": torch.tensor(labels),
        "position_ids": torch.tensor(positions),
        "attention_mask": torch.stack(masks)[:, None],
    }
