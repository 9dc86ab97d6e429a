"""Ids of the model hub: out of its cache without a network, and in one sentence where they cannot be had."""

from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
import torch
from transformers import GlmForCausalLM

from text2sql.errors import T2SError
from text2sql.models.checkpoints import load_base, skeleton, stored_dtype
from text2sql.models.exchange import Layout, export_model
from text2sql.models.mini.network import glm_config
from text2sql.models.original import export_original
from text2sql.models.snapshots import snapshot
from text2sql.models.tokenizer import ChatGLM3Tokenizer

NAME = "zai-org/tiny"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub, and no network."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


def cached(cache: Path) -> Path:
    """The folder of a snapshot in the cache, as the hub's client lays it out."""
    model = cache / f"models--{NAME.replace('/', '--')}"
    (model / "refs").mkdir(parents=True)
    (model / "refs" / "main").write_text("0123456789abcdef0123456789abcdef01234567")
    folder = model / "snapshots" / "0123456789abcdef0123456789abcdef01234567"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def original(cache: Path, tiny_tokenizer_file: Path) -> Path:
    """A random checkpoint in ChatGLM3's own layout, in the cache."""
    folder = cached(cache)
    torch.manual_seed(2)
    config = glm_config(384, hidden=32, layers=2, heads=4, ffn=24)
    config.num_key_value_heads, config.tie_word_embeddings = 2, False
    export_original(GlmForCausalLM(config).bfloat16(), folder)
    (folder / "tokenizer.model").write_bytes(tiny_tokenizer_file.read_bytes())
    (folder / "modeling_chatglm.py").write_text("raise SystemExit('never run')")
    return folder


def test_an_original_checkpoint_loads_by_its_id(original: Path, tmp_path: Path) -> None:
    by_id, by_folder = load_base(NAME, device="cpu"), load_base(str(original), device="cpu")
    ids = torch.arange(9)[None]
    assert torch.equal(by_id.model(ids).logits, by_folder.model(ids).logits)
    assert isinstance(by_id.tokenizer, ChatGLM3Tokenizer)
    assert stored_dtype(NAME) is torch.bfloat16
    assert skeleton(NAME).config.hidden_size == 32
    export_model(NAME, None, tmp_path / "out", Layout.ORIGINAL)
    assert (tmp_path / "out" / "model.safetensors").read_bytes() == (original / "model.safetensors").read_bytes()
    assert (tmp_path / "out" / "modeling_chatglm.py").is_file()


def test_a_native_model_loads_by_its_id(cache: Path, tiny_base: Path) -> None:
    folder = cached(cache)
    for file in tiny_base.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert isinstance(load_base(NAME, device="cpu").model, GlmForCausalLM)
    assert stored_dtype(NAME) is torch.float16


@pytest.mark.parametrize("ask", [load_base, skeleton, stored_dtype, snapshot])
def test_without_a_network_and_a_copy_one_sentence_says_so(cache: Path, ask: Any) -> None:
    with pytest.raises(
        T2SError, match=r"'owner/name' is neither a folder here nor in the cache.*HF_HUB_OFFLINE is set.*HF_ENDPOINT"
    ) as caught:
        ask("owner/name")
    assert "\n" not in str(caught.value)


def test_a_cached_folder_without_weights_is_no_base(original: Path) -> None:
    (original / "model.safetensors").unlink()
    with pytest.raises(T2SError, match="no weights"):
        load_base(NAME, device="cpu")


class Hub:
    """The hub's client, which writes down what it is asked for."""

    def __init__(self, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.files = files
        self.left_out: list[list[str]] = []
        monkeypatch.setattr(huggingface_hub, "snapshot_download", self.download)
        monkeypatch.setattr(huggingface_hub.HfApi, "model_info", lambda *_: None)

    def download(self, name: str, *, local_dir: Path, allow_patterns: str | None, ignore_patterns: list[str]) -> str:
        from huggingface_hub.utils import filter_repo_objects

        self.left_out.append(ignore_patterns)
        local_dir.mkdir(exist_ok=True)
        for file in filter_repo_objects(self.files, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            (local_dir / file).write_text(self.files[file])
        return str(local_dir)


def test_weights_come_in_one_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = dict.fromkeys(("config.json", "tokenizer.model", "LICENSE"), "{}")
    rest = dict.fromkeys(("model.gguf", "onnx/model.onnx", "original/model.pth", "tf_model.h5"), "")
    both = dict.fromkeys(("model-1.safetensors", "pytorch_model.bin"), "")
    Hub(small | rest | both, monkeypatch)
    assert {each.name for each in snapshot(NAME, into=tmp_path / "both").iterdir()} == {*small, "model-1.safetensors"}
    # Tensors that are no model's are no weights.
    stray = {"adapter.safetensors": "", "pytorch_model.bin": ""}
    Hub(small | stray, monkeypatch)
    assert {each.name for each in snapshot(NAME, into=tmp_path / "stray").iterdir()} == {*small, *stray}
    Hub(small | rest | {"pytorch_model.bin": ""}, monkeypatch)
    assert {each.name for each in snapshot(NAME, into=tmp_path / "one").iterdir()} == {*small, "pytorch_model.bin"}
    Hub({"README.md": ""}, monkeypatch)
    with pytest.raises(T2SError, match=r"config\.json is missing"):
        snapshot(NAME, into=tmp_path / "none")


def test_a_folder_that_is_there_never_passes_for_a_download(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "config.json").write_text("{}")
    with pytest.raises(T2SError, match="could not be fetched"):
        snapshot("owner/name", into=tmp_path / "out")


def test_a_mistake_of_ours_is_no_mistake_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise TypeError("wrong argument")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", broken)
    with pytest.raises(TypeError):
        snapshot("owner/name")
