"""ChatGLM3's forward pass once more, in plain torch from its formulas, over tensors under the original names.

Written for reading, without anything of transformers or of text2sql, so that the two can be held against each other where the numbers of
the original itself are not at hand. Not covered: padding, caches.
"""

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

CONFIG: dict[str, Any] = {
    "model_type": "chatglm",
    "padded_vocab_size": 384,
    "hidden_size": 64,
    "ffn_hidden_size": 96,
    "num_layers": 2,
    "num_attention_heads": 4,
    "multi_query_attention": True,
    "multi_query_group_num": 2,
    "kv_channels": 16,
    "layernorm_epsilon": 1e-5,
    "add_qkv_bias": True,
    "add_bias_linear": False,
    "seq_length": 512,
    "rmsnorm": True,
    "post_layer_norm": True,
    "torch_dtype": "float32",
}


def write_checkpoint(folder: Path, tokenizer: Path, *, seed: int, **changed: Any) -> dict[str, Tensor]:
    """A random checkpoint in the original layout; its weights."""
    config = CONFIG | changed
    draw = torch.Generator().manual_seed(seed)
    hidden, ffn = config["hidden_size"], config["ffn_hidden_size"]
    queries = config["num_attention_heads"] * config["kv_channels"]
    fused = queries + 2 * config["multi_query_group_num"] * config["kv_channels"]

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=draw) * 0.08

    weights = {
        "transformer.embedding.word_embeddings.weight": normal(config["padded_vocab_size"], hidden),
        "transformer.encoder.final_layernorm.weight": 1 + normal(hidden),
        "transformer.output_layer.weight": normal(config["padded_vocab_size"], hidden),
    }
    for layer in range(config["num_layers"]):
        weights |= {
            f"transformer.encoder.layers.{layer}.{name}": tensor
            for name, tensor in {
                "input_layernorm.weight": 1 + normal(hidden),
                "self_attention.query_key_value.weight": normal(fused, hidden),
                "self_attention.query_key_value.bias": normal(fused),
                "self_attention.dense.weight": normal(hidden, queries),
                "post_attention_layernorm.weight": 1 + normal(hidden),
                "mlp.dense_h_to_4h.weight": normal(2 * ffn, hidden),
                "mlp.dense_4h_to_h.weight": normal(hidden, ffn),
            }.items()
        }
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "tokenizer.model").write_bytes(tokenizer.read_bytes())
    save_file(weights, folder / "model.safetensors")
    return weights


def interleaved(x: Tensor, positions: Tensor, base: float) -> Tensor:
    """The first half of each head (heads, time, width) turned, neighbours as the two parts of a complex number."""
    turned = x.shape[-1] // 2
    angles = positions[:, None] / base ** (torch.arange(0, turned, 2).float() / turned)
    sine, cosine = angles.sin(), angles.cos()
    even, odd = x[..., :turned:2], x[..., 1:turned:2]
    pairs = torch.stack([even * cosine - odd * sine, odd * cosine + even * sine], dim=-1)
    return torch.cat([pairs.flatten(-2), x[..., turned:]], dim=-1)


def logits(
    weights: Mapping[str, Tensor],
    ids: Tensor,
    *,
    prefix: Tensor | None = None,
    rotate: Callable[[Tensor, Tensor, float], Tensor] = interleaved,
    **changed: Any,
) -> Tensor:
    """(time, vocabulary) of one row of ids; `prefix` is P-Tuning's, (tokens, layers · 2 · groups · width)."""
    config = CONFIG | changed
    heads, groups, width = (config[name] for name in ("num_attention_heads", "multi_query_group_num", "kv_channels"))
    time, base = len(ids), 10000.0 * config.get("rope_ratio", 1)
    positions = torch.arange(time).float()
    tokens = 0 if prefix is None else len(prefix)
    # Everyone sees the prefix, and of the text what stands before.
    hidden_from = torch.ones(time, tokens + time).triu(tokens + 1).bool()

    def norm(x: Tensor, name: str) -> Tensor:
        return x * (x.pow(2).mean(-1, keepdim=True) + config["layernorm_epsilon"]).rsqrt() * weights[name]

    x = weights["transformer.embedding.word_embeddings.weight"][ids]
    for layer in range(config["num_layers"]):
        of = f"transformer.encoder.layers.{layer}."
        fused = functional.linear(
            norm(x, of + "input_layernorm.weight"),
            weights[of + "self_attention.query_key_value.weight"],
            weights[of + "self_attention.query_key_value.bias"],
        )
        parts = fused.split([heads * width, groups * width, groups * width], dim=-1)
        query, key, value = (part.view(time, -1, width).transpose(0, 1) for part in parts)
        query, key = rotate(query, positions, base), rotate(key, positions, base)
        if prefix is not None:
            # Neither turned nor counted by the positions.
            before = prefix.view(tokens, config["num_layers"], 2, groups, width)[:, layer].permute(1, 2, 0, 3)
            key, value = torch.cat([before[0], key], dim=1), torch.cat([before[1], value], dim=1)
        key, value = (each.repeat_interleave(heads // groups, dim=0) for each in (key, value))
        scores = (query @ key.transpose(1, 2) / math.sqrt(width)).masked_fill(hidden_from, -math.inf)
        context = (scores.softmax(-1) @ value).transpose(0, 1).flatten(1)
        x = x + context @ weights[of + "self_attention.dense.weight"].T
        both = norm(x, of + "post_attention_layernorm.weight") @ weights[of + "mlp.dense_h_to_4h.weight"].T
        gate, up = both.chunk(2, dim=-1)
        x = x + (functional.silu(gate) * up) @ weights[of + "mlp.dense_4h_to_h.weight"].T
    return norm(x, "transformer.encoder.final_layernorm.weight") @ weights["transformer.output_layer.weight"].T
