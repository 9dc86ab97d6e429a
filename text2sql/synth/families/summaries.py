"""Figures side by side, for each group, of groups within bounds, and of the groups that stand out."""

from dataclasses import replace

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.figures import bound, draw_columns, draw_figure, draw_figures, draw_keys
from text2sql.synth.frame import Frame
from text2sql.synth.parts import Condition, Op
from text2sql.synth.sampler import Sampler
from text2sql.synth.summary import (
    Bound,
    Figure,
    Key,
    Kind,
    Sort,
    Summary,
    group_by,
    having,
    key_sql,
    order_by,
    shown_sql,
)

# As one number these say more than a family of one number does.
_ALONE = (
    Kind.AGGREGATE,
    Kind.AGGREGATE,
    Kind.DIFFERENCE,
    Kind.GAP,
    Kind.PART_GAP,
    Kind.MORE_CASES,
    Kind.DISTINCT,
    Kind.RATIO,
    Kind.CASE_RATIO,
    Kind.STRETCH,
)
# What groups are chosen and ordered by.
_RANKING = (
    Kind.COUNT,
    Kind.DISTINCT,
    Kind.AGGREGATE,
    Kind.GAP,
    Kind.DIFFERENCE,
    Kind.CASES,
    Kind.SHARE,
    Kind.PART_GAP,
    Kind.RATIO,
    Kind.CASE_RATIO,
    Kind.STRETCH,
)


def figures(s: Sampler) -> Draft | None:
    """One to four numbers of any kinds over the rows that meet up to four conditions."""
    rng = s.rng
    n = rng.choice([1, 2, 2, 2, 3, 3, 4])
    drawn = draw_figures(s, n, kinds=_ALONE if n == 1 else tuple(Kind))
    if not drawn or (n > 1 and len(drawn) < 2):
        return None
    used = used_columns(drawn)
    fewest = 1 if n > 1 else 2
    conditions = s.conditions(rng.choice([0, 1, 1, 2, 2, 3] if n > 1 else [1, 2, 2, 3, 3, 4]), without=used)
    if n == 1 and drawn[0].kind is Kind.AGGREGATE and len(conditions) < fewest:
        return None  # what `aggregate` asks
    any_of = len(conditions) == 2 and rng.random() < 0.15
    family = "one_figure" if len(drawn) == 1 else "figures"
    return drafted(s, family, Summary(figures=drawn), conditions, any_of=any_of)


def figures_per_key(s: Sampler) -> Draft | None:
    """One to four numbers for each group of one key or two, sometimes in order."""
    rng = s.rng
    keys = draw_keys(s, rng.choice([1, 1, 1, 2]))
    n = rng.choice([1, 1, 2, 2, 3, 4])
    drawn = draw_figures(s, n, without=[key.column for key in keys]) if keys else ()
    if not keys or not drawn or len(drawn) < n:
        return None
    conditions = broad(s, rng.choice([0, 0, 1, 1, 2, 3]), _without(keys, drawn))
    sorts = _sorts(s, keys, drawn) if rng.random() < 0.4 else ()
    family = "figure_per_key" if n == 1 else "figures_per_key"
    any_of = len(conditions) == 2 and rng.random() < 0.1
    return drafted(s, family, Summary(keys=keys, figures=drawn, sorts=sorts), conditions, any_of=any_of)


def keys_where(s: Sampler) -> Draft | None:
    """The groups within one bound or two, alone or with numbers; sometimes how many there are."""
    rng, f = s.rng, s.frame
    keys = draw_keys(s, 1) if rng.random() < 0.8 else draw_keys(s, 2)
    if not keys:
        return None
    bounds = _bounds(s, keys, rng.choice([1, 1, 2]))
    if not bounds:
        return None
    shown: tuple[Figure, ...] = ()
    if rng.random() < 0.5:
        own = tuple(each.figure for each in bounds)
        shown = own if rng.random() < 0.6 else draw_figures(s, rng.choice([1, 2]), without=[k.column for k in keys])
    used = _without(keys, (*shown, *(each.figure for each in bounds)))
    conditions = broad(s, rng.choice([0, 0, 1, 1, 2]), used)
    if not shown and len(keys) == 1 and rng.random() < 0.3:
        inner = f"SELECT {key_sql(f, keys[0])} FROM {f.sql}{f.where(conditions)}{group_by(f, keys)}"
        misses = _loosened(f, inner, bounds)
        sql = f"SELECT COUNT(*) FROM ({inner}{having(f, bounds)})"
        summary = Summary(keys=keys, bounds=bounds, misses=tuple(f"SELECT COUNT(*) FROM ({each})" for each in misses))
        return _as_draft(f, "count_keys_where", sql, summary, conditions)
    sortable = tuple(
        each for each in shown or (b.figure for b in bounds) if Op.EQ not in [b.op for b in bounds if b.figure == each]
    )
    sorts = _sorts(s, keys, sortable) if sortable and rng.random() < 0.25 else ()
    family = "keys_where_shown" if shown else "keys_where"
    return drafted(s, family, Summary(keys=keys, figures=shown, bounds=bounds, sorts=sorts), conditions)


