"""One column of a CREATE TABLE → facts.

What matters for questions (name, type, keys, comment, allowed values) is looked for, what says how an engine stores
the column is passed over by name, and a word that is neither is reported.
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
    ReferenceFact,
    Unreadable,
    described,
)
from text2sql.ddl.statements import Kind, Token
from text2sql.ddl.types import read_type


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that end the type of a column.
_AFTER_TYPE = _words(
    """NOT NULL PRIMARY UNIQUE REFERENCES FOREIGN CHECK DEFAULT COMMENT CONSTRAINT COLLATE CHARSET AUTO_INCREMENT
    AUTOINCREMENT IDENTITY GENERATED AS ON ENCODE ENABLE DISABLE KEY SPARSE ROWGUIDCOL VISIBLE INVISIBLE STORED VIRTUAL
    PERSISTED CODEC TTL OPTIONS STORAGE COMPRESSION MASKED MATERIALIZED ALIAS EPHEMERAL ASC DESC HIDDEN"""
)
# Words that can follow the first of a type: DOUBLE PRECISION, INTERVAL DAY TO SECOND, TIMESTAMP WITH LOCAL TIME ZONE.
_TYPE_WORDS = _words(
    """PRECISION VARYING UNSIGNED SIGNED ZEROFILL LOCAL TIME ZONE RAW CHAR CHARACTER VARCHAR BIG INT INTEGER TO YEAR MONTH
    DAY HOUR MINUTE SECOND ARRAY LARGE OBJECT"""
)
# Words of a column definition that say nothing a question can use; those in the first set take one token with them.
_STORAGE_PAIRS = _words("COLLATE CHARSET ENCODE STORAGE COMPRESSION MATCH INITIALLY COLUMN_FORMAT")
_STORAGE = _words(
    """AUTO_INCREMENT AUTOINCREMENT STORED VIRTUAL PERSISTED SPARSE ROWGUIDCOL VISIBLE INVISIBLE HIDDEN ENABLE DISABLE
    VALIDATE NOVALIDATE RELY NORELY DEFERRABLE DEFERRED IMMEDIATE CLUSTERED NONCLUSTERED ASC DESC ENFORCED BINARY ALWAYS
    BY USING INDEX WITH MASKED CODEC TTL ROW START END NULLS DISTINCT SORTKEY DISTKEY FIRST NO ACTION CASCADE RESTRICT
    REPLICATION FOR COMPRESS SUPPLEMENTAL LOG DATA"""
)


def read_column(table: str, item: Sequence[Token], text: str, dialect: str, *, changes: bool = False) -> Iterator[Fact]:
    """The facts of one column definition, the column itself first."""
    cursor = Cursor(item, item[-1].end)
    offset = cursor.offset
    if not item[0].is_name:
        raise Unreadable(f"a column should start in place of {item[0].text!r}", offset)
    name = cursor.take().text
    shown, counts = take_type(cursor)
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
            facts.append(read_reference(table, (name,), cursor, here))
        elif cursor.accept("CHECK"):
            facts += read_check_of(table, cursor, text, dialect, here)
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
        elif cursor.accept("OPTIONS"):
            if text_found := described(cursor.group()):
                facts.append(CommentFact(table=table, offset=here, column=name, text=text_found))
        elif cursor.word() in _STORAGE_PAIRS:
            cursor.index += 2
        elif cursor.word() in _STORAGE:
            generated = generated or cursor.word() in ("AUTO_INCREMENT", "AUTOINCREMENT")
            cursor.take()
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


def take_type(cursor: Cursor) -> tuple[str, bool]:
    """The text of the type, consumed, and whether the type itself counts up (SERIAL)."""
    parts: list[str] = []
    angles = 0
    while (token := cursor.peek()) is not None:
        if token.is_sign("("):
            parts += ["(", *(_shown(each) for each in cursor.group()), ")"]
            continue
        if not angles and not _goes_on(parts, token, cursor):
            break
        angles += 1 if token.is_sign("<") else -1 if token.is_sign(">") else 0
        parts.append(_shown(cursor.take()))
    if "." in parts and "(" not in parts[: parts.index(".")]:
        parts = parts[parts.index(".") + 1 :]
    shown = " ".join(parts).replace(" [ ", "[").replace("[ ]", "[]").replace(" []", "[]")
    return shown, "SERIAL" in shown.upper()


def _goes_on(parts: list[str], token: Token, cursor: Cursor) -> bool:
    """Whether the token belongs to the type whose parts come before it."""
    if token.kind is Kind.SIGN:
        return bool(parts) and token.text in (".", "[", "]", "<", ">")
    if token.kind is Kind.NUMBER:
        return parts[-1:] == ["["]
    if not parts:
        return token.word not in _AFTER_TYPE and not (token.word == "CHARACTER" and cursor.word(1) == "SET")
    if parts[-1] == ".":
        return token.is_name
    if token.word in ("WITH", "WITHOUT"):
        return cursor.word(1) in ("TIME", "LOCAL")
    if token.word == "CHARACTER" and cursor.word(1) == "SET":
        return False
    return token.word in _TYPE_WORDS


def _shown(token: Token) -> str:
    return "'" + token.text.replace("'", "''") + "'" if token.kind is Kind.STRING else token.text


def read_reference(table: str, columns: tuple[str, ...], cursor: Cursor, offset: int) -> ReferenceFact:
    """Where the columns point, from what stands behind REFERENCES."""
    target = cursor.name()
    listed = cursor.names() if cursor.at_sign("(") else ()
    return ReferenceFact(table=table, offset=offset, columns=columns, target=target, target_columns=listed)


def read_check_of(table: str, cursor: Cursor, text: str, dialect: str, offset: int) -> Iterator[Fact]:
    """What the parenthesis behind CHECK allows."""
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
            if token.kind is Kind.SIGN:
                continue
            if token.word == "NEXT" and cursor.accept("VALUE", "FOR"):
                cursor.name()
            following = cursor.peek()
            if token.word and following is not None and following.kind is Kind.STRING:
                cursor.take()  # DATE '2020-01-01', INTERVAL '1 day'
        if cursor.at_sign("("):
            cursor.group()  # nextval('x'), CURRENT_TIMESTAMP(6)
        while cursor.at_sign("::") or cursor.at_sign("["):
            cursor.take()
            while (cursor.word() and cursor.word() not in _AFTER_TYPE) or cursor.at_sign("]") or cursor.at_sign("."):
                cursor.take()
            if cursor.at_sign("("):
                cursor.group()
        if not any(cursor.at_sign(sign) for sign in ".|+-*/%"):
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
    if token.kind is Kind.SIGN and token.text in '`[]"':
        raise Unreadable(f"a name in {token.text} is not of this dialect", token.start)
    what = f"{token.text!r} in the definition of {table}.{column} is not understood and left out"
    return LeftOut(table=table, offset=token.start, what=what, warning=True)
