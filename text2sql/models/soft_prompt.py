"""Soft prompt tuning (Lester et al. 2021): trained embeddings of virtual tokens that stand before the text.

A virtual token is a token like any other, with an id beyond the vocabulary: packs share it, caches hold it, positions count it, and
only the embedding knows that its vector is a trained one. The weights are written as peft writes them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from text2sql.errors import T2SError
from text2sql.models.tokenizer import IGNORED, ChatTokenizer, Encoded
from text2sql.records import Conversation

WEIGHTS = "adapter_model.safetensors"
_CONFIG = "adapter_config.json"
_NAME = "prompt_embeddings"


class SoftPrompt(nn.Module):
    """The trained weights: (tokens, hidden)."""

    def __init__(self, vectors: Tensor) -> None:
        super().__init__()
        self.vectors = nn.Parameter(vectors)


class PromptedTokenizer:
    """A tokenizer whose every conversation begins with the virtual tokens."""

    def __init__(self, inner: ChatTokenizer, first: int, tokens: int) -> None:
        """`first` is the id of the first one; the others follow."""
        self._inner = inner
        self._virtual = list(range(first, first + tokens))
        self.pad_id, self.stop_ids, self.vocab_size = inner.pad_id, inner.stop_ids, inner.vocab_size
        self.decode, self.text_of, self.save = inner.decode, inner.text_of, inner.save

    def encode_prompt(self, conversation: Conversation) -> list[int]:
        """The virtual tokens and the turns so far."""
        return [*self._virtual, *self._inner.encode_prompt(conversation)]

    def encode_training(self, conversation: Conversation) -> Encoded:
        """The virtual tokens and the conversation; the labels are those of the latter."""
        ids, labels = self._inner.encode_training(conversation)
        return Encoded([*self._virtual, *ids], [*([IGNORED] * len(self._virtual)), *labels])


def attach_soft_prompt(model: Any, tokens: int, seed: int) -> SoftPrompt:
    """Give the model's embedding virtual tokens that begin as random ones of its vocabulary; only they are trainable then."""
    weight = model.get_input_embeddings().weight
    chosen = torch.randint(len(weight), (tokens,), generator=torch.Generator().manual_seed(seed))
    # Trained weights stay in float32: AdamW moves a bfloat16 weight only in jumps.
    return _attach(model, weight.detach()[chosen.to(weight.device)].float().clone())


def prompted(model: Any, tokenizer: ChatTokenizer, tokens: int) -> PromptedTokenizer:
    """The tokenizer that belongs to the model once it has a soft prompt of so many tokens."""
    return PromptedTokenizer(tokenizer, len(model.get_input_embeddings().weight), tokens)


def save_soft_prompt(model: Any, folder: Path) -> None:
    """Write the virtual tokens as peft's PROMPT_TUNING."""
    vectors = model.soft_prompt.vectors.detach().cpu().contiguous()
    folder.mkdir(parents=True, exist_ok=True)
    save_file({_NAME: vectors}, folder / WEIGHTS, metadata={"format": "pt"})
    settings = {
        "peft_type": "PROMPT_TUNING",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": model.config.name_or_path or None,
        "num_virtual_tokens": len(vectors),
        "token_dim": vectors.shape[1],
        "num_transformer_submodules": 1,
        "num_attention_heads": model.config.num_attention_heads,
        "num_layers": model.config.num_hidden_layers,
        "prompt_tuning_init": "RANDOM",
        "inference_mode": True,
    }
    (folder / _CONFIG).write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def load_soft_prompt(model: Any, folder: Path) -> None:
    """Read them into the model, attaching so many if it has none.

    Raises:
        T2SError: if there are none, or they belong to another model.
    """
    path = folder / WEIGHTS
    try:
        with safe_open(path, framework="pt") as file:
            vectors = file.get_tensor(_NAME).float()
    except (OSError, SafetensorError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    width = model.get_input_embeddings().weight.shape[1]
    if vectors.shape[1] != width:
        raise T2SError(
            f"virtual tokens of width {vectors.shape[1]}, the model's are {width} wide",
            where=str(path),
            fix="use the base that they were trained on",
        )
    if not hasattr(model, "soft_prompt"):
        _attach(model, vectors.to(model.device))
    with torch.no_grad():
        model.soft_prompt.vectors.copy_(vectors)


def is_soft_prompt(folder: Path) -> bool:
    """Whether the folder's adapter is one."""
    try:
        settings = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and settings.get("peft_type") == "PROMPT_TUNING"


def _attach(model: Any, vectors: Tensor) -> SoftPrompt:
    embedding = model.get_input_embeddings()
    known = len(embedding.weight)
    model.requires_grad_(False)
    prompt = model.soft_prompt = SoftPrompt(vectors)
    asked: list[Tensor] = []

    def before(_: nn.Module, args: Sequence[Tensor]) -> tuple[Tensor]:
        (ids,) = args
        asked.append(ids)
        return (ids.clamp(max=known - 1),)

    def after(_: nn.Module, __: Any, out: Tensor) -> Tensor:
        ids = asked.pop()
        vectors = prompt.vectors[(ids - known).clamp(min=0)].to(out.dtype)
        return torch.where((ids >= known)[..., None], vectors, out)

    embedding.register_forward_pre_hook(before)
    embedding.register_forward_hook(after)
    return prompt


__all__ = [
    "PromptedTokenizer",
    "SoftPrompt",
    "attach_soft_prompt",
    "is_soft_prompt",
    "load_soft_prompt",
    "prompted",
    "save_soft_prompt",
]
