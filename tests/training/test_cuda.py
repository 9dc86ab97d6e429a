"""What only a GPU can show: packs on CUDA's own kernels, every method there, and the commands end to end. Skipped without one."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from text2sql.config import Method, TrainConfig
from text2sql.models import varlen
from text2sql.models.batches import layout
from text2sql.models.blocks import blocks, dense_mask, packed_mask
from text2sql.models.encode import packed_batches, padded_batches
from text2sql.models.loss import label_loss_sum
from text2sql.models.peft_methods import apply_method, resolve
from text2sql.models.tokenizer import IGNORED, Encoded
from text2sql.models.varlen import VarlenAttention, passes

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")

SHAPE: dict[str, Any] = {
    "vocab_size": 128,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "pad_token_id": 0,
    "tie_word_embeddings": False,
}
KINDS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "glm": (transformers.GlmForCausalLM, transformers.GlmConfig, {"head_dim": 16, "attention_bias": True}),
    "llama": (transformers.LlamaForCausalLM, transformers.LlamaConfig, {}),
    "qwen2": (transformers.Qwen2ForCausalLM, transformers.Qwen2Config, {}),
}
METHODS = [Method.LORA, Method.SFT, Method.PTUNING_V2, Method.PROMPT]


def examples(before: int = 0) -> list[Encoded]:
    """Three schemas with several questions each, and one alone; behind the virtual tokens of a soft prompt."""
    draw = torch.Generator().manual_seed(0)

    def some(n: int) -> list[int]:
        return torch.randint(3, 127, (n,), generator=draw).tolist()

    found = []
    for schema, questions in ((some(70), 7), (some(40), 5), (some(110), 3), (some(20), 1)):
        for at in range(questions):
            question, sql = some(4 + at), [*some(5 + at % 3), 2]
            virtual = list(range(128, 128 + before))
            ids = [*virtual, *schema, *question, *sql]
            found.append(Encoded(ids, [IGNORED] * (len(ids) - len(sql)) + sql))
    return found


def model_of(kind: str, method: Method) -> Any:
    build, configure, own = KINDS[kind]
    torch.manual_seed(3)
    model = build(configure(**SHAPE, **own)).to("cuda")
    config = resolve(TrainConfig(method=method, virtual_tokens=6, lora_rank=4), model)
    if method in (Method.SFT, Method.LORA):
        config = replace(config, virtual_tokens=None)
    model = apply_method(model, config)
    with torch.no_grad():
        for each in model.parameters():
            if each.requires_grad and method is Method.LORA:
                each.normal_(std=0.1)
    if hasattr(model, "prefix_encoder"):
        model.prefix_encoder.dropout.p = 0.0
    return model.train()


def losses_and_gradients(model: Any, batches: Any, *, half: bool) -> torch.Tensor:
    model.zero_grad()
    total = torch.zeros((), device="cuda")
    for batch in batches:
        moved = {name: each.to("cuda") for name, each in batch.items()}
        with torch.autocast("cuda", dtype=torch.bfloat16, enabled=half):
            total = total + label_loss_sum(model, moved)
    total.backward()
    found = [each.grad.flatten().float() for each in model.parameters() if each.requires_grad]
    return torch.cat([total.detach().float()[None], *found])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", KINDS)
def test_packs_on_a_gpu_are_the_separate_sequences(kind: str, method: Method) -> None:
    model = model_of(kind, method)
    told = examples(6 if hasattr(model, "soft_prompt") else 0)
    assert layout(model, 0, packing=True)[0].is_packed
    alone = losses_and_gradients(model, padded_batches(told, 0, 1), half=False)
    packed = losses_and_gradients(model, packed_batches(told, 400), half=False)
    assert float((packed - alone).norm() / alone.norm()) <= 1e-5
    # In 16 bits the kernels may round otherwise, but be no further from the truth.
    rounded = float((losses_and_gradients(model, padded_batches(told, 0, 1), half=True) - alone).norm() / alone.norm())
    other = float((losses_and_gradients(model, packed_batches(told, 400), half=True) - alone).norm() / alone.norm())
    assert other <= 1.5 * rounded + 1e-3


def test_16_bits_take_the_kernels_for_sequences_of_different_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    kernel = varlen._forward
    monkeypatch.setattr(varlen, "_forward", lambda *args, **rest: calls.append(1) or kernel(*args, **rest))
    model = model_of("llama", Method.LORA)
    assert layout(model, 0, packing=True)[0].is_packed
    batches = packed_batches(examples(), 4000)
    assert len(batches) == 1
    calls.clear()
    losses_and_gradients(model, batches, half=True)
    assert len(calls) == 2 * SHAPE["num_hidden_layers"]


@pytest.mark.parametrize("columns", [0, 9])
@pytest.mark.parametrize("size", [16, 64, 128])
def test_the_kernels_numbers_and_gradients_are_those_of_the_dense_mask(size: int, columns: int) -> None:
    packs = [0] * 300 + [1] * 90 + [2] * 200
    segments = [0] * 150 + [1] * 70 + [2] * 80 + [0] * 90 + [0] * 110 + [1] * 90
    numbers = packed_mask(packs, segments)[0, 0]
    draw = torch.Generator().manual_seed(1)
    time = len(packs)
    shapes = [(1, 4, time, size), (1, 2, time + columns, size), (1, 2, time + columns, size)]
    exact = [torch.randn(each, generator=draw, dtype=torch.float64).cuda().requires_grad_() for each in shapes]
    weight = torch.randn((1, 4, time, size), generator=draw, dtype=torch.float64).cuda()
    seen = torch.nn.functional.pad(dense_mask(numbers), (columns, 0), value=True).cuda()
    scores = exact[0] @ exact[1].repeat_interleave(2, 1).transpose(2, 3) * 0.2
    out = scores.masked_fill(~seen, float("-inf")).softmax(-1) @ exact[2].repeat_interleave(2, 1)
    wanted = [out.detach(), *torch.autograd.grad((out * weight).sum(), exact)]
    half = [each.detach().bfloat16().requires_grad_() for each in exact]
    found = VarlenAttention.apply(*half, passes(blocks(numbers, columns), "cuda"), 0.2)
    gradients = torch.autograd.grad((found * weight.bfloat16()).sum(), half)
    for one, other in zip([found.detach(), *gradients], wanted, strict=True):
        assert float((one.double() - other).norm() / other.norm()) < 1e-2


def run(arguments: list[str], folder: Path, **more: str) -> str:
    code = f"import sys; sys.argv[0] = 't2s'; from text2sql.cli import main; main({arguments!r})"
    environment = os.environ | {"TERM": "dumb", "COLUMNS": "200"} | more
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gpu")
    schema = Path(__file__).parents[2] / "schemas/students.sql"
    run(["build-data", str(schema), "--examples", "320"], folder)
    return folder


@pytest.mark.parametrize("method", ["lora", "ptuning-v2", "prompt", "sft", "qlora"])
def test_each_method_is_rehearsed_trained_and_answers_on_a_gpu(students: Path, method: str) -> None:
    if method == "qlora":
        pytest.importorskip("bitsandbytes")
    chosen = ["finetune", "--method", method, "--data", "datasets/students"]
    assert "resumed, made a second step" in run([*chosen, "--rehearse"], students)
    out = students / "runs" / method
    run([*chosen, "--max-steps", "6", "--out", str(out)], students)
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["result"]["device"] == torch.cuda.get_device_name(
        0
    )
    assert "SELECT" in run(["ask", "--run", str(out), "--sql-only", "有多少学生？"], students)
