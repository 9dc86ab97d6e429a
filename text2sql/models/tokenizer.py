"""Conversations → token ids, and back: ChatGLM3's message protocol, and chat templates of other models.

`GlmTokenizer` speaks ChatGLM3's protocol without remote code: `ChatGLM3Tokenizer` over any sentencepiece model, `glm4` over GLM-4's
vocabulary. `TemplateTokenizer` speaks
any HuggingFace tokenizer's chat template. Both keep the role markers out of reach of a user's text. Needs no torch.
Not covered: tool calls.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import sentencepiece

from text2sql.errors import T2SError
from text2sql.records import Conversation, Message

IGNORED = -100
"""The label of a token that is not trained."""

_SPECIALS = ("[MASK]", "[gMASK]", "[sMASK]", "sop", "eop", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>")
_ROLES = ("system", "user", "assistant", "observation")


class Encoded(NamedTuple):
    """A training conversation: token ids and, position by position, the same id where it is trained or `IGNORED`."""

    ids: list[int]
    labels: list[int]


class Padded(NamedTuple):
    """Rows of equal length: ids, attention mask (1 for a real token), position ids (counted from the first real token)."""

    ids: list[list[int]]
    mask: list[list[int]]
    positions: list[list[int]]


class ChatTokenizer(Protocol):
    """What training and generation need of a tokenizer."""

    @property
    def pad_id(self) -> int:
        """Fills batches; never attended to."""

    @property
    def stop_ids(self) -> frozenset[int]:
        """Generation ends at any of these."""

    @property
    def vocab_size(self) -> int:
        """Ids are below this."""

    def encode_prompt(self, conversation: Conversation) -> list[int]:
        """The turns so far, ready for the assistant to speak."""

    def encode_training(self, conversation: Conversation) -> Encoded:
        """The whole conversation; labels cover each trained answer and the token that ends it."""

    def decode(self, ids: Sequence[int]) -> str:
        """The text of a reply: up to the first stop token, without what the protocol puts around it."""

    def text_of(self, token: int) -> str | None:
        """What a token adds to a reply's text: U+FFFD for a part of a character, None for a marker."""

    def save(self, directory: Path) -> None:
        """Write the files from which the tokenizer can be loaded again."""


class GlmTokenizer(ABC):
    """The message protocol of ChatGLM3 and GLM-4 over any vocabulary.

    A message is ``[role] text(metadata + "\\n") text(content)``, the conversation begins with ``[gMASK] sop``, a prompt ends with
    the assistant's marker, a training sequence with the token that ends an answer.

    Attributes:
        pad_id: fills batches.
        end_id: ends a training sequence.
        stop_ids: the turn is over at any of these.
        vocab_size: ids are below it; a checkpoint may pad its embedding beyond.
        special_ids: by the marker's text.
    """

    pad_id: int
    end_id: int
    stop_ids: frozenset[int]
    vocab_size: int
    special_ids: dict[str, int]

    def __init__(self, file: Path, sop: str) -> None:
        """`file` is what `save` copies; `sop` is how this vocabulary writes the second marker of a conversation."""
        self._file = file
        self._role_ids = {role: self.special_ids[f"<|{role}|>"] for role in _ROLES}
        self._start = [self.special_ids["[gMASK]"], self.special_ids[sop]]
        self._newline = self.encode("\n")

    @abstractmethod
    def encode(self, text: str) -> list[int]:
        """Ids of plain text; a marker such as ``<|user|>`` in it stays text."""

    @abstractmethod
    def text_of(self, token: int) -> str | None:
        """What a token adds to a reply's text: U+FFFD for a part of a character, None for a marker."""

    @abstractmethod
    def decode_all(self, ids: Sequence[int]) -> str:
        """Every token as text, special tokens by their names; those that end a sequence as nothing."""

    def encode_message(self, role: str, content: str, metadata: str = "") -> list[int]:
        """One message: marker, metadata line, content.

        Raises:
            T2SError: for an unknown role.
        """
        if role not in self._role_ids:
            raise T2SError(f"unknown role {role!r}", fix=f"use {', '.join(_ROLES)}")
        return [self._role_ids[role], *self.encode(f"{metadata}\n"), *self.encode(content)]

    def encode_prompt(self, conversation: Conversation) -> list[int]:
        """``[gMASK] sop``, the messages, the assistant's marker."""
        return [*self._conversation(conversation).ids, self._role_ids["assistant"]]

    def encode_training(self, conversation: Conversation) -> Encoded:
        """The messages and the end.

        The labels begin after the assistant's marker, since the prompt gives it, and so contain the metadata line.
        """
        ids, trained = self._conversation(conversation)
        ids = [*ids, self.end_id]
        labels = [IGNORED] * len(ids)
        for start, end in trained:
            # The token after an answer is a label too: it is what tells the model to stop.
            labels[start : end + 1] = ids[start : end + 1]
        return Encoded(ids, labels)

    def decode(self, ids: Sequence[int]) -> str:
        """The reply without its metadata line; exactly the content where the vocabulary normalises nothing."""
        kept = _until_stop(ids, self.stop_ids)
        if kept[: len(self._newline)] == self._newline:
            kept = kept[len(self._newline) :]
        return self.decode_all(kept)

    def save(self, directory: Path) -> None:
        """Copy ``tokenizer.model``."""
        target = Path(directory) / "tokenizer.model"
        if target.resolve() != self._file.resolve():
            shutil.copyfile(self._file, target)

    def _conversation(self, conversation: Conversation) -> "_Spans":
        ids = list(self._start)
        trained = []
        for message in conversation.messages:
            start = len(ids) + 1
            ids += self.encode_message(message.role, message.content)
            if message.trained:
                trained.append((start, len(ids)))
        return _Spans(ids, trained)


