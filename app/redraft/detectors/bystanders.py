"""What a text reveals about people other than its author, person by person."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from redraft.detectors.contract import Context, Need
from redraft.detectors.stated import gazetteer, lexicon
from redraft.detectors.stated.frame import Frame
from redraft.detectors.stated.rule import ADVERBS
from redraft.detectors.whom import CHILDREN, MENTION, label
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.text import Evidence

_BE = rf"\s*(?:,\s+who\s+)?(?:'s|\s*is|\s+was|\s+became|\s+just\s+became)\s+{ADVERBS}"
Said = tuple[str, int] | None
"""A value and where the words that say it end."""


def _number(match: re.Match[str], frame: Frame) -> Said:
    age = int(match["age"])
    return (str(age), match.end()) if age <= 110 else None


def _trade(match: re.Match[str], frame: Frame) -> Said:
    heads = lexicon.occupations()
    words = match["np"].split()
    for size in range(min(4, len(words)), 0, -1):
        for width in (2, 1):
            if " ".join(words[:size][-width:]) in heads and size >= width:
                name = " ".join(words[:size])
                return name, match.start("np") + len(" ".join(words[:size]))
    return None


def _place(match: re.Match[str], frame: Frame) -> Said:
    known = gazetteer.find(frame.text[match.end() : match.end() + 80])
    return (known[0], match.end() + known[1]) if known else None


def _belief(attribute: Attribute) -> Callable[[re.Match[str], Frame], Said]:
    def value(match: re.Match[str], frame: Frame) -> Said:
        known = dict(lexicon.beliefs().get(" ".join(match["b"].split()), ()))
        return (known[attribute.value], match.end()) if attribute.value in known else None

    return value


def _words(match: re.Match[str], frame: Frame) -> Said:
    return " ".join(frame.folded[match.start("w") : match.end("w")].split()), match.end()


_BELIEF = lexicon.alternation(list(lexicon.beliefs()))
_PREDICATES: tuple[tuple[Attribute, str, re.Pattern[str], Callable[[re.Match[str], Frame], Said], float, str], ...] = (
    (Attribute.AGE, "age", re.compile(rf"(?:{_BE}|\s+(?:just\s+)?(?:turned|turns|turning|is\s+turning)\s+|,\s*)(?:only\s+)?(?P<age>\d{{1,3}})(?=\s*(?:years?\s+old|yrs?\s+old|y/?o\b|months\s+old|[.,;!)\n]|$|and\b|now\b|next\b))"), _number, 0.9, "age"),
    (Attribute.OCCUPATION, "occupation", re.compile(rf"(?:{_BE}(?:an?\s+)|\s+works?\s+as\s+(?:an?\s+)?|,\s+an?\s+)(?P<np>[a-z][\w'-]*(?: [a-z][\w'-]*){{0,3}})"), _trade, 0.88, "occupation"),
    (Attribute.LOCATION, "location", re.compile(r"\s*(?:,?\s+who\s+)?(?:'s\s+|\s*is\s+|\s+)?(?:lives?|living|moved|based|stays)\s+(?:(?:over|out|up|down|back)\s+)?(?:in|to|near)\s+(?=\w)"), _place, 0.88, "place of living"),
    (Attribute.RELIGION, "belief", re.compile(rf"{_BE}(?:an?\s+)?(?P<b>{_BELIEF})(?![\w'-])"), _belief(Attribute.RELIGION), 0.85, "religion"),
    (Attribute.ORIENTATION, "orientation", re.compile(rf"(?:{_BE}(?:an?\s+)?|\s+came\s+out\s+as\s+(?:an?\s+)?)(?P<b>{_BELIEF})(?![\w'-])"), _belief(Attribute.ORIENTATION), 0.85, "orientation"),
    (Attribute.POLITICS, "politics", re.compile(rf"{_BE}(?:an?\s+)?(?P<b>{_BELIEF})(?![\w'-])"), _belief(Attribute.POLITICS), 0.85, "politics"),
    (Attribute.ETHNICITY, "origin", re.compile(rf"{_BE}(?:an?\s+)?(?P<b>{_BELIEF})(?![\w'-])(?=\s*(?:[.,;!)\n]|$|and\b|but\b|so\b|immigrant|american))"), _belief(Attribute.ETHNICITY), 0.84, "origin"),
    (Attribute.FAMILY, "pregnancy", re.compile(rf"{_BE}(?:\d+\s+(?:weeks|months)\s+)?(?P<w>pregnant|expecting)\b"), _words, 0.92, "pregnancy"),
    (Attribute.RELATIONSHIP, "relationship", re.compile(rf"(?:{_BE}(?:getting\s+)?|\s+(?:just\s+)?got\s+)(?P<w>married|divorced|engaged|single)\b(?!\s+to\s+(?:his|her)\s+(?:job|work))"), _words, 0.88, "relationship"),
    (Attribute.CRIME, "crime", re.compile(r"\s+(?:was|got|is|has\s+been)\s+(?:just\s+)?(?P<w>arrested|convicted|in\s+(?:jail|prison)|on\s+probation|charged\s+with\s+\w+)\b"), _words, 0.88, "trouble with the law"),
    (Attribute.FAMILY, "death", re.compile(r"\s+(?:has\s+|just\s+)?(?P<w>died|passed\s+away|killed\s+(?:himself|herself))\b"), _words, 0.86, "death"),
    (Attribute.EMPLOYER, "employer", re.compile(r"\s+works?\s+(?:at|for)\s+(?P<w>(?:the\s+)?[\w&'-]+(?:\s+[\w&'-]+)?)"), lambda m, f: (f.text[m.start("w") : m.end("w")], m.end()) if f.text[m.start("w")].isupper() else None, 0.84, "employer"),
)  # fmt: skip


class Bystanders:
    """Facts about relatives and others, and their names. See :class:`.contract.Detector`."""

    name = "bystanders"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing expensive."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each fact about each person, in the order of the text."""
        frame = Frame.of(context)
        if not ("my" in frame.words or "our" in frame.words):
            return []
        found: list[Finding] = []
        for match in MENTION.finditer(frame.folded):
            if not frame.quoted(match.start()):
                found.extend(_about(frame, match))
        return found


