"""Everything that could be done at the telling places of a text: leave out, or say as people did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redraft import languages
from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Change
from redraft.domain.finding import Finding
from redraft.domain.text import Span
from redraft.rewriting.fit import longer_name
from redraft.rewriting.leaving import left_out
from redraft.rewriting.memory import recalled
from redraft.rewriting.ranking import broken, costs
from redraft.rewriting.unread import GAP, UNREAD, blanks
from redraft.usecases.ports import CancelToken, Cutter

MOST = 160
"""Changes of one text that are looked at."""


@dataclass(frozen=True, slots=True)
class AllMakers:
    """Implements ``redraft.usecases.ports.Makers``."""

    cutter: Cutter

    def changes(
        self,
        text: str,
        attributes: Iterable[Attribute],
        telling: Sequence[Span],
        findings: Sequence[Finding],
        *,
        language: str,
        cancel: CancelToken | None = None,
    ) -> tuple[Change, ...]:
        """What people said before, then leaving out, the shortest first; where nobody knows the language, a gap, and
        where only an encoder reads it, whole sentences.
        """
        own = languages.find(language)
        if own is None:
            return blanks(text, telling)
        places = [_whole_name(text, e.span) for f in findings if f.attribute.ladder == "place" for e in f.evidence]
        codes = [e for f in findings if f.attribute in CODES for e in f.evidence]
        gaps = [Change(e.span, GAP, "gap") for e in codes if any(e.span.overlaps(t) for t in telling)]
        if own.alone:
            return (*gaps, *left_out(text, telling, own))
        cuts = [c for c in self.cutter.cuts(text, cancel=cancel) if any(c.span.overlaps(t) for t in telling)]
        known = by_memory(text, attributes, telling, places, [e.quote for e in codes])
        every = dict.fromkeys([*known, *sorted(cuts, key=lambda c: len(c.span))])
        sound = [c for c in every if not broken(text, c) and not any(_halves(c.span, e.span) for e in codes)]
        return (*gaps, *self.cutter.standing(text, sound[:MOST], cancel=cancel))

    def costs(
        self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None
    ) -> Mapping[Change, float]:
        """By the ranker, from what the encoder makes of them."""
        seams: Sequence[float] = [0.0] * len(changes)
        if any(c.kind not in UNREAD for c in changes):
            seams = self.cutter.seams(text, changes, cancel=cancel)
        return costs(text, changes, seams)


def _halves(span: Span, code: Span) -> bool:
    """Whether a part of a number or an address would stay."""
    return span.overlaps(code) and not (span.start <= code.start and code.end <= span.end)


def _whole_name(text: str, place: Span) -> str:
    """A place with what its name goes on with: "Oslo S", "Leeds General Infirmary"."""
    return text[place.start : (longer_name(text, place) or place).end]


def by_memory(
    text: str,
    attributes: Iterable[Attribute],
    telling: Sequence[Span],
    places: Sequence[str] = (),
    quotes: Sequence[str] = (),
) -> list[Change]:
    """What people said instead, where words tell."""
    found = recalled(text, frozenset(attributes), places, quotes)
    return [c for c in dict.fromkeys(found) if any(c.span.overlaps(t) for t in telling) and _sound(text, c)]


def _sound(text: str, change: Change) -> bool:
    """False for words that stand twice now, or for nothing."""
    if change.applied(text) == text:
        return False
    before = re.findall(r"[\w'’]+", text[: change.span.start])[-1:]
    after = re.findall(r"[\w'’]+", text[change.span.end :])[:1]
    words = re.findall(r"[\w'’]+", change.words)
    if not words:
        return True
    first, last = words[0].casefold(), words[-1].casefold()
    return first not in map(str.casefold, before) and last not in map(str.casefold, after)
