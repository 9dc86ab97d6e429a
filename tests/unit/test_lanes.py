"""Lanes: every question once, a dear job shared, what follows it once and last, and an end for all at a fault."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import count

import pytest

from text2sql.errors import T2SError
from text2sql.evaluation.lanes import in_lanes
from text2sql.records import Example

PATIENCE = 60


class Log:
    """What happened, in order: each question with its lane, the end of each job, the end of each lane."""

    def __init__(self) -> None:
        self.events: list[tuple[str, int, str]] = []
        self._numbers = count()

    def tools(self) -> AbstractContextManager[int]:
        @contextmanager
        def made() -> Iterator[int]:
            number = next(self._numbers)
            yield number
            self.events.append(("closed", number, ""))

        return made()

    def judged(self) -> list[str]:
        return [name for kind, _, name in self.events if kind == "judged"]

    def lanes_at(self, job: str) -> set[int]:
        return {lane for kind, lane, name in self.events if kind == "judged" and name.startswith(job)}


class Questions:
    """A job that answers so many of its questions at once; `at` is called before each."""

    def __init__(
        self, log: Log, name: str, size: int, *, at: Callable[[str], None] = lambda name: None, at_once: int = 1
    ) -> None:
        self.name = name
        self.examples = [
            Example(id=f"{name}{number}", schema=name, question="?", sql=f"SELECT {number}", language="en")
            for number in range(size)
        ]
        self._log = log
        self._at = at
        self._at_once = at_once

    def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
        def judge(examples: Sequence[Example]) -> Iterator[object]:
            for each in examples[: self._at_once]:
                self._at(each.id)
                self._log.events.append(("judged", tools, each.id))
                yield each

        self._at("over")
        return judge

    def finish(self, tools: int, stopped: threading.Event) -> None:
        self._log.events.append(("finished", tools, self.name))


@pytest.mark.parametrize("lanes", [1, 2, 3, 7])
@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_every_question_is_judged_once_and_each_job_is_finished_once_after_its_questions(
    lanes: int, at_once: int
) -> None:
    log = Log()
    jobs = [
        Questions(log, name, size, at=lambda _: time.sleep(0.0002), at_once=at_once)
        for name, size in zip("abcd", (150, 1, 40, 3), strict=True)
    ]
    in_lanes(iter(jobs), log.tools, lanes=lanes, clock=count().__next__)
    assert sorted(log.judged()) == sorted(each.id for job in jobs for each in job.examples)
    assert sorted(name for kind, _, name in log.events if kind == "finished") == ["a", "b", "c", "d"]
    for place, (kind, _, name) in enumerate(log.events):
        if kind == "finished":
            assert not any(each.startswith(name) for other, _, each in log.events[place:] if other == "judged")
    assert sum(kind == "closed" for kind, _, _ in log.events) == lanes


@pytest.mark.parametrize(("opening", "is_shared"), [(1, True), (100, False)])
def test_a_lane_with_nothing_left_takes_questions_of_another_unless_opening_takes_longer(
    opening: int, is_shared: bool
) -> None:
    log, seconds = Log(), [0]
    far, alone = threading.Event(), threading.Event()

    def dear(name: str) -> None:
        seconds[0] += opening if name == "over" else 1
        if name == "dear3":
            far.set()
            assert alone.wait(PATIENCE)  # the dear question, until the other lane has nothing more to do

    def cheap(name: str) -> None:
        assert far.wait(PATIENCE)

    @contextmanager
    def tools() -> Iterator[int]:
        try:
            with log.tools() as number:
                yield number
        finally:
            alone.set()

    jobs = [Questions(log, "dear", 30, at=dear), Questions(log, "cheap", 2, at=cheap)]
    in_lanes(jobs, tools, lanes=2, clock=lambda: seconds[0])
    assert sorted(log.judged()) == sorted(each.id for job in jobs for each in job.examples)
    assert len(log.lanes_at("dear")) == (2 if is_shared else 1)
    # Who is at the dear question when the other has left finishes.
    last = [(lane, name) for kind, lane, name in log.events if kind == "finished"][-1]
    assert last == (next(lane for _, lane, name in log.events if name == "dear3"), "dear")


def test_a_dear_question_keeps_no_other_lane_from_those_handed_out_with_it() -> None:
    log = Log()
    others = threading.Event()

    def at(name: str) -> None:
        if name == "a5":  # stands in the midst of a portion
            assert others.wait(PATIENCE)
        if name == "a29":
            others.set()

    in_lanes([Questions(log, "a", 30, at=at)], log.tools, lanes=2, clock=count().__next__)
    held = next(lane for _, lane, name in log.events if name == "a5")
    before = log.events[: log.events.index(("judged", held, "a5"))]
    # One more went out with it at the most.
    assert sum(lane != held for kind, lane, _ in before if kind == "judged") >= 30 - 6 - 1


def test_questions_of_one_gold_go_out_together() -> None:
    log, portions = Log(), list[list[str]]()

    class Golds(Questions):
        def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
            judge = super().over(tools)

            def noted(examples: Sequence[Example]) -> Iterator[object]:
                portions.append([each.sql for each in examples])
                yield from judge(examples)

            return noted

    job = Golds(log, "a", 0, at_once=100)
    job.examples = [
        Example(id=f"a{number}", schema="a", question="?", sql=f"SELECT {gold}", language="en")
        for number, gold in enumerate([*[1] * 3, *[2] * 2, 3, *[4] * 40, *range(5, 50)])
    ]
    in_lanes([job], log.tools, lanes=1)
    assert [len(each) for each in portions] == [3, 16, 16, 16, 16, 16, 8]
    assert sorted(log.judged()) == sorted(each.id for each in job.examples)


def test_how_many_go_out_follows_how_many_are_answered_at_once() -> None:
    log, sizes = Log(), list[int]()

    class Sized(Questions):
        def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
            judge = super().over(tools)

            def noted(examples: Sequence[Example]) -> Iterator[object]:
                sizes.append(len(examples))
                # A dear one in the midst of quick ones.
                yield from judge(examples[:1] if len(sizes) == 5 else examples)

            return noted

    in_lanes([Sized(log, "a", 60, at_once=100)], log.tools, lanes=1)
    assert sizes == [1, 2, 4, 8, 16, 2, 4, 8, 16, 14]
    assert Counter(log.judged()) == Counter(f"a{number}" for number in range(60))


@pytest.mark.parametrize("faulty", ["a7", "b7"])
def test_a_fault_in_either_lane_ends_both_and_is_raised(faulty: str) -> None:
    log = Log()

    def at(name: str) -> None:
        time.sleep(0.002)
        if name == faulty:
            raise T2SError(f"no {name}")

    jobs = [Questions(log, name, 2_000, at=at, at_once=100) for name in "ab"]
    with pytest.raises(T2SError, match=f"no {faulty}"):
        in_lanes(jobs, log.tools, lanes=2)
    assert 0 < len(log.judged()) < 1_000
    assert not any(kind == "finished" for kind, _, _ in log.events)


def test_a_fault_in_a_shared_job_is_raised_and_the_job_is_not_finished() -> None:
    log = Log()
    threads = set[int]()
    both = threading.Event()

    def at(name: str) -> None:
        threads.add(threading.get_ident())
        if name == "over":
            return
        if len(threads) == 2:
            both.set()
        assert both.wait(PATIENCE)
        if name == "a3":
            raise T2SError("no more")

    with pytest.raises(T2SError, match="no more"):
        in_lanes([Questions(log, "a", 40, at=at)], log.tools, lanes=2)
    assert not any(kind == "finished" for kind, _, _ in log.events)
