"""What the user declared public, and which findings that covers: the same thing about the author, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Subject

Fact = tuple[Attribute, str]
"""An attribute and a value of it."""

_PLACES = frozenset({Attribute.LOCATION, Attribute.BIRTHPLACE})


def covers(declared: Collection[Fact], finding: Finding) -> bool:
    """True when everybody knows the best guess of a finding about the author."""
    about_author = finding.subject is Subject.AUTHOR
    return about_author and any(said(fact, finding.attribute, finding.best.value) for fact in declared)


def said(fact: Fact, attribute: Attribute, value: str) -> bool:
    """True when the fact says this value or more: whoever knows the town knows the country, not the other way round.

    To name the town where everybody knows one to live tells nothing either.
    """
    if fact[0] is not attribute and not (attribute is Attribute.PLACE and fact[0] in _PLACES):
        return False
    known, new = _parts(fact[1]), _parts(value)
    if fact[0] not in _PLACES:
        return known == new
    named = min(len(known), len(new))
    return known[:named] == new[:named] or known[-len(new) :] == new


def split(declared: Collection[Fact], findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are news, and those that everybody knows."""
    known = [covers(declared, finding) for finding in findings]
    news = tuple(finding for finding, old in zip(findings, known, strict=True) if not old)
    return news, tuple(finding for finding, old in zip(findings, known, strict=True) if old)


def _parts(value: str) -> list[str]:
    return [" ".join(part.split()).casefold() for part in value.split(",")]
