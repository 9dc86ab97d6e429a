"""What a base in four bits weighs: its weights are counted as they are, its bytes as they lie."""

import copy
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import GlmForCausalLM

from text2sql.config import Method, TrainConfig
from text2sql.models import peft_methods
from text2sql.models.encode import EncodedSet
from text2sql.models.forecast import forecast
from text2sql.models.mini.network import glm_config
from text2sql.models.peft_methods import apply_method, resolve
from text2sql.models.quantized import quantize, size_of
from text2sql.models.tokenizer import Encoded

bitsandbytes = pytest.importorskip("bitsandbytes", reason="no bitsandbytes")


@pytest.fixture
def plain() -> Any:
    torch.manual_seed(0)
    return GlmForCausalLM(glm_config(100, hidden=128, layers=2, heads=4, ffn=256)).bfloat16()


def weights(model: Any) -> int:
    return sum(each.numel() for each in model.parameters())


def test_a_quantised_base_has_as_many_weights_as_before(plain: Any) -> None:
    count, linear = (
        weights(plain),
        sum(
            each.weight.numel()
            for each in plain.modules()
            if type(each) is torch.nn.Linear and each is not plain.lm_head
        ),
    )
    small = quantize(copy.deepcopy(plain), "cpu")
    assert weights(small) == count - linear // 2  # what torch says
    assert sum(size_of(each).weights for each in small.parameters()) == count
    held = sum(size_of(each).bytes for each in small.parameters())
    apart = 2 * (count - linear)
    # Half a byte a weight, an eighth of a bit for each constant's share, and tables that matter only in layers as small as these.
    tables = 14 * (16 + 256 + 8) * 4
    assert apart + linear // 2 < held < apart + linear * 0.52 + tables


def test_after_an_evaluation_gradients_still_flow_through_the_four_bits(plain: Any) -> None:
    small = quantize(plain, "cpu")
    inputs = small.get_input_embeddings()(torch.arange(6)[None]).float().requires_grad_()

    def gradient() -> torch.Tensor:
        (found,) = torch.autograd.grad(small.model.layers[0].mlp(inputs).sum(), inputs)
        return found

    before = gradient()
    assert before.abs().max() > 0
    with torch.no_grad():
        small.eval()(torch.arange(6)[None])
    small.train()
    assert torch.equal(gradient(), before)


def test_the_size_that_chooses_the_defaults_is_the_true_one(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *rest = peft_methods._SIZES
    small = quantize(copy.deepcopy(plain), "cpu")
    config = TrainConfig(method=Method.QLORA)
    for below, expected in ((weights(plain), second), (weights(plain) + 1, first)):
        monkeypatch.setattr(peft_methods, "_SIZES", (first._replace(below=below), second, *rest))
        assert resolve(config, small).lora_rank == resolve(config, plain).lora_rank == expected.rank


def test_a_forecast_tells_all_weights_and_their_bytes(plain: Any) -> None:
    config = resolve(TrainConfig(method=Method.QLORA), plain)
    count = weights(plain)
    held = sum(size_of(each).bytes for each in quantize(copy.deepcopy(plain), "cpu").parameters())
    training = EncodedSet(examples=(Encoded([1, 2, 3], [-100, 2, 3]),), too_long=0, untrained=0, longest=3)
    would = forecast(apply_method(quantize(plain, "cpu"), config), config, training, pad=0)
    assert would.parameters == count + would.trained
    assert would.memory.weights == held + 4 * would.trained


def test_other_parameters_are_what_torch_says() -> None:
    assert size_of(torch.zeros(3, 5, dtype=torch.float16)) == (15, 30)
    assert size_of(SimpleNamespace(numel=lambda: 2, element_size=lambda: 4)) == (2, 8)
