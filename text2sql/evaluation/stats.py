"""Intervals and tests for shares of right answers. Standard library only.

Questions about one schema are right or wrong together: what a model does not know of its names costs it many of them.
So a measurement over several schemas says less than as many questions drawn one by one, and its intervals are those of
the smaller number of questions that would say as much. How much smaller is estimated from the schemas that there are;
with fewer than ten of them that estimate is itself uncertain, and the intervals rather too narrow.
"""

from collections.abc import Collection
from math import comb, sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054


class Interval(NamedTuple):
    """Bounds of a share."""

    low: float
    high: float


def wilson(correct: float, total: float, z: float = Z_95) -> Interval:
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


def clustered_wilson(clusters: Collection[tuple[int, int]]) -> Interval:
    """The interval of a share whose questions come in clusters: Wilson's, for as many questions as they are worth.

    Of one cluster, and of clusters of one question each, it is Wilson's own. If the answers of a cluster are all right or
    all wrong it is about that of as many questions as there are clusters. Chosen over a cluster bootstrap since that one
    needs a seed, gives an interval without width where all answers are right, and covers less with few clusters.

    Args:
        clusters: right answers and questions of each.

    Source: the variance of a share over clusters of different sizes from W. G. Cochran, Sampling Techniques (1977),
    section 3.12; Wilson's interval at the effective sample size is among the methods that N. Dean and M. Pagano,
    Evaluating confidence interval methods for binomial proportions in clustered surveys, Journal of Survey Statistics
    and Methodology 3 (2015), compare.

    >>> clustered_wilson([(1, 1)] * 5 + [(0, 1)] * 5) == wilson(5, 10)
    True
    >>> low, high = clustered_wilson([(20, 20)] * 5 + [(0, 20)] * 5)
    >>> round(low, 2), round(high, 2)
    (0.23, 0.77)
    """
    correct, total = (sum(counts) for counts in zip(*clusters, strict=True)) if clusters else (0, 0)
    effect = design_effect(clusters, squares=correct)
    return wilson(correct / effect, total / effect)


def design_effect(clusters: Collection[tuple[int, int]], *, squares: int) -> float:
    """How many times larger the variance of a mean is than if its values had been drawn one by one; at least 1.

    Args:
        clusters: sum and number of the values of each.
        squares: the sum of the squares of all values.

    Source: L. Kish, Survey Sampling (1965), section 5.4.

    >>> design_effect([(2, 2), (0, 2)], squares=2)
    3.0
    """
    filled = [(value, count) for value, count in clusters if count]
    total = sum(count for _, count in filled)
    mean = sum(value for value, _ in filled) / total if total else 0.0
    spread = squares / total - mean * mean if total else 0.0
    # Where all values are the same nothing is known of how they hang together.
    if len(filled) < 2 or spread <= 0:
        return 1.0
    between = sum((value - mean * count) ** 2 for value, count in filled) * len(filled) / (len(filled) - 1)
    return max(1.0, between / (total * total) / (spread / (total - 1)))


def mcnemar(gained: int, lost: int) -> float:
    """The two-sided exact p-value that as many questions would be gained and lost if two runs were equally good.

    Source: Q. McNemar, Psychometrika 12 (1947); exact binomial form.

    >>> round(mcnemar(10, 2), 4), mcnemar(3, 3), mcnemar(0, 0)
    (0.0386, 1.0, 1.0)
    """
    changed = gained + lost
    tail: int = sum(comb(changed, k) for k in range(min(gained, lost) + 1))
    return min(1.0, tail / 2 ** (changed - 1)) if changed else 1.0
