"""English sentences of summaries: figures side by side and by group, groups within bounds, contrasts.

Keys as in `zh_sentences`. What may follow any of them (a bound before, an order, rounding behind) is a part that says
nothing where the draft has none.
"""


def _behind(sentences: tuple[str, ...], tail: str) -> tuple[str, ...]:
    return tuple(each + tail for each in sentences)


_ASIDE = "[also|and also|and while you're at it,|in addition|and then]"
_GIVE = "[give me|tell me|show|report]"

_FIGURES = (
    "{what_are} the {figures} {scope}",
    "{what_are} the {figures} {scope}",
    "{before} {what_are} the {figures}",
    "{before} {show} the {figures}",
    "{show} the {figures} {scope}",
    "{show} the {figures_of_who}",
    "{figures_of_who}",
    "{figures} {scope}",
    "{before} {figures_asked}",
    "{figures_asked} {scope}",
    "{who}: {figures}",
    "{who}: {figures_asked}",
    "for {who}, I [need|want|would like] the {figures}",
    "{wonder} the {figures_of_who}",
    "[calculate|compute|work out] the {figures_of_who}",
    "just for {who}, {what_are} the {figures}",
    "what do the {figures} look like {scope}",
    "for [my|the|our] report I need the {figures_of_who}",
    "run the numbers for {who}: {figures}",
    "{before} [we need|let me have|put together] the {figures}",
    "[key figures|statistics|numbers] for {who}: {figures}",
    "{figures_of_who}, [please|what are they]",
    "[restricted to|limited to|based only on] {who}, {show} the {figures}",
    "[take|consider] {who} and {show} the {figures}",
)
_ONE_FIGURE = (
    "{whats} the {figures} {scope}",
    "{whats} the {figures_of_who}",
    "{before} {whats} the {figures}",
    "{figures_of_who}",
    "{figures} {scope}",
    "{before} {figures_asked}",
    "{who}: {figures}",
    "for {who}, I [need|want|would like] the {figures}",
    "{wonder} what the {figures_of_who} is",
    "[calculate|compute|work out] the {figures_of_who}",
    "just for {who}, {whats} the {figures}",
    "[restricted to|limited to|based only on] {who}, {whats} the {figures}",
    "[take|consider] {who}: {whats} the {figures}",
    "{want} the {figures_of_who}",
)
_FIRST_THEN_OTHERS = (
    "{whats} the {first_figure} {scope}, and the {other_figures}",
    f"{{before}} {{whats}} the {{first_figure}}, {_ASIDE} {_GIVE} the {{other_figures}}",
    "{show} the {first_figure} of {who} [and|plus|together with|along with] the {other_figures}",
    "{before} {whats} the {first_figure}? and the {other_figures}?",
    "[besides|in addition to|apart from] the {first_figure}, {show} the {other_figures} of {who}, in that order",
)
_PER_KEY = (
    "{show} the {figures} {per} {scope}",
    "{show} the {figures} {per} {scope}",
    "{what_are} the {figures} {per} {scope}",
    "{per}, {what_are} the {figures} {scope}",
    "{per}, {show} the {figures} {scope}",
    "{before} {show} the {figures} {per}",
    "{before} {what_are} the {figures} {per}",
    "{figures} {per} {scope}",
    "{per}, {figures_asked} {scope}",
    "{before} {per}, {figures_asked}",
    "group {who} by {key} and {show} the {figures}",
    "[break down|split] {who} by {key}: {figures}",
    "[list|show] [every|each] {key_noun} with [its|the] {figures} {scope}",
    "[I need|I want|I'd like] the {figures} {per} {scope}",
    "{who} by {key}: {figures}",
    "[a table of|an overview of|a summary of] the {figures} {per} {scope}",
    "[calculate|compute|work out] the {figures} {per} {scope}",
    "{key} and {figures} {scope}",
    "how do the {figures} look {per} {scope}",
    "[compare|set side by side] the {keys_noun} {scope}: {figures}",
    "[a report|a summary table|an evaluation|statistics] by {key} {scope}: {figures}",
    "for [my|the|our] report I need the {figures} {per} {scope}",
    "[go through|take] the {keys_noun} one by one {scope}: {figures} of each",
    "{key} / {figures} {scope}",
    "for {who}, {show} {key} and {figures}",
)
_PER_KEY_FIRST = (
    "{per}, {whats} the {first_figure} and [what is |]the {other_figures} {scope}",
    f"{{show}} the {{first_figure}} {{per}} {{scope}}, {_ASIDE} the {{other_figures}}",
    "{before} {show} the {first_figure} {per} [as well as|together with|plus] the {other_figures}",
)
_WHERE = (
    "which {keys_noun} have {having_bounds} {scope}",
    "{before} which {keys_noun} have {having_bounds}",
    "{show} [the|all|all the|] {keys_noun} {bounds_with} {scope}",
    "{show} [the|all|] {keys_noun} whose {bounds} {scope}",
    "{before} {show} the {keys_noun} whose {bounds}",
    "{before} {show} the {keys_noun} {bounds_with}",
    "{keys_noun} {bounds_with} {scope}",
    "{keys_noun} whose {bounds} {scope}",
    "[what|which] are the {keys_noun} whose {bounds} {scope}",
    "{show} {keys_noun} where the {bounds} {scope}",
    "for which {keys_noun} is it true that the {bounds} {scope}",
    "{wonder} which {keys_noun} have {having_bounds} {scope}",
    "grouping {who} by {key}, which [groups|ones] have {having_bounds}",
    "I'm [looking for|interested in] {keys_noun} {bounds_with} {scope}",
    "[keep|filter to|find] only the {keys_noun} {bounds_with} {scope}",
    "any {keys_noun} {bounds_with} {scope}? [list them|which]",
    "[all|only] {keys_noun} {bounds_with} {scope}",
    "which {keys_noun} [turn out to have|come to|show] {having_bounds} {scope}",
)
_COUNT_WHERE = (
    "how many {keys_noun} have {having_bounds} {scope}",
    "{before} how many {keys_noun} have {having_bounds}",
    "{whats} the number of {keys_noun} whose {bounds} {scope}",
    "[count|count up] the {keys_noun} whose {bounds} {scope}",
    "[count|count up] the {keys_noun} {bounds_with} {scope}",
    "number of {keys_noun} {bounds_with} {scope}",
    "{wonder} how many {keys_noun} have {having_bounds} {scope}",
    "{before} how many {keys_noun} are there {bounds_with}",
    "in how many {keys_noun} is it true that the {bounds} {scope}",
    "grouping {who} by {key}, how many {keys_noun} have {having_bounds}",
)
_BEST = (
    "{among_bounded}[which|what] {key_noun} has {best} {scope}",
    "{among_bounded}[which|what] {key_noun} has {best} {scope}",
    "{before} {among_bounded}which {key_noun} has {best}",
    "{among_bounded}{show} the {key_noun} with {best} {scope}",
    "{before} {among_bounded}{show} the {key_noun} with {best}",
    "{among_bounded}[what is|which is|what's] the {key_noun} with {best} {scope}",
    "{among_bounded}{key_noun} with {best} {scope}",
    "{wonder} {among_bounded}which {key_noun} has {best} {scope}",
    "{among_bounded}which {key_noun} comes [out|] with {best} {scope}",
    "looking at {who} by {key}, {among_bounded}which one has {best}",
    "{among_bounded}the {key_noun} [having|that has|showing] {best} {scope}",
    "{among_bounded}of all {keys_noun}, which has {best} {scope}",
    "grouping {who} by {key}, {among_bounded}which group has {best}",
    "{among_bounded}I [need|want] the {key_noun} with {best} {scope}",
    "{among_bounded}which {key_noun} [stands out with|ends up with|can claim|shows] {best} {scope}",
    "{among_bounded}[point out|name|single out] the {key_noun} with {best} {scope}",
    "{among_bounded}{best}: which {key_noun} {scope}",
)
_BEST_FEW = (
    "{among_bounded}which {n} {keys_noun} have {best} {scope}{ties}",
    "{before} {among_bounded}which {n} {keys_noun} have {best}{ties}",
    "{among_bounded}{show} the {n} {keys_noun} with {best} {scope}{ties}",
    "{before} {among_bounded}{show} the {n} {keys_noun} with {best}{ties}",
    "{among_bounded}[the |]{n} {keys_noun} with {best} {scope}{ties}",
    "{among_bounded}[what|which] are the {n} {keys_noun} with {best} {scope}{ties}",
    "{among_bounded}[the |]{end_of} {n} {keys_noun} by {ranking} {scope}{ties}",
    "{among_bounded}{show} the {end_of} {n} {keys_noun} [by|in terms of|ranked by] {ranking} {scope}{ties}",
    "{wonder} {among_bounded}which {n} {keys_noun} have {best} {scope}{ties}",
    "rank the {keys_noun} by {ranking} and [take|give me|keep] the {end_of} {n} {scope}{ties}",
    "grouping {who} by {key}, {among_bounded}[take|show] the {n} with {best}{ties}",
    "I [need|want|am after] the {n} {keys_noun} with {best} {scope}{ties}",
)
_NTH = (
    "{among_bounded}[which|what] {key_noun} has {nth_best} {scope}",
    "{before} {among_bounded}which {key_noun} has {nth_best}",
    "{among_bounded}{show} the {key_noun} with {nth_best} {scope}",
    "{before} {among_bounded}{show} the {key_noun} with {nth_best}",
    "{among_bounded}[what is|what's] the {key_noun} with {nth_best} {scope}",
    "{among_bounded}{key_noun} with {nth_best} {scope}",
    "{wonder} {among_bounded}which {key_noun} has {nth_best} {scope}",
    "grouping {who} by {key}, {among_bounded}which has {nth_best}",
    "{among_bounded}which {key_noun} comes with {nth_best} {scope}",
)
_OF_KEYS = (
    "{whats} the {outer} of the {figures} {per} {scope}{rounded}",
    "{before} {whats} the {outer} of the {figures} {per}{rounded}",
    "take the {figures} {per} {scope}: {whats} the {outer} [of these|of them]{rounded}",
    "{outer} of the {figures} {per} {scope}{rounded}",
    "{wonder} the {outer} of the {figures} {per} {scope}{rounded}",
    "first [compute|get|work out] the {figures} {per} {scope}, then the {outer} of [those|them]{rounded}",
    "group {who} by {key}, get the {figures} [of|for] each and return the {outer} [of them|]{rounded}",
    "across {keys_noun}, {whats} the {outer} of the {figures} {scope}{rounded}",
)
_AVERAGE_OF_KEYS = (
    "how many {who} does [a|each|one] {counted_key} have on average{rounded}",
    "on average, how many {who} are there per {counted_key}{rounded}",
    "{whats} the average number of {who} [per|in a] {counted_key}{rounded}",
    "[average|mean] number of {who} a {counted_key} has{rounded}",
    "how [big|large] is the average {counted_key} in terms of {who}{rounded}",
    "{before} {whats} the average {ranked_figure} of a {counted_key}{rounded}",
    "averaged over [the |]{keys_noun}, how many {who} does one {counted_key} have{rounded}",
)
_GAP_OF_KEYS = (
    "how far apart are the {keys_noun} with the highest and the lowest {ranked_figure} {scope}",
    "{before} how much higher is the highest {ranked_figure} of all {keys_noun} than the lowest",
    "{whats} the difference in {ranked_figure} between the highest and the lowest {key_noun} {scope}",
    "{before} {whats} the gap in {ranked_figure} between the top and the bottom {key_noun}",
    "comparing {keys_noun}, how far apart are the highest and the lowest {ranked_figure} {scope}",
)
_SORTED = (
    "{among_bounded}{show} all {keys_noun} {scope}{sorting}",
    "{before} {among_bounded}{show} the {keys_noun}{sorting}",
    "{among_bounded}{show} the {keys_noun} {scope}{sorting}",
    "{among_bounded}[rank|sort|order] the {keys_noun} {scope} by {by_way}",
    "{before} {among_bounded}[rank|sort|order] the {keys_noun} by {by_way}",
    "{among_bounded}a ranking of {keys_noun} {scope} by {by_way}",
    "{among_bounded}{keys_noun} {scope} [ordered|sorted|ranked] by {by_way}",
)
_MORE_ALL = (
    "by how much does the {figures} {per} [exceed|lie above|differ from] the overall [one|figure|value] {scope}",
    "{show} the difference between the {figures} {per} and the overall [one|value] {scope}",
    "{before} how far is the {figures} {per} [above|from] the overall [one|value]",
    "{show} how much [higher|larger] the {figures} {per} is than overall {scope}",
    "{figures} {per} minus the overall [one|figure|value] {scope}",
    "compared with the overall [value|figure], how much higher is the {figures} {per} {scope}",
    "{before} {show} the {figures} {per} minus the overall [value|one]",
)
_TIMES_ALL = (
    "how many times the overall [one|value] is the {figures} {per} {scope}",
    "{show} the ratio of the {figures} {per} to the overall [one|value] {scope}",
    "{before} {show} the {figures} {per} divided by the overall [one|value]",
    "{figures} {per} divided by the overall [value|one] {scope}",
    "{before} {whats} the ratio of the {figures} {per} to the overall one",
)
_PERCENT_ALL = (
    "what percentage of the overall [total|figure|value] is the {figures} {per} {scope}",
    "{show} the {figures} {per} as a percentage of the [overall one|total|whole] {scope}",
    "{before} {show} the {figures} {per} as a percentage of the [overall one|total]",
    "{figures} {per} as a [share|percentage] of the total in percent {scope}",
    "what [share|percentage] of the total does the {figures} {per} make up {scope}",
)
# The value comes first, then what is made of it.
_MORE_ALL_SHOWN = (
    "{show} the {figures} {per} {scope}, and how much [higher|larger] [it|each] is than overall",
    "{before} {show} the {figures} {per} and [its|the] difference from the overall one",
    "{show} {key}, {figures} and [its|the] difference from the overall value {scope}",
    "{per}, {show} the {figures} {scope} [and|as well as] by how much it exceeds the overall one",
    "{figures} {per} {scope}, with the [gap to|difference from] the overall one [in a second column|behind it]",
    "{before} {whats} the {figures} {per}, and how far is it from the overall one",
)
_TIMES_ALL_SHOWN = (
    "{show} the {figures} {per} {scope}, and its ratio to the overall one",
    "{before} {show} the {figures} {per} and how many times the overall one it is",
    "{show} {key}, {figures} and the ratio to the overall value {scope}",
    "{per}, {show} the {figures} {scope} and then that divided by the overall one",
)
_PERCENT_ALL_SHOWN = (
    "{show} the {figures} {per} {scope}, and its percentage of the total",
    "{before} {show} the {figures} {per} and what percentage of the [total|whole] it is",
    "{show} {key}, {figures} and [percentage|share in percent] of the total {scope}",
    "{per}, {whats} the {figures} {scope} and what percentage of the total does it make up",
    "{figures} {per} {scope}, [both as a number and|and also] as a percentage of the total",
)
_BEYOND_AVERAGE = (
    "which {keys_noun} have {figures_a} {over_or_below} the average [over|of|across] all {keys_noun} {scope}",
    "{show} the {keys_noun} whose {figures} is {over_or_below} the average of the {keys_noun} {scope}",
    "{before} which {keys_noun} are {over_or_below} the average {key_noun} in {figures}",
    "{before} {show} {keys_noun} whose {figures} is {beyond_high} than the average of all {keys_noun}",
    "{keys_noun} whose {figures} is {over_or_below} the mean of all {keys_noun} {scope}",
    "{wonder} which {keys_noun} have {figures_a} {over_or_below} that of the average {key_noun} {scope}",
)
_COUNT_BEYOND_AVERAGE = (
    "how many {keys_noun} have {figures_a} {over_or_below} the average [over|of|across] all {keys_noun} {scope}",
    "{whats} the number of {keys_noun} whose {figures} is {over_or_below} the average of the {keys_noun} {scope}",
    "{before} how many {keys_noun} are {over_or_below} the average {key_noun} in {figures}",
    "count the {keys_noun} whose {figures} is {beyond_high} than the average of all {keys_noun} {scope}",
)
_BEYOND_NAMED = (
    "which {keys_noun} have a {beyond_high} {figures} than {side_value} {scope}",
    "{show} the {keys_noun} whose {figures} is {beyond_high} than [that of |for |]{side_value} {scope}",
    "{before} which {keys_noun} have a {beyond_high} {figures} than {side_value}",
    "{keys_noun} with a {beyond_high} {figures} than {side_value} {scope}",
    "{wonder} which {keys_noun} have a {beyond_high} {figures} than {side_value} {scope}",
    "compared with {side_value}, which {keys_noun} have a {beyond_high} {figures} {scope}",
    "{before} {show} all {keys_noun} whose {figures} is {over_or_below} that of {side_value}",
)
_COUNT_BEYOND_NAMED = (
    "how many {keys_noun} have a {beyond_high} {figures} than {side_value} {scope}",
    "{whats} the number of {keys_noun} whose {figures} is {beyond_high} than that of {side_value} {scope}",
    "{before} how many {keys_noun} have a {beyond_high} {figures} than {side_value}",
    "count the {keys_noun} with a {beyond_high} {figures} than {side_value} {scope}",
)
_DIFFERENCE = (
    "{before} how much [higher|larger] is the {one_number} than [that of|of] {side_two}",
    "how much [higher|larger] is the {one_number} than that of {side_two} {scope}",
    "{whats} the difference in {figures} between {side_one} and {side_two} {scope}",
    "{before} {whats} the [difference|gap] in {figures} between {side_one} and {side_two}",
    "[by how much|how much] does the {one_number} [exceed|differ from] that of {side_two} {scope}",
    "{one_number} minus that of {side_two} {scope}",
    "compare {side_one} with {side_two}: {whats} the [difference|gap] in {figures} {scope}",
    "{wonder} the difference between the {one_number} and that of {side_two} {scope}",
    "subtract the {other_number} from that of {side_one} {scope}",
)
_RATIO = (
    "{before} how many times the {other_number} is that of {side_one}{rounded}",
    "{whats} the ratio of the {one_number} to that of {side_two} {scope}{rounded}",
    "{before} {whats} the ratio of the {one_number} to that of {side_two}{rounded}",
    "{one_number} divided by that of {side_two} {scope}{rounded}",
    "divide the {one_number} by that of {side_two} {scope}{rounded}",
    "how many times as [high|large] is the {one_number} as that of {side_two} {scope}{rounded}",
)
_PERCENT = (
    "{before} by what percentage is the {one_number} higher than that of {side_two}{rounded}",
    "by how many percent does the {one_number} exceed that of {side_two} {scope}{rounded}",
    "{whats} the percentage difference in {one_number} relative to {side_two} {scope}{rounded}",
    "relative to {side_two}, how many percent higher is the {one_number} {scope}{rounded}",
    "how many percent [higher|larger] is the {one_number} than that of {side_two} {scope}{rounded}",
    "{before} how many percent higher is the {one_number} than that of {side_two}{rounded}",
)
_PART = (
    "{before} what percentage of the {other_number} is that of {side_one}{rounded}",
    "what percentage of the {other_number} [comes from|is due to|do we owe to] {side_one} {scope}{rounded}",
    "{one_number} as a percentage of that of {side_two} {scope}{rounded}",
    "{whats} the {one_number} in percent of that of {side_two} {scope}{rounded}",
)
_BOTH = (
    "{what_are} the {one_number} and that of {side_two} {scope}",
    "{before} {what_are} the {one_number} and of {side_two}",
    "compare the {one_number} [and|with that of] {side_two} {scope}",
    "{show} the {one_number} [next to|beside|and then] that of {side_two} {scope}",
    "{before} {whats} the {one_number}, and [that of|what about] {side_two}",
    "{one_number} [vs.|versus|and of] {side_two} {scope}",
    "{whats} the {one_number} and what is it for {side_two} {scope}",
    "put the {one_number} and that of {side_two} side by side {scope}",
)

