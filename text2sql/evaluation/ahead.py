"""A QueryRunner that has queries answered several at a time, before they are asked for one by one."""

from collections.abc import Iterable, Mapping, Sequence

from text2sql.outcome import Failure, Outcome, QueryRunner, RunsSeveral


class Ahead:
    """Answers like the runner, sooner for the queries that were told to come. Not for several threads at once.

    Args:
        runner: the one to ask.
        queries: in the order in which they will be asked for; some may then be left out, and others asked for between.
    """

    def __init__(self, runner: RunsSeveral, queries: Sequence[str]) -> None:
        self._runner = runner
        self._coming = list(queries)
        self._found: list[Outcome | Failure] = []  # the results of the first of those that are to come

    @property
    def has_to_ask(self) -> bool:
        """Whether queries are to come and the runner has answered none of them yet."""
        return bool(self._coming) and not self._found

    def run(self, sql: str) -> Outcome | Failure:
        """The rows of one query, or why there are none; each result is given once."""
        if sql not in self._coming:
            return self._runner.run(sql)
        place = self._coming.index(sql)
        coming = self._coming[place:]
        found = self._found[place:] or list(self._runner.run_first(coming))
        self._coming, self._found = coming[1:], found[1:]
        return found[0]


def asked_ahead(runners: Mapping[str, QueryRunner], queries: Iterable[tuple[str, str]]) -> Mapping[str, QueryRunner]:
    """The runners by schema, those of them asked ahead that can be.

    Args:
        runners: by schema.
        queries: each with its schema before it, in the order in which they will be asked for.
    """
    coming: dict[str, list[str]] = {}
    for schema, sql in queries:
        coming.setdefault(schema, []).append(sql)
    several = {name: each for name, each in runners.items() if isinstance(each, RunsSeveral)}
    return {**runners, **{name: Ahead(several[name], coming[name]) for name in coming if name in several}}


def has_to_ask(runner: QueryRunner | None) -> bool:
    """Whether the next of the queries that were told to come has to be asked first."""
    return isinstance(runner, Ahead) and runner.has_to_ask
