"""The published verdict on every published prediction for Spider's dev questions, and the one thing we do not repeat."""

import json
from pathlib import Path

import pytest

from text2sql.benchmarks.spider import Layout, find_layout, read_questions, read_schemas
from text2sql.evaluation.measure import measure
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.suite import Suite
from text2sql.records import Prediction, VerdictKind

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "spider"
FILES = sorted((FOLDER / "predictions").glob("*.jsonl"))
pytestmark = pytest.mark.skipif(not FILES, reason="no Spider with published predictions at ../shared/data/spider")

# Places in dev.json where the verdict differs from the published one, by file, with the cause. There is none.
DIFFERENT: dict[str, dict[int, str]] = {}


@pytest.fixture(scope="module")
def layout() -> Layout:
    return find_layout(FOLDER)


@pytest.fixture(scope="module")
def suite(layout: Layout) -> Suite:
    questions = read_questions(layout.dev, _names(layout))
    assert not questions.refused
    asked = {example.schema for example in questions.examples}
    return Suite(
        name="spider",
        version=1,
        schemas={},
        rows={},
        examples=tuple(questions.examples),
        databases={name: layout.database(name) for name in asked},
        profile=Profile.SPIDER,
    )


def _names(layout: Layout) -> dict[str, object]:
    return {each["db_id"]: each for each in json.loads(layout.tables.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_verdict_is_the_published_one(suite: Suite, file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    published = {suite.examples[each["index"]].id: each["official_exec_match"] for each in lines}
    assert len(published) == len(suite.examples) == 546
    # Both verdicts come up often, so that neither always right nor always wrong could agree.
    assert 300 < sum(published.values()) < 500
    predictions = [
        Prediction(example_id=suite.examples[each["index"]].id, raw=each["sql"], sql=each["sql"]) for each in lines
    ]
    measured = measure(suite, predictions, run={})
    found = {each.example_id: each.kind is VerdictKind.CORRECT for each in measured.verdicts}
    different = {place for place, each in enumerate(suite.examples) if found[each.id] is not published[each.id]}
    assert different == set(DIFFERENT.get(file.stem, {}))


def test_schemas_have_types_natural_names_keys_and_values(layout: Layout) -> None:
    schemas = read_schemas(layout)
    assert len(schemas) == 166
    singer = schemas["concert_singer"].table("singer_in_concert")
    assert singer.primary_key
    assert {key.table for key in singer.foreign_keys} == {"concert", "singer"}
    # A natural name is told only if it says more than the name.
    assert schemas["car_1"].table("cars_data").comment == ""
    assert schemas["college_2"].table("student").column("tot_cred").comment == "total credits"
    columns = [column for schema in schemas.values() for table in schema.tables for column in table.columns]
    assert {column.type for column in columns} >= {"INTEGER", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP"}
    assert sum(bool(column.samples) for column in columns) > 1500
    assert sum(bool(column.comment) for column in columns) > 300
    assert not any(table.name == "sqlite_sequence" for schema in schemas.values() for table in schema.tables)
