"""``python -m screenshots [folder] [part of a scene's name]``, offscreen, one process a scale."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from redraft.gui.draft.phase import Habit
from redraft.gui.main_window import MainWindow
from redraft.gui.theme import Theme
from redraft.speech import now
from redraft.speech.language import languages
from screenshots import keeping_scenes, more_scenes, scenes
from screenshots.scene import Scene

SCENES = (*scenes.SCENES, *more_scenes.SCENES, *keeping_scenes.SCENES)
SCALES = (1, 2)
PATIENCE = 10.0
"""Seconds a scene may take to come about."""


def main() -> int:
    """Write all pictures; returns an exit code."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    if "REDRAFT_SHOT_SCALE" in os.environ:
        photograph(folder, part, os.environ["REDRAFT_SHOT_SCALE"])
        return 0
    for scale in SCALES:
        environment = {
            **os.environ,
            "REDRAFT_SHOT_SCALE": str(scale),
            "QT_SCALE_FACTOR": str(scale),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [sys.executable, "-m", "screenshots", str(folder), part]
        subprocess.run(command, env=environment, check=True)
    return 0


def photograph(folder: Path, part: str, scale: str) -> None:
    """Write the pictures of one scale."""
    application = QApplication(["redraft"])
    theme = Theme(application, "light")
    for language in languages():
        now.use(language, window=True)
        for look in ("light", "dark"):
            theme.choose(look)
            for scene in SCENES:
                if part in scene.name:
                    _shoot(scene, folder / f"{scene.name}-{look}-{language}-{scale}00.png")


def _shoot(scene: Scene, path: Path) -> None:
    window = MainWindow(scene.services())
    window.asks_before_closing = False
    window.draft.checker.model.habit = Habit.ASKED
    window.show()
    scene.play(window, _until)
    _until(lambda: window.draft.checker.settled)
    _settle()
    _picture(window).save(str(path))
    window.close()
    window.deleteLater()
    _settle()


def _picture(window: MainWindow) -> QPixmap:
    """The window, and the menu that is open over it."""
    picture, menu = window.grab(), QApplication.activePopupWidget()
    if menu is not None:
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
        menu.close()
    return picture


def _until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError("a scene did not come about")
        QCoreApplication.processEvents()
        time.sleep(0.005)


def _settle() -> None:
    for _round in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
