"""How figures, keys of groups, bounds, orders and contrasts are said in English."""

from collections.abc import Sequence
from dataclasses import replace

from text2sql.synth import en_words as words
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_several import Several
from text2sql.synth.en_values import spoken_number
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.summary import COUNTED, Bound, Figure, Key, Kind, Sort, Summary

_NAMES = {
    "AVG": "average|average|mean|avg", "MAX": "maximum|highest|max", "MIN": "minimum|lowest|min", "SUM": "total|sum of",
}  # fmt: skip
_OF_COUNT = {
    Op.GT: "more than {0}|over {0}|greater than {0}|above {0}", Op.LT: "less than {0}|under {0}|below {0}",
    Op.GE: "at least {0}|{0} or more|no less than {0}", Op.LE: "at most {0}|no more than {0}|{0} or less|not above {0}",
    Op.EQ: "exactly {0}|equal to {0}", Op.BETWEEN: "between {0} and {1}|from {0} to {1}",
}  # fmt: skip
_OUTER = {
    "AVG(x)": "average|mean|average", "MAX(x)": "maximum|highest|largest", "MIN(x)": "minimum|lowest|smallest",
    "MAX(x) - MIN(x)": "difference between the largest and the smallest|gap between the highest and the lowest|range from highest to lowest",
    "MAX(x), MIN(x)": "highest and lowest|maximum and minimum|largest and smallest",
    "AVG(x), MAX(x), MIN(x)": "average, maximum and minimum|mean, highest and lowest",
}  # fmt: skip


