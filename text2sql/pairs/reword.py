"""The same question in other function words: politeness, the verb of asking, the mark at the end. Nothing that has content.

Only what says the same whatever the question; spelling mistakes and synonyms are the generator's.
"""

import random
import re
from collections.abc import Sequence

_ZH_POLITE = re.compile(r"^(?:请问一下|请问|请|麻烦|帮我|帮忙)+[，,]?")
_ZH_VERB = re.compile(r"^(?:查询一下|查一下|查询|列一下|列出|显示|找出|查找|给出|看看)")
_ZH_VERBS = ("查询", "查一下", "列出", "显示", "找出", "看看")
_ZH_LEADS = ("请问", "帮我查一下", "我想知道", "麻烦查下")
_ZH_SWAPS = (
    ("有多少", "一共有多少"),
    ("是多少", "为多少"),
    ("是多少", "多少"),
    ("有哪些", "都有哪些"),
    ("是谁", "是哪位"),
)
_EN_POLITE = re.compile(
    r"^(?:please|can you tell me|could you tell me|tell me|i'd like to know)[,:]?\s+", re.IGNORECASE
)
_EN_VERB = re.compile(r"^(?:list|show me|show|give me|find|display|return|get)\b", re.IGNORECASE)
_EN_VERBS = ("list", "show", "show me", "give me", "find", "get")
_EN_LEADS = ("Tell me", "Can you tell me", "I'd like to know")
_END = re.compile(r"[?？。.!！]+$")


def reworded(question: str, rng: random.Random, literals: Sequence[str] = ()) -> str | None:
    """The question said another way; None if no way is certain, or a literal would be lost.

    Args:
        question: as the user asks it.
        rng: chooses among the ways.
        literals: texts of the question that must stay.

    >>> reworded("请问数学最高分是多少?", random.Random(1))
    '麻烦查下数学最高分为多少？'
    >>> reworded("List the names of all students.", random.Random(1))
    'Show the names of all students'
    """
    # More letters than characters: English, though a Chinese value may stand in it.
    is_english = sum(sign.isascii() and sign.isalpha() for sign in question) > sum(
        sign >= "\u4e00" for sign in question
    )
    body = _END.sub("", question.strip())
    mark = question.strip()[len(body) :]
    made = (_en if is_english else _zh)(body, rng)
    marks = (("?", "") if is_english else ("?", "？", "")) if mark in ("?", "？") else (mark, "")
    made += rng.choice(marks)
    lost = any(question.count(text) != made.count(text) for text in literals)
    return None if lost or made == question or not body else made


def _zh(body: str, rng: random.Random) -> str:
    plain = _ZH_POLITE.sub("", body) or body
    if verb := _ZH_VERB.match(plain):
        plain = rng.choice(_ZH_VERBS) + plain[verb.end() :]
        return rng.choice(("", "请", "帮我")) + plain
    fitting = [swap for swap in _ZH_SWAPS if plain.count(swap[0]) == 1 and swap[1] not in plain]
    if fitting and rng.random() < 0.5:
        plain = plain.replace(*rng.choice(fitting))
    return (rng.choice(_ZH_LEADS) if rng.random() < 0.7 else "") + plain


def _en(body: str, rng: random.Random) -> str:
    plain = _EN_POLITE.sub("", body) or body
    if verb := _EN_VERB.match(plain):
        plain = rng.choice(_EN_VERBS) + plain[verb.end() :]
        plain = rng.choice(("", "please ")) + plain
        return plain[:1].upper() + plain[1:]
    if what := re.match(r"what(?:'s| is| are)\s+", plain, re.IGNORECASE):
        lead = rng.choice((*_EN_LEADS[:2], "What's" if what[0].split()[-1].lower() != "are" else "What are"))
        return f"{lead} {plain[what.end() :]}"
    # As the subject of its sentence a question word keeps the order of the words behind "tell me".
    if re.match(r"(?:who|which|how many)\b", plain, re.IGNORECASE):
        return f"{rng.choice(_EN_LEADS)} {plain[:1].lower()}{plain[1:]}"
    return plain
