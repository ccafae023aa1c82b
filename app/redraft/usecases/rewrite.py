"""Rewording a draft: the smallest edits after which nobody who sees only the new text knows what has to go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.edit import Change, Degree
from redraft.domain.report import Report, Verdict
from redraft.domain.rules import Ruling
from redraft.domain.text import Span
from redraft.usecases.check import CheckDraft
from redraft.usecases.found_out import FoundOut
from redraft.usecases.goals import Goals, Wish
from redraft.usecases.known import Known
from redraft.usecases.planned import Planned
from redraft.usecases.ports import CancelToken, Makers, Pass
from redraft.usecases.rules import left_alone
from redraft.usecases.stages import Noticed, Reworded, Rewrite, RewriteStage, WordsRead


@dataclass(frozen=True, slots=True)
class RewriteDraft:
    """Checks a draft, plans what could be said otherwise, and lets everybody look again (:mod:`.planned`)."""

    check: CheckDraft
    makers: Makers
    _usual: dict[Pass, dict[Attribute, Verdict]] = field(default_factory=dict, compare=False, repr=False)

    def stages(
        self,
        text: str,
        *,
        hide: Sequence[Attribute] = (),
        keep: Sequence[Attribute] = (),
        degree: Degree = Degree.VAGUER,
        depth: Pass = Pass.FULL,
        in_reply_to: str = "",
        known: Known | None = None,
        cancel: CancelToken | None = None,
    ) -> Iterator[RewriteStage]:
        """Reword ``text``, stage by stage; the last is :class:`Reworded`.

        ``hide`` names what has to go, even where the attacker only guesses it right; when empty, everything revealed
        goes. ``keep`` names what is public. ``known`` is what a check found in this text; what it has not looked at is
        checked first. Raises as :meth:`CheckDraft.stages`.
        """
        found_out = FoundOut()

        def planned(known: Known, usual: dict[Attribute, Verdict]) -> Planned:
            return self._planned(text, known, self._goals(known, hide, keep, usual), degree, cancel, found_out)

        def at_once(known: Known) -> Iterator[RewriteStage]:
            if self.check.to_notice(known) is None:
                yield from planned(known, {}).at_once()

        def look(words: str, attributes: Collection[Attribute]) -> Report:
            wanted = tuple(attributes)
            return self.check.run(
                words, depth=depth, attributes=wanted, in_reply_to=in_reply_to, wary=True, cancel=cancel
            )

        checked = False
        if known is not None:
            yield from at_once(known)
            looked = self.check.attacker is None or known.depth in (depth, Pass.FULL)
            checked = looked and self.check.to_notice(known) is None
        if not checked:
            for stage in self.check.stages(
                text, passes=(depth,), attributes=hide or None, in_reply_to=in_reply_to, known=known, cancel=cancel
            ):
                yield stage
                known = stage.known
                if isinstance(stage, WordsRead | Noticed):
                    yield from at_once(known)
        yield from planned(known or Known(), self._said_of_nobody(hide, depth, cancel)).stages(look)

    def wordings_at(
        self, text: str, place: Span, attribute: Attribute, *, known: Known, cancel: CancelToken | None = None
    ) -> tuple[Change, ...]:
        """What could be said instead at one place, the mildest first, for whoever wants no more than that; asks no
        model. Raises as the makers and the encoder.
        """
        goals = self._goals(known, (attribute,), (), {})
        return self._planned(text, known, goals, Degree.VAGUER, cancel, FoundOut()).at(place, attribute)

    def run(
        self,
        text: str,
        *,
        hide: Sequence[Attribute] = (),
        keep: Sequence[Attribute] = (),
        degree: Degree = Degree.VAGUER,
        depth: Pass = Pass.FULL,
        in_reply_to: str = "",
        known: Known | None = None,
        cancel: CancelToken | None = None,
    ) -> Rewrite:
        """All stages at once; see :meth:`stages`."""
        *_, end = self.stages(
            text,
            hide=hide,
            keep=keep,
            degree=degree,
            depth=depth,
            in_reply_to=in_reply_to,
            known=known,
            cancel=cancel,
        )
        assert isinstance(end, Reworded)
        return end.rewrite

    def _planned(
        self,
        text: str,
        known: Known,
        goals: Goals,
        degree: Degree,
        cancel: CancelToken | None,
        found_out: FoundOut,
    ) -> Planned:
        judge, left = self.check.judge_of(known) if known.told else None, left_alone(self.check.rules, text)
        return Planned(text, known, goals, self.makers, judge, degree, found_out, cancel, left)

    def _goals(
        self, known: Known, hide: Sequence[Attribute], keep: Sequence[Attribute], usual: dict[Attribute, Verdict]
    ) -> Goals:
        """What has to go. What the user declared public or dismissed is kept where the text says nothing new of it."""
        first = self.check.report(known)
        news = {finding.attribute for finding in first.findings}
        public = (attribute for attribute, _ in self.check.declared if attribute not in news)
        dismissed = {rule.attribute for rule in self.check.rules if rule.ruling is Ruling.WRONG}
        wrong = (attribute for attribute in dismissed if attribute is not None and attribute not in news)
        return Goals(Wish(hide, (*keep, *public, *wrong)), first, usual)

    def _said_of_nobody(
        self, hide: Sequence[Attribute], depth: Pass, cancel: CancelToken | None
    ) -> dict[Attribute, Verdict]:
        """What the attacker says of somebody who wrote nothing: hiding cannot mean more than that."""
        usual = self._usual.setdefault(depth, {})
        missing = [a for a in hide if a in ALWAYS_ASKED and a not in usual]
        usual.update({v.attribute: v for v in self.check.of_nobody(missing, depth, cancel=cancel)})
        return usual
