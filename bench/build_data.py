"""Executed examples a second of CPU time, memory, how different they are: `python bench/build_data.py [SCHEMA.sql] [COUNT] [WORKERS] [--copies]`.

Up to 20,000 examples are drawn as one, as `t2s build-data` does it; more are made in chunks by WORKERS processes. CPU time
is that of all processes, since a shared machine makes any other figure say how busy it was. With --copies the chunks are one
chunk over and over with other questions, which costs nothing to make: what is measured is the merge, its speed and memory.
"""

import dataclasses
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from text2sql.build import IN_ONE_PIECE
from text2sql.bulk.building import Given, build_large
from text2sql.bulk.chunks import Chunk, Job
from text2sql.bulk.digests import digest
from text2sql.bulk.executors import Engine, Executor, executor
from text2sql.ddl import load_schema
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.splitfiles import FileFormat
from text2sql.sql import shape
from text2sql.synth.generate import generate


class Copies:
    """An executor whose chunks are the first one with a number in each question."""

    def map(self, work: Callable[[int], bytes], numbers: Iterator[int]) -> Iterator[tuple[int, bytes]]:
        """See `text2sql.bulk.executors.Executor`."""
        first = Chunk.unpack(work(0))
        lines = [json.loads(entry.line) for entry in first.entries]
        for number in numbers:
            entries = []
            for entry, line in zip(first.entries, lines, strict=True):
                question = f"{line['question']} {number}"
                text = json.dumps(line | {"question": question}, ensure_ascii=False) + "\n"
                entries.append(entry._replace(question=digest(question), line=text))
            yield number, dataclasses.replace(first, entries=entries).pack()


def main() -> None:
    arguments = [each for each in sys.argv[1:] if each != "--copies"]
    path = Path(arguments[0] if arguments else "schemas/students.sql")
    count = int(arguments[1]) if len(arguments) > 1 else 4000
    workers = int(arguments[2]) if len(arguments) > 2 else 1
    schema = load_schema(path)
    rows = populate(schema, seed=0)
    examples: tuple[Example, ...] = ()
    if count <= IN_ONE_PIECE:
        generate(schema, rows, count=50, seed=1)  # imports and caches are not what is measured
        started, worked = time.perf_counter(), cpu()
        examples = generate(schema, rows, count=count, seed=0).examples
        made, families = len(examples), len({each.provenance for each in examples})
    else:
        job = Job(
            schema=schema.with_samples(samples(schema, rows, seed=0)),
            seed=0,
            rows=200,
            languages=("en", "zh"),
            prompt=PromptFormat.SEED,
        )
        source: Executor = Copies() if "--copies" in sys.argv else executor(Engine.LOCAL, workers)
        started, worked = time.perf_counter(), cpu()
        with tempfile.TemporaryDirectory() as folder:
            large = build_large(
                job,
                Path(folder, "d"),
                count=count,
                given=Given(),
                refused={},
                shards=max(1, count // 100_000),
                form=FileFormat.JSONL,
                workers=source,
                told=lambda done: tell(done, count, cpu() - worked),
            )
        kinds = large.tally.groups["family"]
        made, families = sum(map(large.tally.size, kinds)), len(set().union(*kinds.values()))
    wall, used = time.perf_counter() - started, cpu() - worked
    print(
        f"{path}: {made} examples, {made / used:.0f} a CPU second, {made / wall:.0f} a second, {used:.0f} CPU s in all; "
        f"{families} families" + (f", {len({shape(each.sql) for each in examples})} shapes" if examples else "")
    )


def tell(done: int, count: int, used: float) -> None:
    if done % max(1000, count // 10) == 0:
        print(f"  {done:>9,} examples  {done / used if used else 0:6.0f} a CPU second  {memory()}", flush=True)


def cpu() -> float:
    """CPU seconds of this process and of its children, those that still run too."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = sum(sum(map(int, stat(child)[11:13])) for child in children())
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + ticks / 100


def memory() -> str:
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in ["self", *children()]]
    return ", ".join(f"{each * 4096 / 2**20:.0f}" for each in pages) + " MiB resident"


def children() -> list[str]:
    return Path(f"/proc/self/task/{Path('/proc/self').readlink()}/children").read_text().split()


def stat(process: str) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


if __name__ == "__main__":
    main()
