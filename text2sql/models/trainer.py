"""transformers' Trainer with a loss over answer tokens: packed batches, several devices, evaluations by execution."""

import contextlib
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers.trainer_callback import TrainerState

from text2sql.errors import T2SError
from text2sql.launch import place
from text2sql.models.batches import Layout
from text2sql.models.callbacks import BEST, evaluations_since_best, locate_best
from text2sql.models.encode import Batch, padded_batch
from text2sql.models.loss import answer_loss, loss_and_labels
from text2sql.models.peft_methods import load_weights, save_weights
from text2sql.models.shares import Share, share
from text2sql.models.states import TRAINER_STATE, checkpoint, written
from text2sql.models.team import from_first, largest, summed
from text2sql.models.tokenizer import IGNORED, Encoded

Accuracy = Callable[[Any], float]
"""A model in training → the share of dev questions that it answers with the right rows."""
Note = Callable[[str], None]


class AnswerTrainer(transformers.Trainer):
    """A Trainer whose loss is the mean over answer tokens, in training and on the dev set."""

    control: Any

    def __init__(self, *, layout: Layout, batch_size: int, accuracy: Accuracy | None, note: Note, **rest: Any) -> None:
        super().__init__(data_collator=self._collate, **rest)
        self._layout = layout
        shortest = min((each.ids for each in self.train_dataset), key=len)
        # A batch without labels: its loss and gradients are 0.
        self._silent = padded_batch([Encoded(shortest, [IGNORED] * len(shortest))], layout.pad)
        self._batch_size = batch_size
        self._accuracy = accuracy
        # compute_loss divides by the labels of the whole step.
        self.model_accepts_loss_kwargs = True
        self._loss_sum, line = answer_loss(self.model, spread=self.is_spread)
        if line:
            note(line)

    @property
    def is_spread(self) -> bool:
        """Whether no device need hold all weights."""
        return bool(self.is_fsdp_enabled or self.is_deepspeed_enabled)

    def _collate(self, examples: Sequence[Encoded]) -> Batch:
        """The batches of a step; a process that has no example of it runs with the others all the same."""
        if examples:
            return self._layout.collate(examples)
        return {"batches": [self._silent], "labels": self._silent["labels"]}

    def _together(self, batches: Sequence[Batch]) -> list[Batch]:
        """As many for every process: weights that are spread over devices pass through all of them at once."""
        if not self.is_spread:
            return list(batches)
        return [*batches, *[self._silent] * (largest(len(batches), self.args.device) - len(batches))]

    def training_step(self, model: Any, inputs: Batch, num_items_in_batch: Any = None) -> Any:
        """The batches of a step one after the other: memory holds the activations of one of them."""
        state, batches = self.accelerator.gradient_state, self._together(inputs["batches"])
        ends_step = state.sync_gradients
        losses = []
        for number, batch in enumerate(batches, start=1):
            is_last = number == len(batches)
            # Processes share their gradients once a step, unless each keeps only its part of them.
            state._set_sync_gradients(ends_step and is_last)
            apart = not is_last and not self.is_spread
            with self.accelerator.no_sync(model) if apart else contextlib.nullcontext():
                losses.append(super().training_step(model, batch, num_items_in_batch))
        return torch.stack(losses).sum()

    def compute_loss(
        self, model: Any, inputs: Batch, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        """The batch's share of the mean over the answer tokens of the whole step."""
        loss = self._loss_sum(model, inputs) / num_items_in_batch
        value = float(loss.detach())
        # A loss of 0 in the first step means that the labels are not trained; later a few pairs may be known by heart.
        untrained = value == 0.0 and self.state.global_step == 0 and bool((inputs["labels"] != IGNORED).any())
        if not math.isfinite(value) or untrained:
            raise _unusable_loss(value, self.state.global_step + 1, self._get_learning_rate())
        # Gradients of several devices are averaged, but `num_items_in_batch` counts the labels of all of them.
        loss = loss * self.args.world_size
        return (loss, None) if return_outputs else loss

    def get_train_dataloader(self) -> Any:
        """This process's part of every step."""
        # Not prepared by accelerate, which would give every process whole batches, and some of them twice.
        return torch.utils.data.DataLoader(
            self.train_dataset,
            batch_sampler=Share(self._layout.sampler(self.train_dataset, self._batch_size, self.args.seed), place()),
            collate_fn=self.data_collator,
            pin_memory=self.args.bf16,
        )

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        checkpoints = Path(self.args.output_dir)
        with written("a checkpoint", checkpoint(checkpoints, self.state.global_step), checkpoints):
            super()._save_checkpoint(model, trial)

    def _save(self, output_dir: str | None = None, state_dict: dict[str, Any] | None = None) -> None:
        if self.args.should_save:
            save_weights(
                self.accelerator.unwrap_model(self.model), Path(output_dir or self.args.output_dir), state_dict
            )

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        if not load_weights(self.model, Path(resume_from_checkpoint)):
            super()._load_from_checkpoint(resume_from_checkpoint, model)

    def _load_best_model(self) -> None:
        if not load_weights(self.model, Path(self.state.best_model_checkpoint)):
            super()._load_best_model()

    def take_up_end(self, folder: Path, steps: int, patience: int | None) -> bool:
        """Load the weights to keep if the state in the folder is that of the training's end; the Trainer would go a step beyond."""
        if self.is_spread:
            # The Trainer alone lays the weights out; its step beyond the end has a learning rate of 0.
            return False
        state = TrainerState.load_from_json(str(folder / TRAINER_STATE))
        over = patience is not None and evaluations_since_best(state) >= patience
        if state.global_step < steps and not over:
            return False
        self.state = state
        self._load_from_checkpoint(str(folder))
        if state.best_global_step:
            locate_best(self.args, state)
            self._load_best_model()
        return True

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Dev loss, accuracy, and the figure that chooses the weights."""
        loss = self.mean_loss(self.eval_dataset)
        metrics = {"eval_loss": loss, BEST: -loss}
        if self._accuracy:
            metrics["eval_accuracy"] = self._answered_right(self._accuracy)
            # The loss decides only between equals.
            metrics[BEST] = metrics["eval_accuracy"] - loss * 1e-6
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics

    def _answered_right(self, accuracy: Accuracy) -> float:
        """The first process's figure, in all of them; weights that are spread over devices need the others to run with it."""
        found = 0.0
        if self.is_spread or place().is_first:
            self.model.eval()
            with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
                found = accuracy(self.model)
            self.model.train()
        agreed: float = from_first(lambda: found)
        return agreed

    def mean_loss(self, examples: Sequence[Encoded]) -> float:
        """Over all answer tokens of the examples."""
        mine = share(sorted(examples), place())
        batches = (self._prepare_inputs(each) for each in self._together(self._layout.batches(mine) if mine else []))
        with torch.autocast(self.args.device.type, dtype=torch.bfloat16, enabled=self.args.bf16):
            total, count = loss_and_labels(self.model, batches, self._loss_sum)
        both = summed(torch.tensor([total, count], dtype=torch.float64, device=self.args.device))
        return float(both[0] / both[1])


class Before(transformers.TrainerCallback):
    """Measures the loss of the weights that a training begins with, once they lie where they are trained."""

    def __init__(self, trainer: AnswerTrainer, measured: Sequence[Encoded]) -> None:
        self._trainer = trainer
        self._measured = measured

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """A resumed training has it from its checkpoint."""
        if not state.log_history:
            self._trainer.log({"loss_before": self._trainer.mean_loss(self._measured)})


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
