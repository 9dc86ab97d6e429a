"""LoRA adapters as files, under transformers' names of the layers and under ChatGLM3's own."""

import json
from pathlib import Path
from typing import Any

import peft
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import GlmForCausalLM

from text2sql.errors import T2SError
from text2sql.models.original import ORIGINAL_LAYERS, native_adapter, original_adapter

_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"


def load_lora(model: Any, folder: Path, base: str) -> Any:
    """The model with the adapter of a folder on it; one for ChatGLM3's own layers is turned into one for GlmForCausalLM's.

    Raises:
        T2SError: if it cannot be read, or does not fit.
    """
    settings = _settings(folder)
    try:
        if isinstance(model, GlmForCausalLM) and set(settings.get("target_modules") or ()) & set(ORIGINAL_LAYERS):
            return _load_original(model, settings, _weights(folder))
        return peft.PeftModel.from_pretrained(model, str(folder))
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise T2SError(
            f"the adapter does not fit the base {base}: {str(error).strip().partition(chr(10))[0]}",
            where=str(folder),
            fix="use the base that it was trained on",
        ) from error


def name_base(folder: Path, base: str) -> None:
    """Write into an adapter's configuration, if it has one, what peft is to load under it."""
    if (folder / _CONFIG).is_file():
        told = _settings(folder) | {"base_model_name_or_path": base}
        (folder / _CONFIG).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def write_original_lora(folder: Path, config: Any, out: Path, base: str | None = None) -> None:
    """Write a run's adapter as one for ChatGLM3's own layers, which peft puts on the published model.

    Args:
        folder: holds the adapter.
        config: the base's, a GlmConfig.
        out: a new folder.
        base: what peft is to load under it.

    Raises:
        T2SError: if it is no LoRA adapter, or one (DoRA) that the fused layers cannot hold.
    """
    settings = _settings(folder)
    if settings.get("peft_type") != "LORA":
        raise T2SError(f"a {settings.get('peft_type')} adapter has no other layout", where=str(folder))
    if settings.get("use_dora"):
        raise T2SError("DoRA cannot be written for the original's fused layers", fix="export it merged into the base")
    native = _weights(folder)
    weights = original_adapter(native, config)
    rank, fused = settings["r"], {len(each) for name, each in weights.items() if "query_key_value.lora_A" in name}
    scale = settings["lora_alpha"] / (rank**0.5 if settings.get("use_rslora") else rank)
    # All layers of one kind have one rank: peft wrote them so.
    pattern = {"query_key_value": fused.pop()} if fused - {rank} else {}
    names = {name.partition(".lora_")[0].rpartition(".")[2] for name in weights}
    told = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": base,
        "r": rank,
        "lora_alpha": scale * rank,
        "rank_pattern": pattern,
        "alpha_pattern": {name: scale * high for name, high in pattern.items()},
        "lora_dropout": settings.get("lora_dropout", 0.0),
        "target_modules": sorted(names),
        "bias": "none",
        "use_rslora": False,
        "inference_mode": True,
    }
    out.mkdir(parents=True, exist_ok=True)
    save_file(weights, out / _WEIGHTS, metadata={"format": "pt"})
    (out / _CONFIG).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _load_original(model: GlmForCausalLM, settings: dict[str, Any], weights: dict[str, Tensor]) -> Any:
    def renamed(pattern: dict[str, Any]) -> dict[str, Any]:
        return {new: value for name, value in pattern.items() for new in ORIGINAL_LAYERS.get(name, (name,))}

    native = peft.LoraConfig(
        task_type="CAUSAL_LM",
        r=settings["r"],
        lora_alpha=settings["lora_alpha"],
        rank_pattern=renamed(settings.get("rank_pattern") or {}),
        alpha_pattern=renamed(settings.get("alpha_pattern") or {}),
        target_modules=list(renamed(dict.fromkeys(settings["target_modules"]))),
        use_rslora=bool(settings.get("use_rslora")),
    )
    adapted = peft.get_peft_model(model, native)
    result = peft.set_peft_model_state_dict(adapted, native_adapter(weights, model.config))
    if result.unexpected_keys:
        raise ValueError(f"unexpected weights {', '.join(result.unexpected_keys[:3])}")
    return adapted


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / _CONFIG
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        fix = "check the path"
        raise T2SError(
            "no trained weights: neither adapter_config.json nor config.json", where=str(folder), fix=fix
        ) from error
    except (OSError, ValueError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    return value if isinstance(value, dict) else {}


def _weights(folder: Path) -> dict[str, Tensor]:
    try:
        return load_file(folder / _WEIGHTS)
    except (OSError, SafetensorError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(folder / _WEIGHTS)) from error
