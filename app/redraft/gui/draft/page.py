"""The draft page: editor, conclusions, suggestions, and the buttons that belong to them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter, QWidget

from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.errors import RedraftError
from redraft.domain.text import Span
from redraft.gui import clipboard
from redraft.gui.draft.checker import Checker, Phase
from redraft.gui.draft.conclusions import Change, Conclusion, compare
from redraft.gui.draft.editor import Editor, Marks
from redraft.gui.draft.panel import Panel
from redraft.gui.draft.rewording import Suggestions
from redraft.gui.draft.suggestion_bar import SuggestionBar
from redraft.gui.draft.toolbars import BottomBar, Welcome
from redraft.gui.i18n import _
from redraft.gui.parts import column
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.gui.theme import current_theme, space


class DraftPage(QWidget):
    """Puts the parts together; what is known lives in the checker and the suggestions."""

    models_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.checker = Checker(services, self)
        self.suggestions = Suggestions()
        self._lane = Lane("edits", self)
        self._fine: list[Attribute] = []
        self._selected: Conclusion | None = None
        self._before: tuple[Conclusion, ...] = ()
        self._changes: Sequence[Change] = ()
        self.editor, self.panel, self.bar = Editor(), Panel(), SuggestionBar()
        self.welcome, self.bottom = Welcome(), BottomBar()
        self._build()
        self._connect()
        self._show()

    @property
    def text(self) -> str:
        """The draft."""
        return self.editor.text

    def cards(self) -> tuple[Conclusion, ...]:
        """The cards that are shown."""
        return tuple(card for card in self.checker.cards if card.attribute not in self._fine)

    def put(self, text: str) -> None:
        """Show another draft; the one before comes back with undo."""
        self._before, self._changes = (), ()
        self.suggestions.offer((), ())
        self.editor.replace_all(text)
        self.editor.setFocus()

    def open_file(self, path: Path) -> None:
        """Read a draft from a file, on a thread; a file that is no text is refused in a sentence."""

        def job(_cancel: threading.Event, _tell: Tell) -> str:
            return self._services.read_draft(path)[0]

        self._lane.run(job, on_done=self.put, on_error=self._complain)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Open a draft"))
        if name:
            self.open_file(Path(name))

    def put_example(self) -> None:
        """Show the example that ships with Redraft."""
        self.put(resource("examples", "draft.txt").read_text("utf-8").strip())

    def look(self) -> None:
        """Let the model look now."""
        self.checker.look()

    def stop(self) -> None:
        """Stop what runs; with nothing running, take the light off the words."""
        if self.checker.phase is Phase.LOOKING:
            self.checker.stop()
        elif self.suggestions.current is not None:
            self._close_suggestions()
        else:
            self._select(None)

    def close_work(self) -> None:
        """End all threads of the page."""
        self.checker.close()
        self._lane.close()

    def _build(self) -> None:
        self.editor.setAccessibleName(_("Your draft"))
        self.editor.setPlaceholderText(_("Write or paste what you are about to post."))
        sheet = QFrame()
        sheet.setObjectName("sheet")
        lower = column(self.welcome, self.bar, margin=(space("xl"), 0, space("xl"), space("m")))
        sheet.setLayout(column(self.editor, lower, gap="xs"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(sheet)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([660, 440])
        whole = column(split, self.bottom, gap="xs")
        whole.setSpacing(0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.editor.edited.connect(self._on_edited)
        self.editor.pointed.connect(self._on_pointed)
        self.editor.dropped.connect(lambda name: self.open_file(Path(name)))
        self.checker.changed.connect(self._show)
        self.checker.finished.connect(self._on_finished)
        self.panel.chosen.connect(self._select)
        self.panel.accepted.connect(self._accept)
        self.panel.restored.connect(self._restore)
        self.panel.models_wanted.connect(self.models_wanted)
        self.bar.taken.connect(self._take)
        self.bar.kept.connect(self._keep)
        self.bar.stepped.connect(self._step)
        self.bar.closed.connect(self._close_suggestions)
        self.welcome.paste.connect(lambda: self.put(clipboard.copied()))
        self.welcome.open.connect(self.choose_file)
        self.welcome.example.connect(self.put_example)
        self.bottom.look.connect(self.look)
        self.bottom.stop.connect(self.stop)
        self.bottom.suggest.connect(self.suggest)
        self.bottom.apply_all.connect(self._take_all)
        self.bottom.copy.connect(self._copy)
        current_theme().changed.connect(self._show)

    def suggest(self) -> None:
        """Ask for suggestions for everything found that the user is not fine with."""
        editor, text = self._services.editor, self.text
        if editor is None:
            return
        findings = [f for f in self.checker.findings if f.attribute not in self._fine]

        def job(cancel: threading.Event, _tell: Tell) -> Sequence[Edit]:
            return editor.propose(text, findings, cancel=cancel)

        self._lane.run(job, on_done=lambda edits: self._offer(text, edits), on_error=self._complain)

    def _offer(self, text: str, edits: Sequence[Edit]) -> None:
        if text == self.text:
            self.suggestions.offer(edits, self._fine)
            if not self.suggestions.edits:
                self.bottom.say(_("No wording was found that would say less."))
            self._show()

    def _take(self, wording: Wording) -> None:
        self._replace(self.suggestions.alike(wording))

    def _take_all(self) -> None:
        self._replace(self.suggestions.everything())

    def _replace(self, chosen: dict[Span, str]) -> None:
        if not chosen:
            return
        self._before = self._before or self.cards()
        self.editor.replace(chosen)
        if not len(self.suggestions):
            self.look()

    def _keep(self) -> None:
        self.suggestions.keep()
        self._show()

    def _step(self, by: int) -> None:
        self.suggestions.step(by)
        self._show()

    def _close_suggestions(self) -> None:
        self.suggestions.offer((), ())
        self._show()

    def _copy(self) -> None:
        if self._before:
            clipboard.copy_new(self.text)
            self.bottom.say(_("The new text is on the clipboard."))
        else:
            clipboard.copy_private(self.text)
            self.bottom.say(_("Copied; clipboard histories were asked not to keep it."))

    def _accept(self, conclusion: Conclusion) -> None:
        if conclusion.attribute not in self._fine:
            self._fine.append(conclusion.attribute)
        self._selected = None
        self._show()

    def _restore(self, attribute: Attribute) -> None:
        self._fine.remove(attribute)
        self._show()

    def _select(self, conclusion: Conclusion | None) -> None:
        same = conclusion is not None and self._selected is not None and conclusion.key == self._selected.key
        self._selected = None if same else conclusion
        if self._selected is not None and self._selected.spans:
            self.editor.reveal(self._selected.spans[0])
        self._show()
        if self._selected is not None:
            self.panel.focus_card(self._selected)

    def _on_edited(self, text: str, start: int, removed: int, added: int) -> None:
        self.suggestions.follow(start, removed, added)
        self._selected = None
        self._changes = ()
        if not text.strip():
            self._before = ()
        self.checker.edit(text, start, removed, added)

    def _on_pointed(self, start: int, end: int) -> None:
        if start == end:
            return
        marked = Span(start, end)
        hit = next((c for c in self.cards() if any(s.overlaps(marked) for s in c.spans)), None)
        if hit is not None:
            self._selected = hit
            self._show()
            self.panel.focus_card(hit)

    def _on_finished(self) -> None:
        if self._before:
            self._changes = compare(self._before, self.cards())
            self._show()

    def _complain(self, error: RedraftError) -> None:
        self.checker.error = error
        self._show()

    def _show(self) -> None:
        cards = self.cards()
        self._selected = next((c for c in cards if self._selected is not None and c.key == self._selected.key), None)
        edit = self.suggestions.current
        self.welcome.setVisible(not self.text)
        self.editor.show_marks(Marks(cards, self._selected, edit.span if edit is not None else None))
        self.panel.show_state(self.checker, cards, self._fine, self._changes, self._selected)
        self.bar.show_suggestion(self.suggestions)
        self.bottom.show_state(
            looking=self.checker.phase is Phase.LOOKING,
            can_look=self.checker.has_model and bool(self.text.strip()),
            can_suggest=self._services.editor is not None and bool(cards),
            suggestions=len(self.suggestions),
            has_text=bool(self.text.strip()),
        )
