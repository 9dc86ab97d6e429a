"""Invented schemas: valid, varied, strange often enough, and never those that the project is measured on."""

import random
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from text2sql.ddl import load_schema
from text2sql.lexicon import Role
from text2sql.lexicon.catalog import CONCEPTS
from text2sql.lexicon.match import match_column
from text2sql.lexicon.naming import is_chinese, shared_prefix
from text2sql.lexicon.values import Language
from text2sql.schema import Schema
from text2sql.synth.invent import invent_schema
from text2sql.synth.styles import Naming, Style, draw_style, plural_name, spell

_COUNT = 400
_SCHEMAS = Path(__file__).parents[2] / "schemas"


def _schemas(language: Language, seed: int = 1) -> list[Schema]:
    rng = random.Random(seed)
    return [invent_schema(rng, language=language) for _ in range(_COUNT)]


@pytest.fixture(scope="module")
def chinese() -> list[Schema]:
    return _schemas("zh")


@pytest.fixture(scope="module")
def english() -> list[Schema]:
    return _schemas("en", seed=11)


def test_one_seed_gives_the_same_schemas_and_another_gives_others(chinese: list[Schema]) -> None:
    assert chinese == _schemas("zh")
    assert not {each.digest for each in chinese} & {each.digest for each in _schemas("zh", seed=2)}


def test_no_two_schemas_are_alike(chinese: list[Schema], english: list[Schema]) -> None:
    digests = [each.digest for each in (*chinese, *english)]
    assert len(set(digests)) == len(digests)


def test_keys_name_columns_that_exist_and_agree_in_type(chinese: list[Schema], english: list[Schema]) -> None:
    linked = 0
    for schema in (*chinese, *english):
        for table in schema.tables:
            assert all(not table.column(name).nullable for name in table.primary_key)
            for key in table.foreign_keys:
                target = schema.table(key.table)
                assert key.references == target.primary_key
                own = [table.column(name).type for name in key.columns]
                assert own == [target.column(name).type for name in key.references]
                linked += 1
    assert linked > _COUNT / 2


def test_every_table_of_several_is_linked_to_another(chinese: list[Schema], english: list[Schema]) -> None:
    lonely = 0
    for schema in (*chinese, *english):
        links = {name for t in schema.tables for key in t.foreign_keys for name in (t.name, key.table)}
        lonely += len(schema.tables) > 1 and {table.name for table in schema.tables} != links
    # A parent whose own key is two foreign keys cannot be pointed at by one column; that is seldom.
    assert lonely < _COUNT * 0.02


def test_names_are_unique_without_regard_to_case_and_not_reserved(chinese: list[Schema], english: list[Schema]) -> None:
    query = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')"
    reserved = {name for (name,) in duckdb.sql(query).fetchall()}
    assert "order" in reserved
    for schema in (*chinese, *english):
        for names in ([t.name for t in schema.tables], *([c.name for c in t.columns] for t in schema.tables)):
            lowered = [name.lower() for name in names]
            assert len(set(lowered)) == len(lowered), names
            assert not reserved & set(lowered)


def test_numbers_of_tables_and_columns_are_those_promised(chinese: list[Schema], english: list[Schema]) -> None:
    schemas = (*chinese, *english)
    counts = Counter(len(each.tables) for each in schemas)
    assert {1, 2, 3, 4, 5} <= set(counts) <= {1, 2, 3, 4, 5, 6}
    assert 0.5 < counts[1] / len(schemas) < 0.7
    assert 0.18 < counts[2] / len(schemas) < 0.34
    widths = [len(table.columns) for schema in schemas for table in schema.tables]
    assert min(widths) >= 3
    assert max(widths) <= 22


def test_half_of_measures_and_categories_have_a_name_of_their_own(chinese: list[Schema], english: list[Schema]) -> None:
    own = total = 0
    for schema in (*chinese, *english):
        for table in schema.tables:
            for column in table.columns:
                found = match_column(column, table)
                if found is not None and found.role not in (Role.MEASURE, Role.CATEGORY):
                    continue
                total += 1
                plain = CONCEPTS.get(found.key) if found else None
                own += (
                    plain is None
                    or found is None
                    or not (set(found.zh) & set(plain.zh) or set(found.en) & set(plain.en))
                )
    assert 0.42 < own / total < 0.56


