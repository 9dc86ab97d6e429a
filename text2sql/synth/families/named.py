"""Numbers of one or two named rows: several at once, computed ones, put together, compared, in two years."""

from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.asking import UNORDERED, a_number, asked_for
from text2sql.synth.families.composing import a_relation
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op, Value, literal
from text2sql.synth.sampler import Sampler


def named_values(s: Sampler) -> Draft | None:
    """Several things of a named row, some of them computed."""
    f = s.frame
    naming = s.naming()
    fixed = [each.column for each in naming]
    asked = asked_for(s, s.rng.choice([2, 2, 3, 3, 4]), without=fixed, labelled=0) if naming else None
    if asked is None or len(asked.columns or asked.computed) < 2:
        return None
    sql = f"SELECT {asked.sql} FROM {f.sql}{f.where(naming)}"
    return Draft(
        family="named_values", sql=sql, frame=f, conditions=naming, columns=asked.columns, asked=asked.computed
    )  # fmt: skip


def named_number(s: Sampler) -> Draft | None:
    """One computed number of a named row: how far its math is above its english, or from a hundred."""
    f = s.frame
    naming, measured = s.naming(), a_number(s)
    if not naming or measured is None or f.is_joined:
        return None
    sql = f"SELECT {f.measured(measured)} FROM {f.sql}{f.where(naming)}"
    return Draft(family="named_number", sql=sql, frame=f, conditions=naming, measured=measured)


def named_test(s: Sampler) -> Draft | None:
    """Whether a named row meets a condition on more than one column."""
    f = s.frame
    naming = s.naming(exactly_one=True)
    tested = a_relation(s, without=[c.column for c in naming], alternatives=False)
    if not naming or tested is None or f.is_joined:
        return None
    test = f.where((tested,)).removeprefix(" WHERE ")
    sql = f"SELECT {test} FROM {f.sql}{f.where(naming)}"
    return Draft(family="named_test", sql=sql, frame=f, conditions=(tested, *naming))


def named_pair(s: Sampler) -> Draft | None:
    """The same columns of two or three named rows."""
    f, rng = s.frame, s.rng
    label, shared = _label_and_year(s)
    names = s.values_of(label, rng.choice([2, 2, 2, 3])) if label else ()
    if label is None or len(names) < 2 or f.is_joined:
        return None
    fixed = [label, *(each.column for each in shared)]
    asked = asked_for(s, rng.choice([1, 1, 2, 3]), without=fixed, labelled=0)
    if asked is None:
        return None
    both = Condition(column=label, op=Op.IN, values=names)
    sql = f"SELECT {f.column(label)}, {asked.sql} FROM {f.sql}{f.where((both, *shared))}"
    computed = (Measured(columns=(label,)), *asked.computed) if asked.computed else ()
    return Draft(
        family="named_pair", sql=sql, frame=f, conditions=shared, values=names,
        columns=(label, *asked.columns) if asked.columns else (), asked=computed,
    )  # fmt: skip


def named_ranked(s: Sampler) -> Draft | None:
    """Two to four named rows in the order of a number, or the first of them."""
    f, rng = s.frame, s.rng
    label, shared = _label_and_year(s)
    names = s.values_of(label, rng.choice([2, 2, 3, 3, 4])) if label else ()
    measured = a_number(s) if rng.random() < 0.35 else s.measured()
    if label is None or len(names) < 2 or measured is None or f.is_joined or measured.form in UNORDERED:
        return None
    if not f.main.one_row_each and not shared:
        return None
    descending, shown, all_of_them = rng.random() < 0.75, rng.random() < 0.5, rng.random() < 0.4
    m = f.measured(measured)
    listed = f"{f.column(label)}, {m}" if shown else f.column(label)
    both = Condition(column=label, op=Op.IN, values=names)
    sql = f"SELECT {listed} FROM {f.sql}{f.where((both, *shared))} ORDER BY {m}{' DESC' if descending else ''}"
    return Draft(
        family="named_ranked" if all_of_them else "named_best", sql=sql + ("" if all_of_them else " LIMIT 1"), frame=f,
        conditions=shared, values=names, measured=measured, descending=descending, shown=shown, n=1,
    )  # fmt: skip


