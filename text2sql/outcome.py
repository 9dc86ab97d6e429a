"""What running one query gives: Outcome or Failure. Plain data, so that whoever compares needs no engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from text2sql.records import VerdictKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a query returned.

    Attributes:
        columns: names as the engine gives them.
        rows: in the order of the engine.
        truncated: whether there were more rows than the cap.
        seconds: time spent in the engine.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a query returned nothing.

    Attributes:
        kind: the verdict that it means for a prediction.
        message: the engine's reason, one or two lines.
        fatal: whether the engine cannot be used any more.
    """

    kind: VerdictKind
    message: str
    fatal: bool = False


class QueryRunner(Protocol):
    """Runs one reading query: a sandbox, or a database in the same process."""

    def run(self, sql: str) -> Outcome | Failure:
        """Its rows, a bounded number of them, or why there are none."""
        ...


@runtime_checkable
class RunsSeveral(QueryRunner, Protocol):
    """Runs several queries at a time for less than one by one: a sandbox, with its way there and back."""

    def run_first(self, queries: Sequence[str]) -> Sequence[Outcome | Failure]:
        """The results of the first of these queries, at least one."""
        ...
