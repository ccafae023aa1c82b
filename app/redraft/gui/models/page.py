"""The models page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QLayout, QWidget

from redraft.gui.models.shelf import Doing, Shelf
from redraft.gui.page import Page
from redraft.gui.parts import Bar, button, card, centred, clear, column, label, row
from redraft.gui.services import ModelRow
from redraft.speech.now import _, problem
from redraft.speech.words import gigabytes, good_for, pace


class ModelsPage(Page):
    """Shows a :class:`Shelf`."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        intro = _(
            "A model is what draws conclusions. It runs on this computer, in a process without network. Which one you "
            "use is a matter of patience and memory."
        )
        file = button(_("Use a model file of mine"), self._ask, symbol="open")
        line = QWidget()
        line.setLayout(row(file, None))
        page = centred(label(_("Models"), "title"), label(intro, "muted"), ModelCards(shelf), line)
        self.setLayout(column(page))

    def _ask(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Use a model file of mine"), "", "GGUF (*.gguf)")
        if name:
            self._shelf.adopt(Path(name))


class ModelCards(QWidget):
    """The models of a shelf as cards, those that ``chosen`` picks, below what went wrong."""

    def __init__(self, shelf: Shelf, chosen: Callable[[Sequence[ModelRow]], Sequence[ModelRow]] = tuple) -> None:
        super().__init__()
        self._shelf, self._chosen = shelf, chosen
        self._error, self._rows = label("", "bad"), column(gap="m")
        self.setLayout(column(self._error, self._rows, gap="m"))
        shelf.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        error = self._shelf.error
        self._error.setText("" if error is None else problem(error))
        self._error.setVisible(error is not None)
        clear(self._rows)
        if not self._shelf.loaded:
            self._rows.addWidget(label(_("Looking what is there…"), "muted"))
        for one in self._chosen(self._shelf.rows):
            self._rows.addWidget(model_card(one, self._shelf))


def model_card(one: ModelRow, shelf: Shelf) -> QFrame:
    """One model with what can be done with it now."""
    mine = shelf.model_id == one.id
    state = state_of(one, shelf)
    state_label = label(state, "good" if one.active and one.installed else "small", wrap=False)
    head = row(label(one.name, "heading"), state_label)
    head.setStretch(0, 1)
    needs = _("Needs {memory} of memory and {size} on disk.").format(
        memory=gigabytes(one.memory), size=gigabytes(one.size)
    )
    has = _("This computer has {memory}.").format(memory=gigabytes(one.have)) if one.have else ""
    fits = _("It fits.") if one.fits else _("Too large for this computer.")
    licence = _("Licence: {licence}.").format(licence=one.licence)
    parts: list[QWidget | QLayout] = [head, label(good_for(one.suited))]
    if takes := pace(one.seconds, estimated=one.estimated) if one.fits else "":
        parts.append(label(takes, "muted"))
    parts.append(label(" ".join(filter(None, (needs, has, fits))), "muted"))
    parts.append(label(f"{licence} {one.fit_note}".strip(), "small"))
    if not one.installed:
        where = _("Found on this computer; nothing has to be downloaded.") if one.found_at else one.origin
        if where:
            parts.append(label(where, "small"))
    if mine and shelf.doing in {Doing.INSTALLING, Doing.VERIFYING}:
        parts.append(Bar(shelf.done / shelf.total if shelf.total else 0.0, height=8))
    return card(*parts, row(None, *_buttons(one, shelf)))


def state_of(one: ModelRow, shelf: Shelf) -> str:
    """What a model is doing, in a few words."""
    if shelf.model_id == one.id and shelf.doing in {Doing.INSTALLING, Doing.PAUSED, Doing.VERIFYING}:
        amount = f"{gigabytes(shelf.done)} / {gigabytes(shelf.total or one.size)}"
        return {
            Doing.INSTALLING: _("installing, {amount}").format(amount=amount),
            Doing.PAUSED: _("paused at {amount}").format(amount=amount),
            Doing.VERIFYING: _("verifying, {amount}").format(amount=amount),
        }[shelf.doing]
    if not one.installed:
        return _("not installed")
    state = _("in use") if one.active else _("installed")
    return _("{state}, verified just now").format(state=state) if one.id in shelf.verified else state


def _buttons(one: ModelRow, shelf: Shelf) -> list[QWidget]:
    if shelf.model_id == one.id and shelf.doing is Doing.INSTALLING:
        return [button(_("Pause"), shelf.pause, symbol="stop")]
    if not one.installed:
        going_on = shelf.model_id == one.id and shelf.doing is Doing.PAUSED
        text = _("Go on") if going_on else _("Use it") if one.found_at else _("Install")
        install = button(text, lambda: shelf.install(one.id), role="primary", symbol="install")
        install.setEnabled(one.fits and shelf.doing in {Doing.NOTHING, Doing.PAUSED})
        install.setAccessibleDescription(one.name)
        return [install]
    verify = button(_("Verify"), lambda: shelf.verify(one.id), symbol="check")
    remove = button(_("Remove"), lambda: shelf.remove(one.id), symbol="remove")
    choose = button(_("Use it"), lambda: shelf.choose(one.id), role="primary")
    result = [verify, remove] if one.active else [verify, remove, choose]
    for one_button in result:
        one_button.setAccessibleDescription(one.name)
        one_button.setEnabled(shelf.doing is Doing.NOTHING)
    return list(result)
