"""How many of Spider's gold queries give the same rows when they are emulated on DuckDB as in SQLite.

python bench/emulation.py SPIDER_DIR [misses shown]
"""

import sys
from collections import Counter
from pathlib import Path

from text2sql.benchmarks.spider import by_schema, find_layout, read_questions, read_schemas
from text2sql.database import Database
from text2sql.evaluation.compare import equal_multisets
from text2sql.evaluation.copied import copy_tables
from text2sql.evaluation.emulate import emulated
from text2sql.outcome import Failure, Outcome
from text2sql.records import Example
from text2sql.sql import NotSQL
from text2sql.sqlite_database import SqliteDatabase

MAX_ROWS = 100_000


def main() -> None:
    layout = find_layout(Path(sys.argv[1]))
    shown = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    schemas = read_schemas(layout)
    for files in (layout.train, (layout.dev,)):
        examples = {(e.schema, e.sql): e for file in files for e in read_questions(file, schemas).examples}
        counts: Counter[str] = Counter()
        for name, group in by_schema(list(examples.values())):
            copied = copy_tables(layout.database(name))
            with (
                SqliteDatabase(layout.database(name), skips_bad_text=True) as sqlite,
                Database.from_rows(copied.schema, copied.rows) as duckdb,
            ):
                for example in group:
                    expected = sqlite.run(example.sql, max_rows=MAX_ROWS)
                    if isinstance(expected, Failure):
                        counts["gold fails in SQLite"] += 1
                        continue
                    try:
                        query = emulated(example.sql, copied.facts)
                    except NotSQL as error:
                        found, sql = error.what, ""
                    else:
                        sql, result = query.sql, duckdb.run(query.sql, max_rows=MAX_ROWS)
                        found = judged(expected, result if isinstance(result, Failure) else query.restored(result))
                    counts[found.partition(":")[0]] += 1
                    if found != "same" and shown > 0:
                        shown -= 1
                        show(example, sql, found)
        total = sum(counts.values()) - counts["gold fails in SQLite"]
        print(f"{', '.join(file.name for file in files)}: {counts['same']} of {total} the same")
        print(f"  {100 * counts['same'] / total:.2f} %; {dict(counts)}")


def judged(expected: Outcome, found: Outcome | Failure) -> str:
    if isinstance(found, Failure):
        return f"{found.kind}: {found.message}"
    is_same = len(expected.columns) == len(found.columns) and equal_multisets(expected.rows, found.rows)
    return "same" if is_same else f"other rows: {expected.rows[:3]} and {found.rows[:3]}"


def show(example: Example, sql: str, found: str) -> None:
    print(f"{example.provenance} {example.schema}\n  {example.sql}\n  {sql}\n  {found}")


if __name__ == "__main__":
    main()
