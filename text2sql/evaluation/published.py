"""Example + Prediction → Verdict, by the rules of a published metric; see `profile` for what they do.

No parser of ours stands before the engine, as a published script has none: SQLite says what it cannot read, and its
authorizer, inside the sandbox, what may not run.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from typing import NamedTuple

from text2sql.evaluation.ahead import asked_ahead, is_used_up
from text2sql.evaluation.bird import soft_f1, speed_reward
from text2sql.evaluation.denotation import Denotation
from text2sql.evaluation.kept import Kept
from text2sql.evaluation.matching import TooManyStepsError
from text2sql.evaluation.profile import Quirks, gold_text, predicted_text
from text2sql.evaluation.verdict import Note, detail_of, is_bare, runner_for
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

    def over(self, runners: Mapping[str, QueryRunner]) -> "PublishedJudge":
        """This judge asking other runners over the same tables; what golds gave is kept for both."""
        other = copy(self)
        other._runners = runners
        return other

    def gold(self, example: Example) -> Gold | str:
        """The rows of the gold query, or why it cannot be measured by; not run twice at a time.

        Raises:
            T2SError: if there is no database for the example's schema.
        """
        return self._gold(example, self._runners)

    def _gold(self, example: Example, runners: Mapping[str, QueryRunner]) -> Gold | str:
        # Near its deadline a gold may give its rows to one thread and none to another.
        return self._golds.get_or_make(
            (example.schema, example.sql),
            lambda: self._run_gold(example, runner_for(example, runners)),
            rows=lambda found: 0 if isinstance(found, str) else len(found.outcome.rows),
        )

    def verdict(self, example: Example, prediction: Prediction) -> Verdict:
        """The judgement of one prediction."""
        return self._verdict(example, prediction, self._predicted_text(prediction.sql), self._runners)

    def first_verdicts(self, pairs: Sequence[tuple[Example, Prediction]]) -> Iterator[Verdict]:
        """The judgements of the first of some pairs, at least one: as many as are answered at once, the last maybe in part."""
        texts = [self._predicted_text(prediction.sql) for _, prediction in pairs]
        runners = asked_ahead(self._runners, self._queries([example for example, _ in pairs], texts))
        for number, ((example, prediction), predicted) in enumerate(zip(pairs, texts, strict=True)):
            if number and is_used_up(runners.get(example.schema)):
                return
            yield self._verdict(example, prediction, predicted, runners)

    def _queries(self, examples: Sequence[Example], texts: Sequence[str | Failure]) -> Iterator[tuple[str, str]]:
        golds: set[tuple[str, str]] = set()
        for example, predicted in zip(examples, texts, strict=True):
            key = (example.schema, example.sql)
            if key not in golds and self._golds.get(key) is None:
                yield example.schema, gold_text(example.sql, self._quirks)
            golds.add(key)
            if isinstance(predicted, str):
                yield example.schema, predicted

    def _verdict(
        self,
        example: Example,
        prediction: Prediction,
        predicted: str | Failure,
        runners: Mapping[str, QueryRunner],
    ) -> Verdict:
        gold = self._gold(example, runners)
        if isinstance(gold, str):
            return Verdict(example_id=example.id, kind=VerdictKind.GOLD_FAILED, detail=gold)
        notes = {Note.RAW} if is_bare(prediction) else set()
        result = predicted if isinstance(predicted, Failure) else runner_for(example, runners).run(predicted)
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

    def _run_gold(self, example: Example, runner: QueryRunner) -> Gold | str:
        sql = gold_text(example.sql, self._quirks)
        result = runner.run(sql)
        if isinstance(result, Failure):
            return f"{result.kind}: {result.message}"
        if result.truncated:
            return f"more than {len(result.rows)} rows, which are not compared"
        ordered = self._quirks.order_counts and "order by" in sql.lower()
        return Gold(result, Denotation(result.rows, ordered=ordered))

    def _predicted_text(self, sql: str | None) -> str | Failure:
        if sql is None or not sql.strip():
            return Failure(kind=VerdictKind.NO_SQL, message="there is no SQL in the reply")
        if len(sql) > _MAX_CHARACTERS:
            return Failure(kind=VerdictKind.PARSE_ERROR, message="the query is longer than a megabyte")
        return predicted_text(sql, self._quirks)

    def _kind(self, gold: Gold, result: Outcome | Failure) -> VerdictKind:
        if isinstance(result, Failure):
            return result.kind
        try:
            if not result.truncated and gold.denotation.equals(result.rows, self._quirks):
                return VerdictKind.CORRECT
        except TooManyStepsError:
            return VerdictKind.GIVEN_UP
        return self._missed(gold, result)

    def _missed(self, gold: Gold, result: Outcome) -> VerdictKind:
        if len(gold.outcome.columns) != len(result.columns):
            return VerdictKind.WRONG_COLUMNS
        is_ordered = gold.denotation.ordered and not result.truncated
        # Wrong it is in any case; of which kind may take too long to say.
        with suppress(TooManyStepsError):
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
        runner = runner_for(example, self._runners)
        queries = (gold_text(example.sql, self._quirks), predicted_text(prediction.sql, self._quirks))
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(self._timed_runs):
            for sql, found in zip(queries, seconds, strict=True):
                result = runner.run(sql)
                if isinstance(result, Failure):  # at the edge of its deadline
                    return 0.0
                found.append(result.seconds)
        return speed_reward(*seconds)
