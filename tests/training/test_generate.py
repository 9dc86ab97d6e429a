"""Generation behind a cached prefix against transformers' own, and predictors from a run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from text2sql.config import Method, TrainConfig
from text2sql.errors import T2SError
from text2sql.models import generate
from text2sql.models.beams import beams
from text2sql.models.checkpoints import Base, load_base
from text2sql.models.finetune import fit, new_run, prepare
from text2sql.models.generate import ModelPredictor, greedy, load_predictor, load_trained, prefill
from text2sql.models.guarded import Held, Writer
from text2sql.prompt import PromptFormat, user_message
from text2sql.records import Conversation, Example, Message, Prediction
from text2sql.schema import Column, Schema, Table
from text2sql.sql.guard import Guard, State


def prompt_ids(base: Base, schema: Schema, question: str) -> list[int]:
    content = user_message(schema, question, PromptFormat.SEED)
    return base.tokenizer.encode_prompt(Conversation(messages=(Message(role="user", content=content, trained=False),)))


def plain_generation(base: Base, ids: list[int], limit: int) -> list[int]:
    """transformers' generate, one prompt at a time."""
    inputs = torch.tensor([ids])
    out = base.model.generate(
        inputs,
        attention_mask=torch.ones_like(inputs),
        max_new_tokens=limit,
        do_sample=False,
        eos_token_id=sorted(base.tokenizer.stop_ids),
        pad_token_id=0,
    )[0, len(ids) :].tolist()
    return [token for token in out if token not in base.tokenizer.stop_ids]


@pytest.fixture(scope="module")
def base(tiny_base: Path) -> Base:
    loaded = load_base(str(tiny_base), device="cpu")
    # A head of its own with wide logits: a tied random model repeats itself, and near-ties are a matter of rounding.
    torch.manual_seed(1)
    loaded.model.lm_head.weight = torch.nn.Parameter(torch.randn(384, 64))
    for name, parameter in loaded.model.model.named_parameters():
        if "layers" in name and parameter.dim() == 2:
            parameter.data.mul_(8)
    return loaded


QUESTIONS = ["多少?", "2018年math的平均值是多少, 按照 name 排序?", "x", "2018年陈婷的数学成绩是多少?" * 3]


def test_batches_behind_a_cached_prefix_equal_plain_generation(base: Base, students: Schema) -> None:
    prompts = [prompt_ids(base, students, question) for question in QUESTIONS]
    shared = 30
    assert len({tuple(each[:shared]) for each in prompts}) == 1
    cache = prefill(base.model, prompts[0][:shared])
    stops = base.tokenizer.stop_ids
    replies = greedy(base.model, cache, [each[shared:] for each in prompts], pad=0, stops=stops, limit=24)
    assert [each.ids for each in replies] == [plain_generation(base, each, 24) for each in prompts]
    assert cache.get_seq_length() == shared
    without = greedy(base.model, prefill(base.model, []), prompts, pad=0, stops=stops, limit=24)
    assert without == replies
    # The prefix matters: behind another one the replies differ.
    other = prefill(base.model, [5] * shared)
    assert greedy(base.model, other, [each[shared:] for each in prompts], pad=0, stops=stops, limit=24) != replies


def test_a_row_that_stops_leaves_the_batch_and_the_others_go_on(base: Base, students: Schema) -> None:
    prompts = [prompt_ids(base, students, question) for question in QUESTIONS]
    free = greedy(base.model, prefill(base.model, []), prompts, pad=0, stops=frozenset(), limit=12)
    assert not any(each.stopped for each in free)
    stop = free[0].ids[3]
    stopped = greedy(base.model, prefill(base.model, []), prompts, pad=0, stops=frozenset({stop}), limit=12)
    for reply, whole in zip(stopped, free, strict=True):
        cut = whole.ids.index(stop) if stop in whole.ids else len(whole.ids)
        assert reply.ids == whole.ids[:cut]
        assert reply.stopped == (stop in whole.ids)
    assert stopped[0].stopped


def test_predictions_do_not_depend_on_the_batch_size_and_never_read_the_gold(
    base: Base, students: Schema, draw_examples: Callable[..., list[Example]]
) -> None:
    asked = draw_examples(9)
    other_gold = [replace(each, sql="DROP TABLE students") for each in asked]

    def predictions(batch_size: int, examples: list[Example]) -> list[tuple[str, str, int]]:
        predictor = ModelPredictor(
            base, schemas=[students], prompt=PromptFormat.SEED, max_new_tokens=10, batch_size=batch_size
        )
        return sorted((each.example_id, each.raw, each.tokens) for each in predictor.predict(examples))

    assert predictions(1, asked) == predictions(4, asked) == predictions(32, other_gold)
    assert list(ModelPredictor(base, schemas=[students], prompt=PromptFormat.SEED).predict([])) == []


