"""Training invariants on a tiny random model: one seed one result, accumulation, resuming, stopping."""

import errno
import importlib.util
import itertools
import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from safetensors.torch import load_file

from text2sql.config import Method, Schedule, TrainConfig
from text2sql.errors import T2SError
from text2sql.evaluation.suite import Suite
from text2sql.models import finetune as finetuning
from text2sql.models import trainer as training
from text2sql.models.batches import BatchSampler, SchemaSampler, layout
from text2sql.models.callbacks import Progress
from text2sql.models.checkpoints import load_base
from text2sql.models.encode import encode, packed_batches, padded_batch
from text2sql.models.finetune import fit, new_run, prepare
from text2sql.models.generate import load_trained
from text2sql.models.guarded import Held, read_held
from text2sql.models.loss import LossSum, answer_loss, full_loss_sum, label_loss_sum, loss_and_labels
from text2sql.models.peft_methods import apply_method, linear_layers, resolve
from text2sql.models.states import find_states
from text2sql.models.tokenizer import Encoded
from text2sql.models.train import TrainingStoppedError
from text2sql.records import Example
from text2sql.run import Run, read_run
from text2sql.schema import Column, Schema, Table

CONFIG = TrainConfig(
    epochs=3, batch_size=4, lora_rank=4, learning_rate=5e-3, lora_dropout=0.1, warmup=0.1, seed=7, max_length=256
)


def mean_loss(model: Any, batches: Any, loss_sum: LossSum) -> float:
    total, labels = loss_and_labels(model, batches, loss_sum)
    return total / labels


def finetuned(
    data: Any, base: Path, folder: Path, *, resume: bool = False, seen: list[Progress] | None = None, **changed: Any
) -> Run:
    prepared = prepare(data, replace(CONFIG, base=str(base), **changed), where="data")
    run = new_run(data, prepared, path=folder, dataset="data")
    record = seen.append if seen is not None else lambda progress: None
    return fit(prepared, run, resume=resume, report=record, note=lambda line: None)


def weights(run: Run) -> dict[str, torch.Tensor]:
    names = {Method.SFT: "model", Method.PTUNING_V2: "prefix_encoder"}
    return load_file(run.adapter / f"{names.get(run.config.method, 'adapter_model')}.safetensors")


METHODS: list[Any] = [
    {"method": Method.LORA},
    {"method": Method.LORA, "dora": True, "rslora": True},
    pytest.param(
        {"method": Method.QLORA},
        marks=pytest.mark.skipif(importlib.util.find_spec("bitsandbytes") is None, reason="no bitsandbytes"),
    ),
    {"method": Method.SFT},
    {"method": Method.PTUNING_V2, "virtual_tokens": 4, "learning_rate": 3e-2},
    {"method": Method.PTUNING_V2, "virtual_tokens": 4, "prefix_projection": True, "gradient_checkpointing": True},
    {"method": Method.PROMPT, "virtual_tokens": 4, "learning_rate": 3e-2},
]
every_method = pytest.mark.parametrize("options", METHODS, ids=lambda each: "-".join(map(str, [*each.values()][:2])))


def assert_same_weights(one: Run, other: Run, *, atol: float = 0.0) -> None:
    first, second = weights(one), weights(other)
    assert first.keys() == second.keys()
    for name in first:
        torch.testing.assert_close(first[name], second[name], atol=atol, rtol=0)


@every_method
def test_training_lowers_the_dev_loss_and_writes_a_run(
    data: Any, tiny_base: Path, tmp_path: Path, options: dict[str, Any]
) -> None:
    seen: list[Progress] = []
    run = finetuned(data, tiny_base, tmp_path / "run", seen=seen, epochs=8, **options)
    assert run.result is not None
    # A few hundred weights before a random model cannot do much.
    least = 0.3 if options["method"] in (Method.LORA, Method.QLORA, Method.SFT) else 0.03
    assert run.result.loss_after < run.result.loss_before - least
    assert run.result.steps == 8 * 6 == seen[-1].step == seen[-1].steps
    assert seen[-1].dev_loss is not None
    assert read_run(tmp_path / "run") == run
    assert (run.adapter / "tokenizer.model").exists() == (options["method"] is Method.SFT)
    # Nothing of the base is written again with an adapter, neither at the end nor at a checkpoint.
    written = sum(each.stat().st_size for each in run.adapter.iterdir())
    assert (written > 100_000) == (options["method"] is Method.SFT)


