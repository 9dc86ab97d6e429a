"""Files of records and of text: what is said where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from text2sql.errors import T2SError
from text2sql.records import read_jsonl, write_atomic
from text2sql.textfile import read_text


@pytest.mark.parametrize("read", [read_jsonl, read_text])
def test_a_folder_is_told_from_a_missing_file(tmp_path: Path, read) -> None:
    with pytest.raises(T2SError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(T2SError, match="no such file"):
        read(tmp_path / "none")


def test_lines_are_read_as_they_are_asked_for_and_bad_ones_named_together(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"a": 1}\n\nno\n[2]\n{"a": 3}\n', encoding="utf-8")
    lines = read_jsonl(file)
    assert next(lines) == (1, {"a": 1})
    assert next(lines) == (5, {"a": 3})
    with pytest.raises(T2SError, match="2 bad lines") as caught:
        next(lines)
    assert "a.jsonl:3" in str(caught.value)
    assert "a.jsonl:4" in str(caught.value)


def test_a_file_written_in_pieces_is_whole_or_not_there(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "one"
        raise ZeroDivisionError

    write_atomic(tmp_path / "a", ["one", "二\n"])
    assert (tmp_path / "a").read_bytes() == "one二\n".encode()
    with pytest.raises(ZeroDivisionError):
        write_atomic(tmp_path / "a", pieces())
    assert (tmp_path / "a").read_bytes() == "one二\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
