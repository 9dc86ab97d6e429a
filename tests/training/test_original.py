"""The original layout, there and back, bit by bit; adapters of the fused layers, exactly."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional
from transformers import GlmForCausalLM

from text2sql.errors import T2SError
from text2sql.models.checkpoints import load_base
from text2sql.models.lora import load_lora, write_original_lora
from text2sql.models.mini.network import glm_config
from text2sql.models.original import export_original, native_adapter, original_adapter, original_tensors

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no reference numbers of the original ChatGLM3 at ../shared/chatglm3"
)
PARTS = ("q_proj", "k_proj", "v_proj")


def loaded(folder: Path) -> dict[str, torch.Tensor]:
    return {name: each for file in sorted(folder.glob("*.safetensors")) for name, each in load_file(file).items()}


@pytest.fixture
def small() -> GlmForCausalLM:
    torch.manual_seed(2)
    config = glm_config(50, hidden=32, layers=2, heads=4, ffn=24)
    config.num_key_value_heads, config.tie_word_embeddings = 2, False
    return GlmForCausalLM(config).float().eval()


@needs_reference
@pytest.mark.parametrize("shard_bytes", [10**9, 60_000])
def test_written_back_a_checkpoint_is_the_original_bit_by_bit(tmp_path: Path, shard_bytes: int) -> None:
    model = load_base(str(REFERENCE / "tiny"), device="cpu").model
    paths = export_original(model, tmp_path / "out", like=REFERENCE / "tiny", shard_bytes=shard_bytes)
    assert (len(paths) > 3) == (shard_bytes == 60_000)
    for path in paths:
        sizes = [each.nbytes for each in load_file(path).values()]
        assert len(sizes) == 1 or sum(sizes) <= shard_bytes
    expected, found = loaded(REFERENCE / "tiny"), loaded(tmp_path / "out")
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)
    assert (tmp_path / "out" / "config.json").read_bytes() == (REFERENCE / "tiny" / "config.json").read_bytes()
    again = load_base(str(tmp_path / "out"), device="cpu").model
    ids = torch.arange(9)[None]
    assert torch.equal(again(ids).logits, model(ids).logits)
    if len(paths) > 1:
        index = json.loads((tmp_path / "out" / "model.safetensors.index.json").read_text())
        assert index["weight_map"].keys() == expected.keys()


def test_a_model_that_never_was_in_the_original_layout_gets_there(
    small: GlmForCausalLM, tiny_base: Path, tmp_path: Path
) -> None:
    export_original(small, tmp_path)
    (tmp_path / "tokenizer.model").write_bytes((tiny_base / "tokenizer.model").read_bytes())
    again = load_base(str(tmp_path), device="cpu").model
    ids = torch.arange(9)[None]
    assert torch.equal(again(ids).logits, small(ids).logits)
    assert again.config.rope_parameters == small.config.rope_parameters


def adapted(model: Any, folder: Path, targets: tuple[str, ...], **options: Any) -> Any:
    config = peft.LoraConfig(task_type="CAUSAL_LM", r=4, lora_alpha=12, target_modules=list(targets), **options)
    made = peft.get_peft_model(model, config)
    torch.manual_seed(4)
    for name, each in made.named_parameters():
        if "lora_" in name:
            nn.init.normal_(each, std=0.2)
    made.save_pretrained(folder)
    return made


@pytest.mark.parametrize(
    ("targets", "options"),
    [
        (PARTS, {}),
        (("q_proj", "v_proj"), {}),
        ((*PARTS, "o_proj", "gate_up_proj", "down_proj"), {"use_rslora": True}),
    ],
)
def test_a_run_is_the_same_update_of_the_fused_layers_and_back(
    small: GlmForCausalLM, tmp_path: Path, targets: tuple[str, ...], options: dict[str, Any]
) -> None:
    before = {name: each.clone() for name, each in original_tensors(small)}
    plain = {name: each.clone() for name, each in small.state_dict().items()}
    ids = torch.arange(12)[None]
    made = adapted(small, tmp_path / "native", targets, **options)
    expected = made(ids).logits
    merged = made.merge_and_unload()
    write_original_lora(tmp_path / "native", small.config, tmp_path / "original")
    told = json.loads((tmp_path / "original" / "adapter_config.json").read_text())
    weights = load_file(tmp_path / "original" / "adapter_model.safetensors")
    after = dict(original_tensors(merged))
    for name, matrix in before.items():
        low = weights.get(f"base_model.model.{name.removesuffix('weight')}lora_A.weight")
        if low is None:
            assert torch.equal(after[name], matrix)
            continue
        module = name.split(".")[-2]
        rank, alpha = told["rank_pattern"].get(module, told["r"]), told["alpha_pattern"].get(module, told["lora_alpha"])
        assert len(low) == rank
        update = weights[f"base_model.model.{name.removesuffix('weight')}lora_B.weight"] @ low * (alpha / rank)
        torch.testing.assert_close(matrix + update, after[name], atol=1e-6, rtol=0)
    fresh = GlmForCausalLM(small.config).float().eval()
    fresh.load_state_dict(plain)
    again = load_lora(fresh, tmp_path / "original", "small")
    torch.testing.assert_close(again(ids).logits, expected, atol=2e-6, rtol=0)


def test_dora_is_refused_with_a_way_out(small: GlmForCausalLM, tmp_path: Path) -> None:
    adapted(small, tmp_path / "native", PARTS, use_dora=True)
    with pytest.raises(T2SError, match=r"DoRA cannot be written.*merged"):
        write_original_lora(tmp_path / "native", small.config, tmp_path / "original")


def test_adapters_of_the_fused_layer_come_back_as_they_were() -> None:
    config = glm_config(50, hidden=32, layers=1, heads=4, ffn=24)
    name = "base_model.model.transformer.encoder.layers.0.self_attention.query_key_value.lora_"
    original = {f"{name}A.weight": torch.randn(3, 32), f"{name}B.weight": torch.randn(96, 3)}
    again = original_adapter(native_adapter(original, config), config)
    assert again.keys() == original.keys()
    assert all(torch.equal(again[key], original[key]) for key in original)


def test_an_adapter_of_another_model_is_refused(small: GlmForCausalLM, tmp_path: Path) -> None:
    adapted(small, tmp_path / "native", PARTS)
    other = GlmForCausalLM(glm_config(50, hidden=16, layers=1, heads=2, ffn=8))
    with pytest.raises(T2SError, match="does not fit the base other"):
        load_lora(other, tmp_path / "native", "other")
    write_original_lora(tmp_path / "native", small.config, tmp_path / "original")
    other = GlmForCausalLM(glm_config(50, hidden=16, layers=1, heads=2, ffn=8))
    with pytest.raises(T2SError, match="does not fit the base other"):
        load_lora(other, tmp_path / "original", "other")
    with pytest.raises(T2SError, match="no trained weights"):
        load_lora(other, tmp_path / "nothing", "other")


@needs_reference
class TestOriginalAdapter:
    def test_logits_loss_and_the_gradients_of_the_fused_update(self) -> None:
        expected = load_file(REFERENCE / "lora_qkv.safetensors")
        model = load_base(str(REFERENCE / "tiny"), device="cpu").model
        made = load_lora(model, REFERENCE / "lora_adapter_original", "tiny").eval()
        logits = made(expected["input_ids"]).logits
        torch.testing.assert_close(logits, expected["logits"], atol=2e-6, rtol=0)
        loss = functional.cross_entropy(logits[0, :-1], expected["labels"][0, 1:])
        torch.testing.assert_close(loss, expected["loss"][0], atol=2e-6, rtol=0)
        for name, each in made.named_parameters():
            each.requires_grad_("lora_" in name)
        loss = functional.cross_entropy(made(expected["input_ids"]).logits[0, :-1], expected["labels"][0, 1:])
        loss.backward()  # type: ignore[no-untyped-call]
        grads = {name: each.grad for name, each in made.named_parameters() if each.grad is not None}
        for layer in range(2):
            stem = f"grad/base_model.model.transformer.encoder.layers.{layer}.self_attention.query_key_value.lora_"
            found = [
                {
                    kind: grads[f"base_model.model.model.layers.{layer}.self_attn.{part}.lora_{kind}.default.weight"]
                    for kind in "AB"
                }
                for part in PARTS
            ]
            # One A of the original is three here: its gradient is their sum; B's rows are theirs.
            torch.testing.assert_close(
                sum(each["A"] for each in found), expected[f"{stem}A.default.weight"], atol=1e-6, rtol=0
            )
            torch.testing.assert_close(
                torch.cat([each["B"] for each in found]), expected[f"{stem}B.default.weight"], atol=1e-6, rtol=0
            )

    def test_it_merges(self) -> None:
        expected = load_file(REFERENCE / "lora_qkv.safetensors")
        model = load_base(str(REFERENCE / "tiny"), device="cpu").model
        merged = load_lora(model, REFERENCE / "lora_adapter_original", "tiny").merge_and_unload().eval()
        torch.testing.assert_close(merged(expected["input_ids"]).logits, expected["logits"], atol=5e-6, rtol=0)


MIB = 2**20
MEASURE = """
import gc, json, sys
from pathlib import Path
import torch
from text2sql.models import original