def test_the_same_seed_gives_the_same_weights_and_another_gives_others(
    data: Any, tiny_base: Path, tmp_path: Path
) -> None:
    one = finetuned(data, tiny_base, tmp_path / "one")
    same = finetuned(data, tiny_base, tmp_path / "same")
    other = finetuned(data, tiny_base, tmp_path / "other", seed=8)
    assert_same_weights(one, same)
    with pytest.raises(AssertionError):
        assert_same_weights(one, other)


def test_four_small_batches_accumulated_equal_one_large(data: Any, tiny_base: Path, tmp_path: Path) -> None:
    # Without dropout, and with SGD's linearity out of reach, compare after a single AdamW step on the same 24 examples.
    options = {"lora_dropout": 0.0, "max_steps": 1, "method": Method.SFT, "learning_rate": 1e-3}
    large = finetuned(data, tiny_base, tmp_path / "large", batch_size=24, **options)
    small = finetuned(data, tiny_base, tmp_path / "small", batch_size=6, gradient_accumulation=4, **options)
    fewer = finetuned(data, tiny_base, tmp_path / "fewer", batch_size=6, gradient_accumulation=1, **options)
    assert gradient_gap(large, small) < 1e-4
    assert gradient_gap(large, fewer) > 1e-3


def gradient_gap(one: Run, other: Run) -> float:
    """Relative distance of the first moments, which after one step are the gradients."""
    states = [
        torch.load(next(each.checkpoints.glob("checkpoint-1")) / "optimizer.pt")["state"] for each in (one, other)
    ]
    first, second = (torch.cat([state[i]["exp_avg"].flatten() for i in sorted(state)]) for state in states)
    return float((first - second).norm() / first.norm())


@every_method
@pytest.mark.parametrize("stop_at", [2, 6])
def test_a_resumed_training_ends_where_a_straight_one_does(
    data: Any, tiny_base: Path, tmp_path: Path, stop_at: int, options: dict[str, Any]
) -> None:
    straight = finetuned(data, tiny_base, tmp_path / "straight", **options)
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), **options), where="data")
    run = new_run(data, prepared, path=tmp_path / "stopped", dataset="data")

    def interrupt(progress: Progress) -> None:
        if progress.step == stop_at:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(TrainingStoppedError, match=rf"stopped after step {stop_at}.*--resume") as caught:
        fit(prepared, run, report=interrupt, note=lambda line: None)
    assert caught.value.exit_code == 130
    with pytest.raises(T2SError, match="has not ended"):
        read_run(run.path)
    assert read_run(run.path, unfinished=True) == run
    resumed = finetuned(data, tiny_base, tmp_path / "stopped", resume=True, **options)
    assert_same_weights(straight, resumed)
    assert straight.result is not None
    assert resumed.result is not None
    assert resumed.result.loss_after == straight.result.loss_after
    assert resumed.result.steps == straight.result.steps


def test_resuming_without_a_checkpoint_starts_from_the_beginning_and_says_so(
    data: Any, tiny_base: Path, tmp_path: Path
) -> None:
    straight = finetuned(data, tiny_base, tmp_path / "straight")
    (tmp_path / "run" / "checkpoints" / "checkpoint-6").mkdir(parents=True)  # of which nothing was written
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base)), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")
    notes: list[str] = []
    resumed = fit(prepared, run, resume=True, report=lambda progress: None, note=notes.append)
    assert notes == ["only a part of checkpoint-6 was written: removed", "no checkpoint yet: starting from step 0"]
    assert_same_weights(straight, resumed)


