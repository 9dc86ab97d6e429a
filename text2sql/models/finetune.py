"""A data set and a configuration → a run: encode, train, write.

What the `finetune` command calls; `prepare` finds what is wrong before a run's folder is made.
"""

import contextlib
import gc
import math
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import torch

from text2sql.config import TrainConfig
from text2sql.errors import T2SError
from text2sql.evaluation.measure import measure
from text2sql.evaluation.suite import Suite
from text2sql.launch import place
from text2sql.models.callbacks import Report, stopping
from text2sql.models.checkpoints import BUNDLED_BASE, Base, check_vocabulary, find_base, load_base
from text2sql.models.encode import EncodedSet, encode
from text2sql.models.forecast import Forecast, forecast
from text2sql.models.generate import MAX_NEW_TOKENS, ModelPredictor, greedy, load_trained, prefill
from text2sql.models.guarded import Held, strictest, write_held
from text2sql.models.peft_methods import Method, apply_method, resolve, training_tokenizer
from text2sql.models.states import written
from text2sql.models.team import from_first
from text2sql.models.train import TrainingStoppedError, train
from text2sql.models.trainer import Accuracy, Note
from text2sql.models.zero import checked_deepspeed
from text2sql.prompt import PromptFormat, user_message
from text2sql.records import Conversation, Example, Message
from text2sql.run import Run, TrainResult, write_run
from text2sql.schema import Schema


class TrainingData(Protocol):
    """What is needed of a data set."""

    @property
    def schemas(self) -> Mapping[str, Schema]:
        """By name, with sample values; empty for bare conversations."""

    @property
    def prompt(self) -> PromptFormat | None:
        """How the conversations tell the schemas; None for bare conversations."""

    @property
    def digest(self) -> str:
        """Of the content."""

    def conversations(self, split: str) -> Sequence[Conversation]:
        """Those of ``train`` or ``dev``; empty if there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything a training needs, checked.

    Attributes:
        base: loaded.
        config: resolved for it.
        training: at least one example.
        dev: empty if the data set has none.
        held: what all that is trained to be written keeps to, so that replies may be held to it.
    """

    base: Base
    config: TrainConfig
    training: EncodedSet
    dev: EncodedSet
    held: Held | None


def prepare(data: TrainingData, config: TrainConfig, *, where: str) -> Prepared:
    """Load the base, make the open choices, encode the examples.

    Args:
        data: the data set.
        config: as the user wrote it.
        where: what a message calls the data set.

    Raises:
        T2SError: if the method or base cannot be used, or no example is left to train on.
    """
    if config.deepspeed:
        config = replace(config, deepspeed=str(checked_deepspeed(Path(config.deepspeed))))
    # AdamW moves a bfloat16 weight only in jumps: what is trained itself stays in float32, computing is bfloat16 on a GPU anyway.
    whole = config.method is Method.SFT or not torch.cuda.is_available()
    base = load_base(
        config.base,
        dtype=torch.float32 if whole else torch.bfloat16,
        # FSDP takes the first process's weights from the host's memory and sends every device its part.
        device="cpu" if config.fsdp else None,
        four_bit=config.method is Method.QLORA,
        empty=config.fsdp and not place().is_first,
    )
    check_vocabulary(base, config.base)
    folder = find_base(config.base)
    if folder and config.base != BUNDLED_BASE:
        # The run must find its base from any folder.
        config = replace(config, base=str(folder.resolve()))
    config = resolve(config, base.model)
    assert config.max_length is not None
    tokenizer = training_tokenizer(base, config)
    training = encode(data.conversations("train"), tokenizer, config.max_length)
    dev = encode(data.conversations("dev"), tokenizer, config.max_length)
    if not training.examples:
        refused = f"{training.too_long} are longer than {config.max_length} tokens, {training.untrained} have no answer"
        raise T2SError(
            f"no example is left to train on: {refused}",
            where=where,
            fix=f"raise max_length to {training.longest}" if training.too_long else "look at the data set",
        )
    answers = (each.content for talk in data.conversations("train") for each in talk.messages if each.trained)
    held = strictest(answers, data.schemas.values())
    return Prepared(base=base, config=config, training=training, dev=dev, held=held)


