"""The first weights of chatglm3-mini, and its checkpoints.

The network begins with the circuit that copying needs instead of finding it by chance: heads of the first layer that look back one
and two tokens, heads of the second that look for where those stood before (induction heads, Olsson et al. 2022).
"""

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import GlmConfig, GlmForCausalLM

from text2sql.errors import T2SError

HEAD = "lm_head.weight"
MOMENT = "optimizer."
"""What the names of the optimizer's tensors begin with in a checkpoint."""


# Sizes at the start, chosen by the loss on copying random tokens before any training: 8.9 → 3.4 (docs/log.md).
_EMBEDDING, _LEVEL, _WRITE, _GAIN, _COPY, _CALM = 0.06, 8.5, 0.5, 1.5, 12.0, 0.1
_BACK = 32  # coordinates of the residual stream for each of the two tokens before


def first_weights(config: GlmConfig, seed: int, *, induction: bool = True) -> dict[str, Tensor]:
    """Weights under GlmForCausalLM's names, without the tied head; the same for the same seed."""
    with torch.device("meta"):
        shapes = {name: weight.shape for name, weight in GlmForCausalLM(config).named_parameters()}
    random = torch.Generator().manual_seed(seed)
    weights = {name: _first(name, shape, config, random) for name, shape in shapes.items() if name != HEAD}
    if induction and config.num_hidden_layers > 1 and config.num_attention_heads > 1:
        _look_back(weights, config, random)
    return weights


def _first(name: str, shape: torch.Size, config: GlmConfig, random: torch.Generator) -> Tensor:
    if name.endswith("bias"):
        return torch.zeros(shape)
    if "norm" in name:
        return torch.ones(shape)
    deviation = 0.02 if "embed" in name else shape[1] ** -0.5
    if name.endswith(("o_proj.weight", "down_proj.weight")):
        deviation /= math.sqrt(2 * config.num_hidden_layers)
    return torch.randn(shape, generator=random) * deviation


def _look_back(weights: dict[str, Tensor], config: GlmConfig, random: torch.Generator) -> None:
    """Two heads of layer 0 look one and two tokens back, two of layer 1 find where that stood before, and copy.

    The residual stream is divided: embeddings live in one subspace, the token before and the one before that in two small ones of
    their own. Without the division the heads of layer 1 read all three at once and find nothing.
    """
    hidden, size = config.hidden_size, config.head_dim
    rotated = int(size * config.rope_parameters["partial_rotary_factor"])
    speeds = 1.0 / config.rope_parameters["rope_theta"] ** (torch.arange(0, rotated, 2).float() / rotated)
    back, free = min(_BACK, hidden // 8), size - rotated
    basis = torch.linalg.qr(torch.randn(hidden, hidden, generator=random))[0]
    before = basis[:, :back], basis[:, back : 2 * back]
    words = basis[:, 2 * back :]
    room = words.shape[1]
    scale = _EMBEDDING * math.sqrt(hidden / room)
    weights["model.embed_tokens.weight"] = torch.randn(config.vocab_size, room, generator=random) * scale @ words.T
    for name in weights:
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            # All else is quiet at first, so that the copied token is heard.
            weights[name] *= _CALM
    look = torch.linalg.qr(torch.randn(room, back, generator=random))[0].T @ words.T
    for head in range(2):
        rows = slice(head * size, (head + 1) * size)
        first, second = (f"model.layers.{layer}.self_attn." for layer in (0, 1))
        for layer in (first, second):
            for name in ("q", "k"):
                weights[f"{layer}{name}_proj.weight"][rows] *= 0.05
        # Layer 0: the score is that of the position alone, highest head + 1 tokens back; it writes that token.
        angles = speeds * (head + 1)
        turned = slice(rows.start, rows.start + rotated)
        weights[f"{first}q_proj.bias"][turned] = _LEVEL * torch.tensor([1.0, 0.0]).repeat(rotated // 2)
        weights[f"{first}k_proj.bias"][turned] = _LEVEL * torch.stack([angles.cos(), angles.sin()], dim=-1).flatten()
        weights[f"{first}v_proj.weight"][rows] = 0.0
        weights[f"{first}v_proj.weight"][rows.start : rows.start + back] = look
        weights[f"{first}o_proj.weight"][:, rows] = 0.0
        weights[f"{first}o_proj.weight"][:, rows.start : rows.start + back] = (
            before[head] * _WRITE * _EMBEDDING * math.sqrt(room / back)
        )
        # Layer 1, unrotated dimensions: the present token against the one before the key; in the second head both one earlier.
        query, key = (look, before[0].T) if head == 0 else (before[0].T, before[1].T)
        plain = slice(turned.stop, rows.stop)
        weights[f"{second}q_proj.weight"][plain] = 0.0
        weights[f"{second}k_proj.weight"][plain] = 0.0
        weights[f"{second}q_proj.weight"][plain.start : plain.start + min(back, free)] = _GAIN * query[:free]
        weights[f"{second}k_proj.weight"][plain.start : plain.start + min(back, free)] = _GAIN * key[:free]
        # It writes the token found, as the tied head will read it. So do two heads of every later layer, for which it is left to
        # training where they look: at the words of the question that are to become the next name.
        through = words[:, head * size : (head + 1) * size] if room >= 2 * size else words[:, :size]
        for number in range(1, config.num_hidden_layers):
            part = f"model.layers.{number}.self_attn."
            weights[f"{part}v_proj.weight"][rows.start : rows.start + through.shape[1]] = through.T
            weights[f"{part}o_proj.weight"][:, rows.start : rows.start + through.shape[1]] = (
                through * _COPY * _EMBEDDING
            )


def base_weights(folder: Path) -> dict[str, Tensor]:
    """The weights of a base that `export` wrote, in float32, without the tied head: to go on from.

    Raises:
        T2SError: if they cannot be read.
    """
    path = folder / "model.safetensors"
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    return {name: tensor.float() for name, tensor in weights.items() if name != HEAD}


def save_checkpoint(path: Path, tensors: Mapping[str, Tensor], state: Mapping[str, Any]) -> None:
    """Write tensors and a JSON-ready state into one safetensors file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".partial")
    save_file(dict(tensors), temporary, metadata={"state": json.dumps(state)})
    os.replace(temporary, path)


def load_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """What `save_checkpoint` wrote.

    Raises:
        T2SError: if there is no such file.
    """
    if not path.is_file():
        raise T2SError("no checkpoint", where=str(path), fix="start without --resume")
    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, json.loads(file.metadata()["state"])  # noqa: SIM118


def weights_of(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A checkpoint's tensors without the optimizer's."""
    return {name: tensor for name, tensor in tensors.items() if not name.startswith(MOMENT)}