def test_the_epoch_with_the_lowest_dev_loss_is_kept(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses = iter([9.0, 3.0, 1.0, 2.0, 1.0])  # before, three epochs, after
    kept: list[float] = []
    measured = training.AnswerTrainer.mean_loss

    def scripted(self: Any, examples: Any) -> float:
        kept.append(measured(self, examples))
        return next(losses)

    monkeypatch.setattr(training.AnswerTrainer, "mean_loss", scripted)
    run = finetuned(data, tiny_base, tmp_path / "run")
    assert run.result is not None
    assert run.result.best_epoch == 2.0
    # The weights measured last are those measured after the second epoch, not after the third.
    assert kept[4] == pytest.approx(kept[2], abs=1e-6)
    assert kept[4] != pytest.approx(kept[3], abs=1e-6)


@pytest.mark.parametrize("schedule", list(Schedule), ids=str)
def test_every_schedule_trains(data: Any, tiny_base: Path, tmp_path: Path, schedule: Schedule) -> None:
    run = finetuned(replace(data, dev=0), tiny_base, tmp_path / "run", schedule=schedule, max_steps=4, warmup=1)
    assert run.result is not None
    assert run.result.loss_after < run.result.loss_before


@pytest.mark.parametrize(("warmup", "trains"), [(0.05, True), (0.5, True), (1, False)])
def test_a_training_of_one_step_trains_unless_a_step_of_warm_up_is_asked_for(
    data: Any, tiny_base: Path, tmp_path: Path, warmup: float, trains: bool
) -> None:
    run = finetuned(data, tiny_base, tmp_path / "run", max_steps=1, warmup=warmup)
    assert run.result is not None
    assert (run.result.loss_after < run.result.loss_before) == trains


def test_without_a_dev_set_the_last_epoch_is_kept(data: Any, tiny_base: Path, tmp_path: Path) -> None:
    run = finetuned(replace(data, dev=0), tiny_base, tmp_path / "run")
    assert run.result is not None
    assert run.result.best_epoch == 3.0
    assert run.result.loss_after < run.result.loss_before


@pytest.mark.parametrize(
    ("value", "message"), [(float("nan"), "diverged"), (float("inf"), "diverged"), (0.0, "exactly 0")]
)
def test_a_loss_that_is_no_number_or_zero_stops_with_the_cause(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: float, message: str
) -> None:
    def broken(model: Any, batch: Any) -> torch.Tensor:
        return label_loss_sum(model, batch) * 0 + value if model.training else label_loss_sum(model, batch)

    monkeypatch.setattr(training, "answer_loss", lambda model, **_: (broken, ""))
    with pytest.raises(T2SError, match=message) as caught:
        finetuned(data, tiny_base, tmp_path / "run")
    assert "step 1" in str(caught.value)


def test_when_no_example_fits_the_cause_is_named(data: Any, tiny_base: Path) -> None:
    with pytest.raises(T2SError, match="24 are longer than 10 tokens"):
        prepare(data, replace(CONFIG, base=str(tiny_base), max_length=10), where="data")


@every_method
def test_what_was_trained_answers_as_it_did_in_training(
    data: Any, tiny_base: Path, tmp_path: Path, options: dict[str, Any]
) -> None:
    """The dev loss of the loaded adapter is the one that the training ended with."""
    run = finetuned(data, tiny_base, tmp_path / "run", **options)
    assert run.result is not None
    model, tokenizer = load_trained(run.config.base, run.adapter)
    dev = encode(data.conversations("dev"), tokenizer, 256).examples
    batches = [padded_batch(dev, tokenizer.pad_id)]
    assert mean_loss(model, batches, label_loss_sum) == pytest.approx(run.result.loss_after, abs=1e-5)
    plain = mean_loss(*loaded_plain(tiny_base, data), label_loss_sum)
    assert plain == pytest.approx(run.result.loss_before, abs=2e-2)
    assert plain != pytest.approx(run.result.loss_after, abs=1e-2)


def loaded_plain(tiny_base: Path, data: Any) -> tuple[Any, list[Any]]:
    model, tokenizer = load_base(str(tiny_base), device="cpu")
    return model, [padded_batch(encode(data.conversations("dev"), tokenizer, 256).examples, tokenizer.pad_id)]


def test_lora_trains_the_named_layers_only_and_sft_everything(tiny_base: Path) -> None:
    model = load_base(str(tiny_base), device="cpu").model
    assert linear_layers(model) == ("down_proj", "gate_up_proj", "k_proj", "o_proj", "q_proj", "v_proj")
    with pytest.raises(T2SError, match=r"'query_key'.*q_proj"):
        resolve(replace(CONFIG, lora_targets=("query_key",)), model)
    fused = resolve(replace(CONFIG, lora_targets=("query_key_value", "dense")), model)
    assert fused.lora_targets == ("q_proj", "k_proj", "v_proj", "o_proj")
    assert all(
        each.requires_grad
        for each in apply_method(model, resolve(replace(CONFIG, method=Method.SFT), model)).parameters()
    )
    adapted = apply_method(model, resolve(replace(CONFIG, lora_targets=("q_proj",)), model))
    trained = [name for name, each in adapted.named_parameters() if each.requires_grad]
    assert trained
    assert all("q_proj.lora_" in name for name in trained)


def test_open_choices_depend_on_method_and_size_and_choices_made_stay(tiny_base: Path) -> None:
    model = load_base(str(tiny_base), device="cpu").model
    chosen = resolve(TrainConfig(), model)
    assert (chosen.lora_rank, chosen.lora_alpha, chosen.learning_rate, chosen.max_length) == (32, 64.0, 3e-3, 512)
    assert resolve(TrainConfig(method=Method.SFT), model).learning_rate == 1e-3
    kept = resolve(TrainConfig(lora_rank=2, learning_rate=1.0, max_length=9), model)
    assert (kept.lora_rank, kept.lora_alpha, kept.learning_rate, kept.max_length) == (2, 4.0, 1.0, 9)


def test_packed_padded_and_full_losses_have_the_same_value_and_gradients(data: Any, tiny_base: Path) -> None:
    model, tokenizer = load_base(str(tiny_base), device="cpu")
    examples = encode(data.conversations("train"), tokenizer, 256).examples[:6]
    assert layout(model, 0, packing=True)[0].is_packed
    padded = padded_batch(examples, 0)
    (packed,) = packed_batches(examples, 400)
    assert packed["input_ids"].numel() < padded["input_ids"].numel() / 2
    found = []
    for loss_sum, batch in ((full_loss_sum, padded), (label_loss_sum, padded), (label_loss_sum, packed)):
        model.zero_grad()
        loss = loss_sum(model, batch)
        loss.backward()
        found.append((float(loss.detach()), torch.cat([each.grad.flatten() for each in model.parameters()])))
    with torch.no_grad():
        alone = sum(float(full_loss_sum(model, padded_batch([each], 0))) for each in examples)
    for value, gradient in found:
        assert value == pytest.approx(alone, rel=1e-5)
        torch.testing.assert_close(gradient, found[0][1], atol=1e-4, rtol=1e-4)
    assert mean_loss(model, [padded, packed], label_loss_sum) == pytest.approx(
        alone / int((padded["labels"] != -100).sum()), rel=1e-5
    )


def test_a_model_that_cannot_leave_out_logits_is_told_in_one_line() -> None:
    class Plain(torch.nn.Module):
        def forward(self, input_ids: torch.Tensor) -> None: ...

    loss_sum, line = answer_loss(Plain())
    assert loss_sum is full_loss_sum
    assert "Plain cannot leave out logits" in line


CAPPED: Any = {
    "vocab_size": 60,
    "hidden_size": 16,
    "intermediate_size": 24,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
}


@pytest.mark.parametrize(
    "config",
    [
        transformers.CohereConfig(**CAPPED),
        transformers.GraniteConfig(**CAPPED, logits_scaling=1.001),
        transformers.Gemma2Config(**CAPPED, num_key_value_heads=2, head_dim=8, final_logit_softcapping=30.0),
    ],
    ids=lambda config: config.model_type,
)
def test_the_head_of_a_model_that_scales_or_caps_its_logits_is_not_called_apart(config: Any) -> None:
    torch.manual_seed(0)
    model = transformers.AutoModelForCausalLM.from_config(config)
    loss_sum, line = answer_loss(model)
    assert loss_sum is label_loss_sum
    assert "does more than its head" in line


def test_chunks_of_several_schemas_make_a_batch_and_every_example_stands_in_one() -> None:
    prefixes = [[schema, *range(100, 160)] for schema in range(3, 9)]
    examples = [Encoded([*prefixes[n % 6], n + 200, n + 201, n + 202], []) for n in range(50)]
    sampler = SchemaSampler(examples, 8, seed=1)
    first = list(sampler)
    assert first == list(sampler)
    assert len(first) == len(sampler) == 7
    assert sorted(place for batch in first for place in batch) == list(range(50))
    sampler.set_epoch(1)
    assert list(sampler) != first
    assert list(SchemaSampler(examples, 8, seed=2)) != first
    # Chunks hold half a batch: nine examples a schema are three of them, and a batch is cut out of three or four.
    schemas = [{place % 6 for place in batch} for batch in first[:-1]]
    assert all(2 <= len(each) <= 4 for each in schemas)
    shuffled = list(BatchSampler([64] * 50, 8, seed=1))
    assert sum(len({place % 6 for place in batch}) for batch in shuffled[:-1]) > sum(map(len, schemas))


def test_where_nothing_is_shared_batches_are_a_plain_shuffle() -> None:
    sampler = SchemaSampler([Encoded([n, n + 1, n + 2], []) for n in range(3, 33)], 8, seed=1)
    drawn = [place for batch in sampler for place in batch]
    assert sorted(drawn) == list(range(30))
    assert sum(b == a + 1 for a, b in itertools.pairwise(drawn)) < 8


def test_batches_hold_every_example_once_in_an_order_of_seed_and_epoch() -> None:
    lengths = [length % 17 for length in range(50)]
    sampler = BatchSampler(lengths, 8, seed=1, pool=3)
    first = list(sampler)
    assert first == list(sampler)
    assert len(first) == len(sampler) == 7
    assert sorted(index for batch in first for index in batch) == list(range(50))
    sampler.set_epoch(1)
    assert list(sampler) != first
    spread = [max(lengths[i] for i in batch) - min(lengths[i] for i in batch) for batch in first]
    assert sum(spread) / len(spread) < 9


def scripted_accuracy(monkeypatch: pytest.MonkeyPatch, *values: float) -> list[bool]:
    """Let the dev questions be answered so; returns whether the model was in training mode each time."""
    found, modes = iter(values), []

    def accuracy(model: Any) -> float:
        modes.append(model.training)
        return next(found)

    monkeypatch.setattr(finetuning, "_accuracy_on", lambda suite, prepared, prompt: accuracy)
    return modes


def dev_suite(data: Any, count: int = 3) -> Suite:
    some = tuple(
        Example(id=str(n), schema="students", question=f"第{n}个?" * 9**n, sql="SELECT 1", language="zh")
        for n in range(count)
    )
    return Suite(name="dev", version=0, schemas=data.schemas, rows={}, examples=some)


def test_dev_questions_without_room_for_a_reply_are_left_out_and_told(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Suite] = []
    monkeypatch.setattr(finetuning, "_accuracy_on", lambda suite, *_: asked.append(suite) or (lambda model: 0.5))
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), epochs=1, max_length=512), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")
    told: list[str] = []
    fit(prepared, run, suite=dev_suite(data, 4), report=lambda progress: None, note=told.append)
    assert 0 < len(asked[0].examples) < 4
    assert any("of 4 dev questions leave no room" in line for line in told)


