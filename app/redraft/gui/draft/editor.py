"""The text field that one writes in: plain text, highlights that never touch the document, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from redraft.domain.finding import Basis
from redraft.domain.text import Span
from redraft.gui.cards.conclusions import Conclusion, touched
from redraft.gui.draft.text_field import BREAKS, TextField
from redraft.gui.theme import Look, current_theme
from redraft.gui.utf16 import Utf16Map


@dataclass(frozen=True, slots=True)
class Marks:
    """What is highlighted: the words of all cards, or those of the selected one."""

    cards: tuple[Conclusion, ...] = ()
    selected: Conclusion | None = None


class Editor(TextField):
    """Emits ``edited(text, start, removed, added)`` in code points, ``pointed(start, end)`` for a selection.

    ``clicked(place)`` is a click without a selection; ``asked(place, where)`` a right click on marked words, with the
    point on the screen.
    """

    edited = Signal(str, int, int, int)
    pointed = Signal(int, int)
    clicked = Signal(int)
    asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._marks = Marks()
        self._shown: tuple[Marks, Look] | None = None
        self._planned: dict[Span, str] = {}
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

    def select(self, span: Span) -> None:
        """Put the cursor somewhere, or select something, without anybody being told."""
        with QSignalBlocker(self):
            self.setTextCursor(self.cursor_over(span))

    def show_marks(self, marks: Marks) -> None:
        """Highlight; does nothing to the document and its undo stack."""
        look = current_theme().look
        if (marks, look) != self._shown:
            self._marks, self._shown = marks, (marks, look)
            self.setExtraSelections(list(self._selections()))

    def marked_at(self, place: int) -> bool:
        """True when a code point is in marked words or beside them."""
        return bool(touched(self._marks.cards, Span(place, place)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click that selects nothing points at a word."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self.selected().start)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt names it
        """On words that give something away: what can be done about them. Elsewhere the menu of every field."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        place = self._map.to_python(cursor.position())
        if self.marked_at(place):
            self.asked.emit(place, event.globalPos())
        else:
            super().contextMenuEvent(event)

    def _on_change(self, start: int, removed: int, added: int) -> None:
        old, old_map = self._text, self._map
        self._text = self.document().toRawText().translate(BREAKS)
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
        span = self.selected()
        self.pointed.emit(span.start, span.end)

    def _selections(self) -> Iterable[QTextEdit.ExtraSelection]:
        shown = [(span, shape) for span, shape in self._carried() if span.end <= len(self._text)]
        if self._marks.selected is not None:
            # Qt draws a stretch anew for every selection on it, so the rest is dimmed around the words, not below them.
            dim = QTextCharFormat()
            dim.setForeground(current_theme().look.colour("dim"))
            for gap in gaps([span for span, _shape in shown], len(self._text)):
                yield self.highlight(gap, dim)
        for span, shape in shown:
            yield self.highlight(span, shape)

    def _carried(self) -> Iterable[tuple[Span, QTextCharFormat]]:
        """The words of the selected card, or else of all, the most exposing last and so on top."""
        look, selected = current_theme().look, self._marks.selected
        for card in reversed(self._marks.cards):
            if selected is None or card.key == selected.key:
                shape = underline(look.of_severity(card.severity), card.basis)
                if selected is not None:
                    shape.setForeground(look.colour("ink"))
                    shape.setBackground(look.of_severity(card.severity, tint=True))
                for span in card.spans:
                    yield span, shape


def gaps(spans: Sequence[Span], length: int) -> list[Span]:
    """What no span covers of a text of that length."""
    found, at = [], 0
    for span in sorted(spans):
        if span.start > at:
            found.append(Span(at, span.start))
        at = max(at, span.end)
    return [*found, Span(at, length)] if at < length else found


def underline(colour: QColor, basis: Basis) -> QTextCharFormat:
    """A solid line for what is stated, a dashed one for what is implied."""
    shape = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle
    shape.setUnderlineStyle(style.SingleUnderline if basis is Basis.STATED else style.DashUnderline)
    shape.setUnderlineColor(colour)
    return shape
