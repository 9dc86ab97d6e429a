"""Rows under several conditions: several things asked for, in an order, the first few, a place or a page of them."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.asking import Asked, asked_for, order_by
from text2sql.synth.families.composing import columns_used, mixed_conditions
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.sampler import Sampler


def rows(s: Sampler) -> Draft | None:
    """What is asked of the rows that meet the conditions."""
    drawn = _drawn(s, ordered=False)
    if drawn is None:
        return None
    conditions, asked = drawn
    f = s.frame
    sql = f"SELECT {asked.sql} FROM {f.sql}{f.where(conditions)}"
    return Draft(
        family="rows", sql=sql, frame=f, conditions=conditions, columns=asked.columns, asked=asked.computed
    )  # fmt: skip


def rows_ordered(s: Sampler) -> Draft | None:
    """The same in an order of one key, or two."""
    drawn = _drawn(s, ordered=True)
    keys = _keys(s, *drawn) if drawn else None
    if drawn is None or keys is None:
        return None
    conditions, asked = drawn
    f, (order, draft) = s.frame, keys
    sql = f"SELECT {asked.sql} FROM {f.sql}{f.where(conditions)}{order}"
    family = "rows_by_two_keys" if draft.second else "rows_ordered"
    return _completed(draft, family, sql, conditions, asked)


def rows_by_group(s: Sampler) -> Draft | None:
    """The same by a group, and within the group by a number."""
    drawn = _drawn(s, ordered=True)
    group = s.group(without=columns_used(drawn[0])) if drawn else None
    measured = order_by(s, drawn[1], without=columns_used(drawn[0])) if drawn else None
    if drawn is None or group is None or measured is None or group in measured.columns:
        return None
    conditions, asked = drawn
    f, descending = s.frame, s.rng.random() < 0.7
    order = f" ORDER BY {f.column(group)}, {f.measured(measured)}{' DESC' if descending else ''}"
    sql = f"SELECT {asked.sql} FROM {f.sql}{f.where(conditions)}{order}"
    return Draft(
        family="rows_by_group", sql=sql, frame=f, conditions=conditions, columns=asked.columns, asked=asked.computed,
        groups=(group,), measured=measured, descending=descending,
    )  # fmt: skip


def rows_top(s: Sampler) -> Draft | None:
    """The first one or the first few of them."""
    n = s.rng.choice([1, 1, 1, 2, 3, 3, 5, 5, 10, s.rng.randint(2, 12)])
    return _cut(s, "rows_top", n, f" LIMIT {n}")


def rows_nth(s: Sampler) -> Draft | None:
    """The second, third … of them."""
    n = s.rng.choice([2, 2, 2, 3, 3, 4, 5])
    return _cut(s, "rows_nth", n, f" LIMIT 1 OFFSET {n - 1}")


def rows_page(s: Sampler) -> Draft | None:
    """From one place to another."""
    first, last = s.rng.choice([(2, 3), (2, 4), (2, 5), (3, 5), (4, 6), (5, 8), (6, 10), (11, 15)])
    return _cut(s, "rows_page", 0, f" LIMIT {last - first + 1} OFFSET {first - 1}", values=(first, last))


def _cut(s: Sampler, family: str, n: int, limit: str, *, values: tuple[int, ...] = ()) -> Draft | None:
    drawn = _drawn(s, ordered=True)
    keys = _keys(s, *drawn) if drawn else None
    if drawn is None or keys is None:
        return None
    conditions, asked = drawn
    f, (order, draft) = s.frame, keys
    if draft.second and (n < 2 or family != "rows_top"):
        return None
    sql = f"SELECT {asked.sql} FROM {f.sql}{f.where(conditions)}{order}{limit}"
    family = "rows_top_by_two_keys" if draft.second else family
    return _completed(draft, family, sql, conditions, asked, n=n, values=values)


def _drawn(s: Sampler, *, ordered: bool) -> tuple[tuple[Condition, ...], Asked] | None:
    """Conditions and what is asked for; only what plainer families do not ask already."""
    rng = s.rng
    n = rng.choice([1, 1, 2, 2, 2, 3] if ordered else [1, 2, 2, 2, 3, 3, 4])
    conditions = mixed_conditions(s, n)
    fixed = [each.column for each in conditions if each.op is Op.EQ]
    asked = asked_for(s, rng.choice([1, 1, 1, 2, 2, 3, 3, 4]), without=fixed)
    if not conditions or asked is None or len(set(asked.sql.split(", "))) < len(asked.columns or asked.computed):
        return None
    return conditions, asked


def _keys(s: Sampler, conditions: tuple[Condition, ...], asked: Asked) -> tuple[str, Draft] | None:
    """The ORDER BY, and a draft that holds its keys."""
    f, rng = s.frame, s.rng
    used: list[ColumnMeaning] = columns_used(conditions)
    measured = order_by(s, asked, without=used)
    if measured is None:
        return None
    descending, then = rng.random() < 0.65, rng.random() < 0.6
    order = f" ORDER BY {f.measured(measured)}{' DESC' if descending else ''}"
    second = s.measures(1, without=[*used, *measured.columns]) if rng.random() < 0.2 else ()
    draft = Draft(family="", sql="", frame=f, measured=measured, descending=descending)
    if second and measured.columns[0].role is Role.MEASURE:
        order += f", {f.column(second[0])}{' DESC' if then else ''}"
        draft = Draft(
            family="", sql="", frame=f, measured=measured, descending=descending,
            second=Measured(columns=second), then_descending=then,
        )  # fmt: skip
    return order, draft


def _completed(
    draft: Draft, family: str, sql: str, conditions: tuple[Condition, ...], asked: Asked, *, n: int = 0,
    values: tuple[int, ...] = (),
) -> Draft:  # fmt: skip
    return Draft(
        family=family, sql=sql, frame=draft.frame, conditions=conditions, columns=asked.columns, asked=asked.computed,
        measured=draft.measured, descending=draft.descending, second=draft.second,
        then_descending=draft.then_descending, n=n, values=values,
    )  # fmt: skip
