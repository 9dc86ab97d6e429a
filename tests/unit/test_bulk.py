"""Large data sets: the same bytes whoever makes the chunks and when; lost workers, interruptions, memory, splits."""

import json
import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from text2sql.bulk.building import ASKED_BY_USER, Given, Large, build_large
from text2sql.bulk.chunks import Chunk, Job, make_chunk
from text2sql.bulk.digests import Asked, digest
from text2sql.bulk.executors import Engine, Executor, Processes, ThisProcess, executor
from text2sql.bulk.parts import Parts
from text2sql.database import Database
from text2sql.dataset import UNFINISHED, read_dataset
from text2sql.ddl import load_schema
from text2sql.errors import T2SError
from text2sql.outcome import Outcome
from text2sql.populate import populate
from text2sql.prompt import PromptFormat
from text2sql.records import Example, example_id
from text2sql.splitfiles import FileFormat
from text2sql.sql import shape

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = load_schema(ROOT / "schemas" / "students.sql")
JOB = Job(schema=STUDENTS, seed=1, rows=60, languages=("en", "zh"), prompt=PromptFormat.SEED, size=40)


def build(
    out: Path,
    workers: Executor | None = None,
    *,
    count: int = 200,
    job: Job = JOB,
    shards: int = 2,
    form: FileFormat = FileFormat.JSONL,
    given: Given = Given(),  # noqa: B008
) -> Large:
    executor = workers or ThisProcess()
    return build_large(job, out, count=count, given=given, refused={}, shards=shards, form=form, workers=executor)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("straight") / "d"
    build(folder)
    return content(folder)


