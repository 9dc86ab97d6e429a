"""Encoded examples → trained weights, with transformers' Trainer.

One seed gives one result on a CPU; a resumed training ends where a straight one does. The loss of a step is the mean over all its
answer tokens, however many batches it is made of and however many devices they are spread over.
"""

import contextlib
import math
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import torch
import transformers
from transformers.trainer_callback import PrinterCallback, TrainerState

from text2sql.config import TrainConfig
from text2sql.errors import T2SError
from text2sql.launch import place
from text2sql.models.batches import Layout, layout
from text2sql.models.encode import Batch, padded_batch
from text2sql.models.loss import answer_loss, loss_and_labels
from text2sql.models.peft_methods import apply_method, load_weights, save_weights
from text2sql.models.shares import Share, share
from text2sql.models.states import TRAINER_STATE, checkpoint, find_states, written
from text2sql.models.team import from_first, largest, peers, summed, wanted_by_any
from text2sql.models.tokenizer import IGNORED, Encoded

_BEST = "eval_best"  # the figure that chooses the weights, the higher the better


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
Accuracy = Callable[[Any], float]
"""A model in training → the share of dev questions that it answers with the right rows."""
Note = Callable[[str], None]


class Trained(NamedTuple):
    """What a training came to; `run.TrainResult` says what each is."""

    loss_before: float
    loss_after: float
    accuracy: float | None
    best_epoch: float
    steps: int
    parameters: int
    seconds: float
    device: torch.device


class TrainingStoppedError(T2SError):
    """The user stopped a training; a checkpoint is there."""

    exit_code = 130


def train(
    model: Any,
    config: TrainConfig,
    training: Sequence[Encoded],
    dev: Sequence[Encoded],
    *,
    pad: int,
    checkpoints: Path,
    weights: Path,
    resume: bool = False,
    accuracy: Accuracy | None = None,
    report: Report = lambda progress: None,
    note: Note = lambda line: None,
) -> Trained:
    """Train the method's weights and keep those of the evaluation with the highest accuracy; of equal ones, with the lowest dev loss.

    Args:
        model: the base; changed in place.
        config: a resolved one, see `peft_methods.resolve`.
        training: examples, at least one.
        dev: examples to choose the evaluation by; without any, the last weights are kept.
        pad: fills batches.
        checkpoints: folder of the states to resume from.
        weights: folder that what was trained is written to in the end.
        resume: go on from the latest of them that is whole.
        accuracy: measured at every evaluation; None: the dev loss decides.
        report: called now and then.
        note: called with single lines worth telling.

    Raises:
        TrainingStoppedError: on Ctrl-C or SIGTERM, after a checkpoint was written.
        T2SError: if the loss is no number or exactly 0, a checkpoint cannot be written, or there is nothing to resume from.
    """
    state, broken = find_states(checkpoints)
    if resume and state is None:
        what = f", {len(broken)} of which only a part was written" if broken else ""
        raise T2SError(
            f"no checkpoint to resume from{what}", where=str(checkpoints), fix="start again without --resume"
        )
    states = len(list(state.glob("rng_state*.pth"))) if resume and state else 0
    if states not in (0, place().processes):
        raise T2SError(
            f"this training ran on {states} devices, and here are {place().processes}", fix=f"add --devices {states}"
        )
    on_gpu = torch.cuda.is_available() and (config.fsdp or model.device.type == "cuda")
    transformers.set_seed(config.seed)
    model = apply_method(model, config)
    laid, line = layout(model, pad, packing=config.packing)
    if line:
        note(line)
    trainer = _AnswerTrainer(
        model=model,
        args=_arguments(config, checkpoints, on_gpu=on_gpu, examples=len(training), has_dev=bool(dev)),
        train_dataset=list(training),
        eval_dataset=list(dev) or None,
        layout=laid,
        batch_size=config.batch_size,
        accuracy=accuracy if dev else None,
        note=note,
    )
    if trainer.is_fsdp_enabled:
        # accelerate launch may have set another, which leaves the weights in pieces that nothing else reads.
        trainer.accelerator.state.fsdp_plugin.set_state_dict_type("FULL_STATE_DICT")
    # The same first weights everywhere, but not the same dropout.
    torch.manual_seed(config.seed + place().rank)
    trainer.remove_callback(PrinterCallback)
    if config.patience and dev:
        trainer.add_callback(_Patience(config.patience))
    measured = list(dev or training)
    watch = _Watch(config.batch_size * config.gradient_accumulation, report)
    trainer.add_callback(_Before(trainer, measured))
    trainer.add_callback(watch)
    started = time.perf_counter()
    if resume and state:
        if place().is_first:
            for each in broken:
                note(f"only a part of {each.name} was written: removed")
                shutil.rmtree(each)
        note(f"resuming from {state.name}")
    steps = steps_of(config, len(training))
    with _stopping(watch), peers():
        if not (resume and state and trainer.take_up_end(state, steps, config.patience)):
            trainer.train(resume_from_checkpoint=str(state) if resume else None)
    if watch.stopped:
        raise TrainingStoppedError(
            f"stopped after step {trainer.state.global_step}; its checkpoint is in {checkpoints}",
            fix=f"go on with: t2s finetune --resume {checkpoints.parent}",
        )
    parameters = sum(each.numel() for each in trainer.model.parameters() if each.requires_grad)
    loss_after = trainer.mean_loss(measured)
    with written("the trained weights", weights, checkpoints):
        trainer.save_model(str(weights))
    return Trained(
        loss_before=next(each["loss_before"] for each in trainer.state.log_history if "loss_before" in each),
        loss_after=loss_after,
        accuracy=_best(trainer.state).get("eval_accuracy"),
        best_epoch=_best(trainer.state).get("epoch", float(trainer.state.epoch or 0)),
        steps=trainer.state.global_step,
        parameters=parameters,
        seconds=time.perf_counter() - started,
        device=trainer.args.device,
    )


