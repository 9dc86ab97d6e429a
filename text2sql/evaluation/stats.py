"""Intervals and tests for shares of right answers. Standard library only."""

from math import comb, sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054


class Interval(NamedTuple):
    """Bounds of a share."""

    low: float
    high: float


def wilson(correct: int, total: int, z: float = Z_95) -> Interval:
    """The score interval of a share; 0 to 1 if there is nothing to share.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).

    >>> low, high = wilson(50, 100)
    >>> round(low, 4), round(high, 4)
    (0.4038, 0.5962)
    >>> wilson(0, 0)
    Interval(low=0.0, high=1.0)
    """
    if total == 0:
        return Interval(0.0, 1.0)
    share = correct / total
    scale = 1 + z * z / total
    centre = share + z * z / (2 * total)
    margin = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if correct == 0 else (centre - margin) / scale
    high = 1.0 if correct == total else (centre + margin) / scale
    return Interval(low, high)


def mcnemar(gained: int, lost: int) -> float:
    """The two-sided exact p-value that as many questions would be gained and lost if two runs were equally good.

    Source: Q. McNemar, Psychometrika 12 (1947); exact binomial form.

    >>> round(mcnemar(10, 2), 4), mcnemar(3, 3), mcnemar(0, 0)
    (0.0386, 1.0, 1.0)
    """
    changed = gained + lost
    tail: int = sum(comb(changed, k) for k in range(min(gained, lost) + 1))
    return min(1.0, tail / 2 ** (changed - 1)) if changed else 1.0
