"""English sentences about marks, ages, prices: where a verb or an adjective says more than a column's noun.

Keys as in `en_sentences_spoken`; behind the @ stand those of `Speaker._more`.
"""

from text2sql.synth.en_frames import scoped

_ONE_BEST = (
    scoped("{who_or_which} {does_most}"),
    "the {most_row}, [who is it|name please|please]",
    scoped("{does_most}: who"),
    scoped("who {does_most}"),
)
_FEW_BEST = (
    scoped("{end} {n} in {subject}"),
    scoped("the {n} that {do_most}"),
    scoped("who are the {n} that {do_most}"),
)
_NTH = (
    scoped("{who_or_which} {nth_came} in {subject}"),
    scoped("{wonder} {who_or_which} {nth_came} in {subject}"),
    "which {one_of} {nth_came} in {subject}",
    scoped("{nth_came} in {subject}: who"),
)
_BARE_ONE = (
    scoped("{who_or_which} is the {bare_end}"),
    "the {bare_end} {one_of}",
    "{who_or_which} is the {bare_end} {one_of}",
    scoped("{wonder} {who_or_which} is the {bare_end}"),
    "[which|what] {one_of} is the {bare_end}",
)
_BARE_FEW = (
    "the {n} {bare_end} {who}",
    "{show} the {n} {bare_end} {who}",
    scoped("which {n} {rows} are the {bare_end}"),
)

