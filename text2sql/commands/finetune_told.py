"""What `t2s finetune` says: what is about to be trained, how it goes, what came out."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from text2sql.config import TrainConfig

if TYPE_CHECKING:
    from rich.console import Console

    from text2sql.models.callbacks import Progress as Standing
    from text2sql.models.callbacks import Report
    from text2sql.models.finetune import Prepared, TrainingData
    from text2sql.models.forecast import Forecast
    from text2sql.run import Run

PLAIN_LINE_SECONDS = 15


def forecast_lines(would: "Forecast") -> str:
    """What `--dry-run` prints."""
    lengths, memory = would.lengths, would.memory
    gib = [f"{part / 2**30:.2f}" for part in (memory.total, memory.weights, memory.training, memory.activations)]
    share = would.answer_tokens / sum(lengths)
    return "\n".join(
        [
            f"trains   {would.trained:,} of {would.parameters:,} weights ({would.trained / would.parameters:.1%})",
            f"steps    {would.steps}",
            f"tokens   {lengths[0]} to {lengths[-1]} an example, half of them up to {lengths[len(lengths) // 2]}; "
            f"{share:.0%} are answers",
            *_histogram(lengths),
            f"refuses  {would.too_long} examples that do not fit (the longest has {would.longest} tokens)",
            f"memory   about {gib[0]} GiB: weights {gib[1]}, gradients and AdamW {gib[2]}, activations {gib[3]}",
            "nothing was trained (--dry-run)",
        ]
    )


def _histogram(lengths: Sequence[int], rows: int = 8, width: int = 40) -> Iterator[str]:
    """Lengths in at most so many rows of equal span.

    >>> print(*_histogram([10, 11, 12, 25], rows=2, width=6), sep="\\n")
        10-17   ██████ 3
        18-25   ██ 1
    """
    low = lengths[0]
    span = max(1, -(-(lengths[-1] - low + 1) // rows))
    counts = Counter((length - low) // span for length in lengths)
    digits = len(str(lengths[-1]))
    for row in range(max(counts) + 1):
        start = low + row * span
        bar = "█" * round(counts[row] / max(counts.values()) * width)
        yield f"    {start:>{digits}}-{start + span - 1:<{digits}}   {bar} {counts[row]}"


def forecast_json(would: "Forecast") -> dict[str, Any]:
    """The same as plain data, the lengths summed up."""
    told = asdict(would)
    lengths = told.pop("lengths")
    return told | {"examples": len(lengths), "tokens": sum(lengths)}


def tell_beginning(
    prepared: "Prepared",
    data: "TrainingData",
    where: str,
    run: "Run | None",
    console: "Console",
    notes: Sequence[str],
) -> None:
    """Print what a training begins with; `run` is None where none is begun, `notes` are those of the configuration."""
    config, training = prepared.config, prepared.training
    names = list(data.schemas)
    schemas = ", ".join(names) if 0 < len(names) <= 5 else f"{len(names) or 'no'} schemas"
    lines = [
        f"data   {where}: {len(training.examples)} training, {len(prepared.dev.examples)} dev examples ({schemas})",
        f"base   {config.base} on {prepared.base.model.device}",
        f"method {config.method}, {_bound(config)}, batch {config.batch_size * config.gradient_accumulation}, "
        f"learning rate {config.learning_rate:g}"
        + (f", rank {config.lora_rank}" if config.lora_rank else "")
        + (f", {config.virtual_tokens} virtual tokens" if config.virtual_tokens else ""),
    ]
    if run:
        lines.append(f"run    {run.path}")
    if run and data.prompt is None:
        lines.append(
            f"prompt the data set does not name its format; questions will be asked in the {run.prompt} format"
        )
    if training.too_long + prepared.dev.too_long:
        lines.append(
            f"refused {training.too_long} training and {prepared.dev.too_long} dev examples above {config.max_length} tokens "
            f"(the longest has {max(training.longest, prepared.dev.longest)}); no answer is ever cut"
        )
    if training.untrained + prepared.dev.untrained:
        lines.append(f"refused {training.untrained + prepared.dev.untrained} examples that hold no answer")
    for line in [*lines, *(f"config {note}" for note in notes)]:
        console.print(line, markup=False, soft_wrap=True)


def _bound(config: TrainConfig) -> str:
    """How long it is to last.

    >>> _bound(TrainConfig()), _bound(TrainConfig(epochs=3, max_steps=9)), _bound(TrainConfig(epochs=1e9, max_steps=9))
    ('2 epochs', '3 epochs and 9 steps at most', '9 steps')
    """
    if config.max_steps is None:
        return f"{config.epochs:g} epochs"
    # A demo's YAML knows steps alone; its epochs are without end.
    return (
        f"{config.max_steps} steps"
        if config.epochs >= 1e6
        else f"{config.epochs:g} epochs and {config.max_steps} steps at most"
    )


@contextmanager
def reporting(console: "Console") -> Iterator["Report"]:
    """A live bar on a terminal, a line now and then elsewhere."""
    if not console.is_terminal:
        yield _PlainLines(console)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[status]}"), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("training", total=None, status="")

        def report(progress: "Standing") -> None:
            bar.update(task, completed=progress.step, total=progress.steps, status=_status(progress))

        yield report


class _PlainLines:
    def __init__(self, console: "Console") -> None:
        self._console = console
        self._next = 0.0

    def __call__(self, progress: "Standing") -> None:
        now = time.monotonic()
        if now >= self._next or progress.step == progress.steps:
            self._next = now + PLAIN_LINE_SECONDS
            self._console.print(f"step {progress.step}/{progress.steps}  {_status(progress)}", soft_wrap=True)


def _status(progress: "Standing") -> str:
    """One line on where a training stands.

    >>> from types import SimpleNamespace
    >>> _status(SimpleNamespace(epoch=0.5, loss=1.25, dev_loss=None, dev_accuracy=None, examples_per_second=70.2, seconds_left=65))
    'epoch 0.50  loss 1.250  70 examples/s  1:05 left'
    """
    parts = [f"epoch {progress.epoch:.2f}"]
    if progress.loss is not None:
        parts.append(f"loss {progress.loss:.3f}")
    if progress.dev_loss is not None:
        parts.append(f"dev loss {progress.dev_loss:.3f}")
    if progress.dev_accuracy is not None:
        parts.append(f"dev accuracy {progress.dev_accuracy:.1%}")
    rate = progress.examples_per_second
    parts.append(f"{rate:.0f} examples/s" if rate >= 10 else f"{rate:.1f} examples/s")
    parts.append(f"{_clock(progress.seconds_left)} left")
    return "  ".join(parts)


def _clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any.

    >>> _clock(65), _clock(3605)
    ('1:05', '1:00:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def run_lines(run: "Run") -> str:
    """What a finished training prints."""
    result = run.result
    assert result is not None
    answered = "" if result.dev_accuracy is None else f" ({result.dev_accuracy:.1%} of the dev questions right)"
    return "\n".join(
        [
            f"trained {result.parameters:,} weights on {result.examples} examples in {_clock(result.seconds)} ({result.device})",
            f"loss    {result.loss_before:.3f} → {result.loss_after:.3f} a token of the answers, kept epoch {result.best_epoch:g}{answered}",
            f"run     {run.path}",
            "next    t2s eval",
        ]
    )


def run_json(run: "Run") -> dict[str, Any]:
    """The same as plain data."""
    assert run.result is not None
    return {"run": str(run.path), "dataset": run.dataset, "config": asdict(run.config), "result": asdict(run.result)}
