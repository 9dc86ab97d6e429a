"""ChatGLM3's tokenizer for other tools: the same ids for text and for chat, or no file at all."""

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
import transformers

from text2sql.bundled import bundled_path
from text2sql.models.checkpoints import load_base
from text2sql.models.exchange import Layout, export_model
from text2sql.models.tokenizer import ChatGLM3Tokenizer, TemplateTokenizer
from text2sql.models.tokenizer_json import write_tokenizer_json
from text2sql.records import Conversation, Message

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no reference numbers of the original ChatGLM3 at ../shared/chatglm3"
)
TEXTS = [
    *("", " ", "\n", "a", " a", "a ", "  two  spaces  ", "line\nbreak\n\n", "\t\r\n", "\n leading", "trailing\n"),
    *("SELECT COUNT(*) FROM t WHERE x >= 3.5;", "2018年陈婷的数学成绩是多少?", "mixed 中文 and English，全角！"),
    *(
        "🙂 👩‍👩‍👧 🇨🇳",
        "e\u0301 ﬁ ① ＳＱＬ \u3000",
        "\u200b\ufeff\u00a0",
        "philosophy sop eop",
        "<0x0A> < s>",
        "x" * 300,
    ),
    *("哈" * 50, "     deep indentation", "1234567890", "don't I'LL", "Ünïcödé Привет مرحبا"),
]
CHATS = [
    [("user", "你好")],
    [("system", "Answer in SQL."), ("user", "  How many?\n\n"), ("assistant", "SELECT 1;"), ("user", "\nand 2021?")],
    [("user", ""), ("assistant", ""), ("observation", " x ")],
]


@pytest.fixture(params=["tiny", "mini", pytest.param("chatglm3", marks=needs_reference)])
def model_file(request: pytest.FixtureRequest, tiny_tokenizer_file: Path) -> Path:
    """Byte-pair merges of a few hundred pieces, the bundled unigram model, ChatGLM3's own."""
    others = {"mini": lambda: bundled_path("chatglm3-mini"), "chatglm3": lambda: REFERENCE / "tiny"}
    return tiny_tokenizer_file if request.param == "tiny" else others[request.param]() / "tokenizer.model"


def read(folder: Path) -> Any:
    return transformers.AutoTokenizer.from_pretrained(folder)


def test_text_and_chat_have_the_same_ids(model_file: Path, tmp_path: Path) -> None:
    assert write_tokenizer_json(model_file, tmp_path)
    own, other = ChatGLM3Tokenizer(model_file), read(tmp_path)
    draw = random.Random(7)
    letters = [*"abeSELECT 0129_',.=()\n\t", *"的是数学成绩陈婷年多少", "🙂", "é"]
    texts = TEXTS + ["".join(draw.choices(letters, k=draw.randint(1, 60))) for _ in range(500)]
    for text in texts:
        assert other.encode(text, add_special_tokens=False) == own.encode(text), text
        assert other.decode(own.encode(text)) == own.decode_all(own.encode(text)), text
    for chat in CHATS:
        talk = Conversation(messages=tuple(Message(role=role, content=text, trained=False) for role, text in chat))
        turns = [{"role": role, "content": text} for role, text in chat]
        found = other.apply_chat_template(turns, add_generation_prompt=True, return_dict=False)
        assert list(found) == own.encode_prompt(talk), chat
    assert (len(other), other.eos_token_id, other.pad_token_id) == (own.vocab_size, own.end_id, own.pad_id)


@needs_reference
def test_the_published_strings_have_the_published_ids(tmp_path: Path) -> None:
    assert write_tokenizer_json(REFERENCE / "tiny" / "tokenizer.model", tmp_path)
    other = read(tmp_path)
    cases = json.loads((REFERENCE / "tokenization.json").read_text(encoding="utf-8"))["strings"]
    markers = [*other.added_tokens_encoder]
    differing = [
        each["text"]
        for each in cases
        if other.encode(each["text"], add_special_tokens=False) != each["encode_no_special"]
    ]
    assert len(cases) > 100
    # There, as in our own tokenizer, a marker in a text is text.
    assert all(any(marker in text for marker in markers) for text in differing)
    assert len(differing) < 15


def test_an_unknown_role_is_refused(model_file: Path, tmp_path: Path) -> None:
    write_tokenizer_json(model_file, tmp_path)
    with pytest.raises(Exception, match="unknown role tool"):
        read(tmp_path).apply_chat_template([{"role": "tool", "content": "x"}])


def test_a_model_that_normalises_text_gets_no_file(tmp_path: Path) -> None:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["ＳＱＬ is SQL, ﬁve  spaces", "2018年 陈婷"] * 5),
        model_writer=model,
        vocab_size=300,
        model_type="bpe",
        byte_fallback=True,
        normalization_rule_name="nmt_nfkc",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (tmp_path / "tokenizer.model").write_bytes(model.getvalue())
    assert not write_tokenizer_json(tmp_path / "tokenizer.model", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["tokenizer.model"]


def test_an_exported_folder_is_read_by_others_and_by_us_with_our_own(tiny_base: Path, tmp_path: Path) -> None:
    export_model(str(tiny_base), None, tmp_path / "native", Layout.NATIVE)
    assert read(tmp_path / "native").encode("SELECT 1", add_special_tokens=False) == ChatGLM3Tokenizer(
        tiny_base / "tokenizer.model"
    ).encode("SELECT 1")
    assert isinstance(load_base(str(tmp_path / "native"), device="cpu").tokenizer, ChatGLM3Tokenizer)
    export_model(str(tiny_base), None, tmp_path / "original", Layout.ORIGINAL)
    assert not (tmp_path / "original" / "tokenizer.json").exists()
    # A GLM model with a tokenizer.json alone, such as GLM-4's edition for transformers, is read through its template.
    (tmp_path / "native" / "tokenizer.model").unlink()
    assert isinstance(load_base(str(tmp_path / "native"), device="cpu").tokenizer, TemplateTokenizer)
