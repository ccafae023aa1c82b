"""Rewording by a plan: what a sharp reader could tell decides, the encoder looks in between, everybody at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute, Group
from redraft.domain.edit import Change, Degree
from redraft.domain.report import Report
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Told
from redraft.usecases.cost import cost
from redraft.usecases.found_out import FoundOut
from redraft.usecases.goals import Goals
from redraft.usecases.judging import Judge
from redraft.usecases.known import Known
from redraft.usecases.looks import SAFE, Aim, Looks
from redraft.usecases.planning import Plan, Worth, plan
from redraft.usecases.ports import CancelToken, Makers
from redraft.usecases.rewording import offered, proposal, spans_of
from redraft.usecases.second_look import notes
from redraft.usecases.stages import LookedAgain, Proposed, Reworded, Rewrite, RewriteStage

DEEPER = {Degree.VAGUER: 0.0, Degree.MUCH_VAGUER: 0.7, Degree.OUT: 1.4}
"""Nats below what counts as hidden that a text is taken, by where the wordings should begin."""
ASKED = 1.5
"""What it is worth that a word goes which tells what the user named, where others are worth 1."""
NEARLY = 0.6
"""What it is worth that words go which tell what is not quite told, as a share."""
SAID = 8.0
"""What it is worth that words go which say themselves what has to go."""
STILL, LITTLE = 0.7, 0.4
"""Nats above what counts as hidden from which an attribute is still told, and nothing was gained by fewer than the
other.
"""


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
        found = self._planned(aim, looks)
        if found.chosen:
            yield Proposed(proposal(self.text, found, aim, looks, self._pointing(aim)))

    def at(self, place: Span, attribute: Attribute) -> tuple[Change, ...]:
        """What could stand at one place that tells an attribute, the mildest first; asks no model."""
        looks, aim = self._looks(), self._aim()
        if attribute not in aim.attributes and attribute not in aim.said:
            aim = replace(aim, said={**aim.said, attribute: (self.text[place.start : place.end],)})
        here = [change for change in self._made(aim, [place]) if change.span.overlaps(place)]
        return offered(self.text, here, aim, looks, self._costs)

    def stages(self, look: Callable[[str, Collection[Attribute]], Report]) -> Generator[RewriteStage, None, None]:
        """Plan, show, look; the last is :class:`Reworded`."""
        looks, aim = self._looks(), self._aim()
        best = self._planned(aim, looks)
        made, new = proposal(self.text, best, aim, looks, self._pointing(aim)), best.text(self.text)
        yield Proposed(made)
        after, left = self.goals.first, self._wanted()
        if best.chosen:
            after = look(new, tuple(v.attribute for v in self.goals.first.verdicts))
            left = self.goals.leaking(after) & self._wanted()
            yield LookedAgain(1, after, frozenset(left))
        price = cost(self.text, new, _kept(self.text, best.chosen))
        said = notes(self.text, self.goals.first, left)
        yield Reworded(
            Rewrite(new, made.edits, made.chosen, self.goals.first, after, price, int(bool(best.chosen)), said)
        )

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

    def _pointing(self, aim: Aim) -> dict[Attribute, dict[Span, float]]:
        """By attribute, how telling words are: in all no more than it is told."""
        told = {one.attribute: one for one in self.known.told}
        return {
            a: dict.fromkeys((e.span for e in self._evidence(a)), SAID) if a not in told else _weights(told[a])
            for a in (*aim.attributes, *aim.faint)
        }

    def _telling(self, aim: Aim) -> list[Span]:
        """Where it is told what has to go, or goes along."""
        return list(dict.fromkeys(e.span for a in (*aim.attributes, *aim.faint) for e in self._evidence(a)))

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

    def _planned(self, aim: Aim, looks: Looks) -> Plan:
        """What takes the telling words out; what is told as before all the same gets its words back."""
        places, telling = self._pointing(aim), self._telling(aim)
        must = dict.fromkeys(spans_of(self.text, [w for words in aim.said.values() for w in words]), SAID)
        own = ASKED if self.goals.wish.hide else 1.0
        worth = {a: own + aim.deeper.get(a, 0.0) if a in aim.attributes else NEARLY for a in places}
        found = self._chosen(aim, places, worth, must, telling)
        if not found.chosen:
            return found
        before, after = looks.logits(self.text), looks.logits(found.text(self.text))
        told = (a for a in aim.attributes if after.get(a, SAFE) > SAFE + STILL)
        in_vain = {a: 0.0 for a in told if before[a] - after[a] < LITTLE}
        return self._chosen(aim, places, worth | in_vain, must, telling) if in_vain else found

    def _chosen(
        self,
        aim: Aim,
        places: Mapping[Attribute, Mapping[Span, float]],
        worth: Mapping[Attribute, float],
        must: Worth,
        telling: Sequence[Span],
    ) -> Plan:
        told: dict[Span, float] = {}
        for attribute, weights in places.items():
            for span, weight in weights.items():
                told[span] = max(told.get(span, 0.0), weight * worth[attribute])
        where = list(dict.fromkeys([*telling, *must]))
        return plan(self.text, self._made(aim, where) if where else (), told, must, self._costs)

    def _costs(self, changes: Sequence[Change]) -> Mapping[Change, float]:
        return self.found_out.prices(changes, lambda new: self.makers.costs(self.text, new, cancel=self.cancel))


def _weights(told: Told) -> dict[Span, float]:
    return {word.span: word.share * told.probability for word in told.words}


def _kept(text: str, chosen: Collection[Change]) -> float:
    """Share of the old text's words that no change touched, 0 to 1."""
    words = len(text.split())
    touched = sum(len(text[c.span.start : c.span.end].split()) for c in chosen)
    return max(0.0, 1.0 - touched / words) if words else 1.0
