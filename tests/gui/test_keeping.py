"""What may be kept, in the window: with the real encrypted store in a folder of its own and a keyring that is none."""

import gc
import logging
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from fakes.keyring import MemoryKeyring
from gui.driving import WAIT, press, texts
from redraft.domain.attributes import Attribute
from redraft.gui.archive.scanner import Stand
from redraft.gui.keeping.card import KeepingCard
from redraft.gui.keeping.keeper import Stand as Keeping
from redraft.gui.playlist.checker import Stand as Music
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.session import Session
from redraft.storage.vault import Vault
from redraft.usecases.recording import Recorder
from redraft.usecases.scan_plan import ScanPlan
from screenshots.more_scenes import archive_page
from screenshots.scripted import POINTS, scripted
from screenshots.scripted_archive import ScriptedArchive
from screenshots.scripted_keeping import filled

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support")]  # offscreen knows one window only

PHRASE, OTHER = "four quite random words", "and four other words"


class World:
    """A folder for the store, a keyring, and windows that use them one after the other."""

    def __init__(self, folder, open_window, qtbot):
        self.folder, self.ring = folder, MemoryKeyring()
        self._open_window, self._qtbot = open_window, qtbot
        self.sessions = []

    def vault(self):
        return Vault(self.folder, self.ring)

    def window(self, **how):
        services = scripted()
        services.archive = ScriptedArchive(**how)
        services.keeping = session = Session(self.vault())
        self.sessions.append(session)
        services.close = session.close
        window = self._open_window(services)
        self._qtbot.waitUntil(lambda: window.keeper.stand is not Keeping.ABSENT, timeout=WAIT)
        return window

    def card(self, window):
        window.show_page("preferences")
        return window.pages["preferences"].findChild(KeepingCard)

    def turned_on(self):
        """A window whose store is on, and the card that shows it."""
        window = self.window()
        card = self.card(window)
        press(card, "Turn it on")
        self.until(window, Keeping.OPEN)
        return window, card

    def until(self, window, stand):
        self._qtbot.waitUntil(lambda: window.keeper.stand is stand and not window.keeper.busy, timeout=WAIT)

    def dialog(self, window):
        self._qtbot.waitUntil(lambda: window.asker.dialog is not None, timeout=WAIT)
        return window.asker.dialog

    def answer(self, window, phrase, *, twice=False):
        """Type a passphrase into the dialog that is or will be shown, and accept it."""
        dialog = self.dialog(window)
        fields = [one for one in dialog.findChildren(QLineEdit) if not one.isHidden()]
        assert len(fields) == (2 if twice else 1)
        for field in fields:
            QTest.keyClicks(field, phrase)
        QTest.keyClick(fields[-1], Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: window.asker.dialog is not dialog, timeout=WAIT)


@pytest.fixture
def world(tmp_path, open_window, qtbot):
    made = World(tmp_path / "store", open_window, qtbot)
    yield made
    for session in made.sessions:
        session.close()


def test_it_is_off_and_nothing_is_made_until_it_is_turned_on(world):
    window = world.window()
    card = world.card(window)
    assert "Nothing of what you check is kept." in texts(card)
    assert str(world.folder) in texts(card)
    assert not world.folder.exists()
    assert world.ring.done == []
    press(card, "Turn it on")
    world.until(window, Keeping.OPEN)
    assert "It is on, protected by a key in the system's keyring." in texts(card)
    assert "still empty" in texts(card)
    assert len(world.ring.held) == 1


def test_without_a_keyring_a_passphrase_is_offered_or_nothing(world, qtbot):
    world.ring.refuses = "absent"
    window = world.window()
    card = world.card(window)
    press(card, "Turn it on")
    qtbot.waitUntil(lambda: "no keyring" in texts(card), timeout=WAIT)
    assert "A passphrase does as well." in texts(card)  # the window's words, not the command line's
    press(card, "Keep nothing")
    assert "Nothing of what you check is kept." in texts(card)
    press(card, "Turn it on")
    press(card, "Use a passphrase")
    world.answer(window, PHRASE, twice=True)
    world.until(window, Keeping.OPEN)
    assert "protected by your passphrase" in texts(card)


