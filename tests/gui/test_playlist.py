from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.driving import WAIT, press, texts
from redraft.gui.parts import Columns
from redraft.gui.playlist.checker import Stand
from screenshots.more_scenes import playlist_page
from screenshots.scripted import scripted
from screenshots.scripted_playlist import ScriptedPlaylist

pytestmark = pytest.mark.gui


@pytest.fixture
def make(qtbot, open_window):
    def build(**how):
        services = scripted()
        services.playlist = ScriptedPlaylist(**how)
        window = open_window(services)
        return playlist_page(window), services.playlist, window

    return build


def test_cards_name_what_carries_them_and_how_far_to_trust_them(qtbot, make):
    page, _desk, _window = make()
    page.check([Path("music.zip")])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.DONE, timeout=WAIT)
    shown = texts(page)
    assert "Spotify · 505 tracks" in shown
    assert "“bedtime for Nora” (says “bedtime”)" in shown
    assert "Weak: music says little about this" in shown
    assert "What Spotify concluded about you" in shown
    assert "84%" not in shown  # set by judgement: the sentence says what moving songs buys
    pictures = {one.accessibleName(): one.accessibleDescription() for one in page.findChildren(Columns)}
    assert "2000s: 214" in pictures["When your music was made"]
    assert "rock: 34%" in pictures["Kinds of music"]


def test_what_is_known_is_shown_while_the_model_looks_and_esc_stops_it(qtbot, make):
    page, desk, window = make(holds=True)
    page.check([Path("music.zip")])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.LOOKING, timeout=WAIT)
    assert page.deck.count() == 3
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.checker.stand is Stand.STOPPED
    qtbot.waitUntil(lambda: desk.cancelled == 1, timeout=WAIT)
    assert page.deck.count() == 3


def test_no_music_and_nothing_found_are_said(qtbot, make):
    page, _desk, _window = make(nothing=True)
    page.check([Path("holiday.bin")])
    qtbot.waitUntil(lambda: "no playlist or export of music that Redraft knows" in texts(page), timeout=WAIT)
    page.check([Path("music.zip")])
    qtbot.waitUntil(lambda: "Nothing found." in texts(page), timeout=WAIT)


def test_a_report_is_saved_and_another_playlist_begun(qtbot, make, monkeypatch, tmp_path):
    page, desk, _window = make()
    page.check([Path("music.zip")])
    qtbot.waitUntil(lambda: page.checker.stand is Stand.DONE, timeout=WAIT)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p.html"), "HTML (*.html)"))
    press(page, "Save the report")
    qtbot.waitUntil(lambda: desk.exported == [tmp_path / "p.html"], timeout=WAIT)
    press(page, "I'm fine with this")
    assert page.deck.count() == 2
    press(page, "Another playlist")
    assert "Drop a playlist here" in texts(page)
