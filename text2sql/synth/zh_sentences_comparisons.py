"""Chinese sentences that hold rows, columns and groups against each other, an average, or an earlier year."""

from text2sql.synth.zh_frames import Sentences, how_many, number, shown, which


def _any(*claims: str) -> str:
    return f"[{'|'.join(claims)}]"


def _names_alone(sentences: Sentences) -> Sentences:
    """The sentences without the columns asked for, where a draft's columns are what is compared."""
    return tuple(each.replace("的{columns}", "") for each in sentences)


_AVERAGE = _any(
    "{measure}{more_than}[{average_word}|平均{measure}]",
    "{measure}比{average_word}{still}{more}",
    "{measure}[{beats}]{average_word}",
)
_AVERAGE_MARK = _any("{measure}{more_than}[平均分|均分]", "{measure}比[平均分|均分]{still}{more}")
_ROW = _any(
    "{measure}比{name}[的|]{still}{more}",
    "{measure}{more_than}{name}",
    "比{name}[的|]{measure}{still}{more}",
    "{measure}{beats}{name}",
)
_COLUMN = _any(
    "{measure}[高于|超过|大于|胜过|高过|大过|多于]{other_measure}",
    "{measure}比{other_measure}{still}[高|多|大|{high}]",
    "{other_measure}[低于|不如|小于|比不上|少于|不及]{measure}",
    "{other_measure}没有{measure}[{high}|高]",
)
_EVERY = "{every}{both}{threshold_said}"
_SOME = _any(
    "{every}[中|里|里面|当中|][，|][有|至少有|只要有|起码有][任意|任何|随便|][一项|一个|1项|一种]{threshold_said}",
    "{every}[任一|任意一项|任何一项|随便哪项|其中一项|至少一项]{threshold_said}",
)
_ROSE = _any(
    "{other_value}年[的|]{measure}比{one_value}年[{rise}了|有所{rise}|{rise}]",
    "[从|]{one_value}年到{other_value}年[，|]{measure}[有所|]{rise}[了|]",
    "{measure}{other_value}年[比|较|相比]{one_value}年[有所|]{rise}[了|]",
    "{other_value}年{measure}[相比|相对|对比]{one_value}年[有|有所]{rise}",
)
_BETTER = "[谁|哪个|哪一个][的|]{measure}{better}"
_MEAN_GAP = "{one_value}[和|跟|与]{other_value}[的|]平均{measure}[之差|的差|差值|的差距|差距]"

