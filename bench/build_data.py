"""Executed examples a second on one core, and how different they are: `python bench/build_data.py [SCHEMA.sql] [COUNT]`."""

import sys
import time
from pathlib import Path

from text2sql.ddl import load_schema
from text2sql.populate import populate
from text2sql.sql import shape
from text2sql.synth.generate import generate


def main() -> None:
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "schemas/students.sql")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    schema = load_schema(path)
    rows = populate(schema, seed=0)
    generate(schema, rows, count=50, seed=1)  # imports and caches are not what is measured
    started, worked = time.perf_counter(), time.process_time()
    examples = generate(schema, rows, count=count, seed=0).examples
    wall, cpu = time.perf_counter() - started, time.process_time() - worked
    print(
        f"{path}: {len(examples)} examples, {len(examples) / cpu:.0f} a CPU second, {len(examples) / wall:.0f} a second; "
        f"{len({each.provenance for each in examples})} families, {len({shape(each.sql) for each in examples})} shapes"
    )


if __name__ == "__main__":
    main()
