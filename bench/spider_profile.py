"""Profile `spider` against published verdicts, and what it costs.

python bench/spider_profile.py SPIDER_DIR        (with predictions/*.jsonl: index, db_id, sql, official_exec_match)
"""

import json
import resource
import sys
from pathlib import Path

from text2sql.benchmarks.spider import find_layout, read_questions, read_schemas
from text2sql.evaluation.measure import measure
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.suite import Suite
from text2sql.records import Prediction, VerdictKind


def cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    folder = Path(sys.argv[1])
    layout = find_layout(folder)
    examples = tuple(read_questions(layout.dev, read_schemas(layout)).examples)
    suite = Suite(
        name="spider",
        version=1,
        schemas={},
        rows={},
        examples=examples,
        databases={each.schema: layout.database(each.schema) for each in examples},
        profile=Profile.SPIDER,
    )
    for file in sorted((folder / "predictions").glob("*.jsonl")):
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        official = {examples[each["index"]].id: each["official_exec_match"] for each in lines}
        predictions = [
            Prediction(example_id=examples[each["index"]].id, raw=each["sql"], sql=each["sql"]) for each in lines
        ]
        before = cpu_seconds()
        verdicts = measure(suite, predictions, run={}).verdicts
        cost = 1000 * (cpu_seconds() - before) / len(examples)
        same = sum((each.kind is VerdictKind.CORRECT) == official[each.example_id] for each in verdicts)
        print(f"{file.stem}: {same} of {len(examples)} verdicts as published, {cost:.2f} CPU s per 1,000 pairs")


if __name__ == "__main__":
    main()
