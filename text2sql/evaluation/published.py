"""Example + Prediction → Verdict, by the rules of a published metric; see `profile` for what they do.

No parser of ours stands before the engine, as a published script has none: SQLite says what it cannot read, and its
authorizer, inside the sandbox, what may not run.
"""

from collections.abc import Mapping
from typing import NamedTuple

from text2sql.errors import T2SError
from text2sql.evaluation.bird import soft_f1, speed_reward
from text2sql.evaluation.denotation import Denotation
from text2sql.evaluation.kept import Kept
from text2sql.evaluation.profile import Quirks, gold_text, predicted_text
from text2sql.evaluation.verdict import Note, detail_of, is_bare
from text2sql.outcome import Failure, Outcome, QueryRunner
from text2sql.records import Example, Prediction, Verdict, VerdictKind

# A published script compares all rows. Of Spider's golds the largest gives 18,228.
MAX_ROWS = 100_000

_MAX_CHARACTERS = 1 << 20


class Gold(NamedTuple):
    """What a gold query returned, as it came and made ready for comparing."""

    outcome: Outcome
    denotation: Denotation


class PublishedJudge:
    """Judges predictions against golds, whose rows are kept. Safe to call from several threads.

    Args:
        runners: what runs queries in SQLite, by the name of the schema.
        quirks: of the metric.
        timed_runs: how often a right prediction and its gold are run in turn for BIRD's reward; 0 for no reward.
    """

    def __init__(self, runners: Mapping[str, QueryRunner], quirks: Quirks, *, timed_runs: int = 0) -> None:
        self._runners = runners
        self._quirks = quirks
        self._timed_runs = timed_runs
        self._golds: Kept[Gold | str] = Kept()

    def gold(self, example: Example) -> Gold | str:
        """The rows of the gold query, or why it cannot be measured by.

        Raises:
            T2SError: if there is no database for the example's schema.
        """
        key = (example.schema, example.sql)
        found = self._golds.get(key)
        if found is None:
            # Two threads may both run a gold that is new: that costs less than a lock for each.
            found = self._run_gold(example)
            self._golds.put(key, found, rows=0 if isinstance(found, str) else len(found.outcome.rows))
        return found

    def verdict(self, example: Example, prediction: Prediction) -> Verdict:
        """The judgement of one prediction."""
        gold = self.gold(example)
        if isinstance(gold, str):
            return Verdict(example_id=example.id, kind=VerdictKind.GOLD_FAILED, detail=gold)
        notes = {Note.RAW} if is_bare(prediction) else set()
        result = self._predicted(example, prediction.sql)
        kind = self._kind(gold, result)
        if isinstance(result, Failure):
            detail = result.message
        else:
            detail = "" if kind is VerdictKind.CORRECT else detail_of(kind, gold.outcome, result)
        if kind is VerdictKind.CORRECT and not gold.outcome.rows:
            notes.add(Note.EMPTY)
        return Verdict(
            example_id=example.id,
            kind=kind,
            detail=detail,
            notes=tuple(sorted(notes)),
            soft_f1=self._soft_f1(gold, result),
            reward=self._reward(example, prediction, kind),
        )

    def _run_gold(self, example: Example) -> Gold | str:
        sql = gold_text(example.sql, self._quirks)
        result = self._runner(example).run(sql)
        if isinstance(result, Failure):
            return f"{result.kind}: {result.message}"
        if result.truncated:
            return f"more than {len(result.rows)} rows, which are not compared"
        ordered = self._quirks.order_counts and "order by" in sql.lower()
        return Gold(result, Denotation(result.rows, ordered=ordered))

    def _predicted(self, example: Example, sql: str | None) -> Outcome | Failure:
        if sql is None or not sql.strip():
            return Failure(kind=VerdictKind.NO_SQL, message="there is no SQL in the reply")
        if len(sql) > _MAX_CHARACTERS:
            return Failure(kind=VerdictKind.PARSE_ERROR, message="the query is longer than a megabyte")
        return self._runner(example).run(predicted_text(sql, self._quirks))

    def _kind(self, gold: Gold, result: Outcome | Failure) -> VerdictKind:
        if isinstance(result, Failure):
            return result.kind
        if not result.truncated and gold.denotation.equals(result.rows, self._quirks):
            return VerdictKind.CORRECT
        return self._missed(gold, result)

    def _missed(self, gold: Gold, result: Outcome) -> VerdictKind:
        if len(gold.outcome.columns) != len(result.columns):
            return VerdictKind.WRONG_COLUMNS
        is_ordered = gold.denotation.ordered and not result.truncated
        if is_ordered and Denotation(gold.outcome.rows).equals(result.rows, self._quirks):
            return VerdictKind.WRONG_ORDER
        return VerdictKind.WRONG_ROWS

    def _soft_f1(self, gold: Gold, result: Outcome | Failure) -> float | None:
        if not self._quirks.has_soft_f1:
            return None
        return 0.0 if isinstance(result, Failure) else soft_f1(gold.outcome.rows, result.rows)

    def _reward(self, example: Example, prediction: Prediction, kind: VerdictKind) -> float | None:
        if not self._timed_runs:
            return None
        if kind is not VerdictKind.CORRECT or prediction.sql is None:
            return 0.0
        runner = self._runner(example)
        queries = (gold_text(example.sql, self._quirks), predicted_text(prediction.sql, self._quirks))
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(self._timed_runs):
            for sql, found in zip(queries, seconds, strict=True):
                result = runner.run(sql)
                if isinstance(result, Failure):  # at the edge of its deadline
                    return 0.0
                found.append(result.seconds)
        return speed_reward(*seconds)

    def _runner(self, example: Example) -> QueryRunner:
        if example.schema not in self._runners:
            raise T2SError(f"there is no database for the schema {example.schema!r}", where=example.id)
        return self._runners[example.schema]
