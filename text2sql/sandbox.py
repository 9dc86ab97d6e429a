"""Workers that may be killed, around `database`: what a model or a stranger wrote runs here and nowhere else.

A query gets three limits: the engine stops it at the deadline, the worker is killed a second later, and the worker's
address space and file size are capped by the operating system. A worker imports the engine, never torch; it gets
its tables once and answers one query at a time, several of a message if they are quick, since the way there and back
takes longer than a quick query. If it dies, the blame is on the query that ran, as the worker notes which one that is.
The caller compares the rows; nothing that comes back is trusted: the unpickler builds plain values only.

Not covered: a bug in the engine that runs native code in the worker. Windows has no such limits, so only the deadline holds.
"""

import contextlib
import json
import mmap
import os
import queue
import select
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.records import VerdictKind
from text2sql.worker import OUT_OF_MEMORY, Explain, Setup, Source, is_spent, load_answer, load_plain, write

__all__ = ["MAX_ROWS", "TIMEOUT", "Sandbox", "Source"]

TIMEOUT = 10.0
MAX_ROWS = 10_000
MEMORY_BYTES = 2 << 30
MAX_REPLY_BYTES = 64 << 20
_MAX_MESSAGE_BYTES = 1 << 20
_MAX_MESSAGE = 32
_GRACE = 1.0
_START = 60.0


