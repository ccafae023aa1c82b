"""``python -m screenshots.real FOLDER [light|dark]``: the example draft and the real model, for the README.

Writes ``draft-light.png``, what a stranger would conclude, and ``suggestions-light.png``, what could stand instead.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from redraft import bootstrap
from redraft.domain.errors import ModelError
from redraft.domain.message import Message
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.main_window import MainWindow
from redraft.gui.services import MemorySettings
from redraft.gui.theme import Theme
from redraft.gui.wiring import services
from redraft.speech import now

PATIENCE = 900.0
"""Seconds that the model may take."""


def main() -> int:
    """Write the pictures; returns an exit code. Raises ModelError when no model is installed."""
    folder, look = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "light"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["redraft"])
    now.use("en", window=True)
    Theme(application, look)
    with bootstrap.Parts() as real:
        given = services(real)
        given.settings = MemorySettings()
        window = MainWindow(given)
        window.asks_before_closing = False
        checker = window.draft.checker
        checker.model.habit = Habit.ASKED
        window.show()
        _until(lambda: window.shelf.loaded)
        if not given.has_model:
            raise ModelError(Message("model.none"), Message("do.install_one"))
        window.draft.put_example()
        _until(lambda: checker.fast_done)
        checker.look()
        _until(lambda: checker.phase is Phase.DONE and checker.settled)
        _spend(0.5)
        window.grab().save(str(folder / f"draft-{look}.png"))
        window.draft.suggest()
        _until(lambda: not window.draft.reworder.busy and len(window.draft.reworder.suggestions) > 0)
        _spend(0.5)
        window.grab().save(str(folder / f"suggestions-{look}.png"))
        window.close()
    return 0


def _until(happened: object) -> None:
    assert callable(happened)
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError("the picture did not come about")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def _spend(seconds: float) -> None:
    end = time.monotonic() + seconds
    _until(lambda: time.monotonic() > end)


if __name__ == "__main__":
    sys.exit(main())
