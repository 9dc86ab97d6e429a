"""Pretraining of chatglm3-mini over shards of schema packs, on several single-threaded processes.

On CPUs two processes of one thread each are far faster than one process of two threads: nothing waits inside a step. Weights, gradients
and optimizer state lie in shared memory. Every process sees the same stream of packs, takes its share of each step,
waits for the others, and updates its share of the weights with the sum of all gradients. So the result does not depend on the number
of processes (to rounding), and a resumed run equals a straight one.
"""

import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing as multiprocessing
from torch import Tensor
from transformers import GlmConfig

from text2sql.errors import T2SError
from text2sql.models.mini import network, optimizer
from text2sql.models.mini.shards import PackStream, load_shard
from text2sql.models.mini.weights import first_weights, load_checkpoint, save_checkpoint
from text2sql.models.packs import Pack
from text2sql.models.tokenizer import IGNORED

_log = logging.getLogger(__name__)
CHECKPOINT = "checkpoint.safetensors"
LOG = "log.jsonl"
HELD_OUT = "held-out.npz"
_SECONDS, _LOSS, _HELD_OUT_LOSS, _SAVE, _STOP = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how.

    Attributes:
        seconds, steps: the run ends, and the learning rate reaches zero, at the one that is given.
        step_tokens: tokens of one update over all processes.
        micro_tokens: tokens of one forward and backward pass; small enough for the cache.
        warmup: share of the run in which the learning rate rises.
        checkpoint_seconds: time between checkpoints; `checkpoint_steps` instead where given.
        processes: one thread each.
        epochs: how often the corpus may be gone through where it is too short.
    """

    seconds: float | None = None
    steps: int | None = None
    step_tokens: int = 8192
    micro_tokens: int = 1400
    warmup: float = 0.02
    checkpoint_seconds: float = 120.0
    checkpoint_steps: int | None = None
    processes: int = 2
    epochs: int = 2
    seed: int = 0
    rates: optimizer.Rates = field(default_factory=optimizer.Rates)

    def progress(self, step: int, seconds: float) -> float:
        """Share of the run that is over."""
        return step / self.steps if self.steps is not None else seconds / (self.seconds or 1.0)

    def scale(self, progress: float) -> float:
        """The schedule's factor: a linear rise, then a linear fall to zero.

        >>> [round(Plan(steps=100, warmup=0.1).scale(share), 2) for share in (0.0, 0.05, 0.1, 0.55, 1.0)]
        [0.01, 0.5, 1.0, 0.5, 0.0]
        """
        if progress < self.warmup:
            return max(progress / self.warmup, 0.01)
        return max(0.0, (1.0 - progress) / (1.0 - self.warmup))


def pretrain(config: GlmConfig, corpus: Path, out: Path, plan: Plan, *, resume: bool = False) -> Path:
    """Train, log to ``log.jsonl``, and return the path of the last checkpoint; `resume` goes on from it.

    Raises:
        T2SError: if there is nothing to resume, or the corpus is used up.
    """
    if (plan.seconds is None) == (plan.steps is None):
        raise T2SError("a run needs a number of steps or of seconds, not both")
    state: dict[str, Any] = {"step": 0, "position": 0, "seconds": 0.0, "tokens": 0, "questions": 0}
    path = out / CHECKPOINT
    if resume:
        tensors, state = load_checkpoint(path)
    else:
        tensors = first_weights(config, plan.seed)
        tensors |= _states(tensors)
        (out / LOG).unlink(missing_ok=True)
    names = [name for name in tensors if not name.startswith("optimizer.")]
    run = _Run(
        config=config,
        corpus=corpus,
        out=out,
        plan=plan,
        state=state,
        names=names,
        tensors={name: tensor.share_memory_() for name, tensor in tensors.items()},
        gradients=[
            {name: torch.zeros_like(tensors[name]).share_memory_() for name in names} for _ in range(plan.processes)
        ],
        board=torch.zeros(plan.processes, 5, dtype=torch.float64).share_memory_(),
    )
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(plan.processes)
    others = [context.Process(target=_work, args=(rank, run, barrier), daemon=True) for rank in range(1, plan.processes)]
    threads = torch.get_num_threads()
    for each in others:
        each.start()
    try:
        _work(0, run, barrier)
    except BaseException:
        barrier.abort()
        raise
    finally:
        for each in others:
            each.join(timeout=30)
        torch.set_num_threads(threads)
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What all processes share; `board` holds a row of figures for each."""

    config: GlmConfig
    corpus: Path
    out: Path
    plan: Plan
    state: dict[str, Any]
    names: list[str]
    tensors: dict[str, Tensor]
    gradients: list[dict[str, Tensor]]
    board: Tensor


