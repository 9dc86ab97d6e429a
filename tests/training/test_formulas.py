"""A checkpoint in the original layout against ChatGLM3's formulas, where the original's own numbers are not at hand."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from text2sql.models.checkpoints import load_base
from text2sql.models.original import original_tensors
from text2sql.models.ptuning import attach_prefix

_spec = importlib.util.spec_from_file_location("original_reference", Path(__file__).with_name("original_reference.py"))
assert _spec is not None
assert _spec.loader is not None
reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reference)

CLOSE = {"atol": 2e-6, "rtol": 0}
IDS = torch.randint(3, 384, (40,), generator=torch.Generator().manual_seed(1))


@pytest.fixture(scope="module", params=[1, 50], ids=lambda ratio: f"rope_ratio {ratio}")
def checkpoint(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tiny_tokenizer_file: Path
) -> tuple[Path, dict[str, Tensor], dict[str, Any]]:
    """Its folder, its weights, and what is changed in its configuration."""
    folder, changed = tmp_path_factory.mktemp("checkpoint") / "original", {"rope_ratio": request.param}
    return folder, reference.write_checkpoint(folder, tiny_tokenizer_file, seed=3, **changed), changed


@pytest.fixture
def model(checkpoint: Any) -> Any:
    return load_base(str(checkpoint[0]), device="cpu").model


def loss_of(logits: Tensor) -> Tensor:
    return functional.cross_entropy(logits[20:-1], IDS[21:])


def test_logits_loss_and_gradients_are_those_of_the_formulas(model: Any, checkpoint: Any) -> None:
    _, weights, changed = checkpoint
    expected_weights = {name: each.clone().requires_grad_() for name, each in weights.items()}
    expected = reference.logits(expected_weights, IDS, **changed)
    found = model(IDS[None]).logits[0]
    torch.testing.assert_close(found, expected, **CLOSE)
    torch.testing.assert_close(loss_of(found), loss_of(expected), **CLOSE)
    loss_of(expected).backward()  # type: ignore[no-untyped-call]
    loss_of(found).backward()  # type: ignore[no-untyped-call]
    for each in model.parameters():
        each.data = each.grad
    gradients = dict(original_tensors(model))
    for name, each in expected_weights.items():
        torch.testing.assert_close(gradients[name], each.grad, **CLOSE)


def halves(x: Tensor, positions: Tensor, base: float) -> Tensor:
    """As Llama turns: the two parts of a complex number stand half a width apart."""
    turned = x.shape[-1] // 2
    order = torch.arange(turned).view(2, -1).T.flatten()
    out = reference.interleaved(torch.cat([x[..., order], x[..., turned:]], dim=-1), positions, base)
    return torch.cat([out[..., order.argsort()], out[..., turned:]], dim=-1)


def test_a_wrong_rotation_swapped_gates_and_swapped_parts_are_noticed(model: Any, checkpoint: Any) -> None:
    _, weights, changed = checkpoint
    with torch.no_grad():
        found = model(IDS[None]).logits[0]

    def swapped(name: str, parts: list[int]) -> dict[str, Tensor]:
        wrong = {key: torch.cat([*reversed(each.split(parts))]) for key, each in weights.items() if key.endswith(name)}
        assert wrong
        return weights | wrong

    # Values before keys before queries.
    fused = ("self_attention.query_key_value.weight", [64, 32, 32])
    wrong = [
        reference.logits(weights, IDS, rotate=halves, **changed),
        reference.logits(weights, IDS, **changed | {"rope_ratio": 2}),
        reference.logits(swapped("mlp.dense_h_to_4h.weight", [96, 96]), IDS, **changed),
        reference.logits(swapped(*fused), IDS, **changed),
    ]
    for each in wrong:
        assert (found - each).abs().max() > 1e-3


@pytest.mark.parametrize("projection", [False, True])
def test_a_prefix_is_that_of_the_formulas(model: Any, checkpoint: Any, projection: bool) -> None:
    _, weights, changed = checkpoint
    torch.manual_seed(4)
    encoder = attach_prefix(model, 6, projection=projection).eval()
    with torch.no_grad():
        encoder.embedding.weight.mul_(0.5)
    mine = {name: each.detach().clone().requires_grad_() for name, each in encoder.named_parameters()}
    prefix = mine["embedding.weight"]
    if projection:
        inner = functional.linear(prefix, mine["trans.0.weight"], mine["trans.0.bias"]).tanh()
        prefix = functional.linear(inner, mine["trans.2.weight"], mine["trans.2.bias"])
    expected = reference.logits(weights, IDS, prefix=prefix, **changed)
    found = model(IDS[None], use_cache=False).logits[0]
    torch.testing.assert_close(found, expected, **CLOSE)
    loss_of(expected).backward()  # type: ignore[no-untyped-call]
    loss_of(found).backward()  # type: ignore[no-untyped-call]
    for name, each in encoder.named_parameters():
        torch.testing.assert_close(each.grad, mine[name].grad, **CLOSE)
    # Not seen, in another order, or counted by the positions of the text, as peft's is, it is another.
    wrong = [
        reference.logits(weights, IDS, **changed),
        reference.logits(weights, IDS, prefix=prefix.flip(1), **changed),
        reference.logits(
            weights,
            IDS,
            prefix=prefix,
            rotate=lambda x, positions, base: reference.interleaved(x, positions + 6, base),
            **changed,
        ),
    ]
    for each in wrong:
        assert (found - each).abs().max() > 1e-3
