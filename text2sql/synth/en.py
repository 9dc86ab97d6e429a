"""How people ask in English: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. `en_conditions` says columns and conditions, `en_numbers` what is measured; here the
rows, the groups and the sentence, whose patterns stand in `en_sentences`.
"""

import random
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.lexicon.naming import plural
from text2sql.synth.en_sentences import SENTENCES
from text2sql.synth.en_several import Several
from text2sql.synth.families import Draft, sentence_keys
from text2sql.synth.parts import Op, number
from text2sql.synth.say import say

_ASKING = frozenset("which what who how whose when where is are do does can could by in".split())


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in English; every condition and column of it is said."""
    for _ in range(100):
        speaker = Speaker(draft, rng)
        sentence = say(rng, rng.choice(speaker.sentences()), speaker.part)
        if draft.needed <= speaker.said:
            return speaker.closed(sentence)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class Speaker(Several):
    """Says one question; every public method without arguments is a part that sentences may name."""

    def sentences(self) -> Sequence[str]:
        """The sentences that fit the draft."""
        return [sentence for key in sentence_keys(self.d) for sentence in SENTENCES.get(key, ())]

    def closed(self, sentence: str) -> str:
        """The sentence with its capital and its mark, sometimes with a greeting."""
        sentence = " ".join(sentence.replace(" ,", ",").replace("all all ", "all ").split()).strip(" ,")
        asks = sentence.split(" ")[0].lower().removesuffix("'s") in _ASKING
        if self.rng.random() < 0.03:
            sentence = self.one("hi, |hey, |please tell me: |quick question: ") + sentence
        if self.rng.random() < 0.88:
            sentence = sentence[0].upper() + sentence[1:]
        if sentence[-1] in "?.!":
            return sentence
        return sentence + self.one("?|?|?|" if asks else ".||")

    # Openers

    def show(self) -> str:
        """Before what is to be listed."""
        return self.one(
            "list|show|find|give me|show me|get|return|please list|display|I need|can you list|give|list all|tell me|"
            "pull up|I want to see|please show|could you give me"
        )

    def whats(self) -> str:
        """Before one number."""
        return self.one(
            "what is|what is|what's|tell me|give me|find|show|calculate|compute|I'd like to know|get|what was|"
            "can you tell me"
        )

    def what_are(self) -> str:
        """Before several."""
        return self.one("what are|list|show|give me|show me|find|return|tell me")

    # Rows

    def row(self) -> str:
        """What a row is called."""
        return self.one_row

    def rows(self) -> str:
        """What rows are called."""
        return self.many

    def who(self) -> str:
        """The rows that meet the conditions: students in class 3 with math above 90."""
        return self.rows_of(self.d.conditions, self.many)

    def one_of(self) -> str:
        """One of them."""
        return self.rows_of(self.d.conditions, self.one_row)

    def name(self) -> str:
        """The named row."""
        return self.rows_of(self.d.conditions, "")

    def scope(self) -> str:
        """The conditions behind a sentence: among members in Berlin; empty if there are none."""
        return f"{self.one('among|for|of|considering only|for')} {self.who()}" if self.d.conditions else ""

    def before(self) -> str:
        """The same before the sentence, with a comma."""
        return f"{self.one('among|for|of')} {self.who()}," if self.d.conditions else ""

    def rest_scope(self) -> str:
        """The rows that meet the conditions but the first."""
        rest = self.d.conditions[1:]
        return self.rows_of(rest, self.many) if rest else self.one("all |the |") + self.many

    def tested(self) -> str:
        """The rows of the first condition."""
        return self.rows_of(self.d.conditions[:1], self.many)

    def tested_two(self) -> str:
        """The rows of the second."""
        return self.rows_of(self.d.conditions[1:2], self.many)

    def test(self) -> str:
        """The first condition behind a noun: with math above 90."""
        return self.after(self.d.conditions[0])

    def passed(self) -> str:
        """The measure of the first condition: math of "passed math"."""
        self.said.add(self.d.conditions[0])
        return self.column(self.d.conditions[0].column)

    def predicates(self) -> str:
        """The conditions behind a noun."""
        return self.all_of([self.after(c) for c in self.d.conditions])

    def children(self) -> str:
        """Rows of the child table."""
        child = self.d.frame.tables[1]
        return self.rows_of(self.d.conditions, child.en[0][1]) if self.d.conditions else self.rng.choice(child.en)[1]

    def few_rows(self) -> str:
        """member, 3 members."""
        return self.one_row if self.d.n == 1 else f"{self.n()} {self.many}"

    def who_or_which(self) -> str:
        """who, which member."""
        return self.one(f"who|which {self.one_row}") if self.main.is_person else f"which {self.one_row}"

    # Columns

    def shown_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        said = self.aggregated()
        return self.one(f", and what is it| and what is the {said}|, with the value|, including the {said}")

    def every(self) -> str:
        """The parallel measures."""
        self.said.add("columns")
        if self.d.n and self.rng.random() < 0.6:
            score = all(c.is_score for c in self.d.columns)
            return self.one("every subject|all subjects|each subject" if score else "every measure|all measures")
        return self.together([self.column(c) for c in self.d.columns])

    def passes_every(self) -> str:
        """What is said of the rows: passed all subjects, have both above 80."""
        every = self.every()
        if self.d.op is Op.PASS:
            return self.one(f"passed {every}|have passing marks in {every}")
        if self.d.op is Op.FAIL:
            return self.one(f"failed {every}|have failing marks in {every}")
        beyond = self.compared(self.d.op, number(self.d.values[0]))
        verb = "score" if all(c.is_score for c in self.d.columns) else "have"
        both = "all" if len(self.d.columns) > 2 else "both"
        return self.one(f"have {every} {both} {beyond}|{verb} {beyond} in {every}")

    def passes_any(self) -> str:
        """The same of at least one."""
        every = self.every()
        if self.d.op is Op.FAIL:
            return self.one(f"failed at least one of {every}|failed any of {every}")
        beyond = self.compared(self.d.op, number(self.d.values[0]))
        return self.one(f"have at least one of {every} {beyond}|have {beyond} in any of {every}")

    def is_or_are(self) -> str:
        """is, are."""
        return "is" if len(self.d.columns) == 1 else "are"

    def when_or_what(self) -> str:
        """What is, what are, when is."""
        if len(self.d.columns) > 1:
            return "what are"
        return self.one("when is|what is") if self.d.columns[0].role is Role.DATE else "what is"

    # Groups

    def group(self) -> str:
        """What is grouped by."""
        return self.column(self.d.groups[0])

    def group_many(self) -> str:
        """The same in plural."""
        return plural(self.group())

    def each(self) -> str:
        """For each class."""
        said = self.together([self.column(c) for c in self.d.groups])
        return self.one(f"for each {said}|per {said}|by {said}|in each {said}|for every {said}|grouped by {said}")

    def each_period(self) -> str:
        """For each month."""
        period = "month" if self.d.n == 12 else "year"
        return self.one(f"for each {period}|per {period}|by {period}|in each {period}|every {period}")

    def which_period(self) -> str:
        """Which month."""
        return "which month" if self.d.n == 12 else "which year"

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
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)
