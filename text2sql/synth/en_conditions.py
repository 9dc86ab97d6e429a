"""How columns, values and conditions are said in English.

A condition takes one of four forms: what a row is (in Berlin, hired after 2020), has (a score above 80), does (earns
over 5,000), or what its column is (whose score is above 80). Behind a noun and as a predicate each is said its own way.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth import en_marks as marks
from text2sql.synth import en_verbs as verbs
from text2sql.synth import en_words as words
from text2sql.synth.en_nouns import TITLES, other_nouns, other_rows, written_out
from text2sql.synth.en_phrase import Form, Phrase
from text2sql.synth.en_values import spoken_month, spoken_value, with_article
from text2sql.synth.families import Draft
from text2sql.synth.parts import Condition, Op
from text2sql.synth.say import pick, say
from text2sql.synth.speaker import Parts

T = TypeVar("T")
# Adjectives, which stand behind a noun only after "who are".
_BARE = ("{either}", "{stem}", "not {stem}")
_MARKS = ("score", "grade", "mark", "result", "points")


class Conditions(Parts):
    """Says the columns and conditions of a draft, and remembers what has been said."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        super().__init__(draft, rng)
        # One noun for the rows in the whole sentence.
        self.one_row, self.many = rng.choice(self.main.en)
        others = other_rows(self.main.en[0][0]) if rng.random() < 0.15 else ()
        if others:
            self.one_row, self.many = self._unless_taken(rng.choice(others))
        # One form of speech in the whole sentence: now and then the comment's own Chinese noun.
        self._mixes = rng.random() < 0.02
        self._single = False

    def _unless_taken(self, rows: tuple[str, str]) -> tuple[str, str]:
        """The nouns for rows, unless they could mean a column or another table's rows."""
        tables = self.d.frame.tables
        taken = {noun for table in tables for pair in table.en if table is not self.main for noun in pair}
        taken |= {noun for table in tables for column in table.columns for noun in column.en}
        return (self.one_row, self.many) if taken.intersection(rows) else rows

    def form(self, template: str) -> str:
        """The template with its parts said."""
        return say(self.rng, template, self.part)

    # Columns

    def column(self, column: ColumnMeaning) -> str:
        """The column's noun, with its table where that is another one."""
        noun = self.noun(column)
        owner = self._owner(column)
        if owner is self.main:
            return noun
        owned = owner.en[0][0]
        if column == owner.label:
            return self.rng.choice([owned, owned, noun if owned in noun else f"{owned} {noun}"])
        return noun if noun.startswith(owned) else self.one(f"{owned} {noun}|{owned}'s {noun}|{owned} {noun}")

    def noun(self, column: ColumnMeaning) -> str:
        """The column's noun alone."""
        if self._mixes and column.speaks_zh and not column.column.comment.isascii():
            return column.zh[0]
        noun = pick(self.rng, column.en)
        roll = self.rng.random()
        if roll < 0.5 and (written := written_out(noun)) != noun:
            noun = self._unless_another(column, written) or noun
        others = other_nouns(noun) if 0.35 < roll < 0.55 else ()
        return (others and self._unless_another(column, self.rng.choice(others))) or noun

    def _unless_another(self, column: ColumnMeaning, noun: str) -> str:
        """The noun, or nothing if it could mean another column or the rows of a table."""
        taken = any(
            noun in other.en or noun.split()[-1] == other.en[0]
            for table in self.d.frame.tables
            for other in table.columns
            if other is not column
        )
        rows = any(noun in pair for table in self.d.frame.tables for pair in table.en)
        return "" if taken or rows else noun

    def only(self, column: ColumnMeaning, entries: Mapping[str, T]) -> T | None:
        """What the entries say for the column, if they say it for no other column of its table."""
        found = next((entries[noun] for noun in column.en if noun in entries), None)
        if found is None:
            return None
        others = (other for other in self._owner(column).columns if other is not column)
        return None if any(entries.get(noun) is found for other in others for noun in other.en) else found

    def together(self, said: Sequence[str]) -> str:
        """Several nouns: a and b; a, b and c."""
        if len(said) > 2:
            return ", ".join(said[:-1]) + self.one(", and | and | & |, ") + said[-1]
        return self.one(
            " and | and | and | & |, |/" if all(" " not in each for each in said) else " and | and | & "
        ).join(said)

    # Rows

    def rows_of(self, conditions: Sequence[Condition], noun: str) -> str:
        """The rows that meet the conditions: students in class 3 with math above 90; a named row is its name."""
        label = None if self.d.any_of else self.main.label
        named = [c for c in conditions if c.column == label and c.op is Op.EQ]
        self._single = noun == self.one_row
        if named:
            others = [self._of_named(c) for c in conditions if c is not named[0]]
            return f"{self._named(named[0])} {self.all_of(others)}".strip()
        before = [c for c in conditions if self._is_adjective(c) and not self.d.any_of and self.rng.random() < 0.35][:1]
        self.said.update(before)
        front = "".join(self._adjective(c) for c in before)
        behind = self.all_of([self.after(c) for c in self._in_any_order(conditions) if c not in before])
        return f"{front}{noun} {behind}".strip()

    def _named(self, condition: Condition) -> str:
        self.said.add(condition)
        name = str(condition.values[0])
        if self.main.is_person:
            titles = TITLES.get(self.main.en[0][0], ()) if self.rng.random() < 0.12 else ()
            return (self.rng.choice(titles) if titles else "") + name
        return self.rng.choice([name, name, f"{self.one_row} {name}", f"the {self.one_row} {name}", f'"{name}"'])

    def _of_named(self, condition: Condition) -> str:
        """What else is said of a row with a name: Alice in 2020."""
        if "year" not in condition.column.en or condition.op is not Op.EQ:
            return self.after(condition)
        self.said.add(condition)
        return self._worded(condition, "[in {a}|in {a}|for {a}|of {a}|in the year {a}]")

    def _in_any_order(self, conditions: Sequence[Condition]) -> Sequence[Condition]:
        return conditions if self.rng.random() < 0.7 else self.rng.sample(conditions, len(conditions))

    def all_of(self, said: Sequence[str]) -> str:
        """Several conditions joined as the draft joins them."""
        if self.d.any_of:
            return " or ".join(said)
        if len(said) > 2:
            return ", ".join(said[:-1]) + self.one(", and | and ") + said[-1]
        return self.one(" and | and | and |, | ").join(said)

    def _is_adjective(self, condition: Condition) -> bool:
        value = condition.values[0] if condition.values else None
        column = condition.column
        own = column.table == self.main.table.name and condition.op is Op.EQ
        if own and column.role is Role.FLAG:
            return bool(value) and column.known and " " not in self._stem(column)
        return own and column.role is Role.CATEGORY and isinstance(value, str) and " " not in value

    def _adjective(self, condition: Condition) -> str:
        is_flag = condition.column.role is Role.FLAG
        return f"{self._stem(condition.column) if is_flag else condition.values[0]} "

    def _stem(self, column: ColumnMeaning) -> str:
        return column.en[0].removeprefix("is ").removeprefix("has ")

    # Conditions

    def after(self, condition: Condition) -> str:
        """The condition behind a noun: with math above 90, who earn over 5,000, in 2023."""
        self.said.add(condition)
        owner = self._owner(condition.column)
        if owner is not self.main and owner.label != condition.column and self.rng.random() < 0.35:
            return f"whose {owner.en[0][0]} {self._predicate(condition, single=True)}"
        phrase = self._phrase(condition, behind=True)
        who = self.one("who|who|that") if owner is self.main and self.main.is_person else self.one("that|that|which")
        ing, plural, single = phrase.verb
        text = phrase.template
        match phrase.form:
            case Form.IS:
                being = f"{who} {'is' if self._single else 'are'} {text}"
                text = being if text in _BARE else f"[{text}|{text}|{text}|{being}]"
            case Form.AT:
                pass
            case Form.WAS:
                text = f"[{text}|{text}|{who} {'was' if self._single else 'were'} {text}]"
            case Form.HAS:
                text = f"[with|with|with|having|{who} {'has' if self._single else 'have'}] {text}"
            case Form.DOES:
                text = f"[{ing + ' ' if ing else ''}{text}|{who} {single if self._single else plural} {text}]"
                text = text if ing else f"{who} {single if self._single else plural} {phrase.template}"
            case Form.WHOSE:
                text = f"[whose|where|where the|whose] {text}" if not self.main.is_person else f"[whose|where] {text}"
        return self._worded(condition, text)

    def does(self, conditions: Sequence[Condition], *, single: bool = False) -> str:
        """The conditions as a predicate of the rows: scored above 80 in math and are in class 3."""
        self.said.update(conditions)
        said = []
        for condition in self._in_any_order(conditions):
            owner = self._owner(condition.column)
            if owner is not self.main:
                have = "has" if single else "have"
                said.append(f"{have} {with_article(owner.en[0][0])} {self._of_parent(condition)}")
            else:
                said.append(self._predicate(condition, single=single))
        if len(said) > 2:
            return ", ".join(said[:-1]) + (" or " if self.d.any_of else " and ") + said[-1]
        return (" or " if self.d.any_of else self.one(" and | and | and | and also ")).join(said)

    def _of_parent(self, condition: Condition) -> str:
        if condition.column == self._owner(condition.column).label:
            return self._worded(condition, f"whose {words.WHOSE[condition.op]}", bare=True)
        who = "who" if self._owner(condition.column).is_person else self.one("that|which")
        return f"{who} {self._predicate(condition, single=True)}"

    def _predicate(self, condition: Condition, *, single: bool) -> str:
        phrase = self._phrase(condition, behind=False)
        match phrase.form:
            case Form.IS | Form.AT:
                text = f"{'is' if single else 'are'} {phrase.template}"
            case Form.WAS:
                text = f"{'was' if single else 'were'} {phrase.template}"
            case Form.DOES:
                text = f"{phrase.verb[2 if single else 1]} {phrase.template}"
            case _:
                text = f"{'has' if single else 'have'} {phrase.template}"
        return self._worded(condition, text, bare=True)

    def _phrase(self, condition: Condition, *, behind: bool) -> Phrase:
        """One of the ways to say the condition; nothing but predicates unless it stands `behind` a noun."""
        # Behind the rows of another table, what is said of its own would seem to be said of them.
        foreign = behind and self._owner(condition.column) is not self.main
        special = [] if foreign else list(self._special(condition))
        if condition.op in (Op.GT, Op.GE, Op.LT) and not behind:
            # Orders are "from before 2022" behind their noun, and nobody says that they are before 2022.
            special = [phrase for phrase in special if phrase.form is not Form.AT]
        if special and self.rng.random() < (0.85 if condition.column.role is Role.YEAR else 0.5):
            return self.rng.choice(special)
        plain = list(self._plain(condition))
        usable = [phrase for phrase in plain if behind or phrase.form is not Form.WHOSE]
        return self.rng.choice(usable or special)

    def _plain(self, condition: Condition) -> Iterator[Phrase]:
        """The ways that serve any column."""
        column, op = condition.column, condition.op
        if column.role is Role.FLAG and op in (Op.EQ, Op.NE):
            is_so = bool(condition.values[0]) == (op is Op.EQ)
            yield Phrase(Form.IS, "{stem}" if is_so else "not {stem}")
            yield Phrase(Form.WHOSE, f"{{noun}} is {'[true|yes|1]' if is_so else '[false|no|0]'}")
            yield Phrase(Form.IS, "[marked|flagged] as {stem}" if is_so else "not [marked|flagged] as {stem}")
        elif op in words.MARKED:
            for ing, did, rest in words.MARKED[op]:
                yield Phrase(Form.DOES, rest, (ing, did, did))
            yield Phrase(Form.HAS, words.MARKED_HAVE[op])
        elif column.role in (Role.DATE, Role.YEAR) and op in words.DATED:
            yield Phrase(Form.HAS, f"[{{a_noun}}|{{noun}}] {words.DATED[op]}")
            was = words.TIMES if column.role is Role.YEAR or op in (Op.IN_YEAR, Op.IN_MONTH) else words.DAYS
            yield Phrase(Form.WHOSE, f"{{noun}} [is|was|is|falls] {was[op]}" if op is not Op.EQ else "{noun} is {a}")
        elif op in words.OF_COMPARED and column.role is Role.MEASURE:
            yield Phrase(Form.HAS, "[{noun}|{a_noun}|{a_noun}] {of_cmp}")
            yield Phrase(Form.WHOSE, words.WHOSE[op])
        else:
            yield Phrase(Form.HAS, words.HAVE[op])
            yield Phrase(Form.WHOSE, words.WHOSE[op])

    def _special(self, condition: Condition) -> Iterator[Phrase]:
        """The ways that this column's noun or scale brings with it."""
        column, op = condition.column, condition.op
        owner = self._owner(column)
        if op in marks.ABSENT and column.is_score and owner.is_person and self._has_subject(column):
            for ing, did, rest in marks.ABSENT[op]:
                yield Phrase(Form.DOES, rest, (ing, did, did))
        if op is Op.NULL:
            yield Phrase(Form.IS, words.WITHOUT)
        elif column.role in (Role.DATE, Role.YEAR):
            yield from self._timed(condition)
        elif column.role is Role.MEASURE and op in words.DONE:
            yield from self._measured(condition)
        elif op is Op.PREFIX and owner.is_person and owner.label == column:
            value = str(condition.values[0])
            if len(value) == 1 and not value.isascii():
                yield Phrase(Form.IS, words.SURNAME)
        elif op in (Op.EQ, Op.IN, Op.NE, Op.NOT_IN) and (state := self.only(column, verbs.STATES)):
            said = (state.of_people if owner.is_person and state.of_people else state.said).replace("{a}", "{either}")
            is_so = op in (Op.EQ, Op.IN)
            if is_so:
                yield Phrase(Form.IS, said)
            elif " " in said:
                yield Phrase(Form.IS, f"not {said}")
            for ing, plural, single, rest in (*state.does, *(state.people_do if owner.is_person else ())):
                done = (ing, plural, single)
                undone = (f"not {ing}", f"[do not|don't] {plural}", f"[does not|doesn't] {plural}")
                yield Phrase(Form.DOES, rest, done if is_so else undone)

    def _timed(self, condition: Condition) -> Iterator[Phrase]:
        column, op = condition.column, condition.op
        times = words.TIMES if column.role is Role.YEAR else words.DAYS
        if op not in times:
            return
        happening = self.only(column, verbs.HAPPENINGS)
        if happening:
            yield Phrase(Form.WAS, f"{happening.done} {times[op]}")
            if happening.did:
                yield Phrase(Form.DOES, times[op], ("", happening.did, happening.did))
        own = self._owner(column)
        only = len(own.having(column.role)) == 1 and own is self.main
        if only and (column.en[0] in ("year", "fiscal year", "date") or (own.is_event and column.role is Role.DATE)):
            yield Phrase(Form.AT, times[op])
            yield Phrase(Form.AT, times[op] if op not in (Op.EQ, Op.IN_YEAR) else "[from {a}|of {a}|for {a}|from {a}]")

    def _measured(self, condition: Condition) -> Iterator[Phrase]:
        column, op = condition.column, condition.op
        numbered = self.only(column, verbs.NUMBERED)
        if numbered and op in numbered:
            yield Phrase(Form.IS, numbered[op])
        verb = self.verb_of(column)
        if verb is verbs.SCORED:
            yield Phrase(Form.DOES, f"{words.DONE[op]}{{in_subject}}", (verb.ing, verb.plural, verb.single))
            ing, did, rest = self.rng.choice(marks.MARKS[op])
            yield Phrase(Form.DOES, rest, (ing, did, did))
            if self._has_subject(column):
                yield Phrase(Form.HAS, f"{words.DONE[op]}{{in_subject}}")
        elif verb:
            yield Phrase(Form.DOES, words.DONE[op], (verb.ing, verb.plural, verb.single))
        more = words.BARE_MORE.get(column.scale)
        if more and op in (Op.GT, Op.LT) and self.is_plain(column) and column.scale is not Scale.OLD:
            yield Phrase(Form.IS, f"{more[0 if op is Op.GT else 1]} than {{a}}{{u}}")
        if self.is_counted(column):
            yield Phrase(Form.HAS, words.COUNTED[op])
        if had := self.only(column, verbs.HAD):
            yield Phrase(Form.HAS, words.COUNTED[op].replace("{noun}", had))

    def verb_of(self, column: ColumnMeaning) -> verbs.Verb | None:
        """What the rows do with the measure, if there is a verb for it."""
        owner = self._owner(column)
        if column.is_score and owner.is_person:
            return verbs.SCORED
        verb = self.only(column, verbs.VERBS)
        return verb if verb and (owner.is_person or not verb.of_people) else None

    def is_plain(self, column: ColumnMeaning) -> bool:
        """Whether "larger" says enough: no other measure of that scale is there."""
        if self._owner(column).is_person and column.scale not in words.BARE_OF_PEOPLE:
            return False
        if column.en[0].split()[-1] not in words.BARE_HEADS:
            return False
        same = sum(c.scale is column.scale and c.role is Role.MEASURE for c in self.main.columns)
        return column.table == self.main.table.name and column.role is Role.MEASURE and same == 1

    def is_counted(self, column: ColumnMeaning) -> bool:
        """Whether there are more or fewer of it: beds, goals."""
        return column.scale is Scale.MANY and column.en[0].endswith("s") and "number of" not in column.en[0]

    def in_subject(self, column: ColumnMeaning) -> str:
        """In math, of a mark called math score; nothing of a mark that is called score."""
        subject = self.subject_of(column)
        return f" in {subject}" if subject not in _MARKS else ""

    def _has_subject(self, column: ColumnMeaning) -> bool:
        """Whether the mark is one of a subject rather than just "score"."""
        return not any(noun in _MARKS for noun in column.en)

    def subject_of(self, column: ColumnMeaning) -> str:
        """Math, of the math score."""
        noun = self.noun(column)
        front, _, head = noun.rpartition(" ")
        return front if head in _MARKS and front else noun

    def _worded(self, condition: Condition, template: str, *, bare: bool = False) -> str:
        """The template with the condition's column and values; `bare`: its table is told by the sentence."""
        column = condition.column
        noun = self.noun(column) if bare else self.column(column)
        plain = column.role is Role.YEAR
        values = [str(v) if plain else spoken_value(v, self.rng) for v in condition.values]
        a, b = [*values, "", ""][:2]
        unit = column.unit_en if column.role is Role.MEASURE and column.unit_en != noun else ""
        unit = self.one(f" {unit}||") if unit and unit not in noun.split() else ""
        parts = {
            "noun": noun,
            "a_noun": with_article(noun),
            "mark": self.subject_of(column),
            "stem": noun.removeprefix("is ").removeprefix("has "),
            "a": a,
            "b": b,
            "u": unit,
            "either": ", ".join(values[:-1]) + f" or {values[-1]}" if len(values) > 1 else a,
            "listed": ", ".join(values),
            "nor": " nor ".join(values),
            "month": spoken_month(condition.values, self.rng) if condition.op is Op.IN_MONTH else "",
        }

        def part(name: str) -> str:
            if name == "cmp":
                return say(self.rng, f"[{words.COMPARED[condition.op]}]", part)
            if name == "done":
                return say(self.rng, words.DONE[condition.op], part)
            if name == "of_cmp":
                return say(self.rng, words.OF_COMPARED[condition.op], part)
            return self.in_subject(column) if name == "in_subject" else parts[name]

        return say(self.rng, template, part)
