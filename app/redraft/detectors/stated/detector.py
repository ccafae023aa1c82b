"""The detector of stated facts: candidate patterns by their words, guards, the parser where a guard is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redraft.detectors.contract import Context, Need
from redraft.detectors.stated import readers
from redraft.detectors.stated.frame import Frame, Verdict
from redraft.detectors.stated.pattern import Pattern, statements
from redraft.detectors.stated.syntax import asserted
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Guess
from redraft.domain.text import Evidence


@dataclass(frozen=True, slots=True)
class Hit:
    """A match that passed the guards; ``doubt`` is for the parser to settle."""

    pattern: Pattern
    start: int
    end: int
    value: str
    kind: str
    confidence: float
    doubt: bool


def hits(frame: Frame, candidates: Iterable[Pattern] | None = None) -> list[Hit]:
    """Everything that the patterns and the cheap guards find in one piece of text."""
    found = []
    for one in statements(frame.language).candidates(frame.words) if candidates is None else candidates:
        for match in one.regex.finditer(frame.folded):
            verdict = frame.judge(match.start(), match.end(), one.guard)
            told = None if verdict is Verdict.OUT else readers.said(match, frame, one)
            if told is None:
                continue
            start, end = match.span(one.quote) if one.quote else (match.start(), told.end)
            start, end = _trimmed(start, end, frame.text)
            doubt = verdict is Verdict.DOUBT
            if start < end:
                found.append(Hit(one, start, end, told.value, told.kind or one.kind, told.confidence, doubt))
    return found


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The quote without the blanks and marks around it."""
    while start < end and not text[start].isalnum() and text[start] not in "([$£€'":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")]%#":
        end -= 1
    return start, end


class StatedFacts:
    """Stated facts about the author. See :class:`redraft.detectors.contract.Detector`."""

    name = "stated"
    every_language = False
    tables: tuple[str, ...] = ("guards", "places", "statements/parts")

    @staticmethod
    def _hits(context: Context) -> list[Hit]:
        if "stated" not in context.memo:
            context.memo["stated"] = hits(Frame.of(context))
        return list(context.memo["stated"])

    def needs(self, context: Context) -> Need:
        """The parser when a hit stands beside a word that may undo it."""
        return Need.PARSE if any(hit.doubt for hit in self._hits(context)) else Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each fact and value, the surest wording as its evidence."""
        best: dict[tuple[Attribute, str], Hit] = {}
        for hit in self._hits(context):
            if hit.doubt and not asserted(context.parsed, hit.start, hit.end, context.language):
                continue
            key = (hit.pattern.attribute, hit.value.casefold())
            if key not in best or best[key].confidence < hit.confidence:
                best[key] = hit
        return [_finding(hit, context) for hit in best.values()]


def _finding(hit: Hit, context: Context) -> Finding:
    sure = hit.confidence - (0.06 if hit.doubt else 0.0)
    return Finding.make(
        hit.pattern.attribute,
        (Guess(hit.value, round(sure, 3)),),
        (Evidence.of(context.text, hit.start, hit.end),),
        source=hit.pattern.source,
        basis=hit.pattern.basis,
        why=hit.pattern.why.filled(value=hit.value),
        kind=hit.kind,
        severity=hit.pattern.severity,
    )
