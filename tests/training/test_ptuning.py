"""P-Tuning v2 and soft prompts: the original's numbers, and what must hold on any model."""

from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

from text2sql.errors import T2SError
from text2sql.models.batches import layout
from text2sql.models.checkpoints import load_base
from text2sql.models.encode import packed_batches, padded_batch
from text2sql.models.generate import greedy, prefill
from text2sql.models.loss import label_loss_sum
from text2sql.models.ptuning import attach_prefix, load_prefix, save_prefix
from text2sql.models.soft_prompt import attach_soft_prompt, load_soft_prompt, save_soft_prompt
from text2sql.models.tokenizer import IGNORED, Encoded

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no reference numbers of the original ChatGLM3 at ../shared/chatglm3"
)


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), ignore_index=IGNORED)


SHAPE: dict[str, Any] = {
    "vocab_size": 60,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}


def small_llama() -> Any:
    torch.manual_seed(5)
    return LlamaForCausalLM(LlamaConfig(**SHAPE)).eval()


def small_qwen2() -> Any:
    torch.manual_seed(6)
    return Qwen2ForCausalLM(Qwen2Config(**SHAPE)).eval()


@needs_reference
@pytest.mark.parametrize("mode", ["noproj", "proj"])
class TestOriginal:
    @pytest.fixture
    def expected(self, mode: str) -> dict[str, torch.Tensor]:
        return load_file(REFERENCE / f"ptuning_{mode}.safetensors")

    @pytest.fixture
    def model(self, mode: str, expected: dict[str, torch.Tensor]) -> Any:
        model = load_base(str(REFERENCE / "tiny"), device="cpu").model
        encoder = attach_prefix(model, 8, projection=mode == "proj")
        encoder.load_state_dict({name[7:]: each for name, each in expected.items() if name.startswith("prefix/")})
        return model.eval()

    def test_the_prefix_of_each_layer(self, model: Any, expected: dict[str, torch.Tensor]) -> None:
        for index, (keys, values) in enumerate(model.prefix_encoder(1)):
            for found, original in zip((keys, values), expected[f"prompt/{index}"], strict=True):
                torch.testing.assert_close(found, original.permute(1, 2, 0, 3), atol=1e-6, rtol=0)

    @pytest.mark.parametrize("checkpointing", [False, True])
    def test_logits_loss_and_gradients(
        self, model: Any, expected: dict[str, torch.Tensor], checkpointing: bool
    ) -> None:
        if checkpointing:
            model.train()
            model.prefix_encoder.dropout.p = 0.0
            model.gradient_checkpointing_enable({"use_reentrant": False})
        logits = model(expected["input_ids"], use_cache=False).logits
        torch.testing.assert_close(logits, expected["logits"], atol=2e-6, rtol=0)
        loss = loss_of(logits, expected["labels"])
        torch.testing.assert_close(loss, expected["loss"][0], atol=2e-6, rtol=0)
        loss.backward()  # type: ignore[no-untyped-call]
        for name, parameter in model.prefix_encoder.named_parameters():
            original = expected[f"grad/transformer.prefix_encoder.{name}"]
            torch.testing.assert_close(parameter.grad, original, atol=2e-7, rtol=0)
        assert all(each.grad is None for name, each in model.named_parameters() if "prefix_encoder" not in name)

    def test_padded_rows(self, model: Any, expected: dict[str, torch.Tensor]) -> None:
        mask = expected["batch_attention_mask"]
        logits = model(
            expected["batch_input_ids"], attention_mask=mask, position_ids=expected["batch_position_ids"]
        ).logits
        torch.testing.assert_close(logits[mask.bool()], expected["batch_logits"][mask.bool()], atol=2e-6, rtol=0)

    def test_generation(self, model: Any, expected: dict[str, torch.Tensor]) -> None:
        ids = expected["input_ids"]
        found = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=16, do_sample=False)
        assert found.tolist() == expected["greedy16"].tolist()
        row = ids[0].tolist()
        (reply,) = greedy(model, prefill(model, row[:9]), [row[9:]], pad=0, stops=frozenset(), limit=16)
        assert row + reply.ids == expected["greedy16"][0].tolist()

    def test_ten_steps(self, model: Any, expected: dict[str, torch.Tensor], mode: str) -> None:
        steps = load_file(REFERENCE / "train_trajectory.safetensors")
        optimizer = torch.optim.AdamW(model.prefix_encoder.parameters(), lr=1e-3, weight_decay=0.0)
        losses = []
        for _ in range(10):
            inputs = {name: steps[name] for name in ("input_ids", "attention_mask", "position_ids")}
            loss = loss_of(model(**inputs, use_cache=False).logits, steps["labels"])
            losses.append(loss.item())
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        torch.testing.assert_close(torch.tensor(losses), steps[f"loss_ptuning_{mode}"], atol=2e-6, rtol=0)

    def test_a_prefix_that_the_original_wrote_is_read(
        self, model: Any, expected: dict[str, torch.Tensor], tmp_path: Path
    ) -> None:
        names = {name[7:]: each for name, each in expected.items() if name.startswith("prefix/")}
        original = {f"transformer.prefix_encoder.{name}": each for name, each in names.items()}
        torch.save(original | {"transformer.other.weight": torch.zeros(1)}, tmp_path / "pytorch_model.bin")
        fresh = load_base(str(REFERENCE / "tiny"), device="cpu").model
        load_prefix(fresh, tmp_path)
        with torch.no_grad():
            found = fresh.eval()(expected["input_ids"]).logits
        torch.testing.assert_close(found, expected["logits"], atol=2e-6, rtol=0)


