"""Where answers come from, without torch: the Predictor protocol and replay from a file."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from text2sql.records import Example, Prediction


class Predictor(Protocol):
    """Anything that answers questions with SQL: a fine-tuned model, a file of predictions, a served model."""

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        """One prediction an example, in any order; never reads `Example.sql`."""
        ...
