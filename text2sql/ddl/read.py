"""DDL text → Schema: reads the statements, guesses the dialect if none is given, names what it cannot read."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlglot.dialects.dialect import Dialect

from text2sql.ddl.assemble import Problem, assemble
from text2sql.ddl.definitions import read_alter_table, read_create_table, read_create_type, read_unique_index
from text2sql.ddl.dialects import CANDIDATES, telling_words
from text2sql.ddl.facts import ColumnFact, CommentFact, Cursor, Fact, LeftOut, NotRead, TableFact, Unreadable
from text2sql.ddl.remarks import (
    above_table,
    beside_columns,
    read_comment_on,
    read_extended_property,
    remarks_of,
)
from text2sql.ddl.statements import Source, Statement, split
from text2sql.errors import T2SError, listed
from text2sql.schema import Schema
from text2sql.textfile import read_text

_CREATE = re.compile(
    r"CREATE (?:OR REPLACE )?(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|TRANSIENT|COLUMN|ROW|DIMENSION|FACT|EXTERNAL|PRIVATE) )*"
    r"(?:(?P<table>TABLE\b)|(?P<type>TYPE\b|DOMAIN\b)|(?P<index>UNIQUE (?:CLUSTERED |NONCLUSTERED )?INDEX\b))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A Schema with all that a reader of the DDL should know about it.

    Attributes:
        schema: the tables.
        warnings: what was understood but not carried over as written, each with ``path:line``.
        left_out: how many statements and clauses of each kind say nothing about tables and were passed over.
        detected: whether the dialect was guessed, not given.
    """

    schema: Schema
    warnings: tuple[str, ...]
    left_out: Mapping[str, int]
    detected: bool


def read_ddl(text: str, *, name: str, path: str | None = None, dialect: str | None = None) -> Schema:
    """The Schema that the DDL defines; see `examine_ddl` for its warnings.

    Args:
        text: DDL in any dialect that sqlglot knows.
        name: name of the schema.
        path: where the text comes from, for messages.
        dialect: sqlglot's name of the dialect; guessed if None.

    Raises:
        T2SError: if there is no table, or parts of a table cannot be read; all of them are named at once.

    >>> schema = read_ddl("CREATE TABLE t (a INT PRIMARY KEY, -- 编号\\n b TEXT)", name="s")
    >>> [(column.name, column.type, column.comment) for column in schema.tables[0].columns]
    [('a', 'INTEGER', '编号'), ('b', 'VARCHAR', '')]
    """
    return examine_ddl(text, name=name, path=path, dialect=dialect).schema


def load_schema(path: Path | str, dialect: str | None = None) -> Schema:
    """The Schema in a file, named after it."""
    return load_ddl(path, dialect).schema


def load_ddl(path: Path | str, dialect: str | None = None) -> Reading:
    """The Reading of a file, in any encoding that `read_text` knows; errors as `read_ddl`."""
    path = Path(path)
    return examine_ddl(read_text(path), name=path.stem, path=str(path), dialect=dialect)


