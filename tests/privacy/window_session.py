"""A session in the window, by itself: type, check, look with the model, ask for wordings, copy, close.

``main`` prints one JSON object: what this process loaded, where it connected, what was found.
"""

from __future__ import annotations

import json
import sys
import time

from privacy import sessions

NETWORK_CODE = (
    "PySide6.QtNetwork",
    "ssl",
    "http.client",
    "urllib.request",
    "requests",
    "urllib3",
    "httpx",
    "aiohttp",
    "keyring",
    "spacy",
    "llama_cpp",
)
REACHED: list[str] = []
LONGEST = 240.0


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """Note every connection, lookup and datagram that this process asks for."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        REACHED.append(f"{event} {arguments[1:]!r}")


class Driver:
    """Presses the buttons: every step waits for the one before."""

    def __init__(self, window: object) -> None:
        self.window = window
        self.draft = window.draft  # type: ignore[attr-defined]
        self.steps = iter(self._steps())
        self.began = time.monotonic()
        self.found, self.phase = 0, ""

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
        for name in list(self.window.pages):
            self.window.show_page(name)
            yield
        self.draft.stop()

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

    from redraft.gui.main_window import MainWindow
    from redraft.gui.wiring import open_window

    application = QApplication(["redraft"])
    drivers: list[Driver] = []

    def tick() -> None:
        if not drivers:
            drivers.extend(Driver(w) for w in application.topLevelWidgets() if isinstance(w, MainWindow))
            return
        drivers[0].step()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(50)
    code = open_window()
    loaded = [name for name in NETWORK_CODE if name in sys.modules]
    driver = drivers[0]
    said = {"code": code, "loaded": loaded, "reached": REACHED, "found": driver.found, "phase": driver.phase}
    print(json.dumps(said))
