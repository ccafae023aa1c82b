"""Which words of a text a finding is really about: where a name begins and ends, and what stands around it."""

from __future__ import annotations

import re

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.text import Evidence, Span
from redraft.rewriting import ladders
from redraft.rewriting.fit import has_determiner
from redraft.rewriting.gaps import attributive

_LEAD = re.compile(r"\b(?:here[ \t]+)?(?:in|from)[ \t]+$", re.I)
_WITHIN = re.compile(r"\b(?:in|from|at|across|throughout)[ \t]+$", re.I)
_SENTENCE_END = re.compile(r"[.!?]\s")
_TRAILING = re.compile(r"\s+(?:so|and|but|because|since|which|who|when|while)$", re.I)
SHORT_QUOTE = 4
"""Words of a quote that a ladder takes as a whole; in a longer one the name is looked for first."""


def narrowed(finding: Finding, evidence: Evidence) -> Evidence:
    """The words within a quoted sentence that name the answer itself, where there are such; else the whole quote."""
    short = len(evidence.quote.split()) <= SHORT_QUOTE
    if short and ladders.wordings(evidence.quote, finding.attribute, finding.best.value):
        return evidence
    for part in finding.best.value.split(","):
        name = _TRAILING.sub("", part.strip())
        found = re.search(rf"\b{re.escape(name)}\b", evidence.quote, re.IGNORECASE) if name else None
        if found is not None:
            start = evidence.start + found.start()
            return Evidence(start, start + len(found.group()), found.group())
    return evidence


def one_sentence(finding: Finding, evidence: Evidence) -> Evidence:
    """A name that runs over the end of a sentence, without what begins the next."""
    guessed = finding.mentioned
    end = _SENTENCE_END.search(evidence.quote) if guessed else None
    if end is None or not end.start():
        return evidence
    return Evidence(evidence.start, evidence.start + end.start(), evidence.quote[: end.start()])


def with_preposition(text: str, evidence: Evidence) -> Evidence:
    """A known place with the "in" before it: "in Canada" can become "somewhere"."""
    lead = _LEAD.search(text[: evidence.start])
    if lead is None or not ladders.wordings(evidence.quote, Attribute.PLACE):
        return evidence
    return Evidence.of(text, lead.start(), evidence.end)


def no_person(text: str, evidence: Evidence) -> bool:
    """True for what is taken for a name but hardly names a person: "the Bosphorus", "Allen wrenches", "a T"."""
    plain = re.fullmatch(r"[^\W\d_]{3,}(?:[ \t.'’-]+[^\W\d_]+)*\.?", evidence.quote) is not None
    things = re.match(r"[ \t]+[a-z]{3,}s\b", text[evidence.end :]) and attributive(text, evidence.span)
    return not plain or bool(things) or has_determiner(text, evidence.span) or " vs " in evidence.quote


def located(text: str, span: Span) -> bool:
    """True where something is in or from a place, or is its; who moves to a town need not move to its country."""
    return bool(_WITHIN.search(text[: span.start])) or text[span.end : span.end + 2] in ("'s", "’s")