def foresee(prepared: Prepared, devices: int = 1) -> Forecast:
    """What the training would take; the model is changed by its method, nothing is trained."""
    model = apply_method(prepared.base.model, prepared.config)
    return forecast(model, prepared.config, prepared.training, pad=prepared.base.tokenizer.pad_id, devices=devices)


def rehearse(
    data: TrainingData,
    config: TrainConfig,
    *,
    where: str,
    suite: Suite | None,
    folder: Path,
    tell: Callable[[Prepared], None],
    note: Note,
) -> None:
    """Everything that a training will do, twice one step: step, evaluate, answer, save; resume, step, save; load, answer.

    A step is a real one, on as many of the longest examples as two batches of it hold.

    Args:
        data: the data set.
        config: as the user wrote it.
        where: what a message calls the data set.
        suite: a few dev questions to answer as at an evaluation; None: none are asked.
        folder: where the run would stand; what is written there is removed again.
        tell: called once with what the training would begin with.
        note: called with single lines worth telling.

    Raises:
        T2SError: whatever would have stopped the training later.
    """
    with contextlib.ExitStack() as ending:
        # A SIGTERM while a base is loaded leaves nothing behind either.
        ending.enter_context(stopping(_interrupt))
        scratch = from_first(
            lambda: ending.enter_context(tempfile.TemporaryDirectory(prefix=".rehearsal-", dir=folder))
        )
        for step in (1, 2):
            started = time.perf_counter()
            # A base that one step has upset may write on and on: it is asked once.
            asked = suite if step == 1 else None
            run = _rehearsed_step(step, data, config, where, asked, Path(scratch) / "run", tell, note)
            first = f"made a step, evaluated{', answered dev questions' if asked else ''}, saved"
            note(f"{'resumed, made a second step' if step > 1 else first} ({time.perf_counter() - started:.1f} s)")
            # A device may hold no second model.
            gc.collect()
        if not place().is_first:
            return
        started = time.perf_counter()
        model, tokenizer = load_trained(run.config.base, run.adapter)
        turns = next(iter(data.conversations("dev") or data.conversations("train")))
        prompt = Conversation(messages=tuple(each for each in turns.messages if not each.trained))
        ids = tokenizer.encode_prompt(prompt)
        cache = prefill(model, ids[:-1])
        (reply,) = greedy(model, cache, [ids[-1:]], pad=tokenizer.pad_id, stops=tokenizer.stop_ids, limit=32)
        note(f"loaded it and answered ({time.perf_counter() - started:.1f} s): {tokenizer.decode(reply.ids)[:80]!r}")


def _interrupt() -> None:
    raise KeyboardInterrupt


def _rehearsed_step(
    step: int,
    data: TrainingData,
    config: TrainConfig,
    where: str,
    suite: Suite | None,
    path: Path,
    tell: Callable[[Prepared], None],
    note: Note,
) -> Run:
    prepared = prepare(data, config, where=where)
    if step == 1:
        tell(prepared)
    batches = min(prepared.config.gradient_accumulation, 2)
    config = replace(
        prepared.config,
        gradient_accumulation=batches,
        epochs=2,
        max_steps=step,
        # A step of a warm-up changes nothing.
        warmup=0,
        eval_steps=1,
        patience=None,
    )
    prepared = replace(
        prepared,
        config=config,
        training=_longest(prepared.training, config.batch_size * batches),
        dev=_longest(prepared.dev, config.batch_size),
    )
    run = new_run(data, prepared, path=path, dataset=where)
    try:
        return fit(
            prepared, run, resume=step > 1, rehearsing=True, suite=suite, report=lambda progress: None, note=note
        )
    except TrainingStoppedError:
        # There is nothing to go on with.
        raise KeyboardInterrupt from None


def _longest(encoded: EncodedSet, count: int) -> EncodedSet:
    return replace(encoded, examples=tuple(sorted(encoded.examples, key=lambda each: -len(each.ids))[:count]))


