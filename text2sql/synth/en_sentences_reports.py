"""English sentences of reports: several numbers at once, places, totals of a row, changes, dates, yes or no.

Keys as in `zh_sentences`.
"""

REPORTS: dict[str, tuple[str, ...]] = {
    "several": (
        "{what_are} the {aggregates} {scope}",
        "{before} {what_are} the {aggregates}",
        "{aggregates} of {who}",
    ),
    "several_per_group": (
        "{what_are} the {aggregates} {each} {scope}",
        "{each} {show} the {aggregates} {scope}",
        "{before} {show} the {aggregates} {each}",
        "{aggregates} {each} {scope}",
    ),
    "of_values": (
        "{what_are} the {aggregated} of {one_value} and {other_value} {scope}",
        "compare the {aggregated} of {one_value} and {other_value} {scope}",
        "{before} {show} the {aggregated} for {one_value} and for {other_value}",
    ),
    "of_values:count": (
        "how many {who} are there for {one_value} and [how many |]for {other_value}",
        "{show} the number of {who} for {one_value} and {other_value}",
        "compare the number of {who} for {one_value} and for {other_value}",
    ),
    "difference_of_counts": (
        "how many more {who} are there for {one_value} than for {other_value}",
        "{whats} the difference in the number of {who} between {one_value} and {other_value}",
    ),
    "spread_per_group": (
        "{whats} the [gap|difference] between the [highest and lowest|maximum and minimum] {measure} {each} {scope}",
        "{show} the range of {measure} {each} {scope}",
        "{before} {show} how far apart the highest and lowest {measure} are {each}",
    ),
    "most_spread_group": (
        "which {group} has the {most_extreme} [gap|difference] between the highest and lowest {measure} {scope}",
        "{before} which {group} has the {most_extreme} range of {measure}",
    ),
    "groups_against_average": (
        "which {group_many} have an average {measure} {above} the overall average {scope}",
        "{show} the {group_many} whose average {measure} is {above} the [overall|total] average {scope}",
        "{before} which {group_many} are {above} the overall average in {measure} on average",
    ),
    "against_own_group": (
        "which {who} have [a |]{measure} {above} the average {of_own}",
        "{show} {who} whose {measure} is {above} the average {of_own}",
    ),
    "count_against_own_group": (
        "how many {who} have [a |]{measure} {above} the average {of_own}",
        "count {who} whose {measure} is {above} the average {of_own}",
    ),
    "share_of_sum": (
        "what [percentage|percent|share] of the total {measure} of {rest_scope} comes from {tested}",
        "{whats} the [percentage|share] of {measure} contributed by {tested} among {rest_scope}",
        "how many percent of the {measure} of {rest_scope} do {tested} account for",
    ),
    "share_of_each": (
        "what [percentage|share] of the total {measure} [comes from|does] each {group} [|account for] {scope}",
        "{show} each {group}'s [percentage|share] of the total {measure} {scope}",
        "{whats} the percentage of total {measure} {each} {scope}",
    ),
    "share_of_each:count": (
        "what [percentage|share] of {who} does each {group} [have|make up]",
        "{show} the [percentage|share] of {who} {each}",
        "{show} each {group}'s share of all {who} in percent",
    ),
    "rounded": (
        "{whats} the {aggregated} {scope}{rounded}",
        "{whats} the {aggregated} of {who}{rounded}",
        "{before} {whats} the {aggregated}{rounded}",
    ),
    "rounded_per_group": (
        "{whats} the {aggregated} {each} {scope}{rounded}",
        "{show} the {aggregated} {each} {scope}{rounded}",
        "{before} {show} the {aggregated} {each}{rounded}",
    ),
    "rounded_share": (
        "what [percentage|percent] of {rest_scope} are {tested}{rounded}",
        "{whats} the percentage of {tested} among {rest_scope}{rounded}",
    ),
    "pass_and_fail": (
        "how many {who} passed and how many failed {measure}",
        "{show} the number of {who} that passed and that failed {measure}",
        "{before} how many passed and failed {measure}",
    ),
    "pass_and_fail_per_group": (
        "how many {who} passed and how many failed {measure} {each}",
        "{each} {show} how many {who} passed and failed {measure}",
        "{show} the number of passes and fails in {measure} {each} {scope}",
    ),
    "both_sides": (
        "how many {who} have {measure} {beyond_limit} and how many [do not|don't]",
        "{show} the number of {who} with {measure} {beyond_limit} and of those at {limit} or below",
    ),
    "both_sides_per_group": (
        "how many {who} have {measure} {beyond_limit} and how many [do not|don't] {each}",
        "{each} {show} the number of {who} with {measure} {beyond_limit} and of those at {limit} or below",
    ),
    "bands": (
        "how many {who} are in each band of {measure}: {banded}",
        "grade {who} by {measure}, {banded}, and count each grade",
        "{show} the number of {who} per {measure} band, {banded}",
    ),
    "top_in_group": (
        "{show} the {end} {n} {who} by {measure} {each}",
        "{each} {show} the {n} {most_rows}",
        "who are the {n} {most_rows} {each}",
        "{before} {show} the {end} {n} by {measure} {each}",
    ),
    "nth_in_group": (
        "{who_or_which} has the {ordinal} {most} {each} {scope}",
        "{show} the {row} with the {ordinal} {most} {each} {scope}",
        "{before} {show} the {row} with the {ordinal} {most} {each}",
    ),
    "ranked": (
        "{show} [all |]{who} with their rank by {measure}{from_low}",
        "rank [all |]{who} by {measure}{from_low}",
        "{what_are} the ranks of {who} by {measure}{from_low}",
    ),
    "ranked_in_group": (
        "{show} [all |]{who} with their rank by {measure} {within_own}{from_low}",
        "rank {who} by {measure} within each {group}{from_low}",
    ),
    "rank_in_group": (
        "what is the rank of {name} [by|in] {measure} within [their|its|the] {group}",
        "where does {name} rank [by|in] {measure} in [their|its|the same] {group}",
        "what place does {name} take in {measure} within [their|its] [own |]{group}",
    ),
    "tied:label": (
        "{show} all {who} that [share|tie for|have] the {most}, [including ties|ties included]",
        "which {who} are tied for the {most}",
        "{show} every {one_of} with the {most}, including ties",
    ),
    "tied:columns": (
        "{show} the {columns} of all {who} [that tie for|sharing] the {most}",
        "{what_are} the {columns} of every {one_of} with the {most}, including ties",
    ),
    "second_value": (
        "{whats} the second {most_extreme} distinct {measure} {scope}",
        "{before} what is the second {most_extreme} distinct value of {measure}",
    ),
    "lead": (
        "how far is the best ahead of the second in {measure} {scope}",
        "{whats} the [gap|difference] between the highest and [the |]second highest {measure} {scope}",
        "by how much does first place lead second place in {measure} {scope}",
    ),
    "page:label": (
        "{show} {who} in {from_place} by {measure_at_end}",
        "which {who} take {from_place} by {measure_at_end}",
        "{from_place} of {who} by {measure_at_end}",
    ),
    "page:columns": (
        "{show} the {columns} of {who} in {from_place} by {measure_at_end}",
        "{columns} of {from_place} among {who} by {measure_at_end}",
    ),
    "two_keys:label": (
        "{show} {who} [sorted|ordered] {first_by}, {then_by}",
        "sort {who} {first_by}, {then_by}",
    ),
    "two_keys:columns": (
        "{show} the {columns} of {who} [sorted|ordered] {first_by}, {then_by}",
        "{columns} of {who}, [sorted|ordered] {first_by}, {then_by}",
    ),
    "top_by_two_keys:label": (
        "{show} the first {n} {who} [sorted|ordered] {first_by}, {then_by}",
        "sort {who} {first_by}, {then_by}, and [take|show] the first {n}",
    ),
    "top_by_two_keys:columns": ("{show} the {columns} of the first {n} {who} [sorted|ordered] {first_by}, {then_by}",),
    "ordered_by_group:label": (
        "{show} {who} [sorted|ordered] by {group} and then {by_plain_order}",
        "sort {who} by {group}, within each {group} {by_plain_order}",
    ),
    "ordered_by_group:columns": (
        "{show} the {columns} of {who} [sorted|ordered] by {group} and then {by_plain_order}",
        "{columns} of {who}, [sorted|ordered] by {group}, then {by_plain_order}",
    ),
    "first_rows": (
        "{show} the {columns} of [the first|any] {n} {rows}",
        "show me the {columns} of {n} {rows}",
        "{columns} of the first {n} {rows}",
    ),
    "rows_of_best_group": (
        "which {rows} are in the {group} with the {most_group} {aggregated}",
        "{show} [all|the] {rows} of the {group} with the {most_group} {aggregated}",
        "{show} all {rows} of the {group} that has the {most_group} {aggregated}",
    ),
    "rows_of_best_group:count": (
        "which {rows} are in the {group} with the {most_group} {rows}",
        "{show} [all|the] {rows} of the {group} that has the {most_group} {rows}",
    ),
    "row_total": (
        "{whats} the {measure} of {name}",
        "{whats} {name}'s {measure}",
        "{show} the {measure} for {name}",
    ),
    "row_extreme": (
        "what is {name}'s highest value among {every}",
        "what is the highest of {every} for {name}",
        "{show} the best of {every} of {name}",
    ),
    "row_extreme:least": (
        "what is {name}'s lowest value among {every}",
        "what is the lowest of {every} for {name}",
        "{show} the lowest of {every} of {name}",
    ),
    "total_of_each": (
        "{show} the {measure} of each of the {who}",
        "{what_are} the {measure} of {who}, one by one with their names",
        "{show} {who} with their {measure}",
    ),
    "margin:label": (
        "which {who} have [a |]{measure} more than {limit} above their {other_measure}",
        "{show} {who} whose {measure} exceeds their {other_measure} by more than {limit}",
    ),
    "margin:columns": (
        "{show} the {columns} of {who} whose {measure} exceeds their {other_measure} by more than {limit}",
    ),
    "count_margin": (
        "how many {who} have [a |]{measure} more than {limit} above their {other_measure}",
        "count {who} whose {measure} exceeds their {other_measure} by more than {limit}",
    ),
    "difference_of_averages": (
        "how much higher is the average {measure} than the average {other_measure} {scope}",
        "{whats} the difference between the average {measure} and the average {other_measure} {scope}",
    ),
    "count_same_group": (
        "how many other {rows} have the same {group} as {name}",
        "how many {rows} share the {group} of {name}, besides {name}",
    ),
    "distinct_pairs": (
        "{what_are} the [different|distinct|] combinations of {group_pair} {scope}",
        "which combinations of {group_pair} [exist|occur|are there] {scope}",
        "{show} all [distinct|different] pairs of {group_pair} {scope}",
    ),
    "is_there": (
        "are there any {who}",
        "is there any {one_of}",
        "do we have any {who}",
        "is there at least one {one_of}",
    ),
    "is_so": (
        "is {name_rest} one of the {rows} {test}",
        "is {name_rest} among the {rows} {test}",
        "does {name_rest} belong to the {tested}",
    ),
    "is_row_more": (
        "is {one_value}'s {measure} higher than {other_value}'s {scope}",
        "does {one_value} have [a |]higher {measure} than {other_value} {scope}",
    ),
    "is_column_more": (
        "is the {measure} of {name} higher than the {other_measure}",
        "does {name} have [a |]higher {measure} than {other_measure}",
    ),
    "is_group_more": (
        "is the average {measure} of {one_value} higher than that of {other_value} {scope}",
        "does {one_value} have a higher average {measure} than {other_value} {scope}",
    ),
    "either_and:label": (
        "which of the {rest_rows} are the ones {either_two}",
        "among {rest_rows}, {show} those {either_two}",
        "out of the {rest_rows}, {show} those {either_two}",
    ),
    "either_and:columns": (
        "among {rest_rows}, {show} the {columns} of those {either_two}",
        "out of the {rest_rows}, {show} the {columns} of those {either_two}",
    ),
    "count_either_and": (
        "among {rest_rows}, how many are there {either_two}",
        "out of the {rest_rows}, count those {either_two}",
    ),
    "neither:label": (
        "{show} all {rows} except those {test} and those {test_two}",
        "which {rows} are not among those {test} or {test_two}",
        "excluding those {test} or {test_two}, which {rows} are left",
    ),
    "neither:columns": (
        "{show} the {columns} of all {rows} except those {test} and those {test_two}",
        "excluding those {test} or {test_two}, {show} the {columns} of [all |]the {rows}",
    ),
    "count_neither": (
        "excluding those {test} or {test_two}, how many {rows} are left",
        "how many {rows} are left without those {test} and those {test_two}",
    ),
    "change_of_total": (
        "by how much did the {aggregated} change from {one_value} to {other_value} {scope}",
        "{whats} the change in {aggregated} between {one_value} and {other_value} {scope}",
        "{before} how much [higher|more] was the {aggregated} in {other_value} than in {one_value}",
    ),
    "growth_rate": (
        "by what percentage did the {aggregated} change from {one_value} to {other_value} {scope}{rounded}",
        "{whats} the growth rate of the {aggregated} from {one_value} to {other_value} {scope}{rounded}",
        "{before} how many percent did the {aggregated} [grow|increase] from {one_value} to {other_value}{rounded}",
    ),
    "row_growth_rate": (
        "by what percentage did {third_value}'s {measure} change from {one_value} to {other_value}",
        "{whats} the growth rate of {third_value}'s {measure} from {one_value} to {other_value}",
    ),
    "most_changed_group": (
        "which {group} had the [largest|biggest] {rise_or_fall} in {aggregated} from {one_value} to {other_value}",
        "{show} the {group} with the [largest|biggest] {rise_or_fall} in {aggregated} between {one_value} and {other_value}",
    ),
    "yearly_change": (
        "{show} the year-over-year change in {aggregated} {scope}",
        "how did the {aggregated} {scope} change compared with the previous year, for each year",
        "{before} how much did the {aggregated} change each year from the year before",
    ),
    "extreme_date": (
        "{whats} the {first_or_last} {measure} {scope}",
        "{before} what is the {first_or_last} {measure}",
        "when is the {first_or_last} {measure} {scope}",
    ),
    "extreme_date_per_group": (
        "{whats} the {first_or_last} {measure} {each} {scope}",
        "{show} the {first_or_last} {measure} {each} {scope}",
    ),
    "recent": (
        "{show} {who} from the {last_days}",
        "which {who} are from the {last_days} [of the data|on record]",
    ),
    "count_recent": (
        "how many {who} were there in the {last_days}[| of the data]",
        "number of {who} in the {last_days}",
    ),
    "recent_aggregate": (
        "{whats} the {aggregated} of {who} in the {last_days}",
        "in the {last_days}, {whats} the {aggregated} {scope}",
    ),
    "per_quarter": (
        "{show} the {aggregated} [per quarter|by quarter|for each quarter] {scope}",
        "{whats} the {aggregated} in each quarter {scope}",
        "{before} {show} the {aggregated} per quarter",
    ),
    "best_quarter": (
        "which quarter had the {most_group} {aggregated} {scope}",
        "{before} which quarter had the {most_group} {aggregated}",
    ),
    "per_quarter:count": (
        "how many {who} are there [per quarter|in each quarter|for each quarter]",
        "{show} the number of {who} [per quarter|by quarter]",
    ),
    "best_quarter:count": (
        "in which quarter were there the {most_group} {who}",
        "which quarter had the {most_group} {who}",
    ),
    "days_between": (
        "how many days are there between the {measure} and the {other_measure} of {name}",
        "how many days after the {measure} is the {other_measure} of {name}",
    ),
    "average_days_between": (
        "how many days are there on average between the {measure} and the {other_measure} {scope}",
        "{whats} the average number of days from {measure} to {other_measure} {scope}",
    ),
}
