"""English sentences about rows that claims are true of, and about what changed between two years."""

from text2sql.synth.en_frames import counted, listed, number, numbers

Sentences = tuple[str, ...]


def _most(asked: str) -> Sentences:
    """What is asked of the rows that changed most."""
    return (
        f"{{show}} {asked} of the {{n_rows}} whose {{measure}} {{rose_most}} {{two_years}} {{scope}}",
        f"{{before}} {{show}} {asked} of the {{n_rows}} whose {{measure}} {{rose_most}} {{two_years}}",
        f"which {{n_rows}} had the [largest|biggest|greatest] {{rise_noun}} in {{measure}} {{two_years}}? [show|give|list] {asked} {{scope}}",
        f"{{two_years}}, whose {{measure}} {{rose_most}}? [show|give me|list] {asked} of the [top |]{{n_rows}} {{scope}}",
        f"{asked} of the {{n_rows}} with the [largest|biggest] {{rise_noun}} in {{measure}} {{two_years}} {{scope}}",
        f"[sort|rank] by {{rise_noun}} in {{measure}} {{two_years}} and [show|give] {asked} of the first {{n_rows}} {{scope}}",
        f"{{scope}}, the {{n_rows}} whose {{measure}} {{rose_most}} {{two_years}}: {asked}",
        f"I need {asked} of the {{n_rows}} with the [largest|biggest] {{rise_noun}} in {{measure}} {{two_years}} {{scope}}",
    )


def _all(asked: str) -> Sentences:
    """The same of every row."""
    return (
        f"{{show}} {asked} [of|for] {{every_row}}",
        f"for {{who}}, {{show}} {asked}",
        f"for each of the {{who}}, {{show}} {asked}",
        f"{{before}} {{show}} {asked}",
        f"{asked} of {{every_row}}",
        f"I need {asked} for {{every_row}}",
    )


_SIDES = "{measure} in {early_year} and in {late_year}"


def _sorts(said: str) -> Sentences:
    """Which values occur with the sorts of rows."""
    return (
        f"[which|what] {{group_many}} have {said} {{third_scope}}",
        f"{{show}} [the |all |]{{group_many}} that have {said} {{third_scope}}",
        f"{{wonder}} which {{group_many}} have {said} {{third_scope}}",
        f"{{group_many}} [having|with|that have] {said} {{third_scope}}",
        f"{{third_scope}}, which {{group_many}} have {said}",
        f"find [the |all |]{{group_many}} with {said} {{third_scope}}",
        f"are there any {{group_many}} with {said} {{third_scope}}? [which|list them|which ones]",
    )


def _count_sorts(said: str) -> Sentences:
    """How many do."""
    return (
        f"how many {{group_many}} have {said} {{third_scope}}",
        f"[number|count|total number] of {{group_many}} that have {said} {{third_scope}}",
        f"[count|count the] {{group_many}} with {said} {{third_scope}}",
        f"{{wonder}} how many {{group_many}} have {said} {{third_scope}}",
        f"{{third_scope}}, how many {{group_many}} have {said}",
    )


