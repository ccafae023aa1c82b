"""From findings to edits: every telling place of a text with what could stand there instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.finding import Finding
from redraft.domain.text import Evidence, Span
from redraft.rewriting import faithful, ladders
from redraft.usecases.ports import CancelToken, Rephraser

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")

_BIRTHDAY = re.compile(r"\bturn(?:s|ed|ing)?\s$", re.I)


class Editor:
    """Implements ``redraft.usecases.ports.Editor``: ladders first, the model where language has to bend."""

    def __init__(self, rephraser: Rephraser | None = None) -> None:
        self._rephraser = rephraser

    def propose(self, text: str, findings: Sequence[Finding], *, cancel: CancelToken | None = None) -> tuple[Edit, ...]:
        """One edit for every telling place, none overlapping, in the order of the text."""
        edits: list[Edit] = []
        known: dict[tuple[str, Attribute], tuple[Wording, ...]] = {}
        for finding, evidence in _places(findings):
            if any(tidy_gap(text, evidence.span).overlaps(e.span) for e in edits):
                continue
            key = (finding.entity or evidence.quote.casefold(), finding.attribute)
            if key not in known:
                known[key] = self._wordings(text, finding, evidence, cancel)
            if known[key]:
                edits.append(_edit(text, finding, evidence, known[key]))
        return tuple(sorted(edits, key=lambda e: e.span))

    def _wordings(
        self, text: str, finding: Finding, evidence: Evidence, cancel: CancelToken | None
    ) -> tuple[Wording, ...]:
        steps = ladders.wordings(evidence.quote, finding.attribute, finding.best.value)
        if _BIRTHDAY.search(text[: evidence.start]) and finding.attribute is Attribute.AGE:
            # "turning 29" cannot become "turning in my twenties".
            return (Wording(Degree.VAGUER, "a year older"),)
        if not steps and self._rephraser is not None:
            sentence = sentence_of(text, evidence.span)
            whole = text[sentence.start : sentence.end].strip()
            said = self._rephraser.rephrase(whole, evidence.quote, finding.attribute, cancel=cancel)
            instead = faithful.replacement(whole, evidence.quote, said)
            if instead is not None:
                steps = (Wording(Degree.VAGUER, instead, by_model=True),)
        if any(w.degree is Degree.OUT for w in steps) or finding.attribute is Attribute.QUANTITY:
            return steps
        return (*steps, Wording(Degree.OUT, ""))


def _places(findings: Sequence[Finding]) -> list[tuple[Finding, Evidence]]:
    """Every quote with its finding: those a ladder fits first, then the shorter, so that edits stay small."""

    def key(pair: tuple[Finding, Evidence]) -> tuple[bool, int, int]:
        finding, evidence = pair
        fits = bool(ladders.wordings(evidence.quote, finding.attribute, finding.best.value))
        return (not fits, len(evidence.quote), evidence.start)

    return sorted(((f, narrowed(f, e)) for f in findings for e in f.evidence), key=key)


def narrowed(finding: Finding, evidence: Evidence) -> Evidence:
    """The words within a quoted sentence that name the answer itself, where there are such; else the whole quote."""
    if ladders.wordings(evidence.quote, finding.attribute, finding.best.value):
        return evidence
    for part in finding.best.value.split(","):
        name = part.strip()
        found = re.search(rf"\b{re.escape(name)}\b", evidence.quote, re.IGNORECASE) if name else None
        if found is not None:
            start = evidence.start + found.start()
            return Evidence(start, start + len(found.group()), found.group())
    return evidence


def _edit(text: str, finding: Finding, evidence: Evidence, wordings: tuple[Wording, ...]) -> Edit:
    """The edit at its place. It begins where dropping the words would leave something hanging, and ends with them."""
    gap = tidy_gap(text, evidence.span)
    lead = text[gap.start : evidence.start]
    begins = not text[: gap.start].strip() or text[: gap.start].rstrip()[-1] in ".!?"
    fitted = []
    for wording in wordings:
        words = wording.text
        if words and begins and evidence.quote[:1].isupper() and not lead:
            words = words[:1].upper() + words[1:]
        fitted.append(Wording(wording.degree, f"{lead}{words}" if words else "", wording.by_model))
    original = text[gap.start : gap.end]
    return Edit(gap, original, finding.attribute, tuple(fitted), finding.entity, finding.why)


def sentence_of(text: str, span: Span) -> Span:
    """The sentence, by its end marks, that holds the beginning of a span."""
    for match in _SENTENCE.finditer(text):
        if match.start() <= span.start < match.end():
            return Span(match.start(), max(match.end(), span.end))
    return span


def tidy_gap(text: str, span: Span) -> Span:
    """The span that goes when its words are dropped: with the space, or the comma and preposition, left hanging."""
    start, end = span.start, span.end
    before = re.search(
        r"(?:,?\s+(?:in|at|from|near|to|on|of|as|for|with|by)(?:\s+(?:a|an|the|my))?)?\s*$", text[:start]
    )
    sentence = sentence_of(text, span)
    if before is not None and before.start() >= sentence.start and not text[end:].startswith("'"):
        start = before.start()
    return Span(start, end)
