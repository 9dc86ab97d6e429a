"""How people ask in English: the parts of a draft said in many ways, and sentences made of them.

`ask` is the only entrance. `en_conditions` says columns and conditions, `en_numbers` what is measured; here the
rows, the groups and the sentence, whose patterns stand in `en_sentences`.
"""

import random
import re
from collections.abc import Iterator, Sequence

from text2sql.lexicon import Role
from text2sql.synth.en_acts import Acts
from text2sql.synth.en_groups import Groups
from text2sql.synth.en_idioms import Idioms
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_openers import Openers
from text2sql.synth.en_sentences import SENTENCES
from text2sql.synth.en_summary import Summaries
from text2sql.synth.en_verbs import ASKED, HAPPENINGS, SCORED, STATES
from text2sql.synth.en_windows import Windows
from text2sql.synth.en_words import BARE_MORE
from text2sql.synth.families import Draft, sentence_keys
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.say import say

_ASKING = frozenset(
    "which what who how whose when where is are do does did was were can could would will may has have by in any at on".split()
)

# Parts that name the rows.
_ROWS = re.compile(r"\{\w*(row|who|one_of|name|claimed|tested|some|others)")
_HAVE_GROUPS = re.compile(r"\{group_many\} do \{(who|some)\}")


def ask(draft: Draft, rng: random.Random) -> str:
    """One way to ask the draft's question in English; every condition and column of it is said."""
    for _ in range(100):
        speaker = Speaker(draft, rng)
        sentence = say(rng, speaker.chosen(), speaker.part)
        if draft.needed <= speaker.said:
            return speaker.closed(sentence)
    raise AssertionError(f"no sentence says all of {draft.family}: {draft.sql}")


