"""How claims that need a second look at the rows are said in English: behind a noun, and as what rows do."""

from collections.abc import Sequence
from typing import NamedTuple

from text2sql.lexicon import Scale
from text2sql.synth import en_words as words
from text2sql.synth.claims import Claim, Kind
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_several import Several
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.parts import Condition, Measured, Op, number

_TIMES = {
    2.0: "twice|two times|2 times|double",
    3.0: "three times|3 times|triple",
    1.5: "1.5 times|one and a half times",
}
_AGGREGATES = {"AVG": "average|average|mean", "MEDIAN": "median", "SUM": "total"}


class _Said(NamedTuple):
    """A claim behind a noun, and as a predicate of several rows; alternatives between bars."""

    after: str
    done: str


class Claims(Several):
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

    def _said(self, claim: Claim) -> _Said:
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
                done = self._in_year(claim.conditions[0], year)
                return _Said(f"{self._that()} {done}", done)

    def _that(self) -> str:
        return self.one("who|who|that") if self.main.is_person else self.one("that|which|that")

    # Against a number

    def _subset(self, claim: Claim) -> str:
        """Whose number it is: of students in class 3; empty where all are meant anyway."""
        if claim.conditions and claim.conditions == self.d.conditions and self.rng.random() < 0.6:
            return self.one(f" of these {self.many}| among them| of those {self.many}")
        if claim.conditions:
            return f" {self.one('of|of|for|among')} {self._rows(claim.conditions)}"
        everyone = f" of all {self.many}| across all {self.many}| over all {self.many}"
        return self.one(everyone if self.d.conditions else f"|||{everyone}")

    def _rows(self, conditions: Sequence[Condition]) -> str:
        single = self._single
        said = self.rows_of(conditions, self.many)
        self._single = single
        return said

    def _number(self, measured: Measured, aggregate: str) -> str:
        """Average math, highest salary."""
        m = self.number_of(measured)
        if aggregate in _AGGREGATES:
            return f"{self.one(_AGGREGATES[aggregate])} {m}"
        return f"{self._extreme(measured, 0 if aggregate == 'MAX' else 1)} {m}"

    def _short(self, measured: Measured, aggregate: str) -> str:
        if aggregate in ("AVG", "MEDIAN") and self.rng.random() < 0.5:
            return self.one(_AGGREGATES[aggregate])
        return self._number(measured, aggregate)

    def _extreme(self, measured: Measured, at: int) -> str:
        scale = self._scale_of(measured)
        return next(each for each in words.MOST[scale][at] if each not in ("best", "worst", "most", "least"))

    def _held_against(self, claim: Claim, whose: str) -> _Said:
        measured = claim.measured
        assert measured is not None
        m, other = self.number_of(measured), f"the {self._short(measured, claim.aggregate)}{whose}"
        if claim.op is Op.EQ:
            return _Said(
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
            return _Said(f"whose {m} is {times} {other}|with {m} {times} {other}", f"have {m} {times} {other}")
        return _Said(
            f"whose {m} is {above} {other}|with {m} {above} {other}|with {with_article(m)} {above} {other}|whose {m} is {above} {other}",
            f"have {m} {above} {other}|have {with_article(m)} {above} {other}|are {'above' if up else 'below'} {other} in {m}",
        )

    def _by(self, m: str, above: str, other: str, v: str) -> _Said:
        way = "higher" if above == "above" else "lower"
        least = self.one(f"at least {v} {above}|{v} or more {above}")
        return _Said(
            f"whose {m} is {least} {other}|with {m} {least} {other}|whose {m} is {way} than {other} by at least {v}",
            f"have {m} {least} {other}|are {least} {other} in {m}|have {m} {way} than {other} by {v} or more",
        )

    def _near(self, claim: Claim) -> _Said:
        assert claim.measured is not None
        m, v = self.number_of(claim.measured), number(claim.value)
        other = f"the {self._number(claim.measured, 'MAX')}{self._subset(claim)}"
        near = self.one(f"within {v} of|no more than {v} below|at most {v} below")
        return _Said(
            f"whose {m} is {near} {other}|with {m} {near} {other}", f"have {m} {near} {other}|are {near} {other} in {m}"
        )

    def _against_row(self, claim: Claim) -> _Said:
        assert claim.measured is not None
        m, name = self.number_of(claim.measured), str(claim.conditions[0].values[0])
        if claim.op is Op.EQ:
            return _Said(
                f"with the same {m} as {name}|whose {m} is the same as {name}'s|whose {m} equals that of {name}",
                f"have the same {m} as {name}|have exactly {name}'s {m}",
            )
        if claim.op is Op.GE:
            note = self.one(", excluding NAME|, not counting NAME| (NAME excluded)").replace("NAME", name)
            return _Said(
                f"whose {m} is at least that of {name}{note}|with {m} no lower than {name}'s{note}",
                f"have {m} at least as high as {name}{note}|have {m} no lower than {name}'s{note}",
            )
        up = claim.op is Op.GT
        if claim.margin is not None:
            return self._by(m, "above" if up else "below", f"{name}'s", number(claim.margin))
        more = self.one("higher|greater" if up else "lower|smaller")
        above = self.one("above|over" if up else "below|under")
        return _Said(
            f"whose {m} is {more} than {name}'s|with {m} {above} that of {name}|with a {more} {m} than {name}|whose {m} is {above} {name}'s",
            f"have a {more} {m} than {name}|have {m} {above} {name}'s|have {m} {more} than that of {name}|{'beat' if up else 'are behind'} {name} in {m}",
        )

    # Against a group

    def _mate(self, claim: Claim) -> _Said:
        assert claim.group is not None
        g, name = self._noun_of(claim), str(claim.conditions[0].values[0])
        return _Said(
            f"with the same {g} as {name}|sharing {name}'s {g}|{self._that()} share the {g} of {name}|whose {g} is the same as {name}'s",
            f"have the same {g} as {name}|share {name}'s {g}|share the {g} of {name}",
        )

    def _noun_of(self, claim: Claim) -> str:
        assert claim.group is not None
        said = self.column(claim.group)
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def _of_group(self, claim: Claim) -> _Said:
        g, d = self._noun_of(claim), claim.descending
        if claim.aggregate == "COUNT":
            what = self.one(f"number of {self.many}|count of {self.many}")
            most = self.one(f"the {'most' if d else 'fewest'} {self.many}|the {'largest' if d else 'smallest'} {what}")
        else:
            assert claim.measured is not None
            what = self._number(claim.measured, claim.aggregate)
            most = f"the {self.one('highest|highest|largest' if d else 'lowest|lowest|smallest')} {what}"
        if claim.kind is Kind.BEST_GROUP:
            return _Said(
                f"in the {g} with {most}|from the {g} with {most}|in whichever {g} has {most}|belonging to the {g} that has {most}",
                f"are in the {g} with {most}|belong to the {g} with {most}|are in whichever {g} has {most}",
            )
        beyond = self.compared(claim.op, spoken_number(claim.value, self.rng))
        if claim.aggregate == "COUNT":
            n = number(claim.value)
            many = self.one(f"more than {n}|over {n}" if claim.op is Op.GT else f"fewer than {n}|less than {n}")
            return _Said(
                f"in {plural_noun(g)} with {many} {self.many}|whose {g} has {many} {self.many}|whose {g} is one with {many} {self.many}",
                f"are in {plural_noun(g)} with {many} {self.many}|belong to {with_article(g)} with {many} {self.many}",
            )
        return _Said(
            f"in {plural_noun(g)} whose {what} is {beyond}|in {with_article(g)} with {with_article(what)} {beyond}|whose {g} has {with_article(what)} {beyond}",
            f"are in {plural_noun(g)} whose {what} is {beyond}|belong to {with_article(g)} whose {what} is {beyond}",
        )

    def _group_with(self, claim: Claim) -> _Said:
        g, rows = self._noun_of(claim), self._rows(claim.conditions)
        if claim.kind is Kind.GROUP_WITH:
            return _Said(
                f"in {plural_noun(g)} that have {rows}|in {with_article(g)} that has any {rows}|whose {g} has some {rows}|in {with_article(g)} where there are {rows}",
                f"are in {with_article(g)} that has {rows}|belong to {plural_noun(g)} that have any {rows}",
            )
        return _Said(
            f"in {plural_noun(g)} that have no {rows}|in {with_article(g)} without any {rows}|whose {g} has no {rows}",
            f"are in {with_article(g)} without any {rows}|belong to {plural_noun(g)} that have no {rows}",
        )

    def _own_group(self, claim: Claim) -> _Said:
        assert claim.measured is not None
        m, g = self.number_of(claim.measured), self._noun_of(claim)
        own = self.one(f" of their {g}| of their own {g}| in their own {g}| for their {g}")
        if claim.op is not Op.EQ:
            return self._held_against(claim, own)
        most = f"the {self._extreme(claim.measured, 0 if claim.aggregate == 'MAX' else 1)} {m}"
        return _Said(
            f"with {most}{own}|{self._that()} have {most}{own}|whose {m} is the {'highest' if claim.aggregate == 'MAX' else 'lowest'}{own}",
            f"have {most}{own}|have {most} within their {g}",
        )

    # Another year

    def _in_year(self, condition: Condition, year: int) -> str:
        """What rows did in a year: scored above 80 in math in 2020, were in class 3 in 2020."""
        done = self.does([condition])
        for now, then in (("are ", "were "), ("have ", "had "), ("earn ", "earned "), ("cost ", "cost ")):
            if done.startswith(now):
                done = then + done.removeprefix(now)
        return f"{done} in {year}"

    def _also(self, claim: Claim) -> _Said:
        year = claim.years[0]
        if claim.kind is Kind.NOT_ALSO:
            return _Said(
                f"with no record in {year}|{self._that()} have no record for {year}|{self._that()} were not there in {year}|missing in {year}",
                f"have no record in {year}|were not there in {year}|do not appear in {year}|are missing in {year}",
            )
        more = claim.conditions[1:]
        if more:
            done = self._in_year(more[0], year)
            return _Said(f"{self._that()} {done}", done)
        return _Said(
            f"{self._that()} also have a record in {year}|{self._that()} were also there in {year}|{self._that()} also appear in {year}",
            f"also have a record in {year}|were also there in {year}|also appear in {year}",
        )

    def _changed(self, claim: Claim) -> _Said:
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
                return _Said(
                    f"with the same {m} in {before} and {after}|whose {m} did not change {span}",
                    f"have the same {m} in {before} and {after}|had unchanged {m} {span}",
                )
            return _Said(
                f"with the same {m} as in {before}|whose {m} is the same as in {before}",
                f"have the same {m} as in {before}",
            )
        if claim.margin is not None:
            v = number(claim.margin)
            by = self.one(f"by at least {v}|by {v} or more|by no less than {v}")
            return _Said(
                f"whose {m} {rose} {by} {span}|whose {m} {rose} {span} {by}|whose {m}{late} is at least {v} {more} than in {before}",
                f"saw their {m} {self._rise(rose)} {by} {span}|have {m}{late} at least {v} {more} than in {before}",
            )
        return _Said(
            f"whose {m} {rose} {span}|whose {m} {rose} {span}|with a {more} {m}{late} than in {before}|whose {m}{late} is {more} than in {before}",
            f"have a {more} {m}{late} than in {before}|saw their {m} {self._rise(rose)} {span}|had a {more} {m}{late} than in {before}",
        )

    def _rise(self, rose: str) -> str:
        plain = {
            "rose": "rise", "increased": "increase", "improved": "improve", "went up": "go up", "grew": "grow",
            "fell": "fall", "dropped": "drop", "decreased": "decrease", "declined": "decline", "went down": "go down",
        }  # fmt: skip
        return plain[rose]

    def _switched(self, claim: Claim) -> _Said:
        g, (before, after) = self._noun_of(claim), claim.years
        if claim.op is Op.NE:
            if after is None:
                return _Said(
                    f"whose {g} is not the same as in {before}|with a different {g} than in {before}|whose {g} has changed since {before}",
                    f"have a different {g} than in {before}|have changed {g} since {before}",
                )
            return _Said(
                f"whose {g} changed between {before} and {after}|with a different {g} in {after} than in {before}|whose {g} in {before} and {after} differs",
                f"changed {g} between {before} and {after}|had a different {g} in {after} than in {before}",
            )
        if after is None:
            return _Said(
                f"whose {g} is the same as in {before}|with the same {g} as in {before}",
                f"have the same {g} as in {before}|still have the {g} of {before}",
            )
        return _Said(
            f"with the same {g} in {before} and {after}|whose {g} did not change between {before} and {after}",
            f"had the same {g} in {before} and {after}|kept the same {g} from {before} to {after}",
        )

    # Children and parents

    def _has(self, claim: Claim) -> _Said:
        """What children the row has: with orders in 2023, with more than 3 orders."""
        rows, that = self._rows_of_table(1, claim.conditions), self._that()
        if claim.kind is Kind.HAS:
            return _Said(
                f"with {rows}|{that} have {rows}|with at least one of the {rows}|having any {rows}",
                f"have {rows}|have any {rows}",
            )
        if claim.kind is Kind.HAS_NOT:
            return _Said(
                f"without {rows}|with no {rows}|{that} have no {rows}|{that} never had any {rows}|without any {rows}",
                f"have no {rows}|don't have any {rows}|never had any {rows}",
            )
        if claim.measured is None:
            if claim.kind is Kind.HAS_MOST:
                most = "most" if claim.descending else "fewest"
                return _Said(f"with the {most} {rows}|{that} have the {most} {rows}", f"have the {most} {rows}")
            n = self._so_many(claim)
            return _Said(f"with {n} {rows}|{that} have {n} {rows}|having {n} {rows}", f"have {n} {rows}")
        kept = self.main
        self.main = self.d.frame.tables[1]
        what = self._number(claim.measured, claim.aggregate)
        self.main = kept
        if claim.kind is Kind.HAS_MOST:
            most = self.one("highest|largest|highest" if claim.descending else "lowest|smallest|lowest")
            return _Said(
                f"with the {most} {what} of {rows}|whose {rows} have the {most} {what}",
                f"have the {most} {what} of {rows}",
            )
        beyond = self.compared(claim.op, spoken_number(claim.value, self.rng))
        return _Said(
            f"whose {rows} have {with_article(what)} {beyond}|with {with_article(what)} of {rows} {beyond}",
            f"have {with_article(what)} of {rows} {beyond}",
        )

    def _of_best(self, claim: Claim) -> _Said:
        """Whose parent is the first: of the customer with the most orders."""
        parent = self.rng.choice(self.d.frame.tables[1].en)[0]
        if claim.measured is None:
            most = f"the {'most' if claim.descending else 'fewest'} {self.many}"
        else:
            kept = self.main
            self.main = self.d.frame.tables[1]
            most = f"the {self._extreme(claim.measured, 0 if claim.descending else 1)} {self.number_of(claim.measured)}"
            self.main = kept
        return _Said(
            f"of the {parent} with {most}|that belong to the {parent} with {most}|of the {parent} that has {most}",
            f"belong to the {parent} with {most}|belong to the {parent} that has {most}",
        )

    # Groups

    def _throughout(self, claim: Claim) -> _Said:
        """What holds of all rows of a group: where every student passed math, with at least 3 students in class 3."""
        condition = claim.conditions[0]
        do, does = self.does([condition]), self.does([condition], single=True)
        if self.d.groups[0] == self.main.label:
            return self._years_of(claim, do)
        one, many, rows = self.one_row, self.many, self._rows(claim.conditions)
        if claim.kind is Kind.ALL:
            return _Said(
                f"where all {many} {do}|where every {one} {does}|in which all {many} {do}|all of whose {many} {do}|where each {one} {does}",
                f"have only {rows}|have nothing but {rows}|have no {many} other than {rows}",
            )
        if claim.kind is Kind.NONE:
            return _Said(
                f"with no {rows}|without any {rows}|where no {one} {does}|that have no {rows}|none of whose {many} {do}",
                f"have no {rows}|don't have any {rows}|do not have a single one of the {rows}",
            )
        if claim.kind is Kind.PART:
            v = number(claim.value)
            more = self.one("more than|over" if claim.op is Op.GT else "less than|under")
            part = self.one(f"{more} half|{more} {v}%" if v == "50" else f"{more} {v}%|{more} {v} percent")
            return _Said(
                f"where {part} of the {many} {do}|{part} of whose {many} {do}|in which {part} of {many} {do}",
                f"have {part} of their {many} that {do}",
            )
        n = self._so_many(claim)
        return _Said(
            f"with {n} {rows}|that have {n} {rows}|where there are {n} {rows}|having {n} {rows}", f"have {n} {rows}"
        )

    def _years_of(self, claim: Claim, do: str) -> _Said:
        that = self._that()
        if claim.kind is Kind.ALL:
            return _Said(
                f"{that} {do} in every year|{that} {do} every year|{that} always {do}".replace(
                    "always are", "are always"
                ),
                f"{do} in every year|{do} every single year",
            )
        if claim.kind is Kind.NONE:
            return _Said(f"for whom there is no year in which they {do}|{that} in no year {do}", f"in no year {do}")
        if claim.kind is Kind.PART:
            v, more = number(claim.value), self.one("more than|over" if claim.op is Op.GT else "less than|under")
            return _Said(f"{that} {do} in {more} {v}% of their years", f"{do} in {more} {v}% of their years")
        n = self._so_many(claim)
        years = "year" if claim.op is Op.EQ and number(claim.value) == "1" else "years"
        return _Said(f"{that} {do} in {n} {years}", f"{do} in {n} {years}|{do} in {n} different {years}")

    def _so_many(self, claim: Claim) -> str:
        value = number(claim.value)
        n = self.one(f"{value}|{words.NUMERALS[int(value)]}") if int(value) <= 10 else value
        if claim.op is Op.EQ:
            return self.one(f"exactly {n}|just {n}|precisely {n}")
        return self.one(
            f"more than {n}|over {n}" if claim.op is Op.GT else f"at least {n}|{n} or more|no fewer than {n}"
        )

    def _spread(self, claim: Claim) -> _Said:
        if claim.kind is Kind.APART:
            assert claim.measured is not None
            m, v = self.number_of(claim.measured), number(claim.value)
            beyond = self.one(f"more than {v}|over {v}" if claim.op is Op.GT else f"less than {v}|under {v}")
            gap = self.one(
                f"gap between the highest and lowest {m}|difference between the maximum and minimum {m}|range of {m}"
            )
            return _Said(f"where the {gap} is {beyond}|whose {gap} is {beyond}", f"have a {gap} of {beyond}")
        assert claim.group is not None
        kind = self.column(claim.group)
        if claim.value is None:
            return _Said(
                f"that occur in every {kind}|with {self.many} in every {kind}|that appear in all {plural_noun(kind)}",
                f"occur in every {kind}|appear in all {plural_noun(kind)}|have {self.many} of every {kind}",
            )
        if claim.op is Op.EQ:
            return _Said(
                f"with only one {kind}|that occur in only one {kind}|with a single {kind}",
                f"have only one {kind}|have just a single {kind}|occur in only one {kind}",
            )
        n = self._so_many(claim)
        return _Said(
            f"with {n} different {plural_noun(kind)}|that occur in {n} {plural_noun(kind)}",
            f"have {n} different {plural_noun(kind)}|occur in {n} {plural_noun(kind)}",
        )

    def both_sorts(self) -> str:
        """Both sorts of rows: both students in class 3 and students in class 4."""
        one, two = self._sorts()
        return self.one(f"both {one} and {two}|{one} and also {two}|{one} as well as {two}|{one} and {two}")

    def one_sort(self) -> str:
        """The first sort without the second."""
        one, two = self._sorts()
        return self.one(f"{one} but no {two}|{one} but not {two}|{one} without any {two}")

    def either_sort(self) -> str:
        """One of both sorts."""
        one, two = self._sorts()
        return self.one(f"{one} or {two}|either {one} or {two}")

    def _sorts(self) -> list[str]:
        of_years = self.d.groups[0] == self.main.label and not self.d.frame.is_joined
        if not of_years:
            return [self.rows_of([each], self.many) for each in self.d.conditions[:2]]
        # Rows are the records of one thing: years in which it did something.
        return [
            f"{self.one('records|records|entries')} where they {self.does([each])}" for each in self.d.conditions[:2]
        ]

    def third_scope(self) -> str:
        """The conditions behind the first two, behind the sentence."""
        rest = self.d.conditions[2:]
        return (
            f"{self.one('among|among|counting only|looking only at')} {self.rows_of(rest, self.many)}" if rest else ""
        )

    def aggregated_shown(self) -> str:
        """The group's number, which is asked for too."""
        self.said.add("shown")
        if self.d.groups[0] == self.main.label and not self.d.frame.is_joined and self._counts():
            return self.one("number of records|number of rows|record count")
        return self.aggregated()

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

    def _scale_of(self, measured: Measured) -> Scale:
        return Scale.HIGH if measured.form else measured.columns[0].scale
