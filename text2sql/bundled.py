"""Where the files that ship with t2s lie: inside the installed package, or in the checkout it runs from.

A wheel carries them under ``text2sql/_bundled/``; a checkout has most of them in its root (``schemas/``, ``eval/``)
and only the trained base in place.
"""

from pathlib import Path

from text2sql.errors import T2SError

_PACKAGE = Path(__file__).resolve().parent


def bundled_path(relative: str, *, package: Path = _PACKAGE) -> Path:
    """The shipped file or folder of that name, such as ``schemas/students.sql``.

    Args:
        relative: its path from the root of the checkout, with forward slashes.
        package: the package's folder.

    Raises:
        T2SError: if this installation does not have it.

    >>> bundled_path("schemas/students.sql").name
    'students.sql'
    """
    roots = [package / "_bundled"]
    # In site-packages the folder above holds other packages, and a `datasets` among them that is not ours.
    if (package.parent / "pyproject.toml").is_file():
        roots.append(package.parent)
    for root in roots:
        if (root / relative).exists():
            return root / relative
    raise T2SError(f"{relative} is not part of this installation", fix="install t2s again or give a path of your own")
