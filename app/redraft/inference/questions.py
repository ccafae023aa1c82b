"""What the model is asked: frame, wordings and answers, read from ``resources/prompts`` before the cage closes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redraft.domain.attributes import SYNTHPAI, Attribute
from redraft.inference.native import Model
from redraft.inference.scoring import Answers

CHATML = {
    "system": "<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n",
    "turn": "<|im_end|>\n<|im_start|>assistant\n",
    "next": "<|im_end|>\n<|im_start|>user\n",
}
"""The frame of Qwen's instruction models: what stands before the first text, between a text and its answer, and between
an answer and the next text. A catalogue entry may bring another of the same keys."""

YOUNGEST, OLDEST = 14, 84


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """Values that can be answered and what the model reads for each."""

    values: tuple[str, ...]
    answers: Answers
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask. ``tokens`` follow the text (``stem`` false) or the shared stem (``stem`` true)."""

    key: str
    attribute: Attribute
    stem: bool
    tokens: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is asked, tokenised once."""

    opening: tuple[int, ...]
    stem: tuple[int, ...]
    wordings: tuple[Wording, ...]
    lists: tuple[Wording, ...]
    sets: dict[str, AnswerSet]


def load(model: Model, folder: Path, frame: dict[str, str] | None = None) -> Questions:
    """Read and tokenise the prompts; ``folder`` is ``resources/prompts``."""
    data = json.loads((folder / "attacker.json").read_text(encoding="utf-8"))
    frame = frame or CHATML
    sets = _sets(model, data, folder)
    after, turn = data["after"], frame["turn"]
    wordings: list[Wording] = []
    lists: list[Wording] = []
    for attribute in SYNTHPAI:
        name = attribute.value
        for i, (lead, kind) in enumerate(data["leads"].get(name, [])):
            kind_of = name if kind == "plain" else kind
            wordings.append(_wording(model, f"{name}.lead{i}", attribute, True, lead, kind_of, sets))
        for i, (ask, lead, how) in enumerate(data["asks"].get(name, [])):
            kind_of = how if how in sets else name
            text = after + ask.format(options=_listed(data, name, how)) + turn + lead
            wordings.append(_wording(model, f"{name}.ask{i}", attribute, False, text, kind_of, sets))
        if name in data["lists"]:
            ask, lead = data["lists"][name]
            tokens = model.tokens(after + ask + turn + lead, special=True)
            lists.append(Wording(f"{name}.list", attribute, False, tuple(tokens), "list"))
    for name, (lead, _) in data["extended"].items():
        wordings.append(_wording(model, f"{name}.lead0", Attribute(name), True, lead, name, sets))
    opening = model.tokens(frame["system"].format(system=data["system"]) + data["before"], special=True)
    stem = model.tokens(after + data["stem"] + turn, special=True)
    return Questions(tuple(opening), tuple(stem), tuple(wordings), tuple(lists), sets)


def _wording(
    model: Model, key: str, attribute: Attribute, stem: bool, text: str, kind: str, sets: dict[str, AnswerSet]
) -> Wording:
    tokens = model.tokens(text, special=True) + list(sets[kind].answers.common)
    return Wording(key, attribute, stem, tuple(tokens), kind)


def _listed(data: dict[str, Any], name: str, how: str) -> str:
    said = [answer for _, answer in data["options"].get(name, [])]
    if how == "reverse":
        said.reverse()
    return ", ".join(said[:-1]) + " or " + said[-1] if said else ""


def _sets(model: Model, data: dict[str, Any], folder: Path) -> dict[str, AnswerSet]:
    sets = {name: _set(model, [(v, a) for v, a in options]) for name, options in data["options"].items()}
    for name, (_, options) in data["extended"].items():
        sets[name] = _set(model, [(v, a) for v, a in options])
    sets["age"] = _set(model, [(str(n), str(n)) for n in range(YOUNGEST, OLDEST + 1)])
    rows = [line.split("\t") for line in (folder / "places.tsv").read_text(encoding="utf-8").splitlines()]
    sets["city"] = _set(model, [(f"{city}, {country}", f"{city},") for city, country, _ in rows])
    countries = sorted({country for _, country, _ in rows})
    sets["country"] = _set(model, [(c, f"{c}.") for c in countries])
    titles = (folder / "occupations.txt").read_text(encoding="utf-8").splitlines()
    sets["occupation"] = _set(model, [(t, f"{t}.") for t in titles])
    return sets


def _set(model: Model, pairs: Sequence[tuple[str, str]]) -> AnswerSet:
    tokens = [model.tokens(" " + said) for _, said in pairs]
    return AnswerSet(tuple(value for value, _ in pairs), Answers.of(tokens), dict(pairs))
