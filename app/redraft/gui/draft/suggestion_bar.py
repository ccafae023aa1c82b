"""The suggestion that is shown, below the text: what would stand there instead, in its degrees."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from redraft.domain.edit import Degree, Wording
from redraft.gui import words
from redraft.gui.draft.rewording import Suggestions
from redraft.gui.i18n import _, sentence
from redraft.gui.parts import button, clear, column, label, row
from redraft.gui.theme import space

_LONGEST = 60


class SuggestionBar(QFrame):
    """Hidden while there is nothing to suggest."""

    taken = Signal(object)
    kept = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._column = column(gap="s", margin=space("m"))
        self.setLayout(self._column)
        self.hide()

    def show_suggestion(self, suggestions: Suggestions) -> None:
        """Show the current suggestion, or hide."""
        clear(self._column)
        edit = suggestions.current
        self.setVisible(edit is not None)
        if edit is None:
            return
        where = _("Suggestion {place} of {all}").format(place=suggestions.place, all=len(suggestions))
        back = button("", lambda: self.stepped.emit(-1), role="quiet", symbol="previous", hint=_("Previous suggestion"))
        on = button("", lambda: self.stepped.emit(1), role="quiet", symbol="next", hint=_("Next suggestion"))
        close = button("", self.closed.emit, role="quiet", symbol="close", hint=_("Close the suggestions"))
        about = label(words.attribute_name(edit.attribute), "small", wrap=False)
        self._column.addLayout(row(label(where, "strong", wrap=False), about, None, back, on, close, gap="xs"))
        self._column.addLayout(row(label(_cut(edit.original), "struck")))
        for wording in edit.wordings:
            self._column.addLayout(self._wording(wording))
        keep = button(_("Keep my words"), self.kept.emit, role="quiet")
        last = row(label(sentence(edit.why), "small"), keep)
        last.setStretch(0, 1)
        self._column.addLayout(last)

    def _wording(self, wording: Wording) -> QHBoxLayout:
        use = button(_("Use"), lambda: self.taken.emit(wording))
        shown = _cut(wording.text) if wording.text.strip() else _("(leave it out)")
        use.setAccessibleName(_("Use: {words}").format(words=shown))
        line = row(label(shown), label(degree_name(wording.degree), "small", wrap=False), use, gap="m")
        line.setStretch(0, 1)
        return line


def degree_name(degree: Degree) -> str:
    """How much a wording gives up."""
    return {Degree.VAGUER: _("vaguer"), Degree.MUCH_VAGUER: _("much vaguer"), Degree.OUT: _("out")}[degree]


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
