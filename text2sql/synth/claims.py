"""Claims about a row that need a second look at the rows: above an average, as another row, in the best group, in another year.

A condition compares a column with a literal; a claim compares it with what a nested query finds, or with the same
thing's row in another year. Knows no wording: `zh_claims` and `en_claims` say claims, `families` put them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from text2sql.meaning import ColumnMeaning, Link
from text2sql.synth.frame import Frame
from text2sql.synth.parts import (
    Condition,
    Measured,
    Op,
    Value,
    column_sql,
    condition_sql,
    literal,
    measured_sql,
    quoted,
    where_sql,
)


class Kind(StrEnum):
    """What the row is held against."""

    AGGREGATE = "aggregate"  # a number of a subset
    WITHIN = "within"  # near the most of a subset
    ROW = "row"  # a named row's number
    MATE = "mate"  # a named row's group
    BEST_GROUP = "best group"
    GROUP_HAVING = "group having"
    GROUP_WITH = "group with"  # its group has a row of some sort
    GROUP_WITHOUT = "group without"
    OWN_GROUP = "own group"  # its group's number
    ALSO = "also"  # its row of another year
    NOT_ALSO = "not also"
    CHANGED = "changed"  # its number of another year
    SWITCHED = "switched"  # its category of another year
    IN_YEAR = "in year"  # a condition on one of its two years
    HAS = "has"  # children of some sort
    HAS_NOT = "has not"
    HAS_MANY = "has many"  # so many of them, or so large a number
    HAS_MOST = "has most"
    OF_BEST = "of best"  # its parent is the first
    # Of a group
    ALL = "all"  # every row meets the condition
    NONE = "none"
    SOME = "some"  # so many do
    PART = "part"  # so many percent do
    DIFFERENT = "different"  # so many years or kinds occur, or all of them
    APART = "apart"  # how far its most is above its least


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim about a row.

    Attributes:
        kind: what the row is held against.
        measured: the number compared, or by which groups are compared.
        conditions: of the subset, the named row, the group's row, or the other year's row.
        aggregate: of the subset or group; COUNT counts rows.
        op: how the row compares; EQ the same, NE another.
        group: the column of the group, or the one that stayed or changed.
        key: what tells that two rows are of one thing.
        margin: by how much at least; None for any.
        times: how many times the nested number; None for once.
        value: the threshold of a group, or how near.
        descending: whether the best group is the one with the most.
        years: (before, after), where `after` is None if the question's own conditions name it.
        year: the column of the years.
        link: the key between the row's table and the other one.
    """

    kind: Kind
    measured: Measured | None = None
    conditions: tuple[Condition, ...] = ()
    aggregate: str = ""
    op: Op = Op.GT
    group: ColumnMeaning | None = None
    key: ColumnMeaning | None = None
    margin: Value | None = None
    times: Value | None = None
    value: Value | None = None
    descending: bool = True
    years: tuple[int, int | None] = (0, None)
    year: ColumnMeaning | None = None
    link: Link | None = None


def aliased(frame: Frame) -> Frame:
    """The one table of the frame as T1, for queries that look at it a second time."""
    return Frame(tables=frame.tables, sql=f"{frame.sql} AS T1", is_joined=True)


def paired(frame: Frame, key: ColumnMeaning) -> Frame:
    """The one table of the frame joined with itself: T1 is the later row of the same thing, T2 the earlier."""
    k = quoted(key.name)
    sql = f"{frame.sql} AS T1 JOIN {frame.sql} AS T2 ON T1.{k} = T2.{k}"
    return Frame(tables=frame.tables, sql=sql, is_joined=True)


def claims_sql(claims: Sequence[Claim], frame: Frame) -> list[str]:
    """The tests of the claims as they stand in the frame's WHERE."""
    return [test for each in claims for test in _tests(each, frame)]


