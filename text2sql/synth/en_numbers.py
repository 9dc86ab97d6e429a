"""How numbers, superlatives, aggregates and orders are said in English."""

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import en_words as words
from text2sql.synth.en_conditions import Conditions, with_article
from text2sql.synth.parts import Measured, Op, number
from text2sql.synth.say import pick


class Numbers(Conditions):
    """Says what a draft measures and how it is compared."""

    def number_of(self, measured: Measured) -> str:
        """The noun of a measured number."""
        nouns = [self.column(c) for c in measured.columns]
        if not measured.form:
            return nouns[0]
        score = all(c.is_score for c in measured.columns)
        if measured.form == "product":
            return self.one(f"revenue|sales amount|amount|{nouns[0]} times {nouns[1]}|sales|sales revenue")
        if measured.is_all and (len(nouns) > 3 or self.rng.random() < 0.5):
            if measured.form == "mean":
                mean = "average score across all subjects|average of all subjects|overall average"
                return self.one(mean if score else "average over all measures")
            total = "total score|total score across all subjects|overall total|total of all subjects"
            return self.one(total if score else "total of all measures|overall total")
        if measured.form == "difference":
            return self.one(f"difference between {nouns[0]} and {nouns[1]}|{nouns[0]} minus {nouns[1]}")
        together = self.together(nouns)
        if measured.form == "mean":
            return self.one(f"average of {together}|mean of {together}")
        plus = " plus ".join(nouns)
        return self.one(f"sum of {together}|total of {together}|combined {together}|{plus}|{together} combined")

    def most(self) -> str:
        """The superlative before a number: highest math."""
        assert self.d.measured is not None
        at = 0 if self.d.descending else 1
        if self.d.measured.columns[0].role is Role.DATE:
            return self.one(("latest|most recent|newest", "earliest|first|oldest")[at]) + f" {self.measure()}"
        return f"{pick(self.rng, words.MOST[self._scale()][at])} {self.measure()}"

    def most_row(self) -> str:
        """The superlative before the row: oldest member, member with the highest age."""
        return self._most_rows(self.one_row)

    def most_rows(self) -> str:
        """The same of several rows."""
        return self._most_rows(self.many)

    def _most_rows(self, noun: str) -> str:
        assert self.d.measured is not None
        rows = self.rows_of(self.d.conditions, noun)
        column = self.d.measured.columns[0]
        bare = words.BARE_MOST.get(column.scale)
        if bare and rows.startswith(noun) and self._is_plain(column) and self.rng.random() < 0.35:
            return f"{bare[0 if self.d.descending else 1]} {rows}"
        return f"{rows} {self.one('with|having')} the {self.most()}"

    def _is_plain(self, column: ColumnMeaning) -> bool:
        # "The largest shop" says which measure is meant only if one measure of that scale is there.
        same = sum(c.scale is column.scale and c.role is Role.MEASURE for c in self.main.columns)
        own = column.table == self.main.table.name and column.role is Role.MEASURE
        return own and same == 1 and bool(self.d.measured and not self.d.measured.form)

    def more(self) -> str:
        """Higher or lower, as the threshold compares."""
        return "higher" if self.d.op is Op.GT else "lower"

    def better(self) -> str:
        """Higher or lower, by the order."""
        return "higher" if self.d.descending else "lower"

    def above(self) -> str:
        """Above or below."""
        up = self.d.op is Op.GT
        return self.one("above|over|higher than|greater than" if up else "below|under|lower than|less than")

    def end(self) -> str:
        """Top or bottom."""
        return "top" if self.d.descending else self.one("bottom|last")

    def measure_at_end(self) -> str:
        """The measure to rank by, with the end to take where "top" would mislead."""
        measure = self.measure()
        return measure if self.d.descending else f"lowest {measure}"

    def ranked_measure(self) -> str:
        """The same in a sentence about a rank."""
        return self.measure() if self.d.descending else f"lowest {self.measure()}"

    def by_plain_order(self) -> str:
        """By math in descending order."""
        assert self.d.measured is not None
        down = self.d.descending
        if self.d.measured.columns[0].role is Role.DATE:
            newest = "from newest to oldest|latest first|in descending order|most recent first"
            way = newest if down else "from oldest to newest|earliest first|in ascending order|chronologically"
        else:
            highest = "from highest to lowest|in descending order|descending|highest first"
            way = highest if down else "from lowest to highest|in ascending order|ascending|lowest first"
        return f"by {self.measure()} {self.one(way)}"

    def by_order(self) -> str:
        """Sorted by math in descending order."""
        return f"{self.one('sorted|ordered|ranked|sorted')} {self.by_plain_order()}"

    def sorted_groups(self) -> str:
        """From highest to lowest."""
        highest = "from highest to lowest|in descending order|highest first"
        lowest = "from lowest to highest|in ascending order|lowest first"
        return self.one(highest if self.d.descending else lowest)

    def aggregated(self) -> str:
        """The aggregate: average math score, number of students."""
        if self._counts() or self.d.measured is None:
            return self.one(f"number of {self.many}|count of {self.many}|number of {self.many}")
        noun = self.measure()
        if self.d.aggregate == "AVG":
            return self.one(f"average {noun}|average {noun}|mean {noun}|avg {noun}")
        if self.d.aggregate == "SUM":
            return self.one(f"total {noun}|sum of {noun}|total {noun}|overall {noun}|combined {noun}")
        at = 0 if self.d.aggregate == "MAX" else 1
        most = pick(self.rng, words.MOST[self._scale()][at])
        extreme = ("maximum", "minimum")[at]
        return f"{extreme} {noun}" if self.d.family == "best_group" else self.one(f"{most} {noun}|{extreme} {noun}")

    def an_aggregated(self) -> str:
        """The aggregate with its article."""
        return with_article(self.aggregated())

    def averaged(self) -> str:
        """Several averages."""
        self.said.add("columns")
        return self.together([f"{self.one('average|average|mean')} {self.column(c)}" for c in self.d.columns])

    def most_group(self) -> str:
        """Highest or lowest of an aggregate; most or fewest of rows."""
        at = 0 if self.d.descending else 1
        if self._counts():
            return ("most", self.one("fewest|least"))[at]
        return self.one(("highest|highest|largest|greatest", "lowest|lowest|smallest")[at])

    def most_extreme(self) -> str:
        """Highest or lowest, said of any number."""
        return self.one("highest|largest" if self.d.descending else "lowest|smallest")

    def beyond(self) -> str:
        """The threshold of an aggregate: above 80, at least 3."""
        value, op = number(self.d.values[0]), self.d.op
        if op is Op.GE:
            return self.one(f"at least {value}|{value} or more")
        if self._counts():
            more = f"more than {value}|over {value}"
            return self.one(more if op is Op.GT else f"fewer than {value}|less than {value}")
        return self.compared(op, value)

    def compared(self, op: Op, value: str) -> str:
        """A comparison with a value."""
        if op is Op.GT:
            return self.one(f"above {value}|over {value}|higher than {value}|greater than {value}")
        if op is Op.LT:
            return self.one(f"below {value}|under {value}|lower than {value}|less than {value}")
        return self.one(f"at least {value}|{value} or more|no less than {value}")

    def n(self) -> str:
        """How many."""
        return self.one(f"{self.d.n}|{words.NUMERALS[self.d.n]}") if self.d.n <= 10 else str(self.d.n)

    def ordinal(self) -> str:
        """second, 3rd."""
        n = self.d.n
        return self.one(f"{words.ORDINALS[n]}|{n}{ {2: 'nd', 3: 'rd'}.get(n, 'th') }")

    def rise(self) -> str:
        """Increased or dropped."""
        up = self.d.op is Op.GT
        return self.one("increased|improved|went up|rose" if up else "decreased|dropped|went down|fell")

    def gain(self) -> str:
        """Increase or drop."""
        return self.one("increase|improvement|gain" if self.d.descending else "decrease|drop|decline")

    def repeats(self) -> str:
        """More than once."""
        n = self.d.n
        return self.one(
            "more than once|multiple times|at least twice" if n == 1 else f"more than {n} times|over {n} times"
        )

    def _counts(self) -> bool:
        return self.d.aggregate == "COUNT" or self.d.measured is None

    def _scale(self) -> Scale:
        assert self.d.measured is not None
        return Scale.HIGH if self.d.measured.form else self.d.measured.columns[0].scale
