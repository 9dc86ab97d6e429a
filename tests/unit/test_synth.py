"""The generator: every gold SQL runs, every question says what its SQL does, one seed gives one result."""

import itertools
import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

from text2sql.database import Database
from text2sql.ddl import load_schema
from text2sql.errors import T2SError
from text2sql.outcome import Failure, Outcome
from text2sql.populate import populate
from text2sql.records import Example
from text2sql.schema import Column, Schema, Table
from text2sql.sql import NotSQL, literals, parse, refusal, shape
from text2sql.synth import en, zh
from text2sql.synth.corpus import groups
from text2sql.synth.en_sentences import SENTENCES as EN
from text2sql.synth.families import FAMILIES
from text2sql.synth.generate import generate
from text2sql.synth.parts import quoted
from text2sql.synth.split import split
from text2sql.synth.zh_phrases import PHRASES
from text2sql.synth.zh_sentences import SENTENCES as ZH

SCHEMAS = Path(__file__).parents[2] / "schemas"


def made(name: str, count: int = 300, seed: int = 3, languages: tuple[str, ...] = ("zh", "en")) -> list[Example]:
    schema = load_schema(SCHEMAS / f"{name}.sql")
    return list(generate(schema, populate(schema, seed=1), count=count, seed=seed, languages=languages).examples)


@pytest.fixture(scope="module")
def students() -> list[Example]:
    return made("students", 400, seed=4)


@pytest.mark.parametrize("name", ["students", "hospital", "shop"])
def test_every_gold_runs_and_answers_something(name: str) -> None:
    schema = load_schema(SCHEMAS / f"{name}.sql")
    rows = populate(schema, seed=1)
    examples = generate(schema, rows, count=60, seed=5).examples
    assert len(examples) == 60
    with Database.from_rows(schema, rows) as database:
        for example in examples:
            outcome = database.run(example.sql)
            assert isinstance(outcome, Outcome), example
            assert outcome.rows, example
            assert refusal(parse(example.sql)) is None


def test_one_seed_gives_one_result_and_another_seed_another() -> None:
    assert made("hospital", 30, seed=1) == made("hospital", 30, seed=1)
    assert made("hospital", 30, seed=1) != made("hospital", 30, seed=2)


def test_languages_come_in_equal_parts_and_alone(students: list[Example]) -> None:
    assert Counter(each.language for each in students) == {"zh": 200, "en": 200}
    assert {each.language for each in made("shop", 20, languages=("en",))} == {"en"}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(T2SError, match="fr"):
        made("shop", 5, languages=("fr",))


def test_no_question_stands_for_two_queries(students: list[Example]) -> None:
    sql_of: dict[str, str] = {}
    for each in students:
        assert sql_of.setdefault(each.question, each.sql) == each.sql
    assert len({each.id for each in students}) == len(students)


def test_text_literals_of_the_gold_stand_in_the_question(students: list[Example]) -> None:
    numerals = dict(zip("一二三四五六七八九", "123456789", strict=True))

    def digits(text: str) -> str:
        return "".join(numerals.get(c, c) for c in text)

    for each in students:
        for literal in literals(each.sql):
            text = literal.strip("'%")
            if text and not re.fullmatch(r"[-\d.]+", text):
                assert digits(text) in digits(each.question), each


def test_most_families_are_asked_of_a_plain_table(students: list[Example]) -> None:
    families = {each.provenance.removeprefix("synth:") for each in students}
    for name in (
        "value_of",
        "count",
        "top",
        "per_group",
        "best_group",
        "count_rows",
        "rows",
        "share",
        "figures",
        "figures_per_key",
    ):
        assert name in families
    assert families & {"column_against_column", "count_column_against_column"}
    assert len(families) >= 35
    assert len({shape(each.sql) for each in students}) >= 100


def test_tables_linked_by_keys_are_joined_and_missing_children_asked_for() -> None:
    examples = made("hospital", 200)
    assert sum(" JOIN " in each.sql for each in examples) > 25
    assert any(" NOT IN (SELECT" in each.sql for each in examples)
    assert any("T3." in each.sql for each in examples)


