"""`t2s finetune`: a data set and a base → a run."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from text2sql.config import Method, TrainConfig, config_from_mapping, read_mapping
from text2sql.errors import T2SError, UsageError
from text2sql.launch import launch, place
from text2sql.official import is_official, read_official

if TYPE_CHECKING:
    from rich.console import Console

    from text2sql.dataset import Dataset
    from text2sql.models.finetune import Prepared, TrainingData
    from text2sql.models.forecast import Forecast
    from text2sql.models.train import Progress as Standing
    from text2sql.models.train import Report
    from text2sql.run import Run

PLAIN_LINE_SECONDS = 15
REHEARSED_QUESTIONS = 4
_LATEST = "(latest)"


@click.command("finetune")
@click.option("--method", type=click.Choice([str(each) for each in Method]), help="What is trained.  [default: lora]")
@click.option("--base", help="The bundled base, a folder or a model hub's id.  [default: chatglm3-mini]")
@click.option(
    "--data", type=click.Path(path_type=Path), help="A data set or a file of conversations.  [default: the latest]"
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="TOML or YAML with any training option, or a YAML of ChatGLM3's or GLM-4's demos.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run.  [default: a new one in runs/]")
@click.option("--epochs", type=float, help="Passes over the training set.")
@click.option("--batch-size", type=int, help="Examples a batch.")
@click.option("--learning-rate", type=float, help="The highest one.  [default: by method and size of the base]")
@click.option("--max-steps", type=int, help="Stop after so many optimizer steps.")
@click.option("--seed", type=int, help="Of order, initial adapter and dropout.")
@click.option(
    "--packing/--no-packing",
    default=None,
    help="Compute the schema that questions share once; same loss, same gradients.  [default: on]",
)
@click.option(
    "--resume",
    is_flag=False,
    flag_value=_LATEST,
    metavar="[RUN]",
    help="Go on with a stopped run; the latest if not named.",
)
@click.option("--devices", type=click.IntRange(min=1), help="Processes that train together, one a GPU.  [default: one]")
@click.option("--dry-run", is_flag=True, help="Only say what would be trained: weights, lengths, steps, memory.")
@click.option(
    "--rehearse",
    is_flag=True,
    help="Do all of it once: a step on the longest examples, evaluate, save, resume, answer; then stop.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the run, or what it would be, as JSON.")
def command(
    data: Path | None,
    config_file: Path | None,
    out: Path | None,
    resume: str | None,
    devices: int | None,
    dry_run: bool,
    rehearse: bool,
    as_json: bool,
    **options: Any,
) -> int | None:
    """Fine-tune a model on a training set.

    \b
    t2s finetune
    t2s finetune --method sft --epochs 5
    t2s finetune --base ./chatglm3-6b --config configs/lora.toml
    t2s finetune --method ptuning-v2 --dry-run
    t2s finetune --base ./chatglm3-6b --rehearse
    t2s finetune --config recipes/chatglm3-6b-sft-4gpu.toml --devices 4
    t2s finetune --resume

    Options override the file of --config. Ctrl-C stops after the step at hand and leaves a checkpoint to resume from.
    """
    from rich.console import Console

    if devices and devices > 1 and place().processes == 1 and not dry_run:
        _refuse_missing(devices)
        return launch([sys.executable, "-m", "text2sql.cli", *sys.argv[1:]], devices)
    # Of several processes one tells how it goes.
    console = Console(stderr=True, highlight=False, quiet=not place().is_first)
    chosen = {name: value for name, value in options.items() if value is not None}
    count = (devices or 1) if dry_run else place().processes
    if rehearse and (dry_run or as_json):
        raise UsageError("--rehearse only tells how it goes", fix="leave --dry-run and --json out")
    if resume is not None:
        if chosen or data or config_file or out or dry_run or rehearse:
            raise UsageError("--resume goes on with the options of its run", fix="leave the other options out")
        run = _resumed(resume, console)
    elif dry_run:
        would = _forecast(_configured(config_file, chosen, count), data, devices or 1, console)
        click.echo(json.dumps(_without_lengths(would), indent=2) if as_json else _told(would))
        return None
    elif rehearse:
        _rehearsed(_configured(config_file, chosen, count), data, out, console)
        return None
    else:
        run = _started(_configured(config_file, chosen, count), data, out, console)
    if place().is_first:
        click.echo(json.dumps(_as_json(run), ensure_ascii=False, indent=2) if as_json else _summary(run))
    return None


def _refuse_missing(devices: int) -> None:
    import torch

    there = torch.cuda.device_count()
    if there and devices > there:
        raise UsageError(f"--devices {devices}: this machine has {there} GPUs", fix=f"say --devices {there} or fewer")


class _Order(NamedTuple):
    """What is to be trained: options, and the files of the data where a configuration names them."""

    config: TrainConfig
    files: Mapping[str, str]
    notes: tuple[str, ...]


def _configured(file: Path | None, chosen: dict[str, Any], devices: int) -> _Order:
    files: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    config = TrainConfig()
    if file:
        content = read_mapping(file)
        if is_official(content):
            config, files, notes = read_official(content, where=str(file))
            # Their batch size is that of a device.
            config = replace(config, batch_size=config.batch_size * devices)
        else:
            config = config_from_mapping(content, TrainConfig, where=str(file))
    values = {field.name: getattr(config, field.name) for field in fields(config)}
    return _Order(config_from_mapping(values | chosen, TrainConfig, where="options"), files, notes)


def _data(path: Path | None, files: Mapping[str, str]) -> "tuple[Path, Dataset]":
    """The data set and where it is: the one named, the files that a configuration names, or the latest."""
    from text2sql.dataset import MANIFEST, read_dataset, read_files
    from text2sql.workspace import Workspace

    folder = path or Path()
    if files and not folder.is_file() and not (folder / MANIFEST).is_file():
        return folder, read_files({split: folder / name for split, name in files.items()}, folder)
    found = path or Workspace().latest_dataset()
    return found, read_dataset(found)


def _forecast(order: _Order, data: Path | None, devices: int, console: "Console") -> "Forecast":
    from text2sql.models.finetune import foresee, prepare

    path, dataset = _data(data, order.files)
    prepared = prepare(dataset, order.config, where=str(path))
    _tell(prepared, dataset, str(path), None, console, order.notes)
    return foresee(prepared, devices)


def _rehearsed(order: _Order, data: Path | None, out: Path | None, console: "Console") -> None:
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import rehearse
    from text2sql.models.team import join
    from text2sql.workspace import Workspace

    join()
    path, dataset = _data(data, order.files)
    # On the disk that the run will need.
    folder = (out or Workspace().runs / "run").absolute().parent
    while not folder.is_dir():
        folder = folder.parent
    rehearse(
        dataset,
        order.config,
        where=str(path),
        suite=sample(dataset, "dev", min(order.config.eval_questions, REHEARSED_QUESTIONS)),
        folder=folder,
        tell=lambda prepared: _tell(prepared, dataset, str(path), None, console, order.notes),
        note=lambda line: console.print(line, markup=False, soft_wrap=True),
    )
    if not place().is_first:
        return
    click.echo("rehearsed; nothing of it is kept\nnext    the same command without --rehearse")


def _told(would: "Forecast") -> str:
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


def _without_lengths(would: "Forecast") -> dict[str, Any]:
    told = asdict(would)
    lengths = told.pop("lengths")
    return told | {"examples": len(lengths), "tokens": sum(lengths)}


def _started(order: _Order, data: Path | None, out: Path | None, console: "Console") -> "Run":
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import fit, new_run, prepare
    from text2sql.models.team import from_first, join
    from text2sql.workspace import Workspace

    join()
    if place().is_first and out and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise T2SError("already there and not empty", where=str(out), fix="choose another --out, or --resume it")
    path, dataset = _data(data, order.files)
    prepared = prepare(dataset, order.config, where=str(path))
    folder = from_first(lambda: out or Workspace().new_run(order.config.method))
    # The run must find its data set from any folder.
    run = new_run(dataset, prepared, path=folder, dataset=str(path.resolve()), files=order.files)
    _tell(prepared, dataset, run.dataset, run, console, order.notes)
    suite = sample(dataset, "dev", order.config.eval_questions)
    with _reporting(console) as report:
        return fit(prepared, run, suite=suite, report=report, note=console.print)


def _resumed(name: str, console: "Console") -> "Run":
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import fit, prepare
    from text2sql.models.team import join
    from text2sql.run import read_run
    from text2sql.workspace import Workspace

    join()
    run = read_run(Workspace().latest_run(unfinished=True) if name == _LATEST else Path(name), unfinished=True)
    if run.result is not None:
        raise T2SError(
            "this run is finished: nothing to resume", where=str(run.path), fix="start a new one: t2s finetune"
        )
    _, dataset = _data(Path(run.dataset), run.dataset_files)
    if dataset.digest != run.dataset_digest:
        raise T2SError(
            "the data set has changed since the run began", where=run.dataset, fix="start a new run: t2s finetune"
        )
    prepared = prepare(dataset, run.config, where=run.dataset)
    _tell(prepared, dataset, run.dataset, run, console, ())
    suite = sample(dataset, "dev", run.config.eval_questions)
    run = replace(run, config=prepared.config)
    with _reporting(console) as report:
        return fit(prepared, run, resume=True, suite=suite, report=report, note=console.print)


def _tell(
    prepared: "Prepared",
    data: "TrainingData",
    where: str,
    run: "Run | None",
    console: "Console",
    notes: Sequence[str],
) -> None:
    config, training = prepared.config, prepared.training
    names = list(data.schemas)
    schemas = ", ".join(names) if 0 < len(names) <= 5 else f"{len(names) or 'no'} schemas"
    lines = [
        f"data   {where}: {len(training.examples)} training, {len(prepared.dev.examples)} dev examples ({schemas})",
        f"base   {config.base} on {prepared.base.model.device}",
        f"method {config.method}, {config.epochs:g} epochs, batch {config.batch_size * config.gradient_accumulation}, "
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


@contextmanager
def _reporting(console: "Console") -> Iterator["Report"]:
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


def _summary(run: "Run") -> str:
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


def _as_json(run: "Run") -> dict[str, Any]:
    assert run.result is not None
    return {"run": str(run.path), "dataset": run.dataset, "config": asdict(run.config), "result": asdict(run.result)}