def years_sql(year: ColumnMeaning, years: tuple[int, int | None]) -> list[str]:
    """That T2 is of the year before, and T1 of the year after where no condition says so."""
    before, after = years
    y = quoted(year.name)
    return [*([f"T1.{y} = {after}"] if after is not None else []), f"T2.{y} = {before}"]


def number_sql(claim: Claim, frame: Frame) -> str:
    """The number by which groups are compared."""
    if claim.aggregate == "COUNT" or claim.measured is None:
        return "COUNT(*)"
    return f"{claim.aggregate}({frame.measured(claim.measured)})"


def _tests(claim: Claim, frame: Frame) -> list[str]:
    match claim.kind:
        case Kind.AGGREGATE | Kind.WITHIN | Kind.ROW:
            return _compared(claim, frame)
        case Kind.MATE:
            assert claim.group is not None
            g, name = frame.column(claim.group), claim.conditions[0]
            inner = f"(SELECT {g} FROM {frame.sql}{frame.where(claim.conditions)})"
            return [f"{g} = {inner}", f"{frame.column(name.column)} <> {literal(name.values[0])}"]
        case Kind.BEST_GROUP | Kind.GROUP_HAVING | Kind.GROUP_WITH | Kind.GROUP_WITHOUT:
            return [_of_group(claim, frame)]
        case Kind.OWN_GROUP:
            return [_of_own_group(claim, frame)]
        case Kind.ALSO | Kind.NOT_ALSO:
            assert claim.key is not None
            k = frame.column(claim.key)
            word = "IN" if claim.kind is Kind.ALSO else "NOT IN"
            return [f"{k} {word} (SELECT {k} FROM {frame.sql}{frame.where(claim.conditions)})"]
        case Kind.CHANGED:
            assert claim.measured is not None
            return [_changed(claim.measured, claim.op, claim.margin)]
        case Kind.SWITCHED:
            assert claim.group is not None
            g = quoted(claim.group.name)
            return [f"T1.{g} {claim.op} T2.{g}"]
        case Kind.HAS | Kind.HAS_NOT | Kind.HAS_MANY | Kind.HAS_MOST | Kind.OF_BEST:
            return [_of_kin(claim)]
        case Kind.IN_YEAR:
            alias = "T2" if claim.years[1] is None else "T1"
            return [condition_sql(each, alias) for each in claim.conditions]
        case _:
            raise AssertionError(f"a claim about groups: {claim.kind}")


def _compared(claim: Claim, frame: Frame) -> list[str]:
    assert claim.measured is not None
    m = frame.measured(claim.measured)
    number = f"{claim.aggregate}({m})" if claim.kind is not Kind.ROW else m
    other = f"(SELECT {number} FROM {frame.sql}{frame.where(claim.conditions)})"
    left = f"({m})" if claim.measured.form and claim.op is Op.EQ else m
    if claim.kind is Kind.WITHIN:
        return [f"{m} >= {other} - {literal(claim.value)}"]
    if claim.margin is not None:
        up = claim.op in (Op.GT, Op.GE)
        return [f"{m} {'>=' if up else '<='} {other} {'+' if up else '-'} {literal(claim.margin)}"]
    if claim.times is not None:
        return [f"{m} {claim.op} {literal(claim.times)} * {other}"]
    tests = [f"{left} {claim.op} {other}"]
    if claim.kind is Kind.ROW and claim.op in (Op.EQ, Op.GE, Op.LE):
        name = claim.conditions[0]
        tests.append(f"{frame.column(name.column)} <> {literal(name.values[0])}")
    return tests


def _of_group(claim: Claim, frame: Frame) -> str:
    assert claim.group is not None
    g = frame.column(claim.group)
    if claim.kind in (Kind.GROUP_WITH, Kind.GROUP_WITHOUT):
        word = "IN" if claim.kind is Kind.GROUP_WITH else "NOT IN"
        return f"{g} {word} (SELECT {g} FROM {frame.sql}{frame.where(claim.conditions)})"
    number = number_sql(claim, frame)
    inner = f"SELECT {g} FROM {frame.sql}{frame.where(claim.conditions)} GROUP BY {g}"
    if claim.kind is Kind.GROUP_HAVING:
        return f"{g} IN ({inner} HAVING {number} {claim.op} {literal(claim.value)})"
    return f"{g} = ({inner} ORDER BY {number}{' DESC' if claim.descending else ''} LIMIT 1)"


