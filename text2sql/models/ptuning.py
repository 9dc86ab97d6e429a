"""P-Tuning v2 (Liu et al. 2021) as ChatGLM3's own code computes it, on any model with transformers' attention interface.

Every layer attends to trained keys and values before those of the text. They are not rotated, and the text's positions do not count
them. peft's prefix tuning is another thing: it shifts the positions, has no dropout on the prefix, and refuses gradient
checkpointing and resuming.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AttentionInterface
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

from text2sql.errors import T2SError
from text2sql.models.attention import attend
from text2sql.models.blocks import is_packed

ATTENTION = "t2s_prefix"
"""The name of the attention function."""

WEIGHTS = "prefix_encoder.safetensors"
# As ChatGLM3's own P-Tuning writes them.
_ORIGINAL = "transformer.prefix_encoder."
_DROPOUT = 0.1


class LayerPrefix(NamedTuple):
    """(rows, key heads, tokens, head_dim) each."""

    keys: Tensor
    values: Tensor


class PrefixEncoder(nn.Module):
    """The trained weights: a vector a virtual token, cut into each layer's keys and values.

    Args:
        tokens: virtual ones.
        layers, heads, size: of the model: blocks, key heads, width of a head.
        projection: width of the hidden layer between the embedding and the keys and values; None for no such layer.
    """

    def __init__(self, tokens: int, layers: int, heads: int, size: int, projection: int | None = None) -> None:
        super().__init__()
        self.shape = (tokens, layers, 2, heads, size)
        width = layers * 2 * heads * size
        self.embedding = nn.Embedding(tokens, width)
        self.trans = (
            nn.Sequential(nn.Linear(width, projection), nn.Tanh(), nn.Linear(projection, width)) if projection else None
        )
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, rows: int) -> list[LayerPrefix]:
        """What each layer sees; in training every row with a dropout of its own."""
        each = self.embedding.weight if self.trans is None else self.trans(self.embedding.weight)
        every = self.dropout(each.view(1, *self.shape).expand(rows, *self.shape))
        return [LayerPrefix(*layer.permute(2, 0, 3, 1, 4)) for layer in every.unbind(2)]


def attach_prefix(model: Any, tokens: int, *, projection: bool) -> PrefixEncoder:
    """Put a new prefix before every layer of the model; only the prefix is trainable then.

    Raises:
        T2SError: if the model's attention cannot be given one.
    """
    config = model.config
    layers = [module for module in model.modules() if _is_attention(module)]
    if len(layers) != config.num_hidden_layers or not hasattr(model, "get_decoder"):
        raise T2SError(
            f"{type(model).__name__} cannot be given a prefix: its attention is not transformers' common one",
            fix="use --method lora",
        )
    if config._attn_implementation != "sdpa":
        raise T2SError(f"a prefix needs SDPA attention, not {config._attn_implementation}", fix="use --method lora")
    heads, size = _key_heads(config)
    encoder = PrefixEncoder(
        tokens, config.num_hidden_layers, heads, size, projection=config.hidden_size if projection else None
    )
    # Trained weights stay in float32: AdamW moves a bfloat16 weight only in jumps.
    encoder.to(device=model.device, dtype=torch.float32).train(model.training)
    model.requires_grad_(False)
    model.prefix_encoder = encoder
    model.set_attn_implementation(ATTENTION)

    def before(_: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        given = kwargs.get("input_ids", args[0] if args else None)
        given = kwargs["inputs_embeds"] if given is None else given
        for layer, prefix in zip(layers, encoder(given.shape[0]), strict=True):
            layer.prefix = prefix

    model.get_decoder().register_forward_pre_hook(before, with_kwargs=True)
    return encoder


def _key_heads(config: Any) -> tuple[int, int]:
    """How many, and their width."""
    size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    return getattr(config, "num_key_value_heads", None) or config.num_attention_heads, size


def prefix_shape(config: Any, *, projection: bool) -> dict[str, int]:
    """The shape of a prefix of such a model, by peft's names."""
    heads, size = _key_heads(config)
    shape = {"num_layers": config.num_hidden_layers, "num_attention_heads": heads, "token_dim": heads * size}
    return shape | ({"encoder_hidden_size": config.hidden_size} if projection else {})


