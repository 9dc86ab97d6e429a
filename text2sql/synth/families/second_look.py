"""What is asked of the rows that conditions and claims leave: names, columns, how many, numbers, shares, each group's."""

from collections.abc import Sequence

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.claims import Claim, Kind, claims_sql
from text2sql.synth.families.draft import Draft
from text2sql.synth.parts import Condition, Measured, Op
from text2sql.synth.sampler import Sampler

_OF_ONE_GROUP = (Kind.MATE, Kind.BEST_GROUP)
# Nested by row, so that they stand in no aggregate.
_BY_ROW = (Kind.OWN_GROUP, Kind.CHANGED, Kind.SWITCHED, Kind.IN_YEAR)


def ask_of_claimed(
    s: Sampler, conditions: tuple[Condition, ...], claims: tuple[Claim, ...], *, extra: Sequence[str] = ()
) -> Draft | None:
    """A draft about the rows of the sampler's frame for which the claims hold; `extra` tests say what claims say too."""
    rng, f = s.rng, s.frame
    tests = [*extra, *claims_sql(claims, f)]
    rest = f"FROM {f.sql}{f.where(conditions, extra=tests)}"
    # Of the one parent with the most children there is little else to ask.
    is_one = any(each.kind is Kind.HAS_MOST for each in claims)
    roll = rng.random()
    if roll < 0.42 or is_one:
        return _listed(s, rest, conditions, claims)
    if roll < 0.58:
        sql = f"SELECT COUNT(*) {rest}"
        return Draft(family="claimed_count", sql=sql, frame=f, conditions=conditions, claims=claims, aggregate="COUNT")
    if roll < 0.72:
        return _numbers(s, rest, conditions, claims)
    if roll < 0.8 and not any(each.kind in _BY_ROW for each in claims):
        share = f"100.0 * SUM(CASE WHEN {' AND '.join(tests)} THEN 1 ELSE 0 END) / COUNT(*)"
        sql = f"SELECT {share} FROM {f.sql}{f.where(conditions)}"
        return Draft(family="claimed_share", sql=sql, frame=f, conditions=conditions, claims=claims)
    return _of_groups(s, rest, conditions, claims)


def _used(conditions: Sequence[Condition]) -> list[ColumnMeaning]:
    return [each.column for each in conditions if len(each.values) == 1]


def _columns(s: Sampler, conditions: Sequence[Condition], claims: Sequence[Claim]) -> tuple[ColumnMeaning, ...]:
    """The label and up to three other columns, mostly one that a claim is about."""
    label, rng = s.frame.main.label, s.rng
    if label is None or (label.table, label.name) not in s.askable:
        return ()
    if rng.random() < 0.4:
        return (label,)
    about = [c for each in claims if each.measured for c in each.measured.columns[:1]]
    about += [each.group for each in claims if each.group]
    tables = [each.table.name for each in s.frame.tables]
    own = [c for c in about if c.table in tables and (c.table, c.name) in s.askable and c != label]
    first = own[:1] if rng.random() < 0.6 else []
    used = [label, *first, *_used(conditions), *(each.year for each in claims if each.year)]
    others = s.columns(rng.choice([0, 1, 1, 2] if first else [1, 1, 2, 2, 3]), without=used)
    more = [*others, *first] if rng.random() < 0.4 else [*first, *others]
    return (label, *more)


def _listed(s: Sampler, rest: str, conditions: tuple[Condition, ...], claims: tuple[Claim, ...]) -> Draft | None:
    f, rng = s.frame, s.rng
    columns = _columns(s, conditions, claims)
    if not columns:
        return None
    sql = f"SELECT {f.list(columns)} {rest}"
    is_one = any(each.kind is Kind.HAS_MOST for each in claims)
    if rng.random() < 0.3 and not is_one:
        measured = s.measured(plain=True)
        if measured is None:
            return None
        descending, n = rng.random() < 0.7, rng.choice([0, 0, 1, 2, 3, 3, 5, 10])
        sql += f" ORDER BY {f.measured(measured)}{' DESC' if descending else ''}{f' LIMIT {n}' if n else ''}"
        return Draft(
            family="claimed_first" if n else "claimed_ordered", sql=sql, frame=f, conditions=conditions, claims=claims,
            columns=columns, measured=measured, descending=descending, n=n,
        )  # fmt: skip
    family = "claimed" if len(columns) == 1 else "claimed_columns"
    return Draft(family=family, sql=sql, frame=f, conditions=conditions, claims=claims, columns=columns)


