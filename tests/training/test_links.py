"""Where heads are told to look: found in the text, and counted as GLM's own attention counts it."""

import itertools
from dataclasses import replace

import pytest
import torch
from transformers import GlmForCausalLM

from text2sql.models.mini import network
from text2sql.models.mini.links import Kind, Linker
from text2sql.models.mini.shards import pack_group
from text2sql.models.mini.tokenizer import tokenizer_model
from text2sql.models.packs import Pack
from text2sql.models.tokenizer import ChatGLM3Tokenizer
from text2sql.prompt import PromptFormat, conversation
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.synth.corpus import EVERYTHING, Group, groups

SCHEMA = Schema(
    name="school",
    tables=(
        Table(
            name="class",
            comment="班级",
            columns=(Column(name="id", type="INTEGER", comment="班级编号"), Column(name="hall", type="VARCHAR")),
            primary_key=("id",),
        ),
        Table(
            name="t_student",
            comment="学生",
            columns=(
                Column(name="sname", type="VARCHAR", comment="姓名", samples=("陈婷",)),
                Column(name="homeTown", type="VARCHAR"),
                Column(name="id", type="INTEGER", comment="班级编号"),
                Column(name="avg_score", type="DECIMAL(5,2)", comment="平均分"),
            ),
            foreign_keys=(ForeignKey(columns=("id",), table="class", references=("id",)),),
        ),
    ),
)


@pytest.fixture(scope="module")
def some_groups() -> list[Group]:
    return list(itertools.islice(groups(9, lesson=replace(EVERYTHING, questions=(4, 6))), 8))


@pytest.fixture(scope="module")
def tokenizer(some_groups: list[Group], tmp_path_factory: pytest.TempPathFactory) -> ChatGLM3Tokenizer:
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.model"
    path.write_bytes(tokenizer_model((each.schema, each.examples) for each in some_groups))
    return ChatGLM3Tokenizer(path)


def told(
    tokenizer: ChatGLM3Tokenizer, form: PromptFormat, question: str, sql: str
) -> dict[Kind, list[tuple[str, list[str]]]]:
    """The links as text: the token that a source is followed by, the texts that it should look at."""
    ids = tokenizer.encode_training(conversation(SCHEMA, question, sql, form)).ids
    found: dict[Kind, list[tuple[str, list[str]]]] = {kind: [] for kind in Kind}
    linker = Linker(SCHEMA, form, tokenizer)
    for link in linker.links(question, sql):
        words = [tokenizer.decode_all(ids[each.start : each.stop]) for each in link.targets]
        found[link.kind].append((tokenizer.decode_all([ids[link.source + 1]]), words))
    for sources, target in linker.lines():
        line = tokenizer.decode_all(ids[sources.start : sources.stop])
        found[Kind.LINE].append((tokenizer.decode_all([ids[target]]), [line]))
    return found


