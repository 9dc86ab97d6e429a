"""`t2s doctor`: whether this machine has what a fine-tuning needs."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from text2sql.config import Method
from text2sql.errors import T2SError


@click.command("doctor")
@click.option("--base", default="chatglm3-mini", show_default=True, help="The base to be trained.")
@click.option(
    "--method", type=click.Choice([str(each) for each in Method]), default="lora", show_default=True, help="And how."
)
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def command(base: str, method: str, as_json: bool) -> None:
    """Check versions, device, memory, disk and the base's files for a fine-tuning, and say what to do about each.

    \b
    t2s doctor
    t2s doctor --base ./chatglm3-6b --method ptuning-v2

    Exits with 1 if something is missing.
    """
    from text2sql.models.doctor import checks

    done = []
    for check in checks(base, Method(method), Path("runs")):
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
