"""Which weights a fine-tuning method trains, with which settings where the user named none, and how they are kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import peft
import torch
from transformers import GlmForCausalLM

from text2sql.config import Method, TrainConfig
from text2sql.errors import T2SError, listed
from text2sql.models.checkpoints import Base
from text2sql.models.lora import load_lora
from text2sql.models.original import ORIGINAL_LAYERS
from text2sql.models.ptuning import attach_prefix, is_prefix, load_prefix, save_prefix
from text2sql.models.quantized import is_quantized, mark_quantized, size_of
from text2sql.models.soft_prompt import attach_soft_prompt, is_soft_prompt, load_soft_prompt, prompted, save_soft_prompt
from text2sql.models.tokenizer import ChatTokenizer

__all__ = [
    "Method",
    "adapted_base",
    "apply_method",
    "linear_layers",
    "load_weights",
    "resolve",
    "save_weights",
    "training_tokenizer",
]


class _Defaults(NamedTuple):
    """For bases of fewer than so many parameters: LoRA's rank, virtual tokens, the learning rate of each method."""

    below: float
    rank: int
    tokens: int
    rates: dict[Method, float]


# A small model has little to lose and few steps: it wants a high rate. From a billion parameters on, the rates of the LoRA and
# ChatGLM recipes. A virtual token starts as what the model knows and is far from everything else: its rate is high at any size.
_SIZES = (
    _Defaults(
        50e6,
        32,
        32,
        {Method.LORA: 3e-3, Method.QLORA: 3e-3, Method.SFT: 1e-3, Method.PTUNING_V2: 2e-2, Method.PROMPT: 3e-2},
    ),
    _Defaults(
        1e9,
        16,
        64,
        {Method.LORA: 5e-4, Method.QLORA: 5e-4, Method.SFT: 5e-5, Method.PTUNING_V2: 1e-2, Method.PROMPT: 2e-2},
    ),
    _Defaults(
        float("inf"),
        8,
        128,
        {Method.LORA: 1e-4, Method.QLORA: 1e-4, Method.SFT: 1e-5, Method.PTUNING_V2: 5e-3, Method.PROMPT: 1e-2},
    ),
)


def resolve(config: TrainConfig, model: Any) -> TrainConfig:
    """The configuration with every open choice made for this base.

    Raises:
        T2SError: for a method that is not there yet, or layers that the base does not have.
    """
    size = sum(size_of(parameter).weights for parameter in model.parameters())
    defaults = next(each for each in _SIZES if size < each.below)
    held = getattr(model.config, "max_position_embeddings", None) or 2048
    config = replace(
        config,
        max_length=min(config.max_length or held, held),
        learning_rate=config.learning_rate or defaults.rates[config.method],
    )
    match config.method:
        case Method.LORA | Method.QLORA:
            rank = config.lora_rank or defaults.rank
            return replace(
                config, lora_rank=rank, lora_alpha=config.lora_alpha or 2.0 * rank, lora_targets=_targets(config, model)
            )
        case Method.PTUNING_V2 | Method.PROMPT:
            return replace(config, virtual_tokens=config.virtual_tokens or defaults.tokens)
        case Method.SFT:
            return config


def apply_method(model: Any, config: TrainConfig) -> Any:
    """The model with exactly the weights of the method trainable; `config` is a resolved one."""
    match config.method:
        case Method.SFT:
            return model.requires_grad_(True)
        case Method.PTUNING_V2:
            assert config.virtual_tokens is not None
            attach_prefix(model, config.virtual_tokens, projection=config.prefix_projection)
            return model
        case Method.PROMPT:
            assert config.virtual_tokens is not None
            attach_soft_prompt(model, config.virtual_tokens, config.seed)
            return model
        case Method.LORA | Method.QLORA:
            return _with_lora(model, config)


def training_tokenizer(base: Base, config: TrainConfig) -> ChatTokenizer:
    """What encodes the examples of a method; `config` is a resolved one."""
    if config.method is Method.PROMPT and config.virtual_tokens:
        return prompted(base.model, base.tokenizer, config.virtual_tokens)
    return base.tokenizer


def save_weights(model: Any, folder: Path, state: dict[str, Any] | None = None) -> None:
    """Write what a method trained, and nothing of the base; the whole model after full fine-tuning.

    `state` holds the model's weights where the model itself has only its device's part of them.
    """
    if hasattr(model, "prefix_encoder"):
        save_prefix(model, folder)
    elif hasattr(model, "soft_prompt"):
        save_soft_prompt(model, folder)
    else:
        tied = getattr(model, "all_tied_weights_keys", None) or {}
        whole = None if state is None else {name: each for name, each in state.items() if name not in tied}
        # Left to itself peft looks into the base for another number of tokens: at the hub, or in names that it does not know.
        as_adapter = {"save_embedding_layers": False} if isinstance(model, peft.PeftModel) else {}
        model.save_pretrained(folder, state_dict=whole, **as_adapter)
        # peft writes an empty model card with the paths of this machine.
        (folder / "README.md").unlink(missing_ok=True)
        if getattr(model, "is_loaded_in_4bit", False):
            mark_quantized(folder)


def load_weights(model: Any, folder: Path) -> bool:
    """Read a prefix or a soft prompt back into the model that has one; False for any other model, which transformers reads itself."""
    if hasattr(model, "prefix_encoder"):
        load_prefix(model, folder)
    elif hasattr(model, "soft_prompt"):
        load_soft_prompt(model, folder)
    else:
        return False
    return True


def adapted_base(base: Base, folder: Path, name: str) -> Base:
    """The base with an adapter on it, ready to answer: LoRA merged in, a prefix or a soft prompt before the text.

    Raises:
        T2SError: if the folder holds none, or it does not fit.
    """
    model, tokenizer = base
    if is_prefix(folder):
        load_prefix(model, folder)
        return base
    if is_soft_prompt(folder):
        load_soft_prompt(model, folder)
        return Base(model, prompted(model, tokenizer, len(model.soft_prompt.vectors)))
    adapted = load_lora(model, folder, name)
    # Merged into four bits an update would be rounded away.
    return Base((adapted if is_quantized(folder) else adapted.merge_and_unload()).eval(), tokenizer)


def _with_lora(model: Any, config: TrainConfig) -> Any:
    settings = peft.LoraConfig(
        task_type="CAUSAL_LM",
        r=config.lora_rank,
        lora_alpha=config.lora_alpha,
        lora_dropout=config.lora_dropout,
        target_modules=list(config.lora_targets or ()),
        use_dora=config.dora,
        use_rslora=config.rslora,
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
    if isinstance(model, GlmForCausalLM):
        # ChatGLM3's own names of the layers mean the same ones here.
        wanted = tuple(dict.fromkeys(new for name in wanted for new in ORIGINAL_LAYERS.get(name, (name,))))
    problems = [f"no linear layer is called {name!r}" for name in wanted if name not in there]
    if problems or not wanted:
        raise T2SError(
            listed(problems) or "no linear layers", where="lora_targets", fix=f"there are {', '.join(there)}"
        )
    return wanted
