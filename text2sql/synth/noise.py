"""What typing does to a question that is said well: marks, spaces, greetings, slips in small words.

Names, values and numbers stay as they are: whoever mistypes those asks for something else.
"""

import itertools
import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from text2sql.synth.families import Draft

# How often anything at all is done to a question.
_CHANCE = 0.25


@dataclass(frozen=True, slots=True)
class _Typing:
    """What happens in one language: greetings, thanks, slips of small words, marks replaced."""

    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]


_ZH = _Typing(
    greetings=("你好，", "您好，", "你好 ", "老师，", "hi，", "在吗，", "亲，", "嗨，", "那个，", "嗯，", "大家好，", "早，", "@助手 ", "您好！", "你好！", "hello，", "哈喽，", "哈啰，", "早上好，", "下午好，", "晚上好，",
               "同志，", "小助手，", "助手，", "师傅，", "同学，", "请教一下，", "额，", "呃，", "诶，", "喂，", "哎，", "有人吗，", "各位好，", "老师好，", "打扰一下，", "劳驾，", "麻烦，", "急！", "help！"),
    thanks=("，谢谢", "，谢谢！", " 谢谢", "，谢谢啦", "，多谢", "，辛苦了", "，麻烦了", "，急", "，在线等", "，谢了", "~", "，拜托", "，谢谢您", "，感谢", " 感谢", "，多谢啦", "，谢谢老师", "。谢谢", "。麻烦了", "，急急急", "，速回", "，马上要", "，尽快", "，蟹蟹",
            "，thx", "，求助", "，求解", "！", "！！", "～", "…", "。。。", "，ok？", "，收到请回", "，辛苦您了", "，辛苦啦", "，劳驾", "，有劳"),
    slips=(
        ("哪个", "那个"), ("哪个", "那个"), ("哪些", "那些"), ("哪年", "那年"), ("哪几", "那几"), ("的", "地"), ("的", "得"), ("查询", "查寻"),
        ("统计", "同计"), ("什么", "神马"), ("什么", "甚么"), ("显示", "显式"), ("列出", "例出"), ("排序", "排续"), ("或者", "或着"),
        ("低于", "底于"), ("高于", "高与"), ("一共", "一供"),
        ("多少", "多小"), ("多少", "多少少"), ("查一下", "查一哈"), ("看一下", "看一哈"), ("看下", "看哈"), ("什么", "啥"), ("怎么", "咋"), ("告诉", "告述"), ("麻烦", "麻凡"),
        ("谢谢", "蟹蟹"), ("没有", "木有"), ("还有", "还又"), ("平均", "评均"), ("总共", "总公"), ("汇总", "会总"), ("筛选", "晒选"), ("按照", "安照"), ("第一", "第1"), ("给我", "给偶"),
        ("名单", "明单"), ("几个", "几個"), ("最高", "最髙"), ("以及", "以级"), ("所有", "所由"), ("分别", "分別"), ("帮我", "帮窝"), ("都有", "都又"), ("看看", "看康"),
    ),
    marks=(("，", ","), ("，", " "), ("，", ""), ("？", "?"), ("？", ""), ("？", "？？"), ("？", "。"), ("、", ","), ("、", " "), ("“", '"'), ("：", ":"), ("？", "?？"), ("？", "???"), ("？", "！"), ("？", "…"), ("，", "…"), ("，", "  "), ("，", "、"), ("、", "，"), ("。", ".")),
)  # fmt: skip
_EN = _Typing(
    greetings=("hi, ", "hello, ", "Hi, ", "hey, ", "hello! ", "good morning, ", "um, ", "ok, ", "quick question: ", "hey there, ", "good afternoon, ", "sorry, ", "yo, ", "hi all, ", "Dear team, ", "uh, ", "so, "),
    thanks=(", thanks", " thanks", ", thank you", " pls", ", please", " thx", ", cheers", " asap", ", ty", " plz", ", much appreciated", ", thanks!", ", thank you very much", " please??", ", it's urgent", " :)"),
    slips=(
        ("what", "waht"), ("which", "wich"), ("how many", "how mny"), ("the", "teh"), ("average", "avarage"), ("number", "nubmer"),
        ("please", "plese"), ("than", "then"), ("whose", "who's"), ("list", "lsit"), ("highest", "higest"), ("have", "hav"),
        ("with", "wiht"), ("their", "thier"), ("between", "betwen"), ("maximum", "maximun"), ("for", "fro"), ("and", "adn"), ("show", "shwo"), ("who", "woh"), ("students", "studnets"), ("score", "socre"), ("does", "dose"),
        ("lowest", "lowst"), ("each", "eahc"), ("there", "their"), ("are", "ar"), ("you", "u"), ("are", "r"), ("because", "bc"), ("least", "lest"),
        ("percentage", "precentage"), ("scored", "scord"), ("above", "abvoe"), ("below", "bellow"), ("give me", "gimme"), ("want to", "wanna"),
        ("what is", "whats"), ("what's", "whats"), ("don't", "dont"), ("didn't", "didnt"), ("I'd", "id"), ("and", "&"), ("with", "w/"), ("without", "w/o"),
    ),
    marks=(("?", ""), ("?", "??"), ("?", "."), (",", ""), (", ", ","), (".", ""), ("'s ", "s "), ("? ", " ? ")),
)  # fmt: skip
# 的 in these is no particle.
_WORDS_WITH_DE = re.compile(r"目的|的士|的确|似的|别的|有的|打的")