COMPARISONS: dict[str, Sentences] = {
    "better_of_rows": (
        "{open}{scope}{one_value}[和|跟|与|、]{other_value}[，|]" + _BETTER + "{eh}",
        "{scope}{measure}[，|]{one_value}[和|跟|与]{other_value}[谁|哪个|哪一个]{better}{eh}",
        "{one_value}跟{other_value}比[，|]{scope}" + _BETTER,
        "{scope}{one_value}、{other_value}[之中|里|两个里|当中]{measure}{better}的是[谁|哪个|哪一个]",
        "{scope}[比|论|看]{measure}[，|]{one_value}[和|跟]{other_value}[谁|哪个]{better}",
        "{scope}{measure}{better}的是{one_value}还是{other_value}{eh}",
        "{scope}[谁|哪个]的{measure}{better}[，|：]{one_value}还是{other_value}",
        "[对比|比较|比一下|对比一下]{scope}{one_value}[和|与]{other_value}的{measure}，[谁|哪个]{better}",
    ),
    "against_average:label": which(_AVERAGE),
    "against_average:label@score": which(_AVERAGE_MARK),
    "against_average:columns": shown(_AVERAGE),
    "count_against_average": how_many(_AVERAGE),
    "against_row:label": which(_ROW, scope="", base="[其他|别的|]{noun}", of=""),
    "against_row:columns": shown(_ROW, scope="", base="[其他|别的|]{noun}", of=""),
    "count_against_row": how_many(_ROW, scope="", base="", of=""),
    "rank_of": (
        "{open}{name}[的|]{measure}{rank_what}{eh}",
        "{tally}{name}[的|]{measure}[的|][名次|排名|位次]",
        "{name}[按|按照|论|比]{measure}[能|]{rank_what}",
        "[按{measure}[排|算]|{measure}上|论{measure}|{measure}方面][，|]{name}[能|]{rank_what}",
        "{measure}[，|]{name}{rank_what}{eh}",
        "[看看|看下|查下|查一下]{name}[的|]{measure}[排名|名次|{rank_what}]",
        "{name}[的|]{measure}[排名|名次][是多少|多少|是几|第几|]",
        "{name}在[全体|所有]{noun}[中|里]{measure}{rank_what}",
    ),
    "column_against_column:label": which(_COLUMN),
    "column_against_column:columns": shown(_COLUMN),
    "count_column_against_column": how_many(_COLUMN),
    "difference_of_rows": (
        "{open}{scope}{one_value}[的|]{measure}比{other_value}[的|][{high}|多|高][多少|出多少|了多少]{eh}",
        "{scope}{one_value}[和|跟|与]{other_value}[的|]{measure}{differ}{eh}",
        "{tally}{scope}{one_value}[减去|减|与|和]{other_value}的{measure}[差|差值|之差|差距]",
        "{scope}{measure}[，|]{one_value}比{other_value}[多|高]多少{eh}",
        "{scope}{measure}[上|方面|，|]{one_value}[和|跟]{other_value}{differ}",
        "[对比|比较|算下|算一下]{scope}{one_value}[和|与]{other_value}的{measure}[，|][差多少|相差多少]",
        "{scope}{one_value}[的|]{measure}减[去|]{other_value}[的|][{measure}|]是多少",
    ),
    "difference_of_groups": (
        *number(_MEAN_GAP, base=""),
        "{open}{scope}{one_value}和{other_value}[的|]平均{measure}{differ}{eh}",
        "{scope}{one_value}[的|]平均{measure}比{other_value}[高|多|高出|多出]多少{eh}",
        "{tally}{scope}{one_value}[与|和|跟]{other_value}[的|]{measure}[平均值|均值][之差|的差|差多少]",
        "{scope}平均{measure}[，|]{one_value}比{other_value}[高多少|高出多少|多多少]",
        "[对比|比较]{scope}{one_value}[和|与]{other_value}的平均{measure}，[差多少|相差多少|前者比后者高多少]",
    ),
    "better_of_groups": (
        "{open}{scope}{one_value}[和|跟|与]{other_value}[，|][哪个|哪个的|谁的|哪一个|哪个{group}的]平均{measure}[更高|高|更{high}|比较高]{eh}",
        "{scope}{one_value}[跟|和|与]{other_value}[比|相比][，|][哪个|哪个{group}]的{measure}平均[值|]更[高|大]",
        "{scope}平均{measure}[，|][是|]{one_value}高还是{other_value}高",
        "{scope}{one_value}、{other_value}[中|里|][，|]{measure}[平均更|均值更]高的[是哪个|是哪一个]",
        "{scope}平均{measure}更高的是{one_value}还是{other_value}{eh}",
        "[对比|比较|比一下]{scope}{one_value}[和|与]{other_value}[的|]平均{measure}，[哪个|谁]更高",
        "{scope}[论|看|比]平均{measure}，{one_value}[和|跟]{other_value}[哪个|谁]更高",
    ),
    "growth_of_row": (
        "{open}{third_value}[从|]{one_value}年到{other_value}年[，|]{measure}[{up}了多少|变化了多少|变化是多少|{up}多少]{eh}",
        "{third_value}{other_value}年[的|]{measure}[比|较|相比]{one_value}年[{up}了多少|多多少|高多少|高了多少|{up}多少|多了多少]",
        "{tally}{third_value}{other_value}年[相比|比|较|相对]{one_value}年[的|]{measure}[增减|变化|{up}多少|变化量|差值]",
        "{third_value}[的|]{measure}[，|]{other_value}年比{one_value}年[{up}多少|{up}了多少|多多少]{eh}",
        "{third_value}[的|]{measure}[从|]{one_value}年到{other_value}年[{up}了多少|变了多少|变化多少]",
        "[跟|和|与]{one_value}年[比|相比]，{third_value}{other_value}年[的|]{measure}{up}[了|]多少",
    ),
    "grown": which(_ROSE, scope="", base=""),
    "most_grown": (
        "{open}[从|]{one_value}年到{other_value}年[，|]{measure}{rise}{top_asked}的{n_of_many}{noun}[是谁|{are_which}||有谁]{eh}",
        "{other_value}年[比|较|相比]{one_value}年[，|]{measure}{rise}{top_asked}的{n_of_many}{noun}[{are_which}|]",
        "{which}{other_value}年[的|]{measure}比{one_value}年{rise}[得|]最多{n_tail}",
        "{do}{one_value}[年|]到{other_value}年{measure}{rise}[幅度|]最[大|多]的{n_of_many}{noun}",
        "{measure}{other_value}年比{one_value}年{rise}{top_asked}的{n_of_many}[{noun}|{people}][{are_which}|]",
        "[把|]{one_value}年到{other_value}年{measure}{rise}{top_asked}的{n_of_many}{noun}{out}",
        "[跟|和|与]{one_value}年[比|相比]，{other_value}年{measure}{rise}{top_asked}的{n_of_many}{noun}[{are_which}|]",
    ),
    "every_sibling": _names_alone(which(_EVERY)),
    "every_sibling:any": _names_alone(which(_SOME)),
    "count_every_sibling": how_many(_EVERY),
    "count_every_sibling:any": how_many(_SOME),
}
