"""Tables, rows and gold SQL → neighbour databases, on which a query that was right by luck gives itself away.

A neighbour holds rows of the user's own, mixed anew with the literals of the gold and with values next to them. Types,
keys, listed values, and observed NOT NULL and uniqueness hold; numbers stay non-negative where they all are. CHECK
conditions of other kinds are not known. `VERSION` is raised with every change of what is drawn.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlglot import exp

from text2sql.database import Database
from text2sql.errors import T2SError
from text2sql.outcome import Failure
from text2sql.populate import Rows
from text2sql.schema import Column, ColumnKind, Schema, Table
from text2sql.sql import NotSQL, parse

VERSION = 2
_TRIES = 8
_MOST_ROWS = 400
# A table of three rows has no room for the values on both sides of a condition.
_SMALL_TABLE = 40
_NULL_SHARE = 0.08
_FRESH_SHARE = 0.5


def neighbours(
    schema: Schema, rows: Mapping[str, Sequence[Sequence[object]]], golds: Iterable[str], *, count: int, seed: int
) -> tuple[Rows, ...]:
    """`count` databases near this one: typed values by table name, in the order of the columns; the same for a seed.

    Raises:
        T2SError: if the rows do not fit the schema.
    """
    observed = _typed(schema, rows)
    near = _near_literals(golds)
    pools = {
        table.name: [_Pool(table, at, observed[table.name], near) for at in _places(table)] for table in schema.tables
    }
    return tuple(_Neighbour(schema, observed, pools, f"{VERSION}/{seed}/{at}").rows() for at in range(count))


def _places(table: Table) -> range:
    return range(len(table.columns))


def _typed(schema: Schema, rows: Mapping[str, Sequence[Sequence[object]]]) -> Rows:
    """The rows as the engine holds them; those of a CSV are text."""
    found: Rows = {}
    with Database.from_rows(schema, rows) as database:
        for table in schema.tables:
            name = exp.to_identifier(table.name, quoted=True).sql("duckdb")
            outcome = database.run(f"SELECT * FROM {name}", max_rows=1_000_000)
            if isinstance(outcome, Failure):
                raise T2SError(f"the rows cannot be read: {outcome.message}", where=table.name)
            found[table.name] = list(outcome.rows)
    return found


def _near_literals(golds: Iterable[str]) -> Mapping[str, list[str]]:
    """The literals that the gold compares each column with, as text, by the column's name in lower case."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for gold in golds:
        try:
            tree = parse(gold)
        except NotSQL:
            continue
        for node in tree.find_all(exp.Predicate):
            columns = [each.name.lower() for each in node.find_all(exp.Column)]
            for literal in node.find_all(exp.Literal):
                for name in columns:
                    found[name][literal.name] = None
    return {name: list(values) for name, values in found.items()}


class _Pool:
    """What one column may hold: observed values, literals, and values next to either."""

    def __init__(
        self, table: Table, place: int, rows: Sequence[Sequence[object]], near: Mapping[str, list[str]]
    ) -> None:
        self.column = table.columns[place]
        values = [row[place] for row in rows]
        known = [value for value in values if value is not None]
        self.allows_null = self.column.nullable and len(known) < len(values)
        distinct = list(dict.fromkeys(known))
        self.is_unique = len(known) > 1 and len(distinct) == len(known)
        self._keeps_sign = not any(_is_number(value) and value < 0 for value in known)  # type: ignore[operator]
        literals = [made for text in near.get(self.column.name.lower(), ()) for made in _cast(text, self.column, known)]
        self.observed = distinct
        self.literals = self._allowed([each for value in literals for each in (value, *_beside(value))])
        self.beside = self._allowed([each for value in distinct[:200] for each in _beside(value)])

    def draw(self, rng: random.Random) -> object:
        chance = rng.random()
        if self.allows_null and chance < _NULL_SHARE:
            return None
        for pool, share in ((self.literals, 0.5), (self.beside, 0.6)):
            if pool and rng.random() < share:
                return rng.choice(pool)
        return rng.choice(self.observed) if self.observed else None

    def fresh(self, value: object, rng: random.Random) -> object:
        """A value like this one that most likely no row has; the value itself if its type has none to spare."""
        allowed = self._allowed([_further(value, rng.randint(2, _MOST_ROWS))])
        return allowed[0] if allowed else value

    def _allowed(self, values: Iterable[object]) -> list[object]:
        if self.column.choices:
            return [value for value in dict.fromkeys(values) if str(value) in self.column.choices]
        return [value for value in dict.fromkeys(values) if not self._is_out(value)]

    def _is_out(self, value: object) -> bool:
        if isinstance(value, str):
            return not value.strip()  # a CSV cannot tell it from NULL
        return self._keeps_sign and _is_number(value) and value < 0  # type: ignore[operator]


