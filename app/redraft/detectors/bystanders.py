"""What a text reveals about people other than its author, person by person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from redraft.detectors.contract import Context, Need
from redraft.detectors.stated import readers
from redraft.detectors.stated.frame import Frame
from redraft.detectors.stated.pattern import Pattern, read, shared
from redraft.detectors.whom import label, whom
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.text import Evidence
from redraft.languages import Language
from redraft.languages.notation import Notation


@cache
def _predicates(language: Language) -> tuple[Pattern, ...]:
    return tuple(read(language, "others"))


@cache
def _joint(language: Language) -> re.Pattern[str]:
    """From the end of a person to where a second predicate of the same begins: "is a nurse and lives in …"."""
    table = language.table("others")
    return Notation.of(table, shared(language)).compile(table["joint"])


class Bystanders:
    """Facts about relatives and others, and their names. See :class:`.contract.Detector`."""

    name = "bystanders"
    every_language = False
    tables: tuple[str, ...] = ("others", "guards", "whom")

    def needs(self, context: Context) -> Need:
        """Nothing expensive."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each fact about each person, in the order of the text."""
        frame = Frame.of(context)
        if frame.words.isdisjoint(frame.language.table("others")["words_before"]):
            return []
        mentions = whom(frame.language).mention.finditer(frame.folded)
        return [f for match in mentions if not frame.quoted(match.start()) for f in _about(frame, match)]


def _about(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    subject, person, end = label(frame, match)

    def finding(attribute: Attribute, kind: str, value: str, sure: float, why: Message, until: int) -> Finding:
        return Finding.make(
            attribute,
            (Guess(value, sure),),
            (Evidence.of(frame.text, match.start(), until),),
            source=Source.STATED,
            basis=Basis.STATED,
            why=why,
            kind=kind,
            subject=subject,
            person=person,
            entity=f"person-{person.removeprefix('your ')}",
            severity=Severity.HIGH if match["who"] in whom(frame.language).children else None,
        )

    if end > match.end():
        name = frame.text[match.end() : end].strip(" ,")
        yield finding(Attribute.NAME, "bystander", name, 0.85, Message("bystander.named", {"person": person}), end)
    further = _joint(frame.language).match(frame.folded, end)
    for start in (end, further.end()) if further else (end,):
        for one in _predicates(frame.language):
            predicate = one.regex.match(frame.folded, start)
            told = readers.said(predicate, frame, one) if predicate else None
            if told is not None:
                why = one.why.filled(person=person)
                yield finding(one.attribute, one.kind, told.value, told.confidence, why, told.end)
