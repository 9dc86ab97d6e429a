"""Further Chinese sentences of reports and links: places, shares, changes, ties, dates, rows with and without others.

Keys as in `zh_sentences`; these stand beside the sentences of the same keys there.
"""

from text2sql.synth.zh_frames import Sentences

_TABLE = "[拉|列|做|出|弄|来|给][个|张|份]"

_PLACES: dict[str, Sentences] = {
    "top_in_group": (
        "{scope}{each}{measure}{end_n}[都|分别|各][是|有][谁|哪几{counter}|哪些{noun}]",
        "{scope}{by_group}[挑|选|各取|各挑|分别取]{most}的{n_of}[{noun}|]",
        "{scope}{each}[里|里头|][各|都][挑|选|取|要]{most}的{n_of}",
        _TABLE + "{scope}{each}{measure}{end_n}的[名单|榜单|表]",
        "{scope}{each}的{measure}[排行榜|榜单]，[取|只要|看]{end_n}",
        "{scope}{each}，{measure}{end_n}[名单|给我|列一下|报一下|{are_which}|]",
    ),
    "nth_in_group": (
        "{scope}{each}{measure}[排|列|]{bottom}{ordinal}[名|]的[都|分别|各]是[谁|哪{counter}]",
        "{scope}{by_group}[挑|选|找|取]{measure}{bottom}{ordinal}[名|]的[{noun}|]",
        "{scope}{each}[里|里头|]{measure}{bottom}{ordinal}的[报一下|列一下|给我|找出来]",
        "{scope}{each}，{measure}{bottom}{ordinal}[名|][是谁|{is_which}]",
    ),
    "ranked": (
        "[给|帮我给]{scope}[所有|全部|每{counter}|]{noun}的{measure}排个[名次|名|座次|队]{from_low}",
        "{scope}[每{counter}|每个]{noun}[的|]{measure}[排第几|排多少名|是第几名|名次多少|排在第几]{from_low}",
        _TABLE + "{scope}{noun}[的|]{measure}[名次表|排名表|排行榜]，[每{counter}|]都要名次{from_low}",
        "{scope}{noun}{measure}[从头排到尾|排一遍|全排一下]，[标上|写上|注明]名次{from_low}",
        "[看看|列出]{scope}[每{counter}|各{counter}]{noun}[按|论]{measure}[排在|排|是]第几{from_low}",
    ),
    "ranked_in_group": (
        "{scope}[给|帮]{each}的{noun}[按|论]{measure}[排个名次|排个名|分别排名]{from_low}",
        "{scope}[每{counter}|每个]{noun}[在|]{own_group}[里|中]{measure}[排第几|排多少名|是第几名]{from_low}",
        "{scope}{by_group}[各自|分别]排，[每{counter}|所有]{noun}{measure}的名次{from_low}",
        "{scope}{noun}{measure}的组内名次，[组是{group}|按{group}分组|一个{group}一组]{from_low}",
    ),
    "rank_in_group": (
        "{name}{measure}在{own_group}[里|中][第几|能排第几|是第几名|排多少位|算第几]{eh}",
        "[看看|查查|查一下]{name}[的|]{measure}在{own_group}[里|中]排第几",
        "在{own_group}[里|中]，{name}[的|]{measure}[排|是|列]第几[名|]",
        "{name}{measure}，{own_group}[里|中][的|][名次|排名][是多少|第几|]",
    ),
    "tied:label": (
        "{scope}{most}的[可能不止一{counter}|也许不止一{counter}|要是不止一{counter}]，[都列出来|全列上|一个不落]",
        "{scope}{most}的{noun}[有哪些|是谁|{are_which}]，[并列|同样]的[别漏|一起列|也算|全要]",
        "[所有|全部]{scope}{most}的{noun}，[并列的都算|有几{counter}列几{counter}]",
        "{scope}并列{most}的[都有谁|是哪些|有哪几{counter}]",
    ),
    "tied:columns": (
        "{scope}{most}的{noun}[有并列的都算|并列的都要]，{want}{columns}",
        "{scope}并列{most}的[{noun}|]，{columns}{whatis}",
        "{do}{scope}[所有|全部]{most}的{noun}的{columns}，[别漏了并列的|并列的一起列]",
    ),
    "lead": (
        "{scope}{measure}第一[名|]甩[开|]第二[名|]多少",
        "{scope}{measure}[头名|第一名|第一]和[次名|第二名|第二]之间[差多少|差距多大|拉开多少]",
        "{scope}{measure}第二[名|]离第一[名|]还差多少",
    ),
    "second_value": (
        "{scope}[不同的|去重后的]{measure}里，{bottom}第二{high}的[数|值]是多少",
        "{scope}把{measure}去重，{bottom}第二{high}的是多少",
    ),
    "page:label": (
        "{scope}{measure}[排行|排名]里，{from_place}[是谁|{are_which}|给我|列一下]",
        "{scope}[论|看|按]{measure}[排|]，{from_place}的{noun}[{are_which}|名单|]",
        "[看|列|要|给我]{scope}{measure}{from_place}[这一段|]的[名单|{noun}]",
    ),
    "page:columns": (
        "{scope}{measure}{from_place}的[{noun}|]，{columns}{whatis}",
        "[要|看|给我]{scope}{measure}[排|]{from_place}[的|那几{counter}的]{columns}",
        "{want}{columns}，{scope}[只看|只要]{measure}{from_place}的",
    ),
    "two_keys:label": (
        "{who}[怎么|如何]排：{first_by}，{then_by}",
        "{first_by}，{then_by}，[给|把]{who}[排好|排个序|列出来]",
        _TABLE + "{who}[的名单|名单|清单]，{first_by}，{then_by}",
    ),
    "two_keys:columns": (
        _TABLE + "{who}的{columns}，{first_by}，{then_by}",
        "{first_by}，{then_by}，{want}{who}的{columns}",
        "{who}，{want}{columns}，{first_by}，{then_by}",
    ),
    "top_by_two_keys:label": (
        "{first_by}，{then_by}，[取|要|看]{who}[中|里]的前{n_of}",
        "{who}里，{first_by}、{then_by}，[排|]在前面的{n_of}[是谁|{are_which}|]",
    ),
    "first_rows": (
        "[随便|随手|任意][看|给我|列|来|拿|取|抽]{n_of}{noun}的{columns}",
        "[先|][来|给我|看]{n_of}{noun}[看看|瞧瞧|瞅瞅|当样例]，[要|带]{columns}",
        "[抽|取]{n_of}[样例|示例|]{noun}，{want}{columns}",
        "{noun}的{columns}，[看个|给个|来个]{n_of}[就行|就够|即可]",
        "{noun}头{n_of}，{want}{columns}",
    ),
    "average_of_top": (
        "{scope}{measure}{end_n}[，|的][均值|平均|平均值][算一下|是多少|多少|]",
        "[只|光|就]看{scope}{measure}{end_n}，平均[下来|]是多少",
        "[取|拿]{scope}{measure}{end_n}[求|算]个[平均|均值]",
    ),
}

