"""A user's schema and pairs → a data set: rows are made up, every gold SQL is run on them, what fails is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.benchmarks.pairs import Refused
from text2sql.database import Database
from text2sql.dataset import Dataset, refuse_foreign, write_dataset
from text2sql.errors import T2SError, listed
from text2sql.evaluation.verdict import Gold
from text2sql.meaning import understand
from text2sql.pairs.around import Surroundings, around
from text2sql.pairs.check import Checked, Finding, Pair, check_pairs, measured, same_question, tells
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.synth.generate import generate
from text2sql.synth.split import SPLITS, split

Rows = Mapping[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a user decides about a data set.

    Attributes:
        examples: how many to generate; 0 for the user's pairs alone.
        languages: of the generated questions, ``zh`` and ``en``.
        prompt: the format of the conversations.
        seed: of all random choices.
        rows: how many a table is filled with.
        augment: examples made around each of the user's pairs, at most.
        weight: how often each of the user's pairs stands in the training file.
    """

    examples: int = 4000
    languages: tuple[str, ...] = ("zh", "en")
    prompt: PromptFormat = PromptFormat.SEED
    seed: int = 0
    rows: int = 200
    augment: int = 8
    weight: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A data set that was just made.

    Attributes:
        dataset: as it lies on disk.
        splits: its examples, each once, the user's own first.
        checked: the user's pairs and what was found about their lines.
        weight: how often each of the user's pairs stands in the training file.
    """

    dataset: Dataset
    splits: Mapping[str, Sequence[Example]]
    checked: Checked
    weight: int

    @property
    def refused_pairs(self) -> Sequence[Refused]:
        """Lines of the user's files that did not become examples."""
        return self.checked.refused

    @property
    def augmented(self) -> tuple[Example, ...]:
        """The examples made around the user's pairs."""
        return tuple(each for each in self.splits["train"] if each.provenance.startswith("augmented:"))

    def counts(self, group: str) -> dict[str, dict[str, int]]:
        """Examples by value and split, for ``family``, ``language`` or ``level``; the most frequent value first."""
        value = {"family": self.family, "level": self.level, "language": lambda example: example.language}[group]
        found = {split: Counter(map(value, all_)) for split, all_ in self.splits.items()}
        total: Counter[str] = sum(found.values(), Counter())
        return {
            value: {split: counter[value] for split, counter in found.items()}
            for value, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))
        }

    @staticmethod
    def family(example: Example) -> str:
        """What kind of question it is, as the generator names them; or that it is the user's."""
        source, _, family = example.provenance.partition(":")
        return {"pair": "your pairs", "augmented": "around your pairs"}.get(source, family)

    @staticmethod
    def level(example: Example) -> str:
        """How hard it is; a dash where nobody has said so."""
        return next((tag.removeprefix("level:") for tag in example.tags if tag.startswith("level:")), "—")


def build_dataset(
    schema: Schema, out: Path, pairs: Sequence[Path], options: BuildOptions, *, corrections: Path | None = None
) -> Built:
    """The data set for a schema, written to `out`.

    A user's pairs, and what is made around them, are trained on, unless a pair says that it is for dev or test. What is generated is
    split without regard to them, so that one more pair leaves the test part as it was, but for a question that it asks too.

    Args:
        schema: whose tables are asked about.
        out: a folder; an earlier data set in it is replaced.
        pairs: files with the user's own questions and SQL.
        options: see there.
        corrections: a file with pairs that win over those.

    Raises:
        T2SError: if a file cannot be read, no example is left, or something else lies in `out`.
    """
    refuse_foreign(out)
    rows = populate(schema, seed=options.seed, rows=options.rows)
    schema = schema.with_samples(samples(schema, rows, seed=options.seed))
    checked = check_pairs(schema, rows, pairs, corrections=corrections)
    refused = Counter(f"pairs: {each.kind}" for each in checked.findings if each.kind.is_refusal)
    own = {name: [pair.example for pair in checked.pairs if pair.split == name] for name in SPLITS}
    augmented = _around(schema, rows, checked.pairs, options)
    made: Mapping[str, Sequence[Example]] = {}
    if options.examples:
        languages = tuple(sorted(set(options.languages)))
        generated = generate(schema, rows, count=options.examples, seed=options.seed, languages=languages)
        refused.update(generated.refused)
        made = _giving_way(split(generated.examples, options.seed), checked.pairs, augmented, refused)
    splits = {name: [*own[name], *(augmented if name == "train" else ()), *made.get(name, ())] for name in SPLITS}
    if not any(splits.values()):
        why = listed(["", *(f"{place}: {reason}" for place, reason in checked.refused)])
        raise T2SError(
            f"no example is left{why}", fix="ask for some with --examples or give pairs that run on the tables"
        )
    dataset = write_dataset(
        out,
        name=schema.name,
        schemas={schema.name: schema},
        splits={**splits, "train": own["train"] * (options.weight - 1) + splits["train"]},
        prompt=options.prompt,
        seed=options.seed,
        rows_seed=options.seed,
        rows=options.rows,
        refused=refused,
    )
    return Built(dataset=dataset, splits=splits, checked=checked, weight=options.weight)


def _around(schema: Schema, rows: Rows, pairs: Sequence[Pair], options: BuildOptions) -> list[Example]:
    """What is made around the pairs that are trained on; no question of it is one of the pairs' or stands twice."""
    taken = {same_question(pair.example.question) for pair in pairs}
    found = []
    with Database.from_rows(schema, rows) as database:
        golds: dict[str, Gold | Finding] = {}

        def admits(new: str, old: str) -> bool:
            for sql in (new, old):
                golds.setdefault(sql, measured(database, sql))
            one, other = golds[new], golds[old]
            if isinstance(one, Finding) or isinstance(other, Finding):
                return False
            return (tells(one) or not tells(other)) and (other.is_tied or not one.is_tied)

        surroundings = Surroundings(meaning=understand(schema, rows), rows=rows, admits=admits)
        for pair in pairs:
            if pair.split != "train":
                continue
            for example in around(pair.example, surroundings, count=options.augment, seed=options.seed):
                question = same_question(example.question)
                # Said politely, it may be the pair itself; the same words of another pair would be a contradiction.
                if question not in taken:
                    taken.add(question)
                    found.append(example)
    return found


def _giving_way(
    made: Mapping[str, Sequence[Example]], pairs: Sequence[Pair], augmented: Sequence[Example], refused: Counter[str]
) -> Mapping[str, Sequence[Example]]:
    """What was generated, less the questions that the user's pairs ask, or those around them."""
    asked = {same_question(each.question) for each in (*(pair.example for pair in pairs), *augmented)}
    kept = {name: [each for each in all_ if same_question(each.question) not in asked] for name, all_ in made.items()}
    gone = sum(map(len, made.values())) - sum(map(len, kept.values()))
    if gone:
        refused["your pairs ask the same"] += gone
    return kept
