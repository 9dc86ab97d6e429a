"""What a training will take, before it is begun: weights, steps, lengths, memory."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from text2sql.config import TrainConfig
from text2sql.models.batches import Layout, layout
from text2sql.models.blocks import packed_mask
from text2sql.models.encode import Batch, EncodedSet
from text2sql.models.loss import MAX_LOGITS, answer_loss
from text2sql.models.quantized import size_of
from text2sql.models.tokenizer import IGNORED, Encoded
from text2sql.models.train import steps_of
from text2sql.models.zero import parts

_FLOAT32 = 4
# Batches that are laid out to find the costliest, and tokens of the smallest batch that is computed.
_LOOKED_AT, _PROBE = 256, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Bytes on each device that trains.

    Attributes:
        weights: of the model with what the method adds.
        training: gradients and AdamW's two moments, of the trained weights.
        activations: what the forward pass keeps of the costliest batch of the first epoch, packed as in training, and what the loss
            of its answers takes; an estimate.
    """

    weights: int
    training: int
    activations: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.weights + self.training + self.activations


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A training as it would be.

    Attributes:
        trained, parameters: weights that change, and all.
        steps: optimizer steps.
        lengths: tokens of every training example that fits, ascending.
        answer_tokens: of all of them.
        too_long: how many do not fit.
        longest: tokens of the longest, one that does not fit too.
        memory: estimated.
    """

    trained: int
    parameters: int
    steps: int
    lengths: tuple[int, ...]
    answer_tokens: int
    too_long: int
    longest: int
    memory: Memory


def forecast(model: Any, config: TrainConfig, training: EncodedSet, *, pad: int, devices: int = 1) -> Forecast:
    """Of a model that the method is applied to, a resolved configuration, and the examples; `pad` fills batches.

    A few short batches are computed to see what the model keeps of them; nothing is trained.
    """
    examples = training.examples
    trained = sum(each.numel() for each in model.parameters() if each.requires_grad)
    sizes = [size_of(each) for each in model.parameters()]
    among = parts(config, devices)
    its_own = replace(config, batch_size=math.ceil(config.batch_size / devices))
    return Forecast(
        trained=trained,
        parameters=sum(each.weights for each in sizes),
        steps=steps_of(config, len(examples)),
        lengths=tuple(sorted(len(each.ids) for each in examples)),
        answer_tokens=sum(_answer_tokens(each) for each in examples),
        too_long=training.too_long,
        longest=training.longest,
        memory=Memory(
            weights=sum(each.bytes for each in sizes) // among.weights,
            training=trained * _FLOAT32 // among.gradients + trained * 2 * _FLOAT32 // among.optimizer,
            activations=_activations(model, its_own, examples, pad),
        ),
    )


def costliest_batch(laid: Layout, config: TrainConfig, examples: Sequence[Encoded]) -> Batch:
    """The batch that holds most of those computed at once in the first epoch; looked for in the steps with most tokens."""
    steps = sorted(
        laid.sampler(examples, config.batch_size, config.seed),
        key=lambda step: -sum(len(examples[index].ids) for index in step),
    )
    batches = (each for step in steps[:_LOOKED_AT] for each in laid.batches([examples[index] for index in step]))
    return max(batches, key=lambda batch: (batch["input_ids"].numel(), int((batch["labels"] != IGNORED).sum())))


def _activations(model: Any, config: TrainConfig, examples: Sequence[Encoded], pad: int) -> int:
    laid, _ = layout(model, pad, packing=config.packing)
    batch = costliest_batch(laid, config, examples)
    rows, width = batch["input_ids"].shape
    longest = max(examples, key=lambda each: len(each.ids))
    kept = _kept(model, longest.ids, is_packed="attention_mask" in batch)(rows, width)
    shape = model.config
    # The logarithms of the answers' probabilities and two gradients, in float32; more are computed in pieces.
    loss = 3 * _FLOAT32 * min(MAX_LOGITS, shape.vocab_size * int((batch["labels"] != IGNORED).sum()))
    if not config.gradient_checkpointing:
        return int(kept + loss)
    # The input of every layer, what the one at hand keeps, and the gradients that are on their way through its feed-forward part; the
    # loss is done with before the first layer is computed again.
    tokens = rows * width * next(model.parameters()).element_size()
    gradients = tokens * 2 * (shape.hidden_size + (getattr(shape, "intermediate_size", None) or 4 * shape.hidden_size))
    inputs = tokens * shape.hidden_size * shape.num_hidden_layers
    return int(inputs + max(loss, kept / shape.num_hidden_layers + gradients))


def _kept(model: Any, ids: Sequence[int], *, is_packed: bool) -> Callable[[int, int], float]:
    """Bytes that a forward pass keeps for its backward pass, by rows and their width.

    They are counted on a few small batches. Something is kept once (weights that autocast converts), something a row (a prefix), the
    most a token, and attention that is written out takes the square of the width. Packs stand in one row.
    """
    step = max(1, min(_PROBE, len(ids) // 3))
    shapes = [(1, step), (1, 2 * step), (1, 3 * step), *([] if is_packed else [(2, step)])]

    def terms(rows: int, width: int) -> list[float]:
        return [1, rows * width, rows * width**2, *([] if is_packed else [rows])]

    features = torch.tensor([terms(*each) for each in shapes], dtype=torch.float64)
    counted = torch.tensor([_count(model, _probe(ids, *each, is_packed)) for each in shapes], dtype=torch.float64)
    weights = torch.linalg.solve(features, counted)
    return lambda rows, width: float(torch.tensor(terms(rows, width), dtype=torch.float64) @ weights)


def _probe(ids: Sequence[int], rows: int, width: int, is_packed: bool) -> Batch:
    """A batch of the first tokens of an example, its last one an answer."""
    labels = torch.full((rows, width), IGNORED)
    labels[:, -1] = 0
    batch = {"input_ids": torch.tensor([list(ids[:width])] * rows), "labels": labels}
    if is_packed:
        batch["position_ids"] = torch.arange(width).repeat(rows, 1)
        batch["attention_mask"] = packed_mask([0] * width, [0] * width)
    return batch


def _count(model: Any, batch: Batch) -> int:
    """Bytes that autograd keeps of a forward pass beside the model's own weights."""
    device = model.device
    own = {each.untyped_storage().data_ptr() for each in (*model.parameters(), *model.buffers())}
    kept: dict[int, int] = {}

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    loss_sum, _ = answer_loss(model)
    was_training = model.training
    model.train()
    with (
        torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"),
        torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor),
    ):
        # Whatever it keeps lives as long as the loss does, so that no two of its addresses are the same.
        loss = loss_sum(model, {name: value.to(device) for name, value in batch.items()})
    del loss
    model.train(was_training)
    return sum(kept.values())


def _answer_tokens(example: Encoded) -> int:
    return len(example.labels) - example.labels.count(IGNORED)
