"""Pairing off in bounded work: a perfect matching, and the steps that looking for one may take."""

from collections.abc import Callable, Iterable

_MAX_STEPS = 500_000


class TooManyStepsError(Exception):
    """Comparing would take too long."""


class Effort:
    """The steps that comparing may still take."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MAX_STEPS

    def spend(self, steps: int) -> None:
        """Take so many steps.

        Raises:
            TooManyStepsError: if they are not left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooManyStepsError


def all_hold(tests: Iterable[Callable[[], bool]]) -> bool:
    """Whether all tests hold; one that fails decides, also behind one that would take too long.

    Raises:
        TooManyStepsError: if one would take too long and none fails.

    >>> all_hold([lambda: True, lambda: False]), all_hold([])
    (False, True)
    """
    is_known = True
    for test in tests:
        try:
            if not test():
                return False
        except TooManyStepsError:
            is_known = False
    if not is_known:
        raise TooManyStepsError
    return True


def has_perfect_matching(candidates: list[list[int]], effort: Effort) -> bool:
    """Whether each row can get a partner of its own: augmenting paths, without recursion.

    Args:
        candidates: of each row the numbers of its partners.
        effort: what this may take.

    Raises:
        TooManyStepsError: if to find out would take more.

    >>> has_perfect_matching([[0, 1], [0]], Effort()), has_perfect_matching([[0], [0]], Effort())
    (True, False)
    """
    taken: dict[int, int] = {}
    partner_of: dict[int, int] = {}
    for row in range(len(candidates)):
        came_from: dict[int, int] = {}
        frontier = [row]
        free = None
        while frontier and free is None:
            current = frontier.pop()
            effort.spend(len(candidates[current]))
            for partner in candidates[current]:
                if partner in came_from:
                    continue
                came_from[partner] = current
                if partner not in taken:
                    free = partner
                    break
                frontier.append(taken[partner])
        if free is None:
            return False
        # Each on the path gives up its partner to the one before it.
        while free is not None:
            owner = came_from[free]
            taken[free] = owner
            previous = partner_of.get(owner)
            partner_of[owner] = free
            free = previous
    return True
