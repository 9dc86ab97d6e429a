"""Models and adapters for other tools: in transformers' own layout and in the original ChatGLM3 layout."""

import json
import logging
import shutil
from enum import StrEnum
from pathlib import Path
from typing import Any

import torch
from transformers import GlmForCausalLM

from text2sql.errors import T2SError
from text2sql.models.checkpoints import base_name, base_path, stored_dtype
from text2sql.models.generate import load_trained
from text2sql.models.lora import name_base, write_original_lora
from text2sql.models.original import export_original, name_published_code, original_config
from text2sql.models.ptuning import is_prefix, write_original_prefix
from text2sql.models.quantized import is_quantized
from text2sql.models.soft_prompt import is_soft_prompt
from text2sql.models.tokenizer import ChatGLM3Tokenizer, GlmTokenizer
from text2sql.models.tokenizer_json import write_tokenizer_json

_GLM4 = "zai-org/glm-4-9b-chat"
_log = logging.getLogger(__name__)


class Layout(StrEnum):
    """How a model lies in files.

    NATIVE: as transformers' own class and peft read it.
    ORIGINAL: as ChatGLM3's published code does.
    """

    NATIVE = "native"
    ORIGINAL = "original"


def export_model(base: str, adapter: Path | None, out: Path, layout: Layout) -> None:
    """Write a base, or a base with an adapter merged into it, as one model, in the precision that the base is stored in.

    Raises:
        T2SError: if `out` is not empty, the adapter cannot be merged, or the model has no original layout.
    """
    _refuse_full(out)
    if adapter and (is_prefix(adapter) or is_soft_prompt(adapter)):
        raise T2SError(
            "a prefix or a soft prompt stands before the text and cannot be merged into weights",
            where=str(adapter),
            fix="export it with --adapter",
        )
    if adapter and is_quantized(adapter):
        raise T2SError(
            "an adapter of a base in four bits belongs to those four bits and cannot be merged",
            where=str(adapter),
            fix="export it with --adapter",
        )
    # A base goes through bit by bit; an adapter is merged in float32, on a CPU, whatever the machine has.
    stored = stored_dtype(base)
    loaded = load_trained(base, adapter, dtype=torch.float32 if adapter else stored, device="cpu")
    if stored:
        loaded.model.to(stored)
    # transformers' generation would go on behind a turn that is over.
    loaded.model.generation_config.eos_token_id = sorted(loaded.tokenizer.stop_ids)
    if layout is Layout.ORIGINAL:
        _refuse_other(loaded.model, base)
        like = base_path(base)
        export_original(loaded.model, out, like=like if _is_original(like) else None)
    else:
        loaded.model.save_pretrained(out)
    loaded.tokenizer.save(out)
    if layout is Layout.ORIGINAL:
        is_chatglm3 = isinstance(loaded.tokenizer, ChatGLM3Tokenizer)
        code = ("zai-org/chatglm3-6b", "ChatGLMTokenizer") if is_chatglm3 else (_GLM4, "ChatGLM4Tokenizer")
        name_published_code(out, code[0], code[1] if isinstance(loaded.tokenizer, GlmTokenizer) else None)
    own = isinstance(loaded.tokenizer, ChatGLM3Tokenizer) and layout is Layout.NATIVE
    if own and not write_tokenizer_json(out / "tokenizer.model", out):
        _log.warning(
            "%s has no tokenizer.json: the tokenizers library would cut text otherwise than this vocabulary", out
        )


def export_adapter(base: str, adapter: Path, out: Path, layout: Layout) -> None:
    """Write what was trained, without the base.

    Raises:
        T2SError: if `out` is not empty, all weights were trained, or the adapter has no original layout.
    """
    _refuse_full(out)
    if (adapter / "config.json").is_file():
        raise T2SError(
            "all weights were trained: there is no adapter", where=str(adapter), fix="export it with --merged"
        )
    if layout is Layout.NATIVE:
        shutil.copytree(adapter, out, dirs_exist_ok=True)
        name_base(out, base_name(base))
        return
    loaded = load_trained(base, adapter if is_prefix(adapter) else None)
    _refuse_other(loaded.model, base)
    if is_prefix(adapter):
        write_original_prefix(loaded.model, out)
        encoder = loaded.model.prefix_encoder
        told = original_config(loaded.model)
        told |= {"pre_seq_len": encoder.shape[0], "prefix_projection": encoder.trans is not None}
        (out / "config.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    else:
        write_original_lora(adapter, loaded.model.config, out, base_name(base))


def _is_original(base: Path) -> bool:
    if base.is_file():
        return False
    config: Any = json.loads((base / "config.json").read_text(encoding="utf-8"))
    return isinstance(config, dict) and config.get("model_type") == "chatglm"


def _refuse_full(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise T2SError("already there and not empty", where=str(out), fix="choose another --out")


def _refuse_other(model: Any, base: str) -> None:
    if not isinstance(model, GlmForCausalLM):
        raise T2SError(
            f"{type(model).__name__} has no original ChatGLM3 layout", where=base, fix="leave --layout original out"
        )
