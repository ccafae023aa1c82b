"""Rewording a draft: the smallest edits after which the attacker, who sees only the new text, no longer knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import SYNTHPAI, Attribute, Severity
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Note
from redraft.usecases import targets
from redraft.usecases.check import CheckDraft
from redraft.usecases.cost import Cost, cost
from redraft.usecases.draft_state import DraftState
from redraft.usecases.ports import CancelToken, Pass, Question, Reworder, Weigher

ROUNDS = 4
"""Times the attacker looks again, each with stronger wordings for what still leaks."""

MARGIN = 0.7
"""Share of the first guess's confidence that the old one may keep as a second guess: a closer one could turn back."""

LEAST_SURE = 0.15
"""Confidence below which a guess is a shot in the dark."""

LEAST_MENTION = 0.7
"""Confidence from which a mention in passing, such as a family word, is reworded without being asked for."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What came of it. ``chosen`` holds, for each edit, the wording that was taken, or None where the text was kept."""

    text: str
    edits: tuple[Edit, ...]
    chosen: tuple[Wording | None, ...]
    before: Report
    after: Report
    cost: Cost
    rounds: int
    notes: tuple[Note, ...] = ()


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
        goals = self._goals(first, hide, keep, depth, cancel)
        found = to_reword(first.findings, hide, keep)
        implied = [a for a in hide if a not in keep] or list(goals)
        edits = self.editor.propose(text, found, hide=implied, cancel=cancel)
        state = DraftState(text, edits, degree, faint=self.weigher is None)
        after, done, looked = first, 0, text
        while state.text.strip():
            if state.text != looked:
                looked, done = state.text, done + 1
                after = self.check.run(looked, depth=depth, attributes=tuple(goals), cancel=cancel)
                if self.on_round is not None:
                    self.on_round(done, after)
            leaking = self._leaking(first, after, goals, hide, keep, depth)
            again = [f for f in after.findings if wanted(f, hide, keep) and f.attribute in leaking] if done else []
            state.add(self.editor.propose(looked, again, cancel=cancel))
            if not leaking or done == self.rounds or not self._go_on(state, first, leaking, goals, cancel):
                break
        if done and looked.strip() and {v.attribute for v in first.verdicts} - set(goals):
            asked = [v.attribute for v in first.verdicts]
            after = self.check.run(looked, depth=depth, attributes=asked, cancel=cancel)
        left = self._leaking(first, after, goals, hide, keep, depth)
        made, chosen = state.result()
        price = cost(text, state.text, state.words_kept())
        return Rewrite(state.text, made, chosen, first, after, price, done, _notes(left))

    def _goals(
        self,
        first: Report,
        hide: Sequence[Attribute],
        keep: Sequence[Attribute],
        depth: Pass,
        cancel: CancelToken | None,
    ) -> dict[Attribute, str]:
        """What the attacker must no longer answer: what is revealed, and of ``hide`` whatever the text tells him."""
        self._ask_about_nobody(hide, depth, cancel)
        return {
            v.attribute: v.guesses[0].value
            for v in first.verdicts
            if v.attribute not in keep
            and (v.attribute in hide if hide else v.revealed)
            and (v.revealed or self._told(v, depth))
        }

    def _ask_about_nobody(self, hide: Sequence[Attribute], depth: Pass, cancel: CancelToken | None) -> None:
        """Remember what the attacker says of somebody who wrote nothing: hiding cannot mean more than that."""
        known = self._usual.setdefault(depth, {})
        missing = [a for a in hide if a in SYNTHPAI and a not in known]
        if self.check.attacker is not None and missing:
            nobody = self.check.attacker.infer(Question("", missing, depth), cancel=cancel)
            known.update({v.attribute: v for v in nobody.verdicts})

    def _told(self, verdict: Verdict, depth: Pass) -> bool:
        """True when a text brought the attacker to his guess: of nobody he would say something else.

        What he hardly believes himself is no reason to cut into a text.
        """
        usual = self._usual.get(depth, {}).get(verdict.attribute)
        if usual is None or verdict.confidence < LEAST_SURE:
            return False
        return not targets.same(verdict.attribute, verdict.guesses[0].value, usual.guesses[0].value, exactly=True)

    def _leaking(
        self,
        first: Report,
        after: Report,
        goals: Mapping[Attribute, str],
        hide: Sequence[Attribute],
        keep: Sequence[Attribute],
        depth: Pass,
    ) -> set[Attribute]:
        """What the new text still gives away: the same guess about an attribute, or the same thing stated."""
        known = {
            v.attribute
            for v in after.verdicts
            if v.attribute in goals
            and _near(v, goals[v.attribute], MARGIN if hide else 1.0)
            and (v.revealed or (bool(hide) and self._told(v, depth)))
        }
        said = {f.attribute for f in after.findings if wanted(f, hide, keep) and _said(f, first, hide)}
        return known | said

    def _go_on(
        self,
        state: DraftState,
        first: Report,
        leaking: set[Attribute],
        goals: Mapping[Attribute, str],
        cancel: CancelToken | None,
    ) -> bool:
        """Stronger wordings, faint clues, and in the end whole stretches; False when there is nothing left to do."""
        telling = [e.span for f in first.findings if f.attribute in leaking for e in f.evidence]
        if state.strengthen(leaking, telling):
            return True
        open_goals = {a: value for a, value in goals.items() if a in leaking}
        if self.weigher is None or not open_goals:
            return False
        stretches = state.stretches(self.editor.droppable(state.original))
        gains = self.weigher.weigh([state.within(s) for s in stretches], open_goals, cancel=cancel)
        if state.lighten(stretches, gains):
            return True
        # No stretch tells it alone: see without which the whole tells least.
        likely = state.likeliest(stretches, gains)
        whole = [state.text, *(state.without(s) for s in likely)]
        return state.drop_best(likely, self.weigher.weigh(whole, open_goals, cancel=cancel))


