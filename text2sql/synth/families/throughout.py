"""Groups by what holds of all of their rows, of none, of so many, of so large a part, or in every year."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.claims import Claim, Kind, having_sql
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.nested import gap
from text2sql.synth.parts import Condition, Op
from text2sql.synth.sampler import Sampler

_FLOORS = (Op.GT, Op.GE, Op.PASS)
_CEILINGS = (Op.LT, Op.LE, Op.FAIL)
_NOT_SO = (Op.NULL, Op.NOT_NULL, Op.NE, Op.NOT_IN, Op.NOT_CONTAINS)


def held_throughout(s: Sampler) -> Draft | None:
    """Groups, parents or things of several years of whose rows one or two claims hold: listed, with a number, counted."""
    rng = s.rng
    group = _group(s)
    if group is None:
        return None
    used = _unsaid(s, group)
    claim = _claim(s, group, used)
    if claim is None:
        return None
    about = [*used, *(c.column for c in claim.conditions), *(claim.measured.columns if claim.measured else ())]
    about += [claim.group] if claim.group else []
    scope = s.conditions(rng.choice([0, 0, 0, 1, 1, 2]), without=about, simple=True)
    other = _claim(s, group, about) if rng.random() < 0.2 and not scope else None
    claims = (claim,) if other is None or other.kind is claim.kind else (claim, other)
    if len(claims) == 2 and any(each.kind in (Kind.NONE, Kind.ALL) for each in claims):
        return None
    return _asked(s, group, scope, claims)


def two_sorts(s: Sampler) -> Draft | None:
    """Values that occur among rows of both sorts, of one and not the other, or of either, under a further condition."""
    f, rng = s.frame, s.rng
    asked = f.main.label if rng.random() < 0.5 and s.identity() else s.group()
    if asked is None or f.is_joined:
        return None
    unsaid = _unsaid(s, asked)
    one = s.conditions(1, without=unsaid)
    another = s.condition_on(one[0].column) if one and rng.random() < 0.5 else None
    other = (another,) if another else s.conditions(1, without=[*unsaid, *(c.column for c in one)])
    if not one or not other or one[0] == other[0]:
        return None
    if any(each.op in _NOT_SO for each in (*one, *other)):
        return None
    if one[0].column == other[0].column and one[0].op is not Op.EQ:
        return None
    scope = s.conditions(rng.choice([0, 1, 1]), without=[*unsaid, one[0].column, other[0].column], simple=True)
    word = rng.choice(["both", "both", "one", "one", "either"])
    a = f.column(asked)
    first, second = (f"SELECT {a} FROM {f.sql}{f.where((*each, *scope))}" for each in (one, other))
    sql = f"{first} {({'both': 'INTERSECT', 'one': 'EXCEPT', 'either': 'UNION'})[word]} {second}"
    family = f"sorts_{word}"
    if rng.random() < 0.3:
        sql, family = f"SELECT COUNT(*) FROM ({sql})", f"count_sorts_{word}"
    return Draft(family=family, sql=sql, frame=f, conditions=(one[0], other[0], *scope), groups=(asked,))


def _group(s: Sampler) -> ColumnMeaning | None:
    label = s.frame.main.label
    if not s.frame.is_joined and s.identity() is not None and label is not None and s.rng.random() < 0.5:
        return label if (label.table, label.name) in s.askable else None
    group = s.group()
    return None if group is None or group.role is Role.YEAR else group


def _unsaid(s: Sampler, group: ColumnMeaning) -> list[ColumnMeaning]:
    """Columns of which no condition may speak: of things of several years those that name the thing or the year."""
    label, year = s.frame.main.label, s.year()
    if s.frame.is_joined:
        return [group]
    if group != label:
        return [group, *([label] if label else [])]
    return [group, *s.having(Role.CODE, Role.NAME), *([year] if year else [])]


def _claim(s: Sampler, group: ColumnMeaning, used: list[ColumnMeaning]) -> Claim | None:
    rng = s.rng
    kind = rng.choice([Kind.ALL, Kind.ALL, Kind.NONE, Kind.SOME, Kind.SOME, Kind.PART, Kind.DIFFERENT, Kind.APART])
    if kind is Kind.DIFFERENT:
        return _different(s, used)
    if kind is Kind.APART:
        measured = s.measured(plain=True, without=used)
        value = gap(s, measured) if measured else None
        if measured is None or value is None:
            return None
        return Claim(kind=kind, measured=measured, op=rng.choice([Op.GT, Op.LT]), value=value)
    some = s.conditions(1, without=used)
    # What is said of a parent itself holds of all or none of its rows.
    if not some or some[0].op in _NOT_SO or some[0].column.table != s.frame.main.table.name:
        return None
    condition = some[0]
    if kind is Kind.ALL:
        if condition.op in (*_FLOORS, *_CEILINGS) and condition.column.role is Role.MEASURE:
            return Claim(kind=kind, conditions=(condition,), aggregate="MIN" if condition.op in _FLOORS else "MAX")
        is_kind = condition.op is Op.EQ and condition.column.role is Role.CATEGORY
        if not is_kind or s.frame.is_joined or group.column.nullable:
            return None
        return Claim(kind=kind, conditions=(condition,))
    if kind is Kind.NONE:
        fits = not s.frame.is_joined and not group.column.nullable
        return Claim(kind=kind, conditions=(condition,)) if fits else None
    if kind is Kind.SOME:
        op = rng.choice([Op.GT, Op.GE, Op.GE, Op.EQ])
        n = rng.choice([2, 2, 3, 3, 4, 5, 10]) if op is not Op.EQ else rng.choice([1, 1, 2, 3])
        return Claim(kind=kind, conditions=(condition,), op=op, value=n)
    value = rng.choice([20, 30, 40, 50, 50, 60, 80])
    return Claim(kind=kind, conditions=(condition,), op=rng.choice([Op.GT, Op.GT, Op.LT]), value=value)


def _different(s: Sampler, used: list[ColumnMeaning]) -> Claim | None:
    """How many different years or kinds occur: all, only one, at least so many."""
    year, rng = s.year(), s.rng
    used = [each for each in used if each != year]
    some = [c for c in s.having(Role.CATEGORY) if c not in used and c.table == s.frame.main.table.name]
    column = year if year is not None and year not in used and rng.random() < 0.6 else rng.choice(some or [None])
    if column is None:
        return None
    known = len(s.values.of(column))
    if known < 2:
        return None
    way = rng.choice(["every", "every", "one", "some"])
    if way == "every":
        return Claim(kind=Kind.DIFFERENT, group=column)
    if way == "one":
        return Claim(kind=Kind.DIFFERENT, group=column, op=Op.EQ, value=1)
    return Claim(kind=Kind.DIFFERENT, group=column, op=rng.choice([Op.GE, Op.GT]), value=rng.randint(2, min(known, 5)))


def _asked(s: Sampler, group: ColumnMeaning, scope: tuple[Condition, ...], claims: tuple[Claim, ...]) -> Draft | None:
    f, rng = s.frame, s.rng
    g, by, claim = f.column(group), f.group_key(group), claims[0]
    counted = claim.kind is Kind.SOME and len(claims) == 1
    rows = (*claim.conditions, *scope) if counted else scope
    if claim.kind is Kind.NONE or (claim.kind is Kind.ALL and not claim.aggregate):
        held = claim.conditions
        if claim.kind is Kind.ALL:
            held = (Condition(column=held[0].column, op=Op.NE, values=held[0].values),)
        outside = f"{g} NOT IN (SELECT {g} FROM {f.sql}{f.where((*held, *scope))})"
        distinct = f"FROM {f.sql}{f.where(scope, extra=[outside])}"
        if rng.random() < 0.35:
            sql, family = f"SELECT COUNT(DISTINCT {g}) {distinct}", "count_whole_groups"
        else:
            sql, family = f"SELECT DISTINCT {g} {distinct}", "whole_groups"
        return Draft(family=family, sql=sql, frame=f, conditions=scope, claims=claims, groups=(group,))
    having = f"COUNT(*) {claim.op} {claim.value}" if counted else " AND ".join(having_sql(each, f) for each in claims)
    rest = f"FROM {f.sql}{f.where(rows)} GROUP BY {by} HAVING {having}"
    roll = rng.random()
    if roll < 0.25:
        sql, family = f"SELECT COUNT(*) FROM (SELECT {g} {rest})", "count_whole_groups"
    elif roll < 0.65 or counted:
        sql, family = f"SELECT {g} {rest}", "whole_groups"
    else:
        measured = s.measured(plain=True, without=[group]) if rng.random() < 0.6 else None
        name = s.aggregate(measured) if measured else "COUNT"
        number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
        descending, n = rng.random() < 0.8, rng.choice([0, 0, 1, 3])
        sql = f"SELECT {g}, {number} {rest}"
        if n:
            sql += f" ORDER BY {number}{' DESC' if descending else ''}{f' LIMIT {n}' if n == 1 else ''}"
        family = {0: "whole_groups_shown", 1: "whole_groups_best", 3: "whole_groups_ordered"}[n]
        return Draft(
            family=family, sql=sql, frame=f, conditions=scope, claims=claims, groups=(group,), measured=measured,
            aggregate=name, descending=descending, shown=True, n=1,
        )  # fmt: skip
    return Draft(family=family, sql=sql, frame=f, conditions=scope, claims=claims, groups=(group,))
