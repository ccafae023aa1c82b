"""Vaguer words for one marked phrase. Whether they may stand is decided elsewhere (``rewriting/faithful.py``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from redraft.inference.engine import Engine
from redraft.inference.generation import write
from redraft.inference.questions import CHATML
from redraft.usecases.ports import CancelToken

_LONGEST = 24
_SENTENCE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """The ``task`` and worked ``examples``: a sentence with the phrase in brackets, and vaguer words for it."""

    task: str
    examples: tuple[tuple[str, str], ...]


def load(folder: Path) -> Rephrasing:
    """Read ``rephrase.json`` of a language's ``prompts``."""
    data = json.loads((folder / "rephrase.json").read_text(encoding="utf-8"))
    return Rephrasing(data["task"], tuple((said, answer) for said, answer in data["examples"]))


def rephrase(
    engine: Engine,
    how: Rephrasing,
    sentence: str,
    phrase: str,
    *,
    frame: dict[str, str] | None = None,
    cancel: CancelToken | None = None,
) -> str | None:
    """What the model would say instead of ``phrase`` within ``sentence``; None when it has no idea.

    ``frame`` is the model's prompt format (see :data:`.questions.CHATML`, the default).

    The user's words are tokenised apart from the frame, so that markers in them stay letters.
    """
    at = sentence.find(phrase)
    if at < 0 or len(sentence) > _SENTENCE_LIMIT:
        return None
    model, around = engine.model, frame or CHATML
    turn = around["turn"]
    shown = "".join(f"{said}{turn}{answer}{around['next']}" for said, answer in how.examples)
    marked = f"{sentence[:at]}[[{phrase}]]{sentence[at + len(phrase) :]}"
    opening = model.tokens(around["system"].format(system=how.task) + shown, special=True)
    last = model.tokens(turn, special=True)
    root = engine.hold(opening + model.tokens(marked), cancel)
    branch = engine.fork(root)
    (row,) = engine.extend([(branch, last)], cancel)
    (words,) = write(engine, [(branch, row)], limit=_LONGEST, cancel=cancel)
    engine.drop(branch)
    return words.strip("[] ") or None
