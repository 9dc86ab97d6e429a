"""What can be drawn from a frame: columns, conditions, numbers and thresholds.

Everything random comes from the one `random.Random` that is passed in.
"""

import datetime
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning, Link, SchemaMeaning
from text2sql.schema import ColumnKind
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Measured, Op, Value, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampler:
    """Draws the parts of a question from a frame.

    Attributes:
        rng: where all choices come from.
        meaning: the whole schema, for links.
        values: what occurs in the rows.
        frame: what is asked about.
        askable: columns that may be spoken of; others carry no words in the language asked.
    """

    rng: random.Random
    meaning: SchemaMeaning
    values: Values
    frame: Frame
    askable: frozenset[tuple[str, str]]

    def at(self, frame: Frame) -> "Sampler":
        """The same sampler on another frame."""
        return replace(self, frame=frame)

    def having(self, *roles: Role, without: Collection[ColumnMeaning] = ()) -> list[ColumnMeaning]:
        """The columns of these roles in all tables of the frame."""
        return [
            column
            for table in self.frame.tables
            for column in table.having(*roles)
            if column not in without and (column.table, column.name) in self.askable
        ]

    def link(self) -> Link | None:
        """A foreign key of the schema."""
        links = [link for link in self.meaning.links if self._is_plain(link)]
        return self.rng.choice(links) if links else None

    def _is_plain(self, link: Link) -> bool:
        # Two keys to the same parent (home team, away team) make "its parent" ambiguous.
        return sum(each.child == link.child and each.parent == link.parent for each in self.meaning.links) == 1

    def joined(self) -> Frame | None:
        """A frame along one or two foreign keys."""
        first = self.link()
        if first is None:
            return None
        more = [
            link
            for link in self.meaning.links
            if link.child in (first.child, first.parent)
            and self._is_plain(link)
            and link.parent not in (first.child, first.parent)
        ]
        if more and self.rng.random() < 0.35:
            return Frame.along(self.meaning, (first, self.rng.choice(more)))
        return Frame.along(self.meaning, (first,))

    def bridge(self) -> tuple[Link, Link] | None:
        """The two keys of a table between two others, such as the lines between orders and products."""
        pairs = [
            (one, other)
            for one in self.meaning.links
            for other in self.meaning.links
            if one.child == other.child and one.parent != other.parent and self._is_plain(one) and self._is_plain(other)
        ]
        return self.rng.choice(pairs) if pairs else None

    def chain(self) -> tuple[Link, Link] | None:
        """Two keys one above the other: of a child to its parent, and of a grandchild to the child."""
        pairs = [
            (near, far)
            for near in self.meaning.links
            for far in self.meaning.links
            if far.parent == near.child and far.child != near.parent and self._is_plain(near) and self._is_plain(far)
        ]
        return self.rng.choice(pairs) if pairs else None

    def columns(self, n: int, *, without: Collection[ColumnMeaning] = ()) -> tuple[ColumnMeaning, ...]:
        """Up to n columns worth asking for."""
        roles = (Role.CODE, Role.CATEGORY, Role.MEASURE, Role.YEAR, Role.DATE, Role.CONTACT, Role.NAME, Role.TEXT)
        some = self.having(*roles, Role.TIME, without=without)
        return tuple(self.rng.sample(some, min(n, len(some))))

    def answer_columns(self, *, without: Collection[ColumnMeaning] = ()) -> tuple[ColumnMeaning, ...]:
        """What "which ones" is answered with: the label, sometimes more, sometimes other columns."""
        label = self.frame.main.label
        roll = self.rng.random()
        if label and (label.table, label.name) in self.askable and label not in without and roll < 0.85:
            others = self.columns(self.rng.choice([1, 1, 2]), without=[label, *without]) if roll < 0.25 else ()
            return (label, *others)
        return self.columns(self.rng.choice([1, 1, 2, 3]), without=without)

    def group(self, *, without: Collection[ColumnMeaning] = ()) -> ColumnMeaning | None:
        """A column to group by."""
        some = [
            column
            for column in self.having(Role.CATEGORY, Role.CATEGORY, Role.YEAR, Role.NAME, without=without)
            if len(self.values.of(column)) >= 2 and self._repeats(column)
        ]
        return self.rng.choice(some) if some else None

    def _repeats(self, column: ColumnMeaning) -> bool:
        # In a join the label of a parent repeats with its children; in one table a name seldom does.
        foreign = self.frame.is_joined and column.table != self.frame.main.table.name
        return foreign or column.role is not Role.NAME or column != self.frame.main.label

    def groups(self, n: int) -> tuple[ColumnMeaning, ...]:
        """Up to n different columns to group by."""
        found: list[ColumnMeaning] = []
        for _ in range(n):
            column = self.group(without=found)
            if column is not None:
                found.append(column)
        return tuple(found)

    def measures(self, n: int, *, without: Collection[ColumnMeaning] = ()) -> tuple[ColumnMeaning, ...]:
        """Up to n measures of the rows asked about."""
        some = self._main_measures(without)
        return tuple(self.rng.sample(some, min(n, len(some))))

    def _main_measures(self, without: Collection[ColumnMeaning] = ()) -> list[ColumnMeaning]:
        own = [c for c in self.having(Role.MEASURE, without=without) if c.table == self.frame.main.table.name]
        return own or self.having(Role.MEASURE, without=without)

    def siblings(self, n: int) -> tuple[ColumnMeaning, ...]:
        """Up to n measures that are of one sort, such as the marks of several subjects; in table order if all."""
        some = self._main_measures()
        sorts: dict[tuple[object, ...], list[ColumnMeaning]] = {}
        for column in some:
            ending = (column.column.type, column.is_score, column.zh[0][-2:] if column.speaks_zh else "", column.table)
            sorts.setdefault(ending, []).append(column)
        parallel = [group for group in sorts.values() if len(group) >= 2 and group[0].speaks_zh]
        if not parallel:
            return ()
        group = max(parallel, key=len)
        if n >= len(group):
            return tuple(group) if len(group) >= 3 else ()
        return tuple(self.rng.sample(group, n))

    def measured(
        self, *, dates: bool = False, means: bool = False, plain: bool = False, without: Collection[ColumnMeaning] = ()
    ) -> Measured | None:
        """A number to compare or average: mostly one measure, sometimes several added up or subtracted."""
        roll = self.rng.random()
        if dates and roll < 0.12:
            some = self.having(Role.DATE, without=without)
            if some:
                return Measured(columns=(self.rng.choice(some),))
        if not plain and roll > 0.82:
            columns = self.siblings(self.rng.choice([2, 2, 3, 99, 99, 99]))
            if len(columns) >= 2 and not set(columns) & set(without):
                form = "difference" if len(columns) == 2 and self.rng.random() < 0.4 else "sum"
                form = "mean" if means and form == "sum" and self.rng.random() < 0.3 else form
                return Measured(columns=columns, form=form, is_all=columns == self.siblings(99))
        some = self._main_measures(without)
        if not plain and roll < 0.3 and (amount := self._amount(some)):
            return amount
        return Measured(columns=(self.rng.choice(some),)) if some else None

    def composed(self) -> Measured | None:
        """A number of several columns, if the rows have parallel measures or an amount."""
        if self.rng.random() < 0.4 and (amount := self._amount(self._main_measures())):
            return amount
        columns = self.siblings(self.rng.choice([2, 2, 3, 99, 99, 99]))
        if len(columns) < 2:
            return None
        form = "difference" if len(columns) == 2 and self.rng.random() < 0.25 else "sum"
        return Measured(columns=columns, form=form, is_all=columns == self.siblings(99))

    def _amount(self, some: Sequence[ColumnMeaning]) -> Measured | None:
        """Quantity times price, where a row has one of each: what people call revenue."""
        prices = [c for c in some if c.scale is Scale.COSTLY]
        counts = [c for c in some if c.scale is Scale.MANY and c.additive and c.kind is ColumnKind.INTEGER]
        if len(prices) != 1 or len(counts) != 1 or not self.meaning.table(prices[0].table).is_event:
            return None
        return Measured(columns=(counts[0], prices[0]), form="product")

    def aggregate(self, measured: Measured) -> str:
        """An aggregate that means something for the number."""
        summable = (all(c.additive for c in measured.columns) and measured.form != "mean") or measured.form == "product"
        names = ["AVG", "AVG", "AVG", "MAX", "MIN"] if not summable else ["AVG", "MAX", "MIN", "SUM", "SUM", "SUM"]
        return self.rng.choice(names)

    def values_of(self, column: ColumnMeaning, n: int) -> tuple[Value, ...]:
        """Up to n different values that occur."""
        values = self.values.of(column)
        return tuple(self.rng.sample(values, min(n, len(values))))

    def threshold(self, measured: Measured, *, times: int = 1) -> Value | None:
        """A round number within the range of the values."""
        total = 0.0
        for column in measured.columns:
            values = self.values.numbers_of(column)
            if not values:
                return None
            low, high = values[int(0.2 * len(values))], values[int(0.8 * (len(values) - 1))]
            picked = self.rng.uniform(low, high)
            if measured.form == "product" and column is measured.columns[1]:
                total *= picked
            else:
                total += -picked if measured.form == "difference" and column is measured.columns[1] else picked
        return _rounded(total / (len(measured.columns) if measured.form == "mean" else 1) * times, self.rng)

    def group_size(self, group: ColumnMeaning) -> int:
        """A number that groups' sizes lie around; the rows decide later whether it tells them apart."""
        return self.rng.choice([1, 2, 3, 4, 5, 5, 8, 10, 10, 15, 20, 30, self.rng.randint(2, 60)])

    def year(self) -> ColumnMeaning | None:
        """The calendar year of the rows, if they have one."""
        some = [c for c in self.frame.main.having(Role.YEAR) if (c.table, c.name) in self.askable]
        return some[0] if len(some) == 1 else None

    def identity(self) -> ColumnMeaning | None:
        """The column that says which rows are of the same thing in different years."""
        year = self.year()
        keys = [
            c for c in self.frame.main.columns if c.name in self.frame.main.table.primary_key and year and c != year
        ]
        return keys[0] if len(keys) == 1 and len(self.frame.main.table.primary_key) == 2 else None

    def naming(self, *, exactly_one: bool = False) -> tuple[Condition, ...]:
        """Conditions that name a row: its label, and its year where rows repeat by year."""
        label = self.frame.main.label
        if label is None or (label.table, label.name) not in self.askable:
            return ()
        picked = self.values_of(label, 1)
        if not picked:
            return ()
        named = (Condition(column=label, op=Op.EQ, values=picked),)
        year = self.year()
        repeats = self.identity() is not None
        if year and ((exactly_one and repeats) or (repeats and self.rng.random() < 0.6)):
            years = self.values_of(year, 1)
            return (*named, Condition(column=year, op=Op.EQ, values=years)) if years else named
        return named

    def conditions(
        self, n: int, *, without: Collection[ColumnMeaning] = (), simple: bool = False
    ) -> tuple[Condition, ...]:
        """Up to n conditions on different columns."""
        used = list(without)
        found: list[Condition] = []
        for _ in range(n):
            some = self.having(Role.CATEGORY, Role.YEAR, Role.FLAG, Role.DATE, without=used)
            if not simple:
                some += self.having(Role.MEASURE, Role.NAME, Role.CODE, without=used)
            if self.frame.is_joined and not found:
                foreign = [c for c in some if c.table != self.frame.main.table.name]
                some = foreign or some
            if not some:
                break
            # The role first: a table of nine marks is still asked about by class and year.
            roles = sorted({column.role for column in some})
            role = self.rng.choices(roles, [_CONDITION_WEIGHTS.get(role, 1.0) for role in roles])[0]
            column = self.rng.choice([column for column in some if column.role is role])
            condition = self.condition_on(column, simple=simple)
            used.append(column)
            if condition is not None:
                found.append(condition)
        return tuple(found)

    def condition_on(self, column: ColumnMeaning, *, simple: bool = False, only_year: bool = False) -> Condition | None:
        """A condition on this column; `only_year`: the year of a date."""
        rng = self.rng
        if only_year:
            dates = [value for value in self.values_of(column, 1) if isinstance(value, datetime.date)]
            return Condition(column=column, op=Op.IN_YEAR, values=(dates[0].year,)) if dates else None
        if column.column.nullable and not simple and rng.random() < 0.05:
            return Condition(column=column, op=rng.choice([Op.NULL, Op.NULL, Op.NOT_NULL]))
        values = self.values_of(column, 3)
        if not values:
            return None
        one = values[:1]
        match column.role:
            case Role.FLAG:
                return Condition(column=column, op=Op.EQ, values=one)
            case Role.YEAR:
                op = (
                    Op.EQ
                    if simple
                    else rng.choice([Op.EQ, Op.EQ, Op.EQ, Op.GE, Op.GT, Op.LT, Op.NE, Op.IN, Op.BETWEEN])
                )
                return self._comparison(column, op, values)
            case Role.DATE:
                return self._date(column, one[0])
            case Role.MEASURE:
                return self._measure(column)
            case Role.NAME | Role.CODE:
                return self._text(column, str(one[0]))
            case _:
                op = Op.EQ if simple else rng.choice([Op.EQ] * 7 + [Op.NE, Op.IN, Op.IN, Op.NOT_IN])
                if not simple and column.kind is ColumnKind.TEXT and rng.random() < 0.06:
                    return self._text(column, str(one[0]))
                return self._comparison(column, op, values)

    def _comparison(self, column: ColumnMeaning, op: Op, values: tuple[Value, ...]) -> Condition | None:
        if op in (Op.IN, Op.NOT_IN):
            several = values[: self.rng.choice([2, 2, 2, 3])]
            return Condition(column=column, op=op, values=several) if len(several) > 1 else None
        if op is Op.BETWEEN:
            pair = tuple(sorted(values[:2], key=str))
            return Condition(column=column, op=op, values=pair) if len(pair) == 2 else None
        return Condition(column=column, op=op, values=values[:1])

    def _measure(self, column: ColumnMeaning) -> Condition | None:
        rng = self.rng
        if column.is_score and rng.random() < 0.25 and self.is_of_hundred(column):
            return Condition(column=column, op=rng.choice([Op.PASS, Op.FAIL, Op.FAIL, Op.TOP_MARK]))
        one = self.threshold(Measured(columns=(column,)))
        other = self.threshold(Measured(columns=(column,)))
        if one is None or other is None:
            return None
        op = rng.choice([Op.GT] * 4 + [Op.GE] * 3 + [Op.LT] * 4 + [Op.LE] * 2 + [Op.BETWEEN] * 2 + [Op.EQ])
        if op is Op.BETWEEN:
            low, high = sorted((one, other), key=lambda v: float(str(v)))
            return Condition(column=column, op=op, values=(low, high)) if low != high else None
        if op is Op.EQ:
            return Condition(column=column, op=op, values=self.values_of(column, 1))
        return Condition(column=column, op=op, values=(one,))

    def is_of_hundred(self, column: ColumnMeaning) -> bool:
        """Whether its numbers are marks out of a hundred."""
        numbers = self.values.numbers_of(column)
        return bool(numbers) and 60 < numbers[-1] <= 100

    def _date(self, column: ColumnMeaning, value: Value) -> Condition | None:
        if not isinstance(value, datetime.date):
            return None
        rng = self.rng
        day = datetime.date(value.year, value.month, value.day)
        op = rng.choice([Op.IN_YEAR] * 5 + [Op.IN_MONTH] * 3 + [Op.GT, Op.GE, Op.LT, Op.BETWEEN])
        if column.kind is not ColumnKind.DATE and op in (Op.BETWEEN, Op.GT):
            op = Op.IN_YEAR
        if op is Op.IN_YEAR:
            return Condition(column=column, op=op, values=(day.year,))
        if op is Op.IN_MONTH:
            return Condition(column=column, op=op, values=(day.year, day.month))
        if op is Op.BETWEEN:
            later = day + datetime.timedelta(days=rng.choice([7, 30, 60, 90]))
            return Condition(column=column, op=op, values=(day, later))
        if rng.random() < 0.6:
            day = datetime.date(day.year, day.month, 1)
        return Condition(column=column, op=op, values=(day,))

    def _text(self, column: ColumnMeaning, value: str) -> Condition | None:
        rng = self.rng
        # The row of that name is asked for by naming it; as one condition of many it reads as another row.
        if column != self.frame.main.label and (rng.random() < 0.35 or len(value) < 2):
            return Condition(column=column, op=Op.EQ, values=(value,))
        op = rng.choice([Op.PREFIX, Op.PREFIX, Op.CONTAINS, Op.CONTAINS, Op.SUFFIX, Op.NOT_CONTAINS])
        if " " in value:
            word = rng.choice(value.split())
            op, part = Op.CONTAINS if op is not Op.PREFIX else op, word if op is not Op.PREFIX else value.split()[0]
        else:
            length = rng.choice([1, 1, 2]) if not value.isascii() else rng.choice([1, 2, 3])
            length = min(length, len(value) - 1)
            at = (
                0
                if op is Op.PREFIX
                else len(value) - length
                if op is Op.SUFFIX
                else rng.randrange(len(value) - length + 1)
            )
            part = value[at : at + length]
        if "%" in part or "_" in part or not part.strip():
            return None
        return Condition(column=column, op=op, values=(part,))


_CONDITION_WEIGHTS = {
    Role.CATEGORY: 4.0, Role.YEAR: 3.5, Role.MEASURE: 3.5, Role.DATE: 2.0, Role.NAME: 0.9, Role.CODE: 0.3, Role.FLAG: 1.5,
}  # fmt: skip


def _rounded(value: float, rng: random.Random) -> Value:
    size = abs(value)
    if size < 5:
        return Decimal(str(round(value, 1)))
    step = 1 if size < 30 else rng.choice([1, 5, 5, 10]) if size < 200 else rng.choice([10, 50, 100])
    if size >= 2000:
        step = rng.choice([100, 500, 1000])
    if size >= 20000:
        step = rng.choice([1000, 5000, 10000])
    return int(round(value / step) * step)