def test_unknown_schemas_and_prompts_that_do_not_fit_are_refused(
    base: Base, students: Schema, draw_examples: Callable[..., list[Example]]
) -> None:
    (example,) = draw_examples(1)
    predictor = ModelPredictor(base, schemas=[students], prompt=PromptFormat.SEED)
    with pytest.raises(T2SError, match=r"'other'.*students"):
        list(predictor.predict([replace(example, schema="other")]))
    with pytest.raises(T2SError, match="the model holds 512"):
        list(predictor.predict([replace(example, question="多少" * 300)]))


def test_the_same_model_told_of_other_tables_knows_those_and_no_longer_the_first(
    base: Base, students: Schema, draw_examples: Callable[..., list[Example]]
) -> None:
    first = ModelPredictor(base, schemas=[students], prompt=PromptFormat.SEED, max_new_tokens=4)
    other = first.about([replace(students, name="others")])
    (example,) = draw_examples(1)
    assert list(other.predict([replace(example, schema="others")]))
    with pytest.raises(T2SError, match="not given"):
        list(other.predict([example]))
    assert list(first.predict([example]))


@pytest.mark.parametrize("method", [Method.LORA, Method.SFT])
def test_a_trained_run_answers_in_the_sql_it_was_trained_on(
    data: Any,
    tiny_base: Path,
    students: Schema,
    tmp_path: Path,
    draw_examples: Callable[..., list[Example]],
    method: Method,
) -> None:
    config = TrainConfig(base=str(tiny_base), method=method, epochs=10, batch_size=8, learning_rate=1e-2)
    data = replace(data, train=96, dev=0)
    prepared = prepare(data, config, where="data")
    run = new_run(data, prepared, path=tmp_path / "run", dataset="data")
    run = fit(prepared, run, report=lambda progress: None, note=lambda line: None)
    asked = {each.id: each for each in draw_examples(8, 2)}

    def replies(adapter: Path | None) -> list[Prediction]:
        predictor = load_predictor(
            base=run.base, adapter=adapter, schemas=run.schemas, prompt=run.prompt, max_new_tokens=64
        )
        return list(predictor.predict(list(asked.values())))

    golds = {each.sql for each in draw_examples(data.train, 1)}
    after = replies(run.adapter)
    assert {each.example_id for each in after} == set(asked)
    assert all(each.sql in golds and each.stopped and each.seconds > 0 for each in after)
    assert not any(each.sql in golds for each in replies(None))
    # The merged model is the one that was trained.
    ids = torch.tensor([prepared.training.examples[0].ids])
    prepared.base.model.eval()
    torch.testing.assert_close(
        load_trained(run.base, run.adapter).model(ids).logits, prepared.base.model(ids).logits, atol=1e-3, rtol=0
    )


def test_a_folder_without_weights_or_with_those_of_another_base_is_refused(
    data: Any, tiny_base: Path, tmp_path: Path
) -> None:
    with pytest.raises(T2SError, match="no trained weights"):
        load_trained(str(tiny_base), tmp_path)
    prepared = prepare(data, TrainConfig(base=str(tiny_base), max_steps=1), where="data")
    run = fit(
        prepared,
        new_run(data, prepared, path=tmp_path / "run", dataset="data"),
        report=lambda progress: None,
        note=lambda line: None,
    )
    config = load_base(str(tiny_base), device="cpu").model.config
    config.hidden_size = 32
    type(prepared.base.model)(config).save_pretrained(tmp_path / "other")
    (tmp_path / "other" / "tokenizer.model").write_bytes((tiny_base / "tokenizer.model").read_bytes())
    with pytest.raises(T2SError, match="does not fit the base"):
        load_trained(str(tmp_path / "other"), run.adapter)


def anything() -> Writer:
    """A writer that lets every token pass."""
    writer = Writer(Guard(Schema(name="s", tables=())), lambda _: "", frozenset())
    writer._state = None
    return writer


