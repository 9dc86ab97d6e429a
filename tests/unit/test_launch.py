"""One process a device: what each is told, and how all end when one does."""

import os
import signal
import subprocess
import sys
import time

import pytest

from text2sql.launch import PEER_LOST, launch


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
