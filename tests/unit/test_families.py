"""Families: each asks something of the bundled schemas in both languages, and its gold is the right one."""

import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from text2sql.database import Database
from text2sql.ddl import load_schema
from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.outcome import Outcome
from text2sql.populate import Rows, populate
from text2sql.records import Example
from text2sql.schema import Column, Schema, Table
from text2sql.sql import parse, refusal
from text2sql.synth import en, zh
from text2sql.synth.en_nouns import other_nouns, other_rows
from text2sql.synth.en_sentences import SENTENCES as EN
from text2sql.synth.families import FAMILIES, Draft, Family, alike, arithmetic, calendar, change, existence, ranking
from text2sql.synth.families.draft import sentence_keys
from text2sql.synth.families.totals import aggregate
from text2sql.synth.generate import Source
from text2sql.synth.zh_sentences import SENTENCES as ZH

SCHEMAS = Path(__file__).parents[2] / "schemas"
# One table with two dates, which no bundled schema has.
PROJECTS = Schema(
    name="projects",
    tables=(
        Table(
            name="projects",
            columns=(
                Column(name="name", type="VARCHAR", comment="项目名称"),
                Column(name="city", type="VARCHAR", comment="城市"),
                Column(name="start_date", type="DATE", comment="开始日期"),
                Column(name="end_date", type="DATE", comment="结束日期"),
            ),
        ),
    ),
)


@cache
def tables(name: str) -> tuple[Schema, Rows, Database]:
    schema = PROJECTS if name == "projects" else load_schema(SCHEMAS / f"{name}.sql")
    rows = populate(schema, seed=1)
    return schema, rows, Database.from_rows(schema, rows)


class Asked(NamedTuple):
    """Examples of one family, the drafts they come from and those refused, and why those were."""

    examples: list[Example]
    drafts: list[Draft]
    refused: Counter[str]


def asked(family: Family, schema: Schema, rows: Rows, database: Database | None = None, *, count: int = 4) -> Asked:
    asked = Asked([], [], Counter())

    def admits(draft: Draft) -> bool:
        asked.drafts.append(draft)
        return True

    source = Source(
        schema, rows, database or Database.from_rows(schema, rows), random.Random(7), refused=asked.refused,
        families=((family, 1.0),), admits=admits,
    )  # fmt: skip
    asked.examples.extend(source.examples(count, ("zh", "en")))
    return asked


@cache
def first_asked(family: Family) -> tuple[str, Asked]:
    """What the family asks of the first schema that has what it needs."""
    for name in ("students", "hospital", "shop", "projects"):
        found = asked(family, *tables(name))
        if len(found.examples) == 4:
            return name, found
    raise AssertionError(f"{family.__name__} asks nothing of any schema")


each_family = pytest.mark.parametrize("family", [family for family, _ in FAMILIES], ids=lambda family: family.__name__)


@each_family
def test_each_family_asks_in_both_languages_and_its_gold_runs(family: Family) -> None:
    name, found = first_asked(family)
    for each in found.examples:
        outcome = tables(name)[2].run(each.sql)
        assert isinstance(outcome, Outcome), each
        assert outcome.rows, each
        assert refusal(parse(each.sql)) is None
    assert {each.language for each in found.examples} == {"zh", "en"}
    assert all(any(tag.startswith("level:") for tag in each.tags) for each in found.examples)


@each_family
def test_each_draft_of_a_family_is_said_whole(family: Family) -> None:
    drafts = {draft.family: draft for draft in first_asked(family)[1].drafts}.values()
    for draft in drafts:
        for language, ask, sentences in (("zh", zh.ask, ZH), ("en", en.ask, EN)):
            assert any(key in sentences for key in sentence_keys(draft)), draft.family
            for seed in range(6):
                question = ask(draft, random.Random(seed))
                for group in draft.groups:
                    if group.role not in (Role.YEAR, Role.DATE):
                        assert is_spoken_of(group, language, question, draft), (question, draft.sql)
                assert set("[]{}|").isdisjoint(question), question


def is_spoken_of(column: ColumnMeaning, language: str, question: str, draft: Draft) -> bool:
    """Whether a noun of the column, or of the table that it names, or its value stands in the question."""
    owner = next(table for table in draft.frame.tables if table.table.name == column.table)
    # A Chinese question may say the column as the table spells it.
    nouns = [column.name, *getattr(column, language), *(owner.zh if language == "zh" else (one for one, _ in owner.en))]
    if language == "en":
        nouns += [other for noun in list(nouns) for other in other_nouns(noun)]
        nouns += [row for one, _ in owner.en for row, _ in other_rows(one)]
    # 班级 is also said as the name of a group compared: 1班.
    values = [str(value) for value in draft.values]
    low = question.lower()
    # Plurals: category, categories.
    return any(noun.lower()[: max(2, len(noun) - 1)] in low for noun in nouns) or any(v in question for v in values)


