"""Pretraining of chatglm3-mini over shards of schema packs, on several single-threaded processes or on one GPU.

On CPUs two processes of one thread each are far faster than one process of two threads: nothing waits inside a step. Weights, gradients
and optimizer state lie in shared memory. Every process sees the same stream of packs, takes its share of each step,
waits for the others, and updates its share of the weights with the sum of all gradients. So the result does not depend on the number
of processes (to rounding), and a resumed run equals a straight one.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from pathlib import Path
from threading import Thread
from typing import Any

import torch
import torch.multiprocessing as multiprocessing
from torch import Tensor
from transformers import GlmConfig

from text2sql.errors import T2SError
from text2sql.models.mini import network, optimizer
from text2sql.models.mini.examination import Score
from text2sql.models.mini.shards import PackStream, count_shards, load_shard
from text2sql.models.mini.weights import MOMENT, first_weights, load_checkpoint, save_checkpoint, weights_of
from text2sql.models.packs import Pack
from text2sql.records import write_json

_log = logging.getLogger(__name__)
CHECKPOINT = "checkpoint.safetensors"
LOG = "log.jsonl"
HELD_OUT = "held-out.npz"
_PATIENCE = 300.0

Examine = Callable[[Mapping[str, Tensor], int, int], Score]
"""Weights, number of a process, how many there are → the score of its share of the questions. Picklable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how.

    Attributes:
        seconds, steps: the run ends, and the learning rate reaches zero, at the one that is given.
        step_tokens: tokens of one update over all processes.
        micro_tokens: tokens of one forward and backward pass; small enough for the cache.
        warmup: share of the run in which the learning rate rises.
        checkpoint_seconds: time between checkpoints; `checkpoint_steps` instead where given.
        examine_seconds: time between examinations, at a checkpoint.
        processes: one thread each; one where the device is a GPU.
        device: that the weights lie on.
        epochs: how often the corpus may be gone through where it is too short.
    """

    seconds: float | None = None
    steps: int | None = None
    step_tokens: int = 4096
    micro_tokens: int = 1400
    warmup: float = 0.02
    checkpoint_seconds: float = 180.0
    examine_seconds: float = 600.0
    checkpoint_steps: int | None = None
    processes: int = 2
    device: str = "cpu"
    epochs: int = 3
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


def pretrain(
    config: GlmConfig,
    corpus: Path,
    out: Path,
    plan: Plan,
    *,
    start: Mapping[str, Tensor] | None = None,
    resume: bool = False,
    examine: Examine | None = None,
) -> Path:
    """Train, log to ``log.jsonl``, and return the path of the last checkpoint; `resume` goes on from it.

    `start` are the weights to begin with; None: those of `first_weights`. `examine` answers held-out questions every
    `examine_seconds` and at the end; each process takes its share.

    Raises:
        T2SError: if there is nothing to resume, or the corpus is used up.
    """
    if (plan.seconds is None) == (plan.steps is None):
        raise T2SError("a run needs a number of steps or of seconds, not both")
    state: dict[str, Any] = {"step": 0, "seconds": 0.0, "tokens": 0, "questions": 0, "position": None}
    if resume:
        tensors, state = load_checkpoint(out / CHECKPOINT)
    else:
        tensors = first_weights(config, plan.seed) if start is None else dict(start)
        tensors |= {f"{MOMENT}{name}": tensor for name, tensor in optimizer.first_state(tensors).items()}
        out.mkdir(parents=True, exist_ok=True)
        (out / LOG).unlink(missing_ok=True)
        write_json(out / "config.json", config.to_dict())
        write_json(out / "plan.json", asdict(plan))
    if plan.device != "cpu" and plan.processes > 1:
        raise T2SError("a GPU takes one process", fix="leave --processes away")
    if plan.device != "cpu":
        torch.set_float32_matmul_precision("high")
    names = list(weights_of(tensors))
    run = _Run(
        config=config,
        corpus=corpus,
        out=out,
        plan=plan,
        examine=examine,
        state=state,
        tensors={name: _shared(tensor, plan.device) for name, tensor in tensors.items()},
        gradients=[
            {name: _shared(torch.zeros_like(tensors[name]), plan.device) for name in names}
            for _ in range(plan.processes)
        ],
        board=_shared(torch.zeros(plan.processes, len(_Figure), dtype=torch.float64)),
    )
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(plan.processes)
    others = [
        context.Process(target=_work, args=(rank, run, barrier), daemon=True) for rank in range(1, plan.processes)
    ]
    for each in others:
        each.start()
    threads = torch.get_num_threads()
    try:
        _work(0, run, barrier)
    finally:
        # Whoever waits for this process after a failure is set free; after a good end nobody waits.
        barrier.abort()
        for each in others:
            each.join()
        torch.set_num_threads(threads)
    return out / CHECKPOINT


def _shared(tensor: Tensor, device: str = "cpu") -> Tensor:
    if device != "cpu":
        return tensor.to(device)
    return tensor.share_memory_()  # type: ignore[no-untyped-call, no-any-return]


class _Figure(IntEnum):
    """Columns of the board. The first four are written by process 0 only, so that all take the same decisions."""

    SECONDS = 0
    SHARDS = 1
    DUE = 2
    STOP = 3
    LOSS = 4
    HELD_OUT = 5
    QUESTIONS = 6
    EXACT = 7
    RIGHT = 8
    LINKS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What all processes share; `board` holds a row of figures for each."""

    config: GlmConfig
    corpus: Path
    out: Path
    plan: Plan
    examine: Examine | None
    state: dict[str, Any]
    tensors: dict[str, Tensor]
    gradients: list[dict[str, Tensor]]
    board: Tensor


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _work(rank: int, run: _Run, barrier: Any) -> None:
    torch.set_num_threads(1)
    if parent := multiprocessing.parent_process():
        # A killed parent cannot free those who wait for it.
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    _Worker(rank, run, barrier).train()


