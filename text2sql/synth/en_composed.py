"""How lists in which something is computed, and halves of conditions, are said in English."""

import random
from collections.abc import Sequence

from text2sql.synth.en_relations import Relations
from text2sql.synth.families import Draft
from text2sql.synth.parts import Measured, number


class Composed(Relations):
    """Says what is composed; every public method without arguments is a part that sentences may name."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        conditions = list(draft.conditions)
        cut = rng.randint(1, len(conditions) - 1) if len(conditions) > 1 else 0
        self._some, self._others = conditions[:cut], conditions[cut:]

    def some(self) -> str:
        """The rows that a part of the conditions leaves: students in class 3."""
        return self.rows_of(self._some, self.many)

    def others(self) -> str:
        """The rest of them behind a noun."""
        return self.all_of([self.after(each) for each in self._others])

    def others_do(self) -> str:
        """The rest of them as a predicate of the rows."""
        return self.does(self._others)

    def filters(self) -> str:
        """All conditions one by one."""
        return self.one("; |, | and |, ").join(self.after(each) for each in self.d.conditions)

    # What is asked for

    def together(self, said: Sequence[str]) -> str:
        """Several nouns; those that hold an "and" are told apart by commas."""
        if len(said) > 1 and any(" and " in each or "," in each for each in said):
            return ", ".join(said[:-1]) + self.one(", and |, and |, as well as |, plus ") + said[-1]
        return super().together(said)

    def columns(self) -> str:
        """What is asked for."""
        if not self.d.asked:
            return super().columns()
        self.said.add("columns")
        return self._listed(self.d.asked)

    def other_columns(self) -> str:
        """The same without the label."""
        if not self.d.asked:
            return super().other_columns()
        self.said.add("columns")
        return self._listed(self.d.asked[1:])

    def columns_shown(self) -> str:
        """The same as `columns`, where what is shown stands among them."""
        return self.columns() if self.d.asked else super().columns_shown()

    def _listed(self, asked: Sequence[Measured]) -> str:
        return self.together(
            [
                self._of_those(each) if self._sums_up(asked, at) and self.rng.random() < 0.6 else self._item(each)
                for at, each in enumerate(asked)
            ]
        )

    def _sums_up(self, asked: Sequence[Measured], at: int) -> bool:
        """Whether the item is made of exactly the two numbers before it."""
        before = [each.columns[0] for each in asked[max(0, at - 2) : at] if not each.form]
        own = asked[at]
        return own.form in ("sum", "difference", "mean", "ratio") and tuple(before) == own.columns

    def _of_those(self, item: Measured) -> str:
        match item.form:
            case "sum":
                return self.one("their sum|the sum of the two|the total of both|both together")
            case "mean":
                return self.one("their average|the average of the two|the mean of both")
            case "ratio":
                return self.one("their ratio|the ratio of the two|the first divided by the second")
        return self.one("their difference|the difference between the two|the first minus the second")

    def _item(self, item: Measured) -> str:
        """A number in a list, which "plus" or a bare list of terms would run into."""
        if item.form not in ("sum", "mean") or item.is_all:
            return self.number_of(item)
        of = "sum|total|combined total" if item.form == "sum" else "average|mean"
        return f"{self.one(of)} of {super().together([self.column(column) for column in item.columns])}"

    def number_of(self, measured: Measured) -> str:
        """The noun of a measured number."""
        if measured.form == "ratio":
            a, b = (self.column(column) for column in measured.columns)
            return self.one(f"ratio of {a} to {b}|ratio of {a} to {b}|{a} divided by {b}|{a}-to-{b} ratio|{a}/{b}")
        if measured.form == "distance":
            a, bound = self.column(measured.columns[0]), number(measured.bound)
            return self.one(
                f"gap between {a} and {bound}|distance of {a} from {bound}|{bound} minus {a}|shortfall of {a} from {bound}"
                f"|difference between {bound} and {a}|amount that {a} is short of {bound}"
            )
        if measured.form in ("plus", "times", "above", "percent", "greatest", "least", "share"):
            return self.one(self._derived(measured))
        return super().number_of(measured)

    def _derived(self, measured: Measured) -> str:
        nouns = [self.column(column) for column in measured.columns]
        a, n = nouns[0], number(measured.bound) if measured.bound is not None else ""
        score = all(column.is_score for column in measured.columns)
        if measured.form == "plus":
            return f"{a} plus {n}|{a} increased by {n}|{a} + {n}|{a} with {n} added"
        if measured.form == "above":
            return f"{a} minus {n}|amount by which {a} exceeds {n}|{a} in excess of {n}|difference between {a} and {n}"
        if measured.form == "percent":
            return f"percentage by which {a} exceeds {nouns[1]}|percentage that {a} is above {nouns[1]}"
        if measured.form == "times":
            said = {
                "2": f"double the {a}|twice the {a}|doubled {a}", "1.1": f"{a} increased by 10%|{a} plus 10%",
                "1.2": f"{a} increased by 20%|{a} plus 20%", "0.9": f"{a} after a 10% discount|{a} with 10% off",
                "0.8": f"{a} after a 20% discount|{a} with 20% off", "0.5": f"half the {a}|{a} at half price",
            }[n]  # fmt: skip
            return f"{said}|{said}|{a} times {n}|{a} multiplied by {n}"
        together = super().together(nouns)
        every = self.one("all subjects|all scores" if score else "all measures")
        every = every if measured.is_all and len(nouns) > 3 else together
        if measured.form == "share":
            total = f"total of {every}"
            return f"percentage of {a} in the {total}|share of {a} in the {total} in percent|{a} as a percentage of the {total}"
        most = "highest|best|maximum|largest" if score else "highest|largest|maximum"
        least = "lowest|worst|minimum|smallest" if score else "lowest|smallest|minimum"
        return f"{self.one(most if measured.form == 'greatest' else least)} of {every}"

    # Named rows

    def names(self) -> str:
        """The rows compared: Alice and Bob."""
        return self.together([str(value) for value in self.d.values])

    def number_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        said = self.measure()
        return self.one(
            f", with the {said}| and what is the {said}|, showing the {said}|, along with the {said}|, plus the {said}"
        )

    def or_names(self) -> str:
        """Alice, Bob or Carol."""
        return self._or([str(value) for value in self.d.values])

    def named(self) -> str:
        """The name of the row alone."""
        return self.rows_of(self.d.conditions[:1], "")

    def test_meets(self) -> str:
        """What is tested, as a predicate of one row."""
        return self.does(self.d.conditions[:1], single=True)

    def years_named(self) -> str:
        """2020 and 2021."""
        years = self.d.conditions[1]
        self.said.add(years)
        return " and ".join(str(each) for each in years.values)

    def how_far(self) -> str:
        """How much one number of the named row is above another, as a question."""
        measured = self.d.measured
        assert measured is not None
        nouns = [self.column(column) for column in measured.columns]
        name, whats = self.part("name"), self.part("whats")
        much = f"{whats} the {self.number_of(measured)} [of|of|for] {name}"
        if measured.form == "difference":
            a, b = nouns
            more = f"how much [higher|more] is the {a} than the {b} of {name}|by how much does the {a} of {name} exceed the {b}"
            return self.form(f"[{more}|{more}|{much}]")
        if measured.form == "percent":
            a, b = nouns
            return self.form(
                f"[by what percentage does the {a} of {name} exceed the {b}|by how many percent is the {a} of {name} above the {b}|{much}]"
            )
        if measured.form == "above":
            a, bound = nouns[0], number(measured.bound)
            return self.form(
                f"[how much is the {a} of {name} above {bound}|by how much does the {a} of {name} exceed {bound}|{much}]"
            )
        if measured.form == "distance":
            a, bound = nouns[0], number(measured.bound)
            far = f"how far is the {a} of {name} from {bound}|how much is the {a} of {name} short of {bound}"
            return self.form(f"[{far}|{much}]")
        if measured.form == "sum":
            total = self.together(nouns)
            return self.form(
                f"[{much}|{much}|how much do {total} of {name} [add up to|come to together|make in total]]"
            )
        return self.form(f"[{much}]")
