"""What the words of a draft say while it is written: the fast tier at every keystroke, then the encoder in a pause."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.gui.tasks import Lane, Tell, delayed
from redraft.usecases.check import CheckDraft
from redraft.usecases.known import Known
from redraft.usecases.unread import unread

FAST_DELAY = 8
"""Milliseconds after a keystroke: bundles what one key press changes, and is not felt."""
NOTICE_DELAY = 250
"""Milliseconds without a keystroke after which the encoder says what a sharp reader could tell."""


class Words(QObject):
    """Reads the words of what ``edit`` says the draft is now, on a thread of its own.

    Emits ``read`` with what they say outright, moved to where it stands by then, and ``noticed`` with what the encoder
    told of them besides; ``unread`` and ``failed`` with the error when the one or the other could not be found out.
    ``check`` and ``known`` are asked for what checks, and for what is known of the draft now.
    """

    read = Signal(object)
    noticed = Signal(object)
    unread = Signal(object)
    failed = Signal(object)

    def __init__(self, check: Callable[[], CheckDraft], known: Callable[[], Known], parent: QObject) -> None:
        super().__init__(parent)
        self._check, self._known = check, known
        self._lane = Lane("fast", self)
        self._since: list[tuple[int, int, int]] = []
        self._timer = delayed(self, FAST_DELAY, self._detect)
        self._notice_timer, self._noticing = delayed(self, NOTICE_DELAY, self._notice), False
        self._text = ""
        self.done = False

    @property
    def settled(self) -> bool:
        """True when nothing is under way or about to begin."""
        return not (self._timer.isActive() or self._notice_timer.isActive() or self._lane.busy)

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft is now ``text``, after a change in code points."""
        self._text, self.done = text, False
        self._since.append((start, removed, added))
        if self._noticing:
            self._noticing = False
            self._lane.cancel()
        if text.strip():
            self._timer.start()
            self._notice_timer.start()
        else:
            self._halt()
            self._lane.cancel()

    def again(self) -> None:
        """Something else changed that decides what the words say: read them as if they had just been typed."""
        self.edit(self._text, 0, 0, 0)

    def close(self) -> None:
        """Stop everything and wait for the thread."""
        self._halt()
        self._lane.close()

    def _halt(self) -> None:
        self._timer.stop()
        self._notice_timer.stop()

    def _detect(self) -> None:
        # One that runs is not interrupted: it ends within a keystroke or two, and its findings can follow the text.
        if self._lane.busy:
            return
        check, text = self._check(), self._text
        self._since.clear()

        def job(cancel: threading.Event, _tell: Tell) -> Known:
            return next(check.stages(text, passes=(), cancel=cancel)).known

        self._lane.run(job, on_done=self._detected, on_error=self._not_detected)

    def _detected(self, words: Known) -> None:
        for change in self._since:
            words = words.moved(*change)
        self.done = not self._since
        if self._since:
            self._timer.start()
        self.read.emit(words)

    def _not_detected(self, error: RedraftError) -> None:
        if self._since:
            self._timer.start()
            return
        self.done = True
        self.unread.emit(error)

    def _notice(self) -> None:
        """Once the words are read and nobody types: what a sharp reader could tell."""
        known = self._known()
        if known.noticed or unread(known.language):
            return
        if self._lane.busy or not self.done:
            self._notice_timer.start()
            return
        check, text = self._check(), self._text

        def job(cancel: threading.Event, _tell: Tell) -> Known:
            *_, last = (known, *(stage.known for stage in check.stages(text, passes=(), known=known, cancel=cancel)))
            return last

        self._noticing = True
        self._lane.run(job, on_done=lambda noticed: self._noticed(text, noticed), on_error=self.failed.emit)

    def _noticed(self, text: str, known: Known) -> None:
        """The encoder's word on ``text``, which may have been edited since."""
        self._noticing = False
        if text != self._text:
            self._notice_timer.start()
            return
        self.noticed.emit(known)
