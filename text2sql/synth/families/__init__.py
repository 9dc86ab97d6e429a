"""What can be asked of a schema: each family samples its parts and writes the canonical SQL.

A family returns a `Draft`: the gold SQL and the parts it was made of, for `zh` and `en` to say. It returns
None when the tables at hand have nothing to ask it of. Nothing here knows a word of a question.
"""

from collections.abc import Callable

from text2sql.synth.families.comparison import (
    against_average,
    against_row,
    better_of_rows,
    column_against_column,
    difference_of_groups,
    difference_of_rows,
    every_sibling,
    growth,
    rank_of,
)
from text2sql.synth.families.draft import Draft, sentence_keys
from text2sql.synth.families.grouping import (
    best_group,
    best_in_group,
    group_having,
    per_group,
    per_period,
    repeated,
    same_group,
    sets,
)
from text2sql.synth.families.linked import of_parent, without_children
from text2sql.synth.families.lookup import (
    by_threshold,
    distinct,
    every_mark,
    listing,
    nth,
    ordered,
    projection,
    top,
    value_of,
)
from text2sql.synth.families.totals import (
    aggregate,
    average_of_top,
    averages,
    count,
    count_distinct,
    extremes,
    share,
    spread,
)
from text2sql.synth.sampler import Sampler

__all__ = ["FAMILIES", "Draft", "Families", "Family", "draw", "sentence_keys"]

Family = Callable[[Sampler], Draft | None]
Families = tuple[tuple[Family, float], ...]
"""With how often each is drawn."""

# Joins are drawn through the frame, see `Sampler`.
FAMILIES: Families = (
    (value_of, 9),
    (every_mark, 1.5),
    (projection, 3),
    (listing, 10),
    (distinct, 2.5),
    (count, 9),
    (count_distinct, 2.5),
    (aggregate, 9),
    (extremes, 1.5),
    (averages, 2.5),
    (spread, 1.5),
    (top, 11),
    (nth, 2),
    (ordered, 3),
    (per_group, 7),
    (per_period, 3.5),
    (by_threshold, 3.5),
    (better_of_rows, 2),
    (best_group, 6),
    (group_having, 4.5),
    (against_average, 3),
    (against_row, 2),
    (rank_of, 1.2),
    (column_against_column, 3),
    (share, 3),
    (difference_of_rows, 1.5),
    (difference_of_groups, 2),
    (growth, 3),
    (best_in_group, 2.5),
    (same_group, 1.2),
    (sets, 2),
    (every_sibling, 3),
    (repeated, 0.8),
    (average_of_top, 1),
    (without_children, 4),
    (of_parent, 5),
)


def draw(s: Sampler, families: Families = FAMILIES) -> Draft | None:
    """One draft of a family drawn by weight."""
    family = s.rng.choices([each for each, _ in families], [weight for _, weight in families])[0]
    return family(s)
