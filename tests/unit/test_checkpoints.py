"""Bases by name and path; the original ChatGLM3 layout against the original's numbers."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

from text2sql.errors import T2SError
from text2sql.models.checkpoints import check_vocabulary, find_base, load_base

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no reference numbers of the original ChatGLM3 at ../shared/chatglm3"
)


def copy_of_tiny(folder: Path, **changed: Any) -> Path:
    """The reference checkpoint with some settings changed; the shared files are read-only, copies must not be."""
    for file in (REFERENCE / "tiny").iterdir():
        shutil.copyfile(file, folder / file.name)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changed))
    return folder


@needs_reference
@pytest.mark.parametrize("format_", ["bin", "shards"])
def test_shards_and_torch_files_load_like_one_file(tmp_path: Path, format_: str) -> None:
    folder = copy_of_tiny(tmp_path)
    tensors = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    if format_ == "bin":
        torch.save(tensors, folder / "pytorch_model.bin")
    else:
        names = sorted(tensors)
        save_file({name: tensors[name] for name in names[:9]}, folder / "model-1.safetensors")
        save_file({name: tensors[name] for name in names[9:]}, folder / "model-2.safetensors")
    ids = torch.arange(10)[None]
    one, other = load_base(str(REFERENCE / "tiny"), device="cpu").model, load_base(str(folder), device="cpu").model
    assert torch.equal(one(ids).logits, other(ids).logits)


@needs_reference
def test_settings_that_cannot_be_held_are_refused_by_name(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path, add_bias_linear=True, rmsnorm=False, quantization_bit=4)
    with pytest.raises(T2SError) as caught:
        load_base(str(folder))
    for word in ("add_bias_linear = True", "rmsnorm = False", "quantization_bit = 4", "config.json"):
        assert word in str(caught.value)


def copy_of(original: Path, folder: Path, **changed: Any) -> Path:
    shutil.copytree(original, folder, dirs_exist_ok=True)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changed))
    return folder


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rope_ratio": None, "num_layers": "2"}, ["rope_ratio = None is no number", "num_layers = '2' is no whole"]),
        ({"rope_ratio": 0}, ["rope_ratio = 0 is no number above 0"]),
        ({"hidden_size": 64.5, "kv_channels": True}, ["hidden_size = 64.5", "kv_channels = True"]),
        ({"add_qkv_bias": [1]}, ["attention_bias"]),
        ({"hidden_dropout": 0.1}, ["not supported", "hidden_dropout = 0.1"]),
    ],
)
def test_settings_of_a_wrong_kind_are_named_at_once(
    tiny_original: Path, tmp_path: Path, changed: dict[str, Any], words: list[str]
) -> None:
    with pytest.raises(T2SError) as caught:
        load_base(str(copy_of(tiny_original, tmp_path / "base", **changed)))
    for word in (*words, "config.json" if "add_qkv_bias" not in changed else "cannot be loaded"):
        assert word in str(caught.value)


def test_settings_may_be_absent_or_of_another_number_type(tiny_original: Path, tmp_path: Path) -> None:
    folder = copy_of(tiny_original, tmp_path / "base", rope_ratio=1, layernorm_epsilon=1, hidden_dropout=0)
    assert load_base(str(folder), device="cpu").model.config.rope_parameters["rope_theta"] == 10000.0
    told = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({name: told[name] for name in told if name != "rope_ratio"}))
    assert load_base(str(folder), device="cpu").model.config.rope_parameters["rope_theta"] == 10000.0


class TestWeightFiles:
    @pytest.fixture
    def folder(self, tiny_original: Path, tmp_path: Path) -> Path:
        return copy_of(tiny_original, tmp_path / "base")

    def test_tensors_of_another_name_hide_no_weights(self, tiny_original: Path, folder: Path) -> None:
        tensors = load_file(folder / "model.safetensors")
        (folder / "model.safetensors").unlink()
        save_file({"stray": torch.zeros(1)}, folder / "adapter_model.safetensors")
        with pytest.raises(T2SError, match="no weights: neither model"):
            load_base(str(folder))
        torch.save(tensors, folder / "pytorch_model.bin")
        ids = torch.arange(5)[None]
        one, other = (load_base(str(each), device="cpu").model for each in (tiny_original, folder))
        assert torch.equal(one(ids).logits, other(ids).logits)

    def test_an_index_says_which_files_count(self, folder: Path) -> None:
        save_file({"stray": torch.zeros(1)}, folder / "model-old.safetensors")
        with pytest.raises(T2SError, match="unexpected tensor stray"):
            load_base(str(folder))
        index = folder / "model.safetensors.index.json"
        names = load_file(folder / "model.safetensors")
        index.write_text(json.dumps({"weight_map": dict.fromkeys(names, "model.safetensors")}))
        load_base(str(folder), device="cpu")
        index.write_text(json.dumps({"weight_map": dict.fromkeys(names, "model-2.safetensors")}))
        with pytest.raises(T2SError, match=r"weights are missing:\nmodel-2\.safetensors"):
            load_base(str(folder))
        index.write_text('{"weight_map": 3}')
        with pytest.raises(T2SError, match="not an index of weights"):
            load_base(str(folder))


@needs_reference
def test_weights_that_do_not_fit_the_configuration_are_named(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    tensors = load_file(folder / "model.safetensors")
    del tensors["transformer.encoder.layers.1.mlp.dense_4h_to_h.weight"]
    tensors["transformer.prefix_encoder.embedding.weight"] = torch.zeros(2, 2)
    tensors["transformer.output_layer.weight"] = torch.zeros(3, 64)
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(T2SError) as caught:
        load_base(str(folder))
    for word in ("model.layers.1.mlp.down_proj.weight", "prefix_encoder", "output_layer"):
        assert word in str(caught.value)
    (folder / "model.safetensors").unlink()
    with pytest.raises(T2SError, match="no weights"):
        load_base(str(folder))


@needs_reference
def test_a_tokenizer_with_more_tokens_than_the_model_is_refused() -> None:
    base = load_base(str(REFERENCE / "tiny"), device="cpu")
    with pytest.raises(T2SError, match="64798 tokens, the model only 1024"):
        check_vocabulary(base, "tiny")


def test_a_native_glm_folder_loads_in_the_dtype_asked_for(tiny_base: Path) -> None:
    model, _ = base = load_base(str(tiny_base), device="cpu")
    assert isinstance(model, transformers.GlmForCausalLM)
    assert model.dtype == torch.float32
    assert not model.training
    assert load_base(str(tiny_base), device="cpu", dtype=torch.bfloat16).model.dtype == torch.bfloat16
    check_vocabulary(base, "tiny")


def test_paths_that_hold_no_model_are_refused(tmp_path: Path) -> None:
    with pytest.raises(T2SError, match=r"config\.json is missing"):
        load_base(str(tmp_path))
    for name in (str(tmp_path / "none"), "./none", "a/b/c", "none.gguf"):
        with pytest.raises(T2SError, match="no such model folder or GGUF file"):
            load_base(name)
    assert find_base("owner/name") is None
    (tmp_path / "config.json").write_text('{"model_type": "nothing-known"}')
    with pytest.raises(T2SError, match="cannot be loaded"):
        load_base(str(tmp_path))
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(T2SError, match="cannot be read"):
        load_base(str(tmp_path))


def test_weights_that_git_lfs_has_not_fetched_are_named(tiny_base: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(tiny_base, clone)
    weights = next(clone.glob("*.safetensors"))
    weights.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    with pytest.raises(T2SError, match="git lfs pull"):
        load_base(str(clone))


def test_broken_weights_are_one_sentence(tiny_base: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(tiny_base, clone)
    next(clone.glob("*.safetensors")).write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00not a header at all")
    with pytest.raises(T2SError, match="cannot be loaded"):
        load_base(str(clone))