class Speaker(Groups, Acts, Idioms, Openers, Summaries, Windows):
    """Says one question; every public method without arguments is a part that sentences may name."""

    def sentences(self) -> Sequence[str]:
        """The sentences that fit the draft."""
        keys = sentence_keys(self.d)
        found = [sentence for key in (*keys, *self._more(keys[0])) for sentence in SENTENCES.get(key, ())]
        if self.main.label in self.d.groups:
            # Students have no students.
            return [each for each in found if not _HAVE_GROUPS.search(each)]
        return found

    def chosen(self) -> str:
        """One of them; a number of a table that hangs on another wants its rows named, if only as all of them."""
        sentence = self.rng.choice(self.sentences())
        hangs = bool(self.main.table.foreign_keys) or len(self.d.frame.tables) > 1
        is_of_rows = bool(_ROWS.search(sentence)) or (bool(self.d.values) and not self.d.groups)
        self._wants_rows = hangs and self.d.measured is not None and not is_of_rows
        return sentence

    def _more(self, key: str) -> Iterator[str]:
        """Keys that only English has: where a verb or a question of its own stands for a column."""
        d = self.d
        if d.conditions:
            yield f"{key}@some"
        if len(d.frame.tables) == 2 and (act := self.act()):
            if act.did:
                yield from (f"{key}@act", f"{key}@owned@act" if d.owner and len(d.conditions) == 1 else "")
            if act.never and not d.conditions:
                yield f"{key}@never"
        if key in ("value_of", "of_parent") and len(d.columns) == 1 and self._asked():
            yield "value_of@asked"
        if d.measured and not d.measured.form and d.measured.columns[0].table == self.main.table.name:
            verb = self.verb_of(d.measured.columns[0])
            if verb is SCORED and self.in_subject(d.measured.columns[0]):
                yield f"{key}@scored"
                yield f"{key}@scored_{d.aggregate.lower()}"
                if self.groups_do() and d.aggregate in ("AVG", ""):
                    yield f"{key}@doing"
            if verb:
                yield f"{key}@verb"
                if d.aggregate in ("AVG", "SUM"):
                    yield f"{key}@overall"
            if d.measured.columns[0].scale in BARE_MORE and self.is_plain(d.measured.columns[0]):
                yield f"{key}@bare"
                yield f"{key}@bare_{d.aggregate.lower()}"

    def closed(self, sentence: str) -> str:
        """The sentence with its capital and its mark, sometimes with a greeting or thanks."""
        sentence = (
            " ".join(sentence.split()).replace(" ,", ",").replace("all all ", "all ").replace(" :", ":").strip(" ,")
        )
        for table in self.d.frame.tables:
            for single, many in (*table.en, (self.one_row, self.many)):
                sentence = re.sub(
                    rf"\b(than|most|least|over|exactly) (1|one) {re.escape(many)}\b", rf"\1 \2 {single}", sentence
                )
        asks = "?" not in sentence and sentence.split(" ")[0].lower().removesuffix("'s") in _ASKING
        sentence = self.greeted(sentence)
        if self.rng.random() < 0.8:
            sentence = sentence[0].upper() + sentence[1:]
        if sentence[-1] in "?.!":
            return sentence
        return sentence + self.one("?|?|?|" if asks else ".|||")

    def every_row(self) -> str:
        """All of the rows that meet the conditions."""
        return self.form("[|||all |all the |the |every one of the |each of the ]{who}")

    # Rows

    def row(self) -> str:
        """What a row is called."""
        return self.one_row

    def rows(self) -> str:
        """What rows are called."""
        return self.many

    def one_of(self) -> str:
        """One of them."""
        return self.rows_of(self.d.conditions, self.one_row)

    def name(self) -> str:
        """The named row."""
        return self.rows_of(self.d.conditions, "")

    def meet(self) -> str:
        """The conditions as what rows do: scored above 80 in math."""
        return self.does(self.d.conditions)

    def meets(self) -> str:
        """The same of one row."""
        return self.does(self.d.conditions, single=True)

    def meet_first(self) -> str:
        """The first condition alone."""
        return self.does(self.d.conditions[:1])

    def their(self) -> str:
        """The columns of the named row: Alice's math in 2020, the math of Alice."""
        named, rest = self._apart()
        possessive = named and self.rng.random() < 0.45
        self.said.update(("columns",))
        if not possessive or not named:
            return self.form("[the {columns} [of|of|for] {name}]")
        return f"{self._named(named)}'s {self.columns()} {self.all_of([self._of_named(c) for c in rest])}".strip()

    def name_s(self) -> str:
        """The named row's, without what else is said of it."""
        named, _ = self._apart()
        return f"{self._named(named)}'s" if named else f"{self.name()}'s"

    def rest_of_name(self) -> str:
        """What else is said of it."""
        named, rest = self._apart()
        return self.all_of([self._of_named(c) for c in rest]) if named else ""

    def _apart(self) -> tuple[Condition | None, list[Condition]]:
        named = [c for c in self.d.conditions if c.column == self.main.label and c.op is Op.EQ]
        return (named[0] if named else None), [c for c in self.d.conditions if c not in named[:1]]

    def asked(self) -> str:
        """The question that one column of the named row has of its own: how old is Alice."""
        self.said.add("columns")
        named, rest = self._apart()
        column = self.d.columns[0]
        parts = {
            "name": self._named(named) if named else "",
            "noun": self.noun(column),
            "subject": self.subject_of(column),
        }
        behind = self.all_of([self._of_named(c) for c in rest])
        return f"{say(self.rng, self._asked(), parts.__getitem__)} {behind}".strip()

    def _asked(self) -> str:
        """The template of such a question; empty if the column has none."""
        column = self.d.columns[0]
        named, _ = self._apart()
        if named is None or column.table != self.main.table.name:
            return ""
        if happening := self.only(column, HAPPENINGS):
            return f"[{'what year|in which year' if column.role is Role.YEAR else 'when|when|on what date'}] {happening.asked}"
        verb = self.verb_of(column)
        if verb is SCORED:
            return verb.asked if self.in_subject(column) else ""
        if verb:
            return verb.asked
        if state := self.only(column, STATES):
            ways = [state.asked, state.asked_of_people if self.main.is_person else ""]
            return self.rng.choice([way for way in ways if way] or [""])
        return self.only(column, ASKED) or ""

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
        parent, child = self.d.frame.tables
        noun = self.rng.choice(child.en)[1]
        # What is said of the children is said of their own columns.
        self.main = child
        said = self.rows_of(self.d.conditions, noun)
        self.main = parent
        return said

    def few_rows(self) -> str:
        """member, 3 members."""
        return self.one_row if self.d.n == 1 else f"{self.n()} {self.many}"

    def who_or_which(self) -> str:
        """who, which member."""
        which = f"which {self.one_row}|what {self.one_row}|which {self.one_row}"
        return self.one(f"who|who|who|{which}" if self.main.is_person else which)

    def who_of_two(self) -> str:
        """Who, which one, of two that are named."""
        return self.one(
            "who|who|which of the two|which one" if self.main.is_person else "which|which one|which of the two"
        )

    # Columns

    def shown_too(self) -> str:
        """That the number is asked for too; empty if it is not."""
        self.said.add("shown")
        if not self.d.shown:
            return ""
        said = self.aggregated()
        return self.one(
            f", and what is it| and what is the {said}|, with the value|, including the {said}||, showing the {said}"
            f"| along with the {said}|, with its {said}| together with the {said}|, plus the {said}"
        )

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
            return self.one(
                f"passed {every}|have passing marks in {every}|made it through {every}|got a pass in {every}|reached the pass mark in {every}"
            )
        if self.d.op is Op.FAIL:
            return self.one(f"failed {every}|have failing marks in {every}|flunked {every}|got a fail in {every}")
        beyond = self.compared(self.d.op, number(self.d.values[0]))
        verb = "score" if all(c.is_score for c in self.d.columns) else "have"
        both = "all" if len(self.d.columns) > 2 else "both"
        return self.one(f"have {every} {both} {beyond}|{verb} {beyond} in {every}")

    def passes_any(self) -> str:
        """The same of at least one."""
        every = self.every()
        if self.d.op is Op.FAIL:
            return self.one(
                f"failed at least one of {every}|failed any of {every}|failed one or more of {every}|flunked at least one of {every}"
            )
        beyond = self.compared(self.d.op, number(self.d.values[0]))
        return self.one(f"have at least one of {every} {beyond}|have {beyond} in any of {every}")

    def what_columns(self) -> str:
        """What are the columns, of several rows."""
        if self.d.asked or len(self.d.columns) > 1:
            return f"{self.what_are()} the {self.columns()}"
        return f"{self.one(f'what are|what are|{self.show()}')} the {self.columns_many()}"

    def columns_many(self) -> str:
        """The columns, a single one in plural."""
        return plural_noun(self.columns()) if len(self.d.columns) == 1 else self.columns()

    def is_or_are(self) -> str:
        """is, are."""
        return "is" if len(self.d.asked or self.d.columns) == 1 else "are"

    def what_is_or_are(self) -> str:
        """Before the columns but the first."""
        return "what is" if len(self.d.asked or self.d.columns) == 2 else "what are"

    def when_or_what(self) -> str:
        """What is, what are, when is."""
        if len(self.d.asked or self.d.columns) > 1:
            return "what are"
        if self.d.asked:
            return "what is"
        return self.one("when is|what is") if self.d.columns[0].role is Role.DATE else "what is"
