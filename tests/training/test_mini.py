"""chatglm3-mini: its tokenizer, its network, its pretraining and its export, at the smallest size."""

import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import GlmConfig, GlmForCausalLM

from text2sql import cli
from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.models.checkpoints import load_base
from text2sql.models.encode import padded_batch
from text2sql.models.loss import label_loss_sum
from text2sql.models.mini import network
from text2sql.models.mini.examination import Examination, Score, examine, network_of, score
from text2sql.models.mini.export import MAX_BYTES, export
from text2sql.models.mini.optimizer import Rates, orthogonal
from text2sql.models.mini.pretrain import CHECKPOINT, HELD_OUT, LOG, Plan, bundles, deal, pretrain
from text2sql.models.mini.shards import PackStream, load_shard, pack_group, renamed, save_shard, shard_path
from text2sql.models.mini.stages import STAGES, Stage, read_stages
from text2sql.models.mini.tokenizer import tokenizer_model
from text2sql.models.mini.weights import base_weights, first_weights, load_checkpoint, weights_of
from text2sql.models.packs import Pack
from text2sql.models.tokenizer import ChatGLM3Tokenizer, Encoded
from text2sql.pairs.written import unseen_groups
from text2sql.prompt import PromptFormat, conversation
from text2sql.records import Example
from text2sql.synth.corpus import EVERYTHING, Group, groups


@pytest.fixture(scope="module")
def some_groups() -> list[Group]:
    return list(itertools.islice(groups(5, lesson=replace(EVERYTHING, questions=(4, 6))), 24))


@pytest.fixture(scope="module")
def tokenizer_file(some_groups: list[Group], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.model"
    path.write_bytes(tokenizer_model((each.schema, each.examples) for each in some_groups))
    return path


@pytest.fixture(scope="module")
def tokenizer(tokenizer_file: Path) -> ChatGLM3Tokenizer:
    return ChatGLM3Tokenizer(tokenizer_file)


@pytest.fixture(scope="module")
def packs(some_groups: list[Group], tokenizer: ChatGLM3Tokenizer) -> list[Pack]:
    made = [pack_group(each, tokenizer, 2000) for each in some_groups]
    return [each for each in made if each]


@pytest.fixture
def corpus(packs: list[Pack], tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    save_shard(shard_path(folder, 0), packs[:10])
    save_shard(shard_path(folder, 1), packs[10:20])
    save_shard(folder / HELD_OUT, packs[20:])
    return folder


def small(tokenizer: ChatGLM3Tokenizer) -> GlmConfig:
    return network.glm_config(tokenizer.vocab_size, hidden=32, layers=2, heads=2, ffn=32)


def entries(run: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (run / LOG).read_text().splitlines()]


class TestTokenizer:
    @given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="▁\0")))
    def test_any_text_comes_back(self, text: str, tokenizer: ChatGLM3Tokenizer) -> None:
        assert tokenizer.decode_all(tokenizer.encode(text)) == text

    def test_the_same_corpus_gives_the_same_bytes(self, some_groups: list[Group], tokenizer_file: Path) -> None:
        again = tokenizer_model((each.schema, each.examples) for each in some_groups)
        assert again == tokenizer_file.read_bytes()

    def test_digits_and_chinese_characters_are_single(self, tokenizer: ChatGLM3Tokenizer) -> None:
        assert pieces(tokenizer, "2018") == ["▁", "2", "0", "1", "8"]
        assert pieces(tokenizer, "陈婷") == ["▁", "陈", "婷"]

    def test_sql_between_names_is_one_piece(self, tokenizer: ChatGLM3Tokenizer) -> None:
        found = pieces(tokenizer, "SELECT xq FROM zv WHERE kj = '婷';")
        assert found[0] == "▁SELECT▁"
        assert {"▁FROM▁", "▁WHERE▁", "▁=▁'", "';"} <= set(found)

    def test_a_newline_is_its_byte_as_in_chatglm3(self, tokenizer: ChatGLM3Tokenizer) -> None:
        assert pieces(tokenizer, "\n") == ["▁", "<0x0A>"]

    @pytest.mark.parametrize("word", ["salary", "zanvelus", "xueqi"])
    def test_a_word_is_the_same_pieces_wherever_it_stands(self, word: str, tokenizer: ChatGLM3Tokenizer) -> None:
        alone = pieces(tokenizer, word)[1:]
        for text in (f"t (id, {word}, x)", f"The {word} of whom?", f"SELECT avg_{word} FROM t;", f"查询{word}的"):
            found = pieces(tokenizer, text)
            assert any(found[at : at + len(alone)] == alone for at in range(len(found))), text