def typed(question: str, draft: Draft, language: str, rng: random.Random) -> str:
    """The question of the draft as it is typed, three times of four unchanged."""
    return question if rng.random() >= _CHANCE else noisy(question, language, rng, kept=_names(draft))


def noisy(question: str, language: str, rng: random.Random, *, kept: Collection[str] = ()) -> str:
    """The question changed in one or two ways; the same for the same state of `rng`.

    Args:
        question: as said.
        language: ``zh`` or ``en``.
        rng: where the choices come from.
        kept: names and values, which no slip may touch.

    >>> noisy("3班谁的数学最高？", "zh", random.Random(14), kept=["3班", "数学"])
    '3班谁的数学最高，收到请回'
    """
    typing = _ZH if language == "zh" else _EN
    changes: tuple[Callable[[str], str], ...] = (
        lambda text: _replaced(text, typing.marks, rng, kept),
        lambda text: _replaced(text, typing.marks, rng, kept),
        lambda text: _replaced(text, typing.slips, rng, kept, of_words=language == "en"),
        lambda text: rng.choice(typing.greetings) + text,
        lambda text: text.rstrip("。.？?") + rng.choice(typing.thanks),
        (lambda text: _spaced(text, kept)) if language == "zh" else (lambda text: _lowered(text, kept)),
    )
    for change in rng.sample(changes, rng.choice((1, 1, 1, 2))):
        question = change(question)
    return question


def _names(draft: Draft) -> set[str]:
    """Whatever of the schema and its rows the question may name."""
    columns = [column for table in draft.frame.tables for column in table.columns]
    conditions = [*draft.conditions, *(condition for claim in draft.claims for condition in claim.conditions)]
    if draft.summary:
        conditions += [each for figure in draft.summary.figures for each in figure.conditions]
        conditions += [each for side in draft.summary.sides for each in side]
    values = [*draft.values, *(value for condition in conditions for value in condition.values)]
    values += [value for claim in draft.claims for value in (claim.margin, claim.value) if value is not None]
    return {
        *(noun for column in columns for noun in (column.name, *column.zh, *column.en)),
        *(noun for table in draft.frame.tables for noun in (*table.zh, *itertools.chain(*table.en))),
        *map(str, values),
    }


def _replaced(
    text: str, pairs: tuple[tuple[str, str], ...], rng: random.Random, kept: Collection[str], *, of_words: bool = False
) -> str:
    """The text with one occurrence of one of the words replaced, outside of what is kept."""
    guarded = _guarded(text, kept)
    places = []
    for before, after in pairs:
        pattern = rf"\b{re.escape(before)}\b" if of_words else re.escape(before)
        places += [(found.start(), before, after) for found in re.finditer(pattern, text)]
    free = [
        (at, before, after)
        for at, before, after in places
        if not any(guarded[at : at + len(before)]) and _is_between(text, at)
    ]
    if not free:
        return text
    at, before, after = rng.choice(free)
    return text[:at] + after + text[at + len(before) :]


def _is_between(text: str, at: int) -> bool:
    """Whether a mark there may go: 90, 80 must not become 9080 and 1.5 not 15."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return not (len(around) == 2 and all(c.isascii() and c.isalnum() for c in around))


def _spaced(text: str, kept: Collection[str]) -> str:
    """Spaces between Chinese and Latin or digits, but none inside of what is kept."""
    guarded = _guarded(text, kept)
    said = [text[:1]]
    for at in range(1, len(text)):
        one, other = text[at - 1], text[at]
        apart = (one.isascii() and one.isalnum() and _is_chinese(other)) or (
            _is_chinese(one) and other.isascii() and other.isalnum()
        )
        # Two neighbours of one name or number stay together; a space between two names does no harm.
        inside = guarded[at - 1] and guarded[at] == guarded[at - 1]
        said.append(" " + other if apart and not inside else other)
    return "".join(said)


def _lowered(text: str, kept: Collection[str]) -> str:
    guarded = _guarded(text, kept)
    return text[:1].lower() + text[1:] if text and not guarded[0] else text


def _guarded(text: str, kept: Collection[str]) -> list[int]:
    """For each character the number of the kept name that it is part of, 0 if of none."""
    guarded = [0] * len(text)
    number = 0
    found = [(hit.start(), hit.end()) for hit in _WORDS_WITH_DE.finditer(text)]
    # Longer names first: a short one may lie within.
    for name in sorted({each for each in kept if each}, key=lambda each: (-len(each), each)):
        found += [(hit.start(), hit.end()) for hit in re.finditer(re.escape(name), text, re.IGNORECASE)]
    for start, end in found:
        if not any(guarded[start:end]):
            number += 1
            guarded[start:end] = [number] * (end - start)
    return guarded


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
