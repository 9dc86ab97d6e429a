"""Chinese sentences that hold for one kind of thing: marks are 考, ages 多大, prices 卖多少钱, dates 什么时候.

Keys as in `zh_sentences`, with the kinds of `zh_sentence_kinds` behind ``@``.
"""

from text2sql.synth.zh_frames import Sentences
from text2sql.synth.zh_sentences_deeds import DEEDS

_SCORED = "[考了多少|考了多少分|考了几分|多少分|几分|得了多少|得了几分|得多少分|拿了多少分|拿了几分|拿多少分|考多少|考几分|考得怎么样|考得咋样|考得如何|成绩咋样|成绩如何|什么成绩|多少分来着|分数多少|上了多少分]"
_IS_WHO = "[是谁|是哪{counter}|是哪位|叫什么|是哪个|{is_which}]"
_AVERAGED = "[平均多少分|平均考多少|平均考了多少分|平均能考多少分|均分多少|均分是多少|平均分多少|平均分是多少|平均下来多少分|平均拿多少分|平均几分|平均得多少分]"

_MARKS: dict[str, Sentences] = {
    "value_of@score": (
        "{name}[的|]{columns}" + _SCORED,
        "{name}[，|： | ]{columns}" + _SCORED,
        "{open}{name}{columns}" + _SCORED,
        "{columns}[，|]{name}" + _SCORED,
        "{name}[同学|]的{columns}[分|分数|]是多少",
        "[查|看|问]一下{name}{columns}[的分|的分数|考多少|]",
        "{name}{columns}到底" + _SCORED,
        "[知道|晓得]{name}{columns}[考多少|多少分|几分]吗",
        "{name}[在|]{columns}上[得了多少分|拿了多少分|考了几分|得分多少]",
        "{name}{columns}的[得分|分数|成绩][是|]多少",
    ),
    "every_mark@marks": (
        "{name}的成绩单{meant}",
        "[看看|看下|查查|拉一下|调一下|打一份|给我|要|发我|导出]{name}的成绩单{meant}",
        "{name}[每科|各科|每门课|每门|所有科目|各门功课|各学科][都|][考了多少|多少分|考了几分|考得怎么样|考得咋样|各多少分|得了多少分|拿了多少分]{meant}",
        "{name}考得[怎么样|咋样|如何|怎样][，|？][各科|每科|每门][都|分数都|成绩都|][列一下|报一下|要|说说|说一下]{meant}",
        "[把|]{name}[的各科分数|各科成绩|每门课的分|所有科目的分数|的全部成绩]{out}{meant}",
        "{name}[的全部|的所有|全部|各门|各学科]成绩{meant}",
        "[查|看|问]{name}[各科得分|各科成绩|每科得分|各科分数情况|各门成绩]{meant}",
        "[念一下|念念|报一下|报报]{name}[的各科成绩|各科分数|每科的分]{meant}",
        "{name}[这孩子|这个学生|同学]各科[都多少分|成绩都是多少|考了多少分]{meant}",
    ),
    "top:label:one@score": (
        "{scope}{subject}[，|]{which}{aced}{eh}",
        "{open}{scope}{which}[的|]{subject}{aced}{eh}",
        "{scope}{subject}{aced}的{is_which}",
        "{scope}{subject}{aced}的[{noun}|那{counter}|那个]" + _IS_WHO,
        "{scope}{subject}{first_place}" + _IS_WHO,
        "{scope}{subject}{first_place}[？|]",
        "{open}{scope}[谁|{which}]{took}{subject}{first_place}{eh}",
        "{scope}{subject}{first_place}[归谁|花落谁家|给了谁|是哪个同学|被谁拿了]",
        "{scope}{subject}{mark_end}是[谁|哪个|哪位][考的|拿的|得的|]",
        "{scope}[谁|哪个|{which}][{took}|考了]{subject}的{mark_end}",
        "{do}{scope}{subject}{first_place}",
        "{scope}{subject}[单科|][这门|这科|这一科|][，|]{which}{aced}",
        "{scope}论{subject}[，|]{which}{aced}",
        "{scope}{subject}数谁{ace}",
        "{scope}{subject}{aced}的[找出来|给我|报一下|查一下|是哪个娃|叫啥]",
    ),
    "top:columns:one@score": (
        "{scope}{subject}{first_place}的{columns_shown}{whatis}",
        "{do}{scope}{subject}{aced}的[{noun}|那{counter}|]的{columns_shown}",
        "{scope}[谁|{which}]{subject}{aced}[？|，]{want}{columns_shown}",
        "{scope}{subject}{aced}的[{noun}|那{counter}|]，{columns_shown}{whatis}",
        "{scope}[谁|{which}]{took}{subject}{first_place}[？|，]{want}{columns_shown}",
        "{scope}{subject}{aced}的是谁，[顺便|]{want}{columns_shown}",
    ),
    "top:label:few@score": (
        "{scope}{subject}{ace}的{n_of}[{noun}|][是谁|是哪几{counter}|都有谁|分别是谁|{are_which}|]",
        "{do}{scope}{subject}{ace}的{n_of}[{noun}|]",
        "{scope}{subject}{end_n}[是哪几{counter}|有谁|都有谁|分别是谁|名单|都是谁|有哪些人|叫什么]",
        "{scope}{subject}哪{n_of}{ace}",
        "{scope}{subject}[这门|这科|单科|]{end_n}[{are_which}|名单]",
        "{scope}{subject}{end_n}",
        "[排|列|拉|出|整]个{scope}{subject}{end_n}[的名单|]",
    ),
    "top:columns:few@score": (
        "{scope}{subject}{end_n}的{columns_shown}",
        "{do}{scope}{subject}{ace}的{n_of}[{noun}|]的{columns_shown}",
        "{scope}{subject}{ace}的{n_of}[{noun}|][，|：]{want}{columns_shown}",
        "{scope}{subject}{end_n}，{columns_shown}[都要|列一下|一起给我|发我|也列上]",
        "{scope}哪{n_of}{noun}{subject}{ace}？{want}{columns_shown}",
    ),
    "nth:label@score": (
        "{scope}{subject}{bottom}{ordinal}[名|][是谁|是哪{counter}|是哪位|叫什么|]",
        "{open}{scope}谁考了{subject}{bottom}{ordinal}[名|]{eh}",
        "{scope}谁[的|]{subject}[考|排]{bottom}{ordinal}",
        "{scope}{subject}考{bottom}{ordinal}的[是谁|是哪{counter}|{noun}|那个是谁]",
        "{scope}{subject}{bottom}{ordinal}名[归谁|是哪个|是哪一位]",
    ),
    "rank_of@score": (
        "{name}{subject}[考第几|考了第几|考了第几名|排第几|排第几名|第几名|第几|名次多少|什么名次|排多少|排多少名|在第几名]{eh}",
        "{open}{name}[的|]{subject}[考第几|考了第几名|能排第几|名次是多少|是第几名]{eh}",
        "{name}[的|]{subject}[名次|排名|位次][查一下|多少|怎么样|如何|]",
        "{subject}[这门|这科|]{name}[考了第几|排到第几|排第几名]",
    ),
    "aggregate@mark:AVG": (
        "{open}{scope}{subject}" + _AVERAGED + "{eh}",
        "{scope_of}{subject}" + _AVERAGED,
        "{scope}{subject}[均分|平均分|平均成绩]",
        "{who}{subject}" + _AVERAGED,
        "{who}，{subject}" + _AVERAGED,
        "{scope}{subject}[均分|平均分][报一下|算一下|算下|给我|是几分|查一下]",
        "[算算|算一下|看下|求]{scope_of}{subject}[均分|平均分]",
    ),
    "aggregate@mark:MAX": (
        "{open}{scope}{subject}最高[考了多少|考多少分|多少分|是多少分|几分|考到多少|能考多少]{eh}",
        "{scope}{subject}[最高分|最高的分数|最好成绩][多少|是多少|是几分|拿了多少|考了多少|]",
        "{who}{subject}最高[考了几分|多少分|考到多少分|拿到多少分]",
        "{scope}{subject}[考得最高的|考得最好的|最高的][考了多少|多少分|是几分|拿了多少分]",
    ),
    "aggregate@mark:MIN": (
        "{open}{scope}{subject}最低[考了多少|考多少分|多少分|是多少分|几分|考到多少|才考多少]{eh}",
        "{scope}{subject}[最低分|最低的分数|最差成绩][多少|是多少|是几分|考了多少|]",
        "{who}{subject}最低[考了几分|多少分|才多少分|考了多少分]",
        "{scope}{subject}[考得最低的|考得最差的|最低的][考了多少|多少分|是几分|才几分]",
    ),
    "per_group@mark:AVG": (
        "{scope}{each}[的|]{subject}" + _AVERAGED,
        "{scope}{each}{subject}[均分|平均分][对比|对比一下|比一比|列个表|拉个表|出个表|一览|汇总|各多少|多少|排出来|]",
        "{scope}{each}{subject}平均[都|各|][考|得]多少分",
        "{scope}{by_group}，{subject}" + _AVERAGED,
        "{open}{scope}{each}[的|]{subject}[均分|平均分][分别|各|]是多少{eh}",
        "[比一比|对比下|看看|瞧瞧]{scope}{each}[的|]{subject}[均分|平均分]",
    ),
    "per_group@mark:MAX": (
        "{scope}{each}{subject}最高[考了多少|多少分|考多少分|各多少分|是几分]",
        "{scope}{each}[的|]{subject}最高分[各|分别|]是多少",
        "{scope}{each}{subject}最高分[列一下|一览|汇总|各多少|]",
    ),
    "per_group@mark:MIN": (
        "{scope}{each}{subject}最低[考了多少|多少分|考多少分|各多少分|是几分]",
        "{scope}{each}[的|]{subject}最低分[各|分别|]是多少",
        "{scope}{each}{subject}最低分[列一下|一览|汇总|各多少|]",
    ),
    "best_group:one@mark:AVG": (
        "{open}{scope}{which_group}[的|]{subject}{group_ace}{shown_too}{eh}",
        "{scope}{subject}{group_ace}的[{group}|{group}是哪个|是{which_group}|那个{group}]{shown_too}",
        "{scope}{subject}{which_group}{group_ace}{shown_too}",
        "{do}{scope}{subject}{group_ace}的{group}{shown_too}",
        "{scope}论{subject}[平均分|均分]，{which_group}{most_groups}{shown_too}",
    ),
    "best_in_group@score": (
        "{scope}{each}{subject}{first_place}[是谁|分别是谁|各是谁|都是谁|都有谁|名单|是哪位|]",
        "{do}{scope}{each}[的|]{subject}{first_place}",
        "{scope}{each}{which}{subject}{ace}",
        "{scope}{each}{subject}{mark_end}[是谁考的|是谁|分别是谁|各是谁|都是谁考的]",
        "{scope}{each}里{subject}{ace}的[是谁|分别是谁|各是谁|都是哪{counter}]",
    ),
    "spread@score": (
        "{scope}{subject}最高[分|的]和最低[分|的][差几分|差了几分|差多少分|差多远|拉开多少分|隔了多少分]",
        "{scope}{subject}[分差|分数差距|最大分差|高低分差][是多少|有多大|多大|]",
    ),
    "better_of_rows@score": (
        "{scope}{one_value}[和|跟|与]{other_value}[，|]谁[的|]{subject}{better_mark}",
        "{scope}{subject}[，|]{one_value}[和|跟|与]{other_value}[谁|哪个]{better_mark}{eh}",
        "{open}{scope}{subject}是{one_value}{better_mark}还是{other_value}{better_mark}",
        "{scope}{one_value}和{other_value}比{subject}，谁{better_mark}",
    ),
    "difference_of_rows@score": (
        "{scope}{subject}{one_value}比{other_value}[多考|高|多][了|]多少分",
        "{open}{scope}{one_value}{subject}比{other_value}[高几分|多几分|高多少分|多考多少分|多考几分]{eh}",
        "{scope}{one_value}和{other_value}[的|]{subject}差[几分|多少分|了几分]",
    ),
    "ordered:label@score": (
        "{who}{subject}[成绩|]排[行榜|名榜|名表|行]，{by_order}[，要{columns_shown}|]",
        "[出|列|拉|做]一[份|张|个]{who}[的|]{subject}[成绩表|成绩单|成绩排行|分数表]，{by_order}[，显示{columns_shown}|]",
    ),
}

