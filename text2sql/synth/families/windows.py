"""Numbers beside each row or group that only a window gives: places, shares, averages, steps, sums so far."""

from dataclasses import replace

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.sampler import Sampler

BESIDE = ("number", "place", "place_in", "share", "share_in", "average_in", "gap_in", "best_in", "total_in", "average")
"""What may stand beside a row: its own number, its place, its share, its group's numbers."""


def beside(s: Sampler) -> Draft | None:
    """Rows with their number and one or two of: place, share, the group's average, how far from it."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    group = s.group()
    measured = s.measured(plain=True, without=[group] if group else [])
    if label is None or measured is None or group is None or group in (label, s.year()):
        return None
    if (label.table, label.name) not in s.askable:
        return None
    year = s.year() if s.identity() is not None and not f.is_joined else None
    years = _one_year(s, year)
    used = [label, group, *measured.columns, *([year] if year else [])]
    conditions = (*years, *s.conditions(rng.choice([0, 0, 1, 1, 2]), without=used, simple=rng.random() < 0.6))
    one = measured.columns[0]
    within = [each for each in BESIDE if each.endswith("_in")]
    summed = one.additive
    kinds = [each for each in BESIDE[1:] if summed or each not in ("share", "share_in", "total_in")]
    first = rng.choice(kinds)
    asked = [*(["number"] if rng.random() < 0.65 else []), first]
    if rng.random() < 0.25:
        asked.append(rng.choice([each for each in kinds if each != first]))
    is_grouped = any(each in within for each in asked)
    columns: tuple[ColumnMeaning, ...] = (label,)
    if is_grouped and rng.random() < 0.5:
        columns = (label, group)
    elif rng.random() < 0.2:
        columns = (label, *s.columns(1, without=[*used, *(c.column for c in conditions)]))
    descending = rng.random() < 0.85
    shown = ", ".join([f.list(columns), *(_beside(s, each, measured, group, descending) for each in asked)])
    rest = f"FROM {f.sql}{f.where(conditions)}"
    return Draft(
        family="beside", sql=f"SELECT {shown} {rest}", frame=f, conditions=conditions, columns=columns,
        measured=measured, groups=(group,) if is_grouped else (), aggregates=tuple(asked), descending=descending,
    )  # fmt: skip


def _beside(s: Sampler, kind: str, measured: Measured, group: ColumnMeaning, descending: bool) -> str:
    m, over = s.frame.measured(measured), f"OVER (PARTITION BY {s.frame.group_key(group)})"
    way = " DESC" if descending else ""
    match kind:
        case "number":
            return m
        case "place":
            return f"RANK() OVER (ORDER BY {m}{way})"
        case "place_in":
            return f"RANK() OVER (PARTITION BY {s.frame.group_key(group)} ORDER BY {m}{way})"
        case "share":
            return f"100.0 * {m} / SUM({m}) OVER ()"
        case "share_in":
            return f"100.0 * {m} / SUM({m}) {over}"
        case "average":
            return f"AVG({m}) OVER ()"
        case "average_in":
            return f"AVG({m}) {over}"
        case "gap_in":
            return f"{m} - AVG({m}) {over}"
        case "best_in":
            return f"MAX({m}) {over}"
        case _:
            return f"SUM({m}) {over}"


def first_of_each(s: Sampler) -> Draft | None:
    """The first few, the n-th or the last few of each group with columns and their number, under conditions."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    group = s.group()
    measured = s.measured(plain=True, without=[group] if group else [])
    if group is None or label is None or measured is None or group in (label, s.year()):
        return None
    if f.is_joined or any(c.name.lower() == "rn" for table in f.tables for c in table.columns):
        return None
    year = s.year() if s.identity() is not None else None
    used = [label, group, *measured.columns, *([year] if year else [])]
    conditions = (*_one_year(s, year), *s.conditions(rng.choice([0, 0, 1, 1, 2]), without=used))
    descending, n = rng.random() < 0.8, rng.choice([2, 2, 3, 3, 5])
    others = s.columns(rng.choice([0, 0, 1]), without=[*used, *(c.column for c in conditions)])
    columns = (*([group] if rng.random() < 0.7 else []), label, *others)
    if rng.random() < 0.5:
        columns = (*columns, measured.columns[0])
    inner_columns = tuple(dict.fromkeys((*columns, group)))
    place = f"ROW_NUMBER() OVER (PARTITION BY {f.column(group)} ORDER BY {f.measured(measured)}{' DESC' if descending else ''}) AS rn"
    inner = f"SELECT {f.list(inner_columns)}, {place} FROM {f.sql}{f.where(conditions)}"
    is_nth = rng.random() < 0.3
    test = f"rn = {n}" if is_nth else f"rn <= {n}"
    return Draft(
        family="nth_of_each" if is_nth else "first_of_each", sql=f"SELECT {f.list(columns)} FROM ({inner}) WHERE {test}",
        frame=f, conditions=conditions, columns=columns, groups=(group,), measured=measured, n=n, descending=descending,
    )  # fmt: skip