def test_a_table_without_values_is_refused_in_one_sentence() -> None:
    schema = Schema(name="s", tables=(Table(name="t", columns=(Column(name="a", type="BLOB"),)),))
    with pytest.raises(T2SError, match="nothing can be asked"):
        generate(schema, {"t": []}, count=3, seed=0)


_NAMED = (
    "SELECT {0}, t.{0} FROM t WHERE {0} = 1 AND {0} IN (1, 2) AND NOT {0} > 1 OR {0} < 2 AND {0} IS NOT NULL ORDER BY {0} DESC LIMIT 1",
    "SELECT MAX({0}), AVG({0}) AS x FROM t WHERE x > (SELECT SUM({0}) FROM t) GROUP BY {0}, x HAVING COUNT({0}) > 1",
    "SELECT CASE WHEN {0} = 1 THEN {0} ELSE {0} END, x - {0}, {0} * 2, RANK() OVER (PARTITION BY {0} ORDER BY {0}) FROM t",
    "SELECT a.{0} FROM t AS a JOIN t AS b ON a.{0} = b.{0} WHERE EXISTS (SELECT {0} FROM t WHERE {0} BETWEEN 1 AND 2)",
)
_NAMED_TABLE = (
    "SELECT {0}.x, COUNT(*) FROM {0} WHERE {0}.x IN (SELECT x FROM {0}) GROUP BY {0}.x",
    "SELECT a.x FROM {0} AS a JOIN {0} AS b ON a.x = b.x UNION SELECT x FROM {0} ORDER BY x LIMIT 1",
)


def test_a_keyword_as_a_name_is_written_so_that_every_query_reads_it() -> None:
    with duckdb.connect() as connection:
        words = {word for (word,) in connection.execute("SELECT keyword_name FROM duckdb_keywords()").fetchall()}
        words |= {str(word).lower() for word in DuckDB.Tokenizer.KEYWORDS} | {
            each.lower() for each in exp.DType.__members__
        }
        words = {word for word in words if word.isidentifier() and word not in ("x", "t", "a", "b")}
        assert len(words) > 600
        for word in sorted(words):
            name = quoted(word)
            connection.execute(f'CREATE OR REPLACE TABLE t (x INT, "{word}" INT)')
            connection.execute(f'CREATE OR REPLACE TABLE "{word}" (x INT)')
            for query in (*_NAMED, *_NAMED_TABLE):
                sql = query.format(name)
                assert refusal(parse(sql)) is None, sql
                connection.execute(f"EXPLAIN {sql}")
            connection.execute(f'DROP TABLE "{word}"')


@pytest.mark.parametrize("word", ["at", "order", "range", "values", "if"])
def test_without_quotes_such_a_keyword_is_read_wrongly(word: str) -> None:
    def reads(sql: str) -> bool:
        try:
            return isinstance(database.run(sql), Outcome) and bool(parse(sql))
        except NotSQL:
            return False

    table = Table(name="t", columns=(Column(name="x", type="INT"), Column(name=word, type="INT")))
    with Database.from_rows(
        Schema(name="s", tables=(table, Table(name=word, columns=table.columns[:1]))), {}
    ) as database:
        queries = (*_NAMED, *_NAMED_TABLE)
        assert all(reads(query.format(quoted(word))) for query in queries)
        assert not all(reads(query.format(word)) for query in queries)


def test_names_that_need_quotes_are_quoted() -> None:
    columns = (
        Column(name="order", type="VARCHAR", comment="单号"),
        Column(name="unit price", type="DOUBLE", comment="单价"),
        Column(name="城市", type="VARCHAR"),
    )
    schema = Schema(name="s", tables=(Table(name="group", columns=columns, comment="订单"),))
    rows = {"group": [(f"N{i}", i * 1.5, random.Random(i).choice(["北京", "上海"])) for i in range(40)]}
    examples = generate(schema, rows, count=60, seed=0).examples
    assert any('"unit price"' in each.sql for each in examples)
    assert all('"group"' in each.sql for each in examples)


