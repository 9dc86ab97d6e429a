"""Makers of open values by pool and language: names, companies, codes, sentences, coined words.

A maker is bound to one column: formats (of phones, codes, addresses) are drawn once for the column, values at every call.
Everything comes from the `random.Random` passed in. Pools are named by `Concept.pool`; "code:AB##-@@" is a form in
which # is a digit and @ a capital letter; "coined" makes a new proper name with one of the endings given.
"""

import random
from collections.abc import Callable, Sequence
from typing import Literal

from text2sql.lexicon import words_en, words_zh

Language = Literal["zh", "en"]
Maker = Callable[[], str]

_CODE_FORMS = (
    "@####", "@@####", "@@-####", "@@@###", "######", "########", "@-###-##", "####-####", "@##@##", "20##-####",
    "@@@-####", "#@@###", "@@##", "@#", "NO.####", "20####-###",
)  # fmt: skip
_MAIL_HOSTS = ("163.com", "qq.com", "126.com", "gmail.com", "outlook.com", "example.com", "mail.com", "sina.cn")


# Pools of written-down words, in which nothing new can turn up.
CLOSED_POOLS = frozenset({"city", "district", "province", "street", "department", "clinic_department"})


def maker(pool: str, language: Language, rng: random.Random, endings: Sequence[str] = ()) -> Maker:
    """A function that returns a value of the pool at every call.

    >>> maker("code:AB##-@", "en", random.Random(1))()
    'AB29-C'
    >>> maker("person", "zh", random.Random(1))() == maker("person", "zh", random.Random(1))()
    True

    Raises:
        KeyError: if there is no such pool.
    """
    if pool.startswith("code:"):
        return _form(pool.removeprefix("code:"), rng)
    if pool == "coined":
        return _coined(language, rng, endings)
    return _POOLS[pool](language, rng)


def pools() -> tuple[str, ...]:
    """The names that `maker` knows, without the forms "code:…"."""
    return ("coined", *_POOLS)


def coin(rng: random.Random, language: Language) -> str:
    """A word that nobody has seen: two or three Chinese syllables, or a pronounceable lower-case Latin word.

    >>> coin(random.Random(3), "en").isalpha()
    True
    """
    if language == "zh":
        return "".join(rng.choice(words_zh.SYLLABLES) for _ in range(rng.choice((2, 2, 3))))
    stem = "".join(rng.choice(words_en.SYLLABLES) for _ in range(rng.choice((1, 2, 2))))
    return stem + rng.choice(words_en.ENDINGS)


