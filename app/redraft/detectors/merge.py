"""From findings piece by piece to what the text says: overlaps settled, mentions of one thing joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from redraft.detectors.coreference import entity_keys, more_mentions
from redraft.domain.finding import Finding
from redraft.domain.text import Evidence
from redraft.languages import Language

_PER_LETTER = 0.003
"""What one more code point is worth against score when two findings overlap: the longer one usually says more."""
_LONGEST_BONUS = 0.15


def merge(text: str, findings: Iterable[Finding], language: Language) -> tuple[Finding, ...]:
    """Settle overlaps, join mentions of one entity and order, most exposing first.

    Of two identifiers that overlap the better one stays, stretched over the other when they are of one attribute.
    Findings of other sources (stated facts, health, …) say something else about the same words, so they are kept
    beside; equal ones are kept once.
    """
    plain: list[Finding] = []
    others: dict[object, Finding] = {}
    for finding in findings:
        if finding.mentioned and len(finding.evidence) == 1:
            plain.append(finding)
        else:
            key = (finding.attribute, finding.best.value.casefold(), finding.subject, finding.person, finding.evidence)
            if key not in others or others[key].best.confidence < finding.best.confidence:
                others[key] = finding
    kept = _disjoint(text, plain)
    kept = _disjoint(text, [*kept, *more_mentions(text, kept, language)])
    return tuple(sorted([*_joined(kept, language), *others.values()], key=exposure))


def exposure(finding: Finding) -> tuple[int, float, int]:
    """Sort key: the most severe first, then the surest, then the first in the text."""
    start = finding.evidence[0].start if finding.evidence else 0
    return (-int(finding.severity), -finding.best.confidence, start)


def _rank(finding: Finding) -> tuple[float, int]:
    span = finding.evidence[0]
    return (-finding.best.confidence - min(_LONGEST_BONUS, _PER_LETTER * (span.end - span.start)), span.start)


def _disjoint(text: str, findings: list[Finding]) -> list[Finding]:
    """Findings of one piece of evidence each, none overlapping another, in order of the text."""
    starts: list[int] = []
    kept: list[Finding] = []
    for finding in sorted(findings, key=_rank):
        span = finding.evidence[0]
        at = bisect_left(starts, span.end)
        rivals = []
        while at > 0 and kept[at - 1].evidence[0].end > span.start:
            at -= 1
            rivals.append(at)
        if not rivals:
            at = bisect_left(starts, span.start)
            starts.insert(at, span.start)
            kept.insert(at, finding)
        elif len(rivals) == 1 and kept[rivals[0]].attribute is finding.attribute and finding.best.confidence >= 0.5:
            _stretch(text, starts, kept, rivals[0], finding)
    return kept


def _stretch(text: str, starts: list[int], kept: list[Finding], at: int, weaker: Finding) -> None:
    """Let ``kept[at]`` cover a weaker finding too, as far as its neighbours leave room; what is known to be the
    author's own stays so.
    """
    span = weaker.evidence[0]
    own = kept[at].evidence[0]
    floor = kept[at - 1].evidence[0].end if at else 0
    roof = kept[at + 1].evidence[0].start if at + 1 < len(kept) else len(text)
    start, end = max(floor, min(own.start, span.start)), min(roof, max(own.end, span.end))
    starts[at] = start
    kind = weaker.kind if weaker.kind.startswith("own_") else kept[at].kind
    kept[at] = replace(kept[at], kind=kind, evidence=(Evidence.of(text, start, end),))


def _joined(findings: list[Finding], language: Language) -> list[Finding]:
    """One finding for each entity, with all its mentions as evidence and an id."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding, key in zip(findings, entity_keys(findings, language), strict=True):
        groups.setdefault((finding.attribute.value, key), []).append(finding)
    joined = []
    for number, ((attribute, _), group) in enumerate(groups.items(), 1):
        best = max(group, key=lambda f: (f.best.confidence, len(f.best.value)))
        evidence = tuple(sorted(e for f in group for e in f.evidence))
        kind = next((f.kind for f in group if f.kind.startswith("own_")), best.kind)
        joined.append(replace(best, evidence=evidence, kind=kind, entity=f"{attribute}-{number}"))
    return joined
