"""Gold questions stay unseen: none, nor one nearly like it, is in what the generator makes for training."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from text2sql.ddl import load_schema
from text2sql.pairs.written import written
from text2sql.populate import populate
from text2sql.records import read_jsonl
from text2sql.synth.corpus import EVERYTHING, groups
from text2sql.synth.generate import generate

ROOT = Path(__file__).parents[2]
NEAR = 0.75  # of all trigrams of the two questions


def trigrams(question: str) -> frozenset[str]:
    """Of letters, digits and characters; what stands between them is left out."""
    text = re.sub(r"[\W_]+", "", question.lower())
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def nearest(gold: Iterable[str], trained: Iterable[str]) -> list[tuple[float, str]]:
    """Each gold question with the share of trigrams that it has in common with the trained one most like it."""
    some = [trigrams(each) for each in trained]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(some):
        for gram in each:
            places[gram].append(place)
    found = []
    for question in gold:
        own = trigrams(question)
        common = Counter(place for gram in own for place in places[gram])
        best = max((shared / len(own | some[place]) for place, shared in common.items()), default=0.0)
        found.append((best, question))
    return found


def gold_questions(name: str) -> list[str]:
    return [str(row["question"]) for _, row in read_jsonl(ROOT / f"eval/gold/{name}.jsonl")]


@pytest.mark.parametrize("name", ["students", "shop", "hospital"])
def test_no_gold_question_is_near_a_training_question(name: str) -> None:
    schema = load_schema(ROOT / f"schemas/{name}.sql")
    made = generate(schema, populate(schema, seed=0), count=1000, seed=0).examples
    found = nearest(gold_questions(name), [each.question for each in made])
    near = [question for share, question in found if share >= NEAR]
    assert not near


def test_no_gold_question_is_near_one_of_the_bases_corpus() -> None:
    said = [each.question for group in itertools.islice(groups(0, lesson=EVERYTHING), 40) for each in group.examples]
    gold = [question for name in ("students", "shop", "hospital") for question in gold_questions(name)]
    assert [question for share, question in nearest(gold, said) if share >= NEAR] == []


def test_no_gold_question_is_near_a_written_one() -> None:
    said = [pair.question for each in written() for pair in each.pairs]
    gold = [question for name in ("students", "shop", "hospital") for question in gold_questions(name)]
    assert sum(share >= NEAR for share, _ in nearest(gold, said)) == 0


def test_a_gold_question_that_leaks_is_noticed() -> None:
    gold = gold_questions("students")
    leaked = ["完全不同的问题", gold[7], gold[11].rstrip("？?") + "呢?", "another one altogether"]
    assert {question for share, question in nearest(gold, leaked) if share >= NEAR} >= {gold[7], gold[11]}
