"""Written questions as groups of the corpus: other names and values each time, every gold runs, none is measured on."""

import random
from itertools import islice

import pytest

from text2sql.database import Database
from text2sql.outcome import Outcome
from text2sql.pairs.anatomy import with_names
from text2sql.pairs.check import same_question
from text2sql.pairs.respell import other_spelling, with_other_names
from text2sql.pairs.written import UNSEEN, with_written, written, written_group
from text2sql.prompt import PromptFormat
from text2sql.schema import Column, ForeignKey, Schema, Table
from text2sql.synth.corpus import EVERYTHING, Group, groups

PETS = Schema(
    name="clinic",
    tables=(
        Table(
            name="owners",
            comment="主人",
            primary_key=("owner_id",),
            columns=(
                Column(name="owner_id", type="INTEGER", comment="主人编号"),
                Column(name="name", type="VARCHAR", comment="姓名"),
            ),
        ),
        Table(
            name="pets",
            comment="宠物",
            primary_key=("pet_id",),
            foreign_keys=(ForeignKey(columns=("owner_id",), table="owners", references=("owner_id",)),),
            columns=(
                Column(name="pet_id", type="INTEGER", comment="宠物编号"),
                Column(name="owner_id", type="INTEGER", comment="主人编号"),
                Column(name="name", type="VARCHAR", comment="名字"),
                Column(name="order", type="INTEGER", comment="次序"),
            ),
        ),
    ),
)


@pytest.mark.parametrize("seed", range(40))
def test_under_another_spelling_keys_still_point_at_columns_and_names_are_unique(seed: int) -> None:
    spelling = other_spelling(PETS, random.Random(seed))
    other = with_other_names(PETS, spelling.names)
    for table in other.tables:
        assert len({column.name.lower() for column in table.columns}) == len(table.columns)
        for key in table.foreign_keys:
            assert table.column(key.columns[0])
            assert other.table(key.table).column(key.references[0])
    assert len({table.name.lower() for table in other.tables}) == 2
    sql = with_names("SELECT T2.name FROM owners AS T1 JOIN pets AS T2 ON T1.owner_id = T2.owner_id", spelling.names)
    with Database.from_rows(other, {}) as database:
        assert isinstance(database.run(sql), Outcome)
    if spelling.names:
        assert set(spelling.names) == {"owners", "owner_id", "name", "pets", "pet_id", "order"}
        assert spelling.names["order"].lower() != "order"


def test_spellings_differ_and_some_are_the_authors_own() -> None:
    spellings = [other_spelling(PETS, random.Random(seed)) for seed in range(60)]
    assert 0 < sum(not each.names for each in spellings) < 40
    assert {"zhuren", "主人", "Owners", None} <= {each.names.get("owners") for each in spellings}
    assert {each.is_plain for each in spellings} == {True, False}


def test_without_comments_no_name_is_chinese() -> None:
    bare = Schema(name="s", tables=(Table(name="pets", columns=(Column(name="birth_date", type="DATE"),)),))
    for seed in range(60):
        assert all(name.isascii() for name in other_spelling(bare, random.Random(seed)).names.values())


def test_every_written_gold_runs_on_its_own_schema() -> None:
    for each in written():
        assert len(each.pairs) >= 40, each.schema.name
        with Database.from_rows(each.schema, {}) as database:
            for pair in each.pairs:
                assert isinstance(database.run(pair.sql), Outcome), pair.sql


def test_what_is_measured_on_is_not_drawn_from() -> None:
    drawn, measured = written(), written(UNSEEN)
    assert len(measured) == 8
    assert not {each.schema.name for each in drawn} & {each.schema.name for each in measured}
    asked = {same_question(pair.question) for each in drawn for pair in each.pairs}
    assert not asked & {same_question(pair.question) for each in measured for pair in each.pairs}


def test_a_group_is_of_one_schema_its_golds_run_and_another_draw_asks_otherwise() -> None:
    asked = {pair.question for each in written() for pair in each.pairs}
    some = [written_group(random.Random(seed)) for seed in range(12)]
    for group in some:
        assert len(group.examples) >= 10
        with Database.from_rows(group.schema, group.rows) as database:
            for example in group.examples:
                assert isinstance(database.run(example.sql), Outcome)
        assert group.form in (PromptFormat.SEED, PromptFormat.RICH)
    every = [example for group in some for example in group.examples]
    changed = sum(example.question not in asked for example in every)
    assert 0.3 * len(every) < changed < 0.95 * len(every)
    assert written_group(random.Random(3)) == some[3]
    assert {table.name for group in some for table in group.schema.tables} - {
        table.name for each in written() for table in each.schema.tables
    }


def test_written_groups_stand_among_the_others_at_places_that_the_number_decides() -> None:
    def first(start: int, count: int) -> list[Group]:
        return list(islice(with_written(groups(5, start, lesson=EVERYTHING), 5, start, share=0.5), count))

    some = first(0, 8)
    names = {each.schema.name for each in written()}
    is_written = [group.schema.name in names for group in some]
    assert 1 <= sum(is_written) <= 7
    assert first(0, 8) == some
    none = list(islice(with_written(groups(5, lesson=EVERYTHING), 5, 0, share=0.0), 4))
    assert none == list(islice(groups(5, lesson=EVERYTHING), 4))
