"""How claims that need a second look at the rows are said in English: behind a noun, and as what rows do."""

from text2sql.synth.claims import Claim, Kind
from text2sql.synth.en_group_claims import GroupClaims, Said
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.en_verbs import STATES
from text2sql.synth.parts import Condition, Op, number

_TIMES = {
    2.0: "twice|two times|2 times|double",
    3.0: "three times|3 times|triple",
    1.5: "1.5 times|one and a half times",
}


class Claims(GroupClaims):
    """Says the claims of a draft, as what is said of its rows."""

    def claims_after(self) -> str:
        """All claims behind a noun: whose math is above the average of class 3 and who were there in 2020."""
        said = [self._claimed(each, behind=True) for each in self.d.claims]
        return self.one(" and | and |, ").join(said)

    def claims_do(self) -> str:
        """The same as a predicate: have math above the average of class 3."""
        return self.one(" and | and | and also ").join(self._claimed(each, behind=False) for each in self.d.claims)

    def claimed(self) -> str:
        """The rows with what conditions and claims say of them."""
        joint = " and " if self.d.conditions and self.rng.random() < 0.35 else " "
        return f"{self.who()}{joint}{self.claims_after()}"

    def who(self) -> str:
        """The rows that meet the conditions."""
        return self.rows_of(self.d.conditions, self.many)

    def claimed_rows(self) -> str:
        """The rows with the claims alone."""
        return f"{self.many} {self.claims_after()}"

    def _claimed(self, claim: Claim, *, behind: bool) -> str:
        before = set(self.said)
        said = self._said(claim)
        self.said = {*before, claim}
        return self.one(said.after if behind else said.done)

    def _said(self, claim: Claim) -> Said:
        match claim.kind:
            case Kind.AGGREGATE:
                return self._held_against(claim, self._subset(claim))
            case Kind.WITHIN:
                return self._near(claim)
            case Kind.ROW:
                return self._against_row(claim)
            case Kind.MATE:
                return self._mate(claim)
            case Kind.BEST_GROUP | Kind.GROUP_HAVING:
                return self._of_group(claim)
            case Kind.GROUP_WITH | Kind.GROUP_WITHOUT:
                return self._group_with(claim)
            case Kind.OWN_GROUP:
                return self._own_group(claim)
            case Kind.ALSO | Kind.NOT_ALSO:
                return self._also(claim)
            case Kind.CHANGED:
                return self._changed(claim)
            case Kind.SWITCHED:
                return self._switched(claim)
            case Kind.ALL | Kind.NONE | Kind.SOME | Kind.PART:
                return self._throughout(claim)
            case Kind.DIFFERENT | Kind.APART:
                return self._spread(claim)
            case Kind.HAS | Kind.HAS_NOT | Kind.HAS_MANY | Kind.HAS_MOST:
                return self._has(claim)
            case Kind.OF_BEST:
                return self._of_best(claim)
            case Kind.IN_YEAR:
                year = claim.years[0] if claim.years[1] is None else claim.years[1]
                done = self._done_in(claim.conditions[0], year)
                return Said(f"{self._that()} {done}", done)

    # Against a number

    def _subset(self, claim: Claim) -> str:
        """Whose number it is: of students in class 3; empty where all are meant anyway."""
        if claim.conditions and claim.conditions == self.d.conditions and self.rng.random() < 0.6:
            return self.one(f" of these {self.many}| among them| of those {self.many}")
        if claim.conditions:
            return f" {self.one('of|of|for|among')} {self._rows(claim.conditions)}"
        everyone = f" of all {self.many}| across all {self.many}| over all {self.many}"
        return self.one(everyone if self.d.conditions else f"|||{everyone}")

    def _held_against(self, claim: Claim, whose: str) -> Said:
        measured = claim.measured
        assert measured is not None
        m, other = self.number_of(measured), f"the {self._short(measured, claim.aggregate)}{whose}"
        if claim.op is Op.EQ:
            return Said(
                f"whose {m} equals {other}|whose {m} is {other}|with {m} equal to {other}",
                f"have {m} equal to {other}|have {other}|reach {other}",
            )
        up = claim.op in (Op.GT, Op.GE)
        above = self.one(
            "above|above|over|higher than|greater than" if up else "below|below|under|lower than|less than"
        )
        if claim.margin is not None:
            return self._by(m, "above" if up else "below", other, number(claim.margin))
        if claim.times is not None:
            times = (
                self.one("less than half|below half|under half")
                if claim.op is Op.LT
                else f"{self.one('more than|over')} {self.one(_TIMES[float(str(claim.times))])}"
            )
            return Said(f"whose {m} is {times} {other}|with {m} {times} {other}", f"have {m} {times} {other}")
        return Said(
            f"whose {m} is {above} {other}|with {m} {above} {other}|with {with_article(m)} {above} {other}|whose {m} is {above} {other}",
            f"have {m} {above} {other}|have {with_article(m)} {above} {other}|are {'above' if up else 'below'} {other} in {m}",
        )

    def _by(self, m: str, above: str, other: str, v: str) -> Said:
        way = "higher" if above == "above" else "lower"
        least = self.one(f"at least {v} {above}|{v} or more {above}")
        return Said(
            f"whose {m} is {least} {other}|with {m} {least} {other}|whose {m} is {way} than {other} by at least {v}",
            f"have {m} {least} {other}|are {least} {other} in {m}|have {m} {way} than {other} by {v} or more",
        )

    def _near(self, claim: Claim) -> Said:
        assert claim.measured is not None
        m, v = self.number_of(claim.measured), number(claim.value)
        other = f"the {self._number(claim.measured, 'MAX')}{self._subset(claim)}"
        near = self.one(f"within {v} of|no more than {v} below|at most {v} below")
        return Said(
            f"whose {m} is {near} {other}|with {m} {near} {other}", f"have {m} {near} {other}|are {near} {other} in {m}"
        )

    def _against_row(self, claim: Claim) -> Said:
        assert claim.measured is not None
        m, name = self.number_of(claim.measured), str(claim.conditions[0].values[0])
        note = self._excluding(name)
        if claim.op is Op.EQ:
            return Said(
                f"with the same {m} as {name}{note}|whose {m} is the same as {name}'s{note}|whose {m} equals that of {name}{note}",
                f"have the same {m} as {name}{note}|have exactly {name}'s {m}{note}",
            )
        if claim.op is Op.GE:
            return Said(
                f"whose {m} is at least that of {name}{note}|with {m} no lower than {name}'s{note}",
                f"have {m} at least as high as {name}{note}|have {m} no lower than {name}'s{note}",
            )
        up = claim.op is Op.GT
        if claim.margin is not None:
            return self._by(m, "above" if up else "below", f"{name}'s", number(claim.margin))
        more = self.one("higher|greater" if up else "lower|smaller")
        above = self.one("above|over" if up else "below|under")
        return Said(
            f"whose {m} is {more} than {name}'s|with {m} {above} that of {name}|with a {more} {m} than {name}|whose {m} is {above} {name}'s",
            f"have a {more} {m} than {name}|have {m} {above} {name}'s|have {m} {more} than that of {name}|{'beat' if up else 'are behind'} {name} in {m}",
        )

    def _excluding(self, name: str) -> str:
        return self.one(", excluding NAME|, not counting NAME| (NAME excluded)").replace("NAME", name)

    # Against a group

    def _mate(self, claim: Claim) -> Said:
        assert claim.group is not None
        g, name = self._noun_of(claim), str(claim.conditions[0].values[0])
        note = self._excluding(name)
        return Said(
            f"with the same {g} as {name}{note}|sharing {name}'s {g}{note}|{self._that()} share the {g} of {name}{note}|whose {g} is the same as {name}'s{note}",
            f"have the same {g} as {name}{note}|share {name}'s {g}{note}|share the {g} of {name}{note}",
        )

    def _of_group(self, claim: Claim) -> Said:
        g, d = self._noun_of(claim), claim.descending
        if claim.aggregate == "COUNT":
            what = self.one(f"number of {self.many}|count of {self.many}")
            most = self.one(f"the {'most' if d else 'fewest'} {self.many}|the {'largest' if d else 'smallest'} {what}")
        else:
            assert claim.measured is not None
            what = self._number(claim.measured, claim.aggregate)
            most = f"the {self.one('highest|highest|largest' if d else 'lowest|lowest|smallest')} {what}"
        is_place = self._is_place(claim)
        if claim.kind is Kind.BEST_GROUP and not is_place:
            return Said(
                f"with the {g} that has {most}|whose {g} is the one with {most}|belonging to the {g} with {most}",
                f"belong to the {g} with {most}|have the {g} that has {most}|belong to whichever {g} has {most}",
            )
        if claim.kind is Kind.BEST_GROUP:
            return Said(
                f"in the {g} with {most}|from the {g} with {most}|in whichever {g} has {most}|belonging to the {g} that has {most}",
                f"are in the {g} with {most}|belong to the {g} with {most}|are in whichever {g} has {most}",
            )
        beyond = self.compared(claim.op, spoken_number(claim.value, self.rng))
        if claim.aggregate == "COUNT":
            n = number(claim.value)
            many = self.one(f"more than {n}|over {n}" if claim.op is Op.GT else f"fewer than {n}|less than {n}")
            if not is_place:
                has = f"{many} {self.many}"
                return Said(
                    f"whose {g} has {has}|with {with_article(g)} that has {has}",
                    f"have {with_article(g)} that has {has}",
                )
            return Said(
                f"in {plural_noun(g)} with {many} {self.many}|whose {g} has {many} {self.many}|whose {g} is one with {many} {self.many}",
                f"are in {plural_noun(g)} with {many} {self.many}|belong to {with_article(g)} with {many} {self.many}",
            )
        if not is_place:
            has = f"{with_article(what)} {beyond}"
            return Said(
                f"whose {g} has {has}|with {with_article(g)} that has {has}", f"have {with_article(g)} with {has}"
            )
        return Said(
            f"in {plural_noun(g)} whose {what} is {beyond}|in {with_article(g)} with {with_article(what)} {beyond}|whose {g} has {with_article(what)} {beyond}",
            f"are in {plural_noun(g)} whose {what} is {beyond}|belong to {with_article(g)} whose {what} is {beyond}",
        )

    def _group_with(self, claim: Claim) -> Said:
        g, rows = self._noun_of(claim), self._rows(claim.conditions)
        if not self._is_place(claim):
            has = f"some {rows}" if claim.kind is Kind.GROUP_WITH else f"no {rows}"
            return Said(
                f"whose {g} has {has}|with {with_article(g)} that has {has}", f"have {with_article(g)} that has {has}"
            )
        if claim.kind is Kind.GROUP_WITH:
            return Said(
                f"in {plural_noun(g)} that have {rows}|in {with_article(g)} that has any {rows}|whose {g} has some {rows}|in {with_article(g)} where there are {rows}",
                f"are in {with_article(g)} that has {rows}|belong to {plural_noun(g)} that have any {rows}",
            )
        return Said(
            f"in {plural_noun(g)} that have no {rows}|in {with_article(g)} without any {rows}|whose {g} has no {rows}",
            f"are in {with_article(g)} without any {rows}|belong to {plural_noun(g)} that have no {rows}",
        )

    def _own_group(self, claim: Claim) -> Said:
        assert claim.measured is not None
        m, g = self.number_of(claim.measured), self._noun_of(claim)
        own = self.one(
            f" of {self.many} with the same {g}| among {self.many} with the same {g}| among those sharing their {g}"
        )
        if self._is_place(claim) or self.rng.random() < 0.3:
            own = self.one(f" of their {g}| of their own {g}| in their own {g}| for their {g}")
        if claim.op is not Op.EQ:
            return self._held_against(claim, own)
        most = f"the {self._extreme(claim.measured, 0 if claim.aggregate == 'MAX' else 1)} {m}"
        return Said(
            f"with {most}{own}|{self._that()} have {most}{own}|whose {m} is the {'highest' if claim.aggregate == 'MAX' else 'lowest'}{own}",
            f"have {most}{own}|have {most} within their {g}",
        )

    def _is_place(self, claim: Claim) -> bool:
        """Whether rows are in the group: in a class, but with a teacher."""
        assert claim.group is not None
        state = self.only(claim.group, STATES)
        return state is not None and "in" in state.said.split("{")[0].replace("|", " ").replace("[", " ").split()

    # Another year

    def _done_in(self, condition: Condition, year: int) -> str:
        """What rows did in a year: scored above 80 in math in 2020, were in class 3 in 2020."""
        done = self.does([condition])
        for now, then in (("are ", "were "), ("have ", "had "), ("earn ", "earned "), ("cost ", "cost ")):
            if done.startswith(now):
                done = then + done.removeprefix(now)
        return f"{done} in {year}"

    def _also(self, claim: Claim) -> Said:
        year = claim.years[0]
        if claim.kind is Kind.NOT_ALSO:
            return Said(
                f"with no record in {year}|{self._that()} have no record for {year}|{self._that()} were not there in {year}|missing in {year}",
                f"have no record in {year}|were not there in {year}|do not appear in {year}|are missing in {year}",
            )
        more = claim.conditions[1:]
        if more:
            done = self._done_in(more[0], year)
            return Said(f"{self._that()} {done}", done)
        return Said(
            f"{self._that()} also have a record in {year}|{self._that()} were also there in {year}|{self._that()} also appear in {year}",
            f"also have a record in {year}|were also there in {year}|also appear in {year}",
        )

    def _changed(self, claim: Claim) -> Said:
        assert claim.measured is not None
        m, (before, after) = self.number_of(claim.measured), claim.years
        up = claim.op is Op.GT
        rose = self.one("rose|increased|improved|went up|grew" if up else "fell|dropped|decreased|declined|went down")
        more = self.one("higher|higher|greater" if up else "lower|lower|smaller")
        span = (
            self.one(f"from {before} to {after}|between {before} and {after}")
            if after
            else self.one(f"since {before}|compared to {before}|from {before}|against {before}")
        )
        late = f" in {after}" if after else ""
        if claim.op is Op.EQ:
            if after:
                return Said(
                    f"with the same {m} in {before} and {after}|whose {m} did not change {span}",
                    f"have the same {m} in {before} and {after}|had unchanged {m} {span}",
                )
            return Said(
                f"with the same {m} as in {before}|whose {m} is the same as in {before}",
                f"have the same {m} as in {before}",
            )
        if claim.margin is not None:
            v = number(claim.margin)
            by = self.one(f"by at least {v}|by {v} or more|by no less than {v}")
            return Said(
                f"whose {m} {rose} {by} {span}|whose {m} {rose} {span} {by}|whose {m}{late} is at least {v} {more} than in {before}",
                f"saw their {m} {self._rise(rose)} {by} {span}|have {m}{late} at least {v} {more} than in {before}",
            )
        return Said(
            f"whose {m} {rose} {span}|whose {m} {rose} {span}|with a {more} {m}{late} than in {before}|whose {m}{late} is {more} than in {before}",
            f"have a {more} {m}{late} than in {before}|saw their {m} {self._rise(rose)} {span}|had a {more} {m}{late} than in {before}",
        )

    def _rise(self, rose: str) -> str:
        plain = {
            "rose": "rise", "increased": "increase", "improved": "improve", "went up": "go up", "grew": "grow",
            "fell": "fall", "dropped": "drop", "decreased": "decrease", "declined": "decline", "went down": "go down",
        }  # fmt: skip
        return plain[rose]

    def _switched(self, claim: Claim) -> Said:
        g, (before, after) = self._noun_of(claim), claim.years
        if claim.op is Op.NE:
            if after is None:
                return Said(
                    f"whose {g} is not the same as in {before}|with a different {g} than in {before}|whose {g} has changed since {before}",
                    f"have a different {g} than in {before}|have changed {g} since {before}",
                )
            return Said(
                f"whose {g} changed between {before} and {after}|with a different {g} in {after} than in {before}|whose {g} in {before} and {after} differs",
                f"changed {g} between {before} and {after}|had a different {g} in {after} than in {before}",
            )
        if after is None:
            return Said(
                f"whose {g} is the same as in {before}|with the same {g} as in {before}",
                f"have the same {g} as in {before}|still have the {g} of {before}",
            )
        return Said(
            f"with the same {g} in {before} and {after}|whose {g} did not change between {before} and {after}",
            f"had the same {g} in {before} and {after}|kept the same {g} from {before} to {after}",
        )

    # What is asked of them

    def first_few(self) -> str:
        """How many of an order are wanted: only the first 3."""
        n = self.n()
        if self.d.n == 1:
            return self.one("only the first one|just the first|the first one only|only the top one")
        return self.one(f"only the first {n}|just the first {n}|the first {n} only|limited to {n}|just {n} of them")

    def superlative(self) -> str:
        """Highest math, by the order."""
        assert self.d.measured is not None
        return f"{self._extreme(self.d.measured, 0 if self.d.descending else 1)} {self.measure()}"

    def n_rows(self) -> str:
        """The row, the 3 rows."""
        return self.one_row if self.d.n == 1 else f"{self.n()} {self.many}"

    def rose_most(self) -> str:
        """Rose the most."""
        up = "rose|increased|improved|went up|grew"
        return self.one(up if self.d.descending else "fell|dropped|decreased|declined|went down") + " the most"

    def rise_noun(self) -> str:
        """Increase, drop."""
        return self.one("increase|gain|rise" if self.d.descending else "drop|decrease|decline|fall")

    def two_years(self) -> str:
        """From 2020 to 2021; where a condition names the later one, just since 2020."""
        before, after = self.d.values[:2]
        if self.d.conditions:
            return self.one(
                f"since {before}|from {before}|compared to {before}|compared with {before}|against {before}"
            )
        return self.one(f"from {before} to {after}|between {before} and {after}|from {before} to {after}")

    def early_year(self) -> str:
        """2020."""
        return str(self.d.values[0])

    def late_year(self) -> str:
        """2021."""
        return str(self.d.values[1])
