"""The pretraining corpus as files: schema packs as token ids in numbered shards.

A writer can run ahead of training: shard N holds the same groups whenever it is written, and appears whole or not at all.
"""

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy

from text2sql.errors import T2SError
from text2sql.models.packs import Pack, pack
from text2sql.models.tokenizer import IGNORED, ChatGLM3Tokenizer, Encoded
from text2sql.prompt import PromptFormat, conversation
from text2sql.records import Example
from text2sql.schema import Schema

GROUPS_A_SHARD = 512


class Group(Protocol):
    """One invented schema with its questions."""

    @property
    def schema(self) -> Schema: ...
    @property
    def form(self) -> PromptFormat: ...
    @property
    def examples(self) -> tuple[Example, ...]: ...


def pack_group(group: Group, tokenizer: ChatGLM3Tokenizer, max_tokens: int) -> Pack | None:
    """The group's questions that fit into one pack; None if not even one does."""
    encoded: list[Encoded] = []
    used = 0
    for example in group.examples:
        each = tokenizer.encode_training(conversation(group.schema, example.question, example.sql, group.form))
        # An upper bound, cheaper than packing again: the first counts whole, the others without what they share with it.
        shared = _shared(encoded[0].ids, each.ids) if encoded else 0
        if used + len(each.ids) - shared <= max_tokens:
            used += len(each.ids) - shared
            encoded.append(each)
    return pack(encoded) if encoded else None


def write_shards(
    groups: Callable[[int], Iterable[Group]],
    tokenizer: ChatGLM3Tokenizer,
    directory: Path,
    numbers: Iterable[int],
    max_tokens: int,
) -> Iterator[Path]:
    """Write the shards with these numbers that are not there yet; `groups(start)` are the groups from that one on."""
    directory.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        path = shard_path(directory, number)
        if not path.exists():
            some = itertools.islice(groups(number * GROUPS_A_SHARD), GROUPS_A_SHARD)
            packs = (pack_group(group, tokenizer, max_tokens) for group in some)
            save_shard(path, [each for each in packs if each])
        yield path


def shard_path(directory: Path, number: int) -> Path:
    """Where the shard of that number lies."""
    return directory / f"shard-{number:05d}.npz"


def save_shard(path: Path, packs: Sequence[Pack]) -> None:
    """Write the packs; every continuation's labels must be its last tokens."""
    continuations = [each for one in packs for each in one.continuations]
    trained = [len(each.labels) - each.labels.count(IGNORED) for each in continuations]
    temporary = path.with_suffix(".partial.npz")
    numpy.savez(
        temporary,
        ids=numpy.array(
            [i for one in packs for part in (one.prefix, *(c.ids for c in one.continuations)) for i in part], numpy.uint16
        ),
        prefixes=numpy.array([len(one.prefix) for one in packs], numpy.int32),
        counts=numpy.array([len(one.continuations) for one in packs], numpy.int32),
        lengths=numpy.array([len(each.ids) for each in continuations], numpy.int32),
        trained=numpy.array(trained, numpy.int32),
    )
    os.replace(temporary, path)


def load_shard(path: Path) -> list[Pack]:
    """The packs that `save_shard` wrote."""
    with numpy.load(path) as file:
        ids, prefixes, counts, lengths, trained = (
            file[name].tolist() for name in ("ids", "prefixes", "counts", "lengths", "trained")
        )
    packs, at, row = [], 0, 0
    for shared, count in zip(prefixes, counts, strict=True):
        prefix = tuple(ids[at : at + shared])
        at += shared
        continuations = []
        for length, labels in zip(lengths[row : row + count], trained[row : row + count], strict=True):
            part = ids[at : at + length]
            continuations.append(Encoded(part, [IGNORED] * (length - labels) + part[length - labels :]))
            at += length
        row += count
        packs.append(Pack(prefix=prefix, continuations=tuple(continuations)))
    return packs


class PackStream:
    """The packs of the shards 0, 1, 2… from a position on, waiting for a shard that is still being written."""

    def __init__(self, directory: Path, position: int = 0, *, epochs: int = 2, patience: float = 60.0) -> None:
        """Start at the pack `position`, counted over all shards and epochs.

        After `patience` seconds without a new shard the stream begins again, at most `epochs` times in all.
        """
        self.directory = directory
        self.position = position
        self._epochs, self._patience = epochs, patience

    def __iter__(self) -> Iterator[Pack]:
        skipped, epoch, number = 0, 0, 0
        while True:
            path = shard_path(self.directory, number)
            if not self._appears(path, wait=epoch == 0):
                epoch, number = epoch + 1, 0
                if epoch == self._epochs or not shard_path(self.directory, 0).exists():
                    raise T2SError(
                        "the corpus is used up", where=str(self.directory), fix="write more shards with t2s base corpus"
                    )
                continue
            packs = load_shard(path)
            number += 1
            if skipped + len(packs) <= self.position:
                skipped += len(packs)
                continue
            for each in packs[self.position - skipped :]:
                self.position += 1
                yield each
            skipped += len(packs)

    def _appears(self, path: Path, *, wait: bool) -> bool:
        end = time.monotonic() + (self._patience if wait else 0)
        while not path.exists():
            if time.monotonic() >= end:
                return False
            time.sleep(0.5)
        return True


def _shared(first: Sequence[int], second: Sequence[int]) -> int:
    return next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
