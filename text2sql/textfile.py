"""The text of a file that a user made, in whichever encoding their tools wrote it."""

from pathlib import Path

from text2sql.errors import T2SError


def read_text(path: Path) -> str:
    """The text: UTF-8 with or without mark, UTF-16 with mark (SQL Server's tools), else GB 18030 (Chinese Windows).

    Line ends become plain newlines.

    Raises:
        T2SError: if the file is missing or in none of these.
    """
    data = _read(path)
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _with_plain_newlines(text)
    raise T2SError("the file is neither UTF-8 nor GB 18030 text", where=str(path), fix="save it as UTF-8")


def read_utf8(path: Path) -> str:
    """The text of a file in which a guessed encoding could pass for wrong answers: UTF-8 with or without mark only.

    Line ends become plain newlines.

    Raises:
        T2SError: if the file is missing or is no UTF-8; with the line.
    """
    data = _read(path)
    try:
        return _with_plain_newlines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise T2SError("the file is no UTF-8 text", where=f"{path}:{line}", fix="save it as UTF-8") from error


def _read(path: Path) -> bytes:
    if not path.is_file():
        what = "this is a folder, where a file is wanted" if path.is_dir() else "no such file"
        raise T2SError(what, where=str(path), fix="check the path")
    try:
        return path.read_bytes()
    except OSError as error:
        raise T2SError(f"cannot be read: {error.strerror}", where=str(path), fix="check its permissions") from error


def _with_plain_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
