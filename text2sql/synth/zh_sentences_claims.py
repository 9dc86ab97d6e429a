"""Chinese sentences about rows that claims are true of, and about what changed between two years."""

from text2sql.synth.zh_frames import Sentences, for_each, how_many, number, shown, which, which_group

_CLAIMED = "{claims}的[{noun}|{noun}|{people}|]"
_RISE = "{two_years}[，|]{measure}{rose_most}"


def _most(asked: str) -> Sentences:
    """What is asked of the rows that changed most."""
    return (
        f"{{do}}{{scope}}{_RISE}的{{n_of}}{{noun}}的{asked}",
        f"{{open}}{{scope}}{_RISE}的[是|]哪{{n_of}}{{noun}}[？|，]{{want}}{asked}",
        f"{{scope}}{_RISE}的{{n_of}}{{noun}}，{{want}}{asked}",
        f"{{scope}}{{noun}}[里|中][，|]{_RISE}的{{n_of}}，{{want}}{asked}",
        f"[找出|查|看看]{{scope}}{_RISE}的{{n_of}}{{noun}}，[列出|给出|附上]{asked}",
        f"{{scope}}哪{{n_of}}{{noun}}{_RISE}[？|，]{{want}}{asked}",
        f"{{scope}}按{{two_years}}{{measure}}{{rose_much}}排，[取|要]前{{n_of}}的{asked}",
        f"{{want}}{asked}，[只要|只看]{{scope}}{_RISE}的{{n_of}}",
    )


def _all(asked: str) -> Sentences:
    """The same of every row."""
    return (
        f"{{do}}{{scope}}[每{{counter}}|各{{counter}}|所有|]{{noun}}的{asked}",
        f"{{scope}}[每{{counter}}|所有|]{{noun}}，{{want}}{asked}",
        f"{{scope}}[把|]{{noun}}的{asked}[列出来|列一下|给我]",
        f"[想看|我想看|需要]{{scope}}[每{{counter}}|各{{counter}}|所有]{{noun}}的{asked}",
        f"[对比|比较]{{scope}}[每{{counter}}|各{{counter}}]{{noun}}，列出{asked}",
    )


def _sorts(claim: str) -> Sentences:
    """Which values a claim is true of; the further conditions stand in front."""
    return (
        f"{{open}}{{third_scope}}{{which_groups}}{claim}{{eh}}",
        f"{{do}}{{third_scope}}{claim}的{{group}}",
        f"{{open}}{{third_scope}}{claim}的{{group}}[有哪些|都有哪些|是哪些]{{eh}}",
        f"{{third_scope}}[找出|查找|筛选|列出]{claim}的{{group}}",
        f"{{third_scope}}{{exist}}{claim}的{{group}}[？有哪些|，列出来|，有的话列一下]",
        f"[把|将]{{third_scope}}{claim}的{{group}}{{out}}",
        f"{{do}}{{group}}，[要求|条件是|只要]{{third_scope}}{claim}[的|]",
        f"{{wish_number}}{{third_scope}}{{which_groups}}{claim}",
    )


def _count_sorts(claim: str) -> Sentences:
    """How many values a claim is true of."""
    return (
        f"{{open}}{{third_scope}}[有|一共有|总共有][多少个|几个|多少]{{group}}{claim}{{eh}}",
        f"{{open}}{{third_scope}}{claim}的{{group}}[有|共有|一共有][多少个|几个|多少]{{eh}}",
        f"{{tally}}{{third_scope}}{claim}的{{group}}[数量|个数|数]",
        f"{{third_scope}}[多少个|几个]{{group}}{claim}",
        f"{{third_scope}}{claim}的{{group}}[总数|数量][是多少|]",
    )


