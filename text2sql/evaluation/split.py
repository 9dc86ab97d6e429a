"""A part of a data set as a suite: its questions, over tables filled as they were when its gold SQL was made."""

from dataclasses import replace

from text2sql.dataset import Dataset
from text2sql.errors import T2SError
from text2sql.evaluation.suite import Suite
from text2sql.populate import populate


def split_suite(dataset: Dataset, split: str) -> Suite:
    """A part of a data set as a suite, its tables filled as they were when its gold SQL was made.

    Raises:
        T2SError: if there are no questions, or it is not known how the tables were filled.
    """
    if dataset.rows_seed is None or dataset.rows is None or not dataset.schemas:
        fix = "measure on a suite with --suite, or build a data set with: t2s build-data"
        raise T2SError("it is not known which rows the gold SQL belongs to", where=str(dataset.path), fix=fix)
    examples = dataset.examples(split)
    if not examples:
        others = [name for name in dataset.splits if dataset.examples(name)]
        fix = f"there are {', '.join(others)}; choose one with --split" if others else "build it again: t2s build-data"
        raise T2SError(f"there is no question in the split {split}", where=str(dataset.path), fix=fix)
    asked = sorted({example.schema for example in examples})
    return Suite(
        name=f"{dataset.name}-{split}",
        version=0,
        schemas={name: dataset.schemas[name] for name in asked},
        rows={name: populate(dataset.schemas[name], seed=dataset.rows_seed, rows=dataset.rows) for name in asked},
        examples=examples,
        seed=dataset.rows_seed,
    )


def sample(dataset: Dataset, split: str, count: int) -> Suite | None:
    """At most so many questions of a part, evenly out of it; None if there are none, or they cannot be executed."""
    if count == 0 or dataset.rows_seed is None or dataset.rows is None or not dataset.schemas:
        return None
    if not any(example.sql for example in dataset.examples(split)):
        return None
    whole = split_suite(dataset, split)
    step = max(1.0, len(whole.examples) / count)
    some = tuple(whole.examples[int(at * step)] for at in range(min(count, len(whole.examples))))
    return replace(whole, examples=some)
