"""What the models page and the first page do with the model store, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.gui.services import ModelRow, ModelShop, Services
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.rewrite import RewriteDraft


class Doing(Enum):
    """What is under way."""

    NOTHING = auto()
    INSTALLING = auto()
    PAUSED = auto()
    VERIFYING = auto()
    WORKING = auto()


class Shelf(QObject):
    """The rows of the store and what is under way. Emits ``changed``, and ``attacker_changed`` after another choice."""

    changed = Signal()
    attacker_changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._lane = Lane("models", self)
        self.rows: Sequence[ModelRow] = ()
        self.loaded = False
        self.doing = Doing.NOTHING
        self.model_id = ""
        self.done, self.total = 0, 0
        self.error: RedraftError | None = None
        self.verified: set[str] = set()

    @property
    def active(self) -> ModelRow | None:
        """The model that looks."""
        return next((row for row in self.rows if row.active and row.installed), None)

    def refresh(self) -> None:
        """Read the store again, and find the model that looks when there is none yet."""
        wanted = not self._services.has_model
        self._run(Doing.NOTHING, "", lambda _store, _cancel, _tell: None, reload=wanted)

    def install(self, model_id: str) -> None:
        """Fetch a model, or go on with one that was paused, and let it look."""

        def job(store: ModelShop, cancel: threading.Event, tell: Tell) -> None:
            store.install(model_id, on_bytes=lambda done, total: tell((done, total)), cancel=cancel)
            store.choose(model_id)

        self._run(Doing.INSTALLING, model_id, job, reload=True)

    def pause(self) -> None:
        """Stop fetching; what is there is kept."""
        self._lane.cancel()
        self.doing = Doing.PAUSED
        self.changed.emit()

    def verify(self, model_id: str) -> None:
        """Compare the file with its hash."""

        def job(store: ModelShop, cancel: threading.Event, tell: Tell) -> None:
            store.verify(model_id, on_bytes=lambda done, total: tell((done, total)), cancel=cancel)
            self.verified.add(model_id)

        self.verified.discard(model_id)
        self._run(Doing.VERIFYING, model_id, job)

    def adopt(self, path: Path) -> None:
        """Use a file of this computer."""
        self._run(Doing.WORKING, "", lambda store, _cancel, _tell: store.adopt(path), reload=True)

    def choose(self, model_id: str) -> None:
        """Let another model look."""
        self._run(Doing.WORKING, model_id, lambda store, _cancel, _tell: store.choose(model_id), reload=True)

    def remove(self, model_id: str) -> None:
        """Delete a model."""
        self._run(Doing.WORKING, model_id, lambda store, _cancel, _tell: store.remove(model_id), reload=True)

    def close(self) -> None:
        """End the thread."""
        self._lane.close()

    def _run(
        self,
        doing: Doing,
        model_id: str,
        job: Callable[[ModelShop, threading.Event, Tell], None],
        *,
        reload: bool = False,
    ) -> None:
        store, make = self._services.store, self._services.reload
        if store is None:
            return
        self.doing, self.model_id, self.done, self.total, self.error = doing, model_id, 0, 0, None

        def whole(cancel: threading.Event, tell: Tell) -> tuple[Sequence[ModelRow], RewriteDraft | None]:
            job(store, cancel, tell)
            return store.rows(), make() if reload and make is not None else None

        def ended(result: tuple[Sequence[ModelRow], RewriteDraft | None]) -> None:
            self.rows, conductor = result
            self.loaded = True
            self.doing = Doing.NOTHING
            if conductor is not None:
                self._services.rewrite = conductor
                self.attacker_changed.emit()
            self.changed.emit()

        self._lane.run(whole, on_done=ended, on_error=self._failed, on_news=self._progress)
        self.changed.emit()

    def _progress(self, news: tuple[int, int]) -> None:
        self.done, self.total = news
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.doing, self.error = Doing.NOTHING, error
        self.changed.emit()