def refuse_devices(config: TrainConfig) -> None:
    """Refuse what the processes that there are cannot train.

    Raises:
        T2SError: if a batch has fewer examples than there are devices, or there is nothing to spread the weights over.
    """
    devices = place().processes
    if config.batch_size < devices:
        raise T2SError(
            f"batch_size {config.batch_size} cannot be shared by {devices} devices", fix=f"set it to {devices} or more"
        )
    if not (config.fsdp or config.deepspeed):
        return
    if config.fsdp and not has_gpus():
        raise T2SError("fsdp spreads a model over GPUs, and there is none here", fix="leave fsdp out")
    if devices == 1:
        raise T2SError("fsdp and deepspeed spread a model over devices, and this is one", fix="add --devices 4, or so")


def has_gpus() -> bool:
    """Whether this machine has a GPU."""
    return torch.cuda.is_available()


class _AnswerTrainer(transformers.Trainer):
    """A Trainer whose loss is the mean over answer tokens, in training and on the dev set."""

    control: Any

    def __init__(self, *, layout: Layout, batch_size: int, accuracy: Accuracy | None, note: Note, **rest: Any) -> None:
        super().__init__(data_collator=self._collate, **rest)
        self._layout = layout
        self._batch_size = batch_size
        self._accuracy = accuracy
        # compute_loss divides by the labels of the whole step.
        self.model_accepts_loss_kwargs = True
        self._loss_sum, line = answer_loss(self.model, spread=self.is_spread)
        if line:
            note(line)

    @property
    def is_spread(self) -> bool:
        """Whether no device need hold all weights."""
        return bool(self.is_fsdp_enabled or self.is_deepspeed_enabled)

    def _collate(self, examples: Sequence[Encoded]) -> Batch:
        """The batches of a step; a process that has no example of it runs with the others all the same."""
        if examples:
            return self._layout.collate(examples)
        return {"batches": [self._silent], "labels": self._silent["labels"]}

    @property
    def _silent(self) -> Batch:
        """A batch without labels: its loss and gradients are 0."""
        ids = min((each.ids for each in self.train_dataset), key=len)
        return padded_batch([Encoded(ids, [IGNORED] * len(ids))], self._layout.pad)

    def _together(self, batches: Sequence[Batch]) -> list[Batch]:
        """As many for every process: weights that are spread over devices pass through all of them at once."""
        if not self.is_spread:
            return list(batches)
        return [*batches, *[self._silent] * (largest(len(batches), self.args.device) - len(batches))]

    def training_step(self, model: Any, inputs: Batch, num_items_in_batch: Any = None) -> Any:
        """The batches of a step one after the other: memory holds the activations of one of them."""
        state, batches = self.accelerator.gradient_state, self._together(inputs["batches"])
        ends_step = state.sync_gradients
        losses = []
        for number, batch in enumerate(batches, start=1):
            is_last = number == len(batches)
            # Processes share their gradients once a step, unless each keeps only its part of them.
            state._set_sync_gradients(ends_step and is_last)
            apart = not is_last and not self.is_spread
            with self.accelerator.no_sync(model) if apart else contextlib.nullcontext():
                losses.append(super().training_step(model, batch, num_items_in_batch))
        return torch.stack(losses).sum()

    def compute_loss(
        self, model: Any, inputs: Batch, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        loss = self._loss_sum(model, inputs) / num_items_in_batch
        value = float(loss.detach())
        # A loss of 0 in the first step means that no label is trained; later a few pairs may be known by heart.
        if not math.isfinite(value) or (value == 0.0 and self.state.global_step == 0):
            raise _unusable_loss(value, self.state.global_step + 1, self._get_learning_rate())
        # Gradients of several devices are averaged, but `num_items_in_batch` counts the labels of all of them.
        loss = loss * self.args.world_size
        return (loss, None) if return_outputs else loss

    def get_train_dataloader(self) -> Any:
        # Not prepared by accelerate, which would give every process whole batches, and some of them twice.
        return torch.utils.data.DataLoader(
            self.train_dataset,
            batch_sampler=Share(self._layout.sampler(self.train_dataset, self._batch_size, self.args.seed), place()),
            collate_fn=self.data_collator,
            pin_memory=self.args.bf16,
        )

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        checkpoints = Path(self.args.output_dir)
        with written("a checkpoint", checkpoint(checkpoints, self.state.global_step), checkpoints):
            super()._save_checkpoint(model, trial)

    def _save(self, output_dir: str | None = None, state_dict: dict[str, Any] | None = None) -> None:
        if self.args.should_save:
            save_weights(
                self.accelerator.unwrap_model(self.model), Path(output_dir or self.args.output_dir), state_dict
            )

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        if not load_weights(self.model, Path(resume_from_checkpoint)):
            super()._load_from_checkpoint(resume_from_checkpoint, model)

    def _load_best_model(self) -> None:
        if not load_weights(self.model, Path(self.state.best_model_checkpoint)):
            super()._load_best_model()

    def take_up_end(self, folder: Path, steps: int, patience: int | None) -> bool:
        """Load the weights to keep if the state in the folder is that of the training's end; the Trainer would go a step beyond."""
        if self.is_spread:
            # The Trainer alone lays the weights out; its step beyond the end has a learning rate of 0.
            return False
        state = TrainerState.load_from_json(str(folder / TRAINER_STATE))
        over = patience is not None and _evaluations_since_best(state) >= patience
        if state.global_step < steps and not over:
            return False
        self.state = state
        self._load_from_checkpoint(str(folder))
        if state.best_global_step:
            _locate_best(self.args, state)
            self._load_best_model()
        return True

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        loss = self.mean_loss(self.eval_dataset)
        metrics = {"eval_loss": loss, _BEST: -loss}
        if self._accuracy:
            metrics["eval_accuracy"] = self._answered_right(self._accuracy)
            # The loss decides only between equals.
            metrics[_BEST] = metrics["eval_accuracy"] - loss * 1e-6
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics

    def _answered_right(self, accuracy: Accuracy) -> float:
        """The first process's figure, in all of them; weights that are spread over devices need the others to run with it."""
        found = 0.0
        if self.is_spread or place().is_first:
            self.model.eval()
            with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
                found = accuracy(self.model)
            self.model.train()
        agreed: float = from_first(lambda: found)
        return agreed

    def mean_loss(self, examples: Sequence[Encoded]) -> float:
        """Over all answer tokens of the examples."""
        mine = share(sorted(examples), place())
        batches = (self._prepare_inputs(each) for each in self._together(self._layout.batches(mine) if mine else []))
        with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
            total, count = loss_and_labels(self.model, batches, self._loss_sum)
        both = summed(torch.tensor([total, count], dtype=torch.float64, device=self.args.device))
        return float(both[0] / both[1])


class _Before(transformers.TrainerCallback):
    """Measures the loss of the weights that a training begins with, once they lie where they are trained."""

    def __init__(self, trainer: _AnswerTrainer, measured: Sequence[Encoded]) -> None:
        self._trainer = trainer
        self._measured = measured

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        # A resumed training has it from its checkpoint.
        if not state.log_history:
            self._trainer.log({"loss_before": self._trainer.mean_loss(self._measured)})


class _Patience(transformers.TrainerCallback):
    """Stops after so many evaluations without a better one; they are counted in the log, which a checkpoint holds."""

    def __init__(self, evaluations: int) -> None:
        self._evaluations = evaluations

    def on_evaluate(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if _evaluations_since_best(state) >= self._evaluations:
            control.should_training_stop = True


class _Watch(transformers.TrainerCallback):
    """Tells how far the training is, and stops it at the end of a step when asked to."""

    def __init__(self, examples_per_step: int, report: Report) -> None:
        self.stopped = False
        self._asked = False
        self._report = report
        self._examples = examples_per_step
        self._loss: float | None = None
        self._dev_loss: float | None = None
        self._accuracy: float | None = None
        self._since = 0.0
        self._first = 0

    def stop(self) -> None:
        """Ask for a stop at the end of the step; the second time, end at once."""
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._since, self._first = time.perf_counter(), state.global_step
        _locate_best(args, state)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any) -> None:
        self._loss = (logs or {}).get("loss", self._loss)
        self._dev_loss = (logs or {}).get("eval_loss", self._dev_loss)
        self._accuracy = (logs or {}).get("eval_accuracy", self._accuracy)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
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
        self.stopped = wanted_by_any(self._asked, args.device)
        if self.stopped:
            # What belongs to the end of an epoch, its evaluation too, is still done, and saved then.
            control.should_save = control.should_save or not _ends_epoch(args, state)
            control.should_training_stop = True

    def on_epoch_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if self.stopped and not _ends_epoch(args, state):
            # The checkpoint of the last step is there; whoever pressed Ctrl-C does not wait for the dev set.
            control.should_evaluate = control.should_save = False


def steps_of(config: TrainConfig, examples: int) -> int:
    """Optimizer steps of a training on so many examples: those of its epochs, or fewer if it is bounded."""
    batches = math.ceil(examples / config.batch_size)
    steps = math.ceil(math.ceil(batches / config.gradient_accumulation) * config.epochs)
    return min(steps, config.max_steps or steps)


def _arguments(config: TrainConfig, checkpoints: Path, *, on_gpu: bool, examples: int, has_dev: bool) -> Any:
    rhythm = "steps" if config.eval_steps else "epoch"
    arguments = transformers.TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=config.epochs,
        # The Trainer would go on past the epochs for it.
        max_steps=steps_of(config, examples) if config.max_steps else -1,
        # DeepSpeed is told it; batches are made by `Share`.
        per_device_train_batch_size=math.ceil(config.batch_size / place().processes),
        gradient_accumulation_steps=config.gradient_accumulation,
        learning_rate=config.learning_rate,
        lr_scheduler_type=str(config.schedule),
        warmup_steps=config.warmup,
        weight_decay=config.weight_decay,
        max_grad_norm=config.max_grad_norm,
        gradient_checkpointing=config.gradient_checkpointing,
        gradient_checkpointing_kwargs={"use_reentrant": False} if config.gradient_checkpointing else None,
        seed=config.seed,
        # accelerate takes "a CPU" for "no DeepSpeed".
        use_cpu=not on_gpu and not config.deepspeed,
        bf16=on_gpu,
        ddp_find_unused_parameters=False,
        fsdp=config.fsdp,
        fsdp_config={"cpu_ram_efficient_loading": True} if config.fsdp else None,
        deepspeed=config.deepspeed,
        eval_strategy=rhythm if has_dev else "no",
        eval_steps=config.eval_steps,
        save_strategy=rhythm,
        save_steps=config.eval_steps or 500,
        save_total_limit=2,
        load_best_model_at_end=has_dev,
        metric_for_best_model=_BEST if has_dev else None,
        greater_is_better=True if has_dev else None,
        logging_steps=5,
        logging_nan_inf_filter=False,
        disable_tqdm=True,
        log_level="error",
        report_to="none",
        remove_unused_columns=False,
    )
    # One process trains on one device: DataParallel would split batches and lose what hooks hold.
    arguments._n_gpu = min(arguments.n_gpu, 1)
    return arguments


