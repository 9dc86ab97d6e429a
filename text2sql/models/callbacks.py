"""What goes along with a training: its progress, an end when the user asks for it or nothing gets better.

They follow transformers' `TrainerState`, whose log a checkpoint holds, so that a resumed training goes on counting.
"""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import transformers

from text2sql.models.states import checkpoint
from text2sql.models.team import wanted_by_any

BEST = "eval_best"
"""The logged figure that chooses the weights, the higher the better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a training stands.

    Attributes:
        step: optimizer steps done.
        steps: of the whole training.
        epoch: passes done.
        loss: mean over the last steps; None before the first is known.
        dev_loss, dev_accuracy: the latest ones.
        examples_per_second: of this session.
        seconds_left: at that speed.
    """

    step: int
    steps: int
    epoch: float
    loss: float | None
    dev_loss: float | None
    dev_accuracy: float | None
    examples_per_second: float
    seconds_left: float


Report = Callable[[Progress], None]


class Patience(transformers.TrainerCallback):
    """Stops after so many evaluations without a better one; they are counted in the log, which a checkpoint holds."""

    def __init__(self, evaluations: int) -> None:
        self._evaluations = evaluations

    def on_evaluate(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Count it."""
        if evaluations_since_best(state) >= self._evaluations:
            control.should_training_stop = True


class Watch(transformers.TrainerCallback):
    """Tells how far the training is, and stops it at the end of a step when asked to."""

    def __init__(self, examples_per_step: int, report: Report) -> None:
        self.stopped = False
        self.asked = False
        self._report = report
        self._examples = examples_per_step
        self._loss: float | None = None
        self._dev_loss: float | None = None
        self._accuracy: float | None = None
        self._since = 0.0
        self._first = 0

    def stop(self) -> None:
        """Ask for a stop at the end of the step; the second time, end at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Take the time from here."""
        self._since, self._first = time.perf_counter(), state.global_step
        locate_best(args, state)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any) -> None:
        """Remember the latest figures."""
        self._loss = (logs or {}).get("loss", self._loss)
        self._dev_loss = (logs or {}).get("eval_loss", self._dev_loss)
        self._accuracy = (logs or {}).get("eval_accuracy", self._accuracy)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Report, and stop if any process was asked to."""
        done = state.global_step - self._first
        seconds = time.perf_counter() - self._since
        self._report(
            Progress(
                step=state.global_step,
                steps=state.max_steps,
                epoch=state.epoch,
                loss=self._loss,
                dev_loss=self._dev_loss,
                dev_accuracy=self._accuracy,
                examples_per_second=done * self._examples / seconds,
                seconds_left=(state.max_steps - state.global_step) * seconds / done,
            )
        )
        # All stop after the same step, or none.
        self.stopped = wanted_by_any(self.asked, args.device)
        if self.stopped:
            # What belongs to the end of an epoch, its evaluation too, is still done, and saved then.
            control.should_save = control.should_save or not _ends_epoch(args, state)
            control.should_training_stop = True

    def on_epoch_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Leave out what a stop within an epoch does not need."""
        if self.stopped and not _ends_epoch(args, state):
            # The checkpoint of the last step is there; whoever pressed Ctrl-C does not wait for the dev set.
            control.should_evaluate = control.should_save = False


@contextlib.contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Call it on every Ctrl-C and SIGTERM; in another thread than the main one signals are left as they are."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(number: int, frame: Any) -> None:
        stop()

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def evaluations_since_best(state: Any) -> int:
    """How many evaluations came after the best one."""
    figures = [each[BEST] for each in state.log_history if BEST in each]
    return len(figures) - 1 - figures.index(max(figures)) if figures else 0


def locate_best(args: Any, state: Any) -> None:
    """Find the best checkpoint beside the others: the state names it as seen from the folder where the training began."""
    if state.best_global_step:
        state.best_model_checkpoint = str(checkpoint(Path(args.output_dir), state.best_global_step))


def _ends_epoch(args: Any, state: Any) -> bool:
    """Whether the step at hand is an epoch's or the training's last one, and the training evaluates there."""
    return args.save_strategy == "epoch" and (float(state.epoch).is_integer() or state.global_step >= state.max_steps)