def test_a_new_passphrase_is_long_enough_typed_twice_and_hidden_until_shown(world, qtbot, caplog):
    caplog.set_level(logging.DEBUG)
    window = world.window()
    card = world.card(window)
    press(card, "Protected by: A passphrase")
    press(card, "Turn it on")
    dialog = world.dialog(window)
    first, again = dialog.findChildren(QLineEdit)
    accept = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Use it")
    assert not accept.isEnabled()
    QTest.keyClicks(first, "too short")
    assert "3 more characters are needed." in texts(dialog)
    first.clear()
    QTest.keyClicks(first, PHRASE)
    QTest.keyClicks(again, PHRASE[:-1] + "!")
    assert "The two differ." in texts(dialog)
    assert not accept.isEnabled()
    assert first.echoMode() is QLineEdit.EchoMode.Password
    dialog.findChild(QCheckBox).click()
    assert first.echoMode() is again.echoMode() is QLineEdit.EchoMode.Normal
    again.clear()
    QTest.keyClicks(again, PHRASE)
    left = []
    again.textChanged.connect(left.append)
    accept.click()
    world.until(window, Keeping.OPEN)
    assert left[-1] == ""
    assert PHRASE not in caplog.text
    assert not [label for label in window.findChildren(QLabel) if PHRASE in label.text()]
    assert PHRASE not in repr(vars(window.keeper))


def test_cancelling_the_passphrase_turns_nothing_on(world):
    window = world.window()
    card = world.card(window)
    press(card, "Protected by: A passphrase")
    press(card, "Turn it on")
    QTest.keyClick(world.dialog(window), Qt.Key.Key_Escape)
    world.until(window, Keeping.OFF)
    assert "Nothing of what you check is kept." in texts(card)
    assert window.keeper.error is None
    assert [path for path in world.folder.glob("*") if path.suffix in {".db", ".json"}] == []


def test_a_store_of_the_keyring_opens_by_itself_and_one_of_a_passphrase_when_asked(world, qtbot):
    with world.vault().create(Protection.KEYRING, lambda: "") as records:
        records.declare(Attribute.LOCATION, "Leeds")
    window = world.window()
    world.until(window, Keeping.OPEN)
    assert window.asker.dialog is None
    window.close()
    world.vault().rotate(Protection.PASSPHRASE, lambda: "", lambda: PHRASE)
    window = world.window()
    world.until(window, Keeping.LOCKED)
    card = world.card(window)
    assert "locked" in texts(card)
    assert window.asker.dialog is None  # nobody is asked before it is needed
    press(card, "Open it")
    world.answer(window, OTHER)
    assert "That did not open it. Try again." in texts(world.dialog(window))
    world.answer(window, PHRASE)
    world.until(window, Keeping.OPEN)
    assert "Where you live: Leeds" in texts(card)


def test_a_keyring_that_is_locked_is_said_calmly_and_can_be_tried_again(world, qtbot):
    world.vault().create(Protection.KEYRING, lambda: "").close()
    world.ring.refuses = "locked"
    window = world.window()
    world.until(window, Keeping.LOCKED)
    card = world.card(window)
    assert "The keyring is locked" in texts(card)
    world.ring.refuses = ""
    press(card, "Open it")
    world.until(window, Keeping.OPEN)
    assert "The keyring is locked" not in texts(card)


def test_while_the_keyring_lets_one_wait_that_is_said_and_closing_does_not_wait(world, qtbot, monkeypatch):
    world.vault().create(Protection.KEYRING, lambda: "").close()
    freed = threading.Event()

    def slow(_ring, _name):
        freed.wait(60)
        raise KeyringError("locked")

    monkeypatch.setattr(MemoryKeyring, "get", slow)
    monkeypatch.setattr(MemoryKeyring, "stop", lambda _ring: freed.set())
    window = world.window()
    qtbot.waitUntil(lambda: window.keeper.stand is Keeping.LOCKED, timeout=WAIT)
    assert "waiting for the keyring" in texts(world.card(window))
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 20


def test_the_protection_changes_and_what_is_kept_stays(world):
    window, card = world.turned_on()
    window.keeper.declare([(Attribute.AGE, "28")])
    world.until(window, Keeping.OPEN)
    press(card, "Change the protection")
    press(card, "Protected by: A passphrase")
    press(card, "Encrypt anew")
    world.answer(window, PHRASE, twice=True)
    world.until(window, Keeping.OPEN)
    assert "protected by your passphrase" in texts(card)
    assert "Age: 28" in texts(card)
    assert world.ring.held == {}
    window.close()
    with world.vault().open(lambda: PHRASE) as records:
        assert records.declared() == {(Attribute.AGE, "28")}


