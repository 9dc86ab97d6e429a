"""One table while it is filled: keys first, then the other columns, then the NULLs."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from text2sql.lexicon import Concept, Entity, Role
from text2sql.lexicon.match import match_column, match_table
from text2sql.lexicon.values import CLOSED_POOLS, Language
from text2sql.populate.cells import Cell, cells, clipped
from text2sql.schema import ColumnKind, ForeignKey, Table

_NULL_SHARE = 0.065
_TRIES = 30
# An end lies behind its start; concept keys.
_FOLLOWS = {
    "end_date": ("start_date", 90), "updated_at": ("created_at", 60), "leave_date": ("hire_date", 900), "due_date": ("created_at", 40),
    "return_date": ("borrow_date", 60), "checkout_date": ("checkin_date", 10), "arrival_time": ("departure_time", 1),
    "delivery_date": ("event_date", 20), "expiry_date": ("purchase_date", 700), "ship_date": ("order_date", 9),
}  # fmt: skip
# What stays with a person or thing from year to year.
_LASTING = frozenset(
    {"gender", "birth_date", "birth_year", "ethnicity", "blood_type", "hometown", "nationality", "hire_date"}
)


class Filling:
    """One table while it is filled, column by column."""

    def __init__(
        self, table: Table, count: int, filled: Mapping[str, "Filling"], language: Language, seed: int
    ) -> None:
        self.table = table
        self.seed = seed
        self.rng = random.Random(f"{seed}/{table.name}")
        self.entity: Entity | None = match_table(table)
        self.columns = {column.name.lower(): column for column in table.columns}
        self.concepts: dict[str, Concept | None] = {
            name: match_column(column, table) for name, column in self.columns.items()
        }
        self.values: dict[str, list[object]] = {}
        self.groups: list[int] = []
        self.postponed: list[ForeignKey] = []
        self._makers: dict[str, Cell] = {}
        self._language = language
        self.keys = [tuple(name.lower() for name in key) for key in (table.primary_key, *table.unique) if key]
        self._in_keys = {name for key in self.keys for name in key}
        self.count = count
        self._foreign(filled)
        self._key_values()
        self._other_values()
        self._nulls()

    def rows(self) -> list[tuple[object, ...]]:
        """The rows, values in the order of the columns."""
        return list(zip(*(self.values[column.name.lower()] for column in self.table.columns), strict=True))

    def close_cycles(self, filled: Mapping[str, "Filling"]) -> None:
        """Fill the foreign keys whose table was not yet there."""
        for key in self.postponed:
            parent = filled.get(key.table.lower())
            names = [name.lower() for name in key.columns]
            if parent is None or not parent.count or any(name in self._in_keys for name in names):
                continue
            optional = all(self.columns[name].nullable for name in names)
            own = parent is self
            for row in range(self.count):
                if (optional and self.rng.random() < 0.15) or (own and optional and row == 0):
                    picked: list[object] = [None] * len(names)
                else:
                    # A tree: rows of the same table point at earlier ones.
                    at = self.rng.randrange(max(1, row)) if own else self.rng.randrange(parent.count)
                    picked = [parent.values[name.lower()][at] for name in key.references]
                for name, value in zip(names, picked, strict=True):
                    self.values[name][row] = value

    def _foreign(self, filled: Mapping[str, "Filling"]) -> None:
        """Draw parents for every row; key columns among them are mended by `_key_values`."""
        self._draws: list[tuple[tuple[str, ...], list[tuple[object, ...]]]] = []
        for key in self.table.foreign_keys:
            parent = filled.get(key.table.lower())
            names = tuple(name.lower() for name in key.columns)
            if parent is None or key.table.lower() == self.table.name.lower() or not parent.count:
                self.postponed.append(key)
                continue
            targets = list(zip(*(parent.values[name.lower()] for name in key.references), strict=True))
            targets = [target for target in dict.fromkeys(targets) if None not in target]
            self.rng.shuffle(targets)
            # A few parents are left without a child.
            childless = len(targets) // 10 if len(targets) > 5 else 0
            self._draws.append((names, targets[childless:] or targets))

    def _draw(self, targets: list[tuple[object, ...]]) -> tuple[object, ...]:
        return targets[int(len(targets) * self.rng.random() ** 1.5)]

    def _make(self, name: str) -> Cell:
        if name not in self._makers:
            rng = random.Random(f"{self.seed}/{self.table.name}/{name}")
            column = self.columns[name]
            made = cells(column, self.concepts[name], self._language, rng)
            concept = self.concepts[name]
            if concept is not None and concept.role is Role.NAME and self._is_other(name):
                # Somebody or something that stands beside the row, such as a teacher: few of them, often.
                few = [made() for _ in range(max(3, min(12, self.count // 8)))]
                made = lambda: few[int(len(few) * rng.random() ** 1.3)]  # noqa: E731
            self._makers[name] = made
        return self._makers[name]

    def _is_other(self, name: str) -> bool:
        """Whether a NAME column names not the row itself but something beside it."""
        if name in self._in_keys:
            return False
        return (self.entity is not None and self.entity.is_event and not self.entity.name) or name != self._first_name()

    def _first_name(self) -> str:
        """The NAME column that names the row: the entity's own, else the first; empty if there is none."""
        names = [each for each, concept in self.concepts.items() if concept is not None and concept.role is Role.NAME]
        own = [
            each for each in names if self.entity and (found := self.concepts[each]) and found.key == self.entity.name
        ]
        return (own or names or [""])[0]

    def _key_values(self) -> None:
        """Columns of primary key and unique constraints, distinct; the table shrinks if there are not enough."""
        for key in self.keys:
            if all(name in self.values for name in key):
                continue
            if len(key) == 1:
                self._single_key(key[0])
            else:
                self._composite_key(key)

    def _targets(self, name: str) -> list[tuple[object, ...]] | None:
        return next((targets for names, targets in self._draws if names == (name,)), None)

    def _single_key(self, name: str) -> None:
        column, concept = self.columns[name], self.concepts[name]
        targets = self._targets(name)
        if targets is not None:
            self._shrink(len(targets))
            self.values[name] = [target[0] for target in targets[: self.count]]
            return
        if (
            column.kind is ColumnKind.INTEGER
            and not column.choices
            and (
                name in {each.lower() for each in self.table.primary_key}
                or concept is None
                or concept.role in (Role.ID, Role.CODE)
            )
        ):
            start = self.rng.choice((1, 1, 1, 101, 1001)) if column.type.upper() not in ("TINYINT", "UTINYINT") else 1
            self.values[name] = list(range(start, start + self.count))
            return
        made = self._distinct(lambda: (self._make(name)(),), (name,))
        self._shrink(len(made))
        self.values[name] = [value for (value,) in made]

    def _distinct(self, make: "Cell", names: tuple[str, ...]) -> list[tuple[object, ...]]:
        found: dict[tuple[object, ...], None] = {}
        misses = 0
        while len(found) < self.count and misses < _TRIES + self.count:
            made = make()
            assert isinstance(made, tuple)
            if made in found:
                misses += 1
                if misses > _TRIES and len(names) == 1 and not self._is_closed(names[0]):
                    made = (f"{made[0]}{len(found) + 1}",)
            found[made] = None
        return list(found)

    def _is_closed(self, name: str) -> bool:
        """Whether the column can hold only values that are written down somewhere."""
        column, concept = self.columns[name], self.concepts[name]
        listed = bool(column.choices) or (
            concept is not None and (concept.pool in CLOSED_POOLS or bool(concept.values_zh))
        )
        return column.kind is not ColumnKind.TEXT or (listed and (concept is None or concept.pool != "coined"))

    def _composite_key(self, key: tuple[str, ...]) -> None:
        yearly = [name for name in key if self._is_year(name)]
        rest = tuple(name for name in key if name not in yearly)
        if len(yearly) == 1 and rest and not any(name in self.values for name in key):
            self._yearly_key(rest, yearly[0])
            return
        fixed = {name: self.values[name] for name in key if name in self.values}
        found: dict[tuple[object, ...], None] = {}
        kept: list[int] = []
        for row in range(self.count):
            for _ in range(_TRIES):
                made = {name: values[row] for name, values in fixed.items()}
                made |= self._drawn(tuple(name for name in key if name not in made))
                values = tuple(made[name] for name in key)
                if values not in found:
                    found[values] = None
                    kept.append(row)
                    break
        for name, known in fixed.items():
            self.values[name] = [known[row] for row in kept]
        for other in [name for name in self.values if name not in fixed]:
            self.values[other] = [self.values[other][row] for row in kept]
        self.count = len(kept)
        for place, name in enumerate(key):
            self.values[name] = [values[place] for values in found]

    def _drawn(self, names: tuple[str, ...]) -> dict[str, object]:
        """One value for each of the columns, foreign keys from their parents."""
        made: dict[str, object] = {}
        for columns, targets in self._draws:
            if set(columns) & set(names):
                made |= zip(columns, self._draw(targets), strict=True)
        return {name: made[name] if name in made else self._make(name)() for name in names}

    def _is_year(self, name: str) -> bool:
        concept = self.concepts[name]
        return concept is not None and concept.role is Role.YEAR

    def _yearly_key(self, rest: tuple[str, ...], year: str) -> None:
        """The same thing in several years on end, some things in one only."""
        things = self._distinct(lambda: tuple(self._drawn(rest).values()), rest)
        concept = self.concepts[year]
        assert concept is not None
        low, high = int(concept.low), int(concept.high)
        as_text = self.columns[year].kind is ColumnKind.TEXT
        pairs: list[tuple[int, int]] = []
        for at in range(len(things)):
            length = self.rng.choice((1, 2, 3, 3, 3, 4))
            first = self.rng.randrange(low, max(low + 1, high - length + 2))
            pairs += [(at, each) for each in range(first, min(first + length, high + 1))]
            if len(pairs) >= self.count:
                break
        pairs = pairs[: self.count]
        self.count = len(pairs)
        self.groups = [at for at, _ in pairs]
        for place, name in enumerate(rest):
            self.values[name] = [things[at][place] for at, _ in pairs]
        self.values[year] = [str(each) if as_text else each for _, each in pairs]

    def _shrink(self, count: int) -> None:
        self.count = min(self.count, count)
        for name, values in self.values.items():
            self.values[name] = values[: self.count]

    def _other_values(self) -> None:
        for names, targets in self._draws:
            if all(name in self.values for name in names):
                continue
            known = [name for name in names if name in self.values]
            drawn = [self._draw(self._fitting(targets, names, known, row)) for row in range(self.count)]
            for place, name in enumerate(names):
                self.values.setdefault(name, [values[place] for values in drawn])
        for name in self.columns:
            if name not in self.values:
                self.values[name] = (
                    self._grouped(name) if self.groups else [self._make(name)() for _ in range(self.count)]
                )
        self._order_dates()

    def _fitting(
        self, targets: list[tuple[object, ...]], names: tuple[str, ...], known: list[str], row: int
    ) -> list[tuple[object, ...]]:
        """Of a key's parents those that agree with columns already filled."""
        if not known:
            return targets
        places = [(names.index(name), self.values[name][row]) for name in known]
        return [target for target in targets if all(target[place] == value for place, value in places)] or targets

    def _grouped(self, name: str) -> list[object]:
        """Values over the years of one thing: its name stays, its measures stay near its own level."""
        make, concept, column = self._make(name), self.concepts[name], self.columns[name]
        rng = random.Random(f"{self.seed}/{self.table.name}/{name}/drift")
        first: dict[int, object] = {}
        made: list[object] = []
        lasting = concept is not None and (
            concept.key in _LASTING
            or concept.role in (Role.CODE, Role.CONTACT)
            or (concept.role is Role.NAME and name == self._first_name())
        )
        for group in self.groups:
            value = first.setdefault(group, make())
            if not lasting and rng.random() < 0.85:
                if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and concept:
                    width = (concept.high - concept.low) * 0.09
                    value = clipped(float(value) + rng.uniform(-width, width), column, concept)
                elif concept is None or concept.role is not Role.CATEGORY or rng.random() < 0.25:
                    value = make()
            made.append(value)
        return made

    def _order_dates(self) -> None:
        by_concept = {concept.key: name for name, concept in self.concepts.items() if concept is not None}
        for later, (earlier, most) in _FOLLOWS.items():
            end, start = by_concept.get(later), by_concept.get(earlier)
            if end is None or start is None or end in self._in_keys:
                continue
            rng = random.Random(f"{self.seed}/{self.table.name}/{end}/after")
            self.values[end] = [
                _after(begun, value, timedelta(days=rng.randrange(most + 1), minutes=rng.randrange(1, 600)))
                for begun, value in zip(self.values[start], self.values[end], strict=True)
            ]

    def _nulls(self) -> None:
        for key in self.postponed:
            for name in key.columns:
                self.values[name.lower()] = [None] * self.count
        drawn = {name for names, _ in self._draws for name in names if len(names) > 1}
        for name, column in self.columns.items():
            if not column.nullable or name in self._in_keys or name in drawn or self.count < 8:
                continue
            rng = random.Random(f"{self.seed}/{self.table.name}/{name}/null")
            concept = self.concepts[name]
            share = 0.0 if rng.random() < 0.3 else _NULL_SHARE
            if concept is not None and concept.role in (Role.NAME, Role.ID, Role.YEAR) and not self._is_foreign(name):
                share /= 4
            self.values[name] = [None if rng.random() < share else value for value in self.values[name]]

    def _is_foreign(self, name: str) -> bool:
        return any(name in names for names, _ in self._draws)


def _after(start: object, end: object, gap: timedelta) -> object:
    """A value of the end's type that lies a gap behind the start."""
    if not isinstance(start, date) or not isinstance(end, date):
        return end
    if isinstance(end, datetime):
        begun = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day, 8)
        return begun + gap
    day = start.date() if isinstance(start, datetime) else start
    return day + timedelta(days=gap.days)
