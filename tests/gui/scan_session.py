"""A session in the real window, in a process of its own: scans an archive with a store that a passphrase protects.

``python -m gui.scan_session FILE PASSPHRASE`` prints a line of JSON for each step: what was begun before, how far the
scan is, and in the end the report. Whoever started it may kill it at any of them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from privacy.sessions import NETWORK_CODE
from privacy.window_session import REACHED, listen
from redraft.gui.archive.scanner import Stand
from redraft.gui.main_window import MainWindow
from redraft.gui.wiring import open_window
from redraft.reports.archive_json import archive_to_json
from redraft.speech.now import problem
from redraft.usecases import recording

TICK = 20
"""Milliseconds between two looks at the window."""


class Driver:
    """Does one thing whenever the window is ready for it."""

    def __init__(self, window: MainWindow, path: Path, phrase: str) -> None:
        self.window, self._path, self._phrase = window, path, phrase
        self._scanner = window.pages["archive"].scanner
        self._opened = False
        self._told = 0

    def step(self) -> None:
        """Look, and do what is next."""
        scanner, dialog = self._scanner, self.window.asker.dialog
        if dialog is not None and dialog.isVisible():
            field = next(one for one in dialog.findChildren(QLineEdit) if not one.isHidden())
            field.insert(self._phrase)
            field.textEdited.emit(field.text())
            next(one for one in dialog.findChildren(QPushButton) if one.text() == "Open it").click()
        elif not self._opened:
            self._opened = True
            self.window.show_page("archive")
            self.window.pages["archive"].open([self._path])
        elif scanner.stand is Stand.READY:
            tell(begun=None if scanner.begun is None else [scanner.begun.done, scanner.begun.total])
            words = "Scan" if scanner.begun is None else "Go on where it stopped"
            buttons = self.window.pages["archive"].findChildren(QPushButton)
            next(one for one in buttons if one.isVisible() and one.text().startswith(words)).click()
        elif scanner.stand is Stand.SCANNING and scanner.progress is not None and scanner.progress.done != self._told:
            self._told = scanner.progress.done
            tell(stage=scanner.progress.stage.value, done=self._told)
        elif scanner.stand is Stand.DONE:
            assert scanner.report is not None
            assert scanner.opened is not None
            loaded = [name for name in NETWORK_CODE if name in sys.modules]
            report = archive_to_json(scanner.report, scanner.opened)
            tell(report=report, rows=len(scanner.rows), loaded=loaded, reached=REACHED)
            self.window.asks_before_closing = False
            self.window.close()
        elif scanner.error is not None:
            tell(error=problem(scanner.error))
            self.window.close()


def tell(**what: Any) -> None:
    """One line."""
    print(json.dumps(what), flush=True)


def main() -> int:
    """Open the window and drive it."""
    sys.addaudithook(listen)
    recording.SECONDS = 0.2  # a scan of seconds, so that there are several moments to be killed at
    application = QApplication(["redraft"])
    drivers: list[Driver] = []

    def tick() -> None:
        if not drivers:
            windows = [one for one in application.topLevelWidgets() if isinstance(one, MainWindow)]
            drivers.extend(Driver(window, Path(sys.argv[1]), sys.argv[2]) for window in windows)
        elif drivers[0].window.isVisible():
            drivers[0].step()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(TICK)
    return open_window()


if __name__ == "__main__":
    sys.exit(main())
