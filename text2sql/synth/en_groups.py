"""What English questions group by: for each class, month by month; and the values held against each other."""

from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_numbers import Numbers
from text2sql.synth.parts import number


class Groups(Numbers):
    """Says the groups and periods of a draft, and the values it compares."""

    def group(self) -> str:
        """What is grouped by: a column, or the rows' own noun where they are one thing's of several years."""
        if len(self.d.groups) > 1:
            return f"combination of {self._combined()}"
        if self.d.groups[0] == self.main.label and not self.d.frame.is_joined and self.rng.random() < 0.8:
            return self.one_row
        said = self.column(self.d.groups[0])
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def group_many(self) -> str:
        """The same in plural."""
        if len(self.d.groups) > 1:
            return f"combinations of {self._combined()}"
        return plural_noun(self.group())

    def _combined(self) -> str:
        return " and ".join(self.column(c) for c in self.d.groups)

    def within_own(self) -> str:
        """Within their class; among those with the same teacher."""
        if self.d.groups[0].role is Role.NAME:
            return f"among those with the same {self.group()}"
        return f"within their {self.group()}"

    def of_own(self) -> str:
        """Of their class; of all students with the same teacher."""
        if self.d.groups[0].role is Role.NAME:
            return f"of all {self.many} with the same {self.group()}"
        return self.form("[of|of|in] their [own |]{group}")

    def the_average(self) -> str:
        """The average of all; of these rows where only some are spoken of."""
        if self.d.conditions:
            return self.one(f"the average of these {self.many}|their average|the mean of these {self.many}")
        return self.one("the average|average|the mean|the overall average")

    def each(self) -> str:
        """For each class."""
        said = self.together([self.column(c) for c in self.d.groups])
        if self.d.groups[0].role is Role.NAME:
            return self.one(
                f"for each {said}|per {said}|by {said}|for every {said}|grouped by {said}|broken down by {said}"
            )
        ways = (
            f"for each {said}|per {said}|by {said}|in each {said}|for every {said}|grouped by {said}|by {said}|per {said}|for each {said}|by {said}|"
            f"broken down by {said}|split by {said}|for each {said}|in every {said}|according to {said}|separately for each {said}|for each individual {said}|"
            f"one row per {said}|broken out by {said}|within each {said}|for any given {said}"
        )
        if len(self.d.groups) == 1:
            many = plural_noun(said)
            ways += f"|{said} by {said}|for the different {many}|in each of the {many}|across the {many}|for all {many} separately|for the individual {many}|in the various {many}"
        return self.one(ways)

    def by_each(self) -> str:
        """By class, behind a verb such as split."""
        said = self.together([self.column(c) for c in self.d.groups])
        return self.one(f"by {said}|by {said}|by {said}|according to {said}|per {said}|along {said}|for each {said}")

    def in_which(self) -> str:
        """In which, of a place or a kind; for which, of whom things are said."""
        return "for which" if self.d.groups[0].role is Role.NAME else self.one("in which|for which")

    def each_period(self) -> str:
        """For each month."""
        period = "month" if self.d.n == 12 else "year"
        return self.one(
            f"for each {period}|per {period}|by {period}|in each {period}|every {period}|{period} by {period}|"
            f"broken down by {period}|grouped by {period}|for every {period}|{period}ly|on a {period}ly basis|for all {period}s separately|"
            f"for each {period}|per {period}|in the individual {period}s|{period} after {period}|one row per {period}"
        )

    def period(self) -> str:
        """Month, year."""
        return "month" if self.d.n == 12 else "year"

    def which_period(self) -> str:
        """Which month."""
        return self.one(
            "which month|which month|what month|which of the months"
            if self.d.n == 12
            else "which year|which year|what year|which of the years"
        )

    def one_value(self) -> str:
        """The first of two things compared."""
        return self._value_at(0)

    def other_value(self) -> str:
        """The second."""
        return self._value_at(1)

    def third_value(self) -> str:
        """The third: who it is about."""
        return self._value_at(2)

    def _value_at(self, at: int) -> str:
        value = self.d.values[at]
        said = number(value) if isinstance(value, (int, float, Decimal)) else str(value)
        if self.d.groups and self.d.groups[0].role is Role.NAME:
            return f"{self.column(self.d.groups[0])} {said}"
        return said
