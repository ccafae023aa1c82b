"""The window with the real workers, the real model and the real store."""

import pytest

from redraft import bootstrap
from redraft.domain.attributes import Attribute
from redraft.gui.draft.checker import Phase
from redraft.gui.wiring import services

pytestmark = [pytest.mark.gui, pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def real(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with bootstrap.Services() as made:
        yield services(made)


def test_a_draft_is_checked_reworded_and_looked_at_again(qtbot, open_window, real):
    window = open_window(real)
    qtbot.waitUntil(lambda: real.attacker is not None, timeout=200_000)
    window.show_page("draft")
    window.draft.put_example()
    qtbot.waitUntil(lambda: window.draft.checker.fast_done, timeout=200_000)
    assert Attribute.CONTACT in {card.attribute for card in window.draft.cards()}
    window.draft.look()
    qtbot.waitUntil(lambda: window.draft.checker.looker.answered >= 1, timeout=200_000)
    window.draft.stop()
    assert window.draft.checker.phase is Phase.STOPPED
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
    shown = [label.text() for label in page.findChildren(type(window.draft.panel._status))]
    assert "refused" in shown
    assert "NOT refused" not in shown
