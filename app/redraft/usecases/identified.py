"""What leads straight to somebody, shown once and as whose it is: a number, an address, a name.

The encoder tells that one could reach the author, and from which words; the fast tier finds the number in them by its
form. Both are one finding. Where the words say that the number is somebody else's, it tells nothing about the author.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.message import Message
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence

_FINE = frozenset({"coordinates", "what3words", "plus_code"})
_POSTCODE = re.compile(r"\d ?[A-Za-z]{2}$|[A-Za-z]\d$")
"""How the postcodes end that stand for a few doors: British, Dutch, Canadian, Irish ones."""
_SAID_BY_A_NAME = frozenset(
    {
        Attribute.SEX,
        Attribute.ETHNICITY,
        Attribute.BIRTHPLACE,
        Attribute.LANGUAGE,
        Attribute.NAME,
        Attribute.OTHER_PERSON,
    }
)
"""What may be told by nothing but what somebody is called."""
MOSTLY = 0.6
"""Share of a quote from which a name in it is all of it."""
_AT_HOME = (Attribute.CONTACT, Attribute.LOCATION, Attribute.WHEREABOUTS)
"""What is told from an address."""


def identified(
    findings: Sequence[Finding], verdicts: Mapping[Attribute, Verdict]
) -> tuple[tuple[Finding, ...], Mapping[Attribute, Verdict]]:
    """The findings with the author's doors as contacts, and what is told by an identifier alone merged into it."""
    told = [f for f in findings if f.source is Source.MODEL and f.subject is Subject.AUTHOR]
    named = _named(findings, [f for f in told if f.attribute is Attribute.NAME])
    kept = [_door(f, told) if f not in named else replace(f, kind="own_name") for f in findings]
    result: list[Finding] = []
    changed = dict(verdicts)
    for finding in kept:
        rest = _beside(finding, kept) if finding in told else finding.evidence
        if rest or not finding.evidence:
            result.append(replace(finding, evidence=rest))
        elif finding.attribute in changed:
            own = [f for f in kept if _identifies(f, finding.attribute) and f.subject is Subject.AUTHOR]
            changed[finding.attribute] = _as(changed[finding.attribute], own)
    return tuple(result), changed


def leads_to_a_door(finding: Finding) -> bool:
    """Whether a place is so exact that somebody can turn up there: a number in a street, a postcode of a few doors."""
    if finding.attribute is not Attribute.PLACE:
        return False
    value = finding.best.value
    if finding.kind == "street":
        return any(c.isdigit() for c in value)
    return finding.kind in _FINE or (finding.kind == "postcode" and _POSTCODE.search(value) is not None)


def _door(finding: Finding, told: Collection[Finding]) -> Finding:
    """An exact address of the author's is how to reach them."""
    if not leads_to_a_door(finding) or finding.subject is not Subject.AUTHOR:
        return finding
    if not finding.owned and not any(f.attribute in _AT_HOME and _meet(f, finding) for f in told):
        return finding
    severity = max(finding.severity, Attribute.CONTACT.severity)
    why = Message("form.own_address")
    return replace(finding, attribute=Attribute.CONTACT, kind="address", severity=severity, why=why, owned=True)


def _named(findings: Sequence[Finding], told: Collection[Finding]) -> list[Finding]:
    """The mentions of the one name that is told to be the author's; none where several may be."""
    others = [f for f in findings if f.attribute is Attribute.NAME and f.subject is not Subject.AUTHOR]
    met = [
        f
        for f in findings
        if f.attribute is Attribute.NAME
        and f.mentioned
        and not f.kind.startswith("own_")
        and f.subject is Subject.AUTHOR
        and any(_meet(f, one) for one in told)
        and not any(_meet(f, one) for one in others)
    ]
    return met if len({f.entity or f.best.value for f in met}) == 1 else []


def _beside(finding: Finding, findings: Collection[Finding]) -> tuple[Evidence, ...]:
    """The evidence of what is told that rests on no identifier, the author's or anybody's; scraps are none."""
    codes = [q for f in findings if _identifies(f, finding.attribute) for q in f.evidence]
    # What only the recogniser takes for a person may be a town.
    listed = [f for f in findings if f.attribute is Attribute.NAME and f.source is Source.IDENTIFIERS]
    names = [q for f in listed for q in f.evidence]
    silent = [] if finding.attribute in _SAID_BY_A_NAME else names
    rest = tuple(
        e
        for e in finding.evidence
        if not any(e.span.overlaps(q.span) for q in codes) and not any(_hardly_more(e, q) for q in silent)
    )
    return rest if 2 * _length(rest) > _length(finding.evidence) else ()


def _hardly_more(quote: Evidence, name: Evidence) -> bool:
    """Whether a quote is a name and little else: it must not matter whether it is Paweł's or Emily's."""
    shared = min(quote.end, name.end) - max(quote.start, name.start)
    return shared > MOSTLY * (quote.end - quote.start)


def _length(evidence: Collection[Evidence]) -> int:
    return sum(e.end - e.start for e in evidence)


def _identifies(finding: Finding, attribute: Attribute) -> bool:
    """Whether a finding by its form says what is told of an attribute: a name, or a code of any kind."""
    if not finding.mentioned:
        return False
    if attribute is Attribute.NAME:
        own = finding.kind.startswith("own_") or finding.subject is not Subject.AUTHOR
        return finding.attribute is Attribute.NAME and own
    if attribute in CODES:
        return finding.attribute in CODES
    return attribute is Attribute.WHEREABOUTS and finding.kind == "address"


def _as(verdict: Verdict, own: Sequence[Finding]) -> Verdict:
    """What is told is what the identifier says, or nothing of the author where it is somebody else's."""
    if not own:
        return replace(verdict, revealed=False, named=False)
    best = max((f.best for f in own), key=lambda guess: guess.confidence)
    return replace(verdict, guesses=(best,), confidence=best.confidence, named=True)


def _meet(one: Finding, other: Finding) -> bool:
    return any(a.span.overlaps(b.span) for a in one.evidence for b in other.evidence)
