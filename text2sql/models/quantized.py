"""QLoRA's base (Dettmers et al. 2023): the blocks' linear layers in four bits, with bitsandbytes.

Weights are stored as NF4 with quantised constants and computed in bfloat16 on a GPU, float32 on a CPU. What is trained is LoRA beside them.
"""

import importlib.util
import json
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import nn

from text2sql.errors import T2SError

_MARK = "quantization.json"
_HOW = {"bits": 4, "type": "nf4", "double": True}


def require_bitsandbytes() -> None:
    """Refuse where four bits cannot be had.

    Raises:
        T2SError: if bitsandbytes is not installed.
    """
    if importlib.util.find_spec("bitsandbytes") is None:
        raise T2SError(
            "four-bit weights need bitsandbytes, which is not installed",
            fix="pip install 't2s[qlora]', or use --method lora",
        )


def quantize(model: Any, device: str) -> Any:
    """The model on the device, its blocks' linear layers in four bits; head, embedding and norms stay as they are."""
    require_bitsandbytes()
    import bitsandbytes

    four_bits: Any = bitsandbytes.nn
    head = model.get_output_embeddings()
    compute = torch.float32 if device.startswith("cpu") else torch.bfloat16
    for module in list(model.modules()):
        for name, layer in list(module.named_children()):
            if type(layer) is not nn.Linear or layer is head:
                continue
            small = four_bits.Linear4bit(
                layer.in_features,
                layer.out_features,
                bias=layer.bias is not None,
                compute_dtype=compute,
                compress_statistics=True,
                quant_type="nf4",
                device="meta",
            )
            small.weight = four_bits.Params4bit(
                layer.weight.data, requires_grad=False, quant_type="nf4", compress_statistics=True, module=small
            )
            small.bias = layer.bias
            # A newer CPU's packed form has no gradient, and is kept after the first evaluation: no step could follow it.
            small.support_avx512bf16_for_cpu = False
            # It is moving that quantises.
            setattr(module, name, small.to(device))
    # peft puts its four-bit LoRA layers on models that say so.
    model.is_loaded_in_4bit = True
    return model.to(device).requires_grad_(False)


class Size(NamedTuple):
    """How many weights, and how many bytes hold them."""

    weights: int
    bytes: int


def size_of(parameter: Any) -> Size:
    """Of one parameter; one in four bits has twice the weights that it has bytes, and constants beside them."""
    state = getattr(parameter, "quant_state", None)
    if state is None:
        return Size(parameter.numel(), parameter.numel() * parameter.element_size())
    constants = [state.absmax, state.code]
    if state.state2 is not None:
        constants += [state.state2.absmax, state.state2.code]
    return Size(state.shape.numel(), parameter.nbytes + sum(each.nbytes for each in constants))


def mark_quantized(folder: Path) -> None:
    """Note beside an adapter that its base is a quantised one."""
    (folder / _MARK).write_text(json.dumps(_HOW) + "\n", encoding="utf-8")


def is_quantized(folder: Path) -> bool:
    """Whether the adapter was trained on a quantised base."""
    return (folder / _MARK).is_file()
