"""What `--dry-run` foretells of the memory, held against what the allocator gives out during a step."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from text2sql.config import Method, TrainConfig
from text2sql.models.batches import layout
from text2sql.models.finetune import foresee, prepare
from text2sql.models.forecast import costliest_batch, forecast
from text2sql.models.loss import answer_loss
from text2sql.models.peft_methods import apply_method, resolve
from text2sql.models.tokenizer import IGNORED, Encoded

CONFIG = TrainConfig(batch_size=8, max_length=256, virtual_tokens=4)


@pytest.fixture
def ratio(peak_bytes: Callable[..., int]) -> Callable[..., float]:
    """Foretold over measured: the highest point of a step beside weights and gradients."""

    def of(model: Any, config: TrainConfig, examples: Any) -> float:
        foretold = forecast(model, config, examples, pad=0).memory.activations
        laid, _ = layout(model, 0, packing=config.packing)
        batch = costliest_batch(laid, config, examples.examples)
        model.train()
        if config.gradient_checkpointing:
            model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        loss_sum, _ = answer_loss(model)
        loss_sum(model, batch).backward()  # the gradients are there now, and added to
        return foretold / peak_bytes(lambda: loss_sum(model, batch).backward())

    return of


@pytest.mark.parametrize("checkpointing", [False, True])
@pytest.mark.parametrize("method", [Method.LORA, Method.SFT, Method.PTUNING_V2, Method.PROMPT])
def test_activations_are_foretold_within_a_quarter(
    data: Any, tiny_base: Path, ratio: Callable[..., float], method: Method, checkpointing: bool
) -> None:
    config = replace(CONFIG, base=str(tiny_base), method=method, gradient_checkpointing=checkpointing)
    prepared = prepare(data, config, where="data")
    model = apply_method(prepared.base.model, prepared.config)
    found = ratio(model, prepared.config, prepared.training)
    assert 0.75 < found < 1.25


@pytest.mark.parametrize("checkpointing", [False, True])
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
@pytest.mark.parametrize("short", [False, True])
def test_activations_of_a_llama_are_foretold_within_a_quarter(
    data: Any, tiny_base: Path, ratio: Callable[..., float], short: bool, attention: str, checkpointing: bool
) -> None:
    """Packed and padded batches, attention that takes the square of the width, answers that take much and little."""
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base)), where="data")
    torch.manual_seed(0)
    shape = transformers.LlamaConfig(
        vocab_size=384, hidden_size=64, intermediate_size=160, num_hidden_layers=6, num_attention_heads=4
    )
    shape._attn_implementation = attention
    model = transformers.LlamaForCausalLM(shape)
    config = resolve(replace(CONFIG, gradient_checkpointing=checkpointing), model)
    examples = prepared.training
    if short:
        cut = [Encoded(each.ids, [IGNORED] * (len(each.ids) - 1) + each.ids[-1:]) for each in examples.examples]
        examples = replace(examples, examples=tuple(cut))
    model = apply_method(model, config)
    assert 0.75 < ratio(model, config, examples) < 1.25


def test_larger_batches_and_fewer_layers_to_keep_are_told_apart(data: Any, tiny_base: Path) -> None:
    def activations(**changed: Any) -> int:
        prepared = prepare(data, replace(CONFIG, base=str(tiny_base), **changed), where="data")
        return foresee(prepared).memory.activations

    small, large = activations(batch_size=2), activations(batch_size=8)
    assert activations(batch_size=8, gradient_checkpointing=True) < large / 1.25
    assert small < large / 1.25


def test_the_costliest_batch_is_one_of_the_first_epoch(data: Any, tiny_base: Path) -> None:
    prepared = prepare(replace(data, train=40), replace(CONFIG, base=str(tiny_base)), where="data")
    model, examples = prepared.base.model, prepared.training.examples
    laid, _ = layout(model, 0, packing=True)
    steps = laid.sampler(examples, prepared.config.batch_size, prepared.config.seed)
    batches = [batch for step in steps for batch in laid.batches([examples[index] for index in step])]
    tokens = [each["input_ids"].numel() for each in batches]
    found = costliest_batch(laid, prepared.config, examples)
    assert found["input_ids"].numel() == max(tokens) > min(tokens)
    assert any(torch.equal(found["input_ids"], each["input_ids"]) for each in batches)


def test_counting_what_is_kept_changes_nothing(data: Any, tiny_base: Path) -> None:
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base)), where="data")
    model = apply_method(prepared.base.model, prepared.config)
    before = {name: each.clone() for name, each in model.state_dict().items()}
    model.eval()
    forecast(model, prepared.config, prepared.training, pad=0)
    assert not model.training
    assert all(torch.equal(each, before[name]) for name, each in model.state_dict().items())
    assert all(each.grad is None for each in model.parameters())


def test_several_devices_share_a_batch_and_with_fsdp_the_weights(data: Any, tiny_base: Path) -> None:
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), method=Method.SFT, batch_size=8), where="data")
    model = apply_method(prepared.base.model, prepared.config)

    def memory(devices: int, **changed: Any) -> Any:
        return forecast(model, replace(prepared.config, **changed), prepared.training, pad=0, devices=devices).memory

    alone, shared, spread = memory(1), memory(4), memory(4, fsdp=True)
    assert shared.activations < alone.activations
    assert (shared.weights, shared.training) == (alone.weights, alone.training)
    assert (spread.weights, spread.training) == (alone.weights // 4, alone.training // 4)


@pytest.mark.parametrize(("stage", "divided"), [(0, ""), (1, "o"), (2, "og"), (3, "ogw")])
def test_a_deepspeed_file_divides_what_its_stage_says(
    data: Any, tiny_base: Path, tmp_path: Path, stage: int, divided: str
) -> None:
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), method=Method.SFT, batch_size=8), where="data")
    model = apply_method(prepared.base.model, prepared.config)
    (tmp_path / "zero.json").write_text(f'{{"zero_optimization": {{"stage": {stage}}}}}')
    config = replace(prepared.config, deepspeed=str(tmp_path / "zero.json"))
    memory = forecast(model, config, prepared.training, pad=0, devices=4).memory
    weights = 4 * sum(each.numel() for each in model.parameters())
    assert memory.weights == weights // (4 if "w" in divided else 1)
    assert memory.training == weights // (4 if "g" in divided else 1) + 2 * weights // (4 if "o" in divided else 1)
