"""Rewording a draft: the smallest edits after which the attacker, who sees only the new text, no longer knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.edit import Degree, Edit, Wording, apply
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.report import Report
from redraft.domain.text import Note, Span
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import CancelToken, Editor, Pass

ROUNDS = 3
"""Times the attacker looks again, each with stronger wordings for what still leaks."""

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
    words_kept: float
    rounds: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RewriteDraft:
    """Proposes edits for what the user wants gone and looks again until it is, or until no edit helps any more."""

    check: CheckDraft
    editor: Editor
    rounds: int = ROUNDS
    on_round: Callable[[int, Report], None] | None = field(default=None, compare=False)

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
        """Reword ``text``. ``hide`` names what has to go (everything found, when empty), ``keep`` what is public."""
        first = before or self.check.run(text, depth=depth, cancel=cancel)
        wanted = [f for f in first.findings if _wanted(f, hide, keep)]
        edits = self.editor.propose(text, wanted, cancel=cancel)
        degrees = {edit.span: degree for edit in edits}
        after, new, done = first, text, 0
        for done in range(1, self.rounds + 1):
            new = apply(text, {e.span: w.text for e in edits if (w := _at(e, degrees[e.span])) is not None})
            if not new.strip():
                break
            after = self.check.run(new, depth=depth, cancel=cancel)
            if self.on_round is not None:
                self.on_round(done, after)
            leaking = {f.attribute for f in after.findings if _wanted(f, hide, keep) and _still_known(f, first)}
            telling = [e.span for f in wanted if f.attribute in leaking for e in f.evidence]
            stronger = [
                e for e in edits if _gives_away(e, leaking, telling) and degrees[e.span] < e.wordings[-1].degree
            ]
            if not stronger:
                break
            for edit in stronger:
                degrees[edit.span] = Degree(degrees[edit.span] + 1)
        chosen = tuple(_at(edit, degrees[edit.span]) for edit in edits)
        return Rewrite(
            new, edits, chosen, first, after, words_kept(text, edits), done, _notes(first, after, hide, keep)
        )


def _wanted(finding: Finding, hide: Sequence[Attribute], keep: Sequence[Attribute]) -> bool:
    """What is named, or else everything that matters: a mere date or amount costs more meaning than it gives away."""
    if finding.attribute in keep:
        return False
    if hide:
        return finding.attribute in hide
    if finding.source in (Source.IDENTIFIERS, Source.ENTITIES) and finding.best.confidence < LEAST_MENTION:
        return False
    return finding.severity >= Severity.MEDIUM or finding.attribute is Attribute.PLACE


def _gives_away(edit: Edit, leaking: set[Attribute], telling: Sequence[Span]) -> bool:
    """True when an edit is about something that still leaks, or stands in words that gave it away."""
    return edit.attribute in leaking or any(edit.span.overlaps(span) for span in telling)


def _at(edit: Edit, degree: Degree) -> Wording | None:
    """The mildest wording of at least that degree, else the strongest there is."""
    return next((w for w in edit.wordings if w.degree >= degree), edit.wordings[-1] if edit.wordings else None)


def _still_known(finding: Finding, first: Report) -> bool:
    """True when the new text gives away what the old one did: the same best guess about the same thing."""
    old = {f.best.value.casefold() for f in first.findings if f.attribute is finding.attribute}
    return finding.best.value.casefold() in old


def _notes(first: Report, after: Report, hide: Sequence[Attribute], keep: Sequence[Attribute]) -> tuple[Note, ...]:
    left = {
        f.attribute.value
        for f in after.findings
        if _wanted(f, hide, keep) and f.subject is Subject.AUTHOR and _still_known(f, first)
    }
    if not left:
        return ()
    return (Note("still", f"What still leaks: {', '.join(sorted(left))}. No small edit was found that hides it."),)


def words_kept(text: str, edits: Sequence[Edit]) -> float:
    """Share of the old text's words that no edit touched, 0 to 1."""
    words = len(text.split())
    return 1.0 - sum(len(edit.original.split()) for edit in edits) / words if words else 1.0