MARKS: dict[str, tuple[str, ...]] = {
    "top:label:one@scored": _ONE_BEST,
    "rows_top:label:one@scored": _ONE_BEST,
    "top:label:few@scored": _FEW_BEST,
    "rows_top:label:few@scored": _FEW_BEST,
    "nth:label@scored": _NTH,
    "rows_nth:label@scored": _NTH,
    "top:label:one@bare": _BARE_ONE,
    "rows_top:label:one@bare": _BARE_ONE,
    "top:label:few@bare": _BARE_FEW,
    "rows_top:label:few@bare": _BARE_FEW,
    "best_in_group@scored": (
        scoped("{each}, {who_or_which} {does_most}"),
        scoped("{group} by {group}, in {subject}: who {does_most}"),
    ),
    "aggregate@scored_avg": (
        "how [did|do] {who} do in {subject} on average",
        "how well [did|do] {who} [do|perform|score] in {subject} on average",
        "on average, how [did|do] {who} [do|perform] in {subject}",
        "what do {who} [get|earn|achieve|reach] in {subject} on average",
        "what does the average {one_of} [get|score|achieve|earn] in {subject}",
        "how many points do {who} get in {subject} on average",
        "[what's|what is] the {subject} average [of|for] {who}",
        "{subject} average [of|for] {who}",
        "{subject} average {scope}",
        "how [good|strong] is the average {one_of} in {subject}",
        "what [mark|score|grade] do {who} get in {subject}, on average",
    ),
    "aggregate@scored_max": (
        "what's the best anyone [got|scored|managed] in {subject} {scope}",
        "how high did anyone [get|score] in {subject} {scope}",
        "what did the [best|top|strongest] {one_of} get in {subject}",
        "[what|which] was the [highest|best|top] mark [awarded|given|achieved|earned] in {subject} {scope}",
        "[top|best|highest] mark in {subject} {scope}",
        "what's the most points anyone got in {subject} {scope}",
        "how many points did the best {one_of} get in {subject}",
    ),
    "aggregate@scored_min": (
        "what's the worst anyone [got|scored] in {subject} {scope}",
        "how low did anyone [go|score] in {subject} {scope}",
        "what did the [worst|weakest] {one_of} get in {subject}",
        "[what|which] was the [lowest|worst|poorest] mark [awarded|given|received] in {subject} {scope}",
        "[lowest|worst|poorest] mark in {subject} {scope}",
        "how few points did the weakest {one_of} get in {subject}",
    ),
    "aggregate@bare_avg": (
        "{how_big} are {who} on average",
        "{how_big} is the average {one_of}",
        "on average, {how_big} are {who}",
    ),
    "aggregate@bare_max": (
        "{how_big} is the {bare_extreme} {one_of}",
        "{how_big} is the {bare_extreme} of {who}",
        "{measure} of the {bare_extreme} {one_of}",
        "what {measure} does the {bare_extreme} {one_of} have",
    ),
    "aggregate@bare_min": (
        "{how_big} is the {bare_extreme} {one_of}",
        "{how_big} is the {bare_extreme} of {who}",
        "{measure} of the {bare_extreme} {one_of}",
        "what {measure} does the {bare_extreme} {one_of} have",
    ),
    "per_group@scored_avg": (
        scoped("{subject} averages {each}"),
        scoped("[what's|what is] the {subject} average {each}"),
        "how do {who} do in {subject} on average {each}",
        "how well do {who} [do|score|perform] in {subject} on average, {each}",
    ),
    "per_group@doing": (
        "how did each {group} do in {subject} on average {scope}",
        "how well does each {group} [do|perform|score] in {subject} on average {scope}",
        "what does each {group} average in {subject} {scope}",
        "how [good|strong] is each {group} in {subject} on average {scope}",
    ),
    "best_group:one@scored_avg": (
        "which {group} has the {best_worst} {subject} average {scope}{shown_too}",
        "{best_worst} {subject} average by {group} {scope}{shown_too}",
        "[in which|for which] {group} do {who} {do_best} in {subject} on average{shown_too}",
    ),
    "best_group:one@doing": (
        "which {group} {did_best} in {subject} on average {scope}{shown_too}",
        "{before} which {group} {did_best} in {subject} on average{shown_too}",
        "on average, which {group} {did_best} in {subject} {scope}{shown_too}",
        "which {group} is the {strongest} in {subject} on average {scope}{shown_too}",
        "the {group} that {did_best} in {subject} on average {scope}{shown_too}",
        "{strongest} {group} in {subject} by average {scope}{shown_too}",
    ),
    "best_group:few@doing": (
        "which {n} {group_many} {did_best} in {subject} on average {scope}{shown_too}",
        "the {n} {group_many} that {did_best} in {subject} on average {scope}{shown_too}",
        "the {n} {strongest} {group_many} in {subject} by average {scope}{shown_too}",
    ),
    "better_of_rows@scored": (
        scoped("{who_of_two} {did_better} in {subject}, {one_value} or {other_value}"),
        scoped("{one_value} or {other_value}: {who_of_two} {did_better} in {subject}"),
        scoped("of {one_value} and {other_value}, who {did_better} in {subject}"),
        scoped("{wonder} who {did_better} in {subject}, {one_value} or {other_value}"),
    ),
    "better_of_rows@bare": (
        scoped("{who_of_two} is {bare_better}, {one_value} or {other_value}"),
        scoped("is {one_value} or {other_value} {bare_better}"),
        scoped("{one_value} or {other_value}: which is {bare_better}"),
    ),
    "difference_of_rows@scored": (
        scoped("how many [more points|points more] did {one_value} get in {subject} than {other_value}"),
        scoped("how many points is {one_value} ahead of {other_value} in {subject}"),
        scoped("by how many points did {one_value} beat {other_value} in {subject}"),
        scoped("how much better did {one_value} do in {subject} than {other_value}"),
        scoped("how many points separate {one_value} from {other_value} in {subject}"),
    ),
    "difference_of_groups@doing": (
        scoped("how much better did {one_value} do in {subject} on average than {other_value}"),
        scoped("on average, how many points is {one_value} ahead of {other_value} in {subject}"),
        scoped("by how many points does {one_value} beat {other_value} in {subject} on average"),
    ),
    "better_of_groups@doing": (
        scoped("which {group} did better in {subject} on average, {one_value} or {other_value}"),
        scoped("did {one_value} or {other_value} do better in {subject} on average"),
        scoped("{one_value} or {other_value}: which is [better|stronger] in {subject} on average"),
        scoped("on average, who scores higher in {subject}, {one_value} or {other_value}"),
    ),
    "grown@scored": (
        "who {did_more} in {subject} in {other_value} than in {one_value}",
        "which {rows} {did_more} in {subject} in {other_value} than in {one_value}",
        "who [got|has got|became] {bettered} in {subject} from {one_value} to {other_value}",
        "which {rows} got {bettered} [in|at] {subject} between {one_value} and {other_value}",
    ),
    "most_grown@scored": (
        "which {few_rows} {rise_most} the most in {subject} from {one_value} to {other_value}",
        "from {one_value} to {other_value}, which {few_rows} {rise_most} the most in {subject}",
        "[name|show|find] the {few_rows} that {rise_most} the most in {subject} between {one_value} and {other_value}",
    ),
    "growth_of_row@scored": (
        "by how many points did {third_value} improve in {subject} from {one_value} to {other_value}",
        "how many [more points|points more] did {third_value} get in {subject} in {other_value} than in {one_value}",
        "how much better did {third_value} do in {subject} in {other_value} than in {one_value}",
    ),
    "column_against_column:label@scored": (
        "{who_or_which} is [better|stronger] [at|in] {subject} than [at|in] {other_subject} {scope}",
        "{who_or_which} got [more|more points|a higher mark|a better mark] in {subject} than in {other_subject} {scope}",
        "{show} {who} that [did|do] better in {subject} than in {other_subject}",
        "which {who} scored higher in {subject} than in {other_subject}",
    ),
    "count_column_against_column@scored": (
        "how many {who} [did|do] better in {subject} than in {other_subject}",
        "how many {who} [scored higher|got more|have a better mark] in {subject} than in {other_subject}",
        "how many {who} are [better|stronger] [at|in] {subject} than [at|in] {other_subject}",
    ),
    "against_average:label@scored": (
        "which {who} {did_more} in {subject} than {the_average}",
        "{before} who {did_more} in {subject} than {the_average}",
        "{show} {who} that {did_more} in {subject} than {the_average}",
    ),
    "count_against_average@scored": (
        "how many {who} {did_more} in {subject} than {the_average}",
        "count the {who} that {did_more} in {subject} than {the_average}",
    ),
    "against_row:label@scored": (
        "who {did_more} in {subject} than {name}",
        "which {rows} {did_more} in {subject} than {name}",
        "{show} everyone who {did_more} in {subject} than {name}",
        "{wonder} who {did_more} in {subject} than {name}",
    ),
    "count_against_row@scored": (
        "how many {rows} {did_more} in {subject} than {name}",
        "how many {did_more} in {subject} than {name}",
    ),
    "rank_of@scored": (
        "what place did {name} [take|get] in {subject}",
        "where did {name} [come|finish|end up|place|rank] in {subject}",
        "{name}: [place|rank] in {subject}",
        "how [high|far up] did {name} [come|rank|place] in {subject}",
    ),
}
"""By key, as `zh_sentences` explains them."""
