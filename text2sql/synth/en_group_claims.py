"""How claims about groups, children and parents are said in English, and the parts that all claims share."""

from collections.abc import Sequence
from typing import NamedTuple

from text2sql.synth import en_words as words
from text2sql.synth.claims import Claim, Kind
from text2sql.synth.en_nouns import plural_noun
from text2sql.synth.en_several import Several
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.parts import Condition, Measured, Op, number

_AGGREGATES = {"AVG": "average|average|mean", "MEDIAN": "median", "SUM": "total"}


class Said(NamedTuple):
    """A claim behind a noun, and as a predicate of several rows; alternatives between bars."""

    after: str
    done: str


class GroupClaims(Several):
    """Says what holds of the rows of a group, and what a row has or belongs to."""

    def _that(self) -> str:
        return self.one("who|who|that") if self.main.is_person else self.one("that|which|that")

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
        scale = measured.scale
        return next(each for each in words.MOST[scale][at] if each not in ("best", "worst", "most", "least"))

    def _noun_of(self, claim: Claim) -> str:
        assert claim.group is not None
        said = self.column(claim.group)
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def _has(self, claim: Claim) -> Said:
        """What children the row has: with orders in 2023, with more than 3 orders."""
        rows, that = self._rows_of_table(1, claim.conditions), self._that()
        if claim.kind is Kind.HAS:
            return Said(
                f"with {rows}|{that} have {rows}|with at least one of the {rows}|having any {rows}",
                f"have {rows}|have any {rows}",
            )
        if claim.kind is Kind.HAS_NOT:
            return Said(
                f"without {rows}|with no {rows}|{that} have no {rows}|{that} never had any {rows}|without any {rows}",
                f"have no {rows}|don't have any {rows}|never had any {rows}",
            )
        if claim.measured is None:
            if claim.kind is Kind.HAS_MOST:
                most = "most" if claim.descending else "fewest"
                return Said(f"with the {most} {rows}|{that} have the {most} {rows}", f"have the {most} {rows}")
            n = self._so_many(claim)
            return Said(f"with {n} {rows}|{that} have {n} {rows}|having {n} {rows}", f"have {n} {rows}")
        kept = self.main
        self.main = self.d.frame.tables[1]
        what = self._number(claim.measured, claim.aggregate)
        self.main = kept
        if claim.kind is Kind.HAS_MOST:
            most = self.one("highest|largest|highest" if claim.descending else "lowest|smallest|lowest")
            return Said(
                f"with the {most} {what} of {rows}|whose {rows} have the {most} {what}",
                f"have the {most} {what} of {rows}",
            )
        beyond = self.compared(claim.op, spoken_number(claim.value, self.rng))
        return Said(
            f"whose {rows} have {with_article(what)} {beyond}|with {with_article(what)} of {rows} {beyond}",
            f"have {with_article(what)} of {rows} {beyond}",
        )

    def _of_best(self, claim: Claim) -> Said:
        """Whose parent is the first: of the customer with the most orders."""
        parent = self.rng.choice(self.d.frame.tables[1].en)[0]
        if claim.measured is None:
            most = f"the {'most' if claim.descending else 'fewest'} {self.many}"
        else:
            kept = self.main
            self.main = self.d.frame.tables[1]
            most = f"the {self._extreme(claim.measured, 0 if claim.descending else 1)} {self.number_of(claim.measured)}"
            self.main = kept
        return Said(
            f"of the {parent} with {most}|that belong to the {parent} with {most}|of the {parent} that has {most}",
            f"belong to the {parent} with {most}|belong to the {parent} that has {most}",
        )

    def _throughout(self, claim: Claim) -> Said:
        """What holds of all rows of a group: where every student passed math, with at least 3 students in class 3."""
        condition = claim.conditions[0]
        do, does = self.does([condition]), self.does([condition], single=True)
        if self.d.groups[0] == self.main.label:
            return self._years_of(claim, do)
        one, many, rows = self.one_row, self.many, self._rows(claim.conditions)
        if claim.kind is Kind.ALL:
            return Said(
                f"where all {many} {do}|where every {one} {does}|in which all {many} {do}|all of whose {many} {do}|where each {one} {does}",
                f"have only {rows}|have nothing but {rows}|have no {many} other than {rows}",
            )
        if claim.kind is Kind.NONE:
            return Said(
                f"with no {rows}|without any {rows}|where no {one} {does}|that have no {rows}|none of whose {many} {do}",
                f"have no {rows}|don't have any {rows}|do not have a single one of the {rows}",
            )
        if claim.kind is Kind.PART:
            v = number(claim.value)
            more = self.one("more than|over" if claim.op is Op.GT else "less than|under")
            part = self.one(f"{more} half|{more} {v}%" if v == "50" else f"{more} {v}%|{more} {v} percent")
            return Said(
                f"where {part} of the {many} {do}|{part} of whose {many} {do}|in which {part} of {many} {do}",
                f"have {part} of their {many} that {do}",
            )
        n = self._so_many(claim)
        return Said(
            f"with {n} {rows}|that have {n} {rows}|where there are {n} {rows}|having {n} {rows}", f"have {n} {rows}"
        )

    def _years_of(self, claim: Claim, do: str) -> Said:
        that = self._that()
        if claim.kind is Kind.ALL:
            return Said(
                f"{that} {do} in every year|{that} {do} every year|{that} always {do}".replace(
                    "always are", "are always"
                ),
                f"{do} in every year|{do} every single year",
            )
        if claim.kind is Kind.NONE:
            return Said(f"for whom there is no year in which they {do}|{that} in no year {do}", f"in no year {do}")
        if claim.kind is Kind.PART:
            v, more = number(claim.value), self.one("more than|over" if claim.op is Op.GT else "less than|under")
            return Said(f"{that} {do} in {more} {v}% of their years", f"{do} in {more} {v}% of their years")
        n = self._so_many(claim)
        years = "year" if claim.op is Op.EQ and number(claim.value) == "1" else "years"
        return Said(f"{that} {do} in {n} {years}", f"{do} in {n} {years}|{do} in {n} different {years}")

    def _so_many(self, claim: Claim) -> str:
        value = number(claim.value)
        n = self.one(f"{value}|{words.NUMERALS[int(value)]}") if int(value) <= 10 else value
        if claim.op is Op.EQ:
            return self.one(f"exactly {n}|just {n}|precisely {n}")
        return self.one(
            f"more than {n}|over {n}" if claim.op is Op.GT else f"at least {n}|{n} or more|no fewer than {n}"
        )

    def _spread(self, claim: Claim) -> Said:
        if claim.kind is Kind.APART:
            assert claim.measured is not None
            m, v = self.number_of(claim.measured), number(claim.value)
            beyond = self.one(f"more than {v}|over {v}" if claim.op is Op.GT else f"less than {v}|under {v}")
            gap = self.one(
                f"gap between the highest and lowest {m}|difference between the maximum and minimum {m}|range of {m}"
            )
            return Said(f"where the {gap} is {beyond}|whose {gap} is {beyond}", f"have a {gap} of {beyond}")
        assert claim.group is not None
        kind = self.column(claim.group)
        if claim.value is None:
            return Said(
                f"that occur in every {kind}|with {self.many} in every {kind}|that appear in all {plural_noun(kind)}",
                f"occur in every {kind}|appear in all {plural_noun(kind)}|have {self.many} of every {kind}",
            )
        if claim.op is Op.EQ:
            return Said(
                f"with only one {kind}|that occur in only one {kind}|with a single {kind}",
                f"have only one {kind}|have just a single {kind}|occur in only one {kind}",
            )
        n = self._so_many(claim)
        return Said(
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

    def third_scope(self) -> str:
        """The conditions behind the first two, behind the sentence."""
        rest = self.d.conditions[2:]
        return (
            f"{self.one('among|among|counting only|looking only at')} {self.rows_of(rest, self.many)}" if rest else ""
        )

    def _sorts(self) -> list[str]:
        of_years = self.d.groups[0] == self.main.label and not self.d.frame.is_joined
        if not of_years:
            return [self.rows_of([each], self.many) for each in self.d.conditions[:2]]
        # Rows are the records of one thing: years in which it did something.
        return [
            f"{self.one('records|records|entries')} where they {self.does([each])}" for each in self.d.conditions[:2]
        ]

    def aggregated_shown(self) -> str:
        """The group's number, which is asked for too."""
        self.said.add("shown")
        if self.d.groups[0] == self.main.label and not self.d.frame.is_joined and self._counts():
            return self.one("number of records|number of rows|record count")
        return self.aggregated()
