"""CREATE TABLE, ALTER TABLE, CREATE TYPE, CREATE UNIQUE INDEX → facts.

A tolerant reading: what matters for questions (names, types, keys, comments, allowed values) is looked for, how an
engine stores it (ENGINE, TABLESPACE, CLUSTERED, STORAGE …) is passed over by name, and a word that is neither is
reported.
"""

from collections.abc import Iterator, Sequence

from text2sql.ddl.checks import read_check
from text2sql.ddl.facts import (
    ChoicesFact,
    ColumnFact,
    CommentFact,
    Cursor,
    Fact,
    KeyFact,
    LeftOut,
    NotNullFact,
    NotRead,
    ReferenceFact,
    TableFact,
    TypeFact,
    Unreadable,
    items,
)
from text2sql.ddl.statements import Kind, Token
from text2sql.ddl.types import read_type

# Words that end the type of a column.
_AFTER_TYPE = frozenset(
    """NOT NULL PRIMARY UNIQUE REFERENCES FOREIGN CHECK DEFAULT COMMENT CONSTRAINT COLLATE CHARSET AUTO_INCREMENT
    AUTOINCREMENT IDENTITY GENERATED AS ON ENCODE ENABLE DISABLE KEY SPARSE ROWGUIDCOL VISIBLE INVISIBLE STORED VIRTUAL
    PERSISTED CODEC TTL OPTIONS STORAGE COMPRESSION MASKED MATERIALIZED ALIAS EPHEMERAL ASC DESC HIDDEN""".split()
)
# Words of a column definition that say nothing a question can use, with how many tokens follow them.
_STORAGE = {
    **dict.fromkeys("COLLATE CHARSET ENCODE STORAGE COMPRESSION MATCH INITIALLY COLUMN_FORMAT".split(), 1),
    **dict.fromkeys(
        """AUTO_INCREMENT AUTOINCREMENT STORED VIRTUAL PERSISTED SPARSE ROWGUIDCOL VISIBLE INVISIBLE HIDDEN ENABLE
        DISABLE VALIDATE NOVALIDATE RELY NORELY DEFERRABLE DEFERRED IMMEDIATE CLUSTERED NONCLUSTERED ASC DESC ENFORCED
        BINARY ALWAYS BY USING INDEX WITH MASKED CODEC TTL OPTIONS ROW START END NULLS DISTINCT SORTKEY DISTKEY
        FIRST NO ACTION CASCADE RESTRICT REPLICATION FOR COMPRESS SUPPLEMENTAL LOG DATA""".split(),
        0,
    ),
}
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
    for item in items(body):
        if not item:
            yield LeftOut(table=table, offset=end, what="a comma too many", warning=True)
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
                yield from _read_column(table, item, text, dialect, changes=True)
        elif step.accept("ALTER"):
            step.accept("COLUMN")
            column = step.name()
            if step.accept("SET", "NOT", "NULL"):
                yield NotNullFact(table=table, offset=offset, column=column)
            elif step.word() in ("SET", "ADD", "DROP", "TYPE"):
                yield LeftOut(table=table, offset=offset, what=f"ALTER COLUMN … {step.word()}")
            else:
                yield from _read_column(table, step.tokens[step.index - 1 :], text, dialect, changes=True)
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
    shown, _ = _take_type(cursor)
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
        yield _reference(table, columns, cursor, offset)
    elif first == "UNIQUE" and (second in _INDEXES or second.endswith("CLUSTERED") or _opens_list(cursor)):
        try:
            yield KeyFact(table=table, offset=offset, columns=_columns_ahead(cursor), primary=False)
        except Unreadable:
            yield LeftOut(table=table, offset=offset, what="UNIQUE over an expression")
    elif first == "CHECK" and cursor.at_sign("(", 1):
        cursor.take()
        yield from _check(table, cursor, text, dialect, offset)
    elif first in _INDEXES and (second in _INDEXES or _opens_list(cursor)):
        yield LeftOut(table=table, offset=offset, what="index")
    elif first in ("EXCLUDE", "PERIOD", "DEFAULT", "PROJECTION", "SUPPLEMENTAL") and second:
        yield LeftOut(table=table, offset=offset, what=f"{first} clause")
    else:
        yield from _read_column(table, cursor.tokens[cursor.index :], text, dialect)


