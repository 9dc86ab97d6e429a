"""A name or a path → a causal language model and its tokenizer, without remote code.

Three kinds: the bundled base and other `GlmForCausalLM` folders with a ChatGLM3 tokenizer; the original ChatGLM3 layout,
which transformers' own `GlmForCausalLM` holds exactly; any other HuggingFace model with a chat template.
Not covered: quantised weights, ChatGLM-6B of the first generation, writing the original layout.
"""

import json
import pickle
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import torch
import transformers
from safetensors import SafetensorError, safe_open

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError, listed
from text2sql.models.tokenizer import ChatGLM3Tokenizer, ChatTokenizer, TemplateTokenizer

BUNDLED_BASE = "chatglm3-mini"


class Base(NamedTuple):
    """A model in evaluation mode and the tokenizer that belongs to it."""

    model: Any
    tokenizer: ChatTokenizer


def load_base(name_or_path: str, *, dtype: torch.dtype | None = None, device: str | None = None) -> Base:
    """The model and tokenizer of a base.

    Args:
        name_or_path: the bundled base's name, a folder, or a model hub's id.
        dtype: of the weights; None: float32 on a CPU, bfloat16 on a GPU.
        device: None: the first GPU if there is one.

    Raises:
        T2SError: if it cannot be found, or holds what no class here can run.
    """
    quiet()
    device = device or default_device()
    dtype = dtype or (torch.float32 if device.startswith("cpu") else torch.bfloat16)
    folder = find_base(name_or_path)
    if folder:
        _refuse_pointers(folder)
    kind = _read_config(folder).get("model_type") if folder else None
    if folder and kind == "chatglm":
        try:
            model = _load_original(folder, dtype, device)
        except (SafetensorError, RuntimeError, pickle.UnpicklingError) as error:
            raise _cannot_load(str(folder), error) from error
    else:
        model = _load_native(str(folder or name_or_path), dtype, device)
    if folder and kind in ("chatglm", "glm") and not (folder / "tokenizer.json").exists():
        tokenizer: ChatTokenizer = ChatGLM3Tokenizer(folder / "tokenizer.model")
    else:
        tokenizer = _load_template_tokenizer(str(folder or name_or_path), model)
    return Base(model.eval(), tokenizer)


def find_base(name_or_path: str) -> Path | None:
    """The folder of a base; None if the name can only be a model hub's id.

    Raises:
        T2SError: if it is a path and holds no model, or the bundled base is missing.
    """
    if name_or_path == BUNDLED_BASE:
        return bundled_path(BUNDLED_BASE)
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        if not (path / "config.json").is_file():
            raise T2SError(
                "no model here: config.json is missing", where=str(path), fix="give the folder that holds it"
            )
        return path
    # A hub's id is NAME or OWNER/NAME; everything else is meant as a path.
    if path.exists() or path.is_absolute() or name_or_path.startswith((".", "~")) or name_or_path.count("/") > 1:
        raise T2SError("no such model folder", where=name_or_path, fix=f"check the path, or use --base {BUNDLED_BASE}")
    return None


def check_vocabulary(base: Base, name: str) -> None:
    """See that the model has an embedding for every token.

    Raises:
        T2SError: if the tokenizer knows more tokens than the model.
    """
    rows = base.model.get_input_embeddings().weight.shape[0]
    if base.tokenizer.vocab_size > rows:
        raise T2SError(
            f"the tokenizer has {base.tokenizer.vocab_size} tokens, the model only {rows}",
            where=name,
            fix="put the tokenizer that belongs to the model there",
        )


def default_device() -> str:
    """``cuda`` if there is one, else ``cpu``."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def quiet() -> None:
    """Keep transformers' own notes and progress bars off the terminal; errors stay."""
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    # One library's use of another's old names is nothing a user can mend.
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"transformers|peft|accelerate|torch")


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
        rms_norm_eps=original["layernorm_epsilon"],
        attention_bias=original.get("add_qkv_bias", False),
        attention_dropout=original.get("attention_dropout", 0.0),
        max_position_embeddings=original["seq_length"],
        rope_parameters=rope,
        tie_word_embeddings=False,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )


# What every supported checkpoint has, by the original's names; a setting that is absent has the original's default.
_HELD = {
    "add_bias_linear": False,
    "apply_residual_connection_post_layernorm": False,
    "rmsnorm": True,
    "post_layer_norm": True,
    "fp32_residual_connection": False,
    "multi_query_attention": True,
    "quantization_bit": 0,
    "pre_seq_len": None,
}
_NEEDED = (
    *("padded_vocab_size", "hidden_size", "ffn_hidden_size", "num_layers", "num_attention_heads"),
    *("multi_query_group_num", "kv_channels", "layernorm_epsilon", "seq_length"),
)


