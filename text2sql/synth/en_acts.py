"""What rows do with those that point at them: customers place orders, patients make visits, books are borrowed.

By what the parent and the child are called first in the lexicon.
"""

from typing import NamedTuple

from text2sql.synth.en_several import Several


class Act(NamedTuple):
    """What is done with the children: place, placed; what those without any have never done: ordered anything."""

    do: str
    did: str
    never: str = ""


_BUY = Act("[place|make]", "[placed|made]", "[ordered|ordered anything|bought anything|placed an order|bought from us]")
_COME = Act("[make|have]", "[made|had]", "[come in|visited|been here|come to see us|been treated]")
_BOOK = Act("make", "made", "[booked|booked anything|made a booking]")
_BORROW = Act("[take out|have]", "[took out|had]", "[borrowed anything|taken anything out]")
_ACTS: dict[tuple[str, str], Act] = {
    **{(who, "order"): _BUY for who in ("customer", "client", "user", "member", "buyer")},
    **{(who, "booking"): _BOOK for who in ("customer", "guest", "tourist", "user", "passenger")},
    **{(who, "loan"): _BORROW for who in ("reader", "member", "student")},
    ("patient", "visit"): _COME,
    ("doctor", "visit"): Act("[handle|take care of]", "[handled|dealt with|took care of]", "[seen a patient|seen anyone|treated anyone]"),
    ("product", "order item"): Act("", "", "[been ordered|been sold|been bought]"),
    ("book", "loan"): Act("", "", "[been borrowed|been lent out|been taken out]"),
}  # fmt: skip


class Acts(Several):
    """Says what rows do with their children."""

    def act(self) -> Act | None:
        """What the rows, or the owner of the rows, do; None where the lexicon tells nothing of it."""
        first, other = (table.en[0][0] for table in self.d.frame.tables[:2])
        return _ACTS.get((other, first) if self.d.owner is not None else (first, other))

    def act_do(self) -> str:
        """Place."""
        act = self.act()
        return self.form(act.do) if act else "have"

    def act_did(self) -> str:
        """Placed."""
        act = self.act()
        return self.form(act.did) if act else "had"

    def act_never(self) -> str:
        """Ordered anything."""
        act = self.act()
        return self.form(act.never) if act else "had any"


ACTS: dict[str, tuple[str, ...]] = {
    "without_children@act": (
        "which {rows} never {act_did} any {children}",
        "{rows} who never {act_did} any {children}",
        "{show} the {rows} that never {act_did} any {children}",
    ),
    "without_children@never": (
        "which {rows} have [never|not yet] {act_never}",
        "{rows} that have [never|not yet] {act_never}",
        "{show} [all |the |]{rows} that have never {act_never}",
        "what {rows} haven't {act_never} [yet|so far|at all]",
        "{wonder} which {rows} have never {act_never}",
    ),
    "count_without_children@never": (
        "how many {rows} have [never|not yet] {act_never}",
        "how many [of the |of our |]{rows} haven't {act_never} [yet|so far]",
        "[number|count] of {rows} that have never {act_never}",
    ),
    "with_children@act": (
        "which {rows} {act_did} {child_rows}",
        "{show} the {rows} that {act_did} {child_rows}",
        "{wonder} which {rows} {act_did} {child_rows}",
    ),
    "count_with_children@act": (
        "how many {rows} {act_did} {child_rows}",
        "count the {rows} that {act_did} {child_rows}",
    ),
    "children_counts@act": (
        "how many {child_rows} did each {row} {act_do}, [including those with none|counting zero for those without]",
        "for every {row}, how many {child_rows} did they {act_do}, zero included",
    ),
    "count@owned@act": (
        "how many {rows} did {owner} {act_do}",
        "{owner}: how many {rows} did they {act_do}",
    ),
}