def test_a_backup_is_saved_everything_erased_and_restored(world, qtbot, monkeypatch, tmp_path):
    target = str(tmp_path / "backup.db")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (target, ""))
    window, card = world.turned_on()
    window.keeper.declare([(Attribute.AGE, "28")])
    world.until(window, Keeping.OPEN)
    press(card, "Save a backup")
    world.answer(window, OTHER, twice=True)
    qtbot.waitUntil(lambda: "The backup is saved." in texts(card), timeout=WAIT)
    press(card, "Erase everything")
    press(card, "Keep it")
    assert world.vault().exists
    press(card, "Erase everything")
    press(card, "Erase it")
    world.until(window, Keeping.OFF)
    assert "are gone" in texts(card)
    assert world.ring.held == {}
    assert not world.folder.exists()
    press(card, "Restore a backup")
    world.answer(window, OTHER)
    world.until(window, Keeping.OPEN)
    assert "Age: 28" in texts(card)


def test_a_key_that_the_keyring_does_not_let_go_is_told(world, qtbot):
    _window, card = world.turned_on()
    world.ring.refuses = "locked"
    press(card, "Erase everything")
    press(card, "Erase it")
    qtbot.waitUntil(lambda: "its key is still in the keyring" in texts(card), timeout=WAIT)
    assert not world.vault().exists


@pytest.mark.parametrize("spoil", ["pointer", "file"])
def test_a_damaged_store_is_said_and_can_be_erased(world, qtbot, spoil):
    world.vault().create(Protection.KEYRING, lambda: "").close()
    path = world.folder / "store.json" if spoil == "pointer" else next(world.folder.glob("*.db"))
    path.write_bytes(b"x" * 5000)
    window = world.window()
    card = world.card(window)
    qtbot.waitUntil(lambda: "damaged" in texts(card), timeout=WAIT)
    assert "redraft store" not in texts(card)  # nobody in the window is sent to the command line
    press(card, "Erase everything")
    press(card, "Erase it")
    world.until(window, Keeping.OFF)


def test_closing_the_window_ends_a_question(world, qtbot):
    world.vault().create(Protection.PASSPHRASE, lambda: PHRASE).close()
    window = world.window()
    page = archive_page(window)
    page.open([Path("reddit.zip")])
    world.dialog(window)
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 10
    assert not window.isVisible()


# What everybody knows


def example(window, qtbot):
    window.show_page("draft")
    window.draft.put("I live in Leeds. Text me on 07700 900123")
    qtbot.waitUntil(lambda: window.draft.checker.fast_done and window.draft.checker.settled, timeout=WAIT)


def values(window):
    return {guess.value for card in window.draft.cards() for guess in card.guesses}


def test_what_is_fine_can_be_remembered_and_covers_nothing_else(world, qtbot):
    window = world.window()
    example(window, qtbot)
    panel = window.draft.panel
    assert "Leeds" in values(window)
    press(panel, "I'm fine with this")
    press(panel, "I'm fine with this")
    assert "Remember this" not in [b.text() for b in panel.findChildren(QPushButton)]  # it is off
    window.keeper.create(Protection.KEYRING)
    world.until(window, Keeping.OPEN)
    while window.draft.checker.sharing.here:
        press(panel, "Remember this")
        qtbot.waitUntil(lambda: not window.keeper.busy, timeout=WAIT)
    assert {fact[1] for fact in window.keeper.declared} == {"Leeds", "07700 900123"}
    assert window.draft.cards() == ()
    assert "Everyone knows: Where you live: Leeds" in texts(panel)
    window.close()
    again = world.window()
    world.until(again, Keeping.OPEN)
    example(again, qtbot)
    assert values(again) == set()
    again.draft.checker._services.rewrite.check.fast.rules = (
        ("Berlin", Attribute.LOCATION, (("Berlin", 0.96),), POINTS),
    )
    again.draft.put("I live in Berlin")
    qtbot.waitUntil(lambda: values(again) == {"Berlin"}, timeout=WAIT)  # Leeds does not excuse it
    assert "Everyone knows: Where you live" not in texts(again.draft.panel)


def test_what_everybody_knows_can_be_taken_back_where_it_is_seen(world, qtbot):
    with world.vault().create(Protection.KEYRING, lambda: "") as records:
        records.declare(Attribute.LOCATION, "Leeds")
        records.declare(Attribute.AGE, "28")
    window = world.window()
    world.until(window, Keeping.OPEN)
    example(window, qtbot)
    assert "Leeds" not in values(window)
    press(window.draft.panel, "Take it back")
    qtbot.waitUntil(lambda: "Leeds" in values(window), timeout=WAIT)
    card = world.card(window)
    press(card, "Remove")
    qtbot.waitUntil(lambda: not window.keeper.declared, timeout=WAIT)
    assert "Everyone knows" not in texts(card)


