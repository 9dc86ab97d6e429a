"""Chunks → shards: a large data set, built in memory that does not grow with it, and gone on with where it was stopped.

Chunks lie as files in ``OUT/.building`` from when they are made until the data set is done. They are merged in the order of
their numbers whoever made them and when, so that the same job gives the same bytes. Whoever starts the same job
again finds the chunks that are there and makes the rest.
"""

import dataclasses
import functools
import itertools
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from text2sql import __version__
from text2sql.bulk.chunks import Chunk, Entry, Job, entry_of, make_chunk
from text2sql.bulk.digests import Asked
from text2sql.bulk.executors import Executor
from text2sql.bulk.parts import Parts
from text2sql.dataset import UNFINISHED, Dataset, clear_dataset, seal_dataset
from text2sql.errors import T2SError
from text2sql.records import Example, write_json
from text2sql.schema import schema_to_json
from text2sql.splitfiles import SPLITS, FileFormat, SplitWriter
from text2sql.synth.generate import forms_of

# Why a generated question is dropped that a user's pair asks.
ASKED_BY_USER = "your pairs ask the same"
# When so many chunks in a row bring hardly anything new, the schema has no more to ask.
_TIRED, _FRESH = 5, 0.02


_GROUPS = ("language", "level", "family")


@dataclass(kw_only=True)
class Tally:
    """Examples by value and split, for language, level and family."""

    groups: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: {group: {split: Counter() for split in SPLITS} for group in _GROUPS}
    )

    def add(self, split: str, entry: Entry) -> None:
        """Count one example."""
        for group, value in zip(_GROUPS, entry.groups, strict=True):
            self.groups[group][split][value] += 1

    def size(self, split: str) -> int:
        """How many examples a split has."""
        return self.groups["language"][split].total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Examples that are there before any chunk, and go before those of the chunks.

    Attributes:
        again: the user's pairs once more for each time beyond the first that they are trained on; at the head of train.
        own: the user's pairs and what was made around them, each with its split; no question of theirs is generated.
        taught: a teacher's examples, split as the generated ones are.
    """

    again: Sequence[Example] = ()
    own: Sequence[tuple[str, Example]] = ()
    taught: Sequence[Example] = ()

    def __len__(self) -> int:
        return len(self.own) + len(self.taught)


class _Line(NamedTuple):
    """An entry that enters, its split, and whether it stands there for the second time or more."""

    split: str
    entry: Entry
    is_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A large data set that was just built, and what is in it."""

    dataset: Dataset
    tally: Tally


def build_large(
    job: Job,
    out: Path,
    *,
    count: int,
    given: Given,
    refused: Mapping[str, int],
    shards: int,
    form: FileFormat,
    workers: Executor,
    told: Callable[[int], None] = lambda count: None,
) -> Large:
    """The data set, written to `out`.

    Args:
        job: what the chunks are made of.
        out: a folder; an earlier data set in it is replaced, chunks of the same job in it are used.
        count: examples to generate.
        given: examples that go before them.
        refused: candidates that were dropped before.
        shards: files a split.
        form: of the files.
        workers: who makes the chunks.
        told: called after each chunk with how many examples there are.

    Raises:
        T2SError: if something else lies in `out`, workers are lost again and again, or nothing can be asked.
    """
    chunks = _Chunks(out / UNFINISHED, job)
    clear_dataset(out)
    chunks.open()
    tally, dropped = Tally(), Counter(refused)
    wanted = len(given.again) + len(given) + count
    lines = Counter[str]()
    with ExitStack() as files:
        writers = {split: files.enter_context(SplitWriter(out, split, shards=shards, form=form)) for split in SPLITS}
        made = shard = 0
        for split, entry, is_again in _chosen(chunks, job, workers, given, count, dropped):
            # Each shard holds its part of all examples in their order, so that it is finished long before the last.
            while made * shards >= (shard + 1) * wanted and shard + 1 < shards:
                for writer in writers.values():
                    writer.turn()
                shard += 1
            writers[split].write_text(entry.line)
            lines[split] += 1
            if not is_again:
                tally.add(split, entry)
            made += 1
            if made % job.size == 0:
                told(made)
        if not made:
            why = "; ".join(f"{reason} ({times} times)" for reason, times in dropped.most_common(2))
            fix = "give columns with values"
            raise T2SError(f"nothing can be asked of these tables: {why}", where=job.schema.name, fix=fix)
    dataset = seal_dataset(
        out,
        name=job.schema.name,
        schemas={job.schema.name: job.schema},
        counts={split: lines[split] for split in SPLITS},
        prompt=job.prompt,
        seed=job.seed,
        rows_seed=job.seed,
        rows=job.rows,
        refused=dropped,
    )
    chunks.remove()
    return Large(dataset=dataset, tally=tally)


