"""Chinese sentences that ask for one number, or a few, over rows."""

from text2sql.synth.zh_frames import Sentences, how_many, number
from text2sql.synth.zh_sentences_rows import NO_CHILDREN

_SHARE = "{test}的[{noun}|{noun}|][占比|占比例|比例|占的比例|所占百分比|百分比|比率]"
_PASSED = "{passed}[的|]及格率"

NUMBERS: dict[str, Sentences] = {
    "count": (
        *how_many("{remaining}", scope="{place}", base="{placed}", of=""),
        "{open}{who}[有|一共有|总共有|共有|一共|]{how_many_alone}{eh}",
        "{open}[有|一共有|总共有|]{how_many}{who}{eh}",
        "{tally}{who}[的数量|数量|总数|个数|的总数|有{how_many_alone}]",
        "{who}[的|]{quantity_word}{much}",
        "{scope}[有|一共有|共有|]{how_many}{noun}{eh}",
        "[数一下|数数|统计|清点]{who}[有{how_many_alone}|有{how_many_alone}|{quantity_word}]",
        "{who}{quantity_word}",
        "[看看|看下|查查]{who}[有|一共有]{how_many_alone}",
        "{noun}{quantity_word}[是多少|]，{limited}{who}",
    ),
    "count@person": (
        "{open}[有多少|有几个|多少|有几|一共有多少]人{predicate}{eh}",
        "{who}[有多少人|有几个人|人数|一共多少人|人数是多少|几个人|有多少位|几个|多少号人]",
        "{predicate}的[有多少人|有几个人|人数是多少|有几个|人数|多少人]",
        "{scope}[多少人|有多少人|有几个人|一共多少人|人数|总人数|几个人|共多少人]",
        "{tally}{predicate}的人数",
        "{scope}{tally}人数",
        "{who}[有几位|有几名|共多少名]",
    ),
    "count_distinct": (
        "{open}{scope_of}[一共|总共||][有|共有|{spans}][多少|几]个[不同的|不同|]{group}{eh}",
        "{tally}{scope_of}[不同|不重复|不一样][的|]{group}[的数量|有多少个|数量|个数|有几个]",
        "{scope_of}{group}[有|共有|一共|总共有][几种|多少种|几个|多少个]{eh}",
        "{scope}{spans}[多少|几]个[不同的|]{group}{eh}",
        "{scope}{group}[去重后|去掉重复的|去重之后|不算重复的][，|]有[多少|几]个",
        "{tally}{scope_of}{group}[种类数|种数|个数（去重）|的去重数量|去重计数]",
        "{scope_of}{group}[的|]种类[有多少|有几种|数]",
        "[数一下|数数]{scope_of}[有|]{in_all}[几|多少]个{group}",
        "[有|一共有][几|多少]个{group}，{limited}{who}",
    ),
    "aggregate": number("{aggregated}"),
    "aggregate:sum": (
        "{open}{scope}[一共|总共|合计|累计|加起来][的|]{measure}[是多少|有多少|多少]{eh}",
        "{who}的{measure}[加起来|加在一起|合计|总共|全部加起来|加总]是多少",
        "{scope}{measure}[一共|总共|总计|合计|加起来|累计]{much}{eh}",
        "[把|]{who}的{measure}[加起来|加一下|求和|汇总|加总|合计一下]",
        "{tally}{scope_of}{measure}[总和|合计|总计|总量|的和]",
        "{scope}[总共|一共]有多少{measure}",
    ),
    "aggregate@score": (
        "{open}{scope}{aggregated}[是几分|有多少分|多少分|有几分]{eh}",
        "{who}{aggregated}[考了多少|是几分|多少分]",
    ),
    "extremes": (
        *number("{measure}[的|]{high_and_low}"),
        "{scope}{measure}最[高|大]是多少，最[低|小][又|]是多少",
        "{scope}{measure}[最高和最低|最高最低|最大最小|上限和下限][各|分别|]是多少",
        "{scope}{measure}[在什么范围|的范围是多少|的取值范围|从多少到多少]",
    ),
    "extremes@score": number("{measure}[的|]最高分[和|、|跟|与]最低分"),
    "averages": (
        *number("{columns}的[平均值|平均|均值|平均数]"),
        "{open}{scope_of}{columns}[的平均值分别|平均各|平均分别|的均值各]是多少{eh}",
        "{scope}平均{columns}[各是多少|分别是多少||各多少]",
        "{who}的{columns}[平均是多少|各自平均多少|平均下来各多少|平均分别多少]",
        "[分别|各自]{compute}{scope_of}{columns}的[平均值|均值]",
    ),
    "averages:group": (
        "{tally}{scope}{each}{columns}的[平均值|均值|平均]",
        "{scope}{by_group}{compute}{columns}的[平均值|平均|均值]",
        "{scope}{each}的{columns}[平均分别是多少|平均各多少|平均是多少]{eh}",
        "{scope}{each}的平均{columns}{much_each}",
        "[对比|比较|列出|看看]{scope}{each}{columns}的[平均值|均值]",
        "{columns}的[平均值|均值]，{by_group}[统计|列出|看]",
        "[把|]{scope}{each}{columns}的均值[列出来|算一下]",
        "{scope}{each}[，|]{columns}平均[多少|是多少|各多少]",
    ),
    "spread": (
        *number("{measure}[的|]{high_and_low}[差|的差|之差|差值|的差距|的差值]"),
        *number("{measure}的[极差|最大差距|跨度|全距]"),
        "{open}{scope_of}{measure}{high_and_low}[差多少|相差多少|差了多少|差距多大]{eh}",
        "{scope}{measure}最[高|大]的[[和|跟]最[低|小]的[差多少|相差多少|差了多少]|比最[低|小]的[多多少|高多少|高出多少]]",
    ),
    "spread@score": (
        "{scope}{measure}[最高分和最低分|最高分跟最低分|最高分与最低分|最高和最低]{differ}",
        "{open}{scope}{measure}[最高分比最低分|最高的比最低的][高多少|多几分|多多少分|高出多少]{eh}",
    ),
    "share": (
        "{open}{scope_rest}{tested}[占|占了|占到][多少|百分之几|百分之多少|总数的百分之几|多大比例]{eh}",
        "{tally}{scope_rest}{tested}[的占比|所占百分比|占比|的比例|所占比例|百分比|占多大比例|的比率]",
        *(
            each.replace("<share>", _SHARE)
            for each in (
                "{open}{scope_rest}<share>{much}{eh}",
                "{tally}{scope_rest}<share>",
                "{scope_rest}<share>",
            )
        ),
        "{scope_rest}[有|]百分之[几|多少]的{noun}{test}{eh}",
        "{scope_rest}{test}的占[多少|百分之几|多大比例|百分之多少]{eh}",
        "[算算|算下|看看|看下]{scope_rest}{test}的[{noun}|]占百分之几",
        "{scope_rest}{noun}[里|中|里面][，|]{test}的[占多少|占百分之几|比例|占比多少|占比]",
    ),
    "share@pass": number(_PASSED, scope="{scope_rest}", whose="{scope_rest}", base=""),
    "average_of_top": (
        *number("{measure}{end_n}的[平均值|平均|均值|平均数|平均{measure}]"),
        "{tally}{scope}{most}的{n_of}{noun}的平均{measure}",
        "{scope}{measure}{end_n}的{noun}[，|的]平均{measure}{much}",
        "{scope}{measure}{end_n}[，|]平均[是|有|下来]多少",
        "[把|]{scope}{measure}{end_n}[的|]平均一下[，是多少|]",
        "{open}{scope}{most}的[前|]{n_of}[{noun}|]，[它们的|]平均{measure}{much}",
    ),
    "count_by_threshold": how_many("{measure}{beyond}"),
    "count_without_children": how_many(NO_CHILDREN, scope="", base="", of=""),
}
