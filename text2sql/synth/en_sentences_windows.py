"""English sentences about numbers beside rows, groups and periods, and about the first of each group."""

Sentences = tuple[str, ...]


def _each_of(asked: str) -> Sentences:
    """Several things asked for of each of the rows."""
    return (
        f"{{show}} the {asked} of {{every_row}}",
        f"for {{who}}, {{show}} the {asked}",
        f"{{before}} {{show}} the {asked}",
        f"for each of the {{who}}, {{show}} the {asked}",
        f"{asked} of {{every_row}}",
        f"I need the {asked} for {{every_row}}",
        f"{{show}} {{every_row}} with the {asked}",
        f"{{want}} the {asked} of {{every_row}}",
    )


def _of_each(rows: str) -> Sentences:
    """The rows at the end of each group."""
    return (
        f"{{show}} the {{columns}} of the {rows} {{each}} {{scope}}",
        f"{{each}}, {{show}} the {{columns}} of the {rows} {{scope}}",
        f"{{before}} {{show}} the {{columns}} of the {rows} {{each}}",
        f"{{columns}} of the {rows} {{each}} {{scope}}",
        f"find the {rows} {{each}} {{scope}} and [show|give|list] the {{columns}}",
        f"{{each}}, which is the {rows} {{scope}}? [show|give|list] the {{columns}}",
        f"I need the {{columns}} of the {rows} {{each}} {{scope}}",
        f"the {rows} {{each}} {{scope}}: {{columns}}",
    )


def _per(asked: str, each: str) -> Sentences:
    return (
        f"{{show}} the {asked} {each} {{scope}}",
        f"{each}, {{show}} the {asked} {{scope}}",
        f"{{before}} {{show}} the {asked} {each}",
        f"{{what_are}} the {asked} {each} {{scope}}",
        f"{asked} {each} {{scope}}",
        f"{{want}} the {asked} {each} {{scope}}",
        f"[calculate|compute|work out] the {asked} {each} {{scope}}",
    )


_STEP = "{columns}, the {now_too}{step}"
_BOTH = "{aggregated}[ and the| as well as the|, plus the| together with the] "
_STEPS_OF_ONE = (
    "{show} the {columns}, the {now_too}{step} for {name}",
    "for {name}, {show} the {columns}, the {now_too}{step}",
    "{columns}, {now_too}{step} of {name}",
    "year by year, {show} the {columns}, the {now_too}{step} of {name}",
    "I need the {columns}, the {now_too}{step} of {name}",
)

_REPORT: Sentences = (
    "{show} the {report} {parent_each} {scope}{kept}{in_order}",
    "{parent_each}, {show} the {report} {scope}{kept}{in_order}",
    "{before} {show} the {report} {parent_each}{kept}{in_order}",
    "{report} {parent_each} {scope}{kept}{in_order}",
    "{want} the {report} {parent_each} {scope}{kept}{in_order}",
    "I need the {report} {parent_each} {scope}{kept}{in_order}",
    "{what_are} the {report} {parent_each} {scope}{kept}{in_order}",
)

