"""How work on a thread asks for a passphrase and waits: every question ends, at the latest when the window closes."""

from __future__ import annotations

import threading
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import Cancelled
from redraft.usecases.ports import CancelToken

_TICK = 0.05
"""Seconds after which a waiting thread looks whether it shall stop."""


class Wanted(Enum):
    """Which passphrase is asked for."""

    STORE = auto()
    NEW = auto()
    BACKUP = auto()
    NEW_BACKUP = auto()


class Declined(Cancelled):
    """The user goes on without."""


class Question:
    """One question. ``wrong`` says that the answer before did not open what it should."""

    def __init__(self, wanted: Wanted, *, wrong: bool) -> None:
        self.wanted, self.wrong = wanted, wrong
        self.over = threading.Event()
        self._answer: str | None = None

    def give(self, passphrase: str) -> None:
        """Answer it."""
        self._answer = passphrase
        self.over.set()

    def decline(self) -> None:
        """Go on without; one that is over stays as it is."""
        self.over.set()

    def taken(self) -> str:
        """The answer, which is kept no longer; raises Declined."""
        answer, self._answer = self._answer, None
        if answer is None:
            raise Declined
        return answer


class Questions(QObject):
    """Emits ``asked`` and ``withdrawn`` with a :class:`Question`, from the thread that asks."""

    asked = Signal(object)
    withdrawn = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._open: list[Question] = []
        self._closed = False

    def ask(self, wanted: Wanted, cancel: CancelToken, *, wrong: bool = False) -> str:
        """Wait for the answer; on any thread but the window's. Raises Declined, or Cancelled when the work is."""
        question = Question(wanted, wrong=wrong)
        with self._lock:
            if self._closed:
                raise Declined
            self._open.append(question)
        self.asked.emit(question)
        try:
            while not question.over.wait(_TICK):
                if cancel.is_set():
                    self.withdrawn.emit(question)
                    raise Cancelled
        finally:
            with self._lock:
                self._open.remove(question)
        return question.taken()

    def close(self) -> None:
        """Decline whatever is asked, now and later."""
        with self._lock:
            self._closed = True
            waiting = list(self._open)
        for question in waiting:
            question.decline()
