"""Where data sets and runs lie, and which of them is the latest, so that commands chain without arguments.

A data set is a folder with a ``dataset.json``, a run one with a ``run.json``; of what stands in them only a run's
``result`` is known here, which tells a finished run.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from text2sql.errors import T2SError

CORRECTIONS = "corrections.jsonl"  # the user's own, kept beside a data set and before there is one


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that a user works in.

    Attributes:
        root: holds ``datasets/``, ``runs/`` and ``suites/``; the current folder by default.
    """

    root: Path = Path()

    @property
    def datasets(self) -> Path:
        """The folder of the data sets; it need not exist."""
        return self.root / "datasets"

    @property
    def runs(self) -> Path:
        """The folder of the runs; it need not exist."""
        return self.root / "runs"

    @property
    def suites(self) -> Path:
        """The folder of suites that measure on data sets; it need not exist."""
        return self.root / "suites"

    def corrections(self, schema: str) -> Path:
        """The file of what the user corrected while asking tables of that name; it need not exist."""
        return self.datasets / schema / CORRECTIONS

    def latest_dataset(self) -> Path:
        """The data set whose ``dataset.json`` was written last.

        Raises:
            T2SError: if there is none.
        """
        found = _newest_first(self.datasets, "dataset.json")
        if not found:
            fix = "make one with: t2s build-data SCHEMA.sql"
            raise T2SError("no data set yet", where=str(self.datasets), fix=fix)
        return found[0]

    def latest_run(self, *, unfinished: bool = False) -> Path:
        """The run whose ``run.json`` was written last.

        Args:
            unfinished: whether a run whose training has not ended will do.

        Raises:
            T2SError: if there is none.
        """
        found = _newest_first(self.runs, "run.json")
        if not found:
            raise T2SError("no run yet", where=str(self.runs), fix="make one with: t2s finetune")
        latest = next((run for run in found if unfinished or _is_finished(run)), None)
        if latest is None:
            fix = f"go on with: t2s finetune --resume {found[0]}"
            raise T2SError("no run is finished yet", where=str(self.runs), fix=fix)
        return latest

    def latest_report(self) -> Path:
        """The folder in a run's whose ``report.json`` was written last.

        Raises:
            T2SError: if there is none.
        """
        found = _newest_first(self.runs, "*/report.json")
        if not found:
            raise T2SError("no report yet", where=str(self.runs), fix="make one with: t2s eval")
        return found[0]

    def reports(self) -> list[Path]:
        """All folders of reports, in runs and beside them, the newest first."""
        return _newest_first(self.runs, "report.json", "*/report.json")

    def new_run(self, label: str, now: datetime | None = None) -> Path:
        """A fresh folder for a run, named by the time and the label, such as ``runs/20260731-142501-lora``.

        Args:
            label: a word on what the run does.
            now: the time to name it by; the clock's by default.
        """
        name = f"{(now or datetime.now()):%Y%m%d-%H%M%S}-{label}"
        self.runs.mkdir(parents=True, exist_ok=True)
        for path in (self.runs / (name if count == 1 else f"{name}-{count}") for count in range(1, 1000)):
            try:
                path.mkdir()
            except FileExistsError:  # two runs within a second
                continue
            return path
        raise T2SError("a thousand runs within one second", where=str(self.runs), fix="wait a moment")


def _newest_first(folder: Path, *records: str) -> list[Path]:
    """The sub-folders with one of the records; names break ties, since file systems keep coarse times."""
    found = [path for record in records for path in folder.glob(f"*/{record}") if path.is_file()]
    found.sort(key=lambda path: (path.stat().st_mtime_ns, path.parent.name), reverse=True)
    return [path.parent for path in found]


def _is_finished(run: Path) -> bool:
    try:
        value = json.loads((run / "run.json").read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("result") is not None
