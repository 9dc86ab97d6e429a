"""Chinese sentences that many families share, around a claim about rows, a number, or a number for each group.

A claim is what is said of rows (数学高于平均分); a number is a noun (平均数学成绩). The frames put them early or late,
into one clause or two, with or without the noun of the rows.
"""

Sentences = tuple[str, ...]


def which(claim: str, *, scope: str = "{scope}", base: str = "{rows}", of: str = "[的|]") -> Sentences:
    """Which rows the claim is true of, where nothing but their names is asked for.

    Args:
        claim: what is said of the rows.
        scope: the conditions in front; empty if the claim says them.
        base: the rows that meet the conditions.
        of: between the rows and the claim.
    """
    return _filled(_WHICH, claim, scope, base, of)


def shown(claim: str, *, scope: str = "{scope}", base: str = "{rows}", of: str = "[的|]") -> Sentences:
    """The same where columns are asked for."""
    return _filled(_SHOWN, claim, scope, base, of)


def how_many(claim: str, *, scope: str = "{scope}", base: str = "{rows}", of: str = "[的|]") -> Sentences:
    """How many rows the claim is true of."""
    return _filled(_HOW_MANY, claim, scope, base, of)


def number(noun: str, *, scope: str = "{scope}", whose: str = "{scope_of}", base: str = "{who}") -> Sentences:
    """What a number is; `whose` are the conditions with 的."""
    return tuple(each.replace("<whose>", whose) for each in _filled(_NUMBER, noun, scope, base, ""))


def for_each(noun: str, each: str = "{each}", by: str = "{by_group}", *, scope: str = "{scope}") -> Sentences:
    """A number for each group."""
    return tuple(
        sentence.replace("<each>", each).replace("<by>", by) for sentence in _filled(_FOR_EACH, noun, scope, "", "")
    )


def which_group(claim: str, of: str = "[的|]") -> Sentences:
    """Which group a superlative claim is true of; that the number is asked for too comes last."""
    return _filled(_WHICH_GROUP, claim, "{scope}", "{who}", of)


def _filled(frames: Sentences, claim: str, scope: str, base: str, of: str) -> Sentences:
    parts = {"<claim>": claim, "<scope>": scope, "<base>": base, "<of>": of}
    filled = []
    for frame in frames:
        # Without conditions of their own "the rows" say nothing new.
        if "<base>" in frame and not base:
            continue
        for name, part in parts.items():
            frame = frame.replace(name, part)
        filled.append(frame)
    return tuple(filled)