def test_a_family_without_what_it_needs_asks_nothing() -> None:
    columns = (Column(name="name", type="VARCHAR", comment="姓名"), Column(name="note", type="VARCHAR", comment="备注"))
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    rows = {"t": [(f"人{i}", f"第{i}条备注") for i in range(20)]}
    for family in (
        ranking.ranked, ranking.top_in_group, arithmetic.row_total, change.change_of_total, calendar.extreme_date,
        existence.with_children, existence.through, alike.is_more,
    ):  # fmt: skip
        assert not asked(family, schema, rows).drafts


def test_places_within_groups_are_refused_where_ties_decide() -> None:
    columns = (
        Column(name="name", type="VARCHAR", comment="姓名"),
        Column(name="team", type="VARCHAR", comment="队"),
        Column(name="points", type="INTEGER", comment="积分"),
    )
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    tied = {"t": [(f"人{i}", f"{'甲乙'[i % 2]}队", i // 12) for i in range(60)]}
    found = asked(ranking.top_in_group, schema, tied)
    assert not found.examples
    assert found.refused["the first few are tied with the next"] > 0
    apart = {"t": [(f"人{i}", f"{'甲乙'[i % 2]}队", i) for i in range(60)]}
    found = asked(ranking.top_in_group, schema, apart)
    assert found.examples
    assert not found.refused["the first few are tied with the next"]
    # A cut within brackets is seen too: both teams are of one size.
    counted = [each for each in asked(ranking.rows_of_best_group, schema, apart).examples if "COUNT(*)" in each.sql]
    assert not counted


def test_a_condition_that_changes_nothing_is_refused() -> None:
    columns = (
        Column(name="name", type="VARCHAR", comment="姓名"),
        Column(name="city", type="VARCHAR", comment="城市"),
        Column(name="points", type="INTEGER", comment="积分"),
    )
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    same = {"t": [(f"人{i}", "北京", i) for i in range(40)]}
    found = asked(aggregate, schema, same, count=30)
    assert not any("city =" in each.sql for each in found.examples)
    assert found.refused["the condition leaves nothing out"] > 0
    mixed = {"t": [(f"人{i}", ("北京", "上海")[i % 2], i) for i in range(40)]}
    assert any("city =" in each.sql for each in asked(aggregate, schema, mixed, count=30).examples)


def test_parents_are_told_by_their_children() -> None:
    schema, rows, database = tables("hospital")
    doctor = {row[0]: row[1] for row in rows["doctors"]}
    seen = [(row[2], row[4]) for row in rows["visits"]]
    counts, kinds = (
        Counter(which for which, _ in seen),
        {key: {said for which, said in seen if which == key} for key in doctor},
    )

    def answers(family: Family, name: str) -> list[tuple[Draft, Counter[tuple[object, ...]]]]:
        drafts = [each for each in asked(family, schema, rows, database, count=12).drafts if each.family == name]
        of_doctors = [each for each in drafts if each.frame.main.table.name == "doctors"]
        found = [(each, database.run(each.sql)) for each in of_doctors]
        return [(each, Counter(outcome.rows)) for each, outcome in found if isinstance(outcome, Outcome)]

    every = [answer for draft, answer in answers(existence.children_counts, "children_counts") if not draft.conditions]
    assert every
    assert every[0] == Counter((name, counts[key]) for key, name in doctor.items())
    only = answers(existence.only_children, "only_children")
    assert only
    for draft, answer in only:
        kind = draft.conditions[0].values[0]
        assert answer == Counter((doctor[key],) for key in doctor if kinds[key] - {None} == {kind})


def test_changes_are_from_the_earlier_to_the_later_year() -> None:
    columns = (
        Column(name="name", type="VARCHAR", comment="姓名"),
        Column(name="year", type="INTEGER", comment="年份"),
        Column(name="points", type="INTEGER", comment="积分"),
    )
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    rows = {"t": [(f"人{i}", 2020 + i % 2, 100 + 50 * (i % 2)) for i in range(20)]}
    with Database.from_rows(schema, rows) as database:
        answers = {
            draft.family: database.run(draft.sql)
            for draft in asked(change.change_of_total, schema, rows, count=30).drafts
            if draft.aggregate == "AVG" and not draft.conditions and draft.digits is None
        }
    assert isinstance(answers["change_of_total"], Outcome)
    assert isinstance(answers["growth_rate"], Outcome)
    assert answers["change_of_total"].rows == ((50.0,),)
    assert answers["growth_rate"].rows == ((50.0,),)
