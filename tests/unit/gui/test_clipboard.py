"""What is private leaves the window with hints, and does not stay on the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from redraft.gui import clipboard

HINT = "x-kde-passwordManagerHint"


def on_clipboard() -> tuple[str, bool]:
    data = QGuiApplication.clipboard().mimeData()
    return (data.text(), data.hasFormat(HINT)) if data is not None else ("", False)


@pytest.fixture(autouse=True)
def _soon(monkeypatch, qtbot):
    monkeypatch.setattr(clipboard, "CLEAR_AFTER", 300)
    QGuiApplication.clipboard().clear()


def test_what_is_private_is_taken_off_the_clipboard_again(qtbot):
    clipboard.copy_private("my diary")
    assert on_clipboard() == ("my diary", True)
    qtbot.waitUntil(lambda: on_clipboard()[0] == "", timeout=5_000)


def test_what_was_copied_since_stays(qtbot):
    clipboard.copy_private("my diary")
    clipboard.copy_new("a post")
    qtbot.wait(500)
    assert on_clipboard() == ("a post", False)


def test_a_cell_of_the_posts_is_copied_with_hints(qtbot):
    table = clipboard.PrivateTable()
    qtbot.addWidget(table)
    table.setModel(QStringListModel(["one", "two"], table))
    table.setCurrentIndex(table.model().index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert on_clipboard() == ("two", True)


def test_a_shown_passphrase_is_copied_with_hints_and_a_hidden_one_never(qtbot):
    field = clipboard.PrivateField("four words")
    qtbot.addWidget(field)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        field.selectAll()
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert on_clipboard()[0] == ""
    assert field.text() == "four words"
    field.setEchoMode(QLineEdit.EchoMode.Normal)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert on_clipboard() == ("four words", True)
    assert field.text() == ""
