"""Figures, bounds, orders and contrasts: what the gold gives is what the rows say, and what says nothing is refused."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from text2sql.database import Database
from text2sql.outcome import Outcome
from text2sql.schema import Column, Schema, Table
from text2sql.synth import en, zh
from text2sql.synth.en_sentences_summary import SUMMARIES as EN
from text2sql.synth.families import Draft, Family
from text2sql.synth.families.contrasts import contrast, keys_against_all, keys_beyond, of_keys
from text2sql.synth.families.summaries import best_keys, drafted, figures, figures_per_key, keys_where
from text2sql.synth.generate import Source
from text2sql.synth.parts import Condition, Op
from text2sql.synth.sampler import Sampler
from text2sql.synth.say import say
from text2sql.synth.summary import Bound, Figure, Kind, Summary
from text2sql.synth.zh_sentences_summary import SUMMARIES as ZH

Row = tuple[object, ...]
SENTENCES = {"zh": ZH, "en": EN}

COLUMNS = (
    Column(name="name", type="VARCHAR", comment="姓名"),
    Column(name="team", type="VARCHAR", comment="队伍"),
    Column(name="city", type="VARCHAR", comment="城市"),
    Column(name="age", type="INTEGER", comment="年龄", nullable=True),
    Column(name="points", type="INTEGER", comment="积分"),
    Column(name="wins", type="INTEGER", comment="胜场数"),
)
SCHEMA = Schema(name="s", tables=(Table(name="players", columns=COLUMNS),))
PLACE = {column.name: at for at, column in enumerate(COLUMNS)}
_RNG = random.Random(3)
ROWS: list[Row] = [
    (
        f"球员{i}", "甲乙丙丁"[_RNG.randrange(4)] + "队", ("北京", "上海", "广州")[_RNG.randrange(3)],
        None if i % 9 == 4 else _RNG.randint(18, 40), _RNG.randint(0, 400), _RNG.randint(0, 30),
    )
    for i in range(90)
]  # fmt: skip
COMPARED: dict[Op, Callable[[float, float], bool]] = {
    Op.GT: lambda a, b: a > b,
    Op.GE: lambda a, b: a >= b,
    Op.LT: lambda a, b: a < b,
    Op.LE: lambda a, b: a <= b,
    Op.EQ: lambda a, b: a == b,
}


@cache
def players() -> Database:
    return Database.from_rows(SCHEMA, {"players": ROWS})


@cache
def drafts(family: Family, count: int = 60) -> tuple[Draft, ...]:
    """Drafts that passed all checks, with what the database answers."""
    source = Source(SCHEMA, {"players": ROWS}, players(), random.Random(5), families=((family, 1.0),))
    drawn = [source.draw("zh", "en") for _ in range(count * 3)]
    return tuple(each.draft for each in drawn if each is not None)[:count]


def answer(sql: str) -> list[Row]:
    outcome = players().run(sql)
    assert isinstance(outcome, Outcome), sql
    return list(outcome.rows)


def value(row: Row, name: str) -> object:
    return row[PLACE[name]]


def number(row: Row, name: str) -> float | None:
    found = value(row, name)
    return None if found is None else float(str(found))


def meets(row: Row, condition: Condition) -> bool:
    """The condition by hand."""
    found, values = value(row, condition.column.name), condition.values
    match condition.op:
        case Op.NULL:
            return found is None
        case Op.NOT_NULL:
            return found is not None
    if found is None:
        return False
    match condition.op:
        case Op.EQ if isinstance(found, str):
            return found == values[0]
        case Op.NE:
            return found != values[0]
        case Op.IN:
            return found in values
        case Op.NOT_IN:
            return found not in values
        case Op.PREFIX:
            return str(found).startswith(str(values[0]))
        case Op.SUFFIX:
            return str(found).endswith(str(values[0]))
        case Op.CONTAINS:
            return str(values[0]) in str(found)
        case Op.NOT_CONTAINS:
            return str(values[0]) not in str(found)
        case Op.BETWEEN:
            return float(str(values[0])) <= float(str(found)) <= float(str(values[1]))
    return COMPARED[condition.op](float(str(found)), float(str(values[0])))


def aggregated(name: str, numbers: Sequence[float | None]) -> float | None:
    known = [each for each in numbers if each is not None]
    if not known:
        return None
    return {"AVG": sum(known) / len(known), "SUM": sum(known), "MAX": max(known), "MIN": min(known)}[name]


def figure_by_hand(figure: Figure, rows: Sequence[Row]) -> float | None:
    """The figure by hand, of the kinds that are of one column or none."""

    def of(name: str, at: int = 0, some: Sequence[Row] = rows) -> float | None:
        (column,) = figure.measured[at].columns
        return aggregated(name, [number(row, column.name) for row in some])

    counts = [sum(meets(row, each) for row in rows) for each in figure.conditions]
    parts = [[row for row in rows if meets(row, each)] for each in figure.conditions]
    match figure.kind:
        case Kind.COUNT:
            return len(rows)
        case Kind.DISTINCT:
            assert figure.column is not None
            return len({value(row, figure.column.name) for row in rows} - {None})
        case Kind.AGGREGATE:
            return of(figure.aggregate)
        case Kind.CASES:
            return counts[0]
        case Kind.SHARE:
            return 100 * counts[0] / len(rows)
        case Kind.MORE_CASES:
            return counts[0] - counts[1]
        case Kind.CASE_RATIO:
            return counts[0] / counts[1] if counts[1] else None
        case Kind.PART:
            return of(figure.aggregate, some=parts[0])
        case Kind.PART_GAP:
            return _minus(of(figure.aggregate, some=parts[0]), of(figure.aggregate, some=parts[1]))
        case Kind.GAP:
            return _minus(of("MAX"), of("MIN"))
        case Kind.STRETCH:
            pair = ("MAX", "AVG") if figure.aggregate == "MAX" else ("AVG", "MIN")
            return _minus(of(pair[0]), of(pair[1]))
        case Kind.DIFFERENCE:
            return _minus(of(figure.aggregate), of(figure.aggregate, 1))
        case Kind.RATIO:
            one, other = of(figure.aggregate), of(figure.aggregate, 1)
            return one / other if one is not None and other else None


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def is_simple(draft: Draft) -> bool:
    """Whether it is of single columns, which is all that is computed by hand here."""
    assert draft.summary is not None
    of_bounds = [each.figure for each in draft.summary.bounds]
    of_sorts = [each.figure for each in draft.summary.sorts if each.figure]
    every = [*draft.summary.figures, *of_bounds, *of_sorts]
    return not any(each.form for figure in every for each in figure.measured) and draft.digits is None


def rows_of(draft: Draft) -> list[Row]:
    joined = any if draft.any_of else all
    return [row for row in ROWS if joined(meets(row, each) for each in draft.conditions)]


def groups_of(draft: Draft, rows: Sequence[Row]) -> dict[Row, list[Row]]:
    found: dict[Row, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(value(row, column.name) for column in draft.groups)].append(row)
    return found


def within(bound: Bound, rows: Sequence[Row]) -> bool:
    found = figure_by_hand(bound.figure, rows)
    if found is None:
        return False
    if bound.op is Op.BETWEEN:
        return float(str(bound.values[0])) <= found <= float(str(bound.values[1]))
    return COMPARED[bound.op](found, float(str(bound.values[0])))


def same(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether both are the same rows in any order, numbers within a millionth."""

    def rounded(row: Row) -> Row:
        return tuple(each if each is None or isinstance(each, str) else round(float(str(each)), 6) for each in row)

    return sorted(map(repr, map(rounded, one))) == sorted(map(repr, map(rounded, other)))


