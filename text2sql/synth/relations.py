"""Conditions on more than one column: one against another, a computed number, the same of several, alternatives.

Each is a `Condition`, so that whatever holds conditions holds these too. Knows their SQL and no wording.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from text2sql.meaning import ColumnMeaning
from text2sql.synth.parts import (
    Condition,
    Measured,
    Op,
    Value,
    column_sql,
    condition_sql,
    literal,
    measured_sql,
    quoted,
    where_sql,
)

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
    """One column against another: ``a > b``, ``a > 2 * b``, with a value ``a - b >= 10`` or ``ABS(a - b) >= 10``.

    Attributes:
        other: the other column.
        either_way: whether it does not matter which of the two is more.
        times: how many times the other it is compared with; 1 as a rule.
    """

    other: ColumnMeaning
    either_way: bool = False
    times: Value = 1

    def sql(self, alias: Alias) -> str:
        """The comparison."""
        one, other = (column_sql(each, alias(each)) for each in (self.column, self.other))
        if not self.values:
            return f"{one} {self.op} {other if self.times == 1 else f'{literal(self.times)} * {other}'}"
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
        each = [_sql(option, alias) for option in self.options]
        return f"({' OR '.join(f'({sql})' if isinstance(option, Both) else sql for option, sql in zip(self.options, each, strict=True))})"

    def misses(self) -> tuple[Condition, ...]:
        """Each alternative alone, and all of them with one lacking a part."""
        near = (replace(self, options=tuple(options)) for options in near_misses(self.options))
        return (*self.options, *near)


@dataclass(frozen=True, slots=True, kw_only=True)
class Both(Relation):
    """Conditions that hold together, as one of several alternatives."""

    options: tuple[Condition, ...]

    def sql(self, alias: Alias) -> str:
        """The conditions joined."""
        return " AND ".join(_sql(option, alias) for option in self.options)

    def misses(self) -> tuple[Condition, ...]:
        """Each of them alone."""
        return self.options


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstMean(Relation):
    """A number against its average over the whole table: ``a > (SELECT AVG(a) FROM t)``."""

    measured: Measured

    def sql(self, alias: Alias) -> str:
        """The comparison."""
        inner = f"SELECT AVG({measured_sql(self.measured)}) FROM {quoted(self.column.table)}"
        return f"{measured_sql(self.measured, alias(self.column))} {self.op} ({inner})"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstNamed(Relation):
    """A number against that of a named row: ``a > (SELECT a FROM t WHERE name = 'x')``.

    Attributes:
        measured: the number.
        naming: what names the row; a second one is its year, which is that of the rows asked for too.
    """

    measured: Measured
    naming: tuple[Condition, ...]

    def sql(self, alias: Alias) -> str:
        """The comparison, behind the year."""
        inner = f"SELECT {measured_sql(self.measured)} FROM {quoted(self.column.table)}{where_sql(self.naming)}"
        number = f"{measured_sql(self.measured, alias(self.column))} {self.op} ({inner})"
        return " AND ".join([*(_sql(each, alias) for each in self.naming[1:]), number])


def _sql(condition: Condition, alias: Alias) -> str:
    return (
        condition.sql(alias) if isinstance(condition, Relation) else condition_sql(condition, alias(condition.column))
    )


def is_bracketed(condition: Condition) -> bool:
    """Whether its SQL stands in brackets, which it needs beside other conditions only."""
    return isinstance(condition, Either) or (isinstance(condition, Every) and condition.any_of)


def near_misses(conditions: Sequence[Condition]) -> Iterator[list[Condition]]:
    """The conditions with one of them lacking a part."""
    for at, each in enumerate(conditions):
        if isinstance(each, Relation):
            for miss in each.misses():
                yield [*conditions[:at], miss, *conditions[at + 1 :]]
