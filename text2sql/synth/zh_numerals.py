"""Whole numbers in Chinese: as read, as counted, and as people shorten them."""

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """The number as read, up to 99,999,999.

    >>> numeral(7), numeral(12), numeral(105), numeral(1500), numeral(20300)
    ('七', '十二', '一百零五', '一千五百', '两万零三百')
    """
    assert 0 <= number < 10**8
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return _two(_below(high)) + "万" + gap + (_below(low) if low else "")
    return _below(number)


def counted(number: int) -> str:
    """The number before a measure word.

    >>> counted(2), counted(3), counted(12)
    ('两', '三', '十二')
    """
    return "两" if number == 2 else numeral(number)


def shortened(number: int) -> tuple[str, ...]:
    """Other ways to write a round number, none for one that is not round.

    >>> shortened(60), shortened(1500), shortened(20000), shortened(87)
    (('六十',), ('一千五百',), ('2万', '两万'), ())
    """
    text = str(number)
    if number < 10 or len(text.rstrip("0")) > 2 or number >= 10**8 or (len(text) <= 2 and not text.endswith("0")):
        return ()
    if number >= 10_000:
        tens = f"{number / 10_000:.2f}".rstrip("0").rstrip(".")
        return (f"{tens}万", numeral(number))
    return (numeral(number),)


def without_last_unit(number: int) -> str:
    """The number as said in prices, without its last unit; empty where nobody does so.

    >>> without_last_unit(1500), without_last_unit(25000), without_last_unit(250), without_last_unit(60)
    ('一千五', '两万五', '两百五', '')
    """
    text = str(number)
    if not 3 <= len(text) <= 5 or text[1] == "0" or text[2:].strip("0"):
        return ""
    return numeral(number)[:-1]


def _below(number: int) -> str:
    if number < 20:
        return _DIGITS[number] if number < 10 else "十" + (_DIGITS[number - 10] if number > 10 else "")
    said, gap = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += ("零" if gap and said else "") + ("两" if digit == 2 and unit >= 100 else _DIGITS[digit]) + name
            gap = False
        else:
            gap = True
    return said


def _two(said: str) -> str:
    return "两" if said == "二" else said
