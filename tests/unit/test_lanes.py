"""Lanes: every question once, a dear job shared, what follows it once and last, and an end for all at a fault."""

import gc
import signal
import threading
import time
import weakref
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

    def has(self, kind: str, name: str) -> bool:
        return any((each, of) == (kind, name) for each, _, of in self.events)

    def lanes_at(self, job: str) -> set[int]:
        return {lane for kind, lane, name in self.events if kind == "judged" and name.startswith(job)}


def see(looked: threading.Semaphore, times: int) -> None:
    """Wait until a lane that waits has looked so often for something to do."""
    for _ in range(times):
        assert looked.acquire(timeout=PATIENCE)


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


@pytest.mark.parametrize(
    ("copying", "opening", "dear", "is_shared"),
    [
        (0, 1, 0, True),
        (0, 100, 0, False),
        (100, 1, 0, True),  # is done once for all lanes
        (0, 100, 10_000, True),  # seen while the question is under way
    ],
)
def test_a_lane_with_nothing_left_takes_questions_of_another_once_that_gains_more_than_opening_takes(
    copying: int, opening: int, dear: int, is_shared: bool
) -> None:
    log, seconds = Log(), [0]
    far, shared, looked = threading.Event(), threading.Event(), threading.Semaphore(0)
    threads = set[int]()

    def at_much(name: str) -> None:
        threads.add(threading.get_ident())
        if len(threads) == 2:
            shared.set()
        seconds[0] += {"over": copying, "much0": opening}.get(name, 1)
        if name == "much3":
            far.set()
            if not is_shared or dear:
                see(looked, 3)
            seconds[0] += dear
            assert not is_shared or shared.wait(PATIENCE)

    def at_few(name: str) -> None:
        assert far.wait(PATIENCE)

    def clock() -> int:
        if log.has("finished", "few") and threading.get_ident() not in threads:
            looked.release()
        return seconds[0]

    jobs = [Questions(log, "much", 30, at=at_much), Questions(log, "few", 2, at=at_few)]
    in_lanes(jobs, log.tools, lanes=2, clock=clock)
    assert sorted(log.judged()) == sorted(each.id for job in jobs for each in job.examples)
    assert len(log.lanes_at("much")) == (2 if is_shared else 1)
    assert [name for kind, _, name in log.events if kind == "finished"] == ["few", "much"]


def test_a_lane_that_found_none_comes_back_for_those_given_back_and_need_not_open_their_tables_again() -> None:
    log, seconds = Log(), [0]
    both, returned = threading.Barrier(2), threading.Barrier(2)
    begun, held = threading.Event(), threading.Event()
    looked = threading.Semaphore(0)
    holder = list[int]()

    def at(name: str) -> None:
        if name in ("a0", "a1"):
            seconds[0] += 1_000  # the tables are dear to open
            both.wait(PATIENCE)
            if name == "a0":
                holder.append(threading.get_ident())

    class Held(Questions):
        def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
            judge = super().over(tools)

            def judge_first(examples: Sequence[Example]) -> Iterator[object]:
                seconds[0] += 1
                if held.is_set() and len(log.judged()) == 19:
                    # All but the 7 given back are judged: now both lanes must be there.
                    returned.wait(PATIENCE)
                elif examples[0].id not in ("a0", "a1") and threading.get_ident() not in holder:
                    begun.set()
                    assert held.wait(PATIENCE)
                elif len(examples) == 2:
                    assert begun.wait(PATIENCE)
                elif len(examples) == 8:
                    held.set()
                    see(looked, 10)  # the other has finished what it was given and found none
                    examples = examples[:1]
                yield from judge(examples)

            return judge_first

    def clock() -> int:
        if held.is_set() and threading.get_ident() not in holder:
            looked.release()
        return seconds[0]

    # One each, then two, four and eight for the first, two and at last what is left for the second.
    job = Held(log, "a", 26, at=at, at_once=100)
    in_lanes([job], log.tools, lanes=2, clock=clock)
    assert Counter(log.judged()) == Counter(each.id for each in job.examples)
    assert [kind for kind, _, _ in log.events].count("finished") == 1


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


def test_towards_the_end_a_lane_takes_no_more_than_its_share() -> None:
    log, sizes, lanes = Log(), list[int](), count()
    done = threading.Event()

    class Sized(Questions):
        def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
            judge = super().over(tools)
            if next(lanes):  # a lane that comes to it is too late for any
                assert done.wait(PATIENCE)

            def noted(examples: Sequence[Example]) -> Iterator[object]:
                sizes.append(len(examples))
                yield from judge(examples)
                if sum(sizes) == 40:
                    done.set()

            return noted

    in_lanes([Sized(log, "a", 40, at_once=100)], log.tools, lanes=2)
    assert sizes == [1, 2, 4, 8, 13, 6, 3, 2, 1]
    assert Counter(log.judged()) == Counter(f"a{number}" for number in range(40))


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


@pytest.mark.parametrize("is_interrupt", [False, True])
def test_a_fault_while_another_lane_waits_ends_all(is_interrupt: bool) -> None:
    # Where tests run side by side their processes ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    log = Log()
    main = threading.get_ident()
    closed = threading.Event()
    looked = threading.Semaphore(0)
    holder = list[int]()

    def at(name: str) -> None:
        holder.append(threading.get_ident())
        if name != "over":
            see(looked, 3)
            assert not closed.is_set()
            if not is_interrupt:
                raise T2SError("no more")
            signal.pthread_kill(main, signal.SIGINT)
            assert closed.wait(PATIENCE)

    @contextmanager
    def tools() -> Iterator[int]:
        with log.tools() as number:
            yield number
        closed.set()

    def clock() -> int:
        if holder and threading.get_ident() not in holder:
            looked.release()
        return 0

    try:
        with pytest.raises(KeyboardInterrupt if is_interrupt else T2SError):
            in_lanes([Questions(log, "a", 1, at=at)], tools, lanes=2, clock=clock)
    finally:
        signal.signal(signal.SIGINT, before)
    assert closed.is_set()
    assert not any(kind == "finished" for kind, _, _ in log.events)


def test_a_lane_holds_nothing_of_a_job_when_it_opens_the_next() -> None:
    class Tables:
        pass

    opened = list[weakref.ref[Tables]]()
    alive = list[int]()

    class Holding(Questions):
        def over(self, tools: int) -> Callable[[Sequence[Example]], Iterator[object]]:
            gc.collect()
            alive.append(sum(each() is not None for each in opened))
            judge, tables = super().over(tools), Tables()
            opened.append(weakref.ref(tables))

            def judge_first(examples: Sequence[Example]) -> Iterator[object]:
                assert isinstance(tables, Tables)
                alive.append(sum(each() is not None for each in opened))
                yield from judge(examples)

            return judge_first

    log = Log()
    in_lanes((Holding(log, name, 1) for name in "abc"), log.tools, lanes=1)
    assert alive == [0, 1] * 3


def test_a_job_that_judges_none_of_some_questions_is_at_fault() -> None:
    with pytest.raises(RuntimeError, match="none of 1 questions was judged, the first is a0"):
        in_lanes([Questions(Log(), "a", 3, at_once=0)], Log().tools, lanes=1)