def fill(form: str, rng: random.Random) -> str:
    """The form with a digit for every # and a capital letter for every @; the first # is never zero."""
    made: list[str] = []
    for sign in form:
        if sign == "#":
            made.append(str(rng.randrange(10) if made else rng.randrange(1, 10)))
        elif sign == "@":
            made.append(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ"))
        else:
            made.append(sign)
    return "".join(made)


def _form(form: str, rng: random.Random) -> Maker:
    return lambda: fill(form, rng)


def _code(language: Language, rng: random.Random) -> Maker:
    form = rng.choice(_CODE_FORMS)
    # Half the columns keep fixed letters, as EMP0001 and EMP0002 do.
    return _form(form.replace("@", rng.choice("ABCDEFGHKMPSTWX")) if rng.random() < 0.5 else form, rng)


def _person(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        pattern = rng.random()

        def western() -> str:
            first, last = rng.choice(words_en.FIRST_NAMES), rng.choice(words_en.LAST_NAMES)
            if rng.random() < 0.04:
                last = coin(rng, "en").capitalize()
            return first if pattern < 0.08 else f"{first} {last}"

        return western

    def chinese() -> str:
        chance = rng.random()
        if chance < 0.03:
            return f"{coin(rng, 'zh')}·{coin(rng, 'zh')}"
        # The first surnames of the list are the common ones.
        surname = words_zh.SURNAMES[rng.randrange(40 if chance < 0.6 else len(words_zh.SURNAMES))]
        given = rng.choice(words_zh.GIVEN)
        return surname + given + (rng.choice(words_zh.GIVEN) if rng.random() < 0.66 else "")

    return chinese


def _surname(language: Language, rng: random.Random) -> Maker:
    words = words_zh.SURNAMES if language == "zh" else words_en.LAST_NAMES
    return lambda: rng.choice(words)


def _given(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return lambda: rng.choice(words_en.FIRST_NAMES)
    return lambda: rng.choice(words_zh.GIVEN) + (rng.choice(words_zh.GIVEN) if rng.random() < 0.6 else "")


def _proper(language: Language, rng: random.Random) -> str:
    if language == "en":
        return coin(rng, "en").capitalize() if rng.random() < 0.5 else rng.choice(words_en.LAST_NAMES)
    if rng.random() < 0.15:
        return coin(rng, "zh")
    return rng.choice(words_zh.NAME_CHARS) + rng.choice(words_zh.NAME_CHARS)


def _coined(language: Language, rng: random.Random, endings: Sequence[str]) -> Maker:
    gap = " " if language == "en" else ""
    if not endings:
        return lambda: _proper(language, rng)
    return lambda: f"{_proper(language, rng)}{gap}{rng.choice(endings)}"


def _company(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return lambda: (
            f"{_proper('en', rng)} {rng.choice(words_en.COMPANY_FIELDS)} {rng.choice(words_en.COMPANY_ENDINGS)}"
        )
    short = rng.random() < 0.4
    place = rng.random() < 0.3

    def company() -> str:
        town = rng.choice(words_zh.CITIES) if place else ""
        ending = "" if short else rng.choice(words_zh.COMPANY_ENDINGS)
        return f"{town}{_proper('zh', rng)}{rng.choice(words_zh.COMPANY_FIELDS)}{ending}"

    return company


def _product(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return _either(
            rng,
            lambda: f"{rng.choice(words_en.PRODUCT_STYLES)} {rng.choice(words_en.PRODUCTS)}",
            lambda: f"{coin(rng, 'en').capitalize()} {rng.choice(words_en.PRODUCTS)}",
        )
    return _either(
        rng,
        lambda: rng.choice(words_zh.PRODUCT_STYLES) + rng.choice(words_zh.PRODUCTS),
        lambda: _proper("zh", rng) + rng.choice(words_zh.PRODUCTS),
    )


def _title(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return _either(
            rng,
            lambda: f"{rng.choice(words_en.TITLE_HEADS)} {rng.choice(words_en.TITLE_TAILS)}",
            lambda: f"The {rng.choice(words_en.TITLE_HEADS)} {coin(rng, 'en').capitalize()}",
            lambda: f"{rng.choice(words_en.TITLE_TAILS)} of {coin(rng, 'en').capitalize()}",
        )
    return _either(
        rng,
        lambda: rng.choice(words_zh.TITLE_HEADS) + rng.choice(words_zh.TITLE_TAILS),
        lambda: coin(rng, "zh") + rng.choice(words_zh.TITLE_TAILS),
        lambda: rng.choice(words_zh.NAME_CHARS) + rng.choice(words_zh.GIVEN) + rng.choice(words_zh.TITLE_TAILS),
    )


def _either(rng: random.Random, *makers: Maker) -> Maker:
    return lambda: rng.choice(makers)()


def _words(zh: Sequence[str], en: Sequence[str], few: int) -> Callable[[Language, random.Random], Maker]:
    """A column holds `few` of the words, the first ones more often, so that grouping by it means something."""

    def bind(language: Language, rng: random.Random) -> Maker:
        words = zh if language == "zh" else en
        chosen = rng.sample(words, min(few, len(words)))
        return lambda: chosen[int(len(chosen) * rng.random() ** 1.5)]

    return bind


def _brand(language: Language, rng: random.Random) -> Maker:
    brands = [_proper(language, rng) for _ in range(rng.randrange(4, 9))]
    return lambda: rng.choice(brands)


def _phone(language: Language, rng: random.Random) -> Maker:
    if language == "zh":
        mobile = ("13#########", "15#########", "18#########", "17#########")
        forms = mobile if rng.random() < 0.85 else ("0##-########",)
    else:
        forms = (rng.choice(("(###) ###-####", "###-###-####", "+44 7### ######", "+1-###-###-####")),)
    return lambda: fill(rng.choice(forms), rng)


def _email(language: Language, rng: random.Random) -> Maker:
    def email() -> str:
        user = rng.choice(words_en.FIRST_NAMES).lower() if rng.random() < 0.6 else coin(rng, "en")
        digits = str(rng.randrange(1, 1000)) if rng.random() < 0.7 else f".{rng.choice(words_en.LAST_NAMES).lower()}"
        return f"{user}{digits}@{rng.choice(_MAIL_HOSTS)}"

    return email


def _address(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return lambda: f"{rng.randrange(1, 400)} {rng.choice(words_en.STREETS)}"
    return lambda: f"{rng.choice(words_zh.DISTRICTS)}{rng.choice(words_zh.STREETS)}{rng.randrange(1, 300)}号"


def _plate(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return _form(rng.choice(("@@## @@@", "@@@-####", "####@@", "@@ ####")), rng)
    region = rng.choice(words_zh.PLATE_REGIONS)
    return lambda: f"{region if rng.random() < 0.7 else rng.choice(words_zh.PLATE_REGIONS)}{fill('@#####', rng)}"


def _sentence(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return lambda: f"{rng.choice(words_en.SENTENCE_SUBJECTS)} {rng.choice(words_en.SENTENCE_STATES)}"
    return lambda: rng.choice(words_zh.SENTENCE_SUBJECTS) + rng.choice(words_zh.SENTENCE_STATES)


def _nickname(language: Language, rng: random.Random) -> Maker:
    if language == "en":
        return lambda: f"{rng.choice(words_en.NICK_HEADS)}{rng.choice(words_en.NICK_TAILS)}{rng.randrange(100)}"
    return lambda: (
        f"{rng.choice(words_zh.NICK_HEADS)}{rng.choice(words_zh.NICK_TAILS)}{rng.choice(('', rng.randrange(99)))}"
    )


def _host(language: Language, rng: random.Random) -> Maker:
    kinds = rng.sample(("web", "db", "cache", "app", "mq", "gpu", "log", "proxy"), 4)
    return lambda: f"{rng.choice(kinds)}-{rng.choice(('prod', 'test', coin(rng, 'en')))}-{rng.randrange(1, 60):02d}"


def _ip(language: Language, rng: random.Random) -> Maker:
    return lambda: f"10.{rng.randrange(8)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"


def _version(language: Language, rng: random.Random) -> Maker:
    lead = rng.choice(("", "v", "V"))
    return lambda: f"{lead}{rng.randrange(1, 6)}.{rng.randrange(10)}.{rng.randrange(10)}"


def _url(language: Language, rng: random.Random) -> Maker:
    return lambda: f"www.{coin(rng, 'en')}.{rng.choice(('com', 'cn', 'org', 'net'))}"


_POOLS: dict[str, Callable[[Language, random.Random], Maker]] = {
    "person": _person,
    "surname": _surname,
    "given_name": _given,
    "nickname": _nickname,
    "company": _company,
    "product": _product,
    "title": _title,
    "brand": _brand,
    "city": _words(words_zh.CITIES, words_en.CITIES, 9),
    "district": _words(words_zh.DISTRICTS, words_en.DISTRICTS, 6),
    "province": _words(words_zh.PROVINCES, words_en.PROVINCES, 7),
    "street": _words(words_zh.STREETS, words_en.STREETS, 9),
    "department": _words(words_zh.DEPARTMENTS, words_en.DEPARTMENTS, 12),
    "clinic_department": _words(words_zh.CLINIC_DEPARTMENTS, words_en.CLINIC_DEPARTMENTS, 11),
    "phone": _phone,
    "email": _email,
    "address": _address,
    "url": _url,
    "plate": _plate,
    "code": _code,
    "sentence": _sentence,
    "host": _host,
    "ip": _ip,
    "version": _version,
}
