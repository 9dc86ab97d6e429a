"""What can be asked of a schema: each family samples its parts and writes the canonical SQL.

A family returns a `Draft`: the gold SQL and the parts it was made of, for `zh` and `en` to say. It returns
None when the tables at hand have nothing to ask it of. Nothing here knows a word of a question.
"""

from collections.abc import Callable

from text2sql.synth.families.alike import (
    count_same_group,
    distinct_pairs,
    either_and,
    is_more,
    is_so,
    is_there,
    missing,
    neither,
)
from text2sql.synth.families.arithmetic import (
    by_mean,
    difference_of_averages,
    margin,
    row_extreme,
    row_total,
    total_of_each,
)
from text2sql.synth.families.calendar import days_between, extreme_date, per_quarter, recent
from text2sql.synth.families.change import change_of_total, most_changed_group, row_growth_rate, yearly_change
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
from text2sql.synth.families.contrasts import contrast, keys_against_all, keys_beyond, of_keys
from text2sql.synth.families.draft import Draft, sentence_keys
from text2sql.synth.families.existence import (
    children_counts,
    children_of_best,
    only_children,
    per_parent_through,
    through,
    two_kinds,
    with_children,
)
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
from text2sql.synth.families.kin import by_children, of_best_parent, report_of_parents
from text2sql.synth.families.labelled import side_by_side, under_labels, whether
from text2sql.synth.families.linked import of_named_parent, of_parent, parent_of_best, without_children
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
from text2sql.synth.families.named import (
    named_change,
    named_cross,
    named_number,
    named_pair,
    named_ranked,
    named_test,
    named_together,
    named_values,
    named_years,
)
from text2sql.synth.families.nested import against_named, against_own, against_subset, in_group, twice
from text2sql.synth.families.periods import change_shown, changed, in_another_year
from text2sql.synth.families.ranking import (
    against_own_group,
    first_rows,
    page,
    rank_in_group,
    ranked,
    rows_of_best_group,
    second_value,
    tied,
    top_in_group,
    two_keys,
)
from text2sql.synth.families.rows import rows, rows_by_group, rows_nth, rows_ordered, rows_page, rows_top
from text2sql.synth.families.several import (
    bands,
    both_sides,
    difference_of_counts,
    groups_against_average,
    of_values,
    rounded,
    several,
    share_of_sum,
    spread_per_group,
)
from text2sql.synth.families.summaries import best_keys, figures, figures_per_key, keys_where
from text2sql.synth.families.tallies import any_rows, count_labels, count_rows, distinct_rows
from text2sql.synth.families.throughout import held_throughout, two_sorts
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
from text2sql.synth.families.windows import beside, first_of_each, share_of_groups, steps
from text2sql.synth.sampler import Sampler

__all__ = ["FAMILIES", "Draft", "Families", "Family", "draw", "sentence_keys"]

Family = Callable[[Sampler], Draft | None]
Families = tuple[tuple[Family, float], ...]
"""With how often each is drawn."""

# Joins are drawn through the frame, see `Sampler`.
FAMILIES: Families = (
    (value_of, 10),
    (every_mark, 1.5),
    (projection, 3),
    (listing, 13),
    (distinct, 2.5),
    (count, 12),
    (count_distinct, 2.5),
    (aggregate, 12),
    (extremes, 1.5),
    (averages, 2.5),
    (spread, 1.5),
    (top, 14),
    (nth, 2),
    (ordered, 3),
    (per_group, 9),
    (per_period, 3.5),
    (by_threshold, 3.5),
    (better_of_rows, 2),
    (best_group, 7.5),
    (group_having, 5),
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
    # What a report puts side by side
    (several, 4),
    (of_values, 2.5),
    (difference_of_counts, 1),
    (spread_per_group, 1.2),
    (groups_against_average, 1.5),
    (share_of_sum, 2.5),
    (rounded, 1.5),
    (both_sides, 1.2),
    (bands, 0.6),
    # Places
    (top_in_group, 3),
    (ranked, 1.5),
    (rank_in_group, 0.8),
    (tied, 2),
    (second_value, 1.2),
    (page, 1.2),
    (two_keys, 1.5),
    (first_rows, 0.6),
    (rows_of_best_group, 1.5),
    (against_own_group, 1.5),
    # Several columns of a row
    (row_total, 3.5),
    (row_extreme, 1),
    (total_of_each, 2),
    (by_mean, 1.2),
    (margin, 1),
    (difference_of_averages, 1),
    # Who shares what; yes or no
    (count_same_group, 0.6),
    (distinct_pairs, 0.8),
    (is_there, 1.5),
    (is_so, 1.5),
    (is_more, 1.5),
    (either_and, 1.5),
    (neither, 0.8),
    (missing, 2),
    # Time
    (change_of_total, 2.5),
    (row_growth_rate, 0.6),
    (most_changed_group, 1.2),
    (yearly_change, 0.8),
    (extreme_date, 2.5),
    (recent, 2),
    (per_quarter, 1),
    (days_between, 1),
    # Linked tables
    (of_named_parent, 4),
    (parent_of_best, 1.5),
    (with_children, 3),
    (two_kinds, 2.5),
    (only_children, 0.8),
    (children_counts, 2),
    (children_of_best, 1),
    (through, 3),
    (per_parent_through, 1),
    # Rows under composed conditions
    (rows, 16),
    (rows_ordered, 5),
    (rows_by_group, 1.2),
    (rows_top, 9),
    (rows_nth, 2),
    (rows_page, 1.2),
    (count_rows, 9),
    (count_labels, 2.5),
    (any_rows, 1.5),
    (distinct_rows, 3),
    # Named rows
    (named_values, 5),
    (named_number, 3),
    (named_test, 2),
    (named_pair, 3),
    (named_ranked, 2.5),
    (named_together, 1.5),
    (named_cross, 1),
    (named_years, 2),
    (named_change, 1),
    # Figures composed
    (figures, 12),
    (figures_per_key, 10),
    (keys_where, 8),
    (best_keys, 9),
    (of_keys, 3),
    (keys_against_all, 2),
    (keys_beyond, 2.5),
    (contrast, 5),
    # A second look at the rows
    (against_subset, 5),
    (against_named, 3.5),
    (in_group, 4),
    (against_own, 2.5),
    (twice, 1.5),
    (changed, 4),
    (in_another_year, 2),
    (change_shown, 2.5),
    (held_throughout, 5),
    (two_sorts, 2),
    (by_children, 4),
    (of_best_parent, 1.5),
    (report_of_parents, 3),
    (beside, 4),
    (first_of_each, 2.5),
    (steps, 2),
    (share_of_groups, 2.5),
    (under_labels, 3.5),
    (side_by_side, 3),
    (whether, 3),
)


def draw(s: Sampler, families: Families = FAMILIES) -> Draft | None:
    """One draft of a family drawn by weight."""
    family = s.rng.choices([each for each, _ in families], [weight for _, weight in families])[0]
    return family(s)
