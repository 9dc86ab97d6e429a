"""Numbers of numbers: of all groups together, of groups against the whole or a named one, of two sorts of rows."""

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth.families.draft import Draft
from text2sql.synth.families.figures import draw_figure, draw_keys, other_of, own_number, telling
from text2sql.synth.families.summaries import broad, used_columns
from text2sql.synth.parts import Condition, Op
from text2sql.synth.sampler import Sampler
from text2sql.synth.summary import Figure, Key, Kind, Summary, figure_sql, group_by, key_sql

_PLAIN = (Kind.COUNT, Kind.AGGREGATE, Kind.CASES, Kind.SHARE)
_OUTER = ("AVG(x)", "AVG(x)", "MAX(x)", "MIN(x)", "MAX(x) - MIN(x)", "MAX(x) - MIN(x)", "MAX(x), MIN(x)", "AVG(x), MAX(x), MIN(x)")  # fmt: skip


def of_keys(s: Sampler) -> Draft | None:
    """The average, the highest or the lowest of the groups' numbers, or how far these lie apart."""
    f, rng = s.frame, s.rng
    drawn = _grouped(s, two=0.2)
    if drawn is None or any(c.name.lower() == "x" for table in f.tables for c in table.columns):
        return None
    keys, figure, conditions = drawn
    form = rng.choice(_OUTER)
    if form == f"{figure.aggregate}(x)" and figure.aggregate != "AVG":
        return None  # the maximum of all, said in a roundabout way
    digits = rng.choice([1, 2, 2]) if form == "AVG(x)" and rng.random() < 0.15 else None
    said = form if digits is None else f"ROUND({form}, {digits})"
    inner = f"SELECT {figure_sql(f, figure)} AS x FROM {f.sql}{f.where(conditions)}{group_by(f, keys)}"
    family = "average_of_keys" if form == "AVG(x)" and figure.kind is Kind.COUNT else "of_keys"
    family = {"MAX(x) - MIN(x)": "gap_of_keys"}.get(form, family)
    return Draft(
        family=family, sql=f"SELECT {said} FROM ({inner})", frame=f, conditions=conditions, digits=digits,
        groups=_columns(keys), summary=Summary(keys=keys, figures=(figure,), form=form),
    )  # fmt: skip


def keys_against_all(s: Sampler) -> Draft | None:
    """How far each group's average lies from the average of all rows, or what part of the whole it has."""
    f, rng = s.frame, s.rng
    drawn = _grouped(s, two=0.1)
    if drawn is None:
        return None
    keys, figure, conditions = drawn
    number = figure_sql(f, figure)
    whole = f"(SELECT {number} FROM {f.sql}{f.where(conditions)})"
    if figure.aggregate == "AVG" or figure.kind is Kind.SHARE:
        form, said = ("more", f"{number} - {whole}") if rng.random() < 0.75 else ("times", f"{number} / {whole}")
    elif figure.aggregate == "SUM" or figure.kind is Kind.COUNT:
        form, said = "percent", f"100.0 * {number} / {whole}"
    else:
        return None  # of cases it would read as their share of the group
    shown = ", ".join(key_sql(f, key) for key in keys)
    also = rng.random() < 0.35
    sql = f"SELECT {shown}, {f'{number}, ' * also}{said} FROM {f.sql}{f.where(conditions)}{group_by(f, keys)}"
    return Draft(
        family=f"keys_{form}_all" + "_shown" * also, sql=sql, frame=f, conditions=conditions, groups=_columns(keys),
        summary=Summary(keys=keys, figures=(figure,), form=form),
    )  # fmt: skip


def keys_beyond(s: Sampler) -> Draft | None:
    """Groups beyond the average of the groups, or beyond a named group; sometimes how many there are."""
    f, rng = s.frame, s.rng
    drawn = _grouped(s)
    if drawn is None or any(c.name.lower() == "x" for table in f.tables for c in table.columns):
        return None
    keys, figure, conditions = drawn
    number, by, op = figure_sql(f, figure), group_by(f, keys), rng.choice([Op.GT, Op.GT, Op.LT])
    named: tuple[Condition, ...] = ()
    if rng.random() < 0.45 and not keys[0].period and (values := s.values_of(keys[0].column, 1)):
        if not isinstance(values[0], str) and keys[0].column.role is not Role.YEAR:
            return None
        named = (Condition(column=keys[0].column, op=Op.EQ, values=values),)
        than = f"SELECT {number} FROM {f.sql}{f.where((*named, *conditions))}"
    else:
        than = f"SELECT AVG(x) FROM (SELECT {number} AS x FROM {f.sql}{f.where(conditions)}{by})"
    sql = f"SELECT {key_sql(f, keys[0])} FROM {f.sql}{f.where(conditions)}{by} HAVING {number} {op} ({than})"
    counts = rng.random() < 0.3
    family = ("count_" if counts else "") + ("keys_beyond_named" if named else "keys_beyond_average")
    return Draft(
        family=family, sql=f"SELECT COUNT(*) FROM ({sql})" if counts else sql, frame=f, conditions=conditions, op=op,
        groups=_columns(keys), summary=Summary(keys=keys, figures=(figure,), sides=(named,) if named else ()),
    )  # fmt: skip


