"""DDL text → statements of tokens with their comments, for the lexical rules of any sqlglot dialect.

Dumps are not one grammar: they mix SQL with client commands, data blocks and procedure bodies, and leave out
semicolons. So the text is cut up here by lexical rules alone, and only the few statements that say something
about tables are read further (`definitions`). Knows nothing of tables.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from sqlglot.dialects.dialect import Dialect


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"  # keyword or bare name
    NAME = "name"  # quoted name
    STRING = "string"
    NUMBER = "number"
    SIGN = "sign"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text without quotes, and where it lies in the file (end is exclusive)."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword in capitals; empty for anything quoted."""
        return self.text.upper() if self.kind is Kind.WORD else ""

    def is_sign(self, sign: str) -> bool:
        """Whether it is this punctuation."""
        return self.kind is Kind.SIGN and self.text == sign

    @property
    def is_name(self) -> bool:
        """Whether it can be a name; strings too, since SQLite and MySQL dumps quote names so."""
        return self.kind in (Kind.WORD, Kind.NAME, Kind.STRING)


@dataclass(frozen=True)
class Source:
    """The text of a file and its path, to name places in it."""

    text: str
    path: str
    _breaks: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_breaks", [m.start() for m in re.finditer("\n", self.text)])

    def line(self, offset: int) -> int:
        """Line number, from 1."""
        return bisect_right(self._breaks, offset - 1) + 1

    def place(self, offset: int) -> str:
        """``path:line``."""
        return f"{self.path}:{self.line(offset)}"


@dataclass(frozen=True, slots=True)
class Statement:
    """Tokens of one statement without its terminator, and the comments before and inside it."""

    tokens: tuple[Token, ...]
    comments: tuple[Token, ...]

    @property
    def head(self) -> str:
        """Its first words in capitals, enough to tell what it is."""
        return " ".join(token.word for token in self.tokens[:8])


