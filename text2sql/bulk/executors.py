"""Who makes the chunks: this process, several of this machine, or a Dask cluster; nobody else knows which.

An executor takes a function and numbers without end and gives results in any order. It asks for a further number only
when it has room, and never runs far ahead of a number that is missing, so that memory and disk stay flat. What a lost worker
was at is done again by another.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from typing import Any, Protocol

from text2sql.errors import T2SError

Work = Callable[[int], bytes]
Results = Generator[tuple[int, bytes], None, None]
# Results that may lie about, for each worker, while one with a lower number is missing.
_AHEAD = 8
# Workers lost one after the other without a result in between, after which the chunk is to blame, or the memory.
_LOSSES = 3


class Engine(StrEnum):
    """Where the workers live."""

    LOCAL = "local"
    DASK = "dask"


class Executor(Protocol):
    """Anything that makes chunks."""

    def map(self, work: Work, numbers: Iterator[int]) -> Results:
        """(number, result) in any order, for as long as they are asked for; closing the iterator stops the work.

        Args:
            work: can be pickled.
            numbers: rising; may be endless.
        """
        ...


def executor(engine: Engine, workers: int) -> Executor:
    """The executor of that kind.

    Raises:
        T2SError: if the engine is not installed.
    """
    if engine is Engine.DASK:
        return DaskCluster(workers)
    return ThisProcess() if workers == 1 else Processes(workers)


class ThisProcess:
    """Everything here, one after the other."""

    def map(self, work: Work, numbers: Iterator[int]) -> Results:
        """See `Executor`."""
        for number in numbers:
            yield number, work(number)


class Processes:
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(self, work: Work, numbers: Iterator[int]) -> Results:
        """See `Executor`.

        Raises:
            T2SError: if workers die again and again without finishing a chunk.
        """
        pool, running, again, losses = self._pool(), dict[Future[bytes], int](), list[int](), 0
        window = _Window(numbers, self._workers)
        try:
            while True:
                try:
                    while (number := again.pop() if again else window.next(running.values())) is not None:
                        running[pool.submit(work, number)] = number
                    if not running:
                        return
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        result = future.result()
                        losses = 0
                        yield running.pop(future), result
                except BrokenProcessPool as error:
                    losses += 1
                    if losses == _LOSSES:
                        lost = ", ".join(map(str, sorted(running.values())))
                        raise T2SError(
                            f"{losses} workers died one after the other, at one of the chunks {lost}",
                            fix="see whether memory ran out; then the same command goes on, with fewer --workers",
                        ) from error
                    # A pool that lost one process ends the others too.
                    pool.shutdown(wait=False, cancel_futures=True)
                    if number is not None:
                        again.append(number)
                    again += [each for each in running.values() if each not in again]
                    again.sort(reverse=True)
                    running.clear()
                    pool = self._pool()
        finally:
            _end(pool)

    def _pool(self) -> ProcessPoolExecutor:
        # Not fork: a copy of a process in which DuckDB has threads may hang.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)


class DaskCluster:
    """The Dask cluster that ``DASK_SCHEDULER_ADDRESS`` names, else one of so many processes on this machine."""

    def __init__(self, workers: int) -> None:
        try:
            import distributed
        except ImportError as error:
            fix = "pip install 't2s[cluster]'"
            raise T2SError("--executor dask needs Dask, which is not installed", fix=fix) from error
        self._distributed: Any = distributed
        self._workers = workers

    def map(self, work: Work, numbers: Iterator[int]) -> Results:
        """See `Executor`; Dask gives the work of a lost worker to another.

        Raises:
            T2SError: if there is no worker, or one chunk kills all that try it.
        """
        with contextlib.ExitStack() as ending:
            client = ending.enter_context(self._client())
            workers = sum(client.nthreads().values()) or self._workers
            window = _Window(numbers, workers)
            running: dict[Any, int] = {}
            done = self._distributed.as_completed(loop=client.loop)
            while True:
                while (number := window.next(running.values())) is not None:
                    future = client.submit(work, number, pure=False, retries=2)
                    running[future] = number
                    done.add(future)
                if not running:
                    return
                future = next(done)
                number = running.pop(future)
                try:
                    result: bytes = future.result()
                except self._distributed.KilledWorker as error:
                    fix = "see whether memory ran out; then the same command goes on"
                    raise T2SError(f"chunk {number} killed every worker that tried it", fix=fix) from error
                future.release()
                yield number, result

    def _client(self) -> Any:
        try:
            if os.environ.get("DASK_SCHEDULER_ADDRESS"):
                return self._distributed.Client(set_as_default=False)
            return self._distributed.Client(
                n_workers=self._workers, threads_per_worker=1, dashboard_address=None, set_as_default=False
            )
        except (OSError, TimeoutError) as error:
            address = os.environ.get("DASK_SCHEDULER_ADDRESS", "this machine")
            fix = "start one with: dask scheduler, or leave DASK_SCHEDULER_ADDRESS out"
            raise T2SError("no Dask scheduler answers", where=address, fix=fix) from error


class _Window:
    """The numbers that may be begun: twice as many as workers at once, none far ahead of the lowest unfinished one."""

    def __init__(self, numbers: Iterator[int], workers: int) -> None:
        self._numbers, self._workers = numbers, workers
        self._last: int | None = None

    def next(self, running: Any) -> int | None:
        if len(running) >= 2 * self._workers:
            return None
        if running and self._last is not None and self._last - min(running) >= _AHEAD * self._workers:
            return None
        self._last = next(self._numbers, None)
        return self._last


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes now: nobody wants what they are at."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()
