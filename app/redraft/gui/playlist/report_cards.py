"""Conclusions from music as cards, with the tracks and names that carry them. Knows no Qt."""

from __future__ import annotations

from redraft.domain.exposure import Exposure
from redraft.domain.music_report import Clue, ClueKind, Conclusion, PlaylistReport, Reliability
from redraft.domain.relations import Fact
from redraft.gui.cards import conclusions as cards
from redraft.gui.cards.conclusions import bits_of
from redraft.speech import words
from redraft.speech.now import _, answer, number, quoted, worded
from redraft.usecases.declared import covers

UNKNOWN = "unknown artist"
"""What stands in place of a name; other names are never translated, whatever they mean."""
MOST_CLUES = 5
"""Clues that a card names."""


def report_cards(
    report: PlaylistReport, exposure: Exposure | None, declared: frozenset[Fact] = frozenset()
) -> tuple[cards.Conclusion, ...]:
    """The cards of a report but for what is declared, in its order, and what each adds to an exposure."""
    bits = bits_of(exposure)
    news = (one for one in (*report.conclusions, *report.told) if not covers(declared, one.finding))
    return tuple(_card(one, bits.get(one.attribute)) for one in news)


def _card(one: Conclusion, bits: float | None) -> cards.Conclusion:
    finding = one.finding
    clues = ", ".join(clue_words(clue) for clue in one.clues[:MOST_CLUES])
    more = len(one.clues) - MOST_CLUES
    if more > 0:
        clues += " " + _("and {count} more").format(count=more)
    reliable = f"{reliability_name(one.reliability)}. {worded(one.caution)}".strip()
    note = "\n".join(line for line in (clues, reliable) if line)
    return cards.Conclusion.of(finding, bits=bits, note=note, name=finding.best.value, measured=one.calibrated)


def clue_words(clue: Clue) -> str:
    """A clue in a few words."""
    if clue.kind in {ClueKind.TRACK, ClueKind.NAME}:
        name = quoted(clue.name)
    elif clue.kind is ClueKind.ARTIST:
        name = clue.name if clue.name != UNKNOWN else answer(UNKNOWN)
    else:
        name = answer(clue.name, "kind").replace(" to ", "–")  # years
    return f"{name} ({answer(clue.detail, 'kind')})" if clue.detail else name


def reliability_name(reliability: Reliability) -> str:
    """How far music can be trusted here."""
    return {
        Reliability.STATED: _("Your own words say it"),
        Reliability.MEASURED: _("Measured on listeners"),
        Reliability.FAIR: _("Fairly reliable"),
        Reliability.WEAK: _("Weak: music says little about this"),
    }[reliability]


def summary(report: PlaylistReport) -> str:
    """What was read."""
    parts = [answer(report.match.label), _("{count} tracks").format(count=number(report.counts.kept))]
    skipped = report.counts.read - report.counts.kept
    if skipped:
        parts.append(_("{count} other entries passed over").format(count=number(skipped)))
    if report.timings.total:
        parts.append(words.duration(report.timings.total))
    return " · ".join(parts)