@pytest.fixture(params=["glm", "llama", "qwen2"])
def model(request: pytest.FixtureRequest, tiny_base: Path) -> Any:
    if request.param == "glm":
        return load_base(str(tiny_base), device="cpu").model
    return small_llama() if request.param == "llama" else small_qwen2()


def examples() -> list[Encoded]:
    draw = torch.Generator().manual_seed(1)
    shared = torch.randint(3, 50, (12,), generator=draw).tolist()
    rows = [shared + torch.randint(3, 50, (length,), generator=draw).tolist() for length in (5, 9, 7)]
    return [Encoded(row, [IGNORED] * 14 + row[14:]) for row in rows]


class TestPrefix:
    def test_only_the_prefix_is_trained_and_it_changes_the_answer(self, model: Any) -> None:
        ids = torch.tensor([[5, 6, 7, 8]])
        before = model(ids).logits
        attach_prefix(model, 3, projection=False)
        assert {name for name, each in model.named_parameters() if each.requires_grad} == {
            "prefix_encoder.embedding.weight"
        }
        assert not torch.allclose(model(ids).logits, before, atol=1e-3)

    def test_packed_and_padded_batches_give_the_same_loss_and_gradients(self, model: Any) -> None:
        encoder = attach_prefix(model, 3, projection=True)
        assert layout(model, 0, packing=True)[0].is_packed
        model.eval()
        found = []
        for batch in (padded_batch(examples(), 0), *packed_batches(examples(), 200)):
            encoder.zero_grad()
            loss = label_loss_sum(model, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            gradients = [each.grad.flatten() for each in encoder.parameters() if each.grad is not None]
            found.append((loss.detach(), torch.cat(gradients)))
        torch.testing.assert_close(found[0], found[1], atol=1e-5, rtol=1e-5)

    def test_it_comes_back_from_its_file(self, model: Any, tmp_path: Path) -> None:
        attach_prefix(model, 3, projection=False)
        save_prefix(model, tmp_path)
        expected = model(torch.tensor([[5, 6, 7]])).logits
        torch.nn.init.normal_(model.prefix_encoder.embedding.weight)
        assert not torch.allclose(model(torch.tensor([[5, 6, 7]])).logits, expected, atol=1e-3)
        load_prefix(model, tmp_path)
        assert torch.equal(model(torch.tensor([[5, 6, 7]])).logits, expected)

    def test_a_prefix_of_another_model_is_refused(self, tmp_path: Path) -> None:
        one = small_llama()
        attach_prefix(one, 3, projection=False)
        save_prefix(one, tmp_path)
        config = LlamaConfig(
            vocab_size=60, hidden_size=16, intermediate_size=8, num_hidden_layers=1, num_attention_heads=2
        )
        with pytest.raises(T2SError, match="the model wants"):
            load_prefix(LlamaForCausalLM(config), tmp_path)
        with pytest.raises(T2SError, match="no prefix weights"):
            load_prefix(one, tmp_path / "none")

    def test_dropout_is_drawn_for_every_row_in_training_only(self) -> None:
        model = small_llama()
        encoder = attach_prefix(model, 30, projection=False)
        encoder.train()
        (keys, _), *_ = encoder(2)
        assert not torch.equal(keys[0], keys[1])
        assert 0.02 < float((keys == 0).float().mean()) < 0.25
        encoder.eval()
        (keys, _), *_ = encoder(2)
        assert torch.equal(keys[0], keys[1])


class TestSoftPrompt:
    def test_it_is_pefts_prompt_tuning(self, model: Any, tmp_path: Path) -> None:
        known = len(model.get_input_embeddings().weight)
        attach_soft_prompt(model, 4, seed=3)
        torch.nn.init.normal_(model.soft_prompt.vectors)
        assert [name for name, each in model.named_parameters() if each.requires_grad] == ["soft_prompt.vectors"]
        save_soft_prompt(model, tmp_path)
        ids = torch.tensor([[5, 6, 7, 8], [9, 9, 7, 5]])
        virtual = torch.arange(known, known + 4).expand(2, -1)
        with torch.no_grad():
            found = model(torch.cat([virtual, ids], dim=1)).logits[:, 4:]
            model.soft_prompt = None
            theirs = peft.PeftModel.from_pretrained(model, str(tmp_path)).eval()
            expected = theirs(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, 4:]
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)

    def test_it_begins_as_tokens_of_the_vocabulary(self) -> None:
        model = small_llama()
        prompt = attach_soft_prompt(model, 4, seed=3)
        rows = model.get_input_embeddings().weight
        assert all((row == rows).all(dim=1).any() for row in prompt.vectors)

    def test_packed_and_padded_batches_give_the_same_gradients(self, model: Any) -> None:
        known = len(model.get_input_embeddings().weight)
        prompt = attach_soft_prompt(model, 3, seed=0)
        virtual = list(range(known, known + 3))
        rows = [Encoded(virtual + each.ids, [IGNORED] * 3 + each.labels) for each in examples()]
        assert layout(model, 0, packing=True)[0].is_packed
        gradients = []
        for batch in (padded_batch(rows, 0), *packed_batches(rows, 200)):
            prompt.zero_grad()
            label_loss_sum(model, batch).backward()  # type: ignore[no-untyped-call]
            assert prompt.vectors.grad is not None
            gradients.append(prompt.vectors.grad.clone())
        torch.testing.assert_close(gradients[0], gradients[1], atol=1e-5, rtol=1e-5)

    def test_one_of_another_width_is_refused(self, tmp_path: Path) -> None:
        one = small_llama()
        attach_soft_prompt(one, 2, seed=0)
        save_soft_prompt(one, tmp_path)
        config = LlamaConfig(
            vocab_size=60, hidden_size=16, intermediate_size=8, num_hidden_layers=1, num_attention_heads=2
        )
        with pytest.raises(T2SError, match="width 32, the model's are 16"):
            load_soft_prompt(LlamaForCausalLM(config), tmp_path)
