"""From findings piece by piece to what the text says: overlaps settled, mentions of one thing joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redraft.domain.finding import Finding, Source

_PLAIN = (Source.IDENTIFIERS, Source.ENTITIES)


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Settle overlaps, join mentions of one entity and order, most exposing first.

    Of two identifiers that overlap the one with the higher score stays, the longer one when equal. Findings of other
    sources (stated facts, health, …) say something else about the same words, so they are kept beside; equal ones are
    kept once.
    """
    plain: list[Finding] = []
    others: dict[object, Finding] = {}
    for finding in findings:
        if finding.source in _PLAIN and len(finding.evidence) == 1:
            plain.append(finding)
        else:
            key = (finding.attribute, finding.best.value.casefold(), finding.subject, finding.person, finding.evidence)
            if key not in others or others[key].best.confidence < finding.best.confidence:
                others[key] = finding
    return tuple(sorted([*_joined(_disjoint(plain)), *others.values()], key=exposure))


def exposure(finding: Finding) -> tuple[int, float, int]:
    """Sort key: the most severe first, then the surest, then the first in the text."""
    start = finding.evidence[0].start if finding.evidence else 0
    return (-int(finding.severity), -finding.best.confidence, start)


def _disjoint(findings: list[Finding]) -> list[Finding]:
    """The findings of one piece of evidence each that survive when the better ones claim their words first."""

    def rank(finding: Finding) -> tuple[float, int, int]:
        span = finding.evidence[0]
        return (-finding.best.confidence, span.start - span.end, span.start)

    taken: set[int] = set()
    kept = []
    for finding in sorted(findings, key=rank):
        span = finding.evidence[0]
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(finding)
    return sorted(kept, key=lambda f: f.evidence[0])


def _joined(findings: list[Finding]) -> list[Finding]:
    """One finding for each entity, with all its mentions as evidence and an id."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.attribute.value, finding.kind, finding.entity or finding.best.value.casefold())
        groups.setdefault(key, []).append(finding)
    joined = []
    for number, ((attribute, _, _), group) in enumerate(groups.items(), 1):
        best = max(group, key=lambda f: f.best.confidence)
        evidence = tuple(e for f in group for e in f.evidence)
        joined.append(replace(best, evidence=evidence, entity=f"{attribute}-{number}"))
    return joined
