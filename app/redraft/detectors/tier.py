"""The fast tier: all detectors over a text, with what has not changed since the last look remembered."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from redraft import languages
from redraft.detectors import nlp
from redraft.detectors.contract import Context, Detector, Need
from redraft.detectors.language import language_of, stretches
from redraft.detectors.merge import merge
from redraft.detectors.pieces import pieces
from redraft.detectors.registry import detectors
from redraft.detectors.stated import gazetteer
from redraft.detectors.whose import settled
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.text import Evidence, Note, Span
from redraft.languages import Language
from redraft.usecases.ports import CancelToken, FastResult

REMEMBERED = 512
"""Pieces kept: several drafts of 1,000 words; about 2 MB."""
BATCH = 64
"""Pieces analysed together: spaCy gains little beyond it, and cancelling stays prompt."""

_SAME = (
    dict.fromkeys((0xA0, 0x2007, 0x2009, 0x200A, 0x202F), " ")
    | {0x2011: "-"}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
"""What detectors see instead, one for one: plain spaces and hyphens for unbreakable ones, no lone surrogates."""


_Key = tuple[str, Language | None]
"""A piece of a text and the language that the whole is in, None where its words are not understood here."""


class Tier:
    """Implements ``redraft.usecases.ports.FastTier`` in this process. Not for several threads at once."""

    def __init__(self, chosen: Sequence[Detector] | None = None) -> None:
        self._detectors = tuple(detectors() if chosen is None else chosen)
        self._known: OrderedDict[_Key, tuple[Finding, ...]] = OrderedDict()
        self.pieces_seen = self.pieces_recognised = self.pieces_parsed = 0

    def warm(self) -> None:
        """Load everything that the first text would otherwise wait for."""
        nlp.warm(languages.default())
        gazetteer.warm(languages.default())
        self.detect("On 3 May 2020 Anna Smith wrote to anna@example.org from Leeds, call +44 113 496 0000.")

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """Everything that the words themselves say; raises Cancelled."""
        return self.detect_many((text,), cancel=cancel)[0]

    def detect_many(self, texts: Sequence[str], *, cancel: CancelToken | None = None) -> list[FastResult]:
        """The same for several texts, which costs less than one by one; raises Cancelled."""
        codes = [language_of(text) for text in texts]
        tongues = [languages.whole(code) or languages.default() for code in codes]
        plans = [(t, code, list(pieces(t, own))) for t, code, own in zip(texts, codes, tongues, strict=True)]
        wanted: dict[_Key, None] = {}
        for text, code, spans in plans:
            wanted.update(dict.fromkeys((text[s.start : s.end], languages.whole(code)) for s in spans))
        fresh = [key for key in wanted if key not in self._known]
        found = {key: self._known[key] for key in wanted if key in self._known}
        for at in range(0, len(fresh), BATCH):
            _stop(cancel)
            found.update(self._analyse(fresh[at : at + BATCH]))
        self._remember(found)
        return [self._result(text, code, spans, found) for text, code, spans in plans]

    def _analyse(self, keys: Sequence[_Key]) -> dict[_Key, tuple[Finding, ...]]:
        work = []
        for text, language in keys:
            seen = text.translate(_SAME) if not text.isascii() else text
            context = Context(seen, language, readable=language is not None)
            chosen = [d for d in self._detectors if (context.readable or d.every_language) and _equipped(context, d)]
            need = Need.NOTHING
            for detector in chosen:
                wanted = detector.needs(context)
                if wanted and wanted is not need:  # combining flags costs more than all of the detectors' prefilters
                    need |= wanted
            work.append((context, chosen, need))
        self.pieces_seen += len(work)
        self.pieces_recognised += sum(bool(need & Need.ENTITIES) for _, _, need in work)
        self.pieces_parsed += sum(bool(need & Need.PARSE) for _, _, need in work)
        for language in {context.language for context, _, _ in work}:
            same = [(context, need) for context, _, need in work if context.language is language]
            nlp.recognise([context.doc for context, need in same if need & Need.ENTITIES], language)
            nlp.parse([context.doc for context, need in same if need & Need.PARSE], language)
        return {
            key: tuple(settled(context, (f for detector in chosen for f in detector.detect(context))))
            for key, (context, chosen, _) in zip(keys, work, strict=True)
        }

    def _remember(self, found: dict[_Key, tuple[Finding, ...]]) -> None:
        for key, findings in found.items():
            self._known[key] = findings
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    @staticmethod
    def _result(text: str, code: str, spans: Sequence[Span], found: dict[_Key, tuple[Finding, ...]]) -> FastResult:
        language = languages.whole(code)
        moved = (_moved(f, text, s.start) for s in spans for f in found[text[s.start : s.end], language])
        parts = tuple(dict.fromkeys(own for _, own in stretches(text, code)))
        return FastResult(merge(text, moved, language or languages.default()), code, _notes(code, parts), parts)


def _notes(code: str, parts: Sequence[str]) -> tuple[Note, ...]:
    """What was not read, and what only an encoder reads."""
    if languages.find(code) is None:
        return (Note("language", Message("check.other_language")),)
    unread = tuple(languages.name_of(part) for part in parts if languages.find(part) is None)
    alone = tuple(languages.name_of(part) for part in parts if languages.find(part) and not languages.whole(part))
    missing = Note("language", Message("check.part_unread", {"languages": unread}))
    partly = Note("language", Message("check.read_alone", {"languages": alone}))
    return (*([missing] if unread else []), *([partly] if alone else []))


def _equipped(context: Context, detector: Detector) -> bool:
    """True when the language has what the detector works by: one may begin with little."""
    return all(context.language.table(name) for name in detector.tables)


def _moved(finding: Finding, text: str, by: int) -> Finding:
    """The finding in the whole text, quoting it letter by letter (detectors saw rare spaces and surrogates replaced)."""
    return replace(finding, evidence=tuple(Evidence.of(text, e.start + by, e.end + by) for e in finding.evidence))


def _stop(cancel: CancelToken | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled
