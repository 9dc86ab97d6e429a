"""What English says by a verb or an adjective instead of a number's noun: did better, came second, is the oldest."""

from text2sql.lexicon import Role, Scale
from text2sql.synth import en_words as words
from text2sql.synth.en_numbers import Numbers
from text2sql.synth.parts import Measured, Op

_HOW = {
    Scale.OLD: "how old", Scale.COSTLY: "[how expensive|how dear|how costly]", Scale.HEAVY: "how heavy", Scale.TALL: "how tall",
    Scale.FAST: "how fast", Scale.LONG: "how long", Scale.LARGE: "[how large|how big]",
}  # fmt: skip


class Idioms(Numbers):
    """Says what rows and groups did with their marks, and how old or dear they are."""

    def each_predicate(self) -> str:
        """The conditions behind "everyone"."""
        self._single = True
        said = self.all_of([self.after(c) for c in self.d.conditions])
        self._single = False
        return said

    def nth_came(self) -> str:
        """Came second; of the lowest, came second from the bottom."""
        nth = self.ordinal()
        if self.d.descending:
            return self.form(f"[[came|came|finished|came in|placed|ranked|was] {nth}|took {nth} place]")
        return self.form(f"[[came|finished|was] {nth} from [the bottom|last]|did {nth} worst]")

    def did_best(self) -> str:
        """What the first or last of groups did."""
        return self.one(
            "did best|performed best|scored highest|came out best|came first|got the best results|was strongest|came out on top"
            if self.d.descending
            else "did worst|performed worst|scored lowest|came out worst|came last|got the poorest results|was weakest"
        )

    def do_best(self) -> str:
        """The same of rows."""
        return self.one(
            "do best|score highest|perform best" if self.d.descending else "do worst|score lowest|perform worst"
        )

    def best_worst(self) -> str:
        """Best, worst, before an average."""
        return self.one("best|highest|top" if self.d.descending else "worst|lowest|poorest")

    def strongest(self) -> str:
        """Strongest, weakest, before a group."""
        return self.one("strongest|best|top" if self.d.descending else "weakest|worst|poorest")

    def largest(self) -> str:
        """Largest, smallest, of a group that has many rows."""
        return self.one("largest|biggest" if self.d.descending else "smallest")

    def did_better(self) -> str:
        """Did better, by the order."""
        return self._did(self.d.descending)

    def did_more(self) -> str:
        """Did better, as the threshold compares."""
        return self._did(self.d.op is Op.GT)

    def _did(self, better: bool) -> str:
        return self.one(
            "did better|scored higher|got more points|got a better mark|got a higher mark|achieved more"
            if better
            else "did worse|scored lower|got fewer points|got a worse mark|got a lower mark|achieved less"
        )

    def bettered(self) -> str:
        """Better or worse, as the threshold compares."""
        return self.one("better|stronger" if self.d.op is Op.GT else "worse|weaker")

    def bare_end(self) -> str:
        """Oldest, cheapest, by the order."""
        return self._bare(most=self.d.descending)

    def bare_extreme(self) -> str:
        """The same by the aggregate."""
        return self._bare(most=self.d.aggregate == "MAX")

    def bare_better(self) -> str:
        """Older, cheaper, by the order."""
        return self.form(words.BARE_MORE[self._scale()][0 if self.d.descending else 1])

    def how_big(self) -> str:
        """How old, how expensive."""
        return self.form(_HOW[self._scale()])

    def _bare(self, *, most: bool) -> str:
        return self.form(words.BARE_MOST[self._scale()][0 if most else 1])

    def groups_do(self) -> bool:
        """Whether the groups can be said to do well: a class, but no teacher."""
        return len(self.d.groups) == 1 and self.d.groups[0].role is Role.CATEGORY

    def above_average(self) -> str:
        """Above-average, before a number."""
        up = self.d.op is Op.GT
        return self.one(
            "above-average|above average|higher than average"
            if up
            else "below-average|below average|lower than average"
        )

    def a_changed(self) -> str:
        """A higher, of what was compared with another year."""
        return self.one("a |") + self.more()

    def subject(self) -> str:
        """Math, of the math score."""
        assert self.d.measured is not None
        return self._subject(self.d.measured)

    def other_subject(self) -> str:
        """The subject it is compared with."""
        assert self.d.second is not None
        return self._subject(self.d.second)

    def _subject(self, measured: Measured) -> str:
        return self.subject_of(measured.columns[0])

    def rank_end(self) -> str:
        """The end of a ranking."""
        return self.one(
            "first|on top|at the top|in first place|out ahead"
            if self.d.descending
            else "last|at the bottom|in last place"
        )

    def place(self) -> str:
        """The place as a number."""
        return str(self.d.n)

    def rise_most(self) -> str:
        """Increased or dropped, before "the most"."""
        up = self.d.descending
        return self.one(
            "increased|improved|went up|rose|grew|climbed|jumped"
            if up
            else "decreased|dropped|went down|fell|declined|slipped|sank"
        )

    def rise(self) -> str:
        """Increased or dropped."""
        up = "increased|improved|went up|rose|grew|got higher|climbed|moved up|has gone up|has risen"
        return self.one(
            up
            if self.d.op is Op.GT
            else "decreased|dropped|went down|fell|declined|got lower|slipped|sank|has gone down|has fallen"
        )

    def gain(self) -> str:
        """Increase or drop."""
        return self.one(
            "increase|improvement|gain|rise|growth|jump|progress|step up"
            if self.d.descending
            else "decrease|drop|decline|fall|loss|setback|slide"
        )

    def repeats(self) -> str:
        """More than once."""
        n = self.d.n
        once = "more than once|multiple times|at least twice|two or more times|several times|not just once|repeatedly|twice or more"
        word = self.one(f"{n}|{words.NUMERALS[n]}")
        return self.one(once if n == 1 else f"more than {word} times|over {word} times|at least {n + 1} times")
