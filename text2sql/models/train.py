"""Encoded examples → trained weights, with transformers' Trainer.

One seed gives one result on a CPU; a resumed training ends where a straight one does. The loss of a step is the mean over all its
answer tokens, however many batches it is made of and however many devices they are spread over.
"""

import math
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
import transformers
from transformers.trainer_callback import PrinterCallback

from text2sql.config import TrainConfig
from text2sql.errors import T2SError
from text2sql.launch import place
from text2sql.models.batches import layout
from text2sql.models.callbacks import BEST, Patience, Report, Watch, stopping
from text2sql.models.peft_methods import apply_method
from text2sql.models.states import find_states, written
from text2sql.models.team import peers, wanted_by_any
from text2sql.models.tokenizer import Encoded
from text2sql.models.trainer import Accuracy, AnswerTrainer, Before, Note


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
    rehearsing: bool = False,
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
        resume: go on from the latest of them that is whole; without any, from the beginning.
        rehearsing: only to see it done: a stop that is asked for after the last step, which else finishes the training, counts too.
        accuracy: measured at every evaluation; None: the dev loss decides.
        report: called now and then.
        note: called with single lines worth telling.

    Raises:
        TrainingStoppedError: on Ctrl-C or SIGTERM, after a checkpoint was written.
        T2SError: if the loss is no number or exactly 0, a checkpoint cannot be written, or another number of devices resumes it.
    """
    state, broken = find_states(checkpoints)
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
    trainer = AnswerTrainer(
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
        trainer.add_callback(Patience(config.patience))
    measured = list(dev or training)
    watch = Watch(config.batch_size * config.gradient_accumulation, report)
    trainer.add_callback(Before(trainer, measured))
    trainer.add_callback(watch)
    started = time.perf_counter()
    if resume:
        if place().is_first:
            for each in broken:
                note(f"only a part of {each.name} was written: removed")
                shutil.rmtree(each)
        note(f"resuming from {state.name}" if state else "no checkpoint yet: starting from step 0")
    steps = steps_of(config, len(training))
    with stopping(watch.stop), peers():
        if not (resume and state and trainer.take_up_end(state, steps, config.patience)):
            trainer.train(resume_from_checkpoint=str(state) if resume and state else None)
    if watch.stopped or (rehearsing and wanted_by_any(watch.asked, trainer.args.device)):
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


def steps_of(config: TrainConfig, examples: int) -> int:
    """Optimizer steps of a training on so many examples: those of its epochs, or fewer if it is bounded."""
    batches = math.ceil(examples / config.batch_size)
    steps = math.ceil(math.ceil(batches / config.gradient_accumulation) * config.epochs)
    return min(steps, config.max_steps or steps)


def _arguments(config: TrainConfig, checkpoints: Path, *, on_gpu: bool, examples: int, has_dev: bool) -> Any:
    rhythm = "steps" if config.eval_steps else "epoch"
    steps = steps_of(config, examples)
    arguments = transformers.TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=config.epochs,
        # The Trainer would go on past the epochs for it.
        max_steps=steps if config.max_steps else -1,
        # DeepSpeed is told it; batches are made by `Share`.
        per_device_train_batch_size=math.ceil(config.batch_size / place().processes),
        gradient_accumulation_steps=config.gradient_accumulation,
        learning_rate=config.learning_rate,
        lr_scheduler_type=str(config.schedule),
        # The Trainer would round a share up to one step, whose rate is 0: all of a training of one step.
        warmup_steps=config.warmup if config.warmup >= 1 or config.warmup * steps >= 1 else 0,
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
        metric_for_best_model=BEST if has_dev else None,
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


def _best(state: Any) -> dict[str, float]:
    """What was logged at the evaluation whose weights are kept; empty if there was none."""
    logged = (each for each in state.log_history if each["step"] == state.best_global_step and "eval_loss" in each)
    return next(logged, {})
