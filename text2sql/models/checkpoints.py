"""A name or a path → a causal language model and its tokenizer, without remote code.

Three kinds: the bundled base and other `GlmForCausalLM` folders with a ChatGLM3 tokenizer; the original layout of ChatGLM3 and
GLM-4, which transformers' own `GlmForCausalLM` holds exactly; any other HuggingFace model with a chat template.
Not covered: weights that are quantised already, ChatGLM-6B of the first generation.
"""

import json
import pickle
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import accelerate
import torch
import transformers
from safetensors import SafetensorError

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.launch import place
from text2sql.models.original import glm_config, load_original
from text2sql.models.quantized import quantize, require_bitsandbytes
from text2sql.models.tokenizer import ChatGLM3Tokenizer, ChatTokenizer, GlmTokenizer, TemplateTokenizer
from text2sql.models.tokenizer_glm4 import GLM4Tokenizer, is_ranks

BUNDLED_BASE = "chatglm3-mini"


class Base(NamedTuple):
    """A model in evaluation mode and the tokenizer that belongs to it."""

    model: Any
    tokenizer: ChatTokenizer


def load_base(
    name_or_path: str,
    *,
    dtype: torch.dtype | None = None,
    device: str | None = None,
    four_bit: bool = False,
    empty: bool = False,
) -> Base:
    """The model and tokenizer of a base.

    Args:
        name_or_path: the bundled base's name, a folder, or a model hub's id.
        dtype: of the weights; None: float32 on a CPU, bfloat16 on a GPU.
        device: None: the first GPU if there is one.
        four_bit: quantise the blocks' linear layers; the weights pass through the host's memory in 16 bits before.
        empty: read no weights; they are of any value and take no memory yet, for a process that is sent them by another.

    Raises:
        T2SError: if it cannot be found, or holds what no class here can run.
    """
    quiet()
    device = device or default_device()
    dtype = dtype or (torch.float32 if device.startswith("cpu") else torch.bfloat16)
    if four_bit:
        require_bitsandbytes()
    target = "cpu" if four_bit else device
    folder = find_base(name_or_path)
    if folder:
        _refuse_pointers(folder)
    kind = _read_config(folder).get("model_type") if folder else None
    if empty:
        model = _unread(skeleton(name_or_path, dtype))
    elif folder and kind == "chatglm":
        try:
            model = load_original(folder, _read_config(folder), dtype, target)
        except (SafetensorError, RuntimeError, pickle.UnpicklingError) as error:
            raise _cannot_load(str(folder), error) from error
    else:
        model = _load_native(str(folder or name_or_path), dtype, target)
    if folder and kind in ("chatglm", "glm") and not (folder / "tokenizer.json").exists():
        tokenizer: ChatTokenizer = _glm_tokenizer(folder / "tokenizer.model")
    else:
        tokenizer = _load_template_tokenizer(str(folder or name_or_path), model)
    if four_bit:
        model = quantize(model, device)
    return Base(model.eval(), tokenizer)


def stored_dtype(name_or_path: str) -> torch.dtype | None:
    """The precision that a base's configuration names; None if it names none, or the base is no folder."""
    folder = find_base(name_or_path)
    config = _read_config(folder) if folder else {}
    found = getattr(torch, str(config.get("dtype") or config.get("torch_dtype")), None)
    return found if isinstance(found, torch.dtype) else None


def skeleton(name_or_path: str, dtype: torch.dtype | None = None) -> Any:
    """The model of a base without its weights, which are on the meta device; its files are looked at, not read.

    Raises:
        T2SError: as `load_base`, as far as that shows without the weights.
    """
    folder = find_base(name_or_path)
    if folder:
        _refuse_pointers(folder)
        if not any(folder.glob("*.safetensors")) and not any(folder.glob("pytorch_model*.bin")):
            raise T2SError("no weights: neither *.safetensors nor pytorch_model*.bin", where=str(folder))
        if not any((folder / each).is_file() for each in ("tokenizer.model", "tokenizer.json", "vocab.json")):
            raise T2SError("no tokenizer", where=str(folder), fix="put the files that belong to the model there")
    config: Any
    if folder and _read_config(folder).get("model_type") == "chatglm":
        config = glm_config(_read_config(folder), where=str(folder / "config.json"))
    else:
        name = str(folder or name_or_path)
        try:
            config = transformers.AutoConfig.from_pretrained(name, trust_remote_code=False)
        except (OSError, ValueError, KeyError) as error:
            raise _cannot_load(name, error) from error
    try:
        # Buffers are real ones: no file holds them.
        with accelerate.init_empty_weights(include_buffers=False):
            return transformers.AutoModelForCausalLM.from_config(config, dtype=dtype)
    except (ValueError, ImportError) as error:
        raise _cannot_load(str(folder or name_or_path), error) from error


def _unread(model: Any) -> Any:
    for module in model.modules():
        for name, weight in module.named_parameters(recurse=False):
            # Memory that nobody touches is never given.
            setattr(module, name, torch.nn.Parameter(torch.empty_like(weight, device="cpu"), weight.requires_grad))
    model.tie_weights()
    return model


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
    """This process's GPU if there is one, else ``cpu``."""
    return f"cuda:{place().local_rank}" if torch.cuda.is_available() else "cpu"


def quiet() -> None:
    """Keep transformers' own notes and progress bars off the terminal; errors stay."""
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    # One library's use of another's old names is nothing a user can mend.
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"transformers|peft|accelerate|torch")


def _refuse_pointers(folder: Path) -> None:
    """Refuse a clone whose weights Git LFS has not fetched: the files hold a few lines that point at them."""
    for path in sorted((*folder.glob("*.safetensors"), *folder.glob("*.bin"), *folder.glob("tokenizer.model"))):
        with path.open("rb") as file:
            if file.read(18) == b"version https://gi":
                raise T2SError(
                    "a Git LFS pointer, not the file itself", where=str(path), fix=f"run git lfs pull in {folder}"
                )


def _glm_tokenizer(file: Path) -> GlmTokenizer:
    if is_ranks(file):
        return GLM4Tokenizer(file)
    return ChatGLM3Tokenizer(file)


def _load_native(name: str, dtype: torch.dtype, device: str) -> Any:
    try:
        model = transformers.AutoModelForCausalLM.from_pretrained(name, dtype=dtype, trust_remote_code=False)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError, pickle.UnpicklingError) as error:
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
