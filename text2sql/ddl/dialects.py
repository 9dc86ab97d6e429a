"""Words that only one dialect writes: the tie-breaker when several dialects can read the same DDL."""

import re
from functools import lru_cache

# In this order: where nothing tells, the plain DDL is taken as DuckDB's own.
_TELLING = {
    "duckdb": r"\bHUGEINT\b|\bSTRUCT\s*\(|\bMAP\s*\(|\bUNION\s*\(",
    "postgres": r"\b(?:SMALL|BIG)?SERIAL\b|\bCHARACTER VARYING\b|::|\bALTER TABLE ONLY\b|\bBYTEA\b|\bJSONB\b|\bOWNER TO\b"
    r"|\bWITHOUT TIME ZONE\b|\bTIMESTAMPTZ\b|^COPY\b|\bAS ENUM\b|\bINHERITS\b",
    "mysql": r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b|\bUNSIGNED\b|\bCHARSET\b|\bENUM\s*\(|\bCOMMENT\s*=?\s*'|/\*!\d",
    "sqlite": r"\bAUTOINCREMENT\b|\bPRAGMA\b|\bWITHOUT ROWID\b|\bsqlite_sequence\b|\bBEGIN TRANSACTION;",
    "tsql": r"\[\w+\]\s*[.(]|\[\w+\]\s+\[|^GO\s*$|\bNVARCHAR\b|\bIDENTITY\s*\(|\bDATETIME2\b|\bsp_addextendedproperty\b"
    r"|\bUNIQUEIDENTIFIER\b|\bCLUSTERED\b|N'",
    "oracle": r"\bN?VARCHAR2\b|\bNUMBER\b|\bCLOB\b|\bSEGMENT CREATION\b|\bENABLE\b|\bTABLESPACE\b|\bSYSDATE\b|^/\s*$",
    "bigquery": r"\bINT64\b|\bFLOAT64\b|\bOPTIONS\s*\(|\bARRAY<|\bSTRUCT<",
    "clickhouse": r"\bMergeTree\b|\bNullable\(|\bLowCardinality\(|\bU?Int(?:8|16|32|64)\b|\bCODEC\(",
    "hive": r"\bSTORED AS\b|\bROW FORMAT\b|\bTBLPROPERTIES\b|\bPARTITIONED BY\b",
    "snowflake": r"\bVARIANT\b|\bTIMESTAMP_(?:N|L)?TZ\b|\bAUTOINCREMENT START\b|\bCREATE OR REPLACE TABLE\b",
}
CANDIDATES = tuple(_TELLING)
# What stands in quotes is a name or a comment of the user's; the quotes themselves and remarks may tell.
_QUOTED = re.compile(r"""(--[^\n]*|/\*.*?\*/)|'(?:[^']|'')*'|"(?:[^"]|"")*\"""", re.DOTALL)
_COMPILED = {
    name: re.compile(pattern, re.MULTILINE | (0 if name == "clickhouse" else re.IGNORECASE))
    for name, pattern in _TELLING.items()
}


def telling_words(text: str, dialect: str) -> int:
    """How often words of this dialect alone occur.

    >>> telling_words("CREATE TABLE `a` (b INT)", "mysql"), telling_words("CREATE TABLE `a` (b INT)", "oracle")
    (2, 0)
    >>> telling_words('CREATE TABLE "a`" (b INT)', "mysql")
    0
    """
    if dialect not in _COMPILED:
        return 0
    return sum(1 for _ in _COMPILED[dialect].finditer(_without_quoted(text)))


@lru_cache(maxsize=4)
def _without_quoted(text: str) -> str:
    return _QUOTED.sub(lambda found: found[1] or found[0][0] * 2, text)
