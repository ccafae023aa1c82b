"""A session in the window, by itself: a draft to the end, an archive, a playlist, every page, close.

``main``, which is given an archive and a playlist, prints one JSON object: what this process loaded, where it
connected, what was found.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from privacy import sessions

REACHED: list[str] = []
LONGEST = 240.0


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """Note every connection, lookup and datagram that this process asks for."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        REACHED.append(f"{event} {arguments[1:]!r}")


class Driver:
    """Presses the buttons: every step waits for the one before."""

    def __init__(self, window: object, archive: Path, playlist: Path) -> None:
        self.window = window
        self.draft = window.draft  # type: ignore[attr-defined]
        self.steps = iter(self._steps())
        self.began = time.monotonic()
        self.found, self.phase, self.scanned, self.tracks = 0, "", 0, 0
        self.archive, self.playlist = archive, playlist

    def _steps(self):
        yield from self._until(lambda: self.window.shelf.loaded)
        self.window.show_page("draft")
        self.draft.put(sessions.DRAFT)
        yield from self._until(lambda: self.draft.checker.fast_done and self.draft.cards())
        yield from self._until(lambda: self.draft.checker.has_model)
        self.draft.look()
        yield from self._until(lambda: self.draft.checker.phase.name in {"DONE", "FAILED"})
        self.phase = self.draft.checker.phase.name
        self.found = len(self.draft.cards())
        self.draft.suggest()
        yield
        yield from self._until(lambda: not self.draft.reworder.busy)
        self.draft.bottom.apply_all.emit()
        yield from self._archive()
        yield from self._playlist()
        for name in list(self.window.pages):
            self.window.show_page(name)
            yield
        self.draft.stop()

    def _archive(self):
        from redraft.domain.archive import ReadChoices  # here: somebody has to listen before anything is loaded
        from redraft.gui.archive.desk import Wish

        self.window.show_page("archive")
        scanner = self.window.pages["archive"].scanner
        self.window.pages["archive"].open([self.archive])
        yield from self._until(lambda: scanner.stand.name == "READY")
        scanner.scan(Wish(ReadChoices("reddit"), budget=0.0))
        yield from self._until(lambda: scanner.stand.name == "DONE")
        self.scanned = scanner.report.scanned

    def _playlist(self):
        self.window.show_page("playlist")
        checker = self.window.pages["playlist"].checker
        self.window.pages["playlist"].check([self.playlist])
        yield from self._until(lambda: checker.report is not None)
        self.tracks = checker.report.counts.kept
        checker.stop()

    def _until(self, holds):
        while not holds():
            if time.monotonic() - self.began > LONGEST:
                raise TimeoutError
            yield

    def step(self) -> None:
        try:
            next(self.steps)
        except (StopIteration, TimeoutError):
            self.window.asks_before_closing = False
            self.window.close()


def main() -> None:
    sys.addaudithook(listen)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from redraft.__main__ import run
    from redraft.gui.main_window import MainWindow

    application = QApplication(["redraft"])
    drivers: list[Driver] = []
    given = [Path(name) for name in sys.argv[1:3]]

    def tick() -> None:
        if not drivers:
            drivers.extend(Driver(w, *given) for w in application.topLevelWidgets() if isinstance(w, MainWindow))
            return
        drivers[0].step()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(50)
    code = run([])  # a command line without a command opens the window
    loaded = [name for name in sessions.NETWORK_CODE if name in sys.modules]
    driver = drivers[0]
    said = {"code": code, "loaded": loaded, "reached": REACHED, "found": driver.found, "phase": driver.phase,
            "scanned": driver.scanned, "tracks": driver.tracks}  # fmt: skip
    print(json.dumps(said))
