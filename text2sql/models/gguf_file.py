"""llama.cpp's GGUF files → a transformers model in full precision and its tokenizer.

What was quantised stays as coarse as it was: only its storage changes. Reading takes longer than a folder's; `t2s models convert`
does it once. Not covered: architectures and tokenizers that transformers cannot read out of such a file.
"""

import importlib.util
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import pre_tokenizers

from text2sql.errors import T2SError

_log = logging.getLogger(__name__)

# Byte-pair vocabularies that see every digit by itself and are GPT-2's otherwise; transformers takes them for GPT-2's.
_DIGITS_APART = {"smollm", "starcoder", "refact", "command-r"}
_AS_GPT2 = {"gpt-2", "default", "phi-2", "mpt", "olmo", "jais"}
# `general.file_type`: what most tensors are. All others are quantised, with scales in float16.
_DTYPES = {0: torch.float32, 1: torch.float16, 32: torch.bfloat16}


def is_gguf(path: Path) -> bool:
    """Whether it is meant as a GGUF file, by its name."""
    return path.suffix.lower() == ".gguf"


def require_gguf() -> None:
    """Refuse where GGUF files cannot be read.

    Raises:
        T2SError: if the gguf package is not installed.
    """
    if importlib.util.find_spec("gguf") is None:
        raise T2SError(
            "GGUF files need the gguf package, which is not installed", fix="pip install 't2s[gguf]', or use a folder"
        )


def gguf_model(file: Path, dtype: torch.dtype) -> Any:
    """The model, its weights dequantised.

    Raises:
        T2SError: if the gguf package is not installed.
        OSError, ValueError: if the file cannot be read, or holds an architecture that transformers does not know.
    """
    with _alone(file) as place:
        # Otherwise some machines would keep the blocks, which cannot be trained.
        whole = transformers.GgufConfig(dequantize=True)
        model = transformers.AutoModelForCausalLM.from_pretrained(
            **place, dtype=dtype, quantization_config=whole, trust_remote_code=False
        )
    model.config.name_or_path = model.name_or_path = str(file)
    return model


def gguf_config(file: Path) -> Any:
    """The model's configuration.

    Raises:
        T2SError, OSError, ValueError: as `gguf_model`.
    """
    with _alone(file) as place:
        return transformers.AutoConfig.from_pretrained(**place, trust_remote_code=False)


def gguf_tokenizer(file: Path) -> Any:
    """The tokenizer with its chat template, if it has one; it cuts text as the file says.

    Raises:
        T2SError, OSError, ValueError: as `gguf_model`.
    """
    with _alone(file) as place:
        tokenizer = transformers.AutoTokenizer.from_pretrained(**place, trust_remote_code=False)
    tokenizer.name_or_path = str(file)
    fields = _fields(file)
    kind, cut = fields.get("tokenizer.ggml.model"), fields.get("tokenizer.ggml.pre")
    backend: Any = tokenizer.backend_tokenizer
    if kind == "gpt2" and isinstance(backend.pre_tokenizer, pre_tokenizers.ByteLevel):
        if cut in _DIGITS_APART:
            digits = pre_tokenizers.Digits(individual_digits=True)
            backend.pre_tokenizer = pre_tokenizers.Sequence(
                [digits, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
            )
        elif cut not in _AS_GPT2:
            _log.warning("%s cuts text in the manner of %s, which is not known here: cut as GPT-2 does", file, cut)
    return tokenizer


def gguf_dtype(file: Path) -> torch.dtype:
    """The precision that holds what the file does; float16 for quantised weights.

    Raises:
        T2SError, OSError, ValueError: as `gguf_model`.
    """
    return _DTYPES.get(_fields(file).get("general.file_type", 0), torch.float16)


@contextmanager
def _alone(file: Path) -> Iterator[dict[str, str]]:
    """Where transformers finds the file and nothing else: it would take a tokenizer.json beside it for the file's."""
    require_gguf()
    with tempfile.TemporaryDirectory(prefix="t2s-gguf-") as folder:
        (Path(folder) / file.name).symlink_to(file.resolve())
        yield {"pretrained_model_name_or_path": folder, "gguf_file": file.name}


def _fields(file: Path) -> dict[str, Any]:
    """The file's settings that are one value each."""
    require_gguf()
    import gguf

    fields = gguf.GGUFReader(str(file)).fields
    return {name: field.contents() for name, field in fields.items() if len(field.data) == 1 and len(field.types) == 1}
