"""A user's schema and pairs → a data set: rows are made up, every gold SQL is run on them, what fails is counted."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.benchmarks.pairs import Refused, read_pairs
from text2sql.bulk.building import Tally, build_large
from text2sql.bulk.chunks import Job
from text2sql.bulk.executors import Engine, executor
from text2sql.database import Database
from text2sql.dataset import TEACHER, Dataset, Stored, refuse_foreign, write_dataset
from text2sql.errors import T2SError, listed
from text2sql.evaluation.compare import equal_rows
from text2sql.outcome import Failure
from text2sql.populate import populate, samples
from text2sql.prompt import PromptFormat
from text2sql.records import Example
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
    """

    examples: int = 4000
    languages: tuple[str, ...] = ("zh", "en")
    prompt: PromptFormat = PromptFormat.SEED
    seed: int = 0
    rows: int = 200
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
        splits: its examples; of a large set they are read from its files each time.
        refused_pairs: lines of the user's files that did not become examples.
        tally: the counts of a large set, taken when it was written.
    """

    dataset: Dataset
    splits: Mapping[str, Collection[Example]]
    refused_pairs: Sequence[Refused]
    tally: Tally | None = None

    def counts(self, group: str) -> dict[str, dict[str, int]]:
        """Examples by value and split, for ``family``, ``language`` or ``level``; the most frequent value first."""
        if self.tally is not None:
            found = self.tally.groups[group]
        else:
            found = {split: Counter(_value(example, group) for example in all_) for split, all_ in self.splits.items()}
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
    told: Callable[[int], None] = lambda count: None,
) -> Built:
    """The data set for a schema, written to `out`.

    Args:
        schema: whose tables are asked about.
        out: a folder; an earlier data set in it is replaced.
        pairs: files with the user's own questions and SQL.
        options: see there.
        told: called now and then with how many examples of a large set there are.

    Raises:
        T2SError: if a file cannot be read, no example is left, or something else lies in `out`.
    """
    refuse_foreign(out)
    rows = populate(schema, seed=options.seed, rows=options.rows)
    schema = schema.with_samples(samples(schema, rows, seed=options.seed))
    examples, refused_pairs, refused = _run_pairs(schema, rows, pairs)
    if options.teacher is not None:
        known = {example.question for example in examples}
        shown = generate(schema, rows, count=options.lessons, seed=options.seed, languages=options.spoken).examples
        taught = teach(schema, rows, shown, Replies(options.teacher, out / TEACHER), options.spoken)
        examples += [example for example in taught.examples if example.question not in known]
        refused.update(taught.refused)
    if options.examples > IN_ONE_PIECE:
        return _build_large(schema, out, options, examples, refused_pairs, refused, told)
    if options.examples:
        made = generate(schema, rows, count=options.examples, seed=options.seed, languages=options.spoken)
        known = {example.id for example in examples}
        taught_questions = {each.question for each in examples if each.provenance.startswith("teacher:")}
        examples += [
            example for example in made.examples if example.id not in known and example.question not in taught_questions
        ]
        refused.update(made.refused)
    if not examples:
        why = listed(["", *(f"{place}: {reason}" for place, reason in refused_pairs)])
        raise T2SError(
            f"no example is left{why}", fix="ask for some with --examples or give pairs that run on the tables"
        )
    splits = split(examples, options.seed)
    dataset = write_dataset(
        out,
        name=schema.name,
        schemas={schema.name: schema},
        splits=splits,
        prompt=options.prompt,
        seed=options.seed,
        rows_seed=options.seed,
        rows=options.rows,
        refused=refused,
        shards=options.shards,
        form=options.form,
    )
    return Built(dataset=dataset, splits=splits, refused_pairs=refused_pairs)


def _build_large(
    schema: Schema,
    out: Path,
    options: BuildOptions,
    given: Sequence[Example],
    refused_pairs: Sequence[Refused],
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
    large = build_large(
        job,
        out,
        count=options.examples,
        given=given,
        refused=refused,
        shards=options.shards,
        form=options.form,
        workers=executor(options.engine, options.workers),
        told=told,
    )
    splits = {split: Stored(large.dataset, split, large.tally.size(split)) for split in SPLITS}
    return Built(dataset=large.dataset, splits=splits, refused_pairs=refused_pairs, tally=large.tally)


def _run_pairs(schema: Schema, rows: Rows, paths: Sequence[Path]) -> tuple[list[Example], list[Refused], Counter[str]]:
    """The pairs that run, and those that do not, one by one and counted."""
    examples: dict[str, Example] = {}
    refused: list[Refused] = []
    with Database.from_rows(schema, rows) as database:
        for path in paths:
            read = read_pairs(path, schema)
            refused += read.refused
            for example in read.examples:
                place = f"{path.parent / example.provenance}"
                reason = _unmeasurable(database, example.sql)
                if reason is not None:
                    refused.append(Refused(place, reason))
                elif example.id in examples:
                    refused.append(Refused(place, "the same question and SQL again"))
                else:
                    examples[example.id] = example
    counts = Counter(f"pairs: {reason.split(':')[0]}" for _, reason in refused)
    return list(examples.values()), refused, counts


def _unmeasurable(database: Database, sql: str) -> str | None:
    """Why no prediction could be measured by this gold SQL; None if one can. It runs twice."""
    first = database.run(sql)
    if isinstance(first, Failure):
        return f"the SQL does not run: {first.message}"
    if first.truncated:
        return f"the SQL gives too many rows: more than {len(first.rows)} are not compared"
    second = database.run(sql)
    if isinstance(second, Failure) or not equal_rows(first.rows, second.rows):
        return "the SQL gives other rows when it runs again: order by columns, not by chance"
    return None


def _value(example: Example, group: str) -> str:
    if group == "language":
        return example.language
    if group == "family":
        source, _, family = example.provenance.partition(":")
        return family if source == "synth" else "teacher" if source == "teacher" else "your pairs"
    return next((tag.removeprefix(f"{group}:") for tag in example.tags if tag.startswith(f"{group}:")), "—")
