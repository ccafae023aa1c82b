"""Starts the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.gui.main_window import MainWindow
from redraft.gui.services import Services
from redraft.gui.theme import Theme
from redraft.gui.tray import Tray, check_clipboard
from redraft.speech import now


def run(
    services: Services,
    *,
    clipboard: bool = False,
    tray: bool = False,
    file: Path | None = None,
    shown: Callable[[], None] | None = None,
) -> int:
    """Open the window and return its exit code when it has been closed.

    ``clipboard`` checks what was copied last, ``tray`` shows the tray icon too, ``file`` is the draft to open.
    ``shown`` is called once the window has been drawn, off screen unless told otherwise; the window then closes.
    Raises InputError where there is no screen.
    """
    if shown is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _require_screen()
    application = QApplication.instance() or QApplication(["redraft"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Redraft")
    application.setDesktopFileName("app.redraft.Redraft")
    now.use(services.settings.get("language", "system") or "system", window=True)
    Theme(application, services.settings.get("theme", "system") or "system")
    window = MainWindow(services)
    window.show()
    if tray and QSystemTrayIcon.isSystemTrayAvailable():
        Tray(window).show()
    if clipboard:
        QTimer.singleShot(0, lambda: check_clipboard(window))
    if file is not None:
        window.open_file(file)
    if shown is not None:
        _close_when_drawn(window, shown)
    return application.exec()


def _require_screen() -> None:
    # Left alone Qt would abort the process, with a list of plugins.
    if not sys.platform.startswith("linux"):
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise InputError(Message("window.no_screen"), Message("do.without_window"))
    if _takes_x11() and _is_far(os.environ.get("DISPLAY", "")):
        raise InputError(Message("window.display_far"), Message("do.without_window"))


def _takes_x11() -> bool:
    """True where Qt will open the screen that DISPLAY names."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") or not (chosen or os.environ.get("WAYLAND_DISPLAY"))


def _is_far(display: str) -> bool:
    """True for a screen that is reached over TCP, as with ``ssh -X``; a local one is ``:0``, ``unix:0`` or a path."""
    host = display.rpartition(":")[0]
    return bool(host) and host != "unix" and not host.startswith(("unix/", "/"))


def _close_when_drawn(window: MainWindow, shown: Callable[[], None]) -> None:
    timer = QTimer(window)
    timer.setInterval(5)

    def look() -> None:
        handle = window.windowHandle()
        if handle is None or not handle.isExposed():
            return
        timer.stop()
        window.repaint()
        shown()
        window.close()

    timer.timeout.connect(look)
    timer.start()
