"""What Redraft's own messages tell people to type can be typed."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator

import pytest

from docs.pages import ROOT
from redraft.cli.main import parser

INTERNAL = {"--worker", "--fetcher", "--keyring", "--standby"}
"""How Redraft starts its own processes."""

_COMMAND = re.compile(r"\bredraft ((?:[a-z]+ )?[a-z]+(?: --[a-z-]+)*|--[a-z-]+)")


def words_in_messages() -> list[tuple[str, str]]:
    """Commands within string constants, docstrings left out, and the file that has them."""
    found = [
        (c, f.name) for f in sorted((ROOT / "app").rglob("*.py")) for c in _commands(f.read_text(encoding="utf-8"))
    ]
    for path in sorted((ROOT / "resources" / "messages").glob("*/*.po")):
        found += [(c, f"{path.parent.name}/{path.name}") for c in _COMMAND.findall(path.read_text(encoding="utf-8"))]
    return sorted({(command, file) for command, file in found if command not in INTERNAL})


def _commands(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from _COMMAND.findall(node.value)


def actions(one: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    groups = [action.choices for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    return groups[0] if groups else {}


def problem(command: str) -> str:
    """What is wrong with it, or nothing."""
    at = parser()
    for word in command.split():
        if word.startswith("--"):
            if not any(word in action.option_strings for action in at._actions):
                return f"{at.prog} has no option {word}"
        elif actions(at):
            if word not in actions(at):
                return f"{at.prog} has no {word}"
            at = actions(at)[word]
    return ""


def test_there_are_such_messages() -> None:
    assert ("models install --default", "de/messages.po") in words_in_messages()


@pytest.mark.parametrize(("command", "file"), words_in_messages())
def test_a_command_in_a_message_exists(command: str, file: str) -> None:
    assert not problem(command), file