def _chosen(
    chunks: "_Chunks", job: Job, workers: Executor, given: Given, count: int, dropped: Counter[str]
) -> Iterator[_Line]:
    """What enters: the given examples, then those of the chunks in order."""
    forms = forms_of(job.schema)

    def read(example: Example) -> Entry:
        return entry_of(example, job.schema, job.prompt, forms)

    yield from (_Line("train", read(example), is_again=True) for example in given.again)
    own = [_Line(split, read(example)) for split, example in given.own]
    yield from own
    users = {line.entry.plain for line in own}
    asked = Asked(count + len(given))
    for line in own:
        # A person may well ask the same for two queries; that is said elsewhere and is theirs to decide.
        asked.add(line.entry.question, line.entry.sql)
    parts: Parts | None = None
    found = tired = 0
    stream = chunks.in_order(workers)
    for chunk in stream:
        dropped.update(chunk.refused)
        if parts is None:
            parts = Parts(chunk.entries, len(given.taught) + count, job.seed)
            for entry in map(read, given.taught):
                if asked.add(entry.question, entry.sql) is None:
                    yield _Line(parts.split(entry), entry)
        fresh = 0
        for entry in chunk.entries:
            if found == count:
                break
            why = ASKED_BY_USER if entry.plain in users else asked.add(entry.question, entry.sql)
            if why is not None:
                dropped[why] += 1
                continue
            yield _Line(parts.split(entry), entry)
            fresh += 1
            found += 1
        tired = tired + 1 if fresh < _FRESH * job.size else 0
        if found == count or tired == _TIRED:
            stream.close()
            return


class _Chunks:
    """The chunks of a job as files, made where they are missing."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder, self._job = folder, job

    def open(self) -> None:
        """Keep what an earlier start of the same job left, remove what another job left."""
        known = self._folder / "job.json"
        described = {"t2s": __version__, **dataclasses.asdict(self._job), "schema": schema_to_json(self._job.schema)}
        described = json.loads(json.dumps(described))
        try:
            is_same = json.loads(known.read_text(encoding="utf-8")) == described
        except (OSError, ValueError):
            is_same = False
        if not is_same:
            shutil.rmtree(self._folder, ignore_errors=True)
            write_json(known, described)

    def remove(self) -> None:
        """The data set is there; they are of no use any more."""
        shutil.rmtree(self._folder)

    def in_order(self, workers: Executor) -> Generator[Chunk, None, None]:
        """All chunks from the first one on, without end."""
        missing = (number for number in itertools.count() if not self._path(number).is_file())
        results = workers.map(functools.partial(make_chunk, self._job), missing)
        try:
            for number in itertools.count():
                while not self._path(number).is_file():
                    self._write(*next(results))
                yield self._read(number)
        finally:
            results.close()  # now, not when the generator is collected: processes are waiting

    def _read(self, number: int) -> Chunk:
        path = self._path(number)
        try:
            return Chunk.unpack(path.read_bytes())
        except ValueError as error:  # a disk that lost power after the renaming
            raise T2SError("a damaged chunk", where=str(path), fix="remove it and start the command again") from error

    def _write(self, number: int, data: bytes) -> None:
        path = self._path(number)
        partial = path.with_suffix(".partial")
        partial.write_bytes(data)
        os.replace(partial, path)

    def _path(self, number: int) -> Path:
        return self._folder / f"chunk-{number:06d}"