@pytest.mark.parametrize(("sentences", "speaker"), [(ZH, zh.Speaker), (EN, en.Speaker)])
def test_every_part_of_a_sentence_can_be_said(sentences: dict[str, tuple[str, ...]], speaker: type) -> None:
    for key, templates in sentences.items():
        assert templates, key
        for template in templates:
            assert template.count("[") == template.count("]"), template
            for part in re.findall(r"\{(\w+)\}", template):
                assert hasattr(speaker, part) or (sentences is ZH and part in PHRASES), f"{key}: {part}"


def test_phrases_name_phrases_and_parts_only() -> None:
    for name, phrase in PHRASES.items():
        assert not hasattr(zh.Speaker, name), f"{name} is a part already"
        assert phrase.count("[") == phrase.count("]"), name
        for part in re.findall(r"\{(\w+)\}", phrase):
            assert part in PHRASES or hasattr(zh.Speaker, part), f"{name}: {part}"


def test_chinese_and_english_have_words_for_the_same_families() -> None:
    base = {key.split("@")[0] for key in ZH}
    assert base - {"value_of", "aggregate:sum"} <= {key.split("@")[0] for key in EN} | {"aggregate:sum"}
    assert len(FAMILIES) > 30


def test_splits_share_no_pair_and_hold_out_shapes(students: list[Example]) -> None:
    parts = split(students, seed=0)
    assert sum(map(len, parts.values())) == len(students)
    pairs = [{(each.question, each.sql) for each in parts[name]} for name in ("train", "dev", "test")]
    assert not (pairs[0] & pairs[1] or pairs[0] & pairs[2] or pairs[1] & pairs[2])  # noqa: PT018
    train = {shape(each.sql) for each in parts["train"]}
    for name in ("dev", "test"):
        assert len(parts[name]) == 40
        assert sum(shape(each.sql) not in train for each in parts[name]) > 12
    assert split(students, seed=0) == parts


@pytest.fixture(scope="module")
def english() -> dict[str, list[Example]]:
    return {name: made(name, 400, languages=("en",)) for name in ("students", "hospital", "shop")}


def test_english_says_conditions_as_what_a_row_is_has_or_does(english: dict[str, list[Example]]) -> None:
    questions = " ".join(each.question for some in english.values() for each in some)
    ages = r"aged|older than|years old|the age of|over \d+"
    for words in (
        ages,
        "scored|scoring",
        "pass(ed|ing)",
        "hired|joined",
        "living in",
        "cost(ing)?",
        "priced",
        "with",
        "whose",
    ):
        assert re.search(rf"\b({words})\b", questions), words
    # No template is left in what is said.
    assert not re.search(r"[{}\[\]|]|None", questions)


def test_english_directions_agree_with_the_order(english: dict[str, list[Example]]) -> None:
    up = r"\b(hig(h)?est|greatest|best|maximum|most|largest|top|top-scoring|highest-scoring|number one|first|strongest|leads)\b"
    down = r"\b(lowest|smallest|worst|minimum|least|bottom|last|fewest|poorest|lowest-scoring|weakest|rear)\b"
    tops = [each for each in english["students"] if each.provenance == "synth:top"]
    assert len(tops) > 8
    for each in tops:
        question = re.sub(
            r"at (the )?(least|most)|no (more|less) than|a (minimum|maximum) of", "", each.question.lower()
        )
        down_said = re.search(down, question) is not None
        assert down_said == (" DESC LIMIT" not in each.sql), each
        assert down_said or re.search(up, question), each


def test_what_is_said_of_rows_themselves_is_not_said_of_those_they_point_at(english: dict[str, list[Example]]) -> None:
    # A visit has a patient with a sex and a city, and is itself neither male nor living anywhere.
    visits = [each for each in english["hospital"] if "FROM visits AS T1" in each.sql and "WHERE" in each.sql]
    assert len(visits) > 5
    for each in visits:
        assert not re.search(r"\bvisits (who|that|which) (are|is) (男|女|aged|living)", each.question), each
        assert not re.search(r"\bvisits (aged|living|hired|older)", each.question), each


