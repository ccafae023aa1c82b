"""The fast tier inside its worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redraft import languages
from redraft.assets import model_data
from redraft.detectors import nlp
from redraft.detectors.language import stretches
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.domain.told import Told
from redraft.encoder.telling import Telling, together
from redraft.knowledge.tables import Knowledge
from redraft.languages import Language
from redraft.rewriting.cuts import cuts
from redraft.rewriting.standing import standing
from redraft.usecases.methods import Emit, Method, Methods, Nothing, Text
from redraft.usecases.ports import CancelToken, FastResult


@dataclass(frozen=True, slots=True)
class Texts:
    """Several at once."""

    texts: list[str]


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and what it is in where its paragraphs do not say otherwise."""

    text: str
    language: str = languages.DEFAULT
    quick: bool = False


@dataclass(frozen=True, slots=True)
class AllWritten:
    """Several such texts of one language, to be read well or quickly."""

    texts: list[str]
    language: str = languages.DEFAULT
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Seams:
    """Whether their author would post each, as log-odds."""

    seams: list[float]


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


def readable(text: str, language: str) -> list[tuple[Span, Language]]:
    """The parts of a text that somebody here reads, by their language."""
    parts = ((span, languages.find(code)) for span, code in stretches(text, language))
    return [(span, own) for span, own in parts if own is not None]


def _likelier(one: Mapping[Attribute, float], other: Mapping[Attribute, float]) -> dict[Attribute, float]:
    """Of each attribute the larger share of two parts of a text."""
    return {**one, **{a: max(share, one.get(a, 0.0)) for a, share in other.items()}}


class FastService:
    """Methods ``load``, ``warm`` (the same), ``detect``, ``detect_many``, ``tell``, ``likely``,
    ``cuts``, ``standing`` and ``seams``.
    """

    def __init__(self) -> None:
        self._tier = Tier()
        self._tellings: dict[str, Telling] = {}
        self._knowledge: dict[Language, Knowledge] = {}

    def methods(self) -> Methods:
        """By name."""
        warm = Method(Nothing, self._warm)
        return {"load": warm, "warm": warm, "detect": Method(Text, self._detect),
                "detect_many": Method(Texts, self._detect_many), "tell": Method(Written, self._tell),
                "likely": Method(AllWritten, self._likely), "cuts": Method(Text, self._cuts),
                "standing": Method(Changed, self._standing), "seams": Method(Changed, self._seams)}  # fmt: skip

    def _warm(self, _given: Nothing, _emit: Emit, _cancel: CancelToken) -> Nothing:
        self._tier.warm()
        self._telling(languages.default())
        self._known(languages.default()).warm()
        return Nothing()

    def _telling(self, language: Language, *, quick: bool = False) -> Telling:
        """The encoders of a language, or the quick one alone, read from their files when they are first asked."""
        if language.encoder not in self._tellings:
            self._tellings[language.encoder] = Telling.load(model_data(language.encoder))
        telling = self._tellings[language.encoder].of(language.code)
        return telling.alone() if quick else telling

    def _known(self, language: Language) -> Knowledge:
        return self._knowledge.setdefault(language, Knowledge(language))

    def _tell(self, given: Written, _emit: Emit, cancel: CancelToken) -> Tellings:
        def told(span: Span, language: Language) -> tuple[Told, ...]:
            text = given.text[span.start : span.end]
            read = self._telling(language, quick=given.quick).read(text, cancel)
            return self._known(language).about(text, read.told, read.weight)

        parts = readable(given.text, given.language)
        return Tellings(together(given.text, [(span, told(span, language)) for span, language in parts]))

    def _likely(self, given: AllWritten, _emit: Emit, cancel: CancelToken) -> Likely:
        parts: dict[Language, list[tuple[int, str]]] = {}
        for at, text in enumerate(given.texts):
            for span, language in readable(text, given.language):
                parts.setdefault(language, []).append((at, text[span.start : span.end]))
        found: list[dict[Attribute, float]] = [{} for _ in given.texts]
        for language, own in parts.items():
            heard = self._telling(language, quick=given.quick).likely([text for _, text in own], cancel)
            for (at, _), likely in zip(own, heard, strict=True):
                found[at] = _likelier(found[at], likely)
        return Likely(found)

    def _cuts(self, given: Text, _emit: Emit, _cancel: CancelToken) -> Cuts:
        return Cuts(tuple(cuts(parsed([given.text])[0])))

    def _standing(self, given: Changed, _emit: Emit, _cancel: CancelToken) -> Cuts:
        return Cuts(tuple(standing(parsed([given.text])[0], given.changes, parsed)))

    def _seams(self, given: Changed, _emit: Emit, cancel: CancelToken) -> Seams:
        placed = [change.placed(given.text) for change in given.changes]
        return Seams(self._telling(languages.default()).seams(placed, cancel))

    def _detect(self, given: Text, _emit: Emit, cancel: CancelToken) -> FastResult:
        return self._tier.detect(given.text, cancel=cancel)

    def _detect_many(self, given: Texts, _emit: Emit, cancel: CancelToken) -> Results:
        return Results(list(self._tier.detect_many(given.texts, cancel=cancel)))