def _load_original(folder: Path, dtype: torch.dtype, device: str) -> Any:
    config = glm_config(_read_config(folder), where=str(folder / "config.json"))
    # Without storage first: a random initialisation of billions of weights takes longer than reading them.
    with torch.device("meta"):
        model = transformers.GlmForCausalLM(config).to(dtype)
    model.to_empty(device=device)
    model.model.rotary_emb = type(model.model.rotary_emb)(config).to(device)
    waiting = dict(model.named_parameters())
    problems = []
    with torch.no_grad():
        for name, tensor in _original_tensors(folder):
            for target, part in _native_parts(name, tensor, config):
                parameter = waiting.pop(target, None)
                if parameter is None or parameter.shape != part.shape:
                    problems.append(f"unexpected tensor {name} {tuple(tensor.shape)}")
                else:
                    parameter.copy_(part)
    problems += [f"missing weight {name}" for name in waiting]
    if problems:
        raise T2SError(f"not the weights of this configuration\n{listed(problems)}", where=str(folder))
    return model


def _refuse_pointers(folder: Path) -> None:
    """Refuse a clone whose weights Git LFS has not fetched: the files hold a few lines that point at them."""
    for path in sorted((*folder.glob("*.safetensors"), *folder.glob("*.bin"), *folder.glob("tokenizer.model"))):
        with path.open("rb") as file:
            if file.read(18) == b"version https://gi":
                raise T2SError(
                    "a Git LFS pointer, not the file itself", where=str(path), fix=f"run git lfs pull in {folder}"
                )


def _original_tensors(folder: Path) -> Iterator[tuple[str, torch.Tensor]]:
    """Tensors one by one, so that no more than the model and one shard are in memory."""
    shards = sorted(folder.glob("*.safetensors"))
    if shards:
        for shard in shards:
            with safe_open(shard, framework="pt") as file:
                for name in file.keys():  # noqa: SIM118 - not a dict
                    yield name, file.get_tensor(name)
        return
    shards = sorted(folder.glob("pytorch_model*.bin"))
    if not shards:
        raise T2SError("no weights: neither *.safetensors nor pytorch_model*.bin", where=str(folder))
    for shard in shards:
        yield from torch.load(shard, map_location="cpu", mmap=True, weights_only=True).items()


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


def _native_parts(name: str, tensor: torch.Tensor, config: Any) -> Iterator[tuple[str, torch.Tensor]]:
    """Where a tensor of the original layout goes: the fused query_key_value into three, all others into one."""
    if name == "transformer.rotary_pos_emb.inv_freq":
        return  # computed
    if not name.startswith(_LAYERS):
        yield _GLOBAL_NAMES.get(name, name), tensor
        return
    layer, _, rest = name.removeprefix(_LAYERS).partition(".")
    module, _, leaf = rest.rpartition(".")
    prefix = f"model.layers.{layer}"
    if module == "self_attention.query_key_value":
        queries = config.num_attention_heads * config.head_dim
        keys = config.num_key_value_heads * config.head_dim
        if tensor.shape[0] == queries + 2 * keys:
            for projection, part in zip("qkv", torch.split(tensor, [queries, keys, keys]), strict=True):
                yield f"{prefix}.self_attn.{projection}_proj.{leaf}", part
            return
    yield f"{prefix}.{_LAYER_NAMES.get(module, module)}.{leaf}", tensor


def _load_native(name: str, dtype: torch.dtype, device: str) -> Any:
    try:
        model = transformers.AutoModelForCausalLM.from_pretrained(name, dtype=dtype, trust_remote_code=False)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError, pickle.UnpicklingError) as error:
        raise _cannot_load(name, error) from error
    return model.to(device)


def _load_template_tokenizer(name: str, model: Any) -> TemplateTokenizer:
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(name, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise _cannot_load(name, error) from error
    ends = model.generation_config.eos_token_id if model.generation_config else None
    return TemplateTokenizer(tokenizer, ends if isinstance(ends, list) else [] if ends is None else [ends])


def _cannot_load(name: str, error: Exception) -> T2SError:
    reason = str(error).strip().partition("\n")[0]
    if isinstance(error, OSError) and not Path(name).is_dir():
        return T2SError(
            f"{name!r} is neither a folder nor a model that could be downloaded ({reason})",
            fix=f"check the name and the network, or use --base {BUNDLED_BASE}",
        )
    return T2SError(
        f"the model cannot be loaded: {reason}", where=name, fix="use a model that transformers knows itself"
    )


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    return value if isinstance(value, dict) else {}
