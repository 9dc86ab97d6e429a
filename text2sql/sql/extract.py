"""The SQL in a model's reply: out of fences, behind prefixes, before explanations.

Statements of every kind are taken out, a DROP too: whether they may run is for `refusal` to say, and a reply that
asks for one must not pass as "no SQL". Several statements stay several for the same reason.
"""

import re
from bisect import bisect_left

from text2sql.sql.comments import without_open_comments

# No reply to a question is as long; what follows takes time in proportion to the length, but some milliseconds a kilobyte.
MAX_CHARACTERS = 100_000

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[ \t]*([A-Za-z0-9_+-]*)[ \t]*\n?(.*?)(?:```|\Z)", re.DOTALL)
_PREFIX = re.compile(
    r"^(?:(?:the\s+)?(?:final\s+)?(?:sql|query|answer|result|output)(?:\s*(?:query|statement))?|sqlquery|答案|回答|答|查询|查询语句|sql语句|结果)\s*[:：]\s*",
    re.IGNORECASE,
)
# Words that open a statement and hardly ever a sentence, and those that do both, such as "Use" and "From".
_SURE = (
    r"(?:SELECT|WITH\s+(?:RECURSIVE\s+)?[\w\"`]+\s*(?:\([^()]*\)\s*)?AS\s*\(|FROM\s+[\w\"`.]+\s+SELECT|VALUES\s*\(|"
    r"INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|CREATE|DROP|ALTER|COPY|EXPORT|IMPORT|ATTACH|DETACH|"
    r"PRAGMA|EXPLAIN|GRANT|VACUUM)"
)
_UNSURE = (
    r"(?:FROM|TABLE|REPLACE|USE|SET|RESET|CALL|EXECUTE|PREPARE|LOAD|INSTALL|DESCRIBE|SHOW|SUMMARIZE|PIVOT|UNPIVOT|"
    r"CHECKPOINT|FORCE|BEGIN|COMMIT|ROLLBACK|COMMENT)"
)
_STATEMENT = re.compile(rf"\s*\(*\s*{_SURE}(?!\w)", re.IGNORECASE | re.ASCII)
_PERHAPS = re.compile(rf"\s*{_UNSURE}\b", re.IGNORECASE | re.ASCII)
# In the middle of prose only what cannot be an English sentence counts as the start of a query.
_QUERY = re.compile(
    r"(?<![\w\"'])(?:SELECT\b|WITH\s+(?:RECURSIVE\s+)?[^\s()]+\s*(?:\([^()]*\)\s*)?AS\s*\()"
    r"|(?:^|(?<=[:：]))[ \t]*(?:(?i:select)\b)"
    r"|(?P<with_from>(?<![\w\"'])(?i:select)\b)",
    re.MULTILINE | re.ASCII,
)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE | re.ASCII)
# Each of the next three begins where the blanks begin, so that none of these is looked at twice.
_PROSE = re.compile(
    r"(?<=\S)[^\S\n]*+\n\s*+(?:#|\*\*|解释|说明|注意|注[:：]|备注|这|该|以上|上述|其中|此|希望|Explanation|Note|This |The |Here|It |In this|I |Let me|Hope)"
)
# A line with "- b" goes on with a query, unless something ends before it.
_BULLET = re.compile(r"(?:(?<=\S)[^\S\n]*+\n[ \t]*+|[;；][ \t]*+)\n\s*+[-*] ")
# Behind these no query can end; a star that stands for all columns is no operator.
_OPEN = re.compile(
    r"(?:[,，(（+\-/%=<>|]|(?<!\bSELECT)(?<=[\w)\"'])[ \t]?\*|\b(?:SELECT|FROM|WHERE|BY|JOIN|ON|AND|OR|NOT|IN|LIKE|BETWEEN))\s*\Z",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"(?<=\S)[^\S\n]*+\n[ \t]*+\n\s*+(?=\S)")
_BLANKS = re.compile(r"\s*+")
_GOES_ON = re.compile(
    r"(?:SELECT|FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|UNION|INTERSECT|EXCEPT|(?:LEFT|RIGHT|FULL|INNER|CROSS)?\s*JOIN|ON|AND|OR|"
    r"WITH|QUALIFY|WINDOW|\)|,|;|--|/\*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)

_COMMENT = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")|--[^\n]*|/\*.*?\*/", re.DOTALL)