class Sandbox:
    """A pool of workers over one source; close it, or use it as a context, so that none is left behind.

    Args:
        source: the tables.
        workers: processes; they start when they are first needed.
        timeout: seconds a query may take.
        max_rows: rows kept of a result.
        memory: bytes of address space of a worker.
    """

    def __init__(
        self,
        source: Source,
        *,
        workers: int = 1,
        timeout: float = TIMEOUT,
        max_rows: int = MAX_ROWS,
        memory: int = MEMORY_BYTES,
    ) -> None:
        self._setup = Setup(source=source, timeout=timeout, max_rows=max_rows, memory=memory)
        self._workers = [_Worker(self._setup) for _ in range(workers)]
        # The last one back is the first one out, so that queries one by one start a single process.
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in reversed(self._workers):
            self._idle.put(worker)

    def run(self, sql: str) -> Outcome | Failure:
        """The rows of one query, or why there are none. Safe to call from several threads.

        Raises:
            T2SError: if the source itself cannot be opened, or shows as damaged.
        """
        return self.run_first([sql])[0]

    def run_first(self, queries: Sequence[str]) -> list[Outcome | Failure]:
        """The results of the first of these queries, at least one: as many as one worker answers at once.

        Raises:
            T2SError: as `run`, if it shows at the very first query.
        """
        return [each for each in self._asked(queries) if each is not None]

    def explain(self, sql: str) -> Failure | None:
        """Why a query could not run, found by binding its names and types; None if it could.

        Within the same limits, since the engine computes what is constant in a query while it binds it.

        Raises:
            T2SError: as `run`.
        """
        (result,) = self._asked([Explain(sql)])
        assert not isinstance(result, Outcome)
        return result

    def _asked(self, requests: Sequence[str | Explain]) -> list[Outcome | Failure | None]:
        worker = self._idle.get()
        try:
            return worker.ask(requests)
        finally:
            self._idle.put(worker)

    def run_all(self, queries: Iterable[str]) -> Iterator[Outcome | Failure]:
        """The results in the order of the queries, computed by all workers side by side."""
        with ThreadPoolExecutor(max_workers=len(self._workers)) as threads:
            yield from threads.map(self.run, queries)

    def turn_to(self, source: Source, *, max_rows: int | None = None) -> None:
        """Ask other tables from now on, and keep as many rows as before or as given; not while a query runs.

        Workers over SQLite files live on, as a start takes longer than all queries to a small database; those over
        DuckDB start anew, so that none inherits another's memory.
        """
        setup = replace(self._setup, source=source, max_rows=max_rows or self._setup.max_rows)
        if setup == self._setup:  # schemas may share a file
            return
        keeps = source.sqlite is not None and self._setup.source.sqlite is not None
        self._setup = setup
        for worker in self._workers:
            worker.turn_to(self._setup, keeps=keeps)

    def close(self) -> None:
        """End the workers. A closed sandbox starts new ones if it is asked again."""
        for worker in self._workers:
            worker.stop()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Worker:
    """The caller's side of one process; restarted after each death."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._opened: Setup | None = None  # what the process was told last
        self._process: subprocess.Popen[bytes] | None = None
        self._running = mmap.mmap(-1, 1)  # the number of the query that its process is at
        self._lock = threading.Lock()

    def turn_to(self, setup: Setup, *, keeps: bool) -> None:
        with self._lock:
            self._setup = setup
            if not keeps:
                self.stop()

    def ask(self, requests: Sequence[str | Explain]) -> list[Outcome | Failure | None]:
        """The answers to the first of the requests, at least one."""
        message = _message(requests)
        if not message:
            return [Failure(kind=VerdictKind.PARSE_ERROR, message="the query is longer than a megabyte")]
        with self._lock:
            found = self._answers(message)
            if not isinstance(found, Failure):
                return found
            # Those before the one that ended the worker were answered, and their answers died with it.
            before = message[: min(self._running[0], len(message) - 1)]
            again = (self._answers([each]) for each in before)
            return [*(each if isinstance(each, Failure) else each[0] for each in again), found]

    def _answers(self, message: Sequence[str | Explain]) -> list[Outcome | Failure | None] | Failure:
        """The answers to the first of a message, or how the one that was running ended the process."""
        process = self._started()
        assert process.stdin is not None
        self._running[0] = 0
        try:
            write(process.stdin, message)
            reply = _read(process, self._setup.timeout + _GRACE)
            assert reply is None or isinstance(reply, str | list)
            answers = [load_answer(each) for each in reply] if isinstance(reply, list) else []
        except _TooLate:
            self.stop()
            return Failure(
                kind=VerdictKind.TIMEOUT, message=f"stopped after {self._setup.timeout:g} s, deaf to the deadline"
            )
        except _TooLarge:
            self.stop()
            return Failure(kind=VerdictKind.MEMORY, message="the result is too large to hand over")
        except (EOFError, BrokenPipeError):
            return self._died(process)
        except BaseException:  # Ctrl-C: a half-read pipe must not serve the next query
            self.stop()
            raise
        if isinstance(reply, str):
            self.stop()
            raise T2SError(reply, where=self._name(), fix="replace the file by a whole one")
        assert 0 < len(answers) <= len(message)
        if is_spent(answers[-1]):
            self.stop()
        return answers

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            if self._opened is not self._setup:
                self._open(self._process)
            return self._process
        self.stop()
        # Not multiprocessing: fork would copy a parent that holds torch, spawn would run the caller's script again.
        program = (
            "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
            "from text2sql.worker import serve; serve(int(sys.argv[2]))"
        )
        paths = json.dumps([str(Path(each).absolute()) for each in sys.path])
        with tempfile.TemporaryFile() as progress:
            progress.truncate(1)
            self._running = mmap.mmap(progress.fileno(), 1)
            process = subprocess.Popen(
                [sys.executable, "-c", program, paths, str(progress.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                pass_fds=(progress.fileno(),),
                start_new_session=True,  # Ctrl-C goes to the caller, who then stops the workers
            )
        self._process = process
        self._open(process)
        return process

    def _open(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        try:
            write(process.stdin, self._setup)
            ready = _read(process, _START)
        except (EOFError, BrokenPipeError, _TooLate) as error:
            self.stop()
            fix = "give it more memory, or a smaller file"
            raise T2SError("the sandbox could not open the tables", where=self._name(), fix=fix) from error
        except BaseException:
            self.stop()
            raise
        if isinstance(ready, str):
            self.stop()
            raise T2SError(ready, where=self._name())
        self._opened = self._setup

    def _name(self) -> str | None:
        source = self._setup.source
        path = source.sqlite or source.path
        return str(path) if path else source.schema.name if source.schema else None

    def _died(self, process: "subprocess.Popen[bytes]") -> Failure:
        code = process.wait()
        self.stop()
        # Out of memory shows as an abort or a segmentation fault, since the engine cannot catch every failed allocation.
        if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, OUT_OF_MEMORY):
            return Failure(kind=VerdictKind.MEMORY, message="the query took more memory than it may")
        return Failure(kind=VerdictKind.EXECUTION_ERROR, message=f"the query ended its process with code {code}")


def _message(requests: Sequence[str | Explain]) -> list[str | Explain]:
    """The first of the requests, as many as go into one message; none if the very first is too long."""
    message: list[str | Explain] = []
    size = 0
    for request in requests[:_MAX_MESSAGE]:
        sql = request.sql if isinstance(request, Explain) else request
        size += len(sql.encode("utf-8", "surrogatepass"))
        if size > _MAX_MESSAGE_BYTES:
            break
        message.append(request)
    return message


def _environment() -> dict[str, str]:
    # No variable of the user's is of use to a query. The loader and a virtual environment need these.
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TZ", "LANG", "LC_ALL")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUTF8": "1"}


class _TooLate(Exception):
    pass


class _TooLarge(Exception):
    pass


def _read(process: "subprocess.Popen[bytes]", seconds: float) -> object:
    """One reply within the time, whatever the worker does: it may stop in the middle of one."""
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    deadline = time.monotonic() + seconds
    data = bytearray()
    size: int | None = None
    while size is None or len(data) < size:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise _TooLate
        piece = os.read(descriptor, 1 << 20)
        if not piece:
            raise EOFError
        data += piece
        if size is None and len(data) >= 8:
            size = 8 + struct.unpack("<Q", data[:8])[0]
            if size > MAX_REPLY_BYTES:
                raise _TooLarge
    value: object = load_plain(bytes(data[8:]))
    return value
