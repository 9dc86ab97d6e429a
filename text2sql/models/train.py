"""Encoded examples → trained weights, with transformers' Trainer.

One seed gives one result on a CPU; a resumed training ends where a straight one does. The loss of a step is the mean over all its
answer tokens, however many batches it is made of.
"""

import contextlib
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import torch
import transformers
from transformers.trainer_callback import PrinterCallback
from transformers.trainer_utils import get_last_checkpoint

from text2sql.config import TrainConfig
from text2sql.errors import T2SError
from text2sql.models.batches import Layout, layout
from text2sql.models.encode import Batch
from text2sql.models.loss import answer_loss, mean_loss
from text2sql.models.peft_methods import apply_method, load_weights, save_weights
from text2sql.models.tokenizer import Encoded

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
    """A trained model and what it took."""

    model: Any
    loss_before: float
    loss_after: float
    accuracy: float | None
    best_epoch: float
    steps: int
    parameters: int
    seconds: float


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
        resume: go on from the latest of them.
        accuracy: measured at every evaluation; None: the dev loss decides.
        report: called now and then.
        note: called with single lines worth telling.

    Raises:
        TrainingStoppedError: on Ctrl-C or SIGTERM, after a checkpoint was written.
        T2SError: if the loss is no number or exactly 0, or there is nothing to resume from.
    """
    state = get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None
    if resume and state is None:
        raise T2SError("no checkpoint to resume from", where=str(checkpoints), fix="start again without --resume")
    device = model.device
    transformers.set_seed(config.seed)
    model = apply_method(model, config)
    laid, line = layout(model, pad, packing=config.packing)
    if line:
        note(line)
    trainer = _AnswerTrainer(
        model=model,
        args=_arguments(config, checkpoints, device.type, examples=len(training), has_dev=bool(dev)),
        train_dataset=list(training),
        eval_dataset=list(dev) or None,
        layout=laid,
        accuracy=accuracy if dev else None,
        note=note,
    )
    trainer.remove_callback(PrinterCallback)
    if config.patience and dev:
        trainer.add_callback(transformers.EarlyStoppingCallback(config.patience))
    measured = list(dev or training)
    loss_before = trainer.mean_loss(measured)
    watch = _Watch(config.batch_size * config.gradient_accumulation, report)
    trainer.add_callback(watch)
    started = time.perf_counter()
    with _stopping(watch):
        trainer.train(resume_from_checkpoint=state if resume else None)
    if watch.stopped:
        raise TrainingStoppedError(
            f"stopped after step {trainer.state.global_step}; its checkpoint is in {checkpoints}",
            fix=f"go on with: t2s finetune --resume {checkpoints.parent}",
        )
    return Trained(
        model=model,
        loss_before=loss_before,
        loss_after=trainer.mean_loss(measured),
        accuracy=_best(trainer.state).get("eval_accuracy"),
        best_epoch=_best(trainer.state).get("epoch", float(trainer.state.epoch or 0)),
        steps=trainer.state.global_step,
        parameters=sum(each.numel() for each in model.parameters() if each.requires_grad),
        seconds=time.perf_counter() - started,
    )


class _AnswerTrainer(transformers.Trainer):
    """A Trainer whose loss is the mean over answer tokens, in training and on the dev set."""

    control: Any

    def __init__(self, *, layout: Layout, accuracy: Accuracy | None, note: Note, **rest: Any) -> None:
        super().__init__(data_collator=layout.collate, **rest)
        self._layout = layout
        self._accuracy = accuracy
        # compute_loss divides by the labels of the whole step.
        self.model_accepts_loss_kwargs = True
        self._loss_sum, line = answer_loss(self.model)
        if line:
            note(line)

    def training_step(self, model: Any, inputs: Batch, num_items_in_batch: Any = None) -> Any:
        """The batches of a step one after the other: memory holds the activations of one of them."""
        state, batches = self.accelerator.gradient_state, inputs["batches"]
        ends_step = state.sync_gradients
        losses = []
        for number, batch in enumerate(batches, start=1):
            is_last = number == len(batches)
            # Processes share their gradients once a step.
            state._set_sync_gradients(ends_step and is_last)
            with contextlib.nullcontext() if is_last else self.accelerator.no_sync(model):
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
        return (loss, None) if return_outputs else loss

    def get_train_dataloader(self) -> Any:
        sampler = self._layout.sampler(
            self.train_dataset, self.args.per_device_train_batch_size, self.args.seed
        )
        loader = torch.utils.data.DataLoader(
            self.train_dataset, batch_sampler=sampler, collate_fn=self.data_collator, pin_memory=self.args.bf16
        )
        return self.accelerator.prepare(loader)

    def _save(self, output_dir: str | None = None, state_dict: dict[str, Any] | None = None) -> None:
        folder = Path(output_dir or self.args.output_dir)
        save_weights(self.model, folder)
        torch.save(self.args, folder / "training_args.bin")

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        if not load_weights(self.model, Path(resume_from_checkpoint)):
            super()._load_from_checkpoint(resume_from_checkpoint, model)

    def _load_best_model(self) -> None:
        if not load_weights(self.model, Path(self.state.best_model_checkpoint)):
            super()._load_best_model()

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        loss = self.mean_loss(self.eval_dataset)
        metrics = {"eval_loss": loss, _BEST: -loss}
        if self._accuracy:
            self.model.eval()
            with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
                metrics["eval_accuracy"] = self._accuracy(self.model)
            # The loss decides only between equals.
            metrics[_BEST] = metrics["eval_accuracy"] - loss * 1e-6
            self.model.train()
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics

    def mean_loss(self, examples: Sequence[Encoded]) -> float:
        """Over all answer tokens of the examples."""
        batches = (self._prepare_inputs(each) for each in self._layout.batches(examples))
        with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
            return mean_loss(self.model, batches, self._loss_sum)


class _Watch(transformers.TrainerCallback):
    """Tells how far the training is, and stops it at the end of a step when asked to."""

    def __init__(self, examples_per_step: int, report: Report) -> None:
        self.stopped = False
        self._report = report
        self._examples = examples_per_step
        self._loss: float | None = None
        self._dev_loss: float | None = None
        self._accuracy: float | None = None
        self._since = 0.0
        self._first = 0

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._since, self._first = time.perf_counter(), state.global_step

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
        if self.stopped:
            control.should_save = True
            control.should_training_stop = True

    def on_epoch_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if self.stopped and state.global_step < state.max_steps:
            # The checkpoint of the last step is there; whoever pressed Ctrl-C does not wait for the dev set.
            control.should_evaluate = control.should_save = False


def steps_of(config: TrainConfig, examples: int) -> int:
    """Optimizer steps of a training on so many examples: those of its epochs, or fewer if it is bounded."""
    batches = math.ceil(examples / config.batch_size)
    steps = math.ceil(math.ceil(batches / config.gradient_accumulation) * config.epochs)
    return min(steps, config.max_steps or steps)


def _arguments(config: TrainConfig, checkpoints: Path, device: str, *, examples: int, has_dev: bool) -> Any:
    rhythm = "steps" if config.eval_steps else "epoch"
    arguments = transformers.TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=config.epochs,
        # The Trainer would go on past the epochs for it.
        max_steps=steps_of(config, examples) if config.max_steps else -1,
        per_device_train_batch_size=config.batch_size,
        gradient_accumulation_steps=config.gradient_accumulation,
        learning_rate=config.learning_rate,
        lr_scheduler_type=str(config.schedule),
        warmup_steps=config.warmup,
        weight_decay=config.weight_decay,
        max_grad_norm=config.max_grad_norm,
        gradient_checkpointing=config.gradient_checkpointing,
        gradient_checkpointing_kwargs={"use_reentrant": False} if config.gradient_checkpointing else None,
        seed=config.seed,
        use_cpu=device == "cpu",
        bf16=device == "cuda",
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
        if watch.stopped:
            raise KeyboardInterrupt
        watch.stopped = True

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


def _best(state: Any) -> dict[str, float]:
    """What was logged at the evaluation whose weights are kept; empty if there was none."""
    if not state.best_model_checkpoint:
        return {}
    best = int(state.best_model_checkpoint.rpartition("-")[2])
    return next(each for each in state.log_history if each["step"] == best and "eval_loss" in each)


__all__ = ["Accuracy", "Note", "Progress", "Report", "Trained", "TrainingStoppedError", "train"]
