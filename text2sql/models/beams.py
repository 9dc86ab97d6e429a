"""Several replies a question: beam search behind a cached prefix, for several questions at once."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache

from text2sql.models.guarded import Writer
from text2sql.models.tokenizer import pad_left


@dataclass(slots=True)
class _Beam:
    """One reply as it is written: of which question, how likely so far, with what writer."""

    question: int
    score: float
    ids: tuple[int, ...]
    writer: Writer
    row: int


@torch.no_grad()
def beams(
    model: Any,
    cache: DynamicCache,
    suffixes: Sequence[Sequence[int]],
    *,
    pad: int,
    stops: frozenset[int],
    limit: int,
    writers: Sequence[Writer],
    width: int,
) -> list[list[list[int]]]:
    """Of each prompt up to `width` different finished replies, the likeliest a token first; ids without the stop token.

    Arguments are those of `generate.greedy`; replies that do not end within `limit` tokens are left out.
    """
    device, shared, padded = model.device, cache.get_seq_length(), pad_left(suffixes, pad)
    cache = copy.deepcopy(cache)
    cache.batch_repeat_interleave(len(suffixes))
    ids = torch.tensor(padded.ids, device=device)
    mask = torch.tensor(padded.mask, device=device)
    positions = torch.tensor(padded.positions, device=device) + shared
    mask = torch.cat([mask.new_ones(len(suffixes), shared), mask], dim=1)
    open_beams = [_Beam(at, 0.0, (), writer, at) for at, writer in enumerate(writers)]
    finished: list[list[tuple[float, list[int]]]] = [[] for _ in suffixes]
    for _ in range(limit):
        logits = model(
            ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True, logits_to_keep=1
        ).logits[:, -1]
        # Twice the width: half of them may end here.
        likely = logits.float().log_softmax(-1).topk(min(4 * width, logits.shape[-1]))
        open_beams = _grown(open_beams, likely.values.tolist(), likely.indices.tolist(), stops, finished, width)
        if not open_beams:
            break
        rows = torch.tensor([each.row for each in open_beams], device=device)
        cache.batch_select_indices(rows)
        mask = torch.cat([mask[rows], mask.new_ones(len(rows), 1)], dim=1)
        positions = positions[rows, -1:] + 1
        ids = torch.tensor([[each.ids[-1]] for each in open_beams], device=device)
        open_beams = [_Beam(each.question, each.score, each.ids, each.writer, at) for at, each in enumerate(open_beams)]
    return [[reply for _, reply in sorted(some, key=lambda each: -each[0])] for some in finished]


def _grown(
    open_beams: Sequence[_Beam],
    scores: Sequence[Sequence[float]],
    tokens: Sequence[Sequence[int]],
    stops: frozenset[int],
    finished: list[list[tuple[float, list[int]]]],
    width: int,
) -> list[_Beam]:
    """The beams one token later, at most `width` a question; what ends goes to `finished`."""
    grown = []
    for question in dict.fromkeys(each.question for each in open_beams):
        mine = [each for each in open_beams if each.question == question]
        options = [
            (beam.score + score, token, beam)
            for beam in mine
            for score, token in zip(scores[beam.row], tokens[beam.row], strict=True)
        ]
        kept = 0
        for score, token, beam in sorted(options, key=lambda each: -each[0]):
            if kept == width or len(finished[question]) == width:
                break
            writer = copy.copy(beam.writer)
            if not writer.may(token):
                continue
            if token in stops:
                # By its length, or short replies would win.
                finished[question].append((score / (len(beam.ids) + 1), list(beam.ids)))
            else:
                grown.append(_Beam(question, score, (*beam.ids, token), writer, beam.row))
                kept += 1
        if len(finished[question]) == width:
            grown = [each for each in grown if each.question != question]
    return grown
