"""The picture page, with the real reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog

from fakes import pictures as made
from fakes.sandbox import needs_cage
from gui.driving import WAIT, press, texts
from redraft.bootstrap import Parts
from redraft.gui.desks import RealPicture
from redraft.gui.picture.canvas import Canvas
from redraft.gui.picture.checker import Stand
from redraft.gui.picture.map import Map
from redraft.speech import now
from redraft.workers.picture_client import PictureWorker
from screenshots.scripted import scripted

pytestmark = [pytest.mark.gui, needs_cage]

EXIF = made.block(
    {0x010F: "Apple", 0x0110: "iPhone 13", 0x013B: "Zeb Q"},
    {0xA431: "0123456"},
    made.gps(*made.MUNICH),
    made.small_of(made.scene(900, 600)),
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """With a place, a serial number, a small copy, and a code on a wall."""
    whole = made.scene(900, 600)
    code = zxingcpp.create_barcode("WIFI:T:WPA;S:Casa Zeb;P:hunter22;;", zxingcpp.BarcodeFormat.QRCode)
    whole.paste(Image.fromarray(code.to_image(scale=4)).convert("RGB"), (300, 120))
    path = tmp_path / "photo.jpg"
    path.write_bytes(made.with_segments(made.packed(whole, "JPEG", quality=90), made.exif_segment(EXIF)))
    return path


@pytest.fixture
def window(open_window):
    services = scripted()
    services.picture = RealPicture(Parts())
    return open_window(services)


@pytest.fixture
def page(window):
    window.show_page("picture")
    return window.pages["picture"]


def test_what_it_says_is_shown_beside_the_picture(qtbot, page, photo):
    page.check([photo])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.SEEN, timeout=WAIT)
    shown = texts(page)
    for words in (
        "in Munich, Germany", "48.13743, 11.57549", "Zeb Q", "0123456", "Apple iPhone 13", "JPEG, 900 × 600",
        "Code 1: A wireless network, with its password (QR Code)", "Password: hunter22",
    ):  # fmt: skip
        assert words in shown
    first, small = page.findChildren(Canvas)
    assert first.accessibleDescription().startswith("1: A wireless network")
    assert "shows more" in small.accessibleName()  # the code came after the small copy
    (place,) = page.findChildren(Map)
    assert place.accessibleDescription() == "in Munich, Germany"
    drawn = first.grab().toImage()
    assert drawn.pixelColor(5, 5) != drawn.pixelColor(first.frame().toRect().bottomRight() / 2)


def test_a_clean_copy_covers_what_is_ticked(qtbot, page, photo, tmp_path, monkeypatch):
    page.check([photo])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.SEEN, timeout=WAIT)
    outs = [tmp_path / "covered.jpg", tmp_path / "bare.jpg"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(outs.pop(0)), ""))
    press(page, "Save a clean copy")
    qtbot.waitUntil(lambda: "A clean copy is saved; its pixels were written anew" in texts(page), timeout=WAIT)
    (box,) = page.findChildren(QCheckBox)
    box.setChecked(False)
    press(page, "Save a clean copy")
    qtbot.waitUntil(lambda: "A clean copy is saved; its pixels are unchanged" in texts(page), timeout=WAIT)
    again = PictureWorker()
    found = [again.open(tmp_path / name) for name in ("covered.jpg", "bare.jpg")]
    again.close()
    assert [(one.says_nothing, len(one.codes)) for one in found] == [(True, 0), (True, 1)]


def test_what_is_no_picture_is_said_and_the_next_one_is_shown(qtbot, page, photo, tmp_path):
    (tmp_path / "notes.jpg").write_text("hello")
    page.check([tmp_path / "notes.jpg", photo])
    qtbot.waitUntil(lambda: "This is no picture of a kind that Redraft reads." in texts(page), timeout=WAIT)
    page.checker.next()
    qtbot.waitUntil(lambda: page.checker.stand is Stand.SEEN, timeout=WAIT)
    assert "This is no picture" not in texts(page)


def test_a_picture_dropped_on_a_draft_is_looked_at(qtbot, window, photo):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.draft.editor.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert window.page == "picture"
    qtbot.waitUntil(lambda: window.pages["picture"].checker.stand is Stand.SEEN, timeout=WAIT)


def test_another_language_keeps_the_picture(qtbot, window, page, photo, monkeypatch):
    page.check([photo])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.SEEN, timeout=WAIT)
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *said: (asked.append(said[1]), ([], ""))[1])
    now.use("de", window=True)
    window._build("picture")
    shown = texts(window.pages["picture"])
    for words in ("in Munich, Deutschland", "Seriennummer", "Ein WLAN, mit seinem Passwort"):
        assert words in shown
    press(window.pages["picture"], "Andere Bilder")
    assert asked == ["Bilder öffnen"]