_OTHERS: dict[str, Sentences] = {
    "value_of@age": (
        "{name}[多大|多大了|几岁|几岁了|多大年纪|多大岁数|多大年龄|多大岁数了|什么岁数|多少岁|多少岁了]{meant}{eh}",
        "{open}{name}[多大|几岁|多大年纪了|今年几岁|多少岁]{meant}{eh}",
        "{name}[是|有]多大[年纪|岁数|]{meant}",
    ),
    "value_of@height": ("{name}[多高|有多高|个子多高|长多高|个头多高]{meant}{eh}", "{open}{name}有多高{meant}"),
    "value_of@weight": ("{name}[多重|有多重|体重多少]{meant}{eh}", "{open}{name}有多重{meant}"),
    "value_of@price": (
        "{name}[多少钱|卖多少钱|卖多少|什么价|什么价钱|啥价|怎么卖|要多少钱|标价多少|售价多少|多少钱一{counter}|得多少钱]{meant}{eh}",
        "{open}{name}[多少钱|卖多少钱|什么价格|要多少钱]{meant}{eh}",
        "{name}[贵不贵|贵吗]？[卖多少钱|多少钱|啥价]{meant}",
        "买[一{counter}|]{name}[要|得花|要花]多少钱{meant}",
    ),
    "value_of@date": (
        "{name}[是|]什么时候{meant_event}的{eh}",
        "{name}[是|]哪天{meant_event}的",
        "{open}{name}[是|]哪一天{meant_event}的",
        "{name}[何时|几时|几月几号|几号]{meant_event}[的|]",
        "[知道|谁知道]{name}什么时候{meant_event}的吗",
    ),
    "value_of@place": (
        "{name}[是|来自|住在|在]哪个{columns}[的|]",
        "{name}[是|]哪个{columns}[的人|的|人]",
        "{open}{name}[住|人在|家在]哪个{columns}{eh}",
    ),
    "top:label:one@age": (
        "{scope}[谁|{which}][岁数|年纪|年龄|年岁]{big_age}{eh}",
        "{scope}[年纪|岁数|年龄]{big_age}的[是谁|是哪位|{noun}是谁|那{counter}{noun}|叫什么]",
        "{open}{scope}{which}{oldest}{eh}",
        "{scope}{oldest}的[{noun}|]{is_which}",
        "{do}{scope}{oldest}的[那{counter}|]{noun}",
    ),
    "top:label:few@age": (
        "{scope}[年纪|岁数|年龄]{big_age}的{n_of}[{noun}|][是谁|{are_which}|]",
        "{do}{scope}{oldest}的{n_of}{noun}",
        "{scope}{oldest}的{n_of}[是谁|{are_which}|都叫什么]",
    ),
    "top:columns:one@age": (
        "{scope}{oldest}的[那{counter}|]{noun}的{columns_shown}",
        "{scope}[谁|{which}]{oldest}？{want}{columns_shown}",
    ),
    "top:columns:few@age": ("{do}{scope}{oldest}的{n_of}{noun}的{columns_shown}",),
    "top:label:one@price": (
        "{scope}{which}[卖得|]{dearest}{eh}",
        "{scope}卖得{dearest}的[是哪{counter}|是什么|{noun}|是哪个{noun}]",
        "{open}{scope}{dearest}的[{noun}|]是[哪{counter}|哪个|什么|啥]{eh}",
        "{scope}价[格|钱]{dear_price}的[{noun}|][是哪{counter}|是什么|叫什么]",
    ),
    "top:label:few@price": (
        "{scope}{dearest}的{n_of}[{noun}|][是哪些|是什么|都有啥|叫什么|]",
        "{do}{scope}[卖得|]{dearest}的{n_of}{noun}",
        "{scope}哪{n_of}{noun}[卖得|]{dearest}",
    ),
    "top:columns:one@price": (
        "{scope}{dearest}的[那{counter}|]{noun}的{columns_shown}{whatis}",
        "{scope}{which}[卖得|]{dearest}？{want}{columns_shown}",
    ),
    "aggregate@AVG": (
        "{scope}{measure}[平均|平均下来|平均算下来]是多少",
        "{open}{scope}平均[每{counter}|一{counter}]{noun}的{measure}是多少{eh}",
        "{who}平均{measure}[多少|有多少|是多少]",
        "{scope}{measure}的平均水平[怎么样|如何|是多少|多少]",
        "{scope}{measure}[均值|平均值|平均数]",
        "平均来看，{scope}{measure}是多少",
    ),
    "aggregate@MAX": (
        "{scope}{measure}最{high}[是|能到|到了|达到|到|有]多少",
        "{open}{scope}{measure}最{high}的[是多少|有多少|到多少|达到多少]{eh}",
        "{scope}{measure}[的上限|上限|的峰值|峰值|顶点][是多少|多少|]",
    ),
    "aggregate@MIN": (
        "{scope}{measure}最{low_end}[是|只有|才|有]多少",
        "{open}{scope}{measure}最{low_end}的[是多少|只有多少|才多少|有多少]{eh}",
        "{scope}{measure}[的下限|下限][是多少|多少|]",
    ),
    "aggregate@SUM": (
        "{scope}{measure}[拢共|总共|加一块|加一起|全加起来|合一块|合起来|统共|累加起来][是多少|多少|有多少]",
        "{scope}[所有|全部]{noun}的{measure}[加起来|合起来|累加|全加上][是多少|多少|有多少]",
        "{open}{scope}{measure}总共[是|有|]多少{eh}",
        "[加一下|累加一下|合计一下|汇总下]{scope_of}{measure}",
    ),
    "per_group@AVG": (
        "{scope}{each}[的|]{measure}平均[各|]多少",
        "{scope}{each}平均{measure}[对比|比一比|拉个表|列张表|出个表|一览|怎么样]",
        "{scope}{each}[的|]{measure}[均值|平均值][各|分别][是|]多少",
        "{scope}{each}平均下来{measure}[各|]是多少",
        "平均{measure}，{scope}{by_group}[列|看|算]",
    ),
    "per_group@SUM": (
        "{scope}{each}[的|]{measure}[一共|总共|合计|加起来|累计][是|有|][多少|各多少]",
        "{scope}{each}{measure}[合计|总计|小计][多少|各多少|]",
        "{scope}{each}[的|]{measure}总和[列一下|汇总|各是多少|对比一下]",
    ),
    "per_group@MAX": ("{scope}{each}[的|]{measure}最{high}[是|到|达到|各是|各]多少",),
    "per_group@MIN": ("{scope}{each}[的|]{measure}最{low_end}[是|只有|各是|各]多少",),
    "best_group:one@AVG": (
        "{scope}[论|看|比|要说]平均{measure}，{which_group}{most_groups}{shown_too}",
        "{open}{scope}{which_group}[的|]{measure}平均[下来|]{most_groups}{shown_too}{eh}",
        "{scope}平均下来{measure}{most_groups}的[是{which_group}|{group}|{group}是哪个]{shown_too}",
    ),
    "best_group:one@SUM": (
        "{open}{scope}{which_group}[的|]{measure}[加起来|合计|总共|累计|总量]{most_groups}{shown_too}{eh}",
        "{scope}[论|看|比|要说]{measure}[总和|合计|总量]，{which_group}{most_groups}{shown_too}",
        "{scope}{measure}[加起来|合计]{most_groups}的[是{which_group}|{group}|{group}是哪个]{shown_too}",
    ),
    "top:label:one@total": (
        "{open}{scope}总分{which}{aced}{eh}",
        "{scope}总分{first_place}[是谁|是哪位|是哪{counter}|叫什么|]",
        "{scope}谁[是|拿了|考了]总分{first_place}",
        "{do}{scope}总分{first_place}",
    ),
    "top:columns:one@total": ("{scope}总分{first_place}的{columns_shown}{whatis}",),
    "top:label:few@total": (
        "{scope}总分{end_n}[是谁|都有谁|名单|有哪些人|分别是谁|]",
        "[按总分|论总分|看总分][，|]{scope}{end_n}[是谁|有谁|名单|的{noun}|都有谁]",
    ),
    "top:columns:few@total": (
        "{scope}总分{end_n}的{columns_shown}",
        "{scope}总分{end_n}，{want}{columns_shown}",
    ),
}

KINDS: dict[str, Sentences] = {**_MARKS, **_OTHERS, **DEEDS}
"""The sentences of all kinds; no key is in two of the tables."""