class TestTheSameBytes:
    def test_one_process_makes_whole_shards_and_nothing_else(self, straight: dict[str, bytes]) -> None:
        shards = [f"{split}-0000{n}-of-00002.jsonl" for split in ("dev", "test", "train") for n in (0, 1)]
        assert sorted(straight) == sorted([*shards, "dataset.json"])
        assert sum(text.count(b"\n") for name, text in straight.items() if name != "dataset.json") == 200

    @pytest.mark.parametrize("workers", [2, 3])
    def test_come_from_several_processes(self, tmp_path: Path, straight: dict[str, bytes], workers: int) -> None:
        build(tmp_path / "d", Processes(workers))
        assert content(tmp_path / "d") == straight

    def test_come_whatever_order_the_chunks_are_made_in(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        class Backwards:
            def map(self, work, numbers) -> Iterator[tuple[int, bytes]]:
                while True:
                    some = [next(numbers) for _ in range(4)]
                    yield from ((number, work(number)) for number in reversed(some))

        build(tmp_path / "d", Backwards())
        assert content(tmp_path / "d") == straight

    def test_do_not_come_from_another_seed(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        import dataclasses

        build(tmp_path / "d", job=dataclasses.replace(JOB, seed=2))
        assert content(tmp_path / "d") != straight

    def test_come_from_dask(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        pytest.importorskip("distributed", reason="needs t2s[cluster]")
        build(tmp_path / "d", executor(Engine.DASK, 2))
        assert content(tmp_path / "d") == straight

    def test_parquet_is_the_same_twice_and_holds_the_same_examples(self, tmp_path: Path) -> None:
        for name in "ab":
            build(tmp_path / name, form=FileFormat.PARQUET)
        build(tmp_path / "c")
        assert content(tmp_path / "a") == content(tmp_path / "b")
        parquet, lines = read_dataset(tmp_path / "a"), read_dataset(tmp_path / "c")
        for split in ("train", "dev", "test"):
            assert parquet.examples(split) == lines.examples(split)
            assert parquet.conversations(split) == lines.conversations(split)
        assert all(file.suffix == ".parquet" for files in parquet.files.values() for file in files)


class KillOnce:
    """Makes a chunk, but the process that is first at chunk 2 is killed; a file tells that it was."""

    def __init__(self, marker: Path, *, always: bool = False) -> None:
        self.marker, self.always = marker, always

    def __call__(self, number: int) -> bytes:
        if number == 2 and (self.always or not self.marker.exists()):
            self.marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return f"chunk {number}".encode()


class TestLostWorkers:
    def test_a_killed_process_loses_nothing(self, tmp_path: Path) -> None:
        made = dict(Processes(2).map(KillOnce(tmp_path / "killed"), iter(range(8))))
        assert (tmp_path / "killed").exists()
        assert made == {number: f"chunk {number}".encode() for number in range(8)}

    def test_a_chunk_that_kills_every_process_is_an_error_that_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(T2SError, match=r"3 workers died .*\b2\b"):
            list(Processes(1).map(KillOnce(tmp_path / "killed", always=True), iter(range(8))))

    def test_dask_gives_the_work_of_a_killed_worker_to_another(self, tmp_path: Path) -> None:
        pytest.importorskip("distributed", reason="needs t2s[cluster]")
        made = dict(executor(Engine.DASK, 2).map(KillOnce(tmp_path / "killed"), iter(range(8))))
        assert (tmp_path / "killed").exists()
        assert sorted(made) == list(range(8))

    def test_dask_that_is_not_installed_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(T2SError, match="Dask, which is not installed"):
            executor(Engine.DASK, 2)

    def test_no_worker_runs_far_ahead_of_a_missing_chunk(self, tmp_path: Path) -> None:
        begun: list[int] = []

        def numbers() -> Iterator[int]:
            for number in range(10_000):
                begun.append(number)
                yield number

        results = Processes(1).map(KillOnce(tmp_path / "x"), numbers())
        assert next(results)[1]
        results.close()
        assert len(begun) <= 3


class TestInterruption:
    class Interrupted(ThisProcess):
        def __init__(self, after: int) -> None:
            self.after = after
            self.made: list[int] = []

        def map(self, work, numbers) -> Iterator[tuple[int, bytes]]:
            for number in numbers:
                if len(self.made) == self.after:
                    raise KeyboardInterrupt
                self.made.append(number)
                yield number, work(number)

    def test_what_is_there_is_not_made_again(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "d", self.Interrupted(3))
        assert (tmp_path / "d" / UNFINISHED).is_dir()
        assert not (tmp_path / "d" / "dataset.json").exists()
        rest = self.Interrupted(99)
        build(tmp_path / "d", rest)
        assert rest.made[0] == 3
        assert content(tmp_path / "d") == straight

    def test_chunks_of_another_job_are_not_taken(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        import dataclasses

        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "d", self.Interrupted(3), job=dataclasses.replace(JOB, seed=2))
        whole = self.Interrupted(99)
        build(tmp_path / "d", whole)
        assert whole.made[0] == 0
        assert content(tmp_path / "d") == straight

    def test_a_killed_build_goes_on_too(self, tmp_path: Path, straight: dict[str, bytes]) -> None:
        program = (
            "import os, sys; sys.path[:0] = sys.argv[1:3]\n"
            "import test_bulk\n"
            "class Dies(test_bulk.ThisProcess):\n"
            "    def map(self, work, numbers):\n"
            "        for number in numbers:\n"
            "            if number == 2: os.kill(os.getpid(), 9)\n"
            "            yield number, work(number)\n"
            "from pathlib import Path; test_bulk.build(Path(sys.argv[3]), Dies())\n"
        )
        paths = [str(ROOT), str(Path(__file__).parent), str(tmp_path / "d")]
        assert subprocess.run([sys.executable, "-c", program, *paths], check=False).returncode == -9
        assert len(list((tmp_path / "d" / UNFINISHED).glob("chunk-*"))) == 2
        build(tmp_path / "d")
        assert content(tmp_path / "d") == straight

    def test_a_damaged_chunk_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "d", self.Interrupted(3))
        chunk = tmp_path / "d" / UNFINISHED / "chunk-000001"
        chunk.write_bytes(chunk.read_bytes()[:100])
        with pytest.raises(T2SError, match="a damaged chunk"):
            build(tmp_path / "d")


class TestWhatIsIn:
    def test_every_question_stands_once_and_every_gold_runs(self, tmp_path: Path) -> None:
        dataset = build(tmp_path / "d").dataset
        examples = [each for split in dataset.splits for each in dataset.examples(split)]
        assert len({example.question for example in examples}) == len(examples) == 200
        with Database.from_rows(STUDENTS, populate(STUDENTS, seed=1, rows=60)) as database:
            assert all(isinstance(database.run(example.sql), Outcome) for example in examples)

    def test_questions_of_the_user_come_first_and_are_not_asked_again(self, tmp_path: Path) -> None:
        first = Chunk.unpack(make_chunk(JOB, 0)).entries[0]
        line = json.loads(first.line)
        sql = "SELECT COUNT(*) FROM students"
        mine = Example(
            id=example_id("students", line["question"], sql),
            schema="students",
            question=line["question"],
            sql=sql,
            language=line["language"],
            provenance="pair:mine.csv:2",
        )
        large = build(tmp_path / "d", given=Given(again=[mine, mine], own=[("train", mine)]))
        found = [e for split in large.dataset.splits for e in large.dataset.examples(split)]
        assert [e.sql for e in found if e.question == mine.question] == [sql] * 3
        assert [e.sql for e in large.dataset.examples("train")[:3]] == [sql] * 3
        assert len(found) == 203
        assert large.dataset.refused[ASKED_BY_USER] >= 1
        manifest = json.loads((tmp_path / "d" / "dataset.json").read_text(encoding="utf-8"))
        assert sum(manifest["counts"].values()) == 203
        assert sum(counter["your pairs"] for counter in large.tally.groups["family"].values()) == 1

    def test_a_schema_with_little_to_ask_ends_early(self, tmp_path: Path) -> None:
        class Same:
            def map(self, work, numbers) -> Iterator[tuple[int, bytes]]:
                yield from ((number, work(0)) for number in numbers)

        dataset = build(tmp_path / "d", Same(), count=10_000).dataset
        assert sum(len(dataset.examples(split)) for split in dataset.splits) == JOB.size
        assert dataset.refused["drawn before"] == 5 * JOB.size

    def test_a_schema_that_nothing_can_be_asked_of_is_said(self, tmp_path: Path) -> None:
        class Nothing:
            def map(self, work, numbers) -> Iterator[tuple[int, bytes]]:
                yield from (
                    (number, Chunk(entries=[], refused={"the answer is empty": 9}).pack()) for number in numbers
                )

        with pytest.raises(T2SError, match="nothing can be asked of these tables: the answer is empty"):
            build(tmp_path / "d", Nothing())

    def test_memory_does_not_grow_with_the_set(self, tmp_path: Path) -> None:
        """Chunks that are there already, so that the merge alone is measured: over 20,000 examples and over twice as many."""
        line = json.loads(Chunk.unpack(make_chunk(JOB, 0)).entries[0].line)
        peaks = []
        for count in (20_000, 40_000):
            tracemalloc.start()
            build(tmp_path / str(count), Made(line), count=count)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        # 40,000 lines of 600 bytes are 24 MB; the table of those asked grows by 12 bytes a place.
        assert peaks[1] - peaks[0] < 1 << 20, peaks


class Made:
    """An executor whose chunks are one line with other questions."""

    def __init__(self, line: dict[str, object]) -> None:
        self.line = line

    def map(self, work, numbers) -> Iterator[tuple[int, bytes]]:
        for number in numbers:
            entries = []
            for at in range(500):
                question = f"{self.line['question']} {number} {at}"
                text = json.dumps(self.line | {"question": question}, ensure_ascii=False) + "\n"
                entries.append(
                    (digest(question), digest("q"), digest(str(at)), digest(question), ("zh", "easy", "top"), text)
                )
            yield number, Chunk(entries=entries, refused={}).pack()


class TestParts:
    def test_rare_shapes_are_held_out_whole_and_frequent_ones_never(self) -> None:
        entries = [entry for n in range(12) for entry in Chunk.unpack(make_chunk(JOB, n)).entries]
        parts = Parts(entries[:200], len(entries), seed=1)
        where: dict[str, list[tuple[str, str]]] = {}
        for entry in entries:
            line = json.loads(entry.line)
            where.setdefault(parts.split(entry), []).append((line["question"], shape(line["sql"])))
        shares = {split: len(found) / len(entries) for split, found in where.items()}
        assert 0.04 < shares["dev"] < 0.17
        assert 0.05 < shares["test"] < 0.17
        trained = {each for _, each in where["train"]}
        for split in ("dev", "test"):
            new = sum(each not in trained for _, each in where[split]) / len(where[split])
            assert 0.2 < new < 0.8, new

    def test_the_share_falls_when_there_is_enough(self) -> None:
        entries = [entry for n in range(5) for entry in Chunk.unpack(make_chunk(JOB, n)).entries]
        parts = Parts(entries, 10_000_000, seed=1)
        assert all(parts.split(entry) == "train" for entry in entries)


def test_the_table_of_questions_forgets_none() -> None:
    asked = Asked(5_000)
    numbers = [digest(str(number)) for number in range(5_000)]
    assert all(asked.add(number, 1) is None for number in numbers)
    assert all(asked.add(number, 1) == "drawn before" for number in numbers)
    assert asked.add(numbers[0], 2) == "the question already stands for another query"
