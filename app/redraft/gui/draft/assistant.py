"""What goes to an assistant and comes back: stand-ins, in memory until the window closes, or in the encrypted store."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import InputError, StoreError
from redraft.domain.message import Message
from redraft.domain.rules import Rule
from redraft.domain.stand_ins import Masked, StandIns, Style
from redraft.domain.text import Note
from redraft.gui.keeping.desk import Drawer
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.masking.masker import Masker
from redraft.usecases.masking.unmask import unmask

TRIES = 5
"""How often a text is masked anew because another Redraft kept other stand-ins meanwhile."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A masked text, what is to be said of it, and whether what stands for what outlives the window."""

    masked: Masked
    notes: tuple[Note, ...]
    lasting: bool


class Assistant(QObject):
    """Masks and unmasks on a thread. Emits ``masked`` with a :class:`Sent`, ``answered`` with an :class:`Unmasked`,
    ``failed`` with the error, ``forgotten`` once nothing has a stand-in any more.

    Stand-ins are those of the store while that can be opened; what was masked before that stays in memory, unless the
    store has none yet.
    """

    masked = Signal(object)
    answered = Signal(object)
    failed = Signal(object)
    forgotten = Signal()

    def __init__(self, services: Services, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._keeper = services, keeper
        self._lane = Lane("mask", self)
        self._here = StandIns()

    @property
    def style(self) -> Style:
        """What stood for names last."""
        return Style(self._services.settings.get("stand_ins", Style.LABELS.value))

    @property
    def can_unmask(self) -> bool:
        """Whether anything may have a stand-in."""
        return bool(self._here.entries) or self._keeper.stand in {Stand.LOCKED, Stand.OPEN}

    @property
    def busy(self) -> bool:
        """True while something is masked or put back."""
        return self._lane.busy

    def mask(self, text: str, rules: frozenset[Rule], style: Style) -> None:
        """Put stand-ins into a text, and remember what stands for what."""
        self._services.settings.set("stand_ins", style.value)
        masker, here = Masker(self._services.rewrite.check.fast, rules), self._here

        def job(cancel: threading.Event, _tell: Tell) -> Sent:
            drawer = self._keeper.unlock(cancel)
            for _attempt in range(TRIES):
                kept = StandIns() if drawer is None else drawer.stand_ins()
                lasting = drawer is not None and (not here.entries or not kept.entries or here == kept)
                known = (kept if kept.entries else here) if lasting else here
                masked, notes = masker.mask(text, known, style, cancel=cancel)
                if not lasting or drawer is None or drawer.keep_stand_ins(masked.stand_ins, kept):
                    return Sent(masked, notes, lasting)
            raise StoreError(Message("store.used_elsewhere"), Message("do.try_again"))

        self._lane.run(job, on_done=self._on_masked, on_error=self.failed.emit)

    def unmask(self, answer: str) -> None:
        """Put the real words back into an answer."""
        here = self._here

        def job(cancel: threading.Event, _tell: Tell) -> object:
            known = here if here.entries else _kept(self._keeper.unlock(cancel))
            if not answer.strip():
                raise InputError(Message("mask.no_answer"), Message("do.copy_answer"))
            if not known.entries:
                raise InputError(Message("mask.nothing_kept"), Message("do.mask_first"))
            return unmask(answer, known)

        self._lane.run(job, on_done=self.answered.emit, on_error=self.failed.emit)

    def forget(self) -> None:
        """From now on nothing has a stand-in, here and in the store."""

        def job(cancel: threading.Event, _tell: Tell) -> None:
            drawer = self._keeper.unlock(cancel)
            if drawer is not None:
                drawer.keep_stand_ins(StandIns(), drawer.stand_ins())

        self._here = StandIns()
        self._lane.run(job, on_done=lambda _done: self.forgotten.emit(), on_error=self.failed.emit)

    def close(self) -> None:
        """End the thread."""
        self._lane.close()

    def _on_masked(self, sent: Sent) -> None:
        self._here = sent.masked.stand_ins
        self.masked.emit(sent)


def _kept(drawer: Drawer | None) -> StandIns:
    return StandIns() if drawer is None else drawer.stand_ins()
