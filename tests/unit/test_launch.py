"""One process a device: what each is told, and how all end when one does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from text2sql.errors import T2SError
from text2sql.launch import PEER_LOST, Place, launch, place


def python(code: str) -> list[str]:
    return [sys.executable, "-c", f"import os, sys, time; rank = int(os.environ['RANK']); {code}"]


def test_every_process_knows_its_place_and_only_the_first_is_heard(capfd: pytest.CaptureFixture[str]) -> None:
    code = "print(rank, os.environ['LOCAL_RANK'], os.environ['WORLD_SIZE']); print('note', rank, file=sys.stderr)"
    assert launch(python(code), 3) == 0
    assert capfd.readouterr() == ("0 0 3\n", "note 0\n")


def test_when_one_fails_the_others_end_and_what_it_said_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    code = f"print('said', rank, file=sys.stderr); sys.exit(3 if rank == 1 else {PEER_LOST})"
    assert launch(python(code), 2) == 3
    err = capfd.readouterr().err
    assert "said 0" in err
    assert "said 1" in err


def test_a_mistake_that_all_make_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    assert launch(python("print('mistake', file=sys.stderr); sys.exit(1)"), 2) == 1
    assert capfd.readouterr().err == "mistake\n"


@pytest.mark.parametrize("failing", [0, 1])
def test_one_that_does_not_end_by_itself_is_ended_and_the_cause_alone_is_told(
    failing: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("text2sql.launch._GRACE_SECONDS", 0.5)
    started = time.monotonic()
    code = f"rank == {failing} and (print('full', file=sys.stderr), sys.exit(4)); time.sleep(60)"
    assert launch(python(code), 2) == 4
    assert time.monotonic() - started < 30
    assert capfd.readouterr().err == "full\n"


def test_a_process_that_the_machine_killed_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    code = f"rank == 1 and os.kill(os.getpid(), 9); time.sleep(1); sys.exit({PEER_LOST})"
    assert launch(python(code), 2) == 137
    assert "process 1 was ended by SIGKILL; it may be that the machine's memory was full" in capfd.readouterr().err


def test_a_stop_reaches_all_of_them() -> None:
    told = "import signal; signal.signal(signal.SIGINT, lambda *_: sys.exit(130)); print('ready', flush=True)"
    # Only the first one's output is seen, so the others get a while to be ready.
    script = (
        f"from text2sql.launch import launch; import sys; sys.exit(launch({python(f'{told}; time.sleep(60)')!r}, 2))"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(1)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 130


@pytest.mark.parametrize("follows", [True, False])
def test_they_end_when_the_launcher_is_killed_if_they_follow_it(tmp_path: Path, follows: bool) -> None:
    follow = "from text2sql.launch import follow_launcher; follow_launcher(); " if follows else ""
    # The file is whole once it has its name.
    told = f"open('{tmp_path}/new' + str(rank), 'w').write(str(os.getpid())); os.rename('{tmp_path}/new' + str(rank), '{tmp_path}/' + str(rank))"
    script = f"from text2sql.launch import launch; launch({python(f'{follow}{told}; time.sleep(60)')!r}, 2)"
    launcher = subprocess.Popen([sys.executable, "-c", script])
    files = [tmp_path / "0", tmp_path / "1"]
    assert within(30, lambda: all(file.exists() for file in files))
    processes = [psutil.Process(int(file.read_text())) for file in files]
    try:
        launcher.kill()
        launcher.wait()
        assert within(10 if follows else 1, lambda: not any(map(is_running, processes))) == follows
    finally:
        for each in processes:
            if is_running(each):
                each.kill()


def is_running(process: psutil.Process) -> bool:
    """An ended one may stay in the table for want of a parent."""
    return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE


def within(seconds: float, claim: Callable[[], bool]) -> bool:
    """Whether it comes true in so long."""
    deadline = time.monotonic() + seconds
    while not (found := claim()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


MASTER = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500"}


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"WORLD_SIZE": "2", **MASTER}, "WORLD_SIZE set, but not RANK; .* unset WORLD_SIZE$"),
        ({"RANK": "1", **MASTER}, "RANK set, but not WORLD_SIZE; .* unset RANK$"),
        ({"LOCAL_RANK": "0"}, "LOCAL_RANK set, but not RANK, WORLD_SIZE"),
        ({"RANK": "0", "WORLD_SIZE": "2"}, "RANK, WORLD_SIZE set, but not MASTER_ADDR, MASTER_PORT"),
        ({"RANK": "one", "WORLD_SIZE": "2", **MASTER}, "must be numbers: .*'one'"),
        ({"RANK": "2", "WORLD_SIZE": "2", **MASTER}, "no process 2 of 2"),
        ({"RANK": "0", "LOCAL_RANK": "-1", "WORLD_SIZE": "2", **MASTER}, "LOCAL_RANK -1"),
    ],
)
def test_a_half_of_a_launchers_environment_is_refused_in_one_sentence(
    environment: dict[str, str], message: str
) -> None:
    with pytest.raises(T2SError, match=message):
        place(environment)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Place(0, 0, 1)),
        (MASTER, Place(0, 0, 1)),
        ({"RANK": "0", "WORLD_SIZE": "1"}, Place(0, 0, 1)),
        ({"RANK": "3", "WORLD_SIZE": "4", **MASTER}, Place(3, 3, 4)),
        ({"RANK": "3", "LOCAL_RANK": "1", "WORLD_SIZE": "4", **MASTER}, Place(3, 1, 4)),
    ],
)
def test_a_whole_one_is_taken(environment: dict[str, str], expected: Place) -> None:
    assert place(environment) == expected
