"""A query of SQLite → one of DuckDB that gives the same rows over copied tables, as far as that goes.

Labelled emulated wherever its results are shown: SQLite itself is the reference. What SQLite does and DuckDB does not:

- ``"x"`` that names no column is text;
- a column that is neither grouped nor aggregated is taken from some row, beside a single MAX or MIN from its row;
- number and text compare by the affinity of their columns, and without any, all numbers come before all text;
- LIKE is blind to case; SUM, AVG and arithmetic take the number that a text begins with; whole numbers divide whole;
- DISTINCT may be ordered by what is not selected; a join may come without ON;
- rows that tie at a LIMIT come by their group's key, or as they lie in the table, since its sorter is stable.

A column of numbers with some text among them is text here. Where its affinity is numeric, what looks like a number is
one, so that `Emulated.restored` can give it back.

Not covered: dates, collations, ties of LIMIT over a join without GROUP BY, casts of odd text.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sqlglot import exp

from text2sql.evaluation.clauses import sources
from text2sql.evaluation.copied import ColumnFact, Facts
from text2sql.evaluation.emulated_values import Outputs, Scope, Values, looks_numeric
from text2sql.outcome import Outcome
from text2sql.sql import Tree, parse

Columns = dict[str, ColumnFact | None]


class Emulated(NamedTuple):
    """A query for DuckDB, and which of its columns hold numbers among text."""

    sql: str
    mixed: tuple[int, ...]

    def restored(self, outcome: Outcome) -> Outcome:
        """The rows with numbers that had to be text as numbers again."""
        if not self.mixed:
            return outcome
        places = [place for place in self.mixed if place < len(outcome.columns)]
        rows = []
        for row in outcome.rows:
            changed = list(row)
            for place in places:
                changed[place] = _as_number(row[place])
            rows.append(tuple(changed))
        return replace(outcome, rows=tuple(rows))


def emulated(sql: str, facts: Facts) -> Emulated:
    """The query in DuckDB's dialect.

    Raises:
        NotSQL: if it cannot be parsed.

    >>> from text2sql.evaluation.copied import Affinity, Stored
    >>> facts = {"t": {"a": ColumnFact(Stored.TEXT, Affinity.TEXT), "b": ColumnFact(Stored.INTEGER, Affinity.NUMERIC)}}
    >>> print(emulated('SELECT a, max(b) FROM t WHERE a = "x" OR a LIKE "y%" AND b > "3"', facts).sql)
    SELECT ARG_MAX(a, b) AS "a", MAX(b) FROM t WHERE a = 'x' OR a ILIKE 'y%' AND b > 3
    """
    tree = parse(sql, dialect="sqlite")
    columns = _Rewriter(facts).rewrite(tree, None)
    mixed = tuple(place for place, fact in enumerate(columns.values()) if fact is not None and fact.has_numbers)
    return Emulated(str(tree.sql(dialect="duckdb")), mixed)


class _Rewriter:
    def __init__(self, facts: Facts) -> None:
        self._facts: dict[str, Outputs] = dict(facts)
        self._outputs: dict[int, Columns] = {}
        self._values = Values(self._outputs)

    def rewrite(self, query: Tree, outer: Scope | None) -> Columns:
        """Change a query in place; its columns by name."""
        for each in getattr(query.args.get("with_"), "expressions", ()):
            self._facts[each.alias.lower()] = self.rewrite(each.this, outer)
        if isinstance(query, exp.Subquery | exp.Paren):
            found = self.rewrite(query.this, outer)
        elif isinstance(query, exp.SetOperation):
            found = self.rewrite(query.this, outer)
            self.rewrite(query.expression, outer)
        elif isinstance(query, exp.Select):
            found = self._select(query, outer)
        else:
            found = {}
        self._outputs[id(query)] = found
        return found

    def _select(self, select: exp.Select, outer: Scope | None) -> Columns:
        scope = Scope({}, outer)
        for source in sources(select):
            if isinstance(source, exp.Table):
                scope.tables[(source.alias or source.name).lower()] = self._facts.get(source.name.lower(), {})
            else:
                scope.tables[source.alias.lower()] = self.rewrite(source, outer)
        for join in select.args.get("joins") or ():
            if not (join.args.get("on") or join.args.get("using") or join.args.get("method") or join.side):
                join.set("kind", "CROSS")
        self._expand_star(select, scope)
        names = [each.alias_or_name for each in select.expressions]
        self._literals(select, scope, {name.lower() for name in names})
        for node in _own(select, nested_too=True):
            if isinstance(node, exp.Select | exp.SetOperation) and id(node) not in self._outputs:
                self.rewrite(node, scope)
        self._distinct(select, scope)
        self._ties(select, scope)
        self._bare_columns(select, scope)
        columns = self._columns(select, scope)
        for node in reversed(list(_own(select))):
            self._values.fix(node, scope)
        for place, (name, projected) in enumerate(zip(names, select.expressions, strict=True)):
            if name and name != "*" and projected.alias_or_name != name:
                select.expressions[place].replace(exp.alias_(projected.copy(), name, quoted=True))
        return columns

    def _columns(self, select: exp.Select, scope: Scope) -> Columns:
        found: Columns = {}
        for each in select.expressions:
            if each.is_star:
                only = each.table.lower() if isinstance(each, exp.Column) else ""
                for alias, columns in scope.tables.items():
                    if only in ("", alias):
                        for name, fact in columns.items():
                            found[_unused(name, found)] = fact
            else:
                found[_unused(each.alias_or_name.lower(), found)] = self._values.kind(each, scope)
        return found

    # Names

    def _expand_star(self, select: exp.Select, scope: Scope) -> None:
        """``*`` under GROUP BY, of which each column is then taken from some row."""
        if select.args.get("group") is None or not any(each.is_star for each in select.expressions):
            return
        shown: list[Tree] = []
        for each in select.expressions:
            is_star = isinstance(each, exp.Star) or (isinstance(each, exp.Column) and each.is_star)
            only = each.table.lower() if isinstance(each, exp.Column) else ""
            stars = [
                exp.column(name, table=alias, quoted=True)
                for alias, columns in scope.tables.items()
                if only in ("", alias)
                for name in columns
            ]
            shown += stars if is_star else [each.copy()]
        select.set("expressions", shown)

    def _literals(self, select: exp.Select, scope: Scope, aliases: set[str]) -> None:
        for column in list(_own(select)):
            if not isinstance(column, exp.Column) or not isinstance(column.this, exp.Identifier) or column.table:
                continue
            name = column.name.lower()
            if column.this.quoted and scope.find("", name) is None and name not in aliases:
                column.replace(exp.Literal.string(column.name))

    # Grouping

    def _distinct(self, select: exp.Select, scope: Scope) -> None:
        """SELECT DISTINCT ordered by what is not selected → GROUP BY what is."""
        order = select.args.get("order")
        if not select.args.get("distinct") or order is None or select.args.get("group") or _aggregates(select):
            return
        shown = {self._place(each.unalias(), scope) for each in select.expressions}
        shown |= {each.alias.lower() for each in select.expressions if each.alias}
        if all(self._place(key.this, scope) in shown for key in order.expressions):
            return
        select.set("distinct", None)
        select.set("group", exp.Group(expressions=[each.unalias().copy() for each in select.expressions]))

    def _bare_columns(self, select: exp.Select, scope: Scope) -> None:
        group = select.args.get("group")
        found = _aggregates(select)
        if group is None and not found:
            return
        grouped = {self._place(each, scope) for each in group.expressions} if group is not None else set()
        extremes = [each for each in found if isinstance(each, exp.Max | exp.Min) and not each.expressions]
        one = extremes[0] if len({each.sql() for each in extremes}) == 1 else None
        aliases = {each.alias.lower() for each in select.expressions if isinstance(each, exp.Alias)}
        clauses = [*select.expressions, select.args.get("having"), select.args.get("order")]
        for clause in filter(None, clauses):
            for column in list(_outside_aggregates(clause)):
                place = self._place(column, scope)
                is_alias = not column.table and column.name.lower() in aliases and clause not in select.expressions
                if (
                    place in grouped
                    or column.is_star
                    or is_alias
                    or scope.find(column.table.lower(), column.name.lower()) is None
                ):
                    continue
                if one is None:
                    column.replace(exp.First(this=column.copy()))
                else:
                    kind = exp.ArgMax if isinstance(one, exp.Max) else exp.ArgMin
                    column.replace(kind(this=column.copy(), expression=one.this.copy()))

    def _place(self, node: Tree, scope: Scope) -> str:
        """A text that is the same for the same column."""
        if isinstance(node, exp.Column):
            found = scope.find(node.table.lower(), node.name.lower())
            return f"{found[0] if found else node.table.lower()}.{node.name.lower()}"
        return str(node.sql(dialect="duckdb")).lower()

    def _ties(self, select: exp.Select, scope: Scope) -> None:
        """Further keys behind ORDER BY, so that a LIMIT cuts as SQLite's stable sorter does."""
        order, group = select.args.get("order"), select.args.get("group")
        if order is None or select.args.get("limit") is None or select.args.get("distinct"):
            return
        keys: list[tuple[Tree, bool]] = []
        if group is not None:
            # SQLite sorts its groups in the direction of ORDER BY if there are as many keys there.
            as_many = len(group.expressions) == len(order.expressions)
            down = [as_many and bool(key.args.get("desc")) for key in order.expressions]
            down += [False] * len(group.expressions)
            keys = [(each.copy(), desc) for each, desc in zip(group.expressions, down, strict=False)]
        elif not _aggregates(select) and len(scope.tables) == 1 and isinstance(sources(select)[0], exp.Table):
            (alias,) = scope.tables
            if scope.tables[alias] and "rowid" not in scope.tables[alias]:
                keys = [(exp.column("rowid", table=alias, quoted=True), False)]
        more = (exp.Ordered(this=key, desc=desc, nulls_first=not desc) for key, desc in keys)
        order.set("expressions", [*order.expressions, *more])


def _as_number(value: object) -> object:
    if not isinstance(value, str) or not looks_numeric(value):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


def _unused(name: str, taken: Columns) -> str:
    # Columns of one name are told apart by their place; a query that names one of them means the first.
    return name if name not in taken else f"{name}\0{len(taken)}"


def _outside_aggregates(clause: Tree) -> Iterator[exp.Column]:
    left: list[Tree] = [clause]
    while left:
        node = left.pop()
        if isinstance(node, exp.Column):
            yield node
        elif not isinstance(node, exp.AggFunc | exp.Select | exp.SetOperation):
            left += list(node.iter_expressions())


def _own(select: exp.Select, *, nested_too: bool = False) -> Iterator[Tree]:
    """The nodes of a SELECT from the root down, without those of queries inside it; their roots too if asked for."""
    left: list[Tree] = list(select.iter_expressions())
    while left:
        node = left.pop()
        is_query = isinstance(node, exp.Select | exp.SetOperation)
        if not is_query or nested_too:
            yield node
        if not is_query:
            left += list(node.iter_expressions())


def _aggregates(select: exp.Select) -> list[Tree]:
    """The aggregates that reduce the rows of this SELECT."""
    return [node for node in _own(select) if isinstance(node, exp.AggFunc)]
