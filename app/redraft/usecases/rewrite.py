"""Rewording a draft: the smallest edits after which the attacker, who sees only the new text, no longer knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Note, Span
from redraft.usecases.check import CheckDraft
from redraft.usecases.cost import Cost, cost
from redraft.usecases.draft_state import MOST_LOST, DraftState
from redraft.usecases.giving_back import give_back
from redraft.usecases.goals import Goals, Wish, names
from redraft.usecases.ports import CancelToken, Pass, Question, Reworder, Weigher
from redraft.usecases.scales import Scales

LONG = 250
"""Words from which a text is the writing of months rather than a draft: what goes of it is many thoughts."""
MANY_LOST = 0.25
"""Share of the words of such a text, or for more than :data:`FEW` answers, that may go by whole stretches."""
FEW = 2
PHRASE = 3
"""Words of a clue; what is longer is a stretch."""

ROUNDS = 5
"""Times the attacker looks again, each with stronger wordings for what still leaks."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What came of it. ``chosen`` holds, for each edit, the wording that was taken, or None where the text was kept.

    ``rounds`` is how often the attacker looked before nothing leaked or no edit helped.
    """

    text: str
    edits: tuple[Edit, ...]
    chosen: tuple[Wording | None, ...]
    before: Report
    after: Report
    cost: Cost
    rounds: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """One rewording: what is wanted, what is known of the old text, and how the attacker looks."""

    goals: Goals
    asked: tuple[Attribute, ...]
    look: Callable[[str, Collection[Attribute]], Report]
    stretches: tuple[Span, ...]
    scales: Scales | None
    cancel: CancelToken | None


@dataclass(frozen=True, slots=True)
class RewriteDraft:
    """Proposes edits for what the user wants gone and looks again until it is, or until no edit helps any more."""

    check: CheckDraft
    editor: Reworder
    weigher: Weigher | None = None
    rounds: int = ROUNDS
    on_round: Callable[[int, Report], None] | None = field(default=None, compare=False)
    _usual: dict[Pass, dict[Attribute, Verdict]] = field(default_factory=dict, compare=False, repr=False)

    def run(
        self,
        text: str,
        *,
        hide: Sequence[Attribute] = (),
        keep: Sequence[Attribute] = (),
        degree: Degree = Degree.VAGUER,
        depth: Pass = Pass.FULL,
        before: Report | None = None,
        cancel: CancelToken | None = None,
    ) -> Rewrite:
        """Reword ``text``. ``hide`` names what has to go, even where the attacker only guesses it right; when empty,
        everything revealed goes. ``keep`` names what is public.
        """
        first = before or self.check.run(text, depth=depth, attributes=hide or None, cancel=cancel)
        goals = Goals(Wish(hide, keep), first, self._said_of_nobody(hide, depth, cancel))

        def look(words: str, attributes: Collection[Attribute]) -> Report:
            return self.check.run(words, depth=depth, attributes=tuple(attributes), cancel=cancel)

        scales = None if self.weigher is None else Scales(self.weigher, cancel)
        asked = tuple(v.attribute for v in first.verdicts)
        job = _Job(goals, asked, look, _stretches(self.editor.droppable(text), text), scales, cancel)
        state = self._begin(text, job, degree)
        after, rounds = self._until_hidden(state, job)
        state, after = self._finish(state, job, after)
        made, chosen = state.result()
        price = cost(text, state.text, state.words_kept())
        return Rewrite(state.text, made, chosen, first, after, price, rounds, _notes(goals.leaking(after)))

    def _said_of_nobody(
        self, hide: Sequence[Attribute], depth: Pass, cancel: CancelToken | None
    ) -> dict[Attribute, Verdict]:
        """What the attacker says of somebody who wrote nothing: hiding cannot mean more than that."""
        known = self._usual.setdefault(depth, {})
        missing = [a for a in hide if a in ALWAYS_ASKED and a not in known]
        if self.check.attacker is not None and missing:
            nobody = self.check.attacker.infer(Question("", missing, depth), cancel=cancel)
            known.update({v.attribute: v for v in nobody.verdicts})
        return known

    def _begin(self, text: str, job: _Job, degree: Degree) -> DraftState:
        """The draft with the mildest edits of what is stated, and of clues to what the attacker was told."""
        wish, answers = job.goals.wish, job.goals.answers
        # Without an attacker nobody knows which clues count.
        implied = list(answers) if job.goals.first.verdicts else [a for a in wish.hide if a not in wish.keep]
        edits = self.editor.propose(text, wish.to_reword(job.goals.first.findings), hide=implied, cancel=job.cancel)
        unsaid = [answers[a].split(", ")[-1] for a in (Attribute.LOCATION, Attribute.BIRTHPLACE) if a in answers]
        most = MOST_LOST if len(answers) <= FEW and len(text.split()) <= LONG else MANY_LOST
        taken = _weighable(edits, job)
        return DraftState(text, taken, degree, faint=self.weigher is None, unsaid=unsaid, most_lost=most)

    def _until_hidden(self, state: DraftState, job: _Job) -> tuple[Report, int]:
        """Look, and say what still leaks more vaguely, until nothing leaks or nothing is left to do."""
        goals, after, looked, done = job.goals, job.goals.first, state.original, 0
        leaking: Collection[Attribute] = set(goals.answers)
        while state.text.strip():
            if state.text != looked:
                looked, done = state.text, done + 1
                after = job.look(looked, [a for a in goals.answers if a in leaking])
                if self.on_round is not None:
                    self.on_round(done, after)
            leaking = goals.leaking(after)
            again = [f for f in after.findings if goals.wish.covers(f) and f.attribute in leaking] if done else []
            state.add(_weighable(self.editor.propose(looked, again, cancel=job.cancel), job))
            if not leaking or done == self.rounds or not self._go_on(state, job, leaking, first=done < 2):
                break
        return after, done

    def _go_on(self, state: DraftState, job: _Job, leaking: Collection[Attribute], *, first: bool) -> bool:
        """Stronger wordings, and where these did not help or are none, faint clues and in the end whole stretches.

        False when there is nothing left to do.
        """
        telling = [e.span for f in job.goals.first.findings if f.attribute in leaking for e in f.evidence]
        stronger = state.strengthen(set(leaking), telling)
        open_goals = {a: value for a, value in job.goals.answers.items() if a in leaking}
        if (stronger and first) or job.scales is None or not open_goals:
            return stronger
        stretches = state.stretches(job.stretches)
        gains = job.scales.gains([state.within(s) for s in stretches], open_goals)
        return state.lighten(stretches, gains) or stronger or state.drop_likeliest(stretches, gains)

    def _finish(self, state: DraftState, job: _Job, after: Report) -> tuple[DraftState, Report]:
        """Give back what was taken for nothing, and see all of it once more."""
        if state.text == state.original or not state.text.strip():
            return state, after
        lost = job.goals.leaking(after)

        def look(words: str) -> tuple[Report, Collection[Attribute]]:
            report = job.look(words, job.asked)
            return report, job.goals.leaking(report) - lost

        if job.scales is not None and job.goals.answers:
            less = state.relented(lost)
            tries = 2 if len(state.original.split()) <= LONG else 1
            found = give_back(less, job.goals.answers, job.goals.stated(), job.stretches, job.scales, look, tries=tries)
            if found is None and less.text != state.text:
                report, back = look(less.text)
                found = None if back else (less, report)
            if found is not None:
                return found
        if set(job.asked) - {v.attribute for v in after.verdicts}:
            after = job.look(state.text, job.asked)
        return state, after


def _stretches(found: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What may be left out: of a long text whole sentences only, since weighing all of their parts takes long."""
    if len(text.split()) <= LONG:
        return tuple(found)
    return tuple(s for s in found if not any(o != s and o.start <= s.start and s.end <= o.end for o in found))


def _weighable(edits: Sequence[Edit], job: _Job) -> list[Edit]:
    """Without whole stretches, where somebody weighs those: he knows better than a quote which ones tell."""
    if job.scales is None:
        return list(edits)
    return [e for e in edits if not e.faint or e.wordings[0].degree < Degree.OUT or len(e.original.split()) <= PHRASE]


def _notes(left: Collection[Attribute]) -> tuple[Note, ...]:
    if not left:
        return ()
    return (Note("still", f"What still leaks: {names(left)}. No small edit was found that hides it."),)
