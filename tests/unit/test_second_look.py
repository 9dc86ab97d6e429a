"""Families that look at the rows a second time: their golds give what Python computes from the same rows."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from text2sql.database import Database
from text2sql.ddl import load_schema
from text2sql.outcome import Outcome
from text2sql.populate import Rows, populate
from text2sql.schema import Column, Schema, Table
from text2sql.synth import en, zh
from text2sql.synth.claims import Claim, Kind
from text2sql.synth.families import Draft, Family, kin, labelled, nested, periods, throughout, windows
from text2sql.synth.generate import Source
from text2sql.synth.parts import Op

SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="staff",
            columns=(
                Column(name="id", type="INTEGER", comment="编号"),
                Column(name="name", type="VARCHAR", comment="姓名"),
                Column(name="team", type="VARCHAR", comment="部门", nullable=False),
                Column(name="year", type="INTEGER", comment="年份"),
                Column(name="pay", type="INTEGER", comment="工资"),
            ),
            primary_key=("id", "year"),
        ),
    ),
)
LISTS = ("claimed", "claimed_columns", "claimed_ordered")
# Number, name, team, year, pay: nobody earns what another does, some come and go, some change teams.
ROWS = [
    (at, f"王{'甲乙丙丁戊己庚辛壬癸子丑'[at]}", f"{'东西南'[(at + (at == 4 and year == 2022)) % 3]}部", year, pay)
    for year in (2021, 2022)
    for at in range(12)
    if not (at == 7 and year == 2021) and not (at == 5 and year == 2022)
    for pay in [3000 + 137 * at + (year - 2021) * (-50 if at % 4 == 1 else 40 * at + 10)]
]


@cache
def drafts(family: Family, *, tries: int = 250) -> list[Draft]:
    """What the family drafts of the staff and the checks let through."""
    return drafts_of(family, SCHEMA, {"staff": ROWS}, tries=tries)


def drafts_of(family: Family, schema: Schema, rows: Rows, *, tries: int) -> list[Draft]:
    """The same of any tables."""
    found: list[Draft] = []
    source = Source(schema, rows, Database.from_rows(schema, rows), random.Random(3), families=((family, 1.0),))
    for _ in range(tries):
        drawn = source.draw("zh", "en")
        if drawn is not None:
            found.append(drawn.draft)
    return found


def answer(sql: str) -> list[tuple[object, ...]]:
    with Database.from_rows(SCHEMA, {"staff": ROWS}) as database:
        outcome = database.run(sql)
    assert isinstance(outcome, Outcome), sql
    return list(outcome.rows)


def names(draft: Draft) -> set[object]:
    return {row[0] for row in answer(draft.sql)}


def only(family: Family, kind: Kind, *, named: str = "claimed") -> list[Draft]:
    """Drafts of one claim of that kind that list names."""
    return [d for d in drafts(family, tries=600) if d.family == named and [c.kind for c in d.claims] == [kind]]


def holds(op: Op, one: float, other: float) -> bool:
    return {Op.GT: one > other, Op.LT: one < other, Op.GE: one >= other, Op.EQ: one == other}[op]


def pays(year: int) -> dict[object, int]:
    return {row[0]: row[4] for row in ROWS if row[3] == year}


def name_of(key: object) -> str:
    return next(row[1] for row in ROWS if row[0] == key)


def test_who_rose_is_who_has_more_in_the_later_of_both_years() -> None:
    some = [d for d in only(periods.changed, Kind.CHANGED) if len(d.conditions) < 2]
    assert some
    for draft in some:
        claim = draft.claims[0]
        before, after = pays(2021), pays(2022)
        steps = {key: after[key] - before[key] for key in before if key in after}
        if claim.margin is None:
            right = {name_of(key) for key, step in steps.items() if holds(claim.op, step, 0)}
        else:
            up = claim.op is Op.GT
            right = {name_of(k) for k, step in steps.items() if (step if up else -step) >= int(str(claim.margin))}
        assert names(draft) == right, draft.sql
    assert len({frozenset(map(str, names(each))) for each in some}) > 1, "one answer to all questions would pass too"


def test_who_is_in_one_year_only_is_nobody_of_the_other() -> None:
    some = [d for d in only(periods.in_another_year, Kind.NOT_ALSO) if len(d.conditions) == 1]
    assert some
    for draft in some:
        year = int(str(draft.conditions[0].values[0]))
        here, there = pays(year), pays(2021 if year == 2022 else 2022)
        assert names(draft) == {name_of(key) for key in here if key not in there}
        assert names(draft) != {name_of(key) for key in here}


def test_a_number_of_a_subset_is_that_of_the_subset_named() -> None:
    some = [
        d for d in only(nested.against_subset, Kind.AGGREGATE) if not d.conditions and d.claims[0].aggregate == "AVG"
    ]
    some = [d for d in some if d.claims[0].times is None and d.claims[0].margin is None]
    assert some
    for draft in some:
        claim = draft.claims[0]
        if any(c.op is not Op.EQ or c.column.name not in ("team", "year") for c in claim.conditions):
            continue
        at = {"team": 2, "year": 3}
        subset = [r[4] for r in ROWS if all(r[at[c.column.name]] == c.values[0] for c in claim.conditions)]
        mean = sum(subset) / len(subset)
        assert names(draft) == {r[1] for r in ROWS if holds(claim.op, r[4], mean)}, draft.sql


def test_more_than_a_named_row_leaves_that_row_out() -> None:
    some = [d for d in only(nested.against_named, Kind.ROW) if len(d.conditions) == 1 and d.claims[0].margin is None]
    assert some
    for draft in some:
        who, year = draft.claims[0].conditions[0].values[0], draft.conditions[0].values[0]
        own = next(r[4] for r in ROWS if r[1] == who and r[3] == year)
        right = {r[1] for r in ROWS if r[3] == year and holds(draft.claims[0].op, r[4], own) and r[1] != who}
        assert names(draft) == right, draft.sql
        assert who not in names(draft)


def test_groups_of_which_all_rows_are_so_have_no_other_row() -> None:
    found = [
        d for d in drafts(throughout.held_throughout, tries=900) if d.family == "whole_groups" and not d.conditions
    ]
    some = [d for d in found if d.claims[0].kind is Kind.ALL and d.groups[0].name == "team" and len(d.claims) == 1]
    some = [d for d in some if d.claims[0].conditions[0].op in (Op.GT, Op.LT, Op.GE)]
    assert some
    for draft in some:
        tested = draft.claims[0].conditions[0]
        by_team: dict[object, list[bool]] = defaultdict(list)
        for row in ROWS:
            by_team[row[2]].append(holds(tested.op, row[4], float(str(tested.values[0]))))
        assert names(draft) == {team for team, held in by_team.items() if all(held)}, draft.sql


def test_labels_are_those_that_the_question_names() -> None:
    some = [d for d in drafts(labelled.under_labels) if d.family == "labelled"]
    assert some
    for draft in some[:30]:
        n = draft.n
        labels = [str(each) for each in draft.values[n - 1 :]]
        assert {row[-1] for row in answer(draft.sql)} <= set(labels)
        for seed in range(5):
            for ask in (zh.ask, en.ask):
                question = ask(draft, random.Random(seed))
                assert all(label in question for label in labels), question
                assert all(str(limit) in question for limit in draft.values[: n - 1]), question


def test_the_first_of_each_group_are_its_most() -> None:
    some = [d for d in drafts(windows.first_of_each) if d.family == "first_of_each" and d.n == 2 and d.descending]
    some = [d for d in some if len(d.conditions) == 1 and d.columns[0].name == "team"]
    assert some
    for draft in some:
        year = draft.conditions[0].values[0]
        pays: dict[object, list[tuple[int, str]]] = defaultdict(list)
        for _, name, team, at, pay in ROWS:
            if at == year:
                pays[team].append((pay, name))
        best = {(team, name) for team, found in pays.items() for _, name in sorted(found)[-2:]}
        assert {row[:2] for row in answer(draft.sql)} == best


@pytest.mark.parametrize(
    "family", [nested.against_subset, nested.in_group, periods.changed, throughout.held_throughout]
)
def test_every_claim_is_said(family: Family) -> None:
    for draft in drafts(family, tries=60):
        for ask in (zh.ask, en.ask):
            question = ask(draft, random.Random(1))
            for claim in draft.claims:
                for value in _numbers_of(claim):
                    assert value in question, (question, draft.sql)


def _numbers_of(claim: Claim) -> Sequence[str]:
    """Numbers that stand in the question as they are; small ones may be written out."""
    some = [claim.margin, *(y for y in claim.years if y)]
    return [str(each) for each in some if each is not None]


def test_a_table_of_one_year_has_nobody_to_compare_with_another() -> None:
    rows: Rows = {"staff": [row for row in ROWS if row[3] == 2021]}
    for family in (periods.changed, periods.change_shown, periods.in_another_year):
        assert not drafts_of(family, SCHEMA, rows, tries=60)


def test_parents_without_children_are_those_that_no_child_points_at() -> None:
    schema = load_schema(Path(__file__).parents[2] / "schemas" / "hospital.sql")
    rows = populate(schema, seed=1)
    some = [d for d in drafts_of(kin.by_children, schema, rows, tries=600) if d.claims[0].kind is Kind.HAS_NOT]
    some = [d for d in some if not d.conditions and not d.claims[0].conditions and d.family in LISTS]
    assert some
    with Database.from_rows(schema, rows) as database:
        for draft in some:
            outcome, link = database.run(draft.sql), draft.claims[0].link
            assert isinstance(outcome, Outcome)
            assert link is not None
            child = next(table for table in schema.tables if table.name == link.child)
            at = [column.name for column in child.columns].index(link.child_column)
            pointed = {row[at] for row in rows[link.child]}
            assert len(outcome.rows) == len([row for row in rows[link.parent] if row[0] not in pointed])
            assert len(outcome.rows) < len(rows[link.parent])


def test_no_query_of_claims_names_a_column_that_its_table_lacks() -> None:
    schema = load_schema(Path(__file__).parents[2] / "schemas" / "hospital.sql")
    rows = populate(schema, seed=1)
    refused: Counter[str] = Counter()
    families = ((kin.by_children, 1.0), (kin.of_best_parent, 1.0), (kin.report_of_parents, 1.0))
    database = Database.from_rows(schema, rows)
    source = Source(schema, rows, database, random.Random(3), families=families, refused=refused)
    assert len([drawn for drawn in (source.draw("zh", "en") for _ in range(250)) if drawn]) > 50
    assert "failed: UNKNOWN_NAME" not in refused
