"""A QueryRunner that answers queries of SQLite on DuckDB, for our own rules over a benchmark's databases."""

from text2sql.evaluation.copied import Facts
from text2sql.evaluation.emulate import emulated
from text2sql.outcome import Failure, Outcome, QueryRunner
from text2sql.sql import NotSQL


class Emulation:
    """Runs queries of SQLite on DuckDB. Safe to call from several threads if the runners are.

    Args:
        sqlite: over the file; it only says whether a query could be run at all, so that nothing passes that DuckDB alone
            would take.
        duckdb: over its copied tables.
        facts: what is known of their columns.
    """

    def __init__(self, sqlite: QueryRunner, duckdb: QueryRunner, facts: Facts) -> None:
        self._sqlite = sqlite
        self._duckdb = duckdb
        self._facts = facts

    def run(self, sql: str) -> Outcome | Failure:
        """The rows that SQLite would give, or why there are none."""
        explained = self._sqlite.run(f"EXPLAIN {sql}")
        if isinstance(explained, Failure):
            return explained
        try:
            query = emulated(sql, self._facts)
        except NotSQL as error:
            return Failure(kind=error.kind, message=error.what)
        result = self._duckdb.run(query.sql)
        return result if isinstance(result, Failure) else query.restored(result)