def test_facts_that_are_locked_are_said_beside_the_draft(world, qtbot):
    with world.vault().create(Protection.PASSPHRASE, lambda: PHRASE) as records:
        records.declare(Attribute.LOCATION, "Leeds")
    window = world.window()
    world.until(window, Keeping.LOCKED)
    example(window, qtbot)
    assert "What everyone knows is locked" in texts(window.draft.panel)
    press(window.draft.panel, "Open it")
    world.answer(window, PHRASE)
    qtbot.waitUntil(lambda: "Leeds" not in values(window), timeout=WAIT)


# Archives


def recognised(window, qtbot):
    page = archive_page(window)
    page.open([Path("reddit.zip")])
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)
    return page


def begin_one(vault, ask, *, done=120, finished=False):
    """Leave a checkpoint behind, as a scan that was killed does."""
    with vault.open(ask) as records:
        window_plan = ScanPlan(ScriptedArchive().open([Path("reddit.zip")]).matches[0], "scripted", budget=120.0)
        recorder = Recorder(records, window_plan)
        recorder.reached(done, 260)
        recorder.finish() if finished else recorder.save(now=True)


def test_with_the_store_off_it_is_said_before_a_scan_and_leads_to_the_preferences(world, qtbot):
    window = world.window()
    page = recognised(window, qtbot)
    assert "Nothing of the scan is kept" in texts(page)
    press(page, "Change that")
    assert window.page == "preferences"


def test_a_scan_that_stopped_goes_on_as_it_was_begun(world, qtbot):
    world.vault().create(Protection.KEYRING, lambda: "").close()
    begin_one(world.vault(), lambda: "")
    window = world.window()
    page = recognised(window, qtbot)
    assert "Scan" not in [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    press(page, "Go on where it stopped (120 of 260 posts)")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    desk = window._services.archive
    assert desk.resumed == [True]
    assert desk.wishes[0].budget == 120.0


def test_a_scan_can_start_over_and_the_one_before_is_dropped_with_the_new_one(world, qtbot):
    world.vault().create(Protection.KEYRING, lambda: "").close()
    begin_one(world.vault(), lambda: "")
    window = world.window()
    page = recognised(window, qtbot)
    press(page, "Start over")
    assert window.keeper.status.held[0] == 1  # until a scan begins nothing is lost
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    assert window._services.archive.resumed == [False]
    assert list(world.sessions[-1].records.begun()) == []


def test_a_locked_store_is_asked_for_once_and_without_it_the_scan_goes_on(world, qtbot):
    world.vault().create(Protection.PASSPHRASE, lambda: PHRASE).close()
    begin_one(world.vault(), lambda: PHRASE)
    window = world.window()
    page = archive_page(window)
    assert "What you kept is locked." in texts(page)
    page.open([Path("reddit.zip")])
    press(world.dialog(window), "Go on without")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)
    assert "Nothing of the scan is kept" in texts(page)
    press(page, "Another archive")
    page.open([Path("reddit.zip")])
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.READY, timeout=WAIT)
    assert window.asker.dialog is None  # not asked a second time
    press(page, "Open what is kept")
    world.answer(window, PHRASE)
    qtbot.waitUntil(lambda: page.scanner.begun is not None, timeout=WAIT)
    press(page, "Go on where it stopped (120 of 260 posts)")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)


def test_the_store_cannot_be_erased_under_a_scan(world, qtbot):
    window = world.window(holds=True)
    window.keeper.create(Protection.KEYRING)
    world.until(window, Keeping.OPEN)
    page = recognised(window, qtbot)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.report is not None, timeout=WAIT)
    window.keeper.erase()
    qtbot.waitUntil(lambda: window.keeper.error is not None, timeout=WAIT)
    assert "A scan of an archive is writing into it." in texts(world.card(window))
    assert world.vault().exists
    page.stop()
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)


def test_a_report_is_kept_shown_again_without_its_archive_and_removed(world, qtbot, monkeypatch, tmp_path):
    window = world.window()
    window.keeper.create(Protection.KEYRING)
    world.until(window, Keeping.OPEN)
    page = recognised(window, qtbot)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    press(page, "Keep this report")
    qtbot.waitUntil(lambda: "Kept" in [b.text() for b in page.findChildren(QPushButton)], timeout=WAIT)
    report = page.scanner.report
    window.close()

    again = world.window()
    world.until(again, Keeping.OPEN)
    page = archive_page(again)
    assert "Reports you kept" in texts(page)
    press(page, "Show")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    assert page.scanner.report == report
    assert "Edinburgh, United Kingdom" in texts(page)
    page.work.show_view("cut")
    assert "3 posts would have to go" in texts(page)
    boxes = page.work.cut.findChildren(QCheckBox)
    assert boxes
    assert not [box for box in boxes if box.isEnabled()]  # nothing can be computed without the archive
    read = []
    page.scanner.post_read.connect(read.append)
    page.scanner.read(report.cuts[0].items[0])
    assert read[0] == report.posts[report.cuts[0].items[0]]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.json"), "JSON (*.json)"))
    press(page, "Save the report")
    qtbot.waitUntil(lambda: again._services.archive.exported == [tmp_path / "r.json"], timeout=WAIT)
    press(page, "Another archive")
    press(page, "Remove")
    qtbot.waitUntil(lambda: "Reports you kept" not in texts(page), timeout=WAIT)
    assert list(world.sessions[-1].records.kept()) == []


