import re
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QTextEdit

from gui.driving import WAIT, press, texts
from redraft.domain.attributes import ASKED, Attribute
from redraft.domain.errors import ModelError
from redraft.domain.finding import Basis
from redraft.domain.message import verbatim
from redraft.gui.cards.card import Card
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.theme import current_theme
from redraft.speech import now
from redraft.usecases.ports import FastResult, Pass
from screenshots.scripted import POINTS, STATED, ScriptedAttacker, ScriptedFast, scripted

pytestmark = pytest.mark.gui


def check(qtbot, window, text=None):
    if text is None:
        window.draft.put_example()
    else:
        window.draft.put(text)
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)


def look(qtbot, window):
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=WAIT)


def marked(window):
    plain = window.draft.editor.toPlainText()
    result = []
    for selection in window.draft.editor.extraSelections():
        if selection.format.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline:
            start, end = selection.cursor.selectionStart(), selection.cursor.selectionEnd()
            result.append(plain.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"))
    return sorted(result)


def test_typing_underlines_and_shows_a_card(qtbot, open_window):
    window = open_window(scripted())
    qtbot.keyClicks(window.draft.editor, "Moved to Leeds")
    qtbot.waitUntil(lambda: marked(window) == ["Leeds"], timeout=WAIT)
    assert "Where you live" in texts(window.draft.panel)
    assert "almost certain" in texts(window.draft.panel)
    assert "96%" not in texts(window.draft.panel)


def test_a_text_in_a_language_without_a_folder_is_never_shown_as_safe(qtbot, open_window):
    window = open_window(scripted(fast=Dutch()))
    check(qtbot, window, "Ik woon in Leeds en ben moe.")
    assert window.draft.checker.exposure is None
    said = texts(window.draft.panel)
    assert "Not checked: written in Dutch" in said
    assert "Nothing found" not in said
    window.draft.look()
    assert window.draft.checker.phase is Phase.WORDS


class Dutch(ScriptedFast):
    """Takes every text for Dutch, and finds nothing in it."""

    def detect(self, text, *, cancel=None):
        return FastResult((), "nl")


def test_highlights_stand_right_after_emoji_and_bidirectional_text(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window, "😀👩‍🚀 שלום \u202e𝒳 in Leeds 😀")
    assert marked(window) == ["Leeds"]


def test_the_model_looks_on_a_pause(qtbot, open_window):
    attacker = ScriptedAttacker()
    window = open_window(scripted(attacker=attacker), pause=True)
    check(qtbot, window)
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=WAIT)
    assert [question.depth for question in attacker.questions] == [Pass.FIRST, Pass.FULL]
    assert attacker.prepared
    assert any(card.basis is Basis.IMPLIED for card in window.draft.cards())


def test_a_glance_is_a_first_impression_until_the_thorough_look(qtbot, open_window):
    window = open_window(scripted(attacker=ScriptedAttacker(holds_at=0, holds_in=Pass.FULL)))
    window.draft.checker.model.habit = Habit.GLANCE
    check(qtbot, window)
    qtbot.waitUntil(lambda: "first impression" in texts(window.draft.panel), timeout=WAIT)
    assert window.draft.checker.phase is Phase.WORDS
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.LOOKING, timeout=WAIT)


def test_reading_ahead_goes_on_while_more_is_typed_behind_it(qtbot, open_window):
    attacker = ScriptedAttacker(reads_slowly=True)
    window = open_window(scripted(attacker=attacker))
    window.draft.checker.model.habit = Habit.PAUSE
    check(qtbot, window, "I live in Leeds.")
    qtbot.waitUntil(lambda: attacker.prepared == ["I live in Leeds."], timeout=WAIT)
    window.draft.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(window.draft.editor, " And more")
    assert attacker.cancelled == 0
    window.draft.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(window.draft.editor, "x")
    qtbot.waitUntil(lambda: attacker.cancelled == 1, timeout=WAIT)


def test_a_click_on_words_lights_their_card(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window, "I live in Leeds now")
    editor = window.draft.editor
    cursor = editor.textCursor()
    cursor.setPosition(12)
    place = editor.cursorRect(cursor).center()
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [c.property("selected") for c in window.draft.panel.findChildren(QFrame) if isinstance(c, Card)] == [True]


