"""How conditions on several columns are said in English."""

from collections.abc import Mapping, Sequence

from text2sql.synth import en_words as words
from text2sql.synth.en_several import Several
from text2sql.synth.en_values import spoken_number, with_article
from text2sql.synth.parts import Condition, Op, number
from text2sql.synth.relations import AgainstMean, AgainstNamed, Both, Computed, Either, Every, Pair, Relation
from text2sql.synth.say import say

# In the templates ``{a}`` and ``{b}`` are columns, ``{n}`` a number. What is "had" stands behind have, with or having.
_PAIRS_HAD: Mapping[Op, str] = {
    Op.GT: "[a |]higher {a} than {b}|[a |]{a} [above|greater than|higher than] [their |]{b}|more {a} than {b}",
    Op.GE: "{a} [at least as high as|no lower than|greater than or equal to] [their |]{b}",
    Op.LT: "[a |]lower {a} than {b}|[a |]{a} [below|less than|lower than] [their |]{b}",
}
_PAIRS: Mapping[Op, str] = {
    Op.GT: "{a} [is [higher|greater|more] than|exceeds|is above|beats|>] [their |the |]{b}",
    Op.GE: "{a} is [at least as high as|not below|no lower than|greater than or equal to|>=] [their |the |]{b}",
    Op.LT: "{a} is [lower than|below|less than] [their |the |]{b}",
}
_TIMES: Mapping[Op, str] = {
    Op.GT: "[more than|over] {t} [their |the |]{b}",
    Op.GE: "at least {t} [their |the |]{b}",
}
_MARGINS_HAD: Mapping[Op, str] = {
    Op.GT: "[a |]{a} [more than|over] {n} [{points}above|{points}higher than] [their |]{b}",
    Op.GE: "[a |]{a} at least {n} [{points}above|{points}higher than] [their |]{b}|[a |]{a} {n} or more {points}above [their |]{b}",
}
_MARGINS: Mapping[Op, str] = {
    Op.GT: "{a} [exceeds|beats|is higher than|is above] [their |the |]{b} by more than {n}|{a} is more than {n} {points}[above|higher than] [their |the |]{b}|{a} minus {b} is [over|above|more than] {n}",
    Op.GE: "{a} [exceeds|beats|is higher than|is above] [their |the |]{b} by [at least {n}|{n} or more]|{a} is at least {n} {points}[above|higher than] [their |the |]{b}|{a} minus {b} is at least {n}",
}
_APART: Mapping[Op, str] = {
    Op.GT: "more than {n}", Op.GE: "[at least {n}|{n} or more]", Op.LT: "less than {n}", Op.LE: "[at most {n}|no more than {n}]",
}  # fmt: skip
_GAP_HAD = "[a gap of <n> between {a} and {b}|{a} and {b} <n> apart|a difference of <n> between {a} and {b}]"
_GAP = "{a} and {b} [differ by <n>|are apart by <n>|are <n> apart]"
_ONE_OF = "[either {one} or {two}|either {one} or {two}|either {one} or {two}|({one} or {two})]"


