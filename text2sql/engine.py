"""DuckDB itself: how an instance is set up and locked, and what its errors mean.

Every setting was checked against DuckDB 2.0. The lock alone keeps a query from files, network, extensions and
settings; it does not keep it from the catalog, from writing, or from running on: see `database` and `sandbox`.
"""

from functools import lru_cache
from typing import Any

import duckdb

from text2sql.outcome import Failure
from text2sql.records import VerdictKind

TIMEOUT = 10.0
MEMORY = "1GB"


@lru_cache(maxsize=8)
def shared_engine(process: int, timeout: float, plans: bool = True) -> duckdb.DuckDBPyConnection:
    """One locked instance for all databases in memory of this process; keyed by it as none survives a fork.

    Without `plans` the optimizer is off: over some hundred rows it takes longer than the query.
    """
    connection = duckdb.connect(":memory:", config=settings(timeout))
    if not plans:
        # Not the PRAGMA of that name, which holds for this one connection and for none of its cursors.
        connection.execute("SET GLOBAL enable_optimizer = false")
    lock(connection)
    return connection


def settings(timeout: float, memory: str = MEMORY) -> dict[str, Any]:
    """The settings to connect with; `lock` adds those that can only follow once the files are open."""
    return {
        "enable_external_access": False,
        "memory_limit": memory,
        "threads": 1,
        # Nowhere: what does not fit into memory fails as that, and not for want of a file system.
        "temp_directory": "",
        "max_temp_directory_size": "0KB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
        "max_expression_depth": 250,
        "max_execution_time": max(1, round(timeout * 1000)),
    }


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Close the files and the settings for good; times with a zone are those of UTC, on every machine."""
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET disabled_filesystems = 'LocalFileSystem'")
    connection.execute("SET lock_configuration = true")


def failure_of(error: Exception) -> Failure:
    """What an exception of the engine means for the query that caused it."""
    message = short(error)
    if "read-only mode" in message:  # the engine's sentence names a catalog that only we know
        return Failure(kind=VerdictKind.NOT_READ_ONLY, message="the query would change the database")
    fatal = isinstance(error, (duckdb.FatalException, duckdb.InternalException))
    return Failure(kind=_kind_of(error, message), message=message, fatal=fatal)


# A binder error is about types if it says so; all others name something that is not there, or break a rule.
_TYPE_MARKS = ("No function matches", "Cannot compare", "Cannot mix", "Could not choose a best candidate", "type")
_NAME_MARKS = (
    "Referenced column",
    "Referenced table",
    "does not have a column",
    "does not exist",
    "not found in FROM",
    "Could not find",
)


def _kind_of(error: Exception, message: str) -> VerdictKind:
    match error:
        case duckdb.ParserException() | duckdb.SyntaxException():
            return VerdictKind.PARSE_ERROR
        case duckdb.CatalogException():
            return VerdictKind.UNKNOWN_NAME
        case duckdb.BinderException():
            if any(mark in message for mark in _NAME_MARKS):
                return VerdictKind.UNKNOWN_NAME
            if any(mark in message for mark in _TYPE_MARKS):
                return VerdictKind.TYPE_ERROR
            return VerdictKind.EXECUTION_ERROR
        case duckdb.ConversionException() | duckdb.TypeMismatchException():
            return VerdictKind.TYPE_ERROR
        case duckdb.InterruptException():
            return VerdictKind.TIMEOUT
        case duckdb.OutOfMemoryException() | MemoryError():
            return VerdictKind.MEMORY
        case duckdb.PermissionException():
            return VerdictKind.NOT_READ_ONLY
    return VerdictKind.EXECUTION_ERROR


def short(error: Exception) -> str:
    """The first line, and the candidates for a wrong name; without the quoted query and other databases' names."""
    lines = [line.strip() for line in str(error).strip().splitlines() if line.strip()]
    head = lines[0] if lines else type(error).__name__
    candidates = [line for line in lines[1:] if line.startswith("Candidate bindings")]
    return "; ".join([head, *candidates])
