"""Where looking at pictures stands."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.domain.picture import Cleaned
from redraft.gui.picture.desk import PictureDesk, Seen
from redraft.gui.tasks import Lane, Tell


class Stand(Enum):
    """What is under way."""

    EMPTY = auto()
    LOOKING = auto()
    SEEN = auto()
    SAVING = auto()


class PictureChecker(QObject):
    """Pictures one after the other. Emits ``changed``, and ``saved`` with what a clean copy is.

    ``cover`` are the numbers of the codes that the copy is to cover: all of them until the user decides.
    """

    changed = Signal()
    saved = Signal(object)

    def __init__(self, desk: PictureDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane("picture", self)
        self._paths: list[Path] = []
        self._reset()

    def _reset(self) -> None:
        self.stand = Stand.EMPTY
        self.seen: Seen | None = None
        self.error: RedraftError | None = None
        self.cover: set[int] = set()

    @property
    def left(self) -> int:
        """How many pictures wait behind the one that is shown."""
        return len(self._paths)

    def check(self, paths: Sequence[Path]) -> None:
        """Look at these, the first at once."""
        self._paths = list(paths)
        self.next()

    def next(self) -> None:
        """Look at the next picture; without one, begin again."""
        self._reset()
        if not self._paths:
            self._lane.cancel()
            self.changed.emit()
            return
        path = self._paths.pop(0)
        self.stand = Stand.LOOKING

        def job(cancel: threading.Event, _tell: Tell) -> Seen:
            return self._desk.look(path, cancel)

        self._lane.run(job, on_done=self._seen, on_error=self._failed)
        self.changed.emit()

    def choose(self, number: int, *, covered: bool) -> None:
        """Cover a code in the copy, or not."""
        (self.cover.add if covered else self.cover.discard)(number)

    def save(self, path: Path) -> None:
        """Save a clean copy."""
        seen, cover = self.seen, sorted(self.cover)
        if seen is None or self.stand is not Stand.SEEN:
            return
        self.stand = Stand.SAVING
        self.error = None

        def job(cancel: threading.Event, _tell: Tell) -> Cleaned:
            return self._desk.save(seen, path, cover, cancel)

        self._lane.run(job, on_done=self._saved, on_error=self._failed)
        self.changed.emit()

    def stop(self) -> None:
        """Stop; a copy that is being saved is then not saved."""
        if self._lane.busy:
            self._lane.cancel()
            self.stand = Stand.EMPTY if self.seen is None else Stand.SEEN
            self.changed.emit()

    def close(self) -> None:
        """Stop everything and wait for the thread."""
        self._lane.close()
        self._desk.close()

    def _seen(self, seen: Seen) -> None:
        self.seen, self.stand = seen, Stand.SEEN
        self.cover = set(range(len(seen.picture.codes)))
        self.changed.emit()

    def _saved(self, cleaned: Cleaned) -> None:
        self.stand = Stand.SEEN
        self.changed.emit()
        self.saved.emit(cleaned)

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self.stand = Stand.EMPTY if self.seen is None else Stand.SEEN
        self.changed.emit()