SUMMARIES: dict[str, tuple[str, ...]] = {
    "one_figure": _behind(_ONE_FIGURE, "{rounded}"),
    "figures": _behind((*_FIGURES, *_FIRST_THEN_OTHERS), "{rounded}"),
    "figure_per_key": _behind(tuple(each.replace("{what_are}", "{whats}") for each in _PER_KEY), "{sorting}{rounded}"),
    "figures_per_key": _behind((*_PER_KEY, *_PER_KEY_FIRST), "{sorting}{rounded}"),
    "keys_where": _behind(_WHERE, "{sorting}"),
    "keys_where_shown": _behind(_WHERE, "{also_figures}{sorting}{rounded}"),
    "count_keys_where": _COUNT_WHERE,
    "best_key": _BEST,
    "best_key_shown": _behind(_BEST, "{also_figures}{rounded}"),
    "best_keys": _BEST_FEW,
    "best_keys_shown": _behind(_BEST_FEW, "{also_figures}{rounded}"),
    "nth_key": _NTH,
    "nth_key_shown": _behind(_NTH, "{also_figures}{rounded}"),
    "of_keys": _OF_KEYS,
    "average_of_keys": _AVERAGE_OF_KEYS,
    "gap_of_keys": (*_OF_KEYS, *_GAP_OF_KEYS, *_GAP_OF_KEYS),
    "keys_sorted": _SORTED,
    "keys_more_all": _MORE_ALL,
    "keys_more_all_shown": _MORE_ALL_SHOWN,
    "keys_times_all": _TIMES_ALL,
    "keys_times_all_shown": _TIMES_ALL_SHOWN,
    "keys_percent_all": _PERCENT_ALL,
    "keys_percent_all_shown": _PERCENT_ALL_SHOWN,
    "keys_beyond_average": _BEYOND_AVERAGE,
    "count_keys_beyond_average": _COUNT_BEYOND_AVERAGE,
    "keys_beyond_named": _BEYOND_NAMED,
    "count_keys_beyond_named": _COUNT_BEYOND_NAMED,
    "contrast_difference": _DIFFERENCE,
    "contrast_ratio": _RATIO,
    "contrast_percent": _PERCENT,
    "contrast_part": _PART,
    "contrast_both": _BOTH,
}