WINDOWS: dict[str, Sentences] = {
    "beside": _each_of("{beside}"),
    "first_of_each": _of_each("{best_of_each}"),
    "nth_of_each": _of_each("{at_place}"),
    "step_change": _each_of(_STEP),
    "step_before": _each_of(_STEP),
    "step_change_of_one": _STEPS_OF_ONE,
    "step_before_of_one": _STEPS_OF_ONE,
    "sum_so_far": _per("{period_window}", "{each_period}"),
    "share_of_period": _per("{period_window}", "{each_period}"),
    "sum_so_far_beside": _per(_BOTH + "{period_window}", "{each_period}"),
    "share_of_period_beside": _per(_BOTH + "{period_window}", "{each_period}"),
    "number_before_beside": _per(_BOTH + "{period_window}", "{each_period}"),
    "group_place": _per("{group_window}", "{each}"),
    "group_share": _per("{group_window}", "{each}"),
    "group_gap": _per("{group_window}", "{each}"),
    "group_place_beside": _per(_BOTH + "{group_window}", "{each}"),
    "group_share_beside": _per(_BOTH + "{group_window}", "{each}"),
    "group_gap_beside": _per(_BOTH + "{group_window}", "{each}"),
    # Labels
    "labelled": (
        "{show} the {columns} and [a|the] {measure} {label_noun} of {every_row}: {labelling}",
        "classify {every_row} by {measure} ({labelling}) and show the {columns} and the {label_noun}",
        "for {who}, {show} the {columns} and whether {measure} is {labelling}",
        "{show} the {columns} of {every_row} with [a|the] {label_noun} by {measure}: {labelling}",
        "{before} {show} the {columns} and [a|the] {label_noun} by {measure} ({labelling})",
        "{columns} and {measure} {label_noun} of {every_row}, where it is {labelling}",
        "label {every_row} by {measure}, {labelling}; [show|list] the {columns} and the {label_noun}",
    ),
    "labels_counted": (
        "how many {who} are there per {measure} {label_noun}, {labelling}",
        "[group|split] {who} by {measure} ({labelling}) and count them",
        "{show} the number of {who} for each {measure} {label_noun}: {labelling}",
        "{before} how many {rows} fall into each {measure} {label_noun}, {labelling}",
        "count {who} per {label_noun} of {measure} ({labelling})",
        "with {measure} as {labelling}, how many {who} are in each {label_noun}",
    ),
    "labels_counted_per_group": (
        "how many {who} are there {each} and per {measure} {label_noun}, {labelling}",
        "{show} the number of {who} {each} and for each {measure} {label_noun}: {labelling}",
        "{before} how many {rows} fall into each {measure} {label_noun} {each}, {labelling}",
        "count {who} {each} and {label_noun} of {measure} ({labelling})",
        "with {measure} as {labelling}, how many {who} are in each {label_noun} {each}",
    ),
    "groups_labelled": (
        "{show} {each} the {labelled_too}{label_noun} of its {labelled_number}: {labelling}",
        "{each}, {show} the {labelled_too}{label_noun} by {labelled_number} ({labelling}) {scope}",
        "{before} {show} {each} the {labelled_too}{label_noun} by {labelled_number}: {labelling}",
        "label each {group} by the {labelled_number} {scope}: {labelling}; show the {group}, the {labelled_too}{label_noun}",
        "{show} the {group}, the {labelled_too}{label_noun} by {labelled_number}, where it is {labelling} {scope}",
        "classify each {group} by {labelled_number} ({labelling}) {scope} and give the {group}, the {labelled_too}{label_noun}",
    ),
    "side_by_side": (
        "{what_are} {sorts_counted} {sorts_scope}",
        "{show} {sorts_counted} {sorts_scope}",
        "{want} {sorts_counted} {sorts_scope}",
        "[compare|put side by side] {sorts_counted} {sorts_scope}",
        "{sorts_counted} {sorts_scope}",
        "{sorts_scope}, {what_are} {sorts_counted}",
        "side by side, {show} {sorts_counted} {sorts_scope}",
        "[calculate|compute|work out] {sorts_counted} {sorts_scope}",
    ),
    "side_by_side_per_group": (
        "{show} {sorts_counted} {each} {sorts_scope}",
        "{each}, {what_are} {sorts_counted} {sorts_scope}",
        "{each}, {show} {sorts_counted} {sorts_scope}",
        "[compare|put side by side] {sorts_counted} {each} {sorts_scope}",
        "{sorts_counted} {each} {sorts_scope}",
        "{want} {sorts_counted} {each} {sorts_scope}",
    ),
    # Yes or no
    "is_more_rows": (
        "are there more {sort_one} than {sort_two} {sorts_scope}",
        "do we have more {sort_one} than {sort_two} {sorts_scope}",
        "{wonder} whether there are more {sort_one} than {sort_two} {sorts_scope}",
        "is the number of {sort_one} [higher|greater|larger] than that of {sort_two} {sorts_scope}",
        "{sorts_scope}, are there more {sort_one} than {sort_two}",
        "are {sort_one} more numerous than {sort_two} {sorts_scope}",
        "more {sort_one} than {sort_two}, yes or no {sorts_scope}",
    ),
    "is_higher": (
        "is the {aggregated} of {sort_one} [higher|greater] than that of {sort_two} {sorts_scope}",
        "do {sort_one} have a [higher|greater] {aggregated} than {sort_two} {sorts_scope}",
        "{wonder} whether the {aggregated} of {sort_one} is [above|higher than] that of {sort_two} {sorts_scope}",
        "{sorts_scope}, is the {aggregated} of {sort_one} above that of {sort_two}",
        "does the {aggregated} of {sort_one} exceed that of {sort_two} {sorts_scope}",
        "is it true that the {aggregated} of {sort_one} is [higher|greater] than that of {sort_two} {sorts_scope}",
    ),
    "is_count_beyond": (
        "are there {beyond} {who}",
        "do we have {beyond} {who}",
        "{wonder} whether there are {beyond} {who}",
        "is the number of {who} {compares_more}",
        "is it true that there are {beyond} {who}",
        "is the count of {who} {compares_more}",
    ),
    "is_number_beyond": (
        "is the {aggregated} of {who} {compares_more}",
        "{wonder} whether the {aggregated} of {who} is {compares_more}",
        "is it true that the {aggregated} of {who} is {compares_more}",
        "do {who} have {an_aggregated} {compares_more}",
        "the {aggregated} of {who}: is it {compares_more}",
        "{before} is the {aggregated} {compares_more}",
    ),
    "are_all": (
        "is it true that all {rows_behind} {meet_one}",
        "{wonder} whether all {rows_behind} {meet_one}",
        "is it the case that every {one_behind} {every_meets}",
        "is it so that all {rows_behind} {meet_one}",
        "check whether all {rows_behind} {meet_one}",
        "{wonder} if every {one_behind} {every_meets}",
    ),
    # Parents with numbers of their children
    **{f"parent_report{kept}{order}": _REPORT for kept in ("", "_having") for order in ("", "_ordered", "_first")},
}