def pieces(tokenizer: ChatGLM3Tokenizer, text: str) -> list[str]:
    return [tokenizer._piece(each) for each in tokenizer.encode(text)]


class TestNetwork:
    def test_loss_and_gradients_are_those_of_glm_over_separate_sequences(
        self, some_groups: list[Group], packs: list[Pack], tokenizer: ChatGLM3Tokenizer
    ) -> None:
        config = small(tokenizer)
        torch.manual_seed(1)
        model = GlmForCausalLM(config).float()
        for name, weight in model.named_parameters():
            if name.endswith("bias"):
                torch.nn.init.normal_(weight, std=0.3)
        weights = dict(model.named_parameters())
        expected = torch.zeros(())
        for group in some_groups[:3]:
            for each in map(renamed, group.examples):
                told = conversation(group.schema, each.question, each.sql, group.form)
                expected = expected + label_loss_sum(model, padded_batch([tokenizer.encode_training(told)], pad=0))
        expected.backward()
        gradients = {name: weight.grad.clone() for name, weight in weights.items() if weight.grad is not None}
        model.zero_grad()
        loss = network.loss_sum(weights, config, network.batch_of(packs[:3]))
        loss.backward()
        assert loss.item() == pytest.approx(expected.item(), rel=1e-5)
        for name, weight in weights.items():
            assert weight.grad is not None
            # A bias of keys hardly changes the softmax, so that its gradient is mostly what rounding leaves.
            close = 2e-5 * float(gradients[name].norm()) + 1e-6 * name.endswith("k_proj.bias")
            assert float((weight.grad - gradients[name]).norm()) < close, name

    def test_gradients_stay_numbers_where_attention_is_as_sharp_as_can_be(
        self, packs: list[Pack], tokenizer: ChatGLM3Tokenizer
    ) -> None:
        weights = first_weights(small(tokenizer), 1)
        for name, weight in weights.items():
            if "q_proj" in name or "k_proj" in name:
                weight.mul_(60)
            weight.requires_grad_()
        loss = network.loss_sum(weights, small(tokenizer), network.batch_of(packs[:3]))
        loss.backward()
        assert loss.isfinite()
        for name, weight in weights.items():
            assert weight.grad is not None
            assert weight.grad.isfinite().all(), name

    def test_the_first_weights_are_seeded_and_hold_finite_numbers(self, tokenizer: ChatGLM3Tokenizer) -> None:
        one, same, other = (first_weights(small(tokenizer), seed) for seed in (1, 1, 2))
        assert all(torch.equal(one[name], same[name]) for name in one)
        assert any(not torch.equal(one[name], other[name]) for name in one)
        assert all(bool(weight.isfinite().all()) for weight in one.values())

    def test_the_first_layer_begins_by_looking_one_token_back(self, tokenizer: ChatGLM3Tokenizer) -> None:
        config = network.glm_config(tokenizer.vocab_size, hidden=128, layers=2, heads=2, ffn=32)
        model = network_of(first_weights(config, 0), config)
        model.set_attn_implementation("eager")
        ids = torch.randint(300, 2000, (1, 40), generator=torch.Generator().manual_seed(0))
        attention = model(ids, output_attentions=True).attentions[0][0, 0]
        assert float(attention.detach().diagonal(-1).mean()) > 0.5

    def test_muons_step_is_nearly_orthogonal(self) -> None:
        for shape in ((16, 48), (48, 16)):
            values = torch.linalg.svdvals(orthogonal(torch.randn(shape, generator=torch.Generator().manual_seed(0))))
            assert 0.6 < float(values.min()) < float(values.max()) < 1.3