def _numbers(s: Sampler, rest: str, conditions: tuple[Condition, ...], claims: tuple[Claim, ...]) -> Draft | None:
    f, rng = s.frame, s.rng
    measured = s.measured(plain=True)
    if measured is None:
        return None
    if rng.random() < 0.5:
        name = s.aggregate(measured)
        return Draft(
            family="claimed_number", sql=f"SELECT {name}({f.measured(measured)}) {rest}", frame=f,
            conditions=conditions, claims=claims, measured=measured, aggregate=name,
        )  # fmt: skip
    names = ["AVG", "MAX", "MIN", *(["SUM"] if all(c.additive for c in measured.columns) else [])]
    some = rng.sample(names, rng.choice([1, 1, 2, 2, 3]))
    counted = len(some) == 1 or rng.random() < 0.35
    aggregates = (*(["COUNT"] if counted else []), *some)
    return Draft(
        family="claimed_numbers", sql=f"SELECT {_selected(s, aggregates, measured)} {rest}", frame=f,
        conditions=conditions, claims=claims, measured=measured, aggregates=aggregates,
    )  # fmt: skip


def _selected(s: Sampler, aggregates: Sequence[str], measured: Measured) -> str:
    m = s.frame.measured(measured)
    return ", ".join("COUNT(*)" if name == "COUNT" else f"{name}({m})" for name in aggregates)


def _of_groups(s: Sampler, rest: str, conditions: tuple[Condition, ...], claims: tuple[Claim, ...]) -> Draft | None:
    f, rng = s.frame, s.rng
    # Rows of one group, or one row a group, are not told apart by it.
    alike = [c.group for c in claims if c.group and (c.kind in _OF_ONE_GROUP or c.op is Op.EQ)]
    group = s.group(without=[*_used(conditions), *alike])
    if group is None or group.role is Role.YEAR:
        return None
    measured = s.measured(plain=True, without=[group]) if rng.random() < 0.4 else None
    name = s.aggregate(measured) if measured else "COUNT"
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    g, by = f.column(group), f"{rest} GROUP BY {f.group_key(group)}"
    descending, shown, n = rng.random() < 0.8, False, 0
    values: tuple[int, ...] = ()
    way, roll, counted = " DESC" if descending else "", rng.random(), "" if measured else "_count"
    if roll < 0.4:
        family, sql = f"claimed{counted}_per_group", f"SELECT {g}, {number} {by}"
    elif roll < 0.55:
        family = f"claimed{counted}_per_group_ordered"
        sql = f"SELECT {g}, {number} {by} ORDER BY {number}{way}"
    elif roll < 0.8 or measured is not None:
        n, shown, family = 1, rng.random() < 0.35, f"claimed{counted}_best_group"
        if measured and name in ("MAX", "MIN"):
            # "The group whose maximum is lowest" is nobody's question.
            name, number = "AVG", f"AVG({f.measured(measured)})"
        sql = f"SELECT {g}{f', {number}' if shown else ''} {by} ORDER BY {number}{way} LIMIT 1"
    elif group in [c.group for c in claims]:
        return None
    else:
        values, family = (rng.choice([1, 1, 2, 2, 3, 4, 5, 8, 10]),), "claimed_groups"
        sql = f"SELECT {g} {by} HAVING {number} > {values[0]}"
    return Draft(
        family=family, sql=sql, frame=f, conditions=conditions, claims=claims, groups=(group,), measured=measured,
        aggregate=name, descending=descending, n=n, shown=shown, values=values,
    )  # fmt: skip
