"""BIRD's two further figures for one question: Soft-F1 of its rows, and the reward for its speed (R-VES).

Source: the evaluation scripts of BIRD's mini-dev (Li et al., NeurIPS 2023, and its later versions), told anew.
"""

import statistics
from collections.abc import Sequence
from typing import Any

Row = tuple[Any, ...]

_REWARDS = ((2.0, 1.25), (1.0, 1.0), (0.5, 0.75), (0.25, 0.5), (0.0, 0.25))


def soft_f1(gold: Sequence[Row], predicted: Sequence[Row]) -> float:
    """How much of the rows is right, 0 to 1. Both without duplicates, and then row by row as they come.

    As published, and with its flaw: rows are not sought, so the right rows in another order may score 0. Cells of a row
    are sought anywhere in the other row.

    >>> soft_f1([(1, "a"), (2, "b")], [(1, "a"), (2, "c")]), soft_f1([(1,), (2,)], [(2,), (1,)]), soft_f1([], [])
    (0.75, 0.0, 1.0)
    """
    if not gold and not predicted:
        return 1.0
    gold, predicted = list(dict.fromkeys(gold)), list(dict.fromkeys(predicted))
    right = only_predicted = only_gold = 0.0
    for wanted, found in zip(gold, predicted, strict=False):
        right += sum(cell in wanted for cell in found) / len(wanted)
        only_predicted += sum(cell not in wanted for cell in found) / len(wanted)
        only_gold += sum(cell not in found for cell in wanted) / len(wanted)
    only_gold += max(0, len(gold) - len(predicted))
    only_predicted += max(0, len(predicted) - len(gold))
    if not right:
        return 0.0
    precision, recall = right / (right + only_predicted), right / (right + only_gold)
    return 2 * precision * recall / (precision + recall)


def speed_reward(gold: Sequence[float], predicted: Sequence[float]) -> float:
    """The reward of a right prediction, 0.25 to 1.25, by how many times faster than the gold it ran.

    R-VES is the mean over all questions of the square root of the reward, 0 where the answer is wrong, times 100.

    Args:
        gold: seconds of each run of the gold.
        predicted: seconds of the run of the prediction beside it.

    >>> speed_reward([1.0, 1.0], [0.4, 0.5]), speed_reward([1.0], [1.1]), speed_reward([1.0], [9.0])
    (1.25, 0.75, 0.25)
    """
    ratios = [one / other for one, other in zip(gold, predicted, strict=True)]
    mean, spread = statistics.fmean(ratios), statistics.pstdev(ratios)
    # Runs that something else disturbed are left out. If all took the same time, none is strictly within no spread.
    kept = [ratio for ratio in ratios if abs(ratio - mean) < 3 * spread] or ratios
    ratio = statistics.fmean(kept)
    return next(reward for least, reward in _REWARDS if ratio >= least)
