"""English sentences about one number, or a few, over the rows that meet conditions."""

from text2sql.synth.en_frames import counted, number, numbers, scoped

_MAX_MIN = (
    "[maximum and minimum|highest and lowest|max and min|largest and smallest|minimum and maximum|lowest and highest]"
)
_HIGH_LOW = "[highest and lowest|maximum and minimum|largest and smallest|max and min|top and bottom]"
_SHARE = "[percentage|percent|share|proportion|fraction in percent]"
_OF = "[of|for|among|across|over|of all|for all]"

TOTALS: dict[str, tuple[str, ...]] = {
    "count": (
        "how many {rows} {meet}",
        "how many {rows} {meet}",
        counted("{who}"),
        counted("{who}"),
        "how many {rows} are there {predicates}",
        "how many {who}",
        "{wonder} how many {rows} {meet}",
        "[number|count|total number|no.] of {who}",
        "[how large is|what is] the number of {rows} {predicates}",
        "{who}, how many [are there|of them are there|]",
        "what's the [total|count|total count] of {who}",
    ),
    "count@some": (
        "how many of the {rows} {meet}",
        "of [all|all the|the] {rows}, how many {meet}",
        "how many of our {rows} {meet}",
    ),
    "count@person": ("how many people are {who}", "what's the head count of {who}"),
    "count_distinct": (
        scoped("how many [different|distinct|unique|] {group_many} [are there|do we have|exist|occur|can be found]"),
        scoped("[count|count the number of|{whats} the number of] [distinct|different|unique] {group_many}"),
        scoped("[number|count] of [distinct|different|unique] {group_many}"),
        scoped("{wonder} how many [different|distinct|unique|] {group_many} there are"),
        "how many [different|distinct] {group_many} do {who} have",
        "how many [different|] {group_many} are [represented|found|there] among {who}",
    ),
    "aggregate": (
        f"{{whats}} the {{aggregated}} {_OF} {{who}}",
        scoped(number("{aggregated}")),
        scoped(number("{aggregated}")),
        f"{{aggregated}} {_OF} {{who}}",
        f"{{want}} the {{aggregated}} {_OF} {{who}}",
        "how [high|large|big] is the {aggregated} of {who}",
        "{who}: {aggregated}",
    ),
    "aggregate:sum": (
        "[sum|add|total] up the {measure} of {who}",
        scoped("how much [|is the ]{measure} [in total|altogether|overall|all together|combined]"),
        scoped("{whats} the {measure} [in total|altogether|all together|overall|added up]"),
        "how much {measure} do {who} have [in total|altogether|all together|combined]",
        "{measure} of {who}, [in total|summed up|all together|added up]",
    ),
    "aggregate@overall": (
        "{how_much} do {who} {earn} {overall}",
        "{how_much} do {who} {earn} {overall}",
        "{overall}, {how_much} do {who} {earn}",
        "{wonder} {how_much} {who} {earn} {overall}",
    ),
    "extremes": (
        scoped(numbers(f"{_MAX_MIN} {{measure}}")),
        f"{_HIGH_LOW} {{measure}} {_OF} {{who}}",
        scoped(f"{{what_are}} the {_HIGH_LOW} [value|values] of {{measure}}"),
        scoped("{show} both the [highest|maximum|largest] and the [lowest|minimum|smallest] {measure}"),
        scoped("{measure}: [max and min|highest and lowest value|maximum and minimum]"),
        scoped("how high and how low does [the |]{measure} [go|get]"),
        scoped(
            "[what is|tell me] the [maximum|highest|largest] {measure}, and what [is|about] the [minimum|lowest|smallest]"
        ),
    ),
    "averages": (
        scoped(numbers("{averaged}")),
        f"{{averaged}} {_OF} {{who}}",
        f"{{what_are}} the {{averaged}} {_OF} {{who}}",
        f"{{show}} the [averages|means|average values] of {{columns}} {_OF} {{who}}",
        scoped("[averages|mean values|averages each] [of|for] {columns}"),
        scoped("what do {columns} average"),
        "what [do|does] {who} average in {columns}",
    ),
    "averages:group": (
        scoped("{what_are} the {averaged} {each}"),
        scoped("{each}, {what_are} the {averaged}"),
        scoped("{show} the {averaged} {each}"),
        scoped("{averaged} {each}"),
        scoped("[averages|mean values] of {columns} {each}"),
        scoped("[compute|calculate|work out|break down] the {averaged} {by_each}"),
    ),
    "spread": (
        scoped(number(f"[difference|gap|spread|distance] between the {_HIGH_LOW} {{measure}}")),
        scoped("{whats} the [range|spread] of [the |]{measure}"),
        f"[by how much|how much|how far] do the {_HIGH_LOW} {{measure}} of {{who}} [differ|lie apart]",
        scoped("[range|spread] of {measure}"),
        scoped(
            "how [big|large|wide] is the [gap|difference|spread] between the [highest|maximum|largest] and [the |][lowest|minimum|smallest] {measure}"
        ),
        scoped("{measure}: [maximum minus minimum|max minus min|highest minus lowest]"),
        scoped("{whats} the [maximum|highest|largest] {measure} minus the [minimum|lowest|smallest]"),
    ),
    "share": (
        f"what {_SHARE} of {{rest_scope}} {{meet_first}}",
        f"what {_SHARE} of {{rest_scope}} {{meet_first}}",
        f"what {_SHARE} of {{rest_scope}} are {{tested}}",
        f"{{whats}} the {_SHARE} of {{tested}} among {{rest_scope}}",
        f"{_SHARE} of {{tested}} among {{rest_scope}}",
        f"{_SHARE} of {{rest_scope}} that {{meet_first}}",
        f"{{wonder}} what {_SHARE} of {{rest_scope}} {{meet_first}}",
        "[of|out of] {rest_scope}, what [percentage|percent|share] {meet_first}",
        "how many percent of {rest_scope} {meet_first}",
        "{rest_scope}: what [percentage|percent|share] {meet_first}",
    ),
    "share@pass": (
        "{whats} the pass rate in {passed} [of|for|among] {rest_scope}",
        "{passed} pass rate [of|for|among] {rest_scope}",
        "[how high is|what's] the {passed} pass rate [of|for|among] {rest_scope}",
    ),
    "average_of_top": (
        "{whats} the [average|mean|avg] {measure} [of|for|among|across] the {end} {n} {who}[| by {measure}]",
        "[average|mean|avg] {measure} [of|across|among] the {n} {most_rows}",
        "{whats} the [average|mean] {measure} of the {n} {most_rows}",
        "[averaged|on average], what is the {measure} of the {end} {n} {who}",
        "{want} the [average|mean] {measure} of the {n} {most_rows}",
        "take the {n} {most_rows}: what is their [average|mean] {measure}",
        "[calculate|compute|work out] the [average|mean] {measure} [of|over] the {end} {n} {who}",
    ),
}
