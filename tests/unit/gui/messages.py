"""What the window has to be able to say in another language: its own messages, and what other rooms write."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from redraft.assets import resource

APP = Path(__file__).parents[3] / "app" / "redraft"
WITHOUT_A_SCREEN = ("gui", "cli", "reports")
"""Rooms whose sentences are the window's own, or stand in what they write."""
SENTENCE = re.compile(r"[A-Z{].*\s.*[.!]|it \w+ .*", re.DOTALL)
NOT_SHOWN = {
    "Reads the tables once.",
    "A child process of Redraft; not for people.",
    "Anna moved to Leeds.",
    "On 3 May 2020 Anna Smith wrote to anna@example.org from Leeds, call +44 113 496 0000.",
    "There is no playlist to judge.",
    "There are no texts to check.",
    "The attributes are not a list.",
}
"""Texts that warm something up, and answers to a worker's own mistakes."""
AS_FOUND = {"{}-{}", "{} in {}", "{} driver", "{} teacher", "{} ({})"}
"""Answers made of the words of the text, or of other answers."""


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
        if text not in NOT_SHOWN and len(text.split()) > 1 and SENTENCE.fullmatch(text)
    }


def answers() -> set[tuple[str, str]]:
    """What other rooms answer with, as (attribute, shape): the known sets, and literals of the rules."""
    attacker = json.loads(resource("languages", "en", "prompts", "attacker.json").read_text("utf-8"))
    playlist = json.loads(resource("languages", "en", "prompts", "playlist.json").read_text("utf-8"))
    sets = {name.split(".")[0]: options for name, options in attacker["answers"].items()}
    sets |= {f"{name} ": options for name, (_lead, options) in attacker["extended"].items()}
    sets |= {f"{name}  ": q["answers"] for name, q in playlist["questions"].items() if "answers" in q}
    sets["kind"] = playlist["kind"]["answers"]
    found = {(name.strip(), option[0]) for name, options in sets.items() for option in options}
    found |= {(row[0], row[1]) for row in _rows("music", "markers.txt", "|")}
    found |= {(row[0], row[2]) for row in _rows("languages/en/words", "beliefs.txt", "\t")}
    found |= {("kind", row[0]) for row in _rows("music", "genres.txt", "|")}
    found |= {("language", name) for _code, name in _rows("languages", "names.tsv", "\t")}
    for path in (APP / "detectors" / "stated").glob("*.py"):
        found |= {("", text) for text in _said_by_rules(ast.parse(path.read_text("utf-8")))}
    return {(about, text) for about, text in found if text and text not in AS_FOUND}


def _rows(folder: str, name: str, mark: str) -> list[list[str]]:
    lines = resource(folder, name).read_text("utf-8").splitlines()
    return [line.split(mark) for line in lines if line and not line.startswith("#")]


def _said_by_rules(tree: ast.Module) -> Iterator[str]:
    """Strings that the value of a rule can come to: the fourth argument of ``rule``, and what such functions return."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule" and len(node.args) > 3:
            value = node.args[3]
            yield from _outcomes(value.body if isinstance(value, ast.Lambda) else value)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "Value":
            returns = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value]
            for value in returns:
                yield from _outcomes(value)


def _outcomes(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _outcomes(node.body)
        yield from _outcomes(node.orelse)
    elif isinstance(node, ast.Tuple) and node.elts:
        yield from _outcomes(node.elts[0])
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        for value in node.value.values:
            yield from _outcomes(value)


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            told |= {id(part) for part in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield shape(node.value)
