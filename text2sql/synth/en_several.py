"""How several numbers at once, rows of linked tables, places and rounding are said in English."""

from collections.abc import Sequence

from text2sql.synth.en_numbers import Numbers
from text2sql.synth.parts import Condition, Op, number

_AGGREGATES = {
    "AVG": "average|average|mean",
    "MAX": "maximum|highest",
    "MIN": "minimum|lowest",
    "SUM": "total",
}
_DIGITS = {
    0: "rounded to whole numbers|rounded to the nearest integer",
    1: "rounded to one decimal|to 1 decimal place|with one decimal",
    2: "rounded to two decimals|to 2 decimal places|rounded to 2 decimals",
}


class Several(Numbers):
    """Says what is asked for side by side, and the rows of the tables that a question links."""

    # Several numbers

    def aggregates(self) -> str:
        """The aggregates at once: number of students and average, highest math."""
        said = [self.one(_AGGREGATES[name]) for name in self.d.aggregates if name != "COUNT"]
        numbers = f"{self.together(said) if len(said) > 1 else said[0]} {self.measure()}"
        if "COUNT" not in self.d.aggregates:
            return numbers
        return f"number of {self.many} {self.one('and|and|as well as')} the {numbers}"

    def rounded(self) -> str:
        """Rounded to two decimals; nothing where no rounding is wanted."""
        return "" if self.d.digits is None else self.one(", |, | ") + self.one(_DIGITS[self.d.digits])

    def limit(self) -> str:
        """The threshold."""
        return number(self.d.values[0])

    def beyond_limit(self) -> str:
        """Above 80."""
        return self.compared(Op.GT, self.limit())

    def banded(self) -> str:
        """The three bands: A for 80 and above, B for 60 to below 80, C for the rest."""
        high, low = (str(value) for value in self.d.values)
        best = self.one(f"A for {high} and above|A from {high} up|A (at least {high})")
        good = self.one(f"B for {low} to below {high}|B from {low} to under {high}|B (at least {low} but below {high})")
        return f"{best}, {good}{self.one(', |, and | and ')}{self.one('C for the rest|C otherwise|C for all others')}"

    # Linked tables

    def child_many(self) -> str:
        """What rows of the child table are called."""
        return self.rng.choice(self.d.frame.tables[1].en)[1]

    def child_rows(self) -> str:
        """The rows of the child table that meet the conditions."""
        return self._rows_of_table(1, self.d.conditions)

    def child_one(self) -> str:
        """Those of the first kind."""
        return self._rows_of_table(1, self.d.conditions[:1])

    def child_two(self) -> str:
        """Those of the second."""
        return self._rows_of_table(1, self.d.conditions[1:2])

    def far_many(self) -> str:
        """What rows of the table beyond are called."""
        return self.rng.choice(self.d.frame.tables[2].en)[1]

    def far_rows(self) -> str:
        """The rows beyond: doctor Smith, senior doctors."""
        table, condition = self.d.frame.tables[2], self.d.conditions[0]
        said = self._rows_of_table(2, self.d.conditions)
        named = condition.column == table.label and condition.op is Op.EQ
        one = table.en[0][0]
        return self.one(f"{one} {said}|{said}|the {one} {said}") if named and one not in said else said

    def _rows_of_table(self, at: int, conditions: Sequence[Condition]) -> str:
        kept = self.main, self.one_row, self.many
        self.main = self.d.frame.tables[at]
        self.one_row, self.many = self.rng.choice(self.main.en)
        try:
            return self.rows_of(conditions, self.many)
        finally:
            self.main, self.one_row, self.many = kept

    def owner(self) -> str:
        """The named parent of the rows: Smith, doctor Smith."""
        owner = self.d.owner
        assert owner is not None
        self.said.add(owner)
        name, one = str(owner.values[0]), self._owner(owner.column).en[0][0]
        return self.one(f"{name}|{name}|{one} {name}|the {one} {name}")

    # Conditions

    def either_two(self) -> str:
        """The first two conditions, of which one is enough."""
        one, other = (self.after(c) for c in self.d.conditions[:2])
        return self.one(f"{one} or {other}|either {one} or {other}")

    def test_two(self) -> str:
        """The second condition behind a noun."""
        return self.after(self.d.conditions[1])

    def rest_rows(self) -> str:
        """The rows that meet the conditions behind the first two."""
        return self.rows_of(self.d.conditions[2:], self.many)

    def name_rest(self) -> str:
        """The named row of the conditions behind the first."""
        return self.rows_of(self.d.conditions[1:], "")

    # Places and orders

    def from_place(self) -> str:
        """Places 11 to 20."""
        first, last = self.d.values
        return self.one(
            f"places {first} to {last}|ranks {first} to {last}|positions {first}-{last}|ranks {first}-{last}"
        )

    def then_by(self) -> str:
        """Then by english, highest first."""
        down = "highest first|descending|in descending order"
        way = self.one(down if self.d.then_descending else "lowest first|ascending|in ascending order")
        return f"{self.one('then|and then|ties')} by {self.other_measure()} {way}".replace(
            "ties by", "with ties broken by"
        )

    def first_by(self) -> str:
        """By math, highest first."""
        down = "highest first|descending|in descending order|from high to low"
        way = self.one(down if self.d.descending else "lowest first|ascending|in ascending order|from low to high")
        return f"by {self.measure()} {way}"

    def from_low(self) -> str:
        """That the least comes first; nothing where the most does, as everybody expects."""
        return "" if self.d.descending else self.one(", lowest first|, with the lowest in first place")

    def most_count(self) -> str:
        """Most or fewest."""
        return "most" if self.d.descending else "fewest"

    def group_pair(self) -> str:
        """Both columns that go together."""
        return self.together([self.column(c) for c in self.d.groups])

    # Time

    def first_or_last(self) -> str:
        """Earliest, latest."""
        return self.one("latest|most recent|last" if self.d.descending else "earliest|first")

    def last_days(self) -> str:
        """The last 30 days."""
        n = self.d.n
        return self.one(
            {7: "last week|last 7 days|past 7 days"}.get(n, f"last {n} days|past {n} days|most recent {n} days")
        )

    def rise_or_fall(self) -> str:
        """Increase or decrease, by the order."""
        return self.one("increase|growth|gain|rise" if self.d.descending else "decrease|drop|decline|fall")
