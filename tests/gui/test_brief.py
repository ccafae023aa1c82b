"""For whom the draft is, what has to go and what may stay, in the window."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.driving import WAIT, press, texts
from gui.test_draft import check
from redraft.domain.attributes import Attribute
from redraft.domain.rules import Rule, Ruling
from redraft.gui.services import MemorySettings
from redraft.speech import now
from redraft.usecases.brief import Brief
from screenshots.scripted import STATED, ScriptedFast, ScriptedMakers, scripted
from screenshots.scripted_keeping import filled

pytestmark = pytest.mark.gui

TEXT = "I moved to Leeds in May. Text me on 07700 900123."


def opened(qtbot, open_window, settings=None, keeping=None):
    rules = [rule for rule in STATED if rule[0] in TEXT]
    services = scripted(
        fast=ScriptedFast(rules), makers=ScriptedMakers({"Leeds": ("the north",), "07700 900123": ("a message",)})
    )
    services.archive = services.playlist = None
    services.settings, services.keeping = settings or MemorySettings(), keeping
    window = open_window(services)
    qtbot.waitUntil(lambda: not window.keeper.busy, timeout=WAIT)
    check(qtbot, window, TEXT)
    qtbot.waitUntil(lambda: window.draft.checker.settled, timeout=WAIT)
    return window


@pytest.fixture
def window(qtbot, open_window):
    return opened(qtbot, open_window)


def add(window, what, attribute):
    texts(window)  # what was just added is shown in the next round
    boxes = window.draft.sheet.brief.findChildren(QComboBox)
    box = next(one for one in boxes if one.accessibleName() == what and one.isVisible())
    at = box.findData(attribute.value)
    assert at > 0
    box.activated.emit(at)


def suggested(qtbot, window):
    window.draft.suggest()
    qtbot.waitUntil(lambda: not window.draft.reworder.busy, timeout=WAIT)
    found = [edit.original for edit in window.draft.reworder.suggestions.edits]
    window.draft.stop()
    return found


def test_it_is_folded_until_somebody_has_use_for_it(window):
    bar = window.draft.sheet.brief
    assert not bar.isVisible()
    press(window.draft.sheet, "For: The public")
    assert "Who reads it" in texts(bar)
    assert "All that is told" in texts(bar)
    press(window.draft.sheet, "For: The public")
    assert not bar.isVisible()


def test_in_a_small_window_it_scrolls_and_leaves_room_for_the_draft(qtbot, window):
    window.resize(640, 440)
    press(window.draft.sheet, "For: The public")
    texts(window)
    bar, editor = window.draft.sheet.brief, window.draft.sheet.editor
    assert window.height() == 440
    assert bar.height() > 60
    assert editor.height() > 60


def test_who_reads_it_decides_what_is_news(qtbot, window):
    before = window.draft.checker.exposure.bits
    press(window.draft.sheet, "For: The public")
    press(window.draft.sheet.brief, "Who reads it: Colleagues")
    assert window.draft.checker.conductor.check.audience.name == "colleagues"
    qtbot.waitUntil(lambda: window.draft.checker.exposure.bits < before, timeout=WAIT)
    assert suggested(qtbot, window) == []
    press(window.draft.sheet.brief, "Who reads it: A stranger who means harm")
    assert suggested(qtbot, window) == ["Leeds", "07700 900123"]


def test_only_what_has_to_go_goes_and_what_may_stay_stays(qtbot, window):
    assert suggested(qtbot, window) == ["Leeds", "07700 900123"]
    press(window.draft.sheet, "For: The public")
    add(window, "Add what may stay", Attribute.LOCATION)
    assert suggested(qtbot, window) == ["07700 900123"]
    add(window, "Add what has to go", Attribute.LOCATION)
    assert window.draft.checker.brief == Brief(hide=(Attribute.LOCATION,))
    assert suggested(qtbot, window) == ["Leeds"]
    press(window.draft.sheet.brief, "Take out: Where you live")
    assert window.draft.checker.brief == Brief()


def test_untrue_details_are_offered_when_they_are_asked_for_and_never_taken_by_themselves(qtbot, window):
    press(window.draft.sheet, "For: The public")
    window.draft.sheet.brief.findChild(QCheckBox).click()
    window.draft.suggest()
    qtbot.waitUntil(lambda: not window.draft.reworder.busy, timeout=WAIT)
    found = window.draft.reworder.suggestions.open
    assert any(wording.untrue for one in found for wording in one.edit.wordings)
    assert not any(one.proposed.untrue for one in found)


def test_it_holds_for_this_draft_unless_the_user_says_for_every_one(qtbot, window):
    press(window.draft.sheet, "For: The public")
    press(window.draft.sheet.brief, "Who reads it: Family")
    window.draft.put("Another one.")
    assert window.draft.checker.brief == Brief()
    press(window.draft.sheet.brief, "Who reads it: Family")
    add(window, "Add what has to go", Attribute.HEALTH)
    press(window.draft.sheet.brief, "Use for every draft")
    window.draft.put("A third one.")
    assert window.draft.checker.brief == Brief("family", (Attribute.HEALTH,))
    assert "For: Family, with wishes" in [window.draft.sheet.brief.fold.text()]
    press(window.draft.sheet.brief, "Who reads it: Followers")
    press(window.draft.sheet.brief, "As usual")
    assert window.draft.checker.brief == Brief("family", (Attribute.HEALTH,))


def test_what_holds_for_every_draft_is_kept_encrypted_and_who_reads_it_among_the_settings(qtbot, open_window):
    settings, keeping = MemorySettings(), filled()
    window = opened(qtbot, open_window, settings, keeping)
    window.draft.checker.briefs.ask_for(Brief("employer", keep=(Attribute.AGE,), decoys=True))
    window.draft.checker.briefs.make_usual()
    rule = Rule(Ruling.STAYS, attribute=Attribute.AGE)
    qtbot.waitUntil(lambda: keeping.records.rules() == {rule}, timeout=WAIT)
    assert (settings.get("audience"), settings.get("decoys")) == ("employer", "yes")
    again = opened(qtbot, open_window, settings, keeping)
    qtbot.waitUntil(lambda: again.rulebook.rules == {rule}, timeout=WAIT)
    assert again.draft.checker.brief == Brief("employer", keep=(Attribute.AGE,), decoys=True)
    again.rulebook.drop([rule])
    assert again.draft.checker.brief == Brief("employer", decoys=True)


def test_another_reader_takes_suggestions_back(qtbot, window):
    window.draft.suggest()
    qtbot.waitUntil(lambda: len(window.draft.reworder.suggestions) > 0, timeout=WAIT)
    window.draft.sheet.brief.asked.emit(Brief("family"))
    assert len(window.draft.reworder.suggestions) == 0


def test_it_is_german_too(qtbot, open_window):
    now.use("de", window=True)
    window = opened(qtbot, open_window)
    press(window.draft.sheet, "Für: Die Öffentlichkeit")
    said = texts(window.draft.sheet.brief)
    assert "Wer es liest" in said
    assert "Nur das muss weg, auch wo es bloß anklingt" in said
    press(window.draft.sheet.brief, "Wer es liest: Kollegen")
    assert window.draft.sheet.brief.fold.text() == "Für: Kollegen"
