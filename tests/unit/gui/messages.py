"""What the window has to be able to say in another language: its own messages, and what other rooms write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[3] / "app" / "redraft"
WITHOUT_A_SCREEN = ("gui", "cli", "workers", "reports", "storage", "models")
"""Rooms whose sentences are the window's own, are for the command line, or speak of the machinery."""
SENTENCE = re.compile(r"[A-Z{].*\s.*[.!]|it \w+ .*", re.DOTALL)
NOT_SHOWN = {
    "Reads the tables once.",
    "Anna moved to Leeds.",
    "On 3 May 2020 Anna Smith wrote to anna@example.org from Leeds, call +44 113 496 0000.",
    "There is no playlist to judge.",
    "There are no texts to check.",
    "The attributes are not a list.",
}
"""Texts that warm something up, and answers to a worker's own mistakes."""


def messages() -> set[str]:
    """Every literal that is passed to ``_``; raises ValueError when something else is."""
    found = set()
    for path in (APP / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                (argument,) = node.args
                if not isinstance(argument, ast.Constant):
                    raise ValueError(f"{path.name}:{node.lineno} translates what is not a literal")
                found.add(argument.value)
    return found


def shape(message: str) -> str:
    """A message without the names of what is filled in."""
    return re.sub(r"\{\w+\}", "{}", message)


def written() -> set[str]:
    """The shapes of all strings of the program."""
    return {text for path in APP.rglob("*.py") for text in _strings(path)}


def sentences() -> set[str]:
    """The shapes of the sentences that other rooms write and the window may show."""
    return {
        text
        for room in APP.iterdir()
        if room.name not in WITHOUT_A_SCREEN
        for path in ([room] if room.suffix == ".py" else room.rglob("*.py"))
        if path.name != "rephrase.py"  # examples for the model
        for text in _strings(path)
        if text not in NOT_SHOWN and len(text.split()) > 3 and SENTENCE.fullmatch(text)
    }


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            told |= {id(part) for part in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield shape(node.value)
