"""Vaguer words for one marked phrase. Whether they may stand is decided elsewhere (``rewriting/faithful.py``)."""

from __future__ import annotations

from redraft.inference.engine import Engine
from redraft.inference.generation import write
from redraft.inference.questions import CHATML
from redraft.usecases.ports import CancelToken

_TASK = (
    "Replace the words in [[brackets]] by vaguer words that fit into the sentence at the same place. Give away less: "
    "no names, no places, no numbers, no job titles. Answer with the new words alone."
)
_EXAMPLES = (
    ("I have been a [[paediatric nurse]] for nine years.", "care worker"),
    ("We met at [[the chess club in Bergen]] last autumn.", "a club"),
    ("She [[got her pilot licence]] and never looked back.", "learned a new skill"),
    ("Finally done [[grading my third graders' homework]], time for tea.", "with my work"),
)
_LONGEST = 24
_SENTENCE_LIMIT = 600


def rephrase(
    engine: Engine,
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
    shown = "".join(f"{said}{turn}{answer}{around['next']}" for said, answer in _EXAMPLES)
    marked = f"{sentence[:at]}[[{phrase}]]{sentence[at + len(phrase) :]}"
    opening = model.tokens(around["system"].format(system=_TASK) + shown, special=True)
    last = model.tokens(turn, special=True)
    root = engine.hold(opening + model.tokens(marked), cancel)
    branch = engine.fork(root)
    (row,) = engine.extend([(branch, last)], cancel)
    (words,) = write(engine, [(branch, row)], limit=_LONGEST, cancel=cancel)
    engine.drop(branch)
    return words.strip("[] ") or None
