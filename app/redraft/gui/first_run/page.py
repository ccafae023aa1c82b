"""The first page: what Redraft does, and where a model can come from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from redraft.gui.models.page import model_card
from redraft.gui.models.shelf import Shelf
from redraft.gui.page import Page
from redraft.gui.parts import button, centred, clear, column, label, row
from redraft.speech.now import _, problem


class FirstRunPage(Page):
    """Offers the models that fit, those already on this computer first."""

    skipped = Signal()
    file_wanted = Signal()

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._rows = column(gap="m")
        rows = QWidget()
        rows.setLayout(self._rows)
        self._error = label("", "bad")
        what = _(
            "Redraft shows what a stranger could conclude from your words, before you post them. For what the words "
            "imply it needs a language model, which runs on this computer."
        )
        online = _(
            "Downloading a model is the only time Redraft goes online, and the process that does it never sees a text "
            "of yours."
        )
        skip = button(_("Start without a model"), self.skipped.emit, role="quiet", symbol="next")
        file = button(_("Use a model file of mine"), self.file_wanted.emit, symbol="open")
        last = QWidget()
        last.setLayout(row(file, None, skip))
        meanwhile = _("Without one, Redraft still marks what the words themselves say.")
        page = centred(
            label(_("Before you post, see what it says about you"), "title"),
            label(what),
            label(online, "muted"),
            self._error,
            rows,
            label(meanwhile, "muted"),
            last,
        )
        self.setLayout(column(page))
        shelf.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        error = self._shelf.error
        self._error.setText("" if error is None else problem(error))
        self._error.setVisible(error is not None)
        clear(self._rows)
        offered = sorted((one for one in self._shelf.rows if one.fits), key=lambda one: not one.found_at)
        for one in offered[:3]:
            self._rows.addWidget(model_card(one, self._shelf))
