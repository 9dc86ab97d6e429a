"""The loss of answers: cross-entropy at the label positions, logits computed there only.

On a small model with a large vocabulary the head and the loss over all positions are most of a step's time. Where even the labels are
many, their logits are computed in pieces and again in the backward pass: memory then does not grow with labels times vocabulary.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from text2sql.models.encode import Batch
from text2sql.models.tokenizer import IGNORED

LossSum = Callable[[Any, Batch], Tensor]


# Logits kept at once: 64 MiB in float32.
MAX_LOGITS = 2**24


def answer_loss(model: Any, *, spread: bool = False) -> tuple[LossSum, str]:
    """The function that sums a batch's loss for this model, and a line on it if it is not the fast one.

    `spread`: the weights lie over several devices, which can only run the model as a whole.
    """
    core = model.get_base_model() if hasattr(model, "get_base_model") else model
    if "logits_to_keep" not in inspect.signature(core.forward).parameters:
        return full_loss_sum, f"{type(core).__name__} cannot leave out logits: computing them at every position"
    if spread:
        return label_loss_sum, ""
    if not _is_head_apart(core):
        return label_loss_sum, f"{type(core).__name__} does more than its head to logits: keeping those of all labels"
    return _in_pieces(core), ""


def label_loss_sum(model: Any, batch: Batch) -> Tensor:
    """Summed negative log-likelihood of the labels, logits computed at their positions only.

    The model itself leaves them out, so that whatever it does to its logits (scaling, capping) still happens.
    """
    before_label, targets = _predicted(batch["labels"])
    logits = model(**_inputs(batch), logits_to_keep=before_label, use_cache=False).logits
    return functional.cross_entropy(logits.float(), targets, reduction="sum")


def full_loss_sum(model: Any, batch: Batch) -> Tensor:
    """The same sum out of the logits of all positions, for models that cannot leave any out."""
    logits = model(**_inputs(batch), use_cache=False).logits[:, :-1]
    return functional.cross_entropy(
        logits.float().flatten(0, 1), batch["labels"][:, 1:].flatten(), ignore_index=IGNORED, reduction="sum"
    )


def loss_and_labels(model: Any, batches: Iterable[Batch], loss_sum: LossSum) -> tuple[float, int]:
    """Summed over the batches, without dropout and gradients."""
    was_training = model.training
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for batch in batches:
            total += float(loss_sum(model, batch))
            count += int((batch["labels"][:, 1:] != IGNORED).sum())
    model.train(was_training)
    return total, count


def _in_pieces(core: Any) -> LossSum:
    """`label_loss_sum`, and beyond `MAX_LOGITS` the same in pieces."""
    decoder, head = core.get_decoder(), core.get_output_embeddings()

    def piece(states: Tensor, targets: Tensor) -> Tensor:
        return functional.cross_entropy(head(states).float(), targets, reduction="sum")

    def loss_sum(model: Any, batch: Batch) -> Tensor:
        before_label, targets = _predicted(batch["labels"])
        rows = max(1, MAX_LOGITS // core.config.vocab_size)
        if len(targets) <= rows:
            return label_loss_sum(model, batch)
        seen: list[Tensor] = []
        hook = decoder.register_forward_hook(lambda module, args, out: seen.append(out[0]))
        try:
            # Through the whole model, since several processes share gradients by it; one position's logits are little.
            model(**_inputs(batch), logits_to_keep=1, use_cache=False)
        finally:
            hook.remove()
        pieces = zip(torch.split(seen[0][before_label], rows), torch.split(targets, rows), strict=True)
        return torch.stack([_again(piece, states, labels) for states, labels in pieces]).sum()

    return loss_sum


def _again(function: Callable[..., Tensor], *args: Tensor) -> Tensor:
    """Its value, computed again in the backward pass instead of kept."""
    value: Tensor = checkpoint(function, *args, use_reentrant=False)
    return value


@torch.no_grad()
def _is_head_apart(core: Any) -> bool:
    """Whether the model's logits are its head's output and nothing else: no scaling, no capping."""
    ids = torch.tensor([[3, 4, 5]], device=core.device)
    seen: list[Tensor] = []
    hook = core.get_decoder().register_forward_hook(lambda module, args, out: seen.append(out[0]))
    try:
        logits = core(ids, use_cache=False).logits
    finally:
        hook.remove()
    # To the last bit: a cap hardly moves the small logits of a model that is not trained yet.
    return torch.equal(core.get_output_embeddings()(seen[0]), logits)


def _predicted(labels: Tensor) -> tuple[Tensor, Tensor]:
    """(rows, time): True where the next token is a label; and those labels in order."""
    before = functional.pad(labels[:, 1:] != IGNORED, (0, 1))
    return before, labels[:, 1:][before[:, :-1]]


def _inputs(batch: Batch) -> Batch:
    return {name: value for name, value in batch.items() if name != "labels"}
