"""Starts the window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from redraft.gui import i18n
from redraft.gui.main_window import MainWindow
from redraft.gui.services import Services
from redraft.gui.theme import Theme
from redraft.gui.tray import Tray, check_clipboard


def run(services: Services, argv: Sequence[str] = ()) -> int:
    """Open the window and return its exit code when it has been closed.

    ``argv`` without the program's name: ``--check-clipboard`` checks what was copied, ``--tray`` shows the tray icon,
    a file name opens that draft.
    """
    options = _options(argv)
    application = QApplication.instance() or QApplication(["redraft"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Redraft")
    application.setDesktopFileName("redraft")
    i18n.use(services.settings.get("language", "system") or "system")
    Theme(application, services.settings.get("theme", "system") or "system")
    window = MainWindow(services)
    window.show()
    if options.tray and QSystemTrayIcon.isSystemTrayAvailable():
        Tray(window).show()
    if options.check_clipboard:
        QTimer.singleShot(0, lambda: check_clipboard(window))
    if options.file is not None:
        window.open_file(options.file)
    return application.exec()


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="redraft", add_help=False)
    parser.add_argument("--check-clipboard", action="store_true")
    parser.add_argument("--tray", action="store_true")
    parser.add_argument("file", nargs="?", type=Path)
    return parser.parse_args(argv)
