"""How keys of groups, bounds, orders and contrasts are said in English."""

from text2sql.lexicon import Role
from text2sql.synth import en_words as words
from text2sql.synth.en_figures import Figures
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.parts import Op
from text2sql.synth.summary import COUNTED, Bound, Key, Kind, Sort

_OF_COUNT = {
    Op.GT: "more than {0}|over {0}|greater than {0}|above {0}|in excess of {0}|more than {0}", Op.LT: "less than {0}|under {0}|below {0}",
    Op.GE: "at least {0}|{0} or more|no less than {0}|a minimum of {0}|{0} and up|not below {0}", Op.LE: "at most {0}|no more than {0}|{0} or less|not above {0}|up to {0}|a maximum of {0}",
    Op.EQ: "exactly {0}|equal to {0}", Op.BETWEEN: "between {0} and {1}|from {0} to {1}",
}  # fmt: skip
_OUTER = {
    "AVG(x)": "average|mean|average", "MAX(x)": "maximum|highest|largest", "MIN(x)": "minimum|lowest|smallest",
    "MAX(x) - MIN(x)": "difference between the largest and the smallest|gap between the highest and the lowest|range from highest to lowest",
    "MAX(x), MIN(x)": "highest and lowest|maximum and minimum|largest and smallest",
    "AVG(x), MAX(x), MIN(x)": "average, maximum and minimum|mean, highest and lowest",
}  # fmt: skip


