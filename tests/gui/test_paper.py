"""Where a draft comes from and goes to: dropped files, saving, closing; pasting; how large it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from fakes.documents import odt, pdf, word
from fakes.sandbox import needs_cage
from gui.driving import WAIT, press, texts
from redraft.gui import clipboard
from redraft.speech import now
from redraft.storage.textfile import read_draft
from redraft.workers.reader_client import ReaderWorker
from screenshots.scripted import ScriptedMakers, scripted

pytestmark = pytest.mark.gui


def drop(field, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


@needs_cage
@pytest.mark.parametrize("language", ["en", "de"])
def test_documents_are_dropped_and_broken_ones_said(qtbot, open_window, tmp_path, language):
    now.use(language, window=True)
    reader = ReaderWorker()
    services = scripted()
    services.read_draft = lambda path: read_draft(path, reader.document)
    window = open_window(services)
    said = {
        "a.txt": b"Hello from\r\nLeeds",
        "b.md": b"# Hello from\nLeeds",
        "c.docx": word("Hello from", "Leeds"),
        "d.odt": odt("<text:p>Hello from</text:p><text:p>Leeds</text:p>"),
        "e.pdf": pdf([["Hello from", "Leeds"]]),
    }
    for name, data in said.items():
        window.draft.put("")
        (tmp_path / name).write_bytes(data)
        drop(window.draft.editor, tmp_path / name)
        qtbot.waitUntil(lambda: window.draft.text.split()[-3:] == ["Hello", "from", "Leeds"], timeout=WAIT)
        assert not window.draft.unsaved
    (tmp_path / "f.docx").write_bytes(word("Hello")[:200])
    drop(window.draft.editor, tmp_path / "f.docx")
    words = {"en": "damaged", "de": "beschädigt"}[language]
    qtbot.waitUntil(lambda: words in texts(window.draft.panel), timeout=WAIT)
    assert "Leeds" in window.draft.text


def test_a_file_may_be_dropped_anywhere_on_the_page(qtbot, open_window, tmp_path):
    window = open_window(scripted())
    (tmp_path / "a.txt").write_text("Hello from Leeds")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(window.draft, enters)
    assert enters.isAccepted()
    assert window.draft.text == ""
    QApplication.sendEvent(window.draft, QDropEvent(QPointF(5, 5), copy, data, left, none))
    qtbot.waitUntil(lambda: window.draft.text == "Hello from Leeds", timeout=WAIT)
    words = QMimeData()
    words.setText("Hello")
    refused = QDragEnterEvent(QPoint(5, 5), copy, words, left, none)
    refused.ignore()
    QApplication.sendEvent(window.draft, refused)
    assert not refused.isAccepted()


def test_saving_writes_the_text_and_says_where_that_fails(qtbot, open_window, tmp_path, monkeypatch):
    window = open_window(scripted())
    chosen = [str(tmp_path / "mine"), str(tmp_path / "none" / "mine.txt"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (chosen.pop(0), ""))
    window.draft.put("I live in Leeds\u00a0😀\nand like it.")
    assert window.draft.unsaved
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "mine.txt").read_bytes().decode() == "I live in Leeds\u00a0😀\nand like it."
    assert "The text is saved." in texts(window.draft.bottom)
    assert not window.draft.unsaved
    window.draft.editor.insertPlainText("Well. ")
    assert window.draft.unsaved
    assert not window.draft.save()
    assert "There is no folder" in texts(window.draft.panel)
    assert not window.draft.save()
    assert window.draft.unsaved


@pytest.mark.parametrize(("language", "asked"), [("en", "This draft is not"), ("de", "Dieser Entwurf ist nicht")])
def test_closing_asks_every_time_while_the_draft_is_not_saved(
    qtbot, open_window, monkeypatch, tmp_path, language, asked
):
    now.use(language, window=True)
    role = QMessageBox.ButtonRole
    shown, answers = [], [role.RejectRole, role.AcceptRole, role.AcceptRole, role.DestructiveRole]

    def answer(box):
        shown.append(box.text())
        chosen = answers.pop(0)
        next(one for one in box.buttons() if box.buttonRole(one) is chosen).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    names = ["", str(tmp_path / "mine.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (names.pop(0), ""))
    window = open_window(scripted())
    window.asks_before_closing = True
    window.draft.put("I live in Leeds")
    for count in (1, 2):  # staying, then saving, which is given up
        window.close()
        assert len(shown) == count
        assert window.isVisible()
    assert all(one.startswith(asked) for one in shown)
    window.close()
    assert not window.isVisible()
    assert (tmp_path / "mine.txt").read_text() == "I live in Leeds"
    again = open_window(scripted())
    again.asks_before_closing = True
    again.draft.put("Another")
    again.close()
    assert not again.isVisible()
    assert len(shown) == 4


def test_closing_asks_nothing_for_what_stands_elsewhere(open_window, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))
    for text in ("", " \n", None):
        window = open_window(scripted())
        window.asks_before_closing = True
        window.draft.put_example() if text is None else window.draft.put(text)
        window.close()
        assert not window.isVisible()


def lines(field):
    """Where each paragraph begins, in pixels."""
    block, found = field.document().begin(), []
    while block.isValid():
        found.append(field.cursorRect(QTextCursor(block)).top())
        block = block.next()
    return found


def test_what_is_pasted_keeps_its_paragraphs_and_is_set_like_what_is_typed(open_window):
    editor = open_window(scripted()).draft.editor
    for letters in ("one", "two", "three"):
        QTest.keyClicks(editor, letters)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    typed = lines(editor)
    editor.selectAll()
    editor.cut()
    editor.paste()
    assert editor.text == "one\ntwo\nthree\n"
    assert lines(editor) == typed
    QTest.keyClicks(editor, "four")
    assert lines(editor) == typed
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor, "one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lines(editor) == typed[:2]


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        ("one\r\ntwo\rthree\vfour\u2029five", "", "one\ntwo\nthree\nfour\nfive"),
        ("one two", "<p>one</p><p>two</p>", "one\ntwo"),
        ("", "<p>one <b>bold</b></p><img src='file:///etc/passwd'><p>two</p>", "one bold\ntwo"),
        ("one\n\ntwo", "<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one two", "<p>something</p><p>else</p>", "one two"),
    ],
)
def test_paragraphs_are_kept_however_a_program_copies_them(open_window, plain, html, text):
    window = open_window(scripted())
    data = QMimeData()
    if plain:
        data.setText(plain)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    window.draft.editor.paste()
    assert window.draft.text == text == clipboard.copied()
    window.draft.editor.undo()
    assert window.draft.text == ""


def test_the_text_is_zoomed_by_keys_and_wheel_and_the_size_is_remembered(open_window):
    services = scripted()
    window = open_window(services)
    editor, undone = window.draft.editor, "Hello"
    QTest.keyClicks(editor, undone)
    usual = editor.fontMetrics().height()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    QTest.keyClick(window, Qt.Key.Key_Equal, control)
    large = editor.fontMetrics().height()
    assert large > usual * 1.15
    assert "125%" in texts(window.draft.bottom)
    assert window.draft.sheet.review.fontMetrics().height() == large
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert usual < editor.fontMetrics().height() < large
    QApplication.sendEvent(
        editor.viewport(),
        QWheelEvent(QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, control,
                    Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip
    assert editor.fontMetrics().height() == large
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert editor.fontMetrics().height() == usual
    QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.draft.text == ""
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Minus, control)
    small = editor.fontMetrics().height()
    assert 0 < small < usual
    assert open_window(services).draft.editor.fontMetrics().height() == small


def test_that_no_wording_was_found_is_said_until_the_text_is_another(qtbot, open_window):
    window = open_window(scripted(makers=ScriptedMakers({})))
    window.draft.put("I live in Leeds")
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    press(window, "Suggest wording")
    qtbot.waitUntil(lambda: "No wording was found" in texts(window.draft.bottom), timeout=WAIT)
    QTest.keyClicks(window.draft.editor, "!")
    assert "No wording was found" not in texts(window.draft.bottom)
