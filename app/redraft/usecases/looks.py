"""What a rewording aims at, and how far a text is from it by what the encoders say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.errors import Cancelled
from redraft.usecases.judging import Judge
from redraft.usecases.ports import CancelToken

SAFE = -0.8
"""Log-odds that a sharp reader could tell below which an attribute counts as hidden, with room to spare."""
SAID = 2.0
"""Nats that words cost which say themselves what has to go, each time they stand; of what no encoder judges, all that
told together.
"""
RESIDUE = 0.3
"""Nats that the words which told cost, as long as all of them stand, beside what the encoder says."""
FAINT = 0.25
"""What a nat of something that is not quite told counts for."""
TOGETHER = 12
"""Texts that are looked at in one go, after which a plan can be stopped."""
_WORD = re.compile(r"[\w'’]+")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Aim:
    """What has to go: ``attributes``, each with the words that tell it; ``faint``: what is nearly told, which goes
    where that is cheap; ``said``: words that may not stand, by what they say. ``deeper``: nats further down an
    attribute has to go.
    """

    attributes: Mapping[Attribute, tuple[str, ...]]
    faint: tuple[Attribute, ...] = ()
    said: Mapping[Attribute, tuple[str, ...]] = field(default_factory=dict)
    deeper: Mapping[Attribute, float] = field(default_factory=dict)


@dataclass(slots=True)
class Looks:
    """The encoders' opinion of texts, each asked once; none without a ``judge``. Raises as a teller.

    With ``original`` the quick one alone, moved by what all of them say of that text beside it.
    """

    judge: Judge | None
    cancel: CancelToken | None = None
    original: str | None = None
    _known: dict[str, Mapping[Attribute, float]] = field(default_factory=dict)
    _moved: dict[Attribute, float] = field(default_factory=dict)
    _quick: Looks | None = None

    def beside(self, text: str) -> Looks:
        """Quick looks at what is made of ``text``."""
        if self._quick is None or self._quick.original != text:
            self._quick = quick = Looks(self.judge, self.cancel, text)
            own, all_say = quick.logits(text), self.logits(text)
            quick._moved = {a: all_say[a] - logit for a, logit in own.items()}
            quick._known[text] = all_say
        return self._quick

    def at(self, texts: Iterable[str]) -> None:
        """Look at several together, which costs less than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for at in range(0, len(new), TOGETHER):
            if self.cancel is not None and self.cancel.is_set():
                raise Cancelled
            part = new[at : at + TOGETHER]
            self._known |= zip(part, self._heard(part), strict=True)

    def _heard(self, texts: Sequence[str]) -> Sequence[Mapping[Attribute, float]]:
        if (judge := self.judge) is None:
            return [{} for _ in texts]
        return self._moved_by(judge.likely(texts, self.cancel, quick=self.original is not None))

    def _moved_by(self, likely: Iterable[Mapping[Attribute, float]]) -> list[Mapping[Attribute, float]]:
        return [{a: logit + self._moved.get(a, 0.0) for a, logit in one.items()} for one in likely]

    def logits(self, text: str) -> Mapping[Attribute, float]:
        """By attribute, the log-odds that a sharp reader could tell."""
        self.at([text])
        return self._known[text]

    def excess(self, text: str, aim: Aim) -> float:
        """How far a text is from all goals, in nats; 0 when it has reached them."""
        return _excess(self.logits(text), text, aim)


def _excess(heard: Mapping[Attribute, float], text: str, aim: Aim) -> float:
    words = set(_words(text))
    total = SAID * sum(_standing(one, a, text, words) for a, said in aim.said.items() for one in said)
    for attribute, quotes in aim.attributes.items():
        safe = SAFE - aim.deeper.get(attribute, 0.0)
        standing = RESIDUE if attribute in heard else SAID
        total += max(0.0, heard.get(attribute, safe) - safe) + standing * _left(quotes, words)
    return total + FAINT * sum(max(0.0, heard.get(a, SAFE) - SAFE) for a in aim.faint)


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _left(quotes: Sequence[str], words: set[str]) -> float:
    """The share of the quotes' longer words that still stand."""
    telling = [w for quote in quotes for w in _words(quote) if len(w) > 3 or w.isdigit()]
    return sum(w in words for w in telling) / len(telling) if telling else 0.0


def _standing(quote: str, attribute: Attribute, text: str, words: set[str]) -> float:
    """How often words stand, in whatever letters; half a number, a date or an address still counts as half of it."""
    times = len(re.findall(rf"(?<!\w){re.escape(quote)}(?!\w)", text, re.I))
    parts = quote if attribute in CODES else " ".join(_FIGURES.findall(quote))
    return max(times, _left((parts,), words))
