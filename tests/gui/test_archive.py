from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel

from gui.driving import WAIT, press, texts
from redraft.domain.archive import Concluded
from redraft.gui.archive.scanner import Stand
from redraft.gui.archive.timeline import Timeline
from redraft.gui.parts import DropZone
from screenshots.more_scenes import archive_page
from screenshots.scripted import scripted
from screenshots.scripted_archive import ScriptedArchive

pytestmark = pytest.mark.gui


@pytest.fixture
def make(qtbot, open_window):
    def build(**how):
        services = scripted()
        services.archive = ScriptedArchive(**how)
        window = open_window(services)
        return archive_page(window), services.archive, window

    return build


def scan(qtbot, page):
    page.open([Path("reddit.zip")])
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)


def test_files_are_recognised_and_scanned_as_chosen(qtbot, make):
    page, desk, _window = make()
    page.open([Path("reddit.zip")])
    qtbot.waitUntil(lambda: "This looks like: Reddit" in texts(page), timeout=WAIT)
    assert "12 files, 3 pictures" in texts(page)
    assert "messages.csv: is encrypted" in texts(page)
    press(page, "How far back: The last year")
    press(page, "How long the model reads: 2 min")
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    (wish,) = desk.wishes
    assert wish.since is not None
    assert wish.budget == 120
    assert not wish.choices.messages  # direct messages on request only
    assert wish.choices.platform == "reddit"


def test_what_is_nothing_known_is_said_with_what_to_do(qtbot, make):
    page, _desk, _window = make()
    page.open([Path("holiday.bin")])
    qtbot.waitUntil(lambda: "no export that Redraft knows" in texts(page), timeout=WAIT)
    assert "Choose the platform yourself" in texts(page)
    assert "Drop an export here" in texts(page)


def test_dropped_files_are_opened(qtbot, make):
    page, _desk, _window = make()
    zone = page.findChild(DropZone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/reddit.zip")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    zone.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)


def test_a_scan_shows_how_far_it_is_pauses_and_stops_with_what_it_has(qtbot, make):
    page, desk, window = make(holds=True)
    page.open([Path("reddit.zip")])
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)
    press(page, "Scan")
    qtbot.waitUntil(lambda: "Reading: 130 of 260 posts · 2,300 a second · 12 s left" in texts(page), timeout=WAIT)
    press(page, "Pause")
    assert "Paused" in texts(page)
    press(page, "Go on")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    assert "Stopped; this is what was found so far" in texts(page)
    assert page.work.deck.count() > 0
    assert not desk.extended


def test_cards_choose_the_posts_that_carry_them(qtbot, make):
    page, _desk, _window = make()
    scan(qtbot, page)
    assert "Edinburgh, United Kingdom" in texts(page)
    assert "ran down Leith Walk" in texts(page)
    assert "now: Edinburgh, United Kingdom, since January 2019" in texts(page)
    assert "before: London, United Kingdom, June 2015 to November 2018" in texts(page)
    timeline = page.findChild(Timeline)
    assert "London, United Kingdom, a guess" in timeline.accessibleDescription()
    page.step(1)
    assert "Occupation: map conservator" in texts(page)
    assert "kozo paper" in texts(page)


def test_the_plan_says_what_each_step_buys_with_the_new_text_beside_the_old(qtbot, make, monkeypatch, tmp_path):
    page, desk, _window = make()
    scan(qtbot, page)
    page.work.show_view("plan")
    shown = texts(page.work.plan)
    assert "6 posts in all · 2 could be edited instead" in shown
    assert "1. Relationship\nlikely → no longer to be told" in shown
    assert "88% → 31%" in {label.toolTip() for label in page.work.plan.findChildren(QLabel)}
    assert "Delete or edit this post, and nobody can tell whether you have a partner any more." in shown
    assert "Do the same with these 2 posts, and nobody can tell what you work as either." in shown
    assert "I ran down Leith Walk in the rain" in shown
    assert "The bus was late again and I ran in the rain." in shown
    press(page, "I'm fine with this")  # where the author lives, the card that is chosen
    assert "where you live" not in texts(page.work.plan)
    press(page, "Show again")
    assert texts(page.work.plan) == shown
    press(page.work.plan, "Copy")
    assert QApplication.clipboard().text() in set(page.scanner.report.edits.values())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "plan"), "Links (*.txt)"))
    press(page, "Save the plan")
    qtbot.waitUntil(lambda: desk.exported == [tmp_path / "plan.txt"], timeout=WAIT)
    assert "Not looked at enough to say, with 42% of your posts read for it" in texts(page)


