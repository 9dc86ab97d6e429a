"""ChatGLM3's own numbers, on today's libraries: logits, loss, gradients, padding, decoding, training."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional
from transformers import DynamicCache

from text2sql.models.checkpoints import load_base
from text2sql.models.lora import load_lora
from text2sql.models.original import original_tensors
from text2sql.models.tokenizer import IGNORED

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
pytestmark = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no reference numbers of the original ChatGLM3 at ../shared/chatglm3"
)
Tensors = dict[str, torch.Tensor]
CLOSE = {"atol": 2e-6, "rtol": 0}


@pytest.fixture
def model() -> Any:
    return load_base(str(REFERENCE / "tiny"), device="cpu").model


@pytest.fixture(scope="module")
def plain() -> Tensors:
    return load_file(REFERENCE / "plain.safetensors")


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), ignore_index=IGNORED)


def test_logits_loss_and_gradients(model: Any, plain: Tensors) -> None:
    logits = model(plain["input_ids"]).logits
    torch.testing.assert_close(logits, plain["logits"], **CLOSE)
    loss = loss_of(logits, plain["labels"])
    torch.testing.assert_close(loss, plain["loss"][0], **CLOSE)
    loss.backward()  # type: ignore[no-untyped-call]
    parameters = dict(model.named_parameters())
    weights = {name: each.data for name, each in parameters.items()}
    for each in parameters.values():
        each.data = each.grad
    gradients = dict(original_tensors(model))
    for name, each in parameters.items():
        each.data = weights[name]
    compared = 0
    for name, expected in plain.items():
        kind, _, weight = name.partition("/")
        if kind == "grad":
            torch.testing.assert_close(gradients[weight], expected, **CLOSE)
        elif kind == "gradnorm":
            torch.testing.assert_close(gradients[weight].norm(), expected[0], atol=2e-6, rtol=1e-6)
        compared += kind in ("grad", "gradnorm")
    assert compared >= 10


def test_every_layers_output(model: Any, plain: Tensors) -> None:
    found: list[torch.Tensor] = []
    for layer in model.model.layers:
        layer.register_forward_pre_hook(lambda _, args: found.append(args[0]))
    model.model.norm.register_forward_pre_hook(lambda _, args: found.append(args[0]))
    with torch.no_grad():
        model(plain["input_ids"])
    for index, states in enumerate(found):
        torch.testing.assert_close(states, plain[f"hidden_states/{index}"].transpose(0, 1), **CLOSE)
    assert len(found) == 3


def test_keys_and_values(model: Any, plain: Tensors) -> None:
    with torch.no_grad():
        cache = model(plain["input_ids"], use_cache=True).past_key_values
    for index, layer in enumerate(cache.layers):
        for found, name in ((layer.keys, "key"), (layer.values, "value")):
            torch.testing.assert_close(found, plain[f"past/{index}/{name}"].permute(1, 2, 0, 3), **CLOSE)


def test_a_long_text(model: Any, plain: Tensors) -> None:
    with torch.no_grad():
        logits = model(plain["long_input_ids"]).logits[:, -8:]
    torch.testing.assert_close(logits, plain["long_logits_last8"], **CLOSE)


@pytest.mark.parametrize(("name", "beams"), [("greedy32", 1), ("beam3_32", 3)])
def test_greedy_and_beam_search(model: Any, plain: Tensors, name: str, beams: int) -> None:
    ids = plain["input_ids"]
    found = model.generate(
        ids, attention_mask=torch.ones_like(ids), max_new_tokens=32, do_sample=False, num_beams=beams
    )
    assert found.tolist() == plain[name].tolist()


def test_stop_tokens() -> None:
    assert load_base(str(REFERENCE / "tiny"), device="cpu").tokenizer.stop_ids == {2, 64795, 64797}


def test_left_padded_rows(model: Any) -> None:
    expected = load_file(REFERENCE / "left_padded.safetensors")
    with torch.no_grad():
        logits = model(
            expected["input_ids"], attention_mask=expected["attention_mask"], position_ids=expected["position_ids"]
        ).logits
    real = expected["attention_mask"].bool()
    torch.testing.assert_close(logits[real], expected["logits"][real], **CLOSE)


class TestDecodingStepByStep:
    @pytest.fixture
    def expected(self) -> Tensors:
        return load_file(REFERENCE / "kv_cache.safetensors")

    def test_one_row(self, model: Any, expected: Tensors) -> None:
        ids, start = expected["input_ids"], int(expected["prefill_len"])
        found = self.steps(model, ids, torch.ones_like(ids), torch.arange(ids.shape[1])[None], start)
        torch.testing.assert_close(found, expected["logits_incremental"], **CLOSE)
        torch.testing.assert_close(found, expected["logits_full"], **CLOSE)

    def test_padded_rows(self, model: Any, expected: Tensors) -> None:
        mask, start = expected["batch_attention_mask"], int(expected["batch_prefill_len"])
        found = self.steps(model, expected["batch_input_ids"], mask, expected["batch_position_ids"], start)
        real = mask.bool()
        # One logit of 59,392 is 2.2e-6 off: the kernel for one query adds in another order.
        for name in ("batch_logits_incremental", "batch_logits_full"):
            torch.testing.assert_close(found[real], expected[name][real], atol=4e-6, rtol=0)

    def test_a_chunk_behind_the_first(self, model: Any, expected: Tensors) -> None:
        ids = expected["input_ids"]
        cache = DynamicCache(config=model.config)
        with torch.no_grad():
            model(ids[:, :10], past_key_values=cache)
            found = model(ids[:, 10:], past_key_values=cache, position_ids=torch.arange(10, 24)[None]).logits
        torch.testing.assert_close(found, expected["logits_chunk_after_prefill"], **CLOSE)

    @staticmethod
    @torch.no_grad()
    def steps(model: Any, ids: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, start: int) -> torch.Tensor:
        cache = DynamicCache(config=model.config)
        parts = []
        for first, end in [(0, start), *((at, at + 1) for at in range(start, ids.shape[1]))]:
            parts.append(
                model(
                    ids[:, first:end],
                    attention_mask=mask[:, :end],
                    position_ids=positions[:, first:end],
                    past_key_values=cache,
                ).logits
            )
        return torch.cat(parts, dim=1)


@pytest.mark.parametrize("method", ["full", "lora"])
def test_ten_steps_of_training(model: Any, method: str) -> None:
    steps = load_file(REFERENCE / "train_trajectory.safetensors")
    if method == "lora":
        model = load_lora(model, REFERENCE / "lora_adapter_original", "tiny")
        # One A for queries, keys and values, as in the fused layer.
        for name, each in model.named_parameters():
            each.requires_grad_("lora_" in name)
        for attention in (module for module in model.modules() if hasattr(module, "q_proj")):
            for part in (attention.k_proj, attention.v_proj):
                part.lora_A["default"].weight = attention.q_proj.lora_A["default"].weight
    trained = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-3, weight_decay=0.0)
    losses = []
    for _ in range(10):
        inputs = {name: steps[name] for name in ("input_ids", "attention_mask", "position_ids")}
        loss = loss_of(model(**inputs, use_cache=False).logits, steps["labels"])
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    torch.testing.assert_close(torch.tensor(losses), steps[f"loss_{method}"], **CLOSE)


def test_bfloat16_differs_by_rounding_only(plain: Tensors) -> None:
    model = load_base(str(REFERENCE / "tiny"), device="cpu", dtype=torch.bfloat16).model
    with torch.no_grad():
        found = model(plain["input_ids"]).logits.float()
    torch.testing.assert_close(found, plain["logits_bf16"].float(), atol=0.05, rtol=0)