def test_figures_of_all_rows_are_those_counted_by_hand() -> None:
    seen: set[Kind] = set()
    for draft in filter(is_simple, drafts(figures, 90)):
        assert draft.summary is not None
        rows = rows_of(draft)
        assert same(answer(draft.sql), [tuple(figure_by_hand(each, rows) for each in draft.summary.figures)]), draft.sql
        seen.update(each.kind for each in draft.summary.figures)
    assert seen >= {Kind.COUNT, Kind.AGGREGATE, Kind.CASES, Kind.SHARE, Kind.PART, Kind.MORE_CASES, Kind.GAP}


@pytest.mark.parametrize("family", [figures_per_key, keys_where])
def test_figures_of_groups_and_their_bounds_are_those_counted_by_hand(family: Family) -> None:
    seen = 0
    for draft in filter(is_simple, drafts(family)):
        assert draft.summary is not None
        groups = {
            key: rows
            for key, rows in groups_of(draft, rows_of(draft)).items()
            if all(within(bound, rows) for bound in draft.summary.bounds)
        }
        wanted = [
            (*key, *(figure_by_hand(each, rows) for each in draft.summary.figures)) for key, rows in groups.items()
        ]
        if draft.family.startswith("count_"):
            wanted = [(len(groups),)]
        assert same(answer(draft.sql), wanted), draft.sql
        seen += 1
    assert seen > 20