@contextlib.contextmanager
def _stopping(watch: _Watch) -> Iterator[None]:
    """Turn the first Ctrl-C or SIGTERM into a stop after the step; the second one ends at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: Any) -> None:
        watch.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def _unusable_loss(value: float, step: int, rate: float) -> T2SError:
    if value == 0.0:
        return T2SError(
            f"the loss is exactly 0 at step {step}: the answers carry no labels, or are known by heart",
            fix="look at the answers of the data set",
        )
    return T2SError(
        f"the loss is {value} at step {step}, learning rate {rate:.1e}: the training has diverged",
        fix="lower --learning-rate; if it happens at step 1, the base's weights are broken or overflow",
    )


def _ends_epoch(args: Any, state: Any) -> bool:
    """Whether the step at hand is an epoch's or the training's last one, and the training evaluates there."""
    return args.save_strategy == "epoch" and (float(state.epoch).is_integer() or state.global_step >= state.max_steps)


def _best(state: Any) -> dict[str, float]:
    """What was logged at the evaluation whose weights are kept; empty if there was none."""
    logged = (each for each in state.log_history if each["step"] == state.best_global_step and "eval_loss" in each)
    return next(logged, {})


def _evaluations_since_best(state: Any) -> int:
    figures = [each[_BEST] for each in state.log_history if _BEST in each]
    return len(figures) - 1 - figures.index(max(figures)) if figures else 0


def _locate_best(args: Any, state: Any) -> None:
    """Find the best checkpoint beside the others: the state names it as seen from the folder where the training began."""
    if state.best_global_step:
        state.best_model_checkpoint = str(checkpoint(Path(args.output_dir), state.best_global_step))


__all__ = ["Accuracy", "Note", "Progress", "Report", "Trained", "TrainingStoppedError", "train"]
