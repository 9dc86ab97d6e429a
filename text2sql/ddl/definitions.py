"""CREATE TABLE, ALTER TABLE, CREATE TYPE, CREATE UNIQUE INDEX → facts.

A tolerant reading: how an engine stores a table (ENGINE, TABLESPACE, CLUSTERED, STORAGE …) is passed over.
"""

from collections.abc import Iterator, Sequence

from text2sql.ddl.columns import read_check_of, read_column, read_reference, take_type
from text2sql.ddl.facts import (
    CommentFact,
    Cursor,
    Fact,
    KeyFact,
    LeftOut,
    NotNullFact,
    NotRead,
    TableFact,
    TypeFact,
    Unreadable,
    described,
    items,
)
from text2sql.ddl.statements import Kind, Token

_INDEXES = ("KEY", "INDEX", "FULLTEXT", "SPATIAL")


def read_create_table(cursor: Cursor, text: str, dialect: str) -> Iterator[Fact]:
    """The facts of a CREATE TABLE whose words up to TABLE are consumed.

    Raises:
        Unreadable: if it has no list of columns; a single column that cannot be read is a NotRead among the facts.
    """
    weak = cursor.accept("IF", "NOT", "EXISTS")
    offset = cursor.offset
    table = cursor.name()
    if table.startswith("#"):
        yield LeftOut(table=table, offset=offset, what="temporary table")
        return
    if cursor.accept("LIKE"):
        yield TableFact(table=table, offset=offset, weak=weak, parents=(cursor.name(),))
        return
    if cursor.accept("PARTITION", "OF"):
        yield LeftOut(table=table, offset=offset, what="partition of another table")
        return
    if not cursor.at_sign("("):
        raise Unreadable(f"table {table} has no list of columns", offset)
    body = cursor.group()
    end = cursor.tokens[cursor.index - 1].start
    options = cursor.tokens[cursor.index :]
    parents = [item[1].text for item in items(body) if len(item) > 1 and item[0].word == "LIKE"]
    parents += _inherited(options, end)
    yield TableFact(table=table, offset=offset, weak=weak, parents=tuple(parents), end=end)
    yield from _option_comment(table, options)
    for item in [*items(body), *_partition_columns(options, end)]:
        if not item:
            yield LeftOut(table=table, offset=end, what="a comma too many before the closing parenthesis", warning=True)
            continue
        if item[0].word == "LIKE":
            continue
        try:
            yield from _read_item(table, item, text, dialect)
        except Unreadable as error:
            yield NotRead(table=table, offset=error.offset, what=error.what)


def read_alter_table(cursor: Cursor, text: str, dialect: str) -> Iterator[Fact]:
    """The facts of an ALTER TABLE whose first two words are consumed."""
    cursor.accept("IF", "EXISTS")
    cursor.accept("ONLY")
    table = cursor.name()
    for action in items(cursor.tokens[cursor.index :]):
        step = Cursor(action, cursor.end)
        if step.accept("WITH"):
            step.take()  # T-SQL: WITH CHECK ADD, WITH NOCHECK ADD
        offset = step.offset
        if step.accept("ADD"):
            step.accept("COLUMN")
            step.accept("IF", "NOT", "EXISTS")
            inner = items(step.group()) if step.at_sign("(") else [step.tokens[step.index :]]
            for item in inner:
                yield from _read_item(table, item, text, dialect)
        elif step.word() in ("MODIFY", "CHANGE"):
            renames = step.take().word == "CHANGE"
            step.accept("COLUMN")
            if renames:
                step.name()
            inner = items(step.group()) if step.at_sign("(") else [step.tokens[step.index :]]
            for item in inner:
                yield from read_column(table, item, text, dialect, changes=True)
        elif step.accept("ALTER"):
            step.accept("COLUMN")
            column = step.name()
            if step.accept("SET", "NOT", "NULL"):
                yield NotNullFact(table=table, offset=offset, column=column)
            elif step.word() in ("SET", "ADD", "DROP", "TYPE"):
                yield LeftOut(table=table, offset=offset, what=f"ALTER COLUMN … {step.word()}")
            else:
                yield from read_column(table, step.tokens[step.index - 1 :], text, dialect, changes=True)
        elif step.word() == "COMMENT":
            yield from _option_comment(table, action)
        elif step.word() in ("DROP", "RENAME"):
            yield LeftOut(table=table, offset=offset, what=f"ALTER TABLE {table} … {step.word()}", warning=True)
        else:
            yield LeftOut(table=table, offset=offset, what=f"ALTER TABLE … {step.word() or 'other'}")


def read_create_type(cursor: Cursor) -> Iterator[Fact]:
    """CREATE TYPE … AS ENUM (…) and CREATE DOMAIN … AS type, whose first two words are consumed."""
    offset = cursor.offset
    name = cursor.name()
    cursor.accept("AS")
    shown, _ = take_type(cursor)
    if shown and not shown.upper().startswith(("OBJECT", "RANGE", "TABLE", "(")):
        yield TypeFact(table=name, offset=offset, type=shown)
    else:
        yield LeftOut(table=name, offset=offset, what="CREATE TYPE")


