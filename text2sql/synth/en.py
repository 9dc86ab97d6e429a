"""How people ask in English: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. Parts are said by `_Speaker`; the sentences stand in `en_sentences`.
"""

import datetime
import random
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning, TableMeaning
from text2sql.schema import ColumnKind
from text2sql.synth.en_sentences import SENTENCES
from text2sql.synth.families import Draft
from text2sql.synth.parts import Condition, Measured, Op, Value, number
from text2sql.synth.say import pick, say

_MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("highest", "top", "greatest", "best"), ("lowest", "smallest", "worst")),
    Scale.MANY: (("most", "highest", "largest"), ("least", "lowest", "smallest")),
    Scale.LARGE: (("largest", "biggest", "highest"), ("smallest", "lowest")),
    Scale.LONG: (("longest", "highest", "greatest"), ("shortest", "lowest", "smallest")),
    Scale.TALL: (("highest", "greatest", "largest"), ("lowest", "smallest")),
    Scale.HEAVY: (("highest", "greatest", "largest"), ("lowest", "smallest")),
    Scale.OLD: (("highest", "greatest"), ("lowest", "smallest")),
    Scale.COSTLY: (("highest", "largest", "top"), ("lowest", "smallest", "cheapest")),
    Scale.FAST: (("highest", "fastest", "top"), ("lowest", "slowest")),
    Scale.FAR: (("longest", "greatest", "largest"), ("shortest", "smallest")),
}
# Said of the row itself: the oldest member, the most expensive room.
_BARE_MOST = {
    Scale.OLD: ("oldest", "youngest"), Scale.COSTLY: ("most expensive", "cheapest"),
    Scale.HEAVY: ("heaviest", "lightest"), Scale.TALL: ("tallest", "shortest"), Scale.FAST: ("fastest", "slowest"),
    Scale.LONG: ("longest", "shortest"), Scale.LARGE: ("largest", "smallest"),
}  # fmt: skip
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_NUMERALS = dict(enumerate("zero one two three four five six seven eight nine ten".split()))
_MONTHS = "January February March April May June July August September October November December".split()


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in English; every condition and column of it is said."""
    for _ in range(100):
        speaker = _Speaker(draft, rng)
        sentence = say(rng, rng.choice(speaker.sentences()), speaker.part)
        if speaker.said_all():
            return speaker.close(sentence)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class _Speaker:
    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.d = draft
        self.rng = rng
        self.main = draft.frame.main
        self.one, self.many = rng.choice(self.main.en)
        self._said: set[object] = set()

    def said_all(self) -> bool:
        """Whether nothing that the SQL hangs on was left out by the sentence."""
        d = self.d
        needed: set[object] = set(d.conditions)
        only_label = d.columns == ((self.main.label,) if self.main.label else ())
        if d.columns and not only_label and d.family not in ("without_children", "count_without_children"):
            needed.add("columns")
        if d.shown:
            needed.add("shown")
        return needed <= self._said

    def sentences(self) -> Sequence[str]:
        family = self.d.family
        keys = [family]
        if family in ("listing", "top", "nth", "against_average", "ordered", "column_against_column", "against_row", "by_threshold"):
            only_label = self.d.columns == ((self.main.label,) if self.main.label else ())
            only_label = only_label and not (family == "top" and self.d.shown)
            keys = [f"{family}:label" if only_label else f"{family}:columns"]
            if family == "top":
                keys[0] += ":one" if self.d.n == 1 else ":few"
        if family == "listing" and len(self.d.columns) > 1 and self.d.columns[0] == self.main.label:
            keys.append("listing:each")
        if family in ("per_group", "per_group_ordered", "per_group_by_year", "best_group", "group_having", "count_groups_having"):
            keys = [f"{family}:count" if self.d.aggregate == "COUNT" else family]
            if family == "best_group":
                keys[0] += ":one" if self.d.n == 1 else ":few"
        if family in ("share", "share_per_group", "best_share") and self.d.conditions[0].op is Op.PASS:
            keys.append(family + "@pass")
        if family == "averages" and self.d.groups:
            keys = ["averages:group"]
        if family in ("every_sibling", "count_every_sibling"):
            keys = [family + (":any" if self.d.any_of else "")]
        if self.main.is_person:
            keys += [key + "@person" for key in keys if key + "@person" in SENTENCES]
        return [sentence for key in keys for sentence in SENTENCES[key]]

    def part(self, name: str) -> str:
        said: str = getattr(self, name)()
        return said

    def close(self, sentence: str) -> str:
        sentence = " ".join(sentence.replace(" ,", ",").split()).strip(" ,")
        if self.rng.random() < 0.03:
            sentence = self.rng.choice(["hi, ", "hey, ", "please tell me: ", "quick question: "]) + sentence
        first = sentence.split(" ")[0].lower().removesuffix("'s")
        asks = first in ("which", "what", "who", "how", "whose", "when", "where", "is", "are", "do", "does", "can", "could")
        if self.rng.random() < 0.88:
            sentence = sentence[0].upper() + sentence[1:]
        if sentence[-1] in "?.!":
            return sentence
        return sentence + self.rng.choice(["?", "?", "?", ""] if asks else [".", "", ""])

    # Openers

    def show(self) -> str:
        return self.rng.choice(
            [
                "list", "show", "find", "give me", "show me", "get", "return", "please list", "display", "I need",
                "can you list", "give", "list all", "tell me", "pull up", "I want to see", "please show", "could you give me",
            ]
        )  # fmt: skip

    def whats(self) -> str:
        return self.rng.choice(["what is", "what is", "what's", "tell me", "give me", "find", "show", "calculate", "compute", "I'd like to know", "get", "what was", "can you tell me"])

    def what_are(self) -> str:
        return self.rng.choice(["what are", "list", "show", "give me", "show me", "find", "return", "tell me"])

    # Rows

    def rows(self) -> str:
        return self.many

    def row(self) -> str:
        return self.one

    def all_rows(self) -> str:
        return self.rng.choice(["all ", "the ", ""]) + self.many

    def who(self) -> str:
        """The rows that meet the conditions: students in class 3 with math above 90."""
        return self._rows(self.d.conditions, self.many)

    def one_of(self) -> str:
        return self._rows(self.d.conditions, self.one)

    def name(self) -> str:
        """The named row."""
        return self._rows(self.d.conditions, "")

    def scope(self) -> str:
        """The conditions behind a sentence: among members in Berlin; empty if there are none."""
        if not self.d.conditions:
            return ""
        said = self._rows(self.d.conditions, self.many)
        return self.rng.choice(["among", "for", "of", "considering only", "for"]) + " " + said

    def before(self) -> str:
        """The same before the sentence, with a comma."""
        if not self.d.conditions:
            return ""
        return self.rng.choice(["among", "for", "of"]) + " " + self._rows(self.d.conditions, self.many) + ","

    def rest_scope(self) -> str:
        if len(self.d.conditions) < 2:
            return self.rng.choice(["all ", "the ", ""]) + self.many
        return self._rows(self.d.conditions[1:], self.many)

    def tested(self) -> str:
        return self._rows(self.d.conditions[:1], self.many)

    def tested_two(self) -> str:
        return self._rows(self.d.conditions[1:2], self.many)

    def test(self) -> str:
        """The first condition behind a noun: with math above 90."""
        return self._after(self.d.conditions[0])

    def predicates(self) -> str:
        """The conditions behind a noun."""
        return self._joined([self._after(c) for c in self.d.conditions])

    def _joined(self, said: Sequence[str]) -> str:
        if self.d.any_of:
            return self.rng.choice([" or ", " or "]).join(said)
        if len(said) < 2:
            return "".join(said)
        return self.rng.choice([" and ", " and ", " "]).join(said)

    def _rows(self, conditions: Sequence[Condition], noun: str) -> str:
        label = self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        if named:
            self._said.add(named[0])
            others = [c for c in conditions if c is not named[0]]
            name = str(named[0].values[0])
            name = self.rng.choice([name, name, f"{self.one} {name}", f"the {self.one} {name}"]) if not self.main.is_person else name
            return name + ("" if not others else " " + self._joined([self._after(c) for c in others]))
        before = [c for c in conditions if self._is_adjective(c) and not self.d.any_of and self.rng.random() < 0.4][:1]
        after = [c for c in conditions if c not in before]
        self._said.update(before)
        front = "".join(str(c.values[0]) + " " for c in before)
        behind = self._joined([self._after(c) for c in after])
        return f"{front}{noun} {behind}".strip()

    def _is_adjective(self, condition: Condition) -> bool:
        value = condition.values[0] if condition.values else None
        return (
            condition.op is Op.EQ and condition.column.role is Role.CATEGORY and isinstance(value, str)
            and value.isascii() and condition.column.table == self.main.table.name and " " not in value
        )  # fmt: skip

    def _after(self, condition: Condition) -> str:
        """The condition behind a noun."""
        rng, column, op = self.rng, condition.column, condition.op
        self._said.add(condition)
        noun = self.column(column)
        values = [self._value(column, v) for v in condition.values]
        unit = rng.choice([f" {column.unit_en}", ""]) if column.unit_en and column.role is Role.MEASURE else ""
        owned = rng.choice(["whose", "where the", "where"])
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            positive = bool(condition.values[0]) == (op is Op.EQ)
            plain = noun.removeprefix("is ").removeprefix("has ")
            return rng.choice([f"that are {plain}", f"where {noun} is true", f"marked as {plain}"] if positive else [f"that are not {plain}", f"where {noun} is false", f"not marked as {plain}"])
        if column.role is Role.YEAR:
            return self._year(noun, op, values)
        if column.role is Role.DATE and op not in (Op.NULL, Op.NOT_NULL):
            return self._date(noun, op, condition.values)
        match op:
            case Op.EQ if column.role is Role.MEASURE:
                return rng.choice([f"with {_a(noun)} of {values[0]}{unit}", f"with {noun} {values[0]}", f"{owned} {noun} is {values[0]}{unit}", f"{owned} {noun} equals {values[0]}"])
            case Op.EQ:
                place = any(w in noun for w in ("city", "country", "region", "district", "department", "class", "area", "province", "state", "location", "branch", "team", "category"))
                forms = [f"with {noun} {values[0]}", f"{owned} {noun} is {values[0]}", f"with {_a(noun)} of {values[0]}", f"whose {noun} is {values[0]}"]
                return rng.choice([*forms, f"in {values[0]}", f"from {values[0]}", f"in {noun} {values[0]}", f"in {values[0]}"] if place else [*forms, f"with {noun} '{values[0]}'"])
            case Op.NE:
                return rng.choice([f"whose {noun} is not {values[0]}", f"{owned} {noun} isn't {values[0]}", f"with {_a(noun)} other than {values[0]}", f"not in {noun} {values[0]}"])
            case Op.GT:
                return rng.choice([f"with {noun} above {values[0]}{unit}", f"with {_a(noun)} over {values[0]}{unit}", f"with {noun} greater than {values[0]}{unit}", f"whose {noun} is more than {values[0]}{unit}", f"with more than {values[0]} {noun}" if column.scale is Scale.MANY else f"whose {noun} exceeds {values[0]}{unit}", f"with {noun} higher than {values[0]}", f"with {noun} > {values[0]}", f"{owned} {noun} is over {values[0]}"])
            case Op.LT:
                return rng.choice([f"with {noun} below {values[0]}{unit}", f"with {_a(noun)} under {values[0]}{unit}", f"with {noun} less than {values[0]}{unit}", f"whose {noun} is lower than {values[0]}{unit}", f"whose {noun} is under {values[0]}{unit}", f"with fewer than {values[0]} {noun}" if column.scale is Scale.MANY else f"with {noun} < {values[0]}", f"{owned} {noun} is less than {values[0]}"])
            case Op.GE:
                return rng.choice([f"with {noun} of at least {values[0]}{unit}", f"with at least {values[0]}{unit} {noun}" if column.scale is Scale.MANY else f"whose {noun} is at least {values[0]}{unit}", f"with {noun} {values[0]}{unit} or more", f"with {noun} no less than {values[0]}", f"with {_a(noun)} of {values[0]} or higher", f"with {noun} >= {values[0]}"])
            case Op.LE:
                return rng.choice([f"with {noun} of at most {values[0]}{unit}", f"whose {noun} is no more than {values[0]}{unit}", f"with {noun} {values[0]}{unit} or less", f"with {noun} not exceeding {values[0]}", f"with {noun} up to {values[0]}{unit}"])
            case Op.BETWEEN:
                return rng.choice([f"with {noun} between {values[0]} and {values[1]}{unit}", f"whose {noun} is between {values[0]} and {values[1]}", f"with {_a(noun)} from {values[0]} to {values[1]}{unit}", f"with {noun} in the range {values[0]} to {values[1]}", f"with {noun} {values[0]}-{values[1]}"])
            case Op.IN:
                together = self._or(values)
                return rng.choice([f"whose {noun} is {together}", f"with {noun} {together}", f"in {together}", f"{owned} {noun} is either {together}" if len(values) == 2 else f"with {noun} {together}"])
            case Op.NOT_IN:
                together = self._or(values)
                return rng.choice([f"whose {noun} is neither {' nor '.join(values)}" if len(values) == 2 else f"whose {noun} is not {together}", f"with {_a(noun)} other than {together}", f"except those with {noun} {together}"])
            case Op.PREFIX:
                return rng.choice([f"whose {noun} starts with {values[0]}", f"with {_a(noun)} starting with {values[0]}", f"whose {noun} begins with '{values[0]}'", f"{owned} {noun} starts with '{values[0]}'", f"surnamed {values[0]}" if not values[0].isascii() and len(values[0]) == 1 and self._is_person(column) else f"with {_a(noun)} beginning with {values[0]}"])
            case Op.SUFFIX:
                return rng.choice([f"whose {noun} ends with {values[0]}", f"with {_a(noun)} ending in {values[0]}", f"whose {noun} ends in '{values[0]}'"])
            case Op.CONTAINS:
                return rng.choice([f"whose {noun} contains {values[0]}", f"with '{values[0]}' in the {noun}", f"with {_a(noun)} containing {values[0]}", f"whose {noun} includes '{values[0]}'", f"with {values[0]} in their {noun}"])
            case Op.NOT_CONTAINS:
                return rng.choice([f"whose {noun} does not contain {values[0]}", f"without '{values[0]}' in the {noun}", f"whose {noun} doesn't include {values[0]}"])
            case Op.NULL:
                return rng.choice([f"without {_a(noun)}", f"with no {noun}", f"whose {noun} is missing", f"with missing {noun}", f"that have no {noun} recorded", f"whose {noun} is unknown", f"{owned} {noun} is empty", f"{owned} {noun} is null"])
            case Op.NOT_NULL:
                return rng.choice([f"that have {_a(noun)}", f"with a known {noun}", f"whose {noun} is not missing", f"with {_a(noun)} recorded"])
            case Op.PASS:
                return rng.choice([f"who passed {noun}", f"with a passing {noun}", f"that pass in {noun}"])
            case Op.FAIL:
                return rng.choice([f"who failed {noun}", f"with a failing {noun}", f"that fail in {noun}", f"who did not pass {noun}"])
            case Op.TOP_MARK:
                return rng.choice([f"with a perfect {noun}", f"with full marks in {noun}", f"who got 100 in {noun}", f"with a {noun} of 100"])
            case _:
                raise AssertionError(op)

    def _is_person(self, column: ColumnMeaning) -> bool:
        owner = self._owner(column)
        return owner.is_person and owner.label == column

    def _year(self, noun: str, op: Op, values: Sequence[str]) -> str:
        rng = self.rng
        match op:
            case Op.EQ:
                return rng.choice([f"in {values[0]}", f"in {values[0]}", f"of {values[0]}", f"from {values[0]}", f"with {noun} {values[0]}", f"in the year {values[0]}"])
            case Op.NE:
                return rng.choice([f"not in {values[0]}", f"with {_a(noun)} other than {values[0]}"])
            case Op.GT:
                return rng.choice([f"after {values[0]}", f"with {noun} after {values[0]}", f"later than {values[0]}"])
            case Op.GE:
                return rng.choice([f"since {values[0]}", f"from {values[0]} on", f"in {values[0]} or later"])
            case Op.LT:
                return rng.choice([f"before {values[0]}", f"with {noun} before {values[0]}", f"earlier than {values[0]}"])
            case Op.BETWEEN:
                return rng.choice([f"between {values[0]} and {values[1]}", f"from {values[0]} to {values[1]}"])
            case Op.NULL:
                return f"without {_a(noun)}"
            case Op.NOT_NULL:
                return f"with {_a(noun)}"
            case _:
                return rng.choice([f"in {self._or(values)}", f"with {noun} {self._or(values)}"])

    def _date(self, noun: str, op: Op, values: Sequence[Value]) -> str:
        rng = self.rng
        said = [self._day(v) for v in values if isinstance(v, datetime.date)]
        event = self.main.is_event
        match op:
            case Op.IN_YEAR:
                return rng.choice([f"with {_a(noun)} in {values[0]}", f"whose {noun} is in {values[0]}", f"in {values[0]}" if event else f"whose {noun} was in {values[0]}", f"from {values[0]}" if event else f"with {noun} in {values[0]}"])
            case Op.IN_MONTH:
                month = f"{_MONTHS[int(str(values[1])) - 1]} {values[0]}"
                return rng.choice([f"with {_a(noun)} in {month}", f"whose {noun} is in {month}", f"in {month}" if event else f"whose {noun} was in {month}"])
            case Op.GT:
                return rng.choice([f"with {_a(noun)} after {said[0]}", f"whose {noun} is after {said[0]}", f"after {said[0]}" if event else f"with {noun} later than {said[0]}"])
            case Op.GE:
                return rng.choice([f"with {_a(noun)} on or after {said[0]}", f"whose {noun} is not before {said[0]}", f"since {said[0]}" if event else f"with {noun} from {said[0]} on"])
            case Op.BETWEEN:
                return rng.choice([f"with {_a(noun)} between {said[0]} and {said[1]}", f"whose {noun} is from {said[0]} to {said[1]}"])
            case _:
                return rng.choice([f"with {_a(noun)} before {said[0]}", f"whose {noun} is before {said[0]}", f"before {said[0]}" if event else f"with {noun} earlier than {said[0]}"])

    def _day(self, value: datetime.date) -> str:
        month = _MONTHS[value.month - 1]
        return self.rng.choice([value.isoformat()[:10], value.isoformat()[:10], f"{month} {value.day}, {value.year}", f"{value.day} {month} {value.year}"])

    def _value(self, column: ColumnMeaning, value: Value) -> str:
        if isinstance(value, datetime.date):
            return self._day(value)
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)

    def _or(self, said: Sequence[str]) -> str:
        return ", ".join(said[:-1]) + " or " + said[-1] if len(said) > 1 else said[0]

    def _and(self, said: Sequence[str]) -> str:
        if len(said) > 2:
            return ", ".join(said[:-1]) + self.rng.choice([", and ", " and "]) + said[-1]
        return self.rng.choice([" and ", " and ", " & "]).join(said)

    # Columns and numbers

    def _owner(self, column: ColumnMeaning) -> TableMeaning:
        return next(t for t in self.d.frame.tables if t.table.name == column.table)

    def column(self, column: ColumnMeaning) -> str:
        noun = pick(self.rng, column.en)
        owner = self._owner(column)
        if owner is self.main:
            return noun
        owned = owner.en[0][0]
        if column == owner.label:
            return self.rng.choice([owned, owned, noun if owned in noun else f"{owned} {noun}"])
        return noun if noun.startswith(owned) else self.rng.choice([f"{owned} {noun}", f"{owned}'s {noun}", f"{owned} {noun}"])

    def columns(self) -> str:
        self._said.add("columns")
        return self._and([self.column(c) for c in self.d.columns])

    def columns_shown(self) -> str:
        self._said.update(("columns", "shown"))
        shown = [self.column(c) for c in self.d.columns]
        if self.d.shown and self.d.measured:
            score = all(c.is_score for c in self.d.measured.columns)
            shown.append(self.rng.choice([self.measure(), "score"]) if score else self.measure())
        return self._and(shown)

    def shown_too(self) -> str:
        self._said.add("shown")
        return self.rng.choice([", and what is it", f" and what is the {self.aggregated()}", ", with the value", f", including the {self.aggregated()}"]) if self.d.shown else ""

    def averaged(self) -> str:
        self._said.add("columns")
        return self._and([f"{self.rng.choice(['average', 'average', 'mean'])} {self.column(c)}" for c in self.d.columns])

    def every(self) -> str:
        """The sibling measures."""
        self._said.add("columns")
        if self.d.n and self.rng.random() < 0.6:
            score = all(c.is_score for c in self.d.columns)
            return self.rng.choice(["every subject", "all subjects", "each subject"] if score else ["all of them", "every measure", "all measures"])
        return self._and([self.column(c) for c in self.d.columns])

    def threshold_said(self) -> str:
        value = number(self.d.values[0]) if self.d.values else ""
        match self.d.op:
            case Op.GT:
                return self.rng.choice([f"above {value}", f"over {value}", f"greater than {value}", f"higher than {value}"])
            case Op.LT:
                return self.rng.choice([f"below {value}", f"under {value}", f"less than {value}"])
            case _:
                return self.rng.choice([f"at least {value}", f"{value} or more", f"no less than {value}"])

    def passes_every(self) -> str:
        """What is said of the rows: passed all subjects, have both above 80."""
        d, rng = self.d, self.rng
        every = self.every()
        if d.op is Op.PASS:
            return rng.choice([f"passed {every}", f"have passing marks in {every}"])
        if d.op is Op.FAIL:
            return rng.choice([f"failed {every}", f"have failing marks in {every}"])
        return rng.choice([f"have {every} {'all ' if len(d.columns) > 2 else 'both '}{self.threshold_said()}", f"score {self.threshold_said()} in {every}" if all(c.is_score for c in d.columns) else f"have {self.threshold_said()} in {every}"])

    def passes_any(self) -> str:
        d, rng = self.d, self.rng
        every = self.every()
        if d.op is Op.FAIL:
            return rng.choice([f"failed at least one of {every}", f"failed any of {every}"])
        return rng.choice([f"have at least one of {every} {self.threshold_said()}", f"have {self.threshold_said()} in any of {every}"])

    def measure(self) -> str:
        assert self.d.measured is not None
        return self._measured(self.d.measured)

    def other_measure(self) -> str:
        assert self.d.second is not None
        return self._measured(self.d.second)

    def _measured(self, measured: Measured) -> str:
        rng = self.rng
        nouns = [self.column(c) for c in measured.columns]
        if not measured.form:
            return nouns[0]
        score = all(c.is_score for c in measured.columns)
        if measured.form == "product":
            return rng.choice(["revenue", "sales amount", "amount", f"{nouns[0]} times {nouns[1]}", "sales", "sales revenue"])
        if measured.is_all and (len(nouns) > 3 or rng.random() < 0.5):
            if measured.form == "mean":
                return rng.choice(["average score across all subjects", "average of all subjects", "overall average"] if score else ["average over all measures"])
            return rng.choice(["total score", "total score across all subjects", "overall total", "total of all subjects"] if score else ["total of all measures", "overall total"])
        if measured.form == "difference":
            return rng.choice([f"difference between {nouns[0]} and {nouns[1]}", f"{nouns[0]} minus {nouns[1]}"])
        together = self._and(nouns)
        if measured.form == "mean":
            return rng.choice([f"average of {together}", f"mean of {together}"])
        return rng.choice([f"sum of {together}", f"total of {together}", f"combined {together}", f"{' plus '.join(nouns)}", f"{together} combined"])

    def most(self) -> str:
        """The superlative before a number: highest math."""
        measured = self.d.measured
        assert measured is not None
        at = 0 if self.d.descending else 1
        column = measured.columns[0]
        if column.role is Role.DATE:
            return self.rng.choice([("latest", "most recent", "newest"), ("earliest", "first", "oldest")][at]) + f" {self.measure()}"
        scale = Scale.HIGH if measured.form else column.scale
        return f"{pick(self.rng, _MOST[scale][at])} {self.measure()}"

    def most_row(self) -> str:
        """The superlative before the row: oldest member, member with the highest age."""
        return self._most_rows(self._rows(self.d.conditions, self.one), self.one)

    def most_rows(self) -> str:
        return self._most_rows(self._rows(self.d.conditions, self.many), self.many)

    def _most_rows(self, rows: str, noun: str) -> str:
        measured = self.d.measured
        assert measured is not None
        column = measured.columns[0]
        bare = _BARE_MOST.get(column.scale)
        if bare and not measured.form and rows.startswith(noun) and column.table == self.main.table.name and self.rng.random() < 0.35 and self._is_plain(column):
            return f"{bare[0 if self.d.descending else 1]} {rows}"
        return self.rng.choice([f"{rows} with the {self.most()}", f"{rows} having the {self.most()}", f"{rows} that has the {self.most()}" if noun == self.one else f"{rows} with the {self.most()}"])

    def _is_plain(self, column: ColumnMeaning) -> bool:
        # "The largest shop" says which measure is meant only if one measure of that scale is there.
        return sum(c.scale is column.scale and c.role is Role.MEASURE for c in self.main.columns) == 1

    def other_columns(self) -> str:
        """The columns but the first, which is the label."""
        self._said.add("columns")
        return self._and([self.column(c) for c in self.d.columns[1:]])

    def passed(self) -> str:
        self._said.add(self.d.conditions[0])
        return self.column(self.d.conditions[0].column)

    def each_period(self) -> str:
        period = "month" if self.d.n == 12 else "year"
        return self.rng.choice([f"for each {period}", f"per {period}", f"by {period}", f"in each {period}", f"every {period}"])

    def which_period(self) -> str:
        return "which month" if self.d.n == 12 else "which year"

    def better(self) -> str:
        return "higher" if self.d.descending else "lower"

    def more(self) -> str:
        return "higher" if self.d.op is Op.GT else "lower"

    def above(self) -> str:
        return self.rng.choice(["above", "over", "higher than", "greater than"] if self.d.op is Op.GT else ["below", "under", "lower than", "less than"])

    def by_order(self) -> str:
        measured = self.d.measured
        assert measured is not None
        noun = self.measure()
        if measured.columns[0].role is Role.DATE:
            way = ["from newest to oldest", "latest first", "in descending order", "most recent first"] if self.d.descending else ["from oldest to newest", "earliest first", "in ascending order", "chronologically"]
        else:
            way = ["from highest to lowest", "in descending order", "descending", "highest first"] if self.d.descending else ["from lowest to highest", "in ascending order", "ascending", "lowest first"]
        return self.rng.choice(["sorted by", "ordered by", "ranked by", "sorted by"]) + f" {noun} " + self.rng.choice(way)

    def aggregated(self) -> str:
        name, rng, measured = self.d.aggregate, self.rng, self.d.measured
        if name == "COUNT" or measured is None:
            return rng.choice([f"number of {self.many}", f"count of {self.many}", f"number of {self.many}"])
        noun = self._measured(measured)
        scale = Scale.HIGH if measured.form else measured.columns[0].scale
        match name:
            case "AVG":
                return rng.choice([f"average {noun}", f"average {noun}", f"mean {noun}", f"avg {noun}"])
            case "SUM":
                return rng.choice([f"total {noun}", f"sum of {noun}", f"total {noun}", f"overall {noun}", f"combined {noun}"])
            case _:
                return rng.choice([f"{pick(rng, _MOST[scale][0 if name == 'MAX' else 1])} {noun}", f"{'maximum' if name == 'MAX' else 'minimum'} {noun}"])

    def most_group(self) -> str:
        """highest or lowest of an aggregate; most or fewest of rows."""
        at = 0 if self.d.descending else 1
        if self.d.aggregate == "COUNT" or self.d.measured is None:
            return ("most", self.rng.choice(["fewest", "least"]))[at]
        return self.rng.choice([("highest", "highest", "largest", "greatest"), ("lowest", "lowest", "smallest", "lowest")][at])

    def most_extreme(self) -> str:
        return self.rng.choice(["highest", "largest"] if self.d.descending else ["lowest", "smallest"])

    def beyond(self) -> str:
        value = number(self.d.values[0])
        count = self.d.aggregate == "COUNT" or self.d.measured is None
        match self.d.op:
            case Op.GT:
                return self.rng.choice([f"more than {value}", f"over {value}"] if count else [f"above {value}", f"over {value}", f"higher than {value}", f"greater than {value}"])
            case Op.GE:
                return self.rng.choice([f"at least {value}", f"{value} or more"])
            case _:
                return self.rng.choice([f"fewer than {value}", f"less than {value}"] if count else [f"below {value}", f"under {value}", f"lower than {value}"])

    # Groups

    def group(self) -> str:
        return self.column(self.d.groups[0])

    def group_many(self) -> str:
        return _plural(self.column(self.d.groups[0]))

    def groups(self) -> str:
        return self._and([self.column(c) for c in self.d.groups])

    def each(self) -> str:
        said = self.groups()
        return self.rng.choice([f"for each {said}", f"per {said}", f"by {said}", f"in each {said}", f"for every {said}", f"grouped by {said}"])

    def one_value(self) -> str:
        return self._bare(self.d.values[0])

    def other_value(self) -> str:
        return self._bare(self.d.values[1])

    def third_value(self) -> str:
        return str(self.d.values[2])

    def _bare(self, value: Value) -> str:
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)

    def n(self) -> str:
        n = self.d.n
        return self.rng.choice([str(n), _NUMERALS[n]]) if n <= 10 else str(n)

    def ordinal(self) -> str:
        return self.rng.choice([_ORDINALS[self.d.n], f"{self.d.n}{ {2: 'nd', 3: 'rd'}.get(self.d.n, 'th')}"])

    def rise(self) -> str:
        up = self.d.descending if self.d.family == "most_grown" else self.d.op is Op.GT
        return self.rng.choice(["increased", "improved", "went up", "rose"] if up else ["decreased", "dropped", "went down", "fell"])

    def gain(self) -> str:
        return self.rng.choice(["increase", "improvement", "gain"] if self.d.descending else ["decrease", "drop", "decline"])

    def repeats(self) -> str:
        n = self.d.n
        return self.rng.choice(["more than once", "multiple times", "at least twice"] if n == 1 else [f"more than {n} times", f"over {n} times"])

    def children(self) -> str:
        child = self.d.frame.tables[1]
        return self._rows(self.d.conditions, child.en[0][1]) if self.d.conditions else self.rng.choice(child.en)[1]

    def end(self) -> str:
        return self.rng.choice(["top"] if self.d.descending else ["bottom", "last"])

    def measure_at_end(self) -> str:
        """The measure to rank by, with the end to take where "top" would mislead."""
        measure = self.measure()
        return measure if self.d.descending else self.rng.choice([f"lowest {measure}", f"{measure} ascending"])

    def ranked_measure(self) -> str:
        return self.measure() if self.d.descending else f"lowest {self.measure()}"

    def by_plain_order(self) -> str:
        return self.by_order().split(" ", 1)[1]

    def sorted_groups(self) -> str:
        high = self.d.descending
        return self.rng.choice(["from highest to lowest", "in descending order", "highest first"] if high else ["from lowest to highest", "in ascending order", "lowest first"])

    def few_rows(self) -> str:
        return self.one if self.d.n == 1 else f"{self.n()} {self.many}"

    def is_or_are(self) -> str:
        return "is" if len(self.d.columns) == 1 else "are"

    def who_or_which(self) -> str:
        return self.rng.choice(["who", f"which {self.one}"]) if self.main.is_person else f"which {self.one}"

    def when_or_what(self) -> str:
        if len(self.d.columns) == 1 and self.d.columns[0].kind is ColumnKind.DATE:
            return self.rng.choice(["when is", "what is"])
        return "what is" if len(self.d.columns) == 1 else "what are"


def _a(noun: str) -> str:
    return ("an " if noun[:1].lower() in "aeiou" else "a ") + noun


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
