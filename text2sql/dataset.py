"""A data set on disk: train, dev and test as JSONL in ChatGLM3's conversation format, and ``dataset.json`` about them.

Read are also a single JSONL file and a folder of bare conversation files, as ChatGLM3's own fine-tuning takes them;
those have no schemas and may have no gold SQL.
"""

import hashlib
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from text2sql.conversations import conversation_from_json, conversation_to_json
from text2sql.errors import T2SError, listed
from text2sql.jsonfile import read_objects
from text2sql.prompt import PromptFormat, conversation, question_of
from text2sql.records import Conversation, Example, example_id, language_of, write_json, write_jsonl
from text2sql.schema import Schema, schema_from_json, schema_to_json
from text2sql.textfile import read_text
from text2sql.workspace import CORRECTIONS

FORMAT_VERSION = 1
MANIFEST = "dataset.json"
SPLITS = ("train", "dev", "test")
# The folder in a data set's for databases that were written for it; alone it makes nothing foreign, so that an import
# that was stopped can be called again.
DATABASES = "databases"
_BARE_NAMES = {"train": ("train",), "dev": ("dev", "val", "valid", "validation"), "test": ("test",)}

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
        files: the file of each split.
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
    files: Mapping[str, Path] = field(repr=False)

    @property
    def splits(self) -> tuple[str, ...]:
        """The names of the splits that there are, train first."""
        return tuple(self.files)

    def examples(self, split: str) -> tuple[Example, ...]:
        """The examples of a split; empty if there is none. Bare conversations have no gold: their SQL is empty.

        Raises:
            T2SError: naming all lines that are none.
        """
        return tuple(_example(value, split, line) for line, value, _ in self._lines(split))

    def conversations(self, split: str) -> tuple[Conversation, ...]:
        """The conversations of a split, in the order of the examples; errors as `examples`."""
        return tuple(found for _, _, found in self._lines(split))

    def _lines(self, split: str) -> Iterator[tuple[int, dict[str, Any], Conversation]]:
        """Line by line, as a split may be large; those that are none are named behind the last."""
        if split not in self.files:
            return
        file = self.files[split]
        problems: list[str] = []
        for number, value in read_objects(read_text(file)):
            if isinstance(value, str):
                problems.append(f"{file}:{number}: {value}")
                continue
            try:
                found = conversation_from_json(value)
            except ValueError as error:
                problems.append(f"{file}:{number}: {error}")
                continue
            yield number, value, found
        if problems:
            raise T2SError(f"{len(problems)} bad lines\n{listed(problems)}", where=str(file), fix="mend or remove them")


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

    Raises:
        T2SError: if something that is no data set lies there.
    """
    refuse_foreign(path)
    path.mkdir(parents=True, exist_ok=True)
    # Without its manifest a half-written folder is not taken for a data set.
    (path / MANIFEST).unlink(missing_ok=True)
    files = {split: path / f"{split}.jsonl" for split in SPLITS}
    for split, file in files.items():
        write_jsonl(file, (_line(example, schemas[example.schema], prompt) for example in splits.get(split, ())))
    digest = _digest(files)
    manifest = {
        "format_version": FORMAT_VERSION,
        "name": name,
        "prompt": str(prompt),
        "seed": seed,
        "rows_seed": rows_seed,
        "rows": rows,
        "databases": {key: str(file.absolute()) for key, file in sorted((databases or {}).items())},
        "profile": profile,
        "counts": {split: len(splits.get(split, ())) for split in SPLITS},
        "refused": dict(sorted(refused.items())),
        "digest": digest,
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
        files = {path.stem: path}
        return Dataset(**{**_fields(whole), "path": path, "files": files, "digest": _digest(files)})
    return _read_bare(path, {"train": path})


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
    return _read_bare(path, {split: files[split] for split in SPLITS if split in files})


def refuse_foreign(path: Path) -> None:
    """Refuse to write a data set where something else lies.

    Raises:
        T2SError: if the path is a file, or a folder with content and without manifest; corrections alone may lie there.
    """
    names = {each.name for each in path.iterdir()} - {CORRECTIONS, DATABASES} if path.is_dir() else set()
    if path.is_file() or (names and MANIFEST not in names):
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
        files = {split: path / f"{split}.jsonl" for split in SPLITS}
        missing = [each.name for each in files.values() if not each.is_file()]
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


def _bare_files(path: Path) -> dict[str, Path]:
    found = {}
    for split, names in _BARE_NAMES.items():
        files = [path / f"{name}{suffix}" for name in names for suffix in (".jsonl", ".json")]
        existing = [file for file in files if file.is_file()]
        if existing:
            found[split] = existing[0]
    if "train" not in found:
        raise T2SError(
            "no data set there: neither dataset.json nor train.jsonl",
            where=str(path),
            fix="make one with: t2s build-data SCHEMA.sql",
        )
    return found


def _read_bare(path: Path, files: Mapping[str, Path]) -> Dataset:
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


def _digest(files: Mapping[str, Path]) -> str:
    content = hashlib.sha256()
    for split, file in files.items():
        content.update(f"{split} {file.stat().st_size}\n".encode())
        with file.open("rb") as data:
            while piece := data.read(1 << 20):
                content.update(piece)
    return content.hexdigest()[:16]


def _line(example: Example, schema: Schema, prompt: PromptFormat) -> dict[str, Any]:
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
