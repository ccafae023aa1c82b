"""What each voice in a judgement counts for, as it was fitted (``models/encoder/judge.json``)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from redraft.domain.attributes import Answers, Attribute


class Heard(StrEnum):
    """Who has spoken of an attribute: the encoder alone, the model with its answer, or with its inner states too."""

    ENCODER = "encoder"
    ANSWER = "answer"
    READOUT = "readout"


_NAMED_BY = {Heard.ENCODER: Heard.ENCODER, Heard.ANSWER: Heard.READOUT, Heard.READOUT: Heard.READOUT}
"""Whose fit says how sure an answer is: with the model's there is one."""


@dataclass(frozen=True, slots=True)
class Surety:
    """When a first guess is right: bias, what the answer's share and told count for, by attribute an own bias; and from
    which probability it is named.
    """

    bias: float
    share: float
    told: float
    biases: Mapping[Attribute, float]
    named_from: float

    @classmethod
    def of(cls, card: Mapping[str, float]) -> Surety:
        """From a card; raises KeyError."""
        named = {a: card[a.value] for a in Attribute if a.value in card}
        return cls(card["bias"], card["share"], card["told"], named, card["from"])

    def right(self, attribute: Attribute, share: float, told: float) -> float:
        """How likely a first guess is right."""
        own = self.biases.get(attribute, 0.0)
        return probability(self.bias + own + self.share * logit(share) + self.told * logit(told))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each voice counts for, in nats.

    ``told``: by who was heard, bias, encoder, statement, model, read-out (:func:`told_signs`). ``answer``: by kind,
    statement, mention, encoder and tables, model, of an answer against the others. ``right``: by who was heard.
    """

    told: Mapping[Heard, tuple[float, float, float, float, float]]
    answer: Mapping[Answers, tuple[float, float, float, float]]
    right: Mapping[Heard, Surety]
    told_from: Mapping[Attribute, float]

    @classmethod
    def of(cls, card: Mapping[str, Any], language: str = "") -> Weights:
        """From a card, with what it says of a language apart; raises KeyError or ValueError."""
        card = {**card, **card.get("languages", {}).get(language, {})}
        of_told = {heard: card[f"told, {heard.value}"] for heard in Heard}
        return cls(
            {
                heard: (one["bias"], one["encoder"], one["stated"], one.get("model", 0.0), one.get("readout", 0.0))
                for heard, one in of_told.items()
            },
            {kind: _answer_weights(card, kind) for kind in Answers},
            {heard: Surety.of(card[f"right, {_NAMED_BY[heard]}"]) for heard in Heard},
            {Attribute(name): least for name, least in card["told_from"].items()},
        )


def _answer_weights(card: Mapping[str, Mapping[str, float]], kind: Answers) -> tuple[float, float, float, float]:
    """Of the kind, or what all kinds have in common where it was not fitted by itself."""
    one = card.get(f"answer, {kind.value}", card["answer"])
    return one["stated"], one["mentioned"], one["encoder"], one["model"]


def logit(share: float) -> float:
    """The log-odds of a probability, none of which is quite 0 or 1."""
    share = min(1 - 1e-4, max(1e-4, share))
    return math.log(share / (1 - share))


def probability(logit: float) -> float:
    """The probability with such log-odds."""
    return 1 / (1 + math.exp(-logit))
