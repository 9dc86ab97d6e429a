"""How a base was trained, kept beside its weights: one that was gone on from tells of all its runs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from text2sql.records import write_json

STAGES = "training.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One run of training.

    Attributes:
        command: as it was typed.
        seed: of the corpus.
        device: ``cpu`` or the GPU's name.
        seconds, steps, tokens, questions: what it took and saw; 0 while it has not ended.
    """

    command: str
    seed: int
    device: str
    seconds: float = 0.0
    steps: int = 0
    tokens: int = 0
    questions: int = 0

    def row(self) -> str:
        """The stage as a line of the card's table.

        >>> Stage(command="t2s base train", seed=0, device="cpu", seconds=90.0, steps=3, tokens=4096, questions=70).row()
        '| `t2s base train` | 0 | cpu | 1.5 | 3 | 4,096 | 70 |'
        """
        figures = f"{self.seconds / 60:.1f} | {self.steps:,} | {self.tokens:,} | {self.questions:,}"
        return f"| `{self.command}` | {self.seed} | {self.device} | {figures} |"


def write_stages(folder: Path, stages: Sequence[Stage]) -> None:
    """Write them, the earliest first."""
    write_json(folder / STAGES, {"format_version": 1, "stages": [asdict(each) for each in stages]})


def read_stages(folder: Path) -> tuple[Stage, ...]:
    """What `write_stages` wrote there; nothing for a folder of which nothing is told."""
    path = folder / STAGES
    if not path.is_file():
        return ()
    return tuple(Stage(**each) for each in json.loads(path.read_text(encoding="utf-8"))["stages"])
