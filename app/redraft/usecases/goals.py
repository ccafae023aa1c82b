"""What the attacker must no longer say, and what he still does: the measure that a rewording is held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.relations import hidden, speaks_of
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Span

MARGIN = 0.7
"""Share of the first guess's confidence that the old one may keep as a second guess: a closer one could turn back."""

LEAST_SURE = 0.15
"""Confidence below which a guess is a shot in the dark."""

LEAST_MENTION = 0.7
"""Confidence from which a mention in passing, such as a family word, is reworded without being asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for: ``hide`` names what has to go, all that is revealed when empty; ``keep`` is public."""

    hide: Sequence[Attribute] = ()
    keep: Sequence[Attribute] = ()

    def covers(self, finding: Finding) -> bool:
        """What is named, or else everything that matters: a mere date or amount costs more meaning than it tells.

        Words that a rule always hides are covered whatever else is.
        """
        if finding.source is Source.RULE:
            return True
        if finding.attribute in self.keep:
            return False
        if self.hide:
            return speaks_of(finding.attribute, self.hide)
        if finding.mentioned and finding.best.confidence < LEAST_MENTION:
            return False
        return finding.severity >= Severity.MEDIUM or finding.attribute is Attribute.PLACE


@dataclass(frozen=True, slots=True)
class Goals:
    """The answers that a text gives away and should not. ``usual``: what is said of somebody who wrote nothing."""

    wish: Wish
    first: Report
    usual: Mapping[Attribute, Verdict]

    @property
    def answers(self) -> dict[Attribute, str]:
        """What is revealed, and of what is to be hidden whatever the text tells, by attribute.

        What is shown last goes only where it is named.
        """
        hide, keep = self.wish.hide, self.wish.keep
        return {
            v.attribute: v.guesses[0].value
            for v in self.first.verdicts
            if v.attribute not in keep
            and (v.attribute in hide if hide else v.revealed and not v.attribute.last)
            and (v.revealed or self._told(v))
        }

    def leaking(self, after: Report) -> set[Attribute]:
        """What a new text still gives away: the same guess about an attribute, or the same thing stated."""
        answers = self.answers
        known = {v.attribute for v in after.verdicts if v.attribute in answers and self._given(v, answers[v.attribute])}
        return known | {f.attribute for f in after.findings if self._says_it_again(f)}

    def _given(self, verdict: Verdict, answer: str) -> bool:
        """True when an answer is still given: as long as a sharp reader could tell, whatever is guessed here."""
        if verdict.told is not None:
            return verdict.revealed
        hide = bool(self.wish.hide)
        near = self._near(verdict, answer, MARGIN if hide else 1.0)
        return near and (verdict.revealed or (hide and self._told(verdict)))

    def spoken(self) -> list[tuple[Span, Attribute]]:
        """Words that say themselves what has to go, and what they say."""
        own = (f for f in self.first.findings if self.wish.covers(f) and _speaks(f))
        return [(e.span, f.attribute) for f in own for e in f.evidence]

    def _told(self, verdict: Verdict) -> bool:
        """True when a text brought the attacker to his guess: of nobody he would say something else.

        What he hardly believes himself is no reason to cut into a text.
        """
        usual = self.usual.get(verdict.attribute)
        if usual is None or verdict.confidence < LEAST_SURE:
            return False
        return verdict.guesses[0].value.casefold() != usual.guesses[0].value.casefold()

    def _near(self, verdict: Verdict, value: str, margin: float) -> bool:
        """True when a value is among the guesses, at no less than ``margin`` of the first one's confidence."""
        first, usual = verdict.guesses[0], self.usual.get(verdict.attribute)
        likely = [g.value for g in verdict.guesses if g == first or g.confidence >= margin * first.confidence]
        anybody = usual.guesses[0].value if usual is not None else ""
        return not all(hidden(verdict.attribute, value, guess, usual=anybody) for guess in likely)

    def _says_it_again(self, finding: Finding) -> bool:
        if not self.wish.covers(finding) or not _speaks(finding):
            return False
        if finding.attribute is Attribute.PLACE and self.wish.hide and self.first.verdicts:
            return False  # a mere mention: what it tells of the author, the attacker says
        old = {f.best.value.casefold() for f in self.first.findings if f.attribute is finding.attribute}
        named = finding.source is Source.STATED and finding.attribute in self.wish.hide
        return finding.best.value.casefold() in old or named


def _speaks(finding: Finding) -> bool:
    """True for what the words themselves say of the author: a mere "@name" is whom he talks to."""
    if finding.attribute is Attribute.ACCOUNT and finding.kind in ("handle", "url"):
        return False
    return finding.source is not Source.MODEL and finding.subject is Subject.AUTHOR