class Rules:
    """The lexical rules of a dialect: how names and strings are quoted, what opens a comment."""

    def __init__(self, dialect: str) -> None:
        tokenizer = Dialect.get_or_raise(dialect).tokenizer_class
        pairs = [pair if isinstance(pair, tuple) else (pair, pair) for pair in tokenizer.IDENTIFIERS]
        self.names: dict[str, str] = dict(pairs)
        quotes = {quote[0] if isinstance(quote, tuple) else quote for quote in tokenizer.QUOTES}
        self.strings = sorted(q for q in quotes if q in ("'", '"'))
        self.quotes_paths = dialect == "bigquery"  # `project.dataset.table`
        self.backslash = "\\" in tokenizer.STRING_ESCAPES
        hash_comment = "|#[^\n]*" if "#" in tokenizer.COMMENTS else ""
        body = r"(?:[^{q}\\]|\\.|{q}{q})*+" if self.backslash else r"(?:[^{q}]|{q}{q})*+"
        strings = "|".join(f"{q}{body.replace('{q}', q)}{q}" for q in self.strings)
        names = "|".join(_quoted(opening, closing) for opening, closing in self.names.items())
        comment = rf"--[^\n]*{hash_comment}|/\*.*?\*/"
        self.token = re.compile(
            rf"(?P<space>\s+)|(?P<comment>{comment})"
            rf"|(?P<dollar>\$(?P<tag>[^\W\d]\w*|)\$.*?\$(?P=tag)\$)"
            rf"|(?:[NnEe]|[Uu]&)?(?P<string>{strings})|(?P<name>{names or '(?!)'})"
            r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w$]))|(?P<word>[\w@#$]+)|(?P<sign>::|.)",
            re.DOTALL,
        )
        # Rows of data are passed over in one go: a dump holds megabytes of them and they say nothing about tables.
        plain = "".join(re.escape(q) for q in self.strings)
        self.data = re.compile(
            rf"(?:[^;\n\-/{plain}]++|{strings}|{comment}|\n(?!\s*(?:{_OPENERS})\b)|[-/{plain}])*+",
            re.DOTALL | re.IGNORECASE,
        )


def _quoted(opening: str, closing: str) -> str:
    opening, closing = re.escape(opening), re.escape(closing)
    return rf"{opening}(?:[^{closing}]|{closing}{closing})*+{closing}"


# A line that starts with one of these starts a statement even where the one before has no semicolon.
_OPENERS = (
    r"GO|CREATE\s+(?:OR\s+REPLACE\s+)?(?:GLOBAL\s+|LOCAL\s+)?(?:TEMP(?:ORARY)?\s+)?(?:UNLOGGED\s+)?TABLE"
    r"|CREATE\s+(?:UNIQUE\s+)?(?:NON)?(?:CLUSTERED\s+)?INDEX|CREATE\s+(?:OR\s+REPLACE\s+)?VIEW"
    r"|ALTER\s+TABLE|DROP\s+TABLE|INSERT|COMMENT\s+ON|EXEC(?:UTE)?|SET\s+(?:ANSI|QUOTED|IDENTITY|NOCOUNT)\w*"
)
_OPENER = re.compile(rf"(?:{_OPENERS})\b", re.IGNORECASE)
_DATA = re.compile(r"(?:INSERT|REPLACE|COPY|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
_ROUTINES = {"PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "PACKAGE", "EVENT"}
_CLIENT_LINE = re.compile(
    r"\\\w+|\\\.|(?:DELIMITER|PROMPT|REM|SPOOL|WHENEVER|SET\s+(?:DEFINE|SQLBLANKLINES|ECHO))\b", re.I
)
_COPY_END = re.compile(r"^\\\.\s*$", re.MULTILINE)
_NOT_CLOSERS = {"IF", "LOOP", "WHILE", "REPEAT", "FOR"}


@cache
def rules_of(dialect: str) -> Rules:
    """The compiled rules of a dialect."""
    return Rules(dialect)


def split(text: str, dialect: str) -> Iterator[Statement]:
    """The statements of the text in order, empty ones left out.

    A statement ends at a semicolon, at a line that holds only ``GO`` or ``/``, at the delimiter that a
    ``DELIMITER`` line sets, or before a line that plainly opens another.

    >>> [s.head for s in split("CREATE TABLE a (x int)\\nCREATE TABLE b (y int); DROP TABLE c", "duckdb")]
    ['CREATE TABLE A  X INT ', 'CREATE TABLE B  Y INT ', 'DROP TABLE C']
    """
    rules = rules_of(dialect)
    tokens: list[Token] = []
    comments: list[Token] = []
    blocks = position = 0
    routine = False
    delimiter = ";"

    def close() -> Iterator[Statement]:
        nonlocal tokens, comments, blocks, routine
        if tokens:
            yield Statement(tuple(tokens), tuple(comments))
            comments = []
        tokens, blocks, routine = [], 0, False

    while position < len(text):
        if _at_line_start(text, position):
            line_end = text.find("\n", position) + 1 or len(text)
            line = text[position:line_end].strip()
            if line.upper() in ("GO", "/") or line.upper() == delimiter.upper() != ";":
                yield from close()
                position = line_end
                continue
            if not tokens and (client := _CLIENT_LINE.match(line)):
                tokens = [Token(Kind.WORD, client.group(), position, position)]
                yield from close()
                delimiter = line[len("DELIMITER") :].strip() if client.group().upper() == "DELIMITER" else delimiter
                position = line_end
                continue
            if tokens and not routine and _OPENER.match(text, position) and not _continues(tokens):
                yield from close()
        if delimiter != ";" and text.startswith(delimiter, position):
            yield from close()
            position += len(delimiter)
            continue
        if not tokens and (data := _DATA.match(text, position)):
            tokens = [Token(Kind.WORD, data.group(), position, data.end())]
            position = _data_end(text, data, rules)
            continue
        match = rules.token.match(text, position)
        assert match is not None, "every character is a token"
        position = match.end()
        kind, shown = match.lastgroup, match.group()
        if kind == "space":
            continue
        token = _token(match, rules)
        if token.kind is Kind.COMMENT:
            comments.append(token)
            continue
        if shown == ";" and delimiter == ";" and blocks <= 0:
            yield from close()
            continue
        if len(tokens) < 8 and token.word in _ROUTINES and tokens and tokens[0].word == "CREATE":
            routine = True
        if routine and token.word in ("BEGIN", "CASE", "END"):
            blocks += -1 if token.word == "END" else 0 if tokens[-1].word == "END" else 1
        elif routine and token.word in _NOT_CLOSERS and tokens[-1].word == "END":
            blocks += 1
        tokens.append(token)
    yield from close()
    if comments:
        yield Statement((), tuple(comments))


def _token(match: re.Match[str], rules: Rules) -> Token:
    shown, start, end = match.group(), match.start(), match.end()
    if match["comment"] is not None:
        return Token(Kind.COMMENT, shown, start, end)
    if match["dollar"] is not None:
        return Token(Kind.STRING, shown.split("$", 2)[2].rsplit("$", 2)[0], start, end)
    if (body := match["string"]) is not None:
        inner = body[1:-1].replace(body[0] * 2, body[0])
        return Token(Kind.STRING, re.sub(r"\\(.)", _unescape, inner) if rules.backslash else inner, start, end)
    if match["name"] is not None:
        closing = rules.names[shown[0]]
        text = shown[1:-1].replace(closing * 2, closing)
        return Token(Kind.NAME, text.rpartition(".")[2] if rules.quotes_paths else text, start, end)
    for kind in (Kind.NUMBER, Kind.WORD):
        if match[kind.value] is not None:
            return Token(kind, shown, start, end)
    return Token(Kind.SIGN, shown, start, end)


def _unescape(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(match[1], match[1])


def _at_line_start(text: str, position: int) -> bool:
    return (
        position == 0
        or text[position - 1] == "\n"
        or (not text[position].isspace() and text[text.rfind("\n", 0, position) + 1 : position].isspace())
    )


def _continues(tokens: Sequence[Token]) -> bool:
    """Whether what follows cannot open a statement: behind ``AS``, a comma or a bracket it is a query or a column named ``go``."""
    return tokens[-1].word in ("AS", "EXPLAIN") or tokens[-1].is_sign(",") or tokens[-1].is_sign("(")


def _data_end(text: str, opening: re.Match[str], rules: Rules) -> int:
    """Where the statement of data that opens here ends, before its terminator."""
    found = rules.data.match(text, opening.end())
    assert found is not None, "the pattern matches the empty text"
    if opening.group().upper() == "COPY" and re.search(r"\bFROM\s+STDIN\b", found.group(), re.IGNORECASE):
        closing = _COPY_END.search(text, found.end())
        return closing.end() if closing else len(text)
    return found.end()
