"""Chinese sentences of reports: several numbers at once, places, totals of a row, changes, dates, yes or no.

Keys as in `zh_sentences`.
"""

REPORTS: dict[str, tuple[str, ...]] = {
    "several": (
        "{open}{scope_of}{aggregates}[各是多少|分别是多少|是多少|]",
        "{tally}{scope_of}{aggregates}",
        "{scope}{aggregates}[各是多少|分别是多少|]",
        "[统计|算|看|汇总]一下{who}的{aggregates}",
    ),
    "several_per_group": (
        "{tally}{scope}{each}的{aggregates}",
        "{scope}{by_group}[统计|计算|看][一下|]{aggregates}",
        "{open}{scope}{each}[的|]{aggregates}[各是多少|分别是多少|]",
        "{each}{aggregates}[，{scope}|]",
    ),
    "of_values": (
        "{open}{scope}{one_value}和{other_value}的{aggregated}[各是多少|分别是多少|各多少|]",
        "{scope}[对比|比较|看]一下{one_value}[和|跟|与]{other_value}的{aggregated}",
        "{scope}{aggregated}，{one_value}和{other_value}[各是多少|分别多少|各多少]",
        "{tally}{scope}{one_value}、{other_value}各自的{aggregated}",
    ),
    "of_values:count": (
        "{open}{scope}{one_value}和{other_value}[各有|分别有|各]多少{counter}{noun}",
        "{scope}{one_value}[和|、]{other_value}的{noun}[各|分别][有|]多少",
        "{tally}{scope}{one_value}和{other_value}[各自的|的]{rows_count}",
    ),
    "difference_of_counts": (
        "{open}{scope}{one_value}[的|]{noun}比{other_value}的多[多少|几{counter}|多少{counter}]",
        "{scope}{one_value}和{other_value}的{rows_count}[差多少|相差多少|差几{counter}]",
        "{scope}{one_value}比{other_value}多[多少|几]{counter}{noun}",
    ),
    "spread_per_group": (
        "{tally}{scope}{each}[的|]{measure}[最大值和最小值|最高和最低]的差",
        "{scope}{each}[里|中|][的|]{measure}最高[和|跟|与]最低[相差多少|差多少|的差距]",
        "{scope}{by_group}[看|计算|统计]{measure}的[极差|最大差距]",
    ),
    "most_spread_group": (
        "{open}{scope}{which_group}[的|]{measure}[最高和最低的差距|极差|最高最低差]最{big}",
        "{scope}{measure}[最大值和最小值差距|极差|高低差距]最{big}的{group}[是哪个|]",
    ),
    "groups_against_average": (
        "{open}{scope}{which_groups}[的|]平均{measure}{more_than}{overall}平均[值|水平|]",
        "{do}{scope}平均{measure}{more_than}{overall}平均[值|水平|]的{group}",
        "{scope}{which_groups}[的|]{measure}平均比{overall}平均[值|水平|]{more}",
    ),
    "against_own_group": (
        "{open}{scope}{which_ones}[的|]{measure}{more_than}{own_group}的平均[值|水平|]",
        "{do}{scope}{measure}{more_than}{own_group}平均[值|水平|]的{noun}",
        "{scope}{measure}比{own_group}平均[值|水平|]{more}的{noun}{are_which}",
    ),
    "count_against_own_group": (
        "{open}{scope}有[多少|几]{counter}{noun}[的|]{measure}{more_than}{own_group}的平均[值|水平|]",
        "{scope}{measure}比{own_group}平均[值|水平|]{more}的{noun}有[多少|几]{counter}",
    ),
    "share_of_sum": (
        "{open}{among_rest}{tested}的{measure}占[总{measure}|全部{measure}|总数]的[百分之几|百分之多少|多少]",
        "{tally}{among_rest}{tested}的{measure}[占比|占总数的百分比|在总{measure}中的占比]",
        "{among_rest}{tested}贡献了百分之[几|多少]的{measure}",
    ),
    "share_of_each": (
        "{tally}{scope}{each}[的|]{measure}[占比|占总{measure}的百分比|占全部的百分比]",
        "{open}{scope}{each}的{measure}占[总{measure}|总数|整体]的[百分之几|百分之多少|比例]",
        "{scope}{by_group}[看|统计|计算]{measure}占比",
    ),
    "share_of_each:count": (
        "{tally}{scope}{each}[的|]{noun}[占比|占总数的百分比|占全部{noun}的百分比]",
        "{open}{scope}{each}的{rows_count}占[总数|全部|整体]的[百分之几|百分之多少|比例]",
        "{scope}{by_group}[看|统计|计算]{rows_count}占比",
    ),
    "rounded": (
        "{open}{scope_of}{aggregated}[是多少|]{rounded}",
        "{tally}{scope_of}{aggregated}{rounded}",
        "{scope}{aggregated}{rounded}",
    ),
    "rounded_per_group": (
        "{tally}{scope}{each}的{aggregated}{rounded}",
        "{scope}{by_group}[统计|计算]{aggregated}{rounded}",
        "{open}{scope}{each}的{aggregated}[各是多少|是多少|]{rounded}",
    ),
    "rounded_share": (
        "{open}{among_rest}{tested}[占百分之几|占百分之多少|的百分比是多少]{rounded}",
        "{tally}{among_rest}{tested}[的占比|所占百分比|的百分比]{rounded}",
        "{among_rest}{test}的{noun}占百分之多少{rounded}",
    ),
    "pass_and_fail": (
        "{open}{scope}{measure}及格和不及格的[{noun}|]各[有|][多少{counter}|几{counter}|多少]",
        "{tally}{scope}{measure}[及格人数和不及格人数|的及格数和不及格数|及格、不及格的人数]",
        "{scope}{measure}[多少{counter}及格，多少{counter}不及格|及格的多少，不及格的多少]",
    ),
    "pass_and_fail_per_group": (
        "{tally}{scope}{each}{measure}[及格和不及格的人数|及格、不及格各多少{counter}]",
        "{open}{scope}{each}[里|中|]{measure}及格和不及格的[{noun}|]各[有|]多少{counter}",
        "{scope}{by_group}[统计|看]{measure}[及格人数和不及格人数|及格与不及格的数量]",
    ),
    "both_sides": (
        "{open}{scope}{measure}{beyond_limit}的和{not_beyond}[各有|分别有|各]多少{counter}[{noun}|]",
        "{tally}{scope}{measure}{beyond_limit}和{not_beyond}的{noun}[各多少|数量]",
    ),
    "both_sides_per_group": (
        "{tally}{scope}{each}[中|里|]{measure}{beyond_limit}的和{not_beyond}[各有|各]多少{counter}[{noun}|]",
        "{scope}{by_group}统计{measure}{beyond_limit}和{not_beyond}的{noun}[数量|数]",
    ),
    "bands": (
        "{scope}按{measure}分档，{banded}，[每档|各档][有|]多少{counter}[{noun}|]",
        "{tally}{scope}{measure}[各等级|各档]的{rows_count}，{banded}",
        "{scope}[把|]{noun}按{measure}分[三档|等级]：{banded}，[统计|看看]每档[的|]{rows_count}",
    ),
    "top_in_group": (
        "{open}{scope}{each}{measure}{end_n}的{noun}[是谁|{are_which}|]",
        "{do}{scope}{each}[里|中|]{most}的{n_of}{noun}",
        "{scope}{each}[的|]{measure}{end_n}[分别是谁|是谁|{are_which}|]",
        "{scope}{by_group}[列出|找出|取]{measure}{end_n}",
        "{scope}{each}取{most}的{n_of}{noun}",
    ),
    "nth_in_group": (
        "{open}{scope}{each}{measure}{bottom}{ordinal}[名|]的{noun}[是谁|{are_which}|]",
        "{do}{scope}{each}[里|中|]{measure}排{bottom}{ordinal}的{noun}",
        "{scope}{each}{measure}{bottom}{ordinal}名[分别是谁|是谁|是哪{counter}|]",
    ),
    "ranked": (
        "{do}{scope}[每{counter}|每个|所有]{noun}[的|]{measure}[排名|名次]{from_low}",
        "{scope}{noun}[的|]{measure}[排名|名次][情况|]{from_low}",
        "[给|对]{scope}[所有|]{noun}按{measure}[排名次|排个名次|排名]{from_low}",
    ),
    "ranked_in_group": (
        "{do}{scope}[每{counter}|每个|所有]{noun}[在|]{own_group}[里|中][的|]{measure}[排名|名次]{from_low}",
        "[给|对]{scope}{each}的{noun}按{measure}[排名次|排名]{from_low}",
        "{scope}{each}内部[的|]{measure}[排名|名次]{from_low}",
    ),
    "rank_in_group": (
        "{open}{name}[的|]{measure}在{own_group}[里|中]排第几{eh}",
        "{name}[的|]{measure}[在|]{own_group}[里|中]排[多少名|第几|名是多少]",
        "{tally}{name}在{own_group}[里|中][的|]{measure}[排名|名次]",
    ),
    "tied:label": (
        "{open}{scope}{most}的[都有谁|都有哪些|所有{noun}|{noun}有哪些，并列的都要|{noun}，并列都算]",
        "{do}{scope}[并列|][所有|]{most}的[所有|全部]{noun}",
        "{scope}并列{most}的{noun}{are_which}",
        "{do}{scope}{most}的{noun}，[有并列的都列出来|并列的也要|如有并列全部列出]",
    ),
    "tied:columns": (
        "{do}{scope}并列{most}的{noun}的{columns}",
        "{scope}{most}的[所有|全部]{noun}的{columns}",
        "{do}{scope}{most}的{noun}的{columns}，[并列的都要|有并列全部列出]",
    ),
    "second_value": (
        "{open}{scope}[去重后|不算重复的|]{bottom}第二{high}的[不同|]{measure}值[是多少|]",
        "{scope}{measure}[去重后|不计并列]{bottom}第二{high}[的|]是多少",
    ),
    "lead": (
        "{open}{scope}{measure}第一名[比第二名高多少|比第二名多多少|和第二名差多少|跟第二名相差多少]",
        "{scope}{measure}[最高的|第一]领先第二[多少|名多少]",
        "{tally}{scope}{measure}第一名和第二名的[差距|差值|差]",
    ),
    "page:label": (
        "{do}{scope}{measure}{from_place}的{noun}",
        "{open}{scope}{measure}[排|排名|排在]{from_place}的[{noun}|]{are_which}",
        "{scope}{measure}{from_place}[是谁|有哪些|分别是谁]",
    ),
    "page:columns": (
        "{do}{scope}{measure}{from_place}的{noun}的{columns}",
        "{scope}{measure}[排|]{from_place}的{noun}，[列出|给出|显示]{columns}",
    ),
    "two_keys:label": (
        "{do}{who}，{first_by}，{then_by}[排序|排列|]",
        "[把|]{who}{first_by}[排序|]，{then_by}",
        "{who}{first_by}，{then_by}[排列|排序]",
    ),
    "two_keys:columns": (
        "{do}{who}的{columns}，{first_by}，{then_by}[排序|排列|]",
        "{who}的{columns}，{first_by}，{then_by}[排序|]",
    ),
    "top_by_two_keys:label": (
        "{do}{scope}{noun}中{first_by}、{then_by}排序的前{n_of}",
        "{who}{first_by}，{then_by}，[取|要|列出]前{n_of}",
    ),
    "top_by_two_keys:columns": (
        "{do}{who}的{columns}，{first_by}，{then_by}，[取|只要]前{n_of}",
        "{who}{first_by}，{then_by}，前{n_of}的{columns}",
    ),
    "ordered_by_group:label": (
        "{do}{who}，先按{group}[排|]，再{by_order}",
        "[把|]{who}先按{group}再{by_order}",
        "{who}[按|先按]{group}排，{group}相同的{by_order}",
    ),
    "ordered_by_group:columns": (
        "{do}{who}的{columns}，先按{group}[排|]，再{by_order}",
        "{who}的{columns}，[按|先按]{group}排，{group}相同的{by_order}",
    ),
    "first_rows": (
        "[看|看一下|给我看|显示|查看|列出]前{n_of}{noun}的{columns}",
        "[随便|]给我[看|][前|]{n_of}{noun}的{columns}",
        "{noun}的{columns}，[只要|只看|显示]前{n_of}",
    ),
    "rows_of_best_group": (
        "{open}{aggregated}{most_groups}的{group}[里|中|]有哪些{noun}",
        "{do}{aggregated}{most_groups}的{group}的[所有|全部|]{noun}",
        "{aggregated}{most_groups}的那个{group}[里|][都|]有{which_ones}",
        "[哪些|哪几个]{noun}在{aggregated}{most_groups}的{group}",
    ),
    "rows_of_best_group:count": (
        "{open}[{aggregated}|{noun}]{most_groups}的{group}[里|中|]有哪些{noun}",
        "{do}{aggregated}{most_groups}的{group}的[所有|全部|]{noun}",
        "{noun}{most_groups}的那个{group}[里|][都|]有{which_ones}",
    ),
    "row_total": (
        "{open}{name}的{measure}[是多少|多少|]{eh}",
        "{name}[，|]{measure}[是多少|多少|有多少]",
        "{tally}{name}的{measure}",
    ),
    "row_extreme": (
        "{open}{name}[的|]{every}[里|中|当中][最高的是多少|最高多少|最高值是多少]",
        "{name}{every}[里|中]最高的[一项|一个|]是多少",
        "{tally}{name}[的|]{every}[中|里]的最[高|大]值",
    ),
    "row_extreme:least": (
        "{open}{name}[的|]{every}[里|中|当中][最低的是多少|最低多少|最低值是多少]",
        "{name}{every}[里|中]最低的[一项|一个|]是多少",
        "{tally}{name}[的|]{every}[中|里]的最[低|小]值",
    ),
    "total_of_each": (
        "{do}{scope}[每{counter}|每个|各个|所有]{noun}的{measure}",
        "{open}{scope}[每{counter}|每个]{noun}[的|]{measure}[是多少|各是多少|分别是多少]",
        "{tally}{scope}[所有|每{counter}]{noun}的{measure}",
    ),
    "margin:label": (
        "{open}{scope}{which_ones}[的|]{measure}比{other_measure}[高|多]超过{limit}",
        "{do}{scope}{measure}比{other_measure}[高出|多出|高]超过{limit}的{noun}",
        "{scope}{measure}超过{other_measure}不止{limit}的{noun}{are_which}",
    ),
    "margin:columns": (
        "{do}{scope}{measure}比{other_measure}[高出|多出|高]超过{limit}的{noun}的{columns}",
        "{scope}{measure}超过{other_measure}不止{limit}的{noun}，[给出|列出]{columns}",
    ),
    "count_margin": (
        "{open}{scope}有[多少|几]{counter}{noun}[的|]{measure}比{other_measure}[高|多]超过{limit}",
        "{scope}{measure}比{other_measure}[高出|高]超过{limit}的[{noun}|]有[多少|几]{counter}",
    ),
    "difference_of_averages": (
        "{open}{scope_of}平均{measure}比平均{other_measure}[高多少|多多少|高出多少]",
        "{tally}{scope_of}{measure}与{other_measure}[的平均值之差|平均值的差]",
        "{scope}{measure}和{other_measure}的平均[值|]差多少",
    ),
    "count_same_group": (
        "{open}[和|跟|与]{name}[同一个|同|相同]{group}的[还有几{counter}|还有多少{counter}|其他{noun}有多少]",
        "有[多少|几]{counter}[其他|别的]{noun}[和|跟|与]{name}[在同一个{group}|{group}相同|{group}一样]",
    ),
    "distinct_pairs": (
        "{open}{scope}[有哪些|都有哪些|出现过哪些]{group_pair}的组合",
        "{do}{scope}[所有|全部][不同的|不重复的]{group_pair}组合",
        "{scope}{group_pair}[有哪些不同的|有哪些]搭配",
    ),
    "is_there": (
        "{open}[是否有|是否存在|有没有]{who}",
        "[有|存在]{who}吗",
        "{who}[有没有|存在吗|有吗]",
    ),
    "is_so": (
        "{open}{name_rest}[是否|是不是]{test}",
        "{name_rest}[是|]{test}吗",
        "{name_rest}[是否|是不是]属于{tested}",
    ),
    "is_row_more": (
        "{open}{scope}{one_value}的{measure}[比{other_value}高吗|是否比{other_value}高|高于{other_value}吗]",
        "{scope}{one_value}[的|]{measure}[有没有|是不是]比{other_value}{high}",
        "{scope}{measure}{one_value}比{other_value}{high}[吗|是吗|对吗]",
    ),
    "is_column_more": (
        "{open}{name}的{measure}[比{other_measure}高吗|是否高于{other_measure}|是不是比{other_measure}高]",
        "{name}[的|]{measure}高于{other_measure}吗",
    ),
    "is_group_more": (
        "{open}{scope}{one_value}的平均{measure}[比{other_value}高吗|是否高于{other_value}|是不是比{other_value}{high}]",
        "{scope}平均{measure}{one_value}[是不是|是否]比{other_value}高",
    ),
    "either_and:label": (
        "{do}{rest}{either_two}的{noun}",
        "{open}{rest}{noun}中，{either_two}的{are_which}",
        "{rest}{noun}里，[哪些|][满足|]{either_two}的{are_which}",
    ),
    "either_and:columns": (
        "{do}{rest}{noun}中{either_two}的[{noun}|]的{columns}",
        "{rest}{noun}里，{either_two}的，[列出|给出|要]{columns}",
    ),
    "count_either_and": (
        "{open}{rest}{noun}[中|里]，{either_two}的有[多少|几]{counter}",
        "{tally}{rest}{noun}[中|里]{either_two}的[数量|有多少{counter}]",
    ),
    "neither:label": (
        "{do}除了{test}或{test_two}的[之外|以外]的[所有|其他|]{noun}",
        "{open}[既不满足|不满足]{test}[也不满足|，也不满足]{test_two}的{noun}{are_which}",
        "排除{test}的和{test_two}的，[还有|剩下]哪些{noun}",
    ),
    "neither:columns": (
        "{do}除了{test}或{test_two}的以外的{noun}的{columns}",
        "排除{test}的和{test_two}的，[列出|给出]其他{noun}的{columns}",
    ),
    "count_neither": (
        "{open}除了{test}或{test_two}的[以外|之外]，[还有|有][多少|几]{counter}{noun}",
        "排除{test}的和{test_two}的，[还有|剩下][多少|几]{counter}{noun}",
    ),
    "change_of_total": (
        "{open}{scope}{other_value}年的{aggregated}比{one_value}年[增加了多少|多多少|高多少|变化了多少]",
        "{scope}[从|]{one_value}年到{other_value}年[，|]{aggregated}[变化了多少|增加了多少|的变化]",
        "{tally}{scope}{other_value}年[相比|较|比]{one_value}年{aggregated}的[变化|增量|增减]",
    ),
    "growth_rate": (
        "{open}{scope}{other_value}年{aggregated}比{one_value}年增长了百分之[几|多少]{rounded}",
        "{tally}{scope}{one_value}年到{other_value}年{aggregated}的[增长率|增幅百分比|增长百分比]{rounded}",
    ),
    "row_growth_rate": (
        "{open}{third_value}{other_value}年[的|]{measure}比{one_value}年[增长|提高]了百分之[几|多少]",
        "{tally}{third_value}{one_value}年到{other_value}年{measure}的[增长率|增幅百分比]",
    ),
    "most_changed_group": (
        "{open}{one_value}年到{other_value}年{which_group}的{aggregated}{rise_or_fall}最多",
        "{other_value}年比{one_value}年{aggregated}{rise_or_fall}最[多|大]的{group}[是哪个|]",
        "{which_group}{other_value}年[的|]{aggregated}[比|较]{one_value}年{rise_or_fall}[得|]最多",
    ),
    "yearly_change": (
        "{tally}{scope}每年[的|]{aggregated}比[上一年|前一年|上年][增加多少|变化多少|的变化]",
        "{scope}{aggregated}[每年|逐年][较上一年|比上年|同比]的[变化|增减|增量]",
        "{open}{scope}每年{aggregated}[和|跟]上一年[相比|比][差多少|变化多少]",
    ),
    "extreme_date": (
        "{open}{scope}{first_or_last}的{measure}是[什么时候|哪天|哪一天]",
        "{scope}{first_or_last}[的|]{measure}[是多少|是哪天|]",
        "{tally}{scope_of}{first_or_last}{measure}",
    ),
    "extreme_date_per_group": (
        "{tally}{scope}{each}{first_or_last}的{measure}",
        "{open}{scope}{each}[的|]{first_or_last}{measure}[是什么时候|分别是哪天|]",
        "{scope}{by_group}[看|统计|找出]{first_or_last}的{measure}",
    ),
    "recent": (
        "{do}{last_days}的{who}",
        "{last_days}{who}{are_which}",
        "{open}{last_days}有哪些{who}[，以数据里最新日期为准|]",
    ),
    "count_recent": (
        "{open}{last_days}[有|一共有|共有]多少{counter}{who}",
        "{last_days}{who}[的数量|有多少|有几{counter}]",
        "{tally}[数据里|]{last_days}[的|]{who}数[量|]",
    ),
    "recent_aggregate": (
        "{open}{last_days}{scope_of}{aggregated}[是多少|]",
        "{tally}{last_days}{scope_of}{aggregated}",
    ),
    "per_quarter": (
        "{tally}{scope}[每个季度|各季度|每季度]的{aggregated}",
        "{scope}按季度[统计|看|计算]{aggregated}",
        "{open}{scope}[每季度|各季度]{aggregated}[是多少|各是多少|分别是多少]",
    ),
    "best_quarter": (
        "{open}{scope}[哪个季度|第几季度][的|]{aggregated}{most_groups}",
        "{scope}{aggregated}{most_groups}的[季度|季度是哪个|是第几季度]",
    ),
    "per_quarter:count": (
        "{tally}{scope}[每个季度|各季度|每季度]的{aggregated}",
        "{scope}按季度[统计|看]{aggregated}",
        "{open}{scope}[每个季度|每季度|各季度][各|][有|]多少{counter}{noun}",
    ),
    "best_quarter:count": (
        "{open}{scope}[哪个季度|第几季度][的|]{noun}{most_groups}",
        "{scope}{noun}{most_groups}的[季度|季度是哪个|是第几季度]",
    ),
    "days_between": (
        "{open}{name}从{measure}到{other_measure}[有多少天|隔了多少天|相隔几天|过了多少天]",
        "{name}的{measure}和{other_measure}[相差多少天|差几天]",
    ),
    "average_days_between": (
        "{open}{scope_of}{measure}到{other_measure}平均[隔多少天|多少天|有多少天]",
        "{tally}{scope_of}{measure}和{other_measure}平均相差[多少天|的天数]",
    ),
}
