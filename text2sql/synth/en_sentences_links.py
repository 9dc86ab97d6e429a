"""English sentences about rows of linked tables: with children, with both kinds, through a table between.

Keys as in `zh_sentences`.
"""

LINKS: dict[str, tuple[str, ...]] = {
    "count@owned": (
        "how many {rows} does {owner} have",
        "how many {rows} are there for {owner}",
        "number of {rows} of {owner}",
    ),
    "listing:columns@owned": (
        "{show} the {columns} of {owner}'s {rows}",
        "{show} the {columns} of [all|the] {rows} of {owner}",
    ),
    "listing:label@owned": (
        "which {rows} does {owner} have",
        "{show} [all|the] {rows} of {owner}",
        "{show} {owner}'s {rows}",
    ),
    "aggregate@owned": (
        "{whats} the {aggregated} of {owner}'s {rows}",
        "{whats} the {aggregated} of the {rows} of {owner}",
        "{whats} {owner}'s {aggregated}",
    ),
    "with_children": (
        "which {rows} have [any |at least one of the |]{child_rows}",
        "{show} {rows} [with|that have|having] {child_rows}",
        "{show} [the |]{rows} that have any {child_rows}",
    ),
    "count_with_children": (
        "how many {rows} have [any |]{child_rows}",
        "count the {rows} that have {child_rows}",
    ),
    "both_children": (
        "which {rows} have both {child_one} and {child_two}",
        "{show} {rows} that have {child_one} and also {child_two}",
    ),
    "count_both_children": (
        "how many {rows} have both {child_one} and {child_two}",
        "count the {rows} with both {child_one} and {child_two}",
    ),
    "either_children": (
        "which {rows} have {child_one} or {child_two}",
        "{show} {rows} with either {child_one} or {child_two}",
    ),
    "count_either_children": (
        "how many {rows} have {child_one} or {child_two}",
        "count the {rows} with either {child_one} or {child_two}",
    ),
    "neither_children": (
        "which {rows} have neither {child_one} nor {child_two}",
        "{show} {rows} without {child_one} and without {child_two}",
    ),
    "count_neither_children": (
        "how many {rows} have neither {child_one} nor {child_two}",
        "count the {rows} with neither {child_one} nor {child_two}",
    ),
    "one_kind_children": (
        "which {rows} have {child_one} but no {child_two}",
        "{show} {rows} with {child_one} but without {child_two}",
    ),
    "count_one_kind_children": (
        "how many {rows} have {child_one} but no {child_two}",
        "count the {rows} with {child_one} but without {child_two}",
    ),
    "only_children": (
        "which {rows} have only {child_rows}",
        "{show} {rows} that have only {child_rows}[| and no others]",
    ),
    "count_only_children": (
        "how many {rows} have only {child_rows}",
        "count the {rows} that have only {child_rows}",
    ),
    "children_counts": (
        "how many {child_rows} does each {row} have, [including those with none|counting zero for those without]",
        "{show} the number of {child_rows} for every {row}, [including those with none|zero included]",
        "{show} all {rows} with their number of {child_rows}, also those [without any|with zero]",
    ),
    "children_of_best": (
        "how many {child_many} does the {most_row} have",
        "count the {child_many} of the {most_row}",
    ),
    "through": (
        "which {rows} have {child_many} with {far_rows}",
        "{show} {rows} that have {child_many} with {far_rows}",
        "{show} [all |]{rows} linked to {far_rows} through {child_many}",
    ),
    "count_through": (
        "how many [different |]{rows} have {child_many} with {far_rows}",
        "count the [different |distinct |]{rows} that have {child_many} with {far_rows}",
    ),
    "per_parent_through": (
        "for each {row} that has {child_many}, how many different {far_many} are there",
        "{show} the number of different {far_many} for each {row} that has {child_many}",
    ),
    "best_parent_through": (
        "which {row} has the {most_count} different {far_many} in [its|their] {child_many}",
        "{show} the {row} with the {most_count} different {far_many}",
    ),
}
