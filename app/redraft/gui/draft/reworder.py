"""Shows the stages of a rewording as suggestions: taking or leaving them, and what was known before the first."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change as Wanted
from redraft.domain.edit import apply
from redraft.domain.errors import RedraftError
from redraft.domain.text import Note, Span
from redraft.gui.cards.conclusions import Change, Conclusion, compare
from redraft.gui.draft.checker import Checker
from redraft.gui.draft.rewording import Snapshot, Suggestions
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.rewriting.decoys import with_decoys
from redraft.usecases.applying import apply_all
from redraft.usecases.stages import LookedAgain, Proposal, Proposed, Reworded, RewriteStage


class Reworder(QObject):
    """Holds the suggestions for the draft of a :class:`Checker`. Emits ``changed``, ``replaced`` with what should stand
    where, ``none_found``, ``applied`` after all was taken, and ``failed``.

    ``looks`` is how often the model has looked at what is suggested, ``notes`` what it could not hide.
    """

    changed = Signal()
    replaced = Signal(object)
    none_found = Signal()
    applied = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, checker: Checker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._checker = services, checker
        self._lane, self._wordings = Lane("edits", self), Lane("wordings", self)
        self.suggestions = Suggestions()
        self.looks = self._seed = 0
        self.notes: tuple[Note, ...] = ()
        self._taken_from: dict[str, Snapshot] = {}
        self._before: tuple[Conclusion, ...] = ()
        self._original = ""
        self.changes: Sequence[Change] = ()

    @property
    def reworded(self) -> bool:
        """True once a suggestion was taken, unless that was undone."""
        return bool(self._before) and self._checker.text != self._original

    @property
    def busy(self) -> bool:
        """True while suggestions are made or refined."""
        return self._lane.busy

    def suggest(self) -> None:
        """Ask for suggestions for everything found that the user is not fine with.

        Those that need no model are there at once; what the model has not looked at it looks at first, and then again
        at what is suggested, until it no longer says what it said.
        """
        checker, turn = self._checker, self._services.turn
        conductor, text, asked = checker.conductor, checker.text, checker.in_reply_to
        known, fine, brief = (checker.known if checker.fast_done else None), checker.sharing.here, checker.brief
        keep, self._seed = (*fine, *brief.left_alone), secrets.randbits(32)
        self.looks, self.notes = 0, ()
        self.suggestions.offer(Proposal((), ()), fine)

        def job(cancel: threading.Event, tell: Tell) -> None:
            with turn:
                for stage in conductor.stages(
                    text, hide=brief.hide, keep=keep, in_reply_to=asked, known=known, cancel=cancel
                ):
                    tell(stage)

        self._lane.run(job, on_done=lambda _: self._ended(), on_error=self._fail, on_news=self._heard)
        self.changed.emit()

    def find(self, place: Span, attribute: Attribute, then: Callable[[Sequence[Wanted]], None]) -> None:
        """``then`` is called with what could be said instead at a place, as soon as that is known."""
        checker = self._checker
        conductor, text, known = checker.conductor, checker.text, checker.known

        def job(cancel: threading.Event, _tell: Tell) -> Sequence[Wanted]:
            return conductor.wordings_at(text, place, attribute, known=known, cancel=cancel)

        self._wordings.run(job, on_done=then, on_error=lambda _error: then(()))

    def use(self, change: Wanted) -> None:
        """Let one such thing stand."""
        self._replace({change.span: change.words})

    def propose(self, at: int) -> None:
        """Show another wording of the suggestion that is shown."""
        self.suggestions.propose(at)
        self.changed.emit()

    def take(self) -> None:
        """Let the wording that is proposed in the one that is shown stand."""
        one = self.suggestions.current
        self._replace({} if one is None else {one.edit.span: one.proposed.text})

    def take_all(self) -> None:
        """Let what is proposed stand everywhere, and say where it could not."""
        done = apply_all(self._checker.text, ((one.edit, one.proposed) for one in self.suggestions.open))
        self._replace(done.chosen)
        self.applied.emit(done)

    @property
    def versions(self) -> tuple[str, str]:
        """The text before the first suggestion was taken, and as it is, or would be with all that is proposed."""
        text = self._checker.text
        before = self._original if self.reworded else text
        return before, apply(text, apply_all(text, ((one.edit, one.proposed) for one in self.suggestions.open)).chosen)

    def keep(self) -> None:
        """Leave the words as they are."""
        self.suggestions.keep()
        self.changed.emit()

    def excuse(self) -> None:
        """Drop the suggestions for what the user is fine with by now."""
        self.suggestions.excuse(self._checker.sharing.here)

    def step(self, by: int) -> None:
        """Show another suggestion."""
        self.suggestions.step(by)
        self.changed.emit()

    def show_at(self, place: int) -> bool:
        """Show the suggestion for the words at a code point; False when there is none."""
        found = self.suggestions.go_to(place)
        if found:
            self.changed.emit()
        return found

    def dismiss(self) -> None:
        """Drop the suggestions, or stop making them."""
        self._drop()
        self.changed.emit()

    def start_over(self) -> None:
        """It is another draft."""
        self._drop()
        self._before, self._original, self.changes = (), "", ()

    def follow(self, text: str, start: int, removed: int, added: int) -> None:
        """Move along with a change of the text, in code points; taking one back brings it back."""
        self._lane.cancel()
        self._wordings.cancel()
        if (then := self._taken_from.get(text)) is not None:
            self.suggestions.restore(then)
            self.excuse()
        else:
            self.suggestions.follow(start, removed, added)
        self.changes = ()
        if not text.strip():
            self._before, self._original = (), ""

    def compare(self) -> None:
        """The model has looked again: say what has changed since the first suggestion was taken."""
        if self._before:
            self.changes = compare(self._before, self._checker.cards)
            self.changed.emit()

    def close(self) -> None:
        """End the threads."""
        self._lane.close()
        self._wordings.close()

    def _drop(self) -> None:
        if self._lane.busy:
            self._lane.cancel()
            self._checker.stop()
        self._taken_from.clear()
        self.suggestions.offer(Proposal((), ()), ())

    def _heard(self, stage: RewriteStage) -> None:
        if isinstance(stage, Proposed):
            self._offer(stage.proposal)
        elif isinstance(stage, Reworded):
            self.notes = stage.rewrite.notes
            self._offer(Proposal(stage.rewrite.edits, stage.rewrite.chosen))
        elif isinstance(stage, LookedAgain):
            self.looks = stage.round
            self.changed.emit()
        else:
            self._checker.show(stage)

    def _offer(self, proposal: Proposal) -> None:
        shown = self.suggestions.current
        self._taken_from.clear()
        if self._checker.brief.decoys:
            proposal = Proposal(with_decoys(proposal.edits, seed=self._seed), proposal.chosen)
        self.suggestions.offer(proposal, self._checker.sharing.here)
        if shown is not None:
            self.suggestions.go_to(shown.edit.span.start)
        self.changed.emit()

    def _ended(self) -> None:
        self.changed.emit()
        if not self.suggestions.edits:
            self.none_found.emit()

    def _fail(self, error: RedraftError) -> None:
        self._checker.stop()
        self.failed.emit(error)

    def _replace(self, chosen: dict[Span, str]) -> None:
        if chosen:
            self._taken_from[self._checker.text] = self.suggestions.snapshot()
            if not self._before:
                self._before, self._original = self._checker.cards, self._checker.text
            self.replaced.emit(chosen)
