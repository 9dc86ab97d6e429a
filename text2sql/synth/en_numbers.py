"""How numbers, superlatives, aggregates and orders are said in English."""

from collections.abc import Mapping

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import en_marks as marks
from text2sql.synth import en_verbs as verbs
from text2sql.synth import en_words as words
from text2sql.synth.en_conditions import Conditions
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.parts import Measured, Op
from text2sql.synth.say import pick, say


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
            return self.one(("latest|most recent|newest|last", "earliest|first|oldest")[at]) + f" {self.measure()}"
        return f"{self._superlative(at)} {self.measure()}"

    def most_row(self) -> str:
        """The superlative before the row: oldest member, member with the highest age."""
        return self._most_rows(self.one_row)

    def most_rows(self) -> str:
        """The same of several rows."""
        return self._most_rows(self.many)

    def _most_rows(self, noun: str) -> str:
        assert self.d.measured is not None
        at = 0 if self.d.descending else 1
        rows = self.rows_of(self.d.conditions, noun)
        column = self.d.measured.columns[0]
        plain = not self.d.measured.form and column.table == self.main.table.name
        bare = words.BARE_MOST.get(column.scale)
        if bare and plain and rows.startswith(noun) and self.is_plain(column) and self.rng.random() < 0.4:
            return f"{say(self.rng, bare[at], self.part)} {rows}"
        happening = self.only(column, verbs.HAPPENINGS) if plain and column.role is Role.DATE else None
        if happening and self.rng.random() < 0.4:
            when = ("[most recently|last|latest]", "[first|earliest]")[at]
            return f"{rows} {self.form(f'{happening.done} {when}')}"
        if plain and rows.startswith(noun) and column.is_score and self.main.is_person and self.rng.random() < 0.25:
            return f"{self.form(marks.BEST_ROWS[at])} {noun}{self.in_subject(column)}{rows.removeprefix(noun)}"
        return f"{rows} {self.one('with|with|having')} the {self.most()}"

    def does_most(self) -> str:
        """What the row at the end does: earns the most, costs the least, scored highest in math."""
        return self._most_done(single=True)

    def do_most(self) -> str:
        """The same of several rows."""
        return self._most_done(single=False)

    def _most_done(self, *, single: bool) -> str:
        column, verb = self._verb()
        at = 0 if self.d.descending else 1
        if verb is not verbs.SCORED:
            return self.form(f"{verb.single if single else verb.plural} the {('most', 'least')[at]}")
        most = ("[the highest|highest|best]", "[the lowest|lowest|worst]")[at]
        mark = ("[best|top|highest]", "[worst|poorest|lowest]")[at]
        came = f"|{marks.CAME[at]}" if single else ""
        done = f"[scored {most}|{'has' if single else 'have'} the {mark} mark|{marks.DID_MOST[at]}{came}]"
        return self.form(done) + self.in_subject(column)

    def earn(self) -> str:
        """What many rows do with the measure: earn, cost, score in math."""
        column, verb = self._verb()
        return f"score{self.in_subject(column)}" if verb is verbs.SCORED else self.form(verb.plural)

    def how_much(self) -> str:
        """How much, how long, what."""
        _, verb = self._verb()
        return "what" if verb is verbs.SCORED else verb.many

    def _verb(self) -> tuple[ColumnMeaning, verbs.Verb]:
        assert self.d.measured is not None
        column = self.d.measured.columns[0]
        verb = self.verb_of(column)
        assert verb is not None, "asked for a measure without a verb"
        return column, verb

    def more_or_less(self) -> str:
        """More or less, as the threshold compares."""
        _, verb = self._verb()
        if verb is verbs.SCORED:
            return "higher" if self.d.op is Op.GT else "lower"
        return "more" if self.d.op is Op.GT else "less"

    def bare_more(self) -> str:
        """Older, cheaper, as the threshold compares."""
        assert self.d.measured is not None
        return self.form(words.BARE_MORE[self.d.measured.columns[0].scale][0 if self.d.op is Op.GT else 1])

    def a_more_measure(self) -> str:
        """The number with what tells it from another: a higher salary, more beds."""
        measure = self.measure()
        if self._counts_things(measure):
            return f"{'more' if self.d.op is Op.GT else 'fewer'} {measure}"
        return f"{self.one('a|')} {self.more()} {measure}"

    def better_measure(self) -> str:
        """The same by the order: the higher salary, more beds."""
        measure = self.measure()
        if self._counts_things(measure):
            return f"{'more' if self.d.descending else 'fewer'} {measure}"
        return f"{self.one('the|the|a')} {self.better()} {measure}"

    def _counts_things(self, noun: str) -> bool:
        measured = self.d.measured
        is_one = measured is not None and not measured.form
        return bool(is_one and measured and self.is_counted(measured.columns[0]) and noun.endswith("s"))

    def extreme(self) -> str:
        """Highest or lowest, latest or earliest."""
        assert self.d.measured is not None
        if self.d.measured.columns[0].role is Role.DATE:
            return "latest" if self.d.descending else "earliest"
        return self.most_extreme()

    def overall(self) -> str:
        """The aggregate behind a verb: on average, in total, at most."""
        said = {
            "AVG": "[on average|on average|on the average]", "SUM": "[in total|altogether|all together|combined|all in all|overall|between them]",
            "MAX": "[at most|at the most]", "MIN": "[at least|at the least]",
        }  # fmt: skip
        return self.form(said[self.d.aggregate])

    def more(self) -> str:
        """Higher or lower, as the threshold compares."""
        return self.one("higher|higher|greater|larger" if self.d.op is Op.GT else "lower|lower|smaller")

    def better(self) -> str:
        """Higher or lower, by the order."""
        return self.one("higher|higher|greater|larger" if self.d.descending else "lower|lower|smaller")

    def above(self) -> str:
        """Above or below."""
        up = "above|over|higher than|greater than|more than|exceeding|above|beyond"
        return self.one(up if self.d.op is Op.GT else "below|under|lower than|less than|smaller than|below|short of")

    def over_or_under(self) -> str:
        """Above or below, in one word."""
        return self.one("above|over" if self.d.op is Op.GT else "below|under")

    def end(self) -> str:
        """Top or bottom."""
        return "top" if self.d.descending else self.one("bottom|bottom|last")

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
        return f"by {self.measure()}{self.one(', | | | ')}{self.way()}"

    def way(self) -> str:
        """Which end comes first."""
        assert self.d.measured is not None
        down = self.d.descending
        if self.d.measured.columns[0].role is Role.DATE and self.d.aggregate == "":
            newest = (
                "from newest to oldest|latest first|in descending order|most recent first|newest first|from latest to earliest"
                "|starting with the latest|with the most recent on top|in reverse chronological order|the newest at the top"
            )
            oldest = (
                "from oldest to newest|earliest first|in ascending order|in chronological order|oldest first"
                "|starting with the earliest|with the oldest on top|in order of time"
            )
            return self.one(newest if down else oldest)
        return self.sorted_groups()

    def by_order(self) -> str:
        """Sorted by math in descending order."""
        down = self.d.descending
        falling, rising = "descending|decreasing|falling", "ascending|increasing|rising"
        return self.form(
            "[[sorted|ordered|ranked|sorted|arranged] {by_plain_order}|{by_plain_order}|"
            f"in [order of [{falling if down else rising}]|[{falling if down else rising}] order of] {{measure}}]"
        )

    def sorted_groups(self) -> str:
        """From highest to lowest."""
        highest = (
            "from highest to lowest|in descending order|highest first|descending|from high to low|largest first|from most to least|desc"
            "|from the top down|starting with the highest|with the highest on top|highest to lowest|high to low|biggest first|top down|from large to small|the highest at the top|decreasing"
        )
        lowest = (
            "from lowest to highest|in ascending order|lowest first|ascending|from low to high|smallest first|from least to most|asc"
            "|from the bottom up|starting with the lowest|with the lowest on top|lowest to highest|low to high|smallest to largest|from small to large|the lowest at the top|increasing"
        )
        if self.d.measured is not None and not self._counts() and self.rng.random() < 0.3:
            judged = (
                self._is_judged()
                and "best first|from best to worst|best to worst|worst first|from worst to best|worst to best"
            )
            costly = (
                self._scale() is Scale.COSTLY
                and "dearest first|most expensive first|from dearest to cheapest|cheapest first|from cheapest to dearest|cheap to dear"
            )
            ways = str(judged or costly or "").split("|")
            if len(ways) == 6:
                return self.rng.choice(ways[:3] if self.d.descending else ways[3:])
        return self.one(highest if self.d.descending else lowest)

    def aggregated(self) -> str:
        """The aggregate: average math score, number of students."""
        if self._counts() or self.d.measured is None:
            return self.one(
                f"number of {self.many}|count of {self.many}|total number of {self.many}|number of {self.many}|number of {self.many}|{self.one_row} count|tally of {self.many}"
            )
        noun = self.measure()
        if self.d.aggregate == "AVG":
            return self.one(
                f"average {noun}|average {noun}|mean {noun}|avg {noun}|average {noun}|{noun} average|{noun} on average|avg. {noun}|arithmetic mean of {noun}"
            )
        if self.d.aggregate == "SUM":
            many = noun if self.d.measured.form else plural_noun(noun)
            total = f"total {noun}|sum of {noun}|total {noun}|overall {noun}|combined {noun}|sum of all {many}|{noun} total|grand total of {noun}|total of all {many}|aggregate {noun}"
            return self.one(total if not noun.startswith("total") else f"{noun}|sum of {noun}")
        at = 0 if self.d.aggregate == "MAX" else 1
        most = self._superlative(at)
        extreme = self.one(("maximum|max|highest", "minimum|min|lowest")[at])
        return f"{extreme} {noun}" if self.d.family == "best_group" else self.one(f"{most} {noun}|{extreme} {noun}")

    def an_aggregated(self) -> str:
        """The aggregate with its article."""
        said = self.aggregated()
        return said if said.startswith(("number", "count", "sum", "average of")) else with_article(said)

    def averaged(self) -> str:
        """Several averages."""
        self.said.add("columns")
        return self.together([f"{self.one('average|average|mean')} {self.column(c)}" for c in self.d.columns])

    def most_group(self) -> str:
        """Highest or lowest of an aggregate; most or fewest of rows."""
        at = 0 if self.d.descending else 1
        if self._counts():
            return self.one(
                (
                    "most|most|most|highest number of|largest number of|greatest number of|biggest number of",
                    "fewest|fewest|least|lowest number of|smallest number of",
                )[at]
            )
        return self.one(("highest|highest|largest|greatest|biggest", "lowest|lowest|smallest")[at])

    def most_extreme(self) -> str:
        """Highest or lowest, said of any number."""
        return self.one("highest|largest|greatest" if self.d.descending else "lowest|smallest")

    def beyond(self) -> str:
        """The threshold of an aggregate: above 80, at least 3."""
        value, op = spoken_number(self.d.values[0], self.rng), self.d.op
        if self._counts() and value.isdigit() and int(value) <= 10:
            value = self.one(f"{value}|{value}|{words.NUMERALS[int(value)]}")
        if self._counts():
            fewer = {
                Op.GT: f"more than {value}|over {value}|more than {value}",
                Op.LT: f"fewer than {value}|less than {value}|under {value}",
                Op.GE: f"at least {value}|{value} or more|no fewer than {value}|a minimum of {value}",
            }
            return self.one(fewer[op])
        return self.compared(op, value)

    def of_beyond(self) -> str:
        """The same behind a noun: of at least 80."""
        return self._against(words.OF_COMPARED)

    def done_beyond(self) -> str:
        """The same behind a verb."""
        return self._against(words.DONE)

    def _against(self, comparisons: Mapping[Op, str]) -> str:
        parts = {"a": spoken_number(self.d.values[0], self.rng), "u": ""}
        return say(self.rng, comparisons[self.d.op], parts.__getitem__)

    def compared(self, op: Op, value: str) -> str:
        """A comparison with a value."""
        return say(self.rng, f"[{words.COMPARED[op]}]", {"a": value, "u": ""}.__getitem__)

    def n(self) -> str:
        """How many."""
        return self.one(f"{self.d.n}|{words.NUMERALS[self.d.n]}") if self.d.n <= 10 else str(self.d.n)

    def ordinal(self) -> str:
        """second, 3rd."""
        n = self.d.n
        return self.one(f"{words.ORDINALS[n]}|{n}{ {2: 'nd', 3: 'rd'}.get(n, 'th') }")

    def _counts(self) -> bool:
        return self.d.aggregate == "COUNT" or self.d.measured is None

    def _superlative(self, at: int) -> str:
        assert self.d.measured is not None
        # The best of costs would be the lowest.
        judged = self._is_judged()
        counted = not self.d.measured.form and self.is_counted(self.d.measured.columns[0])
        unsaid = (() if judged else ("best", "worst", "poorest")) + (() if counted else ("most", "least"))
        return pick(self.rng, [each for each in words.MOST[self._scale()][at] if each not in unsaid])

    def _is_judged(self) -> bool:
        """Whether more of it is better."""
        assert self.d.measured is not None
        return all(c.is_score or "rating" in c.en[0] or "satisfaction" in c.en[0] for c in self.d.measured.columns)

    def _scale(self) -> Scale:
        assert self.d.measured is not None
        return self.d.measured.scale
