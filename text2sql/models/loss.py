"""The loss of answers: cross-entropy at the label positions, logits computed there only.

On a small model with a large vocabulary the head and the loss over all positions are most of a step's time.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from text2sql.models.encode import Batch
from text2sql.models.tokenizer import IGNORED

LossSum = Callable[[Any, Batch], Tensor]


def answer_loss(model: Any) -> tuple[LossSum, str]:
    """The function that sums a batch's loss for this model, and a line on it if it is not the fast one."""
    core = model.get_base_model() if hasattr(model, "get_base_model") else model
    if "logits_to_keep" in inspect.signature(core.forward).parameters:
        return label_loss_sum, ""
    return full_loss_sum, f"{type(core).__name__} cannot leave out logits: computing them at every position"


def label_loss_sum(model: Any, batch: Batch) -> Tensor:
    """Summed negative log-likelihood of the labels, logits computed at their positions only.

    The model itself leaves them out, so that whatever it does to its logits (scaling, capping) still happens.
    """
    labels = batch["labels"]
    # (rows, time): True where the next token is a label.
    before_label = functional.pad(labels[:, 1:] != IGNORED, (0, 1))
    inputs = {name: value for name, value in batch.items() if name != "labels"}
    logits = model(**inputs, logits_to_keep=before_label, use_cache=False).logits
    return functional.cross_entropy(logits.float(), labels[:, 1:][before_label[:, :-1]], reduction="sum")


def full_loss_sum(model: Any, batch: Batch) -> Tensor:
    """The same sum out of the logits of all positions, for models that cannot leave any out."""
    inputs = {name: value for name, value in batch.items() if name != "labels"}
    logits = model(**inputs, use_cache=False).logits[:, :-1]
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
