"""Chinese sentences about rows of linked tables: with children, with both kinds, through a table between.

Keys as in `zh_sentences`.
"""

LINKS: dict[str, tuple[str, ...]] = {
    "count@owned": (
        "{open}{owner}[一共|总共|]有[多少|几]{counter}{noun}{eh}",
        "{owner}的{noun}[有多少|有几{counter}|数量|一共多少{counter}]",
        "{owner}有多少{noun}",
    ),
    "listing:columns@owned": (
        "{do}{owner}的{noun}的{columns}",
        "{do}{owner}[所有|全部|每{counter}]{noun}的{columns}",
        "{owner}的{noun}，{columns}{whatis}",
    ),
    "listing:label@owned": (
        "{open}{owner}[都|]有哪些{noun}",
        "{do}{owner}的[所有|全部|]{noun}",
    ),
    "aggregate@owned": (
        "{open}{owner}的[{noun}|]{aggregated}[是多少|]{eh}",
        "{owner}[所有|全部|]{noun}的{aggregated}",
        "{tally}{owner}的{noun}{aggregated}",
    ),
    "with_children": (
        "{open}[哪些|哪几个]{noun}有[过|]{child_rows}{eh}",
        "{do}有[过|]{child_rows}的{noun}[名单|]",
        "[至少有一{child_counter}|有|有过]{child_rows}的{noun}{are_which}",
    ),
    "count_with_children": (
        "{open}有[多少|几]{counter}{noun}有[过|]{child_rows}",
        "[至少有一{child_counter}|有|有过]{child_rows}的{noun}有[多少|几]{counter}",
        "{tally}有{child_rows}的{noun}[数量|数|有多少{counter}]",
    ),
    "both_children": (
        "{open}[哪些|哪几个]{noun}既有{child_one}[又有|也有|，又有]{child_two}",
        "{do}同时有{child_one}和{child_two}的{noun}",
        "{child_one}和{child_two}都有的{noun}{are_which}",
    ),
    "count_both_children": (
        "{open}有[多少|几]{counter}{noun}既有{child_one}[又有|也有]{child_two}",
        "同时有{child_one}和{child_two}的{noun}有[多少|几]{counter}",
    ),
    "either_children": (
        "{open}[哪些|哪几个]{noun}有{child_one}或[者|]{child_two}",
        "{do}有{child_one}或者有{child_two}的{noun}",
    ),
    "count_either_children": (
        "{open}有[多少|几]{counter}{noun}有{child_one}或[者|]{child_two}",
        "有{child_one}或{child_two}的{noun}有[多少|几]{counter}",
    ),
    "neither_children": (
        "{open}[哪些|哪几个]{noun}既没有{child_one}[也没有|，也没有]{child_two}",
        "{do}{child_one}和{child_two}都没有的{noun}",
    ),
    "count_neither_children": (
        "{open}有[多少|几]{counter}{noun}既没有{child_one}也没有{child_two}",
        "{child_one}和{child_two}都没有的{noun}有[多少|几]{counter}",
    ),
    "one_kind_children": (
        "{open}[哪些|哪几个]{noun}有{child_one}[但|但是|却|，但]没有{child_two}",
        "{do}有{child_one}而没有{child_two}的{noun}",
    ),
    "count_one_kind_children": (
        "{open}有[多少|几]{counter}{noun}有{child_one}但没有{child_two}",
        "有{child_one}但没有{child_two}的{noun}有[多少|几]{counter}",
    ),
    "only_children": (
        "{open}[哪些|哪几个]{noun}只有{child_rows}[，没有别的|]",
        "{do}[全部|所有]{child_noun}都是{child_rows}的{noun}",
        "只有{child_rows}的{noun}{are_which}",
    ),
    "count_only_children": (
        "{open}有[多少|几]{counter}{noun}只有{child_rows}",
        "只有{child_rows}的{noun}有[多少|几]{counter}",
    ),
    "children_counts": (
        "{tally}[每{counter}|每个|各]{noun}的{child_rows}[数量|数]，[没有的也要算|没有的记为0|包括没有的|没有的显示0]",
        "{open}[每{counter}|每个|所有]{noun}各有多少{child_counter}{child_rows}，[包括没有的|没有的也列出来|没有的算0]",
        "{do}[全部|所有]{noun}[及其|和各自的]{child_rows}数，[没有的也列出来|没有的记0]",
    ),
    "children_of_best": (
        "{open}{most}的{noun}有[多少|几]{child_counter}{child_noun}",
        "{most}的[那{counter}|]{noun}[一共|共|]有[多少|几]{child_counter}{child_noun}",
    ),
    "through": (
        "{open}[哪些|哪几个]{noun}有{far_rows}的{child_noun}",
        "{do}[有|有过]{far_rows}的{child_noun}的{noun}",
        "{far_rows}[对应|相关|涉及]的{noun}{are_which}",
        "[通过{child_noun}|在{child_noun}里]和{far_rows}有关[联|系|]的{noun}{are_which}",
    ),
    "count_through": (
        "{open}有[多少|几]{counter}{noun}有{far_rows}的{child_noun}",
        "[有|有过]{far_rows}的{child_noun}的{noun}[一共|]有[多少|几]{counter}",
        "{far_rows}[对应|涉及]了[多少|几]{counter}[不同的|]{noun}",
    ),
    "per_parent_through": (
        "{tally}[每{counter}|每个]{noun}[涉及|对应][多少|几]{far_counter}[不同的|]{far_noun}",
        "{open}[每{counter}|各个|每个]{noun}的{child_noun}[里|中|]有[多少|几]{far_counter}不同的{far_noun}",
    ),
    "best_parent_through": (
        "{open}[哪个|哪{counter}]{noun}[对应|涉及][的|][不同|]{far_noun}最{big_many}",
        "{do}[不同|]{far_noun}数[量|]最{big_many}的{noun}",
    ),
}
