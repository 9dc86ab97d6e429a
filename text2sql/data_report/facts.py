"""What there is to know of a data set that was just built, counted. Knows nothing of how it is shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text2sql.build import Built
from text2sql.bulk.chunks import family_of, level_of
from text2sql.evaluation.slices import feature_slices
from text2sql.pairs.anatomy import anatomy
from text2sql.pairs.check import Pair
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.sql import NotSQL

_BINS = 24
_SAMPLES = 4
LEVELS = ("easy", "medium", "hard", "extra", "—")


class Bin(NamedTuple):
    """A bar of a histogram: texts of `first` to `last` characters, and how many there are."""

    first: int
    last: int
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long texts are, in characters: the shortest, the median, the 95th percentile, the longest; the histogram."""

    shortest: int
    median: int
    p95: int
    longest: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of question.

    Attributes:
        name: of the kind.
        splits: examples by split.
        levels: examples by level, in the order of `LEVELS`.
        samples: a few, in both languages where there are.
    """

    name: str
    splits: Mapping[str, int]
    levels: tuple[int, ...]
    samples: tuple[Example, ...]

    @property
    def total(self) -> int:
        """All of its examples."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCount:
    """How many examples name a column."""

    table: str
    name: str
    comment: str
    count: int


class PairShown(NamedTuple):
    """A user's pair and what was made around it."""

    pair: Pair
    around: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is counted.

    Attributes:
        families: the largest first.
        columns: in the order of the schema.
        features: what the SQL uses, the most frequent first; examples of each.
        questions, queries: lengths in characters.
        pairs: the user's own, in the order of their files.
    """

    families: tuple[Family, ...]
    columns: tuple[ColumnCount, ...]
    features: tuple[tuple[str, int], ...]
    questions: Lengths
    queries: Lengths
    pairs: tuple[PairShown, ...]

    @property
    def never_asked(self) -> tuple[ColumnCount, ...]:
        """The columns that no example names."""
        return tuple(each for each in self.columns if not each.count)


def facts(built: Built) -> Facts:
    """The facts of a data set."""
    (schema,) = built.dataset.schemas.values()
    every = [example for all_ in built.splits.values() for example in all_]
    around: dict[str, list[Example]] = {}
    for example in built.augmented:
        around.setdefault(example.provenance.removeprefix("augmented:"), []).append(example)
    return Facts(
        families=tuple(_families(built)),
        columns=_columns(schema, every),
        features=tuple(Counter(name for each in every for name in feature_slices(each.sql)).most_common()),
        questions=lengths([len(each.question) for each in every]),
        queries=lengths([len(each.sql) for each in every]),
        pairs=tuple(
            PairShown(pair, tuple(around.get(pair.example.provenance.removeprefix("pair:"), ())))
            for pair in built.checked.pairs
        ),
    )


def _families(built: Built) -> Iterable[Family]:
    members: dict[str, list[tuple[str, Example]]] = {name: [] for name in built.counts("family")}
    for split, examples in built.splits.items():
        for example in examples:
            members[family_of(example)].append((split, example))
    for name, all_ in members.items():
        splits = Counter(split for split, _ in all_)
        levels = Counter(level_of(example) for _, example in all_)
        unknown = sum(count for level, count in levels.items() if level not in LEVELS)
        yield Family(
            name=name,
            splits={split: splits[split] for split in built.splits},
            levels=(*(levels[level] for level in LEVELS[:-1]), levels[LEVELS[-1]] + unknown),
            samples=tuple(_samples([example for _, example in all_])),
        )


def _samples(examples: Sequence[Example]) -> list[Example]:
    """A few, of each language in turn."""
    languages = sorted({example.language for example in examples}, reverse=True)
    by_language = [[each for each in examples if each.language == language] for language in languages]
    turns = [each[at] for at in range(_SAMPLES) for each in by_language if at < len(each)]
    return turns[:_SAMPLES]


def _columns(schema: Schema, examples: Sequence[Example]) -> tuple[ColumnCount, ...]:
    times = Counter(example.sql for example in examples)
    counts: Counter[tuple[str, str]] = Counter()
    for sql, count in times.items():
        try:
            named = anatomy(sql, schema).columns
        except NotSQL:  # what a user's dialect wrote and DuckDB runs, but sqlglot does not read, names nothing here
            continue
        for place in named:
            counts[place] += count
    return tuple(
        ColumnCount(table=table.name, name=column.name, comment=column.comment, count=counts[table.name, column.name])
        for table in schema.tables
        for column in table.columns
    )


def lengths(values: Sequence[int]) -> Lengths:
    """The lengths in bins of equal width; the last one holds all that are longer than the 99th percentile.

    >>> lengths([1, 2, 2, 3]).bins
    (Bin(first=1, last=1, texts=1), Bin(first=2, last=2, texts=2), Bin(first=3, last=3, texts=1))
    """
    ordered = sorted(values)

    def share(part: float) -> int:
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]

    first, last = ordered[0], share(0.99)
    width = max(1, -(-(last - first + 1) // _BINS))
    counts = Counter(min((value - first) // width, (last - first) // width) for value in ordered)
    bins = [
        Bin(first + at * width, first + (at + 1) * width - 1, counts[at]) for at in range((last - first) // width + 1)
    ]
    bins[-1] = bins[-1]._replace(last=max(bins[-1].last, ordered[-1]))
    return Lengths(shortest=first, median=share(0.5), p95=share(0.95), longest=ordered[-1], bins=tuple(bins))
