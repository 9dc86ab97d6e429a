"""Punctuation of Chinese keyboards → that of SQL, outside literals and quoted names.

sqlglot and DuckDB both read ``SELECT 姓名，年龄`` as one identifier, so this comes before any parser.
"""

import re

# Literals, quoted names and comments, which stay as they are (an unclosed one runs to the end), and curly literals.
_QUOTED = re.compile(
    r"(?P<kept>'(?:[^']|'')*(?:'|\Z)|\"(?:[^\"]|\"\")*(?:\"|\Z)|--[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|[‘’＇](?P<single>[^‘’＇]*)[‘’＇]|[“”＂](?P<double>[^“”＂]*)[“”＂]",
    re.DOTALL,
)
_BACKTICKS = re.compile(r"`([^`]*)`")

_SAME_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)}  # ！…～ → !…~
_LETTERS = {code for code in _SAME_WIDTH if chr(_SAME_WIDTH[code]).isalnum() or chr(_SAME_WIDTH[code]) == "_"}
# Full-width letters and digits may be part of a name, so only punctuation is mapped.
_TABLE: dict[int, int | str | None] = {
    **{code: to for code, to in _SAME_WIDTH.items() if code not in _LETTERS},
    ord("、"): ",",
    ord("。"): None,
    ord("≥"): ">=",
    ord("≤"): "<=",
    ord("≠"): "<>",
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\u200b"): None,
    ord("\ufeff"): None,
}


def normalise(sql: str) -> str:
    """The query with ASCII punctuation, without a closing semicolon or surrounding blanks.

    Curly quotes become literals, backticks DuckDB's quotes. What stands in literals, names and comments is kept.

    >>> normalise("SELECT 姓名，年龄 FROM t WHERE 城市＝‘北京’；")
    "SELECT 姓名,年龄 FROM t WHERE 城市='北京'"
    >>> normalise("SELECT '，' FROM `my t`")
    'SELECT \\'，\\' FROM "my t"'
    """
    parts: list[str] = []
    end = 0
    for match in _QUOTED.finditer(sql):
        parts += [_ascii(sql[end : match.start()]), match["kept"] or _literal(match)]
        end = match.end()
    parts.append(_ascii(sql[end:]))
    return "".join(parts).strip().rstrip("; \t\n").rstrip()


def _literal(match: re.Match[str]) -> str:
    text = match["single"] if match["single"] is not None else match["double"]
    return "'" + text.replace("'", "''") + "'"


def _ascii(text: str) -> str:
    return _BACKTICKS.sub(_name, text if text.isascii() else text.translate(_TABLE))


def _name(match: re.Match[str]) -> str:
    return '"' + match.group(1).replace('"', '""') + '"'