_SHARES: dict[str, Sentences] = {
    "several": (
        "{scope}{aggregates}[都|一起|一并|一次性][给我|算一下|报一下|列一下|算出来]",
        "{who}，{aggregates}[分别|各|都]是多少",
        "{who}的{aggregates}[是多少|各多少|情况]",
        "[概括|总结|描述|概述|摸底][一下|]{who}：{aggregates}",
        "{wish_number}{scope_of}{aggregates}",
        "[简单|大致][看看|说说|说一下]{scope_of}{aggregates}",
        "{scope}[整体|总体|大致]情况：{aggregates}",
    ),
    "several_per_group": (
        _TABLE + "{scope}{each}的{aggregates}[表|]",
        "{scope}{each}，{aggregates}[都|各|分别][是多少|列一下|要]",
        "{scope}{by_group}，{aggregates}[各|分别][是|]多少",
        "{scope}{each}[情况|概况|汇总]：{aggregates}",
        "[把|]{scope}{each}的{aggregates}[摆出来|汇总一下|列成表|放一起看看|算出来]",
        "[总结|概括|汇总]一下{scope}{each}的{aggregates}",
    ),
    "of_values": (
        "[看看|瞧瞧|对比下|比一比]{scope}{one_value}和{other_value}，{aggregated}[各|分别][是|]多少",
        "{scope}{one_value}{aggregated}多少，{other_value}[呢|又是多少]",
        "{scope}{one_value}、{other_value}：{aggregated}",
        "[把|]{scope}{one_value}和{other_value}的{aggregated}[放一起比比|并排放|都列一下|算出来]",
    ),
    "of_values:count": (
        "{scope}{one_value}有多少{noun}，{other_value}[呢|又有多少]",
        "[数|点]一下{scope}{one_value}和{other_value}[各有|各|分别]几{counter}{noun}",
        "{scope}{noun}，{one_value}几{counter}，{other_value}几{counter}",
    ),
    "difference_of_counts": (
        "{scope}{one_value}的{noun}[要|]比{other_value}[多出|多]多少",
        "[拿|用]{scope}{one_value}的{rows_count}减{other_value}的[是多少|得多少|]",
        "{scope}{noun}[上|方面]，{one_value}比{other_value}多[几|多少]{counter}",
    ),
    "spread_per_group": (
        "{scope}{each}[的|里]{measure}[高低差|首尾差|落差|头尾差距][多大|是多少|各多少|]",
        "{scope}{each}{measure}最{high}的和最{low_end}的差多少",
        "{scope}{by_group}看{measure}的[落差|高低差距|最大最小之差]",
    ),
    "most_spread_group": (
        "{scope}{which_group}[的|里]{measure}[高低相差|首尾相差|落差|最{high}最{low_end}差距]最{big}",
        "{scope}{measure}[落差|高低差|首尾差距]最{big}的[{group}|{group}是哪个|是{which_group}]",
    ),
    "groups_against_average": (
        "{scope}[有|]{which_groups}[的|]平均{measure}比{overall}平均[还|要|]{more}",
        "{scope}平均{measure}[在|]{overall}平均[线|水平|]以{above}的{group}[有哪些|是哪些|]",
        "{scope}{which_groups}[的|]{measure}[均值|平均值]{more_than}{overall}[均值|平均值]",
    ),
    "against_own_group": (
        "{scope}[谁|{which_ones}][的|]{measure}比{own_group}平均[还|]{more}",
        "{scope}{measure}[在|]{own_group}平均[线|水平|]以{above}的{noun}[{are_which}|]",
        "{scope}和{own_group}的平均[值|]比，{measure}{more}的[{noun}|][{are_which}|有哪些]",
    ),
    "count_against_own_group": (
        "{scope}[多少|几]{counter}{noun}[的|]{measure}比{own_group}平均[还|]{more}",
        "{scope}{measure}[在|]{own_group}平均[线|水平|]以{above}的[有|一共有]{how_many_alone}",
    ),
    "share_of_sum": (
        "{among_rest}{measure}[里|中][，|]{tested}[的|]占[几成|百分之几|多大比重|多少]",
        "{among_rest}{tested}[占去|占掉|占]了{measure}总量的百分之[几|多少]",
        "{among_rest}{tested}的{measure}[所占比重|比重|份额]",
    ),
    "share_of_each": (
        "{scope}{each}[的|]{measure}[占几成|各占几成|占多大比重|占多少百分比|各占百分之几]",
        "{scope}{measure}[构成|结构|比重][按|看]{group_pair}[占比|百分比]",
        _TABLE + "{scope}{each}{measure}的[占比|百分比][表|]",
        "{scope}{each}[各自|分别]贡献了百分之多少的{measure}",
    ),
    "share_of_each:count": (
        "{scope}{each}[的|]{noun}[各占几成|各占百分之几|占多大比重|占多少百分比]",
        "{scope}{noun}[构成|结构|分布比例]，{by_group}[给百分比|算占比|看占比]",
        _TABLE + "{scope}{each}{noun}[数|]的[占比|百分比][表|]",
    ),
    "rounded": (
        "{scope}{aggregated}[算一下|算算|多少|求一下]{rounded}",
        "{who}，{aggregated}{much}{rounded}",
        "[麻烦|帮忙|劳驾]算[下|一下]{scope_of}{aggregated}{rounded}",
    ),
    "rounded_per_group": (
        "{scope}{each}[的|]{aggregated}[列一下|各多少|算一下|多少]{rounded}",
        "{scope}{by_group}，{aggregated}[各|]是多少{rounded}",
        _TABLE + "{scope}{each}的{aggregated}[表|]{rounded}",
    ),
    "rounded_share": (
        "{among_rest}{tested}[占几成|占多少|占多大比例]，[给百分比|算成百分比|用百分数]{rounded}",
        "{among_rest}{noun}里{test}的占百分之多少{rounded}",
    ),
    "pass_and_fail": (
        "{scope}{measure}及格的[有|]多少，不及格的[有|]多少",
        "{scope}{measure}[过线|及格]的和没[过线|及格]的[各|分别][有|][几|多少]{counter}",
        "{scope}{measure}[几|多少]{counter}及格[、|，]几{counter}[挂科|没及格|不及格]",
    ),
    "pass_and_fail_per_group": (
        "{scope}{each}{measure}及格[几|多少]{counter}[、|，]不及格[几|多少]{counter}",
        "{scope}{each}[的|]{measure}[过线|及格]和没[过线|及格]的[各|分别][有|]多少",
        _TABLE + "{scope}{each}{measure}及格、不及格[人数|数量]的[表|对照表]",
    ),
    "both_sides": ("{scope}{measure}{beyond_limit}的有多少，{not_beyond}[呢|又有多少|有多少]",),
    "bands": (
        "{scope}{measure}分[段|档]统计：{banded}，[每段|每档|各段]多少{counter}",
        "{scope}[给|把]{noun}的{measure}[分分档|划档|划等级]，{banded}，[数数|看看]每档[有|]{how_many_alone}",
        "{scope}{measure}{banded}，[各|每个]等级[有|]{how_many_alone}",
    ),
    "labelled": (
        "给{scope}[每{counter}|所有]{noun}[评|定|打|贴]个{label_noun}，看{measure}：{labelling}，{want}{columns}和{label_noun}",
        "{scope}{noun}的{columns}[，|]再[加|带]一列{label_noun}，{measure}{labelling}",
    ),
}

