"""Bases from the model hub, fetched into folders."""

import os
from pathlib import Path

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.models.checkpoints import BUNDLED_BASE

KNOWN = {
    BUNDLED_BASE: "comes with t2s: tables like those it was trained on, CPU",
    "zai-org/chatglm3-6b": "ChatGLM3, Chinese and English; original layout: t2s models pull it first",
    "zai-org/chatglm3-6b-32k": "the same for long schemas; pull it first",
    "zai-org/glm-4-9b-chat-hf": "GLM-4, native layout",
    "Qwen/Qwen2.5-Coder-0.5B-Instruct": "small, code and SQL",
    "Qwen/Qwen2.5-Coder-7B-Instruct": "code and SQL",
    "HuggingFaceTB/SmolLM2-135M-Instruct": "very small, English",
}
"""Bases that fit, by name, and what they are."""


def cached(name: str) -> bool:
    """Whether the base is on this machine: bundled, or in the hub's cache."""
    if name == BUNDLED_BASE:
        return bundled_path(name).is_dir()
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(name, "config.json"), str)


def pull(name: str, out: Path) -> None:
    """Download a model's configuration, tokenizer and weights; a broken-off download goes on where it stopped.

    Raises:
        T2SError: if the hub cannot be reached or does not know the name.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError

    try:
        snapshot_download(name, local_dir=out, ignore_patterns=["*.h5", "*.msgpack", "*.onnx", "*.gguf", "onnx/*"])
    except (OSError, ValueError, HfHubHTTPError) as error:
        reason = str(error).strip().partition("\n")[0]
        hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
        raise T2SError(
            f"{name} could not be fetched from {hub}: {reason}",
            fix="check the name and the network; a mirror's address goes into HF_ENDPOINT",
        ) from error
