"""The messages that the window's source marks for translation."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "app" / "redraft" / "gui"


def messages() -> set[str]:
    """Every literal that is passed to ``_``; raises ValueError when something else is."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                (argument,) = node.args
                if not isinstance(argument, ast.Constant):
                    raise ValueError(f"{path.name}:{node.lineno} translates what is not a literal")
                found.add(argument.value)
    return found