class ChatGLM3Tokenizer(GlmTokenizer):
    """ChatGLM3's tokenizer over a sentencepiece model whose ids 0, 1, 2 are unk, bos, eos; nine special tokens follow the pieces."""

    pad_id = 0
    end_id = 2

    def __init__(self, model_file: Path) -> None:
        """Load ``tokenizer.model``.

        Raises:
            T2SError: if it is missing, no sentencepiece model, or numbers its control pieces otherwise.
        """
        self._sp: Any = sentencepiece.SentencePieceProcessor()
        try:
            self._sp.Load(str(model_file))
        except (OSError, RuntimeError) as error:
            raise T2SError("no readable sentencepiece model", where=str(model_file), fix="check the path") from error
        if (self._sp.unk_id(), self._sp.bos_id(), self._sp.eos_id()) != (0, 1, 2):
            raise T2SError("unk, bos, eos are not the pieces 0, 1, 2", where=str(model_file))
        self._pieces: int = self._sp.get_piece_size()
        self.special_ids = {name: self._pieces + index for index, name in enumerate(_SPECIALS)}
        self.vocab_size = self._pieces + len(_SPECIALS)
        turns = {self.special_ids["<|user|>"], self.special_ids["<|observation|>"]}
        # eos, and the markers of the turns that are not the assistant's to write.
        self.stop_ids = frozenset({self.end_id} | turns)
        super().__init__(Path(model_file), "sop")

    def encode(self, text: str) -> list[int]:
        """Ids of plain text; a marker such as ``<|user|>`` in it stays text."""
        ids: list[int] = self._sp.encode(text)
        return ids

    def pieces(self, text: str) -> list[str]:
        """Plain text as the sentencepiece model's pieces: a space is ``▁``, a byte outside the vocabulary ``<0x0A>``."""
        return [self._piece(each) for each in self.encode(text)]

    def text_of(self, token: int) -> str | None:
        """What a token adds to a reply's text: U+FFFD for a part of a character, None for a marker."""
        if not self.end_id < token < self._pieces:
            return None
        piece = self._piece(token)
        if len(piece) == 6 and piece.startswith("<0x"):
            code = int(piece[3:5], 16)
            return chr(code) if code < 0x80 else "\ufffd"
        return piece.replace("▁", " ")

    def decode_all(self, ids: Sequence[int]) -> str:
        """Every token as text, special tokens by their names; unk, bos, eos as nothing."""
        text: str = self._sp.decode_pieces([self._piece(each) for each in ids])
        return text

    def _piece(self, token: int) -> str:
        if token <= self.end_id:
            return ""
        if token < self._pieces:
            return str(self._sp.id_to_piece(token))
        # Embeddings are padded beyond the vocabulary: an untrained model can emit an id that means nothing.
        return _SPECIALS[token - self._pieces] if token < self.vocab_size else ""


class _Spans(NamedTuple):
    ids: list[int]
    trained: list[tuple[int, int]]


