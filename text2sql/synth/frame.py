"""The tables that one question is asked of, and their FROM clause: one table, or several joined along foreign keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from text2sql.meaning import ColumnMeaning, Link, SchemaMeaning, TableMeaning
from text2sql.synth.parts import Condition, Measured, column_sql, condition_sql, measured_sql, quoted, where_sql
from text2sql.synth.relations import Relation, is_bracketed


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Tables with their FROM clause.

    Attributes:
        tables: the first is the one whose rows are asked about.
        sql: what stands behind FROM.
        is_joined: whether columns carry the aliases T1, T2 ….
    """

    tables: tuple[TableMeaning, ...]
    sql: str
    is_joined: bool

    @property
    def main(self) -> TableMeaning:
        """The table whose rows are asked about."""
        return self.tables[0]

    @classmethod
    def single(cls, table: TableMeaning) -> "Frame":
        """One table."""
        return cls(tables=(table,), sql=quoted(table.table.name), is_joined=False)

    @classmethod
    def joined(cls, tables: tuple[TableMeaning, ...], links: Sequence[Link]) -> "Frame":
        """Tables in this order; `links` name the keys that join each later one to an earlier one."""
        aliases = {each.table.name: f"T{at}" for at, each in enumerate(tables, start=1)}
        sql = f"{quoted(tables[0].table.name)} AS T1"
        for link in links:
            new = next(n for n in (link.parent, link.child) if f" AS {aliases[n]}" not in sql)
            child, parent = aliases[link.child], aliases[link.parent]
            keys = f"{child}.{quoted(link.child_column)} = {parent}.{quoted(link.parent_column)}"
            sql += f" JOIN {quoted(new)} AS {aliases[new]} ON {keys}"
        return cls(tables=tables, sql=sql, is_joined=True)

    @classmethod
    def along(cls, meaning: SchemaMeaning, links: Sequence[Link]) -> "Frame":
        """The child of the first link, joined with the parents of all."""
        names = [links[0].child, *(link.parent for link in links)]
        return cls.joined(tuple(meaning.table(name) for name in names), links)

    def alias(self, column: ColumnMeaning) -> str:
        """The alias of the column's table; empty if there is one table only."""
        if not self.is_joined:
            return ""
        return f"T{[each.table.name for each in self.tables].index(column.table) + 1}"

    def column(self, column: ColumnMeaning) -> str:
        """The column as it stands in this frame's SQL."""
        return column_sql(column, self.alias(column))

    def list(self, columns: Sequence[ColumnMeaning]) -> str:
        """The columns, with commas."""
        return ", ".join(self.column(column) for column in columns)

    def measured(self, measured: Measured) -> str:
        """The number as it stands in this frame's SQL."""
        return measured_sql(measured, self.alias(measured.columns[0]))

    def condition(self, condition: Condition) -> str:
        """The condition as it stands in this frame's SQL."""
        if isinstance(condition, Relation):
            return condition.sql(self.alias)
        return condition_sql(condition, self.alias(condition.column))

    def where(self, conditions: Sequence[Condition], *, extra: Sequence[str] = (), joined: str = "AND") -> str:
        """The WHERE clause; nothing if there is no condition."""
        parts = [*(self.condition(each) for each in conditions), *extra]
        if len(parts) == 1 and conditions and is_bracketed(conditions[0]):
            parts = [parts[0][1:-1]]
        return where_sql((), extra=parts, joined=joined)

    def group_key(self, group: ColumnMeaning) -> str:
        """What to group by: people of the same name stay apart by their key."""
        owner = next(each for each in self.tables if each.table.name == group.table)
        if self.is_joined and owner is not self.main and owner.is_person and owner.label == group:
            keys = [each for each in owner.columns if each.name in owner.table.primary_key]
            return self.list([*keys, group])
        return self.column(group)

    def rows_a_group(self, aggregate: str) -> int:
        """How many times one row's number an aggregate is, roughly."""
        return 4 if aggregate == "SUM" else 1