_CHANGES: dict[str, Sentences] = {
    "change_of_total": (
        "{scope}{other_value}年[跟|和|与]{one_value}年比，{aggregated}[涨了多少|多了多少|变了多少|变化多少]",
        "[拿|用]{scope}{other_value}年的{aggregated}减[去|]{one_value}年的[是多少|得多少|]",
        "{scope}{aggregated}，{other_value}年比{one_value}年[涨|多|高|增加][了|]多少",
        "{scope}{one_value}年到{other_value}年{aggregated}[涨了|多了|增了]多少",
    ),
    "growth_rate": (
        "{scope}{aggregated}{other_value}年比{one_value}年涨了[百分之几|百分之多少]{rounded}",
        "{scope}从{one_value}年到{other_value}年，{aggregated}[涨幅|增幅|增速][是|]百分之[几|多少]{rounded}",
        "{scope}{aggregated}{other_value}年[相对|较|对比]{one_value}年[的|]增长率[是多少|多少|]{rounded}",
    ),
    "row_growth_rate": (
        "{third_value}[的|]{measure}{other_value}年比{one_value}年[涨|高|多]了百分之[几|多少]",
        "{third_value}从{one_value}年到{other_value}年，{measure}[涨幅|增幅|增速][是|]百分之[几|多少]",
    ),
    "most_changed_group": (
        "[拿|]{other_value}年[跟|和|与]{one_value}年比，{which_group}[的|]{aggregated}{rise_or_fall}[得|]最多",
        "{one_value}年到{other_value}年，{aggregated}{rise_or_fall}最多的[{group}|是{which_group}|{group}是哪个]",
        "{which_group}的{aggregated}{rise_or_fall}最多，[看|比较]{one_value}年和{other_value}年",
    ),
    "yearly_change": (
        "{scope}{aggregated}[每年|逐年|一年年]比上[一|]年[多多少|涨多少|变多少|增减多少]",
        "{scope}[每年|各年|历年][的|]{aggregated}[同比|较上年|比上年]增减[是多少|多少|了多少|]",
        "{scope}{aggregated}[逐年|历年][增减|涨跌|升降][情况|幅度]，[跟|和]上一年比",
        "{scope}[一年一年|逐年]看，{aggregated}[比|较]上一年[变化|增减]多少",
    ),
    "extreme_date": (
        "{scope}{first_or_last}[一次|的一次|]{measure}[在|是]什么时候",
        "{scope}{measure}{first_or_last}[的|][是|]哪天",
        "{scope}{measure}，{first_or_last}的[是哪天|是哪一天|在什么时候|]",
        "{who}{first_or_last}的{measure}[是几月几号|是几号|是哪天|]",
    ),
    "extreme_date_per_group": (
        "{scope}{each}[的|]{measure}，{first_or_last}的[是哪天|分别是哪天|各是什么时候|]",
        "{scope}{each}{first_or_last}的{measure}[是几月几号|列一下|各是哪天]",
        "{scope}{by_group}，{first_or_last}[的|]{measure}[各|分别]是[哪天|什么时候]",
    ),
    "recent": (
        "{last_days}[的|以来的|里的|内的]{who}[都|][列一下|有哪些|{are_which}|给我]",
        "[看看|查查|拉一下]{last_days}的{who}",
    ),
    "count_recent": (
        "{last_days}[里|内|以来|][一共|总共|]有[多少|几]{counter}{who}",
        "[数|点]一下{last_days}的{who}",
    ),
    "recent_aggregate": (
        "{last_days}[里|内|以来|][，|]{scope_of}{aggregated}[多少|是多少|算一下]",
        "[看看|算算]{last_days}{scope_of}{aggregated}",
    ),
    "per_quarter": (
        "{scope}{aggregated}，[分季度|按季度|一季一季|逐季|逐季度][列|看|算|来一份]",
        "{scope}[各个季度|每一季度|每一季]的{aggregated}[各是多少|分别是多少|]",
        _TABLE + "{scope}[各季度|每季度]的{aggregated}[表|]",
    ),
    "best_quarter": (
        "{scope}{aggregated}[在|是|]哪个季度{most_groups}",
        "{scope}[论|看|比]{aggregated}，哪个季度{most_groups}",
    ),
    "per_quarter:count": (
        "{scope}[分季度|按季度|逐季|逐季度][数|统计|看]{noun}[有多少|数量]",
        "{scope}[每一季度|每季|各个季度][有|]几{counter}{noun}",
    ),
    "best_quarter:count": ("{scope}{noun}[在|]哪个季度{most_groups}",),
    "days_between": (
        "{name}{measure}到{other_measure}[隔|过|差]了几天",
        "{name}[，|]{measure}和{other_measure}[之间|][隔|差]几天",
    ),
    "average_days_between": (
        "{scope}[从|]{measure}到{other_measure}平均[要|得|需要]几天",
        "{scope}{measure}和{other_measure}[之间|]平均隔几天",
    ),
    "margin:label": (
        "{scope}[谁|{which_ones}][的|]{measure}比{other_measure}[多出|高出]{limit}[还多|还不止]",
        "{scope}{measure}[和|跟]{other_measure}比，[高出|多出]不止{limit}的[{noun}|][{are_which}|有哪些]",
    ),
    "count_margin": ("{scope}{measure}[和|跟]{other_measure}比，[高出|多出]不止{limit}的[有|一共有]{how_many_alone}",),
    "difference_of_averages": (
        "{scope}[平均下来|平均起来][，|]{measure}比{other_measure}[高|高出|多]多少",
        "{scope}{measure}[均值|平均值]减{other_measure}[均值|平均值][是多少|得多少|]",
    ),
}

