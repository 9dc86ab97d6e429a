"""The pretraining corpus as files: schema packs as token ids in numbered shards.

A writer can run ahead of training: shard N holds the same groups whenever it is written, and appears whole or not at all.
"""

import itertools
import os
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

import numpy

from text2sql.errors import T2SError
from text2sql.lexicon.words_zh import SURNAMES
from text2sql.models.mini.links import Kind, Link, LinkedPack, Linker
from text2sql.models.mini.tokenizer import common_characters
from text2sql.models.packs import Pack, pack
from text2sql.models.tokenizer import IGNORED, ChatGLM3Tokenizer, Encoded
from text2sql.prompt import conversation
from text2sql.records import Example
from text2sql.synth.corpus import Group

GROUPS_A_SHARD = 512

_RENAMED = 0.25
_PERSON = re.compile(r"'([\u4e00-\u9fff]{2,3})'")
_CHARACTERS = tuple(common_characters())


class Position(TypedDict):
    """A place in the stream: the open shard, the next pack in it, the next new shard, how many old ones were opened again."""

    shard: int
    offset: int
    fresh: int
    again: int


def pack_group(group: Group, tokenizer: ChatGLM3Tokenizer, max_tokens: int) -> LinkedPack | None:
    """The group's questions that fit into one pack; None if not even one does."""
    linker = Linker(group.schema, group.form, tokenizer)
    encoded: list[Encoded] = []
    links = []
    used = 0
    for example in map(renamed, group.examples):
        each = tokenizer.encode_training(conversation(group.schema, example.question, example.sql, group.form))
        # An upper bound, cheaper than packing again: the first counts whole, the others without what they share with it.
        shared = _shared(encoded[0].ids, each.ids) if encoded else 0
        if used + len(each.ids) - shared <= max_tokens:
            used += len(each.ids) - shared
            encoded.append(each)
            links.append(linker.links(example.question, example.sql))
    if not encoded:
        return None
    made = pack(encoded)
    return LinkedPack(
        prefix=made.prefix, continuations=made.continuations, lines=tuple(linker.lines()), links=tuple(links)
    )


def renamed(example: Example) -> Example:
    """The example, or in one of four cases with the given names of people in it replaced by characters that are nobody's.

    The generator knows some hundred given names; a base must copy any character. The choice depends on the example alone.
    """
    rng = random.Random(f"renamed/{example.id}")
    question, sql = example.question, example.sql
    if rng.random() >= _RENAMED:
        return example
    for name in dict.fromkeys(_PERSON.findall(sql)):
        if name[0] in SURNAMES and question.count(name) == 1:
            strange = name[0] + "".join(rng.choice(_CHARACTERS) for _ in name[1:])
            question, sql = question.replace(name, strange), sql.replace(f"'{name}'", f"'{strange}'")
    return replace(example, question=question, sql=sql)


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
            # Twice the groups lie between two beginnings, since a generator may leave some out.
            some = itertools.islice(groups(number * 2 * GROUPS_A_SHARD), GROUPS_A_SHARD)
            packs = (pack_group(group, tokenizer, max_tokens) for group in some)
            save_shard(path, [each for each in packs if each])
        yield path


def shard_path(directory: Path, number: int) -> Path:
    """Where the shard of that number lies."""
    return directory / f"shard-{number:05d}.npz"


def save_shard(path: Path, packs: Sequence[LinkedPack]) -> None:
    """Write the packs; every continuation's labels must be its last tokens."""
    continuations = [each for one in packs for each in one.continuations]
    trained = [len(each.labels) - each.labels.count(IGNORED) for each in continuations]
    links = [(row, link) for row, some in enumerate(each for one in packs for each in one.links) for link in some]
    temporary = path.with_suffix(".partial.npz")
    numpy.savez(
        temporary,
        ids=numpy.array(
            [i for one in packs for part in (one.prefix, *(c.ids for c in one.continuations)) for i in part],
            numpy.uint16,
        ),
        prefixes=numpy.array([len(one.prefix) for one in packs], numpy.int32),
        counts=numpy.array([len(one.continuations) for one in packs], numpy.int32),
        lengths=numpy.array([len(each.ids) for each in continuations], numpy.int32),
        trained=numpy.array(trained, numpy.int32),
        line_counts=numpy.array([len(one.lines) for one in packs], numpy.int32),
        lines=_table([(span.start, span.stop, target) for one in packs for span, target in one.lines], 3),
        links=_table([(row, each.kind, each.source, len(each.targets)) for row, each in links], 4),
        targets=_table([(span.start, span.stop) for _, each in links for span in each.targets], 2),
    )
    os.replace(temporary, path)


