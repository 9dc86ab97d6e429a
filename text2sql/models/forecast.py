"""What a training will take, before it is begun: weights, steps, lengths, memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from text2sql.config import TrainConfig
from text2sql.models.encode import EncodedSet
from text2sql.models.quantized import size_of
from text2sql.models.tokenizer import IGNORED, Encoded
from text2sql.models.train import steps_of

_FLOAT32 = 4
# Vectors of the hidden width that a layer keeps for its backward pass (two inputs of a norm, what they give, queries, keys and values
# before and after their rotation, what attention gives, two sums), and such of the feed-forward's width.
_HIDDEN, _FORWARD = 14, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Bytes on the device that trains.

    Attributes:
        weights: of the model with what the method adds.
        training: gradients and AdamW's two moments, of the trained weights.
        activations: what the forward pass of a batch of the longest examples keeps, and the logits of its answers; an estimate.
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


def forecast(model: Any, config: TrainConfig, training: EncodedSet) -> Forecast:
    """Of a model that the method is applied to, a resolved configuration, and the examples."""
    examples = training.examples
    trained = sum(each.numel() for each in model.parameters() if each.requires_grad)
    sizes = [size_of(each) for each in model.parameters()]
    return Forecast(
        trained=trained,
        parameters=sum(each.weights for each in sizes),
        steps=steps_of(config, len(examples)),
        lengths=tuple(sorted(len(each.ids) for each in examples)),
        answer_tokens=sum(_answer_tokens(each) for each in examples),
        too_long=training.too_long,
        longest=training.longest,
        memory=Memory(
            weights=sum(each.bytes for each in sizes),
            training=trained * 3 * _FLOAT32,
            activations=_activations(model, config, examples),
        ),
    )


def _activations(model: Any, config: TrainConfig, examples: Sequence[Encoded]) -> int:
    """Of an unpacked batch; packing only makes it smaller."""
    batch = sorted(examples, key=lambda each: -len(each.ids))[: config.batch_size]
    tokens = len(batch) * len(batch[0].ids)
    size = next(model.parameters()).element_size()
    shape = model.config
    layer = _HIDDEN * shape.hidden_size + _FORWARD * getattr(shape, "intermediate_size", 4 * shape.hidden_size)
    kept = layer * shape.num_hidden_layers
    if config.gradient_checkpointing:
        # The input of every layer, and all of the one that is computed again.
        kept = shape.hidden_size * shape.num_hidden_layers + layer
    # Logits, their logarithms and their gradient, in float32.
    logits = 3 * _FLOAT32 * shape.vocab_size * sum(_answer_tokens(each) for each in batch)
    return int(tokens * kept * size + logits)


def _answer_tokens(example: Encoded) -> int:
    return len(example.labels) - example.labels.count(IGNORED)
