"""Before and after, and applying all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.driving import WAIT, press, texts
from gui.test_small import cut
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.text import Span
from redraft.gui.draft.comparison import CHANGES
from redraft.speech import now
from redraft.usecases.stages import Proposal
from screenshots.scripted import scripted

pytestmark = pytest.mark.gui

TEXT = "I live in Leeds\nand work in York."
NEW = "I live in a city\nand work in York somewhere."


def edit(old, new, text=TEXT):
    at = text.index(old)
    wording = Wording(Degree.VAGUER, new)
    return Edit(Span(at, at + len(old)), old, Attribute.LOCATION, (wording,))


@pytest.fixture(params=["en", "de"])
def window(qtbot, open_window, request):
    now.use(request.param, window=True)
    window = open_window(scripted())
    window.draft.put(TEXT)
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=WAIT)
    offer(window, edit("Leeds", "a city"), edit("York.", "York somewhere."))
    return window


def offer(window, *edits):
    window.draft.reworder.suggestions.offer(Proposal(edits, tuple(one.wordings[0] for one in edits)), ())
    window.draft.reworder.changed.emit()


def shown(window):
    return [field.document().toRawText().replace("\u2029", "\n") for field in window.draft.sheet.comparison.fields]


def struck(field):
    """The words that are struck out, and those that are underlined."""
    found = ([], [])
    block = field.document().begin()
    while block.isValid():
        for one in block.begin():
            form = one.fragment().charFormat()
            for place, is_so in enumerate((form.fontStrikeOut(), form.fontUnderline())):
                if is_so:
                    found[place].append(one.fragment().text().strip("\u2068\u2069"))
        block = block.next()
    return found


def test_all_are_applied_and_that_is_said(window):
    press(window, now._("Apply all"))
    assert window.draft.text == NEW
    assert now.plural("The change is made.", "All {count} changes are made.", 2) in texts(window.draft.bottom)
    window.draft.editor.undo()
    assert window.draft.text == TEXT


def test_one_that_cannot_be_applied_is_named_with_why(window):
    suggestions = window.draft.reworder.suggestions
    stale = edit("Leeds", "a city")
    stale = Edit(stale.span, "Perth", stale.attribute, stale.wordings)
    offer(window, stale, edit("York.", "York somewhere."))
    assert len(suggestions) == 2
    window.draft.take_all()
    assert window.draft.text == TEXT.replace("York.", "York somewhere.")
    said = texts(window.draft.bottom)
    assert "Perth" in said
    assert {"en": "its words have changed since", "de": "haben sich seitdem geändert"}[now.language()] in said


def test_before_and_after_side_by_side_and_as_tracked_changes(window):
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_D, control)  # what is proposed
    assert shown(window)[:2] == [TEXT, NEW]
    assert not window.draft.sheet.popover.isVisible()
    before, after, changes = window.draft.sheet.comparison.fields
    assert before.isVisible()
    assert after.isVisible()
    assert not changes.isVisible()
    assert (struck(before)[0], struck(after)[1]) == (["Leeds"], ["a city", " somewhere"])
    assert not struck(before)[1]
    assert not struck(after)[0]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.draft.sheet.comparing
    assert window.draft.sheet.popover.isVisible() or window.draft.sheet._anchor.isActive()
    window.draft.take_all()
    press(window, now._("Compare"))  # what was taken
    assert shown(window)[:2] == [TEXT, NEW]
    window.draft.sheet.comparison._view.chosen.emit(CHANGES)
    assert changes.isVisible()
    assert not before.isVisible()
    assert struck(changes)[0] == ["Leeds"]
    assert "a city" in struck(changes)[1]
    press(window, now._("Back to the text"))
    assert window.draft.editor.isVisible()
    assert window.draft.text == NEW


def test_a_comparison_stays_while_the_model_looks_and_ends_with_the_next_change(window):
    window.draft.take_all()
    window.draft.compare()
    window.draft.checker.changed.emit()
    assert window.draft.sheet.comparing
    window.draft.editor.insertPlainText("Well. ")
    assert not window.draft.sheet.comparing


def test_both_texts_begin_at_the_top_and_scroll_together(qtbot, open_window):
    window = open_window(scripted())
    long = "\n".join(f"I live in Leeds, line {n}." for n in range(90))
    window.draft.put(long)
    offer(window, edit("line 0", "the first", long))
    window.draft.compare()
    bars = [field.verticalScrollBar() for field in window.draft.sheet.comparison.fields[:2]]
    qtbot.waitUntil(lambda: all(bar.maximum() > 500 for bar in bars), timeout=WAIT)
    assert [bar.value() for bar in bars] == [0, 0]
    bars[0].setValue(bars[0].maximum() // 2)
    assert abs(bars[1].value() - bars[1].maximum() // 2) < 3


def test_nothing_of_a_comparison_is_cut_in_the_smallest_window(qtbot, window):
    window.resize(640, 440)
    window.draft.take_all()
    window.draft.compare()
    qtbot.waitUntil(lambda: not cut(window.draft.sheet.comparison), timeout=WAIT)
    qtbot.waitUntil(lambda: not cut(window.draft.bottom), timeout=WAIT)
    assert all(field.viewport().height() > 40 for field in window.draft.sheet.comparison.fields[:2])


def test_nothing_to_compare_shows_nothing(open_window):
    window = open_window(scripted())
    window.draft.put(TEXT)
    window.draft.compare()
    assert not window.draft.sheet.comparing
    assert now._("Compare") not in [
        b.text() for b in window.draft.bottom.children() if hasattr(b, "text") and b.isVisible()
    ]
