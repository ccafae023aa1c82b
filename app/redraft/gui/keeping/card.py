"""What may be kept: off until it is turned on, what it then holds, and how to be rid of it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from redraft.domain.relations import Fact
from redraft.gui.cards.problem import problem_card
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.gui.parts import Flow, Segments, Slot, announce, button, card, column, keep_focus, label, row
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_name, number, worded
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError

SETTLED = 30
"""Milliseconds after which new parts have their places; before that nothing can be scrolled to."""
MOST_IN_A_LINE = 2
"""Buttons that are side by side however narrow the window is."""


class KeepingCard(QFrame):
    """Shows a :class:`Keeper`; with none that could be used, nothing."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._keeper = keeper
        self._protection = Protection.KEYRING
        self._asked = ""
        self._answer_with: QPushButton | None = None
        self._told = ""
        self._slot = Slot(gap="m")
        holder = QWidget()
        holder.setLayout(self._slot)
        self.setLayout(column(label(_("What may be kept"), "strong"), holder, gap="s", margin=space("l")))
        keeper.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        keeper = self._keeper
        used = keeper.stand is not Stand.ABSENT or keeper.error is not None
        if not used or self.parentWidget() is not None:  # alone it would be a window of its own
            self.setVisible(used)
        known = (
            None
            if keeper.stand in {Stand.ABSENT, Stand.BROKEN}
            else (keeper.status, keeper.declared, keeper.rules, keeper.draft)
        )
        state = (keeper.stand, known, keeper.busy, keeper.error, keeper.said, self._asked, self._protection)
        self._slot.fill(state, self._fill)
        keep_focus(self)
        told = keeper.said if keeper.error is None else worded(keeper.error.problem)
        if told and told != self._told:
            announce(self, told)
        self._told = told

    def _fill(self, layout: QVBoxLayout) -> None:
        keeper, stand = self._keeper, self._keeper.stand
        if stand is Stand.OFF and isinstance(keeper.error, KeyringError):
            layout.addWidget(self._without_keyring(keeper.error))
            return
        if keeper.error is not None:
            layout.addWidget(problem_card(keeper.error))
        if keeper.said:
            layout.addWidget(label(keeper.said, "good"))
        if stand is Stand.OFF:
            self._fill_off(layout)
        elif stand is Stand.LOCKED:
            waits = keeper.busy and keeper.status.protection is Protection.KEYRING
            locked = _("It is on and locked: nothing is read or written until you open it.")
            layout.addWidget(label(_("It is on; waiting for the keyring…") if waits else locked))
            layout.addWidget(label(_where(keeper), "small"))
            layout.addWidget(self._line(self._erase(), button(_("Open it"), keeper.open, role="primary")))
        elif stand is Stand.OPEN:
            self._fill_open(layout)
        elif stand is Stand.BROKEN:
            layout.addWidget(self._line(self._erase()))
        if self._asked == "erase":
            layout.addWidget(self._really())
        elif self._asked == "rotate":
            layout.addWidget(self._other_key())

    def _fill_off(self, layout: QVBoxLayout) -> None:
        keeper = self._keeper
        layout.addWidget(label(_("Nothing of what you check is kept.")))
        what = _(
            "If you turn this on, six things stay on this computer, encrypted: how far the scan of an archive came, "
            "so that it can go on after a crash; reports that you choose to keep; what you say everyone knows; your "
            "rules about words; what stands for what in texts for an assistant; and a draft, if you keep it when the "
            "window closes. Playlists never stay."
        )
        layout.addWidget(label(what, "muted"))
        self._add_choice(layout)
        layout.addWidget(label(_("It would lie in {folder}.").format(folder=keeper.status.folder), "small"))
        restore = button(_("Restore a backup"), self._restore, symbol="open")
        on = button(_("Turn it on"), lambda: keeper.create(self._protection), role="primary")
        layout.addWidget(self._line(restore, on))

    def _fill_open(self, layout: QVBoxLayout) -> None:
        keeper = self._keeper
        by = {
            Protection.KEYRING: _("It is on, protected by a key in the system's keyring."),
            Protection.PASSPHRASE: _("It is on, protected by your passphrase."),
        }
        assert keeper.status.protection is not None
        layout.addWidget(label(by[keeper.status.protection]))
        layout.addWidget(label(_held(keeper), "muted"))
        layout.addWidget(label(_where(keeper), "small"))
        if keeper.status.old_keys:
            left = _("A key of before is still in the keyring, which did not let it go; it opens nothing any more.")
            layout.addWidget(label(left, "small"))
        if keeper.declared:
            facts = sorted(keeper.declared, key=lambda fact: (attribute_name(fact[0]), fact[1]))
            layout.addLayout(column(label(_("Everyone knows"), "strong"), *map(self._fact, facts), gap="xs"))
        backup = button(_("Save a backup"), self._backup, symbol="export")
        rotate = button(_("Change the protection"), partial(self._ask, "rotate"))
        some = keeper.status.held is not None and keeper.status.held[0]
        scans = [button(_("Forget the scans"), keeper.forget_scans)] if some else []
        kept = [] if keeper.draft is None else [button(_("Forget the draft"), self._forget_draft)]
        layout.addWidget(self._line(backup, rotate, *scans, *kept, self._erase()))

    def _forget_draft(self) -> None:
        self._keeper.with_records(lambda records: records.forget_draft())

    def _add_choice(self, layout: QVBoxLayout) -> None:
        options = [
            (Protection.KEYRING.value, _("A key in the system's keyring")),
            (Protection.PASSPHRASE.value, _("A passphrase")),
        ]
        choice = Segments(options, self._protection.value, _("Protected by"))
        choice.chosen.connect(self._choose)
        consequences = {
            Protection.KEYRING: _("The keyring opens when you log in, and this opens with it."),
            Protection.PASSPHRASE: _("You are asked for it when it is needed. Who loses it loses what is kept."),
        }
        parts = (label(_("Protected by"), "strong"), choice, label(consequences[self._protection], "small"))
        layout.addLayout(column(*parts, gap="xs"))

    def _choose(self, key: str) -> None:
        self._protection = Protection(key)
        self._show()

    def _without_keyring(self, error: KeyringError) -> QFrame:
        """No alarm: there is another way, and doing without."""
        instead = button(_("Use a passphrase"), self._with_passphrase, role="primary")
        nothing = button(_("Keep nothing"), self._keeper.dismiss, role="quiet")
        said = (label(worded(error.problem), "strong"), label(worded(error.remedy)))
        return card(*said, self._line(instead, nothing), role="notice")

    def _with_passphrase(self) -> None:
        self._protection = Protection.PASSPHRASE
        self._keeper.create(Protection.PASSPHRASE)

    def _fact(self, fact: Fact) -> QWidget:
        text = f"{attribute_name(fact[0])}: {answer(fact[1], fact[0].value)}"
        remove = button(_("Remove"), partial(self._keeper.withdraw, fact), role="quiet")
        remove.setAccessibleDescription(text)
        holder = QWidget()
        line = row(label(text), remove)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _erase(self) -> QWidget:
        return button(_("Erase everything"), partial(self._ask, "erase"), symbol="remove")

    def _really(self) -> QFrame:
        said = _("Erase everything that is kept? First its key is removed, then the files. It cannot be brought back.")
        yes = button(_("Erase it"), partial(self._answer, self._keeper.erase))
        no = self._answer_with = button(_("Keep it"), partial(self._ask, ""), role="primary")
        return card(label(said), self._line(no, yes), role="warning")

    def _other_key(self) -> QFrame:
        said = _("Everything is encrypted anew under a new key, and the old key is removed.")
        new = self._answer_with = button(_("Encrypt anew"), self._rotate, role="primary")
        no = button(_("Cancel"), partial(self._ask, ""), role="quiet")
        lines = column()
        self._add_choice(lines)
        return card(label(said), lines, self._line(new, no), role="notice")

    def _ask(self, what: str) -> None:
        status = self._keeper.status if self._keeper.stand is Stand.OPEN else None
        if what == "rotate" and status is not None and status.protection is not None:
            self._protection = status.protection
        self._asked = what
        self._show()
        if what:
            QTimer.singleShot(SETTLED, self, self._reveal)

    def _reveal(self) -> None:
        """Bring the question into view, with the keyboard on the answer that harms least."""
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self._answer_with is not None:
            self._answer_with.setFocus()
            area.ensureWidgetVisible(self._answer_with, 0, space("xl"))

    def _answer(self, action: Callable[[], object]) -> None:
        self._asked, self._answer_with = "", None
        action()

    def _rotate(self) -> None:
        self._answer(lambda: self._keeper.rotate(self._protection))

    def _backup(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a backup"), "redraft-backup.db")
        if name:
            self._keeper.backup(Path(name))

    def _restore(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"))
        if name:
            self._keeper.restore(Path(name), self._protection)

    def _line(self, *buttons: QWidget) -> QWidget:
        """Buttons in as many lines as they need; none can be pressed while something is done."""
        holder = QWidget()
        for one in buttons:
            one.setEnabled(not self._keeper.busy)
        if len(buttons) <= MOST_IN_A_LINE:
            holder.setLayout(row(*buttons, None))
            return holder
        flow = Flow("s")
        for one in buttons:
            flow.addWidget(one)
        holder.setLayout(flow)
        return holder


def _held(keeper: Keeper) -> str:
    scans, reports, facts = keeper.status.held or (0, 0, 0)
    counted = (
        (scans, _("1 scan of an archive"), _("{count} scans of archives")),
        (reports, _("1 report"), _("{count} reports")),
        (facts, _("1 fact that everyone knows"), _("{count} facts that everyone knows")),
        (len(keeper.rules), _("1 rule of yours"), _("{count} rules of yours")),
        (int(keeper.draft is not None), _("a draft"), ""),
    )
    parts = [one if count == 1 else many.format(count=number(count)) for count, one, many in counted if count]
    return _("It holds: {things}.").format(things=", ".join(parts)) if parts else _("It is still empty.")


def _where(keeper: Keeper) -> str:
    size = keeper.status.size
    shown = words.gigabytes(size) if size >= 1e6 else f"{number(size / 1e3)} kB"
    return _("{size} in {folder}").format(size=shown, folder=keeper.status.folder)