class Summaries(Figures):
    """Says the summary of a draft."""

    def figures_a(self) -> str:
        """The only figure with its article."""
        return with_article(self.figures())

    # Keys

    def per(self) -> str:
        """For each class and year."""
        said = self.key()
        forms = f"for each {said}|per {said}|by {said}|for every {said}|grouped by {said}|broken down by {said}|for each {said}|split by {said}|in each {said}|separately for each {said}|broken out by {said}|for every single {said}|one row per {said}|arranged by {said}"
        only = self.summary.keys[0]
        if len(self.summary.keys) == 1 and only.period and said == "year":
            forms += "|each year|every year|year by year"
        return self.one(forms)

    def key(self) -> str:
        """What is grouped by: class, class and year."""
        said = [self._key(key) for key in self.summary.keys]
        return self.one(" and | and |, ").join(said)

    def _key(self, key: Key) -> str:
        if key.period:
            times = (c for table in self.d.frame.tables for c in table.columns if c.role in (Role.DATE, Role.YEAR))
            word = key.period.lower()
            if self.main.is_event and all(c == key.column for c in times):
                return word
            noun = self.column(key.column)
            return self.one(f"{word} of {noun}|{word} of the {noun}|{noun} {word}")
        said = self.column(key.column)
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def keys_noun(self) -> str:
        """The groups in plural: classes, combinations of class and year."""
        if len(self.summary.keys) > 1:
            return self.one(f"combinations of {self.key()}|pairs of {self.key()}".replace(", ", " and "))
        said = self._key(self.summary.keys[0])
        word, of, rest = said.partition(" of ")
        return f"{plural_noun(word)}{of}{rest}" if self.summary.keys[0].period else plural_noun(said)

    def key_noun(self) -> str:
        """One of them."""
        if len(self.summary.keys) > 1:
            return f"combination of {self.key()}".replace(", ", " and ")
        return self._key(self.summary.keys[0])

    def counted_key(self) -> str:
        """One group, in a sentence that counts its rows by a noun of its own."""
        self.said.add(("figure", 0))
        return self.key_noun()

    # Bounds and orders

    def bounds(self) -> str:
        """The bounds behind "whose": number of students is above 10 and average math is at least 80."""
        self.said.update(("bound", at) for at in range(len(self.summary.bounds)))
        said = [f"{self.figure(each.figure)} is {self._beyond(each)}" for each in self.summary.bounds]
        return self.one(" and | and whose | and also ").join(said)

    def bounds_with(self) -> str:
        """The bounds behind a noun: with more than 10 students and an average math score of at least 80."""
        self.said.update(("bound", at) for at in range(len(self.summary.bounds)))
        return "with " + " and ".join(self._bound_with(each) for each in self.summary.bounds)

    def having_bounds(self) -> str:
        """The same behind "have"."""
        return self.bounds_with().removeprefix("with ")

    def _bound_with(self, bound: Bound) -> str:
        if bound.figure.kind in (Kind.COUNT, Kind.CASES):
            count = self._beyond(bound).replace("above", "more than").replace("not more than", "at most")
            rows = self.many if bound.figure.kind is Kind.COUNT else self._such(bound.figure.conditions[0])
            return f"{count.replace('equal to', 'exactly').replace('greater', 'more')} {rows}"
        return f"{with_article(self.figure(bound.figure))} {self._of(bound)}"

    def _of(self, bound: Bound) -> str:
        said = self._beyond(bound)
        return said if said.startswith(("above", "over", "under", "below", "between", "not")) else f"of {said}"

    def among_bounded(self) -> str:
        """Among classes with more than 10 students; nothing where there is no bound."""
        if not self.summary.bounds:
            return ""
        return self.one("among|considering only|of the|looking only at") + f" {self.keys_noun()} {self.bounds_with()}, "

    def _beyond(self, bound: Bound) -> str:
        values = [spoken_number(each, self.rng) for each in bound.values]
        if bound.figure.kind is Kind.SHARE:
            values = [f"{each}{self.one('%|%| percent')}" for each in values]
        elif bound.figure.kind in COUNTED and values[0].isdigit() and int(values[0]) <= 10 and len(values) == 1:
            values = [self.one(f"{values[0]}|{values[0]}|{words.NUMERALS[int(values[0])]}")]
        return self.one(_OF_COUNT[bound.op]).format(*values)

    def sorting(self) -> str:
        """Sorted by number of students, highest first; nothing where there is no order."""
        sorts = self.summary.sorts
        if not sorts:
            return ""
        self.said.update(("sort", at) for at in range(len(sorts)))
        said = self.one(
            ", sorted by |, ordered by |, ranked by |, sort by |, in order of |, arranged by |, listed by |, put in order by |, sorted on "
        )
        said += f"{self._sorted_by(sorts[0])}{self._way(sorts[0])}"
        if len(sorts) > 1:
            said += (
                self.one(", then by | and then by |, ties broken by |, and after that by |, second by ")
                + self._sorted_by(sorts[1])
                + self._way(sorts[1])
            )
        return said

    def by_way(self) -> str:
        """Number of students, highest first."""
        sort = self.summary.sorts[0]
        self.said.add(("sort", 0))
        return self._sorted_by(sort) + self._way(sort)

    def _sorted_by(self, sort: Sort) -> str:
        return self.figure(sort.figure) if sort.figure else self._key(self.summary.keys[0])

    def _way(self, sort: Sort) -> str:
        down = "highest first|descending|in descending order|from high to low|largest first|from highest to lowest|starting with the highest|biggest first|from the top down|with the highest on top|desc|decreasing"
        up = "lowest first|ascending|in ascending order|from low to high|smallest first|from lowest to highest|starting with the lowest|from the bottom up|with the lowest on top|asc|increasing"
        return self.one(", | ") + self.one(down if sort.descending else up)

    def best(self) -> str:
        """The highest number of students, the lowest average math score: what a group has."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        return f"the {self._superlative_of(sort)} {self._ranked(sort.figure)}"

    def nth_best(self) -> str:
        """The second highest number of students."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        place = self.summary.offset + 1
        nth = self.one({2: "second|second|2nd", 3: "third|third|3rd"}[place])
        return f"the {nth}{self.one('-| ')}{self._superlative_of(sort)} {self._ranked(sort.figure)}"

    def _superlative_of(self, sort: Sort) -> str:
        assert sort.figure is not None
        large = sort.figure.kind in (*COUNTED, Kind.GAP, Kind.DIFFERENCE, Kind.PART_GAP, Kind.STRETCH)
        if sort.descending:
            return self.one("highest|largest|highest" if large else "highest")
        return self.one("lowest|smallest|lowest" if large else "lowest")

    def ranking(self) -> str:
        """What groups are ranked by."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        return self.figure(sort.figure)

    def end_of(self) -> str:
        """Top or bottom."""
        return self.one("top|top" if self.summary.sorts[0].descending else "bottom|lowest")

    def ties(self) -> str:
        """Ties broken by the number of students, highest first; nothing where there is one key of order."""
        if len(self.summary.sorts) < 2:
            return ""
        self.said.add(("sort", 1))
        sort = self.summary.sorts[1]
        return self.one(", ties broken by |, then by |, in case of ties by ") + self._sorted_by(sort) + self._way(sort)

    def also_figures(self) -> str:
        """What is shown beside the groups."""
        sort = self.summary.sorts[0] if self.summary.sorts else None
        if sort and self.summary.figures == (sort.figure,) and self.rng.random() < 0.4:
            self.said.add(("figure", 0))
            return self.one(
                ", and what is it|, with the value|, and how much is it|, showing that number|, including the value|, value included|, and say how much|, number too"
            )
        said = self.figures()
        return self.one(
            f", with the {said}|, and what is the {said}|, along with the {said}|, also showing the {said}|, together with the {said}"
            f"|, and give the {said} too|, {said} included|, and the {said} as well|, adding the {said}|, plus the {said}|, including the {said}"
        )

    # Contrasts

    def side_one(self) -> str:
        """The first sort of rows: students in class 3."""
        return self._side(0)

    def side_two(self) -> str:
        """The second; all rows where it has no conditions."""
        return self._side(1)

    def _side(self, at: int) -> str:
        self.said.add(("side", at))
        conditions = self.summary.sides[at]
        return (
            self.rows_of(conditions, self.many) if conditions else self.one(f"all {self.many}|all {self.many} together")
        )

    def one_number(self) -> str:
        """The number of the first sort of rows: average age of men, number of men."""
        return self._number_of_side(0)

    def other_number(self) -> str:
        """That of the second."""
        return self._number_of_side(1)

    def _number_of_side(self, at: int) -> str:
        if self.summary.figures[0].kind is Kind.COUNT:
            self.said.add(("figure", 0))
            return f"number of {self._side(at)}"
        return f"{self.figures()} {'among' if self.summary.figures[0].kind is Kind.SHARE else 'of'} {self._side(at)}"

    def side_value(self) -> str:
        """The named group: class 3."""
        self.said.add(("side", 0))
        condition = self.summary.sides[0][0]
        value = str(condition.values[0])
        return self.one(f"{value}|{value}|{self.column(condition.column)} {value}")

    def beyond_high(self) -> str:
        """Higher or lower, as groups lie above or below."""
        return self.one("higher|higher|larger|greater" if self.d.op is Op.GT else "lower|lower|smaller")

    def over_or_below(self) -> str:
        """Above or below."""
        return self.one("above|over" if self.d.op is Op.GT else "below|under")

    def outer(self) -> str:
        """What is taken of the groups' numbers: average, highest."""
        return self.one(_OUTER[self.summary.form])
