"""How columns, values and conditions are said in English."""

import datetime
import random
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import en_words as words
from text2sql.synth.families import Draft
from text2sql.synth.parts import Condition, Op, Value, number
from text2sql.synth.say import pick, say
from text2sql.synth.speaker import Parts


class Conditions(Parts):
    """Says the columns and conditions of a draft, and remembers what has been said."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # One noun for the rows in the whole sentence.
        self.one_row, self.many = rng.choice(self.main.en)

    def column(self, column: ColumnMeaning) -> str:
        """The column's noun, with its table where that is another one."""
        noun = pick(self.rng, column.en)
        owner = self._owner(column)
        if owner is self.main:
            return noun
        owned = owner.en[0][0]
        if column == owner.label:
            return self.rng.choice([owned, owned, noun if owned in noun else f"{owned} {noun}"])
        return noun if noun.startswith(owned) else self.one(f"{owned} {noun}|{owned}'s {noun}|{owned} {noun}")

    def together(self, said: Sequence[str]) -> str:
        """Several nouns: a and b; a, b and c."""
        if len(said) > 2:
            return ", ".join(said[:-1]) + self.one(", and | and ") + said[-1]
        return self.one(" and | and | & ").join(said)

    def rows_of(self, conditions: Sequence[Condition], noun: str) -> str:
        """The rows that meet the conditions: students in class 3 with math above 90; a named row is its name."""
        label = None if self.d.any_of else self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        if named:
            self.said.add(named[0])
            name = str(named[0].values[0])
            if not self.main.is_person:
                name = self.rng.choice([name, name, f"{self.one_row} {name}", f"the {self.one_row} {name}"])
            others = [self.after(c) for c in conditions if c is not named[0]]
            return f"{name} {self.all_of(others)}".strip()
        before = [c for c in conditions if self._is_adjective(c) and not self.d.any_of and self.rng.random() < 0.4][:1]
        self.said.update(before)
        front = "".join(f"{c.values[0]} " for c in before)
        behind = self.all_of([self.after(c) for c in conditions if c not in before])
        return f"{front}{noun} {behind}".strip()

    def all_of(self, said: Sequence[str]) -> str:
        """Several conditions joined as the draft joins them."""
        if self.d.any_of:
            return " or ".join(said)
        return self.one(" and | and | ").join(said)

    def _is_adjective(self, condition: Condition) -> bool:
        value = condition.values[0] if condition.values else None
        is_word = isinstance(value, str) and value.isascii() and " " not in value
        own = condition.column.table == self.main.table.name
        return condition.op is Op.EQ and condition.column.role is Role.CATEGORY and own and is_word

    def after(self, condition: Condition) -> str:
        """The condition behind a noun: with math above 90, in 2023."""
        self.said.add(condition)
        column = condition.column
        noun = self.column(column)
        values = [self.value(v) for v in condition.values]
        a, b = [*values, "", ""][:2]
        unit = column.unit_en and column.role is Role.MEASURE and self.one(f" {column.unit_en}|")
        parts = {
            "noun": noun,
            "a_noun": with_article(noun),
            "stem": noun.removeprefix("is ").removeprefix("has "),
            "a": a,
            "b": b,
            "unit": unit or "",
            "either": ", ".join(values[:-1]) + f" or {values[-1]}" if len(values) > 1 else a,
            "nor": " nor ".join(values),
            "month": f"{words.MONTHS[int(b) - 1]} {a}" if condition.op is Op.IN_MONTH else "",
        }
        return say(self.rng, self._template(condition, noun), parts.__getitem__)

    def _template(self, condition: Condition, noun: str) -> str:
        column, op = condition.column, condition.op
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            return words.FLAG[0 if bool(condition.values[0]) == (op is Op.EQ) else 1]
        # The year of another table is not the year of what is asked about.
        if column.role is Role.YEAR and op in words.YEARS and column.table == self.main.table.name:
            return words.YEARS[op]
        if column.role is Role.DATE and op in words.DATES:
            happens = self.main.is_event and column.table == self.main.table.name and op in words.EVENT_DATES
            return words.EVENT_DATES[op] if happens and self.rng.random() < 0.4 else words.DATES[op]
        if op is Op.EQ and column.role is Role.MEASURE:
            return words.MEASURE_EQ
        if op is Op.EQ and noun.split()[-1] in words.PLACES:
            return words.PLACE_EQ
        if op in (Op.GT, Op.LT) and column.scale is Scale.MANY and self.rng.random() < 0.2:
            return words.COUNTED_GT if op is Op.GT else words.COUNTED_LT
        owner = self._owner(column)
        is_surname = op is Op.PREFIX and len(str(condition.values[0])) == 1 and not str(condition.values[0]).isascii()
        return words.SURNAME if is_surname and owner.is_person and owner.label == column else words.AFTER[op]

    def value(self, value: Value) -> str:
        """A value as people say it."""
        if isinstance(value, datetime.date):
            iso, month = value.isoformat()[:10], words.MONTHS[value.month - 1]
            return self.rng.choice(
                [iso, iso, f"{month} {value.day}, {value.year}", f"{value.day} {month} {value.year}"]
            )
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)


def with_article(noun: str) -> str:
    """The noun with its indefinite article.

    >>> with_article("age"), with_article("city")
    ('an age', 'a city')
    """
    return ("an " if noun[:1].lower() in "aeiou" else "a ") + noun
