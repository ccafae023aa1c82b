"""The German window has no English left: every scene is played and every word that can be read is looked up."""

import re
import time
from functools import cache

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

from redraft.assets import resource
from redraft.gui import qt_words
from redraft.gui.draft.phase import Habit
from redraft.gui.main_window import MainWindow
from redraft.speech import now
from redraft.speech.language import Language
from screenshots import scripted_archive, scripted_playlist
from screenshots.__main__ import SCENES

# Offscreen knows one window only.
pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]
WORD = re.compile(r"[^\W\d_]{2,}")
OWN = (
    # What people wrote, and the names of files, models and places, stay as they are in every language.
    *(text for _attribute, _guesses, _why, clues in scripted_archive.TRAITS for pair in clues for text in pair),
    *scripted_archive.FILLERS,
    *scripted_archive.INSTEAD.values(),
    *(name for c in scripted_playlist.CONCLUSIONS for clue in c.clues for name in (clue.name, clue.detail)),
    *(clue.text for clue in scripted_playlist.REPORT.concluded),
    resource("examples", "draft.txt").read_text("utf-8"),
)
NAMES = frozenset(
    [
        "map",
        "conservator",
        "archivist",
        "librarian",
        "paediatric",
        "nurse",
        "assistant",
        "junior",
        "away",
        "pottery",
        "english",
        "permission",
        "denied",
    ]
)
"""Values as the language model writes them, what a forum is called, what English calls itself, what the system says."""
ADDRESS = re.compile(r"\S*/\S*|\w+(?:\.\w+)+")


def words(text: str) -> set[str]:
    bare = re.sub(r"\{[^}]*\}|<[^>]*>", " ", text.replace("\u200b", ""))
    return {word.casefold() for word in WORD.findall(ADDRESS.sub(" ", bare))}


def vocabulary() -> set[str]:
    """Every word that German messages hold."""
    german = Language.of("de")
    found: set[str] = set()
    for catalogue in (german._messages, german._views, german._answers):
        for said in catalogue._catalog.values():
            found |= words(said)
    return found


@cache
def english() -> frozenset[str]:
    """Words that English messages hold and German ones do not."""
    german = Language.of("de")
    found: set[str] = set()
    for key in german._views._catalog:
        found |= words(key if isinstance(key, str) else key[0])
    for said in Language.of("en")._messages._catalog.values():
        found |= words(said)
    for key in german._answers._catalog:
        found |= words(key.rpartition("\x04")[2])
    return frozenset(found - vocabulary())


def readable(window: QWidget) -> set[str]:
    """What can be read on the page that is shown, by eyes or by a screen reader."""
    found = {window.windowTitle()}
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        found |= {one.toolTip(), one.accessibleName(), one.accessibleDescription()}
        if isinstance(one, (QLabel, QAbstractButton)):
            found.add(one.text())
        elif isinstance(one, (QLineEdit, QPlainTextEdit)):
            found.add(one.placeholderText())
        elif isinstance(one, QMenu):
            found |= {action.text() for action in one.actions()}
        elif isinstance(one, QComboBox):
            found |= {one.itemText(i) for i in range(one.count())}
    return found - {""}


def until(happened) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "a scene did not come about"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def test_english_is_told_apart():
    assert {"the", "you", "settings", "almost", "married"} <= english()
    assert not english() & words("Einstellungen verheiratet fast sicher Name Text")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_no_english_is_left(scene, qtbot, theme):
    now.use("de", window=True)
    window = MainWindow(scene.services())
    window.asks_before_closing = False
    window.draft.checker.model.habit = Habit.ASKED
    window.show()
    scene.play(window, until)
    until(lambda: window.draft.checker.settled)
    for _round in range(4):
        QCoreApplication.processEvents()
    found = readable(window)
    window.close()
    window.deleteLater()
    # Every window that is still there is styled anew with each theme, which makes all that follows slow.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert found
    own = {word for text in OWN for word in words(text)} | NAMES
    left = {text: sorted(bad) for text in found if (bad := words(text) & english() - own)}
    assert left == {}


def test_the_menu_of_a_text_field_is_german_too(qtbot, theme):
    now.use("de", window=True)
    qt_words.follow("de")
    field = QLineEdit("Worte")
    qtbot.addWidget(field)
    said = {action.text().partition("\t")[0].replace("&", "") for action in field.createStandardContextMenu().actions()}
    assert {"Kopieren", "Einfügen"} <= said
    qt_words.follow("en")
    said = {action.text().partition("\t")[0].replace("&", "") for action in field.createStandardContextMenu().actions()}
    assert {"Copy", "Paste"} <= said
