"""A user's schema and pairs → a data set: rows are made up, every gold SQL is run on them, what fails is counted."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.benchmarks.pairs import Refused
from text2sql.bulk.building import ASKED_BY_USER, Given, Tally, build_large
from text2sql.bulk.chunks import Job, family_of, level_of
from text2sql.bulk.executors import Engine, executor
from text2sql.dataset import TEACHER, Dataset, Stored, refuse_foreign, write_dataset
from text2sql.errors import T2SError, listed
from text2sql.evaluation.verdict import Gold
from text2sql.meaning import understand
from text2sql.pairs.around import Surroundings, around
from text2sql.pairs.check import Checked, Finding, Pair, check_pairs, measured, same_question, tells
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Schema
from text2sql.splitfiles import SPLITS, FileFormat
from text2sql.synth.generate import generate
from text2sql.synth.split import split
from text2sql.teacher.client import ChatServer, Replies
from text2sql.teacher.teaching import teach

# Up to so many examples are drawn as one and held in memory; more are made in chunks, by as many workers as there are.
IN_ONE_PIECE = 20_000

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
        shards: files a split.
        form: of the files.
        workers: that make a set of more than `IN_ONE_PIECE` examples; what comes out does not depend on them.
        engine: where they live.
        teacher: a large model that puts generated queries into questions of its own; None, and all works without.
        lessons: how many queries it is shown.
        augment: examples made around each of the user's pairs, at most.
        weight: how often each of the user's pairs stands in the training file.
    """

    examples: int = 8000
    languages: tuple[str, ...] = ("zh", "en")
    prompt: PromptFormat = PromptFormat.SEED
    seed: int = 0
    rows: int = 200
    augment: int = 8
    weight: int = 4
    shards: int = 1
    form: FileFormat = FileFormat.JSONL
    workers: int = 1
    engine: Engine = Engine.LOCAL
    teacher: ChatServer | None = None
    lessons: int = 200

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages, each once, in an order that does not depend on how they were given."""
        return tuple(sorted(set(self.languages)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A data set that was just made.

    Attributes:
        dataset: as it lies on disk.
        splits: its examples, each once, the user's own first; of a large set they are read from its files each time.
        checked: the user's pairs and what was found about their lines.
        augmented: the examples made around those pairs.
        weight: how often each of the user's pairs stands in the training file.
        tally: the counts of a large set, taken when it was written.
    """

    dataset: Dataset
    splits: Mapping[str, Collection[Example]]
    checked: Checked
    augmented: Sequence[Example]
    weight: int
    tally: Tally | None = None

    @property
    def refused_pairs(self) -> Sequence[Refused]:
        """Lines of the user's files that did not become examples."""
        return self.checked.refused

    def counts(self, group: str) -> dict[str, dict[str, int]]:
        """Examples by value and split, for ``family``, ``language`` or ``level``; the most frequent value first."""
        if self.tally is not None:
            found = self.tally.groups[group]
        else:
            value = {"family": family_of, "level": level_of, "language": lambda example: example.language}[group]
            found = {split: Counter(map(value, all_)) for split, all_ in self.splits.items()}
        total: Counter[str] = sum(found.values(), Counter())
        return {
            value: {split: counter[value] for split, counter in found.items()}
            for value, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))
        }


def build_dataset(
    schema: Schema,
    out: Path,
    pairs: Sequence[Path],
    options: BuildOptions,
    *,
    corrections: Path | None = None,
    told: Callable[[int], None] = lambda count: None,
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
        told: called now and then with how many examples of a large set there are.

    Raises:
        T2SError: if a file cannot be read, no example is left, or something else lies in `out`.
    """
    refuse_foreign(out)
    rows = populate(schema, seed=options.seed, rows=options.rows)
    schema = schema.with_samples(samples(schema, rows, seed=options.seed))
    checked = check_pairs(schema, rows, pairs, corrections=corrections)
    refused = Counter(f"pairs: {each.kind}" for each in checked.findings if each.kind.is_refusal)
    augmented = _around(schema, rows, checked.pairs, options)
    taught: Sequence[Example] = ()
    if options.teacher is not None:
        shown = generate(schema, rows, count=options.lessons, seed=options.seed, languages=options.spoken).examples
        lesson = teach(schema, rows, shown, Replies(options.teacher, out / TEACHER), options.spoken)
        refused.update(lesson.refused)
        taught = _giving_way(lesson.examples, checked.pairs, augmented, refused)
    if options.examples > IN_ONE_PIECE:
        return _build_large(schema, out, options, checked, augmented, taught, refused, told)
    made = list(taught)
    if options.examples:
        generated = generate(schema, rows, count=options.examples, seed=options.seed, languages=options.spoken)
        refused.update(generated.refused)
        known = {example.question for example in taught}
        made += [example for example in generated.examples if example.question not in known]
    own = {name: [pair.example for pair in checked.pairs if pair.split == name] for name in SPLITS}
    parts = {
        name: _giving_way(all_, checked.pairs, augmented, refused) for name, all_ in split(made, options.seed).items()
    }
    splits = {name: [*own[name], *(augmented if name == "train" else ()), *parts[name]] for name in SPLITS}
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
        shards=options.shards,
        form=options.form,
    )
    return Built(dataset=dataset, splits=splits, checked=checked, augmented=augmented, weight=options.weight)


def _build_large(
    schema: Schema,
    out: Path,
    options: BuildOptions,
    checked: Checked,
    augmented: Sequence[Example],
    taught: Sequence[Example],
    refused: Mapping[str, int],
    told: Callable[[int], None],
) -> Built:
    job = Job(
        schema=schema,
        seed=options.seed,
        rows=options.rows,
        languages=options.spoken,
        prompt=options.prompt,
    )
    trained = [pair.example for pair in checked.pairs if pair.split == "train"]
    large = build_large(
        job,
        out,
        count=options.examples,
        given=Given(
            again=trained * (options.weight - 1),
            own=[*((pair.split, pair.example) for pair in checked.pairs), *(("train", each) for each in augmented)],
            taught=taught,
        ),
        refused=refused,
        shards=options.shards,
        form=options.form,
        workers=executor(options.engine, options.workers),
        told=told,
    )
    again = {"train": len(trained) * (options.weight - 1)}
    splits = {
        split: Stored(large.dataset, split, size=large.tally.size(split), skipped=again.get(split, 0))
        for split in SPLITS
    }
    return Built(
        dataset=large.dataset,
        splits=splits,
        checked=checked,
        augmented=augmented,
        weight=options.weight,
        tally=large.tally,
    )


def _around(schema: Schema, rows: Rows, pairs: Sequence[Pair], options: BuildOptions) -> list[Example]:
    """What is made around the pairs that are trained on; no question of it is one of the pairs' or stands twice."""
    taken = {same_question(pair.example.question) for pair in pairs}
    found = []
    with Sandbox(Source(schema=schema, rows=rows)) as sandbox:
        golds: dict[str, Gold | Finding] = {}

        def admits(new: str, old: str) -> bool:
            for sql in (new, old):
                golds.setdefault(sql, measured(sandbox, sql))
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
    made: Sequence[Example], pairs: Sequence[Pair], augmented: Sequence[Example], refused: Counter[str]
) -> list[Example]:
    """What was generated, less the questions that the user's pairs ask, or those around them."""
    asked = {same_question(each.question) for each in (*(pair.example for pair in pairs), *augmented)}
    kept = [each for each in made if same_question(each.question) not in asked]
    if len(kept) < len(made):
        refused[ASKED_BY_USER] += len(made) - len(kept)
    return kept
