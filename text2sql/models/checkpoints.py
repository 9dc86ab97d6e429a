"""A name or a path → a causal language model and its tokenizer, without remote code.

Three kinds: the bundled base and other `GlmForCausalLM` folders with a ChatGLM3 tokenizer; the original layout of ChatGLM3 and
GLM-4, which transformers' own `GlmForCausalLM` holds exactly; any other HuggingFace model with a chat template, as a folder or in
one GGUF file.
Not covered: weights that are quantised already, ChatGLM-6B of the first generation.
"""

import json
import pickle
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import accelerate
import torch
import transformers
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.launch import place
from text2sql.models.gguf_file import gguf_config, gguf_dtype, gguf_model, gguf_tokenizer, is_gguf
from text2sql.models.original import glm_config, load_original, weight_files
from text2sql.models.quantized import quantize, require_bitsandbytes
from text2sql.models.snapshots import snapshot, snapshot_config
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
        name_or_path: the bundled base's name, a folder, a GGUF file, or a model hub's id.
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
    path = base_path(name_or_path)
    kind = _kind(path)
    with _failing_in_one_sentence(path):
        model = _unread(skeleton(name_or_path, dtype)) if empty else _model(path, kind, dtype, target)
        tokenizer = _tokenizer(path, kind, model)
    # peft writes it beside an adapter, as what to load under it.
    model.name_or_path = model.config.name_or_path = base_name(name_or_path)
    model = quantize(model, device) if four_bit else model.to(target)
    return Base(model.eval(), tokenizer)


def stored_dtype(name_or_path: str) -> torch.dtype | None:
    """The precision that a base is stored in, as its configuration or its file names it; None if it names none."""
    path = base_path(name_or_path)
    if is_gguf(path):
        with _failing_in_one_sentence(path):
            return gguf_dtype(path)
    config = _read_config(path)
    found = getattr(torch, str(config.get("dtype") or config.get("torch_dtype")), None)
    return found if isinstance(found, torch.dtype) else None


def skeleton(name_or_path: str, dtype: torch.dtype | None = None) -> Any:
    """The model of a base without its weights, which are on the meta device; its files are looked at, not read, and not fetched.

    Raises:
        T2SError: as `load_base`, as far as that shows without the weights.
    """
    here = find_base(name_or_path)
    path = here or snapshot_config(name_or_path)
    if here and not is_gguf(here):
        _refuse_pointers(here)
        if not weight_files(here):
            raise T2SError("no weights: neither model*.safetensors nor pytorch_model*.bin", where=str(here))
        if not any((here / each).is_file() for each in ("tokenizer.model", "tokenizer.json", "vocab.json")):
            raise T2SError("no tokenizer", where=str(here), fix="put the files that belong to the model there")
    config: Any
    with _failing_in_one_sentence(path):
        if is_gguf(path):
            config = gguf_config(path)
        elif _kind(path) == "chatglm":
            config = glm_config(_read_config(path), where=str(path / "config.json"))
        else:
            config = transformers.AutoConfig.from_pretrained(str(path), trust_remote_code=False)
        # Buffers are real ones: no file holds them.
        with accelerate.init_empty_weights(include_buffers=False):
            return transformers.AutoModelForCausalLM.from_config(config, dtype=dtype)


def base_path(name_or_path: str) -> Path:
    """Where a base is: its folder or GGUF file; a model hub's id is fetched into the hub's cache first.

    Raises:
        T2SError: as `find_base`; if the hub has none of that id, or cannot be reached and it is not in the cache.
    """
    path = find_base(name_or_path) or snapshot(name_or_path)
    if path.is_dir():
        _refuse_pointers(path)
    return path


def base_name(name_or_path: str) -> str:
    """What other tools find a base by from any folder: its path, or the hub's id."""
    here = find_base(name_or_path)
    return str(here.resolve()) if here else name_or_path


