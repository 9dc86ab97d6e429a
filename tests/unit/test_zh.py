"""Chinese wordings: many ways to put one draft, none of which says more, less or the opposite."""

import random
import re
from collections import defaultdict
from pathlib import Path

import pytest

from text2sql.ddl import load_schema
from text2sql.lexicon import Role
from text2sql.lexicon.synonyms_zh import also_said
from text2sql.meaning import understand
from text2sql.populate import populate
from text2sql.schema import Schema
from text2sql.synth import zh
from text2sql.synth.families import FAMILIES, Draft
from text2sql.synth.frame import Frame
from text2sql.synth.invent import invent_schema
from text2sql.synth.parts import Op, values_of
from text2sql.synth.sampler import Sampler
from text2sql.synth.zh_numerals import numeral, shortened, without_last_unit

SCHEMAS = Path(__file__).parents[2] / "schemas"


def sampler(schema: Schema, rng: random.Random) -> Sampler:
    rows = populate(schema, seed=1)
    meaning = understand(schema, rows)
    askable = frozenset((table.table.name, column.name) for table in meaning.tables for column in table.columns)
    frame = Frame.single(meaning.tables[0])
    return Sampler(rng=rng, meaning=meaning, values=values_of(meaning.tables, rows), frame=frame, askable=askable)


@pytest.fixture(scope="module")
def drafts() -> dict[str, list[Draft]]:
    rng = random.Random(4)
    schemas = [load_schema(path) for path in sorted(SCHEMAS.glob("*.sql"))]
    schemas += [invent_schema(random.Random(f"zh/{at}"), language="zh") for at in range(3)]
    samplers = [sampler(schema, rng) for schema in schemas]
    found: dict[str, list[Draft]] = defaultdict(list)
    for family, _ in FAMILIES:
        for _ in range(60):
            one = rng.choice(samplers)
            at = one.at(Frame.single(rng.choice(one.meaning.tables)))
            joined = at.joined() if one.meaning.links and rng.random() < 0.3 else None
            draft = family(at.at(joined) if joined else at)
            if draft is not None:
                found[draft.family].append(draft)
    return found


def asked(draft: Draft, times: int = 4) -> list[str]:
    return [zh.ask(draft, random.Random(f"{draft.sql}/{at}")) for at in range(times)]


def masked(draft: Draft, question: str) -> str:
    """The question without values and nouns, whose characters say nothing of its direction."""
    columns = [column for table in draft.frame.tables for column in table.columns]
    nouns = {noun for column in columns for noun in (*column.zh, column.name)}
    nouns |= {noun for table in draft.frame.tables for noun in table.zh}
    nouns |= {str(value) for condition in draft.conditions for value in condition.values}
    nouns |= {str(value) for value in draft.values if isinstance(value, str)}
    for noun in sorted(nouns, key=len, reverse=True):
        question = question.replace(noun, "☐")
    return question


def test_no_sentence_is_left_half_said(drafts: dict[str, list[Draft]]) -> None:
    for draft in (each for some in drafts.values() for each in some):
        for question in asked(draft, 2):
            text = masked(draft, question)
            assert not re.search(r"[\[\]{}|]|<(claim|scope|base|of|whose|each|by)>", text), question
            for left, right in ("（）", "“”", "【】", "「」"):
                assert text.count(left) == text.count(right), question
            assert not text.startswith(("的", "，", "？")), question


def test_every_condition_is_said_with_its_values(drafts: dict[str, list[Draft]]) -> None:
    numerals = dict(zip("一二三四五六七八九", "123456789", strict=True))
    for draft in (each for some in drafts.values() for each in some):
        for question in asked(draft, 2):
            digits = "".join(numerals.get(c, c) for c in question)
            for condition in draft.conditions:
                for value in condition.values:
                    if condition.op in (Op.IN_YEAR, Op.IN_MONTH) or condition.column.role is Role.YEAR:
                        assert str(condition.values[0]) in question or f"{str(condition.values[0])[2:]}年" in question
                    elif isinstance(value, str):
                        assert "".join(numerals.get(c, c) for c in value) in digits, (question, value)
                    elif (
                        isinstance(value, int)
                        and not isinstance(value, bool)
                        and condition.column.role is not Role.FLAG
                    ):
                        said = {str(value), *shortened(abs(value)), without_last_unit(abs(value)) or str(value)}
                        assert any(each in question for each in said), (question, value)


