"""Muon for the matrices, Adam for all else, as plain functions over a weight, its gradient and its state.

Muon (Jordan et al. 2024) replaces the momentum of a matrix by the nearest orthogonal matrix, found by a Newton-Schulz iteration.
The work is cut into parts so that several processes can share it; `first_state` makes what `update` needs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor

State = dict[str, Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Learning rates at the peak of the schedule, and decay rates."""

    muon: float = 0.005
    adam: float = 2e-3
    momentum: float = 0.95
    beta1: float = 0.9
    beta2: float = 0.95
    iterations: int = 5

    def times(self, factor: float) -> "Rates":
        """The same with other learning rates."""
        return replace(self, muon=self.muon * factor, adam=self.adam * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of one weight that are updated together."""

    name: str
    start: int
    end: int
    orthogonal: bool

    def of(self, weight: Tensor) -> Tensor:
        """A view of the part's rows."""
        return weight[self.start : self.end]


def parts(weights: Mapping[str, Tensor]) -> Iterator[Part]:
    """All parts; a matrix that holds two maps (gate and up) is two parts, an embedding is left to Adam."""
    for name, weight in weights.items():
        rows = len(weight)
        if weight.ndim != 2 or "embed" in name:
            yield Part(name=name, start=0, end=rows, orthogonal=False)
        elif "gate_up" in name:
            yield Part(name=name, start=0, end=rows // 2, orthogonal=True)
            yield Part(name=name, start=rows // 2, end=rows, orthogonal=True)
        else:
            yield Part(name=name, start=0, end=rows, orthogonal=True)


def share(weights: Mapping[str, Tensor], rank: int, ranks: int) -> list[Part]:
    """The parts that one of several processes updates: about an equal amount of work each."""
    every = sorted(parts(weights), key=lambda part: -part.of(weights[part.name]).numel())
    loads = [0.0] * ranks
    mine = []
    for part in every:
        size = part.of(weights[part.name]).numel()
        lightest = loads.index(min(loads))
        loads[lightest] += size * (16.0 if part.orthogonal else 1.0)
        if lightest == rank:
            mine.append(part)
    return mine


def first_state(weights: Mapping[str, Tensor]) -> State:
    """The moments of all parts, zero."""
    state = {}
    for part in parts(weights):
        for moment in ("first",) if part.orthogonal else ("first", "second"):
            state[f"{part.name}:{part.start}:{moment}"] = torch.zeros_like(part.of(weights[part.name]))
    return state


@torch.no_grad()
def update(part: Part, weight: Tensor, gradient: Tensor, state: State, rates: Rates, scale: float, step: int) -> None:
    """Change a part in place, given its rows of the weight and of the gradient; `scale` is the schedule's factor, `step` counts from 1."""
    key = f"{part.name}:{part.start}"
    first = state[f"{key}:first"]
    if part.orthogonal:
        first.lerp_(gradient, 1 - rates.momentum)
        direction = orthogonal(gradient.lerp(first, rates.momentum), rates.iterations)
        weight.sub_(direction, alpha=rates.muon * scale * max(1.0, len(weight) / weight.shape[1]) ** 0.5)
        return
    second = state[f"{key}:second"]
    first.lerp_(gradient, 1 - rates.beta1)
    second.lerp_(gradient.square(), 1 - rates.beta2)
    corrected = (second / (1 - rates.beta2**step)).sqrt_().add_(1e-8)
    weight.addcdiv_(first, corrected, value=-rates.adam * scale / (1 - rates.beta1**step))


def orthogonal(matrix: Tensor, iterations: int = 5) -> Tensor:
    """The matrix with its singular values moved near 1 (0.7 to 1.2), by the quintic of Jordan et al."""
    x = matrix.T if len(matrix) > matrix.shape[1] else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(iterations):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=-4.7750, alpha=2.0315), x, beta=3.4445)
    return x.T if len(matrix) > matrix.shape[1] else x
