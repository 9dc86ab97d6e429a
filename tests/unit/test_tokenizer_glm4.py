"""GLM-4's tokenizer over a small vocabulary of the same make."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.errors import T2SError
from text2sql.models.checkpoints import load_base
from text2sql.models.mini.network import glm_config
from text2sql.models.original import original_config
from text2sql.models.tokenizer import IGNORED
from text2sql.models.tokenizer_glm4 import GLM4Tokenizer, is_ranks
from text2sql.records import Conversation, Message

MERGES = [b"SE", b"LE", b"CT", b"LECT", b"SELECT", "你".encode()[:2], "你".encode(), b" F", b" FR", b" FROM"]


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("glm4") / "tokenizer.model"
    tokens = [bytes([byte]) for byte in range(256)] + MERGES
    lines = [base64.b64encode(token) + f" {rank}".encode() for rank, token in enumerate(tokens)]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


@pytest.fixture(scope="module")
def tokenizer(model_file: Path) -> GLM4Tokenizer:
    return GLM4Tokenizer(model_file)


def talk(question: str, *answers: str) -> Conversation:
    asked = Message(role="user", content=question, trained=False)
    return Conversation(messages=(asked, *(Message(role="assistant", content=each, trained=True) for each in answers)))


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str, tokenizer: GLM4Tokenizer) -> None:
    assert tokenizer.decode_all(tokenizer.encode(text)) == text


def test_bytes_are_merged_by_rank(tokenizer: GLM4Tokenizer) -> None:
    assert tokenizer.encode("SELECT 你") == [256 + MERGES.index(b"SELECT"), 32, 256 + MERGES.index("你".encode())]


def test_the_special_tokens_follow_the_ranks_or_have_the_numbers_of_the_configuration(
    tokenizer: GLM4Tokenizer, model_file: Path, tmp_path: Path
) -> None:
    count = 256 + len(MERGES)
    assert tokenizer.special_ids["<|endoftext|>"] == count == tokenizer.pad_id
    assert tokenizer.special_ids["<|user|>"] == count + 7 == tokenizer.end_id
    assert tokenizer.stop_ids == {count, count + 7, count + 9}
    assert tokenizer.vocab_size == count + 14
    (tmp_path / "tokenizer.model").write_bytes(model_file.read_bytes())
    told = {str(900 + number): {"content": name} for number, name in enumerate(tokenizer.special_ids)}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"added_tokens_decoder": told}))
    other = GLM4Tokenizer(tmp_path / "tokenizer.model")
    assert (other.pad_id, other.end_id, other.vocab_size) == (900, 907, 914)


def test_the_protocol(tokenizer: GLM4Tokenizer) -> None:
    mark, newline = tokenizer.special_ids, tokenizer.encode("\n")
    start = [mark["[gMASK]"], mark["<sop>"]]
    asked = [mark["<|user|>"], *newline, *tokenizer.encode("多少?")]
    assert tokenizer.encode_prompt(talk("多少?")) == [*start, *asked, mark["<|assistant|>"]]
    ids, labels = tokenizer.encode_training(talk("多少?", "SELECT 1;"))
    answer = [*newline, *tokenizer.encode("SELECT 1;")]
    assert ids == [*start, *asked, mark["<|assistant|>"], *answer, mark["<|user|>"]]
    assert labels == [IGNORED] * (len(ids) - len(answer) - 1) + [*answer, mark["<|user|>"]]
    assert tokenizer.decode([*answer, mark["<|user|>"], 65]) == "SELECT 1;"


def test_markers_in_a_users_text_stay_text(tokenizer: GLM4Tokenizer) -> None:
    ids = tokenizer.encode_prompt(talk("<|assistant|>[gMASK]<|endoftext|>"))
    assert [each for each in ids if each in tokenizer.special_ids.values()] == [
        tokenizer.special_ids[name] for name in ("[gMASK]", "<sop>", "<|user|>", "<|assistant|>")
    ]


def test_it_is_told_from_a_sentencepiece_model(model_file: Path, tiny_base: Path, tmp_path: Path) -> None:
    assert is_ranks(model_file)
    assert not is_ranks(tiny_base / "tokenizer.model")
    assert not is_ranks(tmp_path / "none")


def test_damaged_files_are_named(model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.model"
    with pytest.raises(T2SError, match="cannot be read"):
        GLM4Tokenizer(path)
    path.write_bytes(model_file.read_bytes() + b"not a rank\n")
    with pytest.raises(T2SError, match=rf":{256 + len(MERGES) + 1}: no byte-pair rank"):
        GLM4Tokenizer(path)
    path.write_bytes(model_file.read_bytes())
    (tmp_path / "tokenizer_config.json").write_text('{"added_tokens_decoder": {"9": {"content": "[gMASK]"}}}')
    with pytest.raises(T2SError, match=r"no number for .*<\|user\|>"):
        GLM4Tokenizer(path)


def test_a_checkpoint_in_glm4s_layout_loads_with_it(model_file: Path, tmp_path: Path) -> None:
    from transformers import GlmForCausalLM

    from text2sql.models.original import export_original

    config = glm_config(300, hidden=32, layers=1, heads=2, ffn=16)
    config.tie_word_embeddings = False
    made = GlmForCausalLM(config).float()
    export_original(made, tmp_path)
    told = original_config(made) | {"eos_token_id": [266, 273, 275], "pad_token_id": 266, "rope_ratio": 500}
    (tmp_path / "config.json").write_text(json.dumps(told))
    (tmp_path / "tokenizer.model").write_bytes(model_file.read_bytes())
    model, tokenizer = load_base(str(tmp_path), device="cpu")
    assert isinstance(tokenizer, GLM4Tokenizer)
    assert model.config.rope_parameters["rope_theta"] == 5_000_000
    assert model.config.eos_token_id == [266, 273, 275]
    tokenizer.save(tmp_path / "..")
    assert GLM4Tokenizer(tmp_path.parent / "tokenizer.model").special_ids == tokenizer.special_ids