_LINKED: dict[str, Sentences] = {
    "with_children": (
        "{do}[凡是|只要]有[过|]{child_rows}的{noun}",
        "[都有|有]哪些{noun}[名下|]有[过|]{child_rows}",
        "有[过|]{child_rows}的{noun}[，|][{are_which}|列一下|报一下|名单给我]",
        "{which_ones}有[过|]{child_rows}",
    ),
    "count_with_children": (
        "有[过|]{child_rows}的{noun}[一共|总共|共|到底]{how_many_alone}",
        "[数|点]一下有[过|]{child_rows}的{noun}",
        "{noun}里有[过|]{child_rows}的[有|占|]{how_many_alone}",
    ),
    "both_children": (
        "{child_one}也有、{child_two}也有的{noun}[{are_which}|]",
        "[哪些|哪几个]{noun}{child_one}和{child_two}[都有|两样都有|全有]",
    ),
    "either_children": (
        "[哪些|哪几个]{noun}{child_one}和{child_two}[至少有一样|至少占一样|有一种就算]",
        "有{child_one}或有{child_two}的{noun}[{are_which}|列一下|]",
    ),
    "neither_children": (
        "{child_one}没有、{child_two}也没有的{noun}[{are_which}|]",
        "[哪些|哪几个]{noun}{child_one}和{child_two}[都没有|一样都没有|两样都没有]",
    ),
    "one_kind_children": (
        "{child_one}有、{child_two}没有的{noun}[{are_which}|]",
        "[哪些|哪几个]{noun}有{child_one}，{child_two}却一{child_counter}都没有",
    ),
    "only_children": (
        "[哪些|哪几个]{noun}的{child_noun}[全是|都是|清一色是|无一例外是]{child_rows}",
        "{child_noun}清一色是{child_rows}的{noun}[{are_which}|]",
    ),
    "children_counts": (
        "[每{counter}|每个]{noun}[名下|]有几{child_counter}{child_rows}，[一{child_counter}没有的也列|没有的写0|没有也要列出来|没有的算0]",
        _TABLE + "[每{counter}|各]{noun}的{child_rows}[数量|数]表，[没有的记0|没有的也要]",
    ),
    "through": (
        "[哪些|哪几个]{noun}的{child_noun}涉及{far_rows}",
        "{child_noun}[里|中]有{far_rows}的{noun}[{are_which}|列一下|]",
    ),
    "count_through": ("{child_noun}[里|中]有{far_rows}的{noun}[有|一共有]{how_many_alone}",),
    "best_parent_through": ("{which}[对应|涉及]的[不同|]{far_noun}最{big_many}",),
    "rows_of_best_group": (
        "{aggregated}{most_groups}的[那个|]{group}[，|][里面|]都有[谁|哪些{noun}]",
        "[先|]找{aggregated}{most_groups}的{group}，[再|][列出|看看]它[的|][所有|全部]{noun}",
    ),
    "either_and:label": (
        "{rest}{noun}里，{either_two}，[占一样就行|满足一个就行|有一条符合就行]的{are_which}",
        "{rest}{noun}[当中|里头]，{which_ones}{either_two}",
    ),
    "neither:label": (
        "[把|]{test}的和{test_two}的[都|]去掉，[剩下的|剩的|其余的]{noun}{are_which}",
        "{noun}[里|中]，[刨去|撇开|抛开|不算]{test}的和{test_two}的，[还剩|剩下]{which_ones}",
    ),
    "count_neither": (
        "[刨去|撇开|抛开|不算]{test}的和{test_two}的，{noun}[还剩|还有]{how_many_alone}",
        "[把|]{test}的和{test_two}的[都|]去掉，[还剩|剩下]{how_many_alone}",
    ),
    "count@owned": (
        "{owner}[名下|手上|这边|][一共|总共|]有几{counter}{noun}",
        "{owner}[的|]{noun}[共|一共|总共][几{counter}|多少{counter}]",
    ),
    "listing:label@owned": ("{owner}[名下|手上|那边|]的{noun}[都有哪些|列一下|给我|]",),
    "aggregate@owned": ("{owner}[名下|那边|][所有|全部|]{noun}[的|，]{aggregated}{much}",),
}

MORE: dict[str, Sentences] = {**_PLACES, **_SHARES, **_CHANGES, **_LINKED}
"""The sentences of all families; no key is in two of the tables."""
