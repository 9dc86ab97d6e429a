"""ChatGLM3's and GLM-4's own layout ⇄ transformers' GlmForCausalLM, weight by weight and without remote code.

The class computes what the original does; only names differ, and queries, keys and values lie in one fused matrix there.
Written back, a checkpoint is the original one bit by bit.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from text2sql.errors import T2SError, listed


def glm_config(original: dict[str, Any], where: str) -> Any:
    """The GlmConfig that holds an original ChatGLM3 configuration.

    Raises:
        T2SError: naming every setting that GlmForCausalLM cannot hold.
    """
    refused = [f"{name} = {original[name]!r}" for name, held in _HELD.items() if original.get(name, held) != held]
    if refused:
        raise T2SError(f"this checkpoint is built in a way that is not supported:\n{listed(refused)}", where=where)
    missing = [name for name in _NEEDED if name not in original]
    if missing:
        raise T2SError(f"not a ChatGLM3 configuration: {', '.join(missing)} missing", where=where)
    wrong = [
        f"{name} = {original[name]!r} is no {'number' if name in _FRACTIONS else 'whole number'} above 0"
        for name in (*_NEEDED, *_FRACTIONS[1:])
        if name in original and not _is_above_0(original[name], whole=name not in _FRACTIONS)
    ]
    if wrong:
        raise T2SError(f"not a ChatGLM3 configuration:\n{listed(wrong)}", where=where)
    rope = {
        "rope_type": "default",
        "rope_theta": 10000.0 * original.get("rope_ratio", 1),
        "partial_rotary_factor": 0.5,
    }
    return transformers.GlmConfig(
        vocab_size=original["padded_vocab_size"],
        hidden_size=original["hidden_size"],
        intermediate_size=original["ffn_hidden_size"],
        num_hidden_layers=original["num_layers"],
        num_attention_heads=original["num_attention_heads"],
        num_key_value_heads=original["multi_query_group_num"],
        head_dim=original["kv_channels"],
        rms_norm_eps=float(original["layernorm_epsilon"]),
        attention_bias=original.get("add_qkv_bias", False),
        attention_dropout=original.get("attention_dropout", 0.0),
        max_position_embeddings=original["seq_length"],
        rope_parameters=rope,
        tie_word_embeddings=False,
        bos_token_id=1,
        eos_token_id=original.get("eos_token_id", 2),
        pad_token_id=original.get("pad_token_id", 0),
    )


# What every supported checkpoint has, by the original's names; a setting that is absent has the original's default.
_HELD = {
    "add_bias_linear": False,
    "apply_residual_connection_post_layernorm": False,
    "rmsnorm": True,
    "post_layer_norm": True,
    "fp32_residual_connection": False,
    "multi_query_attention": True,
    "hidden_dropout": 0.0,
    "quantization_bit": 0,
    "pre_seq_len": None,
}
_NEEDED = (
    *("padded_vocab_size", "hidden_size", "ffn_hidden_size", "num_layers", "num_attention_heads"),
    *("multi_query_group_num", "kv_channels", "layernorm_epsilon", "seq_length"),
)
_FRACTIONS = ("layernorm_epsilon", "rope_ratio")


def _is_above_0(value: Any, *, whole: bool) -> bool:
    return isinstance(value, int if whole else int | float) and not isinstance(value, bool) and value > 0


def load_original(folder: Path, config: dict[str, Any], dtype: torch.dtype, device: str) -> Any:
    """The GlmForCausalLM with the weights of a folder in the original layout, read tensor by tensor.

    Raises:
        T2SError: if the configuration cannot be held, or the weights are not those of it.
    """
    glm = glm_config(config, where=str(folder / "config.json"))
    # Without storage first: a random initialisation of billions of weights takes longer than reading them.
    with torch.device("meta"):
        model = transformers.GlmForCausalLM(glm).to(dtype)
    model.to_empty(device=device)
    model.model.rotary_emb = type(model.model.rotary_emb)(glm).to(device)
    waiting = dict(model.named_parameters())
    problems = []
    with torch.no_grad():
        for name, tensor in _tensors(folder):
            for target, part in _native_parts(name, tensor, glm):
                parameter = waiting.pop(target, None)
                if parameter is None or parameter.shape != part.shape:
                    problems.append(f"unexpected tensor {name} {tuple(tensor.shape)}")
                else:
                    parameter.copy_(part)
    problems += [f"missing weight {name}" for name in waiting]
    if problems:
        raise T2SError(f"not the weights of this configuration\n{listed(problems)}", where=str(folder))
    return model


def _tensors(folder: Path) -> Iterator[tuple[str, Tensor]]:
    """Tensors one by one, so that no more than the model and one shard are in memory."""
    files = weight_files(folder)
    if not files:
        raise T2SError("no weights: neither model*.safetensors nor pytorch_model*.bin", where=str(folder))
    for file in files:
        if file.suffix == ".bin":
            yield from torch.load(file, map_location="cpu", mmap=True, weights_only=True).items()
            continue
        with safe_open(file, framework="pt") as opened:
            for name in opened.keys():  # noqa: SIM118 - not a dict
                yield name, opened.get_tensor(name)


def weight_files(folder: Path) -> list[Path]:
    """The files of a model's weights: those that an index names, else those called as a model's; other tensors are none of them.

    Raises:
        T2SError: if the index cannot be read, or one of its files is missing.
    """
    for stem, suffix in (("model", ".safetensors"), ("pytorch_model", ".bin")):
        index = folder / f"{stem}{suffix}.index.json"
        if index.is_file():
            try:
                named = json.loads(index.read_text(encoding="utf-8"))["weight_map"]
                files = [folder / name for name in sorted(set(named.values()))]
            except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
                raise T2SError(f"not an index of weights: {error}", where=str(index)) from error
            if missing := [file.name for file in files if not file.is_file()]:
                fix = "fetch the model again"
                raise T2SError(f"weights are missing:\n{listed(missing)}", where=str(folder), fix=fix)
            return files
        if found := sorted(folder.glob(f"{stem}*{suffix}")):
            return found
    return []


_GLOBAL_NAMES = {
    "transformer.embedding.word_embeddings.weight": "model.embed_tokens.weight",
    "transformer.encoder.final_layernorm.weight": "model.norm.weight",
    "transformer.output_layer.weight": "lm_head.weight",
}
_LAYER_NAMES = {
    "self_attention.dense": "self_attn.o_proj",
    "mlp.dense_h_to_4h": "mlp.gate_up_proj",
    "mlp.dense_4h_to_h": "mlp.down_proj",
    "input_layernorm": "input_layernorm",
    "post_attention_layernorm": "post_attention_layernorm",
}
_LAYERS = "transformer.encoder.layers."
_FUSED = "self_attention.query_key_value"
_INVERSE_FREQUENCIES = "transformer.rotary_pos_emb.inv_freq"


def _native_parts(name: str, tensor: Tensor, config: Any) -> Iterator[tuple[str, Tensor]]:
    """Where a tensor of the original layout goes: the fused query_key_value into three, all others into one."""
    if name == _INVERSE_FREQUENCIES:
        return  # computed
    if not name.startswith(_LAYERS):
        yield _GLOBAL_NAMES.get(name, name), tensor
        return
    layer, _, rest = name.removeprefix(_LAYERS).partition(".")
    module, _, leaf = rest.rpartition(".")
    prefix = f"model.layers.{layer}"
    if module == _FUSED:
        heights = [heads * config.head_dim for heads in _heads(config).values()]
        if tensor.shape[0] == sum(heights):
            for projection, part in zip("qkv", torch.split(tensor, heights), strict=True):
                yield f"{prefix}.self_attn.{projection}_proj.{leaf}", part
            return
    yield f"{prefix}.{_LAYER_NAMES.get(module, module)}.{leaf}", tensor


def original_config(model: Any) -> dict[str, Any]:
    """The original configuration of a GlmForCausalLM, as `glm_config` reads it."""
    config = model.config
    theta = config.rope_parameters["rope_theta"]
    return {
        "model_type": "chatglm",
        "architectures": ["ChatGLMModel"],
        **{name: value for name, value in _HELD.items() if name not in ("quantization_bit", "pre_seq_len")},
        "padded_vocab_size": config.vocab_size,
        "hidden_size": config.hidden_size,
        "ffn_hidden_size": config.intermediate_size,
        "num_layers": config.num_hidden_layers,
        "num_attention_heads": config.num_attention_heads,
        "multi_query_group_num": config.num_key_value_heads,
        "kv_channels": config.head_dim,
        "layernorm_epsilon": config.rms_norm_eps,
        "add_qkv_bias": config.attention_bias,
        "attention_dropout": config.attention_dropout,
        "seq_length": config.max_position_embeddings,
        "rope_ratio": theta / 10000.0,
        "original_rope": True,
        "tie_word_embeddings": False,
        "eos_token_id": config.eos_token_id,
        "pad_token_id": config.pad_token_id,
        "torch_dtype": _dtype_name(model),
    }


def export_original(model: Any, out: Path, *, like: Path | None = None, shard_bytes: int = 5_000_000_000) -> list[Path]:
    """Write a GlmForCausalLM in the original layout, in shards of at most so many bytes; the paths of its weights.

    Args:
        model: may have tied embeddings, which the original does not know: they are written twice.
        out: a new folder.
        like: the original folder that the model comes from; its configuration, code and tokenizer are copied.
        shard_bytes: one tensor that is larger has a shard of its own.
    """
    out.mkdir(parents=True, exist_ok=True)
    if like is not None:
        for each in sorted(like.iterdir()):
            if each.is_file() and each.suffix not in (".safetensors", ".bin") and not each.name.endswith("index.json"):
                shutil.copyfile(each, out / each.name)
        config = json.loads((out / "config.json").read_text(encoding="utf-8"))
        if config.get("torch_dtype") != _dtype_name(model):
            text = json.dumps(config | {"torch_dtype": _dtype_name(model)}, indent=2, ensure_ascii=False)
            (out / "config.json").write_text(text + "\n", encoding="utf-8")
    else:
        text = json.dumps(original_config(model), indent=2)
        (out / "config.json").write_text(text + "\n", encoding="utf-8")
    shards: list[list[str]] = []
    total = 0
    for shard in _shards(original_tensors(model), shard_bytes):
        shards.append(list(shard))
        total += sum(tensor.nbytes for tensor in shard.values())
        save_file(
            {name: tensor.contiguous().cpu() for name, tensor in shard.items()},
            out / f"{len(shards)}.partial",
            metadata={"format": "pt"},
        )
    paths = []
    where: dict[str, str] = {}
    for number, names in enumerate(shards, start=1):
        file = f"model-{number:05}-of-{len(shards):05}.safetensors" if len(shards) > 1 else "model.safetensors"
        paths.append((out / f"{number}.partial").rename(out / file))
        where |= dict.fromkeys(names, file)
    if len(shards) > 1:
        index = {"metadata": {"total_size": total}, "weight_map": where}
        text = json.dumps(index, indent=2, sort_keys=True)
        (out / "model.safetensors.index.json").write_text(text + "\n", encoding="utf-8")
    return paths


_MODEL_CLASSES = {
    "AutoConfig": "configuration_chatglm.ChatGLMConfig",
    **dict.fromkeys(
        ("AutoModel", "AutoModelForCausalLM", "AutoModelForSeq2SeqLM"),
        "modeling_chatglm.ChatGLMForConditionalGeneration",
    ),
    "AutoModelForSequenceClassification": "modeling_chatglm.ChatGLMForSequenceClassification",
}


def name_published_code(folder: Path, repository: str, tokenizer_class: str | None) -> None:
    """Say in an exported folder whose code reads it, where it does not say so yet: in its configuration and its tokenizer's.

    Not run here: the published code needs an older transformers.

    Args:
        folder: holds ``config.json``.
        repository: the hub's id of the published model with that code.
        tokenizer_class: of the same code; None: the tokenizer is not the original's.
    """
    at = f"{repository}--"
    files: dict[str, dict[str, Any]] = {
        "config.json": {"auto_map": {name: at + each for name, each in _MODEL_CLASSES.items()}}
    }
    if tokenizer_class:
        files["tokenizer_config.json"] = {
            "tokenizer_class": tokenizer_class,
            "remove_space": False,
            "do_lower_case": False,
            "auto_map": {"AutoTokenizer": [f"{at}tokenization_chatglm.{tokenizer_class}", None]},
        }
    for file, wanted in files.items():
        path = folder / file
        told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        if "auto_map" not in told:
            text = json.dumps(wanted | told, indent=2, ensure_ascii=False)
            path.write_text(text + "\n", encoding="utf-8")


def _dtype_name(model: Any) -> str:
    return str(model.dtype).removeprefix("torch.")


def original_tensors(model: Any) -> Iterator[tuple[str, Tensor]]:
    """The weights under their original names; the fused matrix is the only one that is copied."""
    config, weights = model.config, {name: tensor.detach() for name, tensor in model.named_parameters()}
    head = model.get_output_embeddings().weight.detach()
    # A tied head is a tensor of its own there.
    weights["lm_head.weight"] = head.clone() if config.tie_word_embeddings else head
    for original, native in _GLOBAL_NAMES.items():
        yield original, weights[native]
    for index in range(config.num_hidden_layers):
        layer, native = f"{_LAYERS}{index}.", f"model.layers.{index}."
        for kind in ("weight", "bias") if config.attention_bias else ("weight",):
            parts = [weights[f"{native}self_attn.{name}_proj.{kind}"] for name in "qkv"]
            yield f"{layer}{_FUSED}.{kind}", torch.cat(parts)
        for original, module in _LAYER_NAMES.items():
            yield f"{layer}{original}.weight", weights[f"{native}{module}.weight"]
    # Computed in half the width of a head, as the original keeps it.
    rotated = config.head_dim // 2
    steps = torch.arange(0, rotated, 2).float() / rotated
    yield _INVERSE_FREQUENCIES, (1.0 / 10000**steps).to(weights["model.norm.weight"].dtype)


def _shards(tensors: Iterable[tuple[str, Tensor]], most: int) -> Iterator[dict[str, Tensor]]:
    shard: dict[str, Tensor] = {}
    for name, tensor in tensors:
        if shard and sum(each.nbytes for each in shard.values()) + tensor.nbytes > most:
            yield shard
            shard = {}
        shard[name] = tensor
    yield shard


ORIGINAL_LAYERS = {
    "query_key_value": ("q_proj", "k_proj", "v_proj"),
    "dense": ("o_proj",),
    "dense_h_to_4h": ("gate_up_proj",),
    "dense_4h_to_h": ("down_proj",),
}
"""The linear layers of a block by their original names, and what they are here."""


def native_adapter(weights: Mapping[str, Tensor], config: Any) -> dict[str, Tensor]:
    """A LoRA adapter of the original's layers as one of GlmForCausalLM's: exactly the same update.

    The update B·A of the fused matrix is cut by rows: A is the same for queries, keys and values, B is split.
    """
    found: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        head, _, rest = name.partition(_LAYERS)
        layer, _, rest = rest.partition(".")
        module, _, leaf = rest.partition(".lora_")
        if _FUSED not in module:
            found[f"{head}model.layers.{layer}.{_LAYER_NAMES.get(module, module)}.lora_{leaf}"] = tensor
            continue
        for projection, part in zip("qkv", _split(tensor, leaf, config), strict=True):
            found[f"{head}model.layers.{layer}.self_attn.{projection}_proj.lora_{leaf}"] = part.contiguous()
    return found


def _split(tensor: Tensor, leaf: str, config: Any) -> tuple[Tensor, ...]:
    if leaf.startswith("A"):
        return (tensor,) * 3
    return torch.split(tensor, [heads * config.head_dim for heads in _heads(config).values()])


def original_adapter(weights: Mapping[str, Tensor], config: Any) -> dict[str, Tensor]:
    """A LoRA adapter of GlmForCausalLM's layers as one of the original's: exactly the same update.

    Where queries, keys and values have each an A of their own, the fused update needs all of them: A is stacked, B is their block
    diagonal, and the rank is the sum. A projection that is not adapted is left with zeros.
    """
    fused: dict[tuple[str, str, str], dict[str, Tensor]] = {}
    found: dict[str, Tensor] = {}
    back = {native: original for original, native in _LAYER_NAMES.items()}
    for name, tensor in weights.items():
        head, _, rest = name.partition("model.layers.")
        layer, _, rest = rest.partition(".")
        module, _, leaf = rest.partition(".lora_")
        if module in back:
            found[f"{head}{_LAYERS}{layer}.{back[module]}.lora_{leaf}"] = tensor
        else:
            projection = module.removeprefix("self_attn.").removesuffix("_proj")
            fused.setdefault((head, layer, leaf[1:]), {})[projection + leaf[0]] = tensor
    rows = {name: heads * config.head_dim for name, heads in _heads(config).items()}
    for (head, layer, rest), parts in fused.items():
        there = [name for name in rows if name + "A" in parts]
        lows, ups = [parts[name + "A"] for name in there], [parts[name + "B"] for name in there]
        same = len(there) == len(rows) and all(torch.equal(lows[0], low) for low in lows)
        if same:
            low, up = lows[0], torch.cat(ups)
        else:
            blocks = dict(zip(there, ups, strict=True))
            empty = [blocks.get(name, ups[0].new_zeros(height, 0)) for name, height in rows.items()]
            low, up = torch.cat(lows), torch.block_diag(*empty)  # type: ignore[no-untyped-call]
        stem = f"{head}{_LAYERS}{layer}.{_FUSED}.lora_"
        found |= {f"{stem}A{rest}": low.contiguous(), f"{stem}B{rest}": up.contiguous()}
    return found


def _heads(config: Any) -> dict[str, int]:
    return {"q": config.num_attention_heads, "k": config.num_key_value_heads, "v": config.num_key_value_heads}
