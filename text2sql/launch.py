"""One process a device: started together, stopped together, one exit code.

The processes learn their place as torchrun tells it, by RANK, LOCAL_RANK and WORLD_SIZE; so a command that runs under torchrun or
accelerate launch cannot tell the difference. One machine only: for several, start the command with torchrun. Needs no torch.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.errors import T2SError

PEER_LOST = 71
"""Exit code of a process that ends since another one of its training has."""

_ROOT = Path(__file__).parents[1]
_STOPPED = 130
# The end of a pipe that a launcher holds the other end of for as long as it lives.
_LAUNCHER = "T2S_LAUNCHER"
_POLL_SECONDS = 0.1
# How long the others may take to end once one has: whoever lost a peer tells so at once, whoever was asked to stop writes a checkpoint.
_GRACE_SECONDS = 30.0
_STOP_SECONDS = 600.0


class Place(NamedTuple):
    """Which process this is.

    Attributes:
        rank: 0 for the one that writes and prints.
        local_rank: among those of this machine; the number of its device.
        processes: how many there are.
    """

    rank: int
    local_rank: int
    processes: int

    @property
    def is_first(self) -> bool:
        """Whether it is the one that writes and prints."""
        return self.rank == 0


def place(environment: Mapping[str, str] = os.environ) -> Place:
    """Of this process; a process that was started alone is the first of one.

    Raises:
        T2SError: if the environment tells only a half of it, or what cannot be.

    >>> place({"RANK": "1", "LOCAL_RANK": "1", "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500"})
    Place(rank=1, local_rank=1, processes=2)
    >>> place({}).is_first
    True
    """
    told = [name for name in ("RANK", "WORLD_SIZE", "LOCAL_RANK") if name in environment]
    if not told:
        return Place(0, 0, 1)
    # A process that knows only its number, or only how many there are, would wait for others that do not come.
    needed = ["RANK", "WORLD_SIZE", *(["MASTER_ADDR", "MASTER_PORT"] if environment.get("WORLD_SIZE") != "1" else [])]
    missing = [name for name in needed if name not in environment]
    if missing:
        raise _misplaced(f"{', '.join(told)} set, but not {', '.join(missing)}", told)
    try:
        rank, count = int(environment["RANK"]), int(environment["WORLD_SIZE"])
        here = Place(rank, int(environment.get("LOCAL_RANK", rank)), count)
    except ValueError as error:
        raise _misplaced(f"{', '.join(told)} must be numbers: {error}", told) from error
    if not 0 <= rank < count or here.local_rank < 0:
        raise _misplaced(f"there is no process {rank} of {count}, LOCAL_RANK {here.local_rank}", told)
    return here


def _misplaced(what: str, told: Sequence[str]) -> T2SError:
    return T2SError(
        what, where="environment", fix=f"start with torchrun, which sets all that is needed, or: unset {' '.join(told)}"
    )


def launch(command: Sequence[str], count: int) -> int:
    """Run a command in so many processes until all have ended; the exit code of one that failed, else 0.

    Only process 0 has this one's stdout and stderr. When one fails the others are ended, and what it said is shown unless process 0
    has told the same mistake itself. Ctrl-C, SIGTERM and a closed terminal stop all; so does a SIGKILL of
    this one if they `follow_launcher`.
    """
    port = _free_port()
    processes: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, frame: Any) -> None:
        for each in processes:
            # A terminal that is closed stops them as a SIGTERM does: with a checkpoint.
            each.send_signal(signal.SIGTERM if number == signal.SIGHUP else number)

    before = [(number, signal.signal(number, pass_on)) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    with contextlib.ExitStack() as files:
        theirs, ours = os.pipe()
        files.callback(os.close, ours)
        files.callback(os.close, theirs)
        said = [files.enter_context(tempfile.TemporaryFile()) for _ in range(1, count)]
        files.callback(_end, processes, before)
        for rank in range(count):
            environment = os.environ | {
                "RANK": str(rank),
                "LOCAL_RANK": str(rank),
                "WORLD_SIZE": str(count),
                "LOCAL_WORLD_SIZE": str(count),
                _LAUNCHER: str(theirs),
                "MASTER_ADDR": "127.0.0.1",
                "MASTER_PORT": str(port),
                # As this one finds t2s, and without the current folder, where a file may be called like a module.
                "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])),
                "PYTHONSAFEPATH": "1",
                # Else every process of a CPU takes all cores.
                "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // count))),
            }
            processes.append(
                subprocess.Popen(
                    command,
                    env=environment,
                    stdout=subprocess.DEVNULL if rank else None,
                    stderr=said[rank - 1] if rank else None,
                    pass_fds=(theirs,),
                    # A terminal's Ctrl-C reaches this process alone, which passes it on once.
                    start_new_session=True,
                )
            )
        ended_here = _wait(processes)
        codes = [each.returncode for each in processes]
        if any(codes) and (codes[0] in (0, PEER_LOST) or 0 in ended_here):
            for file in said:
                file.seek(0)
                sys.stderr.write(file.read().decode(errors="replace"))
        for rank, code in enumerate(codes):
            if code < 0 and rank not in ended_here:
                reason = "; it may be that the machine's memory was full" if code == -signal.SIGKILL else ""
                sys.stderr.write(f"error: process {rank} was ended by {signal.Signals(-code).name}{reason}\n")
        told = [code for rank, code in enumerate(codes) if rank not in ended_here and code not in (0, PEER_LOST)]
        return _shell_code(told[0]) if told else codes[0]


def follow_launcher() -> None:
    """From now on, stop when the launcher has ended: as by SIGTERM, and by SIGKILL if that takes too long.

    Does nothing in a process that `launch` has not started. The system closes a pipe of whoever ends in whatever way, on Linux and
    macOS alike, and before any of the two has looked; PR_SET_PDEATHSIG is Linux's alone and would leave no time for a checkpoint.
    """
    pipe = os.environ.pop(_LAUNCHER, None)
    if pipe is not None:
        threading.Thread(target=_follow, args=(int(pipe),), name="launcher", daemon=True).start()


def _follow(pipe: int) -> None:
    os.read(pipe, 1)  # Nothing is ever written: it returns when the other end is closed.
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOP_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


def _end(processes: Sequence["subprocess.Popen[bytes]"], before: Sequence[tuple[int, Any]]) -> None:
    for each in processes:
        each.kill()
    for number, handler in before:
        signal.signal(number, handler)


def _wait(processes: Sequence["subprocess.Popen[bytes]"]) -> set[int]:
    """Until all have ended; once one has failed the others have a while to do so by themselves. The ranks that had to be ended."""
    deadline = float("inf")
    ended_here: set[int] = set()
    while None in (codes := [each.poll() for each in processes]):
        failed = [code for code in codes if code]
        if failed and deadline == float("inf"):
            deadline = time.monotonic() + (_STOP_SECONDS if failed[0] == _STOPPED else _GRACE_SECONDS)
        if time.monotonic() > deadline:
            ended_here |= {rank for rank, code in enumerate(codes) if code is None}
            for each in processes:
                each.kill()
        time.sleep(_POLL_SECONDS)
    return ended_here


def _shell_code(code: int) -> int:
    """As a shell has it: 128 and the signal's number for a process that a signal ended."""
    return code if code >= 0 else 128 - code


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
