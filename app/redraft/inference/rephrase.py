"""Vaguer words for marked phrases, several samples each. Whether they may stand is decided elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.inference.engine import Branch, Engine, Row
from redraft.inference.questions import CHATML
from redraft.usecases.ports import CancelToken

_LONGEST = 20
_SENTENCE_LIMIT = 600
_HEAT = 0.7
"""Temperature of all samples but the first, which is the most probable one."""
_CUT = 40
"""The most probable tokens that a sample may take."""
_BANNED = -60.0
_WORD = re.compile(r"[^\W_]{3,}|\d+")


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
    marked: Sequence[tuple[str, str, str]],
    *,
    samples: int = 3,
    frame: dict[str, str] | None = None,
    cancel: CancelToken | None = None,
) -> list[list[str]]:
    """For each phrase, given as what stands before it in its sentence, itself, and what stands after it, what the
    model would say instead, in so many samples, none twice; words of the phrase are never said again.

    ``frame`` is the model's prompt format (see :data:`.questions.CHATML`, the default). The user's words are tokenised
    apart from the frame, so that markers in them stay letters.
    """
    model, around = engine.model, frame or CHATML
    turn = around["turn"]
    shown = "".join(f"{said}{turn}{answer}{around['next']}" for said, answer in how.examples)
    opening = model.tokens(around["system"].format(system=how.task) + shown, special=True)
    engine.keep_once(opening, cancel)
    last = model.tokens(turn, special=True)
    found: list[list[str]] = []
    each = max(1, engine.free_sequences // (samples + 1) - 1)
    for at in range(0, len(marked), each):
        group = marked[at : at + each]
        root = engine.hold(opening, cancel)
        stems = [engine.fork(root) for _ in group]
        asked = [[*model.tokens(_sentence(*one)), *last] for one in group]
        rows = engine.extend(list(zip(stems, asked, strict=True)), cancel)
        begun = [(engine.fork(stem), row) for stem, row in zip(stems, rows, strict=True) for _ in range(samples)]
        bans = [_banned(engine, phrase) for _, phrase, _ in group for _ in range(samples)]
        words = _write(engine, begun, bans, samples, cancel)
        engine.drop_branches()
        found += [
            list(dict.fromkeys(w.strip("[] ") for w in words[i * samples : (i + 1) * samples]))
            for i in range(len(group))
        ]
    return found


def _sentence(before: str, phrase: str, after: str) -> str:
    room = (_SENTENCE_LIMIT - len(phrase)) // 2
    return f"{before[-room:]}[[{phrase}]]{after[:room]}"


def _banned(engine: Engine, phrase: str) -> NDArray[np.int64]:
    """The first tokens of the phrase's words, however they are written."""
    tokens = set()
    for word in _WORD.findall(phrase):
        if word.casefold() in ("the", "and", "that", "with", "for", "was", "are", "has", "have", "had", "but", "not"):
            continue
        for form in (word, word.lower(), word.capitalize()):
            for lead in ("", " "):
                first = engine.model.tokens(lead + form)[:1]
                if (first and len(engine.model.piece(first[0]).strip()) > 2) or word.isdigit():
                    tokens.update(first)
    return np.array(sorted(tokens), dtype=np.int64)


def _write(
    engine: Engine,
    begun: Sequence[tuple[Branch, Row]],
    bans: Sequence[NDArray[np.int64]],
    samples: int,
    cancel: CancelToken | None,
) -> list[str]:
    chance = np.random.default_rng(0)
    written = [b""] * len(begun)
    active = [(i, branch, row) for i, (branch, row) in enumerate(begun)]
    for _ in range(_LONGEST):
        grown = []
        for i, branch, row in active:
            row[bans[i]] = _BANNED
            token = int(row.argmax()) if i % samples == 0 else _drawn(row, chance)
            if engine.model.ends(token):
                continue
            engine.generated += 1
            written[i] += engine.model.piece(token)
            if b"\n" not in written[i]:
                grown.append((i, branch, token))
        if not grown:
            break
        rows = engine.extend([(branch, [token]) for _, branch, token in grown], cancel)
        active = [(i, branch, row) for (i, branch, _), row in zip(grown, rows, strict=True)]
    return [raw.split(b"\n")[0].decode("utf-8", "ignore").strip() for raw in written]


def _drawn(row: Row, chance: np.random.Generator) -> int:
    best = np.argpartition(-row, _CUT)[:_CUT]
    powers = np.exp((row[best] - row[best].max()) / _HEAT)
    return int(chance.choice(best, p=powers / powers.sum()))
