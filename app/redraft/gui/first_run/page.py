"""The first page: what Redraft does, and where a model can come from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from redraft.gui.models.page import ModelCards
from redraft.gui.models.shelf import Shelf
from redraft.gui.page import Page
from redraft.gui.parts import button, centred, column, label, row
from redraft.gui.services import ModelRow
from redraft.speech.now import _


class FirstRunPage(Page):
    """Offers the models that fit, those already on this computer first."""

    skipped = Signal()
    file_wanted = Signal()

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
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
            ModelCards(shelf, _offered),
            label(meanwhile, "muted"),
            last,
        )
        self.setLayout(column(page))


def _offered(models: Sequence[ModelRow]) -> Sequence[ModelRow]:
    """The first of those that fit."""
    return sorted((one for one in models if one.fits), key=lambda one: not one.found_at)[:3]