def _about(frame: Frame, match: re.Match[str]) -> Iterable[Finding]:
    subject, person, end = label(frame, match)
    child = match["who"] in CHILDREN
    if end > match.end():
        name = frame.text[match.end() : end].strip(" ,")
        why = Message("bystander.named", {"person": person})
        yield _finding(
            frame, (match.start(), end), Attribute.NAME, "bystander", name, 0.85, why, subject, person, child
        )
    for start in (end, *_further(frame, end)):
        for attribute, kind, pattern, value, sure, what in _PREDICATES:
            predicate = pattern.match(frame.folded, start)
            said = value(predicate, frame) if predicate else None
            if said is not None:
                why = Message("bystander.told", {"what": what, "person": person})
                span = (match.start(), said[1])
                yield _finding(frame, span, attribute, kind, said[0], sure, why, subject, person, child)


_AND = re.compile(
    r"[^.!?\n,;]{1,60}?(?=\s+(?:and|but)\s+(?:is|was|lives?|works?|got|just|has|died|passed|moved|came|turned|turns)\b)"
)
_CONNECTED = re.compile(r"\s+(?:and|but)")


def _further(frame: Frame, end: int) -> Iterable[int]:
    """Where a second predicate of the same person begins: "is a nurse and lives in …"."""
    first = _AND.match(frame.folded, end)
    joined = _CONNECTED.match(frame.folded, first.end()) if first else None
    return (joined.end(),) if joined else ()


def _finding(
    frame: Frame,
    span: tuple[int, int],
    attribute: Attribute,
    kind: str,
    value: str,
    sure: float,
    why: Message,
    subject: Subject,
    person: str,
    child: bool,
) -> Finding:
    return Finding.make(
        attribute,
        (Guess(value, sure),),
        (Evidence.of(frame.text, *span),),
        source=Source.STATED,
        basis=Basis.STATED,
        why=why,
        kind=kind,
        subject=subject,
        person=person,
        entity=f"person-{person.removeprefix('your ')}",
        severity=Severity.HIGH if child else None,
    )
