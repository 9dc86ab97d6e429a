"""One value of a result as text for people and as JSON for programs."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

# C0 and C1 controls could move the cursor or rename the window; bidi overrides could show another text.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

JsonValue = None | bool | int | float | str


def plain(text: str, *, keep: str = "") -> str:
    r"""The text with its control characters spelled out, but those in `keep`.

    >>> print(plain("a\x1b[31m\nb"))
    a\x1b[31m\nb
    """
    return _CONTROLS.sub(lambda found: found[0] if found[0] in keep else repr(found[0])[1:-1], text)


def cell_text(value: Any) -> str:
    """What a person reads: at most six decimals, dates as ISO.

    >>> cell_text(85.33333333333333), cell_text(1e-9), cell_text(3.0), cell_text(True)
    ('85.333333', '1e-09', '3.0', 'true')
    """
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).lower()
        case float():
            _, point, decimals = repr(value).partition(".")
            return f"{value:.6f}" if point and "e" not in decimals and len(decimals) > 6 else repr(value)
    return plain(_text(value))


def json_value(value: Any) -> JsonValue:
    """What a program reads: the value itself if JSON holds it exactly, else its text.

    >>> json_value(Decimal("12.50")), json_value(Decimal("0.1234567890123456789")), json_value(float("nan"))
    (12.5, '0.1234567890123456789', 'nan')
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float() if math.isfinite(value):
            return value
        case Decimal() if value.is_finite() and Decimal(repr(float(value))) == value:
            return float(value)
    return _text(value)


def is_numeric(values: Iterable[Any]) -> bool:
    """Whether a column holds numbers and NULLs only, and at least one number.

    >>> is_numeric([1, None, 2.5]), is_numeric([True]), is_numeric([None])
    (True, False, False)
    """
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known
    )


def _text(value: Any) -> str:
    match value:
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case bytes():
            return "0x" + value.hex()
    return str(value)
