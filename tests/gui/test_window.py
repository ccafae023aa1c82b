import subprocess
import sys

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QPushButton

from gui.driving import WAIT, texts
from redraft.domain.errors import ModelError
from redraft.domain.message import verbatim
from redraft.gui import tray
from redraft.gui.models import pacing
from redraft.gui.models.shelf import Doing
from redraft.gui.theme import current_theme
from redraft.gui.turn import Turn
from redraft.speech import now
from screenshots.scripted import ScriptedAttacker, ScriptedStore, refusals, scripted

pytestmark = pytest.mark.gui


def current(window):
    return next(name for name, page in window.pages.items() if page.isVisible())


def test_without_a_model_the_first_page_offers_one_and_installs_it(qtbot, open_window):
    services = scripted(model=False)
    window = open_window(services)
    qtbot.waitUntil(lambda: current(window) == "first_run", timeout=WAIT)
    page = window.pages["first_run"]
    assert "only time Redraft goes online" in texts(page)
    assert "Apache-2.0" in texts(page)
    next(b for b in page.findChildren(QPushButton) if b.text() == "Install").click()
    qtbot.waitUntil(lambda: services.has_model, timeout=WAIT)
    assert current(window) == "draft"


def test_without_a_model_the_words_are_checked_all_the_same(qtbot, open_window):
    window = open_window(scripted(model=False))
    window.pages["first_run"].skipped.emit()
    window.draft.put("I live in Leeds")
    qtbot.waitUntil(lambda: len(window.draft.cards()) == 1, timeout=WAIT)
    assert "There is no model yet" in texts(window.draft.panel)


def test_installing_pauses_and_goes_on(qtbot, open_window):
    services = scripted()
    services.store = ScriptedStore(installed=True, holds=True)
    window = open_window(services)
    window.show_page("models")
    window.shelf.install("large")
    qtbot.waitUntil(lambda: window.shelf.done > 1e9, timeout=WAIT)
    assert "installing, 1.9 GB / 4.7 GB" in texts(window.pages["models"])
    window.shelf.pause()
    assert window.shelf.doing is Doing.PAUSED
    assert "paused" in texts(window.pages["models"])
    services.store.holds = False
    window.shelf.install("large")
    qtbot.waitUntil(lambda: window.shelf.doing is Doing.NOTHING, timeout=WAIT)
    assert window.shelf.active.id == "large"


@pytest.mark.parametrize("language", ["en", "de"])
def test_models_are_told_in_plain_words_and_one_is_recommended(qtbot, open_window, language):
    now.use(language, window=True)
    window = open_window(scripted())
    window.show_page("models")
    said = texts(window.pages["models"])
    wanted = {
        "en": ("Recommended: quick", "takes about 6 s on this computer", "would take about 26 s here", "Knows more",
               "Needs 1.9 GB of memory and 1.1 GB on disk. This computer has 16.0 GB. It fits.", "Too large"),
        "de": ("Empfohlen: schnell", "dauert auf diesem Computer etwa 6 s", "würde hier etwa 26 s dauern", "Weiß mehr",
               "Braucht 1,9 GB Arbeitsspeicher und 1,1 GB auf der Platte. Dieser Computer hat 16,0 GB.", "Zu groß"),
    }  # fmt: skip
    assert [words for words in wanted[language] if words not in said] == []
    assert said.count(wanted[language][0]) == 1


def test_how_long_a_check_takes_is_measured_once_when_nobody_asks(qtbot, open_window, monkeypatch):
    monkeypatch.setattr(pacing, "QUIET", 20)
    attacker = ScriptedAttacker(holds_at=0)
    services = scripted(attacker=attacker)
    services.turn = Turn(linger=0.0)
    services.settings.set("pace", "")
    window = open_window(services)
    qtbot.waitUntil(lambda: bool(attacker.questions), timeout=WAIT)
    with services.turn:  # the draft wants the model: it is given back, and measured another time
        qtbot.waitUntil(lambda: attacker.cancelled == 1, timeout=WAIT)
        attacker.holds_at = None
        assert not services.settings.get("pace")
    qtbot.waitUntil(lambda: services.settings.get("pace").startswith("small="), timeout=WAIT)
    qtbot.waitUntil(lambda: window.shelf.doing is Doing.NOTHING and window.shelf.loaded, timeout=WAIT)
    asked = len(attacker.questions)
    window.shelf.refresh()
    qtbot.wait(150)
    assert len(attacker.questions) == asked


