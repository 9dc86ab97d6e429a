"""What is asked for: labels, columns and numbers computed of the columns of a row, and what to order by."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from text2sql.lexicon import Role, Scale
from text2sql.meaning import ColumnMeaning
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Measured
from text2sql.synth.sampler import Sampler

# Nobody sorts by a column turned round or shifted, or by the best of several.
UNORDERED = ("distance", "plus", "times", "above", "greatest", "least")
_FACTORS = (Decimal("0.9"), Decimal("0.8"), Decimal("0.5"), Decimal("1.1"), 2)


class Asked(NamedTuple):
    """What is asked for, as a draft holds it: plain columns, or a list in which something is computed."""

    columns: tuple[ColumnMeaning, ...]
    computed: tuple[Measured, ...]
    sql: str


def a_number(s: Sampler, *, without: Collection[ColumnMeaning] = ()) -> Measured | None:
    """A number computed of the columns of a row: a sum, mean, difference, ratio, amount or distance from a bound."""
    rng = s.rng
    roll = rng.random()
    measured: Measured | None
    if roll < 0.16:
        measured = _distance(s, without) if roll < 0.07 else _shifted(s, without)
    elif roll < 0.4:
        pair = s.siblings(2)
        form = "ratio" if roll < 0.23 else "difference" if roll < 0.37 else "percent"
        measured = Measured(columns=pair, form=form) if len(pair) == 2 else None
    else:
        measured = s.composed()
        if measured and measured.form == "sum" and rng.random() < 0.55:
            form = rng.choice(["mean", "mean", "mean", "greatest", "least", "share"])
            measured = Measured(columns=measured.columns, form=form, is_all=measured.is_all)
    return None if measured is None or set(measured.columns) & set(without) else measured


def _distance(s: Sampler, without: Collection[ColumnMeaning]) -> Measured | None:
    """How much a column lacks to a round number that none of its values is above."""
    some = s.measures(1, without=without)
    numbers = s.values.numbers_of(some[0]) if some else ()
    if not numbers or numbers[-1] <= 1:
        return None
    power = 10 ** (len(str(int(numbers[-1]))) - 1)
    bound = 100 if s.is_of_hundred(some[0]) else -(-int(numbers[-1] + 1) // power) * power
    return Measured(columns=some, form="distance", bound=bound)


def _shifted(s: Sampler, without: Collection[ColumnMeaning]) -> Measured | None:
    """A column with a number added, or multiplied: 5 marks more, 20 per cent off."""
    some = s.measures(1, without=without)
    if not some:
        return None
    if some[0].scale is Scale.COSTLY:
        return Measured(columns=some, form="times", bound=s.rng.choice(_FACTORS))
    if s.rng.random() < 0.5:
        return Measured(columns=some, form="times", bound=s.rng.choice((2, Decimal("1.1"), Decimal("1.2"))))
    largest = max(s.values.numbers_of(some[0]), default=0)
    if 20 < largest <= 1000 and s.rng.random() < 0.5:
        return Measured(columns=some, form="plus", bound=s.rng.choice((1, 2, 5, 5, 10, 20)))
    bound = s.threshold(Measured(columns=some))
    return Measured(columns=some, form="above", bound=bound) if bound is not None else None


def asked_for(s: Sampler, n: int, *, without: Collection[ColumnMeaning] = (), labelled: float = 0.75) -> Asked | None:
    """Up to n things asked for: mostly the label first, then columns and computed numbers.

    Args:
        s: where they are drawn from.
        n: how many are wanted.
        without: columns that nobody would ask for.
        labelled: how likely the label is among them.
    """
    f, rng, label = s.frame, s.rng, s.frame.main.label
    found: list[Measured] = []
    used = list(without)
    if label and (label.table, label.name) in s.askable and label not in used and rng.random() < labelled:
        found.append(Measured(columns=(label,)))
        used.append(label)
    number = a_number(s) if len(found) < n and rng.random() < 0.4 else None
    if number and len(number.columns) == 2 and len(found) + 3 <= n and rng.random() < 0.6:
        # Both terms and what they make together.
        found += [Measured(columns=(each,)) for each in number.columns]
        used += number.columns
    more = n - len(found) - bool(number)
    if more > 0:
        numbers = s.measures(more, without=used) if rng.random() < 0.5 else ()
        found += [Measured(columns=(each,)) for each in numbers or s.columns(more, without=used)]
    if number and (number.form or number.columns[0] not in used):
        found.append(number)
    return as_asked(f, found) if found else None


def as_asked(frame: Frame, found: Sequence[Measured]) -> Asked | None:
    """The list as a draft holds it; None where it is of parents alone, which repeat with their children."""
    columns = [column for each in found for column in each.columns]
    if frame.is_joined and all(column.table != frame.main.table.name for column in columns):
        return None
    sql = ", ".join(frame.measured(each) for each in found)
    if all(not each.form for each in found):
        return Asked(tuple(columns), (), sql)
    return Asked((), tuple(found), sql)


def order_by(s: Sampler, asked: Asked, *, without: Collection[ColumnMeaning] = ()) -> Measured | None:
    """A number to order by: one of those asked for, another computed one, a column or a date."""
    rng = s.rng
    shown = [each for each in asked.computed if each.form not in ("", *UNORDERED)]
    shown += [Measured(columns=(each,)) for each in asked.columns if each.role is Role.MEASURE]
    roll = rng.random()
    if shown and roll < 0.4:
        return rng.choice(shown)
    if roll < 0.65 and (number := a_number(s, without=without)) and number.form not in UNORDERED:
        return number
    return s.measured(dates=True, means=True, without=without)
