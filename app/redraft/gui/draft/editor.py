"""The text field: plain text, highlights that never touch the document, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from redraft.domain.finding import Basis
from redraft.domain.text import Span
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.clipboard import private
from redraft.gui.theme import Look, current_theme, tokens
from redraft.gui.utf16 import Utf16Map

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What is highlighted: the words of all cards, those of the selected one, the suggestions and the one shown."""

    cards: tuple[Conclusion, ...] = ()
    selected: Conclusion | None = None
    edits: tuple[Span, ...] = ()
    edit: Span | None = None


class Editor(QTextEdit):
    """Emits ``edited(text, start, removed, added)`` in code points, ``pointed(start, end)`` for a selection.

    ``clicked(place)`` is a click without a selection.
    """

    edited = Signal(str, int, int, int)
    pointed = Signal(int, int)
    clicked = Signal(int)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(240)
        self._text = ""
        self._map = Utf16Map("")
        self._marks = Marks()
        self._shown: tuple[Marks, Look] | None = None
        self._planned: dict[Span, str] = {}
        self._space_lines()
        self.document().contentsChange.connect(self._on_change)
        self.selectionChanged.connect(self._on_selection)
        self.cursorPositionChanged.connect(self._on_selection)

    @property
    def text(self) -> str:
        """The text as typed, with the non-breaking spaces that ``toPlainText`` would lose."""
        return self._text

    def replace_all(self, text: str) -> None:
        """Put another text into the field; it can be undone."""
        self.replace({Span(0, len(self._text)): text})

    def replace(self, chosen: dict[Span, str]) -> None:
        """Make replacements, as one step for undo."""
        self._planned = chosen
        cursor = QTextCursor(self.document())
        places = [(self._map.to_qt(s.start), self._map.to_qt(s.end), t) for s, t in chosen.items()]
        cursor.beginEditBlock()
        for start, end, text in sorted(places, reverse=True):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()
        self._planned = {}

    def show_marks(self, marks: Marks) -> None:
        """Highlight; does nothing to the document and its undo stack."""
        look = current_theme().look
        if (marks, look) != self._shown:
            self._marks, self._shown = marks, (marks, look)
            self.setExtraSelections(list(self._selections()))

    def reveal(self, span: Span) -> None:
        """Scroll so that a stretch can be seen, without moving the cursor."""
        rect = self.cursorRect(self._cursor(span))
        bar = self.verticalScrollBar()
        if not 0 <= rect.top() <= self.viewport().height() - rect.height():
            bar.setValue(bar.value() + rect.top() - self.viewport().height() // 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click that selects nothing points at a word."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self._map.to_python(self.textCursor().position()))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt names it
        """What is copied from the draft carries the hints that keep it out of clipboard histories."""
        chosen = self.textCursor().selectedText().translate(_BREAKS)
        return private(chosen)

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

    def _space_lines(self) -> None:
        spacing = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        spacing.setLineHeight(float(tokens()["type"]["line_percent"]), height)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.document().clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)

    def _on_change(self, start: int, removed: int, added: int) -> None:
        old, old_map = self._text, self._map
        self._text = self.document().toRawText().translate(_BREAKS)
        if self._text == old:
            return
        self._map = Utf16Map(self._text)
        if self._planned:
            for span in sorted(self._planned, reverse=True):
                self.edited.emit(self._text, span.start, len(span), len(self._planned[span]))
            return
        first = min(old_map.to_python(start), self._map.to_python(start))
        before = old_map.to_python(start + removed)
        after = self._map.to_python(start + added)
        self.edited.emit(self._text, first, before - first, after - first)

    def _on_selection(self) -> None:
        cursor = self.textCursor()
        self.pointed.emit(self._map.to_python(cursor.selectionStart()), self._map.to_python(cursor.selectionEnd()))

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._map.to_qt(span.start))
        cursor.setPosition(self._map.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selections(self) -> Iterable[QTextEdit.ExtraSelection]:
        dims = self._marks.selected is not None or self._marks.edit is not None
        shown = list(self._suggested() if self._marks.edit is not None else self._carried())
        shown = [(span, shape) for span, shape in shown if span.end <= len(self._text)]
        if dims:
            # Qt draws a stretch anew for every selection on it, so the rest is dimmed around the words, not below them.
            dim = _ink(current_theme().look.colour("dim"))
            for gap in gaps([span for span, _shape in shown], len(self._text)):
                yield self._selection(gap, dim)
        for span, shape in shown:
            yield self._selection(span, shape)

    def _carried(self) -> Iterable[tuple[Span, QTextCharFormat]]:
        """The words of the selected card, or else of all, the most exposing last and so on top."""
        look, selected = current_theme().look, self._marks.selected
        for card in reversed(self._marks.cards):
            if selected is None or card.key == selected.key:
                shape = _underline(look.of_severity(card.severity), card.basis)
                if selected is not None:
                    shape.setForeground(look.colour("ink"))
                    shape.setBackground(look.of_severity(card.severity, tint=True))
                for span in card.spans:
                    yield span, shape

    def _suggested(self) -> Iterable[tuple[Span, QTextCharFormat]]:
        """The words that a suggestion would replace, struck out, the one that is shown in full ink."""
        look = current_theme().look
        for span in self._marks.edits:
            current = span == self._marks.edit
            shape = _ink(look.colour("ink" if current else "muted"))
            shape.setFontStrikeOut(True)
            # Without a background Qt does not draw a struck-out selection at all.
            shape.setBackground(look.colour("accent_tint" if current else "surface"))
            yield span, shape

    def _selection(self, span: Span, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(span)
        selection.format = shape
        return selection


def gaps(spans: Sequence[Span], length: int) -> list[Span]:
    """What no span covers of a text of that length."""
    found, at = [], 0
    for span in sorted(spans):
        if span.start > at:
            found.append(Span(at, span.start))
        at = max(at, span.end)
    return [*found, Span(at, length)] if at < length else found


def _ink(colour: QColor) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setForeground(colour)
    return shape


def _underline(colour: QColor, basis: Basis) -> QTextCharFormat:
    shape = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle
    shape.setUnderlineStyle(style.SingleUnderline if basis is Basis.STATED else style.DashUnderline)
    shape.setUnderlineColor(colour)
    return shape