def test_the_best_groups_are_the_first_by_the_figure() -> None:
    seen = set()
    for draft in filter(is_simple, drafts(best_keys)):
        assert draft.summary is not None
        sort = draft.summary.sorts[0]
        assert sort.figure is not None
        kept = {
            key: figure_by_hand(sort.figure, rows)
            for key, rows in groups_of(draft, rows_of(draft)).items()
            if all(within(bound, rows) for bound in draft.summary.bounds)
        }
        known = [each for each in kept.values() if each is not None]
        if len(known) < len(kept) or len(draft.summary.sorts) > 1:
            continue
        ordered = sorted(known, reverse=sort.descending)
        first = draft.summary.offset
        found = [kept[row[: len(draft.groups)]] for row in answer(draft.sql)]
        assert found == (ordered[first : first + draft.n] if draft.n else ordered), draft.sql
        seen.add(draft.family.removesuffix("_shown"))
    assert seen >= {"best_key", "best_keys", "nth_key"}


def test_groups_are_beyond_the_average_of_the_groups_or_a_named_one() -> None:
    seen = set()
    for draft in filter(is_simple, drafts(keys_beyond)):
        assert draft.summary is not None
        (figure,) = draft.summary.figures
        groups = groups_of(draft, rows_of(draft))
        numbers = {key: found for key, rows in groups.items() if (found := figure_by_hand(figure, rows)) is not None}
        if draft.summary.sides:
            than = numbers[(draft.summary.sides[0][0].values[0],)]
        else:
            than = sum(numbers.values()) / len(numbers)
        beyond = [key for key, found in numbers.items() if COMPARED[draft.op](found, than)]
        assert same(answer(draft.sql), [(len(beyond),)] if draft.family.startswith("count_") else beyond), draft.sql
        seen.add(draft.family.removeprefix("count_"))
    assert seen == {"keys_beyond_average", "keys_beyond_named"}


def against(form: str, number: float, whole: float) -> float:
    """A group's number against that of all rows."""
    if form == "more":
        return number - whole
    return number / whole if form == "times" else 100 * number / whole


def test_numbers_of_all_groups_and_of_each_against_the_whole() -> None:
    for draft in filter(is_simple, (*drafts(of_keys), *drafts(keys_against_all))):
        assert draft.summary is not None
        (figure,) = draft.summary.figures
        rows = rows_of(draft)
        numbers = {key: figure_by_hand(figure, some) for key, some in groups_of(draft, rows).items()}
        if draft.family.startswith("keys_"):
            whole = figure_by_hand(figure, rows)
            assert whole is not None
            also = draft.family.endswith("_shown")
            wanted = [
                (*key, *([x] if also else []), None if x is None else against(draft.summary.form, x, whole))
                for key, x in numbers.items()
            ]
        else:
            known = [x for x in numbers.values() if x is not None]
            by = {"AVG(x)": sum(known) / len(known), "MAX(x)": max(known), "MIN(x)": min(known)}
            by["MAX(x) - MIN(x)"] = max(known) - min(known)
            wanted = [tuple(by[each] for each in draft.summary.form.split(", "))]
        assert same(answer(draft.sql), wanted), draft.sql