CLAIMS: dict[str, Sentences] = {
    "claimed": (
        "[which|what] {who} {claims_do}",
        "{show} [|all |the |all the ]{claimed}",
        "{wonder} which {who} {claims_do}",
        listed("{claimed}"),
        "{before} which {rows} {claims_do}",
        "{before} {show} [the |all |]{claimed_rows}",
        "are there any {claimed}? [which|list them|which ones]",
        "which of the {who} {claims_do}",
        "[names|{columns_many}] of {claimed}",
        "I need [all |the |]{claimed}",
        "find [all|the|me the] {claimed}",
        "{who}: which [of them|ones] {claims_do}",
        "[only|just] the {claimed}",
        "[looking for|searching for] {claimed}",
        "{claimed}",
    ),
    "claimed_columns": (
        "{show} the {columns} of [|all |the ]{claimed}",
        "{what_columns} of [|all |the ]{claimed}",
        "{columns} of {claimed}",
        "for [|all |the ]{claimed}, {show} the {columns}",
        "{before} {show} the {columns} of [the |all |]{claimed_rows}",
        "{want} the {columns} of [|all |the ]{claimed}",
        "which {who} {claims_do}? [give|show|list|include] [|their |the ]{columns}",
        "find {claimed} and [show|give|list|return] [their |]{columns}",
        "{show} {claimed}, with [their |]{columns}",
        "{columns} for [|all |the ]{claimed}",
        "I need the {columns} of [|all |the ]{claimed}",
        "{claimed}: {columns}",
        "{show} the {columns}, only for {claimed}",
    ),
    "claimed_ordered": (
        "{show} the {columns} of [|all |the ]{claimed}, {by_order}",
        "{show} the {columns} of [|all |the ]{claimed}, {by_order}",
        "{columns} of {claimed}, {by_order}",
        "for [|all |the ]{claimed}, {show} the {columns}, {by_order}",
        "which {who} {claims_do}? [show|list|give] the {columns}, {by_order}",
        "{before} {show} the {columns} of [the |all |]{claimed_rows}, {by_order}",
        "[sort|order|rank] the {claimed} {by_plain_order}, showing [the |their |]{columns}",
        "I need the {columns} of [|all |the ]{claimed}, {by_order}",
        "{by_order}, {show} the {columns} of {claimed}",
        "{show} {claimed} {by_order} with [their |]{columns}",
    ),
    "claimed_first": (
        "{show} the {columns} of [|the ]{claimed}, {by_order}, {first_few}",
        "of the {claimed}, {show} the {columns} of the {n_rows} with the {superlative}",
        "among [the |]{claimed}, which {n_rows} [has|have] the {superlative}? [show|give|list] the {columns}",
        "{columns} of the {n_rows} with the {superlative} among {claimed}",
        "take [the |]{claimed}, [sort|order] them {by_plain_order} and [show|give|list] the {columns} of the first {n_rows}",
        "{show} the {columns} of the {n_rows} with the {superlative} among [the |]{claimed}",
        "out of [the |all |]{claimed}, {show} the {columns} of the {n_rows} with the {superlative}",
        "for {claimed}, {show} the {columns}, {by_order}, {first_few}",
        "I need the {columns} of the {n_rows} with the {superlative} among {claimed}",
    ),
    "claimed_count": (
        "how many {who} {claims_do}",
        counted("{claimed}"),
        "{wonder} how many {who} {claims_do}",
        "{before} how many {rows} {claims_do}",
        "{before} how many {claimed_rows} are there",
        "[number|total number|count] of {claimed}",
        "how many of the {who} {claims_do}",
        "how many are there of the {claimed}",
    ),
    "claimed_number": (
        number("{aggregated} of {claimed}"),
        number("{aggregated} of [the |]{claimed}"),
        "for {claimed}, {whats} the {aggregated}",
        "{before} {whats} the {aggregated} of [the |]{claimed_rows}",
        "[looking only at|taking only|considering only] {claimed}, {whats} the {aggregated}",
        "what {aggregated} do {claimed} have",
        "{aggregated} [for|among|across] {claimed}",
        "[calculate|compute|work out] the {aggregated} of {claimed}",
    ),
    "claimed_numbers": (
        numbers("{aggregates} of {claimed}"),
        "for {claimed}, {what_are} the {aggregates}",
        "{before} {show} the {aggregates} of [the |]{claimed_rows}",
        "{show} the {aggregates} for {claimed}",
        "[looking only at|taking only|considering only] {claimed}, {what_are} the {aggregates}",
        "{aggregates} [for|among|across] {claimed}",
        "[calculate|compute|work out] the {aggregates} of {claimed}",
    ),
    "claimed_share": (
        "what [percentage|percent|share] of {who} {claims_do}",
        "{whats} the [percentage|share] of {who} that {claims_do}",
        "[percentage|share|percent] of {who} that {claims_do}",
        "{before} what [percentage|percent|share] {claims_do}",
        "{wonder} what [percentage|percent] of {who} {claims_do}",
        "how many percent of {who} {claims_do}",
        "of {who}, what [percentage|share] {claims_do}",
    ),
    "claimed_per_group": (
        "{show} the {aggregated} of {claimed} {each}",
        "{each}, {show} the {aggregated} of {claimed}",
        "{what_are} the {aggregated} of {claimed} {each}",
        "{aggregated} of {claimed}, {each}",
        "for {claimed}, {show} the {aggregated} {each}",
        "{before} {show} the {aggregated} of {claimed_rows} {each}",
        "[break down|split] the {aggregated} of {claimed} {by_each}",
    ),
    "claimed_count_per_group": (
        "how many {who} {claims_do} {each}",
        "{each}, how many {who} {claims_do}",
        "{show} the number of {claimed}, {each}",
        "[count|count the] {claimed} {each}",
        "{before} how many {rows} {claims_do} {each}",
        "number of {claimed} {each}",
        "{wonder} how many {who} {claims_do} {each}",
        "{show} {each} how many {who} {claims_do}",
    ),
    "claimed_per_group_ordered": (
        "{show} the {aggregated} of {claimed} {each}, {sorted_groups}",
        "{each}, {show} the {aggregated} of {claimed}, {sorted_groups}",
        "{aggregated} of {claimed} {each}, {sorted_groups}",
        "for {claimed}, {show} the {aggregated} {each}, sorted {sorted_groups}",
    ),
    "claimed_count_per_group_ordered": (
        "how many {who} {claims_do} {each}, {sorted_groups}",
        "{show} the number of {claimed} {each}, {sorted_groups}",
        "[count|count the] {claimed} {each}, sorted {sorted_groups}",
        "{each}, {show} how many {who} {claims_do}, {sorted_groups}",
        "number of {claimed} {each}, {sorted_groups}",
    ),
    "claimed_best_group": (
        "which {group} has the {most_group} {aggregated} of {claimed}{shown_too}",
        "for {claimed}, which {group} has the {most_group} {aggregated}{shown_too}",
        "among {claimed}, which {group} has the {most_group} {aggregated}{shown_too}",
        "{show} the {group} with the {most_group} {aggregated} [among|for] {claimed}{shown_too}",
        "{wonder} which {group} has the {most_group} {aggregated} among {claimed}{shown_too}",
        "the {group} where {claimed} have the {most_group} {aggregated}{shown_too}",
    ),
    "claimed_count_best_group": (
        "which {group} has the {most_group} {claimed}{shown_too}",
        "{in_which} {group} are there the {most_group} {claimed}{shown_too}",
        "{show} the {group} with the {most_group} {claimed}{shown_too}",
        "{wonder} which {group} has the {most_group} {claimed}{shown_too}",
        "looking at {claimed}, which {group} has the {most_group}{shown_too}",
        "the {group} with the {most_group} {claimed}{shown_too}",
    ),
    "claimed_groups": (
        "which {group_many} have {beyond} {claimed}",
        "{show} [the |all |]{group_many} with {beyond} {claimed}",
        "{wonder} which {group_many} have {beyond} {claimed}",
        "{in_which} {group_many} are there {beyond} {claimed}",
        "{group_many} [having|that have|with] {beyond} {claimed}",
        "find the {group_many} where there are {beyond} {claimed}",
        "{in_which} {group_many} do {beyond} {who} {claims_do}",
    ),
    # Groups of whose rows something holds
    "whole_groups": (
        "[which|what] {group_many} {claims_do} {scope}",
        "{show} [the |all |]{group_many} {claims_after} {scope}",
        "{wonder} which {group_many} {claims_do} {scope}",
        listed("{group_many} {claims_after} {scope}"),
        "{before} which {group_many} {claims_do}",
        "{before} {show} the {group_many} {claims_after}",
        "find [the |all |]{group_many} {claims_after} {scope}",
        "are there any {group_many} {claims_after} {scope}? [which|list them|which ones]",
        "{group_many} {claims_after} {scope}",
        "which of the {group_many} {claims_do} {scope}",
    ),
    "count_whole_groups": (
        "how many {group_many} {claims_do} {scope}",
        "[number|count|total number] of {group_many} {claims_after} {scope}",
        "[count|count the] {group_many} {claims_after} {scope}",
        "{wonder} how many {group_many} {claims_do} {scope}",
        "{before} how many {group_many} {claims_do}",
        "how many {group_many} are there {claims_after} {scope}",
    ),
    "whole_groups_shown": (
        "{before} {show} the {group_many} {claims_after}, with [their |the ]{aggregated_shown}",
        "{before} [which|what] {group_many} {claims_do}, and what is [their|the] {aggregated_shown}",
        "{before} {show} the {group_many} {claims_after} and [their|the] {aggregated_shown}",
        "{before} {group} and {aggregated_shown} of [the |all |]{group_many} {claims_after}",
        "{before} for [the |all |]{group_many} {claims_after}, {show} the {group} and [the |]{aggregated_shown}",
        "{before} {group_many} {claims_after}, plus [their |the ]{aggregated_shown}",
    ),
    "whole_groups_ordered": (
        "{before} {show} the {group_many} {claims_after}, with [their |the ]{aggregated_shown}, {sorted_groups} [by that number|]",
        "{before} [which|what] {group_many} {claims_do}, and what is [their|the] {aggregated_shown}, {sorted_groups}",
        "{before} {show} the {group_many} {claims_after} and [their|the] {aggregated_shown}, {sorted_groups}",
        "{before} {group} and {aggregated_shown} of [the |all |]{group_many} {claims_after}, {sorted_groups}",
    ),
    "whole_groups_best": (
        "{before} of the {group_many} {claims_after}, which has the {most_extreme} {aggregated_shown}, and what is it",
        "{before} {show} the one with the {most_extreme} {aggregated_shown} among {group_many} {claims_after}, and the value",
        "{before} which of the {group_many} {claims_after} has the {most_extreme} {aggregated_shown}, and what is that number",
        "{before} {show} the {group} with the {most_extreme} {aggregated_shown} and that number, only for {group_many} {claims_after}",
    ),
    # Values that occur with two sorts of rows
    "sorts_both": _sorts("{both_sorts}"),
    "sorts_one": _sorts("{one_sort}"),
    "sorts_either": _sorts("{either_sort}"),
    "count_sorts_both": _count_sorts("{both_sorts}"),
    "count_sorts_one": _count_sorts("{one_sort}"),
    "count_sorts_either": _count_sorts("{either_sort}"),
    # Between two years
    "change_average": (
        "by how much did [the |]{measure} change on average {two_years} {scope}",
        number("average change in {measure} {two_years} {scope}"),
        "{before} {whats} the average change in {measure} {two_years}",
        "how much did the {measure} of {who} change on average {two_years}",
        "on average, how much did {measure} change {two_years} {scope}",
        "[mean|average] change of {measure} {two_years} {scope}",
        "{wonder} how much {measure} changed on average {two_years} {scope}",
    ),
    "change_per_group": (
        "{show} the average change in {measure} {two_years} {each} {scope}",
        "{each}, how much did {measure} change on average {two_years} {scope}",
        "average change in {measure} {two_years} {each} {scope}",
        "{before} {show} the average change in {measure} {two_years} {each}",
        "how much did {measure} change on average {two_years} {each} {scope}",
        "{what_are} the average changes in {measure} {two_years} {each} {scope}",
    ),
    "change_best_group": (
        "which {group} had the [largest|biggest|greatest] average {rise_noun} in {measure} {two_years} {scope}",
        "in which {group} {measure} {rose_most} on average {two_years} {scope}",
        "{show} the {group} with the [largest|biggest] average {rise_noun} in {measure} {two_years} {scope}",
        "{before} which {group} had the [largest|biggest] average {rise_noun} in {measure} {two_years}",
        "{wonder} which {group} had the [largest|biggest] average {rise_noun} in {measure} {two_years} {scope}",
        "{group} where {measure} {rose_most} on average {two_years} {scope}",
    ),
    "change_who_most": _most("the {columns}"),
    "change_listed": _all(
        "the {columns} and [how much [the |]{measure} changed {two_years}|the change in {measure} {two_years}]"
    ),
    "change_listed_most": _most("the {columns} and the {rise_noun}"),
    "change_sides": _all(f"the {{columns}} and the {_SIDES}"),
    "change_sides_most": _most(f"the {{columns}} and the {_SIDES}"),
    "change_both": _all(f"the {{columns}}, the {_SIDES}[, and the|, plus the| and the] change"),
    "change_both_most": _most(f"the {{columns}}, the {_SIDES}[, and the|, plus the| and the] {{rise_noun}}"),
}