def contrast(s: Sampler) -> Draft | None:
    """One number of two sorts of rows: the difference, the ratio, the change in percent, or both beside each other."""
    f, rng = s.frame, s.rng
    one = telling(s, ())
    other = (other_of(s, one) if rng.random() < 0.75 else None) if one else None
    if one is None or one.op is Op.NULL:
        return None
    sides: tuple[tuple[Condition, ...], ...] = ((one,), (other,) if other else ())
    if other and rng.random() < 0.2:
        more = s.conditions(1, without=[one.column, *_label(s)], simple=True)
        again = other_of(s, more[0]) if more else None
        sides = ((one, more[0]), (other, again)) if more and again else sides
    measured = own_number(s, [c.column for side in sides for c in side]) if rng.random() < 0.7 else None
    figure = Figure(kind=Kind.COUNT)
    if measured:
        figure = Figure(kind=Kind.AGGREGATE, aggregate=rng.choice(["AVG", s.aggregate(measured)]), measured=(measured,))
    elif rng.random() < 0.35 and (test := telling(s, [c.column for side in sides for c in side])):
        figure = Figure(kind=Kind.SHARE, conditions=(test,))
    used = [*used_columns((figure,)), *(c.column for side in sides for c in side)]
    scope = s.conditions(rng.choice([0, 0, 1, 1, 2]), without=[*used, *_label(s)], simple=rng.random() < 0.6)
    if not other and not scope and figure.kind is Kind.COUNT:
        return None
    number = figure_sql(f, figure)
    a, b = (f"(SELECT {number} FROM {f.sql}{f.where((*side, *scope))})" for side in sides)
    # Of a part the whole always has more, and is never exceeded.
    forms = ["difference", "difference", "both"]
    if figure.aggregate not in ("MAX", "MIN") and figure.kind is not Kind.SHARE:
        forms += ["ratio", "percent"]
    if not other:
        forms = (
            ["difference", "both"]
            if figure.aggregate in ("AVG", "MAX", "MIN") or figure.kind is Kind.SHARE
            else ["part"]
        )
    form = rng.choice(forms)
    if form != "difference" and measured and measured.form == "difference":
        return None
    digits = rng.choice([1, 2, 2]) if form in ("ratio", "percent", "part") and rng.random() < 0.35 else None
    said = {
        "difference": f"{a} - {b}", "ratio": f"1.0 * {a} / {b}", "percent": f"100.0 * ({a} - {b}) / {b}",
        "both": f"{a}, {b}", "part": f"100.0 * {a} / {b}",
    }[form]  # fmt: skip
    said = said if digits is None else f"ROUND({said}, {digits})"
    return Draft(
        family=f"contrast_{form}", sql=f"SELECT {said}", frame=f, conditions=scope, digits=digits,
        aggregate=figure.aggregate or "COUNT", summary=Summary(figures=(figure,), sides=sides, form=form),
    )  # fmt: skip


def _grouped(s: Sampler, *, two: float = 0.0) -> tuple[tuple[Key, ...], Figure, tuple[Condition, ...]] | None:
    rng = s.rng
    keys = draw_keys(s, 2 if rng.random() < two else 1)
    figure = draw_figure(s, without=_columns(keys), kinds=_PLAIN) if keys else None
    if figure is None:
        return None
    used = [*_columns(keys), *used_columns((figure,)), *_label(s)]
    return keys, figure, broad(s, rng.choice([0, 0, 1, 1, 2]), used)


def _columns(keys: tuple[Key, ...]) -> tuple[ColumnMeaning, ...]:
    return tuple(key.column for key in keys)


def _label(s: Sampler) -> list[ColumnMeaning]:
    return [s.frame.main.label] if s.frame.main.label else []