def _states(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    state: dict[str, Tensor] = {}
    for part in optimizer.parts(weights):
        optimizer.prepare(part, weights[part.name], state)
    return {f"optimizer.{name}": tensor for name, tensor in state.items()}


def _work(rank: int, run: _Run, barrier: Any) -> None:
    torch.set_num_threads(1)
    plan, board, state = run.plan, run.board, dict(run.state)
    weights = {name: run.tensors[name].detach().requires_grad_() for name in run.names}
    for name, weight in weights.items():
        weight.grad = run.gradients[rank][name]
    moments = {n.removeprefix("optimizer."): t for n, t in run.tensors.items() if n.startswith("optimizer.")}
    mine = optimizer.share(weights, rank, plan.processes)
    stream = PackStream(run.corpus, state["position"], epochs=plan.epochs)
    packs = iter(stream)
    held_out = load_shard(run.corpus / HELD_OUT)[rank :: plan.processes]
    journal = _Journal(run.out / LOG) if rank == 0 else None
    started = time.monotonic() - state["seconds"]
    saved = state["seconds"]
    while True:
        step = [next(packs)]
        while sum(each.tokens for each in step) < plan.step_tokens:
            step.append(next(packs))
        labels = sum(_labels(each) for each in step)
        for gradient in run.gradients[rank].values():
            gradient.zero_()
        board[rank, _LOSS] = 0.0
        for micro in bundles(deal(step, rank, plan.processes), plan.micro_tokens):
            loss = network.loss_sum(weights, run.config, network.batch_of(micro)) / labels
            loss.backward()  # type: ignore[no-untyped-call]
            board[rank, _LOSS] += loss.item()
        state["step"] += 1
        if rank == 0:
            # One clock for all: every process must take the same decisions.
            seconds = time.monotonic() - started
            board[0, _SECONDS] = seconds
            board[0, _STOP] = plan.progress(state["step"], seconds) >= 1.0
            due = seconds - saved >= plan.checkpoint_seconds
            if plan.checkpoint_steps is not None:
                due = state["step"] % plan.checkpoint_steps == 0
            board[0, _SAVE] = bool(due or board[0, _STOP])
        barrier.wait()
        seconds, stop, save = (float(board[0, each]) for each in (_SECONDS, _STOP, _SAVE))
        # The rate of this step is that of its beginning: the last one is not lost.
        progress = plan.progress(state["step"] - 1, state["seconds"])
        for part in mine:
            gradient = torch.stack([each[part.name][part.start : part.end] for each in run.gradients]).sum(0)
            scale = plan.scale(progress)
            weight = run.tensors[part.name][part.start : part.end]
            optimizer.update(part, weight, gradient, moments, plan.rates, scale, state["step"])
        loss_now = float(board[:, _LOSS].sum())
        barrier.wait()
        tokens = sum(each.tokens for each in step)
        state |= {"position": stream.position, "seconds": seconds, "tokens": state["tokens"] + tokens}
        state["questions"] += sum(len(each.continuations) for each in step)
        if journal:
            journal.note(state, loss_now, progress)
        if save:
            board[rank, _HELD_OUT_LOSS] = _held_out_loss(weights, run.config, held_out, plan.micro_tokens)
            barrier.wait()
            if journal:
                count = sum(_labels(each) for each in load_shard(run.corpus / HELD_OUT))
                journal.held_out(state, float(board[:, _HELD_OUT_LOSS].sum()) / count)
                save_checkpoint(run.out / CHECKPOINT, run.tensors, state)
            saved = seconds
            barrier.wait()
        if stop:
            return


def deal(step: Sequence[Pack], rank: int, ranks: int) -> list[Pack]:
    """One process's share of a step's packs: the longest first, each to the process with the fewest tokens so far."""
    loads = [0] * ranks
    mine = []
    for each in sorted(step, key=lambda one: -one.tokens):
        lightest = loads.index(min(loads))
        loads[lightest] += each.tokens
        if lightest == rank:
            mine.append(each)
    return mine


def bundles(packs: Sequence[Pack], tokens: int) -> Iterator[list[Pack]]:
    """The packs, in order, as lists of at most so many tokens; one that is longer alone goes alone."""
    bundle: list[Pack] = []
    for each in packs:
        if bundle and sum(one.tokens for one in bundle) + each.tokens > tokens:
            yield bundle
            bundle = []
        bundle.append(each)
    if bundle:
        yield bundle


def _labels(each: Pack) -> int:
    return sum(len(one.labels) - one.labels.count(IGNORED) for one in each.continuations)


@torch.no_grad()
def _held_out_loss(weights: network.Weights, config: GlmConfig, packs: Sequence[Pack], micro_tokens: int) -> float:
    micros = bundles(packs, micro_tokens)
    return sum(network.loss_sum(weights, config, network.batch_of(micro)).item() for micro in micros)


class _Journal:
    """The run's log: one JSON object a line, the mean training loss since the line before every few seconds."""

    def __init__(self, path: Path, seconds: float = 10.0) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._every = path, seconds
        self._losses: list[float] = []
        self._last: dict[str, Any] = {"seconds": 0.0, "tokens": 0}

    def note(self, state: dict[str, Any], loss: float, progress: float) -> None:
        self._losses.append(loss)
        passed = state["seconds"] - self._last["seconds"]
        if passed >= self._every:
            speed = (state["tokens"] - self._last["tokens"]) / passed
            mean = sum(self._losses) / len(self._losses)
            self._write({**state, "progress": progress, "loss": mean, "tokens_per_second": speed})
            self._losses, self._last = [], dict(state)

    def held_out(self, state: dict[str, Any], loss: float) -> None:
        self._write({**state, "held_out_nll": loss})

    def _write(self, entry: dict[str, Any]) -> None:
        rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in entry.items()}
        _log.info("%s", rounded)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(rounded) + "\n")