class TestShards:
    def test_packs_come_back_as_they_were(self, packs: list[Pack], tmp_path: Path) -> None:
        save_shard(tmp_path / "a.npz", packs)
        assert load_shard(tmp_path / "a.npz") == packs

    def test_a_shard_of_an_earlier_version_is_named(self, tmp_path: Path) -> None:
        numpy.savez(tmp_path / "old.npz", ids=numpy.zeros(3))
        with pytest.raises(T2SError, match=r"old\.npz: a shard of an earlier version.*t2s base corpus"):
            load_shard(tmp_path / "old.npz")

    def test_the_stream_goes_on_from_its_position(self, corpus: Path, packs: list[Pack]) -> None:
        stream = PackStream(corpus)
        first = stream.take(1, 2) + stream.take(1, 2)
        rest = PackStream(corpus, dict(stream.position))  # type: ignore[arg-type]
        assert first == packs[:2]
        assert rest.take(1, 2) == [packs[2]]

    def test_old_shards_come_again_only_while_there_is_no_new_one(self, corpus: Path, packs: list[Pack]) -> None:
        stream = PackStream(corpus, epochs=2)
        assert [stream.take(1, 1)[0] for _ in range(20)] == packs[:10] * 2
        assert not stream.lasts(1)
        assert stream.lasts(2)
        assert stream.take(1, 2) == [packs[10]]

    def test_what_does_not_fit_is_left_out_whole(self, some_groups: list[Group], tokenizer: ChatGLM3Tokenizer) -> None:
        whole = pack_group(some_groups[0], tokenizer, 10_000)
        assert whole is not None
        shortest = min(len(each.ids) for each in whole.continuations)
        less = pack_group(some_groups[0], tokenizer, whole.tokens - shortest - 40)
        assert less is not None
        assert 0 < len(less.continuations) < len(whole.continuations)
        assert less.tokens < whole.tokens
        assert pack_group(some_groups[0], tokenizer, 3) is None

    def test_a_renamed_person_is_the_same_in_question_and_sql_and_in_some_examples_only(self) -> None:
        told = [
            Example(
                id=str(n), schema="s", question="翟曦玫的街道", sql="SELECT a FROM t WHERE b = '翟曦玫'", language="zh"
            )
            for n in range(80)
        ]
        changed = [renamed(each) for each in told if renamed(each) != each]
        assert 8 < len(changed) < 40
        for each in changed:
            name = each.question.removesuffix("的街道")
            assert name[0] == "翟"
            assert each.sql == f"SELECT a FROM t WHERE b = '{name}'"
        place = replace(told[0], question="朝阳路有几家", sql="SELECT COUNT(*) FROM t WHERE b = '路'")
        assert all(renamed(replace(place, id=str(n))).sql == place.sql for n in range(40))


