"""What a base can do: questions over schemas it never saw, answered greedily and judged by the rows they give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from transformers import GlmConfig, GlmForCausalLM

from text2sql.database import Database
from text2sql.evaluation.verdict import Judge
from text2sql.models.checkpoints import Base
from text2sql.models.generate import ModelPredictor
from text2sql.models.guarded import Held
from text2sql.models.mini.weights import HEAD
from text2sql.models.tokenizer import ChatGLM3Tokenizer
from text2sql.prompt import answer
from text2sql.records import Example, Prediction, Verdict, VerdictKind
from text2sql.synth.corpus import Group

MAX_NEW_TOKENS = 160


class Score(NamedTuple):
    """Of so many questions so many were answered with the gold SQL to the letter, so many with SQL that gives the gold rows."""

    questions: int
    exact: int
    right: int


class Answered(NamedTuple):
    """One question with its reply and what that is worth."""

    example: Example
    prediction: Prediction
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Held-out groups, for use within training: called in every process with the weights, it scores that process's share."""

    config: GlmConfig
    tokenizer_file: Path
    groups: tuple[Group, ...]

    def __call__(self, weights: Mapping[str, Tensor], rank: int, ranks: int) -> Score:
        """The score of every `ranks`-th group from the `rank`-th on."""
        base = Base(network_of(weights, self.config), ChatGLM3Tokenizer(self.tokenizer_file))
        return score(examine(base, self.groups[rank::ranks]))


def network_of(weights: Mapping[str, Tensor], config: GlmConfig) -> GlmForCausalLM:
    """GlmForCausalLM around these weights, in evaluation mode; nothing is copied."""
    with torch.device("meta"):
        model = GlmForCausalLM(config)
    full = {**weights, HEAD: weights["model.embed_tokens.weight"]}
    model.load_state_dict({name: tensor.detach() for name, tensor in full.items()}, assign=True)
    # Not a weight, so still without storage.
    model.model.rotary_emb = type(model.model.rotary_emb)(config)
    return model.eval()


def examine(base: Base, groups: Sequence[Group]) -> Iterator[Answered]:
    """Every question of the groups, answered and judged; one that is not scored, as its gold SQL fails, is left out."""
    for number, group in enumerate(groups):
        # Invented schemas may share a name.
        name = f"{group.schema.name}#{number}"
        examples = {each.id: replace(each, schema=name) for each in group.examples}
        schema = replace(group.schema, name=name)
        predictor = ModelPredictor(
            base, schemas=[schema], prompt=group.form, max_new_tokens=MAX_NEW_TOKENS, held=Held.SCOPES
        )
        with Database.from_rows(schema, group.rows) as database:
            judge = Judge({name: database})
            for prediction in predictor.predict(list(examples.values())):
                example = examples[prediction.example_id]
                verdict = judge.verdict(example, prediction)
                if verdict.kind.is_scored:
                    yield Answered(example, prediction, verdict)


def score(answered: Iterator[Answered]) -> Score:
    """The counts."""
    questions = exact = right = 0
    for each in answered:
        questions += 1
        exact += each.prediction.raw.strip() == answer(each.example.sql)
        right += each.verdict.kind is VerdictKind.CORRECT
    return Score(questions, exact, right)
