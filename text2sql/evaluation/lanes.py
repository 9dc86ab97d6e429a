"""Lanes judge jobs side by side: each takes whole jobs, and, once none is left, questions of those under way.

A job is a schema's questions. A few of them may hold most of a suite's time, and stand together, and no size of a
schema tells. So a lane is handed only as many as the sandbox lately answered at once, and gives back what it did not
come to: nobody is kept from a dear question because it stands behind another.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from text2sql.records import Example

_MOST = 16  # questions handed out at a time; more would not make the way to the sandbox cheaper

Tools = TypeVar("Tools")
Tools_contra = TypeVar("Tools_contra", contravariant=True)

JudgesFirst = Callable[[Sequence[Example]], Iterator[object]]


class Job(Protocol[Tools_contra]):
    """Questions that belong together, judged by one lane or several."""

    examples: Sequence[Example]

    def over(self, tools: Tools_contra) -> JudgesFirst:
        """Turn a lane's tools to this job: what then judges the first of some questions, one thing given for each."""
        ...

    def finish(self, tools: Tools_contra, stopped: threading.Event) -> None:
        """What remains to be done once all its questions are judged; if stopped, nobody will read it."""
        ...


def in_lanes(
    jobs: Iterable[Job[Tools]],
    tools: Callable[[], AbstractContextManager[Tools]],
    *,
    lanes: int,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Do all jobs; those that come first are begun first. The first fault in a lane ends them all and is raised.

    Args:
        jobs: drawn as they are begun.
        tools: makes those of a lane; they are closed at its end.
        lanes: threads; one lane runs in the caller's.
        clock: in seconds.
    """
    plan = _Plan(jobs, clock)
    stopped = threading.Event()

    def run_lane() -> None:
        with tools() as mine:
            while not stopped.is_set() and (at := plan.join()) is not None:
                judge = at.job.over(mine)
                while portion := plan.take(at):
                    done = 0
                    for _ in judge(portion):
                        done += 1
                        if stopped.is_set():
                            return
                    plan.give_back(at, portion[done:], done=done)
                if plan.leave(at):
                    at.job.finish(mine, stopped)

    if lanes == 1:
        run_lane()
        return
    with ThreadPoolExecutor(max_workers=lanes) as threads:
        try:
            for lane in as_completed([threads.submit(run_lane) for _ in range(lanes)]):
                lane.result()
        finally:
            stopped.set()


class _UnderWay(Generic[Tools]):
    """A job with what is left of it, how it goes, and how many lanes are at it."""

    def __init__(self, job: Job[Tools], now: float) -> None:
        self.job = job
        self.left = deque(job.examples)
        self.lanes = 1
        self.portion = 1
        self._began = now
        self._opened = math.inf  # when the first portion was done, a single question if no gold comes twice
        self._done = 0  # since then

    def told(self, done: int, now: float) -> None:
        if self._opened == math.inf:
            self._opened = now
        else:
            self._done += done
        # A sandbox answers until that has taken long enough, so what it left out was not worth handing out with it.
        self.portion = min(2 * done, _MOST)

    def share(self, now: float) -> float:
        """Seconds that one more lane would take off the others; not known before some questions are done."""
        return (now - self._opened) / self._done * len(self.left) / (self.lanes + 1) if self._done else math.inf

    def is_worth_opening(self, now: float) -> bool:
        """Whether one more lane would take more off the others than it takes to open the job's tables.

        That is known together with the first question only, which at worst leaves as long a time unshared.
        """
        return bool(self.left) and (not self._done or self.share(now) > self._opened - self._began)


class _Plan(Generic[Tools]):
    """What is to be done and what is under way. Safe for several threads."""

    def __init__(self, jobs: Iterable[Job[Tools]], clock: Callable[[], float]) -> None:
        self._waiting = iter(jobs)
        self._under_way: list[_UnderWay[Tools]] = []
        self._clock = clock
        self._lock = threading.Lock()

    def join(self) -> _UnderWay[Tools] | None:
        """A job that waits, else the one under way of which most can be taken over, None if that is not worth it."""
        with self._lock:
            now = self._clock()
            job = next(self._waiting, None)
            if job is not None:
                self._under_way.append(_UnderWay(job, now))
                return self._under_way[-1]
            open_ones = [each for each in self._under_way if each.is_worth_opening(now)]
            if not open_ones:
                return None
            found = max(open_ones, key=lambda each: (each.share(now), len(each.left) / (each.lanes + 1)))
            found.lanes += 1
            return found

    def take(self, at: _UnderWay[Tools]) -> list[Example]:
        """Some questions; none if all are taken."""
        with self._lock:
            count = min(at.portion, len(at.left))
            taken = [at.left.popleft() for _ in range(count)]
            # Those of one gold stay together, so that two lanes do not run it at the same time.
            while at.left and len(taken) < _MOST and at.left[0].sql == taken[-1].sql:
                taken.append(at.left.popleft())
            return taken

    def give_back(self, at: _UnderWay[Tools], rest: Sequence[Example], *, done: int) -> None:
        """Say how many of those taken are judged, and hand out the others again."""
        with self._lock:
            at.left.extendleft(reversed(rest))
            at.told(done, self._clock())

    def leave(self, at: _UnderWay[Tools]) -> bool:
        """Whether the lane that has found no more questions is the last at this job."""
        with self._lock:
            at.lanes -= 1
            if at.lanes:
                return False
            self._under_way.remove(at)
            return True
