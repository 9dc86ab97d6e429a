"""Execution accuracy by how much of a question's wording its model was never trained on.

    python bench/unseen_words.py TRAIN.jsonl QUESTIONS.jsonl REPORT_FOLDER

Wording is counted in words (English) and pairs of neighbouring characters (Chinese); what matters is whether any
question of the training part has one, wherever it stands. REPORT_FOLDER is one that `t2s eval --out` wrote for
QUESTIONS.jsonl. Prints counts alone, so that questions that measure stay unread.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

from text2sql.records import read_jsonl

_MOST = 3  # so many or more


def main(train: Path, questions: Path, report: Path) -> None:
    seen = {gram for _, row in read_jsonl(train) for gram in grams(str(row["question"]))}
    right = {str(row["example_id"]): row["kind"] == "CORRECT" for _, row in read_jsonl(report / "verdicts.jsonl")}
    asked: defaultdict[tuple[str, int], list[bool]] = defaultdict(list)
    for _, row in read_jsonl(questions):
        unseen = min(_MOST, len(grams(str(row["question"])) - seen))
        asked[str(row["language"]), unseen].append(right[str(row["id"])])
    for (language, unseen), verdicts in sorted(asked.items()):
        more = " or more" if unseen == _MOST else ""
        print(
            f"{language}  {unseen}{more} unseen: {sum(verdicts)} of {len(verdicts)} right ({sum(verdicts) / len(verdicts):.0%})"
        )


def grams(question: str) -> set[str]:
    """The words and pairs of characters of a question.

    >>> sorted(grams("3班math最高")), sorted(grams("Who is it?"))
    (['math', '最高', '班'], ['is', 'it', 'who'])
    """
    found = set(re.findall(r"[a-z]+", question.lower()))
    for run in re.findall(r"[\u4e00-\u9fff]+", question):
        found |= {run[at : at + 2] for at in range(max(1, len(run) - 1))}
    return found


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
