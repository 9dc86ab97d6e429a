"""Conditions on more than one column: one against another, a computed number, the same of several, alternatives.

Each is a `Condition`, so that whatever holds conditions holds these too. Knows their SQL and no wording.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from text2sql.meaning import ColumnMeaning
from text2sql.synth.parts import Condition, Measured, Op, column_sql, condition_sql, literal, measured_sql

Alias = Callable[[ColumnMeaning], str]
"""The alias of the table of a column; empty where there is one table only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Condition):
    """A condition that `condition_sql` cannot write; `column` is its first column."""

    def sql(self, alias: Alias) -> str:
        """The condition as SQL writes it."""
        raise NotImplementedError

    def misses(self) -> tuple["Condition", ...]:
        """The same condition without one of its parts; nothing where it has no parts."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Relation):
    """One column against another: ``a > b``, with a value ``a - b >= 10`` or ``ABS(a - b) >= 10``.

    Attributes:
        other: the other column.
        either_way: whether it does not matter which of the two is more.
    """

    other: ColumnMeaning
    either_way: bool = False

    def sql(self, alias: Alias) -> str:
        """The comparison."""
        one, other = (column_sql(each, alias(each)) for each in (self.column, self.other))
        if not self.values:
            return f"{one} {self.op} {other}"
        gap = f"ABS({one} - {other})" if self.either_way else f"{one} - {other}"
        return f"{gap} {self.op} {literal(self.values[0])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Relation):
    """A number of several columns against a bound: ``math + english > 180``."""

    measured: Measured

    def sql(self, alias: Alias) -> str:
        """The comparison."""
        number = measured_sql(self.measured, alias(self.column))
        if self.op is Op.BETWEEN:
            return f"{number} BETWEEN {literal(self.values[0])} AND {literal(self.values[1])}"
        return f"{number} {self.op} {literal(self.values[0])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Every(Relation):
    """The same bound on several columns: ``a > 90 AND b > 90``, or of any of them ``(a > 90 OR b > 90)``."""

    columns: tuple[ColumnMeaning, ...]
    any_of: bool = False

    def sql(self, alias: Alias) -> str:
        """The comparisons joined."""
        each = [
            condition_sql(Condition(column=column, op=self.op, values=self.values), alias(column))
            for column in self.columns
        ]
        return f"({' OR '.join(each)})" if self.any_of else " AND ".join(each)

    def misses(self) -> tuple[Condition, ...]:
        """Of all columns but one."""
        return tuple(
            replace(self, column=rest[0], columns=rest)
            for at in range(len(self.columns))
            if (rest := self.columns[:at] + self.columns[at + 1 :])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Either(Relation):
    """Alternatives: ``(class = '1班' OR math > 90)``."""

    options: tuple[Condition, ...]

    def sql(self, alias: Alias) -> str:
        """The alternatives in brackets."""
        each = [
            option.sql(alias) if isinstance(option, Relation) else condition_sql(option, alias(option.column))
            for option in self.options
        ]
        return f"({' OR '.join(each)})"

    def misses(self) -> tuple[Condition, ...]:
        """Each alternative alone."""
        return self.options


def is_bracketed(condition: Condition) -> bool:
    """Whether its SQL stands in brackets, which it needs beside other conditions only."""
    return isinstance(condition, Either) or (isinstance(condition, Every) and condition.any_of)


def near_misses(conditions: Sequence[Condition]) -> Iterator[list[Condition]]:
    """The conditions with one of them lacking a part."""
    for at, each in enumerate(conditions):
        if isinstance(each, Relation):
            for miss in each.misses():
                yield [*conditions[:at], miss, *conditions[at + 1 :]]
