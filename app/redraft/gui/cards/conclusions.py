"""Findings as the cards that are shown, and how findings follow the text while it is edited. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import ALWAYS_ASKED, Attribute, Severity
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.relations import Fate, fate
from redraft.domain.text import Evidence, Span

MOST_VALUES = 4
"""Values a card lists; beyond that it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One card: everything found about one attribute of one person.

    ``several`` says that ``guesses`` are different things that were all found, each with its own reason in ``whys``;
    otherwise they are alternatives and there is one reason. ``provisional`` is a first impression that is still being
    looked into. ``bits`` is None when it is not known how far the conclusion narrows people down. ``note`` is one more
    line, such as how many posts carry it. ``name`` tells apart what is otherwise about the same.
    ``measured``: its confidence is how often such conclusions were right, and has a number.
    ``named`` False: a sharp reader could tell, and the guesses are hardly worth showing.
    """

    attribute: Attribute
    subject: Subject
    person: str
    guesses: tuple[Guess, ...]
    several: bool
    more: int
    source: Source
    basis: Basis
    severity: Severity
    whys: tuple[Message, ...]
    quotes: tuple[Evidence, ...]
    bits: float | None = None
    provisional: bool = False
    note: str = ""
    name: str = ""
    named: bool = True
    measured: bool = False

    @classmethod
    def of(
        cls,
        finding: Finding,
        *,
        quotes: tuple[Evidence, ...] = (),
        bits: float | None = None,
        note: str = "",
        name: str = "",
        measured: bool | None = None,
    ) -> Conclusion:
        """One finding on a card of its own: its guesses are alternatives, and there is one reason.

        ``measured`` where it is known better than by the finding alone.
        """
        return cls(
            finding.attribute,
            finding.subject,
            finding.person,
            finding.guesses,
            several=False,
            more=0,
            source=finding.source,
            basis=finding.basis,
            severity=finding.severity,
            whys=(finding.why,),
            quotes=quotes,
            bits=bits,
            note=note,
            name=name,
            named=finding.named,
            measured=finding.measured if measured is None else measured,
        )

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same while the conclusion is refined."""
        return (self.attribute.value, self.subject.value, self.person, self.name)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its words stand."""
        return tuple(quote.span for quote in self.quotes)


def conclusions(
    findings: Sequence[Finding],
    bits: Mapping[Attribute, float] | None = None,
    provisional: Collection[Attribute] = (),
) -> tuple[Conclusion, ...]:
    """The cards of findings, in the order of the findings, which is most exposing first."""
    groups: dict[tuple[Attribute, Subject, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.attribute, finding.subject, finding.person), []).append(finding)
    return tuple(_conclusion(group, bits or {}, provisional) for group in groups.values())


def touched(cards: Sequence[Conclusion], place: Span) -> list[Conclusion]:
    """The cards that rest on the words at a place, also right before and after them."""
    return [c for c in cards if any(s.start <= place.end and place.start <= s.end for s in c.spans)]


def without(cards: Sequence[Conclusion], places: Collection[Span]) -> tuple[Conclusion, ...]:
    """The cards without the words at some places."""
    return tuple(
        replace(c, quotes=tuple(q for q in c.quotes if not any(q.span.overlaps(one) for one in places)))
        if places
        else c
        for c in cards
    )


def _conclusion(
    group: Sequence[Finding], bits: Mapping[Attribute, float], provisional: Collection[Attribute]
) -> Conclusion:
    leading = _leading(group)
    first = leading[0]
    values: dict[str, tuple[Guess, Message]] = {}
    for finding in leading:
        key = finding.best.value.casefold()
        if key not in values or finding.best.confidence > values[key][0].confidence:
            values[key] = (finding.best, finding.why)
    several = len(values) > 1
    shown = tuple(values.values()) if several else tuple((guess, first.why) for guess in first.guesses)
    guesses = tuple(guess for guess, _why in shown)
    return Conclusion(
        first.attribute,
        first.subject,
        first.person,
        guesses[:MOST_VALUES],
        several,
        max(0, len(guesses) - MOST_VALUES),
        first.source,
        Basis.STATED if any(f.basis is Basis.STATED for f in leading) else Basis.IMPLIED,
        max(f.severity for f in leading),
        tuple(why for _guess, why in shown[:MOST_VALUES]) if several else (first.why,),
        tuple(sorted({quote for finding in group for quote in finding.evidence})),
        bits.get(first.attribute) if first.subject is Subject.AUTHOR else None,
        first.source is Source.MODEL and first.attribute in provisional,
        named=any(finding.named for finding in leading),
        measured=all(finding.measured for finding in leading),
    )


def _leading(group: Sequence[Finding]) -> Sequence[Finding]:
    """Nobody has two ages: words that merely mention one lend their place to what was concluded, not their value."""
    concluded = [finding for finding in group if not finding.mentioned]
    return concluded if concluded and group[0].attribute in ALWAYS_ASKED else group


def bits_of(exposure: Exposure | None) -> dict[Attribute, float]:
    """What each attribute adds, in bits."""
    return {} if exposure is None else {c.attribute: c.shapley for c in exposure.contributions}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the second look: what was told before, what is now, and what became of it."""

    attribute: Attribute
    before: Guess
    after: Guess | None
    fate: Fate
    measured: bool = False


def compare(before: Sequence[Conclusion], after: Sequence[Conclusion]) -> tuple[Change, ...]:
    """Before and after for every attribute that was concluded before."""
    now = {card.key: card for card in after}
    return tuple(_change(card, now.get(card.key)) for card in before)


def _change(was: Conclusion, now: Conclusion | None) -> Change:
    old = was.guesses[0]
    if now is None:
        return Change(was.attribute, old, None, Fate.GONE)
    if was.several or now.several:  # different things, of which this one may have gone
        same = next((g for g in now.guesses if g.value.casefold() == old.value.casefold()), None)
        became = Fate.GONE if same is None and not now.more else Fate.STILL
        return Change(was.attribute, old, same, became, now.measured)
    became = fate(was.attribute, old.value, now.guesses[0].value, named=now.named, was_named=was.named)
    return Change(was.attribute, old, now.guesses[0], became, now.measured)