def test_a_bound_on_steps_does_not_go_beyond_the_epochs(data: Any, tiny_base: Path, tmp_path: Path) -> None:
    run = finetuned(data, tiny_base, tmp_path / "run", epochs=1, max_steps=100)
    assert run.result is not None
    assert run.result.steps == 6


@pytest.mark.parametrize(
    ("name", "tables", "expected"),
    [("math", 1, Held.SCOPES), ("math", 2, Held.WORDS), ("arithmetic", 1, None)],
    ids=["scopes", "of several schemas", "none"],
)
def test_replies_are_held_to_the_schema_where_the_training_answers_are(
    data: Any,
    tiny_base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    tables: int,
    expected: Held | None,
) -> None:
    columns = (
        Column(name="name", type="VARCHAR"),
        *(Column(name=each, type="INTEGER") for each in ("year", name, "english")),
    )
    schema = Schema(name="students", tables=(Table(name="students", columns=columns),))
    schemas = {name: replace(schema, name=name) for name in ("students", "others")[:tables]}
    run = finetuned(replace(data, schemas=schemas), tiny_base, tmp_path / "run", max_steps=1)
    assert read_held(run.adapter) == expected


def test_the_weights_that_answer_most_are_kept_and_the_loss_decides_between_equals(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = scripted_accuracy(monkeypatch, 0.5, 0.75, 0.75, 0.25)
    seen: list[Progress] = []
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), epochs=4), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")
    suite = dev_suite(data)
    run = fit(prepared, run, suite=suite, report=seen.append, note=lambda line: None)
    assert run.result is not None
    # The third epoch's loss is lower than the second's, as that of the fourth is.
    assert (run.result.best_epoch, run.result.dev_accuracy) == (3.0, 0.75)
    assert seen[-1].dev_accuracy == 0.75
    assert modes == [False] * 4
    assert read_run(run.path).result == run.result