def steps(s: Sampler) -> Draft | None:
    """What a number was the year before, or how much it changed since, for each row of a thing; sums so far of periods."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    year, key = s.year(), s.identity()
    measured = s.measured(plain=True)
    if measured is None:
        return None
    m = f.measured(measured)
    if year is not None and key is not None and label is not None and not f.is_joined and rng.random() < 0.6:
        before = f"LAG({m}) OVER (PARTITION BY {f.column(key)} ORDER BY {f.column(year)})"
        step = rng.choice(["change", "before"])
        number = f"{m} - {before}" if step == "change" else before
        shown = [f.column(label), f.column(year), *([m] if rng.random() < 0.5 else []), number]
        named = s.values_of(label, 1)
        drafted = Draft(
            family=f"step_{step}", sql="", frame=f, columns=(label, year), measured=measured, shown=len(shown) == 4
        )
        if named and rng.random() < 0.4:
            who = Condition(column=label, op=Op.EQ, values=named)
            conditions = (who,)
            shown = shown[1:]
            drafted = replace(drafted, family=f"step_{step}_of_one", columns=(year,), conditions=conditions)
        sql = f"SELECT {', '.join(shown)} FROM {f.sql}{f.where(drafted.conditions)}"
        return replace(drafted, sql=sql)
    return _so_far(s, measured if rng.random() < 0.7 else None, year)


def _so_far(s: Sampler, measured: Measured | None, year: ColumnMeaning | None) -> Draft | None:
    """For each year or month the number and the sum so far, or the number before."""
    f, rng = s.frame, s.rng
    dates = [c for c in s.having(Role.DATE) if c.table == f.main.table.name]
    if measured is not None and not measured.columns[0].additive:
        measured = None
    if year is None and (not dates or not f.main.is_event):
        return None
    conditions: tuple[Condition, ...] = ()
    column = year or rng.choice(dates)
    period, n = (f.column(column), 1) if year else (f"YEAR({f.column(column)})", 1)
    if not year and rng.random() < 0.6:
        in_year = s.condition_on(column, only_year=True)
        if in_year is None:
            return None
        conditions, period, n = (in_year,), f"MONTH({f.column(column)})", 12
    more = s.conditions(rng.choice([0, 0, 1]), without=[column, *(measured.columns if measured else ())], simple=True)
    number = f"SUM({f.measured(measured)})" if measured else "COUNT(*)"
    family, window = rng.choice(
        [
            ("sum_so_far", f"SUM({number}) OVER (ORDER BY {period})"),
            ("sum_so_far", f"SUM({number}) OVER (ORDER BY {period})"),
            ("number_before", f"LAG({number}) OVER (ORDER BY {period})"),
            ("share_of_period", f"100.0 * {number} / SUM({number}) OVER ()"),
        ]
    )
    both = rng.random() < 0.6 or family == "number_before"
    sql = f"SELECT {period}, {f'{number}, ' if both else ''}{window} FROM {f.sql}{f.where((*conditions, *more))} GROUP BY {period}"
    return Draft(
        family=f"{family}_beside" if both else family, sql=sql, frame=f, conditions=(*conditions, *more),
        measured=measured, aggregate="SUM" if measured else "COUNT", groups=(column,), n=n,
    )  # fmt: skip


def share_of_groups(s: Sampler) -> Draft | None:
    """Each group with its number and its place, or its share of the whole, or how far it is from the average group."""
    f, rng = s.frame, s.rng
    group = s.group()
    measured = s.measured(plain=True, without=[group] if group else []) if rng.random() < 0.6 else None
    if group is None:
        return None
    name = s.aggregate(measured) if measured else "COUNT"
    # The place by a least number could be counted from either end.
    name = "AVG" if name in ("MAX", "MIN") else name
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    conditions = s.conditions(rng.choice([0, 0, 1, 1, 2]), without=[group, *(measured.columns if measured else ())])
    summed = name in ("SUM", "COUNT")
    kind = rng.choice(["place", "place", *(["share", "share"] if summed else []), "gap"])
    windows = {
        "place": f"RANK() OVER (ORDER BY {number} DESC)",
        "share": f"100.0 * {number} / SUM({number}) OVER ()",
        "gap": f"{number} - AVG({number}) OVER ()",
    }
    both = rng.random() < 0.65
    sql = (
        f"SELECT {f.column(group)}, {f'{number}, ' if both else ''}{windows[kind]} FROM {f.sql}{f.where(conditions)}"
        f" GROUP BY {f.group_key(group)}"
    )
    return Draft(
        family=f"group_{kind}_beside" if both else f"group_{kind}", sql=sql, frame=f, conditions=conditions,
        groups=(group,), measured=measured, aggregate=name,
    )  # fmt: skip


def _one_year(s: Sampler, year: ColumnMeaning | None) -> tuple[Condition, ...]:
    values = s.values_of(year, 1) if year else ()
    return (Condition(column=year, op=Op.EQ, values=values),) if year and values else ()