def extract_sql(reply: str) -> str | None:
    """The SQL text in a reply, as written there; None if there is none.

    >>> extract_sql("当然！```sql\\nSELECT 1;\\n```\\n这条语句返回 1。")
    'SELECT 1'
    >>> extract_sql("SQL: SELECT a FROM t; 解释：取 a 列")
    'SELECT a FROM t'
    >>> extract_sql("SELECT 1; DROP TABLE t")
    'SELECT 1; DROP TABLE t'
    >>> extract_sql("我不知道。") is None
    True
    """
    if len(reply) > MAX_CHARACTERS:
        return None
    text = _THOUGHT.sub("", reply).strip()
    fenced = [body.strip() for _, body in _FENCE.findall(text)]
    for body in fenced:
        found = _from_text(body)
        if found is not None:
            return found
    return _from_text(text) if not fenced else _from_text(_FENCE.sub("\n", text).strip())


def _from_text(text: str) -> str | None:
    text = _strip_prefixes(text)
    start = 0
    if not _STATEMENT.match(text):
        found_at = _query_start(text)
        if found_at is not None:
            start = found_at
        elif not _PERHAPS.match(text):
            return None
    ticked = start > 0 and text[start - 1] == "`"
    body = text[start:]
    if ticked and "`" in body:
        line_end = body.find("\n") if "\n" in body else len(body)
        body = body[: max(body.rfind("`", 0, line_end), 0)] or body
    found = _until_prose(body).strip().rstrip("; \t\n；。").rstrip()
    if found.count("`") % 2:
        found = found.rstrip("` ;；")
    return found or None


def _query_start(text: str) -> int | None:
    """Where a query begins in the middle of prose; "select" in small letters needs a "from" in the same statement."""
    froms = [match.start() for match in _FROM.finditer(text)]
    ends = [match.start() for match in re.finditer(";", text)]
    for match in _QUERY.finditer(text):
        if match["with_from"] is None:
            return match.start()
        following, end = bisect_left(froms, match.end()), bisect_left(ends, match.end())
        if following < len(froms) and (end == len(ends) or froms[following] < ends[end]):
            return match.start()
    return None


def _strip_prefixes(text: str) -> str:
    text = text.strip()
    if text.startswith("`") and text.endswith("`") and len(text) > 2:
        text = text.strip("`").strip()
    while match := _PREFIX.match(text):
        text = text[match.end() :].strip()
    if text.startswith("`") and text.rstrip(";；。").endswith("`"):
        text = text.rstrip(";；。").strip("`").strip()
    return text


def _until_prose(text: str) -> str:
    """The text up to the semicolon, blank line or phrase behind which no SQL follows."""
    text_to_mask = without_open_comments(text)
    masked = _QUOTED.sub(lambda match: "x" * len(match.group()), text_to_mask)
    end = len(text)
    for match in re.finditer(r"[;；]", masked):
        blanks = _BLANKS.match(masked, match.end())
        assert blanks is not None, "the pattern matches the empty text"
        rest = blanks.end()
        if rest < len(masked) and masked[rest] not in ";；" and not _follows(masked, rest):
            end = match.start()
            break
    code = _COMMENT.sub(lambda match: match[1] or " " * len(match.group()), text_to_mask)

    def is_open(match: re.Match[str]) -> bool:
        return bool(_OPEN.search(code[max(match.start() - 200, 0) : match.start()]))

    for match in _BLANK_LINE.finditer(masked):
        if is_open(match):
            continue
        if not _GOES_ON.match(masked, match.end()) and not _STATEMENT.match(masked, match.end()):
            end = min(end, match.start())
            break
    for pattern in (_PROSE, _BULLET):
        end = min([end, *(match.start() for match in pattern.finditer(masked) if not is_open(match))])
    return text[:end]


def _follows(text: str, start: int) -> bool:
    """Whether a further statement stands here; "Use it as it is." is none, "USE memory" is."""
    perhaps = _PERHAPS.match(text, start)
    return bool(_STATEMENT.match(text, start)) or (perhaps is not None and perhaps.group().strip().isupper())