CLAIMS: dict[str, Sentences] = {
    "claimed": (
        *(each.replace("的{columns}", "") for each in which("{claims}", of="")),
        "{open}{scope}{claims}的都有哪些{noun}",
        "{scope}{claims}[，|的，]给我[名单|列表]",
        "{do}{who}，要{claims}的",
        "{scope}[哪些|有哪些]{noun}，{claims}的",
    ),
    "claimed_columns": (
        *shown("{claims}", of=""),
        "{do}{columns}，[只看|只要|限]{scope}{claims}的[{noun}|]",
        "{scope}{claims}的[{noun}|]，{columns}[分别|]列出来",
        "{which_ones}{claims}[，|？]{limited}{rows}，{columns}[也|都|]列一下",
        "{scope}[找出|查|筛选]{claims}的{noun}，[顺便|并|同时]给出{columns}",
    ),
    "claimed_ordered": (
        "{do}{scope}{claims}的{noun}[的{columns}|，要{columns}]，{by_order}",
        "{scope}{claims}的{noun}[的{columns}]，{by_order}",
        "{by_order}[，|]{do}{scope}{claims}的{noun}的{columns}",
        "{do}{scope}{claims}的{noun}的{columns}，并{by_order}",
        "[把|将]{scope}{claims}的{noun}{by_order}，{want}{columns}",
        "{scope}{which_ones}{claims}[？|，]{want}{columns}，{by_order}",
        "{want}{columns}，{given}{scope}{claims}，结果{by_order}",
        "{who}{among}，{claims}的[列一下|列出来|有哪些]，{want}{columns}，{by_order}",
    ),
    "claimed_first": (
        "{do}{scope}{claims}的{noun}[的{columns}|，要{columns}]，{by_order}，[取|只要|只看|要|只列]{first_of}",
        "{scope}{claims}的{noun}{by_order}[，|后|之后][{first_of}的{columns}|取{first_of}，{want}{columns}]",
        "{scope}{claims}的{noun}[里|中|当中]，{by_order}，{first_of}的{columns}",
        "{by_order}，{scope}{claims}的{noun}{first_of}的{columns}[{whatis}|]",
        "[从|在]{scope}{claims}的{noun}[里|中][挑|选|找]{measure}{most_word}的{n_of}，{want}{columns}",
        "{scope}{claims}的{noun}[里|中]{measure}{most_word}的{n_of}的{columns}",
        "{scope}{claims}的{noun}当中，{measure}{most_word}的{n_of}，{columns}{whatis}",
        "{want}{columns}，{given}{scope}{claims}，{by_order}，取{first_of}",
    ),
    "claimed_count": how_many("{claims}", of=""),
    "claimed_number": (
        *number("{claims}的[{noun}的|]{aggregated}", whose="{scope}"),
        "{scope}{claims}的{noun}，{aggregated}{much}",
        "{claims}的{noun}[的|，]{aggregated}{much}[，{limited}{rows}]",
    ),
    "claimed_numbers": (
        "{tally}{scope}{claims}的{noun}的{aggregates}",
        "{scope}{claims}的{noun}，{aggregates}[分别是多少|各是多少|是多少|]",
        "{open}{scope}{claims}的{noun}的{aggregates}[分别是多少|各是多少|]{eh}",
        "{scope}[看看|算算|算一下|统计下]{claims}的{noun}的{aggregates}",
        "{aggregates}[分别是多少|各多少|]，{limited}{scope}{claims}的[{noun}|]",
        "{wish_number}{scope}{claims}的{noun}的{aggregates}",
        "{rows}{among}{claims}的[，|]{aggregates}[分别是多少|是多少|]",
        "{scope}{claims}的{noun}[：|的]{aggregates}",
    ),
    "claimed_share": (
        "{scope}{claims}的{noun}[占比|占比是多少|的比例|比例是多少|所占比例是多少|的百分比是多少]",
        "{open}{rows}{among}，{claims}的占百分之[多少|几]{eh}",
        "{claims}的[{noun}|]占{rows}的[比例|百分比|百分之多少]",
        "{scope}百分之多少的{noun}{claims}",
        "{tally}{rows}{among}{claims}的[比例|占比|百分比]",
        "{rows}{among}{claims}的[有|占][百分之几|百分之多少|多大比例]",
        "[算一下|算下|求|统计]{scope}{claims}的{noun}占{rows}的百分比",
        "{scope}有[多大比例|百分之多少]的{noun}{claims}",
    ),
    "claimed_per_group": for_each("{claims}的{noun}的{aggregated}"),
    "claimed_count_per_group": (
        *for_each("{claims}的[{noun}{quantity_word}|{people}数|{noun}数]"),
        "{scope}{each}[有|各有|分别有]{how_many}{noun}{claims}",
        "{scope}{each}{claims}的[{noun}|][有|各有|分别有]{how_many_alone}",
        "{scope}{claims}的{noun}，{each}[各有|有|分别有]{how_many_alone}",
    ),
    "claimed_per_group_ordered": (
        "{scope}{by_group}{sum_up}{claims}的{noun}的{aggregated}，[结果|][{most_order_word}排|{most_order_word}排列|{most_order_word}排序]",
        "{tally}{scope}{each}{claims}的{noun}的{aggregated}，{most_order_word}[排|排列|排序]",
        "{scope}{claims}的{noun}，{each}的{aggregated}[是多少|]，{most_order_word}排",
        "{do}{scope}{each}[及|和]{claims}的{noun}的{aggregated}，{most_order_word}排列",
        "[把|将]{scope}{each}{claims}的{noun}的{aggregated}{most_order_word}[排一下|排列|列出来]",
    ),
    "claimed_count_per_group_ordered": (
        "{scope}{by_group}{sum_up}{claims}的{noun}{quantity_word}，{most_order_word}[排|排列|排序]",
        "{tally}{scope}{each}{claims}的{noun}{quantity_word}，{most_order_word}[排|排列|排序]",
        "{scope}{each}有{how_many}{noun}{claims}，{most_order_word}排",
        "{do}{scope}{each}[及|和]{claims}的{noun}{quantity_word}，{most_order_word}排列",
        "{scope}{claims}的{noun}{by_group}{sum_up}{quantity_word}，{most_order_word}列出",
    ),
    "claimed_best_group": (
        *which_group("{claims}的{noun}的{aggregated}{most_groups}"),
        "{scope}{claims}的{noun}[中|里]，{which_group}的{aggregated}{most_groups}{shown_too}",
    ),
    "claimed_count_best_group": (
        *which_group("{claims}的[{noun}|{people}]{most_groups}"),
        "{scope}{claims}的{noun}{which_group}{most_groups}{shown_too}",
    ),
    "claimed_groups": (
        "{open}{scope}{which_groups}{claims}的{noun}{beyond}{eh}",
        "{do}{scope}{claims}的{noun}{beyond}的{group}",
        "{scope}{claims}的{noun}{beyond}的{group}有哪些",
        "{scope}[找出|查找|列出]{claims}的{noun}{quantity_word}{beyond}的{group}",
        "{scope}{by_group}看，{claims}的{noun}{quantity_word}{beyond}的[有哪些|是哪些|列出来]",
        "{scope}哪些{group}里{claims}的{noun}{beyond}",
    ),
    # Groups of whose rows something holds
    "whole_groups": (
        "{open}{scope}{which_groups}{claims}{eh}",
        "{do}{scope}{claims}的{group}",
        "{open}{scope}{claims}的{group}[有哪些|都有哪些|是哪些]{eh}",
        "{scope}[找出|查找|筛选|列出]{claims}的{group}",
        "{do}{group}，[要求|条件是|只要]{scope}{claims}[的|]",
        "{scope}{exist}{claims}的{group}[？有哪些|，列出来|，有的话列一下]",
        "[把|将]{scope}{claims}的{group}{out}",
        "{scope}[，|]{claims}的[是|有]{which_groups}",
        "{wish_number}{scope}{which_groups}{claims}",
        "[哪些|什么]{group}{scope}{claims}{eh}",
        "{scope}[按|分]{group}看，哪些{claims}",
        "{group}[里|当中]{scope}{claims}的[有哪些|列一下]",
    ),
    "count_whole_groups": (
        "{open}{scope}[有|一共有|总共有][多少个|几个|多少]{group}{claims}{eh}",
        "{open}{scope}{claims}的{group}[有|共有|一共有][多少个|几个|多少]{eh}",
        "{tally}{scope}{claims}的{group}[数量|个数|数]",
        "{scope}[多少个|几个]{group}{claims}",
        "[数一下|数数|统计一下]{scope}{claims}的{group}有[多少个|几个]",
        "{group}[里|当中]{scope}{claims}的有[几个|多少个]",
        "{scope}{claims}的{group}[总数|数量][是多少|]",
    ),
    "whole_groups_shown": (
        "{open}{scope}{which_groups}{claims}{also}",
        "{do}{scope}{claims}的{group}[和|及其|以及|，以及]{aggregated_shown}",
        "{scope}{claims}的{group}{also}",
        "{scope}{claims}的{group}[分别|]有哪些，[各自的|对应的|]{aggregated_shown}[是多少|分别是多少|也列出来]",
        "{do}{group}[和|及其|以及]{aggregated_shown}，[要求|只要|只看]{scope}{claims}[的|]",
        "{scope}[找出|列出]{claims}的{group}，[顺便|并]给出{aggregated_shown}",
    ),
    "whole_groups_ordered": (
        "{do}{scope}{claims}的{group}[和|及其|以及]{aggregated_shown}，{most_order_word}[排|排列|排序]",
        "{scope}{claims}的{group}{also}，{most_order_word}[排|排列]",
        "{open}{scope}{which_groups}{claims}{also}，{most_order_word}排列",
        "{do}{group}和{aggregated_shown}，[要求|只要|只看]{scope}{claims}的，{most_order_word}排",
    ),
    "whole_groups_best": (
        "{scope}{claims}的{group}[里|中|当中]，{aggregated_shown}{most_groups}的是[哪个|{which_group}]，是多少",
        "{do}{scope}{claims}的{group}中{aggregated_shown}{most_groups}的那个[和|及]具体数值",
        "{scope}{claims}的{group}[里|中]{which_group}{aggregated_shown}{most_groups}，[是多少|数值也要]",
        "{open}{scope}在{claims}的{group}里，哪个{group}{aggregated_shown}{most_groups}，[是|有]多少",
    ),
    # Values that occur with two sorts of rows
    "sorts_both": _sorts("{in_both}"),
    "sorts_one": _sorts("{in_one}"),
    "sorts_either": _sorts("{in_either}"),
    "count_sorts_both": _count_sorts("{in_both}"),
    "count_sorts_one": _count_sorts("{in_one}"),
    "count_sorts_either": _count_sorts("{in_either}"),
    # Between two years
    "change_average": (
        *number("{two_years}[，|]{measure}的平均[变化|变动]", whose="{scope}"),
        "{scope}{two_years}，{measure}平均变化[了|]多少",
        "{scope}{noun}的{measure}{two_years}平均变化多少",
        "{scope}{two_years}{change}的平均值[是多少|]",
        "{tally}{scope}{noun}{two_years}{change}的平均[值|]",
    ),
    "change_per_group": for_each("{two_years}{measure}的平均变化"),
    "change_best_group": which_group("{two_years}{measure}平均{rose_most}"),
    "change_who_most": _most("{columns}"),
    "change_listed": (
        *_all("{columns}[和|以及|，以及|、]{two_years}[的|]{change}"),
        "{scope}每{counter}{noun}{two_years}{measure}[变化了多少|变了多少]，{want}{columns}和[变化量|变化]",
        "{scope}{noun}{two_years}{measure}各[变化了|变了]多少，[列出|给出|带上]{columns}和变化",
    ),
    "change_listed_most": _most("{columns}[和|以及|，还有|、]{rose_much}"),
    "change_sides": _all("{columns}[、|，|以及|和]{early_year}[和|、|与]{late_year}的{measure}"),
    "change_sides_most": _most("{columns}[、|，|以及|，还有]{early_year}[和|、|与]{late_year}的{measure}"),
    "change_both": _all(
        "{columns}[、|，|以及]{early_year}[和|、|与]{late_year}的{measure}[，以及|、|和|，还有][两年的变化|两年之差|变化]"
    ),
    "change_both_most": _most(
        "{columns}[、|，]{early_year}[和|、|与]{late_year}的{measure}[，以及|、|和|，还有]{rose_much}"
    ),
}
