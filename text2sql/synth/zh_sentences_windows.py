"""Chinese sentences about numbers beside rows, groups and periods, and about the first of each group."""

from text2sql.synth.zh_frames import Sentences


def _each_of(rows: str, asked: str) -> Sentences:
    """Several things asked for of each of the rows."""
    return (
        f"{{do}}{{scope}}[每{{counter}}|各{{counter}}|所有|]{rows}的{asked}",
        f"{{scope}}[每{{counter}}|所有|]{rows}，{{want}}{asked}",
        f"{{want}}{asked}，{{limited}}{{rows}}",
        f"[把|将]{{scope}}{rows}的{asked}{{out}}",
        f"{{open}}{{scope}}[每{{counter}}|各{{counter}}]{rows}的{asked}[分别是多少|各是多少|是什么|]{{eh}}",
        f"[我想看|想看|我需要|给我]{{scope}}[每{{counter}}|各{{counter}}|]{rows}的{asked}",
        f"{{scope}}[查一下|看看|看下]{rows}的{asked}",
        f"{{do}}{{who}}的{asked}",
    )


def _of_each(which: str) -> Sentences:
    """The rows at the end of each group."""
    return (
        f"{{do}}{{scope}}{{each}}{which}{{noun}}，{{want}}{{columns}}",
        f"{{scope}}{{each}}[中|里|]{which}{{noun}}的{{columns}}",
        f"{{open}}{{scope}}{{each}}[中|里|]{which}{{noun}}[是哪些|有哪些]，{{want}}{{columns}}",
        f"{{scope}}{{by_group}}[找出|取|挑出|选出]{which}{{noun}}，{{want}}{{columns}}",
        f"{{want}}{{columns}}，[要|只看|只要]{{scope}}{{each}}{which}",
        f"[把|将]{{scope}}{{each}}{which}{{noun}}的{{columns}}{{out}}",
        f"{{scope}}{{each}}取{which}，[列出|给出|显示]{{columns}}",
        f"{{scope}}[分{{group}}看|按{{group}}看]，{which}{{noun}}的{{columns}}{{whatis}}",
    )


def _per_period(asked: str) -> Sentences:
    return (
        f"{{tally}}{{scope}}{{each_period}}的{asked}",
        f"{{scope}}{{each_period}}的{asked}[各是多少|分别是多少|是多少|]",
        f"{{do}}{{scope}}{{each_period}}[及其|和|的]{asked}",
        f"{{scope}}按{{period}}[统计|计算|看|算一下]{asked}",
        f"{{open}}{{scope}}{{each_period}}的{asked}{{much_each}}{{eh}}",
        f"[把|将]{{scope}}{{each_period}}的{asked}[列出来|算出来|统计一下]",
        f"[想看|我要|需要]{{scope}}{{each_period}}的{asked}",
    )


def _per_group(asked: str) -> Sentences:
    return (
        f"{{tally}}{{scope}}{{each}}的{asked}",
        f"{{scope}}{{each}}的{asked}[各是多少|分别是多少|是多少|]",
        f"{{do}}{{scope}}{{each}}[及其|和|以及]{asked}",
        f"{{scope}}{{by_group}}[统计|计算|看|算一下]{asked}",
        f"{{open}}{{scope}}{{each}}的{asked}{{much_each}}{{eh}}",
        f"[把|将]{{scope}}{{each}}的{asked}[列出来|算出来|统计一下]",
        f"[对比|比较]{{scope}}{{each}}的{asked}",
        f"[想看|我要|需要]{{scope}}{{each}}的{asked}",
    )


_BOTH = "[、|，以及|和|，还有|及]"
_STEP = "{columns}、{now_too}{step}"

_REPORT: Sentences = (
    "{do}{scope}{parent_each}的{report}{kept}{in_order}",
    "{scope}{parent_each}的{report}[分别是多少|各是多少|]{kept}{in_order}",
    "{tally}{scope}{parent_each}的{report}{kept}{in_order}",
    "{open}{scope}{parent_each}的{report}[各是多少|是什么情况|]{kept}{in_order}",
    "{scope}按{group}[统计|汇总|列出]{report}{kept}{in_order}",
    "[想看|我要|需要|给我]{scope}{parent_each}的{report}{kept}{in_order}",
    "{who}，{want}{parent_each}的{report}{kept}{in_order}",
    "[把|将]{scope}{parent_each}的{report}{out}{kept}{in_order}",
)

