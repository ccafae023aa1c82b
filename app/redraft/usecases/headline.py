"""The headline of a text: what the findings about its author come to, in one of five states."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.exposure import Exposure, Level
from redraft.domain.finding import Finding, Subject
from redraft.domain.headline import Headline, State
from redraft.domain.message import NOTHING, Message
from redraft.exposure.anonymity import about_author

FEW = 3500.0
"""People so few that somebody who looks for one of them can ask around: a village. Set by judgement."""
SURE = 0.5
"""Confidence from which a number or a claim counts as found."""
MOST_NAMED = 3
"""Attributes and people that a headline names."""
_FINDS = {
    Attribute.CONTACT: "contact",
    Attribute.ACCOUNT: "account",
    Attribute.DOCUMENT: "document",
    Attribute.FINANCE: "document",
    Attribute.UNIQUE: "unique",
}
"""What leads to one person by itself; codes only where they were found by their form."""
_FOUND = {
    "contact": Message("headline.finds_contact"),
    "account": Message("headline.finds_account"),
    "document": Message("headline.finds_document"),
    "address": Message("headline.finds_address"),
    "name": Message("headline.finds_name"),
    "unique": Message("headline.finds_unique"),
    "crowd": Message("headline.finds_crowd"),
}
_UNFINISHED = {
    "no_model": Message("headline.no_model"),
    "stopped": Message("headline.stopped"),
    "failed": Message("headline.failed"),
    "part": Message("headline.part_unread"),
}
_PLACES = (Attribute.LOCATION, Attribute.EMPLOYER, Attribute.SCHOOL, Attribute.WHEREABOUTS)
"""Beside any of which a full name leads to one person."""


def headline(
    findings: Sequence[Finding], exposure: Exposure | None, *, unread: Message = NOTHING, unfinished: str = ""
) -> Headline:
    """Of what is news to the reader. ``unread``: why nothing could be checked; ``unfinished``: why not all was.

    What is known of others has a line of its own; what is only said of them, or in jest, is not among the findings
    about the author, and so cannot raise the state.
    """
    if unread:
        return Headline(State.NOT_CHECKED, "language", unread)
    others = _others(findings)
    own = [f for f in findings if f.subject is Subject.AUTHOR and about_author(f)]
    if reason := _finds(own, exposure):
        return Headline(State.FINDS, reason, _FOUND[reason], others)
    if exposure is not None and exposure.level >= Level.HIGH and exposure.people <= FEW:
        if any(_full_name(f) for f in own):
            return Headline(State.NARROWS, "name", Message("headline.narrows_name"), others)
        return Headline(State.NARROWS, "crowd", _narrowed(exposure), others)
    if own:
        names = tuple(dict.fromkeys(f.attribute.value for f in own))[:MOST_NAMED]
        return Headline(State.PERSONAL, "", Message("headline.personal", {"names": names}), others)
    if unfinished:
        return Headline(State.NOT_CHECKED, unfinished, _UNFINISHED[unfinished], others)
    return Headline(State.NOTHING, "", Message("headline.nothing"), others)


def _finds(own: Iterable[Finding], exposure: Exposure | None) -> str:
    """Why it is enough to find the author; empty when it is not. What the reader knows anyway finds nobody."""
    news = None if exposure is None else {c.attribute for c in exposure.contributions}
    sure = [f for f in own if f.best.confidence >= SURE and (news is None or f.attribute in news)]
    codes = [f for f in sure if f.attribute in _FINDS and (f.mentioned or f.attribute not in CODES)]
    if codes:
        return "address" if codes[0].kind == "address" else _FINDS[codes[0].attribute]
    if any(_full_name(f) for f in sure) and any(f.attribute in _PLACES for f in own):
        return "name"
    return "crowd" if exposure is not None and exposure.level is Level.IDENTIFYING else ""


def _full_name(finding: Finding) -> bool:
    return finding.attribute is Attribute.NAME and len(finding.best.value.split()) > 1


def _narrowed(exposure: Exposure) -> Message:
    ratio, people = _rounded(exposure.place_people / max(1.0, exposure.people)), _rounded(exposure.people)
    if ratio < 2:
        return Message("headline.narrows_few", {"people": people, "place": exposure.place})
    if exposure.place == "the world":
        return Message("headline.narrows_world", {"ratio": ratio, "people": people})
    return Message("headline.narrows_place", {"ratio": ratio, "people": people, "place": exposure.place})


def _rounded(count: float) -> int:
    """With two significant digits, at least one."""
    digits = max(0, int(math.log10(max(1.0, count))) - 1)
    return max(1, int(round(count, -digits)))


def _others(findings: Iterable[Finding]) -> Message:
    """About whom else it tells what; nothing where it does not."""
    about: dict[str, dict[str, None]] = {}
    for finding in findings:
        known = finding.subject in {Subject.RELATIVE, Subject.BYSTANDER}
        if known or (finding.subject is Subject.UNKNOWN and finding.attribute in CODES):
            about.setdefault(finding.person, {})[finding.attribute.value] = None
    if not about:
        return NOTHING
    facts = tuple(
        Message("headline.other", {"person": person, "names": tuple(names)})
        if person
        else Message("headline.somebody", {"names": tuple(names)})
        for person, names in list(about.items())[:MOST_NAMED]
    )
    return Message("headline.others", {"facts": facts})