def named_together(s: Sampler) -> Draft | None:
    """The total, mean or extreme of a number over two or three named rows."""
    f, rng = s.frame, s.rng
    label, shared = _label_and_year(s)
    names = s.values_of(label, rng.choice([2, 2, 2, 3])) if label else ()
    measured = s.measured()
    if label is None or len(names) < 2 or measured is None or f.is_joined or (not f.main.one_row_each and not shared):
        return None
    aggregate = rng.choice(["SUM", "SUM", "AVG", "AVG", "MAX", "MIN"])
    both = Condition(column=label, op=Op.IN, values=names)
    sql = f"SELECT {aggregate}({f.measured(measured)}) FROM {f.sql}{f.where((both, *shared))}"
    return Draft(
        family="named_together", sql=sql, frame=f, conditions=shared, values=names, measured=measured,
        aggregate=aggregate,
    )  # fmt: skip


def named_cross(s: Sampler) -> Draft | None:
    """How much one number of a named row is above another number of another named row."""
    f = s.frame
    label, shared = _label_and_year(s)
    names, pair = s.values_of(label, 2) if label else (), s.siblings(2)
    if label is None or len(names) < 2 or len(pair) < 2 or f.is_joined:
        return None
    one, other = (
        f"(SELECT {f.column(column)} FROM {f.sql}{f.where((Condition(column=label, op=Op.EQ, values=(name,)), *shared))})"
        for column, name in zip(pair, names, strict=True)
    )
    return Draft(
        family="named_cross", sql=f"SELECT {one} - {other}", frame=f, conditions=shared, values=names,
        measured=Measured(columns=pair[:1]), second=Measured(columns=pair[1:]),
    )  # fmt: skip


def named_years(s: Sampler) -> Draft | None:
    """Numbers of a named row year by year: of two years, or of all."""
    f, rng = s.frame, s.rng
    year, label = s.year(), f.main.label
    if year is None or s.identity() is None or label is None or f.is_joined:
        return None
    name = s.values_of(label, 1)
    asked = asked_for(s, rng.choice([1, 1, 2]), without=[year, label], labelled=0)
    if not name or asked is None:
        return None
    named = Condition(column=label, op=Op.EQ, values=name)
    conditions: tuple[Condition, ...] = (named,)
    order, family = f" ORDER BY {f.column(year)}", "named_history"
    if rng.random() < 0.5:
        years = tuple(sorted(s.values_of(year, 2), key=str))
        if len(years) < 2:
            return None
        conditions, family = (named, Condition(column=year, op=Op.IN, values=years)), "named_years"
    sql = f"SELECT {f.column(year)}, {asked.sql} FROM {f.sql}{f.where(conditions)}{order}"
    computed = (Measured(columns=(year,)), *asked.computed) if asked.computed else ()
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, asked=computed,
        columns=(year, *asked.columns) if asked.columns else (),
    )  # fmt: skip


def named_change(s: Sampler) -> Draft | None:
    """How much a computed number of a named row rose from one year to another."""
    f = s.frame
    year, label, measured = s.year(), f.main.label, a_number(s)
    if year is None or s.identity() is None or label is None or measured is None or f.is_joined:
        return None
    years, name = sorted(v for v in s.values_of(year, 2) if isinstance(v, int)), s.values_of(label, 1)
    if len(years) < 2 or not name or measured.form in ("distance", "difference"):
        return None
    after, before = (
        f"(SELECT {f.measured(measured)} FROM {f.sql}"
        f" WHERE {f.column(label)} = {literal(name[0])} AND {f.column(year)} = {each})"
        for each in reversed(years)
    )
    values: tuple[Value, ...] = (*years, name[0])
    return Draft(family="growth_of_row", sql=f"SELECT {after} - {before}", frame=f, measured=measured, values=values)


def _label_and_year(s: Sampler) -> tuple[ColumnMeaning | None, tuple[Condition, ...]]:
    """The label, and the year that makes a name one row where rows repeat by year."""
    label, year = s.frame.main.label, s.year()
    if label is None or (label.table, label.name) not in s.askable:
        return None, ()
    if year is None or s.identity() is None:
        return label, ()
    values = s.values_of(year, 1)
    return (label, (Condition(column=year, op=Op.EQ, values=values),)) if values else (None, ())
