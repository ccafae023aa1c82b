"""Installs a model by having the fetcher process started and relaying what it says. Imports no network code."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from redraft.domain.errors import Cancelled, FetchError, ModelError
from redraft.domain.message import NOTHING, Message, message_from_json
from redraft.models import standby
from redraft.models.catalogue import Entry
from redraft.models.store import ModelStore, State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an installation is. ``doing`` is trying, failed, downloading or checking; bytes are 0 for the first two.

    ``text`` names the source that is tried, or says why it failed.
    """

    doing: str
    text: Message = NOTHING
    done: int = 0
    total: int = 0


OnProgress = Callable[[Progress], None]


class Installation:
    """One installation. ``run`` blocks; ``stop`` may be called from another thread and keeps what was downloaded."""

    def __init__(self, store: ModelStore, entry: Entry) -> None:
        self._store = store
        self._entry = entry
        self._standby: standby.Standby | None = None
        self._stopped = threading.Event()

    def run(self, on_progress: OnProgress | None = None) -> bool:
        """Install; False when the model was already there. Raises FetchError, ModelError or, when stopped, Cancelled.

        Another ``run`` goes on where a stopped one ended.
        """
        self._stopped.clear()
        if self._already_there():
            return False
        with standby.borrow() as fetcher:
            self._standby = fetcher
            try:
                problem = self._relay(fetcher, on_progress or (lambda _: None))
            finally:
                self._standby = None
        if self._stopped.is_set():
            raise Cancelled
        if problem is not None:
            raise problem
        if fetcher.code != 0:
            raise FetchError(Message("fetch.ended"), Message("do.same_command"))
        self._store.ensure(self._entry)
        return True

    def stop(self) -> None:
        """Stop a running installation; the next one resumes it."""
        self._stopped.set()
        if self._standby is not None:
            self._standby.stop()

    def _already_there(self) -> bool:
        state = self._store.state(self._entry)
        if state is State.UNCHECKED:
            with contextlib.suppress(ModelError):
                self._store.ensure(self._entry)
            state = self._store.state(self._entry)
        return state is State.VERIFIED

    def _relay(self, fetcher: standby.Standby, on_progress: OnProgress) -> FetchError | None:
        catalogue = self._store.catalogue().path
        arguments = [self._entry.id, "--folder", str(self._store.folder), "--catalogue", str(catalogue)]
        problem = None
        with contextlib.closing(fetcher.fetch(arguments)) as said:
            for message in said:
                if self._stopped.is_set():
                    fetcher.stop()
                event = message["event"]
                if event == "error":
                    problem = FetchError(message_from_json(message["problem"]), message_from_json(message["remedy"]))
                elif event == "step":
                    on_progress(Progress("trying", message_from_json(message["source"])))
                elif event == "note":
                    on_progress(Progress("failed", message_from_json(message["text"])))
                elif event == "progress":
                    on_progress(Progress(message["doing"], NOTHING, message["done"], message["total"]))
        return problem
