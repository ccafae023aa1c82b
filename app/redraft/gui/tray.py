"""The tray icon: "check what I copied". It reads the clipboard when clicked and never on its own."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from redraft.gui import clipboard
from redraft.gui.icons import icon
from redraft.gui.main_window import MainWindow
from redraft.gui.theme import current_theme
from redraft.speech.now import _


class Tray(QSystemTrayIcon):
    """Lives as long as the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(icon("redraft", current_theme().look.colour("accent")), window)
        self._menu = QMenu()
        self._menu.addAction(_("Check what I copied"), lambda: check_clipboard(window))
        self._menu.addAction(_("Show the window"), window.showNormal)
        self._menu.addAction(_("Quit"), window.close)
        self.setContextMenu(self._menu)
        self.setToolTip("Redraft")


def check_clipboard(window: MainWindow) -> None:
    """Check the text that lies on the clipboard now."""
    window.showNormal()
    window.check(clipboard.copied())