def fit(
    prepared: Prepared,
    run: Run,
    *,
    resume: bool = False,
    rehearsing: bool = False,
    suite: Suite | None = None,
    report: Report,
    note: Note,
) -> Run:
    """Train and write ``run.json``, ``adapter/`` and ``checkpoints/``; the run with its result.

    `suite` holds dev questions that are answered at every evaluation to choose the weights by; None: the dev loss chooses.

    Raises:
        TrainingStoppedError: if the user stopped it; ``run.json`` and a checkpoint are there to go on from.
        T2SError: if the loss is no number, or the device's memory or the disk is full.
    """
    tokenizer, device = prepared.base.tokenizer, prepared.base.model.device
    if place().is_first:
        write_run(run)
        shutil.rmtree(run.adapter, ignore_errors=True)
    suite = _fitting(suite, prepared, run.prompt, note) if suite else None
    try:
        trained = train(
            prepared.base.model,
            prepared.config,
            prepared.training.examples,
            prepared.dev.examples,
            pad=tokenizer.pad_id,
            checkpoints=run.checkpoints,
            weights=run.adapter,
            resume=resume,
            rehearsing=rehearsing,
            accuracy=_accuracy_on(suite, prepared, run.prompt) if suite else None,
            report=report,
            note=note,
        )
    except torch.OutOfMemoryError as error:
        raise T2SError(
            f"the memory of {device} is full at batch size {prepared.config.batch_size}",
            where=str(run.path),
            fix="lower batch_size or max_length, or set gradient_checkpointing = true in the --config file",
        ) from error
    run = replace(
        run,
        result=TrainResult(
            loss_before=trained.loss_before,
            loss_after=trained.loss_after,
            best_epoch=trained.best_epoch,
            dev_accuracy=trained.accuracy,
            steps=trained.steps,
            examples=len(prepared.training.examples),
            too_long=prepared.training.too_long,
            untrained=prepared.training.untrained,
            parameters=trained.parameters,
            seconds=round(trained.seconds, 1),
            device=_device_name(trained.device),
        ),
    )
    if place().is_first:
        with written("the trained weights", run.adapter, run.checkpoints):
            if prepared.held:
                write_held(run.adapter, prepared.held)
            if prepared.config.method is Method.SFT:
                tokenizer.save(run.adapter)
            write_run(run)
    return run


def _device_name(device: torch.device) -> str:
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
    count = place().processes
    return name if count == 1 else f"{count} × {name}"


def _fitting(suite: Suite, prepared: Prepared, prompt: PromptFormat, note: Note) -> Suite | None:
    """The questions whose prompt leaves room for a reply; the others are told, since one of them would end the training."""
    held = getattr(prepared.base.model.config, "max_position_embeddings", None) or math.inf
    tokenizer = training_tokenizer(prepared.base, prepared.config)

    def fits(example: Example) -> bool:
        content = user_message(suite.schemas[example.schema], example.question, prompt)
        asked = Conversation(messages=(Message(role="user", content=content, trained=False),))
        return len(tokenizer.encode_prompt(asked)) + MAX_NEW_TOKENS <= held

    kept = tuple(example for example in suite.examples if fits(example))
    if len(kept) < len(suite.examples):
        note(
            f"{len(suite.examples) - len(kept)} of {len(suite.examples)} dev questions leave no room for a reply and are not asked"
        )
    return replace(suite, examples=kept) if kept else None


def _accuracy_on(suite: Suite, prepared: Prepared, prompt: PromptFormat) -> Accuracy:
    tokenizer = training_tokenizer(prepared.base, prepared.config)

    def accuracy(model: Any) -> float:
        schemas = list(suite.schemas.values())
        predictor = ModelPredictor(Base(model, tokenizer), schemas=schemas, prompt=prompt, held=prepared.held)
        return measure(suite, predictor.predict(suite.examples), run={}).report.score.accuracy

    return accuracy


def new_run(
    data: TrainingData, prepared: Prepared, *, path: Path, dataset: str, files: Mapping[str, str] | None = None
) -> Run:
    """The run as it begins.

    Bare conversations do not say how they tell a schema; ChatGLM3's text-to-SQL sets do it in the seed format.
    """
    return Run(
        path=path,
        config=prepared.config,
        prompt=data.prompt or PromptFormat.SEED,
        schemas=tuple(data.schemas.values()),
        dataset=dataset,
        dataset_digest=data.digest,
        dataset_files=files or {},
    )
