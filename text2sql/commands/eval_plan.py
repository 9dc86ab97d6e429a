"""What `t2s eval` measures: which questions, who answers them, where the report goes; by options or by default."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2sql.dataset import Dataset, read_dataset
from text2sql.errors import T2SError, UsageError
from text2sql.evaluation.library import load_suite, suite_for
from text2sql.evaluation.profile import Profile
from text2sql.evaluation.report import read_report
from text2sql.evaluation.split import split_suite
from text2sql.evaluation.suite import Suite
from text2sql.predictors import Predictor, read_predictions
from text2sql.prompt import PromptFormat
from text2sql.run import library_versions, read_run
from text2sql.schema import Schema
from text2sql.workspace import Workspace

if TYPE_CHECKING:
    from text2sql.commands.eval_corrections import CorrectionsPlan
    from text2sql.models.generate import ModelPredictor


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Those of the command that say what is measured; None where not given."""

    run_folder: Path | None = None
    base: str | None = None
    predictions: Path | None = None
    suite_name: str | None = None
    data: Path | None = None
    split: str = "test"
    form: str | None = None
    profile: str | None = None
    limit: int | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """A suite, how to find it again, and how to say which it is.

    Attributes:
        suite: the questions.
        facts: for the report.
        told: for the user.
        data_digest: of the data set; None if they come from none.
    """

    suite: Suite
    facts: Mapping[str, Any]
    told: str
    data_digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured.

    Attributes:
        questions: all, before the limit.
        predictor: who answers.
        facts: for the report.
        told: what was chosen, for the user.
        out: folder of the report.
        limit: only so many questions.
        is_replay: whether the answers lie in a file already.
        hint: what else could be measured.
        warnings: for the report, besides its own.
        corrections: what the user corrected, and who answers it; None if nothing is to be asked again.
    """

    questions: Questions
    predictor: Predictor
    facts: dict[str, Any]
    told: str
    out: Path
    limit: int | None
    is_replay: bool = False
    hint: str | None = None
    warnings: tuple[str, ...] = ()
    corrections: "tuple[CorrectionsPlan, Predictor] | None" = None


def planned(options: Options) -> Plan:
    """The plan that the options describe.

    Raises:
        UsageError: if they contradict each other or say too little.
        T2SError: if something that they name is missing or damaged.
    """
    if sum(map(bool, (options.run_folder, options.base, options.predictions))) > 1:
        raise UsageError("--run, --base and --predictions exclude each other", fix="give one of them")
    if options.suite_name and options.data:
        raise UsageError("--suite and --data exclude each other", fix="give one of them")
    if options.form and not options.base:
        raise UsageError("--prompt goes with --base", fix="a run knows its prompt; leave --prompt out")
    if options.predictions:
        return _replay_plan(options, options.predictions)
    return _base_plan(options, options.base) if options.base else _run_plan(options)


def _run_plan(options: Options) -> Plan:
    from text2sql.commands.eval_corrections import corrections_plan

    run = read_run(options.run_folder or Workspace().latest_run())
    questions = _questions(options, Path(run.dataset))
    warnings = _warnings(questions, run.dataset_digest)
    if warnings and not options.data:
        # Built again, its test part may hold what was trained on.
        fix = "train on it as it is now with: t2s finetune, or measure on it all the same with --data"
        raise T2SError("the data set has changed since the run was trained on it", where=run.dataset, fix=fix)
    _prepare_out(options)
    predictor = _model(base=run.base, adapter=run.adapter, suite=questions.suite, known=run.schemas, prompt=run.prompt)
    corrections = corrections_plan(run)
    return Plan(
        questions=questions,
        predictor=predictor,
        facts={
            "model": str(run.path),
            "base": run.base,
            "method": str(run.config.method),
            "training_data": {"path": run.dataset, "digest": run.dataset_digest},
            "prompt": str(run.prompt),
            **_common_facts(options, questions),
        },
        told=f"run {run.path} on {questions.told}",
        out=options.out or _fresh(run.path / f"eval-{questions.suite.name}"),
        limit=options.limit,
        hint=None if options.suite_name else _hint(questions.suite),
        warnings=warnings,
        corrections=(corrections, predictor.about(corrections.schemas)) if corrections else None,
    )


def _base_plan(options: Options, base: str) -> Plan:
    dataset = _dataset_at_hand(options)
    questions = _questions(options, dataset.path if dataset else None)
    _prepare_out(options)
    # "Before" is told of the schema as "after" will be: as the data set at hand tells of it.
    prompt = PromptFormat(options.form or (dataset.prompt if dataset else None) or PromptFormat.RICH)
    known = tuple(dataset.schemas.values()) if dataset else ()
    return Plan(
        questions=questions,
        predictor=_model(base=base, adapter=None, suite=questions.suite, known=known, prompt=prompt),
        facts={
            "model": base,
            "base": base,
            "method": None,
            "prompt": str(prompt),
            **_common_facts(options, questions),
        },
        told=f"base {base} (prompt {prompt}) on {questions.told}",
        out=options.out or Workspace().new_run(f"eval-base-{questions.suite.name}"),
        limit=options.limit,
    )


def _replay_plan(options: Options, predictions: Path) -> Plan:
    beside = predictions.parent / "report.json"
    earlier = read_report(beside).run if beside.is_file() else {}
    if not (options.suite_name or options.data):
        options = _as_before(options, earlier, predictions)
    questions = _questions(options, None)
    _prepare_out(options)
    trained = earlier.get("training_data")
    return Plan(
        questions=questions,
        predictor=read_predictions(predictions, questions.suite.examples),
        facts={
            "model": str(predictions),
            **{
                name: earlier[name]
                for name in ("model", "base", "method", "prompt", "training_data")
                if name in earlier
            },
            "predictions": str(predictions),
            **_common_facts(options, questions),
        },
        told=f"predictions {predictions} on {questions.told}",
        out=options.out or Workspace().new_run(f"eval-{questions.suite.name}"),
        limit=options.limit,
        is_replay=True,
        warnings=_warnings(questions, trained.get("digest")) if isinstance(trained, Mapping) else (),
    )


def _as_before(options: Options, earlier: Mapping[str, Any], predictions: Path) -> Options:
    """The options with the questions that the report beside the predictions was about."""
    asked = earlier.get("questions")
    if not isinstance(asked, Mapping) or not ("suite" in asked or "data" in asked):
        fix = "give --suite NAME or --data DIR"
        raise UsageError("it is not known which questions these predictions answer", where=str(predictions), fix=fix)
    limit = options.limit or asked.get("limit")
    if "suite" in asked:
        return replace(options, suite_name=asked["suite"], limit=limit)
    return replace(options, data=Path(asked["data"]), split=asked["split"], limit=limit)


def _questions(options: Options, default: Path | None) -> Questions:
    questions = _all_questions(options, default)
    if options.profile is None:
        return questions
    return replace(questions, suite=replace(questions.suite, profile=Profile(options.profile)))


def _all_questions(options: Options, default: Path | None) -> Questions:
    if options.suite_name:
        facts: dict[str, Any] = {"suite": options.suite_name}
        return Questions(suite=load_suite(options.suite_name), facts=facts, told=f"suite {options.suite_name}")
    path = options.data or default
    if path is None:
        raise UsageError("it is not said what to measure on", fix="give --suite NAME or --data DIR")
    dataset = read_dataset(path)
    return Questions(
        suite=split_suite(dataset, options.split),
        data_digest=dataset.digest,
        facts={"data": str(path), "split": options.split},
        told=f"split {options.split} of {path}",
    )


def _warnings(questions: Questions, trained: str | None) -> tuple[str, ...]:
    """A warning if the questions are of another data set than the one of that digest."""
    if questions.data_digest in (None, trained):
        return ()
    return ("the run was trained on another data set, or on another state of this one: it may know these questions",)


def _prepare_out(options: Options) -> None:
    """Make the folder of the report, if one is named, before time is spent on a model.

    Raises:
        T2SError: if it cannot be written, or something that is no report would be overwritten.
    """
    out, fix = options.out, "choose another --out"
    if out is None:
        return
    if options.predictions and options.predictions.resolve().parent == out.resolve():
        raise T2SError("the predictions given lie in this folder", where=str(out), fix=fix)
    if out.is_dir() and any(out.iterdir()):
        try:
            read_report(out)
        except T2SError as error:
            raise T2SError("something that is no report of t2s lies there", where=str(out), fix=fix) from error
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise T2SError("this is a file, where a folder is wanted", where=str(out), fix=fix) from error
    if not os.access(out, os.W_OK):
        raise T2SError("this folder cannot be written", where=str(out), fix=fix)


def _model(
    *, base: str, adapter: Path | None, suite: Suite, known: Sequence[Schema], prompt: PromptFormat
) -> "ModelPredictor":
    from text2sql.models.generate import load_predictor

    return load_predictor(base=base, adapter=adapter, schemas=_told_schemas(suite, known), prompt=prompt)


def _told_schemas(suite: Suite, known: Sequence[Schema]) -> list[Schema]:
    """The schemas as the model is told of them: as it was trained on them, if it was; else with values of the rows."""
    from text2sql.populate import samples

    told = []
    for name, schema in suite.schemas.items():
        same = next((each for each in known if each.digest == schema.digest), None)
        if same is None and name in suite.databases:
            same = schema  # with values of the database, as it was imported
        if same is None:
            rows = {table: [tuple(row) for row in rows] for table, rows in suite.rows[name].items()}
            same = schema.with_samples(samples(schema, rows, seed=0))
        told.append(replace(same, name=name))
    return told


def _dataset_at_hand(options: Options) -> Dataset | None:
    if options.data:
        return read_dataset(options.data)
    try:
        return read_dataset(Workspace().latest_dataset())
    except T2SError:
        return None


def _hint(suite: Suite) -> str | None:
    for schema in suite.schemas.values():
        name = suite_for(schema)
        if name:
            return f"hand-written questions about {schema.name} are measured with: t2s eval --suite {name}"
    return None


def _common_facts(options: Options, questions: Questions) -> dict[str, Any]:
    import importlib.metadata

    engines = {name: importlib.metadata.version(name) for name in ("duckdb", "sqlglot")}
    return {
        "questions": {**questions.facts, "limit": options.limit},
        "versions": library_versions() | engines,
    }


def _fresh(folder: Path) -> Path:
    """The folder, or the next of that name that is not there yet."""
    number = 1
    while folder.with_name(f"{folder.name}-{number}").exists():
        number += 1
    return folder.with_name(f"{folder.name}-{number}")