def _own_names(schema: Schema) -> list[str]:
    """Names of columns that are no keys."""
    return [
        column.name.lower()
        for table in schema.tables
        for column in table.columns
        if column.name not in table.primary_key and not any(column.name in key.columns for key in table.foreign_keys)
    ]


def test_most_schemas_have_names_that_a_thousand_others_do_not_have(english: list[Schema]) -> None:
    rng = random.Random(77)
    seen = {name for _ in range(1_000) for name in _own_names(invent_schema(rng, language="en"))}
    shares = [sum(name not in seen for name in names) / max(1, len(names)) for names in map(_own_names, english)]
    assert sum(share >= 0.2 for share in shares) > 0.6 * _COUNT
    # Known words stay in the pool: a base that only met coined names would not know a salary.
    assert sum(share < 0.5 for share in shares) > 0.3 * _COUNT


def test_some_tables_point_at_themselves_and_some_columns_carry_their_tables_name(english: list[Schema]) -> None:
    tables = [table for schema in english for table in schema.tables]
    selves = [(table, key) for table in tables for key in table.foreign_keys if key.table == table.name]
    assert 4 < len(selves) < 60
    assert all(table.column(key.columns[0]).nullable for table, key in selves)
    prefixes = [prefix for table in tables if (prefix := shared_prefix(tuple(c.name for c in table.columns)))]
    assert len(prefixes) > 12
    assert len(prefixes) < 0.3 * len(tables)


def test_comments_tell_units_values_and_what_0_and_1_mean(chinese: list[Schema], english: list[Schema]) -> None:
    comments = [c.comment for schema in (*chinese, *english) for table in schema.tables for c in table.columns]
    for told in ("（元）", " (yuan)", "（0否 1是）", " (0 no, 1 yes)", "：", ": "):
        assert any(told in comment for comment in comments), told
    assert sum("（" in comment for comment in comments) < 0.1 * len(comments)


def test_chinese_schemas_mostly_have_chinese_comments_and_english_ones_never(
    chinese: list[Schema], english: list[Schema]
) -> None:
    def commented(schema: Schema) -> bool:
        return any(is_chinese(column.comment) for table in schema.tables for column in table.columns)

    assert 0.6 < sum(map(commented, chinese)) / _COUNT < 0.85
    texts = [
        text
        for schema in english
        for table in schema.tables
        for text in (table.name, table.comment, *(t for c in table.columns for t in (c.name, c.comment, *c.choices)))
    ]
    assert not any(map(is_chinese, texts))
    assert any(column.comment for schema in english for table in schema.tables for column in table.columns)


def test_all_spellings_and_types_occur(chinese: list[Schema]) -> None:
    columns = [column for schema in chinese for table in schema.tables for column in table.columns]
    kinds = {column.type.split("(")[0] for column in columns}
    assert kinds >= {"VARCHAR", "INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "DATE", "TIMESTAMP", "BOOLEAN", "TIME"}
    names = [column.name for column in columns]
    assert any(name.isupper() for name in names)
    assert any(is_chinese(name) for name in names)
    assert any(name[0].islower() and any(char.isupper() for char in name) for name in names)
    assert any(column.choices for column in columns)
    assert {style.naming for style in _styles("zh")} == set(Naming)
    assert {style.naming for style in _styles("en")} == set(Naming) - {Naming.PINYIN, Naming.CHINESE}


def _styles(language: Language) -> list[Style]:
    rng = random.Random(1)
    return [draw_style(rng, language) for _ in range(300)]


def _columns(schema: Schema) -> set[tuple[str, str]]:
    return {(table.name.lower(), column.name.lower()) for table in schema.tables for column in table.columns}


def test_the_measured_schemas_are_not_among_them(chinese: list[Schema], english: list[Schema]) -> None:
    invented = [_columns(each) for each in (*chinese, *english)]
    for name in ("students", "hospital", "shop"):
        measured = _columns(load_schema(_SCHEMAS / f"{name}.sql"))
        shared = [len(measured & each) / len(measured | each) for each in invented]
        # Their fields are, so some columns are the same.
        assert 0 < max(shared) < 0.5


def test_short_spelling_abbreviates() -> None:
    style = next(each for each in _styles("en") if each.naming is Naming.SHORT and not each.column_prefix)
    assert spell("total_amount", style) == "tot_amt"
    assert plural_name("bus_stop") == "bus_stops"
