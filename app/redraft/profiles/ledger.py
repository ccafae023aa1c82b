"""What the fast tier found in every post, in 16 bytes a finding: which post, what (shared), and where it stands."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from dataclasses import replace

from redraft.domain.attributes import CODES, Group
from redraft.domain.finding import Finding, Subject
from redraft.domain.text import Span

MOST_CONCLUSIONS = 20_000
"""Different conclusions from which on names of others and of places are not added: of those the frequent are shown."""


def about_author(finding: Finding) -> bool:
    """True for what tells something of the author: statements, health and its like, and codes that lead to them."""
    if finding.subject is not Subject.AUTHOR:
        return False
    return not finding.mentioned or finding.attribute in CODES


def worth_keeping(finding: Finding) -> bool:
    """Dates, quantities and other mere mentions say nothing across posts; names and places are listed."""
    return about_author(finding) or finding.subject is not Subject.AUTHOR or finding.attribute.group is Group.NAMED


class Ledger:
    """Findings by post. The same conclusion in many posts is stored once."""

    def __init__(self) -> None:
        self._at = array("I")
        self._what = array("I")
        self._start = array("I")
        self._end = array("I")
        self._known: dict[Finding, int] = {}
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._at)

    def add(self, at: int, findings: Iterable[Finding]) -> None:
        """Take in what was found in a post; mere mentions are left out, and so are new names once there are many."""
        for finding in findings:
            if not worth_keeping(finding):
                continue
            # An entity's id counts within one text, and would tell the same conclusion of two posts apart.
            number = self._number(replace(finding, evidence=(), entity=""))
            if number is None:
                continue
            first = finding.evidence[0] if finding.evidence else None
            self._at.append(at)
            self._what.append(number)
            self._start.append(first.start if first else 0)
            self._end.append(first.end if first else 0)
            self._counts[number] += 1

    def conclusions(self) -> list[tuple[Finding, int]]:
        """Each conclusion with the number of its findings."""
        return list(zip(self._known, self._counts, strict=True))

    def rows(self, wanted: Iterable[int]) -> dict[int, array[int]]:
        """The rows of conclusions, by their place in :meth:`conclusions`, in the order of the archive."""
        found: dict[int, array[int]] = {number: array("I") for number in wanted}
        for row, number in enumerate(self._what):
            if number in found:
                found[number].append(row)
        return found

    def entry(self, row: int) -> tuple[int, Span]:
        """The position of a row's post, and where the first words of the finding stand in it."""
        return self._at[row], Span(self._start[row], self._end[row])

    def _number(self, what: Finding) -> int | None:
        number = self._known.get(what)
        if number is None:
            if len(self._known) >= MOST_CONCLUSIONS and not about_author(what):
                return None
            number = len(self._known)
            self._known[replace(what, kind=sys.intern(what.kind))] = number
            self._counts.append(0)
        return number
