"""What the model is asked: frame, wordings and answers, read from a language's ``prompts`` before the cage closes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Attribute
from redraft.inference.native import Model
from redraft.inference.scoring import Answers

CHATML = {
    "system": "<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n",
    "turn": "<|im_end|>\n<|im_start|>assistant\n",
    "next": "<|im_end|>\n<|im_start|>user\n",
}
"""The frame of Qwen's instruction models: what stands before the first text, between a text and its answer, and between
an answer and the next text. A catalogue entry may bring another of the same keys."""

CONTEXT = 200
"""Characters of the text before that are read with an answer to it."""
YOUNGEST, OLDEST = 14, 84
AGES = tuple(range(YOUNGEST, OLDEST + 1))


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """What can be answered: ``values`` for people, ``answers`` for the model, what it reads for each value (``said``),
    and the usual price of reading the answers (``tokens``).

    ``spread`` turns log-probabilities of these answers into those of the attribute's own values, such as countries into
    cities: a matrix of shares (answers x values), None where the values are the attribute's own.
    """

    values: tuple[str, ...]
    answers: Answers
    said: dict[str, str]
    tokens: int = 0
    spread: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask: ``tokens`` follow the shared stem, ``kind`` names the answer set, ``rank`` is 0 for the best."""

    key: str
    attribute: Attribute
    tokens: tuple[int, ...]
    kind: str
    rank: int


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is asked, tokenised once. ``values`` are what each attribute can be."""

    opening: tuple[int, ...]
    stem: tuple[int, ...]
    wordings: tuple[Phrasing, ...]
    sets: dict[str, AnswerSet]
    values: dict[Attribute, tuple[str, ...]]

    @staticmethod
    def read(model: Model, text: str, asked: str = "") -> list[int]:
        """Tokens of a text, after the end of what somebody ``asked`` before, since that is where a question stands."""
        end = last_sentences(asked, CONTEXT)
        return model.tokens(f"Asked: {end}\nThe author: {text}" if end else text)

    def price(self, wording: Phrasing) -> int:
        """Tokens that a wording costs, its answers included."""
        return len(wording.tokens) + self.sets[wording.kind].tokens


def load(model: Model, folder: Path, frame: dict[str, str] | None = None) -> Questions:
    """Read and tokenise the prompts; ``folder`` is a language's ``prompts``."""
    data = json.loads((folder / "attacker.json").read_text(encoding="utf-8"))
    frame = frame or CHATML
    sets = _sets(model, data, folder)
    wordings: list[Phrasing] = []
    for name, leads in data["leads"].items():
        for rank, (key, (lead, kind)) in enumerate(leads.items()):
            wordings.append(_wording(model, f"{name}.{key}", Attribute(name), lead, kind, rank, sets))
    for name, (lead, _) in data["extended"].items():
        wordings.append(_wording(model, f"{name}.0", Attribute(name), lead, name, 0, sets))
    shown = "".join(
        f"{data['before']}{one['text']}{data['after']}{data['stem']}{frame['turn']}"
        f"{chr(10).join(one['answer'])}{frame['next']}"
        for one in data.get("examples", [])
    )
    opening = model.tokens(frame["system"].format(system=data["system"]) + shown + data["before"], special=True)
    stem = model.tokens(data["after"] + data["stem"] + frame["turn"], special=True)
    values = {w.attribute: sets[w.kind].values for w in wordings if w.rank == 0}
    return Questions(tuple(opening), tuple(stem), tuple(wordings), sets, values)


def _wording(
    model: Model, key: str, attribute: Attribute, text: str, kind: str, rank: int, sets: dict[str, AnswerSet]
) -> Phrasing:
    tokens = model.tokens(text, special=True) + list(sets[kind].answers.common)
    return Phrasing(key, attribute, tuple(tokens), kind, rank)


def _sets(model: Model, data: dict[str, Any], folder: Path) -> dict[str, AnswerSet]:
    sets = {name: _set(model, options) for name, options in data["answers"].items()}
    sets |= {name: _set(model, options) for name, (_, options) in data["extended"].items()}
    sets["age"] = _set(model, [(str(n), str(n)) for n in AGES], tokens=4)
    for name, ranges in data.get("ages", {}).items():
        sets[name] = _set(model, [(said, said) for said, _, _ in ranges], spread=_bells(ranges))
    rows = [line.split("\t") for line in (folder / "places.tsv").read_text(encoding="utf-8").splitlines()]
    sets["city"] = _set(model, [(f"{city}, {country}", f"{city},") for city, country, _ in rows], tokens=4)
    countries = sorted({country for _, country, _ in rows})
    within = np.asarray([[float(country == c) for _, country, _ in rows] for c in countries])
    sets["country"] = _set(model, [(c, f"{c}.") for c in countries], tokens=2, spread=within)
    titles = (folder / "occupations.tsv").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0] for line in titles]
    sets["occupation"] = _set(model, [(t, f"{t}.") for t in names], tokens=4)
    return sets


def _set(
    model: Model, pairs: Sequence[tuple[str, str]], tokens: int = 0, spread: NDArray[np.float64] | None = None
) -> AnswerSet:
    answers = Answers.of([model.tokens(f" {said}") for _, said in pairs])
    said = dict(pairs)
    return AnswerSet(tuple(said), answers, said, tokens, spread)


def _bells(ranges: Sequence[tuple[str, float, float]]) -> NDArray[np.float64]:
    """Shares of each age in words such as "thirties": a bell around their middle."""
    years = np.asarray(AGES, dtype=np.float64)
    shares = np.stack([np.exp(-(((years - middle) / width) ** 2) / 2) for _, middle, width in ranges])
    scaled: NDArray[np.float64] = shares / shares.sum(axis=1, keepdims=True)
    return scaled


def last_sentences(text: str, most: int) -> str:
    """The last sentences that fit into ``most`` characters, at least one, which is cut at the front when it is long."""
    kept = ""
    for sentence in reversed(re.split(r"(?<=[.!?])\s+", " ".join(text.split()))):
        if kept and len(kept) + len(sentence) > most:
            break
        kept = f"{sentence} {kept}".strip()
    return kept[-most * 3 // 2 :]
