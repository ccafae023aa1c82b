"""The window with the real workers, the real model and the real store."""

import threading

import pytest

from fakes.refusals import refused
from redraft import bootstrap
from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError
from redraft.domain.profile import Stage
from redraft.gui.archive import scanner as archive
from redraft.gui.archive.desk import Wish
from redraft.gui.draft.phase import Phase
from redraft.gui.playlist import checker as playlist
from redraft.gui.wiring import services
from screenshots.more_scenes import archive_page, playlist_page

pytestmark = [pytest.mark.gui, pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def real(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with bootstrap.Parts() as made:
        yield services(made)


def test_a_draft_is_checked_reworded_and_looked_at_again(qtbot, open_window, real):
    window = open_window(real)
    qtbot.waitUntil(lambda: real.has_model, timeout=200_000)
    window.show_page("draft")
    window.draft.put_example()
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=200_000)
    assert Attribute.CONTACT in {card.attribute for card in window.draft.cards()}
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.LOOKING, timeout=200_000)
    window.draft.stop()
    assert window.draft.checker.phase is Phase.STOPPED
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=200_000)
    assert window.draft.checker.model.answered >= 1
    window.draft.suggest()
    qtbot.waitUntil(lambda: len(window.draft.reworder.suggestions) > 0, timeout=100_000)
    before = window.draft.text
    window.draft.bottom.apply_all.emit()
    assert window.draft.text != before
    window.draft.stop()


def test_the_proof_holds(qtbot, open_window, real):
    window = open_window(real)
    page = window.pages["proof"]
    page.run()
    qtbot.waitUntil(lambda: not page.busy, timeout=100_000)
    shown = [label.text() for label in page.findChildren(type(window.draft.panel.status))]
    assert "refused" in shown
    assert "NOT refused" not in shown


def test_an_archive_is_scanned_cut_and_saved(qtbot, open_window, real, tmp_path):
    window = open_window(real)
    qtbot.waitUntil(lambda: real.has_model, timeout=200_000)
    page = archive_page(window)
    page.open_practice()
    qtbot.waitUntil(lambda: page.scanner.stand is archive.Stand.READY, timeout=60_000)
    page.scanner.scan(Wish(budget=20.0))
    qtbot.waitUntil(lambda: page.scanner.stand is archive.Stand.DONE, timeout=400_000)
    assert page.scanner.error is None
    report = page.scanner.report
    assert report.finished
    assert len(page.scanner.rows) == report.counts.kept > 200
    assert page.work.deck.count() > 0
    page.work.show_view("cut")
    attribute = report.cuts[0].attribute
    with qtbot.waitSignal(page.scanner.cut_found, timeout=60_000) as found:
        page.scanner.ask_cut(attribute, frozenset(), frozenset())
    cut, posts = found.args
    assert cut.attribute is attribute
    assert set(posts) == set(cut.items)
    for ending in ("html", "json", "csv"):
        with qtbot.waitSignal(page.scanner.exported, timeout=60_000):
            page.scanner.export(tmp_path / f"report.{ending}")
    assert sorted(path.suffix for path in tmp_path.glob("report.*")) == [".csv", ".html", ".json"]


def test_a_draft_goes_before_a_scan(qtbot, open_window, real):
    window = open_window(real)
    qtbot.waitUntil(lambda: real.has_model, timeout=200_000)
    page = archive_page(window)
    page.open_practice()
    qtbot.waitUntil(lambda: page.scanner.stand is archive.Stand.READY, timeout=60_000)
    page.scanner.scan(Wish(budget=1800.0))
    qtbot.waitUntil(lambda: page.scanner.progress and page.scanner.progress.stage is Stage.ASKING, timeout=200_000)
    window.show_page("draft")
    window.draft.put("I live in Leeds and work nights as a nurse.")
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=60_000)
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=200_000)
    assert page.scanner.stand is archive.Stand.SCANNING
    report = page.scanner.report
    assert report is None or report.timings.posts_asked == 0  # its question was taken back, not waited for
    page.scanner.stop()
    qtbot.waitUntil(lambda: page.scanner.stand is archive.Stand.DONE, timeout=60_000)


def test_a_playlist_is_checked_and_saved(qtbot, open_window, real, tmp_path):
    window = open_window(real)
    qtbot.waitUntil(lambda: real.has_model, timeout=200_000)
    page = playlist_page(window)
    page.check_practice()
    qtbot.waitUntil(lambda: page.checker.stand is playlist.Stand.DONE, timeout=400_000)
    assert page.checker.error is None
    assert page.checker.report.counts.kept > 0
    with qtbot.waitSignal(page.checker.exported, timeout=60_000):
        page.checker.export(tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size > 0


def test_files_on_the_wrong_page_are_shown_the_right_one(qtbot, open_window, real):
    window = open_window(real)
    archive_desk, playlist_desk = real.archive, real.playlist
    with refused(InputError, "Playlist page"):
        archive_desk.open([resource("music", "practice")])
    with refused(InputError, "Archive page"):
        next(playlist_desk.stages([resource("practice")], threading.Event()))
    window.close()