class Summaries(Several):
    """Says the summary of a draft."""

    @property
    def summary(self) -> Summary:
        """What is composed."""
        assert self.d.summary is not None
        return self.d.summary

    # Figures

    def figures(self) -> str:
        """All figures: number of students, average math score and share of girls."""
        return self._figures(0)

    def first_figure(self) -> str:
        """The first."""
        self.said.add(("figure", 0))
        return self.figure(self.summary.figures[0])

    def other_figures(self) -> str:
        """The others."""
        return self._figures(1)

    def figures_asked(self) -> str:
        """Each figure with its question: how many are there, what is the average math score."""
        said = []
        for at, figure in enumerate(self.summary.figures):
            self.said.add(("figure", at))
            said.append(self._figure_asked(figure, of_them=at > 0))
        return ", ".join(said[:-1]) + self.one(", and | and |, ") + said[-1] if len(said) > 1 else said[0]

    def figures_a(self) -> str:
        """The only figure with its article."""
        return self.one("a |a |the ") + self.figures()

    def _figures(self, first: int) -> str:
        figures = self.summary.figures[first:]
        self.said.update(("figure", at) for at in range(first, len(self.summary.figures)))
        said: list[str] = []
        at = 0
        while at < len(figures):
            run = self._run(figures[at:])
            said.append(self._run_said(figures[at : at + run]) if run > 1 else self.figure(figures[at]))
            at += run
        the = "the " if self.rng.random() < 0.25 else ""
        if the:
            said = [said[0], *(f"{the}{each}" for each in said[1:])]
        if len(said) == 1:
            return said[0]
        if not any(" and " in each or "," in each for each in said):
            return self.together(said)
        return ", ".join(said[:-1]) + self.one(", and |, as well as |, plus |, along with ") + said[-1]

    def _run(self, figures: Sequence[Figure]) -> int:
        """How many of the figures share their column, or their aggregate, so that it is said once."""
        first = figures[0]
        if first.kind is not Kind.AGGREGATE or first.measured[0].form or self.rng.random() < 0.3:
            return 1
        same_column = same_name = 1
        for each in figures[1:]:
            plain = each.kind is Kind.AGGREGATE and not each.measured[0].form
            if plain and each.measured == first.measured and same_name == 1:
                same_column += 1
            elif plain and each.aggregate == first.aggregate and first.aggregate != "SUM" and same_column == 1:
                same_name += 1
            else:
                break
        return max(same_column, same_name)

    def _run_said(self, figures: Sequence[Figure]) -> str:
        names = [self.one(_NAMES[each.aggregate]).removesuffix(" of") for each in figures]
        if figures[0].measured == figures[1].measured:
            return f"{self.together(names)} {self.number_of(figures[0].measured[0])}"
        nouns = [self.number_of(each.measured[0]) for each in figures]
        return self.one(f"{names[0]} {self.together(nouns)}|{self.together([f'{names[0]} {each}' for each in nouns])}")

    def figure(self, figure: Figure) -> str:
        """A figure as a noun without article."""
        match figure.kind:
            case Kind.COUNT:
                return self.one(
                    f"number of {self.many}|number of {self.many}|count of {self.many}|{self.one_row} count"
                )
            case Kind.DISTINCT:
                assert figure.column is not None
                many = plural_noun(self.column(figure.column))
                return self.one(f"number of different {many}|number of distinct {many}|count of unique {many}")
            case Kind.AGGREGATE:
                return self._aggregate(figure.aggregate, figure.measured[0])
            case Kind.GAP:
                noun = self.number_of(figure.measured[0])
                return self.one(
                    f"difference between the highest and lowest {noun}|range of {noun}|gap between max and min {noun}|"
                    f"maximum minus minimum {noun}|spread between the highest and the lowest {noun}"
                )
            case Kind.DIFFERENCE:
                a, b = (self._aggregate(figure.aggregate, each) for each in figure.measured)
                return self.one(f"difference between the {a} and the {b}|{a} minus the {b}|{a} minus {b}")
            case Kind.CASES:
                such = self._such(figure.conditions[0])
                return self.one(f"number of {such}|number of {such}|count of {such}")
            case Kind.SHARE:
                return self._share(figure.conditions[0])
            case Kind.MORE_CASES:
                a, b = (self._such(each) for each in figure.conditions)
                return self.one(
                    f"number of {a} minus the number of {b}|difference between the number of {a} and that of {b}"
                )
            case Kind.PART:
                return f"{self._aggregate(figure.aggregate, figure.measured[0])} of {self._such(figure.conditions[0])}"
            case Kind.PART_GAP:
                one, other = (self._such(each) for each in figure.conditions)
                said = self._aggregate(figure.aggregate, figure.measured[0])
                return self.one(
                    f"{said} of {one} minus that of {other}|difference in {said} between {one} and {other}|"
                    f"difference between the {said} of {one} and that of {other}"
                )

    def _figure_asked(self, figure: Figure, *, of_them: bool) -> str:
        match figure.kind:
            case Kind.COUNT:
                return f"how many {self.many} are there"
            case Kind.DISTINCT if figure.column:
                many = plural_noun(self.column(figure.column))
                return self.one(f"how many different {many} are there|how many distinct {many} are there")
            case Kind.CASES:
                did = self.does(figure.conditions)
                return self.one(
                    f"how many {'of them ' if of_them else self.many + ' '}{did}|how many {self.many} {did}"
                )
            case Kind.SHARE:
                did = self.does(figure.conditions)
                return self.one(f"what percentage of {'them' if of_them else 'the ' + self.many} {did}")
            case _:
                return self.one("what is|what's|what is") + f" the {self.figure(figure)}"

    def _aggregate(self, name: str, measured: Measured) -> str:
        if measured.form and not measured.is_all:
            noun = self.number_of(measured)
            word = self.one(_NAMES[name]).removesuffix(" of")
            return f"{word} {noun}" if name != "SUM" else f"total of {noun}"
        kept = self.d
        self.d = replace(kept, aggregate=name, measured=measured, family="best_group")
        try:
            return self.aggregated()
        finally:
            self.d = kept

    def _such(self, condition: Condition) -> str:
        """The rows that meet the condition: students with math above 90."""
        return self.rows_of([condition], self.many)

    def _share(self, condition: Condition) -> str:
        if condition.op in (Op.PASS, Op.FAIL) and self.rng.random() < 0.5:
            self.said.add(condition)
            rate = "pass rate" if condition.op is Op.PASS else "failure rate"
            return f"{rate} in {self.column(condition.column)}"
        such = self._such(condition)
        return self.one(
            f"percentage of {such}|share of {such} in percent|percent of {such}|proportion of {such} (in percent)"
        )

    # Keys

    def per(self) -> str:
        """For each class and year."""
        said = self.key()
        forms = f"for each {said}|per {said}|by {said}|for every {said}|grouped by {said}|broken down by {said}|for each {said}|split by {said}"
        only = self.summary.keys[0]
        if len(self.summary.keys) == 1 and only.period:
            forms += "|each year|every year|year by year"
        return self.one(forms)

    def key(self) -> str:
        """What is grouped by: class, class and year."""
        said = [self._key(key) for key in self.summary.keys]
        return self.one(" and | and |, ").join(said)

    def _key(self, key: Key) -> str:
        if key.period:
            return key.period.lower()
        said = self.column(key.column)
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def keys_noun(self) -> str:
        """The groups in plural: classes, combinations of class and year."""
        if len(self.summary.keys) > 1:
            return self.one(f"combinations of {self.key()}|pairs of {self.key()}".replace(", ", " and "))
        return plural_noun(self._key(self.summary.keys[0]))

    def key_noun(self) -> str:
        """One of them."""
        if len(self.summary.keys) > 1:
            return f"combination of {self.key()}".replace(", ", " and ")
        return self._key(self.summary.keys[0])

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
        return f"{self.one('the|a')} {self.figure(bound.figure)} {self._of(bound)}"

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
        said = self.one(", sorted by |, ordered by |, ranked by |, sort by |, in order of ")
        said += f"{self._sorted_by(sorts[0])}{self._way(sorts[0])}"
        if len(sorts) > 1:
            said += (
                self.one(", then by | and then by |, ties broken by ") + self._sorted_by(sorts[1]) + self._way(sorts[1])
            )
        return said

    def _sorted_by(self, sort: Sort) -> str:
        return self.figure(sort.figure) if sort.figure else self._key(self.summary.keys[0])

    def _way(self, sort: Sort) -> str:
        down = "highest first|descending|in descending order|from high to low|largest first|from highest to lowest"
        up = "lowest first|ascending|in ascending order|from low to high|smallest first|from lowest to highest"
        return self.one(", | ") + self.one(down if sort.descending else up)

    def best(self) -> str:
        """The highest number of students, the lowest average math score: what a group has."""
        sort = self.summary.sorts[0]
        assert sort.figure is not None
        self.said.add(("sort", 0))
        return f"the {self._superlative_of(sort)} {self._ranked(sort.figure)}"

    def _ranked(self, figure: Figure) -> str:
        """The figure behind a superlative: nobody says the highest highest."""
        if figure.kind is Kind.AGGREGATE and figure.aggregate in ("MAX", "MIN"):
            return ("maximum" if figure.aggregate == "MAX" else "minimum") + f" {self.number_of(figure.measured[0])}"
        return self.figure(figure)

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
        large = sort.figure.kind in (*COUNTED, Kind.GAP, Kind.DIFFERENCE, Kind.PART_GAP)
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
                ", and what is it|, with the value|, and how much is it|, showing that number|, including the value"
            )
        said = self.figures()
        return self.one(
            f", with the {said}|, and what is the {said}|, along with the {said}|, also showing the {said}|, together with the {said}"
            f"|, and give the {said} too|, plus the {said}|, including the {said}"
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
