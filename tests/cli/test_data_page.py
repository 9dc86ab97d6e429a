"""The page of ``t2s build-data --report``: what it says, in both languages, in a real browser; hostile text stays text."""

import json
import re
from pathlib import Path

import pytest

from text2sql import cli

EVIL = "<script>document.title='owned'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='owned'\">"
DDL = """
CREATE TABLE goods (
  name VARCHAR(20), -- 名称
  kind VARCHAR(20), -- 类别
  price DECIMAL(8, 2), -- 价格
  shape JSON -- 形状
);
"""
PAIRS = [
    {"question": "价格高于60的有哪些?", "sql": "SELECT name FROM goods WHERE price > 60"},
    {"question": f"多少 {EVIL}?", "sql": f"SELECT COUNT(*) FROM goods WHERE kind <> '{EVIL.replace(chr(39), '')}'"},
    {"question": "x", "sql": "SELECT nothing FROM goods"},
]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goods.sql").write_text(DDL, encoding="utf-8")
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in PAIRS)
    (tmp_path / "mine.jsonl").write_text(lines, encoding="utf-8")
    arguments = ["goods.sql", "--pairs", "mine.jsonl", "--examples", "60", "--rows", "60", "--report", "data.html"]
    assert cli.main(["build-data", *arguments]) == 0
    return tmp_path / "data.html"


def section(text: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">.*?</section>', text, re.DOTALL)
    assert found, f"no section {name}"
    return found[0]


def test_the_page_says_what_was_built(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    manifest = json.loads((page.parent / "datasets" / "goods" / "dataset.json").read_text(encoding="utf-8"))
    assert manifest["digest"] in text
    assert "mine.jsonl:3" in section(text, "findings")
    assert "gold fails" in section(text, "findings")
    assert "mine.jsonl:1" not in section(text, "findings")
    assert section(text, "pairs").count("价格高于") > 3  # the first and those around it
    for reason, count in manifest["refused"].items():
        assert reason in section(text, "refused")
        assert f">{count}<" in section(text, "refused")
    listed = section(text, "families")
    train = sum(
        int(row) for row in re.findall(r'<td class="number wide">(\d+)</td><td class="number wide">\d+</td>', listed)
    )
    repeated = 3 * sum(f"mine.jsonl:{at} · train" in section(text, "pairs") for at in (1, 2))
    assert train == manifest["counts"]["train"] - repeated


def test_a_column_that_no_query_names_is_said_to_be_never_asked(page: Path) -> None:
    arguments = ["goods.sql", "--pairs", "mine.jsonl", "--examples", "0", "--augment", "0", "--report", "own.html"]
    assert cli.main(["build-data", *arguments]) == 0
    told = section((page.parent / "own.html").read_text(encoding="utf-8"), "columns")
    rows = {name: next(row for row in told.split("<tr>") if f"{name} <small>" in row) for name in ("shape", "price")}
    assert "never asked" in rows["shape"]
    assert "never asked" not in rows["price"]
    assert "goods.shape" in told.split("<table>")[0]
    assert "goods.price" not in told.split("<table>")[0]


def test_the_same_data_set_gives_the_same_page(page: Path) -> None:
    first = page.read_bytes()
    arguments = ["goods.sql", "--pairs", "mine.jsonl", "--examples", "60", "--rows", "60", "--report", "again.html"]
    assert cli.main(["build-data", *arguments]) == 0
    assert (page.parent / "again.html").read_bytes() == first


def test_without_pairs_there_is_no_word_of_them(page: Path) -> None:
    arguments = ["goods.sql", "--examples", "60", "--rows", "60", "--report", "bare.html"]
    assert cli.main(["build-data", *arguments]) == 0
    text = (page.parent / "bare.html").read_text(encoding="utf-8")
    assert 'id="findings"' not in text
    assert 'id="pairs"' not in text


@pytest.mark.slow
def test_it_is_read_in_both_languages_at_any_width_and_nothing_hostile_runs(open_page, page: Path) -> None:
    heading = "document.querySelector('#columns h2').textContent"
    with open_page(page, width=360, language="zh-CN") as browser:
        assert browser.evaluate(heading) == "列"
        assert browser.evaluate("document.querySelector('#findings .badge').textContent") != "gold fails"
        browser.evaluate("document.getElementById('language').click()")
        assert browser.evaluate(heading) == "Columns"
        browser.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert browser.evaluate("document.title") == "goods – t2s build-data"
        assert browser.evaluate("document.querySelectorAll('img').length") == 0
        assert browser.requests == [page.as_uri()]
        assert browser.evaluate("document.querySelectorAll('.histogram rect').length") > 10
