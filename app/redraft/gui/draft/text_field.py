"""What the editor and the text with suggestions share: how a draft is set, and places in code points."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from redraft.domain.text import Span
from redraft.gui.clipboard import private, text_in
from redraft.gui.draft.redline import Part, Piece
from redraft.gui.theme import Look, current_theme, tokens
from redraft.gui.utf16 import Utf16Map

BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})
"""What Qt writes for the end of a line and of a paragraph."""


class TextField(QTextEdit):
    """A field of plain text. ``dropped`` names a file that was dropped on it, ``zoomed`` says by how many steps."""

    dropped = Signal(str)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(240)
        self._map = Utf16Map("")
        self.space_lines()

    def enlarge(self, percent: int) -> None:
        """Show the text at a size, in percent of the usual one."""
        points = current_theme().points("editor") * percent / 100
        self.setStyleSheet(f"QTextEdit#editor {{ font-size: {points:.2f}pt; }}")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt names it
        """With Ctrl the wheel makes the text larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def reveal(self, span: Span) -> None:
        """Scroll so that a stretch can be seen, from its beginning, without moving the cursor."""
        top, bottom, height = self.rect_at(span.start).top(), self.rect_at(span.end).bottom(), self.viewport().height()
        if top < 0 or bottom > height:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - min(height // 3, max(0, height - (bottom - top))))

    def place_in_view(self) -> int:
        """The code point at the top of what can be seen."""
        return self._map.to_python(self.cursorForPosition(self.viewport().rect().topLeft()).position())

    def scroll_to(self, place: int) -> None:
        """Bring a code point to the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rect_at(place).top())

    def rect_at(self, place: int) -> QRect:
        """Where the cursor would stand before a code point, in the viewport."""
        return self.cursorRect(self.cursor_over(Span(place, place)))

    def space_lines(self) -> None:
        """Set the lines apart."""
        spacing = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        spacing.setLineHeight(float(tokens()["type"]["line_percent"]), height)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.document().clearUndoRedoStacks()

    def show_pieces(self, pieces: Iterable[Piece], look: Look, *, quoted: bool = True) -> None:
        """Show a text with its changes instead; not ``quoted``: without what sets new words apart from the old."""
        shapes = {part: _shape(part, look) for part in Part}
        cursor, shown = QTextCursor(self.document()), []
        cursor.beginEditBlock()  # laid out once, not once a piece
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for piece in pieces:
            gap = int(piece.part is Part.IN)  # the space that sets new words apart is not underlined
            before, words = (piece.text[:gap], piece.text[gap:]) if quoted else ("", piece.words)
            cursor.insertText(before, shapes[Part.KEPT])
            cursor.insertText(words, shapes[piece.part])
            shown += [before, words]
        cursor.endEditBlock()
        self._map = Utf16Map("".join(shown))

    def cursor_over(self, span: Span) -> QTextCursor:
        """A cursor that selects a stretch."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._map.to_qt(span.start))
        cursor.setPosition(self._map.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def selected(self) -> Span:
        """The selection, or the place of the cursor."""
        cursor = self.textCursor()
        return Span(self._map.to_python(cursor.selectionStart()), self._map.to_python(cursor.selectionEnd()))

    def highlight(self, span: Span, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        """A format for a stretch that is painted, not written into the document."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self.cursor_over(span)
        selection.format = shape
        return selection

    def chosen_text(self) -> str:
        """What copying takes."""
        return self.textCursor().selectedText().translate(BREAKS)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt names it
        """What is copied from the draft carries the hints that keep it out of clipboard histories."""
        return private(self.chosen_text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt names it
        """Whatever has words in it."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt names it
        """What is pasted is set as what is typed; Qt's own way would set its lines closer."""
        self.textCursor().insertText(text_in(source))
        self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt names it
        """Take files as well as text."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt names it
        """A dropped file is opened, a dropped text inserted."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.dropped.emit(urls[0].toLocalFile())
        else:
            super().dropEvent(event)


def _shape(part: Part, look: Look) -> QTextCharFormat:
    shape = QTextCharFormat()
    if part is Part.OUT:
        shape.setFontStrikeOut(True)
        shape.setForeground(look.colour("muted"))
    elif part is Part.IN:
        shape.setFontUnderline(True)
        shape.setForeground(look.colour("accent"))
    return shape