def _unread(model: Any) -> Any:
    for module in model.modules():
        for name, weight in module.named_parameters(recurse=False):
            # Memory that nobody touches is never given.
            setattr(module, name, torch.nn.Parameter(torch.empty_like(weight, device="cpu"), weight.requires_grad))
    model.tie_weights()
    return model


def find_base(name_or_path: str) -> Path | None:
    """The folder or GGUF file of a base; None if the name can only be a model hub's id.

    Raises:
        T2SError: if it is a path and holds no model, or the bundled base is missing.
    """
    if name_or_path == BUNDLED_BASE:
        return bundled_path(BUNDLED_BASE)
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        if not (path / "config.json").is_file():
            files = sorted(path.glob("*.gguf"))
            fix = f"give the file: {files[0]}" if files else "give the folder that holds it"
            raise T2SError("no model here: config.json is missing", where=str(path), fix=fix)
        return path
    if is_gguf(path) and path.is_file():
        return path
    # A hub's id is NAME or OWNER/NAME; everything else is meant as a path.
    meant = path.exists() or path.is_absolute() or name_or_path.startswith((".", "~")) or name_or_path.count("/") > 1
    if meant or is_gguf(path):
        raise T2SError(
            "no such model folder or GGUF file",
            where=name_or_path,
            fix=f"check the path, or use --base {BUNDLED_BASE}",
        )
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


def check_tokenizer(name: str, model: Any) -> None:
    """See that a base in a folder has a tokenizer that fits the model of its `skeleton`; one in a GGUF file or at the hub is not read.

    Raises:
        T2SError: if it cannot be read, or as `check_vocabulary`.
    """
    path = find_base(name)
    if path is None or is_gguf(path):
        return
    with _failing_in_one_sentence(path):
        tokenizer = _tokenizer(path, _kind(path), model)
    check_vocabulary(Base(model, tokenizer), name)


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


def _model(path: Path, kind: str | None, dtype: torch.dtype, device: str) -> Any:
    if is_gguf(path):
        return gguf_model(path, dtype)
    if kind == "chatglm":
        return load_original(path, _read_config(path), dtype, device)
    model, found = transformers.AutoModelForCausalLM.from_pretrained(
        str(path), dtype=dtype, trust_remote_code=False, output_loading_info=True
    )
    # transformers would fill what is missing with random numbers.
    missing = sorted(found["missing_keys"]) + sorted(str(each) for each in found["mismatched_keys"])
    if missing:
        raise T2SError(
            f"{len(missing)} weights of config.json's model are missing or of another shape, such as {missing[0]}",
            where=str(path),
            fix="use the configuration and the weights that belong together",
        )
    return model


def _tokenizer(path: Path, kind: str | None, model: Any) -> ChatTokenizer:
    own = path / "tokenizer.model"
    # Beside a tokenizer.model a tokenizer.json is its copy for other tools, which takes markers in a text for markers.
    if kind in ("chatglm", "glm") and (own.is_file() or not (path / "tokenizer.json").is_file()):
        return _glm_tokenizer(own)
    tokenizer: Any
    if is_gguf(path):
        tokenizer = gguf_tokenizer(path)
    else:
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(path), trust_remote_code=False)
    ends = model.generation_config.eos_token_id if model.generation_config else None
    return TemplateTokenizer(tokenizer, ends if isinstance(ends, list) else [] if ends is None else [ends])


@contextmanager
def _failing_in_one_sentence(path: Path) -> Iterator[None]:
    """What the libraries raise over files that they cannot use, as the user's error."""
    try:
        yield
    except _UNUSABLE as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise T2SError(
            f"the model cannot be loaded: {reason}", where=str(path), fix="use a model that transformers knows itself"
        ) from error


_UNUSABLE = (
    *(OSError, ValueError, TypeError, KeyError, IndexError, RuntimeError, ImportError, StrictDataclassError),
    *(SafetensorError, pickle.UnpicklingError, struct.error),
)


def _kind(path: Path) -> str | None:
    """The architecture that a folder's configuration names."""
    return None if is_gguf(path) else _read_config(path).get("model_type")


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    return value if isinstance(value, dict) else {}
