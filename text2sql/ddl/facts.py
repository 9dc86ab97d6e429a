"""What one statement says about tables: facts, which `assemble` puts together into a Schema.

Every fact carries the offset of its place in the file, so that a contradiction can be named there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text2sql.ddl.statements import Token


class Unreadable(Exception):
    """A piece of DDL that cannot be understood; the caller turns it into a problem with its place."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said about a table, at an offset of the file."""

    table: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFact(Fact):
    """There is such a table. `weak`: IF NOT EXISTS; `parents` lend it their columns; `end`: the closing parenthesis."""

    weak: bool = False
    parents: tuple[str, ...] = ()
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFact(Fact):
    """The table has such a column. `type` is the text of the DDL; `changes` if an earlier column is redefined."""

    name: str
    type: str
    nullable: bool = True
    generated: bool = False
    changes: bool = False
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact(Fact):
    """The columns are the primary key or never repeat."""

    columns: tuple[str, ...]
    primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFact(Fact):
    """The columns point at `target`; `target_columns` is empty where the DDL leaves them to its primary key."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesFact(Fact):
    """Only these values are allowed."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNullFact(Fact):
    """NULL is not allowed."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFact(Fact):
    """What the column, or the table if `column` is empty, is called. `rank` 0 is the DDL's own COMMENT."""

    column: str
    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFact(Fact):
    """A type defined by the user (CREATE TYPE, CREATE DOMAIN); its name is in `table`."""

    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Fact):
    """Something read and deliberately not carried over; a `warning` is shown, the rest is counted by `what`."""

    what: str
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead(Fact):
    """A part of a table that cannot be understood: the DDL is refused."""

    what: str


class Cursor:
    """A walk over tokens."""

    def __init__(self, tokens: Sequence[Token], end: int) -> None:
        self.tokens = tuple(tokens)
        self.index = 0
        self.end = end

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.index >= len(self.tokens)

    @property
    def offset(self) -> int:
        """Where the next token starts."""
        return self.end if self.done else self.tokens[self.index].start

    def peek(self, ahead: int = 0) -> Token | None:
        """The next token, or one further on; None behind the end."""
        index = self.index + ahead
        return self.tokens[index] if index < len(self.tokens) else None

    def word(self, ahead: int = 0) -> str:
        """The next keyword in capitals; empty if it is not one."""
        token = self.peek(ahead)
        return token.word if token else ""

    def at_sign(self, sign: str, ahead: int = 0) -> bool:
        """Whether the next token is this punctuation."""
        token = self.peek(ahead)
        return token is not None and token.is_sign(sign)

    def take(self) -> Token:
        """The next token, consumed.

        Raises:
            Unreadable: at the end.
        """
        token = self.peek()
        if token is None:
            raise Unreadable("something is missing at the end", self.end)
        self.index += 1
        return token

    def accept(self, *words: str) -> bool:
        """Consume these keywords if they come next, all of them."""
        if all(self.word(ahead) == word for ahead, word in enumerate(words)):
            self.index += len(words)
            return True
        return False

    def accept_sign(self, sign: str) -> bool:
        """Consume this punctuation if it comes next."""
        if self.at_sign(sign):
            self.index += 1
            return True
        return False

    def group(self) -> tuple[Token, ...]:
        """The tokens between the parenthesis that opens here and its partner, all consumed.

        Raises:
            Unreadable: if none opens here or it is never closed.
        """
        opening = self.take()
        if not opening.is_sign("("):
            raise Unreadable(f"a parenthesis should open before {opening.text!r}", opening.start)
        depth, first = 1, self.index
        while not self.done:
            token = self.take()
            depth += 1 if token.is_sign("(") else -1 if token.is_sign(")") else 0
            if depth == 0:
                return self.tokens[first : self.index - 1]
        raise Unreadable("the parenthesis that opens here is never closed", opening.start)

    def path(self) -> tuple[str, ...]:
        """A name with its qualifiers, consumed: ``db.schema.table`` → (db, schema, table).

        Raises:
            Unreadable: if no name comes next.
        """
        parts: list[str] = []
        while True:
            token = self.take()
            if not token.is_name or not token.text:
                raise Unreadable(f"a name should stand in place of {token.text!r}", token.start)
            parts.append(token.text)
            if not self.at_sign("."):
                return tuple(parts)
            while self.accept_sign("."):  # T-SQL writes db..table for the default schema
                pass

    def name(self) -> str:
        """A name without its qualifiers, consumed."""
        return self.path()[-1]

    def names(self) -> tuple[str, ...]:
        """The names of a parenthesised list, without lengths and directions: ``(a(10) DESC, b)`` → (a, b).

        Raises:
            Unreadable: if one of them is an expression.
        """
        found = []
        for item in items(self.group()):
            if not item or not item[0].is_name:
                raise Unreadable("a list of columns is expected", item[0].start if item else self.offset)
            if len(item) > 1 and item[1].is_sign("(") and item[-1].is_sign(")") and not item[2].text.isdigit():
                raise Unreadable("an expression where a column is expected", item[0].start)
            found.append(item[0].text)
        return tuple(found)


def items(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The parts between the commas that stand in no parenthesis and no type's angle brackets."""
    depth = angles = first = 0
    for index, token in enumerate(tokens):
        if token.is_sign("("):
            depth += 1
        elif token.is_sign(")"):
            depth -= 1
        elif token.is_sign("<") and tokens[index - 1].word in ("ARRAY", "STRUCT", "MAP"):
            angles += 1  # ARRAY<STRUCT<a INT, b STRING>>
        elif token.is_sign(">") and angles:
            angles -= 1
        elif depth == angles == 0 and token.is_sign(","):
            yield tuple(tokens[first:index])
            first = index + 1
    yield tuple(tokens[first:])


def described(options: Sequence[Token]) -> str:
    """What ``description = '…'`` in BigQuery's OPTIONS says; empty if it is not there."""
    for index, token in enumerate(options[:-2]):
        if token.word == "DESCRIPTION" and options[index + 1].is_sign("="):
            return options[index + 2].text
    return ""
