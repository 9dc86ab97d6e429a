"""Seconds from a shell to the answer of commands that need no model: `python bench/startup.py [RUNS]`."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMANDS = (
    ("t2s", "--help"),
    ("t2s", "eval", "--help"),
)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for command in COMMANDS:
        seconds = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            subprocess.run(
                [str(Path(sys.executable).with_name(command[0])), *command[1:]], check=True, stdout=subprocess.DEVNULL
            )
            seconds.append(time.perf_counter() - started)
        # The first one reads the files from the disk.
        print(f"{' '.join(command)}: median {statistics.median(seconds[1:]):.3f} s, least {min(seconds[1:]):.3f} s")


if __name__ == "__main__":
    main()
