"""Rewording a draft: the smallest edits after which the attacker, who sees only the new text, no longer knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.edit import Degree, Edit
from redraft.domain.errors import Cancelled
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Span
from redraft.usecases.check import CheckDraft
from redraft.usecases.cost import cost
from redraft.usecases.draft_state import MOST_LOST, DraftState
from redraft.usecases.giving_back import give_back
from redraft.usecases.goals import Goals, Wish
from redraft.usecases.known import Known, Steps
from redraft.usecases.planned import Planned
from redraft.usecases.ports import CancelToken, Editor, Makers, Pass, Weigher
from redraft.usecases.scales import Scales
from redraft.usecases.second_look import notes as still_told
from redraft.usecases.stages import (
    GivenBack,
    LookedAgain,
    Noticed,
    Proposal,
    Proposed,
    Reworded,
    Rewrite,
    RewriteStage,
    WordsRead,
)

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
    """Proposes edits for what the user wants gone and looks again until it is, or until no edit helps any more.

    ``quick`` is an editor that never asks the model, for a first proposal at once; None where ``editor`` is one.
    ``makers`` do the work wherever the encoder has judged the text (:mod:`redraft.usecases.planned`); the editor is
    for what it does not read.
    """

    check: CheckDraft
    editor: Editor
    weigher: Weigher | None = None
    quick: Editor | None = None
    makers: Makers | None = None
    rounds: int = ROUNDS
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
        wish, checked = Wish(hide, keep), self.check.attacker is None
        if known is not None:
            yield from self._at_once(text, wish, known, degree)
            checked = checked or known.depth in (depth, Pass.FULL)
        if known is None or not checked:
            for stage in self.check.stages(
                text, passes=(depth,), attributes=hide or None, in_reply_to=in_reply_to, known=known, cancel=cancel
            ):
                yield stage
                known = stage.known
                if isinstance(stage, WordsRead | Noticed):
                    yield from self._at_once(text, wish, known, degree)
        first = self.check.report(known or Known())
        goals = Goals(wish, first, self._said_of_nobody(hide, depth, cancel))

        def look(words: str, attributes: Collection[Attribute]) -> Report:
            wanted = tuple(attributes)
            return self.check.run(
                words, depth=depth, attributes=wanted, in_reply_to=in_reply_to, wary=True, cancel=cancel
            )

        if (planned := self._planned(text, goals, known, degree, cancel)) is not None:
            yield from planned.stages(look)
            return
        scales = None if self.weigher is None else Scales(self.weigher, cancel)
        asked = tuple(v.attribute for v in first.verdicts)
        job = _Job(goals, asked, look, _stretches(self.editor.droppable(text), text), scales, cancel)
        state = self._begin(text, goals, degree, self.editor, cancel)
        yield Proposed(_proposal(state))
        steps = Steps(self._until_hidden(state, job))
        yield from steps
        after, rounds = steps.result
        less, after = self._finish(state, job, after)
        if less.text != state.text:
            yield GivenBack(_proposal(less))
        made = _proposal(less)
        price = cost(text, less.text, less.words_kept())
        notes = still_told(text, first, goals.leaking(after))
        yield Reworded(Rewrite(less.text, made.edits, made.chosen, first, after, price, rounds, notes))

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

    def _said_of_nobody(
        self, hide: Sequence[Attribute], depth: Pass, cancel: CancelToken | None
    ) -> dict[Attribute, Verdict]:
        """What the attacker says of somebody who wrote nothing: hiding cannot mean more than that."""
        usual = self._usual.setdefault(depth, {})
        missing = [a for a in hide if a in ALWAYS_ASKED and a not in usual]
        usual.update({v.attribute: v for v in self.check.of_nobody(missing, depth, cancel=cancel)})
        return usual

    def _planned(
        self, text: str, goals: Goals, known: Known | None, degree: Degree, cancel: CancelToken | None
    ) -> Planned | None:
        judge = self.check.judge
        if self.makers is None or judge is None or known is None or not known.told:
            return None
        public = frozenset(attribute for attribute, _ in self.check.declared)
        return Planned(text, known, goals, self.makers, judge, degree, cancel, public)

    def _at_once(self, text: str, wish: Wish, known: Known, degree: Degree) -> Iterator[RewriteStage]:
        """What can be proposed without asking the model."""
        goals = Goals(wish, self.check.report(known), {})
        if (planned := self._planned(text, goals, known, degree, None)) is not None:
            yield from planned.at_once()
        elif self.quick is not None and self.makers is None:
            goals = Goals(wish, self.check.report(known), {})
            yield Proposed(_proposal(self._begin(text, goals, degree, self.quick, None)))

    def _begin(self, text: str, goals: Goals, degree: Degree, editor: Editor, cancel: CancelToken | None) -> DraftState:
        """The draft with the mildest edits of what is stated, and of clues to what the attacker was told."""
        wish, answers = goals.wish, goals.answers
        # Without an attacker nobody knows which clues count.
        implied = list(answers) if goals.first.verdicts else [a for a in wish.hide if a not in wish.keep]
        edits = editor.propose(text, wish.to_reword(goals.first.findings), hide=implied, cancel=cancel)
        unsaid = [answers[a].split(", ")[-1] for a in (Attribute.LOCATION, Attribute.BIRTHPLACE) if a in answers]
        most = MOST_LOST if len(answers) <= FEW and len(text.split()) <= LONG else MANY_LOST
        faint = self.weigher is None
        return DraftState(text, self._weighable(edits), degree, faint=faint, unsaid=unsaid, most_lost=most)

    def _weighable(self, edits: Sequence[Edit]) -> list[Edit]:
        """Without whole stretches, where somebody weighs those: he knows better than a quote which ones tell."""
        if self.weigher is None:
            return list(edits)
        return [
            e for e in edits if not e.faint or e.wordings[0].degree < Degree.OUT or len(e.original.split()) <= PHRASE
        ]

    def _until_hidden(self, state: DraftState, job: _Job) -> Generator[RewriteStage, None, tuple[Report, int]]:
        """Look, and say what still leaks more vaguely, until nothing leaks or nothing is left to do.

        Returns what the attacker said last, and how often he looked.
        """
        goals, after, looked, done = job.goals, job.goals.first, state.original, 0
        leaking: Collection[Attribute] = set(goals.answers)
        while state.text.strip():
            if job.cancel is not None and job.cancel.is_set():
                raise Cancelled
            new = state.text != looked
            if new:
                looked, done = state.text, done + 1
                after = job.look(looked, [a for a in goals.answers if a in leaking])
            leaking = goals.leaking(after)
            if new:
                yield LookedAgain(done, after, frozenset(leaking))
            again = [f for f in after.findings if goals.wish.covers(f) and f.attribute in leaking] if done else []
            state.add(self._weighable(self.editor.propose(looked, again, cancel=job.cancel)))
            if not leaking or done == self.rounds or not self._go_on(state, job, leaking, first=done < 2):
                break
            if state.text != looked:
                yield Proposed(_proposal(state))
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


def _proposal(state: DraftState) -> Proposal:
    return Proposal(*state.result())
