"""Runs t2s from a checkout: ``python cli.py build-data schemas/students.sql``; not part of the installed package."""

import sys

from text2sql.cli import main

if __name__ == "__main__":
    sys.exit(main())
