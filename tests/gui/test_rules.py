"""What can be done about underlined words: a menu, a toast with the way back, and rules that hold for every draft."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from gui.driving import WAIT, press, texts
from gui.test_draft import check, look, marked
from redraft.domain.attributes import Attribute
from redraft.domain.rules import Rule, Ruling
from redraft.gui.keeping.keeper import Stand
from redraft.gui.keeping.rules_card import RulesCard
from redraft.speech import now
from screenshots.scripted import ScriptedMakers, scripted
from screenshots.scripted_keeping import ScriptedKeeping, filled

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support")]  # offscreen knows one window only

TEXT = "I moved to Leeds in May. Text me on 07700 900123."


@pytest.fixture
def window(qtbot, open_window):
    return opened(qtbot, open_window)


def opened(qtbot, open_window, keeping=None, text=TEXT):
    services = scripted(makers=ScriptedMakers({"Leeds": ("the north", "a city"), "07700 900123": ("",)}))
    services.archive = services.playlist = None
    services.keeping = keeping
    window = open_window(services)
    qtbot.waitUntil(lambda: not window.keeper.busy, timeout=WAIT)
    check(qtbot, window, text)
    return window


def put_cursor(window, words):
    editor = window.draft.editor
    cursor = editor.textCursor()
    cursor.setPosition(editor.text.index(words) + 1)
    editor.setTextCursor(cursor)
    return editor.cursorRect(cursor).center()


def menu_of(qtbot, window, words):
    """What is offered for some words, once other wordings are there."""
    put_cursor(window, words)
    window.draft.options()
    qtbot.waitUntil(lambda: window.draft.doing.found, timeout=WAIT)
    return window.draft.doing.menu


def offered(menu):
    return [one.text() for one in menu.actions() if one.text() and one.isEnabled()]


def choose(menu, text):
    action = next(one for one in menu.actions() if text in one.text())
    assert isinstance(action, QAction)
    menu.close()
    action.trigger()


def said(window):
    return texts(window.draft.toast)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.draft.checker.fast_done and window.draft.checker.settled, timeout=WAIT)


def test_the_words_offer_several_wordings_and_every_ruling(qtbot, window):
    menu = menu_of(qtbot, window, "Leeds")
    assert offered(menu) == [
        "“Leeds” becomes “the north”",
        "“Leeds” becomes “a city”",
        "Leave these words as they are",
        "This is wrong",
        "I'm fine with this, in this draft",
        "Never flag “Leeds”",
        "Always hide “Leeds”",
    ]
    menu.close()


def test_a_right_click_on_underlined_words_opens_it_and_elsewhere_it_does_not(qtbot, window):
    editor, asked = window.draft.editor, []
    editor.asked.connect(lambda place, _where: asked.append(place))
    at = put_cursor(window, "Leeds")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.viewport().mapToGlobal(at))
    QApplication.sendEvent(editor.viewport(), event)
    assert window.draft.doing.menu.actions()[0].text() == "Where you live: Leeds"
    window.draft.doing.menu.close()
    put_cursor(window, "May")
    assert not editor.marked_at(editor.selected().start)
    assert len(asked) == 1


def test_the_key_opens_it_too_and_says_what_to_do_elsewhere(qtbot, window):
    put_cursor(window, "May")
    qtbot.keyClick(window.draft.editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert "Put the cursor on words that are underlined." in texts(window.draft.bottom)
    put_cursor(window, "Leeds")
    qtbot.keyClick(window.draft.editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.draft.doing.menu.isVisible()
    window.draft.doing.menu.close()


def test_a_card_offers_the_same(qtbot, window):
    press(window.draft.panel.deck.card(window.draft.cards()[0]), "What to do")
    assert "This is wrong" in offered(window.draft.doing.menu)
    window.draft.doing.menu.close()


def test_a_wording_that_is_chosen_stands_and_can_be_undone(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "the north")
    assert window.draft.text == TEXT.replace("Leeds", "the north")
    assert window.draft.reworder.reworded
    assert "Reworded." in said(window)
    press(window.draft.toast, "Undo")
    assert window.draft.text == TEXT
    assert not window.draft.toast.isVisible()


def test_words_that_are_left_are_neither_underlined_nor_reworded(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "Leave these words")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123"]
    assert "Leave as it is: Leeds" in texts(window.draft.panel)
    window.draft.suggest()
    qtbot.waitUntil(lambda: len(window.draft.reworder.suggestions) > 0 and not window.draft.reworder.busy, timeout=WAIT)
    assert [edit.original for edit in window.draft.reworder.suggestions.edits] == ["07700 900123"]
    window.draft.stop()
    press(window.draft.panel, "Take it back")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123", "Leeds"]


def test_what_is_wrong_is_dismissed_here_and_in_every_draft_only_if_the_user_says_so(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "This is wrong")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123"]
    assert "Dismissed in this draft: Where you live: Leeds" in said(window)
    assert not window.rulebook.rules
    press(window.draft.toast, "Undo")
    settle(qtbot, window)
    assert "Leeds" in marked(window)
    choose(menu_of(qtbot, window, "Leeds"), "This is wrong")
    press(window.draft.toast, "Always")
    assert window.rulebook.rules == {Rule(Ruling.WRONG, "Leeds", Attribute.LOCATION)}
    window.draft.put("Leeds again.")
    settle(qtbot, window)
    assert marked(window) == []


def test_what_is_fine_is_fine_in_this_draft_and_can_be_undone(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "I'm fine with this")
    assert window.draft.checker.sharing.here == (Attribute.LOCATION,)
    assert "You are fine with this here: Where you live" in said(window)
    press(window.draft.toast, "Undo")
    assert window.draft.checker.sharing.here == ()


def test_a_word_that_is_never_flagged_lasts_until_the_window_closes_which_is_said(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "Never flag")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123"]
    assert "Not flagged until Redraft closes: “Leeds”" in said(window)
    window.draft.put("Off to Leeds.")
    settle(qtbot, window)
    assert marked(window) == []
    press(window.draft.toast, "Undo")
    settle(qtbot, window)
    assert marked(window) == ["Leeds"]


def test_words_that_are_always_hidden_are_underlined_and_reworded_in_every_draft(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "Always hide")
    settle(qtbot, window)
    assert "Words you always hide" in texts(window.draft.panel)
    window.draft.put("The leeds road again.")
    settle(qtbot, window)
    assert marked(window) == ["leeds"]
    menu = menu_of(qtbot, window, "leeds")
    choose(menu, "Do not always hide “Leeds”")
    settle(qtbot, window)
    assert marked(window) == []


@pytest.mark.parametrize("how", ["put", "select all", "empty"])
def test_nothing_leaks_from_one_draft_to_the_next(qtbot, window, how):
    choose(menu_of(qtbot, window, "Leeds"), "This is wrong")
    choose(menu_of(qtbot, window, "07700"), "I'm fine with this")
    settle(qtbot, window)
    assert marked(window) == []
    editor = window.draft.editor
    if how == "put":
        window.draft.put("Back in Leeds: 07700 900123")
    else:
        editor.selectAll()
        if how == "empty":
            qtbot.keyClick(editor, Qt.Key.Key_Delete)
        editor.insertPlainText("Back in Leeds: 07700 900123")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123", "Leeds"]
    assert "Take it back" not in [b.text() for b in window.draft.panel.findChildren(type(window.draft.bottom._copy))]


def test_taking_a_wording_for_the_whole_text_is_no_other_draft(qtbot, open_window):
    window = opened(qtbot, open_window, text="Leeds")
    window.draft.checker.rulings.decide([Rule(Ruling.LEAVE, "York")])
    window.draft.reworder.use(window.draft.checker.conductor.wordings_at(
        "Leeds", window.draft.cards()[0].spans[0], Attribute.LOCATION, known=window.draft.checker.known
    )[0])  # fmt: skip
    assert window.draft.text == "the north"
    assert window.draft.checker.rulings.here


def test_typing_on_keeps_what_was_decided(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "This is wrong")
    window.draft.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(window.draft.editor, " Leeds is cold.")
    settle(qtbot, window)
    assert marked(window) == ["07700 900123"]


def test_rules_are_listed_and_removed_and_keeping_them_is_offered_while_the_store_is_off(qtbot, open_window):
    keeping = ScriptedKeeping()
    window = opened(qtbot, open_window, keeping)
    choose(menu_of(qtbot, window, "Leeds"), "Never flag")
    press(window.draft.toast, "Keep it longer")
    assert window.page == "preferences"
    card = window.pages["preferences"].findChild(RulesCard)
    assert "Never flag: Leeds" in texts(card)
    assert "they last until the window closes" in texts(card)
    press(card, "Keep them, encrypted")
    qtbot.waitUntil(lambda: window.keeper.stand is Stand.OPEN and not window.keeper.busy, timeout=WAIT)
    assert keeping.records.rules() == {Rule(Ruling.NEVER, "Leeds")}
    assert "kept encrypted" in texts(card)
    press(card, "Remove")
    qtbot.waitUntil(lambda: not keeping.records.rules() and not window.keeper.busy, timeout=WAIT)
    assert "None yet." in texts(card)


def test_kept_rules_hold_in_the_next_window_and_go_with_the_store(qtbot, open_window):
    keeping = filled()
    keeping._content.add_rule(Rule(Ruling.NEVER, "Leeds"))
    window = opened(qtbot, open_window, keeping)
    qtbot.waitUntil(lambda: window.keeper.stand is Stand.OPEN, timeout=WAIT)
    settle(qtbot, window)
    assert marked(window) == ["07700 900123"]
    choose(menu_of(qtbot, window, "07700"), "Always hide")
    assert "Always hidden: “07700 900123”" in said(window)
    qtbot.waitUntil(lambda: len(keeping.records.rules()) == 2, timeout=WAIT)
    window.keeper.erase()
    qtbot.waitUntil(lambda: window.keeper.stand is Stand.OFF, timeout=WAIT)
    assert not window.rulebook.rules


def test_the_menu_and_the_rules_are_german_too(qtbot, open_window):
    now.use("de", window=True)
    window = opened(qtbot, open_window, ScriptedKeeping())
    put_cursor(window, "Leeds")
    window.draft.options()
    menu = window.draft.doing.menu
    qtbot.waitUntil(lambda: any("the north" in one.text() for one in menu.actions()), timeout=WAIT)
    assert offered(menu)[-5:] == [
        "Diese Worte so lassen",
        "Das stimmt nicht",
        "Damit kann ich leben, in diesem Entwurf",
        "„Leeds“ nie anzeigen",
        "„Leeds“ immer verbergen",
    ]
    choose(menu, "nie anzeigen")
    assert "Wird nicht angezeigt, bis Redraft schließt: „Leeds“" in said(window)
    window.show_page("preferences")
    assert "Nie anzeigen: Leeds" in texts(window.pages["preferences"].findChild(RulesCard))


def test_the_toast_stays_at_the_lower_edge_of_the_sheet(qtbot, window):
    choose(menu_of(qtbot, window, "Leeds"), "This is wrong")
    toast, sheet = window.draft.toast, window.draft.sheet
    window.draft.doing.accept(window.draft.cards()[0])
    assert toast.height() >= max(one.sizeHint().height() for one in toast.findChildren(QPushButton))
    window.resize(900, 600)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < sheet.height(), timeout=WAIT)
    assert sheet.rect().contains(toast.geometry())
    assert toast.mapTo(sheet, QPoint(0, 0)).y() > sheet.height() // 2


def test_a_look_does_not_bring_back_what_was_dismissed(qtbot, open_window):
    window = opened(qtbot, open_window, text="I grew up in Pune. Night shifts on the children's unit.")
    look(qtbot, window)
    choose(menu_of(qtbot, window, "grew up"), "This is wrong")
    window.draft.look()
    settle(qtbot, window)
    look(qtbot, window)
    assert marked(window) == ["Night shifts on the children's unit"]
