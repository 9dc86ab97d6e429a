"""The errors a user can cause: what happened, where, and what to do next.

Every one carries the exit code of the command that meets it. Impossible states are asserts, not these.
"""


class T2SError(Exception):
    """A mistake or a missing thing that the user can mend; shown as one message, never as a traceback.

    Args:
        what: one clear sentence.
        where: the place, such as ``schemas/x.sql:12`` or an example id.
        fix: what to do next.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """The whole message on one line.

        >>> str(T2SError("no table in the file", where="a.sql:1", fix="add a CREATE TABLE"))
        'a.sql:1: no table in the file; add a CREATE TABLE'
        """
        place = f"{self.where}: " if self.where else ""
        fix = f"; {self.fix}" if self.fix else ""
        return f"{place}{self.what}{fix}"


class UsageError(T2SError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class GateFailed(T2SError):
    """A measured figure missed the gate that the user set, or a gold query could not be measured."""

    exit_code = 3


def listed(problems: list[str], shown: int = 10) -> str:
    """The first problems, one a line, and how many more there are.

    >>> listed(["a", "b", "c"], shown=2)
    'a\\nb\\nand 1 more'
    """
    lines = problems[:shown]
    if len(problems) > shown:
        lines = [*lines, f"and {len(problems) - shown} more"]
    return "\n".join(lines)