def examine_ddl(text: str, *, name: str, path: str | None = None, dialect: str | None = None) -> Reading:
    """The Schema of the DDL and what was left out of it; arguments and errors as `read_ddl`."""
    if dialect is not None and dialect not in Dialect.classes:
        known = ", ".join(sorted(key for key in Dialect.classes if key))
        raise T2SError(f"no such dialect: {dialect}", fix=f"choose one of {known}")
    source = Source(text, path or name)
    candidates = (dialect,) if dialect else CANDIDATES
    attempts = [_attempt(source, name, each) for each in candidates]
    best = min(attempts, key=lambda attempt: attempt.score)
    if best.problems:
        places = sorted(best.problems, key=lambda problem: problem.offset)
        lines = [f"{source.place(problem.offset)}: {problem.what}" for problem in places]
        guessed = "" if dialect else f" (read as {best.dialect}; give the dialect if it is another)"
        raise T2SError(
            f"{len(lines)} {'thing' if len(lines) == 1 else 'things'} in the DDL cannot be read{guessed}\n{listed(lines)}",
            where=source.path,
            fix="mend these places",
        )
    if best.schema is None:
        raise T2SError("no CREATE TABLE in the file", where=source.path, fix="give the DDL of your tables")
    return Reading(
        schema=best.schema, warnings=best.warnings, left_out=dict(sorted(best.left_out.items())), detected=not dialect
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    dialect: str
    schema: Schema | None
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    left_out: Counter[str]
    telling: int

    @property
    def score(self) -> tuple[int, int, int, int]:
        """Smaller is better: what cannot be read, what is lost, then words that only this dialect writes."""
        return (len(self.problems), -_kept(self.schema), len(self.warnings), -self.telling)


def _kept(schema: Schema | None) -> int:
    """How many columns, keys, comments and sets of allowed values a schema holds."""
    if schema is None:
        return 0
    columns = [column for table in schema.tables for column in table.columns]
    keys = sum(bool(t.primary_key) + len(t.unique) + len(t.foreign_keys) + bool(t.comment) for t in schema.tables)
    return keys + sum(1 + bool(column.comment) + bool(column.choices) for column in columns)


def _attempt(source: Source, name: str, dialect: str) -> _Attempt:
    statements = list(split(source.text, dialect))
    remarks = remarks_of([comment for statement in statements for comment in statement.comments], source)
    read: list[list[Fact]] = []
    above: list[CommentFact] = []
    for index, statement in enumerate(statements):
        facts = _read(statement, source, dialect)
        table = next((fact for fact in facts if isinstance(fact, TableFact)), None)
        if table is not None:
            columns = [fact for fact in facts if isinstance(fact, ColumnFact)]
            start, end = statement.tokens[0].start, _end_of_line(source, statement.tokens[-1].end)
            facts += beside_columns([each for each in remarks if start <= each.start < end], table, columns, source)
            if index and statements[index - 1].head.startswith("DROP TABLE"):
                start = statements[index - 1].tokens[0].start
            heading = above_table(remarks, table.table, start, source)
            above += [heading] if heading else []
        read.append(facts)
    read.append(_without_file_heading(above, read))
    assembled = assemble(read, name=name, dialect=dialect)
    left_out = [fact for facts in read for fact in facts if isinstance(fact, LeftOut)]
    warnings = assembled.warnings + [Problem(fact.what, fact.offset) for fact in left_out if fact.warning]
    return _Attempt(
        dialect=dialect,
        schema=assembled.schema,
        problems=tuple(assembled.problems),
        warnings=tuple(
            f"{source.place(offset)}: {what}" for what, offset in sorted(warnings, key=lambda each: each[1])
        ),
        left_out=Counter(fact.what for fact in left_out if not fact.warning),
        telling=telling_words(source.text, dialect),
    )


def _read(statement: Statement, source: Source, dialect: str) -> list[Fact]:
    """The facts of one statement; a statement that says nothing of tables is a LeftOut."""
    if not statement.tokens:
        return []
    cursor = Cursor(statement.tokens, statement.tokens[-1].end)
    facts: list[Fact] = []
    try:
        facts += _facts(cursor, statement, source.text, dialect)
    except Unreadable as error:
        facts.append(NotRead(table="", offset=error.offset, what=error.what))
    return facts


def _facts(cursor: Cursor, statement: Statement, text: str, dialect: str) -> Iterator[Fact]:
    kind = _CREATE.match(statement.head)
    if kind is not None:
        while cursor.take().word not in ("TABLE", "TYPE", "DOMAIN", "INDEX"):
            pass
        if kind["table"] and any(token.word == "AS" for token in cursor.tokens[: _first_parenthesis(cursor)]):
            what = "CREATE TABLE … AS SELECT names no types: its table is left out"
            yield LeftOut(table="", offset=cursor.offset, what=what, warning=True)
        elif kind["table"]:
            yield from read_create_table(cursor, text, dialect)
        elif kind["type"]:
            yield from read_create_type(cursor)
        else:
            yield from read_unique_index(cursor)
    elif cursor.accept("ALTER", "TABLE"):
        yield from read_alter_table(cursor, text, dialect)
    elif cursor.accept("COMMENT", "ON"):
        yield from read_comment_on(cursor)
    elif "ADDEXTENDEDPROPERTY" in statement.head:
        yield from read_extended_property(statement)
    else:
        words = statement.head.replace("OR REPLACE ", "").split() or [statement.tokens[0].text]
        is_table = words[0] == "CREATE" and "TABLE" in words[:4] and "FUNCTION" not in words
        if is_table:
            what = f"{' '.join(words[: words.index('TABLE') + 1])} is not read: its table is left out"
        else:
            what = " ".join(words[:2]) if words[0] in ("CREATE", "DROP", "ALTER") else words[0]
        yield LeftOut(table="", offset=cursor.offset, what=what, warning=is_table)


def _first_parenthesis(cursor: Cursor) -> int:
    return next((i for i, token in enumerate(cursor.tokens) if token.is_sign("(")), len(cursor.tokens))


def _end_of_line(source: Source, offset: int) -> int:
    end = source.text.find("\n", offset)
    return end if end >= 0 else len(source.text)


def _without_file_heading(above: list[CommentFact], read: list[list[Fact]]) -> list[Fact]:
    """The comments above tables; not one that only the first of several tables has: it speaks of the whole file."""
    tables = [fact.table for facts in read for fact in facts if isinstance(fact, TableFact)]
    if len(tables) > 1 and [fact.table for fact in above] == tables[:1]:
        return [LeftOut(table="", offset=above[0].offset, what="comment that heads the file")]
    return list(above)