class TestBeams:
    def replies(self, base: Base, students: Schema, *, width: int, limit: int, stops: frozenset[int]) -> Any:
        prompts = [prompt_ids(base, students, question) for question in QUESTIONS]
        cache = prefill(base.model, prompts[0][:30])
        suffixes = [each[30:] for each in prompts]
        return beams(
            base.model, cache, suffixes, pad=0, stops=stops, limit=limit, width=width, writers=[anything()] * 4
        )

    def score(self, base: Base, prompt: list[int], reply: list[int], stop: int) -> float:
        """The mean log-probability of a reply's tokens with its stop."""
        logits = base.model(torch.tensor([[*prompt, *reply, stop]])).logits[0, len(prompt) - 1 : -1]
        chosen = logits.log_softmax(-1).gather(1, torch.tensor([*reply, stop])[:, None])
        return float(chosen.mean())

    @torch.no_grad()
    def test_replies_are_different_whole_and_the_likeliest_first(self, base: Base, students: Schema) -> None:
        # Many stops, so that a random model comes to an end.
        stops = frozenset(range(100, 140))
        found = self.replies(base, students, width=3, limit=12, stops=stops)
        assert sum(map(len, found)) > 6
        for question, some in zip(QUESTIONS, found, strict=True):
            assert not stops & {token for reply in some for token in reply}
            prompt = prompt_ids(base, students, question)
            scores = [max(self.score(base, prompt, reply, stop) for stop in stops) for reply in some]
            assert scores == sorted(scores, reverse=True)

    def test_one_beam_is_greedy(self, base: Base, students: Schema) -> None:
        stops = frozenset(range(100, 140))
        prompts = [prompt_ids(base, students, question) for question in QUESTIONS]
        plain = greedy(base.model, prefill(base.model, []), prompts, pad=0, stops=stops, limit=12)
        found = self.replies(base, students, width=1, limit=12, stops=stops)
        assert [some[0] if some else None for some in found] == [each.ids if each.stopped else None for each in plain]

    def test_a_reply_that_cannot_be_run_gives_way_to_one_that_can(self, tiny_base: Path, monkeypatch: Any) -> None:
        schema = Schema(name="s", tables=(Table(name="t", columns=(Column(name="id", type="INTEGER"),)),))
        base = load_base(str(tiny_base), device="cpu")
        texts = {"wrong": "SELECT id", "right": "SELECT id FROM t", "worse": "SELECT t FROM id"}
        ids = {name: base.tokenizer.encode(text) for name, text in texts.items()}
        asked = [Example(id="1", schema="s", question="?", sql="", language="zh")]
        predictor = ModelPredictor(base, schemas=[schema], prompt=PromptFormat.SEED, held=Held.WORDS)
        monkeypatch.setattr(generate, "greedy", lambda *_, **__: [generate.Reply(ids["wrong"], True)])
        for others, expected in (
            (["worse", "right", "wrong"], "right"),
            # Nothing better was found: the likeliest reply stays, to be judged as what it is.
            (["worse"], "wrong"),
            ([], "wrong"),
        ):
            monkeypatch.setattr(generate, "beams", lambda *_, chosen=others, **__: [[ids[name] for name in chosen]])
            assert [each.sql for each in predictor.predict(asked)] == [texts[expected]]
        # What must not even be bound in this process gives way too.
        monkeypatch.setattr(generate, "beams", lambda *_, **__: [[ids["right"]]])
        for hostile in (
            "SELECT id FROM t WHERE length(repeat('x', 1000000000)) > 1",
            "SELECT * FROM duckdb_settings()",
        ):
            reply = generate.Reply(base.tokenizer.encode(hostile), True)
            monkeypatch.setattr(generate, "greedy", lambda *_, reply=reply, **__: [reply])
            assert [each.sql for each in predictor.predict(asked)] == [texts["right"]]
        # One that can be run is not asked for again.
        monkeypatch.setattr(generate, "greedy", lambda *_, **__: [generate.Reply(ids["right"], True)])
        monkeypatch.setattr(generate, "beams", lambda *_, **__: pytest.fail("asked again"))
        assert [each.sql for each in predictor.predict(asked)] == [texts["right"]]

    def test_a_reply_with_a_flaw_gives_way_to_one_that_has_fewer(self, tiny_base: Path, monkeypatch: Any) -> None:
        columns = tuple(Column(name=name, type="INTEGER") for name in ("id", "age"))
        schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
        base = load_base(str(tiny_base), device="cpu")
        texts = {
            "two flaws": "SELECT id FROM t",
            "one flaw": "SELECT id FROM t WHERE age > 1",
            "none": "SELECT id FROM t WHERE age > 7",
            "none either": "SELECT id FROM t WHERE age >= 7",
            "not run": "SELECT id FROM t WHERE age > 7 AND",
        }
        ids = {name: base.tokenizer.encode(text) for name, text in texts.items()}
        asked = [Example(id="1", schema="s", question="age over 7", sql="", language="en")]
        predictor = ModelPredictor(base, schemas=[schema], prompt=PromptFormat.SEED, held=Held.WORDS)
        for first, others, expected in (
            ("two flaws", ["two flaws", "one flaw", "none", "none either"], "none"),
            ("two flaws", ["not run", "one flaw"], "one flaw"),
            ("not run", ["two flaws"], "two flaws"),
            # Others that are no better change nothing, however likely.
            ("one flaw", ["two flaws", "one flaw", "not run"], "one flaw"),
        ):
            monkeypatch.setattr(generate, "greedy", lambda *_, reply=first, **__: [generate.Reply(ids[reply], True)])
            monkeypatch.setattr(generate, "beams", lambda *_, chosen=others, **__: [[ids[name] for name in chosen]])
            assert [each.sql for each in predictor.predict(asked)] == [texts[expected]]
        monkeypatch.setattr(generate, "greedy", lambda *_, **__: [generate.Reply(ids["none either"], True)])
        monkeypatch.setattr(generate, "beams", lambda *_, **__: pytest.fail("asked again"))
        assert [each.sql for each in predictor.predict(asked)] == [texts["none either"]]