def save_prefix(model: Any, folder: Path) -> None:
    """Write the prefix under the names that ChatGLM3's own P-Tuning uses."""
    weights = {_ORIGINAL + name: tensor.detach().cpu() for name, tensor in model.prefix_encoder.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})


def write_original_prefix(model: Any, folder: Path) -> None:
    """Write the prefix as the file that ChatGLM3's own P-Tuning loads beside its model."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {_ORIGINAL + name: each.detach().cpu() for name, each in model.prefix_encoder.state_dict().items()}
    torch.save(weights, folder / "pytorch_model.bin")


def load_prefix(model: Any, folder: Path) -> None:
    """Read what `save_prefix` or ChatGLM3's own P-Tuning wrote into the model, attaching a prefix of that shape if it has none.

    Raises:
        T2SError: if there is no prefix, or it belongs to another model.
    """
    weights = _read(folder)
    embedding = weights.get("embedding.weight")
    if embedding is None:
        raise T2SError("no prefix weights: embedding.weight is missing", where=str(folder))
    if not hasattr(model, "prefix_encoder"):
        attach_prefix(model, len(embedding), projection="trans.0.weight" in weights)
    try:
        model.prefix_encoder.load_state_dict(weights)
    except RuntimeError as error:
        shape = tuple(model.prefix_encoder.embedding.weight.shape)
        raise T2SError(
            f"the prefix is {tuple(embedding.shape)}, the model wants {shape}",
            where=str(folder),
            fix="use the base that it was trained on",
        ) from error


def is_prefix(folder: Path) -> bool:
    """Whether the folder holds one, of this project's making or of ChatGLM3's own P-Tuning."""
    if (folder / WEIGHTS).is_file():
        return True
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(config, dict) and bool(config.get("pre_seq_len"))


def _read(folder: Path) -> dict[str, Tensor]:
    own, original = folder / WEIGHTS, folder / "pytorch_model.bin"
    found: dict[str, Tensor] = {}
    try:
        for path in (own, folder / "model.safetensors"):
            if path.is_file() and not found:
                with safe_open(path, framework="pt") as file:
                    names = [name for name in file.keys() if "prefix_encoder." in name]  # noqa: SIM118 - not a dict
                    found = {name: file.get_tensor(name) for name in names}
        if not found and original.is_file():
            found = torch.load(original, map_location="cpu", mmap=True, weights_only=True)
    except (OSError, SafetensorError, RuntimeError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(folder)) from error
    return {
        name.partition("prefix_encoder.")[2]: tensor.float()
        for name, tensor in found.items()
        if "prefix_encoder." in name
    }


def _is_attention(module: nn.Module) -> bool:
    return hasattr(module, "layer_idx") and type(module).__name__.endswith("Attention")


def _attend(
    module: Any, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor, **rest: Any
) -> tuple[Tensor, Tensor | None]:
    prefix: LayerPrefix = module.prefix
    columns = prefix.keys.shape[2]
    key = torch.cat([prefix.keys.to(key.dtype), key], dim=2)
    value = torch.cat([prefix.values.to(value.dtype), value], dim=2)
    if not is_packed(attention_mask):
        # True as a number is no masking in an additive mask either way: a boolean one is filled with True, another with 0.
        attention_mask = functional.pad(attention_mask, (columns, 0), value=float(attention_mask.dtype == torch.bool))
    return attend(module, query, key, value, attention_mask, columns=columns, **rest)


def _mask(*args: Any, **kwargs: Any) -> Any:
    # The mask must be there, since columns are put before it; left out it would mean "causal".
    return sdpa_mask(*args, **(kwargs | {"allow_is_causal_skip": False}))


AttentionInterface.register(ATTENTION, _attend)
AttentionMaskInterface.register(ATTENTION, _mask)
