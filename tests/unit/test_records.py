"""Files of records and of text: what is said where there is none."""

from pathlib import Path

import pytest

from text2sql.errors import T2SError
from text2sql.records import read_jsonl
from text2sql.textfile import read_text


@pytest.mark.parametrize("read", [read_jsonl, read_text])
def test_a_folder_is_told_from_a_missing_file(tmp_path: Path, read) -> None:
    with pytest.raises(T2SError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(T2SError, match="no such file"):
        read(tmp_path / "none")
