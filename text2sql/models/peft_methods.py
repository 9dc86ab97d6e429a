"""Which weights a fine-tuning method trains, and with which settings where the user named none."""

from dataclasses import replace
from typing import Any

import peft
import torch

from text2sql.config import Method, TrainConfig
from text2sql.errors import T2SError, listed

__all__ = ["Method", "apply_method", "linear_layers", "resolve"]

# (parameters of the base below, LoRA rank, LoRA learning rate, full learning rate). A small model has little to lose and few steps:
# it wants a high rate. From a billion parameters on, the rates of the LoRA and ChatGLM recipes.
_SIZES = ((50e6, 32, 3e-3, 1e-3), (1e9, 16, 5e-4, 5e-5), (float("inf"), 8, 1e-4, 1e-5))


def resolve(config: TrainConfig, model: Any) -> TrainConfig:
    """The configuration with every open choice made for this base.

    Raises:
        T2SError: for a method that is not there yet, or layers that the base does not have.
    """
    if config.method not in (Method.LORA, Method.SFT):
        raise T2SError(f"{config.method} comes with the next version", fix="use --method lora, or sft for all weights")
    size = sum(parameter.numel() for parameter in model.parameters())
    _, rank, lora_rate, full_rate = next(each for each in _SIZES if size < each[0])
    held = getattr(model.config, "max_position_embeddings", None) or 2048
    config = replace(config, max_length=min(config.max_length or held, held))
    if config.method is Method.SFT:
        return replace(config, learning_rate=config.learning_rate or full_rate)
    rank = config.lora_rank or rank
    return replace(
        config,
        learning_rate=config.learning_rate or lora_rate,
        lora_rank=rank,
        lora_alpha=config.lora_alpha or 2.0 * rank,
        lora_targets=_targets(config, model),
    )


def apply_method(model: Any, config: TrainConfig) -> Any:
    """The model with exactly the weights of the method trainable; `config` is a resolved one."""
    if config.method is Method.SFT:
        for parameter in model.parameters():
            parameter.requires_grad_(True)
        return model
    settings = peft.LoraConfig(
        task_type="CAUSAL_LM",
        r=config.lora_rank,
        lora_alpha=config.lora_alpha,
        lora_dropout=config.lora_dropout,
        target_modules=list(config.lora_targets or ()),
    )
    return peft.get_peft_model(model, settings)


def linear_layers(model: Any) -> tuple[str, ...]:
    """Names of the linear layers inside the blocks, sorted; the head is none of them."""
    head = model.get_output_embeddings()
    found = {
        name.rpartition(".")[2]
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Linear) and module is not head
    }
    return tuple(sorted(found))


def _targets(config: TrainConfig, model: Any) -> tuple[str, ...]:
    there = linear_layers(model)
    wanted = config.lora_targets or there
    problems = [f"no linear layer is called {name!r}" for name in wanted if name not in there]
    if problems or not wanted:
        raise T2SError(
            listed(problems) or "no linear layers", where="lora_targets", fix=f"there are {', '.join(there)}"
        )
    return wanted
