"""Chinese sentences by what is done: customers who 下过单, what was 花了 or 卖了, the pupils that a teacher 带.

Keys as in `zh_sentences`, with the kinds of `zh_acts` behind ``@``.
"""

from text2sql.synth.zh_frames import Sentences

DEEDS: dict[str, Sentences] = {
    "with_children@deed": (
        "[哪些|哪几{counter}]{noun}{done}{eh}",
        "{do}{done}的{noun}",
        "{done}的{noun}[{are_which}|有哪些|名单|列一下|]",
        "[都有|有]哪些{noun}{done}",
    ),
    "count_with_children@deed": (
        "[有|一共有|总共有|][多少|几]{counter}{noun}{done}{eh}",
        "{done}的{noun}[有多少|有几{counter}|一共几{counter}|数量|总数]",
        "{tally}{done}的{noun}[数量|总数|有多少]",
    ),
    "without_children@deed": (
        "[哪些|哪几{counter}]{noun}[从来|从|一直|至今|还|][没|没有]{done}{eh}",
        "[从来|从|一直|至今|还|一次都|][没|没有]{done}的{noun}[{are_which}|有哪些|名单|]",
        "{do}[从来|从|一直|至今|还|][没|没有]{done}的{noun}",
        "{noun}[里|中]，[谁|哪些][从来|从|至今|][没|没有]{done}",
    ),
    "count_without_children@deed": (
        "[有|一共有|][多少|几]{counter}{noun}[从来|从|一直|至今|还|][没|没有]{done}{eh}",
        "[从来|从|一直|至今|还|][没|没有]{done}的{noun}[有多少|有几{counter}|一共几{counter}|数量]",
    ),
    "children_counts@deed_counted": (
        "[每{counter}|每个|各]{noun}{done_how_often}，[没有的也要算|没有的记为0|一次没有的也列出来|没有的显示0]",
        "[统计|看看|算算|列一下][每{counter}|每个]{noun}{done_how_often}，[没有的记0|没有的算0|一次也没有的也列]",
    ),
    "aggregate@turnover": (
        "{scope}[一共|总共|拢共|合计|][卖了|卖出][多少钱|多少]{eh}",
        "{open}{scope}总共卖了多少钱",
        "{who}[一共|总共|]卖了多少钱",
        "{scope}[销售额|成交额|营业额][一共|总共|合计|][是|有|]多少",
        "{scope}[成交|卖出][金额|总额][是多少|多少|]",
    ),
    "per_group@turnover": (
        "{scope}{each}[各|分别|一共|][卖了|卖出]多少钱",
        "{scope}{each}[的|][销售额|成交额|营业额][各|分别|][是|]多少",
        "{scope}{each}[卖了多少钱|的销售额]，[列一下|统计一下|给我看看]",
    ),
    "best_group:one@turnover": (
        "{scope}{which_group}[的|][销售额|成交额|卖的钱]{most_groups}{shown_too}{eh}",
        "{scope}[销售额|成交额]{most_groups}的{group}[是哪个|是{which_group}|]{shown_too}",
    ),
    "aggregate@spent": (
        "{scope}[一共|总共|拢共|合计|]花了多少[钱|]{eh}",
        "{who}[一共|总共|拢共|]花[了|掉]多少钱",
        "{open}{scope}[总共|一共]花了多少钱",
        "{scope}[总|]花销[一共|总共|][是|]多少",
    ),
    "per_group@spent": (
        "{scope}{each}[各|分别|一共|总共|]花了多少[钱|]",
        "{scope}{each}花的钱[各|分别|一共|][是|]多少",
    ),
    "best_group:one@spent": (
        "{scope}{which_group}花[的|]钱{most_groups}{shown_too}{eh}",
        "{scope}花钱{most_groups}的[{group}|是{which_group}|{group}是哪个]{shown_too}",
    ),
    "per_group:count@leader": (
        "{scope}{each}[各|都|分别|][带了|带|手下有|手上有|管着|负责][多少|几]{counter}[{noun}|]",
        "{scope}{each}带的{noun}[有多少|数|人数|各多少|有几{counter}]",
        "{scope}{each}手底下[有|]多少{noun}",
    ),
    "best_group:count:one@leader": (
        "{scope}{which_group}带的{noun}{most_groups}{shown_too}{eh}",
        "{scope}带{noun}{most_groups}的[{group}|是{which_group}|{group}是谁]{shown_too}",
        "{scope}{which_group}手[下|底下|上]的{noun}{most_groups}{shown_too}",
    ),
    "group_having:count@leader": (
        "{scope}{which_groups}带的{noun}{beyond}",
        "{scope}带的{noun}{beyond}的{group}[有哪些|是谁|都有谁|]",
        "{scope}手[下|底下|上]的{noun}{beyond}的{group}[有哪些|是谁|名单|]",
    ),
    "per_group@leader": (
        "{scope}{each}[带的|手下的|教的]{noun}[，|]{aggregated}{much_each}",
        "{scope}{each}[带的|所带]{noun}的{aggregated}{much_each}",
    ),
    "best_group:one@leader": (
        "{scope}{which_group}[带的|手下的|所带|带出来的]{noun}[，|]{aggregated}{most_groups}{shown_too}{eh}",
        "{scope}[带的|所带]{noun}{aggregated}{most_groups}的[{group}|是{which_group}|{group}是谁]{shown_too}",
    ),
    "group_having@leader": (
        "{scope}{which_groups}[带的|手下的|所带]{noun}[，|]{aggregated}{beyond}{eh}",
        "{scope}[带的|所带]{noun}{aggregated}{beyond}的{group}[有哪些|是谁|都有谁|]",
    ),
    "most_spread_group@score": (
        "{scope}{which_group}{subject}[分数|成绩|]{divided}{eh}",
        "{scope}{subject}[分数|成绩|]{divided}的{group}[是哪个|]",
    ),
}
