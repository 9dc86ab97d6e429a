"""Chinese sentences of summaries: figures side by side and by group, groups within bounds, contrasts.

Keys as in `zh_sentences`. What may follow any of them (a bound before, an order, rounding behind) is a part that says
nothing where the draft has none.
"""


def _behind(sentences: tuple[str, ...], tail: str) -> tuple[str, ...]:
    return tuple(each + tail for each in sentences)


_GET = "[看看|算一下|给出|告诉我|统计一下|算出|列出]"
_ASIDE = "[顺便|另外|同时|再|还有|顺带|外加]"

_FIGURES = (
    "{open}{scope_of}{figures}{much_each}",
    "{open}{scope_of}{figures}{much_each}",
    "{tally}{scope_of}{figures}",
    "{tally}{who}的{figures}",
    "{within}{figures_asked}",
    "{open}{within}{figures_asked}",
    "{narrowed}{figures_asked}",
    "{narrowed}{figures}{much_each}",
    "{narrowed}{tally}{figures}",
    "{figures_asked}{narrowed_after}",
    "{figures}{much_each}{narrowed_after}",
    "{tally}{figures}{narrowed_after}",
    "{who}的{figures}，{asked}{compute}",
    "{who}：{figures}",
    "{who}，{figures_asked}",
    "把{scope_of}{figures}{out}",
    "{wish}{scope_of}{figures}",
    "{narrowed}{sum_up}{figures}",
    "分别{sum_up}{scope_of}{figures}",
    "一次[给出|列出|算出]{scope_of}{figures}",
)
_FIRST_THEN_OTHERS = (
    "{open}{scope_of}{first_figure}[是多少|多少|]？{other_figures}呢",
    f"{{sum_up}}{{scope_of}}{{first_figure}}，{_ASIDE}{_GET}{{other_figures}}",
    f"{{open}}{{scope_of}}{{first_figure}}是多少，{_ASIDE}{_GET}{{other_figures}}",
    "{narrowed}{first_figure}[是多少|多少]，{other_figures}[又是多少|呢|是多少]",
    "{tally}{scope_of}{first_figure}，以及{other_figures}",
)
_PER_KEY = (
    "{tally}{within}{per}的{figures}",
    "{tally}{within}{per}的{figures}",
    "{open}{within}{per}[的|]{figures}{much_each}",
    "{narrowed}{per_by}，[统计|计算|看][一下|]{figures}",
    "{narrowed}{per_by}，{figures}[各是多少|分别是多少|]",
    "{within}{per}{figures_asked}",
    "{open}{within}{per}[都|各|]{figures_asked}",
    "{narrowed}{per}[的|]{figures}{much_each}",
    "{narrowed}{per_by}，[看|算|统计]{figures}",
    "{per}[的|]{figures}{narrowed_after}",
    "{per_by}，[统计|看]{figures}{narrowed_after}",
    "{per}{figures_asked}{narrowed_after}",
    "{do}{within}{key}和对应的{figures}",
    "{do}{within}{per}以及[它的|相应的|]{figures}",
    "把{who}{per_by}，[给出|看|列出|算出]{figures}",
    "{who}{per_by}，[每组|各组]的{figures}[是多少|]",
    "{within}{figures}，{per_by}",
    "{within}{per}的情况：{figures}",
    "{per_by}看{scope_of}{figures}",
    "{wish}{within}{per}的{figures}",
)
_PER_KEY_FIRST = (
    f"{{within}}{{per}}的{{first_figure}}[是多少|]，{_ASIDE}{_GET}{{other_figures}}",
    "{open}{within}{per}[的|]{first_figure}和{other_figures}[分别|各]是多少",
    "{narrowed}{per_by}，[算|统计]{first_figure}，以及{other_figures}",
)
_WHERE = (
    "{open}{within}{which_keys}[的|]{bounds}",
    "{open}{narrowed}{which_keys}[的|]{bounds}",
    "{do}{within}{bounds}的{keys_noun}",
    "{do}{within}{bounds}的所有{keys_noun}",
    "{within}{bounds}的{keys_noun}[有哪些|是哪些|都有哪些]",
    "{narrowed}{bounds}的{keys_noun}[有哪些|是哪些]",
    "{do}{bounds}的{keys_noun}{narrowed_after}",
    "{which_keys}[的|]{bounds}{narrowed_after}",
    "{narrowed}{per_by}，[哪些|哪几组]的{bounds}",
    "{narrowed}{per_by}，[找出|筛出|只留]{bounds}的{key}",
    "把{who}{per_by}，{bounds}的[是哪些|有哪些]",
    "{wish}{within}{bounds}的那些{keys_noun}",
    "{within}{key}里{bounds}的[有哪些|是哪些]",
    "把{within}{bounds}的{keys_noun}{out}",
    "{within}[要求|条件是]{bounds}，[符合的{keys_noun}有哪些|{which_keys}符合]",
)
_COUNT_WHERE = (
    "{open}{within}有[多少|几]个{keys_noun}[的|]{bounds}",
    "{within}{bounds}的{keys_noun}[有多少个|有几个|一共几个|共有多少个]",
    "{tally}{within}{bounds}的{keys_noun}[数量|个数|有多少个|数]",
    "{narrowed}有[几|多少]个{keys_noun}[的|]{bounds}",
    "{narrowed}{bounds}的{keys_noun}[有几个|有多少个|总数是多少]",
    "{bounds}的{keys_noun}有[几|多少]个{narrowed_after}",
    "{within}{key}中[有多少|有几]个[的|]{bounds}",
    "{narrowed}{per_by}，{bounds}的有[几|多少]个",
    "[数一下|数数|数一数]{within}{bounds}的{keys_noun}",
    "{open}{within}一共有[多少|几]个{keys_noun}能做到{bounds}",
)
_BEST = (
    "{open}{within}{among_bounded}{which_key}[的|]{best}",
    "{open}{within}{among_bounded}{which_key}[的|]{best}",
    "{open}{narrowed}{among_bounded}{which_key}[的|]{best}",
    "{within}{among_bounded}{best}的{keys_noun}[是哪个|是哪一个|是什么|]",
    "{do}{within}{among_bounded}{best}的{keys_noun}",
    "{do}{within}{among_bounded}{best}的那个{keys_noun}",
    "{narrowed}{among_bounded}{best}的[{keys_noun}|]是{which_key}",
    "{among_bounded}{which_key}[的|]{best}{narrowed_after}",
    "{do}{among_bounded}{best}的{keys_noun}{narrowed_after}",
    "{narrowed}{per_by}，{among_bounded}[哪个|哪一个][的|]{best}",
    "{within}{among_bounded}{per}里，[哪个|谁的|哪个的]{best}",
    "{ask}，{within}{among_bounded}{best}的是{which_key}",
    "{within}{among_bounded}要说{best}，是{which_key}",
    "{within}{among_bounded}各{keys_noun}里{best}的是哪个",
    "把{within}{among_bounded}{best}的{keys_noun}{out}",
)
_BEST_FEW = (
    "{open}{within}{among_bounded}{best}的{n_keys}{ties}",
    "{open}{within}{among_bounded}{best}的{n_keys}[是哪些|有哪些|分别是哪些]{ties}",
    "{do}{within}{among_bounded}{best}的{n_keys}{ties}",
    "{do}{within}{among_bounded}{best}的前{n_keys}{ties}",
    "{narrowed}{among_bounded}{best}的{n_keys}[是|是哪些|]{ties}",
    "{do}{among_bounded}{best}的{n_keys}{ties}{narrowed_after}",
    "{within}{among_bounded}{by_best}，{in_front_n}的{keys_noun}{ties}",
    "{within}{among_bounded}{by_best}，[取|列出|给我|只要]{in_front_n}的{keys_noun}{ties}",
    "{narrowed}{per_by}，{among_bounded}[取|列出|找出]{best}的{n}个{ties}",
    "{ask}，{within}{among_bounded}{best}的{n_keys}是哪些{ties}",
    "把{within}{among_bounded}{best}的{n_keys}{out}{ties}",
    "{wish}{within}{among_bounded}{best}的{n_keys}{ties}",
)
_NTH = (
    "{open}{within}{among_bounded}{which_key}[的|]{nth_best}",
    "{within}{among_bounded}{nth_best}的{keys_noun}[是哪个|是哪一个|是什么|]",
    "{do}{within}{among_bounded}{nth_best}的{keys_noun}",
    "{narrowed}{among_bounded}{nth_best}的是{which_key}",
    "{narrowed}{among_bounded}{which_key}[的|]{nth_best}",
    "{among_bounded}{which_key}[的|]{nth_best}{narrowed_after}",
    "{narrowed}{per_by}，{among_bounded}{nth_best}的[是哪个|是{which_key}]",
    "{ask}，{within}{among_bounded}{nth_best}的{keys_noun}",
    "{within}{among_bounded}各{keys_noun}中{nth_best}的[是哪个|是哪一个]",
    "把{within}{among_bounded}{nth_best}的{keys_noun}{out}",
)
_OF_KEYS = (
    "{open}{within}{per}{figures}的{outer}{rounded}",
    "{tally}{within}{per}{figures}的{outer}{rounded}",
    "{narrowed}先{per_by}[算|求|统计]{figures}，再[求|取|算][它们的|]{outer}{rounded}",
    "{within}{per}[的|]{figures}，[它们|这些数]的{outer}[是多少|]{rounded}",
    "{narrowed}{per}[的|]{figures}的{outer}[是多少|]{rounded}",
    "{tally}{per}{figures}的{outer}{narrowed_after}{rounded}",
    "{narrowed}{per_by}，{figures}的{outer}[是多少|]{rounded}",
    "把{who}{per_by}，[算出|求]各组{figures}的{outer}{rounded}",
)
_AVERAGE_OF_KEYS = (
    "{open}平均每个{counted_key}有{how_many}{who}{rounded}",
    "{open}平均[下来|]每个{counted_key}有{how_many}{who}{rounded}",
    "{narrowed}平均每个{counted_key}有{how_many_alone}{rounded}",
    "{tally}平均每个{counted_key}的{who}数{rounded}",
    "每个{counted_key}平均有{how_many}{who}{rounded}",
    "{narrowed}一个{counted_key}平均有{how_many_alone}[{noun}|]{rounded}",
)
_GAP_OF_KEYS = (
    "{open}{within}{figures}最{contrast_high}的{key}[和|跟|与]最{contrast_low}的{key}[相差多少|差多少|差了多少]",
    "{within}{per}[的|]{figures}，最{contrast_high}的比最{contrast_low}的{contrast_high}多少",
    "{narrowed}{figures}最{contrast_high}和最{contrast_low}的{key}[相差多少|差距有多大|之间差多少]",
    "{tally}{within}{key}之间{figures}的最大差距",
    "{narrowed}{per_by}，{figures}最{contrast_high}的一组比最{contrast_low}的一组{contrast_high}多少",
    "{figures}最{contrast_high}的{key}比最{contrast_low}的{key}{contrast_high}多少{narrowed_after}",
    "{within}{per}的{figures}，最大值减最小值[是多少|]",
)
_SORTED = (
    "{do}{within}{among_bounded}{keys_noun}{sorting}",
    "{do}{within}{among_bounded}所有{keys_noun}{sorting}",
    "把{within}{among_bounded}{keys_noun}{sorting_plain}",
    "{within}{among_bounded}{keys_noun}{sorting_plain}",
    "{narrowed}{among_bounded}给{keys_noun}排个[序|名]{sorting}",
    "{within}{among_bounded}{keys_noun}的[排名|名次|顺序]{sorting}",
    "{among_bounded}{do}{keys_noun}{narrowed_after}{sorting}",
    "{wish}{within}{among_bounded}{keys_noun}[列表|清单|]{sorting}",
    "{narrowed}{among_bounded}{keys_noun}{sorting_plain}，只[要|列]{key}",
)
_MORE_ALL = (
    "{tally}{within}{per}的{figures}与[总体|整体|全体][水平|平均|]的差",
    "{open}{within}{per}的{figures}比[总体|整体|全体][平均|]{contrast_high}多少",
    "{within}{per}的{figures}[和|与|跟][总体|整体|全部][水平|]相差多少",
    "{narrowed}{per}的{figures}减去[总体|整体|全部]的结果",
    "{narrowed}{per_by}，{figures}比[整体|总体][水平|]{contrast_high}出多少",
    "{within}{per}的{figures}[高出|超出|偏离][整体|总体][平均|]多少",
    "{per}的{figures}与[总体|整体]的差[距|值]{narrowed_after}",
)
_TIMES_ALL = (
    "{open}{within}{per}的{figures}是[总体|整体|全部]的[多少|几]倍",
    "{tally}{within}{per}的{figures}与[总体|整体]的比值",
    "{within}{per}的{figures}除以[总体|整体|全部]的[结果|比值]",
    "{narrowed}{per}的{figures}相当于[总体|整体]的[多少|几]倍",
    "{narrowed}{per_by}，{figures}是[整体|总体][水平|]的几倍",
)
_PERCENT_ALL = (
    "{open}{within}{per}的{figures}占[总体|全部|总数]的百分之[几|多少]",
    "{tally}{within}{per}的{figures}占[总体|全部|总数]的百分比",
    "{narrowed}{per_by}，{figures}[占比|的占比|占总体的百分比]",
    "{narrowed}{per}的{figures}占[比|全部的百分比]",
    "{per}的{figures}占[总体|全部]的百分比{narrowed_after}",
    "{within}各{key}的{figures}在[总体|全部]中[占百分之几|占多少百分比]",
)
# The value comes first, then what is made of it.
_MORE_ALL_SHOWN = (
    "{tally}{within}{per}的{figures}，以及[它|该值|其]与[总体|整体]的差",
    "{open}{within}{per}的{figures}是多少，比[总体|整体]{contrast_high}多少",
    "{narrowed}{per_by}，[给出|列出|看]{figures}和与[总体|整体]的差[距|值]",
    "{narrowed}{per}的{figures}，再减去[总体|整体]的看看差多少",
    "{do}{within}{key}、{figures}、[与|和]总体的差",
    "{per}的{figures}以及高出[总体|整体]多少{narrowed_after}",
)
_TIMES_ALL_SHOWN = (
    "{tally}{within}{per}的{figures}，以及[它|其]是[总体|整体]的几倍",
    "{open}{within}{per}的{figures}是多少，是[总体|整体]的[多少|几]倍",
    "{narrowed}{per_by}，[给出|列出]{figures}和[它|其]与[总体|整体]的比值",
    "{narrowed}{per}的{figures}，再除以[总体|整体]的得到比值",
)
_PERCENT_ALL_SHOWN = (
    "{tally}{within}{per}的{figures}，以及占[总体|全部|总数]的百分比",
    "{open}{within}{per}的{figures}是多少，占[总体|全部]的百分之[几|多少]",
    "{narrowed}{per_by}，[给出|列出|统计]{figures}[及|和]占比",
    "{narrowed}{per}的{figures}[和|及]其占全部的百分比",
    "{per}的{figures}，还有[所占百分比|占全部的百分比]{narrowed_after}",
    "{do}{within}{key}、{figures}、[占比|占总体的百分比]",
)
_BEYOND_AVERAGE = (
    "{open}{within}{which_keys}的{figures}[比|较]各{key}的平均水平{beyond_high}",
    "{do}{within}{figures}{beyond_high}于各{key}平均值的{keys_noun}",
    "{within}{figures}比{key}平均{beyond_high}的{keys_noun}[有哪些|是哪些]",
    "{narrowed}{which_keys}的{figures}{beyond_high}于所有{key}的平均值",
    "{which_keys}的{figures}{beyond_high}于各{key}的均值{narrowed_after}",
    "{narrowed}{per_by}，{figures}{beyond_high}于各组平均的[有哪些|是哪些]",
    "{narrowed}先算{per}的{figures}，{beyond_high}于[这些值的平均|它们的平均值]的{keys_noun}[有哪些|是哪些]",
)
_COUNT_BEYOND_AVERAGE = (
    "{open}{within}有[多少|几]个{keys_noun}的{figures}{beyond_high}于各{key}的平均值",
    "{within}{figures}{beyond_high}于各{key}平均值的{keys_noun}有[几|多少]个",
    "{tally}{within}{figures}比各{key}的平均{beyond_high}的{keys_noun}[数量|个数]",
    "{narrowed}有[多少|几]个{keys_noun}{figures}{beyond_high}于{key}平均",
)
_BEYOND_NAMED = (
    "{open}{within}{which_keys}的{figures}比{side_value}{beyond_high}",
    "{do}{within}{figures}比{side_value}{beyond_high}的{keys_noun}",
    "{within}{figures}比{side_value}{beyond_high}的{keys_noun}[有哪些|是哪些]",
    "{narrowed}{which_keys}[的|]{figures}[比|要比]{side_value}[还|]{beyond_high}",
    "{which_keys}的{figures}比{side_value}{beyond_high}{narrowed_after}",
    "[跟|和|与]{side_value}相比，{within}{which_keys}的{figures}更{beyond_high}",
    "把{within}{figures}比{side_value}{beyond_high}的{keys_noun}{out}",
)
_COUNT_BEYOND_NAMED = (
    "{open}{within}有[多少|几]个{keys_noun}的{figures}比{side_value}{beyond_high}",
    "{within}{figures}比{side_value}{beyond_high}的{keys_noun}有[几|多少]个",
    "{tally}{within}{figures}比{side_value}{beyond_high}的{keys_noun}[数量|个数]",
    "{narrowed}[多少|几]个{keys_noun}的{figures}比{side_value}{beyond_high}",
)
_DIFFERENCE = (
    "{open}{within}{side_one}的{figures}比{side_two}{contrast_high}[多少|出多少]",
    "{within}{side_one}和{side_two}的{figures}[相差多少|差多少|差距是多少|之差]",
    "{within}{side_one}的{figures}减去{side_two}的[等于多少|是多少|]",
    "{tally}{within}{side_one}与{side_two}{figures}的[差|差值|差距]",
    "{narrowed}{side_one}[的|]{figures}比{side_two}[的|]{contrast_high}多少",
    "{side_one}比{side_two}的{figures}{contrast_high}多少{narrowed_after}",
    "{within}{side_one}跟{side_two}比，{figures}[差|相差]多少",
    "{within}[对比|比较][一下|]{side_one}和{side_two}，{figures}差[多少|几]",
    "{figures}：{within}{side_one}减{side_two}",
)
_RATIO = (
    "{open}{within}{side_one}的{figures}是{side_two}的[多少|几]倍{rounded}",
    "{tally}{within}{side_one}与{side_two}的{figures}之比{rounded}",
    "{within}{side_one}的{figures}除以{side_two}的[是多少|等于多少|]{rounded}",
    "{narrowed}{side_one}的{figures}[相当于|是]{side_two}的几倍{rounded}",
    "{within}{side_one}和{side_two}的{figures}比值[是多少|]{rounded}",
    "{side_one}的{figures}是{side_two}的[几|多少]倍{narrowed_after}{rounded}",
)
_PERCENT = (
    "{open}{within}{side_one}的{figures}比{side_two}{contrast_high}百分之[几|多少]{rounded}",
    "{within}{side_one}的{figures}比{side_two}{contrast_high}出的百分比{rounded}",
    "{narrowed}{side_one}的{figures}比{side_two}{contrast_high}了百分之[几|多少]{rounded}",
    "{tally}{within}{side_one}的{figures}相对{side_two}[高出|多出]百分之多少{rounded}",
    "{within}相比{side_two}，{side_one}的{figures}{contrast_high}百分之[几|多少]{rounded}",
    "{side_one}的{figures}比{side_two}{contrast_high}百分之[几|多少]{narrowed_after}{rounded}",
    "{within}以{side_two}为基准，{side_one}的{figures}{contrast_high}出百分之几{rounded}",
)
_PART = (
    "{open}{within}{side_one}的{figures}占{side_two}的百分之[几|多少]{rounded}",
    "{tally}{within}{side_one}的{figures}占{side_two}的百分比{rounded}",
    "{within}{side_one}的{figures}在{side_two}中占[百分之几|多少百分比]{rounded}",
    "{narrowed}{side_one}的{figures}占{side_two}的百分之[几|多少]{rounded}",
    "{side_one}的{figures}占{side_two}百分之几{narrowed_after}{rounded}",
)
_BOTH = (
    "{open}{within}{side_one}和{side_two}的{figures}[分别是多少|各是多少|各多少]",
    "{tally}{within}{side_one}[、|和|与]{side_two}各自的{figures}",
    "{within}[对比|比较|列出][一下|]{side_one}和{side_two}的{figures}",
    "{narrowed}{side_one}的{figures}[是多少|]，{side_two}[的|]呢",
    "{within}{side_one}的{figures}是多少，{side_two}的又是多少",
    "{within}{figures}，{side_one}和{side_two}[各|分别][是|]多少",
    "把{within}{side_one}和{side_two}的{figures}[并排列出|放在一起看看|一起给我]",
    "{side_one}和{side_two}的{figures}[分别|各]是多少{narrowed_after}",
)

SUMMARIES: dict[str, tuple[str, ...]] = {
    "one_figure": _behind(_FIGURES, "{rounded}"),
    "figures": _behind((*_FIGURES, *_FIRST_THEN_OTHERS), "{rounded}"),
    "figure_per_key": _behind(_PER_KEY, "{sorting}{rounded}"),
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
