"""`t2s finetune`: a data set and a base → a run."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from text2sql.commands.finetune_told import (
    forecast_json,
    forecast_lines,
    reporting,
    run_json,
    run_lines,
    tell_beginning,
)
from text2sql.config import Method, TrainConfig, config_from_mapping, read_mapping
from text2sql.errors import T2SError, UsageError
from text2sql.launch import follow_launcher, launch, place
from text2sql.official import is_official, read_official, shape_notes

if TYPE_CHECKING:
    from rich.console import Console

    from text2sql.dataset import Dataset
    from text2sql.models.finetune import Prepared
    from text2sql.models.forecast import Forecast
    from text2sql.run import Run

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
    follow_launcher()
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
        would = _forecast(configured(config_file, chosen, count), data, devices or 1, console)
        click.echo(json.dumps(forecast_json(would), indent=2) if as_json else forecast_lines(would))
        return None
    elif rehearse:
        _rehearsed(configured(config_file, chosen, count), data, out, console)
        return None
    else:
        run = _started(configured(config_file, chosen, count), data, out, console)
    if place().processes > 1:
        from text2sql.models.team import leave

        leave()
    if place().is_first:
        click.echo(json.dumps(run_json(run), ensure_ascii=False, indent=2) if as_json else run_lines(run))
    return None


def _note(console: "Console") -> Callable[[str], None]:
    return lambda line: console.print(line, markup=False, soft_wrap=True)


def _refuse_missing(devices: int) -> None:
    import torch

    there = torch.cuda.device_count()
    if there and devices > there:
        raise UsageError(f"--devices {devices}: this machine has {there} GPUs", fix=f"say --devices {there} or fewer")


class _Order(NamedTuple):
    """What is to be trained: options, and the files of the data where a configuration names them."""

    config: TrainConfig
    files: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    shape: Mapping[str, Any] = {}

    def told_of(self, prepared: "Prepared") -> tuple[str, ...]:
        """The notes, and what the loaded base has otherwise."""
        from text2sql.models.ptuning import prefix_shape

        config = prepared.config
        if config.method is not Method.PTUNING_V2:
            return self.notes
        held = prefix_shape(prepared.base.model.config, projection=config.prefix_projection)
        return (*self.notes, *shape_notes(self.shape, held))


def configured(file: Path | None, chosen: dict[str, Any], devices: int) -> _Order:
    """What a configuration file and the options beside it come to, for so many devices."""
    order = _Order(TrainConfig())
    if file:
        content = read_mapping(file)
        if is_official(content):
            order = _Order(*read_official(content, where=str(file), devices=devices))
            if order.config.deepspeed:
                named = str(_named_in(file, order.config.deepspeed))
                order = order._replace(config=replace(order.config, deepspeed=named))
        else:
            order = _Order(config_from_mapping(content, TrainConfig, where=str(file)))
    values = {field.name: getattr(order.config, field.name) for field in fields(order.config)}
    return order._replace(config=config_from_mapping(values | chosen, TrainConfig, where="options"))


def _named_in(file: Path, name: str) -> Path:
    """The file that a demo's YAML names: ChatGLM3's name it as seen from their own folder, GLM-4's from the one above."""
    beside = file.parent / name
    above = file.absolute().parents[1] / name
    return above if above.is_file() and not beside.is_file() else beside


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
    tell_beginning(prepared, dataset, str(path), None, console, order.told_of(prepared))
    return foresee(prepared, devices)


def _rehearsed(order: _Order, data: Path | None, out: Path | None, console: "Console") -> None:
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import rehearse
    from text2sql.models.team import join
    from text2sql.workspace import Workspace

    join(order.config)
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
        tell=lambda prepared: tell_beginning(prepared, dataset, str(path), None, console, order.told_of(prepared)),
        note=_note(console),
    )
    if not place().is_first:
        return
    click.echo("rehearsed; nothing of it is kept\nnext    the same command without --rehearse")


def _started(order: _Order, data: Path | None, out: Path | None, console: "Console") -> "Run":
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import fit, new_run, prepare
    from text2sql.models.team import from_first, join
    from text2sql.workspace import Workspace

    join(order.config)
    if place().is_first and out and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise T2SError("already there and not empty", where=str(out), fix="choose another --out, or --resume it")
    path, dataset = _data(data, order.files)
    prepared = prepare(dataset, order.config, where=str(path))
    folder = from_first(lambda: out or Workspace().new_run(order.config.method))
    # The run must find its data set from any folder.
    run = new_run(dataset, prepared, path=folder, dataset=str(path.resolve()), files=order.files)
    tell_beginning(prepared, dataset, run.dataset, run, console, order.told_of(prepared))
    suite = sample(dataset, "dev", order.config.eval_questions)
    with reporting(console) as report:
        return fit(prepared, run, suite=suite, report=report, note=_note(console))


def _resumed(name: str, console: "Console") -> "Run":
    from text2sql.evaluation.split import sample
    from text2sql.models.finetune import fit, prepare
    from text2sql.models.team import join
    from text2sql.run import read_run
    from text2sql.workspace import Workspace

    run = read_run(Workspace().latest_run(unfinished=True) if name == _LATEST else Path(name), unfinished=True)
    join(run.config)
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
    tell_beginning(prepared, dataset, run.dataset, run, console, ())
    suite = sample(dataset, "dev", run.config.eval_questions)
    run = replace(run, config=prepared.config)
    with reporting(console) as report:
        return fit(prepared, run, resume=True, suite=suite, report=report, note=_note(console))