_WHICH = (
    "{open}<scope>{which_ones}<of><claim>{eh}",
    "{open}<scope><claim>的[{noun}|{noun}|{people}|]{are_which}{eh}",
    "<scope><claim>的[{noun}|{people}][{are_which}|{are_which}|名单||列表|名单有吗]",
    "{do}<scope>[所有|全部|]<claim>的[{noun}|{noun}|{people}][的{columns}|名单||]",
    "{do}<claim>的[<base>][的{columns}|名单|]",
    "[把|把|将]<scope>[所有|]<claim>的[{noun}|{people}|][的{columns}|名单|]{out}",
    "<scope>{exist}<claim>的[{noun}|{noun}|{people}][？{are_which}|，{are_which}|？列出来|，都列出来|，有的话列一下]",
    "<base>{among}[，|][哪些|有哪些|哪几{counter}]<claim>[的|]",
    "<base>{among}<claim>的[{are_which}|{are_which}|有谁来着|列出来|列一下]",
    "<scope>{noun}[里|里面|中|][，|]<claim>的[{are_which}|列一下|找出来|有哪些]",
    "{do}{noun}[的{columns}|名单|]，{given}<scope><claim>[的|]",
    "[找|查|筛|挑]<scope><claim>的[{noun}|{people}|][名单|]",
    "[我想|想]{glance}<scope>[有哪些|哪些|有哪几{counter}]{noun}<of><claim>",
    "<claim>的<base>{are_which}",
    "[是|][哪些|哪几{counter}]<base><claim>[啊|呢|]",
    "<scope><claim>[，|的，][是|分别是|都是|有][哪些|哪几{counter}]{noun}",
)
_SHOWN = (
    "{do}<scope>[所有|全部|]<claim>的[{noun}|{noun}|{people}|]的{columns}",
    "<scope><claim>的[{noun}|{noun}|{people}|]的{columns}[{whatis}|]",
    "{open}<scope><claim>的{noun}的{columns}{whatis}{eh}",
    "<scope><claim>的[{noun}|{people}][，|：| ，]{want}{columns}",
    "{do}<scope><claim>的[{noun}|{people}]，{want}[它们的|对应的|各自的|]{columns}",
    "{open}<scope>{which_ones}<of><claim>[？|，]{want}{columns}",
    "<scope>{which_ones}<of><claim>，{columns}{whatis}",
    "[把|将]<scope>[所有|]<claim>的[{noun}|{people}]的{columns}{out}",
    "{want}{columns}，{given}<scope><claim>[的{noun}|的|]",
    "{do}{noun}的{columns}，{given}<scope><claim>[的|]",
    "<base>{among}<claim>的，{want}{columns}",
    "{do}<claim>的<base>的{columns}",
    "<scope>{exist}<claim>的{noun}[？|，有的话]{want}{columns}",
    "<scope><claim>的{noun}，{columns}{whatis}{eh}",
)
_HOW_MANY = (
    "{open}<scope>[有|一共有|总共有|共有|]{how_many}{noun}<of><claim>{eh}",
    "<scope>{how_many}{noun}<of><claim>{eh}",
    "{open}<scope><claim>的[{noun}|{noun}|{people}|][有|有|共有|一共有|总共有|一共|总共]{how_many_alone}{eh}",
    "<scope><claim>的{quantity}",
    "{tally}<scope><claim>的{quantity}",
    "<base>{among}[有|一共有|]{how_many_alone}<claim>[的|]{eh}",
    "<base>{among}[，|]<claim>的[有|共|一共|一共有]{how_many_alone}{eh}",
    "<claim>的<base>[有|一共有|共]{how_many_alone}{eh}",
    "[数一下|数数|数下|清点一下|点一下]<scope><claim>的[{noun}|{people}|][有|一共有|一共|]{how_many_alone}",
    "<scope>{noun}[里|中|]<claim>的[有|一共有|共]{how_many_alone}",
    "[有|一共有|]{how_many}<base><claim>{eh}",
    "{tally}{noun}{quantity_word}，{given}<scope><claim>[的|]",
    "<scope><claim>的[{noun}|]，[一共|总共|共]{how_many_alone}",
    "[看看|看下|查查]<scope>有{how_many}{noun}<of><claim>",
)
_NUMBER = (
    "{open}<whose><claim>{much}{eh}",
    "{open}<scope><claim>{much}{eh}",
    "{tally}<whose><claim>",
    "{tally}<scope><claim>",
    "<scope>[，|]<claim>{much}{eh}",
    "<base>[的|，|]<claim>{much}{eh}",
    "<claim>{much}，{limited}<base>",
    "{limited}<base>，<claim>{much}{eh}",
    "<scope>[，|]{compute}<claim>",
    "[把|将]<whose><claim>[算一下|算出来|算下|统计出来|求出来|报一下]",
    "<whose><claim>",
    "<base>{among}，<claim>{much}",
    "{wish_number}<base>的<claim>",
    "<claim>[，{limited}<base>|（{limited}<base>）]",
)
_FOR_EACH = (
    "{tally}<scope><each>[的|的|]<claim>",
    "{open}<scope><each>[的|的|]<claim>{much_each}{eh}",
    "<scope><by>{compute}<claim>",
    "<scope><each>[，|，|里|][各自的|]<claim>{much_each}",
    "[把|将]<scope><each>的<claim>[列出来|列一下|统计一下|算一下|汇总一下|算出来|统计出来]",
    "<scope>{glance}<each>的<claim>",
    "<scope>[对比|比较|想看|列出|比较一下|对比一下|列一下|分析]<each>的<claim>",
    "<claim><by>[列出|统计|看|汇总|展示|拆开|拆分]",
    "{tally}<scope><claim>[，|]<by>",
    "{do}<scope><each>[及其|和对应的|以及|和|跟]<claim>",
    "<scope><by>的<claim>{much_each}",
    "<by>[，|]<scope><claim>{much_each}",
    "<scope><claim>，<each>[是多少|各多少|分别是多少|分别列出|都列一下]",
)
_WHICH_GROUP = (
    "{open}<scope>{which_group}<of><claim>{shown_too}{eh}",
    "<scope><claim>的[{group}是哪个|是哪个{group}|是{which_group}|{group}|{group}是什么]{shown_too}",
    "{do}<scope><claim>的[那个|那一个|]{group}{shown_too}",
    "<base>{among}[，|]{which_group}<of><claim>{shown_too}{eh}",
    "<scope>[各{group}|各个{group}]{among}[，|]<claim>的是[哪个|{which_group}]{shown_too}",
    "<scope>[|，][是|]{which_group}<claim>{shown_too}",
    "[把|]<scope><claim>的{group}[找出来|查出来|给我]{shown_too}",
    "<claim>的[{group}|]是[哪个|{which_group}]，{limited}<base>{shown_too}",
    "{wish_number}<scope>{which_group}<of><claim>{shown_too}",
)
