"""The draft with its suggestions in it, as tracked changes: the words that would go struck out, the new ones beside.

It has a document of its own, so that nothing proposed is ever part of the draft, of what is copied, or of the undo
steps. One can write in it all the same: keys that change the text go to the editor, whose change is then shown.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QTextEdit

from redraft.domain.text import Span
from redraft.gui.draft.editor import Editor
from redraft.gui.draft.redline import Redline
from redraft.gui.draft.text_field import TextField
from redraft.gui.theme import Look, current_theme

_CHANGING = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.DeleteEndOfLine,
    QKeySequence.StandardKey.DeleteCompleteLine,
    QKeySequence.StandardKey.InsertParagraphSeparator,
    QKeySequence.StandardKey.InsertLineSeparator,
)


class Review(TextField):
    """Shows a :class:`Redline`. ``clicked(place)`` is a click without a selection, a code point of the draft."""

    clicked = Signal(int)

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._redline = Redline("", {})
        self._shown: object = None
        self.document().setUndoRedoEnabled(False)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.cursorPositionChanged.connect(self._lead)

    def show_suggestions(self, redline: Redline, current: Span) -> None:
        """Show the draft with what is proposed; ``current`` is the edit that is lit."""
        look = current_theme().look
        if (redline.key, look) != self._shown:
            self._write(redline, look)
        self.setExtraSelections([self._lit(current, look)])

    def place_of(self, edit: Span) -> Span:
        """Where an edit stands, in code points of what is shown."""
        return self._redline.place(edit)

    def source_in_view(self) -> int:
        """The code point of the draft at the top of what can be seen."""
        return self._redline.to_source(self.place_in_view())

    def go_up(self, pixels: int) -> None:
        """Scroll down, past the end of the text if need be."""
        bar, frame = self.verticalScrollBar(), self.document().rootFrame()
        lacks = bar.value() + pixels + self.viewport().height() - self.document().size().height()
        if lacks > 0:
            room = frame.frameFormat()
            room.setBottomMargin(room.bottomMargin() + lacks)
            frame.setFrameFormat(room)
        bar.setValue(bar.value() + pixels)

    def show_from(self, place: int) -> None:
        """Bring a code point of the draft to the top."""
        self.scroll_to(self._redline.to_shown(place))

    def chosen_text(self) -> str:
        """Copying takes the words of the draft."""
        chosen = self._chosen()
        return self._editor.text[chosen.start : chosen.end]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Keys that change the text go to the editor."""
        modifier = Qt.KeyboardModifier
        held = event.modifiers() & (modifier.ControlModifier | modifier.AltModifier | modifier.MetaModifier)
        # Both together are the AltGr key of some systems.
        free = not held or held == modifier.ControlModifier | modifier.AltModifier
        writes = free and bool(event.text()) and event.text().isprintable()
        removes = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
        if writes or removes or any(event.matches(key) for key in _CHANGING):
            self._pass_on(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt names it
        """So does what an input method writes."""
        if event.commitString():
            done = QInputMethodEvent()
            done.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
            self._pass_on(done)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt names it
        """The editor's menu: there is one text."""
        self._editor.select(self._chosen())
        self._editor.createStandardContextMenu().exec(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click that selects nothing points at a suggestion."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self._chosen().start)

    def _pass_on(self, event: QKeyEvent | QInputMethodEvent) -> None:
        self._editor.select(self._chosen())
        QCoreApplication.sendEvent(self._editor, event)

    def _lead(self) -> None:
        """The cursor of the editor goes along, so that it stands right when there is nothing left to suggest."""
        self._editor.select(self._chosen())

    def _chosen(self) -> Span:
        shown = self.selected()
        start = self._redline.to_source(shown.start)
        return Span(start, max(start, self._redline.to_source(shown.end)))

    def _write(self, redline: Redline, look: Look) -> None:
        """Show another text; the cursor goes where the editor's is."""
        bar = self.verticalScrollBar()
        height = bar.value()
        self._redline, self._shown = redline, (redline.key, look)
        with QSignalBlocker(self):
            self.show_pieces(redline.pieces, look)
            place = redline.to_shown(self._editor.selected().start)
            self.setTextCursor(self.cursor_over(Span(place, place)))
        bar.setValue(height)

    def _lit(self, edit: Span, look: Look) -> QTextEdit.ExtraSelection:
        shape = QTextCharFormat()
        shape.setBackground(look.colour("accent_tint"))
        return self.highlight(self._redline.place(edit), shape)
