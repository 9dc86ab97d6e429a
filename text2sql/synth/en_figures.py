"""How figures, numbers over the rows of a group or over all rows, are said in English."""

from collections.abc import Sequence
from dataclasses import replace

from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_several import Several
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.summary import Figure, Kind, Summary

_NAMES = {
    "AVG": "average|average|mean|avg", "MAX": "maximum|highest|max", "MIN": "minimum|lowest|min", "SUM": "total|sum of",
}  # fmt: skip


class Figures(Several):
    """Says the figures of a draft's summary."""

    @property
    def summary(self) -> Summary:
        """What is composed."""
        assert self.d.summary is not None
        return self.d.summary

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

    def ranked_figure(self) -> str:
        """The only figure behind a superlative."""
        self.said.add(("figure", 0))
        return self._ranked(self.summary.figures[0])

    def figures_of_who(self) -> str:
        """The figures of the rows that meet the conditions: number of girls and their average math score."""
        figures = self.summary.figures
        if figures[0].kind is Kind.COUNT:
            self.said.add(("figure", 0))
            counted = f"number of {self.rows_of(self.d.conditions, self.many)}"
            if len(figures) == 1:
                return counted
            their = figures[1].kind in (Kind.AGGREGATE, Kind.GAP, Kind.STRETCH)
            return f"{counted}{self.one(' and|, plus|, as well as|, and')} {'their' if their else 'the'} {self._figures(1)}"
        return f"{self._figures(0)} {self.one('of|for|of|among')} {self.rows_of(self.d.conditions, self.many)}"

    def figures_asked(self) -> str:
        """Each figure with its question: how many are there, what is the average math score."""
        said = []
        for at, figure in enumerate(self.summary.figures):
            self.said.add(("figure", at))
            said.append(self._figure_asked(figure, of_them=at > 0))
        return ", ".join(said[:-1]) + self.one(", and | and |, ") + said[-1] if len(said) > 1 else said[0]

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
            case Kind.RATIO:
                a, b = (self._aggregate(figure.aggregate, each) for each in figure.measured)
                return self.one(f"ratio of {a} to {b}|{a} divided by {b}|ratio of the {a} to the {b}")
            case Kind.CASE_RATIO:
                a, b = (self._such(each) for each in figure.conditions)
                return self.one(
                    f"ratio of {a} to {b}|number of {a} divided by the number of {b}|ratio of the number of {a} to that of {b}"
                )
            case Kind.STRETCH:
                noun = self.number_of(figure.measured[0])
                if figure.aggregate == "MAX":
                    return self.one(
                        f"difference between the highest and the average {noun}|maximum minus average {noun}|"
                        f"distance of the highest {noun} from the average"
                    )
                return self.one(
                    f"difference between the average and the lowest {noun}|average minus minimum {noun}|"
                    f"distance of the lowest {noun} from the average"
                )
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

    def _ranked(self, figure: Figure) -> str:
        """The figure behind a superlative: nobody says the highest highest."""
        if figure.kind is Kind.AGGREGATE and figure.aggregate in ("MAX", "MIN"):
            return ("maximum" if figure.aggregate == "MAX" else "minimum") + f" {self.number_of(figure.measured[0])}"
        return self.figure(figure)
