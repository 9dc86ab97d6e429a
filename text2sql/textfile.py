"""The text of a file that a user made, in whichever encoding their tools wrote it."""

from pathlib import Path

from text2sql.errors import T2SError


def read_text(path: Path) -> str:
    """The text: UTF-8 with or without mark, UTF-16 with mark (SQL Server's tools), else GB 18030 (Chinese Windows).

    Line ends become plain newlines.

    Raises:
        T2SError: if the file is missing or in none of these.
    """
    if not path.is_file():
        what = "this is a folder, where a file is wanted" if path.is_dir() else "no such file"
        raise T2SError(what, where=str(path), fix="check the path")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise T2SError(f"cannot be read: {error.strerror}", where=str(path), fix="check its permissions") from error
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise T2SError("the file is neither UTF-8 nor GB 18030 text", where=str(path), fix="save it as UTF-8")