# Another language


def test_another_language_drops_no_report_no_scan_and_no_draft(world, qtbot):
    window = world.window(holds=True)
    example(window, qtbot)
    window.draft.look()
    qtbot.waitUntil(lambda: not window.draft.checker.looking and window.draft.checker.settled, timeout=WAIT)
    press(window.draft.panel, "I'm fine with this")
    cards, fine = window.draft.cards(), window.draft.checker.sharing.here
    assert cards
    page = recognised(window, qtbot)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.report is not None, timeout=WAIT)
    scanner, report = page.scanner, page.scanner.report
    window.pages["playlist"].check([])
    qtbot.waitUntil(lambda: window.pages["playlist"].checker.report is not None, timeout=WAIT)
    songs = window.pages["playlist"].checker.report

    window.pages["preferences"].changed.emit("language", "de")
    gc.collect()
    QCoreApplication.processEvents()
    assert window.draft.text.startswith("I live in Leeds")
    assert window.draft.cards() == cards
    assert window.draft.checker.sharing.here == fine
    page = archive_page(window)
    assert page.scanner is scanner
    assert page.scanner.stand is Stand.SCANNING  # it has not even stopped
    assert "Was Fremde daraus schließen" in texts(page)
    page.stop()
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    assert page.scanner.report.traits == report.traits
    assert window.pages["playlist"].checker.report is songs
    window.draft.editor.selectAll()
    window.draft.put("I live in Leeds now")
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    assert "Leeds" in values(window)


def test_a_report_that_is_done_is_there_in_another_language(world, qtbot):
    window = world.window()
    page = recognised(window, qtbot)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    window.pages["preferences"].changed.emit("language", "de")
    page = archive_page(window)
    assert "Edinburgh" in texts(page)
    page.work.show_view("posts")
    qtbot.waitUntil(lambda: page.work.posts.model.rowCount() == 260, timeout=WAIT)


def test_a_window_that_can_keep_nothing_shows_no_card(open_window):
    window = open_window(scripted())
    window.show_page("preferences")
    assert "What may be kept" not in texts(window.pages["preferences"])


def test_the_card_can_be_used_by_keyboard_and_names_what_it_shows(qtbot, open_window):
    services = scripted()
    services.keeping = filled()
    window = open_window(services)
    qtbot.waitUntil(lambda: bool(window.keeper.declared), timeout=WAIT)
    window.show_page("preferences")
    card = window.pages["preferences"].findChild(KeepingCard)
    texts(card)
    removes = [one for one in card.findChildren(QPushButton) if one.text() == "Remove"]
    assert {one.accessibleDescription() for one in removes} == {"Where you live: Leeds", "Relationship: Married"}
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in card.findChildren(QPushButton))
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in card.findChildren(QLabel))


def test_what_everybody_knows_is_left_out_of_archives_and_playlists_too(world, qtbot):
    with world.vault().create(Protection.KEYRING, lambda: "") as records:
        records.declare(Attribute.LOCATION, "Edinburgh")
    window = world.window()
    world.until(window, Keeping.OPEN)
    page = recognised(window, qtbot)
    press(page, "Scan")
    qtbot.waitUntil(lambda: page.scanner.stand is Stand.DONE, timeout=WAIT)
    assert Attribute.LOCATION not in {card.attribute for card in page.work._cards()}
    assert "Everyone knows: Where you live: Edinburgh" in texts(page)
    press(page, "Take it back")
    qtbot.waitUntil(lambda: Attribute.LOCATION in {card.attribute for card in page.work._cards()}, timeout=WAIT)

    window.show_page("playlist")
    music = window.pages["playlist"]
    music.check([])
    qtbot.waitUntil(lambda: music.checker.stand is Music.DONE, timeout=WAIT)
    count = music.deck.count()
    press(music, "I'm fine with this")
    press(music, "Remember this")
    qtbot.waitUntil(lambda: len(window.keeper.declared) == 1, timeout=WAIT)
    assert music._sharing.here == ()
    assert music.deck.count() == count - 1
    assert "Everyone knows" in texts(music)