def test_it_stops_when_patience_is_over(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted_accuracy(monkeypatch, 0.5, 0.75, 0.5, 0.25, 0.9, 1.0)
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), epochs=6, patience=2), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")
    suite = dev_suite(data)
    run = fit(prepared, run, suite=suite, report=lambda progress: None, note=lambda line: None)
    assert run.result is not None
    assert run.result.steps == 4 * 6
    assert (run.result.best_epoch, run.result.dev_accuracy) == (2.0, 0.75)


def test_it_evaluates_every_so_many_steps(data: Any, tiny_base: Path, tmp_path: Path) -> None:
    run = finetuned(replace(data, dev=1), tiny_base, tmp_path / "run", eval_steps=4, epochs=2)
    assert run.result is not None
    assert run.result.steps == 12
    assert sorted(each.name for each in run.checkpoints.iterdir()) == ["checkpoint-12", "checkpoint-8"]


def test_without_bitsandbytes_four_bits_are_refused_with_a_way_out(
    data: Any, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(T2SError, match=r"bitsandbytes.*t2s\[qlora\].*--method lora"):
        prepare(data, replace(CONFIG, base=str(tiny_base), method=Method.QLORA), where="data")


def test_a_full_device_is_one_sentence_with_ways_out(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> torch.Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(training, "answer_loss", lambda model, **_: (full, ""))
    with pytest.raises(T2SError, match=r"memory of cpu is full at batch size 4.*batch_size.*gradient_checkpointing"):
        finetuned(data, tiny_base, tmp_path / "run")


def stopped_run(data: Any, base: Path, folder: Path, *, at: int, **changed: Any) -> Run:
    """A run that was stopped after so many steps."""
    prepared = prepare(data, replace(CONFIG, base=str(base), **changed), where="data")
    run = new_run(data, prepared, path=folder, dataset="data")

    def interrupt(progress: Progress) -> None:
        if progress.step == at:
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(TrainingStoppedError):
        fit(prepared, run, report=interrupt, note=lambda line: None)
    return run


def resumed(data: Any, base: Path, run: Run, told: list[str], suite: Suite | None = None, **changed: Any) -> Run:
    prepared = prepare(data, replace(CONFIG, base=str(base), **changed), where="data")
    again = new_run(data, prepared, path=run.path, dataset="data")
    return fit(prepared, again, resume=True, suite=suite, report=lambda progress: None, note=told.append)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


# What a process that is killed, or a full disk, leaves of a checkpoint.
BREAKAGES: list[Any] = [
    lambda folder: (folder / "trainer_state.json").unlink(),
    lambda folder: cut(folder / "trainer_state.json"),
    lambda folder: cut(folder / "adapter_model.safetensors"),
    lambda folder: (folder / "adapter_model.safetensors").unlink(),
    lambda folder: (folder / "optimizer.pt").unlink(),
    lambda folder: cut(folder / "optimizer.pt"),
    lambda folder: (folder / "rng_state.pth").write_bytes(b""),
    lambda folder: (folder / "scheduler.pt").unlink(),
]


@pytest.mark.parametrize("breaks", BREAKAGES)
def test_a_checkpoint_of_which_a_part_is_missing_is_not_whole(
    written_states: Path, tmp_path: Path, breaks: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(written_states, tmp_path / "checkpoints")
    assert find_states(folder) == (folder / "checkpoint-6", ())
    breaks(folder / "checkpoint-6")
    assert find_states(folder) == (folder / "checkpoint-4", (folder / "checkpoint-6",))
    breaks(folder / "checkpoint-4")
    assert find_states(folder) == (None, (folder / "checkpoint-4", folder / "checkpoint-6"))
    assert find_states(tmp_path / "nowhere") == (None, ())


def test_a_checkpoint_whose_best_weights_are_lost_is_not_taken(written_states: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(written_states, tmp_path / "checkpoints")
    state = json.loads((folder / "checkpoint-6" / "trainer_state.json").read_text())
    for best, newest in ((4, folder / "checkpoint-6"), (2, folder / "checkpoint-4")):
        (folder / "checkpoint-6" / "trainer_state.json").write_text(json.dumps(state | {"best_global_step": best}))
        assert find_states(folder).newest == newest


@pytest.fixture(scope="module")
def written_states(some_data: Any, tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checkpoints after four and six steps, of a run without a dev set."""
    return stopped_run(
        replace(some_data, dev=0), tiny_base, tmp_path_factory.mktemp("states") / "run", at=6, eval_steps=2
    ).checkpoints


@pytest.mark.parametrize("breaks", [BREAKAGES[1], BREAKAGES[5]])
def test_resuming_takes_the_newest_whole_checkpoint_and_says_so(
    data: Any, tiny_base: Path, tmp_path: Path, breaks: Callable[[Path], None]
) -> None:
    straight = finetuned(data, tiny_base, tmp_path / "straight", eval_steps=2)
    run = stopped_run(data, tiny_base, tmp_path / "run", at=7, eval_steps=2)
    assert sorted(each.name for each in run.checkpoints.iterdir()) == ["checkpoint-6", "checkpoint-7"]
    breaks(run.checkpoints / "checkpoint-7")
    told: list[str] = []
    run = resumed(data, tiny_base, run, told, eval_steps=2)
    assert told == ["only a part of checkpoint-7 was written: removed", "resuming from checkpoint-6"]
    assert_same_weights(straight, run)
    assert run.result is not None
    assert straight.result is not None
    assert replace(run.result, seconds=0) == replace(straight.result, seconds=0)


@pytest.mark.parametrize("options", [{}, {"eval_steps": 4}, {"epochs": 2.5}, {"max_steps": 15}, {"dev": 0}])
def test_a_training_killed_after_its_last_step_ends_as_it_would_have(
    data: Any, tiny_base: Path, tmp_path: Path, options: dict[str, Any]
) -> None:
    options = dict(options)
    data = replace(data, dev=options.pop("dev", data.dev))
    straight = finetuned(data, tiny_base, tmp_path / "run", **options)
    kept = weights(straight)
    # As if run.json had not been written to its end.
    shutil.rmtree(straight.adapter)
    again = resumed(data, tiny_base, straight, [], **options)
    for name, value in weights(again).items():
        assert torch.equal(value, kept[name])
    assert again.result is not None
    assert straight.result is not None
    assert replace(again.result, seconds=0) == replace(straight.result, seconds=0)


def test_the_evaluation_of_an_epoch_is_not_lost_when_its_last_step_is_stopped(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite = dev_suite(data)
    figures = (0.9, 0.5, 0.25)
    scripted_accuracy(monkeypatch, *figures)
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base)), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")

    def interrupt(progress: Progress) -> None:
        if progress.step == 6:
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(TrainingStoppedError, match="after step 6"):
        fit(prepared, run, suite=suite, report=interrupt, note=lambda line: None)
    scripted_accuracy(monkeypatch, *figures[1:])
    run = resumed(data, tiny_base, run, [], suite)
    assert run.result is not None
    assert (run.result.best_epoch, run.result.dev_accuracy) == (1.0, 0.9)


def test_a_run_resumed_from_another_folder_finds_its_best_weights(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite = dev_suite(data)
    monkeypatch.chdir(tmp_path)
    scripted_accuracy(monkeypatch, 0.9)
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base)), where="data")
    run = new_run(data, prepared, path=Path("here"), dataset="data")

    def interrupt(progress: Progress) -> None:
        if progress.step == 8:
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(TrainingStoppedError):
        fit(prepared, run, suite=suite, report=interrupt, note=lambda line: None)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    scripted_accuracy(monkeypatch, 0.5, 0.25)
    run = resumed(data, tiny_base, replace(run, path=Path("..") / "here"), [], suite)
    assert run.result is not None
    assert (run.result.best_epoch, run.result.dev_accuracy) == (1.0, 0.9)


@pytest.mark.parametrize("stop_at", [8, 12, 14, 18, 20, 24])
def test_a_resumed_training_loses_patience_when_a_straight_one_does(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    # The best is the second of six evaluations, the third and the fourth are the two without a better one.
    figures = [0.5, 0.75, 0.5, 0.25, 0.9, 1.0]
    options: dict[str, Any] = {"epochs": 6, "patience": 2}
    suite = dev_suite(data)
    scripted_accuracy(monkeypatch, *figures)
    prepared = prepare(data, replace(CONFIG, base=str(tiny_base), **options), where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")

    def interrupt(progress: Progress) -> None:
        if progress.step == stop_at:
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(TrainingStoppedError):
        fit(prepared, run, suite=suite, report=interrupt, note=lambda line: None)
    scripted_accuracy(monkeypatch, *figures[stop_at // 6 :])
    run = resumed(data, tiny_base, run, [], suite, **options)
    assert run.result is not None
    assert run.result.steps == 24
    assert (run.result.best_epoch, run.result.dev_accuracy) == (2.0, 0.75)


NO_SPACE = OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_at_a_checkpoint_is_one_sentence_and_the_one_before_goes_on(
    data: Any, tiny_base: Path, tmp_path: Path
) -> None:
    straight = finetuned(data, tiny_base, tmp_path / "straight", eval_steps=2)
    full = training.AnswerTrainer._save_optimizer_and_scheduler

    def filling(self: Any, folder: str) -> None:
        full(self, folder)
        if folder.endswith("-6"):
            raise NO_SPACE

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training.AnswerTrainer, "_save_optimizer_and_scheduler", filling, raising=False)
        with pytest.raises(T2SError) as caught:
            finetuned(data, tiny_base, tmp_path / "run", eval_steps=2)
    folder = tmp_path / "run" / "checkpoints"
    assert str(caught.value) == (
        f"{folder / 'checkpoint-6'}: a checkpoint cannot be written: No space left on device; "
        f"make room there, then go on from checkpoint-4 with: t2s finetune --resume {tmp_path / 'run'}"
    )
    # The part that was written makes room itself.
    assert not (folder / "checkpoint-6").exists()
    told: list[str] = []
    assert_same_weights(
        straight, resumed(data, tiny_base, read_run(folder.parent, unfinished=True), told, eval_steps=2)
    )
    assert told == ["resuming from checkpoint-4"]


def test_a_full_disk_at_the_first_checkpoint_says_that_there_is_none(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> None:
        raise NO_SPACE

    monkeypatch.setattr(training, "save_weights", failing)
    with pytest.raises(
        T2SError,
        match=r"cannot be written: No space left.*go on from step 0, as there is no checkpoint yet, with: t2s finetune --resume",
    ):
        finetuned(data, tiny_base, tmp_path / "run")


@pytest.mark.parametrize(("module", "name"), [(training, "save_weights"), (finetuning, "write_run")])
def test_a_full_disk_at_the_end_loses_nothing(
    data: Any, tiny_base: Path, tmp_path: Path, module: Any, name: str
) -> None:
    straight = finetuned(data, tiny_base, tmp_path / "straight")
    writes, runs = getattr(module, name), []

    def failing(*given: Any) -> None:
        # Checkpoints are written before, and run.json at the beginning too.
        runs.append(name == "write_run")
        if runs.count(True) == 2 or (name == "save_weights" and given[1].name == "adapter"):
            raise NO_SPACE
        writes(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, name, failing)
        with pytest.raises(T2SError, match=r"the trained weights cannot be written: No space left.*from checkpoint-18"):
            finetuned(data, tiny_base, tmp_path / "run")
    run = read_run(tmp_path / "run", unfinished=True)
    assert run.result is None
    assert not run.adapter.exists()
    assert_same_weights(straight, resumed(data, tiny_base, run, []))


def test_an_error_of_the_training_itself_is_not_taken_for_a_full_disk(
    data: Any, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("no such weight")

    monkeypatch.setattr(training, "save_weights", broken)
    with pytest.raises(KeyError):
        finetuned(data, tiny_base, tmp_path / "run")
