"""A QueryRunner that has several queries answered at once, before they are asked for one by one."""

from collections.abc import Iterable, Mapping, Sequence

from text2sql.outcome import Failure, Outcome, QueryRunner, RunsSeveral


class Ahead:
    """Answers like the runner, sooner for the first of the queries that were told to come. Not for several threads at once.

    It asks for several once only. What they left out comes alone: together with others it would bring answers that
    nobody waits for yet, such as that of the next dear gold, and so on without end.

    Args:
        runner: the one to ask.
        queries: in the order in which they will be asked for; some may then be left out, and others asked for between.
    """

    def __init__(self, runner: RunsSeveral, queries: Sequence[str]) -> None:
        self._runner = runner
        self._coming = list(queries)
        self._has_asked = False
        self._found: list[Outcome | Failure] = []  # the results of the first of those that are to come

    @property
    def is_used_up(self) -> bool:
        """Whether queries are to come and all that were answered at once have been asked for."""
        return self._has_asked and bool(self._coming) and not self._found

    def run(self, sql: str) -> Outcome | Failure:
        """The rows of one query, or why there are none; each result is given once."""
        if sql not in self._coming:
            return self._runner.run(sql)
        place = self._coming.index(sql)
        coming, found = self._coming[place:], self._found[place:]
        if not found:
            found = [self._runner.run(sql)] if self._has_asked else list(self._runner.run_first(coming))
            self._has_asked = True
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


def is_used_up(runner: QueryRunner | None) -> bool:
    """Whether all that it answered ahead has been asked for, and more is to come."""
    return isinstance(runner, Ahead) and runner.is_used_up
