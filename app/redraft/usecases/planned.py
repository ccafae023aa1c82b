"""Rewording by a plan: what a sharp reader could tell decides, the encoder looks in between, everybody at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute, Group
from redraft.domain.edit import Change, Degree
from redraft.domain.report import Report
from redraft.domain.text import Evidence, Span
from redraft.usecases.cost import cost
from redraft.usecases.found_out import FoundOut
from redraft.usecases.goals import Goals
from redraft.usecases.judging import Judge
from redraft.usecases.known import Known
from redraft.usecases.looks import SAFE, Aim, Looks
from redraft.usecases.planning import Plan, plan
from redraft.usecases.ports import CancelToken, Makers
from redraft.usecases.rewording import offered, proposal, spans_of
from redraft.usecases.second_look import notes
from redraft.usecases.stages import LookedAgain, Proposed, Reworded, Rewrite, RewriteStage

DEEPER = {Degree.VAGUER: 0.0, Degree.MUCH_VAGUER: 0.7, Degree.OUT: 1.4}
"""Nats below what counts as hidden that a text is taken, by where the wordings should begin."""
AGAIN = 1.2
"""The same for what is told all the same when everybody has looked."""
ROUNDS = 2
"""Times everybody looks."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One rewording. Without a ``judge``, of a text that nobody can read, only what words say themselves goes.

    What stands at the places that are ``left`` stays as it is. Raises as the ports.
    """

    text: str
    known: Known
    goals: Goals
    makers: Makers
    judge: Judge | None
    degree: Degree
    found_out: FoundOut
    cancel: CancelToken | None = None
    left: Sequence[Span] = ()

    def at_once(self) -> Generator[RewriteStage, None, None]:
        """What can be proposed without a model."""
        looks, aim = self._looks(), self._aim()
        found = self._planned(self._changes(aim), aim, looks)
        if found.chosen:
            yield Proposed(proposal(self.text, found, aim, looks))

    def at(self, place: Span, attribute: Attribute) -> tuple[Change, ...]:
        """What could stand at one place that tells an attribute, the mildest first; asks no model."""
        looks, aim = self._looks(), self._aim()
        if attribute not in aim.attributes and attribute not in aim.said:
            aim = replace(aim, said={**aim.said, attribute: (self.text[place.start : place.end],)})
        here = [change for change in self._made(aim, [place]) if change.span.overlaps(place)]
        return offered(self.text, here, aim, looks, self._costs)

    def stages(self, look: Callable[[str, Collection[Attribute]], Report]) -> Generator[RewriteStage, None, None]:
        """Plan, show, look, and where it is told all the same plan once more; the last is :class:`Reworded`."""
        looks, aim = self._looks(), self._aim()
        changes = self._changes(aim)
        best = self._planned(changes, aim, looks)
        yield Proposed(proposal(self.text, best, aim, looks))
        verdicts = tuple(v.attribute for v in self.goals.first.verdicts)
        after, left, rounds = self.goals.first, self._wanted(), 0
        while best.chosen:
            after, rounds = look(best.text(self.text), verdicts), rounds + 1
            left = self.goals.leaking(after) & self._wanted()
            yield LookedAgain(rounds, after, frozenset(left))
            if not left or rounds == ROUNDS:
                break
            deeper = {a: aim.deeper.get(a, 0.0) + AGAIN for a in left}
            aim = replace(aim, deeper={**aim.deeper, **deeper})
            stronger = self._planned(changes, aim, looks)
            if stronger.text(self.text) == best.text(self.text):
                break
            best = stronger
            yield Proposed(proposal(self.text, best, aim, looks))
        made = proposal(self.text, best, aim, looks)
        new = best.text(self.text)
        price = cost(self.text, new, _kept(self.text, best.chosen))
        said = notes(self.text, self.goals.first, left)
        yield Reworded(Rewrite(new, made.edits, made.chosen, self.goals.first, after, price, rounds, said))

    def _looks(self) -> Looks:
        return self.found_out.looks(self.judge, self.cancel)

    def _wanted(self) -> set[Attribute]:
        """Everything that has to go."""
        return {*self.goals.answers, *self._said()}

    def _aim(self) -> Aim:
        quotes = {a: tuple(e.quote for e in self._evidence(a)) for a in self.goals.answers}
        nearly = tuple(a for a in self._nearly() if a not in quotes)
        return Aim(quotes, nearly, self._said(), dict.fromkeys(quotes, DEEPER[self.degree]))

    def _evidence(self, attribute: Attribute) -> Sequence[Evidence]:
        """The words that tell: by the encoder, and what it does not judge by whoever found it."""
        told = next((one for one in self.known.told if one.attribute is attribute), None)
        if told is not None:
            return told.evidence
        return [e for f in self.goals.first.findings if f.attribute is attribute for e in f.evidence]

    def _nearly(self) -> list[Attribute]:
        """What is told, or nearly, and may go along; nothing where the user said what has to go."""
        judge, wish = self.judge, self.goals.wish
        if judge is None or wish.hide:
            return []
        return [
            t.attribute for t in self.known.told if t.attribute not in wish.keep and judge.alone(t.probability) > SAFE
        ]

    def _said(self) -> dict[Attribute, tuple[str, ...]]:
        """Words that say themselves what has to go: codes and names, and what is to be hidden and no reader judges.

        A mere place, date or title is left to what a reader could tell from it.
        """
        wish, judged = self.goals.wish, {one.attribute for one in self.known.told}
        answers = self.goals.answers
        found: dict[Attribute, dict[str, None]] = {}
        for span, attribute in self.goals.spoken():
            if any(span.overlaps(place) for place in self.left):
                continue
            detail = attribute.group in (Group.NAMED, Group.DETAILS) and attribute not in wish.hide
            known = attribute in judged and attribute.group is not Group.CODES and attribute not in answers
            if not detail and not known:
                found.setdefault(attribute, {})[self.text[span.start : span.end]] = None
        return {attribute: tuple(words) for attribute, words in found.items()}

    def _telling(self, aim: Aim) -> list[Span]:
        spans = [e.span for a in (*aim.attributes, *aim.faint) for e in self._evidence(a)]
        return list(dict.fromkeys([*spans, *spans_of(self.text, [w for words in aim.said.values() for w in words])]))

    def _changes(self, aim: Aim) -> tuple[Change, ...]:
        telling = self._telling(aim)
        return self._made(aim, telling) if telling else ()

    def _made(self, aim: Aim, telling: Sequence[Span]) -> tuple[Change, ...]:
        about, known = (*aim.attributes, *aim.faint, *aim.said), self.known
        made = self.found_out.made(
            frozenset(about),
            telling,
            lambda: self.makers.changes(
                self.text, about, telling, known.stated, language=known.language, cancel=self.cancel
            ),
        )
        return tuple(c for c in made if not any(c.span.overlaps(place) for place in self.left))

    def _planned(self, changes: Collection[Change], aim: Aim, looks: Looks) -> Plan:
        return plan(self.text, list(changes), aim, looks, self._costs)

    def _costs(self, changes: Sequence[Change]) -> Mapping[Change, float]:
        return self.found_out.prices(changes, lambda new: self.makers.costs(self.text, new, cancel=self.cancel))


def _kept(text: str, chosen: Collection[Change]) -> float:
    """Share of the old text's words that no change touched, 0 to 1."""
    words = len(text.split())
    touched = sum(len(text[c.span.start : c.span.end].split()) for c in chosen)
    return max(0.0, 1.0 - touched / words) if words else 1.0