def test_ticks_are_counted_again_and_what_stays_is_respected(qtbot, make):
    page, _desk, _window = make()
    scan(qtbot, page)
    page.work.show_view("cut")
    assert "3 posts would have to go" in texts(page)
    assert "no longer to be told" in texts(page)
    boxes = page.work.cut.findChildren(QCheckBox)
    assert [box.isChecked() for box in boxes] == [True, True, True]
    boxes[0].setFocus()
    boxes[0].setChecked(False)
    qtbot.waitUntil(lambda: "still be concluded" in texts(page), timeout=WAIT)
    assert boxes[0].hasFocus()  # the list is not built anew under the user
    press(page, "Find the fewest posts again")
    qtbot.waitUntil(lambda: all(box.isChecked() for box in boxes), timeout=WAIT)


@pytest.mark.qt_log_ignore("does not support")  # offscreen knows one window only
def test_posts_are_searched_sorted_and_read(qtbot, make):
    page, _desk, window = make()
    scan(qtbot, page)
    page.work.show_view("posts")
    model, table = page.work.posts.model, page.work.posts.table
    qtbot.waitUntil(lambda: model.rowCount() == 260, timeout=WAIT)
    assert model.data(model.index(0, 0)) > model.data(model.index(259, 0))
    page.work.posts._words.setText("KOZO")
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=WAIT)
    table.activated.emit(model.index(0, 1))
    qtbot.waitUntil(lambda: page.findChild(QDialog) is not None, timeout=WAIT)
    dialog = page.findChild(QDialog)
    assert "kozo paper" in texts(dialog)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    press(dialog, "Reword it")
    assert "kozo paper" in window.draft.text
    assert window.page == "draft"


def crowd_in(shown):
    """The line that tells how many people fit."""
    return next(line for line in shown.splitlines() if "people" in line and "fit" in line)


def test_fine_with_this_hides_a_card_and_brings_it_back(qtbot, make):
    page, _desk, _window = make()
    scan(qtbot, page)
    count = page.work.deck.count()
    before = texts(page.work)
    press(page, "I'm fine with this")
    assert page.work.deck.count() == count - 1
    people = page.scanner.report.exposure.people
    qtbot.waitUntil(lambda: page.work._sharing.exposure.people > people, timeout=WAIT)
    assert crowd_in(texts(page.work)) != crowd_in(before)
    press(page, "Show again")
    assert page.work.deck.count() == count
    assert crowd_in(texts(page.work)) == crowd_in(before)


def test_a_report_is_saved_and_more_time_given(qtbot, make, monkeypatch, tmp_path):
    page, desk, _window = make()
    scan(qtbot, page)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.json"), "JSON (*.json)"))
    press(page, "Save the report")
    qtbot.waitUntil(lambda: desk.exported == [tmp_path / "r.json"], timeout=WAIT)
    press(page, "Let the model read on")
    qtbot.waitUntil(lambda: desk.extended == 600 and page.scanner.stand is Stand.DONE, timeout=WAIT)
    press(page, "Another archive")
    assert "Drop an export here" in texts(page)


def test_nothing_found_is_said_plainly(qtbot, make):
    page, _desk, _window = make(nothing=True)
    scan(qtbot, page)
    assert "Nothing found." in texts(page)
    assert "in 260 posts" in texts(page)


def test_what_the_platform_says_it_knows_stands_below_ours(qtbot, make):
    page, _archive, _window = make()
    scan(qtbot, page)
    report = page.scanner.report
    said = tuple(Concluded(f"thing {n}", "LinkedIn", "Member Interests") for n in range(20))
    page.work._show_report(replace(report, concluded=said))
    shown = [one.text() for one in page.work.findChildren(QLabel)]
    assert "What LinkedIn says it knows about you" in shown
    (line,) = [text for text in shown if text.startswith("Member Interests: thing 0, ")]
    assert line.endswith("thing 11, and 8 more")