def test_two_sorts_of_rows_are_compared_in_the_order_asked() -> None:
    seen = set()
    for draft in filter(is_simple, drafts(contrast)):
        assert draft.summary is not None
        (figure,) = draft.summary.figures
        scope = rows_of(draft)
        one, other = (
            figure_by_hand(figure, [row for row in scope if all(meets(row, c) for c in side)])
            for side in draft.summary.sides
        )
        if one is None or not other:
            continue
        wanted: Row = {
            "difference": (one - other,), "ratio": (one / other,), "percent": (100 * (one - other) / other,),
            "both": (one, other), "part": (100 * one / other,),
        }[draft.summary.form]  # fmt: skip
        assert same(answer(draft.sql), [wanted]), draft.sql
        seen.add(draft.summary.form)
    assert seen == {"difference", "ratio", "percent", "both", "part"}


def test_a_division_by_zero_is_refused() -> None:
    def ratio(limit: int) -> Family:
        def family(s: Sampler) -> Draft:
            age = next(c for c in s.frame.main.columns if c.name == "age")
            up, down = (Condition(column=age, op=op, values=(limit,)) for op in (Op.GT, Op.LE))
            return drafted(s, "one_figure", Summary(figures=(Figure(kind=Kind.CASE_RATIO, conditions=(down, up)),)), ())

        return family

    for limit, is_refused in ((50, True), (30, False)):
        source = Source(SCHEMA, {"players": ROWS}, players(), random.Random(5), families=((ratio(limit), 1.0),))
        assert (source.draw("zh", "en") is None) is is_refused
        assert source.refused["a number is divided by zero"] == is_refused


def test_a_bound_that_all_groups_keep_is_refused() -> None:
    # Every team has ten players of one age: no bound tells teams apart, and none is asked about.
    alike: list[Row] = [(f"球员{i}", "甲乙丙丁"[i % 4] + "队", "北京", 20, 100, 5) for i in range(40)]
    with Database.from_rows(SCHEMA, {"players": alike}) as database:
        source = Source(SCHEMA, {"players": alike}, database, random.Random(5), families=((keys_where, 1.0),))
        found = [source.draw("zh", "en") for _ in range(150)]
    assert not any(each and not each.draft.conditions for each in found)
    assert source.refused["the bound or the limit leaves nothing out"] > 0
    assert drafts(keys_where)


@pytest.mark.parametrize("family", [figures, figures_per_key, keys_where, best_keys, contrast, keys_beyond])
def test_every_bound_and_condition_of_a_figure_is_said(family: Family) -> None:
    for draft in drafts(family, 25):
        assert draft.summary is not None
        tests = [test for figure in draft.summary.figures for test in figure.conditions]
        said = [each for test in tests for each in test.values if isinstance(each, str)]
        said += [str(each) for bound in draft.summary.bounds for each in bound.values if float(str(each)) > 12]
        for language, ask in (("zh", zh.ask), ("en", en.ask)):
            for seed in range(3):
                question = ask(draft, random.Random(seed))
                plain = question.replace(",", "")
                # Large round numbers are also written out: 五十, 2k.
                missing = [each for each in said if each not in plain and not each.removesuffix("0").isdigit()]
                assert not missing, (language, question, draft.sql)


@pytest.mark.parametrize(("language", "speaker"), [("zh", zh.Speaker), ("en", en.Speaker)])
def test_each_sentence_says_all_that_a_draft_needs(language: str, speaker: type[zh.Speaker] | type[en.Speaker]) -> None:
    seen: Counter[str] = Counter()
    for family in (figures, figures_per_key, keys_where, best_keys, of_keys, keys_against_all, keys_beyond, contrast):
        for draft in drafts(family):
            seen[draft.family] += 1
            for at, sentence in enumerate(SENTENCES[language][draft.family] if seen[draft.family] < 4 else ()):
                saying = speaker(draft, random.Random(at))
                # Where one way of a choice leaves a condition out, another says it.
                said = [say(saying.rng, sentence, saying.part) for _ in range(4)]
                assert draft.needed <= saying.said, (draft.family, sentence, said)
    assert seen.keys() == SENTENCES[language].keys()
