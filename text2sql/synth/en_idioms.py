"""What English says by a verb or an adjective instead of a number's noun: did better, came second, is the oldest."""

from text2sql.lexicon import Role, Scale
from text2sql.synth import en_words as words
from text2sql.synth.en_numbers import Numbers

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
        return self._did(self.d.op.value.startswith(">"))

    def _did(self, better: bool) -> str:
        return self.one(
            "did better|scored higher|got more points|got a better mark|got a higher mark|achieved more"
            if better
            else "did worse|scored lower|got fewer points|got a worse mark|got a lower mark|achieved less"
        )

    def bettered(self) -> str:
        """Better or worse, as the threshold compares."""
        return self.one("better|stronger" if self.d.op.value.startswith(">") else "worse|weaker")

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