def read_unique_index(cursor: Cursor) -> Iterator[Fact]:
    """CREATE UNIQUE INDEX … ON table (columns), whose words up to INDEX are consumed."""
    offset = cursor.offset
    while not cursor.done and not cursor.accept("ON"):
        cursor.take()
    cursor.accept("ONLY")
    table = cursor.name()
    if cursor.accept("USING"):
        cursor.take()
    try:
        columns = cursor.names()
    except Unreadable:
        columns = ()
    if not columns or any(token.word == "WHERE" for token in cursor.tokens[cursor.index :]):
        yield LeftOut(table=table, offset=offset, what="unique index over an expression or some rows")
    else:
        yield KeyFact(table=table, offset=offset, columns=columns, primary=False)


def _read_item(table: str, item: Sequence[Token], text: str, dialect: str) -> Iterator[Fact]:
    """A column or a table-level constraint."""
    cursor = Cursor(item, item[-1].end)
    offset = cursor.offset
    if cursor.word() == "CONSTRAINT":
        cursor.take()
        if cursor.word() not in ("PRIMARY", "FOREIGN", "UNIQUE", "CHECK") or cursor.at_sign("(", 1):
            cursor.name()
    first, second = cursor.word(), cursor.word(1)
    if first == "PRIMARY" and second == "KEY":
        columns = _columns_ahead(cursor)
        yield KeyFact(table=table, offset=offset, columns=columns, primary=True)
    elif first == "FOREIGN" and second == "KEY":
        columns = _columns_ahead(cursor)
        if not cursor.accept("REFERENCES"):
            raise Unreadable("FOREIGN KEY without REFERENCES", offset)
        yield read_reference(table, columns, cursor, offset)
    elif first == "UNIQUE" and (second in _INDEXES or second.endswith("CLUSTERED") or _opens_list(cursor)):
        try:
            yield KeyFact(table=table, offset=offset, columns=_columns_ahead(cursor), primary=False)
        except Unreadable:
            yield LeftOut(table=table, offset=offset, what="UNIQUE over an expression")
    elif first == "CHECK" and cursor.at_sign("(", 1):
        cursor.take()
        yield from read_check_of(table, cursor, text, dialect, offset)
    elif first in _INDEXES and (second in _INDEXES or _opens_list(cursor) or any(t.word == "TYPE" for t in item[2:])):
        yield LeftOut(table=table, offset=offset, what="index")
    elif first == "DEFAULT" or (first in ("EXCLUDE", "PERIOD", "PROJECTION", "SUPPLEMENTAL") and second):
        yield LeftOut(table=table, offset=offset, what=f"{first} clause")
    else:
        yield from read_column(table, cursor.tokens[cursor.index :], text, dialect)


def _opens_list(cursor: Cursor) -> bool:
    """Whether ``KEY`` is followed by a list of columns, not by the type of a column called key."""
    if cursor.word(2) == "USING":
        return True
    ahead = 1 if cursor.at_sign("(", 1) else 2
    if not cursor.at_sign("(", ahead) or cursor.word(1) in ("MAP", "STRUCT", "ENUM", "SET"):
        return False
    listed = Cursor(cursor.tokens[cursor.index + ahead :], cursor.end).group()
    return all(
        item and item[0].kind in (Kind.WORD, Kind.NAME) and all(t.word in ("", "ASC", "DESC") for t in item[1:2])
        for item in items(listed)
    )


def _columns_ahead(cursor: Cursor) -> tuple[str, ...]:
    while not cursor.done and not cursor.at_sign("("):
        cursor.take()
    return cursor.names()


def _inherited(options: Sequence[Token], end: int) -> Iterator[str]:
    for index, token in enumerate(options):
        if token.word == "INHERITS":
            yield from Cursor(options[index + 1 :], end).names()


def _partition_columns(options: Sequence[Token], end: int) -> Iterator[tuple[Token, ...]]:
    """Hive keeps the columns that a table is partitioned by outside of its list of columns."""
    for index, token in enumerate(options[:-2]):
        if token.word == "PARTITIONED" and options[index + 1].word == "BY" and options[index + 2].is_sign("("):
            listed = items(Cursor(options[index + 2 :], end).group())
            yield from (item for item in listed if len(item) > 1 and item[1].word)


def _option_comment(table: str, options: Sequence[Token]) -> Iterator[Fact]:
    """``COMMENT = '…'`` or BigQuery's ``OPTIONS (description = '…')`` behind the columns."""
    depth = 0
    for index, token in enumerate(options):
        depth += 1 if token.is_sign("(") else -1 if token.is_sign(")") else 0
        text = ""
        if depth == 0 and token.word == "COMMENT":
            text = next((each.text for each in options[index + 1 : index + 3] if each.kind is Kind.STRING), "")
        elif depth == 0 and token.word == "OPTIONS":
            text = described(options[index + 1 :])
        if text:
            yield CommentFact(table=table, offset=token.start, column="", text=text)
