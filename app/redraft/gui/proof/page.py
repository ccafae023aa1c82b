"""The proof page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from redraft.domain.errors import RedraftError
from redraft.domain.message import Message
from redraft.gui.page import Page
from redraft.gui.parts import button, card, centred, clear, column, keep_focus, label, relabel, row
from redraft.gui.services import Refusal, Services
from redraft.gui.tasks import Lane
from redraft.speech.now import _, answer, problem, worded
from redraft.workers.reached import Reached, reached


class ProofPage(Page):
    """Runs the refusals when asked; red as soon as one attempt was not refused, and then the user decides."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._prove, self._go_on, self._ground = services.prove, services.go_on, services.ground
        self._lane = Lane("proof", self)
        self._verdict = label("", "heading")
        self._list = column(gap="s")
        holder = QWidget()
        holder.setLayout(self._list)
        what = _(
            "The processes that read your texts are locked in: no network, no writing, no other files. Here such a "
            "process tries to get out, and you see what the system answers."
        )
        self._again = button(_("Try it now"), self.run, role="primary", symbol="proof")
        self._trust = button(_("Check texts all the same"), self._decide)
        self._trust.setVisible(False)
        line = QWidget()
        line.setLayout(row(self._again, self._trust, None))
        self.setLayout(column(centred(label(_("Proof"), "title"), label(what, "muted"), line, self._verdict, holder)))

    def run(self) -> None:
        """Try everything, on a thread."""
        prove = self._prove
        if prove is None:
            self._verdict.setText(_("This cannot be tried on this computer."))
            return
        self._again.setEnabled(False)
        self._trust.setVisible(False)
        self._verdict.setText(_("Trying…"))
        self._lane.run(
            lambda _cancel, _tell: (prove(), self._ground()),
            on_done=lambda both: self._show(*both),
            on_error=self._failed,
        )

    @property
    def busy(self) -> bool:
        """True while the workers try."""
        return self._lane.busy

    def close_work(self) -> None:
        """End the thread."""
        self._lane.close()

    def _decide(self) -> None:
        assert self._go_on is not None
        self._go_on()
        self._trust.setVisible(False)
        self._say(_("Your texts are checked again, although the isolation does not hold."), good=False)

    def _failed(self, error: RedraftError) -> None:
        self._again.setEnabled(True)
        self._say(_("The proof could not be run. {why}").format(why=problem(error)), good=False)

    def _show(self, refusals: Sequence[Refusal], ground: Sequence[Message]) -> None:
        self._again.setEnabled(True)
        keep_focus(self)
        clear(self._list)
        open_doors = [one for one in refusals if not one.refused]
        if not refusals:
            self._say(_("Nothing was tried, so nothing is proven."), good=False)
        elif open_doors:
            text = _("{count} of {all} attempts were not refused. No text is checked until you decide otherwise.")
            self._say(text.format(count=len(open_doors), all=len(refusals)), good=False)
            self._trust.setVisible(self._go_on is not None)
        else:
            self._say(_("All {all} attempts were refused.").format(all=len(refusals)), good=True)
        if ground:
            self._list.addWidget(label(" ".join(map(worded, ground)), "muted"))
        for one in [*open_doors, *(one for one in refusals if one.refused)]:
            self._list.addWidget(_line(one))
        self._list.addWidget(_own(reached()))

    def _say(self, text: str, *, good: bool) -> None:
        relabel(self._verdict, text, "good" if good else "bad")


def _line(one: Refusal) -> QFrame:
    verdict = _("refused") if one.refused else _("NOT refused")
    head = row(
        label(answer(one.what, "attempt"), "strong"), label(verdict, "good" if one.refused else "bad", wrap=False)
    )
    head.setStretch(0, 1)
    return card(head, label(answer(one.system_said), "small"), role="card" if one.refused else "warning")


def _own(seen: Reached) -> QFrame:
    """The app's own process, which is not locked in: what it asked of a network, counted instead of refused."""
    asked = _("Connections, lookups and datagrams since it started: {count}.").format(
        count=_("not counted") if seen.asked is None else seen.asked
    )
    held = _("Network sockets held now: {count}.").format(
        count=_("not told by this system") if seen.network is None else seen.network
    )
    verdict = _("nothing asked for") if seen.nothing else _("asked for a network")
    head = row(
        label(_("The app itself, which holds your text"), "strong"),
        label(verdict, "good" if seen.nothing else "bad", wrap=False),
    )
    head.setStretch(0, 1)
    return card(head, label(f"{asked} {held}", "small"), role="card" if seen.nothing else "warning")