class _Neighbour:
    """One neighbour while it is made, parents before children."""

    def __init__(self, schema: Schema, observed: Rows, pools: Mapping[str, list[_Pool]], key: str) -> None:
        self._schema, self._observed, self._pools, self._key = schema, observed, pools, key
        self._made: Rows = {}

    def rows(self) -> Rows:
        waiting = list(self._schema.tables)
        while waiting:
            ready = [t for t in waiting if not self._parents(t) & {w.name.lower() for w in waiting if w is not t}]
            for table in ready or waiting[:1]:  # a cycle is cut where it begins
                self._made[table.name] = self._table(table)
                waiting.remove(table)
        return {table.name: self._made[table.name] for table in self._schema.tables}

    def _parents(self, table: Table) -> set[str]:
        return {key.table.lower() for key in table.foreign_keys} - {table.name.lower()}

    def _table(self, table: Table) -> list[tuple[object, ...]]:
        rng = random.Random(f"{self._key}/{table.name}")
        observed, pools = self._observed[table.name], self._pools[table.name]
        if not observed:
            return []
        size = min(_MOST_ROWS, round(max(_SMALL_TABLE, len(observed)) * rng.choice((0.3, 0.6, 1.0, 1.0))))
        names = [column.name.lower() for column in table.columns]
        keys = [[names.index(name.lower()) for name in key] for key in (table.primary_key, *table.unique) if key]
        keys += [[at] for at, pool in enumerate(pools) if pool.is_unique and [at] not in keys]
        fixed = {at for key in keys for at in key}
        seen: list[set[tuple[object, ...]]] = [set() for _ in keys]
        links = self._links(table, names)
        found: list[tuple[object, ...]] = []
        # Rows that stay as they are keep what belongs together, such as a name and its number.
        for source in (rng.choice(observed) for _ in range(size)):
            for attempt in range(_TRIES):
                row = list(source)
                share = rng.choice((0.0, _FRESH_SHARE, _FRESH_SHARE, 1.0)) * rng.random()
                for at, pool in enumerate(pools):
                    if at in fixed:
                        # Of keys there are soon no more than the rows had; another one is then made.
                        is_used_up = attempt >= _TRIES // 2
                        row[at] = pool.fresh(row[at], rng) if is_used_up else _key_value(row[at], pool, rng)
                    elif rng.random() < share:
                        row[at] = pool.draw(rng)
                for places, targets in links:
                    self._link(row, places, targets, pools, rng)
                values = [tuple(row[at] for at in key) for key in keys]
                if all(None in value or value not in known for value, known in zip(values, seen, strict=True)):
                    for value, known in zip(values, seen, strict=True):
                        known.add(value)
                    found.append(tuple(row))
                    break
        return found

    def _links(self, table: Table, names: list[str]) -> list[tuple[list[int], list[tuple[object, ...]]]]:
        links = []
        for key in table.foreign_keys:
            parent = next((each for each in self._schema.tables if each.name.lower() == key.table.lower()), None)
            if parent is None or parent.name not in self._made:
                continue
            columns = [column.name.lower() for column in parent.columns]
            wanted = [columns.index(name.lower()) for name in key.references or parent.primary_key]
            targets = [tuple(row[at] for at in wanted) for row in self._made[parent.name]]
            links.append(([names.index(name.lower()) for name in key.columns], targets))
        return links

    def _link(
        self,
        row: list[object],
        places: list[int],
        targets: list[tuple[object, ...]],
        pools: list[_Pool],
        rng: random.Random,
    ) -> None:
        now = tuple(row[at] for at in places)
        if (None in now and all(pools[at].allows_null for at in places)) or not targets:
            return
        if now not in targets or rng.random() < 0.3:
            # The first half more often, so that some have many children and some have none.
            now = targets[int(len(targets) * rng.random() ** 1.7)]
        for at, value in zip(places, now, strict=True):
            row[at] = value


def _key_value(value: object, pool: _Pool, rng: random.Random) -> object:
    """A value of a key's column: mostly as some row has it, sometimes a literal or next to one."""
    if not pool.observed or rng.random() < 0.4:
        return value
    return rng.choice((rng.random() < 0.3 and (pool.literals or pool.beside)) or pool.observed)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cast(text: str, column: Column, known: Sequence[object]) -> list[object]:
    """The literal as a value of the column; none if it cannot be one."""
    sample = next(iter(known), None)
    try:
        if column.kind is ColumnKind.TEXT and (sample is None or isinstance(sample, str)):
            bare = text.replace("%", "").replace("_", "x")
            return [bare, f"x{bare}", f"{bare}x", f"x{bare}x"] if bare != text else [text]
        if column.kind is ColumnKind.INTEGER:
            return [int(Decimal(text))]
        if column.kind is ColumnKind.REAL:
            value = Decimal(text)
            return [value.quantize(sample) if isinstance(sample, Decimal) else float(value)]
        if column.kind is ColumnKind.DATE:
            return [date.fromisoformat(text)]
    except (ValueError, ArithmeticError):
        pass
    return []


def _further(value: object, steps: int) -> object:
    """A value so many steps away; none of them is what a literal or its neighbour would be."""
    match value:
        case bool() | None:
            return value
        case Decimal():
            return value + steps * Decimal(1).scaleb(int(value.as_tuple().exponent))
        case int() | float():
            return value + steps
        case date():
            return value + timedelta(days=steps)
        case str():
            # Digits stay digits and as many, as in a code or a telephone number.
            return f"{int(value) + steps:0{len(value)}}" if value.isascii() and value.isdigit() else f"{value}{steps}"
    return value


def _beside(value: object) -> list[object]:
    """Values next to one, of its type."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, Decimal):
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        return [value + step, value - step]
    if isinstance(value, int):
        return [value - 1, value + 1]
    if isinstance(value, float):
        return [value - 0.5, value + 0.5]
    if isinstance(value, date):
        return [value - timedelta(days=1), value + timedelta(days=1)]
    if isinstance(value, str) and not value.isdigit():
        return [f"{value}x", f"x{value}", value[:-1], value.swapcase()]
    return []