class TestPretraining:
    def test_a_resumed_run_equals_a_straight_one(
        self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path
    ) -> None:
        config = small(tokenizer)
        straight = Plan(steps=4, step_tokens=600, checkpoint_steps=2, processes=1)
        pretrain(config, corpus, tmp_path / "straight", straight)

        def stopped(*_: object) -> Score:
            raise KeyboardInterrupt

        interrupted = Plan(steps=4, step_tokens=600, checkpoint_steps=2, processes=1, examine_seconds=1e9)
        with pytest.raises(KeyboardInterrupt):
            pretrain(config, corpus, tmp_path / "resumed", interrupted, examine=stopped)
        _, state = load_checkpoint(tmp_path / "resumed" / CHECKPOINT)
        assert state["step"] == 2
        pretrain(config, corpus, tmp_path / "resumed", interrupted, resume=True)
        one, other = (load_checkpoint(tmp_path / name / CHECKPOINT) for name in ("straight", "resumed"))
        assert all(torch.equal(one[0][name], other[0][name]) for name in one[0])
        assert one[1]["position"] == other[1]["position"]

    def test_two_processes_equal_one(self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path) -> None:
        for processes in (1, 2):
            plan = Plan(steps=2, step_tokens=1500, warmup=0.0, checkpoint_steps=2, processes=processes)
            pretrain(small(tokenizer), corpus, tmp_path / str(processes), plan)
        one, two = (weights_of(load_checkpoint(tmp_path / name / CHECKPOINT)[0]) for name in "12")
        # Adam blows rounding up where a gradient is nothing but rounding: a bias of keys changes no softmax.
        moved = [name for name in one if "bias" not in name and "embed" not in name]
        assert all(torch.allclose(one[name], two[name], atol=2e-3) for name in moved)
        assert entries(tmp_path / "1")[-1]["held_out_nll"] == pytest.approx(
            entries(tmp_path / "2")[-1]["held_out_nll"], rel=1e-3
        )

    def test_it_learns(self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path) -> None:
        fast = Rates(muon=0.02, adam=3e-3)
        plan = Plan(steps=16, step_tokens=1000, checkpoint_steps=4, processes=1, epochs=9, rates=fast)
        pretrain(small(tokenizer), corpus, tmp_path, plan)
        losses = [entry["held_out_nll"] for entry in entries(tmp_path) if "held_out_nll" in entry]
        assert len(losses) == 4
        assert losses[-1] < losses[0] - 0.3

    def test_a_loss_that_is_no_number_ends_the_run_before_the_weights_are_spoilt(
        self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plan = Plan(steps=4, step_tokens=600, checkpoint_steps=2, processes=1)
        real, calls = network.losses, itertools.count()

        def spoilt(*given: Any) -> network.Losses:
            labels, links = real(*given)
            return network.Losses(labels * (float("nan") if next(calls) > 10 else 1.0), links)

        monkeypatch.setattr(network, "losses", spoilt)
        monkeypatch.setattr("text2sql.models.mini.pretrain._PATIENCE", 0.0)
        with pytest.raises(T2SError, match=r"no longer a number at step \d.*--resume"):
            pretrain(small(tokenizer), corpus, tmp_path, replace(plan, steps=400))
        assert all(tensor.isfinite().all() for tensor in load_checkpoint(tmp_path / CHECKPOINT)[0].values())

    def test_a_used_up_corpus_is_said(
        self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("text2sql.models.mini.pretrain._PATIENCE", 0.0)
        plan = Plan(steps=1000, step_tokens=3000, processes=1, epochs=1)
        with pytest.raises(T2SError, match="used up"):
            pretrain(small(tokenizer), corpus, tmp_path, plan)

    def test_a_process_left_out_of_the_sum_would_be_noticed(
        self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plan = Plan(steps=1, step_tokens=1500, warmup=0.0, checkpoint_steps=1, processes=1)
        pretrain(small(tokenizer), corpus, tmp_path / "whole", plan)
        monkeypatch.setattr("text2sql.models.mini.pretrain.deal", lambda step, rank, ranks: deal(step, 0, 2))
        pretrain(small(tokenizer), corpus, tmp_path / "half", plan)
        whole, half = (load_checkpoint(tmp_path / name / CHECKPOINT)[0] for name in ("whole", "half"))
        name = "model.layers.1.mlp.down_proj.weight"
        assert not torch.allclose(whole[name], half[name], atol=2e-3)

    def test_every_pack_goes_to_exactly_one_process(self, packs: list[Pack]) -> None:
        dealt = [deal(packs, rank, 3) for rank in range(3)]
        assert sorted(map(id, itertools.chain(*dealt))) == sorted(map(id, packs))
        assert [each for bundle in bundles(packs, 900) for each in bundle] == packs

    def test_the_rate_rises_and_falls(self) -> None:
        plan = Plan(seconds=100.0, warmup=0.1)
        assert plan.scale(plan.progress(9, 5.0)) == pytest.approx(0.5)
        assert plan.scale(plan.progress(9, 100.0)) == 0.0


class TestExport:
    @pytest.fixture
    def run(self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path) -> Path:
        pretrain(
            small(tokenizer), corpus, tmp_path / "run", Plan(steps=2, step_tokens=500, checkpoint_steps=2, processes=1)
        )
        return tmp_path / "run"

    def test_the_folder_loads_and_gives_the_checkpoints_logits(
        self, run: Path, tokenizer: ChatGLM3Tokenizer, tokenizer_file: Path, tmp_path: Path
    ) -> None:
        config = small(tokenizer)
        size = export(run / CHECKPOINT, config, tokenizer_file, tmp_path / "base", [], {"seed": "0"})
        assert size < MAX_BYTES
        assert "| seed | 0 |" in (tmp_path / "base/README.md").read_text()
        base = load_base(str(tmp_path / "base"))
        assert isinstance(base.model, GlmForCausalLM)
        trained = network_of(weights_of(load_checkpoint(run / CHECKPOINT)[0]), config)
        ids = torch.tensor([tokenizer.encode("SELECT 1 FROM t; 有多少?")])
        with torch.no_grad():
            assert torch.allclose(base.model(ids).logits, trained(ids).logits, atol=5e-3)
        assert base.tokenizer.stop_ids == set(base.model.generation_config.eos_token_id)

    def test_a_training_from_a_base_begins_where_it_is(
        self, run: Path, corpus: Path, tokenizer: ChatGLM3Tokenizer, tokenizer_file: Path, tmp_path: Path
    ) -> None:
        config = small(tokenizer)
        export(run / CHECKPOINT, config, tokenizer_file, tmp_path / "base", [], {})
        start = base_weights(tmp_path / "base")
        trained = weights_of(load_checkpoint(run / CHECKPOINT)[0])
        assert start.keys() == trained.keys()
        plan = Plan(steps=1, step_tokens=500, checkpoint_steps=1, processes=1, rates=Rates().times(1e-9))
        pretrain(config, corpus, tmp_path / "on", plan, start=start)
        pretrain(config, corpus, tmp_path / "anew", plan)
        on, anew = (weights_of(load_checkpoint(tmp_path / name / CHECKPOINT)[0]) for name in ("on", "anew"))
        assert all(torch.allclose(on[name], trained[name], rtol=1e-3, atol=1e-3) for name in on)
        assert not all(torch.allclose(anew[name], trained[name], rtol=1e-3, atol=1e-3) for name in anew)

    def test_a_base_with_another_tokenizer_is_refused(
        self,
        run: Path,
        corpus: Path,
        tokenizer: ChatGLM3Tokenizer,
        tokenizer_file: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        export(run / CHECKPOINT, small(tokenizer), tokenizer_file, tmp_path / "base", [], {})
        folder = tmp_path / "build"
        assert cli.main(["base", "tokenizer", "--dir", str(folder), "--from", str(tmp_path / "base")]) == 0
        assert (folder / "tokenizer.model").read_bytes() == tokenizer_file.read_bytes()
        shutil.copytree(corpus, folder / "corpus")
        (folder / "tokenizer.model").write_bytes((bundled_path("chatglm3-mini") / "tokenizer.model").read_bytes())
        assert cli.main(["base", "train", "--dir", str(folder), "--from", str(tmp_path / "base"), "--steps", "1"]) == 1
        assert "the base has another tokenizer" in capsys.readouterr().err
        assert cli.main(["base", "train", "--dir", str(folder), "--from", str(tmp_path), "--steps", "1"]) == 1
        assert "no model here" in capsys.readouterr().err

    def test_a_base_tells_of_all_its_runs(
        self,
        run: Path,
        corpus: Path,
        tokenizer: ChatGLM3Tokenizer,
        tokenizer_file: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("text2sql.commands.base.EXAMINED_GROUPS", 1)
        monkeypatch.setattr("text2sql.models.mini.examination.MAX_NEW_TOKENS", 8)
        some = next(unseen_groups(PromptFormat.SEED))
        few = replace(some, examples=some.examples[:2])
        monkeypatch.setattr("text2sql.pairs.written.unseen_groups", lambda form: iter([few]))
        first = Stage(command="t2s base train --minutes 9", seed=0, device="cpu", seconds=540.0, steps=7)
        base, folder, out = (str(tmp_path / name) for name in ("base", "build", "out"))
        export(run / CHECKPOINT, small(tokenizer), tokenizer_file, Path(base), [first], {})
        assert cli.main(["base", "tokenizer", "--dir", folder, "--from", base]) == 0
        shutil.copytree(corpus, Path(folder) / "corpus")
        assert cli.main(["base", "train", "--dir", folder, "--from", base, "--seed", "3", "--steps", "2"]) == 0
        assert cli.main(["base", "export", "--dir", folder, "--seed", "3", "--groups", "1", "--out", out]) == 0
        before, last = read_stages(Path(out))
        assert before == first
        assert (last.command, last.seed) == (f"t2s base train --seed 3 --steps 2 --from {base}", 3)
        assert last.steps == 2
        assert last.questions > 0
        card = (Path(out) / "README.md").read_text()
        assert all(each.row() in card for each in (before, last))
        assert f"0 of 2 executed right (0.0%), `t2s base evaluate --base {out} --written`" in card
        capsys.readouterr()
        assert cli.main(["base", "evaluate", "--base", out, "--written"]) == 0
        assert "all: 0 of 2 right (0.0%)" in capsys.readouterr().out

        (Path(folder) / "run" / STAGES).unlink()
        assert cli.main(["base", "export", "--dir", folder, "--out", out]) == 1
        assert "a run of an earlier version" in capsys.readouterr().err

    def test_an_examination_counts_every_question_once(
        self, some_groups: list[Group], tokenizer: ChatGLM3Tokenizer, tokenizer_file: Path
    ) -> None:
        config = small(tokenizer)
        weights = first_weights(config, 0)
        exam = Examination(config=config, tokenizer_file=tokenizer_file, groups=tuple(some_groups[:2]))
        parts = [exam(weights, rank, 2) for rank in range(2)]
        assert sum(part.questions for part in parts) == sum(len(each.examples) for each in some_groups[:2])
        assert all(part.exact <= part.right <= part.questions for part in parts)

    def test_gold_answers_are_right_and_others_wrong(
        self, some_groups: list[Group], tokenizer: ChatGLM3Tokenizer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from text2sql.models.generate import ModelPredictor
        from text2sql.records import Prediction

        def told(sql: str) -> object:
            def predict(_: object, examples: list[Encoded]) -> Iterator[Prediction]:
                for each in examples:
                    text = sql or each.sql  # type: ignore[attr-defined]
                    yield Prediction(example_id=each.id, raw=f"{text};", sql=text)  # type: ignore[attr-defined]

            return predict

        base = load_base_stub(tokenizer)
        count = len(some_groups[0].examples)
        monkeypatch.setattr(ModelPredictor, "predict", told(""))
        assert score(examine(base, some_groups[:1])) == Score(count, count, count)
        monkeypatch.setattr(ModelPredictor, "predict", told("SELECT 'no such answer'"))
        assert score(examine(base, some_groups[:1])) == Score(count, 0, 0)


def load_base_stub(tokenizer: ChatGLM3Tokenizer) -> "object":
    from text2sql.models.checkpoints import Base

    config = small(tokenizer)
    return Base(network_of(first_weights(config, 0), config), tokenizer)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")
class TestOnGpu:
    def test_losses_and_gradients_are_those_of_the_cpu_but_for_rounding(
        self, packs: list[Pack], tokenizer: ChatGLM3Tokenizer
    ) -> None:
        config = network.glm_config(tokenizer.vocab_size, hidden=64, layers=4, heads=2, ffn=64)
        first = first_weights(config, 0)

        def found(device: str) -> tuple[list[float], torch.Tensor]:
            weights = {name: weight.clone().to(device).requires_grad_() for name, weight in first.items()}
            batch = network.batch_of(packs[:6])
            with torch.autocast("cuda", dtype=torch.bfloat16, enabled=device == "cuda"):
                parts = network.losses(weights, config, batch.to(device) if device == "cuda" else batch)
            sum(parts).backward()
            gradients = torch.cat([weights[name].grad.cpu().flatten() for name in sorted(weights)])
            return [part.item() for part in parts], gradients

        one, gradients = found("cpu")
        other, rounded = found("cuda")
        assert other == pytest.approx(one, rel=0.01)
        assert float((gradients - rounded).norm() / gradients.norm()) < 0.1

    def test_trains_and_goes_on(self, corpus: Path, tokenizer: ChatGLM3Tokenizer, tmp_path: Path) -> None:
        plan = Plan(steps=6, step_tokens=600, micro_tokens=10_000, processes=1, device="cuda", checkpoint_steps=3)
        path = pretrain(small(tokenizer), corpus, tmp_path / "run", plan)
        assert load_checkpoint(path)[1]["step"] == 6
        told = [each["held_out_nll"] for each in entries(tmp_path / "run") if "held_out_nll" in each]
        assert told[-1] < told[0]
