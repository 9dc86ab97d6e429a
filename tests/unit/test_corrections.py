"""The file of corrections: the newest of each question, whole whatever happens while it is written."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from text2sql.benchmarks.pairs import read_pairs
from text2sql.errors import T2SError
from text2sql.pairs.corrections import Correction, save_correction
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(name="s", tables=(Table(name="t", columns=(Column(name="a", type="INTEGER"),)),))


def correction(question: str, sql: str, was: str | None = None) -> Correction:
    return Correction(question=question, sql=sql, was=was, at="2026-11-24T20:00:00+08:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "datasets" / "s" / "corrections.jsonl"


def questions(path: Path) -> list[str]:
    return [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_correction_is_a_pair_that_a_build_reads(path: Path) -> None:
    saved = save_correction(path, correction("最大的?", "SELECT MAX(a) FROM t", "SELECT a FROM t"))
    assert (saved.path, saved.replaced) == (path, None)
    (example,) = read_pairs(path, SCHEMA).examples
    assert (example.question, example.sql) == ("最大的?", "SELECT MAX(a) FROM t")
    assert json.loads(path.read_text(encoding="utf-8"))["was"] == "SELECT a FROM t"


def test_the_newest_of_a_question_replaces_the_older_and_no_other(path: Path) -> None:
    save_correction(path, correction("最大的?", "SELECT MIN(a) FROM t"))
    save_correction(path, correction("最小的?", "SELECT MIN(a) FROM t"))
    saved = save_correction(path, correction("最大 的？", "SELECT MAX(a) FROM t"))
    assert saved.replaced == "SELECT MIN(a) FROM t"
    assert questions(path) == ["最小的?", "最大 的？"]


def test_the_same_again_replaces_nothing(path: Path) -> None:
    for _ in range(2):
        saved = save_correction(path, correction("最大的?", "SELECT MAX(a) FROM t"))
    assert saved.replaced is None
    assert questions(path) == ["最大的?"]


def test_lines_that_are_no_corrections_stay_as_they_are(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('# my notes\n{"question": "最大的?", "sql": 7}\n[]', encoding="utf-8")
    save_correction(path, correction("最大的?", "SELECT MAX(a) FROM t"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["# my notes", '{"question": "最大的?", "sql": 7}', "[]"]
    assert len(lines) == 4


_SAVER = """
import resource, signal, sys
from pathlib import Path
from text2sql.errors import T2SError
from text2sql.pairs.corrections import Correction, save_correction
path, name, count, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for at in range(count):
        save_correction(path, Correction(question=f"{name} {at}", sql=f"SELECT {at}", was=None, at=""))
except T2SError as error:
    sys.exit(str(error))
"""


def saver(path: Path, name: str, count: int, limit: int = 0) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", _SAVER, str(path), name, str(count), str(limit)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=environment)


def test_two_processes_lose_nothing_of_each_other(path: Path) -> None:
    both = [saver(path, name, 25) for name in ("left", "right")]
    assert [each.wait(60) for each in both] == [0, 0]
    assert sorted(questions(path)) == sorted(f"{name} {at}" for name in ("left", "right") for at in range(25))


def test_a_disk_that_ends_within_the_file_leaves_the_older_one(path: Path) -> None:
    save_correction(path, correction("最大的?", "SELECT MAX(a) FROM t"))
    before = path.read_bytes()
    full = saver(path, "more", 1, limit=len(before) + 10)
    _, message = full.communicate(timeout=60)
    assert full.returncode == 1
    assert "corrections.jsonl: the correction was not saved" in message
    assert "Traceback" not in message
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["corrections.jsonl"]


def test_no_space_left_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("text2sql.records.os.replace", full)
    with pytest.raises(T2SError, match="not saved: No space left on device; make room"):
        save_correction(path, correction("最大的?", "SELECT MAX(a) FROM t"))
    assert list(path.parent.iterdir()) == []
