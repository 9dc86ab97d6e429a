"""The first weights of chatglm3-mini, and its checkpoints.

The network begins with the circuit that copying needs instead of finding it by chance: heads of the first layer that look one token
back, heads of the second that look for what stood before the present token (induction heads, Olsson et al. 2022).
"""

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from transformers import GlmConfig, GlmForCausalLM

from text2sql.errors import T2SError

HEAD = "lm_head.weight"
MOMENT = "optimizer."
"""What the names of the optimizer's tensors begin with in a checkpoint."""


def first_weights(config: GlmConfig, seed: int, *, induction: bool = True) -> dict[str, Tensor]:
    """Weights under GlmForCausalLM's names, without the tied head; the same for the same seed."""
    with torch.device("meta"):
        shapes = {name: weight.shape for name, weight in GlmForCausalLM(config).named_parameters()}
    random = torch.Generator().manual_seed(seed)
    weights = {name: _first(name, shape, config, random) for name, shape in shapes.items() if name != HEAD}
    if induction and config.num_hidden_layers > 1:
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
    """Half of the heads of layer 0 look one token back; as many of layer 1 find that token's earlier occurrences."""
    hidden, size = config.hidden_size, config.head_dim
    rotated = int(size * config.rope_parameters["partial_rotary_factor"])
    speeds = 1.0 / config.rope_parameters["rope_theta"] ** (torch.arange(0, rotated, 2).float() / rotated)
    heads = max(1, config.num_attention_heads // 2)
    # Coordinates of the residual stream in which layer 0 leaves the token before.
    basis = torch.linalg.qr(torch.randn(hidden, hidden, generator=random))[0]
    free = size - rotated
    for head in range(heads):
        rows = slice(head * size, (head + 1) * size)
        mine = basis[:, head * size : (head + 1) * size]
        first, second = (f"model.layers.{layer}.self_attn." for layer in (0, 1))
        # Layer 0: the score is that of the position alone, highest one token back.
        for name in ("q", "k"):
            weights[f"{first}{name}_proj.weight"][rows] *= 0.1
        phase = torch.stack([torch.cos(speeds), torch.sin(speeds)], dim=-1).flatten()
        level = 4.0 * torch.tensor([1.0, 0.0]).repeat(rotated // 2)
        weights[f"{first}q_proj.bias"][rows.start : rows.start + rotated] = level
        weights[f"{first}k_proj.bias"][rows.start : rows.start + rotated] = 4.0 * phase
        # It writes the token before, as layer 1 will read the present one.
        look = torch.randn(size, hidden, generator=random) / hidden**0.5
        weights[f"{first}v_proj.weight"][rows] = look
        weights[f"{first}o_proj.weight"][:, rows] = mine * 1.0
        # Layer 1: query = the present token, key = the token before; both through the unrotated dimensions.
        pick = torch.randn(free, size, generator=random) / size**0.5
        gain = 2.0
        weights[f"{second}q_proj.weight"][rows] *= 0.1
        weights[f"{second}k_proj.weight"][rows] *= 0.1
        weights[f"{second}q_proj.weight"][rows.start + rotated : rows.stop] = gain * pick @ look
        weights[f"{second}k_proj.weight"][rows.start + rotated : rows.stop] = gain * pick @ mine.T
        # It writes the token found, as the tied head will read it.
        through = torch.linalg.qr(torch.randn(hidden, size, generator=random))[0]
        weights[f"{second}v_proj.weight"][rows] = through.T
        weights[f"{second}o_proj.weight"][:, rows] = through * 0.5


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
