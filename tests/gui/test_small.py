"""Nothing is cut off in the smallest window, in German, whose words are long, and with large letters."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from gui.driving import WAIT, texts
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.main_window import MainWindow
from redraft.gui.theme import Theme
from redraft.speech import now
from screenshots.more_scenes import archive_page, playlist_page
from screenshots.scripted import scripted

pytestmark = pytest.mark.gui


@pytest.fixture(params=[(1.0, 640, 440), (1.5, 900, 700)], ids=["smallest", "large letters"])
def small(qtbot, qapp, theme, request):
    larger, width, height = request.param
    font = qapp.font()
    as_before = font.pointSizeF()
    font.setPointSizeF(10.5 * larger)
    qapp.setFont(font)
    theme.deleteLater()
    theme.setParent(None)
    Theme(qapp, "light")
    now.use("de", window=True)
    window = MainWindow(scripted())
    window.asks_before_closing = False
    window.draft.checker.model.habit = Habit.ASKED
    window.resize(width, height)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    current = qapp.findChild(Theme)
    current.setParent(None)
    current.deleteLater()
    font.setPointSizeF(as_before)
    qapp.setFont(font)
    Theme(qapp, "light")


def cut(window):
    """Buttons that are narrower and words that are lower than they need."""
    texts(window)
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible() and b.text()]
    found = [b.text() for b in buttons if b.width() < b.minimumSizeHint().width() - 1]
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            if label.height() < needed - 2 or (not label.wordWrap() and label.width() < label.sizeHint().width() - 2):
                found.append(label.text())
    return found


def test_nothing_is_cut(qtbot, small):
    small.draft.put_example()
    small.draft.look()
    qtbot.waitUntil(lambda: small.draft.checker.phase is Phase.DONE and small.draft.checker.settled, timeout=WAIT)
    small.draft.suggest()
    qtbot.waitUntil(small.draft.sheet.popover.isVisible, timeout=WAIT)
    archive, playlist = archive_page(small), playlist_page(small)
    for page in small.pages:
        small.show_page(page)
        qtbot.waitUntil(lambda: not cut(small), timeout=WAIT)
    archive.open_practice()
    qtbot.waitUntil(lambda: archive.scanner.opened is not None, timeout=WAIT)
    small.show_page("archive")
    qtbot.waitUntil(lambda: not cut(small), timeout=WAIT)
    playlist.check([])
    qtbot.waitUntil(lambda: playlist.checker.report is not None, timeout=WAIT)
    small.show_page("playlist")
    qtbot.waitUntil(lambda: not cut(small), timeout=WAIT)
