"""What happens to suggestions: asking for them, taking or leaving them, and what was known before the first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit
from redraft.domain.errors import RedraftError
from redraft.domain.finding import Finding
from redraft.domain.text import Span
from redraft.gui.cards.conclusions import Change, Conclusion, compare
from redraft.gui.draft.rewording import Snapshot, Suggestions
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it is now: its text, what was found, the cards, and what the user is fine with."""

    text: str
    findings: tuple[Finding, ...]
    cards: tuple[Conclusion, ...]
    fine: tuple[Attribute, ...]


class Reworder(QObject):
    """Holds the suggestions. Emits ``changed``, ``replaced`` with what should stand where, ``none_found``, ``failed``,
    and ``ended`` when nobody is asked any more.

    ``draft`` is asked for the draft whenever it matters.
    """

    changed = Signal()
    replaced = Signal(object)
    none_found = Signal()
    failed = Signal(object)
    ended = Signal()

    def __init__(self, services: Services, draft: Callable[[], Draft], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._draft = draft
        self._lane = Lane("edits", self)
        self.suggestions = Suggestions()
        self._taken_from: dict[str, Snapshot] = {}
        self._before: tuple[Conclusion, ...] = ()
        self._original = ""
        self.changes: Sequence[Change] = ()

    @property
    def reworded(self) -> bool:
        """True once a suggestion was taken, unless that was undone."""
        return bool(self._before) and self._draft().text != self._original

    @property
    def busy(self) -> bool:
        """True while suggestions are made."""
        return self._lane.busy

    @property
    def can_suggest(self) -> bool:
        """True when somebody could be asked."""
        return self._services.editor is not None

    def serve(self, draft: Callable[[], Draft]) -> None:
        """Ask somebody else for the draft from now on."""
        self._draft = draft

    def suggest(self) -> None:
        """Ask for suggestions for everything found that the user is not fine with.

        Those that need no model are there at once; it adds its own, or says the others better.
        """
        editor, draft = self._services.editor, self._draft()
        if editor is None:
            return
        findings = [finding for finding in draft.findings if finding.attribute not in draft.fine]

        quick = self._services.quick_editor

        def job(cancel: threading.Event, tell: Tell) -> Sequence[Edit]:
            if quick is not None:
                tell(quick.propose(draft.text, findings, cancel=cancel))
            return editor.propose(draft.text, findings, cancel=cancel)

        self._lane.run(
            job,
            on_done=lambda edits: self._offer(draft, edits, more_to_come=False),
            on_error=self._fail,
            on_news=lambda edits: self._offer(draft, edits, more_to_come=True),
        )
        self.changed.emit()

    def propose(self, at: int) -> None:
        """Show another wording of the suggestion that is shown."""
        self.suggestions.propose(at)
        self.changed.emit()

    def take(self) -> None:
        """Let the wording that is proposed stand, wherever the same is meant."""
        self._replace(self.suggestions.alike())

    def take_all(self) -> None:
        """Let what is proposed stand everywhere."""
        self._replace(self.suggestions.everything())

    def keep(self) -> None:
        """Leave the words as they are."""
        self.suggestions.keep()
        self.changed.emit()

    def excuse(self) -> None:
        """Drop the suggestions for what the user is fine with by now."""
        self.suggestions.excuse(self._draft().fine)

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
            self.changes = compare(self._before, self._draft().cards)
            self.changed.emit()

    def close(self) -> None:
        """End the thread."""
        self._lane.close()

    def _drop(self) -> None:
        self._lane.cancel()
        self._taken_from.clear()
        self.suggestions.offer((), ())

    def _offer(self, asked: Draft, edits: Sequence[Edit], *, more_to_come: bool) -> None:
        draft = self._draft()
        if asked.text == draft.text:
            shown = self.suggestions.current
            self._taken_from.clear()
            self.suggestions.offer(edits, draft.fine)
            if shown is not None:
                self.suggestions.go_to(shown.edit.span.start)
        self.changed.emit()
        if not more_to_come:
            self.ended.emit()
            if not self.suggestions.edits:
                self.none_found.emit()

    def _fail(self, error: RedraftError) -> None:
        self.failed.emit(error)
        self.ended.emit()

    def _replace(self, chosen: dict[Span, str]) -> None:
        if chosen:
            draft = self._draft()
            self._taken_from[draft.text] = self.suggestions.snapshot()
            if not self._before:
                self._before, self._original = draft.cards, draft.text
            self.replaced.emit(chosen)
