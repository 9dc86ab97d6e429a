"""GLM-4's tokenizer out of its original files: byte-pair ranks that tiktoken reads, without remote code."""

import base64
import binascii
import json
from collections.abc import Sequence
from pathlib import Path

import tiktoken

from text2sql.errors import T2SError
from text2sql.models.tokenizer import GlmTokenizer

# How GLM-4's published tokenizer cuts a text before it merges bytes.
_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
# In this order behind the ranks, where tokenizer_config.json does not number them.
_SPECIALS = (
    *("<|endoftext|>", "[MASK]", "[gMASK]", "[sMASK]", "<sop>", "<eop>"),
    *("<|system|>", "<|user|>", "<|assistant|>", "<|observation|>"),
    *("<|begin_of_image|>", "<|end_of_image|>", "<|begin_of_video|>", "<|end_of_video|>"),
)


class GLM4Tokenizer(GlmTokenizer):
    """The protocol of ChatGLM3 over byte-pair ranks; an answer ends where the user's next turn would begin."""

    def __init__(self, model_file: Path) -> None:
        """Load ``tokenizer.model``, and the numbers of the special tokens from ``tokenizer_config.json`` beside it.

        Raises:
            T2SError: if one of them cannot be read, or lacks a token of the protocol.
        """
        model_file = Path(model_file)
        ranks = _ranks(model_file)
        self.special_ids = _specials(model_file.with_name("tokenizer_config.json"), len(ranks))
        lacking = [name for name in _SPECIALS[:10] if name not in self.special_ids]
        if lacking:
            raise T2SError(
                f"no number for {', '.join(lacking)}", where=str(model_file.with_name("tokenizer_config.json"))
            )
        self._names = {number: name for name, number in self.special_ids.items()}
        self._bpe = tiktoken.Encoding("glm-4", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})
        self._ranks = len(ranks)
        self.pad_id = self.special_ids["<|endoftext|>"]
        self.end_id = self.special_ids["<|user|>"]
        self.stop_ids = frozenset({self.pad_id, self.end_id, self.special_ids["<|observation|>"]})
        self.vocab_size = max(self.special_ids.values()) + 1
        super().__init__(model_file, "<sop>")

    def encode(self, text: str) -> list[int]:
        """Ids of plain text; a marker such as ``<|user|>`` in it stays text."""
        return self._bpe.encode_ordinary(text)

    def text_of(self, token: int) -> str | None:
        """What a token adds to a reply's text: U+FFFD for a part of a character, None for a marker."""
        if token >= self._ranks:
            return None
        return self._bpe.decode_single_token_bytes(token).decode(errors="replace")

    def decode_all(self, ids: Sequence[int]) -> str:
        """Every token as text, special tokens by their names; bytes that are no UTF-8 as U+FFFD."""
        parts = (
            self._bpe.decode_single_token_bytes(each) if each < self._ranks else self._names.get(each, "").encode()
            for each in ids
        )
        return b"".join(parts).decode(errors="replace")

    def save(self, directory: Path) -> None:
        """Copy ``tokenizer.model`` and write the numbers of the special tokens."""
        super().save(directory)
        told = {"added_tokens_decoder": {str(number): {"content": name} for number, name in self._names.items()}}
        target = Path(directory) / "tokenizer_config.json"
        if not target.exists():
            target.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def is_ranks(model_file: Path) -> bool:
    """Whether a ``tokenizer.model`` holds byte-pair ranks, and no sentencepiece model."""
    try:
        with model_file.open("rb") as file:
            return _rank(file.readline()) is not None
    except OSError:
        return False


def _rank(line: bytes) -> tuple[bytes, int] | None:
    token, _, number = line.strip().partition(b" ")
    try:
        return base64.b64decode(token, validate=True), int(number)
    except (binascii.Error, ValueError):
        return None


def _ranks(file: Path) -> dict[bytes, int]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise T2SError(f"cannot be read: {error}", where=str(file), fix="check the path") from error
    found = {}
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        pair = _rank(line)
        if pair is None:
            raise T2SError("no byte-pair rank", where=f"{file}:{number}", fix="fetch the file again")
        found[pair[0]] = pair[1]
    return found


def _specials(config: Path, ranks: int) -> dict[str, int]:
    try:
        told = json.loads(config.read_text(encoding="utf-8")).get("added_tokens_decoder") or {}
        numbers = {str(each["content"]): int(number) for number, each in told.items()}
    except FileNotFoundError:
        numbers = {}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise T2SError(f"cannot be read: {type(error).__name__}: {error}", where=str(config)) from error
    return numbers or {name: ranks + index for index, name in enumerate(_SPECIALS)}