class _Worker:
    """One process of the run."""

    def __init__(self, rank: int, run: _Run, barrier: Any) -> None:
        self._rank, self._run, self._barrier = rank, run, barrier
        self._plan = run.plan
        self._state = dict(run.state)
        self._weights = {name: weight.detach().requires_grad_() for name, weight in weights_of(run.tensors).items()}
        for name, weight in self._weights.items():
            weight.grad = run.gradients[rank][name]
        self._moments = {
            name.removeprefix(MOMENT): tensor for name, tensor in run.tensors.items() if name.startswith(MOMENT)
        }
        self._parts = optimizer.share(self._weights, rank, run.plan.processes)
        self._stream = PackStream(run.corpus, self._state["position"], epochs=run.plan.epochs)
        self._held_out = load_shard(run.corpus / HELD_OUT)
        self._journal = _Journal(run.out / LOG, self._state) if rank == 0 else None
        self._started = time.monotonic() - self._state["seconds"]
        self._saved = self._examined = self._state["seconds"]

    def train(self) -> None:
        """Step after step until the plan is over."""
        self._decide()
        self._barrier.wait()
        while not self._told(_Figure.STOP):
            step = self._stream.take(self._plan.step_tokens, int(self._told(_Figure.SHARDS)))
            # The time and so the rate of a step are those of its beginning, the same in every process.
            progress = self._plan.progress(self._state["step"], self._state["seconds"])
            self._gradients(step)
            self._state["step"] += 1
            self._decide()
            self._barrier.wait()
            if not self._run.board[:, [_Figure.LOSS, _Figure.LINKS]].isfinite().all():
                # Before the weights are spoilt; all processes see it, one says it.
                if self._rank:
                    return
                raise T2SError(
                    f"the loss is no longer a number at step {self._state['step']}",
                    where=str(self._run.out),
                    fix="go on from the last checkpoint with --resume",
                )
            self._update(progress)
            self._barrier.wait()
            self._state["seconds"] = self._told(_Figure.SECONDS)
            self._state["position"] = dict(self._stream.position)
            self._state["tokens"] += sum(each.tokens for each in step)
            self._state["questions"] += sum(len(each.continuations) for each in step)
            if self._journal:
                losses = self._run.board[:, [_Figure.LOSS, _Figure.LINKS]].sum(0).tolist()
                self._journal.note(self._state, losses, progress)
            if self._told(_Figure.DUE):
                self._checkpoint()

    def _told(self, figure: _Figure) -> float:
        return float(self._run.board[0, figure])

    def _decide(self) -> None:
        """Process 0 reads clock and disk for all."""
        if self._rank:
            return
        board, plan, step = self._run.board[0], self._plan, self._state["step"]
        shards = count_shards(self._run.corpus, int(board[_Figure.SHARDS]))
        patience = time.monotonic() + _PATIENCE
        while not self._stream.lasts(shards):
            if time.monotonic() > patience:
                raise T2SError(
                    "the corpus is used up", where=str(self._run.corpus), fix="write more of it and --resume"
                )
            time.sleep(0.5)
            shards = count_shards(self._run.corpus, shards)
        seconds = time.monotonic() - self._started
        stop = plan.progress(step, seconds) >= 1.0
        due = seconds - self._saved >= plan.checkpoint_seconds
        if plan.checkpoint_steps is not None:
            due = step % plan.checkpoint_steps == 0
        board[_Figure.SECONDS], board[_Figure.SHARDS] = seconds, shards
        board[_Figure.DUE], board[_Figure.STOP] = due or stop, stop

    def _gradients(self, step: Sequence[Pack]) -> None:
        """Fill this process's gradients with its share of those of the mean loss, and its row of the board with that of the loss."""
        for gradient in self._run.gradients[self._rank].values():
            gradient.zero_()
        labels = sum(each.labels for each in step)
        total = torch.zeros(2, dtype=torch.float64)
        for micro in bundles(deal(step, self._rank, self._plan.processes), self._plan.micro_tokens):
            with self._precision():
                parts = network.losses(self._weights, self._run.config, self._batch(micro))
            (sum(parts) / labels).backward()  # type: ignore[union-attr]
            total += torch.stack(parts).detach().cpu() / labels
        self._run.board[self._rank, [_Figure.LOSS, _Figure.LINKS]] = total

    def _batch(self, packs: Sequence[Pack]) -> network.Batch:
        batch = network.batch_of(packs)
        return batch if self._plan.device == "cpu" else batch.to(self._plan.device)

    def _precision(self) -> torch.autocast:
        return torch.autocast("cuda", dtype=torch.bfloat16, enabled=self._plan.device != "cpu")

    def _update(self, progress: float) -> None:
        scale = self._plan.scale(progress)
        for part in self._parts:
            gradient, *others = (part.of(each[part.name]) for each in self._run.gradients)
            # Nobody else reads these rows, and they are zeroed before the next step.
            for other in others:
                gradient.add_(other)
            weight = part.of(self._run.tensors[part.name])
            optimizer.update(part, weight, gradient, self._moments, self._plan.rates, scale, self._state["step"])

    def _checkpoint(self) -> None:
        run, board = self._run, self._run.board
        examine = run.examine
        due = examine and (
            self._told(_Figure.STOP) or self._state["seconds"] - self._examined >= self._plan.examine_seconds
        )
        board[self._rank, _Figure.HELD_OUT] = self._loss_sum(self._held_out[self._rank :: self._plan.processes])
        if examine and due:
            weights = {name: weight.detach().cpu() for name, weight in self._weights.items()}
            score = examine(weights, self._rank, self._plan.processes)
            board[self._rank, _Figure.QUESTIONS : _Figure.RIGHT + 1] = torch.tensor(score)
            self._examined = self._state["seconds"]
        self._barrier.wait()
        if self._journal:
            labels = sum(each.labels for each in self._held_out)
            entry = {**self._state, "held_out_nll": float(board[:, _Figure.HELD_OUT].sum()) / labels}
            if due:
                entry |= Score(*board[:, _Figure.QUESTIONS : _Figure.RIGHT + 1].sum(0).int().tolist())._asdict()
            self._journal.write(entry)
            save_checkpoint(run.out / CHECKPOINT, run.tensors, self._state)
        self._saved = self._state["seconds"]
        self._barrier.wait()

    @torch.no_grad()
    def _loss_sum(self, packs: Sequence[Pack]) -> float:
        micros = bundles(packs, self._plan.micro_tokens)
        with self._precision():
            return sum(network.loss_sum(self._weights, self._run.config, self._batch(micro)).item() for micro in micros)


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


class _Journal:
    """The run's log: one JSON object a line, the mean training loss since the line before every few seconds."""

    def __init__(self, path: Path, state: dict[str, Any], seconds: float = 10.0) -> None:
        self._path, self._every = path, seconds
        self._losses: list[list[float]] = []
        self._last = dict(state)

    def note(self, state: dict[str, Any], losses: list[float], progress: float) -> None:
        """Count one step's losses: of the labels, of the links."""
        self._losses.append(losses)
        passed = state["seconds"] - self._last["seconds"]
        if passed >= self._every:
            speed = (state["tokens"] - self._last["tokens"]) / passed
            loss, links = (sum(some) / len(some) for some in zip(*self._losses, strict=True))
            self.write({**state, "progress": progress, "loss": loss, "links": links, "tokens_per_second": speed})
            self._losses, self._last = [], dict(state)

    def write(self, entry: dict[str, Any]) -> None:
        """Append one line."""
        rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in entry.items()}
        _log.info("%s", rounded)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(rounded) + "\n")
