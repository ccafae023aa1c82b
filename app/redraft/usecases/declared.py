"""What the user declared public, and which findings that covers: the same thing about the author, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from redraft.domain.finding import Finding, Subject
from redraft.domain.relations import Fact, tells


def covers(declared: Collection[Fact], finding: Finding) -> bool:
    """True when everybody knows the best guess of a finding about the author."""
    about_author = finding.subject is Subject.AUTHOR
    return about_author and any(tells(fact, (finding.attribute, finding.best.value)) for fact in declared)


def split(declared: Collection[Fact], findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are news, and those that everybody knows."""
    known = [covers(declared, finding) for finding in findings]
    news = tuple(finding for finding, old in zip(findings, known, strict=True) if not old)
    return news, tuple(finding for finding, old in zip(findings, known, strict=True) if old)
