"""How many different ways Chinese questions are put, by family: skeletons, with nouns, values and numbers masked.

    python bench/wordings_zh.py [QUESTIONS]

Draws so many questions of each family over the schemas of the project and invented ones, without executing them, masks
what a schema gives, and counts what differs: among the questions, and among as many sayings of one plain draft (few
conditions and columns), where nothing but the wording can differ. The second figure of each is the chance that one more
question has a skeleton not seen before (the share of those seen once, Good 1953). Times the saying too.
"""

import random
import re
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

from text2sql.ddl import load_schema
from text2sql.meaning import TableMeaning, understand
from text2sql.populate import populate
from text2sql.synth import zh
from text2sql.synth.families import FAMILIES, Draft
from text2sql.synth.frame import Frame
from text2sql.synth.invent import invent_schema
from text2sql.synth.parts import values_of
from text2sql.synth.sampler import Sampler

_INVENTED = 12
_NUMERALS = re.compile(r"(?:第|top ?)?(?:[0-9]+(?:[.:/\-][0-9]+)*|[零〇一二两三四五六七八九十百千]+)[万wk]?|v+")


def main(count: int) -> None:
    """Prints a line a family."""
    rng = random.Random(5)
    samplers = [_sampler(at, rng) for at in range(-3, _INVENTED)]
    spent, totals = 0.0, Counter[str]()
    for family, _ in FAMILIES:
        seen: Counter[str] = Counter()
        drafts: list[Draft] = []
        for _ in range(count * 40):
            draft = family(_framed(rng.choice(samplers)))
            if draft is None:
                continue
            start = time.perf_counter()
            question = zh.ask(draft, rng)
            spent += time.perf_counter() - start
            seen[skeleton(question, draft)] += 1
            drafts.append(draft)
            if len(drafts) == count:
                break
        plain = min(drafts, key=lambda draft: len(draft.conditions) + len(draft.columns) + len(draft.sql) / 1_000)
        ways = Counter(skeleton(zh.ask(plain, rng), plain) for _ in range(count))
        totals.update(seen=len(seen), ways=len(ways), said=len(drafts))
        print(
            f"{family.__name__:24} {len(seen):5} of {len(drafts)} ({_unseen(seen):.2f}); "
            f"of one plain draft {len(ways):5} ({_unseen(ways):.2f})"
        )
    print(f"all: {totals}; {1e6 * spent / totals['said']:.0f} microseconds a question")


def _unseen(counted: Counter[str]) -> float:
    return sum(1 for times in counted.values() if times == 1) / counted.total()


def _sampler(at: int, rng: random.Random) -> Sampler:
    own = sorted(Path("schemas").glob("*.sql"))
    schema = load_schema(own[at]) if at < 0 else invent_schema(random.Random(f"wordings/{at}"), language="zh")
    rows = populate(schema, seed=1)
    meaning = understand(schema, rows)
    askable = frozenset((table.table.name, column.name) for table in meaning.tables for column in table.columns)
    frame = Frame.single(meaning.tables[0])
    return Sampler(rng=rng, meaning=meaning, values=values_of(meaning.tables, rows), frame=frame, askable=askable)


def _framed(sampler: Sampler) -> Sampler:
    at = sampler.at(Frame.single(sampler.rng.choice(sampler.meaning.tables)))
    joined = at.joined() if sampler.meaning.links and sampler.rng.random() < 0.3 else None
    return at.at(joined) if joined else at


def skeleton(question: str, draft: Draft) -> str:
    """The question without what the schema and its rows gave, nor the mark at its end."""
    text = question.lower()
    for value in sorted({str(v).lower() for each in draft.conditions for v in each.values}, key=len, reverse=True):
        text = text.replace(value, "v")
    text = _nouns(draft.frame.tables).sub("c", text)
    text = re.sub(r"c(?:[、和与跟,，c]|以及|还有)*c", "c", _NUMERALS.sub("v", text))
    return re.sub(r"[\s“”\"'？?。！!，,、：:；;]+", "", text)


@cache
def _nouns_of(table: str, nouns: frozenset[str]) -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(nouns, key=len, reverse=True))))


def _nouns(tables: tuple[TableMeaning, ...]) -> "re.Pattern[str]":
    said = [noun for table in tables for noun in (*table.zh, table.counter, table.table.name)]
    said += [noun for table in tables for column in table.columns for noun in (*column.zh, column.name)]
    return _nouns_of(tables[0].table.name, frozenset(noun.lower() for noun in said if noun))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
