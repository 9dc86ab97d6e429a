"""A model hub's id → a folder with the model's files: in the hub's own cache, or where the user wants it."""

import os
from pathlib import Path

from text2sql.errors import T2SError

# Weights of other frameworks, copies in other forms, and what lies in folders of its own; torch's own files are asked for apart.
_LEFT_OUT = ("*/*", "*.h5", "*.msgpack", "*.onnx", "*.gguf", "*.pt", "*.pth", "*.ot", "*.ckpt")
_TORCH = "*.bin"


def snapshot(name: str, *, into: Path | None = None) -> Path:
    """The folder of a model: configuration, tokenizer, weights; fetched as far as it is not there yet.

    Weights come as safetensors where there are any, else as ``*.bin``: many models have both, gigabytes each.

    Args:
        name: the hub's id.
        into: a folder for the files; None: the hub's cache. Without a network only the cache can serve.

    Raises:
        T2SError: if the hub cannot be reached or does not know the name, and it is not in the cache.
    """
    if into is not None:
        # What lies in a folder says nothing about what is missing there: here the hub must answer.
        _ask(name)
    folder = _download(name, into, ignored=(*_LEFT_OUT, _TORCH))
    if not any(folder.glob("model*.safetensors")):
        folder = _download(name, into, ignored=_LEFT_OUT)
    return folder


def snapshot_config(name: str) -> Path:
    """The folder of a model of which no more than ``config.json`` need be there.

    Raises:
        T2SError: as `snapshot`.
    """
    return _download(name, None, wanted="config.json")


def _ask(name: str) -> None:
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(name)
    except Exception as error:
        raise _explained(name, error) from error


def _download(name: str, into: Path | None, *, wanted: str | None = None, ignored: tuple[str, ...] = ()) -> Path:
    from huggingface_hub import snapshot_download

    try:
        folder = Path(
            snapshot_download(name, local_dir=into, allow_patterns=wanted, ignore_patterns=list(ignored) or None)
        )
    except Exception as error:
        raise _explained(name, error) from error
    if not (folder / "config.json").is_file():
        raise T2SError("no model here: config.json is missing", where=name, fix="choose a model for transformers")
    return folder


def _explained(name: str, error: Exception) -> Exception:
    """The error in one sentence; one that is a mistake of ours as it is."""
    from huggingface_hub import constants

    # What the hub's client raises depends on its version: OSError and ValueError, and httpx's own where a proxy or a name fails.
    if not isinstance(error, OSError | ValueError) and not type(error).__module__.startswith("httpx"):
        return error
    reason = str(error).strip().partition("\n")[0].removeprefix("Got: ")
    if constants.HF_HUB_OFFLINE:
        reason = "HF_HUB_OFFLINE is set"
    hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    return T2SError(
        f"{name!r} is neither a folder here nor in the cache, and could not be fetched from {hub} ({reason})",
        fix="check the name and the network; a mirror's address goes into HF_ENDPOINT",
    )