def test_verify_choose_remove_and_a_wrong_file(qtbot, open_window, tmp_path):
    services = scripted()
    window = open_window(services)
    window.show_page("models")
    page = window.pages["models"]
    window.shelf.verify("small")
    qtbot.waitUntil(lambda: "verified just now" in texts(page), timeout=WAIT)
    services.store.error = ModelError(verbatim("The file has changed."), verbatim("Install it again."))
    window.shelf.verify("small")
    qtbot.waitUntil(lambda: "The file has changed." in texts(page), timeout=WAIT)
    window.shelf.adopt(tmp_path / "x.gguf")
    qtbot.waitUntil(lambda: "not a GGUF model file" in texts(page), timeout=WAIT)
    window.shelf.remove("small")
    qtbot.waitUntil(lambda: window.shelf.active is None, timeout=WAIT)
    assert not services.has_model


@pytest.mark.parametrize(("broken", "verdict"), [(False, "All 4 attempts were refused."), (True, "1 of 4 attempts")])
def test_the_proof_shows_what_the_system_said(qtbot, open_window, broken, verdict):
    services = scripted()
    services.prove = refusals(broken=broken)
    window = open_window(services)
    window.show_page("proof")
    page = window.pages["proof"]
    page.run()
    qtbot.waitUntil(lambda: verdict in texts(page), timeout=WAIT)
    assert ("NOT refused" in texts(page)) is broken
    assert "EPERM" in texts(page)
    assert "Network sockets held now: 0." in texts(page)


def test_after_a_failed_proof_the_user_decides(qtbot, open_window):
    services, decided = scripted(), []
    services.prove, services.go_on = refusals(broken=True), lambda: decided.append(True)
    window = open_window(services)
    window.show_page("proof")
    page = window.pages["proof"]
    page.run()
    qtbot.waitUntil(lambda: "until you decide otherwise" in texts(page), timeout=WAIT)
    assert not decided
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and "all the same" in b.text())
    button.click()
    assert decided
    assert not button.isVisible()
    assert "checked again" in texts(page)


def test_a_proof_of_nothing_is_no_proof(qtbot, open_window):
    services = scripted()
    services.prove = list
    window = open_window(services)
    window.show_page("proof")
    window.pages["proof"].run()
    qtbot.waitUntil(lambda: "nothing is proven" in texts(window.pages["proof"]), timeout=WAIT)


def test_theme_and_language_change_at_once_and_the_draft_stays(qtbot, open_window):
    services = scripted()
    window = open_window(services)
    window.draft.put("I live in Leeds")
    window.pages["preferences"].changed.emit("theme", "dark")
    assert current_theme().look.dark
    window.pages["preferences"].changed.emit("language", "de")
    assert window.draft.text == "I live in Leeds"
    qtbot.waitUntil(lambda: len(window.draft.cards()) == 1, timeout=WAIT)
    assert "Einstellungen" in texts(window.pages["preferences"])


def test_everything_that_takes_a_click_has_a_name_and_the_keyboard(open_window):
    window = open_window(scripted())
    for page in window.pages:
        window.show_page(page)
        buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        assert buttons
        assert not [b for b in buttons if not (b.text() or b.accessibleName())]
        assert not [b for b in buttons if b.isEnabled() and b.focusPolicy().value == 0]


def test_the_pages_are_one_choice_of_several_for_screen_readers(open_window):
    window = open_window(scripted())
    tabs = [b for b in window.findChildren(QAbstractButton) if b.property("role") == "tab"]
    told = [QAccessible.queryAccessibleInterface(tab) for tab in tabs]
    assert {one.role() for one in told} == {QAccessible.Role.RadioButton}
    assert [one.text(QAccessible.Text.Name) for one in told][:2] == ["Draft", "Archive"]
    for page, chosen in (("archive", ["archive"]), ("first_run", []), ("models", ["models"])):
        window.show_page(page)
        marked = [name for name, tab in window._topbar._tabs.items() if tab.isChecked()]
        assert marked == chosen
        assert [one.state().checked for one in told].count(1) == len(chosen)


def test_the_window_remembers_its_size_and_no_text(qtbot, open_window):
    services = scripted()
    window = open_window(services)
    window.draft.put("I live in Leeds")
    window.resize(900, 600)
    window.close()
    kept = services.settings._values
    assert kept["geometry"]
    assert not [value for value in kept.values() if "Leeds" in value]


@pytest.mark.qt_log_ignore("does not support raise")  # offscreen has no other windows
def test_the_clipboard_is_checked_when_asked(qtbot, open_window):
    window = open_window(scripted())
    QGuiApplication.clipboard().setText("I live in Leeds")
    assert not window.draft.text
    tray.check_clipboard(window)
    qtbot.waitUntil(lambda: len(window.draft.cards()) == 1, timeout=WAIT)


def test_the_window_imports_no_model_no_spacy_and_no_network():
    code = (
        "import sys, redraft.gui.wiring\n"
        "bad = {'spacy', 'llama_cpp', 'urllib.request', 'http.client', 'requests', 'ssl', 'PySide6.QtNetwork',"
        " 'PySide6.QtQml', 'PySide6.QtWebEngineCore'}\n"
        "print(sorted(bad & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
