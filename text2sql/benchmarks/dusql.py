"""DuSQL's layout → schemas, questions, and SQLite files written from its rows; 千言's CSpider has it too.

``db_schema.json`` describes the tables as Spider's ``tables.json`` does, ``db_content.json`` holds their rows (a table has
``header`` and ``cell``, values as text), ``train.json`` and ``dev.json`` the questions. ``test.json`` has no gold and is
not read.

The golds were written for a parser, not for an engine: they name tables behind ON that have an alias, put the sides of a
set operation into brackets, leave names that begin with a digit and dates without quotes. They are respelled for SQLite.
``TIME_NOW``, which no engine knows, stays, and such a gold fails.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlglot import exp

from text2sql.benchmarks.benchmark import Benchmark
from text2sql.benchmarks.schemas import with_values
from text2sql.benchmarks.spider import described, read_list, read_questions, tidy
from text2sql.benchmarks.stored import StoredTable, quoted, write_sqlite
from text2sql.errors import T2SError, listed
from text2sql.schema import Column, Schema
from text2sql.sql import NotSQL, Tree, parse

_SCHEMAS, _ROWS = "db_schema.json", "db_content.json"
_FILES = (_SCHEMAS, _ROWS, "train.json", "dev.json")


def read_dusql(folder: Path, databases: Path) -> Benchmark:
    """The benchmark in a folder.

    Args:
        folder: holds its files.
        databases: where the SQLite files are written.

    Raises:
        T2SError: naming all files that are missing, and what is damaged in those that are there.
    """
    if not folder.is_dir():
        raise T2SError("no such folder", where=str(folder), fix="unpack the benchmark and name its folder")
    missing = [f"{name} is missing" for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise T2SError(listed(missing), where=str(folder), fix=f"DuSQL has {', '.join(_FILES)}")
    rows = {str(value.get("db_id")): value.get("tables") for value in read_list(folder / _ROWS)}
    schemas, files = {}, {}
    for value in read_list(folder / _SCHEMAS):
        schema = _with_distinct_names(described(value, folder / _SCHEMAS))
        files[schema.name] = databases / f"{_file_name(schema.name)}.sqlite"
        write_sqlite(files[schema.name], _stored(schema, rows.get(schema.name), folder / _ROWS))
        schemas[schema.name] = with_values(schema, files[schema.name])
    changed = 0

    def spelled(sql: str, schema: str) -> str:
        nonlocal changed
        found = respelled(sql, schemas[schema])
        changed += found != tidy(sql)
        return found

    train, dev = (read_questions(folder / name, schemas, spelled) for name in ("train.json", "dev.json"))
    return Benchmark(
        schemas=schemas,
        databases=files,
        train=train.examples,
        test=dev.examples,
        refused=[*train.refused, *dev.refused],
        notes=[f"{changed} gold queries were respelled, so that SQLite can run them"] if changed else [],
    )


def _file_name(schema: str) -> str:
    return re.sub(r"[\\/:*?\"<>|]", "_", schema)


def _with_distinct_names(schema: Schema) -> Schema:
    """The schema in which no two columns of a table have one name: the second gets a number."""
    return replace(schema, tables=tuple(replace(table, columns=_distinct(table.columns)) for table in schema.tables))


def _distinct(columns: Sequence[Column]) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for column in columns:
        name, number = column.name, 2
        while name.lower() in found:
            name, number = f"{column.name}{number}", number + 1
        found[name.lower()] = replace(column, name=name)
    return tuple(found.values())


def _stored(schema: Schema, rows: Any, path: Path) -> Iterator[StoredTable]:
    if not isinstance(rows, dict):
        raise T2SError(f"the rows of {schema.name} are missing", where=str(path), fix="take the file as published")
    for table in schema.tables:
        content = rows.get(table.name)
        cells = content.get("cell") if isinstance(content, dict) else None
        if not isinstance(cells, list) or not all(isinstance(row, list) for row in cells):
            what = f"the rows of the table {table.name} in {schema.name} are missing"
            raise T2SError(what, where=str(path), fix="take the file as published")
        columns = [(c.name, "TEXT" if c.type == "VARCHAR" else "NUMERIC") for c in table.columns]
        yield StoredTable(table.name, columns, cells)


_TEXT = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`)")
_PLAIN = re.compile(r"[^\W\d]\w*")
# A date or time without quotes; a difference of numbers has blanks around its sign.
_MOMENT = re.compile(r"(?<![\w'.:-])(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?)(?![\w'.:-])")


def respelled(sql: str, schema: Schema) -> str:
    """A gold query as SQLite reads it, with the same meaning; what cannot be parsed stays as it is otherwise.

    >>> from text2sql.schema import Column, Table
    >>> columns = (Column(name="名称", type="VARCHAR"), Column(name="店id", type="VARCHAR"))
    >>> schema = Schema(name="s", tables=(Table(name="2019店", columns=columns), Table(name="货", columns=columns)))
    >>> respelled("select T1.名称 from 货 as T1 join 2019店 as T2 on 货.店id == 2019店.店id", schema)
    'SELECT T1.名称 FROM 货 AS T1 JOIN "2019店" AS T2 ON T1.店id = T2.店id'
    >>> respelled("( select 名称 from 货 ) except ( select 名称 from 2019店 )", schema)
    'SELECT 名称 FROM 货 EXCEPT SELECT 名称 FROM "2019店"'
    >>> respelled("select 名称 from 货 where 店id > 2019-05-01", schema)
    "select 名称 from 货 where 店id > '2019-05-01'"
    """
    odd = {n for t in schema.tables for n in (t.name, *(c.name for c in t.columns)) if not _PLAIN.fullmatch(n)}
    names = "|".join(re.escape(name) for name in sorted(odd, key=len, reverse=True))
    parts = _TEXT.split(tidy(sql))
    for place in range(0, len(parts), 2):
        parts[place] = _MOMENT.sub(r"'\1'", parts[place])
        if names:
            parts[place] = re.sub(
                rf"(?<![^\s.(,])({names})(?![^\s.),])",
                lambda found: quoted(found[1]),
                parts[place],
                flags=re.IGNORECASE,
            )
    text = "".join(parts)
    try:
        tree = parse(text, dialect="sqlite")
    except NotSQL:
        return text
    has_changed = _point_at_aliases(tree) | _open_brackets(tree)
    return tree.sql(dialect="sqlite") if has_changed else text


def _point_at_aliases(tree: Tree) -> bool:
    """Give columns of a table that has an alias that alias; whether there was any."""
    has_changed = False
    for select in tree.find_all(exp.Select):
        tables = [node for node in select.find_all(exp.Table) if node.find_ancestor(exp.Select) is select]
        names = {node.alias_or_name.lower() for node in tables}
        aliases: dict[str, list[str]] = {}
        for node in tables:
            if node.alias:
                aliases.setdefault(node.name.lower(), []).append(node.alias)
        for column in select.find_all(exp.Column):
            table = column.table.lower()
            found = aliases.get(table, ())
            if table not in names and len(found) == 1 and column.find_ancestor(exp.Select) is select:
                column.set("table", exp.to_identifier(found[0]))
                has_changed = True
    return has_changed


def _open_brackets(tree: Tree) -> bool:
    """Take the sides of set operations out of their brackets, which SQLite does not know; whether there were any."""
    has_changed = False
    for operation in tree.find_all(exp.SetOperation):
        for side in ("this", "expression"):
            node = operation.args[side]
            if not isinstance(node, exp.Subquery) or node.alias:
                continue
            inner = node.this
            is_bare = isinstance(inner, exp.Select) and not (inner.args.get("order") or inner.args.get("limit"))
            operation.set(side, inner if is_bare else exp.select("*").from_(exp.Subquery(this=inner)))
            has_changed = True
    return has_changed
