"""Facts → Schema: names resolved, types translated, keys checked, contradictions named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from text2sql.ddl.facts import (
    ChoicesFact,
    ColumnFact,
    CommentFact,
    Fact,
    KeyFact,
    NotNullFact,
    NotRead,
    ReferenceFact,
    TableFact,
    TypeFact,
)
from text2sql.ddl.types import TypeReading, read_type
from text2sql.schema import Column, ForeignKey, Schema, Table


class Problem(NamedTuple):
    """What is wrong, at an offset of the file."""

    what: str
    offset: int


class Assembled(NamedTuple):
    """The Schema (None without tables), what makes it unusable, and what was left out of it."""

    schema: Schema | None
    problems: list[Problem]
    warnings: list[Problem]


# A fact may speak of what another states further down in the file: types and tables come first, references last.
_ORDER = {TypeFact: 0, TableFact: 1, ColumnFact: 1, CommentFact: 3, ReferenceFact: 4}


def assemble(statements: Sequence[Sequence[Fact]], *, name: str, dialect: str) -> Assembled:
    """The Schema that the facts of the statements describe, tables in their order."""
    assembly = _Assembly(dialect)
    facts = [fact for statement in statements for fact in assembly.without_repeated(statement)]
    for fact in sorted(facts, key=lambda fact: (_ORDER.get(type(fact), 2), -getattr(fact, "rank", 0))):
        assembly.add(fact)
    tables = tuple(draft.table() for draft in assembly.drafts.values())
    schema = Schema(name=name, tables=tables, dialect=dialect) if tables else None
    return Assembled(schema, assembly.problems, assembly.warnings)


@dataclass
class _Draft:
    """A table while facts come in; columns by lower-case name, in order."""

    name: str
    columns: dict[str, Column] = field(default_factory=dict)
    any_number: set[str] = field(default_factory=set)
    primary_key: tuple[str, ...] = ()
    unique: list[tuple[str, ...]] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    comment: str = ""

    def change(self, column: str, **values: object) -> None:
        self.columns[column.lower()] = replace(self.columns[column.lower()], **values)  # type: ignore[arg-type]

    def spelled(self, columns: Iterable[str]) -> tuple[str, ...] | None:
        """The names as the table spells them; None if one is missing."""
        found = [self.columns[column.lower()].name for column in columns if column.lower() in self.columns]
        return tuple(found) if len(found) == len(tuple(columns)) else None

    def count_by(self, columns: Iterable[str]) -> None:
        """A key column declared as a number of any size (Oracle's bare NUMBER) is an integer."""
        for column in columns:
            if column.lower() in self.any_number:
                self.change(column, type="BIGINT")

    def table(self) -> Table:
        unique = [columns for columns in dict.fromkeys(self.unique) if columns != self.primary_key]
        return Table(
            name=self.name,
            columns=tuple(self.columns.values()),
            primary_key=self.primary_key,
            unique=tuple(unique),
            foreign_keys=tuple(dict.fromkeys(self.foreign_keys)),
            comment=self.comment,
        )


class _Assembly:
    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.drafts: dict[str, _Draft] = {}
        self.types: dict[str, TypeReading] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._defined: dict[str, tuple[object, ...]] = {}

    def without_repeated(self, statement: Sequence[Fact]) -> Sequence[Fact]:
        """The facts of a statement; none if it creates a table that an earlier one has created."""
        created = next((fact for fact in statement if isinstance(fact, TableFact)), None)
        if created is None:
            return statement
        key = created.table.lower()
        content = tuple((fact.name, fact.type) for fact in statement if isinstance(fact, ColumnFact))
        if key not in self._defined:
            self._defined[key] = content
            return statement
        if created.weak or content == self._defined[key]:
            self._warn(created, f"table {created.table} is created again; the first definition counts")
        else:
            self._refuse(created, f"table {created.table} is created twice, with different columns")
        return ()

    def add(self, fact: Fact) -> None:
        """Let the fact change the drafts, or note why it cannot."""
        if isinstance(fact, NotRead):
            self._refuse(fact, fact.what)
        elif isinstance(fact, TypeFact):
            self.types[fact.table.lower()] = read_type(fact.type, self.dialect)
        elif isinstance(fact, TableFact):
            self._add_table(fact)
        elif isinstance(fact, (ColumnFact, KeyFact, ChoicesFact, NotNullFact, CommentFact, ReferenceFact)):
            draft = self.drafts.get(fact.table.lower())
            if draft is None:
                self._warn(fact, f"there is no table {fact.table} to say this of")
            else:
                self._add_to(draft, fact)

    def _add_table(self, fact: TableFact) -> None:
        draft = self.drafts[fact.table.lower()] = _Draft(fact.table)
        for parent in fact.parents:
            if parent.lower() in self.drafts:
                draft.columns |= self.drafts[parent.lower()].columns
            else:
                self._warn(fact, f"table {fact.table} takes columns from {parent}, which is not in the file")

    def _add_to(self, draft: _Draft, fact: Fact) -> None:
        if isinstance(fact, ColumnFact):
            self._add_column(draft, fact)
        elif isinstance(fact, KeyFact):
            self._add_key(draft, fact)
        elif isinstance(fact, ReferenceFact):
            self._add_reference(draft, fact)
        elif isinstance(fact, CommentFact) and not fact.column:
            draft.comment = fact.text.strip() or draft.comment
        elif isinstance(fact, (ChoicesFact, NotNullFact, CommentFact)):
            if draft.spelled((fact.column,)) is None:
                self._warn(fact, f"table {draft.name} has no column {fact.column}")
            elif isinstance(fact, ChoicesFact):
                draft.change(fact.column, choices=fact.values)
            elif isinstance(fact, NotNullFact):
                draft.change(fact.column, nullable=False)
            elif fact.text.strip():
                draft.change(fact.column, comment=" ".join(fact.text.split()))

    def _add_column(self, draft: _Draft, fact: ColumnFact) -> None:
        key = fact.name.lower()
        earlier = draft.columns.get(key)
        if fact.changes and earlier is None:
            return self._warn(fact, f"table {draft.name} has no column {fact.name}")
        if earlier is not None and not fact.changes:
            return self._refuse(fact, f"table {draft.name} has two columns {fact.name}")
        reading = self._type(fact)
        if earlier is not None and not fact.type:  # Oracle: MODIFY ("ID" NOT NULL ENABLE)
            return draft.change(key, nullable=fact.nullable)
        column = Column(name=fact.name, type=reading.type, nullable=fact.nullable, choices=reading.choices)
        draft.columns[key] = replace(column, comment=earlier.comment) if earlier else column
        if reading.type == "DOUBLE" and fact.type.upper() in ("NUMBER", "NUMERIC", "DECIMAL"):
            draft.any_number.add(key)
        return None

    def _type(self, fact: ColumnFact) -> TypeReading:
        defined = self.types.get(fact.type.lower().split(" ")[0])
        if defined is not None and defined.known:
            return defined
        if not fact.type and not fact.changes:
            assumed = "DOUBLE" if fact.generated else "VARCHAR"
            self._warn(fact, f"column {fact.table}.{fact.name} has no type; taken as {assumed}")
            return TypeReading(assumed)
        reading = read_type(fact.type, self.dialect) if fact.type else TypeReading("")
        if not reading.known:
            self._warn(fact, f"type {fact.type} of column {fact.table}.{fact.name} is not known; taken as VARCHAR")
        return reading

    def _add_key(self, draft: _Draft, fact: KeyFact) -> None:
        columns = draft.spelled(fact.columns)
        if columns is None:
            return self._refuse(
                fact, f"a key of {draft.name} names a column that it has not: {', '.join(fact.columns)}"
            )
        if not fact.primary:
            return draft.unique.append(columns)
        if draft.primary_key and draft.primary_key != columns:
            return self._refuse(fact, f"table {draft.name} has two primary keys")
        draft.primary_key = columns
        for column in columns:
            draft.change(column, nullable=False)
        return draft.count_by(columns)

    def _add_reference(self, draft: _Draft, fact: ReferenceFact) -> None:
        shown = f"foreign key {draft.name} ({', '.join(fact.columns)}) → {fact.target}"
        target = self.drafts.get(fact.target.lower())
        columns = draft.spelled(fact.columns)
        if columns is None:
            return self._refuse(fact, f"{shown}: {draft.name} has no such column")
        if target is None:
            return self._warn(fact, f"{shown} is left out: the file has no table {fact.target}")
        wanted = fact.target_columns or target.primary_key
        if not wanted:
            return self._warn(fact, f"{shown} is left out: {target.name} has no primary key; name the columns")
        references = target.spelled(wanted)
        if references is None:
            return self._refuse(fact, f"{shown}: {target.name} has no column {', '.join(wanted)}")
        if len(columns) != len(references):
            return self._refuse(fact, f"{shown}: {len(columns)} columns point at {len(references)}")
        draft.count_by(columns)
        target.count_by(references)
        draft.foreign_keys.append(ForeignKey(columns=columns, table=target.name, references=references))
        return None

    def _refuse(self, fact: Fact, what: str) -> None:
        self.problems.append(Problem(what, fact.offset))

    def _warn(self, fact: Fact, what: str) -> None:
        self.warnings.append(Problem(what, fact.offset))
