"""Rows and groups under labels that the question names, and numbers of several sorts of rows side by side."""

from dataclasses import replace

from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.figures import other_of
from text2sql.synth.parts import Condition, Measured, Op, Value, literal
from text2sql.synth.sampler import Sampler

_PAIRS: dict[str, tuple[tuple[str, ...], ...]] = {
    "zh": (("高", "低"), ("达标", "不达标"), ("是", "否"), ("大", "小"), ("优", "普通")),
    "en": (("high", "low"), ("yes", "no"), ("big", "small"), ("A", "B")),
}
_MARKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "zh": (("及格", "不及格"), ("合格", "不合格"), ("优秀", "一般")),
    "en": (("pass", "fail"), ("good", "poor")),
}
_BANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "zh": (("高", "中", "低"), ("优", "良", "差"), ("大", "中", "小")),
    "en": (("high", "medium", "low"), ("large", "medium", "small"), ("A", "B", "C")),
}

# Sorts of rows that can stand side by side.
_SORTS = frozenset(
    (
        Op.EQ,
        Op.IN,
        Op.GT,
        Op.GE,
        Op.LT,
        Op.LE,
        Op.BETWEEN,
        Op.PASS,
        Op.FAIL,
        Op.TOP_MARK,
        Op.PREFIX,
        Op.IN_YEAR,
        Op.IN_MONTH,
    )
)