class TestLinker:
    def test_a_name_is_where_the_schema_tells_it(self, tokenizer: ChatGLM3Tokenizer) -> None:
        found = told(tokenizer, PromptFormat.RICH, "hall?", "SELECT hall FROM class")[Kind.NAME]
        assert [words for _, words in found] == [["hall varchar\n"], ["class\n"]]
        assert [word[:1] for word, _ in found] == ["h", "c"]

    def test_so_in_the_seed_prompt(self, tokenizer: ChatGLM3Tokenizer) -> None:
        found = told(tokenizer, PromptFormat.SEED, "hall?", "SELECT hall FROM t_student")[Kind.NAME]
        assert [[word.strip(" ,()") for word in words] for _, words in found] == [["hall"], ["t_student"]]

    def test_a_name_of_two_tables_may_be_found_in_either(self, tokenizer: ChatGLM3Tokenizer) -> None:
        (_, words), *_ = told(tokenizer, PromptFormat.RICH, "?", "SELECT id FROM class")[Kind.NAME]
        assert words == ["id integer 主键\n", "id integer = class.id\n"]

    def test_the_words_are_those_of_the_comment_or_the_name(self, tokenizer: ChatGLM3Tokenizer) -> None:
        sql = "SELECT sname FROM t_student ORDER BY avg_score DESC"
        found = told(tokenizer, PromptFormat.RICH, "按平均分排学生的姓名", sql)[Kind.WORDS]
        assert [words for _, words in found] == [["姓名"], ["学生"], ["平均分"]]
        found = told(tokenizer, PromptFormat.RICH, "Home towns of each T student?", "SELECT homeTown FROM t_student")[
            Kind.WORDS
        ]
        assert ["".join(words) for _, words in found] == ["Home town", "T student"]

    def test_what_is_not_said_has_no_words(self, tokenizer: ChatGLM3Tokenizer) -> None:
        assert not told(tokenizer, PromptFormat.RICH, "谁最好？", "SELECT sname FROM t_student ORDER BY avg_score")[
            Kind.WORDS
        ]

    def test_a_value_speaks_for_its_column(self, tokenizer: ChatGLM3Tokenizer) -> None:
        sql = "SELECT AVG(avg_score) FROM t_student WHERE homeTown = '北京'"
        found = told(tokenizer, PromptFormat.RICH, "北京的平均分", sql)[Kind.WORDS]
        assert [words for _, words in found] == [["平均分"], ["北京"]]

    def test_a_value_that_reads_like_a_name_is_none(self, tokenizer: ChatGLM3Tokenizer) -> None:
        found = told(tokenizer, PromptFormat.RICH, "?", "SELECT id FROM class WHERE hall = 'sname'")[Kind.NAME]
        assert not any("sname" in word for _, words in found for word in words)

    def test_lines_lead_back_to_their_name(self, tokenizer: ChatGLM3Tokenizer) -> None:
        found = told(tokenizer, PromptFormat.RICH, "?", "SELECT 1")[Kind.LINE]
        assert len(found) == 8
        name, (line,) = found[-1]
        assert name + line == "avg_score decimal\n"


class TestGuidance:
    @pytest.mark.parametrize("form", PromptFormat)
    def test_the_loss_is_that_of_glms_own_attention(
        self, form: PromptFormat, some_groups: list[Group], tokenizer: ChatGLM3Tokenizer
    ) -> None:
        config = network.glm_config(tokenizer.vocab_size, hidden=32, layers=5, heads=2, ffn=32)
        torch.manual_seed(3)
        model = GlmForCausalLM(config).float()
        for weight in model.parameters():
            torch.nn.init.normal_(weight, std=0.3)
        model.set_attn_implementation("eager")
        made = [pack_group(replace(each, form=form), tokenizer, 2000) for each in some_groups[:3]]
        packs = [each for each in made if each]
        expected = 0.0
        for each in packs:
            for row, (continuation, links) in enumerate(zip(each.continuations, each.links, strict=True)):
                ids = torch.tensor([[*each.prefix, *continuation.ids]])
                seen = [layer[0, -1] for layer in model(ids, output_attentions=True).attentions]
                for link in links:
                    weights = seen[2 if link.kind is Kind.WORDS else 3][link.source]
                    places = sorted({at for span in link.targets for at in span})
                    expected -= float(weights[places].sum().log().detach())
                if row == 0:
                    for sources, target in each.lines:
                        expected -= 0.1 * float(seen[1][sources.start : sources.stop, target].log().sum().detach())
        weights = dict(model.named_parameters())
        found = network.losses(weights, config, network.batch_of(packs))
        assert found.links.item() == pytest.approx(expected, rel=1e-4)
        assert found.labels.item() == pytest.approx(network.loss_sum(weights, config, network.batch_of(packs)).item())
        found.links.backward()  # type: ignore[no-untyped-call]
        assert weights["model.layers.3.self_attn.q_proj.weight"].grad is not None

    def test_packs_without_links_are_not_guided(self, some_groups: list[Group], tokenizer: ChatGLM3Tokenizer) -> None:
        linked = pack_group(some_groups[0], tokenizer, 2000)
        assert linked is not None
        plain = Pack(prefix=linked.prefix, continuations=linked.continuations)
        config = network.glm_config(tokenizer.vocab_size, hidden=32, layers=5, heads=2, ffn=32)
        weights = dict(GlmForCausalLM(config).float().named_parameters())
        assert network.losses(weights, config, network.batch_of([plain])).links.item() == 0.0
        assert network.losses(weights, config, network.batch_of([linked])).links.item() > 0.0
