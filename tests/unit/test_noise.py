"""What typing does to a question never touches what it is about."""

import random
import re

import pytest

from text2sql.synth.noise import noisy

ZH = "请问2023年3班的学生中，目的地是“得分榜”、数学高于1.5万的哪个老师的平均分最高？"
EN = 'Which drivers of the "Then and For" team have more than 1,500 points, and what is the number?'
KEPT = ["3班", "目的地", "得分榜", "数学", "Then and For", "1,500", "老师"]


@pytest.mark.parametrize(("question", "language"), [(ZH, "zh"), (EN, "en")])
def test_names_and_numbers_survive_and_much_else_changes(question: str, language: str) -> None:
    typed = {noisy(question, language, random.Random(seed), kept=KEPT) for seed in range(400)}
    assert len(typed) > 40
    for each in typed:
        for name in KEPT:
            assert (name in each) == (name in question), each
        assert re.findall(r"\d+(?:[.,]\d+)?", each) == re.findall(r"\d+(?:[.,]\d+)?", question), each


def test_a_name_that_is_not_kept_may_be_mistyped() -> None:
    typed = {noisy("得的？", "zh", random.Random(seed)) for seed in range(200)}
    kept = {noisy("得的？", "zh", random.Random(seed), kept=["得的"]) for seed in range(200)}
    assert any("得地" in each for each in typed)
    assert all("得的" in each for each in kept)


def test_slips_of_small_words_greetings_and_lost_marks_occur() -> None:
    typed = [noisy(ZH, "zh", random.Random(seed), kept=KEPT) for seed in range(400)]
    assert any("那个老师" in each for each in typed)
    assert any(each.endswith("最高") for each in typed)
    assert any("谢谢" in each for each in typed)
    assert any("请问 2023 年" in each for each in typed)
    assert any("teh" in noisy(EN, "en", random.Random(seed), kept=KEPT) for seed in range(400))


def test_digits_never_run_together() -> None:
    assert all("9080" not in noisy("数学90，80", "zh", random.Random(seed)) for seed in range(200))


def test_the_same_state_gives_the_same_question() -> None:
    assert noisy(ZH, "zh", random.Random(5), kept=KEPT) == noisy(ZH, "zh", random.Random(5), kept=KEPT)
