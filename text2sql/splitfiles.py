"""The files of a split: one or several shards, JSONL or Parquet; written shard by shard, each whole or not at all.

One shard is ``train.jsonl``, several are ``train-00000-of-00010.jsonl`` and so on. Where no file is
Parquet, no engine is imported (see `text2sql.parquetfile`): whoever reads a data set may have none.
"""

import json
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from text2sql.errors import T2SError, listed
from text2sql.jsonfile import read_objects
from text2sql.textfile import read_text

SPLITS = ("train", "dev", "test")
_SHARD = re.compile(r"-(?P<number>\d{5})-of-(?P<total>\d{5})")


class FileFormat(StrEnum):
    """How examples lie on disk."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def shard_name(split: str, number: int, shards: int, form: FileFormat) -> str:
    """The name of a shard.

    >>> shard_name("train", 3, 10, FileFormat.JSONL), shard_name("dev", 0, 1, FileFormat.PARQUET)
    ('train-00003-of-00010.jsonl', 'dev.parquet')
    """
    return f"{split}.{form}" if shards == 1 else f"{split}-{number:05d}-of-{shards:05d}.{form}"


def find_split(folder: Path, name: str, suffixes: tuple[str, ...] = (".jsonl", ".parquet")) -> tuple[Path, ...]:
    """The files of a split in order, empty if there is none.

    Args:
        folder: where to look.
        name: of the split.
        suffixes: with their dot, the preferred one first.

    Raises:
        T2SError: naming the shards that are missing.
    """
    for suffix in suffixes:
        single = folder / f"{name}{suffix}"
        if single.is_file():
            return (single,)
        found = {
            path: (int(match["number"]), int(match["total"]))
            for path in sorted(folder.glob(f"{name}-*{suffix}"))
            if (match := _SHARD.fullmatch(path.stem.removeprefix(name)))
        }
        if found:
            total = max(total for _, total in found.values())
            there = {number for number, of in found.values() if of == total}
            gone = [f"{name}-{n:05d}-of-{total:05d}{suffix}" for n in range(total) if n not in there]
            if gone or len(there) < len(found):
                what = f"{len(gone)} shards missing\n{listed(gone)}" if gone else "shards of two writings"
                raise T2SError(what, where=str(folder), fix="build the data set again")
            return tuple(found)
    return ()


def remove_splits(folder: Path) -> None:
    """Remove what an earlier data set left: the files of all splits in any layout, half-written ones too."""
    pattern = re.compile(rf"\.?(?:{'|'.join(SPLITS)})(?:{_SHARD.pattern})?\.(?:jsonl|parquet)(?:\.partial)?")
    for path in folder.iterdir():
        if pattern.fullmatch(path.name):
            path.unlink()


def read_lines(file: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(line, object) in order; in place of an object that cannot be read, the reason.

    Raises:
        T2SError: if the file is missing or not of its kind.
    """
    if file.suffix.lower() == ".parquet":
        from text2sql.parquetfile import read_parquet

        return read_parquet(file)
    return read_objects(read_text(file))


class SplitWriter:
    """The shards of one split, written one after the other; as a context, what is left half written is removed.

    Args:
        folder: must exist.
        split: its name.
        shards: how many there will be.
        form: JSONL or Parquet.
    """

    def __init__(self, folder: Path, split: str, *, shards: int, form: FileFormat) -> None:
        self._paths = [folder / shard_name(split, number, shards, form) for number in range(shards)]
        self._form = form
        self._at = 0
        self._file: IO[str] | None = None

    def write(self, line: Any) -> None:
        """Add one JSON object to the shard that is open."""
        self.write_text(json.dumps(line, ensure_ascii=False) + "\n")

    def write_text(self, line: str) -> None:
        """Add one line that is JSON already, with its end."""
        self._opened().write(line)

    def turn(self) -> None:
        """Finish the open shard and go on to the next one."""
        self._opened().close()
        self._file = None
        path, partial = self._paths[self._at], self._partial
        if self._form is FileFormat.PARQUET:
            from text2sql.parquetfile import to_parquet

            to_parquet(partial, path)
        else:
            os.replace(partial, path)
        self._at += 1

    def close(self) -> None:
        """Finish all shards that are left, empty ones too."""
        while self._at < len(self._paths):
            self.turn()

    def __enter__(self) -> "SplitWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif self._file is not None:
            self._file.close()
            self._partial.unlink(missing_ok=True)

    @property
    def _partial(self) -> Path:
        path = self._paths[self._at]
        return path.with_name(f".{path.name}.partial")

    def _opened(self) -> IO[str]:
        if self._file is None:
            self._file = self._partial.open("w", encoding="utf-8", newline="\n")
        return self._file