class Relations(Several):
    """Says conditions on more than one column, behind a noun and as predicates."""

    def after(self, condition: Condition) -> str:
        """The condition behind a noun; one on several columns too."""
        if not isinstance(condition, Relation):
            return super().after(condition)
        self.said.add(condition)
        if isinstance(condition, Both):
            return " and ".join(self.after(option) for option in condition.options)
        if isinstance(condition, Either):
            one, two = (self.after(option) for option in condition.options)
            return say(self.rng, _ONE_OF, {"one": one, "two": two}.__getitem__)
        if self.rng.random() < 0.5:
            return f"{self.one('with|with|having')} {self._had(condition)}"
        return f"{self.one('whose|whose|where')} {self._is(condition)}"

    def _predicate(self, condition: Condition, *, single: bool) -> str:
        if not isinstance(condition, Relation):
            return super()._predicate(condition, single=single)
        self.said.add(condition)
        if isinstance(condition, Both):
            return " and ".join(self._predicate(option, single=single) for option in condition.options)
        if isinstance(condition, Either):
            one, two = (self._predicate(option, single=single) for option in condition.options)
            return say(self.rng, _ONE_OF, {"one": one, "two": two}.__getitem__)
        return f"{'has' if single else 'have'} {self._had(condition)}"

    def _in_any_order(self, conditions: Sequence[Condition]) -> Sequence[Condition]:
        # Alternatives stay last, or what follows would seem to belong to the second of them.
        mixed = any(isinstance(each, Either) for each in conditions)
        return conditions if mixed else super()._in_any_order(conditions)

    def _had(self, condition: Condition) -> str:
        """What the rows have: a higher math than english."""
        match condition:
            case AgainstMean():
                return f"{self._article(self.number_of(condition.measured))} {self._than_mean(condition)}"
            case AgainstNamed():
                more = "higher" if condition.op is Op.GT else "lower"
                return f"{self.one('a |')}{more} {self.number_of(condition.measured)}{self._in_year(condition)} than {condition.naming[0].values[0]}"
            case Pair(values=()) if condition.times != 1:
                return self._paired(condition, f"{{a}} {_TIMES[condition.op]}")
            case Pair(values=()):
                return self._paired(condition, _PAIRS_HAD[condition.op])
            case Pair(either_way=True):
                return self._paired(condition, _GAP_HAD.replace("<n>", _APART[condition.op]))
            case Pair():
                return self._paired(condition, _MARGINS_HAD[condition.op])
            case Computed():
                noun = self.number_of(condition.measured)
                is_list = condition.measured.form in ("sum", "mean") and not noun.startswith(
                    ("sum", "total", "combined")
                )
                return f"{noun if is_list else self._article(noun)} {self._compared(condition, words.OF_COMPARED)}"
            case Every() if condition.op in (Op.PASS, Op.FAIL):
                mark = "passing" if condition.op is Op.PASS else "failing"
                nouns = self.together([self.column(column) for column in condition.columns])
                of = "at least one of" if condition.any_of else "both" if len(condition.columns) == 2 else "all of"
                return f"{mark} marks in {of} {nouns}"
            case Every():
                return f"{self._nouns(condition)} {self._compared(condition, words.OF_COMPARED)}"
        raise AssertionError(f"no words for {condition}")

    def _is(self, condition: Condition) -> str:
        """What is so of their columns: math is higher than english."""
        match condition:
            case AgainstMean():
                return f"{self.number_of(condition.measured)} is {self._than_mean(condition)}"
            case AgainstNamed():
                more = "higher than|above|greater than" if condition.op is Op.GT else "lower than|below|less than"
                name = condition.naming[0].values[0]
                of = self.one(f"that of {name}|{name}'s")
                return f"{self.number_of(condition.measured)}{self._in_year(condition)} is {self.one(more)} {of}"
            case Pair(values=()) if condition.times != 1:
                return self._paired(condition, f"{{a}} is {_TIMES[condition.op]}")
            case Pair(values=()):
                return self._paired(condition, _PAIRS[condition.op])
            case Pair(either_way=True):
                return self._paired(condition, _GAP.replace("<n>", _APART[condition.op]))
            case Pair():
                return self._paired(condition, _MARGINS[condition.op])
            case Computed():
                return f"{self.number_of(condition.measured)} is {self._compared(condition, words.COMPARED)}"
            case Every():
                nouns = self.together([self.column(column) for column in condition.columns])
                be, all_ = "are", "both" if len(condition.columns) == 2 else "all"
                if condition.any_of:
                    nouns = self._or([self.column(column) for column in condition.columns])
                    be, all_ = "is", ""
                if condition.op in (Op.PASS, Op.FAIL):
                    mark = "passing" if condition.op is Op.PASS else "failing"
                    return f"{nouns} {be} {all_} {mark}".replace("  ", " ")
                return f"{nouns} {be} {all_} {self._compared(condition, words.COMPARED)}".replace("  ", " ")
        raise AssertionError(f"no words for {condition}")

    def _than_mean(self, mean: AgainstMean) -> str:
        rows = self._owner(mean.column).en[0][1]
        of = f"average of all {rows}|average over all {rows}|average across all {rows}"
        up, down = "above|above|over|higher than|greater than", "below|below|under|lower than"
        word = {Op.GT: up, Op.GE: "at least|no lower than|not below", Op.LT: down}[mean.op]
        return f"{self.one(word)} the {self.one(of)}"

    def _in_year(self, named: AgainstNamed) -> str:
        return f" in {named.naming[1].values[0]}" if len(named.naming) > 1 else ""

    def _paired(self, pair: Pair, template: str) -> str:
        score = pair.column.is_score
        parts = {
            "a": self.column(pair.column),
            "b": self.column(pair.other),
            "n": spoken_number(pair.values[0], self.rng) if pair.values else "",
            "t": self.one("twice|two times|double") if pair.times == 2 else f"{number(pair.times)} times",
            "points": self.one("points |") if score else "",
        }
        return say(self.rng, f"[{template}]", parts.__getitem__)

    def _compared(self, condition: Condition, comparisons: Mapping[Op, str]) -> str:
        a, b = [*(spoken_number(value, self.rng) for value in condition.values), ""][:2]
        return say(self.rng, f"[{comparisons[condition.op]}]", {"a": a, "b": b, "u": ""}.__getitem__)

    def _nouns(self, every: Every) -> str:
        nouns = [self.column(column) for column in every.columns]
        if every.any_of:
            return self.one(f"{self._or(nouns)}|at least one of {self.together(nouns)}|either {self._or(nouns)}")
        both = "both" if len(nouns) == 2 else "all of"
        return self.one(f"{both} {self.together(nouns)}|{self.together(nouns)} {'both' if len(nouns) == 2 else 'all'}")

    def _or(self, nouns: Sequence[str]) -> str:
        return ", ".join(nouns[:-1]) + f" or {nouns[-1]}"

    def _article(self, noun: str) -> str:
        return with_article(noun) if self.rng.random() < 0.7 else noun