def under_labels(s: Sampler) -> Draft | None:
    """Each row, or each group by its number, under one of two or three labels; or how many rows each label has."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    measure = s.measures(1)
    if not measure or any(c.name.lower() == "label" for table in f.tables for c in table.columns):
        return None
    measured = Measured(columns=measure)
    group = s.group(without=measure) if rng.random() < 0.35 else None
    of_groups = group is not None and rng.random() < 0.6
    aggregate = rng.choice(["AVG", "AVG", "COUNT"]) if of_groups else ""
    language = "zh" if measure[0].speaks_zh and rng.random() < 0.75 else "en"
    some: tuple[tuple[str, ...], ...] = _BANDS[language] if rng.random() < 0.4 else _PAIRS[language]
    # Marks are no sizes.
    words = rng.choice([each for each in some if not (measure[0].is_score and each[0] in ("大", "big", "large"))])
    limits = _limits(s, measured, len(words) - 1, aggregate, group)
    if measure[0].is_score and s.is_of_hundred(measure[0]) and aggregate != "COUNT" and len(words) == 2:
        words = rng.choice(_MARKS[language])
        limits = (rng.choice([80, 85, 90]) if words[0] in ("优秀", "good") else 60,)
    if not limits:
        return None
    number = {"AVG": f"AVG({f.column(measure[0])})", "COUNT": "COUNT(*)"}.get(aggregate, f.column(measure[0]))
    whens = " ".join(
        f"WHEN {number} >= {literal(limit)} THEN {literal(word)}" for limit, word in zip(limits, words, strict=False)
    )
    case = f"CASE {whens} ELSE {literal(words[-1])} END"
    used = [*measure, *([group] if group else []), *([label] if label else [])]
    conditions = s.conditions(rng.choice([0, 0, 1, 1, 2]), without=used, simple=rng.random() < 0.6)
    rest = f"FROM {f.sql}{f.where(conditions)}"
    drafted = Draft(
        family="labelled", sql="", frame=f, conditions=conditions, measured=measured, values=(*limits, *words),
        aggregate=aggregate, n=len(words),
    )  # fmt: skip
    if of_groups and group is not None:
        shown = rng.random() < 0.45
        sql = f"SELECT {f.column(group)}, {f'{number}, ' if shown else ''}{case} {rest} GROUP BY {f.group_key(group)}"
        return replace(drafted, family="groups_labelled", sql=sql, groups=(group,), shown=shown)
    if rng.random() < 0.5:
        counted = "COUNT(*)"
        if group is not None:
            sql = f"SELECT {f.column(group)}, {case} AS label, {counted} {rest} GROUP BY {f.group_key(group)}, label"
            return replace(drafted, family="labels_counted_per_group", sql=sql, groups=(group,), aggregate="COUNT")
        sql = f"SELECT {case} AS label, {counted} {rest} GROUP BY label"
        return replace(drafted, family="labels_counted", sql=sql, aggregate="COUNT")
    if label is None or (label.table, label.name) not in s.askable:
        return None
    others = s.columns(rng.choice([0, 0, 1]), without=[*used, *(c.column for c in conditions)])
    columns = (label, *others, *(measure if rng.random() < 0.5 else ()))
    return replace(drafted, sql=f"SELECT {f.list(columns)}, {case} {rest}", columns=columns)


def _limits(s: Sampler, measured: Measured, n: int, aggregate: str, group: ColumnMeaning | None) -> tuple[Value, ...]:
    """The bounds of the labels, the highest first; empty if they would not differ."""
    if aggregate == "COUNT" and group is not None:
        some: list[Value | None] = [s.group_size(group) for _ in range(n)]
    else:
        some = [s.threshold(measured) for _ in range(n)]
    found = sorted({each for each in some if each is not None}, key=lambda each: -float(str(each)))
    return tuple(found) if len(found) == n else ()


def side_by_side(s: Sampler) -> Draft | None:
    """How many rows there are of two or three sorts, or a number of each, in one row or for each group."""
    f, rng = s.frame, s.rng
    n = rng.choice([2, 2, 2, 3])
    first = s.conditions(1)
    if not first:
        return None
    sorts = [*first]
    for _ in range(n - 1):
        found = other_of(s, first[0])
        if found is None or found in sorts:
            return None
        sorts.append(found)
    if any(each.op not in _SORTS for each in sorts):
        return None
    used = [c.column for c in sorts]
    measured = s.measured(plain=True, without=used) if rng.random() < 0.35 else None
    name = s.aggregate(measured) if measured else "COUNT"
    scope = s.conditions(rng.choice([0, 0, 1, 1]), without=used, simple=True)
    group = s.group(without=[*used, *(c.column for c in scope)]) if rng.random() < 0.4 else None
    total = measured is None and rng.random() < 0.2
    numbers = ", ".join([*(["COUNT(*)"] if total else []), *(_of_sort(s, each, measured, name) for each in sorts)])
    rest = f"FROM {f.sql}{f.where(scope)}"
    sql = f"SELECT {numbers} {rest}"
    if group is not None:
        sql = f"SELECT {f.column(group)}, {numbers} {rest} GROUP BY {f.group_key(group)}"
    return Draft(
        family="side_by_side_per_group" if group else "side_by_side", sql=sql, frame=f, conditions=(*sorts, *scope),
        measured=measured, aggregate=name, groups=(group,) if group else (), n=n, shown=total,
    )  # fmt: skip


def _of_sort(s: Sampler, sort: Condition, measured: Measured | None, name: str) -> str:
    test = s.frame.condition(sort)
    if measured is None:
        return f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)"
    other = " ELSE 0" if name == "SUM" else ""
    return f"{name}(CASE WHEN {test} THEN {s.frame.measured(measured)}{other} END)"


def whether(s: Sampler) -> Draft | None:
    """Yes or no: more rows of one sort than of another, a higher number, beyond a bound, all of them, any of them."""
    f, rng = s.frame, s.rng
    way = rng.choice(["more_rows", "more_rows", "higher", "higher", "beyond", "many", "all"])
    one = s.conditions(1)
    if not one or one[0].op not in _SORTS:
        return None
    column = one[0].column
    if way in ("more_rows", "higher"):
        found = other_of(s, one[0])
        if found is None or found.op not in _SORTS:
            return None
        measured = s.measured(plain=True, without=[column]) if way == "higher" else None
        if way == "higher" and measured is None:
            return None
        name = s.aggregate(measured) if measured else "COUNT"
        number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
        used = [column, *(measured.columns if measured else ())]
        scope = s.conditions(rng.choice([0, 0, 1, 1]), without=used, simple=True)
        first, second = (f"(SELECT {number} FROM {f.sql}{f.where((each, *scope))})" for each in (one[0], found))
        return Draft(
            family=f"is_{way}", sql=f"SELECT {first} > {second}", frame=f, conditions=(one[0], found, *scope),
            measured=measured, aggregate=name,
        )  # fmt: skip
    scope = s.conditions(rng.choice([0, 0, 1, 1]), without=[column], simple=True)
    if way == "all":
        return _all(s, one[0], scope)
    conditions = (*one, *scope)
    measured = s.measured(plain=True, without=[c.column for c in conditions]) if way == "beyond" else None
    name = s.aggregate(measured) if measured else "COUNT"
    times = f.rows_a_group(name) * (5 if name == "SUM" else 1)
    value = s.threshold(measured, times=times) if measured else rng.choice([5, 10, 10, 20, 30, 50])
    if value is None:
        return None
    number = f"{name}({f.measured(measured)})" if measured else "COUNT(*)"
    op = rng.choice([Op.GT, Op.GT, Op.LT])
    return Draft(
        family="is_number_beyond" if measured else "is_count_beyond", frame=f, conditions=conditions,
        sql=f"SELECT {number} {op} {literal(value)} FROM {f.sql}{f.where(conditions)}", measured=measured,
        aggregate=name, values=(value,), op=op,
    )  # fmt: skip


def _all(s: Sampler, tested: Condition, scope: tuple[Condition, ...]) -> Draft | None:
    f = s.frame
    opposite = {
        Op.EQ: Op.NE, Op.GT: Op.LE, Op.GE: Op.LT, Op.LT: Op.GE, Op.LE: Op.GT, Op.PASS: Op.FAIL, Op.FAIL: Op.PASS,
    }  # fmt: skip
    if tested.op not in opposite:
        return None
    rest = f"FROM {f.sql}{f.where((replace(tested, op=opposite[tested.op]), *scope))}"
    return Draft(family="are_all", sql=f"SELECT COUNT(*) = 0 {rest}", frame=f, conditions=(tested, *scope))
