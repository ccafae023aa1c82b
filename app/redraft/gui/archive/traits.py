"""Traits of a profile as cards. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Source
from redraft.domain.profile import Progress, Stage, Trait
from redraft.gui.cards.conclusions import Conclusion
from redraft.speech.now import _, number
from redraft.speech.words import duration

QUOTES = 3
"""Telling words of posts that a card repeats."""


def cards(traits: Sequence[Trait], bits: Mapping[Attribute, float]) -> tuple[Conclusion, ...]:
    """What is revealed, most exposing first."""
    return tuple(_card(trait, bits) for trait in traits if trait.revealed)


def _card(trait: Trait, bits: Mapping[Attribute, float]) -> Conclusion:
    finding = trait.finding
    quotes = [quote for carrier in trait.carriers[:QUOTES] for quote in carrier.evidence[:1]]
    note = _("said or implied in {count} posts").format(count=number(trait.posts))
    card = Conclusion.of(
        finding,
        quotes=tuple(quotes),
        bits=bits.get(finding.attribute),
        note=note if trait.posts > 1 else "",
    )
    return replace(card, source=Source.FUSED)


def progress_words(progress: Progress | None) -> str:
    """What the scan is doing, how fast, and how long it will take."""
    if progress is None:
        return _("Beginning…")
    done = number(progress.done)
    parts = {
        Stage.COUNTING: [_("Counting: {done} entries").format(done=done)],
        Stage.READING: [_("Reading: {done} of {total} posts").format(done=done, total=number(progress.total or 0))],
        Stage.NOTICING: [
            _("Reading closely: {done} of {total} posts").format(done=done, total=number(progress.total or 0))
        ],
        Stage.ASKING: [
            _("The model reads what tells most: {done} of {total}").format(
                done=duration(progress.done), total=duration(progress.total or 0)
            )
        ],
        Stage.WORDING: [
            _("What posts could say instead: {done} of {total}").format(done=done, total=number(progress.total or 0))
        ],
        Stage.DONE: [_("Done: {done} posts").format(done=done)],
    }[progress.stage]
    if progress.rate >= 1 and progress.stage is not Stage.ASKING:
        parts.append(_("{rate} a second").format(rate=number(progress.rate)))
    if progress.seconds_left is not None and progress.stage is not Stage.DONE:
        parts.append(_("{time} left").format(time=duration(progress.seconds_left)))
    return " · ".join(parts)


def share_of(progress: Progress | None) -> float:
    """How far it is, from 0 to 1; 0 while nobody can know."""
    return min(1.0, progress.done / progress.total) if progress is not None and progress.total else 0.0
