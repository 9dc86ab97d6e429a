"""Fixtures that several parts of the suite share: a random ChatGLM3-shaped base made on the spot."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure of a property.
settings.register_profile("t2s", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("t2s")

# Read when torch is loaded: tiny tensors gain nothing from threads, and threads that wait for each other on a busy machine
# take minutes.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def tiny_tokenizer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentencepiece model of a few hundred pieces with byte fallback that normalises nothing."""
    import sentencepiece

    text = [
        "SELECT math FROM students WHERE year = 2018;",
        "2018年陈婷的数学成绩是多少?",
        "将问题转化为SQL 你已知的表",
    ] * 5
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text),
        model_writer=model,
        vocab_size=340,
        model_type="bpe",
        byte_fallback=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    file = tmp_path_factory.mktemp("sentencepiece") / "tokenizer.model"
    file.write_bytes(model.getvalue())
    return file


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory, tiny_tokenizer_file: Path) -> Path:
    """A folder with a random GlmForCausalLM of 70 thousand weights, as the bundled base is laid out (float16)."""
    import torch
    from transformers import GlmConfig, GlmForCausalLM

    torch.manual_seed(0)
    config = GlmConfig(
        vocab_size=384,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
        max_position_embeddings=512,
        rms_norm_eps=1e-5,
        attention_bias=True,
        tie_word_embeddings=True,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    folder = tmp_path_factory.mktemp("base") / "tiny"
    GlmForCausalLM(config).half().save_pretrained(folder)
    (folder / "tokenizer.model").write_bytes(tiny_tokenizer_file.read_bytes())
    return folder


@pytest.fixture(scope="session")
def tiny_original(tmp_path_factory: pytest.TempPathFactory, tiny_base: Path) -> Path:
    """The same base in the original ChatGLM3 layout."""
    from text2sql.models.exchange import Layout, export_model

    folder = tmp_path_factory.mktemp("original") / "tiny"
    export_model(str(tiny_base), None, folder, Layout.ORIGINAL)
    return folder
