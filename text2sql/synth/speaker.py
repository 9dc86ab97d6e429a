"""What speakers of every language share: they say the parts of one draft and remember what has been said."""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence

from text2sql.meaning import ColumnMeaning, TableMeaning
from text2sql.synth.families import Draft
from text2sql.synth.parts import Measured


class Parts(ABC):
    """The parts of a question; a language says columns, numbers and their company its own way."""

    bare_scores = "score"
    """What a mark shown beside a name may be called where no other mark is spoken of; between bars."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.d = draft
        self.rng = rng
        self.main = draft.frame.main
        self.said: set[object] = set()

    @abstractmethod
    def column(self, column: ColumnMeaning) -> str:
        """The column's noun, with its table where that is another one."""

    @abstractmethod
    def together(self, said: Sequence[str]) -> str:
        """Several nouns."""

    @abstractmethod
    def number_of(self, measured: Measured) -> str:
        """The noun of a measured number."""

    def part(self, name: str) -> str:
        """The part of that name, said anew."""
        said: str = getattr(self, name)()
        return said

    def one(self, options: str) -> str:
        """One of the options, which stand between bars."""
        return self.rng.choice(options.split("|"))

    def measure(self) -> str:
        """The number itself: 数学成绩, total score."""
        assert self.d.measured is not None
        return self.number_of(self.d.measured)

    def other_measure(self) -> str:
        """The number that it is compared with."""
        assert self.d.second is not None
        return self.number_of(self.d.second)

    def columns(self) -> str:
        """What is asked for."""
        self.said.add("columns")
        return self.together([self.column(c) for c in self.d.columns])

    def other_columns(self) -> str:
        """The columns but the first, which is the label."""
        self.said.add("columns")
        return self.together([self.column(c) for c in self.d.columns[1:]])

    def columns_shown(self) -> str:
        """What is asked for, and the number where it is shown too."""
        self.said.update(("columns", "shown"))
        shown = [self.column(c) for c in self.d.columns]
        if self.d.shown and self.d.measured:
            score = all(c.is_score for c in self.d.measured.columns)
            others = (*self.d.columns, *(each.column for each in self.d.conditions))
            alone = score and not any(c.is_score for c in others)
            shown.append(self.one(f"{self.measure()}|{self.bare_scores}") if alone else self.measure())
        return self.together(shown)

    def _owner(self, column: ColumnMeaning) -> TableMeaning:
        return next(table for table in self.d.frame.tables if table.table.name == column.table)