def _opens_list(cursor: Cursor) -> bool:
    """Whether ``KEY`` is followed by a list of columns, not by the type of a column called key."""
    ahead = 1 if cursor.at_sign("(", 1) else 2
    listed = cursor.peek(ahead + 1)
    if cursor.word(2) == "USING":
        return True
    return cursor.at_sign("(", ahead) and listed is not None and listed.kind is not Kind.NUMBER


def _columns_ahead(cursor: Cursor) -> tuple[str, ...]:
    while not cursor.done and not cursor.at_sign("("):
        cursor.take()
    return cursor.names()


def _read_column(
    table: str, item: Sequence[Token], text: str, dialect: str, *, changes: bool = False
) -> Iterator[Fact]:
    """The facts of one column definition, the column itself first."""
    cursor = Cursor(item, item[-1].end)
    offset = cursor.offset
    if not item[0].is_name:
        raise Unreadable(f"a column should start in place of {item[0].text!r}", offset)
    name = cursor.take().text
    shown, counts = _take_type(cursor)
    facts: list[Fact] = []
    nullable, generated = not counts, counts
    while not cursor.done:
        here = cursor.offset
        if cursor.accept("NOT", "NULL"):
            nullable = False
        elif cursor.accept("NOT"):
            cursor.take()  # NOT DEFERRABLE, NOT ENFORCED, NOT FOR REPLICATION
        elif cursor.accept("NULL"):
            nullable = True
        elif cursor.accept("PRIMARY", "KEY") or cursor.accept("KEY"):
            facts.append(KeyFact(table=table, offset=here, columns=(name,), primary=True))
        elif cursor.accept("UNIQUE"):
            cursor.accept("KEY")
            facts.append(KeyFact(table=table, offset=here, columns=(name,), primary=False))
        elif cursor.accept("REFERENCES") or cursor.accept("FOREIGN", "KEY", "REFERENCES"):
            facts.append(_reference(table, (name,), cursor, here))
        elif cursor.accept("CHECK"):
            facts += _check(table, cursor, text, dialect, here)
        elif cursor.accept("COMMENT"):
            facts.append(CommentFact(table=table, offset=here, column=name, text=cursor.take().text))
        elif cursor.accept("DEFAULT"):
            _pass_expression(cursor)
        elif cursor.accept("CONSTRAINT"):
            cursor.name()
        elif cursor.accept("ON"):
            _pass_reaction(cursor)
        elif cursor.accept("GENERATED") or cursor.word() in ("AS", "IDENTITY", "MATERIALIZED", "ALIAS"):
            if cursor.word() == "IDENTITY":
                nullable = False
            generated = True
            if cursor.take().word in ("ALWAYS", "BY") and cursor.accept("DEFAULT"):
                cursor.accept("ON", "NULL")
        elif cursor.accept("CHARACTER", "SET"):
            cursor.take()
        elif cursor.word() in _STORAGE:
            generated = generated or cursor.word() in ("AUTO_INCREMENT", "AUTOINCREMENT")
            cursor.index += 1 + _STORAGE[cursor.word()]
        elif cursor.at_sign("("):
            cursor.group()
        else:
            facts.append(_unknown(table, name, cursor, dialect))
    column = ColumnFact(
        table=table, offset=offset, end=cursor.end, name=name, type=shown, nullable=nullable, generated=generated,
        changes=changes,
    )  # fmt: skip
    yield column
    yield from facts


def _take_type(cursor: Cursor) -> tuple[str, bool]:
    """The text of the type, consumed, and whether the type itself counts up (SERIAL)."""
    parts: list[str] = []
    while (token := cursor.peek()) is not None:
        word = token.word
        if word in _AFTER_TYPE and not (word == "ALIAS" and not parts):
            break
        if word == "WITH" and cursor.word(1) not in ("TIME", "LOCAL"):
            break
        if word == "CHARACTER" and cursor.word(1) == "SET":
            break
        if word == "BINARY" and parts and "CHAR" in parts[0].upper():
            break
        if parts and token.kind in (Kind.STRING, Kind.NAME) and parts[-1] != ".":
            break
        if token.is_sign("("):
            inner = cursor.group()
            parts += ["(", *(_shown(each) for each in inner), ")"]
            continue
        if token.kind is Kind.SIGN and token.text not in (".", "[", "]", "<", ">", ",", ":"):
            break
        parts.append(_shown(cursor.take()))
    if "." in parts and "(" not in parts[: parts.index(".")]:
        parts = parts[parts.index(".") + 1 :]
    shown = " ".join(parts).replace(" [ ", "[").replace("[ ]", "[]").replace(" []", "[]")
    return shown, "SERIAL" in shown.upper()


