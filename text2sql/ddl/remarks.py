"""What a DDL says in words: COMMENT ON, MS_Description, and comments beside the code → CommentFacts.

A comment at the end of a line belongs to the column on that line, also behind the comma; one on a line of its own to
the column that follows; one above CREATE TABLE, or behind its parentheses, to the table. The DDL's own COMMENT
outranks them all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from text2sql.ddl.facts import ColumnFact, CommentFact, Cursor, LeftOut, TableFact, Unreadable
from text2sql.ddl.statements import Kind, Source, Statement, Token

_BESIDE, _ABOVE, _ABOVE_TABLE = 1, 2, 3

_RULER = re.compile(r"[\W_]*$")
# What tools write above a table, and notices: nobody calls a table so.
_TOOL_WORDS = re.compile(
    r"\W*(?:Table structure|Structure (?:for|of) table|Name: .*Type:|Dumping|Definition (?:for|of)\b|Object: |DDL for "
    r"|Table [`\"\[]|Target (?:Server|Schema)|Records of|Create syntax|TOC entry|Copyright|License|表的结构|表结构|转存表"
    r"|创建时间\s*[:：])",
    re.IGNORECASE,
)
# Code that someone took out: a column, or a statement in capitals.
_CODE = re.compile(
    r"[\w`\"\[\]]+\s+(?i:N?VARCHAR2?|N?CHAR|INT|BIGINT|INTEGER|DECIMAL|NUMERIC|NUMBER|TEXT|DATE|TIMESTAMP)\b.*,\s*$"
    r"|[\w`\"\[\]]+\s+(?i:N?VARCHAR2?|N?CHAR|DECIMAL|NUMERIC|NUMBER)\s*\(\s*\d"
    r"|(?:CREATE|DROP|ALTER|INSERT|SELECT|SET|PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK)\s.*[;,)]\s*$"
)
_KEY_WORDS = re.compile(
    r"(?:pk|fk|pk,?\s*fk|(?:primary|foreign) key|主键|外键|自增|auto.?increment|not null)\W*$", re.IGNORECASE
)
_LEADING = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*[.、)）]\s*|(?:创建|新建|建立)(?=.*表\s*$)|create\s+(?:the\s+|table\s+)?(?=\S)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[：:（(；;。]|\s+[-–—]+\s+")
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/|#[^\n]*", re.DOTALL)
_COMMENTS_AND_COMMAS = re.compile(r"--[^\n]*|/\*.*?\*/|#[^\n]*|[\s,]+", re.DOTALL)
_TABLE_WORDS = {"表", "表名", "数据表", "table", "tables"}


def comment_text(comment: str) -> str:
    """The words of one comment, without its marks; empty if it holds none that a person would say.

    >>> comment_text("-- 姓名 "), comment_text("/* 学号 */"), comment_text("-- ------"), comment_text("-- age INT,")
    ('姓名', '学号', '', '')
    """
    body = comment[2:-2] if comment.startswith("/*") else comment.lstrip("-#")
    if body.startswith(("!", "+")):  # MySQL's version-dependent code, optimiser hints
        return ""
    lines = [line.strip(" \t\r*-=#") for line in body.splitlines()]
    text = next((line for line in lines if line and not _RULER.match(line)), "")
    return "" if _CODE.match(text) or _KEY_WORDS.match(text) else text


def table_comment(text: str, table: str) -> str:
    """What a line above a table calls it: the part before a colon or a parenthesis.

    >>> table_comment("学生成绩表：一行是一名学生在一个学年的成绩", "students")
    '学生成绩表'
    >>> table_comment("Table: orders (one row an order)", "orders"), table_comment("1. 创建订单表", "orders")
    ('', '订单表')
    """
    if _TOOL_WORDS.match(text):
        return ""
    while leading := _LEADING.match(text):
        text = text[leading.end() :]
    parts = [part.strip() for part in _CUT.split(text)]
    name = next((part for part in parts if part and part.lower() not in _TABLE_WORDS), "")
    return "" if name.lower().strip('`"[]') in (table.lower(), f"{table} table".lower()) else name


class Remark(NamedTuple):
    """A comment beside the code, and whether nothing but space stands before it on its line."""

    text: str
    start: int
    end: int
    alone: bool


def remarks_of(comments: Iterable[Token], source: Source) -> list[Remark]:
    """The comments that say something."""
    found = []
    for comment in comments:
        if text := comment_text(comment.text):
            line_start = source.text.rfind("\n", 0, comment.start) + 1
            alone = not source.text[line_start : comment.start].strip()
            found.append(Remark(text, comment.start, comment.end, alone))
    return found


def beside_columns(
    remarks: Sequence[Remark], table: TableFact, columns: Sequence[ColumnFact], source: Source
) -> Iterator[CommentFact | LeftOut]:
    """The remarks from CREATE to the end of its last line, given to the columns or to the table.

    Lines of their own above fewer than half of the columns that nothing else describes are headings of groups of
    columns, not names, and are left out.
    """
    name = table.table
    beside: dict[str, Remark] = {}
    above: dict[str, Remark] = {}
    for remark in remarks:
        before = [column for column in columns if column.offset < remark.start]
        after = [column for column in columns if column.offset > remark.start]
        code_behind = source.text[remark.end :].split("\n", 1)[0].strip()
        leads = remark.alone or (code_behind and source.text[: remark.start].rstrip().endswith((",", "(")))
        if leads and after:
            above.setdefault(after[0].name, remark)
        elif not leads and before and not _COMMENTS_AND_COMMAS.sub("", source.text[before[-1].end : remark.start]):
            beside.setdefault(before[-1].name, remark)
        elif not remark.alone and (not before or remark.start > table.end):
            text = table_comment(remark.text, name)
            yield CommentFact(table=name, offset=remark.start, column="", text=text, rank=_BESIDE)
        else:
            yield LeftOut(table=name, offset=remark.start, what="comment beside no column")
    lonely = {column.name for column in columns} - beside.keys()
    headings = len(above.keys() & lonely) * 2 < len(lonely)
    for column, remark in beside.items():
        yield CommentFact(table=name, offset=remark.start, column=column, text=remark.text, rank=_BESIDE)
    for column, remark in above.items():
        if column in beside or headings:
            yield LeftOut(table=name, offset=remark.start, what="comment that heads several columns")
        else:
            yield CommentFact(table=name, offset=remark.start, column=column, text=remark.text, rank=_ABOVE)


def above_table(remarks: Sequence[Remark], table: str, offset: int, source: Source) -> CommentFact | None:
    """What the block of comment lines right above a table calls it; a blank line ends the block."""
    block: list[Remark] = []
    below = offset
    for remark in reversed([remark for remark in remarks if remark.alone and remark.end <= offset]):
        gap = _COMMENTS.sub("--", source.text[remark.end : below])
        if gap.strip().replace("--", "").strip() or re.search(r"\n\s*\n", gap):
            break
        block.insert(0, remark)
        below = remark.start
    for remark in block:
        if name := table_comment(remark.text, table):
            return CommentFact(table=table, offset=remark.start, column="", text=name, rank=_ABOVE_TABLE)
    return None


def read_comment_on(cursor: Cursor) -> Iterator[CommentFact | LeftOut]:
    """COMMENT ON TABLE t IS '…' and COMMENT ON COLUMN t.c IS '…', whose first two words are consumed."""
    offset = cursor.offset
    what = cursor.take().word
    if what not in ("TABLE", "COLUMN"):
        yield LeftOut(table="", offset=offset, what=f"COMMENT ON {what}")
        return
    path = cursor.path()
    if not cursor.accept("IS"):
        raise Unreadable("COMMENT ON … without IS", offset)
    token = cursor.take()
    text = token.text if token.kind is Kind.STRING else ""
    if what == "TABLE":
        yield CommentFact(table=path[-1], offset=offset, column="", text=text)
    elif len(path) < 2:
        raise Unreadable("COMMENT ON COLUMN names no table", offset)
    else:
        yield CommentFact(table=path[-2], offset=offset, column=path[-1], text=text)


def read_extended_property(statement: Statement) -> Iterator[CommentFact | LeftOut]:
    """T-SQL's ``EXEC sp_addextendedproperty 'MS_Description', '…', … 'TABLE', t, 'COLUMN', c``, named or in order."""
    offset = statement.tokens[0].start
    values = [token for token in statement.tokens if token.kind in (Kind.STRING, Kind.NAME)]
    texts = [token.text for token in values]
    kinds = [text.upper() for text in texts]
    if "MS_DESCRIPTION" not in kinds or "TABLE" not in kinds or len(texts) <= kinds.index("TABLE", 1) + 1:
        yield LeftOut(table="", offset=offset, what="extended property")
        return
    table = texts[kinds.index("TABLE", 1) + 1]
    column = texts[kinds.index("COLUMN") + 1] if "COLUMN" in kinds[:-1] else ""
    text = texts[kinds.index("MS_DESCRIPTION") + 1]
    yield CommentFact(table=table, offset=offset, column=column, text=text.strip())
