"""Where the window meets the rest: turns what ``bootstrap`` makes into the :class:`Services` of the window."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from redraft import __version__, bootstrap
from redraft.domain.errors import Cancelled, ModelError, RedraftError
from redraft.domain.message import Message
from redraft.gui.app import run
from redraft.gui.desks import RealArchive, RealPicture, RealPlaylist
from redraft.gui.services import MemorySettings, ModelRow, OnBytes, Refusal, Services
from redraft.gui.turn import Turn
from redraft.models.catalogue import Download, Entry
from redraft.models.elsewhere import candidates
from redraft.models.install import Installation, Progress
from redraft.models.store import ModelStore, State
from redraft.storage.settings import SETTINGS, SettingsFile
from redraft.usecases.ports import CancelToken
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.stopwatch import told
from redraft.workers.proof import ground


def open_window(
    *,
    check_clipboard: bool = False,
    tray: bool = False,
    file: Path | None = None,
    shown: Callable[[], None] | None = None,
) -> int:
    """Open the window with the real workers; returns the exit code. The model is looked for once the window is open.

    With ``shown`` it is a trial: that is called when the window has been drawn, which then closes and keeps nothing.
    """
    # The model steps back behind whatever else the user does meanwhile.
    options = bootstrap.Options(threads=_threads(SettingsFile()), nice=5)
    real = bootstrap.Parts(options)
    given = services(real)
    if shown is not None:
        given.settings, given.keeping = MemorySettings(), None
    return run(given, clipboard=check_clipboard, tray=tray, file=file, shown=shown)


def services(real: bootstrap.Parts) -> Services:
    """The window's services, by the real ones; the model is not looked for yet."""
    turn = Turn()
    return Services(
        rewrite=real.rewrite(None),
        read_draft=real.read_draft,
        store=Shop(real.store, real.settings),
        settings=Remembered(real.settings),
        prove=lambda: refusals(real),
        ground=lambda: ground(real.fast.client.status()),
        go_on=real.go_on_all_the_same,
        turn=turn,
        archive=RealArchive(real, turn),
        playlist=RealPlaylist(real),
        picture=RealPicture(real),
        keeping=real.session,
        reload=lambda: reload(real),
        close=real.close,
        version=__version__,
    )


def reload(real: bootstrap.Parts) -> RewriteDraft:
    """What checks and rewords with the model that is chosen now; the worker of the one before is ended."""
    real.model.close()
    return real.rewrite(real.attacker_or_note()[0])


def refusals(real: bootstrap.Parts) -> Sequence[Refusal]:
    """What every worker tried in order to get out; raises WorkerError."""
    return [attempt for proof in real.prove() for attempt in proof.attempts]


class Remembered:
    """The settings file; what it does not know lasts until the window closes."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._here: dict[str, str] = {}

    def get(self, key: str, default: str = "") -> str:
        """The value of a key, or the default."""
        value = self._file.get(key) if key in SETTINGS else self._here.get(key, "")
        return value or default

    def set(self, key: str, value: str) -> None:
        """Remember a value; a disk that cannot be written to costs the memory, not the session."""
        self._here[key] = value
        if key in SETTINGS:
            with contextlib.suppress(RedraftError, ValueError):
                self._file.put(key, "" if key == "language" and value == "system" else value)


class Shop:
    """The model store in the form of the models page."""

    def __init__(self, store: ModelStore, settings: SettingsFile) -> None:
        self._store, self._settings = store, settings

    def rows(self) -> Sequence[ModelRow]:
        """The catalogue with what is known about each model here."""
        chosen, memory, catalogue = self._store.chosen_id(), _memory(), self._store.catalogue()
        paces = told({entry.id: entry.size for entry in catalogue.entries}, self._settings.get("pace"))
        rows = []
        for entry in catalogue.entries:
            seconds, estimated = paces[entry.id]
            row = self._row(entry, chosen, memory)
            rows.append(replace(row, suited=catalogue.suited(entry), seconds=seconds, estimated=estimated))
        return rows

    def install(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """Fetch, in a process of its own; goes on where it was cancelled."""
        installation = Installation(self._store, self._store.catalogue().entry(model_id))

        def watch(progress: Progress) -> None:
            if progress.total:
                on_bytes(progress.done, progress.total)

        over = threading.Event()
        watcher = threading.Thread(target=_stop_when, args=(cancel, over, installation), name="redraft-install-watch")
        watcher.start()
        try:
            installation.run(watch)
        finally:
            over.set()
            watcher.join()

    def adopt(self, path: Path) -> None:
        """Use a file of this computer when its hash is in the catalogue; raises ModelError."""
        sha256, warning = self._store.look_at(path)
        if warning is not None:
            raise ModelError(warning.message, Message("do.use_all_the_same"))
        self._store.use_file(path, sha256)

    def verify(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """Read the whole file and compare; raises ModelError, Cancelled."""
        entry = self._store.catalogue().entry(model_id)

        def watch(done: int) -> None:
            if cancel.is_set():
                raise Cancelled
            on_bytes(done, entry.size)

        self._store.verify(entry, watch)

    def choose(self, model_id: str) -> None:
        """Make an installed model the one that looks."""
        self._store.use(model_id)

    def remove(self, model_id: str) -> None:
        """Delete a model."""
        self._store.remove(self._store.catalogue().entry(model_id))

    def _row(self, entry: Entry, chosen: str, memory: int) -> ModelRow:
        state = self._store.state(entry)
        installed = state in {State.VERIFIED, State.UNCHECKED}
        elsewhere = [] if installed else candidates(entry.size, entry.sha256)
        return ModelRow(
            entry.id,
            entry.name,
            entry.size,
            entry.memory,
            entry.licence,
            _origin(entry),
            fits=not memory or self._store.fits(entry, memory),
            installed=installed,
            active=installed and entry.id == chosen,
            found_at=str(elsewhere[0]) if elsewhere else "",
            have=memory,
        )


def _origin(entry: Entry) -> str:
    first = next((source for source in entry.sources if isinstance(source, Download)), None)
    return "" if first is None else f"{first.repository}, {first.file}"


def _stop_when(cancel: CancelToken, over: threading.Event, installation: Installation) -> None:
    while not over.wait(0.1):
        if cancel.is_set():
            installation.stop()
            return


def _threads(settings: SettingsFile) -> int | None:
    value = settings.get("threads") if "threads" in SETTINGS else ""
    return int(value) if value.isdigit() and int(value) else None


def _memory() -> int:
    """Bytes of memory of this machine, 0 where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 0