def _shown(token: Token) -> str:
    return "'" + token.text.replace("'", "''") + "'" if token.kind is Kind.STRING else token.text


def _reference(table: str, columns: tuple[str, ...], cursor: Cursor, offset: int) -> ReferenceFact:
    target = cursor.name()
    listed = cursor.names() if cursor.at_sign("(") else ()
    return ReferenceFact(table=table, offset=offset, columns=columns, target=target, target_columns=listed)


def _check(table: str, cursor: Cursor, text: str, dialect: str, offset: int) -> Iterator[Fact]:
    start = cursor.offset
    inner = cursor.group()
    found = read_check(text[start + 1 : inner[-1].end], dialect) if inner else []
    if not found:
        yield LeftOut(table=table, offset=offset, what="CHECK")
    for column, values in found:
        if values:
            yield ChoicesFact(table=table, offset=offset, column=column, values=values)
        else:
            yield NotNullFact(table=table, offset=offset, column=column)


def _pass_expression(cursor: Cursor) -> None:
    """Pass over the value of a DEFAULT: one operand, and more where an operator joins them."""
    while not cursor.done:
        if cursor.at_sign("("):
            cursor.group()
        else:
            token = cursor.take()
            if token.is_sign("-") or token.is_sign("+") or token.word == "INTERVAL":
                continue
        if cursor.at_sign("("):
            cursor.group()  # nextval('x'), CURRENT_TIMESTAMP(6)
        while cursor.at_sign("::") or cursor.at_sign("["):
            cursor.take()
            while cursor.word() and cursor.word() not in _AFTER_TYPE or cursor.at_sign("]") or cursor.at_sign("."):
                cursor.take()
            if cursor.at_sign("("):
                cursor.group()
        if not any(cursor.at_sign(sign) for sign in (".", "||", "|", "+", "-", "*", "/")):
            return
        cursor.take()


def _pass_reaction(cursor: Cursor) -> None:
    """Pass over what follows ON: UPDATE CURRENT_TIMESTAMP, DELETE SET NULL, CONFLICT REPLACE, [PRIMARY]."""
    event = cursor.take().word
    if event in ("UPDATE", "DELETE"):
        if cursor.word() in ("SET", "NO"):
            cursor.take()
        cursor.take()
        if cursor.at_sign("("):
            cursor.group()
    elif event == "CONFLICT":
        cursor.take()


def _unknown(table: str, column: str, cursor: Cursor, dialect: str) -> LeftOut:
    token = cursor.take()
    following = cursor.peek()
    if token.is_name and following is not None and following.word and read_type(following.text, dialect).known:
        raise Unreadable(f"a comma seems to be missing before {token.text!r}", token.start)
    if token.text in "，；（）。":
        raise Unreadable(f"the full-width {token.text} is not SQL: write it in half width", token.start)
    what = f"{token.text!r} in the definition of {table}.{column} is not understood and left out"
    return LeftOut(table=table, offset=token.start, what=what, warning=True)


def _inherited(options: Sequence[Token], end: int) -> Iterator[str]:
    for index, token in enumerate(options):
        if token.word == "INHERITS":
            yield from Cursor(options[index + 1 :], end).names()


def _option_comment(table: str, options: Sequence[Token]) -> Iterator[Fact]:
    """``COMMENT = '…'`` behind the columns."""
    for index, token in enumerate(options):
        if token.word != "COMMENT":
            continue
        value = next((each for each in options[index + 1 : index + 3] if each.kind is Kind.STRING), None)
        if value is not None:
            yield CommentFact(table=table, offset=token.start, column="", text=value.text)
