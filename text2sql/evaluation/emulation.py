"""A QueryRunner that answers queries of SQLite on DuckDB, for our own rules over a benchmark's databases."""

from collections.abc import Sequence
from functools import lru_cache, partial

from text2sql.evaluation.copied import Facts
from text2sql.evaluation.emulate import Emulated, emulated
from text2sql.outcome import Failure, Outcome, RunsSeveral
from text2sql.sql import NotSQL


class Emulation:
    """Runs queries of SQLite on DuckDB. Safe to call from several threads if the runners are.

    Args:
        sqlite: over the file; it only says whether a query could be run at all, so that nothing passes that DuckDB alone
            would take.
        duckdb: over its copied tables.
        facts: what is known of their columns.
    """

    def __init__(self, sqlite: RunsSeveral, duckdb: RunsSeveral, facts: Facts) -> None:
        self._sqlite = sqlite
        self._duckdb = duckdb
        # A query that DuckDB did not come to is asked again.
        self._emulated = lru_cache(maxsize=256)(partial(emulated, facts=facts))

    def run(self, sql: str) -> Outcome | Failure:
        """The rows that SQLite would give, or why there are none."""
        return self.run_first([sql])[0]

    def run_first(self, queries: Sequence[str]) -> list[Outcome | Failure]:
        """The results of the first of these queries, at least one."""
        explained = self._sqlite.run_first([f"EXPLAIN {sql}" for sql in queries])
        asked = [self._asked(sql, each) for sql, each in zip(queries, explained, strict=False)]
        texts = [each.sql for each in asked if isinstance(each, Emulated)]
        results = iter(self._duckdb.run_first(texts) if texts else [])
        found: list[Outcome | Failure] = []
        for each in asked:
            result = each if isinstance(each, Failure) else next(results, None)
            if result is None:
                break
            found.append(
                each.restored(result) if isinstance(each, Emulated) and isinstance(result, Outcome) else result
            )
        return found

    def _asked(self, sql: str, explained: Outcome | Failure) -> Emulated | Failure:
        if isinstance(explained, Failure):
            return explained
        try:
            return self._emulated(sql)
        except NotSQL as error:
            return Failure(kind=error.kind, message=error.what)
