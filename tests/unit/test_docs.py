"""What the documents say about commands, options and files is true."""

import re
from pathlib import Path

import click
import pytest

from text2sql.cli import COMMANDS, t2s

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def calls(text: str) -> list[list[str]]:
    """The words of every `t2s …` line in a code block."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    return [
        line.partition("#")[0].split()[1:] for block in blocks for line in block.splitlines() if line.startswith("t2s ")
    ]


def wrong(words: list[str]) -> list[str]:
    """The words of a call that are no command or no option of it."""
    name, *rest = words
    if name not in COMMANDS:
        return [name]
    command = t2s.get_command(click.Context(t2s), name)
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name, *rest = rest
        command = command.get_command(click.Context(command), name)
    if command is None:
        return [name]
    known = {option for parameter in command.params for option in parameter.opts}
    return [word for word in rest if word.startswith("--") and word.partition("=")[0] not in known]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_options_in_code_blocks_exist(document: Path) -> None:
    assert [found for words in calls(document.read_text(encoding="utf-8")) for found in wrong(words)] == []


def test_the_check_finds_a_wrong_command_and_a_wrong_option() -> None:
    found = calls("```\nt2s evl\nt2s ask x --sqlonly --json  # y\nt2s base trian\nt2s base train --resume\n```")
    assert [wrong(words) for words in found] == [["evl"], ["--sqlonly"], ["trian"], []]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_documents(name: str) -> None:
    assert any(f"t2s {name}" in document.read_text(encoding="utf-8") for document in DOCUMENTS)
