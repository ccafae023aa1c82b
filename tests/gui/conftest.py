import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from redraft.gui.draft.phase import Habit
from redraft.gui.main_window import MainWindow
from redraft.gui.theme import Theme
from redraft.speech import now


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = set(threading.enumerate())
    yield
    left = [t.name for t in threading.enumerate() if t not in before and t.is_alive() and t.name.startswith("redraft")]
    assert not left


@pytest.fixture
def theme(qapp):
    now.use("en", window=True)
    yield qapp.findChild(Theme) or Theme(qapp, "light")
    qapp.findChild(Theme).choose("light")
    now.use("en", window=True)


@pytest.fixture
def open_window(qtbot, theme):
    windows = []

    def make(services, *, pause=False):
        window = MainWindow(services)
        window.asks_before_closing = False
        window.draft.checker.model.habit = Habit.PAUSE if pause else Habit.ASKED
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.shelf.loaded, timeout=20_000)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