def test_english_asks_for_one_value_in_the_words_of_its_column() -> None:
    columns = (
        Column(name="name", type="VARCHAR"),
        Column(name="age", type="INTEGER"),
        Column(name="salary", type="INTEGER"),
        Column(name="hire_date", type="DATE"),
    )
    schema = Schema(name="s", tables=(Table(name="employees", columns=columns),))
    rows = {"employees": [(f"Ann{i} Lee", 20 + i, 3000 + 100 * i, date(2020, 1, 1 + i % 28)) for i in range(30)]}
    questions = " ".join(
        each.question for each in generate(schema, rows, count=900, seed=4, languages=("en",)).examples
    )
    for words in (
        "old is Ann",
        "(did|was|does) Ann",
        "(old|young)er than|aged",
        "earn|mak(e|ing)",
        "hired",
        "youngest|oldest",
    ):
        assert re.search(words, questions), words
    # Nobody asks how old a row is where two columns could be meant.
    two = Schema(name="s", tables=(Table(name="employees", columns=(*columns, Column(name="pay", type="INTEGER"))),))
    rows = {"employees": [(*row, 7 * at) for at, row in enumerate(rows["employees"])]}
    questions = " ".join(each.question for each in generate(two, rows, count=150, seed=1, languages=("en",)).examples)
    assert " earn " not in questions


def test_few_examples_all_stay_in_train(students: list[Example]) -> None:
    assert {name: len(part) for name, part in split(students[:2], seed=0).items()} == {"train": 2, "dev": 0, "test": 0}


def test_the_corpus_begins_with_single_tables_without_conditions_and_ends_with_everything() -> None:
    first = [each for group in itertools.islice(groups(9), 12) for each in group.examples]
    assert all(len(group.schema.tables) == 1 for group in itertools.islice(groups(9), 12))
    assert all("WHERE" not in each.sql or each.provenance == "synth:value_of" for each in first)
    last = [each for group in itertools.islice(groups(9, 10_000), 24) for each in group.examples]
    assert any(" JOIN " in each.sql for each in last)
    assert any(each.sql.count(" AND ") > 1 for each in last)


def test_a_projection_asks_for_columns_of_all_rows(students: list[Example]) -> None:
    some = [each for each in students if each.provenance == "synth:projection"]
    assert some
    assert all(re.fullmatch(r"SELECT \w+(, \w+)* FROM students", each.sql) for each in some)


def test_corpus_groups_depend_on_seed_and_place_alone() -> None:
    first = [next(groups(9, start)) for start in (0, 1, 2)]
    source = groups(9)
    assert [next(source) for _ in range(3)] == first
    assert next(groups(10)) != first[0]
    assert len({group.schema.digest for group in first}) == 3
    for group in first:
        rows = populate(group.schema, seed=1)
        with Database.from_rows(group.schema, rows) as database:
            assert not any(isinstance(database.run(each.sql), Failure) for each in group.examples)


def test_no_gold_cuts_between_tied_rows() -> None:
    columns = (
        Column(name="name", type="VARCHAR", comment="姓名"),
        Column(name="level", type="INTEGER", comment="等级"),
    )
    schema = Schema(name="s", tables=(Table(name="t", columns=columns),))
    tied = generate(schema, {"t": [(f"人{i}", 5) for i in range(30)]}, count=40, seed=0)
    # In brackets stands a number, which is the same whichever of the tied rows come: an average, first minus second.
    assert not any(re.search(r"ORDER BY level( DESC)? LIMIT [\d OFSET]+$", each.sql) for each in tied.examples)
    assert tied.refused["the first few are tied with the next"] > 0
    apart = generate(schema, {"t": [(f"人{i}", i) for i in range(30)]}, count=40, seed=0)
    assert any("ORDER BY level DESC LIMIT" in each.sql for each in apart.examples)