def test_the_crowd_is_said_first_and_what_is_public_does_not_narrow_it(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    qtbot.waitUntil(lambda: "Personal things found" in texts(window.draft.panel), timeout=WAIT)
    # The headline stands before the crowd has been counted.
    qtbot.waitUntil(lambda: window.draft.checker.exposure is not None, timeout=WAIT)
    before = window.draft.checker.exposure.people
    press(window.draft.panel, "I'm fine with this")
    qtbot.waitUntil(lambda: window.draft.checker.exposure.people > before, timeout=WAIT)


def told_card(qtbot, open_window, language="en"):
    """The card of a birthplace that a sharp reader could tell and the model cannot name."""
    now.use(language, window=True)
    window = open_window(scripted(attacker=ScriptedAttacker(unnamed=(Attribute.BIRTHPLACE,))))
    check(qtbot, window)
    look(qtbot, window)

    def card():
        """Not one that went when the model had looked, nor one that has no place yet."""
        cards = window.draft.panel.findChildren(Card)
        return next((c for c in cards if c.conclusion.attribute is Attribute.BIRTHPLACE and c.isVisible()), None)

    qtbot.waitUntil(lambda: window.draft.checker.settled and card() is not None, timeout=WAIT)
    return window, card()


def test_what_is_told_says_what_to_do_about_its_words_and_folds_the_guesses_away(qtbot, open_window):
    _window, card = told_card(qtbot, open_window)
    said = texts(card)
    assert "A sharp reader could tell where you grew up" in said
    assert "told · implied" in said
    assert "“I grew up in Pune”" in said
    assert "say these words otherwise or leave them out" in said
    assert "Pune, India" not in said
    assert not re.search(r"cannot|could not|fail|nobody here", said)
    press(card, "What it might be")
    assert "perhaps Pune, India, Mumbai, India" in texts(card)


def test_what_is_told_is_said_in_german_too(qtbot, open_window):
    _window, card = told_card(qtbot, open_window, "de")
    said = texts(card)
    assert "Wer genau liest, erkennt, wo du aufgewachsen bist" in said
    assert "erkennbar · angedeutet" in said


def test_what_is_named_says_so_and_what_is_not_told_stands_below(qtbot, open_window):
    window, _card = told_card(qtbot, open_window)
    named = next(c for c in window.draft.panel.findChildren(Card) if c.conclusion.attribute is Attribute.AGE)
    assert "named · implied" in texts(named)
    assert "Not told: sex and education." in texts(window.draft.panel)


def test_the_tab_key_meets_every_button_of_a_card(qtbot, open_window):
    _window, card = told_card(qtbot, open_window)
    assert "What it might be" in [one.text() for one in card.stops]
    texts(card)  # what was just added is shown in the next round
    following = card
    for stop in card.stops:
        following = following.nextInFocusChain()
        while not (following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.isVisible()):
            following = following.nextInFocusChain()
        assert following is stop


def test_ctrl_enter_asks_the_model_at_once(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    qtbot.keyClick(window.draft.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.DONE, timeout=WAIT)
    assert window.draft.text.count("\n\n") == 2


def test_findings_arrive_one_by_one_and_esc_stops(qtbot, open_window):
    attacker = ScriptedAttacker(holds_at=5, holds_in=Pass.FULL)
    window = open_window(scripted(attacker=attacker))
    check(qtbot, window)
    window.draft.look()
    looker = window.draft.checker
    qtbot.waitUntil(lambda: looker.phase is Phase.LOOKING and looker.model.answered == 5, timeout=WAIT)
    assert f"5 of {len(ASKED)}" in texts(window.draft.panel)
    some = {card.attribute for card in window.draft.cards()}
    qtbot.keyClick(window.draft.editor, Qt.Key.Key_Escape)
    assert window.draft.checker.phase is Phase.STOPPED
    qtbot.waitUntil(lambda: attacker.cancelled == 1, timeout=WAIT)
    assert {card.attribute for card in window.draft.cards()} == some
    kinds = {card.attribute: card.provisional for card in window.draft.cards()}
    assert kinds[Attribute.AGE] is False
    assert kinds[Attribute.BIRTHPLACE] is True  # known from the glance, not yet looked into


def test_typing_while_the_model_looks_drops_its_answer(qtbot, open_window):
    attacker = ScriptedAttacker(holds_at=2)
    window = open_window(scripted(attacker=attacker))
    check(qtbot, window)
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.model.answered == 2, timeout=WAIT)
    qtbot.keyClicks(window.draft.editor, "x")
    qtbot.waitUntil(lambda: attacker.cancelled == 1 and window.draft.checker.fast_done, timeout=WAIT)
    assert window.draft.checker.phase is Phase.WORDS


def test_selecting_a_card_lights_its_words_and_dims_the_rest(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    card = next(c for c in window.draft.panel.findChildren(Card) if c.conclusion.attribute is Attribute.LOCATION)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert marked(window) == ["Leeds"]
    dim = current_theme().look.colour("dim")
    dimmed = [s for s in window.draft.editor.extraSelections() if s.format.foreground().color() == dim]
    lengths = [s.cursor.selectionEnd() - s.cursor.selectionStart() for s in dimmed]
    assert sum(lengths) == len(window.draft.text) - len("Leeds")
    qtbot.keyClick(window.draft.editor, Qt.Key.Key_Escape)
    assert len(marked(window)) > 1


def test_a_selected_card_stays_in_view_while_more_arrives_above_it_until_one_scrolls(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    look(qtbot, window)
    panel, bar = window.draft.panel, window.draft.panel._scroll.verticalScrollBar()
    last = window.draft.cards()[-1]
    panel.chosen.emit(last)

    def seen():
        card = panel.deck.card(last)
        return card.height() > 100 and card.visibleRegion().boundingRect().height() == card.height()

    qtbot.waitUntil(lambda: window.draft.checker.exposure is not None and seen(), timeout=WAIT)
    window.resize(window.width() - 200, window.height())  # lines wrap, everything above becomes longer
    qtbot.waitUntil(seen, timeout=WAIT)
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    window.resize(window.width() + 100, window.height())
    for _round in range(20):
        QCoreApplication.processEvents()
    assert bar.value() == 0


def test_selecting_words_selects_their_card(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    cursor = window.draft.editor.textCursor()
    at = window.draft.text.index("Leeds")
    cursor.setPosition(at)
    cursor.setPosition(at + 3, cursor.MoveMode.KeepAnchor)
    window.draft.editor.setTextCursor(cursor)
    (lit,) = [c for c in window.draft.panel.findChildren(Card) if c.property("selected")]
    assert lit.conclusion.attribute is Attribute.LOCATION


def test_fine_with_this_takes_the_attribute_away_and_back(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window, "I live in Leeds")
    press(window.draft.panel, "I'm fine with this")
    assert window.draft.cards() == ()
    press(window.draft.panel, "Show again")
    assert len(window.draft.cards()) == 1


def test_nothing_found_says_what_was_looked_for(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window, "The kettle is on.")
    assert "Nothing found." in texts(window.draft.panel)
    assert "phone numbers" in texts(window.draft.panel)
    look(qtbot, window)
    assert "occupation" in texts(window.draft.panel)


def shown(window):
    """What can be read of the draft, with what is proposed."""
    assert window.draft.sheet.review.isVisible()
    return window.draft.sheet.review.document().toRawText()


def test_suggestions_apply_all_undo_and_second_look(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    look(qtbot, window)
    before = window.draft.text
    press(window.draft.bottom, "Suggest wording")
    qtbot.waitUntil(lambda: len(window.draft.reworder.suggestions) == 4, timeout=WAIT)
    press(window.draft.bottom, "Apply all")
    assert "the north of England" in window.draft.text
    qtbot.waitUntil(lambda: "Second look" in texts(window.draft.panel), timeout=WAIT)
    assert "gone" in texts(window.draft.panel).split("\n")
    window.draft.editor.undo()
    assert window.draft.text == before


def test_a_suggestion_is_taken_in_another_degree_or_left(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    window.draft.suggest()
    qtbot.waitUntil(lambda: not window.draft.reworder.busy, timeout=WAIT)
    popover = window.draft.sheet.popover
    assert shown(window).startswith("Moved to Leeds\u2009\u2068the north of England\u2069 two years")
    press(popover, "Instead: a city")
    assert shown(window).startswith("Moved to Leeds\u2009\u2068a city\u2069 two years")
    press(popover, "Use: a city")
    assert window.draft.text.startswith("Moved to a city two years")
    assert len(window.draft.reworder.suggestions) == 3
    press(popover, "Keep my words")
    assert len(window.draft.reworder.suggestions) == 2


def test_suggestions_without_the_model_are_there_at_once_and_looking_goes_on_after(qtbot, open_window):
    attacker = ScriptedAttacker(holds_at=1, holds_in=Pass.FULL)
    window = open_window(scripted(attacker=attacker))
    check(qtbot, window)
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.LOOKING, timeout=WAIT)
    window.draft.suggest()
    qtbot.waitUntil(lambda: len(window.draft.reworder.suggestions) > 0, timeout=WAIT)
    assert window.draft.reworder.busy
    window.draft.step(1)
    current = window.draft.reworder.suggestions.current
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.LOOKING, timeout=WAIT)
    attacker.holds_at = None
    qtbot.waitUntil(lambda: not window.draft.reworder.busy, timeout=WAIT)
    assert window.draft.reworder.suggestions.current.edit.span == current.edit.span
    assert window.draft.checker.phase is Phase.DONE
    assert Attribute.AGE in {card.attribute for card in window.draft.cards()}


def test_what_it_answers_is_read_and_changes_no_word(qtbot, open_window):
    attacker = ScriptedAttacker()
    window = open_window(scripted(attacker=attacker))
    check(qtbot, window, "Same here, in Leeds.")
    look(qtbot, window)
    press(window.draft.sheet, "In reply to …")
    qtbot.keyClicks(window.draft.sheet.reply.findChild(QTextEdit), "Anybody else up at night?")
    qtbot.waitUntil(lambda: window.draft.checker.in_reply_to == "Anybody else up at night?", timeout=WAIT)
    assert window.draft.checker.phase is Phase.WORDS
    look(qtbot, window)
    assert attacker.questions[0].in_reply_to == ""
    assert attacker.questions[-1].in_reply_to == "Anybody else up at night?"
    assert attacker.questions[-1].text == window.draft.text == "Same here, in Leeds."


def test_copied_originals_carry_hints_and_new_text_does_not(qtbot, open_window):
    window = open_window(scripted())
    check(qtbot, window)
    press(window.draft.bottom, "Copy text")
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    window.draft.editor.selectAll()
    window.draft.editor.copy()
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    window.draft.suggest()
    qtbot.waitUntil(lambda: not window.draft.reworder.busy, timeout=WAIT)
    press(window.draft.bottom, "Apply all")
    press(window.draft.bottom, "Copy new text")
    data = QGuiApplication.clipboard().mimeData()
    assert not data.hasFormat("x-kde-passwordManagerHint")
    assert data.text() == window.draft.text
    window.draft.editor.undo()
    press(window.draft.bottom, "Copy text")
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")


def test_a_dropped_file_is_opened_and_a_binary_one_refused(qtbot, open_window, tmp_path):
    window = open_window(scripted())
    good, bad = tmp_path / "a.txt", tmp_path / "b.bin"
    good.write_text("Hello from Leeds\u00a0!", "utf-8")
    bad.write_bytes(bytes(range(32)) * 40)
    drop(window.draft.editor, good)
    qtbot.waitUntil(lambda: window.draft.text == "Hello from Leeds\u00a0!", timeout=WAIT)
    drop(window.draft.editor, bad)
    qtbot.waitUntil(lambda: "not a text file" in texts(window.draft.panel), timeout=WAIT)
    assert window.draft.text == "Hello from Leeds\u00a0!"


def drop(editor, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_model_that_fails_is_said_and_the_words_stay(qtbot, open_window):
    window = open_window(
        scripted(attacker=ScriptedAttacker(error=ModelError(verbatim("The model is damaged."), verbatim("Verify it."))))
    )
    check(qtbot, window)
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.phase is Phase.FAILED, timeout=WAIT)
    assert "The model is damaged." in texts(window.draft.panel)
    assert window.draft.cards()


HTML = [
    "<b>b</b>", "<i>", "<a href='http://x'>x</a>", "<img src='http://x/y.png'>", "<h1>h", "&lt;", "&amp;nbsp;", "<br>",
    "<style>*{color:red}</style>", "<script>1</script>", "<p align=right>x", "<!-- x -->", "<u>x</u>",
    "<table><tr><td>x", "<font size=20>x", "<body background='file:///x'>", "<ul><li>x",
    "<span style='font-size:99pt'>x", "<hr>", "&#65;",
]  # fmt: skip


@pytest.mark.parametrize("payload", HTML)
def test_texts_of_users_and_models_are_plain(qtbot, open_window, payload):
    fast = ScriptedFast(((payload, Attribute.LOCATION, ((payload, 0.9), (payload + "2", 0.1)), POINTS),))
    window = open_window(scripted(fast=fast))
    check(qtbot, window, f"before {payload} after")
    labels = window.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    qtbot.waitUntil(lambda: payload in texts(window.draft.panel), timeout=WAIT)
    assert window.draft.text == f"before {payload} after"


def test_words_found_while_one_types_on_stand_where_they_are_by_then(qtbot, open_window):
    class Slow(ScriptedFast):
        def detect(self, text, *, cancel=None):
            assert not cancel.is_set()
            running.set()
            assert released.wait(20)
            return super().detect(text)

    running, released = threading.Event(), threading.Event()
    fast = Slow()
    window = open_window(scripted(fast=fast))
    window.draft.put("In Leeds")
    qtbot.waitUntil(running.is_set, timeout=WAIT)
    window.draft.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(window.draft.editor, "Oh! ")
    released.set()
    qtbot.waitUntil(lambda: marked(window) == ["Leeds"], timeout=WAIT)
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    assert fast.texts == ["In Leeds", "Oh! In Leeds"]  # nothing was thrown away, nothing asked twice


def test_stale_answers_of_the_fast_tier_are_dropped(qtbot, open_window):
    fast = ScriptedFast(STATED)
    window = open_window(scripted(fast=fast))
    for text in ("Leeds", "Nothing", "Leeds again", "The end"):
        window.draft.put(text)
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    assert fast.texts[-1] == "The end"
    assert window.draft.cards() == ()
