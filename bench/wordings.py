"""How many different ways English questions are put, by family: skeletons, with nouns, values and numbers masked.

    python bench/wordings.py [QUESTIONS]

Draws so many questions of each family over the schemas of the project and invented ones (without executing them),
masks what a schema gives, and counts what differs: among the questions, and among as many sayings of one plain draft
(few conditions and columns), where nothing but the wording can differ. Times the saying too.
"""

import random
import re
import sys
import time
from pathlib import Path

from text2sql.ddl import load_schema
from text2sql.meaning import TableMeaning, understand
from text2sql.populate import populate
from text2sql.schema import Schema
from text2sql.synth import en
from text2sql.synth.families import FAMILIES, Draft
from text2sql.synth.frame import Frame
from text2sql.synth.invent import invent_schema
from text2sql.synth.parts import values_of
from text2sql.synth.sampler import Sampler

_INVENTED = 12


def main(count: int) -> None:
    """Prints a line a family."""
    rng = random.Random(5)
    samplers = [_sampler(schema, rng) for schema in _schemas()]
    total, spent, said, of_one = 0, 0.0, 0, 0
    for family, _ in FAMILIES:
        skeletons: set[str] = set()
        drafts: list[Draft] = []
        for _ in range(count * 20):
            draft = family(_framed(rng.choice(samplers)))
            if draft is None:
                continue
            start = time.process_time()
            question = en.ask(draft, rng)
            spent += time.process_time() - start
            skeletons.add(skeleton(question, draft))
            drafts.append(draft)
            if len(drafts) == count:
                break
        if not drafts:
            print(f"{family.__name__:24} nothing to ask of these schemas")
            continue
        plain = min(drafts, key=lambda draft: len(draft.conditions) + len(draft.columns) + len(draft.sql) / 1_000)
        ways = len({skeleton(en.ask(plain, rng), plain) for _ in range(count)})
        total, said, of_one = total + len(skeletons), said + len(drafts), of_one + ways
        print(f"{family.__name__:24} {len(skeletons):5} of {len(drafts)}; of one plain draft {ways:5}")
    print(f"{'all':24} {total:5} of {said}; of one each {of_one:5}; {1e6 * spent / said:.0f} microseconds a question")


def _schemas() -> list[Schema]:
    own = [load_schema(path) for path in sorted(Path("schemas").glob("*.sql"))]
    return own + [invent_schema(random.Random(f"wordings/{at}"), language="en") for at in range(_INVENTED)]


def _sampler(schema: Schema, rng: random.Random) -> Sampler:
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
    """The question without what the schema and its rows gave: nouns and values.

    Capitals and the mark at the end are no difference.
    """
    values = [str(v) for each in draft.conditions for v in each.values] + [str(v) for v in draft.values]
    text = question
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "V")
    text = text.lower().rstrip("?.! ")
    for mark, nouns in (("c", _column_nouns(draft.frame.tables)), ("r", _row_nouns(draft.frame.tables))):
        pattern = "|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
        text = re.sub(rf"\b(?:{pattern})(?:es|s)?\b", mark, text)
    return re.sub(r"(?:\bc\b(?:, | and | & |, and )?)+", "c ", re.sub(r"\d[\d,.\-/]*", "v", text))


def _column_nouns(tables: tuple[TableMeaning, ...]) -> set[str]:
    nouns = {noun.lower() for table in tables for column in table.columns for noun in column.en}
    # "cities" is no more than "city".
    return nouns | {noun[:-1] + "ies" for noun in nouns if noun.endswith("y")}


def _row_nouns(tables: tuple[TableMeaning, ...]) -> set[str]:
    return {noun.lower() for table in tables for pair in table.en for noun in pair}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
