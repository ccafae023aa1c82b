"""The draft that waits in the encrypted store."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox

from gui.driving import WAIT, press, texts
from redraft.gui.keeping.keeper import Stand
from redraft.speech import now
from redraft.storage.folder import Protection
from redraft.usecases.kept_draft import KeptDraft
from screenshots.scripted import scripted
from screenshots.scripted_keeping import PASSPHRASE, ScriptedKeeping

pytestmark = pytest.mark.gui

TEXT = "I live in Leeds \U0001f600"


def opened(open_window, qtbot, keeping):
    services = scripted()
    services.keeping = keeping
    window = open_window(services)
    qtbot.waitUntil(lambda: window.keeper.stand is not Stand.ABSENT and not window.keeper.busy, timeout=WAIT)
    window.asks_before_closing = True
    return window


@pytest.fixture
def asked(monkeypatch):
    """What was asked and could be answered; the answer is always to keep the draft."""
    seen = []

    def exec_(box):
        names = [one.text() for one in box.buttons()]
        seen.append((box.informativeText(), names))
        box.buttons()[names.index(KEEP[now.language()])].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return seen


KEEP = {"en": "Keep it, encrypted", "de": "Verschlüsselt behalten"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_store_that_is_off_is_offered_and_the_draft_is_there_again(qtbot, open_window, asked, language):
    now.use(language, window=True)
    keeping = ScriptedKeeping()
    window = opened(open_window, qtbot, keeping)
    window.draft.put(TEXT, "Where are you?")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    ((means, _names),) = asked
    assert {"en": "turn its encrypted store on", "de": "verschlüsselten Speicher"}[language] in means
    assert keeping.records.draft() == KeptDraft(TEXT, "Where are you?")
    again = opened(open_window, qtbot, keeping)
    qtbot.waitUntil(lambda: again.draft.text == TEXT, timeout=WAIT)
    assert again.draft.checker.in_reply_to == "Where are you?"
    assert not again.draft.unsaved
    again.close()  # it asks nothing: it is kept
    assert not again.isVisible()
    assert len(asked) == 1


def test_another_draft_takes_its_place_and_the_user_can_forget_it(qtbot, open_window, asked):
    keeping = ScriptedKeeping(Protection.KEYRING)
    keeping._content.keep_draft(KeptDraft("Before"))
    window = opened(open_window, qtbot, keeping)
    qtbot.waitUntil(lambda: window.draft.text == "Before", timeout=WAIT)
    press(window.draft.toast, "Forget it")
    qtbot.waitUntil(lambda: keeping.records.draft() is None and not window.keeper.busy, timeout=WAIT)
    assert window.draft.text == "Before"
    assert window.draft.unsaved
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert "is here again the next time" in asked[0][0]
    assert keeping.records.draft() == KeptDraft("Before")
    other = opened(open_window, qtbot, keeping)
    other.show_page("preferences")
    assert "It holds: a draft." in texts(other.pages["preferences"])
    press(other.pages["preferences"], "Forget the draft")
    qtbot.waitUntil(lambda: keeping.records.draft() is None, timeout=WAIT)
    other.draft.put("")


def test_a_locked_store_is_opened_and_what_was_begun_is_not_overwritten(qtbot, open_window, asked):
    keeping = ScriptedKeeping(Protection.PASSPHRASE)
    keeping._content.keep_draft(KeptDraft("Before"))
    window = opened(open_window, qtbot, keeping)
    window.keeper.questions.asked.connect(lambda question: question.give(PASSPHRASE))
    assert window.draft.text == ""
    window.draft.put(TEXT)
    window.close()
    assert "locked" in asked[0][0]
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert keeping.records.draft() == KeptDraft(TEXT)


def test_without_a_keyring_the_window_stays_and_says_so(qtbot, open_window, asked):
    window = opened(open_window, qtbot, ScriptedKeeping(refuses="absent"))
    window.draft.put(TEXT)
    window.close()
    qtbot.waitUntil(lambda: window.draft.text == TEXT and "keyring" in texts(window.draft.panel), timeout=WAIT)
    assert window.isVisible()
    assert window.draft.unsaved
    window.asks_before_closing = False


def test_a_language_of_another_name_keeps_what_was_taken_up(qtbot, open_window, asked):
    keeping = ScriptedKeeping(Protection.KEYRING)
    keeping._content.keep_draft(KeptDraft(TEXT))
    window = opened(open_window, qtbot, keeping)
    qtbot.waitUntil(lambda: window.draft.text == TEXT, timeout=WAIT)
    window._on_preference("language", "de")
    assert window.draft.text == TEXT
    assert not window.draft.unsaved
