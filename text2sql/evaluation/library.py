"""Suites by name: those that ship with t2s, those of the workspace, and files.

A suite file has version, schema, gold and rows; or, as ``t2s import`` writes it, version, data (a data set's folder)
and split. Paths are from where the file lies. Both may have name, description and profile, the first
neighbours, a folder of further databases.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from text2sql.bundled import bundled_path
from text2sql.dataset import read_dataset
from text2sql.ddl import load_schema
from text2sql.errors import T2SError, listed
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.split import split_suite
from text2sql.evaluation.suite import Suite, suite_of_rows
from text2sql.schema import Schema
from text2sql.textfile import read_text
from text2sql.workspace import Workspace

_COMMON = {"name": str, "version": int, "description": str, "profile": str}
_OF_ROWS = {"schema": str, "gold": str, "rows": str}
_OF_DATA = {"data": str, "split": str}


def load_suite(name_or_path: str) -> Suite:
    """The suite of that name, of the workspace or that ships with t2s, or the one in a file.

    Raises:
        T2SError: if there is none, or its parts cannot be read.
    """
    given = Path(name_or_path)
    if given.suffix == ".toml" or "/" in name_or_path:
        return _read_suite(given)
    own = Workspace().suites / f"{name_or_path}.toml"
    if own.is_file():
        return _read_suite(own)
    try:
        path = bundled_path(f"eval/suites/{name_or_path}.toml")
    except T2SError as error:
        imported = (each.stem for each in Workspace().suites.glob("*.toml"))
        known = ", ".join(sorted({*bundled_suites(), *imported}))
        fix = f"there are {known}; or give the path of a .toml file, or import one with: t2s import"
        raise T2SError("no suite of that name", where=name_or_path, fix=fix) from error
    return _read_suite(path)


def bundled_suites() -> tuple[str, ...]:
    """The names of the suites that ship with t2s, sorted."""
    try:
        folder = bundled_path("eval/suites")
    except T2SError:
        return ()
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def suite_for(schema: Schema) -> str | None:
    """The name of the shipped suite over the same tables and columns, whatever their comments; None if there is none."""
    for name in bundled_suites():
        path = bundled_path(f"eval/suites/{name}.toml")
        file = path.parent / str(_read_toml(path).get("schema", ""))
        if file.is_file() and _outline(load_schema(file)) == _outline(schema):
            return name
    return None


def _outline(schema: Schema) -> list[tuple[str, list[str]]]:
    return sorted((table.name.lower(), sorted(c.name.lower() for c in table.columns)) for table in schema.tables)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise T2SError(f"not TOML: {error}", where=str(path)) from error


def _read_suite(path: Path) -> Suite:
    value = _read_toml(path)
    own = _OF_DATA if "data" in value else _OF_ROWS
    optional = {"neighbours": str} if own is _OF_ROWS else {}
    _check(value, {**_COMMON, **own, **optional}, needed=("version", *own), path=path)
    if own is _OF_ROWS:
        suite = suite_of_rows(path, value)
    else:
        dataset = read_dataset(path.parent / value["data"])
        suite = replace(
            split_suite(dataset, value["split"]), name=value.get("name", path.stem), version=value["version"]
        )
    return replace(suite, profile=Profile(value["profile"])) if "profile" in value else suite


def _check(value: Mapping[str, Any], fields: Mapping[str, type], *, needed: tuple[str, ...], path: Path) -> None:
    problems = [f"{key} is missing" for key in needed if key not in value]
    problems += [f"{key} is not known" for key in value if key not in fields]
    problems += [
        f"{key} must be {'a number' if kind is int else 'text'}"
        for key, kind in fields.items()
        if key in value and not isinstance(value[key], kind)
    ]
    if "profile" in value and value["profile"] not in list(Profile):
        problems.append(f"profile must be one of {', '.join(Profile)}")
    if problems:
        raise T2SError(listed(problems), where=str(path), fix=f"a suite has {', '.join(fields)}")
