"""A question before it has words: the gold SQL and the parts that it was made of."""

from dataclasses import dataclass

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.claims import Claim
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Measured, Op, Value
from text2sql.synth.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One question before it has words.

    Attributes:
        family: what is asked.
        sql: gold.
        frame: the tables it is asked of.
        conditions: of the rows (joined by AND unless `any_of`).
        columns: asked for.
        asked: what is asked for in its order, where some of it is computed; then `columns` is empty.
        measured: the number compared, averaged or ordered by.
        second: another number, or the other side of a comparison.
        aggregate: AVG, MAX, MIN, SUM or COUNT.
        groups: columns grouped by.
        n: how many, or which place.
        descending: whether the most comes first.
        values: literals that are no conditions: names compared, thresholds.
        op: how a threshold compares.
        any_of: whether the conditions are joined by OR.
        shown: whether the number itself is asked for too.
        aggregates: several of one number at once.
        digits: decimals wanted; None if nobody asks for rounding.
        then_descending: the same as `descending`, of the second key of an order.
        summary: figures, bounds and orders, where several are composed.
        claims: what else is said of the rows, which needs a second look at them.
    """

    family: str
    sql: str
    frame: Frame
    conditions: tuple[Condition, ...] = ()
    columns: tuple[ColumnMeaning, ...] = ()
    asked: tuple[Measured, ...] = ()
    measured: Measured | None = None
    second: Measured | None = None
    aggregate: str = ""
    groups: tuple[ColumnMeaning, ...] = ()
    n: int = 0
    descending: bool = True
    values: tuple[Value, ...] = ()
    op: Op = Op.GT
    any_of: bool = False
    shown: bool = False
    aggregates: tuple[str, ...] = ()
    digits: int | None = None
    then_descending: bool = True
    summary: Summary | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def asks_label_only(self) -> bool:
        """Whether nothing but the name of the rows is asked for."""
        return not self.asked and self.columns == ((self.frame.main.label,) if self.frame.main.label else ())

    @property
    def asks_label_first(self) -> bool:
        """Whether the name of the rows comes first, and something else behind it."""
        first = self.asked[0].columns if self.asked else self.columns[:1]
        return max(len(self.asked), len(self.columns)) > 1 and first == (self.frame.main.label,)

    @property
    def owner(self) -> Condition | None:
        """The condition that names a parent of the rows, such as the customer of orders; None if none does."""
        labels = {each.label for each in self.frame.tables[1:]}
        return next((each for each in self.conditions if each.op is Op.EQ and each.column in labels), None)

    @property
    def needed(self) -> set[object]:
        """What a question must say for the gold to follow: the conditions, the claims, ``"columns"``, ``"shown"``."""
        needed: set[object] = {*self.conditions, *self.claims}
        if self.columns and not self.asks_label_only and "without_children" not in self.family:
            needed.add("columns")
        if self.asked:
            needed.add("columns")
        if self.shown:
            needed.add("shown")
        if self.summary:
            needed |= self.summary.needed
        return needed


_BY_COLUMNS = frozenset(
    "listing top nth against_average ordered column_against_column against_row by_threshold tied page two_keys "
    "top_by_two_keys ordered_by_group margin either_and neither rows rows_ordered rows_by_group rows_by_two_keys rows_top "
    "rows_top_by_two_keys rows_nth rows_page".split()
)
_BY_COUNT = frozenset(
    "per_group per_group_ordered per_group_by_year best_group group_having count_groups_having of_values "
    "share_of_each per_quarter best_quarter rows_of_best_group".split()
)


def sentence_keys(draft: Draft) -> list[str]:
    """The keys of the sentences that fit a draft, as `zh_sentences` explains them."""
    key = draft.family
    if key in _BY_COLUMNS:
        label_only = draft.asks_label_only and not (key == "top" and draft.shown)
        key += ":label" if label_only else ":columns"
    if key in _BY_COUNT and draft.aggregate == "COUNT":
        key += ":count"
    if draft.family in ("top", "best_group", "rows_top"):
        key += ":one" if draft.n == 1 else ":few"
    if key == "of_parent" and all(c.role is Role.NAME for c in draft.columns):
        key += ":label"
    if key == "averages" and draft.groups:
        key += ":group"
    if draft.family in ("every_sibling", "count_every_sibling") and draft.any_of:
        key += ":any"
    if key == "row_extreme" and not draft.descending:
        key += ":least"
    keys = [key]
    if draft.family == "aggregate" and draft.aggregate == "SUM":
        keys.append("aggregate:sum")
    if draft.family in ("listing", "rows") and draft.asks_label_first:
        keys.append(f"{draft.family}:each")
    plain = draft.measured is not None and not draft.measured.form
    if plain and draft.measured and all(c.is_score for c in draft.measured.columns):
        keys.append(f"{key}@score")
    if draft.frame.main.is_person:
        keys.append(f"{key}@person")
    if draft.owner is not None and len(draft.conditions) == 1:
        keys += [f"{key}@owned"] * 3  # how people say it first
    if key in ("share", "share_per_group", "best_share") and draft.conditions[0].op is Op.PASS:
        keys.append(f"{key}@pass")
    if key == "value_of" and len(draft.columns) == 1:
        column = draft.columns[0]
        keys += ["value_of@score"] * column.is_score + ["value_of@category"] * (column.role is Role.CATEGORY)
    return keys