def to_reword(findings: Sequence[Finding], hide: Sequence[Attribute], keep: Sequence[Attribute]) -> list[Finding]:
    """The findings that have to go, and the dates that say when somebody is away: without them nobody knows when."""
    chosen = [f for f in findings if wanted(f, hide, keep)]
    away = [e.span for f in chosen if f.attribute is Attribute.ABSENCE for e in f.evidence]
    dates = [
        f
        for f in findings
        if f.attribute is Attribute.DATE
        and Attribute.DATE not in (*hide, *keep)
        and any(e.span.overlaps(span) for e in f.evidence for span in away)
    ]
    return [*chosen, *dates]


def wanted(finding: Finding, hide: Sequence[Attribute], keep: Sequence[Attribute]) -> bool:
    """What is named, or else everything that matters: a mere date or amount costs more meaning than it gives away."""
    if finding.attribute in keep:
        return False
    if hide:
        money = finding.attribute is Attribute.QUANTITY and finding.kind == "money" and Attribute.INCOME in hide
        return money or targets.about(finding.attribute, hide)
    if finding.source in (Source.IDENTIFIERS, Source.ENTITIES) and finding.best.confidence < LEAST_MENTION:
        return False
    return finding.severity >= Severity.MEDIUM or finding.attribute is Attribute.PLACE


def _near(verdict: Verdict, value: str, margin: float) -> bool:
    """True when a value is among the guesses, at no less than ``margin`` of the first one's confidence."""
    least = margin * verdict.guesses[0].confidence
    return any(
        (g == verdict.guesses[0] or g.confidence >= least) and targets.same(verdict.attribute, g.value, value)
        for g in verdict.guesses
    )


def _said(finding: Finding, first: Report, hide: Sequence[Attribute]) -> bool:
    """True when the words of the new text state a thing that has to go, or say what those of the old one said."""
    if finding.source is Source.MODEL or finding.subject is not Subject.AUTHOR:
        return False
    old = {f.best.value.casefold() for f in first.findings if f.attribute is finding.attribute}
    return finding.best.value.casefold() in old or (finding.source is Source.STATED and finding.attribute in hide)


def _notes(left: set[Attribute]) -> tuple[Note, ...]:
    if not left:
        return ()
    names = ", ".join(sorted(a.value for a in left))
    return (Note("still", f"What still leaks: {names}. No small edit was found that hides it."),)
