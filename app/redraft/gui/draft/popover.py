"""What can be done with the suggestion that is shown, beside its words: degrees, use, keep, the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from redraft.domain.edit import Degree, Wording
from redraft.gui.draft.reworder import Reworder
from redraft.gui.draft.rewording import Suggestion, Suggestions
from redraft.gui.parts import Flow, Segments, Slot, announce, button, column, label, row
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, attribute_name, worded

_LONGEST = 36
_WIDTH = 460
"""Pixels that it takes where there is room."""
_MARGIN = 6
"""Pixels between it and the words."""


class Popover(QFrame):
    """Hidden while there is nothing to suggest. ``proposed`` brings the number of the wording that was chosen."""

    proposed = Signal(int)
    taken = Signal()
    kept = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "popover")
        self._title, self._count = label("", "strong"), label("", "small", wrap=False)
        self._why = label("", "small")
        self._degrees, self._segments = Slot(gap="xs"), Segments((), "", "")
        back = button("", lambda: self.stepped.emit(-1), role="quiet", symbol="previous", hint=_("Previous suggestion"))
        on = button("", lambda: self.stepped.emit(1), role="quiet", symbol="next", hint=_("Next suggestion"))
        close = button("", self.closed.emit, role="quiet", symbol="close", hint=_("Close the suggestions"))
        self.use = button(_("Use"), self.taken.emit, role="primary", hint=_("Let the new words stand (F9)"))
        keep = button(_("Keep my words"), self.kept.emit, role="quiet", hint=_("Drop this suggestion (Shift+F9)"))
        head = row(self._title, self._count, back, on, close, gap="xs")
        head.setStretch(0, 1)
        foot = Flow()
        for one in (self.use, keep):
            foot.addWidget(one)
        side = space("m")
        self.setLayout(column(head, self._degrees, self._why, foot, gap="s", margin=(side, space("xs"), side, side)))
        self.hide()

    def decide_for(self, reworder: Reworder) -> None:
        """Let what is pressed here be done."""
        self.proposed.connect(reworder.propose)
        self.taken.connect(reworder.take)
        self.kept.connect(reworder.keep)
        self.stepped.connect(reworder.step)
        self.closed.connect(reworder.dismiss)

    def tell(self, one: Suggestion, suggestions: Suggestions) -> None:
        """Say what the suggestion that is shown is about; :meth:`place_beside` shows it."""
        name = attribute_name(one.edit.attribute)
        self._title.setText(f"{name} · {_degree(one.proposed)}")
        self._count.setText(_("{place} of {all}").format(place=suggestions.place, all=len(suggestions)))
        self._why.setText(words.whole_sentence(worded(one.edit.why)))
        self._degrees.fill(one.edit, lambda layout: self._fill_degrees(layout, one))
        self._segments.choose(str(one.at))
        told = _("Suggestion {place} of {all}: “{old}” becomes “{new}”").format(
            place=suggestions.place, all=len(suggestions), old=_cut(one.edit.original), new=_shown(one.proposed)
        )
        if told != self.accessibleDescription():
            self.setAccessibleName(_("Suggestion for: {name}").format(name=name))
            self.setAccessibleDescription(told)
            self.use.setAccessibleName(_("Use: {words}").format(words=_shown(one.proposed)))
            announce(self, told)

    def place_beside(self, line: QRect, room: QRect) -> int:
        """Show it below a line of text, or above it where there is no room, inside of ``room``.

        Never on the line. Returns by how many pixels the text would have to go up until there is room below; 0: it is.
        """
        width = min(_WIDTH + space("xl"), room.width() - 2 * _MARGIN)
        self._why.setVisible(bool(self._why.text()))
        if self._height(width) > room.height() // 2:
            self._why.hide()
        needed = self._height(width)
        left = max(room.left() + _MARGIN, min(line.left() - space("m"), room.right() - width - _MARGIN))
        below, above = line.bottom() + _MARGIN, line.top() - needed - _MARGIN
        lacks = below + needed - room.bottom()
        top = below if lacks <= 0 or above < room.top() else above
        self.show()
        self.raise_()
        self.setGeometry(left, top, width, needed)
        return max(0, lacks) if top == below else 0

    def _height(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width)

    def _fill_degrees(self, layout: QVBoxLayout, one: Suggestion) -> None:
        holder = QApplication.focusWidget()
        if holder is not None and self._segments.isAncestorOf(holder):
            self.use.setFocus()
        options = [(str(at), _shown(wording)) for at, wording in enumerate(one.edit.wordings)]
        self._segments = Segments(options, str(one.at), _("Instead"))
        self._segments.chosen.connect(lambda key: self.proposed.emit(int(key)))
        layout.addWidget(self._segments)
        self._segments.setVisible(len(options) > 1)


def degree_name(degree: Degree) -> str:
    """How much a wording gives up."""
    return {Degree.VAGUER: _("vaguer"), Degree.MUCH_VAGUER: _("much vaguer"), Degree.OUT: _("out")}[degree]


def _degree(wording: Wording) -> str:
    return _("made up") if wording.untrue else degree_name(wording.degree)


def _shown(wording: Wording) -> str:
    return _cut(wording.text) if wording.text.strip() else _("(leave it out)")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
