"""The fast tier inside its worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from redraft import languages
from redraft.assets import model_data
from redraft.detectors import nlp
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.told import Told
from redraft.encoder.telling import Telling
from redraft.knowledge.tables import Knowledge
from redraft.rewriting.cuts import cuts
from redraft.rewriting.standing import standing
from redraft.usecases.methods import Emit, Method, Methods, Nothing, Text
from redraft.usecases.ports import CancelToken, FastResult


@dataclass(frozen=True, slots=True)
class Texts:
    """Several at once."""

    texts: list[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A text, and what could be done to it."""

    text: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Results:
    """Of each text one."""

    results: list[FastResult]


@dataclass(frozen=True, slots=True)
class Tellings:
    """What a sharp reader could tell."""

    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each attribute is told, of each text."""

    likely: list[dict[Attribute, float]]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What could be left out, or done."""

    changes: tuple[Change, ...]


def parsed(texts: Sequence[str]) -> list[Any]:
    """Documents with their syntax."""
    docs = [nlp.tokenise(text, languages.default()) for text in texts]
    nlp.parse(docs, languages.default())
    return docs


class FastService:
    """Methods ``load``, ``warm`` (the same), ``detect``, ``detect_many``, ``tell``, ``likely``,
    ``cuts`` and ``standing``.
    """

    def __init__(self) -> None:
        self._tier = Tier()
        self._telling: Telling | None = None
        self._knowledge = Knowledge()

    def methods(self) -> Methods:
        """By name."""
        warm = Method(Nothing, self._warm)
        return {"load": warm, "warm": warm, "detect": Method(Text, self._detect),
                "detect_many": Method(Texts, self._detect_many), "tell": Method(Text, self._tell),
                "likely": Method(Texts, self._likely), "cuts": Method(Text, self._cuts),
                "standing": Method(Changed, self._standing)}  # fmt: skip

    def _warm(self, _given: Nothing, _emit: Emit, _cancel: CancelToken) -> Nothing:
        self._tier.warm()
        self._encoder()
        self._knowledge.warm()
        return Nothing()

    def _encoder(self) -> Telling:
        """The encoder, read from its files when it is first asked."""
        if self._telling is None:
            self._telling = Telling.load(model_data("encoder"))
        return self._telling

    def _tell(self, given: Text, _emit: Emit, cancel: CancelToken) -> Tellings:
        read = self._encoder().read(given.text, cancel)
        return Tellings(self._knowledge.about(given.text, read.told, read.weight))

    def _likely(self, given: Texts, _emit: Emit, cancel: CancelToken) -> Likely:
        return Likely(self._encoder().likely(given.texts, cancel))

    def _cuts(self, given: Text, _emit: Emit, _cancel: CancelToken) -> Cuts:
        return Cuts(tuple(cuts(parsed([given.text])[0])))

    def _standing(self, given: Changed, _emit: Emit, _cancel: CancelToken) -> Cuts:
        return Cuts(tuple(standing(parsed([given.text])[0], given.changes, parsed)))

    def _detect(self, given: Text, _emit: Emit, cancel: CancelToken) -> FastResult:
        return self._tier.detect(given.text, cancel=cancel)

    def _detect_many(self, given: Texts, _emit: Emit, cancel: CancelToken) -> Results:
        return Results(list(self._tier.detect_many(given.texts, cancel=cancel)))
