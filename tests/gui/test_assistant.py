"""To an assistant and back, in the window: what is copied, what is pasted, where what stands for what is kept."""

import pytest
from PySide6.QtGui import QGuiApplication

from fakes.keyring import MemoryKeyring
from gui.driving import WAIT, press, texts
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.rules import Rule, Ruling
from redraft.domain.stand_ins import Style
from redraft.domain.text import Evidence
from redraft.gui import clipboard
from redraft.gui.keeping.keeper import Stand
from redraft.speech import now
from redraft.storage.folder import Protection
from redraft.storage.session import Session
from redraft.storage.vault import Vault
from redraft.usecases.ports import FastResult
from screenshots.scripted import scripted

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support")]

DRAFT = "Anna Weber moved to Leeds. Anna likes tea.\u00a0😀"
FOUND = (("Anna Weber", Attribute.NAME, "name"), ("Leeds", Attribute.PLACE, "place"))


class Names:
    """Finds two things."""

    def detect(self, text, *, cancel=None):
        return FastResult(tuple(one for words, *what in FOUND for one in found(text, words, *what)))


def found(text, words, attribute, kind):
    at = text.find(words)
    if at >= 0:
        evidence = (Evidence.of(text, at, at + len(words)),)
        guesses = (Guess(words, 0.9),)
        yield Finding.make(
            attribute, guesses, evidence, source=Source.ENTITIES, basis=Basis.STATED, why=NOTHING, kind=kind
        )


@pytest.fixture
def window(qtbot, open_window):
    window = open_window(scripted(fast=Names()))
    window.draft.put(DRAFT)
    return window


def done(qtbot, window):
    qtbot.waitUntil(lambda: not window.draft.assistant.busy, timeout=WAIT)


def copied(qtbot, window, style=None):
    window.draft.assisting.copy(style)
    done(qtbot, window)
    return clipboard.copied()


def pasted(qtbot, window, answer):
    QGuiApplication.clipboard().setText(answer)
    window.draft.from_assistant()
    done(qtbot, window)
    return window.draft.sheet.answer.field


def test_what_is_copied_has_placeholders_and_the_answer_the_real_words(qtbot, window):
    sent = copied(qtbot, window)
    assert sent == "Person A moved to [Town 1]. Person A (first name) likes tea.\u00a0😀"
    assert not QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    said = texts(window.draft.bottom)
    assert "stand-ins in 3 places" in said
    assert "until the window closes" in said
    field = pasted(qtbot, window, "Dear Persona A,\nhow is [Ciudad 1]? Bring [Town 9] 😀.")
    assert field.toPlainText() == "Dear Anna Weber,\nhow is Leeds? Bring [Town 9] 😀."
    assert "in 2 places. 1 stand-in could not be put back" in texts(window.draft.sheet.answer)
    marked = [s.cursor.selectedText() for s in field.extraSelections() if s.format.underlineStyle().value]
    assert marked == ["[Town 9]"]
    assert window.draft.text == DRAFT


def test_the_answer_can_be_copied_become_the_draft_and_be_closed(qtbot, window):
    sent = copied(qtbot, window, Style.NAMES)
    assert "Anna" not in sent
    assert "Leeds" not in sent
    pasted(qtbot, window, sent + "!")
    press(window.draft.sheet.answer, "Copy the answer")
    assert clipboard.copied() == DRAFT + "!"
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    window.draft.stop()
    assert not window.draft.sheet.answering
    pasted(qtbot, window, sent + "?")
    press(window.draft.sheet.answer, "Make it the draft")
    assert window.draft.text == DRAFT + "?"
    assert not window.draft.sheet.answering


def test_the_menu_offers_what_makes_sense(qtbot, window):
    press(window.draft.bottom, "For an assistant")
    actions = {one.text(): one for one in window.draft.assisting.menu.actions() if one.text()}
    assert [one.isEnabled() for one in actions.values()] == [True, True, False, False]
    actions["Copy with invented names"].trigger()
    window.draft.assisting.menu.close()
    done(qtbot, window)
    assert window.draft.assistant.style is Style.NAMES
    press(window.draft.bottom, "For an assistant")
    assert all(one.isEnabled() for one in window.draft.assisting.menu.actions())
    window.draft.assisting.menu.close()


def test_what_is_always_hidden_has_a_stand_in_and_what_is_left_none(qtbot, window):
    window.rulebook.add([Rule(Ruling.HIDE, "tea"), Rule(Ruling.NEVER, "Leeds")])
    sent = copied(qtbot, window)
    assert "Leeds" in sent
    assert "likes [Text 1]." in sent


def test_nothing_to_put_back_is_a_calm_message(qtbot, window):
    window.draft.from_assistant()
    done(qtbot, window)
    assert not window.draft.sheet.answering
    QGuiApplication.clipboard().setText("hello")
    window.draft.from_assistant()
    done(qtbot, window)
    assert "nothing to put back" in texts(window.draft.panel)


def test_another_language_keeps_what_stands_for_what(qtbot, window):
    copied(qtbot, window)
    window._on_preference("language", "de")
    window.show_page("draft")
    field = pasted(qtbot, window, "[Stadt 1]")
    assert field.toPlainText() == "Leeds"
    assert "Deine Wörter stehen wieder an 1 Stelle." in texts(window.draft.sheet.answer)
    now.use("en", window=True)


def test_the_store_keeps_it_for_the_next_window_and_forgets_it(qtbot, open_window, tmp_path):
    ring = MemoryKeyring()
    windows = []
    for _number in range(2):
        services = scripted(fast=Names())
        services.keeping = session = Session(Vault(tmp_path / "store", ring))
        services.close = session.close
        windows.append(window := open_window(services))
        qtbot.waitUntil(lambda w=window: w.keeper.stand is not Stand.ABSENT and not w.keeper.busy, timeout=WAIT)
        if len(windows) == 1:
            window.keeper.create(Protection.KEYRING)
        qtbot.waitUntil(lambda w=window: w.keeper.stand is Stand.OPEN and not w.keeper.busy, timeout=WAIT)
        if len(windows) == 1:
            window.draft.put(DRAFT)
            copied(qtbot, window)
            assert "in the encrypted store" in texts(window.draft.bottom)
            window.close()
    assert pasted(qtbot, windows[1], "[Town 1]").toPlainText() == "Leeds"
    windows[1].draft.assistant.forget()
    done(qtbot, windows[1])
    windows[1].draft.sheet.end_answer()
    windows[1].draft.from_assistant()
    done(qtbot, windows[1])
    assert not windows[1].draft.sheet.answering
