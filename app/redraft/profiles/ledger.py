"""What the fast tier found in every post, in 16 bytes a finding: which post, what (shared), and where it stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.text import Span

_MENTIONS = (Source.IDENTIFIERS, Source.ENTITIES)
_EXPOSING = frozenset(
    [
        Attribute.CONTACT,
        Attribute.ACCOUNT,
        Attribute.DOCUMENT,
        Attribute.FINANCE,
        Attribute.DEVICE,
        Attribute.SECURITY_ANSWER,
    ]
)
_NAMED = frozenset([Attribute.NAME, Attribute.PLACE, Attribute.ORGANISATION])


def about_author(finding: Finding) -> bool:
    """True for what tells something of the author: statements, health and its like, and codes that lead to them."""
    if finding.subject is not Subject.AUTHOR:
        return False
    return finding.source not in _MENTIONS or finding.attribute in _EXPOSING


def worth_keeping(finding: Finding) -> bool:
    """Dates, quantities and other mere mentions say nothing across posts; names and places are listed."""
    return about_author(finding) or finding.subject is not Subject.AUTHOR or finding.attribute in _NAMED


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding in the post at position ``at``: ``what`` has no evidence, ``span`` is where its first words stand."""

    at: int
    what: Finding
    span: Span


class Ledger:
    """Findings by post. The same conclusion in many posts is stored once."""

    def __init__(self) -> None:
        self._at = array("I")
        self._what = array("I")
        self._start = array("I")
        self._end = array("I")
        self._known: dict[Finding, int] = {}
        self._whats: list[Finding] = []

    def __len__(self) -> int:
        return len(self._at)

    def add(self, at: int, findings: Iterable[Finding]) -> None:
        """Take in what was found in a post; mere mentions are left out."""
        for finding in findings:
            if not worth_keeping(finding):
                continue
            what = replace(finding, evidence=())
            number = self._known.setdefault(what, len(self._whats))
            if number == len(self._whats):
                self._whats.append(what)
            first = finding.evidence[0] if finding.evidence else None
            self._at.append(at)
            self._what.append(number)
            self._start.append(first.start if first else 0)
            self._end.append(first.end if first else 0)

    def groups(self) -> Iterator[tuple[Finding, list[Entry]]]:
        """Each conclusion with its posts, in the order of the archive."""
        rows: list[list[int]] = [[] for _ in self._whats]
        for row, number in enumerate(self._what):
            rows[number].append(row)
        for what, places in zip(self._whats, rows, strict=True):
            yield what, [Entry(self._at[r], what, Span(self._start[r], self._end[r])) for r in places]