def _table(rows: Sequence[tuple[int, ...]], width: int) -> "numpy.ndarray[Any, Any]":
    return numpy.array(rows, numpy.int32).reshape(-1, width)


def load_shard(path: Path) -> list[LinkedPack]:
    """The packs that `save_shard` wrote.

    Raises:
        T2SError: if an earlier version wrote the file.
    """
    with numpy.load(path) as file:
        if "links" not in file:
            raise T2SError(
                "a shard of an earlier version, without links",
                where=str(path),
                fix="remove the corpus and write it again: t2s base corpus",
            )
        ids, prefixes, counts, lengths, trained = (
            file[name].tolist() for name in ("ids", "prefixes", "counts", "lengths", "trained")
        )
        line_counts, lines, links, targets = (
            iter(file[name].tolist()) for name in ("line_counts", "lines", "links", "targets")
        )
    by_row: list[list[Link]] = [[] for _ in lengths]
    for row, kind, source, count in links:
        spans = tuple(range(*span) for span in itertools.islice(targets, count))
        by_row[row].append(Link(Kind(kind), source, spans))
    packs, at, row = [], 0, 0
    for shared, count in zip(prefixes, counts, strict=True):
        prefix = tuple(ids[at : at + shared])
        at += shared
        continuations = []
        for length, labels in zip(lengths[row : row + count], trained[row : row + count], strict=True):
            part = ids[at : at + length]
            continuations.append(Encoded(part, [IGNORED] * (length - labels) + part[length - labels :]))
            at += length
        packs.append(
            LinkedPack(
                prefix=prefix,
                continuations=tuple(continuations),
                lines=tuple(
                    (range(start, stop), target) for start, stop, target in itertools.islice(lines, next(line_counts))
                ),
                links=tuple(tuple(each) for each in by_row[row : row + count]),
            )
        )
        row += count
    return packs


class PackStream:
    """The packs of shards in order, each new one once; older ones again, at most `epochs` times in all, while none is new.

    The position is plain data, and which shards there are is told from outside, so that several processes and a resumed run
    read the same packs.
    """

    def __init__(self, directory: Path, position: Position | None = None, *, epochs: int = 2) -> None:
        """Go on from a position, by default the beginning."""
        self.position: Position = position or Position(shard=-1, offset=0, fresh=0, again=0)
        self._directory, self._epochs = directory, epochs
        self._packs = load_shard(shard_path(directory, self.position["shard"])) if position else []

    def lasts(self, shards: int) -> bool:
        """Whether another shard may be begun when there are so many."""
        return self.position["fresh"] < shards or self.position["again"] < self.position["fresh"] * (self._epochs - 1)

    def take(self, tokens: int, shards: int) -> list[Pack]:
        """The next packs, at least so many tokens of them; `lasts` must hold."""
        taken: list[Pack] = []
        size = 0
        while size < tokens:
            if self.position["offset"] == len(self._packs):
                self._open_next(shards)
            taken.append(self._packs[self.position["offset"]])
            self.position["offset"] += 1
            size += taken[-1].tokens
        return taken

    def _open_next(self, shards: int) -> None:
        at = self.position
        if at["fresh"] < shards:
            at["shard"], at["fresh"] = at["fresh"], at["fresh"] + 1
        else:
            at["shard"], at["again"] = at["again"] % at["fresh"], at["again"] + 1
        at["offset"] = 0
        self._packs = load_shard(shard_path(self._directory, at["shard"]))


def count_shards(directory: Path, start: int = 0) -> int:
    """How many shards there are without a gap, knowing that the first `start` are there."""
    while shard_path(directory, start).exists():
        start += 1
    return start


def _shared(first: Sequence[int], second: Sequence[int]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