class TestGuarded:
    """What a random model writes when only names of the schema may be written."""

    SCHEMA = Schema(
        name="s",
        tables=(Table(name="stops", columns=(Column(name="id", type="INTEGER"), Column(name="得分", type="INTEGER"))),),
    )

    def test_every_word_of_a_reply_may_stand_there(self, tiny_base: Path) -> None:
        schema = Schema(name="s", tables=(Table(name="stops", columns=(Column(name="id", type="INTEGER"),)),))
        base = load_base(str(tiny_base), device="cpu")
        torch.manual_seed(0)
        with torch.no_grad():
            for each in base.model.parameters():
                torch.nn.init.normal_(each, std=1.0)
        asked = [Example(id=str(n), schema="s", question=f"多少{n}?", sql="", language="zh") for n in range(6)]
        outcomes = {}
        for held in (None, Held.WORDS, Held.SCOPES):
            guard = (held or Held.WORDS).guard(schema)
            predictor = ModelPredictor(base, schemas=[schema], prompt=PromptFormat.SEED, max_new_tokens=12, held=held)
            raws = [each.raw for each in predictor.predict(asked)]
            outcomes[held] = [guard.follow(State(), raw) is not None for raw in raws]
        assert not all(outcomes[None])
        assert all(outcomes[Held.WORDS])
        assert all(outcomes[Held.SCOPES])

    def test_the_likeliest_token_that_may_follow_is_taken(self) -> None:
        texts = {0: "SELECT ", 1: "stop_", 2: "sto", 3: "id", 4: "ps", 5: None}
        writer = Writer(Guard(self.SCHEMA), texts.get, frozenset({6}))
        assert writer.choose(0, torch.tensor([9.0, 0, 0, 0, 0, 0, 0])) == 0
        # 1 is no beginning of a name, the stop would leave nothing wrong but is less likely than 2.
        assert writer.choose(1, torch.tensor([0.0, 9, 8, 1, 2, 0, 3])) == 2
        # The word is not whole: no stop yet.
        assert writer.choose(6, torch.tensor([0.0, 0, 0, 5, 6, 8, 9])) == 4
        assert writer.choose(6, torch.tensor([0.0, 0, 0, 0, 0, 0, 9])) == 6

    def test_where_nothing_may_follow_or_the_text_is_unknown_the_model_has_its_way(self) -> None:
        writer = Writer(Guard(self.SCHEMA), {0: "zz", 1: "yy"}.get, frozenset())
        assert writer.choose(0, torch.tensor([2.0, 1.0])) == 0
        assert writer.choose(1, torch.tensor([2.0, 3.0])) == 1
        unknown = Writer(Guard(self.SCHEMA), {0: "\ufffd", 1: "zz"}.get, frozenset())
        assert unknown.choose(0, torch.tensor([2.0, 1.0])) == 0
        assert unknown.choose(1, torch.tensor([2.0, 3.0])) == 1

    def test_a_part_of_a_character_may_stand_in_a_value_only_where_names_are_ascii(self) -> None:
        guard = Guard(Schema(name="s", tables=(Table(name="t", columns=(Column(name="id", type="INTEGER"),)),)))
        writer = Writer(guard, {0: "\ufffd", 1: "id = '", 2: "'"}.get, frozenset())
        assert writer.choose(0, torch.tensor([3.0, 2.0, 1.0])) == 1
        assert writer.choose(0, torch.tensor([3.0, 2.0, 1.0])) == 0
        assert writer.choose(2, torch.tensor([0.0, 0.0, 9.0])) == 2
        assert writer.choose(0, torch.tensor([3.0, 0.0, 2.0])) == 2
