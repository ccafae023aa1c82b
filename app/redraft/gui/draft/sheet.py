"""The white side of the draft page: the editor, and over it the text with suggestions while there are any."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from redraft.domain.stand_ins import Unmasked
from redraft.domain.text import Span
from redraft.gui.draft.answer import Answer
from redraft.gui.draft.brief_bar import BriefBar
from redraft.gui.draft.comparison import Comparison
from redraft.gui.draft.editor import Editor
from redraft.gui.draft.popover import Popover
from redraft.gui.draft.redline import Redline
from redraft.gui.draft.reply import Reply
from redraft.gui.draft.review import Review
from redraft.gui.draft.rewording import Suggestions
from redraft.gui.parts import Flow, column, row
from redraft.gui.services import Settings
from redraft.gui.theme import space
from redraft.speech.now import _
from redraft.storage.settings import ZOOMS


class Sheet(QFrame):
    """Shows what it is told. ``editor`` holds the draft; ``review`` and ``popover`` are seen while one suggests."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.setObjectName("sheet")
        self.editor, self.brief, self.reply = Editor(), BriefBar(), Reply()
        self.review, self.popover, self.comparison = Review(self.editor), Popover(), Comparison()
        self.answer = Answer()
        self.editor.setAccessibleName(_("Your draft"))
        self.editor.setPlaceholderText(_("Write or paste what you are about to post."))
        self.review.setAccessibleName(_("Your draft, with suggestions"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.review)
        self._stack.addWidget(self.comparison)
        self._stack.addWidget(self.answer)
        side = space("l")
        folds, flow = QWidget(), Flow()
        flow.addWidget(self.brief.fold)
        flow.addWidget(self.reply.fold)
        folds.setLayout(flow)
        whole = column(row(folds, margin=(side, space("s"), side, 0)), self.brief, self.reply, self._stack, gap="xs")
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.popover.setParent(self)
        self._edit: Span | None = None
        self._anchor = QTimer(self, singleShot=True, interval=0)
        self._anchor.timeout.connect(self._place)
        self.review.verticalScrollBar().valueChanged.connect(lambda _value: self._anchor.start())
        self.review.installEventFilter(self)
        self._enlarge(self._percent)

    def show_suggestions(self, text: str, suggestions: Suggestions) -> None:
        """Show the text with what is proposed; without suggestions the editor alone. A comparison stays in front."""
        if self.comparing or self.answering:
            return
        one = suggestions.current
        if one is None:
            self._leave()
            return
        edit = one.edit.span
        self.review.show_suggestions(Redline(text, suggestions.proposals), edit)
        if self._stack.currentWidget() is self.editor:
            self._enter()
        self.popover.tell(one, suggestions)
        if edit != self._edit:
            self._edit = edit
            self.review.reveal(self.review.place_of(edit))
        self._anchor.start()

    def zoom(self, steps: int) -> int:
        """Show the text so many steps larger, or 0: as usual, and remember that; returns its size in percent."""
        at = ZOOMS.index(self._percent) + steps
        percent = ZOOMS[max(0, min(at, len(ZOOMS) - 1))] if steps else 100
        self._settings.set("zoom", str(percent))
        self._enlarge(percent)
        return percent

    @property
    def comparing(self) -> bool:
        """True while two texts are shown."""
        return self._stack.currentWidget() is self.comparison

    def compare(self, before: str, after: str) -> None:
        """Show two texts in place of the one."""
        self.comparison.show_texts(before, after)
        self._stack.setCurrentWidget(self.comparison)
        self.popover.hide()

    def end_comparison(self) -> None:
        """Show the one text again."""
        if self.comparing:
            self._to_text()

    @property
    def answering(self) -> bool:
        """True while an assistant's answer is shown."""
        return self._stack.currentWidget() is self.answer

    def show_answer(self, answer: Unmasked) -> None:
        """Show an answer with the real words in place of the draft."""
        self.answer.show_answer(answer)
        self._stack.setCurrentWidget(self.answer)
        self.popover.hide()

    def end_answer(self) -> None:
        """Show the draft again."""
        if self.answering:
            self._to_text()

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        (self.editor if self._edit is None else self.review).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Keep the popover beside its words when the text is laid out anew."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange}:
            self._anchor.start()
        return super().eventFilter(watched, event)

    def _to_text(self) -> None:
        self._stack.setCurrentWidget(self.editor if self._edit is None else self.review)
        self.take_focus()
        self._anchor.start()

    @property
    def _percent(self) -> int:
        return int(self._settings.get("zoom", "100"))

    def _enlarge(self, percent: int) -> None:
        for field in (self.editor, self.review, *self.comparison.fields, self.answer.field):
            field.enlarge(percent)

    def _enter(self) -> None:
        top, focused = self.editor.place_in_view(), QApplication.focusWidget()
        self._stack.setCurrentWidget(self.review)
        self.review.show_from(top)
        # Who wrote goes on in the text; who pressed a button meets the next one.
        (self.review if focused in {None, self.editor} else self.popover.use).setFocus()

    def _leave(self) -> None:
        if self._stack.currentWidget() is self.editor:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        top = self.review.source_in_view()
        self._stack.setCurrentWidget(self.editor)
        self.editor.scroll_to(top)
        self.popover.hide()
        self._edit = None
        if inside:
            self.editor.setFocus()

    def _place(self) -> None:
        """Beside the words where they can be seen; out of the way while they cannot."""
        if self._edit is None or self.comparing or self.answering:
            return
        place, view = self.review.place_of(self._edit), self.review.viewport()
        line = self.review.rect_at(place.start).united(self.review.rect_at(place.end))
        line.translate(view.mapTo(self, view.rect().topLeft()))
        room = self._stack.geometry()
        if line.bottom() <= room.top() or line.top() >= room.bottom():
            self.popover.hide()
        elif lacks := self.popover.place_beside(line, room):
            self.review.go_up(lacks)