def best_keys(s: Sampler) -> Draft | None:
    """The groups with the most or the least of any figure: the first, the first few, or the n-th."""
    rng = s.rng
    keys = draw_keys(s, 1) if rng.random() < 0.85 else draw_columns(s, 2)
    by = draw_figure(s, without=[key.column for key in keys], kinds=_RANKING) if keys else None
    if by is None:
        return None
    if by.aggregate in ("MAX", "MIN"):
        # "The group whose maximum is lowest" is nobody's question.
        by = replace(by, aggregate="AVG")
    bounds = _bounds(s, keys, 1) if rng.random() < 0.15 else ()
    roll = rng.random()
    shown: tuple[Figure, ...] = ()
    if roll < 0.3:
        shown = (by,)
    elif roll < 0.5:
        more = draw_figures(s, rng.choice([1, 2]), without=[key.column for key in keys])
        shown = more if by in more or rng.random() < 0.5 else (by, *more)
    used = _without(keys, (by, *shown, *(each.figure for each in bounds)))
    conditions = broad(s, rng.choice([0, 0, 1, 1, 2, 2, 3]), used)
    if rng.random() < 0.12 and not shown:
        summary = Summary(keys=keys, bounds=bounds, sorts=(Sort(figure=by, descending=rng.random() < 0.7),))
        return drafted(s, "keys_sorted", summary, conditions)
    n, offset = rng.choice([(1, 0)] * 5 + [(2, 0), (3, 0), (3, 0), (5, 0), (1, 1), (1, 1), (1, 2)])
    sorts: tuple[Sort, ...] = (Sort(figure=by, descending=rng.random() < 0.72),)
    if n > 1 and len(keys) == 1 and rng.random() < 0.15 and by.kind is not Kind.COUNT:
        sorts = (*sorts, Sort(figure=Figure(kind=Kind.COUNT), descending=True))
    family = "nth_key" if offset else "best_key" if n == 1 else "best_keys"
    summary = Summary(keys=keys, figures=shown, bounds=bounds, sorts=sorts, offset=offset)
    return drafted(s, family + "_shown" * bool(shown), summary, conditions, n=n)


def drafted(
    s: Sampler, family: str, summary: Summary, conditions: tuple[Condition, ...], *, n: int = 0, any_of: bool = False
) -> Draft:
    """The summary with its SQL; its averages and shares are rounded now and then."""
    f, keys = s.frame, summary.keys
    rounds = any(each.is_fraction for each in summary.figures) and all(
        each.is_fraction or not each.measured for each in summary.figures
    )
    digits = s.rng.choice([2, 2, 2, 1, 1, 0]) if rounds and s.rng.random() < 0.15 else None
    shown = [*(key_sql(f, key) for key in keys), *(shown_sql(f, each, digits) for each in summary.figures)]
    where = f.where(conditions, joined="OR" if any_of else "AND")
    grouped = f"SELECT {', '.join(shown)} FROM {f.sql}{where}{group_by(f, keys)}"
    end = order_by(f, keys, summary.sorts) + (f" LIMIT {n}" if n else "")
    end += f" OFFSET {summary.offset}" if summary.offset else ""
    misses = [each + end for each in _loosened(f, grouped, summary.bounds)]
    if n > 1:
        misses.append(grouped + having(f, summary.bounds))
    if any_of:
        misses += [grouped.replace(where, f.where([each])) + end for each in conditions]
    sql = grouped + having(f, summary.bounds) + end
    return _as_draft(
        f, family, sql, replace(summary, misses=tuple(misses)), conditions, n=n, digits=digits, any_of=any_of
    )


def used_columns(drawn: tuple[Figure, ...]) -> list[ColumnMeaning]:
    """The columns that the figures speak of."""
    measured = [column for each in drawn for one in each.measured for column in one.columns]
    tested = [condition.column for each in drawn for condition in each.conditions]
    return [*measured, *tested, *(each.column for each in drawn if each.column)]


def _as_draft(
    f: Frame, family: str, sql: str, summary: Summary, conditions: tuple[Condition, ...], *, n: int = 0,
    digits: int | None = None, any_of: bool = False,
) -> Draft:  # fmt: skip
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, groups=tuple(key.column for key in summary.keys),
        summary=summary, n=n, digits=digits, any_of=any_of,
    )  # fmt: skip


def broad(s: Sampler, n: int, without: list[ColumnMeaning]) -> tuple[Condition, ...]:
    """Up to n conditions that leave more than the rows of one thing."""
    found = s.conditions(n, without=without)
    return tuple(each for each in found if each.op is not Op.EQ or each.column.role not in (Role.CODE, Role.NAME))


def _without(keys: tuple[Key, ...], drawn: tuple[Figure, ...]) -> list[ColumnMeaning]:
    return [*(key.column for key in keys), *used_columns(drawn)]


def _loosened(f: Frame, grouped: str, bounds: tuple[Bound, ...]) -> list[str]:
    """The query without one of its bounds each."""
    return [grouped + having(f, tuple(each for each in bounds if each is not left_out)) for left_out in bounds]


def _bounds(s: Sampler, keys: tuple[Key, ...], n: int) -> tuple[Bound, ...]:
    some = draw_figures(s, n, without=[key.column for key in keys], kinds=_RANKING)
    found = [bound(s, each, keys) for each in some]
    return tuple(each for each in found if each is not None)


def _sorts(s: Sampler, keys: tuple[Key, ...], drawn: tuple[Figure, ...]) -> tuple[Sort, ...]:
    rng = s.rng
    if keys[0].period or rng.random() < 0.2:
        return (Sort(figure=None, descending=rng.random() < 0.2),)
    sorts = [Sort(figure=each, descending=rng.random() < 0.75) for each in rng.sample(drawn, min(2, len(drawn)))]
    return tuple(sorts[: rng.choice([1, 1, 1, 2])])
