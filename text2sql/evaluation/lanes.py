"""Lanes judge jobs side by side: each takes whole jobs, and, once none waits, questions of those under way.

A job is a schema's questions. A few of them may hold most of a suite's time, and stand together, and no size of a
schema tells. So a lane is handed only as many as the sandbox lately answered at once, and gives back what it did not
come to: who stands behind a dear question waits for one answer at the most. A lane that finds nothing worth taking
stays until no job is under way, since questions may come back, or turn out dear.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from itertools import count
from typing import Generic, Protocol, TypeVar

from text2sql.records import Example

_MOST = 16  # questions handed out at a time; more would not make the way to the sandbox cheaper
_LOOK_AGAIN = 0.05  # seconds; a question under way shows how dear it is by the clock alone, and nobody tells

Tools = TypeVar("Tools")
Tools_contra = TypeVar("Tools_contra", contravariant=True)

JudgeFirst = Callable[[Sequence[Example]], Iterator[object]]


class Job(Protocol[Tools_contra]):
    """Questions that belong together, judged by one lane or several."""

    examples: Sequence[Example]

    def over(self, tools: Tools_contra) -> JudgeFirst:
        """Turn a lane's tools to this job: what then judges the first of some questions, one thing given for each.

        At least one of them is judged. Several threads may call this at once, and a lane that comes back calls it again.
        """
        ...

    def finish(self, tools: Tools_contra, stopped: threading.Event) -> None:
        """What remains to be done once all its questions are judged.

        If stopped, before or meanwhile, it should return soon: nobody will read what it finds.
        """
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
    plan = _Plan(jobs, lanes, clock)

    def run_lane() -> None:
        with tools() as mine:
            number = None
            while (number := _take_part(plan, mine, number)) is not None:
                pass

    if lanes == 1:
        run_lane()
        return
    with ThreadPoolExecutor(max_workers=lanes) as threads:
        try:
            for lane in as_completed([threads.submit(run_lane) for _ in range(lanes)]):
                lane.result()
        finally:
            plan.stop()


def _take_part(plan: "_Plan[Tools]", tools: Tools, open_number: int | None) -> int | None:
    """Work at one job until all its questions are taken; its number, None if no job is left.

    A function of its own: whatever it holds of the job is freed before the lane opens the next.

    Args:
        plan: shares the jobs out.
        tools: of the lane.
        open_number: of the job that they are turned to.
    """
    under_way = plan.join(open_number)
    if under_way is None:
        return None
    job = under_way.job
    judge_first = job.over(tools)
    while portion := plan.take(under_way):
        done = 0
        for _ in judge_first(portion):
            done += 1
            if plan.stopped.is_set():
                return None
        if not done:
            raise RuntimeError(f"none of {len(portion)} questions was judged, the first is {portion[0].id}")
        plan.give_back(under_way, portion[done:], done=done)
    if plan.leave(under_way):
        job.finish(tools, plan.stopped)
    return under_way.number


class _UnderWay(Generic[Tools]):
    """A job with what is left of it, how it goes, and how many lanes are at it."""

    def __init__(self, job: Job[Tools], number: int) -> None:
        self.job = job
        self.number = number
        self.left = deque(job.examples)
        self.lanes = 1
        self.portion = 1
        self._began = math.nan
        self._opening = math.nan
        self._noted = math.nan  # when some questions were done last
        # How long all its lanes together took for how many, each portion counting half as much as the next: a mean
        # over all would hide dear questions behind many quick ones.
        self._seconds = 0.0
        self._done = 0.0

    def note_taken(self, now: float) -> None:
        if math.isnan(self._began):
            self._began = now

    def note_done(self, done: int, now: float) -> None:
        if math.isnan(self._noted):
            # The sandbox reads its tables when it is first asked; what all lanes share was made ready before.
            self._opening = now - self._began
        else:
            self._seconds = self._seconds / 2 + now - self._noted
            self._done = self._done / 2 + done
        self._noted = now
        # A sandbox answers until that has taken long enough, so what it left out was not worth handing out with it.
        self.portion = min(2 * done, _MOST)

    def gain(self, now: float, *, is_open: bool) -> float:
        """Seconds that one more lane would take off the others, less those for opening the job's tables.

        Endless while nothing is known: that lasts until the first lane has opened them, so that to wait may lose as
        much as to open in vain.
        """
        if not self.left:
            return 0.0
        if not self._done:
            return math.inf
        pace = (self._seconds + now - self._noted) / self._done
        return pace * len(self.left) / (self.lanes + 1) - (0.0 if is_open else self._opening)


class _Plan(Generic[Tools]):
    """What is to be done and what is under way. Safe for several threads."""

    def __init__(self, jobs: Iterable[Job[Tools]], lanes: int, clock: Callable[[], float]) -> None:
        self._lanes = lanes
        self.stopped = threading.Event()
        self._waiting = iter(jobs)
        self._numbers = count()
        self._under_way: list[_UnderWay[Tools]] = []
        self._clock = clock
        self._changed = threading.Condition()

    def join(self, open_number: int | None) -> _UnderWay[Tools] | None:
        """A job that waits, else the one under way where that gains most, as soon as it gains anything.

        None if no job is under way any more, or if stopped.
        """
        with self._changed:
            while not self.stopped.is_set():
                job = next(self._waiting, None)
                if job is not None:
                    self._under_way.append(_UnderWay(job, next(self._numbers)))
                    return self._under_way[-1]
                if not self._under_way:
                    return None
                found = self._best(open_number)
                if found is not None:
                    found.lanes += 1
                    return found
                self._changed.wait(_LOOK_AGAIN)
            return None

    def _best(self, open_number: int | None) -> _UnderWay[Tools] | None:
        now = self._clock()
        gains = [(each.gain(now, is_open=each.number == open_number), each) for each in self._under_way]
        gain, found = max(gains, key=lambda pair: (pair[0], len(pair[1].left) / (pair[1].lanes + 1)))
        return found if gain > 0 else None

    def take(self, under_way: _UnderWay[Tools]) -> list[Example]:
        """Some questions; none if all are taken."""
        with self._changed:
            under_way.note_taken(self._clock())
            left = under_way.left
            # At the end no lane takes more than its share, since those without one can only wait for it.
            share = math.ceil(len(left) / self._lanes)
            taken = [left.popleft() for _ in range(min(under_way.portion, share))]
            # Those of one gold stay together, so that seldom two lanes need it at the same time.
            while left and len(taken) < min(_MOST, share) and left[0].sql == taken[-1].sql:
                taken.append(left.popleft())
            return taken

    def give_back(self, under_way: _UnderWay[Tools], rest: Sequence[Example], *, done: int) -> None:
        """Say how many of those taken are judged, and hand out the others again."""
        with self._changed:
            under_way.left.extendleft(reversed(rest))
            under_way.note_done(done, self._clock())
            self._changed.notify_all()

    def leave(self, under_way: _UnderWay[Tools]) -> bool:
        """Whether the lane that has found no more questions is the last at this job."""
        with self._changed:
            under_way.lanes -= 1
            if under_way.lanes:
                return False
            self._under_way.remove(under_way)
            self._changed.notify_all()
            return True

    def stop(self) -> None:
        """Let no lane begin or wait any more."""
        self.stopped.set()
        with self._changed:
            self._changed.notify_all()