WINDOWS: dict[str, Sentences] = {
    "beside": _each_of("{noun}", "{beside}"),
    "first_of_each": _of_each("{measure}{from_end}"),
    "nth_of_each": _of_each("{measure}{at_place}"),
    "step_change": _each_of("{noun}", _STEP),
    "step_before": _each_of("{noun}", _STEP),
    "step_change_of_one": (
        "{open}{name}[每年|各年|历年]的{columns}、{now_too}{step}",
        "{do}{name}的{columns}、{now_too}{step}",
        "{name}[逐年|各年度|每一年]的{columns}和{now_too}{step}",
        "{want}{columns}、{now_too}{step}，只看{name}[的|]",
        "{name}历年[情况|数据|]，{want}{columns}、{now_too}{step}",
    ),
    "step_before_of_one": (
        "{open}{name}[每年|各年|历年]的{columns}、{now_too}{step}",
        "{do}{name}的{columns}、{now_too}{step}",
        "{name}[逐年|各年度|每一年]的{columns}和{now_too}{step}",
        "{want}{columns}、{now_too}{step}，只看{name}[的|]",
    ),
    "sum_so_far": _per_period("{period_window}"),
    "share_of_period": _per_period("{period_window}"),
    "sum_so_far_beside": _per_period("{period_number}" + _BOTH + "{period_window}"),
    "share_of_period_beside": _per_period("{period_number}" + _BOTH + "{period_window}"),
    "number_before_beside": _per_period("{period_number}" + _BOTH + "{period_window}"),
    "group_place": _per_group("{group_window}"),
    "group_share": _per_group("{group_window}"),
    "group_gap": _per_group("{group_window}"),
    "group_place_beside": _per_group("{aggregated}" + _BOTH + "{group_window}"),
    "group_share_beside": _per_group("{aggregated}" + _BOTH + "{group_window}"),
    "group_gap_beside": _per_group("{aggregated}" + _BOTH + "{group_window}"),
    # Labels
    "labelled": (
        "{do}{scope}[每{counter}|各{counter}|]{noun}的{columns}[和|以及|，以及]{measure}{label_noun}（{labelling}）",
        "{scope}[按|根据|依]{measure}给{noun}[分级|分档|打标签|分类]：{labelling}，{want}{columns}和{label_noun}",
        "{scope}{measure}{labelling}，{want}[每{counter}|各{counter}|]{noun}的{columns}[和|及]{label_noun}",
        "{do}{scope}{noun}的{columns}，[再|并][标出|注明|给出]{measure}的{label_noun}：{labelling}",
        "{want}{scope}{noun}的{columns}，{measure}{labelling}",
        "[把|将]{scope}{noun}[按|根据]{measure}[分成|分为]{n}[类|档|级]（{labelling}），[列出|显示]{columns}[和|及]{label_noun}",
        "{scope}{noun}的{columns}以及{label_noun}，{label_noun}按{measure}[分|算]：{labelling}",
        "{open}{scope}[每{counter}|各{counter}]{noun}的{columns}和{measure}{label_noun}[分别是什么|是什么]，{labelling}",
    ),
    "labels_counted": (
        "{scope}[按|根据]{measure}[分成|分为]{n}[类|档|级]（{labelling}），[每类|各类|每档|各档|各]有多少{counter}{noun}",
        "{scope}{measure}{labelling}，{tally}各{label_noun}的{noun}{quantity_word}",
        "{scope}{measure}{labelling}，[每个|各]{label_noun}[有|各有]{how_many}{noun}",
        "{tally}{scope}{measure}各{label_noun}的{noun}{quantity_word}，{labelling}",
        "[把|将]{scope}{noun}按{measure}[分档|分级|归类]：{labelling}，[各有|分别有]{how_many_alone}",
        "{scope}{noun}[里|中]，{measure}{labelling}，[各|分别][有|是]{how_many_alone}",
        "按{measure}的{label_noun}（{labelling}）{sum_up}{rows}{quantity_word}",
    ),
    "labels_counted_per_group": (
        "{scope}{each}[按|根据]{measure}[分成|分为]{n}[类|档|级]（{labelling}），[每类|各类|各档|各]有多少{counter}{noun}",
        "{scope}{measure}{labelling}，{tally}{each}各{label_noun}的{noun}{quantity_word}",
        "{tally}{scope}{each}{measure}各{label_noun}的{noun}{quantity_word}，{labelling}",
        "{scope}{by_group}[和|以及]{measure}{label_noun}（{labelling}）{sum_up}{noun}{quantity_word}",
        "{scope}{each}里，{measure}{labelling}，[各|分别][有|是]{how_many_alone}",
    ),
    "groups_labelled": (
        "{do}{scope}{each}[及其|和|的]{labelled_too}{labelled_number}{label_noun}：{labelling}",
        "{scope}{each}[按|根据]{labelled_number}[分级|分档|打标签]：{labelling}，[列出|给出]{group}[、|和]{labelled_too}{label_noun}",
        "{scope}{labelled_number}{labelling}，{want}{each}的{labelled_too}{label_noun}",
        "{scope}[看|列出|标出]{each}的{labelled_too}{label_noun}，{labelled_number}{labelling}",
        "{open}{scope}{each}的{labelled_too}{labelled_number}{label_noun}是什么（{labelling}）",
        "[把|将]{scope}{each}按{labelled_number}[分成|分为]{n}[类|档]：{labelling}，[列出|显示]{group}[、|和]{labelled_too}{label_noun}",
    ),
    "side_by_side": (
        "{open}{sorts_scope}{sorts_counted}[分别是多少|各是多少|是多少|]{eh}",
        "{tally}{sorts_scope}{sorts_counted}",
        "{sorts_scope}[同时|一起|一并][统计|算出|列出]{sorts_counted}",
        "{sorts_scope}{sorts_counted}[分别多少|各多少|是多少]",
        "[对比|比较]{sorts_scope}{sorts_counted}",
        "[把|将]{sorts_scope}{sorts_counted}[放在一起|并列|分别][列出来|统计出来|算一下]",
        "{wish_number}{sorts_scope}{sorts_counted}",
        "{sorts_scope}[看看|算一下|求]{sorts_counted}",
    ),
    "side_by_side_per_group": (
        "{open}{sorts_scope}{each}{sorts_counted}[分别是多少|各是多少|]{eh}",
        "{tally}{sorts_scope}{each}的{sorts_counted}",
        "{sorts_scope}{by_group}[统计|算出|列出]{sorts_counted}",
        "{do}{sorts_scope}{each}[及其|和|以及]{sorts_counted}",
        "[对比|比较]{sorts_scope}{each}的{sorts_counted}",
        "{sorts_scope}{each}，{sorts_counted}[分别多少|各多少|各是多少]",
        "[把|将]{sorts_scope}{each}的{sorts_counted}[列出来|统计出来|算一下]",
    ),
    # Yes or no
    "is_more_rows": (
        "{open}{sorts_scope}{sort_one}[是不是|是否]比{sort_two}多{eh}",
        "{sorts_scope}{sort_one}比{sort_two}多吗",
        "{sorts_scope}{sort_one}[的数量|数量|]比{sort_two}多[对吗|是吗|吗]",
        "{sorts_scope}{sort_one}[的数量|数量]超过{sort_two}[了吗|吗|没有]",
        "{sorts_scope}{sort_one}[数量是否多于|数量是不是多于|是否多于]{sort_two}",
        "[看看|帮我看看|确认下]{sorts_scope}{sort_one}是不是比{sort_two}多",
    ),
    "is_higher": (
        "{open}{sorts_scope}{sort_one}的{aggregated}[是不是|是否]比{sort_two}[高|大|的高|的大]{eh}",
        "{sorts_scope}{sort_one}的{aggregated}比{sort_two}[的|]高吗",
        "{sorts_scope}{sort_one}的{aggregated}[高于|大于|超过]{sort_two}[的|]吗",
        "{sorts_scope}[是不是|是否]{sort_one}的{aggregated}比{sort_two}[更高|高]",
        "[看看|确认下]{sorts_scope}{sort_one}的{aggregated}是不是高于{sort_two}",
    ),
    "is_count_beyond": (
        "{open}{who}[是不是|是否|有没有]{beyond}{eh}",
        "{who}{beyond}吗",
        "{who}[的数量|数量][是不是|是否]{beyond}",
        "{who}有{beyond}吗",
        "[看看|确认下]{who}[是不是|是否]{beyond}",
        "{who}[的数量|数量]{beyond}[了吗|吗|对吗]",
    ),
    "is_number_beyond": (
        "{open}{who}的{aggregated}[是不是|是否]{beyond}{eh}",
        "{who}的{aggregated}{beyond}吗",
        "{who}[，|]{aggregated}[是不是|是否|有没有]{beyond}",
        "{who}的{aggregated}{beyond}[了吗|对吗|是吗]",
        "[看看|确认下]{who}的{aggregated}[是不是|是否]{beyond}",
        "[是不是|是否]{who}的{aggregated}{beyond}",
    ),
    "are_all": (
        "{open}{rows_behind}[是不是|是否][都|全都|全部]{test}{eh}",
        "{rows_behind}[都|全都|全部]{test}吗",
        "[是不是|是否][所有|每{counter}]{rows_behind}都{test}",
        "{scope_behind}[所有|全部|每{counter}]{noun}都{test}吗",
        "{scope_behind}[是不是|是否]每{counter}{noun}都{test}",
        "[看看|确认下]{scope_behind}{noun}是不是[都|全都]{test}",
        "{rows_behind}[都|全部]{test}，对吗",
    ),
    # Parents with numbers of their children
    **{f"parent_report{kept}{order}": _REPORT for kept in ("", "_having") for order in ("", "_ordered", "_first")},
}