def _of_own_group(claim: Claim, frame: Frame) -> str:
    assert claim.measured is not None
    assert claim.group is not None
    g, table = quoted(claim.group.name), quoted(frame.main.table.name)
    same = where_sql(claim.conditions, "T2", extra=[f"T2.{g} = T1.{g}"])
    other = f"(SELECT {claim.aggregate}({measured_sql(claim.measured, 'T2')}) FROM {table} AS T2{same})"
    return f"{frame.measured(claim.measured)} {claim.op} {other}"


def _of_kin(claim: Claim) -> str:
    link = claim.link
    assert link is not None
    child, parent = quoted(link.child_column), quoted(link.parent_column)
    number = "COUNT(*)"
    if claim.measured is not None:
        m = measured_sql(claim.measured)
        number = f"{claim.aggregate}({m})" if claim.aggregate else m
    way = " DESC" if claim.descending else ""
    where = where_sql(claim.conditions)
    inner = f"SELECT {child} FROM {quoted(link.child)}{where}"
    match claim.kind:
        case Kind.HAS:
            return f"{parent} IN ({inner})"
        case Kind.HAS_NOT:
            return f"{parent} NOT IN ({inner})"
        case Kind.HAS_MANY:
            return f"{parent} IN ({inner} GROUP BY {child} HAVING {number} {claim.op} {literal(claim.value)})"
        case Kind.HAS_MOST:
            return f"{parent} = ({inner} GROUP BY {child} ORDER BY {number}{way} LIMIT 1)"
    if claim.measured is None:
        return f"{child} = ({inner} GROUP BY {child} ORDER BY {number}{way} LIMIT 1)"
    return f"{child} = (SELECT {parent} FROM {quoted(link.parent)} ORDER BY {number}{way} LIMIT 1)"


def _changed(measured: Measured, op: Op, margin: Value | None) -> str:
    late, early = measured_sql(measured, "T1"), measured_sql(measured, "T2")
    if margin is None:
        return f"{late} {op} {early}"
    one, other = (late, early) if op is Op.GT else (early, late)
    return f"{one} - {other} >= {literal(margin)}"


def having_sql(claim: Claim, frame: Frame) -> str:
    """The test of a claim about groups as it stands in HAVING."""
    condition = claim.conditions[0] if claim.conditions else None
    tested = f"SUM(CASE WHEN {frame.condition(condition)} THEN 1 ELSE 0 END)" if condition else ""
    match claim.kind:
        case Kind.ALL:
            assert condition is not None
            column = frame.column(condition.column)
            return frame.condition(condition).replace(column, f"{claim.aggregate}({column})", 1)
        case Kind.PART:
            return f"100.0 * {tested} / COUNT(*) {claim.op} {literal(claim.value)}"
        case Kind.DIFFERENT:
            assert claim.group is not None
            number = f"COUNT(DISTINCT {frame.column(claim.group)})"
            if claim.value is not None:
                return f"{number} {claim.op} {literal(claim.value)}"
            return f"{number} = (SELECT {number} FROM {frame.sql})"
        case Kind.APART:
            assert claim.measured is not None
            m = frame.measured(claim.measured)
            return f"MAX({m}) - MIN({m}) {claim.op} {literal(claim.value)}"
        case _:
            return f"{tested} {claim.op} {literal(claim.value)}"


def change_sql(measured: Measured, *, descending: bool = True) -> str:
    """How much the number rose from T2 to T1, or fell."""
    late, early = column_sql(measured.columns[0], "T1"), column_sql(measured.columns[0], "T2")
    return f"{late} - {early}" if descending else f"{early} - {late}"
