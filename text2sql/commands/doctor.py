"""`t2s doctor`: whether this machine has what a fine-tuning needs."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from text2sql.commands.finetune import configured
from text2sql.config import Method
from text2sql.errors import T2SError


@click.command("doctor")
@click.option("--base", help="The base to be trained.  [default: chatglm3-mini]")
@click.option("--method", type=click.Choice([str(each) for each in Method]), help="And how.  [default: lora]")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="As for t2s finetune.")
@click.option("--devices", type=click.IntRange(min=1), default=1, help="As for t2s finetune.")
@click.option("--out", type=click.Path(path_type=Path), help="As for t2s finetune: the disk is looked at.")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def command(
    base: str | None, method: str | None, config_file: Path | None, devices: int, out: Path | None, as_json: bool
) -> None:
    """Check versions, device, memory, disk and the base's files for a fine-tuning, and say what to do about each.

    \b
    t2s doctor
    t2s doctor --base ./chatglm3-6b --method ptuning-v2
    t2s doctor --config recipes/chatglm3-6b-sft-4gpu.toml --devices 4

    Exits with 1 if something is missing.
    """
    from text2sql.models.doctor import checks

    chosen = {name: value for name, value in (("base", base), ("method", method)) if value is not None}
    config = configured(config_file, chosen, devices).config
    done = []
    for check in checks(config, devices, (out or Path("runs/run")).absolute().parent):
        done.append(check)
        if not as_json:
            mark = click.style("✓", fg="green") if check.ok else click.style("✗", fg="red")
            click.echo(f"{mark} {check.name:16} {check.found}" + (f"\n    → {check.fix}" if check.fix else ""))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in done], indent=2))
    failed = [each.name for each in done if not each.ok]
    if failed:
        raise T2SError(f"not ready: {', '.join(failed)}", fix="see the arrows above")
    if not as_json:
        click.echo("ready")
