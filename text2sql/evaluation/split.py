"""A part of a data set as a suite: its questions, over what its gold SQL was made for."""

from collections import Counter
from dataclasses import replace

from text2sql.dataset import Dataset
from text2sql.errors import T2SError, listed
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.suite import Suite
from text2sql.populate import populate


def split_suite(dataset: Dataset, split: str) -> Suite:
    """A part of a data set as a suite: over its databases, or tables filled as they were when its gold SQL was made.

    Raises:
        T2SError: if there are no questions, several of one id, or it is not known what their gold SQL is to be run on.
    """
    if not has_rows(dataset):
        fix = "measure on a suite with --suite, or build a data set with: t2s build-data"
        raise T2SError("it is not known which rows the gold SQL belongs to", where=str(dataset.path), fix=fix)
    # A user's own pair stands in the file as often as it is to be seen in training.
    asked_by = {(each.id, each.schema, each.question, each.sql): each for each in dataset.examples(split)}
    examples = tuple(asked_by.values())
    if not examples:
        others = [name for name in dataset.splits if dataset.examples(name)]
        fix = f"there are {', '.join(others)}; choose one with --split" if others else "build it again: t2s build-data"
        raise T2SError(f"there is no question in the split {split}", where=str(dataset.path), fix=fix)
    doubled = [name for name, count in Counter(example.id for example in examples).items() if count > 1]
    if doubled:
        fix = "give each question an id of its own"
        raise T2SError(f"ids stand there for several questions\n{listed(doubled)}", where=str(dataset.path), fix=fix)
    asked = sorted({example.schema for example in examples})
    suite = Suite(
        name=f"{dataset.name}-{split}",
        version=0,
        schemas={name: dataset.schemas[name] for name in asked},
        rows={},
        examples=examples,
    )
    files = {name: dataset.databases[name] for name in asked if name in dataset.databases}
    if files:
        missing = [str(file) for file in files.values() if not file.is_file()]
        if missing:
            fix = "move them back, or import them again with: t2s import"
            raise T2SError(f"databases are missing\n{listed(missing)}", where=str(dataset.path), fix=fix)
    profile = Profile(dataset.profile or (Profile.SPIDER if files else Profile.STRICT))
    suite = replace(suite, databases=files, profile=profile)
    if len(files) == len(asked):
        return suite
    if dataset.rows_seed is None or dataset.rows is None:
        names = ", ".join(name for name in asked if name not in files)
        raise T2SError(f"there are no rows for {names}", where=str(dataset.path), fix="import it again: t2s import")
    filled = {
        name: populate(dataset.schemas[name], seed=dataset.rows_seed, rows=dataset.rows)
        for name in asked
        if name not in files
    }
    return replace(suite, rows=filled, seed=dataset.rows_seed)


def has_rows(dataset: Dataset) -> bool:
    """Whether it is known what its gold SQL is to be run on."""
    is_filled = dataset.rows_seed is not None and dataset.rows is not None
    return bool(dataset.schemas) and (is_filled or bool(dataset.databases))


def sample(dataset: Dataset, split: str, count: int) -> Suite | None:
    """At most so many questions of a part, evenly out of it; None if there are none, or they cannot be executed."""
    if count == 0 or not has_rows(dataset):
        return None
    if not any(example.sql for example in dataset.examples(split)):
        return None
    whole = split_suite(dataset, split)
    step = max(1.0, len(whole.examples) / count)
    some = tuple(whole.examples[int(at * step)] for at in range(min(count, len(whole.examples))))
    return replace(whole, examples=some)
