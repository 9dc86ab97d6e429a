"""A data set on disk: train, dev and test as JSONL in ChatGLM3's conversation format, and ``dataset.json`` about them.

Read are also a single JSONL file and a folder of bare conversation files, as ChatGLM3's own fine-tuning takes them;
those have no schemas and may have no gold SQL.
"""

import hashlib
import itertools
import json
import logging
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.conversations import conversation_from_json, conversation_to_json
from text2sql.errors import T2SError, listed
from text2sql.prompt import PromptFormat, conversation, question_of
from text2sql.records import Conversation, Example, example_id, language_of, write_json
from text2sql.schema import Schema, schema_from_json, schema_to_json
from text2sql.splitfiles import SPLITS, FileFormat, SplitWriter, find_split, read_lines, remove_splits
from text2sql.workspace import CORRECTIONS

FORMAT_VERSION = 1
MANIFEST = "dataset.json"
# The folder in which a large data set is being built, see `text2sql.bulk`.
UNFINISHED = ".building"
# What a teacher replied, kept from one build to the next, see `text2sql.teacher`.
TEACHER = "teacher.jsonl"
# The folder in a data set's for databases that were written for it; alone it makes nothing foreign, so that an import
# that was stopped can be called again.
DATABASES = "databases"
_BARE_NAMES = {"train": ("train",), "dev": ("dev", "val", "valid", "validation"), "test": ("test",)}
_BARE_SUFFIXES = (".jsonl", ".json", ".parquet")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Examples in splits, as they lie on disk.

    Attributes:
        path: the folder, or the file if it is a single one.
        name: a short name.
        schemas: by name, with sample values; empty for bare conversations.
        prompt: the format the conversations are written in; None if it is not known.
        seed: of the examples and of the splits; None if it is not known.
        rows_seed, rows: how the tables were filled that the gold SQL ran on; None if it is not known.
        databases: the SQLite files that the gold SQL is for, by the name of the schema; empty if rows are made up.
        profile: the name of the rules that such a data set is measured by; None for made-up rows.
        refused: how many candidates did not become examples, by reason.
        digest: sixteen hex digits over the bytes of the splits.
        files: the files of each split, in order.
    """

    path: Path
    name: str
    schemas: Mapping[str, Schema]
    prompt: PromptFormat | None
    seed: int | None
    rows_seed: int | None
    rows: int | None
    databases: Mapping[str, Path]
    profile: str | None
    refused: Mapping[str, int]
    digest: str
    files: Mapping[str, tuple[Path, ...]] = field(repr=False)

    @property
    def splits(self) -> tuple[str, ...]:
        """The names of the splits that there are, train first."""
        return tuple(self.files)

    def examples(self, split: str) -> tuple[Example, ...]:
        """The examples of a split; empty if there is none. Bare conversations have no gold: their SQL is empty.

        Raises:
            T2SError: naming all lines that are none.
        """
        return tuple(_example(line.value, split, line.number) for line in self._lines(split))

    def conversations(self, split: str) -> tuple[Conversation, ...]:
        """The conversations of a split, in the order of the examples; errors as `examples`."""
        return tuple(line.conversation for line in self._lines(split))

    def stream(self, split: str) -> Iterator[Example]:
        """The examples of a split one by one, without holding them all; errors as `examples`, at the first bad line."""
        for file in self.files.get(split, ()):
            for number, value in read_lines(file):
                line = _checked(file, number, value)
                if isinstance(line, str):
                    raise T2SError(line, fix="mend or remove the line")
                yield _example(line.value, split, line.number)

    def _lines(self, split: str) -> Iterator["_Line"]:
        """Line by line, as a split may be large; those that are none are named behind the last."""
        problems: list[str] = []
        for file in self.files.get(split, ()):
            for number, value in read_lines(file):
                line = _checked(file, number, value)
                if isinstance(line, str):
                    problems.append(line)
                else:
                    yield line
        if problems:
            where = str(self.files[split][0] if len(self.files[split]) == 1 else self.path)
            raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=where, fix="mend or remove them")


class Stored(Collection[Example]):
    """The examples of a split that stay in its files, read each time they are gone through.

    Args:
        dataset: whose they are.
        split: its name.
        size: how many there are, without those skipped.
        skipped: examples at the head of the split that stand in it again behind them.
    """

    def __init__(self, dataset: Dataset, split: str, *, size: int, skipped: int = 0) -> None:
        self._dataset, self._split, self._size, self._skipped = dataset, split, size, skipped

    def __iter__(self) -> Iterator[Example]:
        return itertools.islice(self._dataset.stream(self._split), self._skipped, None)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, example: object) -> bool:
        return any(each == example for each in self)


class _Line(NamedTuple):
    number: int
    value: Mapping[str, Any]
    conversation: Conversation


def _checked(file: Path, number: int, value: dict[str, Any] | str) -> "_Line | str":
    """The line, or where and why it is none."""
    if isinstance(value, str):
        return f"{file}:{number}: {value}"
    try:
        return _Line(number, value, conversation_from_json(value))
    except ValueError as error:
        return f"{file}:{number}: {error}"


def write_dataset(
    path: Path,
    *,
    name: str,
    schemas: Mapping[str, Schema],
    splits: Mapping[str, Sequence[Example]],
    prompt: PromptFormat,
    seed: int,
    rows_seed: int | None = None,
    rows: int | None = None,
    databases: Mapping[str, Path] | None = None,
    profile: str | None = None,
    refused: Mapping[str, int],
    shards: int = 1,
    form: FileFormat = FileFormat.JSONL,
) -> Dataset:
    """The data set, written. What lay there is replaced if it was a data set; the same arguments give the same bytes.

    Args:
        path: a folder; it need not exist.
        name: a short name.
        schemas: of all examples, by name.
        splits: by the names in `SPLITS`.
        prompt: the format to write conversations in.
        seed: that the examples were made with.
        rows_seed: that the tables were filled with, if they were.
        rows: how many a table was filled with.
        databases: SQLite files in place of made-up rows, by the name of the schema.
        profile: the name of the rules to measure by on these.
        refused: how many candidates did not become examples, by reason.
        shards: files a split.
        form: of the files.

    Raises:
        T2SError: if something that is no data set lies there.
    """
    clear_dataset(path)
    shutil.rmtree(path / UNFINISHED, ignore_errors=True)
    for split in SPLITS:
        examples = splits.get(split, ())
        with SplitWriter(path, split, shards=shards, form=form) as writer:
            for number in range(shards):
                for example in examples[len(examples) * number // shards : len(examples) * (number + 1) // shards]:
                    writer.write(line_of(example, schemas[example.schema], prompt))
                writer.turn()
    return seal_dataset(
        path,
        name=name,
        schemas=schemas,
        counts={split: len(splits.get(split, ())) for split in SPLITS},
        prompt=prompt,
        seed=seed,
        rows_seed=rows_seed,
        rows=rows,
        databases=databases,
        profile=profile,
        refused=refused,
    )


def clear_dataset(path: Path) -> None:
    """An empty folder to write a data set to: what lay there is removed if it was one.

    Raises:
        T2SError: if something that is no data set lies there.
    """
    refuse_foreign(path)
    path.mkdir(parents=True, exist_ok=True)
    # Without its manifest a half-written folder is not taken for a data set.
    (path / MANIFEST).unlink(missing_ok=True)
    remove_splits(path)


def seal_dataset(
    path: Path,
    *,
    name: str,
    schemas: Mapping[str, Schema],
    counts: Mapping[str, int],
    prompt: PromptFormat,
    seed: int,
    rows_seed: int | None,
    rows: int | None,
    databases: Mapping[str, Path] | None = None,
    profile: str | None = None,
    refused: Mapping[str, int],
) -> Dataset:
    """The data set whose splits lie in the folder already, made one by its manifest; arguments as `write_dataset`."""
    manifest = {
        "format_version": FORMAT_VERSION,
        "name": name,
        "prompt": str(prompt),
        "seed": seed,
        "rows_seed": rows_seed,
        "rows": rows,
        "databases": {key: str(file.absolute()) for key, file in sorted((databases or {}).items())},
        "profile": profile,
        "counts": {split: counts[split] for split in SPLITS},
        "refused": dict(sorted(refused.items())),
        "digest": _digest({split: find_split(path, split) for split in SPLITS}),
        "schemas": {key: schema_to_json(schema) for key, schema in sorted(schemas.items())},
    }
    write_json(path / MANIFEST, manifest)
    return read_dataset(path)


def read_dataset(path: Path | str) -> Dataset:
    """The data set in a folder or in one file.

    Raises:
        T2SError: if there is none, or its manifest is damaged or of a later version.
    """
    path = Path(path)
    if path.is_dir():
        return _read_folder(path) if (path / MANIFEST).is_file() else _read_bare(path, _bare_files(path))
    if not path.is_file():
        raise T2SError("no data set there", where=str(path), fix="make one with: t2s build-data SCHEMA.sql")
    if path.name == MANIFEST:
        return _read_folder(path.parent)
    if (path.parent / MANIFEST).is_file() and path.stem in SPLITS:
        whole = _read_folder(path.parent)
        files = {path.stem: (path,)}
        return Dataset(**{**_fields(whole), "path": path, "files": files, "digest": _digest(files)})
    return _read_bare(path, {"train": (path,)})


def read_files(files: Mapping[str, Path], path: Path) -> Dataset:
    """The data set made of bare conversation files, by the names in `SPLITS`; `path` is what messages call it.

    Raises:
        T2SError: if there is no train file, or one of them is missing.
    """
    missing = [str(file) for file in files.values() if not file.is_file()]
    if missing or "train" not in files:
        raise T2SError(
            f"{', '.join(missing)} missing" if missing else "no train file",
            where=str(path),
            fix="name the folder that holds the files with --data",
        )
    return _read_bare(path, {split: (files[split],) for split in SPLITS if split in files})


def refuse_foreign(path: Path) -> None:
    """Refuse to write a data set where something else lies.

    Raises:
        T2SError: if the path is a file, or a folder with content and neither a manifest nor a data set begun; corrections
            and a teacher's replies alone may lie there.
    """
    names = {each.name for each in path.iterdir()} - {CORRECTIONS, DATABASES, TEACHER} if path.is_dir() else set()
    if path.is_file() or (names and not names & {MANIFEST, UNFINISHED}):
        raise T2SError("something that is no t2s data set lies there", where=str(path), fix="choose another --out")


def _fields(dataset: Dataset) -> dict[str, Any]:
    return {name: getattr(dataset, name) for name in Dataset.__dataclass_fields__}


def _read_folder(path: Path) -> Dataset:
    file = path / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        version = manifest["format_version"]
        if version != FORMAT_VERSION:
            fix = "update t2s or build the data set again"
            raise T2SError(f"format version {version}, where {FORMAT_VERSION} is known", where=str(file), fix=fix)
        files = {split: find_split(path, split) for split in SPLITS}
        missing = [f"{split}.jsonl" for split, found in files.items() if not found]
        if missing:
            raise T2SError(f"{', '.join(missing)} missing", where=str(path), fix="build the data set again")
        digest = _digest(files)
        if digest != manifest["digest"]:
            _log.warning("%s: the files were changed after they were built", path)
        return Dataset(
            path=path,
            name=manifest["name"],
            schemas={name: schema_from_json(each) for name, each in manifest["schemas"].items()},
            prompt=PromptFormat(manifest["prompt"]),
            seed=manifest["seed"],
            rows_seed=manifest["rows_seed"],
            rows=manifest["rows"],
            databases={name: Path(each) for name, each in manifest.get("databases", {}).items()},
            profile=manifest.get("profile"),
            refused=manifest["refused"],
            digest=digest,
            files=files,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise T2SError(
            f"damaged manifest: {type(error).__name__}: {error}", where=str(file), fix="build the data set again"
        ) from error


def _bare_files(path: Path) -> dict[str, tuple[Path, ...]]:
    found = {}
    for split, names in _BARE_NAMES.items():
        existing = [files for name in names if (files := find_split(path, name, _BARE_SUFFIXES))]
        if existing:
            found[split] = existing[0]
    if "train" not in found:
        raise T2SError(
            "no data set there: neither dataset.json nor train.jsonl",
            where=str(path),
            fix="make one with: t2s build-data SCHEMA.sql",
        )
    return found


def _read_bare(path: Path, files: Mapping[str, tuple[Path, ...]]) -> Dataset:
    return Dataset(
        path=path,
        name=path.stem,
        schemas={},
        prompt=None,
        seed=None,
        rows_seed=None,
        rows=None,
        databases={},
        profile=None,
        refused={},
        digest=_digest(files),
        files=files,
    )


def _digest(files: Mapping[str, Sequence[Path]]) -> str:
    content = hashlib.sha256()
    for split, shards in files.items():
        content.update(f"{split} {sum(file.stat().st_size for file in shards)}\n".encode())
        for file in shards:
            with file.open("rb") as data:
                while piece := data.read(1 << 20):
                    content.update(piece)
    return content.hexdigest()[:16]


def line_of(example: Example, schema: Schema, prompt: PromptFormat) -> dict[str, Any]:
    """The JSON object that stands for an example in a file."""
    turns = conversation(schema, example.question, example.sql, prompt)
    return {
        "conversations": conversation_to_json(turns),
        "id": example.id,
        "schema": example.schema,
        "question": example.question,
        "sql": example.sql,
        "language": example.language,
        "tags": list(example.tags),
        "provenance": example.provenance,
    }


def _example(value: Mapping[str, Any], split: str, line: int) -> Example:
    """The example of a line; what a bare conversation does not say is filled in. Words that all share are held once."""
    messages = conversation_from_json(value).messages
    asked = next((message.content for message in reversed(messages) if message.role == "user"), "")
    question = str(value.get("question") or question_of(asked))
    sql = str(value.get("sql") or "")
    schema = sys.intern(str(value.get("schema") or ""))
    return Example(
        id=str(value.get("id") or example_id(schema, question, sql)),
        schema=schema,
        question=question,
        sql=sql,
        language=sys.intern(str(value.get("language") or language_of(question))),
        tags=tuple(sys.intern(str(tag)) for tag in value.get("tags") or ()),
        provenance=str(value.get("provenance") or f"{split}:{line}"),
    )