MOST = re.compile(r"最(?:高|大|多|长|重|贵|快|远|好)|排第一")
LEAST = re.compile(r"最(?:低|小|少|短|轻|便宜|慢|矮|差)|垫底|倒数|最末")


def test_superlatives_keep_their_direction(drafts: dict[str, list[Draft]]) -> None:
    seen = 0
    for draft in drafts["top"]:
        assert draft.measured is not None
        # 至少, 最多 and the like may say conditions; dates are early and late.
        if draft.conditions or draft.measured.columns[0].role is Role.DATE:
            continue
        for question in asked(draft, 12):
            text = masked(draft, question).replace("倒序", "")
            wrong = LEAST if draft.descending else MOST
            seen += 1
            assert not wrong.search(text), (question, draft.sql)
    assert seen > 100


OVER = re.compile(r"高于|超过|大于|多于|高出|以上|至少|起码|不低于|不少于|>|＞")
UNDER = re.compile(r"(?<!不)低于|不到|(?<!不)小于|(?<!不)少于|以下|至多|顶多|<|＜")


def test_thresholds_keep_their_direction(drafts: dict[str, list[Draft]]) -> None:
    seen = 0
    for draft in drafts["by_threshold"] + drafts["count_by_threshold"] + drafts["group_having"]:
        if draft.conditions:
            continue
        for question in asked(draft, 12):
            text = masked(draft, question)
            seen += 1
            assert not (OVER if draft.op is Op.LT else UNDER).search(text), (question, draft.sql)
            assert draft.op is Op.GE or not re.search(r"以上|至少|起码|>=|≥|达到", re.sub("[没未]达到", "", text)), (
                question
            )
    assert seen > 100


def test_the_masks_see_a_wrong_direction() -> None:
    assert LEAST.search("☐最低的☐")
    assert UNDER.search("☐不到80")
    assert not UNDER.search("☐不低于80")
    assert OVER.search("☐不低于80")


@pytest.mark.parametrize("family", ["top", "count", "per_group", "against_average", "without_children", "share"])
def test_one_draft_is_put_in_many_ways(family: str, drafts: dict[str, list[Draft]]) -> None:
    draft = max(drafts[family], key=lambda each: -len(each.conditions))
    assert len({masked(draft, question) for question in asked(draft, 300)}) > 120


def test_what_links_tables_says_whose_rows_are_missing(drafts: dict[str, list[Draft]]) -> None:
    some = drafts["without_children"] + drafts["count_without_children"]
    assert some
    for draft in some:
        for question in asked(draft, 8):
            assert any(noun in question for noun in draft.frame.main.zh), question


def test_columns_of_a_table_never_share_a_noun_in_spite_of_synonyms() -> None:
    assert also_said("工资")
    for at in range(12):
        schema = invent_schema(random.Random(f"nouns/{at}"), language="zh")
        for table in understand(schema, populate(schema, seed=1)).tables:
            nouns = [noun for column in table.columns for noun in column.zh]
            assert len(nouns) == len(set(nouns)), nouns


def test_numerals_read_back() -> None:
    units = {"十": 10, "百": 100, "千": 1000}

    def read(text: str) -> int:
        if "万" in text:
            high, low = text.split("万")
            return read(high) * 10_000 + read(low)
        total, digit = 0, 0
        for c in text.replace("两", "二"):
            if c in units:
                total, digit = total + (digit or 1) * units[c], 0
            else:
                digit = "零一二三四五六七八九".index(c)
        return total + digit

    for number in (*range(2_500), 10_000, 10_500, 20_030, 250_000, 1_200_000, 99_999_999):
        assert read(numeral(number)) == number