class TemplateTokenizer:
    """A HuggingFace tokenizer with a chat template."""

    def __init__(self, tokenizer: Any, stop_ids: Sequence[int] = ()) -> None:
        """Wrap a loaded tokenizer; `stop_ids` are further ends, such as those of the generation config.

        Raises:
            T2SError: if it has no chat template or no end token.
        """
        self._hf = tokenizer
        name = str(tokenizer.name_or_path)
        if not tokenizer.chat_template:
            raise T2SError(
                "the tokenizer has no chat template", where=name, fix="use the model's chat or instruct variant"
            )
        ends = {tokenizer.eos_token_id, *stop_ids} - {None}
        if not ends:
            raise T2SError("the tokenizer has no end token", where=name, fix="set eos_token in tokenizer_config.json")
        self._name = name
        self.stop_ids = frozenset(int(end) for end in ends)
        self._eos = int(tokenizer.eos_token_id if tokenizer.eos_token_id is not None else min(ends))
        pad = tokenizer.pad_token_id
        self.pad_id = self._eos if pad is None else int(pad)
        self._markers = sorted(
            {
                str(added.content)
                for added in tokenizer.added_tokens_decoder.values()
                if added.special and added.content.strip()
            }
        )

    @property
    def vocab_size(self) -> int:
        """Tokens including the added ones."""
        return len(self._hf)

    def encode_prompt(self, conversation: Conversation) -> list[int]:
        """The template with its generation prompt."""
        return self._apply(conversation.messages, prompt=True)

    def encode_training(self, conversation: Conversation) -> Encoded:
        """The template over the whole conversation, every trained answer found by its tokens.

        An answer is what follows the tokens of the prompt before it, up to the stop token.

        Raises:
            T2SError: if the template rewrites earlier turns or the answer's text, so that no exact label exists.
        """
        messages = conversation.messages
        ids = self._apply(messages, prompt=False)
        labels = [IGNORED] * len(ids)
        for index, message in enumerate(messages):
            if not message.trained:
                continue
            before = self._apply(messages[:index], prompt=True)
            start = len(before)
            if ids[:start] != before:
                raise T2SError(
                    f"the chat template changes turn {index + 1} afterwards",
                    where=self._name,
                    fix="split the conversation into single turns",
                )
            end = next((i for i in range(start, len(ids)) if ids[i] in self.stop_ids), None)
            if end is None and index == len(messages) - 1:
                end = len(ids)
                ids, labels = [*ids, self._eos], [*labels, IGNORED]
            if end is None or self.decode(ids[start:end]).strip() != message.content.strip():
                raise T2SError(
                    f"the chat template does not keep the answer of turn {index + 1} as it is",
                    where=self._name,
                    fix="use another base",
                )
            labels[start : end + 1] = ids[start : end + 1]
        return Encoded(ids, labels)

    def text_of(self, token: int) -> str | None:
        """What a token adds to a reply's text: U+FFFD for a part of a character, None for a marker."""
        # Decoded alone, a token may lose the space that it begins with; behind a letter it keeps it.
        anchor = self._hf.encode("x", add_special_tokens=False)
        text = str(self._hf.decode([*anchor, token], clean_up_tokenization_spaces=False))
        added = text.removeprefix(str(self._hf.decode(anchor, clean_up_tokenization_spaces=False)))
        return None if token in self._hf.all_special_ids else added

    def decode(self, ids: Sequence[int]) -> str:
        """The text up to the first stop token."""
        kept = _until_stop(ids, self.stop_ids)
        return str(self._hf.decode(kept, skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def save(self, directory: Path) -> None:
        """Write the tokenizer's files."""
        self._hf.save_pretrained(str(directory))

    def _apply(self, messages: Sequence[Message], *, prompt: bool) -> list[int]:
        for message in messages:
            found = [marker for marker in self._markers if marker in message.content]
            if found:
                raise T2SError(
                    f"the text holds {found[0]!r}, a control token of this model",
                    where=self._name,
                    fix="take it out of the text",
                )
        turns = [{"role": message.role, "content": message.content} for message in messages]
        try:
            # enable_thinking is read by templates of reasoning models only: the answer is to be the SQL at once.
            ids: list[int] = self._hf.apply_chat_template(
                turns, add_generation_prompt=prompt, tokenize=True, return_dict=False, enable_thinking=False
            )
        except Exception as error:
            # Templates refuse what they do not know, such as a system turn, through jinja's raise_exception.
            if type(error).__module__.startswith("jinja2"):
                raise T2SError(f"the chat template refuses the conversation: {error}", where=self._name) from error
            raise
        return list(ids)


def pad_left(rows: Sequence[Sequence[int]], pad: int, multiple: int = 1) -> Padded:
    """Rows filled on the left to the longest, rounded up to a multiple.

    >>> pad_left([[5], [6, 7]], pad=0).ids
    [[0, 5], [6, 7]]
    >>> pad_left([[5], [6, 7]], pad=0).positions
    [[0, 0], [0, 1]]
    """
    longest = max(map(len, rows), default=0)
    width = -(-longest // multiple) * multiple
    gaps = [width - len(row) for row in rows]
    return Padded(
        ids=[[pad] * gap + list(row) for gap, row in zip(gaps, rows, strict=True)],
        mask=[[0] * gap + [1] * (width - gap) for gap in gaps],
        positions=[[0] * gap + list(range(width - gap)) for gap in gaps],
    )


def _until_stop(ids: Sequence[int], stops: frozenset[int]) -> list[int]:
    end = next((index for index, token in enumerate(ids) if token in stops), len(ids))
    return [int(token) for token in ids[:end]]
