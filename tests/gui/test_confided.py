"""The archive page shows what was told to an assistant before all conclusions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from redraft.gui.cards.profile import Profile

pytestmark = pytest.mark.gui


def test_what_was_told_stands_on_a_card_above_the_conclusions(qtbot) -> None:
    profile = Profile()
    qtbot.addWidget(profile)
    profile.show_head(None, told=("What you told the assistant", {"Health": "asthma (3 messages)"}))
    texts = [one.text() for one in profile.findChildren(QLabel)]
    assert texts.index("What you told the assistant") + 1 == texts.index("Health: asthma (3 messages)")
    profile.show_head(None)
    assert "What you told the assistant" not in [
        one.text() for one in profile.findChildren(QLabel) if one.isVisibleTo(profile)
    ]