def kib(name):
    return int(next(each for each in open("/proc/self/status") if each.startswith(name)).split()[1])

def load(folder):
    config = json.loads((folder / "config.json").read_text())
    return original.load_original(folder, config, torch.float32, "cpu")

def peak(folder):
    gc.collect()
    open("/proc/self/clear_refs", "w").write("5")  # the peak begins anew
    before = kib("VmRSS")
    load(folder)
    return (kib("VmHWM") - before) * 1024

tiny, *folders = map(Path, sys.argv[1:])
load(tiny)  # all that is imported on the way
found = [peak(folder) for folder in folders]
read = original._tensors
original._tensors = lambda folder: iter(list(read(folder)))
print(json.dumps([*found, *(peak(folder) for folder in folders)]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory's peak is Linux's to tell")
def test_loading_holds_the_model_and_one_shard(tmp_path: Path) -> None:
    def made(name: str, hidden: int, layers: int) -> tuple[Path, list[Path]]:
        config = glm_config(64, hidden=hidden, layers=layers, heads=8, ffn=3 * hidden)
        config.tie_word_embeddings = False
        model = GlmForCausalLM(config).float()
        return tmp_path / name, export_original(model, tmp_path / name, shard_bytes=32 * MIB)

    folder, shards = made("shards", 768, 8)
    tiny, _ = made("tiny", 32, 1)
    torch_files = tmp_path / "bin"
    torch_files.mkdir()
    (torch_files / "config.json").write_bytes((folder / "config.json").read_bytes())
    for number, shard in enumerate(shards):
        torch.save(load_file(shard), torch_files / f"pytorch_model-{number}.bin")
    sizes = [each.stat().st_size for each in shards]
    # Freed memory goes back at once, so that one measurement does not live on another's.
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tiny), str(folder), str(torch_files)],
        env=os.environ | {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"},
        capture_output=True,
        text=True,
        check=True,
    )
    *streamed, hoarded, hoarded_torch = json.loads(done.stdout)
    assert len(shards) >= 8
    bound = sum(sizes) + max(sizes) + 16 * MIB
    for peak in streamed:
        assert sum(sizes) * 0.9 < peak < bound, [each / MIB for each in (peak, bound)]
    # Whoever holds all shards at once is found out.
    assert min(hoarded, hoarded_torch) > bound
